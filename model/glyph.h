/* The indivisible pieces that text is drawn in, in logical order: a letter with
 * its marks, or the picture of something that a terminal must not get. Private
 * to cells, wrap and the command line's filter, so that all agree on widths. */
#ifndef MODEL_GLYPH_H
#define MODEL_GLYPH_H

#include "model/cells.h"

enum glyph_kind {
	GLYPH_TEXT,      /* a base with its marks, drawn */
	GLYPH_BLANK,     /* tab or line separator: drawn as blanks */
	GLYPH_CONTROL,   /* C0 or DEL: U+2400 pictures */
	GLYPH_NAMED,     /* C1, overrides, hidden if revealed: <9B> */
	GLYPH_DIRECTION, /* LRM, isolates: steer bidi, are not drawn */
	GLYPH_HIDDEN,    /* zero width: not drawn, counted */
};

enum { GLYPH_TAB = 4 }; /* columns of a tab: the same wherever it stands */

struct glyph {
	size_t from, to; /* bytes */
	size_t base;     /* byte of first: from, unless bytes were lent */
	uint32_t first;  /* the code point at base */
	uint32_t cp[CELL_POINTS];
	enum glyph_kind kind;
	uint8_t n;       /* code points in cp */
	int cols;        /* with the note on cut marks */
	unsigned cut;    /* marks above four, not drawn */
	unsigned hidden; /* for the badge */
	bool picture, joiner;
};

/* The glyph at byte `at` (< text.len). */
struct glyph glyph_at(struct str text, size_t at, bool reveal);

/* The name of a code point that is not drawn, with its brackets, as UTF-8 or
 * ASCII; size of out at least 16. */
void glyph_name(uint32_t cp, bool ascii, char out[16]);

/* Hebrew, Arabic and their neighbours, and what steers bidi: text without any
 * of these needs no bidi. */
bool glyph_rtl(uint32_t cp);

#endif
