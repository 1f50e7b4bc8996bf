/* Outlets and human sources: the list, and one of them. What their commands
 * need. */
#ifndef UI_PANE_SOURCES_H
#define UI_PANE_SOURCES_H

#include "model/wrap.h"
#include "store/sources.h"
#include "ui/app.h"
#include "ui/list.h"
#include "ui/sections.h"

enum sources_sort {
	SOURCES_NAME,
	SOURCES_ARTICLES,
	SOURCES_CLAIMS,
	SOURCES_GRADE, /* the best first, those without last */
	SOURCES_SORTS,
};

struct sources {
	struct list list; /* of struct source */
	struct arena arena;
	struct source *all; /* by name */
	size_t n_all;
	struct source *shown; /* those of the filter, in order */
	size_t n_shown;
	struct buf filter;
	enum sources_sort sort;
	bool ready;
	uint64_t seen[STORE_TOPICS];
	int64_t read_ms; /* when they were read; not too often */
};

/* The detail of one source. */
struct source_view {
	struct arena arena;
	int64_t id;
	struct source source;
	struct sections text;
	size_t top;
	int h, w;
	bool ready;
	uint64_t seen[STORE_TOPICS];
};

extern const struct pane_ops pane_sources, pane_source;

struct sources *sources_of(struct app *app);
/* The source under the cursor; NULL: none. */
const struct source *sources_selected(struct app *app);
void sources_filter(struct app *app, struct str filter);
void sources_order(struct app *app, enum sources_sort sort);
const char *sources_sort_name(enum sources_sort);

/* ui/pane-source.c; source NULL: none */
void source_view_open(struct app *app, const struct source *source);
void source_view_scroll(struct app *app, int rows);
/* ui/source-load.c */
bool source_view_load(struct app *app, struct source_view *v, struct err *err);

#endif
