/* What stands in the fields of the claim form, and what is made of it. */
#ifndef UI_CLAIM_TEXT_H
#define UI_CLAIM_TEXT_H

#include "model/claim.h"
#include "ui/form.h"

enum claim_entry {
	ENTRY_STATEMENT,
	ENTRY_CLAIMANT,
	ENTRY_VIA,
	ENTRY_SUBJECTS,
	ENTRY_OBJECTS,
	ENTRY_WHEN,
	ENTRY_SAID,
	ENTRY_VALID,
	ENTRY_PLACE,
	ENTRY_STATUS,
	ENTRY_GRADE,
	ENTRY_REASON,
	ENTRY_MODALITY,
	ENTRY_POLARITY,
	ENTRY_CUE,
	ENTRY_CODES,
	ENTRY_FIGURES,
	ENTRIES,
};

/* A claim in the making. */
struct tagging {
	struct app *app;
	struct arena arena;
	int64_t id;           /* the claim to change; 0: a new one */
	bool confirmed;       /* credibility 1 may be given it */
	struct claim claim;   /* what it begins with */
	struct str text;      /* of its article */
	struct str statement; /* taken when none is typed */
	int64_t day;          /* that typed dates are reckoned from */
	struct str initial[ENTRIES];
};

/* The claim as the fields show it, in the arena. */
void claim_entries(struct tagging *t);
/* What one field says becomes part of the claim; one that says what it said at
 * first changes nothing. said is what it means, in words. */
bool claim_take(struct tagging *t, enum claim_entry entry, struct str value,
    struct claim *claim, struct str *said, struct err *err);
/* What may be typed there, best first (ui/claim-complete.c). */
void claim_complete(struct tagging *t, struct form_typed typed,
    struct arena *arena, struct str **list, size_t *n);
/* The words that a field chooses among, by number; NULL: any may be typed, or
 * there are no more. */
const char *claim_choice(enum claim_entry entry, size_t i);
/* The name that a source goes by. */
struct str claim_source_said(const struct claim_source *source);

#endif
