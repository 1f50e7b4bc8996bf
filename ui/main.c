#include "config.h"

#include <locale.h>
#include <sys/stat.h>

#include "ui/cli.h"

int
main(int argc, char **argv)
{
	(void)setlocale(LC_ALL, "");
	/* What the analyst writes is nobody else's to read. */
	(void)umask(077);
	return cli_main(argc, argv);
}
