/* The timeline pane: pictures at several sizes, and what keys do in it.
 * UPDATE=1 writes the pictures anew. */
#include "config.h"

#include "store/claim.h"
#include "tests/library.h"
#include "tests/test.h"
#include "tests/timeline-data.h"
#include "ui/pane-timeline.h"
#include "ui/ui.h"

static struct store *store;

static struct app *
app_at(int cols, int rows, bool ascii, enum theme theme)
{
	struct screen_opts opts = {
		.term = { .theme = theme,
		    .bidi = BIDI_OFF,
		    .ascii = ascii,
		    .rows = rows,
		    .cols = cols },
		.now = store_now(store),
	};
	struct err err = { 0 };
	struct app *app = app_new(store, &opts, &err);

	if (app == NULL)
		die("%s", err.text);
	app_settle(app);
	return app;
}

static void
keys(struct app *app, const char *text)
{
	struct err err = { 0 };

	if (!script_keys(app, str_of(text), &err))
		die("%s", err.text);
}

static void
picture(struct app *app, const char *name)
{
	const char *update = getenv("UPDATE");
	struct paint p = app_paint(app);
	struct buf path = { 0 }, b = { 0 };
	size_t len;
	char *golden;
	FILE *f;

	app_settle(app);
	paint_dump(&p, true, &b);
	buf_addf(&path, "%s/tests/screens/%s.screen", test_srcdir(), name);
	f = update != NULL && *update == '1' ? fopen(path.p, "we") : NULL;
	if (f != NULL) {
		(void)fwrite(b.p, 1, b.len, f);
		(void)fclose(f);
	}
	golden = test_slurp(path.p, &len);
	is_str(
	    buf_view(&b), golden != NULL ? golden : "", "the picture %s", name);
	free(golden);
	buf_release(&path);
	buf_release(&b);
}

static void
test_pictures(void)
{
	static const struct {
		const char *name;
		int cols, rows;
		bool ascii;
		enum theme theme;
	} sizes[] = {
		{ "timeline-80x24", 80, 24, false, THEME_DARK },
		{ "timeline-120x36", 120, 36, false, THEME_DARK },
		{ "timeline-200x60", 200, 60, false, THEME_LIGHT },
		{ "timeline-ascii", 80, 24, true, THEME_DARK },
		{ "timeline-no-colour", 80, 24, false, THEME_NONE },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(sizes); i++) {
		struct app *app = app_at(sizes[i].cols, sizes[i].rows,
		    sizes[i].ascii, sizes[i].theme);

		keys(app, "3 g \"11 Sep 2016\" Enter");
		picture(app, sizes[i].name);
		app_free(app);
	}
}

static int64_t
cursor(struct app *app)
{
	return timeline_here(timeline_of(app))->cursor;
}

/* What stands at the cursor is listed anew where it goes. */
static void
test_list_follows(void)
{
	struct app *app = app_at(120, 36, false, THEME_DARK);
	struct timeline_state *s;
	struct buf first = { 0 };

	keys(app, "3 g \"11 Sep 2016\" Enter Enter");
	s = timeline_of(app);
	ok(s->listing == LISTING_HERE && s->n_items > 1,
	    "Enter lists what stands at the cursor");
	buf_str(&first, s->items[0].text);
	keys(app, "j");
	is_int((int64_t)s->item, 1, "j moves in the list");
	keys(app, "} } }");
	ok(s->listing == LISTING_HERE &&
		(s->n_items == 0 ||
		    !str_eq(s->items[0].text, buf_view(&first))),
	    "three pages on, the list is that of the day there");
	keys(app, "g \"11 Sep 2016\" Enter");
	ok(s->n_items > 1 && str_eq(s->items[0].text, buf_view(&first)),
	    "and back at the first day it is the first");
	buf_release(&first);
	app_free(app);
}

