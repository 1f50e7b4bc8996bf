/* The panes of Review and of the register, as an analyst uses them: acts by
 * keys, pictures at several sizes. UPDATE=1 writes the pictures anew. */
#include "config.h"

#include "store/article.h"
#include "store/ingest.h"
#include "store/pack.h"
#include "tests/test.h"
#include "ui/cmd.h"
#include "ui/pane-articles.h"
#include "ui/pane-dossier.h"
#include "ui/pane-entities.h"
#include "ui/pane-reader.h"
#include "ui/ui.h"

static struct store *store;

static void
must(bool good, const struct err *err)
{
	if (!good)
		die("%s", err->text);
}

static void
make_library(void)
{
	struct err err = { ERR_NONE, "" };
	struct ingest_totals totals = { 0 };
	struct buf pack = { 0 }, samples = { 0 };
	const char *paths[1];
	struct ingest_opts opts = { .paths = paths, .n_paths = 1 };
	struct job *job;

	buf_addf(&pack, "%s/store/pack/libya", test_srcdir());
	buf_addf(&samples, "%s/store/pack/samples", test_srcdir());
	paths[0] = samples.p;
	must(store_open(":memory:", STORE_CREATE, &store, &err), &err);
	store_set_clock(store, 1484732460);
	store_set_analyst(store, "tester");
	must(store_pack_load(store, pack.p, &err), &err);
	job = store_ingest(store, &opts, &totals);
	must(job_run(job, &err), &err);
	job->free(job);
	job = store_index(store);
	if (job != NULL) {
		must(job_run(job, &err), &err);
		job->free(job);
	}
	ok(totals.imported >= 16 && totals.failed == 0,
	    "a library of samples: %d articles", (int)totals.imported);
	buf_release(&pack);
	buf_release(&samples);
}

static struct app *
app_at(int cols, int rows)
{
	struct screen_opts opts = {
		.term = { .theme = THEME_DARK,
		    .bidi_set = true,
		    .bidi = BIDI_APP,
		    .rows = rows,
		    .cols = cols },
		.now = store_now(store),
	};
	struct err err = { ERR_NONE, "" };
	struct app *app = app_new(store, &opts, &err);

	if (app == NULL)
		die("%s", err.text);
	app_settle(app);
	return app;
}

static void
keys(struct app *app, const char *text)
{
	struct err err = { ERR_NONE, "" };

	must(script_keys(app, str_of(text), &err), &err);
	app_settle(app);
}

static void
command(struct app *app, const char *text)
{
	struct err err = { ERR_NONE, "" };

	must(cmd_run(app, str_of(text), &err), &err);
	app_settle(app);
}

/* The inside of one pane, text and roles, against the picture of it. */
static void
picture(struct app *app, const char *pane, const char *name)
{
	const char *update = getenv("UPDATE");
	struct paint all = app_paint(app), p = all;
	struct buf path = { 0 }, b = { 0 };
	size_t len;
	char *golden;
	FILE *f;

	for (size_t i = 0; i < app->ui->layout.n; i++) {
		const struct slot *s = &app->ui->layout.slots[i];

		if (strcmp(s->pane, pane) == 0)
			p = paint_sub(&all, s->inside.y, s->inside.x,
			    s->inside.h, s->inside.w);
	}
	paint_dump(&p, true, &b);
	buf_addf(&path, "%s/tests/screens/%s.screen", test_srcdir(), name);
	f = update != NULL && *update == '1' ? fopen(path.p, "we") : NULL;
	if (f != NULL) {
		(void)fwrite(b.p, 1, b.len, f);
		(void)fclose(f);
	}
	golden = test_slurp(path.p, &len);
	is_str(buf_view(&b), golden != NULL ? golden : "", "%s", name);
	free(golden);
	buf_release(&path);
	buf_release(&b);
}

static bool
pane_shows(struct app *app, const char *what)
{
	struct paint p = app_paint(app);
	struct buf b = { 0 };
	bool there;

	paint_dump(&p, false, &b);
	there = str_find(buf_view(&b), str_of(what), 0) != SIZE_MAX;
	buf_release(&b);
	return there;
}

static int64_t
count_of(const char *query)
{
	struct err err = { ERR_NONE, "" };
	struct find *find;
	struct job *job;
	int64_t count;

	must(store_find_open(store, str_of(query), SORT_DATE, &find, &err),
	    &err);
	job = store_find_count(find, &count);
	must(job_run(job, &err), &err);
	job->free(job);
	store_find_close(find);
	return count;
}

static enum article_state
state_of(int64_t id)
{
	struct arena arena = { 0 };
	struct article_row row = { 0 };
	enum article_state state;
	struct err err;

	must(store_article_row(store, id, &arena, &row, &err), &err);
	state = row.state;
	arena_release(&arena);
	return state;
}

