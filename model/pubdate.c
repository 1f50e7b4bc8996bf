#include "config.h"

#include "model/pubdate.h"

#include "model/edtf.h"
#include "model/fold.h"
#include "model/pubdate-hijri.h"

enum { PUBDATE_MAX = 200 /* bytes of a date, at most */ };

struct number {
	int64_t value;
	size_t digits;
};

/* A date being read: what was found so far, whatever the order. */
struct scan {
	struct str s; /* folded */
	size_t at;
	struct number n[3]; /* but for those of the time and the zone */
	size_t n_numbers;
	int month;   /* named; 0: not */
	int weekday; /* 0 to 6; -1: not named */
	int seconds; /* of the day; -1: no time */
	int zone;    /* minutes east */
	bool zoned;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
peek(const struct scan *scan, size_t ahead)
{
	size_t at = scan->at + ahead;

	return at < scan->s.len ? scan->s.p[at] : '\0';
}

static struct number
take_digits(struct scan *scan)
{
	struct number n = { 0 };

	while (is_digit(peek(scan, 0))) {
		if (n.digits < 15)
			n.value = n.value * 10 + (peek(scan, 0) - '0');
		n.digits++;
		scan->at++;
	}
	return n;
}

/* Letters of any script; the Arabic comma is none. */
static bool
is_letter(const struct scan *scan)
{
	char c = peek(scan, 0);

	if (c == '\xd8' && peek(scan, 1) == '\x8c')
		return false;
	return (c & 0x80) != 0 || (c >= 'a' && c <= 'z');
}

/* The ":05" or ":05:09.123" behind the hour. */
static bool
read_time(struct scan *scan, int64_t hour)
{
	struct number part[2] = { 0 };
	size_t i;

	for (i = 0; i < 2 && peek(scan, 0) == ':' && is_digit(peek(scan, 1));
	     i++) {
		scan->at++;
		part[i] = take_digits(scan);
	}
	if ((peek(scan, 0) == '.' || peek(scan, 0) == ',') && i == 2 &&
	    is_digit(peek(scan, 1))) {
		scan->at++;
		(void)take_digits(scan);
	}
	if (scan->seconds >= 0 || hour > 23 || part[0].value > 59 ||
	    part[1].value > 60)
		return false;
	if (part[1].value == 60)
		part[1].value = 59; /* a leap second */
	scan->seconds = (int)(hour * 3600 + part[0].value * 60 + part[1].value);
	return true;
}

/* The "h" or "h05" behind the hour. */
static bool
read_french_time(struct scan *scan, int64_t hour)
{
	struct number minutes;

	scan->at++;
	minutes = take_digits(scan);
	if (scan->seconds >= 0 || hour > 23 || minutes.value > 59 ||
	    is_letter(scan))
		return false;
	scan->seconds = (int)(hour * 3600 + minutes.value * 60);
	return true;
}

static bool
push(struct scan *scan, int64_t value, size_t digits)
{
	if (scan->n_numbers == ARRAY_LEN(scan->n))
		return false;
	scan->n[scan->n_numbers++] =
	    (struct number){ .value = value, .digits = digits };
	return true;
}

/* "20170117": a date without separators. */
static bool
push_basic(struct scan *scan, int64_t value)
{
	return push(scan, value / 10000, 4) &&
	       push(scan, value / 100 % 100, 2) && push(scan, value % 100, 2);
}

static bool
read_number(struct scan *scan)
{
	bool after_t = scan->at > 0 && scan->s.p[scan->at - 1] == 't';
	struct number n = take_digits(scan);

	if (peek(scan, 0) == ':' && n.digits <= 2)
		return read_time(scan, n.value);
	if (peek(scan, 0) == 'h' && n.digits <= 2)
		return read_french_time(scan, n.value);
	if (n.digits == 8)
		return push_basic(scan, n.value);
	if (after_t && n.digits == 6 && scan->n_numbers == 3 &&
	    scan->seconds < 0) {
		scan->seconds = (int)(n.value / 10000 * 3600 +
				      n.value / 100 % 100 * 60 + n.value % 100);
		return n.value / 10000 < 24;
	}
	if (n.digits == 14) {
		scan->seconds = (int)(n.value / 10000 % 100 * 3600 +
				      n.value / 100 % 100 * 60 + n.value % 100);
		return n.value / 10000 % 100 < 24 &&
		       push_basic(scan, n.value / 1000000);
	}
	return n.digits <= 4 && push(scan, n.value, n.digits);
}

/* "+0200", "+02:00", "-05" behind a time. */
static bool
read_zone(struct scan *scan)
{
	int sign = peek(scan, 0) == '-' ? -1 : 1;
	struct number n, minutes = { 0 };

	scan->at++;
	n = take_digits(scan);
	if (peek(scan, 0) == ':' && n.digits == 2) {
		scan->at++;
		minutes = take_digits(scan);
	} else if (n.digits == 4) {
		minutes.value = n.value % 100;
		n.value /= 100;
	}
	if (n.value > 14 || minutes.value > 59 || scan->zoned)
		return false;
	scan->zone = sign * (int)(n.value * 60 + minutes.value);
	scan->zoned = true;
	return true;
}

static struct str
take_word(struct scan *scan)
{
	size_t from = scan->at;

	while (is_letter(scan))
		scan->at++;
	return str_slice(scan->s, from, scan->at);
}

static bool
is_one_of(struct str word, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (str_is(word, list[i]))
			return true;
	}
	return false;
}

