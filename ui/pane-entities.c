#include "config.h"

#include "ui/pane-entities.h"

/* In the order of the pane. */
static const struct {
	const char *heading;
	enum role role;
} kinds[ENTITY_KINDS] = {
	[ENTITY_PERSON] = { "PEOPLE", ROLE_PERSON },
	[ENTITY_FACTION] = { "FACTIONS", ROLE_FACTION },
	[ENTITY_PLACE] = { "PLACES", ROLE_PLACE },
	[ENTITY_OUTLET] = { "OUTLETS", ROLE_OUTLET },
	[ENTITY_OTHER] = { "OTHERS", ROLE_OTHER },
};
static const enum entity_kind order[] = { ENTITY_FACTION, ENTITY_PERSON,
	ENTITY_PLACE, ENTITY_OUTLET, ENTITY_OTHER };

enum role
entity_role(enum entity_kind kind)
{
	return kind < ENTITY_KINDS ? kinds[kind].role : ROLE_OTHER;
}

const char *
entity_heading(enum entity_kind kind)
{
	return kind < ENTITY_KINDS ? kinds[kind].heading : "SUGGESTED";
}

static void
add_kind(struct entities *e, const struct current *cur, enum entity_kind kind)
{
	bool first = true;

	for (size_t i = 0; i < cur->n_entities; i++) {
		const struct entity_count *c = &cur->entities[i];

		if (c->kind != kind)
			continue;
		if (first)
			e->rows[e->n++] = (struct entities_row){ .kind = kind };
		first = false;
		e->rows[e->n++] =
		    (struct entities_row){ .entity = c, .kind = kind };
		if (c->entity == e->id && cur->entity == e->id)
			e->rows[e->n++] = (struct entities_row){
				.entity = c, .kind = kind, .spelling = true
			};
	}
}

static void
add_suggestions(struct entities *e)
{
	for (size_t i = 0; i < e->n_suggestions; i++) {
		const struct unnamed *s = &e->suggestions[i];

		if (i == 0 || s->described != s[-1].described)
			e->rows[e->n++] =
			    (struct entities_row){ .kind = ENTITY_KINDS,
				    .spelling = s->described };
		e->rows[e->n++] = (struct entities_row){
			.entity = &e->suggestions[i].count,
			.kind = e->suggestions[i].count.kind,
		};
	}
}

static size_t
row_of(const struct entities *e, int64_t id)
{
	for (size_t i = 0; i < e->n; i++)
		if (e->rows[i].entity != NULL &&
		    e->rows[i].entity->entity == id)
			return i;
	return SIZE_MAX;
}

/* Keep the cursor in sight, with its heading and its spelling. */
static void
settle(struct entities *e)
{
	size_t h = e->h > 0 ? (size_t)e->h : 1, row = row_of(e, e->id);
	size_t first, last;

	if (row == SIZE_MAX)
		row = 0;
	first = row > 0 && e->rows[row - 1].entity == NULL ? row - 1 : row;
	last = row + 1 < e->n && e->rows[row + 1].spelling ? row + 1 : row;
	if (last >= e->top + h)
		e->top = last + 1 - h;
	if (first < e->top)
		e->top = first;
	if (e->top + h > e->n)
		e->top = e->n > h ? e->n - h : 0;
}

static void
build(struct pane *p)
{
	struct entities *e = p->state;
	const struct current *cur = &p->app->cur;

	arena_reset(&e->arena);
	e->n = 0;
	entities_suggest(p->app, e);
	e->rows = arena_array(&e->arena,
	    cur->n_entities + e->n_suggestions + ENTITY_KINDS + 4,
	    sizeof *e->rows);
	if (e->article != cur->article.row.id) {
		e->article = cur->article.row.id;
		e->mention = SIZE_MAX;
		e->top = 0;
	}
	if (cur->entity != 0)
		e->id = cur->entity;
	for (size_t i = 0; i < ARRAY_LEN(order); i++)
		add_kind(e, cur, order[i]);
	add_suggestions(e);
	if (row_of(e, e->id) == SIZE_MAX && e->n > 1)
		e->id = e->rows[1].entity->entity;
	e->h = p->h;
	settle(e);
	e->generation = cur->generation;
	e->ready = true;
	pane_dirty(p);
}

static bool
recalc(struct pane *p, struct err *err)
{
	(void)err;
	build(p);
	return true;
}

struct entities *
entities_of(struct app *app)
{
	struct pane *p = app_pane(app, "entities");
	struct entities *e = p != NULL ? p->state : NULL;

	if (e != NULL && (!e->ready || e->generation != app->cur.generation))
		build(p);
	return e;
}

void
entities_choose(struct app *app, int64_t id)
{
	struct pane *p = app_pane(app, "entities");
	struct pane *reader = app_pane(app, "reader");
	struct entities *e = entities_of(app);

	if (e == NULL)
		return;
	if (e->id != id)
		e->mention = SIZE_MAX;
	if (id != 0)
		e->id = id;
	app->cur.entity = id;
	build(p);
	if (reader != NULL)
		pane_dirty(reader);
}

void
entities_move(struct app *app, int64_t by)
{
	struct entities *e = entities_of(app);
	size_t row;
	int64_t left = by < 0 ? -by : by;

	if (e == NULL || e->n == 0)
		return;
	row = row_of(e, e->id);
	if (row == SIZE_MAX)
		row = 0;
	for (size_t i = row; left > 0;) {
		if (by < 0 ? i == 0 : i + 1 >= e->n)
			break;
		i = by < 0 ? i - 1 : i + 1;
		if (e->rows[i].entity == NULL || e->rows[i].spelling)
			continue;
		row = i;
		left--;
	}
	if (e->rows[row].entity != NULL)
		entities_choose(app, e->rows[row].entity->entity);
}

