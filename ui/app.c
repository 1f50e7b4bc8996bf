#include "config.h"

#include "ui/app.h"

#include <time.h>

#include "store/ingest.h"
#include "ui/claim-suggestions.h"
#include "ui/panes.h"
#include "ui/ui.h"

void
pane_stale(struct pane *p)
{
	p->stale = true;
}

void
pane_dirty(struct pane *p)
{
	p->dirty = true;
}

int64_t
app_now(const struct app *app)
{
	return store_now(app->store);
}

/* ---- what is said ---- */

static void
keep_message(struct ui *ui, struct str text)
{
	buf_str(&ui->messages, text);
	buf_putc(&ui->messages, '\n');
	if (ui->messages.len <= MESSAGES_MAX)
		return;
	struct str all = buf_view(&ui->messages);
	size_t cut = str_find(all, str_of("\n"), all.len - MESSAGES_MAX / 2);
	struct buf rest = { 0 };
	if (cut != SIZE_MAX)
		buf_str(&rest, str_slice(all, cut + 1, all.len));
	buf_release(&ui->messages);
	ui->messages = rest;
}

static void
say(struct app *app, struct str text, bool failed)
{
	struct ui *ui = app->ui;
	buf_reset(&ui->message);
	buf_str(&ui->message, text);
	ui->failed = failed;
	if (text.len > 0)
		keep_message(ui, text);
}

static void
note_damage(struct app *app, const struct err *err)
{
	app->ui->damaged = app->ui->damaged || err->code == ERR_CORRUPT;
}

void
app_say(struct app *app, const char *fmt, ...)
{
	char small[512];
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(small, sizeof(small), fmt, ap);
	va_end(ap);
	say(app, str_of(n > 0 ? small : ""), false);
}

void
app_fail(struct app *app, const struct err *err)
{
	note_damage(app, err);
	say(app, str_of(err->text), true);
}

void
app_fail_aside(struct app *app, const struct err *err)
{
	note_damage(app, err);
	if (app->ui->message.len == 0)
		app_fail(app, err);
	else
		keep_message(app->ui, str_of(err->text));
}

void
app_show_report(struct app *app)
{
	struct ui *ui = app->ui;
	if (ui->report.len == 0 || ui->message.len > 0 || ui->prompt != NULL ||
	    ui->form != NULL || ui->viewer != NULL || ui->ask != NULL)
		return;
	buf_str(&ui->message, buf_view(&ui->report));
	ui->failed = ui->report_failed;
	buf_reset(&ui->report);
}

void
app_keep(struct app *app, struct str text)
{
	keep_message(app->ui, text);
}

void
app_report(struct app *app, struct str text, bool failed)
{
	struct ui *ui = app->ui;
	keep_message(ui, text);
	buf_reset(&ui->report);
	buf_str(&ui->report, text);
	ui->report_failed = failed;
	app_show_report(app);
}

void
app_saved(struct app *app)
{
	app->ui->saved = app_now(app);
}

/* ---- panes and views ---- */

struct pane *
app_pane(struct app *app, const char *name)
{
	for (size_t i = 0; i < app->ui->n_panes; i++)
		if (strcmp(app->ui->panes[i]->ops->name, name) == 0)
			return app->ui->panes[i];
	return NULL;
}

struct pane *
app_focus(struct app *app)
{
	const char *name = app->ui->focus[app->view];
	return name != NULL ? app_pane(app, name) : NULL;
}

bool
view_exists(struct app *app, enum view view)
{
	return view > 0 && view < VIEWS &&
	       app_pane(app, layout_view(view)[0]) != NULL;
}

static bool
view_has(enum view view, const char *name)
{
	const char *const *panes = layout_view(view);
	for (size_t i = 0; i < LAYOUT_PANES && panes[i] != NULL; i++)
		if (strcmp(panes[i], name) == 0)
			return true;
	return false;
}

