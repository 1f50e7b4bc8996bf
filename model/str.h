/* Text as pointer and length, borrowed and not terminated; and a growing
 * buffer. All text is UTF-8 unless a comment says bytes. */
#ifndef MODEL_STR_H
#define MODEL_STR_H

#include "model/base.h"

struct str {
	const char *p;
	size_t len; /* bytes */
};

/* The text of a C string (NULL gives the empty text), borrowed. */
static inline struct str
str_of(const char *s)
{
	return (struct str){ s != NULL ? s : "", s != NULL ? strlen(s) : 0 };
}

bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *b);
int str_cmp(struct str a, struct str b); /* by bytes, as strcmp */
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);
/* Byte offset of needle in s from byte `from`, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);
/* Without ASCII blanks (space, tab, CR, LF) at both ends. */
struct str str_trim(struct str s);
/* Bytes [from, to) of s, cut to what there is. */
struct str str_slice(struct str s, size_t from, size_t to);
/* Cut the text up to the first sep off *rest and return it; at the end of
 * *rest the whole of it. False when *rest is used up (rest->p NULL). */
bool str_split(struct str *rest, char sep, struct str *part);
/* A decimal integer and nothing else; false if it is none or too large. */
bool str_int(struct str s, int64_t *n);
/* ASCII case folded comparison, for keywords and not for text. */
bool str_is_nocase(struct str a, const char *b);

/* A growing text. A zeroed struct buf is ready for use; p is always
 * terminated once something was added. */
struct buf {
	char *p;
	size_t len, size;
};

void buf_release(struct buf *b);
void buf_reset(struct buf *b); /* empties, keeps the memory */
void buf_reserve(struct buf *b, size_t more);
void buf_add(struct buf *b, const void *p, size_t len);
void buf_str(struct buf *b, struct str s);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* A JSON string with its quotation marks; s must be valid UTF-8. */
void buf_json(struct buf *b, struct str s);
/* Base 64 as in RFC 4648, padded, on one line. */
void buf_base64(struct buf *b, struct str s);
/* The content, borrowed until the next change. */
struct str buf_view(const struct buf *b);

#endif
