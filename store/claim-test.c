#include "config.h"

#include "store/claim-test.h"

#include "model/fold.h"
#include "store/find-plan.h"

enum {
	CLAIM_SEEN,
	CLAIMS_OF,
	CLAIMANT,
	VIA,
	VIA_KNOWN,
	ABOUT,
	ANY_ROLE,
	CODED,
	HAS_CODES,
	CODE_KNOWN,
	WORDS,
	EVENTS,
};

/* ?1 is the claim; ?2 a JSON array of entities, ?3 a folded text. */
#define AMONG(column) column " IN (SELECT value FROM json_each(?2))"

/* clang-format off */
static const char *const sql[] = {
	[CLAIM_SEEN] =
	    "SELECT a.ord, c.modality, c.status, c.reliability, "
	    "c.credibility, c.happened IS NOT NULL, c.earliest, c.latest, "
	    "c.anchor, c.event, c.analyst, c.notes FROM claim c JOIN article "
	    "a ON a.id = c.article WHERE c.id = ?1",
	[CLAIMS_OF] = "SELECT id FROM claim WHERE article = ?1",
	[CLAIMANT] = "SELECT 1 FROM claim_source s WHERE s.claim = ?1 AND "
	    "s.position = 0 AND (" AMONG("s.entity") " OR "
	    "instr(s.fold, ?3) > 0)",
	[VIA] = "SELECT 1 FROM claim_source s WHERE s.claim = ?1 AND "
	    "s.position > 0 AND (" AMONG("s.entity") " OR "
	    "instr(s.fold, ?3) > 0)",
	[VIA_KNOWN] = "SELECT 1 FROM claim_source s /*scan*/ WHERE "
	    "s.position > 0 AND (" AMONG("s.entity") " OR "
	    "instr(s.fold, ?3) > 0) LIMIT 1",
	[ABOUT] = "SELECT 1 FROM claim_subject s WHERE s.claim = ?1 AND "
	    AMONG("s.entity") " UNION ALL SELECT 1 FROM claim c WHERE "
	    "c.id = ?1 AND " AMONG("c.place"),
	[ANY_ROLE] = "SELECT 1 FROM claim_subject s WHERE s.claim = ?1 AND "
	    AMONG("s.entity") " UNION ALL SELECT 1 FROM claim_source s WHERE "
	    "s.claim = ?1 AND " AMONG("s.entity") " UNION ALL SELECT 1 FROM "
	    "claim c WHERE c.id = ?1 AND " AMONG("c.place"),
	[CODED] = "SELECT 1 FROM claim_code t JOIN code d ON d.id = t.code "
	    "WHERE t.claim = ?1 AND d.name = ?3",
	[HAS_CODES] = "SELECT 1 FROM claim_code WHERE claim = ?1",
	[CODE_KNOWN] = "SELECT 1 FROM code WHERE name = ?3",
	[WORDS] = "SELECT 1 FROM claim_fts /*scan*/ WHERE claim_fts MATCH ?3 "
	    "AND rowid = ?1",
	[EVENTS] = "SELECT id, key, title FROM event /*scan*/",
};
/* clang-format on */
const struct db_table claim_test_sql = { "claim-test", sql, ARRAY_LEN(sql) };

/* One part of the query. */
struct part {
	const struct query *q;
	struct str ids;  /* JSON array of entities that are named */
	struct str text; /* folded, or an expression of FTS5 */
	int64_t *events;
	size_t n_events;
	struct plan *plan; /* what it asks of the article, or NULL */
	struct part *kids, *next;
};

struct claim_test {
	struct store *store;
	struct arena arena;
	struct part *root;
	struct hits hits;
};

/* What a claim's own row says. */
struct seen {
	int64_t id, ord, earliest, latest, event;
	enum modality modality;
	enum claim_status status;
	struct grade grade;
	bool dated, loose, noted;
	char analyst[128];
};

static struct str
folded(struct arena *arena, struct str s)
{
	struct buf b = { 0 };
	struct str f;

	fold_text(&b, s);
	f = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return f;
}

/* The entities that a plan looks for. */
static void
gather(const struct node *n, struct buf *ids)
{
	for (; n != NULL; n = n->next) {
		if (n->op == NODE_ROWS && n->rows == ROWS_ENTITY)
			buf_addf(ids, "%s%lld", ids->len > 1 ? "," : "",
			    (long long)n->number);
		gather(n->kids, ids);
	}
}

static bool
plan_part(struct claim_test *t, struct part *p, const struct query *q,
    struct err *err)
{
	p->plan = arena_alloc(&t->arena, sizeof *p->plan);
	p->plan->store = t->store;
	p->plan->arena = &t->arena;
	if (plan_make(p->plan, q, err))
		return true;
	p->plan = NULL;
	return false;
}

