#include "config.h"

#include "model/fold.h"
#include "store/claim-group.h"
#include "store/entity.h"
#include "store/mention.h"
#include "store/names.h"
#include "store/register.h"
#include "store/revision.h"

/* Work on the register. The document of an entity is all of its row that is
 * not counted, and its names; other entities stand in it by their keys. */

enum {
	CURRENT,
	SAVE,
	SAVED_ID,
	STATE,
	TEXTS,
	ALIASES_CLEAR,
	ALIASES_IN,
	ALIAS_ADD,
	MENTIONS_CLEAR,
	COUNTS_CLEAR,
	REMOVE,
	KEY_OF,
	KEY_TAKEN,
	DOC_WITH,
	DOC_WITHOUT,
	DOC_NEW,
};

#define KEY(column) "(SELECT key FROM entity WHERE id = e." column ")"
#define GIVEN(name) "json_extract(?2, '$." name "')"
#define ID_OF(name) "(SELECT id FROM entity WHERE key = " GIVEN(name) ")"

/* A macro between two strings drives each line of the formatter further to the
 * right, so these two are laid out by hand. */
/* clang-format off */
#define SQL_CURRENT \
	"SELECT json_object(" \
	"'aliases', json((SELECT json_group_array(json_object(" \
	"'article', a.uuid, 'kind', a.kind, 'source', a.source, " \
	"'text', a.text)) FROM (SELECT x.kind, x.source, x.text, r.uuid " \
	"FROM alias x LEFT JOIN article r ON r.id = x.article " \
	"WHERE x.entity = e.id ORDER BY x.position, x.id) a)), " \
	"'base', " KEY("base") ", 'camp', e.camp, 'country', e.country, " \
	"'end', e.\"end\", 'kind', e.kind, 'lat', e.lat, 'lon', e.lon, " \
	"'merged_into', " KEY("merged_into") ", 'name', e.name, " \
	"'note', e.note, 'origin', e.origin, " \
	"'parent', " KEY("parent") ", 'position', e.position, " \
	"'role', e.role, 'short', e.short, 'sources', e.sources, " \
	"'start', e.start, 'state', e.state, 'subkind', e.subkind) " \
	"FROM entity e /*scan*/ WHERE e.key = ?1"
#define SQL_SAVE \
	"INSERT INTO entity (key, kind, subkind, name, short, role, " \
	"start, \"end\", base, parent, camp, country, lat, lon, note, " \
	"sources, position, origin, state, merged_into) VALUES (?1, " \
	GIVEN("kind") ", " GIVEN("subkind") ", " GIVEN("name") ", " \
	GIVEN("short") ", " GIVEN("role") ", " GIVEN("start") ", " \
	GIVEN("end") ", " ID_OF("base") ", " ID_OF("parent") ", " \
	GIVEN("camp") ", " GIVEN("country") ", " GIVEN("lat") ", " \
	GIVEN("lon") ", " GIVEN("note") ", " GIVEN("sources") ", " \
	"coalesce(" GIVEN("position") ", 0), " GIVEN("origin") ", " \
	"coalesce(" GIVEN("state") ", 'active'), " ID_OF("merged_into") ") " \
	"ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, " \
	"subkind = excluded.subkind, name = excluded.name, " \
	"short = excluded.short, role = excluded.role, " \
	"start = excluded.start, \"end\" = excluded.\"end\", " \
	"base = excluded.base, parent = excluded.parent, " \
	"camp = excluded.camp, country = excluded.country, " \
	"lat = excluded.lat, lon = excluded.lon, note = excluded.note, " \
	"sources = excluded.sources, position = excluded.position, " \
	"origin = excluded.origin, state = excluded.state, " \
	"merged_into = excluded.merged_into"
/* clang-format on */

