#include "config.h"

#include "ui/pane-unknown.h"

#include "ui/pane-entities.h"

static bool
page(void *ctx, const void *from, struct page *page, struct arena *arena,
    void **rows, struct err *err)
{
	struct pane *p = ctx;
	const struct strangers *s = p->state;
	struct unknown_filter only = { buf_view(&s->filter), s->kind };
	struct unknown *list = NULL;
	bool good = store_unknown_page(
	    p->app->store, &only, from, page, arena, &list, err);

	*rows = list;
	return good;
}

static int64_t
row_id(const void *row)
{
	return ((const struct unknown *)row)->id;
}

static bool
locate(void *ctx, int64_t id, struct arena *arena, void *row, struct err *err)
{
	struct pane *p = ctx;

	return store_unknown_get(p->app->store, id, arena, row, err);
}

static const struct list_ops list_ops = {
	.row_size = sizeof(struct unknown),
	.page = page,
	.id = row_id,
	.locate = locate,
};

/* One row is the heading of the filter. */
static int
rows_of(const struct pane *p)
{
	return p->h > 2 ? p->h - 1 : 20;
}

static bool
is_fresh(const struct pane *p, const struct strangers *s)
{
	return !s->changed && s->list.h == rows_of(p) &&
	       s->seen[0] == store_generation(p->app->store, TOPIC_UNKNOWN) &&
	       s->seen[1] == store_generation(p->app->store, TOPIC_ENTITY);
}

static bool
freshen(struct pane *p, struct err *err)
{
	struct strangers *s = p->state;
	bool good;

	if (!s->ready) {
		list_init(&s->list, &list_ops, p);
		buf_puts(&s->filter, "");
		s->kind = ENTITY_KINDS;
		s->changed = s->ready = true;
	}
	if (is_fresh(p, s))
		return true;
	if (s->changed) {
		s->list.h = rows_of(p);
		good = list_reset(&s->list, err);
	} else {
		good = list_load(&s->list, rows_of(p), err);
	}
	if (!good)
		return false;
	s->changed = false;
	s->seen[0] = store_generation(p->app->store, TOPIC_UNKNOWN);
	s->seen[1] = store_generation(p->app->store, TOPIC_ENTITY);
	pane_dirty(p);
	return true;
}

static bool
follow(struct pane *p, struct err *err)
{
	const struct strangers *s = p->state;

	(void)err;
	pane_dirty(p);
	dossier_open(p->app, -s->list.id);
	return true;
}

static bool
recalc(struct pane *p, struct err *err)
{
	return freshen(p, err) && (!p->focused || follow(p, err));
}

struct strangers *
unknown_of(struct app *app)
{
	struct pane *p = app_pane(app, "unknown");
	struct err err = { ERR_NONE, "" };

	if (p == NULL)
		return NULL;
	if (!freshen(p, &err)) {
		app_fail(app, &err);
		return NULL;
	}
	return p->state;
}

const struct unknown *
unknown_here(struct app *app, struct err *err)
{
	struct strangers *s = unknown_of(app);
	const struct unknown *u = s != NULL ? list_selected(&s->list) : NULL;

	if (u == NULL)
		(void)err_set(err, ERR_MISSING, "there is no name here");
	return u;
}

void
unknown_gone(struct app *app)
{
	struct err err;

	if (unknown_of(app) != NULL)
		(void)follow(app_pane(app, "unknown"), &err);
}

void
unknown_filter(struct app *app, struct str filter)
{
	struct strangers *s = unknown_of(app);

	if (s == NULL)
		return;
	buf_reset(&s->filter);
	buf_puts(&s->filter, "");
	buf_str(&s->filter, str_trim(filter));
	s->changed = true;
	unknown_gone(app);
}

void
unknown_kind(struct app *app, enum entity_kind kind)
{
	struct strangers *s = unknown_of(app);

	if (s == NULL)
		return;
	s->kind = kind;
	s->changed = true;
	unknown_gone(app);
}

static void
paint_row(
    const struct pane *p, struct paint *paint, int y, const struct unknown *u)
{
	const struct strangers *s = p->state;
	char count[16];
	int cols, x;

	snprintf(count, sizeof count, "%u", u->articles);
	cols = (int)strlen(count);
	paint_put(paint, y, 1, entity_role(u->kind), 0x25a1); /* □ */
	x = 3 + paint_text(
		    paint, y, 3, paint->w - 3 - cols - 2, ROLE_TEXT, u->text);
	if (u->stands_for.len > 0 && paint->w - x - cols > 10)
		(void)paint_textf(paint, y, x + 1, paint->w - x - 1 - cols - 2,
		    ROLE_DIM, "= %.*s", (int)u->stands_for.len,
		    u->stands_for.p);
	(void)paint_text(
	    paint, y, paint->w - cols - 1, cols, ROLE_DIM, str_of(count));
	if (u->id == s->list.id)
		paint_role(paint, y, 0, paint->w,
		    p->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct strangers *s = p->state;
	const struct unknown *u;
	int x;

	if (!s->ready)
		return;
	x = 1 + paint_text(paint, 0, 1, paint->w - 2, ROLE_DIM,
		    s->kind < ENTITY_KINDS
			? str_of(entity_heading(s->kind))
			: str_of("NAMES NOT IN THE REGISTER"));
	if (s->filter.len > 0)
		(void)paint_text(paint, 0, x + 1, paint->w - x - 2, ROLE_HIT,
		    buf_view(&s->filter));
	if (s->list.n == 0)
		(void)paint_text(paint, 1, 1, paint->w - 2, ROLE_TEXT,
		    str_of(s->filter.len > 0 ? "No name has these letters"
					     : "All names are known"));
	for (int y = 0; y + 1 < paint->h; y++) {
		u = list_row(&s->list, (size_t)y);
		if (u == NULL)
			break;
		paint_row(p, paint, y + 1, u);
	}
}

static void
tally(const struct pane *p, struct buf *out)
{
	const struct strangers *s = p->state;

	if (s->ready)
		list_tally(&s->list, out);
}

static struct list *
the_list(struct pane *p, struct err *err)
{
	return freshen(p, err) ? &((struct strangers *)p->state)->list : NULL;
}

static void
shut(struct pane *p)
{
	struct strangers *s = p->state;

	list_release(&s->list);
	buf_release(&s->filter);
}

const struct pane_ops pane_unknown = {
	.name = "unknown",
	.title = "Unknown names",
	.topics = TOPIC_BIT(TOPIC_UNKNOWN) | TOPIC_BIT(TOPIC_ENTITY),
	.size = sizeof(struct strangers),
	.recalc = recalc,
	.paint = paint,
	.tally = tally,
	.list = the_list,
	.list_moved = follow,
	.list_top = 1,
	.list_opens = "dossier",
	.close = shut,
};
