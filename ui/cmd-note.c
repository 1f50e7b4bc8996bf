#include "config.h"

#include "ui/cmd-tables.h"

#include "model/utf8.h"
#include "ui/claim-form.h"
#include "ui/pane-dossier.h"
#include "ui/pane-notes.h"
#include "ui/pane-reader.h"

enum { SAID_MOST = 80 /* bytes of what another program saved */ };

/* What a note that is being written is about. */
struct draft_note {
	int64_t id; /* the note to change; 0: a new one */
	enum subject_kind on;
	int64_t on_id;
	/* The passage, if any, as it stood when the note was begun: an import
	 * in another terminal may change the text while it is typed. */
	struct anchor anchor;
	struct str before;  /* the text that is changed; p NULL: not known */
	struct arena arena; /* the texts, of one that is kept */
};

static void
draft_free(void *arg)
{
	struct draft_note *d = arg;

	arena_release(&d->arena);
	free(d);
}

static struct draft_note *
draft_copy(const struct draft_note *d)
{
	struct draft_note *own = xmalloc(sizeof *own);

	*own = *d;
	own->arena = (struct arena){ 0 };
	own->anchor = anchor_keep(&own->arena, &d->anchor);
	if (d->before.p != NULL)
		own->before = arena_str(&own->arena, d->before);
	return own;
}

/* After an act on notes: all that shows them. The note is saved, whatever
 * becomes of showing it. */
static void
noted(struct app *app)
{
	struct err err = { 0 };

	app_saved(app);
	if (app->cur.article.row.id != 0 && !app_reload_current(app, &err))
		app_fail(app, &err);
}

static bool
save_new(struct app *app, const struct draft_note *d, struct str text,
    struct err *err)
{
	struct note note = { .on = d->on,
		.on_id = d->on_id,
		.anchor = d->anchor,
		.text = text };
	int64_t id;

	if (!store_note_add(app->store, &note, &id, err))
		return false;
	noted(app);
	if (d->on == ON_ARTICLE || d->on == ON_CLAIM)
		notes_choose(app, id);
	return true;
}

/* Another program may have changed the note while it was edited here: that is
 * told first, and saving again is meant. */
static bool
is_as_before(
    struct app *app, struct draft_note *d, struct str text, struct err *err)
{
	struct note now;

	if (d->before.p == NULL)
		return true;
	if (!store_note_get(app->store, d->id, &d->arena, &now, err))
		return false;
	if (str_eq(now.text, d->before) || str_eq(now.text, text))
		return true;
	d->before = now.text;
	text = utf8_head(now.text, SAID_MOST);
	return err_set(err, ERR_EXISTS,
	    "meanwhile it is \"%.*s\": Enter again saves this over it",
	    (int)text.len, text.p);
}

static bool
done(struct app *app, void *arg, struct str text, struct err *err)
{
	struct draft_note *d = arg;

	text = str_trim(text);
	if (text.len == 0 && d->id == 0)
		return true;
	if (!note_valid(text, err))
		return false;
	if (d->id == 0)
		return save_new(app, d, text, err);
	if (!is_as_before(app, d, text, err) ||
	    !store_note_edit(app->store, d->id, text, err))
		return false;
	noted(app);
	return true;
}

/* The command that takes a draft up at the next start: numbers, then the
 * passage with what stands around it between two strokes. */
static void
context(struct buf *out, const struct draft_note *d)
{
	const struct anchor *a = &d->anchor;

	buf_addf(out, "note-resume %lld %s %lld %u %u %zu |", (long long)d->id,
	    subject_kind_name(d->on), (long long)d->on_id, a->span.from,
	    a->span.to, a->prefix.len);
	buf_str(out, a->prefix);
	buf_str(out, a->quote);
	buf_str(out, a->suffix);
	buf_putc(out, '|');
}

