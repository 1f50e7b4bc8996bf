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

struct names_follower {
	/* An empty one, NULL with err filled on failure. */
	void *(*begin)(struct store *store, struct err *err);
	/* Read the names of the entries behind one number up to another. */
	bool (*add)(struct store *store, void *made, int64_t behind,
	    int64_t upto, struct err *err);
	/* All were read: it takes the place of the former one. */
	void (*put)(struct store *store, void *made);
	void (*drop)(void *made);
	/* Read those of these entries anew; some may be gone. */
	bool (*renew)(struct store *store, const int64_t *entities, size_t n,
	    struct err *err);
};

/* Up to which change something follows; zeroed: it was not made yet. */
struct names_seen {
	bool made;
	bool inside; /* taken in by a transaction that may be rolled back */
	int64_t version;
	uint64_t rollbacks;
	/* One that is being made, by what, as of which version, and up to
	 * which entry; NULL: none is. */
	void *making;
	const struct names_follower *by;
	int64_t as_of, upto;
};

/* Bring it up to date. A few changes cost what they are, not what the register
 * holds; the first time all is read that was not read in steps before. */
bool names_follow(struct store *store, struct names_seen *seen,
    const struct names_follower *follower, struct err *err);
/* Read on, by seen->by, until the clock (job_clock_ms) says so; over: all was
 * read. */
bool names_read(struct store *store, struct names_seen *seen, int64_t until_ms,
    bool *over, struct err *err);
void names_seen_release(struct names_seen *seen);

#endif
