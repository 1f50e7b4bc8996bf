/* Codes of REFI-QDA: a codebook (.qdc), or the one in a project.qde. */
#ifndef MODEL_READ_CODEBOOK_H
#define MODEL_READ_CODEBOOK_H

#include "model/writer.h"

/* Each code as a line of JSON, parents before children: uuid, name, parent,
 * colour, definition, retired. The text is parsed by libxml2: for a process
 * that can do no harm. */
bool codebook_lines(struct str xml, struct buf *lines, struct err *err);
/* A name as it is here, where a code is one word: blanks become hyphens. */
struct str codebook_name(struct arena *arena, struct str name);
/* A line of those, in the arena; false if it is none. */
bool codebook_line(struct str line, struct arena *arena, struct out_code *code);

#endif
