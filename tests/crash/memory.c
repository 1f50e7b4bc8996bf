#include "config.h"

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/crash/session.h"
#include "tests/library.h"
#include "tests/test.h"

/* SQLite gets no memory, at many points of a session. The program may end with
 * a sentence or refuse an act; it may not crash, and every act that it
 * acknowledged is there afterwards. */

enum { STEPS = 10, POINTS = 500 };

static sqlite3_mem_methods real;
static long count, fail_at;

static bool
fails(void)
{
	return ++count == fail_at;
}

static void *
failing_malloc(int n)
{
	return fails() ? NULL : real.xMalloc(n);
}

static void *
failing_realloc(void *p, int n)
{
	return fails() ? NULL : real.xRealloc(p, n);
}

static void
install(void)
{
	sqlite3_mem_methods methods;

	if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK)
		die("SQLite does not say how it gets memory");
	methods = real;
	methods.xMalloc = failing_malloc;
	methods.xRealloc = failing_realloc;
	if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK)
		die("SQLite takes no other memory");
}

/* In a child: writes a byte for each act that was acknowledged. */
_Noreturn static void
session(const char *path, int out)
{
	struct err err = { 0 };
	struct store *store;
	int i, tries = 0;

	if (freopen("/dev/null", "w", stderr) == NULL)
		_exit(9);
	count = 0;
	if (!store_open(path, STORE_OPEN, &store, &err) &&
	    !store_open(path, STORE_OPEN, &store, &err))
		_exit(1);
	for (i = 0; i < STEPS && tries < 3;) {
		if (!session_step(store, i, &err)) {
			tries++;
			continue;
		}
		i++;
		if (write(out, "+", 1) != 1)
			_exit(9);
	}
	store_close(store);
	if (fail_at == 0 && write(out, &count, sizeof count) != sizeof count)
		_exit(9);
	_exit(0);
}

struct outcome {
	int acked, status;
	long count; /* of allocations, when none failed */
};

static struct outcome
run(const char *path, long at)
{
	struct outcome o = { 0 };
	int ends[2];
	char c;
	pid_t pid;

	if (pipe(ends) != 0)
		die("no pipe");
	(void)fflush(stdout);
	pid = fork();
	if (pid == 0) {
		(void)close(ends[0]);
		fail_at = at;
		session(path, ends[1]);
	}
	(void)close(ends[1]);
	while (o.acked < STEPS && read(ends[0], &c, 1) == 1)
		o.acked++;
	if (at == 0 &&
	    read(ends[0], &o.count, sizeof o.count) != sizeof o.count)
		o.count = 0;
	(void)close(ends[0]);
	if (waitpid(pid, &o.status, 0) != pid)
		die("no child");
	return o;
}

static bool
survived(const char *path, const struct outcome *o, long at)
{
	struct store *store = library_open(path);
	int64_t acts = session_acts(store);
	bool good = WIFEXITED(o->status) && WEXITSTATUS(o->status) <= 1 &&
		    acts >= o->acked && acts <= o->acked + 1 &&
		    session_sound(store);

	if (!good)
		printf("# at %ld: status %x, %d acts acknowledged, %lld "
		       "there\n",
		    at, (unsigned)o->status, o->acked, (long long)acts);
	store_close(store);
	return good;
}

int
main(void)
{
	char *base = library_path("base.db"), *path = library_path("x.db");
	struct outcome o;
	int i, bad = 0;
	long n;

	install();
	session_make(base);
	session_copy(base, path);
	o = run(path, 0);
	n = o.count;
	ok(o.acked == STEPS && n > POINTS && survived(path, &o, 0),
	    "the session runs with %ld allocations", n);
	for (i = 0; i < POINTS && n > 0; i++) {
		/* Spread over all, and not only on a grid. */
		long at = 1 + (i * n + i * 7919 % n) / POINTS;

		session_remove(path);
		session_copy(base, path);
		o = run(path, at);
		bad += !survived(path, &o, at);
	}
	is_int(
	    bad, 0, "a failing allocation at %d points loses nothing", POINTS);
	free(base);
	free(path);
	library_clean();
	return done();
}
