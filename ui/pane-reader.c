#include "config.h"

#include "ui/pane-reader.h"

#include "model/terms.h"
#include "model/words.h"
#include "store/article.h"
#include "ui/reader-head.h"
#include "ui/ui.h"

struct str
reader_text_of(const struct app *app)
{
	return app->cur.article.text;
}

/* Columns of text, with blanks before it: one for the margin's marks; and
 * behind it room for the signs of claims and notes, always: the first of them
 * moves no word under the reader's eyes. */
static int
measure_of(const struct reader *r, int w)
{
	int cols = w > 4 ? w - 2 : 2;

	if (w > 4 * READER_SIGNS)
		cols -= READER_SIGNS;

	return r->full || cols < READER_MEASURE ? cols : READER_MEASURE;
}

void
reader_wrap(struct app *app, struct current *cur)
{
	const struct pane *p = app_pane(app, "reader");
	int measure =
	    p != NULL ? measure_of(p->state, p->w > 0 ? p->w : 80) : 0;

	if (measure == 0 || cur->measure == measure)
		return;
	cur->lines = NULL;
	cur->n_lines = 0;
	if (cur->article.text.len > 0)
		wrap_text(&cur->arena, cur->article.text, measure, &cur->lines,
		    &cur->n_lines);
	cur->measure = measure;
}

static void
leave(struct reader *r)
{
	size_t i;

	if (r->article == 0)
		return;
	for (i = 0; i < r->n_places; i++)
		if (r->places[i].article == r->article)
			break;
	if (i == READER_PLACES) {
		memmove(&r->places[0], &r->places[1],
		    sizeof r->places - sizeof r->places[0]);
		i--;
	}
	if (i == r->n_places)
		r->n_places++;
	r->places[i].article = r->article;
	r->places[i].place = r->place;
	r->places[i].cursor = r->cursor;
}

/* Another article is open: to where it was left, else to its start. */
static void
enter(struct reader *r, const struct app *app)
{
	leave(r);
	r->article = app->cur.article.row.id;
	r->place = (struct reader_place){ false, 0 };
	cursor_to(&r->cursor, reader_text_of(app), 0);
	arena_reset(&r->found_arena);
	r->n_found = 0;
	for (size_t i = 0; i < r->n_places; i++) {
		if (r->places[i].article != r->article)
			continue;
		r->place = r->places[i].place;
		/* The text may have been corrected since. */
		cursor_to(&r->cursor, reader_text_of(app),
		    r->places[i].cursor.sentence.from);
	}
	if (r->what.len > 0)
		reader_find(&r->found_arena, reader_text_of(app),
		    buf_view(&r->what), &r->found, &r->n_found);
}

/* What the list's query found in this text. */
static void
find_hits(struct reader *r, const struct app *app)
{
	struct str *terms = NULL;
	size_t n = 0;

	r->hits = NULL;
	r->n_hits = 0;
	if (app->list.find != NULL)
		store_find_terms(app->list.find, &r->arena, &terms, &n);
	if (n > 0)
		terms_find(terms_new(&r->arena, terms, n), reader_text_of(app),
		    &r->arena, &r->hits, &r->n_hits);
}

/* The pane's border has no room for the title, or is not there. */
static bool
title_inside(const struct pane *p, struct str title)
{
	return p->tabbed || cells_width(title) > p->w - 2;
}

static bool
is_copy(const struct current *cur, int64_t id)
{
	for (size_t i = 0; i < cur->n_copies; i++)
		if (cur->copies[i].id == id)
			return true;
	return false;
}

/* The one beside stays only as long as its copies are read. */
static void
compare(struct reader *r, const struct app *app)
{
	r->compared = (struct comparison){ 0 };
	if (r->other.row.id != 0 && !is_copy(&app->cur, r->other.row.id)) {
		arena_reset(&r->other_arena);
		r->other = (struct article){ 0 };
	}
	if (r->other.row.id != 0)
		compare_texts(&r->arena, app->cur.article.text, r->other.text,
		    &r->compared);
	reader_copies(&r->copies, app->cur.copies, app->cur.n_copies);
	buf_reset(&r->beside);
	if (r->other.row.id != 0)
		reader_differences(
		    &r->beside, &r->compared, &app->cur.article, &r->other);
}

bool
reader_beside(struct app *app, int64_t id, struct err *err)
{
	struct pane *p = app_pane(app, "reader");
	struct reader *r = p->state;

	arena_reset(&r->other_arena);
	r->other = (struct article){ 0 };
	if (id != 0 &&
	    !store_article_get(app->store, id, &r->other_arena, &r->other, err))
		return false;
	r->ready = false;
	r->article = app->cur.article.row.id;
	pane_stale(p);
	return true;
}

