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
		v->n = 0;
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
	int64_t top, last;

	if (v == NULL)
		return;
	last = (int64_t)v->n - v->h;
	top = (int64_t)v->top + rows;
	if (top > last)
		top = last;
	v->top = top > 0 ? (size_t)top : 0;
	pane_dirty(app_pane(app, "claim"));
}

static void
paint_line_of(struct paint *paint, int y, const struct claim_line *l)
{
	int half = (paint->w - 2 - 3) / 2;
	int cols = l->beside ? half : paint->w - 2;

	if (l->text.len > 0)
		(void)paint_line(paint, y, 1 + l->indent, cols - l->indent,
		    l->text, l->line.par, l->line.span, l->role, NULL, 0);
	if (!l->beside)
		return;
	paint_put(paint, y, 1 + half + 1, ROLE_BORDER, 0x2502); /* │ */
	if (l->other.len > 0)
		(void)paint_line(paint, y, 1 + half + 3 + l->other_indent,
		    half - l->other_indent, l->other, l->other_line.par,
		    l->other_line.span, l->other_role, NULL, 0);
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct claim_view *v = p->state;

	if (v->id == 0)
		return;
	for (int y = 0; y < paint->h && v->top + (size_t)y < v->n; y++)
		paint_line_of(paint, y, &v->lines[v->top + (size_t)y]);
	if (v->top + (size_t)paint->h < v->n)
		paint_put(paint, paint->h - 1, paint->w - 1, ROLE_FOCUS,
		    0x25be); /* ▾ */
	if (v->top > 0)
		paint_put(paint, 0, paint->w - 1, ROLE_FOCUS, 0x25b4); /* ▴ */
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
