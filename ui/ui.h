/* The inner state of the screen, shared by the files that make it: app, loop,
 * chrome, prompt, viewer, mouse, place, script. Panes and commands know
 * ui/app.h alone. */
#ifndef UI_UI_H
#define UI_UI_H

#include "ui/app.h"
#include "ui/draft.h"
#include "ui/edit.h"
#include "ui/form.h"
#include "ui/keys.h"
#include "ui/paint.h"
#include "ui/past.h"
#include "ui/theme.h"

enum {
	UI_PANES = 16,
	UI_JOBS = 8,
	MESSAGES_MAX = 64 * 1024, /* bytes of :messages that are kept */
	SLICE_MS = 8,
	SLICE_QUIET_MS = 16,
	TURN_MS = 100,           /* between pictures while a job runs */
	FOLLOW_MS = 500,         /* between looks of the panes at what it did */
	FOLLOW_LATEST_MS = 2000, /* with keys coming all the time */
	SLICE_WALK_MS = 100,     /* of what stops by itself when a key waits */
	QUIET_MS = 2000,
	POLL_MS = 1000,
};

/* The line at the bottom, or the box over it, that takes text. */
struct prompt {
	struct prompt_opts opts; /* strings are the prompt's own copies */
	char *label;
	struct edit edit;
	struct arena found; /* completions */
	struct str *list;
	size_t n, chosen;
	bool completing;
	bool live_due;   /* the text changed since opts.live was told */
	struct buf hint; /* what opts.live has to say to it */
	size_t history;  /* steps back from the newest; 0: what is typed */
	struct buf typed;
	struct keeper keeper;
	size_t top; /* first line shown of a box */
};

/* Fields being filled in. */
struct form {
	struct form_opts opts;
	char *title;
	struct arena arena;
	struct form_field fields[FORM_FIELDS];
	struct edit edit[FORM_FIELDS];
	struct buf said[FORM_FIELDS]; /* what it means, or what is wrong */
	bool bad[FORM_FIELDS];
	size_t at; /* the field in focus */
	struct arena found_arena;
	struct str *found; /* what may stand there */
	size_t n_found, chosen;
	bool chose; /* with a key, not only offered */
	struct keeper keeper;
	bool touched; /* something was typed since it was opened */
	bool typing;  /* in this field: not yet wrong */
	bool fresh;   /* nothing was typed or moved in this field */
	/* Where it was painted. */
	struct rect frame, place[FORM_FIELDS];
	int labels[FORM_FIELDS]; /* columns of each label */
	bool cut; /* the said of the field in focus is not whole */
};

/* Text to read over the panes. */
struct viewer {
	char *title;
	struct buf text;
	struct arena arena;
	struct line *lines;
	size_t n, top;
	int cols, rows; /* of its inside, when lines were made */
};

struct ask {
	char *question, *keys;
	void (*done)(struct app *app, void *arg, char key);
	void *arg;
};

struct ui {
	struct keys *keys;
	struct pane *panes[UI_PANES];
	size_t n_panes;
	unsigned folded; /* bits by index in panes */
	const char *focus[VIEWS];
	const char *turn; /* the list of the view of names that shows */
	bool zoom;
	int splits[SPLITS];
	struct layout layout;
	struct look looks[ROLES];
	struct arena arena; /* of one repaint */
	bool reveal;
	enum theme theme; /* what the analyst asked for */

	struct prompt *prompt;
	struct form *form;
	struct viewer *viewer;
	struct ask *ask;

	struct buf message;
	bool failed;       /* message is an error */
	bool damaged;      /* something of the library could not be read */
	struct buf report; /* waits until message is free */
	bool report_failed;
	struct buf messages;
	int64_t saved; /* when the last act was, seconds; 0: none yet */

	struct job *jobs[UI_JOBS]; /* the first one runs */
	size_t n_jobs;
	struct job *count; /* of the list, in idle moments */
	int64_t counted;
	struct folders *folders; /* what is unread in them (ui/folders.c) */
	struct job *rank;        /* of the open article in it, after that */
	int64_t ranked;
	int64_t rank_of; /* the article whose rank was looked for */
	int notes_rows;  /* what the notes wanted at the last layout */
	bool count_stale, index_stale;
	bool count_next;  /* the turn between keys was one of counting */
	int64_t index_ms; /* when indexing is tried again; 0: it did not fail */

