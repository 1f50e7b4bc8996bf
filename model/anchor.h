/* What holds a note or claim to its passage: the quotation, what stands around
 * it, and where it stood. */
#ifndef MODEL_ANCHOR_H
#define MODEL_ANCHOR_H

#include "model/arena.h"
#include "model/article.h"

enum anchor_state {
	ANCHOR_NONE,      /* about the whole, no passage */
	ANCHOR_EXACT,     /* found where it was */
	ANCHOR_MOVED,     /* found again elsewhere after a correction */
	ANCHOR_AMBIGUOUS, /* several places fit: the analyst decides */
	ANCHOR_ORPHANED,  /* nowhere to be found */
};

enum { ANCHOR_CONTEXT = 64 }; /* code points kept on either side */

struct anchor {
	struct span span;
	struct str quote, prefix, suffix;
	enum anchor_state state;
};

const char *anchor_state_name(enum anchor_state);
bool anchor_state_parse(struct str, enum anchor_state *);

/* The anchor of a passage: quote, prefix and suffix are borrowed from text.
 * The span must lie on code point borders of text. */
struct anchor anchor_make(struct str text, struct span span);

/* The same with texts of its own, in the arena: for what is written while the
 * text may change. */
struct anchor anchor_keep(struct arena *arena, const struct anchor *a);

/* Find the passage again in a (changed) text: exact first, then the stated
 * fuzzy rule. Sets span and state of a; the strings stay as they are. One that
 * was given up (orphaned) is found again only by its very words in their very
 * context, and in one place. */
void anchor_find(struct anchor *a, struct str text);

#endif
