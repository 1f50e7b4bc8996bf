/* Text into the index, and the names in it. What is left to do stands in
 * todo_index, so that a crash costs nothing but the slice it fell into. */
#include "config.h"

#include "store/index.h"

#include "store/batch.h"
#include "store/copies.h"
#include "store/facet.h"
#include "store/mention.h"
#include "store/ready.h"

enum {
	ROWS_MAX = 10000, /* of a transaction */
	ROWS_SLICE = 128, /* that a short step looks at */
	SHORT_MS = 100,   /* a step shorter than this lets a screen in */
	MERGE_PAGES = 64, /* of 4 kB, before what is free of them is known */
	MERGE_TEXT = 64 << 10, /* bytes indexed to one such portion */
};

enum {
	TODO_COUNT,
	TODO_SOME,
	TODO_NEXT,
	TODO_DROP,
	CONTENT,
	TEXT,
	FTS_ADD,
	CONFIG,
};

static const char *const sql[] = {
	/* Hidden articles wait until their import is done again. */
	[TODO_COUNT] =
	    "SELECT count(*) FROM todo_index t /*scan*/ "
	    "CROSS JOIN article a ON a.id = t.article WHERE a.hidden = 0",
	[TODO_SOME] = "SELECT count(*) FROM (SELECT 1 FROM todo_index t "
		      "/*scan*/ CROSS JOIN article a ON a.id = t.article "
		      "WHERE a.hidden = 0 LIMIT ?1)",
	[TODO_NEXT] = "SELECT t.article, a.ord FROM todo_index t "
		      "CROSS JOIN article a ON a.id = t.article "
		      "WHERE t.article > ?1 AND a.hidden = 0 "
		      "ORDER BY t.article LIMIT ?2",
	[TODO_DROP] = "DELETE FROM todo_index WHERE article = ?1",
	[CONTENT] = "SELECT a.ord, a.title, a.author, a.language, a.hash FROM "
		    "todo_index t JOIN article a ON a.id = t.article "
		    "WHERE t.article = ?1 AND a.hidden = 0",
	[TEXT] = "SELECT text FROM article_text WHERE article = ?1",
	[FTS_ADD] = "INSERT INTO article_fts (rowid, title, body) "
		    "VALUES (?1, ?2, ?3)",
	[CONFIG] = "INSERT INTO article_fts (article_fts, rank) "
		   "VALUES (?1, ?2)",
};
extern const struct db_table index_sql;
const struct db_table index_sql = { "index", sql, ARRAY_LEN(sql) };

struct todo {
	int64_t article, ord;
};

enum mode { MODE_NONE, MODE_SHORT, MODE_LONG };

struct index {
	struct job job; /* first */
	struct store *store;
	struct mentions *mentions; /* of the open transaction */
	struct copies *copies;     /* the same */
	int64_t reach;             /* of the same, see facet_reach */
	unsigned parts;            /* INDEX_ */
	enum mode mode;            /* as FTS5 is configured now */
	unsigned steps;
	size_t bytes; /* of texts, indexed since the last merge */
	struct todo *todo;
	size_t n, next;
	int64_t last; /* article up to which todo was loaded */
	bool finished;
};

static bool
config(struct store *store, const char *key, int64_t value, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[CONFIG], err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, str_of(key));
	db_bind_int(st, 2, value);
	return db_run(store, st, err);
}

/* Both are best served by a large hash. FTS5's own merges are off: what it
 * merges in one go stands there twice for a while, which left every fifth page
 * of an imported library free, and a short transaction would now and then fall
 * into one of a quarter of a second. They are done by hand in small portions,
 * each of which gives the pages back that the next one takes. (A crisismerge
 * far above 64 makes FTS5 run into limits of its own.) */
static bool
configure(struct index *x, enum mode mode, struct err *err)
{
	if (x->mode == mode)
		return true;
	x->mode = mode;
	return config(x->store, "hashsize", 64 << 20, err) &&
	       config(x->store, "automerge", 0, err) &&
	       config(x->store, "usermerge", mode == MODE_LONG ? 4 : 16, err) &&
	       config(x->store, "crisismerge", 64, err);
}

