/* Where the passages of notes and claims are, once a text was corrected: one
 * key takes the place that was found, goes to the next, or gives it up; and any
 * can be placed by hand. */
#include "config.h"

#include "ui/cmd-tables.h"

#include "ui/pane-notes.h"
#include "ui/pane-reader.h"

static bool
chosen(struct app *app, struct err *err)
{
	return notes_claim(app) != NULL || notes_selected(app) != NULL ||
	       err_set(err, ERR_MISSING, "there is no note or claim here");
}

/* The span of a claim that needs a decision: the first whose place is not
 * known, else the first of what it says. */
static size_t
span_in_doubt(const struct claim *c)
{
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < c->n_spans; i++) {
		enum anchor_state state = c->spans[i].anchor.state;

		if (c->spans[i].role != SPAN_CONTENT)
			continue;
		if (state == ANCHOR_AMBIGUOUS || state == ANCHOR_ORPHANED)
			return i;
		first = first == SIZE_MAX ? i : first;
	}
	return first;
}

static bool
place_claim(
    struct app *app, int64_t id, const struct anchor *anchor, struct err *err)
{
	struct arena arena = { 0 };
	struct claim c;
	size_t i;
	bool good = store_claim_get(app->store, id, &arena, &c, err);

	i = good ? span_in_doubt(&c) : SIZE_MAX;
	if (i != SIZE_MAX) {
		struct str quote = c.spans[i].anchor.quote;

		c.spans[i].anchor = *anchor;
		if (anchor->state == ANCHOR_ORPHANED)
			c.spans[i].anchor.quote = quote;
		good = store_claim_edit(app->store, id, &c, err);
	}
	arena_release(&arena);
	return good;
}

static bool
place(struct app *app, const struct anchor *anchor, struct err *err)
{
	const struct claim *c = notes_claim(app);
	const struct note *n = notes_selected(app);
	bool good = c != NULL
			? place_claim(app, c->id, anchor, err)
			: store_note_anchor(app->store, n->id, anchor, err);

	if (!good)
		return false;
	app_saved(app);
	return app_reload_current(app, err);
}

/* Places where the same words stand, from the one that was looked at last. */
static bool
next_place(struct app *app, struct str arg, struct err *err)
{
	struct notes *s = notes_of(app);
	struct arena arena = { 0 };
	struct span *list;
	size_t n, i;
	struct anchor a;
	uint32_t at;

	(void)arg;
	if (!chosen(app, err))
		return false;
	a = notes_anchor(app);
	at = s->tried.to > 0 ? s->tried.from : a.span.from;
	reader_find(&arena, reader_text_of(app), a.quote, &list, &n);
	i = span_beyond(list, n, at, 1);
	if (n > 0) {
		i = i == SIZE_MAX ? 0 : i;
		s->tried = list[i];
		reader_show(app, s->tried);
		app_say(app, "place %zu of %zu: y takes it", i + 1, n);
	}
	arena_release(&arena);
	return n > 0 || err_set(err, ERR_MISSING,
			    "its words are nowhere else: select a passage "
			    "in the reader, and P places it there");
}

static bool
accept(struct app *app, struct str arg, struct err *err)
{
	struct notes *s = notes_of(app);
	struct anchor a;
	struct span span;

	(void)arg;
	if (!chosen(app, err))
		return false;
	a = notes_anchor(app);
	span = s->tried.to > 0 ? s->tried : a.span;
	if (span.to <= span.from)
		return err_set(err, ERR_MISSING,
		    "no place was found: n looks for one, P places it by "
		    "hand");
	a = anchor_make(reader_text_of(app), span);
	if (!place(app, &a, err))
		return false;
	app_say(app, "it stands there now; u takes that back");
	return true;
}

static bool
orphan(struct app *app, struct str arg, struct err *err)
{
	struct anchor a;

	(void)arg;
	if (!chosen(app, err))
		return false;
	a = notes_anchor(app);
	if (a.state == ANCHOR_NONE)
		return err_set(err, ERR_MISSING, "it is about no passage");
	a.state = ANCHOR_ORPHANED;
	a.span = (struct span){ 0, 0 };
	if (!place(app, &a, err))
		return false;
	app_say(app, "its passage is gone; u takes that back");
	return true;
}

/* On the passage of the reader. */
static bool
by_hand(struct app *app, struct str arg, struct err *err)
{
	struct reader *r = reader_of(app);
	struct anchor a;

	(void)arg;
	if (!chosen(app, err))
		return false;
	if (r == NULL)
		return err_set(err, ERR_MISSING, "no article is open");
	a = anchor_make(reader_text_of(app), cursor_passage(&r->cursor));
	if (!place(app, &a, err))
		return false;
	app_say(app, "it stands here now; u takes that back");
	return true;
}

const struct cmd cmd_anchor[] = {
	{ .name = "place-accept",
	    .pane = "notes",
	    .exec = accept,
	    .help = "Take the place that was found for its passage" },
	{ .name = "place-next",
	    .pane = "notes",
	    .exec = next_place,
	    .help = "Go to the next place where its words stand" },
	{ .name = "place-give-up",
	    .pane = "notes",
	    .exec = orphan,
	    .help = "Its passage is not in the text any more" },
	{ .name = "place-here",
	    .exec = by_hand,
	    .help = "Place the note or claim of the pane on this passage" },
	{ 0 },
};

const char *const keys_anchor[] = {
	"notes y place-accept",
	"notes n place-next",
	"notes - place-give-up",
	"reader P place-here",
	NULL,
};
