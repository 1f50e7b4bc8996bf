/* Processes that the screen starts and looks after between keys: away from the
 * terminal, in a group of their own, their output read without waiting. */
#ifndef UI_CHILD_H
#define UI_CHILD_H

#include <sys/types.h>

#include "model/str.h"

struct child {
	pid_t pid; /* 0: none, or it is over */
	int in;    /* to its standard input; -1: none, or closed */
	int out;   /* from its standard output; -1: none */
};

enum {
	CHILD_INPUT = 1,  /* it gets its standard input from us, else nothing */
	CHILD_ERRORS = 2, /* its standard error comes too, else it is lost */
};

/* Start file (found by PATH, unless it has a slash; NULL: this very program)
 * with those arguments, the first being its name. Released with child_stop. */
bool child_start(struct child *c, const char *file, char *const *argv,
    unsigned how, struct err *err);
/* Append what came since the last call; false once there will be no more. */
bool child_read(struct child *c, struct buf *out);
/* Give it as much as it takes now, and cut that off rest; its input is closed
 * when nothing is left, or nobody reads it. */
void child_write(struct child *c, struct str *rest);
/* Wait for its end: the status of waitpid(2). */
int child_wait(struct child *c);
/* Send the signal to all of its group, if it runs, and wait; close. */
void child_stop(struct child *c, int signal);

#endif