/* Merge in so many small portions while there is time and something to merge:
 * FTS5 counts its own writes as changes, less than two when nothing was merged
 * (SQLite's FTS5 manual, section 6.8). */
static bool
merge(struct index *x, size_t most, int64_t until_ms, struct err *err)
{
	sqlite3 *db = db_handle(x->store);
	int before;

	do {
		before = sqlite3_total_changes(db);
		if (!config(x->store, "merge", MERGE_PAGES, err))
			return false;
	} while (sqlite3_total_changes(db) - before >= 2 && --most > 0 &&
		 job_clock_ms() < until_ms);
	return true;
}

static int
by_ord(const void *a, const void *b)
{
	const struct todo *x = a, *y = b;

	return (x->ord > y->ord) - (x->ord < y->ord);
}

/* What to do next, in the order of the index's rows: FTS5 writes its hash out
 * whenever a row comes before the last one. At the end once more from the
 * start, for what was changed meanwhile. */
static bool
load(struct index *x, struct err *err)
{
	sqlite3_stmt *st = db_stmt(x->store, sql[TODO_NEXT], err);
	struct err local;

	x->n = x->next = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, x->last);
	db_bind_int(st, 2, x->mode == MODE_LONG ? ROWS_MAX : ROWS_SLICE);
	while (db_row(x->store, st, &local)) {
		x->last = db_int(st, 0);
		x->todo[x->n++] = (struct todo){ x->last, db_int(st, 1) };
	}
	db_done(st);
	if (local.code != ERR_NONE)
		return err_set(err, local.code, "%s", local.text);
	if (x->n == 0 && x->last > 0) {
		x->last = 0;
		return load(x, err);
	}
	x->finished = x->n == 0;
	qsort(x->todo, x->n, sizeof *x->todo, by_ord);
	return true;
}

static bool
add(struct store *store, const struct content *content, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[FTS_ADD], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, content->ord);
	db_bind_str(st, 2, content->title);
	db_bind_str(st, 3, content->text);
	return db_run(store, st, err);
}

static bool
add_parts(struct index *x, const struct content *content, struct err *err)
{
	if (!add(x->store, content, err))
		return false;
	x->bytes += content->text.len;
	if ((x->parts & INDEX_NAMES) != 0 &&
	    !mentions_first(x->mentions, content, err))
		return false;
	if ((x->parts & INDEX_COPIES) != 0 && content->ready != NULL)
		copies_add_prints(x->copies, content->article, content->ord,
		    content->ready->prints, content->ready->n_prints);
	else if ((x->parts & INDEX_COPIES) != 0)
		copies_add(
		    x->copies, content->article, content->ord, content->text);
	return true;
}

/* The text as it is kept in memory, or else from the library. */
static bool
add_article(struct index *x, struct content *content, struct err *err)
{
	sqlite3_stmt *st;
	bool good;

	if (content->ready != NULL) {
		content->text = content->ready->text;
		return add_parts(x, content, err);
	}
	st = db_row_of(
	    x->store, sql[TEXT], "text of article", content->article, err);
	if (st == NULL)
		return false;
	content->text = db_view(st, 0);
	good = add_parts(x, content, err);
	db_done(st);
	return good;
}

/* An article that was taken out of the list meanwhile is passed over. */
static bool
index_one(struct index *x, int64_t article, struct err *err)
{
	sqlite3_stmt *st = db_stmt(x->store, sql[CONTENT], err);
	struct content content = { .article = article };
	bool found, good;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	found = db_row(x->store, st, err);
	good = found || err->code == ERR_NONE;
	if (found) {
		content.ord = db_int(st, 0);
		content.title = db_view(st, 1);
		content.ready = ready_find(x->store, article, db_view(st, 4));
		good =
		    add_article(x, &content, err) &&
		    ((x->parts & INDEX_FACETS) == 0 || content.ord > x->reach ||
			facet_add(x->store, content.ord, db_view(st, 2),
			    db_view(st, 3), err));
	}
	db_done(st);
	return good &&
	       (!found || db_run_id(x->store, sql[TODO_DROP], article, err));
}

