#include "config.h"

#include "ui/list.h"
#include "ui/pane-timeline.h"
#include "ui/ui.h"

enum { WHEEL_LINES = 3 };

static bool
within(const struct rect *r, int y, int x)
{
	return y >= r->y && y < r->y + r->h && x >= r->x && x < r->x + r->w;
}

static const struct slot *
slot_at(struct app *app, int y, int x)
{
	const struct layout *l = &app->ui->layout;
	for (size_t i = 0; i < l->n; i++)
		if (within(&l->slots[i].inside, y, x))
			return &l->slots[i];
	for (size_t i = 0; i < l->n; i++)
		if (within(&l->slots[i].frame, y, x))
			return &l->slots[i];
	return NULL;
}

/* The tab under column x, as chrome.c draws them. */
static const char *
tab_at(struct app *app, const struct slot *s, int x)
{
	int at = s->frame.x + 1;
	for (size_t i = 0; i < s->n_tabs; i++) {
		struct pane *p = app_pane(app, s->tabs[i]);
		int w = cells_width(str_of(p->ops->title)) + 2;
		if (x >= at && x < at + w)
			return s->tabs[i];
		at += w + 1;
	}
	return NULL;
}

/* By so many rows, or to the row of the screen, in a pane that is a list. */
static void
list_scrolled(struct pane *p, int lines)
{
	struct err err = { ERR_NONE, "" };
	struct list *list = p->ops->list(p, &err);

	if (list == NULL || !list_scroll(list, lines, &err) ||
	    !p->ops->list_moved(p, &err))
		app_fail(p->app, &err);
}

static void
list_clicked(struct pane *p, int y, bool doubled)
{
	int pitch = p->ops->list_pitch > 0 ? p->ops->list_pitch : 1;
	struct err err = { ERR_NONE, "" };
	struct list *list = p->ops->list(p, &err);
	int64_t i = (y - p->ops->list_top) / pitch;

	if (list != NULL &&
	    (y < p->ops->list_top || list_row(list, (size_t)i) == NULL))
		return;
	if (list == NULL ||
	    !list_move(list, i - (int64_t)list_cursor(list), &err) ||
	    !p->ops->list_moved(p, &err))
		app_fail(p->app, &err);
	else if (doubled && p->ops->list_opens != NULL)
		app_set_focus(p->app, p->ops->list_opens);
}

static void
click(struct app *app, const struct slot *s, const struct key *key)
{
	if (key->y == s->frame.y && s->n_tabs > 0) {
		const char *tab = tab_at(app, s, key->x);
		if (tab != NULL)
			app_set_focus(app, tab);
		return;
	}
	struct pane *p = app_pane(app, s->pane);
	app_set_focus(app, s->pane);
	if (!within(&s->inside, key->y, key->x))
		return;
	if (p->ops->click != NULL)
		p->ops->click(p, key->y - s->inside.y, key->x - s->inside.x,
		    key->doubled);
	else if (p->ops->list != NULL)
		list_clicked(p, key->y - s->inside.y, key->doubled);
}

static void
head_click(struct app *app, char c)
{
	if (c == '?')
		help_show(app);
	else if (c != 0) {
		timeline_forget(app);
		app_set_view(app, (enum view)(c - '0'));
	}
}

void
mouse_key(struct app *app, const struct key *key)
{
	bool wheel = key->button == 4 || key->button == 5;
	int lines = key->button == 4 ? -WHEEL_LINES : WHEEL_LINES;
	if (app->ui->viewer != NULL) {
		if (wheel)
			viewer_scroll(app, lines);
		return;
	}
	if (app->ui->ask != NULL || app->ui->layout.too_small)
		return;
	if (app->ui->form != NULL && app->ui->prompt == NULL) {
		if (key->button == 1)
			form_click(app, key->y, key->x);
		return;
	}
	if (key->y == 0 && key->button == 1 && app->ui->prompt == NULL) {
		head_click(app, chrome_head_at(app, key->x));
		return;
	}
	const struct slot *s = slot_at(app, key->y, key->x);
	if (s == NULL)
		return;
	struct pane *p = app_pane(app, s->pane);
	if (wheel && p->ops->scroll != NULL)
		p->ops->scroll(p, lines);
	else if (wheel && p->ops->list != NULL)
		list_scrolled(p, lines);
	else if (key->button == 1 && app->ui->prompt == NULL)
		click(app, s, key);
}
