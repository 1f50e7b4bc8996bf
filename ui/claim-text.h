/* What stands in the fields of the claim form, and what is made of it. */
#ifndef UI_CLAIM_TEXT_H
#define UI_CLAIM_TEXT_H

#include "model/claim.h"
#include "model/event.h"
#include "ui/app.h"
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
	ENTRY_EVENT, /* from here on seldom wanted */
	ENTRY_LIKELIHOOD,
	ENTRY_CONFIDENCE,
	ENTRY_ACCESS,
	ENTRY_INFERENCE,
	ENTRY_NOTE, /* on the claim, not part of it */
	ENTRIES,
};

/* A claim in the making. */
struct tagging {
	struct app *app;
	struct arena arena;
	int64_t id;           /* the claim to change; 0: a new one */
	bool from_notes;      /* the form was opened there: back to it */
	bool confirmed;       /* credibility 1 may be given it */
	struct claim claim;   /* what it begins with */
	struct str text;      /* of its article */
	struct str statement; /* taken when none is typed */
	int64_t day;          /* that typed dates are reckoned from */
	struct str initial[ENTRIES];
};

/* On the open article, with nothing in it; tagging_free frees
 * (ui/claim-begin.c). */
struct tagging *tagging_new(struct app *app);
void tagging_free(void *tagging);
/* A claim on a passage: the whole of a suggestion where that is what is said
 * there, else these words alone with whom it names (NULL: none). */
struct tagging *tagging_begin(
    struct app *app, struct span passage, const struct suggestion *suggestion);
bool span_is(struct span a, struct span b);

/* The claim as the fields show it, in the arena. */
void claim_entries(struct tagging *t);
/* What one field says (ui/claim-take.c) becomes part of the claim; one that
 * says what it said at first changes nothing. said is what it means, in words.
 */
bool claim_take(struct tagging *t, enum claim_entry entry, struct str value,
    struct claim *claim, struct str *said, struct err *err);
/* What may be typed there, best first (ui/claim-complete.c). */
void claim_complete(struct tagging *t, struct form_typed typed,
    struct arena *arena, struct str **list, size_t *n);
/* The words that a field chooses among, by number; NULL: any may be typed, or
 * there are no more. */
const char *claim_choice(enum claim_entry entry, size_t i);
/* Is it one of those that something is done to? */
bool claim_is_object(const struct claim_subject *subject);
/* The short name where there is one (else `name`): fields are narrow. */
struct str claim_entity_said(struct tagging *t, int64_t id, struct str name);
/* The name that a source goes by. */
struct str claim_source_said(const struct claim_source *source);

#endif
