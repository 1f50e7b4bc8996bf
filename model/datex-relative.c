#include "config.h"

#include "model/datex-match.h"

static bool
ends_sentence(const struct reading *r, size_t i)
{
	return sign_at(r, i, '.') || sign_at(r, i, '\n') ||
	       sign_at(r, i, '?') || sign_at(r, i, '!');
}

/* Whether a word says that what is told at token i lies ahead: one before it,
 * unless somebody said so ("will resume, he said on Monday"); or one behind it
 * where the sentence begins with the date ("On Friday the court will ..."). */
bool
ahead(const struct reading *r, size_t i)
{
	enum { NEAR = 8 };
	size_t k;

	for (k = i; k > 0 && i - k < NEAR; k--) {
		if (class_at(r, k - 1) == WORD_FUTURE)
			return true;
		if (class_at(r, k - 1) == WORD_SAID)
			return false;
		if (ends_sentence(r, k - 1))
			break;
	}
	if (i - k > 1)
		return false;
	for (k = i + 1; k < i + NEAR && !ends_sentence(r, k); k++) {
		if (class_at(r, k) == WORD_SAID)
			return false;
		if (class_at(r, k) == WORD_FUTURE)
			return true;
	}
	return false;
}

/* The day, week (Monday to Sunday), month, year or ten years n units away from
 * the reference day. */
static void
unit_at(const struct reading *r, int64_t unit, int64_t n, struct when *w)
{
	struct ymd now = day_split(r->today);

	w->shape = SHAPE_AT;
	if (unit == 'd')
		w->from = point_of_day(r->today + n);
	else if (unit == 'w') {
		int64_t monday = r->today - day_weekday(r->today) + 7 * n;

		w->shape = SHAPE_BETWEEN;
		w->from = point_of_day(monday);
		w->to = point_of_day(monday + 6);
	} else if (unit == 'm') {
		w->from =
		    point_of_day(day_number(now.year, (int)(now.month + n), 1));
		w->from.day = 0;
	} else if (unit == 'y')
		w->from = (struct point){ .year = now.year + n };
	else
		w->from = (struct point){
			.year = (now.year / 10 + n) * 10,
			.decade = true,
		};
}

/* -30d, +2w as typed. */
static size_t
match_offset(const struct reading *r, size_t i, struct when *w)
{
	int64_t n = value_at(r, i + 1), sign = value_at(r, i);

	if (!r->typed || class_at(r, i) != WORD_SIGN ||
	    (sign != '-' && sign != '+') || class_at(r, i + 1) != WORD_NUMBER ||
	    n > 36500)
		return 0;
	if (sign == '-')
		n = -n;
	if (i + 2 >= r->t.n)
		return 0;
	if (class_at(r, i + 2) == WORD_UNIT)
		w->from = moved(r, value_at(r, i + 2), n);
	else if (r->text.p[r->t.v[i + 2].span.from] == 'y')
		w->from = moved(r, 'y', n);
	else
		return 0;
	if (w->from.day == 0 && value_at(r, i + 2) != 'm')
		w->from.month = 0;
	w->shape = SHAPE_AT;
	return i + 3;
}

/* Arabic weekdays without the article are numbers, too: أحد السكان is one of
 * the inhabitants. */
static bool
is_number_word(const struct reading *r, size_t i)
{
	return !r->typed && r->t.v[i].arabic &&
	       !str_starts(word_at(r, i), "ال") &&
	       !(i > 0 && class_at(r, i - 1) == WORD_UNIT);
}

/* Tuesday, last Tuesday, Tuesday الماضي: the nearest on the side that is
 * meant; a bare one may be the reference day itself. */
