/* The members of a JSON object that has nothing out of the ordinary, read in
 * one pass: a hundred times a library's call for each byte is what a large
 * import would spend most of its time on. Of 2.9 kB it takes 2 us, jansson 43.
 * Whatever is not plain is left to jansson, errors too. */
#ifndef MODEL_JSON_FLAT_H
#define MODEL_JSON_FLAT_H

#include "model/arena.h"

struct json_member {
	struct str key;   /* without escapes */
	struct str value; /* between its quotation marks, escapes as written;
			   * of a number or a word the token */
	struct str whole; /* key and value as they stand */
	bool text;
};

enum { JSON_MEMBERS = 32 };

/* The members of an object of at most JSON_MEMBERS, each a string, true, false,
 * null or an integer of at most 15 digits, in one line of valid UTF-8. False:
 * it is something else, or wrong. */
bool json_flat(struct str line, struct json_member *list, size_t *n);

/* What the characters of a string mean, in the arena. False: it has an escape
 * that is wrong, or one of NUL or of half a surrogate pair. */
bool json_flat_text(struct arena *arena, struct str raw, struct str *text);

#endif
