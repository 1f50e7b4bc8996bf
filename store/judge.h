/* Whether the unknown names that were counted (store/gather.c) are known by
 * now: unknown.shown, after the register's names have changed. Private to
 * store/. */
#ifndef STORE_JUDGE_H
#define STORE_JUDGE_H

#include "model/arena.h"
#include "store/db.h"

/* Where a round of looking at them stands; zeroed but for the store. */
struct judge {
	struct store *store;
	struct arena arena; /* of one window */
	int64_t version;    /* of the names that the round judges by */
	int64_t at;         /* up to this name, in this round */
	struct buf wanted;  /* the setting as it was at the start */
	struct strs words;  /* that a name must hold one of, in all of them */
	struct arena words_arena;
	bool all; /* each of them is looked at */
};

/* The next few of them, inside a transaction; any: there were some. */
bool judge_step(struct judge *j, bool *any, struct err *err);
/* Is there a change of names that was not looked at? */
bool judge_due(struct store *store);
void judge_release(struct judge *j);

/* Does the register not know it, by itself? */
bool judge_is_new(struct store *store, struct arena *arena, struct str name,
    bool *is, struct err *err);

#endif
