#include "config.h"

#include "ui/cmd-tables.h"

#include <time.h>
#include <unistd.h>

#include "model/writer.h"
#include "ui/complete.h"
#include "ui/export.h"
#include "ui/pane-claims.h"
#include "ui/pipe.h"
#include "ui/report.h"

enum { STATEMENTS = 200 }; /* given to a command at most */

/* ------------------------------------------------------------------- :export
 */

/* The formats that ui/cli-export.c writes itself come first. */
static const char *const simple[] = { "csv", "jsonl", "markdown" };

static bool
format_known(struct str name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(simple); i++)
		if (str_is(name, simple[i]))
			return true;
	for (i = 0; writer_name(i) != NULL; i++)
		if (str_is(name, writer_name(i)))
			return true;
	return false;
}

static bool
start(struct app *app, struct str format, struct str path, struct err *err)
{
	struct job *job =
	    export_new(app, format, path, buf_view(&app->list.query), err);

	if (job != NULL)
		app_job(app, job);
	return job != NULL;
}

struct replacing {
	struct buf format, path;
};

static void
replace(struct app *app, void *arg, char key)
{
	struct replacing *r = arg;
	struct err err;

	if (key == 'y' &&
	    !start(app, buf_view(&r->format), buf_view(&r->path), &err))
		app_fail(app, &err);
	buf_release(&r->format);
	buf_release(&r->path);
	free(r);
}

/* "~/x" as the shell has it. */
static void
path_put(struct buf *out, struct str path)
{
	const char *home = getenv("HOME");

	if (str_starts(path, "~/") && home != NULL) {
		buf_puts(out, home);
		path = str_slice(path, 1, path.len);
	}
	buf_str(out, path);
}

static const char *
ending(struct str format)
{
	const char *e = writer_ending(format);

	if (e != NULL)
		return e;
	return str_is(format, "markdown") ? "md"
	       : str_is(format, "jsonl")  ? "jsonl"
					  : "csv";
}

/* "libya-2026-11-26.html": the library, the day here, what it is. */
static struct str
usual_name(struct app *app, struct str format, struct arena *arena)
{
	struct str path = str_of(store_path(app->store));
	time_t now = (time_t)app_now(app);
	struct tm tm = { 0 };
	size_t from = path.len, to;
	char day[16];

	while (from > 0 && path.p[from - 1] != '/')
		from--;
	to = path.len - (str_ends(path, ".db") ? 3 : 0);
	(void)localtime_r(&now, &tm);
	(void)strftime(day, sizeof day, "%Y-%m-%d", &tm);
	return arena_printf(arena, "%.*s-%s.%s", (int)(to - from),
	    path.p + from, day, ending(format));
}

static bool export(struct app *app, struct str arg, struct err *err);

static bool
named(struct app *app, void *arg, struct str text, struct err *err)
{
	(void)arg;
	return export(app, text, err);
}

static void export_complete(struct app *app, struct str arg,
    struct arena *arena, struct str **list, size_t *n);

static void
complete_named(struct app *app, void *arg, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	(void)arg;
	export_complete(app, text, arena, list, n);
}

/* A format alone: where to? */
static bool
ask_name(struct app *app, struct str format)
{
	struct arena arena = { 0 };
	struct str name = usual_name(app, format, &arena);
	struct prompt_opts opts = { .label = "Export (format file): ",
		.done = named,
		.complete = complete_named,
		.again = true };

	opts.initial = arena_printf(&arena, "%.*s %.*s", (int)format.len,
	    format.p, (int)name.len, name.p);
	app_prompt(app, &opts);
	arena_release(&arena);
	return true;
}

static bool export(struct app *app, struct str arg, struct err *err)
{
	struct str rest = str_trim(arg), format;
	struct replacing *r;
	struct buf question = { 0 };

	if (!str_split(&rest, ' ', &format) || format.len == 0)
		return err_set(err, ERR_INVALID,
		    "export needs a format and a file: html ~/report.html");
	if (!format_known(format))
		return err_set(err, ERR_INVALID, "there is no format %.*s",
		    format.len < 40 ? (int)format.len : 40, format.p);
	if (rest.p == NULL || str_trim(rest).len == 0)
		return ask_name(app, format);
	r = xcalloc(1, sizeof *r);
	buf_str(&r->format, format);
	path_put(&r->path, str_trim(rest));
	if (access(r->path.p, F_OK) != 0) {
		bool good =
		    start(app, buf_view(&r->format), buf_view(&r->path), err);

		replace(app, r, 'n');
		return good;
	}
	buf_addf(&question, "%s is there: replace it? (y/n)", r->path.p);
	app_ask(app, question.p, "yn", replace, r);
	buf_release(&question);
	return true;
}

static void
complete_format(
    struct str typed, struct arena *arena, struct str **list, size_t *n)
{
	const char *words[32];
	size_t k = 0, i;

