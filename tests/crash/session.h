/* What an analyst does in the crash tests, step by step: notes, marks, a code,
 * an undo. Each step is one act. */
#ifndef TESTS_CRASH_SESSION_H
#define TESTS_CRASH_SESSION_H

#include "store/store.h"

enum { SESSION_STEPS = 10 };

/* A library with two articles. */
void session_make(const char *path);
/* Do step number i (any number: the steps come round again). */
bool session_step(struct store *store, int i, struct err *err);
/* Nothing is wrong with the library; says what is, as a TAP comment. */
bool session_sound(struct store *store);
/* How many acts there are. */
int64_t session_acts(struct store *store);

/* Copies a whole file; removes a library with all that lies beside it. */
void session_copy(const char *from, const char *to);
void session_remove(const char *path);

#endif
