/* Names of the library that the register does not have: what their commands
 * need. */
#ifndef UI_PANE_UNKNOWN_H
#define UI_PANE_UNKNOWN_H

#include "ui/app.h"
#include "ui/list.h"
#include "ui/pane-dossier.h"

struct strangers {
	struct list list; /* of struct unknown */
	struct buf filter;
	enum entity_kind kind; /* ENTITY_KINDS: all */
	bool ready, changed;   /* changed: filter or kind is another */
	uint64_t seen[2];
};

extern const struct pane_ops pane_unknown;

struct strangers *unknown_of(struct app *app);
/* The name under the cursor, or NULL. */
const struct unknown *unknown_here(struct app *app, struct err *err);
/* It is known by now: the cursor goes on to the next. */
void unknown_gone(struct app *app);
void unknown_filter(struct app *app, struct str filter);
void unknown_kind(struct app *app, enum entity_kind kind);

#endif
