#include "config.h"

#include "ui/cmd-tables.h"

#include "store/history.h"
#include "store/ingest.h"
#include "ui/app.h"
#include "ui/when.h"

enum { HISTORY_MAX = 500 };

/* When, who, what: one line. */
static void
history_line(struct buf *out, const struct act *act)
{
	when_stamp(out, act->time);
	buf_addf(out, "  %-10.*s  ", (int)act->analyst.len, act->analyst.p);
	if (act->undoes != 0)
		buf_puts(out, "undid: ");
	else if (act->redoes != 0)
		buf_puts(out, "did again: ");
	buf_str(out, act->summary);
	if (act->undone)
		buf_puts(out, "  (undone)");
	buf_putc(out, '\n');
}

static bool
history(struct app *app, struct str arg, struct err *err)
{
	struct arena arena = { 0 };
	struct act *list;
	struct buf text = { 0 };
	size_t n;
	bool good;

	(void)arg;
	good =
	    store_history(app->store, 0, HISTORY_MAX, &arena, &list, &n, err);
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

/* An import and then its indexing, as one job that says how it went. */
struct import {
	struct job job;
	struct job *inner;
	struct app *app;
	bool indexing;
	struct ingest_totals totals;
	struct buf failure; /* the first one */
};

static void
import_each(void *arg, const struct ingest_result *result)
{
	struct import *im = arg;

	if (result->status == INGEST_FAILED && im->failure.len == 0)
		buf_addf(&im->failure, "%.*s: %.*s", (int)result->path.len,
		    result->path.p, (int)result->reason.len, result->reason.p);
}

static void
import_count(struct buf *out, int64_t n, const char *one, const char *more)
{
	if (n > 0)
		buf_addf(out, "%s%lld %s", out->len > 0 ? ", " : "",
		    (long long)n, n == 1 ? one : more);
}

/* Only what there was: "4 articles imported, 1 known already". */
static void
import_report(struct import *im)
{
	const struct ingest_totals *t = &im->totals;
	struct buf said = { 0 };
	struct err err;

	import_count(
	    &said, t->imported, "article imported", "articles imported");
	import_count(&said, t->updated, "updated", "updated");
	import_count(&said, t->duplicate, "known already", "known already");
	import_count(&said, t->failed, "failed", "failed");
	if (im->failure.len > 0)
		buf_addf(&said, ": %s", im->failure.p);
	if (t->failed > 0) {
		(void)err_set(&err, ERR_INVALID, "%s", said.p);
		app_fail(im->app, &err);
	} else {
		app_say(im->app, "%s",
		    said.len > 0 ? said.p : "nothing to import there");
	}
	if (t->imported + t->updated > 0)
		app_saved(im->app);
	buf_release(&said);
}

static bool
import_step(struct job *job, int64_t until_ms, struct err *err)
{
	struct import *im = (struct import *)(void *)job;

	if (im->inner->step(im->inner, until_ms, err)) {
		job->done = im->inner->done;
		job->total = im->inner->total;
		return true;
	}
	im->inner->free(im->inner);
	im->inner = NULL;
	if (err->code != ERR_NONE)
		return false;
	if (im->indexing)
		return false;
	import_report(im);
	im->inner = store_index(im->app->store);
	im->indexing = true;
	job->label = "indexing";
	job->done = job->total = 0;
	return im->inner != NULL;
}

static void
import_free(struct job *job)
{
	struct import *im = (struct import *)(void *)job;

	if (im->inner != NULL)
		im->inner->free(im->inner);
	buf_release(&im->failure);
	free(im);
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
	struct import *im;
	char *path;
	const char *paths[1];
	struct ingest_opts opts = { .n_paths = 1 };

	arg = str_trim(arg);
	if (arg.len == 0 || str_is(arg, "-"))
		return err_set(
		    err, ERR_INVALID, "import needs a file or a folder");
	if (store_read_only(app->store))
		return err_set(err, ERR_IO, "the library is read-only");
	im = xcalloc(1, sizeof *im);
	path = path_of(arg);
	paths[0] = path;
	opts.paths = paths;
	opts.each = import_each;
	opts.arg = im;
	im->app = app;
	im->inner = store_ingest(app->store, &opts, &im->totals);
	free(path);
	im->job = (struct job){
		.label = "importing", .step = import_step, .free = import_free
	};
	app_job(app, &im->job);
	return true;
}

const struct cmd cmd_library[] = {
	{ .name = "history",
	    .exec = history,
	    .help = "Show who did what, and when" },
	{ .name = "import",
	    .arg = CMD_TEXT,
	    .prompt = "Import: ",
	    .exec = import,
	    .help = "Bring in a file or a folder of articles" },
	{ 0 },
};

const char *const keys_library[] = {
	"all H history",
	NULL,
};
