/* Approximate search in code points: Myers' bit-parallel edit distance (JACM
 * 46, 1999) in blocks, as Hyyrö 2003 carries it from block to block. */
#ifndef MODEL_APPROX_H
#define MODEL_APPROX_H

#include "model/str.h"

/* Text as code points; at[i] is the byte where point i starts, at[n] the
 * length. */
struct approx_text {
	uint32_t *cp, *at;
	size_t n;
};

struct approx_text approx_text_of(struct str s);
/* The same, last code point first (at: bytes from the end). */
struct approx_text approx_text_back(struct str s);
void approx_text_release(struct approx_text *t);

/* errors[i]: the least number of code points inserted, deleted or replaced
 * between the pattern and a stretch of text that ends behind point i; with
 * anchored the stretch starts at the text's start. pattern.n > 0. */
void approx_search(const struct approx_text *pattern, const uint32_t *text,
    size_t n, bool anchored, uint32_t *errors);

#endif
