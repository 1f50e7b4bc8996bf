#include "config.h"

#include "model/abbrev.h"
#include "model/datex.h"
#include "model/day.h"
#include "model/edtf.h"
#include "model/fold.h"
#include "store/article.h"
#include "store/entity.h"
#include "store/event.h"
#include "store/match.h"
#include "ui/cli.h"

enum { EVENTS = 100000 };

/* ------------------------------------------------- names in one article */

struct known {
	struct entity *v;
	size_t n, size;
};

/* An article has tens of entities: a list serves. */
static const struct entity *
entity_of(struct cli *cli, struct known *known, int64_t id, struct err *err)
{
	size_t i;

	for (i = 0; i < known->n; i++)
		if (known->v[i].id == id)
			return &known->v[i];
	if (known->n == known->size) {
		known->size = known->size > 0 ? known->size * 2 : 32;
		known->v =
		    xreallocarray(known->v, known->size, sizeof *known->v);
	}
	if (!store_entity_get(
		cli->store, id, &cli->arena, &known->v[known->n], err))
		return NULL;
	return &known->v[known->n++];
}

static void
put_mention(struct cli *cli, const struct mention *m, const struct entity *e,
    struct cli_points *points)
{
	struct str text = str_slice(points->text, m->span.from, m->span.to);
	size_t start = cli_points(points, m->span.from);
	size_t end = cli_points(points, m->span.to);
	struct field f[] = {
		field_number("entity", m->entity),
		field_text("key", e->key),
		field_text("kind", str_of(entity_kind_name(e->kind))),
		field_text("name", e->name),
		field_body("text", text),
		field_number("start", (int64_t)start),
		field_number("end", (int64_t)end),
		field_text("origin", str_of(m->by_hand ? "hand" : "known")),
	};

	if (cli->json) {
		cli_json(cli, f, ARRAY_LEN(f));
		return;
	}
	cli_printf(cli, "%6zu-%-6zu %-8s %-24s ", start, end,
	    entity_kind_name(e->kind), e->key.p);
	cli_put(cli, text);
	cli_printf(cli, "\n");
}

static void
put_candidate(
    struct cli *cli, const struct candidate *c, struct cli_points *points)
{
	struct str text = str_slice(points->text, c->span.from, c->span.to);
	size_t start = cli_points(points, c->span.from);
	size_t end = cli_points(points, c->span.to);

	if (cli->json) {
		cli_json(cli,
		    (struct field[]){
			field_text("kind", str_of(entity_kind_name(c->kind))),
			field_body("name", text),
			field_body("text", text),
			field_number("start", (int64_t)start),
			field_number("end", (int64_t)end),
			field_text("origin", str_of("suggested")),
		    },
		    6);
		return;
	}
	cli_printf(cli, "%6zu-%-6zu %-8s %-24s ", start, end,
	    entity_kind_name(c->kind), "?");
	cli_put(cli, text);
	cli_printf(cli, "\n");
}

static int
mentions_of(struct cli *cli, int64_t id)
{
	struct known known = { 0 };
	struct candidate *more;
	size_t n_more, k = 0;
	struct mention *list;
	struct article a;
	struct err err = { 0 };
	struct cli_points points = { 0 };
	size_t n, i;

	if (!store_article_get(cli->store, id, &cli->arena, &a, &err) ||
	    !store_mentions(cli->store, id, &cli->arena, &list, &n, &err))
		return cli_fail(cli, &err);
	candidate_find(&cli->arena, a.text, list, n, &more, &n_more);
	if (!store_candidates_left(cli->store, &a, more, &n_more, &err))
		return cli_fail(cli, &err);
	points.text = a.text;
	for (i = 0; i < n; i++) {
		const struct entity *e =
		    entity_of(cli, &known, list[i].entity, &err);

		if (e == NULL)
			break;
		while (k < n_more && more[k].span.from < list[i].span.from)
			put_candidate(cli, &more[k++], &points);
		put_mention(cli, &list[i], e, &points);
	}
	while (err.code == ERR_NONE && k < n_more)
		put_candidate(cli, &more[k++], &points);
	free(known.v);
	return err.code == ERR_NONE ? CLI_OK : cli_fail(cli, &err);
}

static void
put_abbrev(struct cli *cli, struct str text, const struct abbrev *a,
    struct cli_points *points)
{
	struct str s = str_slice(text, a->short_form.from, a->short_form.to);
	struct str l = abbrev_long(&cli->arena, text, a);
	struct field f[] = {
		field_body("short", s),
		field_body("long", l),
		field_number(
		    "start", (int64_t)cli_points(points, a->short_form.from)),
		field_number(
		    "end", (int64_t)cli_points(points, a->short_form.to)),
	};

