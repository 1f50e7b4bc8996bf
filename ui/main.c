#include "config.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/cli.h"

/* Where a standard stream is closed, the next file opened would take its place
 * and get what is printed. What stands in for it cannot be read or written, so
 * that printing still fails. */
static void
fill_streams(void)
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

int
main(int argc, char **argv)
{
	(void)setlocale(LC_ALL, "");
	/* What the analyst writes is nobody else's to read. */
	(void)umask(077);
	fill_streams();
	/* The end of a quota is an error to speak of, not to die of. */
	(void)signal(SIGXFSZ, SIG_IGN);
	return cli_main(argc, argv, main_files);
}
