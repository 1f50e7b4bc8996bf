/* Whether a claim agrees with what is recorded of an event: its date and its
 * toll. Pure. */
#ifndef MODEL_VERDICT_H
#define MODEL_VERDICT_H

#include "model/claim.h"

enum verdict { VERDICT_NONE, VERDICT_SUPPORTS, VERDICT_CONTRADICTS };

/* "killed 10-15, wounded 30": what, from how many to how many. */
struct toll {
	struct str what; /* into the text */
	int64_t low, high;
};
enum { TOLL_MOST = 8 };
/* The parts of a toll, at most TOLL_MOST; the error says how one is written.
 * An empty text has none. */
bool toll_parse(struct str text, struct toll *list, size_t *n, struct err *err);

/* Days as in edtf.h: they agree if they may be the same, contradict if they
 * cannot; where one is not known neither. */
enum verdict verdict_date(
    int64_t first, int64_t last, int64_t claim_first, int64_t claim_last);
/* The same for numbers of what both count. */
enum verdict verdict_toll(
    struct str toll, const struct claim_figure *figures, size_t n);

#endif