static size_t
match_weekday(const struct reading *r, size_t i, struct when *w)
{
	enum word_class which = class_at(r, i);
	size_t j = i, end;
	int64_t far;

	if (which == WORD_LAST || which == WORD_NEXT || which == WORD_THIS)
		j++;
	else
		which = WORD_OTHER;
	if (i > 0 && str_is_nocase(word_at(r, i - 1), "following"))
		return 0; /* follows another day than the text's */
	if (class_at(r, j) != WORD_WEEKDAY || is_number_word(r, j) ||
	    (r->t.v[j].span.to - r->t.v[j].span.from <= 3 && !r->typed))
		return 0; /* sun, sat and mar are words */
	end = j + 1;
	if (which == WORD_OTHER &&
	    (class_at(r, end) == WORD_LAST || class_at(r, end) == WORD_NEXT))
		which = class_at(r, end++);
	far = day_weekday(r->today) - value_at(r, j);
	if (class_at(r, end) == WORD_BEFORE &&
	    class_at(r, end + 1) == WORD_LAST && which == WORD_OTHER) {
		/* the Sunday before last */
		w->shape = SHAPE_AT;
		w->from =
		    point_of_day(r->today - (far <= 0 ? far + 7 : far) - 7);
		return end + 2;
	}
	if (which == WORD_THIS) {
		/* ce mardi 17 janvier */
		size_t day = match_absolute(r, j, w);

		if (day > 0)
			return day;
		memset(w, 0, sizeof(*w));
		/* That of this week, be it over or not. */
		w->shape = SHAPE_AT;
		w->from = point_of_day(r->today - far);
		return end;
	}
	if (far < 0)
		far += 7; /* days back to it */
	/* ليل الخميس الجمعة: the night between them. */
	if (which == WORD_OTHER && r->t.v[j].arabic &&
	    class_at(r, end) == WORD_WEEKDAY &&
	    value_at(r, end) == (value_at(r, j) + 1) % 7) {
		if (far == 0 && !ahead(r, i))
			far = 7;
		w->shape = SHAPE_BETWEEN;
		w->from = point_of_day(r->today - far);
		w->to = point_of_day(r->today - far + 1);
		return end + 1;
	}
	if (which == WORD_NEXT || (which != WORD_LAST && ahead(r, i)))
		far -= 7;
	else if (which == WORD_LAST && far == 0)
		far = 7;
	w->shape = SHAPE_AT;
	w->from = point_of_day(r->today - far);
	return end;
}

/* two days after 16 May 2014, a week before the vote of 25 June 2014's day. */
size_t
match_away(const struct reading *r, size_t i, struct when *w)
{
	int64_t n, unit, day;
	struct reading there = *r;
	size_t j = match_amount(r, i, &n, &unit), end;
	enum word_class side;

	if (j == 0 && class_at(r, i) == WORD_UNIT && value_at(r, i) == 'd' &&
	    !r->t.v[i].arabic) {
		n = 1; /* the day before */
		unit = 'd';
		j = i + 1;
	}
	side = class_at(r, j);

	if (j == 0 || (side != WORD_AFTER && side != WORD_BEFORE))
		return 0;
	j = skip_class(r, skip_class(r, j + 1, WORD_IN), WORD_THE);
	end = match_absolute(r, j, w);
	if (end == 0 || w->shape != SHAPE_AT || w->from.day == 0 ||
	    w->from.quality != 0)
		return 0;
	day = day_number(w->from.year, w->from.month, w->from.day);
	there.today = day;
	w->from = moved(&there, unit, side == WORD_AFTER ? n : -n);
	if (unit != 'd' && unit != 'w')
		w->from.quality = EDTF_APPROXIMATE;
	return end;
}

/* The year before last, the month before last. */
static size_t
match_before_last(const struct reading *r, size_t i, struct when *w)
{
	if (class_at(r, i) != WORD_UNIT || value_at(r, i) == 'd' ||
	    class_at(r, i + 1) != WORD_BEFORE ||
	    class_at(r, i + 2) != WORD_LAST || class_at(r, i + 3) == WORD_UNIT)
		return 0;
	unit_at(r, value_at(r, i), -2, w);
	return i + 3;
}

