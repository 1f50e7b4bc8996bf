/* Dates with a word before them (since, until, after) and dates in pairs. */
#include "config.h"

#include "model/datex-match.h"

/* The unit before or after a point: of "before 2011" 2010. */
static struct point
neighbour(struct point p, int step)
{
	if (p.day > 0)
		return point_of_day(day_number(p.year, p.month, p.day + step));
	if (p.month > 0 && p.month <= 12) {
		struct point q =
		    point_of_day(day_number(p.year, p.month + step, 1));

		q.day = 0;
		return q;
	}
	p.year += step;
	p.month = 0;
	return p;
}

/* peut-être, three tokens. */
static bool
is_perhaps(const struct reading *r, size_t i)
{
	return str_is_nocase(word_at(r, i), "peut") && sign_at(r, i + 1, '-') &&
	       str_is(word_at(r, i + 2), "être");
}

static size_t
match_point(const struct reading *r, size_t i, struct when *w)
{
	bool perhaps = is_perhaps(r, i);
	bool about = perhaps || class_at(r, i) == WORD_ABOUT;
	size_t j = perhaps ? i + 3 : about ? i + 1 : i, end;

	if (about) {
		if (sign_at(r, j, '.') && glued_at(r, j))
			j++; /* c. 2014 */
		j = skip_class(r, skip_class(r, j, WORD_OF), WORD_IN);
		j = skip_class(r, j, WORD_THE);
		if (class_at(r, j) == WORD_UNIT && value_at(r, j) == 'm')
			j = skip_class(r, j + 1, WORD_OF); /* the month of */
	}
	end = match_absolute(r, j, w);
	if (end == 0)
		end = match_relative(r, j, w);
	if (end > 0 && about) {
		unsigned quality =
		    perhaps ? EDTF_UNCERTAIN : (unsigned)value_at(r, i);

		quality = quality == 0 ? EDTF_APPROXIMATE : quality;
		w->from.quality |= quality;
		if (w->shape == SHAPE_BETWEEN)
			w->to.quality |= quality;
	}
	return end;
}

/* à, which folds to the English article. */
static bool
is_to(const struct reading *r, size_t k)
{
	return class_at(r, k) == WORD_TO ||
	       (class_at(r, k) == WORD_COUNT &&
		   r->text.p[r->t.v[k].span.from] == '\xc3');
}

/* The stroke of "5/6 April". */
static bool
is_days(const struct reading *r, size_t k)
{
	return k > 0 && sign_at(r, k, '/') && glued_at(r, k) &&
	       class_at(r, k - 1) == WORD_NUMBER && r->t.v[k - 1].digits <= 2 &&
	       class_at(r, k + 1) == WORD_NUMBER &&
	       class_at(r, k + 2) == WORD_MONTH;
}

/* The stroke of 2014-06-01/2015-02-28. */
static bool
is_stroke(const struct reading *r, size_t k)
{
	return k > 4 && sign_at(r, k, '/') && glued_at(r, k) &&
	       glued_at(r, k + 1) && class_at(r, k + 1) == WORD_NUMBER &&
	       r->t.v[k + 1].digits == 4 && sign_at(r, k + 2, '-') &&
	       sign_at(r, k - 2, '-');
}

/* Behind what parts the two ends of a range: a hyphen, to, until, between's
 * and (in Arabic stripped off the second); 0 if nothing does. */
static size_t
match_connector(const struct reading *r, size_t k, enum word_class lead)
{
	bool between = lead == WORD_BETWEEN;
	size_t from = k < r->t.n ? r->t.v[k].span.from : 0;

	if (sign_at(r, k, '-') || is_to(r, k) || is_days(r, k) ||
	    (class_at(r, k) == WORD_AND && between) ||
	    (class_at(r, k) == WORD_UNTIL &&
		(lead == WORD_FROM || lead == WORD_OF || r->t.v[k].arabic)) ||
	    is_stroke(r, k) ||
	    (k < r->t.n && between && r->t.v[k].arabic &&
		class_at(r, k) == WORD_OTHER))
		k += is_to(r, k) && is_to(r, k + 1) ? 2 : 1; /* through to */
	else if (!between || from < 2 || !r->t.v[k].arabic ||
		 !str_starts(str_slice(r->text, from - 2, from), "و"))
		return 0;
	if (str_is(word_at(r, k), "غاية"))
		k++; /* إلى غاية */
	return skip_class(r, skip_class(r, k, WORD_IN), WORD_THE);
}

