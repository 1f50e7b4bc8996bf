#include "config.h"

#include "ui/pane-register.h"

#include "model/fold.h"
#include "store/match.h"
#include "ui/pane-dossier.h"
#include "ui/pane-entities.h"

enum { LIKE_LEAST = 3 /* bytes of a filter that may be a name */ };

/* A window of those that are spelt like the filter. */
static bool
page_like(const struct pane *p, const struct entity *from, struct page *page,
    struct arena *arena, struct entity **list, struct err *err)
{
	int dir = page->dir;
	const struct registry *r = p->state;
	size_t at = dir > 0 ? 0 : r->n_like;

	for (size_t i = 0; from != NULL && i < r->n_like; i++)
		if (r->like[i] == from->id)
			at = dir > 0 ? i + 1 : i;
	*list = arena_array(arena, page->most + 1, sizeof **list);
	for (; page->n < page->most && (dir > 0 ? at < r->n_like : at > 0);
	     at += dir) {
		int64_t id = r->like[dir > 0 ? at : at - 1];

		if (!store_entity_get(
			p->app->store, id, arena, &(*list)[page->n++], err))
			return false;
	}
	return true;
}

static bool
page(void *ctx, const void *from, struct page *page, struct arena *arena,
    void **rows, struct err *err)
{
	struct pane *p = ctx;
	const struct registry *r = p->state;
	const struct entity *at = from;
	struct entity_key key;
	struct entity_filter only;
	struct entity *list = NULL;
	bool good;

	*rows = NULL;
	page->n = 0;
	if (r->n_like > 0) {
		good = page_like(p, at, page, arena, &list, err);
		*rows = list;
		return good;
	}
	if (at != NULL)
		key = (struct entity_key){ at->kind, at->name, at->id };
	only = (struct entity_filter){ r->kind, buf_view(&r->filter),
		buf_view(&r->camp) };
	if (!store_entity_page(p->app->store, &only, at != NULL ? &key : NULL,
		page, arena, &list, err))
		return false;
	*rows = list;
	return true;
}

static int64_t
row_id(const void *row)
{
	return ((const struct entity *)row)->id;
}

static bool
locate(void *ctx, int64_t id, struct arena *arena, void *row, struct err *err)
{
	struct pane *p = ctx;

	return store_entity_get(p->app->store, id, arena, row, err);
}

