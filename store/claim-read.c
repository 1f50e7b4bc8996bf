#include "config.h"

#include "store/claim-read.h"

#include "model/edtf.h"

enum {
	GET,
	OF_ARTICLE,
	SPANS,
	SOURCES,
	SUBJECTS,
	FIGURES,
	CODES,
	LINKS,
};

/* clang-format off */
static const char *const sql[] = {
	[GET] = "SELECT " CLAIM_ROW " FROM claim c" CLAIM_ROW_JOINS
	    "WHERE c.id = ?1 AND a.hidden = 0",
	[OF_ARTICLE] = "SELECT " CLAIM_ROW " FROM claim c" CLAIM_ROW_JOINS
	    "WHERE c.article = ?1 AND a.hidden = 0 ORDER BY c.start, c.id",
	[SPANS] = "SELECT role, start, \"end\", quote, prefix, suffix, anchor "
	    "FROM claim_span WHERE claim = ?1 ORDER BY position",
	[SOURCES] = "SELECT s.position, s.entity, e.key, e.name, s.text, "
	    "s.role, s.naming, s.access, s.people, s.said, s.reliability "
	    "FROM claim_source s LEFT JOIN entity e ON e.id = s.entity "
	    "WHERE s.claim = ?1 ORDER BY s.position",
	[SUBJECTS] = "SELECT s.entity, e.key, e.name, s.role FROM "
	    "claim_subject s JOIN entity e ON e.id = s.entity "
	    "WHERE s.claim = ?1 ORDER BY s.position",
	[FIGURES] = "SELECT what, low, best, high, text FROM claim_figure "
	    "WHERE claim = ?1 ORDER BY position",
	[CODES] = "SELECT d.name FROM claim_code t JOIN code d ON "
	    "d.id = t.code WHERE t.claim = ?1 ORDER BY d.name",
	[LINKS] = "SELECT id, b, kind, 0, note FROM claim_link WHERE a = ?1 "
	    "UNION ALL SELECT id, a, kind, 1, note FROM claim_link WHERE "
	    "b = ?1 ORDER BY 1",
};
/* clang-format on */
const struct db_table claim_read_sql = { "claim-read", sql, ARRAY_LEN(sql) };

static char
letter(sqlite3_stmt *st, int i)
{
	struct str s = db_view(st, i);

	return s.len == 1 ? s.p[0] : '\0';
}

void
claim_row_read(sqlite3_stmt *st, struct arena *arena, struct claim *c)
{
	*c = (struct claim){ .id = db_int(st, 0), .article = db_int(st, 1) };
	c->uuid = db_str(st, 2, arena);
	c->statement = db_str(st, 3, arena);
	c->quote = db_str(st, 4, arena);
	(void)anchor_state_parse(db_view(st, 5), &c->anchor);
	(void)modality_parse(db_view(st, 6), &c->modality);
	(void)polarity_parse(db_view(st, 7), &c->polarity);
	(void)quoting_parse(db_view(st, 8), &c->quoting);
	(void)inference_parse(db_view(st, 9), &c->inference);
	(void)confidence_parse(db_view(st, 10), &c->confidence);
	(void)claim_status_parse(db_view(st, 11), &c->status);
	c->likelihood = (int)db_int(st, 12);
	c->place = db_int(st, 13);
	c->place_key = db_str(st, 14, arena);
	c->place_name = db_str(st, 15, arena);
	c->place_precision = (int)db_int(st, 16);
	c->event = db_int(st, 17);
	c->event_title = db_str(st, 18, arena);
	c->said = db_str(st, 19, arena);
	c->happened = db_str(st, 20, arena);
	c->valid = db_str(st, 21, arena);
	c->earliest = db_int_or(st, 22, EDTF_UNKNOWN);
	c->latest = db_int_or(st, 23, EDTF_UNKNOWN);
	c->grade.reliability = letter(st, 24);
	c->grade.credibility = (int)db_int(st, 25);
	c->rationale = db_str(st, 26, arena);
	c->grader = db_str(st, 27, arena);
	c->graded = db_int(st, 28);
	c->suggested_by = db_str(st, 29, arena);
	c->analyst = db_str(st, 30, arena);
	c->created = db_int(st, 31);
	c->updated = db_int(st, 32);
	c->notes = (uint32_t)db_int(st, 33);
}

/* A list that a statement gives for one claim. */
struct listed {
	int which;   /* the statement */
	size_t size; /* of an element, in bytes */
	void (*read)(sqlite3_stmt *st, struct arena *arena, void *one);
};

static bool
list_of(struct store *store, const struct listed *of, int64_t claim,
    struct arena *arena, void **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[of->which], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, claim);
	while (db_row(store, st, &e)) {
		*list = arena_grow(arena, *list, *n, of->size);
		of->read(st, arena, (char *)*list + (*n)++ * of->size);
	}
	return db_over(st, &e, err);
}

