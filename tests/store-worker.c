/* A long file of new articles is read in a process of its own: what comes of it
 * is what would have come of short ones, whatever befalls that process. */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/db.h"
#include "store/ingest.h"
#include "tests/library.h"
#include "tests/test.h"

enum {
	LINES = 700,
	PIECE = 100,   /* too short for a worker */
	ODD = 400,     /* lines of their own kind from here */
	LONG = 300000, /* bytes: no socket takes them at once */
	CHANGED = 600, /* from here they are earlier ones, changed */
	KILL_AT = 300,
	FAILED_MAX = 8,
};

static void
put_long(FILE *f, unsigned n)
{
	unsigned i;

	for (i = 0; i < LONG; i += 8) {
		n = n * 1103515245U + 12345U;
		(void)fprintf(f, "%07x ", n >> 4);
	}
}

static void
put_line(FILE *f, int n)
{
	const int id = n < CHANGED ? n : n - CHANGED;
	const char *more = n < CHANGED ? "as it was" : "which has changed";

	switch (n) {
	case ODD:
		(void)fputs("{\"title\": \"cut of", f);
		break;
	case ODD + 1:
		break; /* a line with nothing */
	case ODD + 2:
		(void)fprintf(f, "{\"id\":\"%d\",\"text\":\"", n);
		put_long(f, (unsigned)n);
		(void)fputs("\"}", f);
		break;
	case ODD + 3:
		(void)fprintf(f,
		    "{\"id\":\"%d\",\"title\":\"مصراتة\",\"text\":"
		    "\"قال المتحدث إن القوات انسحبت من المدينة\"}\r",
		    n);
		break;
	case ODD + 4:
		(void)fprintf(f, "{\"id\":\"%d\",\"text\":\"\\u0000 ...\"}", n);
		break;
	default:
		(void)fprintf(f,
		    "{\"id\":\"%d\",\"title\":\"Title %d\",\"date\":\"%s\","
		    "\"text\":\"The council of the town said that number %d "
		    "of its reports was ready, %s.\",\"desk\":%d}",
		    id, id, id % 9 == 0 ? "soon" : "2017-01-17", id, more, n);
	}
	(void)fputc('\n', f);
}

static void
put_file(const char *path, int from, int to)
{
	FILE *f = fopen(path, "w");
	int n;

	if (f == NULL)
		die("cannot write %s", path);
	for (n = from; n < to; n++)
		put_line(f, n);
	if (fclose(f) != 0)
		die("cannot write %s", path);
}

/* The processes that this one has started, by the system's list. */
static pid_t
child_of_ours(void)
{
	char path[64], line[64] = "";
	FILE *f;
	long pid;

	(void)snprintf(
	    path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
	f = fopen(path, "r");
	if (f == NULL)
		return 0;
	pid = fgets(line, sizeof line, f) != NULL ? strtol(line, NULL, 10) : 0;
	(void)fclose(f);
	return (pid_t)pid;
}

struct seen {
	int n, n_failed, kill_at;
	bool worked; /* a process was there at the last record */
	char failed[FAILED_MAX][200];
};

static void
see(void *arg, const struct ingest_result *result)
{
	struct seen *seen = arg;
	pid_t child = child_of_ours();

	seen->n++;
	seen->worked = child > 0;
	if (result->status == INGEST_FAILED && seen->n_failed < FAILED_MAX)
		(void)snprintf(seen->failed[seen->n_failed++],
		    sizeof seen->failed[0], "%s %s",
		    strrchr(result->path.p, '/') != NULL
			? strrchr(result->path.p, '/') + 1
			: result->path.p,
		    result->reason.p);
	if (seen->n == seen->kill_at && child > 0)
		(void)kill(child, SIGKILL);
}

static struct ingest_totals
import(struct store *store, const char *path, bool dry_run, struct seen *seen)
{
	struct ingest_opts opts = { .paths = &path,
		.n_paths = 1,
		.dry_run = dry_run,
		.each = see,
		.arg = seen };
	struct ingest_totals totals;
	struct err err = { 0 };
	struct job *job = store_ingest(store, &opts, &totals);

	/* A time that is over: what is in is told at once. */
	while (job->step(job, 0, &err))
		;
	if (err.code != ERR_NONE)
		ok(false, "import of %s: %s", path, err.text);
	job->free(job);
	return totals;
}

/* All that an import makes of an article but where it came from. */
static const char *const rows[] = {
	("SELECT group_concat(x, char(10)) FROM (SELECT a.id || ' ' || a.ord "
	 "|| "
	 "' ' || a.title || ' ' || a.source_id || ' ' || coalesce(a.language, "
	 "'?') || ' ' || coalesce(a.published, '?') || ' ' || a.words || ' ' "
	 "|| "
	 "a.hash || ' ' || a.version || ' ' || coalesce(a.repaired, '') || ' ' "
	 "|| t.text || coalesce(t.extra, '') || (SELECT hex(body) || size FROM "
	 "article_body WHERE article = a.id) AS x FROM article a JOIN "
	 "article_text t ON t.article = a.id ORDER BY a.id)"),
	("SELECT group_concat(x, char(10)) FROM (SELECT article || ' ' || "
	 "version || ' ' || text AS x FROM article_version ORDER BY 1)"),
	"SELECT group_concat(day || ' ' || articles) FROM article_day",
};

static char *
text_of(struct store *store, const char *sql)
{
	sqlite3_stmt *st = NULL;
	char *text;

	if (sqlite3_prepare_v2(db_handle(store), sql, -1, &st, NULL) !=
		SQLITE_OK ||
	    sqlite3_step(st) != SQLITE_ROW)
		die("%s", sqlite3_errmsg(db_handle(store)));
	text = xstrdup((const char *)sqlite3_column_text(st, 0));
	(void)sqlite3_finalize(st);
	return text;
}

static void
is_same(struct store *a, struct store *b)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		char *x = text_of(a, rows[i]), *y = text_of(b, rows[i]);

		ok(strcmp(x, y) == 0 && strlen(x) > 0,
		    "the same rows of both (%zu)", i);
		free(x);
		free(y);
	}
}

