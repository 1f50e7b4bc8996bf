/* The terminal: on, off, size, keys in. One of the few files with curses. */
#ifndef UI_TERM_H
#define UI_TERM_H

#include "model/cells.h"
#include "ui/key.h"

enum colours { COLOURS_NONE, COLOURS_16, COLOURS_256, COLOURS_TRUE };
enum theme { THEME_AUTO, THEME_DARK, THEME_LIGHT, THEME_NONE };

struct term_opts {
	enum theme theme;
	bool bidi_set; /* bidi is the user's word; else the terminal is asked */
	enum bidi bidi;
	bool ascii; /* no characters beyond ASCII */
	/* > 0: a screen of that size with no terminal (scripts, tests) */
	int rows, cols;
};

struct term;

/* NULL with err filled when there is no usable terminal. */
struct term *term_open(const struct term_opts *opts, struct err *err);
void term_close(struct term *t); /* NULL is fine; gives the terminal back */

/* Give the terminal to another program and take it back. */
void term_suspend(struct term *t);
void term_resume(struct term *t);
/* ^Z: suspend, stop this process, resume once it goes on. */
void term_stop(struct term *t);

/* A key: see ui/key.h; the other fields are those of K_MOUSE. */
struct key {
	uint32_t code;
	int y, x, button; /* button: 1 left, 2 middle, 3 right, 4/5 wheel */
	bool doubled;
};
/* The next key, waiting at most ms (-1: for ever, 0: not). False on time-out,
 * and when the terminal is no more: *gone is set then. */
bool term_key(struct term *t, int ms, struct key *key, bool *gone);
/* Is there a key (or the end) to be had at once? Costs one poll(2). */
bool term_pending(struct term *t);
/* The same, waiting for one at most ms. */
bool term_pending_within(struct term *t, int ms);
/* What was pasted with the last K_PASTE; borrowed until the next key. */
struct str term_paste(const struct term *t);

void term_size(const struct term *t, int *rows, int *cols);
/* Another size for a screen without a terminal. */
void term_resize(struct term *t, int rows, int cols);
bool term_ascii(const struct term *t);
enum bidi term_bidi(const struct term *t);
void term_set_bidi(struct term *t, enum bidi bidi);
enum colours term_colours(const struct term *t);
/* Dark, light or none: never AUTO. */
enum theme term_theme(const struct term *t);
/* AUTO: by the ground of the terminal, as far as it tells. */
void term_set_theme(struct term *t, enum theme theme);
/* A remark on the terminal for the analyst, once ("kitty: set force_ltr yes"),
 * or NULL. */
const char *term_hint(struct term *t);

/* The curses window that everything is drawn in, and showing what was drawn.
 * cursor: leave it where paint_cursor put it, and visible. */
void *term_window(struct term *t);
void term_show(struct term *t, bool cursor);
void term_redraw(struct term *t); /* all of it, at the next term_show */

/* Put text into the terminal's clipboard (OSC 52); false if it is too long
 * (over 74,994 bytes, what terminals take) or there is no terminal. */
bool term_copy(struct term *t, struct str text);

#endif
