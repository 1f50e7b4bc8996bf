/* Whom of the register a name may mean, in whatever spelling and script. */
#ifndef STORE_MATCH_H
#define STORE_MATCH_H

#include "model/entity.h"
#include "store/store.h"

struct match {
	struct entity entity;
	struct str name; /* the spelling that is most alike */
	double score;    /* 0 to 1, see model/name.h */
};

/* From here on a name is worth offering for another one. */
#define MATCH_OFFER 0.65

struct match_opts {
	struct str name;
	enum entity_kind kind; /* ENTITY_KINDS: any */
	size_t most;           /* at most 64 */
	double least;          /* score */
	struct str but;        /* a spelling that is not looked at; or empty */
};

/* Best first. The first call after names have changed reads all of them. */
bool store_entity_match(struct store *store, const struct match_opts *opts,
    struct arena *arena, struct match **list, size_t *n, struct err *err);

/* "Did you mean": a name of the register that words of a query which found
 * nothing are likely to mean; empty when there is none. Queries with fields or
 * operators have none. */
bool store_name_meant(struct store *store, struct str query,
    struct arena *arena, struct str *name, struct err *err);

/* Private to store/. */
struct name_index;
void name_index_free(struct name_index *index); /* NULL is fine */
/* Read on in it (names_read in names.h). */
bool match_names_read(
    struct store *store, int64_t until_ms, bool *over, struct err *err);

#endif
