/* Text to cells: what is harmful is shown, widths are right, Arabic is in
 * visual order and keeps its bytes. */
#include "config.h"

#include <locale.h>

#include "model/cells.h"
#include "model/utf8.h"
#include "tests/test.h"

/* The cells as text, marks included. */
static void
drawn(struct buf *out, const struct cells *cells)
{
	size_t i, j;

	for (i = 0; i < cells->n; i++)
		for (j = 0; j < cells->v[i].n; j++)
			utf8_put(out, cells->v[i].cp[j]);
}

static struct cells
line_of(struct arena *arena, struct str s, enum bidi bidi, bool reveal)
{
	return cells_line(
	    arena, s, (struct span){ 0, (uint32_t)s.len }, bidi, reveal);
}

static const struct filter {
	const char *in, *out;
	int cols;
	unsigned hidden;
	const char *revealed;
} filters[] = {
	{ "plain ASCII", "plain ASCII", 11, 0, "plain ASCII" },
	{ "", "", 0, 0, "" },
	{ "a\x1b]52;c;x\x07z", "a␛]52;c;x␇z", 11, 2, "a␛]52;c;x␇z" },
	{ "\x7f", "␡", 1, 1, "␡" },
	{ "a\xc2\x9b"
	  "31m",
	    "a‹9B›31m", 8, 1, "a‹9B›31m" },
	{ "a\xe2\x80\xae"
	  "b",
	    "a‹RLO›b", 7, 1, "a‹RLO›b" },
	{ "a\xe2\x80\x8b"
	  "b",
	    "ab", 2, 1, "a‹ZWSP›b" },
	{ "a\xe2\x80\x8e"
	  "b",
	    "ab", 2, 0, "a‹LRM›b" },
	{ "a\xe2\x81\xa7"
	  "b",
	    "ab", 2, 0, "a‹RLI›b" },
	{ "\xef\xbb\xbf"
	  "a",
	    "a", 1, 1, "‹BOM›a" },
	{ "a\xf3\xa0\x80\xa1"
	  "b",
	    "ab", 2, 1, "a‹E0021›b" },
	{ "so\xc2\xadso", "soso", 4, 1, "so‹SHY›so" },
	{ "e\xcc\x81", "e\xcc\x81", 1, 0, "e\xcc\x81" },
	{ "\xcc\x81x", "◌\xcc\x81x", 2, 0, "◌\xcc\x81x" },
	{ "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81z",
	    "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81‹+2›z", 6, 2,
	    "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81‹+2›z" },
	{ "\xff\xc0", "\xef\xbf\xbd\xef\xbf\xbd", 2, 0,
	    "\xef\xbf\xbd\xef\xbf\xbd" },
	{ "\xef\xbf\xbf", "\xef\xbf\xbd", 1, 0, "\xef\xbf\xbd" },
	{ "漢字", "漢字", 4, 0, "漢字" },
	{ "👨‍👩", "👨👩", 4, 1, "👨‹ZWJ›👩" },
	{ "a\tb", "a    b", 6, 0, "a    b" },
	{ "a\nb\xc2\x85"
	  "c",
	    "a b c", 5, 0, "a b c" },
	{ "\xd8\x80", "\xd8\x80", 1, 0, "\xd8\x80" },
};

static void
test_filter(void)
{
	struct arena arena = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(filters); i++) {
		const struct filter *f = &filters[i];
		struct str s = str_of(f->in);
		struct cells c = line_of(&arena, s, BIDI_APP, false);
		struct buf b = { 0 };

		drawn(&b, &c);
		is_str(buf_view(&b), f->out, "filter %zu draws", i);
		is_int(c.cols, f->cols, "filter %zu has its columns", i);
		is_int(c.hidden, f->hidden, "filter %zu counts hidden", i);
		is_int(cells_width(s), f->cols, "filter %zu is as wide", i);
		buf_reset(&b);
		c = line_of(&arena, s, BIDI_OFF, true);
		drawn(&b, &c);
		is_str(buf_view(&b), f->revealed, "filter %zu reveals", i);
		buf_release(&b);
	}
	arena_release(&arena);
}

/* Written here in visual order, left to right, with escapes: editors reorder
 * Arabic themselves. */
static const struct order {
	const char *in, *out;
	int cols;
	bool rtl;
} orders[] = {
	/* beh alef beh: final, medial, initial forms from the left */
	{ "\xd8\xa8\xd8\xa7\xd8\xa8", "\xef\xba\x8f\xef\xba\x8e\xef\xba\x91", 3,
	    true },
	/* lam alef is one cell */
	{ "\xd9\x84\xd8\xa7", "\xef\xbb\xbb", 1, true },
	/* in an English sentence only the Arabic turns */
	{ "ab \xd8\xa8\xd8\xa8 cd", "ab \xef\xba\x90\xef\xba\x91 cd", 8,
	    false },
	/* in an Arabic one the English stands at the left */
	{ "\xd8\xa8 LNA 15.", ".LNA 15 \xef\xba\x8f", 9, true },
	/* Hebrew with brackets: turned round */
	{ "\xd7\x90(\xd7\x91)", "(\xd7\x91)\xd7\x90", 4, true },
	/* a tashkeel stays on its letter */
	{ "\xd8\xaf\xd9\x8e\xd8\xaf", "\xef\xba\xa9\xef\xba\xa9\xd9\x8e", 2,
	    true },
	/* an override does nothing but show */
	{ "ab\xe2\x80\xae"
	  "cd",
	    "ab‹RLO›cd", 9, false },
	{ "\xd7\x90\xe2\x80\xae\xd7\x91", "\xd7\x91‹RLO›\xd7\x90", 7, true },
	/* ZWNJ keeps letters apart in form and is not drawn */
	{ "\xd8\xa8\xe2\x80\x8c\xd8\xa8", "\xef\xba\x8f\xef\xba\x8f", 2, true },
	/* an isolate keeps the number where it belongs */
	{ "\xe2\x81\xa8\xd7\x90\xe2\x81\xa9: 1", "\xd7\x90: 1", 4, false },
};

