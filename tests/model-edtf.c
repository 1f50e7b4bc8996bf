/* Uncertain dates. */
#include "config.h"

#include "model/edtf.h"
#include "tests/test.h"

/* Texts that are dates: printed again, level, first and last day. */
static const struct {
	const char *in, *print;
	int level;
	const char *first, *last, *shown;
} valid[] = {
	{ "2017-01-17", NULL, 0, "2017-01-17", "2017-01-17", "17 Jan 2017" },
	{ "2017-01", NULL, 0, "2017-01-01", "2017-01-31", "Jan 2017" },
	{ "2016-02", NULL, 0, "2016-02-01", "2016-02-29", "Feb 2016" },
	{ "2017", NULL, 0, "2017-01-01", "2017-12-31", "2017" },
	{ "0000", NULL, 0, "0000-01-01", "0000-12-31", "0" },
	{ "2017-01-17T10:00:00Z", NULL, 0, "2017-01-17", "2017-01-17",
	    "17 Jan 2017 10:00 UTC" },
	{ "2017-01-17T24:00:00+02", "2017-01-17T24:00:00+02:00", 0,
	    "2017-01-17", "2017-01-17", "17 Jan 2017 24:00" },
	{ "2017-01-17T10:00:00-05:30", NULL, 0, "2017-01-17", "2017-01-17",
	    "17 Jan 2017 10:00" },
	{ "1964/2008", NULL, 0, "1964-01-01", "2008-12-31", "1964 to 2008" },
	{ "2004-02-01/2005", NULL, 0, "2004-02-01", "2005-12-31",
	    "1 Feb 2004 to 2005" },
	{ "2017-01-17/2017-01-19", NULL, 0, "2017-01-17", "2017-01-19",
	    "17 to 19 Jan 2017" },
	{ "2017-01-17/2017-02-01", NULL, 0, "2017-01-17", "2017-02-01",
	    "17 Jan to 1 Feb 2017" },
	{ "2014?", NULL, 1, "2014-01-01", "2014-12-31", "perhaps 2014" },
	{ "2014~", NULL, 1, "2014-01-01", "2014-12-31", "about 2014" },
	{ "2014%", NULL, 1, "2014-01-01", "2014-12-31", "perhaps about 2014" },
	{ "201X", NULL, 1, "2010-01-01", "2019-12-31", "2010s" },
	{ "20XX", NULL, 1, "2000-01-01", "2099-12-31", "20XX" },
	{ "2019-XX", NULL, 1, "2019-01-01", "2019-12-31", "2019" },
	{ "2019-XX-XX", NULL, 1, "2019-01-01", "2019-12-31", "2019-XX-XX" },
	{ "2019-04-XX", NULL, 1, "2019-04-01", "2019-04-30", "Apr 2019" },
	{ "2011/..", NULL, 1, "2011-01-01", "open", "since 2011" },
	{ "../2011", NULL, 1, "open", "2011-12-31", "until 2011" },
	{ "../..", NULL, 1, "open", "open", "at any time" },
	{ "2011/", NULL, 1, "2011-01-01", "unknown", "from 2011, end unknown" },
	{ "/2011", NULL, 1, "unknown", "2011-12-31",
	    "start unknown, until 2011" },
	{ "/..", NULL, 1, "unknown", "open", "at any time" },
	{ "2019-21", NULL, 1, "2019-03-01", "2019-05-31", "spring 2019" },
	{ "2019-24", NULL, 1, "2019-12-01", "2020-02-29", "winter 2019" },
	{ "-0043", NULL, 1, "-0043-01-01", "-0043-12-31", "43 BCE" },
	{ "Y170000002", NULL, 1, "170000002-01-01", "170000002-12-31",
	    "170000002" },
	{ "2019?-04~-04", "2019%-~04-04", 2, "2019-04-04", "2019-04-04",
	    "perhaps about 4 Apr 2019" },
	{ "2019-?04", NULL, 2, "2019-04-01", "2019-04-30", "perhaps Apr 2019" },
	{ "?2004-06~-10", "2004%-~06-10", 2, "2004-06-10", "2004-06-10",
	    "perhaps about 10 Jun 2004" },
	{ "2004-06-~11", NULL, 2, "2004-06-11", "2004-06-11",
	    "about 11 Jun 2004" },
	{ "2004-06~-11", NULL, 2, "2004-06-11", "2004-06-11",
	    "about 11 Jun 2004" },
	{ "156X-12-25", NULL, 2, "1560-12-25", "1569-12-25", "25 Dec 156X" },
	{ "2019-1X", NULL, 2, "2019-10-01", "2019-12-31", "1X 2019" },
	{ "15XX-12-2X", NULL, 2, "1500-12-20", "1599-12-29", "2X Dec 15XX" },
	{ "XXXX-02-29", NULL, 2, "0000-02-29", "9996-02-29", "29 Feb XXXX" },
	{ "2019-XX-31", NULL, 2, "2019-01-31", "2019-12-31", "2019-XX-31" },
	{ "-198X", NULL, 1, "-1989-01-01", "-1980-12-31", "1980s BCE" },
	{ "1950S2", NULL, 2, "1900-01-01", "1999-12-31", "1950" },
	{ "Y171010000S3", NULL, 2, "171000000-01-01", "171999999-12-31",
	    "171010000" },
	{ "Y-17E7", NULL, 2, "-170000000-01-01", "-170000000-12-31",
	    "170000000 BCE" },
	{ "[1667,1668,1670..1672]", NULL, 2, "1667-01-01", "1672-12-31",
	    "1667, 1668 or 1670 to 1672" },
	{ "[..2011-02]", NULL, 2, "open", "2011-02-28", "Feb 2011 or earlier" },
	{ "[2011..2013]", NULL, 2, "2011-01-01", "2013-12-31", "2011 to 2013" },
	{ "[1760-12..]", NULL, 2, "1760-12-01", "open", "Dec 1760 or later" },
	{ "{1960,1961-12}", NULL, 2, "1960-01-01", "1961-12-31",
	    "1960 and Dec 1961" },
	{ "2016-33", NULL, 2, "2016-01-01", "2016-03-31",
	    "1st quarter of 2016" },
	{ "2016-37", NULL, 2, "2016-01-01", "2016-04-30", "early 2016" },
	{ "2016-38", NULL, 2, "2016-05-01", "2016-08-31", "mid 2016" },
	{ "2016-39", NULL, 2, "2016-09-01", "2016-12-31", "late 2016" },
	{ "2016-40", NULL, 2, "2016-01-01", "2016-06-30",
	    "first half of 2016" },
	{ "2016-41", NULL, 2, "2016-07-01", "2016-12-31",
	    "second half of 2016" },
	{ "2016-30", NULL, 2, "2016-12-01", "2017-02-28", "summer 2016" },
	{ "2016-01~/2016-04~", NULL, 1, "2016-01-01", "2016-04-30",
	    "early 2016" },
	{ "2019-12/%2020", "2019-12/2020%", 1, "2019-12-01", "2020-12-31",
	    "Dec 2019 to perhaps about 2020" },
};

