/* The words and phrases of a query, sought in a text all at once: what the
 * reader marks, and what a snippet is cut around. */
#ifndef MODEL_TERMS_H
#define MODEL_TERMS_H

#include "model/arena.h"
#include "model/article.h"

struct terms;

/* Made ready from words and phrases; a * at the end stands for any ending. They
 * are folded and cut into words as the index does it. Lives in the arena. */
struct terms *terms_new(struct arena *arena, const struct str *list, size_t n);

/* Every place where one of them stands, sorted by start; those of different
 * terms may overlap. The list lives in the arena. */
void terms_find(const struct terms *terms, struct str text, struct arena *arena,
    struct span **list, size_t *n);

/* Whether one of them stands in the text at all. */
bool terms_in(const struct terms *terms, struct str text);

/* The 16 words of a text that hold the most of the terms, the first such, with
 * each hit between U+0001 and U+0002 and an ellipsis where something is left
 * out; the beginning of the text where there is no hit. Looks no further than
 * some kilobytes behind the first hit. Lives in the arena. */
struct str terms_snippet(
    const struct terms *terms, struct str text, struct arena *arena);

#endif
