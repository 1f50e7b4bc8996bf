/* Claims: every change is one act, undone and redone with `u` and `r`. */
#ifndef STORE_CLAIM_H
#define STORE_CLAIM_H

#include "model/claim.h"
#include "store/store.h"

/* A new claim. Set article, spans (anchor_make on the article's text) and what
 * is known; entities, place and event by their ids, codes by their names
 * (unknown ones are made). An empty statement becomes the quotation. Other
 * fields that only reading fills are ignored. */
bool store_claim_add(struct store *store, const struct claim *claim,
    int64_t *id, struct err *err);
/* The same for a claim that was made elsewhere: its uuid, analyst, grader and
 * times are kept where it has them. */
bool store_claim_take(struct store *store, const struct claim *claim,
    int64_t *id, struct err *err);
/* The claim is to be all of this: read it, change it, give it back. Analyst,
 * uuid, times and links stay as they are; the article cannot change. */
bool store_claim_edit(struct store *store, int64_t id,
    const struct claim *claim, struct err *err);
/* Its links go with it; notes on it stand at its passage from now on. */
bool store_claim_remove(struct store *store, int64_t id, struct err *err);

/* The same change of n claims: one act. *changed (may be NULL) says how many
 * were not so already; an act is recorded only if any. */
bool store_claim_set_status(struct store *store, const int64_t *ids, size_t n,
    enum claim_status status, size_t *changed, struct err *err);
/* An unset letter or number leaves that as it is; why may be empty. */
bool store_claim_grade(struct store *store, const int64_t *ids, size_t n,
    struct grade grade, struct str why, size_t *changed, struct err *err);
bool store_claim_code(struct store *store, const int64_t *ids, size_t n,
    struct str code, bool set, size_t *changed, struct err *err);

/* a supports b ... A claim is not linked with itself nor twice by the same
 * kind; both are refused with a sentence. note: on what it rests, or empty. */
bool store_claim_link(struct store *store, int64_t a, enum link_kind kind,
    int64_t b, struct str note, int64_t *id, struct err *err);
/* By the link's id (struct claim_link). */
bool store_claim_unlink(struct store *store, int64_t link, struct err *err);

/* All of a claim; ERR_MISSING where there is none, or its article is not
 * shown. */
bool store_claim_get(struct store *store, int64_t id, struct arena *arena,
    struct claim *claim, struct err *err);
/* The claims of an article in text order; whole, as store_claim_get. */
bool store_claims_of(struct store *store, int64_t article, struct arena *arena,
    struct claim **list, size_t *n, struct err *err);

/* Whether an article attributes something that no claim of it holds yet. Reads
 * its text and looks through it: for queries that ask for it. */
bool store_article_suggests(
    struct store *store, int64_t article, bool *has, struct err *err);
/* What was found so is kept in the library by this job, which takes it over;
 * NULL when there is nothing. What still waits when the store is closed is kept
 * then. */
struct job *store_suggests_keep(struct store *store);
bool store_suggests_wait(const struct store *store);

/* How far the analyst trusts a source when nothing else is said. A source is
 * an entry of the register, or (entity 0) a name: "Egyptian security sources",
 * an outlet that the register does not know. */
struct source_grade {
	int64_t entity;
	struct str name;
	char reliability; /* 0: not graded */
	struct str rationale, access, bias, analyst;
	int64_t updated; /* 0: there is no word on it */
};
/* One act. Empty all of it to take the word back. */
bool store_source_grade_set(
    struct store *store, const struct source_grade *grade, struct err *err);
/* By entity, else by name in any spelling; zeroed when there is no word. */
bool store_source_grade(struct store *store, int64_t entity, struct str name,
    struct arena *arena, struct source_grade *grade, struct err *err);
/* All of them, by name. */
bool store_source_grades(struct store *store, struct arena *arena,
    struct source_grade **list, size_t *n, struct err *err);

/* Add a claim (*id 0) or edit it, and with it a note on it if that says
 * anything: one act. */
bool store_claim_save(struct store *store, int64_t *id,
    const struct claim *claim, struct str note, struct err *err);

/* The claims on an event that goes tell of none any more: part of the act that
 * is open. Private to store/. */
bool claim_leave_event(struct store *store, int64_t event, struct err *err);

#endif
