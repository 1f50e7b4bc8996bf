#include "config.h"

#include "model/terms.h"

#include "model/fold.h"

enum {
	PHRASE = 16,           /* words of a term, at most */
	FORMS = 3,             /* of a word: fold_tokens gives no more */
	UNDER_WAY = 32,        /* phrases that may have begun at one place */
	HITS = 20000,          /* of a text */
	SNIPPET = 16,          /* words of a snippet */
	SNIPPET_HITS = 64,     /* that are looked at for one */
	SNIPPET_BEHIND = 8192, /* bytes behind the first hit, the same */
};

/* A word in all its forms; those that it has not are empty. An Arabic word is
 * looked up with and without its proclitics, on both sides. */
struct forms {
	struct str v[FORMS];
};

struct term {
	struct forms words[PHRASE];
	size_t n;
	bool prefix; /* the last word is a beginning */
	uint32_t number;
};

struct entrance {
	struct entrance *next; /* with the same first byte */
	const struct term *term;
};

struct terms {
	/* By the first byte of a form of the first word. */
	struct entrance *first[256];
};

/* Cutting a term into words. */
struct cut {
	struct arena *arena;
	struct term *term;
};

static int
cut_word(void *ctx, bool colocated, struct str token, size_t from, size_t to)
{
	struct cut *cut = ctx;
	struct term *t = cut->term;
	size_t i = 0;

	(void)from, (void)to;
	if (!colocated && t->n == PHRASE)
		return 1;
	t->n += !colocated;
	while (t->words[t->n - 1].v[i].len > 0)
		if (++i == FORMS)
			return 0;
	t->words[t->n - 1].v[i] = arena_str(cut->arena, token);
	return 0;
}

static void
enter(struct terms *terms, struct arena *arena, const struct term *t)
{
	for (size_t i = 0; i < FORMS && t->words[0].v[i].len > 0; i++) {
		unsigned char byte = (unsigned char)t->words[0].v[i].p[0];
		struct entrance *e;

		if (terms->first[byte] != NULL && terms->first[byte]->term == t)
			continue;
		e = arena_alloc(arena, sizeof *e);
		*e = (struct entrance){ terms->first[byte], t };
		terms->first[byte] = e;
	}
}

struct terms *
terms_new(struct arena *arena, const struct str *list, size_t n)
{
	struct terms *terms = arena_alloc(arena, sizeof *terms);

	for (size_t i = 0; i < n; i++) {
		struct term *t = arena_alloc(arena, sizeof *t);
		struct cut cut = { arena, t };

		t->prefix = list[i].len > 1 && str_ends(list[i], "*");
		t->number = (uint32_t)i;
		(void)fold_tokens(list[i], t->prefix, &cut, cut_word);
		if (t->n > 0)
			enter(terms, arena, t);
	}
	return terms;
}

struct hit {
	struct span span;
	uint32_t from, to; /* words of the text, both included */
	uint32_t term;
};

/* A term whose first words stand right before the word that comes. */
struct begun {
	const struct term *term;
	size_t done;
	struct hit hit;
	bool here; /* the word at this place went on with it */
};

/* A walk over the words of a text. Arabic words come in more than one form, so
 * that a place is settled when the next one comes. */
struct walk {
	const struct terms *terms;
	struct arena *arena;
	struct hit *hits;
	size_t n_hits, most, behind; /* when to stop */
	struct begun begun[UNDER_WAY];
	size_t n_begun;
	struct span *words; /* of the text, where these are wanted */
	bool keep_words;
	uint32_t n_words;
	struct span now;
};

static bool
word_fits(const struct term *t, size_t i, struct str token)
{
	const struct str *forms = t->words[i].v;

	/* A beginning is looked up as it is typed, in one form. */
	if (t->prefix && i + 1 == t->n)
		return token.len >= forms[0].len &&
		       memcmp(token.p, forms[0].p, forms[0].len) == 0;
	for (size_t k = 0; k < FORMS && forms[k].len > 0; k++)
		if (str_eq(token, forms[k]))
			return true;
	return false;
}

/* The word before is over: what it ended is a hit, what it did not go on with
 * is dropped. */
static void
settle(struct walk *w)
{
	size_t kept = 0;

	for (size_t i = 0; i < w->n_begun; i++) {
		struct begun *b = &w->begun[i];

		if (!b->here)
			continue;
		b->here = false;
		b->hit.span.to = w->now.to;
		b->hit.to = w->n_words - 1;
		if (b->done < b->term->n) {
			w->begun[kept++] = *b;
			continue;
		}
		w->hits =
		    arena_grow(w->arena, w->hits, w->n_hits, sizeof *w->hits);
		w->hits[w->n_hits++] = b->hit;
	}
	w->n_begun = kept;
}

/* Another form of the same word began it. */
static bool
has_begun(const struct walk *w, const struct term *t)
{
	for (size_t i = w->n_begun; i-- > 0 && w->begun[i].done == 1;)
		if (w->begun[i].term == t &&
		    w->begun[i].hit.from == w->n_words - 1)
			return true;
	return false;
}

static void
begin(struct walk *w, struct str token)
{
	const struct entrance *e = w->terms->first[(unsigned char)token.p[0]];

	for (; e != NULL && w->n_begun < UNDER_WAY; e = e->next)
		if (word_fits(e->term, 0, token) && !has_begun(w, e->term))
			w->begun[w->n_begun++] = (struct begun){
				.term = e->term,
				.done = 1,
				.here = true,
				.hit = { w->now, w->n_words - 1, 0,
				    e->term->number },
			};
}

static bool
enough(const struct walk *w)
{
	return w->n_hits >= w->most ||
	       (w->n_hits > 0 &&
		   w->now.from - w->hits[0].span.from > w->behind);
}