/* The anchor out of that; false: it is none. */
static bool
context_anchor(struct str text, const int64_t *n, struct anchor *a)
{
	int64_t prefix = n[2], len = n[1] - n[0];

	if (len <= 0)
		return n[1] == 0;
	if (n[1] > UINT32_MAX || text.len < 2 || text.p[0] != '|' ||
	    prefix > (int64_t)text.len || len > (int64_t)text.len - prefix - 2)
		return false;
	text = str_slice(text, 1, text.len - 1);
	a->span = (struct span){ (uint32_t)n[0], (uint32_t)n[1] };
	a->prefix = str_slice(text, 0, (size_t)prefix);
	a->quote = str_slice(text, (size_t)prefix, (size_t)(prefix + len));
	a->suffix = str_slice(text, (size_t)(prefix + len), text.len);
	a->state = ANCHOR_EXACT;
	return true;
}

static void
ask_text(struct app *app, const struct draft_note *d, const char *label,
    struct str initial)
{
	struct buf about = { 0 };
	struct prompt_opts opts = {
		.label = label,
		.initial = initial,
		.done = done,
		.arg = draft_copy(d),
		.released = draft_free,
		.draft = "note",
		.multiline = true,
	};

	context(&about, d);
	opts.draft_context = buf_view(&about);
	app_prompt(app, &opts);
	buf_release(&about);
}

static bool
resume(struct app *app, struct str arg, struct err *err)
{
	struct draft_note d = { 0 };
	struct str word[6] = { { 0 } };
	int64_t n[6] = { 0 };
	size_t i = 0;

	while (i < ARRAY_LEN(word) && str_split(&arg, ' ', &word[i])) {
		if (i != 1 && (!str_int(word[i], &n[i]) || n[i] < 0))
			break;
		i++;
	}
	if (i < ARRAY_LEN(word) || !subject_kind_parse(word[1], &d.on) ||
	    !context_anchor(arg, n + 3, &d.anchor))
		return err_set(err, ERR_INVALID, "this is no draft of a note");
	d.id = n[0];
	d.on_id = n[2];
	if (d.on == ON_ARTICLE && app->cur.article.row.id != d.on_id &&
	    !app_open_article(app, d.on_id, err))
		return false;
	ask_text(app, &d, "Note taken up again", str_of(""));
	return true;
}

static bool
in_dossier(struct app *app)
{
	struct pane *p = app_focus(app);

	return p != NULL && (strcmp(p->ops->name, "dossier") == 0 ||
				strcmp(p->ops->name, "register") == 0);
}

static bool
begin(struct app *app, const struct draft_note *d, const char *label,
    struct str arg, struct err *err)
{
	if (!store_writable(app->store, err))
		return false;
	if (str_trim(arg).len > 0)
		return done(app, (void *)(uintptr_t)d, arg, err);
	ask_text(app, d, label, str_of(""));
	return true;
}

static bool
add_on_entity(struct app *app, struct str arg, struct err *err)
{
	struct draft_note d = { .on = ON_ENTITY, .on_id = dossier_entity(app) };

	if (d.on_id == 0)
		return err_set(err, ERR_MISSING, "no dossier is open");
	return begin(app, &d, "Note on the entity", arg, err);
}

bool
note_on_event(struct app *app, int64_t event, struct str arg, struct err *err)
{
	struct draft_note d = { .on = ON_EVENT, .on_id = event };

	return begin(app, &d, "Note on the event", arg, err);
}

bool
note_on_entity(struct app *app, int64_t entity, struct str arg, struct err *err)
{
	struct draft_note d = { .on = ON_ENTITY, .on_id = entity };

	return begin(app, &d, "Note on the source", arg, err);
}

bool
note_on_claim(struct app *app, int64_t claim, struct str arg, struct err *err)
{
	struct draft_note d = { .on = ON_CLAIM, .on_id = claim };

	return begin(app, &d, "Note on the claim", arg, err);
}

static bool
in_sight(struct app *app, const char *name)
{
	struct pane *p = app_pane(app, name);

	return p != NULL && p->h > 0;
}

