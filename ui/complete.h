/* What can be completed by Tab: each fills list (in the arena) with texts that
 * may stand in the place of all that was typed, best first. */
#ifndef UI_COMPLETE_H
#define UI_COMPLETE_H

#include "model/arena.h"

struct app;

/* Those of n words that start with what was typed. */
void complete_words(struct str typed, const char *const *words, size_t n_words,
    struct arena *arena, struct str **list, size_t *n);

/* A whole command line: the command's name, then its argument. */
void complete_command(struct app *app, void *arg, struct str text,
    struct arena *arena, struct str **list, size_t *n);

/* For struct cmd.complete. */
void complete_path(struct app *app, struct str text, struct arena *arena,
    struct str **list, size_t *n);
void complete_pane(struct app *app, struct str text, struct arena *arena,
    struct str **list, size_t *n);
void complete_theme(struct app *app, struct str text, struct arena *arena,
    struct str **list, size_t *n);
void complete_bidi(struct app *app, struct str text, struct arena *arena,
    struct str **list, size_t *n);

#endif
