/* Names that the register does not know, over all articles, the most frequent
 * first: what candidates (model/candidate.h) and definitions of short forms
 * (model/abbrev.h) all texts hold. A job counts them between keys; nothing of
 * it is the analyst's, whose word on a name is an entity, an alias or a naming.
 *
 * At most UNKNOWN_MAX are kept: when there are more the rarest that were seen
 * longest ago go, so that a count may miss what was forgotten before (as in
 * Manku and Motwani, "Approximate frequency counts over data streams", VLDB
 * 2002, but by rows kept in place of an error bound). */
#ifndef STORE_UNKNOWN_H
#define STORE_UNKNOWN_H

#include "model/entity.h"
#include "store/page.h"
#include "store/store.h"

enum { UNKNOWN_MAX = 100000 };

struct unknown {
	int64_t id;
	enum entity_kind kind;
	struct str text;
	struct str stands_for; /* of a definition: its long form; or empty */
	uint32_t articles, mentions;
};

struct unknown_filter {
	struct str part;       /* of the name, in any letters; or empty */
	enum entity_kind kind; /* ENTITY_KINDS: any */
};

/* A window of them after one (dir > 0) or before it; from NULL: from that end.
 * A definition is one of them from its second article on, while one of its two
 * sides is a name of the register and the other is not. */
bool store_unknown_page(struct store *store, const struct unknown_filter *only,
    const struct unknown *from, struct page *page, struct arena *arena,
    struct unknown **list, struct err *err);
/* ERR_MISSING when it is known by now, or forgotten. */
bool store_unknown_get(struct store *store, int64_t id, struct arena *arena,
    struct unknown *unknown, struct err *err);
/* Of a definition: who bears one side of it, and the other side. */
bool store_unknown_bearer(struct store *store, const struct unknown *unknown,
    struct arena *arena, int64_t *entity, struct str *alias, struct err *err);
/* Never again, everywhere: an act. */
bool store_unknown_never(
    struct store *store, const struct unknown *unknown, struct err *err);

/* The job that counts; NULL when it is up to date. */
struct job *store_gather(struct store *store);
/* How many articles that came since it would look at; counts no further than
 * most. */
int64_t store_gather_left(struct store *store, int64_t most);

/* --- Private to store/ --- */

/* The text of an article changes, or it is hidden or shown: it is to be counted
 * anew, inside the same transaction. */
bool unknown_changed(struct store *store, int64_t article, struct err *err);
bool unknown_changed_batch(struct store *store, int64_t batch, struct err *err);

#endif
