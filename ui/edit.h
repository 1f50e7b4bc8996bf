/* A text being typed: bytes, a place in them, and what keys do to it. */
#ifndef UI_EDIT_H
#define UI_EDIT_H

#include "ui/key.h"

struct edit {
	struct buf text;
	size_t at;       /* byte offset, on a cluster border */
	struct buf kill; /* what C-k, C-u, C-w took; C-y puts it back */
	bool multiline;
};

void edit_release(struct edit *e);
void edit_set(struct edit *e, struct str text); /* and stand at its end */
/* Put text in at the place; line breaks become blanks unless multiline, other
 * control characters go. */
void edit_insert(struct edit *e, struct str text);

enum edit_result {
	EDIT_IGNORED, /* the key means nothing here */
	EDIT_MOVED,
	EDIT_CHANGED,
};
/* Editing keys as in a shell: arrows, C-a C-e, C-w, C-k, C-u, C-y, M-b M-f ...
 */
enum edit_result edit_key(struct edit *e, uint32_t code);

#endif
