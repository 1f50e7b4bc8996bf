/* Import: new, again, changed, broken; undo and redo; stopped and resumed. */
#include "config.h"

#include <ftw.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/article.h"
#include "store/batch.h"
#include "store/db.h"
#include "store/history.h"
#include "store/ingest.h"
#include "store/note.h"
#include "store/same.h"
#include "tests/test.h"

enum { NOON = 1484654400 /* 17 Jan 2017, 12:00 UTC */ };

static char dir[] = "/tmp/mirsad-ingest-XXXXXX";

static const char *
in_dir(const char *name)
{
	static char path[4][4096];
	static int turn;
	char *p = path[turn++ % 4];

	(void)snprintf(p, sizeof path[0], "%s/%s", dir, name);
	return p;
}

static void
put(const char *name, const char *text)
{
	FILE *f = fopen(in_dir(name), "w");

	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		die("cannot write %s", in_dir(name));
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static struct store *
new_store(void)
{
	struct store *store;
	struct err err = { 0 };

	if (!store_open(":memory:", STORE_CREATE, &store, &err))
		die("%s", err.text);
	store_set_clock(store, NOON);
	store_set_analyst(store, "tester");
	return store;
}

/* The last result of each status, with its reason. */
struct seen {
	struct arena arena;
	struct ingest_result last[4];
};

static void
see(void *arg, const struct ingest_result *result)
{
	struct seen *seen = arg;

	seen->last[result->status] = *result;
	seen->last[result->status].path = arena_str(&seen->arena, result->path);
	seen->last[result->status].reason =
	    arena_str(&seen->arena, result->reason);
}

static struct ingest_totals
import_with(struct store *store, const char *path, struct ingest_opts opts)
{
	struct ingest_totals totals;
	struct err err = { 0 };
	struct job *job;

	opts.paths = &path;
	opts.n_paths = 1;
	job = store_ingest(store, &opts, &totals);
	if (!job_run(job, &err))
		ok(false, "import of %s: %s", path, err.text);
	job->free(job);
	return totals;
}

static struct ingest_totals
import(struct store *store, const char *path)
{
	return import_with(store, path, (struct ingest_opts){ 0 });
}

static void
index_all(struct store *store)
{
	struct err err = { 0 };
	struct job *job = store_index(store);

	if (job == NULL)
		return;
	if (!job_run(job, &err))
		ok(false, "indexing: %s", err.text);
	job->free(job);
}

/* One number of a query, for looking behind the scenes. */
static int64_t
number(struct store *store, const char *sql)
{
	sqlite3_stmt *st = NULL;
	int64_t n = -1;

	(void)sqlite3_prepare_v2(db_handle(store), sql, -1, &st, NULL);
	if (sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int64(st, 0);
	(void)sqlite3_finalize(st);
	return n;
}

static void
is_totals(struct ingest_totals t, int imported, int updated, int duplicate,
    int failed, const char *name)
{
	ok(t.imported == imported && t.updated == updated &&
		t.duplicate == duplicate && t.failed == failed,
	    "%s (%lld imported, %lld updated, %lld duplicate, %lld failed)",
	    name, (long long)t.imported, (long long)t.updated,
	    (long long)t.duplicate, (long long)t.failed);
}

static void
is_sound(struct store *store, const char *name)
{
	sqlite3_stmt *st = NULL;

	index_all(store);
	ok(number(store, "SELECT count(*) FROM article a WHERE hidden = 0 AND "
			 "published_day IS NOT NULL") ==
		number(store,
		    "SELECT coalesce(sum(articles), 0) FROM article_day"),
	    "%s: the days add up", name);
	ok(number(store, "SELECT count(*) FROM article_day d "
			 "WHERE articles <> (SELECT count(*) FROM article a "
			 "WHERE a.published_day = d.day AND hidden = 0)") == 0,
	    "%s: each of them", name);
	if (number(store, "SELECT count(*) FROM todo_index") > 0)
		return;
	(void)sqlite3_prepare_v2(db_handle(store),
	    "INSERT INTO article_fts(article_fts, rank) "
	    "VALUES('integrity-check', 1)",
	    -1, &st, NULL);
	ok(sqlite3_step(st) == SQLITE_DONE, "%s: the index fits the text",
	    name);
	(void)sqlite3_finalize(st);
}

static void
make_folder(void)
{
	(void)mkdir(in_dir("news"), 0700);
	(void)mkdir(in_dir("news/sub"), 0700);
	put("news/a.txt", "Haftar visits Cairo\n\nHe came on Monday.\n");
	put("news/b.md", "---\ntitle: Talks in Moscow\ndate: 2017-01-10\n"
			 "url: https://www.example.org/moscow/?utm_source=x\n"
			 "outlet: Reuters\n---\nThe talks went on.\n");
	put("news/sub/c.jsonl",
	    "{\"title\":\"One\",\"text\":\"Text one\",\"id\":1,"
	    "\"outlet\":\"AFP\",\"date\":\"2016-12-01\"}\n"
	    "not json\n"
	    "{\"title\":\"Two\",\"text\":\"Text two\",\"id\":2,"
	    "\"outlet\":\"AFP\",\"date\":\"2016-12-01\"}\n");
	put("news/empty.txt", "");
	put("news/.hidden.txt", "Hidden\n\nNot to be read.\n");
	if (symlink("..", in_dir("news/sub/loop")) != 0 ||
	    symlink("nowhere", in_dir("news/sub/dangling")) != 0)
		die("no links in %s", dir);
}

static void
test_folder(void)
{
	struct store *store = new_store();
	struct seen seen = { 0 };
	struct arena arena = { 0 };
	struct article a;
	struct err err = { 0 };
	struct ingest_totals t = import_with(store, in_dir("news"),
	    (struct ingest_opts){ .each = see, .arg = &seen });

	is_totals(t, 4, 0, 0, 3, "a folder is read with all below");
	is_str(seen.last[INGEST_FAILED].reason, "there is no such file",
	    "a link that leads nowhere is named");
	ok(store_article_get(
	       store, seen.last[INGEST_IMPORTED].id, &arena, &a, &err),
	    "what was imported is there");
	is_str(a.row.title, "Two", "with its title");
	is_str(a.text, "Text two", "its text");
	is_str(a.row.outlet, "AFP", "its outlet");
	is_str(a.row.published, "2016-12-01", "its date");
	is_str(a.source_id, "2", "and its id");
	ok(str_ends(a.origin, "/news/sub/c.jsonl:3"), "and where it lay");
	is_int(number(store, "SELECT published_day FROM article "
			     "WHERE title = 'Talks in Moscow'"),
	    17176, "days are numbered");
	is_int(number(store, "SELECT max(ord) - min(ord) FROM article "
			     "WHERE published = '2016-12-01'"),
	    1, "two of one day stand side by side");
	is_sound(store, "first import");
	is_int(number(store, "SELECT count(*) FROM article_fts "
			     "WHERE article_fts MATCH 'monday'"),
	    1, "words are found once indexed");
	is_totals(import(store, in_dir("news")), 0, 0, 4, 3,
	    "the same again is all duplicates");
	is_int(number(store, "SELECT count(*) FROM act WHERE id > 0"), 1,
	    "an import that brought nothing is no act");
	arena_release(&arena);
	arena_release(&seen.arena);
	store_close(store);
}

static void
test_dry_run(void)
{
	struct store *store = new_store();

	is_totals(import_with(store, in_dir("news"),
		      (struct ingest_opts){ .dry_run = true }),
	    4, 0, 0, 3, "a dry run tells what would be");
	is_int(number(store, "SELECT count(*) FROM article"), 0,
	    "and stores nothing");
	is_int(number(store, "SELECT count(*) FROM batch"), 0, "at all");
	store_close(store);
}

static void
test_options(void)
{
	struct store *store = new_store();
	struct seen seen = { 0 };

	(void)import_with(store, in_dir("news/a.txt"),
	    (struct ingest_opts){
		.outlet = str_of("The Desk"), .language = str_of("French") });
	is_int(number(store, "SELECT count(*) FROM article a "
			     "JOIN outlet o ON o.id = a.outlet WHERE "
			     "o.name = 'The Desk' AND a.language = 'fr'"),
	    1, "outlet and language may be given");
	is_totals(
	    import_with(store, in_dir("news/b.md"),
		(struct ingest_opts){
		    .format = str_of("jsonl"), .each = see, .arg = &seen }),
	    0, 0, 0, 7, "a format may be given, right or wrong");
	is_totals(import_with(store, in_dir("none"),
		      (struct ingest_opts){ .each = see, .arg = &seen }),
	    0, 0, 0, 1, "a path that is not there fails");
	is_str(seen.last[INGEST_FAILED].reason, "there is no such file",
	    "with a sentence");
	arena_release(&seen.arena);
	store_close(store);
}

/* Import one line of JSON; the status it had. */
static enum ingest_status
line(struct store *store, const char *json)
{
	struct ingest_totals t;

	put("line.jsonl", json);
	t = import(store, in_dir("line.jsonl"));
	return t.imported > 0    ? INGEST_IMPORTED
	       : t.updated > 0   ? INGEST_UPDATED
	       : t.duplicate > 0 ? INGEST_DUPLICATE
				 : INGEST_FAILED;
}

static void
test_same(void)
{
	static const struct {
		const char *json;
		enum ingest_status status;
		const char *name;
	} cases[] = {
		{ "{\"title\":\"T\",\"text\":\"A\",\"url\":\"http://"
		  "www.e.org/x/\"}",
		    INGEST_IMPORTED, "an article" },
		{ "{\"title\":\"T\",\"text\":\"A\",\"url\":\"https://e.org/"
		  "x?utm_medium=m#top\"}",
		    INGEST_DUPLICATE, "the same address, written otherwise" },
		{ "{\"title\":\"T\",\"text\":\"A\"}", INGEST_DUPLICATE,
		    "the same text without an address" },
		{ "{\"title\":\"T\",\"text\":\"A\",\"url\":\"http://f.net/"
		  "x\"}",
		    INGEST_IMPORTED, "the same text from another outlet" },
		{ "{\"title\":\"T\",\"text\":\"A\",\"url\":\"http://e.org/"
		  "y\"}",
		    INGEST_DUPLICATE,
		    "the same text at another address of the outlet" },
		{ "{\"title\":\"U\",\"text\":\"B\",\"url\":\"http://e.org/"
		  "x\"}",
		    INGEST_UPDATED, "the same address with another text" },
		{ "{\"title\":\"T\",\"text\":\"A\",\"url\":\"http://e.org/"
		  "x\"}",
		    INGEST_DUPLICATE, "and with the former one again" },
		{ "{\"title\":\"V\",\"text\":\"C\",\"id\":5,\"outlet\":\"P\"}",
		    INGEST_IMPORTED, "an article with an id" },
		{ "{\"title\":\"V\",\"text\":\"C2\",\"id\":5,\"outlet\":"
		  "\"P\",\"url\":\"http://p.org\"}",
		    INGEST_UPDATED, "the same id with another text" },
		{ "{\"title\":\"V\",\"text\":\"C3\",\"id\":5,\"outlet\":"
		  "\"Q\"}",
		    INGEST_IMPORTED, "the same id of another outlet" },
		{ "{\"title\":\"W\",\"text\":\"D\"}", INGEST_IMPORTED,
		    "an article with nothing but its file" },
		{ "{\"title\":\"W\",\"text\":\"E\"}", INGEST_UPDATED,
		    "the same line and title with another text" },
	};
	struct store *store = new_store();
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++)
		is_int(line(store, cases[i].json), cases[i].status, "%s",
		    cases[i].name);
	is_int(number(store, "SELECT count(*) FROM article_version"), 3,
	    "former versions are kept");
	is_sound(store, "updates");
	is_int(number(store, "SELECT count(*) FROM article_fts "
			     "WHERE article_fts MATCH 'u'"),
	    1, "the new text is found");
	store_close(store);
}

static void
test_url_key(void)
{
	static const struct {
		const char *url, *key;
	} cases[] = {
		{ "https://WWW.Example.ORG:443/A/b/?q=1&utm_x=2&r=3#f",
		    "example.org/A/b?q=1&r=3" },
		{ "http://example.org", "example.org" },
		{ "http://example.org/?fbclid=9", "example.org" },
		{ "no address", "no address" },
		{ "", "" },
	};
	struct arena arena = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++)
		is_str(url_key(&arena, str_of(cases[i].url)), cases[i].key,
		    "key of \"%s\"", cases[i].url);
	arena_release(&arena);
}

