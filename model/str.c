#include "config.h"

#include "model/str.h"

bool
str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

bool
str_is(struct str a, const char *b)
{
	return str_eq(a, str_of(b));
}

int
str_cmp(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int d = len > 0 ? memcmp(a.p, b.p, len) : 0;

	return d != 0 ? d : (a.len > b.len) - (a.len < b.len);
}

bool
str_starts(struct str s, const char *prefix)
{
	size_t len = strlen(prefix);

	return s.len >= len && (len == 0 || memcmp(s.p, prefix, len) == 0);
}

bool
str_ends(struct str s, const char *suffix)
{
	size_t len = strlen(suffix);

	return s.len >= len &&
	       (len == 0 || memcmp(s.p + s.len - len, suffix, len) == 0);
}

size_t
str_find(struct str s, struct str needle, size_t from)
{
	const char *hit;

	if (from > s.len)
		return SIZE_MAX;
	if (needle.len == 0)
		return from;
	if (s.len - from < needle.len)
		return SIZE_MAX;
	hit = memmem(s.p + from, s.len - from, needle.p, needle.len);
	return hit != NULL ? (size_t)(hit - s.p) : SIZE_MAX;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str s)
{
	while (s.len > 0 && is_blank(s.p[0])) {
		s.p++;
		s.len--;
	}
	while (s.len > 0 && is_blank(s.p[s.len - 1]))
		s.len--;
	return s;
}

struct str
str_slice(struct str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	/* Adding even nothing to NULL is undefined. */
	return (struct str){ from > 0 ? s.p + from : s.p, to - from };
}

bool
str_split(struct str *rest, char sep, struct str *part)
{
	const char *hit;

	if (rest->p == NULL)
		return false;
	hit = rest->len > 0 ? memchr(rest->p, sep, rest->len) : NULL;
	*part = *rest;
	if (hit == NULL) {
		rest->p = NULL;
		rest->len = 0;
		return true;
	}
	part->len = (size_t)(hit - rest->p);
	rest->p += part->len + 1;
	rest->len -= part->len + 1;
	return true;
}

bool
str_int(struct str s, int64_t *n)
{
	bool negative = s.len > 0 && s.p[0] == '-';
	int64_t value = 0;
	size_t i = negative ? 1 : 0;

	if (i == s.len)
		return false;
	for (; i < s.len; i++) {
		int digit = s.p[i] - '0';

		if (digit < 0 || digit > 9)
			return false;
		if (value > (INT64_MAX - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*n = negative ? -value : value;
	return true;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
str_is_nocase(struct str a, const char *b)
{
	size_t i;

	for (i = 0; i < a.len; i++)
		if (b[i] == '\0' || lower(a.p[i]) != lower(b[i]))
			return false;
	return b[a.len] == '\0';
}

void
buf_release(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}

void
buf_reset(struct buf *b)
{
	b->len = 0;
	if (b->p != NULL)
		b->p[0] = '\0';
}

void
buf_reserve(struct buf *b, size_t more)
{
	size_t size = b->size > 0 ? b->size : 64;

	if (more > SIZE_MAX / 4 - b->len)
		die("out of memory");
	if (b->len + more + 1 <= b->size)
		return;
	while (size < b->len + more + 1)
		size *= 2;
	b->p = xreallocarray(b->p, size, 1);
	b->size = size;
}

void
buf_add(struct buf *b, const void *p, size_t len)
{
	buf_reserve(b, len);
	if (len > 0)
		memcpy(b->p + b->len, p, len);
	b->len += len;
	b->p[b->len] = '\0';
}

void
buf_str(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.len);
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_putc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		die("bad format");
	buf_reserve(b, (size_t)len);
	va_start(ap, fmt);
	(void)vsnprintf(b->p + b->len, (size_t)len + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)len;
}

void
buf_json(struct buf *b, struct str s)
{
	size_t i, from = 0;

	buf_putc(b, '"');
	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
			continue;
		buf_add(b, s.p + from, i - from);
		from = i + 1;
		if (c == '"' || c == '\\')
			buf_addf(b, "\\%c", c);
		else if (c == '\n')
			buf_puts(b, "\\n");
		else if (c == '\t')
			buf_puts(b, "\\t");
		else
			buf_addf(b, "\\u%04x", c);
	}
	if (s.len > from)
		buf_add(b, s.p + from, s.len - from);
	buf_putc(b, '"');
}

struct str
buf_view(const struct buf *b)
{
	return (struct str){ b->p != NULL ? b->p : "", b->len };
}

void
buf_base64(struct buf *b, struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < s.len; i += 3) {
		uint32_t v = 0;

		for (size_t k = 0; k < 3; k++)
			v = v << 8 |
			    (i + k < s.len ? (unsigned char)s.p[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			buf_putc(b, i + k > s.len
					? '='
					: digits[v >> (18 - 6 * k) & 63]);
	}
}
