/* Borders in text: code points, clusters, words, sentences. All offsets are
 * bytes. Every function accepts any bytes and always moves on. */
#ifndef MODEL_WORDS_H
#define MODEL_WORDS_H

#include "model/article.h"

/* The next/previous border of a user-perceived character (UAX 29). */
size_t cluster_next(struct str text, size_t at);
size_t cluster_prev(struct str text, size_t at);

/* The word (letters, digits, inner apostrophes and hyphens) at or after `at`
 * (dir > 0) or before it (dir < 0); false at the end. */
bool word_next(struct str text, size_t at, struct span *word);
bool word_prev(struct str text, size_t at, struct span *word);

/* The sentence that `at` stands in, without blanks at its ends; false in a text
 * of blanks. Knows abbreviations (Gen., U.N., Mr.), decimals, ellipses,
 * quotations that end with the sentence, the Arabic question mark and
 * semicolon. A paragraph (LF) always ends a sentence. */
bool sentence_at(struct str text, size_t at, struct span *sentence);
bool sentence_next(struct str text, size_t at, struct span *sentence);
bool sentence_prev(struct str text, size_t at, struct span *sentence);

/* How many words. */
uint32_t words_count(struct str text);

/* Code points before byte `at`, and the byte at which code point n starts
 * (the length of the text when it has fewer). */
size_t points_of(struct str text, size_t at);
size_t points_to_byte(struct str text, size_t n);

#endif
