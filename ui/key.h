/* Keys: their codes, and the names that key files and scripts use. */
#ifndef UI_KEY_H
#define UI_KEY_H

#include "model/str.h"

/* A code is a code point (control characters are K_CTRL and a letter), or one
 * of these, which lie above Unicode. */
enum key_code {
	K_NONE = 0x110000,
	K_ENTER,
	K_TAB,
	K_BACKTAB,
	K_ESCAPE,
	K_BACKSPACE,
	K_DELETE,
	K_INSERT,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGEUP,
	K_PAGEDOWN,
	K_F1, /* K_F1 + 11 is F12 */
	K_F12 = K_F1 + 11,
	K_MOUSE,  /* see the mouse fields of struct key */
	K_PASTE,  /* a pasted text: term_paste */
	K_RESIZE, /* the terminal has another size */
	K_REPLY,  /* the terminal has told what it can: nothing to do */
	K_HANGUP, /* asked to end (SIGTERM, SIGHUP) */
	K_CTRL = 0x1000000,  /* ored to a lower case letter or a key above */
	K_SHIFT = 0x2000000, /* ored to a key above, not to characters */
	K_ALT = 0x4000000,   /* ored to anything */
	K_BASE = 0xffffff,
};

/* The key at s[*at], moving *at behind it: one character, or a name between
 * < and > ("<C-w>", "<PageDown>"); a lone "<" is itself. */
uint32_t key_next(struct str s, size_t *at);
/* One key by its name: "x", "C-x", "M-x", "S-Tab", "Enter", "F5", "Space".
 * False if there is no such key. */
bool key_parse(struct str name, uint32_t *code);
/* A sequence as in key files: the name of one key, or several characters and
 * <names> in a row: "]c", "<C-w>h". At most max codes; 0: makes no sense. */
size_t key_sequence(struct str s, uint32_t *codes, size_t max);
/* Append the name of a key. */
void key_describe(struct buf *out, uint32_t code);

#endif
