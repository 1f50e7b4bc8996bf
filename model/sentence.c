#include "config.h"

#include "model/words.h"

#include <utf8proc.h>

#include "model/utf8.h"

enum { TOKEN_MAX = 24 }; /* bytes of a word that may be an abbreviation */

/* Never the end of a sentence: something follows them. */
static const char *const titles[] = { "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen",
	"Lt", "Col", "Maj", "Capt", "Cmdr", "Cdr", "Adm", "Brig", "Sgt", "Cpl",
	"Pvt", "Sen", "Rep", "Gov", "Pres", "Rev", "Hon", "St", "Amb", "Sec",
	"Supt", "Insp", "Mt", "Ft", "Mme", "Mlle", "vs", "cf", "viz", "Messrs",
	"Fr", "Sr", "al-Haj", "Hr", "Fig", "Figs", "Art", "Arts", "Vol", "vol",
	"pp", "ca", "approx", "Lt-Gen", "Maj-Gen" };
/* May be the end: it is when a word follows that begins sentences. */
static const char *const shortened[] = { "Jr", "Inc", "Ltd", "Co", "Corp",
	"Bros", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep",
	"Oct", "Nov", "Dec", "Ph.D", "al", "Dept", "Univ", "Gov't", "Int'l",
	"est", "Mon", "Tue", "Tues", "Wed", "Thu", "Thurs", "Fri" };
/* Before a number only. */
static const char *const numbered[] = { "No", "Nos", "no", "nos", "p", "para",
	"Para", "Sect", "Ch", "Res" };
static const char *const starters[] = { "A", "According", "After", "All",
	"Also", "Although", "An", "And", "As", "At", "Before", "Both", "But",
	"By", "During", "For", "From", "He", "Her", "His", "However", "I", "If",
	"In", "It", "Its", "Last", "Meanwhile", "Most", "No", "Now", "On",
	"One", "Others", "Our", "She", "Since", "So", "Some", "Such", "That",
	"The", "Their", "Then", "There", "These", "They", "This", "Those",
	"Though", "To", "Two", "Under", "Until", "We", "What", "When", "While",
	"Who", "With", "Yet", "You" };

static bool
listed(struct str word, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_is(word, list[i]))
			return true;
	return false;
}

static bool
is_terminator(uint32_t cp)
{
	switch (cp) {
	case '.':
	case '!':
	case '?':
	case 0x2026: /* … */
	case 0x203c: /* ‼ */
	case 0x2047: /* ⁇ */
	case 0x61b:  /* Arabic semicolon */
	case 0x61f:  /* Arabic question mark */
	case 0x6d4:  /* Urdu full stop */
	case 0x3002: /* CJK full stop */
	case 0xff01:
	case 0xff1f:
		return true;
	default:
		return false;
	}
}

/* CJK has no blank after a sentence. */
static bool
is_wide(uint32_t cp)
{
	return cp == 0x3002 || cp == 0xff01 || cp == 0xff1f;
}

static bool
is_closer(uint32_t cp)
{
	return cp == '"' || cp == '\'' || cp == ')' || cp == ']' ||
	       cp == 0xbb || cp == 0x201d || cp == 0x2019 || cp == 0x203a ||
	       cp == 0x300d || cp == 0x300f;
}

static bool
is_opener(uint32_t cp)
{
	return cp == '"' || cp == '\'' || cp == '(' || cp == '[' ||
	       cp == 0xab || cp == 0x201c || cp == 0x2018 || cp == 0x2039;
}

static bool
is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\r' ||
	       (cp >= 0x80 && utf8proc_category((utf8proc_int32_t)cp) ==
				  UTF8PROC_CATEGORY_ZS);
}

/* Over blanks; with lines, over line ends too. */
static size_t
skip_blanks(struct str text, size_t at, bool lines)
{
	while (at < text.len) {
		size_t to = at;
		uint32_t cp = utf8_next(text, &to);

		if (!is_blank(cp) && !(lines && cp == '\n'))
			break;
		at = to;
	}
	return at;
}

static size_t
trim_end(struct str text, size_t from, size_t to, bool lines)
{
	while (to > from) {
		size_t at = to;
		uint32_t cp = utf8_prev(text, &at);

		if (!is_blank(cp) && !(lines && cp == '\n'))
			break;
		to = at;
	}
	return to;
}

static bool
is_category(uint32_t cp, utf8proc_category_t category)
{
	return utf8proc_category((utf8proc_int32_t)cp) == category;
}

/* The letters and dots that end at byte `to`, at most TOKEN_MAX bytes. */
static struct str
token_before(struct str text, size_t to)
{
	size_t from = to;

	while (from > 0 && to - from < TOKEN_MAX) {
		size_t at = from;
		uint32_t cp = utf8_prev(text, &at);

		if (is_blank(cp) || is_opener(cp) || cp == '\n')
			break;
		from = at;
	}
	return str_slice(text, from, to);
}

/* U.N, a.m, e.g: dots between one or two letters each. */
static bool
is_dotted(struct str token)
{
	struct str part;
	int parts = 0;

	while (str_split(&token, '.', &part)) {
		size_t points = points_of(part, part.len);

		if (points < 1 || points > 2)
			return false;
		parts++;
	}
	return parts > 1;
}

static bool
is_number(struct str token)
{
	int64_t n;

	return str_int(token, &n);
}

