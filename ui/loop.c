#include "config.h"

#include <poll.h>

#include "store/claim.h"
#include "store/facet.h"
#include "store/ingest.h"
#include "store/unknown.h"
#include "ui/claim-suggestions.h"
#include "ui/cmd.h"
#include "ui/import.h"
#include "ui/pane-articles.h"
#include "ui/ui.h"

enum {
	KEYS_A_TURN = 64,   /* keys taken before the screen is shown again */
	RECALC_MS = 2000,   /* what a query of a pane may take at first, */
	PATIENT_MS = 10000, /* and the second time, unless a key comes */
	LEFT_MAX = 64,      /* articles that the screen looks through itself */
	RETRY_MS = 10000,   /* after work failed, as on a full disk */
	PLACE_MS = 60000,   /* how often the place is remembered */
	IDLE_MS = 150,      /* without a key, before idle work */
};

/* ---- keys ---- */

/* A letter that chooses nothing begins what can be typed instead ("/ another"):
 * the rest of the name must not become commands. */
static void
ask_typed(struct app *app, const struct ask *ask, const struct key *key)
{
	ask->done(app, ask->arg, '/');
	if (app->ui->prompt != NULL)
		(void)prompt_key(app, key);
}

static void
ask_key(struct app *app, const struct key *key)
{
	struct ask *ask = app->ui->ask;
	uint32_t code = key->code;
	app->ui->ask = NULL;
	app->ui->repaint = true;
	if (code > ' ' && code < 0x7f && strchr(ask->keys, (int)code) != NULL)
		ask->done(app, ask->arg, (char)code);
	else if (code == K_ENTER || code == ' ')
		app->ui->ask = ask; /* too easily pressed by mistake */
	else if (code > ' ' && code < K_NONE && code != 0x7f &&
		 strchr(ask->keys, '/') != NULL)
		ask_typed(app, ask, key);
	if (app->ui->ask == ask)
		return;
	free(ask->question);
	free(ask->keys);
	free(ask);
}

static void
run(struct app *app, struct str line)
{
	struct err err = { 0 };
	struct buf copy = { 0 }; /* keys may be bound anew by the command */
	buf_str(&copy, line);
	if (!cmd_run(app, buf_view(&copy), &err))
		app_fail(app, &err);
	buf_release(&copy);
}

static void
bound_key(struct app *app, uint32_t code)
{
	struct pane *pane = app_focus(app);
	const char *name = pane != NULL ? pane->ops->name : NULL;
	struct str command;
	int64_t count;
	if (pane != NULL && pane->ops->key != NULL &&
	    pane->ops->key(pane, code))
		return;
	/* A selection is nearer to hand than what runs beside. */
	if (code == K_ESCAPE && app_asked(app) && !app->cur.selected) {
		app_job_stop(app);
		return;
	}
	struct buf line = { 0 };
	keys_typed(app->ui->keys, &line);
	key_describe(&line, code);
	enum keys_result r =
	    keys_feed(app->ui->keys, name, code, &command, &count);
	if (r == KEYS_NONE && code != K_ESCAPE && code != K_NONE)
		help_unbound(app, line.p);
	buf_reset(&line);
	if (r != KEYS_RUN) {
		buf_release(&line);
		return;
	}
	buf_str(&line, command);
	const struct cmd *c = cmd_find(command, name);
	if (count > 0 && c != NULL && c->arg == CMD_COUNT)
		buf_addf(&line, " %lld", (long long)count);
	run(app, buf_view(&line));
	buf_release(&line);
}

static bool
special_key(struct app *app, const struct key *key)
{
	struct ui *ui = app->ui;
	switch (key->code) {
	case K_RESIZE:
		ui->relayout = true;
		return true;
	case K_REPLY: {
		const char *hint = term_hint(app->term);
		if (hint != NULL)
			app_say(app, "%s", hint);
		ui->relayout = ui->repaint = true;
		return true;
	}
	case K_HANGUP:
		ui->quit = true;
		return true;
	case K_CTRL | 'z':
		(void)draft_step(app, true);
		term_stop(app->term);
		ui->relayout = ui->repaint = true;
		return true;
	case K_CTRL | 'l':
		term_redraw(app->term);
		ui->repaint = true;
		return true;
	default:
		return false;
	}
}

