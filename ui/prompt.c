#include "config.h"

#include "model/words.h"
#include "model/wrap.h"
#include "ui/cmd.h"
#include "ui/ui.h"

enum {
	BOX_LINES = 12, /* rows of the box for notes, with its frame */
	BOX_LEAST = 5,
	SHOWN = 8,  /* completions at a time */
	WORTH = 12, /* bytes of a command line that are worth keeping */
	GAP = 5,    /* columns between what is typed and what is said */
};

static bool
is_command_line(const struct prompt *p)
{
	return strcmp(p->label, ":") == 0;
}

static bool
is_menu(const struct prompt *p)
{
	return p->opts.beside != NULL;
}

/* What may stand there, for what is typed. */
static void
find(struct app *app, struct prompt *p)
{
	arena_reset(&p->found);
	p->n = p->chosen = 0;
	p->opts.complete(app, p->opts.arg, buf_view(&p->edit.text), &p->found,
	    &p->list, &p->n);
}

void
app_prompt(struct app *app, const struct prompt_opts *opts)
{
	struct ui *ui = app->ui;
	struct prompt *p = xcalloc(1, sizeof(*p));
	if (ui->prompt != NULL)
		prompt_close(app, true);
	p->opts = *opts;
	p->label = xstrdup(opts->label != NULL ? opts->label : "");
	keeper_begin(&p->keeper, opts->draft, opts->draft_context);
	if (ui->recovered_id != 0 && is_command_line(p))
		keeper_begin(&p->keeper, "command", str_of("command"));
	p->edit.multiline = opts->multiline;
	edit_set(&p->edit, opts->initial);
	p->opts.initial = (struct str){ 0 };
	ui->prompt = p;
	struct buf text = { 0 };
	if (keeper_take(app, &p->keeper, &text))
		edit_set(&p->edit, buf_view(&text));
	buf_release(&text);
	if (is_menu(p))
		find(app, p);
	if (is_menu(p) && p->opts.first != NULL && p->n > 0)
		p->chosen = p->opts.first(app, p->list, p->n);
	ui->repaint = true;
}

/* A command line is kept once it holds more than a name, as a note does that
 * is typed there. */
static void
keep_command(struct prompt *p)
{
	if (p->keeper.form == NULL && is_command_line(p) &&
	    p->edit.text.len >= WORTH)
		keeper_begin(&p->keeper, "command", str_of("command"));
}

static void
changed(struct app *app, struct prompt *p)
{
	keep_command(p);
	keeper_touch(&p->keeper);
	p->completing = false;
	if (is_menu(p))
		find(app, p);
	p->live_due = true;
}

/* Once for all keys that were waiting: what they overtake is never begun. */
void
prompt_live(struct app *app)
{
	struct prompt *p = app->ui->prompt;
	bool due = p != NULL && p->live_due;
	if (!due)
		return;
	p->live_due = false;
	buf_reset(&p->hint);
	if (p->opts.live != NULL)
		p->opts.live(app, p->opts.arg, buf_view(&p->edit.text));
}

void
app_hint(struct app *app, struct str text)
{
	struct prompt *p = app->ui->prompt;
	if (p == NULL)
		return;
	buf_reset(&p->hint);
	buf_str(&p->hint, text);
}

static void
prompt_free(struct app *app, struct prompt *p, bool keep)
{
	keeper_end(app, &p->keeper, keep);
	folders_stop(app->ui);
	if (p->opts.released != NULL)
		p->opts.released(p->opts.arg);
	edit_release(&p->edit);
	arena_release(&p->found);
	buf_release(&p->typed);
	buf_release(&p->hint);
	free(p->label);
	free(p);
}

void
prompt_close(struct app *app, bool keep)
{
	struct prompt *p = app->ui->prompt;
	if (keep)
		(void)draft_step(app, true);
	app->ui->prompt = NULL;
	app->ui->repaint = true;
	prompt_free(app, p, keep);
}

/* ---- ending ---- */

/* What Up brings back in this prompt; NULL: nothing. */
static struct past *
past_of(struct app *app, const struct prompt *p)
{
	if (is_command_line(p))
		return &app->ui->commands;
	return p->opts.query ? &app->ui->queries : NULL;
}

static void
remember(struct app *app, const struct prompt *p)
{
	struct past *past = past_of(app, p);
	if (!p->edit.multiline && past != NULL)
		past_add(past, buf_view(&p->edit.text));
}

