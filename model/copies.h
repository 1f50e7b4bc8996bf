/* Near-copies of articles: how alike two texts are, and the few numbers by
 * which alike ones are found among many.
 *
 * A text is the set of its runs of five words (shingles; Broder 1997), words
 * folded as search folds them. Two texts are compared exactly on these sets (of
 * three words where both have fewer than fifty):
 *
 *	identical   the same sets
 *	near        they share half or more of all they have (Jaccard)
 *	contained   half or more of the smaller one stand in the larger
 *
 * To find candidates a text is known by its fingerprints: the shingles whose
 * hash is below a bound, which is the same for texts of the same length, so
 * that whatever two texts share is sampled in both alike ("modulo" sampling,
 * Manber 1994). Unlike bands of MinHash these also find a short text in a long
 * one, and take less room. */
#ifndef MODEL_COPIES_H
#define MODEL_COPIES_H

#include "model/arena.h"

enum {
	COPIES_WORDS = 5,  /* of a shingle */
	COPIES_SHORT = 50, /* words: below this shingles of three */
	COPIES_SHORT_WORDS = 3,
	COPIES_PRINTS = 12, /* expected of a text, and at least */
	COPIES_EVERY = 32,  /* one in so many shingles of a long one */
};

struct shingles {
	uint64_t *hash; /* sorted, each once */
	size_t n, words;
};

/* The shingles of a text of `size` words each. In the arena. */
void copies_shingles(
    struct arena *arena, struct str text, unsigned size, struct shingles *set);
/* The fingerprints of shingles of COPIES_WORDS; in the arena. */
void copies_prints(struct arena *arena, const struct shingles *set,
    uint32_t **prints, size_t *n);

enum copy_kind { COPY_NONE, COPY_IDENTICAL, COPY_NEAR, COPY_CONTAINED };
const char *copy_kind_name(enum copy_kind); /* identical near contained */

struct alike {
	enum copy_kind kind;
	double jaccard;     /* shared of all, 0 to 1 */
	double containment; /* shared of the smaller one */
};
struct alike copies_sets(const struct shingles *a, const struct shingles *b);
/* The same of two texts. */
struct alike copies_compare(struct str a, struct str b);

#endif
