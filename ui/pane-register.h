/* The register of entities: what its commands need. */
#ifndef UI_PANE_REGISTER_H
#define UI_PANE_REGISTER_H

#include "ui/app.h"
#include "ui/list.h"

enum {
	REGISTER_SAME = 8,  /* entries offered to be the same */
	REGISTER_LIKE = 20, /* entries spelt like letters that nobody has */
};

struct registry {
	struct list list;        /* of struct entity */
	struct buf filter, camp; /* part of a name; the only camp, or empty */
	enum entity_kind kind;   /* ENTITY_KINDS: all */
	bool ready, changed;     /* changed: filter or kind is another */
	/* Where no name has the letters: entries that are spelt much like it,
	 * the most alike first; they are the list then. */
	int64_t like[REGISTER_LIKE];
	size_t n_like;
	uint64_t seen;
	int64_t same[REGISTER_SAME]; /* of the question that is asked */
	size_t n_same;
};

extern const struct pane_ops pane_register;

struct registry *register_of(struct app *app);
/* Only names with these letters, only that kind (ENTITY_KINDS: all). */
void register_filter(struct app *app, struct str filter);
void register_kind(struct app *app, enum entity_kind kind);
void register_camp(struct app *app, struct str camp);
void register_all(struct app *app);
/* Put the cursor on an entity and open its dossier; a filter that hides it is
 * dropped. */
void register_select(struct app *app, int64_t id);
/* After the cursor has moved: the dossier follows. */
void register_moved(struct app *app);

#endif