/* All that an undo must give back, as one text. */
static struct str
dump(struct store *store, struct arena *arena)
{
	struct buf b = { 0 };
	sqlite3_stmt *st = NULL;
	struct str s;

	index_all(store);
	(void)sqlite3_prepare_v2(db_handle(store),
	    "SELECT a.id || '|' || ord || '|' || title || '|' || text || '|' "
	    "|| coalesce(published, '') || '|' || version || '|' || former "
	    "|| '|' || hidden || '|' || batch || '|' || words FROM article a "
	    "JOIN article_text t ON t.article = a.id UNION ALL "
	    "SELECT day || ':' || articles FROM article_day UNION ALL "
	    "SELECT rowid || '=' FROM article_fts WHERE article_fts MATCH "
	    "'text OR talks OR monday OR new' ORDER BY 1",
	    -1, &st, NULL);
	while (sqlite3_step(st) == SQLITE_ROW)
		buf_addf(&b, "%s\n", sqlite3_column_text(st, 0));
	(void)sqlite3_finalize(st);
	s = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return s;
}

static void
test_undo(void)
{
	struct store *store = new_store();
	struct arena arena = { 0 };
	struct str two, summary;
	struct err err = { 0 };

	(void)import(store, in_dir("news"));
	put("news/a.txt", "Haftar visits Cairo\n\nHe came on Tuesday, a new "
			  "date.\n");
	put("news/d.txt", "Another one\n\nWith a new text.\n");
	is_totals(import(store, in_dir("news")), 1, 1, 3, 3,
	    "a changed folder gives an update and an import");
	two = dump(store, &arena);
	ok(store_undo(store, &arena, &summary, &err), "undo: %s", err.text);
	ok(str_starts(summary, "imported 1 and updated 1 articles from /"),
	    "it says which: %.*s", (int)summary.len, summary.p);
	is_int(number(store, "SELECT count(*) FROM article WHERE hidden = 0"),
	    4, "the new one is hidden");
	is_int(number(store, "SELECT count(*) FROM article_text WHERE text = "
			     "'He came on Monday.'"),
	    1, "the former text is back");
	is_sound(store, "undone");
	ok(store_redo(store, &arena, &summary, &err), "redo: %s", err.text);
	is_str(dump(store, &arena), two.p, "redo gives the same as before");
	is_sound(store, "redone");
	ok(store_undo(store, &arena, &summary, &err) &&
		store_undo(store, &arena, &summary, &err),
	    "both imports undone: %s", err.text);
	is_int(number(store, "SELECT count(*) FROM article WHERE hidden = 0"),
	    0, "nothing is left in the list");
	is_int(number(store, "SELECT count(*) FROM article_day"), 0,
	    "nor on the timeline");
	ok(store_redo(store, &arena, &summary, &err), "one redone: %s",
	    err.text);
	is_int(number(store, "SELECT count(*) FROM article WHERE hidden = 0"),
	    4, "shows its articles again");
	ok(store_redo(store, &arena, &summary, &err) &&
		str_eq(dump(store, &arena), two),
	    "and both all: %s", err.text);
	put("news/a.txt", "Haftar visits Cairo\n\nHe came on Monday.\n");
	(void)unlink(in_dir("news/d.txt"));
	arena_release(&arena);
	store_close(store);
}

