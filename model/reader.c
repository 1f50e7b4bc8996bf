#include "config.h"

#include "model/reader.h"

#include <jansson.h>
#include <utf8proc.h>

#include "model/charset.h"
#include "model/mojibake.h"
#include "model/utf8.h"

enum { READ_STEP = 64 << 10 }; /* bytes asked for at once */

/* In the order of sniffing: the last takes what no other wants. */
static const struct reader_format *const formats[] = {
	&read_archive,
	&read_warc,
	&read_jsonfeed,
	&read_json,
	&read_jsonl,
	&read_feed,
	&read_html,
	&read_mail,
	&read_csv,
	&read_markdown,
	&read_plain,
};

struct reader {
	const struct reader_format *format;
	struct reader_source source;
	char *name;
	struct buf buf; /* bytes read and not yet used up, from `at` */
	size_t at, seen;
	int64_t line;
	bool end;    /* the source has no more */
	bool whole;  /* reader_text has come by */
	bool failed; /* the source failed: said once, then the end */
	bool any;    /* some record was there, good or bad */
	void *state;
	char charset[41];
	int depth;
};

/* Read on. False at the end of the source or on failure. */
static bool
fill(struct reader *reader, struct err *err)
{
	struct buf *buf = &reader->buf;
	ptrdiff_t n;

	if (reader->end)
		return false;
	if (reader->at > 0) {
		buf->len -= reader->at;
		memmove(buf->p, buf->p + reader->at, buf->len);
		reader->seen -= reader->at;
		reader->at = 0;
	}
	buf_reserve(buf, READ_STEP + 1);
	n = reader->source.read(
	    reader->source.arg, buf->p + buf->len, READ_STEP, err);
	if (n <= 0) {
		reader->end = true;
		reader->failed = n < 0;
		return false;
	}
	buf->len += (size_t)n;
	buf->p[buf->len] = '\0';
	return true;
}

static struct str
rest(const struct reader *reader)
{
	return str_slice(buf_view(&reader->buf), reader->at, reader->buf.len);
}

static const struct reader_format *
format_named(struct str name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(formats); i++) {
		if (str_is(name, formats[i]->name))
			return formats[i];
	}
	return NULL;
}

static const struct reader_format *
format_of(struct str head)
{
	const char *wide = charset_wide(head);
	struct buf utf8 = { 0 };
	size_t i;

	if (wide != NULL && charset_convert(&utf8, head, str_of(wide)))
		head = buf_view(&utf8);
	/* A byte order mark is no part of any format. */
	if (str_starts(head, "\xef\xbb\xbf"))
		head = str_slice(head, 3, head.len);
	for (i = 0; i + 1 < ARRAY_LEN(formats); i++) {
		if (formats[i]->sniff(head))
			break;
	}
	buf_release(&utf8);
	return formats[i];
}

/* "text markdown jsonl ...", for messages; borrowed for ever. */
static const char *
reader_formats(void)
{
	return "text markdown html feed jsonl csv mbox warc archive";
}

/* With the head of what is to be read in memory. */
static struct reader *
open_source(struct reader_source source, struct str name, struct err *err)
{
	struct reader *reader = xcalloc(1, sizeof *reader);

	reader->source = source;
	reader->name = xstrndup(name.p, name.len);
	while (reader->buf.len < READER_HEAD && fill(reader, err))
		;
	if (!reader->failed)
		return reader;
	reader_close(reader);
	return NULL;
}

static void
set_format(struct reader *reader, const struct reader_format *format)
{
	reader->format = format;
	if (format->size > 0)
		reader->state = xcalloc(1, format->size);
}

struct reader *
reader_open(struct reader_source source, struct str format, struct str name,
    struct err *err)
{
	const struct reader_format *given = format_named(format);
	struct reader *reader;
	struct str head;

	if (given == NULL && format.len > 0) {
		err_set(err, ERR_INVALID,
		    "there is no format \"%.*s\", but these: %s",
		    (int)(format.len < 40 ? format.len : 40), format.p,
		    reader_formats());
		return NULL;
	}
	reader = open_source(source, name, err);
	if (reader == NULL)
		return NULL;
	head = str_slice(rest(reader), 0, READER_HEAD);
	/* A feed may be one in JSON, and JSON spread over lines. */
	if (given == &read_feed && read_jsonfeed.sniff(head))
		given = &read_jsonfeed;
	if (given == &read_jsonl && read_json.sniff(head))
		given = &read_json;
	set_format(reader, given != NULL ? given : format_of(head));
	return reader;
}

