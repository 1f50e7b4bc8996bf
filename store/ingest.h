/* Import: files in, articles stored and indexed. */
#ifndef STORE_INGEST_H
#define STORE_INGEST_H

#include "model/article.h"
#include "store/store.h"

enum ingest_status {
	INGEST_IMPORTED,
	INGEST_UPDATED,
	INGEST_DUPLICATE,
	INGEST_FAILED,
};

struct ingest_result {
	struct str path;   /* file, with the record after a colon */
	struct str reason; /* of a failure or a repair; else empty */
	enum ingest_status status;
	int64_t id;
};

struct ingest_opts {
	const char *const *paths; /* "-" is standard input */
	size_t n_paths;
	struct str format;   /* empty: by content */
	struct str outlet;   /* for all that name none: a register key */
	struct str language; /* the same */
	bool dry_run;
	/* Parts of the index (INDEX_ in store/index.h) that are done along the
	 * way in steps that are long, while a worker reads on; 0: none. What
	 * is left is store_index's. */
	unsigned index;
	/* Records of a transaction, and new articles before an index; 0:
	 * 10,000. */
	int64_t rows;
	/* Told of each record, on the way; may be NULL. */
	void (*each)(void *arg, const struct ingest_result *result);
	void *arg;
};

struct ingest_totals {
	int64_t imported, updated, duplicate, failed;
};

/* How work made elsewhere is taken in: what is told, and what the file is
 * called. */
struct taking {
	const struct ingest_opts *opts;
	struct str path;
	struct ingest_totals *totals;
};

/* The job that stores records; paths are copied. Its articles can be listed
 * and read at once, and found by words once store_index has come by.
 * totals, owned by the caller, is kept up to date while it runs. */
struct job *store_ingest(struct store *store, const struct ingest_opts *opts,
    struct ingest_totals *totals);

/* The job that indexes and spots what import left to do, or what a crash
 * left undone. NULL when there is nothing. */
struct job *store_index(struct store *store);
/* How many articles it would do; counts no further than most. */
int64_t store_index_left(struct store *store, int64_t most);

/* Run a job to its end. */
bool job_run(struct job *job, struct err *err);

#endif
