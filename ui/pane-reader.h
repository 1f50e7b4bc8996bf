/* The reader: what its commands need of it. */
#ifndef UI_PANE_READER_H
#define UI_PANE_READER_H

#include "model/compare.h"
#include "ui/app.h"
#include "ui/reader-text.h"

enum {
	READER_MEASURE = 76,
	READER_SIGNS = 6, /* columns of "C1 B3" in the margin */
	READER_PLACES = 64,
};

struct reader {
	struct arena arena; /* the layout and the query's hits */
	struct reader_layout layout;
	struct buf meta, copies, beside, warn;
	struct article other; /* laid beside this one; row.id 0: none */
	struct arena other_arena;
	struct comparison compared; /* with it; in `arena` */
	int64_t article;
	/* Of app->cur and of the list when it was laid out. */
	uint64_t generation, list_generation;
	int h, w;         /* size that it was laid out for */
	bool ready, full; /* full: as wide as the pane */
	size_t top;       /* first row shown */
	struct reader_place place;
	struct cursor cursor;
	struct span *hits; /* of the list's query */
	size_t n_hits;
	struct arena found_arena;
	struct buf what; /* looked for in the text */
	struct span *found;
	size_t n_found;
	struct {
		int64_t article;
		struct reader_place place;
		struct cursor cursor;
	} places[READER_PLACES]; /* where former articles were left */
	size_t n_places;
	struct layers layers; /* kept for its memory */
	struct span held;     /* a passage kept in sight with so many rows */
	int below;            /* free behind it; 0: none */
};

extern const struct pane_ops pane_reader;
/* ui/reader-paint.c */
void reader_paint(const struct pane *p, struct paint *paint);

/* The reader, laid out for the current article; NULL without one. */
struct reader *reader_of(struct app *app);
struct str reader_text_of(const struct app *app);
/* The lines of one that may not be open yet, as the reader will show them. */
void reader_wrap(struct app *app, struct current *cur);

/* Lay another article beside the one that is open, to see what differs; 0: none
 * any more. */
bool reader_beside(struct app *app, int64_t id, struct err *err);

/* After the cursor has moved: keep it in sight, tell the other panes. */
void reader_moved(struct app *app);
/* By rows; false where there is no further. */
bool reader_scroll(struct app *app, int rows);
void reader_end(struct app *app, int dir);
/* Point at a passage of the article that is open. */
void reader_show(struct app *app, struct span span);
/* To the sentence at a byte. */
void reader_go(struct app *app, uint32_t at);
/* Keep the end of a passage in sight, with so many rows behind it for what is
 * drawn over the text; 0: no longer, and the text stands as before. The row of
 * the pane behind the passage, or -1. */
int reader_hold(struct app *app, struct span passage, int rows);
/* Look for words in the text; empty: no longer. */
void reader_look_for(struct app *app, struct str what);

#endif
