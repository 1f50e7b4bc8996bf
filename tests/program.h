/* The built program itself, run on a pseudo-terminal with an environment of
 * its own: nothing of the tester's home, locale or terminal reaches it. */
#ifndef TESTS_PROGRAM_H
#define TESTS_PROGRAM_H

#include "tests/term.h"

/* Arguments without the program's name; env in pairs of name and value (NULL
 * takes a name away). Both end with NULL; env may be NULL. */
struct pty *program_start(
    int rows, int cols, const char *const *args, const char *const *env);
/* Run it to its end at 24x80; the exit status, 256 + signal where one killed
 * it, -1 where it does not end. What it wrote is added to out. */
int program_run(
    const char *const *args, const char *const *env, struct buf *out);

#endif