/* last year, this month, next week; العام الماضي, le mois dernier. */
static size_t
match_unit(const struct reading *r, size_t i, struct when *w)
{
	enum word_class a = class_at(r, i), b = class_at(r, i + 1);
	enum word_class which = a;
	size_t unit = i + 1;

	if (a == WORD_UNIT && b == WORD_IN &&
	    str_is(word_at(r, i + 2), "cours") && !plural_at(r, i)) {
		unit_at(r, value_at(r, i), 0, w);
		return i + 3;
	}
	if (a == WORD_UNIT) {
		which = b;
		unit = i;
	} else if (b != WORD_UNIT || str_is(word_at(r, unit), "an"))
		return 0; /* past an English word */
	/* "The coming weeks" and "recent years" are nobody's dates. */
	if (value_at(r, unit) == 'd' || plural_at(r, unit))
		return 0;
	if (which != WORD_LAST && which != WORD_NEXT && which != WORD_THIS)
		return 0;
	unit_at(r, value_at(r, unit),
	    which == WORD_LAST   ? -1
	    : which == WORD_NEXT ? 1
				 : 0,
	    w);
	return i + 2;
}

/* may, march, mars, august and sept are words, too. */
static bool
is_word(const struct reading *r, size_t i, enum word_class before)
{
	static const char *const words[] = { "may", "march", "august", "sept" };
	size_t k;

	if (r->t.v[i].arabic || r->t.v[i].capital)
		return false;
	for (k = 0; k < ARRAY_LEN(words); k++)
		if (str_is(word_at(r, i), words[k]))
			return true;
	return value_at(r, i) == 3 && before != WORD_IN &&
	       class_at(r, i + 1) != WORD_LAST;
}

/* "in March", "last March", "مارس الماضي": the month that is past, or the one
 * that is ahead if a word says so. */
static size_t
match_bare_month(const struct reading *r, size_t i, struct when *w)
{
	enum word_class before = i > 0 ? class_at(r, i - 1) : WORD_OTHER;
	enum word_class which = class_at(r, i);
	struct ymd now = day_split(r->today);
	size_t j = i, end;
	int64_t month, year;
	int named;

	if (which == WORD_LAST || which == WORD_NEXT || which == WORD_THIS)
		j++;
	end = match_month(r, j, &named);
	if (end == 0)
		return 0;
	if (class_at(r, end) == WORD_LAST || class_at(r, end) == WORD_NEXT)
		which = class_at(r, end++);
	if (which == WORD_MONTH && !r->typed && before != WORD_IN &&
	    before != WORD_SINCE && before != WORD_SINCE_AGO &&
	    before != WORD_UNTIL && before != WORD_OF &&
	    !(before == WORD_UNIT && value_at(r, i - 1) == 'm') &&
	    !(before == WORD_FROM && r->t.v[j].arabic) &&
	    !(before == WORD_FOR && ahead(r, i)) &&
	    !((before == WORD_BEFORE || before == WORD_AFTER) && named != 5))
		return 0;
	if (which != WORD_MONTH && match_year(r, end, &year) > 0)
		return 0; /* courant avril 2019 */
	if (str_is_nocase(word_at(r, i), "courant"))
		which = WORD_OTHER; /* in the course of the last one */
	if (!r->typed && is_word(r, j, before))
		return 0;
	month = value_at(r, j);
	w->shape = SHAPE_AT;
	w->from = (struct point){ .year = now.year, .month = (int)month };
	if (which == WORD_NEXT ||
	    (which == WORD_MONTH && (before == WORD_BEFORE || ahead(r, i))))
		w->from.year += month <= now.month;
	else if (which != WORD_THIS)
		w->from.year -= month > now.month ||
				(which == WORD_LAST && month == now.month);
	w->from.assumed = true;
	return end;
}

