/* WARC (ISO 28500): what a crawler saved. Each answer with a page, feed or text
 * in it is read as a file of its own would be, under the address that it was
 * asked for; libarchive would keep no more of that than the path. A compressed
 * one comes here through read-archive.c. */
#include "config.h"

#include <libdeflate.h>

#include "model/html.h"
#include "model/reader.h"
#include "model/utf8.h"

enum {
	HTTP_MAX = 64 << 10, /* bytes of an HTTP header */
	LINES_MAX = 200,     /* of a record's header */
};

struct warc {
	struct reader *member;
	struct buf body; /* of the record, from `at` */
	size_t at;
	struct buf uri, kind, type, charset, coding;
	int64_t number, length;
	bool lost; /* between records: said once */
};

static bool
sniff(struct str head)
{
	return str_starts(head, "WARC/");
}

/* The name and value of a header's line. */
static bool
field_of(struct str line, struct str *name, struct str *value)
{
	size_t colon = str_find(line, str_of(":"), 0);

	if (colon == SIZE_MAX)
		return false;
	*name = str_slice(line, 0, colon);
	*value = str_trim(str_slice(line, colon + 1, line.len));
	return true;
}

static void
keep(struct buf *out, struct str value)
{
	buf_reset(out);
	buf_str(out, value);
}

/* What is stored of a header, whose bytes may be anything. */
static void
keep_valid(struct buf *out, struct str value)
{
	struct buf what = { 0 };

	buf_reset(out);
	utf8_repair(out, value, &what);
	buf_release(&what);
}

static void
take_field(struct warc *w, struct str name, struct str value)
{
	if (str_is_nocase(name, "content-length")) {
		if (!str_int(value, &w->length))
			w->length = -1;
	} else if (str_is_nocase(name, "warc-type")) {
		keep(&w->kind, value);
	} else if (str_is_nocase(name, "content-type")) {
		keep(&w->type, value);
	} else if (str_is_nocase(name, "warc-target-uri")) {
		/* Some writers put it in angle brackets. */
		if (str_starts(value, "<") && str_ends(value, ">"))
			value = str_slice(value, 1, value.len - 1);
		keep_valid(&w->uri, value);
	}
}

/* The header of the next record. */
static enum reader_result
read_header(struct reader *reader, struct warc *w, struct err *err)
{
	struct str line, name, value;
	enum reader_result result;
	bool inside = false;
	int64_t number;
	int lines = 0;

	w->length = -1;
	keep(&w->kind, str_of(""));
	keep(&w->uri, str_of(""));
	keep(&w->type, str_of(""));
	for (;;) {
		result = reader_line(reader, &line, &number, err);
		if (result != READER_ARTICLE)
			return result;
		line = str_trim(line);
		if (line.len == 0 && inside)
			break;
		if (line.len == 0)
			continue;
		if (!inside && !sniff(line) && w->lost)
			continue;
		if ((!inside && !sniff(line)) || ++lines > LINES_MAX)
			break;
		if (inside && field_of(line, &name, &value))
			take_field(w, name, value);
		inside = true;
	}
	w->lost = w->length < 0;
	if (!w->lost)
		return READER_ARTICLE;
	err_set(err, ERR_INVALID, "has no record of WARC where one should be");
	return READER_BAD;
}

/* The record's body; of one that is too long the first READER_MAX bytes. False
 * when the file ends within it or its source fails. */
static bool
read_body(struct reader *reader, struct warc *w, struct err *err)
{
	char step[16 << 10];
	int64_t left = w->length;
	ptrdiff_t n;

	buf_reset(&w->body);
	w->at = 0;
	while (left > 0) {
		n = reader_read(reader, step,
		    left < (int64_t)sizeof step ? (size_t)left : sizeof step,
		    err);
		if (n < 0)
			return false;
		if (n == 0)
			return err_set(
			    err, ERR_INVALID, "ends within a record");
		if (w->body.len < READER_MAX)
			buf_add(&w->body, step, (size_t)n);
		left -= n;
	}
	return true;
}

/* Chunks of a transfer put together, in place, as far as they are all there.
 */
