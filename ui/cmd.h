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
	CMD_COUNT,    /* a number, may be missing; one typed before the key
			 (M-1 2 j) comes here: cmd_count() */
};

struct cmd {
	const char *name; /* "article-done" */
	const char *pane; /* only in this kind of pane; NULL: everywhere */
	enum cmd_arg arg;
	const char *prompt; /* "Note: " */
	const char *help;   /* one line, imperative, no full stop */
	const char *hint;   /* one or two words for the hint bar, or NULL */
	bool
	    again; /* at its prompt a refused argument stays, to be put right */
	bool
	    acts; /* refused in a read-only library, before anything is asked */
	/* The rest of the line is arg. A failure goes to the message line. */
	bool (*exec)(struct app *app, struct str arg, struct err *err);
	/* Completions of arg, best first, into list; may be NULL. */
	void (*complete)(struct app *app, struct str arg, struct arena *arena,
	    struct str **list, size_t *n);
	/* What stands beside each of them at the prompt, in the arena. With
	 * this they are a menu there (struct prompt_opts). */
	struct str (*beside)(
	    struct app *app, struct str item, struct arena *arena);
	/* Which of them that is chosen at first; NULL: the first one. */
	size_t (*first)(struct app *app, const struct str *list, size_t n);
};

/* The commands of all tables (ui/panes.h), by name. One name may stand for
 * several panes ("down" in a list and in the reader): pane, the name of the
 * pane in focus (NULL: none), decides; then the command without a pane. */
const struct cmd *cmd_find(struct str name, const char *pane);
/* All of them, sorted by name, into the arena. */
const struct cmd **cmd_all(struct arena *arena, size_t *n);

/* Is there any command of that name, in whatever pane? */
bool cmd_known(struct str name);
/* Does it belong to that pane, or to none? */
bool cmd_fits(const struct cmd *cmd, const char *pane);

/* The number in arg of a CMD_COUNT command, or otherwise. */
int64_t cmd_count(struct str arg, int64_t otherwise);

/* Run the text of a command as the pane in focus would: its name, a blank, the
 * argument. A missing CMD_TEXT is asked for at the bottom line. */
bool cmd_run(struct app *app, struct str line, struct err *err);

#endif
