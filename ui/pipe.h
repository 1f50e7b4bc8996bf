/* The article, or what was noted about it, through a command of the analyst's,
 * whose output is shown. */
#ifndef UI_PIPE_H
#define UI_PIPE_H

#include "ui/app.h"

/* Start the command (split as by a shell, with no shell) on a copy of input.
 * The job belongs to the caller, who gives it to app_job; freeing it kills the
 * command. NULL with err when it is no command or cannot start. */
struct job *pipe_new(
    struct app *app, struct str command, struct str input, struct err *err);

#endif
