/* What a query that is being typed may go on with. */
#ifndef UI_QUERY_WORDS_H
#define UI_QUERY_WORDS_H

#include "ui/app.h"

/* Whole texts to put in place of arg: with a field's name, or with a value that
 * its field knows. All live in the arena. */
void query_words(struct app *app, struct str arg, struct arena *arena,
    struct str **list, size_t *n);
/* The same for a prompt. */
void query_complete(struct app *app, void *arg, struct str text,
    struct arena *arena, struct str **list, size_t *n);

#endif
