#include "config.h"

#include "store/daymark.h"

#include "store/db.h"

enum { CLAIM_MARKS, NOTE_MARKS, CLAIMS_AT, NOTES_AT, EVENT_CLAIMS };

/* The day of what a note is about. */
#define NOTE_DAY                                                               \
	"CASE n.on_kind WHEN 'article' THEN (SELECT a.published_day FROM "     \
	"article a WHERE a.id = n.on_id AND a.hidden = 0) "                    \
	"WHEN 'event' THEN (SELECT e.earliest FROM event e WHERE "             \
	"e.id = n.on_id) WHEN 'claim' THEN (SELECT c.earliest FROM claim c "   \
	"WHERE c.id = n.on_id) END"

static const char *const sql[] = {
	/* Those without a date of their own are few: the union is sorted. */
	[CLAIM_MARKS] =
	    "SELECT c.earliest, c.latest FROM claim c JOIN article a ON "
	    "a.id = c.article WHERE c.earliest IS NOT NULL AND a.hidden = 0 "
	    "UNION ALL SELECT e.earliest, e.latest FROM claim c JOIN article a "
	    "ON a.id = c.article JOIN event e ON e.id = c.event WHERE "
	    "c.event IS NOT NULL AND c.earliest IS NULL AND e.earliest IS NOT "
	    "NULL AND a.hidden = 0 ORDER BY 1 /*scan*/",
	[NOTE_MARKS] =
	    "SELECT day, day FROM (SELECT " NOTE_DAY " AS day FROM note n "
	    "/*scan*/) WHERE day IS NOT NULL ORDER BY 1",
	/* The same: those that only their event dates are few. */
	[CLAIMS_AT] =
	    ("SELECT c.id, c.article, c.event, c.start, c.\"end\", "
	     "c.happened, c.statement, a.title, c.earliest FROM claim c JOIN "
	     "article a ON a.id = c.article WHERE c.earliest BETWEEN ?1 AND "
	     "?2 AND a.hidden = 0 UNION ALL SELECT c.id, c.article, c.event, "
	     "c.start, c.\"end\", e.date, c.statement, a.title, e.earliest "
	     "FROM event e JOIN claim c ON c.event = e.id JOIN article a ON "
	     "a.id = c.article WHERE e.earliest BETWEEN ?1 AND ?2 AND "
	     "c.earliest IS NULL AND a.hidden = 0 ORDER BY 9, 1 LIMIT ?3"),
	[NOTES_AT] =
	    "SELECT * FROM (SELECT n.id, CASE n.on_kind WHEN 'article' THEN "
	    "n.on_id END, CASE n.on_kind WHEN 'event' THEN n.on_id END, "
	    "n.start, n.\"end\", date((" NOTE_DAY ") * 86400, 'unixepoch') "
	    "AS day, n.text, CASE n.on_kind WHEN 'article' THEN (SELECT "
	    "a.title FROM article a WHERE a.id = n.on_id) WHEN 'event' THEN "
	    "(SELECT e.title FROM event e WHERE e.id = n.on_id) WHEN 'claim' "
	    "THEN (SELECT c.statement FROM claim c WHERE c.id = n.on_id) END "
	    "FROM note n /*scan*/) WHERE day BETWEEN "
	    "date(?1 * 86400, 'unixepoch') AND date(?2 * 86400, 'unixepoch') "
	    "ORDER BY day, 1 LIMIT ?3",
	[EVENT_CLAIMS] =
	    ("SELECT c.id FROM claim c JOIN article a ON a.id = c.article "
	     "WHERE c.event = ?1 AND a.hidden = 0 ORDER BY a.ord, c.id"),
};
const struct db_table daymark_sql = { "daymark", sql, ARRAY_LEN(sql) };

/* Twice the room, in the arena, once it is full. */
static void *
more(struct arena *arena, void *list, size_t n, size_t *size, size_t each)
{
	void *bigger;

	if (n < *size)
		return list;
	*size = *size > 0 ? *size * 2 : 64;
	bigger = arena_array(arena, *size, each);
	if (n > 0)
		memcpy(bigger, list, n * each);
	return bigger;
}

static bool
marks(struct store *store, int which, struct arena *arena,
    struct chron_mark **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	size_t size = 0;
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	while (db_row(store, st, &e)) {
		int64_t first = db_int(st, 0);

		*list = more(arena, *list, *n, &size, sizeof(**list));
		(*list)[(*n)++] =
		    (struct chron_mark){ first, db_int_or(st, 1, first) };
	}
	return db_over(st, &e, err);
}

bool
store_claim_marks(struct store *store, struct arena *arena,
    struct chron_mark **list, size_t *n, struct err *err)
{
	return marks(store, CLAIM_MARKS, arena, list, n, err);
}

bool
store_note_marks(struct store *store, struct arena *arena,
    struct chron_mark **list, size_t *n, struct err *err)
{
	return marks(store, NOTE_MARKS, arena, list, n, err);
}

static bool
items(struct store *store, int which, struct day_window w, struct arena *arena,
    struct day_item **list, size_t *count, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	size_t size = 0;
	struct err e;

	*list = NULL;
	*count = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, w.from);
	db_bind_int(st, 2, w.to);
	db_bind_int(st, 3, (int64_t)w.most);
	while (db_row(store, st, &e)) {
		*list = more(arena, *list, *count, &size, sizeof(**list));
		(*list)[(*count)++] = (struct day_item){
			.id = db_int(st, 0),
			.article = db_int(st, 1),
			.event = db_int(st, 2),
			.span = { (uint32_t)db_int(st, 3),
			    (uint32_t)db_int(st, 4) },
			.when = db_str(st, 5, arena),
			.text = db_str(st, 6, arena),
			.title = db_str(st, 7, arena),
		};
	}
	return db_over(st, &e, err);
}

bool
store_claims_at(struct store *store, struct day_window window,
    struct arena *arena, struct day_item **list, size_t *n, struct err *err)
{
	return items(store, CLAIMS_AT, window, arena, list, n, err);
}

bool
store_notes_at(struct store *store, struct day_window window,
    struct arena *arena, struct day_item **list, size_t *n, struct err *err)
{
	return items(store, NOTES_AT, window, arena, list, n, err);
}

bool
store_event_claims(struct store *store, int64_t event, struct arena *arena,
    int64_t **ids, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[EVENT_CLAIMS], err);
	size_t size = 0;
	struct err e;

	*ids = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, event);
	while (db_row(store, st, &e)) {
		*ids = more(arena, *ids, *n, &size, sizeof(**ids));
		(*ids)[(*n)++] = db_int(st, 0);
	}
	return db_over(st, &e, err);
}
