/* Commands: everything that a key, the : line, a script or the mouse can ask
 * for. Keys are bound to the text of a command. */
#ifndef UI_CMD_H
#define UI_CMD_H

#include "model/arena.h"

struct app;

enum cmd_arg {
	CMD_NONE,
	CMD_TEXT,     /* a prompt asks for it when it is missing */
	CMD_TEXT_OPT, /* may be missing */
};

struct cmd {
	const char *name; /* "article-done" */
	const char *pane; /* only in this kind of pane; NULL: everywhere */
	enum cmd_arg arg;
	const char *prompt; /* "Note: " */
	const char *help;   /* one line, imperative, no full stop */
	const char *hint;   /* one or two words for the hint bar, or NULL */
	/* The rest of the line is arg. A failure goes to the message line. */
	bool (*exec)(struct app *app, struct str arg, struct err *err);
	/* Completions of arg, best first, into list; may be NULL. */
	void (*complete)(struct app *app, struct str arg, struct arena *arena,
	    struct str **list, size_t *n);
};

/* All commands, sorted by name; one table per ui/cmd-*.c file joined. */
const struct cmd *cmd_find(struct str name);
const struct cmd *const *cmd_all(size_t *n);

/* Run the text of a command as the pane in focus would. */
bool cmd_run(struct app *app, struct str line, struct err *err);

#endif
