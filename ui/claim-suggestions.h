/* The claims that the open article suggests, in text order: spans that nobody
 * has tagged or dismissed yet. */
#ifndef UI_CLAIM_SUGGESTIONS_H
#define UI_CLAIM_SUGGESTIONS_H

#include "ui/app.h"

/* Is there any to look for? Then a step of it, of a few milliseconds. */
bool suggested_wanted(const struct app *app);
void suggested_step(struct app *app);
/* All of them, now. */
void suggested_finish(struct app *app);
void suggested_release(struct app *app);

/* Is the i-th one still to be offered? */
bool suggested_open(const struct app *app, size_t i);
/* The open one that the cursor points at, else the first that touches the
 * passage; NULL: none. */
const struct suggestion *suggested_at(
    const struct app *app, struct span passage, const struct span *pointed);

#endif
