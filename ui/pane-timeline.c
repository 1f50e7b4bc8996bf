#include "config.h"

#include "ui/pane-timeline.h"

#include "store/daymark.h"
#include "ui/article-dates.h"

enum { NEAR = 3, MENTIONS_MOST = 200 };

struct timeline_place *
timeline_here(struct timeline_state *s)
{
	return &s->places[s->full];
}

/* At first a camp is folded if most of its lanes are drawn as having been
 * there for ever: states, of which a screen full says nothing. */
static bool
folded_at_first(const struct timeline_state *s, int64_t id)
{
	size_t i, j, unknown = 0;

	for (i = 0; i < s->t.n_camps; i++) {
		const struct timeline_camp *c = &s->t.camps[i];

		if (-s->t.lanes[c->from].row.entity != id)
			continue;
		for (j = c->from; j < c->to; j++)
			unknown += !edtf_is_day(s->t.lanes[j].life.begin_first);
		return unknown * 2 > c->to - c->from;
	}
	return false;
}

bool
timeline_folded(const struct timeline_state *s, int64_t id)
{
	size_t i;

	for (i = 0; i < s->n_choices; i++)
		if (s->choices[i].id == id)
			return s->choices[i].folded;
	return folded_at_first(s, id);
}

struct timeline_choice *
timeline_choose(struct timeline_state *s, int64_t id)
{
	size_t i;

	for (i = 0; i < s->n_choices; i++)
		if (s->choices[i].id == id)
			return &s->choices[i];
	s->choices =
	    xreallocarray(s->choices, s->n_choices + 1, sizeof(*s->choices));
	s->choices[s->n_choices] = (struct timeline_choice){
		.id = id,
		.folded = folded_at_first(s, id),
	};
	return &s->choices[s->n_choices++];
}

static const enum store_topic topics[] = { TOPIC_EVENT, TOPIC_ENTITY };

static void
see(const struct store *store, struct timeline_state *s)
{
	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		s->seen[topics[i]] = store_generation(store, topics[i]);
}

/* Lanes and events anew, if any of them changed. */
static bool
load(struct pane *p, struct err *err)
{
	struct timeline_state *s = p->state;
	struct arena arena = { 0 };
	struct timeline t;
	bool fresh = s->loaded;
	int64_t version;
	size_t i;

	for (i = 0; i < ARRAY_LEN(topics); i++)
		fresh = fresh && s->seen[topics[i]] ==
				     store_generation(p->app->store, topics[i]);
	if (fresh)
		return true;
	/* An import moves all topics, but none of these. */
	version = store_documents_version(p->app->store);
	if (s->loaded && version >= 0 && version == s->documents) {
		see(p->app->store, s);
		return true;
	}
	if (!timeline_load(p->app->store, &arena, &t, err)) {
		arena_release(&arena);
		return false;
	}
	arena_release(&s->data);
	s->data = arena;
	s->t = t;
	s->loaded = true;
	s->documents = version;
	see(p->app->store, s);
	return true;
}

/* Claims and notes anew, if any of them changed, or what they are about. */
static bool
load_own(struct pane *p, struct err *err)
{
	struct timeline_state *s = p->state;
	struct store *store = p->app->store;
	struct arena arena = { 0 };
	uint64_t now = 1 + store_generation(store, TOPIC_CLAIM) +
		       store_generation(store, TOPIC_NOTE) +
		       store_generation(store, TOPIC_EVENT) +
		       store_generation(store, TOPIC_TEXT);

	if (s->own_seen == now)
		return true;
	if (!store_claim_marks(store, &arena, &s->claims, &s->n_claims, err) ||
	    !store_note_marks(store, &arena, &s->notes, &s->n_notes, err)) {
		s->n_claims = s->n_notes = 0;
		arena_release(&arena);
		return false;
	}
	arena_release(&s->own);
	s->own = arena;
	s->own_seen = now;
	return true;
}

/* The article's own date and the days that it mentions. */
static void
look_at_article(struct timeline_state *s, struct app *app)
{
	const struct article *a = &app->cur.article;
	size_t n;
	const struct datex *dates = article_dates(app, &n);
	bool dated = a->row.id != 0 && a->row.published_day != INT64_MIN;

	arena_reset(&s->dates);
	s->looked = true;
	s->article = a->row.id;
	s->here = dated ? a->row.published_day : EDTF_UNKNOWN;
	s->n_mentions = 0;
	s->mentions = arena_array(&s->dates, n + 1, sizeof(*s->mentions));
	for (size_t i = 0; i < n && s->n_mentions < MENTIONS_MOST; i++)
		if (edtf_is_day(dates[i].earliest))
			s->mentions[s->n_mentions++] = dates[i].earliest;
}

