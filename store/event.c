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
	    "n.\"end\", b.name, n.sources, n.position FROM entity n "
	    "LEFT JOIN entity b ON b.id = n.base "
	    "WHERE n.kind = 'faction' AND n.state = 'active'",
	[MARKS] =
	    "SELECT e.id, e.earliest, e.latest, n.id FROM event e /*scan*/ "
	    "LEFT JOIN event_entity x ON x.event = e.id LEFT JOIN entity n "
	    "ON n.id = x.entity AND n.kind = 'faction' WHERE e.earliest "
	    "IS NOT NULL AND e.latest IS NOT NULL ORDER BY e.id",
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
store_events_like(struct store *store, struct str words, int64_t day,
    struct arena *arena, struct event **list, size_t *n, struct err *err)
{
	struct window w = { .from = day,
		.words = words.p != NULL ? words : str_of(""),
		.n = *n,
		.arena = arena };
	bool good = events_by(store, sql[EVENTS_LIKE], &w, err);

	*list = w.list;
	*n = w.count;
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

/* The pack's order is that of the camps, by their first lane, those of no camp
 * last; sorted here, which costs a tenth of what SQLite takes for it. */
struct placed {
	struct lane lane;
	int64_t position, camp; /* camp: position of its first lane */
};

static int
by_camp(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int order = str_cmp(x->lane.camp, y->lane.camp);

	if (order != 0)
		return order;
	if (x->position != y->position)
		return x->position < y->position ? -1 : 1;
	return x->lane.entity < y->lane.entity ? -1 : 1;
}

static int
by_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	bool none = x->lane.camp.len == 0;

	if (none != (y->lane.camp.len == 0))
		return none ? 1 : -1;
	if (x->camp != y->camp)
		return x->camp < y->camp ? -1 : 1;
	return by_camp(a, b);
}

static void
lanes_sort(struct placed *v, size_t n)
{
	size_t i;

	if (n > 1)
		qsort(v, n, sizeof *v, by_camp);
	for (i = 0; i < n; i++)
		v[i].camp = i > 0 && str_eq(v[i].lane.camp, v[i - 1].lane.camp)
				? v[i - 1].camp
				: v[i].position;
	if (n > 1)
		qsort(v, n, sizeof *v, by_place);
}

static struct lane
lane_read(sqlite3_stmt *st, struct arena *arena)
{
	return (struct lane){
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

bool
store_lanes(struct store *store, struct arena *arena, struct lane **list,
    size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[LANES], err);
	struct placed *all = NULL;
	struct err e;
	size_t i;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	while (db_row(store, st, &e)) {
		all = arena_grow(arena, all, *n, sizeof *all);
		all[(*n)++] = (struct placed){ .lane = lane_read(st, arena),
			.position = db_int(st, 10) };
	}
	if (!db_over(st, &e, err))
		return false;
	lanes_sort(all, *n);
	*list = arena_array(arena, *n, sizeof **list);
	for (i = 0; i < *n; i++)
		(*list)[i] = all[i].lane;
	return true;
}

static int
by_lane(const void *a, const void *b)
{
	const struct mark_row *x = a, *y = b;

	if (x->entity != y->entity)
		return x->entity < y->entity ? -1 : 1;
	if (x->earliest != y->earliest)
		return x->earliest < y->earliest ? -1 : 1;
	return (x->event > y->event) - (x->event < y->event);
}

bool
store_event_marks(struct store *store, struct arena *arena,
    struct mark_row **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[MARKS], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	/* Those of an event come one after another: each of its lanes once,
	 * and no lane (0) only where it has none. */
	while (db_row(store, st, &e)) {
		struct mark_row row = { db_int(st, 3), db_int(st, 0),
			db_int(st, 1), db_int(st, 2) };
		bool again = *n > 0 && (*list)[*n - 1].event == row.event;

		if (again && row.entity == 0)
			continue;
		if (again && (*list)[*n - 1].entity == 0)
			--*n;
		*list = arena_grow(arena, *list, *n, sizeof **list);
		(*list)[(*n)++] = row;
	}
	if (!db_over(st, &e, err))
		return false;
	if (*n > 1)
		qsort(*list, *n, sizeof **list, by_lane);
	return true;
}