static bool
add_whole(struct app *app, struct str arg, struct err *err)
{
	struct draft_note d = { .on = ON_ARTICLE,
		.on_id = app->cur.article.row.id };

	if (in_dossier(app))
		return add_on_entity(app, arg, err);
	if (d.on_id == 0)
		return err_set(err, ERR_MISSING, "no article is open");
	return begin(app, &d, "Note on the article", arg, err);
}

/* On the claim under the cursor of the notes pane; else on the sentence, or on
 * the whole where no sentence is to be seen. */
static bool
add(struct app *app, struct str arg, struct err *err)
{
	struct reader *r;
	struct pane *p = app_focus(app);
	struct draft_note d = { .on = ON_ARTICLE };

	if (in_dossier(app))
		return add_on_entity(app, arg, err);
	if (p != NULL && strcmp(p->ops->name, "notes") == 0 &&
	    notes_claim(app) != NULL)
		return note_on_claim(app, notes_claim(app)->id, arg, err);
	if (!in_sight(app, "reader"))
		return add_whole(app, arg, err);
	r = reader_of(app);
	if (r == NULL)
		return err_set(err, ERR_MISSING, "no article is open");
	d.on_id = app->cur.article.row.id;
	d.anchor = anchor_make(reader_text_of(app), cursor_passage(&r->cursor));
	if (!begin(app, &d,
		cursor_selecting(&r->cursor) ? "Note on the selection"
					     : "Note on the sentence",
		arg, err))
		return false;
	return true;
}

/* The note that an act is about: the one at the cursor of the reader or under
 * that of the notes pane or dossier. */
static const struct note *
target(struct app *app, struct err *err)
{
	struct pane *p = app_focus(app);
	const struct note *note = NULL;
	struct reader *r;

	if (in_dossier(app)) {
		note = dossier_note(app);
	} else if (p != NULL && strcmp(p->ops->name, "reader") == 0 &&
		   (r = reader_of(app)) != NULL) {
		struct span at = cursor_passage(&r->cursor);

		for (size_t i = 0; i < app->cur.n_notes && note == NULL; i++)
			if (app->cur.notes[i].anchor.state != ANCHOR_NONE &&
			    app->cur.notes[i].anchor.span.from < at.to &&
			    app->cur.notes[i].anchor.span.to > at.from)
				note = &app->cur.notes[i];
	} else {
		note = notes_selected(app);
	}
	if (note == NULL)
		(void)err_set(err, ERR_MISSING, "there is no note here");
	return note;
}

/* Without a note here, the claim is meant. */
static bool
edit(struct app *app, struct str arg, struct err *err)
{
	const struct note *note = target(app, err);
	const struct claim *claim = note == NULL ? claim_here(app) : NULL;
	struct draft_note d = { 0 };

	if (claim != NULL)
		return claim_form_edit(app, claim->id, err);
	if (note == NULL)
		return false;
	d.id = note->id;
	d.on = note->on;
	d.on_id = note->on_id;
	if (str_trim(arg).len > 0)
		return done(app, &d, arg, err);
	d.before = note->text;
	ask_text(app, &d, "Note", note->text);
	return true;
}

static bool
edit_outside(struct app *app, struct str arg, struct err *err)
{
	const struct note *note = target(app, err);
	struct buf out = { 0 };
	struct draft_note d = { 0 };
	bool good;

	(void)arg;
	if (note == NULL)
		return false;
	d.id = note->id;
	d.on = note->on;
	d.on_id = note->on_id;
	d.before = arena_str(&d.arena, note->text);
	good = app_edit(app, note->text, &out, err);
	/* What came out of the editor must not be lost where it is refused. */
	if (good && !done(app, &d, buf_view(&out), err)) {
		ask_text(app, &d, "Note", buf_view(&out));
		good = false;
	}
	buf_release(&out);
	arena_release(&d.arena);
	if (!good && err->code == ERR_STOPPED) {
		app_say(app, "the note stays as it was");
		return true;
	}
	return good;
}

