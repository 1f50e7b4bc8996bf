/* Beginnings of words that so many articles hold that FTS5 would collect them
 * for seconds, in one go that nothing stops (a* at a million: 4.5 s, 270 MB).
 * They are looked for in the texts of the articles that are walked over: a page
 * is there at once, and the walk stops when a key waits. Private to
 * store/find*.c. */
#ifndef STORE_FIND_PREFIX_H
#define STORE_FIND_PREFIX_H

#include "model/query.h"
#include "store/find-node.h"

/* Whether a term is such a word*: the index holds more pages of words that
 * begin so than FTS5 merges in some 30 ms. O(log n). */
bool prefix_heavy(struct store *store, const struct query *term, bool *heavy,
    struct err *err);
/* Whether a word of the article at ord begins with the node's text; of its
 * title alone where number is 1. False with err->code on failure. */
bool prefix_test(struct hits *w, struct node *n, int64_t ord, struct err *err);

extern const struct db_table find_prefix_table;

#endif
