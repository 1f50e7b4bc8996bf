/* Borders in text. */
#include "config.h"

#include "model/utf8.h"
#include "model/words.h"
#include "tests/test.h"

static void
test_clusters(void)
{
	static const char *const clusters[] = { "a", "e\xcc\x81",
		"👨‍👩‍👧", "🇱🇾", "🇺🇳", "\r\n", "\xd8\xa8\xd9\x8e",
		"x" };
	struct buf b = { 0 };
	size_t i, at = 0;

	for (i = 0; i < ARRAY_LEN(clusters); i++)
		buf_puts(&b, clusters[i]);
	for (i = 0; i < ARRAY_LEN(clusters); i++) {
		size_t to = cluster_next(buf_view(&b), at);

		is_str(str_slice(buf_view(&b), at, to), clusters[i],
		    "cluster %zu", i);
		is_int((int64_t)cluster_prev(buf_view(&b), to), (int64_t)at,
		    "and back over it");
		at = to;
	}
	ok(cluster_next(buf_view(&b), at) == at &&
		cluster_prev(str_of("a"), 0) == 0,
	    "the ends are ends");
	buf_release(&b);
}

/* A line of Unicode's test file: code points in hexadecimal between division
 * and multiplication signs. */
static bool
unicode_line(struct str line, int *borders)
{
	struct buf b = { 0 };
	struct str field;
	size_t wanted[64], n = 0, at = 0, i = 0;
	bool good = true;

	while (str_split(&line, ' ', &field)) {
		char hex[16] = "";

		if (str_is(field, "\xc3\xb7")) {
			wanted[n++] = b.len;
		} else if (field.len >= 4 && field.len < sizeof hex) {
			memcpy(hex, field.p, field.len);
			utf8_put(&b, (uint32_t)strtoul(hex, NULL, 16));
		}
	}
	while (good && at < b.len) {
		size_t from = at;

		good = at == wanted[i++];
		at = cluster_next(buf_view(&b), at);
		good = good && cluster_prev(buf_view(&b), at) == from;
	}
	*borders += (int)n;
	buf_release(&b);
	return good && i + 1 == n;
}

static void
test_unicode(void)
{
	size_t len;
	char *text = test_slurp(
	    "/usr/share/unicode/auxiliary/GraphemeBreakTest.txt", &len);
	struct str rest = { text, len }, line;
	int lines = 0, failed = 0, borders = 0;

	if (text == NULL) {
		skip("package unicode-data is not installed",
		    "Unicode's cluster tests");
		return;
	}
	while (str_split(&rest, '\n', &line)) {
		size_t comment = str_find(line, str_of("#"), 0);

		line = str_trim(str_slice(line, 0, comment));
		/* Surrogates have no UTF-8. */
		if (line.len == 0 ||
		    str_find(line, str_of(" D800"), 0) != SIZE_MAX)
			continue;
		lines++;
		if (!unicode_line(line, &borders)) {
			failed++;
			printf("# %.*s\n", (int)line.len, line.p);
		}
	}
	ok(lines > 500 && failed == 0,
	    "Unicode's %d cluster tests with %d borders", lines, borders);
	free(text);
}

static void
test_words(void)
{
	struct str s = str_of(
	    "Gaddafi's forces -- anti-aircraft, 10,000 men; قال: l’armée.");
	static const char *const words[] = { "Gaddafi's", "forces",
		"anti-aircraft", "10,000", "men", "قال", "l’armée" };
	struct span w = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(words); i++) {
		ok(word_next(s, w.to, &w), "there is word %zu", i);
		is_str(str_slice(s, w.from, w.to), words[i], "word %zu", i);
	}
	ok(!word_next(s, w.to, &w), "and no more");
	w.from = (uint32_t)s.len;
	for (i = ARRAY_LEN(words); i-- > 0;) {
		ok(word_prev(s, w.from, &w), "word %zu backward", i);
		is_str(str_slice(s, w.from, w.to), words[i], "is the same");
	}
	ok(!word_prev(s, w.from, &w), "and none before the first");
	ok(word_next(s, 3, &w) && w.from == 0, "a word from its middle");
	is_int(words_count(s), 7, "counted");
	is_int(words_count(str_of(" -- ")), 0, "no words in dashes");
	is_int(words_count(str_of("'a b' c--d 1.5 1.x x,2 \xd9\xa1\xd9\xab"
				  "\xd9\xa2 3. -4- 5")),
	    13, "what joins does so between its own kind");
}

