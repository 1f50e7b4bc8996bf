/* All notes of the library, newest first, or those that words find. */
#ifndef UI_PANE_ALL_NOTES_H
#define UI_PANE_ALL_NOTES_H

#include "ui/app.h"
#include "ui/list.h"

struct all_notes_row {
	struct note note;
	struct str about; /* what it is about, in words */
};

struct all_notes {
	struct list list; /* of struct all_notes_row */
	struct buf words;
	bool ready;
	uint64_t seen;
	enum view from; /* where it was opened */
};

extern const struct pane_ops pane_all_notes;

struct all_notes *all_notes_of(struct app *app);
const struct all_notes_row *all_notes_selected(struct app *app);
/* Only notes with these words; empty: all. */
bool all_notes_find(struct app *app, struct str words, struct err *err);

#endif
