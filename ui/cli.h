/* The command line: verbs that do one thing to a library without a screen. */
#ifndef UI_CLI_H
#define UI_CLI_H

#include "model/article.h"
#include "model/record.h"
#include "store/store.h"

enum cli_exit {
	CLI_OK = 0,
	CLI_REFUSED = 1, /* refused or not found */
	CLI_USAGE = 2,
	CLI_LIBRARY = 3, /* cannot be opened or is damaged */
	CLI_INTERRUPTED = 130,
};

enum { CLI_OPTS = 256 /* options given to one verb at most */ };

struct cli_option {
	const char *name; /* without the dashes */
	const char *arg;  /* NULL: a flag */
	const char *help;
};

struct cli;

/* What a verb needs of the library. */
/* The last one takes a damaged library too. */
enum cli_need { CLI_NO_LIBRARY, CLI_READS, CLI_WRITES, CLI_MENDS };

struct verb {
	const char *name;
	const char *args; /* as in the usage line */
	const char *help; /* one line, imperative, no full stop */
	enum cli_need need;
	const struct cli_option *options; /* ends with a NULL name; or NULL */
	/* Returns an exit status; what went wrong was said. NULL: it is among
	 * those of cli->files. */
	int (*exec)(struct cli *cli);
};
extern const struct verb cli_verbs[]; /* ends with a NULL name */

/* Options that every verb has, and those of the screen; NULL names at the end.
 */
extern const struct cli_option cli_common_options[], cli_screen_options[];

struct cli {
	const struct verb *verb;
	struct store *store;           /* NULL with CLI_NO_LIBRARY */
	const struct cli_files *files; /* NULL: not in this program */
	const char *path;              /* of the library */
	bool json;
	bool taking; /* what import tells of is work, no articles */
	char **argv; /* positional arguments */
	int argc;
	struct {
		const char *name, *value; /* value "": a flag */
	} opts[CLI_OPTS];
	size_t n_opts;
	struct arena arena;
	struct buf out; /* of one line at a time */
};

/* What reads and writes files of other programs, with the libraries that these
 * formats need. mirsad itself is linked without them, so that a start loads a
 * third of the shared libraries; mirsad-files has it all, and takes its place
 * where a verb wants it. */
struct cli_files {
	/* Make the library of cli->path with the pack and the samples, whole
	 * or not at all; it is closed again. Says nothing. */
	bool (*create)(struct cli *cli, struct err *err);
	struct {
		const char *verb;
		int (*exec)(struct cli *cli);
	} verbs[3];
};
/* Of this program (ui/main-*.c); NULL: it has none. */
extern const struct cli_files *const main_files;

/* Run the program without a screen or find out that it wants one: returns an
 * exit status. files: main_files. */
int cli_main(int argc, char **argv, const struct cli_files *files);

/* The value of an option, the last one given; NULL if it was not. */
const char *cli_opt(const struct cli *cli, const char *name);
/* The option as a number of at least `least`; false (and said) if it is none.
 * *n stays when it was not given. */
bool cli_opt_int(
    const struct cli *cli, const char *name, int64_t least, int64_t *n);
/* Positional argument i as an id; false (and said) if it is none. */
bool cli_id(const struct cli *cli, int i, int64_t *id);
/* The number of what was written, as the verb's whole answer: CLI_OK. */
int cli_written(struct cli *cli, int64_t id);
/* A verb of the form add, edit ID or remove ID. write: 0 for a new one; it says
 * and returns the verb's status. remove is of the store. */
int cli_change(struct cli *cli, int (*write)(struct cli *cli, int64_t id),
    bool (*remove)(struct store *store, int64_t id, struct err *err));
/* Positional arguments from i on, joined by blanks: a query. */
struct str cli_rest(struct cli *cli, int from);

/* cli-commands.c: all verbs, options, keys and commands, tab-separated. */
void cli_commands(struct cli *cli);

