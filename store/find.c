#include "config.h"

#include "store/find.h"

#include "store/article-row.h"
#include "store/find-list.h"

enum { WINDOW = 256 /* rows of store_find_each at a time */ };

enum { PLACE, SNIPPET, VISIBLE, STORIES, HIDDEN };
static const char *const sql[] = {
	[PLACE] = "SELECT ord, outlet FROM article WHERE id = ?1",
	[SNIPPET] = "SELECT text FROM article_text WHERE article = ?1",
	/* Three small indexes in place of a table a hundred times as large. */
	[VISIBLE] = "SELECT /*scan*/ (SELECT count(*) FROM article"
		    " INDEXED BY article_unread WHERE state = 0 AND hidden = 0)"
		    " + (SELECT count(*) FROM article"
		    " INDEXED BY article_done WHERE state = 1 AND hidden = 0)"
		    " + (SELECT count(*) FROM article INDEXED BY"
		    " article_dismissed WHERE state = 2 AND hidden = 0)",
	[STORIES] = "SELECT /*scan*/ count(*) FROM article"
		    " INDEXED BY article_story WHERE folded = 0 AND hidden = 0",
	[HIDDEN] = ("SELECT EXISTS (SELECT 1 FROM article"
		    " INDEXED BY article_hidden WHERE hidden = 1)"),
};
const struct db_table find_table = { "find", sql, ARRAY_LEN(sql) };

static const char *const sort_names[] = {
	[SORT_DATE] = "date",
	[SORT_RELEVANCE] = "relevance",
	[SORT_OUTLET] = "outlet",
};

bool
sort_parse(struct str name, enum sort *sort)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(sort_names); i++) {
		if (str_is(name, sort_names[i])) {
			*sort = (enum sort)i;
			return true;
		}
	}
	return false;
}

const char *
sort_name(enum sort sort)
{
	return sort_names[sort];
}

/* Does the query ask for copies as such? */
static bool
of_copies(const struct query *q)
{
	if (q->op == QUERY_FIELD &&
	    (q->field == FIELD_CLUSTER || q->field == FIELD_ID ||
		(q->field == FIELD_IS &&
		    (q->number == IS_COPY || q->number == IS_ORIGINAL))))
		return true;
	for (const struct query *kid = q->kids; kid != NULL; kid = kid->next)
		if (of_copies(kid))
			return true;
	return false;
}

bool
store_find_open(struct store *store, struct str query, enum sort sort,
    struct find **find, struct err *err)
{
	struct find *f = xcalloc(1, sizeof *f);
	struct err local = { 0 };
	struct query *tree;

	if (err == NULL)
		err = &local;
	err->code = ERR_NONE;
	f->store = f->plan.store = f->hits.store = store;
	f->plan.arena = &f->arena;
	f->sort = sort;
	/* The tree borrows nothing, but its text is the caller's. */
	query = arena_str(&f->arena, query);
	if (!query_parse(
		query, store_now(store) / 86400, &f->arena, &tree, err) ||
	    !plan_make(&f->plan, tree, err)) {
		store_find_close(f);
		return false;
	}
	f->tree = tree;
	f->hits.narrow = true;
	f->hits.first = f->plan.first;
	f->hits.last = f->plan.last;
	f->all = tree->op == QUERY_ALL;
	f->of_copies = of_copies(tree);
	if (sort == SORT_OUTLET) {
		f->one = (struct node){ .op = NODE_ROWS, .rows = ROWS_OUTLET };
		f->none =
		    (struct node){ .op = NODE_ROWS, .rows = ROWS_NO_OUTLET };
		f->one.next = f->none.next = f->plan.root;
		f->lane = &f->none;
		f->lanes = plan_group(&f->arena, NODE_AND, f->lane);
	}
	*find = f;
	return true;
}

