/* Tagging: the form of a claim, and the same again without it. */
#ifndef UI_CLAIM_FORM_H
#define UI_CLAIM_FORM_H

#include "ui/app.h"

/* A new claim on a passage of the open article, prefilled from the suggestion
 * that it is part of (NULL: none). */
bool claim_form_new(struct app *app, struct span passage,
    const struct suggestion *suggestion, struct err *err);
/* Change the claim of that id. */
bool claim_form_edit(struct app *app, int64_t id, struct err *err);
/* Open the form of a draft again: see the context that it is kept with. */
bool claim_form_resume(struct app *app, struct str context, struct err *err);
/* All that the last claim said but its words, of another passage. */
bool claim_repeat(struct app *app, struct span passage,
    const struct suggestion *suggestion, struct err *err);

/* The claim that keys are about: under the cursor of the notes pane, else where
 * the reader stands; NULL: none. */
const struct claim *claim_here(struct app *app);

#endif
