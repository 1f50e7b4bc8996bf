/* All notes of the library: paged, searched, and the way to what they are
 * about. */
#include "config.h"

#include "store/article.h"
#include "tests/desk.h"
#include "tests/test.h"
#include "ui/pane-all-notes.h"

static struct store *store;

static void
add(enum subject_kind on, int64_t id, const char *text)
{
	struct note note = { .on = on, .on_id = id, .text = str_of(text) };
	struct err err = { ERR_NONE, "" };
	int64_t made;

	desk_must(store_note_add(store, &note, &made, &err), &err);
}

static int64_t
derna(void)
{
	struct err err = { ERR_NONE, "" };
	int64_t id = 0;

	desk_must(store_entity_by_key(store, str_of("derna"), &id, &err), &err);
	return id;
}

static bool
is_chosen(struct app *app, const char *text)
{
	const struct all_notes_row *row = all_notes_selected(app);

	return row != NULL && str_is(row->note.text, text);
}

static void
flow(void)
{
	struct app *app = desk_app(store, 120, 36);

	desk_keys(app, "3 M-n");
	ok(is_chosen(app, "about the flood"), "M-n shows the newest note");
	desk_keys(app, "G");
	ok(is_chosen(app, "note 0"), "G goes to the oldest");
	desk_keys(app, "k");
	ok(is_chosen(app, "note 1"), "k to the one after it");
	desk_keys(app, "g / \"flood\" Enter");
	is_int((int64_t)all_notes_of(app)->list.n, 1, "/ finds words");
	desk_keys(app, "Enter");
	is_int(app->view, VIEW_ENTITIES, "Enter goes to the entity");
	desk_keys(app, "M-n Escape");
	ok(all_notes_of(app)->list.n > 10, "Escape shows all");
	desk_keys(app, "Escape");
	is_int(app->view, VIEW_ENTITIES, "then goes back");
	desk_keys(app, "M-n G Enter");
	ok(app->view == VIEW_REVIEW && app->cur.article.row.id == 1,
	    "Enter on another opens its article");
	desk_keys(app, "Escape");
	is_int(app->view, VIEW_NOTES, "and Escape comes back");
	desk_keys(app, "D");
	ok(!is_chosen(app, "note 0"), "D removes a note");
	desk_keys(app, "u G");
	ok(is_chosen(app, "note 0"), "u brings it back");
	app_free(app);
}

/* Coded passages are told apart by their words. */
static void
passages(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct err err = { ERR_NONE, "" };
	struct arena arena = { 0 };
	struct article a;
	struct note note = { .on = ON_ARTICLE,
		.on_id = 1,
		.text = str_of("look\n\n#toll #dead") };
	struct buf quoted = { 0 };

	desk_must(store_article_get(store, 1, &arena, &a, &err), &err);
	note.anchor = anchor_make(a.text, (struct span){ 0, 12 });
	desk_must(store_note_add(store, &note, &note.id, &err), &err);
	buf_addf(&quoted, "\xe2\x80\x9c%.*s\xe2\x80\x9d", 12, a.text.p);
	desk_keys(app, "M-n");
	ok(desk_shows(app, "look #toll #dead"), "a note stands on one line");
	ok(desk_shows(app, quoted.p), "with the words that it is on");
	desk_keys(app, "u");
	buf_release(&quoted);
	arena_release(&arena);
	app_free(app);
}

static void
looks(void)
{
	static const int sizes[][2] = { { 80, 24 }, { 120, 36 }, { 200, 60 } };
	struct app *app;

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct buf name = { 0 };

		app = desk_app(store, sizes[i][0], sizes[i][1]);
		desk_command(app, "notes");
		buf_addf(&name, "all-notes-%dx%d", sizes[i][0], sizes[i][1]);
		desk_picture(app, "all-notes", name.p);
		buf_release(&name);
		app_free(app);
	}
	app = desk_plain(store, 80, 24);
	desk_command(app, "notes");
	desk_picture(app, "all-notes", "all-notes-plain");
	app_free(app);
}

int
main(void)
{
	struct app *app;

	store = desk_library();
	app = desk_app(store, 80, 24);
	desk_command(app, "notes");
	ok(desk_shows(app, "No notes yet"), "without any it says so");
	ok(!desk_shows(app, "go there") && desk_shows(app, "Esc  back"),
	    "nowhere to go, but where one is written");
	app_free(app);
	for (int i = 0; i < 40; i++) {
		char text[32];

		(void)snprintf(text, sizeof text, "note %d", i);
		add(ON_ARTICLE, 1 + i / 4, text);
	}
	add(ON_ENTITY, derna(), "about the flood");
	flow();
	passages();
	looks();
	store_close(store);
	return done();
}
