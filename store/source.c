#include "config.h"

#include "model/fold.h"
#include "store/claim.h"
#include "store/revision.h"

/* What the analyst says of a source in general. */

enum {
	CURRENT,
	PUT,
	REMOVE,
	BY_ENTITY,
	BY_FOLD,
	ALL,
	KEY_OF,
};

#define COLUMNS                                                                \
	"g.entity, coalesce(e.name, g.name), g.reliability, g.rationale, "     \
	"g.access, g.bias, g.analyst, g.updated, g.uuid"
#define FROM " FROM source_grade g LEFT JOIN entity e ON e.id = g.entity "

/* clang-format off */
static const char *const sql[] = {
	[CURRENT] =
	    "SELECT json_object('entity', e.key, 'fold', g.fold, "
	    "'name', g.name, 'reliability', g.reliability, 'rationale', "
	    "g.rationale, 'access', g.access, 'bias', g.bias, 'analyst', "
	    "g.analyst, 'updated', g.updated)" FROM "WHERE g.uuid = ?1",
	[PUT] =
	    "INSERT INTO source_grade (uuid, entity, fold, name, "
	    "reliability, rationale, access, bias, analyst, updated) VALUES "
	    "(?1, (SELECT id FROM entity WHERE key = "
	    "?2 ->> '$.entity'), ?2 ->> '$.fold', ?2 ->> '$.name', "
	    "?2 ->> '$.reliability', ?2 ->> '$.rationale', ?2 ->> '$.access', "
	    "?2 ->> '$.bias', ?2 ->> '$.analyst', ?2 ->> '$.updated') "
	    "ON CONFLICT (uuid) DO UPDATE SET entity = excluded.entity, "
	    "fold = excluded.fold, name = excluded.name, "
	    "reliability = excluded.reliability, "
	    "rationale = excluded.rationale, access = excluded.access, "
	    "bias = excluded.bias, analyst = excluded.analyst, "
	    "updated = excluded.updated",
	[REMOVE] = "DELETE FROM source_grade WHERE uuid = ?1",
	[BY_ENTITY] = "SELECT " COLUMNS FROM "WHERE g.entity = ?1",
	[BY_FOLD] = "SELECT " COLUMNS FROM "WHERE g.fold = ?1",
	[ALL] = "SELECT " COLUMNS FROM "/*scan*/ ORDER BY 2 COLLATE NOCASE",
	[KEY_OF] = "SELECT key, name FROM entity WHERE id = ?1",
};
/* clang-format on */
const struct db_table source_sql = { "source", sql, ARRAY_LEN(sql) };

const struct revision_kind source_kind = {
	.name = "source",
	.now = &sql[CURRENT],
	.put = &sql[PUT],
	.remove = &sql[REMOVE],
	.topic = TOPIC_CLAIM,
};

static void
read(sqlite3_stmt *st, struct arena *arena, struct source_grade *g)
{
	struct str letter = db_view(st, 2);

	*g = (struct source_grade){ .entity = db_int(st, 0) };
	g->name = db_str(st, 1, arena);
	g->reliability = letter.len == 1 ? letter.p[0] : '\0';
	g->rationale = db_str(st, 3, arena);
	g->access = db_str(st, 4, arena);
	g->bias = db_str(st, 5, arena);
	g->analyst = db_str(st, 6, arena);
	g->updated = db_int(st, 7);
}

/* The word there is on a source, with its uuid (empty: none). */
static bool
find(struct store *store, int64_t entity, struct str name, struct arena *arena,
    struct source_grade *g, struct str *uuid, struct err *err)
{
	sqlite3_stmt *st =
	    db_stmt(store, sql[entity != 0 ? BY_ENTITY : BY_FOLD], err);
	struct buf fold = { 0 };
	struct err e;

	*g = (struct source_grade){ .entity = entity, .name = name };
	*uuid = str_of("");
	if (st == NULL)
		return false;
	fold_text(&fold, name);
	if (entity != 0)
		db_bind_int(st, 1, entity);
	else
		db_bind_str(st, 1, buf_view(&fold));
	if (db_row(store, st, &e)) {
		read(st, arena, g);
		*uuid = db_str(st, 8, arena);
	}
	db_done(st);
	buf_release(&fold);
	return e.code == ERR_NONE || err_set(err, e.code, "%s", e.text);
}

