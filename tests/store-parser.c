/* The parser's process: pages that hurt fail alone. */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/html.h"
#include "model/utf8.h"
#include "store/ingest.h"
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
	{ "c-node.html", "<html><p>", "words and words ", "</p>", 900000,
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

int
main(void)
{
	if (mkdtemp(dir) == NULL)
		die("no folder");
	bad_pages();
	attributes();
	clean_up();
	return done();
}
