/* Which entries of the register have a name that holds some letters: in memory,
 * in the order of the register, made when first asked for and again when names
 * have changed. Private to store/. */
#ifndef STORE_PART_H
#define STORE_PART_H

#include "model/entity.h"
#include "store/db.h"

struct name_parts;
void name_parts_free(struct name_parts *parts); /* NULL is fine */
/* Read on in them (names_read in names.h). */
bool part_names_read(
    struct store *store, int64_t until_ms, bool *over, struct err *err);

/* Where a walk over them stands. */
struct part_walk {
	const struct name_parts *parts;
	struct str part; /* folded, not empty */
	int dir;
	size_t at; /* the next entry to be looked at */
};
/* From behind (dir < 0: before) the entry of that id; 0: from that end. */
bool part_start(struct store *store, struct part_walk *walk, struct str part,
    int64_t id, int dir, struct err *err);
/* The next entry, of that kind (ENTITY_KINDS: any) and camp (empty: any); 0:
 * there is no more. */
int64_t part_next(
    struct part_walk *walk, enum entity_kind kind, struct str camp);

#endif
