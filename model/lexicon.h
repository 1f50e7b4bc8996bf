/* All names of the register in one trie over hashed words, and one pass over a
 * text that finds them: the longest name that begins at a word, then on behind
 * it. A word-token hash trie beat Aho-Corasick and grep in our measurements,
 * with a tenth of the memory.
 *
 * Words are compared folded (model/lextok.h). A name ends where a word ends, so
 * that "LNA's", "Haftar-led" and "d'Haftar" hold LNA and Haftar, and the span
 * of a mention leaves such endings out. Between the words of a name may stand
 * any blanks with at most one line break, a hyphen or an apostrophe; other
 * punctuation only where the name has it (model/lextok.h).
 *
 * Case, for names written with capitals:
 * - words of up to three capitals (UN, LNA), a few longer ones that are words
 *   too (FACT), and short ones of mixed case (HoR) must be so in the text; in
 *   a line that is all capitals those that are words (IS, US) never count;
 * - longer ones may be written as a name (Unsmil, Isis);
 * - of an ordinary name of up to two words every word with a capital must have
 *   it, of a longer one the first; the, al, de and the like are free;
 * - a name of several words that begins small ("eastern Libya") is free.
 *
 * Arabic words match with wa-, fa-, bi-, ka-, li- or two of them in front (li-
 * swallows the alef of al-); at least three letters stay, four after fa- and
 * ka-. Names with the article need it in the text too.
 *
 * A bracket ends a main name ("Al-Dostor (Egypt)" is found as Al-Dostor);
 * other names with brackets are labels and never found. A short name that is
 * not in capitals is found only as another reading of somebody's full name. */
#ifndef MODEL_LEXICON_H
#define MODEL_LEXICON_H

#include "model/entity.h"
#include "model/lextok.h"

enum {
	LEXICON_WORDS = 16, /* longer names are left out */
	LEXICON_WHO = 8,    /* readings of one name; more are dropped */
};

enum lexicon_kind { LEXICON_NAME, LEXICON_ALIAS, LEXICON_SHORT };

struct lexicon_name {
	int64_t entity;
	enum entity_kind kind;
	enum lexicon_kind alias;
	struct str text; /* copied */
};

struct lexicon_who {
	int64_t entity;
	enum entity_kind kind;
};

/* A name in the text, with everybody who bears it, by number. */
struct lexicon_hit {
	struct span span;
	unsigned words, n;
	uint64_t last; /* hash of its last word */
	struct lexicon_who who[LEXICON_WHO];
};

struct lexicon;

/* The caller frees. names says how many are to come, about. */
struct lexicon *lexicon_new(size_t names);
void lexicon_free(struct lexicon *lex); /* NULL is fine */
void lexicon_add(struct lexicon *lex, const struct lexicon_name *name);
/* Names of that entity which were added so far are found no more. What they
 * take up stays. */
void lexicon_drop(struct lexicon *lex, int64_t entity);

/* One pass over a text. Set up by lexicon_start; the text and the lexicon must
 * stay. */
struct lexicon_scan {
	const struct lexicon *lex;
	struct str text;
	size_t at;     /* where the tokenizer stands */
	unsigned i, n; /* tokens [i, n) wait */
	struct lextok tok[64];
};
void lexicon_start(
    struct lexicon_scan *scan, const struct lexicon *lex, struct str text);
/* The next name in text order; false at the end. */
bool lexicon_next(struct lexicon_scan *scan, struct lexicon_hit *hit);

#endif
