/* The bytes of a terminal to keys and replies. Pure: no terminal is needed. */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include "ui/term.h"

struct input;

/* What the terminal has said about itself. */
struct replies {
	bool da1;             /* the last answer of the start query is here */
	int bdsm;             /* mode 8: 0 not known, 1 set, 2 reset; -1 none */
	int sync;             /* mode 2026, the same */
	char version[64];     /* XTVERSION, "" if none */
	int da2;              /* first number of DA2, -1 none */
	bool background;      /* of OSC 11: */
	int red, green, blue; /* 0..255 */
};

struct input *input_new(void);
void input_free(struct input *in);
/* A sequence of this terminal (from terminfo) and the key it is. */
void input_define(struct input *in, const char *sequence, uint32_t code);
/* Bytes that came. */
void input_bytes(struct input *in, const void *p, size_t len);
/* The next key, false if the bytes are used up or more are needed. late: no
 * more came for a while, so that a lone ESC is the Escape key. */
bool input_next(struct input *in, bool late, struct key *key);
/* Is there an unfinished sequence? */
bool input_unfinished(const struct input *in);
struct str input_paste(const struct input *in);
const struct replies *input_replies(const struct input *in);

#endif
