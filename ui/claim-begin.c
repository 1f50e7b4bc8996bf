/* What a claim begins with: what a suggestion or the passage itself knows. */
#include "config.h"

#include "store/entity.h"
#include "ui/claim-text.h"

struct tagging *
tagging_new(struct app *app)
{
	struct tagging *t = xcalloc(1, sizeof *t);
	const struct article_row *row = &app->cur.article.row;

	t->app = app;
	t->text = arena_str(&t->arena, app->cur.article.text);
	t->day = row->published_day != INT64_MIN ? row->published_day
						 : app_now(app) / 86400;
	t->claim.article = row->id;
	return t;
}

void
tagging_free(void *arg)
{
	struct tagging *t = arg;

	arena_release(&t->arena);
	free(t);
}

static void
add_span(struct tagging *t, enum span_role role, struct span span)
{
	struct claim *c = &t->claim;

	if (span.from < span.to)
		c->spans[c->n_spans++] =
		    (struct claim_span){ role, anchor_make(t->text, span) };
}

static struct entity
entity_of(struct tagging *t, int64_t id)
{
	struct entity e = { 0 };

	if (id == 0 ||
	    !store_entity_get(t->app->store, id, &t->arena, &e, NULL))
		return (struct entity){ 0 };
	return e;
}

/* Are these words no more than its name? "Egyptian security sources" name
 * Egypt, and are somebody else. */
static bool
is_name_of(const struct current *cur, int64_t entity, struct span words)
{
	enum { ARTICLE = 4 }; /* "the ", the Arabic article */

	for (size_t i = 0; i < cur->n_mentions; i++) {
		const struct mention *m = &cur->mentions[i];

		if (m->entity == entity && m->span.from >= words.from &&
		    m->span.to <= words.to &&
		    m->span.to - m->span.from + ARTICLE >=
			words.to - words.from)
			return true;
	}
	return false;
}

/* A person or an outlet by the register's name, others in the article's
 * words. */
static struct claim_source
source_of(struct tagging *t, int64_t entity, struct span words)
{
	struct entity e = entity_of(t, entity);
	struct claim_source s = { 0 };
	bool by_name =
	    e.id != 0 && (e.kind == ENTITY_PERSON || e.kind == ENTITY_OUTLET);

	if (by_name || (e.id != 0 && is_name_of(&t->app->cur, e.id, words))) {
		s.entity = e.id;
		s.key = e.key;
		s.name = e.name;
		s.role =
		    e.kind == ENTITY_OUTLET ? SOURCE_OUTLET : SOURCE_UNKNOWN;
	}
	if (!by_name)
		s.text = arena_str(&t->arena,
		    str_trim(str_slice(t->text, words.from, words.to)));
	for (size_t i = 0; i < s.text.len; i++)
		if (s.text.p[i] == '\n')
			s.text = arena_str(&t->arena, str_slice(s.text, 0, i));
	return s;
}

static enum quoting
quoting_of(struct str said)
{
	return str_starts(said, "\"") || str_starts(said, "\xe2\x80\x9c") ||
		       str_starts(said, "\xc2\xab")
		   ? QUOTING_DIRECT
		   : QUOTING_INDIRECT;
}

static void
add_subjects(struct tagging *t, const int64_t *ids, size_t n)
{
	struct claim *c = &t->claim;

	c->subjects = arena_array(&t->arena, n + 1, sizeof *c->subjects);
	for (size_t i = 0; i < n; i++) {
		struct entity e = entity_of(t, ids[i]);

		if (e.id != 0)
			c->subjects[c->n_subjects++] =
			    (struct claim_subject){ e.id, e.key, e.name,
				    SUBJECT_ABOUT };
	}
}

/* Who says it, and how, as far as the suggestion knows. */
static void
from_suggestion(struct tagging *t, const struct suggestion *g)
{
	struct claim *c = &t->claim;

	add_span(t, SPAN_CUE, g->cue);
	add_span(t, SPAN_SOURCE, g->source);
	if (g->named.from < g->named.to || g->claimant != 0)
		c->claimant = source_of(t, g->claimant, g->named);
	if (g->via.from < g->via.to || g->via_entity != 0) {
		c->via = arena_array(&t->arena, 1, sizeof *c->via);
		c->via[c->n_via++] = source_of(t, g->via_entity, g->via);
	}
	c->modality = g->modality;
	c->suggested_by = str_of("attribution");
}

/* Entities that a passage names, each once. */
static void
subjects_in(struct tagging *t, struct span passage)
{
	const struct current *cur = &t->app->cur;
	int64_t *ids = arena_array(&t->arena, cur->n_mentions + 1, sizeof *ids);
	size_t n = 0, k;

	for (size_t i = 0; i < cur->n_mentions; i++) {
		const struct mention *m = &cur->mentions[i];

		if (m->span.from < passage.from || m->span.to > passage.to)
			continue;
		for (k = 0; k < n && ids[k] != m->entity; k++)
			;
		if (k == n)
			ids[n++] = m->entity;
	}
	add_subjects(t, ids, n);
}

/* How far its source is trusted when nothing else is said: the claimant, else
 * the nearest outlet. */
static void
default_grade(struct tagging *t)
{
	struct claim *c = &t->claim;
	struct source_grade g = { 0 };
	struct store *s = t->app->store;
	struct str outlet = t->app->cur.article.row.outlet;
	bool known = claim_source_exists(&c->claimant) &&
		     store_source_grade(s, c->claimant.entity,
			 claim_source_said(&c->claimant), &t->arena, &g, NULL);

	for (size_t i = c->n_via; i > 0 && g.reliability == 0; i--)
		known = store_source_grade(s, c->via[i - 1].entity,
		    claim_source_said(&c->via[i - 1]), &t->arena, &g, NULL);
	if (g.reliability == 0 && outlet.len > 0)
		known = store_source_grade(s, 0, outlet, &t->arena, &g, NULL);
	if (known)
		c->grade.reliability = g.reliability;
}

bool
span_is(struct span a, struct span b)
{
	return a.from == b.from && a.to == b.to;
}

struct tagging *
tagging_begin(struct app *app, struct span passage, const struct suggestion *g)
{
	struct tagging *t = tagging_new(app);
	struct claim *c = &t->claim;
	bool whole = g != NULL && span_is(passage, suggestion_quote(g));

	c->spans = arena_array(&t->arena, 5, sizeof *c->spans);
	if (whole)
		for (size_t i = 0; i < g->n_content; i++)
			add_span(t, SPAN_CONTENT, g->content[i]);
	else
		add_span(t, SPAN_CONTENT, passage);
	if (g != NULL)
		from_suggestion(t, g);
	if (whole) {
		add_subjects(t, g->subjects, g->n_subjects);
		c->happened = arena_str(&t->arena, g->when);
	} else {
		subjects_in(t, passage);
	}
	c->quoting = quoting_of(str_slice(t->text, passage.from, passage.to));
	default_grade(t);
	return t;
}