/* two years ago, قبل عامين, il y a deux ans, more than two years ago. */
/* il y a, voilà: the token behind it. */
static size_t
french_ago(const struct reading *r, size_t j)
{
	if (j + 3 < r->t.n &&
	    str_is_nocase(
		str_slice(r->text, r->t.v[j].span.from, r->t.v[j + 2].span.to),
		"il y a"))
		return j + 3;
	return str_is_nocase(word_at(r, j), "voilà") ? j + 1 : 0;
}

static size_t
match_ago(const struct reading *r, size_t i, struct when *w)
{
	int64_t n, unit;
	size_t j = i, end;
	bool more = false, ago = false;

	if (class_at(r, j) == WORD_BEFORE && j + 1 < r->t.n &&
	    r->t.v[j].arabic) {
		ago = true;
		j++;
	} else if (french_ago(r, j) > 0) {
		ago = true;
		j = french_ago(r, j);
	}
	j = skip_class(r, j, WORD_WHAT);
	if (class_at(r, j) == WORD_MORE ||
	    (str_is(word_at(r, j), "over") &&
		!(j > 0 && str_is(word_at(r, j - 1), "just")))) {
		more = true;
		j = skip_class(r, j + 1, WORD_THAN);
		j = skip_class(r, skip_class(r, j, WORD_OF), WORD_FROM);
	} else if (class_at(r, j) == WORD_ABOUT ||
		   class_at(r, j) == WORD_NEARLY)
		j = skip_class(r, j + 1, WORD_FROM);
	end = match_amount(r, j, &n, &unit);
	if (end == 0)
		return 0;
	if (!ago && class_at(r, end) == WORD_MORE &&
	    str_is(word_at(r, end + 1), "tôt"))
		end++; /* une semaine plus tôt */
	else if (!ago && class_at(r, end) != WORD_AGO)
		return 0;
	if (!ago)
		end++;
	else if (r->t.v[i].arabic && class_at(r, end) == WORD_FROM &&
		 class_at(r, end + 1) != WORD_NOW)
		return 0; /* قبل عام من: a year before something else */
	w->from = moved(r, unit, -n);
	w->shape = more ? SHAPE_NOT_AFTER : SHAPE_AT;
	if (unit != 'd' && !more) {
		w->from.quality = EDTF_APPROXIMATE;
		if (unit == 'y' || unit == 'c')
			w->from.month = 0;
	}
	return end;
}

/* اليوم is today and the day: اليوم نفسه, اليوم التالي, ذلك اليوم are not
 * today. */
static bool
is_other_day(const struct reading *r, size_t i)
{
	static const char *const behind[] = { "نفسه", "ذاته", "التالي",
		"السابق", "الواحد", "العالمي", "الوطني", "الموالي" };
	size_t k;

	if (value_at(r, i) != 0 || !r->t.v[i].arabic || r->typed)
		return false;
	for (k = 0; k < ARRAY_LEN(behind); k++)
		if (str_is(word_at(r, i + 1), behind[k]))
			return true;
	return class_at(r, i + 1) == WORD_ORDINAL ||
	       (i > 0 && (str_is(word_at(r, i - 1), "ذلك") ||
			     str_is(word_at(r, i - 1), "نفس")));
}

size_t
match_relative(const struct reading *r, size_t i, struct when *w)
{
	size_t end;

	if ((end = match_near(r, i, w)) > 0)
		return end;
	memset(w, 0, sizeof(*w));
	if ((end = match_within(r, i, w)) > 0)
		return end;
	memset(w, 0, sizeof(*w));
	if (class_at(r, i) == WORD_RELATIVE_DAY && !is_other_day(r, i)) {
		w->from = point_of_day(r->today + value_at(r, i));
		return i + 1;
	}
	if ((end = match_offset(r, i, w)) > 0)
		return end;
	if ((end = match_ago(r, i, w)) > 0)
		return end;
	if ((end = match_weekday(r, i, w)) > 0)
		return end;
	if ((end = match_before_last(r, i, w)) > 0)
		return end;
	if ((end = match_unit(r, i, w)) > 0)
		return end;
	return match_bare_month(r, i, w);
}