static void
test_moving(void)
{
	struct app *app = app_at(120, 36, false, THEME_DARK);
	struct timeline_state *s;
	int64_t col, day;

	keys(app, "3 g \"17 Jan 2017\" Enter");
	s = timeline_of(app);
	ok(s != NULL && s->full, "key 3 shows the timeline");
	is_int(cursor(app), 17183, "g goes to a date as people write it");
	col = chron_col(&timeline_here(s)->axis, 17183);
	keys(app, "+ + +");
	is_int(chron_col(&timeline_here(s)->axis, 17183), col,
	    "the date under the cursor stays put when zooming");
	is_int(cursor(app), 17183, "and is the same");
	keys(app, "l");
	ok(cursor(app) > 17183, "right is later");
	keys(app, "h");
	is_int(cursor(app), 17183, "and left is back");
	keys(app, "+ + + + + + + + + + + + l");
	is_int(cursor(app), 17184, "at the last zoom a step is a day");
	keys(app, "0 g 2014-05-16 Enter");
	day = cursor(app);
	keys(app, "j n");
	is_int(cursor(app), day_number(2016, 9, 11), "n is the lane's next");
	keys(app, "N");
	is_int(cursor(app), day, "N is the one before");
	keys(app, "N");
	is_int(cursor(app), day, "at the first it stays");
	app_free(app);
}

static void
test_rows(void)
{
	struct app *app = app_at(120, 36, false, THEME_DARK);
	struct timeline_state *s;

	keys(app, "3");
	s = timeline_of(app);
	is_int((int64_t)s->n_rows, 7,
	    "two camps with their lanes, and one that is folded");
	ok(s->rows[0].kind == ROW_CAMP && !s->rows[0].folded &&
		s->rows[6].folded,
	    "states are folded at first");
	keys(app, "Home Space");
	is_int((int64_t)s->n_rows, 5, "Space folds a camp");
	keys(app, "Enter");
	is_int((int64_t)s->n_rows, 7, "Enter on its heading unfolds it");
	keys(app, "j p");
	ok(s->rows[0].pinned && s->rows[0].id == 1, "p pins a lane on top");
	ok(timeline_selected(s)->id == 1, "the cursor stays on it");
	keys(app, "p / \"dawn\" Enter");
	is_int((int64_t)s->n_rows, 2, "a filter leaves what it names");
	keys(app, "Escape");
	is_int((int64_t)s->n_rows, 7, "Escape drops it");
	keys(app, "d");
	is_int((int64_t)s->n_rows, 6, "d hides a lane");
	keys(app, "H F");
	is_int((int64_t)s->n_rows, 3, "F folds all camps");
	app_free(app);
}

static void
test_lanes(void)
{
	struct app *app = app_at(120, 36, false, THEME_DARK);
	struct timeline_state *s;
	int64_t first;

	keys(app, "3 H F / \"lna\" Enter Home j Space");
	s = timeline_of(app);
	ok(s->rows[2].kind == ROW_SPAN && !s->t.spans[s->rows[2].index].place,
	    "Space on a lane: who led it");
	ok(s->rows[s->n_rows - 1].kind == ROW_SPAN &&
		s->t.spans[s->rows[s->n_rows - 1].index].place,
	    "and which places it held");
	keys(app, "j Enter");
	is_str(s->items[0].date, "led by", "Enter on a line says what it is");
	keys(app, "Escape k Space");
	is_int((int64_t)s->n_rows, 2, "Space again: no longer");
	keys(app, "/ C-u \"with:tobruk\" Enter");
	ok(s->n_rows > 1, "with: those who have to do with a place");
	keys(app, "/ C-u \"with:nowhere\" Enter");
	is_int((int64_t)s->filter.len, 0, "a name that is nobody's is refused");
	keys(app, "/ \"camp:east\" Enter");
	ok(s->n_rows > 1 && s->rows[0].kind == ROW_CAMP, "camp:");
	keys(app, "Escape Home j");
	first = timeline_selected(s)->id;
	keys(app, "J");
	ok(timeline_selected(s)->id == first && s->rows[2].id == first,
	    "J moves a lane down, and the cursor with it");
	app_free(app);
	app = app_at(120, 36, false, THEME_DARK);
	keys(app, "3");
	s = timeline_of(app);
	is_int(s->rows[2].id, first, "it is there after a restart");
	keys(app, "K J K");
	is_int(s->rows[1].id, first, "K moves it up");
	keys(app, "f");
	is_str(buf_view(&s->filter), "is:article", "f: the article's lanes");
	keys(app, "f");
	is_int((int64_t)s->filter.len, 0, "and all again");
	keys(app, "F");
	app_free(app);
}