int
timeline_labels(int w)
{
	int labels = w / 4;

	return labels < 10 ? 10 : labels > 34 ? 34 : labels;
}

static void
settle_axis(struct pane *p, bool new_article)
{
	struct timeline_state *s = p->state;
	struct timeline_place *at = timeline_here(s);
	int cols = p->w - timeline_labels(p->w);
	int64_t from, to;

	if (cols < 1)
		cols = 1;
	if (!at->ready) {
		timeline_range(&s->t, &from, &to);
		at->axis = chron_exact(
		    from - (to - from) / 50, to + (to - from) / 50, cols);
		at->cursor = s->here != EDTF_UNKNOWN ? s->here : to;
		at->ready = true;
		chron_show(&at->axis, at->cursor, 98);
	}
	if (at->axis.cols != cols)
		chron_resize(&at->axis, cols, at->cursor);
	if (new_article && !s->stays && s->here != EDTF_UNKNOWN) {
		at->cursor = s->here;
		chron_show(&at->axis, at->cursor, 80);
	}
}

/* The cursor stays on its row; when that is gone, in its place. */
static void
settle_rows(struct pane *p)
{
	struct timeline_state *s = p->state;
	struct timeline_place *at = timeline_here(s);
	size_t h = (size_t)timeline_body(s, p->h), i;
	size_t n = s->n_rows + s->n_feet, lane;

	for (i = 0; i < n && s->rows[i].id != at->id; i++)
		;
	if (i < n)
		at->sel = i;
	else if (s->n_rows == 0)
		at->sel = SIZE_MAX; /* on none, until a key goes to a foot */
	else if (at->sel >= s->n_rows)
		at->sel = at->sel == SIZE_MAX ? 0 : s->n_rows - 1;
	if (at->sel < n)
		at->id = s->rows[at->sel].id;
	/* The feet are in sight always. */
	lane = at->sel < s->n_rows ? at->sel
	       : s->n_rows > 0     ? s->n_rows - 1
				   : 0;
	if (lane < at->top)
		at->top = lane;
	if (h > 0 && lane >= at->top + h)
		at->top = lane + 1 - h;
	if (at->top + h > s->n_rows)
		at->top = s->n_rows > h ? s->n_rows - h : 0;
	/* A camp's heading above its first lane comes into sight with it. */
	if (at->top == 1 && at->sel == 1)
		at->top = 0;
}

/* The list's query limits the articles that are counted, once they have been:
 * a key waits for no query. */
static bool
limits(const struct app *app)
{
	return app->list.find != NULL && app->list.query.len > 0 &&
	       store_density_ready(app->store, app->list.find);
}

static bool
count_articles(struct pane *p, uint32_t **counts, struct err *err)
{
	struct timeline_state *s = p->state;
	const struct chron_axis *axis = &timeline_here(s)->axis;
	size_t cols = (size_t)axis->cols;
	int64_t *edges = arena_array(&p->arena, cols + 1, sizeof(*edges));

	*counts = arena_array(&p->arena, cols, sizeof(**counts));
	chron_edges(axis, edges);
	s->limited = limits(p->app);
	return store_density(p->app->store,
	    s->limited ? p->app->list.find : NULL, edges, cols, *counts, err);
}

/* The list of an event shows what has just been written about it. */
static void
refresh_list(struct pane *p)
{
	struct timeline_state *s = p->state;
	uint64_t now = store_generation(p->app->store, TOPIC_NOTE) +
		       store_generation(p->app->store, TOPIC_CLAIM) +
		       store_generation(p->app->store, TOPIC_EVENT);
	size_t item = s->item;

	if (s->listing == LISTING_EVENT && s->list_seen != now) {
		if (!timeline_list_event(p->app, s->event, NULL))
			s->listing = LISTING_NONE;
		s->item = item < s->n_items ? item : 0;
	}
	s->list_seen = now;
}

/* Of the claims or notes of these days what is said. */
static bool
near_own(struct pane *p, bool claims, struct day_window w, struct event **near,
    size_t *n, struct err *err)
{
	struct day_item *list;

	if (!timeline_own(p->app, claims, w, &p->arena, &list, n, err))
		return false;
	*near = arena_array(&p->arena, *n + 1, sizeof(**near));
	for (size_t i = 0; i < *n; i++)
		(*near)[i].title = list[i].text;
	return true;
}

/* What the line below the lanes tells of: the lane's events of these days, or
 * else any. */
