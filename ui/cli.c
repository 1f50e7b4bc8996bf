#include "config.h"

#include "ui/cli.h"

#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/edtf.h"
#include "ui/app.h"

enum { ELSEWHERE = -1 /* no exit status: mirsad-files knows */ };

/* Options that every verb has. */
const struct cli_option cli_common_options[] = {
	{ "library", "FILE", "the library (-l FILE; else MIRSAD_LIBRARY)" },
	{ "json", NULL, "JSON, one object a line" },
	{ "help", NULL, "this help (-h)" },
	{ NULL, NULL, NULL },
};

/* Options of the screen. */
const struct cli_option cli_screen_options[] = {
	{ "version", NULL, "the version" },
	{ "commands", NULL,
	    "all verbs, options, keys and commands, a line each" },
	{ "read-only", NULL, "never write to the library" },
	{ "theme", "NAME", "auto, dark, light or none" },
	{ "bidi", "WHO", "who orders right-to-left text: app, term or off" },
	{ "ascii", NULL, "no characters beyond ASCII" },
	{ "keys", "FILE", "key bindings in place of the usual file" },
	{ "script", "FILE", "play the keys of a file, without a terminal" },
	{ "size", "COLSxROWS", "size of the screen of a script" },
	{ "now", "DATE", "a fixed clock" },
	{ NULL, NULL, NULL },
};

static volatile sig_atomic_t interrupted;

static void
on_interrupt(int signal)
{
	(void)signal;
	interrupted = 1;
}

bool
cli_interrupted(void *ignored)
{
	(void)ignored;
	return interrupted != 0;
}

/* ---------------------------------------------------------- the arguments */

static const struct cli_option *
option_of(const struct cli_option *list, const char *name, size_t len)
{
	for (; list != NULL && list->name != NULL; list++)
		if (strlen(list->name) == len &&
		    memcmp(list->name, name, len) == 0)
			return list;
	return NULL;
}

static const struct cli_option *
option_find(const struct cli *cli, const char *name, size_t len)
{
	const struct cli_option *o = option_of(cli_common_options, name, len);

	if (o == NULL)
		o = option_of(
		    cli->verb != NULL ? cli->verb->options : cli_screen_options,
		    name, len);
	return o;
}

/* -l FILE, -o FILE and -h are short for --library, --output and --help. */
static const char *
long_name(const char *arg)
{
	if (strncmp(arg, "-l", 2) == 0)
		return "library";
	if (strncmp(arg, "-o", 2) == 0)
		return "output";
	return strcmp(arg, "-h") == 0 ? "help" : NULL;
}

/* Whether an argument is an option: codes (-toll) and a lone - are none. */
static bool
is_option(const struct cli *cli, const char *arg)
{
	bool tag = cli->verb != NULL && strcmp(cli->verb->name, "tag") == 0;

	if (strncmp(arg, "--", 2) == 0)
		return true;
	if (arg[0] != '-' || arg[1] == '\0')
		return false;
	/* A query may begin with -word. */
	return long_name(arg) != NULL &&
	       (arg[2] == '\0' || (!tag && cli->verb != NULL));
}

static bool
take_option(struct cli *cli, char **argv, int *i)
{
	const char *arg = argv[*i], *name, *value = "";
	const struct cli_option *o;
	size_t len;

	if (arg[1] == '-') {
		name = arg + 2;
		len = strcspn(name, "=");
		if (name[len] == '=')
			value = name + len + 1;
	} else {
		name = long_name(arg);
		len = strlen(name);
		value = arg + 2;
	}
	o = option_find(cli, name, len);
	if (o == NULL) {
		(void)cli_usage(cli, "there is no option %s", arg);
		return false;
	}
	if (o->arg != NULL && *value == '\0') {
		if (argv[*i + 1] == NULL) {
			(void)cli_usage(cli, "--%s needs %s", o->name, o->arg);
			return false;
		}
		value = argv[++*i];
	} else if (o->arg == NULL && *value != '\0') {
		(void)cli_usage(cli, "--%s takes no value", o->name);
		return false;
	}
	if (cli->n_opts == CLI_OPTS) {
		(void)cli_usage(cli, "more than %d options", CLI_OPTS);
		return false;
	}
	cli->opts[cli->n_opts].name = o->name;
	cli->opts[cli->n_opts++].value = value;
	return true;
}

/* Sorts arguments into options and others; a lone "--" ends the options. The
 * first other argument may name a verb. */
