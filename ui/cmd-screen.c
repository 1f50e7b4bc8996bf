#include "config.h"

#include "store/history.h"
#include "store/ingest.h"
#include "ui/cmd.h"
#include "ui/complete.h"
#include "ui/pane-articles.h"
#include "ui/pane-timeline.h"
#include "ui/ui.h"

extern const struct cmd cmds_screen[];
extern const char *const keys_screen[];

/* ---- leaving, help, the command line ---- */

static bool
quit(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	app->ui->quit = true;
	return true;
}

/* As pagers and mail readers have it: out of where one is, and from the list
 * out of the program. */
static bool
back(struct app *app, struct str arg, struct err *err)
{
	const char *first = layout_view(app->view)[0];
	const char *focus = app->ui->focus[app->view];
	if (app->view != VIEW_REVIEW)
		app_set_view(app, VIEW_REVIEW);
	else if (focus != NULL && strcmp(focus, first) != 0)
		app_set_focus(app, first);
	else
		return quit(app, arg, err);
	return true;
}

static bool
help(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	help_show(app);
	return true;
}

static bool
messages(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	struct str all = buf_view(&app->ui->messages);
	app_text(app, "Messages",
	    all.len > 0 ? all : str_of("nothing has been said yet\n"));
	return true;
}

static bool
typed(struct app *app, void *arg, struct str text, struct err *err)
{
	(void)arg;
	return cmd_run(app, text, err);
}

static bool
command_line(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	struct prompt_opts opts = { .label = ":",
		.initial = arg,
		.done = typed,
		.complete = complete_command };
	app_prompt(app, &opts);
	return true;
}

static bool
cancel(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	app_job_stop(app);
	return true;
}

/* ---- views and focus ---- */

static bool
view(struct app *app, struct str arg, struct err *err)
{
	int64_t n = cmd_count(arg, 0);
	if (n <= 0 || n >= VIEWS || !view_exists(app, (enum view)n))
		return err_set(err, ERR_INVALID, "there is no view %.*s",
		    (int)arg.len, arg.p);
	timeline_forget(app);
	app_set_view(app, (enum view)n);
	return true;
}

/* Panes of the view in order, those that are shown or have a tab. */
static size_t
reachable(struct app *app, const char **list)
{
	const char *const *panes = layout_view(app->view);
	size_t n = 0;
	for (size_t i = 0; i < LAYOUT_PANES && panes[i] != NULL; i++) {
		bool folded = false;
		for (size_t k = 0; k < app->ui->n_panes; k++)
			if (strcmp(app->ui->panes[k]->ops->name, panes[i]) == 0)
				folded = (app->ui->folded & (1u << k)) != 0;
		struct pane *p = app_pane(app, panes[i]);
		if (p != NULL && !folded &&
		    (!layout_on_demand(panes[i]) || p->focused))
			list[n++] = panes[i];
	}
	return n;
}

static bool
step_focus(struct app *app, size_t step)
{
	const char *list[LAYOUT_PANES];
	size_t n = reachable(app, list), at = 0;
	if (n == 0)
		return true;
	const char *focus = app->ui->focus[app->view];
	for (size_t i = 0; i < n; i++)
		if (focus != NULL && strcmp(list[i], focus) == 0)
			at = i;
	app_set_focus(app, list[(at + step + n) % n]);
	return true;
}

static bool
focus_next(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	return step_focus(app, 1);
}

static bool
focus_prev(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	return step_focus(app, (size_t)-1);
}

static bool
focus(struct app *app, struct str arg, struct err *err)
{
	struct buf name = { 0 };
	buf_str(&name, arg);
	struct pane *pane = app_pane(app, name.p);
	buf_release(&name);
	if (pane == NULL)
		return err_set(err, ERR_MISSING, "there is no pane \"%.*s\"",
		    (int)arg.len, arg.p);
	app_set_focus(app, pane->ops->name);
	return true;
}

static bool
zoom(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	app->ui->zoom = !app->ui->zoom;
	app->ui->relayout = true;
	return true;
}

