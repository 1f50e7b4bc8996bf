/* Dates in two words that lean on the reference day: "late last year", "last
 * summer", "the day before yesterday", "March this year". */
#include "config.h"

#include "model/datex-match.h"

static bool
leans(enum word_class c)
{
	return c == WORD_LAST || c == WORD_NEXT || c == WORD_THIS;
}

/* A third of a month or of a year, as match_part has them. */
static void
part_of(struct point p, int64_t part, struct when *w)
{
	p.quality = EDTF_APPROXIMATE;
	w->shape = SHAPE_BETWEEN;
	w->from = w->to = p;
	if (p.month > 0) {
		w->from.day = (int)part * 10 - 9;
		w->to.day = part == 3 ? day_month_length(p.year, p.month)
				      : (int)part * 10;
	} else {
		w->from.month = (int)part * 4 - 3;
		w->to.month = (int)part * 4;
	}
}

/* The year or the month as such: "the end of the year", "fin du mois", "نهاية
 * العام" are those of the present one. */
static size_t
the_unit(const struct reading *r, size_t i, struct when *w)
{
	struct ymd now = day_split(r->today);
	int64_t unit = value_at(r, i);

	if (class_at(r, i) != WORD_UNIT || plural_at(r, i) || i == 0 ||
	    (unit != 'y' && unit != 'm'))
		return 0;
	if (!str_starts(word_at(r, i), "ال") &&
	    class_at(r, i - 1) != WORD_THE &&
	    !str_is(word_at(r, i - 1), "du") && !str_is(word_at(r, i), "année"))
		return 0;
	w->shape = SHAPE_AT;
	w->from = (struct point){ .year = now.year };
	if (unit == 'm')
		w->from.month = now.month;
	return i + 1;
}

/* year-end, the year's end, month-end: of the present one. */
static size_t
match_end_near(const struct reading *r, size_t i, struct when *w)
{
	int64_t unit = value_at(r, i);
	struct ymd now = day_split(r->today);
	struct point p = { .year = now.year };
	size_t j = i + 1;

	if (class_at(r, i) != WORD_UNIT || (unit != 'y' && unit != 'm') ||
	    r->t.v[i].arabic)
		return 0;
	if (sign_at(r, j, '\'') || sign_at(r, j, 0x2019))
		j += 2; /* 's */
	else if (!sign_at(r, j++, '-'))
		return 0;
	if (!str_is(word_at(r, j), "end"))
		return 0;
	if (unit == 'm')
		p.month = now.month;
	part_of(p, 3, w);
	return j + 1;
}

/* this quarter, the last quarter, le trimestre dernier (not of a year) */
static size_t
match_quarter_near(const struct reading *r, size_t i, struct when *w)
{
	struct ymd now = day_split(r->today);
	bool before = leans(class_at(r, i));
	enum word_class which = class_at(r, before ? i : i + 1);
	int64_t quarter = now.year * 4 + (now.month - 1) / 3;

	if (class_at(r, before ? i + 1 : i) != WORD_QUARTER || !leans(which) ||
	    class_at(r, i + 2) == WORD_OF || class_at(r, i + 2) == WORD_FROM ||
	    class_at(r, i + 2) == WORD_CENTURY ||
	    class_at(r, i + 2) == WORD_NUMBER)
		return 0;
	quarter += which == WORD_NEXT ? 1 : which == WORD_LAST ? -1 : 0;
	w->from = (struct point){ .year = quarter / 4,
		.month = 33 + (int)(quarter % 4) };
	return i + 2;
}

/* late last year, early this month, début janvier, أواخر العام الماضي. */
static size_t
match_part_near(const struct reading *r, size_t i, struct when *w)
{
	int64_t part = value_at(r, i);
	struct when of = { 0 };
	size_t j, end;
	int month, day;

	if (class_at(r, i) != WORD_PART)
		return 0;
	j = i + 1 < r->t.n && sign_at(r, i + 1, '-') ? i + 2 : i + 1;
	j = skip_class(r, skip_class(r, j, WORD_OF), WORD_THE);
	if (class_at(r, j) == WORD_UNIT && value_at(r, j) == 'm' &&
	    class_at(r, j + 1) == WORD_MONTH)
		j++; /* مطلع شهر يناير */
	end = match_relative(r, j, &of);
	if (end == 0 && (end = the_unit(r, j, &of)) > 0)
		j = end;
	/* A month that stands alone is one behind a word like "early". */
	if (end == 0 && (end = match_month(r, j, &month)) > 0 &&
	    !small_at(r, end, 31, &day)) {
		struct ymd now = day_split(r->today);

		of.from = (struct point){ .year = now.year, .month = month };
		of.from.year -= month > now.month;
		of.from.assumed = true;
	}
	if (end == 0 || of.shape != SHAPE_AT || of.from.day > 0 ||
	    of.from.month > 12 || of.from.decade || of.from.quality != 0)
		return 0;
	part_of(of.from, part, w);
	return end;
}

/* last summer, l'été dernier, الصيف الماضي: the season that is over, or the
 * one that comes. */
static size_t
match_season_near(const struct reading *r, size_t i, struct when *w)
{
	struct ymd now = day_split(r->today);
	enum word_class which = class_at(r, i);
	size_t season = i + 1, end = i + 2;
	int ends;

	if (which == WORD_SEASON) {
		which = class_at(r, i + 1);
		season = i;
	} else if (class_at(r, season) != WORD_SEASON)
		return 0;
	if (!leans(which))
		return 0;
	ends = (int)(value_at(r, season) - 20) * 3 + 2; /* its last month */
	w->from = (struct point){ .year = now.year,
		.month = (int)value_at(r, season) };
	if (which == WORD_LAST)
		w->from.year -= ends >= now.month;
	else if (which == WORD_NEXT)
		w->from.year += ends - 2 <= now.month;
	return end;
}

