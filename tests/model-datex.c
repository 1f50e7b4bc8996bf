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
	{ "Jan. 17, 2017", "2017-01-17" },
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
	{ "5 ربيع الأول 1437", "2015-12-16~" },
	{ "رمضان 1435", "2014-06-28~/2014-07-27~" },
	{ "1437 هـ", "2015-10-14~/2016-10-01~" },
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
	{ "Il gouverne dès 2014, et des 2014 voix.", "dès 2014=2014/.." },
	{ "Dès juin 2014, puis dès l'été 2015.",
	    "Dès juin 2014=2014-06/..|dès l'été 2015=2015-22/.." },
	{ "They ruled through 2014, through the winter of 2016.",
	    "through 2014=../2014|winter of 2016=2016-24" },
	{ "from 2011 through June 2014",
	    "from 2011 through June 2014=2011/2014-06" },
	{ "A pre-2011 law and the post-2011 order, pre-2011/post-2011.",
	    "pre-2011=[..2010]|post-2011=[2012..]|pre-2011=[..2010]|"
	    "post-2011=[2012..]" },
	{ "peut-être en 2012, et c'était peut-être le 3 mai 2012",
	    "peut-être en 2012=2012?|peut-être le 3 mai 2012=2012-05-03?" },
	{ "by 2012 at the latest, or in June 2013, at the earliest",
	    "by 2012 at the latest=[..2012]|in June 2013, at the "
	    "earliest=[2013-06..]" },
	{ "au plus tard en 2012, en 2013 au plus tôt",
	    "au plus tard en 2012=[..2012]|en 2013 au plus tôt=[2013..]" },
	{ "See pages 2010-2015, pp. 2010–2015, p. 2011 and page 2014.", "" },
	{ "All through 2014 it lasted, from March through to June 2016.",
	    "2014=2014|from March through to June 2016=2016-03/2016-06" },
	{ "through to 2016, through the end of 2017",
	    "through to 2016=../2016|through the end of 2017=../2017-12~" },
	{ "Not before 2014, and not after June 2016.",
	    "Not before 2014=[2014..]|not after June 2016=[..2016-06]" },
	{ "Turned the pages in 2014.", "2014=2014" },
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

/* As news writes them, and what they mean: all that is found, with bars
 * between. */
