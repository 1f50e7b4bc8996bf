/* The dates that the open article mentions, in text order. */
#ifndef UI_ARTICLE_DATES_H
#define UI_ARTICLE_DATES_H

#include "ui/app.h"

/* The dates in a text, into the arena, against the day that it was written
 * (days; INT64_MIN: not known, then only those that do not lean on it). */
void article_dates_of(struct str text, int64_t written, int64_t today,
    struct arena *arena, struct datex **list, size_t *n);

/* Those of the open article, alive until it is loaded anew: against its own
 * day; without one only those that do not lean on a day. They are found when
 * they are first asked for: no pane may want them. */
const struct datex *article_dates(struct app *app, size_t *n);
/* Find them in one that may not be open yet. */
void article_dates_find(const struct app *app, struct current *cur);

/* The date that the reader's cursor points at; failing that the first in the
 * passage; failing that the day of the article. EDTF, alive until the next
 * article; empty if there is none of them. pointed (may be NULL) says whether
 * it was the first of these. */
struct str article_date_chosen(struct app *app, bool *pointed);

#endif
