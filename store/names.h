/* The names of the register as they change, for what is made of them and kept
 * in memory (the lexicon of mention.c, the skeletons of match.c, the letters of
 * part.c): each is made once, and then takes in the entries that have changed
 * since, by whatever program. Private to store/. */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include "store/db.h"

enum { NAMES_OF_ALL = -1, NAMES_OF_NOBODY = 0 };

/* The names of that entry came, went or changed: inside a transaction. Of
 * NOBODY: what they mean changed, but no name of an entry. */
bool names_changed(struct store *store, int64_t entity, struct err *err);

/* Up to which change something follows; zeroed: it was not made yet. */
struct names_seen {
	bool made;
	bool inside; /* taken in by a transaction that may be rolled back */
	int64_t version;
	uint64_t rollbacks;
};

struct names_follower {
	/* Read all names. On failure what was there before stays. */
	bool (*make)(struct store *store, struct err *err);
	/* Read those of these entries anew; some may be gone. */
	bool (*renew)(struct store *store, const int64_t *entities, size_t n,
	    struct err *err);
};

/* Bring it up to date. A few changes cost what they are, not what the register
 * holds. */
bool names_follow(struct store *store, struct names_seen *seen,
    const struct names_follower *follower, struct err *err);

#endif
