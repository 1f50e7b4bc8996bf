#include "config.h"

#include "model/compare.h"

#include "model/fold.h"
#include "model/words.h"

enum { TOKENS_MOST = 400 /* of a sentence that are looked at */ };

struct token {
	uint64_t hash;
	struct span span; /* of the text */
	bool number;
};

struct sentence {
	struct span span;
	uint64_t hash;       /* of all its tokens in order */
	struct token *token; /* as they stand */
	uint64_t *word;      /* hashes of those that are no numbers, sorted */
	size_t n, n_words;
	size_t twin; /* its place in the other text, or NONE */
};

#define NONE SIZE_MAX

struct side {
	struct sentence *list;
	size_t n;
};

/* Small numbers as newspapers write them, folded; in the order of values. */
static const char *const number_words[][3] = {
	{ "one", "un", "واحد" },
	{ "two", "deux", "اثنان" },
	{ "three", "trois", "ثلاثه" },
	{ "four", "quatre", "اربعه" },
	{ "five", "cinq", "خمسه" },
	{ "six", "six", "سته" },
	{ "seven", "sept", "سبعه" },
	{ "eight", "huit", "ثمانيه" },
	{ "nine", "neuf", "تسعه" },
	{ "ten", "dix", "عشره" },
	{ "eleven", "onze", NULL },
	{ "twelve", "douze", NULL },
};

static uint64_t
hash_of(struct str s)
{
	uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
	return h;
}

/* "one" is a pronoun more often than a number. */
static bool
spelled(struct str word, int64_t *value)
{
	for (size_t i = 1; i < ARRAY_LEN(number_words); i++)
		for (size_t k = 0; k < ARRAY_LEN(number_words[i]); k++)
			if (number_words[i][k] != NULL &&
			    number_words[i][k][0] == word.p[0] &&
			    str_is(word, number_words[i][k])) {
				*value = (int64_t)i + 1;
				return true;
			}
	return false;
}

struct collect {
	struct sentence *s;
	uint32_t base;
};

static int
add_token(void *ctx, bool colocated, struct str token, size_t from, size_t to)
{
	struct collect *c = ctx;
	struct token *t = &c->s->token[c->s->n];
	int64_t value;

	if (colocated)
		return 0;
	t->span.from = c->base + (uint32_t)from;
	t->span.to = c->base + (uint32_t)to;
	t->number = str_int(token, &value) || spelled(token, &value);
	t->hash = t->number ? (uint64_t)value : hash_of(token);
	return ++c->s->n == TOKENS_MOST;
}

static int
by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* "1,200" are two tokens to the index and one number here. */
static void
join_thousands(struct sentence *s, struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct token *t = &s->token[i];
		struct token *last = n > 0 ? &s->token[n - 1] : NULL;

		if (last != NULL && last->number && t->number &&
		    t->span.to - t->span.from == 3 &&
		    t->span.from == last->span.to + 1 &&
		    text.p[last->span.to] == ',') {
			last->hash = last->hash * 1000 + t->hash;
			last->span.to = t->span.to;
			continue;
		}
		s->token[n++] = *t;
	}
	s->n = n;
}

static void
read_sentence(struct arena *arena, struct str text, struct sentence *s)
{
	struct collect c = { s, s->span.from };
	size_t most = (s->span.to - s->span.from + 1) / 2 + 1;

	/* Between two tokens there is a byte at least. */
	s->token = arena_array(
	    arena, most < TOKENS_MOST ? most : TOKENS_MOST, sizeof *s->token);
	(void)fold_tokens(
	    str_slice(text, s->span.from, s->span.to), false, &c, add_token);
	join_thousands(s, text);
	s->word = arena_array(arena, s->n + 1, sizeof *s->word);
	s->twin = NONE;
	for (size_t i = 0; i < s->n; i++) {
		s->hash = (s->hash ^ s->token[i].hash) *
			      UINT64_C(0x9E3779B97F4A7C15) +
			  (s->hash >> 29) + s->token[i].number;
		if (!s->token[i].number)
			s->word[s->n_words++] = s->token[i].hash;
	}
	if (s->n_words > 1)
		qsort(s->word, s->n_words, sizeof *s->word, by_value);
}

