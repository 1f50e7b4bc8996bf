#include "config.h"

#include "store/claim-group.h"
#include "store/claim.h"
#include "store/revision.h"

enum {
	CURRENT,
	PUT,
	REMOVE,
	UUID_OF,
	ENDS_OF,
	LINKED,
	CLAIM_UUID,
};

/* clang-format off */
static const char *const sql[] = {
	[CURRENT] =
	    "SELECT json_object('id', l.id, 'a', (SELECT uuid FROM claim "
	    "WHERE id = l.a), 'kind', l.kind, 'b', (SELECT uuid FROM claim "
	    "WHERE id = l.b), 'independent', l.independent, 'note', l.note, "
	    "'analyst', l.analyst, 'created', l.created) FROM claim_link l "
	    "WHERE l.uuid = ?1",
	[PUT] =
	    "INSERT INTO claim_link (id, uuid, a, kind, b, independent, note, "
	    "analyst, created) VALUES (?2 ->> '$.id', ?1, (SELECT id FROM "
	    "claim WHERE uuid = ?2 ->> '$.a'), ?2 ->> '$.kind', (SELECT id "
	    "FROM claim WHERE uuid = ?2 ->> '$.b'), ?2 ->> '$.independent', "
	    "?2 ->> '$.note', ?2 ->> '$.analyst', ?2 ->> '$.created') "
	    "ON CONFLICT (uuid) DO UPDATE SET a = excluded.a, "
	    "kind = excluded.kind, b = excluded.b, "
	    "independent = excluded.independent, note = excluded.note, "
	    "analyst = excluded.analyst, created = excluded.created",
	[REMOVE] = "DELETE FROM claim_link WHERE uuid = ?1",
	[UUID_OF] = "SELECT uuid, a, kind, b FROM claim_link WHERE id = ?1",
	[ENDS_OF] = "SELECT a, b FROM claim_link WHERE uuid = ?1",
	[LINKED] =
	    "SELECT 1 FROM claim_link WHERE kind = ?3 AND ((a = ?1 AND "
	    "b = ?2) OR (?4 = 1 AND a = ?2 AND b = ?1))",
	[CLAIM_UUID] = "SELECT c.uuid FROM claim c JOIN article a ON "
	    "a.id = c.article WHERE c.id = ?1 AND a.hidden = 0",
};
/* clang-format on */
const struct db_table claim_link_sql = { "claim-link", sql, ARRAY_LEN(sql) };

/* Both ends of a link; nothing when there is none. */
static bool
ends_of(struct store *store, struct str doc, int64_t *ends, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ENDS_OF], err);
	struct err e;

	ends[0] = ends[1] = 0;
	if (st == NULL)
		return false;
	db_bind_str(st, 1, doc);
	if (db_row(store, st, &e)) {
		ends[0] = db_int(st, 0);
		ends[1] = db_int(st, 1);
	}
	return db_over(st, &e, err);
}

static bool
project(struct store *store, struct str doc, const struct str *body,
    struct err *err)
{
	int64_t ends[4];
	size_t i;

	db_changed(store, TOPIC_CLAIM);
	if (!ends_of(store, doc, ends, err) ||
	    !revision_apply(
		store, sql[body != NULL ? PUT : REMOVE], doc, body, err) ||
	    !ends_of(store, doc, ends + 2, err))
		return false;
	for (i = 0; i < ARRAY_LEN(ends); i++)
		if (ends[i] != 0 && !claim_groups_join(store, ends[i], err))
			return false;
	return true;
}

const struct revision_kind link_kind = {
	.name = "link",
	.project = project,
	.now = &sql[CURRENT],
};

static bool
claim_uuid(struct store *store, int64_t id, struct arena *arena,
    struct str *uuid, struct err *err)
{
	sqlite3_stmt *st = db_row_of(store, sql[CLAIM_UUID], "claim", id, err);

	if (st == NULL)
		return false;
	*uuid = db_str(st, 0, arena);
	db_done(st);
	return true;
}

