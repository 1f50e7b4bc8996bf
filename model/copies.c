#include "config.h"

#include "model/copies.h"

#include "model/fold.h"

#define NEAR_JACCARD .5
#define CONTAINED .5

enum {
	CONTAINED_LEAST = 16, /* shingles: less is a phrase, no article */
	PLACES = 512,         /* that hashes are sorted into at first */
	PLACE_SHIFT = 64 - 9,
	FEW = 32,
};

struct collect {
	struct arena *arena;
	uint64_t *word;
	size_t n, size;
};

static uint64_t
mix(uint64_t h)
{
	h ^= h >> 33; /* the finalizer of MurmurHash3 */
	h *= UINT64_C(0xff51afd7ed558ccd);
	h ^= h >> 33;
	h *= UINT64_C(0xc4ceb9fe1a85ec53);
	return h ^ h >> 33;
}

static int
add_word(void *ctx, bool colocated, struct str token, size_t from, size_t to)
{
	struct collect *c = ctx;
	uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */

	(void)from;
	(void)to;
	if (colocated)
		return 0;
	for (size_t i = 0; i < token.len; i++)
		h = (h ^ (unsigned char)token.p[i]) * UINT64_C(1099511628211);
	if (c->n == c->size) {
		uint64_t *more;

		c->size = c->size > 0 ? c->size * 2 : 1024;
		more = arena_array(c->arena, c->size, sizeof *more);
		if (c->n > 0)
			memcpy(more, c->word, c->n * sizeof *more);
		c->word = more;
	}
	c->word[c->n++] = mix(h);
	return 0;
}

static int
by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Few are put in their places by hand; many that lie so close were made so. */
static void
sort_few(uint64_t *list, size_t n)
{
	if (n > FEW) {
		qsort(list, n, sizeof *list, by_value);
		return;
	}
	for (size_t i = 1; i < n; i++) {
		uint64_t hash = list[i];
		size_t k = i;

		for (; k > 0 && list[k - 1] > hash; k--)
			list[k] = list[k - 1];
		list[k] = hash;
	}
}

/* In order, and each once: hashes spread evenly, so that those of one place lie
 * in a few neighbouring ones. */
static size_t
sort_hashes(struct arena *arena, uint64_t *list, size_t n)
{
	uint64_t *from = arena_array(arena, n, sizeof *from);
	uint32_t *start = arena_alloc(arena, (PLACES + 1) * sizeof *start);
	size_t i, k, m = 0;

	for (i = 0; i < n; i++)
		start[(list[i] >> PLACE_SHIFT) + 1]++;
	for (i = 0; i < PLACES; i++)
		start[i + 1] += start[i];
	memcpy(from, list, n * sizeof *from);
	for (i = 0; i < n; i++)
		list[start[from[i] >> PLACE_SHIFT]++] = from[i];
	/* Now start[i] is where place i ends. */
	for (i = 0, k = 0; i < PLACES; k = start[i++])
		sort_few(list + k, start[i] - k);
	for (i = 0; i < n; i++)
		if (m == 0 || list[m - 1] != list[i])
			list[m++] = list[i];
	return m;
}

void
copies_shingles(
    struct arena *arena, struct str text, unsigned size, struct shingles *set)
{
	struct collect c = { .arena = arena };
	size_t i, n = 0;

	*set = (struct shingles){ 0 };
	(void)fold_tokens(text, false, &c, add_word);
	set->words = c.n;
	if (c.n == 0)
		return;
	if (c.n < size)
		size = (unsigned)c.n;
	set->hash = arena_array(arena, c.n, sizeof *set->hash);
	for (i = 0; i + size <= c.n; i++) {
		uint64_t h = size;

		for (unsigned k = 0; k < size; k++)
			h = (h ^ c.word[i + k]) * UINT64_C(0x9E3779B97F4A7C15) +
			    (h >> 29);
		set->hash[n++] = mix(h);
	}
	set->n = sort_hashes(arena, set->hash, n);
}

/* The sets are sorted, so the fingerprints are the first ones. */
void
copies_prints(struct arena *arena, const struct shingles *set,
    uint32_t **prints, size_t *n)
{
	uint64_t bound = UINT64_MAX / COPIES_EVERY;

	*n = 0;
	*prints = NULL;
	if (set->n == 0)
		return;
	if (set->n < (size_t)COPIES_PRINTS * COPIES_EVERY)
		bound = set->n <= COPIES_PRINTS
			    ? UINT64_MAX
			    : UINT64_MAX / set->n * COPIES_PRINTS;
	*prints = arena_array(arena, set->n, sizeof **prints);
	while (*n < set->n && set->hash[*n] <= bound) {
		(*prints)[*n] = (uint32_t)set->hash[*n];
		++*n;
	}
}

struct alike
copies_sets(const struct shingles *a, const struct shingles *b)
{
	size_t i = 0, k = 0, shared = 0, less = a->n < b->n ? a->n : b->n;
	struct alike alike = { COPY_NONE, 0, 0 };

	if (less == 0)
		return alike;
	while (i < a->n && k < b->n) {
		shared += a->hash[i] == b->hash[k];
		if (a->hash[i] < b->hash[k])
			i++;
		else if (a->hash[i] > b->hash[k])
			k++;
		else {
			i++;
			k++;
		}
	}
	alike.jaccard = (double)shared / (double)(a->n + b->n - shared);
	alike.containment = (double)shared / (double)less;
	if (shared == a->n && shared == b->n)
		alike.kind = COPY_IDENTICAL;
	else if (alike.jaccard >= NEAR_JACCARD)
		alike.kind = COPY_NEAR;
	else if (alike.containment >= CONTAINED && less >= CONTAINED_LEAST)
		alike.kind = COPY_CONTAINED;
	return alike;
}

struct alike
copies_compare(struct str a, struct str b)
{
	struct arena arena = { 0 };
	struct shingles x, y;
	struct alike alike;

	copies_shingles(&arena, a, COPIES_WORDS, &x);
	copies_shingles(&arena, b, COPIES_WORDS, &y);
	if (x.words < COPIES_SHORT && y.words < COPIES_SHORT) {
		copies_shingles(&arena, a, COPIES_SHORT_WORDS, &x);
		copies_shingles(&arena, b, COPIES_SHORT_WORDS, &y);
	}
	alike = copies_sets(&x, &y);
	arena_release(&arena);
	return alike;
}

const char *
copy_kind_name(enum copy_kind kind)
{
	static const char *const names[] = { "", "identical", "near",
		"contained" };

	return names[kind];
}
