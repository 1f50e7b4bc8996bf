/* Lists of articles: a query, an order, and windows of rows by key. No call
 * here costs more in a large library than in a small one, but for those that
 * say so. */
#ifndef STORE_FIND_H
#define STORE_FIND_H

#include "model/article.h"
#include "store/page.h"
#include "store/store.h"

enum sort { SORT_DATE, SORT_RELEVANCE, SORT_OUTLET };
bool sort_parse(struct str name, enum sort *sort);
const char *sort_name(enum sort);

struct find; /* a query made ready; closed by the caller before the store */

/* An error names the column of the query: "column 9: ...". */
bool store_find_open(struct store *store, struct str query, enum sort sort,
    struct find **find, struct err *err);
void store_find_close(struct find *find);
/* From now on one row a story (store/copies.h): a copy that stands under an
 * article which is found too is no row of the list. To be said before the
 * first page. A query about copies (is:copy, cluster:7) shows them all. */
void store_find_fold(struct find *find);
/* The order in use: SORT_DATE where relevance was asked for but the query has
 * no words, or finds more than FIND_RANKED articles. Known after the first
 * page. */
enum { FIND_RANKED = 50000 };
enum sort store_find_sort(const struct find *find);

/* Where a row stands in the order; opaque, copied freely. */
struct find_key {
	int64_t major, minor;
};

struct find_row {
	struct article_row row;
	struct find_key key;
	struct str snippet; /* hits between U+0001 and U+0002; may be empty */
	int64_t under;      /* of a copy that the screen shows under a story,
			     * with its key: that article; else 0 */
};

/* A page of rows after `from` or before it in the order of the list; from NULL:
 * from the top or the end. They have no snippets yet. */
bool store_find_page(struct find *find, const struct find_key *from,
    struct page *page, struct arena *arena, struct find_row **rows,
    struct err *err);
/* The snippets of rows that have none yet; they live in the arena. They cost
 * more than the rows do. */
bool store_find_snippets(struct find *find, struct arena *arena,
    struct find_row *rows, size_t n, struct err *err);
/* The key of an article in this list; ERR_MISSING if it is not in it. */
bool store_find_locate(
    struct find *find, int64_t article, struct find_key *key, struct err *err);
/* The key at a share (0..1) of the way through by date: for jumps to the
 * middle without a count. */
bool store_find_at(
    struct find *find, double share, struct find_key *key, struct err *err);

/* How many rows there are. Linear in the hits: a job for idle moments.
 * `*count` is right once step says done. The job is freed by its free(). */
struct job *store_find_count(struct find *find, int64_t *count);
/* How many rows stand before key: a job too. */
struct job *store_find_rank(
    struct find *find, struct find_key key, int64_t *rank);

/* All rows, in order, in windows, without snippets: for verbs and
 * `mark --query`. The row is borrowed for the time of the call; each may write
 * to the library. */
bool store_find_each(struct find *find,
    bool (*each)(void *arg, const struct find_row *row, struct err *err),
    void *arg, struct err *err);

/* How many articles were looked at so far, one by one, by what the index cannot
 * answer: the progress of a long search, to be asked while it goes on. */
int64_t store_find_looked(const struct find *find);

/* Words to mark in the reader: folded terms and phrases of the query with every
 * other spelling of names; a prefix keeps its star. */
void store_find_terms(
    struct find *find, struct arena *arena, struct str **terms, size_t *n);

/* Articles per bucket of days for this query (NULL: of the whole library,
 * from the summary): edges has n + 1 days in order, counts n. An article
 * without a date is in none. Linear in the hits the first time, unless
 * store_find_count has counted them; afterwards in the buckets alone, until
 * the articles change. */
bool store_density(struct store *store, struct find *find, const int64_t *edges,
    size_t n, uint32_t *counts, struct err *err);
/* Whether that costs no more than a key may. */
bool store_density_ready(const struct store *store, const struct find *find);

#endif
