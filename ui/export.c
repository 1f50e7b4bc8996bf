#include "config.h"

#include "ui/export.h"

#include <signal.h>

#include "ui/child.h"

enum { LOOK_MS = 50, FIELDS = 4 };

struct exporting {
	struct job job; /* first */
	struct app *app;
	struct child child;
	struct buf said; /* not a whole line yet */
	struct buf path;
	struct buf lost;  /* what the format has no place for */
	struct buf error; /* what ended it */
};

/* A line of its (cli_tell): a word and what belongs to it. */
static void
take_line(struct exporting *x, struct str line)
{
	struct str f[FIELDS] = { { 0 } };
	struct buf *to = NULL;
	size_t n = 0;

	while (n < FIELDS && str_split(&line, '\t', &f[n]))
		n++;
	if (str_is(f[0], "at")) {
		(void)str_int(f[2], &x->job.done);
		(void)str_int(f[3], &x->job.total);
	} else if (str_is(f[0], "lost")) {
		to = &x->lost;
	} else if (str_is(f[0], "error")) {
		to = &x->error;
	}
	if (to != NULL) {
		buf_reset(to);
		buf_str(to, f[1]);
	}
}

static void
take_lines(struct exporting *x)
{
	struct str rest = buf_view(&x->said);
	size_t end, from = 0;

	while ((end = str_find(rest, str_of("\n"), from)) != SIZE_MAX) {
		take_line(x, str_slice(rest, from, end));
		from = end + 1;
	}
	if (from > 0) {
		x->said.len -= from;
		memmove(x->said.p, x->said.p + from, x->said.len);
	}
}

static bool
over(struct exporting *x, struct err *err)
{
	int status = child_wait(&x->child);

	if (x->error.len > 0)
		return err_set(err, ERR_IO, "%s", x->error.p);
	if (status != 0)
		return err_set(
		    err, ERR_IO, "the export was stopped; nothing of it stays");
	if (x->lost.len > 0)
		app_say(x->app, "written %s; it has no place for %s", x->path.p,
		    x->lost.p);
	else
		app_say(x->app, "written %s", x->path.p);
	return true;
}

static bool
step(struct job *job, int64_t until_ms, struct err *err)
{
	struct exporting *x = (struct exporting *)(void *)job;
	bool more = child_read(&x->child, &x->said);

	(void)until_ms;
	err->code = ERR_NONE;
	take_lines(x);
	if (!more)
		(void)over(x, err);
	return more;
}

static void
exporting_free(struct job *job)
{
	struct exporting *x = (struct exporting *)(void *)job;

	child_stop(&x->child, SIGINT);
	buf_release(&x->said);
	buf_release(&x->path);
	buf_release(&x->lost);
	buf_release(&x->error);
	free(x);
}

static bool
begin(struct exporting *x, struct str format, struct str query, struct err *err)
{
	struct buf b[5] = { { 0 } };
	char program[] = "mirsad", verb[] = "export", progress[] = "--progress",
	     dashes[] = "--";
	char *argv[] = { program, NULL, verb, progress, NULL, NULL, NULL,
		dashes, NULL, NULL };
	static const int at[] = { 1, 4, 5, 6, 8 };
	bool good;
	size_t i;

	buf_addf(&b[0], "--library=%s", store_path(x->app->store));
	buf_addf(&b[1], "--now=%lld", (long long)x->app->now);
	buf_addf(&b[2], "--format=%.*s", (int)format.len, format.p);
	buf_addf(&b[3], "--output=%s", x->path.p);
	buf_addf(&b[4], "%.*s", (int)query.len, query.p);
	for (i = 0; i < ARRAY_LEN(at); i++)
		argv[at[i]] = b[i].p;
	good = child_start(&x->child, NULL, argv, 0, err);
	for (i = 0; i < ARRAY_LEN(b); i++)
		buf_release(&b[i]);
	return good;
}

struct job *
export_new(struct app *app, struct str format, struct str path,
    struct str query, struct err *err)
{
	struct exporting *x = xcalloc(1, sizeof *x);

	x->app = app;
	x->child = (struct child){ .in = -1, .out = -1 };
	buf_str(&x->path, path);
	x->job = (struct job){ .label = "exporting",
		.step = step,
		.free = exporting_free,
		.wait_ms = LOOK_MS,
		.asked = true };
	if (begin(x, format, query, err))
		return &x->job;
	exporting_free(&x->job);
	return NULL;
}
