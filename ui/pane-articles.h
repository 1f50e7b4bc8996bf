/* The list of articles: what its commands need of it. */
#ifndef UI_PANE_ARTICLES_H
#define UI_PANE_ARTICLES_H

#include "store/find.h"
#include "ui/list.h"
#include "ui/pane.h"

struct articles {
	struct list list; /* of struct find_row */
	struct buf query; /* what the rows were fetched for */
	enum sort sort;
	uint64_t seen[STORE_TOPICS]; /* generations of the rows */
	const struct find *find;
	bool snippets;       /* a second line for what a search found */
	bool live;           /* it was just asked for: a key stops the search */
	int64_t told_ms;     /* when the progress of a long search was shown */
	int64_t stories[64]; /* whose copies are unfolded */
	size_t n_stories;
	uint64_t *shown; /* hashes of the rows on the screen */
	size_t n_shown;
	int shown_pitch; /* rows of the screen for each */
};

extern const struct pane_ops pane_articles;

/* ui/articles-paint.c. */
void articles_paint(const struct pane *p, struct paint *paint);

/* ui/articles-page.c: rows of struct find_row. */
extern const struct list_ops articles_list_ops;
bool articles_unfolded(const struct articles *a, int64_t story);
void articles_fold(struct articles *a, int64_t story, bool unfold);

struct articles *articles_of(struct app *app);
/* Bring the rows up to date now, for a command that needs them. */
bool articles_fresh(struct pane *p, struct err *err);
/* Are they still of the query before, for this one's take longer than a command
 * may? */
bool articles_behind(const struct pane *p);
/* The rows, up to date, to move in; NULL: that failed. After a move the article
 * under the cursor is the open one, also where the reader has no room, for
 * names, notes and acts are about it. */
struct list *articles_list(struct pane *p, struct err *err);
bool articles_moved(struct pane *p, struct err *err);
/* Is that so, and does the list in sight go on looking? */
bool articles_searching(struct app *app);
/* The article that the last step in the list, done again, would open; 0: not
 * known, or its text is likely to have more bytes than that. */
int64_t articles_ahead(struct app *app, size_t most);
/* The list of a query has the focus, and the first found is open to be read; a
 * search that takes long goes on in the pane. */
bool articles_ask(
    struct app *app, struct str query, enum sort sort, struct err *err);
/* Article under the cursor; 0: none. */
int64_t articles_selected(struct app *app);
/* The next unread article below the one given (in the list's order), else the
 * first above it; 0: there is none left. */
bool articles_next_unread(
    struct app *app, int64_t after, int64_t *id, struct err *err);
/* Put the cursor on an article, if it is in the list. */
void articles_select(struct app *app, int64_t id);

#endif