static void
test_undone_comes_again(void)
{
	struct store *store = new_store();
	struct arena arena = { 0 };
	struct str summary;
	struct err err = { 0 };
	int64_t id;

	(void)import(store, in_dir("news/a.txt"));
	id = number(store, "SELECT id FROM article");
	(void)store_undo(store, &arena, &summary, &err);
	is_totals(import(store, in_dir("news/a.txt")), 1, 0, 0, 0,
	    "an article whose import was undone is imported again");
	is_int(number(store, "SELECT id FROM article WHERE hidden = 0"), id,
	    "under its old id");
	is_sound(store, "again");
	(void)store_undo(store, &arena, &summary, &err);
	is_int(number(store, "SELECT count(*) FROM article WHERE hidden = 0"),
	    0, "and undone again");
	put("news/a.txt", "Haftar visits Cairo\n\nAnother text.\n");
	is_totals(import(store, in_dir("news/a.txt")), 1, 0, 0, 0,
	    "with another text it is an import too");
	(void)store_undo(store, &arena, &summary, &err);
	is_int(number(store, "SELECT count(*) FROM article WHERE hidden = 0"),
	    0, "whose undo hides it and does not bring the old text");
	is_sound(store, "in the end");
	put("news/a.txt", "Haftar visits Cairo\n\nHe came on Monday.\n");
	arena_release(&arena);
	store_close(store);
}

