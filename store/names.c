#include "config.h"

#include "store/names.h"

#include "model/job.h"
#include "store/entity.h"
#include "store/match.h"
#include "store/mention.h"
#include "store/part.h"
#include "store/state.h"

enum { VERSION_GET, VERSION_SET, CHANGE, SINCE, WINDOW_END };
enum {
	FEW = 256,    /* entries; after more than that all are read */
	WINDOW = 200, /* entries whose names are read at once */
};

static const char *const sql[] = {
	[VERSION_GET] =
	    "SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'names'",
	[VERSION_SET] =
	    "INSERT INTO setting (key, value) VALUES ('names', '1') "
	    "ON CONFLICT (key) DO UPDATE SET value = value + 1",
	[CHANGE] = "INSERT INTO name_change (entity, version) SELECT ?1, "
		   "CAST(value AS INTEGER) FROM setting WHERE key = 'names' "
		   "ON CONFLICT (entity) DO UPDATE SET "
		   "version = excluded.version",
	[SINCE] = "SELECT entity FROM name_change WHERE version > ?1 "
		  "ORDER BY version LIMIT ?2",
	[WINDOW_END] = "SELECT max(id) FROM (SELECT id FROM entity /*scan*/ "
		       "WHERE id > ?1 ORDER BY id LIMIT ?2)",
};
const struct db_table names_sql = { "names", sql, ARRAY_LEN(sql) };

int64_t
store_names_version(struct store *store)
{
	int64_t version;
	struct err err;

	(void)db_number(store, sql[VERSION_GET], &version, &err);
	return version;
}

bool
names_changed(struct store *store, int64_t entity, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[VERSION_SET], err);

	if (st == NULL || !db_run(store, st, err))
		return false;
	db_changed(store, TOPIC_ENTITY);
	return entity == NAMES_OF_NOBODY ||
	       db_run_id(store, sql[CHANGE], entity, err);
}

/* A version that was rolled back is given once more, to another change. */
static bool
is_void(
    const struct store *store, const struct names_seen *seen, int64_t version)
{
	return !seen->made || seen->version > version ||
	       (seen->inside && seen->rollbacks != store->rollbacks);
}

/* The entries that changed, at most FEW; all: more did. */
static bool
changed_since(struct store *store, int64_t version, int64_t *entities,
    size_t *n, bool *all, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[SINCE], err);
	struct err e;

	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, version);
	db_bind_int(st, 2, FEW + 1);
	while (db_row(store, st, &e)) {
		int64_t entity = db_int(st, 0);

		if (entity == NAMES_OF_ALL || *n == FEW)
			*all = true;
		else
			entities[(*n)++] = entity;
	}
	return db_over(st, &e, err);
}

/* The last of the next entries; any: there are some. */
static bool
window_end(struct store *store, int64_t behind, int64_t *upto, bool *any,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[WINDOW_END], err);
	struct err e;

	*any = false;
	*upto = behind;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, behind);
	db_bind_int(st, 2, WINDOW);
	if (db_row(store, st, &e)) {
		*upto = db_int_or(st, 0, behind);
		*any = *upto != behind;
	}
	return db_over(st, &e, err);
}

void
names_seen_release(struct names_seen *seen)
{
	if (seen->making != NULL)
		seen->by->drop(seen->making);
	seen->making = NULL;
}

static void
seen_set(const struct store *store, struct names_seen *seen, int64_t version)
{
	seen->made = true;
	seen->inside = store->depth > 0;
	seen->version = version;
	seen->rollbacks = store->rollbacks;
}

/* One window more of what is being made, or all of it is there. */
static bool
read_window(
    struct store *store, struct names_seen *seen, bool *over, struct err *err)
{
	int64_t upto;
	bool any;

	if (!window_end(store, seen->upto, &upto, &any, err) ||
	    (any && !seen->by->add(store, seen->making, seen->upto, upto, err)))
		return false;
	seen->upto = upto;
	*over = !any;
	if (any)
		return true;
	seen->by->put(store, seen->making);
	seen->making = NULL;
	seen_set(store, seen, seen->as_of);
	return true;
}

/* What is changed while it is being made is taken in afterwards. */
static bool
read_until(struct store *store, struct names_seen *seen, int64_t until_ms,
    struct err *err)
{
	bool over = false;

	if (seen->making == NULL) {
		if (!db_number(store, sql[VERSION_GET], &seen->as_of, err))
			return false;
		seen->upto = INT64_MIN;
		seen->making = seen->by->begin(store, err);
		if (seen->making == NULL)
			return false;
	}
	while (!over && job_clock_ms() < until_ms)
		if (!read_window(store, seen, &over, err)) {
			names_seen_release(seen);
			return false;
		}
	return true;
}

bool
names_read(struct store *store, struct names_seen *seen, int64_t until_ms,
    bool *over, struct err *err)
{
	int64_t version, entities[FEW];
	bool all = false;
	size_t n;

	if (!db_number(store, sql[VERSION_GET], &version, err))
		return false;
	if (!is_void(store, seen, version) && seen->version != version &&
	    !changed_since(store, seen->version, entities, &n, &all, err))
		return false;
	/* A pack was loaded: it is read anew, in steps as well. */
	seen->made = seen->made && !all;
	*over = !is_void(store, seen, version);
	if (*over)
		return true;
	if (!read_until(store, seen, until_ms, err))
		return false;
	*over = seen->making == NULL;
	return true;
}

bool
names_follow(struct store *store, struct names_seen *seen,
    const struct names_follower *follower, struct err *err)
{
	int64_t version, entities[FEW];
	bool all, good = true;
	size_t n = 0;

	seen->by = follower;
	if (!db_number(store, sql[VERSION_GET], &version, err))
		return false;
	if (is_void(store, seen, version) &&
	    !read_until(store, seen, INT64_MAX, err))
		return false;
	if (seen->version == version)
		return true;
	all = false;
	if (!changed_since(store, seen->version, entities, &n, &all, err))
		return false;
	if (all)
		return read_until(store, seen, INT64_MAX, err);
	if (n > 0)
		good = follower->renew(store, entities, n, err);
	seen_set(store, seen, version);
	/* One that was renewed in part is made anew. */
	seen->made = good;
	return good;
}

/* ---- the job that reads all names between keys */

struct reading {
	struct job job; /* first */
	struct store *store;
};

static bool (*const readers[])(struct store *, int64_t until_ms, bool *over,
    struct err *) = { mention_names_read, match_names_read, part_names_read };

static bool
reading_step(struct job *job, int64_t until_ms, struct err *err)
{
	struct reading *r = (struct reading *)job;
	bool over = true;

	err->code = ERR_NONE;
	for (size_t i = 0; over && i < ARRAY_LEN(readers); i++)
		if (!readers[i](r->store, until_ms, &over, err))
			return false;
	return !over;
}

static void
reading_free(struct job *job)
{
	free(job);
}

struct job *
store_names_job(struct store *store)
{
	struct reading *r;
	bool over = true;
	struct err err;

	for (size_t i = 0; over && i < ARRAY_LEN(readers); i++)
		if (!readers[i](store, 0, &over, &err))
			return NULL;
	if (over)
		return NULL;
	r = xcalloc(1, sizeof *r);
	r->job = (struct job){ .step = reading_step, .free = reading_free };
	r->store = store;
	return &r->job;
}
