#include "config.h"

#include "ui/claim-suggestions.h"

#include "ui/article-dates.h"

static bool
is_current(const struct app *app, const struct suggested *s)
{
	const struct current *cur = &app->cur;

	return s->article == cur->article.row.id &&
	       s->version == cur->article.version && s->named == cur->named;
}

bool
suggested_wanted(const struct app *app)
{
	const struct suggested *s = &app->suggested;

	return app->cur.article.row.id != 0 &&
	       (!is_current(app, s) || !s->ready);
}

static struct datex *
dates_of(struct arena *arena, struct app *app, size_t *n)
{
	const struct datex *dates = article_dates(app, n);
	struct datex *list = arena_array(arena, *n + 1, sizeof *list);

	for (size_t i = 0; i < *n; i++) {
		list[i] = dates[i];
		list[i].when = arena_str(arena, dates[i].when);
	}
	return list;
}

/* The text, the mentions and the dates go along: the article may be loaded
 * again, or another one opened, before all is found. */
static void
begin(struct app *app)
{
	struct suggested *s = &app->suggested;
	const struct current *cur = &app->cur;
	struct suggest_in in = { .n_mentions = cur->n_mentions,
		.day = cur->article.row.published_day };
	struct mention *mentions;

	suggested_release(app);
	s->article = cur->article.row.id;
	s->version = cur->article.version;
	s->named = cur->named;
	in.text = arena_str(&s->arena, cur->article.text);
	in.language = arena_str(&s->arena, cur->article.row.language);
	in.mentions = mentions =
	    arena_array(&s->arena, in.n_mentions + 1, sizeof *mentions);
	if (in.n_mentions > 0)
		memcpy(
		    mentions, cur->mentions, in.n_mentions * sizeof *mentions);
	in.dates = dates_of(&s->arena, app, &in.n_dates);
	s->run = suggest_begin(&in, &s->arena);
}

void
suggested_step(struct app *app)
{
	struct suggested *s = &app->suggested;

	if (!suggested_wanted(app))
		return;
	if (s->run == NULL || !is_current(app, s)) {
		begin(app);
		return;
	}
	if (suggest_step(s->run))
		return;
	suggest_end(s->run, &s->v, &s->n);
	s->run = NULL;
	s->ready = true;
	app_current_changed(app);
}

void
suggested_finish(struct app *app)
{
	while (suggested_wanted(app))
		suggested_step(app);
}

void
suggested_release(struct app *app)
{
	arena_release(&app->suggested.arena);
	app->suggested = (struct suggested){ 0 };
}

static bool
touch(struct span a, struct span b)
{
	return a.from < b.to && b.from < a.to;
}

/* Has a claim taken at least half of these words? */
static bool
is_claimed(const struct current *cur, struct span quote)
{
	for (size_t i = 0; i < cur->n_claims; i++)
		for (size_t k = 0; k < cur->claims[i].n_spans; k++) {
			const struct claim_span *s = &cur->claims[i].spans[k];
			struct span a = s->anchor.span;
			uint32_t from =
			    a.from > quote.from ? a.from : quote.from;
			uint32_t to = a.to < quote.to ? a.to : quote.to;

			if (s->role == SPAN_CONTENT &&
			    s->anchor.state != ANCHOR_ORPHANED && from < to &&
			    (to - from) * 2 >= quote.to - quote.from)
				return true;
		}
	return false;
}

static bool
is_dismissed(const struct current *cur, struct span quote)
{
	struct str words = str_slice(cur->article.text, quote.from, quote.to);

	for (size_t i = 0; i < cur->n_dismissed; i++)
		if (str_eq(cur->dismissed[i], words))
			return true;
	return false;
}

bool
suggested_open(const struct app *app, size_t i)
{
	const struct suggested *s = &app->suggested;
	struct span quote;

	if (!s->ready || !is_current(app, s) || i >= s->n)
		return false;
	quote = suggestion_quote(&s->v[i]);
	return !is_claimed(&app->cur, quote) && !is_dismissed(&app->cur, quote);
}

const struct suggestion *
suggested_at(
    const struct app *app, struct span passage, const struct span *pointed)
{
	const struct suggestion *first = NULL;

	for (size_t i = 0; i < app->suggested.n; i++) {
		const struct suggestion *g = &app->suggested.v[i];
		struct span quote = suggestion_quote(g);

		if (!suggested_open(app, i))
			continue;
		if (pointed != NULL && pointed->from == quote.from &&
		    pointed->to == quote.to)
			return g;
		if (first == NULL && touch(quote, passage))
			first = g;
	}
	return first;
}
