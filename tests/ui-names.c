/* Names by keys: unknown ones over the library, relations, words that stand
 * for somebody in one article. */
#include "config.h"

#include "store/claim.h"
#include "store/history.h"
#include "ui/pane-dossier.h"
#include "ui/pane-entities.h"
#include "ui/pane-reader.h"
#include "ui/pane-register.h"
#include "ui/pane-unknown.h"

#include "tests/desk.h"
#include "tests/test.h"

static struct store *store;

static int64_t
entry(const char *key)
{
	struct err err = { 0 };
	int64_t id = 0;

	(void)store_entity_by_key(store, str_of(key), &id, &err);
	return id;
}

/* Put the cursor of the unknown names on one. */
static bool
stand_on(struct app *app, const char *name)
{
	struct err err = { 0 };
	const struct unknown *u;

	desk_keys(app, "g");
	for (int i = 0; i < 200; i++) {
		u = unknown_here(app, &err);
		if (u != NULL && str_is(u->text, name))
			return true;
		desk_keys(app, "j");
	}
	return false;
}

static void
unknown_names_by_keys(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct err err = { 0 };
	const struct unknown *first;

	desk_keys(app, "4 U");
	ok(strcmp(app_focus(app)->ops->name, "unknown") == 0,
	    "U shows what the register lacks");
	first = unknown_here(app, &err);
	ok(first != NULL && first->articles > 1, "the most frequent first");
	ok(dossier_shown(app) < 0 && dossier_line(app) != NULL,
	    "with where it stands");
	ok(stand_on(app, "Coastal News Agency"), "an agency is one");
	desk_picture(app, "unknown", "unknown-120x36");
	desk_keys(app, "+");
	ok(entry("coastal-news-agency") != 0, "+ makes it an entry");
	ok(!stand_on(app, "Coastal News Agency"), "it is listed no more");
	desk_keys(app, "u");
	ok(entry("coastal-news-agency") == 0 &&
		stand_on(app, "Coastal News Agency"),
	    "u takes it back");
	desk_keys(app, "-");
	ok(!stand_on(app, "Coastal News Agency"), "- never lists it again");
	desk_keys(app, "u");
	ok(stand_on(app, "Coastal News Agency"), "u takes that back");
	desk_keys(app, "= / \"haftar-khalifa\" Enter");
	ok(!stand_on(app, "Coastal News Agency"),
	    "= / gives it to any entry of the register");
	desk_command(app, "undo");
	app_set_focus(app, "unknown");
	desk_keys(app, "/ \"coastal\" Enter");
	is_int((int64_t)unknown_of(app)->list.n, 1, "/ filters as one types");
	desk_keys(app, "U");
	ok(strcmp(app_focus(app)->ops->name, "register") == 0 &&
		dossier_shown(app) > 0,
	    "U goes back to the register and its dossier");
	app_free(app);
}

