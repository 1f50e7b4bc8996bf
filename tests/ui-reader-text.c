#include "config.h"

#include "tests/test.h"
#include "ui/reader-text.h"

static const char text[] =
    "The army moved east. Gen. Haftar flew to Cairo on Tuesday.\n"
    "\n"
    "\xd8\xb2\xd8\xa7\xd8\xb1 \xd8\xad\xd9\x81\xd8\xaa\xd8\xb1 "
    "\xd8\xa7\xd9\x84\xd9\x82\xd8\xa7\xd9\x87\xd8\xb1\xd8\xa9.\n"
    "Nobody else said so.";

static struct span
at(const char *what)
{
	const char *p = strstr(text, what);
	uint32_t from = (uint32_t)(p - text);

	return (struct span){ from, from + (uint32_t)strlen(what) };
}

static void
is_span(struct span got, const char *wanted, const char *name)
{
	is_str(str_slice(str_of(text), got.from, got.to), wanted, "%s", name);
}

static void
rows_and_places(void)
{
	struct arena arena = { 0 };
	struct reader_layout l = { .title = str_of("A title"),
		.meta = str_of("Gazette"),
		.link = str_of("https://example.org/1"),
		.text = str_of(text) };
	struct reader_place place;
	size_t wide, row;

	reader_layout(&l, &arena, 80);
	is_int((int64_t)l.head, 4, "title, meta, link and a blank above");
	is_int((int64_t)l.n, 8, "four lines of text at 80 columns");
	ok(l.rows[4].part == PART_TEXT && l.rows[6].line.rtl &&
		!l.rows[7].line.rtl,
	    "the Arabic paragraph reads from right to left");
	row = reader_row_of(&l, at("Nobody").from);
	is_int((int64_t)row, 7, "a byte is found on its row");
	wide = l.n;
	place = reader_place_of(&l, row);
	reader_layout(&l, &arena, 12);
	ok(l.n > wide, "more rows at 12 columns");
	row = reader_place_row(&l, place);
	ok(l.rows[row].line.span.from <= at("Nobody").from &&
		l.rows[row].line.span.to > at("Nobody").from,
	    "the place is kept at another measure");
	place = reader_place_of(&l, 1);
	is_int((int64_t)reader_place_row(&l, place), 1,
	    "a place in the head stays in the head");
	for (size_t i = 0; i < l.n; i++)
		if (cells_width(str_slice(reader_part_text(&l, l.rows[i].part),
			l.rows[i].line.span.from, l.rows[i].line.span.to)) > 12)
			ok(false, "row %zu is wider than the measure", i);
	l = (struct reader_layout){ .text = str_of("") };
	reader_layout(&l, &arena, 20);
	is_int((int64_t)l.n, 1, "an article of nothing has a blank row");
	is_int((int64_t)reader_row_of(&l, 0), 0, "and no row of text");
	arena_release(&arena);
}

static void
later_layers_cover_earlier_ones(void)
{
	struct arena arena = { 0 };
	struct layers l = { 0 };
	struct span all = { 0, 100 };
	struct role_span *s;
	size_t n;

	layers_add(&l, all, (struct span){ 10, 50 }, ROLE_SENTENCE);
	layers_add(&l, all, (struct span){ 20, 30 }, ROLE_PERSON);
	layers_add(&l, all, (struct span){ 25, 60 }, ROLE_HIT);
	layers_add(&l, all, (struct span){ 150, 160 }, ROLE_HIT);
	layers_add(&l, all, (struct span){ 40, 40 }, ROLE_HIT);
	is_int((int64_t)l.n, 3, "what is out of sight or empty is left out");
	layers_flatten(&l, &arena, &s, &n);
	is_int((int64_t)n, 3, "three stretches are left");
	ok(s[0].span.from == 10 && s[0].span.to == 20 &&
		s[0].role == ROLE_SENTENCE,
	    "the sentence up to the name");
	ok(s[1].span.from == 20 && s[1].span.to == 25 &&
		s[1].role == ROLE_PERSON,
	    "the name up to the hit");
	ok(s[2].span.from == 25 && s[2].span.to == 60 && s[2].role == ROLE_HIT,
	    "the hit whole");
	layers_reset(&l);
	layers_add(&l, all, (struct span){ 10, 50 }, ROLE_SENTENCE);
	layers_add(&l, all, (struct span){ 40, 60 }, ROLE_NOTE);
	layers_flatten(&l, &arena, &s, &n);
	layers_tint((struct span){ 10, 50 }, &arena, &s, &n);
	ok(n == 3 && s[1].span.from == 40 && s[1].span.to == 50 &&
		s[1].role == ROLE_IN_SENTENCE_LAST && s[2].role == ROLE_NOTE,
	    "a note takes the sentence's ground as far as that goes");
	layers_release(&l);
	arena_release(&arena);
}