const struct mention *
entities_next_mention(struct app *app, int dir)
{
	struct entities *e = entities_of(app);
	const struct current *cur = &app->cur;
	size_t i, n = cur->n_mentions;

	if (e == NULL || n == 0)
		return NULL;
	if (app->cur.entity != e->id)
		entities_choose(app, e->id);
	i = e->mention < n ? e->mention : dir > 0 ? n - 1 : 0;
	for (size_t k = 0; k < n; k++) {
		i = dir > 0 ? (i + 1) % n : (i + n - 1) % n;
		if (cur->mentions[i].entity == e->id) {
			e->mention = i;
			pane_dirty(app_pane(app, "entities"));
			return &cur->mentions[i];
		}
	}
	return NULL;
}

/* 2/7 "Gen. Haftar": what stands at the mention, the first before any was
 * visited. */
static void
spelling(const struct pane *p, struct buf *out)
{
	const struct entities *e = p->state;
	const struct current *cur = &p->app->cur;
	size_t number = 0, total = 0, shown = e->mention;

	for (size_t i = 0; i < cur->n_mentions; i++) {
		if (cur->mentions[i].entity != e->id)
			continue;
		total++;
		if (shown == SIZE_MAX)
			shown = i;
		if (i == shown)
			number = total;
	}
	if (shown >= cur->n_mentions)
		return;
	if (e->mention != SIZE_MAX)
		buf_addf(out, "%zu/%zu ", number, total);
	buf_puts(out, "\xe2\x81\xa8\xe2\x80\x9c");
	buf_str(
	    out, str_slice(cur->article.text, cur->mentions[shown].span.from,
		     cur->mentions[shown].span.to));
	buf_puts(out, "\xe2\x80\x9d\xe2\x81\xa9");
}

/* A name, the short one where there is no room for it. */
static struct str
fitting(const struct entity_count *c, int cols)
{
	return c->short_name.len > 0 && cells_width(c->name) > cols
		   ? c->short_name
		   : c->name;
}

static void
paint_name(const struct pane *p, struct paint *paint, int y,
    const struct entities_row *row)
{
	const struct entities *e = p->state;
	enum role role = entity_role(row->kind);
	char count[16];
	int cols;

	snprintf(count, sizeof count, "%u", row->entity->mentions);
	cols = (int)strlen(count);
	/* ■, hollow where it is only a guess */
	paint_put(paint, y, 1, role, row->entity->entity > 0 ? 0x25a0 : 0x25a1);
	(void)paint_text(paint, y, 3, paint->w - 3 - cols - 2, ROLE_TEXT,
	    fitting(row->entity, paint->w - 3 - cols - 2));
	(void)paint_text(
	    paint, y, paint->w - cols - 1, cols, ROLE_DIM, str_of(count));
	if (row->entity->entity != e->id)
		return;
	if (p->focused)
		paint_role(paint, y, 0, paint->w, ROLE_SELECTED);
	else if (p->app->cur.entity == e->id)
		paint_role(paint, y, 0, paint->w, ROLE_SELECTED_DIM);
}

static void
paint_empty(const struct pane *p, struct paint *paint)
{
	if (p->app->cur.article.row.id == 0)
		return;
	(void)paint_text(
	    paint, 0, 1, paint->w - 2, ROLE_DIM, str_of("No known name here"));
	(void)paint_text(
	    paint, 1, 1, paint->w - 2, ROLE_DIM, str_of("4  the register"));
}

/* There is more above or below what is shown. */
static void
paint_more(const struct entities *e, struct paint *paint)
{
	if (e->top > 0)
		paint_put(paint, 0, paint->w - 1, ROLE_FOCUS, 0x25b4); /* ▴ */
	if (e->top + (size_t)paint->h < e->n)
		paint_put(paint, paint->h - 1, paint->w - 1, ROLE_FOCUS,
		    0x25be); /* ▾ */
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct entities *e = p->state;
	struct buf text = { 0 };

	if (e->n == 0) {
		paint_empty(p, paint);
		return;
	}
	for (int y = 0; y < paint->h && e->top + (size_t)y < e->n; y++) {
		const struct entities_row *row = &e->rows[e->top + (size_t)y];

		if (row->entity == NULL) {
			(void)paint_text(paint, y, 1, paint->w - 1, ROLE_DIM,
			    str_of(row->spelling ? "DESCRIBED"
						 : entity_heading(row->kind)));
		} else if (row->spelling) {
			spelling(p, &text);
			(void)paint_text(paint, y, 3, paint->w - 4,
			    ROLE_MENTION, buf_view(&text));
		} else {
			paint_name(p, paint, y, row);
		}
	}
	paint_more(e, paint);
	buf_release(&text);
}

static void
click(struct pane *p, int y, int x, bool doubled)
{
	struct entities *e = entities_of(p->app);
	size_t i = e->top + (size_t)(y < 0 ? 0 : y);

	(void)x;
	(void)doubled;
	if (i < e->n && e->rows[i].entity != NULL)
		entities_choose(p->app, e->rows[i].entity->entity);
}

static void
scroll(struct pane *p, int lines)
{
	entities_move(p->app, lines);
}

static void
shut(struct pane *p)
{
	struct entities *e = p->state;

	arena_release(&e->arena);
	buf_release(&e->naming.spelling);
}

const struct pane_ops pane_entities = {
	.name = "entities",
	.title = "Entities",
	.topics = TOPIC_BIT(TOPIC_CURRENT),
	.size = sizeof(struct entities),
	.recalc = recalc,
	.paint = paint,
	.click = click,
	.scroll = scroll,
	.close = shut,
};
