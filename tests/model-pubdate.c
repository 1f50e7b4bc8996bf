/* Dates as articles come with them. */
#include "config.h"

#include "model/day.h"
#include "model/pubdate.h"
#include "tests/test.h"

static void
test_read(void)
{
	static const struct {
		const char *text, *edtf;
	} cases[] = {
		{ "2017-01-17", "2017-01-17" },
		{ " 2017-1-7 ", "2017-01-07" },
		{ "2017-01-17T10:05:09Z", "2017-01-17T10:05:09Z" },
		{ "2017-01-17T10:05:09.123+0200", "2017-01-17T10:05:09+02:00" },
		{ "2017-01-17T10:05:09-05:00", "2017-01-17T10:05:09-05:00" },
		{ "2017-01-17 10:05", "2017-01-17T10:05:00" },
		{ "2017-01-17 10:05:09 UTC", "2017-01-17T10:05:09Z" },
		{ "20170117", "2017-01-17" },
		{ "20170117T100509Z", "2017-01-17T10:05:09Z" },
		{ "20170117100509", "2017-01-17T10:05:09" },
		{ "2017/01/17", "2017-01-17" },
		{ "2017-01", "2017-01" },
		{ "2017", "2017" },
		{ "2016-12~", "2016-12~" },
		{ "Tue, 17 Jan 2017 10:05:09 +0200",
		    "2017-01-17T10:05:09+02:00" },
		{ "Tue, 17 Jan 2017 10:05:09 GMT", "2017-01-17T10:05:09Z" },
		{ "17 Jan 17 10:05 EST", "2017-01-17T10:05:00-05:00" },
		{ "17 Jan 2017", "2017-01-17" },
		{ "17th of January, 2017", "2017-01-17" },
		{ "January 17, 2017", "2017-01-17" },
		{ "Jan. 17, 2017, 3:05 PM", "2017-01-17T15:05:00" },
		{ "January 17, 2017 12:00 am", "2017-01-17T00:00:00" },
		{ "January 2017", "2017-01" },
		{ "Published on 17 January 2017 at 10:05",
		    "2017-01-17T10:05:00" },
		{ "17/01/2017", "2017-01-17" },
		{ "01/17/2017", "2017-01-17" },
		{ "03/04/2017", "2017-04-03" },
		{ "17.01.2017", "2017-01-17" },
		{ "17-01-17", "2017-01-17" },
		{ "1er février 2017", "2017-02-01" },
		{ "mardi 17 janvier 2017", "2017-01-17" },
		{ "17 يناير 2017", "2017-01-17" },
		{ "١٧ يناير ٢٠١٧", "2017-01-17" },
		{ "الثلاثاء، 17 كانون الثاني/يناير 2017", "2017-01-17" },
		{ "17 جانفي 2017", "2017-01-17" },
		{ "Mardi 17 janvier 2017 à 10h05", "2017-01-17T10:05:00" },
		{ "Publié le 17/01/2017 à 10h", "2017-01-17T10:00:00" },
		{ "17 gennaio 2017", "2017-01-17" },
		{ "17 de enero de 2017", "2017-01-17" },
		{ "17. Januar 2017", "2017-01-17" },
		{ "نشر في 17 يناير 2017", "2017-01-17" },
		{ "آخر تحديث: 17 يناير 2017 الساعة 10:05",
		    "2017-01-17T10:05:00" },
		{ "Last updated: 17 Jan 2017, 10:05 GMT",
		    "2017-01-17T10:05:00Z" },
		{ "Tue, 17 Jan 2017 10:05:09 GMT+2",
		    "2017-01-17T10:05:09+02:00" },
		{ "Tue, 17 Jan 2017 10:05:09 UTC+03:00",
		    "2017-01-17T10:05:09+03:00" },
		{ "Tue, 17 Jan 2017 10:05:09 MSK",
		    "2017-01-17T10:05:09+03:00" },
		{ "1484647509", "2017-01-17T10:05:09Z" },
		{ "1484647509000", "2017-01-17T10:05:09Z" },
		{ "29 Feb 2016", "2016-02-29" },
	};
	static const char *const none[] = { "", "yesterday", "2017-13-01",
		"30 Feb 2017", "29/02/2017", "17 Jan", "25:00",
		"17 Jan 2017 26:00", "1 2 3 4 2017", "the 17 Jan 2017 raid",
		"12345", "99999999999999999999", "17 Jan 2017 Feb",
		"2017-01-17T", "32/13/2017", "0000-00-00" };
	struct arena arena = { 0 };
	struct pubdate date;
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		date = (struct pubdate){ 0 };
		ok(pubdate_parse(&arena, str_of(cases[i].text), &date),
		    "a date: %s", cases[i].text);
		is_str(date.edtf, cases[i].edtf, "as %s", cases[i].edtf);
	}
	for (i = 0; i < ARRAY_LEN(none); i++)
		ok(!pubdate_parse(&arena, str_of(none[i]), &date) ||
			str_starts(date.edtf, "2017-01-17"),
		    "no date: %s (%.*s)", none[i], (int)date.edtf.len,
		    date.edtf.p);
	arena_release(&arena);
}

static void
test_numbers(void)
{
	struct arena arena = { 0 };
	struct pubdate date;

	ok(pubdate_parse(&arena, str_of("2017-01-17T23:30:00-05:00"), &date),
	    "a time late in the day");
	is_int(date.day, day_number(2017, 1, 17), "is of the day written");
	is_int(date.seconds, date.day * 86400 + 23 * 3600 + 1800,
	    "and its seconds lie in it");
	ok(pubdate_parse(&arena, str_of("2017"), &date), "a year");
	is_int(date.day, day_number(2017, 1, 1), "starts with its first day");
	ok(pubdate_parse(&arena, str_of("2017-01-17T10:00:00Z"), &date),
	    "a time in UTC");
	is_int(date.seconds, date.day * 86400 + 36000, "has its seconds");
	arena_release(&arena);
}

int
main(void)
{
	test_read();
	test_numbers();
	return done();
}
