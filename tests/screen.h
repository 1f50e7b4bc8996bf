/* A screen without a terminal, and a library in memory with a few articles:
 * for tests of panes, commands and layouts. */
#ifndef TESTS_SCREEN_H
#define TESTS_SCREEN_H

#include "store/store.h"
#include "ui/ui.h"

enum { TEST_NOW = 1484740000 }; /* 18 January 2017 */

/* Articles as JSON Lines into a new library at path (":memory:" too); the
 * caller closes. Dies on failure. */
struct store *screen_library(
    const char *path, const char *const *jsonl, size_t n);
struct app *screen_open(struct store *store, int rows, int cols);
/* Keys as scripts have them ("j j Enter \"text\""). Dies on nonsense. */
void screen_keys(struct app *app, const char *keys);
/* What is on the screen: text rows only, or with rows of role letters. */
struct str screen_text(struct app *app, bool roles, struct buf *b);
bool screen_shows(struct app *app, const char *text);

#endif
