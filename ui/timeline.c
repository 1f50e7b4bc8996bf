#include "config.h"

#include "ui/timeline.h"

enum { EARLY_SHARE = 40 /* one mark in so many may be out of sight */ };

static void
load_camps(struct arena *arena, struct timeline *t)
{
	size_t i;

	t->camps = arena_array(arena, t->n + 1, sizeof(*t->camps));
	for (i = 0; i < t->n; i++) {
		struct str name = t->lanes[i].row.camp;

		if (i == 0 || !str_eq(name, t->camps[t->n_camps - 1].name)) {
			t->camps[t->n_camps++] = (struct timeline_camp){
				.name = name,
				.from = i,
			};
		}
		t->camps[t->n_camps - 1].to = i + 1;
		t->lanes[i].camp = t->n_camps - 1;
	}
}

static int
by_first(const void *a, const void *b)
{
	const struct mark_row *x = a, *y = b;

	if (x->earliest != y->earliest)
		return x->earliest < y->earliest ? -1 : 1;
	return (x->event > y->event) - (x->event < y->event);
}

static int64_t
entity_of(const void *row)
{
	return ((const struct mark_row *)row)->entity;
}

/* Where the marks of an entity stand in the rows, which are sorted by it. */
static size_t
rows_of(const struct mark_row *rows, size_t n, int64_t entity)
{
	return lower_bound(rows, n, sizeof(*rows), entity_of, entity);
}

static void
camp_marks(struct arena *arena, struct timeline *t, struct timeline_camp *c,
    const struct mark_row *rows)
{
	struct mark_row *all;
	size_t n = 0, i;

	for (i = c->from; i < c->to; i++)
		n += t->lanes[i].n_marks;
	all = arena_array(arena, n + 1, sizeof(*all));
	c->marks = arena_array(arena, n + 1, sizeof(*c->marks));
	n = 0;
	for (i = c->from; i < c->to; i++) {
		memcpy(all + n, rows + t->lanes[i].mark,
		    t->lanes[i].n_marks * sizeof(*all));
		n += t->lanes[i].n_marks;
	}
	if (n > 0)
		qsort(all, n, sizeof(*all), by_first);
	for (i = 0; i < n; i++)
		if (i == 0 || all[i].event != all[i - 1].event)
			c->marks[c->n_marks++] = (struct chron_mark){
				all[i].earliest,
				all[i].latest,
			};
}

static int
by_day(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The few events long before all others would leave no room for these. */
static void
find_range(struct arena *arena, struct timeline *t)
{
	int64_t *days = arena_array(arena, t->n_marks + 1, sizeof(*days));
	size_t i;

	t->first = t->last = t->now;
	if (t->n_marks == 0)
		return;
	for (i = 0; i < t->n_marks; i++)
		days[i] = t->marks[i].first;
	qsort(days, t->n_marks, sizeof(*days), by_day);
	t->first = days[t->n_marks / EARLY_SHARE];
	t->last = days[t->n_marks - 1];
	/* What is recorded has happened, whatever the clock says. */
	if (t->now < t->last)
		t->now = t->last;
}

static bool
load_marks(struct store *store, struct arena *arena, struct timeline *t,
    struct err *err)
{
	struct mark_row *rows;
	size_t i;

	if (!store_event_marks(store, arena, &rows, &t->n_marks, err))
		return false;
	t->marks = arena_array(arena, t->n_marks + 1, sizeof(*t->marks));
	for (i = 0; i < t->n_marks; i++) {
		t->marks[i] =
		    (struct chron_mark){ rows[i].earliest, rows[i].latest };
	}
	find_range(arena, t);
	t->n_free = rows_of(rows, t->n_marks, 1);
	for (i = 0; i < t->n; i++) {
		int64_t id = t->lanes[i].row.entity;

		t->lanes[i].mark = rows_of(rows, t->n_marks, id);
		t->lanes[i].n_marks =
		    rows_of(rows, t->n_marks, id + 1) - t->lanes[i].mark;
	}
	for (i = 0; i < t->n_camps; i++)
		camp_marks(arena, t, &t->camps[i], rows);
	return true;
}

bool
timeline_load(struct store *store, struct arena *arena, struct timeline *t,
    struct err *err)
{
	struct lane *lanes;
	size_t i;

	*t = (struct timeline){ .now = store_now(store) / 86400 };
	if (!store_lanes(store, arena, &lanes, &t->n, err))
		return false;
	t->lanes = arena_array(arena, t->n + 1, sizeof(*t->lanes));
	for (i = 0; i < t->n; i++) {
		t->lanes[i].row = lanes[i];
		t->lanes[i].life = chron_life_of(lanes[i].start, lanes[i].end);
	}
	load_camps(arena, t);
	return load_marks(store, arena, t, err) &&
	       timeline_relations(store, arena, t, err);
}

void
timeline_range(const struct timeline *t, int64_t *from, int64_t *to)
{
	*from = t->first;
	*to = t->last;
	if (t->n_marks == 0) {
		*from = t->now - INT64_C(3650); /* ten years */
		*to = t->now;
	}
	if (*to - *from < 30) {
		*from -= 15;
		*to += 15;
	}
}

struct str
timeline_when(const struct event *event, struct arena *arena)
{
	if (event->end.len == 0)
		return event->date;
	return arena_printf(arena, "%.*s/%.*s", (int)event->date.len,
	    event->date.p, (int)event->end.len, event->end.p);
}