/* The day of a point, INT64_MIN if it names none. */
int64_t
day_of(const struct point *p)
{
	return p->day > 0 && p->month >= 1 && p->month <= 12
		   ? day_number(p->year, p->month, p->day)
		   : INT64_MIN;
}

/* "from Saturday to Sunday 7 April 2019": the Saturday before. False if the
 * first end would come after the second. */
static bool
settle_range(const struct reading *r, size_t first, struct when *w)
{
	int64_t from = day_of(&w->from), to = day_of(&w->to);

	if (class_at(r, first) == WORD_WEEKDAY && to != INT64_MIN) {
		int64_t back = day_weekday(to) - value_at(r, first);

		w->from = point_of_day(to - (back < 0 ? back + 7 : back));
		return true;
	}
	return from == INT64_MIN || to == INT64_MIN || from <= to;
}

/* Whether the other end of a range stands near: du 19 mars jusqu'au, de
 * janvier à, du vendredi 16 au. */
static bool
goes_to(const struct reading *r, size_t i)
{
	size_t k;

	for (k = i; k < i + 3; k++)
		if (is_to(r, k) || class_at(r, k) == WORD_UNTIL)
			return true;
	return false;
}

/* The second end of a range lends its month and year to the first:
 * "from 17 to 19 January 2017", "between June and August 2014". */
static size_t
match_range(const struct reading *r, size_t i, struct when *w)
{
	enum word_class lead = class_at(r, i);
	bool paired = lead == WORD_BETWEEN || lead == WORD_FROM ||
		      (lead == WORD_OF && word_at(r, i).p[0] == 'd' &&
			  (r->typed || goes_to(r, i + 2)));
	size_t j = paired ? i + 1 : i, k, end;
	struct when second;
	int64_t n;
	int day;

	j = paired ? skip_class(r, skip_class(r, j, WORD_IN), WORD_THE) : j;
	if (class_at(r, j) == WORD_YEAR_OF || class_at(r, j) == WORD_DUAL)
		j++;
	/* from Friday 16 to Sunday 18 December */
	if (paired && class_at(r, j) == WORD_WEEKDAY &&
	    small_at(r, j + 1, 31, &day) && match_connector(r, j + 2, lead) > 0)
		j++;
	n = value_at(r, j);
	k = match_point(r, j, w);
	if (class_at(r, j) == WORD_NUMBER && r->t.v[j].digits <= 2 && n >= 1 &&
	    n <= 31 && (k == 0 || k == j + 1)) {
		*w = (struct when){ .from.day = (int)n };
		k = skip_class(r, j + 1, WORD_DAY_SUFFIX);
	} else if (k == 0 && (class_at(r, j) == WORD_MONTH ||
				 class_at(r, j) == WORD_SEASON)) {
		*w = (struct when){ .from.month = (int)value_at(r, j) };
		k = j + 1;
	}
	if (k == 0 || w->shape > SHAPE_BETWEEN)
		return 0;
	k = match_connector(r, k, lead);
	if (k == 0)
		return 0;
	if (class_at(r, k) == WORD_NOW && w->from.year > 0) {
		w->shape = SHAPE_SINCE;
		w->from.decade = w->from.century = false;
		return k + 1;
	}
	end = match_point(r, k, &second);
	if (end == 0 || second.shape > SHAPE_BETWEEN)
		return 0;
	if (end == k + 1 && is_numbered(r, j))
		return 0; /* pages 2010-2015 */
	w->to = second.shape == SHAPE_BETWEEN ? second.to : second.from;
	w->shape = SHAPE_BETWEEN;
	if (w->from.month == 0 && w->from.day > 0)
		w->from.month = w->to.month;
	if (w->from.year == 0 || w->from.assumed) {
		w->from.year = w->to.year;
		/* from December to February 2015 */
		if (w->from.month > w->to.month && w->to.month > 0)
			w->from.year--;
	}
	if (w->from.day > 0 && w->to.day == 0)
		return 0;
	return settle_range(r, j, w) ? end : 0;
}

