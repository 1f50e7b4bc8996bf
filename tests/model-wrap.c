/* Lines of a measure. */
#include "config.h"

#include <linebreak.h>
#include <locale.h>

#include "model/cells.h"
#include "model/wrap.h"
#include "tests/test.h"

static const struct {
	const char *in;
	int columns;
	const char *out; /* lines between bars */
} cases[] = {
	{ "", 10, "||" },
	{ "one two three", 20, "|one two three|" },
	{ "one two three", 7, "|one two|three|" },
	{ "one two  three", 7, "|one two|three|" },
	{ "one two\n\nthree\n", 20, "|one two||three|" },
	{ "abcdefghij", 4, "|abcd|efgh|ij|" },
	{ "ab abcdefghij", 4, "|ab|abcd|efgh|ij|" },
	{ "cafe\xcc\x81s", 4, "|cafe\xcc\x81|s|" },
	{ "漢字かな", 4, "|漢字|かな|" },
	{ "漢字", 1, "|漢|字|" },
	{ "10,000 km/h (north-east) end", 12,
	    "|10,000 km/h|(north-east)|end|" },
	{ "قال (حفتر)، إن", 9, "|قال|(حفتر)،|إن|" },
	{ "a\xc2\xa0"
	  "b c",
	    4,
	    "|a\xc2\xa0"
	    "b|c|" },
	{ "extra\xc2\xadordinary", 8, "|extra\xc2\xad|ordinary|" },
	{ "extra\xc2\xadordinary", 5,
	    "|extra|\xc2\xad"
	    "ordin|ary|" },
	{ "extra\xc2\xad ordinary", 5, "|extra|ordin|ary|" },
	{ "a\xe2\x80\xa8"
	  "b",
	    9, "|a|b|" },
	{ "  x", 9, "|  x|" },
	{ "   ", 2, "||" },
	{ "x 🇱🇾🇺🇳 \xef\xbf\xbf\xff", 4, "|x 🇱🇾|🇺🇳|\xef\xbf\xbf\xff|" },
	{ "a  ", 1, "|a|" },
};

static void
test_cases(void)
{
	struct arena arena = { 0 };
	size_t i, j;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct str s = str_of(cases[i].in);
		struct line *lines;
		struct buf b = { 0 };
		size_t n;

		wrap_text(&arena, s, cases[i].columns, &lines, &n);
		buf_putc(&b, '|');
		for (j = 0; j < n; j++) {
			buf_str(&b,
			    str_slice(s, lines[j].span.from, lines[j].span.to));
			buf_putc(&b, '|');
		}
		is_str(buf_view(&b), cases[i].out, "case %zu at %d columns", i,
		    cases[i].columns);
		ok(lines[0].first && lines[n - 1].last,
		    "case %zu knows the ends of its paragraphs", i);
		buf_release(&b);
	}
	arena_release(&arena);
}

static void
test_line_at(void)
{
	struct str s = str_of("one two three\n\nfour");
	struct arena arena = { 0 };
	struct line *lines;
	size_t n;

	wrap_text(&arena, s, 7, &lines, &n);
	is_int((int64_t)n, 4, "two lines, an empty one, and one");
	is_int((int64_t)wrap_line_at(lines, n, 0), 0, "the first byte");
	is_int((int64_t)wrap_line_at(lines, n, 7), 0, "a blank at the end");
	is_int((int64_t)wrap_line_at(lines, n, 8), 1, "the next line's first");
	is_int((int64_t)wrap_line_at(lines, n, 14), 2, "the empty line");
	is_int((int64_t)wrap_line_at(lines, n, 15), 3, "the last line");
	is_int((int64_t)wrap_line_at(lines, n, 99), 3, "behind the end");
	ok(!lines[0].rtl, "English reads from the left");
	wrap_text(&arena, str_of("«\xd8\xa8 LNA»"), 9, &lines, &n);
	ok(lines[0].rtl, "Arabic in quotation marks from the right");
	arena_release(&arena);
}

/* Where the first line of a paragraph in ASCII ends by the rules of the whole
 * paragraph, and where the next begins. */
static size_t
naive_line(
    struct str s, const char *breaks, size_t from, size_t columns, size_t *to)
{
	size_t brk = 0, i = from;

	for (; i < s.len && (s.p[i] == ' ' || i < from + columns); i++)
		if (i + 1 < s.len && breaks[i] == LINEBREAK_ALLOWBREAK)
			brk = i + 1;
	if (i < s.len && brk > 0)
		i = brk;
	for (*to = i; *to > from && s.p[*to - 1] == ' ';)
		--*to;
	return i;
}

/* The lines of what is all ASCII are made from a look at their ends alone. */
static void
test_plain(void)
{
	static const char letters[] =
	    "  aaB1-/(),.\"'%$:;!?[]{}@#&*+<=>|~^_`\\";
	struct arena arena = { 0 };
	uint32_t seed = 7;
	int wrong = 0;

	for (int round = 0; round < 30000; round++) {
		char text[64], breaks[64];
		struct str s = { text, 1 + round % 60 };
		size_t columns = 1 + (size_t)round % 17, n, at = 0, to;
		struct line *lines;

		for (size_t i = 0; i < s.len; i++) {
			seed = seed * 1664525 + 1013904223;
			text[i] = letters[(seed >> 16) % (sizeof letters - 1)];
		}
		set_linebreaks_utf8((const utf8_t *)text, s.len, "", breaks);
		wrap_text(&arena, s, (int)columns, &lines, &n);
		for (size_t k = 0; k < n; k++) {
			size_t next = naive_line(s, breaks, at, columns, &to);

			wrong +=
			    lines[k].span.from != at || lines[k].span.to != to;
			at = next;
		}
		wrong += at != s.len;
		arena_reset(&arena);
	}
	is_int(wrong, 0, "lines of ASCII end where the whole paragraph says");
	arena_release(&arena);
}

/* A paragraph of a megabyte must not cost the square of it: under valgrind or
 * not, a test that takes minutes fails by its time limit. */
static void
test_long(void)
{
	struct arena arena = { 0 };
	struct buf b = { 0 };
	struct line *lines;
	size_t n, i;
	bool fits = true;

	while (b.len < 1000000)
		buf_puts(&b, "The army said قال الجيش on Tuesday. ");
	wrap_text(&arena, buf_view(&b), 80, &lines, &n);
	for (i = 0; i < n; i += 97)
		fits &= cells_width(str_slice(buf_view(&b), lines[i].span.from,
			    lines[i].span.to)) <= 80;
	ok(n > 10000 && fits, "a paragraph of 1 MB gives %zu lines", n);
	buf_release(&b);
	while (b.len < 200000)
		buf_puts(&b, "e\xcc\x81");
	wrap_text(&arena, buf_view(&b), 1, &lines, &n);
	is_int((int64_t)n, 66667, "a word of 66,667 letters, one a line");
	buf_release(&b);
	arena_release(&arena);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "C.UTF-8");
	test_cases();
	test_line_at();
	test_plain();
	test_long();
	return done();
}