/* A correction with another date gives it another place in the list. */
static void
test_tagged_moves(void)
{
	static const char found[] = "SELECT count(*) FROM article_key k "
				    "JOIN article a ON a.ord = k.ord";
	struct store *store = new_store();
	struct arena arena = { 0 };
	struct str summary;
	struct err err = { 0 };
	int64_t id, ord;
	size_t changed;

	put("moves.jsonl", "{\"text\":\"first\",\"date\":\"2016-01-01\","
			   "\"url\":\"http://e.org/m\"}\n");
	(void)import(store, in_dir("moves.jsonl"));
	id = number(store, "SELECT id FROM article");
	ord = number(store, "SELECT ord FROM article");
	ok(store_article_code(
	       store, &id, 1, str_of("toll"), true, &changed, &err),
	    "tagged (%s)", err.text);
	is_int(number(store, found), 2, "is found by its code");
	put("moves.jsonl", "{\"text\":\"second\",\"date\":\"2017-01-01\","
			   "\"url\":\"http://e.org/m\"}\n");
	is_totals(import(store, in_dir("moves.jsonl")), 0, 1, 0, 0,
	    "corrected, of another day");
	ok(number(store, "SELECT ord FROM article") != ord, "it moves");
	is_int(number(store, found), 2, "and is found there");
	is_int(number(store, "SELECT count(*) FROM article_key"), 2,
	    "and there alone");
	ok(store_undo(store, &arena, &summary, &err), "undone (%s)", err.text);
	is_int(number(store, found), 2, "it is found where it stood before");
	is_int(number(store, "SELECT count(*) FROM article_key"), 2,
	    "and there alone");
	arena_release(&arena);
	store_close(store);
}