/* Years pass under the cursor, which keeps its column. */
static void
test_years(void)
{
	struct app *app = app_at(120, 36, false, THEME_DARK);
	struct timeline_state *s;
	int64_t col, day;

	keys(app, "3 g 2016-02-29 Enter");
	s = timeline_of(app);
	day = cursor(app);
	col = chron_col(&timeline_here(s)->axis, day);
	keys(app, "}");
	is_int(cursor(app), day_number(2017, 2, 28), "} goes a year on");
	is_int(chron_col(&timeline_here(s)->axis, cursor(app)), col,
	    "in the same column");
	keys(app, "{ {");
	is_int(cursor(app), day_number(2015, 2, 28), "{ a year back");
	app_free(app);
}

static void
test_list(void)
{
	struct app *app = app_at(120, 36, false, THEME_DARK);
	struct timeline_state *s;

	keys(app, "3 H F Home j g 2016-09-11 Enter Enter");
	s = timeline_of(app);
	ok(s->listing && s->n_items > 0, "Enter lists what stands there");
	is_str(s->items[0].text, "Oil ports taken", "the event first");
	is_str(s->items[0].date, "11 Sep 2016", "with its date");
	keys(app, "Down Up Enter");
	ok(s->listing == LISTING_EVENT && s->event == 4,
	    "Enter opens the event");
	keys(app, "Escape");
	ok(s->listing == LISTING_HERE && s->item == 0, "Escape comes back");
	keys(app, "Escape");
	ok(s->listing == LISTING_NONE && cursor(app) == day_number(2016, 9, 11),
	    "and again, to the same place");
	keys(app, "v l l l Enter");
	ok(app->view == VIEW_REVIEW &&
		str_starts(buf_view(&app->list.query), "after:20"),
	    "a range becomes the query of the list");
	ok(app_set_query(
	       app, str_of("oil OR port after:2011"), SORT_DATE, NULL),
	    "with another query");
	keys(app, "3 v l l l Enter");
	ok(str_starts(buf_view(&app->list.query), "(oil OR port) after:20") &&
		str_find(buf_view(&app->list.query), str_of("2011"), 0) ==
		    SIZE_MAX,
	    "its words stay and its dates go: %.*s", (int)app->list.query.len,
	    app->list.query.p);
	ok(app_set_query(
	       app, str_of("after:2017 OR oil NOT on:2018"), SORT_DATE, NULL),
	    "with one whose dates hang on words");
	keys(app, "3 v l l l Enter");
	ok(str_starts(buf_view(&app->list.query),
	       "(after:2017 OR oil NOT on:2018) after:20"),
	    "all of it stays: %.*s", (int)app->list.query.len,
	    app->list.query.p);
	(void)app_set_query(app, str_of(""), SORT_DATE, NULL);
	app_free(app);
}

/* Whichever end comes first: what is marked is what is asked for. */
static void
test_range(void)
{
	struct app *app = app_at(120, 36, false, THEME_DARK);
	struct buf forth = { 0 };

	keys(app, "3 H F Home j g 2016-09-11 Enter l h v l l l Enter");
	buf_str(&forth, buf_view(&app->list.query));
	keys(app, "3 v h h h Enter");
	is_str(buf_view(&app->list.query), forth.p,
	    "a range from its end is the same");
	buf_release(&forth);
	(void)app_set_query(app, str_of(""), SORT_DATE, NULL);
	app_free(app);
}

static bool
listed(const struct timeline_state *s, const char *text)
{
	size_t i;

	for (i = 0; i < s->n_items; i++)
		if (str_find(s->items[i].text, str_of(text), 0) != SIZE_MAX)
			return true;
	return false;
}

