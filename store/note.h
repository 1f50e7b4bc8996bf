/* Notes: add, edit, remove are one act each. */
#ifndef STORE_NOTE_H
#define STORE_NOTE_H

#include "model/note.h"
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
/* All notes that the words find (all, for an empty text), newest first, up to
 * n older than `before` (0: from the newest). */
bool store_notes_find(struct store *store, struct str words, int64_t before,
    size_t n, struct arena *arena, struct note **list, size_t *count,
    struct err *err);
/* A window on them, in both directions: up to n notes past `from` (0: from that
 * end), nearest first; dir > 0 is towards the older ones. */
struct notes_page {
	struct str words;
	int64_t from;
	int dir;
	size_t n;
};
bool store_notes_page(struct store *store, const struct notes_page *page,
    struct arena *arena, struct note **list, size_t *count, struct err *err);
/* What a note is about, in words: a title, a name, a statement. */
bool store_note_said(struct store *store, const struct note *note,
    struct arena *arena, struct str *said, struct err *err);

/* --- Private to store/ --- */

/* Notes on a claim that goes stand at its passage from now on: part of the act
 * that removes it. */
bool note_rehome(struct store *store, int64_t claim, struct err *err);

#endif