/* The entities that a name stands for; `must`: none is an error. */
static bool
name_part(struct claim_test *t, struct part *p, enum query_field field,
    bool must, struct err *err)
{
	struct query *q = arena_alloc(&t->arena, sizeof *q);
	struct buf ids = { 0 };
	struct err why = { 0 };
	bool good;

	*q = *p->q;
	q->op = QUERY_FIELD;
	q->field = field;
	q->kids = q->next = NULL;
	good = plan_part(t, p, q, &why);
	buf_putc(&ids, '[');
	if (good)
		gather(p->plan->root, &ids);
	buf_putc(&ids, ']');
	p->ids = arena_str(&t->arena, buf_view(&ids));
	p->text = folded(&t->arena, p->q->text);
	buf_release(&ids);
	p->plan = NULL;
	if (good || (why.code == ERR_INVALID && !must))
		return true;
	return err_set(err, why.code, "%s", why.text);
}

/* Words: as FTS5 wants them, with all spellings of the names among them. */
static bool
words_part(struct claim_test *t, struct part *p, struct err *err)
{
	struct buf ids = { 0 };

	if (!plan_part(t, p, p->q, err))
		return false;
	buf_putc(&ids, '[');
	gather(p->plan->root, &ids);
	buf_putc(&ids, ']');
	p->ids = arena_str(&t->arena, buf_view(&ids));
	buf_release(&ids);
	p->text = p->plan->marks;
	p->plan = NULL;
	return true;
}

/* Does a statement find something? */
static bool
ask(struct store *store, int which, int64_t claim, const struct part *p,
    bool *found, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;
	int n;

	if (st == NULL)
		return false;
	n = sqlite3_bind_parameter_count(st);
	db_bind_int(st, 1, claim);
	if (n >= 2)
		db_bind_str(st, 2, p->ids);
	if (n >= 3)
		db_bind_str(st, 3, p->text);
	*found = db_row(store, st, &e);
	return db_over(st, &e, err);
}

static bool
outlet_part(struct claim_test *t, struct part *p, struct err *err)
{
	struct err why = { 0 };
	struct plan *plan;
	bool known;

	if (!plan_part(t, p, p->q, &why) && why.code != ERR_INVALID)
		return err_set(err, why.code, "%s", why.text);
	plan = p->plan;
	if (!name_part(t, p, FIELD_ENTITY, false, err) ||
	    !ask(t->store, VIA_KNOWN, 0, p, &known, err))
		return false;
	p->plan = plan;
	if (plan == NULL && !known)
		return err_set(err, ERR_INVALID, "%s", why.text);
	return true;
}

static bool
code_part(struct claim_test *t, struct part *p, struct err *err)
{
	bool known;

	p->text = p->q->text;
	if (!ask(t->store, CODE_KNOWN, 0, p, &known, err))
		return false;
	return known || err_set(err, ERR_INVALID,
			    "column %zu: there is no code named %.60s",
			    p->q->column, p->q->text.p);
}

bool
claim_test_events(struct store *store, const struct query *q,
    struct arena *arena, int64_t **ids, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[EVENTS], err);
	struct str words = folded(arena, q->text);
	int64_t number = 0;
	struct err e;

	*ids = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	(void)str_int(q->text, &number);
	while (db_row(store, st, &e)) {
		int64_t id = db_int(st, 0);

		if (id != number && !str_eq(db_view(st, 1), q->text) &&
		    (number != 0 || str_find(folded(arena, db_view(st, 2)),
					words, 0) == SIZE_MAX))
			continue;
		*ids = arena_grow(arena, *ids, *n, sizeof **ids);
		(*ids)[(*n)++] = id;
	}
	if (!db_over(st, &e, err))
		return false;
	return *n > 0 ||
	       err_set(err, ERR_INVALID, "column %zu: there is no event %.60s",
		   q->column, q->text.p);
}

static bool
field_part(struct claim_test *t, struct part *p, struct err *err)
{
	switch ((int)p->q->field) {
	case FIELD_CLAIMANT:
		return name_part(t, p, FIELD_ENTITY, false, err);
	case FIELD_ABOUT:
		return name_part(t, p, FIELD_ENTITY, true, err);
	case FIELD_ENTITY:
	case FIELD_PERSON:
	case FIELD_FACTION:
	case FIELD_PLACE:
		return name_part(t, p, p->q->field, true, err);
	case FIELD_OUTLET:
		return outlet_part(t, p, err);
	case FIELD_CODE:
		return code_part(t, p, err);
	case FIELD_EVENT:
		return claim_test_events(
		    t->store, p->q, &t->arena, &p->events, &p->n_events, err);
	case FIELD_STATUS:
	case FIELD_GRADE:
	case FIELD_MODALITY:
	case FIELD_WHEN:
	case FIELD_ANALYST:
	case FIELD_ID:
		return true;
	case FIELD_HAS:
		return p->q->number != HAS_SUGGESTION ||
		       plan_part(t, p, p->q, err);
	default:
		return plan_part(t, p, p->q, err);
	}
}

