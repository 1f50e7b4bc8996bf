#include "config.h"

#include "tests/bench/terminal.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	SETTLE_MS = 10000,
	NOTHING_MS = 200,
	SEEN_MAX = 65536,
	STARTS_MAX = 15,
	STARTS_MS = 10000, /* after which no more are made */
	START_QUIET_MS = 60,
	READY_MS = 120000,
	KEYS_MAX = 1024,
};

double
clock_now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

void
terminal_start(struct terminal *t, const char *const *argv)
{
	struct winsize size = { .ws_row = 36, .ws_col = 120 };

	*t = (struct terminal){ 0 };
	t->pid = forkpty(&t->fd, NULL, NULL, &size);
	if (t->pid < 0)
		die("no terminal to be had");
	if (t->pid == 0) {
		(void)setenv("TERM", "xterm-256color", 1);
		(void)execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
}

void
terminal_stop(struct terminal *t)
{
	(void)kill(t->pid, SIGTERM);
	(void)close(t->fd);
	(void)waitpid(t->pid, NULL, 0);
	buf_release(&t->seen);
}

void
terminal_type(struct terminal *t, const char *keys)
{
	buf_reset(&t->seen);
	t->bytes = 0;
	t->first = t->last = 0;
	if (write(t->fd, keys, strlen(keys)) < 0)
		die("the program is gone");
}

/* What comes within ms; false if nothing did. */
static bool
take(struct terminal *t, int ms)
{
	struct pollfd poll_fd = { t->fd, POLLIN, 0 };
	char b[65536];
	ssize_t n;

	if (poll(&poll_fd, 1, ms) <= 0)
		return false;
	n = read(t->fd, b, sizeof b);
	if (n <= 0)
		return false;
	t->last = clock_now();
	if (t->bytes == 0)
		t->first = t->last;
	t->bytes += (size_t)n;
	if (t->seen.len > SEEN_MAX)
		buf_reset(&t->seen);
	buf_add(&t->seen, b, (size_t)n);
	/* It asks who we are. */
	if (str_find((struct str){ b, (size_t)n }, str_of("\033[c"), 0) !=
	    SIZE_MAX)
		(void)!write(t->fd, "\033[?62;22c", 9);
	return true;
}

/* The number behind a name in a file of /proc; 0: none. */
static double
number_in(pid_t pid, const char *file, const char *name)
{
	char path[64], line[1024];
	double n = 0;
	FILE *f;

	(void)snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
	f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof line, f) != NULL)
		if (strncmp(line, name, strlen(name)) == 0)
			n = strtod(line + strlen(name), NULL);
	if (f != NULL)
		(void)fclose(f);
	return n;
}

double
terminal_memory(const struct terminal *t)
{
	return number_in(t->pid, "status", "VmRSS:") / 1024;
}

double
terminal_busy(const struct terminal *t)
{
	return number_in(t->pid, "schedstat", "") / 1e6;
}

void
terminal_settle(struct terminal *t, int quiet_ms)
{
	double until = clock_now() + SETTLE_MS;
	bool any = t->bytes > 0;

	while (clock_now() < until && take(t, any ? quiet_ms : NOTHING_MS))
		any = true;
}

bool
terminal_until(struct terminal *t, const char *text, const char *other, int ms)
{
	double until = clock_now() + ms;
	int left = ms;

	while (str_find(buf_view(&t->seen), str_of(text), 0) == SIZE_MAX &&
	       (other == NULL || str_find(buf_view(&t->seen), str_of(other),
				     0) == SIZE_MAX)) {
		left = (int)(until - clock_now());
		if (left <= 0)
			return false;
		(void)take(t, left);
	}
	return true;
}

static int
by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

double
share_of(double *v, size_t n, double share)
{
	if (n == 0)
		return 0;
	qsort(v, n, sizeof *v, by_size);
	return v[(size_t)((double)(n - 1) * share + 0.5)];
}

struct times
terminal_press(struct terminal *t, const char *keys, int times)
{
	double took[KEYS_MAX];
	struct times all = { 0 };

	for (int i = 0; i < times && all.n < KEYS_MAX; i++) {
		double begun = clock_now();

		terminal_type(t, keys);
		terminal_settle(t, TERMINAL_QUIET_MS);
		if (t->bytes > 0)
			took[all.n++] = t->last - begun;
		all.bytes += t->bytes;
	}
	if (all.n == 0)
		return all;
	all.bytes /= all.n;
	all.median = share_of(took, all.n, 0.5);
	all.p99 = share_of(took, all.n, 0.99);
	return all;
}

double
terminal_first(const char *const *argv, const char *ready)
{
	double took[STARTS_MAX], all = clock_now();
	size_t n = 0;

	while (n == 0 || (n < STARTS_MAX && clock_now() - all < STARTS_MS)) {
		struct terminal t;
		double begun = clock_now();

		terminal_start(&t, argv);
		if (ready != NULL && !terminal_until(&t, ready, NULL, READY_MS))
			die("%s never showed \"%s\"", argv[0], ready);
		terminal_settle(&t, START_QUIET_MS);
		if (t.bytes == 0)
			die("%s showed nothing", argv[0]);
		took[n++] = t.last - begun;
		terminal_stop(&t);
	}
	return share_of(took, n, 0.5);
}
