#include "config.h"

#include "ui/pane-entities.h"

enum { SUGGESTIONS = 300 /* of one article */ };

static int64_t
id_of(struct str text)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < text.len; i++)
		h = (h ^ (unsigned char)text.p[i]) * UINT64_C(1099511628211);
	return -(int64_t)(h >> 2) - 1;
}

/* Candidates of the same words become one suggestion. */
static void
group(struct entities *e, struct str text, const struct candidate *c,
    size_t places)
{
	struct str name = str_slice(text, c->span.from, c->span.to);
	int64_t id = id_of(name);
	struct unnamed *s;
	size_t i;

	for (i = 0; i < e->n_suggestions; i++)
		if (e->suggestions[i].count.entity == id)
			break;
	if (i == SUGGESTIONS)
		return;
	s = &e->suggestions[i];
	if (i == e->n_suggestions) {
		e->n_suggestions++;
		s->count = (struct entity_count){ .entity = id,
			.kind = c->kind,
			.key = str_of(""),
			.name = arena_str(&e->arena, name) };
		s->described = c->described;
		s->spans = arena_array(&e->arena, places, sizeof *s->spans);
	}
	s->spans[s->count.mentions++] = c->span;
}

static int
by_mentions(const void *a, const void *b)
{
	const struct unnamed *x = a, *y = b;

	if (x->described != y->described)
		return x->described ? 1 : -1;
	if (x->count.mentions != y->count.mentions)
		return x->count.mentions < y->count.mentions ? 1 : -1;
	return (x->spans[0].from > y->spans[0].from) -
	       (x->spans[0].from < y->spans[0].from);
}

void
entities_candidates(struct app *app, struct current *cur)
{
	struct arena arena = { 0 };
	struct candidate *list;
	struct err err;
	size_t n;

	if (cur->judged || cur->article.row.id == 0)
		return;
	candidate_find(&arena, cur->article.text, cur->mentions,
	    cur->n_mentions, &list, &n);
	cur->judged =
	    store_candidates_left(app->store, &cur->article, list, &n, &err);
	cur->n_candidates = 0;
	if (cur->judged && n > 0) {
		n = n < SUGGESTIONS ? n : SUGGESTIONS;
		cur->candidates = arena_array(&cur->arena, n, sizeof *list);
		memcpy(cur->candidates, list, n * sizeof *list);
		cur->n_candidates = n;
	}
	arena_release(&arena);
}

void
entities_suggest(struct app *app, struct entities *e)
{
	struct current *cur = &app->cur;
	const struct candidate *list;
	size_t n;

	e->n_suggestions = 0;
	entities_candidates(app, cur);
	list = cur->candidates;
	n = cur->n_candidates;
	e->suggestions = arena_array(&e->arena, n + 1, sizeof *e->suggestions);
	for (size_t i = 0; i < n; i++)
		group(e, cur->article.text, &list[i], n - i);
	if (e->n_suggestions > 1)
		qsort(e->suggestions, e->n_suggestions, sizeof *e->suggestions,
		    by_mentions);
}

const struct unnamed *
entities_suggestion(struct app *app)
{
	const struct entities *e = entities_of(app);

	for (size_t i = 0; e != NULL && i < e->n_suggestions; i++)
		if (e->suggestions[i].count.entity == e->id)
			return &e->suggestions[i];
	return NULL;
}

struct span
entities_next_suggested(struct app *app, int dir)
{
	const struct unnamed *s = entities_suggestion(app);
	struct entities *e = entities_of(app);
	size_t n;

	if (s == NULL)
		return (struct span){ 0, 0 };
	n = s->count.mentions;
	e->mention = e->mention >= n ? (dir > 0 ? 0 : n - 1)
				     : (e->mention + (dir > 0 ? 1 : n - 1)) % n;
	return s->spans[e->mention];
}
