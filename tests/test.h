/* TAP for tests in C: one program, many checks, a name each. */
#ifndef TESTS_TEST_H
#define TESTS_TEST_H

#include "model/str.h"

void ok(bool passed, const char *name, ...)
    __attribute__((format(printf, 2, 3)));
void skip(const char *why, const char *name, ...)
    __attribute__((format(printf, 2, 3)));
/* Equal texts; says both when they differ. */
void is_str(struct str got, const char *wanted, const char *name, ...)
    __attribute__((format(printf, 3, 4)));
void is_int(int64_t got, int64_t wanted, const char *name, ...)
    __attribute__((format(printf, 3, 4)));
/* The plan; returns the exit status for main. */
int done(void);

/* The source tree: $top_srcdir or ".". */
const char *test_srcdir(void);
/* Public test data beside the project (MIRSAD_SHARED or ../shared from the
 * source tree), or NULL where it is absent: then skip(). */
const char *test_shared(void);
/* A whole file; NULL if it can't be read. The caller frees. */
char *test_slurp(const char *path, size_t *len);

#endif
