/* A pane: a rectangle that shows one kind of thing. It pulls what it shows from
 * the store when that has changed, and knows no other pane. */
#ifndef UI_PANE_H
#define UI_PANE_H

#include "store/store.h"
#include "ui/paint.h"

struct app;
struct list;
struct pane;

enum pane_topic {
	TOPIC_CURRENT = STORE_TOPICS, /* app->cur: article, entity, passage */
	TOPIC_LIST,                   /* app->list: the query or the order */
	PANE_TOPICS,
};
#define TOPIC_BIT(t) (1u << (t))

struct pane_ops {
	const char *name; /* key table, help section, golden file: "articles" */
	const char *title; /* in the border: "Articles" */
	unsigned topics;   /* TOPIC_BITs that make it stale */
	size_t size;       /* of its private state, zeroed at the start */
	/* Query into p->arena, which is fresh; what the pane drew so far is in
	 * another one that goes when this succeeds, and comes back when it
	 * fails: so query first and replace pointers last. Also called when
	 * the size (h, w) has changed. */
	bool (*recalc)(struct pane *p, struct err *err);
	/* No store, no failure. The rectangle is cleared already, unless the
	 * pane keeps what it has painted: then it paints what is different now,
	 * and all after a repaint of the screen. */
	bool keeps;
	void (*paint)(const struct pane *p, struct paint *paint);
	/* What stands in the border instead of title; may be NULL. */
	void (*heading)(const struct pane *p, struct buf *out);
	/* Of a pane that lists: "3 of 7" for the line at the top, as far as
	 * that is known without looking; may be NULL. */
	void (*tally)(const struct pane *p, struct buf *out);
	/* Nothing stands in it that its keys could act on: then the line at the
	 * bottom names only keys that hold everywhere. May be NULL. */
	bool (*empty)(const struct pane *p);
	/* A key before the tables of keys see it; false: it is none of ours.
	 * May be NULL. */
	bool (*key)(struct pane *p, uint32_t code);
	/* A click at y, x inside the pane; may be NULL. */
	void (*click)(struct pane *p, int y, int x, bool doubled);
	void (*scroll)(struct pane *p, int lines); /* wheel; may be NULL */
	/* Of a pane that is a list, for the keys that move in one: the list,
	 * brought up to date (NULL: it could not be); and what follows when
	 * its cursor was moved. Both or neither. */
	struct list *(*list)(struct pane *p, struct err *err);
	bool (*list_moved)(struct pane *p, struct err *err);
	/* For the mouse, where click and scroll are NULL: rows above the list,
	 * rows of the screen for one of it (0: one; without `list` about so
	 * many, for a page), and the pane that a double click goes to (NULL:
	 * none). */
	int list_top, list_pitch;
	const char *list_opens;
	/* Rows it would like to have, once it was calculated; may be NULL. */
	int (*rows)(const struct pane *p);
	void (*close)(struct pane *p); /* may be NULL */
};

struct pane {
	const struct pane_ops *ops;
	struct app *app;
	void *state;        /* ops->size bytes */
	struct arena arena; /* results of recalc */
	int h, w;           /* inner size at the last layout; 0: not shown */
	bool stale, dirty;
	bool again;   /* there was no time: once more, unless a key comes */
	bool patient; /* the first try ran out of time */
	bool focused;
	bool tabbed; /* its heading is not on the screen, tabs are */
	uint64_t seen[PANE_TOPICS];
};

/* Mark for recalculation (stale) or repainting only (dirty). */
void pane_stale(struct pane *p);
void pane_dirty(struct pane *p);

#endif
