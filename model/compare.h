/* What one text says otherwise than another, sentence by sentence: for copies
 * of an article laid beside it.
 *
 * Sentences are the same when they have the same words (folded as search folds
 * them). Of those that remain, each is paired with the most alike one of the
 * other text that is left (Dice's measure on the words, at least
 * COMPARE_ALIKE); numbers are compared apart, so that "44 dead" and "53 dead"
 * are a pair whose figures differ. Numbers written as words count up to twelve.
 */
#ifndef MODEL_COMPARE_H
#define MODEL_COMPARE_H

#include "model/arena.h"
#include "model/article.h"

#define COMPARE_ALIKE .6

enum kin {
	KIN_SAME,
	KIN_FIGURES, /* paired, and a number stands in place of another one */
	KIN_EDITED,  /* paired, with other words */
	KIN_ALONE,   /* nothing in the other text is like it */
};

struct compared {
	struct span span; /* of a sentence */
	enum kin kin;
};

/* A number here, and what stands in its place there. */
struct figure {
	struct span here, there;
};

struct comparison {
	struct compared *list; /* the sentences of the first text, in order */
	size_t n;
	struct figure *figures; /* in order of `here` */
	size_t n_figures;
	size_t missing; /* sentences of the other text that are not here */
};

/* Lay a beside b; everything lives in the arena. Texts of more than
 * COMPARE_MOST sentences are looked at so far. */
enum { COMPARE_MOST = 600 };
void compare_texts(
    struct arena *arena, struct str a, struct str b, struct comparison *out);

#endif
