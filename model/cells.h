/* Text to cells: the one place where foreign text is made harmless and gets
 * its width. Nothing else in the program decides what a code point looks like
 * on a terminal; paint (screen) and plain (command line) both come here. */
#ifndef MODEL_CELLS_H
#define MODEL_CELLS_H

#include "model/arena.h"
#include "model/article.h"

enum { CELL_POINTS = 5 }; /* a base and at most four marks */

/* One cell of the screen: a base with its marks, one or two columns wide. */
struct cell {
	uint32_t cp[CELL_POINTS];
	uint8_t n;         /* code points in cp */
	uint8_t width;     /* columns: 1 or 2 */
	bool picture;      /* stands for something that must not be sent */
	uint32_t from, to; /* bytes of the text it was made of */
};

/* Who brings right-to-left text into visual order. */
enum bidi {
	BIDI_OFF,  /* nobody: logical order as it is */
	BIDI_APP,  /* we do: reordered and shaped */
	BIDI_TERM, /* the terminal does: logical order, fenced by paint */
};

struct cells {
	struct cell *v; /* in visual order from left to right */
	size_t n;
	int cols;
	bool rtl; /* base direction of its paragraph */
	/* Characters that were not drawn or drawn as pictures; direction marks
	 * and joiners between Arabic letters, which honest text has, and code
	 * points that only this machine can't draw, do not count. */
	unsigned hidden;
};

/* The cells of one line of text. `par` is the paragraph that the line lies in
 * (its direction and levels count), `line` a stretch of it in bytes; offsets in
 * the cells count from the start of par. reveal: draw hidden characters as
 * pictures. Each cell of a picture has the bytes of the whole; hidden bytes
 * belong to the cell before them, so that the spans tile the line. A soft
 * hyphen is drawn where it ends a line inside its paragraph. The result lives
 * in the arena. */
struct cells cells_line(struct arena *arena, struct str par, struct span line,
    enum bidi bidi, bool reveal);

/* Does the paragraph read from right to left (its first strong letter, UAX 9
 * P2 and P3; isolates don't count, overrides neither)? */
bool cells_rtl(struct str par);

/* Columns that a line of text takes (at most: shaping may join two letters). */
int cells_width(struct str text);

/* Harmless text for standard output and error: the same filter, as UTF-8
 * (or "?" for what is not ASCII, with ascii). LF and TAB stay, other line
 * separators are blanks. */
void cells_plain(struct buf *out, struct str text, bool ascii);

#endif