static void
test_events(void)
{
	struct app *app = app_at(120, 36, false, THEME_DARK);
	struct timeline_state *s;

	keys(app, "3 Home j g 2016-10-01 Enter A Enter \"Talks\" Enter");
	s = timeline_of(app);
	ok(s->listing == LISTING_EVENT && listed(s, "Talks"),
	    "A adds an event, and shows it");
	ok(listed(s, "2016-10-01") && listed(s, "Libyan National Army"),
	    "at the cursor's day, on its lane");
	keys(app, "a \"who else came?\" Enter");
	ok(listed(s, "who else came?"), "a writes a note on it");
	keys(app, "e C-u \"early 2016\" Enter C-u \"More talks\" Enter");
	ok(listed(s, "More talks") && listed(s, "2016-01~/2016-04~"),
	    "e changes it, the date typed as people write it");
	keys(app, "e C-u \"soon\" Enter Escape Escape");
	keys(app, "u");
	ok(s->listing == LISTING_NONE || listed(s, "2016-10-01") ||
		!listed(s, "More talks"),
	    "undo gives it back as it was");
	app_free(app);
}

/* A claim with its day and a number of dead. */
static int64_t
claim_at(int64_t article, const char *when, int64_t killed)
{
	struct claim_span span = { .role = SPAN_CONTENT };
	struct claim_figure figure = { str_of("killed"), FIGURE_NONE, killed,
		FIGURE_NONE, { 0 } };
	struct claim c = {
		.article = article,
		.spans = &span,
		.n_spans = 1,
		.figures = &figure,
		.n_figures = 1,
		.statement = str_of("they fell"),
		.happened = str_of(when),
	};
	struct err err = { 0 };
	int64_t id;

	span.anchor = anchor_make(
	    str_of("He said that they fell."), (struct span){ 13, 22 });
	span.anchor.state = ANCHOR_EXACT;
	if (!store_claim_add(store, &c, &id, &err))
		die("%s", err.text);
	return id;
}

static const struct timeline_item *
item_dated(const struct timeline_state *s, const char *date)
{
	for (size_t i = 0; i < s->n_items; i++)
		if (str_is(s->items[i].date, date))
			return &s->items[i];
	return NULL;
}

/* What claims say of an event, and whether that fits. */
static void
test_claims(void)
{
	int64_t article =
	    library_article(store, "Told", "He said that they fell.");
	int64_t id = claim_at(article, "2016-09-11", 12), other;
	struct app *app = app_at(120, 36, false, THEME_DARK);
	struct timeline_state *s;
	const struct timeline_item *item;
	struct buf line = { 0 };

	other = claim_at(article, "2016-09-20", 40);
	keys(app, "3 Home j g 2016-09-11 Enter");
	s = timeline_of(app);
	is_int((int64_t)s->n_claims, 2, "claims are marks of their own");
	keys(app, "Enter");
	ok(listed(s, "claim: they fell"), "and listed where they stand");
	keys(app, "Enter t \"killed 10-15\" Enter");
	item = item_dated(s, "toll");
	ok(item != NULL && str_is(item->text, "killed 10-15"),
	    "t sets what an event cost");
	keys(app, "t C-u \"many\" Enter");
	ok(item_dated(s, "toll") != NULL, "a toll is numbers");
	keys(app, "Escape");
	buf_addf(&line, "c \"%lld\" Enter", (long long)id);
	keys(app, line.p);
	ok(item_dated(s, "supports") != NULL, "c attaches a claim that fits");
	buf_reset(&line);
	buf_addf(&line, "c \"%lld\" Enter", (long long)other);
	keys(app, line.p);
	item = item_dated(s, "contradicts");
	ok(item != NULL &&
		str_find(item->text, str_of("date differs · toll differs"),
		    0) != SIZE_MAX,
	    "and one that does not, and in what");
	keys(app, line.p);
	ok(item_dated(s, "contradicts") == NULL, "c again takes it away");
	(void)app_open_article(app, article, NULL);
	keys(app, "c C9 Enter Escape c C2 Enter");
	ok(item_dated(s, "contradicts") != NULL,
	    "the open article's claims by the numbers they have there");
	keys(app, "u");
	keys(app, "w C-u \"hor, tobruk\" Enter");
	ok(listed(s, "House of Representatives") && listed(s, "Tobruk") &&
		!listed(s, "Libyan National Army"),
	    "w sets who and where");
	keys(app, "w C-u \"nobody\" Enter Escape u u u u u");
	buf_release(&line);
	app_free(app);
}

