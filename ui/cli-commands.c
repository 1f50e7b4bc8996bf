/* All verbs, options, keys and commands as tab-separated lines: what the manual
 * page is made of, and what a script may want to know. */
#include "config.h"

#include "ui/cli.h"
#include "ui/cmd.h"
#include "ui/keys.h"
#include "ui/panes.h"

enum { KEYS_SHOWN = 4 };

static void
print_options(struct cli *cli, const char *of, const struct cli_option *o)
{
	for (; o != NULL && o->name != NULL; o++)
		cli_printf(cli, "option\t%s\t%s\t%s\t%s\n", of, o->name,
		    o->arg != NULL ? o->arg : "", o->help);
}

static void
print_verbs(struct cli *cli)
{
	const struct verb *v;

	for (v = cli_verbs; v->name != NULL; v++) {
		cli_printf(
		    cli, "verb\t%s\t%s\t%s\n", v->name, v->args, v->help);
		print_options(cli, v->name, v->options);
	}
}

/* Whether an earlier binding of the same pane runs the same command: then its
 * line has named all the keys. */
static bool
seen_before(const struct binding *all, size_t i)
{
	size_t k;

	for (k = 0; k < i; k++)
		if (strcmp(all[k].pane, all[i].pane) == 0 &&
		    strcmp(all[k].command, all[i].command) == 0)
			return true;
	return false;
}

static void
print_key(struct cli *cli, const struct keys *keys, const struct binding *b)
{
	const char *pane = strcmp(b->pane, "all") == 0 ? NULL : b->pane;
	struct str name = str_of(b->command);
	size_t blank = str_find(name, str_of(" "), 0);
	const struct cmd *c;
	struct buf shown = { 0 };

	c = cmd_find(
	    str_slice(name, 0, blank == SIZE_MAX ? name.len : blank), pane);
	(void)keys_of(keys, b->pane, b->command, KEYS_SHOWN, &shown);
	cli_printf(cli, "key\t%s\t%s\t%s\t%s\n", b->pane,
	    shown.p != NULL ? shown.p : "", b->command,
	    c != NULL ? c->help : "");
	buf_release(&shown);
}

static void
print_keys(struct cli *cli)
{
	struct keys *keys = keys_new();
	const struct binding *all;
	size_t i, n;

	keys_defaults(keys);
	all = keys_all(keys, &n);
	for (i = 0; i < n; i++)
		if (!seen_before(all, i))
			print_key(cli, keys, &all[i]);
	keys_free(keys);
}

void
cli_commands(struct cli *cli)
{
	const struct cmd **all;
	size_t i, n;

	print_verbs(cli);
	print_options(cli, "screen", cli_screen_options);
	print_options(cli, "common", cli_common_options);
	print_keys(cli);
	all = cmd_all(&cli->arena, &n);
	for (i = 0; i < n; i++)
		cli_printf(cli, "command\t%s\t%s\t%s\n", all[i]->name,
		    all[i]->pane != NULL ? all[i]->pane : "all", all[i]->help);
}
