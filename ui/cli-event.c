/* Events by hand. */
#include "config.h"

#include "model/datex.h"
#include "store/article.h"
#include "store/claim.h"
#include "store/entity.h"
#include "store/event-act.h"
#include "ui/cli.h"

/* A date as EDTF, however it was typed; "-" is none. */
static bool
date_opt(struct cli *cli, const char *name, struct str *date, struct err *err)
{
	const char *given = cli_opt(cli, name);
	struct buf b = { 0 };
	struct edtf e;

	if (given == NULL)
		return true;
	*date = str_of("");
	if (strcmp(given, "-") == 0)
		return true;
	if (!datex_typed(str_of(given), store_now(cli->store) / 86400, &e, err))
		return false;
	edtf_print(&b, &e);
	*date = arena_str(&cli->arena, buf_view(&b));
	buf_release(&b);
	return true;
}

/* The entries of the register that --lane names; none given: as before. */
static bool
lane_opts(struct cli *cli, struct event_edit *edit, struct err *err)
{
	int64_t *ids = arena_array(&cli->arena, cli->n_opts + 1, sizeof(*ids));
	size_t i;

	for (i = 0; i < cli->n_opts; i++) {
		if (strcmp(cli->opts[i].name, "lane") != 0)
			continue;
		edit->parties = ids;
		if (strcmp(cli->opts[i].value, "-") == 0)
			continue;
		if (!store_entity_by_key(cli->store, str_of(cli->opts[i].value),
			&ids[edit->n_parties++], err))
			return false;
	}
	return true;
}

static bool
article_opt(struct cli *cli, struct evidence *evidence, struct event_edit *edit,
    int64_t start, struct err *err)
{
	const char *quote = cli_opt(cli, "quote");
	struct article a;
	struct span span;

	if (evidence->article == 0)
		return quote == NULL ||
		       err_set(err, ERR_INVALID,
			   "--quote needs the --article that it stands in");
	if (!store_article_get(
		cli->store, evidence->article, &cli->arena, &a, err))
		return false;
	if (quote != NULL) {
		if (!cli_quote(a.text, str_of(quote), start, &span, err))
			return false;
		evidence->anchor = anchor_make(a.text, span);
	}
	edit->evidence = evidence;
	edit->n_evidence = 1;
	return true;
}

static struct str
text_opt(struct cli *cli, const char *name)
{
	const char *given = cli_opt(cli, name);

	return given != NULL ? str_of(given) : (struct str){ 0 };
}

static int
say(struct cli *cli, int64_t id, struct err *err)
{
	struct event e;
	struct field f[2];

	if (!store_event_get(cli->store, id, &cli->arena, &e, err))
		return cli_fail(cli, err);
	f[0] = field_number("id", id);
	f[1] = field_text("when", e.date);
	if (cli->json)
		cli_json(cli, f, ARRAY_LEN(f));
	else
		cli_printf(cli, "%lld\n", (long long)id);
	return CLI_OK;
}

/* The claims that --claim names become the event's. */
static bool
claim_opts(struct cli *cli, int64_t event, struct err *err)
{
	for (size_t i = 0; i < cli->n_opts; i++) {
		struct claim c;
		int64_t id;

		if (strcmp(cli->opts[i].name, "claim") != 0)
			continue;
		if (!str_int(str_of(cli->opts[i].value), &id))
			return err_set(err, ERR_INVALID,
			    "--claim takes the number of a claim");
		if (!store_claim_get(cli->store, id, &cli->arena, &c, err))
			return false;
		c.event = event;
		if (!store_claim_edit(cli->store, id, &c, err))
			return false;
	}
	return true;
}

/* Add an event (id 0) or change one, as the options say. */
static int
write_event(struct cli *cli, int64_t id)
{
	struct event_edit edit = {
		.title = text_opt(cli, "title"),
		.kind = text_opt(cli, "kind"),
		.note = text_opt(cli, "note"),
		.toll = text_opt(cli, "toll"),
	};
	struct evidence evidence = { 0 };
	struct err err = { 0 };
	int64_t start = -1;

	if (!cli_opt_int(cli, "article", 1, &evidence.article) ||
	    !cli_opt_int(cli, "start", 0, &start))
		return CLI_USAGE;
	if (id == 0 && (edit.title.p == NULL || cli_opt(cli, "when") == NULL))
		return cli_usage(cli, "an event needs --when and --title");
	if (!date_opt(cli, "when", &edit.date, &err) ||
	    !date_opt(cli, "until", &edit.end, &err) ||
	    !lane_opts(cli, &edit, &err) ||
	    !article_opt(cli, &evidence, &edit, start, &err) ||
	    !(id == 0 ? store_event_add(cli->store, &edit, &id, &err)
		      : store_event_edit(cli->store, id, &edit, &err)))
		return cli_fail(cli, &err);
	if (!claim_opts(cli, id, &err))
		return cli_fail(cli, &err);
	return say(cli, id, &err);
}

int
cli_event(struct cli *cli)
{
	return cli_change(cli, write_event, store_event_remove);
}
