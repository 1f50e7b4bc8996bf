/* Beginnings of words (govern*). FTS5 collects all that the words with such a
 * beginning find, in one go that nothing stops: a* at a million takes it 4.5 s
 * and 270 MB. So where few words begin so, they are asked for by name, which
 * FTS5 reads as far as a page needs; many rare ones are left to FTS5; and many
 * common ones are looked for in the texts of the articles that are walked over,
 * so that a page is there at once and the walk stops when a key waits. Private
 * to store/find*.c. */
#ifndef STORE_FIND_PREFIX_H
#define STORE_FIND_PREFIX_H

#include "model/query.h"
#include "store/find-node.h"

enum prefix_kind {
	PREFIX_WORDS, /* words has all that begin so */
	PREFIX_INDEX, /* the index holds them on few pages */
	PREFIX_HEAVY, /* neither: look at the texts */
};

struct prefix {
	enum prefix_kind kind;
	struct str *words; /* whole phrases where the term is one; folded */
	size_t n;
};

/* How to find a term that is a prefix. A word that comes into the index later
 * is not among the words. O(log n) for each of at most 256 words. */
enum prefix_use { PREFIX_PAGE, PREFIX_COUNT };
bool prefix_look(struct store *store, const struct query *term,
    enum prefix_use use, struct arena *arena, struct prefix *prefix,
    struct err *err);
/* The same of article_facet, where longer beginnings are rare: never heavy. */
bool prefix_facet(struct store *store, struct str text, struct arena *arena,
    struct prefix *prefix, struct err *err);
/* Whether one of the node's terms stands in the article at ord; in its title
 * alone where number is 1. False with err->code on failure. */
bool prefix_test(struct hits *w, struct node *n, int64_t ord, struct err *err);

extern const struct db_table find_prefix_table;

#endif
