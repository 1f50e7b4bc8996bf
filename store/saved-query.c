#include "config.h"

#include "store/article.h"
#include "store/revision.h"

enum {
	QUERY_BY_NAME,
	QUERY_LIST,
	QUERY_LAST,
	QUERY_CURRENT,
	QUERY_REMOVE,
	QUERY_PUT,
};

static const char *const sql[] = {
	[QUERY_BY_NAME] =
	    "SELECT uuid, id, position FROM saved_query WHERE name = ?1",
	[QUERY_LIST] = "SELECT id, name, query FROM saved_query /*scan*/ "
		       "ORDER BY position, id",
	[QUERY_LAST] = "SELECT coalesce(max(position), 0) "
		       "FROM saved_query /*scan*/",
	[QUERY_CURRENT] =
	    "SELECT json_object('id', id, 'name', name, 'query', query, "
	    "'position', position) FROM saved_query WHERE uuid = ?1",
	[QUERY_REMOVE] = "DELETE FROM saved_query WHERE uuid = ?1",
	[QUERY_PUT] =
	    "INSERT INTO saved_query (id, uuid, name, query, position) VALUES "
	    "(?2 ->> '$.id', ?1, ?2 ->> '$.name', ?2 ->> '$.query', "
	    "?2 ->> '$.position') ON CONFLICT (uuid) DO UPDATE SET "
	    "name = excluded.name, query = excluded.query, "
	    "position = excluded.position",
};
const struct db_table saved_query_sql = { "saved-query", sql, ARRAY_LEN(sql) };

const struct revision_kind query_kind = {
	.name = "query",
	.now = &sql[QUERY_CURRENT],
	.put = &sql[QUERY_PUT],
	.remove = &sql[QUERY_REMOVE],
	.topic = TOPIC_QUERY,
};

struct found {
	struct str uuid; /* empty: there is none of that name */
	int64_t id, position;
};

static bool
query_find(struct store *store, struct str name, struct arena *arena,
    struct found *found, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[QUERY_BY_NAME], err);
	struct err e;

	*found = (struct found){ .uuid = str_of("") };
	if (st == NULL)
		return false;
	db_bind_str(st, 1, name);
	if (db_row(store, st, &e)) {
		found->uuid = db_str(st, 0, arena);
		found->id = db_int(st, 1);
		found->position = db_int(st, 2);
	}
	return db_over(st, &e, err);
}

static bool
query_new(struct store *store, struct arena *arena, struct found *found,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[QUERY_LAST], err);
	struct err e;

	if (st == NULL)
		return false;
	found->uuid = db_uuid(arena);
	found->id = revision_act_id(store);
	if (db_row(store, st, &e))
		found->position = db_int(st, 0) + 1;
	return db_over(st, &e, err);
}

static bool
query_put(struct store *store, struct str name, struct str query,
    struct arena *arena, struct err *err)
{
	struct buf body = { 0 };
	struct found found;
	struct str view;
	bool good;

	if (!query_find(store, name, arena, &found, err) ||
	    (found.uuid.len == 0 && !query_new(store, arena, &found, err)))
		return false;
	buf_addf(&body,
	    "{\"id\":%lld,\"position\":%lld,\"name\":", (long long)found.id,
	    (long long)found.position);
	buf_json(&body, name);
	buf_puts(&body, ",\"query\":");
	buf_json(&body, query);
	buf_putc(&body, '}');
	view = buf_view(&body);
	good = revision_put(store, "query", found.uuid, &view, err);
	buf_release(&body);
	return good;
}

bool
store_query_save(
    struct store *store, struct str name, struct str query, struct err *err)
{
	struct arena arena = { 0 };
	struct str summary = arena_printf(
	    &arena, "saved the query \"%.*s\"", (int)name.len, name.p);
	bool good =
	    str_trim(name).len > 0 && name.len <= 200
		? revision_begin(store, "query-save", summary.p, err)
		: err_set(err, ERR_INVALID, "a saved query needs a name");

	if (good)
		good = revision_close(
		    store, query_put(store, name, query, &arena, err), err);
	arena_release(&arena);
	return good;
}

static bool
query_drop(
    struct store *store, struct str name, struct arena *arena, struct err *err)
{
	struct found found;

	if (!query_find(store, name, arena, &found, err))
		return false;
	if (found.uuid.len == 0)
		return err_set(err, ERR_MISSING,
		    "there is no saved query \"%.*s\"", (int)name.len, name.p);
	return revision_put(store, "query", found.uuid, NULL, err);
}

bool
store_query_remove(struct store *store, struct str name, struct err *err)
{
	struct arena arena = { 0 };
	struct str summary = arena_printf(
	    &arena, "removed the saved query \"%.*s\"", (int)name.len, name.p);
	bool good = revision_begin(store, "query-remove", summary.p, err);

	if (good)
		good = revision_close(
		    store, query_drop(store, name, &arena, err), err);
	arena_release(&arena);
	return good;
}

bool
store_queries(struct store *store, struct arena *arena,
    struct saved_query **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[QUERY_LIST], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	while (db_row(store, st, &e)) {
		struct saved_query *q;

		*list = arena_grow(arena, *list, *n, sizeof **list);
		q = &(*list)[(*n)++];
		q->id = db_int(st, 0);
		q->name = db_str(st, 1, arena);
		q->query = db_str(st, 2, arena);
	}
	return db_over(st, &e, err);
}
