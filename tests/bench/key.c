/* key MIRSAD FLOOR LIBRARY...: milliseconds from the start to the first whole
 * screen, and from a key to the last byte that it paints, in a terminal of
 * 120x36; beside the same of the floor, in turns, in the same run. A picture
 * is whole when nothing came for a while. The libraries are copied before. */
#include "config.h"

#include <unistd.h>

#include "tests/bench/terminal.h"

enum {
	STARTS = 5,
	KEYS = 60,
	QUIET_MS = 30,
	START_QUIET_MS = 60,
	KEYS_MAX = 1024,
};

static double
first_screen(const char *path, const char *library)
{
	double took[STARTS];
	int i;

	for (i = 0; i < STARTS; i++) {
		struct terminal t;
		double begun = clock_now();

		terminal_start(&t, (const char *[]){ path, library, NULL });
		terminal_settle(&t, START_QUIET_MS);
		took[i] = t.last - begun;
		terminal_stop(&t);
	}
	return share_of(took, STARTS, 0.5);
}

struct times {
	double median, p99;
	size_t bytes; /* of the median key, about */
};

static struct times
press(struct terminal *t, const char *keys, int times)
{
	double took[KEYS_MAX];
	size_t bytes = 0;
	int i, n = 0;

	for (i = 0; i < times && n < KEYS_MAX; i++) {
		double begun = clock_now();

		terminal_type(t, keys);
		terminal_settle(t, QUIET_MS);
		if (t->bytes > 0)
			took[n++] = t->last - begun;
		bytes += t->bytes;
	}
	if (n == 0)
		return (struct times){ 0 };
	return (struct times){ share_of(took, (size_t)n, 0.5),
		share_of(took, (size_t)n, 0.99), bytes / (size_t)n };
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
	struct terminal p;
	struct times floor;
	double least = first_screen(argv[2], path),
	       ours = first_screen(argv[1], path);
	size_t i;

	(void)printf("%s\n  first screen %.1f ms, floor %.1f ms: %.1f times\n",
	    path, ours, least, ours / least);
	terminal_start(&p, (const char *[]){ argv[2], path, NULL });
	terminal_settle(&p, START_QUIET_MS);
	floor = press(&p, "j", KEYS);
	terminal_stop(&p);
	say("floor, j", floor, floor);
	terminal_start(&p, (const char *[]){ argv[1], path, NULL });
	terminal_settle(&p, 500);
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		if (cases[i].before[0] != '\0')
			(void)press(&p, cases[i].before, 1);
		say(cases[i].what, press(&p, cases[i].keys, cases[i].times),
		    floor);
	}
	terminal_stop(&p);
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
