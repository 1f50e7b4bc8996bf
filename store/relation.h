/* Relations by hand: who was what of whom, and when. Add, edit and remove are
 * one act each; those of the pack can be edited and removed too, and stay so
 * when the pack is loaded again. */
#ifndef STORE_RELATION_H
#define STORE_RELATION_H

#include "model/entity.h"
#include "store/store.h"

/* What a relation is to be. A text with p NULL and an id of 0 stay as they are
 * (are empty in a new one). Dates are EDTF; ".." is an open end. */
struct relation_edit {
	int64_t subject, object;
	struct str relation; /* small letters and hyphens: leads, member-of */
	struct str role, start, end;
	struct str
	    certainty; /* certain probable contested uncertain; or empty */
	struct str note, sources;
};

bool store_relation_add(struct store *store, const struct relation_edit *edit,
    int64_t *id, struct err *err);
bool store_relation_edit(struct store *store, int64_t id,
    const struct relation_edit *edit, struct err *err);
bool store_relation_remove(struct store *store, int64_t id, struct err *err);
bool store_relation_get(struct store *store, int64_t id, struct arena *arena,
    struct relation *relation, struct err *err);

/* The words for relations that packs have: leads, member-of ...; NULL behind
 * the last one. */
const char *store_relation_word(size_t i);

#endif