/* After test_claims: its two claims are still there. */
static void
test_feet(void)
{
	struct app *app = app_at(120, 36, false, THEME_DARK);
	struct timeline_state *s;
	const struct timeline_row *row;
	static const char said[] = "claim: they fell";

	keys(app, "3 g 2016-01-01 Enter + + + + + + End");
	s = timeline_of(app);
	row = timeline_selected(s);
	ok(row != NULL && row->kind == ROW_FOOT,
	    "the cursor goes on to the rows under the lanes");
	if (row->index == FOOT_NOTES)
		keys(app, "k");
	keys(app, "n");
	is_int(cursor(app), day_number(2016, 9, 11), "n goes to a claim");
	keys(app, "n");
	is_int(cursor(app), day_number(2016, 9, 20), "and to the next");
	keys(app, "N Enter");
	ok(s->n_items >= 1 && str_starts(s->items[0].text, said) &&
		str_starts(s->items[s->n_items - 1].text, said),
	    "Enter lists the claims there alone");
	keys(app, "Enter");
	is_int(app->view, VIEW_REVIEW, "Enter opens one where it stands");
	ok(str_is(app->cur.article.row.title, "Told"), "in its article");
	keys(app, "3 Escape k");
	row = timeline_selected(timeline_of(app));
	ok(row != NULL && (row->kind != ROW_FOOT || row->index == FOOT_OTHERS),
	    "k goes back up");
	app_free(app);
}

static void
test_state(void)
{
	struct app *app = app_at(120, 36, false, THEME_DARK);
	struct timeline_state *s;

	keys(app, "3 g 2016-09-11 Enter S");
	s = timeline_of(app);
	ok(s->listing == LISTING_STATE, "S lists the state of the day");
	ok(s->items[0].heading, "under headings");
	ok(listed(s, "LEGISLATURES") &&
		listed(s, "House of Representatives, since 4 Aug 2014"),
	    "which bodies stood, and since when");
	ok(str_starts(s->items[1].text, "House of Representatives"),
	    "those founded last before the others");
	ok(listed(s, "Khalifa Haftar led Libyan National Army"), "who led");
	ok(listed(s, "held Tobruk"), "who held which place");
	ok(!listed(s, "held Derna"), "but not what was given up before");
	keys(app, "g 2013-01-01 Enter Escape S");
	ok(!listed(s, "Haftar led"), "another day, another state");
	app_free(app);
}

/* Moves the list's cursor to a line that opens an entry of the register. */
static bool
to_entry(struct timeline_state *s)
{
	for (s->item = 0; s->item < s->n_items; s->item++)
		if (s->items[s->item].entity != 0)
			return true;
	return false;
}

/* Escape in a dossier leads back to the list that it was opened from, unless
 * one left it by the key of a view. */
static void
test_dossier(void)
{
	struct app *app = app_at(120, 36, false, THEME_DARK);

	keys(app, "3 g 2016-09-11 Enter S");
	ok(to_entry(timeline_of(app)), "an entry in the list");
	keys(app, "Enter");
	ok(app->view == VIEW_ENTITIES, "Enter opens its dossier");
	keys(app, "Escape");
	ok(app->view == VIEW_TIMELINE &&
		timeline_of(app)->listing == LISTING_STATE,
	    "Escape comes back to the list");
	keys(app, "Enter 2 4 Tab Escape Escape");
	ok(app->view == VIEW_ENTITIES, "but not from a later visit");
	app_free(app);
}

/* All of a lane, from wherever the cursor is. */
static void
test_whole_lane(void)
{
	struct app *app = app_at(120, 36, false, THEME_DARK);
	struct timeline_state *s;

	keys(app, "3 Home j g 2016-09-11 Enter L");
	s = timeline_of(app);
	ok(s->listing == LISTING_LANE && listed(s, "Operation Dignity") &&
		listed(s, "Oil ports handed over"),
	    "L lists all events of the lane");
	is_str(s->items[s->item].text, "Oil ports taken",
	    "from the one at the cursor");
	keys(app, "Enter");
	ok(s->listing == LISTING_EVENT && s->event == 4, "Enter opens one");
	keys(app, "Escape");
	ok(s->listing == LISTING_LANE &&
		str_is(s->items[s->item].text, "Oil ports taken"),
	    "and Escape comes back to it");
	app_free(app);
}

