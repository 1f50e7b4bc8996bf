#include "config.h"

#include "store/find-expr.h"

#include "model/entity.h"
#include "model/fold.h"
#include "store/claim-part.h"
#include "store/facet.h"
#include "store/match.h"
#include "store/near.h"

enum {
	NAMED,
	OUTLETS,
	OUTLET_KNOWN,
	CODE_ID,
};
static const char *const sql[] = {
	[NAMED] = "SELECT id FROM entity WHERE key = ?1 AND state = 'active'"
		  " AND (?3 = '' OR kind = ?3)"
		  " UNION SELECT e.id FROM alias x"
		  " JOIN entity e ON e.id = x.entity"
		  " WHERE x.fold = ?2 AND x.article IS NULL"
		  " AND e.state = 'active' AND (?3 = '' OR e.kind = ?3)",
	[OUTLETS] = "SELECT /*scan*/ o.id, o.name, e.key, EXISTS ("
		    " SELECT 1 FROM alias x WHERE x.fold = ?1"
		    " AND x.entity = o.entity)"
		    " FROM outlet o LEFT JOIN entity e ON e.id = o.entity",
	[OUTLET_KNOWN] = "SELECT 1 FROM entity WHERE key = ?1"
			 " AND kind = 'outlet'"
			 " UNION ALL SELECT 1 FROM alias x"
			 " JOIN entity e ON e.id = x.entity"
			 " WHERE x.fold = ?2 AND e.kind = 'outlet' LIMIT 1",
	[CODE_ID] = "SELECT id FROM code WHERE name = ?1",
};
const struct db_table find_plan_table = { "find-plan", sql, ARRAY_LEN(sql) };

struct node *
plan_rows(
    struct arena *arena, enum rows rows, int64_t number, struct node *next)
{
	struct node *n = arena_alloc(arena, sizeof *n);

	n->op = NODE_ROWS;
	n->rows = rows;
	n->number = number;
	n->next = next;
	return n;
}

struct node *
plan_group(struct arena *arena, enum node_op op, struct node *kids)
{
	struct node *n = arena_alloc(arena, sizeof *n);

	n->op = op;
	n->kids = kids;
	return n;
}

/* No spelling of the register, but one that is much like one. */
static bool
nearest_node(
    struct maker *m, const struct query *q, const char *kind, struct node **out)
{
	struct match_opts opts = {
		.name = q->text, .kind = ENTITY_KINDS, .most = 1, .least = 0.8
	};
	struct match *list;
	size_t n;

	if (*kind != '\0')
		(void)entity_kind_parse(str_of(kind), &opts.kind);
	if (!store_entity_match(m->store, &opts, m->arena, &list, &n, m->err))
		return false;
	if (n > 0)
		*out =
		    plan_rows(m->arena, ROWS_ENTITY, list[0].entity.id, NULL);
	return true;
}

static bool
entity_node(
    struct maker *m, const struct query *q, const char *kind, struct node **out)
{
	sqlite3_stmt *st = db_stmt(m->store, sql[NAMED], m->err);
	struct node *kids = NULL;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, q->text);
	db_bind_str(st, 2, fold_copy(m->arena, q->text));
	db_bind_str(st, 3, str_of(kind));
	while (db_row(m->store, st, m->err))
		kids = plan_rows(m->arena, ROWS_ENTITY, db_int(st, 0), kids);
	db_done(st);
	if (m->err->code != ERR_NONE)
		return false;
	if (kids == NULL && !nearest_node(m, q, kind, &kids))
		return false;
	if (kids == NULL)
		return value_unknown(m->store, q,
		    *kind == '\0' ? "the register has no name"
				  : arena_printf(m->arena,
					"the register has no %s named", kind)
					.p,
		    m->err);
	*out = kids->next == NULL ? kids : plan_group(m->arena, NODE_OR, kids);
	return true;
}

/* Outlets by key, by a spelling of the register, or by a part of the name that
 * articles came with. */
