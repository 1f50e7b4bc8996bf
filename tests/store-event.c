/* Events by day and lane. */
#include "config.h"

#include "store/event-act.h"

#include "model/edtf.h"
#include "store/claim.h"
#include "store/daymark.h"
#include "store/history.h"
#include "store/note.h"

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
	struct err err = { 0 };
	struct str text;
	size_t count, i;

	if (!store_events(store,
		(struct day_window){
		    .from = from, .to = to, .entity = lane, .most = n },
		&arena, &list, &count, &err))
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
	struct err err = { 0 };

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
	struct err err = { 0 };
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

static struct str
title_of(int64_t id)
{
	struct event e;
	struct err err = { 0 };

	return store_event_get(store, id, &arena, &e, &err) ? e.title
							    : str_of("none");
}

static int64_t
count(const char *table)
{
	struct buf b = { 0 };
	int64_t n;

	buf_addf(&b, "SELECT count(*) FROM %s", table);
	n = library_sql(store, b.p);
	buf_release(&b);
	return n;
}

static struct str
undone(bool redo)
{
	struct str said = str_of("");
	struct err err = { 0 };

	if (!(redo ? store_redo(store, &arena, &said, &err)
		   : store_undo(store, &arena, &said, &err)))
		return arena_str(&arena, str_of(err.text));
	return said;
}

/* Add, change, remove; then all of it back and again. */
static void
test_by_hand(void)
{
	static const int64_t parties[] = { 5, 1 };
	struct event_edit edit = {
		.date = str_of("2016-09-11"),
		.title = str_of("Ports taken"),
		.kind = str_of("battle"),
		.parties = parties,
		.n_parties = 2,
	};
	struct event_edit change = {
		.date = str_of("2016-09~"),
		.toll = str_of("killed 10-15"),
	};
	struct party *list;
	struct event e;
	struct err err = { 0 };
	int64_t id;
	size_t n;

	ok(store_event_add(store, &edit, &id, &err), "an event is added: %s",
	    err.text);
	ok(store_event_get(store, id, &arena, &e, &err) &&
		e.earliest == day_number(2016, 9, 11) && e.n_lanes == 1 &&
		e.lanes[0] == 1,
	    "with its day and lane");
	ok(store_event_parties(store, id, &arena, &list, &n, &err) && n == 2 &&
		list[0].entity == 1 && list[1].entity == 5,
	    "its parties, factions first");
	ok(store_event_edit(store, id, &change, &err) &&
		store_event_get(store, id, &arena, &e, &err) &&
		e.latest == day_number(2016, 9, 30) &&
		str_is(e.title, "Ports taken") && e.n_lanes == 1 &&
		str_is(e.toll, "killed 10-15"),
	    "what is not edited stays");
	ok(store_event_remove(store, id, &err) && str_is(title_of(id), "none"),
	    "it is removed");
	is_int(count("event_entity WHERE event > 1000"), 0, "with its lanes");
	is_str(undone(false), "removed the event \"Ports taken\"",
	    "undo says what it takes back");
	is_str(title_of(id), "Ports taken", "and it is there again");
	undone(false);
	ok(store_event_get(store, id, &arena, &e, &err) &&
		str_is(e.date, "2016-09-11") && e.toll.len == 0,
	    "the former date comes back, without a toll");
	undone(false);
	is_str(title_of(id), "none", "undo of adding removes it");
	undone(true);
	is_str(title_of(id), "Ports taken", "redo adds it with the same id");
	ok(store_event_remove(store, 4, &err), "one of the pack is removed");
	undone(false);
	ok(store_event_get(store, 4, &arena, &e, &err) && e.earliest == 300 &&
		str_is(e.origin, "pack"),
	    "and comes back as the pack's");
}

/* One claim of an article: when NULL says no date. */
static int64_t
claim_of(int64_t article, const char *when, int64_t event)
{
	struct claim_span span = { .role = SPAN_CONTENT };
	struct claim c = {
		.article = article,
		.spans = &span,
		.n_spans = 1,
		.event = event,
		.statement = str_of("it happened"),
		.happened = when != NULL ? str_of(when) : (struct str){ 0 },
	};
	struct err err = { 0 };
	int64_t id;

	span.anchor = anchor_make(
	    str_of("They said that it happened."), (struct span){ 15, 26 });
	span.anchor.state = ANCHOR_EXACT;
	if (!store_claim_add(store, &c, &id, &err))
		die("%s", err.text);
	return id;
}

/* Claims and notes stand at the days that they are about. */
static int64_t
event_of_claim(int64_t id)
{
	struct arena own = { 0 };
	struct err err = { 0 };
	struct claim claim;

	if (!store_claim_get(store, id, &own, &claim, &err))
		die("%s", err.text);
	arena_release(&own);
	return claim.event;
}

