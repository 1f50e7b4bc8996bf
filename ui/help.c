#include "config.h"

#include "ui/cmd.h"
#include "ui/pane-timeline.h"
#include "ui/panes.h"
#include "ui/ui.h"

enum { KEY_COLS = 20, KEYS_SHOWN = 4 };

/* The command of a binding, as its pane would find it. */
static const struct cmd *
command_of(const struct binding *b, const char *pane)
{
	struct str s = str_of(b->command);
	size_t blank = str_find(s, str_of(" "), 0);
	return cmd_find(
	    str_slice(s, 0, blank == SIZE_MAX ? s.len : blank), pane);
}

/* What is wanted most, pane by pane; then what else the pane itself can. "all"
 * ends every line. */
static const struct {
	const char *pane;
	const char *commands[16];
} foremost[] = {
	{ "articles",
	    { "article-open", "article-done", "article-flag", "article-dismiss",
		"search", "article-next-unread", "folder", "article-unread" } },
	{ "reader",
	    { "claim", "claim-next", "note-add", "article-done", "article-flag",
		"read-on", "sentence-next", "mention-next", "select", "search",
		"find", "article-dismiss", "other-end", "copy", "open-link" } },
	{ "entities", { "entity-next", "dossier", "naming", "suggestion-accept",
			  "suggestion-alias", "suggestion-never", "note-add",
			  "article-done", "search" } },
	{ "notes", { "note-jump", "note-edit", "note-delete", "claim-link",
		       "note-add", "note-editor", "article-done", "search" } },
	{ "register",
	    { "register-open", "register-filter", "unknown-names", "entity-add",
		"alias-add", "relation-add", "entity-merge", "dossier-articles",
		"register-kind", "register-camp" } },
	{ "dossier",
	    { "dossier-open", "dossier-articles", "note-add", "alias-add",
		"relation-add", "dossier-edit", "dossier-with", "entity-merge",
		"register-filter", "entity-rename", "dossier-delete" } },
	{ "unknown", { "suggestion-accept", "suggestion-alias",
			 "suggestion-never", "register-filter", "register-kind",
			 "register-open", "unknown-names" } },
	{ "all", { "undo", "command", "focus-next", "search", "help" } },
};

/* The same while words are selected in the reader. */
static const struct {
	const char *command, *hint;
} selecting[] = { { "claim", "claim" }, { "note-add", "note" },
	{ "word-next", "word more" }, { "word-previous", "word less" },
	{ "select", "characters" }, { "other-end", "other end" },
	{ "name-or-note", "a name" }, { "copy", "copy" },
	{ "escape", "drop it" } };

struct hint_list {
	struct app *app;
	struct arena *arena;
	struct hint *v;
	size_t n, max;
};

/* The last of a row of keys that give one command their arguments: F of "A" to
 * "F" for claim-grade; NULL: there is no row. */
static const struct binding *
last_of_row(struct app *app, const struct binding *b, const struct cmd *c)
{
	size_t count, n = strlen(c->name);
	const struct binding *all = keys_all(app->ui->keys, &count), *last = b;

	while (last + 1 < all + count && last[1].n == 1 && b->n == 1 &&
	       strcmp(last[1].pane, b->pane) == 0 &&
	       last[1].codes[0] == last->codes[0] + 1 &&
	       strncmp(last[1].command, c->name, n) == 0 &&
	       last[1].command[n] == ' ')
		last++;
	return last > b ? last : NULL;
}

/* Is it told by such a row that another key begins? */
static bool
is_within_row(struct app *app, const struct binding *b, const struct cmd *c)
{
	size_t count;

	return b > keys_all(app->ui->keys, &count) && c != NULL &&
	       strcmp(b[-1].pane, b->pane) == 0 &&
	       strcmp(b->command, c->name) != 0 &&
	       last_of_row(app, b - 1, c) != NULL;
}

/* The first keys of a command, unless it is there already or the pane has
 * given these keys to something else. */
static void
add_hint(struct hint_list *l, const struct binding *b, const struct cmd *c)
{
	struct buf keys = { 0 };
	const struct binding *last = NULL;
	bool shown = c == NULL || c->hint == NULL || l->n == l->max;

	if (!shown && strcmp(b->command, c->name) != 0) {
		last = last_of_row(l->app, b, c);
		shown = last == NULL;
	}
	if (shown)
		return;
	for (size_t k = 0; k < b->n; k++)
		key_describe(&keys, b->codes[k]);
	if (last != NULL) {
		buf_putc(&keys, '-');
		key_describe(&keys, last->codes[0]);
	}
	for (size_t k = 0; k < l->n && !shown; k++)
		shown = l->v[k].text == c->hint ||
			str_eq(l->v[k].keys, buf_view(&keys));
	if (!shown)
		l->v[l->n++] =
		    (struct hint){ arena_str(l->arena, buf_view(&keys)),
			    c->hint };
	buf_release(&keys);
}

