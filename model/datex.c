#include "config.h"

#include "model/datex-match.h"

enum { LEAD_MOST = 8 /* tokens before what a date is about */ };

static void
put_point(struct buf *out, const struct point *p)
{
	if (p->decade) {
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

/* The second end of a range lends its month and year to the first:
 * "from 17 to 19 January 2017", "between June and August 2014". */
static size_t
match_range(const struct reading *r, size_t i, struct when *w)
{
	enum word_class lead = class_at(r, i);
	bool paired = lead == WORD_BETWEEN || lead == WORD_FROM ||
		      (lead == WORD_OF && (r->typed || is_to(r, i + 2)));
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
		k = j + 1;
	} else if (k == 0 && class_at(r, j) == WORD_MONTH) {
		*w = (struct when){ .from.month = (int)value_at(r, j) };
		k = j + 1;
	}
	if (k == 0 || w->shape > SHAPE_BETWEEN)
		return 0;
	if (!sign_at(r, k, '-') && !is_to(r, k) &&
	    !(class_at(r, k) == WORD_AND && lead == WORD_BETWEEN) &&
	    !(r->t.n > k && lead == WORD_BETWEEN && r->t.v[k].arabic &&
		class_at(r, k) == WORD_OTHER))
		return 0;
	k = skip_class(r, skip_class(r, k + 1, WORD_IN), WORD_THE);
	end = match_point(r, k, &second);
	if (end == 0 || second.shape > SHAPE_BETWEEN)
		return 0;
	w->to = second.shape == SHAPE_BETWEEN ? second.to : second.from;
	w->shape = SHAPE_BETWEEN;
	if (w->from.month == 0 && w->from.day > 0)
		w->from.month = w->to.month;
	if (w->from.year == 0 || w->from.assumed)
		w->from.year = w->to.year;
	if (w->from.day > 0 && w->to.day == 0)
		return 0;
	return end;
}

/* "2016-17", "2011/12": the second year is short. */
static size_t
match_short_range(const struct reading *r, size_t i, struct when *w)
{
	int64_t year, n = value_at(r, i + 2);

	if (!year_at(r, i, &year) || year < 1900 ||
	    (!sign_at(r, i + 1, '-') && !sign_at(r, i + 1, '/')) ||
	    class_at(r, i + 2) != WORD_NUMBER || r->t.v[i + 2].digits != 2 ||
	    n != (year + 1) % 100 || (sign_at(r, i + 3, '-')))
		return 0;
	*w = (struct when){
		.shape = SHAPE_BETWEEN,
		.from.year = year,
		.to.year = year + 1,
	};
	return i + 3;
}

static size_t
match_lead(const struct reading *r, size_t i, struct when *w)
{
	enum word_class lead = class_at(r, i);
	size_t j = i + 1, end;

	if (lead != WORD_SINCE && lead != WORD_SINCE_AGO &&
	    lead != WORD_UNTIL && lead != WORD_BEFORE && lead != WORD_AFTER)
		return 0;
	if (lead == WORD_BEFORE)
		j = skip_class(r, j, WORD_TO); /* prior to */
	j = skip_class(r, skip_class(r, j, WORD_IN), WORD_THE);
	end = match_point(r, j, w);
	if (end == 0 || w->shape > SHAPE_BETWEEN)
		return 0;
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
	if (w->from.decade)
		w->from.decade = false;
	return end;
}

static size_t
match(const struct reading *r, size_t i, struct when *w)
{
	size_t end;

	if ((end = match_month_days(r, i, w)) > 0)
		return end;
	if ((end = match_duration(r, i, w)) > 0)
		return end;
	if (class_at(r, i) == WORD_BEFORE && (end = match_near(r, i, w)) > 0)
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
	return t->class == WORD_NUMBER || t->class == WORD_MONTH ||
	       t->class == WORD_WEEKDAY || t->class == WORD_HIJRI ||
	       t->class == WORD_RELATIVE_DAY || t->class == WORD_UNIT ||
	       t->class == WORD_DUAL || t->class == WORD_SEASON;
}

void
datex_find(struct str text, int64_t reference, struct arena *arena,
    struct datex **list, size_t *n)
{
	struct reading r = { .text = text, .today = reference };
	struct buf edtf = { 0 };
	struct edtf e;
	struct when w;
	size_t i = 0, size = 0, bearing = 0;

	*list = NULL;
	*n = 0;
	r.t = datex_tokens(text, arena);
	while (i < r.t.n) {
		size_t end;

		while (
		    bearing < r.t.n && (bearing < i || !bears(&r.t.v[bearing])))
			bearing++;
		if (bearing > i + LEAD_MOST) {
			i = bearing - LEAD_MOST;
			continue;
		}
		end = r.t.v[i].class == WORD_OTHER &&
			      !(i + 1 < r.t.n && r.t.v[i + 1].glued) &&
			      r.t.v[i].span.to - r.t.v[i].span.from > 2
			  ? 0
			  : match(&r, i, &w);

		if (end == 0 || !finish(&w, &e, &edtf)) {
			i++;
			continue;
		}
		grow(list, *n, &size, arena);
		(*list)[*n] = (struct datex){
			.span = { r.t.v[i].span.from, r.t.v[end - 1].span.to },
			.when = arena_str(arena, buf_view(&edtf)),
			.ongoing = w.ongoing,
			.earliest = edtf_earliest(&e),
			.latest = edtf_latest(&e),
		};
		(*n)++;
		i = end;
	}
	buf_release(&edtf);
}
