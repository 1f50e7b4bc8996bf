#include "config.h"

#include "model/json-flat.h"

#include "model/utf8.h"

enum { DIGITS_MOST = 15 };

/* Bit 7 of each byte that is below n (at most 128) and ASCII; exact up to the
 * first one (Bit Twiddling Hacks, "determine if a word has a byte less than
 * n"). */
static uint64_t
below(uint64_t x, uint64_t n)
{
	const uint64_t ones = 0x0101010101010101u;

	return (x - ones * n) & ~x & ones * 0x80;
}

/* The first byte from `at` on that ends a run of a string's plain characters:
 * a quotation mark, a backslash or a control character. */
static size_t
plain_end(struct str s, size_t at)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t x;

	while (at + sizeof x <= s.len) {
		memcpy(&x, s.p + at, sizeof x);
		if ((below(x, ' ') | below(x ^ ones * '"', 1) |
			below(x ^ ones * '\\', 1)) != 0)
			break;
		at += sizeof x;
	}
	while (at < s.len && (unsigned char)s.p[at] >= ' ' && s.p[at] != '"' &&
	       s.p[at] != '\\')
		at++;
	return at;
}

static size_t
skip_blanks(struct str s, size_t at)
{
	while (at < s.len && (s.p[at] == ' ' || s.p[at] == '\t' ||
				 s.p[at] == '\r' || s.p[at] == '\n'))
		at++;
	return at;
}

/* The string at *at, which moves behind it. */
static bool
scan_string(struct str s, size_t *at, struct str *raw)
{
	size_t from = *at + 1, to = from;

	if (*at >= s.len || s.p[*at] != '"')
		return false;
	while ((to = plain_end(s, to)) < s.len && s.p[to] == '\\')
		to += 2;
	if (to >= s.len || s.p[to] != '"')
		return false;
	*raw = str_slice(s, from, to);
	*at = to + 1;
	return true;
}

static bool
is_plain_number(struct str s)
{
	size_t i = s.len > 0 && s.p[0] == '-';
	size_t digits = s.len - i;

	if (digits == 0 || digits > DIGITS_MOST ||
	    (digits > 1 && s.p[i] == '0'))
		return false;
	while (i < s.len && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	return i == s.len;
}

/* The word or number at *at. */
static bool
scan_token(struct str s, size_t *at, struct str *token)
{
	size_t to = *at;

	while (to < s.len && s.p[to] > ' ' && s.p[to] != ',' && s.p[to] != '}')
		to++;
	*token = str_slice(s, *at, to);
	*at = to;
	return str_is(*token, "true") || str_is(*token, "false") ||
	       str_is(*token, "null") || is_plain_number(*token);
}

static bool
scan_member(struct str s, size_t *at, struct json_member *m)
{
	size_t from = *at;

	if (!scan_string(s, at, &m->key) ||
	    memchr(m->key.p, '\\', m->key.len) != NULL)
		return false;
	*at = skip_blanks(s, *at);
	if (*at >= s.len || s.p[*at] != ':')
		return false;
	*at = skip_blanks(s, *at + 1);
	m->text = *at < s.len && s.p[*at] == '"';
	if (m->text ? !scan_string(s, at, &m->value)
		    : !scan_token(s, at, &m->value))
		return false;
	m->whole = str_slice(s, from, *at);
	*at = skip_blanks(s, *at);
	return *at < s.len;
}

bool
json_flat(struct str line, struct json_member *list, size_t *n)
{
	size_t at = skip_blanks(line, 0);

	*n = 0;
	if (at >= line.len || line.p[at] != '{')
		return false;
	do {
		at = skip_blanks(line, at + 1);
		if (*n == JSON_MEMBERS || !scan_member(line, &at, &list[*n]))
			return false;
		++*n;
	} while (line.p[at] == ',');
	return line.p[at] == '}' && skip_blanks(line, at + 1) == line.len;
}

static bool
hex4(struct str s, size_t at, uint32_t *value)
{
	*value = 0;
	if (at + 4 > s.len)
		return false;
	for (size_t i = at; i < at + 4; i++) {
		uint32_t c = (unsigned char)s.p[i], digit;

		if (c - '0' < 10)
			digit = c - '0';
		else if ((c | 0x20) - 'a' < 6)
			digit = (c | 0x20) - 'a' + 10;
		else
			return false;
		*value = *value << 4 | digit;
	}
	return true;
}

/* The code point of \uXXXX, or of two of them; *at stands behind the u. */
static bool
unicode(struct str s, size_t *at, uint32_t *cp)
{
	uint32_t low;

	if (!hex4(s, *at, cp) || *cp == 0)
		return false;
	*at += 4;
	if (*cp < 0xd800 || *cp >= 0xe000)
		return true;
	if (*cp >= 0xdc00 || !str_starts(str_slice(s, *at, s.len), "\\u") ||
	    !hex4(s, *at + 2, &low) || low < 0xdc00 || low >= 0xe000)
		return false;
	*at += 6;
	*cp = 0x10000 + ((*cp - 0xd800) << 10) + (low - 0xdc00);
	return true;
}

/* The character that the escape at *at stands for; *at moves behind it. */
static bool
escape(struct str s, size_t *at, uint32_t *cp)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *hit;
	char c;

	if (*at + 1 >= s.len)
		return false;
	c = s.p[*at + 1];
	*at += 2;
	if (c == 'u')
		return unicode(s, at, cp);
	hit = memchr(from, c, sizeof from - 1);
	if (hit == NULL)
		return false;
	*cp = (unsigned char)to[hit - from];
	return true;
}

bool
json_flat_text(struct arena *arena, struct str raw, struct str *text)
{
	/* No escape is shorter than what it stands for. */
	char *to = arena_alloc(arena, raw.len + 1), *start = to;
	size_t at = 0;
	uint32_t cp;

	while (at < raw.len) {
		const char *slash = memchr(raw.p + at, '\\', raw.len - at);
		size_t run =
		    slash != NULL ? (size_t)(slash - raw.p) - at : raw.len - at;

		memcpy(to, raw.p + at, run);
		to += run;
		at += run;
		if (at == raw.len)
			break;
		if (!escape(raw, &at, &cp))
			return false;
		to += utf8_encode(to, cp);
	}
	*text = (struct str){ start, (size_t)(to - start) };
	return true;
}