static const char *const invalid[] = {
	"",
	"2019-13",
	"2019-00",
	"2019-04-31",
	"2019-02-29",
	"2019-04-00",
	"2019-1",
	"19-04-04",
	"2019-04-04T10:00",
	"2019-04-04T25:00:00",
	"2019-04-04T24:00:01",
	"2019-04-04?T10:00:00Z",
	"2019-04-XXT10:00:00Z",
	"2019~~",
	"/",
	"2019/2018",
	"..",
	"[..2015-01]/..",
	"[2011..2009]",
	"[2011",
	"{2011]",
	"[2011,..2012]",
	"[2011..,2012]",
	"Y12",
	"Y9E99",
	"Y99999999999999999999",
	"2019-42",
	"2019-2X",
	"XXX1-02-29",
	"1950S5",
	"?1950S2",
	"1950S2?",
	"1950S",
	"2019-21-01",
	"201u",
	"unknown/2012",
	"2017-01-17 ",
};

static struct buf day_words;

static struct str
words_of(int64_t day)
{
	buf_reset(&day_words);
	if (day == EDTF_OPEN_START || day == EDTF_OPEN_END)
		buf_puts(&day_words, "open");
	else if (day == EDTF_UNKNOWN)
		buf_puts(&day_words, "unknown");
	else
		day_iso(&day_words, day);
	return buf_view(&day_words);
}

