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
	end = match_date(&r, i, &w);
	while (end == 0 &&
	       (class_at(&r, i) == WORD_IN || class_at(&r, i) == WORD_THE ||
		   class_at(&r, i) == WORD_OF || class_at(&r, i) == WORD_UNIT))
		end = match_date(&r, ++i, &w);
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
		[WORD_FEAST] = true,
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

/* Whether a list goes on before token i: a comma, "and", or the wa- of an
 * Arabic word; in *before the token before that. */
static bool
listed_before(const struct reading *r, size_t i, size_t *before)
{
	size_t from = r->t.v[i].span.from;

	if (i > 0 && r->t.v[i].arabic && from >= 2 &&
	    str_is(str_slice(r->text, from - 2, from), "و")) {
		*before = i - 1;
		return true;
	}
	if (i < 2 || (class_at(r, i - 1) != WORD_AND &&
			 !sign_at(r, i - 1, ',') && !sign_at(r, i - 1, 0x60c)))
		return false;
	*before = i - 2;
	return true;
}

/* In the summer and autumn of 2014; June, July and August 2014; the first and
 * second quarters of 2014: what stands before has the year, too. */
static void
add_before(struct finder *f, size_t i, const struct when *w)
{
	enum { MOST = 6 };
	const struct reading *r = &f->r;
	enum word_class class = class_at(r, i);
	size_t at[MOST], n = 0, k = i, before;

	if (w->shape != SHAPE_AT || w->from.day > 0 || w->from.assumed ||
	    w->from.quality != 0 || w->from.month == 0 ||
	    (class != WORD_SEASON && class != WORD_MONTH &&
		class != WORD_ORDINAL))
		return;
	while (n < MOST && listed_before(r, k, &before) &&
	       class_at(r, before) == class && !r->t.v[before].glued &&
	       (class != WORD_MONTH || r->t.v[before].arabic ||
		   value_at(r, before) < value_at(r, k)))
		at[n++] = k = before;
	/* What was taken for a month of another year. */
	while (n > 0 && f->n > 0 &&
	       f->list[f->n - 1].span.to > r->t.v[at[n - 1]].span.from)
		f->n--;
	while (n > 0) {
		struct when one = *w;

		k = at[--n];
		one.from.month = class != WORD_ORDINAL
				     ? (int)value_at(r, k)
				     : w->from.month + (int)value_at(r, k) -
					   (int)value_at(r, i);
		(void)add(f, r->t.v[k].span, &one);
	}
}

/* May 16 and 18, 2014; that of two days in a row is a range. */
static size_t
take_days(struct finder *f, size_t i)
{
	struct when range, w = { 0 };
	struct day_list days;
	size_t end, k;

	if (class_at(&f->r, i) != WORD_MONTH ||
	    match_month_days(&f->r, i, &range) > 0)
		return 0;
	end = match_days_behind(&f->r, i, &w, &days);
	for (k = 0; end > 0 && k < days.n; k++) {
		w.from.day = days.v[k].day;
		(void)add(f, days.v[k].span, &w);
	}
	return end;
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
	    !str_is_nocase(word_at(r, i), "voilà") &&
	    !str_is_nocase(word_at(r, i), "not"))
		return 0;
	if ((end = take_days(f, i)) > 0)
		return end;
	end = match_date(r, i, &w);
	if (end == 0 || names_thing(r, i, end, &w))
		return 0;
	lend_year(f, i, end, &w);
	while (first + 1 < end && class_at(r, first) == WORD_THE)
		first++;
	add_days(f, first, &w);
	add_before(f, first, &w);
	if (!add(f,
		(struct span){
		    r->t.v[first].span.from, r->t.v[end - 1].span.to },
		&w))
		return 0;
	f->last = w;
	f->last_end = end;
	if (!w.from.assumed && !w.from.decade && !w.from.century)
		f->r.last_year = w.from.year;
	return end;
}

/* Behind another name of the day that f->last is: "today, Tuesday", "last
 * Thursday (12 January)"; i if none stands there. */
static size_t
take_same(struct finder *f, size_t i)
{
	const struct reading *r = &f->r;
	bool bracket = sign_at(r, i, '(');
	size_t j =
	    bracket || sign_at(r, i, ',') || sign_at(r, i, 0x60c) ? i + 1 : i;
	struct when w;
	size_t end;

	if (f->n == 0 || f->last.shape != SHAPE_AT || f->last.from.day == 0 ||
	    f->last.from.quality != 0 || j >= r->t.n)
		return i;
	if (class_at(r, j) == WORD_WEEKDAY &&
	    day_weekday(day_of(&f->last.from)) == value_at(r, j) &&
	    class_at(r, j + 1) != WORD_LAST &&
	    !names_thing(r, j, j + 1, &f->last)) {
		/* tomorrow, Wednesday; a date may go on behind it */
		end = match_absolute(r, j, &w);
		if (end == 0) {
			end = bracket && sign_at(r, j + 1, ')') ? j + 2 : j + 1;
			f->list[f->n - 1].span.to = r->t.v[end - 1].span.to;
			f->last_end = end;
			return end;
		}
	}
	end = match_absolute(r, j, &w);
	if (end == 0)
		end = match_relative(r, j, &w);
	if (end == 0 || w.shape != SHAPE_AT || w.from.quality != 0 ||
	    day_of(&w.from) != day_of(&f->last.from))
		return i;
	if (bracket && sign_at(r, end, ')'))
		end++;
	f->list[f->n - 1].span.to = r->t.v[end - 1].span.to;
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
		if (end > 0)
			end = take_same(&f, end);
		i = end > 0 ? end : i + 1;
	}
	*list = f.list;
	*n = f.n;
	buf_release(&f.edtf);
}
