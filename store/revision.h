/* Acts and revisions: what undo, redo, history and exchange stand on.
 *
 *	revision_begin(store, "note-add", "note on \"Haftar in Cairo\"", err)
 *	revision_put(store, "note", uuid, body, err)
 *	revision_end(store, err)
 *
 * revision_put appends the new state of a document as canonical JSON (keys
 * sorted, no blanks) and projects it into the ordinary tables, all in one
 * transaction. NULL body: the document does not exist. A document that came
 * without a revision (from a pack) gets its present state recorded first, so
 * that undo can give it back. Private to store/. */
#ifndef STORE_REVISION_H
#define STORE_REVISION_H

#include "store/db.h"

struct revision_kind {
	const char *name; /* note mark code naming entity event import ... */
	/* Bring the ordinary tables to this state; body NULL: remove. */
	bool (*project)(struct store *store, struct str doc,
	    const struct str *body, struct err *err);
	/* The present state as canonical JSON; false and ERR_MISSING when
	 * there is none. */
	bool (*current)(struct store *store, struct str doc, struct buf *body,
	    struct err *err);
};
/* One line for each kind; ends with NULL. In revision.c. */
extern const struct revision_kind *const revision_kinds[];

bool revision_begin(struct store *store, const char *verb, const char *summary,
    struct err *err);
bool revision_put(struct store *store, const char *kind, struct str doc,
    const struct str *body, struct err *err);
bool revision_end(struct store *store, struct err *err);
/* After any failure between begin and end: nothing of it stays. */
void revision_abort(struct store *store);

#endif
