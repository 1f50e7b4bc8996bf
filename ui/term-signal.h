/* The signals of a program that holds a terminal: some come out of a pipe, to
 * be waited for beside the keys; some are ignored; those that kill give the
 * terminal back first. Of one terminal at a time, since signals are the
 * process's. */
#ifndef UI_TERM_SIGNAL_H
#define UI_TERM_SIGNAL_H

#include <signal.h>
#include <termios.h>

#include "model/base.h"

struct term_signals {
	int fd;               /* of the terminal */
	struct termios modes; /* of the shell */
	char restore[128];    /* the bytes that give the screen back */
	bool held;            /* the screen is ours: there is what to give */
	struct sigaction old[NSIG];
};

/* s must stay where it is until the release; fd and modes are set before. */
bool term_signals_catch(struct term_signals *s, struct err *err);
void term_signals_release(struct term_signals *s);

/* What to poll for signals; -1 before any was caught. */
int term_signals_fd(void);
/* The number of the next signal that came, 0: none. */
int term_signals_next(void);

#endif
