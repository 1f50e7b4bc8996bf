/* Words of a text as the lexicon of names compares them: runs of letters and
 * digits, with what stands between them. Fast for ASCII; other scripts go
 * through a table of folded forms that is made once. */
#ifndef MODEL_LEXTOK_H
#define MODEL_LEXTOK_H

#include "model/str.h"

enum { LEXTOK_BYTES = 96 }; /* longer words are no names */

enum lextok_flag {
	LEXTOK_UPPER = 1,  /* begins with a capital */
	LEXTOK_CAPS = 2,   /* a capital and no small letter */
	LEXTOK_ASCII = 4,  /* nothing else in it */
	LEXTOK_ARABIC = 8, /* begins with an Arabic letter */
};

/* What stands before a word. Blanks with at most one line break among them,
 * one hyphen, apostrophes: the words can be those of one name. A full stop,
 * comma, slash, plus or ampersand among them: only of a name that has the same
 * there. Anything else parts them. */
enum { LEXTOK_JOIN = 0, LEXTOK_BREAK = 255 };

struct lextok {
	uint32_t from, to; /* bytes */
	uint8_t flags, gap;
};

struct lextab;
struct lextab *lextab_new(void);
void lextab_free(struct lextab *tab);

/* The first word at or after *at, which moves behind it; false at the end. Any
 * bytes are fine; texts are read up to 4 GiB. */
bool lextok_next(
    const struct lextab *tab, struct str text, size_t *at, struct lextok *tok);

/* The word folded: case, Latin accents, Arabic alef, hamza, yeh, teh marbuta,
 * tashkeel, tatweel, compatibility forms. Returns the bytes put in out, 0 for
 * a word too long to be a name's. */
size_t lextok_fold(
    const struct lextab *tab, struct str word, char out[LEXTOK_BYTES]);

/* Bytes of word up to and with its n-th letter and the marks on it. */
size_t lextok_letters(const struct lextab *tab, struct str word, size_t n);

#endif
