/* What stands at the cursor: events, articles, lives that begin or end. */
#include "config.h"

#include "ui/pane-timeline.h"

#include "store/daymark.h"

enum {
	EVENTS_MOST = 200,
	ARTICLES_MOST = 100,
	OWN_MOST = 100,
	LANE_MOST = 1000,
};

static void
add_event(struct timeline_items *items, const struct event *e)
{
	*timeline_add(items) = (struct timeline_item){
		.event = e->id,
		.date = timeline_shown(
		    items->arena, timeline_when(e, items->arena)),
		.text = arena_printf(items->arena, "%.*s%s%.*s",
		    (int)e->title.len, e->title.p,
		    e->sources.len > 0 ? "  · " : "", (int)e->sources.len,
		    e->sources.len > 0 ? e->sources.p : ""),
	};
}

/* Of two lists by day the first whole and of the second what stands on no
 * lane. */
static void
add_merged(struct timeline_items *items, const struct event *lane, size_t n,
    const struct event *any, size_t n_any)
{
	size_t i = 0, k = 0;

	while (i < n || k < n_any)
		if (k == n_any ||
		    (i < n && lane[i].earliest <= any[k].earliest))
			add_event(items, &lane[i++]);
		else if (any[k++].n_lanes == 0)
			add_event(items, &any[k - 1]);
}

/* What the lane tells of these days, with what stands on no lane; if the lane
 * tells nothing, what any does. */
static bool
add_lane_events(struct app *app, struct timeline_items *items,
    struct day_window any, int64_t entity, struct err *err)
{
	struct day_window lane = any;
	struct event *own, *others;
	size_t n, n_others;

	any.most = lane.most = EVENTS_MOST;
	lane.entity = entity;
	if (!store_events(app->store, lane, items->arena, &own, &n, err) ||
	    !store_events(
		app->store, any, items->arena, &others, &n_others, err))
		return false;
	if (entity == 0 || (n == 0 && items->n == 0))
		for (size_t i = 0; i < n_others; i++)
			add_event(items, &others[i]);
	else
		add_merged(items, own, n, others, n_others);
	return true;
}

bool
timeline_own(struct app *app, bool claims, struct day_window w,
    struct arena *arena, struct day_item **list, size_t *n, struct err *err)
{
	return claims ? store_claims_at(app->store, w, arena, list, n, err)
		      : store_notes_at(app->store, w, arena, list, n, err);
}

/* Claims or notes of these days: they open at their passage. */
static bool
add_own(struct app *app, struct timeline_items *items, bool claims,
    struct day_window w, struct err *err)
{
	struct arena *arena = items->arena;
	struct day_item *list;
	size_t n, i;

