/* find LIBRARY [QUERY...]: milliseconds of a page of 50 by query, at the top,
 * in the middle and at the end, beside the same rows by the plainest SQL in the
 * same run; then the count, and how many of 120 spans of days hold them.
 * Medians of so many runs. Of a set of queries, or of those given. */
#include "config.h"

#include <time.h>

#include "store/db.h"
#include "store/find.h"

enum { BUCKETS = 120, FIRST_DAY = 15000 }; /* 2011 and on */
enum { RUNS = 21, PAGE = 50, ENOUGH_MS = 1000 /* of one measure */ };

static const struct {
	const char *query, *sql; /* of the first page; NULL: none so plain */
} cases[] = {
	{ "", "SELECT id, title FROM article WHERE hidden = 0"
	      " ORDER BY ord DESC LIMIT 50" },
	{ "is:unread", "SELECT id, title FROM article WHERE state = 0 AND"
		       " hidden = 0 ORDER BY ord DESC LIMIT 50" },
	{ "said", "SELECT a.id, a.title FROM article_fts f JOIN article a ON"
		  " a.ord = f.rowid WHERE article_fts MATCH 'said'"
		  " ORDER BY f.rowid DESC LIMIT 50" },
	{ "government", "SELECT a.id, a.title FROM article_fts f JOIN article"
			" a ON a.ord = f.rowid WHERE article_fts MATCH"
			" 'government' ORDER BY f.rowid DESC LIMIT 50" },
	{ "\"of the\"", "SELECT a.id, a.title FROM article_fts f JOIN article"
			" a ON a.ord = f.rowid WHERE article_fts MATCH"
			" '\"of the\"' ORDER BY f.rowid DESC LIMIT 50" },
	{ "govern*", "SELECT a.id, a.title FROM article_fts f JOIN article a"
		     " ON a.ord = f.rowid WHERE article_fts MATCH"
		     " '\"govern\" *' ORDER BY f.rowid DESC LIMIT 50" },
	{ "=haftar", "SELECT a.id, a.title FROM article_fts f JOIN article a"
		     " ON a.ord = f.rowid WHERE article_fts MATCH"
		     " 'haftar' ORDER BY f.rowid DESC LIMIT 50" },
	{ "haftar", NULL },
	{ "faction:lna", "SELECT a.id, a.title FROM article_entity x JOIN"
			 " article a ON a.ord = x.ord WHERE x.entity ="
			 " (SELECT id FROM entity WHERE key = 'lna')"
			 " ORDER BY x.ord DESC LIMIT 50" },
	{ "haftar oil -turkey after:2016 is:unread", NULL },
	{ "a*", NULL },
	{ "lang:en", NULL },
	{ "lang:ar", NULL },
	{ "author:haddad", NULL },
	{ "outlet:gazette", NULL },
	{ "on:2016", NULL },
	{ "after:-30d", NULL },
	{ "is:copy", NULL },
	{ "has:claim", NULL },
	{ "has:code", NULL },
	{ "has:orphan", NULL },
	{ "has:suggestion", NULL },
	{ "-said -the", NULL },
	{ "xyzzy", "SELECT rowid FROM article_fts WHERE article_fts MATCH"
		   " 'xyzzy' ORDER BY rowid DESC LIMIT 50" },
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

/* A page, from opening the query to its rows. */
static double
page(struct store *store, const char *query, double share, bool snippets)
{
	double v[RUNS], begun = now_ms();
	size_t i;

	for (i = 0; i < RUNS && now_ms() - begun < ENOUGH_MS; i++) {
		struct arena arena = { 0 };
		struct find_key key;
		struct find_row *rows;
		struct find *find;
		size_t n;
		double start = now_ms();

		if (!store_find_open(
			store, str_of(query), SORT_DATE, &find, NULL))
			return -1;
		if (share == 0 || store_find_at(find, share, &key, NULL))
			(void)store_find_page(find, share == 0 ? NULL : &key,
			    share < 1 ? 1 : -1, PAGE, snippets, &arena, &rows,
			    &n, NULL);
		store_find_close(find);
		v[i] = now_ms() - start;
		arena_release(&arena);
	}
	return median(v, i);
}

static double
plain(struct store *store, const char *sql)
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
	while (job->step(job, INT64_MAX, &err))
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
measure(struct store *store, const char *q, const char *sql)
{
	double counted;
	int64_t n = -1;

	printf("%-42s %8.3f %8.3f %8.3f %8.3f %8.3f", q, plain(store, sql),
	    page(store, q, 0, false), page(store, q, 0, true),
	    page(store, q, 0.5, false), page(store, q, 1, false));
	counted = count(store, q, &n);
	printf(
	    " %8.1f %8.1f %9lld\n", counted, density(store, q), (long long)n);
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
	printf("%-42s %8s %8s %8s %8s %8s %8s %8s %9s\n", "ms", "SQL", "page",
	    "snippets", "middle", "end", "count", "density", "hits");
	for (size_t i = 0; argc == 2 && i < ARRAY_LEN(cases); i++)
		measure(store, cases[i].query, cases[i].sql);
	for (int i = 2; i < argc; i++)
		measure(store, argv[i], NULL);
	store_close(store);
	return 0;
}