/* Fold the pane in focus away, or the one named in or out. */
static bool
fold(struct app *app, struct str arg, struct err *err)
{
	struct ui *ui = app->ui;
	const char *own = ui->focus[app->view];
	struct str name = arg.len > 0 ? arg : str_of(own);
	for (size_t i = 0; i < ui->n_panes; i++) {
		const char *pane = ui->panes[i]->ops->name;
		if (!str_is(name, pane))
			continue;
		if (strcmp(pane, layout_view(app->view)[0]) == 0)
			return err_set(err, ERR_INVALID,
			    "the %s pane is what this view is for", pane);
		ui->folded ^= 1u << i;
		if (own != NULL && strcmp(own, pane) == 0)
			ui->focus[app->view] = layout_view(app->view)[0];
		ui->relayout = true;
		return true;
	}
	return err_set(err, ERR_MISSING, "there is no pane \"%.*s\"",
	    (int)name.len, name.p);
}

/* ---- splits ---- */

/* Which split moves for the pane in focus, and whether growing the pane means
 * growing the split. */
static bool
split_of(const char *pane, bool rows, enum split *split, int *sign)
{
	static const struct {
		const char *pane;
		bool rows;
		enum split split;
		int sign;
	} table[] = { { "articles", false, SPLIT_LIST, 1 },
		{ "reader", false, SPLIT_LIST, -1 },
		{ "register", false, SPLIT_LIST, 1 },
		{ "claims", false, SPLIT_LIST, 1 },
		{ "claim", false, SPLIT_LIST, -1 },
		{ "sources", false, SPLIT_LIST, 1 },
		{ "source", false, SPLIT_LIST, -1 },
		{ "dossier", false, SPLIT_LIST, -1 },
		{ "entities", false, SPLIT_SIDE, 1 },
		{ "notes", false, SPLIT_SIDE, 1 },
		{ "entities", true, SPLIT_STACK, 1 },
		{ "notes", true, SPLIT_STACK, -1 },
		{ "timeline", true, SPLIT_BOTTOM, 1 },
		{ "articles", true, SPLIT_BOTTOM, -1 },
		{ "reader", true, SPLIT_BOTTOM, -1 } };
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		if (strcmp(table[i].pane, pane) != 0 || table[i].rows != rows)
			continue;
		*split = table[i].split;
		*sign = table[i].sign;
		return true;
	}
	return false;
}

/* What the split is now, in thousandths, as the layout drew it. */
static int
split_now(struct app *app, enum split split)
{
	static const char *const of[SPLITS] = { [SPLIT_LIST] = "articles",
		[SPLIT_SIDE] = "entities",
		[SPLIT_STACK] = "entities",
		[SPLIT_BOTTOM] = "timeline" };
	const struct layout *l = &app->ui->layout;
	int rows, cols;
	term_size(app->term, &rows, &cols);
	for (size_t i = 0; i < l->n; i++) {
		const struct rect *f = &l->slots[i].frame;
		bool first = split == SPLIT_LIST && f->x == 0 && f->y == 1;
		if (!first && strcmp(l->slots[i].pane, of[split]) != 0)
			continue;
		if (split == SPLIT_BOTTOM)
			return f->h * 1000 / rows;
		if (split == SPLIT_STACK)
			return 550;
		return (f->w - 1) * 1000 / cols;
	}
	return 300;
}

static bool
resize(struct app *app, bool rows, int64_t by)
{
	const char *pane = app->ui->focus[app->view];
	enum split split;
	int sign;
	if (pane == NULL || !split_of(pane, rows, &split, &sign))
		return true;
	int *now = &app->ui->splits[split];
	if (*now == 0)
		*now = split_now(app, split);
	int64_t next = *now + sign * by * 25;
	*now = next < 50 ? 50 : next > 900 ? 900 : (int)next;
	app->ui->relayout = true;
	return true;
}

static bool
wider(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	return resize(app, false, cmd_count(arg, 1));
}

static bool
narrower(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	return resize(app, false, -cmd_count(arg, 1));
}

static bool
taller(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	return resize(app, true, cmd_count(arg, 1));
}

