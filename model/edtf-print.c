#include "config.h"

#include "model/edtf-date.h"

/* What stands in the place of digits: X where the bit is set. */
static void
put_digits(struct buf *out, int64_t value, int n, unsigned x)
{
	char text[24];
	int i;

	snprintf(text, sizeof(text), "%0*lld", n, (long long)value);
	for (i = 0; i < n; i++)
		if (x >> (n - 1 - i) & 1)
			text[i] = 'X';
	buf_puts(out, text);
}

static void
put_quality(struct buf *out, unsigned q)
{
	static const char sign[] = { '\0', '?', '~', '%' };

	if (q != 0)
		buf_putc(out, sign[q & 3]);
}

static void
put_year(struct buf *out, const struct edtf_date *d)
{
	if (d->letter_y)
		buf_putc(out, 'Y');
	if (d->negative)
		buf_putc(out, '-');
	put_digits(out, d->year_text, d->letter_y ? 1 : 4, d->year_x);
	if (d->exponent > 0)
		buf_addf(out, "E%d", d->exponent);
	if (d->significant > 0)
		buf_addf(out, "S%d", d->significant);
}

/* A qualifier right of a component holds for all before it too: used for the
 * longest run of components that share one. The others get theirs to the
 * left. */
static void
put_date(struct buf *out, const struct edtf_date *d)
{
	int last = d->precision == EDTF_YEAR    ? 0
		   : d->precision <= EDTF_MONTH ? 1
						: 2;
	int run = 0, i;

	while (run < last && d->quality[run + 1] == d->quality[0])
		run++;
	for (i = 0; i <= last; i++) {
		if (i > 0)
			buf_putc(out, '-');
		if (i > run)
			put_quality(out, d->quality[i]);
		if (i == 0)
			put_year(out, d);
		else if (i == 1)
			put_digits(out, d->month, 2, d->month_x);
		else
			put_digits(out, d->day, 2, d->day_x);
		if (i == run)
			put_quality(out, d->quality[0]);
	}
	if (d->precision != EDTF_TIME)
		return;
	buf_addf(out, "T%02d:%02d:%02d", (int)(d->seconds / 3600),
	    (int)(d->seconds / 60 % 60), (int)(d->seconds % 60));
	if (d->utc)
		buf_putc(out, 'Z');
	else if (d->zoned) {
		int zone = d->zone < 0 ? -d->zone : d->zone;

		buf_addf(out, "%c%02d:%02d", d->zone < 0 ? '-' : '+', zone / 60,
		    zone % 60);
	}
}

static void
put_end(struct buf *out, const struct edtf_date *d, unsigned end)
{
	if (end == EDTF_AT)
		put_date(out, d);
	else if (end == EDTF_OPEN)
		buf_puts(out, "..");
}

static void
put_set(struct buf *out, const struct edtf *e)
{
	size_t i;

	buf_putc(out, e->kind == EDTF_ONE_OF ? '[' : '{');
	for (i = 0; i < e->n; i++) {
		const struct edtf_item *item = &e->item[i];

		if (i > 0)
			buf_putc(out, ',');
		if (item->from_end == EDTF_AT)
			put_date(out, &item->from);
		if (item->from_end == EDTF_OPEN || item->to_end != EDTF_NONE)
			buf_puts(out, "..");
		if (item->to_end == EDTF_AT)
			put_date(out, &item->to);
	}
	buf_putc(out, e->kind == EDTF_ONE_OF ? ']' : '}');
}

void
edtf_print(struct buf *out, const struct edtf *e)
{
	const struct edtf_item *item = &e->item[0];

	switch (e->kind) {
	case EDTF_DATE:
		if (e->n > 0)
			put_date(out, &item->from);
		break;
	case EDTF_INTERVAL:
		put_end(out, &item->from, item->from_end);
		buf_putc(out, '/');
		put_end(out, &item->to, item->to_end);
		break;
	case EDTF_ONE_OF:
	case EDTF_ALL_OF:
		put_set(out, e);
		break;
	case EDTF_EDGE:
		put_end(out, &item->from, item->from_end);
		break;
	}
}

static unsigned
date_quality(const struct edtf_date *d)
{
	return d->quality[0] | (unsigned)d->quality[1] | d->quality[2];
}

static void
show_quality(struct buf *out, unsigned q)
{
	if (q & EDTF_UNCERTAIN)
		buf_puts(out, "perhaps ");
	if (q & EDTF_APPROXIMATE)
		buf_puts(out, "about ");
}

static void
show_year(struct buf *out, const struct edtf_date *d)
{
	int64_t year = d->year < 0 ? -d->year : d->year;

	if (d->year_x == 1 && d->precision == EDTF_YEAR)
		buf_addf(out, "%04llds", (long long)year);
	else if (d->year_x != 0)
		put_digits(out, d->year_text, d->letter_y ? 1 : 4, d->year_x);
	else
		buf_addf(out, "%lld", (long long)year);
	if (d->negative)
		buf_puts(out, " BCE");
}

/* What stands before the year for a season, quarter, third or half. */
static const char *
season_name(int season)
{
	static const char *const name[] = {
		"spring",
		"summer",
		"autumn",
		"winter",
		"1st quarter of",
		"2nd quarter of",
		"3rd quarter of",
		"4th quarter of",
		"early",
		"mid",
		"late",
		"first half of",
		"second half of",
	};

	return name[season <= 32 ? (season - 21) % 4 : season - 33 + 4];
}

