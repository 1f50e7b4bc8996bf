/* Lives, events and counts as rows of cells. */
#include "config.h"

#include "model/chron.h"

enum {
	SOLID = 0x2501,       /* ━ */
	SOLID_RIGHT = 0x257a, /* ╺ the right half of a cell */
	SOLID_LEFT = 0x2578,  /* ╸ the left half */
	BEGIN = 0x2523,       /* ┣ on a day that is known */
	END = 0x252b,         /* ┫ */
	THIN = 0x2500,        /* ─ there, but nothing says since when */
	DASHED = 0x254c,      /* ╌ somewhere within these days */
	DOTTED = 0x2504,      /* ┄ about these days, or perhaps */
	ONWARD = 0x25b6,      /* ▶ */
	ONE = 0x25c6,         /* ◆ */
	LASTS = 0x2550,       /* ═ */
	EARLIER = 0x25c2,     /* ◂ */
	LATER = 0x25b8,       /* ▸ */
};

static int64_t
first_of(int64_t day, int64_t if_unknown)
{
	return edtf_is_day(day) ? day : if_unknown;
}

struct chron_life
chron_life_of(struct str start, struct str end)
{
	struct edtf s, e;

	if (!edtf_parse_edge(start, &s, NULL))
		edtf_parse_edge(str_of(""), &s, NULL);
	if (!edtf_parse_edge(end, &e, NULL))
		edtf_parse_edge(str_of(""), &e, NULL);
	return (struct chron_life){
		.begin_first = edtf_earliest(&s),
		.begin_last = edtf_latest(&s),
		.end_first = edtf_earliest(&e),
		.end_last = e.kind == EDTF_EDGE && e.item[0].to_end == EDTF_OPEN
				? EDTF_OPEN_END
				: edtf_latest(&e),
		.begin_vague = edtf_quality(&s) != 0,
		.end_vague = edtf_quality(&e) != 0,
	};
}

bool
chron_lives(const struct chron_life *life, int64_t from, int64_t to)
{
	return (!edtf_is_day(life->begin_first) || life->begin_first <= to) &&
	       (!edtf_is_day(life->end_last) || life->end_last >= from);
}

/* Columns a..b (days, both drawn) as far as they are in sight. */
static void
stretch(const struct chron_axis *axis, int64_t from, int64_t to,
    struct chron_cell cell, struct chron_cell *row)
{
	int64_t a = chron_col(axis, from), b = chron_col(axis, to);

	if (a < 0)
		a = 0;
	if (b >= axis->cols)
		b = axis->cols - 1;
	for (; a <= b; a++)
		row[a] = cell;
}

/* Which half of its column a day lies in: 0 left, 1 right. */
static int
half(const struct chron_axis *axis, int64_t day)
{
	int64_t at = day * 8 - axis->start;
	int64_t rest = at - chron_col(axis, day) * axis->scale;

	return rest * 2 >= axis->scale;
}

/* The end of a solid line in half cells, where its day is known by month or
 * worse; a bar where it is known to the day. */
static void
line_ends(const struct chron_axis *axis, const struct chron_life *life,
    int64_t from, int64_t to, struct chron_cell *row)
{
	bool begins = edtf_is_day(life->begin_last);
	bool ends = edtf_is_day(life->end_first);

	if (ends && life->end_first == life->end_last && !life->end_vague)
		chron_put(axis, to, END, CHRON_LIFE, row);
	else if (ends && half(axis, to) == 0)
		chron_put(axis, to, SOLID_LEFT, CHRON_LIFE, row);
	if (begins && life->begin_first == life->begin_last &&
	    !life->begin_vague)
		chron_put(axis, from, BEGIN, CHRON_LIFE, row);
	else if (begins && half(axis, from) == 1)
		chron_put(axis, from, SOLID_RIGHT, CHRON_LIFE, row);
}

/* A sign at the edge for what was over before, or began after what is in sight:
 * an empty row would say that nothing is known. False if it is in sight. */