static const char *const sql[] = {
	[CURRENT] = SQL_CURRENT,
	[SAVE] = SQL_SAVE,
	[SAVED_ID] = "SELECT id FROM entity WHERE key = ?1",
	[STATE] = "SELECT kind || ' ' || state, name FROM entity "
		  "WHERE id = ?1",
	[TEXTS] = "SELECT text FROM alias WHERE entity = ?1 "
		  "ORDER BY position, id",
	[ALIASES_CLEAR] = "DELETE FROM alias WHERE entity = ?1",
	[ALIASES_IN] =
	    "SELECT json_extract(j.value, '$.text'), json_extract(j.value, "
	    "'$.kind'), json_extract(j.value, '$.source'), (SELECT id FROM "
	    "article WHERE uuid = json_extract(j.value, '$.article')) "
	    "FROM json_each(?1, '$.aliases') j /*scan*/ ORDER BY j.id",
	[ALIAS_ADD] =
	    "INSERT INTO alias (entity, text, fold, kind, source, article, "
	    "position) VALUES (?1, ?2, ?3, coalesce(?4, 'alias'), ?5, ?6, "
	    "?7)",
	[MENTIONS_CLEAR] =
	    "DELETE FROM mention WHERE entity = ?1 AND article IN "
	    "(SELECT article FROM article_entity WHERE entity = ?1)",
	[COUNTS_CLEAR] = "DELETE FROM article_entity WHERE entity = ?1",
	[REMOVE] = "DELETE FROM entity /*scan*/ WHERE id = ?1",
	[KEY_OF] = "SELECT key, name FROM entity WHERE id = ?1",
	[KEY_TAKEN] = "SELECT 1 FROM entity WHERE key = ?1 UNION ALL SELECT 1 "
		      "FROM revision WHERE kind = 'entity' AND doc = ?1",
	[DOC_WITH] = "SELECT json_insert(?1, '$.aliases[#]', json_object("
		     "'kind', ?3, 'text', ?2)), EXISTS (SELECT 1 FROM "
		     "json_each(?1, '$.aliases') /*scan*/ WHERE "
		     "json_extract(value, '$.text') = ?2)",
	[DOC_WITHOUT] = "SELECT json_set(?1, '$.aliases', json((SELECT "
			"json_group_array(json(value)) FROM json_each(?1, "
			"'$.aliases') /*scan*/ WHERE json_extract(value, "
			"'$.text') <> ?2)))",
	[DOC_NEW] = "SELECT json_object('aliases', json_array(json_object("
		    "'kind', 'name', 'text', ?2)), 'kind', ?1, 'name', ?2, "
		    "'origin', 'hand', 'state', 'active')",
};
const struct db_table register_sql = { "register", sql, ARRAY_LEN(sql) };

static bool
current(struct store *store, struct str doc, struct buf *body, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[CURRENT], err);
	bool found;
	struct err e;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, doc);
	found = db_row(store, st, &e);
	if (found)
		buf_str(body, db_view(st, 0));
	if (!db_over(st, &e, err))
		return false;
	return found || err_set(err, ERR_MISSING, "the register has no %.*s",
			    doc.len > 80 ? 80 : (int)doc.len, doc.p);
}

/* The names of an entity, for comparing. */
struct texts {
	struct strs all;
	struct str name, state; /* its own name; kind and state */
};

static bool
texts_of(struct store *store, int64_t entity, struct arena *arena,
    struct texts *texts, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[STATE], err);
	struct err e;

	*texts = (struct texts){ 0 };
	if (st == NULL)
		return false;
	db_bind_int(st, 1, entity);
	if (db_row(store, st, &e)) {
		texts->state = db_str(st, 0, arena);
		texts->name = db_str(st, 1, arena);
	}
	if (!db_over(st, &e, err))
		return false;
	st = db_stmt(store, sql[TEXTS], err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, entity);
	return db_strs(store, st, arena, &texts->all, err);
}

static bool
has_text(const struct texts *texts, struct str text)
{
	for (size_t i = 0; i < texts->all.n; i++)
		if (str_eq(texts->all.v[i], text))
			return true;
	return false;
}

/* Every spelling that one has and the other has not is to be looked for
 * again; all, when kind or state differ. */
static bool
stale(struct store *store, const struct texts *a, const struct texts *b,
    bool *any, struct err *err)
{
	bool all = !str_eq(a->state, b->state);

	for (size_t i = 0; i < a->all.n; i++) {
		if (!all && has_text(b, a->all.v[i]))
			continue;
		*any = true;
		if (!mention_stale(store, a->all.v[i], err))
			return false;
	}
	return true;
}

static bool
follow_names(struct store *store, int64_t id, const struct texts *before,
    const struct texts *after, struct err *err)
{
	bool any = !str_eq(before->name, after->name);

	return stale(store, before, after, &any, err) &&
	       stale(store, after, before, &any, err) &&
	       (!any || names_changed(store, id, err));
}

