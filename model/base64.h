/* Base64 (RFC 4648), blanks passed over. */
#ifndef MODEL_BASE64_H
#define MODEL_BASE64_H

#include "model/arena.h"

/* Decoded up to what is no base64, repaired as UTF-8, in the arena. */
struct str base64_text(struct arena *arena, struct str s);

#endif
