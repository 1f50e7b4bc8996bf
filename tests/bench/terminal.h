/* A program in a terminal of 120x36, and the clock: what the benchmarks of
 * keys stand on. */
#ifndef TESTS_BENCH_TERMINAL_H
#define TESTS_BENCH_TERMINAL_H

#include <sys/types.h>

#include "model/str.h"

struct terminal {
	pid_t pid;
	int fd;
	double first, last; /* ms of the clock when bytes came, since a key */
	size_t bytes;
	struct buf seen; /* what came since the last key, its last 64 kB */
};

enum { TERMINAL_QUIET_MS = 30 }; /* after which a key is taken for painted */

/* Keys that painted something, ms to the last byte, and bytes of each. */
struct times {
	size_t n, bytes;
	double median, p99;
};

/* Milliseconds of the monotonic clock. */
double clock_now(void);

/* argv ends with NULL and begins with the program. */
void terminal_start(struct terminal *t, const char *const *argv);
void terminal_stop(struct terminal *t);
void terminal_type(struct terminal *t, const char *keys);
/* Resident memory in MB; ms of the processor used so far. */
double terminal_memory(const struct terminal *t);
double terminal_busy(const struct terminal *t);
/* Read until nothing came for so many ms; bytes and last tell what came. */
void terminal_settle(struct terminal *t, int quiet_ms);
/* Read until one of two texts was sent since the last key; false after ms. */
bool terminal_until(
    struct terminal *t, const char *text, const char *other, int ms);

/* Press the keys so many times and wait for each. */
struct times terminal_press(struct terminal *t, const char *keys, int times);
/* From the start of a program to the last byte of its first whole screen, ms:
 * the one that holds `ready` (NULL: any), when nothing has come for a while.
 * The median of 15 starts, or as many as fit into ten seconds. */
double terminal_first(const char *const *argv, const char *ready);

/* Sorts what was measured and gives that share of it. */
double share_of(double *v, size_t n, double share);

#endif
