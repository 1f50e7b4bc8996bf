#include "config.h"

#include "tests/term.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

#include "model/job.h"
#include "model/utf8.h"

enum { PATIENCE_MS = 60000 }; /* on a busy machine; ends at once elsewhere */

struct pty {
	VTerm *vt;
	VTermScreen *screen;
	VTermScreenCallbacks callbacks;
	int fd, rows, cols;
	pid_t pid;
	bool quiet, alternate, visible;
	VTermPos cursor;
	struct buf bytes, text;
	size_t mark;
	int status;
	bool ended, gone; /* gone: nobody holds the other side any more */
};

static int
moved(VTermPos pos, VTermPos old, int visible, void *arg)
{
	struct pty *p = arg;
	(void)old;
	p->cursor = pos;
	p->visible = visible != 0;
	return 1;
}

static int
property(VTermProp prop, VTermValue *value, void *arg)
{
	struct pty *p = arg;
	if (prop == VTERM_PROP_ALTSCREEN)
		p->alternate = value->boolean;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		p->visible = value->boolean;
	return 1;
}

struct pty *
pty_start(int rows, int cols, bool quiet, int (*run)(void *arg), void *arg)
{
	struct pty *p = xcalloc(1, sizeof(*p));
	struct winsize ws = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };
	p->rows = rows;
	p->cols = cols;
	p->quiet = quiet;
	p->pid = forkpty(&p->fd, NULL, NULL, &ws);
	if (p->pid < 0)
		die("forkpty: %s", strerror(errno));
	if (p->pid == 0) {
		/* A shell starts what it puts in the background with these
		 * ignored; a terminal does not. */
		(void)signal(SIGINT, SIG_DFL);
		(void)signal(SIGQUIT, SIG_DFL);
		(void)signal(SIGHUP, SIG_DFL);
		exit(run(arg));
	}
	p->vt = vterm_new(rows, cols);
	vterm_set_utf8(p->vt, 1);
	p->screen = vterm_obtain_screen(p->vt);
	p->callbacks = (VTermScreenCallbacks){ .movecursor = moved,
		.settermprop = property };
	vterm_screen_set_callbacks(p->screen, &p->callbacks, p);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
	return p;
}

void
pty_free(struct pty *p)
{
	if (!p->ended) {
		(void)kill(p->pid, SIGKILL);
		(void)waitpid(p->pid, &p->status, 0);
	}
	if (p->fd >= 0)
		(void)close(p->fd);
	vterm_free(p->vt);
	buf_release(&p->bytes);
	buf_release(&p->text);
	free(p);
}

static void
put_bytes(struct pty *p, const char *s, size_t len)
{
	while (len > 0 && p->fd >= 0) {
		ssize_t n = write(p->fd, s, len);
		if (n <= 0)
			return;
		s += n;
		len -= (size_t)n;
	}
}

void
pty_type(struct pty *p, const char *bytes)
{
	put_bytes(p, bytes, strlen(bytes));
}

/* Take what comes within ms; false if nothing did. */
static bool
pump(struct pty *p, int ms)
{
	struct pollfd fd = { p->fd, POLLIN, 0 };
	char b[65536];
	if (p->fd < 0 || poll(p->gone ? NULL : &fd, p->gone ? 0 : 1, ms) <= 0)
		return false;
	ssize_t n = read(p->fd, b, sizeof(b));
	if (n <= 0) {
		p->gone = n == 0 || errno == EIO;
		return false;
	}
	buf_add(&p->bytes, b, (size_t)n);
	(void)vterm_input_write(p->vt, b, (size_t)n);
	size_t m = vterm_output_read(p->vt, b, sizeof(b));
	if (m > 0 && !p->quiet)
		put_bytes(p, b, m);
	vterm_screen_flush_damage(p->screen);
	return true;
}

struct str
pty_screen(struct pty *p)
{
	buf_reset(&p->text);
	for (int y = 0; y < p->rows; y++) {
		for (int x = 0; x < p->cols; x++) {
			VTermScreenCell c;
			VTermPos at = { y, x };
			(void)vterm_screen_get_cell(p->screen, at, &c);
			if (c.chars[0] == (uint32_t)-1)
				continue;
			utf8_put(&p->text, c.chars[0] != 0 ? c.chars[0] : ' ');
			for (int i = 1;
			     i < VTERM_MAX_CHARS_PER_CELL && c.chars[i] != 0;
			     i++)
				utf8_put(&p->text, c.chars[i]);
		}
		buf_putc(&p->text, '\n');
	}
	return buf_view(&p->text);
}

