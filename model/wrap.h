/* Text to lines of at most so many columns, broken where UAX 14 allows. */
#ifndef MODEL_WRAP_H
#define MODEL_WRAP_H

#include "model/arena.h"
#include "model/article.h"

struct line {
	struct span span; /* bytes of the text, without blanks at its end */
	struct span par;  /* the paragraph (up to LF) that it lies in */
	bool rtl;         /* the paragraph reads from right to left */
	bool first, last; /* of its paragraph */
};

/* The lines of text at that measure (columns, at least 1). An empty paragraph
 * gives one empty line. The list lives in the arena. */
void wrap_text(struct arena *arena, struct str text, int columns,
    struct line **lines, size_t *n);

/* Index of the line that byte offset `at` stands on. */
size_t wrap_line_at(const struct line *lines, size_t n, uint32_t at);

#endif
