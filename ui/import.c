#include "config.h"

#include "ui/import.h"

#include <signal.h>
#include <sys/wait.h>

#include "store/ingest.h"
#include "ui/child.h"
#include "ui/ui.h"

enum { LOOK_MS = 50, FIELDS = 6 };

struct import {
	struct job job; /* first */
	struct app *app;
	bool left; /* nothing new comes in: there is nothing to report */
	struct child
	    child;         /* says how far it is, in lines of tabs (cli_tell) */
	struct buf said;   /* not a whole line yet */
	struct buf label;  /* of the job */
	struct buf failed; /* the first failure */
	struct buf others; /* others, a line each, as far as they are kept */
	struct buf error;  /* what ended it */
};

static void
count(struct buf *out, struct str number, const char *one, const char *more)
{
	int64_t n;

	if (str_int(number, &n) && n > 0)
		buf_addf(out, "%s%lld %s", out->len > 0 ? ", " : "",
		    (long long)n, n == 1 ? one : more);
}

/* Each in :messages, before the sentence that has the first. */
static void
keep_others(struct import *im)
{
	struct str rest = buf_view(&im->others), line;

	while (str_split(&rest, '\n', &line))
		if (line.len > 0)
			app_keep(im->app, line);
}

/* Only what there was: "4 articles imported, 1 known already". */
static void
report(struct import *im, const struct str *totals)
{
	struct buf said = { 0 };

	if (str_is(totals[4], "work"))
		count(&said, totals[0], "imported", "imported");
	else
		count(
		    &said, totals[0], "article imported", "articles imported");
	count(&said, totals[1], "updated", "updated");
	if (said.len > 0)
		app_saved(im->app);
	count(&said, totals[2], "known already", "known already");
	count(&said, totals[3], "failed", "failed");
	if (im->others.len > 0)
		buf_puts(&said, " (more in :messages)");
	if (im->failed.len > 0)
		buf_addf(&said, ": %s", im->failed.p);
	else if (said.len == 0)
		buf_puts(&said, "nothing to import there");
	keep_others(im);
	app_report(im->app, buf_view(&said), im->failed.len > 0);
	buf_release(&said);
}

static void
keep_failure(struct import *im, struct str path, struct str reason)
{
	struct buf *to = im->failed.len == 0 ? &im->failed : &im->others;

	if (to->len >= MESSAGES_MAX / 2)
		return;
	if (to->len > 0)
		buf_putc(to, '\n');
	buf_addf(
	    to, "%.*s: %.*s", (int)path.len, path.p, (int)reason.len, reason.p);
}

/* A line of its: a word and what belongs to it. */
static void
take_line(struct import *im, struct str line)
{
	struct str f[FIELDS] = { { 0 } };
	size_t n = 0;

	while (n < FIELDS && str_split(&line, '\t', &f[n]))
		n++;
	if (str_is(f[0], "at")) {
		buf_reset(&im->label);
		buf_str(&im->label, f[1]);
		im->job.label = im->label.p;
		(void)str_int(f[2], &im->job.done);
		(void)str_int(f[3], &im->job.total);
	} else if (str_is(f[0], "stored") && !im->left) {
		report(im, f + 1);
	} else if (str_is(f[0], "failed")) {
		keep_failure(im, f[1], f[2]);
	} else if (str_is(f[0], "error")) {
		buf_reset(&im->error);
		buf_str(&im->error, f[1]);
	}
}

static void
take_lines(struct import *im)
{
	size_t from = 0, end;

	while ((end = str_find(buf_view(&im->said), str_of("\n"), from)) !=
	       SIZE_MAX) {
		take_line(im, str_slice(buf_view(&im->said), from, end));
		from = end + 1;
	}
	if (from == 0)
		return;
	im->said.len -= from;
	memmove(im->said.p, im->said.p + from, im->said.len);
	/* What it wrote is there to be seen. */
	(void)store_poll(im->app->store);
}

/* Wait for its end; the sentence for it where it did not go well. */
static bool
over(struct import *im, struct err *err)
{
	int status = child_wait(&im->child);

	(void)store_poll(im->app->store);
	if (im->error.len > 0)
		return err_set(err, ERR_IO, "%s", im->error.p);
	if (WIFSIGNALED(status))
		return err_set(err, ERR_IO,
		    "the import was killed; what was stored stays");
	if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
		return err_set(err, ERR_IO, "the %s ended with status %d",
		    im->left ? "indexing" : "import", WEXITSTATUS(status));
	return true;
}

static bool
step(struct job *job, int64_t until_ms, struct err *err)
{
	struct import *im = (struct import *)(void *)job;
	bool more = child_read(&im->child, &im->said);

	(void)until_ms;
	err->code = ERR_NONE;
	take_lines(im);
	if (!more)
		(void)over(im, err);
	return more;
}

static void
import_free(struct job *job)
{
	struct import *im = (struct import *)(void *)job;
	bool running = im->child.pid > 0;

	child_stop(&im->child, SIGINT);
	if (running)
		(void)store_poll(im->app->store);
	buf_release(&im->said);
	buf_release(&im->label);
	buf_release(&im->failed);
	buf_release(&im->others);
	buf_release(&im->error);
	free(im);
}

/* path: what to import; empty: nothing new. */
static bool
begin(struct import *im, struct str path, struct err *err)
{
	struct buf name = { 0 }, library = { 0 }, now = { 0 };
	char program[] = "mirsad", import[] = "import",
	     progress[] = "--progress", dashes[] = "--";
	char *argv[] = { program, NULL, import, progress, NULL, dashes, NULL,
		NULL };
	bool good;

	if (strcmp(store_path(im->app->store), ":memory:") == 0)
		return err_set(err, ERR_INVALID,
		    "no other program sees a library in memory");
	buf_addf(&library, "--library=%s", store_path(im->app->store));
	buf_addf(&now, "--now=%lld", (long long)im->app->now);
	buf_str(&name, path);
	argv[1] = library.p;
	argv[4] = now.p;
	argv[6] = path.len > 0 ? name.p : NULL;
	good = child_start(&im->child, NULL, argv, 0, err);
	buf_release(&name);
	buf_release(&library);
	buf_release(&now);
	return good;
}

static struct job *
start(struct app *app, struct str path, struct err *err)
{
	struct import *im = xcalloc(1, sizeof *im);

	im->app = app;
	im->left = path.len == 0;
	im->child = (struct child){ .in = -1, .out = -1 };
	im->job = (struct job){ .label = im->left ? "indexing" : "importing",
		.step = step,
		.free = import_free,
		.wait_ms = LOOK_MS,
		.asked = !im->left };
	if (begin(im, path, err))
		return &im->job;
	import_free(&im->job);
	return NULL;
}

struct job *
import_new(struct app *app, struct str path, struct err *err)
{
	return start(app, path, err);
}

struct job *
import_left(struct app *app, struct err *err)
{
	return start(app, str_of(""), err);
}
