#include "config.h"

#include "store/copies.h"

#include "model/compare.h"
#include "store/article-row.h"
#include "store/db.h"

enum {
	POSTINGS = 32, /* looked at of one fingerprint */
	RARE = 3,      /* postings: one shared one of these is worth a look */
	VERIFIED = 12, /* candidates compared with one article */
	LUCKY = 2,     /* of these, such that share just one */
};

enum {
	PRINT_ADD,
	PRINT_DROP,
	PRINT_FIND,
	TEXT,
	COPY_ADD,
	COPY_DROP,
	COPY_DROP_BACK,
	RECOUNT,
	RECOUNT_BATCH,
	COPIES_OF,
	MEMBERS,
	CLUSTER,
	UNDER,
	HEAD,
};

#define COUNTED                                                                \
	"(SELECT count(*) FROM article_copy x JOIN article a "                 \
	"ON a.id = x.other WHERE x.article = article.id AND a.hidden = 0), "   \
	"folded = EXISTS (SELECT 1 FROM article_copy x JOIN article a ON "     \
	"a.id = x.other WHERE x.article = article.id AND x.fold = 1 AND "      \
	"a.hidden = 0) "

static const char *const sql[] = {
	[PRINT_ADD] = "INSERT OR IGNORE INTO article_print (print, article) "
		      "VALUES (?1, ?2)",
	[PRINT_DROP] = "DELETE FROM article_print WHERE print = ?1 AND "
		       "article = ?2",
	[PRINT_FIND] = "SELECT article FROM article_print WHERE print = ?1 "
		       "LIMIT 32",
	[TEXT] = "SELECT x.text, a.ord FROM article_text x JOIN article a "
		 "ON a.id = x.article WHERE x.article = ?1",
	[COPY_ADD] = "INSERT OR REPLACE INTO article_copy (article, other, "
		     "ord, later, kind, fold, figures, similarity) "
		     "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	[COPY_DROP] = "DELETE FROM article_copy WHERE article = ?1",
	[COPY_DROP_BACK] = "DELETE FROM article_copy WHERE article IN "
			   "(SELECT other FROM article_copy "
			   "WHERE article = ?1) AND other = ?1",
	[RECOUNT] = "UPDATE article SET copies = " COUNTED
		    "WHERE id IN (SELECT ?1 UNION SELECT other "
		    "FROM article_copy WHERE article = ?1)",
	[RECOUNT_BATCH] =
	    "UPDATE article SET copies = " COUNTED
	    "WHERE id IN (SELECT x.other FROM article b CROSS JOIN "
	    "article_copy x ON x.article = b.id WHERE b.batch = ?1)",
	[COPIES_OF] = "SELECT x.other, x.kind, x.similarity, a.title, "
		      "coalesce(e.name, o.name), a.published, "
		      "a.published_day, x.later, x.fold, x.figures "
		      "FROM article_copy x "
		      "JOIN article a ON a.id = x.other "
		      "LEFT JOIN outlet o ON o.id = a.outlet "
		      "LEFT JOIN entity e ON e.id = o.entity "
		      "WHERE x.article = ?1 AND a.hidden = 0 "
		      "ORDER BY x.similarity DESC, x.other",
	/* Once for a list of all clusters. */
	[MEMBERS] = "SELECT DISTINCT x.article FROM article_copy x /*scan*/ "
		    "JOIN article a ON a.id = x.article "
		    "WHERE a.hidden = 0 ORDER BY x.article",
	[CLUSTER] = "WITH RECURSIVE c (id) AS (SELECT ?1 UNION SELECT x.other "
		    "FROM c /*scan*/ JOIN article_copy x ON x.article = c.id "
		    "JOIN article a ON a.id = x.other WHERE a.hidden = 0) "
		    "SELECT id FROM c ORDER BY id",
	/* The newest 200 stand for a story of more. */
	[UNDER] = "WITH RECURSIVE c (id) AS (SELECT x.other FROM "
		  "article_copy x JOIN article a ON a.id = x.other WHERE "
		  "x.article = ?1 AND x.fold = 2 AND a.hidden = 0 UNION "
		  "SELECT x.other FROM c /*scan*/ JOIN article_copy x ON "
		  "x.article = c.id AND x.fold = 2 JOIN article a ON "
		  "a.id = x.other WHERE a.hidden = 0 LIMIT 200) "
		  "SELECT " ARTICLE_ROW " FROM c /*scan*/ JOIN article a ON "
		  "a.id = c.id" ARTICLE_ROW_JOINS "ORDER BY a.ord",
	/* Under whom it stands, and under whom that one does: the first. */
	[HEAD] = "WITH RECURSIVE c (id) AS (SELECT ?1 UNION SELECT x.other "
		 "FROM c /*scan*/ JOIN article_copy x ON x.article = c.id AND "
		 "x.fold = 1 JOIN article a ON a.id = x.other WHERE "
		 "a.hidden = 0 LIMIT 200) SELECT a.id FROM c /*scan*/ JOIN "
		 "article a ON a.id = c.id ORDER BY a.ord LIMIT 1",
};
extern const struct db_table copies_sql;
const struct db_table copies_sql = { "copies", sql, ARRAY_LEN(sql) };