struct reader *
reader_open_as(struct reader_source source, const struct reader_format *format,
    struct str name, struct err *err)
{
	struct reader *reader = open_source(source, name, err);

	if (reader != NULL)
		set_format(reader, format);
	return reader;
}

void
reader_close(struct reader *reader)
{
	if (reader == NULL)
		return;
	if (reader->format != NULL && reader->format->close != NULL)
		reader->format->close(reader->state);
	free(reader->state);
	free(reader->name);
	buf_release(&reader->buf);
	free(reader);
}

bool
reader_foreign(const struct reader *reader)
{
	return reader->format->foreign;
}

struct str
reader_head(const struct reader *reader)
{
	return rest(reader);
}

const char *
reader_format_name(const struct reader *reader)
{
	return reader->format->name;
}

bool
reader_by_line(const struct reader *reader)
{
	return reader->format == &read_jsonl;
}

int64_t
reader_lines(const struct reader *reader)
{
	return reader->line;
}

struct reader *
reader_resume(struct reader_source source, struct str name, int64_t lines,
    struct err *err)
{
	struct reader *reader = reader_open_as(source, &read_jsonl, name, err);

	if (reader != NULL) {
		reader->line = lines;
		reader->any = true;
	}
	return reader;
}

void
reader_set_charset(struct reader *reader, struct str charset)
{
	(void)snprintf(reader->charset, sizeof reader->charset, "%.*s",
	    (int)(charset.len < 40 ? charset.len : 40), charset.p);
}

struct str
reader_charset(const struct reader *reader)
{
	return str_of(reader->charset);
}

void
reader_set_depth(struct reader *reader, int depth)
{
	reader->depth = depth;
}

int
reader_depth(const struct reader *reader)
{
	return reader->depth;
}

ptrdiff_t
reader_read(struct reader *reader, char *p, size_t n, struct err *err)
{
	struct str left;

	err->code = ERR_NONE;
	if (rest(reader).len == 0 && !fill(reader, err))
		return reader->failed ? -1 : 0;
	left = rest(reader);
	n = n < left.len ? n : left.len;
	memcpy(p, left.p, n);
	reader->at += n;
	return (ptrdiff_t)n;
}

/* The start of a text as its title: up to 100 code points, cut at a blank. */
static struct str
title_of(struct arena *arena, struct str text)
{
	struct str line;
	size_t at = 0, points = 0, blank = 0;

	text = str_trim(text);
	(void)str_split(&text, '\n', &line);
	while (at < line.len && points < 100) {
		if (line.p[at] == ' ')
			blank = at;
		(void)utf8_next(line, &at);
		points++;
	}
	if (at == line.len)
		return reader_one_line(arena, line);
	line = str_trim(str_slice(line, 0, blank > 0 ? blank : at));
	return arena_printf(arena, "%.*s\xe2\x80\xa6", (int)line.len, line.p);
}

static bool
has_letter(struct str text)
{
	size_t at = 0;
	uint32_t cp;

	while (at < text.len) {
		cp = utf8_next(text, &at);
		if (cp != 0xfffd &&
		    utf8proc_category((utf8proc_int32_t)cp) >=
			UTF8PROC_CATEGORY_LU &&
		    utf8proc_category((utf8proc_int32_t)cp) <=
			UTF8PROC_CATEGORY_LO)
			return true;
	}
	return false;
}

/* Undo what somebody did to a text long before it came here; the longest field
 * of an article shows whether that happened. */
static void
undo_mojibake(struct arena *arena, struct article_in *in)
{
	struct str *const fields[] = { &in->text, &in->title, &in->author,
		&in->outlet };
	const char *charset, *found = NULL;
	struct buf out = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(fields); i++) {
		buf_reset(&out);
		charset = mojibake_repair(&out, *fields[i], found != NULL);
		if (charset == NULL)
			continue;
		*fields[i] = arena_str(arena, buf_view(&out));
		found = charset;
	}
	buf_release(&out);
	if (found != NULL)
		in->repaired =
		    arena_printf(arena, "%.*s%sUTF-8 that had been read as %s",
			(int)in->repaired.len, in->repaired.p,
			in->repaired.len > 0 ? ", " : "", found);
}

/* Is more than half of it what stands for bytes that could not be read? */
static bool
is_garbled(struct str text)
{
	struct str broken = str_of("\xef\xbf\xbd");
	size_t at = 0, n = 0;

	while ((at = str_find(text, broken, at)) != SIZE_MAX) {
		at += broken.len;
		n++;
	}
	return n * broken.len > text.len / 2;
}