/* The binding of a command, the pane's own before one that holds everywhere. */
static const struct binding *
binding_of(struct app *app, const char *pane, const char *command)
{
	size_t count;
	const struct binding *all = keys_all(app->ui->keys, &count), *at;
	at = NULL;
	for (size_t i = 0; i < count; i++) {
		bool own = pane != NULL && strcmp(all[i].pane, pane) == 0;
		if (strcmp(all[i].command, command) != 0 ||
		    (!own && strcmp(all[i].pane, "all") != 0))
			continue;
		if (at == NULL || (own && strcmp(at->pane, "all") == 0))
			at = &all[i];
	}
	return at;
}

static void
add_command(struct hint_list *l, const char *pane, const char *command)
{
	const struct binding *at = binding_of(l->app, pane, command);
	if (at != NULL)
		add_hint(l, at, command_of(at, pane));
}

static void
add_selecting(struct hint_list *l)
{
	for (size_t i = 0; i < ARRAY_LEN(selecting) && l->n < l->max; i++) {
		const struct binding *at =
		    binding_of(l->app, "reader", selecting[i].command);
		struct buf keys = { 0 };
		for (size_t k = 0; at != NULL && k < at->n; k++)
			key_describe(&keys, at->codes[k]);
		if (at != NULL)
			l->v[l->n++] =
			    (struct hint){ arena_str(l->arena, buf_view(&keys)),
				    selecting[i].hint };
		buf_release(&keys);
	}
}

static void
add_foremost(struct hint_list *l, const char *pane, const char *of)
{
	for (size_t i = 0; of != NULL && i < ARRAY_LEN(foremost); i++)
		for (size_t k = 0; strcmp(foremost[i].pane, of) == 0 &&
				   k < ARRAY_LEN(foremost[i].commands) &&
				   foremost[i].commands[k] != NULL;
		     k++)
			add_command(l, pane, foremost[i].commands[k]);
}

size_t
help_hints(struct app *app, const char *pane, struct arena *arena,
    struct hint *hints, size_t max)
{
	struct hint_list l = { app, arena, hints, 0, max };
	size_t count;
	const struct binding *all = keys_all(app->ui->keys, &count);
	if (app->cur.selected && pane != NULL && strcmp(pane, "reader") == 0) {
		add_selecting(&l);
		return l.n;
	}
	add_foremost(&l, pane, pane);
	for (size_t i = 0; pane != NULL && i < count; i++)
		if (strcmp(all[i].pane, pane) == 0)
			add_hint(&l, &all[i], command_of(&all[i], pane));
	add_foremost(&l, pane, "all");
	return l.n;
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
	const struct binding *last = NULL;
	struct buf keys = { 0 };
	if (c != NULL && strcmp(c->name, b->command) != 0)
		last = last_of_row(app, b, c);
	(void)keys_of(app->ui->keys, pane, b->command, KEYS_SHOWN, &keys);
	if (last != NULL) {
		buf_putc(&keys, '-');
		key_describe(&keys, last->codes[0]);
	}
	int w = cells_width(buf_view(&keys));
	buf_puts(out, "  ");
	buf_str(out, buf_view(&keys));
	for (int i = w; i < KEY_COLS; i++)
		buf_putc(out, ' ');
	buf_addf(out, " %s", c != NULL ? c->help : b->command);
	if (c != NULL && strcmp(c->name, b->command) != 0)
		buf_addf(out, last != NULL ? " (%s ...)" : " (%s)", b->command);
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
		if (!first || is_within_row(app, &all[i],
				  command_of(&all[i],
				      strcmp(pane, "all") == 0 ? NULL : pane)))
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
	if (focus != NULL && strcmp(focus->ops->name, "timeline") == 0)
		timeline_legend(&out, term_ascii(app->term));
	if (focus != NULL)
		help_section(app, focus->ops->name, focus->ops->title, &out);
	help_section(app, "all", "Everywhere", &out);
	buf_puts(&out,
	    "While typing:\n"
	    "  Enter              take it\n"
	    "  M-Enter C-j        another line, in a note\n"
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

void
help_unbound(struct app *app, const char *keys)
{
	struct ui *ui = app->ui;

	buf_reset(&ui->message);
	buf_addf(&ui->message, "%s does nothing here: ? lists the keys", keys);
	ui->failed = false;
}
