/* How long: so many days, weeks, months, years. */
#include "config.h"

#include "model/datex-match.h"

/* The reference day moved by n units, as exact as the unit is. */
struct point
moved(const struct reading *r, int64_t unit, int64_t n)
{
	struct ymd now = day_split(r->today);
	struct point p;

	if (unit == 'd' || unit == 'w')
		return point_of_day(r->today + n * (unit == 'w' ? 7 : 1));
	if (unit == 'm')
		p = point_of_day(day_number(now.year, (int)(now.month + n), 1));
	else
		p = (struct point){
			.year = now.year + n * (unit == 'c' ? 10 : 1),
			.month = now.month,
		};
	p.day = 0;
	return p;
}

/* A number in words: eleven, twenty-five, quarante-deux, خمسة عشر, خمسة
 * وعشرين (the wa- is no token), أحد عشر (as a weekday is spelt). */
static size_t
match_count(const struct reading *r, size_t i, int64_t *n)
{
	bool eleven = class_at(r, i) == WORD_WEEKDAY && value_at(r, i) == 6 &&
		      class_at(r, i + 1) == WORD_COUNT &&
		      value_at(r, i + 1) == 10;
	size_t j = i + 1;

	if (eleven)
		return *n = 11, i + 2;
	if (class_at(r, i) != WORD_COUNT)
		return 0;
	*n = value_at(r, i);
	if (r->t.v[i].arabic) {
		if (*n < 10 && class_at(r, j) == WORD_COUNT &&
		    value_at(r, j) >= 10)
			*n += value_at(r, j++);
		return j;
	}
	if (*n >= 20 && sign_at(r, j, '-') &&
	    class_at(r, j + 1) == WORD_COUNT && value_at(r, j + 1) < 20) {
		*n += value_at(r, j + 1);
		return j + 2;
	}
	return j;
}

/* Whole units. In Arabic the bare unit is one: قبل عام. */
static size_t
match_whole(const struct reading *r, size_t i, int64_t *n, int64_t *unit)
{
	enum word_class c = class_at(r, i);
	size_t j;

	if (c == WORD_DUAL) {
		*n = 2;
		*unit = value_at(r, i);
		return i + 1;
	}
	if (c == WORD_UNIT && r->t.v[i].arabic && !plural_at(r, i) &&
	    !str_starts(word_at(r, i), "ال") &&
	    class_at(r, i + 1) != WORD_NUMBER) {
		*n = 1;
		*unit = value_at(r, i);
		return i + 1;
	}
	j = match_count(r, i, n);
	if (j == 0) {
		if (c != WORD_NUMBER || r->t.v[i].digits > 3)
			return 0;
		*n = value_at(r, i);
		j = i + 1;
	}
	if (*n == 1 && class_at(r, j) == WORD_DUAL && !r->t.v[j].arabic) {
		*n = 2; /* a fortnight */
		*unit = value_at(r, j);
		return j + 1;
	}
	j = skip_class(r, j, WORD_OF); /* a couple of years */
	*unit = value_at(r, j);
	return class_at(r, j) == WORD_UNIT ? j + 1 : 0;
}

/* The last 24 hours, 48 heures: whole days. */
static size_t
match_hours(const struct reading *r, size_t i, int64_t *n, int64_t *unit)
{
	struct str word = word_at(r, i + 1);

	if (class_at(r, i) != WORD_NUMBER || value_at(r, i) == 0 ||
	    value_at(r, i) % 24 != 0 ||
	    !(str_is(word, "hours") || str_is(word, "heures") ||
		str_is(word, "ساعة")))
		return 0;
	*n = value_at(r, i) / 24;
	*unit = 'd';
	return i + 2;
}

/* n units and a half, in units that can be halved. */
static bool
halve(int64_t *n, int64_t *unit)
{
	if (*unit == 'c') {
		*n = *n * 10 + 5;
		*unit = 'y';
	} else if (*unit == 'y') {
		*n = *n * 12 + 6;
		*unit = 'm';
	} else if (*unit == 'm') {
		*n = (*n * 30 + 15) / 7;
		*unit = 'w';
	} else
		return false;
	return true;
}

static size_t
skip_hyphen(const struct reading *r, size_t i)
{
	return sign_at(r, i, '-') ? i + 1 : i;
}

/* Behind "and a half", "et demi", ونصف; i if that does not stand there. */
static size_t
skip_half(const struct reading *r, size_t i)
{
	size_t j = skip_hyphen(r, i), k;

	if (class_at(r, i) == WORD_HALF && r->t.v[i].arabic)
		return i + 1; /* the wa- is no token */
	if (class_at(r, j) != WORD_AND)
		return i;
	k = j = skip_hyphen(r, j + 1);
	k = skip_hyphen(r, skip_class(r, k, WORD_COUNT));
	if (class_at(r, k) != WORD_HALF ||
	    (k == j && str_is(word_at(r, k), "half")))
		return i;
	return k + 1;
}

/* half a year, a half-decade, نصف عام */
static size_t
match_half(const struct reading *r, size_t i, int64_t *n, int64_t *unit)
{
	size_t j = class_at(r, i) == WORD_COUNT ? i + 1 : i;

	if (class_at(r, j) != WORD_HALF)
		return 0;
	j = sign_at(r, j + 1, '-') ? j + 2 : j + 1;
	j = skip_class(r, j, WORD_COUNT);
	*n = 0;
	*unit = value_at(r, j);
	return class_at(r, j) == WORD_UNIT && halve(n, unit) ? j + 1 : 0;
}

/* "two years", "عامين", "3 ans", "a decade", "a year and a half", "three and a
 * half years": how many of which unit. */
size_t
match_amount(const struct reading *r, size_t i, int64_t *n, int64_t *unit)
{
	enum word_class c = class_at(r, i);
	size_t end = match_hours(r, i, n, unit), half;

	if (end == 0)
		end = match_half(r, i, n, unit);
	if (end > 0)
		return end;
	half = skip_half(r, i + 1);
	if ((c == WORD_COUNT || c == WORD_NUMBER) && half > i + 1) {
		*n = value_at(r, i);
		half = sign_at(r, half, '-') ? half + 1 : half;
		*unit = value_at(r, half);
		return class_at(r, half) == WORD_UNIT && halve(n, unit)
			   ? half + 1
			   : 0;
	}
	end = match_whole(r, i, n, unit);
	if (end == 0 || skip_half(r, end) == end || !halve(n, unit))
		return end;
	end = skip_half(r, end);
	return r->t.v[end - 1].arabic ? skip_class(r, end, WORD_UNIT) : end;
}
