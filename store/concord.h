/* Where a name stands, line by line with the words around it: the concordance
 * of a dossier, newest article first. */
#ifndef STORE_CONCORD_H
#define STORE_CONCORD_H

#include "model/article.h"
#include "store/page.h"
#include "store/store.h"

/* Of whom: an entity (all its spellings), or with entity 0 words as they are
 * written. */
struct concord {
	int64_t entity;
	struct str words;
};

struct concord_line {
	struct article_row article;
	struct span span; /* in the article's text; to 0: in its headline */
	struct str text;  /* the words around it, or the headline: one line */
	struct span hit;  /* in text; to 0: not there in these letters */
};

/* A page on from a line; from NULL: from that end. Reads by key: a page costs
 * the same wherever it is. */
bool store_concord(struct store *store, const struct concord *of,
    const struct concord_line *from, struct page *page, struct arena *arena,
    struct concord_line **list, struct err *err);

#endif
