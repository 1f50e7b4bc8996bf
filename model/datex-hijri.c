/* Dates of the Hijri calendar. */
#include "config.h"

#include "model/datex-match.h"
#include "model/hijri.h"

/* 1435/9/15 and 15/9/1435, with or without هـ. */
size_t
numeric_hijri(const struct reading *r, size_t i, struct when *w)
{
	struct point p = w->from;
	int64_t day;

	if (p.year < 1300 || p.year > 1500 || p.month < 1 || p.month > 12 ||
	    p.day < 1 || p.day > 30)
		return 0;
	day = hijri_day(p.year, p.month, p.day);
	w->from = point_of_day(day);
	w->from.quality = EDTF_APPROXIMATE;
	w->shape = SHAPE_AT;
	return skip_class(r, i + 5, WORD_HIJRI_ERA);
}

/* The days of a Hijri year, month or day. */
static void
put_hijri(struct when *w, int64_t year, int month, int day)
{
	int64_t from =
	    hijri_day(year, month > 0 ? month : 1, day > 0 ? day : 1);
	int64_t to = from;

	if (month == 0 || (month == 12 && day == 0))
		to = hijri_day(year + 1, 1, 1) - 1;
	else if (day == 0)
		to = hijri_day(year, month + 1, 1) - 1;
	w->from = point_of_day(from);
	w->to = point_of_day(to);
	w->from.quality = w->to.quality = EDTF_APPROXIMATE;
	w->shape = day > 0 ? SHAPE_AT : SHAPE_BETWEEN;
}

/* The Hijri year of the month that lies next to the reference day: over (or
 * begun, if nothing but the month is said), or still to come. */
static int64_t
near_hijri(const struct reading *r, int month, enum word_class which)
{
	int64_t year = hijri_split(r->today).year;

	if (which == WORD_NEXT)
		return year + (hijri_day(year, month, 1) <= r->today);
	return year - (hijri_day(year, month, which == WORD_LAST ? 29 : 1) >=
			  r->today);
}

/* Whether the words before say that it is the month and not somebody's name:
 * in Ramadan, شهر رجب, since the month of Shaban, le mois sacré de ramadan. */
static bool
said_bare(const struct reading *r, size_t i)
{
	enum word_class before;

	if (r->typed)
		return true;
	while (i > 0 && (class_at(r, i - 1) == WORD_THE ||
			    class_at(r, i - 1) == WORD_OF ||
			    str_is_nocase(word_at(r, i - 1), "le") ||
			    str_is_nocase(word_at(r, i - 1), "sacré")))
		i--;
	before = i > 0 ? class_at(r, i - 1) : WORD_OTHER;
	return (before == WORD_UNIT && value_at(r, i - 1) == 'm') ||
	       before == WORD_IN || before == WORD_SINCE ||
	       before == WORD_UNTIL || before == WORD_SINCE_AGO ||
	       before == WORD_FOR || before == WORD_PART;
}

/* Ramadan 2014; last Ramadan, رمضان الماضي; in Ramadan. */
static size_t
match_hijri_month(const struct reading *r, size_t i, struct when *w)
{
	enum word_class which = class_at(r, i);
	size_t j = which == WORD_LAST || which == WORD_NEXT ? i + 1 : i, end;
	int64_t year, hijri;
	int month = (int)value_at(r, j);

	if (class_at(r, j) != WORD_HIJRI)
		return 0;
	end = j + 1;
	if (class_at(r, end) == WORD_LAST || class_at(r, end) == WORD_NEXT)
		which = class_at(r, end++);
	if (which == WORD_LAST || which == WORD_NEXT) {
		put_hijri(w, near_hijri(r, month, which), month, 0);
		return end;
	}
	end = match_year(r, j + 1, &year);
	if (end == 0 && said_bare(r, j)) {
		put_hijri(w, near_hijri(r, month, which), month, 0);
		return j + 1;
	}
	if (end == 0 || year < 1700)
		return 0;
	hijri = hijri_split(day_number(year, 1, 1)).year;
	if (hijri_day(hijri, month, 1) < day_number(year, 1, 1))
		hijri++;
	put_hijri(w, hijri, month, 0);
	return end;
}

/* 19 [of] Rabi II, or the month alone, or neither: what is not said is 0. */
static size_t
skip_hijri_day(const struct reading *r, size_t i, int *month, int *day)
{
	size_t j = i, k;

	if (small_at(r, j, 30, day))
		j = skip_class(
		    r, skip_class(r, j + 1, WORD_DAY_SUFFIX), WORD_OF);
	else if ((k = match_ordinal(r, j, day)) > 0) {
		if (class_at(r, k) == WORD_UNIT && value_at(r, k) == 'd')
			k++;
		j = skip_class(r, skip_class(r, k, WORD_OF), WORD_FROM);
	}
	*month = class_at(r, j) == WORD_HIJRI ? (int)value_at(r, j) : 0;
	return *month > 0 ? j + 1 : j;
}

/* A Hijri day, month or year, with its year written: what was seen may lie a
 * day or two off the calendar, so the days are approximate; a weekday sets them
 * right. */
size_t
match_hijri(const struct reading *r, size_t i, struct when *w)
{
	int day = 0, month = 0, weekday;
	int64_t year = 0, at;
	size_t j = skip_weekday(r, i, &weekday), k;

	if ((k = match_hijri_month(r, i, w)) > 0)
		return k;
	j = skip_hijri_day(r, j, &month, &day);
	if (month == 0 && (day > 0 || weekday >= 0))
		return 0;
	k = match_year(r, j, &year);
	if (k == 0 && month > 0 && day > 0) {
		/* the first day of Ramadan */
		put_hijri(w, near_hijri(r, month, WORD_OTHER), month, day);
		return j;
	}
	j = k;
	if (j == 0 || year < 1200 || year > 1600 || day > 30)
		return 0;
	if (class_at(r, j) == WORD_HIJRI_ERA ||
	    (glued_at(r, j) && str_is(word_at(r, j), "H")))
		j++;
	else if (month == 0)
		return 0;
	put_hijri(w, year, month, day);
	if (day > 0 && weekday >= 0) {
		at = hijri_day(year, month, day);
		/* At most three days to either side. */
		at += (weekday - day_weekday(at) + 7 + 3) % 7 - 3;
		w->from = point_of_day(at);
		w->from.quality = EDTF_APPROXIMATE;
	}
	return j;
}