static bool
take_arguments(struct cli *cli, int argc, char **argv)
{
	bool only_others = false, first = true;
	const struct verb *v;
	int i;

	cli->argv = arena_array(&cli->arena, (size_t)argc + 1, sizeof *argv);
	for (i = 1; i < argc; i++) {
		if (!only_others && strcmp(argv[i], "--") == 0) {
			only_others = true;
			first = false;
			continue;
		}
		if (!only_others && is_option(cli, argv[i])) {
			if (!take_option(cli, argv, &i))
				return false;
			continue;
		}
		for (v = cli_verbs; first && v->name != NULL; v++)
			if (strcmp(v->name, argv[i]) == 0)
				cli->verb = v;
		if (!first || cli->verb == NULL)
			cli->argv[cli->argc++] = argv[i];
		first = false;
	}
	return true;
}

const char *
cli_opt(const struct cli *cli, const char *name)
{
	size_t i;

	for (i = cli->n_opts; i > 0; i--)
		if (strcmp(cli->opts[i - 1].name, name) == 0)
			return cli->opts[i - 1].value;
	return NULL;
}

bool
cli_opt_int(const struct cli *cli, const char *name, int64_t least, int64_t *n)
{
	const char *value = cli_opt(cli, name);

	if (value == NULL)
		return true;
	if (str_int(str_of(value), n) && *n >= least)
		return true;
	(void)cli_usage(cli, "--%s takes a number from %lld on, not %s", name,
	    (long long)least, value);
	return false;
}

bool
cli_id(const struct cli *cli, int i, int64_t *id)
{
	if (str_int(str_of(cli->argv[i]), id) && *id > 0)
		return true;
	(void)cli_usage(
	    cli, "%s is no number of an article or note", cli->argv[i]);
	return false;
}

int
cli_written(struct cli *cli, int64_t id)
{
	if (cli->json)
		cli_json(cli, (struct field[]){ field_number("id", id) }, 1);
	else
		cli_printf(cli, "%lld\n", (long long)id);
	return CLI_OK;
}

int
cli_change(struct cli *cli, int (*write)(struct cli *cli, int64_t id),
    bool (*remove)(struct store *store, int64_t id, struct err *err))
{
	const char *act = cli->argc > 0 ? cli->argv[0] : "";
	struct err err = { 0 };
	int64_t id;

	if (strcmp(act, "add") == 0 && cli->argc == 1)
		return write(cli, 0);
	if (cli->argc != 2 ||
	    (strcmp(act, "edit") != 0 && strcmp(act, "remove") != 0))
		return cli_usage(cli, "add, edit or remove?");
	if (!cli_id(cli, 1, &id))
		return CLI_USAGE;
	if (strcmp(act, "edit") == 0)
		return write(cli, id);
	return remove(cli->store, id, &err) ? CLI_OK : cli_fail(cli, &err);
}

struct str
cli_rest(struct cli *cli, int from)
{
	struct buf b = { 0 };
	struct str rest;
	int i;

	for (i = from; i < cli->argc; i++) {
		if (i > from)
			buf_putc(&b, ' ');
		buf_puts(&b, cli->argv[i]);
	}
	rest = arena_str(&cli->arena, buf_view(&b));
	buf_release(&b);
	return rest;
}

/* ------------------------------------------------------------------- help */

static void
help_options(struct cli *cli, const struct cli_option *o)
{
	for (; o != NULL && o->name != NULL; o++)
		cli_printf(cli, "  --%s%s%s\n      %s\n", o->name,
		    o->arg != NULL ? " " : "", o->arg != NULL ? o->arg : "",
		    o->help);
}

static int
help(struct cli *cli)
{
	const struct verb *v;

	if (cli->verb != NULL) {
		cli_printf(cli, "usage: mirsad [-l FILE] %s %s\n\n%s\n\n",
		    cli->verb->name, cli->verb->args, cli->verb->help);
		help_options(cli, cli->verb->options);
		help_options(cli, cli_common_options);
		return CLI_OK;
	}
	cli_printf(cli,
	    "usage: mirsad [options] [FILE.db] [QUERY]\n"
	    "       mirsad [-l FILE] VERB [options] ...\n\n"
	    "Without a verb the screen opens, on what QUERY finds.\n\n");
	for (v = cli_verbs; v->name != NULL; v++)
		cli_printf(cli, "  %-10s %s\n", v->name, v->help);
	cli_printf(cli, "\n");
	help_options(cli, cli_screen_options);
	help_options(cli, cli_common_options);
	cli_printf(cli,
	    "\nThe library: -l FILE, else MIRSAD_LIBRARY, else\n"
	    "$XDG_DATA_HOME/mirsad/library.db. Exit status: 0 done, 1 refused "
	    "or not found,\n2 usage, 3 no library or a damaged one, 130 "
	    "interrupted.\n");
	return CLI_OK;
}