static bool
outlet_node(struct maker *m, const struct query *q, struct node **out)
{
	sqlite3_stmt *st = db_stmt(m->store, sql[OUTLETS], m->err);
	struct str fold = fold_copy(m->arena, q->text);
	struct node *kids = NULL;
	bool known;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, fold);
	while (db_row(m->store, st, m->err)) {
		struct str name = fold_copy(m->arena, db_view(st, 1));

		if (db_int(st, 3) != 0 || str_eq(db_view(st, 2), q->text) ||
		    str_find(name, fold, 0) != SIZE_MAX)
			kids = plan_rows(
			    m->arena, ROWS_OUTLET, db_int(st, 0), kids);
	}
	db_done(st);
	if (m->err->code != ERR_NONE)
		return false;
	if (kids == NULL) {
		st = db_stmt(m->store, sql[OUTLET_KNOWN], m->err);
		if (st == NULL)
			return false;
		db_bind_str(st, 1, q->text);
		db_bind_str(st, 2, fold);
		known = db_row(m->store, st, m->err);
		db_done(st);
		if (m->err->code != ERR_NONE)
			return false;
		if (!known)
			return value_unknown(
			    m->store, q, "there is no outlet named", m->err);
	}
	*out = plan_group(m->arena, NODE_OR, kids);
	return true;
}

static struct node *
key_rows(struct maker *m, struct str word)
{
	struct node *n = plan_rows(m->arena, ROWS_KEY, 0, NULL);

	n->text = word;
	return n;
}

static bool
code_node(struct maker *m, const struct query *q, struct node **out)
{
	sqlite3_stmt *st = db_stmt(m->store, sql[CODE_ID], m->err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, q->text);
	if (db_row(m->store, st, m->err))
		*out = key_rows(m, arena_printf(m->arena, "code %lld",
				       (long long)db_int(st, 0)));
	else if (m->err->code == ERR_NONE)
		(void)value_unknown(
		    m->store, q, "there is no code named", m->err);
	db_done(st);
	return m->err->code == ERR_NONE;
}

static struct node *
test_node(struct maker *m, enum node_test test, const struct query *q)
{
	struct node *n = plan_group(m->arena, NODE_TEST, NULL);

	n->test = test;
	n->text = q->text;
	n->number = q->field == FIELD_TITLE;
	if (test == TEST_DAYS)
		n->kids = plan_rows(m->arena, ROWS_ODD, 0, NULL);
	n->first = q->first;
	n->last = q->last;
	return n;
}

/* A prefix of very many words. */
static struct node *
prefix_node(struct maker *m, const struct query *q)
{
	struct node *n = test_node(m, TEST_PREFIX, q);
	struct str text =
	    arena_printf(m->arena, "%.*s*", (int)q->text.len, q->text.p);

	n->terms = terms_new(m->arena, &text, 1);
	m->plan->heavy = true;
	maker_mark(m, q->text, true);
	return n;
}

/* A phrase of article_facet, or any of those that it is the beginning of. */
static bool
facet_rows(struct maker *m, struct str text, const char *column, bool open,
    struct node **out)
{
	struct prefix prefix = { .kind = PREFIX_INDEX };
	struct buf b = { 0 };

	if (open && !prefix_facet(m->store, text, m->arena, &prefix, m->err))
		return false;
	buf_puts(&b, column);
	if (prefix.kind == PREFIX_WORDS && prefix.n > 0) {
		for (size_t i = 0; i < prefix.n; i++)
			buf_addf(&b, "%s\"%s\"", i == 0 ? "(" : " OR ",
			    prefix.words[i].p);
		buf_putc(&b, ')');
	} else {
		buf_addf(&b, "\"%s\"%s", text.p, open ? " *" : "");
	}
	*out = plan_rows(m->arena, ROWS_FACET, 0, NULL);
	(*out)->text = arena_str(m->arena, buf_view(&b));
	buf_release(&b);
	return true;
}

/* Who wrote it, by words of the name, of which the last may be the beginning
 * unless it stands in quotation marks; or its language, en also for en-GB. */