static void
test_order(void)
{
	struct arena arena = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(orders); i++) {
		const struct order *o = &orders[i];
		struct str s = str_of(o->in);
		struct cells c = line_of(&arena, s, BIDI_APP, false);
		struct buf b = { 0 };

		drawn(&b, &c);
		is_str(buf_view(&b), o->out, "order %zu is visual", i);
		is_int(c.cols, o->cols, "order %zu has its columns", i);
		ok(c.rtl == o->rtl, "order %zu has its direction", i);
		buf_release(&b);
	}
	arena_release(&arena);
}

static void
test_bytes(void)
{
	/* alef, ZWNJ, lam, alef, blank, x */
	struct str s = str_of("\xd8\xa7\xe2\x80\x8c\xd9\x84\xd8\xa7 x");
	struct arena arena = { 0 };
	struct cells c = line_of(&arena, s, BIDI_APP, false);
	struct buf b = { 0 };

	is_int((int64_t)c.n, 4, "hidden and joined letters have no own cells");
	ok(c.v[0].from == 10 && c.v[0].to == 11, "the last word stands first");
	ok(c.v[2].from == 5 && c.v[2].to == 9, "lam-alef has both letters");
	ok(c.v[3].from == 0 && c.v[3].to == 5, "hidden bytes go before it");
	is_int(c.hidden, 0, "a joiner between Arabic letters is spelling");
	c = line_of(&arena, s, BIDI_TERM, false);
	drawn(&b, &c);
	is_str(buf_view(&b), "\xd8\xa7\xd9\x84\xd8\xa7 x",
	    "the terminal gets logical order");
	ok(c.rtl, "and knows the direction");
	buf_release(&b);
	arena_release(&arena);
}

static void
test_line(void)
{
	struct str par = str_of("so\xc2\xadso \xd8\xa8\xd8\xa8 (12) \xd8\xa8");
	struct arena arena = { 0 };
	struct buf b = { 0 };
	struct cells c =
	    cells_line(&arena, par, (struct span){ 0, 4 }, BIDI_APP, false);

	drawn(&b, &c);
	is_str(buf_view(&b), "so-", "a soft hyphen shows at the break");
	ok(c.hidden == 0, "and isn't hidden there");
	buf_reset(&b);
	c = cells_line(&arena, par, (struct span){ 7, 16 }, BIDI_APP, false);
	drawn(&b, &c);
	is_str(buf_view(&b), "(12) \xef\xba\x90\xef\xba\x91",
	    "a number between Arabic words goes their way at a line's end too");
	ok(!c.rtl, "though its paragraph is English");
	buf_release(&b);
	arena_release(&arena);
}

static void
test_plain(void)
{
	static const struct {
		const char *in, *utf8, *ascii;
	} cases[] = {
		{ "a\tb\nc", "a\tb\nc", "a\tb\nc" },
		{ "\x1b[31mred\x9b", "␛[31mred\xef\xbf\xbd", "^[[31mred?" },
		{ "\xc2\x9b\xe2\x80\xae", "‹9B›‹RLO›", "<9B><RLO>" },
		{ "caf\xc3\xa9 e\xcc\x81", "café e\xcc\x81", "caf? e" },
		{ "a\xe2\x80\x8b"
		  "b\x7f",
		    "ab␡", "ab^?" },
		{ "\xd8\xa8\xe2\x80\x8c\xd8\xa8",
		    "\xd8\xa8\xe2\x80\x8c\xd8\xa8", "??" },
		{ "\xd8\xa7\xd8\xa8", "\xd8\xa7\xd8\xa8", "??" },
		/* A joiner in letters on a broken byte keeps no broken byte. */
		{ "\xff\xd9\x8b\xe2\x80\x8c\xd9\x84",
		    "\xef\xbf\xbd\xd9\x8b\xd9\x84", "??" },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf b = { 0 };

		cells_plain(&b, str_of(cases[i].in), false);
		is_str(buf_view(&b), cases[i].utf8, "plain %zu as UTF-8", i);
		buf_reset(&b);
		cells_plain(&b, str_of(cases[i].in), true);
		is_str(buf_view(&b), cases[i].ascii, "plain %zu as ASCII", i);
		buf_release(&b);
	}
}

int
main(void)
{
	(void)setlocale(LC_ALL, "C.UTF-8");
	test_filter();
	test_order();
	test_bytes();
	test_line();
	test_plain();
	return done();
}