	/* What the lines around the panes say on the screen now. */
	struct buf head_shown, bottom_shown, frames_shown[LAYOUT_PANES];
	bool quit, relayout, repaint;
	int64_t stepped_ms, key_ms, poll_ms, place_ms, turned_ms, followed_ms;
	struct current ahead;   /* read ahead; row.id 0: none */
	uint64_t ahead_changes; /* app_changes when it was */
	bool ahead_due;         /* a key came since */
	bool held; /* the panes do not look at the library in this turn */
	uint64_t list_seen[STORE_TOPICS], cur_seen[STORE_TOPICS];
	uint64_t list_generation;
	uint64_t names_seen; /* TOPIC_ENTITY when names was looked at */
	int64_t names;       /* version of the register's names */

	struct buf recovered; /* text of a draft, for the next prompt */
	int64_t recovered_id;
	struct past commands, queries; /* lines that Up brings back */
	int cursor_y, cursor_x;        /* -1: no cursor */
};

/* app.c: the screen without its loop; for screen_main, scripts and tests. */
struct app *app_new(
    struct store *store, const struct screen_opts *opts, struct err *err);
void app_free(struct app *app);

/* A report that waits is shown if there is place for it now. */
void app_show_report(struct app *app);

/* current.c: read ahead what the last step, done again, would open. Once after
 * each key, when none waits. */
void app_look_ahead(struct app *app);

/* loop.c */
void app_key(struct app *app, const struct key *key);
/* Recalculate what is stale, paint what is dirty, show it. */
void app_turn(struct app *app);
/* Where the panes stand, and how large each is. */
void app_layout(struct app *app);
/* Run all jobs to their end, then a turn: for scripts and tests. */
void app_settle(struct app *app);
/* All that changed in the library so far, as a number that grows. */
uint64_t app_changes(const struct app *app);
/* A step of a job that looks at many rows, which goes on until a key waits;
 * false once it is over. */
bool app_walk(struct app *app, struct job *job, struct err *err);
/* Until the analyst leaves or the terminal is gone. */
void app_loop(struct app *app);

/* chrome.c: all that is not the inside of a pane. */
void chrome_paint(struct app *app, struct paint *screen);
/* The line at the top alone, at once: how far a search is that goes on. */
void chrome_progress(struct app *app);
/* What stands at column x of the line at the top: the number of a view, '?'
 * or 0. */
char chrome_head_at(struct app *app, int x);
struct paint app_paint(struct app *app);

/* folders.c: counting them, between keys; to end that; and all that is known.
 */
bool folders_wanted(const struct app *app);
void folders_step(struct app *app);
void folders_stop(struct ui *ui);
void folders_free(struct ui *ui);

/* prompt.c */
bool prompt_key(struct app *app, const struct key *key);
/* Show what is typed so far while it is typed, if it changed. */
void prompt_live(struct app *app);
void prompt_paint(struct app *app, struct paint *screen);
/* The prompt goes; its draft stays (keep) or is dropped. */
void prompt_close(struct app *app, bool keep);
/* viewer.c */
bool viewer_key(struct app *app, const struct key *key);
void viewer_scroll(struct app *app, int lines);
void viewer_paint(struct app *app, struct paint *screen);
void viewer_close(struct app *app);

/* mouse.c */
void mouse_key(struct app *app, const struct key *key);

/* help.c */
void help_show(struct app *app);
/* What was typed is bound to nothing; not kept in :messages. */
void help_unbound(struct app *app, const char *keys);
/* Append "key hint" pairs for a pane, in order, as a list of both. */
struct hint {
	struct str keys;
	const char *text;
};
size_t help_hints(struct app *app, const char *pane, struct arena *arena,
    struct hint *hints, size_t max);

/* place.c: layout, view, article and query over restarts. */
void place_restore(struct app *app, struct str query);
void place_save(struct app *app);

/* script.c: play a file of keys; false with an error that names the line. */
bool script_play(struct app *app, const char *path, struct err *err);
/* Keys as scripts write them: names and "texts" with blanks between. */
bool script_keys(struct app *app, struct str keys, struct err *err);

bool view_exists(struct app *app, enum view view);

#endif
