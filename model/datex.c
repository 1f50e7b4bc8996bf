#include "config.h"

#include "model/datex-match.h"

enum { LEAD_MOST = 8 /* tokens before what a date is about */ };

static void
put_point(struct buf *out, const struct point *p)
{
	if (p->decade || p->century) {
		if (p->century)
			buf_addf(out, "%02lldXX", (long long)(p->year / 100));
		else
			buf_addf(out, "%03lldX", (long long)(p->year / 10));
		return;
	}
	buf_addf(out, "%04lld", (long long)p->year);
	if (p->month > 0)
		buf_addf(out, "-%02d", p->month);
	if (p->day > 0)
		buf_addf(out, "-%02d", p->day);
	if (p->quality == EDTF_APPROXIMATE)
		buf_putc(out, '~');
	else if (p->quality != 0)
		buf_putc(out, p->quality == EDTF_UNCERTAIN ? '?' : '%');
}

static void
put_when(struct buf *out, const struct when *w)
{
	switch (w->shape) {
	case SHAPE_AT:
		put_point(out, &w->from);
		break;
	case SHAPE_BETWEEN:
		put_point(out, &w->from);
		buf_putc(out, '/');
		put_point(out, &w->to);
		break;
	case SHAPE_SINCE:
		put_point(out, &w->from);
		buf_puts(out, "/..");
		break;
	case SHAPE_UNTIL:
		buf_puts(out, "../");
		put_point(out, &w->from);
		break;
	case SHAPE_NOT_AFTER:
		buf_puts(out, "[..");
		put_point(out, &w->from);
		buf_putc(out, ']');
		break;
	case SHAPE_NOT_BEFORE:
		buf_putc(out, '[');
		put_point(out, &w->from);
		buf_puts(out, "..]");
		break;
	}
}

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