/* Say why on standard error, harmless, and give the exit status. */
int cli_fail(const struct cli *cli, const struct err *err);
int __attribute__((format(printf, 2, 3)))
cli_usage(const struct cli *cli, const char *fmt, ...);
void __attribute__((format(printf, 1, 2))) cli_warn(const char *fmt, ...);
/* Say what a query asks for that nothing here has; false: nothing is. */
bool cli_warn_unknown(struct cli *cli, const char *verb, struct str query);
/* Whether there is a file that SQLite wrote. */
bool cli_is_library(const char *path);
/* How many articles a query finds, counted to the end. */
struct find;
bool cli_count(struct find *find, int64_t *count, struct err *err);
/* Whether the user has pressed Ctrl-C. */
bool cli_interrupted(void *ignored);
/* From now on that signal is as good as Ctrl-C. */
void cli_catch(int signal);

/* For a program that asked for --progress: a word and fields, a line of tabs.
 */
void cli_tell(const char *what, const struct str *fields, size_t n);

/* Text to standard output, harmless for a terminal. */
void cli_put(struct cli *cli, struct str text);
void __attribute__((format(printf, 2, 3)))
cli_printf(struct cli *cli, const char *fmt, ...);
/* A record as a line of JSON. */
void cli_json(struct cli *cli, const struct field *fields, size_t n);
/* "2017-01-17T09:41:07Z" in the arena; empty for 0. */
struct str cli_time(struct arena *arena, int64_t seconds);

/* Counts bytes of a text as code points, going forward. */
struct cli_points {
	struct str text;
	size_t at, points;
};
size_t cli_points(struct cli_points *p, size_t at);

/* Where a quotation stands in a text; start (code points) tells those apart
 * that stand there more than once, -1: it must be the only one. */
bool cli_quote(struct str text, struct str quote, int64_t start,
    struct span *span, struct err *err);

/* --quote, or --start and --end (code points) as a passage of the text;
 * *given: whether any was. A status; what was refused is in err, what was used
 * wrongly has been said. */
int cli_passage(struct cli *cli, struct str text, struct span *span,
    bool *given, struct err *err);

/* The folder of that name in the program's data ("pack/libya"), in the arena;
 * empty when it is nowhere. */
struct str cli_data(struct arena *arena, const char *name);
/* Go on as mirsad-files with the same arguments; returns only if that is not
 * to be found, which was said. */
int cli_be_files(char **argv);
bool cli_create(struct cli *cli, struct err *err);
/* Run a job (NULL: none) to its end, with a line of progress where somebody
 * looks at it, and free it. */
bool cli_run_job(struct cli *cli, struct job *job, struct err *err);
/* Index what is left, and look for names again that have changed: all of it. */
bool cli_index(struct cli *cli, struct err *err);
bool cli_respot(struct cli *cli, struct err *err);

int cli_init(struct cli *cli);
int cli_import(struct cli *cli);
int cli_list(struct cli *cli);
int cli_show(struct cli *cli);
int cli_mark(struct cli *cli);
int cli_tag(struct cli *cli);
int cli_entities(struct cli *cli);
int cli_abbreviations(struct cli *cli);
int cli_suggest(struct cli *cli);
int cli_dates(struct cli *cli);
int cli_claim(struct cli *cli);
int cli_claims(struct cli *cli);
int cli_copies(struct cli *cli);
int cli_relation(struct cli *cli);
int cli_relations(struct cli *cli);
int cli_unknown(struct cli *cli);
int cli_events(struct cli *cli);
int cli_timeline(struct cli *cli);
int cli_event(struct cli *cli);
int cli_note(struct cli *cli);
int cli_notes(struct cli *cli);
int cli_undo(struct cli *cli);
int cli_redo(struct cli *cli);
int cli_history(struct cli *cli);
int cli_check(struct cli *cli);
int cli_backup(struct cli *cli);
int cli_stats(struct cli *cli);
int cli_pack(struct cli *cli);
int cli_export(struct cli *cli);

#endif
