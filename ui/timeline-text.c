/* The timeline for a pager, and as data. */
#include "config.h"

#include "model/cells.h"
#include "model/datex.h"
#include "model/record.h"
#include "model/utf8.h"
#include "ui/timeline.h"

enum { WIDTH_LEAST = 40, EVENTS_MOST = 100000, BUCKETS_MOST = 10000 };

struct drawing {
	const struct timeline_opts *opts;
	struct timeline t;
	struct chron_axis axis;
	struct chron_cell *row;
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
	put_row(d);
}

static void
put_camps(struct drawing *d)
{
	int64_t from = chron_day(&d->axis, 0);
	int64_t to = chron_day(&d->axis, d->axis.cols);
	size_t i, j;

	for (i = 0; i < d->t.n_camps; i++) {
		const struct timeline_camp *camp = &d->t.camps[i];
		bool headed = false;

		for (j = camp->from; j < camp->to; j++) {
			const struct timeline_lane *lane = &d->t.lanes[j];

			if (!timeline_wanted(d->opts, lane->row.key) ||
			    !chron_lives(&lane->life, from, to))
				continue;
			if (!headed) {
				cells_plain(d->out,
				    camp->name.len > 0 ? camp->name
						       : str_of("Others"),
				    d->opts->ascii);
				buf_putc(d->out, '\n');
				headed = true;
			}
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
	put_camps(d);
	if (d->t.n_free > 0 && d->opts->n_lanes == 0) {
		put_label(d, str_of("other events"), 0);
		chron_blank(&d->axis, d->row);
		chron_marks(&d->axis, d->t.marks, d->t.n_free, d->row);
		put_row(d);
	}
	return put_articles(d, store, err);
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

/* A day as JSON; null where there is none. */
static void
json_day(struct buf *out, const char *name, int64_t day)
{
	buf_addf(out, ",\"%s\":", name);
	if (!edtf_is_day(day)) {
		buf_puts(out, "null");
		return;
	}
	buf_putc(out, '"');
	day_iso(out, day);
	buf_putc(out, '"');
}

static void
json_member(struct buf *out, const char *name, struct str text)
{
	buf_addf(out, ",\"%s\":", name);
	if (text.len == 0)
		buf_puts(out, "null");
	else
		json_text(out, text);
}

static void
json_lane(struct buf *out, const struct timeline_lane *lane)
{
	buf_puts(out, "{\"key\":");
	json_text(out, lane->row.key);
	json_member(out, "name", lane->row.name);
	json_member(out, "camp", lane->row.camp);
	json_member(out, "start", lane->row.start);
	json_member(out, "end", lane->row.end);
	json_day(out, "start_earliest", lane->life.begin_first);
	json_day(out, "start_latest", lane->life.begin_last);
	json_day(out, "end_earliest", lane->life.end_first);
	json_day(out, "end_latest", lane->life.end_last);
	buf_putc(out, '}');
}

void
timeline_event_json(
    const struct timeline *t, const struct event *event, struct buf *out)
{
	struct arena arena = { 0 };
	size_t i, j;
	bool any = false;

	buf_addf(out, "{\"id\":%lld", (long long)event->id);
	json_member(out, "when", timeline_when(event, &arena));
	json_day(out, "earliest", event->earliest);
	json_day(out, "latest", event->latest);
	json_member(out, "title", event->title);
	json_member(out, "kind", event->kind);
	buf_puts(out, ",\"lanes\":[");
	for (i = 0; i < event->n_lanes; i++)
		for (j = 0; j < t->n; j++)
			if (t->lanes[j].row.entity == event->lanes[i]) {
				if (any)
					buf_putc(out, ',');
				any = true;
				json_text(out, t->lanes[j].row.key);
			}
	buf_puts(out, "]}");
	arena_release(&arena);
}

/* Whether an event stands on one of the lanes that were asked for. */
static bool
on_lanes(struct drawing *d, const struct event *event)
{
	size_t i, j;

	for (i = 0; i < event->n_lanes; i++)
		for (j = 0; j < d->t.n; j++)
			if (d->t.lanes[j].row.entity == event->lanes[i] &&
			    timeline_wanted(d->opts, d->t.lanes[j].row.key))
				return true;
	return d->opts->n_lanes == 0;
}

static bool
json_events(struct drawing *d, struct store *store, int64_t from, int64_t to,
    struct err *err)
{
	struct event *list;
	size_t n, i;
	bool any = false;

	if (!store_events(
		store, from, to, 0, EVENTS_MOST, &d->arena, &list, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		if (!on_lanes(d, &list[i]))
			continue;
		if (any)
			buf_putc(d->out, ',');
		any = true;
		timeline_event_json(&d->t, &list[i], d->out);
	}
	return true;
}

static bool
json_density(struct drawing *d, struct store *store, struct err *err)
{
	size_t cols = (size_t)d->axis.cols, i;
	int64_t *edges = arena_array(&d->arena, cols + 1, sizeof(*edges));
	uint32_t *counts = arena_array(&d->arena, cols, sizeof(*counts));
	bool any = false;

	chron_edges(&d->axis, edges);
	if (!store_density(store, NULL, edges, cols, counts, err))
		return false;
	for (i = 0; i < cols; i++) {
		if (edges[i + 1] <= edges[i])
			continue;
		buf_puts(d->out, any ? ",{\"from\":\"" : "{\"from\":\"");
		any = true;
		day_iso(d->out, edges[i]);
		buf_puts(d->out, "\",\"to\":\"");
		day_iso(d->out, edges[i + 1] - 1);
		buf_addf(d->out, "\",\"articles\":%u,\"claims\":0}", counts[i]);
	}
	return true;
}

static bool
json_all(struct drawing *d, struct store *store, struct err *err)
{
	int64_t from, to;
	size_t i;
	bool any = false;

	if (!timeline_load(store, &d->arena, &d->t, err) ||
	    !timeline_keys_exist(d->opts, &d->t, err) ||
	    !timeline_read_range(d->opts, &d->t, &from, &to, err))
		return false;
	d->axis = chron_exact(from, to,
	    d->opts->width > BUCKETS_MOST ? BUCKETS_MOST : d->opts->width);
	buf_puts(d->out, "{\"lanes\":[");
	for (i = 0; i < d->t.n; i++) {
		if (!timeline_wanted(d->opts, d->t.lanes[i].row.key))
			continue;
		if (any)
			buf_putc(d->out, ',');
		any = true;
		json_lane(d->out, &d->t.lanes[i]);
	}
	buf_puts(d->out, "],\"events\":[");
	if (!json_events(d, store, from, to, err))
		return false;
	buf_puts(d->out, "],\"density\":[");
	if (!json_density(d, store, err))
		return false;
	buf_puts(d->out, "]}\n");
	return true;
}

bool
timeline_json(struct store *store, const struct timeline_opts *opts,
    struct buf *out, struct err *err)
{
	struct drawing d = { .opts = opts, .out = out };
	bool good = json_all(&d, store, err);

	arena_release(&d.arena);
	return good;
}