/* One fingerprint of an article that waits. */
struct print {
	uint32_t print;
	uint32_t waiting; /* which article */
};

struct waiting {
	int64_t article, ord;
};

/* Two articles that share a fingerprint. */
struct meeting {
	uint32_t waiting;
	bool rare;
	int64_t other;
};

struct copies {
	struct store *store;
	struct arena arena; /* of one article or one look */
	struct waiting *list;
	struct print *print;
	struct meeting *met;
	size_t n, size, n_prints, size_prints, n_met, size_met;
};

struct copies *
copies_new(struct store *store)
{
	struct copies *c = xcalloc(1, sizeof *c);

	c->store = store;
	return c;
}

void
copies_free(struct copies *c)
{
	if (c == NULL)
		return;
	arena_release(&c->arena);
	free(c->list);
	free(c->print);
	free(c->met);
	free(c);
}

static void *
room(void *list, size_t n, size_t *size, size_t each)
{
	if (n < *size)
		return list;
	*size = *size > 0 ? *size * 2 : 256;
	return xreallocarray(list, *size, each);
}

void
copies_add_prints(struct copies *c, int64_t article, int64_t ord,
    const uint32_t *prints, size_t n)
{
	size_t i;

	c->list = room(c->list, c->n, &c->size, sizeof *c->list);
	for (i = 0; i < n; i++) {
		c->print = room(
		    c->print, c->n_prints, &c->size_prints, sizeof *c->print);
		c->print[c->n_prints++] =
		    (struct print){ prints[i], (uint32_t)c->n };
	}
	c->list[c->n++] = (struct waiting){ article, ord };
}

void
copies_add(struct copies *c, int64_t article, int64_t ord, struct str text)
{
	struct shingles set;
	uint32_t *prints;
	size_t n;

	arena_reset(&c->arena);
	copies_shingles(&c->arena, text, COPIES_WORDS, &set);
	copies_prints(&c->arena, &set, &prints, &n);
	copies_add_prints(c, article, ord, prints, n);
}

static int
by_print(const void *a, const void *b)
{
	const struct print *x = a, *y = b;

	if (x->print != y->print)
		return x->print > y->print ? 1 : -1;
	return (x->waiting > y->waiting) - (x->waiting < y->waiting);
}

static int
by_meeting(const void *a, const void *b)
{
	const struct meeting *x = a, *y = b;

	if (x->waiting != y->waiting)
		return x->waiting > y->waiting ? 1 : -1;
	return (x->other > y->other) - (x->other < y->other);
}

static bool
run(struct store *store, int which, int64_t article, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	return db_run(store, st, err);
}

static bool
put_print(struct store *store, int which, uint32_t print, int64_t article,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, print);
	db_bind_int(st, 2, article);
	return db_run(store, st, err);
}