/* ------------------------------------------------------------ the library */

static const char *
default_path(struct arena *arena)
{
	const char *library = getenv("MIRSAD_LIBRARY");
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (library != NULL && *library != '\0')
		return library;
	if (data != NULL && *data == '/')
		return arena_printf(arena, "%s/mirsad/library.db", data).p;
	return arena_printf(arena, "%s/.local/share/mirsad/library.db",
	    home != NULL && *home != '\0' ? home : ".")
	    .p;
}

static bool
exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

bool
cli_is_library(const char *path)
{
	static const char magic[] = "SQLite format 3";
	char head[sizeof magic];
	struct stat st;
	bool yes;
	FILE *f;

	/* A pipe would make us wait for its other end. */
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	f = fopen(path, "rb");
	if (f == NULL)
		return false;
	yes = fread(head, 1, sizeof head, f) == sizeof head &&
	      memcmp(head, magic, sizeof magic) == 0;
	(void)fclose(f);
	return yes;
}

/* The usual sentence sends to the verb that has just failed. */
static void
warn_of_damage(const struct cli *cli, const struct err *err)
{
	if (err->code == ERR_CORRUPT && cli->verb != NULL &&
	    cli->verb->need == CLI_MENDS)
		cli_warn("the library is damaged beyond what can be looked "
			 "through: take a backup of it, or try sqlite3 %s "
			 ".recover",
		    cli->path);
	else
		cli_warn("%s", err->text);
}

static int
open_library(struct cli *cli, enum store_mode mode)
{
	struct err err = { 0 };

	if (!exists(cli->path)) {
		cli_warn(
		    "no library at %s: make one with mirsad init", cli->path);
		return CLI_LIBRARY;
	}
	if (!store_open(cli->path, mode, &cli->store, &err) ||
	    ((cli->verb == NULL || cli->verb->need != CLI_MENDS) &&
		!store_sound(cli->store, &err))) {
		warn_of_damage(cli, &err);
		store_close(cli->store);
		cli->store = NULL;
		return CLI_LIBRARY;
	}
	store_interrupt_when(cli->store, cli_interrupted, NULL);
	if (cli->verb != NULL && store_warning(cli->store) != NULL)
		cli_warn("%s", store_warning(cli->store));
	return CLI_OK;
}

static bool
fixed_now(const struct cli *cli, int64_t *now)
{
	const char *text = cli_opt(cli, "now");
	struct edtf e;

	if (text == NULL || str_int(str_of(text), now))
		return true;
	if (!edtf_parse(str_of(text), &e, NULL) ||
	    !edtf_is_day(edtf_earliest(&e))) {
		(void)cli_usage(cli, "--now is a date, not %s", text);
		return false;
	}
	*now = edtf_earliest(&e) * 86400;
	return true;
}

void
cli_catch(int signal)
{
	struct sigaction on = { .sa_handler = on_interrupt };

	(void)sigaction(signal, &on, NULL);
}

/* Which of the files' verbs it is. */
static int
run_files(struct cli *cli)
{
	const struct cli_files *files = cli->files;
	size_t i = 0;

	while (strcmp(files->verbs[i].verb, cli->verb->name) != 0)
		i++;
	return files->verbs[i].exec(cli);
}

static int
run_verb(struct cli *cli)
{
	int status = CLI_OK;
	int64_t now = 0;

	cli_catch(SIGINT);
	if (cli->verb->need != CLI_NO_LIBRARY)
		status = open_library(cli, cli->verb->need == CLI_READS
					       ? STORE_READ_ONLY
					       : STORE_OPEN);
	if (status == CLI_OK && !fixed_now(cli, &now))
		status = CLI_USAGE;
	if (status == CLI_OK && now != 0)
		store_set_clock(cli->store, now);
	if (status == CLI_OK)
		status = cli->verb->exec != NULL ? cli->verb->exec(cli)
						 : run_files(cli);
	store_close(cli->store);
	if (interrupted)
		status = CLI_INTERRUPTED;
	return status;
}

/* ------------------------------------------------------------- the screen */

static bool
screen_size(const struct cli *cli, struct term_opts *term)
{
	const char *size = cli_opt(cli, "size");
	struct str rest = str_of(size), part;
	int64_t cols, rows;

	if (size == NULL)
		return true;
	if (!str_split(&rest, 'x', &part) || !str_int(part, &cols) ||
	    !str_int(rest, &rows) || cols < 1 || rows < 1 || cols > 1000 ||
	    rows > 1000) {
		(void)cli_usage(cli, "--size is like 120x36, not %s", size);
		return false;
	}
	term->cols = (int)cols;
	term->rows = (int)rows;
	return true;
}

