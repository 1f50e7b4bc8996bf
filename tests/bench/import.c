/* import FILE.jsonl DIR [PACK]: how fast import is, beside the same rows
 * written by bare SQLite in the same run, and how long the steps of the screen
 * take. DIR is where the libraries are made (and taken away again); with PACK
 * its names are spotted. */
#include "config.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "model/pubdate.h"
#include "model/reader.h"
#include "store/db.h"
#include "store/history.h"
#include "store/ingest.h"
#include "store/pack.h"

enum { STEP_MS = 8, STEPS_MAX = 1 << 20 };

struct articles {
	struct arena arena;
	struct article_in *list;
	size_t n;
	int64_t bytes;
};

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
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
	struct err err = { 0 };
	struct reader *reader;
	size_t room = 0;
	struct article_in in;

	if (f == NULL)
		die("cannot read %s", path);
	reader = reader_open(source, str_of("jsonl"), str_of(path), &err);
	while (reader != NULL &&
	       reader_next(reader, &all->arena, &in, &err) == READER_ARTICLE) {
		if (all->n == room) {
			room = room > 0 ? room * 2 : 1024;
			all->list =
			    xreallocarray(all->list, room, sizeof *all->list);
		}
		all->list[all->n++] = in;
		all->bytes += (int64_t)(in.title.len + in.text.len);
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

static void
bind(sqlite3_stmt *st, int i, struct str s)
{
	(void)sqlite3_bind_text(st, i, s.p, (int)s.len, SQLITE_STATIC);
}

/* The three inserts that no import can do without. */
static void
raw_rows(sqlite3 *db, const struct articles *all)
{
	sqlite3_stmt *article = prepare(db,
	    "INSERT INTO article (id, uuid, ord, title, url, outlet, "
	    "published, imported, words, hash, batch) VALUES (?1, ?1, ?1, "
	    "?2, ?3, 1, ?4, 0, 0, ?1, 1)");
	sqlite3_stmt *text =
	    prepare(db, "INSERT INTO article_body (article, size, body) "
			"VALUES (?1, length(?2), sqlar_compress(?2))");
	sqlite3_stmt *fts =
	    prepare(db, "INSERT INTO article_fts (rowid, title, body) "
			"VALUES (?1, ?2, ?3)");
	size_t i;

	must(db, "BEGIN");
	for (i = 0; i < all->n; i++) {
		const struct article_in *in = &all->list[i];

		(void)sqlite3_bind_int64(article, 1, (int64_t)i + 1);
		bind(article, 2, in->title);
		bind(article, 3, in->url);
		bind(article, 4, in->published);
		put(db, article);
		(void)sqlite3_bind_int64(text, 1, (int64_t)i + 1);
		(void)sqlite3_bind_blob(
		    text, 2, in->text.p, (int)in->text.len, SQLITE_STATIC);
		put(db, text);
		(void)sqlite3_bind_int64(fts, 1, (int64_t)i + 1);
		bind(fts, 2, in->title);
		bind(fts, 3, in->text);
		put(db, fts);
		if (i % 10000 == 9999)
			must(db, "COMMIT; BEGIN");
	}
	must(db, "COMMIT");
	(void)sqlite3_finalize(article);
	(void)sqlite3_finalize(text);
	(void)sqlite3_finalize(fts);
}

static double
raw(const struct articles *all, const char *dir)
{
	char path[4096];
	struct store *store = fresh(dir, path, sizeof path);
	sqlite3 *db = db_handle(store);
	double start;

	must(db, "PRAGMA synchronous = NORMAL");
	must(db, "INSERT INTO outlet (id, name) VALUES (1, 'x')");
	must(db, "INSERT INTO batch (id, started, source) VALUES (1, 0, '')");
	must(db, "INSERT INTO article_fts (article_fts, rank) "
		 "VALUES ('hashsize', 67108864)");
	start = now();
	raw_rows(db, all);
	start = now() - start;
	store_close(store);
	(void)printf("raw:     %6.0f articles/s  %5.1f MB/s  db/text %.2f\n",
	    (double)all->n / start, (double)all->bytes / start / 1e6,
	    size_of(path) / (double)all->bytes);
	(void)unlink(path);
	return start;
}

static struct store *
with_pack(char **argv, char *path, size_t size)
{
	struct store *store = fresh(argv[2], path, size);
	struct err err = { 0 };

	if (argv[3] != NULL && !store_pack_load(store, argv[3], &err))
		die("%s", err.text);
	return store;
}

static double
run(struct job *job)
{
	struct err err = { 0 };
	double start = now();

	if (job == NULL)
		return 0;
	if (!job_run(job, &err))
		die("%s", err.text);
	job->free(job);
	return now() - start;
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

static void
ours(const struct articles *all, char **argv, double raw)
{
	const char *file = argv[1];
	const struct ingest_opts opts = { .paths = &file, .n_paths = 1 };
	struct ingest_totals totals;
	char path[4096];
	struct store *store = with_pack(argv, path, sizeof path);
	double rows = run(store_ingest(store, &opts, &totals));
	double index = run(store_index(store));
	double both = rows + index;
	struct rusage usage;

	(void)getrusage(RUSAGE_SELF, &usage);
	(void)printf("mirsad:  %6.0f articles/s  %5.1f MB/s  (rows %.2f s, "
		     "index %.2f s)  %.2f of raw, RSS %ld MB\n",
	    (double)totals.imported / both, (double)all->bytes / both / 1e6,
	    rows, index, raw / both, usage.ru_maxrss / 1024);
	undo_redo(store);
	rows = run(store_ingest(store, &opts, &totals));
	(void)printf("again:   %lld duplicates in %.2f s\n",
	    (long long)totals.duplicate, rows);
	store_close(store);
	(void)printf(
	    "size:    db/text %.2f\n", size_of(path) / (double)all->bytes);
	(void)unlink(path);
}

static int
by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double
cpu(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
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

int
main(int argc, char **argv)
{
	struct articles all = { 0 };
	struct ingest_totals totals;
	struct ingest_opts opts = { .n_paths = 1 };
	char path[4096];
	struct store *store;
	double limit;

	if (argc < 3)
		die("usage: import FILE.jsonl DIR [PACK]");
	load(argv[1], &all);
	(void)printf(
	    "%zu articles, %.1f MB of text\n", all.n, (double)all.bytes / 1e6);
	limit = raw(&all, argv[2]);
	ours(&all, argv, limit);
	store = with_pack(argv, path, sizeof path);
	opts.paths = (const char *const *)&argv[1];
	stepped(store_ingest(store, &opts, &totals));
	stepped(store_index(store));
	store_close(store);
	(void)unlink(path);
	free(all.list);
	arena_release(&all.arena);
	return 0;
}
