#include "config.h"

#include "tests/test.h"
#include "ui/list.h"

/* A source of rows in memory: ids in an order that is not theirs. */
struct item {
	int64_t place, id;
};

struct source {
	struct item v[2000];
	size_t n, fetched;
	bool broken;
};

static bool
page(void *ctx, const void *from, struct page *page, struct arena *arena,
    void **rows, struct err *err)
{
	struct source *s = ctx;
	const struct item *at = from;
	struct item *out = arena_array(arena, page->most + 1, sizeof *out);

	if (s->broken)
		return err_set(err, ERR_IO, "the disk is gone");
	page->n = 0;
	for (size_t i = 0; i < s->n && page->n < page->most; i++) {
		const struct item *v =
		    page->dir > 0 ? &s->v[i] : &s->v[s->n - 1 - i];

		if (at == NULL || (page->dir > 0 ? v->place > at->place
						 : v->place < at->place))
			out[page->n++] = *v;
	}
	s->fetched += page->n;
	*rows = out;
	return true;
}

static int64_t
id(const void *row)
{
	return ((const struct item *)row)->id;
}

static bool
locate(
    void *ctx, int64_t wanted, struct arena *arena, void *row, struct err *err)
{
	struct source *s = ctx;

	(void)arena;
	for (size_t i = 0; i < s->n; i++) {
		if (s->v[i].id == wanted) {
			*(struct item *)row = s->v[i];
			return true;
		}
	}
	return err_set(err, ERR_MISSING, "no such row");
}

static const struct list_ops ops = {
	.row_size = sizeof(struct item),
	.page = page,
	.id = id,
	.locate = locate,
};

static void
fill(struct source *s, size_t n)
{
	s->n = n;
	s->fetched = 0;
	s->broken = false;
	for (size_t i = 0; i < n; i++)
		s->v[i] = (struct item){ (int64_t)i * 10,
			(int64_t)((i * 7919) % 2003) + 1 };
}

static void
drop(struct source *s, size_t i)
{
	memmove(&s->v[i], &s->v[i + 1], (s->n - i - 1) * sizeof s->v[0]);
	s->n--;
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 8;
}

/* What is on the screen is a stretch of the source, as long as it can be, and
 * holds the row that the naive index points at. */
static bool
screen_right(const struct list *l, const struct source *s, size_t naive)
{
	size_t shown = 0, first = SIZE_MAX;

	if (s->n == 0)
		return list_row(l, 0) == NULL && l->id == 0;
	if (l->id != s->v[naive].id || id(list_selected(l)) != l->id)
		return false;
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].id == id(list_row(l, 0)))
			first = i;
	if (first == SIZE_MAX)
		return false;
	while (list_row(l, shown) != NULL) {
		if (id(list_row(l, shown)) != s->v[first + shown].id)
			return false;
		shown++;
	}
	if (shown != (s->n < (size_t)l->h ? s->n : (size_t)l->h))
		return false;
	return naive - first == list_cursor(l) && list_cursor(l) < shown;
}

/* One random act on both; false if they differ afterwards. */
static bool
act(struct list *l, struct source *s, size_t *naive, uint32_t *seed)
{
	static const int64_t steps[] = { 1, -1, 1, -1, 9, -9, 50, -50, 700,
		-700 };
	struct err err = { 0 };
	int64_t by = steps[next_random(seed) % ARRAY_LEN(steps)];
	int64_t to = (int64_t)*naive + by;

	switch (next_random(seed) % 8) {
	case 0:
		*naive = 0;
		return list_end(l, -1, &err);
	case 1:
		*naive = s->n > 0 ? s->n - 1 : 0;
		return list_end(l, 1, &err);
	case 2: /* the row under the cursor goes */
		if (s->n > 1) {
			drop(s, *naive);
			*naive = *naive < s->n ? *naive : s->n - 1;
		}
		return list_load(l, l->h, &err);
	case 3: /* another one goes */
		if (s->n > 1) {
			size_t i = next_random(seed) % s->n;

			i = i == *naive ? (i + 1) % s->n : i;
			drop(s, i);
			*naive -= i < *naive ? 1 : 0;
		}
		return list_load(l, l->h, &err);
	case 4:
		return list_load(l, 1 + (int)(next_random(seed) % 40), &err);
	default:
		if (s->n > 0)
			*naive =
			    (size_t)(to < 0                ? 0
				     : to >= (int64_t)s->n ? (int64_t)s->n - 1
							   : to);
		return list_move(l, by, &err);
	}
}

static void
any_moves_equal_the_naive_model(void)
{
	static const size_t sizes[] = { 0, 1, 2, 9, 10, 11, 64, 300, 2000 };
	static struct source s;

	for (size_t k = 0; k < ARRAY_LEN(sizes); k++) {
		struct list l;
		uint32_t seed = (uint32_t)k + 1;
		size_t naive = 0, i;
		bool good = true;

		fill(&s, sizes[k]);
		list_init(&l, &ops, &s);
		good = list_load(&l, 10, NULL);
		for (i = 0; good && i < 1500; i++)
			good = act(&l, &s, &naive, &seed) &&
			       screen_right(&l, &s, naive);
		ok(good, "%zu rows: moves and losses as in an array (step %zu)",
		    sizes[k], i);
		list_release(&l);
	}
}