static void
triage_takes_one_key(void)
{
	struct app *app = app_at(120, 36);
	int64_t first = app->cur.article.row.id, second;

	ok(first != 0, "the newest article is open at the start");
	keys(app, "x");
	second = app->cur.article.row.id;
	is_int(state_of(first), ARTICLE_DONE, "x marks it done");
	ok(second != first && articles_selected(app) == second,
	    "and opens the next unread one");
	keys(app, "d");
	is_int(state_of(second), ARTICLE_DISMISSED, "d dismisses");
	keys(app, "g x");
	ok(app->cur.article.row.id != second &&
		state_of(app->cur.article.row.id) == ARTICLE_UNREAD,
	    "what is done already is passed over");
	keys(app, "u u");
	is_int(state_of(first), ARTICLE_UNREAD, "u takes both back");
	is_int(state_of(second), ARTICLE_UNREAD, "also the dismissal");
	keys(app, "g *");
	ok(app->cur.article.row.id == first && app->cur.article.row.flagged,
	    "* flags");
	keys(app, "*");
	ok(!app->cur.article.row.flagged, "and takes the flag away");
	command(app, "query is:unread");
	first = articles_selected(app);
	keys(app, "x");
	ok(articles_selected(app) != first && articles_selected(app) != 0,
	    "in a list of the unread the cursor goes on as the row leaves");
	keys(app, "u");
	command(app, "query");
	app_free(app);
}

static void
the_list_narrows_as_one_types(void)
{
	struct app *app = app_at(120, 36);

	keys(app, "s \"Jaliffa Heftarr\" Enter");
	ok(pane_shows(app, "did you mean Khalifa Haftar"),
	    "a name that nobody wrote so is guessed");
	command(app, "query");
	keys(app, "s \"derna\"");
	ok(str_is(buf_view(&app->list.query), "derna"),
	    "the list shows what is typed");
	keys(app, "Escape");
	is_int((int64_t)app->list.query.len, 0, "Escape brings back all");
	keys(app, "s \"kuznet\"");
	ok(str_is(buf_view(&app->list.query), "kuznet*"),
	    "half a word finds those that begin so");
	keys(app, "Escape");
	keys(app, "s \"haftar mediator\" Enter");
	ok(pane_shows(app, "Haftar in Cairo"), "Enter keeps it");
	command(app, "save-query Mediation");
	command(app, "query");
	command(app, "folder Mediation");
	ok(str_is(buf_view(&app->list.query), "haftar mediator"),
	    "a folder opens its query");
	command(app, "query");
	app_free(app);
}

static void
notes_stand_at_their_passage(void)
{
	struct app *app = app_at(120, 36);

	command(app, "query Kuznetsov");
	keys(app, "g Enter ) a \"compare Moscow\" C-s");
	is_int((int64_t)app->cur.n_notes, 1, "a writes a note");
	ok(app->cur.n_notes == 1 &&
		str_starts(app->cur.notes[0].anchor.quote, "On the ship"),
	    "on the sentence at the cursor");
	command(app, "note-add-article about all");
	is_int((int64_t)app->cur.n_notes, 2, "A on the whole");
	keys(app, "Tab Tab G");
	picture(app, "notes", "notes-120x36");
	keys(app, "D");
	is_int((int64_t)app->cur.n_notes, 1, "D deletes one");
	keys(app, "u");
	is_int((int64_t)app->cur.n_notes, 2, "u brings it back");
	keys(app, "g Enter");
	ok(strcmp(app_focus(app)->ops->name, "reader") == 0,
	    "Enter goes to the reader");
	keys(app, "u u");
	is_int((int64_t)app->cur.n_notes, 0, "u takes back both notes");
	command(app, "query");
	app_free(app);
}

static void
a_resize_keeps_the_place(void)
{
	struct app *app = app_at(120, 24);
	struct reader *r;
	struct reader_place place;
	uint32_t at;

	command(app, "query Kuznetsov");
	keys(app, "g Enter PageDown");
	r = reader_of(app);
	place = r->place;
	at = place.at;
	ok(place.in_text, "paged into the text");
	app_free(app);
	app = app_at(80, 24);
	command(app, "query Kuznetsov");
	keys(app, "g Enter");
	r = reader_of(app);
	r->place = place;
	r->ready = false;
	r = reader_of(app);
	ok(r->layout.rows[r->top].line.span.from <= at &&
		r->layout.rows[r->top].line.span.to > at,
	    "at another width the same words stand at the top");
	command(app, "query");
	app_free(app);
}

