#include "config.h"

#include <pty.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/screen.h"
#include "tests/term.h"
#include "tests/test.h"

static const char *const articles[] = {
	"{\"title\":\"Ports reopen\",\"text\":\"Oil ports reopened on "
	"Tuesday.\\nA second paragraph.\",\"outlet\":\"Gazette\",\"date\":"
	"\"2017-01-16\"}",
	"{\"title\":\"Hostile \\u001b]52;c;AAAA\\u0007 title\",\"text\":\"Body "
	"with \\u001b[31m red, \\u009b31m C1, \\u202e override, \\u0007 bell "
	"and \\u200b nothing.\",\"outlet\":\"Evil \\u001b]0;x\\u0007\","
	"\"date\":\"2017-01-17\"}",
};

struct job_of {
	const char *path;
	const char *const *env; /* pairs; NULL ends */
};

static int
child(void *arg)
{
	const struct job_of *j = arg;
	struct store *store;
	struct err err = { 0 };
	struct screen_opts opts = { .keys = "/dev/null" };
	(void)setenv("TERM", "xterm-256color", 1);
	(void)unsetenv("NO_COLOR");
	(void)unsetenv("TMUX");
	for (size_t i = 0; j->env != NULL && j->env[i] != NULL; i += 2)
		(void)setenv(j->env[i], j->env[i + 1], 1);
	if (!store_open(j->path, STORE_OPEN, &store, &err))
		return 3;
	int status = screen_main(store, &opts);
	store_close(store);
	return status;
}

/* What a shell does: the program in the foreground, until it is stopped; then
 * a word, and on with it after a line. */
static int
shell(void *arg)
{
	int status = 0;
	char b[16];
	ssize_t n;
	(void)signal(SIGTTOU, SIG_IGN);
	pid_t pid = fork();
	if (pid == 0) {
		(void)setpgid(0, 0);
		(void)tcsetpgrp(STDIN_FILENO, getpid());
		(void)signal(SIGTTOU, SIG_DFL);
		_exit(child(arg));
	}
	(void)waitpid(pid, &status, WUNTRACED);
	(void)tcsetpgrp(STDIN_FILENO, getpid());
	if (!WIFSTOPPED(status))
		return 1;
	if (write(STDOUT_FILENO, "it stopped", 10) < 0)
		return 2;
	/* On a busy machine the terminal's answers come so late that the shell
	 * gets them: no line of the analyst's. */
	do
		n = read(STDIN_FILENO, b, sizeof(b));
	while (n > 0 && b[n - 1] != '\n');
	if (n <= 0)
		return 2;
	(void)tcsetpgrp(STDIN_FILENO, pid);
	(void)kill(-pid, SIGCONT);
	(void)waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}

/* One key out of what stands in the terminal, or none. */
static uint32_t
key_now(struct term *t)
{
	struct key key = { .code = K_NONE };
	bool gone;
	return term_key(t, 0, &key, &gone) ? key.code : K_NONE;
}

/* Asked for a key that is not there, without waiting, as often as in a long
 * session: each time it comes back. */
static int
ask_often(void *arg)
{
	struct term_opts opts = { .theme = THEME_DARK };
	struct err err = { 0 };
	uint32_t code = K_NONE;
	(void)arg;
	(void)setenv("TERM", "xterm-256color", 1);
	struct term *t = term_open(&opts, &err);
	if (t == NULL)
		return 4;
	for (int i = 0; i < 300000 && code == K_NONE; i++)
		code = key_now(t);
	term_close(t);
	return code == K_NONE ? 0 : 1;
}

static void
never_waits_unasked(void)
{
	struct pty *p = pty_start(24, 80, true, ask_often, NULL);
	is_int(pty_wait_exit(p), 0,
	    "looking for a key without waiting never waits");
	pty_free(p);
}

/* A terminal at the end of a line into which this process writes itself. */
static struct term *
over_a_line(int *line)
{
	struct term_opts opts = { .theme = THEME_DARK };
	struct err err = { 0 };
	int ends[2];
	if (openpty(&ends[0], &ends[1], NULL, NULL, NULL) != 0 ||
	    dup2(ends[1], STDIN_FILENO) < 0 || dup2(ends[1], STDOUT_FILENO) < 0)
		return NULL;
	*line = ends[0];
	(void)setenv("TERM", "xterm-256color", 1);
	return term_open(&opts, &err);
}

/* A program that is busy, and so does not wait for keys; the first byte of an
 * arrow comes alone, as over a slow line. On a machine that is busy too the
 * rest may really be late: then once more. */
