/* import FILE.jsonl DIR [PACK]: how fast import is, with text and index alone
 * and with names and copies, beside bare SQLite in the same run (the very rows
 * that the import made, ready in memory, into the same tables with all their
 * indexes and FTS5, bodies compressed, and closed); and how long the steps of
 * the screen take. By the clock; of the processor, with what the worker of the
 * import took; and of the program's own processor, which is what the clock
 * shows where a second processor is free. DIR is where the libraries are made
 * (and taken away again); with PACK its names are spotted. */
#include "config.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "model/pubdate.h"
#include "model/reader.h"
#include "store/db.h"
#include "store/history.h"
#include "store/index.h"
#include "store/ingest.h"
#include "store/pack.h"

enum {
	STEP_MS = 8,
	STEPS_MAX = 1 << 20,
	STEPPED_MAX = 20000, /* articles that the screen's steps are timed on */
	BATCH = 10000,       /* articles of a raw transaction */
	PATH_SIZE = 4096,
};

struct articles {
	size_t n;
	int64_t bytes; /* of titles and texts */
};

/* Seconds by the clock, of the processor, and of this process alone. */
struct took {
	double clock, cpu, own;
};

static double
seconds(clockid_t clock)
{
	struct timespec t;

	(void)clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double
now(void)
{
	return seconds(CLOCK_MONOTONIC);
}

/* With that of the processes that were waited for. */
static double
cpu(void)
{
	struct rusage children;

	(void)getrusage(RUSAGE_CHILDREN, &children);
	return seconds(CLOCK_PROCESS_CPUTIME_ID) +
	       (double)(children.ru_utime.tv_sec + children.ru_stime.tv_sec) +
	       (double)(children.ru_utime.tv_usec + children.ru_stime.tv_usec) *
		   1e-6;
}

static struct took
took_now(void)
{
	return (struct took){ now(), cpu(), seconds(CLOCK_PROCESS_CPUTIME_ID) };
}

static struct took
took_since(struct took start)
{
	return (struct took){ now() - start.clock, cpu() - start.cpu,
		seconds(CLOCK_PROCESS_CPUTIME_ID) - start.own };
}

static ptrdiff_t
read_file(void *arg, char *p, size_t n, struct err *err)
{
	(void)err;
	return (ptrdiff_t)fread(p, 1, n, arg);
}

static void
load(const char *path, struct articles *all)
{
	FILE *f = fopen(path, "r");
	struct reader_source source = { read_file, f };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct reader *reader;
	struct article_in in;

	if (f == NULL)
		die("cannot read %s", path);
	reader = reader_open(source, str_of("jsonl"), str_of(path), &err);
	while (reader != NULL &&
	       reader_next(reader, &arena, &in, &err) == READER_ARTICLE) {
		all->n++;
		all->bytes += (int64_t)(in.title.len + in.text.len);
		arena_reset(&arena);
	}
	reader_close(reader);
	(void)fclose(f);
}

static struct store *
fresh(const char *dir, char *path, size_t size)
{
	struct store *store;
	struct err err = { 0 };

	(void)snprintf(path, size, "%s/bench-%d.db", dir, (int)getpid());
	(void)unlink(path);
	if (!store_open(path, STORE_CREATE, &store, &err))
		die("%s", err.text);
	return store;
}

static double
size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (double)st.st_size : 0;
}

static void
must(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		die("%s: %s", sql, sqlite3_errmsg(db));
}

static sqlite3_stmt *
prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		die("%s: %s", sql, sqlite3_errmsg(db));
	return st;
}

static void
put(sqlite3 *db, sqlite3_stmt *st)
{
	if (sqlite3_step(st) != SQLITE_DONE)
		die("%s", sqlite3_errmsg(db));
	(void)sqlite3_reset(st);
}

/* The rows of a finished import, as they lie in the tables. */
struct rows {
	sqlite3_value **v; /* ARTICLE_COLUMNS, then title, text, extra, size */
	size_t n, columns;
};

