#include "config.h"

#include "model/fold.h"
#include "model/words.h"
#include "ui/reader-text.h"

enum { FIND_MAX = 20000 };

struct found {
	struct arena *arena;
	struct span *v;
	size_t n, size;
};

static void
found_add(struct found *f, struct span span)
{
	if (f->n == f->size) {
		size_t size = f->size == 0 ? 32 : f->size * 2;
		struct span *v = arena_array(f->arena, size, sizeof *v);

		if (f->n > 0)
			memcpy(v, f->v, f->n * sizeof *v);
		f->v = v;
		f->size = size;
	}
	f->v[f->n++] = span;
}

/* The text folded cluster by cluster, with the byte that each folded byte came
 * from. */
struct folded {
	struct buf text;
	uint32_t *from; /* text.len + 1 of them */
	size_t size;
};

static void
folded_make(struct folded *f, struct str text)
{
	size_t at = 0;

	while (at < text.len) {
		size_t next = cluster_next(text, at), was = f->text.len;

		fold_text(&f->text, str_slice(text, at, next));
		if (f->text.len + 1 > f->size) {
			f->size = (f->text.len + 1) * 2;
			f->from =
			    xreallocarray(f->from, f->size, sizeof *f->from);
		}
		for (size_t i = was; i < f->text.len; i++)
			f->from[i] = (uint32_t)at;
		at = next;
	}
	if (f->from != NULL)
		f->from[f->text.len] = (uint32_t)text.len;
}

void
reader_find(struct arena *arena, struct str text, struct str what,
    struct span **list, size_t *n)
{
	struct found out = { .arena = arena };
	struct folded f = { 0 };
	struct buf pattern = { 0 };
	struct str in, needle;
	size_t at = 0;

	fold_text(&pattern, what);
	folded_make(&f, text);
	in = buf_view(&f.text);
	needle = buf_view(&pattern);
	while (f.from != NULL && needle.len > 0 && out.n < FIND_MAX) {
		size_t end;

		at = str_find(in, needle, at);
		if (at == SIZE_MAX)
			break;
		end = at + needle.len;
		found_add(&out,
		    (struct span){ f.from[at],
			f.from[end] > f.from[end - 1]
			    ? f.from[end]
			    : (uint32_t)cluster_next(text, f.from[end - 1]) });
		at = end;
	}
	buf_release(&f.text);
	buf_release(&pattern);
	free(f.from);
	*list = out.v;
	*n = out.n;
}
