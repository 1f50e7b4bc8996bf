/* Dates of publication. */
#include "config.h"

#include "model/datex.h"

struct clock {
	int h, m, s;
	int zone; /* minutes east */
	bool zoned;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int
two(struct str s, size_t at)
{
	if (at + 2 > s.len || !is_digit(s.p[at]) || !is_digit(s.p[at + 1]))
		return -1;
	return (s.p[at] - '0') * 10 + s.p[at + 1] - '0';
}

/* Zones of RFC 822 by name; military letters are as good as none. */
static bool
named_zone(struct str s, int *zone)
{
	static const struct {
		const char *name;
		int zone;
	} zones[] = {
		{ "z", 0 },
		{ "utc", 0 },
		{ "ut", 0 },
		{ "gmt", 0 },
		{ "est", -300 },
		{ "edt", -240 },
		{ "cst", -360 },
		{ "cdt", -300 },
		{ "mst", -420 },
		{ "mdt", -360 },
		{ "pst", -480 },
		{ "pdt", -420 },
		{ "cet", 60 },
		{ "cest", 120 },
		{ "eet", 120 },
		{ "eest", 180 },
		{ "bst", 60 },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(zones); i++)
		if (str_is_nocase(s, zones[i].name)) {
			*zone = zones[i].zone;
			return true;
		}
	return false;
}

static void
read_zone(struct str s, struct clock *c)
{
	int h, m = 0;

	s = str_trim(s);
	if (named_zone(s, &c->zone)) {
		c->zoned = true;
		return;
	}
	if (s.len < 3 || (s.p[0] != '+' && s.p[0] != '-'))
		return;
	h = two(s, 1);
	if (s.len > 3)
		m = two(s, s.p[3] == ':' ? 4 : 3);
	if (h < 0 || h > 14 || m < 0 || m > 59)
		return;
	c->zone = (s.p[0] == '-' ? -1 : 1) * (h * 60 + m);
	c->zoned = true;
}

/* hh:mm[:ss[.fraction]][ zone] at s[at]. */
static bool
read_clock(struct str s, size_t at, struct clock *c)
{
	*c = (struct clock){ .h = two(s, at) };
	if (c->h < 0 && at + 1 < s.len && is_digit(s.p[at]) &&
	    s.p[at + 1] == ':') {
		c->h = s.p[at] - '0';
		at--;
	}
	if (c->h < 0 || c->h > 23 || at + 2 >= s.len || s.p[at + 2] != ':')
		return false;
	c->m = two(s, at + 3);
	if (c->m < 0 || c->m > 59)
		return false;
	at += 5;
	if (at < s.len && s.p[at] == ':') {
		c->s = two(s, at + 1);
		if (c->s < 0 || c->s > 60)
			return false;
		at += 3;
		while (at < s.len && (s.p[at] == '.' || is_digit(s.p[at])))
			at++;
	}
	read_zone(str_slice(s, at, s.len), c);
	return true;
}

static void
at_time(struct edtf *e, int64_t day, const struct clock *c)
{
	int64_t seconds = c->h * 3600 + c->m * 60 + (c->s > 59 ? 59 : c->s) -
			  (int64_t)c->zone * 60;
	struct ymd d;

	if (seconds < 0) {
		day--;
		seconds += 86400;
	} else if (seconds >= 86400) {
		day++;
		seconds -= 86400;
	}
	d = day_split(day);
	*e = edtf_of(d.year, d.month, d.day);
	e->item[0].from.precision = EDTF_TIME;
	e->item[0].from.seconds = (int32_t)seconds;
	e->item[0].from.utc = c->zoned;
}

/* Where the clock time begins: two digits and a colon; s.len if none. */
static size_t
clock_at(struct str s)
{
	size_t i;

	for (i = 1; i < s.len; i++)
		if (s.p[i] == ':' && is_digit(s.p[i - 1])) {
			i--;
			if (i > 0 && is_digit(s.p[i - 1]))
				i--;
			return i;
		}
	return s.len;
}

static bool
seconds_since_1970(struct str s, struct edtf *e)
{
	struct clock c = { .zoned = true };
	int64_t n;

	if (s.len < 9 || s.len > 13 || !str_int(s, &n) || n < 0)
		return false;
	if (s.len > 10)
		n /= 1000;
	c.h = (int)(n % 86400 / 3600);
	c.m = (int)(n % 3600 / 60);
	c.s = (int)(n % 60);
	at_time(e, n / 86400, &c);
	return true;
}

bool
datex_published(struct str s, struct edtf *e, struct err *err)
{
	struct str date = str_trim(s);
	struct clock c;
	size_t at;

	s = date;
	if (s.len > EDTF_TEXT_MAX)
		return edtf_parse(s, e, err);
	if (seconds_since_1970(s, e))
		return true;
	at = clock_at(s);
	if (at < s.len && !read_clock(s, at, &c))
		return edtf_parse(s, e, err);
	if (at < s.len) {
		date = str_trim(str_slice(s, 0, at));
		while (date.len > 0 && (date.p[date.len - 1] == 'T' ||
					   date.p[date.len - 1] == 't' ||
					   date.p[date.len - 1] == ','))
			date = str_trim(str_slice(date, 0, date.len - 1));
	}
	if (!edtf_parse(date, e, NULL) && !datex_typed(date, 0, e, err))
		return false;
	if (at < s.len && e->kind == EDTF_DATE &&
	    e->item[0].from.precision == EDTF_DAY && edtf_quality(e) == 0 &&
	    edtf_earliest(e) == edtf_latest(e))
		at_time(e, edtf_earliest(e), &c);
	return true;
}