static void
dechunk(struct buf *body, size_t at)
{
	size_t from = at, size, end;
	int digit;

	for (;;) {
		for (size = 0; from < body->len; from++) {
			digit = body->p[from] | 0x20;
			if (digit >= '0' && digit <= '9')
				size = size * 16 + (size_t)(digit - '0');
			else if (digit >= 'a' && digit <= 'f')
				size = size * 16 + (size_t)(digit - 'a' + 10);
			else
				break;
			if (size > READER_MAX)
				break;
		}
		while (from < body->len && body->p[from] != '\n')
			from++;
		end = ++from + size;
		if (size == 0 || from >= body->len)
			break;
		end = end < body->len ? end : body->len;
		memmove(body->p + at, body->p + from, end - from);
		at += end - from;
		for (from = end;
		     from < body->len && strchr("\r\n", body->p[from]) != NULL;)
			from++;
	}
	body->len = at;
}

/* Take the HTTP header off an answer. False: it is none that brought something.
 */
static bool
skip_http(struct warc *w)
{
	struct str view = buf_view(&w->body), header, line, name, value;
	size_t end =
	    str_find(str_slice(view, 0, HTTP_MAX), str_of("\r\n\r\n"), 0);
	bool chunked = false;

	if (!str_starts(view, "HTTP/") || end == SIZE_MAX)
		return false;
	header = str_slice(view, 0, end);
	(void)str_split(&header, '\n', &line);
	if (str_find(line, str_of(" 200"), 0) == SIZE_MAX)
		return false;
	keep(&w->type, str_of(""));
	while (str_split(&header, '\n', &line)) {
		if (!field_of(line, &name, &value))
			continue;
		if (str_is_nocase(name, "content-type"))
			keep(&w->type, value);
		else if (str_is_nocase(name, "content-encoding"))
			keep(&w->coding, value);
		else if (str_is_nocase(name, "transfer-encoding"))
			chunked = str_is_nocase(value, "chunked");
	}
	w->at = end + 4;
	if (chunked)
		dechunk(&w->body, w->at);
	return true;
}

/* What a decoder has to be asked for, each with its own room. */
static enum libdeflate_result
inflate(struct str in, bool gzip, bool raw, struct buf *out, size_t *n)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
	size_t used, room;

	for (room = in.len * 4 + 4096;
	     d != NULL && result == LIBDEFLATE_INSUFFICIENT_SPACE &&
	     room <= READER_MAX * (size_t)2;
	     room *= 2) {
		buf_reset(out);
		buf_reserve(out, room + 1);
		result = gzip ? libdeflate_gzip_decompress_ex(
				    d, in.p, in.len, out->p, room, &used, n)
			 : raw ? libdeflate_deflate_decompress_ex(
				     d, in.p, in.len, out->p, room, &used, n)
			       : libdeflate_zlib_decompress_ex(
				     d, in.p, in.len, out->p, room, &used, n);
	}
	libdeflate_free_decompressor(d);
	return result;
}

/* Take gzip or deflate off an answer's body, where it is there still: some
 * write the words as they were and leave the header. False: too long. */
static bool
decompress(struct warc *w, struct err *err)
{
	struct str coding = buf_view(&w->coding);
	struct str body = str_slice(buf_view(&w->body), w->at, w->body.len);
	bool gzip = str_starts(body, "\x1f\x8b");
	struct buf out = { 0 };
	enum libdeflate_result result = LIBDEFLATE_BAD_DATA;
	size_t n = 0;

	if (!gzip && (!str_is_nocase(coding, "deflate") || utf8_valid(body)))
		return true;
	result = inflate(body, gzip, false, &out, &n);
	if (!gzip && result == LIBDEFLATE_BAD_DATA)
		result = inflate(body, false, true, &out, &n);
	if (result == LIBDEFLATE_SUCCESS) {
		out.len = n;
		buf_release(&w->body);
		w->body = out;
		w->at = 0;
		return n <= READER_MAX ||
		       err_set(err, ERR_INVALID,
			   "is longer than 32 MB, too long for one article");
	}
	buf_release(&out);
	/* What is cut off is read as far as it goes, as an archive is. */
	return result != LIBDEFLATE_INSUFFICIENT_SPACE ||
	       err_set(err, ERR_INVALID,
		   "swells to more than 32 MB, and was given up");
}

