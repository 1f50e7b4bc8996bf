/* Dates as people write them. */
#include "config.h"

#include "model/datex.h"
#include "tests/test.h"

/* All of these against Tuesday, 17 January 2017. */
enum { TODAY = 17183 };

static const struct {
	const char *in, *out; /* out NULL: no date */
} typed[] = {
	{ "17 Jan 2017", "2017-01-17" },
	{ "January 17, 2017", "2017-01-17" },
	{ "Jan. 17, 2017", NULL },
	{ "2017-01-17", "2017-01-17" },
	{ "17/01/2017", "2017-01-17" },
	{ "1/17/2017", "2017-01-17" },
	{ "17.1.2017", "2017-01-17" },
	{ "17/1/17", "2017-01-17" },
	{ "31/02/2017", NULL },
	{ "the 17th of January 2017", "2017-01-17" },
	{ "Tuesday, 17 January 2017", "2017-01-17" },
	{ "June 2014", "2014-06" },
	{ "2014", "2014" },
	{ "in 2011", "2011" },
	{ "early 2016", "2016-01~/2016-04~" },
	{ "mid-2016", "2016-05~/2016-08~" },
	{ "end of 2016", "2016-09~/2016-12~" },
	{ "mid-June 2014", "2014-06-11~/2014-06-20~" },
	{ "late February 2016", "2016-02-21~/2016-02-29~" },
	{ "summer 2016", "2016-22" },
	{ "first half of 2016", "2016-40" },
	{ "third quarter of 2016", "2016-35" },
	{ "Q3 2016", "2016-35" },
	{ "the 2010s", "201X" },
	{ "last Tuesday", "2017-01-10" },
	{ "Monday", "2017-01-16" },
	{ "next friday", "2017-01-20" },
	{ "yesterday", "2017-01-16" },
	{ "today", "2017-01-17" },
	{ "tomorrow", "2017-01-18" },
	{ "-30d", "2016-12-18" },
	{ "+2w", "2017-01-31" },
	{ "-3m", "2016-10" },
	{ "-2y", "2015" },
	{ "last week", "2017-01-09/2017-01-15" },
	{ "last month", "2016-12" },
	{ "this year", "2017" },
	{ "next year", "2018" },
	{ "in March", "2016-03" },
	{ "december", "2016-12" },
	{ "next March", "2017-03" },
	{ "17 january", "2017-01-17" },
	{ "24 december", "2016-12-24" },
	{ "three days ago", "2017-01-14" },
	{ "two years ago", "2015~" },
	{ "more than two years ago", "[..2015-01]" },
	{ "since 2011", "2011/.." },
	{ "since March 2016", "2016-03/.." },
	{ "until June 2014", "../2014-06" },
	{ "before 2011", "[..2010]" },
	{ "after March 2016", "[2016-04..]" },
	{ "for more than two years", "[..2015-01]" },
	{ "from 2011 to 2014", "2011/2014" },
	{ "between 2011 and 2014", "2011/2014" },
	{ "2011-2014", "2011/2014" },
	{ "17-19 January 2017", "2017-01-17/2017-01-19" },
	{ "between June and August 2014", "2014-06/2014-08" },
	{ "2016-17", "2016/2017" },
	{ "about 2014", "2014~" },
	{ "2014~", "2014~" },
	{ "2011/..", "2011/.." },
	{ "17 يناير 2017", "2017-01-17" },
	{ "١٧ يناير ٢٠١٧", "2017-01-17" },
	{ "ديسمبر 2015", "2015-12" },
	{ "17 ديسمبر 2015", "2015-12-17" },
	{ "17 ديسمبر/كانون الأول 2015", "2015-12-17" },
	{ "17 كانون الثاني (يناير) 2017", "2017-01-17" },
	{ "في مطلع 2016", "2016-01~/2016-04~" },
	{ "أواخر عام 2015", "2015-09~/2015-12~" },
	{ "منذ عام 2011", "2011/.." },
	{ "منذ أكثر من عامين", "[..2015-01]" },
	{ "قبل ثلاثة أيام", "2017-01-14" },
	{ "العام الماضي", "2016" },
	{ "الثلاثاء الماضي", "2017-01-10" },
	{ "أمس", "2017-01-16" },
	{ "النصف الأول من عام 2016", "2016-40" },
	{ "بين عامي 2011 و2014", "2011/2014" },
	{ "5 ربيع الأول 1437", "2015-12-17~" },
	{ "رمضان 1435", "2014-06-29~/2014-07-28~" },
	{ "1437 هـ", "2015-10-15~/2016-10-02~" },
	{ "17 janvier 2017", "2017-01-17" },
	{ "1er mars 2016", "2016-03-01" },
	{ "mardi dernier", "2017-01-10" },
	{ "début 2016", "2016-01~/2016-04~" },
	{ "depuis 2011", "2011/.." },
	{ "depuis plus de deux ans", "[..2015-01]" },
	{ "il y a trois jours", "2017-01-14" },
	{ "l'année dernière", "2016" },
	{ "août 2014", "2014-08" },
	{ "soon", NULL },
	{ "", NULL },
	{ "17 Jan 2017 and more", NULL },
	{ "99 Jan 2017", NULL },
};