static void
meet(struct copies *c, uint32_t waiting, int64_t other, bool rare)
{
	if (c->list[waiting].article == other)
		return;
	c->met = room(c->met, c->n_met, &c->size_met, sizeof *c->met);
	c->met[c->n_met++] = (struct meeting){ waiting, rare, other };
}

/* All that wait and have one fingerprint, [from, to) of c->print, meet those of
 * the library and each other. */
static bool
meet_all(struct copies *c, size_t from, size_t to, struct err *err)
{
	sqlite3_stmt *st = db_stmt(c->store, sql[PRINT_FIND], err);
	int64_t known[POSTINGS];
	size_t n = 0, i, k, new = to - from;
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, c->print[from].print);
	while (n < POSTINGS && db_row(c->store, st, &e))
		known[n++] = db_int(st, 0);
	if (!db_over(st, &e, err))
		return false;
	for (i = from; i < to; i++) {
		bool rare = n + new <= RARE;

		for (k = 0; k < n; k++)
			meet(c, c->print[i].waiting, known[k], rare);
		for (k = from; k < i && k < from + POSTINGS; k++)
			meet(c, c->print[i].waiting,
			    c->list[c->print[k].waiting].article, rare);
	}
	for (i = from; i < to; i++) {
		if (!put_print(c->store, PRINT_ADD, c->print[i].print,
			c->list[c->print[i].waiting].article, err))
			return false;
	}
	return true;
}

static bool
shingles_of(struct copies *c, int64_t article, unsigned size,
    struct shingles *set, int64_t *ord, struct err *err)
{
	sqlite3_stmt *st = db_stmt(c->store, sql[TEXT], err);
	bool found;

	*set = (struct shingles){ 0 };
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	found = db_row(c->store, st, err);
	if (found) {
		copies_shingles(&c->arena, db_view(st, 0), size, set);
		*ord = db_int(st, 1);
	}
	db_done(st);
	return found || err->code == ERR_NONE;
}

/* One of two copies, as the other sees it. */
struct half {
	const struct waiting *of;
	size_t size; /* shingles */
};

#define FOLDS .6 /* of its shingles at least, that the earlier one has too */

/* The later one stands under the earlier one, unless it says more: a digest
 * is not put away for one of its items, nor an update for what it corrects. */
static bool
folds(const struct half *a, const struct half *b, const struct alike *alike,
    bool figures)
{
	double shared =
	    alike->jaccard / (1 + alike->jaccard) * (double)(a->size + b->size);

	return b->of->ord < a->of->ord && !figures &&
	       shared >= FOLDS * (double)a->size;
}

static bool
put_copy(struct store *store, const struct half *a, const struct half *b,
    const struct alike *alike, bool figures, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[COPY_ADD], err);
	double similarity =
	    alike->kind == COPY_CONTAINED ? alike->containment : alike->jaccard;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, a->of->article);
	db_bind_int(st, 2, b->of->article);
	db_bind_int(st, 3, a->of->ord);
	db_bind_int(st, 4, b->of->ord < a->of->ord);
	db_bind_int(st, 5, alike->kind);
	db_bind_int(st, 6,
	    folds(a, b, alike, figures)   ? 1
	    : folds(b, a, alike, figures) ? 2
					  : 0);
	db_bind_int(st, 7, figures);
	(void)sqlite3_bind_double(st, 8, similarity);
	return db_run(store, st, err);
}

