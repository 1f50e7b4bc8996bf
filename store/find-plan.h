/* From the tree of a query to nodes that find its articles. Private to
 * store/find*.c. */
#ifndef STORE_FIND_PLAN_H
#define STORE_FIND_PLAN_H

#include "model/query.h"
#include "store/find-node.h"

struct plan {
	struct store *store;
	struct arena *arena; /* nodes and their texts */
	struct node *root;
	bool to_count; /* told: all that it finds will be walked over */
	bool heavy;    /* a beginning of words is looked for in the texts */
	/* All that a query's words and names may match, as one expression of
	 * FTS5: for ranking. Empty: the query has no words. */
	struct str marks;
	/* Bounds of ord that the dates of the query set, ends included. */
	int64_t first, last;
	/* The folded words, phrases and other spellings to mark; a prefix
	 * keeps its star. */
	struct str *terms;
	size_t n_terms;
	/* What it asks of claims, owned. */
	struct claim_set *claims[QUERY_TERMS];
	size_t n_claims;
};

/* Fills root and what follows it; the caller closes it when it succeeds. */
bool plan_make(struct plan *plan, const struct query *query, struct err *err);

void plan_close(struct plan *plan);
/* Narrow first and last by the dates that every article must meet. */
void plan_bounds(struct plan *plan, const struct query *query);

/* The lane of one outlet (0: of articles without one) over a tree. */
struct node *plan_rows(
    struct arena *arena, enum rows rows, int64_t number, struct node *next);
struct node *plan_group(
    struct arena *arena, enum node_op op, struct node *kids);

extern const struct db_table find_plan_table;

#endif
