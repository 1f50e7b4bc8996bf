/* Notes on passages after the text of their article has changed. */
#include "config.h"

#include "store/db.h"
#include "store/note.h"

enum { PASSAGES, MOVE };

static const char *const sql[] = {
	/* Where the analyst put it, which is what its newest revision says,
	 * and not where a former correction has moved it: a correction that is
	 * taken back then leads to the old place. */
	[PASSAGES] =
	    "SELECT n.id, n.quote, n.prefix, n.suffix, coalesce((SELECT "
	    "r.body ->> '$.start' FROM revision r WHERE r.kind = 'note' AND "
	    "r.doc = n.uuid ORDER BY r.seq DESC LIMIT 1), n.start), "
	    "coalesce((SELECT r.body ->> '$.end' FROM revision r WHERE "
	    "r.kind = 'note' AND r.doc = n.uuid ORDER BY r.seq DESC LIMIT 1), "
	    "n.\"end\") FROM note n WHERE n.on_kind = 'article' AND "
	    "n.on_id = ?1 AND n.quote IS NOT NULL",
	[MOVE] = "UPDATE note SET start = ?2, \"end\" = ?3, anchor = ?4 "
		 "WHERE id = ?1",
};
extern const struct db_table reanchor_sql;
const struct db_table reanchor_sql = { "reanchor", sql, ARRAY_LEN(sql) };

struct passage {
	struct passage *next;
	int64_t note;
	struct anchor anchor;
};

static bool
passages_of(struct store *store, int64_t article, struct arena *arena,
    struct passage **list, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[PASSAGES], err);
	struct passage *p;
	struct err local;

	*list = NULL;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	while (db_row(store, st, &local)) {
		p = arena_alloc(arena, sizeof *p);
		p->next = *list;
		p->note = db_int(st, 0);
		p->anchor.quote = db_str(st, 1, arena);
		p->anchor.prefix = db_str(st, 2, arena);
		p->anchor.suffix = db_str(st, 3, arena);
		p->anchor.span.from = (uint32_t)db_int(st, 4);
		p->anchor.span.to = (uint32_t)db_int(st, 5);
		p->anchor.state = ANCHOR_EXACT;
		*list = p;
	}
	db_done(st);
	return local.code == ERR_NONE ||
	       err_set(err, local.code, "%s", local.text);
}

static bool
move(struct store *store, const struct passage *p, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[MOVE], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, p->note);
	db_bind_int(st, 2, p->anchor.span.from);
	db_bind_int(st, 3, p->anchor.span.to);
	db_bind_str(st, 4, str_of(anchor_state_name(p->anchor.state)));
	return db_run(store, st, err);
}

bool
store_notes_reanchor(
    struct store *store, int64_t article, struct str text, struct err *err)
{
	struct arena arena = { 0 };
	struct passage *list, *p;
	bool good = passages_of(store, article, &arena, &list, err);

	for (p = list; good && p != NULL; p = p->next) {
		anchor_find(&p->anchor, text);
		good = move(store, p, err);
	}
	if (list != NULL)
		db_changed(store, TOPIC_NOTE);
	arena_release(&arena);
	return good;
}
