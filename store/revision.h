/* Acts and revisions: what undo, redo, history and exchange stand on.
 *
 *	revision_begin(store, "note-add", "note on \"Haftar in Cairo\"", err)
 *	revision_put(store, "note", uuid, body, err)
 *	revision_end(store, err)
 *
 * revision_put appends the new state of a document as canonical JSON (keys
 * sorted, no blanks) and projects it into the ordinary tables, all in one
 * transaction. NULL body: the document does not exist. A document whose present
 * state was made by no act (from a pack, or moved by a correction) gets that
 * state recorded first, so that undo can give it back. A put of the state that
 * is there already does nothing. Private to store/. */
#ifndef STORE_REVISION_H
#define STORE_REVISION_H

#include "store/db.h"

/* Most kinds are a row of one table: a statement for each way. What is more has
 * functions of its own, in place of them. */
struct revision_kind {
	const char *name; /* note mark code naming entity event import ... */
	/* Bring the ordinary tables to this state; body NULL: remove. */
	bool (*project)(struct store *store, struct str doc,
	    const struct str *body, struct err *err);
	/* What revision_now gives. */
	bool (*current)(struct store *store, struct str doc, struct buf *body,
	    struct err *err);
	/* The statements: the present state as JSON in the first column (?1 is
	 * the document), and what brings another about (?2 is its body). */
	const char *const *now, *const *put, *const *remove;
	enum store_topic topic; /* what they change */
};
/* One line for each kind; ends with NULL. In tables.c. */
extern const struct revision_kind *const revision_kinds[];

/* Acts nest: one begun inside another becomes part of it. An act that changed
 * nothing is not recorded. */
bool revision_begin(struct store *store, const char *verb, const char *summary,
    struct err *err);
/* The same for an act in which up to n others nest that make a document each:
 * so many numbers are set aside, one for each of them. */
bool revision_begin_many(struct store *store, const char *verb,
    const char *summary, size_t n, struct err *err);
bool revision_put(struct store *store, const char *kind, struct str doc,
    const struct str *body, struct err *err);
/* The present state of a document of a kind that there is, as JSON; false and
 * ERR_MISSING when there is none. */
bool revision_now(struct store *store, const char *kind, struct str doc,
    struct buf *body, struct err *err);
/* The next member of a body: the text, null if it is empty. */
void revision_member(struct buf *body, const char *name, struct str value);
bool revision_end(struct store *store, struct err *err);
/* The end of an act that went well, or nothing of it: returns whether it is
 * done. */
bool revision_close(struct store *store, bool good, struct err *err);
/* After any failure between begin and end: nothing of it stays. */
void revision_abort(struct store *store);

/* A number that no other act ever gets, so that what an act makes may take it
 * for its id: the act's own, or of those that were set aside. */
int64_t revision_act_id(const struct store *store);

/* Most kinds are one statement each way. The first gives the present state as
 * JSON in its first column (?1 is doc); the second brings it about (?2 is the
 * body, NULL to remove), for `body ->> '$.name'` in SQL. */
bool revision_select(struct store *store, const char *sql, struct str doc,
    struct buf *body, struct err *err);
bool revision_apply(struct store *store, const char *sql, struct str doc,
    const struct str *body, struct err *err);

/* For history.c: the record of an act alone. */
struct revision_act {
	const char *verb;
	struct str summary;
	int64_t undoes, redoes;
};
bool revision_act(struct store *store, const struct revision_act *act,
    struct arena *arena, struct err *err);

/* One state of a document, as it is stored and exchanged. */
struct revision {
	int64_t act, time;
	struct str kind, doc, author;
	struct str body;    /* p NULL: the document does not exist */
	struct str parents; /* JSON array */
};
/* SHA-256 of its canonical JSON, 64 hexadecimal digits. */
struct str revision_id(const struct revision *r, struct arena *arena);

#endif