/* What is held stays in sight; the reader's own place stays what it was. */
static void
keep_held(struct reader *r)
{
	size_t row, h = r->h > 0 ? (size_t)r->h : 20, below = (size_t)r->below;

	if (r->below == 0 || r->held.to == 0)
		return;
	row = reader_row_of(&r->layout, r->held.to - 1) + 1;
	if (row < r->top + 1)
		r->top = row - 1;
	if (row + below > r->top + h)
		r->top = below < h ? row + below - h : row - 1;
}

static void
lay_out(struct pane *p, struct reader *r)
{
	const struct article *a = &p->app->cur.article;

	arena_reset(&r->arena);
	reader_wrap(p->app, &p->app->cur);
	reader_meta(&r->meta, a);
	reader_codes(&r->meta, p->app->cur.codes, p->app->cur.n_codes);
	reader_warn(&r->warn, a);
	compare(r, p->app);
	r->layout = (struct reader_layout){
		.title =
		    title_inside(p, a->row.title) ? a->row.title : str_of(""),
		.meta = buf_view(&r->meta),
		.link = a->row.url,
		.copies = buf_view(&r->copies),
		.beside = buf_view(&r->beside),
		.warn = buf_view(&r->warn),
		.text = a->text,
		.lines = p->app->cur.lines,
		.n_lines = p->app->cur.n_lines,
	};
	reader_layout(&r->layout, &r->arena, p->app->cur.measure);
	find_hits(r, p->app);
	r->top = reader_place_row(&r->layout, r->place);
	r->generation = p->app->cur.generation;
	r->list_generation = p->app->ui->list_generation;
	r->h = p->h;
	r->w = p->w;
	keep_held(r);
	r->ready = true;
}

static void
share(struct app *app, const struct reader *r)
{
	app->cur.passage = cursor_passage(&r->cursor);
	app->cur.selected = cursor_selecting(&r->cursor);
}

static void
freshen(struct pane *p)
{
	struct reader *r = p->state;
	const struct current *cur = &p->app->cur;

	if (r->ready && r->generation == cur->generation &&
	    r->list_generation == p->app->ui->list_generation && r->h == p->h &&
	    r->w == p->w)
		return;
	if (r->article != cur->article.row.id)
		enter(r, p->app);
	lay_out(p, r);
	share(p->app, r);
	pane_dirty(p);
}

static bool
recalc(struct pane *p, struct err *err)
{
	(void)err;
	freshen(p);
	return true;
}

struct reader *
reader_of(struct app *app)
{
	struct pane *p = app_pane(app, "reader");

	if (p == NULL || app->cur.article.row.id == 0)
		return NULL;
	freshen(p);
	return p->state;
}

static size_t
last_top(const struct reader *r)
{
	size_t h = r->h > 0 ? (size_t)r->h : 20;

	return r->layout.n > h ? r->layout.n - h : 0;
}

static void
set_top(struct reader *r, size_t top)
{
	size_t last = last_top(r);

	r->top = top < last ? top : last;
	r->place = reader_place_of(&r->layout, r->top);
}

static void
changed(struct app *app, struct reader *r)
{
	struct pane *notes = app_pane(app, "notes");

	share(app, r);
	pane_dirty(app_pane(app, "reader"));
	if (notes != NULL)
		pane_dirty(notes);
}

void
reader_moved(struct app *app)
{
	struct reader *r = reader_of(app);
	struct span s;
	size_t first, last, h;

	if (r == NULL)
		return;
	h = r->h > 0 ? (size_t)r->h : 20;
	s = cursor_focus(&r->cursor);
	first = reader_row_of(&r->layout, s.from);
	last = reader_row_of(&r->layout, s.to > s.from ? s.to - 1 : s.to);
	/* Not more than a few lines of context are lost by a jump. */
	if (first < r->top || last >= r->top + h) {
		size_t above = h / 4;

		if (last >= r->top + h && last < r->top + h + h / 4 &&
		    last - first < h)
			set_top(r, last + 1 - h + (h > 6 ? 2 : 0));
		else
			set_top(r, first > above ? first - above : 0);
	}
	if (first == r->layout.head && first < h)
		set_top(r, 0);
	changed(app, r);
}

/* Scrolling takes the cursor along: it stays in sight. */
static void
drag(struct app *app, struct reader *r)
{
	struct span s = cursor_focus(&r->cursor);
	size_t row = reader_row_of(&r->layout, s.from), h = (size_t)r->h;
	struct str text = reader_text_of(app);
	struct span next;

	if (cursor_selecting(&r->cursor) || h == 0 ||
	    (row >= r->top && row < r->top + h))
		return;
	if (row < r->top) {
		row = r->top > r->layout.head ? r->top : r->layout.head;
		if (row >= r->layout.n)
			return;
		cursor_to(&r->cursor, text, r->layout.rows[row].line.span.from);
		if (r->cursor.sentence.from <
			r->layout.rows[row].line.span.from &&
		    sentence_next(text, r->cursor.sentence.from, &next) &&
		    reader_row_of(&r->layout, next.from) < r->top + h)
			cursor_to(&r->cursor, text, next.from);
	} else {
		row = r->top + h - 1;
		cursor_to(&r->cursor, text, r->layout.rows[row].line.span.from);
	}
}

