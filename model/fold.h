/* Folding for search and names: one rule for the index, queries, aliases. */
#ifndef MODEL_FOLD_H
#define MODEL_FOLD_H

#include "model/arena.h"
#include "model/str.h"

/* Append s folded: NFKC, case, Latin accents, Arabic (alef, hamza, yeh, teh
 * marbuta; tashkeel and tatweel dropped), Arabic-Indic digits as ASCII,
 * zero-width characters dropped. Plain ASCII takes a fast path. */
void fold_text(struct buf *out, struct str s);
/* s folded, in the arena. */
struct str fold_copy(struct arena *arena, struct str s);

/* The same without the fast path, for tests and the benchmark. */
void fold_slowly(struct buf *out, struct str s);

/* How many bytes of a folded Arabic word look like proclitics (wa- fa- bi- ka-
 * li- al- and their runs); 0 for none, or when the word is listed as one that
 * only looks so. At least three letters stay. */
size_t fold_proclitic(struct str folded);

/* Tokens of a text for the index: each(ctx, colocated, token, from, to) gets
 * the folded token and the bytes it came from; Arabic words come in their full
 * form and, colocated, without proclitics (not with prefix set; behind wa- and
 * fa- also with the article). A non-zero
 * return stops and is returned. */
int fold_tokens(struct str s, bool prefix, void *ctx,
    int (*each)(
	void *ctx, bool colocated, struct str token, size_t from, size_t to));

#endif
