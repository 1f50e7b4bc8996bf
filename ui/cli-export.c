#include "config.h"

#include <errno.h>

#include "model/cells.h"
#include "store/article.h"
#include "store/claim.h"
#include "store/claims.h"
#include "store/entity.h"
#include "store/event.h"
#include "store/find.h"
#include "store/note.h"
#include "ui/cli-claims.h"
#include "ui/cli-file.h"
#include "ui/cli-writer.h"
#include "ui/report.h"

enum { PAGE = 200, EVENTS = 100000, FIELDS = 16 };

/* An export on its way: records of one kind after the other, each written as
 * soon as it is made. */
struct export
{
	struct cli *cli;
	const struct record_form *form;
	FILE *file;
	bool guard;
	bool typed;   /* records of several kinds: each says its own */
	bool plain;   /* standard output: harmless for a terminal */
	bool started; /* the kind's head is written */
	const char *kind;
	struct str query;
	struct buf out;
	struct cli_telling telling;
	int64_t done, total; /* articles */
	/* All kinds of what a query finds: its articles, in order of id, and
	 * what belongs to them. */
	bool narrow;
	int64_t *found;
	size_t n_found, size_found;
};

/* What goes to a file keeps every character; what may land on a terminal does
 * not. JSON escapes by itself. */
static struct str
harmless(struct arena *arena, struct str s)
{
	struct buf b = { 0 };
	struct str clean;

	cells_plain(&b, s, false);
	clean = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return clean;
}

static bool
put(struct export *x, struct arena *arena, struct field *f, size_t n,
    struct err *err)
{
	/* The first field says the kind, which an export of one kind need not.
	 */
	size_t skip = x->typed ? 0 : 1, i;

	for (i = 0; x->plain && i < n; i++)
		if (f[i].kind == VALUE_TEXT || f[i].kind == VALUE_BODY)
			f[i].text = harmless(arena, f[i].text);
	buf_reset(&x->out);
	if (!x->started && x->form->begin != NULL)
		x->form->begin(&x->out, x->kind, f + skip, n - skip);
	x->started = true;
	x->form->record(&x->out, f + skip, n - skip, x->guard);
	if (fwrite(x->out.p, 1, x->out.len, x->file) != x->out.len)
		return err_set(err, ERR_IO, "%s", strerror(errno));
	if (cli_interrupted(NULL))
		return err_set(err, ERR_STOPPED, "interrupted");
	return true;
}

/* ---------------------------------------------------------------- articles */

/* The names in an article as a JSON array, offsets in code points. */
static bool
spans_of(struct export *x, struct arena *arena, const struct article *a,
    struct str *json, struct err *err)
{
	struct cli_points points = { .text = a->text };
	struct buf b = { 0 };
	struct mention *list;
	struct entity e;
	size_t n, i;

	if (!store_mentions(x->cli->store, a->row.id, arena, &list, &n, err))
		return false;
	buf_putc(&b, '[');
	for (i = 0; i < n; i++) {
		if (!store_entity_get(
			x->cli->store, list[i].entity, arena, &e, err))
			break;
		buf_addf(&b, "%s{\"id\":\"M%zu\",\"start\":%zu",
		    i > 0 ? "," : "", i + 1,
		    cli_points(&points, list[i].span.from));
		buf_addf(&b, ",\"end\":%zu,\"label\":\"%s\",\"entity\":",
		    cli_points(&points, list[i].span.to),
		    entity_kind_name(list[i].kind));
		json_text(&b, e.key);
		buf_puts(&b, ",\"quote\":");
		json_text(
		    &b, str_slice(a->text, list[i].span.from, list[i].span.to));
		buf_putc(&b, '}');
	}
	buf_putc(&b, ']');
	*json = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return i == n;
}