#define ARTICLE_COLUMNS                                                        \
	"uuid, ord, title, url, identity, source_id, author, language, "       \
	"outlet, published, published_day, imported, words, hash, batch, "     \
	"origin, repaired"

enum { COLUMN_ORD = 1, COLUMN_TITLE = 2, COLUMN_BATCH = 14, COLUMN_TEXT = 17 };

static void
rows_read(sqlite3 *db, size_t n, struct rows *rows)
{
	sqlite3_stmt *st = prepare(db,
	    "SELECT " ARTICLE_COLUMNS ", t.text, t.extra FROM article a "
	    "JOIN article_text t ON t.article = a.id ORDER BY a.id");
	size_t i;

	*rows = (struct rows){ .columns = (size_t)sqlite3_column_count(st) };
	rows->v = xcalloc(n * rows->columns, sizeof(sqlite3_value *));
	for (; rows->n < n && sqlite3_step(st) == SQLITE_ROW; rows->n++)
		for (i = 0; i < rows->columns; i++)
			rows->v[rows->n * rows->columns + i] =
			    sqlite3_value_dup(sqlite3_column_value(st, (int)i));
	(void)sqlite3_finalize(st);
}

static void
rows_free(struct rows *rows)
{
	size_t i;

	for (i = 0; i < rows->n * rows->columns; i++)
		sqlite3_value_free(rows->v[i]);
	free(rows->v);
}

static sqlite3_value **
row_at(const struct rows *rows, size_t i)
{
	return rows->v + i * rows->columns;
}

static int
by_ord(const void *a, const void *b)
{
	sqlite3_value **x = *(sqlite3_value * *const *)a;
	sqlite3_value **y = *(sqlite3_value * *const *)b;
	int64_t m = sqlite3_value_int64(x[COLUMN_ORD]);
	int64_t n = sqlite3_value_int64(y[COLUMN_ORD]);

	return (m > n) - (m < n);
}

/* The index wants them in its own order, or it writes its hash out. */
static void
raw_index(sqlite3 *db, sqlite3_stmt *fts, const struct rows *rows, size_t from,
    size_t to)
{
	sqlite3_value ***order = xcalloc(to - from, sizeof *order);
	size_t i;

	for (i = from; i < to; i++)
		order[i - from] = row_at(rows, i);
	qsort(order, to - from, sizeof(sqlite3_value **), by_ord);
	for (i = 0; i < to - from; i++) {
		(void)sqlite3_bind_value(fts, 1, order[i][COLUMN_ORD]);
		(void)sqlite3_bind_value(fts, 2, order[i][COLUMN_TITLE]);
		(void)sqlite3_bind_value(fts, 3, order[i][COLUMN_TEXT]);
		put(db, fts);
	}
	free(order);
}

/* The three inserts that no import can do without, with all indexes of the
 * tables, the body compressed as it is stored. */
static void
raw_rows(sqlite3 *db, const struct rows *rows)
{
	sqlite3_stmt *article = prepare(db,
	    "INSERT INTO article (" ARTICLE_COLUMNS ") VALUES "
	    "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
	    "?14, ?15, ?16, ?17)");
	sqlite3_stmt *text = prepare(db,
	    "INSERT INTO article_body (article, size, body, extra) "
	    "VALUES (?1, length(CAST(?2 AS BLOB)), sqlar_compress(?2), ?3)");
	sqlite3_stmt *fts =
	    prepare(db, "INSERT INTO article_fts (rowid, title, body) "
			"VALUES (?1, ?2, ?3)");
	size_t from, to, i;
	int k;

	for (from = 0; from < rows->n; from = to) {
		to = from + BATCH < rows->n ? from + BATCH : rows->n;
		must(db, "BEGIN");
		for (i = from; i < to; i++) {
			for (k = 0; k < COLUMN_TEXT; k++)
				(void)sqlite3_bind_value(
				    article, k + 1, row_at(rows, i)[k]);
			put(db, article);
			(void)sqlite3_bind_int64(
			    text, 1, sqlite3_last_insert_rowid(db));
			(void)sqlite3_bind_value(
			    text, 2, row_at(rows, i)[COLUMN_TEXT]);
			(void)sqlite3_bind_value(
			    text, 3, row_at(rows, i)[COLUMN_TEXT + 1]);
			put(db, text);
		}
		raw_index(db, fts, rows, from, to);
		must(db, "COMMIT");
	}
	(void)sqlite3_finalize(article);
	(void)sqlite3_finalize(text);
	(void)sqlite3_finalize(fts);
}

