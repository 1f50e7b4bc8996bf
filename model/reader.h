/* Input formats: bytes in, articles out, one at a time. Each format is one
 * file (read-NAME.c) with a struct reader_format, and one line in the table of
 * reader.c. Nothing here opens files: bytes come through a reader_source. */
#ifndef MODEL_READER_H
#define MODEL_READER_H

#include "model/arena.h"
#include "model/article.h"

enum {
	READER_HEAD = 4096,      /* bytes that sniffing looks at */
	READER_MAX = 32 << 20,   /* bytes of one article, at most */
	READER_TITLE_MAX = 1024, /* bytes of a title, at most */
};

/* Where bytes come from. read() gives up to n of them, 0 at the end, -1 with
 * err filled on failure. */
struct reader_source {
	ptrdiff_t (*read)(void *arg, char *p, size_t n, struct err *err);
	void *arg;
};

struct reader_format;

enum reader_result {
	READER_ARTICLE, /* one more article */
	READER_BAD,     /* a record that is refused, err says why; go on */
	READER_FILE, /* in->url names a file beside this one to read as well */
	READER_END,  /* no more */
};

struct reader; /* one stream of bytes, being read */

/* Start reading. format: a name of the table, or empty to go by content. name
 * is what the bytes are called in origin (a path); both are copied. NULL with
 * ERR_INVALID when there is no such format, and with the source's error when
 * the first read fails. Closed with reader_close; the source stays the
 * caller's. */
struct reader *reader_open(struct reader_source source, struct str format,
    struct str name, struct err *err);
/* The next article; its strings live in the arena. in->origin is set for a bad
 * record too. Text is valid UTF-8 with LF line ends and has at least one
 * letter; the title is never empty and one line. */
enum reader_result reader_next(struct reader *reader, struct arena *arena,
    struct article_in *in, struct err *err);
/* The same with a format that is in no table. */
struct reader *reader_open_as(struct reader_source source,
    const struct reader_format *format, struct str name, struct err *err);
void reader_close(struct reader *reader); /* NULL is fine */

/* Is its format one whose parser is no more to be trusted than what it reads,
 * and that therefore belongs into a process of its own? */
bool reader_foreign(const struct reader *reader);
/* The bytes taken from the source and not yet used up, borrowed. */
struct str reader_head(const struct reader *reader);
const char *reader_format_name(const struct reader *reader);
/* Can what is left be read on elsewhere, since each record is a line? */
bool reader_by_line(const struct reader *reader);
/* Lines read so far. */
int64_t reader_lines(const struct reader *reader);
/* Read on where another reader (reader_by_line) has come to: the source gives
 * its reader_head, then the rest. */
struct reader *reader_resume(struct reader_source source, struct str name,
    int64_t lines, struct err *err);
/* What a header above said of the bytes' charset, cut to 40 bytes; empty where
 * nothing did. */
void reader_set_charset(struct reader *reader, struct str charset);
struct str reader_charset(const struct reader *reader);
/* In how many archives it lies; 0 at first. */
void reader_set_depth(struct reader *reader, int depth);
int reader_depth(const struct reader *reader);

/* --- For the formats --- */

struct reader_format {
	const char *name;
	/* Does this look like it? head: the first bytes, READER_HEAD at
	 * most. The first format of the table that says yes is taken. */
	bool (*sniff)(struct str head);
	bool foreign; /* see reader_foreign */
	bool binary;  /* what it reads is no text */
	size_t size;  /* of its state: zeroed at the start */
	enum reader_result (*next)(struct reader *reader, void *state,
	    struct arena *arena, struct article_in *in, struct err *err);
	void (*close)(void *state); /* may be NULL */
};

extern const struct reader_format read_archive, read_csv, read_feed, read_html,
    read_json, read_jsonfeed, read_jsonl, read_mail, read_markdown, read_plain,
    read_warc;

/* All that is left of the stream as text fit to be stored, in the arena. False
 * with a sentence when it is empty, too long, or no text. in->repaired says
 * what was mended. At the end of the stream (nothing left after something was
 * read) err->code is ERR_NONE. */
bool reader_text(struct reader *reader, struct arena *arena,
    struct article_in *in, struct str *text, struct err *err);
/* Up to n more bytes, as the source itself would give them. */
ptrdiff_t reader_read(
    struct reader *reader, char *p, size_t n, struct err *err);
/* All that is left of the stream as it came, max bytes at most, borrowed until
 * the reader is closed; else as reader_text. */
bool reader_raw(
    struct reader *reader, size_t max, struct str *bytes, struct err *err);
/* The next line without its LF, borrowed until the next call; *number counts
 * from 1. READER_BAD when it is longer than READER_MAX: it is passed over. */
enum reader_result reader_line(
    struct reader *reader, struct str *line, int64_t *number, struct err *err);

/* Why a text (one_line: where in a line) is no JSON, or JSON too deep: false
 * with ERR_INVALID. */
struct json_error_t;
bool reader_json_bad(
    const struct json_error_t *why, bool one_line, struct err *err);
/* Append `"key":value` to a JSON object under way in extra (empty: none yet);
 * value is JSON already. reader_extra_end closes it. */
void reader_extra(struct buf *extra, struct str key, struct str value);
struct str reader_extra_end(struct arena *arena, struct buf *extra);

/* Text on one line: runs of blanks and line ends become one space. */
struct str reader_one_line(struct arena *arena, struct str s);
/* Which field of an article a word at the head of a text stands for ("Source",
 * "pub_date", "العنوان"), by any case; NULL: none. */
struct str *reader_field(struct article_in *in, struct str key);

#endif