static void
read_span(sqlite3_stmt *st, struct arena *arena, void *one)
{
	struct claim_span *s = one;

	(void)span_role_parse(db_view(st, 0), &s->role);
	s->anchor.span.from = (uint32_t)db_int(st, 1);
	s->anchor.span.to = (uint32_t)db_int(st, 2);
	s->anchor.quote = db_str(st, 3, arena);
	s->anchor.prefix = db_str(st, 4, arena);
	s->anchor.suffix = db_str(st, 5, arena);
	(void)anchor_state_parse(db_view(st, 6), &s->anchor.state);
}

struct placed_source {
	int64_t position;
	struct claim_source source;
};

static void
read_source(sqlite3_stmt *st, struct arena *arena, void *one)
{
	struct placed_source *p = one;
	struct claim_source *s = &p->source;

	p->position = db_int(st, 0);
	s->entity = db_int(st, 1);
	s->key = db_str(st, 2, arena);
	s->name = db_str(st, 3, arena);
	s->text = db_str(st, 4, arena);
	if (s->name.len == 0)
		s->name = s->text;
	(void)source_role_parse(db_view(st, 5), &s->role);
	(void)source_naming_parse(db_view(st, 6), &s->naming);
	(void)source_access_parse(db_view(st, 7), &s->access);
	s->people = (uint32_t)db_int(st, 8);
	s->said = db_str(st, 9, arena);
	s->reliability = letter(st, 10);
}

static void
read_subject(sqlite3_stmt *st, struct arena *arena, void *one)
{
	struct claim_subject *s = one;

	s->entity = db_int(st, 0);
	s->key = db_str(st, 1, arena);
	s->name = db_str(st, 2, arena);
	(void)subject_role_parse(db_view(st, 3), &s->role);
}

static void
read_figure(sqlite3_stmt *st, struct arena *arena, void *one)
{
	struct claim_figure *f = one;

	f->what = db_str(st, 0, arena);
	f->low = db_int_or(st, 1, FIGURE_NONE);
	f->best = db_int_or(st, 2, FIGURE_NONE);
	f->high = db_int_or(st, 3, FIGURE_NONE);
	f->text = db_str(st, 4, arena);
}

static void
read_code(sqlite3_stmt *st, struct arena *arena, void *one)
{
	*(struct str *)one = db_str(st, 0, arena);
}

static void
read_link(sqlite3_stmt *st, struct arena *arena, void *one)
{
	struct claim_link *l = one;

	l->id = db_int(st, 0);
	l->other = db_int(st, 1);
	(void)link_kind_parse(db_view(st, 2), &l->kind);
	l->from_other = db_int(st, 3) != 0;
	l->note = db_str(st, 4, arena);
}

static bool
read_sources(
    struct store *store, struct claim *c, struct arena *arena, struct err *err)
{
	static const struct listed sources = { SOURCES,
		sizeof(struct placed_source), read_source };
	struct placed_source *list;
	void *all;
	size_t n, i;

	if (!list_of(store, &sources, c->id, arena, &all, &n, err))
		return false;
	list = all;
	c->via = arena_array(arena, n + 1, sizeof *c->via);
	for (i = 0; i < n; i++) {
		if (list[i].position == 0)
			c->claimant = list[i].source;
		else
			c->via[c->n_via++] = list[i].source;
	}
	return true;
}

bool
claim_fill(
    struct store *store, struct claim *c, struct arena *arena, struct err *err)
{
	static const struct listed parts[] = {
		{ SPANS, sizeof *c->spans, read_span },
		{ SUBJECTS, sizeof *c->subjects, read_subject },
		{ FIGURES, sizeof *c->figures, read_figure },
		{ CODES, sizeof *c->codes, read_code },
		{ LINKS, sizeof *c->links, read_link },
	};
	size_t *const counts[ARRAY_LEN(parts)] = { &c->n_spans, &c->n_subjects,
		&c->n_figures, &c->n_codes, &c->n_links };
	void *lists[ARRAY_LEN(parts)];

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (!list_of(store, &parts[i], c->id, arena, &lists[i],
			counts[i], err))
			return false;
	c->spans = lists[0];
	c->subjects = lists[1];
	c->figures = lists[2];
	c->codes = lists[3];
	c->links = lists[4];
	return read_sources(store, c, arena, err);
}

bool
store_claim_get(struct store *store, int64_t id, struct arena *arena,
    struct claim *claim, struct err *err)
{
	sqlite3_stmt *st = db_row_of(store, sql[GET], "claim", id, err);

	*claim = (struct claim){ 0 };
	if (st == NULL)
		return false;
	claim_row_read(st, arena, claim);
	db_done(st);
	return claim_fill(store, claim, arena, err);
}

static void
read_claim(sqlite3_stmt *st, struct arena *arena, void *one)
{
	claim_row_read(st, arena, one);
}

bool
store_claims_of(struct store *store, int64_t article, struct arena *arena,
    struct claim **list, size_t *n, struct err *err)
{
	static const struct listed claims = { OF_ARTICLE, sizeof **list,
		read_claim };
	void *all;
	size_t i;

	*list = NULL;
	if (!list_of(store, &claims, article, arena, &all, n, err))
		return false;
	*list = all;
	for (i = 0; i < *n; i++)
		if (!claim_fill(store, &(*list)[i], arena, err))
			return false;
	return true;
}
