#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/job.h"
#include "tests/library.h"
#include "tests/program.h"
#include "tests/test.h"

/* Every kind of terminal, and every way to lose it: the program says what is
 * wrong or draws, never spins, and gives the terminal back as it found it. */

static const char *base, *big;

static void
make_big(void)
{
	static char path[600];
	(void)snprintf(path, sizeof(path), "%s/big.jsonl", library_dir());
	FILE *f = fopen(path, "w");
	if (f == NULL)
		die("%s", path);
	for (int i = 0; i < 4000; i++) {
		(void)fprintf(f,
		    "{\"title\":\"Number %d\",\"date\":\"2016-01-%02d\","
		    "\"text\":\"",
		    i, i % 28 + 1);
		for (int k = 0; k < 12; k++)
			(void)fprintf(f,
			    "Khalifa Haftar was in Cairo, word%d "
			    "said. ",
			    i * k);
		(void)fprintf(f, "\"}\n");
	}
	(void)fclose(f);
	big = path;
}

static struct pty *
start(int rows, int cols, const char *const *env)
{
	const char *const args[] = { "-l", base, NULL };
	return program_start(rows, cols, args, env);
}

static bool
sends(struct pty *p, const char *bytes)
{
	return str_find(pty_bytes(p), str_of(bytes), 0) != SIZE_MAX;
}

/* The shell finds the terminal as it was. */
static void
given_back(struct pty *p, const char *name)
{
	ok(!pty_alternate(p), "%s: the ordinary screen is back", name);
	ok(pty_cursor_visible(p), "%s: with a cursor", name);
	ok(sends(p, "\033[?2004l") && sends(p, "\033[?1000l") &&
		sends(p, "\033[?1006l"),
	    "%s: without mouse and paste modes", name);
}

/* ---- sizes ---- */

static void
sizes(void)
{
	static const int list[][2] = { { 1, 1 }, { 3, 10 }, { 10, 40 },
		{ 2, 500 }, { 200, 1 }, { 200, 500 } };
	for (size_t i = 0; i < ARRAY_LEN(list); i++) {
		int rows = list[i][0], cols = list[i][1];
		struct pty *p = start(rows, cols, NULL);
		ok(pty_wait_bytes(p, "\033[c"), "%dx%d: it draws", cols, rows);
		pty_type(p, "Gjj?jj\a");
		pty_type(p, "Aword\ay/a\r\a\a");
		pty_resize(p, 24, 80);
		ok(pty_wait(p, "Articles"), "%dx%d: then grows", cols, rows);
		pty_type(p, ":quit\r");
		int status = pty_wait_exit(p);
		is_int(status, 0, "%dx%d: leaves in order", cols, rows);
		given_back(p, "after that size");
		pty_free(p);
	}
}

/* Sizes come as fast as they can while each thing is open. */
static void
storm(void)
{
	static const char *const open[] = { "", ":import ", "A", "?", "/",
		":messages\r", "Aword\a", ":\t" };
	struct pty *p = start(36, 120, NULL);
	unsigned r = 1;
	ok(pty_wait(p, "Articles"), "storm: it is there");
	for (size_t i = 0; i < ARRAY_LEN(open); i++) {
		pty_type(p, open[i]);
		if (i == 1) {
			pty_type(p, big);
			pty_type(p, "\r");
		}
		for (int k = 0; k < 150; k++) {
			r = r * 1103515245 + 12345;
			pty_resize(p, (int)(r >> 16) % 60 + 1,
			    (int)(r >> 8) % 200 + 1);
			if (k % 10 == 0)
				(void)pty_idle(p, 1);
		}
		pty_type(p, i == 6 ? "y" : "\a\a");
	}
	pty_resize(p, 36, 120);
	ok(pty_wait(p, "Entities"), "storm: all is there again");
	pty_type(p, ":cancel\r");
	pty_type(p, ":quit\r");
	is_int(pty_wait_exit(p), 0, "storm: leaves in order");
	given_back(p, "storm");
	pty_free(p);
}

/* ---- kinds ---- */