static void
take_key(struct app *app, const struct key *key)
{
	struct ui *ui = app->ui;
	ui->key_ms = job_clock_ms();
	if (special_key(app, key))
		return;
	if (key->code != K_MOUSE)
		buf_reset(&ui->message);
	if (ui->ask != NULL) {
		if (key->code != K_MOUSE)
			ask_key(app, key);
		return;
	}
	if (ui->prompt != NULL && prompt_key(app, key))
		return;
	if (ui->form != NULL && ui->prompt == NULL && form_key(app, key))
		return;
	if (key->code == K_MOUSE) {
		mouse_key(app, key);
		return;
	}
	if (ui->viewer != NULL && viewer_key(app, key))
		return;
	if (key->code != K_PASTE)
		bound_key(app, key->code);
}

uint64_t
app_changes(const struct app *app)
{
	uint64_t n = 0;
	for (int t = 0; t < STORE_TOPICS; t++)
		n += store_generation(app->store, (enum store_topic)t);
	return n;
}

void
app_key(struct app *app, const struct key *key)
{
	uint64_t before = app_changes(app);
	take_key(app, key);
	app->ui->ahead_due = true;
	app_show_report(app);
	/* What the analyst did is shown at once. */
	if (app_changes(app) != before)
		app->ui->followed_ms = 0;
}

/* ---- the turn ---- */

static bool
exists(void *arg, const char *name)
{
	struct app *app = arg;
	for (size_t i = 0; i < app->ui->n_panes; i++)
		if (strcmp(app->ui->panes[i]->ops->name, name) == 0)
			return (app->ui->folded & (1u << i)) == 0;
	return false;
}

/* Rows that the notes want; 0 before they were ever calculated. */
static int
notes_rows(struct app *app)
{
	struct pane *p = app_pane(app, "notes");
	return p != NULL && p->ops->rows != NULL ? p->ops->rows(p) : 0;
}

void
app_layout(struct app *app)
{
	struct ui *ui = app->ui;
	struct layout_in in = { .view = app->view,
		.focus = ui->focus[app->view],
		.turn = ui->turn,
		.zoom = ui->zoom,
		.notes_rows = ui->notes_rows = notes_rows(app),
		.exists = exists,
		.arg = app };
	memcpy(in.splits, ui->splits, sizeof(in.splits));
	term_size(app->term, &in.rows, &in.cols);
	layout_make(&in, &ui->layout);
	if (!ui->layout.too_small)
		ui->focus[app->view] = ui->layout.focus;
	for (int r = 0; r < ROLES; r++)
		ui->looks[r] = theme_look(term_theme(app->term),
		    term_colours(app->term), (enum role)r);
	for (size_t i = 0; i < ui->n_panes; i++) {
		struct pane *p = ui->panes[i];
		int h = 0, w = 0;
		for (size_t s = 0; s < ui->layout.n; s++) {
			const struct slot *slot = &ui->layout.slots[s];
			if (strcmp(slot->pane, p->ops->name) == 0) {
				h = slot->inside.h;
				w = slot->inside.w;
				p->tabbed = slot->n_tabs > 0;
			}
		}
		if (h != p->h || w != p->w)
			p->stale = true;
		p->h = h > 0 && w > 0 ? h : 0;
		p->w = p->h > 0 ? w : 0;
		p->focused = ui->focus[app->view] != NULL &&
			     strcmp(ui->focus[app->view], p->ops->name) == 0;
	}
	ui->relayout = false;
	ui->repaint = true;
}

static uint64_t
generation(const struct app *app, int topic)
{
	if (topic == TOPIC_CURRENT)
		return app->cur.generation;
	if (topic == TOPIC_LIST)
		return app->ui->list_generation;
	return store_generation(app->store, (enum store_topic)topic);
}

/* Has any of these topics moved since it was last seen? Then it is seen. */
static bool
moved(const struct app *app, unsigned topics, uint64_t *seen, int n)
{
	bool any = false;
	for (int t = 0; t < n; t++) {
		uint64_t now = generation(app, t);
		if (app->ui->held && t < STORE_TOPICS)
			continue;
		if ((topics & TOPIC_BIT(t)) != 0 && now != seen[t])
			any = true;
		seen[t] = now;
	}
	return any;
}

