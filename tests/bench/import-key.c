/* import-key MIRSAD FLOOR LIBRARY FILE SECONDS: how long a key waits while the
 * screen imports FILE: j and k in the list, until the row is painted as the
 * chosen one; by turns with the floor in a terminal of its own on the same
 * library, before and during the import, and with what the disk needs for a
 * small write that is to last: all in one run. LIBRARY is written to. */
#include "config.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/terminal.h"

enum {
	EVERY_MS = 50, /* a key to each by turns */
	SWEEP = 15,    /* keys down, then as many up */
	WAIT_MS = 3000,
	LIMIT_MS = 25,
	KEYS_MAX = 1 << 16,
};

/* A terminal, how its chosen row begins (ui/theme.c, A_REVERSE), and what it
 * took. */
struct side {
	struct terminal terminal;
	const char *chosen, *or_so, *name;
	double took[KEYS_MAX];
	size_t n;
};

static void
pause_until(double ms)
{
	double left = ms - clock_now();
	struct timespec t;

	if (left <= 0)
		return;
	t.tv_sec = (time_t)(left / 1e3);
	t.tv_nsec = (long)((left - (double)t.tv_sec * 1e3) * 1e6);
	(void)nanosleep(&t, NULL);
}

static void
say(const char *what, double *v, size_t n)
{
	size_t i, over = 0;

	for (i = 0; i < n; i++)
		over += v[i] > LIMIT_MS;
	(void)printf("  %-28s %5zu times: median %6.2f  p90 %6.2f  p99 %6.2f  "
		     "p99.9 %7.2f  most %7.2f ms; %zu over %d ms\n",
	    what, n, share_of(v, n, 0.5), share_of(v, n, 0.9),
	    share_of(v, n, 0.99), share_of(v, n, 0.999), share_of(v, n, 1),
	    over, LIMIT_MS);
	(void)fflush(stdout);
}

/* One key, and then the rest of the picture. */
static void
press(struct side *s, int i)
{
	double begun = clock_now(), until = begun + EVERY_MS / 2.0;

	terminal_type(&s->terminal, i / SWEEP % 2 == 0 ? "j" : "k");
	if (terminal_until(&s->terminal, s->chosen, s->or_so, WAIT_MS))
		s->took[s->n++] = s->terminal.last - begun;
	while (clock_now() < until)
		(void)terminal_until(
		    &s->terminal, "\001", NULL, (int)(until - clock_now()) + 1);
	pause_until(until);
}

static void
keys(struct side *sides, const char *when, double until)
{
	struct buf what = { 0 };
	int i, k;

	for (k = 0; k < 2; k++)
		sides[k].n = 0;
	for (i = 0; clock_now() < until && sides[0].n < KEYS_MAX; i++)
		for (k = 0; k < 2; k++)
			press(&sides[k], i);
	for (k = 0; k < 2; k++) {
		buf_reset(&what);
		buf_addf(&what, "%s, %s", sides[k].name, when);
		say(what.p, sides[k].took, sides[k].n);
	}
	buf_release(&what);
}

/* What any lasting write must wait for at the least. */
static void
syncs(const char *library, int times)
{
	static double took[KEYS_MAX];
	struct buf path = { 0 };
	int i, fd;

	buf_addf(&path, "%s.sync", library);
	fd = open(path.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	for (i = 0; fd >= 0 && i < times; i++) {
		double begun = clock_now();

		if (write(fd, path.p, path.len) < 0 || fdatasync(fd) != 0)
			break;
		took[i] = clock_now() - begun;
	}
	say("fdatasync of a small file", took, (size_t)i);
	(void)close(fd);
	(void)unlink(path.p);
	buf_release(&path);
}

int
main(int argc, char **argv)
{
	static struct side sides[] = { { .chosen = "48;5;24", .name = "ours" },
		{ .chosen = ";7m", .or_so = "[7m", .name = "floor" } };
	struct buf command = { 0 };
	int64_t seconds = 0;
	double begun;

	if (argc != 6 || !str_int(str_of(argv[5]), &seconds))
		die("usage: import-key MIRSAD FLOOR LIBRARY FILE SECONDS");
	syncs(argv[3], 200);
	terminal_start(&sides[0].terminal,
	    (const char *[]){ argv[1], "-l", argv[3], NULL });
	terminal_start(
	    &sides[1].terminal, (const char *[]){ argv[2], argv[3], NULL });
	terminal_settle(&sides[0].terminal, 500);
	terminal_settle(&sides[1].terminal, 100);
	keys(sides, "nothing else", clock_now() + 5000);
	buf_addf(&command, ":import %s\r", argv[4]);
	begun = clock_now();
	terminal_type(&sides[0].terminal, command.p);
	(void)terminal_until(
	    &sides[0].terminal, "importing", "imported", WAIT_MS);
	keys(sides, "importing", begun + (double)seconds * 1e3);
	terminal_stop(&sides[0].terminal);
	terminal_stop(&sides[1].terminal);
	buf_release(&command);
	return 0;
}