static bool
facet_node(struct maker *m, const struct query *q, struct node **out)
{
	bool author = q->field == FIELD_AUTHOR, open = author && !q->phrase;
	struct str text = fold_copy(m->arena, q->text);
	bool whole = false;

	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] == '"')
			text = arena_printf(m->arena, "%.*s %s", (int)i, text.p,
			    text.p + i + 1);
	if (!facet_whole(m->store, &whole, m->err))
		return false;
	if (whole)
		return facet_rows(
		    m, text, author ? "author : " : "language : ^", open, out);
	*out = test_node(m, author ? TEST_AUTHOR : TEST_LANG, q);
	text = arena_printf(m->arena, "%s%s", text.p, open ? "*" : "");
	(*out)->terms = terms_new(m->arena, &text, 1);
	return true;
}

/* FTS5 has NEAR to itself. */
static bool
near_node(struct maker *m, const struct query *q, struct node **out)
{
	const struct query *kid;

	m->near = true;
	for (kid = q->kids; kid != NULL; kid = kid->next)
		if (expr_heavy(m, kid))
			return maker_wrong(
			    m, kid, "too many words for NEAR begin with");
		else if (m->err->code != ERR_NONE)
			return false;
	m->near = false;
	*out = expr_words(m, q);
	return true;
}

static struct node *
mark_node(struct maker *m, const struct query *q)
{
	static const enum rows is[] = {
		[IS_UNREAD] = ROWS_UNREAD,
		[IS_DONE] = ROWS_DONE,
		[IS_FLAGGED] = ROWS_FLAGGED,
		[IS_DISMISSED] = ROWS_DISMISSED,
		[IS_COPY] = ROWS_COPY,
	};
	static const enum rows has[] = {
		[HAS_NOTE] = ROWS_NOTED,
		[HAS_CODE] = ROWS_KEY,
		[HAS_ORPHAN] = ROWS_KEY,
		[HAS_CLAIM] = ROWS_CLAIMED,
	};

	if (q->field == FIELD_IS && q->number == IS_ORIGINAL)
		return plan_group(m->arena, NODE_NOT,
		    plan_rows(m->arena, ROWS_COPY, 0, NULL));
	if (q->field == FIELD_HAS && q->number == HAS_SUGGESTION)
		return test_node(m, TEST_SUGGESTED, q);
	if (q->field == FIELD_HAS && has[q->number] == ROWS_KEY)
		return key_rows(
		    m, str_of(q->number == HAS_CODE ? "coded" : "loose"));
	return plan_rows(m->arena,
	    q->field == FIELD_IS ? is[q->number] : has[q->number], 0, NULL);
}

/* Whether a tree asks for one claim: an AND of such asks for one that is all of
 * it. An event is told of by articles as well; `upto` says whether it counts.
 */
static bool
is_claims(const struct query *q, enum query_field upto)
{
	const struct query *kid;

	if (q->op == QUERY_FIELD)
		return q->field >= FIELD_CLAIMANT && q->field <= upto;
	if (q->op != QUERY_OR)
		return false;
	for (kid = q->kids; kid != NULL; kid = kid->next)
		if (!is_claims(kid, upto))
			return false;
	return true;
}

static struct query *
query_copy(struct maker *m, const struct query *q)
{
	struct query *copy = arena_alloc(m->arena, sizeof *copy);

	*copy = *q;
	copy->next = NULL;
	return copy;
}

/* Articles with a claim as the tree asks. */
static bool
claims_node(struct maker *m, const struct query *q, struct node **out)
{
	struct plan *plan = m->plan;
	struct node *test = plan_group(m->arena, NODE_TEST, NULL);

	test->test = TEST_CLAIMS;
	if (!claim_set_new(m->store, query_copy(m, q), &test->claims, m->err))
		return false;
	plan->claims[plan->n_claims++] = test->claims;
	*out = plan_group(
	    m->arena, NODE_AND, plan_rows(m->arena, ROWS_CLAIMED, 0, test));
	return true;
}

/* Articles that an event rests on, or with a claim about it. */
static bool
event_node(struct maker *m, const struct query *q, struct node **out)
{
	struct node *kids;
	int64_t *ids;
	size_t n, i;

	if (!claim_part_events(m->store, q, m->arena, &ids, &n, m->err) ||
	    !claims_node(m, q, &kids))
		return false;
	for (i = 0; i < n; i++)
		kids = plan_rows(m->arena, ROWS_EVENT, ids[i], kids);
	*out = plan_group(m->arena, NODE_OR, kids);
	return true;
}