/* A query holds the spellings that its names had when it was opened: when
 * names change it is opened anew, and articles are looked through again, the
 * open one first. */
static void
follow_names(struct app *app)
{
	struct ui *ui = app->ui;
	struct err err = { 0 };
	uint64_t now = generation(app, TOPIC_ENTITY);
	int64_t names;
	if (now == ui->names_seen)
		return;
	ui->names_seen = now;
	ui->count_stale = true;
	names = store_names_version(app->store);
	if (names == ui->names)
		return;
	ui->names = names;
	ui->index_stale = true;
	/* What hinders this the job meets as well, and says so. */
	if (app->cur.article.row.id != 0 && !store_read_only(app->store))
		(void)store_respot_article(
		    app->store, app->cur.article.row.id, &err);
	if (app->list.find != NULL && app->list.query.len > 0)
		(void)app_set_query(
		    app, buf_view(&app->list.query), app->list.sort, &err);
}

static void
follow_store(struct app *app)
{
	const unsigned of_article =
	    TOPIC_BIT(TOPIC_ARTICLE) | TOPIC_BIT(TOPIC_TEXT) |
	    TOPIC_BIT(TOPIC_ENTITY) | TOPIC_BIT(TOPIC_NOTE) |
	    TOPIC_BIT(TOPIC_CLAIM);
	struct err err = { 0 };
	follow_names(app);
	if (moved(app, of_article, app->ui->cur_seen, STORE_TOPICS) &&
	    !app_reload_current(app, &err)) {
		/* An import that was undone takes its articles along. */
		if (err.code == ERR_MISSING)
			(void)app_open_article(app, 0, &err);
		else
			app_fail_aside(app, &err);
	}
	if (moved(app, TOPIC_BIT(TOPIC_ARTICLE) | TOPIC_BIT(TOPIC_TEXT),
		app->ui->list_seen, STORE_TOPICS))
		app->ui->count_stale = true;
}

static bool
key_waits(void *arg)
{
	const struct app *app = arg;
	return term_pending(app->term);
}

/* What was there before stays. One that ran out of time is tried once more with
 * more of it; a key stops that, and comes first. */
static void
recalc_failed(struct app *app, struct pane *p, struct err *err)
{
	bool late = err->code == ERR_STOPPED;
	p->again = late && (!p->patient || key_waits(app));
	p->patient = p->again;
	if (p->again)
		return;
	if (late)
		(void)err_set(err, ERR_STOPPED, "%s: given up after %d seconds",
		    p->ops->title, PATIENT_MS / 1000);
	app_fail_aside(app, err);
}

static void
recalc(struct app *app, struct pane *p)
{
	struct err err = { 0 };
	struct arena old = p->arena;
	p->arena = (struct arena){ 0 };
	store_deadline(
	    app->store, job_clock_ms() + (p->patient ? PATIENT_MS : RECALC_MS));
	if (p->patient)
		store_interrupt_when(app->store, key_waits, app);
	bool done = p->ops->recalc == NULL || p->ops->recalc(p, &err);
	if (p->patient)
		store_interrupt_when(app->store, NULL, NULL);
	store_deadline(app->store, 0);
	p->stale = false;
	p->dirty = true;
	if (done) {
		p->patient = false;
		arena_release(&old);
		return;
	}
	arena_release(&p->arena);
	p->arena = old;
	recalc_failed(app, p, &err);
}

static void
paint_pane(struct app *app, struct paint *screen, const struct slot *slot)
{
	struct pane *p = app_pane(app, slot->pane);
	if (p == NULL || (!p->dirty && !app->ui->repaint))
		return;
	struct paint inside = paint_sub(screen, slot->inside.y, slot->inside.x,
	    slot->inside.h, slot->inside.w);
	if (!p->ops->keeps)
		paint_clear(&inside);
	if (p->ops->paint != NULL)
		p->ops->paint(p, &inside);
	p->dirty = false;
}

struct paint
app_paint(struct app *app)
{
	struct paint p = { .win = term_window(app->term),
		.bidi = term_bidi(app->term),
		.ascii = term_ascii(app->term),
		.reveal = app->ui->reveal,
		.looks = app->ui->looks,
		.arena = &app->ui->arena };
	term_size(app->term, &p.h, &p.w);
	return p;
}

