#include "config.h"

#include "model/claim.h"

#include "tests/test.h"

static void
test_grades(void)
{
	static const struct {
		const char *text, *grade; /* NULL: refused */
	} cases[] = {
		{ "B2", "B2" },
		{ "b2", "B2" },
		{ " f6 ", "F6" },
		{ "A", "A" },
		{ "3", "3" },
		{ "", "" },
		{ "-", "" },
		{ "G1", NULL },
		{ "B7", NULL },
		{ "B0", NULL },
		{ "2B", NULL },
		{ "B22", NULL },
		{ "\xd8\xa3", NULL },
	};
	char text[GRADE_TEXT];
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct grade g = { 0 };
		struct err err = { 0 };
		bool good = grade_parse(str_of(cases[i].text), &g, &err);

		ok(good == (cases[i].grade != NULL), "\"%s\" is %sa grade",
		    cases[i].text, cases[i].grade != NULL ? "" : "not ");
		if (good && cases[i].grade != NULL)
			is_str(str_of(grade_text(g, text)), cases[i].grade,
			    "and it is read");
		else
			ok(err.text[0] != '\0', "which is said");
	}
	is_str(str_of(reliability_words('B')), "Usually reliable", "B");
	is_str(str_of(credibility_words(6)), "Truth cannot be judged", "6");
	is_str(str_of(reliability_words(0)), "", "no letter, no words");
	ok(grade_cmp((struct grade){ 'B', 2 }, (struct grade){ 'A', 3 }) < 0,
	    "the number counts first");
	ok(grade_cmp((struct grade){ 'B', 2 }, (struct grade){ 'C', 2 }) < 0,
	    "then the letter");
	ok(grade_cmp((struct grade){ 'E', 5 }, (struct grade){ 'F', 6 }) < 0,
	    "what judges nothing comes behind what is bad");
	ok(grade_cmp((struct grade){ 'F', 6 }, (struct grade){ 0, 0 }) < 0,
	    "and before no grade");
}

static void
test_names(void)
{
	enum modality m;
	enum link_kind k;
	enum quoting q = QUOTING_MIXED;

	ok(modality_parse(str_of("Denied"), &m) && m == MODALITY_DENIED,
	    "a word is read in any case");
	ok(!modality_parse(str_of("maybe"), &m), "an unknown one is not");
	ok(!modality_parse(str_of(""), &m), "nor none");
	ok(quoting_parse(str_of(""), &q) && q == QUOTING_UNKNOWN,
	    "where there is an unknown, none is it");
	for (k = 0; k < LINK_KINDS; k++) {
		enum link_kind back;

		ok(link_kind_parse(str_of(link_kind_name(k)), &back) &&
			back == k,
		    "%s is read back", link_kind_name(k));
	}
	is_str(str_of(link_kind_said(LINK_SUPPORTS, true)), "is supported by",
	    "a link reads from its other end");
	ok(link_kind_symmetric(LINK_SAME_AS) &&
		!link_kind_symmetric(LINK_REPEATS),
	    "some links have no direction");
}

static void
test_figures(void)
{
	static const struct {
		const char *text, *shown;
	} cases[] = {
		{ "killed=44", "killed 44" },
		{ "killed=40-60", "killed 40 to 60" },
		{ "killed=40/44/60", "killed 40 to 60, best 44" },
		{ "killed=44/44/60", "killed up to 60, best 44" },
		{ "killed=40/44/44:dozens",
		    "killed at least 40, best 44 (dozens)" },
		{ "killed=40-40", "killed 40" },
		{ "wounded = 130 : some 130", "wounded 130 (some 130)" },
		{ "killed=:dozens", "killed dozens" },
		{ "killed", NULL },
		{ "=44", NULL },
		{ "killed=", NULL },
		{ "killed=many", NULL },
		{ "killed=1/2/3/4", NULL },
		{ "killed=1/2", NULL },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct claim_figure f;
		struct err err = { 0 };
		struct buf b = { 0 };
		bool good = figure_parse(str_of(cases[i].text), &f, &err);

		ok(good == (cases[i].shown != NULL), "\"%s\" is %sa figure",
		    cases[i].text, cases[i].shown != NULL ? "" : "not ");
		if (good && cases[i].shown != NULL) {
			figure_text(&f, &b);
			is_str(buf_view(&b), cases[i].shown, "and is shown");
		}
		buf_release(&b);
	}
}

