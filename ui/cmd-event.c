/* Events by hand on the screen: two lines, first when, then what. */
#include "config.h"

#include "ui/cmd-tables.h"

#include "model/datex.h"
#include "store/event-act.h"
#include "ui/article-dates.h"
#include "ui/pane-notes.h"
#include "ui/pane-reader.h"
#include "ui/pane-timeline.h"

enum { LANES_MOST = 8 };

/* What is being written. */
struct form {
	int64_t id; /* the event to change; 0: a new one */
	int64_t article;
	/* Of the article, as it stood when the form was opened: an import in
	 * another terminal may change the text meanwhile. */
	struct anchor passage;
	struct arena arena; /* the passage's texts, of one that is kept */
	int64_t lane;       /* of the timeline's cursor, 0: none */
	int64_t today;      /* day that typed dates are against */
	char date[EDTF_TEXT_MAX];
};

static void
form_free(void *arg)
{
	struct form *f = arg;

	arena_release(&f->arena);
	free(f);
}

static struct form *
form_copy(const struct form *f)
{
	struct form *own = xmalloc(sizeof(*own));

	*own = *f;
	own->arena = (struct arena){ 0 };
	own->passage = anchor_keep(&own->arena, &f->passage);
	return own;
}

static void
gone(struct app *app)
{
	struct timeline_state *s = timeline_of(app);

	app_saved(app);
	if (s != NULL && s->listing == LISTING_EVENT)
		s->listing = LISTING_NONE;
	if (s != NULL)
		timeline_moved(app);
}

/* The list shows the event as it is now. */
static bool
show(struct app *app, int64_t id, struct err *err)
{
	struct timeline_state *s = timeline_of(app);

	app_saved(app);
	if (s == NULL || !s->full)
		return true;
	timeline_moved(app);
	return timeline_list_event(app, id, err);
}

/* Factions and places that the passage names become the event's. */
static size_t
parties_of(
    struct app *app, const struct form *f, struct span passage, int64_t *ids)
{
	size_t n = 0, i, j;

	if (f->lane != 0)
		ids[n++] = f->lane;
	for (i = 0; i < app->cur.n_mentions && passage.to > 0; i++) {
		const struct mention *m = &app->cur.mentions[i];

		if (m->span.from < passage.from || m->span.to > passage.to ||
		    n == LANES_MOST || m->kind == ENTITY_OUTLET)
			continue;
		for (j = 0; j < n && ids[j] != m->entity; j++)
			;
		if (j == n)
			ids[n++] = m->entity;
	}
	return n;
}

static bool
save(struct app *app, void *arg, struct str text, struct err *err)
{
	const struct form *f = arg;
	struct evidence evidence = { .article = f->article,
		.anchor = f->passage };
	struct anchor now = f->passage;
	int64_t parties[LANES_MOST], id = f->id;
	struct event_edit edit = {
		.date = str_of(f->date),
		.title = str_trim(text),
	};

	if (id != 0)
		return store_event_edit(app->store, id, &edit, err) &&
		       show(app, id, err);
	edit.parties = parties;
	if (app->cur.article.row.id == f->article)
		anchor_find(&now, reader_text_of(app));
	edit.n_parties = parties_of(app, f, now.span, parties);
	if (f->article != 0) {
		edit.evidence = &evidence;
		edit.n_evidence = 1;
	}
	if (!store_event_add(app->store, &edit, &id, err))
		return false;
	app_say(app, "event added at %s; u takes it back", f->date);
	return show(app, id, err);
}

/* The date is understood: say as what, and ask for the title. */
static bool
dated(struct app *app, void *arg, struct str text, struct err *err)
{
	const struct form *f = arg;
	struct arena arena = { 0 };
	struct buf edtf = { 0 };
	struct form *own;
	struct event event = { 0 };
	struct edtf e;

	if (!datex_typed(text, f->today, &e, err))
		return false;
	if (f->id != 0 &&
	    !store_event_get(app->store, f->id, &arena, &event, err)) {
		arena_release(&arena);
		return false;
	}
	edtf_print(&edtf, &e);
	own = form_copy(f);
	(void)snprintf(
	    own->date, sizeof(own->date), "%.*s", (int)edtf.len, edtf.p);
	app_prompt(app,
	    &(struct prompt_opts){
		.label = arena_printf(&arena, "At %s happened: ", own->date).p,
		.initial = event.title,
		.done = save,
		.arg = own,
		.released = form_free,
	    });
	buf_release(&edtf);
	arena_release(&arena);
	return true;
}

