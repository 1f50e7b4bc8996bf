/* Names as UUIDs: the same name gives the same UUID in every program and at
 * every time (RFC 9562, version 5: SHA-1 within a namespace). */
#ifndef MODEL_UUID_H
#define MODEL_UUID_H

#include "model/arena.h"

/* "kind:name" in the namespace of this program, 36 characters in the arena. */
struct str uuid_of(struct arena *arena, const char *kind, struct str name);
/* Sixteen bytes in those 36 characters, in the arena. */
struct str uuid_text(struct arena *arena, const unsigned char *bytes);
/* Whether s is a UUID: 8-4-4-4-12 hexadecimal digits. */
bool uuid_valid(struct str s);
/* The UUID in s, which may stand in braces or behind "urn:uuid:", in lower
 * case in the arena; empty if it is none. */
struct str uuid_read(struct arena *arena, struct str s);

#endif