/* The prompt steps aside while done runs, for that may open another; if it
 * refuses the text, the prompt comes back. */
static void
finish(struct app *app)
{
	struct ui *ui = app->ui;
	struct prompt *p = ui->prompt;
	struct err err = { 0 };
	if (is_menu(p) && !p->completing && p->n > 0)
		edit_set(&p->edit, p->list[p->chosen]);
	remember(app, p);
	ui->prompt = NULL;
	ui->repaint = true;
	store_draft_settle(app->store, p->keeper.saved.id);
	bool done = p->opts.done == NULL || p->opts.done(app, p->opts.arg,
						buf_view(&p->edit.text), &err);
	store_draft_settle(app->store, 0);
	if (done) {
		prompt_free(app, p, false);
		return;
	}
	app_fail(app, &err);
	/* What took some typing is put right, not typed again. */
	bool typed = p->opts.draft != NULL || p->opts.multiline ||
		     p->opts.live != NULL || p->opts.again;
	if (typed && ui->prompt == NULL)
		ui->prompt = p;
	else
		prompt_free(app, p, typed);
}

static void
cancel(struct app *app)
{
	struct ui *ui = app->ui;
	struct prompt *p = ui->prompt;
	ui->prompt = NULL;
	ui->repaint = true;
	if (p->opts.cancelled != NULL)
		p->opts.cancelled(app, p->opts.arg);
	prompt_free(app, p, false);
}

static void
discard(struct app *app, void *arg, char key)
{
	(void)arg;
	if (key == 'y' && app->ui->prompt != NULL)
		cancel(app);
}

/* ---- completion ---- */

static void
choose(struct prompt *p, int dir)
{
	if (p->n == 0)
		return;
	if (!p->completing) {
		p->completing = true;
		p->chosen = dir > 0 ? 0 : p->n - 1;
	} else {
		p->chosen = (p->chosen + (dir > 0 ? 1 : p->n - 1)) % p->n;
	}
	edit_set(&p->edit, p->list[p->chosen]);
}

static void
complete(struct app *app, struct prompt *p, int dir)
{
	if (p->opts.complete == NULL)
		return;
	if (!p->completing)
		find(app, p);
	choose(p, dir);
	p->live_due = true;
}

static void
recall(struct app *app, struct prompt *p, int dir)
{
	if (is_menu(p) && p->n > 0) {
		p->completing = false;
		p->chosen = (p->chosen + (dir > 0 ? 1 : p->n - 1)) % p->n;
		return;
	}
	const struct past *past = past_of(app, p);
	if (past == NULL)
		return;
	if (p->history == 0) {
		buf_reset(&p->typed);
		buf_str(&p->typed, buf_view(&p->edit.text));
	}
	if (dir < 0 && p->history < past->n)
		p->history++;
	else if (dir > 0 && p->history > 0)
		p->history--;
	edit_set(&p->edit, p->history == 0
			       ? buf_view(&p->typed)
			       : str_of(past->v[past->n - p->history]));
	p->live_due = true;
}

/* ---- keys ---- */

static void
hand_to_editor(struct app *app, struct prompt *p)
{
	struct buf out = { 0 };
	struct err err = { 0 };
	(void)draft_step(app, true);
	if (app_edit(app, buf_view(&p->edit.text), &out, &err)) {
		struct str text = buf_view(&out);
		while (text.len > 0 && text.p[text.len - 1] == '\n')
			text.len--;
		edit_set(&p->edit, text);
		changed(app, p);
	} else if (err.code != ERR_STOPPED) {
		app_fail(app, &err);
	}
	buf_release(&out);
}

static bool
box_key(struct app *app, struct prompt *p, uint32_t code)
{
	switch (code) {
	case K_ENTER:
	case K_CTRL | 's':
		finish(app);
		return true;
	case K_ALT | K_ENTER:
	case K_CTRL | K_ENTER:
	case K_SHIFT | K_ENTER:
	case K_CTRL | 'j':
		edit_insert(&p->edit, str_of("\n"));
		changed(app, p);
		return true;
	case K_CTRL | 'o':
		hand_to_editor(app, p);
		return true;
	default:
		return false;
	}
}

