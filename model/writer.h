/* Output formats: records in, a file out. Each format is one file
 * (write-NAME.c) with a struct writer_format, and one line in the table of
 * writer.c, its name in writer-names.c. A format pulls the records that it
 * needs, kind by kind and as often as it likes, and holds one of them at a
 * time: a file of any size is written in the memory of its largest article.
 * Nothing here opens files. */
#ifndef MODEL_WRITER_H
#define MODEL_WRITER_H

#include "model/claim.h"
#include "model/entity.h"
#include "model/event.h"
#include "model/note.h"
#include "model/uuid.h"

/* Where bytes go; false with err filled ends the writing. */
struct sink {
	bool (*write)(void *arg, const char *p, size_t n, struct err *err);
	void *arg;
};

enum out_kind {
	OUT_CODE,     /* the codebook, parents before children */
	OUT_ANALYST,  /* everyone who wrote something */
	OUT_ENTITY,   /* the register */
	OUT_RELATION, /* what held between two of them */
	OUT_ARTICLE,  /* with all that stands in it */
	OUT_NOTE,     /* about an entity or event */
	OUT_EVENT,
	OUT_STATEMENT, /* the claims that say or deny one thing */
	OUT_QUERY,     /* folders */
	OUT_KINDS,
};

/* What --what asks for, as bits. */
enum {
	WHAT_ARTICLES = 1,
	WHAT_CLAIMS = 2,
	WHAT_NOTES = 4,
	WHAT_ENTITIES = 8,
	WHAT_EVENTS = 16,
	WHAT_ALL = 31,
};

struct out_code {
	struct str uuid, name, parent; /* parent: its uuid, or empty */
	struct str colour, key, definition;
	bool retired, used; /* used: set on an article or claim */
};

struct out_mention {
	struct span span;
	enum entity_kind kind;
	struct str key, name;
};

struct out_entity {
	const struct entity *entity;
	const struct alias *aliases;
	size_t n_aliases;
	double lat, lon;         /* of a place */
	bool placed;             /* they are known */
	struct str parent, base; /* keys */
};

/* A claim with what it refers to by the names that leave the program. */
struct out_claim {
	const struct claim *claim;
	const struct out_code *codes; /* as many as the claim has */
	const struct str *others;     /* uuid of the other claim of each link */
	struct str event;             /* key */
	const struct out_mention *refs; /* every entity in it, once */
	size_t n_refs;
	const struct note *notes;
	size_t n_notes;
};

struct out_article {
	const struct article *article;
	const struct out_code *codes;
	size_t n_codes;
	const struct out_mention *mentions;
	size_t n_mentions;
	const struct note *notes;
	size_t n_notes;
	const struct out_claim *claims;
	size_t n_claims;
};

struct out_relation {
	const struct relation *relation;
	enum entity_kind subject, object;
	int nth; /* of those with the same ends, kind and start */
};

struct out_note {
	const struct note *note;
	struct str key, name; /* of what it is about */
	enum entity_kind entity_kind;
	bool parties; /* the event that it is about has some */
};

struct out_event {
	const struct event *event;
	const struct out_mention *parties; /* span unused */
	size_t n_parties;
};

struct out_said {
	const struct claim *claim;
	const struct article_row *article;
	const bool *here; /* whether the other claim of each link is */
	const struct note *notes;
	size_t n_notes;
};

/* Claims of the same statement, or linked as the same. */
struct out_statement {
	struct str statement;
	const struct out_said *said;
	size_t n;
	/* Sources of each side that are independent of each other, 0 where
	 * some of its claims are not among these; the best grade of those who
	 * say so. */
	size_t independent, independent_denials;
	struct grade best;
};

struct out_query {
	struct str name, query;
};

/* One record; which member counts is told by kind. */
struct out {
	enum out_kind kind;
	const struct out_code *code;
	struct str analyst;
	const struct out_entity *entity;
	const struct out_relation *relation;
	const struct out_article *article;
	const struct out_note *note;
	const struct out_event *event;
	const struct out_statement *statement;
	const struct out_query *query;
};

