#include "config.h"

#include "model/edtf-date.h"

static int64_t
end_day(const struct edtf_date *d, enum edtf_end end, bool last)
{
	int64_t day;

	if (end == EDTF_OPEN)
		return last ? EDTF_OPEN_END : EDTF_OPEN_START;
	if (end == EDTF_NONE)
		return EDTF_UNKNOWN;
	if (!edtf_date_day(d, last ? EDTF_LAST : EDTF_FIRST, &day))
		return EDTF_UNKNOWN;
	return day;
}

static int64_t
item_earliest(const struct edtf_item *item)
{
	return end_day(&item->from, item->from_end, false);
}

/* In a set no "to" means a date alone, in an interval an unknown end. */
static int64_t
item_latest(const struct edtf *e, const struct edtf_item *item)
{
	if (e->kind != EDTF_INTERVAL && e->kind != EDTF_EDGE &&
	    item->to_end == EDTF_NONE)
		return end_day(&item->from, item->from_end, true);
	return end_day(&item->to, item->to_end, true);
}

int64_t
edtf_earliest(const struct edtf *e)
{
	int64_t day = EDTF_OPEN_END;
	size_t i;

	if (e->n == 0)
		return EDTF_UNKNOWN;
	for (i = 0; i < e->n; i++) {
		int64_t d = item_earliest(&e->item[i]);

		if (d < day)
			day = d;
	}
	return day;
}

int64_t
edtf_latest(const struct edtf *e)
{
	int64_t day = EDTF_OPEN_START;
	size_t i;

	if (e->n == 0)
		return EDTF_UNKNOWN;
	for (i = 0; i < e->n; i++) {
		int64_t d = item_latest(e, &e->item[i]);

		if (d > day)
			day = d;
	}
	return day;
}

bool
edtf_is_day(int64_t day)
{
	return day != EDTF_OPEN_START && day != EDTF_OPEN_END &&
	       day != EDTF_UNKNOWN;
}

/* Unknown days behind all others. */
static int
day_cmp(int64_t a, int64_t b)
{
	bool ua = a == EDTF_UNKNOWN, ub = b == EDTF_UNKNOWN;

	if (ua || ub)
		return (int)ua - (int)ub;
	return (a > b) - (a < b);
}

int
edtf_cmp(const struct edtf *a, const struct edtf *b)
{
	int d = day_cmp(edtf_earliest(a), edtf_earliest(b));

	return d != 0 ? d : day_cmp(edtf_latest(a), edtf_latest(b));
}

static bool
touches(int64_t first, int64_t last, int64_t from, int64_t to)
{
	return (first == EDTF_UNKNOWN || first <= to) &&
	       (last == EDTF_UNKNOWN || last >= from);
}

bool
edtf_touches(const struct edtf *e, int64_t from, int64_t to)
{
	size_t i;

	for (i = 0; i < e->n; i++)
		if (touches(item_earliest(&e->item[i]),
			item_latest(e, &e->item[i]), from, to))
			return true;
	return false;
}

enum edtf_precision
edtf_precision(const struct edtf *e)
{
	uint8_t least = EDTF_TIME;
	bool any = false;
	size_t i;

	for (i = 0; i < e->n; i++) {
		const struct edtf_item *item = &e->item[i];

		if (item->from_end == EDTF_AT) {
			any = true;
			if (item->from.precision < least)
				least = item->from.precision;
		}
		if (item->to_end == EDTF_AT) {
			any = true;
			if (item->to.precision < least)
				least = item->to.precision;
		}
	}
	return any ? (enum edtf_precision)least : EDTF_YEAR;
}

unsigned
edtf_quality(const struct edtf *e)
{
	unsigned q = 0;
	size_t i, j;

	for (i = 0; i < e->n; i++)
		for (j = 0; j < 3; j++)
			q |= e->item[i].from.quality[j] |
			     (unsigned)e->item[i].to.quality[j];
	return q;
}

static int
date_level(const struct edtf_date *d)
{
	int last = d->precision == EDTF_YEAR    ? 0
		   : d->precision <= EDTF_MONTH ? 1
						: 2;
	int level = 0, i;

	if (d->significant > 0 || d->exponent > 0)
		return 2;
	if (d->letter_y || d->negative || d->precision == EDTF_SEASON)
		level = 1;
	for (i = 0; i <= last; i++) {
		if (d->quality[i] != d->quality[last])
			return 2;
		if (d->quality[i] != 0)
			level = 1;
	}
	if (d->precision == EDTF_SEASON && d->month > 24)
		return 2;
	/* Level 1: 201X, 20XX, 2019-XX, 2019-XX-XX, 2019-04-XX. */
	if (d->year_x != 0) {
		if (d->precision != EDTF_YEAR ||
		    (d->year_x != 1 && d->year_x != 3))
			return 2;
		level = 1;
	}
	if (d->month_x != 0) {
		if (d->month_x != 3 ||
		    (d->precision == EDTF_DAY && d->day_x != 3))
			return 2;
		level = 1;
	}
	if (d->day_x != 0) {
		if (d->day_x != 3)
			return 2;
		level = 1;
	}
	return level;
}

int
edtf_level(const struct edtf *e)
{
	const struct edtf_item *item = &e->item[0];
	int from, to;

	if (e->kind == EDTF_ONE_OF || e->kind == EDTF_ALL_OF)
		return 2;
	if (e->kind == EDTF_EDGE)
		return 1;
	from = item->from_end == EDTF_AT ? date_level(&item->from) : 1;
	if (e->kind == EDTF_DATE)
		return from;
	to = item->to_end == EDTF_AT ? date_level(&item->to) : 1;
	return from > to ? from : to;
}

struct edtf
edtf_of(int64_t year, int month, int day)
{
	struct edtf e = { .kind = EDTF_DATE, .n = 1 };
	struct edtf_date *d = &e.item[0].from;

	e.item[0].from_end = EDTF_AT;
	e.item[0].to_end = EDTF_NONE;
	d->year = year;
	d->negative = year < 0;
	d->year_text = year < 0 ? -year : year;
	d->letter_y = d->year_text > 9999;
	d->month = (uint8_t)month;
	d->day = (uint8_t)day;
	d->precision = day > 0      ? EDTF_DAY
		       : month > 20 ? EDTF_SEASON
		       : month > 0  ? EDTF_MONTH
				    : EDTF_YEAR;
	return e;
}