static bool
field_node(struct maker *m, const struct query *q, struct node **out)
{
	switch (q->field) {
	case FIELD_OUTLET:
		return outlet_node(m, q, out);
	case FIELD_CODE:
		return code_node(m, q, out);
	case FIELD_ENTITY:
		return entity_node(m, q, "", out);
	case FIELD_PERSON:
	case FIELD_FACTION:
	case FIELD_PLACE:
		return entity_node(m, q, query_field_name(q->field), out);
	case FIELD_AUTHOR:
	case FIELD_LANG:
		return facet_node(m, q, out);
	case FIELD_ON:
	case FIELD_AFTER:
	case FIELD_BEFORE:
		*out = test_node(m, TEST_DAYS, q);
		return true;
	case FIELD_IS:
	case FIELD_HAS:
		*out = mark_node(m, q);
		return true;
	case FIELD_ANALYST:
		*out = key_rows(m, arena_printf(m->arena, "analyst %.*s",
				       (int)q->text.len, q->text.p));
		return true;
	case FIELD_ID:
		*out = plan_rows(m->arena, ROWS_ID, q->number, NULL);
		return true;
	case FIELD_CLUSTER:
		*out = plan_rows(m->arena, ROWS_CLUSTER, q->number, NULL);
		return true;
	case FIELD_CLAIMANT:
	case FIELD_ABOUT:
	case FIELD_STATUS:
	case FIELD_GRADE:
	case FIELD_MODALITY:
	case FIELD_WHEN:
		return claims_node(m, q, out);
	case FIELD_EVENT:
		return event_node(m, q, out);
	case FIELD_TEXT:
	case FIELD_TITLE:
	case QUERY_FIELDS:
		break;
	}
	return maker_wrong(m, q, "this field is not for articles:");
}

/* A node that can be walked by itself: tests and NOT need rows to try. */
static struct node *
walkable(struct maker *m, struct node *n)
{
	if (n->op != NODE_TEST && n->op != NODE_NOT)
		return n;
	return plan_group(
	    m->arena, NODE_AND, plan_rows(m->arena, ROWS_ALL, 0, n));
}

static bool tree_node(
    struct maker *m, const struct query *q, struct node **out);

/* What a NOT excludes is neither marked nor ranked. */
static bool
not_node(struct maker *m, const struct query *q, struct node **out)
{
	size_t marks = m->marks.len, terms = m->plan->n_terms;
	struct node *kid = NULL;

	if (!tree_node(m, q->kids, &kid))
		return false;
	if (m->marks.p != NULL) {
		m->marks.len = marks;
		m->marks.p[marks] = '\0';
	}
	m->plan->n_terms = terms;
	*out = plan_group(m->arena, NODE_NOT, kid);
	return true;
}

/* Kids of a group that are made into one node together. */
struct bundle {
	struct query *kids, **end;
};

static void
bundle_add(struct maker *m, struct bundle *b, const struct query *kid)
{
	*b->end = query_copy(m, kid);
	b->end = &(*b->end)->next;
}

static struct query *
bundle_tree(struct maker *m, const struct bundle *b, enum query_op op)
{
	struct query *tree = arena_alloc(m->arena, sizeof *tree);

	tree->op = op;
	tree->kids = b->kids;
	return tree;
}

static bool
bundle_claims(struct maker *m, const struct bundle *claims, struct node **kids,
    bool *drives)
{
	struct node *n;

	if (claims->kids == NULL)
		return true;
	if (!claims_node(m, bundle_tree(m, claims, QUERY_AND), &n))
		return false;
	n->next = *kids;
	*kids = n;
	*drives = true;
	return true;
}

/* Brackets within brackets of the same kind say nothing: a (b c) is a b c. */
static void
bundle_flat(struct maker *m, struct bundle *b, const struct query *q)
{
	const struct query *kid;

	for (kid = q->kids; kid != NULL; kid = kid->next)
		if (kid->op == q->op)
			bundle_flat(m, b, kid);
		else
			bundle_add(m, b, kid);
}

