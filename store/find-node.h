/* Walking the articles that a query finds, without building a list of them.
 *
 * A query becomes a tree of nodes. Leaves are prepared statements that give
 * ords (article.ord, which is also the rowid of the text index) in descending
 * or ascending order from a bound on; inner nodes combine them by leaping: the
 * next row of an AND is found by asking each kid for its next row at or past
 * what the others have. So a page costs what its rows cost, at any depth and
 * whatever fields are mixed. Private to store/find*.c. */
#ifndef STORE_FIND_NODE_H
#define STORE_FIND_NODE_H

#include "model/terms.h"
#include "store/claim-set.h"
#include "store/db.h"

enum node_op {
	NODE_ROWS, /* a statement */
	NODE_TEST, /* a look at the article's row; only inside NODE_AND */
	NODE_NOT,  /* only inside NODE_AND */
	NODE_AND,  /* at least one kid is neither TEST nor NOT */
	NODE_OR,   /* no kids: nothing */
};

/* Statements in pairs: descending, then ascending. ?1 is the bound, ?2 what is
 * asked for. */
enum rows {
	ROWS_ALL,
	ROWS_STORIES, /* all that stand under no copy */
	ROWS_TEXT,    /* ?2: an expression of FTS5 */
	ROWS_FACET,   /* the same, of author and language */
	ROWS_ENTITY,
	ROWS_UNREAD,
	ROWS_DONE,
	ROWS_DISMISSED,
	ROWS_FLAGGED,
	ROWS_NOTED,
	ROWS_OUTLET,
	ROWS_NO_OUTLET,
	ROWS_KEY, /* text: a word of article_key */
	ROWS_ID,
	ROWS_COPY,    /* those that an older one is a copy of */
	ROWS_CLUSTER, /* ?2: an article of it */
	ROWS_CLAIMED, /* those with claims */
	ROWS_EVENT,   /* ?2: an event that they tell of */
	ROWS_ODD,     /* those whose day is not that of ord */
	ROWS_KINDS,
};

enum node_test {
	TEST_LANG,   /* text: the language or what it begins with */
	TEST_AUTHOR, /* one of the terms is in the author's name */
	TEST_DAYS,   /* first..last; kids: those whose day ord does not tell */
	TEST_CLAIMS, /* has a claim as `claims` asks */
	TEST_SUGGESTED,
	TEST_PREFIX, /* one of the terms is in the text (find-prefix.h) */
};

struct node {
	enum node_op op;
	enum rows rows;
	enum node_test test;
	struct str text; /* for ?2 when text.p is set, else number */
	int64_t number;
	int64_t first, last;       /* days */
	struct claim_set *claims;  /* borrowed from the plan */
	const struct terms *terms; /* in the arena of the plan */
	struct node *kids, *next;
	/* The cursor of NODE_ROWS: everything from `bound` on to `at` is known
	 * to hold nothing else. */
	sqlite3_stmt *st[2];
	bool live, ended;
	int dir;
	int64_t bound, at;
};

/* The article at one ord, as tests and the list see it; a prepared statement
 * that stands on its row. */
struct probe {
	sqlite3_stmt *st;
	int64_t ord;
	bool loaded, exists;
};
enum probe_column { /* what is looked at of ARTICLE_ROW, and what follows it */
	PROBE_ID = 0,
	PROBE_DAY = 2,
	PROBE_IMPORTED = 3,
	PROBE_LANGUAGE = 6,
	PROBE_HIDDEN = 17,
	PROBE_AUTHOR = 18,
};

struct hits {
	struct store *store;
	struct probe probe;
	bool bare;   /* no article is hidden: rows are not looked at */
	bool narrow; /* nothing is wanted outside of first..last: */
	int64_t first, last;
	int64_t looked; /* candidates that no index could refuse or accept */
};

/* The next visible article at or past `bound`: at or below it for dir > 0
 * (newest first), at or above it for dir < 0. False at the end (err->code is
 * ERR_NONE then) and on failure. The probe stands on it. */
bool hits_next(struct hits *w, struct node *root, int dir, int64_t bound,
    int64_t *ord, struct err *err);
/* Whether the article at ord is visible and found. */
bool hits_has(
    struct hits *w, struct node *root, int64_t ord, bool *has, struct err *err);
/* Load the row at ord into the probe; false with ERR_NONE when there is none or
 * it is hidden. */
bool hits_probe(struct hits *w, int64_t ord, struct err *err);
/* Let go of all cursors, so that no read transaction stays open. */
void hits_rest(struct hits *w, struct node *root);
void hits_close(struct hits *w);
void node_close(struct node *root);

extern const struct db_table find_node_table;

#endif