static void
kinds(void)
{
	static const struct {
		const char *term;
		bool good;
	} list[] = { { "dumb", false }, { "vt52", true }, { "vt100", true },
		{ "linux", true }, { "ansi", true }, { "screen", true },
		{ "tmux-256color", true }, { "xterm", true },
		{ "rxvt-unicode", true }, { NULL, false }, { "", false },
		{ "nothing-known", false }, { "../../etc/passwd", false } };
	for (size_t i = 0; i < ARRAY_LEN(list); i++) {
		const char *name = list[i].term != NULL ? list[i].term : "none";
		const char *const env[] = { "TERM", list[i].term, NULL };
		struct pty *p = start(24, 80, env);
		if (!list[i].good) {
			int status = pty_wait_exit(p);
			ok(WIFEXITED(status) && WEXITSTATUS(status) == 1 &&
				sends(p, "TERM"),
			    "TERM %s: refused in words", name);
		} else if (pty_wait_bytes(p, "Articles")) {
			pty_type(p, "jj?\a:quit\r");
			is_int(pty_wait_exit(p), 0, "TERM %s: works", name);
		} else {
			int status = pty_wait_exit(p);
			/* Not every system knows every terminal. */
			ok(WEXITSTATUS(status) == 1 && sends(p, "TERM"),
			    "TERM %s: not known here, in words", name);
		}
		pty_free(p);
	}
}

static bool
only_ascii(struct str b)
{
	for (size_t i = 0; i < b.len; i++)
		if ((unsigned char)b.p[i] >= 0x80)
			return false;
	return true;
}

static void
locales(void)
{
	static const struct {
		const char *all, *lang;
		bool ascii;
	} list[] = { { "C", NULL, true }, { "POSIX", NULL, true },
		{ NULL, NULL, false }, { NULL, "C", false },
		{ "en_US.ISO-8859-1", NULL, true }, { "xx_YY", NULL, true },
		{ "ar_LY.UTF-8", NULL, false } };
	for (size_t i = 0; i < ARRAY_LEN(list); i++) {
		const char *const env[] = { "LC_ALL", list[i].all, "LANG",
			list[i].lang, NULL };
		struct pty *p = start(24, 80, env);
		ok(pty_wait(p, "Articles"), "locale %zu: the screen is there",
		    i);
		ok(only_ascii(pty_bytes(p)) == list[i].ascii, "locale %zu: %s",
		    i, list[i].ascii ? "in ASCII" : "in UTF-8");
		ok(!list[i].ascii || pty_wait(p, "- Articles - Reader -"),
		    "locale %zu: with legible borders", i);
		pty_type(p, ":quit\r");
		is_int(pty_wait_exit(p), 0, "locale %zu: leaves", i);
		pty_free(p);
	}
}

/* ---- ends ---- */

static void
open_something(struct pty *p, int what)
{
	static const char *const keys[] = { "", "?", ":import ", "Aword", "/a",
		"Aword\017" };
	(void)pty_wait(p, "Articles");
	pty_type(p, keys[what]);
	if (what == 2) {
		pty_type(p, big);
		pty_type(p, "\r");
		(void)pty_idle(p, 20);
	} else if (what == 3) {
		(void)pty_wait(p, "word");
	} else if (what == 5) {
		(void)pty_wait(p, "the editor runs");
	}
}

static void
ends(void)
{
	static const struct {
		int number; /* 0: the terminal goes away */
		const char *name;
	} list[] = { { 0, "no terminal" }, { SIGHUP, "SIGHUP" },
		{ SIGTERM, "SIGTERM" }, { SIGINT, "SIGINT" } };
	char *editor = library_path("editor");
	FILE *f = fopen(editor, "w");
	(void)fputs("#!/bin/sh\necho the editor runs\nread line\n", f);
	(void)fclose(f);
	(void)chmod(editor, 0700);
	const char *const env[] = { "EDITOR", editor, "XDG_RUNTIME_DIR",
		library_dir(), NULL };
	for (size_t i = 0; i < ARRAY_LEN(list); i++) {
		for (int what = 0; what < 6; what++) {
			/* A signal for us alone leaves the editor be. */
			if (what == 5 && list[i].number != 0)
				continue;
			struct pty *p = start(36, 120, env);
			open_something(p, what);
			if (list[i].number == 0)
				pty_hang_up(p);
			else
				pty_signal(p, list[i].number);
			is_int(pty_wait_exit(p), 0,
			    "%s while %d is open: saved and out", list[i].name,
			    what);
			if (list[i].number != 0)
				given_back(p, list[i].name);
			pty_free(p);
			p = start(24, 80, NULL);
			(void)pty_wait(p, "mirsad");
			pty_type(p, "D:quit\r");
			(void)pty_wait_exit(p);
			pty_free(p);
		}
	}
	free(editor);
}

/* A shell that ignores SIGHUP, as nohup does: the end of the terminal is all
 * that there is to notice. */
static int
ignoring(void *arg)
{
	const char *top = getenv("top_builddir");
	char path[600];
	(void)arg;
	(void)signal(SIGHUP, SIG_IGN);
	(void)setenv("TERM", "xterm", 1);
	(void)snprintf(
	    path, sizeof(path), "%s/mirsad", top != NULL ? top : ".");
	(void)execl(path, path, "-l", base, (char *)NULL);
	return 126;
}