static void
read_side(struct arena *arena, struct str text, struct side *side)
{
	struct span s;
	size_t at = 0;

	side->n = 0;
	side->list = arena_array(arena, COMPARE_MOST, sizeof *side->list);
	for (bool more = sentence_at(text, 0, &s);
	     more && side->n < COMPARE_MOST;
	     more = sentence_next(text, at, &s)) {
		side->list[side->n].span = s;
		read_sentence(arena, text, &side->list[side->n]);
		/* A line of stars has no words and says nothing. */
		side->n += side->list[side->n].n > 0;
		at = s.from;
	}
}

static void
pair(struct side *a, size_t i, struct side *b, size_t k)
{
	a->list[i].twin = k;
	b->list[k].twin = i;
}

/* In order, so that of two that are the same the first meets the first. */
static void
pair_same(struct side *a, struct side *b)
{
	size_t from = 0;

	for (size_t i = 0; i < a->n; i++)
		for (size_t n = 0; n < b->n; n++) {
			size_t k = (from + n) % b->n;

			if (b->list[k].twin != NONE ||
			    b->list[k].hash != a->list[i].hash)
				continue;
			pair(a, i, b, k);
			from = k + 1;
			break;
		}
}

static double
alike(const struct sentence *a, const struct sentence *b)
{
	size_t i = 0, k = 0, shared = 0;

	if (a->n_words + b->n_words == 0)
		return 0;
	while (i < a->n_words && k < b->n_words) {
		shared += a->word[i] == b->word[k];
		if (a->word[i] < b->word[k])
			i++;
		else if (a->word[i] > b->word[k])
			k++;
		else {
			i++;
			k++;
		}
	}
	return 2.0 * (double)shared / (double)(a->n_words + b->n_words);
}

static void
pair_alike(struct side *a, struct side *b)
{
	for (size_t i = 0; i < a->n; i++) {
		double best = 0;
		size_t twin = NONE;

		if (a->list[i].twin != NONE)
			continue;
		for (size_t k = 0; k < b->n; k++) {
			double d;

			if (b->list[k].twin != NONE)
				continue;
			d = alike(&a->list[i], &b->list[k]);
			if (d > best) {
				best = d;
				twin = k;
			}
		}
		if (best >= COMPARE_ALIKE)
			pair(a, i, b, twin);
	}
}

/* The numbers of a that b has not, as often, in order of the text. */
static size_t
other_numbers(
    const struct sentence *a, const struct sentence *b, struct span *list)
{
	bool used[TOKENS_MOST] = { false };
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++) {
		size_t k = 0;

		if (!a->token[i].number)
			continue;
		while (k < b->n && (used[k] || !b->token[k].number ||
				       b->token[k].hash != a->token[i].hash))
			k++;
		if (k < b->n)
			used[k] = true;
		else
			list[n++] = a->token[i].span;
	}
	return n;
}

/* Numbers that stand in place of others; false: there are none. */
static bool
add_figures(
    struct comparison *out, const struct sentence *a, const struct sentence *b)
{
	struct span here[TOKENS_MOST], there[TOKENS_MOST];
	size_t n = other_numbers(a, b, here), m = other_numbers(b, a, there);

	for (size_t i = 0; i < n && i < m && out->n_figures < COMPARE_MOST; i++)
		out->figures[out->n_figures++] =
		    (struct figure){ here[i], there[i] };
	return n > 0 && m > 0;
}

void
compare_texts(
    struct arena *arena, struct str a, struct str b, struct comparison *out)
{
	struct side here, there;

	*out = (struct comparison){ 0 };
	read_side(arena, a, &here);
	read_side(arena, b, &there);
	pair_same(&here, &there);
	pair_alike(&here, &there);
	out->n = here.n;
	out->list = arena_array(arena, here.n + 1, sizeof *out->list);
	out->figures = arena_array(arena, COMPARE_MOST, sizeof *out->figures);
	for (size_t i = 0; i < here.n; i++) {
		const struct sentence *s = &here.list[i];
		const struct sentence *t =
		    s->twin != NONE ? &there.list[s->twin] : NULL;

		out->list[i] = (struct compared){ s->span, KIN_ALONE };
		if (t != NULL && t->hash == s->hash)
			out->list[i].kin = KIN_SAME;
		else if (t != NULL)
			out->list[i].kin =
			    add_figures(out, s, t) ? KIN_FIGURES : KIN_EDITED;
	}
	for (size_t i = 0; there.list != NULL && i < there.n; i++)
		out->missing += there.list[i].twin == NONE;
}
