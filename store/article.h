/* Articles and what the analyst marks on them. */
#ifndef STORE_ARTICLE_H
#define STORE_ARTICLE_H

#include "model/article.h"
#include "store/store.h"

/* The article whole; strings live in the arena. ERR_MISSING if none. */
bool store_article_get(struct store *store, int64_t id, struct arena *arena,
    struct article *article, struct err *err);
/* One row of the list again, after it changed. */
bool store_article_row(struct store *store, int64_t id, struct arena *arena,
    struct article_row *row, struct err *err);

enum mark { MARK_DONE, MARK_UNREAD, MARK_DISMISS, MARK_FLAG, MARK_UNFLAG };
bool mark_parse(struct str name, enum mark *mark);

/* One act over n articles; *changed says how many were not so already (an act
 * is recorded only if any). */
bool store_article_mark(struct store *store, const int64_t *ids, size_t n,
    enum mark mark, size_t *changed, struct err *err);
/* Codes on articles; an unknown code is made. One act. */
bool store_article_code(struct store *store, const int64_t *ids, size_t n,
    struct str code, bool set, size_t *changed, struct err *err);
bool store_article_codes(struct store *store, int64_t id, struct arena *arena,
    struct str **names, size_t *n, struct err *err);
bool store_codes(struct store *store, struct arena *arena, struct str **names,
    size_t *n, struct err *err);
/* Names of outlets that articles came with, in order; the first few hundred. */
bool store_outlets(struct store *store, struct arena *arena, struct str **names,
    size_t *n, struct err *err);

struct saved_query {
	int64_t id;
	struct str name, query;
};
bool store_query_save(
    struct store *store, struct str name, struct str query, struct err *err);
bool store_query_remove(struct store *store, struct str name, struct err *err);
bool store_queries(struct store *store, struct arena *arena,
    struct saved_query **list, size_t *n, struct err *err);

struct store_stats {
	int64_t articles, unread, done, dismissed, flagged, entities, aliases,
	    events, relations, notes, acts, bytes, text_bytes, unindexed;
};
bool store_stats(
    struct store *store, struct store_stats *stats, struct err *err);

#endif
