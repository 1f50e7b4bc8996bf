#include "config.h"

#include "model/edtf-date.h"

static const int64_t power[] = {
	1,
	10,
	100,
	1000,
	10000,
	100000,
	1000000,
	10000000,
	100000000,
	1000000000,
	10000000000,
	100000000000,
	1000000000000,
	10000000000000,
	100000000000000,
	1000000000000000,
};

/* Season, quarter, third or half of a year (21 to 41): the month it begins in
 * and how many it has. Spring of an unnamed hemisphere is the northern one;
 * a winter (or southern summer) ends in the year after. */
static void
edtf_season(int season, int *month, int *months)
{
	static const int begin[] = { 3, 6, 9, 12 };

	*months = 3;
	if (season <= 28)
		*month = begin[(season - 21) % 4];
	else if (season <= 32)
		*month = begin[(season - 29 + 2) % 4];
	else if (season <= 36)
		*month = (season - 33) * 3 + 1;
	else if (season <= 39) {
		*month = (season - 37) * 4 + 1;
		*months = 4;
	} else {
		*month = (season - 40) * 6 + 1;
		*months = 6;
	}
}

/* How many readings the X of a year have. */
static int64_t
year_readings(const struct edtf_date *d)
{
	int i, n = 0;

	for (i = 0; i < 4; i++)
		n += d->year_x >> i & 1;
	return power[n];
}

/* The k-th reading of the year, counted from the smallest number without its
 * sign. */
static int64_t
year_reading(const struct edtf_date *d, int64_t k)
{
	int64_t year = d->year < 0 ? -d->year : d->year;
	int i;

	for (i = 0; i < 4; i++)
		if (d->year_x >> i & 1) {
			year += k % 10 * power[i];
			k /= 10;
		}
	return d->negative ? -year : year;
}

/* Whether n can be what the two characters say. */
static bool
fits(int n, int text, int x)
{
	return (x & 1 || n % 10 == text % 10) && (x & 2 || n / 10 == text / 10);
}

/* The month and day of the first (or last) reading in a given year. */
static bool
reading_in_year(const struct edtf_date *d, bool last, struct ymd *found)
{
	int i, j;

	for (i = 0; i < 12; i++) {
		int month = last ? 12 - i : i + 1;
		int length = day_month_length(found->year, month);

		if (!fits(month, d->month, d->month_x))
			continue;
		found->month = month;
		found->day = 1;
		if (d->precision == EDTF_MONTH)
			return true;
		for (j = 0; j < length; j++) {
			found->day = last ? length - j : j + 1;
			if (fits(found->day, d->day, d->day_x))
				return true;
		}
	}
	return false;
}

static bool
reading(const struct edtf_date *d, bool last, struct ymd *found)
{
	int64_t n = year_readings(d), i;
	bool from_top = last != d->negative;

	for (i = 0; i < n; i++) {
		found->year = year_reading(d, from_top ? n - 1 - i : i);
		found->month = d->month;
		found->day = 1;
		if (found->year == 0 && d->negative)
			continue; /* there is no -0000 */
		if (d->precision == EDTF_YEAR || d->precision == EDTF_SEASON)
			return true;
		if (reading_in_year(d, last, found))
			return true;
	}
	return false;
}

/* 1950S2: what the significant digits leave open. */
static void
significant_years(const struct edtf_date *d, int64_t *first, int64_t *last)
{
	int64_t size = d->year < 0 ? -d->year : d->year, low;
	int digits = 4, drop;

	*first = *last = d->year;
	while (digits < 15 && size >= power[digits])
		digits++;
	drop = digits - d->significant;
	if (d->significant == 0 || drop <= 0)
		return;
	low = size / power[drop] * power[drop];
	*first = d->negative ? -(low + power[drop] - 1) : low;
	*last = d->negative ? -low : low + power[drop] - 1;
}

bool
edtf_date_day(const struct edtf_date *d, enum edtf_bound bound, int64_t *day)
{
	struct ymd found;
	int64_t first, last;
	int month, months = 0;

	if (!reading(d, bound != EDTF_FIRST, &found))
		return false;
	switch ((enum edtf_precision)d->precision) {
	case EDTF_YEAR:
		first = last = found.year;
		if (d->significant > 0)
			significant_years(d, &first, &last);
		*day = bound == EDTF_FIRST  ? day_number(first, 1, 1)
		       : bound == EDTF_LAST ? day_number(last, 12, 31)
					    : day_number(last, 1, 1);
		return true;
	case EDTF_SEASON:
		edtf_season(d->month, &month, &months);
		break;
	case EDTF_MONTH:
		month = found.month;
		months = 1;
		break;
	case EDTF_DAY:
	case EDTF_TIME:
	default:
		*day = day_number(found.year, found.month, found.day);
		return true;
	}
	*day = bound == EDTF_LAST
		   ? day_number(found.year, month + months, 1) - 1
		   : day_number(found.year, month, 1);
	return true;
}
