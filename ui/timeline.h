/* The timeline's data, as the pane and the command line draw it: lanes in
 * camps, their lives, and the marks of events on them. */
#ifndef UI_TIMELINE_H
#define UI_TIMELINE_H

#include "model/chron.h"
#include "store/event.h"
#include "store/find.h"

struct timeline_lane {
	struct lane row;
	struct chron_life life;
	size_t mark, n_marks; /* its stretch of marks */
	size_t span, n_spans; /* and of spans */
	size_t camp;
};

/* Who led a lane, or which place it held, and when. */
struct timeline_span {
	int64_t relation; /* its id */
	size_t lane;
	bool place;
	int64_t other; /* the leader or the place */
	struct str key, name, start, end, note, sources;
	struct chron_life life;
};

/* One lane became another, split from it or went into it. */
struct timeline_branch {
	size_t from, to;  /* lanes: time runs this way */
	int64_t day;      /* the first that it may have been */
	const char *verb; /* of from: "became" */
	struct str when, sources;
};

struct timeline_camp {
	struct str name;
	size_t from, to;          /* its lanes */
	struct chron_mark *marks; /* of all its lanes, each event once */
	size_t n_marks;
};

struct timeline {
	struct timeline_lane *lanes;
	size_t n;
	struct timeline_camp *camps;
	size_t n_camps;
	struct chron_mark *marks; /* by lane, then day */
	size_t n_marks;
	struct timeline_span *spans; /* by lane, leaders first, then by day */
	size_t n_spans;
	struct timeline_branch *branches;
	size_t n_branches;
	size_t n_free;       /* the first of them stand on no lane */
	int64_t first, last; /* days between which nearly all events begin */
	int64_t now;         /* day of the library's clock */
};

/* Everything, in the arena: linear in events, once per change of them. */
bool timeline_load(struct store *store, struct arena *arena, struct timeline *t,
    struct err *err);
/* Spans and branches of lanes that are loaded: timeline-relations.c. */
bool timeline_relations(struct store *store, struct arena *arena,
    struct timeline *t, struct err *err);
/* A branch as it is drawn: down or up one column, from row to row. */
struct timeline_line {
	size_t from, to;
	int64_t col;
};
/* The branches whose both lanes have a row (rows: per lane, SIZE_MAX: none)
 * and whose day is in sight, in the arena. */
struct timeline_line *timeline_lines(const struct timeline *t,
    const struct chron_axis *axis, const size_t *rows, struct arena *arena,
    size_t *n);
/* What of them touches a row, into its cells. */
void timeline_cross(const struct timeline_line *lines, size_t n, size_t row,
    struct chron_cell *cells);
/* The lane of an entity; SIZE_MAX if it is none. */
size_t timeline_lane_of(const struct timeline *t, int64_t entity);
/* The days worth showing at first: nearly all events. */
void timeline_range(const struct timeline *t, int64_t *from, int64_t *to);

struct timeline_opts {
	struct str from, to;     /* dates as typed; empty: all events */
	const struct str *lanes; /* keys; none: all */
	size_t n_lanes;
	int width; /* columns; for JSON the number of density's buckets */
	bool ascii;
};

/* What the options ask for: days, whether a lane is wanted, whether all that
 * are wanted exist. */
bool timeline_read_range(const struct timeline_opts *opts,
    const struct timeline *t, int64_t *from, int64_t *to, struct err *err);
bool timeline_wanted(const struct timeline_opts *opts, struct str key);
bool timeline_keys_exist(const struct timeline_opts *opts,
    const struct timeline *t, struct err *err);

/* A picture, self-contained, on a light ground. */
bool timeline_svg(struct store *store, const struct timeline_opts *opts,
    struct buf *out, struct err *err);

/* The drawing as lines of text, at most width columns wide. */
bool timeline_text(struct store *store, const struct timeline_opts *opts,
    struct buf *out, struct err *err);
/* The data as one line of JSON: cli.md says which keys. */
bool timeline_json(struct store *store, const struct timeline_opts *opts,
    struct buf *out, struct err *err);
/* "date" or "date/end" of an event, in the arena. */
struct str timeline_when(const struct event *event, struct arena *arena);

#endif
