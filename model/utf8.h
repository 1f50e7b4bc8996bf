/* UTF-8: decoding that never fails, and repair of what came broken. */
#ifndef MODEL_UTF8_H
#define MODEL_UTF8_H

#include "model/str.h"

/* For utf8_next. */
uint32_t utf8_next_wide(struct str s, size_t *at);

/* The code point at s[*at], moving *at behind it; U+FFFD for a byte that is no
 * part of valid UTF-8 (one byte is passed then). *at must be < s.len. */
static inline uint32_t
utf8_next(struct str s, size_t *at)
{
	if ((unsigned char)s.p[*at] < 0x80)
		return (unsigned char)s.p[(*at)++];
	return utf8_next_wide(s, at);
}
/* The code point before s[*at], moving *at to its start. *at must be > 0. */
uint32_t utf8_prev(struct str s, size_t *at);
void utf8_put(struct buf *out, uint32_t cp);
/* The same into room for four bytes; returns how many it took. */
size_t utf8_encode(char *to, uint32_t cp);
bool utf8_valid(struct str s);
/* Its first code points, at most max bytes of them. */
struct str utf8_head(struct str s, size_t max);

/* Text fit to be stored: UTF-8 without a BOM, CR LF and CR as LF, UTF-16 with a
 * BOM and Windows-1252, windows-1256 or ISO 8859-6 (by what the bytes look
 * like) converted, broken bytes as U+FFFD, NUL dropped. `what` gets words for
 * the record
 * ("3 broken bytes", "read as windows-1256") or nothing. */
void utf8_repair(struct buf *out, struct str bytes, struct buf *what);

#endif
