/* Input formats: plain text, Markdown, JSON Lines. */
#include "config.h"

#include <dirent.h>

#include "model/lang.h"
#include "model/reader.h"
#include "model/utf8.h"
#include "tests/test.h"

/* Bytes from memory, `chunk` at a time. */
struct memory {
	struct str s;
	size_t at, chunk;
	bool fails; /* at the end */
};

static ptrdiff_t
read_memory(void *arg, char *p, size_t n, struct err *err)
{
	struct memory *m = arg;

	if (n > m->chunk)
		n = m->chunk;
	if (n > m->s.len - m->at)
		n = m->s.len - m->at;
	if (n == 0 && m->fails) {
		err_set(err, ERR_IO, "the disk is gone");
		return -1;
	}
	if (n > 0)
		memcpy(p, m->s.p + m->at, n);
	m->at += n;
	return (ptrdiff_t)n;
}

static struct reader *
start(struct memory *m, struct str bytes, const char *format)
{
	struct err err = { 0 };
	struct reader *reader;

	*m = (struct memory){ .s = bytes, .chunk = 7 };
	reader = reader_open((struct reader_source){ read_memory, m },
	    str_of(format), str_of("f"), &err);
	return reader;
}

/* The first article of the bytes; its strings live in arena. */
static enum reader_result
first(struct str bytes, const char *format, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct memory m;
	struct reader *reader = start(&m, bytes, format);
	enum reader_result result = reader_next(reader, arena, in, err);

	reader_close(reader);
	return result;
}

static void
test_plain(void)
{
	static const struct {
		const char *bytes, *title, *text, *name;
	} cases[] = {
		{ "Title here\n\nBody one.\n\nBody two.\n", "Title here",
		    "Body one.\n\nBody two.", "a first line is the title" },
		{ "Title here\nThe body follows.", "Title here",
		    "The body follows.", "with text right below too" },
		{ "The paragraph of a file that was broken\nto a measure of "
		  "forty columns.",
		    "The paragraph of a file that was broken",
		    "The paragraph of a file that was broken\nto a measure of "
		    "forty columns.",
		    "the start of a broken paragraph stays in the text" },
		{ "One line alone", "One line alone", "One line alone",
		    "one line is title and text" },
		{ "\xef\xbb\xbf\r\nT\r\n\r\nb\r\n", "T", "b",
		    "a byte order mark and CR are mended" },
		{ "T  with\tblanks \n\n b\n", "T with blanks", " b",
		    "a title is on one line, an indent stays" },
	};
	struct arena arena = { 0 };
	struct article_in in;
	struct err err = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		ok(first(str_of(cases[i].bytes), "text", &arena, &in, &err) ==
			READER_ARTICLE,
		    "%s: is read", cases[i].name);
		is_str(in.title, cases[i].title, "%s: title", cases[i].name);
		is_str(in.text, cases[i].text, "%s: text", cases[i].name);
	}
	arena_release(&arena);
}

static void
test_long_title(void)
{
	struct arena arena = { 0 };
	struct article_in in;
	struct buf b = { 0 };
	struct err err = { 0 };
	int i;

	for (i = 0; i < 100; i++)
		buf_puts(&b, "كلمة ");
	ok(first(buf_view(&b), "", &arena, &in, &err) == READER_ARTICLE,
	    "a long paragraph alone is read");
	ok(str_ends(in.title, "\xe2\x80\xa6") && in.title.len < 250,
	    "its title is the start of it");
	ok(utf8_valid(in.title), "cut between code points");
	buf_release(&b);
	arena_release(&arena);
}

