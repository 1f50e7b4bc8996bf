/* peer NAME READY BEFORE KEY COMMAND...: the same as key.c measures, of another
 * program in a terminal of 120x36: its first screen, which holds READY, then,
 * when BEFORE was typed, KEY to the last byte; and its memory. */
#include "config.h"

#include "tests/bench/terminal.h"

enum { KEYS = 100, WAIT_MS = 120000, BEFORE_MS = 1500 };

int
main(int argc, char **argv)
{
	struct terminal t;
	struct times key;
	double first;

	if (argc < 6)
		die("usage: peer NAME READY BEFORE KEY COMMAND...");
	first = terminal_first((const char *const *)argv + 5, argv[2]);
	terminal_start(&t, (const char *const *)argv + 5);
	(void)terminal_until(&t, argv[2], NULL, WAIT_MS);
	terminal_settle(&t, 500);
	if (argv[3][0] != '\0') {
		terminal_type(&t, argv[3]);
		(void)terminal_until(&t, "\001", NULL, BEFORE_MS);
	}
	key = terminal_press(&t, argv[4], KEYS);
	(void)printf("  %-10s first screen %9.1f ms  key %7.2f %7.2f ms  %5zu "
		     "bytes  %6.1f MB\n",
	    argv[1], first, key.median, key.p99, key.bytes,
	    terminal_memory(&t));
	terminal_stop(&t);
	return 0;
}
