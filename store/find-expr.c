#include "config.h"

#include "store/find-expr.h"

#include "model/fold.h"

enum { SPELLING_BYTES = 8000 }; /* of all names together */

enum { NAME_ENTITIES, NAME_SPELLINGS };
static const char *const sql[] = {
	/* Weak spellings ("the Army") do not say whom they mean, and who
	 * bears a name as his own goes before those who borrow it: Cairo is
	 * the town, though it may stand for a government. */
	[NAME_ENTITIES] = "SELECT DISTINCT x.entity FROM alias x"
			  " JOIN entity e ON e.id = x.entity"
			  " WHERE x.fold = ?1 AND x.article IS NULL"
			  " AND x.kind <> 'weak' AND e.state = 'active'"
			  " AND (x.kind = 'name' OR NOT EXISTS ("
			  " SELECT 1 FROM alias y JOIN entity o"
			  " ON o.id = y.entity WHERE y.fold = ?1"
			  " AND y.kind = 'name' AND y.article IS NULL"
			  " AND o.state = 'active'))",
	[NAME_SPELLINGS] = "SELECT text FROM alias WHERE entity = ?1"
			   " AND article IS NULL"
			   " AND kind NOT IN ('weak', 'title')"
			   " ORDER BY position, id",
};
const struct db_table find_expr_table = { "find-expr", sql, ARRAY_LEN(sql) };

static struct node *
text_rows(struct maker *m, struct str expression)
{
	struct node *n = plan_rows(m->arena, ROWS_TEXT, 0, NULL);

	n->text = arena_str(m->arena, expression);
	return n;
}

bool
maker_wrong(struct maker *m, const struct query *q, const char *what)
{
	return err_set(m->err, ERR_INVALID, "column %zu: %s %.60s", q->column,
	    what, q->text.p);
}

/* A string of FTS5: whatever stands in it is words and never syntax. */
static void
quote(struct buf *out, struct str s)
{
	size_t i;

	buf_putc(out, '"');
	for (i = 0; i < s.len; i++) {
		if (s.p[i] == '"')
			buf_putc(out, '"');
		buf_putc(out, s.p[i]);
	}
	buf_putc(out, '"');
}

void
maker_mark(struct maker *m, struct str text, bool prefix)
{
	struct plan *p = m->plan;
	struct str f = fold_copy(m->arena, text);

	if (p->n_terms == QUERY_TERMS + SPELLINGS)
		return;
	p->terms[p->n_terms++] =
	    prefix ? arena_printf(m->arena, "%s*", f.p) : f;
}

/* How a prefix is found; NULL for what is none, and on failure. */
static const struct prefix *
prefix_of(struct maker *m, const struct query *q)
{
	struct looked *l = m->looked;

	m->err->code = ERR_NONE;
	if (q->op != QUERY_TERM || !q->prefix)
		return NULL;
	while (l != NULL && l->text != q->text.p)
		l = l->next;
	if (l != NULL)
		return &l->prefix;
	l = arena_alloc(m->arena, sizeof *l);
	if (!prefix_look(m->store, q,
		m->plan->to_count || m->near ? PREFIX_COUNT : PREFIX_PAGE,
		m->arena, &l->prefix, m->err))
		return NULL;
	l->text = q->text.p;
	l->next = m->looked;
	m->looked = l;
	return &l->prefix;
}

bool
expr_heavy(struct maker *m, const struct query *q)
{
	const struct prefix *prefix = prefix_of(m, q);

	return prefix != NULL && prefix->kind == PREFIX_HEAVY;
}

/* One word or phrase without its field, as NEAR takes it. */
static void
single(struct maker *m, struct buf *out, const struct query *q)
{
	quote(out, q->text);
	if (q->prefix)
		buf_puts(out, " *");
	maker_mark(m, q->text, q->prefix);
}

/* The same, with the words that begin so in place of a prefix. */
static void
bare(struct maker *m, struct buf *out, const struct query *q)
{
	const struct prefix *prefix = prefix_of(m, q);
	size_t i;

	if (prefix == NULL || prefix->kind != PREFIX_WORDS) {
		single(m, out, q);
		return;
	}
	maker_mark(m, q->text, true);
	/* No word begins so: what is asked for is none either. */
	if (prefix->n == 0) {
		quote(out, q->text);
		return;
	}
	for (i = 0; i < prefix->n; i++) {
		buf_puts(out, i == 0 ? "(" : " OR ");
		quote(out, prefix->words[i]);
	}
	buf_putc(out, ')');
}

/* The words of a tree that needs the text index alone. */
static void
expression(struct maker *m, struct buf *out, const struct query *q)
{
	const struct query *kid;

	if (q->field == FIELD_TITLE)
		buf_puts(out, "title : ");
	if (q->op == QUERY_TERM) {
		bare(m, out, q);
		return;
	}
	buf_puts(out, q->op == QUERY_NEAR ? "NEAR(" : "(");
	for (kid = q->kids; kid != NULL; kid = kid->next) {
		if (q->op == QUERY_NEAR) {
			if (kid != q->kids)
				buf_putc(out, ' ');
			single(m, out, kid);
			continue;
		}
		if (kid != q->kids)
			buf_puts(out, q->op == QUERY_AND ? " AND " : " OR ");
		expression(m, out, kid);
	}
	if (q->op == QUERY_NEAR)
		buf_addf(out, ", %d", q->near);
	buf_putc(out, ')');
}

