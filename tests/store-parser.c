/* The parser's process: pages that hurt fail alone. */
#include "config.h"

#include <fcntl.h>
#include <iconv.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/html.h"
#include "model/utf8.h"
#include "store/article.h"
#include "store/ingest.h"
#include "store/sandbox.h"
#include "tests/library.h"
#include "tests/test.h"

static char dir[] = "/tmp/mirsad-parser-XXXXXX";

struct page {
	const char *name, *head, *piece, *tail;
	size_t times;
	const char *reason; /* NULL: it is read */
};

static const struct page pages[] = {
	{ "a-good.html", "<html><p>", "One sentence of words. ", "</p>", 20,
	    NULL },
	{ "b-depth.html", "<html><p>deep", "<div>", " words", 100000, NULL },
	{ "c-node.html", "<html><p>", "words and words ", "</p>", 700000,
	    NULL },
	{ "d-long.html", "<html><p>", "words and words ", "</p>", 1300000,
	    "is longer than 16 MB, too long for one article" },
	{ "e-cut.html",
	    "<html><head><title>T</title></head><body><p>Cut off "
	    "in the mid<b",
	    "", "", 0, NULL },
	{ "f-binary.html",
	    "\x7f"
	    "ELF",
	    "\x01\x02\x03\xff", "", 1000, NULL },
	{ "g-empty.html", "<html><head></head><body>", "", "</body></html>", 0,
	    "is a page without text" },
	{ "h-good.html", "<html><p>", "Another sentence of words. ", "</p>", 20,
	    NULL },
};

static void
put(const char *name, const struct page *page)
{
	char path[200];
	FILE *f;
	size_t i;

	(void)snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	if (f == NULL)
		die("cannot write %s", path);
	(void)fputs(page->head, f);
	for (i = 0; i < page->times; i++)
		(void)fputs(page->piece, f);
	(void)fputs(page->tail, f);
	if (fclose(f) != 0)
		die("cannot write %s", path);
}

struct seen {
	size_t n;
	char name[64][64], reason[64][240];
	enum ingest_status status[64];
};

static void
see(void *arg, const struct ingest_result *result)
{
	struct seen *seen = arg;
	const char *name = strrchr(result->path.p, '/');
	size_t i = seen->n++ % 64;

	(void)snprintf(seen->name[i], 64, "%.63s", name + 1);
	(void)snprintf(seen->reason[i], 240, "%.*s", (int)result->reason.len,
	    result->reason.p);
	seen->status[i] = result->status;
}

static struct ingest_totals
import(struct store *store, const char *path, struct seen *seen)
{
	struct ingest_opts opts = {
		.paths = &path, .n_paths = 1, .each = see, .arg = seen
	};
	struct ingest_totals totals;
	struct err err = { 0 };
	struct job *job = store_ingest(store, &opts, &totals);

	if (!job_run(job, &err))
		ok(false, "import of %s: %s", path, err.text);
	job->free(job);
	return totals;
}

static struct store *
new_store(void)
{
	struct store *store;
	struct err err = { 0 };

	if (!store_open(":memory:", STORE_CREATE, &store, &err))
		die("%s", err.text);
	store_set_analyst(store, "tester");
	return store;
}

static void
bad_pages(void)
{
	struct store *store = new_store();
	struct seen seen = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(pages); i++)
		put(pages[i].name, &pages[i]);
	(void)import(store, dir, &seen);
	is_int((int64_t)seen.n, ARRAY_LEN(pages), "every page is told of");
	for (i = 0; i < seen.n && i < ARRAY_LEN(pages); i++) {
		is_str(str_of(seen.name[i]), pages[i].name, "in their order");
		if (pages[i].reason != NULL)
			is_str(str_of(seen.reason[i]), pages[i].reason,
			    "%s is refused", pages[i].name);
		else if (i != 1 && i != 5)
			ok(seen.status[i] == INGEST_IMPORTED, "%s is read: %s",
			    pages[i].name, seen.reason[i]);
	}
	store_close(store);
}