static bool
line_key(struct app *app, struct prompt *p, uint32_t code)
{
	switch (code) {
	case K_ENTER:
	case K_CTRL | 'j':
		finish(app);
		return true;
	case K_TAB:
		complete(app, p, 1);
		return true;
	case K_BACKTAB:
		complete(app, p, -1);
		return true;
	case K_UP:
	case K_CTRL | 'p':
		recall(app, p, -1);
		return true;
	case K_DOWN:
	case K_CTRL | 'n':
		recall(app, p, 1);
		return true;
	case K_BACKSPACE: /* on an empty line it leaves, as in vi */
		if (p->edit.text.len == 0) {
			cancel(app);
			return true;
		}
		return false;
	default:
		return false;
	}
}

bool
prompt_key(struct app *app, const struct key *key)
{
	struct prompt *p = app->ui->prompt;
	uint32_t code = key->code;
	if (code == K_MOUSE)
		return false;
	if (code == K_ESCAPE || code == (K_CTRL | 'g') ||
	    code == (K_CTRL | 'c')) {
		if (p->opts.multiline && p->edit.text.len > 0 &&
		    (p->keeper.first != 0 || p->keeper.saved.id != 0))
			app_ask(app, "Throw away what was typed? (y/n)", "yn",
			    discard, NULL);
		else
			cancel(app);
		return true;
	}
	if (code == K_PASTE) {
		edit_insert(&p->edit, term_paste(app->term));
		changed(app, p);
		return true;
	}
	if (p->opts.multiline ? box_key(app, p, code) : line_key(app, p, code))
		return true;
	enum edit_result r = edit_key(&p->edit, code);
	if (r == EDIT_CHANGED)
		changed(app, p);
	else
		p->completing = false;
	return true;
}

/* ---- asking for one key ---- */

void
app_ask(struct app *app, const char *question, const char *keys,
    void (*done)(struct app *app, void *arg, char key), void *arg)
{
	struct ask *ask = xcalloc(1, sizeof(*ask));
	struct ask *old = app->ui->ask;
	ask->question = xstrdup(question);
	ask->keys = xstrdup(keys);
	ask->done = done;
	ask->arg = arg;
	app->ui->ask = ask;
	app->ui->repaint = true;
	if (old == NULL)
		return;
	free(old->question);
	free(old->keys);
	free(old);
}

/* ---- painting ---- */

static bool
shows_found(const struct prompt *p)
{
	return is_menu(p) ? p->n > 0 : p->completing && p->n > 1;
}

static void
paint_found(struct app *app, const struct prompt *p, struct paint *screen)
{
	if (!shows_found(p))
		return;
	size_t first = p->chosen >= SHOWN ? p->chosen - SHOWN + 1 : 0;
	int rows = p->n < SHOWN ? (int)p->n : SHOWN, w = 0, besides = 0;
	struct str beside[SHOWN] = { 0 };
	if (rows > screen->h - 3)
		rows = screen->h - 3;
	for (int i = 0; i < rows; i++) {
		size_t k = first + (size_t)i;
		int n = cells_width(p->list[k]);
		w = n > w ? n : w;
		if (is_menu(p))
			beside[i] =
			    p->opts.beside(app, p->list[k], screen->arena);
		n = cells_width(beside[i]);
		besides = n > besides ? n : besides;
	}
	/* A menu takes its rows whole: half of a border beside it is litter. */
	int all = is_menu(p) || w + besides + 2 > screen->w ? screen->w
							    : w + besides + 2;
	for (int i = 0; i < rows; i++) {
		size_t k = first + (size_t)i;
		int y = screen->h - 1 - rows + i;
		enum role role =
		    k == p->chosen ? ROLE_SELECTED : ROLE_SELECTED_DIM;
		paint_fill(screen, y, 0, all, role, ' ');
		(void)paint_text(screen, y, 1, all - 2, role, p->list[k]);
		(void)paint_text(
		    screen, y, w + 1, all - w - 2, role, beside[i]);
	}
}

/* What is said to the text, which ends at x: beside it where there is room,
 * else on the row above. Returns how many columns it took of the text's. */
static int
paint_said(struct paint *screen, int y, int x, enum role role, struct str said)
{
	int w = cells_width(said);
	if (said.len == 0)
		return 0;
	if (screen->w - x - GAP >= w) {
		(void)paint_text(screen, y, screen->w - w - 1, w, role, said);
		return w + 2;
	}
	paint_fill(screen, y - 1, 0, screen->w, role, ' ');
	(void)paint_text(screen, y - 1, 1, screen->w - 2, role, said);
	return 0;
}

