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

static void
find_stretch(struct found *out, struct str text, struct str what)
{
	struct folded f = { 0 };
	struct buf pattern = { 0 };
	struct str in, needle;
	size_t at = 0;

	fold_text(&pattern, what);
	folded_make(&f, text);
	in = buf_view(&f.text);
	needle = buf_view(&pattern);
	while (f.from != NULL && needle.len > 0 && out->n < FIND_MAX) {
		size_t end;

		at = str_find(in, needle, at);
		if (at == SIZE_MAX)
			break;
		end = at + needle.len;
		found_add(out,
		    (struct span){ f.from[at],
			f.from[end] > f.from[end - 1]
			    ? f.from[end]
			    : (uint32_t)cluster_next(text, f.from[end - 1]) });
		at = end;
	}
	buf_release(&f.text);
	buf_release(&pattern);
	free(f.from);
}

/* One word of what is looked for. */
static bool
token_is(struct str token, struct str wanted)
{
	if (wanted.len > 1 && wanted.p[wanted.len - 1] == '*')
		return token.len >= wanted.len - 1 &&
		       memcmp(token.p, wanted.p, wanted.len - 1) == 0;
	return str_eq(token, wanted);
}

enum { PHRASE_MAX = 16 };

/* A phrase on its way through the tokens: how many of its words stand right
 * before the token that comes. */
struct phrase {
	struct found *out;
	struct str words[PHRASE_MAX];
	size_t n;
	size_t done;                 /* words matched so far */
	bool here;                   /* the token at this position matched */
	uint32_t starts[PHRASE_MAX]; /* where the matched words began */
	size_t from, to;             /* of the token at this position */
};

static void
phrase_settle(struct phrase *p)
{
	if (!p->here) {
		p->done = 0;
		return;
	}
	p->starts[p->done++] = (uint32_t)p->from;
	if (p->done == p->n) {
		found_add(
		    p->out, (struct span){ p->starts[0], (uint32_t)p->to });
		p->done = 0;
	}
}

static int
phrase_token(
    void *ctx, bool colocated, struct str token, size_t from, size_t to)
{
	struct phrase *p = ctx;

	if (!colocated) {
		if (p->to > 0)
			phrase_settle(p);
		p->here = false;
		p->from = from;
		p->to = to;
	}
	if (token_is(token, p->words[p->done]))
		p->here = true;
	else if (p->done > 0 && !p->here && token_is(token, p->words[0])) {
		p->done = 0;
		p->here = true;
	}
	return p->out->n >= FIND_MAX;
}

static void
find_words(struct found *out, struct str text, struct str what)
{
	struct phrase p = { .out = out };
	struct buf pattern = { 0 };
	struct str rest, word;

	fold_text(&pattern, what);
	rest = buf_view(&pattern);
	while (p.n < PHRASE_MAX && str_split(&rest, ' ', &word))
		if (word.len > 0)
			p.words[p.n++] = word;
	if (p.n > 0) {
		(void)fold_tokens(text, false, &p, phrase_token);
		if (p.to > 0)
			phrase_settle(&p);
	}
	buf_release(&pattern);
}

void
reader_find(struct arena *arena, struct str text, struct str what, bool whole,
    struct span **list, size_t *n)
{
	struct found out = { .arena = arena };

	if (whole)
		find_words(&out, text, str_trim(what));
	else
		find_stretch(&out, text, what);
	*list = out.v;
	*n = out.n;
}