static bool
find_near(struct pane *p, struct event **near, size_t *n, struct err *err)
{
	struct timeline_state *s = p->state;
	struct day_window w = { .entity = timeline_here(s)->id, .most = NEAR };
	bool lane = timeline_lane_of(&s->t, w.entity) != SIZE_MAX;

	timeline_bucket(s, &w.from, &w.to);
	if (w.entity == ROW_FEET + FOOT_CLAIMS ||
	    w.entity == ROW_FEET + FOOT_NOTES) {
		bool claims = w.entity == ROW_FEET + FOOT_CLAIMS;

		w.entity = 0;
		return near_own(p, claims, w, near, n, err);
	}
	if (lane && !store_events(p->app->store, w, &p->arena, near, n, err))
		return false;
	w.entity = 0;
	return *n > 0 ||
	       store_events(p->app->store, w, &p->arena, near, n, err);
}

static bool
recalc(struct pane *p, struct err *err)
{
	struct timeline_state *s = p->state;
	struct event *near = NULL;
	size_t n_near = 0;
	uint32_t *counts;
	bool new_article;

	if (!load(p, err) || !load_own(p, err))
		return false;
	if (!s->restored)
		timeline_restore(p);
	refresh_list(p);
	s->full = p->app->view == VIEW_TIMELINE;
	if (s->full)
		s->left_for = 0; /* one is back, however */
	new_article = !s->looked || s->article != p->app->cur.article.row.id;
	if (new_article)
		look_at_article(s, p->app);
	settle_axis(p, new_article);
	if (!count_articles(p, &counts, err) ||
	    (s->full && !find_near(p, &near, &n_near, err)))
		return false;
	if (!timeline_rows(p, err))
		return false;
	s->counts = counts;
	s->near = near;
	s->n_near = n_near;
	/* The strip begins anew with each article that it follows. */
	if (new_article && !s->full && !s->stays) {
		struct timeline_place *at = timeline_here(s);

		at->id = 0;
		at->sel = at->top = 0;
	}
	settle_rows(p);
	return true;
}

const struct timeline_row *
timeline_selected(const struct timeline_state *s)
{
	const struct timeline_place *at = &s->places[s->full];

	return at->sel < s->n_rows + s->n_feet ? &s->rows[at->sel] : NULL;
}

const struct chron_mark *
timeline_foot(const struct timeline_state *s, enum foot foot, size_t *n)
{
	switch (foot) {
	case FOOT_CLAIMS:
		*n = s->n_claims;
		return s->claims;
	case FOOT_NOTES:
		*n = s->n_notes;
		return s->notes;
	case FOOT_OTHERS:
	case FEET:
		break;
	}
	*n = s->full ? s->t.n_free : 0;
	return s->t.marks;
}

size_t
timeline_lane_here(const struct timeline_state *s)
{
	const struct timeline_row *row = timeline_selected(s);

	if (row == NULL || row->kind == ROW_CAMP || row->kind == ROW_FOOT)
		return SIZE_MAX;
	return row->kind == ROW_SPAN ? s->t.spans[row->index].lane : row->index;
}

void
timeline_marks(
    const struct timeline_state *s, const struct chron_mark **marks, size_t *n)
{
	const struct timeline_row *row = timeline_selected(s);
	size_t lane = timeline_lane_here(s);

	*marks = s->t.marks;
	*n = s->t.n_free;
	if (lane != SIZE_MAX) {
		*marks = s->t.marks + s->t.lanes[lane].mark;
		*n = s->t.lanes[lane].n_marks;
	} else if (row != NULL && row->kind == ROW_FOOT) {
		*marks = timeline_foot(s, (enum foot)row->index, n);
	} else if (row != NULL) {
		*marks = s->t.camps[row->index].marks;
		*n = s->t.camps[row->index].n_marks;
	}
}

/* The days of some columns, and the cursor's in any case. */
static void
days_of(const struct timeline_place *at, int64_t col, int64_t last,
    int64_t *from, int64_t *to)
{
	*from = chron_day(&at->axis, col);
	*to = chron_day(&at->axis, last + 1) - 1;
	if (*from > at->cursor)
		*from = at->cursor;
	if (*to < *from)
		*to = *from;
}

int64_t
timeline_column_end(const struct timeline_state *s, int64_t day)
{
	const struct timeline_place *at = &s->places[s->full];
	int64_t last = chron_day(&at->axis, chron_col(&at->axis, day) + 1) - 1;

	return last > day ? last : day;
}