/* What one chose is there again when the program starts anew. */
static void
test_remembered(void)
{
	struct app *app = app_at(120, 36, false, THEME_DARK);
	struct timeline_state *s;
	int64_t day, from;

	keys(app, "3 Home j g 2014-05-16 Enter + + p P");
	s = timeline_of(app);
	day = cursor(app);
	from = chron_day(&timeline_here(s)->axis, 0);
	app_free(app);
	app = app_at(120, 36, false, THEME_DARK);
	keys(app, "3");
	s = timeline_of(app);
	ok(s->stays && cursor(app) == day, "the place is remembered");
	ok(chron_day(&timeline_here(s)->axis, 0) - from <= 1 &&
		from - chron_day(&timeline_here(s)->axis, 0) <= 1,
	    "and the zoom");
	ok(s->rows[0].pinned && s->rows[0].id == 1, "and what is pinned");
	keys(app, "Home p P");
	app_free(app);
}

/* Two neighbouring columns of several marks are one mark, and one list. */
static void
test_crowd(void)
{
	static const char *const days[] = { "2017-02-01", "2017-02-01",
		"2017-02-02", "2017-02-02" };
	struct app *app;
	struct timeline_state *s;
	int n = 0;

	for (int i = 0; i < 4; i++) {
		struct buf sql = { 0 };
		int64_t day = day_number(2017, 2, 1 + i / 2);

		buf_addf(&sql,
		    "INSERT INTO event (id, key, date, earliest, latest, "
		    "title, kind, origin) VALUES (%d, 'c%d', '%s', %lld, %lld, "
		    "'Crowded %d', 'battle', 'pack')",
		    90 + i, i, days[i], (long long)day, (long long)day, i);
		library_sql(store, sql.p);
		buf_reset(&sql);
		buf_addf(&sql,
		    "INSERT INTO event_entity (event, entity) VALUES (%d, 1)",
		    90 + i);
		library_sql(store, sql.p);
		buf_release(&sql);
	}
	library_sql(store,
	    "INSERT INTO event (id, key, date, earliest, latest, title, kind, "
	    "origin) SELECT 94, 'c9', date, earliest, latest, 'Of no lane', "
	    "kind, origin FROM event WHERE id = 90");
	library_sql(store, "DELETE FROM setting");
	app = app_at(120, 36, false, THEME_DARK);
	keys(app, "3 Home j g 2017-02-01 Enter");
	s = timeline_of(app);
	s->places[1].axis.scale = 8; /* a day */
	chron_place(&s->places[1].axis, cursor(app), 20);
	timeline_moved(app);
	keys(app, "Right Enter");
	is_int(cursor(app), day_number(2017, 2, 2), "beside the counted mark");
	ok(listed(s, "Crowded 0") && listed(s, "Crowded 3"),
	    "Enter lists all that it counts");
	ok(listed(s, "Of no lane"), "and what stands on no lane");
	is_int(timeline_column_end(s, cursor(app)), cursor(app),
	    "a range ends in its own column");
	keys(app, "Escape N");
	ok(cursor(app) < day_number(2017, 2, 1), "the event before is another");
	keys(app, "n n");
	ok(cursor(app) != day_number(2017, 2, 2), "and the next one too");
	keys(app, "/ \"no such lane\" Enter g 2017-02-01 Enter Enter");
	s = timeline_of(app);
	for (size_t i = 0; i < s->n_items; i++)
		n += str_is(s->items[i].text, "Of no lane");
	is_int(n, 1, "without a lane, all events, each once");
	app_free(app);
}

int
main(void)
{
	store = timeline_data();
	test_pictures();
	test_moving();
	test_list_follows();
	test_rows();
	test_lanes();
	test_years();
	test_list();
	test_events();
	test_claims();
	test_feet();
	test_state();
	test_dossier();
	test_whole_lane();
	test_remembered();
	test_crowd();
	test_range();
	store_close(store);
	return done();
}
