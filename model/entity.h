/* The register: who and what has a name. */
#ifndef MODEL_ENTITY_H
#define MODEL_ENTITY_H

#include "model/article.h"

enum entity_kind {
	ENTITY_PERSON,
	ENTITY_FACTION,
	ENTITY_PLACE,
	ENTITY_OUTLET,
	ENTITY_OTHER,
	ENTITY_KINDS,
};

struct entity {
	int64_t id;
	enum entity_kind kind;
	struct str key, name, short_name, subkind, role, start, end, camp;
	struct str country, note, sources, origin, state;
	int64_t base, parent, merged_into; /* entity ids, 0: none */
	uint32_t articles, mentions, notes;
};

struct alias {
	int64_t id, entity, article; /* article 0: valid everywhere */
	struct str text, kind;
};

/* A name standing in an article. */
struct mention {
	struct span span;
	int64_t entity;
	enum entity_kind kind;
	bool by_hand;
};

/* One of the entities of an article, for the pane: with how often. */
struct entity_count {
	int64_t entity;
	enum entity_kind kind;
	struct str key, name, short_name;
	uint32_t mentions;
};

struct relation {
	int64_t id, subject, object;
	struct str subject_key, subject_name, object_key, object_name;
	struct str relation, role, start, end, note, sources, certainty, origin;
};

const char *entity_kind_name(enum entity_kind); /* person faction ... */
bool entity_kind_parse(struct str, enum entity_kind *);

#endif
