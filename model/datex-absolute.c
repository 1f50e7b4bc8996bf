#include "config.h"

#include "model/datex-match.h"

static bool
exists(const struct point *p)
{
	return p->month >= 1 && p->month <= 12 && p->day >= 1 &&
	       p->day <= day_month_length(p->year, p->month);
}

/* 10.5.2014.1 and 1.10.5.2014 are versions and addresses. */
static bool
goes_on(const struct reading *r, size_t i)
{
	if (i > 1 && glued_at(r, i) && sign_at(r, i - 1, '.') &&
	    class_at(r, i - 2) == WORD_NUMBER && glued_at(r, i - 1))
		return true;
	return glued_at(r, i + 5) && glued_at(r, i + 6) &&
	       class_at(r, i + 5) == WORD_SIGN &&
	       class_at(r, i + 6) == WORD_NUMBER && !sign_at(r, i + 5, '-') &&
	       !(sign_at(r, i + 5, '/') && sign_at(r, i + 1, '-'));
}

/* Numbers parted by one of - / . without blanks: 2017-01-17, 17/01/2017 (or
 * 01/17/2017 where only that can be), 17.1.17; a clock time behind an ISO day
 * belongs to it. */
static size_t
match_numeric(const struct reading *r, size_t i, struct when *w)
{
	struct point *p = &w->from;
	int64_t sign = value_at(r, i + 1), a, b, c;
	size_t j;

	if (class_at(r, i) != WORD_NUMBER || !sign_at(r, i + 1, sign) ||
	    (sign != '-' && sign != '/' && sign != '.') ||
	    !sign_at(r, i + 3, sign) || class_at(r, i + 2) != WORD_NUMBER ||
	    class_at(r, i + 4) != WORD_NUMBER)
		return 0;
	for (j = i + 1; j <= i + 4; j++)
		if (!glued_at(r, j) &&
		    (sign != '/' || r->t.v[i + 4].digits != 4))
			return 0; /* 17 / 12 / 2015 */
	a = value_at(r, i);
	b = value_at(r, i + 2);
	c = value_at(r, i + 4);
	if (i > 0 &&
	    (is_numbered(r, i) ||
		(glued_at(r, i) && sign_at(r, i - 1, '/') && sign == '/')))
		return 0; /* section 4.5.2014, an address of a page */
	if (b > 31 || (r->t.v[i].digits <= 2) == (r->t.v[i].digits == 4) ||
	    goes_on(r, i))
		return 0;
	if (r->t.v[i].digits == 4)
		*p = (struct point){
			.year = a,
			.month = (int)b,
			.day = (int)(c > 31 ? 0 : c),
		};
	else if (r->t.v[i + 4].digits == 4 ||
		 (r->t.v[i + 4].digits == 2 && (r->typed || sign == '/')))
		*p = (struct point){
			.year = c < 70    ? 2000 + c
				: c < 100 ? 1900 + c
					  : c,
			.month = (int)b,
			.day = (int)a,
		};
	else
		return 0;
	if (p->month > 12 && p->day <= 12 && r->t.v[i].digits != 4) {
		int swap = p->month;

		p->month = p->day;
		p->day = swap;
	}
	if (p->year < 1600 && !r->typed)
		return numeric_hijri(r, i, w);
	w->shape = SHAPE_AT;
	return exists(p) ? i + 5 : 0;
}

/* 2015-12, and 12/2015 where a word leads to it. */
static size_t
match_numeric_month(const struct reading *r, size_t i, struct when *w)
{
	enum word_class lead = i > 0 ? class_at(r, i - 1) : WORD_IN;
	bool first = i + 2 < r->t.n && r->t.v[i].digits == 4;
	size_t year = first ? i : i + 2, month = first ? i + 2 : i;
	int n;

	if (!sign_at(r, i + 1, first ? '-' : '/') || !glued_at(r, i + 1) ||
	    !glued_at(r, i + 2) || !small_at(r, month, 12, &n) ||
	    r->t.v[month].digits != 2 || !year_at(r, year, &w->from.year) ||
	    w->from.year < 1900)
		return 0;
	if (glued_at(r, i + 3) && glued_at(r, i + 4) &&
	    class_at(r, i + 4) == WORD_NUMBER)
		return 0;
	if (i > 0 && (glued_at(r, i) || lead == WORD_NUMBERED ||
			 sign_at(r, i - 1, 0xb0)))
		return 0;
	if (!first && lead != WORD_IN && lead != WORD_SINCE &&
	    lead != WORD_SINCE_AGO && lead != WORD_UNTIL && lead != WORD_OF &&
	    lead != WORD_FROM)
		return 0;
	w->from.month = n;
	w->shape = SHAPE_AT;
	return i + 3;
}

