#include "config.h"

#include "store/article-key.h"
#include "store/article-row.h"
#include "store/article.h"
#include "store/claim-body.h"
#include "store/revision.h"

enum {
	CODE_BY_NAME,
	CODE_ID,
	CODE_LIST,
	CODE_CURRENT,
	CODE_REMOVE,
	CODE_PUT,
	TAG_CURRENT,
	TAG_CLEAR,
	TAG_PUT,
	TAG_ONE,
	TAG_ARTICLE,
	TAG_NAMES,
	TAG_UUIDS,
};

static const char *const sql[] = {
	[CODE_BY_NAME] = "SELECT uuid FROM code WHERE name = ?1",
	[CODE_ID] = "SELECT 1 FROM code WHERE id = ?1",
	[CODE_LIST] = "SELECT name FROM code /*scan*/ WHERE retired = 0 "
		      "ORDER BY name",
	[CODE_CURRENT] =
	    "SELECT json_object('id', id, 'name', name, 'parent', (SELECT "
	    "p.uuid FROM code p WHERE p.id = c.parent), 'colour', colour, "
	    "'key', key, 'definition', definition, 'retired', retired) "
	    "FROM code c WHERE uuid = ?1",
	[CODE_REMOVE] = "DELETE FROM code /*scan*/ WHERE uuid = ?1",
	[CODE_PUT] =
	    "INSERT INTO code /*scan*/ (id, uuid, name, parent, colour, key, "
	    "definition, retired) VALUES (?2 ->> '$.id', ?1, ?2 ->> '$.name', "
	    "(SELECT id FROM code WHERE uuid = ?2 ->> '$.parent'), "
	    "?2 ->> '$.colour', ?2 ->> '$.key', ?2 ->> '$.definition', "
	    "coalesce(?2 ->> '$.retired', 0)) ON CONFLICT (uuid) DO UPDATE "
	    "SET name = excluded.name, parent = excluded.parent, "
	    "colour = excluded.colour, key = excluded.key, "
	    "definition = excluded.definition, retired = excluded.retired",
	[TAG_CURRENT] =
	    "SELECT json_object('codes', json_group_array(uuid)) FROM "
	    "(SELECT c.uuid FROM article a JOIN article_code t ON "
	    "t.article = a.id JOIN code c ON c.id = t.code "
	    "WHERE a.uuid = ?1 ORDER BY c.uuid) HAVING count(*) > 0",
	[TAG_CLEAR] = "DELETE FROM article_code WHERE article = "
		      "(SELECT id FROM article WHERE uuid = ?1)",
	[TAG_PUT] =
	    "INSERT INTO article_code (article, code) SELECT a.id, c.id FROM "
	    "json_each(?2, '$.codes') j JOIN code c ON c.uuid = j.value "
	    "JOIN article a ON a.uuid = ?1",
	[TAG_ONE] = "SELECT a.uuid, EXISTS (SELECT 1 FROM article_code t JOIN "
		    "code c ON c.id = t.code WHERE t.article = a.id AND "
		    "c.uuid = ?2) FROM article a WHERE a.id = ?1 AND "
		    "a.hidden = 0",
	[TAG_ARTICLE] = "SELECT id FROM article WHERE uuid = ?1",
	[TAG_NAMES] = "SELECT c.name FROM article_code t JOIN code c ON "
		      "c.id = t.code WHERE t.article = ?1 ORDER BY c.name",
	/* The codes of an article with one more (?3 = 1) or less. */
	[TAG_UUIDS] =
	    "SELECT json_object('codes', json_group_array(uuid)) FROM "
	    "(SELECT uuid FROM (SELECT c.uuid FROM article_code t JOIN code c "
	    "ON c.id = t.code WHERE t.article = ?1 AND c.uuid <> ?2 UNION ALL "
	    "SELECT ?2 WHERE ?3 = 1) /*scan*/ ORDER BY uuid) "
	    "HAVING count(*) > 0",
};
const struct db_table code_sql = { "code", sql, ARRAY_LEN(sql) };

const struct revision_kind code_kind = {
	.name = "code",
	.now = &sql[CODE_CURRENT],
	.put = &sql[CODE_PUT],
	.remove = &sql[CODE_REMOVE],
	.topic = TOPIC_QUERY,
};

static bool
tag_renew(struct store *store, struct str article, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[TAG_ARTICLE], err);
	struct err e;
	int64_t id;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, article);
	id = db_row(store, st, &e) ? db_int(st, 0) : 0;
	return db_over(st, &e, err) && article_key_renew(store, id, err);
}

static bool
tag_project(struct store *store, struct str doc, const struct str *body,
    struct err *err)
{
	db_changed(store, TOPIC_ARTICLE);
	return revision_apply(store, sql[TAG_CLEAR], doc, NULL, err) &&
	       (body == NULL ||
		   revision_apply(store, sql[TAG_PUT], doc, body, err)) &&
	       tag_renew(store, doc, err);
}

const struct revision_kind tag_kind = {
	.name = "tag",
	.project = tag_project,
	.now = &sql[TAG_CURRENT],
};

