/* Given names: who bears one more name in front is somebody else (Saddam
 * Haftar), and a name of two of them read the other way round is another
 * person (Ali Hassan, Hassan Ali). Common ones of the Arab world, and in
 * Arabic letters some of Europe. */
#ifndef MODEL_GIVEN_H
#define MODEL_GIVEN_H

#include "model/str.h"

/* An Arabic word, folded (model/fold.h). Those that begin with Abd are all;
 * some are words as well, as Salama is safety. */
enum given { GIVEN_NONE, GIVEN_NAME, GIVEN_WORD };
enum given given_arabic(struct str folded);
/* A skeleton of at least two consonants (struct name_word). */
bool given_bones(const char *bones);
/* Two spellings in small Latin letters of names that have their consonants in
 * common and are not each other: Hassan and Hussein, Hamid and Hamad. */
bool given_differ(const char *a, const char *b);

/* For the test: entries of the tables that stand out of order. */
size_t given_unsorted(void);

#endif