static bool
out_of_sight(const struct chron_axis *axis, const struct chron_life *life,
    struct chron_cell *row)
{
	if (edtf_is_day(life->end_last) && chron_col(axis, life->end_last) < 0)
		row[0] = (struct chron_cell){ EARLIER, CHRON_UNSURE };
	else if (edtf_is_day(life->begin_first) &&
		 chron_col(axis, life->begin_first) >= axis->cols)
		row[axis->cols - 1] =
		    (struct chron_cell){ LATER, CHRON_UNSURE };
	else
		return false;
	return true;
}

void
chron_life(const struct chron_axis *axis, const struct chron_life *life,
    int64_t now, struct chron_cell *row)
{
	const struct chron_cell solid = { SOLID, CHRON_LIFE };
	struct chron_cell before = { DASHED, CHRON_UNSURE }, after = before;
	int64_t left = chron_day(axis, 0) - 1;
	int64_t right = chron_day(axis, axis->cols) + 1;
	int64_t from = first_of(life->begin_last, left);
	int64_t to = first_of(life->end_first, now);
	bool open = life->end_last == EDTF_OPEN_END;

	if (out_of_sight(axis, life, row))
		return;
	if (right > now && !edtf_is_day(life->end_last))
		right = now;
	if (life->begin_vague)
		before.cp = DOTTED;
	if (life->end_vague)
		after.cp = DOTTED;
	if (!edtf_is_day(life->begin_last) && open) {
		/* A state: nobody wrote down since when. */
		stretch(axis, left, right,
		    (struct chron_cell){ THIN, CHRON_UNSURE }, row);
		return;
	}
	if (!edtf_is_day(life->begin_last)) {
		stretch(
		    axis, first_of(life->begin_first, left), to, before, row);
		from = to + 1;
	} else
		stretch(
		    axis, first_of(life->begin_first, left), from, before, row);
	if (!edtf_is_day(life->end_first) && !open) {
		stretch(axis, from, right, after, row);
		to = from;
	} else if (edtf_is_day(life->end_last))
		stretch(axis, to, life->end_last, after, row);
	if (from <= to)
		stretch(axis, from, to, solid, row);
	line_ends(axis, life, from, to, row);
	if (open && chron_col(axis, now) >= axis->cols - 1 &&
	    from < chron_day(axis, axis->cols - 1))
		row[axis->cols - 1].cp = ONWARD;
	else if (open)
		chron_put(axis, now, ONWARD, CHRON_LIFE, row);
}

static int64_t
first_day(const void *mark)
{
	return ((const struct chron_mark *)mark)->first;
}

/* The first mark that begins at or after a day. */
static size_t
mark_at(const struct chron_mark *marks, size_t n, int64_t day)
{
	return lower_bound(marks, n, sizeof(*marks), first_day, day);
}

/* Marks of one column, or of two neighbours that both hold several. */
struct heap {
	int64_t col, cols; /* the first, and how many */
	size_t n;
};

/* Marks from the i-th on that stand in its column. */
static size_t
count_in_col(const struct chron_axis *axis, const struct chron_mark *marks,
    size_t n, size_t i)
{
	int64_t col = chron_col(axis, marks[i].first);
	size_t k = i;

	while (k < n && chron_col(axis, marks[k].first) == col)
		k++;
	return k - i;
}

/* The next heap of marks, of which i is the first. */
static struct heap
next_heap(const struct chron_axis *axis, const struct chron_mark *marks,
    size_t n, size_t *i)
{
	struct heap h = { chron_col(axis, marks[*i].first), 1, 0 };
	size_t more;

	h.n = count_in_col(axis, marks, n, *i);
	*i += h.n;
	if (h.n < 2 || *i == n || chron_col(axis, marks[*i].first) != h.col + 1)
		return h;
	more = count_in_col(axis, marks, n, *i);
	if (more < 2)
		return h;
	h.n += more;
	h.cols = 2;
	*i += more;
	return h;
}

/* The first mark in the unbroken row of columns with marks that reaches into a
 * column, so that heaps are the same wherever the screen begins. */
static size_t
run_at(const struct chron_axis *axis, const struct chron_mark *marks, size_t n,
    int64_t col)
{
	size_t i = mark_at(marks, n, chron_day(axis, col));
	int64_t next = col;

	while (i > 0 && chron_col(axis, marks[i - 1].first) >= next - 1)
		next = chron_col(axis, marks[--i].first);
	return i;
}

