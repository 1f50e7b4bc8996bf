/* The timeline for a pager. */
#include "config.h"

#include "model/cells.h"
#include "model/datex.h"
#include "model/record.h"
#include "model/utf8.h"
#include "store/daymark.h"
#include "ui/timeline.h"

enum { WIDTH_LEAST = 40, EVENTS_MOST = 100000 };

struct drawing {
	const struct timeline_opts *opts;
	struct timeline t;
	struct chron_axis axis;
	struct chron_cell *row;
	size_t *rows; /* line of each lane, SIZE_MAX: not drawn */
	const struct timeline_line *lines;
	size_t n_lines;
	int labels; /* columns of the names, with a blank behind */
	struct arena arena;
	struct buf *out;
};

static bool
read_day(struct str text, int64_t now, bool last, int64_t *day, struct err *err)
{
	struct edtf e;
	int64_t found;

	if (text.len == 0)
		return true;
	if (!datex_typed(text, now, &e, err))
		return false;
	found = last ? edtf_latest(&e) : edtf_earliest(&e);
	if (edtf_is_day(found))
		*day = found;
	return true;
}

bool
timeline_read_range(const struct timeline_opts *opts, const struct timeline *t,
    int64_t *from, int64_t *to, struct err *err)
{
	timeline_range(t, from, to);
	if (!read_day(opts->from, t->now, false, from, err) ||
	    !read_day(opts->to, t->now, true, to, err))
		return false;
	if (*from > *to)
		return err_set(err, ERR_INVALID,
		    "the timeline would end before it begins");
	return true;
}

bool
timeline_wanted(const struct timeline_opts *opts, struct str key)
{
	size_t i;

	for (i = 0; i < opts->n_lanes; i++)
		if (str_eq(opts->lanes[i], key))
			return true;
	return opts->n_lanes == 0;
}

bool
timeline_keys_exist(
    const struct timeline_opts *opts, const struct timeline *t, struct err *err)
{
	size_t i, j;

	for (i = 0; i < opts->n_lanes; i++) {
		for (j = 0; j < t->n; j++)
			if (str_eq(t->lanes[j].row.key, opts->lanes[i]))
				break;
		if (j == t->n)
			return err_set(err, ERR_MISSING,
			    "there is no lane %.*s", (int)opts->lanes[i].len,
			    opts->lanes[i].p);
	}
	return true;
}

/* A name of exactly d->labels columns, cut with a tilde. */
static void
put_label(struct drawing *d, struct str name, int indent)
{
	struct cells c = cells_line(&d->arena, name,
	    (struct span){ 0, (uint32_t)name.len }, BIDI_OFF, false);
	int room = d->labels - 1 - indent, used = 0;
	size_t i, end = 0;

	for (i = 0; i < c.n; i++) {
		int left = c.cols > room ? room - 1 : room;

		if (used + c.v[i].width > left)
			break;
		used += c.v[i].width;
		end = c.v[i].to;
	}
	buf_addf(d->out, "%*s", indent, "");
	cells_plain(d->out, str_slice(name, 0, end), d->opts->ascii);
	if (i < c.n) {
		buf_puts(d->out, d->opts->ascii ? "~" : "…");
		used++;
	}
	buf_addf(d->out, "%*s", room - used + 1, "");
}

static void
put_row(struct drawing *d)
{
	int i, end = d->axis.cols;

	while (end > 0 && d->row[end - 1].cp == ' ')
		end--;
	for (i = 0; i < end; i++)
		if (d->opts->ascii)
			buf_putc(d->out, chron_ascii(d->row[i].cp));
		else
			utf8_put(d->out, d->row[i].cp);
	while (d->out->len > 0 && d->out->p[d->out->len - 1] == ' ')
		d->out->len--;
	buf_putc(d->out, '\n');
}

static void
put_lane(struct drawing *d, const struct timeline_lane *lane)
{
	struct str name = lane->row.name;

	if (cells_width(name) > d->labels - 3 && lane->row.short_name.len > 0)
		name = lane->row.short_name;
	put_label(d, name, 2);
	chron_blank(&d->axis, d->row);
	chron_life(&d->axis, &lane->life, d->t.now, d->row);
	chron_marks(&d->axis, d->t.marks + lane->mark, lane->n_marks, d->row);
	timeline_cross(
	    d->lines, d->n_lines, d->rows[lane - d->t.lanes], d->row);
	put_row(d);
}

