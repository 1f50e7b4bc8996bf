/* The timeline pane: the strip in Review and the full view. */
#ifndef UI_PANE_TIMELINE_H
#define UI_PANE_TIMELINE_H

#include "store/daymark.h"
#include "ui/app.h"
#include "ui/timeline.h"

/* Where one stands: the strip and the view remember it apart. */
struct timeline_place {
	struct chron_axis axis;
	int64_t cursor; /* day */
	int64_t id;     /* of the row under the cursor, see timeline_row */
	size_t sel, top;
	bool ready;
};

/* A row of the pane: a camp's heading, a lane, a line of what is known of the
 * lane above, or marks that stand on no lane. */
enum timeline_kind { ROW_CAMP, ROW_LANE, ROW_SPAN, ROW_FOOT };
struct timeline_row {
	int64_t id;   /* entity of the lane; of a camp, that of its first lane
		       * with a minus; of a span ROW_SPANS + its relation */
	size_t index; /* in t.camps, t.lanes or t.spans; an enum foot */
	enum timeline_kind kind;
	bool folded, pinned, open; /* open: its spans are shown */
};
#define ROW_SPANS (INT64_C(1) << 40)
#define ROW_FEET (INT64_C(1) << 42) /* + enum foot */

/* Rows of marks under the lanes: events of no lane, claims, notes. */
enum foot { FOOT_OTHERS, FOOT_CLAIMS, FOOT_NOTES, FEET };

/* A line of a list: what it opens, if anything, and what it says. */
struct timeline_item {
	int64_t event, article, entity; /* at most one of them is not 0 */
	struct str key;                 /* of the entity */
	struct span span;               /* passage of the article; to 0: none */
	struct str date, text;
	bool heading;
};

struct timeline_items {
	struct timeline_item *v;
	size_t n, size;
	struct arena *arena;
};

enum timeline_listing {
	LISTING_NONE,
	LISTING_HERE,  /* what stands at the cursor */
	LISTING_EVENT, /* what is known of one event */
	LISTING_STATE, /* who led, held and was allied on a day */
	LISTING_LANE,  /* all that is told of a lane */
};

/* What the analyst chose for a row. */
struct timeline_choice {
	int64_t id;
	bool folded, pinned, hidden, expanded;
	int order; /* from 1; 0: as the pack has it */
};

/* Lanes that a term of the filter stands for, until something changes. */
struct timeline_set {
	struct buf of, query;
	uint64_t seen;
	bool *lanes;
	size_t n, asked; /* so many of them, from the first on */
};

struct timeline_state {
	struct arena data; /* of t */
	struct timeline t;
	bool loaded;
	uint64_t seen[STORE_TOPICS];
	struct arena own; /* of the analyst's claims and notes */
	struct chron_mark *claims, *notes;
	size_t n_claims, n_notes;
	int64_t documents; /* the version of which lanes and events are */
	uint64_t own_seen;

	struct timeline_place places[2]; /* strip, full view */
	bool full;

	/* In the pane's arena. */
	struct timeline_row *rows;
	size_t n_rows, n_feet; /* the feet behind the others, in full view */
	uint32_t *counts;      /* articles per column */
	bool limited;          /* of the list's query alone */
	bool restored;
	uint64_t list_seen; /* changes that the list knows of */
	struct event *near; /* at the cursor */
	size_t n_near;

	/* The article that the pane follows, and the days it mentions. */
	bool looked;
	int64_t article, here; /* here: EDTF_UNKNOWN if it has no date */
	struct arena dates;
	int64_t *mentions;
	size_t n_mentions;
	bool stays;       /* does not follow the reader */
	int64_t left_for; /* article that was opened from the list, or
			   * LEFT_DOSSIER; 0: none */

	struct timeline_choice *choices;
	size_t n_choices;
	struct buf filter;
	bool *wanted;            /* by the filter, per lane; pane's arena */
	struct timeline_set set; /* ui/timeline-filter.c */
	int moved;               /* orders that were given */
	bool ranging;
	int64_t range; /* day where the range began */