static bool
alias_insert(struct store *store, int64_t entity, int64_t position,
    sqlite3_stmt *from, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ALIAS_ADD], err);
	struct buf fold = { 0 };
	bool good;

	if (st == NULL)
		return false;
	fold_text(&fold, db_view(from, 0));
	db_bind_int(st, 1, entity);
	db_bind_str(st, 2, db_view(from, 0));
	db_bind_str(st, 3, buf_view(&fold));
	db_bind_opt(st, 4, db_view(from, 1));
	db_bind_opt(st, 5, db_view(from, 2));
	db_bind_id(st, 6, db_int_or(from, 3, 0));
	db_bind_int(st, 7, position);
	good = db_run(store, st, err);
	buf_release(&fold);
	return good;
}

static bool
aliases_save(
    struct store *store, int64_t entity, struct str body, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ALIASES_IN], err);
	int64_t position = 0;
	struct err e;

	if (st == NULL || !db_run_id(store, sql[ALIASES_CLEAR], entity, err))
		return false;
	db_bind_str(st, 1, body);
	while (db_row(store, st, &e))
		if (!alias_insert(store, entity, position++, st, err)) {
			db_done(st);
			return false;
		}
	return db_over(st, &e, err);
}

static bool
find_id(struct store *store, struct str doc, int64_t *id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[SAVED_ID], err);
	struct err e;

	*id = 0;
	if (st == NULL)
		return false;
	db_bind_str(st, 1, doc);
	if (db_row(store, st, &e))
		*id = db_int(st, 0);
	return db_over(st, &e, err);
}

static bool
save(struct store *store, struct str doc, struct str body, int64_t *id,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[SAVE], err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, doc);
	db_bind_str(st, 2, body);
	return db_run(store, st, err) && find_id(store, doc, id, err) &&
	       aliases_save(store, *id, body, err);
}

static bool
drop(struct store *store, int64_t id, struct err *err)
{
	return db_run_id(store, sql[MENTIONS_CLEAR], id, err) &&
	       db_run_id(store, sql[COUNTS_CLEAR], id, err) &&
	       db_run_id(store, sql[REMOVE], id, err);
}

static bool
project(struct store *store, struct str doc, const struct str *body,
    struct err *err)
{
	struct arena arena = { 0 };
	struct texts before, after = { 0 };
	int64_t id;
	bool good = find_id(store, doc, &id, err) &&
		    texts_of(store, id, &arena, &before, err);

	if (good && body != NULL)
		good = save(store, doc, *body, &id, err) &&
		       texts_of(store, id, &arena, &after, err);
	else if (good && id != 0)
		good = drop(store, id, err);
	good = good && follow_names(store, id, &before, &after, err) &&
	       claim_groups_rename(store, doc, err);
	arena_release(&arena);
	db_changed(store, TOPIC_ENTITY);
	return good;
}

const struct revision_kind entity_kind = {
	.name = "entity",
	.project = project,
	.current = current,
};

/* Put the document as an act of its own. */
static bool
act(struct store *store, const char *verb, const char *summary, struct str key,
    struct str body, struct err *err)
{
	if (!revision_begin(store, verb, summary, err))
		return false;
	return revision_close(
	    store, revision_put(store, "entity", key, &body, err), err);
}

static bool
key_taken(struct store *store, struct str key, bool *taken, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[KEY_TAKEN], err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, key);
	*taken = db_row(store, st, &e);
	return db_over(st, &e, err);
}

bool
register_key(struct store *store, struct str name, struct arena *arena,
    struct str *key, struct err *err)
{
	struct buf fold = { 0 }, slug = { 0 };
	bool taken = true;

	fold_text(&fold, name);
	for (size_t i = 0; i < fold.len && slug.len < 40; i++) {
		char c = fold.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			buf_putc(&slug, c);
		else if (slug.len > 0 && slug.p[slug.len - 1] != '-' &&
			 c == ' ')
			buf_putc(&slug, '-');
	}
	if (slug.len > 0 && slug.p[slug.len - 1] == '-')
		slug.len--;
	if (slug.len < 2) {
		buf_reset(&slug);
		buf_puts(&slug, "name");
	}
	*key = arena_str(arena, buf_view(&slug));
	for (int n = 2; taken; n++) {
		if (!key_taken(store, *key, &taken, err))
			break;
		if (taken)
			*key = arena_printf(
			    arena, "%.*s-%d", (int)slug.len, slug.p, n);
	}
	buf_release(&fold);
	buf_release(&slug);
	return !taken;
}

