/* The codebook, and what of it is set on the article or claim at hand. It is
 * shown only while it has the focus. */
#ifndef UI_PANE_CODES_H
#define UI_PANE_CODES_H

#include "store/codebook.h"
#include "ui/app.h"

struct codes_pane {
	struct arena arena;
	struct code *list;
	bool *set; /* of each, on the target */
	size_t n;
	struct buf name;        /* under the cursor */
	int64_t article, claim; /* the target: claim 0: the article */
	const char *from;       /* the pane to go back to */
};

extern const struct pane_ops pane_codes;

struct codes_pane *codes_of(struct app *app);
/* Show it for the article, or the claim (0: none). */
void codes_open(struct app *app, int64_t claim);
void codes_leave(struct app *app);
/* Set or unset the code of that name. */
bool codes_toggle(struct app *app, struct str name, struct err *err);
/* The one under the cursor; NULL: there is none. */
const struct code *codes_selected(struct app *app);
void codes_move(struct app *app, int64_t by);
void codes_choose(struct app *app, struct str name);

#endif