static bool
is_text_type(struct str type)
{
	static const char *const known[] = { "text/html", "text/plain",
		"text/xml", "application/xml", "xhtml", "rss", "atom",
		"feed+json" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(known); i++) {
		if (str_find(type, str_of(known[i]), 0) != SIZE_MAX)
			return true;
	}
	return type.len == 0;
}

/* Is there something to read in the record? Its charset is set. */
static bool
is_wanted(struct warc *w)
{
	struct str kind = buf_view(&w->kind), type;
	size_t at;

	keep(&w->coding, str_of(""));
	keep(&w->charset, str_of(""));
	if (str_is_nocase(kind, "response")) {
		if (!skip_http(w))
			return false;
	} else if (!str_is_nocase(kind, "resource") &&
		   !str_is_nocase(kind, "conversion")) {
		return false;
	}
	type = buf_view(&w->type);
	at = str_find(type, str_of("charset="), 0);
	if (at != SIZE_MAX)
		keep(&w->charset, str_slice(type, at + 8, type.len));
	return is_text_type(type);
}

static ptrdiff_t
read_member(void *arg, char *p, size_t n, struct err *err)
{
	struct warc *w = arg;
	size_t left = w->body.len - w->at;

	(void)err;
	n = n < left ? n : left;
	memcpy(p, w->body.p + w->at, n);
	w->at += n;
	return (ptrdiff_t)n;
}

static bool
open_member(
    struct reader *reader, struct warc *w, struct str name, struct err *err)
{
	const struct reader_source source = { read_member, w };
	struct str coding = buf_view(&w->coding);

	if (w->length > READER_MAX)
		return err_set(err, ERR_INVALID,
		    "is longer than 32 MB, too long for one article");
	if (str_ends(coding, "br") &&
	    !html_sniff(str_slice(buf_view(&w->body), w->at, w->body.len)))
		return err_set(err, ERR_INVALID,
		    "is compressed with Brotli, which is not read");
	if (!decompress(w, err))
		return false;
	w->member = reader_open(source, str_of(""), name, err);
	if (w->member == NULL)
		return false;
	if (str_is(str_of(reader_format_name(w->member)), read_warc.name)) {
		reader_close(w->member);
		w->member = NULL;
		return err_set(err, ERR_INVALID,
		    "is a WARC within a WARC, which is not read");
	}
	reader_set_charset(w->member, buf_view(&w->charset));
	reader_set_depth(w->member, reader_depth(reader));
	return true;
}

static enum reader_result
next(struct reader *reader, void *state, struct arena *arena,
    struct article_in *in, struct err *err)
{
	const struct str base = in->origin;
	struct warc *w = state;
	enum reader_result result;

	for (;;) {
		if (w->member != NULL) {
			result = reader_next(w->member, arena, in, err);
			if (result == READER_ARTICLE && in->url.len == 0)
				in->url = arena_str(arena, buf_view(&w->uri));
			if (result != READER_END)
				return result;
			reader_close(w->member);
			w->member = NULL;
		}
		result = read_header(reader, w, err);
		if (result == READER_END && w->number > 0)
			err->code = ERR_NONE;
		if (result != READER_ARTICLE)
			return result;
		w->number++;
		in->origin =
		    w->uri.len > 0
			? arena_printf(arena, "%.*s:%.*s", (int)base.len,
			      base.p, (int)w->uri.len, w->uri.p)
			: arena_printf(arena, "%.*s:%lld", (int)base.len,
			      base.p, (long long)w->number);
		if (!read_body(reader, w, err) ||
		    (is_wanted(w) && !open_member(reader, w, in->origin, err)))
			return READER_BAD;
	}
}

static void
close_warc(void *state)
{
	struct warc *w = state;

	reader_close(w->member);
	buf_release(&w->body);
	buf_release(&w->uri);
	buf_release(&w->kind);
	buf_release(&w->type);
	buf_release(&w->charset);
	buf_release(&w->coding);
}

const struct reader_format read_warc = {
	.name = "warc",
	.sniff = sniff,
	.foreign = true,
	.binary = true,
	.size = sizeof(struct warc),
	.next = next,
	.close = close_warc,
};