	w.most = OWN_MOST;
	if (!timeline_own(app, claims, w, arena, &list, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		struct timeline_item *item = timeline_add(items);
		struct str text = list[i].text, when;

		if (str_find(text, str_of("\n"), 0) != SIZE_MAX)
			text.len = str_find(text, str_of("\n"), 0);
		when = timeline_shown(arena, list[i].when);
		item->article = list[i].article;
		item->event = list[i].article == 0 ? list[i].event : 0;
		item->span = list[i].span;
		item->date = when;
		item->text = arena_printf(arena, "%s: %.*s  · %.*s",
		    claims ? "claim" : "note", (int)text.len, text.p,
		    (int)list[i].title.len,
		    list[i].title.len > 0 ? list[i].title.p : "");
	}
	return true;
}

static void
add_life(
    struct timeline_items *items, const struct timeline_lane *lane, bool begins)
{
	*timeline_add(items) = (struct timeline_item){
		.entity = lane->row.entity,
		/* The lanes may be loaded anew under the list. */
		.key = arena_str(items->arena, lane->row.key),
		.date = timeline_shown(
		    items->arena, begins ? lane->row.start : lane->row.end),
		.text = arena_printf(items->arena, "%.*s: %s",
		    (int)lane->row.name.len, lane->row.name.p,
		    begins ? "begins" : "ends"),
	};
}

/* Whether a lane is the one under the cursor, or of the camp there. */
static bool
is_here(const struct timeline_state *s, size_t lane)
{
	const struct timeline_row *row = timeline_selected(s);
	size_t here = timeline_lane_here(s);

	if (here != SIZE_MAX)
		return lane == here;
	return row == NULL ||
	       (row->kind != ROW_FOOT && s->t.lanes[lane].camp == row->index);
}

static void
add_lives(const struct timeline_state *s, struct timeline_items *items,
    int64_t from, int64_t to)
{
	size_t here = timeline_lane_here(s), i;

	for (i = 0; i < s->t.n; i++) {
		const struct timeline_lane *lane = &s->t.lanes[i];
		const struct chron_life *life = &lane->life;

		if (!is_here(s, i))
			continue;

		if (edtf_is_day(life->begin_first) &&
		    life->begin_first >= from && life->begin_first <= to)
			add_life(items, lane, true);
		if (edtf_is_day(life->end_last) && life->end_last >= from &&
		    life->end_last <= to)
			add_life(items, lane, false);
	}
	if (here != SIZE_MAX)
		*timeline_add(items) = (struct timeline_item){
			.entity = s->t.lanes[here].row.entity,
			.key =
			    arena_str(items->arena, s->t.lanes[here].row.key),
			.date = str_of("dossier"),
			.text =
			    arena_str(items->arena, s->t.lanes[here].row.name),
		};
}

/* The line under the cursor that says who led the lane, or what it held. */
static void
add_span(const struct timeline_state *s, struct timeline_items *items)
{
	const struct timeline_row *row = timeline_selected(s);
	const struct timeline_span *span;
	struct arena *arena = items->arena;
	struct str from, to;

	if (row == NULL || row->kind != ROW_SPAN)
		return;
	span = &s->t.spans[row->index];
	from = timeline_shown(arena, span->start);
	to = timeline_shown(arena, span->end);
	*timeline_add(items) = (struct timeline_item){
		.entity = span->other,
		.key = arena_str(arena, span->key),
		.date = str_of(span->place ? "held" : "led by"),
		.text = arena_printf(arena, "%.*s, %.*s to %.*s%s%.*s%s%.*s",
		    (int)span->name.len, span->name.p,
		    from.len > 0 ? (int)from.len : 1,
		    from.len > 0 ? from.p : "?", to.len > 0 ? (int)to.len : 1,
		    to.len > 0 ? to.p : "?", span->note.len > 0 ? ": " : "",
		    (int)span->note.len, span->note.len > 0 ? span->note.p : "",
		    span->sources.len > 0 ? "  · " : "", (int)span->sources.len,
		    span->sources.len > 0 ? span->sources.p : ""),
	};
}

/* What became of lanes in these days. */
static void
add_branches(const struct timeline_state *s, struct timeline_items *items,
    int64_t from, int64_t to)
{
	for (size_t i = 0; i < s->t.n_branches; i++) {
		const struct timeline_branch *b = &s->t.branches[i];
		const struct lane *a = &s->t.lanes[b->from].row;
		const struct lane *z = &s->t.lanes[b->to].row;

		if (b->day < from || b->day > to ||
		    (!is_here(s, b->from) && !is_here(s, b->to)))
			continue;
		*timeline_add(items) = (struct timeline_item){
			.entity = z->entity,
			.key = arena_str(items->arena, z->key),
			.date = timeline_shown(items->arena, b->when),
			.text = arena_printf(items->arena, "%.*s %s %.*s%s%.*s",
			    (int)a->name.len, a->name.p, b->verb,
			    (int)z->name.len, z->name.p,
			    b->sources.len > 0 ? "  · " : "",
			    (int)b->sources.len,
			    b->sources.len > 0 ? b->sources.p : ""),
		};
	}
}

static bool
add_articles(struct app *app, struct timeline_items *items, int64_t from,
    int64_t to, struct err *err)
{
	struct page page = { .dir = 1, .most = ARTICLES_MOST };
	struct buf query = { 0 };
	struct find_row *rows;
	struct find *find;
	size_t i;
	bool good;

	buf_puts(&query, "after:");
	day_iso(&query, from);
	buf_puts(&query, " before:");
	day_iso(&query, to + 1);
	good = store_find_open(
	    app->store, buf_view(&query), SORT_DATE, &find, err);
	buf_release(&query);
	if (!good)
		return false;
	good = store_find_page(find, NULL, &page, items->arena, &rows, err);
	for (i = 0; good && i < page.n; i++) {
		struct str when = rows[i].row.published;

		*timeline_add(items) = (struct timeline_item){
			.article = rows[i].row.id,
			.date = timeline_shown(
			    items->arena, str_slice(when, 0, 10)),
			.text = rows[i].row.title,
		};
	}
	store_find_close(find);
	return good;
}

/* What stands in these days on a row under the lanes. */
static bool
add_foot(struct app *app, struct timeline_items *items, enum foot foot,
    struct day_window w, struct err *err)
{
	struct event *list;
	size_t n;