/* Entities that a word or phrase names; they live in the arena. */
bool
expr_names(struct maker *m, const struct query *q, int64_t **ids, size_t *n)
{
	sqlite3_stmt *st;

	*n = 0;
	if (q->literal || q->prefix)
		return true;
	st = db_stmt(m->store, sql[NAME_ENTITIES], m->err);
	if (st == NULL)
		return false;
	*ids = arena_array(m->arena, QUERY_TERMS, sizeof **ids);
	db_bind_str(st, 1, fold_copy(m->arena, q->text));
	while (*n < QUERY_TERMS && db_row(m->store, st, m->err))
		(*ids)[(*n)++] = db_int(st, 0);
	db_done(st);
	return m->err->code == ERR_NONE;
}

/* Whether the tree needs nothing but the text index, and no names in it. */
bool
expr_plain(struct maker *m, const struct query *q, bool *plain)
{
	const struct query *kid;
	int64_t *ids;
	size_t n;

	*plain =
	    q->op != QUERY_FIELD && q->op != QUERY_NOT && q->op != QUERY_ALL;
	if (q->op == QUERY_TERM) {
		if (!expr_names(m, q, &ids, &n))
			return false;
		*plain = n == 0 && !expr_heavy(m, q);
		return m->err->code == ERR_NONE;
	} else if (q->op != QUERY_NEAR) {
		for (kid = q->kids; kid != NULL && *plain; kid = kid->next)
			if (!expr_plain(m, kid, plain))
				return false;
	}
	return true;
}

static void
add_marks(struct maker *m, struct str text)
{
	if (m->marks.len + text.len > (size_t)SPELLING_BYTES * 2)
		return;
	if (m->marks.len > 0)
		buf_puts(&m->marks, " OR ");
	buf_str(&m->marks, text);
}

/* Whether all words of b stand together in a: what finds b finds a too. */
static bool
has_words(struct maker *m, struct str a, struct str b)
{
	struct str in = arena_printf(m->arena, " %s ", a.p);
	struct str what = arena_printf(m->arena, " %s ", b.p);

	return str_find(in, what, 0) != SIZE_MAX;
}

/* Other spellings of the entities, folded; `kept` holds those that no other
 * one makes needless ("Khalifa Haftar" is found by "Haftar"). */
struct spellings {
	struct str kept[SPELLINGS];
	size_t n;
};

static void
keep_spelling(struct maker *m, struct spellings *s, struct str text)
{
	size_t i, n = 0;

	for (i = 0; i < s->n; i++)
		if (has_words(m, text, s->kept[i]))
			return;
	for (i = 0; i < s->n; i++)
		if (i == 0 || !has_words(m, s->kept[i], text))
			s->kept[n++] = s->kept[i];
	s->n = n;
	if (s->n < SPELLINGS)
		s->kept[s->n++] = text;
}

static bool
take_spellings(struct maker *m, struct spellings *s, int64_t entity)
{
	sqlite3_stmt *st = db_stmt(m->store, sql[NAME_SPELLINGS], m->err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, entity);
	while (db_row(m->store, st, m->err))
		keep_spelling(m, s, fold_copy(m->arena, db_view(st, 0)));
	db_done(st);
	return m->err->code == ERR_NONE;
}

/* The first is the name as it was typed, and stands there already. */
static void
add_spellings(struct maker *m, struct buf *out, const struct spellings *s)
{
	size_t i;

	for (i = 1; i < s->n && m->spellings < SPELLINGS &&
		    m->spelling_bytes < SPELLING_BYTES;
	     i++) {
		m->spellings++;
		m->spelling_bytes += s->kept[i].len;
		buf_puts(out, " OR ");
		quote(out, s->kept[i]);
		maker_mark(m, s->kept[i], false);
	}
}

/* A name: its letters, every other spelling, and what spotting and the analyst
 * took for it. In the title only the spellings count. */
bool
expr_name(struct maker *m, const struct query *q, const int64_t *ids, size_t n,
    struct node **out)
{
	struct spellings *s = arena_alloc(m->arena, sizeof *s);
	struct node *kids = NULL;
	struct buf b = { 0 };
	size_t i;

	m->err->code = ERR_NONE;
	s->kept[s->n++] = fold_copy(m->arena, q->text);
	for (i = 0; i < n; i++) {
		if (!take_spellings(m, s, ids[i]))
			return false;
		if (q->field != FIELD_TITLE)
			kids = plan_rows(m->arena, ROWS_ENTITY, ids[i], kids);
	}
	buf_puts(&b, q->field == FIELD_TITLE ? "title : (" : "(");
	bare(m, &b, q);
	add_spellings(m, &b, s);
	buf_putc(&b, ')');
	*out = text_rows(m, buf_view(&b));
	add_marks(m, buf_view(&b));
	buf_release(&b);
	if (kids != NULL) {
		(*out)->next = kids;
		*out = plan_group(m->arena, NODE_OR, *out);
	}
	return true;
}

struct node *
expr_words(struct maker *m, const struct query *q)
{
	struct buf b = { 0 };
	struct node *n;

	expression(m, &b, q);
	n = text_rows(m, buf_view(&b));
	add_marks(m, buf_view(&b));
	buf_release(&b);
	return n;
}
