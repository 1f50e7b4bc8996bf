/* All that is known of one name: what its commands need. */
#ifndef UI_PANE_DOSSIER_H
#define UI_PANE_DOSSIER_H

#include "model/claim.h"
#include "model/wrap.h"
#include "store/concord.h"
#include "store/match.h"
#include "ui/app.h"
#include "ui/list.h"

/* What the cursor can stand on above the lines. */
enum dossier_kind {
	DOSSIER_NOTE,
	DOSSIER_CLAIM,
	DOSSIER_RELATION,
	DOSSIER_WITH
};
struct dossier_item {
	enum dossier_kind kind;
	size_t i; /* in notes, claims, relations or with */
};

/* A row of what stands above the lines. */
struct dossier_row {
	struct str text;
	enum role role;
	int indent;
	size_t item; /* 1 + index of the item that it belongs to; 0: none */
	struct line line;
};

/* A relation while it is being asked for, step by step. */
struct relation_form {
	int64_t id; /* 0: a new one */
	int64_t subject, object, of;
	bool inverse; /* the entity of the dossier is the object */
	struct buf relation, start, end, role, certainty, sources;
};

/* Of an entity, or of a name that the register does not know. */
struct dossier {
	int64_t id; /* negative: of an unknown name */
	bool ready;
	struct arena arena; /* all below but the list */
	struct arena past;  /* what it was since the last turn of the loop */
	struct entity entity;
	struct unknown unknown;
	struct match *may; /* whom an unknown name may mean */
	size_t n_may;
	struct note *notes;
	size_t n_notes;
	struct claim *claims; /* the newest by it, through it or about it */
	size_t n_claims;
	struct relation *relations;
	size_t n_relations;
	struct entity_count *with; /* who stands beside it, at most 9 */
	size_t n_with;
	struct dossier_row *rows;
	size_t n, size, top;
	struct dossier_item *items;
	size_t n_items, size_items;
	size_t item; /* 1 + item under the cursor; 0: it is in the lines */
	struct concord of;
	struct list list; /* of struct concord_line */
	struct relation_form form;
	uint64_t seen[STORE_TOPICS];
	int h, w;
};

extern const struct pane_ops pane_dossier;

/* Show an entity, or by a negative id an unknown name; the entity's id while
 * one is shown, else 0; and whatever is shown. */
void dossier_open(struct app *app, int64_t id);
int64_t dossier_entity(struct app *app);
int64_t dossier_shown(struct app *app);
/* As it is now; what these give out stays until the next turn of the loop,
 * whatever is changed and looked at again meanwhile, but for lines: those until
 * the next call. */
struct dossier *dossier_of(struct app *app);
bool dossier_move(struct app *app, int64_t by, struct err *err);
bool dossier_page(struct app *app, int64_t screens, struct err *err);
bool dossier_end(struct app *app, int dir, struct err *err);
void dossier_scroll(struct app *app, int rows);
/* The note, relation, claim or other entity under the cursor, or NULL. */
const struct note *dossier_note(struct app *app);
const struct relation *dossier_relation(struct app *app);
const struct claim *dossier_claim(struct app *app);
const struct entity_count *dossier_with(struct app *app);
/* The line under the cursor, NULL where there is none. */
const struct concord_line *dossier_line(struct app *app);

void relation_form_release(struct relation_form *form);

/* Put together from the store (ui/dossier-load.c). */
bool dossier_load(struct app *app, struct dossier *d, struct err *err);

#endif