/* "are being prepared", "to be held": what ends in -ed is not over. */
static bool
goes_on_now(const struct reading *r, size_t i)
{
	struct str before = i > 0 ? word_at(r, i - 1) : (struct str){ 0 };

	return str_is(before, "being") || str_is(before, "be") ||
	       str_is(before, "are") || str_is(before, "is");
}

/* Whether a verb beside the tokens i to end-1 says that it is over: "On June 14
 * the Council authorised", "a été signé le 5 mars". */
static bool
told_as_past(const struct reading *r, size_t i, size_t end)
{
	enum { NEAR = 6 };
	static const char *const words[] = { "was", "were", "had", "began",
		"took", "fell", "met", "went", "came", "été", "avait", "était",
		"avaient", "وقع", "كان", "كانت", "تم", "تمت", "جرت", "شهد" };
	size_t from = i > NEAR ? i - NEAR : 0, k, n;

	for (k = from; k < end + NEAR && k < r->t.n; k++) {
		struct str word = word_at(r, k);

		if (k >= end && sign_at(r, k, '.'))
			return false;
		if (class_at(r, k) != WORD_OTHER)
			continue;
		if (word.len > 4 && !r->t.v[k].capital &&
		    str_ends(word, "ed") && !str_is(word, "armed") &&
		    !goes_on_now(r, k))
			return true;
		for (n = 0; n < ARRAY_LEN(words); n++)
			if (str_is(word, words[n]))
				return true;
	}
	return false;
}

/* The year nearest to the reference day in which that day lies; if the
 * weekday was said, one in which it fits. */
static void
reckon_year(const struct reading *r, struct point *p, int weekday)
{
	struct ymd now = day_split(r->today);
	int64_t best = -1, year;

	for (year = now.year - 1; year <= now.year + 1; year++) {
		int64_t day = day_number(year, p->month, p->day), far;

		far = day > r->today ? day - r->today : r->today - day;
		if (weekday >= 0 && day_weekday(day) != weekday)
			far += 10000;
		if (best < 0 || far < best) {
			best = far;
			p->year = year;
		}
	}
	p->assumed = true;
}

/* Whether the month among these tokens is an English "may" or "march" in small
 * letters, which in a text is rather a verb. */
static bool
plain_word(const struct reading *r, size_t from, size_t to)
{
	size_t i;

	for (i = from; i < to && !r->typed; i++) {
		const struct token *t = &r->t.v[i];
		struct str word = str_slice(r->text, t->span.from, t->span.to);

		if (t->class == WORD_MONTH &&
		    (str_is(word, "may") || str_is(word, "march") ||
			str_is(word, "august")))
			return true;
	}
	return false;
}

/* 17[th] [of] January, the fourth of April, January 17[th]. */
static size_t
match_day_in_month(const struct reading *r, size_t i, struct point *p)
{
	size_t j = i, k;

	if (small_at(r, j, 31, &p->day)) {
		j = skip_class(r, j + 1, WORD_DAY_SUFFIX);
		if (sign_at(r, j, '.') || sign_at(r, j, '-'))
			j++;
		j = skip_class(r, skip_class(r, j, WORD_OF), WORD_FROM);
		return match_month(r, j, &p->month);
	}
	j = match_ordinal(r, i, &p->day);
	if (j > 0) {
		k = skip_class(r, skip_class(r, j, WORD_OF), WORD_FROM);
		if (k == j && p->day != 1)
			return 0;
		return match_month(r, k, &p->month);
	}
	j = skip_class(r, match_month(r, i, &p->month), WORD_THE);
	if (p->month == 0 || !small_at(r, j, 31, &p->day))
		return 0;
	return skip_class(r, j + 1, WORD_DAY_SUFFIX);
}