static int
take_word(void *ctx, bool colocated, struct str token, size_t from, size_t to)
{
	struct walk *w = ctx;

	if (!colocated) {
		if (w->n_words > 0)
			settle(w);
		if (enough(w))
			return 1;
		w->now = (struct span){ (uint32_t)from, (uint32_t)to };
		if (w->keep_words) {
			w->words = arena_grow(
			    w->arena, w->words, w->n_words, sizeof *w->words);
			w->words[w->n_words] = w->now;
		}
		w->n_words++;
	}
	for (size_t i = 0; i < w->n_begun; i++) {
		struct begun *b = &w->begun[i];

		if (!b->here && word_fits(b->term, b->done, token)) {
			b->done++;
			b->here = true;
		}
	}
	begin(w, token);
	return 0;
}

static void
walk(struct walk *w, struct str text)
{
	if (fold_tokens(text, false, w, take_word) == 0 && w->n_words > 0)
		settle(w);
}

static int
by_start(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

void
terms_find(const struct terms *terms, struct str text, struct arena *arena,
    struct span **list, size_t *n)
{
	struct walk w = { .terms = terms,
		.arena = arena,
		.most = HITS,
		.behind = UINT32_MAX };

	walk(&w, text);
	*n = w.n_hits;
	*list = arena_array(arena, w.n_hits + 1, sizeof **list);
	for (size_t i = 0; i < w.n_hits; i++)
		(*list)[i] = w.hits[i].span;
	qsort(*list, *n, sizeof **list, by_start);
}

bool
terms_in(const struct terms *terms, struct str text)
{
	struct arena scratch = { 0 };
	struct walk w = { .terms = terms, .arena = &scratch, .most = 1 };

	walk(&w, text);
	arena_release(&scratch);
	return w.n_hits > 0;
}

/* How many of the terms stand in a snippet that begins with a hit; *last is
 * its last word that belongs to one. */
static int
worth(const struct walk *w, size_t first, uint32_t *last)
{
	uint64_t seen = 0;
	int n = 0;

	for (size_t i = first; i < w->n_hits; i++) {
		uint64_t bit = UINT64_C(1) << (w->hits[i].term & 63);

		if (w->hits[i].to >= w->hits[first].from + SNIPPET)
			break;
		n += (seen & bit) == 0;
		seen |= bit;
		*last = w->hits[i].to;
	}
	return n;
}

/* Does a word begin a sentence, as far as a snippet is concerned? */
static bool
begins_sentence(const struct walk *w, struct str text, uint32_t i)
{
	static const char *const ends[] = { ".", "!", "?", "\n",
		"\xd8\x9f" /* ؟ */ };
	struct str between;

	if (i == 0)
		return true;
	between = str_slice(text, w->words[i - 1].to, w->words[i].from);
	for (size_t k = 0; between.len > 1 && k < ARRAY_LEN(ends); k++)
		if (str_find(between, str_of(ends[k]), 0) != SIZE_MAX)
			return true;
	return false;
}

/* The words [from, to) that the snippet shows: the hits in its middle, or from
 * the start of the first one's sentence on where that is near. */
static void
choose(const struct walk *w, struct str text, uint32_t *from, uint32_t *to)
{
	uint32_t first = 0, last = 0, end, room;
	int best = 0;

	for (size_t i = 0; i < w->n_hits; i++) {
		int n = worth(w, i, &end);

		if (n > best) {
			best = n;
			first = w->hits[i].from;
			last = end;
		}
	}
	room = best > 0 ? (SNIPPET - (last - first + 1)) / 2 : 0;
	*from = first;
	while (*from > 0 && first - *from < room &&
	       !begins_sentence(w, text, *from))
		(*from)--;
	*to = *from + SNIPPET < w->n_words ? *from + SNIPPET : w->n_words;
}

/* Text as it stands; what would pass for a mark is left out. */
static void
put(struct buf *out, struct str text, size_t from, size_t to)
{
	for (; from < to; from++)
		if (text.p[from] != 1 && text.p[from] != 2)
			buf_putc(out, text.p[from]);
}

#define MORE "\xe2\x80\xa6" /* … */

static void
put_snippet(struct buf *out, const struct walk *w, struct str text)
{
	uint32_t from, to, end;
	size_t at;

	choose(w, text, &from, &to);
	at = from > 0 ? w->words[from].from : 0;
	if (from > 0)
		buf_puts(out, MORE);
	for (size_t i = 0; i < w->n_hits; i++) {
		const struct hit *h = &w->hits[i];

		/* Of two that overlap the first is marked. */
		if (h->from < from || h->to >= to || h->span.from < at)
			continue;
		put(out, text, at, h->span.from);
		buf_putc(out, 1);
		put(out, text, h->span.from, h->span.to);
		buf_putc(out, 2);
		at = h->span.to;
	}
	end = to < w->n_words ? w->words[to - 1].to : (uint32_t)text.len;
	put(out, text, at, end);
	if (end < text.len)
		buf_puts(out, MORE);
}

struct str
terms_snippet(const struct terms *terms, struct str text, struct arena *arena)
{
	struct arena scratch = { 0 };
	struct buf out = { 0 };
	struct str snippet;
	struct walk w = { .terms = terms,
		.arena = &scratch,
		.most = SNIPPET_HITS,
		.behind = SNIPPET_BEHIND,
		.keep_words = true };

	walk(&w, text);
	if (w.n_words > 0)
		put_snippet(&out, &w, text);
	snippet = arena_str(arena, buf_view(&out));
	buf_release(&out);
	arena_release(&scratch);
	return snippet;
}
