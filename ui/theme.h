/* Themes: what each role looks like. Curses is not known here. */
#ifndef UI_THEME_H
#define UI_THEME_H

#include "ui/paint.h"
#include "ui/term.h"

enum {
	LOOK_BOLD = 1,
	LOOK_DIM = 2,
	LOOK_UNDERLINE = 4,
	LOOK_REVERSE = 8,
	LOOK_ITALIC = 16,
};

struct look {
	int fg, bg; /* palette index, 0xRRGGBB with COLOURS_TRUE; -1: default */
	unsigned attrs;
};

/* The look of a role. theme is not AUTO; without colours (or THEME_NONE) only
 * attributes tell roles apart. */
struct look theme_look(enum theme theme, enum colours colours, enum role role);

/* The number of a role's pair of colours. Plain text has one of its own: to
 * pair 0 curses goes back in 11 bytes, to another of the same colours in 5. */
static inline short
role_pair(enum role role)
{
	return (short)(role == ROLE_TEXT ? ROLES : role);
}

/* The role of a cell, so that tests can read it back; 0 has what was never
 * painted. */
static inline enum role
role_of_pair(short pair)
{
	return pair == ROLES ? ROLE_TEXT : (enum role)pair;
}

/* A look for a terminal with eight colours. */
struct look theme_fold(enum theme theme, struct look look);
/* The RGB of an index of xterm's palette, for direct colour; -1: -1. */
int theme_rgb(int index);

bool theme_parse(struct str name, enum theme *theme); /* auto dark light none */
const char *theme_name(enum theme);
/* What COLORFGBG ("15;0", foreground;background) says of the terminal; AUTO if
 * it says nothing. */
enum theme theme_of_colorfgbg(const char *value);
/* Dark or light, for a background of that brightness (0..255 each). */
enum theme theme_of_rgb(int r, int g, int b);

#endif
