/* Lines that were typed before, for Up: the newest last, each once. */
#ifndef UI_PAST_H
#define UI_PAST_H

#include "model/str.h"

enum {
	PAST_LINES = 200,   /* the oldest are forgotten */
	PAST_BYTES = 20000, /* of all together, as text */
};

struct past {
	char **v;
	size_t n;
	size_t fresh; /* the last so many are not stored yet */
};

/* A line goes to the end, also one that was there already. An empty one, or of
 * several lines, is none. */
void past_add(struct past *past, struct str line);
/* The lines of a text, as they were stored, and all as such a text. */
void past_read(struct past *past, struct str text);
void past_text(const struct past *past, struct buf *out);
/* What is to be stored in place of a text to which another screen may have
 * added meanwhile: its lines, then those typed here. They count as stored. */
void past_merge(struct past *past, struct str stored, struct buf *out);
void past_free(struct past *past);

#endif