	enum timeline_listing listing;
	int64_t list_day, list_scale; /* of LISTING_HERE */
	struct buf list_title;
	int64_t event; /* of LISTING_EVENT */
	/* The list from which one came to it (LISTING_NONE: none), and the line
	 * on which the cursor stood there. */
	enum timeline_listing from;
	size_t item_there;
	struct arena list;
	struct timeline_item *items;
	size_t n_items, item;
};

extern const struct pane_ops pane_timeline;

/* The pane's state, ready for commands; NULL if there is no such pane. */
struct timeline_state *timeline_of(struct app *app);
struct timeline_place *timeline_here(struct timeline_state *s);
/* What the analyst chose, over restarts: timeline-place.c. */
void timeline_restore(struct pane *p);
void timeline_save(struct pane *p);
/* After anything that needs new counts: the cursor is brought into sight. */
void timeline_moved(struct app *app);
/* The rows to show: timeline-rows.c. Whether the filter wants a lane:
 * timeline-filter.c. */
bool timeline_rows(struct pane *p, struct err *err);
bool timeline_filter(struct pane *p, struct err *err);
void timeline_filter_release(struct timeline_state *s);
/* Lanes (or camps) among which a row is moved, in their order; returns how
 * many, at most t.n + t.n_camps. */
size_t timeline_siblings(
    struct timeline_state *s, const struct timeline_row *row, size_t *list);
int64_t timeline_camp_id(const struct timeline_state *s, size_t camp);
bool timeline_folded(const struct timeline_state *s, int64_t id);
/* The lane of the row under the cursor; SIZE_MAX if it has none. */
size_t timeline_lane_here(const struct timeline_state *s);
/* The row under the cursor; NULL if there is none. */
const struct timeline_row *timeline_selected(const struct timeline_state *s);
/* The marks of a row under the lanes. */
const struct chron_mark *timeline_foot(
    const struct timeline_state *s, enum foot foot, size_t *n);
/* The choice of a row, made if need be. */
struct timeline_choice *timeline_choose(struct timeline_state *s, int64_t id);
/* The marks of the selected row (all that stand on no lane without one). */
void timeline_marks(
    const struct timeline_state *s, const struct chron_mark **marks, size_t *n);
/* The last day of the column in which a day stands. */
int64_t timeline_column_end(const struct timeline_state *s, int64_t day);
/* The days of the column under the cursor, and of the neighbour that the mark
 * there counts too. */
void timeline_bucket(
    const struct timeline_state *s, int64_t *from, int64_t *to);

/* List what stands at the cursor, an event, the state of a day. */
bool timeline_list(struct app *app, struct err *err);
bool timeline_list_event(struct app *app, int64_t id, struct err *err);
bool timeline_list_state(struct app *app, int64_t day, struct err *err);
/* All events of the lane under the cursor, its life and branches; the line
 * nearest to the cursor's day is chosen. */
bool timeline_list_lane(struct app *app, struct err *err);
/* A new line, and the lines made the pane's list (which takes their arena). */
struct timeline_item *timeline_add(struct timeline_items *items);
void timeline_take(struct timeline_state *s, struct timeline_items *items,
    enum timeline_listing kind, struct str title);
/* The claims, or else the notes, of these days. */
bool timeline_own(struct app *app, bool claims, struct day_window w,
    struct arena *arena, struct day_item **list, size_t *n, struct err *err);
/* A date for people, in the arena. */
struct str timeline_shown(struct arena *arena, struct str edtf);
/* The event that the list shows or its cursor stands on; 0: none. */
int64_t timeline_event(const struct timeline_state *s);

/* Back to the list from which the open article (or the dossier) was opened;
 * false if it was not. */
bool timeline_return(struct app *app, bool dossier);
/* The dossier was left by the key of a view: it leads back no more. */
void timeline_forget(struct app *app);
#define LEFT_DOSSIER INT64_C(-1)
/* What the signs mean, for the help. */
void timeline_legend(struct buf *out, bool ascii);

void timeline_paint(const struct pane *p, struct paint *paint);
/* Rows that lanes have on the screen. */
int timeline_body(const struct timeline_state *s, int h);
int timeline_labels(int w);

#endif
