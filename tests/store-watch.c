/* Watched folders: what is written or moved into them is told. */
#include "config.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/watch.h"
#include "tests/test.h"

static char dir[] = "/tmp/mirsad-watch-XXXXXX";

static void
put(const char *name)
{
	char path[200];
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	if (f == NULL || fputs("x", f) < 0 || fclose(f) != 0)
		die("cannot write %s", path);
}

static void
next_is(struct watch *watch, const char *name, const char *what)
{
	struct arena arena = { 0 };
	struct str path = { 0 };
	struct err err = { 0 };

	ok(watch_next(watch, 5000, &arena, &path, &err) == WATCH_FILE, "%s",
	    what);
	ok(str_ends(path, name), "%s: it is %s", what, name);
	arena_release(&arena);
}

/* Links are whole as soon as they are there; those to nothing, to folders and
 * pipes are none to read. */
static void
links(struct watch *watch)
{
	char from[200], to[200];
	const char *const to_none[] = { "/nonexistent", "sub", "pipe" };
	size_t i;

	(void)snprintf(to, sizeof to, "%s/link.txt", dir);
	if (symlink("sub/b.txt", to) != 0)
		die("no link");
	next_is(watch, "/link.txt", "a link to a file");
	(void)unlink(to);
	(void)snprintf(from, sizeof from, "%s/sub/b.txt", dir);
	if (link(from, to) != 0)
		die("no link");
	next_is(watch, "/link.txt", "a second name of a file");
	(void)unlink(to);
	(void)snprintf(from, sizeof from, "%s/pipe", dir);
	(void)mkfifo(from, 0600);
	for (i = 0; i < ARRAY_LEN(to_none); i++) {
		if (symlink(to_none[i], to) != 0)
			die("no link");
		(void)unlink(to);
	}
	if (symlink("pipe", to) != 0)
		die("no link");
	put("last.txt");
	next_is(watch, "/last.txt", "links to no file are passed over");
	(void)unlink(to);
	(void)unlink(from);
	(void)snprintf(to, sizeof to, "%s/last.txt", dir);
	(void)unlink(to);
}

int
main(void)
{
	const char *path = dir, *const gone = "/nonexistent-folder";
	char from[200], to[200];
	struct watch *watch;
	struct arena arena = { 0 };
	struct str none;
	struct err err = { 0 };

	if (mkdtemp(dir) == NULL)
		die("no folder");
	(void)snprintf(to, sizeof to, "%s/sub", dir);
	(void)mkdir(to, 0700);
	watch = watch_open(&path, 1, &err);
	ok(watch != NULL, "a folder is watched");
	put("a.txt");
	next_is(watch, "/a.txt", "a file that is written");
	put("a.txt");
	next_is(watch, "/a.txt", "and one that is written over");
	put("gone.txt");
	(void)snprintf(to, sizeof to, "%s/gone.txt", dir);
	(void)unlink(to);
	(void)snprintf(to, sizeof to, "%s/empty.txt", dir);
	(void)fclose(fopen(to, "w"));
	put(".hidden");
	put("sub/b.txt");
	next_is(watch, "/sub/b.txt",
	    "a file below; hidden, empty and gone ones passed over");
	(void)snprintf(from, sizeof from, "%s/.hidden", dir);
	(void)snprintf(to, sizeof to, "%s/c.txt", dir);
	(void)rename(from, to);
	next_is(watch, "/c.txt", "a file that is moved in");
	links(watch);
	ok(watch_next(watch, 0, &arena, &none, &err) == WATCH_NONE,
	    "that's all");
	watch_close(watch);
	ok(watch_open(&gone, 1, &err) == NULL && err.text[0] != '\0',
	    "a folder that is not there: %s", err.text);
	(void)unlink(to);
	(void)snprintf(to, sizeof to, "%s/a.txt", dir);
	(void)unlink(to);
	(void)snprintf(to, sizeof to, "%s/sub/b.txt", dir);
	(void)unlink(to);
	(void)snprintf(to, sizeof to, "%s/sub", dir);
	(void)rmdir(to);
	(void)snprintf(to, sizeof to, "%s/empty.txt", dir);
	(void)unlink(to);
	(void)rmdir(dir);
	return done();
}
