/* The running screen: what every command and pane may know. */
#ifndef UI_APP_H
#define UI_APP_H

#include "model/article.h"
#include "model/candidate.h"
#include "model/datex.h"
#include "model/suggest.h"
#include "model/wrap.h"
#include "store/claim.h"
#include "store/copies.h"
#include "store/entity.h"
#include "store/find.h"
#include "store/note.h"
#include "store/store.h"
#include "store/unknown.h"
#include "ui/layout.h"
#include "ui/pane.h"
#include "ui/term.h"

/* The article that is open: loaded once by the app, shown by many panes. Lives
 * in its own arena until the next one is opened. */
struct current {
	struct arena arena;
	struct article article; /* row.id 0: none */
	struct mention *mentions;
	size_t n_mentions;
	uint64_t named; /* a hash of the mentions */
	struct entity_count *entities;
	size_t n_entities;
	struct note *notes; /* in text order, of the article */
	size_t n_notes;
	struct claim *claims; /* the same */
	size_t n_claims;
	struct str *codes; /* names of those set on the article */
	size_t n_codes;
	struct str *dismissed; /* words of suggestions not to be shown */
	size_t n_dismissed;
	struct copy *copies; /* of the article, the most alike first */
	size_t n_copies;
	struct datex *dates; /* mentioned, in text order: by article_dates */
	size_t n_dates;
	bool dated;                   /* they were looked for */
	struct candidate *candidates; /* by entities_candidates */
	size_t n_candidates;
	bool judged;        /* they were looked for */
	struct line *lines; /* of the text, by reader_wrap */
	size_t n_lines;
	int measure;    /* columns of them; 0: not made yet */
	int64_t entity; /* chosen in the entities pane: its mentions show */
	struct span
	    passage;   /* the sentence or selection the reader stands on */
	bool selected; /* passage is a selection, not the sentence */
	uint64_t generation; /* grows when anything above changes */
};

/* Claims that the open article suggests: looked for once keys pause, or when
 * they are asked for (ui/claim-suggestions.c). */
struct suggested {
	struct arena arena;
	struct suggest_run *run; /* NULL: not at it */
	struct suggestion *v;
	size_t n;
	bool ready;
	int64_t article, version; /* what they were found in */
	uint64_t named;
};

/* The list that Review shows. */
struct list_state {
	struct find *find;
	struct buf query; /* its text */
	enum sort sort;
	int64_t count, rank; /* -1: not known yet */
	bool unfolded;       /* copies are rows as all others */
};

struct app {
	struct store *store;
	struct term *term;
	enum view view;
	enum view back; /* where Escape in the reader leads; 0: nowhere */
	struct current cur;
	struct list_state list;
	struct suggested suggested;
	int64_t last_claim; /* the one tagged last, for another like it */
	int64_t link_from, link_to; /* claims being linked, 0: none */
	int64_t now;   /* fixed clock of scripts, 0: the real one */
	struct ui *ui; /* private to ui/app.c: panes, layout, prompt, jobs */
};

/* Open an article in the reader and all panes that follow it; 0: none. */
bool app_open_article(struct app *app, int64_t id, struct err *err);
/* Load the current one again after something about it changed. */
bool app_reload_current(struct app *app, struct err *err);
/* Put a query before the list; on an error the old one stays. */
bool app_set_query(
    struct app *app, struct str query, enum sort sort, struct err *err);
/* Something in app->cur was changed by a pane (entity, passage, selected): the
 * panes with TOPIC_CURRENT are repainted, recalculated if they are stale by
 * it. */
void app_current_changed(struct app *app);

/* One line for :messages alone. */
void app_keep(struct app *app, struct str text);