void
store_find_close(struct find *f)
{
	if (f == NULL)
		return;
	plan_close(&f->plan);
	plan_close(&f->counts);
	node_close(f->fold);
	hits_close(&f->fold_hits);
	f->one.next = f->none.next = NULL;
	node_close(&f->one);
	node_close(&f->none);
	hits_close(&f->hits);
	free(f->outlets);
	free(f->ranked);
	free(f->tally);
	arena_release(&f->arena);
	free(f);
}

static struct node *
clone(struct arena *arena, const struct node *n)
{
	struct node *copy;

	if (n == NULL)
		return NULL;
	copy = arena_alloc(arena, sizeof *copy);
	*copy = *n;
	copy->kids = clone(arena, n->kids);
	copy->next = clone(arena, n->next);
	return copy;
}

void
store_find_fold(struct find *f)
{
	f->folds = true;
	if (f->all)
		f->plan.root->rows = ROWS_STORIES;
	else if (!f->of_copies) {
		f->fold_hits.store = f->store;
		f->fold = clone(&f->arena, f->plan.root);
	}
}

int64_t
store_find_looked(const struct find *f)
{
	return f->hits.looked;
}

enum sort
store_find_sort(const struct find *f)
{
	return f->sort;
}

/* Cut around the hits here: FTS5 would run the query once more, which for a
 * beginning of words costs as much as finding the page did. */
static bool
snippet_of(
    struct find *f, struct arena *arena, struct find_row *row, struct err *err)
{
	sqlite3_stmt *st = db_stmt(f->store, sql[SNIPPET], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, row->row.id);
	row->snippet = db_row(f->store, st, err)
			   ? terms_snippet(f->terms, db_view(st, 0), arena)
			   : str_of("");
	db_done(st);
	return err->code == ERR_NONE;
}

bool
store_find_snippets(struct find *f, struct arena *arena, struct find_row *rows,
    size_t n, struct err *err)
{
	err->code = ERR_NONE;
	if (f->plan.n_terms == 0)
		return true;
	if (f->terms == NULL)
		f->terms = terms_new(&f->arena, f->plan.terms, f->plan.n_terms);
	for (size_t i = 0; i < n; i++)
		if (rows[i].snippet.p == NULL &&
		    !snippet_of(f, arena, &rows[i], err))
			return false;
	return true;
}

bool
store_find_page(struct find *f, const struct find_key *from, struct page *page,
    struct arena *arena, struct find_row **rows, struct err *err)
{
	struct err local = { 0 };
	struct find_key key;
	bool good, begun = store_read_begin(f->store);

	if (err == NULL)
		err = &local;
	*rows = arena_array(arena, page->most, sizeof **rows);
	page->n = 0;
	good = list_ready(f, err);
	while (good && page->n < page->most &&
	       list_next(f, from, page->dir, &key, err)) {
		struct find_row *row = &(*rows)[page->n++];

		article_row_read(f->hits.probe.st, 0, arena, &row->row);
		row->key = key;
		from = &row->key;
	}
	good = good && err->code == ERR_NONE;
	list_rest(f);
	store_read_end(f->store, begun);
	return good;
}

/* The score of an ord in the ranking; false if it is not there. */
static bool
score_of(const struct find *f, int64_t ord, int64_t *score)
{
	size_t i;

	for (i = 0; i < f->n_ranked; i++) {
		if (f->ranked[i].ord == ord) {
			*score = f->ranked[i].score;
			return true;
		}
	}
	return false;
}

bool
store_find_locate(
    struct find *f, int64_t article, struct find_key *key, struct err *err)
{
	struct err local = { 0 };
	sqlite3_stmt *st;
	int64_t outlet = 0;
	bool has = false, folded = false;