static void
test_typed(void)
{
	struct buf out = { 0 };
	struct err err = { 0 };
	struct edtf e;
	size_t i;

	for (i = 0; i < ARRAY_LEN(typed); i++) {
		bool found = datex_typed(str_of(typed[i].in), TODAY, &e, &err);

		if (typed[i].out == NULL) {
			ok(!found, "\"%s\" is no date", typed[i].in);
			continue;
		}
		buf_reset(&out);
		if (found)
			edtf_print(&out, &e);
		is_str(buf_view(&out), typed[i].out, "%s", typed[i].in);
	}
	datex_typed(str_of("soon"), TODAY, &e, &err);
	is_str(str_of(err.text),
	    "\"soon\" is not a date; write it as 17 Jan 2017, June 2014, "
	    "2011/.. or -30d",
	    "an error says what would be a date");
	buf_release(&out);
}

/* Texts and what is found in them: "words=EDTF|...". */
static const struct {
	const char *text, *found;
} written[] = {
	{ "General Khalifa Haftar flew to Cairo on Tuesday.",
	    "Tuesday=2017-01-17" },
	{ "The embargo, imposed on 26 February 2011, was extended.",
	    "26 February 2011=2011-02-26" },
	{ "They have fought since 2011, and for more than two years in "
	  "Benghazi.",
	    "since 2011=2011/..|for more than two years=[..2015-01]" },
	{ "The 2011 uprising (2014 for some) killed 2,011 people; 2015 "
	  "fighters fell.",
	    "2011=2011|2014=2014" },
	{ "Resolution 2009 and resolution 1973 (2011) of 17 March 2011.",
	    "2011=2011|17 March 2011=2011-03-17" },
	{ "He may march in May with 17 may be.", "May=2016-05" },
	{ "The vote will be held on 5 February.", "5 February=2017-02-05" },
	{ "The vote is due on Thursday.", "Thursday=2017-01-19" },
	{ "It began in early 2016 and ended last month.",
	    "early 2016=2016-01~/2016-04~|last month=2016-12" },
	{ "Clashes from 17 to 19 January 2017.",
	    "from 17 to 19 January 2017=2017-01-17/2017-01-19" },
	{ "He was jailed for two years.", "" },
	{ "over the past two years",
	    "over the past two years=2015-01/2017-01" },
	{ "Signed on 2015-12-17 at 10:30, call 0202-11-99.",
	    "2015-12-17=2015-12-17" },
	{ "وقع الاتفاق في 17 ديسمبر 2015 بالصخيرات.",
	    "17 ديسمبر 2015=2015-12-17" },
	{ "تقدمت القوات في مطلع 2016 ومنذ عام 2014 لم تتوقف.",
	    "مطلع 2016=2016-01~/2016-04~|منذ عام 2014=2014/.." },
	{ "قال يوم الثلاثاء إن الجيش", "الثلاثاء=2017-01-17" },
	{ "Depuis 2014, et le 17 décembre 2015 à Skhirat.",
	    "Depuis 2014=2014/..|17 décembre 2015=2015-12-17" },
	{ "", "" },
};

static void
test_written(void)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	size_t i, j;

	for (i = 0; i < ARRAY_LEN(written); i++) {
		struct str text = str_of(written[i].text);
		struct datex *list;
		size_t n;

		buf_reset(&out);
		datex_find(text, TODAY, &arena, &list, &n);
		for (j = 0; j < n; j++) {
			if (j > 0)
				buf_putc(&out, '|');
			buf_str(&out, str_slice(text, list[j].span.from,
					  list[j].span.to));
			buf_putc(&out, '=');
			buf_str(&out, list[j].when);
		}
		is_str(buf_view(&out), written[i].found, "found in \"%s\"",
		    written[i].text);
	}
	buf_release(&out);
	arena_release(&arena);
}

static void
test_ongoing(void)
{
	struct arena arena = { 0 };
	struct datex *list;
	size_t n;

	datex_find(str_of("for more than two years"), TODAY, &arena, &list, &n);
	ok(n == 1 && list[0].ongoing && list[0].earliest == EDTF_OPEN_START &&
		list[0].latest == day_number(2015, 1, 31),
	    "what has lasted goes on, and began by then");
	datex_find(str_of("17 Jan 2017"), TODAY, &arena, &list, &n);
	ok(n == 1 && !list[0].ongoing && list[0].earliest == TODAY,
	    "a day does not");
	arena_release(&arena);
}

int
main(void)
{
	test_typed();
	test_written();
	test_ongoing();
	return done();
}