/* Zones that RFC 822 names; the others were never one thing. */
static bool
zone_named(struct scan *scan, struct str word)
{
	static const struct {
		const char *name;
		int minutes;
	} zones[] = { { "z", 0 }, { "ut", 0 }, { "utc", 0 }, { "gmt", 0 },
		{ "est", -300 }, { "edt", -240 }, { "cst", -360 },
		{ "cdt", -300 }, { "mst", -420 }, { "mdt", -360 },
		{ "pst", -480 }, { "pdt", -420 }, { "cet", 60 },
		{ "cest", 120 }, { "eet", 120 }, { "eest", 180 },
		{ "sast", 120 }, { "msk", 180 }, { "trt", 180 } };
	size_t i;

	for (i = 0; i < ARRAY_LEN(zones); i++) {
		if (!str_is(word, zones[i].name))
			continue;
		/* "GMT+2": what follows says more. */
		if (zones[i].minutes == 0 && is_digit(peek(scan, 1)) &&
		    (peek(scan, 0) == '+' || peek(scan, 0) == '-'))
			return true;
		if (scan->zoned)
			return scan->zone == zones[i].minutes;
		scan->zone = zones[i].minutes;
		/* A zone without a time says nothing about a day. */
		scan->zoned = scan->seconds >= 0;
		return true;
	}
	return false;
}

/* "pm" and "p.m." behind a time. */
static bool
half_of_day(struct scan *scan, struct str word)
{
	bool dots =
	    word.len == 1 && peek(scan, 0) == '.' && peek(scan, 1) == 'm';
	bool pm = str_is(word, "pm") || (dots && word.p[0] == 'p');
	bool am = str_is(word, "am") || (dots && word.p[0] == 'a');
	int hour = scan->seconds / 3600;

	if ((!pm && !am) || scan->seconds < 0 || hour > 12)
		return false;
	scan->at += dots ? 2 : 0;
	scan->seconds += ((hour % 12) + (pm ? 12 : 0) - hour) * 3600;
	return true;
}

/* A month, 1 to 12, by its name; 0: it is none. Those of more languages are
 * read here alone: in a text "Julio" is rather a man. */
static int
month_named(struct str word)
{
	static const char *const names[12] = {
		"gennaio enero januar janeiro ocak января yanvar",
		"febbraio febrero februar fevereiro subat февраля",
		("marzo marz marco mart марта"),
		"aprile abril nisan апреля",
		"maggio mayo maio mayis мая",
		"giugno junio juni junho haziran июня",
		"luglio julio juli julho temmuz июля",
		"agosto agustos августа",
		"settembre septiembre setembro eylul сентября",
		"ottobre octubre oktober outubro ekim октября",
		"novembre noviembre novembro kasim ноября",
		"dicembre diciembre dezember dezembro aralik декабря",
	};
	struct str left, name;
	int i, month = day_month_named(word);

	for (i = 0; month == 0 && i < 12; i++) {
		left = str_of(names[i]);
		while (str_split(&left, ' ', &name)) {
			if (str_eq(name, word))
				month = i + 1;
		}
	}
	return month;
}

