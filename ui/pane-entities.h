/* The entities of the current article: what their commands need. */
#ifndef UI_PANE_ENTITIES_H
#define UI_PANE_ENTITIES_H

#include "ui/app.h"

/* A row: a heading of a kind (entity NULL), a name, or below the one chosen
 * the spelling that stands at its mention. */
struct entities_row {
	const struct entity_count *entity;
	enum entity_kind kind; /* of a heading; ENTITY_KINDS: suggestions */
	bool spelling;
};

/* Words that look like a name. The id in count is negative, made from the
 * words, so that the cursor stays on them. */
struct unnamed {
	struct entity_count count;
	bool described;     /* no name: "the delegation" */
	struct span *spans; /* count.mentions of them */
};

enum { NAMING_CHOICES = 8 };

/* The analyst's word on a name, while it is being asked for. */
enum naming_scope {
	NAMING_ALL,     /* a spelling of the register */
	NAMING_ARTICLE, /* in this article alone */
	NAMING_HERE,    /* this one place */
	NAMING_ASK,     /* to be asked for */
};
struct naming {
	enum naming_scope scope;
	enum entity_kind kind; /* that an unknown name seems to be */
	int64_t unknown;       /* of the list of unknown names; 0: none */
	int64_t article, entity;
	int64_t choices[NAMING_CHOICES + 1]; /* [0]: no name at all */
	size_t n;
	struct span span;
	struct buf spelling;
};

struct entities {
	struct arena arena;
	struct entities_row *rows;
	size_t n, top;
	uint64_t generation;
	bool ready;
	int h;
	int64_t id;      /* under the cursor */
	int64_t article; /* that the mention belongs to */
	size_t mention;  /* index in app->cur.mentions; SIZE_MAX: none yet */
	struct naming naming;
	struct unnamed *suggestions;
	size_t n_suggestions;
};

extern const struct pane_ops pane_entities;

struct entities *entities_of(struct app *app);
/* Move the cursor; its mentions show in the reader. */
void entities_move(struct app *app, int64_t by);
/* Choose one; its mentions show. 0: none. */
void entities_choose(struct app *app, int64_t id);
/* The next mention of the one chosen, round and round; NULL: none. */
const struct mention *entities_next_mention(struct app *app, int dir);

/* Find the candidates of one that may not be open yet; once. */
void entities_candidates(struct app *app, struct current *cur);
/* Look for the suggestions of the current article (ui/suggestions.c). */
void entities_suggest(struct app *app, struct entities *e);
/* The suggestion under the cursor; NULL: a known name is. */
const struct unnamed *entities_suggestion(struct app *app);
/* Where it stands next, round and round. */
struct span entities_next_suggested(struct app *app, int dir);

enum role entity_role(enum entity_kind kind);
/* "PEOPLE" */
const char *entity_heading(enum entity_kind kind);

#endif