static void
test_valid(void)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(valid); i++) {
		const char *in = valid[i].in;
		struct buf out = { 0 };
		struct err err = { 0 };
		struct edtf e;

		ok(edtf_parse(str_of(in), &e, &err), "%s is a date", in);
		edtf_print(&out, &e);
		is_str(buf_view(&out),
		    valid[i].print != NULL ? valid[i].print : in,
		    "%s is printed", in);
		is_int(edtf_level(&e), valid[i].level, "level of %s", in);
		is_str(words_of(edtf_earliest(&e)), valid[i].first,
		    "first day of %s", in);
		is_str(words_of(edtf_latest(&e)), valid[i].last,
		    "last day of %s", in);
		buf_reset(&out);
		edtf_display(&out, &e);
		is_str(buf_view(&out), valid[i].shown, "%s for people", in);
		buf_release(&out);
	}
}

static void
test_invalid(void)
{
	struct err err = { 0 };
	struct edtf e;
	size_t i;

	for (i = 0; i < ARRAY_LEN(invalid); i++)
		ok(!edtf_valid(str_of(invalid[i])), "\"%s\" is none",
		    invalid[i]);
	edtf_parse(str_of("2019-13"), &e, &err);
	is_str(str_of(err.text),
	    "\"2019-13\" is not a date; write it as 2017-01-17, 2017-01, "
	    "2014~ or 2011/..",
	    "the error says what would be one");
}

/* The public cases of edtf-validate. */
static void
test_cases(void)
{
	const char *dir = test_shared();
	char path[4096], *text;
	struct str rest, line;
	size_t len, n = 0;

	if (dir == NULL) {
		skip("no shared data", "the public EDTF cases");
		return;
	}
	snprintf(path, sizeof(path), "%s/data/open/edtf/cases.tsv", dir);
	text = test_slurp(path, &len);
	if (text == NULL) {
		skip("no cases.tsv", "the public EDTF cases");
		return;
	}
	rest = (struct str){ text, len };
	str_split(&rest, '\n', &line);
	while (str_split(&rest, '\n', &line)) {
		struct str list, date = line;

		if (line.len == 0 || !str_split(&date, '\t', &list))
			continue;
		n++;
		if (str_starts(list, "invalid"))
			ok(!edtf_valid(date), "refused: \"%.*s\"",
			    (int)date.len, date.p);
		else
			ok(edtf_valid(date), "accepted: \"%.*s\"",
			    (int)date.len, date.p);
	}
	ok(n > 100, "%zu public cases were read", n);
	free(text);
}

static void
test_draft(void)
{
	static const char *const pairs[][2] = {
		{ "199u", "199X" },
		{ "2004-06-uu", "2004-06-XX" },
		{ "1984?~", "1984%" },
		{ "unknown/2006", "/2006" },
		{ "2004-01-01/open", "2004-01-01/.." },
		{ " 2004 ", "2004" },
	};
	struct buf out = { 0 };
	struct edtf e;
	size_t i;

	for (i = 0; i < ARRAY_LEN(pairs); i++) {
		ok(edtf_parse_draft(str_of(pairs[i][0]), &e, NULL),
		    "the draft's %s is read", pairs[i][0]);
		buf_reset(&out);
		edtf_print(&out, &e);
		is_str(buf_view(&out), pairs[i][1], "as %s", pairs[i][1]);
	}
	ok(!edtf_parse_draft(str_of("soon"), &e, NULL), "soon is no date");
	buf_release(&out);
}

static void
test_edges(void)
{
	struct edtf e;

	ok(edtf_parse_edge(str_of(".."), &e, NULL) &&
		edtf_latest(&e) == EDTF_OPEN_END,
	    "an open edge");
	ok(edtf_parse_edge(str_of(""), &e, NULL) &&
		edtf_latest(&e) == EDTF_UNKNOWN &&
		edtf_earliest(&e) == EDTF_UNKNOWN,
	    "an unknown edge");
	ok(edtf_parse_edge(str_of("2014~"), &e, NULL) && e.kind == EDTF_DATE,
	    "a date as an edge");
	ok(!edtf_parse_edge(str_of("?"), &e, NULL), "no edge");
}

