/* The words and names of a query as expressions of FTS5. Private to
 * store/find*.c. */
#ifndef STORE_FIND_EXPR_H
#define STORE_FIND_EXPR_H

#include "store/find-plan.h"
#include "store/find-prefix.h"

/* Of all names in a query together: the union with article_entity finds what
 * the spellings beyond these would. */
enum { SPELLINGS = 256 };

/* What was found out of a prefix: it is asked for at several places. */
struct looked {
	struct looked *next;
	const char *text; /* of the term, by its place in memory */
	struct prefix prefix;
};

/* A plan being made. */
struct maker {
	struct plan *plan;
	struct arena *arena;
	struct store *store;
	struct buf marks;
	size_t spellings, spelling_bytes;
	struct looked *looked;
	bool near; /* FTS5 is asked, or nobody */
	struct err *err;
};

/* Say what is wrong at a part of the query; false. */
bool maker_wrong(struct maker *m, const struct query *q, const char *what);
/* A word or phrase that is to be marked where it stands. */
void maker_mark(struct maker *m, struct str text, bool prefix);

/* Is it a prefix that FTS5 is not asked for? False also on failure. */
bool expr_heavy(struct maker *m, const struct query *q);
/* Entities that a word or phrase names; they live in the arena. */
bool expr_names(
    struct maker *m, const struct query *q, int64_t **ids, size_t *n);
/* Whether a tree needs nothing but the text index, and no names in it. */
bool expr_plain(struct maker *m, const struct query *q, bool *plain);
/* Such a tree, as rows of the index. */
struct node *expr_words(struct maker *m, const struct query *q);
/* A name: its letters, every other spelling, and what spotting and the analyst
 * took for it. In the title only the spellings count. */
bool expr_name(struct maker *m, const struct query *q, const int64_t *ids,
    size_t n, struct node **out);

extern const struct db_table find_expr_table;

#endif