static const struct list_ops list_ops = {
	.row_size = sizeof(struct entity),
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
is_listed(const struct registry *r, const struct entity *e)
{
	return (r->kind == ENTITY_KINDS || r->kind == e->kind) &&
	       (r->camp.len == 0 || str_eq(e->camp, buf_view(&r->camp)));
}

/* Who is spelt like the filter, of the kind and camp that are shown. */
static bool
look_alike(struct pane *p, struct err *err)
{
	struct registry *r = p->state;
	struct match_opts opts = { .name = buf_view(&r->filter),
		.kind = r->kind,
		.most = REGISTER_LIKE,
		.least = MATCH_OFFER };
	struct arena arena = { 0 };
	struct match *list;
	size_t n = 0;
	bool good =
	    store_entity_match(p->app->store, &opts, &arena, &list, &n, err);

	for (size_t i = 0; good && i < n; i++)
		if (is_listed(r, &list[i].entity))
			r->like[r->n_like++] = list[i].entity.id;
	arena_release(&arena);
	return good;
}

/* The cursor goes to whom the filter names, else to the first on the screen
 * that has it in its own name: "haftar" is in a spelling of his army as well.
 */
static bool
aim(struct pane *p, struct err *err)
{
	struct registry *r = p->state;
	struct arena arena = { 0 };
	struct str part = fold_copy(&arena, buf_view(&r->filter));
	struct entity *list;
	size_t n, i;
	bool good = store_entities_named(
	    p->app->store, buf_view(&r->filter), &arena, &list, &n, err);

	for (i = 0; good && i < n && !is_listed(r, &list[i]); i++)
		;
	if (good && i < n) {
		good = list_find(&r->list, list[i].id, err);
		arena_release(&arena);
		return good;
	}
	for (i = 0; good && list_row(&r->list, i) != NULL; i++) {
		const struct entity *e = list_row(&r->list, i);

		if (str_find(fold_copy(&arena, e->name), part, 0) != SIZE_MAX)
			break;
	}
	if (good && list_row(&r->list, i) != NULL)
		good = list_move(
		    &r->list, (int64_t)i - (int64_t)list_cursor(&r->list), err);
	arena_release(&arena);
	return good;
}

/* The list of another filter, kind or camp. */
static bool
relist(struct pane *p, struct err *err)
{
	struct registry *r = p->state;

	r->n_like = 0;
	r->list.h = rows_of(p);
	if (!list_reset(&r->list, err))
		return false;
	if (r->list.n > 0 && r->filter.len > 0)
		return aim(p, err);
	if (r->list.n > 0 || r->filter.len < LIKE_LEAST)
		return true;
	return look_alike(p, err) &&
	       (r->n_like == 0 || list_reset(&r->list, err));
}

static bool
freshen(struct pane *p, struct err *err)
{
	struct registry *r = p->state;
	uint64_t now = store_generation(p->app->store, TOPIC_ENTITY);
	int64_t id = r->list.id;
	bool good, at_top = r->list.at_start && r->list.top == 0;

	if (!r->ready) {
		list_init(&r->list, &list_ops, p);
		r->kind = ENTITY_KINDS;
		r->changed = true;
		r->ready = true;
	}
	if (!r->changed && r->seen == now && r->list.h == rows_of(p))
		return true;
	/* What is spelt alike may be another now. */
	r->changed = r->changed || r->n_like > 0;
	if (r->changed) {
		good = relist(p, err);
	} else {
		good = list_load(&r->list, rows_of(p), err);
		/* What comes back above the first row is to be seen. */
		if (at_top && r->list.at_start &&
		    r->list.sel + 1 < (size_t)r->list.h)
			r->list.top = 0;
	}
	if (!good)
		return false;
	/* The row is gone: the dossier is that of the one in its place, for
	 * what is done here is done to the entry of the dossier. */
	if (!r->changed && r->list.id != id && dossier_shown(p->app) == id)
		dossier_open(p->app, r->list.id);
	r->changed = false;
	r->seen = now;
	pane_dirty(p);
	return true;
}

static bool
recalc(struct pane *p, struct err *err)
{
	struct registry *r = p->state;

	if (!freshen(p, err))
		return false;
	if (r->list.id != 0 && (dossier_shown(p->app) == 0 ||
				   (p->focused && dossier_shown(p->app) < 0)))
		dossier_open(p->app, r->list.id);
	return true;
}

struct registry *
register_of(struct app *app)
{
	struct pane *p = app_pane(app, "register");
	struct err err = { ERR_NONE, "" };

	if (p == NULL)
		return NULL;
	if (!freshen(p, &err)) {
		app_fail(app, &err);
		return NULL;
	}
	return p->state;
}

void
register_moved(struct app *app)
{
	struct registry *r = register_of(app);

	if (r == NULL)
		return;
	pane_dirty(app_pane(app, "register"));
	dossier_open(app, r->list.id);
}

void
register_all(struct app *app)
{
	struct registry *r = register_of(app);

	if (r == NULL)
		return;
	buf_reset(&r->filter);
	buf_reset(&r->camp);
	r->kind = ENTITY_KINDS;
	r->changed = true;
	register_moved(app);
}

void
register_select(struct app *app, int64_t id)
{
	struct registry *r = register_of(app);
	struct err err = { ERR_NONE, "" };
	struct entity e;
	struct arena arena = { 0 };

	dossier_open(app, id);
	if (r == NULL || r->list.id == id)
		return;
	if (r->filter.len > 0 || r->camp.len > 0 ||
	    (r->kind != ENTITY_KINDS &&
		store_entity_get(app->store, id, &arena, &e, &err) &&
		e.kind != r->kind)) {
		register_all(app);
		r = register_of(app);
	}
	arena_release(&arena);
	if (r != NULL)
		(void)list_find(&r->list, id, &err);
	dossier_open(app, id);
	pane_dirty(app_pane(app, "register"));
}

void
register_filter(struct app *app, struct str filter)
{
	struct registry *r = register_of(app);

	if (r == NULL)
		return;
	buf_reset(&r->filter);
	buf_str(&r->filter, str_trim(filter));
	r->changed = true;
	register_moved(app);
}

void
register_kind(struct app *app, enum entity_kind kind)
{
	struct registry *r = register_of(app);

	if (r == NULL)
		return;
	r->kind = kind;
	r->changed = true;
	register_moved(app);
}

void
register_camp(struct app *app, struct str camp)
{
	struct registry *r = register_of(app);

	if (r == NULL)
		return;
	buf_reset(&r->camp);
	buf_str(&r->camp, camp);
	r->changed = true;
	register_moved(app);
}

static void
paint_row(
    const struct pane *p, struct paint *paint, int y, const struct entity *e)
{
	const struct registry *r = p->state;
	bool selected = e->id == r->list.id;
	char count[16] = "";
	int cols, x;

	if (e->articles > 0)
		snprintf(count, sizeof count, "%u", e->articles);
	cols = (int)strlen(count);
	paint_put(paint, y, 1, entity_role(e->kind), 0x25a0); /* ■ */
	x = 3 + paint_text(paint, y, 3, paint->w - 3 - cols - 2,
		    e->articles > 0 ? ROLE_TEXT : ROLE_DIM, e->name);
	if (e->short_name.len > 0 && !str_eq(e->short_name, e->name))
		(void)paint_text(paint, y, x + 1, paint->w - x - 1 - cols - 2,
		    ROLE_DIM, e->short_name);
	(void)paint_text(
	    paint, y, paint->w - cols - 1, cols, ROLE_DIM, str_of(count));
	if (selected)
		paint_role(paint, y, 0, paint->w,
		    p->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
}

static const char *
nothing(const struct registry *r)
{
	return r->filter.len > 0 ? "No name has these letters"
	       : r->camp.len > 0 || r->kind < ENTITY_KINDS
		   ? "No name is of that kind and camp"
		   : "The register is empty";
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct registry *r = p->state;
	const struct entity *e;
	int x;

	if (!r->ready)
		return;
	x = 1 + paint_text(paint, 0, 1, paint->w - 2, ROLE_DIM,
		    str_of(r->kind < ENTITY_KINDS ? entity_heading(r->kind)
						  : "ALL"));
	if (r->camp.len > 0)
		x += 1 + paint_text(paint, 0, x + 1, paint->w - x - 2,
			     ROLE_FACTION, buf_view(&r->camp));
	if (r->filter.len > 0)
		x += 1 + paint_text(paint, 0, x + 1, paint->w - x - 2, ROLE_HIT,
			     buf_view(&r->filter));
	if (r->n_like > 0)
		(void)paint_text(paint, 0, x + 1, paint->w - x - 2, ROLE_DIM,
		    str_of("no such letters: spelt like it"));
	if (r->list.n == 0)
		(void)paint_text(
		    paint, 1, 1, paint->w - 2, ROLE_TEXT, str_of(nothing(r)));
	for (int y = 0; y + 1 < paint->h; y++) {
		e = list_row(&r->list, (size_t)y);
		if (e == NULL)
			break;
		paint_row(p, paint, y + 1, e);
	}
}

static void
tally(const struct pane *p, struct buf *out)
{
	const struct registry *s = p->state;

	if (s->ready)
		list_tally(&s->list, out);
}

static struct list *
list_of(struct pane *p, struct err *err)
{
	struct registry *r = p->state;

	return freshen(p, err) ? &r->list : NULL;
}

static bool
list_moved(struct pane *p, struct err *err)
{
	(void)err;
	register_moved(p->app);
	return true;
}

static void
shut(struct pane *p)
{
	struct registry *r = p->state;

	list_release(&r->list);
	buf_release(&r->filter);
	buf_release(&r->camp);
}

const struct pane_ops pane_register = {
	.name = "register",
	.title = "Register",
	.topics = TOPIC_BIT(TOPIC_ENTITY),
	.size = sizeof(struct registry),
	.recalc = recalc,
	.paint = paint,
	.tally = tally,
	.list = list_of,
	.list_moved = list_moved,
	.list_top = 1,
	.list_opens = "dossier",
	.close = shut,
};
