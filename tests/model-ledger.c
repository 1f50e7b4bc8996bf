#include "config.h"

#include "model/ledger.h"

#include "model/edtf.h"
#include "tests/test.h"

static struct ledger_claim
claim(int64_t copies, const char *origin, bool named)
{
	return (struct ledger_claim){
		.copies = copies, .origin = str_of(origin), .named = named
	};
}

static void
test_independent(void)
{
	static const struct ledger_link derived[] = { { 1, 0,
	    LINK_DERIVES_FROM } };
	static const struct ledger_link same[] = { { 1, 0, LINK_SAME_AS } };
	const struct {
		const char *name;
		struct ledger_claim claims[3];
		size_t n;
		const struct ledger_link *links;
		size_t n_links, independent;
		bool confirmed; /* the first one */
	} cases[] = {
		{ "one claim", { claim(1, "a", true) }, 1, NULL, 0, 1, false },
		{ "two papers, two people",
		    { claim(1, "a", true), claim(2, "b", true) }, 2, NULL, 0, 2,
		    true },
		{ "one agency's copy, two names",
		    { claim(1, "a", true), claim(1, "b", true) }, 2, NULL, 0, 1,
		    false },
		{ "two papers, one man",
		    { claim(1, "a", true), claim(2, "a", true) }, 2, NULL, 0, 1,
		    false },
		{ "the same words for nobody in particular",
		    { claim(1, "officials", false),
			claim(2, "officials", false) },
		    2, NULL, 0, 2, false },
		{ "other words for nobody in particular",
		    { claim(1, "officials", false),
			claim(2, "an officer", false) },
		    2, NULL, 0, 2, true },
		{ "one derives from the other",
		    { claim(1, "a", true), claim(2, "b", true) }, 2, derived, 1,
		    1, false },
		{ "a link of another kind joins nothing",
		    { claim(1, "a", true), claim(2, "b", true) }, 2, same, 1, 2,
		    true },
		{ "nobody knows who",
		    { claim(1, "", false), claim(2, "b", true) }, 2, NULL, 0, 2,
		    false },
		{ "joined over a third",
		    { claim(1, "a", true), claim(2, "b", true),
			claim(2, "a", true) },
		    3, NULL, 0, 1, true },
		{ "five papers, one agency, and one other",
		    { claim(1, "a", true), claim(1, "a", true),
			claim(9, "b", true) },
		    3, NULL, 0, 2, true },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		const struct ledger_set set = { cases[i].claims, cases[i].n,
			cases[i].links, cases[i].n_links };

		is_int((int64_t)ledger_independent(&set, false, NULL),
		    (int64_t)cases[i].independent, "%s", cases[i].name);
		ok(ledger_confirmed(&set, 0) == cases[i].confirmed,
		    "%s: 1 is %soffered", cases[i].name,
		    cases[i].confirmed ? "" : "not ");
	}
}

static void
test_sides(void)
{
	struct ledger_claim claims[3] = { claim(1, "a", true),
		claim(2, "b", true), claim(3, "c", true) };
	struct ledger_set set = { .claims = claims, .n = 3 };
	size_t part[3];

	claims[1].denies = true;
	is_int((int64_t)ledger_independent(&set, false, part), 2,
	    "sides are counted apart");
	ok(part[0] == 1 && part[1] == 0 && part[2] == 2, "and numbered");
	is_int((int64_t)ledger_independent(&set, true, part), 1,
	    "the other one too");
	ok(part[0] == 0 && part[1] == 1, "by itself");
	claims[2].denies = true;
	ok(!ledger_confirmed(&set, 0) && ledger_confirmed(&set, 1),
	    "the other side confirms nothing");
}

static uint32_t
chance(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % n;
}

/* The same said naively: paint over and over until nothing changes. */
static size_t
naive(const struct ledger_set *set, bool denies)
{
	size_t colour[8], i, j, n = 0;
	bool changed = true, seen[8] = { false };

	for (i = 0; i < set->n; i++)
		colour[i] = i;
	while (changed) {
		changed = false;
		for (i = 0; i < set->n; i++)
			for (j = 0; j < set->n; j++) {
				const struct ledger_claim *a = &set->claims[i];
				const struct ledger_claim *b = &set->claims[j];
				bool joined =
				    a->denies == denies &&
				    b->denies == denies &&
				    (a->copies == b->copies ||
					(a->named && b->named &&
					    a->origin.len > 0 &&
					    str_eq(a->origin, b->origin)));
				size_t k;

				for (k = 0; k < set->n_links; k++)
					joined |= set->links[k].kind ==
						      LINK_DERIVES_FROM &&
						  set->links[k].a == i &&
						  set->links[k].b == j;
				if (joined && colour[i] != colour[j]) {
					size_t least = colour[i] < colour[j]
							   ? colour[i]
							   : colour[j];

					colour[i] = colour[j] = least;
					changed = true;
				}
			}
	}
	for (i = 0; i < set->n; i++)
		if (set->claims[i].denies == denies && !seen[colour[i]]) {
			seen[colour[i]] = true;
			n++;
		}
	return n;
}