/* libxml2 looks through all attributes for each one. */
static void
attributes(void)
{
	struct store *store = new_store();
	struct seen seen = { 0 };
	char path[200];
	size_t i;
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/a-attributes.html", dir);
	f = fopen(path, "w");
	if (f == NULL)
		die("cannot write %s", path);
	(void)fputs("<html><p ", f);
	for (i = 0; i < 200000; i++)
		(void)fprintf(f, "a%zu=1 ", i);
	(void)fputs(">words</p>", f);
	(void)fclose(f);
	(void)import(store, dir, &seen);
	ok(seen.status[0] == INGEST_IMPORTED ||
		strcmp(seen.reason[0],
		    "takes too long to read, and was given up") == 0,
	    "200,000 attributes are read or given up: %s", seen.reason[0]);
	ok(seen.n == ARRAY_LEN(pages) + 1 &&
		seen.status[ARRAY_LEN(pages)] == INGEST_IMPORTED,
	    "the page after that is read");
	store_close(store);
	(void)unlink(path);
}

/* A cache as versions of newsboat make it: columns differ. */
static void
make_cache(const char *path, const char *columns, const char *values)
{
	sqlite3 *db = NULL;
	char *sql = sqlite3_mprintf(
	    "CREATE TABLE rss_feed (rssurl, url, title);"
	    "INSERT INTO rss_feed VALUES ('u', 'v', 'The Gazette');"
	    "CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid, title, "
	    "author, url, feedurl, pubDate INTEGER, content, unread INTEGER%s);"
	    "INSERT INTO rss_item VALUES (1, 'g1', 'Read', 'A', 'http://x/1', "
	    "'u', 1484654400, '<p>One<p>Two', 0%s);"
	    "INSERT INTO rss_item VALUES (2, 'g2', 'Unread', 'A', 'http://x/2',"
	    " 'u', 1484654401, 'Words', 1%s);",
	    columns, values, values);

	(void)unlink(path);
	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		die("%s", sqlite3_errmsg(db));
	(void)sqlite3_close(db);
	sqlite3_free(sql);
}

static void
newsboat(void)
{
	static const struct {
		const char *columns, *values;
		bool flagged;
	} versions[] = {
		{ "", "", false },
		{ ", flags, deleted INTEGER, content_mime_type",
		    ", 'ab', 0, 'text/html'", true },
	};
	struct article article;
	struct ingest_totals totals;
	struct arena arena = { 0 };
	struct seen seen = { 0 };
	struct store *store;
	struct err err = { 0 };
	char path[200];
	size_t i;

	(void)snprintf(path, sizeof path, "%s/cache.db", dir);
	for (i = 0; i < ARRAY_LEN(versions); i++) {
		make_cache(path, versions[i].columns, versions[i].values);
		store = new_store();
		totals = import(store, path, &seen);
		is_int(totals.imported, 2, "both items of version %zu", i);
		ok(store_article_get(store, 1, &arena, &article, &err),
		    "the first is there");
		is_str(article.text, "One\n\nTwo", "its text is readable");
		is_str(article.row.outlet, "The Gazette", "its feed");
		is_str(
		    article.row.published, "2017-01-17T12:00:00Z", "its date");
		ok(article.row.state == ARTICLE_DONE,
		    "what was read there is done here");
		ok(article.row.flagged == versions[i].flagged,
		    "what was flagged there is flagged here");
		ok(store_article_get(store, 2, &arena, &article, &err) &&
			article.row.state == ARTICLE_UNREAD,
		    "what was not read is not done");
		store_close(store);
	}
	(void)unlink(path);
	arena_release(&arena);
}

static void
real_newsboat(void)
{
	struct store *store;
	struct seen seen = { 0 };
	struct ingest_totals totals;
	char path[2048];

	if (test_shared() == NULL) {
		skip("no shared data", "newsboat's cache");
		return;
	}
	store = new_store();
	(void)snprintf(path, sizeof path, "%s/data/open/newsboat/made/cache.db",
	    test_shared());
	totals = import(store, path, &seen);
	is_int(totals.imported + totals.updated, 26,
	    "newsboat's own items with a text are read");
	is_int(totals.failed, 4, "those without are not");
	store_close(store);
}