static void
test_days(void)
{
	int64_t article =
	    library_article(store, "Told", "They said that it happened.");
	int64_t dated = claim_of(article, "1970-04-11", 0), *list;
	int64_t lent = claim_of(article, NULL, 4);
	struct note note = {
		.on = ON_EVENT, .on_id = 1, .text = str_of("who says so?")
	};
	struct chron_mark *marks;
	struct str undone;
	struct day_item *items;
	struct err err = { 0 };
	size_t n;

	ok(store_claim_marks(store, &arena, &marks, &n, &err) && n == 2 &&
		marks[0].first == 100 && marks[1].first == 300,
	    "claims by their date, or that of their event");
	ok(store_claims_at(store,
	       (struct day_window){ .from = 100, .to = 100, .most = 9 }, &arena,
	       &items, &n, &err) &&
		n == 1 && items[0].id == dated &&
		str_is(items[0].title, "Told") && items[0].span.from == 15,
	    "those of a day, with their passage");
	ok(store_claims_at(store,
	       (struct day_window){ .from = 100, .to = 300, .most = 9 }, &arena,
	       &items, &n, &err) &&
		n == 2 && items[0].id == dated && items[1].id == lent &&
		items[1].when.len > 0,
	    "also those that stand where their event does");
	ok(store_event_claims(store, 4, &arena, &list, &n, &err) && n == 1 &&
		list[0] == lent,
	    "those of an event");
	ok(store_event_remove(store, 4, &err) && event_of_claim(lent) == 0,
	    "the event goes, and its claim tells of none");
	ok(store_undo(store, &arena, &undone, &err) &&
		event_of_claim(lent) == 4 &&
		store_event_claims(store, 4, &arena, &list, &n, &err) && n == 1,
	    "undone, it does again");
	ok(store_note_add(store, &note, &note.id, &err), "a note: %s",
	    err.text);
	ok(store_note_marks(store, &arena, &marks, &n, &err) && n == 1 &&
		marks[0].first == 100,
	    "a note stands where its event does");
	ok(store_notes_at(store,
	       (struct day_window){ .from = 99, .to = 101, .most = 9 }, &arena,
	       &items, &n, &err) &&
		n == 1 && items[0].event == 1 &&
		str_is(items[0].text, "who says so?"),
	    "and is found there");
	ok(store_notes_at(store,
	       (struct day_window){ .from = 101, .to = 200, .most = 9 }, &arena,
	       &items, &n, &err) &&
		n == 0,
	    "and nowhere else");
	library_sql(store, "UPDATE article SET hidden = 1");
	ok(store_claim_marks(store, &arena, &marks, &n, &err) && n == 0,
	    "those of a hidden article are none");
}

static void
test_refused(void)
{
	static const struct {
		const char *date, *end, *title, *error;
	} bad[] = {
		{ "2016", NULL, " ", "an event needs a title" },
		{ "2016-13", NULL, "a", NULL },
		{ "2016", "2015", "a", "the event ends before it begins" },
		{ "2016", NULL, "a\nb",
		    "a title is one line of at most 400 bytes" },
	};
	int64_t events = count("event"), acts = count("act");
	size_t i;

	for (i = 0; i < ARRAY_LEN(bad); i++) {
		struct event_edit edit = {
			.date = str_of(bad[i].date),
			.title = str_of(bad[i].title),
			.end = bad[i].end != NULL ? str_of(bad[i].end)
						  : (struct str){ 0 },
		};
		struct err err = { 0 };
		int64_t id;

		ok(!store_event_add(store, &edit, &id, &err) && id == 0,
		    "refused: %s", err.text);
		if (bad[i].error != NULL)
			is_str(str_of(err.text), bad[i].error, "says why");
	}
	is_int(count("event"), events, "nothing of them stays");
	is_int(count("act"), acts, "nor in the history");
}

static void
test_evidence(void)
{
	struct evidence *list, given = { 0 };
	struct event_edit edit = {
		.date = str_of("2017-01-17"),
		.title = str_of("Visit"),
		.evidence = &given,
		.n_evidence = 1,
	};
	struct err err = { 0 };
	int64_t id;
	size_t n;

	given.article = library_article(
	    store, "Haftar in Cairo", "He flew to Cairo on Tuesday.");
	given.anchor = anchor_make(
	    str_of("He flew to Cairo on Tuesday."), (struct span){ 11, 16 });
	ok(store_event_add(store, &edit, &id, &err), "an event of a passage");
	ok(store_event_evidence(store, id, &arena, &list, &n, &err) && n == 1,
	    "has its article");
	is_str(n == 1 ? list[0].anchor.quote : str_of(""), "Cairo",
	    "and quotation");
	edit = (struct event_edit){ .evidence = &given, .n_evidence = 1 };
	ok(store_event_edit(store, id, &edit, &err) &&
		store_event_evidence(store, id, &arena, &list, &n, &err) &&
		n == 2,
	    "another is added to it");
	library_sql(store, "UPDATE article_body SET size = 37, body = CAST("
			   "'On Tuesday he flew to Cairo on a jet.' AS BLOB)");
	ok(store_event_evidence(store, id, &arena, &list, &n, &err) && n == 2 &&
		list[0].anchor.span.from == 22,
	    "after a correction the passage is found where it is now");
	given.article = 777;
	ok(!store_event_edit(store, id, &edit, &err) && err.code == ERR_MISSING,
	    "an article that is not there is refused");
}

int
main(void)
{
	store = library_new(":memory:");
	fill();
	test_windows();
	test_one();
	test_lanes();
	test_by_hand();
	test_refused();
	test_evidence();
	test_days();
	store_close(store);
	arena_release(&arena);
	return done();
}
