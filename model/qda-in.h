/* What the parts of reading a project (read-project.c) share. */
#ifndef MODEL_QDA_IN_H
#define MODEL_QDA_IN_H

#include <libxml/tree.h>

#include "model/arena.h"

struct qda_file {
	struct str name, bytes;
};

struct qda_guid {
	struct str guid;
	const xmlNode *node;
};

struct qda_in {
	struct arena arena;
	struct buf *lines;
	const xmlNode *root;
	struct qda_file *files;
	size_t n_files;
	struct qda_guid *guids; /* of every element that has one, sorted */
	size_t n_guids;
	struct str *told; /* guids of the notes that were read */
	size_t n_told;
	bool own;   /* this program wrote it */
	bool atlas; /* it counts CR LF as one */
};

bool qda_named(const xmlNode *node, const char *name);
struct str qda_attr(struct qda_in *q, const xmlNode *node, const char *name);
/* The first child of that name, NULL: none; and the next sibling of it. */
const xmlNode *qda_child(const xmlNode *node, const char *name);
const xmlNode *qda_next(const xmlNode *node, const char *name);
/* The text of that child; empty where there is none or it is blank. */
struct str qda_text(struct qda_in *q, const xmlNode *node, const char *name);
/* An attribute that refers to an element, as a uuid; empty: none. */
struct str qda_ref(struct qda_in *q, const xmlNode *node, const char *name);
/* The element of that GUID; NULL: there is none. */
const xmlNode *qda_find(const struct qda_in *q, struct str guid);
/* The value of the variable of that name (any case) of a source or case. */
struct str qda_value(struct qda_in *q, const xmlNode *node, const char *name);
/* The bytes of a file of the project by a path as internal://x.txt; p NULL:
 * there is none. */
struct str qda_bytes(const struct qda_in *q, struct str path);
/* A text of a file without the mark of its encoding. */
struct str qda_unmarked(const struct qda_in *q, struct str text);
/* A text as part of a line, blanks in place of what would end it. */
void qda_words(struct qda_in *q, struct str text);
void qda_failed(struct qda_in *q, struct str name, const char *reason);

/* A text as it came, and in which unit its places are counted. */
struct qda_place {
	struct str raw;
	int unit;
	size_t at; /* bytes of raw */
	int64_t points;
};
/* Bytes before a place; SIZE_MAX beyond the end. */
size_t qda_place(struct qda_place *p, int64_t points);
/* Choose the unit in which the selections of a source fit its text: by their
 * names, which begin as the text does. */
void qda_unit(struct qda_in *q, const xmlNode *source, struct qda_place *p);
/* With LF alone, in the arena. */
struct str qda_lines(struct qda_in *q, struct str text);

/* The work on a source, and that on other things. */
void qda_work(struct qda_in *q, const xmlNode *source, struct str raw);
void qda_claims(struct qda_in *q);
void qda_notes(struct qda_in *q);
/* Behind all others: the notes on none of these fail. */
void qda_notes_left(struct qda_in *q);

#endif