static void
found_add(struct export *x, int64_t article)
{
	if (!x->narrow)
		return;
	if (x->n_found == x->size_found) {
		x->size_found = x->size_found > 0 ? x->size_found * 2 : 256;
		x->found =
		    xreallocarray(x->found, x->size_found, sizeof *x->found);
	}
	x->found[x->n_found++] = article;
}

static int
by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static bool
is_found(const struct export *x, int64_t article)
{
	return !x->narrow ||
	       (x->n_found > 0 && bsearch(&article, x->found, x->n_found,
				      sizeof article, by_id) != NULL);
}

static bool
put_article(void *arg, const struct find_row *row, struct err *err)
{
	struct export *x = arg;
	struct arena arena = { 0 };
	struct article a;
	struct str spans, *codes;
	size_t n;
	bool good;

	found_add(x, row->row.id);
	good = store_article_get(x->cli->store, row->row.id, &arena, &a, err) &&
	       store_article_codes(
		   x->cli->store, row->row.id, &arena, &codes, &n, err) &&
	       spans_of(x, &arena, &a, &spans, err);
	if (good)
		good = put(x, &arena,
		    (struct field[]){
			field_text("type", str_of("article")),
			field_number("id", a.row.id),
			field_text("title", a.row.title),
			field_text("outlet", a.row.outlet),
			field_text("author", a.author),
			field_text("published", a.row.published),
			field_text("url", a.row.url),
			field_text("language", a.row.language),
			field_number("words", a.row.words),
			field_text(
			    "state", str_of(article_state_name(a.row.state))),
			field_bool("flagged", a.row.flagged),
			field_list("codes", codes, n),
			field_body("text", a.text),
			field_json("spans", spans),
			field_json("offsets", str_of("\"codepoint\"")),
		    },
		    15, err);
	arena_release(&arena);
	cli_tell_export(&x->telling, ++x->done, x->total);
	return good;
}

static bool
articles(struct export *x, struct err *err)
{
	struct find *find;
	bool good;

	if (!store_find_open(x->cli->store, x->query, SORT_DATE, &find, err))
		return err_prefix(err, "query");
	(void)cli_warn_unknown(x->cli, "export", x->query);
	good = !x->telling.on || cli_count(find, &x->total, err);
	good = good && store_find_each(find, put_article, x, err);
	store_find_close(find);
	if (x->n_found > 0)
		qsort(x->found, x->n_found, sizeof *x->found, by_id);
	return good;
}

/* ------------------------------------------------------------- the others */

static bool
put_note(struct export *x, struct arena *arena, const struct note *n,
    struct err *err)
{
	return put(x, arena,
	    (struct field[]){
		field_text("type", str_of("note")),
		field_number("id", n->id),
		field_text("on", str_of(subject_kind_name(n->on))),
		field_number("on_id", n->on_id),
		field_text("quote", n->anchor.quote),
		field_text("prefix", n->anchor.prefix),
		field_text("suffix", n->anchor.suffix),
		field_text(
		    "anchor", str_of(n->anchor.state == ANCHOR_NONE
					 ? ""
					 : anchor_state_name(n->anchor.state))),
		field_text("analyst", n->analyst),
		field_text("created", cli_time(arena, n->created)),
		field_text("updated", cli_time(arena, n->updated)),
		field_body("text", n->text),
	    },
	    12, err);
}

/* Those on the articles that a query found, and on their claims. */
static bool
belongs(const struct export *x, const struct note *n, struct arena *arena)
{
	struct claim claim;

	if (!x->narrow)
		return true;
	if (n->on == ON_CLAIM)
		return store_claim_get(
			   x->cli->store, n->on_id, arena, &claim, NULL) &&
		       is_found(x, claim.article);
	return n->on == ON_ARTICLE && is_found(x, n->on_id);
}

