/* Claims against what is recorded of an event. */
#include "config.h"

#include "model/verdict.h"

#include "model/edtf.h"
#include "tests/test.h"

static void
test_toll(void)
{
	static const struct {
		const char *text, *parts; /* NULL: refused */
	} cases[] = {
		{ "", "" },
		{ "killed 26", "killed 26 26" },
		{ "26 killed", "killed 26 26" },
		{ "killed 10-15, wounded 30", "killed 10 15|wounded 30 30" },
		{ "10 to 15 killed", "killed 10 15" },
		{ "killed 10–15", "killed 10 15" },
		{ "killed", NULL },
		{ "26", NULL },
		{ "killed 15-10", NULL },
		{ "killed 10 or so", NULL },
		{ "a 1, b 1, c 1, d 1, e 1, f 1, g 1, h 1, i 1", NULL },
	};
	struct buf out = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct toll list[TOLL_MOST];
		struct err err = { 0 };
		size_t n, k;
		bool good = toll_parse(str_of(cases[i].text), list, &n, &err);

		if (cases[i].parts == NULL) {
			ok(!good, "\"%s\": %s", cases[i].text, err.text);
			continue;
		}
		buf_reset(&out);
		for (k = 0; good && k < n; k++)
			buf_addf(&out, "%s%.*s %lld %lld", k > 0 ? "|" : "",
			    (int)list[k].what.len, list[k].what.p,
			    (long long)list[k].low, (long long)list[k].high);
		is_str(buf_view(&out), cases[i].parts, "\"%s\"", cases[i].text);
	}
	buf_release(&out);
}

static void
test_figures(void)
{
	const struct claim_figure killed[] = {
		{ str_of("killed"), FIGURE_NONE, 12, FIGURE_NONE, { 0 } },
		{ str_of("killed"), 20, FIGURE_NONE, 40, { 0 } },
		{ str_of("wounded"), 5, FIGURE_NONE, FIGURE_NONE, { 0 } },
		{ str_of("killed"), FIGURE_NONE, FIGURE_NONE, FIGURE_NONE,
		    str_of("dozens") },
	};
	struct str toll = str_of("killed 10-15");

	is_int(verdict_toll(toll, killed, 1), VERDICT_SUPPORTS, "12 of 10-15");
	is_int(verdict_toll(toll, killed + 1, 1), VERDICT_CONTRADICTS,
	    "20 to 40 are not");
	is_int(verdict_toll(toll, killed, 2), VERDICT_CONTRADICTS,
	    "one that differs decides");
	is_int(verdict_toll(toll, killed + 2, 1), VERDICT_NONE,
	    "the wounded are others");
	is_int(verdict_toll(toll, killed + 3, 1), VERDICT_NONE,
	    "words are no number");
	is_int(verdict_toll(str_of(""), killed, 2), VERDICT_NONE, "no toll");
}

static void
test_dates(void)
{
	is_int(verdict_date(10, 12, 12, 20), VERDICT_SUPPORTS, "may be one");
	is_int(verdict_date(10, 12, 13, 20), VERDICT_CONTRADICTS, "cannot");
	is_int(verdict_date(10, 12, EDTF_UNKNOWN, EDTF_UNKNOWN), VERDICT_NONE,
	    "a claim without a date");
	is_int(verdict_date(INT64_MIN, INT64_MAX, 13, 20), VERDICT_NONE,
	    "an event without one");
	is_int(verdict_date(10, 12, 11, EDTF_OPEN_END), VERDICT_SUPPORTS,
	    "since then");
}

int
main(void)
{
	test_toll();
	test_figures();
	test_dates();
	return done();
}
