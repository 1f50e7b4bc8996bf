/* A codebook's file, parsed in a process of its own. */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/read-codebook.h"
#include "store/sandbox.h"
#include "store/take-codes.h"

enum { SECONDS = 10, MEMORY = 512 << 20 };

static _Noreturn void
parse(int out, struct str file)
{
	const struct rlimit cpu = { SECONDS, SECONDS };
	struct buf lines = { 0 };
	struct err err = { 0 };
	size_t at = 0;
	ssize_t n;

	(void)setrlimit(RLIMIT_CPU, &cpu);
	(void)signal(SIGXCPU, SIG_DFL);
	sandbox_enter();
	if (!codebook_lines(file, &lines, &err)) {
		buf_reset(&lines);
		buf_addf(&lines, "!%s\n", err.text);
	}
	while (at < lines.len &&
	       (n = write(out, lines.p + at, lines.len - at)) > 0)
		at += (size_t)n;
	_exit(0);
}

/* What the child says: lines of codes, or one that begins with ! and says what
 * is wrong. */
static bool
parsed(struct str file, struct buf *lines, struct err *err)
{
	char b[65536];
	int ends[2], status = 0;
	ssize_t n;
	pid_t pid;

	if (pipe(ends) != 0 || (pid = fork()) < 0)
		return err_set(err, ERR_IO, "no process: %s", strerror(errno));
	if (pid == 0) {
		(void)close(ends[0]);
		parse(ends[1], file);
	}
	(void)close(ends[1]);
	while (lines->len <= MEMORY && ((n = read(ends[0], b, sizeof b)) > 0 ||
					   (n < 0 && errno == EINTR)))
		buf_add(lines, b, n > 0 ? (size_t)n : 0);
	(void)close(ends[0]);
	(void)waitpid(pid, &status, 0);
	if (status != 0 || lines->len == 0)
		return err_set(err, ERR_INVALID,
		    "this codebook cannot be read: it is too large or "
		    "malformed");
	if (lines->p[0] == '!')
		return err_set(err, ERR_INVALID, "%.*s", (int)lines->len - 2,
		    lines->p + 1);
	return true;
}

bool
store_take_codes(struct store *store, struct str file,
    const struct ingest_opts *opts, struct str path,
    struct ingest_totals *totals, struct err *err)
{
	struct buf lines = { 0 };
	bool good =
	    parsed(file, &lines, err) &&
	    take_codes(store, buf_view(&lines), opts, path, totals, err);

	buf_release(&lines);
	return good;
}
