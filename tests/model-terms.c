#include "config.h"

#include "model/terms.h"
#include "tests/test.h"

#define HAFTAR_AR "\xd8\xad\xd9\x81\xd8\xaa\xd8\xb1"
#define AND_HAFTAR_AR "\xd9\x88" HAFTAR_AR
#define ARMY_AR "\xd8\xac\xd9\x8a\xd8\xb4"
#define THE_ARMY_AR "\xd8\xa7\xd9\x84" ARMY_AR
#define AND_THE_ARMY_AR "\xd9\x88" THE_ARMY_AR
#define MORE "\xe2\x80\xa6"

static struct terms *
make(struct arena *arena, const char *const *terms)
{
	struct str list[4];
	size_t n = 0;

	while (n < 4 && terms[n] != NULL) {
		list[n] = str_of(terms[n]);
		n++;
	}
	return terms_new(arena, list, n);
}

static const struct {
	const char *what, *text, *terms[4], *found;
} places[] = {
	{ "a word, however it is written", "Haftar met HAFTAR, haftars",
	    { "haftar" }, "Haftar|HAFTAR|" },
	{ "a beginning", "Haftar, haftars", { "haftar*" }, "Haftar|haftars|" },
	{ "an Arabic word with and without its proclitic",
	    AND_HAFTAR_AR " " HAFTAR_AR, { HAFTAR_AR },
	    AND_HAFTAR_AR "|" HAFTAR_AR "|" },
	{ "the same asked for with its proclitic", AND_HAFTAR_AR " " HAFTAR_AR,
	    { AND_HAFTAR_AR }, AND_HAFTAR_AR "|" HAFTAR_AR "|" },
	{ "one with two proclitics, asked for with both or with one",
	    AND_THE_ARMY_AR " " THE_ARMY_AR " " ARMY_AR,
	    { AND_THE_ARMY_AR, THE_ARMY_AR },
	    AND_THE_ARMY_AR "|" AND_THE_ARMY_AR "|" THE_ARMY_AR "|" THE_ARMY_AR
			    "|" ARMY_AR "|" ARMY_AR "|" },
	{ "a phrase of words with proclitics",
	    HAFTAR_AR " " ARMY_AR ", " AND_HAFTAR_AR " " THE_ARMY_AR,
	    { AND_HAFTAR_AR " " AND_THE_ARMY_AR },
	    HAFTAR_AR " " ARMY_AR "|" AND_HAFTAR_AR " " THE_ARMY_AR "|" },
	{ "a beginning as it is typed", HAFTAR_AR " " AND_HAFTAR_AR,
	    { AND_HAFTAR_AR "*" }, AND_HAFTAR_AR "|" },
	{ "a word that begins a phrase again",
	    "the oil, the oil ports and the ports", { "oil ports" },
	    "oil ports|" },
	{ "a phrase within its own beginning", "a a b", { "a b" }, "a b|" },
	{ "a beginning at the end of a phrase", "oil portside", { "oil port*" },
	    "oil portside|" },
	{ "a name with a hyphen", "Abdullah Al-Thani said", { "al-thani" },
	    "Al-Thani|" },
	{ "several at once, by their place", "oil and the port of oil",
	    { "port", "oil" }, "oil|port|oil|" },
	{ "overlapping ones", "Khalifa Haftar", { "haftar", "khalifa haftar" },
	    "Khalifa Haftar|Haftar|" },
	{ "nothing", "nothing", { "x" }, "" },
	{ "no words in the term", "nothing", { "-" }, "" },
	{ "an empty text", "", { "x" }, "" },
};

static void
test_places(void)
{
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		struct str text = str_of(places[i].text);
		struct arena arena = { 0 };
		struct buf got = { 0 };
		struct span *list;
		size_t n;

		terms_find(
		    make(&arena, places[i].terms), text, &arena, &list, &n);
		buf_puts(&got, "");
		for (size_t k = 0; k < n; k++) {
			buf_str(
			    &got, str_slice(text, list[k].from, list[k].to));
			buf_putc(&got, '|');
		}
		is_str(buf_view(&got), places[i].found, "places of %s",
		    places[i].what);
		ok(terms_in(make(&arena, places[i].terms), text) == (n > 0),
		    "whether it has %s", places[i].what);
		buf_release(&got);
		arena_release(&arena);
	}
}

static const struct {
	const char *what, *text, *terms[4], *snippet;
} snippets[] = {
	{ "a short text is whole", "The oil is in port.", { "oil" },
	    "The \1oil\2 is in port." },
	{ "the hit stands in the middle",
	    "1 2 3 4 5 6 7 8 9 10 oil 12 13 14 15 16 17 18 19 20.", { "oil" },
	    MORE "4 5 6 7 8 9 10 \1oil\2 12 13 14 15 16 17 18 19" MORE },
	{ "at the end of the text", "1 2 3 4 5 6 7 8 9 10 11 12 oil.",
	    { "oil" }, MORE "6 7 8 9 10 11 12 \1oil\2." },
	{ "from the start of the sentence where that is near",
	    "1 2 3 4 5 6 7 8 9 10. The oil 12 13 14 15 16 17 18 19 20 21 22 23 "
	    "24 25 26 27 28",
	    { "oil" },
	    MORE "The \1oil\2 12 13 14 15 16 17 18 19 20 21 22 23 24 25" MORE },
	{ "most terms rather than the first",
	    "oil 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 oil 21 port.",
	    { "oil", "port" }, MORE "14 15 16 17 18 19 \1oil\2 21 \1port\2." },
	{ "no hit: the beginning",
	    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18.", { "oil" },
	    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16" MORE },
	{ "of two that overlap one is marked", "Khalifa Haftar came.",
	    { "khalifa haftar", "haftar" }, "\1Khalifa Haftar\2 came." },
	{ "a phrase longer than half a snippet",
	    "0 a b c d e f g h i j k l m n o p q r s",
	    { "a b c d e f g h i j k l m n o" },
	    MORE "\1"
		 "a b c d e f g h i j k l m n o\2 p" MORE },
	{ "what would pass for a mark is left out", "the \1oil\2 port",
	    { "port" }, "the oil \1port\2" },
	{ "an empty text", "", { "oil" }, "" },
	{ "a text without words", "...", { "oil" }, "" },
};

static void
test_snippets(void)
{
	for (size_t i = 0; i < ARRAY_LEN(snippets); i++) {
		struct arena arena = { 0 };

		is_str(terms_snippet(make(&arena, snippets[i].terms),
			   str_of(snippets[i].text), &arena),
		    snippets[i].snippet, "snippet: %s", snippets[i].what);
		arena_release(&arena);
	}
}

int
main(void)
{
	test_places();
	test_snippets();
	return done();
}
