#include "config.h"

#include "model/words.h"

#include <utf8proc.h>

#include "model/utf8.h"

enum {
	/* How far back a cluster's start is looked for: longer ones are no
	 * writing. */
	LOOK_BACK = 256,
};

static bool
is_ascii(struct str s, size_t at)
{
	return (unsigned char)s.p[at] < 0x80;
}

size_t
cluster_next(struct str text, size_t at)
{
	utf8proc_int32_t state = 0;
	uint32_t cp;

	if (at >= text.len)
		return text.len;
	/* Between two ASCII characters is a border, but in CR LF. */
	if (is_ascii(text, at) && text.p[at] != '\r' &&
	    (at + 1 == text.len || is_ascii(text, at + 1)))
		return at + 1;
	cp = utf8_next(text, &at);
	while (at < text.len) {
		size_t to = at;
		uint32_t next = utf8_next(text, &to);

		if (utf8proc_grapheme_break_stateful(
			(utf8proc_int32_t)cp, (utf8proc_int32_t)next, &state))
			break;
		cp = next;
		at = to;
	}
	return at;
}

size_t
cluster_prev(struct str text, size_t at)
{
	size_t from, start, next, steps = 0;

	if (at == 0)
		return 0;
	if (at > text.len)
		at = text.len;
	from = at;
	(void)utf8_prev(text, &from);
	if (from == 0)
		return from;
	/* Back to a border that needs no context: before an ASCII character
	 * that follows an ASCII character. */
	for (start = from; start > 0 && steps < LOOK_BACK; steps++) {
		if (is_ascii(text, start) && is_ascii(text, start - 1) &&
		    text.p[start] != '\n')
			break;
		(void)utf8_prev(text, &start);
	}
	while ((next = cluster_next(text, start)) < at)
		start = next;
	return start;
}

static bool
is_digit(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 0x660 && cp <= 0x669) ||
	       (cp >= 0x6f0 && cp <= 0x6f9);
}

/* Letters, marks and digits; joiners and the soft hyphen, which are spelling.
 */
static bool
is_word(uint32_t cp)
{
	utf8proc_category_t category;

	if (cp < 0x80)
		return (cp | 0x20) - 'a' < 26 || cp - '0' < 10;
	if (cp == 0x200c || cp == 0x200d || cp == 0xad)
		return true;
	category = utf8proc_category((utf8proc_int32_t)cp);
	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_NO;
}

/* Is the character from `at` to `to` one that joins two letters (apostrophe,
 * hyphen) or two digits (10,000 and 3.5)? */
static bool
joins(struct str text, size_t at, size_t to, uint32_t cp)
{
	bool letters = cp == '\'' || cp == '-' || cp == 0x2019 ||
		       cp == 0x2010 || cp == 0x2011;
	bool digits = cp == '.' || cp == ',' || cp == 0x66b || cp == 0x66c;
	uint32_t before, after;

	if ((!letters && !digits) || at == 0 || to >= text.len)
		return false;
	before = utf8_prev(text, &at);
	after = utf8_next(text, &to);
	return letters ? is_word(before) && is_word(after)
		       : is_digit(before) && is_digit(after);
}

/* Does a word go on over the character at *at? Moves behind it if so. */
static bool
inside(struct str text, size_t *at)
{
	size_t to = *at;
	uint32_t cp = utf8_next(text, &to);

	if (!is_word(cp) && !joins(text, *at, to, cp))
		return false;
	*at = to;
	return true;
}

/* The start of the word that goes on over at (itself, where none does). */
static size_t
word_start(struct str text, size_t at)
{
	while (at > 0) {
		size_t from = at;
		uint32_t cp = utf8_prev(text, &from);

		if (!is_word(cp) && !joins(text, from, at, cp))
			break;
		at = from;
	}
	return at;
}

static struct span
word_from(struct str text, size_t from)
{
	size_t to = from;

	while (to < text.len && inside(text, &to))
		;
	return (struct span){ (uint32_t)from, (uint32_t)to };
}

bool
word_next(struct str text, size_t at, struct span *word)
{
	size_t to;

	for (; at < text.len; at = to) {
		to = at;
		if (inside(text, &to)) {
			*word = word_from(text, word_start(text, at));
			return true;
		}
		to = at;
		(void)utf8_next(text, &to);
	}
	return false;
}

bool
word_prev(struct str text, size_t at, struct span *word)
{
	if (at > text.len)
		at = text.len;
	while (at > 0) {
		size_t from = at;

		(void)utf8_prev(text, &from);
		at = from;
		if (inside(text, &from)) {
			*word = word_from(text, word_start(text, at));
			return true;
		}
	}
	return false;
}

/* What a character is to the count of words. */
enum sort {
	SORT_NONE,
	SORT_LETTER,
	SORT_DIGIT,
	SORT_LETTERS, /* joins letters */
	SORT_DIGITS,  /* joins digits */
	SORTS,
};

static enum sort
sort_of(uint32_t cp)
{
	if (cp == '\'' || cp == '-' || cp == 0x2019 || cp == 0x2010 ||
	    cp == 0x2011)
		return SORT_LETTERS;
	if (cp == '.' || cp == ',' || cp == 0x66b || cp == 0x66c)
		return SORT_DIGITS;
	if (is_digit(cp))
		return SORT_DIGIT;
	return is_word(cp) ? SORT_LETTER : SORT_NONE;
}

/* Where a text stands behind a character: at its sort, but that what joins
 * counts only behind what it joins. */
static const uint8_t after[SORTS][SORTS] = {
	[SORT_NONE] = { 0, SORT_LETTER, SORT_DIGIT, 0, 0 },
	[SORT_LETTER] = { 0, SORT_LETTER, SORT_DIGIT, SORT_LETTERS, 0 },
	[SORT_DIGIT] = { 0, SORT_LETTER, SORT_DIGIT, SORT_LETTERS,
	    SORT_DIGITS },
	[SORT_LETTERS] = { 0, SORT_LETTER, SORT_DIGIT, 0, 0 },
	[SORT_DIGITS] = { 0, SORT_LETTER, SORT_DIGIT, 0, 0 },
};

/* Does a word begin with a character of that sort there? */
static const uint8_t begins[SORTS][SORTS] = {
	[SORT_NONE] = { 0, 1, 1, 0, 0 },
	[SORT_DIGITS] = { 0, 1, 0, 0, 0 },
};

/* As word_next would count them, in one pass without looking back. */
uint32_t
words_count(struct str text)
{
	unsigned state = SORT_NONE, sort;
	uint8_t ascii[0x80];
	uint32_t n = 0;
	size_t at = 0;

	for (sort = 0; sort < sizeof ascii; sort++)
		ascii[sort] = (uint8_t)sort_of(sort);
	while (at < text.len) {
		if (is_ascii(text, at))
			sort = ascii[(unsigned char)text.p[at++]];
		else
			sort = sort_of(utf8_next(text, &at));
		n += begins[state][sort];
		state = after[state][sort];
	}
	return n;
}

size_t
points_of(struct str text, size_t at)
{
	size_t i, n = 0;

	for (i = 0; i < at && i < text.len; i++)
		n += ((unsigned char)text.p[i] & 0xc0) != 0x80;
	return n;
}

size_t
points_to_byte(struct str text, size_t n)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		if (((unsigned char)text.p[i] & 0xc0) != 0x80 && n-- == 0)
			break;
	return i;
}
