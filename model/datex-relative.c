#include "config.h"

#include "model/datex-match.h"

/* Whether a word just before says that what is told lies ahead. */
static bool
ahead(const struct reading *r, size_t i)
{
	size_t back;

	for (back = 1; back <= 8 && back <= i; back++) {
		const struct token *t = &r->t.v[i - back];

		if (t->class == WORD_FUTURE)
			return true;
		if (t->class == WORD_SIGN &&
		    (t->value == '.' || t->value == '\n'))
			return false;
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

/* The reference day moved by n units, as exact as the unit is. */
static struct point
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

/* "two years", "عامين", "3 ans", "a decade": how many of which unit. */
static size_t
match_amount(const struct reading *r, size_t i, int64_t *n, int64_t *unit)
{
	enum word_class c = class_at(r, i);

	if (c == WORD_DUAL) {
		*n = 2;
		*unit = value_at(r, i);
		return i + 1;
	}
	if (c != WORD_COUNT && (c != WORD_NUMBER || r->t.v[i].digits > 3))
		return 0;
	*n = value_at(r, i);
	if (*n == 1 && class_at(r, i + 1) == WORD_DUAL &&
	    !r->t.v[i + 1].arabic) {
		*n = 2; /* a fortnight */
		*unit = value_at(r, i + 1);
		return i + 2;
	}
	if (class_at(r, i + 1) == WORD_OF)
		i++; /* a couple of years */
	if (class_at(r, i + 1) != WORD_UNIT)
		return 0;
	*unit = value_at(r, i + 1);
	return i + 2;
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
	enum word_class side = class_at(r, j);

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
	int64_t month;
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
	    !(before == WORD_UNIT && value_at(r, i - 1) == 'm'))
		return 0;
	if (!r->typed && is_word(r, j, before))
		return 0;
	month = value_at(r, j);
	w->shape = SHAPE_AT;
	w->from = (struct point){ .year = now.year, .month = (int)month };
	if (which == WORD_NEXT || (which == WORD_MONTH && ahead(r, i)))
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
	if (class_at(r, j) == WORD_MORE) {
		more = true;
		j = skip_class(r, j + 1, WORD_THAN);
		j = skip_class(r, skip_class(r, j, WORD_OF), WORD_FROM);
	} else if (class_at(r, j) == WORD_ABOUT ||
		   class_at(r, j) == WORD_NEARLY)
		j = skip_class(r, j + 1, WORD_FROM);
	end = match_amount(r, j, &n, &unit);
	if (end == 0 || (j > 0 && class_at(r, j - 1) == WORD_HALF))
		return 0; /* half a year ago */
	if (!ago && class_at(r, end) != WORD_AGO)
		return 0;
	if (!ago)
		end++;
	w->from = moved(r, unit, -n);
	w->shape = more ? SHAPE_NOT_AFTER : SHAPE_AT;
	if (unit != 'd' && !more) {
		w->from.quality = EDTF_APPROXIMATE;
		if (unit == 'y' || unit == 'c')
			w->from.month = 0;
	}
	return end;
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
	if (class_at(r, i) == WORD_RELATIVE_DAY) {
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

/* A length of time as it is said: "for more than the past two years". */
struct lasting {
	enum word_class lead;
	bool more, nearly, past;
	int64_t n, unit;
};

static size_t
skip_than(const struct reading *r, size_t j)
{
	j = skip_class(r, j, WORD_THAN);
	return skip_class(r, skip_class(r, j, WORD_OF), WORD_FROM);
}

/* How long: two years, deux dernières années, السنوات الثلاث الماضية. */
static size_t
match_length(const struct reading *r, size_t j, struct lasting *l)
{
	size_t end;

	if (class_at(r, j) == WORD_LAST) {
		l->past = true;
		j++;
	}
	if (l->past && class_at(r, j) == WORD_UNIT && value_at(r, j) != 'd') {
		l->n = 1;
		l->unit = value_at(r, j);
		end = j + 1;
	} else if (class_at(r, j) == WORD_COUNT &&
		   class_at(r, j + 1) == WORD_LAST &&
		   class_at(r, j + 2) == WORD_UNIT) {
		l->past = true;
		l->n = value_at(r, j);
		l->unit = value_at(r, j + 2);
		end = j + 3;
	} else if (class_at(r, j) == WORD_UNIT &&
		   class_at(r, j + 1) == WORD_COUNT &&
		   class_at(r, j + 2) == WORD_LAST) {
		l->n = value_at(r, j + 1);
		l->unit = value_at(r, j);
		end = j + 2;
	} else
		end = match_amount(r, j, &l->n, &l->unit);
	if (end > 0 && class_at(r, end) == WORD_LAST) {
		l->past = true;
		end++;
	}
	return end;
}

static void
put_lasting(const struct reading *r, const struct lasting *l, struct when *w)
{
	w->from = moved(r, l->unit, -l->n);
	w->ongoing = l->lead != WORD_IN && l->lead != WORD_LAST &&
		     !(l->past && !l->more);
	w->shape = l->more ? SHAPE_NOT_AFTER : SHAPE_AT;
	if (!l->more && l->unit != 'd')
		w->from.quality = EDTF_APPROXIMATE;
	if (l->past && !l->more) {
		w->shape = SHAPE_BETWEEN;
		w->from.quality = 0;
		w->to = point_of_day(r->today);
		if (w->from.day == 0)
			w->to.day = 0;
	}
}

/* The words before the length; the token behind them. */
static size_t
match_before_length(const struct reading *r, size_t i, struct lasting *l)
{
	size_t j = l->lead == WORD_LAST ? i : i + 1;

	if (l->lead == WORD_MORE || l->lead == WORD_NEARLY ||
	    l->lead == WORD_WHAT)
		j = i; /* لأكثر من عامين: the "for" is in the word */
	j = skip_class(r, skip_class(r, j, WORD_THE), WORD_OF);
	if (class_at(r, j) == WORD_IN && class_at(r, j + 1) == WORD_MORE)
		j++;                     /* at least */
	j = skip_class(r, j, WORD_WHAT); /* ما يزيد على */
	if (class_at(r, j) == WORD_MORE ||
	    (class_at(r, j) == WORD_FOR && l->lead == WORD_FOR)) {
		l->more = true;
		return skip_than(r, j + 1);
	}
	if (class_at(r, j) == WORD_NEARLY || class_at(r, j) == WORD_ABOUT) {
		l->nearly = true;
		return skip_than(r, j + 1);
	}
	return j;
}

/* the next five years: from now on. */
static size_t
match_ahead(const struct reading *r, size_t i, struct when *w)
{
	int64_t n, unit;
	size_t end = match_amount(r, i + 1, &n, &unit);

	if (end == 0)
		return 0;
	w->shape = SHAPE_BETWEEN;
	w->from = point_of_day(r->today);
	w->to = moved(r, unit, n);
	if (w->to.day == 0)
		w->from.day = 0;
	return end;
}

/* "for more than two years", "for the past three months", "منذ أكثر من عامين",
 * "depuis deux ans": it began then and goes on; over the past N units: the
 * stretch up to now. */
size_t
match_duration(const struct reading *r, size_t i, struct when *w)
{
	struct lasting l = { .lead = class_at(r, i) };
	bool inside =
	    l.lead == WORD_MORE || l.lead == WORD_NEARLY || l.lead == WORD_WHAT;
	size_t end;

	memset(w, 0, sizeof(*w));
	if (l.lead == WORD_NEXT)
		return match_ahead(r, i, w);
	if (l.lead == WORD_LAST && match_amount(r, i + 1, &l.n, &l.unit) == 0)
		return 0; /* last week is one */
	if (!inside && l.lead != WORD_LAST && l.lead != WORD_FOR &&
	    l.lead != WORD_SINCE && l.lead != WORD_SINCE_AGO &&
	    l.lead != WORD_IN)
		return 0;
	end = match_length(r, match_before_length(r, i, &l), &l);
	if (end == 0 || class_at(r, end) == WORD_AGO)
		return 0;
	if (!l.more && !l.nearly && !l.past && l.lead != WORD_SINCE &&
	    l.lead != WORD_SINCE_AGO && !r->typed)
		return 0; /* jailed for two years: nothing says when */
	if (inside && !r->typed &&
	    (!r->t.v[i].arabic || r->text.p[r->t.v[i].span.from] != '\xd9' ||
		r->text.p[r->t.v[i].span.from + 1] != '\x84'))
		return 0;
	put_lasting(r, &l, w);
	return end;
}
