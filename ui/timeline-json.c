/* The timeline as data. */
#include "config.h"

#include "model/record.h"
#include "store/daymark.h"
#include "ui/timeline.h"

enum { EVENTS_MOST = 100000, BUCKETS_MOST = 10000 };

struct drawing {
	const struct timeline_opts *opts;
	struct timeline t;
	struct chron_axis axis;
	struct arena arena;
	struct buf *out;
};

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

/* Who led a lane and what it held. */
static void
json_spans(const struct timeline *t, const struct timeline_lane *lane,
    bool places, struct buf *out)
{
	bool any = false;

	buf_puts(out, places ? ",\"held\":[" : ",\"led\":[");
	for (size_t i = lane->span; i < lane->span + lane->n_spans; i++) {
		const struct timeline_span *span = &t->spans[i];

		if (span->place != places)
			continue;
		buf_puts(out, any ? ",{\"key\":" : "{\"key\":");
		any = true;
		json_text(out, span->key);
		json_member(out, "name", span->name);
		json_member(out, "start", span->start);
		json_member(out, "end", span->end);
		json_member(out, "source", span->sources);
		buf_putc(out, '}');
	}
	buf_putc(out, ']');
}

static void
json_lane(
    const struct timeline *t, const struct timeline_lane *lane, struct buf *out)
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
	json_spans(t, lane, false, out);
	json_spans(t, lane, true, out);
	buf_putc(out, '}');
}

/* An event as one line of JSON; lanes by their keys. */
static void
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
	json_member(out, "toll", event->toll);
	json_member(out, "sources", event->sources);
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

	if (!store_events(store,
		(struct day_window){
		    .from = from, .to = to, .most = EVENTS_MOST },
		&d->arena, &list, &n, err))
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

/* What became of lanes that are wanted. */
static void
json_branches(struct drawing *d)
{
	bool any = false;

	for (size_t i = 0; i < d->t.n_branches; i++) {
		const struct timeline_branch *b = &d->t.branches[i];
		struct str from = d->t.lanes[b->from].row.key;
		struct str to = d->t.lanes[b->to].row.key;

		if (!timeline_wanted(d->opts, from) ||
		    !timeline_wanted(d->opts, to))
			continue;
		buf_puts(d->out, any ? ",{\"from\":" : "{\"from\":");
		any = true;
		json_text(d->out, from);
		json_member(d->out, "how", str_of(b->verb));
		json_member(d->out, "to", to);
		json_member(d->out, "when", b->when);
		json_member(d->out, "source", b->sources);
		buf_putc(d->out, '}');
	}
}

/* How many claims begin in the days between two edges. */
static uint32_t
claims_of(const struct chron_mark *marks, size_t n, int64_t from, int64_t to)
{
	uint32_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += marks[i].first >= from && marks[i].first < to;
	return count;
}

static bool
json_density(struct drawing *d, struct store *store, struct err *err)
{
	size_t cols = (size_t)d->axis.cols, i;
	int64_t *edges = arena_array(&d->arena, cols + 1, sizeof(*edges));
	uint32_t *counts = arena_array(&d->arena, cols, sizeof(*counts));
	struct chron_mark *claims;
	size_t n_claims;
	bool any = false;

	chron_edges(&d->axis, edges);
	if (!store_density(store, NULL, edges, cols, counts, err) ||
	    !store_claim_marks(store, &d->arena, &claims, &n_claims, err))
		return false;
	for (i = 0; i < cols; i++) {
		if (edges[i + 1] <= edges[i])
			continue;
		buf_puts(d->out, any ? ",{\"from\":\"" : "{\"from\":\"");
		any = true;
		day_iso(d->out, edges[i]);
		buf_puts(d->out, "\",\"to\":\"");
		day_iso(d->out, edges[i + 1] - 1);
		buf_addf(d->out, "\",\"articles\":%u,\"claims\":%u}", counts[i],
		    claims_of(claims, n_claims, edges[i], edges[i + 1]));
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
		json_lane(&d->t, &d->t.lanes[i], d->out);
	}
	buf_puts(d->out, "],\"events\":[");
	if (!json_events(d, store, from, to, err))
		return false;
	buf_puts(d->out, "],\"branches\":[");
	json_branches(d);
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
