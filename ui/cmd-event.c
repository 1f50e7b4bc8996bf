/* Events by hand on the screen: two lines, first when, then what. */
#include "config.h"

#include "ui/cmd-tables.h"

#include "model/datex.h"
#include "store/claim.h"
#include "store/daymark.h"
#include "store/entity.h"
#include "store/event-act.h"
#include "ui/article-dates.h"
#include "ui/pane-notes.h"
#include "ui/pane-reader.h"
#include "ui/pane-timeline.h"

enum {
	LANES_MOST = 8,
	PARTIES_MOST = 32,
	CLAIM_DAYS = 60, /* how far a claim may be from its event */
	CLAIMS_MOST = 50,
	EVENT_DAYS = 3, /* how far events are offered from a date */
	EVENTS_MOST = 50,
};

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

/* "#12 Skhirat agreement", as the completion gives it: that event. */
static bool
known_event(struct str title, int64_t *id)
{
	struct str rest = title, word;

	str_split(&rest, ' ', &word);
	return str_starts(word, "#") &&
	       str_int(str_slice(word, 1, word.len), id) && *id > 0;
}

/* Events around the date that was given. */
static void
complete_event(struct app *app, void *arg, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	const struct form *f = arg;
	struct event *found;
	struct edtf e;
	size_t count, i;

	*n = 0;
	if (!edtf_parse(str_of(f->date), &e, NULL) ||
	    !edtf_is_day(edtf_earliest(&e)) || !edtf_is_day(edtf_latest(&e)) ||
	    !store_events(app->store,
		(struct day_window){ .from = edtf_earliest(&e) - EVENT_DAYS,
		    .to = edtf_latest(&e) + EVENT_DAYS,
		    .most = EVENTS_MOST },
		arena, &found, &count, NULL))
		return;
	*list = arena_array(arena, count + 1, sizeof(**list));
	for (i = 0; i < count; i++)
		if (text.len == 0 || str_starts(text, "#") ||
		    str_find(found[i].title, str_trim(text), 0) != SIZE_MAX)
			(*list)[(*n)++] = arena_printf(arena, "#%lld %.*s",
			    (long long)found[i].id, (int)found[i].title.len,
			    found[i].title.p);
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
	if (app->cur.article.row.id == f->article)
		anchor_find(&now, reader_text_of(app));
	if (f->article != 0 && known_event(edit.title, &id)) {
		edit.title = edit.date = (struct str){ 0 };
	} else {
		edit.parties = parties;
		edit.n_parties = parties_of(app, f, now.span, parties);
	}
	if (f->article != 0) {
		edit.evidence = &evidence;
		edit.n_evidence = 1;
	}
	if (id != 0) {
		if (!store_event_edit(app->store, id, &edit, err))
			return false;
		app_say(app,
		    "the passage is evidence of event %lld now; u "
		    "takes it back",
		    (long long)id);
		return show(app, id, err);
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
		.complete = f->article != 0 ? complete_event : NULL,
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
	struct buf day = { 0 };
	size_t lane;

	(void)arg;
	if (s == NULL)
		return err_set(err, ERR_MISSING, "the timeline is not shown");
	lane = timeline_lane_here(s);
	f.lane = lane != SIZE_MAX ? s->t.lanes[lane].row.entity : 0;
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

struct about {
	int64_t event;
};

/* A prompt about the event that is chosen. */
static bool
ask_about(struct app *app, const char *label,
    bool (*initial)(
	struct app *, const struct event *, struct buf *, struct err *),
    struct prompt_opts opts, struct err *err)
{
	struct about *about;
	struct arena arena = { 0 };
	struct buf text = { 0 };
	struct event e;
	int64_t id = chosen(app, err);
	bool good = id != 0 && store_event_get(app->store, id, &arena, &e, err);

	if (good && initial != NULL)
		good = initial(app, &e, &text, err);
	if (good) {
		about = xmalloc(sizeof(*about));
		about->event = id;
		opts.label = label;
		opts.initial = buf_view(&text);
		opts.arg = about;
		opts.released = free;
		app_prompt(app, &opts);
	}
	buf_release(&text);
	arena_release(&arena);
	return good;
}

static bool
toll_initial(
    struct app *app, const struct event *e, struct buf *out, struct err *err)
{
	(void)app;
	(void)err;
	buf_str(out, e->toll);
	return true;
}

static bool
toll_done(struct app *app, void *arg, struct str text, struct err *err)
{
	const struct about *about = arg;
	struct event_edit edit = { .toll = str_trim(text) };

	if (edit.toll.p == NULL || edit.toll.len == 0)
		edit.toll = str_of("");
	return store_event_edit(app->store, about->event, &edit, err) &&
	       show(app, about->event, err);
}

static bool
toll(struct app *app, struct str arg, struct err *err)
{
	struct prompt_opts opts = { .done = toll_done };

	(void)arg;
	return ask_about(
	    app, "Toll (killed 10-15, wounded 30): ", toll_initial, opts, err);
}

/* Factions, places and people of the event by their keys. */
static bool
parties_initial(
    struct app *app, const struct event *e, struct buf *out, struct err *err)
{
	struct arena arena = { 0 };
	struct party *list;
	size_t n, i;
	bool good =
	    store_event_parties(app->store, e->id, &arena, &list, &n, err);

	for (i = 0; good && i < n; i++)
		buf_addf(out, "%s%.*s", i > 0 ? ", " : "", (int)list[i].key.len,
		    list[i].key.p);
	arena_release(&arena);
	return good;
}

/* The entry that a key or a name stands for. */
static bool
party_named(struct app *app, struct str name, int64_t *id, struct err *err)
{
	struct arena arena = { 0 };
	struct entity *list;
	size_t n;
	bool good;

	if (store_entity_by_key(app->store, name, id, NULL))
		return true;
	good = store_entities_named(app->store, name, &arena, &list, &n, err) &&
	       (n > 0 || err_set(err, ERR_MISSING,
			     "nobody in the register is called \"%.*s\"",
			     (int)name.len, name.p));
	if (good)
		*id = list[0].id;
	arena_release(&arena);
	return good;
}

static bool
parties_done(struct app *app, void *arg, struct str text, struct err *err)
{
	const struct about *about = arg;
	struct event_edit edit = { 0 };
	int64_t ids[PARTIES_MOST];
	struct str rest = text, one;

	edit.parties = ids;
	while (rest.len > 0 && str_split(&rest, ',', &one)) {
		one = str_trim(one);
		if (one.len == 0)
			continue;
		if (edit.n_parties == PARTIES_MOST)
			return err_set(
			    err, ERR_INVALID, "at most %d names", PARTIES_MOST);
		if (!party_named(app, one, &ids[edit.n_parties++], err))
			return false;
	}
	return store_event_edit(app->store, about->event, &edit, err) &&
	       show(app, about->event, err);
}

static void
parties_complete(struct app *app, void *arg, struct str text,
    struct arena *arena, struct str **list, size_t *n)
{
	struct entity *found;
	size_t from = text.len, i, count = 0;
	struct str head;

	(void)arg;
	*n = 0;
	while (from > 0 && text.p[from - 1] != ',')
		from--;
	head = str_slice(text, 0, from);
	if (!store_entity_complete(app->store,
		str_trim(str_slice(text, from, text.len)), 20, arena, &found,
		&count, NULL))
		return;
	*list = arena_array(arena, count + 1, sizeof(**list));
	for (i = 0; i < count; i++)
		(*list)[(*n)++] = arena_printf(arena, "%.*s%s%.*s",
		    (int)head.len, head.p, head.len > 0 ? " " : "",
		    (int)found[i].key.len, found[i].key.p);
}

static bool
parties(struct app *app, struct str arg, struct err *err)
{
	struct prompt_opts opts = {
		.done = parties_done,
		.complete = parties_complete,
	};

	(void)arg;
	return ask_about(app, "Who and where: ", parties_initial, opts, err);
}

/* A claim by its number, or as the notes pane numbers those of the open
 * article: C2. */
static bool
claim_read(const struct app *app, struct str word, int64_t *id)
{
	const struct current *cur = &app->cur;
	int64_t n;

	if (!str_starts(word, "C") && !str_starts(word, "c"))
		return str_int(word, id);
	if (!str_int(str_slice(word, 1, word.len), &n) || n < 1 ||
	    (uint64_t)n > cur->n_claims)
		return false;
	*id = cur->claims[n - 1].id;
	return true;
}

/* A claim goes to the event, or away from it if it is there already. */
static bool
claim_done(struct app *app, void *arg, struct str text, struct err *err)
{
	const struct about *about = arg;
	struct arena arena = { 0 };
	struct claim c;
	struct str rest = str_trim(text), word;
	int64_t id;
	bool good;

	str_split(&rest, ' ', &word);
	if (!claim_read(app, word, &id))
		return err_set(err, ERR_INVALID,
		    "begin with the claim's number; Tab completes");
	good = store_claim_get(app->store, id, &arena, &c, err);
	if (good) {
		app_say(app, "claim %lld %s", (long long)id,
		    c.event == about->event ? "taken away" : "attached");
		c.event = c.event == about->event ? 0 : about->event;
		good = store_claim_edit(app->store, id, &c, err);
	}
	arena_release(&arena);
	return good && show(app, about->event, err);
}

/* A line to choose, if it is what was typed, and is not there already. */
static void
offer_claim(struct arena *arena, struct str text, int64_t id, struct str said,
    struct str *list, size_t *n)
{
	struct str line = arena_printf(
	    arena, "%lld %.*s", (long long)id, (int)said.len, said.p);
	size_t i;

	for (i = 0; i < *n; i++)
		if (str_eq(list[i], line))
			return;
	if (text.len == 0 || str_find(line, text, 0) == 0 ||
	    str_find(said, text, 0) != SIZE_MAX)
		list[(*n)++] = line;
}

/* Claims of the open article, and of the days around the event. */
static void
claim_complete(struct app *app, void *arg, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	const struct about *about = arg;
	const struct current *cur = &app->cur;
	struct day_item *found = NULL;
	struct event e;
	size_t count = 0, i;

	text = str_trim(text);
	*n = 0;
	if (!store_event_get(app->store, about->event, arena, &e, NULL))
		return;
	if (edtf_is_day(e.earliest) &&
	    !store_claims_at(app->store,
		(struct day_window){ .from = e.earliest - CLAIM_DAYS,
		    .to = e.latest + CLAIM_DAYS,
		    .most = CLAIMS_MOST },
		arena, &found, &count, NULL))
		return;
	*list = arena_array(arena, cur->n_claims + count + 1, sizeof(**list));
	for (i = 0; i < cur->n_claims; i++) {
		const struct claim *c = &cur->claims[i];

		offer_claim(arena, text, c->id,
		    c->statement.len > 0 ? c->statement : c->quote, *list, n);
	}
	for (i = 0; i < count; i++)
		offer_claim(arena, text, found[i].id, found[i].text, *list, n);
}

static bool
claim(struct app *app, struct str arg, struct err *err)
{
	struct prompt_opts opts = {
		.done = claim_done,
		.complete = claim_complete,
	};

	(void)arg;
	return ask_about(app, "Claim: ", NULL, opts, err);
}

const struct cmd cmd_event[] = {
	{ .name = "event-add",
	    .pane = "reader",
	    .acts = true,
	    .exec = add_passage,
	    .help = "Add an event that the passage tells of" },
	{ .name = "event-add",
	    .pane = "timeline",
	    .acts = true,
	    .exec = add_here,
	    .help = "Add an event on this lane" },
	{ .name = "event-edit",
	    .pane = "timeline",
	    .acts = true,
	    .exec = edit,
	    .help = "Change the event's date and title" },
	{ .name = "event-remove",
	    .pane = "timeline",
	    .acts = true,
	    .exec = drop,
	    .help = "Remove the event; undo brings it back" },
	{ .name = "event-note",
	    .pane = "timeline",
	    .arg = CMD_TEXT_OPT,
	    .acts = true,
	    .exec = note,
	    .help = "Write a note on the event" },
	{ .name = "event-toll",
	    .pane = "timeline",
	    .acts = true,
	    .exec = toll,
	    .help = "Set what the event cost: killed 10-15, wounded 30" },
	{ .name = "event-parties",
	    .pane = "timeline",
	    .acts = true,
	    .exec = parties,
	    .help = "Set who and where: factions, people, places" },
	{ .name = "event-claim",
	    .pane = "timeline",
	    .acts = true,
	    .exec = claim,
	    .help = "Attach a claim to the event, or take it away" },
	{ 0 },
};

const char *const keys_event[] = {
	"reader T event-add",
	"timeline A event-add",
	"timeline e event-edit",
	"timeline D event-remove",
	"timeline a event-note",
	"timeline t event-toll",
	"timeline w event-parties",
	"timeline c event-claim",
	NULL,
};
