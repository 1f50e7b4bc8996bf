/* Annotations made elsewhere: W3C Web Annotation (one, a page or collection of
 * them, a list, one a line) and exports of Hypothesis. */
#ifndef MODEL_READ_ANNOTATION_H
#define MODEL_READ_ANNOTATION_H

#include "model/writer.h"

struct annotation {
	struct str id;      /* as given */
	struct str uuid;    /* of id; empty where that holds none */
	struct str source;  /* address or urn:uuid: of what it is about */
	struct str article; /* uuid, where the annotation says it */
	struct str title;   /* of the article, the same */
	struct str motivation;
	struct str text;  /* its comments, a blank line between */
	struct str *tags; /* each once */
	size_t n_tags;
	/* The passage; quote empty and start -1: of the whole. */
	struct str quote, prefix, suffix;
	int64_t start, end; /* -1: not said */
	bool utf16;         /* they count UTF-16, else code points */
	struct str creator;
	int64_t created, updated;      /* seconds since 1970, 0: not said */
	struct str on, key;            /* entity or event, by key */
	const struct out_claim *claim; /* of our own; NULL: none */
	bool derived;                  /* found by rule: not to be kept */
};

/* Read a whole file. What is no annotation is told to bad, with its number;
 * false when the file is none at all. Strings live in the arena. */
bool annotations_read(struct str file, struct arena *arena,
    bool (*put)(void *arg, const struct annotation *a, struct err *err),
    void (*bad)(void *arg, size_t number, const char *why), void *arg,
    struct err *err);

/* Bytes of text for so many code points (utf16: code units), SIZE_MAX beyond
 * its end or inside a code point. */
size_t points_bytes(struct str text, int64_t n, bool utf16);

#endif