static bool
lower(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	return resize(app, true, -cmd_count(arg, 1));
}

static bool
reset_layout(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	memset(app->ui->splits, 0, sizeof(app->ui->splits));
	app->ui->folded = 0;
	app->ui->zoom = false;
	app->ui->relayout = true;
	return true;
}

/* ---- how it looks ---- */

static bool
theme(struct app *app, struct str arg, struct err *err)
{
	enum theme t;
	if (!theme_parse(arg, &t))
		return err_set(err, ERR_INVALID,
		    "a theme is one of auto, dark, light, none");
	term_set_theme(app->term, t);
	app->ui->theme = t;
	app->ui->relayout = true;
	if (t == THEME_AUTO)
		app_say(app, "the terminal's ground is %s",
		    theme_name(term_theme(app->term)));
	return true;
}

static bool
bidi(struct app *app, struct str arg, struct err *err)
{
	static const char *const names[] = {
		[BIDI_OFF] = "off", [BIDI_APP] = "app", [BIDI_TERM] = "term"
	};
	enum bidi now = term_bidi(app->term);
	if (arg.len == 0) {
		now = now == BIDI_APP    ? BIDI_TERM
		      : now == BIDI_TERM ? BIDI_OFF
					 : BIDI_APP;
	} else {
		size_t i = 0;
		while (i < ARRAY_LEN(names) && !str_is(arg, names[i]))
			i++;
		if (i == ARRAY_LEN(names))
			return err_set(err, ERR_INVALID,
			    "right-to-left text is one of app, term, off");
		now = (enum bidi)i;
	}
	term_set_bidi(app->term, now);
	app->ui->relayout = true;
	app_say(app, "right-to-left text is put in order by %s",
	    now == BIDI_APP    ? "mirsad"
	    : now == BIDI_TERM ? "the terminal"
			       : "nobody");
	return true;
}

static bool
reveal(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	app->ui->reveal = !app->ui->reveal;
	app->ui->repaint = true;
	app_say(app, "hidden characters are %s",
	    app->ui->reveal ? "shown" : "not shown");
	return true;
}

/* ---- acts on the library ---- */

/* The article whose mark was taken back is the one to look at again. */
static void
follow_mark(struct app *app)
{
	struct pane *p = app_pane(app, "articles");
	struct err ignored;
	int64_t article;

	if (app->view != VIEW_REVIEW || p == NULL ||
	    !store_act_marked(app->store, &article, &ignored) || article == 0)
		return;
	articles_select(app, article);
	(void)articles_moved(p, &ignored);
}

static bool
undo_or_redo(struct app *app, bool redo, struct err *err)
{
	struct arena arena = { 0 };
	struct str summary;
	bool done = redo ? store_redo(app->store, &arena, &summary, err)
			 : store_undo(app->store, &arena, &summary, err);
	if (done) {
		app_say(app, "%s: %.*s", redo ? "done again" : "undone",
		    (int)summary.len, summary.p);
		app_saved(app);
		follow_mark(app);
	}
	arena_release(&arena);
	return done;
}

static bool
undo(struct app *app, struct str arg, struct err *err)
{
	for (int64_t n = cmd_count(arg, 1); n > 0; n--)
		if (!undo_or_redo(app, false, err))
			return false;
	return true;
}

static bool
redo(struct app *app, struct str arg, struct err *err)
{
	for (int64_t n = cmd_count(arg, 1); n > 0; n--)
		if (!undo_or_redo(app, true, err))
			return false;
	return true;
}

static bool
backup(struct app *app, struct str arg, struct err *err)
{
	struct buf path = { 0 };
	buf_str(&path, arg);
	bool done = store_backup(app->store, path.p, err);
	if (done)
		app_say(app, "backed up to %s", path.p);
	buf_release(&path);
	return done;
}

static bool
draft(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return draft_recover(app, err);
}