/* Which lanes are drawn, and on which line: each camp has a heading. */
static void
place_lanes(struct drawing *d)
{
	int64_t from = chron_day(&d->axis, 0);
	int64_t to = chron_day(&d->axis, d->axis.cols);
	size_t line = 0, i, last = SIZE_MAX;

	d->rows = arena_array(&d->arena, d->t.n + 1, sizeof(*d->rows));
	for (i = 0; i < d->t.n; i++) {
		const struct timeline_lane *lane = &d->t.lanes[i];

		d->rows[i] = SIZE_MAX;
		if (!timeline_wanted(d->opts, lane->row.key) ||
		    !chron_lives(&lane->life, from, to))
			continue;
		line += lane->camp != last;
		last = lane->camp;
		d->rows[i] = line++;
	}
	d->lines =
	    timeline_lines(&d->t, &d->axis, d->rows, &d->arena, &d->n_lines);
}

/* A camp's name, and the branches that pass its line. */
static void
put_heading(struct drawing *d, const struct timeline_camp *camp, size_t line)
{
	put_label(d, camp->name.len > 0 ? camp->name : str_of("Others"), 0);
	chron_blank(&d->axis, d->row);
	timeline_cross(d->lines, d->n_lines, line, d->row);
	put_row(d);
}

static void
put_camps(struct drawing *d)
{
	size_t i, j;

	for (i = 0; i < d->t.n_camps; i++) {
		const struct timeline_camp *camp = &d->t.camps[i];
		bool headed = false;

		for (j = camp->from; j < camp->to; j++) {
			const struct timeline_lane *lane = &d->t.lanes[j];

			if (d->rows[j] == SIZE_MAX)
				continue;
			if (!headed)
				put_heading(d, camp, d->rows[j] - 1);
			headed = true;
			put_lane(d, lane);
		}
	}
}

static bool
put_articles(struct drawing *d, struct store *store, struct err *err)
{
	size_t cols = (size_t)d->axis.cols, i;
	int64_t *edges = arena_array(&d->arena, cols + 1, sizeof(*edges));
	uint32_t *counts = arena_array(&d->arena, cols, sizeof(*counts));
	bool any = false;

	chron_edges(&d->axis, edges);
	if (!store_density(store, NULL, edges, cols, counts, err))
		return false;
	for (i = 0; i < cols; i++)
		any = any || counts[i] > 0;
	if (!any)
		return true;
	put_label(d, str_of("articles"), 0);
	chron_blank(&d->axis, d->row);
	chron_density(&d->axis, counts, 0, d->row);
	put_row(d);
	return true;
}

/* The analyst's claims of these days, if there are any. */
static bool
put_claims(struct drawing *d, struct store *store, int64_t from, int64_t to,
    struct err *err)
{
	struct chron_mark *marks;
	size_t n, i;
	bool any = false;

	if (!store_claim_marks(store, &d->arena, &marks, &n, err))
		return false;
	for (i = 0; i < n; i++)
		any = any || (marks[i].first <= to && marks[i].last >= from);
	if (!any)
		return true;
	put_label(d, str_of("claims"), 0);
	chron_blank(&d->axis, d->row);
	chron_marks(&d->axis, marks, n, d->row);
	put_row(d);
	return true;
}

static bool
draw(struct drawing *d, struct store *store, struct err *err)
{
	int64_t from, to;
	int width = d->opts->width < WIDTH_LEAST ? WIDTH_LEAST : d->opts->width;

	if (!timeline_load(store, &d->arena, &d->t, err) ||
	    !timeline_keys_exist(d->opts, &d->t, err) ||
	    !timeline_read_range(d->opts, &d->t, &from, &to, err))
		return false;
	d->labels = width / 4 < 32 ? width / 4 : 32;
	d->axis = chron_exact(from, to, width - d->labels);
	d->row = arena_array(&d->arena, (size_t)d->axis.cols, sizeof(*d->row));
	put_label(d, str_of(""), 0);
	chron_ticks(&d->axis, d->row);
	put_row(d);
	place_lanes(d);
	put_camps(d);
	if (d->t.n_free > 0 && d->opts->n_lanes == 0) {
		put_label(d, str_of("other events"), 0);
		chron_blank(&d->axis, d->row);
		chron_marks(&d->axis, d->t.marks, d->t.n_free, d->row);
		put_row(d);
	}
	return put_claims(d, store, from, to, err) &&
	       put_articles(d, store, err);
}

bool
timeline_text(struct store *store, const struct timeline_opts *opts,
    struct buf *out, struct err *err)
{
	struct drawing d = { .opts = opts, .out = out };
	bool good = draw(&d, store, err);

	arena_release(&d.arena);
	return good;
}
