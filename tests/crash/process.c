#include "config.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "store/note.h"
#include "tests/crash/session.h"
#include "tests/library.h"
#include "tests/test.h"

/* Real programs on a real file: killed at any moment, at the end of their file
 * size, two at once. Each note that was acknowledged through a pipe is there.
 */

enum { KILLS = 40, NOTES = 400 };

/* Adds notes and says the id of each once it is stored. */
_Noreturn static void
write_notes(const char *path, int out, int n)
{
	struct err err = { 0 };
	struct store *store;
	struct buf text = { 0 };
	int64_t id;
	int i;

	if (!store_open(path, STORE_OPEN, &store, &err))
		_exit(2);
	for (i = 0; i < n; i++) {
		struct note note = { .on_id = 1 };

		buf_reset(&text);
		while (text.len < (size_t)(i * 37 % 5000) + 10)
			buf_puts(&text, "words and more ");
		note.text = buf_view(&text);
		if (!store_note_add(store, &note, &id, &err)) {
			/* Refused in words and closed in order. */
			store_close(store);
			_exit(
			    err.code == ERR_IO || err.code == ERR_FULL ? 0 : 3);
		}
		if (write(out, &id, sizeof id) != sizeof id)
			_exit(4);
	}
	store_close(store);
	_exit(0);
}

struct writer {
	pid_t pid;
	int from;
	int64_t last; /* id that was acknowledged last */
	int acked, status;
};

static struct writer
start(const char *path, int n, rlim_t limit)
{
	const struct rlimit size = { limit, limit };
	struct writer w = { 0 };
	int ends[2];

	if (pipe(ends) != 0)
		die("no pipe");
	(void)fflush(stdout);
	w.pid = fork();
	if (w.pid == 0) {
		(void)close(ends[0]);
		if (limit != RLIM_INFINITY) {
			(void)signal(SIGXFSZ, SIG_IGN);
			if (setrlimit(RLIMIT_FSIZE, &size) != 0)
				_exit(5);
		}
		write_notes(path, ends[1], n);
	}
	(void)close(ends[1]);
	w.from = ends[0];
	return w;
}

static void
finish(struct writer *w)
{
	int64_t id;

	while (read(w->from, &id, sizeof id) == sizeof id) {
		w->last = id;
		w->acked++;
	}
	(void)close(w->from);
	if (waitpid(w->pid, &w->status, 0) != w->pid)
		die("no child");
}

static bool
sound_with(const char *path, const struct writer *w, int64_t notes)
{
	struct store *store = library_open(path);
	int64_t there = library_sql(store, "SELECT count(*) FROM note");
	int64_t last = library_sql(store, "SELECT max(id) FROM note");
	bool good = there >= notes && last >= w->last && session_sound(store);

	if (!good)
		printf("# %lld notes acknowledged, %lld there\n",
		    (long long)notes, (long long)there);
	store_close(store);
	return good;
}

static void
test_kill(const char *path)
{
	int64_t notes = 0;
	int i, bad = 0, killed = 0;

	for (i = 0; i < KILLS; i++) {
		const struct timespec pause = { .tv_nsec = (i * 7919 % 60 + 3) *
							   1000000L };
		struct writer w = start(path, 100000, RLIM_INFINITY);

		(void)nanosleep(&pause, NULL);
		(void)kill(w.pid, SIGKILL);
		finish(&w);
		killed += WIFSIGNALED(w.status);
		notes += w.acked;
		bad += !sound_with(path, &w, notes);
	}
	is_int(killed, KILLS, "%d programs are killed while they write", KILLS);
	is_int(bad, 0, "none loses one of %lld notes", (long long)notes);
	ok(notes > KILLS, "they had written some");
}

static void
test_limit(const char *path)
{
	struct writer w = start(path, 100000, 3 << 20);

	finish(&w);
	ok(WIFEXITED(w.status) && WEXITSTATUS(w.status) == 0,
	    "at the limit of a file's size a note is refused in words "
	    "(status %x)",
	    (unsigned)w.status);
	ok(w.acked > 10 && sound_with(path, &w, w.acked),
	    "and the %d before it are there", w.acked);
}

static void
test_two(const char *path)
{
	struct writer a = start(path, NOTES, RLIM_INFINITY);
	struct writer b = start(path, NOTES, RLIM_INFINITY);

	finish(&a);
	finish(&b);
	ok(a.status == 0 && b.status == 0 && a.acked == NOTES &&
		b.acked == NOTES,
	    "two programs write at once and neither is refused");
	ok(sound_with(path, &a, 2 * NOTES), "all notes of both are there");
}

int
main(void)
{
	static const struct {
		const char *name;
		void (*test)(const char *path);
	} tests[] = {
		{ "kill.db", test_kill },
		{ "limit.db", test_limit },
		{ "two.db", test_two },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(tests); i++) {
		char *path = library_path(tests[i].name);

		session_make(path);
		tests[i].test(path);
		session_remove(path);
		free(path);
	}
	library_clean();
	return done();
}
