/* key MIRSAD FLOOR LIBRARY...: milliseconds from the start to the first whole
 * screen, and from a key to the last byte that it paints, in a terminal of
 * 120x36; beside the same of the floor, in turns, in the same run. A picture
 * is whole when nothing came for a while. The libraries are copied before. */
#include "config.h"

#include <unistd.h>

#include "tests/bench/terminal.h"

enum {
	KEYS = 200,
	ROWS = 30,     /* that the list shows */
	SENTENCES = 8, /* that any article has */
	START_QUIET_MS = 60,
	SEARCHES = 5,
	SEARCH_QUIET_MS = 60,
	IDLE_MS = 5000,
};

static double
first_screen(const char *program, const char *library)
{
	const char *const argv[] = { program, library, NULL };

	return terminal_first(argv, NULL);
}

static void
say(const char *what, struct times t, struct times floor)
{
	if (t.n == 0) {
		(void)printf("  %-24s nothing was painted\n", what);
		return;
	}
	(void)printf("  %-24s %7.2f %7.2f ms  %5zu bytes  %5.1f of the floor\n",
	    what, t.median, t.p99, t.bytes,
	    floor.median > 0 ? t.median / floor.median : 0);
	(void)fflush(stdout);
}

/* To the last row and back to the first, a key each: both in one go would show
 * nothing but the place in the list, once keys pause. */
static void
ends(struct terminal *p, struct times floor)
{
	double took[2][KEYS];
	struct times t[2] = { { 0 }, { 0 } };
	int i, k;

	for (i = 0; i < KEYS / 6; i++)
		for (k = 0; k < 2; k++) {
			struct times one =
			    terminal_press(p, k == 0 ? "G" : "g", 1);

			took[k][i] = one.median;
			t[k].bytes += one.bytes;
			t[k].n++;
		}
	for (k = 0; k < 2; k++) {
		t[k].bytes /= t[k].n;
		t[k].median = share_of(took[k], t[k].n, 0.5);
		t[k].p99 = share_of(took[k], t[k].n, 0.99);
		say(k == 0 ? "to the end" : "and back", t[k], floor);
	}
}

static const struct {
	const char *what, *before, *keys;
	int times;
} cases[] = {
	{ "j, with its article", "g", "j", KEYS },
	{ "PageDown", "", "\033[6~", KEYS / 8 },
	{ "j, the list alone", "zg", "j", ROWS },
	{ "j that scrolls it", "", "j", KEYS / 2 },
	{ ") in the reader", "gjjz\r", ")", SENTENCES },
};

/* Searches as they are typed, each in one go. */
static const char *const searches[] = { "said", "government", "babadelkor",
	"\"military talks\"", "\"of the\"", "government oil", "govern*", "gov*",
	"a*", "oil OR talks", "title:oil", "haftar", "after:2020 oil",
	"-said -the", "author:nobody" };

/* What was measured of something, where anything was painted. */
struct series {
	double v[SEARCHES];
	size_t n;
};

static void
series_add(
    struct series *s, const struct terminal *t, double when, double begun)
{
	if (t->bytes > 0)
		s->v[s->n++] = when - begun;
}

static void
series_say(const char *what, struct series *s)
{
	if (s->n == 0)
		(void)printf("  %s: nothing painted", what);
	else
		(void)printf("  %s %6.1f (%6.1f)", what,
		    share_of(s->v, s->n, 0.5), share_of(s->v, s->n, 1));
}

/* To the first byte, to the last, and from the next key, which comes while a
 * long search goes on, to its first. */
static void
search(struct terminal *t, const char *text)
{
	struct series first = { 0 }, last = { 0 }, next = { 0 };
	double begun;
	int i;

	for (i = 0; i < SEARCHES; i++) {
		(void)terminal_press(t, "s", 1);
		begun = clock_now();
		terminal_type(t, text);
		terminal_settle(t, SEARCH_QUIET_MS);
		series_add(&first, t, t->first, begun);
		series_add(&last, t, t->last, begun);
		(void)terminal_press(t, "\033", 1);
		(void)terminal_press(t, "s", 1);
		terminal_type(t, text);
		(void)terminal_until(t, "\001", NULL, SEARCH_QUIET_MS);
		begun = clock_now();
		terminal_type(t, "x");
		terminal_settle(t, TERMINAL_QUIET_MS);
		series_add(&next, t, t->first, begun);
		(void)terminal_press(t, "\033", 1);
	}
	(void)printf("  search %-18s", text);
	series_say("first byte", &first);
	series_say("last", &last);
	series_say("next key", &next);
	(void)printf(" ms\n");
	(void)fflush(stdout);
}

static void
idle(struct terminal *t)
{
	double begun;

	terminal_settle(t, 1000);
	begun = terminal_busy(t);
	(void)terminal_until(t, "\001", NULL, IDLE_MS);
	(void)printf("  idle for %d s: %.2f ms of the processor\n",
	    IDLE_MS / 1000, terminal_busy(t) - begun);
}

/* With what the system keeps of the disk in memory dropped; root alone can.
 * After its first picture mirsad asks the terminal who it is, and 150 ms later
 * shows the count of the list, which is no part of it. */
static void
cold(char **argv, const char *path)
{
	double took[2];
	int i;

	for (i = 0; i < 2; i++) {
		struct terminal t;
		FILE *f;
		double begun;

		sync();
		f = fopen("/proc/sys/vm/drop_caches", "w");
		if (f == NULL || fputs("3", f) < 0 || fclose(f) != 0)
			return;
		begun = clock_now();
		terminal_start(
		    &t, (const char *[]){ argv[i == 0 ? 2 : 1], path, NULL });
		if (i == 0)
			terminal_settle(&t, 500);
		else if (!terminal_until(&t, "\033[c", NULL, 10000))
			die("%s shows nothing", argv[1]);
		took[i] = t.last - begun;
		terminal_stop(&t);
	}
	(void)printf("  first screen with dropped caches %.1f ms, floor %.1f "
		     "ms: %.1f times\n",
	    took[1], took[0], took[1] / took[0]);
}

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
	floor = terminal_press(&p, "j", KEYS);
	terminal_stop(&p);
	say("floor, j", floor, floor);
	terminal_start(&p, (const char *[]){ argv[1], path, NULL });
	terminal_settle(&p, 500);
	/* Wherever it was left. */
	(void)terminal_press(&p, "1:query\r:focus articles\r", 1);
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		if (cases[i].before[0] != '\0')
			(void)terminal_press(&p, cases[i].before, 1);
		say(cases[i].what,
		    terminal_press(&p, cases[i].keys, cases[i].times), floor);
	}
	ends(&p, floor);
	(void)printf("  resident %.1f MB after keys\n", terminal_memory(&p));
	(void)terminal_press(&p, ":focus articles\r", 1);
	for (i = 0; i < ARRAY_LEN(searches); i++)
		search(&p, searches[i]);
	(void)printf(
	    "  resident %.1f MB after searches\n", terminal_memory(&p));
	idle(&p);
	terminal_stop(&p);
	cold(argv, path);
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
