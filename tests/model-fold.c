/* Folding for search: one form for all spellings, fast and slow the same. */
#include "config.h"

#include "model/fold.h"
#include "model/utf8.h"
#include "tests/test.h"

static const struct {
	const char *in, *out;
} folds[] = {
	{ "The LNA said", "the lna said" },
	{ "ARMÉE armee\xcc\x81", "armee armee" },
	{ "Straße", "strasse" },
	{ "Søren Łódź İstanbul", "soren lodz istanbul" },
	{ "Лавров ёлки Ёлки чужой", "лавров елки елки чужой" },
	{ "Ｆｕｌｌ ﬁne", "full fine" },
	{ "so\302\255ft\342\200\213\357\273\277", "soft" },
	{ "١٢٣ ۴۵", "123 45" },
	{ "أحمد إلى آخر ٱلله", "احمد الي اخر الله" },
	{ "حَفْتَــر", "حفتر" },
	{ "حكومة مسؤول شئون", "حكومه مسوول شيون" },
	{ "القذافى کابل یوم", "القذافي كابل يوم" },
	{ "ﻻ ﷲ", "لا الله" },
	{ "می\xe2\x80\x8cخواهم", "ميخواهم" },
	{ "x\xff", "x\xef\xbf\xbd" },
	{ "", "" },
};

static void
test_folds(void)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(folds); i++) {
		struct buf b = { 0 }, twice = { 0 };

		fold_text(&b, str_of(folds[i].in));
		is_str(buf_view(&b), folds[i].out, "%s is folded", folds[i].in);
		fold_text(&twice, buf_view(&b));
		is_str(
		    buf_view(&twice), b.p != NULL ? b.p : "", "and stays so");
		buf_release(&b);
		buf_release(&twice);
	}
}

/* A repeatable sequence (Numerical Recipes' 32-bit generator). */
static uint32_t
random_next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static uint32_t
random_point(uint32_t *state)
{
	static const struct {
		uint32_t from, n;
	} ranges[] = { { 0x20, 95 }, { 'A', 58 }, { 'A', 58 }, { 0x300, 0x70 },
		{ 0xc0, 0x180 }, { 0x600, 0x100 }, { 0x400, 0x100 },
		{ 0xac00, 0x100 }, { 0x1100, 0xff }, { 0x1e00, 0x200 },
		{ 0x2000, 0x70 }, { 0xfb50, 0x4b0 }, { 0x900, 0x300 },
		{ 0x80, 0xffff } };
	size_t i = random_next(state) % ARRAY_LEN(ranges);

	return ranges[i].from + random_next(state) % ranges[i].n;
}

static void
test_fast_is_slow(void)
{
	uint32_t state = 20260117;
	int round, i, differ = 0, unstable = 0;

	for (round = 0; round < 3000; round++) {
		struct buf in = { 0 }, fast = { 0 }, slow = { 0 };

		for (i = 0; i < 40; i++)
			utf8_put(&in, random_point(&state));
		fold_text(&fast, buf_view(&in));
		fold_slowly(&slow, buf_view(&in));
		differ += !str_eq(buf_view(&fast), buf_view(&slow));
		buf_reset(&slow);
		fold_text(&slow, buf_view(&fast));
		if (!str_eq(buf_view(&fast), buf_view(&slow)) && unstable++ < 5)
			printf("# %s\n# %s\n# %s\n", in.p, fast.p, slow.p);
		buf_release(&in);
		buf_release(&fast);
		buf_release(&slow);
	}
	is_int(differ, 0, "the fast path gives the slow one's bytes");
	is_int(unstable, 0, "folding twice is folding once");
}

static const struct {
	const char *word, *rest;
} proclitics[] = {
	{ "حفتر", "حفتر" },
	{ "وحفتر", "حفتر" },
	{ "لحفتر", "حفتر" },
	{ "ولحفتر", "حفتر" },
	{ "القذافي", "قذافي" },
	{ "والقذافي", "قذافي" },
	{ "وللقذافي", "قذافي" },
	{ "بالجيش", "جيش" },
	{ "كالجيش", "جيش" },
	{ "للجيش", "جيش" },
	{ "وزير", "وزير" },
	{ "ووزير", "وزير" },
	{ "الوزير", "وزير" },
	{ "والوزاره", "وزاره" },
	{ "لوزاره", "وزاره" },
	{ "وكاله", "وكاله" },
	{ "وفد", "وفد" },
	{ "وطن", "وطن" },
	{ "ولايه", "ولايه" },
	{ "ليبيا", "ليبيا" },
	{ "وليبيا", "ليبيا" },
	{ "بنغازي", "بنغازي" },
	{ "وبنغازي", "بنغازي" },
	{ "الله", "الله" },
	{ "المانيا", "المانيا" },
	{ "الي", "الي" },
	{ "الي", "الي" },
	{ "من", "من" },
	{ "وهو", "وهو" },
	{ "haftar", "haftar" },
};

static void
test_proclitics(void)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(proclitics); i++) {
		struct str word = str_of(proclitics[i].word);

		is_str(str_slice(word, fold_proclitic(word), word.len),
		    proclitics[i].rest, "%s without proclitics",
		    proclitics[i].word);
	}
}

static int
collect(void *ctx, bool colocated, struct str token, size_t from, size_t to)
{
	buf_addf(ctx, "%s%.*s:%zu-%zu", colocated ? "+" : " ", (int)token.len,
	    token.p, from, to);
	return 0;
}

static int
stop(void *ctx, bool colocated, struct str token, size_t from, size_t to)
{
	(void)colocated;
	(void)token;
	(void)from;
	(void)to;
	++*(int *)ctx;
	return 7;
}

static void
test_tokens(void)
{
	static const struct {
		const char *in;
		bool prefix;
		const char *out;
	} cases[] = {
		{ "The LNA's 10,000", false,
		    " the:0-3 lna:4-7 s:8-9 10:10-12 000:13-16" },
		{ "l’Armée", false, " l:0-1 armee:4-10" },
		{ "والقذافي.", false,
		    " والقذافي:0-16+قذافي:0-16+القذافي:0-16" },
		{ "والقذافي", true, " والقذافي:0-16" },
		{ "حَفْتَــر", false, " حفتر:0-18" },
		{ "\xff\xfe", false, "" },
		{ "", false, "" },
	};
	size_t i;
	int n = 0;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf b = { 0 };

		is_int(fold_tokens(
			   str_of(cases[i].in), cases[i].prefix, &b, collect),
		    0, "tokens %zu", i);
		is_str(buf_view(&b), cases[i].out, "are as wanted");
		buf_release(&b);
	}
	is_int(fold_tokens(str_of("a b c"), false, &n, stop), 7,
	    "what the caller returns stops");
	is_int(n, 1, "at once");
}

int
main(void)
{
	test_folds();
	test_fast_is_slow();
	test_proclitics();
	test_tokens();
	return done();
}