static void
a_step_costs_the_same_at_any_size(void)
{
	static struct source s;
	struct list l;
	size_t most = 0;

	fill(&s, 2000);
	list_init(&l, &ops, &s);
	(void)list_load(&l, 20, NULL);
	for (int i = 0; i < 1500; i++) {
		s.fetched = 0;
		(void)list_move(&l, 1, NULL);
		most = s.fetched > most ? s.fetched : most;
	}
	ok(most <= 140, "a step fetches at most %zu rows, 140 are allowed",
	    most);
	s.fetched = 0;
	for (int i = 0; i < 10; i++)
		(void)list_move(&l, i % 2 ? 1 : -1, NULL);
	is_int((int64_t)s.fetched, 0, "steps inside the window fetch nothing");
	list_release(&l);
}

static void
scrolling_takes_the_cursor_along(void)
{
	static struct source s;
	struct list l;

	fill(&s, 100);
	list_init(&l, &ops, &s);
	(void)list_load(&l, 10, NULL);
	(void)list_scroll(&l, 3, NULL);
	is_int(id(list_row(&l, 0)), s.v[3].id, "three rows down");
	is_int((int64_t)list_cursor(&l), 1, "the cursor stays in sight");
	(void)list_scroll(&l, 1000, NULL);
	ok(list_row(&l, 9) != NULL && list_cursor(&l) < 10,
	    "a wheel beyond the window stops at what is there");
	for (int i = 0; i < 50; i++)
		(void)list_scroll(&l, 10, NULL);
	is_int(id(list_row(&l, 9)), s.v[99].id, "and reaches the end");
	(void)list_scroll(&l, -5, NULL);
	is_int(id(list_row(&l, 0)), s.v[85].id, "back by five");
	for (int i = 0; i < 50; i++)
		(void)list_scroll(&l, -10, NULL);
	is_int(id(list_row(&l, 0)), s.v[0].id, "and to the start");
	list_release(&l);
}

static void
the_selection_is_an_id(void)
{
	static struct source s;
	struct err err = { ERR_NONE, "" };
	struct list l;
	int64_t wanted;

	fill(&s, 500);
	list_init(&l, &ops, &s);
	(void)list_load(&l, 10, &err);
	(void)list_move(&l, 40, &err);
	wanted = l.id;
	ok(wanted == s.v[40].id, "row 40 is selected");
	for (size_t i = 0; i < 500; i++)
		s.v[i].place += 5000;
	for (size_t i = 0; i < 500; i++)
		if (s.v[i].id == wanted)
			s.v[i].place = 1;
	{
		struct item moved = s.v[40];

		memmove(&s.v[1], &s.v[0], 40 * sizeof s.v[0]);
		s.v[0] = moved;
	}
	ok(list_load(&l, 10, &err) && l.id == wanted,
	    "it is followed to its new place");
	is_int((int64_t)list_cursor(&l), 0, "which is the first row");
	ok(list_find(&l, s.v[300].id, &err) && l.id == s.v[300].id,
	    "an id far away is found");
	ok(!list_find(&l, 99999, &err) && err.code == ERR_MISSING &&
		l.id == s.v[300].id,
	    "an id that is not there changes nothing");
	s.broken = true;
	ok(!list_move(&l, 400, &err) && l.id == s.v[300].id &&
		list_row(&l, 0) != NULL,
	    "a failure leaves the list as it was");
	list_release(&l);
}

/* A search is shown before what it finds further on is fetched. */
static void
dear_rows_are_fetched_as_they_come_in_sight(void)
{
	static struct source s;
	struct list_ops dear = ops;
	struct list list;
	struct err err;

	dear.dear = true;
	fill(&s, 500);
	list_init(&list, &dear, &s);
	list.h = 20;
	ok(list_reset(&list, &err), "a list of dear rows");
	is_int((int64_t)s.fetched, 21, "what is in sight, and whether it ends");
	ok(!list.at_end, "which it does not");
	for (int i = 0; i < 499; i++)
		(void)list_move(&list, 1, &err);
	is_int((int64_t)list.sel, (int64_t)list.n - 1, "its last row is found");
	ok(list.at_end, "which ends it");
	s.fetched = 0;
	list.id = s.v[250].id;
	ok(list_reset(&list, &err), "once more, at a row of its middle");
	is_int(list.id, s.v[250].id, "which is selected");
	ok(s.fetched <= 61, "three screens hold what is in sight of it");
	ok(list.n >= list.top + 20, "and fill the screen");
	list_release(&list);
}

int
main(void)
{
	dear_rows_are_fetched_as_they_come_in_sight();
	any_moves_equal_the_naive_model();
	a_step_costs_the_same_at_any_size();
	scrolling_takes_the_cursor_along();
	the_selection_is_an_id();
	return done();
}
