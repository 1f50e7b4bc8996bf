/* The names that model/writer's table has, for programs without the writers. */
#include "config.h"

#include "model/writer.h"

static const char *const names[] = { "webannotation", "refi-qda", "stix",
	"brat", "html", "codebook", "bibtex", "ris" };

const char *
writer_name(size_t i)
{
	return i < ARRAY_LEN(names) ? names[i] : NULL;
}

const char *
writer_ending(struct str name)
{
	static const char *const endings[] = { "jsonld", "qdpx", "json", "zip",
		"html", "qdc", "bib", "ris" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (str_is(name, names[i]))
			return endings[i];
	return NULL;
}

struct str
writer_names(struct arena *arena)
{
	struct buf b = { 0 };
	struct str all;
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		buf_addf(&b, ", %s", names[i]);
	all = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return all;
}
