#include "config.h"

#include "ui/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void
close_end(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

/* A pipe; our end does not wait. */
static bool
pipe_make(int *ours, int *theirs, bool to_child)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	*ours = ends[to_child ? 1 : 0];
	*theirs = ends[to_child ? 0 : 1];
	(void)fcntl(*ours, F_SETFL, O_NONBLOCK);
	return true;
}

static void
files_set(posix_spawn_file_actions_t *files, int in, int out, unsigned how)
{
	(void)posix_spawn_file_actions_init(files);
	if (in >= 0)
		(void)posix_spawn_file_actions_adddup2(files, in, STDIN_FILENO);
	else
		(void)posix_spawn_file_actions_addopen(
		    files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	(void)posix_spawn_file_actions_adddup2(files, out, STDOUT_FILENO);
	if ((how & CHILD_ERRORS) != 0)
		(void)posix_spawn_file_actions_adddup2(
		    files, out, STDERR_FILENO);
	else
		(void)posix_spawn_file_actions_addopen(
		    files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
}

/* It dies of nothing but what we send it, or of our end. */
static int
spawn(struct child *c, const char *file, char *const *argv, int in, int out,
    unsigned how)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t set;
	int rc;

	files_set(&files, in, out, how);
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
	rc = file != NULL
		 ? posix_spawnp(&c->pid, file, &files, &attr, argv, environ)
		 : posix_spawn(
		       &c->pid, "/proc/self/exe", &files, &attr, argv, environ);
	(void)posix_spawnattr_destroy(&attr);
	(void)posix_spawn_file_actions_destroy(&files);
	return rc;
}

bool
child_start(struct child *c, const char *file, char *const *argv, unsigned how,
    struct err *err)
{
	int in = -1, out = -1, rc;

	*c = (struct child){ .in = -1, .out = -1 };
	/* One that reads no more must not be the end of us. */
	if ((how & CHILD_INPUT) != 0)
		(void)signal(SIGPIPE, SIG_IGN);
	if (!pipe_make(&c->out, &out, false) ||
	    ((how & CHILD_INPUT) != 0 && !pipe_make(&c->in, &in, true)))
		rc = errno;
	else
		rc = spawn(c, file, argv, in, out, how);
	close_end(&in);
	close_end(&out);
	if (rc == 0)
		return true;
	c->pid = 0;
	close_end(&c->in);
	close_end(&c->out);
	return err_set(err, rc == ENOENT ? ERR_MISSING : ERR_IO,
	    "%.80s cannot start: %s", argv[0], strerror(rc));
}

bool
child_read(struct child *c, struct buf *out)
{
	char b[4096];
	ssize_t n = 0;

	while (c->out >= 0 && (n = read(c->out, b, sizeof b)) > 0)
		buf_add(out, b, (size_t)n);
	if (c->out >= 0 && n < 0 && (errno == EAGAIN || errno == EINTR))
		return true;
	close_end(&c->out);
	return false;
}

void
child_write(struct child *c, struct str *rest)
{
	ssize_t n = 1;

	while (c->in >= 0 && rest->len > 0 &&
	       (n = write(c->in, rest->p, rest->len)) > 0)
		*rest = str_slice(*rest, (size_t)n, rest->len);
	if (rest->len == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		close_end(&c->in);
}

int
child_wait(struct child *c)
{
	int status = 0;

	while (c->pid > 0 && waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
		;
	c->pid = 0;
	return status;
}

void
child_stop(struct child *c, int signal)
{
	close_end(&c->in);
	if (c->pid > 0)
		(void)kill(-c->pid, signal);
	(void)child_wait(c);
	close_end(&c->out);
}
