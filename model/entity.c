#include "config.h"

#include "model/entity.h"

static const char *const kind_names[ENTITY_KINDS] = {
	[ENTITY_PERSON] = "person",
	[ENTITY_FACTION] = "faction",
	[ENTITY_PLACE] = "place",
	[ENTITY_OUTLET] = "outlet",
	[ENTITY_OTHER] = "other",
};

const char *
entity_kind_name(enum entity_kind kind)
{
	return kind_names[kind];
}

bool
entity_kind_parse(struct str name, enum entity_kind *kind)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(kind_names); i++) {
		if (str_is(name, kind_names[i])) {
			*kind = (enum entity_kind)i;
			return true;
		}
	}
	return false;
}