static bool
not_linked(struct store *store, int64_t a, enum link_kind kind, int64_t b,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[LINKED], err);
	struct err e;
	bool linked;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, a);
	db_bind_int(st, 2, b);
	db_bind_str(st, 3, str_of(link_kind_name(kind)));
	db_bind_int(st, 4, link_kind_symmetric(kind));
	linked = db_row(store, st, &e);
	if (!db_over(st, &e, err))
		return false;
	return !linked ||
	       err_set(err, ERR_EXISTS, "claim %lld %s claim %lld already",
		   (long long)a, link_kind_said(kind, false), (long long)b);
}

static void
body_of(struct store *store, struct buf *b, const struct str *uuids,
    enum link_kind kind, struct str note)
{
	buf_addf(b, "{\"id\":%lld,\"created\":%lld,\"kind\":\"%s\",\"a\":",
	    (long long)revision_act_id(store), (long long)store_now(store),
	    link_kind_name(kind));
	buf_json(b, uuids[0]);
	buf_puts(b, ",\"b\":");
	buf_json(b, uuids[1]);
	buf_puts(b, ",\"independent\":null,\"analyst\":");
	buf_json(b, str_of(store_analyst(store)));
	buf_puts(b, ",\"note\":");
	if (note.len > 0)
		buf_json(b, note);
	else
		buf_puts(b, "null");
	buf_putc(b, '}');
}

static const char *
said(struct arena *arena, const char *verb, int64_t a, struct str kind,
    int64_t b)
{
	return arena_printf(arena, "%sclaim %lld %.*s claim %lld", verb,
	    (long long)a, (int)kind.len, kind.p, (long long)b)
	    .p;
}

static bool
link_inside(struct store *store, const int64_t *ids, enum link_kind kind,
    struct str note, int64_t *id, struct err *err)
{
	struct arena arena = { 0 };
	struct buf body = { 0 };
	struct str uuids[2], view;
	bool good = claim_uuid(store, ids[0], &arena, &uuids[0], err) &&
		    claim_uuid(store, ids[1], &arena, &uuids[1], err) &&
		    not_linked(store, ids[0], kind, ids[1], err);

	if (good) {
		body_of(store, &body, uuids, kind, note);
		view = buf_view(&body);
		*id = revision_act_id(store);
		good = revision_put(store, "link", db_uuid(&arena), &view, err);
	}
	buf_release(&body);
	arena_release(&arena);
	return good;
}

bool
store_claim_link(struct store *store, int64_t a, enum link_kind kind, int64_t b,
    struct str note, int64_t *id, struct err *err)
{
	const int64_t ids[2] = { a, b };
	struct arena arena = { 0 };
	bool good;

	*id = 0;
	if (a == b)
		return err_set(err, ERR_INVALID,
		    "a claim is not linked with itself: choose another one");
	good = store_writable(store, err) &&
	       revision_begin(store, "claim-link",
		   said(&arena, "", a, str_of(link_kind_said(kind, false)), b),
		   err) &&
	       revision_close(
		   store, link_inside(store, ids, kind, note, id, err), err);
	arena_release(&arena);
	return good;
}

bool
store_claim_unlink(struct store *store, int64_t link, struct err *err)
{
	struct arena arena = { 0 };
	struct str uuid = { 0 }, kind = { 0 };
	int64_t a = 0, b = 0;
	sqlite3_stmt *st;
	struct err e;
	bool good;

	if (!store_writable(store, err) || !db_begin(store, err))
		return false;
	st = db_stmt(store, sql[UUID_OF], err);
	good = st != NULL;
	if (good) {
		db_bind_int(st, 1, link);
		if (db_row(store, st, &e)) {
			uuid = db_str(st, 0, &arena);
			a = db_int(st, 1);
			kind = db_str(st, 2, &arena);
			b = db_int(st, 3);
		}
		good = db_over(st, &e, err);
	}
	if (good && uuid.p == NULL)
		good = err_set(
		    err, ERR_MISSING, "there is no link %lld", (long long)link);
	good = good &&
	       revision_begin(store, "claim-unlink",
		   said(&arena, "no longer: ", a, kind, b), err) &&
	       revision_close(
		   store, revision_put(store, "link", uuid, NULL, err), err);
	arena_release(&arena);
	if (good)
		return db_commit(store, err);
	db_rollback(store);
	return false;
}
