/* Events by day and lane. */
#include "config.h"

#include "store/event.h"

#include "tests/library.h"
#include "tests/test.h"

static struct store *store;
static struct arena arena;

static void
fill(void)
{
	library_sql(store,
	    "INSERT INTO entity (id, key, kind, name, short, camp, start, "
	    "\"end\", position, origin) VALUES "
	    "(1, 'east', 'faction', 'Army of the East', 'AE', 'Eastern', "
	    "'2014-05-16', '..', 3, 'pack'), "
	    "(2, 'west', 'faction', 'Western Brigades', 'WB', 'Western', "
	    "'2011', '', 1, 'pack'), "
	    "(3, 'west2', 'faction', 'Other Brigade', NULL, 'Western', '2012', "
	    "'2013', 4, 'pack'), "
	    "(4, 'free', 'faction', 'No Camp', NULL, NULL, NULL, NULL, 0, "
	    "'hand'), "
	    "(5, 'town', 'place', 'Town', NULL, NULL, NULL, NULL, 9, 'pack'), "
	    "(6, 'gone', 'faction', 'Merged', NULL, NULL, NULL, NULL, 0, "
	    "'hand')");
	library_sql(store, "UPDATE entity SET state = 'merged' WHERE id = 6");
	library_sql(store,
	    "INSERT INTO event (id, key, date, \"end\", earliest, latest, "
	    "title, kind, origin) VALUES "
	    "(1, 'e1', '2011', NULL, 100, 100, 'a', 'battle', 'pack'), "
	    "(2, 'e2', '2011', NULL, 50, 500, 'long', 'battle', 'pack'), "
	    "(3, 'e3', '2011', NULL, 120, 125, 'c', 'visit', 'pack'), "
	    "(4, 'e4', '2011', NULL, 300, 300, 'd', 'visit', 'pack'), "
	    "(5, 'e5', '?', NULL, NULL, NULL, 'undated', 'visit', 'pack')");
	library_sql(store,
	    "INSERT INTO event_entity (event, entity, position) VALUES "
	    "(1, 2, 1), (1, 1, 0), (1, 5, 2), (2, 1, 0), (3, 5, 0)");
}

static struct str
ids(int64_t from, int64_t to, int64_t lane, size_t n)
{
	struct buf out = { 0 };
	struct event *list;
	struct err err;
	struct str text;
	size_t count, i;

	if (!store_events(
		store, from, to, lane, n, &arena, &list, &count, &err))
		return str_of("failed");
	for (i = 0; i < count; i++)
		buf_addf(
		    &out, "%s%lld", i > 0 ? " " : "", (long long)list[i].id);
	text = arena_str(&arena, buf_view(&out));
	buf_release(&out);
	return text;
}

static void
test_windows(void)
{
	is_str(ids(INT64_MIN, INT64_MAX - 1, 0, 99), "2 1 3 4",
	    "all that have days, by their first");
	is_str(ids(100, 124, 0, 99), "2 1 3", "a window, ends included");
	is_str(ids(101, 119, 0, 99), "2", "what goes on over it");
	is_str(ids(125, 125, 0, 99), "2 3", "the last day counts");
	is_str(ids(126, 299, 0, 99), "2", "the day behind it does not");
	is_str(ids(100, 124, 0, 2), "2 1", "at most n, the earliest");
	is_str(ids(0, 1000, 1, 99), "2 1", "those of one lane");
	is_str(ids(0, 1000, 5, 99), "1 3", "and of a place");
	is_str(ids(0, 1000, 77, 99), "", "none of nobody");
}

static void
test_one(void)
{
	struct event e;
	struct err err;

	ok(store_event_get(store, 1, &arena, &e, &err), "an event is read");
	is_str(e.title, "a", "its title");
	ok(e.n_lanes == 2 && e.lanes[0] == 1 && e.lanes[1] == 2,
	    "its lanes in their order, without places");
	ok(store_event_get(store, 5, &arena, &e, &err) &&
		e.earliest == INT64_MIN,
	    "one without a day");
	ok(!store_event_get(store, 77, &arena, &e, &err) &&
		err.code == ERR_MISSING,
	    "one that is not there");
}

static void
test_lanes(void)
{
	struct mark_row *marks;
	struct lane *lanes;
	struct err err;
	size_t n;

	ok(store_lanes(store, &arena, &lanes, &n, &err), "lanes are read");
	is_int((int64_t)n, 4, "all active factions");
	ok(n == 4 && lanes[0].entity == 2 && lanes[1].entity == 3 &&
		lanes[2].entity == 1 && lanes[3].entity == 4,
	    "camps in the pack's order, no camp last");
	is_str(lanes[2].start, "2014-05-16", "a lane's start");
	ok(store_event_marks(store, &arena, &marks, &n, &err), "marks");
	is_int((int64_t)n, 5, "each lane of each event");
	ok(n == 5 && marks[0].entity == 0 && marks[0].event == 3 &&
		marks[1].event == 4 && marks[2].entity == 1 &&
		marks[2].event == 2 && marks[3].event == 1 &&
		marks[4].entity == 2,
	    "by lane and day, those of no lane first");
}

int
main(void)
{
	store = library_new(":memory:");
	fill();
	test_windows();
	test_one();
	test_lanes();
	store_close(store);
	arena_release(&arena);
	return done();
}
