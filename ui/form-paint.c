#include "config.h"

#include "model/words.h"
#include "model/wrap.h"
#include "ui/form.h"
#include "ui/pane-reader.h"
#include "ui/ui.h"

enum {
	LABEL = 11,     /* columns of a label at the left */
	SAID_LEAST = 8, /* columns below which nothing is said */
	SAVED = 15,     /* columns of "saved 09:41:07" and what divides it */
	FOUND = 6,      /* completions at a time */
	TEXT_LEAST = 4, /* rows of the passage that stay in sight */
};

/* Fields that share a row: [first, end). */
static size_t
row_end(const struct form *f, size_t first)
{
	size_t end = first;
	while (end + 1 < f->opts.n && f->fields[end].half)
		end++;
	return end + 1;
}

/* Rows that are seldom wanted are there when the keys come to them. */
static bool
is_hidden(const struct form *f, size_t first)
{
	size_t late = 0;
	while (late < f->opts.n && !f->fields[late].late)
		late++;
	for (size_t i = first; i < row_end(f, first); i++)
		if (!f->fields[i].late || f->edit[i].text.len > 0 || f->bad[i])
			return false;
	return f->at + 1 < late;
}

/* How many lines a row of fields takes. */
static int
lines_of(const struct form *f, size_t first)
{
	if (is_hidden(f, first))
		return 0;
	return f->fields[first].tall ? 2 : 1;
}

static int
rows_of(const struct form *f)
{
	int rows = 0;
	for (size_t i = 0; i < f->opts.n; i = row_end(f, i))
		rows += lines_of(f, i);
	return rows;
}

/* The form takes the width of the reader's pane, under the passage where that
 * leaves room, else over the bottom; some rows of the text stay in sight. */
void
form_place(struct app *app)
{
	struct form *f = app->ui->form;
	const struct layout *l = &app->ui->layout;
	struct rect all = { 0 };
	int below = -1, most;
	for (size_t i = 0; i < l->n; i++)
		if (all.h == 0 || strcmp(l->slots[i].pane, "reader") == 0)
			all = l->slots[i].inside;
	most = all.h > 2 * TEXT_LEAST ? all.h - TEXT_LEAST : all.h;
	f->frame = all;
	f->frame.h = rows_of(f) + 2 < most ? rows_of(f) + 2 : most;
	below = reader_hold(app, f->opts.passage, f->frame.h);
	if (below < 0 || below + f->frame.h > all.h)
		below = all.h - f->frame.h;
	f->frame.y = all.y + below;
}

/* What is to be said on the field in focus and has no room behind its value. */
static struct str
unsaid(const struct form *f)
{
	bool no_value = f->fields[f->at].tall || f->edit[f->at].text.len == 0;

	if (f->cut || (no_value && f->bad[f->at]))
		return buf_view(&f->said[f->at]);
	return (struct str){ 0 };
}

/* Does it stand on the line of messages, for the frame is too narrow? */
static bool
is_wide(const struct form *f, const struct paint *screen, struct str said)
{
	int frame = f->frame.w - 4;

	return cells_width(said) > frame && screen->w - 2 - SAVED > frame;
}

static void
paint_wide(const struct app *app, const struct form *f, struct paint *screen)
{
	struct str said = unsaid(f);

	if (app->ui->ask == NULL && is_wide(f, screen, said))
		(void)paint_text(screen, screen->h - 1, 1,
		    screen->w - 2 - SAVED,
		    f->bad[f->at] && !f->typing ? ROLE_ERROR : ROLE_DIM, said);
}

static void
paint_frame(const struct form *f, const struct paint *screen, struct paint *b)
{
	struct str said = unsaid(f);
	paint_fill(b, 0, 0, b->w, ROLE_FOCUS, 0x2500);
	paint_fill(b, b->h - 1, 0, b->w, ROLE_FOCUS, 0x2500);
	(void)paint_textf(b, 0, 1, b->w - 2, ROLE_FOCUS, " %s ", f->title);
	if (said.len > 0 && !is_wide(f, screen, said)) {
		(void)paint_textf(b, b->h - 1, 1, b->w - 2,
		    f->bad[f->at] && !f->typing ? ROLE_ERROR : ROLE_DIM, " %s ",
		    said.p);
		return;
	}
	(void)paint_text(b, b->h - 1, 1, b->w - 2, ROLE_DIM,
	    str_of(" Enter save  Tab next  C-n choose  Esc leave "));
}

/* What a value means, behind it. */
static void
paint_said(struct form *f, struct paint *b, size_t i, struct rect r)
{
	struct str said = buf_view(&f->said[i]);
	bool wrong = f->bad[i] && (i != f->at || !f->typing);
	if (said.len == 0)
		return;
	if (i == f->at)
		f->cut = cells_width(said) > r.w;
	if (r.w >= SAID_LEAST)
		(void)paint_text(
		    b, r.y, r.x, r.w, wrong ? ROLE_ERROR : ROLE_DIM, said);
}

static void
paint_tall(
    struct app *app, struct form *f, struct paint *b, size_t i, struct rect r)
{
	struct str text = buf_view(&f->edit[i].text);
	struct line *lines;
	size_t n, top = 0, here;
	wrap_text(b->arena, text, r.w > 2 ? r.w - 1 : 1, &lines, &n);
	here = n > 0 ? wrap_line_at(lines, n, (uint32_t)f->edit[i].at) : 0;
	if (i == f->at && here >= (size_t)r.h)
		top = here - (size_t)r.h + 1;
	for (size_t k = top; k < n && k < top + (size_t)r.h; k++) {
		const struct line *l = &lines[k];
		int y = r.y + (int)(k - top);
		(void)paint_line(b, y, r.x, r.w, text, l, ROLE_TEXT);
		if (i != f->at || k != here)
			continue;
		app->ui->cursor_y = b->y + y;
		app->ui->cursor_x =
		    b->x + paint_column(b, r.x, r.w, text, l, f->edit[i].at);
	}
}

