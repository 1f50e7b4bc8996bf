/* Notes and claims keep to their passages when a text is corrected. Private to
 * store/. */
#ifndef STORE_REANCHOR_H
#define STORE_REANCHOR_H

#include "model/anchor.h"
#include "store/store.h"

/* Find the passages of all notes and claims on an article again, after its
 * text has changed: part of the same transaction. Not an act of the analyst. */
bool store_reanchor(
    struct store *store, int64_t article, struct str text, struct err *err);
/* The same in the text that is stored. */
bool store_reanchor_stored(
    struct store *store, int64_t article, struct err *err);
/* That of one note on an article, and those of one claim, in the text that is
 * stored: a state recorded earlier was put back, or made for another text. */
bool store_reanchor_note(struct store *store, int64_t note, struct err *err);
bool store_reanchor_claim(struct store *store, int64_t claim, struct err *err);

#endif
