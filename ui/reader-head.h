/* What the reader says above the text. */
#ifndef UI_READER_HEAD_H
#define UI_READER_HEAD_H

#include "model/article.h"
#include "model/cells.h"

/* Outlet, date, words, copies ... in one line. */
void reader_meta(struct buf *out, const struct article *a);
/* What is suspicious about the text, or nothing. */
void reader_warn(struct buf *out, const struct article *a);
/* How many characters of a text are not drawn as themselves. */
unsigned reader_hidden(struct str text);

#endif
