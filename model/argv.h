/* A command line split into words as a shell splits it, with no shell: blanks
 * part words, quotation marks and backslashes keep them together, and nothing
 * is expanded. */
#ifndef MODEL_ARGV_H
#define MODEL_ARGV_H

#include "model/arena.h"

/* NULL-terminated, in the arena; false with a sentence for a quotation mark
 * without its other one, or when there is no word. */
bool argv_split(
    struct str line, struct arena *arena, char ***argv, struct err *err);

#endif
