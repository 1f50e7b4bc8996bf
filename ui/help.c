#include "config.h"

#include "ui/cmd.h"
#include "ui/panes.h"
#include "ui/ui.h"

enum { KEY_COLS = 18, KEYS_SHOWN = 4 };

/* The command of a binding, as its pane would find it. */
static const struct cmd *
command_of(const struct binding *b, const char *pane)
{
	struct str s = str_of(b->command);
	size_t blank = str_find(s, str_of(" "), 0);
	return cmd_find(
	    str_slice(s, 0, blank == SIZE_MAX ? s.len : blank), pane);
}

size_t
help_hints(struct app *app, const char *pane, struct arena *arena,
    struct hint *hints, size_t max)
{
	size_t count, n = 0;
	const struct binding *all = keys_all(app->ui->keys, &count);
	/* The pane's own first, then those that hold everywhere. */
	for (int pass = pane != NULL ? 0 : 1; pass < 2; pass++) {
		const char *want = pass == 0 ? pane : "all";
		for (size_t i = 0; i < count && n < max; i++) {
			if (strcmp(all[i].pane, want) != 0)
				continue;
			const struct cmd *c = command_of(&all[i], pane);
			if (c == NULL || c->hint == NULL ||
			    strcmp(all[i].command, c->name) != 0)
				continue;
			bool shown = false;
			for (size_t k = 0; k < n && !shown; k++)
				shown = hints[k].text == c->hint;
			if (shown)
				continue;
			struct buf b = { 0 };
			for (size_t k = 0; k < all[i].n; k++)
				key_describe(&b, all[i].codes[k]);
			hints[n++] =
			    (struct hint){ arena_str(arena, buf_view(&b)),
				    c->hint };
			buf_release(&b);
		}
	}
	return n;
}

/* Views that do not exist have keys all the same. */
static bool
idle_key(struct app *app, const struct binding *b)
{
	struct str s = str_of(b->command);
	int64_t n;
	return str_starts(s, "view ") && str_int(str_slice(s, 5, s.len), &n) &&
	       !view_exists(app, (enum view)n);
}

/* One line of help: all keys of a command text in a pane, and what it does. */
static void
help_line(
    struct app *app, const struct binding *b, const char *pane, struct buf *out)
{
	const struct cmd *c =
	    command_of(b, strcmp(pane, "all") == 0 ? NULL : pane);
	struct buf keys = { 0 };
	(void)keys_of(app->ui->keys, pane, b->command, KEYS_SHOWN, &keys);
	int w = cells_width(buf_view(&keys));
	buf_puts(out, "  ");
	buf_str(out, buf_view(&keys));
	for (int i = w; i < KEY_COLS; i++)
		buf_putc(out, ' ');
	buf_addf(out, " %s", c != NULL ? c->help : b->command);
	if (c != NULL && strcmp(c->name, b->command) != 0)
		buf_addf(out, " (%s)", b->command);
	buf_putc(out, '\n');
	buf_release(&keys);
}

static void
help_section(
    struct app *app, const char *pane, const char *title, struct buf *out)
{
	size_t count;
	const struct binding *all = keys_all(app->ui->keys, &count);
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		bool first =
		    strcmp(all[i].pane, pane) == 0 && !idle_key(app, &all[i]);
		for (size_t k = 0; k < i && first; k++)
			first = strcmp(all[k].pane, pane) != 0 ||
				strcmp(all[k].command, all[i].command) != 0;
		if (!first)
			continue;
		if (!any)
			buf_addf(out, "%s:\n", title);
		any = true;
		help_line(app, &all[i], pane, out);
	}
	if (any)
		buf_putc(out, '\n');
}

static void
help_commands(struct buf *out)
{
	struct arena arena = { 0 };
	size_t n;
	const struct cmd **all = cmd_all(&arena, &n);
	buf_puts(out, "Commands, typed after the colon:\n");
	for (size_t i = 0; i < n; i++) {
		buf_addf(
		    out, "  %-*s %s", KEY_COLS, all[i]->name, all[i]->help);
		if (all[i]->pane != NULL)
			buf_addf(out, " [%s]", all[i]->pane);
		buf_putc(out, '\n');
	}
	arena_release(&arena);
}

void
help_show(struct app *app)
{
	struct buf out = { 0 };
	struct pane *focus = app_focus(app);
	if (focus != NULL)
		help_section(app, focus->ops->name, focus->ops->title, &out);
	help_section(app, "all", "Everywhere", &out);
	buf_puts(&out,
	    "While typing:\n"
	    "  Enter              take it (C-s in a note)\n"
	    "  Escape C-g         leave\n"
	    "  Tab S-Tab          complete\n"
	    "  Up Down            what was typed before, after the colon\n"
	    "  C-a C-e M-b M-f    start, end, word left, word right\n"
	    "  C-w C-u C-k C-y    cut a word, to the start, to the end; put "
	    "back\n"
	    "  C-o                a note in $EDITOR\n\n");
	for (size_t i = 0; i < app->ui->n_panes; i++) {
		const struct pane_ops *ops = app->ui->panes[i]->ops;
		if (focus == NULL || ops != focus->ops)
			help_section(app, ops->name, ops->title, &out);
	}
	help_commands(&out);
	app_text(app, "Help", buf_view(&out));
	buf_release(&out);
}