	if (cli->json) {
		cli_json(cli, f, ARRAY_LEN(f));
		return;
	}
	cli_put(cli, s);
	cli_printf(cli, "\t");
	cli_put(cli, l);
	cli_printf(cli, "\n");
}

int
cli_abbreviations(struct cli *cli)
{
	struct cli_points points = { 0 };
	struct err err = { 0 };
	struct abbrev *list;
	struct article a;
	int64_t id;
	size_t n, i;

	if (cli->argc != 1)
		return cli_usage(cli, "of which article?");
	if (!cli_id(cli, 0, &id))
		return CLI_USAGE;
	if (!store_article_get(cli->store, id, &cli->arena, &a, &err))
		return cli_fail(cli, &err);
	points.text = a.text;
	abbrev_find(&cli->arena, a.text, &list, &n);
	for (i = 0; i < n; i++)
		put_abbrev(cli, a.text, &list[i], &points);
	return CLI_OK;
}

/* ------------------------------------------------------------ the register */

/* m NULL: of the plain register. */
static bool
put_entity(struct cli *cli, const struct entity *e, const struct match *m,
    struct err *err)
{
	struct arena arena = { 0 };
	struct alias *aliases;
	struct str *texts;
	size_t n, i;
	bool good = store_aliases(cli->store, e->id, &arena, &aliases, &n, err);

	if (good && cli->json) {
		struct str score = m != NULL
				       ? arena_printf(&arena, "%.4f", m->score)
				       : str_of("0");

		texts = arena_array(&arena, n, sizeof *texts);
		for (i = 0; i < n; i++)
			texts[i] = aliases[i].text;
		cli_json(cli,
		    (struct field[]){
			field_number("entity", e->id),
			field_text("key", e->key),
			field_text("kind", str_of(entity_kind_name(e->kind))),
			field_text("name", e->name),
			field_list("aliases", texts, n),
			field_number("articles", e->articles),
			field_number("mentions", e->mentions),
			field_json("score", score),
			field_text("match", m != NULL ? m->name : str_of("")),
		    },
		    m != NULL ? 9 : 7);
	} else if (good) {
		if (m != NULL)
			cli_printf(cli, "%.2f ", m->score);
		cli_printf(cli, "%6lld %-8s %-28s %5u  %s\n", (long long)e->id,
		    entity_kind_name(e->kind), e->key.p, e->articles,
		    e->name.p);
	}
	arena_release(&arena);
	return good;
}

static int
match(struct cli *cli, struct str name, enum entity_kind kind)
{
	struct match_opts opts = { .name = name, .kind = kind, .most = 20 };
	int64_t limit = (int64_t)opts.most;
	struct err err = { 0 };
	struct match *list;
	size_t n, i;

	if (!cli_opt_int(cli, "limit", 1, &limit))
		return CLI_USAGE;
	opts.most = limit > 64 ? 64 : (size_t)limit;
	opts.least = 0.3;
	if (!store_entity_match(
		cli->store, &opts, &cli->arena, &list, &n, &err))
		return cli_fail(cli, &err);
	for (i = 0; i < n; i++)
		if (!put_entity(cli, &list[i].entity, &list[i], &err))
			return cli_fail(cli, &err);
	return CLI_OK;
}

static bool
put_entry(void *arg, const struct entity *e, struct err *err)
{
	return put_entity(arg, e, NULL, err);
}

static int
the_register(struct cli *cli)
{
	const char *name = cli_opt(cli, "match");
	const char *only = cli_opt(cli, "kind");
	enum entity_kind kind = ENTITY_KINDS;
	struct err err = { 0 };

	if (only != NULL && !entity_kind_parse(str_of(only), &kind))
		return cli_usage(
		    cli, "--kind is person, faction, place, outlet or other");
	if (name != NULL)
		return match(cli, str_of(name), kind);
	return store_entities_each(cli->store, kind, put_entry, cli, &err)
		   ? CLI_OK
		   : cli_fail(cli, &err);
}

int
cli_entities(struct cli *cli)
{
	int64_t id;

	if (cli->argc > 1)
		return cli_usage(cli, "one article at a time");
	if (cli->argc == 0)
		return the_register(cli);
	return cli_id(cli, 0, &id) ? mentions_of(cli, id) : CLI_USAGE;
}

/* --------------------------------------------------------------- relations */

static void
put_relation(struct cli *cli, const struct relation *r)
{
	struct field f[] = {
		field_number("id", r->id),
		field_text("subject", r->subject_key),
		field_text("relation", r->relation),
		field_text("object", r->object_key),
		field_text("role", r->role),
		field_text("start", r->start),
		field_text("end", r->end),
		field_text("certainty", r->certainty),
		field_text("source", r->sources),
	};

	if (cli->json) {
		cli_json(cli, f, ARRAY_LEN(f));
		return;
	}
	cli_printf(cli, "%6lld  %s %s %s", (long long)r->id, r->subject_name.p,
	    r->relation.p, r->object_name.p);
	if (r->start.len > 0 || r->end.len > 0)
		cli_printf(cli, " (%s to %s)",
		    r->start.len > 0 ? r->start.p : "?",
		    r->end.len > 0 ? r->end.p : "?");
	if (r->sources.len > 0)
		cli_printf(cli, "  [%s]", r->sources.p);
	cli_printf(cli, "\n");
}

