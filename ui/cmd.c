#include "config.h"

#include "ui/cmd.h"

#include "ui/app.h"
#include "ui/panes.h"

enum { COUNT_MOST = 10000000 };

bool
cmd_fits(const struct cmd *cmd, const char *pane)
{
	return cmd->pane == NULL ||
	       (pane != NULL && strcmp(cmd->pane, pane) == 0);
}

/* There are hundreds, and a look at the first letter tells most of them apart.
 */
static bool
is_called(const struct cmd *c, struct str name)
{
	return name.len > 0 && c->name[0] == name.p[0] && str_is(name, c->name);
}

const struct cmd *
cmd_find(struct str name, const char *pane)
{
	const struct cmd *anywhere = NULL;
	for (size_t t = 0; cmd_tables[t] != NULL; t++) {
		for (const struct cmd *c = cmd_tables[t]; c->name != NULL;
		     c++) {
			if (!is_called(c, name) || !cmd_fits(c, pane))
				continue;
			if (c->pane != NULL)
				return c;
			anywhere = c;
		}
	}
	return anywhere;
}

/* The first command of that name, wherever it belongs. */
static const struct cmd *
find_any(struct str name)
{
	for (size_t t = 0; cmd_tables[t] != NULL; t++) {
		for (const struct cmd *c = cmd_tables[t]; c->name != NULL; c++)
			if (is_called(c, name))
				return c;
	}
	return NULL;
}

bool
cmd_known(struct str name)
{
	return find_any(name) != NULL;
}

static int
by_name(const void *a, const void *b)
{
	const struct cmd *x = *(const struct cmd *const *)a;
	const struct cmd *y = *(const struct cmd *const *)b;
	int order = strcmp(x->name, y->name);
	if (order != 0)
		return order;
	return strcmp(
	    x->pane != NULL ? x->pane : "", y->pane != NULL ? y->pane : "");
}

const struct cmd **
cmd_all(struct arena *arena, size_t *n)
{
	*n = 0;
	for (size_t t = 0; cmd_tables[t] != NULL; t++)
		for (const struct cmd *c = cmd_tables[t]; c->name != NULL; c++)
			(*n)++;
	const struct cmd **list = arena_array(arena, *n, sizeof(*list));
	size_t i = 0;
	for (size_t t = 0; cmd_tables[t] != NULL; t++)
		for (const struct cmd *c = cmd_tables[t]; c->name != NULL; c++)
			list[i++] = c;
	qsort(list, *n, sizeof(*list), by_name);
	return list;
}

int64_t
cmd_count(struct str arg, int64_t otherwise)
{
	int64_t n;
	if (!str_int(str_trim(arg), &n))
		return otherwise;
	/* Far enough for any list, and safe to multiply. */
	return n > COUNT_MOST ? COUNT_MOST : n < -COUNT_MOST ? -COUNT_MOST : n;
}

/* The prompt has the missing argument. */
static bool
prompted(struct app *app, void *arg, struct str text, struct err *err)
{
	const struct cmd *c = arg;
	return c->exec(app, text, err);
}

static void
complete_arg(struct app *app, void *arg, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	const struct cmd *c = arg;
	if (c->complete != NULL)
		c->complete(app, text, arena, list, n);
}

static bool
unknown(struct str name, struct err *err)
{
	const struct cmd *c = find_any(name);
	return c == NULL
		   ? err_set(err, ERR_MISSING, "there is no command \"%.*s\"",
			 (int)name.len, name.p)
		   : err_set(err, ERR_INVALID, "%s works in the %s pane",
			 c->name, c->pane);
}

bool
cmd_run(struct app *app, struct str line, struct err *err)
{
	struct str rest = str_trim(line);
	size_t n = 0;
	while (n < rest.len && rest.p[n] != ' ')
		n++;
	struct str name = str_slice(rest, 0, n);
	struct str arg = str_trim(str_slice(rest, n, rest.len));
	if (name.len == 0)
		return true;
	struct pane *pane = app_focus(app);
	const struct cmd *c =
	    cmd_find(name, pane != NULL ? pane->ops->name : NULL);
	if (c == NULL)
		return unknown(name, err);
	if (c->acts && !store_writable(app->store, err))
		return false;
	if (c->arg == CMD_NONE && arg.len > 0)
		return err_set(
		    err, ERR_INVALID, "%s takes nothing after it", c->name);
	int64_t count;
	if (c->arg == CMD_COUNT && arg.len > 0 && !str_int(arg, &count))
		return err_set(
		    err, ERR_INVALID, "%s takes a number after it", c->name);
	if (c->arg == CMD_TEXT && arg.len == 0) {
		struct prompt_opts opts = {
			.label = c->prompt,
			.done = prompted,
			.complete = complete_arg,
			.beside = c->beside,
			.first = c->first,
			.again = c->again,
			.arg = (void *)(uintptr_t)c,
		};
		app_prompt(app, &opts);
		return true;
	}
	return c->exec(app, arg, err);
}
