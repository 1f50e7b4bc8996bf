/* The fields of the claim form, one kind each: what is typed in one becomes
 * part of the claim. Private to ui/claim-take*.c. */
#ifndef UI_CLAIM_TAKE_H
#define UI_CLAIM_TAKE_H

#include "ui/claim-text.h"

struct taking {
	struct tagging *t;
	enum claim_entry entry;
	struct str value;
	struct claim *claim; /* that it becomes part of */
	struct buf *said;    /* what it means, in words */
	struct err *err;     /* where it means nothing: false */
};

/* ui/claim-take-names.c */
bool take_claimant(struct taking *k);
bool take_via(struct taking *k);
bool take_subjects(struct taking *k, bool objects);
bool take_place(struct taking *k);
bool take_event(struct taking *k);
/* ui/claim-take-values.c */
bool take_date(struct taking *k, struct str *out);
bool take_grade(struct taking *k);
bool take_figures(struct taking *k);
bool take_cue(struct taking *k);

/* Cut at semicolons, or commas where there are none; how many parts. */
enum { CLAIM_PARTS = 32 };
size_t claim_split(struct str value, struct str *parts);

#endif
