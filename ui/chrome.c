#include "config.h"

#include <time.h>

#include "model/wrap.h"
#include "ui/pane-articles.h"
#include "ui/ui.h"

enum { SAVED_COLS = 16, HINTS = 24 };

/* Does a line say what it says on the screen already? Else it does from now
 * on. Takes over said. */
static bool
shown(struct app *app, struct buf *shown, struct buf *said)
{
	bool same =
	    !app->ui->repaint && str_eq(buf_view(shown), buf_view(said));
	buf_release(shown);
	*shown = *said;
	return same;
}

static enum role
border_role(const struct app *app, const struct slot *s)
{
	const char *focus = app->ui->focus[app->view];
	return focus != NULL && strcmp(focus, s->pane) == 0 ? ROLE_FOCUS
							    : ROLE_BORDER;
}

/* Arms of a border cell: up, down, left, right. */
enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };

static uint32_t
joint(unsigned arms)
{
	static const uint32_t table[16] = { ' ', 0x2575, 0x2577, 0x2502, 0x2574,
		0x2518, 0x2510, 0x2524, 0x2576, 0x2514, 0x250c, 0x251c, 0x2500,
		0x2534, 0x252c, 0x253c };
	return table[arms];
}

/* Which arms slot s has at y, x of its frame. */
static unsigned
arms_of(const struct slot *s, int y, int x)
{
	const struct rect *f = &s->frame;
	int bottom = f->y + f->h - 1, right = f->x + f->w - 1;
	if (y < f->y || y > bottom || x < f->x || x > right)
		return 0;
	if (!s->sides)
		return y == f->y ? LEFT | RIGHT : 0;
	unsigned arms = 0;
	if (y == f->y || y == bottom)
		arms |= (x > f->x ? LEFT : 0u) | (x < right ? RIGHT : 0u);
	if (x == f->x || x == right)
		arms |= (y > f->y ? UP : 0u) | (y < bottom ? DOWN : 0u);
	return arms;
}

static void
border_cell(struct app *app, struct paint *p, int y, int x, enum role role)
{
	unsigned arms = 0;
	for (size_t i = 0; i < app->ui->layout.n; i++)
		arms |= arms_of(&app->ui->layout.slots[i], y, x);
	paint_put(p, y, x, role, joint(arms));
}

static void
border(struct app *app, struct paint *p, const struct slot *s, enum role role)
{
	const struct rect *f = &s->frame;
	for (int x = f->x; x < f->x + f->w; x++) {
		border_cell(app, p, f->y, x, role);
		if (s->sides)
			border_cell(app, p, f->y + f->h - 1, x, role);
	}
	for (int y = f->y; s->sides && y < f->y + f->h; y++) {
		border_cell(app, p, y, f->x, role);
		border_cell(app, p, y, f->x + f->w - 1, role);
	}
}

static struct str
title_of(struct app *app, const char *name)
{
	struct pane *pane = app_pane(app, name);
	return str_of(pane != NULL ? pane->ops->title : name);
}

static void
title(struct app *app, struct paint *p, const struct slot *s)
{
	const struct pane *pane = app_pane(app, s->pane);
	enum role role = border_role(app, s);
	role = role == ROLE_BORDER ? ROLE_TEXT : role;
	int x = s->frame.x + 1, room = s->frame.w - 4;
	struct buf b = { 0 };
	if (pane == NULL || room < 3)
		return;
	if (pane->ops->heading != NULL)
		pane->ops->heading(pane, &b);
	else
		buf_puts(&b, pane->ops->title);
	if (b.len > 0) {
		/* No wider than it is, and the blanks first: where the terminal
		 * orders right-to-left text, its ends ride on them. */
		int w = cells_width(buf_view(&b));
		w = w < room ? w : room;
		paint_put(p, s->frame.y, x, role, ' ');
		paint_put(p, s->frame.y, x + 1 + w, role, ' ');
		(void)paint_text(p, s->frame.y, x + 1, w, role, buf_view(&b));
	}
	buf_release(&b);
}

/* The heading of the pane shown, where the tabs leave room and it says more
 * than they do. */