/* Any layers: flattened, each byte has the role of the last one over it. */
static void
flat_layers_equal_the_naive_ones(void)
{
	struct arena arena = { 0 };
	struct layers l = { 0 };
	uint32_t seed = 7;
	bool good = true;

	for (int round = 0; round < 200 && good; round++) {
		enum role naive[64] = { ROLE_TEXT };
		struct role_span *s;
		size_t n;
		uint32_t last = 0;

		memset(naive, 0, sizeof naive);
		layers_reset(&l);
		for (int i = 0; i < 12; i++) {
			uint32_t from, to;

			seed = seed * 1664525U + 1013904223U;
			from = (seed >> 8) % 64;
			to = from + (seed >> 16) % 20;
			to = to > 64 ? 64 : to;
			layers_add(&l, (struct span){ 0, 64 },
			    (struct span){ from, to }, (enum role)(1 + i));
			for (uint32_t k = from; k < to; k++)
				naive[k] = (enum role)(1 + i);
		}
		layers_flatten(&l, &arena, &s, &n);
		for (size_t i = 0; i < n; i++) {
			good = good && s[i].span.from >= last;
			last = s[i].span.to;
			for (uint32_t k = s[i].span.from; k < s[i].span.to;
			     k++) {
				good = good && naive[k] == s[i].role;
				naive[k] = ROLE_TEXT;
			}
		}
		for (size_t k = 0; k < 64; k++)
			good = good && naive[k] == ROLE_TEXT;
	}
	ok(good, "200 random heaps of layers flatten as painting them would");
	layers_release(&l);
	arena_release(&arena);
}

static void
the_cursor_goes_by_sentences(void)
{
	struct str t = str_of(text);
	struct cursor c;

	cursor_to(&c, t, 0);
	is_span(c.sentence, "The army moved east.", "it starts in the first");
	ok(!cursor_sentence(&c, t, -1), "there is none before");
	ok(cursor_sentence(&c, t, 1), "to the next");
	is_span(c.sentence, "Gen. Haftar flew to Cairo on Tuesday.",
	    "an abbreviation ends none");
	ok(cursor_sentence(&c, t, 1) && cursor_sentence(&c, t, 1),
	    "over the Arabic one");
	is_span(c.sentence, "Nobody else said so.", "to the last");
	ok(!cursor_sentence(&c, t, 1), "there is none after");
	is_span(cursor_passage(&c), "Nobody else said so.",
	    "the passage is the sentence");
}

static void
words_are_selected(void)
{
	struct str t = str_of(text);
	struct cursor c;

	cursor_to(&c, t, at("Gen.").from);
	ok(cursor_word(&c, t, 1), "w goes to a word");
	ok(cursor_word(&c, t, 1), "and to the next");
	is_span(cursor_focus(&c), "Haftar", "which is the name");
	is_span(cursor_passage(&c), "Gen. Haftar flew to Cairo on Tuesday.",
	    "the passage is still the sentence");
	cursor_select(&c, t);
	is_span(cursor_passage(&c), "Haftar", "v selects it");
	(void)cursor_word(&c, t, 1);
	(void)cursor_word(&c, t, 1);
	is_span(cursor_passage(&c), "Haftar flew to", "w stretches");
	(void)cursor_word(&c, t, -1);
	is_span(cursor_passage(&c), "Haftar flew", "b takes back");
	cursor_swap(&c);
	(void)cursor_word(&c, t, -1);
	is_span(cursor_passage(&c), "Gen. Haftar flew",
	    "o stretches at the other end");
	cursor_select(&c, t);
	is_span(cursor_passage(&c), "Gen. Haftar flew",
	    "v again changes the unit alone");
	(void)cursor_char(&c, t, 1);
	(void)cursor_char(&c, t, 1);
	is_span(cursor_passage(&c), "n. Haftar flew", "l by characters");
	(void)cursor_char(&c, t, -1);
	is_span(cursor_passage(&c), "en. Haftar flew", "h and back");
	cursor_select(&c, t);
	ok(!cursor_selecting(&c), "the third v selects no more");
}

