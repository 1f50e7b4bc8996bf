#include "config.h"

#include "ui/pane-sources.h"

static const enum store_topic topics[] = { TOPIC_CLAIM, TOPIC_NOTE,
	TOPIC_ENTITY, TOPIC_ARTICLE };

static bool
is_stale(const struct pane *p, const struct source_view *v)
{
	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		if (v->seen[topics[i]] !=
		    store_generation(p->app->store, topics[i]))
			return true;
	return !v->ready || v->w != p->w || v->h != p->h;
}

static bool
recalc(struct pane *p, struct err *err)
{
	struct source_view *v = p->state;

	if (v->id == 0 || !is_stale(p, v))
		return true;
	v->h = p->h;
	v->w = p->w > 0 ? p->w : 60;
	pane_dirty(p);
	v->ready = source_view_load(p->app, v, err);
	for (size_t i = 0; v->ready && i < ARRAY_LEN(topics); i++)
		v->seen[topics[i]] = store_generation(p->app->store, topics[i]);
	return v->ready;
}

static struct source_view *
view_of(struct app *app)
{
	struct pane *p = app_pane(app, "source");

	return p != NULL ? p->state : NULL;
}

/* Its strings are the list's, until that is read anew: it keeps its own. */
void
source_view_open(struct app *app, const struct source *source)
{
	struct source_view *v = view_of(app);

	if (v == NULL || (source == NULL && v->id == 0))
		return;
	if (source == NULL) {
		v->id = 0;
		v->top = 0;
		v->text = (struct sections){ 0 };
		pane_dirty(app_pane(app, "source"));
		return;
	}
	if (v->id != source->id)
		v->top = 0;
	else if (memcmp(v->source.status, source->status,
		     sizeof source->status) == 0 &&
		 memcmp(v->source.told_status, source->told_status,
		     sizeof source->told_status) == 0 &&
		 v->source.articles == source->articles &&
		 v->source.reliability == source->reliability)
		return;
	arena_reset(&v->arena);
	v->text = (struct sections){ 0 };
	v->source = *source;
	v->source.name = arena_str(&v->arena, source->name);
	v->source.fold = arena_str(&v->arena, source->fold);
	v->source.key = arena_str(&v->arena, source->key);
	v->id = source->id;
	v->ready = false;
	pane_stale(app_pane(app, "source"));
}

void
source_view_scroll(struct app *app, int rows)
{
	struct source_view *v = view_of(app);

	if (v == NULL)
		return;
	v->top = sections_scroll(&v->text, v->top, rows, v->h);
	pane_dirty(app_pane(app, "source"));
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct source_view *v = p->state;

	sections_paint(&v->text, v->top, paint);
}

static void
heading(const struct pane *p, struct buf *out)
{
	const struct source_view *v = p->state;

	buf_str(out, v->id != 0 ? v->source.name : str_of("Source"));
}

static void
scroll(struct pane *p, int lines)
{
	source_view_scroll(p->app, lines);
}

static void
shut(struct pane *p)
{
	struct source_view *v = p->state;

	arena_release(&v->arena);
}

const struct pane_ops pane_source = {
	.name = "source",
	.title = "Source",
	.topics = TOPIC_BIT(TOPIC_CLAIM) | TOPIC_BIT(TOPIC_NOTE) |
		  TOPIC_BIT(TOPIC_ENTITY) | TOPIC_BIT(TOPIC_ARTICLE),
	.size = sizeof(struct source_view),
	.recalc = recalc,
	.paint = paint,
	.heading = heading,
	.scroll = scroll,
	.close = shut,
};