static void
test_twin(void)
{
	static const char *const origins[] = { "", "a", "b", "c" };
	uint32_t seed = 4, round, wrong = 0;

	for (round = 0; round < 20000; round++) {
		struct ledger_claim claims[8];
		struct ledger_link links[4];
		struct ledger_set set = { claims, 1 + chance(&seed, 8), links,
			chance(&seed, 5) };
		size_t i;

		for (i = 0; i < set.n; i++) {
			claims[i] = claim(chance(&seed, 6),
			    origins[chance(&seed, 4)], chance(&seed, 2) == 0);
			claims[i].denies = chance(&seed, 3) == 0;
		}
		for (i = 0; i < set.n_links; i++)
			links[i] = (struct ledger_link){
				chance(&seed, (uint32_t)set.n),
				chance(&seed, (uint32_t)set.n),
				chance(&seed, 2) == 0 ? LINK_DERIVES_FROM
						      : LINK_SUPPORTS,
			};
		wrong +=
		    ledger_independent(&set, false, NULL) !=
			naive(&set, false) ||
		    ledger_independent(&set, true, NULL) != naive(&set, true);
	}
	is_int(wrong, 0, "20,000 random ledgers as the naive rule has them");
}

static struct claim_subject lna = { .entity = 7 };
static struct claim_subject both[2] = { { .entity = 7 }, { .entity = 8 } };

static struct claim
told(const char *statement)
{
	return (struct claim){ .statement = str_of(statement),
		.subjects = &lna,
		.n_subjects = 1,
		.place = 9,
		.happened = str_of("2016-12"),
		.earliest = 17136,
		.latest = 17166 };
}

static void
why(const struct claim *a, const struct claim *b, enum contradiction wanted,
    const char *name)
{
	ok(claims_contradict(a, b) == wanted &&
		claims_contradict(b, a) == wanted,
	    "%s", name);
}

static void
test_contradictions(void)
{
	struct claim a = told("44 were killed"), b = told("53 were killed");
	struct claim_figure x = { str_of("killed"), FIGURE_NONE, 44,
		FIGURE_NONE, str_of("") };
	struct claim_figure y = { str_of("Killed"), 40, FIGURE_NONE, 50,
		str_of("") };

	why(&a, &b, CONTRADICTION_NUMBER, "another number");
	b.statement = str_of("forty-four dead");
	why(&a, &b, CONTRADICTION_NONE, "the same number in words");
	b.statement = str_of("In 2016, many were killed");
	why(&a, &b, CONTRADICTION_NONE, "a year is no number");
	b.statement = str_of("sixty were killed");
	why(&a, &b, CONTRADICTION_NUMBER, "another number in words");
	a.figures = &x;
	b.figures = &y;
	a.n_figures = b.n_figures = 1;
	why(&a, &b, CONTRADICTION_NONE, "figures that overlap agree");
	y.low = 45;
	why(&a, &b, CONTRADICTION_NUMBER, "figures that do not, differ");
	y.what = str_of("wounded");
	b.statement = str_of("many were wounded");
	why(&a, &b, CONTRADICTION_NONE, "figures of other things");
	b = told("nobody was killed");
	b.modality = MODALITY_DENIED;
	why(&a, &b, CONTRADICTION_POLARITY, "a denial");
	b.polarity = POLARITY_NEGATIVE;
	why(&a, &b, CONTRADICTION_NONE, "the denial of a denial");
	b.modality = MODALITY_ASSERTED;
	why(&a, &b, CONTRADICTION_POLARITY, "a negative statement");
	b.place = 0;
	why(&a, &b, CONTRADICTION_POLARITY, "a place that is not known fits");
	b.place = 10;
	why(&a, &b, CONTRADICTION_NONE, "another place");
	b.place = 9;
	b.subjects = both;
	b.n_subjects = 2;
	why(&a, &b, CONTRADICTION_POLARITY, "subjects among others");
	b.n_subjects = 0;
	why(&a, &b, CONTRADICTION_NONE, "no subjects");
	b = told("nobody");
	b.polarity = POLARITY_NEGATIVE;
	b.earliest = b.latest = 17167;
	why(&a, &b, CONTRADICTION_NONE, "another day");
	b.earliest = EDTF_OPEN_START;
	why(&a, &b, CONTRADICTION_POLARITY, "an open start touches");
	b.happened = str_of("");
	why(&a, &b, CONTRADICTION_NONE, "no date");
}

int
main(void)
{
	test_independent();
	test_sides();
	test_twin();
	test_contradictions();
	return done();
}