static bool
read_word(struct scan *scan)
{
	static const char *const idle[] = { "t", "at", "on", "of", "in", "le",
		"a", "the", "published", "posted", "updated", "date", "st",
		"nd", "rd", "th", "er", "في", "بتاريخ", "م", "يوم", "publie",
		"del", "de", "il", "last", "modified", "created", "mis", "jour",
		"modifie", "pubblicato", "نشر", "نشرت", "النشر", "تاريخ",
		"الساعه", "الموافق", "تم", "اخر", "تحديث", "corresponding",
		"to", "first", "by", "as", "um", "uhr", "am", "vom", "den",
		"pubblicata", "publicado", "publicada", "actualizado",
		"aggiornato", "las", "alle", "ore", "il", "г", "в", "ساعه",
		"التوقيت", "المحلي", "صباحا", "h", "ist", "veroffentlicht" };
	struct str word = take_word(scan), two;
	size_t after = scan->at, from = (size_t)(word.p - scan->s.p);
	int month = month_named(word);

	if (month == 0 && peek(scan, 0) == ' ') {
		/* Levantine months have names of two words. */
		scan->at++;
		(void)take_word(scan);
		two = str_slice(scan->s, from, scan->at);
		month = day_month_named(two);
		if (month == 0)
			scan->at = after;
	}
	if (month > 0) {
		/* Arabic papers give both names of a month. */
		if (scan->month != 0 && scan->month != month)
			return false;
		scan->month = month;
		return true;
	}
	if (day_weekday_named(word) >= 0) {
		scan->weekday = day_weekday_named(word);
		return true;
	}
	return half_of_day(scan, word) || zone_named(scan, word) ||
	       is_one_of(word, idle, ARRAY_LEN(idle));
}

static bool
scan_all(struct scan *scan)
{
	while (scan->at < scan->s.len) {
		if (is_digit(peek(scan, 0))) {
			if (!read_number(scan))
				return false;
		} else if (is_letter(scan)) {
			if (!read_word(scan))
				return false;
		} else if ((peek(scan, 0) == '+' || peek(scan, 0) == '-') &&
			   scan->seconds >= 0 && is_digit(peek(scan, 1))) {
			if (!read_zone(scan))
				return false;
		} else {
			scan->at += peek(scan, 0) == '\xd8' ? 2 : 1;
		}
	}
	return true;
}

static int64_t
full_year(struct number n)
{
	if (n.digits > 2)
		return n.value;
	/* As POSIX reads years of two digits. */
	return n.value + (n.value < 69 ? 2000 : 1900);
}

/* Which number is the day, which the year. month 0 and day 0: not given. */
static bool
settle(const struct scan *scan, struct ymd *d)
{
	const struct number *n = scan->n;

	*d = (struct ymd){ .month = scan->month };
	if (scan->n_numbers == 0)
		return false;
	if (scan->month > 0) {
		d->year = full_year(n[scan->n_numbers - 1]);
		if (scan->n_numbers == 1)
			return n[0].digits == 4;
		d->day = (int)n[0].value;
		if (n[0].digits > 2) {
			d->year = n[0].value;
			d->day = (int)n[1].value;
		}
		return scan->n_numbers == 2 && d->day > 0;
	}
	if (scan->n_numbers == 2 && n[0].digits <= 2) /* 01/2017 */
		*d = (struct ymd){ full_year(n[1]), (int)n[0].value, 0 };
	else if (n[0].digits == 4)
		*d = (struct ymd){ n[0].value, (int)n[1].value,
			(int)n[2].value };
	else
		*d = (struct ymd){ full_year(n[2]), (int)n[1].value,
			(int)n[0].value };
	if (scan->n_numbers < 2 ||
	    (scan->n_numbers == 2 && n[0].digits <= 2 && n[1].digits != 4))
		return false;
	if (d->month > 12 && d->day > 0 && d->day <= 12 && n[0].digits <= 2) {
		int day = d->month;

		d->month = d->day;
		d->day = day;
	}
	return d->month > 0 && (scan->n_numbers < 3 || d->day > 0);
}

