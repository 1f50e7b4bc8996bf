/* The timeline as text and as data. */
#include "config.h"

#include "ui/timeline.h"

#include "tests/library.h"
#include "tests/test.h"
#include "tests/timeline-data.h"

static struct store *store;

static void
test_text(void)
{
	struct timeline_opts opts = {
		.width = 80, .from = str_of("2011"), .to = str_of("2017")
	};
	struct buf out = { 0 };
	struct err err = { 0 };
	struct str keys[] = { str_of("lna"), str_of("nobody") };

	ok(timeline_text(store, &opts, &out, &err), "drawn");
	is_str(buf_view(&out),
	    "                    2011 ── 2012 ─── 2013 ── 2014 ─── 2015 ── "
	    "2016 ─── 2017 ────\n"
	    "Eastern camp\n"
	    "  LNA                                           "
	    "◆━━━━━━━━━━━━━━━━━━━2━━━━━━━━━━▶\n"
	    "  HoR                                             "
	    "┣━━━━━━━━━━━◆━━━━━━━━━━━━━━━━▶\n"
	    "Western camp\n"
	    "  GNC                            "
	    "┣━━━━━━━━━━━━━━━━━━━━━━━━━━━━◆━━╌\n"
	    "  Libya Dawn                                      "
	    "◆═━━━━━━━━━━━┄┄┄┄┄┄┄┄┄\n"
	    "Foreign\n"
	    "  Egypt             "
	    "────────────────────────────────────────────────────────────\n"
	    "other events         ◆\n"
	    "articles                                              ▂       █   "
	    "     ▁\n",
	    "the drawing");
	buf_reset(&out);
	opts.ascii = true;
	opts.lanes = keys;
	opts.n_lanes = 1;
	ok(timeline_text(store, &opts, &out, &err), "one lane in ASCII");
	is_str(buf_view(&out),
	    "                    2011 -- 2012 --- 2013 -- 2014 --- 2015 -- "
	    "2016 --- 2017 ----\n"
	    "Eastern camp\n"
	    "  LNA                                           "
	    "*===================2==========>\n"
	    "articles                                              .       #   "
	    "     .\n",
	    "the drawing of one lane");
	opts.n_lanes = 2;
	ok(!timeline_text(store, &opts, &out, &err) && err.code == ERR_MISSING,
	    "a lane that is not there is an error");
	opts.n_lanes = 0;
	opts.from = str_of("2018");
	ok(!timeline_text(store, &opts, &out, &err), "no range backwards");
	opts.from = str_of("soon");
	ok(!timeline_text(store, &opts, &out, &err), "no date");
	buf_release(&out);
}

static void
test_json(void)
{
	struct timeline_opts opts = {
		.width = 2, .from = str_of("2014-05"), .to = str_of("2015-12")
	};
	struct str keys[] = { str_of("hor") };
	struct buf out = { 0 };
	struct err err = { 0 };

	opts.lanes = keys;
	opts.n_lanes = 1;
	ok(timeline_json(store, &opts, &out, &err), "data");
	is_str(buf_view(&out),
	    "{\"lanes\":[{\"key\":\"hor\",\"name\":\"House of "
	    "Representatives\",\"camp\":\"Eastern "
	    "camp\",\"start\":\"2014-08-04\",\"end\":\"..\",\"start_earliest\":"
	    "\"2014-08-04\",\"start_latest\":\"2014-08-04\",\"end_earliest\":"
	    "null,\"end_latest\":null,\"led\":[],\"held\":[]}],\"events\":[{"
	    "\"id\":3,\"when\":\"2015-"
	    "12-17\",\"earliest\":\"2015-12-17\",\"latest\":\"2015-12-17\","
	    "\"title\":\"Skhirat "
	    "agreement\",\"kind\":\"battle\",\"toll\":null,"
	    "\"sources\":null,\"lanes\":[\"hor\",\"gnc\"]}],"
	    "\"branches\":[],\"density\":[{\"from\":\"2014-05-01\",\"to\":"
	    "\"2015-03-01\","
	    "\"articles\":2,\"claims\":0},{\"from\":\"2015-03-02\",\"to\":"
	    "\"2015-12-31\",\"articles\":8,\"claims\":0}]}\n",
	    "the data of one lane");
	buf_release(&out);
}

static void
test_svg(void)
{
	static const char *const wanted[] = {
		"<svg xmlns=\"http://www.w3.org/2000/svg\"",
		"Timeline, 1 Jan 2014 to 31 Dec 2017",
		"Eastern camp",
		"House of Representatives",
		"<title>2014-05-16 Operation Dignity begins</title>",
		"Skhirat agreement",
		"Articles (most: 8)",
		"Claims (2)",
		"<title>2016-09-11 Port &lt;1>; 2016-09-12 Port &lt;2></title>",
		"class=\"tick\">2</text>",
		">may have existed<",
		"</svg>",
	};
	struct timeline_opts opts = { .from = str_of("2014"),
		.to = str_of("2017") };
	struct buf out = { 0 }, sql = { 0 };
	struct err err = { 0 };
	int64_t article;
	size_t i;

	library_sql(
	    store, "UPDATE entity SET name = 'Dawn <script>&' WHERE id = 4");
	article = library_article(store, "Ports", "The ports were taken.");
	buf_addf(&sql,
	    "INSERT INTO claim (uuid, article, statement, quote, start, "
	    "\"end\", anchor, modality, polarity, happened, earliest, latest, "
	    "inference, status, analyst, created, updated) SELECT 'u' || d, "
	    "%lld, 'Port <' || d || '>', 'q', 0, 4, 'exact', 'asserted', "
	    "'positive', '2016-09-1' || d, 17054 + d, 17054 + d, 'textual', "
	    "'open', 'me', 0, 0 FROM (SELECT 1 AS d UNION SELECT 2)",
	    (long long)article);
	library_sql(store, sql.p);
	buf_release(&sql);
	ok(timeline_svg(store, &opts, &out, &err), "a picture");
	for (i = 0; i < ARRAY_LEN(wanted); i++)
		ok(str_find(buf_view(&out), str_of(wanted[i]), 0) != SIZE_MAX,
		    "it has %s", wanted[i]);
	ok(str_find(buf_view(&out), str_of("<script"), 0) == SIZE_MAX &&
		str_find(buf_view(&out), str_of("&lt;script>&amp;"), 0) !=
		    SIZE_MAX,
	    "names are no markup");
	ok(str_find(buf_view(&out), str_of("href"), 0) == SIZE_MAX,
	    "it points nowhere");
	buf_release(&out);
}

int
main(void)
{
	store = timeline_data();
	test_text();
	test_json();
	test_svg();
	store_close(store);
	return done();
}