/* Sentences end at each bar. */
static const char *const sentences[] = {
	"One.| Two!| Three?",
	"Gen. Khalifa Haftar met Mr. Serraj.| They talked.",
	"The U.N. Security Council met.| Nothing came of it.",
	"It flew to the U.S.| The plane landed.",
	"He met J. Christopher Stevens in Benghazi.| It rained.",
	"Oil rose 3.5 percent to $51.20 on Tuesday.| It fell later.",
	"“We left,” he said.| “We came back.”| Then silence.",
	"\"Stop!\" he cried.| Nobody did.",
	"He asked \"Why?\" and left.",
	"Well... perhaps not.| Yes… maybe so.",
	"It ended...| Then it began.",
	"At 5 p.m. Tuesday they met.| At 6 p.m. they left.",
	"Resolution No. 1973 was adopted.| He said no.| She said yes.",
	"On Feb. 17 it began.| In March it went on.",
	"Arab News Inc. said so.| It denied it.",
	"They fought in 2011.| In 2014 too.",
	"قال حفتر إن القوات تقدمت.| هل وصلت؟| نعم؛| وصلت.",
	"قال: «لن نتوقف.»| ثم غادر.",
	"قال د. محمود جبريل ذلك.| ثم غادر.",
	"(He was in Tripoli.)| She was not.",
	"See www.example.com for more.| Or ask.",
	"No end here\n|A new paragraph",
	"彼は言った。|帰った。",
	"1. Background to it.\n|2. More.",
	"Trailing blanks.|   ",
};

static void
test_sentences(void)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(sentences); i++) {
		struct str rest = str_of(sentences[i]), part;
		struct buf text = { 0 }, got = { 0 }, wanted = { 0 };
		struct span s = { 0 }, back;
		bool more, same = true;

		while (str_split(&rest, '|', &part)) {
			buf_str(&text, part);
			if (str_trim(part).len == 0)
				continue;
			buf_str(&wanted, str_trim(part));
			buf_putc(&wanted, '|');
		}
		more = sentence_at(buf_view(&text), 0, &s);
		while (more) {
			buf_str(&got, str_slice(buf_view(&text), s.from, s.to));
			buf_putc(&got, '|');
			same &= sentence_at(buf_view(&text), s.to - 1, &back) &&
				back.from == s.from && back.to == s.to;
			same &= sentence_prev(buf_view(&text), s.to, &back) &&
				back.from == s.from;
			more = sentence_next(buf_view(&text), s.from, &s);
		}
		is_str(buf_view(&got), buf_view(&wanted).p, "sentences %zu", i);
		ok(same, "sentences %zu are the same from behind", i);
		buf_release(&text);
		buf_release(&got);
		buf_release(&wanted);
	}
}

static void
test_ends(void)
{
	struct span s;

	ok(!sentence_at(str_of(" \n "), 1, &s), "no sentence in blanks");
	ok(!sentence_next(str_of("One."), 0, &s), "none after the last");
	ok(!sentence_prev(str_of("One."), 0, &s), "none before the first");
	ok(sentence_at(str_of("One.\n\nTwo."), 5, &s) && s.from == 6,
	    "an empty line belongs to what follows");
	ok(sentence_at(str_of("One.\n"), 5, &s) && s.from == 0,
	    "the end belongs to the last");
	is_int((int64_t)points_of(str_of("aلب"), 3), 2, "code points before");
	is_int((int64_t)points_to_byte(str_of("aلب"), 2), 3, "and back");
	is_int((int64_t)points_to_byte(str_of("aلب"), 9), 5, "at most all");
}

int
main(void)
{
	test_clusters();
	test_unicode();
	test_words();
	test_sentences();
	test_ends();
	return done();
}
