/* Claims and notes by the day that they are about, for the timeline. */
#ifndef STORE_DAYMARK_H
#define STORE_DAYMARK_H

#include "model/anchor.h"
#include "model/chron.h"
#include "store/event.h"

/* All of them by first day, in the arena: linear, once per change. A claim
 * stands at its event date, or at its event's; a note where what it is about
 * stands. What has no day is not among them. */
bool store_claim_marks(struct store *store, struct arena *arena,
    struct chron_mark **list, size_t *n, struct err *err);
bool store_note_marks(struct store *store, struct arena *arena,
    struct chron_mark **list, size_t *n, struct err *err);

/* One of them in a list. */
struct day_item {
	int64_t id, article, event; /* 0: none */
	struct span span;           /* of the article; to 0: none */
	struct str when;            /* EDTF */
	struct str text, title;     /* title: of the article, event or entity */
};
/* Those whose first day lies in the window (its entity is not looked at), by
 * day. */
bool store_claims_at(struct store *store, struct day_window window,
    struct arena *arena, struct day_item **list, size_t *n, struct err *err);
bool store_notes_at(struct store *store, struct day_window window,
    struct arena *arena, struct day_item **list, size_t *n, struct err *err);

/* The ids of an event's claims, in the order of their articles. */
bool store_event_claims(struct store *store, int64_t event, struct arena *arena,
    int64_t **ids, size_t *n, struct err *err);

#endif