static void
test_update_twice_in_one_run(void)
{
	struct store *store = new_store();
	struct arena arena = { 0 };
	struct str summary;
	struct err err = { 0 };

	put("twice.jsonl",
	    "{\"text\":\"first\",\"url\":\"http://e.org/1\"}\n"
	    "{\"text\":\"second\",\"url\":\"http://e.org/1\"}\n");
	is_totals(import(store, in_dir("twice.jsonl")), 1, 1, 0, 0,
	    "imported and updated in one run");
	ok(store_undo(store, &arena, &summary, &err), "undone %s", err.text);
	is_int(number(store, "SELECT count(*) FROM article WHERE hidden = 0"),
	    0, "leaves nothing");
	ok(store_redo(store, &arena, &summary, &err), "redone %s", err.text);
	is_int(number(store, "SELECT count(*) FROM article_text t JOIN article "
			     "a ON a.id = t.article WHERE a.hidden = 0 AND "
			     "t.text = 'second'"),
	    1, "gives the second text");
	is_sound(store, "twice");
	arena_release(&arena);
	store_close(store);
}

/* A file of n short articles, all of one day. */
static void
make_many(const char *name, int n)
{
	FILE *f = fopen(in_dir(name), "w");
	int i;

	for (i = 0; f != NULL && i < n; i++)
		(void)fprintf(f,
		    "{\"title\":\"Title %d\",\"text\":\"Text number %d of "
		    "many\",\"url\":\"http://e.org/%d\",\"date\":"
		    "\"2017-01-17\"}\n",
		    i, i, i);
	if (f == NULL || fclose(f) != 0)
		die("cannot write %s", in_dir(name));
}

/* Stop the jobs after each number of short steps; the rest must come out the
 * same as in one run. */
static void
test_stopped(void)
{
	struct arena arena = { 0 };
	const char *path = in_dir("many.jsonl");
	const struct ingest_opts opts = { .paths = &path, .n_paths = 1 };
	struct ingest_totals t;
	struct err err = { 0 };
	struct store *store;
	struct job *job;
	int stop, i;
	int64_t before;

	make_many("many.jsonl", 300);
	path = in_dir("many.jsonl");
	for (stop = 0; stop < 60; stop += 7) {
		store = new_store();
		job = store_ingest(store, &opts, &t);
		/* A time that is over: one record a step. */
		for (i = 0; i < stop && job->step(job, 0, &err); i++)
			;
		job->free(job);
		before = number(store, "SELECT count(*) FROM article");
		ok(before == t.imported, "stopped after %d steps: %lld told",
		    stop, (long long)before);
		is_int(number(store, "SELECT count(*) FROM batch "
				     "WHERE finished IS NULL"),
		    0, "the batch is closed");
		t = import(store, path);
		ok(t.imported + before == 300 && t.duplicate == before,
		    "the rest comes with the next run");
		is_int(number(store, "SELECT count(*) FROM article"), 300,
		    "and nothing twice");
		is_sound(store, "stopped");
		store_close(store);
	}
	arena_release(&arena);
}