/* "2016-17", "2011/12", "2015/2016": the next year is said short. */
static size_t
match_short_range(const struct reading *r, size_t i, struct when *w)
{
	size_t first = i;
	int64_t year, n;

	/* fiscal year 2015/16, FY2015-16 */
	if (class_at(r, i) == WORD_YEAR_OF ||
	    (class_at(r, i) == WORD_UNIT && value_at(r, i) == 'y'))
		i++;
	n = value_at(r, i + 2);
	if (!year_at(r, i, &year) || is_numbered(r, first) || year < 1900 ||
	    (!sign_at(r, i + 1, '-') && !sign_at(r, i + 1, '/')) ||
	    class_at(r, i + 2) != WORD_NUMBER || sign_at(r, i + 3, '-') ||
	    (sign_at(r, i + 3, '/') && glued_at(r, i + 4)))
		return 0;
	if (r->t.v[i + 2].digits == 2)
		n += year / 100 * 100 + (n < year % 100 ? 100 : 0);
	else if (r->t.v[i + 2].digits != 4)
		return 0;
	/* 2014-11 is a month, 1951-69 is not. */
	if (n != year + 1 && (value_at(r, i + 2) <= 12 || n <= year ||
				 r->t.v[i + 2].digits == 4 || n > year + 60))
		return 0;
	*w = (struct when){
		.shape = SHAPE_BETWEEN,
		.from.year = year,
		.to.year = n,
	};
	return i + 3;
}

/* since 2011 and until 2014, منذ 2011 وحتى الآن: the end, if one is said. */
static size_t
match_until(const struct reading *r, size_t i, struct when *w)
{
	size_t j = sign_at(r, i, ',') ? i + 1 : i, end;
	struct when second;

	j = skip_class(r, j, WORD_AND);
	if (class_at(r, j) != WORD_UNTIL)
		return i;
	j = skip_class(r, skip_class(r, j + 1, WORD_IN), WORD_THE);
	if (class_at(r, j) == WORD_NOW)
		return j + 1;
	end = match_point(r, j, &second);
	if (end == 0 || second.shape > SHAPE_BETWEEN)
		return i;
	w->shape = SHAPE_BETWEEN;
	w->to = second.shape == SHAPE_BETWEEN ? second.to : second.from;
	return end;
}

/* no earlier than 2014, not later than June 2014. */
static size_t
match_bound(const struct reading *r, size_t i, struct when *w)
{
	bool no = str_is_nocase(word_at(r, i), "no") ||
		  str_is_nocase(word_at(r, i), "not");
	bool earlier = str_is(word_at(r, i + 1), "earlier") ||
		       class_at(r, i + 1) == WORD_BEFORE;
	bool bare = class_at(r, i + 1) == WORD_BEFORE ||
		    class_at(r, i + 1) == WORD_AFTER;
	size_t end;

	if (!no || (!earlier && !bare && !str_is(word_at(r, i + 1), "later")) ||
	    (!bare && class_at(r, i + 2) != WORD_THAN))
		return 0;
	end = match_point(r, skip_class(r, bare ? i + 2 : i + 3, WORD_THE), w);
	if (end == 0 || w->shape > SHAPE_BETWEEN)
		return 0;
	if (!earlier && w->shape == SHAPE_BETWEEN)
		w->from = w->to;
	w->shape = earlier ? SHAPE_NOT_BEFORE : SHAPE_NOT_AFTER;
	w->from.decade = w->from.century = false;
	return end;
}

/* at the latest, au plus tôt, على أقصى تقدير, from token i on: the shape that a
 * date gets from it, and behind it; 0 if nothing of the kind stands there. */
