/* Drawing: the only way text reaches the screen. All coordinates are inside a
 * paint's rectangle; what lies outside is clipped. */
#ifndef UI_PAINT_H
#define UI_PAINT_H

#include "model/cells.h"
#include "model/wrap.h"

/* What a piece of screen means; the theme decides how it looks. A test reads
 * roles back, so every difference that counts has one. */
enum role {
	ROLE_TEXT,
	ROLE_DIM,   /* secondary: dates, hints */
	ROLE_TITLE, /* headline, pane titles in focus */
	ROLE_BORDER,
	ROLE_FOCUS,        /* border and title of the pane with the focus */
	ROLE_SELECTED,     /* the row under the cursor, focused */
	ROLE_SELECTED_DIM, /* the same in a pane without focus */
	ROLE_UNREAD,
	ROLE_FLAG,
	ROLE_PERSON,
	ROLE_FACTION,
	ROLE_PLACE,
	ROLE_OUTLET,
	ROLE_OTHER,
	ROLE_DATE, /* a date that the text mentions */
	ROLE_CLAIM,
	ROLE_CLAIMS, /* where several claims overlap */
	ROLE_SUGGESTION,
	ROLE_NOTE,
	ROLE_HIT,       /* what a search found */
	ROLE_MENTION,   /* mentions of the entity chosen */
	ROLE_SENTENCE,  /* the sentence cursor */
	ROLE_SELECTION, /* text selected with v */
	ROLE_HIDDEN,    /* pictures of hidden characters */
	ROLE_HEAD,      /* the line at the top */
	ROLE_STATUS,    /* hints at the bottom */
	ROLE_KEY,       /* a key in the hints */
	ROLE_SAVED,     /* "saved 09:41:07" */
	ROLE_ERROR,
	ROLE_PROMPT,
	ROLE_LANE, /* life of a faction */
	ROLE_EVENT,
	ROLE_TODAY, /* the current article's date on the timeline */
	ROLE_DENSITY,
	ROLE_MARK,       /* a note's sign in the margin */
	ROLE_DIFFERS,    /* a sentence that a copy has otherwise */
	ROLE_FIGURE,     /* a number that differs between copies or claims */
	ROLE_CLAIM_MARK, /* a claim's */
	ROLE_CODE, /* the colours of codes: red to grey, see pane-codes.c */
	ROLE_CODE_LAST = ROLE_CODE + 7,
	/* PERSON to NOTE, in that order, where the sentence cursor is: their
	 * colour on its ground. */
	ROLE_IN_SENTENCE,
	ROLE_IN_SENTENCE_LAST = ROLE_IN_SENTENCE + ROLE_NOTE - ROLE_PERSON,
	ROLES,
};

/* A rectangle of the screen to draw in. */
struct paint {
	void *win;
	int y, x, h, w;
	enum bidi bidi;
	bool ascii, reveal;
	const struct look *looks; /* of the theme, by role: theme.h */
	struct arena *arena;      /* for the time of one repaint */
};

struct paint paint_sub(const struct paint *p, int y, int x, int h, int w);
void paint_clear(struct paint *p);
/* One line of text, clipped to cols columns with "…" when it is longer.
 * Returns the columns used. Foreign text is made harmless on the way. */
int paint_text(
    struct paint *p, int y, int x, int cols, enum role role, struct str text);
int paint_textf(struct paint *p, int y, int x, int cols, enum role role,
    const char *fmt, ...) __attribute__((format(printf, 6, 7)));

/* The first bytes of a text that fit into cols columns, "…" included where it
 * is cut; for callers that must know before they draw. */
size_t paint_fits(const struct paint *p, int cols, struct str text);

/* A stretch of text with a role of its own; later spans lie on top. */
struct role_span {
	struct span span; /* bytes of the text that the line is part of */
	enum role role;
};
/* Text from right to left that the terminal itself reorders (BIDI_TERM) is
 * fenced off from the panes beside it by marks that ride on the blanks left and
 * right of it: draw with one free column on either side inside the rectangle,
 * or the line gives up its own first and last. */

/* The roles of a line: that of what no span covers, and the spans, in bytes of
 * the whole text, sorted by start. */
struct line_roles {
	enum role base;
	const struct role_span *spans;
	size_t n;
};
/* A line of a wrapped text, set right if its paragraph reads so; in one role or
 * in many. Both return its first column used. */
int paint_line(struct paint *p, int y, int x, int cols, struct str text,
    const struct line *line, enum role role);
int paint_roles(struct paint *p, int y, int x, int cols, struct str text,
    const struct line *line, const struct line_roles *roles);

/* The column at which byte `at` of such a line stands: where the cursor of a
 * text being typed goes. */
int paint_column(const struct paint *p, int x, int cols, struct str text,
    const struct line *line, size_t at);
/* One line of text being typed, moved so that byte `at` is in sight; returns
 * its column. */
int paint_edit(struct paint *p, int y, int x, int cols, enum role role,
    struct str text, size_t at);

/* Give cols columns a role without changing the text; fill with one code point
 * (an ASCII stand-in is used where the terminal knows no other). */
void paint_role(struct paint *p, int y, int x, int cols, enum role role);
void paint_fill(
    struct paint *p, int y, int x, int cols, enum role role, uint32_t cp);
void paint_put(struct paint *p, int y, int x, enum role role, uint32_t cp);
/* Take over a row of cells as they stand on another. */
void paint_copy(struct paint *p, int from, int to);
/* Where the hardware cursor stands at the end of the repaint. */
void paint_cursor(struct paint *p, int y, int x);

/* Read the whole window back, as rows of text; and, beneath each row that is
 * not plain, a row of letters that tell the roles (role_letter). For scripts
 * and tests. */
void paint_dump(const struct paint *p, bool roles, struct buf *out);
char role_letter(enum role role);

#endif