const struct cmd cmds_screen[] = {
	{ .name = "back",
	    .help = "Go back to the list; from the list leave the program",
	    .exec = back },
	{ .name = "backup",
	    .arg = CMD_TEXT,
	    .prompt = "Back up to: ",
	    .help = "Write a consistent copy of the library",
	    .exec = backup,
	    .complete = complete_path },
	{ .name = "bidi",
	    .arg = CMD_TEXT_OPT,
	    .help = "Say who orders right-to-left text: app, term or off",
	    .exec = bidi,
	    .complete = complete_bidi },
	{ .name = "cancel",
	    .help =
		"Stop what is running (Escape too); what it did so far stays",
	    .exec = cancel },
	{ .name = "command",
	    .arg = CMD_TEXT_OPT,
	    .help = "Type a command",
	    .hint = "command",
	    .exec = command_line },
	{ .name = "draft",
	    .help = "Take up a text that was left unfinished",
	    .exec = draft },
	{ .name = "focus",
	    .arg = CMD_TEXT,
	    .prompt = "Pane: ",
	    .help = "Go to a pane",
	    .exec = focus,
	    .complete = complete_pane },
	{ .name = "focus-next",
	    .help = "Go to the next pane",
	    .hint = "pane",
	    .exec = focus_next },
	{ .name = "focus-prev",
	    .help = "Go to the pane before",
	    .exec = focus_prev },
	{ .name = "fold",
	    .arg = CMD_TEXT_OPT,
	    .help = "Fold the pane away, or the pane named out again",
	    .exec = fold,
	    .complete = complete_pane },
	{ .name = "help",
	    .help = "Show all keys and commands",
	    .hint = "help",
	    .exec = help },
	{ .name = "layout-reset",
	    .help = "Put all panes back to where they come",
	    .exec = reset_layout },
	{ .name = "messages", .help = "Show what was said", .exec = messages },
	{ .name = "pane-lower",
	    .arg = CMD_COUNT,
	    .help = "Make the pane lower",
	    .exec = lower },
	{ .name = "pane-narrower",
	    .arg = CMD_COUNT,
	    .help = "Make the pane narrower",
	    .exec = narrower },
	{ .name = "pane-taller",
	    .arg = CMD_COUNT,
	    .help = "Make the pane taller",
	    .exec = taller },
	{ .name = "pane-wider",
	    .arg = CMD_COUNT,
	    .help = "Make the pane wider",
	    .exec = wider },
	{ .name = "quit", .help = "Leave; everything is saved", .exec = quit },
	{ .name = "redo",
	    .arg = CMD_COUNT,
	    .help = "Do again what was undone",
	    .exec = redo },
	{ .name = "reveal",
	    .help = "Show or hide characters that cannot be seen",
	    .exec = reveal },
	{ .name = "theme",
	    .arg = CMD_TEXT,
	    .prompt = "Theme: ",
	    .help = "Colours: auto, dark, light or none",
	    .exec = theme,
	    .complete = complete_theme },
	{ .name = "undo",
	    .arg = CMD_COUNT,
	    .hint = "undo",
	    .help = "Take back the last act, and the one before it, for ever",
	    .exec = undo },
	{ .name = "view",
	    .arg = CMD_COUNT,
	    .help = "Go to a view: review, claims, timeline, entities, "
		    "sources",
	    .exec = view },
	{ .name = "zoom",
	    .help = "Give the pane all the room, or take it back",
	    .exec = zoom },
	{ 0 },
};

const char *const keys_screen[] = {
	"all : command",
	"all ? help",
	"all Tab focus-next",
	"all BackTab focus-prev",
	"all z zoom",
	"all u undo",
	"all C-r redo",
	"all 1 view 1",
	"all 2 view 2",
	"all 3 view 3",
	"all 4 view 4",
	"all 5 view 5",
	"all F1 help",
	"all q back",
	"all Q quit",
	"all ZZ quit",
	"all C-c cancel",
	"all M-Right pane-wider",
	"all M-Left pane-narrower",
	"all M-Up pane-taller",
	"all M-Down pane-lower",
	"all M-0 layout-reset",
	"all M-z fold",
	"all M-r reveal",
	"all M-b bidi",
	NULL,
};
