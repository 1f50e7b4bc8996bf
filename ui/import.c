#include "config.h"

#include "ui/import.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/ingest.h"

extern char **environ;

enum { LOOK_MS = 50, FIELDS = 5 };

struct import {
	struct job job; /* first */
	struct app *app;
	pid_t pid;
	int fd;            /* what it says, in lines of tabs (cli-library.c) */
	struct buf said;   /* not a whole line yet */
	struct buf label;  /* of the job */
	struct buf failed; /* the first failure */
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

/* Only what there was: "4 articles imported, 1 known already". */
static void
report(struct import *im, const struct str *totals)
{
	struct buf said = { 0 };
	struct err err;

	count(&said, totals[0], "article imported", "articles imported");
	count(&said, totals[1], "updated", "updated");
	if (said.len > 0)
		app_saved(im->app);
	count(&said, totals[2], "known already", "known already");
	count(&said, totals[3], "failed", "failed");
	if (im->failed.len > 0) {
		(void)err_set(
		    &err, ERR_INVALID, "%s: %s", said.p, im->failed.p);
		app_fail(im->app, &err);
	} else {
		app_say(im->app, "%s",
		    said.len > 0 ? said.p : "nothing to import there");
	}
	buf_release(&said);
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
	} else if (str_is(f[0], "stored")) {
		report(im, f + 1);
	} else if (str_is(f[0], "failed") && im->failed.len == 0) {
		buf_addf(&im->failed, "%.*s: %.*s", (int)f[1].len, f[1].p,
		    (int)f[2].len, f[2].p);
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
	int status = 0;

	while (waitpid(im->pid, &status, 0) < 0 && errno == EINTR)
		;
	im->pid = 0;
	(void)store_poll(im->app->store);
	if (im->error.len > 0)
		return err_set(err, ERR_IO, "%s", im->error.p);
	if (WIFSIGNALED(status))
		return err_set(err, ERR_IO,
		    "the import was killed; what was stored stays");
	return true;
}

static bool
step(struct job *job, int64_t until_ms, struct err *err)
{
	struct import *im = (struct import *)(void *)job;
	char b[4096];
	ssize_t n;

	(void)until_ms;
	err->code = ERR_NONE;
	while ((n = read(im->fd, b, sizeof b)) > 0)
		buf_add(&im->said, b, (size_t)n);
	take_lines(im);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return true;
	(void)over(im, err);
	return false;
}

static void
import_free(struct job *job)
{
	struct import *im = (struct import *)(void *)job;
	struct err err;

	if (im->pid > 0) {
		(void)kill(im->pid, SIGINT);
		(void)over(im, &err);
	}
	(void)close(im->fd);
	buf_release(&im->said);
	buf_release(&im->label);
	buf_release(&im->failed);
	buf_release(&im->error);
	free(im);
}

/* Away from the terminal: what it is asked goes to us alone, and it dies of
 * nothing but what we send it, or of our end. */
static bool
spawn(pid_t *pid, int out, char *const *argv)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t set;
	int rc;

	(void)posix_spawn_file_actions_init(&files);
	(void)posix_spawn_file_actions_addopen(
	    &files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	(void)posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	(void)posix_spawn_file_actions_addopen(
	    &files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	(void)posix_spawnattr_init(&attr);
	(void)posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP |
						  POSIX_SPAWN_SETSIGDEF |
						  POSIX_SPAWN_SETSIGMASK);
	(void)posix_spawnattr_setpgroup(&attr, 0);
	(void)sigemptyset(&set);
	(void)posix_spawnattr_setsigmask(&attr, &set);
	(void)sigaddset(&set, SIGPIPE);
	(void)sigaddset(&set, SIGINT);
	(void)posix_spawnattr_setsigdefault(&attr, &set);
	/* This very program, even where a newer one has taken its place. */
	rc = posix_spawn(pid, "/proc/self/exe", &files, &attr, argv, environ);
	(void)posix_spawnattr_destroy(&attr);
	(void)posix_spawn_file_actions_destroy(&files);
	errno = rc;
	return rc == 0;
}

static bool
begin(struct import *im, struct str path, struct err *err)
{
	struct buf name = { 0 }, library = { 0 }, now = { 0 };
	char program[] = "mirsad", import[] = "import",
	     progress[] = "--progress", dashes[] = "--";
	char *argv[] = { program, NULL, import, progress, NULL, dashes, NULL,
		NULL };
	int ends[2];
	bool good;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return err_set(err, ERR_IO, "import: %s", strerror(errno));
	(void)fcntl(ends[0], F_SETFL, O_NONBLOCK);
	buf_addf(&library, "--library=%s", store_path(im->app->store));
	buf_addf(&now, "--now=%lld", (long long)im->app->now);
	buf_str(&name, path);
	argv[1] = library.p;
	argv[4] = now.p;
	argv[6] = name.p;
	good = spawn(&im->pid, ends[1], argv);
	if (!good)
		(void)err_set(
		    err, ERR_IO, "import cannot start: %s", strerror(errno));
	(void)close(ends[1]);
	im->fd = ends[0];
	buf_release(&name);
	buf_release(&library);
	buf_release(&now);
	return good;
}

struct job *
import_new(struct app *app, struct str path, struct err *err)
{
	struct import *im = xcalloc(1, sizeof *im);

	im->app = app;
	im->fd = -1;
	im->job = (struct job){ .label = "importing",
		.step = step,
		.free = import_free,
		.wait_ms = LOOK_MS };
	if (begin(im, path, err))
		return &im->job;
	import_free(&im->job);
	return NULL;
}
