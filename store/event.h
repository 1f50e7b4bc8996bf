/* Events and the lanes of the timeline. */
#ifndef STORE_EVENT_H
#define STORE_EVENT_H

#include "model/event.h"
#include "store/store.h"

/* The days of from..to, of one entity (a lane, a place, a person) unless it is
 * 0, at most so many. */
struct day_window {
	int64_t from, to, entity;
	size_t most;
};
/* Events that touch the window, by earliest day. One with no day that is known
 * is never among them. */
bool store_events(struct store *store, struct day_window window,
    struct arena *arena, struct event **list, size_t *n, struct err *err);
bool store_event_get(struct store *store, int64_t id, struct arena *arena,
    struct event *event, struct err *err);

/* Those whose titles hold the words, the nearest to a day first. *n: how many
 * are wanted, and then how many there are. */
bool store_events_like(struct store *store, struct str words, int64_t day,
    struct arena *arena, struct event **list, size_t *n, struct err *err);

/* A faction as a lane; start and end are EDTF, ".." or empty (unknown). */
struct lane {
	int64_t entity;
	struct str key, name, short_name, kind, camp, start, end;
	struct str base; /* name of the place */
	struct str sources;
};
/* All factions that are lanes, in the pack's order of camps. */
bool store_lanes(struct store *store, struct arena *arena, struct lane **list,
    size_t *n, struct err *err);

/* An event on a lane, as little as drawing needs: days as in struct event. */
struct mark_row {
	int64_t entity, event, earliest, latest;
};
/* All events on all lanes, by entity, then earliest day: linear in them, once
 * per change of the events. Those of no lane come first, with entity 0. */
bool store_event_marks(struct store *store, struct arena *arena,
    struct mark_row **list, size_t *n, struct err *err);

#endif
