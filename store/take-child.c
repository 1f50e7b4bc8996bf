#include "config.h"

#include "store/take-child.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/sandbox.h"

enum { SECONDS = 60, MEMORY = 1 << 30 /* of what it says */ };

typedef bool lines_fn(struct str file, struct buf *out, struct err *err);

static _Noreturn void
parse(int out, lines_fn *lines, struct str file)
{
	const struct rlimit cpu = { SECONDS, SECONDS };
	struct buf b = { 0 };
	struct err err = { 0 };
	size_t at = 0;
	ssize_t n;

	(void)setrlimit(RLIMIT_CPU, &cpu);
	(void)signal(SIGXCPU, SIG_DFL);
	sandbox_enter();
	if (!lines(file, &b, &err)) {
		buf_reset(&b);
		buf_addf(&b, "!%s\n", err.text);
	}
	while (at < b.len && (n = write(out, b.p + at, b.len - at)) > 0)
		at += (size_t)n;
	_exit(0);
}

/* What the child says: lines, or one that begins with ! and says what is wrong.
 */
bool
take_lines(lines_fn *lines, struct str file, struct buf *out, struct err *err)
{
	char b[65536];
	int ends[2], status = 0;
	ssize_t n;
	pid_t pid;

	if (pipe(ends) != 0 || (pid = fork()) < 0)
		return err_set(err, ERR_IO, "no process: %s", strerror(errno));
	if (pid == 0) {
		(void)close(ends[0]);
		parse(ends[1], lines, file);
	}
	(void)close(ends[1]);
	while (out->len <= MEMORY && ((n = read(ends[0], b, sizeof b)) > 0 ||
					 (n < 0 && errno == EINTR)))
		buf_add(out, b, n > 0 ? (size_t)n : 0);
	(void)close(ends[0]);
	(void)waitpid(pid, &status, 0);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return err_set(err, ERR_INVALID,
		    "it takes more than %d seconds to read: export it in parts",
		    SECONDS);
	if (out->len > MEMORY)
		return err_set(err, ERR_INVALID,
		    "it holds more than %d MiB: export it in parts",
		    MEMORY >> 20);
	if (status != 0 || out->len == 0)
		return err_set(err, ERR_INVALID,
		    "it cannot be read: it is empty, too large or malformed");
	if (out->p[0] == '!')
		return err_set(
		    err, ERR_INVALID, "%.*s", (int)out->len - 2, out->p + 1);
	return true;
}
