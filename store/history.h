/* Undo, redo and the log: every act of the analyst is an append-only revision
 * (ARCHITECTURE.md). */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include "store/store.h"

struct act {
	int64_t id, time, undoes, redoes;
	bool undone;
	struct str verb, summary, analyst;
};

/* What was done, in plain words: "undid: note on Haftar in Cairo". */
void history_words(const struct act *act, struct buf *out);

/* Take back the newest act that still stands; *summary (in the arena) says
 * which. ERR_MISSING "nothing to undo" when there is none. */
bool store_undo(struct store *store, struct arena *arena, struct str *summary,
    struct err *err);
bool store_redo(struct store *store, struct arena *arena, struct str *summary,
    struct err *err);

/* The article that the newest act, be it one that took another back, marked;
 * *article is 0 where that is none or more than one document. */
bool store_act_marked(struct store *store, int64_t *article, struct err *err);

/* Acts older than `before` (0: from the newest), newest first. *n: how many are
 * wanted, and then how many there are. */
bool store_history(struct store *store, int64_t before, struct arena *arena,
    struct act **list, size_t *n, struct err *err);
/* The same of those that touched a document (a claim's uuid). */
bool store_history_of(struct store *store, const char *kind, struct str doc,
    struct arena *arena, struct act **list, size_t *n, struct err *err);

#endif