/* Up to which field kids of an AND are of one claim: with an event only where
 * something else is asked of that claim, FIELD_TEXT where nothing is. */
static enum query_field
claims_upto(const struct query *q, const struct query *kids)
{
	const struct query *kid;

	for (kid = kids; q->op == QUERY_AND && kid != NULL; kid = kid->next)
		if (is_claims(kid, FIELD_EVENT - 1))
			return FIELD_EVENT;
	return FIELD_TEXT;
}

/* AND and OR: what is plain words goes to FTS5 in one expression, what is asked
 * of claims to one test. */
static bool
group_node(struct maker *m, const struct query *q, struct node **out)
{
	struct bundle flat = { NULL, &flat.kids };
	struct bundle words = { NULL, &words.kids };
	struct bundle claims = { NULL, &claims.kids };
	struct node *kids = NULL, *n;
	bool plain, drives = false;
	enum query_field upto;
	const struct query *kid;

	bundle_flat(m, &flat, q);
	upto = claims_upto(q, flat.kids);
	for (kid = flat.kids; kid != NULL; kid = kid->next) {
		if (!expr_plain(m, kid, &plain))
			return false;
		if (plain || is_claims(kid, upto)) {
			bundle_add(m, plain ? &words : &claims, kid);
			continue;
		}
		n = NULL;
		if (!tree_node(m, kid, &n) || n == NULL)
			return false;
		if (q->op == QUERY_OR)
			n = walkable(m, n);
		drives |= n->op != NODE_TEST && n->op != NODE_NOT;
		n->next = kids;
		kids = n;
	}
	if (!bundle_claims(m, &claims, &kids, &drives))
		return false;
	if (words.kids != NULL) {
		n = expr_words(m, bundle_tree(m, &words, q->op));
		n->next = kids;
		kids = n;
	} else if (q->op == QUERY_AND && !drives) {
		kids = plan_rows(m->arena, ROWS_ALL, 0, kids);
	}
	*out =
	    plan_group(m->arena, q->op == QUERY_AND ? NODE_AND : NODE_OR, kids);
	return true;
}

static bool
tree_node(struct maker *m, const struct query *q, struct node **out)
{
	int64_t *ids;
	size_t n;

	m->err->code = ERR_NONE;
	switch (q->op) {
	case QUERY_ALL:
		*out = plan_rows(m->arena, ROWS_ALL, 0, NULL);
		return true;
	case QUERY_TERM:
		if (!expr_names(m, q, &ids, &n))
			return false;
		if (n > 0)
			return expr_name(m, q, ids, n, out);
		*out = expr_heavy(m, q) ? prefix_node(m, q) : expr_words(m, q);
		return m->err->code == ERR_NONE;
	case QUERY_NEAR:
		return near_node(m, q, out);
	case QUERY_FIELD:
		return field_node(m, q, out);
	case QUERY_NOT:
		return not_node(m, q, out);
	case QUERY_AND:
	case QUERY_OR:
		return group_node(m, q, out);
	}
	return false;
}

bool
plan_make(struct plan *plan, const struct query *query, struct err *err)
{
	struct maker m = {
		.plan = plan,
		.arena = plan->arena,
		.store = plan->store,
		.err = err,
	};
	bool good;

	plan->root = NULL;
	plan->heavy = false;
	plan->first = INT64_MIN;
	plan->last = INT64_MAX;
	plan->n_claims = 0;
	plan->n_terms = 0;
	plan->terms = arena_array(
	    plan->arena, QUERY_TERMS + SPELLINGS, sizeof *plan->terms);
	good = tree_node(&m, query, &plan->root) && plan->root != NULL;
	if (good) {
		plan->root = walkable(&m, plan->root);
		plan->marks = arena_str(plan->arena, buf_view(&m.marks));
		plan_bounds(plan, query);
	}
	buf_release(&m.marks);
	if (!good)
		plan_close(plan);
	return good;
}

void
plan_close(struct plan *plan)
{
	size_t i;

	for (i = 0; i < plan->n_claims; i++)
		claim_set_free(plan->claims[i]);
	plan->n_claims = 0;
	node_close(plan->root);
	plan->root = NULL;
}
