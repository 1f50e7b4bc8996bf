#include "config.h"

#include "ui/pane-dossier.h"

#include "ui/find-rows.h"
#include "ui/reader-text.h"
#include "ui/when.h"

static const enum store_topic topics[] = { TOPIC_ENTITY, TOPIC_NOTE,
	TOPIC_ARTICLE, TOPIC_TEXT };

/* Rows of what stands above the articles: at most half of the pane, unless
 * there are few articles. */
static int
upper(const struct dossier *d)
{
	int h = d->h > 0 ? d->h : 40, most = h / 2;
	int wanted = (int)(d->n < 1000 ? d->n : 1000);

	if (d->list.ops != NULL && d->list.at_start && d->list.at_end &&
	    (int)d->list.n * 2 + 2 < h - most)
		most = h - (int)d->list.n * 2 - 2;
	return wanted < most ? wanted : most;
}

static int
list_rows(const struct dossier *d)
{
	int h = d->h > 0 ? d->h : 40, rows = (h - upper(d) - 1) / 2;

	return rows > 0 ? rows : 1;
}

static bool
is_stale(const struct pane *p, const struct dossier *d)
{
	if (!d->ready || d->h != p->h || d->w != p->w)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		if (d->seen[topics[i]] !=
		    store_generation(p->app->store, topics[i]))
			return true;
	return false;
}

static bool
freshen(struct pane *p, struct err *err)
{
	struct dossier *d = p->state;
	int64_t id;

	if (d->id == 0 || !is_stale(p, d))
		return true;
	d->h = p->h;
	d->w = p->w > 0 ? p->w : 80;
	id = d->list.id;
	if (!dossier_load(p->app, d, err))
		return false;
	if (d->list.ops == NULL)
		list_init(&d->list, &find_rows, &d->find);
	d->list.id = id;
	d->list.h = list_rows(d);
	/* Twice: how many there are decides how much room they have. */
	if (!list_reset(&d->list, err) ||
	    !list_load(&d->list, list_rows(d), err))
		return false;
	dossier_places(p->app, d);
	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		d->seen[topics[i]] = store_generation(p->app->store, topics[i]);
	d->ready = true;
	pane_dirty(p);
	return true;
}

static bool
recalc(struct pane *p, struct err *err)
{
	return freshen(p, err);
}

struct dossier *
dossier_of(struct app *app)
{
	struct pane *p = app_pane(app, "dossier");
	struct err err = { ERR_NONE, "" };
	struct dossier *d;

	if (p == NULL)
		return NULL;
	d = p->state;
	if (!freshen(p, &err)) {
		app_fail(app, &err);
		return NULL;
	}
	return d->id != 0 ? d : NULL;
}

int64_t
dossier_entity(struct app *app)
{
	struct pane *p = app_pane(app, "dossier");

	return p != NULL ? ((struct dossier *)p->state)->id : 0;
}

void
dossier_open(struct app *app, int64_t id)
{
	struct pane *p = app_pane(app, "dossier");
	struct dossier *d = p != NULL ? p->state : NULL;

	if (d == NULL || d->id == id)
		return;
	d->id = id;
	d->ready = false;
	d->top = d->note = 0;
	d->list.id = 0;
	d->n = d->n_places = 0;
	pane_stale(p);
}

static void
show_note(struct dossier *d)
{
	int h = upper(d);

	for (size_t i = 0; i < d->n; i++) {
		if (d->rows[i].note != d->note)
			continue;
		if (i < d->top)
			d->top = i;
		else if (i >= d->top + (size_t)h)
			d->top = i + 1 - (size_t)h;
		return;
	}
}

bool
dossier_move(struct app *app, int64_t by, struct err *err)
{
	struct dossier *d = dossier_of(app);
	int64_t id;

	if (d == NULL)
		return true;
	pane_dirty(app_pane(app, "dossier"));
	if (d->note > 0) {
		if (by < 0)
			d->note -= d->note > 1 ? 1 : 0;
		else
			d->note = d->note < d->n_notes ? d->note + 1 : 0;
		show_note(d);
		return true;
	}
	id = d->list.id;
	if (!list_move(&d->list, by, err))
		return false;
	if (d->list.id == id && by < 0 && d->n_notes > 0) {
		d->note = d->n_notes;
		show_note(d);
	}
	dossier_places(app, d);
	return true;
}

void
dossier_scroll(struct app *app, int rows)
{
	struct dossier *d = dossier_of(app);
	int64_t top, last;

	if (d == NULL)
		return;
	last = (int64_t)d->n - upper(d);
	top = (int64_t)d->top + rows;
	d->top = (size_t)(top < 0      ? 0
			  : top > last ? (last > 0 ? last : 0)
				       : top);
	pane_dirty(app_pane(app, "dossier"));
}

const struct note *
dossier_note(struct app *app)
{
	struct dossier *d = dossier_of(app);

	if (d == NULL || d->note == 0 || d->note > d->n_notes)
		return NULL;
	return &d->notes[d->note - 1];
}

bool
dossier_place(
    struct app *app, int64_t *article, struct span *span, struct err *err)
{
	struct dossier *d = dossier_of(app);
	size_t i;

	if (d == NULL || d->list.id == 0)
		return err_set(err, ERR_MISSING, "no article names it");
	i = list_cursor(&d->list);
	*article = d->list.id;
	*span = (struct span){ 0, 0 };
	if (i < d->n_places && d->places[i].article == d->list.id)
		*span = d->places[i].span;
	return true;
}

