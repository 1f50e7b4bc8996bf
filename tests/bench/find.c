/* find LIBRARY [QUERY...]: milliseconds of a page of 50 by query, at the top,
 * in the middle and at the end, beside the same rows by the plainest SQL in the
 * same run, without and with FTS5's own snippet(); then the count, which is
 * given up after a while, and how many of 120 spans of days hold them. Medians
 * of so many runs. Of a set of queries, or of those given. */
#include "config.h"

#include <time.h>

#include "store/db.h"
#include "store/find.h"

enum { BUCKETS = 120, FIRST_DAY = 15000 }; /* 2011 and on */
enum { RUNS = 21, PAGE = 50, ENOUGH_MS = 1000 /* of one measure */ };
enum { STEP_MS = 100, COUNT_MS = 10000 /* a count is given up after */ };

/* The newest that match, with what stands for a title. */
#define MATCH(what, words)                                                     \
	"SELECT a.id, " what " FROM article_fts JOIN article a ON a.ord = "    \
	"article_fts.rowid WHERE article_fts MATCH '" words "' "               \
	"ORDER BY article_fts.rowid DESC LIMIT 50"
#define COUNT(words)                                                           \
	"SELECT count(*) FROM article_fts WHERE article_fts MATCH '" words "'"
#define WORDS(words)                                                           \
	MATCH("a.title", words),                                               \
	    MATCH("snippet(article_fts, 1, '[', ']', '...', 16)", words),      \
	    COUNT(words)

/* Of the first page, without and with snippets, and of the count; NULL: none
 * so plain. The word that is rare is one of those that gen makes. */
static const struct plain {
	const char *query, *sql, *snippets, *count;
} cases[] = {
	{ "",
	    "SELECT id, title FROM article WHERE hidden = 0 "
	    "ORDER BY ord DESC LIMIT 50",
	    NULL, "SELECT count(*) FROM article WHERE hidden = 0" },
	{ "is:unread",
	    "SELECT id, title FROM article WHERE state = 0 AND hidden = 0 "
	    "ORDER BY ord DESC LIMIT 50",
	    NULL, NULL },
	{ "said", WORDS("said") },
	{ "government", WORDS("government") },
	{ "babadelkor", WORDS("babadelkor") },
	{ "\"of the\"", WORDS("\"of the\"") },
	{ "government oil", WORDS("government oil") },
	{ "oil OR talks", WORDS("oil OR talks") },
	{ "govern*", WORDS("\"govern\" *") },
	{ "=haftar", WORDS("haftar") },
	{ .query = "haftar" },
	{ "faction:lna",
	    "SELECT a.id, a.title FROM article_entity x JOIN article a ON "
	    "a.ord = x.ord WHERE x.entity = (SELECT id FROM entity WHERE "
	    "key = 'lna') ORDER BY x.ord DESC LIMIT 50",
	    NULL, NULL },
	{ .query = "haftar oil -turkey after:2016 is:unread" },
	{ .query = "a*" },
	{ .query = "lang:en" },
	{ .query = "lang:ar" },
	{ .query = "author:haddad" },
	{ .query = "outlet:gazette" },
	{ .query = "on:2016" },
	{ .query = "after:-30d" },
	{ .query = "is:copy" },
	{ .query = "has:claim" },
	{ .query = "has:code" },
	{ .query = "has:orphan" },
	{ .query = "has:suggestion" },
	{ .query = "-said -the" },
	{ "xyzzy", WORDS("xyzzy") },
};