static bool
make(struct claim_test *t, const struct query *q, struct part **out,
    struct err *err)
{
	struct part *p = arena_alloc(&t->arena, sizeof *p), **end = &p->kids;
	const struct query *kid;

	p->q = q;
	*out = p;
	switch (q->op) {
	case QUERY_ALL:
		return true;
	case QUERY_TERM:
	case QUERY_NEAR:
		return q->field == FIELD_TITLE ? plan_part(t, p, q, err)
					       : words_part(t, p, err);
	case QUERY_FIELD:
		return field_part(t, p, err);
	case QUERY_AND:
	case QUERY_OR:
	case QUERY_NOT:
		break;
	}
	for (kid = q->kids; kid != NULL; kid = kid->next) {
		if (!make(t, kid, end, err))
			return false;
		end = &(*end)->next;
	}
	return true;
}

bool
claim_test_new(struct store *store, const struct query *query,
    struct claim_test **test, struct err *err)
{
	struct claim_test *t = xcalloc(1, sizeof *t);

	t->store = store;
	t->hits.store = store;
	*test = t;
	if (make(t, query, &t->root, err))
		return true;
	claim_test_free(t);
	*test = NULL;
	return false;
}

static void
close_parts(struct part *p)
{
	for (; p != NULL; p = p->next) {
		if (p->plan != NULL)
			plan_close(p->plan);
		close_parts(p->kids);
	}
}

void
claim_test_free(struct claim_test *t)
{
	if (t == NULL)
		return;
	close_parts(t->root);
	hits_close(&t->hits);
	arena_release(&t->arena);
	free(t);
}

static void
rest_parts(struct claim_test *t, struct part *p)
{
	for (; p != NULL; p = p->next) {
		if (p->plan != NULL)
			hits_rest(&t->hits, p->plan->root);
		rest_parts(t, p->kids);
	}
}

void
claim_test_rest(struct claim_test *t)
{
	rest_parts(t, t->root);
}

static bool
see(struct store *store, int64_t claim, struct seen *s, bool *there,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[CLAIM_SEEN], err);
	struct str letter, analyst;
	struct err e;

	*s = (struct seen){ .id = claim };
	if (st == NULL)
		return false;
	db_bind_int(st, 1, claim);
	*there = db_row(store, st, &e);
	if (!*there)
		return db_over(st, &e, err);
	s->ord = db_int(st, 0);
	(void)modality_parse(db_view(st, 1), &s->modality);
	(void)claim_status_parse(db_view(st, 2), &s->status);
	letter = db_view(st, 3);
	s->grade.reliability = letter.len == 1 ? letter.p[0] : '\0';
	s->grade.credibility = (int)db_int(st, 4);
	s->dated = db_int(st, 5) != 0;
	s->earliest = db_int_or(st, 6, INT64_MIN);
	s->latest = db_int_or(st, 7, INT64_MAX);
	s->loose = str_is(db_view(st, 8), "orphaned") ||
		   str_is(db_view(st, 8), "ambiguous");
	s->event = db_int(st, 9);
	analyst = db_view(st, 10);
	(void)snprintf(
	    s->analyst, sizeof s->analyst, "%.*s", (int)analyst.len, analyst.p);
	s->noted = db_int(st, 11) > 0;
	db_done(st);
	return true;
}

static bool
among(const struct part *p, int64_t event)
{
	size_t i;

	for (i = 0; i < p->n_events; i++)
		if (p->events[i] == event)
			return true;
	return false;
}

static bool
article_holds(struct claim_test *t, const struct part *p, const struct seen *s,
    bool *holds, struct err *err)
{
	*holds = false;
	return p->plan == NULL ||
	       hits_has(&t->hits, p->plan->root, s->ord, holds, err);
}

static bool
has_holds(struct claim_test *t, const struct part *p, const struct seen *s,
    bool *holds, struct err *err)
{
	switch ((int)p->q->number) {
	case HAS_NOTE:
		*holds = s->noted;
		return true;
	case HAS_CODE:
		return ask(t->store, HAS_CODES, s->id, p, holds, err);
	case HAS_ORPHAN:
		*holds = s->loose;
		return true;
	case HAS_CLAIM:
		*holds = true;
		return true;
	default:
		return article_holds(t, p, s, holds, err);
	}
}

