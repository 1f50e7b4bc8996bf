/* One statement in the ledger: who asserts it, who denies it, how many sources
 * are independent of each other; and claims that contradict each other. */
#ifndef STORE_LEDGER_H
#define STORE_LEDGER_H

#include "model/ledger.h"
#include "store/claim.h"
#include "store/claims.h"

struct ledger_row {
	struct claim claim;
	struct str title, outlet;
	bool denies;    /* the statement of the group */
	bool linked;    /* not of the group: it supports or contradicts one */
	size_t source;  /* 1, 2 ... of its side: rows of one number are one
			 * source */
	bool confirmed; /* credibility 1 may be offered */
};

struct ledger {
	struct str statement;
	struct ledger_row *rows; /* those who assert first, then by age */
	size_t n, asserts, denies;
	size_t independent, independent_denials;
	struct grade best; /* of those who assert */
	bool contested;    /* both sides have somebody */
};

/* The statement that a claim is about: the claims of its group, and those that
 * support or contradict one of them. */
bool store_ledger(struct store *store, int64_t claim, struct arena *arena,
    struct ledger *ledger, struct err *err);

struct contradiction_row {
	struct claim a, b; /* a is the older one */
	enum contradiction why;
};
/* Claims that contradict this one and are not linked with it: suggestions, the
 * oldest first, at most CONTRADICTIONS. */
enum { CONTRADICTIONS = 100 };
bool store_contradictions(struct store *store, int64_t claim,
    struct arena *arena, struct contradiction_row **list, size_t *n,
    struct err *err);

#endif
