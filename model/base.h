/* What every module may rely on: allocation that never returns NULL, errors
 * that carry a sentence, and the names that are banned. */
#ifndef MODEL_BASE_H
#define MODEL_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/banned.h"

#define ARRAY_LEN(a) (sizeof(a) / sizeof(*(a)))

enum err_code {
	ERR_NONE,
	ERR_INVALID, /* what was given makes no sense */
	ERR_MISSING, /* what was asked for is not there */
	ERR_EXISTS,  /* it is there already */
	ERR_BUSY,    /* somebody else holds it */
	ERR_STOPPED, /* a deadline or the user stopped it */
	ERR_IO,      /* the system said no */
	ERR_CORRUPT, /* the library's file is damaged */
	ERR_FULL,    /* no room on the disk */
};

/* What went wrong: one line for the analyst, no full stop, saying what to do
 * where that is known. The lowest function that knows writes it. */
struct err {
	enum err_code code;
	char text[240];
};

/* Fill err (which may be NULL) and return false, so that a caller can write
 * `return err_set(err, ERR_INVALID, "%.40s is not a date", s);`. */
bool err_set(struct err *err, enum err_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#ifdef __clang_analyzer__
/* It looks at one file at a time and would think up an err_set that is true. */
#define err_set(...) (err_set(__VA_ARGS__), false)
#endif

/* Put what was being done in front of the text of err; returns false. */
bool err_prefix(struct err *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* As malloc and friends, but when memory is gone the program ends through
 * die(). The caller frees with free(). */
void *xmalloc(size_t size) __attribute__((returns_nonnull));
void *xcalloc(size_t n, size_t size) __attribute__((returns_nonnull));
void *xreallocarray(void *p, size_t n, size_t size)
    __attribute__((returns_nonnull));
char *xstrdup(const char *s) __attribute__((returns_nonnull));
char *xstrndup(const char *s, size_t len) __attribute__((returns_nonnull));

/* The index of the first of n elements, sorted by key, whose key is at least
 * so much; n: there is none. */
size_t lower_bound(const void *list, size_t n, size_t size,
    int64_t (*key)(const void *element), int64_t least);

/* End the program with a sentence on standard error and status 1. The hook, if
 * set, runs first: the screen uses it to give the terminal back. */
_Noreturn void die(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void die_hook(void (*hook)(void));

#endif
