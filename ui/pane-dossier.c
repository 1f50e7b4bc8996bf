#include "config.h"

#include "ui/pane-dossier.h"

#include "ui/reader-text.h"
#include "ui/when.h"

enum { OUTLET_COLS = 100 /* less: lines go without their outlet */ };

static const enum store_topic topics[] = { TOPIC_ENTITY, TOPIC_NOTE,
	TOPIC_CLAIM, TOPIC_ARTICLE, TOPIC_TEXT };

static bool
page(void *ctx, const void *from, struct page *page, struct arena *arena,
    void **rows, struct err *err)
{
	struct pane *p = ctx;
	struct dossier *d = p->state;
	struct concord_line *list = NULL;
	bool good =
	    store_concord(p->app->store, &d->of, from, page, arena, &list, err);

	*rows = list;
	return good;
}

/* A line is known by its article's place in time and its own in the text. */
enum { START_BITS = 27 };

static int64_t
row_id(const void *row)
{
	const struct concord_line *line = row;
	int64_t start = line->span.to > 0 ? (int64_t)line->span.from + 1 : 0;

	return line->article.ord * ((int64_t)1 << START_BITS) + start;
}

static bool
locate(void *ctx, int64_t id, struct arena *arena, void *row, struct err *err)
{
	struct concord_line *line = row;
	int64_t start = id & (((int64_t)1 << START_BITS) - 1);

	(void)ctx;
	(void)arena;
	(void)err;
	*line = (struct concord_line){ .article.ord = id >> START_BITS };
	if (start > 0)
		line->span =
		    (struct span){ (uint32_t)start - 1, (uint32_t)start };
	return true;
}

static const struct list_ops list_ops = {
	.row_size = sizeof(struct concord_line),
	.page = page,
	.id = row_id,
	.locate = locate,
};

/* Rows of what stands above the lines: at most half of the pane, unless there
 * are few lines. */
static int
upper(const struct dossier *d)
{
	int h = d->h > 0 ? d->h : 40, most = h / 2;
	int wanted = (int)(d->n < 1000 ? d->n : 1000);

	if (d->list.ops != NULL && d->list.at_start && d->list.at_end &&
	    (int)d->list.n + 2 < h - most)
		most = h - (int)d->list.n - 2;
	return wanted < most ? wanted : most;
}

static int
list_rows(const struct dossier *d)
{
	int h = d->h > 0 ? d->h : 40, rows = h - upper(d) - 1;

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

static void
show_item(struct dossier *d)
{
	int h = upper(d);

	for (size_t i = 0; i < d->n; i++) {
		if (d->rows[i].item != d->item)
			continue;
		if (i < d->top)
			d->top = i;
		else if (i >= d->top + (size_t)h)
			d->top = i + 1 - (size_t)h;
		return;
	}
}

static int64_t
item_id(const struct dossier *d, const struct dossier_item *it)
{
	return it->kind == DOSSIER_NOTE    ? d->notes[it->i].id
	       : it->kind == DOSSIER_CLAIM ? d->claims[it->i].id
	       : it->kind == DOSSIER_WITH  ? d->with[it->i].entity
					   : d->relations[it->i].id;
}

/* The cursor stays on what it stood on, wherever that is now. */
static void
keep_item(const struct dossier *was, struct dossier *d)
{
	const struct dossier_item *old;

	if (was->item == 0 || was->item > was->n_items)
		return;
	old = &was->items[was->item - 1];
	for (size_t i = 0; i < d->n_items; i++)
		if (d->items[i].kind == old->kind &&
		    item_id(d, &d->items[i]) == item_id(was, old))
			d->item = i + 1;
	if (d->item != was->item)
		show_item(d);
}

static bool
freshen(struct pane *p, struct err *err)
{
	struct dossier *d = p->state, next;
	int64_t id;

	if (d->id == 0 || !is_stale(p, d))
		return true;
	d->h = p->h;
	d->w = p->w > 0 ? p->w : 80;
	id = d->list.id;
	next = *d;
	next.arena = (struct arena){ 0 };
	if (!dossier_load(p->app, &next, err)) {
		arena_release(&next.arena);
		return false;
	}
	keep_item(d, &next);
	/* Somebody may still look at what was there. */
	arena_take(&next.past, &d->arena);
	*d = next;
	if (d->list.ops == NULL)
		list_init(&d->list, &list_ops, p);
	d->list.id = id;
	d->list.h = list_rows(d);
	/* Twice: how many there are decides how much room they have. */
	if (!list_reset(&d->list, err) ||
	    !list_load(&d->list, list_rows(d), err))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		d->seen[topics[i]] = store_generation(p->app->store, topics[i]);
	d->ready = true;
	pane_dirty(p);
	return true;
}

static bool
recalc(struct pane *p, struct err *err)
{
	struct dossier *d = p->state;

	arena_reset(&d->past);
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

	int64_t id = p != NULL ? ((struct dossier *)p->state)->id : 0;

	return id > 0 ? id : 0;
}

int64_t
dossier_shown(struct app *app)
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
	d->top = d->item = 0;
	d->list.id = 0;
	d->n = d->n_items = 0;
	pane_stale(p);
}

