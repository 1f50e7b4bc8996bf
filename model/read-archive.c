/* Archives and compressed files: zip, tar, gzip, zstd, xz, bzip2 and WARC,
 * through libarchive. Each member is read as a file of its own would be.
 * Nothing is written to disk. */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>

#include "model/reader.h"

enum {
	STEP = 64 << 10,
	DEPTH_MAX = 3, /* archives within archives */
	MEMBERS_MAX = 1000000,
	RATIO_MAX = 200,     /* bytes out of one byte in */
	FREE = 64 << 20,     /* bytes out that no ratio is asked of */
	HTTP_MAX = 64 << 10, /* bytes of a header */
};

struct pack {
	struct archive *archive;
	struct reader *member;
	struct reader *outer;
	struct err failure; /* of the source */
	struct buf http;    /* a member's first bytes, from at */
	size_t at;
	char *name, *in;
	int64_t members, out;
	bool warc, ended;
};

static bool
sniff(struct str head)
{
	static const struct {
		size_t at, len;
		const char *magic;
	} known[] = {
		{ 0, 4, "PK\x03\x04" },
		{ 0, 4, "PK\x05\x06" },
		{ 0, 2, "\x1f\x8b" },
		{ 0, 4, "\x28\xb5\x2f\xfd" },
		{ 0, 6,
		    "\xfd"
		    "7zXZ" },
		{ 0, 3, "BZh" },
		{ 257, 5, "ustar" },
		{ 0, 5, "WARC/" },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(known); i++) {
		if (head.len >= known[i].at + known[i].len &&
		    memcmp(head.p + known[i].at, known[i].magic,
			known[i].len) == 0)
			return true;
	}
	return false;
}

static la_ssize_t
give(struct archive *archive, void *arg, const void **bytes)
{
	struct pack *pack = arg;
	ptrdiff_t n = reader_read(pack->outer, pack->in, STEP, &pack->failure);

	(void)archive;
	*bytes = pack->in;
	return n < 0 ? ARCHIVE_FATAL : (la_ssize_t)n;
}

static bool
open_pack(struct reader *reader, struct pack *pack, struct err *err)
{
	struct archive *a = archive_read_new();

	if (reader_depth(reader) >= DEPTH_MAX)
		err_set(err, ERR_INVALID,
		    "lies too deep in archives within archives");
	pack->archive = a;
	pack->outer = reader;
	pack->in = xmalloc(STEP);
	if (a == NULL || reader_depth(reader) >= DEPTH_MAX)
		return false;
	(void)archive_read_support_filter_gzip(a);
	(void)archive_read_support_filter_zstd(a);
	(void)archive_read_support_filter_xz(a);
	(void)archive_read_support_filter_bzip2(a);
	(void)archive_read_support_format_zip_streamable(a);
	(void)archive_read_support_format_tar(a);
	(void)archive_read_support_format_gnutar(a);
	(void)archive_read_support_format_warc(a);
	(void)archive_read_support_format_raw(a);
	if (archive_read_open(a, pack, NULL, give, NULL) == ARCHIVE_OK)
		return true;
	return err_set(err, ERR_INVALID,
	    "is no archive that can be read: %.100s", archive_error_string(a));
}

static bool
is_bomb(const struct pack *pack, struct err *err)
{
	if (pack->out < FREE ||
	    pack->out / RATIO_MAX < archive_filter_bytes(pack->archive, -1))
		return false;
	err_set(err, ERR_INVALID,
	    "swells to more than %d times its size, and was given up",
	    RATIO_MAX);
	return true;
}

static ptrdiff_t
raw_data(struct pack *pack, char *p, size_t n, struct err *err)
{
	la_ssize_t got = archive_read_data(pack->archive, p, n);

	if (got < 0) {
		err_set(err, ERR_INVALID, "is damaged: %.120s",
		    archive_error_string(pack->archive));
		return -1;
	}
	pack->out += got;
	return is_bomb(pack, err) ? -1 : (ptrdiff_t)got;
}

