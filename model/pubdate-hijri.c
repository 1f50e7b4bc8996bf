#include "config.h"

#include "model/pubdate-hijri.h"

#include "model/day.h"
#include "model/hijri.h"

enum {
	FIRST = 1300,
	LAST = 1500,
	NAME_WORDS = 3,
	NAME = 60, /* bytes of a month's name */
};

/* False: the month has no such day. */
static bool
day_of(const struct ymd *d, int64_t *day)
{
	*day = hijri_day(d->year, d->month, d->day);
	return d->day >= 1 && d->day <= hijri_month_length(d->year, d->month);
}

struct piece {
	size_t from, to;
	int64_t value;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_in_word(struct str s, size_t at)
{
	return at < s.len &&
	       ((s.p[at] & 0x80) != 0 || (s.p[at] >= 'a' && s.p[at] <= 'z') ||
		   s.p[at] == '-' || s.p[at] == '\'');
}

/* Behind blanks, commas and the like, but no digit and no letter. */
static size_t
skip_signs(struct str s, size_t at)
{
	while (at < s.len && (strchr(" ,.:()/", s.p[at]) != NULL ||
				 str_starts(str_slice(s, at, s.len), "،")))
		at += s.p[at] == '\xd8' ? 2 : 1;
	return at;
}

/* Behind one of these words, else where it was. */
static size_t
skip_word(struct str s, size_t at, const char *const *words)
{
	size_t to = at, from = at;
	struct str word;

	while (is_in_word(s, to))
		to++;
	word = str_slice(s, from, to);
	for (; *words != NULL; words++) {
		if (str_is(word, *words))
			return to;
	}
	return at;
}

/* The number at `at`. */
static bool
number(struct str s, size_t at, struct piece *n)
{
	*n = (struct piece){ .from = at, .to = at };
	while (n->to < s.len && is_digit(s.p[n->to]) && n->to - at < 5)
		n->value = n->value * 10 + (s.p[n->to++] - '0');
	return n->to > at && (n->to == s.len || !is_digit(s.p[n->to]));
}

/* The number of one or two digits that ends before `at`, blanks and "of"
 * between. */
static bool
number_before(struct str s, size_t at, struct piece *n)
{
	static const char *const between[] = { "من", "شهر", "of", NULL };
	size_t i, len;

	for (i = 0; between[i] != NULL;) {
		while (at > 0 && s.p[at - 1] == ' ')
			at--;
		len = strlen(between[i]);
		if (str_ends(str_slice(s, 0, at), between[i])) {
			at -= len;
			i = 0;
		} else {
			i++;
		}
	}
	*n = (struct piece){ .from = at, .to = at };
	while (n->from > 0 && is_digit(s.p[n->from - 1]))
		n->from--;
	return n->to - n->from >= 1 && n->to - n->from <= 2 &&
	       number(s, n->from, n);
}

/* A month's name, with the signs for letters that Latin has not or without. */
static int
month_named(struct str words)
{
	char plain[NAME];
	size_t i, n = 0;
	int month = day_hijri_named(words);

	for (i = 0; i < words.len && n < sizeof plain; i++) {
		if (words.p[i] != '\'')
			plain[n++] = words.p[i];
	}
	return month > 0 || i < words.len
		   ? month
		   : day_hijri_named((struct str){ plain, n });
}

/* A month's name at `at`, of up to three words: the longest. */
static int
month_at(struct str s, size_t at, size_t *end)
{
	size_t to = at;
	int words, month = 0, one;

	for (words = 0; words < NAME_WORDS && is_in_word(s, to); words++) {
		while (is_in_word(s, to))
			to++;
		one = month_named(str_slice(s, at, to));
		if (one > 0) {
			month = one;
			*end = to;
		}
		if (to >= s.len || s.p[to] != ' ')
			break;
		to++;
	}
	return month;
}

static bool
is_year(const struct piece *n)
{
	return n->value >= FIRST && n->value <= LAST;
}

/* "17 MONTH 1438", "MONTH 17, 1438", *month and its place being known. */
static bool
around_month(struct str s, const struct piece *month, struct piece *all,
    struct ymd *date)
{
	static const char *const year_words[] = { "عام", "لعام", "سنه", "لسنه",
		NULL };
	struct piece day, year;
	size_t at = skip_signs(s, month->to);
	bool before = number_before(s, month->from, &day);

	if (!before) {
		if (!number(s, at, &day) || day.value > 30)
			return false;
		at = skip_signs(s, day.to);
	}
	at = skip_signs(s, skip_word(s, at, year_words));
	if (!number(s, at, &year) || !is_year(&year))
		return false;
	*all = (struct piece){
		.from = before ? day.from : month->from,
		.to = year.to,
	};
	*date = (struct ymd){ year.value, (int)month->value, (int)day.value };
	return true;
}

/* "17/4/1438" or "1438-4-17". */
static bool
in_numbers(struct str s, size_t at, struct piece *all, struct ymd *date)
{
	struct piece n[3] = { { 0 } };
	size_t i;

	for (i = 0; i < 3; i++) {
		if (i > 0 && (at >= s.len || strchr("/-.", s.p[at]) == NULL))
			return false;
		if (!number(s, i > 0 ? at + 1 : at, &n[i]))
			return false;
		at = n[i].to;
	}
	*all = (struct piece){ .from = n[0].from, .to = n[2].to };
	*date = (struct ymd){ n[2].value, (int)n[1].value, (int)n[0].value };
	if (is_year(&n[0]))
		*date = (struct ymd){ n[0].value, (int)n[1].value,
			(int)n[2].value };
	return (is_year(&n[0]) || is_year(&n[2])) && date->month >= 1 &&
	       date->month <= 12;
}

static bool
date_at(struct str s, size_t at, struct piece *all, struct ymd *date)
{
	struct piece month = { .from = at };

	if (is_digit(s.p[at]))
		return in_numbers(s, at, all, date);
	month.value = month_at(s, at, &month.to);
	return month.value > 0 && around_month(s, &month, all, date);
}

/* Is there a number that could be the year? Most texts have none. */
static bool
has_year(struct str s)
{
	size_t i, run = 0;

	for (i = 0; i < s.len; i++) {
		run = is_digit(s.p[i]) ? run + 1 : 0;
		if (run == 4 && s.p[i - 3] == '1' && s.p[i - 2] >= '3' &&
		    s.p[i - 2] <= '5')
			return true;
	}
	return false;
}

bool
pubdate_cut_hijri(struct buf *folded, int64_t *day)
{
	static const char *const eras[] = { "ه", "ah", "h", "هجري", "هجريه",
		"للهجره", NULL };
	const struct str s = buf_view(folded);
	struct piece all = { 0 };
	struct ymd date;
	size_t at, end;

	if (!has_year(s))
		return false;
	for (at = 0; at < s.len; at++) {
		if (at > 0 && (is_in_word(s, at - 1) || is_digit(s.p[at - 1])))
			continue;
		if (!date_at(s, at, &all, &date) || !day_of(&date, day))
			continue;
		end = skip_signs(s, all.to);
		end = skip_word(s, end, eras) > end ? skip_word(s, end, eras)
						    : all.to;
		memset(folded->p + all.from, ' ', end - all.from);
		return true;
	}
	return false;
}