static int
cut_arrow(void *arg)
{
	enum { TRIES = 50 };
	int line, whole = 0, i;
	struct term *t = over_a_line(&line);
	(void)arg;
	if (t == NULL)
		return 4;
	for (i = 0; i < TRIES && !whole; i++) {
		whole = write(line, "\033", 1) == 1 && key_now(t) == K_NONE;
		whole = write(line, "[A", 2) == 2 && whole;
		whole = key_now(t) == K_UP && whole;
		while (key_now(t) != K_NONE)
			continue;
	}
	uint32_t lone = K_NONE;
	if (write(line, "\033", 1) == 1)
		while (lone == K_NONE)
			lone = key_now(t);
	term_close(t);
	return !whole ? 1 : lone != K_ESCAPE ? 2 : 0;
}

/* The answer of a terminal over a slow line: its tail comes so late that the
 * escape before it would be a key of its own. */
static int
cut_answer(void *arg)
{
	static const struct timespec late = { .tv_nsec = 70 * 1000 * 1000 };
	struct key key = { .code = K_NONE };
	int line;
	bool gone = false;
	struct term *t = over_a_line(&line);
	(void)arg;
	if (t == NULL)
		return 4;
	term_show(t, false);
	pid_t other = fork();
	if (other == 0) {
		bool sent = write(line, "\033", 1) == 1;
		(void)nanosleep(&late, NULL);
		_exit(sent && write(line, "[?62;22c", 8) == 8 ? 0 : 1);
	}
	bool came = term_key(t, 5000, &key, &gone);
	bool more = key_now(t) != K_NONE;
	(void)waitpid(other, NULL, 0);
	term_close(t);
	return came && key.code == K_REPLY && !more ? 0 : 1;
}

static void
keeps_sequences_whole(void)
{
	struct pty *p = pty_start(24, 80, false, cut_arrow, NULL);
	is_int(pty_wait_exit(p), 0,
	    "an arrow cut in two is an arrow, and a lone escape is one");
	pty_free(p);
	p = pty_start(24, 80, false, cut_answer, NULL);
	is_int(pty_wait_exit(p), 0,
	    "an answer cut in two is an answer, and no key");
	pty_free(p);
}

static struct pty *
start(const char *path, const char *const *env)
{
	struct job_of j = { path, env };
	return pty_start(36, 120, false, child, &j);
}

/* Open the first article and its note box. */
static bool
type_note(struct pty *p, const char *text)
{
	bool seen = pty_wait(p, "Ports reopen");
	pty_type(p, ":focus articles\rG\r");
	seen = pty_wait(p, "A second paragraph") && seen;
	pty_type(p, "A");
	seen = pty_wait(p, "Enter save") && seen;
	pty_type(p, text);
	return pty_wait(p, text) && seen;
}

static void
starts_and_quits(const char *path)
{
	struct pty *p = start(path, NULL);
	ok(pty_wait(p, "Ports reopen"), "the list is shown");
	ok(pty_alternate(p), "on the alternate screen");
	ok(!pty_cursor_visible(p), "without a cursor");
	ok(pty_coloured(p), "in colours");
	ok(pty_wait_bytes(p, "\033[c"), "the terminal is asked who it is");
	ok(pty_wait_bytes(p, "\033[?2004h"), "bracketed paste is on");
	pty_type(p, "Q");
	is_int(pty_wait_exit(p), 0, "q leaves with status 0");
	ok(!pty_alternate(p), "back on the ordinary screen");
	ok(pty_cursor_visible(p), "with a cursor");
	ok(pty_wait_bytes(p, "\033[?2004l") && pty_wait_bytes(p, "\033[?1000l"),
	    "paste and mouse are off again");
	pty_free(p);
}

/* How often the program wrote to anything; -1: the system doesn't say. */
static long
writes(const struct pty *p)
{
	char path[64], line[64];
	long n = -1;
	(void)snprintf(path, sizeof(path), "/proc/%d/io", pty_pid(p));
	FILE *f = fopen(path, "re");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, "syscw: ", 7) == 0)
			n = strtol(line + 7, NULL, 10);
	if (f != NULL)
		(void)fclose(f);
	return n;
}

