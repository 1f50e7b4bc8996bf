#include "config.h"

#include "store/history.h"

#include "store/revision.h"

enum {
	ACT_UNDOABLE,
	ACT_REDOABLE,
	ACT_DOCS_BEFORE,
	ACT_DOCS_AFTER,
	ACT_SET_UNDONE,
	ACT_LIST,
	ACT_OF,
	ACT_MARKED,
};

static const char *const sql[] = {
	[ACT_UNDOABLE] =
	    "SELECT id, summary FROM act WHERE undone = 0 AND undoes IS NULL "
	    "AND redoes IS NULL AND id > 0 ORDER BY id DESC LIMIT 1",
	/* The one that was taken back last is the oldest of them. */
	[ACT_REDOABLE] = "SELECT id, summary FROM act WHERE undone = 1 "
			 "ORDER BY id LIMIT 1",
	/* Every document of an act, last touched first, with its state before
	 * the act touched it. */
	[ACT_DOCS_BEFORE] =
	    "WITH touched AS (SELECT kind, doc, min(seq) AS first, max(seq) "
	    "AS last FROM revision WHERE act = ?1 GROUP BY kind, doc) "
	    "SELECT kind, doc, (SELECT p.body FROM revision p WHERE "
	    "p.kind = t.kind AND p.doc = t.doc AND p.seq < t.first "
	    "ORDER BY p.seq DESC LIMIT 1) FROM touched t /*scan*/ "
	    "ORDER BY last DESC",
	/* The same, first touched first, with the state that it left. */
	[ACT_DOCS_AFTER] =
	    "WITH touched AS (SELECT kind, doc, min(seq) AS first, max(seq) "
	    "AS last FROM revision WHERE act = ?1 GROUP BY kind, doc) "
	    "SELECT t.kind, t.doc, p.body FROM touched t /*scan*/ "
	    "JOIN revision p ON p.seq = t.last ORDER BY t.first",
	[ACT_SET_UNDONE] = "UPDATE act SET undone = ?2 WHERE id = ?1",
	[ACT_LIST] =
	    "SELECT id, time, undoes, redoes, undone, verb, summary, analyst "
	    "FROM act WHERE id > 0 AND id < ?1 ORDER BY id DESC LIMIT ?2",
	[ACT_OF] = "SELECT a.id, a.time, a.undoes, a.redoes, a.undone, a.verb, "
		   "a.summary, a.analyst FROM revision r JOIN act a ON "
		   "a.id = r.act WHERE r.kind = ?1 AND r.doc = ?2 AND a.id > 0 "
		   "ORDER BY r.seq DESC LIMIT ?3",
	[ACT_MARKED] = "SELECT a.id, (SELECT count(*) FROM (SELECT 1 FROM "
		       "revision o WHERE o.act = r.act LIMIT 2)) "
		       "FROM revision r JOIN article a ON a.uuid = r.doc "
		       "WHERE r.kind = 'mark' AND r.act = "
		       "(SELECT max(id) FROM act) LIMIT 1",
};
const struct db_table history_sql = { "history", sql, ARRAY_LEN(sql) };

struct doc {
	struct doc *next;
	const char *kind;
	struct str name, body;
	bool exists;
};

static bool
docs_of(struct store *store, const char *text, int64_t act, struct arena *arena,
    struct doc **docs, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, text, err);
	struct doc **tail = docs;
	struct err e;

	*docs = NULL;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, act);
	while (db_row(store, st, &e)) {
		struct doc *d = arena_alloc(arena, sizeof *d);

		d->kind = db_str(st, 0, arena).p;
		d->name = db_str(st, 1, arena);
		d->exists = sqlite3_column_type(st, 2) != SQLITE_NULL;
		d->body = db_str(st, 2, arena);
		*tail = d;
		tail = &d->next;
	}
	return db_over(st, &e, err);
}

static bool
find_act(struct store *store, const char *text, const char *none,
    struct arena *arena, struct act *act, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, text, err);
	struct err e;

	if (st == NULL)
		return false;
	if (db_row(store, st, &e)) {
		act->id = db_int(st, 0);
		act->summary = db_str(st, 1, arena);
		db_done(st);
		return true;
	}
	if (e.code == ERR_NONE)
		return err_set(err, ERR_MISSING, "%s", none);
	return err_set(err, e.code, "%s", e.text);
}