enum reader_result
reader_next(struct reader *reader, struct arena *arena, struct article_in *in,
    struct err *err)
{
	enum reader_result result;

	*in = (struct article_in){ .origin =
				       arena_str(arena, str_of(reader->name)) };
	err->code = ERR_NONE;
	if (reader->failed)
		return READER_END;
	result = reader->format->next(reader, reader->state, arena, in, err);
	if (result == READER_END && !reader->any && !reader->failed) {
		reader->any = true;
		err_set(err, ERR_INVALID, "is empty");
		return READER_BAD;
	}
	reader->any = true;
	if (result == READER_BAD && in->origin.len == 0)
		in->origin = arena_str(arena, str_of(reader->name));
	if (result != READER_ARTICLE)
		return result;
	if (is_garbled(in->text)) {
		err_set(err, ERR_INVALID,
		    "is in a charset that it does not tell: save it as UTF-8");
		return READER_BAD;
	}
	if (!has_letter(in->text)) {
		err_set(err, ERR_INVALID, "has no words in it");
		return READER_BAD;
	}
	undo_mojibake(arena, in);
	in->title =
	    utf8_head(reader_one_line(arena, in->title), READER_TITLE_MAX);
	if (in->title.len == 0)
		in->title = title_of(arena, in->text);
	in->url = str_trim(in->url);
	in->author = reader_one_line(arena, in->author);
	in->outlet = reader_one_line(arena, in->outlet);
	in->language = str_trim(in->language);
	in->published = str_trim(in->published);
	return READER_ARTICLE;
}

/* Formats that people try, and what they are told. */
static bool
known_binary(struct str bytes, struct err *err)
{
	static const struct {
		const char *magic, *name;
	} known[] = {
		{ "%PDF-", "a PDF" },
		{ "PK\x03\x04", "a zip archive or an office document" },
		{ "\x1f\x8b", "compressed (gzip)" },
		{ "{\\rtf", "rich text (RTF)" },
		{ "\x89PNG", "a picture" },
		{ "\xff\xd8\xff", "a picture" },
		{ "SQLite format 3", "a database" },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(known); i++) {
		if (!str_starts(bytes, known[i].magic))
			continue;
		err_set(err, ERR_INVALID, "is %s, which is not read",
		    known[i].name);
		return true;
	}
	return false;
}

/* Bytes that are no text: more than one NUL in 256, unless they start as
 * UTF-16 does. A stray NUL in a text is mended instead. */
static bool
is_binary(struct str bytes, struct err *err)
{
	size_t i, nuls = 0;

	if (known_binary(bytes, err))
		return true;
	if (charset_wide(bytes) != NULL)
		return false;
	for (i = 0; i < bytes.len; i++)
		nuls += bytes.p[i] == '\0';
	if (nuls * 256 <= bytes.len)
		return false;
	err_set(err, ERR_INVALID, "is no text but binary data");
	return true;
}

/* Valid UTF-8 with LF and neither NUL nor byte order mark stays as it is. */
static bool
is_clean(struct str s)
{
	return s.len == 0 ||
	       (memchr(s.p, '\r', s.len) == NULL &&
		   memchr(s.p, '\0', s.len) == NULL &&
		   !str_starts(s, "\xef\xbb\xbf") && utf8_valid(s));
}

/* Bytes made fit to be stored, in the arena; what was mended goes to *what. */
static struct str
repair(struct arena *arena, struct str bytes, struct str *what)
{
	struct buf out = { 0 }, words = { 0 };
	struct str text;

	if (is_clean(bytes))
		return arena_str(arena, bytes);
	utf8_repair(&out, bytes, &words);
	text = arena_str(arena, buf_view(&out));
	if (words.len > 0)
		*what = arena_str(arena, buf_view(&words));
	buf_release(&out);
	buf_release(&words);
	return text;
}

bool
reader_raw(
    struct reader *reader, size_t max, struct str *bytes, struct err *err)
{
	err->code = ERR_NONE;
	if (reader->whole)
		return false;
	reader->whole = true;
	while (rest(reader).len <= max && fill(reader, err))
		;
	if (reader->failed)
		return false;
	*bytes = rest(reader);
	reader->at = reader->buf.len;
	if (bytes->len > max)
		return err_set(err, ERR_INVALID,
		    "is longer than %d MB, too long for one article",
		    (int)(max >> 20));
	return reader->format->binary || !is_binary(*bytes, err);
}

