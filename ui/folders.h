/* Folders: saved queries, and how much of each is unread. Counting is linear in
 * what a query finds, so that it is done between keys, and only while the menu
 * of folders is open; what was counted last stands there until then. */
#ifndef UI_FOLDERS_H
#define UI_FOLDERS_H

#include "model/arena.h"

struct app;

/* The query of a folder; "all" has none. ERR_MISSING if there is no such. */
bool folder_query(struct app *app, struct str name, struct arena *arena,
    struct str *query, struct err *err);
/* The names that hold what was typed, for struct cmd.complete: of all folders,
 * or with "all" before them. */
void folder_names(struct app *app, struct str typed, struct arena *arena,
    struct str **list, size_t *n);
void folder_names_all(struct app *app, struct str typed, struct arena *arena,
    struct str **list, size_t *n);
/* "12 unread  haftar oil", for struct cmd.beside. */
struct str folder_beside(struct app *app, struct str name, struct arena *arena);
/* The one behind that which the list shows, for struct cmd.first: f and Enter
 * go from folder to folder. */
size_t folder_next(struct app *app, const struct str *list, size_t n);

#endif