/* The uuid of a code; empty when there is none of that name. */
static bool
code_find(struct store *store, struct str name, struct arena *arena,
    struct str *uuid, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[CODE_BY_NAME], err);
	struct err e;

	*uuid = str_of("");
	if (st == NULL)
		return false;
	db_bind_str(st, 1, name);
	if (db_row(store, st, &e))
		*uuid = db_str(st, 0, arena);
	return db_over(st, &e, err);
}

/* The act's own number, which no other act ever gets; further codes that the
 * same act makes go far above it. */
static bool
code_id(struct store *store, int64_t *id, struct err *err)
{
	bool taken = true;
	struct err e;

	*id = revision_act_id(store);
	while (taken) {
		sqlite3_stmt *st = db_stmt(store, sql[CODE_ID], err);

		if (st == NULL)
			return false;
		db_bind_int(st, 1, *id);
		taken = db_row(store, st, &e);
		if (!db_over(st, &e, err))
			return false;
		*id += taken ? INT64_C(1) << 40 : 0;
	}
	return true;
}

static bool
code_make(struct store *store, struct str name, struct arena *arena,
    struct str *uuid, struct err *err)
{
	struct buf body = { 0 };
	struct str view;
	int64_t id;
	bool good;

	*uuid = db_uuid(arena);
	if (!code_id(store, &id, err))
		return false;
	buf_addf(&body, "{\"id\":%lld,\"name\":", (long long)id);
	buf_json(&body, name);
	buf_puts(&body, ",\"parent\":null,\"colour\":null,\"key\":null,"
			"\"definition\":null,\"retired\":0}");
	view = buf_view(&body);
	good = revision_put(store, "code", *uuid, &view, err);
	buf_release(&body);
	return good;
}

bool
code_uuid(struct store *store, struct str name, bool make, struct arena *arena,
    struct str *uuid, struct err *err)
{
	if (!code_find(store, name, arena, uuid, err))
		return false;
	return uuid->len > 0 || !make ||
	       code_make(store, name, arena, uuid, err);
}

static bool
tag_one(struct store *store, int64_t id, struct str code, bool set,
    size_t *changed, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[TAG_ONE], err);
	struct arena arena = { 0 };
	struct buf body = { 0 };
	struct str uuid, view;
	struct err e;
	bool has, good;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	db_bind_str(st, 2, code);
	if (!db_row(store, st, &e))
		return db_over(st, &e, err) &&
		       err_set(err, ERR_MISSING, "there is no article %lld",
			   (long long)id);
	uuid = db_str(st, 0, &arena);
	has = db_int(st, 1) != 0;
	db_done(st);
	st = has == set ? NULL : db_stmt(store, sql[TAG_UUIDS], err);
	good = has == set;
	if (st != NULL) {
		db_bind_int(st, 1, id);
		db_bind_str(st, 2, code);
		db_bind_int(st, 3, set);
		if (db_row(store, st, &e))
			buf_str(&body, db_view(st, 0));
		view = buf_view(&body);
		good = db_over(st, &e, err) &&
		       revision_put(store, "tag", uuid,
			   body.len > 0 ? &view : NULL, err);
		++*changed;
	}
	buf_release(&body);
	arena_release(&arena);
	return good;
}

static bool
tag_each(struct store *store, const int64_t *ids, size_t n, struct str name,
    bool set, size_t *changed, struct err *err)
{
	struct arena arena = { 0 };
	struct str code;
	bool good = code_uuid(store, name, set, &arena, &code, err);
	size_t i;

	if (good && code.len == 0)
		good = err_set(err, ERR_MISSING, "there is no code %.*s",
		    (int)name.len, name.p);
	for (i = 0; good && i < n; i++)
		good = tag_one(store, ids[i], code, set, changed, err);
	arena_release(&arena);
	return good;
}

bool
store_article_code(struct store *store, const int64_t *ids, size_t n,
    struct str code, bool set, size_t *changed, struct err *err)
{
	struct arena arena = { 0 };
	struct str summary = arena_printf(
	    &arena, "code %s%.*s", set ? "+" : "-", (int)code.len, code.p);
	bool good;

	*changed = 0;
	summary = articles_said(store, summary.p, ids, n, &arena);
	good = claim_code_valid(code, err) &&
	       revision_begin(store, "tag", summary.p, err);
	arena_release(&arena);
	if (!good)
		return false;
	return revision_close(
	    store, tag_each(store, ids, n, code, set, changed, err), err);
}

static bool
names_of(struct store *store, sqlite3_stmt *st, struct arena *arena,
    struct str **names, size_t *n, struct err *err)
{
	struct strs list;

	if (!db_strs(store, st, arena, &list, err))
		return false;
	*names = list.v;
	*n = list.n;
	return true;
}

bool
store_article_codes(struct store *store, int64_t id, struct arena *arena,
    struct str **names, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[TAG_NAMES], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	return names_of(store, st, arena, names, n, err);
}

bool
store_codes(struct store *store, struct arena *arena, struct str **names,
    size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[CODE_LIST], err);

	if (st == NULL)
		return false;
	return names_of(store, st, arena, names, n, err);
}