void
app_set_focus(struct app *app, const char *name)
{
	struct pane *pane = app_pane(app, name);
	if (pane == NULL)
		return;
	for (int v = 0; v < VIEWS; v++) {
		/* The present view first, else one that has the pane. */
		enum view view = v == 0 ? app->view : (enum view)v;
		if (!view_exists(app, view) || !view_has(view, name))
			continue;
		app->view = view;
		app->ui->focus[view] = pane->ops->name;
		if (view == VIEW_ENTITIES && strcmp(name, "dossier") != 0)
			app->ui->turn = pane->ops->name;
		/* The dossier follows the list that is in focus. */
		pane->stale = pane->stale || view == VIEW_ENTITIES;
		break;
	}
	for (size_t i = 0; i < app->ui->n_panes; i++)
		if (app->ui->panes[i] == pane)
			app->ui->folded &= ~(1u << i);
	app->ui->relayout = true;
	keys_forget(app->ui->keys);
}

void
app_set_view(struct app *app, enum view view)
{
	if (!view_exists(app, view))
		return;
	app->view = view;
	app->ui->zoom = false;
	app->ui->relayout = true;
	keys_forget(app->ui->keys);
}

/* ---- the list ---- */

static void
stop_count(struct ui *ui)
{
	if (ui->count != NULL)
		ui->count->free(ui->count);
	if (ui->rank != NULL)
		ui->rank->free(ui->rank);
	ui->count = ui->rank = NULL;
	ui->rank_of = -1;
}

bool
app_set_query(
    struct app *app, struct str query, enum sort sort, struct err *err)
{
	struct find *find;
	if (!store_find_open(app->store, query, sort, &find, err))
		return false;
	if (!app->list.unfolded)
		store_find_fold(find);
	stop_count(app->ui);
	store_find_close(app->list.find);
	app->list.find = find;
	app->list.sort = sort;
	if (query.p != app->list.query.p) {
		buf_reset(&app->list.query);
		buf_str(&app->list.query, query);
	}
	app->list.count = app->list.rank = -1;
	app->ui->count_stale = true;
	app->ui->list_generation++;
	return true;
}

/* ---- jobs ---- */

void
app_job(struct app *app, struct job *job)
{
	struct ui *ui = app->ui;
	if (job == NULL)
		return;
	if (ui->n_jobs == UI_JOBS) {
		job->free(job);
		struct err err;
		(void)err_set(&err, ERR_BUSY,
		    "%d jobs are waiting already; try again when one is done",
		    UI_JOBS);
		app_fail(app, &err);
		return;
	}
	if (job->asked) {
		memmove(ui->jobs + 1, ui->jobs, ui->n_jobs * sizeof(*ui->jobs));
		ui->jobs[0] = job;
	} else {
		ui->jobs[ui->n_jobs] = job;
	}
	ui->n_jobs++;
}

void
app_job_stop(struct app *app)
{
	struct ui *ui = app->ui;
	if (ui->n_jobs == 0)
		return;
	struct job *job = ui->jobs[0];
	const char *label = job->label != NULL ? job->label : "work";
	if (strcmp(label, "importing") == 0 && job->done > 0)
		app_say(app, "importing stopped after %lld: u takes them back",
		    (long long)job->done);
	else
		app_say(app, "%s stopped", label);
	job->free(job);
	ui->n_jobs--;
	memmove(ui->jobs, ui->jobs + 1, ui->n_jobs * sizeof(*ui->jobs));
}

bool
app_asked(const struct app *app)
{
	return app->ui->n_jobs > 0 && app->ui->jobs[0]->asked;
}

bool
app_busy(const struct app *app)
{
	return app->ui->n_jobs > 0;
}

/* ---- birth and death ---- */

