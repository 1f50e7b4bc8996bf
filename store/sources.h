/* Sources: whoever published an article or made a claim, with what became of
 * those claims. Outlets are told by their entry in the register, or by the name
 * that articles came with; claimants likewise. */
#ifndef STORE_SOURCES_H
#define STORE_SOURCES_H

#include "model/claim.h"
#include "store/store.h"

struct source {
	int64_t id;                 /* stable while the program runs, never 0 */
	int64_t entity;             /* 0: not in the register */
	struct str name, fold, key; /* key: of the entity, else empty */
	bool outlet;                /* it published articles */
	uint32_t articles;
	/* Claims that began with it, and those in its articles. */
	uint32_t claims, told;
	uint32_t status[CLAIM_STATUSES], told_status[CLAIM_STATUSES];
	char reliability; /* 0: not graded */
};

/* All of them, by name, in the arena. Linear in outlets and claims, and in the
 * index of articles by outlet: for when something of that has changed, never on
 * the way of a key. */
bool store_sources(struct store *store, struct arena *arena,
    struct source **list, size_t *n, struct err *err);

/* Whose copy an outlet ran, and who ran its, in its newest SOURCE_LOOK
 * articles: outlets by how often, most first. */
enum { SOURCE_LOOK = 5000 };
struct source_copies {
	struct str name;
	uint32_t from, to; /* articles: the other was first; was second */
};
bool store_source_copies(struct store *store, const struct source *source,
    struct arena *arena, struct source_copies **list, size_t *n,
    struct err *err);

#endif
