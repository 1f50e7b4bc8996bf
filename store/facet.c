#include "config.h"

#include "store/facet.h"

#include "store/db.h"

enum {
	ROWS = 256,   /* of the job, between two looks at the clock */
	SAMPLE = 256, /* articles that authors are taken from */
};

enum {
	ADD,
	DROP,
	REACH,
	WHOLE,
	BOUND,
	FILL,
	MARK,
	DONE,
	TOTAL,
	AUTHORS,
	SPOKEN
};

/* The place up to which the job has come; all when it is done. */
#define REACHED                                                                \
	"coalesce((SELECT CAST(value AS INTEGER) FROM setting "                \
	"WHERE key = 'facet'), 9223372036854775807)"

static const char *const sql[] = {
	/* Values alone: before a statement that takes rows from another table
	 * FTS5 writes out what it has gathered, of all its tables, and that
	 * would be for each article. */
	[ADD] = "INSERT INTO article_facet (rowid, author, language) "
		"VALUES (?1, ?2, ?3)",
	[DROP] = "INSERT INTO article_facet (article_facet, rowid, author, "
		 "language) SELECT 'delete', ord, author, language "
		 "FROM article WHERE id = ?1 AND ord <= " REACHED,
	[REACH] = "SELECT " REACHED,
	[WHOLE] = "SELECT 1 FROM setting WHERE key = 'facet'",
	[BOUND] = "SELECT max(ord) FROM (SELECT ord FROM article "
		  "WHERE ord > " REACHED " ORDER BY ord LIMIT ?1)",
	/* What waits for the index comes in with its text. */
	[FILL] = "INSERT INTO article_facet (rowid, author, language) "
		 "SELECT a.ord, a.author, a.language FROM article a "
		 "WHERE a.ord > " REACHED " AND a.ord <= ?1 AND NOT EXISTS "
		 "(SELECT 1 FROM todo_index t WHERE t.article = a.id) "
		 "ORDER BY a.ord",
	[MARK] = "UPDATE setting SET value = ?1 WHERE key = 'facet'",
	[DONE] = "DELETE FROM setting WHERE key = 'facet'",
	[TOTAL] = "SELECT /*scan*/ coalesce(sum(articles), 0) FROM article_day",
	[AUTHORS] = "SELECT DISTINCT author FROM (SELECT a.author "
		    "FROM article_facet f /*scan*/ "
		    "CROSS JOIN article a ON a.ord = f.rowid "
		    "WHERE article_facet MATCH ?1 AND a.hidden = 0 "
		    "ORDER BY f.rowid DESC LIMIT ?2)",
	[SPOKEN] = "SELECT /*scan*/ 1 FROM article_facet "
		   "WHERE article_facet MATCH ?1 LIMIT 1",
};
const struct db_table facet_sql = { "facet", sql, ARRAY_LEN(sql) };

bool
facet_reach(struct store *store, int64_t *ord, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[REACH], err);
	struct err e;

	if (st == NULL)
		return false;
	*ord = db_row(store, st, &e) ? db_int(st, 0) : 0;
	return db_over(st, &e, err);
}

bool
facet_add(struct store *store, int64_t ord, struct str author,
    struct str language, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ADD], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, ord);
	db_bind_opt(st, 2, author);
	db_bind_opt(st, 3, language);
	return db_run(store, st, err);
}

bool
facet_drop(struct store *store, int64_t article, struct err *err)
{
	return db_run_id(store, sql[DROP], article, err);
}

bool
facet_whole(struct store *store, bool *whole, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[WHOLE], err);
	struct err e;

	if (st == NULL)
		return false;
	*whole = !db_row(store, st, &e);
	return db_over(st, &e, err);
}

