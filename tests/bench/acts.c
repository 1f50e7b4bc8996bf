/* acts LIBRARY: milliseconds of what an analyst does to an article, each an act
 * of its own that is on disk when it returns, on the newest articles; taken
 * back by undo, which is measured too. Beside the least that a commit takes
 * there: one row of a database in the same folder. */
#include "config.h"

#include <time.h>
#include <unistd.h>

#include "model/words.h"
#include "store/article.h"
#include "store/claim.h"
#include "store/db.h"
#include "store/find.h"
#include "store/history.h"
#include "store/note.h"

enum { TIMES = 100, WORDS = 40 /* bytes of the passage */ };

struct acts {
	struct store *store;
	struct arena arena;
	struct find_row *rows;
	size_t n;
};

static double
clock_ms(clockid_t clock)
{
	struct timespec t;

	(void)clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
must(bool good, const struct err *err)
{
	if (!good)
		die("%s", err->text);
}

struct series {
	double took[TIMES], busy[TIMES];
};

static void
say(const char *what, struct series *s)
{
	qsort(s->took, TIMES, sizeof *s->took, by_size);
	qsort(s->busy, TIMES, sizeof *s->busy, by_size);
	(void)printf("  %-24s %8.2f %8.2f %8.2f\n", what, s->took[TIMES / 2],
	    s->took[TIMES * 99 / 100], s->busy[TIMES / 2]);
	(void)fflush(stdout);
}

static void
mark(struct acts *a, int64_t id, enum mark mark)
{
	struct err err = { 0 };
	size_t changed;

	must(store_article_mark(a->store, &id, 1, mark, &changed, &err), &err);
}

static void
done(struct acts *a, int64_t id)
{
	mark(a, id, MARK_DONE);
}

static void
flag(struct acts *a, int64_t id)
{
	mark(a, id, MARK_FLAG);
}

static void
tag(struct acts *a, int64_t id)
{
	struct err err = { 0 };
	size_t changed;

	must(store_article_code(
		 a->store, &id, 1, str_of("bench"), true, &changed, &err),
	    &err);
}

/* The first words of the text. */
static struct anchor
passage(struct acts *a, int64_t id, struct arena *arena)
{
	struct article article;
	struct err err = { 0 };
	struct span s = { 0, WORDS };

	must(store_article_get(a->store, id, arena, &article, &err), &err);
	if (article.text.len < WORDS)
		s.to = (uint32_t)article.text.len;
	while (s.to > 0 && ((unsigned char)article.text.p[s.to] & 0xc0) == 0x80)
		s.to--;
	return anchor_make(article.text, s);
}

static void
note(struct acts *a, int64_t id)
{
	struct arena arena = { 0 };
	struct note n = { .on = ON_ARTICLE,
		.on_id = id,
		.text = str_of("to be compared with the ministry's figures") };
	struct err err = { 0 };
	int64_t added;

	n.anchor = passage(a, id, &arena);
	must(store_note_add(a->store, &n, &added, &err), &err);
	arena_release(&arena);
}

static void
claim(struct acts *a, int64_t id)
{
	struct arena arena = { 0 };
	struct claim_span span = { .role = SPAN_CONTENT };
	struct claim c = { .article = id, .spans = &span, .n_spans = 1 };
	struct err err = { 0 };
	int64_t added;

	span.anchor = passage(a, id, &arena);
	c.claimant.text = str_of("a diplomat");
	must(store_claim_add(a->store, &c, &added, &err), &err);
	arena_release(&arena);
}

static void
undo(struct acts *a, int64_t id)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str summary;

	(void)id;
	must(store_undo(a->store, &arena, &summary, &err), &err);
	arena_release(&arena);
}

static void
measure(struct acts *a, const char *what, void (*act)(struct acts *, int64_t))
{
	struct series s;

	for (size_t i = 0; i < TIMES; i++) {
		double begun = clock_ms(CLOCK_MONOTONIC);
		double busy = clock_ms(CLOCK_PROCESS_CPUTIME_ID);

		act(a, a->rows[i % a->n].row.id);
		s.took[i] = clock_ms(CLOCK_MONOTONIC) - begun;
		s.busy[i] = clock_ms(CLOCK_PROCESS_CPUTIME_ID) - busy;
	}
	say(what, &s);
}

/* One row and its commit, as durable as the library's. */
static void
least(const char *library)
{
	struct buf path = { 0 };
	struct series s;
	sqlite3 *db = NULL;

	buf_addf(&path, "%s.least", library);
	(void)unlink(path.p);
	if (sqlite3_open(path.p, &db) != SQLITE_OK ||
	    sqlite3_exec(db,
		"PRAGMA page_size = 16384; PRAGMA journal_mode = WAL;"
		"PRAGMA synchronous = FULL; CREATE TABLE t (x)",
		NULL, NULL, NULL) != SQLITE_OK)
		die("%s: %s", path.p, sqlite3_errmsg(db));
	for (size_t i = 0; i < TIMES; i++) {
		double begun = clock_ms(CLOCK_MONOTONIC);
		double busy = clock_ms(CLOCK_PROCESS_CPUTIME_ID);

		(void)sqlite3_exec(
		    db, "INSERT INTO t VALUES (1)", NULL, NULL, NULL);
		s.took[i] = clock_ms(CLOCK_MONOTONIC) - begun;
		s.busy[i] = clock_ms(CLOCK_PROCESS_CPUTIME_ID) - busy;
	}
	(void)sqlite3_close(db);
	(void)unlink(path.p);
	buf_release(&path);
	say("one row and its commit", &s);
}

int
main(int argc, char **argv)
{
	struct page page = { .dir = 1, .most = TIMES };
	struct acts a = { 0 };
	struct err err = { 0 };
	struct find *find;

	if (argc != 2)
		die("usage: acts LIBRARY");
	must(store_open(argv[1], STORE_OPEN, &a.store, &err), &err);
	must(store_find_open(a.store, str_of("is:unread -is:flagged"),
		 SORT_DATE, &find, &err),
	    &err);
	must(store_find_page(find, NULL, &page, &a.arena, &a.rows, &err), &err);
	store_find_close(find);
	a.n = page.n;
	if (a.n == 0)
		die("%s has no unread articles", argv[1]);
	(void)printf(
	    "  %-24s %8s %8s %8s\n", "ms", "median", "p99", "processor");
	least(argv[1]);
	measure(&a, "mark done", done);
	measure(&a, "undo of it", undo);
	measure(&a, "flag", flag);
	measure(&a, "undo of it", undo);
	measure(&a, "tag with a code", tag);
	measure(&a, "undo of it", undo);
	measure(&a, "note on a passage", note);
	measure(&a, "undo of it", undo);
	measure(&a, "claim", claim);
	measure(&a, "undo of it", undo);
	arena_release(&a.arena);
	store_close(a.store);
	return 0;
}
