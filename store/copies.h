/* Near-copies among the articles of the library (model/copies.h): found when
 * an article is indexed, forgotten when its text changes. Articles whose import
 * was undone stay as they are but are never shown as copies. */
#ifndef STORE_COPIES_H
#define STORE_COPIES_H

#include "model/article.h"
#include "model/copies.h"
#include "store/store.h"

struct copy {
	int64_t id;
	enum copy_kind kind;
	double
	    similarity; /* Jaccard; of "contained" the share that is shared */
	struct str title, outlet, published;
	int64_t published_day; /* INT64_MIN: not known */
	bool earlier;          /* it comes before the article */
	bool under;            /* the article stands under it in the list */
	bool figures;          /* numbers differ */
};

/* The visible copies of an article, most alike first. */
bool store_copies(struct store *store, int64_t article, struct arena *arena,
    struct copy **list, size_t *n, struct err *err);

/* A story: an article and the later copies that stand under it in the list,
 * directly or over others. Those that say more than it, or other figures, do
 * not. Rows in order of time. */
enum { COPIES_UNDER = 200 }; /* at most */
bool store_copies_under(struct store *store, int64_t article,
    struct arena *arena, struct article_row **rows, size_t *n, struct err *err);
/* The first of its story, the article itself if it stands under none. */
bool store_copy_head(
    struct store *store, int64_t article, int64_t *head, struct err *err);

/* Groups of articles that are copies of each other, directly or over others:
 * calls each() with the ids in order, the first of which names the cluster. A
 * false return stops. */
bool store_clusters(struct store *store,
    bool (*each)(void *arg, const int64_t *ids, size_t n), void *arg,
    struct err *err);

/* --- Private to store/ --- */

struct copies;
/* Of one transaction. */
struct copies *copies_new(struct store *store);
void copies_free(struct copies *c); /* NULL is fine */
/* An article that is being indexed; looked up by copies_flush. */
void copies_add(
    struct copies *c, int64_t article, int64_t ord, struct str text);
/* The same of one whose fingerprints are known. */
void copies_add_prints(struct copies *c, int64_t article, int64_t ord,
    const uint32_t *prints, size_t n);
/* Before the commit. */
bool copies_flush(struct copies *c, struct err *err);
/* Before the text or the ord of an indexed article changes. */
bool copies_drop(struct store *store, int64_t article, struct err *err);
/* Articles were hidden or shown: count again, theirs and their copies'. */
bool copies_recount(struct store *store, int64_t article, struct err *err);
bool copies_recount_batch(struct store *store, int64_t batch, struct err *err);

#endif
