/* The lexicon of names: words, case, scripts, borders. */
#include "config.h"

#include "model/arena.h"
#include "model/lexicon.h"
#include "tests/test.h"

static struct lexicon *
make(const char *const *names, size_t n)
{
	struct lexicon *lex = lexicon_new(n);

	for (size_t i = 0; i < n; i++)
		lexicon_add(
		    lex, &(struct lexicon_name){ (int64_t)i + 1, ENTITY_FACTION,
			     LEXICON_ALIAS, str_of(names[i]) });
	return lex;
}

/* The hits as text: "LNA=1 Haftar=2". */
static void
spell(struct buf *out, const struct lexicon *lex, struct str text)
{
	struct lexicon_scan scan;
	struct lexicon_hit hit;

	buf_reset(out);
	buf_puts(out, "");
	lexicon_start(&scan, lex, text);
	while (lexicon_next(&scan, &hit)) {
		buf_str(out, str_slice(text, hit.span.from, hit.span.to));
		for (unsigned i = 0; i < hit.n; i++)
			buf_addf(out, "%s%d", i == 0 ? "=" : ",",
			    (int)hit.who[i].entity);
		buf_putc(out, ';');
	}
}

static const struct {
	const char *text, *hits, *name;
} cases[] = {
#define CASE(name, text, hits)                                                 \
	{                                                                      \
		text, hits, name                                               \
	}
	/* 1 LNA, 2 Libyan National Army, 3 Haftar, 4 IS, 5 US, 6 FACT,
	 * 7 Libya, 8 eastern Libya, 9 Isis as ISIS, 10 Qa'qa' Brigade,
	 * 11 U.S., 12 Gen. Haftar, 13 LNA/LAAF, 14 HoR, 15 Al-Sisi,
	 * 16 UNSMIL, 17 the West, 18 Misrata militias, 19 Erdogan,
	 * 20 regime de Kadhafi, 21 Libyan Army */
	CASE("a name alone", "LNA", "LNA=1;"),
	CASE("nothing in nothing", "", ""),
	CASE("nothing in blanks", " \n\t ", ""),
	CASE("the possessive stays out", "LNA's and Haftar\xE2\x80\x99s",
	    "LNA=1;Haftar=3;"),
	CASE("hyphens end a name", "the Haftar-led LNA-held pro-Haftar",
	    "Haftar=3;LNA=1;Haftar=3;"),
	CASE("brackets end a name", "The (LNA) of Accord(LNA)", "LNA=1;LNA=1;"),
	CASE("the longest name wins", "the Libyan National Army (LNA)",
	    "Libyan National Army=2;LNA=1;"),
	CASE("a line break inside a name", "Libyan\nNational  Army",
	    "Libyan\nNational  Army=2;"),
	CASE("no name over a paragraph", "Libyan\n\nNational Army", ""),
	CASE("no name over a full stop", "Libyan. National Army", ""),
	CASE("no name over a dash", "Libyan - National Army", ""),
	CASE("no part of a word", "LNAX xLNA Haftarism", ""),
	CASE("short capitals need their case", "This is us. Is it a fact?", ""),
	CASE("and are found in it", "IS fights the US and FACT.",
	    "IS=4;US=5;FACT=6;"),
	CASE("words in a headline of capitals are words", "WHO IS HAFTAR TO US",
	    "HAFTAR=3;"),
	CASE("a headline of capitals has names",
	    "LIBYAN NATIONAL ARMY IN LIBYA\nit is so",
	    "LIBYAN NATIONAL ARMY=2;LIBYA=7;"),
	CASE("names need their capital", "haftar and libya", ""),
	CASE("names that begin small are free",
	    "In Eastern Libya and eastern Libya and EASTERN LIBYA",
	    "Eastern Libya=8;eastern Libya=8;EASTERN LIBYA=8;"),
	CASE("long capitals may be written as a name",
	    "Isis and Unsmil, not isis", "Isis=9;Unsmil=16;"),
	CASE("apostrophes inside a name",
	    "Qa\xE2\x80\x99qa\xE2\x80\x99 Brigade",
	    "Qa\xE2\x80\x99qa\xE2\x80\x99 Brigade=10;"),
	CASE(
	    "dots of an abbreviation belong to it", "the U.S. and", "U.S.=11;"),
	CASE("an abbreviated title with and without its stop",
	    "Gen. Haftar met Gen Haftar", "Gen. Haftar=12;Gen Haftar=12;"),
	CASE("a slash only where the name has it", "LNA/LAAF or LNA/GNA",
	    "LNA/LAAF=13;LNA=1;"),
	CASE("mixed capitals as they are", "HoR, HOR, Hor and hor",
	    "HoR=14;HOR=14;"),
	CASE("articles are free in case", "al-Sisi, Al Sisi, AL-SISI, al-sisi",
	    "al-Sisi=15;Al Sisi=15;AL-SISI=15;"),
	CASE(
	    "the West is no direction", "the west of the West", "the West=17;"),
	CASE("plural and singular of a noun",
	    "a Misrata militia, Misrata militias",
	    "Misrata militia=18;Misrata militias=18;"),
	CASE("a plural s behind capitals", "two LNAs", "LNAs=1;"),
	CASE("accents fold",
	    "Erdo\xC4\x9F"
	    "an and ERDO\xC4\x9E"
	    "AN",
	    "Erdo\xC4\x9F"
	    "an=19;ERDO\xC4\x9E"
	    "AN=19;"),
	CASE("accents written apart fold",
	    "Erdog\xCC\x86"
	    "an",
	    "Erdog\xCC\x86"
	    "an=19;"),
	CASE("elision", "l'R\xC3\xA9gime de Kadhafi d\xE2\x80\x99Haftar",
	    "R\xC3\xA9gime de Kadhafi=20;Haftar=3;"),
	CASE("both words of a short name need capitals",
	    "the Libyan army, the Libyan Army", "Libyan Army=21;"),
	CASE("the first capital is enough in a longer one",
	    "the Libyan national army", "Libyan national army=2;"),
	CASE("broken bytes part words",
	    "LNA\xFF"
	    "Haftar\xC3",
	    "LNA=1;Haftar=3;"),
};

