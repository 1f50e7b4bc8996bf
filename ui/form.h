/* A form: a few fields with labels, under the passage of the reader that they
 * are about, or over the bottom of it where there is no room. */
#ifndef UI_FORM_H
#define UI_FORM_H

#include "ui/draft.h"

enum { FORM_FIELDS = 24 };

struct form_field {
	const char *label; /* "Grade" */
	struct str initial;
	struct str empty; /* what stands there, dim, while nothing is typed */
	bool half;        /* shares its row with the field behind it */
	bool tall;        /* two rows */
	bool list;        /* several values, parted by commas */
	bool late;        /* its row is there from the field before such ones
			   * on, or where it says something */
};

struct form_typed {
	size_t field;
	struct str text;
	bool asked;
};

struct form_opts {
	const char *title;
	const struct form_field *fields; /* copied */
	size_t n, first;                 /* first: the field to begin in */
	struct span passage;             /* of the open article */
	/* What a value means, in words, into said (in the arena); false with
	 * an error when it means nothing. */
	bool (*read)(struct app *app, void *arg, size_t field, struct str value,
	    struct arena *arena, struct str *said, struct err *err);
	/* What may stand in the place of the value (of a list: of its last
	 * part, which is what is given), best first: while it is typed only
	 * what it is the beginning of, all that is like it when asked for. */
	void (*complete)(struct app *app, void *arg, struct form_typed typed,
	    struct arena *arena, struct str **list, size_t *n);
	/* Save. On a failure *field is where it lies. */
	bool (*done)(struct app *app, void *arg, const struct str *values,
	    size_t *field, struct err *err);
	void *arg;
	void (*released)(void *arg);
	const char *draft; /* as in struct prompt_opts */
	struct str draft_context;
};
void app_form(struct app *app, const struct form_opts *opts);

/* For the loop: keys and clicks go to it. */
bool form_key(struct app *app, const struct key *key);
void form_click(struct app *app, int y, int x);
/* Find its place for this turn, before the panes are painted. */
void form_place(struct app *app);
void form_paint(struct app *app, struct paint *screen);
void form_close(struct app *app, bool keep);
/* The draft of it, a line "label: value" for each field that says something;
 * NULL without a form. */
struct keeper *form_keeper(struct app *app);
void form_text(struct app *app, struct buf *out);

#endif