static bool
shows(struct pty *p, const char *text)
{
	return str_find(pty_screen(p), str_of(text), 0) != SIZE_MAX;
}

static bool
wait_for(struct pty *p, const char *text, bool there, int ms)
{
	int64_t until = job_clock_ms() + ms;
	while (shows(p, text) != there) {
		if (!pump(p, 50) && (p->gone || job_clock_ms() > until))
			return false;
	}
	return true;
}

bool
pty_wait(struct pty *p, const char *text)
{
	if (wait_for(p, text, true, PATIENCE_MS))
		return true;
	fprintf(stderr, "# waited for \"%s\" in vain on:\n%s", text, p->text.p);
	return false;
}

bool
pty_wait_ms(struct pty *p, const char *text, int ms)
{
	return wait_for(p, text, true, ms);
}

bool
pty_wait_gone(struct pty *p, const char *text)
{
	return wait_for(p, text, false, PATIENCE_MS);
}

struct str
pty_bytes(const struct pty *p)
{
	return str_slice(buf_view(&p->bytes), p->mark, p->bytes.len);
}

void
pty_mark(struct pty *p)
{
	while (pump(p, 0))
		continue;
	p->mark = p->bytes.len;
}

bool
pty_wait_bytes(struct pty *p, const char *bytes)
{
	int64_t until = job_clock_ms() + PATIENCE_MS;
	while (str_find(pty_bytes(p), str_of(bytes), 0) == SIZE_MAX) {
		if (!pump(p, 50) && (p->gone || job_clock_ms() > until))
			return false;
	}
	return true;
}

int
pty_wait_exit(struct pty *p)
{
	int64_t until = job_clock_ms() + PATIENCE_MS;
	while (!p->ended && job_clock_ms() < until) {
		(void)pump(p, 20);
		p->ended = waitpid(p->pid, &p->status, WNOHANG) == p->pid;
	}
	while (pump(p, 0))
		continue;
	return p->ended ? p->status : -1;
}

/* Milliseconds of processor time that a process has used. */
static int64_t
used_ms(pid_t pid)
{
	char name[64], b[1024];
	long long user = 0, system = 0;
	(void)snprintf(name, sizeof(name), "/proc/%ld/stat", (long)pid);
	FILE *f = fopen(name, "re");
	size_t n = f != NULL ? fread(b, 1, sizeof(b) - 1, f) : 0;
	if (f != NULL)
		(void)fclose(f);
	b[n] = '\0';
	const char *s = strrchr(b, ')');
	if (s != NULL)
		(void)sscanf(s,
		    ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lld %lld",
		    &user, &system);
	return (user + system) * 1000 / sysconf(_SC_CLK_TCK);
}

int
pty_idle(struct pty *p, int ms)
{
	int64_t from = job_clock_ms(), used = used_ms(p->pid), now;
	while ((now = job_clock_ms()) < from + ms)
		(void)pump(p, (int)(from + ms - now));
	return (int)((used_ms(p->pid) - used) * 100 / (now - from));
}

void
pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };
	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->vt, rows, cols);
	(void)ioctl(p->fd, TIOCSWINSZ, &ws);
}

void
pty_signal(struct pty *p, int number)
{
	(void)kill(p->pid, number);
}

void
pty_hang_up(struct pty *p)
{
	(void)close(p->fd);
	p->fd = -1;
}

bool
pty_alternate(const struct pty *p)
{
	return p->alternate;
}

bool
pty_cursor_visible(const struct pty *p)
{
	return p->visible;
}

void
pty_cursor(const struct pty *p, int *y, int *x)
{
	*y = p->cursor.row;
	*x = p->cursor.col;
}

bool
pty_coloured(struct pty *p)
{
	for (int y = 0; y < p->rows; y++) {
		for (int x = 0; x < p->cols; x++) {
			VTermScreenCell c;
			VTermPos at = { y, x };
			(void)vterm_screen_get_cell(p->screen, at, &c);
			if (!VTERM_COLOR_IS_DEFAULT_FG(&c.fg) ||
			    !VTERM_COLOR_IS_DEFAULT_BG(&c.bg))
				return true;
		}
	}
	return false;
}

int
pty_pid(const struct pty *p)
{
	return (int)p->pid;
}