static const struct {
	const char *text, *found;
} said[] = {
	{ "The accord was signed on December 17, 2015, in Skhirat.",
	    "2015-12-17" },
	{ "The accord was signed on Dec. 17, 2015.", "2015-12-17" },
	{ "The accord was signed on 17th December 2015.", "2015-12-17" },
	{ "in the early hours of Sept. 11, 2016", "2016-09-11" },
	{ "on the 17th of February, 2011", "2011-02-17" },
	{ "on February 17", "2017-02-17" },
	{ "On Feb 17 2011 protesters gathered", "2011-02-17" },
	{ "Haftar said on Sunday", "2017-01-15" },
	{ "on Sunday, January 15,", "2017-01-15" },
	{ "Tuesday's visit", "2017-01-17" },
	{ "late on Monday", "2017-01-16" },
	{ "since last Thursday", "2017-01-12/.." },
	{ "earlier this week", "2017-01-16/2017-01-22" },
	{ "late last year", "2016-09~/2016-12~" },
	{ "early this year", "2017-01~/2017-04~" },
	{ "earlier this month", "2017-01" },
	{ "at the end of last month", "2016-12-21~/2016-12-31~" },
	{ "by the end of 2016", "2016-09~/2016-12~" },
	{ "at the beginning of 2016", "2016-01~/2016-04~" },
	{ "in the middle of 2014", "2014-05~/2014-08~" },
	{ "in mid-May 2014", "2014-05-11~/2014-05-20~" },
	{ "in late July 2014", "2014-07-21~/2014-07-31~" },
	{ "in the summer of 2014", "2014-22" },
	{ "in spring 2011", "2011-21" },
	{ "in the autumn of 2015", "2015-23" },
	{ "last summer", "2016-22" },
	{ "last winter", "2016-24" },
	{ "in the first quarter of 2016", "2016-33" },
	{ "in the second half of 2014", "2014-41" },
	{ "during the 2011 uprising", "2011" },
	{ "the 2012 elections", "2012" },
	{ "the June 2014 vote", "2014-06" },
	{ "between 2011 and 2014", "2011/2014" },
	{ "from 2012 to 2014", "2012/2014" },
	{ "from June to August 2014", "2014-06/2014-08" },
	{ "between May 16 and May 20, 2014", "2014-05-16/2014-05-20" },
	{ "16-20 May 2014", "2014-05-16/2014-05-20" },
	{ "May 16-20, 2014", "2014-05-16/2014-05-20" },
	{ "13–23 July 2014", "2014-07-13/2014-07-23" },
	{ "two weeks ago", "2017-01-03~" },
	{ "three months ago", "2016-10~" },
	{ "six years ago", "2011~" },
	{ "a year ago", "2016~" },
	{ "a decade ago", "2007~" },
	{ "some two years ago", "2015~" },
	{ "nearly six years ago", "2011~" },
	{ "more than two years ago", "[..2015-01]" },
	{ "less than a month ago", "2016-12~" },
	{ "in the past six months", "2016-07/2017-01" },
	{ "over the last three years", "2014-01/2017-01" },
	{ "in the last two weeks", "2017-01-03/2017-01-17" },
	{ "for the past two years", "2015-01/2017-01" },
	{ "for nearly two years", "2015-01~" },
	{ "for almost three years", "2014-01~" },
	{ "for over five years", "[..2012-01]" },
	{ "since the beginning of 2015", "2015-01~/.." },
	{ "since early 2014", "2014-01~/.." },
	{ "since mid-2014", "2014-05~/.." },
	{ "since August", "2016-08/.." },
	{ "since 2014", "2014/.." },
	{ "since May 16, 2014", "2014-05-16/.." },
	{ "until 2012", "../2012" },
	{ "until the end of 2015", "../2015-12~" },
	{ "before 2011", "[..2010]" },
	{ "after 2014", "[2015..]" },
	{ "prior to 2011", "[..2010]" },
	{ "as of 2016", "2016" },
	{ "by 2015", "2015" },
	{ "in 2016-17", "2016/2017" },
	{ "in 2014/15", "2014/2015" },
	{ "the 1990s", "199X" },
	{ "in the 1980s", "198X" },
	{ "yesterday", "2017-01-16" },
	{ "the day before yesterday", "2017-01-15" },
	{ "tomorrow", "2017-01-18" },
	{ "today", "2017-01-17" },
	{ "on Tuesday evening", "2017-01-17" },
	{ "next Thursday", "2017-01-19" },
	{ "next month", "2017-02" },
	{ "next year", "2018" },
	{ "this month", "2017-01" },
	{ "last month", "2016-12" },
	{ "last week", "2017-01-09/2017-01-15" },
	{ "next week", "2017-01-23/2017-01-29" },
	{ "two days earlier", "2017-01-15" },
	{ "three years later", "" },
	{ "the following day", "" },
	{ "on 11/09/2016", "2016-09-11" },
	{ "on 2016/09/11", "2016-09-11" },
	{ "on 11.09.2016", "2016-09-11" },
	{ "2016-09-11T10:00:00Z", "2016-09-11" },
	{ "11 Sep 16", "2016-09-11" },
	{ "on Friday 13 January 2017", "2017-01-13" },
	{ "in January", "2017-01" },
	{ "in December", "2016-12" },
	{ "last December", "2016-12" },
	{ "next March", "2017-03" },
	{ "in March last year", "2016-03" },
	{ "in March this year", "2017-03" },
	{ "June last year", "2016-06" },
	{ "around 2012", "2012~" },
	{ "circa 2010", "2010~" },
	{ "in about 2013", "2013~" },
	{ "in or around 2014", "2014~" },
	{ "resolution 2259 (2015)", "2015" },
	{ "UNSCR 1970 (2011)", "2011" },
	{ "Resolution 1970 of 2011", "2011" },
	{ "S/2016/209", "" },
	{ "32 people and 2016 fighters", "" },
	{ "le 17 décembre 2015", "2015-12-17" },
	{ "le 1er janvier 2016", "2016-01-01" },
	{ "mardi 17 janvier 2017", "2017-01-17" },
	{ "mardi", "2017-01-17" },
	{ "lundi dernier", "2017-01-16" },
	{ "en juin 2014", "2014-06" },
	{ "depuis juin 2014", "2014-06/.." },
	{ "fin 2015", "2015-09~/2015-12~" },
	{ "début janvier", "2017-01-01~/2017-01-10~" },
	{ "à la mi-2014", "2014-05~/2014-08~" },
	{ "mi-mai 2014", "2014-05-11~/2014-05-20~" },
	{ "à la fin de 2015", "2015-09~/2015-12~" },
	{ "au début de l'année 2016", "2016-01~/2016-04~" },
	{ "l'an dernier", "2016" },
	{ "l'année dernière", "2016" },
	{ "le mois dernier", "2016-12" },
	{ "la semaine dernière", "2017-01-09/2017-01-15" },
	{ "il y a deux ans", "2015~" },
	{ "il y a six mois", "2016-07~" },
	{ "depuis deux ans", "2015-01~" },
	{ "depuis plus de deux ans", "[..2015-01]" },
	{ "depuis près de trois ans", "2014-01~" },
	{ "au cours des deux dernières années", "2015-01/2017-01" },
	{ "entre 2011 et 2014", "2011/2014" },
	{ "de 2011 à 2014", "2011/2014" },
	{ "du 13 au 23 juillet 2014", "2014-07-13/2014-07-23" },
	{ "entre le 16 et le 20 mai 2014", "2014-05-16/2014-05-20" },
	{ "avant 2011", "[..2010]" },
	{ "après 2014", "[2015..]" },
	{ "jusqu'en 2012", "../2012" },
	{ "à l'été 2014", "2014-22" },
	{ "au printemps 2011", "2011-21" },
	{ "à l'automne 2015", "2015-23" },
	{ "hier", "2017-01-16" },
	{ "avant-hier", "2017-01-15" },
	{ "aujourd'hui", "2017-01-17" },
	{ "demain", "2017-01-18" },
	{ "le premier semestre 2016", "2016-40" },
	{ "au troisième trimestre 2016", "2016-35" },
	{ "dans les années 1990", "199X" },
	{ "vers 2012", "2012~" },
	{ "en août dernier", "2016-08" },
	{ "en 17 ديسمبر 2015", "2015-12-17" },
	{ "وقع الاتفاق يوم 17 ديسمبر 2015", "2015-12-17" },
	{ "في ديسمبر 2015", "2015-12" },
	{ "في شهر ديسمبر 2015", "2015-12" },
	{ "في ديسمبر من عام 2015", "2015-12" },
	{ "في ديسمبر الماضي", "2016-12" },
	{ "في 11 سبتمبر/أيلول 2016", "2016-09-11" },
	{ "في أيلول 2016", "2016-09" },
	{ "١١ سبتمبر ٢٠١٦", "2016-09-11" },
	{ "يوم الأحد الماضي", "2017-01-15" },
	{ "يوم الثلاثاء", "2017-01-17" },
	{ "مساء الاثنين", "2017-01-16" },
	{ "أمس الاثنين", "2017-01-16" },
	{ "أمس الأول", "2017-01-15" },
	{ "أول أمس", "2017-01-15" },
	{ "اليوم الثلاثاء", "2017-01-17" },
	{ "غدا", "2017-01-18" },
	{ "الأسبوع الماضي", "2017-01-09/2017-01-15" },
	{ "الشهر الماضي", "2016-12" },
	{ "العام الماضي", "2016" },
	{ "السنة الماضية", "2016" },
	{ "العام المقبل", "2018" },
	{ "هذا العام", "2017" },
	{ "العام الجاري", "2017" },
	{ "قبل عامين", "2015~" },
	{ "قبل أسبوعين", "2017-01-03~" },
	{ "قبل ستة أشهر", "2016-07~" },
	{ "قبل أكثر من عامين", "[..2015-01]" },
	{ "منذ عامين", "2015-01~" },
	{ "منذ أكثر من عامين", "[..2015-01]" },
	{ "منذ نحو عامين", "2015-01~" },
	{ "منذ عام 2011", "2011/.." },
	{ "منذ مطلع عام 2016", "2016-01~/.." },
	{ "منذ يونيو 2014", "2014-06/.." },
	{ "خلال العامين الماضيين", "2015-01/2017-01" },
	{ "خلال السنوات الثلاث الماضية", "2014-01/2017-01" },
	{ "بين عامي 2011 و2014", "2011/2014" },
	{ "من 2011 إلى 2014", "2011/2014" },
	{ "بين 16 و20 مايو 2014", "2014-05-16/2014-05-20" },
	{ "من 13 إلى 23 يوليو 2014", "2014-07-13/2014-07-23" },
	{ "مطلع عام 2016", "2016-01~/2016-04~" },
	{ "أوائل 2016", "2016-01~/2016-04~" },
	{ "منتصف 2014", "2014-05~/2014-08~" },
	{ "منتصف مايو 2014", "2014-05-11~/2014-05-20~" },
	{ "أواخر 2015", "2015-09~/2015-12~" },
	{ "نهاية عام 2015", "2015-09~/2015-12~" },
	{ "صيف 2014", "2014-22" },
	{ "ربيع عام 2011", "2011-21" },
	{ "خريف 2015", "2015-23" },
	{ "شتاء 2015", "2015-24" },
	{ "الربع الأول من 2016", "2016-33" },
	{ "النصف الثاني من عام 2014", "2014-41" },
	{ "قبل 2011", "[..2010]" },
	{ "بعد عام 2014", "[2015..]" },
	{ "حتى نهاية 2015", "../2015-12~" },
	{ "حوالي عام 2012", "2012~" },
	{ "في 4/4/2019", "2019-04-04" },
	{ "2015/12/17", "2015-12-17" },
	{ "4 نيسان 2019", "2019-04-04" },
	{ "4 أفريل 2019", "2019-04-04" },
	{ "17 فبراير", "2017-02-17" },
	{ "ثورة 17 فبراير 2011", "2011-02-17" },
	{ "رمضان 1435 هـ", "2014-06-28~/2014-07-27~" },
	{ "5 ربيع الأول 1437 هـ", "2015-12-16~" },
	{ "عام 1437 هـ", "2015-10-14~/2016-10-01~" },
	{ "عام 2014م", "2014" },
};

