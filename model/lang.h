/* What language a text is in, by its script and its commonest words. */
#ifndef MODEL_LANG_H
#define MODEL_LANG_H

#include "model/arena.h"

/* "en", "ar", "fr" ... (BCP 47, static) or empty when it can't be told. Looks
 * at the first 2 KiB. Latin script: the language with the most function words
 * wins if these are two and one word in twenty. */
struct str lang_guess(struct str text);

/* A language as people write it ("English", "eng", "en_GB", "AR") as BCP 47
 * without the region: "en", "ar"; empty for what is none. The text lives in the
 * arena or is static. */
struct str lang_tag(struct arena *arena, struct str s);

#endif
