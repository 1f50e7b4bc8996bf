/* The timeline as text. */
#include "config.h"

#include "model/chron.h"
#include "tests/test.h"

#include "model/utf8.h"

enum { WIDTH = 64 };

static struct buf out;

static struct str
text_of(const struct chron_cell *row, int cols, bool ascii)
{
	int i;

	buf_reset(&out);
	for (i = 0; i < cols; i++)
		if (ascii)
			buf_putc(&out, chron_ascii(row[i].cp));
		else
			utf8_put(&out, row[i].cp);
	while (out.len > 0 && out.p[out.len - 1] == ' ')
		out.p[--out.len] = '\0';
	return buf_view(&out);
}

static int64_t
day_of(const char *text)
{
	struct edtf e;

	return edtf_parse(str_of(text), &e, NULL) ? edtf_earliest(&e) : 0;
}

static struct chron_axis
axis_of(const char *from, const char *to)
{
	return chron_exact(day_of(from), day_of(to), WIDTH);
}

static void
test_ticks(void)
{
	static const struct {
		const char *from, *to, *text;
	} cases[] = {
		{ "2000-01-01", "2023-12-31",
		    "2000 ─────── 2005 ─────── 2010 ─────── 2015 ──────── 2020 "
		    "──────" },
		{ "2011-01-01", "2018-12-31",
		    "2011 ─ 2012 ── 2013 ── 2014 ── 2015 ── 2016 ── 2017 ── "
		    "2018 ────" },
		{ "2016-11-10", "2017-05-01",
		    "────── Dec ────── 2017 ────── Feb ───── Mar ────── Apr "
		    "─────────" },
		{ "2017-01-01", "2017-02-20",
		    " 2 Jan ─ 9 Jan ─ 16 Jan  23 Jan  30 Jan  6 Feb ─ 13 Feb  "
		    "20 Feb" },
		{ "2017-01-28", "2017-02-03",
		    "28 ──── 29 ──── 30 ──── 31 ──── Feb ─── 2 ───── 3 ───── 4 "
		    "──────" },
	};
	struct chron_cell row[WIDTH];
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct chron_axis a = axis_of(cases[i].from, cases[i].to);

		chron_ticks(&a, row);
		is_str(text_of(row, WIDTH, false), cases[i].text,
		    "labels from %s to %s", cases[i].from, cases[i].to);
	}
}

/* Panning by a column moves every label by one, and changes none. */
static void
test_pan(void)
{
	struct chron_cell a[WIDTH], b[WIDTH];
	struct chron_axis axis = axis_of("2010-01-01", "2019-12-31");
	bool same = true;
	int step, zoom, i;

	for (zoom = 0; zoom < 14; zoom++) {
		for (step = 0; step < 40; step++) {
			chron_ticks(&axis, a);
			chron_pan(&axis, 1);
			chron_ticks(&axis, b);
			for (i = 8; i < WIDTH - 10; i++)
				same = same && a[i + 1].cp == b[i].cp;
		}
		chron_zoom(&axis, 1, day_of("2017-01-17"));
	}
	ok(same, "no label jumps when the axis moves");
}

/* "2014", "Jan", "28", "9 Feb": one whole label and not two that touch. */
static bool
is_label(const struct chron_cell *row, int n)
{
	int digits = 0, letters = 0;
	char text[16];

	for (int i = 0; i < n && i < 15; i++) {
		text[i] = (char)row[i].cp;
		digits += row[i].cp >= '0' && row[i].cp <= '9';
		letters += row[i].cp >= 'A' && row[i].cp <= 'z';
	}
	text[n < 15 ? n : 15] = '\0';
	if (letters == 0)
		return digits == n && (n <= 2 || n == 4);
	return letters == 3 && (digits == 0 ? n == 3 : n == digits + 4) &&
	       (digits == 0 || text[digits] == ' ');
}

