/* REFI-QDA projects (.qdpx) made elsewhere: a ZIP of texts and project.qde, or
 * the latter alone. */
#ifndef MODEL_READ_PROJECT_H
#define MODEL_READ_PROJECT_H

#include "model/arena.h"

/* What is in it, a line each, told by its first letter:
 *	C a code, as codebook_lines has it
 *	A an article, JSON: "guid" and the keys of JSON Lines import
 *	W work on one: its GUID, then an annotation as JSON, with a tab where
 *	  the uuid that the article got is to stand
 *	F what cannot be taken in: name, tab, reason
 * Everything is parsed in memory by libarchive and libxml2: for a process that
 * can do no harm. What the project refers to outside itself is not read. */
bool project_lines(struct str file, struct buf *lines, struct err *err);

#endif
