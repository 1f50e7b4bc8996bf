#include "config.h"

#include "ui/pane-sources.h"

#include "model/fold.h"

enum { COUNT = 8, WIDE = 56, PAUSE_MS = 2000 };

static const enum store_topic topics[] = { TOPIC_ARTICLE, TOPIC_CLAIM,
	TOPIC_ENTITY };

static const char *const sort_names[] = {
	[SOURCES_NAME] = "name",
	[SOURCES_ARTICLES] = "articles",
	[SOURCES_CLAIMS] = "claims",
	[SOURCES_GRADE] = "grade",
};

const char *
sources_sort_name(enum sources_sort sort)
{
	return sort_names[sort];
}

/* ---- the list is read whole, and windows are cut from it ---- */

static size_t
place_of(const struct sources *s, int64_t id)
{
	size_t i = 0;

	while (i < s->n_shown && s->shown[i].id != id)
		i++;
	return i;
}

static bool
page(void *ctx, const void *from, struct page *page, struct arena *arena,
    void **rows, struct err *err)
{
	const struct sources *s = ((struct pane *)ctx)->state;
	struct source *list = arena_array(arena, page->most + 1, sizeof *list);
	size_t i = page->dir > 0 ? 0 : s->n_shown;

	(void)err;
	if (from != NULL) {
		i = place_of(s, ((const struct source *)from)->id);
		i += page->dir > 0 && i < s->n_shown;
	}
	*rows = list;
	for (page->n = 0; page->n < page->most; page->n++) {
		if (page->dir > 0 ? i >= s->n_shown : i == 0)
			break;
		list[page->n] = s->shown[page->dir > 0 ? i++ : --i];
	}
	return true;
}

static int64_t
row_id(const void *row)
{
	return ((const struct source *)row)->id;
}

static bool
locate(void *ctx, int64_t id, struct arena *arena, void *row, struct err *err)
{
	const struct sources *s = ((struct pane *)ctx)->state;
	size_t i = place_of(s, id);

	(void)arena;
	if (i == s->n_shown)
		return err_set(err, ERR_MISSING, "that source is gone");
	*(struct source *)row = s->shown[i];
	return true;
}

static const struct list_ops list_ops = {
	.row_size = sizeof(struct source),
	.page = page,
	.id = row_id,
	.locate = locate,
};

static int
most_first(uint32_t a, uint32_t b)
{
	return (a < b) - (a > b);
}

static int
by_articles(const void *a, const void *b)
{
	const struct source *x = a, *y = b;
	int order = most_first(x->articles, y->articles);

	return order != 0 ? order : str_cmp(x->fold, y->fold);
}

static int
by_claims(const void *a, const void *b)
{
	const struct source *x = a, *y = b;
	int order = most_first(x->claims + x->told, y->claims + y->told);

	return order != 0 ? order : str_cmp(x->fold, y->fold);
}

static int
by_grade(const void *a, const void *b)
{
	const struct source *x = a, *y = b;
	int p = x->reliability != 0 ? x->reliability : 'Z';
	int q = y->reliability != 0 ? y->reliability : 'Z';

	return p != q ? p - q : str_cmp(x->fold, y->fold);
}

static void
show(struct sources *s)
{
	static int (*const orders[])(const void *, const void *) = {
		[SOURCES_ARTICLES] = by_articles,
		[SOURCES_CLAIMS] = by_claims,
		[SOURCES_GRADE] = by_grade,
	};
	struct buf fold = { 0 };

	fold_text(&fold, buf_view(&s->filter));
	s->n_shown = 0;
	for (size_t i = 0; i < s->n_all; i++)
		if (fold.len == 0 ||
		    str_find(s->all[i].fold, buf_view(&fold), 0) != SIZE_MAX)
			s->shown[s->n_shown++] = s->all[i];
	if (s->sort != SOURCES_NAME && s->n_shown > 1)
		qsort(s->shown, s->n_shown, sizeof *s->shown, orders[s->sort]);
	buf_release(&fold);
}

static bool
is_stale(const struct pane *p, const struct sources *s)
{
	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		if (s->seen[topics[i]] !=
		    store_generation(p->app->store, topics[i]))
			return true;
	return false;
}

/* While an import runs everything changes all the time. */
static bool
read_all(struct pane *p, struct sources *s, bool *anew, struct err *err)
{
	int64_t now = job_clock_ms();
	struct arena arena = { 0 };
	struct source *all;
	size_t n;

	*anew = false;
	if (s->ready && (!is_stale(p, s) ||
			    (app_busy(p->app) && now < s->read_ms + PAUSE_MS)))
		return true;
	if (!store_sources(p->app->store, &arena, &all, &n, err)) {
		arena_release(&arena);
		return false;
	}
	arena_release(&s->arena);
	s->arena = arena;
	s->all = all;
	s->n_all = n;
	s->shown = arena_array(&s->arena, n + 1, sizeof *s->shown);
	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		s->seen[topics[i]] = store_generation(p->app->store, topics[i]);
	s->read_ms = now;
	show(s);
	*anew = true;
	return true;
}

static bool
freshen(struct pane *p, struct err *err)
{
	struct sources *s = p->state;
	int h = p->h > 2 ? p->h - 1 : 20;
	bool anew;

	if (!s->ready) {
		list_init(&s->list, &list_ops, p);
		s->sort = SOURCES_ARTICLES;
	}
	if (!read_all(p, s, &anew, err))
		return false;
	if (s->ready && !anew && s->list.h == h)
		return true;
	s->ready = true;
	pane_dirty(p);
	return list_load(&s->list, h, err);
}