/* Over all zooms, pans and some widths: labels stand whole and apart. */
static void
test_apart(void)
{
	static const int widths[] = { 12, 40, 61, WIDTH };
	struct chron_cell row[WIDTH];
	size_t labels = 0, bad = 0, views = 0;

	for (size_t w = 0; w < ARRAY_LEN(widths); w++) {
		struct chron_axis axis = chron_fit(
		    day_of("2016-01-01"), day_of("2016-01-02"), widths[w]);

		do {
			struct chron_axis at = axis;

			for (int pan = 0; pan < 60; pan++) {
				chron_pan(&at, pan % 7 - 3);
				chron_ticks(&at, row);
				views++;
				for (int i = 0, n; i < axis.cols; i += n + 1) {
					n = 0;
					while (i + n < axis.cols &&
					       row[i + n].kind == CHRON_LABEL)
						n++;
					labels += n > 0;
					bad += n > 0 && !is_label(row + i, n);
				}
			}
		} while (chron_days(&axis) < 4000 &&
			 chron_zoom(&axis, -1, day_of("2016-01-01")));
	}
	ok(bad == 0 && labels > views,
	    "no labels touch (%zu labels in %zu views)", labels, views);
}

/* Lives and marks move with the axis, column by column, at every zoom: nothing
 * gathers anew. */
static void
test_lane_pan(void)
{
	struct chron_mark marks[300];
	struct chron_cell a[WIDTH], b[WIDTH];
	struct chron_life life =
	    chron_life_of(str_of("2012~"), str_of("2015-03?"));
	struct chron_axis axis = axis_of("2014-01-01", "2014-01-20");
	bool same = true;

	for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
		int64_t day = day_of("2011-02-15") + (int64_t)(i * i % 37) +
			      (int64_t)i * 9;

		marks[i] = (struct chron_mark){ day, day + (i % 5 == 0) * 40 };
		for (size_t k = i; k > 0 && marks[k].first < marks[k - 1].first;
		     k--) {
			struct chron_mark m = marks[k];

			marks[k] = marks[k - 1];
			marks[k - 1] = m;
		}
	}
	do {
		for (int step = 0; step < 30; step++) {
			struct chron_cell *rows[] = { a, b };

			for (int i = 0; i < 2; i++) {
				chron_blank(&axis, rows[i]);
				chron_life(&axis, &life, day_of("2017-12-20"),
				    rows[i]);
				chron_marks(
				    &axis, marks, ARRAY_LEN(marks), rows[i]);
				chron_pan(&axis, i == 0);
			}
			for (int i = 1; i < WIDTH - 2; i++)
				same = same && a[i + 1].cp == b[i].cp &&
				       a[i + 1].kind == b[i].kind;
		}
	} while (chron_days(&axis) < 400 &&
		 chron_zoom(&axis, -1, day_of("2014-06-01")));
	ok(same, "no life and no mark jumps when the axis moves");
}

static void
test_zoom(void)
{
	int64_t day = day_of("2017-01-17");
	struct chron_axis axis =
	    chron_fit(day_of("2000-01-01"), day_of("2019-12-31"), 100);
	int64_t col, wide = chron_days(&axis);
	bool stays = true;
	int n = 0;

	chron_show(&axis, day, 50);
	col = chron_col(&axis, day);
	ok(wide >= 60 && wide <= 130, "two decades fit into 100 columns");
	while (chron_zoom(&axis, 1, day)) {
		stays = stays && chron_col(&axis, day) == col;
		n++;
	}
	ok(stays, "the day stays in its column at every zoom");
	ok(n >= 8, "there are steps between (%d)", n);
	is_int(axis.scale, 1, "down to a day of eight columns");
	is_int(chron_day(&axis, col), day, "and it is still that day");
	while (chron_zoom(&axis, -1, day))
		stays = stays && chron_col(&axis, day) == col;
	ok(stays, "and out again");
	ok(!chron_zoom(&axis, -1, day), "there is an end to it");
	chron_resize(&axis, 50, day);
	is_int(chron_col(&axis, day), col / 2, "half the width, same place");
}

static void
test_places(void)
{
	struct chron_axis axis = chron_exact(0, 63, WIDTH);
	int64_t edges[WIDTH + 1];
	int64_t far = INT64_MAX;

	is_int(chron_col(&axis, 5), 5, "a day is a column");
	is_int(chron_col(&axis, -1), -1, "a day before the first");
	is_int(chron_day(&axis, 63), 63, "the day of a column");
	chron_edges(&axis, edges);
	ok(edges[0] == 0 && edges[WIDTH] == WIDTH, "edges part the columns");
	ok(chron_col(&axis, far) > WIDTH && chron_col(&axis, INT64_MIN) < 0,
	    "days without end lie outside");
	chron_place(&axis, 5, 0);
	chron_show(&axis, 4, 80);
	ok(chron_col(&axis, 4) >= 0, "a day comes into sight");
}

