/* The notes and claims of the current article: what their commands need. */
#ifndef UI_PANE_NOTES_H
#define UI_PANE_NOTES_H

#include "model/wrap.h"
#include "ui/app.h"

/* A note or claim of app->cur, by its index there. An id below zero is that of
 * a claim, so that one number tells what the cursor is on. */
struct notes_item {
	int64_t id;
	size_t index;
	int64_t at; /* byte of the text, -1: about the whole */
	struct str text;
};

/* A row of an item: its own words; for the one chosen also what is known of it
 * (detail), and the passage that it stands at. */
struct notes_row {
	size_t item;
	struct line line;
	struct str detail;
	bool quote, more; /* more: the text goes on, but is cut here */
};

struct notes {
	struct arena arena;
	struct notes_item *items;
	size_t n_items;
	struct notes_row *rows;
	size_t n, size, top;
	uint64_t generation;
	bool ready;
	int h, w;
	int wanted;        /* rows */
	int64_t id;        /* under the cursor; 0: none */
	struct span tried; /* a place for it that was looked at; to 0: none */
};

extern const struct pane_ops pane_notes;

struct notes *notes_of(struct app *app);
/* The note, or the claim, under the cursor; NULL: there is none. */
const struct note *notes_selected(struct app *app);
const struct claim *notes_claim(struct app *app);
/* The passage of what is under the cursor; ANCHOR_NONE: it has none. */
struct anchor notes_anchor(struct app *app);
/* Where that is in the text; of a note on a claim, the passage of the claim. */
struct anchor notes_place(struct app *app);
void notes_move(struct app *app, int64_t by);
void notes_choose(struct app *app, int64_t id); /* below zero: a claim */
/* Write a note on it: what arg says, or what is typed. */
bool note_on_entity(
    struct app *app, int64_t entity, struct str arg, struct err *err);
bool note_on_claim(
    struct app *app, int64_t claim, struct str arg, struct err *err);
bool note_on_event(
    struct app *app, int64_t event, struct str arg, struct err *err);

#endif
