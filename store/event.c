#include "config.h"

#include "store/event.h"

#include "store/db.h"

/* An event longer than EVENT_LONG days is found through an index of its own,
 * so that a window reads only what starts near it and the few long ones. */
enum {
	EVENTS_SHORT,
	EVENTS_LONG,
	EVENTS_LANE,
	EVENTS_LIKE,
	EVENT_GET,
	EVENT_LANES,
	LANES,
	MARKS,
	MARKS_FREE,
};

#define EVENT_COLUMNS                                                          \
	"e.id, e.key, e.date, e.\"end\", e.title, e.kind, e.note, "            \
	"e.sources, e.origin, e.earliest, e.latest, e.toll"

static const char *const sql[] = {
	[EVENTS_SHORT] =
	    "SELECT " EVENT_COLUMNS " FROM event e WHERE e.earliest BETWEEN "
	    "?1 - 31 AND ?2 AND e.latest >= ?1 AND e.latest - e.earliest <= 31 "
	    "ORDER BY e.earliest, e.id LIMIT ?3",
	[EVENTS_LONG] =
	    "SELECT " EVENT_COLUMNS " FROM event e INDEXED BY event_long "
	    "WHERE e.latest - e.earliest > 31 AND e.earliest <= ?2 AND "
	    "e.latest >= ?1 ORDER BY e.earliest, e.id LIMIT ?3",
	[EVENTS_LANE] =
	    "SELECT " EVENT_COLUMNS " FROM event_entity x JOIN event e "
	    "ON e.id = x.event WHERE x.entity = ?4 AND e.earliest <= ?2 AND "
	    "e.latest >= ?1 ORDER BY e.earliest, e.id LIMIT ?3",
	[EVENTS_LIKE] = "SELECT " EVENT_COLUMNS " FROM event e /*scan*/ WHERE "
			"instr(lower(e.title), lower(?4)) > 0 ORDER BY "
			"abs(coalesce(e.earliest, 0) - ?1), e.id LIMIT ?3",
	[EVENT_GET] = "SELECT " EVENT_COLUMNS " FROM event e WHERE e.id = ?1",
	[EVENT_LANES] =
	    "SELECT n.id FROM event_entity x JOIN entity n ON n.id = x.entity "
	    "WHERE x.event = ?1 AND n.kind = 'faction' ORDER BY x.position",
	[LANES] =
	    "SELECT n.id, n.key, n.name, n.short, n.subkind, n.camp, n.start, "
	    "n.\"end\", b.name, n.sources FROM entity n LEFT JOIN entity b ON "
	    "b.id = "
	    "n.base "
	    "WHERE n.kind = 'faction' AND n.state = 'active' ORDER BY "
	    "n.camp IS NULL OR n.camp = '', min(n.position) OVER "
	    "(PARTITION BY n.camp), n.camp, n.position, n.id /*scan*/",
	[MARKS] =
	    "SELECT x.entity, e.id, e.earliest, e.latest FROM entity n JOIN "
	    "event_entity x ON x.entity = n.id JOIN event e ON e.id = x.event "
	    "WHERE n.kind = 'faction' AND e.earliest IS NOT NULL AND "
	    "e.latest IS NOT NULL ORDER BY x.entity, e.earliest, e.id /*scan*/",
	[MARKS_FREE] =
	    "SELECT 0, e.id, e.earliest, e.latest FROM event e /*scan*/ WHERE "
	    "e.earliest IS NOT NULL AND e.latest IS NOT NULL AND NOT EXISTS "
	    "(SELECT 1 FROM event_entity x JOIN entity n ON n.id = x.entity "
	    "WHERE x.event = e.id AND n.kind = 'faction') "
	    "ORDER BY e.earliest, e.id",
};
const struct db_table event_sql = { "event", sql, ARRAY_LEN(sql) };

static void
event_read(sqlite3_stmt *st, struct arena *arena, struct event *e)
{
	*e = (struct event){
		.id = db_int(st, 0),
		.key = db_str(st, 1, arena),
		.date = db_str(st, 2, arena),
		.end = db_str(st, 3, arena),
		.title = db_str(st, 4, arena),
		.kind = db_str(st, 5, arena),
		.note = db_str(st, 6, arena),
		.sources = db_str(st, 7, arena),
		.origin = db_str(st, 8, arena),
		.earliest = db_int_or(st, 9, INT64_MIN),
		.latest = db_int_or(st, 10, INT64_MAX),
		.toll = db_str(st, 11, arena),
	};
}

static bool
event_lanes(struct store *store, struct event *event, struct arena *arena,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[EVENT_LANES], err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, event->id);
	while (db_row(store, st, &e)) {
		event->lanes = arena_grow(
		    arena, event->lanes, event->n_lanes, sizeof(*event->lanes));
		event->lanes[event->n_lanes++] = db_int(st, 0);
	}
	return db_over(st, &e, err);
}

