/* A program in a pseudo-terminal, looked at through libvterm: what a person
 * would see, and the very bytes that were sent. Nothing here sleeps: a test
 * waits for what it wants to see, and fails after thirty seconds without it. */
#ifndef TESTS_TERM_H
#define TESTS_TERM_H

#include <signal.h>

#include "model/str.h"

struct pty;

/* Fork; the child calls run(arg) on the new terminal and exits with what it
 * returns. quiet: the terminal answers no questions (DA1 and such). */
struct pty *pty_start(
    int rows, int cols, bool quiet, int (*run)(void *arg), void *arg);
void pty_free(struct pty *p); /* kills what still runs */

/* Type. */
void pty_type(struct pty *p, const char *bytes);
/* Until the text stands somewhere on the screen (or no more, for _gone). */
bool pty_wait(struct pty *p, const char *text);
/* The same, at most ms milliseconds and without a word. */
bool pty_wait_ms(struct pty *p, const char *text, int ms);
bool pty_wait_gone(struct pty *p, const char *text);
/* Until these bytes were sent (after the mark set by pty_mark). */
bool pty_wait_bytes(struct pty *p, const char *bytes);
void pty_mark(struct pty *p);
/* Until the program ends; its wait status. -1: it does not end. */
int pty_wait_exit(struct pty *p);

/* Take what comes for so long; the processor's share of the program
 * meanwhile, in per cent. */
int pty_idle(struct pty *p, int ms);

void pty_resize(struct pty *p, int rows, int cols);
void pty_signal(struct pty *p, int number);
/* Close our end: the terminal is gone. */
void pty_hang_up(struct pty *p);

/* The screen as rows of text; borrowed until the next call. */
struct str pty_screen(struct pty *p);
/* All bytes sent since the mark. */
struct str pty_bytes(const struct pty *p);
bool pty_alternate(const struct pty *p);
bool pty_cursor_visible(const struct pty *p);
void pty_cursor(const struct pty *p, int *y, int *x);
/* Does any cell have a colour of its own? */
bool pty_coloured(struct pty *p);
int pty_pid(const struct pty *p);

#endif
