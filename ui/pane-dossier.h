/* All that is known of one entity: what its commands need. */
#ifndef UI_PANE_DOSSIER_H
#define UI_PANE_DOSSIER_H

#include "model/wrap.h"
#include "ui/app.h"
#include "ui/list.h"

/* A row of what stands above the articles. */
struct dossier_row {
	struct str text;
	enum role role;
	int indent;
	size_t note; /* 1 + index of the note that it belongs to; 0: none */
	struct line line;
};

/* A mention in an article, with the words around it. */
struct dossier_place {
	int64_t article;
	struct str text;  /* one line */
	struct span hit;  /* in text */
	struct span span; /* in the article */
};

struct dossier {
	int64_t id;
	bool ready;
	struct arena arena; /* all below but the list and the places */
	struct entity entity;
	struct note *notes;
	size_t n_notes;
	struct entity_count *with; /* who stands beside it, at most 9 */
	size_t n_with;
	struct dossier_row *rows;
	size_t n, size, top;
	struct find *find;
	struct list list;   /* of struct find_row: its articles */
	struct arena words; /* of the places */
	struct dossier_place *places;
	size_t n_places;
	size_t note; /* 1 + note under the cursor; 0: it is in the articles */
	uint64_t seen[STORE_TOPICS];
	int h, w;
};

extern const struct pane_ops pane_dossier;

/* Show an entity; its id while one is shown, else 0. */
void dossier_open(struct app *app, int64_t id);
int64_t dossier_entity(struct app *app);
struct dossier *dossier_of(struct app *app);
bool dossier_move(struct app *app, int64_t by, struct err *err);
void dossier_scroll(struct app *app, int rows);
/* The note under the cursor; NULL: the cursor is in the articles. */
const struct note *dossier_note(struct app *app);
/* The article under the cursor and where in it the name stands. */
bool dossier_place(
    struct app *app, int64_t *article, struct span *span, struct err *err);

/* Put together from the store (ui/dossier-load.c). */
bool dossier_load(struct app *app, struct dossier *d, struct err *err);
void dossier_places(struct app *app, struct dossier *d);

#endif
