/* The analyst's own words about something. */
#ifndef MODEL_NOTE_H
#define MODEL_NOTE_H

#include "model/anchor.h"

enum subject_kind { ON_ARTICLE, ON_ENTITY, ON_EVENT, ON_CLAIM };

struct note {
	int64_t id;
	enum subject_kind on;
	int64_t on_id;
	struct anchor anchor; /* state ANCHOR_NONE unless on a passage */
	struct str text, analyst, uuid;
	int64_t created, updated; /* seconds since 1970 */
};

const char *subject_kind_name(enum subject_kind); /* article entity ... */
bool subject_kind_parse(struct str, enum subject_kind *);

/* A note must say something: not blank, at most 1 MiB, valid UTF-8. */
bool note_valid(struct str text, struct err *);

#endif