static bool
slice(struct index *x, int64_t until_ms, struct err *err)
{
	size_t rows = 0;

	if (x->next == x->n && !load(x, err))
		return false;
	while (x->next < x->n && rows++ < ROWS_MAX) {
		if (!index_one(x, x->todo[x->next].article, err))
			return false;
		x->next++;
		if (job_clock_ms() >= until_ms)
			break;
	}
	x->job.done += (int64_t)rows;
	return mentions_flush(x->mentions, err) && copies_flush(x->copies, err);
}

/* As much as FTS5 itself would merge for the texts of the last step, so that a
 * few articles more are quick in a library of any size: each byte is written
 * once on each of three or four levels. */
static bool
merge_due(struct index *x, int64_t until_ms, struct err *err)
{
	size_t most = 1 + x->bytes / MERGE_TEXT;

	x->bytes = 0;
	return merge(x, most, until_ms, err);
}

/* Long steps merge before they index. Short ones index and merge by
 * turns, and leave half of the time to what the commit writes. */
static bool
turn(struct index *x, int64_t now_ms, int64_t until_ms, struct err *err)
{
	if (x->mode == MODE_LONG)
		return merge_due(x, until_ms, err) && slice(x, until_ms, err);
	if (until_ms > now_ms)
		until_ms = now_ms + (until_ms - now_ms + 1) / 2;
	if (x->steps++ % 2 == 1)
		return merge(x, SIZE_MAX, until_ms, err);
	return slice(x, until_ms, err);
}

static bool
transaction(struct index *x, int64_t now_ms, int64_t until_ms, struct err *err)
{
	enum mode mode = until_ms - now_ms > SHORT_MS ? MODE_LONG : MODE_SHORT;
	bool good;

	if (!db_begin(x->store, err))
		return false;
	x->mentions = mentions_new(x->store, err);
	x->copies = copies_new(x->store);
	good = x->mentions != NULL && facet_reach(x->store, &x->reach, err) &&
	       configure(x, mode, err) && turn(x, now_ms, until_ms, err);
	mentions_free(x->mentions);
	copies_free(x->copies);
	x->mentions = NULL;
	x->copies = NULL;
	if (good)
		return db_commit(x->store, err);
	db_rollback(x->store);
	/* What was rolled back is still to do: load it again. */
	x->n = x->next = 0;
	x->last = 0;
	x->mode = MODE_NONE;
	return false;
}

static bool
step(struct job *job, int64_t until_ms, struct err *err)
{
	struct index *x = (struct index *)job;
	int64_t now = job_clock_ms();
	bool good;

	err->code = ERR_NONE;
	if (x->finished)
		return false;
	db_relax(x->store, true);
	good = transaction(x, now, until_ms, err);
	db_relax(x->store, false);
	return good && !x->finished;
}

static void
index_free(struct job *job)
{
	struct index *x = (struct index *)job;

	ready_forget(x->store);
	free(x->todo);
	free(x);
}

int64_t
store_index_left(struct store *store, int64_t most)
{
	sqlite3_stmt *st;
	struct err err;
	int64_t n = 0;

	st = db_stmt(store, sql[TODO_SOME], &err);
	if (st == NULL)
		return 0;
	db_bind_int(st, 1, most);
	if (db_row(store, st, &err))
		n = db_int(st, 0);
	db_done(st);
	return n;
}

struct job *
index_job(struct store *store, unsigned parts)
{
	struct index *x;
	sqlite3_stmt *st;
	struct err err;
	int64_t n = 0;

	/* A library that can't be written is read as it is. */
	if (store_read_only(store) || !batch_recover(store, &err))
		return NULL;
	st = db_stmt(store, sql[TODO_COUNT], &err);
	if (st != NULL && db_row(store, st, &err))
		n = db_int(st, 0);
	db_done(st);
	if (n == 0)
		return NULL;
	x = xcalloc(1, sizeof *x);
	x->job = (struct job){
		.label = "indexing",
		.step = step,
		.free = index_free,
		.total = n,
	};
	x->store = store;
	x->parts = parts;
	x->todo = xcalloc(ROWS_MAX, sizeof *x->todo);
	return &x->job;
}

struct job *
store_index(struct store *store)
{
	return index_job(store, INDEX_ALL);
}