static bool
set_undone(struct store *store, int64_t act, int value, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ACT_SET_UNDONE], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, act);
	db_bind_int(st, 2, value);
	return db_run(store, st, err);
}

/* Bring the documents of an act to its state before (undo) or after it, as a
 * new act of its own. */
static bool
turn(struct store *store, bool undo, struct arena *arena, struct str *summary,
    struct err *err)
{
	struct act act = { 0 };
	struct revision_act record = { 0 };
	struct doc *d;

	if (!find_act(store, sql[undo ? ACT_UNDOABLE : ACT_REDOABLE],
		undo ? "nothing to undo" : "nothing to redo", arena, &act,
		err) ||
	    !docs_of(store, sql[undo ? ACT_DOCS_BEFORE : ACT_DOCS_AFTER],
		act.id, arena, &d, err))
		return false;
	record.verb = undo ? "undo" : "redo";
	record.summary = act.summary;
	record.undoes = undo ? act.id : 0;
	record.redoes = undo ? 0 : act.id;
	if (!revision_act(store, &record, arena, err))
		return false;
	for (; d != NULL; d = d->next)
		if (!revision_put(store, d->kind, d->name,
			d->exists ? &d->body : NULL, err))
			return false;
	*summary = act.summary;
	return set_undone(store, act.id, undo ? 1 : 0, err);
}

static bool
turn_whole(struct store *store, bool undo, struct arena *arena,
    struct str *summary, struct err *err)
{
	if (!db_begin(store, err))
		return false;
	if (!turn(store, undo, arena, summary, err)) {
		db_rollback(store);
		return false;
	}
	return db_commit(store, err);
}

void
history_words(const struct act *act, struct buf *out)
{
	if (act->undoes != 0)
		buf_puts(out, "undid: ");
	else if (act->redoes != 0)
		buf_puts(out, "did again: ");
	buf_str(out, act->summary);
	if (act->undone)
		buf_puts(out, "  (undone)");
}

bool
store_undo(struct store *store, struct arena *arena, struct str *summary,
    struct err *err)
{
	return turn_whole(store, true, arena, summary, err);
}

bool
store_redo(struct store *store, struct arena *arena, struct str *summary,
    struct err *err)
{
	return turn_whole(store, false, arena, summary, err);
}

bool
store_act_marked(struct store *store, int64_t *article, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ACT_MARKED], err);
	struct err e;

	*article = 0;
	if (st == NULL)
		return false;
	while (db_row(store, st, &e))
		*article = db_int(st, 1) == 1 ? db_int(st, 0) : 0;
	return db_over(st, &e, err);
}

static bool
acts_read(struct store *store, sqlite3_stmt *st, struct arena *arena,
    struct act **list, size_t *n, struct err *err)
{
	struct act *a;
	struct err e = { 0 };
	size_t most = *n;

	*list = arena_array(arena, most, sizeof **list);
	*n = 0;
	while (*n < most && db_row(store, st, &e)) {
		a = &(*list)[(*n)++];
		a->id = db_int(st, 0);
		a->time = db_int(st, 1);
		a->undoes = db_int(st, 2);
		a->redoes = db_int(st, 3);
		a->undone = db_int(st, 4) != 0;
		a->verb = db_str(st, 5, arena);
		a->summary = db_str(st, 6, arena);
		a->analyst = db_str(st, 7, arena);
	}
	return db_over(st, &e, err);
}

bool
store_history(struct store *store, int64_t before, struct arena *arena,
    struct act **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ACT_LIST], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, before > 0 ? before : INT64_MAX);
	db_bind_int(st, 2, (int64_t)*n);
	return acts_read(store, st, arena, list, n, err);
}

bool
store_history_of(struct store *store, const char *kind, struct str doc,
    struct arena *arena, struct act **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ACT_OF], err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, str_of(kind));
	db_bind_str(st, 2, doc);
	db_bind_int(st, 3, (int64_t)*n);
	return acts_read(store, st, arena, list, n, err);
}
