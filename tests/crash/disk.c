#include "config.h"

#include "store/db.h"
#include "tests/crash/session.h"
#include "tests/crash/vfs.h"
#include "tests/library.h"
#include "tests/test.h"

/* The power is cut, and every operation of the disk fails once, at every point
 * of a session: what was acknowledged is there afterwards, what was not is
 * there whole or not at all. */

enum { STEPS = 11, CUTS = 200 };

static char *base, *path;

/* What the library held after the last act that was acknowledged. */
struct acked {
	char *dump;
	int64_t acts;
};

static struct acked first; /* before the session */

static void
acknowledge(struct store *store, struct acked *a)
{
	free(a->dump);
	/* Looking must not be cut: it would die, not fail. */
	crash_vfs_pause(true);
	a->dump = library_dump(store);
	a->acts = session_acts(store);
	crash_vfs_pause(false);
}

static struct store *
try_open(struct err *err)
{
	struct store *store;

	if (!store_open(path, STORE_OPEN, &store, err))
		return NULL;
	store_set_analyst(store, "nadia");
	/* Often enough to have cuts in the middle of it. */
	(void)sqlite3_wal_autocheckpoint(db_handle(store), 12);
	return store;
}

static bool
session_until_cut(struct acked *a)
{
	struct err err = { 0 };
	struct store *store = try_open(&err);
	int i;

	if (store == NULL)
		return false;
	for (i = 0; i < STEPS && session_step(store, i, &err); i++)
		acknowledge(store, a);
	store_close(store);
	return i == STEPS;
}

static bool
survived(const struct acked *a, const char *what, long at)
{
	struct err err = { 0 };
	struct store *store = try_open(&err);
	int64_t acts;
	char *dump;
	bool good;

	if (store == NULL) {
		printf("# %s at %ld: %s\n", what, at, err.text);
		return false;
	}
	acts = session_acts(store);
	dump = library_dump(store);
	/* The act that was under way may have reached the disk, whole. */
	good = session_sound(store) &&
	       (strcmp(dump, a->dump) == 0 ? acts == a->acts
					   : acts == a->acts + 1);
	if (!good)
		printf("# %s at %ld: %lld acts acknowledged, %lld there\n",
		    what, at, (long long)a->acts, (long long)acts);
	free(dump);
	store_close(store);
	return good;
}

static void
prepare(struct acked *a)
{
	session_remove(path);
	session_copy(base, path);
	free(a->dump);
	a->dump = xstrdup(first.dump);
	a->acts = first.acts;
}

static long
operations(void)
{
	struct acked a = { 0 };
	long n;

	prepare(&a);
	crash_vfs_start(0, 0, 1);
	ok(session_until_cut(&a), "the session runs where nothing fails");
	n = crash_vfs_count();
	ok(survived(&a, "nothing", 0), "and all of it is there");
	free(a.dump);
	return n;
}

static void
test_power(long n)
{
	struct acked a = { 0 };
	int i, bad = 0;

	for (i = 0; i < CUTS; i++) {
		long at = 1 + (long)(i * n / CUTS);

		prepare(&a);
		crash_vfs_start(at, 0, (unsigned)i);
		crash_vfs_durable(path);
		(void)session_until_cut(&a);
		crash_vfs_settle(path);
		crash_vfs_start(0, 0, 1);
		bad += !survived(&a, "a power cut", at);
	}
	is_int(
	    bad, 0, "%d power cuts lose nothing that was acknowledged", CUTS);
	free(a.dump);
}

/* A step that failed must have left nothing; then it is tried again. */
static bool
session_with_failure(struct acked *a, long at, int *unclean)
{
	struct err err = { 0 };
	struct store *store = try_open(&err);
	int i, tries = 0;
	char *dump;

	if (store == NULL)
		store = try_open(&err);
	for (i = 0; store != NULL && i < STEPS && tries < 5;) {
		if (session_step(store, i, &err)) {
			i++;
		} else {
			tries++;
			/* Once a sync failed the library must be opened
			 * again. */
			if (!store_writable(store, &err)) {
				store_close(store);
				store = try_open(&err);
				continue;
			}
			crash_vfs_pause(true);
			dump = library_dump(store);
			crash_vfs_pause(false);
			if (strcmp(dump, a->dump) != 0 && ++*unclean < 5)
				printf("# failure at %ld left something\n", at);
			free(dump);
		}
		acknowledge(store, a);
	}
	store_close(store);
	return i == STEPS;
}

static void
test_failure(long n, long every, int rc, const char *name)
{
	struct acked a = { 0 };
	int bad = 0, unclean = 0, stuck = 0;
	long at;

	for (at = 1; at <= n; at += every) {
		prepare(&a);
		crash_vfs_start(at, rc, 1);
		stuck += !session_with_failure(&a, at, &unclean);
		crash_vfs_start(0, 0, 1);
		bad += !survived(&a, name, at);
	}
	is_int(bad, 0, "%s at %ld operations loses nothing", name,
	    (n + every - 1) / every);
	is_int(unclean, 0, "what failed leaves nothing behind");
	is_int(stuck, 0, "and the session goes on afterwards");
	free(a.dump);
}

int
main(void)
{
	struct store *store;
	long n;

	base = library_path("base.db");
	path = library_path("x.db");
	session_make(base);
	store = library_open(base);
	acknowledge(store, &first);
	store_close(store);
	crash_vfs_install();
	n = operations();
	test_power(n);
	test_failure(n, 1, SQLITE_IOERR, "an error of the disk");
	test_failure(n, 3, SQLITE_FULL, "a full disk");
	free(first.dump);
	free(base);
	free(path);
	library_clean();
	return done();
}