static bool
text_of(struct copies *c, int64_t article, struct str *text, struct err *err)
{
	sqlite3_stmt *st = db_stmt(c->store, sql[TEXT], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	if (db_row(c->store, st, err))
		*text = db_str(st, 0, &c->arena);
	db_done(st);
	return err->code == ERR_NONE;
}

/* Does a number stand in one where the other has another? */
static bool
figures_differ(
    struct copies *c, int64_t a, int64_t b, bool *differ, struct err *err)
{
	struct str x = str_of(""), y = str_of("");
	struct comparison found;

	if (!text_of(c, a, &x, err) || !text_of(c, b, &y, err))
		return false;
	compare_texts(&c->arena, x, y, &found);
	*differ = found.n_figures > 0;
	return true;
}

static bool
keep_copy(struct copies *c, const struct half *a, const struct half *b,
    const struct alike *alike, struct err *err)
{
	bool figures = false;

	return (alike->kind == COPY_IDENTICAL ||
		   figures_differ(
		       c, a->of->article, b->of->article, &figures, err)) &&
	       put_copy(c->store, a, b, alike, figures, err) &&
	       put_copy(c->store, b, a, alike, figures, err);
}

/* Compare two articles on their texts. */
static bool
verify(struct copies *c, const struct waiting *a, int64_t other,
    struct shingles *mine, bool *found, struct err *err)
{
	struct waiting b = { other, 0 };
	struct shingles theirs;
	struct alike alike;
	int64_t ord;

	if (mine->n == 0 &&
	    !shingles_of(c, a->article, COPIES_WORDS, mine, &ord, err))
		return false;
	if (!shingles_of(c, other, COPIES_WORDS, &theirs, &b.ord, err))
		return false;
	if (mine->words < COPIES_SHORT && theirs.words < COPIES_SHORT) {
		struct shingles x, y;

		if (!shingles_of(
			c, a->article, COPIES_SHORT_WORDS, &x, &ord, err) ||
		    !shingles_of(c, other, COPIES_SHORT_WORDS, &y, &b.ord, err))
			return false;
		alike = copies_sets(&x, &y);
	} else
		alike = copies_sets(mine, &theirs);
	*found = *found || alike.kind != COPY_NONE;
	return alike.kind == COPY_NONE ||
	       keep_copy(c, &(struct half){ a, mine->n },
		   &(struct half){ &b, theirs.n }, &alike, err);
}

struct candidate {
	int64_t other;
	unsigned shared;
	bool rare;
};

static int
by_shared(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->shared != y->shared)
		return x->shared < y->shared ? 1 : -1;
	return (x->other > y->other) - (x->other < y->other);
}

/* One article with all that it has met, [from, to) of c->met. */
static bool
look(struct copies *c, size_t from, size_t to, struct err *err)
{
	const struct waiting *a = &c->list[c->met[from].waiting];
	struct candidate *list;
	struct shingles mine = { 0 };
	size_t n = 0, lucky = 0, i;
	bool found = false;

	arena_reset(&c->arena);
	list = arena_array(&c->arena, to - from, sizeof *list);
	for (i = from; i < to; i++) {
		if (n == 0 || list[n - 1].other != c->met[i].other)
			list[n++].other = c->met[i].other;
		list[n - 1].shared++;
		list[n - 1].rare = list[n - 1].rare || c->met[i].rare;
	}
	qsort(list, n, sizeof *list, by_shared);
	for (i = 0; i < n && i < VERIFIED; i++) {
		if (list[i].shared == 1 && (!list[i].rare || lucky++ >= LUCKY))
			continue;
		if (!verify(c, a, list[i].other, &mine, &found, err))
			return false;
	}
	if (found)
		db_changed(c->store, TOPIC_ARTICLE);
	return !found || run(c->store, RECOUNT, a->article, err);
}

bool
copies_flush(struct copies *c, struct err *err)
{
	size_t i, k;

	/* In order of the fingerprints: the tree is walked from left to right.
	 */
	if (c->n_prints > 0)
		qsort(c->print, c->n_prints, sizeof *c->print, by_print);
	for (i = 0; i < c->n_prints; i = k) {
		k = i + 1;
		while (
		    k < c->n_prints && c->print[k].print == c->print[i].print)
			k++;
		if (!meet_all(c, i, k, err))
			return false;
	}
	if (c->n_met > 0)
		qsort(c->met, c->n_met, sizeof *c->met, by_meeting);
	for (i = 0; i < c->n_met; i = k) {
		k = i + 1;
		while (k < c->n_met && c->met[k].waiting == c->met[i].waiting)
			k++;
		if (!look(c, i, k, err))
			return false;
	}
	c->n = c->n_prints = c->n_met = 0;
	return true;
}

