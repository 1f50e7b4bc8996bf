#include "config.h"

#include "ui/when.h"

#include "model/day.h"
#include "model/edtf.h"

/* Two digits after a hyphen at s[at], in [1, max]; 0: there are none. */
static int
part(struct str s, size_t at, int max)
{
	int n;

	if (s.len < at + 3 || s.p[at] != '-' || s.p[at + 1] < '0' ||
	    s.p[at + 1] > '9' || s.p[at + 2] < '0' || s.p[at + 2] > '9')
		return 0;
	n = (s.p[at + 1] - '0') * 10 + s.p[at + 2] - '0';
	return n <= max ? n : 0;
}

bool
when_parse(struct str date, struct when *when)
{
	*when = (struct when){ 0 };
	if (date.len < 4)
		return false;
	for (size_t i = 0; i < 4; i++) {
		if (date.p[i] < '0' || date.p[i] > '9')
			return false;
		when->year = when->year * 10 + date.p[i] - '0';
	}
	when->month = part(date, 4, 12);
	if (when->month > 0)
		when->day = part(date, 7, 31);
	return true;
}

struct when
when_of_day(int64_t day)
{
	struct ymd d = day_split(day);

	return (struct when){ .year = d.year, .month = d.month, .day = d.day };
}

void
when_full(struct buf *out, struct when when)
{
	if (when.day > 0)
		buf_addf(out, "%d ", when.day);
	if (when.month > 0)
		buf_addf(out, "%s ", day_month_short(when.month));
	buf_addf(out, "%lld", (long long)when.year);
}

void
when_short(struct buf *out, struct when when, int64_t year)
{
	/* Two digits of a year can be mistaken once a life is between. */
	bool near = when.year > year - 60 && when.year < year + 30;
	char day[4] = "  ";

	if (when.day > 0)
		snprintf(day, sizeof day, "%2d", when.day % 100);
	if (when.month == 0)
		buf_addf(out, "%9lld", (long long)when.year);
	else if (when.year == year && when.day > 0)
		buf_addf(out, "%s %s   ", day, day_month_short(when.month));
	else if (near)
		buf_addf(out, "%s %s %02d", day, day_month_short(when.month),
		    (int)(when.year % 100));
	else
		buf_addf(out, " %s %lld", day_month_short(when.month),
		    (long long)when.year);
}

void
when_words(struct buf *out, struct str date)
{
	struct edtf e;

	if (edtf_parse(date, &e, NULL))
		edtf_display(out, &e);
	else
		buf_str(out, date);
}

void
when_interval(struct buf *out, struct str start, struct str end)
{
	bool from = start.len > 0 && !str_is(start, "..");
	bool to = end.len > 0 && !str_is(end, "..");

	if (from && to) {
		when_words(out, start);
		buf_puts(out, " \xe2\x80\x93 ");
		when_words(out, end);
	} else if (from) {
		buf_puts(out, str_is(end, "..") ? "since " : "from ");
		when_words(out, start);
	} else if (to) {
		buf_puts(out, "until ");
		when_words(out, end);
	}
}

void
when_stamp(struct buf *out, int64_t seconds)
{
	int64_t day = seconds / 86400, rest = seconds % 86400;
	struct when w;

	if (rest < 0) {
		rest += 86400;
		day--;
	}
	w = when_of_day(day);
	buf_addf(out, "%04lld-%02d-%02d %02d:%02d", (long long)w.year, w.month,
	    w.day, (int)(rest / 3600), (int)(rest / 60 % 60));
}
