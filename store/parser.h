/* Readers of foreign formats in a process of their own, so that a parser that
 * loops, eats memory or falls for a hostile page takes nothing with it. The
 * child has no files but the one being read, at most 512 MB more and 10
 * seconds of processor for a record; it serves one file after another and is
 * replaced when it dies. Private to store/. */
#ifndef STORE_PARSER_H
#define STORE_PARSER_H

#include "model/reader.h"
#include "store/prepare.h"

enum {
	PARSER_MEMORY = 512 << 20, /* bytes more than the program has */
	PARSER_CPU = 10,           /* seconds a record may take to work out */
	PARSER_WAIT = 60,          /* seconds a file's record may take at all */
};

struct parser;

/* No process is started yet. */
struct parser *parser_new(void);
void parser_free(struct parser *parser); /* NULL is fine; ends the child */
/* The names that the next child looks for as they are when it is started; one
 * that knows former ones ends. */
void parser_names(struct parser *parser, const struct lexicon *names);

struct parser_file {
	int fd;            /* stays the caller's */
	struct str head;   /* what was read of it already */
	struct str format; /* a name, or empty: by content */
	struct str name;   /* as for reader_open */
	int64_t lines;     /* of the head's reader; -1: from the beginning */
	bool patient;      /* a pipe: whoever writes it may take his time */
};

/* Start on a file; another that was under way is given up. False with err when
 * no process can be had. */
bool parser_start(
    struct parser *parser, const struct parser_file *file, struct err *err);

enum parser_result {
	PARSER_RECORD,
	PARSER_LATER, /* nothing by until_ms (of job_clock_ms): ask again */
};
struct parsed {
	enum reader_result result; /* what reader_next said */
	struct article_in in;
	struct prepared prepared; /* where a reader was resumed */
};
/* The next record, its strings in the arena, valid UTF-8 whatever the child
 * sent. A child that died is READER_BAD with a sentence, then READER_END. */
enum parser_result parser_next(struct parser *parser, int64_t until_ms,
    struct arena *arena, struct parsed *parsed, struct err *err);

/* There was other work to do than to ask for the next record: that time is not
 * held against the file. */
void parser_rested(struct parser *parser);
/* The child's side (store/parser-child.c): serve until the socket closes. */
_Noreturn void parser_serve(int socket, const struct lexicon *names);

/* How records go through the socket: a head, the texts, the bytes that are
 * prepared. */
enum {
	PARSER_TEXTS = 14,
	PARSER_BLOBS = 4,
	PARSER_BYTES = 3 * READER_MAX, /* of a record, at most */
};
struct parser_head {
	int32_t result; /* enum reader_result */
	int32_t code;   /* enum err_code */
	uint32_t flags; /* 1: read, 2: flagged */
	uint32_t words; /* of what is prepared */
	uint32_t len[PARSER_TEXTS], blob[PARSER_BLOBS]; /* bytes of each */
};
struct parser_request {
	int64_t lines;               /* see parser_file */
	uint32_t gather;             /* 1: records may wait for others */
	uint32_t format, name, head; /* bytes of each */
};
/* The texts of a record in their order; the last is err's. */
void parser_texts(
    struct parsed *parsed, struct str *reason, struct str **texts);
void parser_blobs(struct parsed *parsed, struct str **blobs);

#endif