static void
a_dossier_leads_to_the_place_and_back(void)
{
	struct app *app = app_at(120, 36);

	command(app, "dossier haftar-khalifa");
	ok(app->view == VIEW_ENTITIES && dossier_entity(app) != 0,
	    "the dossier opens in the register");
	ok(pane_shows(app, "born"), "with what is known of the man");
	keys(app, "Enter");
	ok(app->view == VIEW_REVIEW && app->cur.entity != 0,
	    "Enter opens an article at the name");
	ok(app->cur.passage.to > app->cur.passage.from, "in its sentence");
	keys(app, "4");
	ok(app->view == VIEW_ENTITIES, "and 4 goes back");
	keys(app, "h / \"haf\" Enter");
	ok(pane_shows(app, "Khaled Haftar") && !pane_shows(app, "Misrata"),
	    "the register is filtered");
	app_free(app);
}

static void
names_show_at_once(void)
{
	struct app *app = app_at(120, 36);
	struct err err = { ERR_NONE, "" };
	int64_t lna, words = count_of("delegation");
	size_t before;

	command(app, "query Kuznetsov");
	keys(app, "g Enter");
	before = app->cur.n_mentions;
	must(store_entity_by_key(store, str_of("lna"), &lna, &err), &err);
	must(store_alias_add(store, lna, str_of("delegation"), &err), &err);
	app_settle(app);
	ok(app->cur.n_mentions > before,
	    "a new spelling shows at once in the open article");
	command(app, "query delegation");
	ok(app->list.count > words && app->list.count >= count_of("entity:lna"),
	    "and the search for it counts all that it means");
	keys(app, "u");
	is_int(app->list.count, words,
	    "u takes it back, also from the list that is open");
	command(app, "query Kuznetsov");
	keys(app, "g Enter");
	is_int((int64_t)app->cur.n_mentions, (int64_t)before,
	    "and from the article");
	command(app, "query");
	app_free(app);
}

/* The mention of an entity that the cursor stands on after ]e. */
static void
a_wrong_name_is_corrected_by_keys(void)
{
	struct app *app = app_at(120, 36);
	int64_t was;
	size_t n;

	command(app, "query Kuznetsov");
	keys(app, "g Enter");
	keys(app, "g ]e");
	n = app->cur.n_mentions;
	was = app->cur.mentions[0].entity;
	keys(app, "m 0 h");
	is_int((int64_t)app->cur.n_mentions, (int64_t)n - 1,
	    "m 0 h: it is no name here");
	keys(app, "u");
	is_int((int64_t)app->cur.n_mentions, (int64_t)n, "u takes it back");
	is_int(app->cur.mentions[0].entity, was, "to whom it was");
	command(app, "query");
	app_free(app);
}

static int64_t
entry(const char *key)
{
	struct err err = { ERR_NONE, "" };
	int64_t id = 0;

	(void)store_entity_by_key(store, str_of(key), &id, &err);
	return id;
}

static void
unknown_names_are_suggested(void)
{
	struct app *app = app_at(120, 36);
	struct entities *e;
	size_t n;

	command(app, "query Kuznetsov");
	keys(app, "g Enter");
	app_set_focus(app, "entities");
	keys(app, "G");
	e = entities_of(app);
	n = e->n_suggestions;
	ok(n > 0 && e->id < 0, "suggestions stand below what is known");
	ok(pane_shows(app, "SUGGESTED"), "under a heading of their own");
	while (
	    entities_suggestion(app) != NULL &&
	    !str_is(entities_suggestion(app)->count.name, "Admiral Kuznetsov"))
		keys(app, "k");
	ok(entities_suggestion(app) != NULL, "the ship is one of them");
	keys(app, "Enter");
	ok(strcmp(app_focus(app)->ops->name, "entities") == 0,
	    "Enter shows where it stands");
	keys(app, "+");
	ok(entry("admiral-kuznetsov") != 0, "+ takes it into the register");
	is_int((int64_t)entities_of(app)->n_suggestions, (int64_t)n - 1,
	    "and it is suggested no more");
	is_int(count_of("entity:admiral-kuznetsov"), 1,
	    "all its mentions are found");
	keys(app, "u");
	ok(entry("admiral-kuznetsov") == 0 &&
		entities_of(app)->n_suggestions == n,
	    "u takes it back");
	keys(app, "G");
	while (
	    entities_suggestion(app) != NULL &&
	    !str_is(entities_suggestion(app)->count.name, "Admiral Kuznetsov"))
		keys(app, "k");
	keys(app, "-");
	is_int((int64_t)entities_of(app)->n_suggestions, (int64_t)n - 1,
	    "- never suggests it again");
	keys(app, "u");
	command(app, "suggestion-alias Khalifa Hiftar");
	ok(count_of("\"Admiral Kuznetsov\"") > 1,
	    "= makes it a spelling of somebody, found by any spelling");
	keys(app, "u");
	is_int((int64_t)entities_of(app)->n_suggestions, (int64_t)n,
	    "u takes that back too");
	command(app, "query");
	app_free(app);
}

