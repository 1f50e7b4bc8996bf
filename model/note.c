#include "config.h"

#include "model/note.h"
#include "model/utf8.h"

enum { NOTE_MAX = 1 << 20 };

static const char *const subject_names[] = {
	[ON_ARTICLE] = "article",
	[ON_ENTITY] = "entity",
	[ON_EVENT] = "event",
	[ON_CLAIM] = "claim",
};

const char *
subject_kind_name(enum subject_kind kind)
{
	return subject_names[kind];
}

bool
subject_kind_parse(struct str name, enum subject_kind *kind)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(subject_names); i++) {
		if (str_is(name, subject_names[i])) {
			*kind = (enum subject_kind)i;
			return true;
		}
	}
	return false;
}

bool
note_valid(struct str text, struct err *err)
{
	if (str_trim(text).len == 0)
		return err_set(err, ERR_INVALID, "a note must say something");
	if (text.len > NOTE_MAX)
		return err_set(err, ERR_INVALID,
		    "a note may be 1 MiB long, this one has %zu bytes",
		    text.len);
	if (!utf8_valid(text))
		return err_set(err, ERR_INVALID, "the note is not UTF-8");
	return true;
}