/* What is asked for, and what has been found of it. */
struct window {
	int64_t from, to, lane;
	struct str words;
	size_t n, count;
	struct event *list;
	struct arena *arena;
};

static bool
events_by(
    struct store *store, const char *text, struct window *w, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, text, err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, w->from);
	db_bind_int(st, 2, w->to);
	db_bind_int(st, 3, w->n > INT32_MAX ? INT32_MAX : (int64_t)w->n);
	if (w->lane != 0)
		db_bind_int(st, 4, w->lane);
	else if (w->words.p != NULL)
		db_bind_str(st, 4, w->words);
	while (db_row(store, st, &e)) {
		w->list =
		    arena_grow(w->arena, w->list, w->count, sizeof(*w->list));
		event_read(st, w->arena, &w->list[w->count++]);
	}
	return db_over(st, &e, err);
}

static int
by_day(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->earliest != y->earliest)
		return x->earliest < y->earliest ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

bool
store_events(struct store *store, struct day_window window, struct arena *arena,
    struct event **list, size_t *count, struct err *err)
{
	int64_t least = INT64_MIN + 100; /* ?1 - 31 must not run over */
	struct window w = {
		.from = window.from < least ? least : window.from,
		.to = window.to,
		.lane = window.entity,
		.n = window.most,
		.arena = arena,
	};
	size_t i;

	*list = NULL;
	*count = 0;
	if (!events_by(
		store, sql[w.lane != 0 ? EVENTS_LANE : EVENTS_SHORT], &w, err))
		return false;
	if (w.lane == 0 && !events_by(store, sql[EVENTS_LONG], &w, err))
		return false;
	if (w.count > 1)
		qsort(w.list, w.count, sizeof(*w.list), by_day);
	if (w.count > w.n)
		w.count = w.n;
	for (i = 0; i < w.count; i++)
		if (!event_lanes(store, &w.list[i], arena, err))
			return false;
	*list = w.list;
	*count = w.count;
	return true;
}

bool
store_events_like(struct store *store, struct str words, int64_t day, size_t n,
    struct arena *arena, struct event **list, size_t *count, struct err *err)
{
	struct window w = { .from = day,
		.words = words.p != NULL ? words : str_of(""),
		.n = n,
		.arena = arena };
	bool good = events_by(store, sql[EVENTS_LIKE], &w, err);

	*list = w.list;
	*count = w.count;
	return good;
}

bool
store_event_get(struct store *store, int64_t id, struct arena *arena,
    struct event *event, struct err *err)
{
	sqlite3_stmt *st = db_row_of(store, sql[EVENT_GET], "event", id, err);

	if (st == NULL)
		return false;
	event_read(st, arena, event);
	db_done(st);
	return event_lanes(store, event, arena, err);
}

bool
store_lanes(struct store *store, struct arena *arena, struct lane **list,
    size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[LANES], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	while (db_row(store, st, &e)) {
		*list = arena_grow(arena, *list, *n, sizeof(**list));
		(*list)[(*n)++] = (struct lane){
			.entity = db_int(st, 0),
			.key = db_str(st, 1, arena),
			.name = db_str(st, 2, arena),
			.short_name = db_str(st, 3, arena),
			.kind = db_str(st, 4, arena),
			.camp = db_str(st, 5, arena),
			.start = db_str(st, 6, arena),
			.end = db_str(st, 7, arena),
			.base = db_str(st, 8, arena),
			.sources = db_str(st, 9, arena),
		};
	}
	return db_over(st, &e, err);
}

struct marks {
	struct mark_row *list;
	size_t n;
	struct arena *arena;
};

static bool
marks_by(
    struct store *store, const char *text, struct marks *m, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, text, err);
	struct err e;

	if (st == NULL)
		return false;
	while (db_row(store, st, &e)) {
		m->list = arena_grow(m->arena, m->list, m->n, sizeof(*m->list));
		m->list[m->n++] = (struct mark_row){
			db_int(st, 0),
			db_int(st, 1),
			db_int(st, 2),
			db_int(st, 3),
		};
	}
	return db_over(st, &e, err);
}

bool
store_event_marks(struct store *store, struct arena *arena,
    struct mark_row **list, size_t *n, struct err *err)
{
	struct marks m = { .arena = arena };

	*list = NULL;
	*n = 0;
	if (!marks_by(store, sql[MARKS_FREE], &m, err) ||
	    !marks_by(store, sql[MARKS], &m, err))
		return false;
	*list = m.list;
	*n = m.n;
	return true;
}
