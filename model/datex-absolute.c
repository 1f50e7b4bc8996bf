#include "config.h"

#include "model/datex-match.h"

enum word_class
class_at(const struct reading *r, size_t i)
{
	return i < r->t.n ? r->t.v[i].class : WORD_OTHER;
}

int64_t
value_at(const struct reading *r, size_t i)
{
	return i < r->t.n ? r->t.v[i].value : 0;
}

bool
sign_at(const struct reading *r, size_t i, int64_t sign)
{
	return class_at(r, i) == WORD_SIGN && value_at(r, i) == sign;
}

size_t
skip_class(const struct reading *r, size_t i, enum word_class class)
{
	return i < r->t.n && r->t.v[i].class == class ? i + 1 : i;
}

bool
year_at(const struct reading *r, size_t i, int64_t *year)
{
	if (class_at(r, i) != WORD_NUMBER || r->t.v[i].digits != 4)
		return false;
	*year = r->t.v[i].value;
	return *year >= 1000 && *year < 2200;
}

struct point
point_of_day(int64_t day)
{
	struct ymd d = day_split(day);

	return (struct point){ .year = d.year, .month = d.month, .day = d.day };
}

static bool
small_at(const struct reading *r, size_t i, int64_t max, int *value)
{
	if (class_at(r, i) != WORD_NUMBER || r->t.v[i].digits > 2 ||
	    r->t.v[i].value < 1 || r->t.v[i].value > max)
		return false;
	*value = (int)r->t.v[i].value;
	return true;
}

static bool
glued_at(const struct reading *r, size_t i)
{
	return i < r->t.n && r->t.v[i].glued;
}

static bool
exists(const struct point *p)
{
	return p->month >= 1 && p->month <= 12 && p->day >= 1 &&
	       p->day <= day_month_length(p->year, p->month);
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
		if (!glued_at(r, j))
			return 0;
	a = value_at(r, i);
	b = value_at(r, i + 2);
	c = value_at(r, i + 4);
	if (b > 31 || (r->t.v[i].digits <= 2) == (r->t.v[i].digits == 4))
		return 0;
	if (r->t.v[i].digits == 4)
		*p =
		    (struct point){ a, (int)b, (int)(c > 31 ? 0 : c), 0, 0, 0 };
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
	w->shape = SHAPE_AT;
	return exists(p) ? i + 5 : 0;
}

/* A month, or both of its names: كانون الثاني/يناير, ديسمبر (كانون الأول). */
static size_t
match_month(const struct reading *r, size_t i, int *month)
{
	if (class_at(r, i) != WORD_MONTH)
		return 0;
	*month = (int)value_at(r, i);
	if (class_at(r, i + 2) == WORD_MONTH && value_at(r, i + 2) == *month) {
		if (sign_at(r, i + 1, '/') || sign_at(r, i + 1, '-'))
			return i + 3;
		if (sign_at(r, i + 1, '(') && sign_at(r, i + 3, ')'))
			return i + 4;
	}
	return i + 1;
}

/* "2016", ", 2016", "of 2016", "of the year 2016", "عام 2016", "'s 2016". */
static size_t
match_year(const struct reading *r, size_t i, int64_t *year)
{
	size_t j = i;

	if (sign_at(r, j, ',') || sign_at(r, j, 0x60c))
		j++;
	j = skip_class(r, j, WORD_OF);
	j = skip_class(r, j, WORD_FROM);
	j = skip_class(r, j, WORD_IN);
	j = skip_class(r, j, WORD_THE);
	j = skip_class(r, j, WORD_YEAR_OF);
	if (class_at(r, j) == WORD_UNIT && value_at(r, j) == 'y')
		j++;
	return year_at(r, j, year) ? j + 1 : 0;
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
		    (str_is(word, "may") || str_is(word, "march")))
			return true;
	}
	return false;
}

/* [Tuesday,] [the] 17[th] [of] January [2017], and January 17[, 2017]. */
static size_t
match_day_month(const struct reading *r, size_t i, struct when *w)
{
	struct point *p = &w->from;
	int weekday = -1;
	size_t j = i, k;

	*p = (struct point){ 0 };
	if (class_at(r, j) == WORD_WEEKDAY) {
		weekday = (int)value_at(r, j++);
		if (sign_at(r, j, ',') || sign_at(r, j, 0x60c))
			j++;
		j = skip_class(r, j, WORD_IN);
	}
	j = skip_class(r, j, WORD_THE);
	if (small_at(r, j, 31, &p->day)) {
		j = skip_class(r, j + 1, WORD_DAY_SUFFIX);
		if (sign_at(r, j, '.') || sign_at(r, j, '-'))
			j++;
		j = skip_class(r, skip_class(r, j, WORD_OF), WORD_FROM);
		j = match_month(r, j, &p->month);
	} else if (class_at(r, j) == WORD_ORDINAL && value_at(r, j) == 1 &&
		   class_at(r, skip_class(r, j + 1, WORD_OF)) == WORD_MONTH) {
		p->day = 1;
		j = match_month(r, skip_class(r, j + 1, WORD_OF), &p->month);
	} else {
		j = match_month(r, j, &p->month);
		if (j == 0 || !small_at(r, j, 31, &p->day))
			return 0;
		j = skip_class(r, j + 1, WORD_DAY_SUFFIX);
	}
	if (j == 0)
		return 0;
	w->shape = SHAPE_AT;
	k = match_year(r, j, &p->year);
	if (k == 0 && r->typed && class_at(r, j) == WORD_NUMBER &&
	    r->t.v[j].digits == 2) {
		p->year = 2000 + value_at(r, j);
		k = j + 1;
	}
	if (k == 0 && plain_word(r, i, j))
		return 0;
	if (k == 0)
		reckon_year(r, p, weekday);
	return exists(p) ? (k > 0 ? k : j) : 0;
}

