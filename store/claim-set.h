/* The claims that a query finds, as a set. The fields of claims look at the
 * claim, words at its statement and quotation (and names in any spelling at its
 * claimant and subjects), all other fields at its article; claims of hidden
 * articles are in none. Each part is one question to an index, and costs what
 * it finds; the set is kept until something changes. Private to store/. */
#ifndef STORE_CLAIM_SET_H
#define STORE_CLAIM_SET_H

#include "model/query.h"
#include "store/db.h"

struct claim_set;

/* An error names the column. The tree must live as long as the set. */
bool claim_set_new(struct store *store, const struct query *query,
    struct claim_set **set, struct err *err);
void claim_set_free(struct claim_set *set); /* NULL is fine */
/* The empty query: all that are visible, and nothing is kept. */
bool claim_set_is_all(const struct claim_set *set);

/* Find them, if anything has changed since; *when grows with each time. */
bool claim_set_ready(struct claim_set *set, uint64_t *when, struct err *err);
/* Of the set as it was found last. */
bool claim_set_has(const struct claim_set *set, int64_t claim);
/* How many it was. */
size_t claim_set_count(const struct claim_set *set);
/* Whether any claim of the article is in it; finds them where that is due. */
bool claim_set_article(
    struct claim_set *set, int64_t article, bool *holds, struct err *err);

extern const struct db_table claim_set_sql;

#endif