static void
test_header(void)
{
	struct arena arena = { 0 };
	struct article_in in;
	struct err err = { 0 };

	(void)first(str_of("Title: Haftar in Cairo\nSource: Al-Dostor\n"
			   "Date: 17 Jan 2017\nURL: https://e.org/a\n"
			   "Desk: foreign\n\nThe body.\n"),
	    "", &arena, &in, &err);
	is_str(in.title, "Haftar in Cairo", "header: the title");
	is_str(in.outlet, "Al-Dostor", "header: the outlet");
	is_str(in.published, "17 Jan 2017", "header: the date");
	is_str(in.url, "https://e.org/a", "header: the address");
	is_str(in.extra, "{\"Desk\":\"foreign\"}", "header: the rest is kept");
	is_str(in.text, "The body.", "header: the text comes after");

	(void)first(str_of("المصدر: الوسط\nالتاريخ: 2017-01-17\n\nعنوان "
			   "الخبر\n\nالنص هنا.\n"),
	    "", &arena, &in, &err);
	is_str(in.outlet, "الوسط", "header: Arabic keys");
	is_str(in.title, "عنوان الخبر", "header: the title may come below");
	is_str(in.text, "النص هنا.", "header: and the text after it");

	(void)first(str_of("Source: an official\nsaid that it was over.\n\n"
			   "More of it.\n"),
	    "", &arena, &in, &err);
	ok(in.outlet.len == 0, "one line with a colon is no header");
	(void)first(str_of("Title: a\nSource: b\n"), "", &arena, &in, &err);
	ok(in.outlet.len == 0, "a header without a text is none");
	arena_release(&arena);
}

static void
test_markdown(void)
{
	static const struct {
		const char *bytes, *text;
	} bodies[] = {
		{ "# T\n\nA line\nthat goes on.\n\nAnother.",
		    "A line that goes on.\n\nAnother." },
		{ "# T\n\nSee [the **paper**](http://e.org/a_b) and ![a "
		  "map](x.png).",
		    "See the paper and a map." },
		{ "# T\n\n**Bold** and *soft* and a_b_c, 2 * 3 * 4.",
		    "Bold and soft and a_b_c, 2 * 3 * 4." },
		{ "# T\n\n## Part ##\n- one\n- two\n\n> said\n",
		    "Part\n- one\n- two\n\n> said" },
		{ "# T\n\n```\nx = *y*\n# z\n```\n\\*not\\*",
		    "```\nx = *y*\n# z\n```\n*not*" },
		{ "# T\n\nline  \nbreak\\\nend", "line\nbreak\\\nend" },
	};
	struct arena arena = { 0 };
	struct article_in in;
	struct err err = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(bodies); i++) {
		(void)first(str_of(bodies[i].bytes), "", &arena, &in, &err);
		is_str(in.title, "T", "markdown %zu: heading is the title", i);
		is_str(in.text, bodies[i].text, "markdown %zu: body", i);
	}
	arena_release(&arena);
}

static void
test_front_matter(void)
{
	struct arena arena = { 0 };
	struct article_in in;
	struct err err = { 0 };

	(void)first(
	    str_of("---\ntitle: \"A \\\"quoted\\\" title: here\"\n"
		   "author:\n  - Ann\n  - 'Bob O''Neil'\ndate: 2017-01-17 # "
		   "then\nlink: https://e.org/x#y\noutlet: Reuters\n"
		   "lang: en\ntags: [army, Libya]\nsummary: >\n  two\n"
		   "  lines\n---\n\n# A \"quoted\" title: here\n\nBody.\n"),
	    "", &arena, &in, &err);
	is_str(in.title, "A \"quoted\" title: here", "matter: quoted title");
	is_str(in.author, "Ann, Bob O'Neil", "matter: a list of authors");
	is_str(in.published, "2017-01-17", "matter: date without comment");
	is_str(in.url, "https://e.org/x#y", "matter: link is the address");
	is_str(in.outlet, "Reuters", "matter: outlet");
	is_str(in.language, "en", "matter: language");
	is_str(in.extra, "{\"tags\":\"army, Libya\",\"summary\":\"two lines\"}",
	    "matter: other keys are kept");
	is_str(in.text, "Body.",
	    "matter: a heading that repeats the title "
	    "goes");
	(void)first(str_of("---\nno matter here\n---\ntext"), "markdown",
	    &arena, &in, &err);
	ok(str_find(in.text, str_of("no matter here"), 0) != SIZE_MAX,
	    "a rule on top is no front matter");
	arena_release(&arena);
}