bool
reader_scroll(struct app *app, int rows)
{
	struct reader *r = reader_of(app);
	int64_t top;
	size_t was;

	if (r == NULL)
		return false;
	was = r->top;
	top = (int64_t)r->top + rows;
	set_top(r, top < 0 ? 0 : (size_t)top);
	if (r->top == was)
		return false;
	drag(app, r);
	changed(app, r);
	return true;
}

void
reader_end(struct app *app, int dir)
{
	struct reader *r = reader_of(app);
	struct str text = reader_text_of(app);
	uint32_t at = dir < 0 ? 0 : (uint32_t)text.len;

	if (r == NULL)
		return;
	if (cursor_selecting(&r->cursor)) {
		struct cursor there;

		cursor_to(&there, text, at);
		r->cursor.head = there.sentence;
	} else {
		cursor_to(&r->cursor, text, at);
	}
	set_top(r, dir < 0 ? 0 : r->layout.n);
	changed(app, r);
}

void
reader_show(struct app *app, struct span span)
{
	struct reader *r = reader_of(app);

	if (r == NULL)
		return;
	cursor_point(&r->cursor, reader_text_of(app), span);
	reader_moved(app);
}

void
reader_go(struct app *app, uint32_t at)
{
	struct reader *r = reader_of(app);

	if (r == NULL)
		return;
	cursor_to(&r->cursor, reader_text_of(app), at);
	reader_moved(app);
}

int
reader_hold(struct app *app, struct span passage, int rows)
{
	struct reader *r = reader_of(app);

	if (r == NULL)
		return -1;
	if (rows == r->below && passage.from == r->held.from &&
	    passage.to == r->held.to && rows == 0)
		return -1;
	r->held = passage;
	r->below = passage.to > 0 ? rows : 0;
	r->top = reader_place_row(&r->layout, r->place);
	keep_held(r);
	pane_dirty(app_pane(app, "reader"));
	if (r->below == 0)
		return -1;
	return (int)(reader_row_of(&r->layout, passage.to - 1) + 1 - r->top);
}

void
reader_look_for(struct app *app, struct str what)
{
	struct reader *r = reader_of(app);

	if (r == NULL)
		return;
	buf_reset(&r->what);
	buf_str(&r->what, what);
	arena_reset(&r->found_arena);
	reader_find(
	    &r->found_arena, reader_text_of(app), what, &r->found, &r->n_found);
	pane_dirty(app_pane(app, "reader"));
}

static void
heading(const struct pane *p, struct buf *out)
{
	const struct article_row *r = &p->app->cur.article.row;
	const struct reader *reader = p->state;

	/* Among tabs only once the headline has left the screen. */
	if (r->id == 0 || (p->tabbed && reader->top == 0))
		buf_puts(out, "Reader");
	else if (r->title.len == 0)
		buf_puts(out, "(no title)");
	else
		buf_str(out, r->title);
}

static void
click(struct pane *p, int y, int x, bool doubled)
{
	struct reader *r = reader_of(p->app);
	size_t row;
	struct str text = reader_text_of(p->app);
	struct span word;

	(void)x;
	if (r == NULL || y < 0)
		return;
	row = r->top + (size_t)y;
	if (row >= r->layout.n || r->layout.rows[row].part != PART_TEXT)
		return;
	cursor_to(&r->cursor, text, r->layout.rows[row].line.span.from);
	if (doubled &&
	    word_next(text, r->layout.rows[row].line.span.from, &word)) {
		cursor_point(&r->cursor, text, word);
		cursor_select(&r->cursor, text);
	}
	changed(p->app, r);
}

static void
scroll(struct pane *p, int lines)
{
	(void)reader_scroll(p->app, lines);
}

static void
shut(struct pane *p)
{
	struct reader *r = p->state;

	arena_release(&r->arena);
	arena_release(&r->found_arena);
	arena_release(&r->other_arena);
	buf_release(&r->meta);
	buf_release(&r->copies);
	buf_release(&r->beside);
	buf_release(&r->warn);
	buf_release(&r->what);
	layers_release(&r->layers);
}

const struct pane_ops pane_reader = {
	.name = "reader",
	.title = "Reader",
	.topics = TOPIC_BIT(TOPIC_CURRENT) | TOPIC_BIT(TOPIC_LIST),
	.size = sizeof(struct reader),
	.recalc = recalc,
	.paint = reader_paint,
	.heading = heading,
	.click = click,
	.scroll = scroll,
	.close = shut,
};
