#include "config.h"

#include "store/note.h"

#include "store/db.h"

enum {
	ANCHORS,
	ANCHOR_SET,
	TEXT_OF,
};

static const char *const sql[] = {
	/* The place that the analyst last saw counts, not where corrections
	 * have moved the note since: what the note says of its place is then
	 * the same for the same text, however often that came and went. */
	[ANCHORS] =
	    "SELECT id, quote, prefix, suffix, body ->> '$.start', "
	    "body ->> '$.end', body ->> '$.anchor' FROM (SELECT n.id, "
	    "n.quote, n.prefix, n.suffix, (SELECT r.body FROM revision r "
	    "WHERE r.kind = 'note' AND r.doc = n.uuid ORDER BY r.seq DESC "
	    "LIMIT 1) AS body FROM note n WHERE n.on_kind = 'article' AND "
	    "n.on_id = ?1 AND n.quote IS NOT NULL)",
	[ANCHOR_SET] =
	    "UPDATE note SET start = ?2, \"end\" = ?3, anchor = ?4 WHERE "
	    "id = ?1 AND (start IS NOT ?2 OR \"end\" IS NOT ?3 OR "
	    "anchor IS NOT ?4)",
	[TEXT_OF] = "SELECT text FROM article_text WHERE article = ?1",
};
const struct db_table reanchor_sql = { "reanchor", sql, ARRAY_LEN(sql) };

struct placed {
	struct placed *next;
	int64_t note;
	struct anchor anchor;
};

static bool
placed_list(struct store *store, int64_t article, struct arena *arena,
    struct placed **list, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ANCHORS], err);
	struct err e;

	*list = NULL;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	while (db_row(store, st, &e)) {
		struct placed *p = arena_alloc(arena, sizeof *p);

		p->note = db_int(st, 0);
		p->anchor.quote = db_str(st, 1, arena);
		p->anchor.prefix = db_str(st, 2, arena);
		p->anchor.suffix = db_str(st, 3, arena);
		p->anchor.span.from = (uint32_t)db_int(st, 4);
		p->anchor.span.to = (uint32_t)db_int(st, 5);
		if (!anchor_state_parse(db_view(st, 6), &p->anchor.state))
			p->anchor.state = ANCHOR_ORPHANED;
		p->next = *list;
		*list = p;
	}
	return db_over(st, &e, err);
}

/* It stands where it stood, so it is what it was: exact or moved. */
static bool
stands(const struct anchor *a, struct str text)
{
	return (a->state == ANCHOR_EXACT || a->state == ANCHOR_MOVED) &&
	       a->span.from <= a->span.to && a->span.to <= text.len &&
	       str_eq(str_slice(text, a->span.from, a->span.to), a->quote);
}

static bool
place(struct store *store, struct placed *p, struct str text, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ANCHOR_SET], err);

	if (st == NULL)
		return false;
	if (!stands(&p->anchor, text))
		anchor_find(&p->anchor, text);
	db_bind_int(st, 1, p->note);
	db_bind_int(st, 2, p->anchor.span.from);
	db_bind_int(st, 3, p->anchor.span.to);
	db_bind_str(st, 4, str_of(anchor_state_name(p->anchor.state)));
	if (!db_run(store, st, err))
		return false;
	if (sqlite3_changes(db_handle(store)) > 0)
		db_changed(store, TOPIC_NOTE);
	return true;
}

bool
store_notes_reanchor(
    struct store *store, int64_t article, struct str text, struct err *err)
{
	struct arena arena = { 0 };
	struct placed *p;
	bool good;

	if (!db_begin(store, err))
		return false;
	good = placed_list(store, article, &arena, &p, err);
	for (; good && p != NULL; p = p->next)
		good = place(store, p, text, err);
	arena_release(&arena);
	if (good)
		return db_commit(store, err);
	db_rollback(store);
	return false;
}

bool
store_notes_reanchor_stored(
    struct store *store, int64_t article, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[TEXT_OF], err);
	struct arena arena = { 0 };
	struct str text = str_of("");
	struct err e;
	bool good;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	if (db_row(store, st, &e))
		text = db_str(st, 0, &arena);
	good = db_over(st, &e, err) &&
	       store_notes_reanchor(store, article, text, err);
	arena_release(&arena);
	return good;
}
