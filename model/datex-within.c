/* Parts of a longer time: "the first week of June 2014", "the last three months
 * of 2016", "the 5th of this month", "Friday of last week", "last night". */
#include "config.h"

#include "model/datex-match.h"

/* "of that year", "of the same year", "de la même année", من العام نفسه: the
 * year of the date before. */
size_t
match_same_year(const struct reading *r, size_t i, int64_t *year)
{
	size_t j = skip_class(r, skip_class(r, i, WORD_OF), WORD_FROM), k;
	bool same = false;

	j = skip_class(r, j, WORD_THE);
	for (k = 0; k < 2; k++)
		if (str_is(word_at(r, j), "that") ||
		    str_is(word_at(r, j), "same") ||
		    str_is(word_at(r, j), "même") ||
		    str_is(word_at(r, j), "نفس") ||
		    str_is(word_at(r, j), "ذلك")) {
			same = true;
			j++;
		}
	if (r->last_year == 0 || class_at(r, j) != WORD_UNIT ||
	    value_at(r, j) != 'y' || plural_at(r, j))
		return 0;
	if (str_is(word_at(r, j + 1), "نفسه") ||
	    str_is(word_at(r, j + 1), "ذاته") ||
	    str_is(word_at(r, j + 1), "نفسها")) {
		same = true;
		j++;
	}
	*year = r->last_year;
	return same ? j + 1 : 0;
}

size_t
match_near_year(const struct reading *r, size_t i, int64_t *year)
{
	struct when w = { 0 };
	size_t j = i, end = match_year(r, i, year);

	if (end == 0)
		end = match_same_year(r, i, year);
	if (end > 0)
		return end;
	j = skip_class(r, skip_class(r, j, WORD_OF), WORD_FROM);
	j = skip_class(r, skip_class(r, j, WORD_IN), WORD_THE);
	if (class_at(r, j) != WORD_UNIT && class_at(r, j) != WORD_LAST &&
	    class_at(r, j) != WORD_NEXT && class_at(r, j) != WORD_THIS)
		return 0;
	end = match_relative(r, j, &w);
	if (end == 0 || w.shape != SHAPE_AT || w.from.month != 0 ||
	    w.from.decade || w.from.century || w.from.quality != 0)
		return 0;
	*year = w.from.year;
	return end;
}

/* Which of the units are meant: the first three, the second, the last. */
struct portion {
	int nth;   /* 1 to 5; 99: the last */
	int64_t n; /* how many; 0: some */
	int64_t unit;
};

static bool
which_at(const struct reading *r, size_t i, int *nth)
{
	if (class_at(r, i) == WORD_LAST)
		*nth = 99;
	else if (class_at(r, i) == WORD_ORDINAL)
		*nth = (int)value_at(r, i);
	else
		return false;
	return *nth <= 5 || *nth == 99;
}

static bool
count_at(const struct reading *r, size_t i, int64_t *n)
{
	if (class_at(r, i) != WORD_COUNT &&
	    (class_at(r, i) != WORD_NUMBER || r->t.v[i].digits > 2))
		return false;
	*n = value_at(r, i);
	return true;
}

/* "first three months", "trois premiers mois", "الأشهر الستة الأولى". */
static size_t
match_portion(const struct reading *r, size_t i, struct portion *p)
{
	size_t j = i, unit = i;

	*p = (struct portion){ 0 };
	if (class_at(r, j) == WORD_UNIT) {
		p->unit = value_at(r, j);
		j += 1 + count_at(r, j + 1, &p->n);
		if (!which_at(r, j++, &p->nth))
			return 0;
	} else {
		j += count_at(r, j, &p->n);
		if (!which_at(r, j++, &p->nth))
			return 0;
		if (p->n == 0)
			j += count_at(r, j, &p->n);
		if (str_is_nocase(word_at(r, j), "few"))
			j++;
		if (class_at(r, j) != WORD_UNIT)
			return 0;
		unit = j;
		p->unit = value_at(r, j++);
	}
	if (p->n == 0 && !plural_at(r, unit))
		p->n = 1;
	return j;
}

/* The days of the month that weeks or days are; approximate, since nobody says
 * where weeks begin. */
static bool
days_of_month(const struct portion *p, struct point month, struct when *w)
{
	int last = day_month_length(month.year, month.month);
	int n = p->n > 0 ? (int)p->n : p->unit == 'w' ? 2 : 10;
	int from, to;

	if (p->unit == 'w' && p->nth < 99) {
		from = p->n > 1 || p->n == 0 ? 1 : (p->nth - 1) * 7 + 1;
		to = from + (p->n > 1 || p->n == 0 ? n * 7 : 7) - 1;
	} else if (p->nth < 99) {
		if (p->nth != 1)
			return false;
		from = 1;
		to = n;
	} else {
		to = last;
		from = last + 1 - n * (p->unit == 'w' ? 7 : 1);
	}
	if (from < 1 || from > last)
		return false;
	w->from = w->to = month;
	if (p->unit == 'd' && n == 1)
		w->shape = SHAPE_AT; /* the last day of June */
	else
		w->from.quality = w->to.quality = EDTF_APPROXIMATE;
	w->from.day = from;
	w->to.day = to > last ? last : to;
	return true;
}

