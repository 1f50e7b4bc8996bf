/* What is known of the articles that this program has just stored: the index
 * comes to them next, and what the worker of an import worked out of their
 * texts need not be found again, nor the texts be read back. Only a saving:
 * what is not here is worked out when it is wanted. Private to store/. */
#ifndef STORE_READY_H
#define STORE_READY_H

#include "model/spot.h"
#include "store/prepare.h"
#include "store/store.h"

struct ready {
	int64_t article;
	struct str hash, text;
	struct spots spots; /* by the lexicon alone (spot_article) */
	int64_t names;      /* the version it had; -1: not looked for */
	uint32_t *prints;   /* as copies_prints found them */
	size_t n_prints;
};

/* A new article, after all that are kept by now. It is copied; names is the
 * version of the lexicon that the worker has. */
void ready_add(struct store *store, int64_t article,
    const struct article_in *in, const struct prepared *prepared,
    int64_t names);
/* NULL: not kept, or stored with another text by now. */
const struct ready *ready_find(
    const struct store *store, int64_t article, struct str hash);
void ready_forget(struct store *store);

#endif