static void
recalc_all(struct app *app)
{
	struct ui *ui = app->ui;
	for (size_t i = 0; i < ui->n_panes; i++) {
		struct pane *p = ui->panes[i];
		if (moved(app, p->ops->topics, p->seen, PANE_TOPICS))
			p->stale = true;
		if (p->stale && p->h > 0)
			recalc(app, p);
	}
}

/* A job changes the library at every step: the panes follow it now and then,
 * and rather in a turn without a key, so that keys need not wait for that. */
static void
hold(struct ui *ui)
{
	int64_t now = job_clock_ms(), since = now - ui->followed_ms;
	bool key = ui->key_ms >= ui->turned_ms;
	ui->held =
	    ui->n_jobs > 0 && since < (key ? FOLLOW_LATEST_MS : FOLLOW_MS);
	if (!ui->held)
		ui->followed_ms = now;
	ui->turned_ms = now;
}

void
app_turn(struct app *app)
{
	struct ui *ui = app->ui;
	prompt_live(app);
	hold(ui);
	if (!ui->held)
		follow_store(app);
	/* A recalculation may open an article, move the focus or want another
	 * share of the room: then once more. */
	bool begun = store_read_begin(app->store);
	for (int pass = 0; pass < 3; pass++) {
		if (ui->relayout)
			app_layout(app);
		recalc_all(app);
		if (ui->notes_rows != notes_rows(app))
			ui->relayout = true;
		if (!ui->relayout)
			break;
	}
	store_read_end(app->store, begun);
	if (ui->form != NULL)
		form_place(app);
	bool over = ui->prompt != NULL || ui->form != NULL ||
		    ui->viewer != NULL || ui->ask != NULL;
	struct paint screen = app_paint(app);
	arena_reset(&ui->arena);
	ui->repaint = ui->repaint || over;
	for (size_t i = 0; i < ui->layout.n && !ui->layout.too_small; i++)
		paint_pane(app, &screen, &ui->layout.slots[i]);
	ui->cursor_y = ui->cursor_x = -1;
	chrome_paint(app, &screen);
	if (ui->viewer != NULL)
		viewer_paint(app, &screen);
	if (ui->form != NULL)
		form_paint(app, &screen);
	if (ui->prompt != NULL)
		prompt_paint(app, &screen);
	if (ui->cursor_y >= 0)
		paint_cursor(&screen, ui->cursor_y, ui->cursor_x);
	ui->repaint = over;
	term_show(app->term, ui->cursor_y >= 0);
}

/* ---- jobs ---- */

static void
job_over(struct app *app, struct job *job, const struct err *err)
{
	struct ui *ui = app->ui;
	if (err->code != ERR_NONE)
		app_report(app, str_of(err->text), true);
	/* What failed, as on a full disk, would fail at once again. */
	ui->index_stale = err->code == ERR_NONE;
	ui->index_ms = ui->index_stale ? 0 : job_clock_ms() + RETRY_MS;
	job->free(job);
	ui->n_jobs--;
	memmove(ui->jobs, ui->jobs + 1, ui->n_jobs * sizeof(*ui->jobs));
}

bool
app_walk(struct app *app, struct job *job, struct err *err)
{
	store_interrupt_when(app->store, key_waits, app);
	bool more = job->step(job, job_clock_ms() + SLICE_WALK_MS, err);
	store_interrupt_when(app->store, NULL, NULL);
	return more || err->code == ERR_STOPPED;
}

static void
count_step(struct app *app)
{
	struct ui *ui = app->ui;
	struct err err = { 0 };
	if (ui->count == NULL) {
		ui->count_stale = false;
		ui->rank_of = -1;
		if (app->list.find != NULL)
			ui->count =
			    store_find_count(app->list.find, &ui->counted);
	} else if (!app_walk(app, ui->count, &err)) {
		ui->count->free(ui->count);
		ui->count = NULL;
		if (err.code == ERR_NONE) {
			app->list.count = ui->counted;
			ui->index_stale |= store_suggests_wait(app->store);
			/* Its density is known now, too. */
			pane_stale(app_pane(app, "timeline"));
		}
	}
}

