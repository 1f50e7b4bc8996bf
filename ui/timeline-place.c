/* Folds, pins, hidden lanes, zoom and place, over restarts. */
#include "config.h"

#include "ui/pane-timeline.h"

/* One setting: words with blanks between, "fold=3" (a camp by its first lane),
 * "open=3", "pin=7", "hide=9", "lines=7" (a lane with its leaders and places),
 * "order=9 order=4" (lanes that were moved, as they stand; "camps=3" the same
 * for camps), "stays=1", "day0=17183", "from0=", "to0=" for the strip and the
 * same with 1 for the full view. Entities by their ids. Another one holds the
 * filter as it was typed. */
#define SETTING "timeline"
#define FILTER "timeline-filter"

enum { CHOICES_MOST = 1000 };

static void
put_place(struct buf *b, const struct timeline_place *at, int which)
{
	if (!at->ready)
		return;
	buf_addf(b, " day%d=%lld from%d=%lld to%d=%lld row%d=%lld", which,
	    (long long)at->cursor, which, (long long)chron_day(&at->axis, 0),
	    which, (long long)chron_day(&at->axis, at->axis.cols), which,
	    (long long)at->id);
}

/* Those that were moved, by their numbers. */
static void
put_order(const struct timeline_state *s, struct buf *b)
{
	size_t i;
	int order;

	for (order = 1; order <= CHOICES_MOST; order++)
		for (i = 0; i < s->n_choices; i++)
			if (s->choices[i].order == order)
				buf_addf(b, " %s=%lld",
				    s->choices[i].id < 0 ? "camps" : "order",
				    (long long)(s->choices[i].id < 0
						    ? -s->choices[i].id
						    : s->choices[i].id));
}

void
timeline_save(struct pane *p)
{
	const struct timeline_state *s = p->state;
	struct buf b = { 0 };
	size_t i;

	if (!s->restored || store_read_only(p->app->store))
		return;
	buf_addf(&b, "stays=%d", s->stays ? 1 : 0);
	for (i = 0; i < s->n_choices; i++) {
		const struct timeline_choice *c = &s->choices[i];

		if (c->id < 0)
			buf_addf(&b, " %s=%lld", c->folded ? "fold" : "open",
			    (long long)-c->id);
		if (c->pinned)
			buf_addf(&b, " pin=%lld", (long long)c->id);
		if (c->hidden)
			buf_addf(&b, " hide=%lld", (long long)c->id);
		if (c->expanded)
			buf_addf(&b, " lines=%lld", (long long)c->id);
	}
	put_order(s, &b);
	put_place(&b, &s->places[0], 0);
	put_place(&b, &s->places[1], 1);
	(void)store_setting_set(p->app->store, SETTING, buf_view(&b), NULL);
	(void)store_setting_set(
	    p->app->store, FILTER, buf_view(&s->filter), NULL);
	buf_release(&b);
}

static void
take_choice(struct timeline_state *s, struct str name, int64_t n)
{
	if (n <= 0 || s->n_choices >= CHOICES_MOST)
		return;
	if (str_is(name, "fold") || str_is(name, "open"))
		timeline_choose(s, -n)->folded = str_is(name, "fold");
	else if (str_is(name, "pin"))
		timeline_choose(s, n)->pinned = true;
	else if (str_is(name, "hide"))
		timeline_choose(s, n)->hidden = true;
	else if (str_is(name, "lines"))
		timeline_choose(s, n)->expanded = true;
	else if (str_is(name, "order"))
		timeline_choose(s, n)->order = ++s->moved;
	else if (str_is(name, "camps"))
		timeline_choose(s, -n)->order = ++s->moved;
}

/* Days as they were written; from and to make the axis once both are known. */
struct stretch {
	int64_t day, from, to, row;
};

static void
take(struct timeline_state *s, struct str name, int64_t n,
    struct stretch *places)
{
	struct stretch *place;

	if (str_is(name, "stays")) {
		s->stays = n != 0;
		return;
	}
	if (name.len < 3 ||
	    (name.p[name.len - 1] != '0' && name.p[name.len - 1] != '1')) {
		take_choice(s, name, n);
		return;
	}
	place = &places[name.p[name.len - 1] - '0'];
	if (n < -1000000 || n > 100000000)
		return;
	if (str_starts(name, "day"))
		place->day = n;
	else if (str_starts(name, "from"))
		place->from = n;
	else if (str_starts(name, "to"))
		place->to = n;
	else if (str_starts(name, "row"))
		place->row = n;
}

void
timeline_restore(struct pane *p)
{
	struct timeline_state *s = p->state;
	struct stretch places[2] = { { 0 } };
	struct arena arena = { 0 };
	struct str text, word;
	int cols = p->w - timeline_labels(p->w), i;

	s->restored = true;
	if (!store_setting(p->app->store, &arena, SETTING, &text, NULL))
		text = str_of("");
	while (text.len > 0 && str_split(&text, ' ', &word)) {
		size_t eq = str_find(word, str_of("="), 0);
		int64_t n;

		if (eq != SIZE_MAX &&
		    str_int(str_slice(word, eq + 1, word.len), &n))
			take(s, str_slice(word, 0, eq), n, places);
	}
	if (store_setting(p->app->store, &arena, FILTER, &text, NULL))
		buf_str(&s->filter, text);
	for (i = 0; i < 2; i++) {
		struct timeline_place *at = &s->places[i];

		if (places[i].to <= places[i].from)
			continue;
		at->axis = chron_exact(
		    places[i].from, places[i].to - 1, cols < 1 ? 1 : cols);
		at->cursor = places[i].day;
		at->id = places[i].row;
		at->ready = true;
	}
	arena_release(&arena);
}
