/* The words of a full-text index in their order. Private to
 * store/. */
#ifndef STORE_FTS_WORD_H
#define STORE_FTS_WORD_H

#include "model/arena.h"
#include "store/state.h"

enum fts_index { FTS_ARTICLE, FTS_FACET };

/* The first word of the index at or after `from` (bytes of the folded word), in
 * the arena; empty at the end. At most two pages for each segment of the index
 * are read: fts5vocab goes through all that the word before `from` has, 10 MB
 * for a common one at a million articles. What stands in an open transaction is
 * not seen. ERR_CORRUPT if a page is not as it should be. */
bool fts_word_at(struct store *store, enum fts_index index, struct str from,
    struct arena *arena, struct str *word, struct err *err);

extern const struct db_table fts_word_table;

#endif
