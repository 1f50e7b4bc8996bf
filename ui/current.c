/* The article that is open; and, once the picture stands, the one that the same
 * step would open next, so that a key held down only has to paint. */
#include "config.h"

#include "store/article.h"
#include "store/dismiss.h"
#include "ui/article-dates.h"
#include "ui/pane-articles.h"
#include "ui/pane-entities.h"
#include "ui/pane-reader.h"
#include "ui/ui.h"

enum {
	AHEAD_BYTES = 32768, /* of a text; a longer one waits for its key */
	/* In which the system hands the picture on to the terminal. It does so
	 * on our processor, and reading ahead at once would hold it up. */
	SENT_MS = 2,
};

static void
current_loaded(struct app *app)
{
	for (int t = 0; t < STORE_TOPICS; t++)
		app->ui->cur_seen[t] =
		    store_generation(app->store, (enum store_topic)t);
	app->cur.generation++;
}

void
app_current_changed(struct app *app)
{
	app->cur.generation++;
}

/* FNV-1a of what is named where. */
static uint64_t
hash_mentions(const struct mention *list, size_t n)
{
	uint64_t h = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < n; i++) {
		h = (h ^ list[i].span.from) * UINT64_C(1099511628211);
		h = (h ^ list[i].span.to) * UINT64_C(1099511628211);
		h = (h ^ (uint64_t)list[i].entity) * UINT64_C(1099511628211);
	}
	return h;
}

static bool
load(struct app *app, int64_t id, struct current *cur, struct err *err)
{
	struct store *s = app->store;
	bool begun = store_read_begin(s);
	bool done = store_article_get(s, id, &cur->arena, &cur->article, err) &&
		    store_mentions(s, id, &cur->arena, &cur->mentions,
			&cur->n_mentions, err) &&
		    store_article_entities(s, id, &cur->arena, &cur->entities,
			&cur->n_entities, err) &&
		    store_notes_in(
			s, id, &cur->arena, &cur->notes, &cur->n_notes, err) &&
		    store_claims_of(s, id, &cur->arena, &cur->claims,
			&cur->n_claims, err) &&
		    store_article_codes(
			s, id, &cur->arena, &cur->codes, &cur->n_codes, err) &&
		    store_suggestions_dismissed(s, id, &cur->arena,
			&cur->dismissed, &cur->n_dismissed, err) &&
		    (cur->article.row.copies == 0 ||
			store_copies(s, id, &cur->arena, &cur->copies,
			    &cur->n_copies, err));
	store_read_end(s, begun);
	cur->named = hash_mentions(cur->mentions, cur->n_mentions);
	return done;
}

/* The one read ahead, if it is that, and nothing has changed since. */
static bool
take_ahead(struct app *app, int64_t id, struct current *cur)
{
	struct ui *ui = app->ui;
	if (ui->ahead.article.row.id != id ||
	    ui->ahead_changes != app_changes(app))
		return false;
	*cur = ui->ahead;
	ui->ahead = (struct current){ 0 };
	return true;
}

bool
app_open_article(struct app *app, int64_t id, struct err *err)
{
	struct current next = { 0 };
	if (id != 0 && !take_ahead(app, id, &next) &&
	    !load(app, id, &next, err)) {
		arena_release(&next.arena);
		return false;
	}
	next.generation = app->cur.generation;
	arena_release(&app->cur.arena);
	app->cur = next;
	current_loaded(app);
	return true;
}

bool
app_reload_current(struct app *app, struct err *err)
{
	struct current next = { 0 };
	int64_t id = app->cur.article.row.id;
	if (id == 0)
		return true;
	if (!load(app, id, &next, err)) {
		arena_release(&next.arena);
		return false;
	}
	next.generation = app->cur.generation;
	next.entity = app->cur.entity;
	if (next.article.text.len == app->cur.article.text.len) {
		next.passage = app->cur.passage;
		next.selected = app->cur.selected;
	}
	arena_release(&app->cur.arena);
	app->cur = next;
	current_loaded(app);
	return true;
}

static bool
in_sight(struct app *app, const char *name)
{
	const struct pane *p = app_pane(app, name);
	return p != NULL && p->h > 0;
}

/* What the panes in sight will ask for, as long as no key waits. */
static void
find_out(struct app *app, struct current *cur)
{
	if (cur->article.text.len > AHEAD_BYTES)
		return;
	if (in_sight(app, "reader") && !term_pending(app->term))
		reader_wrap(app, cur);
	if ((in_sight(app, "reader") || in_sight(app, "timeline")) &&
	    !term_pending(app->term))
		article_dates_find(app, cur);
	if (in_sight(app, "entities") && !term_pending(app->term))
		entities_candidates(app, cur);
}

void
app_look_ahead(struct app *app)
{
	struct ui *ui = app->ui;
	struct current next = { 0 };
	struct err ignored = { 0 };
	int64_t id;
	if (!ui->ahead_due || term_pending_within(app->term, SENT_MS))
		return;
	ui->ahead_due = false;
	id = articles_ahead(app, AHEAD_BYTES);
	if (id != 0 && id == ui->ahead.article.row.id &&
	    ui->ahead_changes == app_changes(app))
		return;
	ui->ahead_changes = app_changes(app);
	if (id != 0 && load(app, id, &next, &ignored))
		find_out(app, &next);
	else
		next.article.row.id = 0;
	arena_release(&ui->ahead.arena);
	ui->ahead = next;
}