static void
ask_date(struct app *app, const struct form *f, struct str initial)
{
	app_prompt(app, &(struct prompt_opts){
			    .label = "Date: ",
			    .initial = initial,
			    .done = dated,
			    .arg = form_copy(f),
			    .released = form_free,
			});
}

/* From the sentence or selection: the date that the cursor points at is taken,
 * else the first of them (or the article's) offered. */
static bool
add_passage(struct app *app, struct str arg, struct err *err)
{
	const struct article *a = &app->cur.article;
	struct form f = {
		.article = a->row.id,
		.today = a->row.published_day,
	};
	struct str when;
	bool pointed;

	(void)arg;
	if (f.article == 0 || app->cur.passage.to <= app->cur.passage.from)
		return err_set(err, ERR_MISSING, "no passage is open");
	f.passage = anchor_make(reader_text_of(app), app->cur.passage);
	if (f.today == INT64_MIN)
		f.today = app_now(app) / 86400;
	when = article_date_chosen(app, &pointed);
	if (pointed)
		return dated(app, &f, when, err);
	ask_date(app, &f, when);
	return true;
}

/* On the lane and at the day of the timeline's cursor. */
static bool
add_here(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct form f = { .today = app_now(app) / 86400 };
	const struct timeline_row *row;
	struct buf day = { 0 };

	(void)arg;
	if (s == NULL)
		return err_set(err, ERR_MISSING, "the timeline is not shown");
	row = timeline_selected(s);
	f.lane = row != NULL && !row->camp ? row->id : 0;
	day_iso(&day, timeline_here(s)->cursor);
	ask_date(app, &f, buf_view(&day));
	buf_release(&day);
	return true;
}

static int64_t
chosen(struct app *app, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	int64_t id = s != NULL ? timeline_event(s) : 0;

	if (id == 0)
		(void)err_set(err, ERR_MISSING,
		    "no event is chosen: Enter lists those at the cursor");
	return id;
}

static bool
edit(struct app *app, struct str arg, struct err *err)
{
	struct form f = {
		.id = chosen(app, err),
		.today = app_now(app) / 86400,
	};
	struct arena arena = { 0 };
	struct event e;
	bool good;

	(void)arg;
	if (f.id == 0)
		return false;
	good = store_event_get(app->store, f.id, &arena, &e, err);
	if (good)
		ask_date(app, &f, e.date);
	arena_release(&arena);
	return good;
}

static bool
drop(struct app *app, struct str arg, struct err *err)
{
	int64_t id = chosen(app, err);

	(void)arg;
	if (id == 0 || !store_event_remove(app->store, id, err))
		return false;
	gone(app);
	timeline_of(app)->listing = LISTING_NONE;
	app_say(app, "event removed; u brings it back");
	return true;
}

static bool
note(struct app *app, struct str arg, struct err *err)
{
	int64_t id = chosen(app, err);

	return id != 0 && note_on_event(app, id, arg, err);
}

const struct cmd cmd_event[] = {
	{ .name = "event-add",
	    .pane = "reader",
	    .exec = add_passage,
	    .help = "Add an event that the passage tells of" },
	{ .name = "event-add",
	    .pane = "timeline",
	    .exec = add_here,
	    .help = "Add an event on this lane" },
	{ .name = "event-edit",
	    .pane = "timeline",
	    .exec = edit,
	    .help = "Change the event's date and title" },
	{ .name = "event-remove",
	    .pane = "timeline",
	    .exec = drop,
	    .help = "Remove the event; undo brings it back" },
	{ .name = "event-note",
	    .pane = "timeline",
	    .arg = CMD_TEXT_OPT,
	    .exec = note,
	    .help = "Write a note on the event" },
	{ 0 },
};

const char *const keys_event[] = {
	"reader T event-add",
	"timeline A event-add",
	"timeline e event-edit",
	"timeline D event-remove",
	"timeline a event-note",
	NULL,
};