/* What the rows refer to. */
static void
raw_parents(sqlite3 *db, const struct rows *rows)
{
	sqlite3_stmt *outlet = prepare(db,
	    "INSERT OR IGNORE INTO outlet (id, name) SELECT ?1, 'o' || ?1 "
	    "WHERE ?1 IS NOT NULL");
	sqlite3_stmt *batch =
	    prepare(db, "INSERT OR IGNORE INTO batch (id, started, source) "
			"VALUES (?1, 0, '')");
	size_t i;

	must(db, "BEGIN");
	for (i = 0; i < rows->n; i++) {
		(void)sqlite3_bind_value(outlet, 1, row_at(rows, i)[8]);
		put(db, outlet);
		(void)sqlite3_bind_value(
		    batch, 1, row_at(rows, i)[COLUMN_BATCH]);
		put(db, batch);
	}
	must(db, "COMMIT");
	(void)sqlite3_finalize(outlet);
	(void)sqlite3_finalize(batch);
}

static void
say(const char *what, const struct articles *all, struct took t,
    struct took raw, double size)
{
	const double each = 1e6 / (double)all->n;

	(void)printf("%-18s us each: clock %5.1f, processor %5.1f, own %5.1f; "
		     "rate of raw: %.2f, %.2f, %.2f; db/text %.2f\n",
	    what, t.clock * each, t.cpu * each, t.own * each,
	    raw.clock / t.clock, raw.cpu / t.cpu, raw.own / t.own,
	    size / (double)all->bytes);
}

static struct took
raw(const struct articles *all, const struct rows *rows, const char *dir)
{
	char path[4096];
	struct store *store = fresh(dir, path, sizeof path);
	sqlite3 *db = db_handle(store);
	struct took took;

	store_bulk(store);
	db_relax(store, true);
	must(db, "INSERT INTO article_fts (article_fts, rank) "
		 "VALUES ('hashsize', 67108864)");
	raw_parents(db, rows);
	took = took_now();
	raw_rows(db, rows);
	store_close(store);
	took = took_since(took);
	say("raw", all, took, took, size_of(path));
	(void)unlink(path);
	return took;
}

static struct store *
with_pack(const char *dir, const char *pack, char *path, size_t size)
{
	struct store *store = fresh(dir, path, size);
	struct err err = { 0 };

	if (pack != NULL && !store_pack_load(store, pack, &err))
		die("%s", err.text);
	return store;
}

static void
run(struct job *job)
{
	struct err err = { 0 };

	if (job == NULL)
		return;
	if (!job_run(job, &err))
		die("%s", err.text);
	job->free(job);
}

static void
undo_redo(struct store *store)
{
	struct arena arena = { 0 };
	struct str summary;
	struct err err = { 0 };
	double start = now(), middle;

	if (!store_undo(store, &arena, &summary, &err))
		die("undo: %s", err.text);
	middle = now();
	if (!store_redo(store, &arena, &summary, &err))
		die("redo: %s", err.text);
	(void)printf(
	    "undo:    %.2f s, redo %.2f s\n", middle - start, now() - middle);
	arena_release(&arena);
}

/* An import as the command line makes it, up to the closed library. */
static struct took
ours(const char *file, const char *dir, const char *pack, char *path,
    unsigned parts)
{
	const struct ingest_opts opts = {
		.paths = &file,
		.n_paths = 1,
		.index = parts,
	};
	struct ingest_totals totals;
	struct store *store = with_pack(dir, pack, path, PATH_SIZE);
	struct took took;

	store_bulk(store);
	took = took_now();
	run(store_ingest(store, &opts, &totals));
	run(index_job(store, parts));
	store_close(store);
	return took_since(took);
}