/* 2016 behind a day and month: also "-2015" and "'15". */
static size_t
match_year_behind(const struct reading *r, size_t i, int64_t *year)
{
	size_t end = match_year(r, i, year);

	if (end > 0)
		return end;
	if (sign_at(r, i, '-') && glued_at(r, i) && glued_at(r, i + 1) &&
	    year_at(r, i + 1, year))
		return i + 2;
	if (r->typed && class_at(r, i) == WORD_NUMBER &&
	    r->t.v[i].digits == 2) {
		*year = 2000 + value_at(r, i);
		return i + 1;
	}
	if ((sign_at(r, i, '\'') || sign_at(r, i, 0x2019)) &&
	    glued_at(r, i + 1) && class_at(r, i + 1) == WORD_NUMBER &&
	    r->t.v[i + 1].digits == 2 && value_at(r, i + 1) < 40) {
		*year = 2000 + value_at(r, i + 1);
		return i + 2;
	}
	return 0;
}

/* "last" behind a day and month, or the nearest year. */
static size_t
assume_year(
    const struct reading *r, size_t i, size_t j, struct point *p, int weekday)
{
	struct ymd now = day_split(r->today);
	enum word_class which = class_at(r, j);
	int64_t day;

	if (which != WORD_LAST && which != WORD_NEXT) {
		reckon_year(r, p, weekday);
		if (!r->typed && weekday < 0 &&
		    day_number(p->year, p->month, p->day) > r->today + 1 &&
		    told_as_past(r, i, j) && !ahead(r, i))
			p->year--;
		return j;
	}
	p->year = now.year;
	p->assumed = true;
	day = day_number(p->year, p->month, p->day);
	if (which == WORD_LAST && day >= r->today)
		p->year--;
	else if (which == WORD_NEXT && day <= r->today)
		p->year++;
	return j + 1;
}

/* [Tuesday,] [the] 17[th] [of] January [2017], and January 17[, 2017]. */
static size_t
match_day_month(const struct reading *r, size_t i, struct when *w)
{
	struct point *p = &w->from;
	int64_t year = 0;
	int weekday;
	size_t j, k;

	*p = (struct point){ 0 };
	j = skip_class(r, skip_weekday(r, i, &weekday), WORD_THE);
	j = match_day_in_month(r, j, p);
	if (j == 0)
		return 0;
	w->shape = SHAPE_AT;
	k = match_year_behind(r, j, &year);
	if (k == 0)
		k = match_near_year(r, j, &year);
	p->year = year;
	if (k == 0 && plain_word(r, i, j))
		return 0;
	if (k == 0)
		k = assume_year(r, i, j, p, weekday);
	if (weekday >= 0 && sign_at(r, i + 1, '(') && sign_at(r, k, ')'))
		k++;
	return exists(p) ? k : 0;
}

static size_t
match_month_year(const struct reading *r, size_t i, struct when *w)
{
	size_t j = match_month(r, i, &w->from.month);

	w->shape = SHAPE_AT;
	w->from.day = 0;
	return j > 0 ? match_year_behind(r, j, &w->from.year) : 0;
}

/* H1, 2H, 4Q, T3, 3e trimestre: the season, and the token behind. */
static int64_t
short_season(const struct reading *r, size_t i, size_t *end)
{
	struct str a = word_at(r, i), b = word_at(r, i + 1);
	bool before = class_at(r, i) == WORD_NUMBER;
	int64_t n = value_at(r, before ? i : i + 1);
	struct str word = before ? b : a;
	size_t j = skip_class(r, i + 1, WORD_DAY_SUFFIX);

	if (before && j > i + 1 && n >= 1 && n <= 4 &&
	    (class_at(r, j) == WORD_QUARTER ||
		(class_at(r, j) == WORD_HALF && n <= 2))) {
		*end = j + 1;
		return n + (class_at(r, j) == WORD_HALF ? 39 : 32);
	}
	*end = i + 2;
	if (!glued_at(r, i + 1) ||
	    (!before && class_at(r, i + 1) != WORD_NUMBER))
		return 0;
	if (str_is(word, "H") && n >= 1 && n <= 2)
		return 39 + n;
	if (str_is(word, "S") && n >= 1 && n <= 2 && !before)
		return 39 + n;
	if ((str_is(word, "Q") || str_is(word, "T")) && n >= 1 && n <= 4)
		return 32 + n;
	return 0;
}

