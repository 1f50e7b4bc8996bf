/* Loading a pack into the library. Private to store/pack*.c.
 *
 * Loading merges by key: what stands there as the pack has it is not touched,
 * so that the same pack again changes nothing. What the analyst has changed
 * (there is a revision of it) stays as it is. Relations of the pack's entities
 * that the pack has no more go; what the analyst related stays. */
#ifndef STORE_PACK_LOAD_H
#define STORE_PACK_LOAD_H

#include "model/pack.h"
#include "store/db.h"

struct pack_load {
	struct store *store;
	struct arena arena;
	struct pack pack;
	bool names; /* some have changed */
	bool *kept; /* relations that the pack has, by id */
	size_t n_kept;
	struct err *err;
};

/* What follows returns false on failure, with l->err filled. */

/* Has the analyst changed or removed it? Then the pack has no say. */
bool load_edited(
    struct pack_load *l, const char *kind, struct str doc, bool *is);

/* What a key stands for. */
struct pack_doc {
	int64_t id; /* 0: nothing, or the key is empty */
	bool ours;  /* the pack may change it */
};
bool load_entity(struct pack_load *l, struct str key, struct pack_doc *doc);
bool load_event(struct pack_load *l, struct str key, struct pack_doc *doc);
bool load_entity_id(struct pack_load *l, struct str key, int64_t *id);

/* Each takes over its files, entities first. Relations that the pack has no
 * more go. */
bool load_entities(struct pack_load *l);
bool load_relations(struct pack_load *l);
bool load_events(struct pack_load *l);

#endif