static bool
exists(const struct ymd *d)
{
	return d->year >= 1 && d->year <= 9999 && d->month <= 12 &&
	       (d->day == 0 || d->day <= day_month_length(d->year, d->month));
}

static void
finish(struct arena *arena, const struct scan *scan, const struct ymd *d,
    struct pubdate *date)
{
	struct str day =
	    arena_printf(arena, d->day > 0 ? "%04d-%02d-%02d" : "%04d-%02d",
		(int)d->year, d->month, d->day);
	int s = scan->seconds, zone = scan->zone < 0 ? -scan->zone : scan->zone;

	date->day = day_number(d->year, d->month, d->day > 0 ? d->day : 1);
	date->seconds = date->day * 86400;
	date->edtf = day;
	if (s < 0 || d->day == 0)
		return;
	date->seconds += s;
	date->edtf = arena_printf(arena, "%.*sT%02d:%02d:%02d", (int)day.len,
	    day.p, s / 3600, s / 60 % 60, s % 60);
	if (!scan->zoned)
		return;
	day = date->edtf;
	date->edtf =
	    zone == 0
		? arena_printf(arena, "%.*sZ", (int)day.len, day.p)
		: arena_printf(arena, "%.*s%c%02d:%02d", (int)day.len, day.p,
		      scan->zone < 0 ? '-' : '+', zone / 60, zone % 60);
}

/* Seconds, or (12 digits and more) milliseconds since 1970. */
static bool
parse_epoch(struct str s, struct arena *arena, struct pubdate *date)
{
	struct scan scan = { .zoned = true };
	struct ymd d;
	int64_t n, day;

	if (s.len < 9 || s.len > 13 || !str_int(s, &n) || n < 0)
		return false;
	if (s.len >= 12)
		n /= 1000;
	day = n / 86400;
	d = day_split(day);
	scan.seconds = (int)(n % 86400);
	finish(arena, &scan, &d, date);
	return true;
}

static bool
parse_edtf(struct str s, struct arena *arena, struct pubdate *date)
{
	struct edtf edtf;
	struct buf text = { 0 };
	struct err err;

	if (!edtf_parse_draft(s, &edtf, &err))
		return false;
	date->day = edtf_earliest(&edtf);
	if (!edtf_is_day(date->day) || date->day < day_number(1, 1, 1) ||
	    date->day > day_number(9999, 12, 31))
		return false;
	date->seconds = date->day * 86400;
	if (edtf.kind == EDTF_DATE && edtf.item[0].from.precision == EDTF_TIME)
		date->seconds += edtf.item[0].from.seconds;
	edtf_print(&text, &edtf);
	date->edtf = arena_str(arena, buf_view(&text));
	buf_release(&text);
	return true;
}

/* "2017-W03" and "2017-W03-2" (ISO 8601), with the signs or without. */
static bool
parse_week(struct str s, struct arena *arena, struct pubdate *date)
{
	int64_t year, week, weekday = 1;
	bool whole;
	int64_t monday;
	struct ymd d, end;
	char digits[9];
	size_t i, n = 0;

	for (i = 0; i < s.len && n < sizeof digits; i++) {
		if (is_digit(s.p[i]))
			digits[n++] = s.p[i];
		else if ((s.p[i] != 'w' || n != 4) && s.p[i] != '-')
			return false;
	}
	if (memchr(s.p, 'w', s.len) == NULL || i < s.len || n < 6 || n > 7 ||
	    !str_int((struct str){ digits, 4 }, &year) ||
	    !str_int((struct str){ digits + 4, 2 }, &week))
		return false;
	whole = n == 6;
	if (!whole)
		weekday = digits[6] - '0';
	/* The week with the 4th of January is the first. */
	monday = day_number(year, 1, 4);
	monday += (week - 1) * 7 - day_weekday(monday);
	if (year < 1 || week < 1 || weekday < 1 || weekday > 7 ||
	    day_split(monday + 3).year != year)
		return false;
	d = day_split(monday + weekday - 1);
	end = day_split(monday + 6);
	date->day = monday + weekday - 1;
	date->seconds = date->day * 86400;
	date->edtf =
	    arena_printf(arena, "%04d-%02d-%02d", (int)d.year, d.month, d.day);
	if (whole)
		date->edtf = arena_printf(arena, "%.*s/%04d-%02d-%02d",
		    (int)date->edtf.len, date->edtf.p, (int)end.year, end.month,
		    end.day);
	return true;
}