/* A list of feeds on the disk. */
static void
list(void)
{
	static const struct page files[] = {
		{ "list.opml",
		    "<opml><body><outline xmlUrl='feed.xml'/><outline "
		    "xmlUrl='gone.xml'/><outline xmlUrl='http://x.example/'/>"
		    "<outline xmlUrl='a%20b.xml'/></body></opml>",
		    "", "", 0, NULL },
		{ "a b.xml",
		    "<rss><channel><item><title>U</title><description>More"
		    "</description></item></channel></rss>",
		    "", "", 0, NULL },
		{ "feed.xml",
		    "<rss><channel><item><title>T</title><description>Words"
		    "</description></item></channel></rss>",
		    "", "", 0, NULL },
	};
	struct store *store = new_store();
	struct seen seen = { 0 };
	struct ingest_totals totals;
	char path[200];
	size_t i;

	for (i = 0; i < ARRAY_LEN(files); i++)
		put(files[i].name, &files[i]);
	(void)snprintf(path, sizeof path, "%s/list.opml", dir);
	totals = import(store, path, &seen);
	is_int(totals.imported, 2, "the feeds beside the list are read");
	is_int(totals.failed, 2, "what is not there and the network are not");
	is_str(str_of(seen.reason[0]), "names \"gone.xml\", which is not there",
	    "a file that is gone");
	is_str(str_of(seen.reason[1]),
	    "names http://x.example/, but nothing is fetched from the network",
	    "an address");
	for (i = 0; i < ARRAY_LEN(files); i++) {
		(void)snprintf(path, sizeof path, "%s/%s", dir, files[i].name);
		(void)unlink(path);
	}
	store_close(store);
}

static void
clean_up(void)
{
	char path[200];
	size_t i;

	for (i = 0; i < ARRAY_LEN(pages); i++) {
		(void)snprintf(path, sizeof path, "%s/%s", dir, pages[i].name);
		(void)unlink(path);
	}
	(void)rmdir(dir);
}

/* In a process of its own: what is still possible, as bits. */
#ifndef NO_SANDBOX
enum {
	READS_HOME = 1,
	READS_USR = 2,
	WRITES = 4,
	SOCKETS = 8,
	RUNS = 16,
	FORKS = 32,
	CONVERTS = 64,
};

static int
possible(void)
{
	struct buf path = { 0 };
	iconv_t charset;
	int can = 0;

	sandbox_enter();
	buf_addf(&path, "%s/seen", dir);
	can |= open(path.p, O_RDONLY) >= 0 ? READS_HOME : 0;
	buf_puts(&path, "-not");
	can |= open(path.p, O_WRONLY | O_CREAT, 0600) >= 0 ? WRITES : 0;
	can |= open("/usr/bin/env", O_RDONLY) >= 0 ? READS_USR : 0;
	can |= socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? SOCKETS : 0;
	charset = iconv_open("UTF-8", "WINDOWS-1256");
	can |= charset != (iconv_t)-1 ? CONVERTS : 0;
	switch (fork()) {
	case -1:
		break;
	case 0:
		_exit(0);
	default:
		can |= FORKS;
	}
	(void)execl("/usr/bin/env", "env", "true", (char *)NULL);
	_exit(can);
}

static void
sandbox(void)
{
	struct buf path = { 0 };
	int status = 0, can;
	FILE *f;
	pid_t pid;

	buf_addf(&path, "%s/seen", dir);
	f = fopen(path.p, "w");
	if (f != NULL)
		(void)fclose(f);
	pid = fork();
	if (pid == 0)
		_exit(possible());
	(void)waitpid(pid, &status, 0);
	can = WEXITSTATUS(status);
	ok(WIFEXITED(status) && (can & CONVERTS) != 0,
	    "a parser converts charsets");
	ok((can & READS_USR) != 0, "and reads what is installed");
	/* A kernel may have neither. */
	if ((can & SOCKETS) != 0)
		skip("no seccomp here", "it has no sockets, starts nothing");
	else
		ok((can & FORKS) == 0, "it has no sockets, starts nothing");
	if ((can & READS_HOME) != 0)
		skip("no Landlock here", "it sees no files of the user's");
	else
		ok((can & WRITES) == 0, "it sees no files of the user's");
	(void)unlink(path.p);
	buf_release(&path);
}
#endif

int
main(void)
{
	if (mkdtemp(dir) == NULL)
		die("no folder");
#ifdef NO_SANDBOX
	skip("built without", "a sandbox");
#else
	sandbox();
#endif
	bad_pages();
	attributes();
	newsboat();
	real_newsboat();
	list();
	clean_up();
	return done();
}
