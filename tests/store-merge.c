/* The index of texts after imports: few segments, and no room left over that
 * merging them took. */
#include "config.h"

#include <stdio.h>

#include "store/ingest.h"
#include "tests/library.h"
#include "tests/test.h"

enum {
	TIMES = 8,
	ARTICLES = 400,
	ALL = TIMES * ARTICLES,
	WORDS = 300,
	SEGMENTS = 6,
	FREE = 8, /* of a hundred pages */
};

static void
put_file(const char *path, unsigned time)
{
	FILE *f = fopen(path, "w");
	unsigned i, k, n = time;

	if (f == NULL)
		die("cannot write %s", path);
	for (i = 0; i < ARTICLES; i++) {
		(void)fprintf(f, "{\"id\":\"%u-%u\",\"text\":\"", time, i);
		for (k = 0; k < WORDS; k++) {
			n = n * 1103515245U + 12345U;
			(void)fprintf(f, "w%x ", n >> 20);
		}
		(void)fputs("\"}\n", f);
	}
	if (fclose(f) != 0)
		die("cannot write %s", path);
}

static void
run(struct job *job)
{
	struct err err = { 0 };

	if (job == NULL || !job_run(job, &err))
		die("no job: %s", err.text);
	job->free(job);
}

int
main(void)
{
	char *path = library_path("some.jsonl"), *db = library_path("a.db");
	const char *const paths[] = { path };
	const struct ingest_opts opts = { .paths = paths, .n_paths = 1 };
	struct store *store = library_new(db);
	struct ingest_totals totals;
	int64_t pages, spare;
	unsigned time;

	store_bulk(store);
	for (time = 1; time <= TIMES; time++) {
		put_file(path, time);
		run(store_ingest(store, &opts, &totals));
		run(store_index(store));
	}
	is_int(library_sql(store, "SELECT count(*) FROM article_fts "
				  "WHERE article_fts MATCH 'w*'"),
	    ALL, "all are found");
	ok(library_sql(store,
	       "SELECT count(DISTINCT segid) FROM article_fts_idx") <= SEGMENTS,
	    "in few segments");
	pages = library_sql(store, "PRAGMA page_count");
	spare = library_sql(store, "PRAGMA freelist_count");
	ok(spare * 100 <= pages * FREE, "free are %lld of %lld pages",
	    (long long)spare, (long long)pages);
	library_run(store, "INSERT INTO article_fts (article_fts, rank) "
			   "VALUES ('integrity-check', 1)");
	store_close(store);
	free(path);
	free(db);
	library_clean();
	return done();
}
