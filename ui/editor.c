#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ui/ui.h"

extern char **environ;

enum { EDIT_MAX = 1024 * 1024, URL_MAX_BYTES = 2048 };

/* Signals as a new program expects them: ours are caught or ignored. */
static void
default_signals(posix_spawnattr_t *attr)
{
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	(void)posix_spawnattr_setsigmask(attr, &none);
	(void)posix_spawnattr_setsigdefault(attr, &all);
}

/* A file for the editor alone: in the run-time directory, which is ours and in
 * memory, else beside the library. */
static int
make_file(struct app *app, struct buf *path, struct err *err)
{
	const char *run = getenv("XDG_RUNTIME_DIR");
	struct str library = str_of(store_path(app->store));
	size_t dir = library.len;
	while (dir > 0 && library.p[dir - 1] != '/')
		dir--;
	for (int i = 0; i < 3; i++) {
		buf_reset(path);
		if (i == 0 && (run == NULL || *run != '/'))
			continue;
		if (i == 0)
			buf_addf(path, "%s/", run);
		else if (i == 1)
			buf_str(path, str_slice(library, 0, dir));
		else
			buf_puts(path, "/tmp/");
		buf_puts(path, "mirsad-XXXXXX.md");
		int fd = mkostemps(path->p, 3, O_CLOEXEC);
		if (fd >= 0)
			return fd;
	}
	(void)err_set(err, ERR_IO, "no file for the editor can be made: %s",
	    strerror(errno));
	return -1;
}

static bool
write_all(int fd, struct str s)
{
	while (s.len > 0) {
		ssize_t n = write(fd, s.p, s.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		s = str_slice(s, (size_t)n, s.len);
	}
	return true;
}

/* By its name again, for editors rename: but only a plain file of ours. */
static bool
read_back(const char *path, struct buf *out, struct err *err)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_uid != geteuid() || st.st_size > EDIT_MAX) {
		if (fd >= 0)
			(void)close(fd);
		return err_set(
		    err, ERR_IO, "the editor left nothing usable in %s", path);
	}
	char b[8192];
	ssize_t n;
	while ((n = read(fd, b, sizeof(b))) > 0 && out->len <= EDIT_MAX)
		buf_add(out, b, (size_t)n);
	(void)close(fd);
	return n == 0 ? true : err_set(err, ERR_IO, "%s cannot be read", path);
}

/* The editor, in the foreground. The value of VISUAL or EDITOR is the user's
 * own and may hold arguments, so a shell takes it apart; the path is an
 * argument and is not looked at by it. */
static bool
run_editor(const char *path, struct err *err)
{
	char sh[] = "sh", dash[] = "-c",
	     script[] = "exec ${VISUAL:-${EDITOR:-vi}} \"$@\"";
	char *copy = xstrdup(path);
	char *argv[] = { sh, dash, script, sh, copy, NULL };
	posix_spawnattr_t attr;
	pid_t pid;
	int status = -1;
	(void)posix_spawnattr_init(&attr);
	default_signals(&attr);
	(void)posix_spawnattr_setflags(
	    &attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	int failed = posix_spawn(&pid, "/bin/sh", NULL, &attr, argv, environ);
	(void)posix_spawnattr_destroy(&attr);
	free(copy);
	if (failed != 0)
		return err_set(err, ERR_IO, "the editor does not start: %s",
		    strerror(failed));
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	return err_set(
	    err, ERR_IO, "the editor failed; what it wrote is in %s", path);
}

bool
app_edit(struct app *app, struct str text, struct buf *out, struct err *err)
{
	struct buf path = { 0 };
	int fd = make_file(app, &path, err);
	bool fine = fd >= 0;
	bool line = text.len > 0 && text.p[text.len - 1] != '\n';
	if (fine &&
	    (!write_all(fd, text) || (line && !write_all(fd, str_of("\n")))))
		fine = err_set(err, ERR_IO, "%s: %s", path.p, strerror(errno));
	if (fd >= 0)
		(void)close(fd);
	if (fine) {
		term_suspend(app->term);
		fine = run_editor(path.p, err);
		term_resume(app->term);
		app->ui->relayout = app->ui->repaint = true;
	}
	fine = fine && read_back(path.p, out, err);
	if (fine)
		(void)unlink(path.p);
	if (fine && str_eq(str_trim(buf_view(out)), str_trim(text)))
		fine = err_set(err, ERR_STOPPED, "nothing was changed");
	buf_release(&path);
	return fine;
}

/* Links that a browser may be given: nothing that a shell, an option parser or
 * another scheme could make something else of. */
static bool
url_fit(struct str url, struct err *err)
{
	size_t host = str_starts(url, "https://")  ? 8
		      : str_starts(url, "http://") ? 7
						   : 0;
	if (host == 0 || url.len == host)
		return err_set(
		    err, ERR_INVALID, "only http and https links are opened");
	if (url.len > URL_MAX_BYTES)
		return err_set(err, ERR_INVALID, "the link is too long");
	for (size_t i = 0; i < url.len; i++)
		if (url.p[i] < '!' || url.p[i] > '~')
			return err_set(err, ERR_INVALID,
			    "the link has characters that no link has");
	for (size_t i = host; i < url.len && url.p[i] != '/' &&
			      url.p[i] != '?' && url.p[i] != '#';
	     i++)
		if (url.p[i] == '@')
			return err_set(err, ERR_INVALID,
			    "the link names a user, which hides where it "
			    "leads");
	return true;
}

/* Apart from our session and terminal. The helper forks and leaves, so that
 * nobody has to wait for the browser. */
static bool
launch(const char *program, char *url, struct err *err)
{
	char sh[] = "sh", dash[] = "-c",
	     script[] = "\"$0\" \"$1\" </dev/null >/dev/null 2>&1 &",
	     *name = xstrdup(program);
	char *argv[] = { sh, dash, script, name, url, NULL };
	posix_spawnattr_t attr;
	posix_spawn_file_actions_t files;
	pid_t pid;
	int status;
	(void)posix_spawnattr_init(&attr);
	(void)posix_spawn_file_actions_init(&files);
	default_signals(&attr);
	(void)posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK |
						  POSIX_SPAWN_SETSIGDEF |
						  POSIX_SPAWN_SETSID);
	for (int fd = 0; fd < 3; fd++)
		(void)posix_spawn_file_actions_addopen(
		    &files, fd, "/dev/null", O_RDWR, 0);
	int failed = posix_spawn(&pid, "/bin/sh", &files, &attr, argv, environ);
	(void)posix_spawn_file_actions_destroy(&files);
	(void)posix_spawnattr_destroy(&attr);
	free(name);
	if (failed != 0)
		return err_set(err, ERR_IO, "the browser does not start: %s",
		    strerror(failed));
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return true;
}

bool
app_browse(struct app *app, struct str url, struct err *err)
{
	if (!url_fit(url, err))
		return false;
	const char *program = getenv("MIRSAD_BROWSER");
	if (program == NULL || *program == '\0')
		program = "xdg-open";
	char *copy = xstrndup(url.p, url.len);
	bool done = launch(program, copy, err);
	if (done)
		app_say(app, "opening %s", copy);
	free(copy);
	return done;
}

bool
app_copy(struct app *app, struct str text, struct err *err)
{
	struct buf plain = { 0 };
	cells_plain(&plain, text, false);
	bool done = term_copy(app->term, buf_view(&plain));
	buf_release(&plain);
	return done ? true
		    : err_set(err, ERR_INVALID,
			  "this is too long for the terminal's clipboard, or "
			  "it has none");
}
