/* What a field of a query is likely to mean by a value that nobody has, and
 * what is to be said where such a value finds nothing. */
#ifndef STORE_NEAR_H
#define STORE_NEAR_H

#include "model/query.h"
#include "store/store.h"

/* The known value of the field that is most like the one asked for; empty: none
 * is. It lives in the arena. */
bool store_value_near(struct store *store, const struct query *q,
    struct arena *arena, struct str *value, struct err *err);

/* Of a query that can be asked: the first value in it that nothing here has
 * (analyst: claimant: author: lang: event: id: cluster:), in one sentence with
 * the one that may be meant; empty where all are known, or the query is wrong.
 * Costs about what asking that part alone does. */
bool store_query_unknown(struct store *store, struct str query,
    struct arena *arena, struct str *said, struct err *err);

/* For completion: whom notes and claims are by, and the claimants of the first
 * few thousand claims, by name. Lists and texts live in the arena. */
bool store_analysts(struct store *store, struct arena *arena, struct str **list,
    size_t *n, struct err *err);
bool store_claimants(struct store *store, struct arena *arena,
    struct str **list, size_t *n, struct err *err);

/* Private to store/: ERR_INVALID with the column, "there is no code named tol:
 * did you mean toll?"; false. */
bool value_unknown(struct store *store, const struct query *q, const char *what,
    struct err *err);

#endif