static bool
drop_prints(struct copies *c, int64_t article, struct err *err)
{
	struct shingles set;
	uint32_t *prints;
	int64_t ord;
	size_t n, i;

	if (!shingles_of(c, article, COPIES_WORDS, &set, &ord, err))
		return false;
	copies_prints(&c->arena, &set, &prints, &n);
	for (i = 0; i < n; i++) {
		if (!put_print(c->store, PRINT_DROP, prints[i], article, err))
			return false;
	}
	return true;
}

bool
copies_recount(struct store *store, int64_t article, struct err *err)
{
	return run(store, RECOUNT, article, err);
}

bool
copies_recount_batch(struct store *store, int64_t batch, struct err *err)
{
	return run(store, RECOUNT_BATCH, batch, err);
}

/* Its own rows go last: they say whom to count again. */
bool
copies_drop(struct store *store, int64_t article, struct err *err)
{
	struct copies *c = copies_new(store);
	bool good = drop_prints(c, article, err) &&
		    run(store, COPY_DROP_BACK, article, err) &&
		    run(store, RECOUNT, article, err) &&
		    run(store, COPY_DROP, article, err) &&
		    run(store, RECOUNT, article, err);

	copies_free(c);
	return good;
}

/* ---------------------------------------------------------- what there is */

bool
store_copies(struct store *store, int64_t article, struct arena *arena,
    struct copy **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[COPIES_OF], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	while (db_row(store, st, &e)) {
		*list = arena_grow(arena, *list, *n, sizeof **list);
		(*list)[(*n)++] = (struct copy){
			.id = db_int(st, 0),
			.kind = (enum copy_kind)db_int(st, 1),
			.similarity = sqlite3_column_double(st, 2),
			.title = db_str(st, 3, arena),
			.outlet = db_str(st, 4, arena),
			.published = db_str(st, 5, arena),
			.published_day = db_int_or(st, 6, INT64_MIN),
			.earlier = db_int(st, 7) != 0,
			.under = db_int(st, 8) == 1,
			.figures = db_int(st, 9) != 0,
		};
	}
	return db_over(st, &e, err);
}

bool
store_copies_under(struct store *store, int64_t article, struct arena *arena,
    struct article_row **rows, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[UNDER], err);
	struct err e;

	*n = 0;
	if (st == NULL)
		return false;
	*rows = arena_array(arena, COPIES_UNDER, sizeof **rows);
	db_bind_int(st, 1, article);
	while (*n < COPIES_UNDER && db_row(store, st, &e))
		article_row_read(st, 0, arena, &(*rows)[(*n)++]);
	return db_over(st, &e, err);
}

bool
store_copy_head(
    struct store *store, int64_t article, int64_t *head, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[HEAD], err);
	struct err e;

	*head = article;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	if (db_row(store, st, &e))
		*head = db_int(st, 0);
	return db_over(st, &e, err);
}

/* The ids of a statement; the caller frees. */
static bool
ids_of(struct store *store, int which, int64_t arg, int64_t **ids, size_t *n,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	size_t size = 0;
	struct err e;

	*ids = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	if (arg > 0)
		db_bind_int(st, 1, arg);
	while (db_row(store, st, &e)) {
		*ids = room(*ids, *n, &size, sizeof **ids);
		(*ids)[(*n)++] = db_int(st, 0);
	}
	return db_over(st, &e, err);
}

bool
store_clusters(struct store *store,
    bool (*each)(void *arg, const int64_t *ids, size_t n), void *arg,
    struct err *err)
{
	int64_t *all, *ids;
	size_t n_all, n, i;
	bool good = ids_of(store, MEMBERS, 0, &all, &n_all, err);
	bool more = true;

	for (i = 0; good && more && i < n_all; i++) {
		good = ids_of(store, CLUSTER, all[i], &ids, &n, err);
		/* Told once, by its first member. */
		if (good && n > 1 && ids[0] == all[i])
			more = each(arg, ids, n);
		free(ids);
	}
	free(all);
	return good;
}
