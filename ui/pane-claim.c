#include "config.h"

#include "ui/pane-claims.h"

static const enum store_topic topics[] = { TOPIC_CLAIM, TOPIC_NOTE,
	TOPIC_ENTITY };

static bool
is_stale(const struct pane *p, const struct claim_view *v)
{
	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		if (v->seen[topics[i]] !=
		    store_generation(p->app->store, topics[i]))
			return true;
	return !v->ready || v->w != p->w || v->h != p->h;
}

/* The lines there are stay on the screen while others are made. */
static bool
recalc(struct pane *p, struct err *err)
{
	struct claim_view *v = p->state;
	struct err why = { ERR_NONE, "" };

	if (v->id == 0 || !is_stale(p, v))
		return true;
	v->h = p->h;
	v->w = p->w > 0 ? p->w : 60;
	v->ready = false;
	pane_dirty(p);
	if (!claim_view_load(p->app, v, &why)) {
		v->text.n = 0;
		/* It was removed: there is nothing to show. */
		if (why.code != ERR_MISSING)
			return err_set(err, why.code, "%s", why.text);
		v->id = 0;
		return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		v->seen[topics[i]] = store_generation(p->app->store, topics[i]);
	v->ready = true;
	return true;
}

struct claim_view *
claim_view_of(struct app *app)
{
	struct pane *p = app_pane(app, "claim");

	return p != NULL ? p->state : NULL;
}

void
claim_view_open(struct app *app, int64_t claim)
{
	struct pane *p = app_pane(app, "claim");
	struct claim_view *v = claim_view_of(app);

	if (v == NULL || v->id == claim)
		return;
	v->id = claim;
	v->top = 0;
	v->ready = false;
	pane_stale(p);
}

void
claim_view_scroll(struct app *app, int rows)
{
	struct claim_view *v = claim_view_of(app);

	if (v == NULL)
		return;
	v->top = sections_scroll(&v->text, v->top, rows, v->h);
	pane_dirty(app_pane(app, "claim"));
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct claim_view *v = p->state;

	if (v->id != 0)
		sections_paint(&v->text, v->top, paint);
}

static void
heading(const struct pane *p, struct buf *out)
{
	const struct claim_view *v = p->state;

	if (v->id != 0)
		buf_addf(out, "Claim %lld", (long long)v->id);
	else
		buf_puts(out, "Claim");
}

static void
scroll(struct pane *p, int lines)
{
	claim_view_scroll(p->app, lines);
}

static void
shut(struct pane *p)
{
	struct claim_view *v = p->state;

	arena_release(&v->arena);
}

const struct pane_ops pane_claim = {
	.name = "claim",
	.title = "Claim",
	.topics = TOPIC_BIT(TOPIC_CLAIM) | TOPIC_BIT(TOPIC_NOTE) |
		  TOPIC_BIT(TOPIC_ENTITY),
	.size = sizeof(struct claim_view),
	.recalc = recalc,
	.paint = paint,
	.heading = heading,
	.scroll = scroll,
	.close = shut,
};
