#include "config.h"

#include "store/names.h"

#include "store/entity.h"
#include "store/state.h"

enum { VERSION_GET, VERSION_SET, CHANGE, SINCE };
enum { FEW = 256 /* entries; after more than that all are read */ };

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
};
const struct db_table names_sql = { "names", sql, ARRAY_LEN(sql) };

static bool
version_get(struct store *store, int64_t *version, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[VERSION_GET], err);
	struct err e;

	*version = 0;
	if (st == NULL)
		return false;
	if (db_row(store, st, &e))
		*version = db_int(st, 0);
	return db_over(st, &e, err);
}

int64_t
store_names_version(struct store *store)
{
	int64_t version;
	struct err err;

	(void)version_get(store, &version, &err);
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

bool
names_follow(struct store *store, struct names_seen *seen,
    const struct names_follower *follower, struct err *err)
{
	int64_t version, entities[FEW];
	bool all, good;
	size_t n = 0;

	if (!version_get(store, &version, err))
		return false;
	all = is_void(store, seen, version);
	if (!all && seen->version == version)
		return true;
	if (!all &&
	    !changed_since(store, seen->version, entities, &n, &all, err))
		return false;
	good = all     ? follower->make(store, err)
	       : n > 0 ? follower->renew(store, entities, n, err)
		       : true;
	/* One that was renewed in part is made anew. */
	*seen = (struct names_seen){ good, store->depth > 0, version,
		store->rollbacks };
	return good;
}