typedef bool out_put(void *to, const struct out *out, struct err *err);

/* Where records come from. What put gets is borrowed for the time of the call.
 * Only articles that the query finds come, and always in the same order. */
struct out_source {
	bool (*each)(void *arg, enum out_kind kind, out_put *put, void *to,
	    struct err *err);
	/* The articles that name an entity, with the mentions of it alone. */
	bool (*naming)(
	    void *arg, int64_t entity, out_put *put, void *to, struct err *err);
	void *arg;
	unsigned what;
	int64_t now, born; /* seconds since 1970; of the library */
	struct str title, query, analyst;
	struct str picture; /* the timeline as SVG; may be empty */
};

enum { WRITER_LOSSES = 24 };

/* One file being written. */
struct writer {
	const struct out_source *source;
	struct sink sink;
	struct buf out;     /* not yet in the sink */
	struct arena arena; /* empty again for each record */
	bool started;       /* something stands in the list being written */
	struct {
		const char *what;
		int64_t n;
	} losses[WRITER_LOSSES];
	size_t n_losses;
};

struct writer_format {
	const char *name;
	const char *ending; /* of its files' names, without the dot */
	const char *help;   /* what it is, in a few words */
	unsigned what;      /* that it can carry */
	unsigned usual;     /* what is written where nothing is said; 0: all */
	int passes;         /* over the articles */
	bool binary;        /* no text */
	bool escaped;       /* nothing in it that a terminal would obey */
	bool picture;       /* it has a place for the timeline */
	bool (*write)(struct writer *w, struct err *err);
};

extern const struct writer_format write_bibtex, write_brat, write_codebook,
    write_html, write_qda, write_ris, write_stix, write_webannotation;

/* NULL if there is none of that name. */
const struct writer_format *writer_find(struct str name);
/* The names of all, by number, NULL behind the last; they are known without the
 * writers (model/writer-names.c). */
const char *writer_name(size_t i);
/* How a file of that format is usually called, without a dot; NULL: unknown. */
const char *writer_ending(struct str name);
/* ", bibtex, ris ..." in the arena. */
struct str writer_names(struct arena *arena);

/* Write it all. What the format could not carry is added to lost in words
 * ("12 notes, 3 events"), which stays empty where nothing is lost. */
bool writer_run(const struct writer_format *format,
    const struct out_source *source, struct sink sink, struct buf *lost,
    struct err *err);

/* --- For the formats --- */

/* What tells a relation from all others, whatever library it is in. */
struct str relation_id(struct arena *arena, const struct out_relation *r);

/* Every record of a kind; the buffer goes to the sink whenever it is full. */
bool writer_each(
    struct writer *w, enum out_kind kind, out_put *put, struct err *err);
bool writer_flush(struct writer *w, struct err *err);
bool writer_wants(const struct writer *w, unsigned what);
/* So many of these (in the plural, or "name|names") stay behind. */
void writer_lost(struct writer *w, const char *what, size_t n);
/* All records of a kind stay behind. */
bool writer_lose(
    struct writer *w, enum out_kind kind, const char *what, struct err *err);

/* ,"name":"text" where there is a text; the first one without its comma. */
void json_member(struct buf *out, const char *name, struct str text);
/* "2017-01-17T09:41:07Z" */
struct str stamp(struct arena *arena, int64_t seconds);
/* Text as XML and HTML know it; what XML has no way to say becomes U+FFFD. */
void xml_text(struct buf *out, struct str text);
/* A blank and name="text", where there is a text. */
void xml_attr(struct buf *out, const char *name, struct str text);

/* Counts bytes of a text as code points, going forward. */
struct points {
	struct str text;
	size_t at, points;
};
size_t points_at(struct points *p, size_t at);

#endif
