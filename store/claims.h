/* The ledger: all claims of the library that a query finds, in an order whose
 * groups are its headings, and windows of rows by key. A window costs what its
 * rows cost, however many there are; a query is worked out once and again when
 * something has changed, which is linear in what it finds. Claims of hidden
 * articles are not shown. */
#ifndef STORE_CLAIMS_H
#define STORE_CLAIMS_H

#include "model/claim.h"
#include "store/page.h"
#include "store/store.h"

enum claims_order {
	CLAIMS_ADDED,     /* newest first; no groups */
	CLAIMS_WHEN,      /* by the day that it tells of */
	CLAIMS_GRADE,     /* best first, by credibility, then reliability */
	CLAIMS_STATUS,    /* open first */
	CLAIMS_STATEMENT, /* what says the same together (claim-group.h) */
	CLAIMS_CLAIMANT,
	CLAIMS_OUTLET,  /* of the article */
	CLAIMS_SUBJECT, /* a claim stands under each of its subjects */
	CLAIMS_EVENT,
	CLAIMS_ORDERS,
};
const char *claims_order_name(enum claims_order); /* added when grade ... */
bool claims_order_parse(struct str name, enum claims_order *order);

struct claims; /* a query made ready; closed before the store */

/* An error names the column of the query: "column 9: ...". */
bool store_claims_open(struct store *store, struct str query,
    enum claims_order order, struct claims **claims, struct err *err);
void store_claims_close(struct claims *claims); /* NULL is fine */

/* Where a row stands in the order; opaque, copied freely. Two rows are of one
 * group when claims_same_group says so. */
enum { CLAIMS_LABEL = 512 };
struct claims_key {
	char label[CLAIMS_LABEL];
	int64_t group, claim;
};
bool claims_same_group(const struct claims_key *a, const struct claims_key *b);

struct claims_row {
	struct claim claim; /* whole, as store_claim_get */
	struct claims_key key;
	/* The heading of its group: "Khalifa Haftar", "contested", "B3"; empty
	 * where it has none (no claimant, no date ...). */
	struct str heading;
	struct str title, outlet; /* of its article */
	struct str published;
};

/* A page of rows on from `from` in the order; from NULL: from the top or the
 * end. */
bool store_claims_page(struct claims *claims, const struct claims_key *from,
    struct page *page, struct arena *arena, struct claims_row **rows,
    struct err *err);

/* The same for groups: each with its first row (which is in the query) and how
 * many rows of the query it has. */
struct claims_group {
	struct claims_row first;
	size_t claims;
};
bool store_claims_groups(struct claims *claims, const struct claims_key *from,
    struct page *page, struct arena *arena, struct claims_group **groups,
    struct err *err);
/* All rows of the group of a key, in the order; whether in the query or not
 * if `all`. */
bool store_claims_members(struct claims *claims, const struct claims_key *key,
    bool all, struct arena *arena, struct claims_row **rows, size_t *n,
    struct err *err);

/* The key of a claim in this order (its first one); ERR_MISSING if the query
 * does not find it. */
bool store_claims_locate(struct claims *claims, int64_t claim,
    struct claims_key *key, struct err *err);
/* How many claims the query finds: linear. */
bool store_claims_count(struct claims *claims, size_t *n, struct err *err);
/* All rows in the order, in windows. The row is borrowed for the time of the
 * call; a false return stops with its err. */
bool store_claims_each(struct claims *claims,
    bool (*each)(void *arg, const struct claims_row *row, struct err *err),
    void *arg, struct err *err);

#endif