static void
tabs_heading(struct app *app, struct paint *p, const struct slot *s, int x)
{
	const struct pane *pane = app_pane(app, s->pane);
	int room = s->frame.x + s->frame.w - 2 - x;
	struct buf b = { 0 };
	if (pane == NULL || pane->ops->heading == NULL || room < 12)
		return;
	pane->ops->heading(pane, &b);
	struct str said = buf_view(&b);
	/* The tab has the title; of dates half says nothing. */
	if (str_starts(said, pane->ops->title)) {
		said = str_trim(
		    str_slice(said, strlen(pane->ops->title), said.len));
		if (cells_width(said) > room)
			said = str_of("");
	}
	if (said.len > 0) {
		paint_put(p, s->frame.y, x, ROLE_DIM, ' ');
		int n = paint_text(p, s->frame.y, x + 1, room, ROLE_DIM, said);
		paint_put(p, s->frame.y, x + 1 + n, ROLE_DIM, ' ');
	}
	buf_release(&b);
}

static void
tabs(struct app *app, struct paint *p, const struct slot *s)
{
	int x = s->frame.x + 1, end = s->frame.x + s->frame.w - 1;
	for (size_t i = 0; i < s->n_tabs && x < end - 3; i++) {
		bool shown = strcmp(s->tabs[i], s->pane) == 0;
		enum role role = shown ? border_role(app, s) : ROLE_DIM;
		if (shown && role == ROLE_BORDER)
			role = ROLE_TITLE;
		paint_put(p, s->frame.y, x, role, ' ');
		x += 1 + paint_text(p, s->frame.y, x + 1, end - x - 2, role,
			     title_of(app, s->tabs[i]));
		paint_put(p, s->frame.y, x++, role, ' ');
		x++;
	}
	tabs_heading(app, p, s, x + 1);
}

/* ---- the line at the top ---- */

static struct str
library_name(const struct app *app)
{
	struct str path = str_of(store_path(app->store));
	for (size_t at; (at = str_find(path, str_of("/"), 0)) != SIZE_MAX;)
		path = str_slice(path, at + 1, path.len);
	if (str_ends(path, ".db"))
		path.len -= 3;
	return path;
}

static void
views_text(struct app *app, struct buf *b)
{
	for (int v = VIEW_REVIEW; v <= VIEW_SOURCES; v++) {
		if (!view_exists(app, (enum view)v))
			continue;
		buf_addf(b, (enum view)v == app->view ? "[%d]" : " %d ", v);
	}
	buf_puts(b, "  ? ");
}

char
chrome_head_at(struct app *app, int x)
{
	struct buf b = { 0 };
	int rows, cols;
	char c = 0;
	term_size(app->term, &rows, &cols);
	views_text(app, &b);
	size_t from = b.len < (size_t)cols ? (size_t)cols - b.len : 0;
	/* A view is three columns wide, the question mark the last but one. */
	for (size_t i = 0; i < b.len; i++) {
		bool near =
		    (size_t)x + 1 >= from + i && (size_t)x <= from + i + 1;
		if (near && ((b.p[i] >= '1' && b.p[i] <= '9') || b.p[i] == '?'))
			c = b.p[i];
	}
	buf_release(&b);
	return c;
}

/* The list of the view that shows; Review's has no tally, for it is counted
 * beside the keys. */
static void
tally_text(struct app *app, struct buf *b)
{
	const char *list = app->view == VIEW_ENTITIES && app->ui->turn != NULL
			       ? app->ui->turn
			       : layout_view(app->view)[0];
	const struct pane *p = app_pane(app, list);
	if (p != NULL && p->ops->tally != NULL)
		p->ops->tally(p, b);
}

static void
count_text(struct app *app, struct buf *b)
{
	const struct list_state *l = &app->list;
	if (app->view != VIEW_REVIEW) {
		tally_text(app, b);
		return;
	}
	if (articles_searching(app)) {
		buf_puts(b, "searching\xe2\x80\xa6");
		int64_t looked = store_find_looked(l->find);
		if (looked > 0)
			buf_addf(b, " %lld looked at", (long long)looked);
		return;
	}
	if (l->count < 0)
		return;
	if (l->rank >= 0)
		buf_addf(b, "%lld of ", (long long)l->rank + 1);
	buf_addf(b, "%lld", (long long)l->count);
}