bool
store_source_grade(struct store *store, int64_t entity, struct str name,
    struct arena *arena, struct source_grade *grade, struct err *err)
{
	struct str uuid;

	return find(store, entity, name, arena, grade, &uuid, err);
}

bool
store_source_grades(struct store *store, struct arena *arena,
    struct source_grade **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ALL], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	while (db_row(store, st, &e)) {
		*list = arena_grow(arena, *list, *n, sizeof **list);
		read(st, arena, &(*list)[(*n)++]);
	}
	return db_over(st, &e, err);
}

/* The register's key and name of an entity. */
static bool
entity_of(struct store *store, int64_t id, struct arena *arena, struct str *key,
    struct str *name, struct err *err)
{
	sqlite3_stmt *st = db_row_of(store, sql[KEY_OF], "entity", id, err);

	if (st == NULL)
		return false;
	*key = db_str(st, 0, arena);
	*name = db_str(st, 1, arena);
	db_done(st);
	return true;
}

/* The document; empty where nothing is said any more. */
static void
body_of(struct store *store, const struct source_grade *g, struct str key,
    struct buf *b)
{
	struct buf fold = { 0 };

	if (g->reliability == 0 &&
	    g->rationale.len + g->access.len + g->bias.len == 0)
		return;
	fold_text(&fold, g->name);
	buf_addf(b, "{\"updated\":%lld", (long long)store_now(store));
	revision_member(b, "entity", key);
	revision_member(b, "fold", key.len > 0 ? str_of("") : buf_view(&fold));
	revision_member(b, "name", g->name);
	revision_member(b, "reliability",
	    (struct str){ &g->reliability, g->reliability != 0 });
	revision_member(b, "rationale", g->rationale);
	revision_member(b, "access", g->access);
	revision_member(b, "bias", g->bias);
	revision_member(b, "analyst", str_of(store_analyst(store)));
	buf_putc(b, '}');
	buf_release(&fold);
}

static bool
valid(const struct source_grade *g, struct err *err)
{
	enum source_access access;

	if (g->entity == 0 && str_trim(g->name).len == 0)
		return err_set(err, ERR_INVALID, "a source has a name");
	if (g->reliability != 0 &&
	    (g->reliability < 'A' || g->reliability > 'F'))
		return err_set(err, ERR_INVALID, "a source is graded A to F");
	if (g->access.len > 0 && !source_access_parse(g->access, &access))
		return err_set(err, ERR_INVALID,
		    "access: eyewitness, participant, official or second-hand");
	return true;
}

static bool
set(struct store *store, const struct source_grade *given, struct arena *arena,
    struct err *err)
{
	struct source_grade g = *given, old;
	struct str key = { 0 }, uuid, view;
	struct buf b = { 0 };
	const char *line;
	bool good = (g.entity == 0 || entity_of(store, g.entity, arena, &key,
					  &g.name, err)) &&
		    find(store, g.entity, g.name, arena, &old, &uuid, err);

	if (good && uuid.len == 0)
		uuid = db_uuid(arena);
	line = arena_printf(arena, "source %.*s: %c",
	    (int)(g.name.len < 80 ? g.name.len : 80), g.name.p,
	    g.reliability != 0 ? g.reliability : '-')
		   .p;
	if (!good || !revision_begin(store, "source-grade", line, err))
		return false;
	body_of(store, &g, key, &b);
	view = buf_view(&b);
	good =
	    revision_put(store, "source", uuid, b.len > 0 ? &view : NULL, err);
	buf_release(&b);
	return revision_close(store, good, err);
}

bool
store_source_grade_set(
    struct store *store, const struct source_grade *grade, struct err *err)
{
	struct arena arena = { 0 };
	bool good;

	if (!valid(grade, err) || !store_writable(store, err) ||
	    !db_begin(store, err))
		return false;
	good = set(store, grade, &arena, err);
	arena_release(&arena);
	if (good)
		return db_commit(store, err);
	db_rollback(store);
	return false;
}
