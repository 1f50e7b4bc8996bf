#include "config.h"

#include "ui/cli-file.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/cli.h"

/* A file that may be replaced: one slip of the hand must not cost a library,
 * nor a device. */
static bool
replaceable(const char *path, struct err *err)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return true;
	if (!S_ISREG(st.st_mode))
		return err_set(
		    err, ERR_EXISTS, "%.200s is not an ordinary file", path);
	if (cli_is_library(path))
		return err_set(err, ERR_EXISTS,
		    "%.200s is a library; choose another name", path);
	return true;
}

/* Whoever could read what it replaces can read it. */
static void
permit(int fd, const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0)
		(void)fchmod(fd, st.st_mode & 0777);
}

bool
out_file_open(struct out_file *f, const char *path, struct err *err)
{
	static const int ends[] = { SIGHUP, SIGTERM, SIGPIPE };
	struct buf part = { 0 };
	int fd;

	*f = (struct out_file){ .path = path, .file = stdout };
	if (path == NULL)
		return true;
	f->file = NULL;
	if (!replaceable(path, err))
		return false;
	/* Whatever ends the program, no half of a file stays. */
	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		cli_catch(ends[i]);
	buf_addf(&part, "%s.XXXXXX", path);
	f->part = part.p;
	fd = mkstemp(f->part);
	if (fd >= 0) {
		permit(fd, path);
		f->file = fdopen(fd, "wb");
	}
	if (f->file != NULL)
		return true;
	(void)err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
	if (fd >= 0)
		(void)close(fd);
	free(f->part);
	f->part = NULL;
	return false;
}

bool
out_file_write(struct out_file *f, const char *p, size_t n, struct err *err)
{
	return fwrite(p, 1, n, f->file) == n ||
	       err_set(err, ERR_IO, "%s", strerror(errno));
}

bool
out_file_close(struct out_file *f, bool good, struct err *err)
{
	const char *path = f->path != NULL ? f->path : "standard output";

	if (f->file == NULL)
		return good;
	if (good && (fflush(f->file) != 0 ||
			(f->part != NULL && fsync(fileno(f->file)) != 0)))
		good = err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
	if (f->part == NULL)
		return good;
	if (fclose(f->file) != 0 && good)
		good = err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
	if (good && rename(f->part, path) != 0)
		good = err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
	if (!good)
		(void)unlink(f->part);
	free(f->part);
	return good;
}