/* The article whose place in the list is told: that under its cursor. */
static int64_t
ranked_article(struct app *app)
{
	int64_t id = articles_selected(app);
	return id != 0 ? id : app->cur.article.row.id;
}

/* Its place is wanted once the list was counted. */
static bool
rank_wanted(struct app *app)
{
	const struct ui *ui = app->ui;
	return app->list.find != NULL && app->list.count >= 0 &&
	       (ui->rank != NULL || ui->rank_of != ranked_article(app));
}

static void
rank_stop(struct ui *ui)
{
	if (ui->rank != NULL)
		ui->rank->free(ui->rank);
	ui->rank = NULL;
}

static void
rank_step(struct app *app)
{
	struct ui *ui = app->ui;
	struct err err = { 0 };
	struct find_key key;
	int64_t id = ranked_article(app);
	if (ui->rank_of != id)
		rank_stop(ui);
	if (ui->rank == NULL) {
		ui->rank_of = id;
		if (id != 0 &&
		    store_find_locate(app->list.find, id, &key, &err))
			ui->rank =
			    store_find_rank(app->list.find, key, &ui->ranked);
		else
			app->list.rank = -1;
	} else if (!app_walk(app, ui->rank, &err)) {
		rank_stop(ui);
		bool there =
		    err.code == ERR_NONE && ui->ranked < app->list.count;
		app->list.rank = there ? ui->ranked : -1;
	}
}

/* How long until the first job wants its step: 0 now, -1 there is none. */
static int
job_wait(const struct ui *ui)
{
	if (ui->n_jobs == 0)
		return -1;
	int64_t left = ui->stepped_ms + ui->jobs[0]->wait_ms - job_clock_ms();
	return left > 0 && ui->jobs[0]->wait_ms > 0 ? (int)left : 0;
}

static bool
counts_list(const struct ui *ui)
{
	return ui->count != NULL || ui->count_stale;
}

/* What is on the screen and lacks its number yet. */
static bool
counting(const struct app *app)
{
	return counts_list(app->ui) || folders_wanted(app);
}

/* Is there anything to do between keys? */
static bool
busy(const struct ui *ui)
{
	return ui->n_jobs > 0 ? job_wait(ui) == 0 : ui->index_stale;
}

/* What is done only once keys pause, the start being one: the list is counted,
 * claims are looked for in the article, and its rank by walking the list. Is
 * any of it due, and until when not? */
static bool
idle_wanted(struct app *app)
{
	if (counting(app))
		return true;
	return app->ui->n_jobs == 0 && !busy(app->ui) &&
	       (suggested_wanted(app) || rank_wanted(app));
}

static int64_t
idle_left(const struct ui *ui)
{
	int64_t left = ui->key_ms + IDLE_MS - job_clock_ms();
	return left > 0 ? left : 0;
}

/* Milliseconds until it may begin; -1: nothing is wanted. */
static int
idle_wait(struct app *app)
{
	if (!idle_wanted(app))
		return -1;
	return (int)idle_left(app->ui);
}

/* The names of the register into memory, before they are asked for; then what
 * is left to be done: texts into the index, names to be looked for again,
 * those that nobody knows. A few articles are done between keys; many, as after
 * an import, in a process of its own. */
static struct job *
left_job(struct app *app)
{
	struct store *store = app->store;
	struct job *job = store_names_job(store);
	struct err err;

	if (job != NULL || store_read_only(store))
		return job;
	if (store_index_left(store, LEFT_MAX) == LEFT_MAX ||
	    store_gather_left(store, LEFT_MAX) == LEFT_MAX ||
	    store_facet_left(store))
		job = import_left(app, &err);
	if (job == NULL)
		job = store_index(store);
	if (job == NULL)
		job = store_facet(store);
	if (job == NULL)
		job = store_respot(store);
	if (job == NULL)
		job = store_gather(store);
	if (job == NULL)
		job = store_suggests_keep(store);
	return job;
}