	if (err == NULL)
		err = &local;
	if (!list_ready(f, err))
		return false;
	st = db_stmt(f->store, sql[PLACE], err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	*key = (struct find_key){ 0 };
	if (db_row(f->store, st, err)) {
		key->minor = db_int(st, 0);
		outlet = db_int(st, 1);
		has = true;
	}
	db_done(st);
	if (err->code != ERR_NONE)
		return false;
	if (has && (!hits_has(&f->hits, f->plan.root, key->minor, &has, err) ||
		       !list_folded(f, key->minor, &folded, err))) {
		list_rest(f);
		return false;
	}
	has = has && !folded;
	list_rest(f);
	if (has && f->sort == SORT_RELEVANCE)
		has = score_of(f, key->minor, &key->major);
	if (f->sort == SORT_OUTLET)
		key->major = outlet;
	if (!has)
		return err_set(err, ERR_MISSING,
		    "article %lld is not in this list", (long long)article);
	return true;
}

/* The first key at or after an ord, else the last before it. */
static bool
key_near(struct find *f, int64_t ord, struct find_key *key, struct err *err)
{
	struct find_key at = { 0, ord };

	return list_next(f, &at, 1, key, err) ||
	       (err->code == ERR_NONE && list_next(f, NULL, -1, key, err));
}

bool
store_find_at(
    struct find *f, double share, struct find_key *key, struct err *err)
{
	struct err local = { 0 };
	struct find_key first, last;
	bool good;