static void
paint_upper(const struct pane *p, struct paint *paint, int h)
{
	const struct dossier *d = p->state;

	for (int y = 0; y < h && d->top + (size_t)y < d->n; y++) {
		const struct dossier_row *row = &d->rows[d->top + (size_t)y];
		bool first = d->top + (size_t)y == 0 ||
			     d->rows[d->top + (size_t)y - 1].note != row->note;

		if (row->text.len == 0)
			continue;
		(void)paint_line(paint, y, 1 + row->indent,
		    paint->w - 2 - row->indent, row->text, row->line.par,
		    row->line.span, row->role, NULL, 0);
		if (row->note > 0 && first)
			(void)paint_textf(
			    paint, y, 2, 3, ROLE_MARK, "N%zu", row->note);
		if (row->note > 0 && row->note == d->note)
			paint_role(paint, y, 0, paint->w,
			    p->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
	}
	if (d->top + (size_t)h < d->n)
		(void)paint_text(paint, h - 1, paint->w - 6, 6, ROLE_DIM,
		    str_of(" J \xe2\x86\x93 "));
}

/* The line with the mention in its middle. */
static void
paint_place(struct paint *paint, int y, const struct dossier_place *place)
{
	int x = 4, cols = paint->w - x - 1;
	struct str text = place->text;
	struct role_span hit = { place->hit, ROLE_MENTION };
	struct span line = { 0, (uint32_t)text.len };

	if (text.len == 0)
		return;
	line.from = text_before(text, place->hit, cols);
	line.to = line.from + (uint32_t)paint_fits(paint, cols,
				  str_slice(text, line.from, text.len));
	(void)paint_line(paint, y, x, cols, text,
	    (struct span){ 0, (uint32_t)text.len }, line, ROLE_TEXT, &hit, 1);
}

static void
paint_article(const struct pane *p, struct paint *paint, int y, size_t i)
{
	const struct dossier *d = p->state;
	const struct find_row *row = list_row(&d->list, i);
	bool selected = i == list_cursor(&d->list) && d->note == 0;
	struct buf date = { 0 };
	struct when when;
	int x;

	if (row == NULL)
		return;
	if (when_parse(row->row.published, &when))
		when_full(&date, when);
	(void)paint_text(paint, y, 1, 11, ROLE_DIM, buf_view(&date));
	x = 13;
	x += paint_text(paint, y, x, 18, ROLE_OUTLET, row->row.outlet) + 1;
	(void)paint_text(paint, y, x, paint->w - x - 1,
	    row->row.state == ARTICLE_UNREAD ? ROLE_TITLE : ROLE_TEXT,
	    row->row.title);
	if (selected)
		paint_role(paint, y, 0, paint->w,
		    p->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
	if (i < d->n_places && y + 1 < paint->h)
		paint_place(paint, y + 1, &d->places[i]);
	buf_release(&date);
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct dossier *d = p->state;
	int y;

	if (d->id == 0 || !d->ready)
		return;
	y = upper(d);
	paint_upper(p, paint, y);
	if (y >= paint->h)
		return;
	paint_fill(paint, y, 0, paint->w, ROLE_BORDER, 0x2500); /* ─ */
	if (d->list.n == 0)
		(void)paint_text(paint, y, 2, paint->w - 3, ROLE_DIM,
		    str_of(" no article names it "));
	else
		(void)paint_textf(paint, y, 2, paint->w - 3, ROLE_DIM,
		    " %u article%s, newest first ", d->entity.articles,
		    d->entity.articles == 1 ? "" : "s");
	for (size_t i = 0; y + 1 + (int)i * 2 < paint->h; i++) {
		if (list_row(&d->list, i) == NULL)
			break;
		paint_article(p, paint, y + 1 + (int)i * 2, i);
	}
}

static void
heading(const struct pane *p, struct buf *out)
{
	const struct dossier *d = p->state;

	if (d->ready)
		buf_str(out, d->entity.name);
	else
		buf_puts(out, "Dossier");
}

static void
click(struct pane *p, int y, int x, bool doubled)
{
	struct dossier *d = dossier_of(p->app);
	struct err err = { ERR_NONE, "" };
	int i;

	(void)x;
	(void)doubled;
	if (d == NULL || y <= upper(d))
		return;
	i = (y - upper(d) - 1) / 2;
	if (list_row(&d->list, (size_t)i) == NULL)
		return;
	d->note = 0;
	if (!list_move(&d->list, i - (int64_t)list_cursor(&d->list), &err))
		app_fail(p->app, &err);
	dossier_places(p->app, d);
	pane_dirty(p);
}

static void
scroll(struct pane *p, int lines)
{
	struct dossier *d = dossier_of(p->app);
	struct err err = { ERR_NONE, "" };

	if (d == NULL)
		return;
	if (!list_scroll(&d->list, lines, &err))
		app_fail(p->app, &err);
	dossier_places(p->app, d);
	pane_dirty(p);
}

static void
shut(struct pane *p)
{
	struct dossier *d = p->state;

	list_release(&d->list);
	store_find_close(d->find);
	arena_release(&d->arena);
	arena_release(&d->words);
}

const struct pane_ops pane_dossier = {
	.name = "dossier",
	.title = "Dossier",
	.topics = TOPIC_BIT(TOPIC_ENTITY) | TOPIC_BIT(TOPIC_NOTE) |
		  TOPIC_BIT(TOPIC_ARTICLE) | TOPIC_BIT(TOPIC_TEXT),
	.size = sizeof(struct dossier),
	.recalc = recalc,
	.paint = paint,
	.heading = heading,
	.click = click,
	.scroll = scroll,
	.close = shut,
};