static void
test_said(void)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	size_t i, j;

	for (i = 0; i < ARRAY_LEN(said); i++) {
		struct datex *list;
		size_t n;

		buf_reset(&out);
		datex_find(str_of(said[i].text), TODAY, &arena, &list, &n);
		for (j = 0; j < n; j++) {
			buf_puts(&out, j > 0 ? "|" : "");
			buf_str(&out, list[j].when);
		}
		is_str(buf_view(&out), said[i].found, "%s", said[i].text);
	}
	buf_release(&out);
	arena_release(&arena);
}

/* tests/data/dates.tsv: what news write and what it means, a tab between. */
static void
test_file(void)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	struct str rest, line, text;
	struct datex *list;
	size_t n, i, lines = 0;
	char path[512], *file;

	(void)snprintf(
	    path, sizeof(path), "%s/tests/data/dates.tsv", test_srcdir());
	file = test_slurp(path, &n);
	rest = (struct str){ file, file != NULL ? n : 0 };
	while (rest.len > 0 && str_split(&rest, '\n', &line)) {
		str_split(&line, '\t', &text);
		buf_reset(&out);
		datex_find(text, TODAY, &arena, &list, &n);
		for (i = 0; i < n; i++) {
			buf_puts(&out, i > 0 ? "|" : "");
			buf_str(&out, list[i].when);
		}
		ok(str_eq(buf_view(&out), line), "%.*s: %.*s, got %.*s",
		    (int)text.len, text.p, (int)line.len, line.p, (int)out.len,
		    out.len > 0 ? out.p : "");
		lines++;
	}
	ok(lines > 300, "%zu expressions", lines);
	buf_release(&out);
	arena_release(&arena);
	free(file);
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
	test_said();
	test_file();
	test_ongoing();
	return done();
}