/* EDTF of a date however it is typed. */
static bool
at_day(struct cli *cli, const char *at, struct str *day)
{
	struct buf b = { 0 };
	struct edtf e;

	if (!datex_typed(str_of(at), store_now(cli->store) / 86400, &e, NULL))
		return false;
	edtf_print(&b, &e);
	*day = arena_str(&cli->arena, buf_view(&b));
	buf_release(&b);
	return true;
}

int
cli_relations(struct cli *cli)
{
	const char *at = cli_opt(cli, "at");
	struct str day = str_of("");
	struct relation *list;
	struct err err = { 0 };
	int64_t entity = 0;
	size_t n, i;

	if (cli->argc > 1)
		return cli_usage(cli, "one key at a time");
	if (at != NULL && !at_day(cli, at, &day))
		return cli_usage(cli, "--at takes a date, not %s", at);
	if (cli->argc == 1 && !store_entity_by_key(cli->store,
				  str_of(cli->argv[0]), &entity, &err))
		return cli_fail(cli, &err);
	if (!store_relations(
		cli->store, entity, day, &cli->arena, &list, &n, &err))
		return cli_fail(cli, &err);
	for (i = 0; i < n; i++)
		put_relation(cli, &list[i]);
	return CLI_OK;
}

/* ------------------------------------------------------------------ events */

static struct str
day_of(struct cli *cli, int64_t day)
{
	struct buf b = { 0 };
	struct str s = { "", 0 };

	if (edtf_is_day(day)) {
		day_iso(&b, day);
		s = arena_str(&cli->arena, buf_view(&b));
	}
	buf_release(&b);
	return s;
}

static bool
put_event(struct cli *cli, const struct event *e, struct known *known,
    struct err *err)
{
	struct str *lanes;
	size_t i;

	if (!cli->json) {
		cli_printf(cli, "%6lld  %-12s %-14s %s\n", (long long)e->id,
		    e->date.p, e->kind.p, e->title.p);
		return true;
	}
	lanes = arena_array(&cli->arena, e->n_lanes, sizeof *lanes);
	for (i = 0; i < e->n_lanes; i++) {
		const struct entity *lane =
		    entity_of(cli, known, e->lanes[i], err);

		if (lane == NULL)
			return false;
		lanes[i] = lane->key;
	}
	cli_json(cli,
	    (struct field[]){
		field_number("id", e->id),
		field_text("key", e->key),
		field_text("when", e->date),
		field_text("end", e->end),
		field_text("earliest", day_of(cli, e->earliest)),
		field_text("latest", day_of(cli, e->latest)),
		field_text("title", e->title),
		field_text("kind", e->kind),
		field_list("lanes", lanes, e->n_lanes),
		field_text("note", e->note),
		field_text("source", e->sources),
		field_text("toll", e->toll),
	    },
	    12);
	return true;
}

/* Every word given stands in the title, the note or the kind. */
static bool
event_matches(const struct event *e, struct str words)
{
	struct buf hay = { 0 }, needle = { 0 };
	bool all = true;
	struct str rest, word;

	buf_str(&needle, e->title);
	buf_putc(&needle, '\n');
	buf_str(&needle, e->note);
	buf_putc(&needle, '\n');
	buf_str(&needle, e->kind);
	fold_text(&hay, buf_view(&needle));
	buf_reset(&needle);
	fold_text(&needle, words);
	rest = buf_view(&needle);
	while (all && str_split(&rest, ' ', &word))
		all = str_find(buf_view(&hay), word, 0) != SIZE_MAX;
	buf_release(&hay);
	buf_release(&needle);
	return all;
}

int
cli_events(struct cli *cli)
{
	struct str words = cli_rest(cli, 0);
	struct known known = { 0 };
	struct err err = { 0 };
	struct event *list;
	size_t n, i;

	if (!store_events(cli->store,
		(struct day_window){
		    .from = INT64_MIN, .to = INT64_MAX, .most = EVENTS },
		&cli->arena, &list, &n, &err))
		return cli_fail(cli, &err);
	for (i = 0; i < n && err.code == ERR_NONE; i++)
		if (event_matches(&list[i], words) &&
		    !put_event(cli, &list[i], &known, &err))
			break;
	free(known.v);
	return err.code == ERR_NONE ? CLI_OK : cli_fail(cli, &err);
}