/* A screen full of text goes out in one piece, not row by row. */
static void
writes_at_once(const char *path)
{
	struct pty *p = start(path, NULL);
	ok(pty_wait(p, "Ports reopen"), "the first screen is there");
	(void)pty_idle(p, 300);
	long before = writes(p);
	pty_type(p, "?");
	ok(pty_wait(p, "Space: more"), "help covers the screen");
	(void)pty_idle(p, 300);
	long n = writes(p) - before;
	ok(before < 0 || n <= 4, "a page takes few writes (%ld)", n);
	pty_free(p);
}

static void
no_colour(const char *path)
{
	static const char *const env[] = { "NO_COLOR", "1", NULL };
	struct pty *p = start(path, env);
	ok(pty_wait(p, "Ports reopen"), "NO_COLOR: the list is shown");
	ok(!pty_coloured(p), "NO_COLOR: no cell has a colour");
	pty_type(p, "Q");
	is_int(pty_wait_exit(p), 0, "NO_COLOR: leaves well");
	pty_free(p);
}

static void
unusable_terminals(const char *path)
{
	static const char *const unknown[] = { "TERM", "no-such-thing", NULL };
	static const char *const dumb[] = { "TERM", "dumb", NULL };
	struct pty *p = start(path, unknown);
	int status = pty_wait_exit(p);
	is_int(WEXITSTATUS(status), 1, "an unknown TERM is refused");
	ok(str_find(pty_bytes(p), str_of("no-such-thing"), 0) != SIZE_MAX,
	    "with a sentence that names it");
	pty_free(p);
	p = start(path, dumb);
	status = pty_wait_exit(p);
	is_int(WEXITSTATUS(status), 1, "a dumb terminal is refused");
	ok(str_find(pty_bytes(p), str_of("cannot show"), 0) != SIZE_MAX,
	    "with a sentence that says why");
	pty_free(p);
}

static void
resizes(const char *path)
{
	struct pty *p = start(path, NULL);
	ok(pty_wait(p, "Ports reopen"), "resize: the list is shown");
	for (int i = 0; i < 60; i++)
		pty_resize(p, 1 + i * 7 % 61, 1 + i * 13 % 199);
	pty_resize(p, 1, 1);
	pty_resize(p, 5, 20);
	ok(pty_wait(p, "needs 40"), "a tiny terminal is told so");
	pty_resize(p, 36, 120);
	ok(pty_wait(p, "Ports reopen") && pty_wait(p, "Entities"),
	    "after a storm of sizes all is there again");
	pty_type(p, "Q");
	is_int(pty_wait_exit(p), 0, "resize: leaves well");
	pty_free(p);
}

static void
suspends(const char *path)
{
	struct job_of j = { path, NULL };
	struct pty *p = pty_start(36, 120, false, shell, &j);
	ok(pty_wait(p, "Ports reopen"), "^Z: the list is shown");
	pty_type(p, "\032");
	ok(pty_wait(p, "it stopped"), "^Z stops the program");
	ok(!pty_alternate(p), "the shell's screen is back");
	pty_type(p, "fg\n");
	ok(pty_wait(p, "Ports reopen"), "fg brings the list back");
	pty_type(p, "Q");
	is_int(pty_wait_exit(p), 0, "^Z: leaves well");
	pty_free(p);
}

static void
offered(const char *path, const char *name)
{
	struct pty *p = start(path, NULL);
	ok(pty_wait(p, "Left unfinished"), "%s: the draft is offered", name);
	pty_type(p, "t");
	ok(pty_wait(p, "Note taken up again"), "%s: and taken up", name);
	pty_type(p, "\033");
	ok(pty_wait(p, "Throw away"), "%s: Escape asks", name);
	pty_type(p, "y");
	ok(pty_wait_gone(p, "Throw away"), "%s: and throws it away", name);
	pty_type(p, "Q");
	is_int(pty_wait_exit(p), 0, "%s: leaves well", name);
	pty_free(p);
	p = start(path, NULL);
	ok(pty_wait(p, "Ports reopen") && pty_wait(p, "Timeline"),
	    "%s: the next start", name);
	ok(str_find(pty_screen(p), str_of("unfinished"), 0) == SIZE_MAX,
	    "%s: does not offer it again", name);
	pty_free(p);
}

/* Signal 0: the terminal goes away. */
static void
ends_by(const char *path, int number, const char *name)
{
	struct pty *p = start(path, NULL);
	ok(type_note(p, "half a note"), "%s: a note is being typed", name);
	if (number == 0)
		pty_hang_up(p);
	else
		pty_signal(p, number);
	is_int(pty_wait_exit(p), 0, "%s: the program ends well", name);
	pty_free(p);
	offered(path, name);
}