/* "summer 2016", "first half of 2016", "الربع الثالث من 2016", "Q3 2016". */
static size_t
match_season(const struct reading *r, size_t i, struct when *w)
{
	enum word_class a = class_at(r, i), b = class_at(r, i + 1);
	size_t j = i + 2;
	int64_t n = 0, year;

	if (a == WORD_ORDINAL && sign_at(r, i + 1, '-')) {
		b = class_at(r, i + 2); /* first-quarter */
		j++;
	}
	if (a == WORD_SEASON) {
		n = value_at(r, i);
		j = i + 1;
	} else if (a == WORD_ORDINAL && b == WORD_QUARTER &&
		   value_at(r, i) <= 4)
		n = 32 + value_at(r, i);
	else if (a == WORD_ORDINAL && b == WORD_HALF && value_at(r, i) <= 2)
		n = 39 + value_at(r, i);
	else if (b == WORD_ORDINAL && a == WORD_HALF && value_at(r, i + 1) <= 2)
		n = 39 + value_at(r, i + 1);
	else if ((b == WORD_ORDINAL && a == WORD_QUARTER &&
		     value_at(r, i + 1) <= 4) ||
		 (a == WORD_OTHER && b == WORD_NUMBER && glued_at(r, i + 1) &&
		     r->text.p[r->t.v[i].span.from] == 'Q' &&
		     value_at(r, i + 1) >= 1 && value_at(r, i + 1) <= 4 &&
		     r->t.v[i].span.to - r->t.v[i].span.from == 1))
		n = 32 + value_at(r, i + 1);
	else
		n = short_season(r, i, &j);
	if (n == 0 && year_at(r, i, &year) && year > 1900 &&
	    !glued_at(r, i + 1) && (n = short_season(r, i + 1, &j)) > 0) {
		w->from = (struct point){ .year = year, .month = (int)n };
		return j; /* 2014 Q3 */
	}
	if (n == 0)
		return 0;
	w->from = (struct point){ .month = (int)n };
	w->shape = SHAPE_AT;
	if (sign_at(r, j, '/') && glued_at(r, j + 1))
		j++; /* Q4/2016 */
	j = match_year(r, j, &w->from.year);
	/* The winter of 2015-16 is that of 2015. */
	if (j > 0 && n == 24 && (sign_at(r, j, '-') || sign_at(r, j, '/')) &&
	    glued_at(r, j + 1) && class_at(r, j + 1) == WORD_NUMBER &&
	    value_at(r, j + 1) % 100 == (w->from.year + 1) % 100)
		return j + 2;
	return j;
}

/* "early 2016" 2016-01~/2016-04~; "mid-June 2014" 2014-06-11~/2014-06-20~. */
static size_t
match_part(const struct reading *r, size_t i, struct when *w)
{
	int part = (int)value_at(r, i), last;
	size_t j = i + 1, k;
	struct when of = { 0 };

	if (class_at(r, i) != WORD_PART)
		return 0;
	if (sign_at(r, j, '-'))
		j++;
	if (class_at(r, j) == WORD_TO && part == 2)
		j++; /* midway through */
	j = skip_class(r, skip_class(r, j, WORD_OF), WORD_THE);
	if (class_at(r, j) == WORD_UNIT && value_at(r, j) == 'm' &&
	    class_at(r, skip_class(r, j + 1, WORD_OF)) == WORD_MONTH)
		j = skip_class(r, j + 1, WORD_OF);
	k = match_month_year(r, j, &of);
	w->shape = SHAPE_BETWEEN;
	if (k > 0) {
		last = day_month_length(of.from.year, of.from.month);
		of.from.quality = EDTF_APPROXIMATE;
		w->from = w->to = of.from;
		w->from.day = part * 10 - 9;
		w->to.day = part == 3 ? last : part * 10;
		return k;
	}
	if ((k = match_era(r, j, &of)) > 0) {
		era_part(of.from, part, w);
		return k;
	}
	k = match_year(r, j, &of.from.year);
	of.from.quality = EDTF_APPROXIMATE;
	w->from = w->to = of.from;
	w->from.month = part * 4 - 3;
	w->to.month = part * 4;
	return k;
}

/* Whether the words before say that a number counts something: more than 2000,
 * +218 21 444 2014, 1800 x 1920. */