	if (err == NULL)
		err = &local;
	if (!(share > 0))
		share = 0;
	if (share > 1)
		share = 1;
	if (!list_ready(f, err))
		return false;
	good = list_next(f, NULL, 1, &first, err) &&
	       list_next(f, NULL, -1, &last, err);
	*key = first;
	if (good && f->sort == SORT_RELEVANCE) {
		size_t i = (size_t)(share * (double)(f->n_ranked - 1));

		*key =
		    (struct find_key){ f->ranked[i].score, f->ranked[i].ord };
	} else if (good && f->sort == SORT_OUTLET) {
		size_t i = (size_t)(share * (double)(f->n_outlets - 1));
		struct find_key at = { f->outlets[i], INT64_MAX };

		good =
		    list_next(f, &at, 1, key, err) ||
		    (err->code == ERR_NONE && list_next(f, NULL, -1, key, err));
	} else if (good && share > 0) {
		double span = (double)first.minor - (double)last.minor;

		good = key_near(
		    f, first.minor - (int64_t)(share * span) + 1, key, err);
	}
	list_rest(f);
	if (!good && err->code == ERR_NONE)
		return err_set(err, ERR_MISSING, "the list is empty");
	return good;
}

/* Counting goes on from one step to the next by the last key. */
struct counter {
	struct job job;
	struct find *find;
	struct find_key at, end;
	bool begun, to_end, counted;
	int64_t *count;
};

/* All visible articles: one scan costs less than a step for each. */
static bool
count_all(struct counter *c, struct err *err)
{
	int which = c->find->folds ? STORIES : VISIBLE;
	sqlite3_stmt *st = db_stmt(c->find->store, sql[which], err);

	if (st != NULL && db_row(c->find->store, st, err))
		*c->count = c->job.done = db_int(st, 0);
	db_done(st);
	return false;
}

static bool
none_hidden(struct find *f, bool *none, struct err *err)
{
	sqlite3_stmt *st = db_stmt(f->store, sql[HIDDEN], err);

	if (st == NULL)
		return false;
	*none = db_row(f->store, st, err) && db_int(st, 0) == 0;
	db_done(st);
	return err->code == ERR_NONE;
}

/* At most n articles on, of which those that stand under another are no rows;
 * false at the end and on failure. */
static bool
counter_walk(struct counter *c, int n, struct err *err)
{
	struct find_key key;
	bool folded;

	while (n-- > 0) {
		if (!list_hit(
			c->find, c->begun ? &c->at : NULL, 1, &key, err) ||
		    (!c->to_end && key.major == c->end.major &&
			key.minor == c->end.minor) ||
		    !list_folded(c->find, key.minor, &folded, err))
			return false;
		if (c->to_end)
			tally_add(c->find, key.minor);
		c->at = key;
		c->begun = true;
		c->job.done += !folded;
	}
	return true;
}

/* The tree to be walked over as a whole: by the index rather than by texts,
 * though that takes it a while to begin. */
static bool
count_root(struct find *f, struct node **root, struct err *err)
{
	*root = f->plan.root;
	if (!f->plan.heavy || f->sort != SORT_DATE)
		return true;
	if (!f->counts_made) {
		f->counts = (struct plan){
			.store = f->store, .arena = &f->arena, .to_count = true
		};
		f->counts_made = plan_make(&f->counts, f->tree, err);
	}
	*root = f->counts.root;
	return f->counts_made;
}

/* Where it was hard to come back to the place (many words with one beginning),
 * a step that only did that would never end. */
static bool
counter_walk_until(struct counter *c, int64_t until_ms, struct err *err)
{
	int64_t start = job_clock_ms(), now;
	bool more = counter_walk(c, 1, err);

	now = job_clock_ms();
	if (until_ms < now + 2 * (now - start))
		until_ms = now + 2 * (now - start);
	while (more && job_clock_ms() < until_ms)
		more = counter_walk(c, 256, err);
	return more;
}

static bool
counter_step(struct job *job, int64_t until_ms, struct err *err)
{
	struct counter *c = (struct counter *)job;
	struct find *f = c->find;
	struct err local = { 0 };
	struct node *pages = f->plan.root, *root;
	bool more;

	if (err == NULL)
		err = &local;
	if (f->all && c->to_end)
		return count_all(c, err);
	if (!list_ready(f, err) || !none_hidden(f, &f->hits.bare, err) ||
	    !count_root(f, &root, err))
		return false;
	if (c->to_end && !c->begun && !tally_begin(f, err))
		return false;
	f->plan.root = root;
	more = counter_walk_until(c, until_ms, err);
	f->hits.bare = false;
	list_rest(f);
	f->plan.root = pages;
	if (!more && err->code == ERR_NONE) {
		*c->count = job->done;
		if (c->to_end)
			tally_end(f);
	}
	return more;
}

static void
counter_free(struct job *job)
{
	free(job);
}

static struct job *
counter_new(struct find *f, const struct find_key *end, int64_t *count)
{
	struct counter *c = xcalloc(1, sizeof *c);

	c->job.label = "counting";
	c->job.step = counter_step;
	c->job.free = counter_free;
	c->find = f;
	c->to_end = end == NULL;
	if (end != NULL)
		c->end = *end;
	c->count = count;
	*count = -1;
	return &c->job;
}

struct job *
store_find_count(struct find *f, int64_t *count)
{
	return counter_new(f, NULL, count);
}

struct job *
store_find_rank(struct find *f, struct find_key key, int64_t *rank)
{
	return counter_new(f, &key, rank);
}

bool
store_find_each(struct find *f,
    bool (*each)(void *arg, const struct find_row *row, struct err *err),
    void *arg, struct err *err)
{
	struct page page = { .dir = 1, .most = WINDOW, .n = WINDOW };
	struct arena arena = { 0 };
	struct find_key last, *from = NULL;
	struct find_row *rows;
	size_t i;
	bool good = true;

	while (good && page.n == WINDOW) {
		arena_reset(&arena);
		good = store_find_page(f, from, &page, &arena, &rows, err);
		for (i = 0; good && i < page.n; i++)
			good = each(arg, &rows[i], err);
		if (page.n > 0)
			last = rows[page.n - 1].key;
		from = &last;
	}
	arena_release(&arena);
	return good;
}

void
store_find_terms(
    struct find *f, struct arena *arena, struct str **terms, size_t *n)
{
	size_t i;

	*n = f->plan.n_terms;
	*terms = arena_array(arena, *n, sizeof **terms);
	for (i = 0; i < *n; i++)
		(*terms)[i] = arena_str(arena, f->plan.terms[i]);
}