static void
follow(struct app *app)
{
	const struct source *source = sources_selected(app);

	pane_dirty(app_pane(app, "sources"));
	source_view_open(app, source);
}

static bool
recalc(struct pane *p, struct err *err)
{
	if (!freshen(p, err))
		return false;
	follow(p->app);
	return true;
}

struct sources *
sources_of(struct app *app)
{
	struct pane *p = app_pane(app, "sources");
	struct err err = { ERR_NONE, "" };

	if (p == NULL)
		return NULL;
	if (!freshen(p, &err)) {
		app_fail(app, &err);
		return NULL;
	}
	return p->state;
}

const struct source *
sources_selected(struct app *app)
{
	const struct pane *p = app_pane(app, "sources");
	const struct sources *s = p != NULL ? p->state : NULL;

	return s != NULL && s->ready ? list_selected(&s->list) : NULL;
}

static void
reorder(struct app *app, struct sources *s, bool from_top)
{
	struct err err = { ERR_NONE, "" };

	show(s);
	if (from_top)
		s->list.id = 0;
	if (!list_reset(&s->list, &err))
		app_fail(app, &err);
	follow(app);
}

void
sources_filter(struct app *app, struct str filter)
{
	struct sources *s = sources_of(app);

	if (s == NULL)
		return;
	buf_reset(&s->filter);
	buf_str(&s->filter, str_trim(filter));
	reorder(app, s, true);
}

void
sources_order(struct app *app, enum sources_sort sort)
{
	struct sources *s = sources_of(app);

	if (s == NULL)
		return;
	s->sort = sort;
	reorder(app, s, false);
}

static struct list *
list_of(struct pane *p, struct err *err)
{
	return freshen(p, err) ? &((struct sources *)p->state)->list : NULL;
}

static bool
moved(struct pane *p, struct err *err)
{
	(void)err;
	follow(p->app);
	return true;
}

/* ---- how it looks ---- */

static void
paint_count(struct paint *paint, int y, int right, uint32_t n)
{
	char text[16];
	int cols;

	if (n == 0)
		return;
	cols = snprintf(text, sizeof text, "%u", n);
	(void)paint_text(paint, y, right - cols, cols, ROLE_DIM, str_of(text));
}

static void
paint_row(
    const struct pane *p, struct paint *paint, int y, const struct source *o)
{
	char grade[2] = { o->reliability != 0 ? o->reliability : ' ', '\0' };
	int right = paint->w - 1;

	(void)p;
	(void)paint_text(paint, y, 1, 1, ROLE_CLAIM, str_of(grade));
	paint_count(paint, y, right, o->claims + o->told);
	paint_count(paint, y, right - COUNT, o->articles);
	(void)paint_text(paint, y, 3, right - 2 * COUNT - 3,
	    o->outlet ? ROLE_OUTLET : ROLE_PERSON, o->name);
}

static void
paint_head(const struct sources *s, struct paint *paint)
{
	int right = paint->w - 1;

	if (s->filter.len > 0)
		(void)paint_text(
		    paint, 0, 3, paint->w - 22, ROLE_HIT, buf_view(&s->filter));
	else
		(void)paint_text(
		    paint, 0, 3, paint->w - 22, ROLE_DIM, str_of("SOURCE"));
	(void)paint_text(
	    paint, 0, right - COUNT - 8, 8, ROLE_DIM, str_of("ARTICLES"));
	(void)paint_text(paint, 0, right - 6, 6, ROLE_DIM, str_of("CLAIMS"));
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct sources *s = p->state;

	if (!s->ready)
		return;
	paint_head(s, paint);
	if (s->list.n == 0)
		(void)paint_text(paint, 1, 3, paint->w - 4, ROLE_TEXT,
		    str_of(s->filter.len > 0
			       ? "No source has these letters"
			       : "No articles and no claims yet"));
	for (int y = 1; y < paint->h; y++) {
		const struct source *o = list_row(&s->list, (size_t)y - 1);

		if (o == NULL)
			break;
		paint_row(p, paint, y, o);
		if ((size_t)y - 1 == list_cursor(&s->list))
			paint_role(paint, y, 0, paint->w,
			    p->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
	}
}

static void
heading(const struct pane *p, struct buf *out)
{
	const struct sources *s = p->state;

	buf_puts(out, "Sources");
	if (s->ready)
		buf_addf(out, " by %s", sort_names[s->sort]);
}

static void
tally(const struct pane *p, struct buf *out)
{
	const struct sources *s = p->state;

	if (s->ready && s->n_shown > 0)
		buf_addf(
		    out, "%zu of %zu", place_of(s, s->list.id) + 1, s->n_shown);
}

static void
shut(struct pane *p)
{
	struct sources *s = p->state;

	list_release(&s->list);
	arena_release(&s->arena);
	buf_release(&s->filter);
}

const struct pane_ops pane_sources = {
	.name = "sources",
	.title = "Sources",
	.topics = TOPIC_BIT(TOPIC_ARTICLE) | TOPIC_BIT(TOPIC_CLAIM) |
		  TOPIC_BIT(TOPIC_ENTITY),
	.size = sizeof(struct sources),
	.recalc = recalc,
	.paint = paint,
	.heading = heading,
	.tally = tally,
	.list = list_of,
	.list_moved = moved,
	.list_top = 1,
	.list_opens = "source",
	.close = shut,
};
