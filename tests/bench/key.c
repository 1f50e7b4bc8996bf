/* key MIRSAD FLOOR LIBRARY...: milliseconds from the start to the first whole
 * screen, and from a key to the last byte that it paints, in a terminal of
 * 120x36; beside the same of the floor, in turns, in the same run. A picture
 * is whole when nothing came for a while. The libraries are copied before. */
#include "config.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "model/str.h"

enum {
	STARTS = 5,
	KEYS = 60,
	QUIET_MS = 30,
	START_QUIET_MS = 60,
	KEYS_MAX = 1024,
};

struct program {
	pid_t pid;
	int fd;
	double last; /* when the last byte came */
	size_t bytes;
};

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

/* Read until nothing came for so many ms; a key may paint nothing. */
static void
settle(struct program *p, int quiet_ms)
{
	char b[65536];
	struct pollfd poll_fd = { p->fd, POLLIN, 0 };
	double until = now() + 3000;
	bool any = false;

	p->bytes = 0;
	while (now() < until && poll(&poll_fd, 1, any ? quiet_ms : 200) > 0) {
		ssize_t n = read(p->fd, b, sizeof b);

		if (n <= 0)
			break;
		p->last = now();
		p->bytes += (size_t)n;
		any = true;
		/* It asks who we are. */
		if (str_find((struct str){ b, (size_t)n }, str_of("\033[c"),
			0) != SIZE_MAX)
			(void)!write(p->fd, "\033[?62;22c", 9);
	}
}

static void
start(struct program *p, const char *path, const char *library)
{
	struct winsize size = { .ws_row = 36, .ws_col = 120 };

	p->pid = forkpty(&p->fd, NULL, NULL, &size);
	if (p->pid < 0)
		die("no terminal to be had");
	if (p->pid == 0) {
		(void)setenv("TERM", "xterm-256color", 1);
		(void)execl(path, path, library, (char *)NULL);
		_exit(127);
	}
}

static void
stop(struct program *p)
{
	(void)kill(p->pid, SIGTERM);
	(void)close(p->fd);
	(void)waitpid(p->pid, NULL, 0);
}

static int
by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double
first_screen(const char *path, const char *library)
{
	double took[STARTS];
	int i;

	for (i = 0; i < STARTS; i++) {
		struct program p;
		double begun = now();

		start(&p, path, library);
		settle(&p, START_QUIET_MS);
		took[i] = p.last - begun;
		stop(&p);
	}
	qsort(took, STARTS, sizeof *took, by_size);
	return took[STARTS / 2];
}

struct times {
	double median, p99;
	size_t bytes; /* of the median key, about */
};

static struct times
press(struct program *p, const char *keys, int times)
{
	double took[KEYS_MAX];
	size_t bytes = 0;
	int i, n = 0;

	for (i = 0; i < times && n < KEYS_MAX; i++) {
		double begun = now();

		if (write(p->fd, keys, strlen(keys)) < 0)
			break;
		settle(p, QUIET_MS);
		if (p->bytes > 0)
			took[n++] = p->last - begun;
		bytes += p->bytes;
	}
	if (n == 0)
		return (struct times){ 0 };
	qsort(took, (size_t)n, sizeof *took, by_size);
	return (
	    struct times){ took[n / 2], took[n * 99 / 100], bytes / (size_t)n };
}

static void
say(const char *what, struct times t, struct times floor)
{
	(void)printf("  %-24s %7.2f %7.2f ms  %5zu bytes  %5.1f of the floor\n",
	    what, t.median, t.p99, t.bytes,
	    floor.median > 0 ? t.median / floor.median : 0);
	(void)fflush(stdout);
}

static const struct {
	const char *what, *before, *keys;
	int times;
} cases[] = {
	{ "j, with its article", "", "j", KEYS },
	{ "PageDown", "", "\033[6~", KEYS / 3 },
	{ "to the end and back", "", "Gg", KEYS / 6 },
	{ "j, the list alone", "z", "j", KEYS },
	{ ") in the reader", "z\t", ")", KEYS / 2 },
};

static void
library(char **argv, const char *path)
{
	struct program p;
	struct times floor;
	double least = first_screen(argv[2], path),
	       ours = first_screen(argv[1], path);
	size_t i;

	(void)printf("%s\n  first screen %.1f ms, floor %.1f ms: %.1f times\n",
	    path, ours, least, ours / least);
	start(&p, argv[2], path);
	settle(&p, START_QUIET_MS);
	floor = press(&p, "j", KEYS);
	stop(&p);
	say("floor, j", floor, floor);
	start(&p, argv[1], path);
	settle(&p, 500);
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		if (cases[i].before[0] != '\0')
			(void)press(&p, cases[i].before, 1);
		say(cases[i].what, press(&p, cases[i].keys, cases[i].times),
		    floor);
	}
	stop(&p);
}

int
main(int argc, char **argv)
{
	int i;

	if (argc < 4)
		die("usage: key MIRSAD FLOOR LIBRARY...");
	for (i = 3; i < argc; i++)
		library(argv, argv[i]);
	return 0;
}
