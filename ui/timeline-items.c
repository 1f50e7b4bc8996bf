/* What stands at the cursor: events, articles, lives that begin or end. */
#include "config.h"

#include "ui/pane-timeline.h"

enum { EVENTS_MOST = 200, ARTICLES_MOST = 100 };

struct items {
	struct timeline_item *v;
	size_t n, size;
	struct arena *arena;
};

static struct timeline_item *
add_item(struct items *items)
{
	if (items->n == items->size) {
		struct timeline_item *old = items->v;

		items->size = items->size > 0 ? items->size * 2 : 32;
		items->v =
		    arena_array(items->arena, items->size, sizeof(*items->v));
		if (items->n > 0)
			memcpy(items->v, old, items->n * sizeof(*old));
	}
	return &items->v[items->n++];
}

static struct str
shown(struct arena *arena, struct str edtf)
{
	struct buf b = { 0 };
	struct edtf e;
	struct str text = edtf;

	if (edtf_parse(edtf, &e, NULL)) {
		edtf_display(&b, &e);
		text = arena_str(arena, buf_view(&b));
		buf_release(&b);
	}
	return text;
}

static bool
add_events(struct app *app, struct items *items, int64_t lane, int64_t from,
    int64_t to, struct err *err)
{
	struct event *list;
	size_t n, i;

	if (!store_events(app->store, from, to, lane, EVENTS_MOST, items->arena,
		&list, &n, err))
		return false;
	for (i = 0; i < n; i++)
		*add_item(items) = (struct timeline_item){
			.event = list[i].id,
			.date = shown(items->arena,
			    timeline_when(&list[i], items->arena)),
			.text = list[i].title,
		};
	return true;
}

static void
add_life(struct items *items, const struct timeline_lane *lane, bool begins)
{
	*add_item(items) = (struct timeline_item){
		.entity = lane->row.entity,
		.date = shown(
		    items->arena, begins ? lane->row.start : lane->row.end),
		.text = arena_printf(items->arena, "%.*s: %s",
		    (int)lane->row.name.len, lane->row.name.p,
		    begins ? "begins" : "ends"),
	};
}

static void
add_lives(const struct timeline_state *s, struct items *items, int64_t from,
    int64_t to)
{
	const struct timeline_row *row = timeline_selected(s);
	size_t i;

	for (i = 0; i < s->t.n; i++) {
		const struct timeline_lane *lane = &s->t.lanes[i];
		const struct chron_life *life = &lane->life;

		if (edtf_is_day(life->begin_first) &&
		    life->begin_first >= from && life->begin_first <= to)
			add_life(items, lane, true);
		if (edtf_is_day(life->end_last) && life->end_last >= from &&
		    life->end_last <= to)
			add_life(items, lane, false);
	}
	if (row != NULL && !row->camp)
		*add_item(items) = (struct timeline_item){
			.entity = row->id,
			.date = str_of("dossier"),
			.text = s->t.lanes[row->index].row.name,
		};
}

static bool
add_articles(struct app *app, struct items *items, int64_t from, int64_t to,
    struct err *err)
{
	struct buf query = { 0 };
	struct find_row *rows;
	struct find *find;
	size_t n, i;
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
	good = store_find_page(
	    find, NULL, 1, ARTICLES_MOST, false, items->arena, &rows, &n, err);
	for (i = 0; good && i < n; i++) {
		struct str when = rows[i].row.published;

		*add_item(items) = (struct timeline_item){
			.article = rows[i].row.id,
			.date = shown(items->arena, str_slice(when, 0, 10)),
			.text = rows[i].row.title,
		};
	}
	store_find_close(find);
	return good;
}

bool
timeline_list(struct app *app, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct arena arena = { 0 };
	struct items items = { .arena = &arena };
	const struct timeline_row *row = timeline_selected(s);
	int64_t from, to, lane;

	timeline_bucket(s, &from, &to);
	lane = row != NULL && !row->camp ? row->id : 0;
	if (!add_events(app, &items, lane, from, to, err) ||
	    (items.n == 0 && lane != 0 &&
		!add_events(app, &items, 0, from, to, err)) ||
	    !add_articles(app, &items, from, to, err)) {
		arena_release(&arena);
		return false;
	}
	add_lives(s, &items, from, to);
	arena_release(&s->list);
	s->list = arena;
	s->items = items.v;
	s->n_items = items.n;
	s->item = 0;
	return true;
}