static bool
months_of_year(const struct portion *p, int64_t year, struct when *w)
{
	int n = (int)p->n;

	w->from = w->to = (struct point){ .year = year };
	if (n == 0) {
		if (p->nth != 1 && p->nth != 99)
			return false;
		w->from.month = p->nth == 1 ? 1 : 9;
		w->to.month = p->nth == 1 ? 4 : 12;
		w->from.quality = w->to.quality = EDTF_APPROXIMATE;
		return true;
	}
	if (n > 11 || (n > 1 && p->nth != 1 && p->nth != 99))
		return false;
	w->from.month = p->nth == 99 ? 13 - n : n > 1 ? 1 : p->nth;
	w->to.month = p->nth == 99 ? 12 : n > 1 ? n : p->nth;
	if (w->from.month == w->to.month)
		w->shape = SHAPE_AT;
	return true;
}

static size_t
match_portion_of(const struct reading *r, size_t i, struct when *w)
{
	struct portion p;
	struct point month = { 0 };
	int64_t year;
	size_t j = match_portion(r, i, &p), end, k;

	if (j == 0 ||
	    (class_at(r, j) != WORD_OF && class_at(r, j) != WORD_FROM &&
		class_at(r, j) != WORD_IN))
		return 0;
	j = skip_class(r, j + 1, WORD_THE);
	w->shape = SHAPE_BETWEEN;
	if (p.unit == 'm') {
		end = match_near_year(r, j, &year);
		return end > 0 && months_of_year(&p, year, w) ? end : 0;
	}
	if (p.unit != 'w' && p.unit != 'd')
		return 0;
	k = match_month(r, j, &month.month);
	end = k > 0 ? match_near_year(r, k, &month.year) : 0;
	if (k == 0 && (p.nth == 1 || p.nth == 99) &&
	    (k = match_near_year(r, j, &month.year)) > 0) {
		month.month = p.nth == 1 ? 1 : 12; /* the first day of 2014 */
		end = k;
	}
	if (end == 0) {
		struct when of = { 0 };

		end = match_relative(r, j, &of);
		if (end == 0 || of.shape != SHAPE_AT || of.from.month == 0 ||
		    of.from.month > 12 || of.from.day != 0)
			return 0;
		month = of.from;
	}
	return days_of_month(&p, month, w) ? end : 0;
}

/* "17 of this month", "الخامس من الشهر الماضي", "le 5 du mois dernier". */
static size_t
match_day_of_month(const struct reading *r, size_t i, struct when *w)
{
	struct when of = { 0 };
	int day;
	size_t j = i, end;

	if (small_at(r, j, 31, &day))
		j = skip_class(r, j + 1, WORD_DAY_SUFFIX);
	else if ((j = match_ordinal(r, j, &day)) == 0 || day > 31)
		return 0;
	if (class_at(r, j) != WORD_OF && class_at(r, j) != WORD_FROM)
		return 0;
	j = skip_class(r, j + 1, WORD_THE);
	end = match_relative(r, j, &of);
	if (end == 0 || of.shape != SHAPE_AT || of.from.day != 0 ||
	    of.from.month < 1 || of.from.month > 12 || of.from.quality != 0 ||
	    day > day_month_length(of.from.year, of.from.month))
		return 0;
	/* "17 of May" alone is match_day_month's. */
	if (class_at(r, j) == WORD_MONTH)
		return 0;
	w->shape = SHAPE_AT;
	w->from = of.from;
	w->from.day = day;
	return end;
}

/* "on the 26th.": of this month if it is over, else of the one before. */
static size_t
match_bare_day(const struct reading *r, size_t i, struct when *w)
{
	struct ymd now = day_split(r->today);
	size_t end = i + 2;
	int day;

	if (i < 2 || !small_at(r, i, 31, &day) || !glued_at(r, i + 1) ||
	    class_at(r, i + 1) != WORD_DAY_SUFFIX ||
	    class_at(r, i - 1) != WORD_THE ||
	    !str_is_nocase(word_at(r, i - 2), "on") ||
	    (end < r->t.n && class_at(r, end) != WORD_SIGN))
		return 0;
	w->shape = SHAPE_AT;
	w->from = (struct point){ .year = now.year, .month = now.month };
	if (day > now.day) {
		w->from = point_of_day(day_number(now.year, now.month - 1, 1));
	}
	if (day > day_month_length(w->from.year, w->from.month))
		return 0;
	w->from.day = day;
	return end;
}

static int64_t
way(enum word_class c)
{
	return c == WORD_LAST ? -1 : c == WORD_NEXT ? 1 : 0;
}