static void
relations_by_keys(void)
{
	struct app *app = desk_app(store, 120, 36);
	const struct relation *r = NULL;
	struct dossier *d;
	size_t n;

	desk_command(app, "dossier sarraj-fayez");
	d = dossier_of(app);
	n = d->n_relations;
	desk_keys(app,
	    "R \"led-by lna\" Enter \"May 2014 to 2016\" Enter \"envoy\" "
	    "Enter \"perhaps\" Enter");
	ok(app->ui->prompt != NULL, "a wrong word is asked for again");
	desk_keys(app, "C-u \"contested\" Enter \"a newspaper\" Enter");
	d = dossier_of(app);
	is_int((int64_t)d->n_relations, (int64_t)n + 1, "R adds a relation");
	for (size_t i = 0; i < d->n_relations; i++)
		if (str_is(d->relations[i].origin, "hand"))
			r = &d->relations[i];
	ok(r != NULL && str_is(r->subject_key, "lna") &&
		str_is(r->relation, "leads") && str_is(r->start, "2014-05") &&
		str_is(r->end, "2016") && str_is(r->role, "envoy") &&
		str_is(r->certainty, "contested") &&
		str_is(r->sources, "a newspaper"),
	    "seen from either side, with dates, role, certainty and source");
	ok(desk_shows(app, "led by Libyan National Army"), "it is shown");
	desk_command(app, "undo");
	is_int((int64_t)dossier_of(app)->n_relations, (int64_t)n, "undone");
	desk_keys(app, "R \"leads lna\" Enter Escape");
	is_int((int64_t)dossier_of(app)->n_relations, (int64_t)n,
	    "Escape leaves all as it was");
	desk_keys(app, "g k");
	for (int i = 0; i < 40 && dossier_relation(app) == NULL; i++)
		desk_keys(app, "k");
	ok(dossier_relation(app) != NULL, "k goes up to the relations");
	desk_keys(app, "D");
	is_int((int64_t)dossier_of(app)->n_relations, (int64_t)n - 1,
	    "D removes one");
	desk_command(app, "undo");
	app_free(app);
}

static void
claims_of_an_entry(void)
{
	struct app *app = desk_app(store, 120, 36);
	int64_t haftar = entry("haftar-khalifa"), id;
	struct claim_span span = { .role = SPAN_CONTENT };
	struct claim_subject about = { .entity = haftar };
	struct claim c = { .spans = &span,
		.n_spans = 1,
		.subjects = &about,
		.n_subjects = 1,
		.statement = str_of("he is to be received"),
		.claimant = { .text = str_of("two officials") },
		.grade = { 'B', 3 } };
	struct err err = { 0 };

	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter");
	c.article = app->cur.article.row.id;
	span.anchor =
	    anchor_make(app->cur.article.text, (struct span){ 2, 12 });
	desk_must(store_claim_add(store, &c, &id, &err), &err);
	desk_command(app, "dossier haftar-khalifa");
	is_int((int64_t)dossier_of(app)->n_claims, 1,
	    "a claim about somebody stands in the dossier");
	ok(desk_shows(app, "two officials: he is to be received (open, B3)"),
	    "with who says it and its grade");
	for (int i = 0; i < 60 && dossier_claim(app) == NULL; i++)
		desk_keys(app, "k");
	ok(dossier_claim(app) != NULL, "the cursor goes up to it");
	desk_keys(app, "Enter");
	ok(app->view == VIEW_REVIEW && app->cur.article.row.id == c.article,
	    "Enter opens its article");
	desk_command(app, "undo");
	app_free(app);
}

static void
words_of_one_article(void)
{
	struct app *app = desk_app(store, 120, 36);
	int64_t haftar = entry("haftar-khalifa");
	struct arena arena = { 0 };
	struct entity *named;
	size_t n_named;
	struct err err = { 0 };
	size_t n;
	bool found = false;

	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter");
	n = app->cur.n_mentions;
	app_set_focus(app, "entities");
	desk_keys(app, "G");
	for (int i = 0; i < 40; i++) {
		const struct unnamed *s = entities_suggestion(app);

		if (s != NULL && s->described &&
		    str_is(s->count.name, "the army")) {
			found = true;
			break;
		}
		desk_keys(app, "k");
	}
	ok(found, "a description is offered apart");
	desk_command(app, "suggestion-alias haftar-khalifa");
	ok(app->cur.n_mentions > n, "= gives it to somebody in this article");
	n = app->cur.n_mentions;
	found = false;
	for (size_t i = 0; i < n; i++)
		found = found || (app->cur.mentions[i].by_hand &&
				     app->cur.mentions[i].entity == haftar);
	ok(found, "by the analyst's word");
	ok(store_entities_named(
	       store, str_of("the army"), &arena, &named, &n_named, &err) &&
		n_named == 0,
	    "and in no other");
	arena_release(&arena);
	desk_command(app, "undo");
	ok(app->cur.n_mentions < n, "undone");
	app_free(app);
}