/* The place of a word in a list, or -1. */
static int
choice(const char *word, const char *const *list, int n)
{
	int i;

	for (i = 0; i < n; i++)
		if (strcmp(word, list[i]) == 0)
			return i;
	return -1;
}

static bool
screen_look(const struct cli *cli, struct term_opts *term)
{
	static const char *const themes[] = { "auto", "dark", "light", "none" };
	static const char *const orders[] = { "off", "app", "term" };
	const char *theme = cli_opt(cli, "theme"), *bidi = cli_opt(cli, "bidi");
	int i;

	term->ascii = cli_opt(cli, "ascii") != NULL;
	term->bidi = -1;
	if (theme != NULL) {
		i = choice(theme, themes, 4);
		if (i < 0) {
			(void)cli_usage(cli,
			    "--theme is auto, dark, light or "
			    "none, not %s",
			    theme);
			return false;
		}
		term->theme = (enum theme)i;
	}
	if (bidi != NULL) {
		term->bidi = choice(bidi, orders, 3);
		if (term->bidi < 0) {
			(void)cli_usage(
			    cli, "--bidi is app, term or off, not %s", bidi);
			return false;
		}
	}
	return screen_size(cli, term);
}

static int
run_screen(struct cli *cli)
{
	struct screen_opts opts = {
		.script = cli_opt(cli, "script"),
		.keys = cli_opt(cli, "keys"),
	};
	bool fresh = !exists(cli->path);
	bool read_only = cli_opt(cli, "read-only") != NULL;
	struct err err = { 0 };
	int status;

	if (!screen_look(cli, &opts.term) || !fixed_now(cli, &opts.now))
		return CLI_USAGE;
	opts.query = cli_rest(cli, 0);
	/* Another program may be making it at this moment. */
	if (fresh && !cli->files->create(cli, &err) && err.code != ERR_EXISTS)
		return cli_fail(cli, &err);
	status = open_library(cli, read_only ? STORE_READ_ONLY : STORE_OPEN);
	if (status != CLI_OK)
		return status;
	if (fresh) {
		opts.notice = arena_printf(&cli->arena,
		    "A new library with the Libya pack and sample articles: %s",
		    cli->path)
				  .p;
	}
	store_interrupt_when(cli->store, NULL, NULL);
	status = screen_main(cli->store, &opts);
	store_close(cli->store);
	return status;
}

/* Is this for mirsad-files? A library that is not there yet is made from the
 * samples, which are files. */
static bool
wants_files(const struct cli *cli)
{
	return cli->files == NULL &&
	       (cli->verb != NULL ? cli->verb->exec == NULL
				  : !exists(cli->path));
}

static int
dispatch(struct cli *cli)
{
	if (cli_opt(cli, "help") != NULL)
		return help(cli);
	if (cli_opt(cli, "version") != NULL) {
		cli_printf(cli, "%s\n", PACKAGE_STRING);
		return CLI_OK;
	}
	if (cli->verb == NULL && cli_opt(cli, "commands") != NULL) {
		cli_commands(cli);
		return CLI_OK;
	}
	cli->json = cli_opt(cli, "json") != NULL;
	cli->path = cli_opt(cli, "library");
	if (cli->verb == NULL && cli->path == NULL && cli->argc > 0 &&
	    (str_ends(str_of(cli->argv[0]), ".db") ||
		cli_is_library(cli->argv[0]))) {
		cli->path = cli->argv[0];
		cli->argv++;
		cli->argc--;
	}
	if (cli->path == NULL)
		cli->path = default_path(&cli->arena);
	return wants_files(cli)    ? ELSEWHERE
	       : cli->verb != NULL ? run_verb(cli)
				   : run_screen(cli);
}

int
cli_main(int argc, char **argv, const struct cli_files *files)
{
	struct cli cli = { .files = files };
	int status;

	status = take_arguments(&cli, argc, argv) ? dispatch(&cli) : CLI_USAGE;
	if (status == ELSEWHERE)
		status = cli_be_files(argv);
	if (fflush(stdout) != 0 && status == CLI_OK) {
		cli_warn("standard output: %s", strerror(errno));
		status = CLI_REFUSED;
	}
	buf_release(&cli.out);
	arena_release(&cli.arena);
	return status;
}
