#include "config.h"

#include "model/approx.h"

#include <assert.h>

#include "model/utf8.h"

enum { BITS = 64 };

static void
reserve(struct approx_text *t, struct str s)
{
	t->n = 0;
	t->cp = xcalloc(s.len + 1, sizeof *t->cp);
	t->at = xcalloc(s.len + 1, sizeof *t->at);
}

struct approx_text
approx_text_of(struct str s)
{
	struct approx_text t;
	size_t at = 0;

	reserve(&t, s);
	while (at < s.len) {
		t.at[t.n] = (uint32_t)at;
		t.cp[t.n++] = utf8_next(s, &at);
	}
	t.at[t.n] = (uint32_t)s.len;
	return t;
}

struct approx_text
approx_text_back(struct str s)
{
	struct approx_text t;
	size_t at = s.len;

	reserve(&t, s);
	while (at > 0) {
		t.at[t.n] = (uint32_t)(s.len - at);
		t.cp[t.n++] = utf8_prev(s, &at);
	}
	t.at[t.n] = (uint32_t)s.len;
	return t;
}

void
approx_text_release(struct approx_text *t)
{
	free(t->cp);
	free(t->at);
	*t = (struct approx_text){ 0 };
}

/* Where each code point stands in the pattern: rows of bits, found by hash. */
struct pattern {
	size_t blocks, slots;
	uint32_t *cp; /* of the slot, plus one; 0: free */
	uint64_t *eq; /* slots * blocks */
	uint64_t *none;
};

static size_t
slot_of(const struct pattern *p, uint32_t cp)
{
	size_t i;

	assert(p->slots > 0);
	i = (size_t)(cp * 2654435761u) % p->slots;

	while (p->cp[i] != 0 && p->cp[i] != cp + 1)
		i = i + 1 < p->slots ? i + 1 : 0;
	return i;
}

static void
pattern_make(struct pattern *p, const struct approx_text *t)
{
	size_t i, distinct = 0;

	p->blocks = (t->n + BITS - 1) / BITS;
	p->slots = 2 * t->n + 1; /* never full, so that a search ends */
	p->cp = xcalloc(p->slots, sizeof *p->cp);
	p->none = xcalloc(p->blocks, sizeof *p->none);
	for (i = 0; i < t->n; i++)
		p->cp[slot_of(p, t->cp[i])] = t->cp[i] + 1;
	/* Rows are numbered by their order of slots, to have no empty ones. */
	for (i = 0; i < p->slots; i++)
		distinct += p->cp[i] != 0;
	p->eq = xcalloc(distinct * p->blocks, sizeof *p->eq);
}

/* The two vectors of vertical differences of one block. */
struct block {
	uint64_t plus, minus;
};

/* One column of one block: in and the result are the horizontal difference
 * (-1, 0, 1) above it and at bit `high`. */
static int
advance(struct block *b, uint64_t eq, int in, uint64_t high)
{
	uint64_t xv = eq | b->minus, xh, plus, minus;
	int out;

	if (in < 0)
		eq |= 1;
	xh = (((eq & b->plus) + b->plus) ^ b->plus) | eq;
	plus = b->minus | ~(xh | b->plus);
	minus = b->plus & xh;
	out = ((plus & high) != 0) - ((minus & high) != 0);
	plus = plus << 1 | (in > 0);
	minus = minus << 1 | (in < 0);
	b->plus = minus | ~(xv | plus);
	b->minus = plus & xv;
	return out;
}

/* Number the rows and set their bits. */
static uint32_t *
pattern_fill(struct pattern *p, const struct approx_text *t)
{
	uint32_t *row = xcalloc(p->slots, sizeof *row), rows = 0;
	size_t i;

	for (i = 0; i < p->slots; i++)
		if (p->cp[i] != 0)
			row[i] = rows++;
	for (i = 0; i < t->n; i++)
		p->eq[row[slot_of(p, t->cp[i])] * p->blocks + i / BITS] |=
		    (uint64_t)1 << i % BITS;
	return row;
}

void
approx_search(const struct approx_text *pattern, const uint32_t *text, size_t n,
    bool anchored, uint32_t *errors)
{
	struct pattern p = { 0 };
	uint32_t *row, score = (uint32_t)pattern->n;
	uint64_t last = (uint64_t)1 << (pattern->n - 1) % BITS;
	struct block *blocks;
	size_t i, b;

	pattern_make(&p, pattern);
	row = pattern_fill(&p, pattern);
	blocks = xcalloc(p.blocks, sizeof *blocks);
	for (b = 0; b < p.blocks; b++)
		blocks[b].plus = UINT64_MAX;
	for (i = 0; i < n; i++) {
		size_t slot = slot_of(&p, text[i]);
		const uint64_t *eq =
		    p.cp[slot] != 0 ? p.eq + row[slot] * p.blocks : p.none;
		int carry = anchored;

		for (b = 0; b + 1 < p.blocks; b++)
			carry = advance(
			    &blocks[b], eq[b], carry, (uint64_t)1 << 63);
		carry = advance(&blocks[b], eq[b], carry, last);
		score = carry < 0 ? score - 1 : score + (uint32_t)carry;
		errors[i] = score;
	}
	free(blocks);
	free(row);
	free(p.cp);
	free(p.none);
	free(p.eq);
}
