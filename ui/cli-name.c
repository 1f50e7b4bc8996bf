/* Names that the register lacks, and relations by hand. */
#include "config.h"

#include "model/datex.h"
#include "store/entity.h"
#include "store/match.h"
#include "store/relation.h"
#include "store/unknown.h"
#include "ui/cli.h"

enum { PAGE = 200, MAY_BE = 3 };

/* ---- unknown names */

/* Keys of those whom it may mean, the most alike first; for a definition whose
 * short or long form it is. */
static bool
may_be(struct cli *cli, const struct unknown *u, struct arena *arena,
    struct str *keys, size_t *n, struct err *err)
{
	struct match_opts opts = { .name = u->text,
		.kind = ENTITY_KINDS,
		.most = MAY_BE,
		.least = MATCH_OFFER };
	struct entity e;
	struct match *list;
	struct str alias;
	int64_t id = 0;

	*n = 0;
	if (u->stands_for.len > 0) {
		if (!store_unknown_bearer(
			cli->store, u, arena, &id, &alias, err) ||
		    !store_entity_get(cli->store, id, arena, &e, err))
			return false;
		keys[(*n)++] = e.key;
		return true;
	}
	if (!store_entity_match(cli->store, &opts, arena, &list, n, err))
		return false;
	for (size_t i = 0; i < *n; i++)
		keys[i] = list[i].entity.key;
	return true;
}

static bool
put_unknown(struct cli *cli, const struct unknown *u, struct err *err)
{
	struct arena arena = { 0 };
	struct str keys[MAY_BE];
	size_t n;
	bool good = may_be(cli, u, &arena, keys, &n, err);

	if (good && cli->json) {
		cli_json(cli,
		    (struct field[]){
			field_text("name", u->text),
			field_text("kind", str_of(entity_kind_name(u->kind))),
			field_text("stands_for", u->stands_for),
			field_number("articles", u->articles),
			field_number("mentions", u->mentions),
			field_list("like", keys, n),
		    },
		    6);
	} else if (good) {
		cli_printf(
		    cli, "%5u %-8s ", u->articles, entity_kind_name(u->kind));
		cli_put(cli, u->text);
		if (u->stands_for.len > 0) {
			cli_printf(cli, " = ");
			cli_put(cli, u->stands_for);
		}
		for (size_t i = 0; i < n; i++)
			cli_printf(
			    cli, "%s%s", i == 0 ? "  ? " : ", ", keys[i].p);
		cli_printf(cli, "\n");
	}
	arena_release(&arena);
	return good;
}

static bool
put_page(struct cli *cli, const struct unknown_filter *only, int64_t *left,
    struct unknown *last, struct err *err)
{
	struct page page = { .dir = 1,
		.most = *left < PAGE ? (size_t)*left : PAGE };
	struct arena arena = { 0 };
	struct unknown *list;
	bool good = store_unknown_page(cli->store, only,
	    last->id != 0 ? last : NULL, &page, &arena, &list, err);

	for (size_t i = 0; good && i < page.n; i++)
		good = put_unknown(cli, &list[i], err);
	*left = good && page.n == page.most ? *left - (int64_t)page.n : 0;
	if (good && page.n > 0)
		*last = list[page.n - 1];
	arena_release(&arena);
	return good;
}

int
cli_unknown(struct cli *cli)
{
	struct unknown_filter only = { cli_rest(cli, 0), ENTITY_KINDS };
	const char *kind = cli_opt(cli, "kind");
	struct unknown last = { 0 };
	struct err err = { 0 };
	int64_t left = 50;

	if (kind != NULL && !entity_kind_parse(str_of(kind), &only.kind))
		return cli_usage(
		    cli, "--kind is person, faction, place, outlet or other");
	if (!cli_opt_int(cli, "limit", 1, &left))
		return CLI_USAGE;
	if (!cli_run_job(cli, store_gather(cli->store), &err))
		return cli_fail(cli, &err);
	while (left > 0)
		if (!put_page(cli, &only, &left, &last, &err))
			return cli_fail(cli, &err);
	return CLI_OK;
}

/* ---- relations */

/* A date as EDTF, however it was typed; "-" is none, ".." open. */
static bool
date_opt(struct cli *cli, const char *name, struct str *date, struct err *err)
{
	const char *given = cli_opt(cli, name);
	struct buf b = { 0 };
	struct edtf e;

	if (given == NULL)
		return true;
	*date = str_of(strcmp(given, "-") == 0 ? "" : given);
	if (date->len == 0 || str_is(*date, ".."))
		return true;
	if (!datex_typed(*date, store_now(cli->store) / 86400, &e, err))
		return false;
	edtf_print(&b, &e);
	*date = arena_str(&cli->arena, buf_view(&b));
	buf_release(&b);
	return true;
}

static bool
side_opt(struct cli *cli, const char *name, int64_t *id, struct err *err)
{
	const char *given = cli_opt(cli, name);

	return given == NULL ||
	       store_entity_by_key(cli->store, str_of(given), id, err);
}

static struct str
text_opt(struct cli *cli, const char *name)
{
	const char *given = cli_opt(cli, name);

	return given != NULL ? str_of(given) : (struct str){ 0 };
}

/* Add a relation (id 0) or change one, as the options say. */
static int
write_relation(struct cli *cli, int64_t id)
{
	struct relation_edit edit = {
		.relation = text_opt(cli, "relation"),
		.role = text_opt(cli, "role"),
		.certainty = text_opt(cli, "certainty"),
		.note = text_opt(cli, "note"),
		.sources = text_opt(cli, "source"),
	};
	struct err err = { 0 };

	if (id == 0 &&
	    (cli_opt(cli, "subject") == NULL ||
		cli_opt(cli, "object") == NULL || edit.relation.p == NULL))
		return cli_usage(
		    cli, "a relation needs --subject, --relation and --object");
	if (!side_opt(cli, "subject", &edit.subject, &err) ||
	    !side_opt(cli, "object", &edit.object, &err) ||
	    !date_opt(cli, "start", &edit.start, &err) ||
	    !date_opt(cli, "end", &edit.end, &err) ||
	    !(id == 0 ? store_relation_add(cli->store, &edit, &id, &err)
		      : store_relation_edit(cli->store, id, &edit, &err)))
		return cli_fail(cli, &err);
	return cli_written(cli, id);
}

int
cli_relation(struct cli *cli)
{
	return cli_change(cli, write_relation, store_relation_remove);
}