static bool
drop_claim(struct app *app, int64_t id, struct err *err)
{
	if (!store_claim_remove(app->store, id, err))
		return false;
	noted(app);
	app_say(app, "claim deleted: u brings it back");
	return true;
}

static bool
drop(struct app *app, struct str arg, struct err *err)
{
	const struct note *note = target(app, err);
	const struct claim *claim = note == NULL ? claim_here(app) : NULL;

	(void)arg;
	if (claim != NULL)
		return drop_claim(app, claim->id, err);
	if (note == NULL || !store_note_remove(app->store, note->id, err))
		return false;
	noted(app);
	app_say(app, "note deleted: u brings it back");
	return true;
}

static bool
down(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	notes_move(app, cmd_count(arg, 1));
	return true;
}

static bool
up(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	notes_move(app, -cmd_count(arg, 1));
	return true;
}

static bool
top(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	notes_move(app, -INT32_MAX);
	return true;
}

static bool
bottom(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	notes_move(app, INT32_MAX);
	return true;
}

static bool
jump(struct app *app, struct str arg, struct err *err)
{
	struct anchor a = notes_place(app);

	(void)arg;
	if (notes_selected(app) == NULL && notes_claim(app) == NULL)
		return err_set(err, ERR_MISSING, "there is no note here");
	if (a.state == ANCHOR_ORPHANED)
		return err_set(err, ERR_MISSING,
		    "its passage is not in the text any more");
	if (a.state != ANCHOR_NONE)
		reader_show(app, a.span);
	app_set_focus(app, "reader");
	return true;
}

#define NOTES .pane = "notes"

const struct cmd cmd_note[] = {
	{ .name = "down",
	    NOTES,
	    .arg = CMD_COUNT,
	    .exec = down,
	    .help = "Go to the next note" },
	{ .name = "up",
	    NOTES,
	    .arg = CMD_COUNT,
	    .exec = up,
	    .help = "Go to the note before" },
	{ .name = "top", NOTES, .exec = top, .help = "Go to the first note" },
	{ .name = "bottom",
	    NOTES,
	    .exec = bottom,
	    .help = "Go to the last note" },
	{ .name = "note-jump",
	    NOTES,
	    .exec = jump,
	    .hint = "go there",
	    .help = "Go to the passage of the note or claim" },
	{ .name = "note-add",
	    .arg = CMD_TEXT_OPT,
	    .exec = add,
	    .hint = "note",
	    .help = "Write a note on the sentence, the "
		    "selection, the claim or the entity" },
	{ .name = "note-add-article",
	    .arg = CMD_TEXT_OPT,
	    .exec = add_whole,
	    .help = "Write a note on the whole article" },
	{ .name = "note-edit",
	    .arg = CMD_TEXT_OPT,
	    .exec = edit,
	    .hint = "edit",
	    .help = "Change the note or claim" },
	{ .name = "note-editor",
	    .exec = edit_outside,
	    .hint = "$EDITOR",
	    .help = "Change the note in $EDITOR" },
	{ .name = "note-resume",
	    .arg = CMD_TEXT,
	    .prompt = "Draft: ",
	    .exec = resume,
	    .help = "Take up the draft of a note (see draft)" },
	{ .name = "note-delete",
	    .exec = drop,
	    .hint = "delete",
	    .help = "Delete the note or claim; undo brings it back" },
	{ 0 },
};

const char *const keys_note[] = {
	"notes j down",
	"notes Down down",
	"notes k up",
	"notes Up up",
	"notes g top",
	"notes Home top",
	"notes G bottom",
	"notes End bottom",
	"notes Enter note-jump",
	"notes o note-jump",
	"all a note-add",
	"all A note-add-article",
	"reader E note-editor",
	"reader D note-delete",
	"notes e note-edit",
	"notes E note-editor",
	"notes D note-delete",
	"dossier E note-editor",
	NULL,
};