static void
test_lives(void)
{
	static const struct {
		const char *start, *end, *text, *ascii;
	} cases[] = {
		{ "2014-05-16", "2016-03-31",
		    "                          ┣━━━━━━━━━━━━━━┫",
		    "                          [==============]" },
		{ "2014-05-16", "..",
		    "                          ┣━━━━━━━━━━━━━━━━━━━━━━━━━━━━▶",
		    "                          "
		    "[============================>" },
		{ "2014-05-16", "",
		    "                          ┣╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌",
		    "                          "
		    "[:::::::::::::::::::::::::::::" },
		{ "2012", "2014~", "       ╌╌╌╌╌╌╌╌╺━━━━━━━━┄┄┄┄┄┄┄┄",
		    "       ::::::::=========........" },
		{ "2012~", "..",
		    "       ┄┄┄┄┄┄┄┄╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▶",
		    "       "
		    "........========================================>" },
		{ "", "..",
		    "────────────────────────────────────────────────────────",
		    "-------------------------------------------------------"
		    "-" },
		{ "", "2014-01", "╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌",
		    ":::::::::::::::::::::::::" },
		{ "1951", "1969", "◂", "<" },
		{ "2023", "..",
		    "                                                          "
		    "     ▸",
		    "                                                          "
		    "     >" },
		{ "1951", "..",
		    "━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▶",
		    "======================================================="
		    ">" },
	};
	struct chron_axis axis = axis_of("2011-01-01", "2018-12-31");
	int64_t now = day_of("2017-12-20");
	struct chron_cell row[WIDTH];
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct chron_life life =
		    chron_life_of(str_of(cases[i].start), str_of(cases[i].end));

		chron_blank(&axis, row);
		chron_life(&axis, &life, now, row);
		is_str(text_of(row, WIDTH, false), cases[i].text,
		    "from \"%s\" to \"%s\"", cases[i].start, cases[i].end);
		is_str(text_of(row, WIDTH, true), cases[i].ascii,
		    "the same in ASCII");
	}
}

static void
test_alive(void)
{
	struct chron_life a = chron_life_of(str_of("2014"), str_of("2016"));
	struct chron_life b = chron_life_of(str_of(""), str_of(".."));

	ok(chron_lives(&a, day_of("2014-06"), day_of("2014-07")),
	    "alive in its first year");
	ok(!chron_lives(&a, day_of("2017"), day_of("2018")), "not behind it");
	ok(!chron_lives(&a, day_of("2012"), day_of("2013")), "nor before");
	ok(chron_lives(&b, day_of("1900"), day_of("1901")),
	    "always, if nothing is known");
}

static void
test_marks(void)
{
	struct chron_mark marks[] = {
		{ 3, 3 },
		{ 10, 10 },
		{ 10, 10 },
		{ 20, 26 },
		{ 22, 22 },
		{ 60, 90 },
	};
	struct chron_mark many[40];
	struct chron_axis axis = chron_exact(0, 63, WIDTH);
	struct chron_cell row[WIDTH];
	size_t i;

	chron_blank(&axis, row);
	chron_marks(&axis, marks, ARRAY_LEN(marks), row);
	is_str(text_of(row, WIDTH, false),
	    "   ◆      2         ◆═◆════                                 ◆═══",
	    "marks, counted marks, and those that last");
	is_str(text_of(row, WIDTH, true),
	    "   *      2         *~*~~~~                                 *~~~",
	    "the same in ASCII");
	for (i = 0; i < ARRAY_LEN(many); i++)
		many[i] = (struct chron_mark){ 5, 5 };
	chron_blank(&axis, row);
	chron_marks(&axis, many, ARRAY_LEN(many), row);
	is_str(text_of(row, WIDTH, false), "     +", "ten and more");
	chron_pan(&axis, 70);
	chron_blank(&axis, row);
	chron_marks(&axis, marks, ARRAY_LEN(marks), row);
	is_str(text_of(row, WIDTH, false), "═════════════════════",
	    "what began before goes on");
}

/* So many marks in each of the first columns (a column is a day). */
static size_t
heap_up(const char *counts, struct chron_mark *marks)
{
	size_t n = 0;

	for (int day = 0; counts[day] != '\0'; day++)
		for (int k = counts[day] - '0'; k > 0; k--)
			marks[n++] = (struct chron_mark){ day, day };
	return n;
}

