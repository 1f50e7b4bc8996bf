#include "config.h"

#include "ui/layout.h"

/* Size classes. */
enum {
	ROOM_COLS = 40, /* less than this: a line that asks for more */
	ROOM_ROWS = 10,
	TABS_COLS = 84,  /* less: one pane at a time */
	SIDE_COLS = 100, /* less: one side column with tabs */
	STRIP_ROWS = 30, /* less: no strip at the bottom */
	STACK_ROWS = 16, /* less: the side column has tabs */
	LIST_MAX = 50,   /* columns that a list takes unasked */
	SIDE_MAX = 42,   /* the same for the side column */
	STRIP_MAX = 16,  /* rows that the strip takes unasked */
	COLUMN_MIN = 16, /* columns that a split leaves */
	READER_MIN = 30,
	STACK_MIN = 4,
	NOTES_MIN = 5,     /* rows inside that notes get unasked */
	REGISTER_MAX = 64, /* columns that the register takes unasked */
	LEDGER_MAX = 100,  /* the same for the ledger */
};

static const char *const views[VIEWS][LAYOUT_PANES] = {
	[VIEW_REVIEW] = { "articles", "reader", "entities", "notes", "timeline",
	    "codes" },
	[VIEW_CLAIMS] = { "claims", "claim" },
	[VIEW_TIMELINE] = { "timeline" },
	[VIEW_ENTITIES] = { "register", "dossier", "unknown" },
	[VIEW_SOURCES] = { "sources", "source" },
	[VIEW_NOTES] = { "all-notes" },
};

const char *const *
layout_view(enum view view)
{
	return views[view];
}

bool
layout_on_demand(const char *pane)
{
	return strcmp(pane, "codes") == 0;
}

static int
clamp(int n, int low, int high)
{
	if (n > high)
		n = high;
	return n < low ? low : n;
}

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* The codebook has a place only while it has the focus. */
static bool
has(const struct layout_in *in, const char *pane)
{
	return (!layout_on_demand(pane) || same(in->focus, pane)) &&
	       in->exists(in->arg, pane);
}

static struct slot *
place(struct layout *out, const char *pane, struct rect frame, bool sides)
{
	struct slot *s = &out->slots[out->n++];
	s->pane = pane;
	s->frame = frame;
	s->sides = sides;
	s->inside = frame;
	s->inside.y++;
	s->inside.h--;
	if (sides) {
		s->inside.h--;
		s->inside.x++;
		s->inside.w -= 2;
	}
	return s;
}

/* One slot for several panes in turn: the one in focus, else the first. */
static void
place_tabs(struct layout *out, const struct layout_in *in,
    const char *const *panes, struct rect frame, bool sides)
{
	const char *list[LAYOUT_PANES] = { NULL };
	size_t n = 0, shown = 0;
	bool focused = false;
	for (size_t i = 0; i < LAYOUT_PANES && panes[i] != NULL; i++) {
		if (!has(in, panes[i]))
			continue;
		if (same(panes[i], in->focus) ||
		    (!focused && same(panes[i], in->turn)))
			shown = n;
		focused = focused || same(panes[i], in->focus);
		list[n++] = panes[i];
	}
	if (n == 0)
		return;
	struct slot *s = place(out, list[shown], frame, sides);
	if (n > 1) {
		memcpy(s->tabs, list, sizeof(list));
		s->n_tabs = n;
	}
}

/* Rows of the strip with both its borders; 0: none. */
static int
strip_rows(const struct layout_in *in)
{
	if (in->rows < STRIP_ROWS || !has(in, "timeline"))
		return 0;
	int split = in->splits[SPLIT_BOTTOM];
	int rows = split > 0 ? in->rows * split / 1000
			     : clamp(in->rows / 5, 7, STRIP_MAX);
	return clamp(rows, 3, in->rows - 14);
}

static int
share(const struct layout_in *in, enum split which, int per_mille, int most)
{
	int split = in->splits[which];
	if (split > 0)
		return in->cols * split / 1000;
	return clamp(in->cols * per_mille / 1000, COLUMN_MIN, most);
}

/* The side column: entities over notes, or in turn where it is low. */
static void
place_side(struct layout *out, const struct layout_in *in, struct rect r)
{
	static const char *const side[] = { "entities", "notes", NULL };
	if (has(in, "codes")) {
		place(out, "codes", r, true);
		return;
	}
	if (!has(in, side[0]) || !has(in, side[1]) || r.h < STACK_ROWS) {
		place_tabs(out, in, side, r, true);
		return;
	}
	int split = in->splits[SPLIT_STACK];
	/* Unasked, the notes get what they need, the names all the rest. */
	int upper =
	    split > 0 ? r.h * split / 1000
		      : r.h - 2 - clamp(in->notes_rows, NOTES_MIN, r.h / 2 - 2);
	upper = clamp(upper, STACK_MIN, r.h - STACK_MIN);
	place(out, side[0], (struct rect){ r.y, r.x, upper + 1, r.w }, true);
	place(out, side[1], (struct rect){ r.y + upper, r.x, r.h - upper, r.w },
	    true);
}