/* A Hijri day may be another one country by country, give or take one: the
 * weekday that is named with it makes it certain. */
static void
finish_hijri(struct arena *arena, const struct scan *scan, int64_t day,
    struct pubdate *date)
{
	static const int near[] = { 0, 1, -1 };
	bool certain = false;
	struct ymd d;
	size_t i;

	for (i = 0; i < ARRAY_LEN(near) && !certain; i++) {
		if (day_weekday(day + near[i]) == scan->weekday) {
			certain = true;
			day += near[i];
		}
	}
	d = day_split(day);
	finish(arena, scan, &d, date);
	if (!certain)
		date->edtf = arena_printf(arena, "%.10s~", date->edtf.p);
}

/* One date in folded words, in the Gregorian calendar where it is given in
 * both. */
static bool
parse_words(struct str folded, struct arena *arena, struct pubdate *date)
{
	struct scan scan = { .seconds = -1, .weekday = -1 };
	struct buf words = { 0 };
	int64_t hijri;
	struct ymd d;
	bool two, good;

	buf_str(&words, folded);
	two = pubdate_cut_hijri(&words, &hijri);
	scan.s = buf_view(&words);
	good = scan_all(&scan);
	if (good && settle(&scan, &d) && exists(&d)) {
		finish(arena, &scan, &d, date);
	} else if (good && two && scan.n_numbers == 0 && scan.month == 0) {
		finish_hijri(arena, &scan, hijri, date);
	} else {
		good = false;
	}
	buf_release(&words);
	return good;
}

/* Where a line that names two dates goes over to the second. */
static size_t
second_date(struct str folded)
{
	static const char *const words[] = { "updated", "last modified",
		"modified", "mis a jour", "modifie le", "اخر تحديث", "تحديث",
		"aktualisiert", "aggiornato", "actualizado", "atualizado",
		"published", "posted", "publie le", "نشر", "|" };
	size_t i, at, first = SIZE_MAX;

	for (i = 0; i < ARRAY_LEN(words); i++) {
		at = str_find(folded, str_of(words[i]), 1);
		if (at != SIZE_MAX && at >= 6 && at < first)
			first = at;
	}
	return first;
}

/* "Published ... Updated ...": the day of publication, whatever the order. */
static bool
parse_two(struct str folded, struct arena *arena, struct pubdate *date)
{
	size_t at = second_date(folded);
	struct str head, tail;
	bool late;

	if (at == SIZE_MAX)
		return false;
	head = str_slice(folded, 0, at);
	tail = str_slice(folded, at, folded.len);
	while (tail.len > 0 && strchr("| -:", tail.p[0]) != NULL)
		tail = str_slice(tail, 1, tail.len);
	late = str_starts(tail, "publi") || str_starts(tail, "posted") ||
	       str_starts(tail, "نشر");
	return (late && parse_words(tail, arena, date)) ||
	       parse_words(head, arena, date) || parse_words(tail, arena, date);
}

/* "1438-04-17": no article is from that year of our calendar. */
static bool
is_hijri_year(struct str s)
{
	int64_t year;

	return s.len == 10 && s.p[4] == '-' &&
	       str_int(str_slice(s, 0, 4), &year) && year >= 1300 &&
	       year <= 1500;
}

bool
pubdate_parse(struct arena *arena, struct str text, struct pubdate *date)
{
	struct buf folded = { 0 };
	struct str s;
	bool good;

	text = str_trim(text);
	if (text.len == 0 || text.len > PUBDATE_MAX)
		return false;
	fold_text(&folded, text);
	s = buf_view(&folded);
	good = (!is_hijri_year(text) && parse_edtf(text, arena, date)) ||
	       parse_epoch(s, arena, date) || parse_week(s, arena, date) ||
	       parse_words(s, arena, date) || parse_two(s, arena, date);
	buf_release(&folded);
	return good;
}