static void
test_jsonl(void)
{
	static const char bytes[] =
	    "{\"title\":\"One\",\"text\":\"First\\r\\ntext\",\"url\":\"u\","
	    "\"author\":[\"A\",{\"name\":\"B\"}],\"date\":1484647200,"
	    "\"id\":7,\"source\":{\"name\":\"AFP\"},\"deep\":{\"b\":1,"
	    "\"a\":[null]}}\n"
	    "\n"
	    "{\"title\":\"broken\n"
	    "[1]\n"
	    "{\"title\":\"no text\"}\n"
	    "{\"body\":\"Two\\u0000nuls\",\"hostname\":"
	    "\"https://www.e.org/x\",\"pub_date\":\"2017\",\"lang\":\"ar\"}\n"
	    "{\"content\":\"raw \xff byte\",\"title\":null}";
	struct arena arena = { 0 };
	struct article_in in;
	struct memory m;
	struct err err = { 0 };
	struct reader *r = start(&m, str_of(bytes), "");

	ok(reader_next(r, &arena, &in, &err) == READER_ARTICLE, "line 1");
	is_str(in.text, "First\ntext", "line ends become LF");
	is_str(in.author, "A, B", "authors in a list");
	is_str(in.published, "1484647200", "a number for the date");
	is_str(in.source_id, "7", "a number for the id");
	is_str(in.outlet, "AFP", "the name of an object");
	is_str(in.extra, "{\"deep\":{\"a\":[null],\"b\":1}}",
	    "unknown keys are kept");
	is_str(in.origin, "f:1", "the line stands in the origin");
	ok(reader_next(r, &arena, &in, &err) == READER_BAD, "line 3 fails");
	is_str(in.origin, "f:3", "with its number");
	ok(str_starts(str_of(err.text), "is no JSON"), "as no JSON");
	ok(reader_next(r, &arena, &in, &err) == READER_BAD &&
		str_is(str_of(err.text), "is no JSON object"),
	    "a list is no object");
	ok(reader_next(r, &arena, &in, &err) == READER_BAD &&
		str_is(str_of(err.text), "has no text"),
	    "an article without text fails");
	ok(reader_next(r, &arena, &in, &err) == READER_ARTICLE, "line 6");
	is_str(in.text, "Twonuls", "NUL is dropped");
	is_str(in.outlet, "e.org", "an address becomes its host");
	is_str(in.published, "2017", "pub_date is the date");
	is_str(in.language, "ar", "lang is the language");
	is_str(in.title, "Twonuls", "no title: the start of the text");
	ok(reader_next(r, &arena, &in, &err) == READER_ARTICLE &&
		utf8_valid(in.text) && in.repaired.len > 0,
	    "broken UTF-8 is mended, and says so");
	ok(reader_next(r, &arena, &in, &err) == READER_END, "then the end");
	reader_close(r);
	arena_release(&arena);
}

/* Whole JSON texts: the articles and failures of one, with their numbers. */
static void
test_json(void)
{
	static const struct {
		const char *bytes, *want;
	} cases[] = {
		{ "[{\"text\":\"One\"},{\"text\":\"Two\\u0000\"}]",
		    "f:1 One|f:2 Two|" },
		{ "[\n  {\"text\":\"One\"},\n  7,\n  {\"title\":\"T\"}\n]\n",
		    "f:1 One|f:2 is no JSON object|f:3 has no text|" },
		{ "{\n  \"text\": \"One\"\n}\n{\n  \"text\": \"Two\"\n}\n",
		    "f:1 One|f:2 Two|" },
		{ "{\n  \"text\": \"One\"\n}\n[ ] [[1]]",
		    "f:1 One|f:2 is no JSON object|" },
		{ "{\n  \"text\": \"One\"\n}\n{\n  \"text\": Two\n}\n",
		    "f:1 One|f:2 is no JSON: invalid token near 'Two', line "
		    "3|" },
		{ "{", "f:1 is no JSON: string or '}' expected near end of "
		       "file, line 1|" },
	};
	struct arena arena = { 0 };
	struct article_in in;
	struct memory m;
	struct err err = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct reader *r = start(&m, str_of(cases[i].bytes), "");
		enum reader_result result;
		struct buf b = { 0 };

		while ((result = reader_next(r, &arena, &in, &err)) !=
		       READER_END) {
			buf_str(&b, in.origin);
			buf_putc(&b, ' ');
			buf_str(&b,
			    result == READER_BAD ? str_of(err.text) : in.text);
			buf_putc(&b, '|');
		}
		is_str(buf_view(&b), cases[i].want, "JSON text %zu", i);
		buf_release(&b);
		reader_close(r);
	}
	arena_release(&arena);
}

