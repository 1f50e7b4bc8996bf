/* How alike two names are, whatever the spelling and the script.
 *
 * Reading: a name is folded (model/fold.h), Cyrillic and Arabic are written in
 * Latin letters, and it is taken apart into words. Articles (al, el, ash ...),
 * bin and ibn, titles (general, المشير) and legal forms (ltd) are light; abd is
 * joined to what follows, with or without its article: Abdel Fattah, Abdul
 * Fatah and عبد الفتاح are one word, abdfattah.
 *
 * Each word has a skeleton, its consonants in classes that transliterations mix
 * (kh, gh, q, k, g; d, dh; t, th; s, z; sh, ch), after Freeman, Condon and
 * Ackerman, "Cross Linguistic Name Matching in English and Arabic" (HLT-NAACL
 * 2006): equivalence classes within an edit distance. Words are compared by an
 * edit distance in which vowels, doubled letters and letters that are often
 * confused cost less, with a budget that grows with the logarithm of their
 * length (as rigour's compare_parts does it), or by their skeletons; Arabic,
 * which has no short vowels, by skeletons alone.
 *
 * Then words are matched one to one in any order, the most alike first. What
 * is left over on one side costs little (Haftar is Khalifa Haftar), what is
 * left on both sides counts against: two other first names are two people. */
#ifndef MODEL_NAME_H
#define MODEL_NAME_H

#include "model/str.h"

enum {
	NAME_WORDS = 12,   /* what follows is not looked at */
	NAME_LETTERS = 30, /* of one word; the rest is cut off */
	NAME_KEYS = 96,
};

/* Names at least so alike are taken for one, in hundredths: chosen on
 * names-nomenklatura (F1 there in tests/model-name.c). */
#define NAME_SAME 0.68

/* a; e, i and y; o, u and w. What e stands for is open. */
enum name_vowel { NAME_OPEN = 1, NAME_FRONT = 2, NAME_BACK = 4 };

struct name_word {
	char text[NAME_LETTERS + 1];  /* small Latin letters and digits */
	char bones[NAME_LETTERS + 1]; /* skeleton */
	/* In front of each bone and behind the last: bits of enum name_vowel.
	 */
	uint8_t vowels[NAME_LETTERS + 1];
	uint8_t n, n_bones;
	uint8_t weight; /* hundredths */
	bool arabic;    /* written without short vowels */
	bool cyrillic;
};

struct name {
	struct name_word word[NAME_WORDS];
	struct name_word whole; /* all words as one */
	unsigned n;
	bool comma; /* the surname stands in front */
};

void name_read(struct name *name, struct str text);

/* 0 to 1. */
double name_likeness(const struct name *a, const struct name *b);

/* What names that may be alike have in common: hashes of the skeletons of words
 * that are not light, as they are and, from three consonants on, without each
 * one. Two names with no key in common are not worth a comparison. Returns how
 * many. */
unsigned name_keys(const struct name *name, uint32_t keys[NAME_KEYS]);

/* Private to model/name-*.c: how else a word may sound, where its spelling does
 * not say: German j, w and ch (Lawrow, Fajis, Chums), Cyrillic kha, which is h
 * and kh. False: there is no other way. */
bool name_word_other(const struct name_word *word, struct name_word *other);

#endif