static void
nohup(void)
{
	struct pty *p = pty_start(36, 120, false, ignoring, NULL);
	ok(pty_wait(p, "Articles"), "nohup: the screen is there");
	pty_hang_up(p);
	is_int(pty_wait_exit(p), 0, "nohup: without a terminal it ends");
	pty_free(p);
}

static void
crashes(void)
{
	static const int list[] = { SIGSEGV, SIGABRT, SIGQUIT, SIGBUS };
	for (size_t i = 0; i < ARRAY_LEN(list); i++) {
		struct pty *p = start(36, 120, NULL);
		(void)pty_wait(p, "Articles");
		(void)pty_wait_bytes(p, "\033[c");
		pty_signal(p, list[i]);
		int status = pty_wait_exit(p);
		ok(status != -1 && status != 0, "signal %d: it dies", list[i]);
		given_back(p, "a crash");
		pty_free(p);
	}
}

/* ---- streams ---- */

struct streams {
	const char *in, *out;
	const char *const *args;
};

static int
with_streams(void *arg)
{
	const struct streams *s = arg;
	const char *top = getenv("top_builddir");
	char path[600], *argv[8] = { path };
	(void)snprintf(
	    path, sizeof(path), "%s/mirsad", top != NULL ? top : ".");
	for (size_t i = 0; i < 6 && s->args[i] != NULL; i++)
		argv[i + 1] = xstrdup(s->args[i]);
	(void)setenv("TERM", "xterm", 1);
	(void)close(STDIN_FILENO);
	if (s->in != NULL && open(s->in, O_RDONLY) != 0)
		_exit(125);
	if (s->out == NULL)
		(void)close(STDOUT_FILENO);
	else if (*s->out != '\0' &&
		 dup2(open(s->out, O_WRONLY), STDOUT_FILENO) < 0)
		_exit(125);
	(void)execv(path, argv);
	_exit(126);
}

static void
streams(void)
{
	static const char *const screen[] = { "-l", NULL, NULL };
	static const char *const list[] = { "-l", NULL, "list", NULL };
	static const char *const stdin_import[] = { "-l", NULL, "import", "-",
		NULL };
	static const struct {
		const char *in, *out, *const *args, *says;
	} cases[] = {
		{ "/dev/null", "", screen, "needs a terminal" },
		{ NULL, "", screen, "needs a terminal" },
		{ "/dev/null", NULL, list, "standard output" },
		{ "/dev/null", "/dev/full", list, "standard output" },
		{ NULL, "", stdin_import, "import" },
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *args[6];
		for (size_t k = 0; k < 6; k++) {
			args[k] = k == 1 ? base : cases[i].args[k];
			if (args[k] == NULL)
				break;
		}
		struct streams s = { cases[i].in, cases[i].out, args };
		struct pty *p = pty_start(24, 80, false, with_streams, &s);
		int status = pty_wait_exit(p);
		ok(WIFEXITED(status) && WEXITSTATUS(status) == 1,
		    "streams %zu: refused (%x)", i, (unsigned)status);
		ok(sends(p, cases[i].says), "streams %zu: in words", i);
		pty_free(p);
	}
}

/* ---- nothing to do ---- */

static void
idle(void)
{
	struct pty *p = start(36, 120, NULL);
	ok(pty_wait(p, "Articles"), "idle: it is there");
	(void)pty_idle(p, 300);
	ok(pty_idle(p, 700) < 20, "idle: the processor rests");
	pty_type(p, "Aword");
	(void)pty_wait(p, "word");
	(void)pty_idle(p, 400);
	ok(pty_idle(p, 500) < 20, "idle: also with a note open");
	pty_type(p, "\a");
	(void)pty_wait(p, "Throw away");
	ok(pty_idle(p, 500) < 20, "idle: also with a question open");
	pty_type(p, "yA\033[200~never ended");
	(void)pty_idle(p, 200);
	ok(pty_idle(p, 500) < 20, "idle: also inside a paste without an end");
	pty_type(p, "\033[201~\023");
	pty_signal(p, SIGTERM);
	is_int(pty_wait_exit(p), 0, "idle: leaves");
	pty_free(p);
}

int
main(void)
{
	char *path = library_path("library.db");
	const char *const init[] = { "-l", path, "init", NULL };
	struct buf out = { 0 };
	base = path;
	is_int(program_run(init, NULL, &out), 0, "a library is made");
	make_big();
	idle();
	sizes();
	kinds();
	locales();
	streams();
	crashes();
	nohup();
	ends();
	storm();
	buf_release(&out);
	free(path);
	library_clean();
	return done();
}
