/* The rows that a query of claims finds, in an order of the ledger: kept while
 * nothing changes, so that a window is found by halving and not by asking all
 * that lie between. Private to store/. */
#ifndef STORE_CLAIMS_KEYS_H
#define STORE_CLAIMS_KEYS_H

#include "store/claim-set.h"
#include "store/claims.h"

struct claims_keys {
	struct arena arena; /* labels */
	struct keys_group {
		struct str label;
		int64_t group;
		size_t first; /* of claims; the next one's is the end */
	} * groups;           /* in order, one more than there are */
	int64_t *claims;
	size_t n, n_groups, size, size_groups;
	uint64_t when; /* of the set; 0: never read */
};

/* Read them, unless they are those of the set as it is found now. */
bool claims_keys_ready(struct claims_keys *keys, struct store *store,
    enum claims_order order, struct claim_set *set, struct err *err);
void claims_keys_release(struct claims_keys *keys);

/* The number of the first row that comes after a key, or is it if `with`. */
size_t claims_keys_after(
    const struct claims_keys *keys, const struct claims_key *key, bool with);
/* The key of row i < n. */
struct claims_key claims_keys_at(const struct claims_keys *keys, size_t i);

extern const struct db_table claims_keys_sql;

#endif
