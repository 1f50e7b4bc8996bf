/* Tagging on the screen: suggestions, the form, claims beside their words. */
#include "config.h"

#include "tests/desk.h"
#include "tests/test.h"
#include "ui/cmd.h"
#include "ui/pane-reader.h"

static struct store *store;

static struct str
pointed(struct app *app)
{
	struct span s = cursor_focus(&reader_of(app)->cursor);

	return str_slice(reader_text_of(app), s.from, s.to);
}

static void
suggestions_are_visited(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct err err = { ERR_NONE, "" };

	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter");
	ok(desk_shows(app, "suggested claim"),
	    "the end of a paragraph says that a claim is suggested");
	desk_keys(app, "]c");
	is_str(pointed(app),
	    "that they had discussed the fight against international terrorism",
	    "]c goes to the first");
	desk_keys(app, "]c [c");
	ok(str_starts(pointed(app), "that they had discussed"),
	    "[c goes back to it");
	for (int i = 0; i < 20; i++)
		(void)cmd_run(app, str_of("claim-next"), &err);
	is_int(err.code, ERR_MISSING, "there is an end of them");
	desk_keys(app, "g");
	desk_picture(app, "reader", "reader-suggested");
	desk_command(app, "query");
	app_free(app);
}

int
main(void)
{
	store = desk_library();
	suggestions_are_visited();
	store_close(store);
	return done();
}
