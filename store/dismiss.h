/* Suggested claims that the analyst does not want to see again. */
#ifndef STORE_DISMISS_H
#define STORE_DISMISS_H

#include "store/store.h"

/* What these words of an article say is not offered as a claim any more. One
 * act. */
bool store_suggestion_dismiss(
    struct store *store, int64_t article, struct str quote, struct err *err);
/* The words of all that were dismissed in an article. */
bool store_suggestions_dismissed(struct store *store, int64_t article,
    struct arena *arena, struct str **list, size_t *n, struct err *err);

#endif