static bool
counts(const struct reading *r, size_t i)
{
	enum word_class before = class_at(r, i - 1);

	if (class_at(r, i) != WORD_NUMBER)
		return false;
	/* 021-444-2013, 747-2011 */
	if (i > 1 && glued_at(r, i) && sign_at(r, i - 1, '-') &&
	    glued_at(r, i - 1) && class_at(r, i - 2) == WORD_NUMBER &&
	    r->t.v[i - 2].digits != 4)
		return true;
	if (i > 1 && sign_at(r, i - 1, '.') &&
	    class_at(r, i - 2) == WORD_NUMBERED)
		return true; /* No. 1973 */
	if (sign_at(r, i - 1, 0xb0))
		return true;
	if (i > 2 && before == WORD_THAN &&
	    (str_is(word_at(r, i - 2), "earlier") ||
		str_is(word_at(r, i - 2), "later")))
		return false; /* no earlier than 2014 */
	if (i > 2 && str_is(word_at(r, i - 1), "least") &&
	    (class_at(r, i - 3) == WORD_SINCE ||
		class_at(r, i - 3) == WORD_UNTIL))
		return false; /* since at least 2012 */
	if (i > 1 && (before == WORD_OF || before == WORD_FROM) &&
	    class_at(r, i - 2) == WORD_MORE)
		return true;
	return before == WORD_NUMBER || before == WORD_MORE ||
	       before == WORD_THAN || str_is(word_at(r, i - 1), "x") ||
	       sign_at(r, i - 1, 0xd7) || sign_at(r, i - 1, '$');
}

/* Whether an old year is meant: "in 1835.", "(1551-1911)", "from 1711 until".
 */
static bool
led_to(const struct reading *r, size_t i, size_t end)
{
	enum word_class before = i > 0 ? class_at(r, i - 1) : WORD_OTHER;
	enum word_class behind = class_at(r, end);

	if (value_at(r, i) < 1500 || class_at(r, i) != WORD_NUMBER)
		return false;
	return (before == WORD_IN || before == WORD_FROM ||
		   before == WORD_BETWEEN || before == WORD_SINCE ||
		   before == WORD_UNTIL || sign_at(r, i - 1, '(') ||
		   (before == WORD_TO && behind == WORD_SIGN)) &&
	       (end >= r->t.n || behind == WORD_SIGN || behind == WORD_AND ||
		   behind == WORD_TO || behind == WORD_UNTIL);
}

/* A year alone is one if a word says so, or if nothing says that it counts
 * something. */
static size_t
match_bare_year(const struct reading *r, size_t i, struct when *w)
{
	enum word_class first = class_at(r, i);
	size_t j = match_year(r, i, &w->from.year);

	if (j == 0 || sign_at(r, i, ','))
		return 0;
	if (!r->typed && first != WORD_NUMBER && first != WORD_UNIT &&
	    first != WORD_YEAR_OF)
		return 0;
	w->shape = SHAPE_AT;
	j = skip_class(r, j, WORD_COMMON_ERA);
	if (r->typed || class_at(r, i) == WORD_UNIT)
		return j;
	if ((w->from.year < 1900 && !led_to(r, i, j)) || w->from.year > 2099)
		return 0;
	if (class_at(r, j) == WORD_COUNTED || class_at(r, j) == WORD_UNIT)
		return 0;
	if (sign_at(r, j, '%'))
		return 0;
	if (glued_at(r, j) &&
	    (class_at(r, j) != WORD_SIGN ||
		(class_at(r, j + 1) == WORD_NUMBER && glued_at(r, j + 1) &&
		    !sign_at(r, j, '-'))))
		return 0;
	if (i == 0)
		return j;
	if (is_numbered(r, i) || counts(r, i))
		return 0;
	if (glued_at(r, i) && class_at(r, i) == WORD_NUMBER &&
	    !sign_at(r, i - 1, '(') && !sign_at(r, i - 1, '-') &&
	    !sign_at(r, i - 1, '\n') && class_at(r, i - 1) != WORD_AND &&
	    !(r->t.v[i - 1].arabic))
		return 0;
	return j;
}

size_t
match_absolute(const struct reading *r, size_t i, struct when *w)
{
	static size_t (*const matchers[])(
	    const struct reading *, size_t, struct when *) = {
		match_numeric,
		match_numeric_month,
		match_day_month,
		match_month_year,
		match_hijri,
		match_season,
		match_part,
		match_era,
		match_feast,
		match_bare_year,
	};
	size_t m, end;

	for (m = 0; m < ARRAY_LEN(matchers); m++) {
		memset(w, 0, sizeof(*w));
		end = matchers[m](r, i, w);
		if (end > 0)
			return end;
	}
	return 0;
}