static void
test_index_stopped(void)
{
	struct store *store = new_store();
	struct err err = { 0 };
	struct job *job;
	int i;

	(void)import(store, in_dir("many.jsonl"));
	is_int(number(store, "SELECT count(*) FROM todo_index"), 300,
	    "imported articles wait for the index");
	job = store_index(store);
	is_int(job->total, 300, "the job knows how many");
	for (i = 0; i < 40; i++)
		(void)job->step(job, 0, &err);
	job->free(job);
	/* Every other step merges. */
	is_int(number(store, "SELECT count(*) FROM todo_index"), 280,
	    "stopped, what is left is still to do");
	is_sound(store, "index resumed");
	is_int(number(store, "SELECT count(*) FROM article_fts "
			     "WHERE article_fts MATCH 'number'"),
	    300, "all are found in the end");
	ok(store_index(store) == NULL, "then there is nothing to do");
	store_close(store);
}

/* What is gathered for the index is written once in a transaction: nothing in
 * between may make FTS5 write it out for each article. */
static void
test_index_gathers(void)
{
	struct store *store = new_store();

	(void)import(store, in_dir("many.jsonl"));
	index_all(store);
	is_int(number(store, "SELECT count(DISTINCT segid) "
			     "FROM article_fts_idx"),
	    1, "the texts of 300 articles are one segment");
	is_sound(store, "gathered");
	store_close(store);
}

/* A program that died left its batch open. */
static void
test_recover(void)
{
	struct store *store;
	struct err err = { 0 };
	const char *path = in_dir("many.jsonl");
	const struct ingest_opts opts = { .paths = &path, .n_paths = 1 };
	struct ingest_totals t;
	struct arena arena = { 0 };
	struct str summary;
	struct job *job;
	pid_t pid;
	int i;

	if (!store_open(in_dir("crash.db"), STORE_CREATE, &store, &err))
		die("%s", err.text);
	store_close(store);
	pid = fork();
	if (pid == 0) {
		if (!store_open(in_dir("crash.db"), STORE_OPEN, &store, &err))
			_exit(1);
		job = store_ingest(store, &opts, &t);
		for (i = 0; i < 50; i++)
			(void)job->step(job, 0, &err);
		(void)kill(getpid(), SIGKILL);
	}
	ok(pid > 0 && waitpid(pid, &i, 0) == pid && WIFSIGNALED(i),
	    "an import dies on the way");
	ok(store_open(in_dir("crash.db"), STORE_OPEN, &store, &err),
	    "the library opens: %s", err.text);
	ok(number(store, "SELECT count(*) FROM batch WHERE finished IS NULL") ==
		1,
	    "with the batch open");
	index_all(store);
	is_int(number(store, "SELECT count(*) FROM batch "
			     "WHERE finished IS NULL"),
	    0, "it is finished at the next start");
	ok(number(store, "SELECT imported FROM batch") ==
		number(store, "SELECT count(*) FROM article"),
	    "with the right count");
	is_totals(import(store, path), 251, 0, 49, 0,
	    "the same import again goes on");
	is_sound(store, "after the crash");
	ok(store_undo(store, &arena, &summary, &err) &&
		store_undo(store, &arena, &summary, &err),
	    "both parts can be undone %s", err.text);
	is_int(number(store, "SELECT count(*) FROM article WHERE hidden = 0"),
	    0, "and all is gone");
	arena_release(&arena);
	store_close(store);
}

static void
test_undo_before_index(void)
{
	struct store *store = new_store();
	struct arena arena = { 0 };
	struct str summary;
	struct err err = { 0 };

	(void)import(store, in_dir("many.jsonl"));
	(void)store_undo(store, &arena, &summary, &err);
	ok(store_index(store) == NULL, "hidden articles are not indexed");
	(void)store_redo(store, &arena, &summary, &err);
	is_sound(store, "shown again");
	is_int(number(store, "SELECT count(*) FROM article_fts "
			     "WHERE article_fts MATCH 'number'"),
	    300, "but once they are shown");
	arena_release(&arena);
	store_close(store);
}

static void
test_odd_date(void)
{
	struct store *store = new_store();

	(void)line(store, "{\"text\":\"abc\",\"date\":\"the day after\"}");
	is_int(number(store, "SELECT count(*) FROM article WHERE published IS "
			     "NULL AND repaired = 'date \"the day after\" not "
			     "understood' AND ord = 1484654400"),
	    1, "a date that is none is kept in words");
	store_close(store);
}

