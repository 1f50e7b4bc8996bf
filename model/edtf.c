/* EDTF in: https://www.loc.gov/standards/datetime/ */
#include "config.h"

#include "model/edtf-date.h"

struct scan {
	struct str s;
	size_t at;
};

static char
peek(const struct scan *in)
{
	return in->at < in->s.len ? in->s.p[in->at] : '\0';
}

static bool
take(struct scan *in, char c)
{
	if (in->at >= in->s.len || in->s.p[in->at] != c)
		return false;
	in->at++;
	return true;
}

static bool
take_text(struct scan *in, const char *text)
{
	if (!str_starts(str_slice(in->s, in->at, in->s.len), text))
		return false;
	in->at += strlen(text);
	return true;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static unsigned
take_quality(struct scan *in)
{
	if (take(in, '?'))
		return EDTF_UNCERTAIN;
	if (take(in, '~'))
		return EDTF_APPROXIMATE;
	if (take(in, '%'))
		return EDTF_UNCERTAIN | EDTF_APPROXIMATE;
	return 0;
}

/* n digits or X: the number with X as 0, and which are X (bit 0: the last). */
static bool
take_digits(struct scan *in, int n, int64_t *value, uint8_t *x)
{
	int i;

	*value = 0;
	*x = 0;
	for (i = 0; i < n; i++) {
		char c = peek(in);

		if (c != 'X' && !is_digit(c))
			return false;
		*value = *value * 10 + (c == 'X' ? 0 : c - '0');
		*x = (uint8_t)(*x << 1 | (c == 'X'));
		in->at++;
	}
	return true;
}

/* A number of 1 to 15 digits. */
static bool
take_number(struct scan *in, int64_t *value)
{
	size_t start = in->at;

	*value = 0;
	while (is_digit(peek(in)) && in->at - start < 16) {
		*value = *value * 10 + (peek(in) - '0');
		in->at++;
	}
	return in->at > start && in->at - start <= 15;
}

static bool
take_significant(struct scan *in, struct edtf_date *d)
{
	int64_t n;

	if (!take(in, 'S'))
		return true;
	if (!take_number(in, &n) || n < 1 || n > 15)
		return false;
	d->significant = (uint8_t)n;
	return true;
}

/* Y170000002, Y-17E7, Y171010000S3: more than four digits. */
static bool
take_letter_year(struct scan *in, struct edtf_date *d)
{
	int64_t exponent = 0, i;

	d->letter_y = true;
	d->negative = take(in, '-');
	if (peek(in) == '0' || !take_number(in, &d->year_text))
		return false;
	if (take(in, 'E') &&
	    (!take_number(in, &exponent) || exponent < 1 || exponent > 15))
		return false;
	d->exponent = (uint8_t)exponent;
	d->year = d->year_text;
	for (i = 0; i < exponent; i++) {
		if (d->year > DAY_YEAR_MAX / 10)
			return false;
		d->year *= 10;
	}
	if (d->year < 10000 || !take_significant(in, d))
		return false;
	if (d->negative)
		d->year = -d->year;
	return true;
}

/* The month, season and day behind a year, with their qualifiers. */
static bool
take_rest(struct scan *in, struct edtf_date *d)
{
	int64_t n;
	unsigned q;

	if (!take(in, '-'))
		return true;
	d->quality[1] = (uint8_t)take_quality(in);
	if (!take_digits(in, 2, &n, &d->month_x))
		return false;
	d->month = (uint8_t)n;
	d->precision = EDTF_MONTH;
	q = take_quality(in);
	d->quality[0] |= (uint8_t)q;
	d->quality[1] |= (uint8_t)q;
	if (d->month_x == 0 && n >= 21 && n <= 41) {
		d->precision = EDTF_SEASON;
		return true;
	}
	if (!take(in, '-'))
		return true;
	d->quality[2] = (uint8_t)take_quality(in);
	if (!take_digits(in, 2, &n, &d->day_x))
		return false;
	d->day = (uint8_t)n;
	d->precision = EDTF_DAY;
	q = take_quality(in);
	d->quality[0] |= (uint8_t)q;
	d->quality[1] |= (uint8_t)q;
	d->quality[2] |= (uint8_t)q;
	return true;
}

static bool
take_two(struct scan *in, int max, int *value)
{
	int64_t n;
	uint8_t x;

	if (!take_digits(in, 2, &n, &x) || x != 0 || n > max)
		return false;
	*value = (int)n;
	return true;
}

/* T10:00:00, with nothing, Z, +02 or +02:00 behind. */
static bool
take_time(struct scan *in, struct edtf_date *d)
{
	int h, m, s, zh, zm = 0;
	bool west;

	if (!take(in, 'T'))
		return true;
	if (d->precision != EDTF_DAY || d->year_x != 0 || d->month_x != 0 ||
	    d->day_x != 0 || d->quality[0] != 0 || d->quality[1] != 0 ||
	    d->quality[2] != 0)
		return false;
	d->precision = EDTF_TIME;
	if (!take_two(in, 24, &h) || !take(in, ':') || !take_two(in, 59, &m) ||
	    !take(in, ':') || !take_two(in, 59, &s) ||
	    (h == 24 && (m > 0 || s > 0)))
		return false;
	d->seconds = h * 3600 + m * 60 + s;
	d->utc = take(in, 'Z');
	if (d->utc || (peek(in) != '+' && peek(in) != '-'))
		return true;
	west = take(in, '-');
	if (!west)
		in->at++;
	if (!take_two(in, 14, &zh) || (take(in, ':') && !take_two(in, 59, &zm)))
		return false;
	if (zh == 14 && zm > 0)
		return false;
	d->zoned = true;
	d->zone = (west ? -1 : 1) * (zh * 60 + zm);
	return true;
}

static bool
take_date(struct scan *in, struct edtf_date *d)
{
	int64_t day;
	unsigned q;

	*d = (struct edtf_date){ .precision = EDTF_YEAR };
	if (take(in, 'Y'))
		return take_letter_year(in, d);
	d->quality[0] = (uint8_t)take_quality(in);
	d->negative = take(in, '-');
	if (!take_digits(in, 4, &d->year, &d->year_x))
		return false;
	if (d->negative && d->year == 0 && d->year_x == 0)
		return false;
	d->year_text = d->year;
	if (d->negative)
		d->year = -d->year;
	if (peek(in) == 'S')
		return d->year_x == 0 && d->quality[0] == 0 &&
		       take_significant(in, d) && d->significant <= 4;
	q = take_quality(in);
	d->quality[0] |= (uint8_t)q;
	return take_rest(in, d) && take_time(in, d) &&
	       edtf_date_day(d, EDTF_FIRST, &day);
}

static bool
at_end(const struct scan *in)
{
	return in->at == in->s.len;
}

/* A/B, with ".." or nothing for one of them. Both ends are dates without time
 * and letter years, in order. */
static bool
take_interval(struct scan *in, struct edtf_item *item)
{
	int64_t first, last;

	item->from_end = item->to_end = EDTF_AT;
	if (take_text(in, ".."))
		item->from_end = EDTF_OPEN;
	else if (peek(in) == '/')
		item->from_end = EDTF_NONE;
	else if (!take_date(in, &item->from))
		return false;
	if (!take(in, '/'))
		return false;
	if (take_text(in, ".."))
		item->to_end = EDTF_OPEN;
	else if (at_end(in))
		item->to_end = EDTF_NONE;
	else if (!take_date(in, &item->to))
		return false;
	if (item->from_end == EDTF_NONE && item->to_end == EDTF_NONE)
		return false;
	if (item->from.precision == EDTF_TIME || item->from.letter_y ||
	    item->to.precision == EDTF_TIME || item->to.letter_y)
		return false;
	if (item->from_end != EDTF_AT || item->to_end != EDTF_AT)
		return true;
	return edtf_date_day(&item->from, EDTF_FIRST, &first) &&
	       edtf_date_day(&item->to, EDTF_LAST_START, &last) &&
	       first <= last;
}

/* One item of a set: a date, a..b, ..b first or a.. last. */
static bool
take_item(struct scan *in, struct edtf_item *item, bool first)
{
	int64_t from, to;

	item->from_end = EDTF_AT;
	item->to_end = EDTF_NONE;
	if (first && take_text(in, "..")) {
		item->from_end = EDTF_OPEN;
		item->to_end = EDTF_AT;
		return take_date(in, &item->to);
	}
	if (!take_date(in, &item->from))
		return false;
	if (!take_text(in, ".."))
		return true;
	if (peek(in) == ']' || peek(in) == '}') {
		item->to_end = EDTF_OPEN;
		return true;
	}
	item->to_end = EDTF_AT;
	return take_date(in, &item->to) &&
	       edtf_date_day(&item->from, EDTF_FIRST, &from) &&
	       edtf_date_day(&item->to, EDTF_LAST_START, &to) && from <= to;
}

static bool
take_set(struct scan *in, struct edtf *e)
{
	char close = e->kind == EDTF_ONE_OF ? ']' : '}';

	e->n = 0;
	do {
		if (e->n == EDTF_ITEMS ||
		    !take_item(in, &e->item[e->n], e->n == 0))
			return false;
		e->n++;
	} while (take(in, ','));
	return take(in, close);
}

static bool
take_edtf(struct scan *in, struct edtf *e)
{
	e->n = 1;
	if (take(in, '[')) {
		e->kind = EDTF_ONE_OF;
		return take_set(in, e);
	}
	if (take(in, '{')) {
		e->kind = EDTF_ALL_OF;
		return take_set(in, e);
	}
	if (in->s.len > 0 && memchr(in->s.p, '/', in->s.len) != NULL) {
		e->kind = EDTF_INTERVAL;
		return take_interval(in, &e->item[0]);
	}
	e->kind = EDTF_DATE;
	e->item[0].from_end = EDTF_AT;
	e->item[0].to_end = EDTF_NONE;
	return take_date(in, &e->item[0].from);
}

bool
edtf_parse(struct str s, struct edtf *e, struct err *err)
{
	struct scan in = { .s = s };
	int shown = s.len > 40 ? 40 : (int)s.len;

	memset(e, 0, sizeof(*e));
	if (s.len == 0)
		return err_set(err, ERR_INVALID, "a date is missing");
	if (s.len > EDTF_TEXT_MAX)
		return err_set(err, ERR_INVALID, "%.*s… is too long for a date",
		    shown, s.p);
	if (take_edtf(&in, e) && at_end(&in))
		return true;
	memset(e, 0, sizeof(*e));
	return err_set(err, ERR_INVALID,
	    "\"%.*s\" is not a date; write it as 2017-01-17, 2017-01, 2014~ "
	    "or 2011/..",
	    shown, s.p);
}

bool
edtf_valid(struct str s)
{
	struct edtf e;

	return edtf_parse(s, &e, NULL);
}

/* One half of an interval, or a whole date, in a draft's spelling. */
static void
modernise(struct buf *out, struct str s)
{
	size_t i;

	s = str_trim(s);
	if (str_is_nocase(s, "unknown"))
		return;
	if (str_is_nocase(s, "open")) {
		buf_puts(out, "..");
		return;
	}
	for (i = 0; i < s.len; i++) {
		if (s.p[i] == 'u')
			buf_putc(out, 'X');
		else if (s.p[i] == '?' && i + 1 < s.len && s.p[i + 1] == '~') {
			buf_putc(out, '%');
			i++;
		} else
			buf_putc(out, s.p[i]);
	}
}

bool
edtf_parse_draft(struct str s, struct edtf *e, struct err *err)
{
	struct buf b = { 0 };
	struct str rest, part;
	bool done, more = false;

	s = str_trim(s);
	if (s.len > EDTF_TEXT_MAX)
		return edtf_parse(s, e, err);
	rest = s;
	while (str_split(&rest, '/', &part)) {
		if (more)
			buf_putc(&b, '/');
		modernise(&b, part);
		more = true;
	}
	done = edtf_parse(buf_view(&b), e, NULL);
	buf_release(&b);
	return done || edtf_parse(s, e, err);
}

bool
edtf_parse_edge(struct str s, struct edtf *e, struct err *err)
{
	if (s.len > 0 && !str_is(s, ".."))
		return edtf_parse(s, e, err);
	memset(e, 0, sizeof(*e));
	e->kind = EDTF_EDGE;
	e->n = 1;
	e->item[0].from_end = e->item[0].to_end =
	    s.len > 0 ? EDTF_OPEN : EDTF_NONE;
	return true;
}