static void
a_selection_may_cross_its_anchor(void)
{
	struct str t = str_of(text);
	struct cursor c;

	cursor_point(&c, t, at("flew"));
	cursor_select(&c, t);
	(void)cursor_word(&c, t, -1);
	is_span(cursor_passage(&c), "Haftar flew",
	    "to the left, the anchor stays in");
	(void)cursor_sentence(&c, t, 1);
	ok(cursor_passage(&c).from == at("flew").from &&
		cursor_passage(&c).to > at("Tuesday.").to,
	    "a sentence further, to the right");
	cursor_drop(&c, t);
	ok(!cursor_selecting(&c), "Escape drops it");
}

/* Whatever is pressed: borders of the text are kept and nothing is empty. */
static void
no_key_leads_out_of_the_text(void)
{
	struct str t = str_of(text);
	struct cursor c;
	uint32_t seed = 3;
	bool good = true;

	cursor_to(&c, t, 0);
	for (int i = 0; i < 20000 && good; i++) {
		struct span s;
		int dir;

		seed = seed * 1664525U + 1013904223U;
		dir = (seed >> 20) % 2 ? 1 : -1;
		switch ((seed >> 8) % 6) {
		case 0:
			(void)cursor_sentence(&c, t, dir);
			break;
		case 1:
			(void)cursor_word(&c, t, dir);
			break;
		case 2:
		case 3:
			(void)cursor_char(&c, t, dir);
			break;
		case 4:
			cursor_select(&c, t);
			break;
		default:
			cursor_swap(&c);
			break;
		}
		s = cursor_passage(&c);
		good = s.from < s.to && s.to <= t.len &&
		       (t.p[s.from] & 0xc0) != 0x80 &&
		       (s.to == t.len || (t.p[s.to] & 0xc0) != 0x80);
	}
	ok(good, "20000 random keys keep the passage on the text");
}

static void
blank_texts_have_a_cursor(void)
{
	struct cursor c;

	cursor_to(&c, str_of(""), 0);
	ok(!cursor_sentence(&c, str_of(""), 1) &&
		!cursor_word(&c, str_of(""), 1),
	    "nothing moves in an empty text");
	cursor_select(&c, str_of(""));
	ok(!cursor_selecting(&c), "and nothing can be selected");
	cursor_to(&c, str_of(" \n \n"), 2);
	ok(!cursor_sentence(&c, str_of(" \n \n"), -1), "nor in one of blanks");
}

static void
words_are_found_however_written(void)
{
	static const struct {
		const char *text, *what;

		const char *found[4];
	} cases[] = {
		{ "Haftar met HAFTAR, haftars", "haftar",
		    { "Haftar", "HAFTAR", "haftar" } },
		{ "Arm\xc3\xa9"
		  "e arme\xcc\x81"
		  "e armee",
		    "ARMEE",
		    { "Arm\xc3\xa9"
		      "e",
			"arme\xcc\x81"
			"e",
			"armee" } },
		{ "aaaa", "aa", { "aa", "aa" } },
		{ "nothing", "x", { NULL } },
		{ "nothing", "", { NULL } },
		{ "", "x", { NULL } },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arena arena = { 0 };
		struct span *list;
		size_t n, k = 0;

		reader_find(&arena, str_of(cases[i].text),
		    str_of(cases[i].what), &list, &n);
		for (; k < n && k < 4 && cases[i].found[k] != NULL; k++)
			is_str(str_slice(str_of(cases[i].text), list[k].from,
				   list[k].to),
			    cases[i].found[k], "\"%s\", hit %zu", cases[i].what,
			    k + 1);
		ok(k == n && (k == 4 || cases[i].found[k] == NULL),
		    "\"%s\" is found %zu times", cases[i].what, n);
		arena_release(&arena);
	}
}

static void
a_hit_stands_in_the_first_half(void)
{
	struct str t = str_of("one two three four five six seven eight");
	struct span hit = { 28, 33 }; /* seven */
	uint32_t from = text_before(t, hit, 20);

	is_str(str_slice(t, from, t.len), "five six seven eight",
	    "words are cut in front");
	is_int(text_before(t, hit, 80), 0, "where there is room nothing is");
	is_int(text_before(t, (struct span){ 0, 3 }, 4), 0,
	    "nor before the start");
}

int
main(void)
{
	a_hit_stands_in_the_first_half();
	words_are_found_however_written();
	rows_and_places();
	later_layers_cover_earlier_ones();
	flat_layers_equal_the_naive_ones();
	the_cursor_goes_by_sentences();
	words_are_selected();
	a_selection_may_cross_its_anchor();
	no_key_leads_out_of_the_text();
	blank_texts_have_a_cursor();
	return done();
}
