/* The claims of an export by what they say: those of the same words (folded)
 * and those linked as the same are one statement. */
#include "config.h"

#include "store/statement.h"

#include "model/fold.h"
#include "store/article.h"
#include "store/claim.h"
#include "store/db.h"
#include "store/ledger.h"
#include "store/note.h"

enum { CLAIMS, SAME };

static const char *const sql[] = {
	[CLAIMS] = "SELECT c.id, c.article, c.statement FROM claim c "
		   "ORDER BY c.id /*scan*/",
	[SAME] = "SELECT a, b FROM claim_link WHERE kind = 'same-as' /*scan*/",
};
const struct db_table statement_sql = { "statement", sql, ARRAY_LEN(sql) };

/* A claim as little as grouping needs. */
struct node {
	int64_t id;
	uint64_t words; /* hash of the folded statement */
	size_t root;    /* index of one of its group */
};

struct nodes {
	struct node *list; /* by id */
	size_t n, size;
};

static uint64_t
hash(struct str text)
{
	struct buf b = { 0 };
	uint64_t h = UINT64_C(14695981039346656037);
	size_t i;

	fold_text(&b, text);
	for (i = 0; i < b.len; i++)
		h = (h ^ (unsigned char)b.p[i]) * UINT64_C(1099511628211);
	buf_release(&b);
	return h;
}

static bool
nodes_read(struct store *store, bool (*in)(void *arg, int64_t article),
    void *arg, struct nodes *nodes, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[CLAIMS], err);
	struct err e;

	if (st == NULL)
		return false;
	while (db_row(store, st, &e)) {
		if (!in(arg, db_int(st, 1)))
			continue;
		if (nodes->n == nodes->size) {
			nodes->size = nodes->size * 2 + 64;
			nodes->list = xreallocarray(
			    nodes->list, nodes->size, sizeof *nodes->list);
		}
		nodes->list[nodes->n] = (struct node){ db_int(st, 0),
			hash(db_view(st, 2)), nodes->n };
		nodes->n++;
	}
	return db_over(st, &e, err);
}

static size_t
root_of(struct nodes *nodes, size_t i)
{
	while (nodes->list[i].root != i) {
		nodes->list[i].root = nodes->list[nodes->list[i].root].root;
		i = nodes->list[i].root;
	}
	return i;
}

/* The older one is the root, so that its words are the heading. */
static void
join(struct nodes *nodes, size_t a, size_t b)
{
	a = root_of(nodes, a);
	b = root_of(nodes, b);
	if (a < b)
		nodes->list[b].root = a;
	else
		nodes->list[a].root = b;
}

static size_t
node_find(const struct nodes *nodes, int64_t id)
{
	size_t lo = 0, hi = nodes->n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (nodes->list[mid].id < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < nodes->n && nodes->list[lo].id == id ? lo : SIZE_MAX;
}

static bool
join_links(struct store *store, struct nodes *nodes, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[SAME], err);
	struct err e;

	if (st == NULL)
		return false;
	while (db_row(store, st, &e)) {
		size_t a = node_find(nodes, db_int(st, 0));
		size_t b = node_find(nodes, db_int(st, 1));

		if (a != SIZE_MAX && b != SIZE_MAX)
			join(nodes, a, b);
	}
	return db_over(st, &e, err);
}

struct place {
	uint64_t key;
	size_t index;
};

static int
by_key(const void *a, const void *b)
{
	const struct place *p = a, *q = b;

	if (p->key != q->key)
		return p->key < q->key ? -1 : 1;
	return p->index < q->index ? -1 : p->index > q->index;
}

/* Indices in the order of a key: of the words first, to join those that are
 * equal, then of the roots. */
static struct place *
sorted(struct nodes *nodes, bool roots)
{
	struct place *list = xcalloc(nodes->n + 1, sizeof *list);
	size_t i;

	for (i = 0; i < nodes->n; i++)
		list[i] = (struct place){
			roots ? root_of(nodes, i) : nodes->list[i].words,
			i,
		};
	qsort(list, nodes->n, sizeof *list, by_key);
	return list;
}

static void
join_words(struct nodes *nodes)
{
	struct place *list = sorted(nodes, false);
	size_t i;

	for (i = 1; i < nodes->n; i++)
		if (list[i].key == list[i - 1].key)
			join(nodes, list[i].index, list[i - 1].index);
	free(list);
}

static bool
said_read(struct store *store, const struct nodes *nodes, int64_t id,
    struct arena *arena, struct out_said *out, struct err *err)
{
	struct claim *claim = arena_alloc(arena, sizeof *claim);
	struct article_row *row = arena_alloc(arena, sizeof *row);
	struct note *notes;
	bool *here;
	size_t i;

	if (!store_claim_get(store, id, arena, claim, err) ||
	    !store_article_row(store, claim->article, arena, row, err) ||
	    !store_notes_of(
		store, ON_CLAIM, id, arena, &notes, &out->n_notes, err))
		return false;
	here = arena_array(arena, claim->n_links, sizeof *here);
	for (i = 0; i < claim->n_links; i++)
		here[i] = node_find(nodes, claim->links[i].other) != SIZE_MAX;
	out->here = here;
	out->claim = claim;
	out->article = row;
	out->notes = notes;
	return true;
}

/* How independent they are; known where no other claim is of the statement. */
static bool
weigh(struct store *store, struct out_statement *out, struct arena *arena,
    struct err *err)
{
	const struct claim *only = out->said[0].claim;
	struct ledger l;
	size_t i, own = 0;

	/* Of one claim there is nothing to ask: most statements are that. */
	if (out->n == 1) {
		if (!claim_denies(only))
			out->best = only->grade;
		return true;
	}
	if (!store_ledger(store, out->said[0].claim->id, arena, &l, err))
		return false;
	for (i = 0; i < l.n; i++)
		own += l.rows[i].linked ? 0 : 1;
	if (own != out->n)
		return true;
	out->independent = l.independent;
	out->independent_denials = l.independent_denials;
	out->best = l.best;
	return true;
}

/* The group that begins at list[from]. */
static bool
put_group(struct store *store, const struct nodes *nodes,
    const struct place *list, size_t n, out_put *put, void *to, struct err *err)
{
	struct arena arena = { 0 };
	struct out_said *said = arena_array(&arena, n, sizeof *said);
	struct out_statement out = { .said = said, .n = n };
	bool good = true;
	size_t i;

	for (i = 0; good && i < n; i++)
		good = said_read(store, nodes, nodes->list[list[i].index].id,
		    &arena, &said[i], err);
	good = good && weigh(store, &out, &arena, err);
	if (good) {
		out.statement = said[0].claim->statement;
		good = put(to,
		    &(struct out){ .kind = OUT_STATEMENT, .statement = &out },
		    err);
	}
	arena_release(&arena);
	return good;
}

bool
store_statements(struct store *store, bool (*in)(void *arg, int64_t article),
    void *arg, out_put *put, void *to, struct err *err)
{
	struct nodes nodes = { 0 };
	struct place *list = NULL;
	size_t from = 0, n;
	bool good = nodes_read(store, in, arg, &nodes, err) &&
		    join_links(store, &nodes, err);

	if (good) {
		join_words(&nodes);
		list = sorted(&nodes, true);
	}
	for (; good && from < nodes.n; from += n) {
		n = 1;
		while (
		    from + n < nodes.n && list[from + n].key == list[from].key)
			n++;
		good = put_group(store, &nodes, list + from, n, put, to, err);
	}
	free(list);
	free(nodes.list);
	return good;
}