/* Without a value: what is taken then. */
static void
paint_empty(struct app *app, const struct form *f, struct paint *b, size_t i,
    struct rect r)
{
	struct line *lines;
	size_t n;
	wrap_text(
	    b->arena, f->fields[i].empty, r.w > 2 ? r.w - 1 : 1, &lines, &n);
	for (size_t k = 0; k < n && k < (size_t)r.h; k++)
		(void)paint_line(b, r.y + (int)k, r.x, r.w, f->fields[i].empty,
		    &lines[k], ROLE_DIM);
	if (i != f->at)
		return;
	app->ui->cursor_y = b->y + r.y;
	app->ui->cursor_x = b->x + r.x;
	if (n > 0) /* at its first word, which may stand at the right */
		app->ui->cursor_x =
		    b->x +
		    paint_column(b, r.x, r.w, f->fields[i].empty, &lines[0], 0);
}

/* A value on one row, and behind it what it means. */
static void
paint_value(
    struct app *app, struct form *f, struct paint *b, size_t i, struct rect r)
{
	struct str value = buf_view(&f->edit[i].text);
	int w = cells_width(value) + 2 < r.w ? cells_width(value) + 2 : r.w;
	if (i == f->at) {
		app->ui->cursor_x = b->x + paint_edit(b, r.y, r.x, w, ROLE_TEXT,
					       value, f->edit[i].at);
		app->ui->cursor_y = b->y + r.y;
	} else {
		(void)paint_text(b, r.y, r.x, w, ROLE_TEXT, value);
	}
	r.x += w;
	r.w -= w;
	paint_said(f, b, i, r);
}

static void
paint_field(
    struct app *app, struct form *f, struct paint *b, size_t i, struct rect r)
{
	struct str value = buf_view(&f->edit[i].text);
	int label = f->labels[i];
	(void)paint_text(b, r.y, r.x, label - 1,
	    i == f->at ? ROLE_PROMPT : ROLE_DIM, str_of(f->fields[i].label));
	f->place[i] = (struct rect){ b->y + r.y, b->x + r.x, r.h, r.w };
	r.x += label;
	r.w -= label;
	if (value.len == 0)
		paint_empty(app, f, b, i, r);
	else if (r.h > 1)
		paint_tall(app, f, b, i, r);
	else
		paint_value(app, f, b, i, r);
}

static void
paint_row(struct app *app, struct form *f, struct paint *b, size_t first, int y)
{
	size_t end = row_end(f, first), n = end - first;
	int w = (b->w - 2) / (int)n;
	for (size_t i = first; i < end; i++) {
		int x = 1 + (int)(i - first) * w;
		f->labels[i] =
		    i == first ? LABEL
			       : cells_width(str_of(f->fields[i].label)) + 2;
		paint_field(app, f, b, i,
		    (struct rect){ y, x, f->fields[i].tall ? 2 : 1,
			i + 1 == end ? b->w - 1 - x : w - 1 });
	}
}

static void
paint_found(const struct form *f, struct paint *screen)
{
	const struct rect *p = &f->place[f->at];
	int n = f->n_found < FOUND ? (int)f->n_found : FOUND, w = 0;
	size_t first = f->chosen >= FOUND ? f->chosen - FOUND + 1 : 0;
	int y = p->y + p->h, x = p->x + f->labels[f->at] - 1;
	if (f->n_found == 0)
		return;
	if (y + n > screen->h - 1)
		y = p->y - n;
	for (int i = 0; i < n; i++) {
		int cols = cells_width(f->found[first + (size_t)i]);
		w = cols > w ? cols : w;
	}
	w = w + 2 < screen->w - x ? w + 2 : screen->w - x;
	for (int i = 0; i < n; i++) {
		size_t k = first + (size_t)i;
		enum role role =
		    k == f->chosen ? ROLE_SELECTED : ROLE_SELECTED_DIM;
		paint_fill(screen, y + i, x, w, role, ' ');
		(void)paint_text(
		    screen, y + i, x + 1, w - 2, role, f->found[k]);
	}
}

/* The row at which the field in focus stands, of all rows. */
static int
row_of(const struct form *f, size_t field)
{
	int y = 0;
	for (size_t i = 0; i < f->opts.n; i = row_end(f, i)) {
		if (field < row_end(f, i))
			return y;
		y += lines_of(f, i);
	}
	return y;
}

void
form_paint(struct app *app, struct paint *screen)
{
	struct form *f = app->ui->form;
	if (app->ui->layout.too_small)
		return;
	struct paint b =
	    paint_sub(screen, f->frame.y, f->frame.x, f->frame.h, f->frame.w);
	int h = b.h - 2, at = row_of(f, f->at), y = 0;
	int top = at + 2 > h ? at + 2 - h : 0;
	f->cut = false;
	paint_clear(&b);
	memset(f->place, 0, sizeof f->place);
	for (size_t i = 0; i < f->opts.n; i = row_end(f, i)) {
		int rows = lines_of(f, i);
		if (rows > 0 && y >= top && y + rows <= top + h)
			paint_row(app, f, &b, i, 1 + y - top);
		y += rows;
	}
	paint_frame(f, screen, &b);
	paint_wide(app, f, screen);
	paint_found(f, screen);
	if (app->ui->ask != NULL)
		app->ui->cursor_y = -1;
}