static double
now_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
cmp(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double
median(double *v, size_t n)
{
	qsort(v, n, sizeof *v, cmp);
	return v[n / 2];
}

/* A page, from opening the query to its rows; `shown` as on the screen. */
static double
page(struct store *store, const char *query, double share, bool shown)
{
	struct page page = { .dir = share < 1 ? 1 : -1, .most = PAGE };
	double v[RUNS], begun = now_ms();
	size_t i;

	for (i = 0; i < RUNS && now_ms() - begun < ENOUGH_MS; i++) {
		struct arena arena = { 0 };
		struct err err = { 0 };
		struct find_key key;
		struct find_row *rows;
		struct find *find;
		double start = now_ms();

		if (!store_find_open(
			store, str_of(query), SORT_DATE, &find, NULL))
			return -1;
		if (shown)
			store_find_fold(find);
		if ((share == 0 || store_find_at(find, share, &key, NULL)) &&
		    store_find_page(find, share == 0 ? NULL : &key, &page,
			&arena, &rows, &err) &&
		    shown)
			(void)store_find_snippets(
			    find, &arena, rows, page.n, &err);
		store_find_close(find);
		v[i] = now_ms() - start;
		arena_release(&arena);
	}
	return median(v, i);
}

static double
raw(struct store *store, const char *sql)
{
	double v[RUNS], begun = now_ms();
	size_t i;

	for (i = 0; sql != NULL && i < RUNS && now_ms() - begun < ENOUGH_MS;
	     i++) {
		double start = now_ms();
		sqlite3_stmt *st;

		if (sqlite3_prepare_v2(db_handle(store), sql, -1, &st, NULL) !=
		    SQLITE_OK)
			return -1;
		while (sqlite3_step(st) == SQLITE_ROW)
			(void)sqlite3_column_text(st, 1);
		(void)sqlite3_finalize(st);
		v[i] = now_ms() - start;
	}
	return sql != NULL ? median(v, i) : -1;
}

static double
count(struct store *store, const char *query, int64_t *n)
{
	double start = now_ms();
	struct find *find;
	struct job *job;
	struct err err = { 0 };

	if (!store_find_open(store, str_of(query), SORT_DATE, &find, NULL))
		return -1;
	job = store_find_count(find, n);
	while (job->step(job, job_clock_ms() + STEP_MS, &err) &&
	       now_ms() - start < COUNT_MS)
		;
	job->free(job);
	store_find_close(find);
	return now_ms() - start;
}

/* The articles of a query in 120 buckets of its whole time. */
static double
density(struct store *store, const char *query)
{
	uint32_t counts[BUCKETS];
	int64_t edges[BUCKETS + 1];
	double start = now_ms();
	struct find *find;

	for (int i = 0; i <= BUCKETS; i++)
		edges[i] = FIRST_DAY + (int64_t)i * 40;
	if (!store_find_open(store, str_of(query), SORT_DATE, &find, NULL))
		return -1;
	(void)store_density(store, find, edges, BUCKETS, counts, NULL);
	store_find_close(find);
	return now_ms() - start;
}

static void
measure(struct store *store, const struct plain *c)
{
	double counted;
	int64_t n = -1;

	printf("%-42s %8.3f %8.3f %8.3f %8.3f %8.3f %8.3f %8.1f", c->query,
	    raw(store, c->sql), raw(store, c->snippets),
	    page(store, c->query, 0, false), page(store, c->query, 0, true),
	    page(store, c->query, 0.5, false), page(store, c->query, 1, false),
	    raw(store, c->count));
	counted = count(store, c->query, &n);
	/* Neither is waited for longer than that. */
	if (counted >= COUNT_MS)
		printf(" %8.1f %8.1f %9s\n", -1.0, -1.0, "-");
	else
		printf(" %8.1f %8.1f %9lld\n", counted,
		    density(store, c->query), (long long)n);
	(void)fflush(stdout);
}

int
main(int argc, char **argv)
{
	struct store *store;
	struct err err = { 0 };

	if (argc < 2 || !store_open(argv[1], STORE_READ_ONLY, &store, &err)) {
		(void)fprintf(
		    stderr, "find LIBRARY [QUERY...]: %s\n", err.text);
		return 2;
	}
	printf("%-42s %8s %8s %8s %8s %8s %8s %8s %8s %8s %9s\n", "ms", "SQL",
	    "snippet()", "page", "shown", "middle", "end", "count(*)", "count",
	    "density", "hits");
	for (size_t i = 0; argc == 2 && i < ARRAY_LEN(cases); i++)
		measure(store, &cases[i]);
	for (int i = 2; i < argc; i++)
		measure(store, &(struct plain){ .query = argv[i] });
	store_close(store);
	return 0;
}