static void
a_camp_by_keys(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct registry *r;

	desk_keys(app, "4 c");
	r = register_of(app);
	ok(r->camp.len > 0 && r->list.n > 0, "c shows the first camp alone");
	desk_command(app, "register-camp all");
	is_int((int64_t)register_of(app)->camp.len, 0, "and all of them");
	app_free(app);
}

/* What a command holds while it acts. */
static void
a_relation_in_hand(void)
{
	struct app *app = desk_app(store, 120, 36);
	const struct relation *r = NULL;
	struct err err = { ERR_NONE, "" };
	struct arena arena = { 0 };
	struct str was;

	desk_command(app, "view 4");
	dossier_open(app, entry("haftar-khalifa"));
	app_set_focus(app, "dossier");
	for (int i = 0; i < 40 && r == NULL; i++) {
		desk_keys(app, "k");
		r = dossier_relation(app);
	}
	ok(r != NULL, "a relation is in hand");
	was = arena_str(&arena, r != NULL ? r->object_name : str_of(""));
	ok(store_alias_add(
	       store, entry("haftar-khalifa"), str_of("Zeb Q"), &err) &&
		dossier_of(app) != NULL && dossier_relation(app) != r,
	    "its dossier is another one");
	ok(r != NULL && str_eq(r->object_name, was), "it is what it was");
	desk_command(app, "undo");
	arena_release(&arena);
	app_free(app);
}

/* Before any job had its turn. */
static void
a_spelling_shows_at_once(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct err err = { ERR_NONE, "" };
	size_t n;

	desk_keys(app, "g Enter");
	n = app->cur.n_mentions;
	ok(n > 0 && store_alias_add(store, entry("haftar-khalifa"),
			str_of("ضحايا الفيضانات"), &err),
	    "a spelling is added");
	app_turn(app);
	ok(app->cur.n_mentions > n, "the open article shows it");
	desk_command(app, "undo");
	is_int((int64_t)app->cur.n_mentions, (int64_t)n, "undone");
	app_free(app);
}

/* What a key acts on is what the cursor stands on, after each change too. */
static void
the_cursor_keeps_to_it(void)
{
	struct app *app = desk_app(store, 120, 36);
	const struct relation *r;
	int64_t id = 0;

	desk_command(app, "dossier haftar-khalifa");
	desk_keys(app, "40 k");
	ok(dossier_with(app) != NULL, "above the places stand those beside");
	desk_command(app, "up 9");
	r = dossier_relation(app);
	id = r != NULL ? r->id : 0;
	desk_keys(app, "e C-u \"2026\" Enter Enter Enter Enter");
	r = dossier_relation(app);
	ok(r != NULL && r->id == id && str_is(r->start, "2026"),
	    "the cursor goes with a relation that moves");
	desk_command(app, "undo");
	r = dossier_relation(app);
	ok(r != NULL && r->id == id, "and back");

	desk_keys(app, "4 / Escape");
	desk_keys(app, "g");
	id = register_of(app)->list.id;
	desk_keys(app, "X");
	ok(register_of(app)->list.id != id, "an ignored entry is gone");
	is_int(dossier_shown(app), register_of(app)->list.id,
	    "the dossier is that of the row under the cursor");
	desk_keys(app, "u g");
	is_int(register_of(app)->list.id, id, "it is there again");
	app_free(app);
}

/* At the top of the list what comes back above is seen. */
static void
the_first_row_comes_back(void)
{
	struct app *app = desk_app(store, 120, 36);
	int64_t id;

	desk_keys(app, "4 / Escape g");
	id = register_of(app)->list.id;
	desk_keys(app, "X u");
	is_int(
	    ((const struct entity *)list_row(&register_of(app)->list, 0))->id,
	    id, "the first row is the first one again");
	app_free(app);
}