bool
reader_text(struct reader *reader, struct arena *arena, struct article_in *in,
    struct str *text, struct err *err)
{
	struct str bytes;

	if (!reader_raw(reader, READER_MAX, &bytes, err))
		return false;
	*text = repair(arena, bytes, &in->repaired);
	if (str_trim(*text).len == 0)
		return err_set(err, ERR_INVALID, "is empty");
	return true;
}

enum reader_result
reader_line(
    struct reader *reader, struct str *line, int64_t *number, struct err *err)
{
	bool too_long = false;
	struct str bytes;
	const char *lf;

	err->code = ERR_NONE;
	reader->seen = reader->at;
	for (;;) {
		bytes = buf_view(&reader->buf);
		lf = bytes.len > reader->seen
			 ? memchr(bytes.p + reader->seen, '\n',
			       bytes.len - reader->seen)
			 : NULL;
		if (lf != NULL)
			break;
		reader->seen = bytes.len;
		if (bytes.len - reader->at > READER_MAX) {
			too_long = true;
			reader->at = bytes.len;
		}
		if (!fill(reader, err))
			break;
	}
	bytes = rest(reader);
	*number = reader->line + 1;
	if (reader->failed)
		return READER_BAD;
	if (lf == NULL && bytes.len == 0 && !too_long)
		return READER_END;
	reader->line++;
	*line =
	    lf != NULL ? str_slice(bytes, 0, (size_t)(lf - bytes.p)) : bytes;
	reader->at += line->len + (lf != NULL);
	if (too_long || line->len > READER_MAX) {
		err_set(err, ERR_INVALID, "is longer than 32 MB");
		return READER_BAD;
	}
	return READER_ARTICLE;
}

bool
reader_json_bad(const struct json_error_t *why, bool one_line, struct err *err)
{
	if (json_error_code(why) == json_error_stack_overflow)
		return err_set(err, ERR_INVALID,
		    "is JSON nested too deeply (more than %d), and was given "
		    "up",
		    JSON_PARSER_MAX_DEPTH);
	return err_set(err, ERR_INVALID,
	    one_line ? "is no JSON: %.120s at %d"
		     : "is no JSON: %.120s, line %d",
	    why->text, one_line ? why->position : why->line);
}

void
reader_extra(struct buf *extra, struct str key, struct str value)
{
	buf_putc(extra, extra->len == 0 ? '{' : ',');
	buf_json(extra, key);
	buf_putc(extra, ':');
	buf_str(extra, value);
}

struct str
reader_extra_end(struct arena *arena, struct buf *extra)
{
	struct str object = { 0 };

	if (extra->len > 0) {
		buf_putc(extra, '}');
		object = arena_str(arena, buf_view(extra));
	}
	buf_release(extra);
	return object;
}

struct str
reader_one_line(struct arena *arena, struct str s)
{
	struct str in = str_trim(s);
	char *p = arena_alloc(arena, in.len + 1);
	size_t i, n = 0;
	bool blank;

	for (i = 0; i < in.len; i++) {
		blank = strchr(" \t\r\n\v\f", in.p[i]) != NULL;
		if (blank && n > 0 && p[n - 1] == ' ')
			continue;
		p[n++] = blank ? ' ' : in.p[i];
	}
	return (struct str){ .p = p, .len = n };
}

struct str *
reader_field(struct article_in *in, struct str key)
{
	const struct {
		struct str *field;
		const char *names;
	} known[] = {
		{ &in->title, "title headline titre titolo titulo título titel "
			      "عنوان العنوان" },
		{ &in->author,
		    "author authors byline author_name auteur autore "
		    "autor الكاتب" },
		{ &in->outlet,
		    "outlet source hostname newspaper publication site "
		    "site_name media journal fonte quelle المصدر" },
		{ &in->published,
		    "date published pub_date pubdate published_at "
		    "publish_date date_published publication_date data "
		    "fecha datum التاريخ" },
		{ &in->url, "url link permalink lien الرابط" },
		{ &in->language, "language lang langue lingua idioma sprache "
				 "اللغة" },
		{ &in->source_id, "id" },
	};
	struct str left, name;
	char word[40];
	size_t i;

	for (i = 0; i < ARRAY_LEN(known); i++) {
		left = str_of(known[i].names);
		while (str_split(&left, ' ', &name)) {
			(void)snprintf(
			    word, sizeof word, "%.*s", (int)name.len, name.p);
			if (str_is_nocase(key, word))
				return known[i].field;
		}
	}
	return NULL;
}
