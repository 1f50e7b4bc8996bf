/* Which claims are independent of each other, and which cannot both be so: the
 * rules of claims.md, chapter 4.1. Pure. */
#ifndef MODEL_LEDGER_H
#define MODEL_LEDGER_H

#include "model/claim.h"

/* A claim as the rule of independence sees it. */
struct ledger_claim {
	int64_t copies;    /* the group of near-copies its article is in; claims
			    * of one article are of one group */
	struct str origin; /* with whom it began: one text for each; empty:
			    * nobody knows */
	bool named;        /* origin is a name, not "security officials" */
	bool denies;       /* it is on the other side */
};

/* Claims by their places in the list. */
struct ledger_link {
	size_t a, b;
	enum link_kind kind;
};

struct ledger_set {
	const struct ledger_claim *claims;
	size_t n;
	const struct ledger_link *links;
	size_t n_links;
};

/* How many independent sources stand on one side: the number of components
 * after joining claims by (same group of near-copies OR same named origin OR
 * derives-from). part, if not NULL, has room for n numbers and gets 1, 2 ...
 * for the components of that side, 0 for claims of the other one. A chain of
 * derives-from may lead over claims of the other side. */
size_t ledger_independent(
    const struct ledger_set *set, bool denies, size_t *part);

/* Whether credibility 1 ("confirmed by other sources") may be offered for a
 * claim: another one on its side has (a) a different group of near-copies, and
 * (b) a different origin (entity, or wording of unnamed ones), and (c) no path
 * of derives-from between them. What nobody knows is different from nothing. */
bool ledger_confirmed(const struct ledger_set *set, size_t claim);

/* What a claim says when modality and polarity are taken together: that its
 * statement is so (false) or is not so (true). */
bool claim_denies(const struct claim *claim);

/* Why two claims cannot both be so, as a suggestion: they share their subjects
 * (one's are all among the other's), their places do not differ, their dates
 * touch, and a number or the polarity differs. Dates and subjects that are not
 * known are shared with nothing. */
enum contradiction {
	CONTRADICTION_NONE,
	CONTRADICTION_POLARITY,
	CONTRADICTION_NUMBER,
};
enum contradiction claims_contradict(
    const struct claim *a, const struct claim *b);
const char *contradiction_name(enum contradiction); /* polarity number */

#endif