/* Figures side by side would read as one number. */
static void
test_crowd(void)
{
	static const struct {
		const char *counts, *text;
	} cases[] = {
		{ "22", "4" },
		{ "222", "4 2" },
		{ "4823", "+ 5" },
		{ "0222344401", " 4 5 8 4 ◆" },
		{ "1212", "◆2◆2" },
		{ "5330232", "8 3 5 2" },
		{ "2022", "2 4" },
		{ "2110", "2◆◆" },
	};
	struct chron_axis axis = chron_exact(0, WIDTH - 1, WIDTH);
	struct chron_mark marks[100];
	struct chron_cell row[WIDTH];
	int64_t from = 0, to = 0;
	size_t i, n;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		n = heap_up(cases[i].counts, marks);
		chron_blank(&axis, row);
		chron_marks(&axis, marks, n, row);
		is_str(text_of(row, WIDTH, false), cases[i].text, "%s",
		    cases[i].counts);
	}
	n = heap_up("022340", marks);
	ok(!chron_gathered(&axis, marks, n, 0, &from, &to) &&
		!chron_gathered(&axis, marks, n, 5, &from, &to),
	    "no mark before and behind");
	ok(chron_gathered(&axis, marks, n, 2, &from, &to) && from == 1 &&
		to == 2,
	    "the gap belongs to the mark before it");
	ok(chron_gathered(&axis, marks, n, 3, &from, &to) && from == 3 &&
		to == 4,
	    "the next one has the next two");
	for (int left = 0; left <= 3; left++) {
		static const char *const cut[] = { " 4 7", "4 7", "◂7", "7" };

		chron_blank(&axis, row);
		chron_marks(&axis, marks, n, row);
		is_str(text_of(row, WIDTH, false), cut[left],
		    "%d columns of them beyond the edge", left);
		chron_pan(&axis, 1);
	}
}

static void
test_density(void)
{
	uint32_t counts[WIDTH] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 800 };
	struct chron_axis axis = chron_exact(0, 63, WIDTH);
	struct chron_cell row[WIDTH];

	chron_blank(&axis, row);
	chron_density(&axis, counts, 8, row);
	is_str(text_of(row, WIDTH, false), " ▁▂▃▄▅▆▇██", "bars");
	is_str(text_of(row, WIDTH, true), " ..::++###", "bars in ASCII");
	chron_blank(&axis, row);
	chron_density(&axis, counts, 0, row);
	is_str(text_of(row, WIDTH, false), " ▁▁▁▁▁▁▁▁█",
	    "one article is still to be seen beside 800");
	chron_blank(&axis, row);
	chron_put(&axis, 7, 0x2506, CHRON_HERE, row);
	chron_put(&axis, EDTF_OPEN_END, 0x2506, CHRON_HERE, row);
	is_str(text_of(row, WIDTH, false), "       ┆", "one cell at a day");
}

/* A branch leaves a life, passes rows, and reaches another one. */
static void
test_branch(void)
{
	static const enum chron_kind kinds[] = { CHRON_BLANK, CHRON_LIFE,
		CHRON_UNSURE, CHRON_SPAN, CHRON_EVENT };
	static void (*const ends[])(
	    struct chron_cell *, bool) = { chron_leave, chron_reach };
	struct chron_cell row[WIDTH];
	struct chron_axis axis = chron_exact(0, WIDTH - 1, WIDTH);
	size_t i, k;

	for (k = 0; k < 5; k++) {
		chron_blank(&axis, row);
		for (i = 0; i < ARRAY_LEN(kinds); i++) {
			row[i] = (struct chron_cell){ 'x', kinds[i] };
			if (k == 4)
				chron_cross(&row[i]);
			else
				ends[k / 2](&row[i], k % 2 == 0);
		}
		is_str(text_of(row, WIDTH, false),
		    k == 0   ? "╷┯┬┬x"
		    : k == 1 ? "╵┷┴┴x"
		    : k == 2 ? "▼▼▼▼x"
		    : k == 3 ? "▲▲▲▲x"
			     : "│┿┼┼x",
		    "a branch over all that can be there: %zu", k);
	}
	is_str(text_of(row, WIDTH, true), "|+++x", "in ASCII");
}

int
main(void)
{
	test_branch();
	test_ticks();
	test_pan();
	test_apart();
	test_lane_pan();
	test_zoom();
	test_places();
	test_lives();
	test_alive();
	test_marks();
	test_crowd();
	test_density();
	buf_release(&out);
	return done();
}
