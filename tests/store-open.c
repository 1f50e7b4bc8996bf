#include "config.h"

#include "store/store.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/db.h"
#include "tests/test.h"

static char dir[] = "/tmp/mirsad-open-XXXXXX";

static const char *
in_dir(const char *name)
{
	static char path[4096];

	(void)snprintf(path, sizeof path, "%s/%s", dir, name);
	return path;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static bool
there(const char *name)
{
	struct stat st;

	return lstat(in_dir(name), &st) == 0;
}

static void
test_create(void)
{
	struct store *store;
	struct stat st;
	struct err err = { 0 };

	ok(store_open(in_dir("a/b/new.db"), STORE_CREATE, &store, &err),
	    "a library is made, with the folders above it");
	ok(err.code == ERR_NONE, "without complaint (%s)", err.text);
	ok(store != NULL && !store_read_only(store), "it can be written");
	store_close(store);
	ok(stat(in_dir("a"), &st) == 0 && (st.st_mode & 0777) == 0700,
	    "the folder is the analyst's alone");
	ok(stat(in_dir("a/b/new.db"), &st) == 0 && (st.st_mode & 0777) == 0600,
	    "and so is the library");
	ok(!there("a/b/new.db-wal"), "nothing lies beside it once closed");
	ok(!store_open(in_dir("a/b/new.db"), STORE_CREATE, &store, &err) &&
		err.code == ERR_EXISTS,
	    "it is not made a second time");
	ok(store_open(in_dir("a/b/new.db"), STORE_OPEN, &store, &err),
	    "it opens again");
	store_close(store);
}

int
main(void)
{
	if (mkdtemp(dir) == NULL)
		return 99;
	test_create();
	(void)nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return done();
}