static struct claim_span spans[2];

static struct claim
good_claim(void)
{
	struct str text = str_of("Egypt would mediate,\nofficials said.");

	spans[0] = (struct claim_span){ SPAN_CONTENT,
		anchor_make(text, (struct span){ 0, 19 }) };
	spans[1] = (struct claim_span){ SPAN_CUE,
		anchor_make(text, (struct span){ 31, 35 }) };
	return (struct claim){
		.spans = spans,
		.n_spans = 2,
		.claimant.text = str_of("two security officials"),
		.happened = str_of("2016-12"),
		.grade = { 'B', 3 },
	};
}

static void
refused(const struct claim *c, enum claim_field field, const char *name)
{
	enum claim_field which = CLAIM_FIELDS;
	struct err err = { 0 };
	bool good = claim_valid(c, &which, &err);

	ok(!good && which == field &&
		str_starts(str_of(err.text), claim_field_name(field)),
	    "%s: %s", name, err.text);
}

static void
test_valid(void)
{
	struct claim c = good_claim();
	struct claim_source nobody = { 0 };
	struct claim_subject nothing = { 0 };
	struct claim_figure f = { .what = str_of("killed"),
		.low = 5,
		.best = 3,
		.high = FIGURE_NONE };
	struct str code = str_of("two words");
	struct err err = { 0 };

	ok(claim_valid(&c, NULL, &err), "a claim is good (%s)", err.text);
	c.n_spans = 0;
	refused(&c, CLAIM_QUOTE, "no passage");
	c = good_claim();
	spans[0].role = SPAN_CUE;
	refused(&c, CLAIM_QUOTE, "no content");
	c = good_claim();
	c.statement = str_of("two\nlines");
	refused(&c, CLAIM_STATEMENT, "two lines");
	c = good_claim();
	c.statement = str_of("\xff");
	refused(&c, CLAIM_STATEMENT, "no UTF-8");
	c = good_claim();
	c.happened = str_of("2019-13");
	refused(&c, CLAIM_WHEN, "a date that is none");
	c = good_claim();
	c.grade.reliability = 'G';
	refused(&c, CLAIM_RELIABILITY, "a letter that is none");
	c = good_claim();
	c.grade.credibility = 7;
	refused(&c, CLAIM_CREDIBILITY, "a number that is none");
	c = good_claim();
	c.via = &nobody;
	c.n_via = 1;
	refused(&c, CLAIM_VIA, "an outlet without a name");
	c = good_claim();
	c.subjects = &nothing;
	c.n_subjects = 1;
	refused(&c, CLAIM_SUBJECTS, "a subject that is none");
	c = good_claim();
	c.figures = &f;
	c.n_figures = 1;
	refused(&c, CLAIM_FIGURES, "figures that fall");
	c = good_claim();
	c.codes = &code;
	c.n_codes = 1;
	refused(&c, CLAIM_CODES, "a code of two words");
}

static void
test_quote(void)
{
	struct str text = str_of("\"It was\nus\", he said, \"and  nobody\".");
	struct claim_span two[2] = {
		{ SPAN_CONTENT, anchor_make(text, (struct span){ 1, 10 }) },
		{ SPAN_CONTENT, anchor_make(text, (struct span){ 23, 34 }) },
	};
	struct claim c = { .spans = two, .n_spans = 2 };
	struct arena arena = { 0 };

	is_str(claim_quote(&c, &arena), "It was us … and nobody",
	    "a quotation is one line");
	ok(claim_anchor(&c) == ANCHOR_EXACT, "both stand");
	two[1].anchor.state = ANCHOR_ORPHANED;
	ok(claim_anchor(&c) == ANCHOR_ORPHANED, "the worst state counts");
	two[1].role = SPAN_CUE;
	ok(claim_anchor(&c) == ANCHOR_EXACT, "of the content alone");
	ok(claim_span_of(&c, SPAN_CUE) == &two[1] &&
		claim_span_of(&c, SPAN_SOURCE) == NULL,
	    "a span is found by its role");
	arena_release(&arena);
}

int
main(void)
{
	test_grades();
	test_names();
	test_figures();
	test_valid();
	test_quote();
	return done();
}