static void
work(struct app *app, int slice)
{
	struct ui *ui = app->ui;
	int64_t until = job_clock_ms() + slice;
	struct err err = { 0 };
	bool counts = counting(app) && idle_left(ui) == 0;
	/* What is on the screen is counted beside a job, in turns: an import
	 * makes it stale again and again. */
	ui->count_next =
	    counts && (!ui->count_next || ui->n_jobs == 0 || job_wait(ui) != 0);
	if (ui->n_jobs > 0 && !ui->count_next) {
		ui->stepped_ms = job_clock_ms();
		if (!ui->jobs[0]->step(ui->jobs[0], until, &err))
			job_over(app, ui->jobs[0], &err);
	} else if (ui->index_stale && !ui->count_next) {
		ui->index_stale = false;
		struct job *job = left_job(app);
		if (job != NULL)
			app_job(app, job);
	} else if (folders_wanted(app)) {
		folders_step(app);
	} else if (counts_list(ui)) {
		count_step(app);
	} else if (suggested_wanted(app)) {
		suggested_step(app);
	} else if (rank_wanted(app)) {
		rank_step(app);
	}
}

/* A pane whose query had too little time gets more, now that the screen shows
 * what was typed. */
static bool
unfinished(struct app *app)
{
	bool any = false;
	for (size_t i = 0; i < app->ui->n_panes; i++) {
		struct pane *p = app->ui->panes[i];
		any = any || p->again;
		p->stale = p->stale || p->again;
		p->patient = p->patient || p->again;
		p->again = false;
	}
	if (any)
		app->ui->turned_ms = 0;
	return any;
}

void
app_settle(struct app *app)
{
	struct ui *ui = app->ui;
	app_turn(app);
	while (unfinished(app))
		app_turn(app);
	app_look_ahead(app);
	while ((ui->n_jobs > 0 || busy(ui) || idle_wanted(app)) && !ui->quit) {
		if (ui->n_jobs > 0)
			(void)poll(NULL, 0, job_wait(ui));
		work(app, SLICE_QUIET_MS);
	}
	app_turn(app);
}

/* ---- the loop ---- */

static void
once_a_second(struct app *app)
{
	struct ui *ui = app->ui;
	int64_t now = job_clock_ms();
	if (now - ui->poll_ms < POLL_MS)
		return;
	ui->poll_ms = now;
	(void)store_poll(app->store);
	if (ui->index_ms != 0 && now > ui->index_ms) {
		ui->index_ms = 0;
		ui->index_stale = true;
	}
	if (now - ui->place_ms >= PLACE_MS) {
		ui->place_ms = now;
		place_save(app);
	}
}

static int
wait_ms(struct app *app, int draft)
{
	if (busy(app->ui))
		return 0;
	int64_t left = app->ui->poll_ms + POLL_MS - job_clock_ms();
	int ms = left < 0 ? 0 : (int)left, idle = idle_wait(app),
	    job = job_wait(app->ui);
	ms = idle >= 0 && idle < ms ? idle : ms;
	ms = job >= 0 && job < ms ? job : ms;
	return draft >= 0 && draft < ms ? draft : ms;
}

/* Between the steps of a job a picture now and then is enough. */
static bool
turn_due(const struct ui *ui)
{
	int64_t now = job_clock_ms();
	return ui->n_jobs == 0 || ui->key_ms >= ui->turned_ms ||
	       now - ui->turned_ms >= TURN_MS ||
	       now - ui->followed_ms >= FOLLOW_MS;
}

void
app_loop(struct app *app)
{
	struct ui *ui = app->ui;
	bool gone = false;
	ui->place_ms = ui->key_ms = job_clock_ms();
	while (!ui->quit && !gone) {
		struct key key;
		if (turn_due(ui))
			app_turn(app);
		if (unfinished(app) && !term_pending(app->term))
			continue;
		app_look_ahead(app);
		int draft = draft_step(app, false);
		if (term_key(app->term, wait_ms(app, draft), &key, &gone)) {
			app_key(app, &key);
			for (int n = 0; n < KEYS_A_TURN && !ui->quit &&
					term_key(app->term, 0, &key, &gone);
			     n++)
				app_key(app, &key);
		} else if (!gone && (busy(ui) || idle_wait(app) == 0)) {
			bool quiet = job_clock_ms() - ui->key_ms > QUIET_MS;
			work(app, quiet ? SLICE_QUIET_MS : SLICE_MS);
		}
		once_a_second(app);
	}
	(void)draft_step(app, true);
	place_save(app);
}
