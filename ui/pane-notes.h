/* The notes of the current article: what their commands need. */
#ifndef UI_PANE_NOTES_H
#define UI_PANE_NOTES_H

#include "model/wrap.h"
#include "ui/app.h"

/* A row of a note: its own words, or for the one chosen what it stands at. */
struct notes_row {
	size_t note;
	struct line line;
	bool quote, more; /* more: the note goes on, but is cut here */
};

struct notes {
	struct arena arena;
	struct notes_row *rows;
	size_t n, size, top;
	uint64_t generation;
	bool ready;
	int h, w;
	int wanted; /* rows */
	int64_t id; /* under the cursor; 0: none */
};

extern const struct pane_ops pane_notes;

struct notes *notes_of(struct app *app);
/* The note under the cursor; NULL: there is none. */
const struct note *notes_selected(struct app *app);
void notes_move(struct app *app, int64_t by);
void notes_choose(struct app *app, int64_t id);
/* Write a note on an event: what arg says, or what is typed. */
bool note_on_event(
    struct app *app, int64_t event, struct str arg, struct err *err);

#endif
