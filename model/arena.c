#include "config.h"

#include "model/arena.h"

#include <stdalign.h>

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

enum { ARENA_BLOCK = 16384, ARENA_ALIGN = alignof(max_align_t) };

void
arena_reset(struct arena *a)
{
	struct arena_block *b, *next;

	for (b = a->head; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	a->head = NULL;
}

void
arena_release(struct arena *a)
{
	arena_reset(a);
}

void
arena_take(struct arena *a, struct arena *other)
{
	struct arena_block **end = &other->head;

	while (*end != NULL)
		end = &(*end)->next;
	*end = a->head;
	a->head = other->head;
	other->head = NULL;
}

static struct arena_block *
block_new(struct arena *a, size_t size)
{
	struct arena_block *b = xmalloc(sizeof *b + size);

	b->next = a->head;
	b->used = 0;
	b->size = size;
	a->head = b;
	return b;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	struct arena_block *b = a->head;
	void *p;

	if (size > SIZE_MAX / 2)
		die("out of memory");
	size = (size + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
#ifdef MIRSAD_SANITIZE
	b = block_new(a, size);
#else
	if (b == NULL || b->size - b->used < size)
		b = block_new(a, size > ARENA_BLOCK ? size : ARENA_BLOCK);
#endif
	p = b->bytes + b->used;
	b->used += size;
	memset(p, 0, size);
	return p;
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	if (size > 0 && n > SIZE_MAX / 2 / size)
		die("out of memory");
	return arena_alloc(a, n * size);
}

void *
arena_grow(struct arena *a, void *list, size_t n, size_t size)
{
	char *more;

	/* Full at 16, and then at each power of two. */
	if (n > 0 && (n < 16 || (n & (n - 1)) != 0))
		return list;
	more = arena_array(a, n < 16 ? 16 : n * 2, size);
	if (n > 0)
		memcpy(more, list, n * size);
	return more;
}

struct str
arena_str(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len + 1);

	if (s.len > 0)
		memcpy(p, s.p, s.len);
	return (struct str){ p, s.len };
}

struct str
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		die("bad format");
	p = arena_alloc(a, (size_t)len + 1);
	va_start(ap, fmt);
	(void)vsnprintf(p, (size_t)len + 1, fmt, ap);
	va_end(ap);
	return (struct str){ p, (size_t)len };
}