/* kill -9 once the draft is on disk, which takes less than a second. */
static void
survives_kill(const char *path)
{
	struct pty *p = start(path, NULL);
	struct store *other;
	struct err err = { 0 };
	bool saved = false;
	ok(type_note(p, "half"), "kill -9: a note is begun");
	if (!store_open(path, STORE_OPEN, &other, &err))
		die("%s", err.text);
	(void)store_poll(other);
	pty_type(p, " a note");
	int64_t from = job_clock_ms();
	while (!saved && job_clock_ms() - from < 5000) {
		(void)pty_wait(p, "half a note");
		saved = store_poll(other);
	}
	ok(saved, "kill -9: the draft is on disk while it is typed");
	ok(job_clock_ms() - from < 1500, "kill -9: within a second");
	store_close(other);
	pty_free(p);
	offered(path, "kill -9");
}

static void
edits(const char *path, const char *dir)
{
	char script[256];
	(void)snprintf(script, sizeof(script), "%s/editor", dir);
	FILE *f = fopen(script, "w");
	(void)fprintf(f, "#!/bin/sh\necho from the editor >>\"$1\"\n");
	(void)fclose(f);
	(void)chmod(script, 0700);
	const char *const env[] = { "EDITOR", script, "VISUAL", script,
		"XDG_RUNTIME_DIR", dir, NULL };
	struct pty *p = start(path, env);
	ok(type_note(p, "begun here"), "$EDITOR: a note is being typed");
	pty_type(p, "\017");
	ok(pty_wait(p, "from the editor"), "C-o brings back what it wrote");
	ok(pty_wait(p, "begun here"), "with what was typed before");
	pty_type(p, "\023");
	ok(pty_wait(p, "saved "), "C-s saves it");
	pty_type(p, "Q");
	is_int(pty_wait_exit(p), 0, "$EDITOR: leaves well");
	pty_free(p);
}

/* Every control that the program sends is one that curses or we send. */
static void
hostile_text(const char *path)
{
	struct pty *p = start(path, NULL);
	ok(pty_wait(p, "Hostile"), "hostile: the title is shown");
	pty_type(p, ":focus articles\rgg\r");
	ok(pty_wait(p, "override"), "hostile: the text is shown");
	pty_type(p, "Q");
	is_int(pty_wait_exit(p), 0, "hostile: leaves well");
	struct str b = pty_bytes(p);
	ok(str_find(b, str_of("\033]52"), 0) == SIZE_MAX, "no OSC 52");
	ok(str_find(b, str_of("\033]0"), 0) == SIZE_MAX, "no OSC 0");
	ok(str_find(b, str_of("\xe2\x80\xae"), 0) == SIZE_MAX, "no override");
	ok(str_find(b, str_of("\xe2\x80\x8b"), 0) == SIZE_MAX,
	    "no zero-width space");
	ok(str_find(b, str_of("\xc2\x9b"), 0) == SIZE_MAX, "no C1");
	ok(memchr(b.p, '\a', b.len) == NULL, "no bell");
	bool clean = true;
	for (size_t i = 0; i < b.len; i++) {
		unsigned char c = (unsigned char)b.p[i];
		if (c < ' ' && strchr("\033\r\n\b\016\017\t", c) == NULL)
			clean = false;
	}
	ok(clean, "no other control character");
	pty_free(p);
}

int
main(void)
{
	char dir[] = "/tmp/mirsad-term-XXXXXX", path[64];
	if (mkdtemp(dir) == NULL)
		return 99;
	(void)snprintf(path, sizeof(path), "%s/library.db", dir);
	store_close(screen_library(path, articles, ARRAY_LEN(articles)));
	starts_and_quits(path);
	writes_at_once(path);
	no_colour(path);
	unusable_terminals(path);
	resizes(path);
	suspends(path);
	never_waits_unasked();
	keeps_sequences_whole();
	hostile_text(path);
	ends_by(path, SIGTERM, "SIGTERM");
	ends_by(path, SIGHUP, "SIGHUP");
	ends_by(path, 0, "terminal gone");
	survives_kill(path);
	edits(path, dir);
	char command[96];
	(void)snprintf(command, sizeof(command), "%s/editor", dir);
	(void)unlink(command);
	for (size_t i = 0; i < 3; i++) {
		static const char *const ends[] = { "", "-wal", "-shm" };
		char name[96];
		(void)snprintf(name, sizeof(name), "%s%s", path, ends[i]);
		(void)unlink(name);
	}
	(void)rmdir(dir);
	return done();
}