static void
head(struct app *app, struct paint *p)
{
	struct buf right = { 0 }, said = { 0 };
	count_text(app, &right);
	buf_puts(&right, "  ");
	views_text(app, &right);
	buf_str(&said, buf_view(&right));
	buf_str(&said, buf_view(&app->list.query));
	if (shown(app, &app->ui->head_shown, &said)) {
		buf_release(&right);
		return;
	}
	paint_fill(p, 0, 0, p->w, ROLE_HEAD, ' ');
	int w = cells_width(buf_view(&right));
	(void)paint_text(p, 0, p->w - w, w, ROLE_HEAD, buf_view(&right));
	int x = 1, room = p->w - w - 2;
	x += paint_text(p, 0, x, room, ROLE_HEAD, str_of("mirsad  "));
	x += paint_text(p, 0, x, room - x, ROLE_HEAD, library_name(app));
	if (store_read_only(app->store))
		x += paint_text(
		    p, 0, x, room - x, ROLE_HEAD, str_of(" (read-only)"));
	/* The query begins over the reader where there is room for that. */
	int column = p->w / 3;
	x = x + 3 < column ? column : x + 3;
	if (app->view == VIEW_REVIEW)
		(void)paint_text(
		    p, 0, x, room - x, ROLE_HEAD, buf_view(&app->list.query));
	buf_release(&right);
}

void
chrome_progress(struct app *app)
{
	struct paint screen = app_paint(app);
	if (app->ui->layout.too_small)
		return;
	head(app, &screen);
	if (app->ui->cursor_y >= 0)
		paint_cursor(&screen, app->ui->cursor_y, app->ui->cursor_x);
	term_show(app->term, app->ui->cursor_y >= 0);
}

/* ---- the line at the bottom ---- */

static void
saved_text(const struct app *app, struct buf *b)
{
	const struct ui *ui = app->ui;
	const struct job *j = ui->n_jobs > 0 ? ui->jobs[0] : NULL;
	if (j != NULL && j->label != NULL) {
		buf_puts(b, j->label);
		if (j->total > 0)
			buf_addf(b, " %lld %%",
			    (long long)(j->done * 100 / j->total));
		else if (j->done > 0)
			buf_addf(b, " %lld", (long long)j->done);
		buf_puts(b, "  ");
	}
	if (ui->saved != 0) {
		time_t t = (time_t)ui->saved;
		struct tm tm;
		char text[16];
		if (localtime_r(&t, &tm) != NULL &&
		    strftime(text, sizeof(text), "%H:%M:%S", &tm) > 0)
			buf_addf(b, "saved %s", text);
	}
}

static void
hints(struct app *app, struct paint *p, int y, int room)
{
	struct pane *pane = app_focus(app);
	struct hint list[HINTS];
	bool empty = pane == NULL ||
		     (pane->ops->empty != NULL && pane->ops->empty(pane));
	size_t n = help_hints(
	    app, empty ? NULL : pane->ops->name, p->arena, list, HINTS);
	int x = 1;
	for (size_t i = 0; i < n; i++) {
		struct str text = str_of(list[i].text);
		int w = cells_width(list[i].keys) + 1 + cells_width(text);
		if (x + w >= room)
			continue;
		x += paint_text(p, y, x, room - x, ROLE_KEY, list[i].keys) + 1;
		x += paint_text(p, y, x, room - x, ROLE_STATUS, text) + 2;
	}
}

/* All of it, over the panes if need be: an answer out of sight is none. */
static void
question(struct paint *p, struct str text, int room)
{
	struct line *lines;
	size_t n, most = p->h > 2 ? (size_t)p->h - 2 : 1;

	wrap_text(p->arena, text, room > 2 ? room - 1 : 1, &lines, &n);
	n = n < most ? n : most;
	for (size_t i = 0; i < n; i++) {
		int y = p->h - (int)(n - i);

		if (i + 1 < n)
			paint_fill(p, y, 0, p->w, ROLE_TEXT, ' ');
		(void)paint_line(
		    p, y, 1, room - 1, text, &lines[i], ROLE_PROMPT);
	}
}

/* Over a form or a question the screen is painted anew in any case. */
static bool
bottom_shown(struct app *app, struct str saved, struct str typed)
{
	const struct ui *ui = app->ui;
	const char *focus = ui->focus[app->view];
	struct buf said = { 0 };
	buf_addf(&said, "%s %d %d ", focus != NULL ? focus : "", ui->failed,
	    app->cur.selected);
	buf_str(&said, saved);
	buf_putc(&said, '\n');
	buf_str(&said, typed);
	buf_putc(&said, '\n');
	buf_str(&said, buf_view(&ui->message));
	return shown(app, &app->ui->bottom_shown, &said);
}

