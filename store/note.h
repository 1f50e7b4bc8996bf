/* Notes: add, edit, remove are one act each. */
#ifndef STORE_NOTE_H
#define STORE_NOTE_H

#include "model/note.h"
#include "store/page.h"
#include "store/store.h"

/* For a passage set note->anchor (anchor_make on the article's text). */
bool store_note_add(
    struct store *store, const struct note *note, int64_t *id, struct err *err);
bool store_note_edit(
    struct store *store, int64_t id, struct str text, struct err *err);
/* Where the passage of a note is, by the analyst's word: anchor_make on the
 * article's text, or state ANCHOR_ORPHANED and no span: nowhere. */
bool store_note_anchor(struct store *store, int64_t id,
    const struct anchor *anchor, struct err *err);
bool store_note_remove(struct store *store, int64_t id, struct err *err);
bool store_note_get(struct store *store, int64_t id, struct arena *arena,
    struct note *note, struct err *err);
/* Those about one thing, in text order (the whole first), then by age. */
bool store_notes_of(struct store *store, enum subject_kind on, int64_t on_id,
    struct arena *arena, struct note **list, size_t *n, struct err *err);
/* Those on an article and on its claims, in that order. */
bool store_notes_in(struct store *store, int64_t article, struct arena *arena,
    struct note **list, size_t *n, struct err *err);
/* All notes that the words find (all, for an empty text), newest first: a page
 * on from the note `from` (0: from that end). */
bool store_notes_page(struct store *store, struct str words, int64_t from,
    struct page *page, struct arena *arena, struct note **list,
    struct err *err);
/* What a note is about, in words: a title, a name, a statement. */
bool store_note_said(struct store *store, const struct note *note,
    struct arena *arena, struct str *said, struct err *err);

/* --- Private to store/ --- */

/* Notes on a claim that goes stand at its passage from now on: part of the act
 * that removes it. */
bool note_rehome(struct store *store, int64_t claim, struct err *err);

#endif
