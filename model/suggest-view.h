/* One verb of a sentence of English or French and what stands around it.
 * Private to model/suggest-latin.c and suggest-verb.c. */
#ifndef MODEL_SUGGEST_VIEW_H
#define MODEL_SUGGEST_VIEW_H

#include "model/suggest-text.h"

/* What stands around one verb. */
struct view {
	struct scan *s;
	struct range sentence;
	size_t i;    /* the verb */
	size_t verb; /* the first token of its own words */
	size_t next; /* behind the cue and whom it speaks to */
	struct range cue;
	struct source source;
	struct range via; /* who cites */
	bool inverted, passive, parenthesis, shared;
};

/* suggest-verb.c */

/* Token i of the sentence; a mark of no kind outside of it. */
const struct tok *view_at(const struct view *v, size_t i);
bool view_mark(const struct tok *t);
/* Something like a clause from i on: subject and verb, or what opens one. */
bool view_clause(const struct view *v, size_t i);
/* Whether it is a verb that attributes at all, passives apart. */
bool view_verb(const struct view *v);
bool view_passive(const struct view *v);
/* Passives that attribute; their source and content are set. */
bool view_passive_counts(struct view *v);
void view_set_passive(struct view *v);
/* Behind what belongs to the verb; behind whom somebody tells; behind
 * asides. */
size_t view_particle(const struct view *v, size_t k);
size_t view_addressee(const struct view *v, size_t k);
size_t view_aside(const struct view *v, size_t k);

#endif
