/* A query made ready, and its order. Private to store/find*.c. */
#ifndef STORE_FIND_LIST_H
#define STORE_FIND_LIST_H

#include "store/find-plan.h"
#include "store/find.h"

struct ranked {
	int64_t score; /* the best is the lowest */
	int64_t ord;
};

struct find {
	struct store *store;
	struct arena arena;
	enum sort sort;
	struct plan plan;
	const struct query *tree;
	/* The same to be counted, where that is done in another way. */
	struct plan counts;
	bool counts_made;
	struct hits hits;
	bool all;            /* the empty query */
	struct terms *terms; /* for snippets, once they are asked for */

	/* One row a story: the query once more, with cursors of its own, to
	 * ask whether what a copy stands under is found too. NULL: no. */
	struct node *fold;
	struct hits fold_hits;
	bool folds, of_copies; /* of_copies: the query itself is about them */

	/* SORT_OUTLET: the lane of one outlet over the query. */
	struct node one, none, *lane, *lanes;
	int64_t *outlets; /* in order of name; 0, without one, comes last */
	size_t n_outlets;

	/* SORT_RELEVANCE: all hits, best first; made at the first page. */
	struct ranked *ranked;
	size_t n_ranked;
	bool is_ranked;

	/* Its articles per day, parallel to store->days: made by counting. */
	uint32_t *tally;
	size_t tally_at;     /* the day of the one counted last */
	uint64_t tally_seen; /* days_seen of the store when it was begun */
	bool tallied;        /* all are counted */
};

/* Move to the next key in the list's order after *from (NULL: the first in that
 * direction). The probe stands on it. False with ERR_NONE at the end. */
bool list_next(struct find *f, const struct find_key *from, int dir,
    struct find_key *to, struct err *err);
/* The same, whether or not it stands under another row of the list. */
bool list_hit(struct find *f, const struct find_key *from, int dir,
    struct find_key *to, struct err *err);
/* Make the order ready, which relevance needs. */
bool list_ready(struct find *f, struct err *err);
void list_rest(struct find *f);
/* Does the article at ord stand under another row of the list? */
bool list_folded(struct find *f, int64_t ord, bool *folded, struct err *err);

/* Articles per day, one at a time: density.c. What changed in between makes
 * the tally void. */
bool tally_begin(struct find *f, struct err *err);
void tally_add(struct find *f, int64_t ord);
void tally_end(struct find *f);

extern const struct db_table find_list_table;

#endif