/* The next rows; *bound is where they end, *more false where none are left. */
static bool
fill(struct store *store, int64_t *bound, bool *more, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[BOUND], err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, ROWS);
	*more =
	    db_row(store, st, &e) && sqlite3_column_type(st, 0) != SQLITE_NULL;
	*bound = *more ? db_int(st, 0) : 0;
	if (!db_over(st, &e, err))
		return false;
	if (*more)
		return db_run_id(store, sql[FILL], *bound, err) &&
		       db_run_id(store, sql[MARK], *bound, err);
	st = db_stmt(store, sql[DONE], err);
	return st != NULL && db_run(store, st, err);
}

struct filler {
	struct job job; /* first */
	struct store *store;
	bool finished;
};

static bool
transaction(struct filler *f, int64_t until_ms, struct err *err)
{
	int64_t bound;
	bool more = true, good = db_begin(f->store, err);

	if (!good)
		return false;
	do {
		good = fill(f->store, &bound, &more, err);
		f->job.done += good && more ? ROWS : 0;
	} while (good && more && job_clock_ms() < until_ms);
	f->finished = good && !more;
	if (f->job.done > f->job.total)
		f->job.total = f->job.done;
	return db_finish(f->store, good, err);
}

static bool
step(struct job *job, int64_t until_ms, struct err *err)
{
	struct filler *f = (struct filler *)job;
	bool good;

	err->code = ERR_NONE;
	if (f->finished)
		return false;
	/* What a power cut takes back is done again, from its mark. */
	db_relax(f->store, true);
	good = transaction(f, until_ms, err);
	db_relax(f->store, false);
	return good && !f->finished;
}

static void
filler_free(struct job *job)
{
	free(job);
}

bool
store_facet_left(struct store *store)
{
	struct err err;
	bool whole = true;

	return facet_whole(store, &whole, &err) && !whole;
}

struct job *
store_facet(struct store *store)
{
	struct filler *f;
	sqlite3_stmt *st;
	struct err err;

	if (store_read_only(store) || !store_facet_left(store))
		return NULL;
	f = xcalloc(1, sizeof *f);
	f->job = (struct job){
		.label = "indexing authors and languages",
		.step = step,
		.free = filler_free,
	};
	f->store = store;
	st = db_stmt(store, sql[TOTAL], &err);
	if (st != NULL && db_row(store, st, &err))
		f->job.total = db_int(st, 0);
	db_done(st);
	return &f->job;
}

bool
store_authors(struct store *store, struct str typed, struct arena *arena,
    struct str **names, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[AUTHORS], err);
	struct buf match = { 0 };
	struct strs list = { 0 };
	bool good;

	if (st == NULL)
		return false;
	buf_puts(&match, "author : \"");
	for (size_t i = 0; i < typed.len; i++)
		buf_putc(&match, typed.p[i] == '"' ? ' ' : typed.p[i]);
	buf_puts(&match, "\" *");
	db_bind_str(st, 1, buf_view(&match));
	db_bind_int(st, 2, SAMPLE);
	good = db_strs(store, st, arena, &list, err);
	buf_release(&match);
	*names = list.v;
	*n = list.n;
	return good;
}

bool
store_languages(struct store *store, struct arena *arena, struct str **tags,
    size_t *n, struct err *err)
{
	static const char *const known[] = { "ar", "de", "en", "es", "fa", "fr",
		"he", "id", "it", "ja", "ko", "ku", "nl", "pl", "pt", "ru",
		"sv", "tr", "uk", "ur", "zh" };
	struct err e = { 0 };
	char match[32];
	bool spoken;

	*tags = arena_array(arena, ARRAY_LEN(known), sizeof **tags);
	*n = 0;
	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		sqlite3_stmt *st = db_stmt(store, sql[SPOKEN], err);

		if (st == NULL)
			return false;
		(void)snprintf(
		    match, sizeof match, "language : ^ \"%s\"", known[i]);
		db_bind_str(st, 1, str_of(match));
		spoken = db_row(store, st, &e);
		if (!db_over(st, &e, err))
			return false;
		if (spoken)
			(*tags)[(*n)++] = str_of(known[i]);
	}
	return true;
}
