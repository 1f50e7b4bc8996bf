/* A window on a long ordered list: it holds the rows around the cursor and
 * fetches more by key, so that a step costs the same in a list of any length.
 * The selection is an id and survives rows that come and go. */
#ifndef UI_LIST_H
#define UI_LIST_H

#include "model/arena.h"
#include "store/page.h"

/* Where rows come from. A row is a struct of row_size bytes; what it points to
 * lives in the arena that it was fetched into. */
struct list_ops {
	size_t row_size;
	/* Finding rows may be dear: of a list that is shown anew only those in
	 * sight are fetched, more by the first move beyond or list_ahead. */
	bool dear;
	/* A page on from a row; from NULL: from that end of the list. */
	bool (*page)(void *ctx, const void *from, struct page *page,
	    struct arena *arena, void **rows, struct err *err);
	int64_t (*id)(const void *row);
	/* A row that stands where id does (only its place counts);
	 * ERR_MISSING if id is not in the list. May be NULL. */
	bool (*locate)(void *ctx, int64_t id, struct arena *arena, void *row,
	    struct err *err);
};

struct list {
	const struct list_ops *ops;
	void *ctx;
	int h;                 /* rows that the pane shows, at least 1 */
	int64_t id;            /* selected; 0: the list is empty */
	size_t sel;            /* its index in the window */
	size_t top;            /* index of the first row shown */
	size_t n;              /* rows in the window */
	int64_t step;          /* rows of the last list_move */
	bool at_start, at_end; /* the window holds the first, the last row */
	unsigned char *rows;
	struct arena arenas[2]; /* the window's, and the next one's */
	int arena;
};

/* ctx is borrowed for the list's life. The list is empty until list_load. */
void list_init(struct list *list, const struct list_ops *ops, void *ctx);
void list_release(struct list *list);

/* Fetch the window again: after the rows changed or h did. The selection
 * stays on its id; when that is gone, on the row that took its place. On
 * failure all stays as it was. */
bool list_load(struct list *list, int h, struct err *err);
/* The same for another list: the order or the query has changed. The id stays
 * selected if it is still there, else the first row is. */
bool list_reset(struct list *list, struct err *err);

/* Move the cursor by so many rows, scroll by so many, or go to an end. */
bool list_move(struct list *list, int64_t rows, struct err *err);
bool list_scroll(struct list *list, int rows, struct err *err);
bool list_end(struct list *list, int dir, struct err *err);
/* To the place of a row (not necessarily one of the window's): its id is
 * selected if it is there. */
bool list_go(struct list *list, const void *row, struct err *err);
/* To an id, by locate. */
bool list_find(struct list *list, int64_t id, struct err *err);

/* Fetch now what the last move, done again, would have to; and the row that it
 * would lead to, NULL where that is not known. Borrowed until the next call. */
bool list_ahead(struct list *list, const void **row, struct err *err);

/* "3 of 7": where the cursor stands, if the window holds the whole list. */
void list_tally(const struct list *list, struct buf *out);
/* The i-th row on the screen, NULL beyond the last; the selected one; and the
 * index on the screen of the selected one. */
const void *list_row(const struct list *list, size_t i);
const void *list_selected(const struct list *list);
size_t list_cursor(const struct list *list);

#endif