static void
bottom(struct app *app, struct paint *p)
{
	struct ui *ui = app->ui;
	struct buf saved = { 0 }, typed = { 0 };
	int y = p->h - 1, room = p->w - 1;
	saved_text(app, &saved);
	keys_typed(ui->keys, &typed);
	if (bottom_shown(app, buf_view(&saved), buf_view(&typed)))
		goto out;
	paint_fill(p, y, 0, p->w, ROLE_TEXT, ' ');
	if (saved.len > 0 && p->w > 30) {
		int w = cells_width(buf_view(&saved));
		room = p->w - w - 2;
		(void)paint_text(
		    p, y, room + 1, w, ROLE_SAVED, buf_view(&saved));
	}
	if (typed.len > 0) {
		int w = cells_width(buf_view(&typed));
		room -= w + 1;
		(void)paint_text(p, y, room, w, ROLE_KEY, buf_view(&typed));
	}
	if (ui->ask != NULL)
		question(p, str_of(ui->ask->question), room);
	else if (ui->message.len > 0)
		(void)paint_text(p, y, 1, room - 1,
		    ui->failed ? ROLE_ERROR : ROLE_TEXT,
		    buf_view(&ui->message));
	else if (ui->prompt == NULL && ui->form == NULL && ui->viewer == NULL &&
		 !ui->layout.too_small)
		hints(app, p, y, room); /* those have their own */
out:
	buf_release(&saved);
	buf_release(&typed);
}

static void
ask_for_room(struct paint *p)
{
	paint_clear(p);
	(void)paint_text(
	    p, p->h / 2, 0, p->w, ROLE_TEXT, str_of("mirsad needs 40 by 10"));
}

/* The role of a frame and its heading. */
static void
frame_text(struct app *app, const struct slot *s, struct buf *said)
{
	const struct pane *pane = app_pane(app, s->pane);
	buf_addf(said, "%c%s ", border_role(app, s) == ROLE_FOCUS ? 'f' : 'b',
	    s->pane);
	if (pane != NULL && pane->ops->heading != NULL)
		pane->ops->heading(pane, said);
}

static void
heading(struct app *app, struct paint *p, const struct slot *s)
{
	if (s->n_tabs > 0)
		tabs(app, p, s);
	else
		title(app, p, s);
}

/* All frames; that of the focus goes over the borders that it shares. */
static void
borders(struct app *app, struct paint *p, const struct slot *focus)
{
	const struct layout *l = &app->ui->layout;
	for (size_t i = 0; i < l->n; i++)
		border(app, p, &l->slots[i], ROLE_BORDER);
	if (focus != NULL)
		border(app, p, focus, ROLE_FOCUS);
}

/* The line that a heading stands on, without it. */
static void
border_top(struct app *app, struct paint *p, const struct slot *s,
    const struct slot *focus)
{
	int y = s->frame.y;
	for (int x = s->frame.x; x < s->frame.x + s->frame.w; x++) {
		bool on = focus != NULL && arms_of(focus, y, x) != 0;
		border_cell(app, p, y, x, on ? ROLE_FOCUS : ROLE_BORDER);
	}
}

/* What says something else than it does on the screen: mostly one heading. */
static void
frames(struct app *app, struct paint *p)
{
	const struct layout *l = &app->ui->layout;
	const struct slot *focus = NULL;
	bool all = app->ui->repaint, other[LAYOUT_PANES];
	for (size_t i = 0; i < l->n; i++) {
		struct buf said = { 0 }, *was = &app->ui->frames_shown[i];
		frame_text(app, &l->slots[i], &said);
		all = all || was->len == 0 || was->p[0] != said.p[0];
		other[i] = !shown(app, was, &said);
		if (border_role(app, &l->slots[i]) == ROLE_FOCUS)
			focus = &l->slots[i];
	}
	if (all)
		borders(app, p, focus);
	for (size_t i = 0; i < l->n; i++) {
		if (!all && other[i])
			border_top(app, p, &l->slots[i], focus);
		if (all || other[i])
			heading(app, p, &l->slots[i]);
	}
}

void
chrome_paint(struct app *app, struct paint *p)
{
	if (app->ui->layout.too_small) {
		ask_for_room(p);
		app->ui->repaint = true;
		if (p->h > 2)
			bottom(app, p);
		return;
	}
	frames(app, p);
	head(app, p);
	bottom(app, p);
}