static bool
notes(struct export *x, struct err *err)
{
	struct arena arena = { 0 };
	struct str words = x->typed ? str_of("") : x->query;
	struct note *list;
	struct page page = { .dir = 1, .most = PAGE, .n = PAGE };
	int64_t before = 0;
	bool good = true;

	while (good && page.n == PAGE) {
		arena_reset(&arena);
		good = store_notes_page(
		    x->cli->store, words, before, &page, &arena, &list, err);
		for (size_t i = 0; good && i < page.n; i++)
			good = !belongs(x, &list[i], &arena) ||
			       put_note(x, &arena, &list[i], err);
		if (good && page.n > 0)
			before = list[page.n - 1].id;
	}
	arena_release(&arena);
	return good;
}

/* --------------------------------------------------------------- claims */

struct claims_out {
	struct export *x;
	struct cli_claims claims;
};

static bool
put_claim(void *arg, const struct claims_row *row, struct err *err)
{
	struct claims_out *out = arg;
	struct field f[CLI_CLAIM_FIELDS + 4];
	struct arena arena = { 0 };
	size_t n;
	bool good;

	if (!is_found(out->x, row->claim.article))
		return true;
	f[0] = field_text("type", str_of("claim"));
	n = cli_claim_fields(&out->claims, &row->claim, &arena, f + 1, err);
	good = n > 0;
	if (good) {
		f[++n] = field_text("title", row->title);
		f[++n] = field_text("outlet", row->outlet);
		f[++n] = field_text("published", row->published);
		good = put(out->x, &arena, f, n + 1, err);
	}
	arena_release(&arena);
	return good;
}

static bool
write_report(void *arg, struct str text, struct err *err)
{
	struct export *x = arg;
	struct arena arena = { 0 };
	struct str s = x->plain ? harmless(&arena, text) : text;
	bool good = fwrite(s.p, 1, s.len, x->file) == s.len;

	arena_release(&arena);
	if (!good)
		return err_set(err, ERR_IO, "%s", strerror(errno));
	return !cli_interrupted(NULL) ||
	       err_set(err, ERR_STOPPED, "interrupted");
}

static bool
claims(struct export *x, struct err *err)
{
	struct claims_out out = { x, { .cli = x->cli } };
	struct str query = x->typed ? str_of("") : x->query;
	struct claims *list;
	bool good;

	if (!x->typed && strcmp(x->form->name, "markdown") == 0)
		return report_claims(
		    x->cli->store, query, write_report, x, err);
	if (!store_claims_open(x->cli->store, query, CLAIMS_ADDED, &list, err))
		return err_prefix(err, "query");
	good = store_claims_each(list, put_claim, &out, err);
	cli_claims_end(&out.claims);
	store_claims_close(list);
	return good;
}

static bool
put_entity(void *arg, const struct entity *e, struct err *err)
{
	struct export *x = arg;
	struct arena arena = { 0 };
	struct alias *aliases;
	struct str *texts;
	size_t n, i;
	bool good =
	    store_aliases(x->cli->store, e->id, &arena, &aliases, &n, err);

	if (good) {
		texts = arena_array(&arena, n, sizeof *texts);
		for (i = 0; i < n; i++)
			texts[i] = aliases[i].text;
		good = put(x, &arena,
		    (struct field[]){
			field_text("type", str_of("entity")),
			field_number("id", e->id),
			field_text("key", e->key),
			field_text("kind", str_of(entity_kind_name(e->kind))),
			field_text("name", e->name),
			field_list("aliases", texts, n),
			field_text("role", e->role),
			field_text("start", e->start),
			field_text("end", e->end),
			field_text("camp", e->camp),
			field_text("country", e->country),
			field_number("articles", e->articles),
			field_number("mentions", e->mentions),
			field_text("sources", e->sources),
			field_body("note", e->note),
		    },
		    15, err);
	}
	arena_release(&arena);
	return good;
}

static bool
entities(struct export *x, struct err *err)
{
	return store_entities_each(
	    x->cli->store, ENTITY_KINDS, put_entity, x, err);
}

