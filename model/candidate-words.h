/* Words that make or unmake a candidate for a name. Private to candidate*.c. */
#ifndef MODEL_CANDIDATE_WORDS_H
#define MODEL_CANDIDATE_WORDS_H

#include "model/str.h"

enum word_class {
	WORD_PLAIN = 0,
	WORD_OPENER = 1,     /* begins sentences, names nobody */
	WORD_LINK = 2,       /* inside of names: of, al, bin */
	WORD_TITLE = 4,      /* before people */
	WORD_ORG = 8,        /* of organisations */
	WORD_PLACE = 16,     /* of places */
	WORD_NATION = 32,    /* Iraqi, French: no name alone */
	WORD_AT = 64,        /* in, near: before places */
	WORD_TIME = 128,     /* days and months */
	WORD_THE = 256,      /* the, this, our: before a description */
	WORD_HEAD = 512,     /* describes people: rebels, residents */
	WORD_GENERIC = 1024, /* says nothing of its own: security, deputy */
};

/* Bits of word_class; case and the accents of Latin-1 are ignored. */
unsigned candidate_word(struct str word);

/* What an Arabic word announces: WORD_TITLE, WORD_ORG, WORD_PLACE or 0. The
 * word is folded. */
unsigned candidate_arabic(struct str word);

/* The tables of words, sorted by bytes. */
struct candidate_entry {
	const char *word;
	unsigned short class;
};
unsigned candidate_look_up(
    const struct candidate_entry *table, size_t n, struct str word);
size_t candidate_disorder(const struct candidate_entry *table, size_t n);
size_t candidate_unsorted_arabic(void);

/* For the test: entries of the tables that stand out of order. */
size_t candidate_unsorted(void);

#endif
