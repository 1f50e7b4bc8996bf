/* The timeline's geometry: days to columns and back, and rows of cells drawn
 * from lives, events and counts. Pure: knows no store and no screen. */
#ifndef MODEL_CHRON_H
#define MODEL_CHRON_H

#include "model/edtf.h"

/* Columns onto days. Places are counted in eighths of a day, so that a day can
 * be eight columns wide; all days within some ten thousand years of 1970. */
struct chron_axis {
	int64_t start; /* left edge of column 0, in eighths of a day */
	int64_t scale; /* eighths of a day in one column, at least 1 */
	int cols;
};

/* What a cell is; the screen gives each kind a look. */
enum chron_kind {
	CHRON_BLANK,
	CHRON_RULE,    /* line of the axis */
	CHRON_LABEL,   /* its labels */
	CHRON_LIFE,    /* a faction lives, surely */
	CHRON_UNSURE,  /* it may: uncertain, approximate or unknown ends */
	CHRON_EVENT,   /* one event, or how many */
	CHRON_LASTING, /* an event goes on */
	CHRON_HERE,    /* the current article's date */
	CHRON_MENTION, /* a date it mentions */
	CHRON_DENSITY,
	CHRON_BRANCH, /* from one lane to another */
	CHRON_SPAN,   /* somebody led, a place was held */
};

struct chron_cell {
	uint32_t cp;
	enum chron_kind kind;
};

/* The zoom step that shows from..to (days) whole in so many columns. */
struct chron_axis chron_fit(int64_t from, int64_t to, int cols);
/* The same without a step: exactly from..to. */
struct chron_axis chron_exact(int64_t from, int64_t to, int cols);
/* Steps in (positive) or out; the day stays in its column. False if there is
 * no further step. */
bool chron_zoom(struct chron_axis *axis, int steps, int64_t day);
void chron_pan(struct chron_axis *axis, int cols);
/* Move as little as needed to have the day in the middle `share` percent. */
void chron_show(struct chron_axis *axis, int64_t day, int share);
/* Put the day into that column. */
void chron_place(struct chron_axis *axis, int64_t day, int col);
/* Other width: the day stays in the same part of the screen. */
void chron_resize(struct chron_axis *axis, int cols, int64_t day);

/* The column that a day begins in (not within 0..cols-1 if it is outside), and
 * the first day that begins in a column or goes on over it. */
int64_t chron_col(const struct chron_axis *axis, int64_t day);
int64_t chron_day(const struct chron_axis *axis, int64_t col);
/* How many days one column stands for, at least 1. */
int64_t chron_days(const struct chron_axis *axis);
/* cols + 1 days that part the columns, for counting. */
void chron_edges(const struct chron_axis *axis, int64_t *edges);

/* Draw into a row of axis->cols cells. chron_ticks fills it anew; the others
 * add to what is there (chron_blank first). */
void chron_blank(const struct chron_axis *axis, struct chron_cell *row);
/* Labels stand where their date is, at every pan, and never touch. */
void chron_ticks(const struct chron_axis *axis, struct chron_cell *row);

/* When something began and ended, as sure as it is known. */
struct chron_life {
	int64_t begin_first, begin_last; /* days, or as in edtf.h */
	int64_t end_first, end_last;
	bool begin_vague, end_vague; /* ~ or ? */
};
struct chron_life chron_life_of(struct str start, struct str end);
/* now: the day up to which what is open is known to go on. */
void chron_life(const struct chron_axis *axis, const struct chron_life *life,
    int64_t now, struct chron_cell *row);
/* Whether it may have lived on some day of from..to. */
bool chron_lives(const struct chron_life *life, int64_t from, int64_t to);

struct chron_mark {
	int64_t first, last; /* days */
};
/* Marks sorted by first day: one by one, or counted where they crowd. Two
 * neighbouring columns of several marks are counted as one in the first of
 * them, so that no two figures stand side by side and read as one number. */
void chron_marks(const struct chron_axis *axis, const struct chron_mark *marks,
    size_t n, struct chron_cell *row);
/* The columns that the mark over a column counts; false, and they stay as they
 * were, if there is none. */
bool chron_gathered(const struct chron_axis *axis,
    const struct chron_mark *marks, size_t n, int64_t col, int64_t *from,
    int64_t *to);
/* A bar per column, the tallest for max (0: for the largest there is). */
void chron_density(const struct chron_axis *axis, const uint32_t *counts,
    uint32_t max, struct chron_cell *row);
/* One cell at a day, if the day is in sight. */
void chron_put(const struct chron_axis *axis, int64_t day, uint32_t cp,
    enum chron_kind kind, struct chron_cell *row);

/* A line up or down through a cell, drawn over what is there: how a branch
 * passes a row. Marks stay as they are. */
void chron_cross(struct chron_cell *cell);
/* Its end on the lane that it leaves (down: it goes on below), and its arrow
 * on the lane that it reaches. */
void chron_leave(struct chron_cell *cell, bool down);
void chron_reach(struct chron_cell *cell, bool down);

/* What stands for a cell on a terminal that knows ASCII alone. */
char chron_ascii(uint32_t cp);

#endif