static void
make_panes(struct app *app)
{
	struct ui *ui = app->ui;
	for (size_t i = 0; i < UI_PANES && pane_table[i] != NULL; i++) {
		struct pane *p = xcalloc(1, sizeof(*p));
		p->ops = pane_table[i];
		p->app = app;
		p->state = xcalloc(1, p->ops->size > 0 ? p->ops->size : 1);
		p->stale = true;
		ui->panes[ui->n_panes++] = p;
	}
}

static void
bad_key_line(void *arg, const char *what)
{
	struct err err;
	(void)err_set(&err, ERR_INVALID, "%s", what);
	app_fail(arg, &err);
}

static void
load_keys(struct app *app, const char *path)
{
	struct err err = { 0 };
	struct buf usual = { 0 };
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	keys_defaults(app->ui->keys);
	if (path == NULL && config != NULL && *config == '/')
		buf_addf(&usual, "%s/mirsad/keys", config);
	else if (path == NULL && home != NULL)
		buf_addf(&usual, "%s/.config/mirsad/keys", home);
	if (path == NULL)
		path = usual.p;
	if (path != NULL &&
	    !keys_load(app->ui->keys, path, bad_key_line, app, &err))
		app_fail(app, &err);
	buf_release(&usual);
}

struct app *
app_new(struct store *store, const struct screen_opts *opts, struct err *err)
{
	struct app *app = xcalloc(1, sizeof(*app));
	app->store = store;
	app->now = opts->now;
	if (opts->now != 0)
		store_set_clock(store, opts->now);
	app->term = term_open(&opts->term, err);
	if (app->term == NULL) {
		free(app);
		return NULL;
	}
	app->ui = xcalloc(1, sizeof(*app->ui));
	app->ui->keys = keys_new();
	app->ui->relayout = app->ui->repaint = true;
	app->ui->index_stale = true;
	app->ui->names = store_names_version(store);
	app->list.count = app->list.rank = -1;
	app->view = VIEW_REVIEW;
	make_panes(app);
	place_restore(app, opts->query);
	if (app->ui->theme != THEME_AUTO && opts->term.theme == THEME_AUTO)
		term_set_theme(app->term, app->ui->theme);
	if (opts->notice != NULL)
		app_say(app, "%s", opts->notice);
	if (store_warning(store) != NULL)
		app_say(app, "%s", store_warning(store));
	load_keys(app, opts->keys);
	draft_offer(app);
	return app;
}

static void
free_panes(struct ui *ui)
{
	for (size_t i = 0; i < ui->n_panes; i++) {
		struct pane *p = ui->panes[i];
		if (p->ops->close != NULL)
			p->ops->close(p);
		arena_release(&p->arena);
		free(p->state);
		free(p);
	}
}

void
app_free(struct app *app)
{
	if (app == NULL)
		return;
	struct ui *ui = app->ui;
	if (ui->prompt != NULL)
		prompt_close(app, true);
	form_close(app, true);
	viewer_close(app);
	for (size_t i = 0; i < ui->n_jobs; i++)
		ui->jobs[i]->free(ui->jobs[i]);
	stop_count(ui);
	free_panes(ui);
	store_find_close(app->list.find);
	buf_release(&app->list.query);
	arena_release(&app->cur.arena);
	arena_release(&ui->ahead.arena);
	suggested_release(app);
	term_close(app->term);
	keys_free(ui->keys);
	if (ui->ask != NULL) {
		free(ui->ask->question);
		free(ui->ask->keys);
		free(ui->ask);
	}
	past_free(&ui->commands);
	past_free(&ui->queries);
	folders_free(ui);
	arena_release(&ui->arena);
	buf_release(&ui->message);
	buf_release(&ui->report);
	buf_release(&ui->messages);
	buf_release(&ui->recovered);
	buf_release(&ui->head_shown);
	for (size_t i = 0; i < LAYOUT_PANES; i++)
		buf_release(&ui->frames_shown[i]);
	buf_release(&ui->bottom_shown);
	free(ui);
	free(app);
}
