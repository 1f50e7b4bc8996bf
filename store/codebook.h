/* The codebook: a tree of codes with definitions, colours and keys. Each change
 * is one act. */
#ifndef STORE_CODEBOOK_H
#define STORE_CODEBOOK_H

#include "model/arena.h"
#include "store/store.h"

struct code {
	int64_t id, parent; /* 0: at the top */
	struct str uuid, parent_uuid, name, colour, definition;
	char key; /* letter or digit that sets it, 0: none */
	bool retired;
	size_t depth; /* in the tree */
};

/* All codes, each behind its parent, siblings by name, retired ones too. */
bool store_codebook(struct store *store, struct arena *arena,
    struct code **list, size_t *n, struct err *err);

/* Parts of a code that the analyst changes, each by a text. */
enum code_part {
	CODE_NAME,
	CODE_PARENT,     /* the name of another; empty: at the top */
	CODE_COLOUR,     /* "#RRGGBB", or red orange ...; empty: none */
	CODE_KEY,        /* one letter or digit; empty: none */
	CODE_DEFINITION, /* one line */
	CODE_RETIRED,    /* "1": not offered any more */
	CODE_PARTS,
};
/* parent: the name of the code that it stands under, or empty. */
bool store_code_add(
    struct store *store, struct str name, struct str parent, struct err *err);
bool store_code_set(struct store *store, struct str name, enum code_part part,
    struct str value, struct err *err);
/* What has the one has the other instead: articles, claims, coded passages,
 * codes below it. The other keeps its colour, key and definition, or gets those
 * of the one, which is no more. changed: articles and claims. */
bool store_code_merge(struct store *store, struct str name, struct str into,
    size_t *changed, struct err *err);

#endif