/* One line for the analyst; kept in :messages. */
void app_say(struct app *app, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void app_fail(struct app *app, const struct err *err);
/* The same for what went wrong beside the last key: what that key's command
 * said stays on the screen, and :messages has both. */
void app_fail_aside(struct app *app, const struct err *err);
/* What work beside the keys says at its end: shown once no answer to a key and
 * no prompt is in its place. */
void app_report(struct app *app, struct str text, bool failed);
/* An act of the analyst is on disk: "saved 09:41:07". */
void app_saved(struct app *app);

/* The pane of that name (NULL if it does not exist), the pane with the focus,
 * and moving the focus. */
struct pane *app_pane(struct app *app, const char *name);
struct pane *app_focus(struct app *app);
void app_set_focus(struct app *app, const char *name);
void app_set_view(struct app *app, enum view view);

/* Take over a job: it runs between key presses, shown in the status line; one
 * that the analyst asked for at once, others after those there are. */
void app_job(struct app *app, struct job *job);
/* End the one that runs, and say so; what it did so far stays. */
void app_job_stop(struct app *app);
/* Did the analyst ask for the one that runs? */
bool app_asked(const struct app *app);
bool app_busy(const struct app *app); /* a job runs */

/* Text to read over the panes (help, messages), until q or Escape. */
void app_text(struct app *app, const char *title, struct str text);

/* Let the analyst edit text in $EDITOR; what came back, in out. False with an
 * error when the editor failed (the text is kept, and the error says where) or
 * nothing was changed (ERR_STOPPED). */
bool app_edit(
    struct app *app, struct str text, struct buf *out, struct err *err);
/* Open an http or https link in the browser; others are refused. */
bool app_browse(struct app *app, struct str url, struct err *err);
/* Put text into the terminal's clipboard. */
bool app_copy(struct app *app, struct str text, struct err *err);

/* Seconds since 1970 by the clock of the library. */
int64_t app_now(const struct app *app);

/* Ask at the bottom line; done gets what was typed (not called on Escape).
 * live, if set, is called at every change. */
struct prompt_opts {
	const char *label;
	struct str initial;
	bool (*done)(
	    struct app *app, void *arg, struct str text, struct err *err);
	void (*live)(struct app *app, void *arg, struct str text);
	void (*cancelled)(struct app *app, void *arg);
	void (*complete)(struct app *app, void *arg, struct str text,
	    struct arena *arena, struct str **list, size_t *n);
	/* With this the completions are a menu: there at once, narrowed by what
	 * is typed, each with a text beside it (in the arena), and Enter takes
	 * the one that is chosen. */
	struct str (*beside)(
	    struct app *app, struct str item, struct arena *arena);
	/* Which of the menu is chosen at first; NULL: the first one. */
	size_t (*first)(struct app *app, const struct str *list, size_t n);
	void *arg;                   /* owned by the caller; see released */
	void (*released)(void *arg); /* the prompt is gone; may be NULL */
	/* What is typed survives a kill: draft names the form in words
	 * ("note on Haftar in Cairo"), draft_context is the text of a command
	 * (one that works without a pane) which opens this prompt again; its
	 * initial text is replaced by the draft then. NULL: no draft. */
	const char *draft;
	struct str draft_context;
	bool multiline; /* a box of several lines over the bottom, for notes */
	bool again;     /* a refused text stays, to be put right */
	bool query;     /* Up brings back the queries of before */
};
void app_prompt(struct app *app, const struct prompt_opts *opts);
/* What there is to say to a text that is being typed, beside it where there is
 * room, until it changes: for opts.live. */
void app_hint(struct app *app, struct str text);
/* One key out of `keys`; done gets it. */
void app_ask(struct app *app, const char *question, const char *keys,
    void (*done)(struct app *app, void *arg, char key), void *arg);

struct screen_opts {
	struct term_opts term;
	struct str query;   /* what Review opens on; empty: as last time */
	const char *script; /* a file of keys to play (see script.h), or NULL */
	const char *keys;   /* the user's key file; NULL: the usual place */
	int64_t now;        /* fixed clock, 0: the real one */
	const char *notice; /* a line to begin with, or NULL */
};

/* The screen on an open library, until the analyst leaves it. Returns the exit
 * status; errors go to standard error once the terminal is given back. */
int screen_main(struct store *store, const struct screen_opts *opts);

#endif
