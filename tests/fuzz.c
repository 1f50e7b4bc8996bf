#include "config.h"

#include "tests/fuzz.h"

#include <locale.h>

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	/* Widths are those of a UTF-8 locale. */
	(void)setlocale(LC_ALL, "C.UTF-8");
	return 0;
}

void
must(bool holds, const char *what)
{
	if (holds)
		return;
	(void)fprintf(stderr, "must hold: %s\n", what);
	abort();
}