static const char *const latin[] = { "LNA", "Libyan National Army", "Haftar",
	"IS", "US", "FACT", "Libya", "eastern Libya", "ISIS", "Qa'qa' Brigade",
	"U.S.", "Gen. Haftar", "LNA/LAAF", "HoR", "Al-Sisi", "UNSMIL",
	"the West", "Misrata militias", "Erdogan", "r\xC3\xA9gime de Kadhafi",
	"Libyan Army" };

static void
test_latin(void)
{
	struct lexicon *lex = make(latin, ARRAY_LEN(latin));
	struct buf out = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		spell(&out, lex, str_of(cases[i].text));
		is_str(buf_view(&out), cases[i].hits, "%s", cases[i].name);
	}
	buf_release(&out);
	lexicon_free(lex);
}

static const char *const arabic[] = { "حفتر", "الجيش الوطني الليبي", "ليبيا",
	"القاهرة", "سرت", "غات", "أجدابيا", "خليفة حفتر", "مصر", "مصراتة" };

static const struct {
	const char *text, *hits, *name;
} arabic_cases[] = {
	{ "وحفتر ولحفتر لحفتر فحفتر", "حفتر=1;حفتر=1;حفتر=1;حفتر=1;",
	    "Arabic: and, and to, to, so in front of a name" },
	{ "قوات للجيش الوطني الليبي", "لجيش الوطني الليبي=2;",
	    "Arabic: to the" },
	{ "بالجيش الوطني الليبي", "الجيش الوطني الليبي=2;",
	    "Arabic: with the" },
	{ "في ليبيا وليبيا ولليبيا", "ليبيا=3;ليبيا=3;ليبيا=3;",
	    "Arabic: a name with the letter of to" },
	{ "حَفْتَر حفـتر", "حَفْتَر=1;حفـتر=1;", "Arabic: vowels and tatweel" },
	{ "القاهره اجدابيا مصراته", "القاهره=4;اجدابيا=7;مصراته=10;",
	    "Arabic: alef, hamza and teh marbuta are one" },
	{ "كسرت فسرت لغات ولغات", "",
	    "Arabic: broke, explained and languages are no towns" },
	{ "بسرت بمصر", "سرت=5;مصر=9;", "Arabic: three letters stay" },
	{ "المشير خليفة حفتر", "خليفة حفتر=8;", "Arabic: longest" },
	{ "وخليفة حفتر،", "خليفة حفتر=8;", "Arabic: comma behind" },
	{ "و حفترا", "", "Arabic: no part of a word" },
};