/* Friday last week, on Monday of next week. */
static size_t
match_day_of_week(const struct reading *r, size_t i, struct when *w)
{
	size_t j = skip_class(r, i + 1, WORD_OF);
	enum word_class which = class_at(r, j);

	if (class_at(r, i) != WORD_WEEKDAY || class_at(r, j + 1) != WORD_UNIT ||
	    value_at(r, j + 1) != 'w' ||
	    (which != WORD_LAST && which != WORD_NEXT && which != WORD_THIS))
		return 0;
	w->shape = SHAPE_AT;
	w->from = point_of_day(
	    r->today - day_weekday(r->today) + value_at(r, i) + 7 * way(which));
	return j + 2;
}

/* last weekend, le week-end dernier, over the weekend (the one just past). */
static size_t
match_weekend(const struct reading *r, size_t i, struct when *w)
{
	enum word_class which = class_at(r, i);
	bool leans =
	    which == WORD_LAST || which == WORD_NEXT || which == WORD_THIS;
	size_t j = leans || which == WORD_THE ? i + 1 : i, end;
	int64_t saturday = r->today - (day_weekday(r->today) + 2) % 7;

	if (class_at(r, j) == WORD_WEEKEND)
		end = j + 1;
	else if (class_at(r, j) == WORD_UNIT && value_at(r, j) == 'w' &&
		 sign_at(r, j + 1, '-') && glued_at(r, j + 2) &&
		 str_is(word_at(r, j + 2), "end"))
		end = j + 3;
	else
		return 0;
	if (class_at(r, end) == WORD_LAST || class_at(r, end) == WORD_NEXT) {
		which = class_at(r, end++);
		leans = true;
	}
	if (!leans && (which != WORD_THE || i == 0 ||
			  (class_at(r, i - 1) != WORD_FOR &&
			      !str_is_nocase(word_at(r, i - 1), "at"))))
		return 0;
	/* Saturday and Sunday: the last ones that have begun. */
	if (which == WORD_LAST && r->today - saturday < 2)
		saturday -= 7;
	if (which == WORD_NEXT ||
	    (which == WORD_THIS && r->today - saturday > 1))
		saturday += 7;
	w->shape = SHAPE_BETWEEN;
	w->from = point_of_day(saturday);
	w->to = point_of_day(saturday + 1);
	return end;
}

/* last night, la nuit dernière, this morning, ce soir, الليلة الماضية. */
static size_t
match_night(const struct reading *r, size_t i, struct when *w)
{
	enum word_class a = class_at(r, i), b = class_at(r, i + 1);
	bool last = (a == WORD_LAST && b == WORD_NIGHT) ||
		    (a == WORD_NIGHT && b == WORD_LAST);
	bool this = a == WORD_THIS && b == WORD_NIGHT;

	if (last && value_at(r, a == WORD_NIGHT ? i : i + 1) != 'n')
		return 0;
	if (!last && !this)
		return 0;
	w->shape = SHAPE_AT;
	w->from = point_of_day(r->today - last);
	return i + 2;
}

/* the first half of June 2014, of last month */
static size_t
match_half_month(const struct reading *r, size_t i, int half, struct when *w)
{
	struct when of = { 0 };
	size_t j = i, end;
	int month;

	if (class_at(r, j) != WORD_OF && class_at(r, j) != WORD_FROM)
		return 0;
	j = skip_class(r, j + 1, WORD_THE);
	end = match_month(r, j, &month);
	if (end > 0)
		end = match_near_year(r, end, &of.from.year);
	of.from.month = month;
	if (end == 0 &&
	    ((end = match_relative(r, j, &of)) == 0 || of.shape != SHAPE_AT ||
		of.from.month < 1 || of.from.month > 12 || of.from.day > 0))
		return 0;
	w->shape = SHAPE_BETWEEN;
	w->from = w->to = of.from;
	w->from.day = half == 1 ? 1 : 16;
	w->to.day =
	    half == 1 ? 15 : day_month_length(of.from.year, of.from.month);
	return end;
}

/* Q3 of last year, the second half of this year. */
static size_t
match_part_of_year(const struct reading *r, size_t i, struct when *w)
{
	size_t q = i + 1, which = i, end;
	int n;

	if (class_at(r, i) == WORD_QUARTER || class_at(r, i) == WORD_HALF) {
		q = i;
		which = i + 1;
	} else if (class_at(r, q) != WORD_QUARTER &&
		   class_at(r, q) != WORD_HALF)
		return 0;
	if (!which_at(r, which, &n))
		return 0;
	if (n == 99)
		n = class_at(r, q) == WORD_HALF ? 2 : 4;
	if (n > (class_at(r, q) == WORD_HALF ? 2 : 4))
		return 0;
	w->from.month = n + (class_at(r, q) == WORD_HALF ? 39 : 32);
	w->shape = SHAPE_AT;
	end = match_near_year(r, i + 2, &w->from.year);
	if (end > 0 || class_at(r, q) != WORD_HALF)
		return end;
	return match_half_month(r, i + 2, n, w);
}

size_t
match_within(const struct reading *r, size_t i, struct when *w)
{
	static size_t (*const matchers[])(
	    const struct reading *, size_t, struct when *) = {
		match_portion_of,
		match_day_of_month,
		match_bare_day,
		match_day_of_week,
		match_weekend,
		match_night,
		match_part_of_year,
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