/* A single letter is an initial; in Arabic that of a title. */
static bool
is_initial(struct str token)
{
	size_t at = 0;
	uint32_t cp;

	if (token.len == 0)
		return false;
	cp = utf8_next(token, &at);
	return at == token.len &&
	       (is_category(cp, UTF8PROC_CATEGORY_LU) ||
		   (cp >= 0x620 && cp < 0x700 &&
		       is_category(cp, UTF8PROC_CATEGORY_LO)));
}

/* Is the full stop at `dot` that of an abbreviation, when the text goes on at
 * `next`? */
static bool
abbreviation(struct str text, size_t dot, size_t next)
{
	struct str token = token_before(text, dot), after;
	struct span word;
	bool starts = false;

	if (token.len == 0 || token.len >= TOKEN_MAX)
		return false;
	if (word_next(text, next, &word) && word.to - word.from < TOKEN_MAX) {
		after = str_slice(text, word.from, word.to);
		starts = listed(after, starters, ARRAY_LEN(starters));
	} else {
		after = str_of("");
	}
	if (listed(token, titles, ARRAY_LEN(titles)))
		return true;
	if (listed(token, numbered, ARRAY_LEN(numbered)))
		return after.len > 0 && after.p[0] >= '0' && after.p[0] <= '9';
	/* "1. Background": a number that begins its paragraph. */
	if (is_number(token))
		return token.p == text.p || token.p[-1] == '\n';
	return !starts && (is_initial(token) || is_dotted(token) ||
			      listed(token, shortened, ARRAY_LEN(shortened)));
}

/* What follows a run of terminators from `at`: closing quotation marks belong
 * to the sentence. */
static size_t
run_end(struct str text, size_t at, uint32_t *last, int *n)
{
	bool closing = false;

	*n = 0;
	while (at < text.len) {
		size_t to = at;
		uint32_t cp = utf8_next(text, &to);

		if (!closing && is_terminator(cp)) {
			*last = cp;
			++*n;
		} else if (is_closer(cp)) {
			closing = true;
		} else {
			break;
		}
		at = to;
	}
	return at;
}

/* Does the run of terminators that starts at `at` end a sentence, and where? */
static bool
ends_at(struct str text, size_t at, size_t *end)
{
	uint32_t last = 0, cp;
	size_t next;
	int n;

	*end = run_end(text, at, &last, &n);
	next = skip_blanks(text, *end, false);
	if (next >= text.len || text.p[next] == '\n')
		return true;
	if (next == *end)
		return is_wide(last);
	*end = trim_end(text, at, *end, false);
	for (;;) {
		size_t to = next;

		if (next >= text.len)
			return true;
		cp = utf8_next(text, &to);
		if (!is_opener(cp))
			break;
		next = to;
	}
	if (is_category(cp, UTF8PROC_CATEGORY_LL))
		return false;
	return last != '.' || n != 1 || !abbreviation(text, at, next);
}

/* The start of the sentence that `at` stands in: behind the nearest end of one
 * before it, or the start of the line. */
static size_t
start_of(struct str text, size_t at)
{
	size_t i = at, end, next;

	while (i > 0) {
		size_t from = i;
		uint32_t cp = utf8_prev(text, &from);

		if (cp == '\n')
			return i;
		i = from;
		if (!is_terminator(cp))
			continue;
		while (i > 0) {
			from = i;
			if (!is_terminator(utf8_prev(text, &from)))
				break;
			i = from;
		}
		if (ends_at(text, i, &end)) {
			next = skip_blanks(text, end, false);
			if (next <= at)
				return next;
		}
	}
	return 0;
}

/* The end of the sentence that starts at `from`. */
static size_t
end_of(struct str text, size_t from)
{
	size_t at = from, end;

	while (at < text.len) {
		size_t to = at;
		uint32_t cp = utf8_next(text, &to);

		if (cp == '\n')
			break;
		if (!is_terminator(cp)) {
			at = to;
			continue;
		}
		if (ends_at(text, at, &end))
			return trim_end(text, from, end, false);
		while (to < text.len) {
			at = to;
			if (!is_terminator(utf8_next(text, &to)))
				break;
		}
		if (to >= text.len)
			at = to;
	}
	return trim_end(text, from, at, false);
}

static bool
set(struct str text, size_t from, struct span *sentence)
{
	sentence->from = (uint32_t)from;
	sentence->to = (uint32_t)end_of(text, from);
	return true;
}

bool
sentence_at(struct str text, size_t at, struct span *sentence)
{
	size_t from;

	if (at > text.len)
		at = text.len;
	from = skip_blanks(text, start_of(text, at), true);
	if (from < text.len)
		return set(text, from, sentence);
	/* Only blanks from here on: the last sentence. */
	at = trim_end(text, 0, text.len, true);
	if (at == 0)
		return false;
	(void)utf8_prev(text, &at);
	return set(text, skip_blanks(text, start_of(text, at), true), sentence);
}

bool
sentence_next(struct str text, size_t at, struct span *sentence)
{
	size_t from;

	if (!sentence_at(text, at, sentence))
		return false;
	if (sentence->from > at)
		return true;
	from = skip_blanks(text, sentence->to, true);
	return from < text.len && from > at && set(text, from, sentence);
}

bool
sentence_prev(struct str text, size_t at, struct span *sentence)
{
	size_t before;

	before = trim_end(text, 0, at < text.len ? at : text.len, true);
	if (before == 0)
		return false;
	(void)utf8_prev(text, &before);
	return set(
	    text, skip_blanks(text, start_of(text, before), true), sentence);
}