void
timeline_bucket(const struct timeline_state *s, int64_t *from, int64_t *to)
{
	const struct timeline_place *at = &s->places[s->full];
	int64_t col = chron_col(&at->axis, at->cursor), last = col;
	const struct chron_mark *marks;
	size_t n;

	timeline_marks(s, &marks, &n);
	(void)chron_gathered(&at->axis, marks, n, col, &col, &last);
	days_of(at, col, last, from, to);
}

struct timeline_state *
timeline_of(struct app *app)
{
	struct pane *p = app_pane(app, "timeline");
	struct timeline_state *s = p != NULL ? p->state : NULL;

	return s != NULL && s->loaded ? s : NULL;
}

void
timeline_moved(struct app *app)
{
	struct pane *p = app_pane(app, "timeline");
	struct timeline_state *s = p->state;
	struct timeline_place *at = timeline_here(s);
	int64_t col = chron_col(&at->axis, at->cursor);
	struct err err = { 0 };

	if (col < 0)
		chron_place(&at->axis, at->cursor, 0);
	else if (col >= at->axis.cols)
		chron_place(&at->axis, at->cursor, at->axis.cols - 1);
	/* "Here" is where the cursor has gone, and as wide as its column. */
	if (s->listing == LISTING_HERE &&
	    (s->list_day != at->cursor || s->list_scale != at->axis.scale) &&
	    !timeline_list(app, &err))
		app_fail(app, &err);
	pane_stale(p);
}

static void
heading(const struct pane *p, struct buf *out)
{
	const struct timeline_state *s = p->state;
	const struct timeline_place *at = &s->places[s->full];

	buf_puts(out, "Timeline");
	if (!s->loaded || !at->ready)
		return;
	buf_puts(out, "  ");
	day_text(out, chron_day(&at->axis, 0));
	buf_puts(out, " to ");
	day_text(out, chron_day(&at->axis, at->axis.cols) - 1);
	if (s->filter.len > 0) {
		buf_puts(out, "  /");
		buf_str(out, buf_view(&s->filter));
	}
	if (s->stays)
		buf_puts(out, "  pinned");
}

static void
click(struct pane *p, int y, int x, bool doubled)
{
	struct timeline_state *s = p->state;
	struct timeline_place *at = timeline_here(s);
	int labels = timeline_labels(p->w);
	size_t row = at->top + (size_t)(y > 0 ? y - 1 : 0);
	int body = timeline_body(s, p->h);

	if (!s->loaded)
		return;
	if (y > body && y <= body + (int)s->n_feet)
		row = s->n_rows + (size_t)(y - body - 1);
	if (y > 0 && (y > body ? row < s->n_rows + s->n_feet && row >= s->n_rows
			       : row < s->n_rows)) {
		at->sel = row;
		at->id = s->rows[row].id;
	}
	if (x >= labels)
		at->cursor = chron_day(&at->axis, x - labels);
	timeline_moved(p->app);
	if (doubled && s->full)
		(void)timeline_list(p->app, NULL);
}

static void
scroll(struct pane *p, int lines)
{
	struct timeline_state *s = p->state;
	struct timeline_place *at = timeline_here(s);

	size_t n = s->n_rows + s->n_feet;

	if (!s->loaded || n == 0)
		return;
	if (at->sel == SIZE_MAX)
		at->sel = 0;
	if (lines < 0)
		at->sel -= (size_t)-lines < at->sel ? (size_t)-lines : at->sel;
	else if (at->sel + (size_t)lines < n)
		at->sel += (size_t)lines;
	else
		at->sel = n - 1;
	at->id = s->rows[at->sel].id;
	timeline_moved(p->app);
}

static void
close_pane(struct pane *p)
{
	struct timeline_state *s = p->state;

	timeline_save(p);
	arena_release(&s->data);
	arena_release(&s->own);
	arena_release(&s->dates);
	arena_release(&s->list);
	buf_release(&s->list_title);
	buf_release(&s->filter);
	free(s->choices);
	timeline_filter_release(s);
}

const struct pane_ops pane_timeline = {
	.name = "timeline",
	.title = "Timeline",
	.topics = TOPIC_BIT(TOPIC_EVENT) | TOPIC_BIT(TOPIC_ENTITY) |
		  TOPIC_BIT(TOPIC_ARTICLE) | TOPIC_BIT(TOPIC_CURRENT) |
		  TOPIC_BIT(TOPIC_NOTE) | TOPIC_BIT(TOPIC_CLAIM) |
		  TOPIC_BIT(TOPIC_LIST),
	.size = sizeof(struct timeline_state),
	.recalc = recalc,
	.paint = timeline_paint,
	.heading = heading,
	.click = click,
	.scroll = scroll,
	.close = close_pane,
};