/* avant-hier, the day before yesterday, أول أمس, أمس الأول. */
static size_t
match_day_near(const struct reading *r, size_t i, struct when *w)
{
	enum word_class a = class_at(r, i), b = class_at(r, i + 1);
	size_t end = 0, j;

	if (a == WORD_BEFORE && sign_at(r, i + 1, '-') &&
	    class_at(r, i + 2) == WORD_RELATIVE_DAY && value_at(r, i + 2) == -1)
		end = i + 3;
	else if (a == WORD_UNIT && value_at(r, i) == 'd' && b == WORD_BEFORE &&
		 class_at(r, i + 2) == WORD_RELATIVE_DAY &&
		 value_at(r, i + 2) == -1)
		end = i + 3;
	else if ((a == WORD_ORDINAL && value_at(r, i) == 1 &&
		     b == WORD_RELATIVE_DAY && value_at(r, i + 1) == -1) ||
		 (a == WORD_RELATIVE_DAY && value_at(r, i) == -1 &&
		     b == WORD_ORDINAL && value_at(r, i + 1) == 1))
		end = i + 2;
	else if (a == WORD_ORDINAL && value_at(r, i) == 1 && b == WORD_FROM &&
		 class_at(r, i + 2) == WORD_RELATIVE_DAY &&
		 value_at(r, i + 2) == -1)
		end = i + 3; /* أول من أمس */
	if (end > 0) {
		w->from = point_of_day(r->today - 2);
		return end;
	}
	/* après-demain, the day after tomorrow, بعد غد */
	j = skip_class(r, i, WORD_UNIT);
	if (class_at(r, j) == WORD_AFTER) {
		j = sign_at(r, j + 1, '-') ? j + 2 : j + 1;
		if (class_at(r, j) != WORD_RELATIVE_DAY || value_at(r, j) != 1)
			return 0;
		w->from = point_of_day(r->today + 2);
		return j + 1;
	}
	return 0;
}

/* March this year, مارس من العام الماضي, December of the year before last. */
static size_t
match_month_near(const struct reading *r, size_t i, struct when *w)
{
	int64_t year = 0;
	size_t end, behind;
	int month;

	end = match_month(r, i, &month);
	if (end == 0)
		return 0;
	behind = skip_class(r, skip_class(r, end, WORD_FROM), WORD_OF);
	behind = skip_class(r, behind, WORD_THE);
	if (class_at(r, end) == WORD_NUMBER ||
	    (!leans(class_at(r, behind)) && class_at(r, behind) != WORD_UNIT &&
		match_same_year(r, end, &year) == 0))
		return 0;
	end = match_near_year(r, end, &year);
	w->from = (struct point){ .year = year, .month = month };
	return end;
}

size_t
match_near(const struct reading *r, size_t i, struct when *w)
{
	size_t end;

	memset(w, 0, sizeof(*w));
	if ((end = match_day_near(r, i, w)) > 0)
		return end;
	if ((end = match_season_near(r, i, w)) > 0)
		return end;
	if ((end = match_month_near(r, i, w)) > 0)
		return end;
	if ((end = match_end_near(r, i, w)) > 0)
		return end;
	if ((end = match_quarter_near(r, i, w)) > 0)
		return end;
	return match_part_near(r, i, w);
}

/* May 16-20, 2014; May 16-20; from May 16 to 20, 2014. */
size_t
match_month_days(const struct reading *r, size_t i, struct when *w)
{
	enum word_class lead = i > 0 ? class_at(r, i - 1) : WORD_OTHER;
	struct ymd now = day_split(r->today);
	int64_t year;
	int a, b;
	bool pair;
	size_t j = i + 1, end;

	if (class_at(r, i) != WORD_MONTH || !small_at(r, j, 31, &a))
		return 0;
	j = skip_class(r, j + 1, WORD_DAY_SUFFIX);
	pair = class_at(r, j) == WORD_AND && lead != WORD_BETWEEN;
	if (!sign_at(r, j, '-') && class_at(r, j) != WORD_TO &&
	    class_at(r, j) != WORD_AND)
		return 0;
	if (!small_at(r, ++j, 31, &b) || a >= b)
		return 0;
	end = j = skip_class(r, j + 1, WORD_DAY_SUFFIX);
	/* May 16 and 17, 2014: two days in a row, if the year says so. */
	if (pair &&
	    (b != a + 1 || !year_at(r, sign_at(r, j, ',') ? j + 1 : j, &year)))
		return 0;
	if (class_at(r, j) == WORD_MONTH || sign_at(r, j, '-'))
		return 0;
	memset(w, 0, sizeof(*w));
	w->shape = SHAPE_BETWEEN;
	w->from.month = (int)value_at(r, i);
	if (sign_at(r, j, ','))
		j++;
	if (year_at(r, j, &year))
		end = j + 1;
	else
		year = now.year - (w->from.month > (int)now.month);
	if (b > day_month_length(year, w->from.month))
		return 0;
	w->from.year = year;
	w->to = w->from;
	w->from.day = a;
	w->to.day = b;
	return end;
}
