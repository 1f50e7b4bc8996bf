#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <libgen.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/state.h"

/* A library that is being filled is called PATH.PID.part. */
#define PART ".part"

/* Is it BASE.PID.part of a program that has died? */
static bool
is_left_over(struct str name, struct str base)
{
	int64_t pid;
	struct str number;

	if (!str_starts(name, base.p) || !str_ends(name, PART) ||
	    name.len < base.len + sizeof PART + 1)
		return false;
	number = str_slice(name, base.len + 1, name.len - (sizeof PART - 1));
	return str_int(number, &pid) && pid > 0 && pid < INT32_MAX &&
	       kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

/* What programs that died while they filled a library have left. */
static void
sweep(const char *path)
{
	char *copy = xstrdup(path), *copy2 = xstrdup(path);
	const char *folder = dirname(copy), *base = basename(copy2);
	DIR *dir = opendir(folder);
	const struct dirent *e;
	struct buf b = { 0 };

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		if (!is_left_over(str_of(e->d_name), str_of(base)))
			continue;
		buf_reset(&b);
		buf_addf(&b, "%s/%s", folder, e->d_name);
		open_remove(b.p);
	}
	if (dir != NULL)
		(void)closedir(dir);
	buf_release(&b);
	free(copy);
	free(copy2);
}

/* Closing moves the log into the file. What could not be moved would be left
 * behind. */
static bool
is_one_file(const char *name, struct err *err)
{
	struct buf wal = { 0 };
	struct stat st;
	bool whole;

	buf_addf(&wal, "%s-wal", name);
	whole = stat(wal.p, &st) != 0 || st.st_size == 0;
	buf_release(&wal);
	return whole ||
	       err_set(err, ERR_IO, "the new library could not be written out");
}

bool
store_create(const char *path,
    bool (*fill)(void *arg, struct store *store, struct err *err), void *arg,
    struct err *err)
{
	struct store *store = NULL;
	struct buf name = { 0 };
	struct stat st;
	bool good;

	if (lstat(path, &st) == 0)
		return err_set(err, ERR_EXISTS, "%.150s exists already", path);
	sweep(path);
	buf_addf(&name, "%s.%ld%s", path, (long)getpid(), PART);
	open_remove(name.p);
	good = store_open(name.p, STORE_CREATE, &store, err);
	if (good) {
		store->making = true;
		good = fill(arg, store, err);
	}
	store_close(store);
	good = good && is_one_file(name.p, err) &&
	       open_put_in_place(name.p, path, err);
	open_remove(name.p);
	buf_release(&name);
	return good;
}