	for (i = 0; i < ARRAY_LEN(simple); i++)
		words[k++] = simple[i];
	for (i = 0; writer_name(i) != NULL && k < ARRAY_LEN(words); i++)
		words[k++] = writer_name(i);
	complete_words(typed, words, k, arena, list, n);
}

static void
export_complete(struct app *app, struct str arg, struct arena *arena,
    struct str **list, size_t *n)
{
	size_t blank = str_find(arg, str_of(" "), 0), i;

	if (blank == SIZE_MAX) {
		complete_format(arg, arena, list, n);
		return;
	}
	if (blank + 1 == arg.len && format_known(str_slice(arg, 0, blank))) {
		*list = arena_array(arena, 1, sizeof **list);
		(*list)[0] = usual_name(app, str_slice(arg, 0, blank), arena);
		*n = 1;
	} else {
		complete_path(
		    app, str_slice(arg, blank + 1, arg.len), arena, list, n);
	}
	for (i = 0; i < *n; i++)
		(*list)[i] = arena_printf(arena, "%.*s %.*s", (int)blank, arg.p,
		    (int)(*list)[i].len, (*list)[i].p);
}

/* ----------------------------------------------------------------------- | */

static void
line_put(struct buf *out, const char *name, struct str text)
{
	if (text.len > 0)
		buf_addf(out, "%s: %.*s\n", name, (int)text.len, text.p);
}

/* A head as of a letter, then the text. */
static void
article_put(struct buf *out, const struct article *a)
{
	line_put(out, "Title", a->row.title);
	line_put(out, "Outlet", a->row.outlet);
	line_put(out, "Author", a->author);
	line_put(out, "Date", a->row.published);
	line_put(out, "Link", a->row.url);
	buf_putc(out, '\n');
	buf_str(out, a->text);
	buf_putc(out, '\n');
}

static void
notes_put(struct buf *out, const struct current *cur)
{
	size_t i;

	for (i = 0; i < cur->n_notes; i++) {
		const struct note *n = &cur->notes[i];

		line_put(out, "Note", n->text);
		line_put(out, "Quote", n->anchor.quote);
		buf_putc(out, '\n');
	}
}

struct piped {
	struct buf *out;
	int n;
};

/* A key must not wait for a whole library. */
static bool
statement_put(void *arg, struct str text, struct err *err)
{
	struct piped *p = arg;

	buf_str(p->out, text);
	return p->n++ < STATEMENTS ||
	       err_set(err, ERR_INVALID,
		   "more than %d statements: narrow the ledger with s, or "
		   ":export markdown",
		   STATEMENTS);
}

/* The statement that is open beside the ledger where it has the focus, else all
 * that the ledger lists. */
static bool
claims_put(struct app *app, const char *pane, struct buf *out, struct err *err)
{
	struct piped piped = { out, 0 };

	if (strcmp(pane, "claim") == 0) {
		if (claim_view_of(app)->id == 0)
			return err_set(err, ERR_MISSING, "no claim is open");
		return report_statement(
		    app->store, claim_view_of(app)->id, out, err);
	}
	return report_claims(app->store, buf_view(&ledger_of(app)->query),
	    statement_put, &piped, err);
}

/* What the focus is on: claims, notes, a selection, else the article. */
static bool
input_put(struct app *app, struct buf *out, struct err *err)
{
	const struct current *cur = &app->cur;
	const struct pane *focus = app_focus(app);
	const char *pane = focus != NULL ? focus->ops->name : "";

	if (strcmp(pane, "claims") == 0 || strcmp(pane, "claim") == 0)
		return claims_put(app, pane, out, err);
	if (cur->article.row.id == 0)
		return err_set(err, ERR_MISSING, "no article is open");
	if (strcmp(pane, "notes") == 0)
		notes_put(out, cur);
	else if (cur->selected)
		buf_str(out, str_slice(cur->article.text, cur->passage.from,
				 cur->passage.to));
	else
		article_put(out, &cur->article);
	return true;
}

static bool
run(struct app *app, struct str arg, struct err *err)
{
	struct buf input = { 0 };
	struct job *job = NULL;

	if (input_put(app, &input, err))
		job = pipe_new(app, str_trim(arg), buf_view(&input), err);
	buf_release(&input);
	if (job != NULL)
		app_job(app, job);
	return job != NULL;
}

const struct cmd cmd_out[] = {
	{ .name = "export",
	    .arg = CMD_TEXT,
	    .prompt = "Export (format file): ",
	    .exec = export,
	    .complete = export_complete,
	    .help = "Write what the list shows to a file: format, path" },
	{ .name = "pipe",
	    .arg = CMD_TEXT,
	    .prompt = "| ",
	    .exec = run,
	    .help =
		"Pipe claims, article, selection or notes through a command" },
	{ 0 },
};

const char *const keys_out[] = {
	"all | pipe",
	NULL,
};
