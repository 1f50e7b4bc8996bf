/* What the parts of REFI-QDA (write-qda.c) share. */
#ifndef MODEL_WRITE_QDA_H
#define MODEL_WRITE_QDA_H

#include "model/writer.h"
#include "model/zip-out.h"

enum { QDA_DEPTH = 64 };
/* The set of the codes that are out of use though something is coded by them.
 */
#define QDA_RETIRED "Retired codes"

/* How often a name was asked for, by its hash. */
struct qda_name {
	uint64_t hash; /* 0: free */
	uint32_t times;
};

struct qda {
	struct writer *w;
	struct zip *zip;
	struct arena arena;          /* of the stack */
	struct str stack[QDA_DEPTH]; /* uuids of the codes that are open */
	size_t depth;
	bool open;              /* the list being written has begun */
	struct qda_name *names; /* of sources, a power of two */
	size_t n_names, size_names;
	bool roles_taken, kinds_taken; /* by codes of the analyst's */
	bool project;                  /* else a codebook */
	bool retired;                  /* that set has begun */
};

/* The codes of our own: of the passages of a claim, and of names. */
extern const char *const qda_roles[SPAN_ROLES];
extern const char *const qda_kinds[ENTITY_KINDS];

/* An attribute with the GUID that is made from a kind and a name. */
void qda_guid(
    struct writer *w, const char *name, const char *kind, struct str of);
/* <name>text</name> where there is a text. */
void qda_element(struct buf *out, const char *name, struct str text);
/* The attributes of who wrote something, and when. */
void qda_by_whom(
    struct writer *w, struct str analyst, int64_t created, int64_t updated);
/* <name targetGUID="..."/> */
void qda_target_uuid(struct writer *w, const char *name, struct str uuid);
/* A list begins with its first element and is left out without one. */
void qda_list_begin(struct qda *q, const char *name);
void qda_list_end(struct qda *q, const char *name);
/* How often a source had this name; good until the next call. */
uint32_t *qda_name_times(struct qda *q, struct str name);
void qda_variable(struct writer *w, const char *name, struct str value);
bool qda_each(struct qda *q, enum out_kind kind, out_put *put, struct err *err);

/* What the GUIDs of passages are made from. */
struct str qda_mention_id(
    struct arena *arena, struct str article, const struct out_mention *m);
struct str qda_span_id(struct arena *arena, const struct claim *c, size_t i);

/* The elements Sources, Notes and Links. */
bool qda_sources(struct qda *q, struct err *err);
bool qda_notes_and_links(struct qda *q, struct err *err);

#endif
