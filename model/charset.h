/* Character sets other than UTF-8, as headers and pages name them. */
#ifndef MODEL_CHARSET_H
#define MODEL_CHARSET_H

#include "model/str.h"

/* Convert to UTF-8, with U+FFFD for what the charset does not know; false when
 * there is no such charset (nothing is added). Names that browsers take for
 * others are (iso-8859-1 is windows-1252). */
bool charset_convert(struct buf *out, struct str bytes, struct str name);
/* A page as UTF-8. The header's word, or the page's own, is followed unless the
 * bytes are valid UTF-8; without one, or with one unheard of, the bytes decide.
 * `what` gets words for the record where something was mended. */
void charset_html(
    struct buf *out, struct str page, struct str header, struct buf *what);
/* What 16 or 32 bit set bytes are in, by their mark or a "<" at the start;
 * NULL: none. */
const char *charset_wide(struct str bytes);
/* The same for text of a given charset or none (""). */
void charset_text(
    struct buf *out, struct str bytes, struct str name, struct buf *what);

#endif
