/* What the reader says above the text. */
#ifndef UI_READER_HEAD_H
#define UI_READER_HEAD_H

#include "model/article.h"
#include "model/cells.h"
#include "model/compare.h"
#include "store/copies.h"

/* Outlet, date, words, copies ... in one line. */
void reader_meta(struct buf *out, const struct article *a);
/* Append the codes of the article. */
void reader_codes(struct buf *out, const struct str *codes, size_t n);
/* What it is a copy of, and what are copies of it, or nothing. */
void reader_copies(struct buf *out, const struct copy *copies, size_t n);
/* What it says otherwise than the other. */
void reader_differences(struct buf *out, const struct comparison *c,
    const struct article *here, const struct article *there);
/* What is suspicious about the text, or nothing. */
void reader_warn(struct buf *out, const struct article *a);

#endif
