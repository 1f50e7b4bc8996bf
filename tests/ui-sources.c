/* Outlets and human sources: grades by one key, to the articles or claims, what
 * is filtered and sorted; pictures at three sizes. */
#include "config.h"

#include "store/claim.h"
#include "tests/desk.h"
#include "tests/test.h"
#include "ui/pane-sources.h"

static struct store *store;

static char
grade_of(const char *name, int64_t entity)
{
	static struct arena arena;
	struct source_grade g;
	struct err err = { ERR_NONE, "" };

	arena_reset(&arena);
	desk_must(
	    store_source_grade(store, entity, str_of(name), &arena, &g, &err),
	    &err);
	return g.reliability;
}

static void
keys(void)
{
	struct app *app = desk_app(store, 120, 36);
	const struct source *s;
	int64_t entity;

	desk_keys(app, "5");
	s = sources_selected(app);
	ok(s != NULL && s->outlet, "5 shows who published most");
	entity = s->entity;
	desk_keys(app, "B");
	is_int(grade_of("Sample Gazette", entity), 'B', "B grades it");
	ok(desk_shows(app, "Usually reliable"), "and says the words");
	desk_keys(app, "D");
	is_int(grade_of("Sample Gazette", entity), 'D', "D grades it anew");
	desk_keys(app, "u");
	is_int(grade_of("Sample Gazette", entity), 'B', "u takes that back");
	desk_keys(app, "w \"owned by nobody\" Enter");
	ok(desk_shows(app, "owned by nobody"), "w keeps words with it");
	desk_keys(app, "-");
	is_int(grade_of("Sample Gazette", entity), 0, "- takes the grade away");
	ok(desk_shows(app, "owned by nobody"), "and leaves the words");
	desk_keys(app, "B S");
	is_int(sources_of(app)->sort, SOURCES_CLAIMS, "S sorts by claims");
	desk_command(app, "sources-sort grade");
	ok(desk_shows(app, "Sources by grade"), "or by grade");
	desk_keys(app, "g");
	ok(str_is(sources_selected(app)->name, "Sample Gazette"),
	    "the graded one comes first");
	desk_keys(app, "/ \"courier\" Enter");
	is_int((int64_t)sources_of(app)->n_shown, 1, "/ filters");
	desk_keys(app, "Escape");
	ok(sources_of(app)->n_shown > 5, "Escape shows all");
	desk_command(app, "sources-filter gazette");
	desk_keys(app, "Enter");
	is_int(app->view, VIEW_REVIEW, "Enter goes to the articles");
	ok(str_find(buf_view(&app->list.query), str_of("outlet:"), 0) == 0,
	    "of that outlet");
	desk_keys(app, "5 Escape c");
	is_int(app->view, VIEW_CLAIMS, "c goes to the claims");
	app_free(app);
}

static void
looks(void)
{
	static const int sizes[][2] = { { 80, 24 }, { 120, 36 }, { 200, 60 } };

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct app *app = desk_app(store, sizes[i][0], sizes[i][1]);
		struct buf name = { 0 };

		desk_keys(app, "5 g");
		buf_addf(&name, "sources-%dx%d", sizes[i][0], sizes[i][1]);
		desk_picture(app, "sources", name.p);
		app_set_focus(app, "source");
		app_settle(app);
		buf_reset(&name);
		buf_addf(&name, "source-%dx%d", sizes[i][0], sizes[i][1]);
		desk_picture(app, "source", name.p);
		buf_release(&name);
		app_free(app);
	}
}

static void
plain(void)
{
	struct app *app = desk_plain(store, 120, 36);

	desk_keys(app, "5 g");
	desk_picture(app, "sources", "sources-plain");
	desk_picture(app, "source", "source-plain");
	app_free(app);
}

int
main(void)
{
	store = desk_library();
	keys();
	looks();
	plain();
	store_close(store);
	return done();
}
