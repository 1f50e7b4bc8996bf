/* Where panes stand: a pure function of the size, the view and what the
 * analyst moved. */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include "model/base.h"

enum { LAYOUT_PANES = 8 };

enum view {
	VIEW_REVIEW = 1,
	VIEW_CLAIMS,
	VIEW_TIMELINE,
	VIEW_ENTITIES,
	VIEW_SOURCES,
	VIEW_NOTES, /* all of them; it has no number */
	VIEWS,
};

/* What the analyst can move, in thousandths of the room; 0: as it comes. */
enum split {
	SPLIT_LIST,   /* share of the list's column */
	SPLIT_SIDE,   /* share of the side column */
	SPLIT_STACK,  /* share of the upper pane of the side column */
	SPLIT_BOTTOM, /* share of the strip at the bottom */
	SPLITS,
};

struct layout_in {
	int rows, cols; /* of the whole screen */
	enum view view;
	const char *focus;  /* name of a pane */
	bool zoom;          /* the pane in focus alone */
	int splits[SPLITS]; /* thousandths, 0: as it comes */
	bool (*exists)(
	    void *arg, const char *pane); /* registered, not folded */
	void *arg;
	int notes_rows;   /* what the notes want inside, 0: not known */
	const char *turn; /* of tabs, the one that was last in focus */
};

struct rect {
	int y, x, h, w;
};

/* A pane on the screen. Frames share their borders with the neighbours: the
 * right border of one is the left border of the next. */
struct slot {
	const char *pane;
	struct rect frame;  /* with borders; only the top line if !sides */
	struct rect inside; /* what the pane paints */
	bool sides;
	/* Panes that take turns in this slot, in order, this one among them;
	 * n_tabs 0: it has the slot for itself. */
	const char *tabs[LAYOUT_PANES];
	size_t n_tabs;
};

struct layout {
	struct slot slots[LAYOUT_PANES];
	size_t n;
	const char *focus; /* a pane of slots; NULL if there is none */
	bool too_small;    /* nothing but a line that asks for more room */
};

void layout_make(const struct layout_in *in, struct layout *out);
/* Is it shown only while it has the focus? */
bool layout_on_demand(const char *pane);
/* Names of the panes of a view in order, ended by NULL; the first must exist
 * for the view to be there. */
const char *const *layout_view(enum view view);

#endif