/* What the claim's own row tells; false where another look is needed. */
static bool
row_holds(const struct part *p, const struct seen *s, bool *holds)
{
	const struct query *q = p->q;

	switch ((int)q->field) {
	case FIELD_STATUS:
		*holds = (int64_t)s->status == q->number;
		return true;
	case FIELD_MODALITY:
		*holds = (int64_t)s->modality == q->number;
		return true;
	case FIELD_GRADE:
		*holds = query_grade_fits(s->grade, q->cmp, q->grade);
		return true;
	case FIELD_WHEN:
		*holds =
		    s->dated && s->earliest <= q->last && s->latest >= q->first;
		return true;
	case FIELD_ANALYST:
		*holds = str_is(q->text, s->analyst);
		return true;
	case FIELD_ID:
		*holds = s->id == q->number;
		return true;
	case FIELD_EVENT:
		*holds = among(p, s->event);
		return true;
	default:
		return false;
	}
}

static bool
field_holds(struct claim_test *t, const struct part *p, const struct seen *s,
    bool *holds, struct err *err)
{
	if (row_holds(p, s, holds))
		return true;
	switch ((int)p->q->field) {
	case FIELD_CLAIMANT:
		return ask(t->store, CLAIMANT, s->id, p, holds, err);
	case FIELD_ABOUT:
		return ask(t->store, ABOUT, s->id, p, holds, err);
	case FIELD_ENTITY:
	case FIELD_PERSON:
	case FIELD_FACTION:
	case FIELD_PLACE:
		return ask(t->store, ANY_ROLE, s->id, p, holds, err);
	case FIELD_CODE:
		return ask(t->store, CODED, s->id, p, holds, err);
	case FIELD_OUTLET:
		return article_holds(t, p, s, holds, err) &&
		       (*holds || ask(t->store, VIA, s->id, p, holds, err));
	case FIELD_HAS:
		return has_holds(t, p, s, holds, err);
	default:
		return article_holds(t, p, s, holds, err);
	}
}

static bool
words_hold(struct claim_test *t, const struct part *p, const struct seen *s,
    bool *holds, struct err *err)
{
	if (p->plan != NULL)
		return article_holds(t, p, s, holds, err);
	return ask(t->store, WORDS, s->id, p, holds, err) &&
	       (*holds || p->ids.len <= 2 ||
		   ask(t->store, ANY_ROLE, s->id, p, holds, err));
}

static bool
holds_at(struct claim_test *t, const struct part *p, const struct seen *s,
    bool *holds, struct err *err)
{
	const struct part *kid;

	*holds = true;
	switch (p->q->op) {
	case QUERY_ALL:
		return true;
	case QUERY_TERM:
	case QUERY_NEAR:
		return words_hold(t, p, s, holds, err);
	case QUERY_FIELD:
		return field_holds(t, p, s, holds, err);
	case QUERY_NOT:
		if (!holds_at(t, p->kids, s, holds, err))
			return false;
		*holds = !*holds;
		return true;
	case QUERY_AND:
	case QUERY_OR:
		break;
	}
	for (kid = p->kids; kid != NULL; kid = kid->next) {
		if (!holds_at(t, kid, s, holds, err))
			return false;
		if (*holds == (p->q->op == QUERY_OR))
			return true;
	}
	return true;
}

bool
claim_test_holds(
    struct claim_test *t, int64_t claim, bool *holds, struct err *err)
{
	struct seen s;

	*holds = true;
	if (t->root->q->op == QUERY_ALL)
		return true;
	if (!see(t->store, claim, &s, holds, err))
		return false;
	return !*holds || holds_at(t, t->root, &s, holds, err);
}

bool
claim_test_article(
    struct claim_test *t, int64_t article, bool *holds, struct err *err)
{
	sqlite3_stmt *st = db_stmt(t->store, sql[CLAIMS_OF], err);
	struct arena arena = { 0 };
	int64_t *ids = NULL;
	size_t n = 0, i;
	struct err e;
	bool good;

	*holds = false;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	while (db_row(t->store, st, &e)) {
		ids = arena_grow(&arena, ids, n, sizeof *ids);
		ids[n++] = db_int(st, 0);
	}
	good = db_over(st, &e, err);
	for (i = 0; good && i < n && !*holds; i++)
		good = claim_test_holds(t, ids[i], holds, err);
	arena_release(&arena);
	return good;
}