static void
test_long_line(void)
{
	struct arena arena = { 0 };
	struct article_in in;
	struct buf b = { 0 };
	struct memory m;
	struct err err = { 0 };
	struct reader *r;

	buf_puts(&b, "{\"text\":\"");
	buf_reserve(&b, READER_MAX);
	memset(b.p + b.len, 'x', READER_MAX);
	b.len += READER_MAX;
	buf_puts(&b, "\"}\n{\"text\":\"after\"}\n");
	r = start(&m, buf_view(&b), "jsonl");
	m.chunk = SIZE_MAX;
	ok(reader_next(r, &arena, &in, &err) == READER_BAD &&
		str_is(str_of(err.text), "is longer than 32 MB"),
	    "a line over 32 MB is refused");
	ok(reader_next(r, &arena, &in, &err) == READER_ARTICLE,
	    "and the next one read");
	is_str(in.origin, "f:2", "as line 2");
	reader_close(r);
	buf_puts(&b, "x");
	r = start(&m, buf_view(&b), "text");
	m.chunk = SIZE_MAX;
	ok(reader_next(r, &arena, &in, &err) == READER_BAD,
	    "a text over 32 MB is refused");
	ok(reader_next(r, &arena, &in, &err) == READER_END, "and that is all");
	reader_close(r);
	buf_release(&b);
	arena_release(&arena);
}

static void
test_refused(void)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *why;
	} cases[] = {
		{ "", 0, "is empty" },
		{ " \n\t\n", 4, "is empty" },
		{ "\0\1\2\3abcdefgh", 12, "is no text but binary data" },
		{ "12 - 34 = ?!", 12, "has no words in it" },
		{ "GBK \xc0\xfb\xb1\xc8\xd1\xc7\xb9\xfa\xc3\xf1\xbe\xfc", 16,
		    "is in a charset that it does not tell: save it as "
		    "UTF-8" },
		{ "%PDF-1.4\nobj", 12, "is a PDF, which is not read" },
	};
	struct arena arena = { 0 };
	struct article_in in;
	struct memory m = { .s = str_of("abc"), .chunk = 2, .fails = true };
	struct err err = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		ok(first((struct str){ cases[i].bytes, cases[i].len }, "",
		       &arena, &in, &err) == READER_BAD,
		    "refused: %s", cases[i].why);
		is_str(str_of(err.text), cases[i].why, "and it says why");
	}
	ok(reader_open((struct reader_source){ read_memory, &m }, str_of(""),
	       str_of("f"), &err) == NULL &&
		err.code == ERR_IO,
	    "a source that fails is told at once");
	ok(reader_open((struct reader_source){ read_memory, &m },
	       str_of("docx"), str_of("f"), &err) == NULL &&
		err.code == ERR_INVALID,
	    "an unknown format is refused");
	arena_release(&arena);
}

static void
test_sniff(void)
{
	static const struct {
		const char *bytes, *origin, *text;
	} cases[] = {
		{ "\n {\"text\":\"abc\"}", "f:2", "abc" },
		{ "{ not json }\n\nbody", "f", "body" },
		{ "---\ntitle: x\n---\nb **c**", "f", "b c" },
		{ "Title\n\nStars ** stay **.", "f", "Stars ** stay **." },
	};
	struct arena arena = { 0 };
	struct article_in in;
	struct err err = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		(void)first(str_of(cases[i].bytes), "", &arena, &in, &err);
		is_str(in.origin, cases[i].origin, "format %zu by content", i);
		is_str(in.text, cases[i].text, "and read as that");
	}
	arena_release(&arena);
}

