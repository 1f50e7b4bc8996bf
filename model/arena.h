/* Memory that is given back all at once: whatever a query returns lives in the
 * arena of the pane or job that asked, until that arena is reset. Under the
 * address sanitizer every allocation is a malloc of its own, so that a pointer
 * kept past the reset is found on first touch. */
#ifndef MODEL_ARENA_H
#define MODEL_ARENA_H

#include "model/str.h"

struct arena_block;

struct arena {
	struct arena_block *head; /* newest block */
};

/* A zeroed struct arena is ready for use. */
void arena_reset(struct arena *a);   /* frees all; the arena stays usable */
void arena_release(struct arena *a); /* the same, said at the end of a life */

/* What is in the other one is in a from now on, where it lies. */
void arena_take(struct arena *a, struct arena *other);

/* size bytes, zeroed, aligned for any type; never NULL. */
void *arena_alloc(struct arena *a, size_t size);
/* n * size bytes, dies on overflow. */
void *arena_array(struct arena *a, size_t n, size_t size);
/* Room for one more in a list of n elements, which moves as it grows: begin
 * with NULL and 0, and call it before each addition. */
void *arena_grow(struct arena *a, void *list, size_t n, size_t size);
/* A copy of s, followed by a NUL that is not counted in len. */
struct str arena_str(struct arena *a, struct str s);
struct str arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
