/* The lines that model/read-codebook makes, read again: no libxml2 in it. */
#include "config.h"

#include <jansson.h>

#include "model/read-codebook.h"

static struct str
member(const json_t *o, const char *name, struct arena *arena)
{
	const char *s = json_string_value(json_object_get(o, name));

	return arena_str(arena, str_of(s));
}

bool
codebook_line(struct str line, struct arena *arena, struct out_code *code)
{
	json_t *o = json_loadb(line.p, line.len, 0, NULL);

	if (!json_is_object(o)) {
		json_decref(o);
		return false;
	}
	*code = (struct out_code){
		.uuid = uuid_read(arena, member(o, "uuid", arena)),
		.name = member(o, "name", arena),
		.parent = uuid_read(arena, member(o, "parent", arena)),
		.colour = member(o, "colour", arena),
		.definition = member(o, "definition", arena),
		.retired = json_object_get(o, "retired") != NULL,
	};
	json_decref(o);
	return code->uuid.len > 0;
}
