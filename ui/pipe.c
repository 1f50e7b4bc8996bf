#include "config.h"

#include "ui/pipe.h"

#include <signal.h>
#include <sys/wait.h>

#include "model/argv.h"
#include "ui/child.h"

enum { LOOK_MS = 30, DEADLINE_MS = 60000, OUTPUT_MAX = 4 << 20 };

struct piping {
	struct job job; /* first */
	struct app *app;
	struct child child;
	struct buf command, input, output;
	struct str rest; /* of input, not yet written */
	int64_t until_ms;
};

static void
show(struct piping *p, int status)
{
	struct buf title = { 0 };

	buf_addf(&title, "| %.60s", p->command.p);
	if (WIFSIGNALED(status))
		buf_addf(&title, ", killed by signal %d", WTERMSIG(status));
	else if (status != 0)
		buf_addf(&title, ", exit status %d", WEXITSTATUS(status));
	if (p->output.len == 0) {
		app_say(p->app, "%s: it said nothing", title.p);
		buf_release(&title);
		return;
	}
	app_text(p->app, title.p, buf_view(&p->output));
	buf_release(&title);
}

/* Too long or too much: it is ended, and what it said is shown. */
static bool
cut_off(struct piping *p, struct err *err)
{
	bool late = job_clock_ms() >= p->until_ms;

	if (!late && p->output.len < OUTPUT_MAX)
		return false;
	child_stop(&p->child, SIGKILL);
	if (p->output.len > 0)
		show(p, SIGKILL);
	if (late)
		(void)err_set(err, ERR_STOPPED,
		    "%.60s took longer than %d seconds and was ended",
		    p->command.p, DEADLINE_MS / 1000);
	else
		(void)err_set(err, ERR_INVALID,
		    "%.60s said more than %d MiB and was ended", p->command.p,
		    OUTPUT_MAX >> 20);
	return true;
}

static bool
step(struct job *job, int64_t until_ms, struct err *err)
{
	struct piping *p = (struct piping *)(void *)job;
	bool more;

	(void)until_ms;
	err->code = ERR_NONE;
	child_write(&p->child, &p->rest);
	more = child_read(&p->child, &p->output);
	if (cut_off(p, err))
		return false;
	if (!more)
		show(p, child_wait(&p->child));
	return more;
}

static void
piping_free(struct job *job)
{
	struct piping *p = (struct piping *)(void *)job;

	child_stop(&p->child, SIGKILL);
	buf_release(&p->command);
	buf_release(&p->input);
	buf_release(&p->output);
	free(p);
}

struct job *
pipe_new(struct app *app, struct str command, struct str input, struct err *err)
{
	struct piping *p = xcalloc(1, sizeof *p);
	struct arena arena = { 0 };
	char **argv;
	bool good;

	p->app = app;
	p->child = (struct child){ .in = -1, .out = -1 };
	buf_str(&p->command, command);
	buf_str(&p->input, input);
	p->rest = buf_view(&p->input);
	p->until_ms = job_clock_ms() + DEADLINE_MS;
	p->job = (struct job){ .label = "running",
		.step = step,
		.free = piping_free,
		.wait_ms = LOOK_MS,
		.asked = true };
	good = argv_split(command, &arena, &argv, err) &&
	       child_start(
		   &p->child, argv[0], argv, CHILD_INPUT | CHILD_ERRORS, err);
	arena_release(&arena);
	if (good)
		return &p->job;
	piping_free(&p->job);
	return NULL;
}
