#include "config.h"

#include "store/claim-part.h"

#include "model/fold.h"
#include "store/near.h"

enum { VIA_KNOWN, CODE_KNOWN, EVENTS };

/* clang-format off */
static const char *const sql[] = {
	/* ?2 a JSON array of entities, ?3 a folded text. */
	[VIA_KNOWN] = "SELECT 1 FROM claim_source s /*scan*/ WHERE "
	    "s.position > 0 AND (s.entity IN (SELECT value FROM "
	    "json_each(?2)) OR instr(s.fold, ?3) > 0) LIMIT 1",
	[CODE_KNOWN] = "SELECT 1 FROM code WHERE name = ?3",
	[EVENTS] = "SELECT id, key, title FROM event /*scan*/",
};
/* clang-format on */
const struct db_table claim_part_sql = { "claim-part", sql, ARRAY_LEN(sql) };

struct maker {
	struct store *store;
	struct arena *arena;
};

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
plan_part(
    struct maker *m, struct part *p, const struct query *q, struct err *err)
{
	p->plan = arena_alloc(m->arena, sizeof *p->plan);
	p->plan->store = m->store;
	p->plan->arena = m->arena;
	if (plan_make(p->plan, q, err))
		return true;
	p->plan = NULL;
	return false;
}

/* The entities that a name stands for; `must`: none is an error. */
static bool
name_part(struct maker *m, struct part *p, enum query_field field, bool must,
    struct err *err)
{
	struct query *q = arena_alloc(m->arena, sizeof *q);
	struct buf ids = { 0 };
	struct err why = { 0 };
	bool good;

	*q = *p->q;
	q->op = QUERY_FIELD;
	q->field = field;
	q->kids = q->next = NULL;
	good = plan_part(m, p, q, &why);
	buf_putc(&ids, '[');
	if (good)
		gather(p->plan->root, &ids);
	buf_putc(&ids, ']');
	p->ids = arena_str(m->arena, buf_view(&ids));
	p->text = fold_copy(m->arena, p->q->text);
	buf_release(&ids);
	p->plan = NULL;
	if (good || (why.code == ERR_INVALID && !must))
		return true;
	return err_set(err, why.code, "%s", why.text);
}

/* Words: as FTS5 wants them, with all spellings of the names among them. */
static bool
words_part(struct maker *m, struct part *p, struct err *err)
{
	struct buf ids = { 0 };

	if (!plan_part(m, p, p->q, err))
		return false;
	buf_putc(&ids, '[');
	gather(p->plan->root, &ids);
	buf_putc(&ids, ']');
	p->ids = arena_str(m->arena, buf_view(&ids));
	buf_release(&ids);
	p->text = p->plan->marks;
	p->plan = NULL;
	return true;
}

/* Does a statement find something? */
static bool
is_known(struct store *store, int which, const struct part *p, bool *found,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;

	if (st == NULL)
		return false;
	if (which == VIA_KNOWN)
		db_bind_str(st, 2, p->ids);
	db_bind_str(st, 3, p->text);
	*found = db_row(store, st, &e);
	return db_over(st, &e, err);
}

static bool
outlet_part(struct maker *m, struct part *p, struct err *err)
{
	struct err why = { 0 };
	struct plan *plan;
	bool known;

	if (!plan_part(m, p, p->q, &why) && why.code != ERR_INVALID)
		return err_set(err, why.code, "%s", why.text);
	plan = p->plan;
	if (!name_part(m, p, FIELD_ENTITY, false, err) ||
	    !is_known(m->store, VIA_KNOWN, p, &known, err))
		return false;
	p->plan = plan;
	if (plan == NULL && !known)
		return err_set(err, ERR_INVALID, "%s", why.text);
	return true;
}

static bool
code_part(struct maker *m, struct part *p, struct err *err)
{
	bool known;

	p->text = p->q->text;
	if (!is_known(m->store, CODE_KNOWN, p, &known, err))
		return false;
	return known ||
	       value_unknown(m->store, p->q, "there is no code named", err);
}

bool
claim_part_events(struct store *store, const struct query *q,
    struct arena *arena, int64_t **ids, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[EVENTS], err);
	struct str words = fold_copy(arena, q->text);
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
		    (number != 0 || str_find(fold_copy(arena, db_view(st, 2)),
					words, 0) == SIZE_MAX))
			continue;
		*ids = arena_grow(arena, *ids, *n, sizeof **ids);
		(*ids)[(*n)++] = id;
	}
	if (!db_over(st, &e, err))
		return false;
	return *n > 0 || value_unknown(store, q, "there is no event", err);
}

static bool
event_part(struct maker *m, struct part *p, struct err *err)
{
	struct buf ids = { 0 };
	int64_t *events;
	size_t n, i;

	if (!claim_part_events(m->store, p->q, m->arena, &events, &n, err))
		return false;
	for (i = 0; i < n; i++)
		buf_addf(
		    &ids, "%c%lld", i == 0 ? '[' : ',', (long long)events[i]);
	buf_putc(&ids, ']');
	p->ids = arena_str(m->arena, buf_view(&ids));
	buf_release(&ids);
	return true;
}

static bool
field_part(struct maker *m, struct part *p, struct err *err)
{
	switch ((int)p->q->field) {
	case FIELD_CLAIMANT:
		return name_part(m, p, FIELD_ENTITY, false, err);
	case FIELD_ABOUT:
		return name_part(m, p, FIELD_ENTITY, true, err);
	case FIELD_ENTITY:
	case FIELD_PERSON:
	case FIELD_FACTION:
	case FIELD_PLACE:
		return name_part(m, p, p->q->field, true, err);
	case FIELD_OUTLET:
		return outlet_part(m, p, err);
	case FIELD_CODE:
		return code_part(m, p, err);
	case FIELD_EVENT:
		return event_part(m, p, err);
	case FIELD_STATUS:
	case FIELD_GRADE:
	case FIELD_MODALITY:
	case FIELD_WHEN:
	case FIELD_ANALYST:
	case FIELD_ID:
		return true;
	case FIELD_HAS:
		return p->q->number != HAS_SUGGESTION ||
		       plan_part(m, p, p->q, err);
	default:
		return plan_part(m, p, p->q, err);
	}
}

static bool
make(struct maker *m, const struct query *q, struct part **out, struct err *err)
{
	struct part *p = arena_alloc(m->arena, sizeof *p), **end = &p->kids;
	const struct query *kid;

	p->q = q;
	*out = p;
	switch (q->op) {
	case QUERY_ALL:
		return true;
	case QUERY_TERM:
	case QUERY_NEAR:
		return q->field == FIELD_TITLE ? plan_part(m, p, q, err)
					       : words_part(m, p, err);
	case QUERY_FIELD:
		return field_part(m, p, err);
	case QUERY_AND:
	case QUERY_OR:
	case QUERY_NOT:
		break;
	}
	for (kid = q->kids; kid != NULL; kid = kid->next) {
		if (!make(m, kid, end, err))
			return false;
		end = &(*end)->next;
	}
	return true;
}

bool
claim_part_make(struct store *store, struct arena *arena,
    const struct query *query, struct part **root, struct err *err)
{
	struct maker m = { store, arena };

	*root = NULL;
	return make(&m, query, root, err);
}

void
claim_part_close(struct part *p)
{
	for (; p != NULL; p = p->next) {
		if (p->plan != NULL)
			plan_close(p->plan);
		claim_part_close(p->kids);
	}
}
