#include "config.h"

#include "tests/test.h"
#include "ui/when.h"

static void
full_and_short(void)
{
	static const struct {
		const char *in, *full, *brief;
	} cases[] = {
		{ "2017-01-18", "18 Jan 2017", "18 Jan   " },
		{ "2017-01-08T09:00:00Z", "8 Jan 2017", " 8 Jan   " },
		{ "2016-12-31", "31 Dec 2016", "31 Dec 16" },
		{ "2016-12", "Dec 2016", "   Dec 16" },
		{ "2017-01", "Jan 2017", "   Jan 17" },
		{ "2011~", "2011", "     2011" },
		{ "1917-11-02", "2 Nov 1917", " Nov 1917" },
		{ "2011-24", "2011", "     2011" },
		{ "2011-13-40", "2011", "     2011" },
		{ "2011-02-XX", "Feb 2011", "   Feb 11" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf b = { 0 };
		struct when w;

		ok(when_parse(str_of(cases[i].in), &w), "%s is a date",
		    cases[i].in);
		when_full(&b, w);
		is_str(buf_view(&b), cases[i].full, "%s in full", cases[i].in);
		buf_reset(&b);
		when_short(&b, w, 2017);
		is_str(
		    buf_view(&b), cases[i].brief, "%s in short", cases[i].in);
		buf_release(&b);
	}
}

static void
what_is_no_date(void)
{
	static const char *const cases[] = { "", "201", "June", "..", "/2014" };
	struct when w;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		ok(!when_parse(str_of(cases[i]), &w), "\"%s\" is no date",
		    cases[i]);
}

static void
days_and_seconds(void)
{
	static const struct {
		int64_t seconds;
		const char *out;
	} cases[] = {
		{ 0, "1970-01-01 00:00" },
		{ -1, "1969-12-31 23:59" },
		{ 951782400, "2000-02-29 00:00" },
		{ 1484732460, "2017-01-18 09:41" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf b = { 0 };

		when_stamp(&b, cases[i].seconds);
		is_str(buf_view(&b), cases[i].out, "second %lld",
		    (long long)cases[i].seconds);
		buf_release(&b);
	}
}

static void
intervals(void)
{
	static const struct {
		const char *start, *end, *out;
	} cases[] = {
		{ "2014-05-16", "..", "since 16 May 2014" },
		{ "2014-05", "", "from May 2014" },
		{ "1987~", "2018?", "about 1987 \xe2\x80\x93 perhaps 2018" },
		{ "2014-37", "2016-39", "early 2014 \xe2\x80\x93 late 2016" },
		{ "2014-01~/2014-04~", "", "from early 2014" },
		{ "", "2011-08", "until Aug 2011" },
		{ "..", "2011", "until 2011" },
		{ "", "", "" },
		{ "..", "..", "" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf b = { 0 };

		when_interval(&b, str_of(cases[i].start), str_of(cases[i].end));
		is_str(buf_view(&b), cases[i].out, "%s to %s", cases[i].start,
		    cases[i].end);
		buf_release(&b);
	}
}

int
main(void)
{
	intervals();
	full_and_short();
	what_is_no_date();
	days_and_seconds();
	return done();
}
