/* Claims among annotations. Private to store/. */
#ifndef STORE_ANNOTATE_CLAIM_H
#define STORE_ANNOTATE_CLAIM_H

#include "model/read-annotation.h"
#include "store/db.h"

/* Links that wait until all claims are there. */
struct links {
	struct link_in {
		struct str from, to, note; /* uuids of claims */
		enum link_kind kind;
	} * list;
	size_t n, size;
};

/* The first column of a statement for a text (key.p NULL: a number); 0: there
 * is no row. */
bool annotate_id(struct store *store, const char *sql, struct str key,
    int64_t number, int64_t *id, struct err *err);
/* The register's entry of a key; 0 where this library has none. */
int64_t annotate_entity(struct store *store, struct str key);
struct anchor annotate_anchor(struct str text, const struct annotation *a);

/* The claim of an annotation on that article; its links go to links, which
 * lives in the arena. ERR_EXISTS with the id where it has come before. */
bool annotate_claim(struct store *store, const struct annotation *a,
    int64_t article, struct arena *arena, struct links *links, int64_t *id,
    struct err *err);
/* The id of the claim of that uuid, 0: none. */
bool annotate_claim_known(
    struct store *store, struct str uuid, int64_t *id, struct err *err);
bool annotate_links(
    struct store *store, const struct links *links, struct err *err);

#endif