static void
a_selection_becomes_a_name(void)
{
	struct app *app = app_at(120, 36);
	size_t n;

	command(app, "query Kuznetsov");
	keys(app, "g Enter");
	n = app->cur.n_mentions;
	command(app, "find conversation");
	keys(app, "v +");
	if (app->ui->ask == NULL)
		keys(app, "v w w +");
	ok(app->ui->ask != NULL, "+ on a selection asks what it is");
	keys(app, "o");
	ok(app->cur.n_mentions > n, "o makes it an entry: its mentions show");
	keys(app, "u");
	is_int((int64_t)app->cur.n_mentions, (int64_t)n, "u takes it back");
	command(app, "query");
	app_free(app);
}

static void
a_dossier_leads_on(void)
{
	struct app *app = app_at(120, 36);
	int64_t first;

	command(app, "dossier haftar-khalifa");
	first = dossier_entity(app);
	ok(dossier_of(app)->n_with > 2 && dossier_of(app)->with[0].mentions >=
					      dossier_of(app)->with[1].mentions,
	    "who stands in the same articles is counted");
	keys(app, "w 2");
	ok(dossier_entity(app) != first && dossier_entity(app) != 0,
	    "w and its number leads on");
	app_free(app);
}

static void
the_register_is_worked_on(void)
{
	struct app *app = app_at(120, 36);
	struct entity who;
	struct arena arena = { 0 };
	struct err err = { ERR_NONE, "" };
	int64_t gns = entry("gna"), lna = entry("lna");

	command(app, "dossier gna");
	keys(app, "r C-u \"Accord Cabinet\" Enter");
	must(store_entity_get(store, gns, &arena, &who, &err), &err);
	is_str(who.name, "Accord Cabinet", "r renames");
	keys(app, "+ \"Zorgia Cabinet\" Enter");
	ok(count_of("\"Zorgia Cabinet\"") >= count_of("entity:gna"),
	    "+ adds a spelling");
	command(app, "entity-kind other");
	must(store_entity_get(store, gns, &arena, &who, &err), &err);
	is_int(who.kind, ENTITY_OTHER, "its kind is changed");
	keys(app, "M \"lna\" Enter");
	must(store_entity_get(store, gns, &arena, &who, &err), &err);
	ok(who.merged_into == lna, "M merges it");
	is_int(dossier_entity(app), lna, "and the other one is shown");
	keys(app, "u u u u");
	must(store_entity_get(store, gns, &arena, &who, &err), &err);
	ok(who.merged_into == 0 && who.kind == ENTITY_FACTION &&
		!str_is(who.name, "Accord Cabinet"),
	    "u takes all that back");
	arena_release(&arena);
	app_free(app);
}

static void
pictures(void)
{
	static const struct {
		int cols, rows;
	} sizes[] = { { 80, 24 }, { 120, 36 }, { 200, 60 } };

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct app *app = app_at(sizes[i].cols, sizes[i].rows);
		char name[64];

		app_set_focus(app, "articles");
		app_settle(app);
		snprintf(name, sizeof name, "articles-%dx%d", sizes[i].cols,
		    sizes[i].rows);
		picture(app, "articles", name);
		command(app, "query Kuznetsov");
		keys(app, "g Enter ) ]e");
		snprintf(name, sizeof name, "reader-%dx%d", sizes[i].cols,
		    sizes[i].rows);
		picture(app, "reader", name);
		command(app, "query lang:ar");
		keys(app, "1");
		app_set_focus(app, "articles");
		keys(app, "g Enter");
		snprintf(name, sizeof name, "reader-ar-%dx%d", sizes[i].cols,
		    sizes[i].rows);
		picture(app, "reader", name);
		app_set_focus(app, "entities");
		keys(app, "j");
		snprintf(name, sizeof name, "entities-%dx%d", sizes[i].cols,
		    sizes[i].rows);
		picture(app, "entities", name);
		command(app, "query");
		app_free(app);
	}
}

int
main(void)
{
	make_library();
	triage_takes_one_key();
	the_list_narrows_as_one_types();
	notes_stand_at_their_passage();
	a_resize_keeps_the_place();
	a_dossier_leads_to_the_place_and_back();
	names_show_at_once();
	a_wrong_name_is_corrected_by_keys();
	unknown_names_are_suggested();
	a_selection_becomes_a_name();
	a_dossier_leads_on();
	the_register_is_worked_on();
	pictures();
	store_close(store);
	return done();
}
