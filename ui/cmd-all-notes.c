/* All notes: search them, go to what they are about. */
#include "config.h"

#include "ui/cmd-tables.h"

#include "ui/pane-all-notes.h"
#include "ui/pane-articles.h"
#include "ui/pane-claims.h"
#include "ui/pane-notes.h"
#include "ui/pane-reader.h"
#include "ui/pane-register.h"
#include "ui/pane-timeline.h"

static bool
show(struct app *app, struct str arg, struct err *err)
{
	struct all_notes *s = all_notes_of(app);

	if (s == NULL)
		return true;
	if (app->view != VIEW_NOTES)
		s->from = app->view;
	app_set_view(app, VIEW_NOTES);
	return arg.len == 0 || all_notes_find(app, arg, err);
}

static bool
leave(struct app *app, struct str arg, struct err *err)
{
	struct all_notes *s = all_notes_of(app);

	(void)arg;
	if (s == NULL)
		return true;
	if (s->words.len > 0)
		return all_notes_find(app, str_of(""), err);
	app_set_view(app, s->from != 0 ? s->from : VIEW_REVIEW);
	return true;
}

static void
typed(struct app *app, void *arg, struct str text)
{
	struct err err;

	(void)arg;
	(void)all_notes_find(app, text, &err);
}

static bool
found(struct app *app, void *arg, struct str text, struct err *err)
{
	(void)arg;
	return all_notes_find(app, text, err);
}

static void
cancelled(struct app *app, void *arg)
{
	typed(app, arg, str_of(""));
}

static bool
find(struct app *app, struct str arg, struct err *err)
{
	struct prompt_opts opts = {
		.label = "Notes with: ",
		.done = found,
		.live = typed,
		.cancelled = cancelled,
	};

	if (arg.len > 0)
		return all_notes_find(app, arg, err);
	app_prompt(app, &opts);
	return true;
}

static bool
go_article(struct app *app, const struct note *note, struct err *err)
{
	struct span span = note->anchor.span;
	bool placed = note->anchor.state != ANCHOR_NONE &&
		      note->anchor.state != ANCHOR_ORPHANED;
	int64_t id = note->id;

	if (!app_open_article(app, note->on_id, err))
		return false;
	articles_select(app, note->on_id);
	app_set_view(app, VIEW_REVIEW);
	app_set_focus(app, "reader");
	notes_choose(app, id);
	if (placed)
		reader_show(app, span);
	app->back = VIEW_NOTES;
	return true;
}

/* To what the note is about. */
static bool
jump(struct app *app, struct str arg, struct err *err)
{
	const struct all_notes_row *row = all_notes_selected(app);

	(void)arg;
	if (row == NULL)
		return err_set(err, ERR_MISSING, "there is no note here");
	if (row->about.len == 0)
		return err_set(
		    err, ERR_MISSING, "what the note was about is gone");
	switch (row->note.on) {
	case ON_ARTICLE:
		return go_article(app, &row->note, err);
	case ON_ENTITY:
		app_set_view(app, VIEW_ENTITIES);
		register_select(app, row->note.on_id);
		app_set_focus(app, "dossier");
		return true;
	case ON_EVENT:
		app_set_view(app, VIEW_TIMELINE);
		return timeline_list_event(app, row->note.on_id, err);
	case ON_CLAIM:
		return ledger_go(app, row->note.on_id, err);
	}
	return true;
}

static bool
drop(struct app *app, struct str arg, struct err *err)
{
	const struct all_notes_row *row = all_notes_selected(app);

	(void)arg;
	if (row == NULL)
		return err_set(err, ERR_MISSING, "there is no note here");
	if (!store_note_remove(app->store, row->note.id, err))
		return false;
	app_saved(app);
	app_say(app, "the note is removed: u brings it back");
	return true;
}

const struct cmd cmd_all_notes[] = {
	{ .name = "notes",
	    .arg = CMD_TEXT_OPT,
	    .exec = show,
	    .help = "Show all notes, or those with these words" },
	{ .name = "notes-find",
	    .arg = CMD_TEXT_OPT,
	    .exec = find,
	    .hint = "search",
	    .help = "Only notes with these words" },
	{ .name = "note-go",
	    .pane = "all-notes",
	    .exec = jump,
	    .hint = "go there",
	    .help = "Go to what the note is about" },
	{ .name = "note-drop",
	    .pane = "all-notes",
	    .exec = drop,
	    .help = "Remove the note" },
	{ .name = "notes-leave",
	    .pane = "all-notes",
	    .exec = leave,
	    .help = "All notes again, then back to where they were opened" },
	{ 0 },
};

const char *const keys_all_notes[] = {
	"all M-n notes",
	"all-notes Enter note-go",
	"all-notes l note-go",
	"all-notes Right note-go",
	"all-notes s notes-find",
	"all-notes / notes-find",
	"all-notes D note-drop",
	"all-notes Escape notes-leave",
	"all-notes q notes-leave",
	NULL,
};