static struct store *
new_store(void)
{
	struct store *store = library_new(":memory:");

	store_set_clock(store, 1484654400);
	return store;
}

static void
test_same(void)
{
	struct store *one = new_store(), *many = new_store();
	struct seen seen = { 0 }, other = { 0 };
	struct ingest_totals t;
	char *path = library_path("all.jsonl");
	int from;

	put_file(path, 0, LINES);
	t = import(one, path, false, &seen);
	ok(seen.worked, "the end of a long file comes from a worker");
	is_int(t.imported, CHANGED - 3, "all new ones");
	is_int(t.updated, LINES - CHANGED, "and all that changed");
	is_int(t.failed, 2, "but two lines");
	is_str(str_of(seen.failed[0]),
	    "all.jsonl:401 is no JSON: premature end of input near '\"cut of' "
	    "at 17",
	    "a bad line is told with its number");
	is_str(str_of(seen.failed[1]), "all.jsonl:405 has no words in it",
	    "and one without words");
	is_int(library_sql(one, "SELECT count(*) FROM article WHERE origin "
				"LIKE '%all.jsonl:' || (id + (id > 400) * 2 + "
				"(id > 402))"),
	    CHANGED - 3, "each has its line");
	for (from = 0; from < LINES; from += PIECE) {
		char *piece = library_path("piece.jsonl");

		put_file(piece, from, from + PIECE);
		(void)import(many, piece, false, &other);
		ok(!other.worked, "a short file is read here");
		free(piece);
	}
	is_same(one, many);
	seen = (struct seen){ 0 };
	t = import(one, path, false, &seen);
	is_int(t.duplicate, LINES - 3, "the second time all are there");
	ok(!seen.worked, "and nobody works beside");
	store_close(one);
	store_close(many);
	free(path);
}

static void
test_dry_run(void)
{
	struct store *store = new_store();
	struct seen seen = { 0 };
	char *path = library_path("all.jsonl");
	struct ingest_totals t;

	put_file(path, 0, ODD);
	t = import(store, path, true, &seen);
	is_int(t.imported, ODD, "a dry run counts the same");
	ok(seen.worked, "by the worker");
	is_int(library_sql(store, "SELECT count(*) FROM article"), 0,
	    "and keeps nothing");
	store_close(store);
	free(path);
}

static void
test_killed(void)
{
	struct store *store = new_store();
	struct seen seen = { .kill_at = KILL_AT };
	char *path = library_path("all.jsonl");
	struct ingest_totals t;

	put_file(path, 0, ODD);
	t = import(store, path, false, &seen);
	ok(t.imported >= KILL_AT && t.imported <= ODD,
	    "what had come is in when the worker is killed: %lld",
	    (long long)t.imported);
	is_int(t.failed, t.imported < ODD, "the file is said to have failed");
	if (t.failed > 0)
		is_str(str_of(seen.failed[0]),
		    "all.jsonl cannot be read: it ended the parser", "by name");
	is_int(library_sql(store, "SELECT count(*) FROM article"), t.imported,
	    "no more and no less");
	seen = (struct seen){ 0 };
	t = import(store, path, false, &seen);
	is_int(t.imported + t.duplicate, ODD, "the rest comes the next time");
	is_int(library_sql(store, "SELECT count(*) FROM article"), ODD,
	    "and nothing twice");
	store_close(store);
	free(path);
}

static void
test_stopped(void)
{
	const char *path = library_path("all.jsonl");
	const struct ingest_opts opts = { .paths = &path, .n_paths = 1 };
	struct ingest_totals t;
	struct err err = { 0 };
	struct store *store = new_store();
	struct job *job = store_ingest(store, &opts, &t);

	put_file(path, 0, ODD);
	while (t.imported < KILL_AT && job->step(job, 0, &err))
		;
	ok(child_of_ours() > 0, "a worker works");
	job->free(job);
	is_int(child_of_ours(), 0, "and is gone with the import");
	is_int(library_sql(store, "SELECT count(*) FROM article"), t.imported,
	    "what was told is in");
	store_close(store);
	free((void *)(uintptr_t)path);
}

/* From somebody who writes slowly, through standard input. */
static void
test_pipe(void)
{
	struct store *one = new_store(), *other = new_store();
	char *path = library_path("all.jsonl"), *pipe_path;
	struct seen seen = { 0 };
	int fd, was = dup(STDIN_FILENO);
	pid_t writer;

	put_file(path, 0, LINES);
	pipe_path = library_path("pipe");
	if (mkfifo(pipe_path, 0600) != 0)
		die("no pipe");
	writer = fork();
	if (writer == 0) {
		put_file(pipe_path, 0, LINES);
		_exit(0);
	}
	fd = open(pipe_path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || dup2(fd, STDIN_FILENO) < 0)
		die("no pipe");
	(void)import(one, "-", false, &seen);
	(void)waitpid(writer, NULL, 0);
	(void)dup2(was, STDIN_FILENO);
	(void)close(was);
	(void)close(fd);
	(void)import(other, path, false, &seen);
	is_same(one, other);
	store_close(one);
	store_close(other);
	free(path);
	free(pipe_path);
}

int
main(void)
{
	test_same();
	test_dry_run();
	test_killed();
	test_stopped();
	test_pipe();
	library_clean();
	return done();
}