bool
register_name_valid(struct str text, struct err *err)
{
	if (str_trim(text).len == 0)
		return err_set(err, ERR_INVALID, "a name must not be empty");
	if (text.len > 400 || str_find(text, str_of("\n"), 0) != SIZE_MAX)
		return err_set(err, ERR_INVALID,
		    "a name must be one line of at most 400 bytes");
	return true;
}

/* A document from a statement that makes one of up to three texts. */
static bool
doc_make(struct store *store, int which, const struct str *args,
    struct arena *arena, struct str *body, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;

	if (st == NULL)
		return false;
	for (int i = 0; i < 3 && args[i].p != NULL; i++)
		db_bind_str(st, i + 1, args[i]);
	if (db_row(store, st, &e)) {
		*body = db_str(st, 0, arena);
		if (which == DOC_WITH && db_int(st, 1) != 0) {
			db_done(st);
			return err_set(
			    err, ERR_EXISTS, "it has that name already");
		}
	}
	return db_over(st, &e, err);
}

bool
store_entity_add(struct store *store, enum entity_kind kind, struct str name,
    int64_t *id, struct err *err)
{
	struct arena arena = { 0 };
	struct str key, body, text = str_trim(name);
	const struct str args[3] = { str_of(entity_kind_name(kind)), text };
	bool good = register_name_valid(text, err) &&
		    store_writable(store, err) &&
		    register_key(store, text, &arena, &key, err) &&
		    doc_make(store, DOC_NEW, args, &arena, &body, err) &&
		    act(store, "entity-add",
			arena_printf(&arena, "added %.*s to the register",
			    (int)text.len, text.p)
			    .p,
			key, body, err) &&
		    find_id(store, key, id, err);

	arena_release(&arena);
	return good;
}

bool
register_doc(struct store *store, int64_t entity, struct arena *arena,
    struct str *key, struct str *name, struct str *body, struct err *err)
{
	sqlite3_stmt *st = db_row_of(store, sql[KEY_OF], "entity", entity, err);
	struct buf text = { 0 };
	bool good;

	*key = (struct str){ 0 };
	if (st == NULL)
		return false;
	*key = db_str(st, 0, arena);
	*name = db_str(st, 1, arena);
	db_done(st);
	good = current(store, *key, &text, err);
	if (good)
		*body = arena_str(arena, buf_view(&text));
	buf_release(&text);
	return good;
}

bool
store_alias_add(
    struct store *store, int64_t entity, struct str text, struct err *err)
{
	struct arena arena = { 0 };
	struct str key, name, body, alias = str_trim(text);
	bool good =
	    register_name_valid(alias, err) && store_writable(store, err) &&
	    register_doc(store, entity, &arena, &key, &name, &body, err);

	if (good) {
		const struct str args[3] = { body, alias, str_of("alias") };

		good = doc_make(store, DOC_WITH, args, &arena, &body, err) &&
		       act(store, "alias-add",
			   arena_printf(&arena, "added the name %.*s to %.*s",
			       (int)alias.len, alias.p, (int)name.len, name.p)
			       .p,
			   key, body, err);
	}
	arena_release(&arena);
	return good;
}

bool
store_alias_remove(
    struct store *store, int64_t entity, struct str text, struct err *err)
{
	struct arena arena = { 0 };
	struct str key, name, body;
	bool good =
	    store_writable(store, err) &&
	    register_doc(store, entity, &arena, &key, &name, &body, err);

	if (good && str_eq(name, text))
		good = err_set(
		    err, ERR_INVALID, "its own name stays; rename it instead");
	if (good) {
		const struct str args[3] = { body, text };

		good = doc_make(store, DOC_WITHOUT, args, &arena, &body, err) &&
		       act(store, "alias-remove",
			   arena_printf(&arena, "took the name %.*s from %.*s",
			       (int)text.len, text.p, (int)name.len, name.p)
			       .p,
			   key, body, err);
	}
	arena_release(&arena);
	return good;
}
