#include "config.h"

#include "ui/complete.h"

#include <dirent.h>

#include "ui/cmd.h"
#include "ui/panes.h"
#include "ui/ui.h"

enum { PATHS_MAX = 200 };

void
complete_words(struct str typed, const char *const *words, size_t n_words,
    struct arena *arena, struct str **list, size_t *n)
{
	*list = arena_array(arena, n_words + 1, sizeof(**list));
	*n = 0;
	for (size_t i = 0; i < n_words; i++) {
		struct str w = str_of(words[i]);
		if (w.len >= typed.len &&
		    str_eq(str_slice(w, 0, typed.len), typed))
			(*list)[(*n)++] = w;
	}
}

static void
complete_name(struct app *app, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	size_t count;
	const struct cmd **all = cmd_all(arena, &count);
	struct pane *pane = app_focus(app);
	const char *name = pane != NULL ? pane->ops->name : NULL;
	const char **words = arena_array(arena, count + 1, sizeof(*words));
	size_t k = 0;
	for (size_t i = 0; i < count; i++)
		if (cmd_fits(all[i], name) &&
		    (k == 0 || strcmp(words[k - 1], all[i]->name) != 0))
			words[k++] = all[i]->name;
	complete_words(text, words, k, arena, list, n);
}

void
complete_command(struct app *app, void *arg, struct str text,
    struct arena *arena, struct str **list, size_t *n)
{
	(void)arg;
	size_t blank = str_find(text, str_of(" "), 0);
	if (blank == SIZE_MAX) {
		complete_name(app, text, arena, list, n);
		return;
	}
	struct pane *pane = app_focus(app);
	struct str name = str_slice(text, 0, blank);
	const struct cmd *c =
	    cmd_find(name, pane != NULL ? pane->ops->name : NULL);
	if (c == NULL || c->complete == NULL)
		return;
	c->complete(app, str_slice(text, blank + 1, text.len), arena, list, n);
	for (size_t i = 0; i < *n; i++)
		(*list)[i] = arena_printf(arena, "%.*s %.*s", (int)name.len,
		    name.p, (int)(*list)[i].len, (*list)[i].p);
}

static int
by_text(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

void
complete_path(struct app *app, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	(void)app;
	size_t slash = text.len;
	while (slash > 0 && text.p[slash - 1] != '/')
		slash--;
	struct str dir = str_slice(text, 0, slash);
	struct str stem = str_slice(text, slash, text.len);
	const char *home = getenv("HOME");
	struct str path = arena_str(arena, slash > 0 ? dir : str_of("."));
	if (str_starts(dir, "~/") && home != NULL)
		path = arena_printf(
		    arena, "%s%.*s", home, (int)dir.len - 1, dir.p + 1);
	DIR *d = opendir(path.p);
	*n = 0;
	if (d == NULL)
		return;
	*list = arena_array(arena, PATHS_MAX, sizeof(**list));
	struct dirent *e;
	while (*n < PATHS_MAX && (e = readdir(d)) != NULL) {
		struct str name = str_of(e->d_name);
		if (name.len < stem.len ||
		    !str_eq(str_slice(name, 0, stem.len), stem) ||
		    (stem.len == 0 && name.p[0] == '.') || str_is(name, ".") ||
		    str_is(name, ".."))
			continue;
		(*list)[(*n)++] = arena_printf(arena, "%.*s%s%s", (int)dir.len,
		    dir.p, e->d_name, e->d_type == DT_DIR ? "/" : "");
	}
	(void)closedir(d);
	qsort(*list, *n, sizeof(**list), by_text);
}

void
complete_pane(struct app *app, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	const char *names[UI_PANES];
	size_t k = 0;
	for (size_t i = 0; i < app->ui->n_panes; i++)
		names[k++] = app->ui->panes[i]->ops->name;
	complete_words(text, names, k, arena, list, n);
}

void
complete_theme(struct app *app, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	static const char *const names[] = { "auto", "dark", "light", "none" };
	(void)app;
	complete_words(text, names, ARRAY_LEN(names), arena, list, n);
}

void
complete_bidi(struct app *app, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	static const char *const names[] = { "app", "term", "off" };
	(void)app;
	complete_words(text, names, ARRAY_LEN(names), arena, list, n);
}
