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

/* Say beside a query that is being typed why it cannot be asked (err) or, NULL,
 * what of it nothing here has. */
void query_hint(struct app *app, struct str query, const struct err *err);
/* The same for one that was asked, at the bottom; false: there is nothing to
 * say. */
bool query_say_unknown(struct app *app, struct str query);

#endif