static ptrdiff_t
read_member(void *arg, char *p, size_t n, struct err *err)
{
	struct pack *pack = arg;
	size_t left = pack->http.len - pack->at;

	if (left == 0)
		return raw_data(pack, p, n, err);
	n = n < left ? n : left;
	memcpy(p, pack->http.p + pack->at, n);
	pack->at += n;
	return (ptrdiff_t)n;
}

/* The value of a line of an HTTP header. */
static struct str
http_field(struct str header, const char *name)
{
	struct str line;
	size_t colon;

	while (str_split(&header, '\n', &line)) {
		colon = str_find(line, str_of(":"), 0);
		if (colon != SIZE_MAX &&
		    str_is_nocase(str_slice(line, 0, colon), name))
			return str_trim(str_slice(line, colon + 1, line.len));
	}
	return str_of("");
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

static bool
is_text_type(struct str type)
{
	return type.len == 0 || str_starts(type, "text/html") ||
	       str_starts(type, "text/plain") || str_starts(type, "text/xml") ||
	       str_find(type, str_of("xhtml"), 0) != SIZE_MAX ||
	       str_find(type, str_of("rss"), 0) != SIZE_MAX ||
	       str_find(type, str_of("atom"), 0) != SIZE_MAX;
}

/* Take the HTTP header off what a WARC holds. False: it is no text. */
static bool
skip_http(struct pack *pack, struct str *charset, struct err *err)
{
	struct str view, header;
	ptrdiff_t n = 1;
	size_t end, at;

	while (n > 0 && pack->http.len <= READER_MAX) {
		buf_reserve(&pack->http, STEP);
		n = raw_data(
		    pack, pack->http.p + pack->http.len, STEP - 1, err);
		if (n > 0)
			pack->http.len += (size_t)n;
	}
	view = buf_view(&pack->http);
	end = str_find(str_slice(view, 0, HTTP_MAX), str_of("\r\n\r\n"), 0);
	if (n < 0 || !str_starts(view, "HTTP/") || end == SIZE_MAX)
		return n == 0;
	header = str_slice(view, 0, end);
	pack->at = end + 4;
	if (!str_starts(header, "HTTP/1.1 200") &&
	    !str_starts(header, "HTTP/1.0 200") &&
	    !str_starts(header, "HTTP/2 200"))
		return false;
	if (!is_text_type(http_field(header, "content-type")))
		return false;
	*charset = http_field(header, "content-type");
	at = str_find(*charset, str_of("charset="), 0);
	*charset = at == SIZE_MAX ? str_of("")
				  : str_slice(*charset, at + 8, charset->len);
	if (str_is_nocase(http_field(header, "transfer-encoding"), "chunked"))
		dechunk(&pack->http, pack->at);
	return true;
}

/* Names that would lead out of a folder do no harm here, as nothing is
 * written; but who makes them means harm. */
static bool
is_honest(struct str name)
{
	return !str_starts(name, "/") && !str_starts(name, "../") &&
	       str_find(name, str_of("/../"), 0) == SIZE_MAX &&
	       str_find(name, str_of("\\"), 0) == SIZE_MAX;
}

static bool
is_hidden(struct str name)
{
	while (str_starts(name, "./"))
		name = str_slice(name, 2, name.len);
	return str_starts(name, ".") || str_starts(name, "__MACOSX/") ||
	       str_find(name, str_of("/."), 0) != SIZE_MAX;
}

static bool
open_member(struct pack *pack, struct str base, struct arena *arena,
    struct article_in *in, struct err *err)
{
	const struct reader_source source = { read_member, pack };
	struct str name = str_of(pack->name), charset = { 0 };

	in->origin = name.len == 0
			 ? base
			 : arena_printf(arena, "%.*s:%.*s", (int)base.len,
			       base.p, (int)name.len, name.p);
	buf_reset(&pack->http);
	pack->at = 0;
	err->code = ERR_NONE;
	if (!pack->warc && !is_honest(name))
		return err_set(err, ERR_INVALID,
		    "has a name that leads out of the archive");
	if (pack->warc && !skip_http(pack, &charset, err))
		return false;
	pack->member = reader_open(source, str_of(""), in->origin, err);
	if (pack->member == NULL)
		return false;
	reader_set_charset(pack->member, charset);
	reader_set_depth(pack->member, reader_depth(pack->outer) + 1);
	return true;
}

/* Office documents and books are zip archives of parts that are no articles. */
static bool
is_document(const struct pack *pack)
{
	static const char *const first[] = { "mimetype", "[Content_Types].xml",
		"_rels/.rels" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(first); i++) {
		if (pack->members == 1 && strcmp(pack->name, first[i]) == 0)
			return true;
	}
	return false;
}

/* The next member that is a file, open. False with ERR_NONE: none left or one
 * to be passed over (then pack->ended is not set). */
static bool
next_member(struct pack *pack, struct str base, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct archive_entry *entry;
	const char *name;
	int rc = archive_read_next_header(pack->archive, &entry);

	err->code = ERR_NONE;
	if (rc == ARCHIVE_EOF || ++pack->members > MEMBERS_MAX) {
		pack->ended = true;
		if (rc != ARCHIVE_EOF)
			err_set(err, ERR_INVALID, "has too many members");
		return false;
	}
	if (rc < ARCHIVE_WARN) {
		pack->ended = true;
		return err_set(err, ERR_INVALID, "is damaged: %.120s",
		    archive_error_string(pack->archive));
	}
	name = archive_entry_pathname(entry);
	free(pack->name);
	pack->warc = archive_format(pack->archive) == ARCHIVE_FORMAT_WARC;
	pack->name =
	    xstrdup(archive_format(pack->archive) == ARCHIVE_FORMAT_RAW ? ""
		    : name != NULL                                      ? name
									: "?");
	if (is_document(pack)) {
		pack->ended = true;
		return err_set(err, ERR_INVALID,
		    "is an office document or a book, which is not read");
	}
	if (archive_entry_filetype(entry) != AE_IFREG &&
	    archive_format(pack->archive) != ARCHIVE_FORMAT_RAW && !pack->warc)
		return false;
	if (!pack->warc && is_honest(str_of(pack->name)) &&
	    is_hidden(str_of(pack->name)))
		return false;
	if (archive_entry_is_encrypted(entry)) {
		in->origin = arena_printf(
		    arena, "%.*s:%s", (int)base.len, base.p, pack->name);
		return err_set(err, ERR_INVALID, "is encrypted");
	}
	return open_member(pack, base, arena, in, err);
}

static void
close_member(struct pack *pack)
{
	reader_close(pack->member);
	pack->member = NULL;
}

static enum reader_result
next(struct reader *reader, void *state, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct pack *pack = state;
	const struct str base = in->origin;
	enum reader_result result;

	if (pack->archive == NULL && !open_pack(reader, pack, err)) {
		pack->ended = true;
		return READER_BAD;
	}
	for (;;) {
		if (pack->member != NULL) {
			result = reader_next(pack->member, arena, in, err);
			if (result == READER_ARTICLE && pack->warc &&
			    in->url.len == 0)
				in->url = arena_printf(
				    arena, "http://%s", pack->name);
			if (result != READER_END)
				return result;
			close_member(pack);
		}
		if (pack->ended)
			return READER_END;
		if (!next_member(pack, base, arena, in, err) &&
		    err->code != ERR_NONE)
			return READER_BAD;
	}
}

static void
close_pack(void *state)
{
	struct pack *pack = state;

	close_member(pack);
	if (pack->archive != NULL)
		(void)archive_read_free(pack->archive);
	buf_release(&pack->http);
	free(pack->name);
	free(pack->in);
}

const struct reader_format read_archive = {
	.name = "archive",
	.sniff = sniff,
	.foreign = true,
	.binary = true,
	.size = sizeof(struct pack),
	.next = next,
	.close = close_pack,
};