static void
test_lang(void)
{
	static const struct {
		const char *text, *tag;
	} cases[] = {
		{ "The army said that it was in control of the city.", "en" },
		{ "قال الجيش إنه يسيطر على المدينة", "ar" },
		{ "L'armée a dit que la ville est sous le contrôle des "
		  "forces",
		    "fr" },
		{ "Il generale ha incontrato il ministro degli esteri nel "
		  "palazzo della presidenza",
		    "it" },
		{ "Армия заявила о контроле над городом", "ru" },
		{ "12345", "" },
		{ "d &e; long text", "" },
		{ "Qwerty asdfgh zxcvb", "" },
	};
	static const struct {
		const char *name, *tag;
	} names[] = { { "English", "en" }, { "ar-LY", "ar" }, { "EN_gb", "en" },
		{ "العربية", "ar" }, { "x", "" }, { "not a language", "" } };
	struct arena arena = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++)
		is_str(lang_guess(str_of(cases[i].text)), cases[i].tag,
		    "language guessed: %s", cases[i].tag);
	for (i = 0; i < ARRAY_LEN(names); i++)
		is_str(lang_tag(&arena, str_of(names[i].name)), names[i].tag,
		    "language named %s", names[i].name);
	arena_release(&arena);
}

static void
test_seed(void)
{
	const char *shared = test_shared();
	struct arena arena = { 0 };
	struct article_in in;
	struct err err = { 0 };
	char *bytes = NULL;
	size_t len;

	if (shared != NULL)
		bytes =
		    test_slurp(arena_printf(&arena,
				   "%s/seed/000_c5d556c4a6ccc280.txt", shared)
				   .p,
			&len);
	if (bytes == NULL) {
		skip("no shared data", "the seed article");
	} else {
		ok(first((struct str){ bytes, len }, "", &arena, &in, &err) ==
			READER_ARTICLE,
		    "the seed article is read");
		is_str(in.title,
		    "A Libyan Delegation Of The (LNA) Headed By General "
		    "Haftar Visited Egypt",
		    "with its first line as title");
		ok(str_starts(in.text, "A Libyan delegation of nine leaders"),
		    "and the text behind it");
		is_str(lang_guess(in.text), "en", "in English");
	}
	free(bytes);
	arena_release(&arena);
}

/* y_: must be taken as the value of an extra key; n_: as a line must fail as
 * no JSON. Line ends inside become blanks, since a line is a line. */
static void
same_field(struct str a, struct str b, const char *name, size_t line)
{
	ok(str_eq(a, b), "line %zu: %s is the same", line, name);
}

/* Lines are read in a fast way, and by jansson when that will not do; a text
 * of JSON by jansson alone. */
