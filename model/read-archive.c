/* Archives and compressed files: zip, tar, gzip, zstd, xz and bzip2, through
 * libarchive. Each member is read as a file of its own would be.
 * Nothing is written to disk. */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>

#include "model/reader.h"

enum {
	STEP = 64 << 10,
	DEPTH_MAX = 3, /* archives within archives */
	MEMBERS_MAX = 1000000,
	RATIO_MAX = 200, /* bytes out of one byte in */
	FREE = 64 << 20, /* bytes out that no ratio is asked of */
};

struct pack {
	struct archive *archive;
	struct reader *member;
	struct reader *outer;
	struct err failure; /* of the source */
	char *name, *in;
	int64_t members, out;
	int64_t passed_over; /* members that are links, devices, hidden */
	bool too_deep;       /* said of one member, which is enough */
	bool any;            /* something was read or refused */
	bool ended;
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
	(void)archive_read_support_format_raw(a);
	if (archive_read_open(a, pack, NULL, give, NULL) == ARCHIVE_OK)
		return archive_filter_count(a) - 1 <= DEPTH_MAX ||
		       err_set(err, ERR_INVALID,
			   "is compressed more than %d times over", DEPTH_MAX);
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
read_member(void *arg, char *p, size_t n, struct err *err)
{
	struct pack *pack = arg;
	la_ssize_t got = archive_read_data(pack->archive, p, n);

	if (got < 0) {
		err_set(err, ERR_INVALID, "is damaged: %.120s",
		    archive_error_string(pack->archive));
		return -1;
	}
	pack->out += got;
	return is_bomb(pack, err) ? -1 : (ptrdiff_t)got;
}

/* Names that would lead out of a folder do no harm here, as nothing is
 * written; but who makes them means harm. */
static bool
is_honest(struct str name)
{
	struct str left = name, part;

	if (str_starts(name, "/") || memchr(name.p, '\\', name.len) != NULL ||
	    (name.len >= 2 && name.p[1] == ':'))
		return false;
	while (str_split(&left, '/', &part)) {
		if (str_is(part, ".."))
			return false;
	}
	return true;
}

static bool
is_hidden(struct str name)
{
	while (str_starts(name, "./"))
		name = str_slice(name, 2, name.len);
	return str_starts(name, ".") || str_starts(name, "__MACOSX/") ||
	       str_find(name, str_of("/."), 0) != SIZE_MAX;
}

/* What a WACZ (a zip archive of WARC files) holds about those: lists of pages,
 * indexes and logs, which are no articles. */
static bool
is_about_warcs(struct str name, struct str head)
{
	static const char *const signs[] = { "\"json-pages-1.0\"",
		"\"data-package\"", "\"wacz_version\"", "\"datapackage.json\"",
		"\"logLevel\"" };
	size_t i;

	if (str_ends(name, ".cdx") || str_ends(name, ".cdxj") ||
	    str_ends(name, ".cdx.gz") || str_ends(name, ".idx"))
		return true;
	for (i = 0; i < ARRAY_LEN(signs) && str_starts(head, "{"); i++) {
		if (str_find(head, str_of(signs[i]), 0) != SIZE_MAX)
			return true;
	}
	return false;
}

static bool
is_too_deep(const struct reader *member, const struct pack *pack)
{
	return str_is(str_of(reader_format_name(member)), read_archive.name) &&
	       reader_depth(pack->outer) + 1 >= DEPTH_MAX;
}

static void
close_member(struct pack *pack)
{
	reader_close(pack->member);
	pack->member = NULL;
}

static bool
open_member(struct pack *pack, struct str base, struct arena *arena,
    struct article_in *in, struct err *err)
{
	const struct reader_source source = { read_member, pack };
	const struct str name = str_of(pack->name);

	in->origin = name.len == 0
			 ? base
			 : arena_printf(arena, "%.*s:%.*s", (int)base.len,
			       base.p, (int)name.len, name.p);
	err->code = ERR_NONE;
	if (!is_honest(name))
		return err_set(err, ERR_INVALID,
		    "has a name that leads out of the archive");
	pack->member = reader_open(source, str_of(""), in->origin, err);
	if (pack->member == NULL)
		return false;
	reader_set_depth(pack->member, reader_depth(pack->outer) + 1);
	if (archive_format(pack->archive) == ARCHIVE_FORMAT_RAW)
		reader_set_charset(pack->member, reader_charset(pack->outer));
	/* Of many that lie too deep one is named. */
	if (is_about_warcs(name, reader_head(pack->member)) ||
	    (pack->too_deep && is_too_deep(pack->member, pack))) {
		close_member(pack);
		pack->passed_over++;
		return false;
	}
	pack->too_deep |= is_too_deep(pack->member, pack);
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
	    archive_format(pack->archive) != ARCHIVE_FORMAT_RAW) {
		pack->passed_over += archive_entry_filetype(entry) != AE_IFDIR;
		return false;
	}
	if (is_honest(str_of(pack->name)) && is_hidden(str_of(pack->name))) {
		pack->passed_over++;
		return false;
	}
	if (archive_entry_is_encrypted(entry)) {
		in->origin = arena_printf(
		    arena, "%.*s:%s", (int)base.len, base.p, pack->name);
		return err_set(err, ERR_INVALID, "is encrypted");
	}
	return open_member(pack, base, arena, in, err);
}

/* Behind the last member: was there a file at all? */
static enum reader_result
ended(struct pack *pack, struct err *err)
{
	bool zeros =
	    pack->members == 0 && archive_filter_count(pack->archive) > 1;

	if (pack->any)
		return READER_END;
	pack->any = true;
	err_set(err, ERR_INVALID, "%s",
	    pack->passed_over > 0
		? "holds only links, devices or hidden files, which are not "
		  "read"
	    : zeros ? "unpacks to zeros or to an archive without a file"
		    : "is an archive without a file in it");
	return READER_BAD;
}

static enum reader_result
next(struct reader *reader, void *state, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct pack *pack = state;
	const struct str base = in->origin;
	enum reader_result result;

	if (pack->archive == NULL && !open_pack(reader, pack, err)) {
		pack->ended = pack->any = true;
		return READER_BAD;
	}
	for (;;) {
		if (pack->member != NULL) {
			result = reader_next(pack->member, arena, in, err);
			if (result != READER_END)
				return result;
			close_member(pack);
		}
		if (pack->ended)
			return ended(pack, err);
		if (next_member(pack, base, arena, in, err)) {
			pack->any = true;
		} else if (err->code != ERR_NONE) {
			pack->any = true;
			return READER_BAD;
		}
	}
}

static void
close_pack(void *state)
{
	struct pack *pack = state;

	close_member(pack);
	if (pack->archive != NULL)
		(void)archive_read_free(pack->archive);
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
