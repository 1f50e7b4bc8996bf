/* The terminal: on, off, size, keys in. One of the few files with curses. */
#ifndef UI_TERM_H
#define UI_TERM_H

#include "model/cells.h"

enum colours { COLOURS_NONE, COLOURS_16, COLOURS_256, COLOURS_TRUE };
enum theme { THEME_AUTO, THEME_DARK, THEME_LIGHT, THEME_NONE };

struct term_opts {
	enum theme theme;
	int bidi;   /* enum bidi, or -1: ask the terminal */
	bool ascii; /* no characters beyond ASCII */
	int rows,
	    cols; /* > 0: a screen of that size with no terminal (tests) */
};

struct term;

/* NULL with err filled when there is no usable terminal. */
struct term *term_open(const struct term_opts *opts, struct err *err);
void term_close(struct term *t); /* NULL is fine; gives the terminal back */

/* Give the terminal to another program and take it back. */
void term_suspend(struct term *t);
void term_resume(struct term *t);

/* A key: a code point, or KEY_* of ui/key.h; mouse fields for K_MOUSE. */
struct key {
	uint32_t code;
	bool alt;
	int y, x, button; /* button: 1 left, 2 middle, 3 right, 4/5 wheel */
	bool doubled;
};
/* The next key, waiting at most ms (-1: for ever, 0: not). False on time-out;
 * *gone is set when the terminal is no more. */
bool term_key(struct term *t, int ms, struct key *key, bool *gone);

void term_size(const struct term *t, int *rows, int *cols);
bool term_ascii(const struct term *t);
enum bidi term_bidi(const struct term *t);
void term_set_bidi(struct term *t, enum bidi bidi);
enum colours term_colours(const struct term *t);

/* Put text into the terminal's clipboard (OSC 52); false if it is too long. */
bool term_copy(struct term *t, struct str text);

#endif