static void
show_date(struct buf *out, const struct edtf_date *d, unsigned q)
{
	show_quality(out, q);
	if (d->precision == EDTF_SEASON)
		buf_addf(out, "%s ", season_name(d->month));
	else if (d->precision >= EDTF_DAY && d->month_x != 0) {
		put_date(out, d); /* 2016-1X-17 has no shorter words */
		return;
	} else {
		if (d->precision >= EDTF_DAY && d->day_x == 0)
			buf_addf(out, "%d ", d->day);
		else if (d->precision >= EDTF_DAY && d->day_x != 3) {
			put_digits(out, d->day, 2, d->day_x);
			buf_putc(out, ' ');
		}
		if (d->precision >= EDTF_MONTH && d->month_x == 0)
			buf_addf(out, "%s ", day_month_short(d->month));
		else if (d->precision >= EDTF_MONTH && d->month_x != 3) {
			put_digits(out, d->month, 2, d->month_x);
			buf_putc(out, ' ');
		}
	}
	show_year(out, d);
	if (d->precision == EDTF_TIME)
		buf_addf(out, " %02d:%02d%s", (int)(d->seconds / 3600),
		    (int)(d->seconds / 60 % 60), d->utc ? " UTC" : "");
}

/* "early 2016" is written 2016-01~/2016-04~: the season 37, or 38, 39; 0: it is
 * none of them. */
static int
third_of_year(const struct edtf_date *from, const struct edtf_date *to)
{
	if (from->precision != EDTF_MONTH || to->precision != EDTF_MONTH ||
	    from->year != to->year || from->month_x != 0 || to->month_x != 0 ||
	    date_quality(from) != EDTF_APPROXIMATE ||
	    date_quality(to) != EDTF_APPROXIMATE)
		return 0;
	if (to->month != from->month + 3 || to->month % 4 != 0)
		return 0;
	return 36 + to->month / 4;
}

bool
edtf_to_third(struct edtf *e)
{
	struct edtf_item *item = &e->item[0];
	int third = 0;

	if (e->kind == EDTF_INTERVAL && item->from_end == EDTF_AT &&
	    item->to_end == EDTF_AT)
		third = third_of_year(&item->from, &item->to);
	if (third == 0)
		return false;
	*e = edtf_of(item->from.year, third, 0);
	return true;
}

static bool
plain_day(const struct edtf_date *d)
{
	return d->precision == EDTF_DAY && date_quality(d) == 0 &&
	       d->year_x == 0 && d->month_x == 0 && d->day_x == 0;
}

static void
show_between(
    struct buf *out, const struct edtf_date *from, const struct edtf_date *to)
{
	int third = third_of_year(from, to);

	if (third != 0) {
		buf_addf(out, "%s ", season_name(third));
		show_year(out, from);
		return;
	}
	if (plain_day(from) && plain_day(to) && from->year == to->year) {
		buf_addf(out, "%d", from->day);
		if (from->month != to->month)
			buf_addf(out, " %s", day_month_short(from->month));
	} else
		show_date(out, from, date_quality(from));
	buf_puts(out, " to ");
	show_date(out, to, date_quality(to));
}

static void
show_interval(struct buf *out, const struct edtf_item *item)
{
	if (item->from_end == EDTF_AT && item->to_end == EDTF_AT) {
		show_between(out, &item->from, &item->to);
		return;
	}
	if (item->from_end == EDTF_AT) {
		buf_puts(out, item->to_end == EDTF_OPEN ? "since " : "from ");
		show_date(out, &item->from, date_quality(&item->from));
		if (item->to_end == EDTF_NONE)
			buf_puts(out, ", end unknown");
	} else if (item->to_end == EDTF_AT) {
		if (item->from_end == EDTF_NONE)
			buf_puts(out, "start unknown, ");
		buf_puts(out, "until ");
		show_date(out, &item->to, date_quality(&item->to));
	} else
		buf_puts(out, "at any time");
}

static void
show_set(struct buf *out, const struct edtf *e)
{
	size_t i;

	for (i = 0; i < e->n; i++) {
		const struct edtf_item *item = &e->item[i];

		if (i > 0 && i + 1 == e->n)
			buf_puts(
			    out, e->kind == EDTF_ONE_OF ? " or " : " and ");
		else if (i > 0)
			buf_puts(out, ", ");
		if (item->from_end == EDTF_OPEN) {
			show_date(out, &item->to, date_quality(&item->to));
			buf_puts(out, " or earlier");
			continue;
		}
		show_date(out, &item->from, date_quality(&item->from));
		if (item->to_end == EDTF_OPEN)
			buf_puts(out, " or later");
		else if (item->to_end == EDTF_AT) {
			buf_puts(out, " to ");
			show_date(out, &item->to, date_quality(&item->to));
		}
	}
}

void
edtf_display(struct buf *out, const struct edtf *e)
{
	const struct edtf_item *item = &e->item[0];

	if (e->n == 0)
		return;
	switch (e->kind) {
	case EDTF_DATE:
		show_date(out, &item->from, date_quality(&item->from));
		break;
	case EDTF_INTERVAL:
		show_interval(out, item);
		break;
	case EDTF_ONE_OF:
	case EDTF_ALL_OF:
		show_set(out, e);
		break;
	case EDTF_EDGE:
		buf_puts(out, item->from_end == EDTF_OPEN ? "open" : "unknown");
		break;
	}
}