bool
chron_gathered(const struct chron_axis *axis, const struct chron_mark *marks,
    size_t n, int64_t col, int64_t *from, int64_t *to)
{
	size_t i = run_at(axis, marks, n, col);

	while (i < n && chron_col(axis, marks[i].first) <= col) {
		struct heap h = next_heap(axis, marks, n, &i);

		if (col >= h.col + h.cols)
			continue;
		*from = h.col;
		*to = h.col + h.cols - 1;
		return true;
	}
	return false;
}

/* A mark whose figure stands left of the screen says that there is more. */
static uint32_t
figure(const struct heap *h)
{
	if (h->col < 0)
		return EARLIER;
	if (h->n > 1)
		return h->n < 10 ? (uint32_t)('0' + h->n) : '+';
	return ONE;
}

/* What lasts, so that marks stand upon it. */
static void
lasting(const struct chron_axis *axis, const struct chron_mark *marks, size_t n,
    struct chron_cell *row)
{
	int64_t left = chron_day(axis, 0);

	for (size_t i = 0; i < n; i++)
		if (marks[i].last >= left &&
		    chron_col(axis, marks[i].last) >
			chron_col(axis, marks[i].first))
			stretch(axis, marks[i].first, marks[i].last,
			    (struct chron_cell){ LASTS, CHRON_LASTING }, row);
}

void
chron_marks(const struct chron_axis *axis, const struct chron_mark *marks,
    size_t n, struct chron_cell *row)
{
	size_t i = run_at(axis, marks, n, 0);

	lasting(axis, marks, mark_at(marks, n, chron_day(axis, axis->cols) + 1),
	    row);
	while (i < n && chron_col(axis, marks[i].first) < axis->cols) {
		struct heap h = next_heap(axis, marks, n, &i);

		if (h.col + h.cols <= 0)
			continue;
		row[h.col < 0 ? 0 : h.col] =
		    (struct chron_cell){ figure(&h), CHRON_EVENT };
	}
}

void
chron_density(const struct chron_axis *axis, const uint32_t *counts,
    uint32_t max, struct chron_cell *row)
{
	int i;

	if (max == 0)
		for (i = 0; i < axis->cols; i++)
			if (counts[i] > max)
				max = counts[i];
	for (i = 0; i < axis->cols; i++) {
		uint32_t level;

		if (counts[i] == 0 || max == 0)
			continue;
		level = (uint32_t)(((uint64_t)counts[i] * 8 + max - 1) / max);
		row[i] = (struct chron_cell){
			0x2580 + (level > 8 ? 8 : level),
			CHRON_DENSITY,
		};
	}
}

static bool
is_mark(const struct chron_cell *cell)
{
	return cell->kind == CHRON_EVENT || cell->kind == CHRON_HERE ||
	       cell->kind == CHRON_LABEL;
}

void
chron_cross(struct chron_cell *cell)
{
	if (is_mark(cell))
		return;
	if (cell->kind == CHRON_LIFE || cell->kind == CHRON_LASTING)
		cell->cp = 0x253f; /* ┿ */
	else if (cell->kind == CHRON_UNSURE || cell->kind == CHRON_SPAN)
		cell->cp = 0x253c; /* ┼ */
	else
		*cell = (struct chron_cell){ 0x2502, CHRON_BRANCH };
}

void
chron_leave(struct chron_cell *cell, bool down)
{
	if (is_mark(cell))
		return;
	if (cell->kind == CHRON_LIFE || cell->kind == CHRON_LASTING)
		cell->cp = down ? 0x252f : 0x2537; /* ┯ ┷ */
	else if (cell->kind == CHRON_UNSURE || cell->kind == CHRON_SPAN)
		cell->cp = down ? 0x252c : 0x2534; /* ┬ ┴ */
	else
		*cell = (struct chron_cell){
			down ? 0x2577 : 0x2575, /* ╷ ╵ */
			CHRON_BRANCH,
		};
}

void
chron_reach(struct chron_cell *cell, bool down)
{
	if (!is_mark(cell))
		*cell = (struct chron_cell){
			down ? 0x25bc : 0x25b2, /* ▼ ▲ */
			CHRON_BRANCH,
		};
}