static size_t
match_at_most(const struct reading *r, size_t i, enum shape *shape)
{
	static const struct {
		const char *words[3];
		enum shape shape;
	} bounds[] = {
		{ { "at", "the", "latest" }, SHAPE_NOT_AFTER },
		{ { "at", "the", "earliest" }, SHAPE_NOT_BEFORE },
		{ { "au", "plus", "tard" }, SHAPE_NOT_AFTER },
		{ { "au", "plus", "tôt" }, SHAPE_NOT_BEFORE },
		{ { "على", "أقصى", "تقدير" }, SHAPE_NOT_AFTER },
	};

	for (size_t k = 0; k < ARRAY_LEN(bounds); k++) {
		size_t n = 0;

		while (n < 3 &&
		       str_is_nocase(word_at(r, i + n), bounds[k].words[n]))
			n++;
		*shape = bounds[k].shape;
		if (n == 3)
			return i + 3;
	}
	return 0;
}

/* by 2012 at the latest, au plus tard en 2012. */
static size_t
match_latest(const struct reading *r, size_t i, struct when *w)
{
	enum shape shape = SHAPE_AT;
	size_t ahead = match_at_most(r, i, &shape);
	size_t j = ahead > 0 ? ahead : i, end;

	j = skip_class(r, skip_class(r, j, WORD_IN), WORD_THE);
	end = match_point(r, j, w);
	if (end == 0 || w->shape > SHAPE_BETWEEN)
		return 0;
	if (ahead == 0)
		end = match_at_most(
		    r, sign_at(r, end, ',') ? end + 1 : end, &shape);
	if (end == 0)
		return 0;
	if (shape == SHAPE_NOT_AFTER && w->shape == SHAPE_BETWEEN)
		w->from = w->to;
	w->shape = shape;
	w->from.decade = w->from.century = false;
	return end;
}

/* "after the 2011 uprising" is after the uprising, not after the year. */
static bool
describes(const struct reading *r, size_t lead, size_t at, size_t end)
{
	return !r->typed && at > lead + 1 && end == at + 1 &&
	       class_at(r, at) == WORD_NUMBER &&
	       class_at(r, at - 1) == WORD_THE && end < r->t.n &&
	       class_at(r, end) != WORD_SIGN;
}

/* all through 2014, through the winter; not through the end of 2016. */
static bool
is_during(const struct reading *r, size_t i)
{
	return (i > 0 && str_is_nocase(word_at(r, i - 1), "all")) ||
	       (class_at(r, i + 1) == WORD_THE &&
		   !str_is(word_at(r, i + 2), "end"));
}

/* What a word before a date makes of it, where its class says another thing:
 * dès 2014, through 2014, pre-2011, post-2011. */
static enum word_class
lead_at(const struct reading *r, size_t i)
{
	struct str word = word_at(r, i);

	if (str_is(word, "dès") || str_is(word, "Dès"))
		return WORD_SINCE;
	if (str_is_nocase(word, "through"))
		return is_during(r, i) ? WORD_IN : WORD_UNTIL;
	if (sign_at(r, i + 1, '-') && glued_at(r, i + 1) &&
	    glued_at(r, i + 2)) {
		if (str_is_nocase(word, "pre"))
			return WORD_BEFORE;
		if (str_is_nocase(word, "post"))
			return WORD_AFTER;
	}
	return class_at(r, i);
}

static void
lead_away(struct when *w, enum word_class lead)
{
	if (lead == WORD_UNTIL || lead == WORD_AFTER)
		w->from = w->shape == SHAPE_BETWEEN ? w->to : w->from;
	if (lead == WORD_BEFORE) {
		w->shape = SHAPE_NOT_AFTER;
		w->from = neighbour(w->from, -1);
	} else if (lead == WORD_AFTER) {
		w->shape = SHAPE_NOT_BEFORE;
		w->from = neighbour(w->from, 1);
	} else
		w->shape = lead == WORD_UNTIL ? SHAPE_UNTIL : SHAPE_SINCE;
	w->from.decade = w->from.century = false;
}