static void
paint_line_prompt(struct app *app, struct prompt *p, struct paint *screen)
{
	int y = screen->h - 1;
	paint_fill(screen, y, 0, screen->w, ROLE_TEXT, ' ');
	int x = paint_text(
	    screen, y, 0, screen->w / 2, ROLE_PROMPT, str_of(p->label));
	int room = screen->w - x - 1;
	int end = x + cells_width(buf_view(&p->edit.text));
	struct str why = buf_view(&app->ui->message); /* it was refused */
	if (why.len > 0)
		room -= paint_said(screen, y, end,
		    app->ui->failed ? ROLE_ERROR : ROLE_DIM, why);
	else if (!shows_found(p))
		room -=
		    paint_said(screen, y, end, ROLE_DIM, buf_view(&p->hint));
	app->ui->cursor_x = paint_edit(
	    screen, y, x, room, ROLE_TEXT, buf_view(&p->edit.text), p->edit.at);
	app->ui->cursor_y = y;
	paint_found(app, p, screen);
}

static void
box_frame(const struct prompt *p, struct paint *b)
{
	for (int x = 0; x < b->w; x++) {
		paint_put(b, 0, x, ROLE_FOCUS, 0x2500);
		paint_put(b, b->h - 1, x, ROLE_FOCUS, 0x2500);
	}
	for (int y = 0; y < b->h; y++) {
		paint_put(b, y, 0, ROLE_FOCUS, 0x2502);
		paint_put(b, y, b->w - 1, ROLE_FOCUS, 0x2502);
	}
	paint_put(b, 0, 0, ROLE_FOCUS, 0x250c);
	paint_put(b, 0, b->w - 1, ROLE_FOCUS, 0x2510);
	paint_put(b, b->h - 1, 0, ROLE_FOCUS, 0x2514);
	paint_put(b, b->h - 1, b->w - 1, ROLE_FOCUS, 0x2518);
	(void)paint_textf(b, 0, 2, b->w - 4, ROLE_FOCUS, " %s ", p->label);
	(void)paint_text(b, b->h - 1, 2, b->w - 4, ROLE_DIM,
	    str_of(" Enter save  M-Enter new line  C-o editor  Esc leave "));
}

/* The box grows with its text, so that what a note is about stays in sight. */
static int
box_rows(int screen_rows, size_t lines)
{
	int most = screen_rows / 2 < BOX_LINES ? screen_rows / 2 : BOX_LINES;
	int rows = lines + 3 < (size_t)most ? (int)lines + 3 : most;
	if (rows < BOX_LEAST)
		rows = BOX_LEAST < most ? BOX_LEAST : most;
	return rows < 3 ? 3 : rows;
}

static void
paint_box(struct app *app, struct prompt *p, struct paint *screen)
{
	struct str text = buf_view(&p->edit.text);
	int w = screen->w - 4 > 1 ? screen->w - 4 : 1;
	struct line *lines;
	size_t n;
	wrap_text(screen->arena, text, w > 1 ? w - 1 : 1, &lines, &n);
	int rows = box_rows(screen->h, n);
	struct paint b =
	    paint_sub(screen, screen->h - 1 - rows, 0, rows, screen->w);
	paint_clear(&b);
	box_frame(p, &b);
	int h = b.h - 2 > 1 ? b.h - 2 : 1;
	size_t here = n > 0 ? wrap_line_at(lines, n, (uint32_t)p->edit.at) : 0;
	if (here < p->top)
		p->top = here;
	if (here >= p->top + (size_t)h)
		p->top = here - (size_t)h + 1;
	for (int y = 0; y < h && p->top + (size_t)y < n; y++) {
		size_t i = p->top + (size_t)y;
		const struct line *l = &lines[i];
		(void)paint_line(&b, y + 1, 2, w, text, l, ROLE_TEXT);
		if (i != here)
			continue;
		app->ui->cursor_y = b.y + y + 1;
		app->ui->cursor_x =
		    b.x + paint_column(&b, 2, w, text, l, p->edit.at);
	}
	if (n == 0) {
		app->ui->cursor_y = b.y + 1;
		app->ui->cursor_x = b.x + 2;
	}
}

void
prompt_paint(struct app *app, struct paint *screen)
{
	struct prompt *p = app->ui->prompt;
	if (app->ui->ask != NULL && !p->opts.multiline)
		return;
	if (p->opts.multiline)
		paint_box(app, p, screen);
	else
		paint_line_prompt(app, p, screen);
	if (app->ui->ask != NULL)
		app->ui->cursor_y = -1;
}
