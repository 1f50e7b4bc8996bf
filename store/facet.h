/* The index of the fields that are found by a word: who wrote an article, and
 * in what language. It holds the articles that the index of texts holds; those
 * of a library from before it was there come in by a job, in the order of the
 * list, and until that is done their rows are looked at (find-node.h,
 * TEST_AUTHOR). */
#ifndef STORE_FACET_H
#define STORE_FACET_H

#include "store/store.h"

/* With its text, into the index and out of it, inside a transaction. Those
 * above *ord the job brings in: they are not to be added. */
bool facet_reach(struct store *store, int64_t *ord, struct err *err);
bool facet_add(struct store *store, int64_t ord, struct str author,
    struct str language, struct err *err);
bool facet_drop(struct store *store, int64_t article, struct err *err);

/* Are all articles in it that are in the index of texts? */
bool facet_whole(struct store *store, bool *whole, struct err *err);
bool store_facet_left(struct store *store);
/* Bring in what is missing; NULL: nothing is. */
struct job *store_facet(struct store *store);

/* For completion: authors with a word that begins as the last one typed, of the
 * newest few hundred articles of such; languages that articles are in. Lists
 * and texts live in the arena. */
bool store_authors(struct store *store, struct str typed, struct arena *arena,
    struct str **names, size_t *n, struct err *err);
bool store_languages(struct store *store, struct arena *arena,
    struct str **tags, size_t *n, struct err *err);

#endif