/* since, until, before, after a date; from a date onwards. */
static size_t
match_lead(const struct reading *r, size_t i, struct when *w)
{
	enum word_class lead = lead_at(r, i);
	size_t j = sign_at(r, i + 1, '-') ? i + 2 : i + 1, end;

	if (str_is_nocase(word_at(r, i), "beginning") &&
	    class_at(r, skip_class(r, i + 1, WORD_IN)) != WORD_OF) {
		/* beginning June 15; that of June is a part of it */
		lead = WORD_SINCE;
		end = match_point(r, skip_class(r, j, WORD_IN), w);
		if (end == 0 || w->from.day == 0)
			return 0;
	}
	if (lead != WORD_SINCE && lead != WORD_SINCE_AGO &&
	    lead != WORD_UNTIL && lead != WORD_BEFORE && lead != WORD_AFTER &&
	    lead != WORD_FROM)
		return 0;
	if (lead == WORD_BEFORE || lead == WORD_UNTIL)
		j = skip_class(r, j, WORD_TO); /* prior to, through to */
	if (lead == WORD_SINCE) /* à partir du, اعتبارا من */
		j = skip_class(r, skip_class(r, j, WORD_OF), WORD_FROM);
	if (str_is(word_at(r, j), "at") && str_is(word_at(r, j + 1), "least"))
		j += 2; /* since at least 2012 */
	j = skip_class(r, skip_class(r, j, WORD_IN), WORD_THE);
	end = match_point(r, j, w);
	if (end == 0 || w->shape > SHAPE_BETWEEN)
		return 0;
	if (lead == WORD_FROM) {
		if (class_at(r, end) != WORD_ONWARD &&
		    !(str_is(word_at(r, end), "on") &&
			(end + 1 == r->t.n ||
			    class_at(r, end + 1) == WORD_SIGN)))
			return 0;
		lead_away(w, WORD_SINCE);
		return end + 1;
	}
	if ((lead == WORD_BEFORE || lead == WORD_AFTER) &&
	    describes(r, i, j, end))
		return 0;
	if (lead == WORD_BEFORE && w->shape == SHAPE_BETWEEN &&
	    ((class_at(r, j) == WORD_PART && value_at(r, j) == 3) ||
		str_is(word_at(r, end - 1), "end"))) {
		/* Before the end of 2016: in 2016 at the latest. */
		w->from = w->to;
		w->shape = SHAPE_NOT_AFTER;
		return end;
	}
	lead_away(w, lead);
	return lead == WORD_SINCE || lead == WORD_SINCE_AGO
		   ? match_until(r, end, w)
		   : end;
}

/* on the eve of 25 June 2014, à la veille du 25 juin, عشية 25 يونيو: the day
 * before; that of something else is not said. */
static size_t
match_eve(const struct reading *r, size_t i, struct when *w)
{
	size_t j, end;

	if (class_at(r, i) != WORD_EVE)
		return 0;
	j = skip_class(r, skip_class(r, i + 1, WORD_OF), WORD_THE);
	end = match_point(r, j, w);
	if (end == 0 || w->shape != SHAPE_AT || w->from.day == 0)
		return 0;
	w->from = neighbour(w->from, -1);
	return end;
}

size_t
match_date(const struct reading *r, size_t i, struct when *w)
{
	size_t end;

	if ((end = match_month_days(r, i, w)) > 0)
		return end;
	if ((end = match_within(r, i, w)) > 0 ||
	    (end = match_duration(r, i, w)) > 0)
		return end;
	if ((class_at(r, i) == WORD_BEFORE || class_at(r, i) == WORD_AFTER) &&
	    (end = match_near(r, i, w)) > 0)
		return end;
	if ((end = match_away(r, i, w)) > 0 ||
	    (end = match_bound(r, i, w)) > 0 ||
	    (end = match_latest(r, i, w)) > 0 || (end = match_eve(r, i, w)) > 0)
		return end;
	if ((end = match_lead(r, i, w)) > 0)
		return end;
	if ((end = match_short_range(r, i, w)) > 0)
		return end;
	if ((end = match_range(r, i, w)) > 0)
		return end;
	return match_point(r, i, w);
}