/* Rows and text alone, from which the raw limit takes its rows. */
static struct took
text_alone(const struct articles *all, char **argv, struct took *limit)
{
	char path[PATH_SIZE];
	struct took took = ours(argv[1], argv[2], NULL, path, INDEX_TEXT);
	double size = size_of(path);
	struct store *store;
	struct rows rows;
	struct err err;

	if (!store_open(path, STORE_READ_ONLY, &store, &err))
		die("%s", err.text);
	rows_read(db_handle(store), all->n, &rows);
	store_close(store);
	(void)unlink(path);
	*limit = raw(all, &rows, argv[2]);
	say("text, index", all, took, *limit, size);
	rows_free(&rows);
	return took;
}

static void
whole(const struct articles *all, char **argv, struct took limit)
{
	const struct ingest_opts opts = {
		.paths = (const char *const *)&argv[1],
		.n_paths = 1,
	};
	struct ingest_totals totals;
	char path[PATH_SIZE];
	struct took took = ours(argv[1], argv[2], argv[3], path, INDEX_ALL);
	struct store *store;
	struct rusage usage;
	struct err err;

	(void)getrusage(RUSAGE_SELF, &usage);
	say("names, copies", all, took, limit, size_of(path));
	(void)printf(
	    "  resident %ld MB with the input\n", usage.ru_maxrss / 1024);
	if (!store_open(path, STORE_OPEN, &store, &err))
		die("%s", err.text);
	undo_redo(store);
	took = took_now();
	run(store_ingest(store, &opts, &totals));
	took = took_since(took);
	(void)printf("again:   %lld duplicates in %.2f s\n",
	    (long long)totals.duplicate, took.clock);
	store_close(store);
	(void)unlink(path);
}

static int
by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
stepped(struct job *job)
{
	double *took = xcalloc(STEPS_MAX, sizeof *took), start, all = now();
	double most = 0, busy;
	struct err err = { 0 };
	size_t n = 0;
	bool more;

	do {
		start = now();
		busy = cpu();
		more = job->step(job, job_clock_ms() + STEP_MS, &err);
		took[n++] = (now() - start) * 1e3;
		busy = (cpu() - busy) * 1e3;
		most = busy > most ? busy : most;
	} while (more && n < STEPS_MAX);
	if (err.code != ERR_NONE)
		die("%s", err.text);
	all = now() - all;
	qsort(took, n, sizeof *took, by_size);
	(void)printf(
	    "steps:   %-9s %.1f s in %zu steps of %d ms: median "
	    "%.1f  p99 %.1f  longest %.1f ms (%.1f of the processor)\n",
	    job->label, all, n, STEP_MS, took[n / 2], took[n * 99 / 100],
	    took[n - 1], most);
	job->free(job);
	free(took);
}

static void
screen_steps(char **argv)
{
	const struct ingest_opts opts = {
		.paths = (const char *const *)&argv[1],
		.n_paths = 1,
	};
	struct ingest_totals totals;
	char path[PATH_SIZE];
	struct store *store = with_pack(argv[2], argv[3], path, sizeof path);

	stepped(store_ingest(store, &opts, &totals));
	stepped(store_index(store));
	store_close(store);
	(void)unlink(path);
}

int
main(int argc, char **argv)
{
	struct articles all = { 0 };
	struct took limit;

	if (argc < 3)
		die("usage: import FILE.jsonl DIR [PACK]");
	load(argv[1], &all);
	(void)printf(
	    "%zu articles, %.1f MB of text\n", all.n, (double)all.bytes / 1e6);
	(void)text_alone(&all, argv, &limit);
	whole(&all, argv, limit);
	if (all.n <= STEPPED_MAX)
		screen_steps(argv);
	return 0;
}
