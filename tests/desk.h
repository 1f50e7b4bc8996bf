/* An analyst's desk: the pack and the sample articles in a library in memory,
 * the screen on them, and pictures of its panes. */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include "store/store.h"
#include "ui/ui.h"

/* Dies with the error unless good. */
void desk_must(bool good, const struct err *err);
struct store *desk_library(void); /* the caller closes */
struct app *desk_app(struct store *store, int cols, int rows);
/* Without colours, and in ASCII alone. */
struct app *desk_plain(struct store *store, int cols, int rows);
/* Keys as scripts have them, a command; then all jobs to their end. */
void desk_keys(struct app *app, const char *text);
void desk_command(struct app *app, const char *text);
/* The inside of one pane, text and roles, against tests/screens/NAME.screen;
 * UPDATE=1 writes that anew. */
void desk_picture(struct app *app, const char *pane, const char *name);
/* Does the screen show it on one row? */
bool desk_shows(struct app *app, const char *what);

#endif