static void
review_columns(struct layout *out, const struct layout_in *in, struct rect r)
{
	bool side = has(in, "entities") || has(in, "notes") || has(in, "codes");
	int right = r.w, left = 0;
	if (side && has(in, "reader")) {
		int w = share(in, SPLIT_SIDE, 205, SIDE_MAX);
		right = r.w - clamp(w, COLUMN_MIN, r.w - READER_MIN) + 1;
	}
	if (has(in, "articles") && has(in, "reader")) {
		left = clamp(share(in, SPLIT_LIST, 285, LIST_MAX), COLUMN_MIN,
		    right - READER_MIN);
		place(out, "articles", (struct rect){ r.y, r.x, r.h, left + 1 },
		    true);
	}
	place(out, has(in, "reader") ? "reader" : "articles",
	    (struct rect){ r.y, r.x + left, r.h, right - left }, true);
	if (right < r.w)
		place_side(out, in,
		    (struct rect){ r.y, right - 1, r.h, r.w - right + 1 });
}

/* Between one pane at a time and three columns: the reader, and one column in
 * which list and side panes take turns. */
static void
review_narrow(struct layout *out, const struct layout_in *in, struct rect r)
{
	static const char *const turns[] = { "articles", "entities", "notes",
		"codes", NULL };
	int left = clamp(
	    share(in, SPLIT_LIST, 370, LIST_MAX), COLUMN_MIN, r.w - READER_MIN);
	if (!has(in, "reader"))
		left = r.w - 1;
	place_tabs(
	    out, in, turns, (struct rect){ r.y, r.x, r.h, left + 1 }, true);
	if (has(in, "reader"))
		place(out, "reader",
		    (struct rect){ r.y, left, r.h, r.w - left }, true);
}

static void
review(struct layout *out, const struct layout_in *in, struct rect body)
{
	int strip = strip_rows(in);
	struct rect top = body;
	if (strip > 0)
		top.h = body.h - strip + 1;
	if (in->cols < SIDE_COLS)
		review_narrow(out, in, top);
	else
		review_columns(out, in, top);
	if (strip > 0)
		place(out, "timeline",
		    (struct rect){ body.y + body.h - strip, 0, strip, body.w },
		    true);
}

static void
two_columns(struct layout *out, const struct layout_in *in, struct rect r)
{
	const char *const *panes = views[in->view];
	if (panes[1] == NULL || !has(in, panes[1])) {
		place(out, panes[0], r, true);
		return;
	}
	int most = in->view == VIEW_CLAIMS ? LEDGER_MAX : REGISTER_MAX;
	int left = clamp(
	    share(in, SPLIT_LIST, in->view == VIEW_CLAIMS ? 460 : 400, most),
	    COLUMN_MIN, r.w - READER_MIN);
	const char *const turns[] = { panes[0], panes[2], NULL };
	place_tabs(
	    out, in, turns, (struct rect){ r.y, r.x, r.h, left + 1 }, true);
	place(out, panes[1], (struct rect){ r.y, left, r.h, r.w - left }, true);
}

static bool
placed(const struct layout *out, const char *pane)
{
	for (size_t i = 0; i < out->n; i++)
		if (same(out->slots[i].pane, pane))
			return true;
	return false;
}

/* A pane of the view that has the focus but no room gets the largest slot. */
static void
make_room(struct layout *out, const struct layout_in *in)
{
	const char *focus = NULL;
	const char *const *panes = views[in->view];
	for (size_t i = 0; i < LAYOUT_PANES && panes[i] != NULL; i++)
		if (same(panes[i], in->focus) && has(in, panes[i]))
			focus = panes[i];
	if (focus != NULL && !placed(out, focus)) {
		struct slot *best = &out->slots[0];
		for (size_t i = 1; i < out->n; i++)
			if (out->slots[i].frame.w > best->frame.w)
				best = &out->slots[i];
		best->pane = focus;
	}
	out->focus = focus != NULL ? focus : out->slots[0].pane;
}

void
layout_make(const struct layout_in *in, struct layout *out)
{
	memset(out, 0, sizeof(*out));
	if (in->rows < ROOM_ROWS || in->cols < ROOM_COLS) {
		out->too_small = true;
		out->focus = in->focus;
		return;
	}
	struct rect body = { 1, 0, in->rows - 2, in->cols };
	if (!has(in, views[in->view][0]))
		return;
	if (in->zoom || in->cols < TABS_COLS)
		place_tabs(out, in, views[in->view], body, false);
	else if (in->view == VIEW_REVIEW)
		review(out, in, body);
	else
		two_columns(out, in, body);
	make_room(out, in);
}