static bool
events(struct export *x, struct err *err)
{
	struct arena arena = { 0 };
	struct event *list = NULL;
	struct entity e;
	struct str *lanes;
	size_t n = 0, i, j;
	bool good = store_events(x->cli->store,
	    (struct day_window){
		.from = INT64_MIN, .to = INT64_MAX, .most = EVENTS },
	    &arena, &list, &n, err);

	for (i = 0; good && i < n; i++) {
		lanes = arena_array(&arena, list[i].n_lanes, sizeof *lanes);
		for (j = 0; good && j < list[i].n_lanes; j++) {
			good = store_entity_get(
			    x->cli->store, list[i].lanes[j], &arena, &e, err);
			lanes[j] = e.key;
		}
		good =
		    good && put(x, &arena,
				(struct field[]){
				    field_text("type", str_of("event")),
				    field_number("id", list[i].id),
				    field_text("key", list[i].key),
				    field_text("title", list[i].title),
				    field_text("when", list[i].date),
				    field_text("end", list[i].end),
				    field_text("kind", list[i].kind),
				    field_list("lanes", lanes, list[i].n_lanes),
				    field_text("sources", list[i].sources),
				    field_body("note", list[i].note),
				},
				10, err);
	}
	arena_release(&arena);
	return good;
}

static const struct {
	const char *name;
	bool (*write)(struct export *x, struct err *err);
} kinds[] = {
	{ "articles", articles },
	{ "claims", claims },
	{ "notes", notes },
	{ "entities", entities },
	{ "events", events },
};

static bool
write_kinds(struct export *x, struct str what, struct err *err)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(kinds); i++) {
		if (!x->typed && !str_is(what, kinds[i].name))
			continue;
		x->kind = kinds[i].name;
		x->started = false;
		if (!kinds[i].write(x, err))
			return false;
	}
	return true;
}

static bool
write_file(struct export *x, struct str what, const char *path, struct err *err)
{
	struct out_file file;
	bool good = out_file_open(&file, path, err);

	x->file = file.file;
	good = good && write_kinds(x, what, err);
	return out_file_close(&file, good, err);
}

static bool
is_kind(const char *what)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(kinds); i++)
		if (strcmp(what, kinds[i].name) == 0)
			return true;
	return strcmp(what, "all") == 0;
}

int
cli_export(struct cli *cli)
{
	const char *form = cli_opt(cli, "format"), *what = cli_opt(cli, "what");
	const char *path = cli_opt(cli, "output");
	struct export x = { .cli = cli, .file = stdout };
	struct err err = { 0 };
	bool good;

	if (what != NULL && cli_what(what) == 0)
		return cli_usage(cli,
		    "--what is articles, claims, notes, entities, "
		    "events or all, not %s",
		    what);
	if (form != NULL && writer_find(str_of(form)) != NULL)
		return cli_write(cli, writer_find(str_of(form)));
	x.form = record_form_find(str_of(form != NULL ? form : "jsonl"));
	if (x.form == NULL)
		return cli_usage(cli,
		    "there is no format %s, but jsonl, csv, "
		    "markdown%s",
		    form, writer_names(&cli->arena).p);
	if (what == NULL)
		what = "articles";
	if (!is_kind(what))
		return cli_usage(cli,
		    "--what is articles, claims, notes, entities, "
		    "events or all, not %s",
		    what);
	x.typed = strcmp(what, "all") == 0;
	if (x.typed && strcmp(x.form->name, "csv") == 0)
		return cli_usage(
		    cli, "csv holds one kind of record: choose --what");
	x.guard = cli_opt(cli, "guard") != NULL;
	x.plain = path == NULL && strcmp(x.form->name, "jsonl") != 0;
	x.query = cli_rest(cli, 0);
	cli_telling_init(&x.telling, cli);
	x.narrow = x.typed && x.query.len > 0;
	good = write_file(&x, str_of(what), path, &err);
	buf_release(&x.out);
	free(x.found);
	return good ? CLI_OK : cli_export_fail(cli, &err);
}