/* A note on a passage stays on it through updates and their undo. */
static void
test_notes_follow(void)
{
	struct store *store = new_store();
	struct arena arena = { 0 };
	struct note note = { .on = ON_ARTICLE, .text = str_of("look") };
	struct str summary, text = str_of("Before. He came on Monday. After.");
	struct err err = { 0 };
	struct note got;

	put("n.txt", "A title\n\nBefore. He came on Monday. After.\n");
	(void)import(store, in_dir("n.txt"));
	note.on_id = number(store, "SELECT id FROM article");
	note.anchor = anchor_make(text, (struct span){ 8, 25 });
	ok(store_note_add(store, &note, &note.id, &err), "a note: %s",
	    err.text);
	put("n.txt", "A title\n\nNew words. Before. He came on Monday. "
		     "After.\n");
	is_totals(import(store, in_dir("n.txt")), 0, 1, 0, 0, "an update");
	ok(store_note_get(store, note.id, &arena, &got, &err) &&
		got.anchor.span.from == 19 && got.anchor.span.to == 36,
	    "moves the note with its passage");
	is_int(got.anchor.state, ANCHOR_MOVED, "and says so");
	put("n.txt", "A title\n\nNothing of that any more, at all.\n");
	(void)import(store, in_dir("n.txt"));
	ok(store_note_get(store, note.id, &arena, &got, &err) &&
		got.anchor.state == ANCHOR_ORPHANED,
	    "a passage that went leaves an orphan");
	ok(store_undo(store, &arena, &summary, &err) &&
		store_undo(store, &arena, &summary, &err),
	    "both undone: %s", err.text);
	ok(store_note_get(store, note.id, &arena, &got, &err) &&
		got.anchor.state == ANCHOR_EXACT && got.anchor.span.from == 8,
	    "the note is where it was");
	ok(store_undo(store, &arena, &summary, &err) &&
		str_starts(summary, "note"),
	    "and can be undone itself");
	arena_release(&arena);
	store_close(store);
}

/* How often an entity is named counts what is shown. */
static void
test_names_follow(void)
{
	static const char counts[] = "SELECT articles * 100 + mentions "
				     "FROM entity WHERE key = 'haftar'";
	struct store *store = new_store();
	struct arena arena = { 0 };
	struct str summary;
	struct err err = { 0 };

	(void)sqlite3_exec(db_handle(store),
	    "INSERT INTO entity (id, key, kind, name, origin) "
	    "VALUES (1, 'haftar', 'person', 'Khalifa Haftar', 'hand');"
	    "INSERT INTO alias (entity, text, fold, kind) VALUES "
	    "(1, 'Haftar', 'haftar', 'alias')",
	    NULL, NULL, NULL);
	put("h.txt", "Title of it\n\nHaftar met Haftar.\n");
	(void)import(store, in_dir("h.txt"));
	index_all(store);
	is_int(number(store, counts), 102, "one article, two mentions");
	put("h.txt", "Title of it\n\nHaftar, Haftar, Haftar.\n");
	(void)import(store, in_dir("h.txt"));
	index_all(store);
	is_int(number(store, counts), 103, "an update is counted anew");
	(void)store_undo(store, &arena, &summary, &err);
	index_all(store);
	is_int(number(store, counts), 102, "and back");
	(void)store_undo(store, &arena, &summary, &err);
	is_int(number(store, counts), 0, "hidden articles do not count");
	(void)store_redo(store, &arena, &summary, &err);
	is_int(number(store, counts), 102, "but once they are shown again");
	(void)store_redo(store, &arena, &summary, &err);
	index_all(store);
	is_int(number(store, counts), 103, "to the last");
	arena_release(&arena);
	store_close(store);
}

int
main(void)
{
	if (mkdtemp(dir) == NULL)
		die("no folder for the test");
	make_folder();
	test_folder();
	test_dry_run();
	test_options();
	test_url_key();
	test_same();
	test_undo();
	test_undone_comes_again();
	test_tagged_moves();
	test_update_twice_in_one_run();
	test_stopped();
	test_index_stopped();
	test_index_gathers();
	test_recover();
	test_undo_before_index();
	test_odd_date();
	test_notes_follow();
	test_names_follow();
	(void)nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return done();
}
