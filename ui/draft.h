/* What is being typed survives a kill: it is written at most a second behind
 * the keys, and offered again at the next start. */
#ifndef UI_DRAFT_H
#define UI_DRAFT_H

#include "ui/app.h"

/* Hangs on the prompt or form whose text it keeps. */
struct keeper {
	char *form, *context; /* form NULL: nothing is kept */
	struct draft saved;
	bool unsaved;
	int64_t changed, first; /* of what is not saved: ms, last and first */
};

/* form and context as in struct prompt_opts. */
void keeper_begin(struct keeper *k, const char *form, struct str context);
/* The text of the draft that is being taken up, ours from now on; false: this
 * is a new one. */
bool keeper_take(struct app *app, struct keeper *k, struct buf *text);
/* Something was typed. */
void keeper_touch(struct keeper *k);
/* The draft is dropped, or kept to be offered again. */
void keeper_end(struct app *app, struct keeper *k, bool keep);

/* Save what the prompt or the form holds if it is time, or now; milliseconds
 * until it is, -1: never. */
int draft_step(struct app *app, bool now);
/* Offer what a dead program left: a message that says how. */
void draft_offer(struct app *app);
/* Take the oldest of them up. */
bool draft_recover(struct app *app, struct err *err);

#endif