static void
test_arabic(void)
{
	struct lexicon *lex = make(arabic, ARRAY_LEN(arabic));
	struct buf out = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(arabic_cases); i++) {
		spell(&out, lex, str_of(arabic_cases[i].text));
		is_str(buf_view(&out), arabic_cases[i].hits, "%s",
		    arabic_cases[i].name);
	}
	buf_release(&out);
	lexicon_free(lex);
}

static void
test_kinds(void)
{
	struct lexicon *lex = lexicon_new(0);
	struct buf out = { 0 };
	const struct lexicon_name names[] = {
		{ 1, ENTITY_OUTLET, LEXICON_NAME, str_of("Al-Dostor (Egypt)") },
		{ 2, ENTITY_FACTION, LEXICON_ALIAS, str_of("Greens (Libya)") },
		{ 3, ENTITY_FACTION, LEXICON_SHORT, str_of("Misrata") },
		{ 4, ENTITY_PLACE, LEXICON_NAME, str_of("Misrata") },
		{ 5, ENTITY_FACTION, LEXICON_SHORT, str_of("Dawn") },
		{ 6, ENTITY_FACTION, LEXICON_SHORT, str_of("BRSC") },
		{ 7, ENTITY_FACTION, LEXICON_NAME,
		    str_of("Libyan Army / Arab Forces (Haftar)") },
		{ 10, ENTITY_FACTION, LEXICON_NAME,
		    str_of("Samoud Front / Brigade") },
		{ 8, ENTITY_FACTION, LEXICON_NAME, str_of("") },
		{ 9, ENTITY_FACTION, LEXICON_NAME, str_of("(x)") },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		lexicon_add(lex, &names[i]);
	spell(&out, lex,
	    str_of("Al-Dostor, Greens, Misrata, Dawn, BRSC, Libyan Army, "
		   "Arab Forces, Samoud Front, Brigade"));
	is_str(buf_view(&out),
	    "Al-Dostor=1;Misrata=3,4;BRSC=6;Libyan Army=7;Arab Forces=7;Samoud "
	    "Front=10;",
	    "brackets, short names and two names in one");
	buf_release(&out);
	lexicon_free(lex);
}

/* A matcher as naive as can be: at every word, every name, by letters. */
static unsigned
naive(struct str text, const char *const *names, size_t n, size_t *at)
{
	for (size_t i = *at; i < text.len; i++) {
		size_t best = 0;
		unsigned who = 0;

		if (text.p[i] == ' ' || (i > 0 && text.p[i - 1] != ' '))
			continue;
		for (size_t k = 0; k < n; k++) {
			struct str name = str_of(names[k]);
			size_t to = i + name.len;

			if (name.len <= best || to > text.len ||
			    memcmp(text.p + i, name.p, name.len) != 0 ||
			    (to < text.len && text.p[to] != ' '))
				continue;
			best = name.len;
			who = (unsigned)k + 1;
		}
		if (who > 0) {
			*at = i + best;
			return who;
		}
	}
	return 0;
}

static void
test_naive(void)
{
	static const char *const names[] = { "Ab", "Ab Cd", "Ab Cd Ef", "Cd",
		"Ef Ab", "Gh Ab Cd Ef Gh", "Abcdefghi", "Abcdefghi Cd",
		"Abcdefghijklmnopq" };
	static const char *const parts[] = { "Ab", "Cd", "Ef", "Gh", "Xy",
		"Abcdefghi", "Abcdefghj", "Abcdefghijklmnopq" };
	struct lexicon *lex = make(names, ARRAY_LEN(names));
	struct buf text = { 0 };
	uint32_t seed = 7;
	int wrong = 0, hits = 0;

	for (int round = 0; round < 3000; round++) {
		struct lexicon_scan scan;
		struct lexicon_hit hit;
		size_t at = 0;

		buf_reset(&text);
		for (int i = 0; i < 20 + round % 200; i++) {
			seed = seed * 1664525 + 1013904223;
			if (i > 0)
				buf_putc(&text, ' ');
			buf_puts(&text, parts[seed >> 16 & 7]);
		}
		lexicon_start(&scan, lex, buf_view(&text));
		while (lexicon_next(&scan, &hit)) {
			unsigned who = naive(
			    buf_view(&text), names, ARRAY_LEN(names), &at);

			wrong += who != (unsigned)hit.who[0].entity ||
				 at != hit.span.to;
			hits++;
		}
		wrong +=
		    naive(buf_view(&text), names, ARRAY_LEN(names), &at) != 0;
	}
	ok(hits > 100000, "random texts hold names");
	is_int(wrong, 0, "and the trie finds what a naive search finds");
	buf_release(&text);
	lexicon_free(lex);
}

static void
test_many(void)
{
	struct lexicon *lex = lexicon_new(0);
	struct buf out = { 0 };
	char text[64];

	for (int i = 0; i < 20000; i++) {
		snprintf(text, sizeof text, "Name%d Of Number%d", i % 200, i);
		lexicon_add(lex, &(struct lexicon_name){ i + 1, ENTITY_PERSON,
				     LEXICON_ALIAS, str_of(text) });
	}
	spell(&out, lex, str_of("Name17 Of Number1217, Name17 of Number18"));
	is_str(buf_view(&out), "Name17 Of Number1217=1218;",
	    "a lexicon grows as names come");
	buf_release(&out);
	lexicon_free(lex);
}

/* Lines apart, each too short to be skipped in chunks, hold what one long text
 * of them holds. */
static void
test_skipping(void)
{
	static const char *const parts[] = { "the ", "LNA", "LNAs ", "Sirte ",
		"sirte ", "Haftar", "'s ", "\u2019s ", "\u00e9tat ", "a ",
		"xyz", " ", "-", ". ", "Fo\u0301o ",
		"\u062d\u0641\u062a\u0631 ", "National Army ", "walked ", "12 ",
		"\xff", "Haftarism ", "(" };
	static const char *const names[] = { "LNA", "Sirte", "Haftar",
		"\u062d\u0641\u062a\u0631", "National Army", "\u00c9tat",
		"Fo\u0301o" };
	struct lexicon *lex = lexicon_new(0);
	struct buf text = { 0 }, whole = { 0 }, apart = { 0 }, one = { 0 };
	uint32_t seed = 7, wrong = 0;

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		lexicon_add(
		    lex, &(struct lexicon_name){ (int64_t)i + 1, ENTITY_PERSON,
			     LEXICON_ALIAS, str_of(names[i]) });
	for (int round = 0; round < 400; round++) {
		buf_reset(&text);
		buf_reset(&apart);
		buf_puts(&apart, "");
		for (int line = 0; line < 20; line++) {
			size_t from = text.len;

			do {
				seed = seed * 1664525 + 1013904223;
				buf_puts(&text,
				    parts[(seed >> 9) % ARRAY_LEN(parts)]);
			} while (text.len - from < 40);
			spell(&one, lex,
			    str_slice(buf_view(&text), from, text.len));
			buf_str(&apart, buf_view(&one));
			buf_puts(&text, "\n\n");
		}
		spell(&whole, lex, buf_view(&text));
		wrong += !str_eq(buf_view(&whole), buf_view(&apart));
	}
	is_int(wrong, 0, "words are passed over in chunks as one by one");
	buf_release(&text);
	buf_release(&whole);
	buf_release(&apart);
	buf_release(&one);
	lexicon_free(lex);
}

int
main(void)
{
	test_latin();
	test_arabic();
	test_kinds();
	test_naive();
	test_many();
	test_skipping();
	return done();
}
