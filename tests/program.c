#include "config.h"

#include "tests/program.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/library.h"
#include "tests/test.h"

struct call {
	const char *const *args, *const *env;
};

static void
set_environment(const char *const *env)
{
	static const char *const gone[] = { "NO_COLOR", "TMUX", "COLORFGBG",
		"VTE_VERSION", "MIRSAD_LIBRARY", "XDG_DATA_HOME",
		"XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "VISUAL", "EDITOR",
		"LC_CTYPE", "LANG", "LINES", "COLUMNS" };
	struct buf data = { 0 };
	for (size_t i = 0; i < ARRAY_LEN(gone); i++)
		(void)unsetenv(gone[i]);
	buf_addf(&data, "%s/store", test_srcdir());
	(void)setenv("MIRSAD_DATADIR", data.p, 1);
	(void)setenv("HOME", library_dir(), 1);
	(void)setenv("TERM", "xterm-256color", 1);
	(void)setenv("LC_ALL", "C.UTF-8", 1);
	for (size_t i = 0; env != NULL && env[i] != NULL; i += 2) {
		if (env[i + 1] == NULL)
			(void)unsetenv(env[i]);
		else
			(void)setenv(env[i], env[i + 1], 1);
	}
	buf_release(&data);
}

static int
child(void *arg)
{
	const struct call *call = arg;
	const char *top = getenv("top_builddir");
	char path[512], *argv[32] = { path };
	(void)snprintf(
	    path, sizeof(path), "%s/mirsad", top != NULL ? top : ".");
	for (size_t i = 0; i < ARRAY_LEN(argv) - 2 && call->args[i] != NULL;
	     i++)
		argv[i + 1] = xstrdup(call->args[i]);
	set_environment(call->env);
	(void)execv(path, argv);
	(void)fprintf(stderr, "%s: %s\n", path, strerror(errno));
	_exit(126);
}

struct pty *
program_start(
    int rows, int cols, const char *const *args, const char *const *env)
{
	struct call call = { args, env };
	(void)library_dir();
	return pty_start(rows, cols, false, child, &call);
}

int
program_run(const char *const *args, const char *const *env, struct buf *out)
{
	struct pty *p = program_start(24, 80, args, env);
	int status = pty_wait_exit(p);
	buf_str(out, pty_bytes(p));
	pty_free(p);
	if (status == -1)
		return -1;
	return WIFSIGNALED(status) ? 256 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
