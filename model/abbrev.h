/* Definitions of short forms in a text: "Libyan National Army (LNA)".
 *
 * The algorithm is Schwartz and Hearst, "A simple algorithm for identifying
 * abbreviation definitions in biomedical text", PSB 2003: the short form stands
 * in brackets behind the long one (or the other way round), and its letters are
 * found in the long form from right to left, the first one at the start of a
 * word. News added: "the" is left off, quotation marks are looked through, and
 * "X, or Y," defines as well; an Arabic short form is the
 * beginnings of all words of the long one but particles, for it has no capitals
 * that would tell it from other words in brackets.
 *
 * Between Arabic and Latin letters nothing can be matched: there it is an
 * organisation's name directly before a bracket with capitals, or with a name
 * of one in the other letters. */
#ifndef MODEL_ABBREV_H
#define MODEL_ABBREV_H

#include "model/arena.h"
#include "model/article.h"

struct abbrev {
	struct span short_form, long_form; /* bytes of the text */
	bool across; /* in two scripts: not by its letters */
};

/* All definitions in text order; the list lives in the arena. */
void abbrev_find(
    struct arena *arena, struct str text, struct abbrev **list, size_t *n);

/* The long form as it is written by itself: li- swallows the alef of an Arabic
 * article, and the span begins behind it. In the text, or the arena. */
struct str abbrev_long(
    struct arena *arena, struct str text, const struct abbrev *abbrev);

/* LNA, HoR, GNU2: short, mostly capitals, ASCII. */
bool abbrev_initials(struct str s);

/* Private to model/abbrev*.c: without the l' or d' of French; and the name that
 * ends a text, in the other one of the two scripts than what stands in brackets
 * behind it. */
struct str abbrev_unelided(struct str s);
bool abbrev_across(struct str before, struct str inner, struct str *name);

#endif
