/* Events by hand: add, edit and remove are one act each, and what an event
 * rests upon. */
#ifndef STORE_EVENT_ACT_H
#define STORE_EVENT_ACT_H

#include "model/anchor.h"
#include "store/event.h"

/* An article that tells of an event; anchor.state ANCHOR_NONE: no passage. */
struct evidence {
	int64_t article;
	struct str title; /* filled by store_event_evidence */
	struct anchor anchor;
};

/* What an event is to be. A field with p NULL stays as it is (is empty in a
 * new one); parties are ids of factions, places and people, NULL: as before;
 * evidence is added to what there is. Dates are EDTF. */
struct event_edit {
	struct str date, end, title, kind, note, toll;
	const int64_t *parties;
	size_t n_parties;
	const struct evidence *evidence;
	size_t n_evidence;
};

bool store_event_add(struct store *store, const struct event_edit *edit,
    int64_t *id, struct err *err);
bool store_event_edit(struct store *store, int64_t id,
    const struct event_edit *edit, struct err *err);
bool store_event_remove(struct store *store, int64_t id, struct err *err);

/* The articles of an event; passages as they stand in the present text. */
bool store_event_evidence(struct store *store, int64_t id, struct arena *arena,
    struct evidence **list, size_t *n, struct err *err);

/* Whom an event is about, factions first, then in its own order. */
struct party {
	int64_t entity;
	struct str kind, key, name;
};
bool store_event_parties(struct store *store, int64_t id, struct arena *arena,
    struct party **list, size_t *n, struct err *err);

#endif
