/* What the screen is made of: every file that brings a pane, commands or keys
 * is listed here and in panes.c, and nowhere else. */
#ifndef UI_PANES_H
#define UI_PANES_H

#include "ui/cmd.h"
#include "ui/pane.h"

/* Panes by name. The layout (layout.c) knows where a pane of that name stands;
 * a name that is not registered leaves no hole. A view is there when its first
 * pane is: Review "articles", Timeline "timeline", Entities "register". */
extern const struct pane_ops *const pane_table[]; /* ends with NULL */

/* Tables of commands; each ends with an entry without a name. */
extern const struct cmd *const cmd_tables[]; /* ends with NULL */

/* Default keys: lines "PANE KEYS COMMAND", PANE "all" for everywhere, as in the
 * user's file: "articles x article-done". Each table ends with NULL; later
 * lines win. */
extern const char *const *const key_tables[]; /* ends with NULL */

#endif