	if (foot != FOOT_OTHERS)
		return add_own(app, items, foot == FOOT_CLAIMS, w, err);
	w.most = EVENTS_MOST;
	if (!store_events(app->store, w, items->arena, &list, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (list[i].n_lanes == 0)
			add_event(items, &list[i]);
	return true;
}

/* What stands in these days on a lane, or on any. */
static bool
add_all(struct app *app, struct timeline_items *items, int64_t lane,
    struct day_window any, struct err *err)
{
	return add_lane_events(app, items, any, lane, err) &&
	       add_own(app, items, true, any, err) &&
	       add_own(app, items, false, any, err) &&
	       add_articles(app, items, any.from, any.to, err);
}

bool
timeline_list(struct app *app, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct arena arena = { 0 };
	struct timeline_items items = { .arena = &arena };
	const struct timeline_row *row = timeline_selected(s);
	size_t here = timeline_lane_here(s);
	struct day_window any = { 0 };
	int64_t entity = here != SIZE_MAX ? s->t.lanes[here].row.entity : 0;
	bool foot = row != NULL && row->kind == ROW_FOOT;

	timeline_bucket(s, &any.from, &any.to);
	add_span(s, &items);
	if (!(foot ? add_foot(app, &items, (enum foot)row->index, any, err)
		   : add_all(app, &items, entity, any, err))) {
		arena_release(&arena);
		return false;
	}
	add_branches(s, &items, any.from, any.to);
	add_lives(s, &items, any.from, any.to);
	timeline_take(s, &items, LISTING_HERE, str_of("here"));
	s->list_day = timeline_here(s)->cursor;
	s->list_scale = timeline_here(s)->axis.scale;
	return true;
}

bool
timeline_list_lane(struct app *app, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct arena arena = { 0 };
	struct timeline_items items = { .arena = &arena };
	size_t lane = timeline_lane_here(s), i;
	int64_t cursor = timeline_here(s)->cursor;
	struct event *list;
	size_t n, at = 0;

	if (lane == SIZE_MAX)
		return err_set(err, ERR_MISSING, "there is no lane here");
	if (!store_events(app->store,
		(struct day_window){ .from = INT64_MIN,
		    .to = INT64_MAX,
		    .entity = s->t.lanes[lane].row.entity,
		    .most = LANE_MOST },
		&arena, &list, &n, err)) {
		arena_release(&arena);
		return false;
	}
	for (i = 0; i < n; i++) {
		add_event(&items, &list[i]);
		if (list[i].earliest <= cursor)
			at = i;
	}
	add_branches(s, &items, INT64_MIN, INT64_MAX);
	add_lives(s, &items, INT64_MIN, INT64_MAX);
	timeline_take(s, &items, LISTING_LANE,
	    arena_str(&s->list, s->t.lanes[lane].row.name));
	s->item = at;
	return true;
}
