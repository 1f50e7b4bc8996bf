/* Something that happened, with an honest date. */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include "model/str.h"

struct event {
	int64_t id;
	struct str key, date, end, title, kind, note, sources, origin;
	struct str toll;          /* "killed 10-15, wounded 30" (verdict.h) */
	int64_t earliest, latest; /* days since 1970 */
	int64_t *lanes;           /* entity ids of its factions */
	size_t n_lanes;
};

#endif