static void
test_both_ways(void)
{
	static const char *const lines[] = {
		"{\"title\":\"A\",\"text\":\"plain\"}",
		" { \"text\" : \"blanks\" , \"x\" : \"y\" } ",
		"{\"text\":\"\\\"q\\\" \\\\ \\/ \\b\\f\\n\\r\\t.\"}",
		"{\"text\":\"a\\r\\nb\\rc\",\"url\":\"\"}",
		"{\"text\":\"\\u0645\\u00E9\\ud83d\\ude00 \xd9\x85\"}",
		"{\"text\":\"half \\ud83d\"}",
		"{\"text\":\"other half \\ude00\\ud83d\"}",
		"{\"text\":\"nul \\u0000 gone, \\\\u0000 not\"}",
		"{\"text\":\"bad \\x\"}",
		"{\"text\":\"bad \\u12\"}",
		"{\"text\":\"bad\ttab\"}",
		"{\"text\":\"no end",
		"{\"text\":\"no end\\\"",
		"{\"text\":\"no brace\"",
		"{\"text\":\"comma\",}",
		"{\"text\":\"twice\",\"text\":\"last\"}",
		"{\"text\":\"\",\"body\":\"second name\"}",
		"{\"body\":\"b\",\"text\":\"a\"}",
		"{\"text\":\"n\",\"id\":7,\"n\":-12,\"t\":true,\"u\":null}",
		"{\"text\":\"n\",\"n\":1.50,\"m\":1e3}",
		"{\"text\":\"n\",\"n\":012}",
		"{\"text\":\"n\",\"n\":12345678901234567890}",
		"{\"text\":\"n\",\"n\":tru}",
		"{\"text\":\"n\",\"k\\u0065y\":1,\"key\":2}",
		"{\"text\":\"n\",\"z\":1,\"a\":{\"b\":[1]}}",
		"{\"text\":\"n\",\"z\":\"\\u0041\",\"a\":\"\\/\",\"z\":2}",
		"{\"title\":null,\"text\":\"null\",\"author\":[\"a\"]}",
		"{\"title\":\"blank\",\"text\":\" \\n \"}",
		"{}",
	};
	struct arena arena = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		struct str line = str_of(lines[i]);
		struct article_in a = { 0 }, b = { 0 };
		struct err err = { 0 };

		is_int(first(line, "jsonl", &arena, &a, &err),
		    first(line, "json", &arena, &b, &err),
		    "line %zu is read both ways, or neither", i);
		same_field(a.title, b.title, "title", i);
		same_field(a.text, b.text, "text", i);
		same_field(a.url, b.url, "url", i);
		same_field(a.author, b.author, "author", i);
		same_field(a.source_id, b.source_id, "id", i);
		same_field(a.extra, b.extra, "extra", i);
		arena_reset(&arena);
	}
	ok(first(str_of("{\"text\":\"more\"} x"), "jsonl", &arena,
	       &(struct article_in){ 0 }, &(struct err){ 0 }) == READER_BAD,
	    "more behind the brace is no JSON");
	arena_release(&arena);
}

static void
try_json(const char *name, struct str bytes, struct arena *arena)
{
	struct buf b = { 0 };
	struct article_in in;
	struct err err = { 0 };
	enum reader_result result;
	size_t i;

	if (name[0] == 'y')
		buf_puts(&b, "{\"text\":\"abc\",\"x\":");
	buf_str(&b, bytes);
	if (name[0] == 'y')
		buf_puts(&b, "}");
	for (i = 0; i < b.len; i++) {
		if (b.p[i] == '\n')
			b.p[i] = ' ';
	}
	result = first(buf_view(&b), "jsonl", arena, &in, &err);
	if (name[0] == 'y')
		ok(result == READER_ARTICLE && in.extra.len > 0, "%s", name);
	else
		ok(result == READER_BAD, "%s", name);
	buf_release(&b);
	arena_reset(arena);
}

static void
test_json_suite(void)
{
	const char *shared = test_shared();
	struct arena arena = { 0 }, names = { 0 };
	struct str dir, path;
	struct dirent *entry;
	DIR *d = NULL;
	char *bytes;
	size_t len;

	if (shared != NULL) {
		dir = arena_printf(
		    &names, "%s/data/open/json-testsuite/test_parsing", shared);
		d = opendir(dir.p);
	}
	if (d == NULL)
		skip("no shared data", "JSON's own test suite");
	while (d != NULL && (entry = readdir(d)) != NULL) {
		path = arena_printf(&names, "%s/%s", dir.p, entry->d_name);
		if (entry->d_name[1] != '_' || entry->d_name[0] == 'i')
			continue;
		bytes = test_slurp(path.p, &len);
		if (bytes != NULL)
			try_json(
			    entry->d_name, (struct str){ bytes, len }, &arena);
		free(bytes);
	}
	if (d != NULL)
		(void)closedir(d);
	arena_release(&names);
	arena_release(&arena);
}

int
main(void)
{
	test_plain();
	test_long_title();
	test_header();
	test_markdown();
	test_front_matter();
	test_jsonl();
	test_both_ways();
	test_json();
	test_long_line();
	test_refused();
	test_sniff();
	test_lang();
	test_seed();
	test_json_suite();
	return done();
}