static void
a_new_entry_by_keys(void)
{
	struct app *app = desk_app(store, 120, 36);

	desk_keys(app, "4 N \"Abdulbari Testov\" Enter");
	ok(app->ui->prompt != NULL, "what has no kind is put right");
	desk_keys(app, "C-u \"per\" Tab \"Abdulbari Testov\" Enter");
	ok(entry("abdulbari-testov") != 0, "Tab ends the kind with a blank");
	is_int(dossier_shown(app), entry("abdulbari-testov"),
	    "its dossier is shown");
	desk_command(app, "undo");
	app_free(app);
}

/* An answer out of sight is none. */
static void
a_question_is_seen_whole(void)
{
	struct app *app = desk_app(store, 80, 24);

	desk_keys(app, "1 g Enter v w w e");
	ok(desk_shows(app, "New p person") && desk_shows(app, "/ another"),
	    "what it may be stands on as many rows as it takes");
	desk_keys(app, "Escape");
	ok(!desk_shows(app, "/ another"), "Escape leaves it");
	app_free(app);
}

/* The mouse at y, x of the screen: button 1, or 4 and 5 of the wheel. */
static void
mouse(struct app *app, int button, int y, bool doubled)
{
	struct key key = { .code = K_MOUSE,
		.button = button,
		.y = y,
		.x = 5,
		.doubled = doubled };

	app_key(app, &key);
	app_settle(app);
}

/* Row 1 is the border, row 2 the heading of the filter. */
static void
lists_by_mouse(void)
{
	struct app *app = desk_app(store, 120, 36);
	const struct list *list;
	int64_t id;

	desk_keys(app, "4");
	list = &register_of(app)->list;
	mouse(app, 1, 3 + 4, false);
	is_int((int64_t)list_cursor(list), 4, "a click chooses its row");
	is_int(dossier_entity(app), list->id, "and the dossier follows");
	id = list->id;
	mouse(app, 1, 2, false);
	is_int(list->id, id, "the heading is no row");
	mouse(app, 5, 10, false);
	is_int((int64_t)list->top, 3, "the wheel scrolls");
	mouse(app, 1, 3 + 2, true);
	ok(strcmp(app_focus(app)->ops->name, "dossier") == 0,
	    "a double click goes into the dossier");
	desk_keys(app, "Escape U");
	mouse(app, 1, 3 + 1, false);
	is_int((int64_t)list_cursor(&unknown_of(app)->list), 1,
	    "and so for unknown names");
	app_free(app);
}

/* Each of those who stand in the same articles leads on. */
static void
beside_leads_on(void)
{
	struct app *app = desk_app(store, 120, 36);
	int64_t haftar = entry("haftar-khalifa"), other;

	desk_command(app, "dossier haftar-khalifa");
	desk_keys(app, "k");
	other = dossier_with(app) != NULL ? dossier_with(app)->entity : 0;
	desk_keys(app, "Enter");
	is_int(dossier_entity(app), other, "Enter leads to one");
	desk_command(app, "dossier haftar-khalifa");
	is_int(dossier_entity(app), haftar, "and back");
	desk_keys(app, "g");
	ok(dossier_line(app) == NULL, "g goes to the first above");
	desk_keys(app, "G");
	ok(dossier_line(app) != NULL, "G to the last place");
	desk_keys(app, "j");
	ok(dossier_line(app) != NULL, "behind which there is none");
	app_free(app);
}

int
main(void)
{
	store = desk_library();
	unknown_names_by_keys();
	relations_by_keys();
	claims_of_an_entry();
	words_of_one_article();
	a_camp_by_keys();
	a_spelling_shows_at_once();
	a_relation_in_hand();
	the_cursor_keeps_to_it();
	the_first_row_comes_back();
	a_new_entry_by_keys();
	a_question_is_seen_whole();
	lists_by_mouse();
	beside_leads_on();
	store_close(store);
	return done();
}