bool
dossier_move(struct app *app, int64_t by, struct err *err)
{
	struct dossier *d = dossier_of(app);
	int64_t id;

	if (d == NULL)
		return true;
	pane_dirty(app_pane(app, "dossier"));
	if (d->item > 0) {
		int64_t at = (int64_t)d->item + by;

		d->item = at < 1                     ? 1
			  : at > (int64_t)d->n_items ? 0
						     : (size_t)at;
		show_item(d);
		return true;
	}
	id = d->list.id;
	if (!list_move(&d->list, by, err))
		return false;
	if (d->list.id == id && by < 0 && d->n_items > 0) {
		d->item = d->n_items;
		show_item(d);
	}
	return true;
}

bool
dossier_page(struct app *app, int64_t screens, struct err *err)
{
	struct dossier *d = dossier_of(app);
	int h = d != NULL && d->list.h > 2 ? d->list.h - 1 : 1;

	if (d == NULL)
		return true;
	/* Out of what stands above, or within the lines. */
	if (d->item > 0 && screens > 0)
		d->item = 0;
	else if (d->item == 0)
		return dossier_move(app, screens * h, err);
	pane_dirty(app_pane(app, "dossier"));
	return true;
}

bool
dossier_end(struct app *app, int dir, struct err *err)
{
	struct dossier *d = dossier_of(app);

	if (d == NULL)
		return true;
	pane_dirty(app_pane(app, "dossier"));
	d->item = dir < 0 && d->n_items > 0 ? 1 : 0;
	if (dir < 0)
		d->top = 0;
	return list_end(&d->list, dir, err);
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

static const struct dossier_item *
item(const struct dossier *d, enum dossier_kind kind)
{
	if (d == NULL || d->item == 0 || d->item > d->n_items ||
	    d->items[d->item - 1].kind != kind)
		return NULL;
	return &d->items[d->item - 1];
}

const struct note *
dossier_note(struct app *app)
{
	struct dossier *d = dossier_of(app);
	const struct dossier_item *here = item(d, DOSSIER_NOTE);

	return here != NULL ? &d->notes[here->i] : NULL;
}

const struct relation *
dossier_relation(struct app *app)
{
	struct dossier *d = dossier_of(app);
	const struct dossier_item *here = item(d, DOSSIER_RELATION);

	return here != NULL ? &d->relations[here->i] : NULL;
}

const struct claim *
dossier_claim(struct app *app)
{
	struct dossier *d = dossier_of(app);
	const struct dossier_item *here = item(d, DOSSIER_CLAIM);

	return here != NULL ? &d->claims[here->i] : NULL;
}

const struct entity_count *
dossier_with(struct app *app)
{
	struct dossier *d = dossier_of(app);
	const struct dossier_item *here = item(d, DOSSIER_WITH);

	return here != NULL ? &d->with[here->i] : NULL;
}

const struct concord_line *
dossier_line(struct app *app)
{
	struct dossier *d = dossier_of(app);

	return d != NULL && d->item == 0 ? list_selected(&d->list) : NULL;
}

static void
paint_upper(const struct pane *p, struct paint *paint, int h)
{
	const struct dossier *d = p->state;

	for (int y = 0; y < h && d->top + (size_t)y < d->n; y++) {
		const struct dossier_row *row = &d->rows[d->top + (size_t)y];
		bool first = d->top + (size_t)y == 0 ||
			     d->rows[d->top + (size_t)y - 1].item != row->item;

		if (row->text.len == 0)
			continue;
		(void)paint_line(paint, y, 1 + row->indent,
		    paint->w - 2 - row->indent, row->text, &row->line,
		    row->role);
		if (row->item > 0 && first &&
		    d->items[row->item - 1].kind == DOSSIER_NOTE)
			(void)paint_textf(paint, y, 2, 3, ROLE_MARK, "N%zu",
			    d->items[row->item - 1].i + 1);
		if (row->item > 0 && row->item == d->item)
			paint_role(paint, y, 0, paint->w,
			    p->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
	}
	if (d->top + (size_t)h < d->n)
		(void)paint_text(paint, h - 1, paint->w - 6, 6, ROLE_DIM,
		    str_of(" J \xe2\x86\x93 "));
}

/* What of a text is shown, and so many columns in from the left. */
struct window {
	struct span line;
	int indent;
};

/* What comes before the name stands left of it, right up to the column. */
static struct window
window_ltr(const struct paint *paint, const struct concord_line *place,
    int cols, int column)
{
	struct str text = place->text;
	uint32_t from = text_before(text, place->hit, column * 2);
	int left = cells_width(str_slice(text, from, place->hit.from));
	int indent = left < column ? column - left : 0;

	return (struct window){
		{ from, from + (uint32_t)paint_fits(paint, cols - indent,
				   str_slice(text, from, text.len)) },
		indent
	};
}

/* Mirrored: what follows the name stands left of it. */
static struct window
window_rtl(const struct paint *paint, const struct concord_line *place,
    int cols, int column)
{
	struct str text = place->text;
	struct span hit = place->hit;
	uint32_t to = hit.to + (uint32_t)paint_fits(paint, column,
				   str_slice(text, hit.to, text.len));
	int left = cells_width(str_slice(text, hit.to, to));
	int name = cells_width(str_slice(text, hit.from, hit.to));
	int right = cols - column - name;
	uint32_t from =
	    right > 0 ? text_before(text, hit, right * 2) : hit.from;

	return (struct window){ { from, to }, column - left };
}

/* The words around a name, the name of all lines in one column. */
static void
paint_words(struct paint *paint, int y, int x, const struct concord_line *place)
{
	int cols = paint->w - x - 1, column = cols * 2 / 5;
	struct str text = place->text;
	struct role_span hit = { place->hit, ROLE_MENTION };
	struct window w = { { 0, 0 }, 0 };
	bool rtl = cells_rtl(text);

	if (text.len == 0 || cols < 8)
		return;
	if (place->span.to == 0)
		w.line.to = (uint32_t)paint_fits(paint, cols, text);
	else if (rtl)
		w = window_rtl(paint, place, cols, column);
	else
		w = window_ltr(paint, place, cols, column);
	x += w.indent;
	cols -= w.indent;
	if (rtl && place->span.to > 0)
		cols = cells_width(str_slice(text, w.line.from, w.line.to));
	(void)paint_roles(paint, y, x, cols, text,
	    &(struct line){ .par = { 0, (uint32_t)text.len }, .span = w.line },
	    &(struct line_roles){ place->span.to > 0 ? ROLE_TEXT : ROLE_TITLE,
		&hit, place->hit.to > 0 ? 1 : 0 });
}

static void
paint_place(const struct pane *p, struct paint *paint, int y, size_t i)
{
	const struct dossier *d = p->state;
	const struct concord_line *line = list_row(&d->list, i);
	const struct concord_line *above =
	    i > 0 ? list_row(&d->list, i - 1) : NULL;
	struct buf date = { 0 };
	struct when when;
	int x = 13;

	/* Once for the lines of one article. */
	if (above == NULL || above->article.id != line->article.id) {
		if (when_parse(line->article.published, &when))
			when_full(&date, when);
		(void)paint_text(paint, y, 1, 11, ROLE_DIM, buf_view(&date));
		if (paint->w >= OUTLET_COLS)
			(void)paint_text(
			    paint, y, x, 15, ROLE_OUTLET, line->article.outlet);
	}
	paint_words(paint, y, paint->w >= OUTLET_COLS ? x + 16 : x, line);
	if (i == list_cursor(&d->list) && d->item == 0)
		paint_role(paint, y, 0, paint->w,
		    p->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
	buf_release(&date);
}

/* How many lines there are, and the headline of the one under the cursor. */
static void
paint_border(const struct dossier *d, struct paint *paint, int y)
{
	const struct concord_line *line = list_selected(&d->list);
	uint32_t articles =
	    d->id > 0 ? d->entity.articles : d->unknown.articles;
	uint32_t times = d->id > 0 ? d->entity.mentions : d->unknown.mentions;
	int x = 2;

	paint_fill(paint, y, 0, paint->w, ROLE_BORDER, 0x2500); /* ─ */
	if (line == NULL) {
		(void)paint_text(paint, y, x, paint->w - 3, ROLE_DIM,
		    str_of(" no article names it "));
		return;
	}
	x += paint_textf(paint, y, x, paint->w - 3, ROLE_DIM,
	    " %u in %u article%s ", times, articles, articles == 1 ? "" : "s");
	if (d->item == 0 && paint->w - x > 20) {
		paint_put(paint, y, x + 1, ROLE_DIM, ' ');
		x += 2;
		x += paint_text(paint, y, x, paint->w - x - 2, ROLE_TITLE,
		    line->article.title);
		paint_put(paint, y, x, ROLE_DIM, ' ');
	}
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct dossier *d = p->state;
	int y;

	if (d->id == 0)
		(void)paint_text(paint, 0, 1, paint->w - 2, ROLE_DIM,
		    str_of("No name is chosen"));
	if (d->id == 0 || !d->ready)
		return;
	y = upper(d);
	paint_upper(p, paint, y);
	if (y >= paint->h)
		return;
	paint_border(d, paint, y);
	for (size_t i = 0; y + 1 + (int)i < paint->h; i++) {
		if (list_row(&d->list, i) == NULL)
			break;
		paint_place(p, paint, y + 1 + (int)i, i);
	}
}

static void
heading(const struct pane *p, struct buf *out)
{
	const struct dossier *d = p->state;

	if (d->ready)
		buf_str(out, d->id > 0 ? d->entity.name : d->unknown.text);
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
	i = y - upper(d) - 1;
	if (list_row(&d->list, (size_t)i) == NULL)
		return;
	d->item = 0;
	if (!list_move(&d->list, i - (int64_t)list_cursor(&d->list), &err))
		app_fail(p->app, &err);
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
	pane_dirty(p);
}

static void
shut(struct pane *p)
{
	struct dossier *d = p->state;

	list_release(&d->list);
	relation_form_release(&d->form);
	arena_release(&d->arena);
	arena_release(&d->past);
}

const struct pane_ops pane_dossier = {
	.name = "dossier",
	.title = "Dossier",
	.topics = TOPIC_BIT(TOPIC_ENTITY) | TOPIC_BIT(TOPIC_NOTE) |
		  TOPIC_BIT(TOPIC_CLAIM) | TOPIC_BIT(TOPIC_ARTICLE) |
		  TOPIC_BIT(TOPIC_TEXT),
	.size = sizeof(struct dossier),
	.recalc = recalc,
	.paint = paint,
	.heading = heading,
	.click = click,
	.scroll = scroll,
	.close = shut,
};