static size_t
match_point(const struct reading *r, size_t i, struct when *w)
{
	bool about = class_at(r, i) == WORD_ABOUT;
	size_t j = about ? i + 1 : i, end;

	end = match_absolute(r, j, w);
	if (end == 0)
		end = match_relative(r, j, w);
	if (end > 0 && about)
		w->from.quality |= EDTF_APPROXIMATE;
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

/* Behind what parts the two ends of a range: a hyphen, to, until, between's
 * and (in Arabic stripped off the second); 0 if nothing does. */
static size_t
match_connector(const struct reading *r, size_t k, enum word_class lead)
{
	bool between = lead == WORD_BETWEEN;
	size_t from = k < r->t.n ? r->t.v[k].span.from : 0;

	if (sign_at(r, k, '-') || is_to(r, k) || is_days(r, k) ||
	    (class_at(r, k) == WORD_AND && between) ||
	    (class_at(r, k) == WORD_UNTIL && lead == WORD_FROM) ||
	    (k < r->t.n && between && r->t.v[k].arabic &&
		class_at(r, k) == WORD_OTHER))
		k++;
	else if (!between || from < 2 || !r->t.v[k].arabic ||
		 !str_starts(str_slice(r->text, from - 2, from), "و"))
		return 0;
	if (str_is(word_at(r, k), "غاية"))
		k++; /* إلى غاية */
	return skip_class(r, skip_class(r, k, WORD_IN), WORD_THE);
}

/* The day of a point, INT64_MIN if it names none. */
static int64_t
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

/* The second end of a range lends its month and year to the first:
 * "from 17 to 19 January 2017", "between June and August 2014". */
static size_t
match_range(const struct reading *r, size_t i, struct when *w)
{
	enum word_class lead = class_at(r, i);
	bool paired = lead == WORD_BETWEEN || lead == WORD_FROM ||
		      (lead == WORD_OF && word_at(r, i).p[0] == 'd' &&
			  (r->typed || is_to(r, i + 2)));
	size_t j = paired ? i + 1 : i, k, end;
	struct when second;
	int64_t n;

	j = paired ? skip_class(r, skip_class(r, j, WORD_IN), WORD_THE) : j;
	if (class_at(r, j) == WORD_YEAR_OF)
		j++;
	n = value_at(r, j);
	k = match_point(r, j, w);
	if (class_at(r, j) == WORD_NUMBER && r->t.v[j].digits <= 2 && n >= 1 &&
	    n <= 31 && (k == 0 || k == j + 1)) {
		*w = (struct when){ .from.day = (int)n };
		k = skip_class(r, j + 1, WORD_DAY_SUFFIX);
	} else if (k == 0 && class_at(r, j) == WORD_MONTH) {
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
	int64_t year, n = value_at(r, i + 2);

	if (!year_at(r, i, &year) || year < 1900 ||
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
	bool earlier = str_is(word_at(r, i + 1), "earlier");
	size_t end;

	if (!no || (!earlier && !str_is(word_at(r, i + 1), "later")) ||
	    class_at(r, i + 2) != WORD_THAN)
		return 0;
	end = match_point(r, skip_class(r, i + 3, WORD_THE), w);
	if (end == 0 || w->shape > SHAPE_BETWEEN)
		return 0;
	if (!earlier && w->shape == SHAPE_BETWEEN)
		w->from = w->to;
	w->shape = earlier ? SHAPE_NOT_BEFORE : SHAPE_NOT_AFTER;
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
	enum word_class lead = class_at(r, i);
	size_t j = i + 1, end;

	if (lead != WORD_SINCE && lead != WORD_SINCE_AGO &&
	    lead != WORD_UNTIL && lead != WORD_BEFORE && lead != WORD_AFTER &&
	    lead != WORD_FROM)
		return 0;
	if (lead == WORD_BEFORE)
		j = skip_class(r, j, WORD_TO); /* prior to */
	if (lead == WORD_SINCE) /* à partir du, اعتبارا من */
		j = skip_class(r, skip_class(r, j, WORD_OF), WORD_FROM);
	if (str_is(word_at(r, j), "at") && str_is(word_at(r, j + 1), "least"))
		j += 2; /* since at least 2012 */
	j = skip_class(r, skip_class(r, j, WORD_IN), WORD_THE);
	end = match_point(r, j, w);
	if (end == 0 || w->shape > SHAPE_BETWEEN)
		return 0;
	if (lead == WORD_FROM) {
		if (class_at(r, end) != WORD_ONWARD)
			return 0;
		lead_away(w, WORD_SINCE);
		return end + 1;
	}
	if ((lead == WORD_BEFORE || lead == WORD_AFTER) &&
	    describes(r, i, j, end))
		return 0;
	if (lead == WORD_BEFORE && class_at(r, j) == WORD_PART &&
	    value_at(r, j) == 3) {
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

static size_t
match(const struct reading *r, size_t i, struct when *w)
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
	if ((end = match_away(r, i, w)) > 0 || (end = match_bound(r, i, w)) > 0)
		return end;
	if ((end = match_lead(r, i, w)) > 0)
		return end;
	if ((end = match_short_range(r, i, w)) > 0)
		return end;
	if ((end = match_range(r, i, w)) > 0)
		return end;
	return match_point(r, i, w);
}

static bool
finish(const struct when *w, struct edtf *e, struct buf *text)
{
	buf_reset(text);
	put_when(text, w);
	return edtf_parse(buf_view(text), e, NULL);
}

bool
datex_typed(struct str s, int64_t today, struct edtf *e, struct err *err)
{
	struct arena arena = { 0 };
	struct buf text = { 0 };
	struct reading r = { .today = today, .typed = true };
	struct when w;
	bool found = false;
	size_t i = 0, end;
	int shown;

	s = str_trim(s);
	shown = s.len > 40 ? 40 : (int)s.len;
	if (s.len == 0)
		return err_set(err, ERR_INVALID, "a date is missing");
	if (edtf_parse_draft(s, e, NULL))
		return true;
	if (s.len > EDTF_TEXT_MAX)
		return edtf_parse(s, e, err);
	r.text = s;
	r.t = datex_tokens(s, &arena);
	end = match(&r, i, &w);
	while (end == 0 &&
	       (class_at(&r, i) == WORD_IN || class_at(&r, i) == WORD_THE ||
		   class_at(&r, i) == WORD_OF || class_at(&r, i) == WORD_UNIT))
		end = match(&r, ++i, &w);
	if (end == r.t.n)
		found = finish(&w, e, &text);
	arena_release(&arena);
	buf_release(&text);
	return found || err_set(err, ERR_INVALID,
			    "\"%.*s\" is not a date; write it as 17 Jan 2017, "
			    "June 2014, "
			    "2011/.. or -30d",
			    shown, s.p);
}

static void
grow(struct datex **list, size_t n, size_t *size, struct arena *arena)
{
	if (n == *size) {
		struct datex *old = *list;

		*size = *size > 0 ? *size * 2 : 32;
		*list = arena_array(arena, *size, sizeof(**list));
		if (n > 0)
			memcpy(*list, old, n * sizeof(*old));
	}
}

/* Whether a token can be what a date is about; the others lead to it. */
static bool
bears(const struct token *t)
{
	static const bool bearing[] = {
		[WORD_NUMBER] = true,
		[WORD_MONTH] = true,
		[WORD_WEEKDAY] = true,
		[WORD_HIJRI] = true,
		[WORD_RELATIVE_DAY] = true,
		[WORD_UNIT] = true,
		[WORD_DUAL] = true,
		[WORD_SEASON] = true,
		[WORD_TENS] = true,
		[WORD_CENTURY] = true,
		[WORD_WEEKEND] = true,
		[WORD_NIGHT] = true,
		[WORD_ONWARD] = false,
	};

	return bearing[t->class];
}

struct finder {
	struct reading r;
	struct arena *arena;
	struct datex *list;
	size_t n, size, bearing;
	struct buf edtf;
	struct when last; /* of the date before, and the token behind it */
	size_t last_end;
};

static bool
add(struct finder *f, struct span span, const struct when *w)
{
	struct edtf e;

	if (!finish(w, &e, &f->edtf))
		return false;
	grow(&f->list, f->n, &f->size, f->arena);
	f->list[f->n++] = (struct datex){
		.span = span,
		.when = arena_str(f->arena, buf_view(&f->edtf)),
		.ongoing = w->ongoing,
		.earliest = edtf_earliest(&e),
		.latest = edtf_latest(&e),
	};
	return true;
}

/* 16, 17 and 18 May: what came before the 18th. */
static void
add_days(struct finder *f, size_t i, const struct when *w)
{
	struct day_list days;
	size_t k;

	match_days_before(&f->r, i, w, &days);
	if (days.n == 0)
		return;
	/* "Monday 16" was taken for a Monday. */
	while (f->n > 0 &&
	       f->list[f->n - 1].span.from >= f->r.t.v[days.first].span.from)
		f->n--;
	for (k = days.n; k > 0; k--) {
		struct when day = { .shape = SHAPE_AT, .from = w->from };

		day.from.day = days.v[k - 1].day;
		(void)add(f, days.v[k - 1].span, &day);
	}
}

/* In May and June 2014: the year is that of both. */
static void
lend_year(struct finder *f, size_t i, size_t end, const struct when *w)
{
	const struct reading *r = &f->r;
	struct when last = f->last;
	struct span span;

	if (f->n == 0 || !last.from.assumed || last.from.month == 0 ||
	    i != f->last_end + 1 || w->from.assumed || w->from.month == 0 ||
	    (class_at(r, i - 1) != WORD_AND && !sign_at(r, i - 1, ',') &&
		!sign_at(r, i - 1, 0x60c)) ||
	    class_at(r, end - 1) != WORD_NUMBER || r->t.v[end - 1].digits != 4)
		return;
	last.from.year = w->from.year - (last.from.month > w->from.month);
	last.to.year += last.from.year - f->last.from.year;
	span = f->list[--f->n].span;
	(void)add(f, span, &last);
}

/* Behind the date that begins at token i; 0 if none does. */
static size_t
take(struct finder *f, size_t i)
{
	const struct reading *r = &f->r;
	struct when w;
	size_t end, first = i;

	if (r->t.v[i].class == WORD_OTHER &&
	    !(i + 1 < r->t.n && r->t.v[i + 1].glued) &&
	    r->t.v[i].span.to - r->t.v[i].span.from > 2 &&
	    !str_is_nocase(word_at(r, i), "voilà"))
		return 0;
	end = match(r, i, &w);
	if (end == 0 || names_thing(r, i, end, &w))
		return 0;
	lend_year(f, i, end, &w);
	while (first + 1 < end && class_at(r, first) == WORD_THE)
		first++;
	add_days(f, first, &w);
	if (!add(f,
		(struct span){
		    r->t.v[first].span.from, r->t.v[end - 1].span.to },
		&w))
		return 0;
	f->last = w;
	f->last_end = end;
	return end;
}

void
datex_find(struct str text, int64_t reference, struct arena *arena,
    struct datex **list, size_t *n)
{
	struct finder f = {
		.r = { .text = text, .today = reference },
		.arena = arena,
	};
	size_t i = 0;

	f.r.t = datex_tokens(text, arena);
	while (i < f.r.t.n) {
		size_t end;

		while (f.bearing < f.r.t.n &&
		       (f.bearing < i || !bears(&f.r.t.v[f.bearing])))
			f.bearing++;
		if (f.bearing > i + LEAD_MOST) {
			i = f.bearing - LEAD_MOST;
			continue;
		}
		end = take(&f, i);
		i = end > 0 ? end : i + 1;
	}
	*list = f.list;
	*n = f.n;
	buf_release(&f.edtf);
}
