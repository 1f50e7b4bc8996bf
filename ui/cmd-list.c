#include "config.h"

#include "ui/cmd-tables.h"

#include <limits.h>

#include "ui/app.h"
#include "ui/list.h"

/* The list in the pane in focus; NULL: it could not be brought up to date. */
static struct list *
list_of(struct app *app, struct err *err)
{
	struct pane *p = app_focus(app);

	return p != NULL && p->ops->list != NULL ? p->ops->list(p, err) : NULL;
}

static bool
moved(struct app *app, struct err *err)
{
	struct pane *p = app_focus(app);

	return p->ops->list_moved(p, err);
}

static bool
move(struct app *app, int64_t rows, struct err *err)
{
	struct list *list = list_of(app, err);

	return list != NULL && list_move(list, rows, err) && moved(app, err);
}

/* Is the pane in focus one whose rows are no struct list? */
static bool
rolls(struct app *app)
{
	const struct pane *p = app_focus(app);

	return p != NULL && p->ops->list == NULL && p->ops->scroll != NULL;
}

/* Such a pane moves as far as its wheel would. */
static bool
roll(struct app *app, int64_t screens)
{
	struct pane *p = app_focus(app);
	int pitch = p->ops->list_pitch > 1 ? p->ops->list_pitch : 1;
	int rows = p->h / pitch > 2 ? p->h / pitch - 1 : 1;
	int64_t most = INT_MAX / rows;

	screens = screens < -most ? -most : screens > most ? most : screens;
	p->ops->scroll(p, (int)screens * rows);
	return true;
}

static bool
move_screens(struct app *app, int64_t screens, struct err *err)
{
	struct list *list;
	int h;

	if (rolls(app))
		return roll(app, screens);
	list = list_of(app, err);
	h = list != NULL && list->h > 2 ? list->h - 1 : 1;
	return list != NULL && list_move(list, screens * h, err) &&
	       moved(app, err);
}

static bool
to_end(struct app *app, int dir, struct err *err)
{
	struct list *list;

	if (rolls(app))
		return roll(app, (int64_t)dir * INT_MAX);
	list = list_of(app, err);
	return list != NULL && list_end(list, dir, err) && moved(app, err);
}

static bool
down(struct app *app, struct str arg, struct err *err)
{
	return move(app, cmd_count(arg, 1), err);
}

static bool
up(struct app *app, struct str arg, struct err *err)
{
	return move(app, -cmd_count(arg, 1), err);
}

static bool
page_down(struct app *app, struct str arg, struct err *err)
{
	return move_screens(app, cmd_count(arg, 1), err);
}

static bool
page_up(struct app *app, struct str arg, struct err *err)
{
	return move_screens(app, -cmd_count(arg, 1), err);
}

static bool
top(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return to_end(app, -1, err);
}

static bool
bottom(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return to_end(app, 1, err);
}

/* By screens, also where one row is not like the next. */
#define PAGES(name_)                                                           \
	{ .name = "page-down",                                                 \
		.pane = (name_),                                               \
		.arg = CMD_COUNT,                                              \
		.exec = page_down,                                             \
		.help = "Go down by a screen" },                               \
	{                                                                      \
		.name = "page-up", .pane = (name_), .arg = CMD_COUNT,          \
		.exec = page_up, .help = "Go up by a screen"                   \
	}

#define ENDS(name_, row_)                                                      \
	{ .name = "top",                                                       \
		.pane = (name_),                                               \
		.exec = top,                                                   \
		.help = "Go to the first " row_ },                             \
	{                                                                      \
		.name = "bottom", .pane = (name_), .exec = bottom,             \
		.help = "Go to the last " row_                                 \
	}

/* The same six in each pane that is a list (pane_ops.list). */
#define MOVES(name_, row_)                                                     \
	{ .name = "down",                                                      \
		.pane = (name_),                                               \
		.arg = CMD_COUNT,                                              \
		.exec = down,                                                  \
		.help = "Go down in the list" },                               \
	    { .name = "up",                                                    \
		    .pane = (name_),                                           \
		    .arg = CMD_COUNT,                                          \
		    .exec = up,                                                \
		    .help = "Go up in the list" },                             \
	    PAGES(name_), ENDS(name_, row_)

#define PAGE_KEYS(name_)                                                       \
	name_ " PageDown page-down", name_ " C-f page-down",                   \
	    name_ " PageUp page-up", name_ " C-b page-up"

#define END_KEYS(name_)                                                        \
	name_ " g top", name_ " Home top", name_ " G bottom",                  \
	    name_ " End bottom"

#define KEYS(name_)                                                            \
	name_ " j down", name_ " Down down", name_ " k up", name_ " Up up",    \
	    PAGE_KEYS(name_), END_KEYS(name_)

const struct cmd cmd_list[] = {
	MOVES("articles", "article"),
	MOVES("claims", "claim"),
	MOVES("register", "name"),
	MOVES("unknown", "name"),
	MOVES("sources", "source"),
	MOVES("all-notes", "note"),
	PAGES("entities"),
	PAGES("notes"),
	PAGES("codes"),
	PAGES("source"),
	ENDS("source", "line"),
	ENDS("claim", "line"),
	{ 0 },
};

const char *const keys_list[] = {
	KEYS("articles"),
	KEYS("claims"),
	KEYS("register"),
	KEYS("unknown"),
	KEYS("sources"),
	KEYS("all-notes"),
	PAGE_KEYS("entities"),
	PAGE_KEYS("notes"),
	PAGE_KEYS("codes"),
	PAGE_KEYS("source"),
	END_KEYS("source"),
	END_KEYS("claim"),
	NULL,
};
