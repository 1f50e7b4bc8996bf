/* The calendar. */
#include "config.h"

#include "model/day.h"
#include "model/hijri.h"
#include "tests/test.h"

static void
test_numbers(void)
{
	static const struct {
		int64_t year;
		int month, day;
		int64_t number;
	} known[] = {
		{ 1970, 1, 1, 0 },
		{ 1969, 12, 31, -1 },
		{ 2000, 3, 1, 11017 },
		{ 2017, 1, 17, 17183 },
		{ 0, 1, 1, -719528 },
		{ -1, 12, 31, -719529 },
		{ 622, 7, 19, -492148 },
		{ 9999, 12, 31, 2932896 },
	};
	int64_t day;
	bool same = true;
	size_t i;

	for (i = 0; i < ARRAY_LEN(known); i++) {
		struct ymd d = day_split(known[i].number);

		is_int(day_number(known[i].year, known[i].month, known[i].day),
		    known[i].number, "number of %d-%d-%d", (int)known[i].year,
		    known[i].month, known[i].day);
		ok(d.year == known[i].year && d.month == known[i].month &&
			d.day == known[i].day,
		    "and back");
	}
	for (day = -1000000; day < 1000000; day += 997) {
		struct ymd d = day_split(day);

		same = same && day_number(d.year, d.month, d.day) == day;
	}
	ok(same, "days over two million days come back");
	is_int(day_number(2017, 13, 0), day_number(2017, 12, 31),
	    "a month too far counts on");
	is_int(day_number(2017, -1, 1), day_number(2016, 11, 1),
	    "and one too low counts back");
	is_int(day_weekday(day_number(2017, 1, 17)), 1, "a Tuesday");
	is_int(day_weekday(-4), 6, "a Sunday before 1970");
	is_int(day_month_length(1900, 2), 28, "1900 is no leap year");
	is_int(day_month_length(2000, 2), 29, "2000 is one");
}

static void
test_hijri(void)
{
	struct ymd d = hijri_split(day_number(2015, 12, 17));
	int64_t day;
	bool same = true;

	is_int(hijri_day(1, 1, 1), day_number(622, 7, 19), "the epoch");
	/* As Riyadh proclaimed them; the tables have the first a day later. */
	is_int(hijri_day(1435, 9, 1), day_number(2014, 6, 28), "a Ramadan");
	is_int(hijri_day(1440, 9, 1), day_number(2019, 5, 6), "another");
	is_int(hijri_day(1435, 10, 1), day_number(2014, 7, 28), "an Eid");
	is_int(hijri_day(1356, 1, 1), day_number(1937, 3, 14), "Umm al-Qura");
	is_int(
	    hijri_day(1356, 1, 0), hijri_day(1355, 12, 30), "from the tables");
	is_int(hijri_day(1501, 1, 1), day_number(2077, 11, 17), "and to them");
	is_int(hijri_month_length(1435, 9), 30, "a long month");
	is_int(hijri_month_length(1440, 8), 30, "Shaban before it");
	is_int(hijri_month_length(1445, 12), 30, "the last of a long year");
	is_int(hijri_month_length(1444, 9), 29, "a short one");
	ok(d.year == 1437 && d.month == 3, "17 Dec 2015 in Rabi I 1437");
	for (day = -20000; day < 45000; day += 7) {
		d = hijri_split(day);
		same = same && hijri_day(d.year, d.month, d.day) == day;
	}
	ok(same, "Hijri days come back");
}

static void
test_names(void)
{
	static const struct {
		const char *word;
		int month;
	} months[] = {
		{ "january", 1 },
		{ "sept", 9 },
		{ "aout", 8 },
		{ "fevrier", 2 },
		{ "يناير", 1 },
		{ "ديسمبر", 12 },
		{ "كانون الثاني", 1 },
		{ "كانون الاول", 12 },
		{ "تشرين الثاني", 11 },
		{ "جوان", 6 },
		{ "جويليه", 7 },
		{ "غشت", 8 },
		{ "اذار", 3 },
		{ "janu", 0 },
		{ "", 0 },
		{ "كانون", 0 },
	};
	struct buf out = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(months); i++)
		is_int(day_month_named(str_of(months[i].word)), months[i].month,
		    "month of \"%s\"", months[i].word);
	is_int(day_weekday_named(str_of("mardi")), 1, "mardi");
	is_int(day_weekday_named(str_of("الثلاثا")), 1,
	    "a weekday without its hamza");
	is_int(day_weekday_named(str_of("الثلاثاء")), 1, "and with it");
	is_int(day_weekday_named(str_of("someday")), -1, "no weekday");
	is_int(day_hijri_named(str_of("رمضان")), 9, "a Hijri month");
	is_int(day_hijri_named(str_of("ربيع الاول")), 3, "one of two words");
	is_int(day_hijri_named(str_of("ربيع")), 0, "none of its half");
	day_text(&out, 17183);
	is_str(buf_view(&out), "17 Jan 2017", "a day for people");
	buf_reset(&out);
	day_iso(&out, day_number(-43, 3, 15));
	is_str(buf_view(&out), "-0043-03-15", "a day before year 0");
	buf_release(&out);
}

int
main(void)
{
	test_numbers();
	test_hijri();
	test_names();
	return done();
}