static size_t
match_month_year(const struct reading *r, size_t i, struct when *w)
{
	size_t j = match_month(r, i, &w->from.month);

	w->shape = SHAPE_AT;
	w->from.day = 0;
	return j > 0 ? match_year(r, j, &w->from.year) : 0;
}

/* 201X: "the 2010s", "2010s", "les années 2010". */
static size_t
match_decade(const struct reading *r, size_t i, struct when *w)
{
	size_t j = i;
	bool plural = false, s;

	if (class_at(r, j) == WORD_UNIT && value_at(r, j) == 'y' &&
	    r->t.v[j].span.to - r->t.v[j].span.from > 5) {
		plural = str_starts(
		    str_slice(r->text, r->t.v[j].span.from, r->text.len),
		    "ann");
		j++;
	}
	if (r->typed)
		j = skip_class(r, j, WORD_THE);
	if (!year_at(r, j, &w->from.year) || w->from.year % 10 != 0)
		return 0;
	s = glued_at(r, j + 1) && r->t.v[j + 1].class == WORD_OTHER &&
	    r->t.v[j + 1].span.to - r->t.v[j + 1].span.from == 1;
	if (!s && !plural)
		return 0;
	w->from.decade = true;
	w->shape = SHAPE_AT;
	return s ? j + 2 : j + 1;
}

/* "summer 2016", "first half of 2016", "الربع الثالث من 2016", "Q3 2016". */
static size_t
match_season(const struct reading *r, size_t i, struct when *w)
{
	enum word_class a = class_at(r, i), b = class_at(r, i + 1);
	size_t j = i + 2;
	int64_t n = 0;

	if (a == WORD_SEASON) {
		n = value_at(r, i);
		j = i + 1;
	} else if (a == WORD_ORDINAL && b == WORD_QUARTER)
		n = 32 + value_at(r, i);
	else if (a == WORD_ORDINAL && b == WORD_HALF && value_at(r, i) <= 2)
		n = 39 + value_at(r, i);
	else if (b == WORD_ORDINAL && a == WORD_HALF && value_at(r, i + 1) <= 2)
		n = 39 + value_at(r, i + 1);
	else if ((b == WORD_ORDINAL && a == WORD_QUARTER) ||
		 (a == WORD_OTHER && b == WORD_NUMBER && glued_at(r, i + 1) &&
		     r->text.p[r->t.v[i].span.from] == 'Q' &&
		     value_at(r, i + 1) >= 1 && value_at(r, i + 1) <= 4 &&
		     r->t.v[i].span.to - r->t.v[i].span.from == 1))
		n = 32 + value_at(r, i + 1);
	if (n == 0)
		return 0;
	w->from = (struct point){ .month = (int)n };
	w->shape = SHAPE_AT;
	return match_year(r, j, &w->from.year);
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
	k = match_year(r, j, &of.from.year);
	of.from.quality = EDTF_APPROXIMATE;
	w->from = w->to = of.from;
	w->from.month = part * 4 - 3;
	w->to.month = part * 4;
	return k;
}

/* A Hijri day, month or year, with its year written: the tables may be a day
 * or two off, so the days are approximate. */
static size_t
match_hijri(const struct reading *r, size_t i, struct when *w)
{
	int day = 0, month = 0;
	int64_t year = 0, from, to;
	size_t j = i;

	if (small_at(r, j, 30, &day))
		j = skip_class(
		    r, skip_class(r, j + 1, WORD_DAY_SUFFIX), WORD_OF);
	if (class_at(r, j) == WORD_HIJRI)
		month = (int)value_at(r, j++);
	else if (day > 0)
		return 0;
	j = match_year(r, j, &year);
	if (j == 0 || year < 1200 || year > 1600)
		return 0;
	if (class_at(r, j) == WORD_HIJRI_ERA)
		j++;
	else if (month == 0)
		return 0;
	from = day_hijri(year, month > 0 ? month : 1, day > 0 ? day : 1);
	to = day > 0     ? from
	     : month > 0 ? day_hijri(year, month + 1, 1) - 1
			 : day_hijri(year + 1, 1, 1) - 1;
	if (month == 12 && day == 0)
		to = day_hijri(year + 1, 1, 1) - 1;
	w->from = point_of_day(from);
	w->to = point_of_day(to);
	w->from.quality = w->to.quality = EDTF_APPROXIMATE;
	w->shape = day > 0 ? SHAPE_AT : SHAPE_BETWEEN;
	return j;
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
	if (w->from.year < 1900 || w->from.year > 2099)
		return 0;
	if (class_at(r, j) == WORD_COUNTED || class_at(r, j) == WORD_UNIT)
		return 0;
	if (glued_at(r, j) &&
	    (class_at(r, j) != WORD_SIGN ||
		(class_at(r, j + 1) == WORD_NUMBER && glued_at(r, j + 1) &&
		    !sign_at(r, j, '-'))))
		return 0;
	if (i == 0)
		return j;
	if (class_at(r, i - 1) == WORD_NUMBERED)
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
		match_day_month,
		match_month_year,
		match_hijri,
		match_season,
		match_part,
		match_decade,
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
