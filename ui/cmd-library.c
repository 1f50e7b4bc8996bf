#include "config.h"

#include "ui/cmd-tables.h"

#include "store/history.h"
#include "ui/app.h"
#include "ui/complete.h"
#include "ui/import.h"
#include "ui/when.h"

enum { HISTORY_MAX = 500 };

/* When, who, what: one line. */
static void
history_line(struct buf *out, const struct act *act)
{
	when_stamp(out, act->time);
	buf_addf(out, "  %-10.*s  ", (int)act->analyst.len, act->analyst.p);
	history_words(act, out);
	buf_putc(out, '\n');
}

static bool
history(struct app *app, struct str arg, struct err *err)
{
	struct arena arena = { 0 };
	struct act *list;
	struct buf text = { 0 };
	size_t n = HISTORY_MAX;
	bool good;

	(void)arg;
	good = store_history(app->store, 0, &arena, &list, &n, err);
	for (size_t i = 0; good && i < n; i++)
		history_line(&text, &list[i]);
	if (good && n == 0)
		buf_puts(&text, "Nothing has been done yet.\n");
	if (good && n == HISTORY_MAX)
		buf_puts(&text, "mirsad history shows the older ones.\n");
	if (good)
		app_text(app, "History, newest first", buf_view(&text));
	buf_release(&text);
	arena_release(&arena);
	return good;
}

/* A path as it is typed: ~ is the home directory. */
static char *
path_of(struct str arg)
{
	const char *home = getenv("HOME");
	struct buf path = { 0 };

	if (str_starts(arg, "~/") && home != NULL) {
		buf_puts(&path, home);
		arg = str_slice(arg, 1, arg.len);
	}
	buf_str(&path, arg);
	return path.p;
}

static bool
import(struct app *app, struct str arg, struct err *err)
{
	struct job *job;
	char *path;

	arg = str_trim(arg);
	if (arg.len == 0 || str_is(arg, "-"))
		return err_set(
		    err, ERR_INVALID, "import needs a file or a folder");
	path = path_of(arg);
	job = import_new(app, str_of(path), err);
	free(path);
	app_job(app, job);
	return job != NULL;
}

const struct cmd cmd_library[] = {
	{ .name = "history",
	    .exec = history,
	    .help = "Show who did what, and when" },
	{ .name = "import",
	    .arg = CMD_TEXT,
	    .prompt = "Import: ",
	    .exec = import,
	    .acts = true,
	    .complete = complete_path,
	    .help = "Bring in articles, a project, codes or annotations" },
	{ 0 },
};

const char *const keys_library[] = {
	"all H history",
	NULL,
};
