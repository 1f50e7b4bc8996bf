#include "config.h"

#include "ui/cli-work.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/exchange.h"
#include "store/annotate.h"
#include "store/take-codes.h"
#include "store/take-project.h"

enum { FULL = 64 << 10, INPUT_MIB = 256, FILE_MIB = 2048 };

/* A file as it is on the disk; what comes through a pipe, in memory. */
struct file {
	struct str bytes;
	struct buf read;
	void *map;
};

static bool
too_large(struct err *err, int mib)
{
	return err_set(err, ERR_INVALID,
	    "it has more than %d MiB: export it in parts", mib);
}

static bool
slurp(struct file *f, FILE *from, struct err *err)
{
	const size_t most = (size_t)INPUT_MIB << 20;
	size_t n = 1;

	while (n > 0 && f->read.len <= most) {
		buf_reserve(&f->read, FULL);
		n = fread(f->read.p + f->read.len, 1, FULL, from);
		f->read.len += n;
	}
	f->bytes = buf_view(&f->read);
	if (ferror(from) != 0)
		return err_set(err, ERR_IO, "%s", strerror(errno));
	return f->bytes.len <= most || too_large(err, INPUT_MIB);
}

static bool
map(struct file *f, int fd, const struct stat *st, struct err *err)
{
	size_t n = (size_t)st->st_size;

	if (n == 0)
		return true;
	if (n > (size_t)FILE_MIB << 20)
		return too_large(err, FILE_MIB);
	f->map = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
	if (f->map == MAP_FAILED) {
		f->map = NULL;
		return err_set(err, ERR_IO, "%s", strerror(errno));
	}
	f->bytes = (struct str){ f->map, n };
	return true;
}

static bool
file_open(struct file *f, const char *path, struct err *err)
{
	struct stat st;
	bool good;
	int fd;

	*f = (struct file){ .bytes = str_of("") };
	if (strcmp(path, "-") == 0)
		return slurp(f, stdin, err);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) != 0)
		good = err_set(err, ERR_IO, "%s", strerror(errno));
	else if (!S_ISREG(st.st_mode))
		good = err_set(err, ERR_INVALID, "it is no ordinary file");
	else
		good = map(f, fd, &st, err);
	if (fd >= 0)
		(void)close(fd);
	return good;
}

static void
file_close(struct file *f)
{
	if (f->map != NULL)
		(void)munmap(f->map, f->bytes.len);
	buf_release(&f->read);
}

/* NULL: the format brings articles. */
static bool (*work_of(struct str format))(
    struct store *, struct str, const struct taking *, struct err *)
{
	return str_is(format, "webannotation") ? store_annotate
	       : str_is(format, "codebook")    ? store_take_codes
	       : str_is(format, "refi-qda")    ? store_take_project
					       : NULL;
}

bool
work_is(struct str format)
{
	return work_of(format) != NULL;
}

struct str
work_of_file(const char *path)
{
	struct str format = str_of("");
	struct err err;
	struct stat st;
	struct file f;

	/* A pipe is read once, by whoever takes it in. */
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return format;
	if (file_open(&f, path, &err))
		format = exchange_format(f.bytes);
	file_close(&f);
	return format;
}

bool
work_take(struct store *store, const char *path, struct str format,
    const struct taking *taking, struct err *err)
{
	struct file f;
	bool good = file_open(&f, path, err) &&
		    work_of(format)(store, f.bytes, taking, err);

	file_close(&f);
	return good || err_prefix(err, "%.100s", path);
}
