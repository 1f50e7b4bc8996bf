/* Whether a claim is what a query asks for. The fields of claims look at the
 * claim, words at its statement and quotation (and names in any spelling at
 * its claimant and subjects), all other fields at its article. Private to
 * store/. */
#ifndef STORE_CLAIM_TEST_H
#define STORE_CLAIM_TEST_H

#include "model/query.h"
#include "store/db.h"

struct claim_test;

/* An error names the column. The tree must live as long as the test. */
bool claim_test_new(struct store *store, const struct query *query,
    struct claim_test **test, struct err *err);
void claim_test_free(struct claim_test *test); /* NULL is fine */
bool claim_test_holds(
    struct claim_test *test, int64_t claim, bool *holds, struct err *err);
/* Whether any claim of the article is so. */
bool claim_test_article(
    struct claim_test *test, int64_t article, bool *holds, struct err *err);
/* Let go of all cursors. */
void claim_test_rest(struct claim_test *test);

/* Events by id, key, or words of the title; none is an error. */
bool claim_test_events(struct store *store, const struct query *q,
    struct arena *arena, int64_t **ids, size_t *n, struct err *err);

extern const struct db_table claim_test_sql;

#endif
