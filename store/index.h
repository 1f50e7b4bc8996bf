/* What the index job does with an article; private to store/ and its bench. */
#ifndef STORE_INDEX_H
#define STORE_INDEX_H

#include "model/job.h"
#include "store/store.h"

enum {
	INDEX_TEXT = 1,
	INDEX_NAMES = 2,
	INDEX_COPIES = 4,
	INDEX_FACETS = 8,
	INDEX_ALL = INDEX_TEXT | INDEX_NAMES | INDEX_COPIES | INDEX_FACETS,
};

/* As store_index, with some of the parts: what is left out is never done, so
 * that this is for measuring alone. */
struct job *index_job(struct store *store, unsigned parts);

#endif
