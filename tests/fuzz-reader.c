/* All formats over any bytes: what comes out is fit to be stored. */
#include "config.h"

#include <jansson.h>

#include "model/lang.h"
#include "model/pubdate.h"
#include "model/reader.h"
#include "model/utf8.h"
#include "tests/fuzz.h"

struct bytes {
	struct str s;
	size_t at;
};

/* In pieces of a size that the bytes themselves give. */
static ptrdiff_t
read_bytes(void *arg, char *p, size_t n, struct err *err)
{
	struct bytes *b = arg;
	size_t left = b->s.len - b->at, piece = 1 + b->s.len % 61;

	(void)err;
	n = n < piece ? n : piece;
	n = n < left ? n : left;
	if (n > 0)
		memcpy(p, b->s.p + b->at, n);
	b->at += n;
	return (ptrdiff_t)n;
}

static void
check_text(struct str s, const char *what)
{
	must(s.len == 0 || utf8_valid(s), what);
	must(s.len == 0 || memchr(s.p, '\0', s.len) == NULL, "no NUL");
}

static void
check_article(const struct article_in *in, struct arena *arena)
{
	struct pubdate date;
	struct str tag;
	json_t *json;

	check_text(in->title, "the title is valid");
	check_text(in->text, "the text is valid");
	check_text(in->author, "the author is valid");
	check_text(in->outlet, "the outlet is valid");
	check_text(in->url, "the address is valid");
	check_text(in->extra, "the extra fields are valid");
	must(in->title.len > 0 && in->title.len <= READER_TITLE_MAX,
	    "there is a title, not too long");
	must(memchr(in->title.p, '\n', in->title.len) == NULL,
	    "the title is one line");
	must(in->text.len > 0 && memchr(in->text.p, '\r', in->text.len) == NULL,
	    "there is a text without CR");
	if (in->extra.len > 0) {
		json = json_loadb(in->extra.p, in->extra.len, 0, NULL);
		must(json_is_object(json), "extra fields are an object");
		json_decref(json);
	}
	if (pubdate_parse(arena, in->published, &date))
		must(date.seconds >= date.day * 86400 &&
			 date.seconds < (date.day + 1) * 86400,
		    "a date's seconds lie in its day");
	tag = lang_tag(arena, in->language);
	must(tag.len <= 3, "a language is short");
	(void)lang_guess(in->text);
}

static void
try_format(struct str s, const char *format)
{
	struct bytes b = { .s = s };
	struct arena arena = { 0 };
	struct article_in in;
	struct err err = { 0 };
	enum reader_result result;
	size_t n = 0;
	struct reader *reader =
	    reader_open((struct reader_source){ read_bytes, &b },
		str_of(format), str_of("f"), &err);

	must(reader != NULL, "every format opens");
	while (
	    (result = reader_next(reader, &arena, &in, &err)) != READER_END) {
		must(in.origin.len > 0, "origin is known");
		must(++n <= s.len + 1, "it comes to an end");
		if (result == READER_ARTICLE)
			check_article(&in, &arena);
		else if (result == READER_FILE)
			must(in.url.len > 0, "a file is named");
		else
			must(err.code != ERR_NONE && err.text[0] != '\0',
			    "a failure has its reason");
		arena_reset(&arena);
	}
	reader_close(reader);
	arena_release(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str s = { (const char *)data, len };
	struct arena arena = { 0 };
	struct pubdate date;

	try_format(s, "");
	try_format(s, "text");
	try_format(s, "markdown");
	try_format(s, "html");
	try_format(s, "feed");
	try_format(s, "jsonfeed");
	try_format(s, "csv");
	try_format(s, "mbox");
	try_format(s, "archive");
	try_format(s, "json");
	try_format(s, "jsonl");
	if (utf8_valid(s) && pubdate_parse(&arena, s, &date))
		must(date.edtf.len >= 4, "a date has a text");
	arena_release(&arena);
	return 0;
}