static int
cmp(const char *a, const char *b)
{
	struct edtf x, y;

	edtf_parse(str_of(a), &x, NULL);
	edtf_parse(str_of(b), &y, NULL);
	return edtf_cmp(&x, &y);
}

static bool
meets(const char *a, const char *from, const char *to)
{
	struct edtf x, f, t;

	edtf_parse(str_of(a), &x, NULL);
	edtf_parse(str_of(from), &f, NULL);
	edtf_parse(str_of(to), &t, NULL);
	return edtf_touches(&x, edtf_earliest(&f), edtf_latest(&t));
}

static void
test_order(void)
{
	struct edtf e;

	ok(cmp("2016", "2017") < 0, "years in order");
	ok(cmp("2016-12-31", "2017") < 0, "a day before a year");
	ok(cmp("2017-01-01", "2017") < 0, "the shorter first");
	ok(cmp("../2017", "0000") < 0, "an open start is before all");
	ok(cmp("/2017", "2030") > 0, "an unknown start is behind all");
	ok(cmp("2017", "2017") == 0, "equal dates");
	ok(meets("2014-05", "2014", "2014"), "a month touches its year");
	ok(!meets("2014-05", "2015", "2016"), "and no other");
	ok(meets("2014/..", "2030", "2031"), "an open end touches later days");
	ok(!meets("[2010,2014]", "2012", "2012"), "a set has gaps");
	ok(meets("[2010,2014]", "2014", "2014"), "and items");
	edtf_parse(str_of("2014-05~/2016?"), &e, NULL);
	is_int(edtf_precision(&e), EDTF_YEAR, "the coarser precision");
	is_int(edtf_quality(&e), EDTF_UNCERTAIN | EDTF_APPROXIMATE,
	    "qualifiers of both ends");
}

static void
test_limits(void)
{
	struct buf b = { 0 };
	struct edtf e = edtf_of(2017, 1, 0);
	int i;

	edtf_print(&b, &e);
	is_str(buf_view(&b), "2017-01", "a month made from numbers");
	buf_reset(&b);
	for (i = 0; i <= EDTF_ITEMS; i++)
		buf_addf(&b, "%c%d", i == 0 ? '[' : ',', 2000 + i);
	buf_putc(&b, ']');
	ok(!edtf_valid(buf_view(&b)), "a set has at most %d items", EDTF_ITEMS);
	for (i = 0; i < 1000; i++)
		buf_puts(&b, "2017");
	ok(!edtf_valid(buf_view(&b)), "a very long text is refused");
	buf_release(&b);
}

static void
test_thirds(void)
{
	static const char *const cases[][2] = { { "2014-01~/2014-04~",
						    "2014-37" },
		{ "2014-05~/2014-08~", "2014-38" },
		{ "2014-09~/2014-12~", "2014-39" },
		{ "2014-01/2014-04", "2014-01/2014-04" },
		{ "2014-02~/2014-05~", "2014-02~/2014-05~" },
		{ "2014-09~/2015-12~", "2014-09~/2015-12~" },
		{ "2014-01~/..", "2014-01~/.." }, { "2014~", "2014~" } };

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf b = { 0 };
		struct edtf e;
		bool is;

		ok(edtf_parse(str_of(cases[i][0]), &e, NULL), "%s",
		    cases[i][0]);
		is = edtf_to_third(&e);
		edtf_print(&b, &e);
		is_str(
		    buf_view(&b), cases[i][1], "the third of %s", cases[i][0]);
		ok(is == (strcmp(cases[i][0], cases[i][1]) != 0),
		    "and it says so");
		buf_release(&b);
	}
}

int
main(void)
{
	test_valid();
	test_invalid();
	test_cases();
	test_draft();
	test_edges();
	test_thirds();
	test_order();
	test_limits();
	buf_release(&day_words);
	return done();
}
