#include "config.h"

#include <unistd.h>

#include "model/utf8.h"
#include "store/history.h"
#include "store/ingest.h"
#include "store/pack.h"
#include "tests/library.h"
#include "tests/screen.h"
#include "tests/test.h"
#include "ui/cmd.h"

/* Keys and commands at random, with odd arguments, in every pane, at any size.
 * Afterwards the library is sound, and undo leads back to where it began.
 *
 * MONKEY_STEPS and MONKEY_SEED choose another run; the seed is printed. */

static uint64_t state;
static int64_t first; /* acts that made the library */
static int stale;     /* screens that a repaint changed */

static unsigned
any(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 20) % n;
}

static uint32_t
any_key(void)
{
	static const uint32_t codes[] = { K_ENTER, K_TAB, K_BACKTAB, K_ESCAPE,
		K_BACKSPACE, K_DELETE, K_INSERT, K_UP, K_DOWN, K_LEFT, K_RIGHT,
		K_HOME, K_END, K_PAGEUP, K_PAGEDOWN, K_F1, K_F12, K_PASTE,
		K_RESIZE, K_REPLY, 0, 0x7f, 0x9b, 0x301, 0x202e, 0x62e, 0x6f22,
		0x1f600, 0xfffd, 0x10ffff };
	switch (any(8)) {
	case 0:
		return codes[any(ARRAY_LEN(codes))];
	case 1:
		return K_CTRL | ('a' + any(26));
	case 2:
		return K_ALT | (' ' + any(95));
	default:
		return ' ' + any(95);
	}
}

static int64_t
acts(struct store *store)
{
	return library_sql(store,
	    "SELECT count(*) FROM act WHERE undone = 0 AND undoes IS NULL AND "
	    "redoes IS NULL");
}

/* The acts that made the library are not the monkey's to undo: what it did
 * after that could never be undone to where it began. */
static void
keep_first(struct store *store)
{
	struct arena arena = { 0 };
	struct str summary;
	struct err err = { 0 };
	while (acts(store) < first)
		if (!store_redo(store, &arena, &summary, &err))
			die("%s", err.text);
	arena_release(&arena);
}

static void
press(struct app *app, uint32_t code)
{
	struct key key = { .code = code };
	if (any(20) == 0) {
		int rows, cols;
		term_size(app->term, &rows, &cols);
		key.code = K_MOUSE;
		key.button = (int)any(6);
		key.y = (int)any((unsigned)rows + 2) - 1;
		key.x = (int)any((unsigned)cols + 2) - 1;
		key.doubled = any(4) == 0;
	}
	app_key(app, &key);
	keep_first(app->store);
}

static const char *const odd[] = { "", "x", "0", "-1", "1", "2", "3", "4",
	"99999999999999999999", "9223372036854775807", "-9223372036854775808",
	"\"", "\"\"\"", "a OR", "((((((", "NOT", "is:unread",
	"is:", "entity:", "entity:haftar", "after:2016", "before:", "on:17 Jan",
	"title:*", "\xd8\xad\xd9\x81\xd8\xaa\xd8\xb1", "\xe2\x80\xae",
	"\xff\xfe", "e\xcc\x81\xcc\x81", "2011", "2011-02-30", "../2020", "..",
	"articles", "reader", "entities", "notes", "timeline", "register",
	"dossier", "auto", "dark", "light", "none", "app", "term", "off",
	"date", "outlet", "relevance", "haftar-khalifa", "lna",
	"0 article 1 5 9", "0 article 1 9999 99999", "1 entity 0 0 0", "%s%n%d",
	"a b c d e f g", "/", "/nonexistent/x", "note with words", "wider",
	"narrower", "lane", "month", "decade" };

static bool
wanted(const char *name)
{
	/* What leaves, waits for another program, or fills the disk. */
	static const char *const not [] = { "quit", "import", "backup" };
	for (size_t i = 0; i < ARRAY_LEN(not ); i++)
		if (strcmp(name, not [i]) == 0)
			return false;
	return true;
}

static void
command(struct app *app, const struct cmd *c, const char *arg)
{
	struct err err = { 0 };
	struct buf line = { 0 };
	if (!wanted(c->name))
		return;
	buf_addf(&line, "%s %s", c->name, arg);
	if (!cmd_run(app, buf_view(&line), &err))
		app_fail(app, &err);
	keep_first(app->store);
	buf_release(&line);
}

static void
resize(struct app *app)
{
	static const int sizes[][2] = { { 1, 1 }, { 3, 10 }, { 10, 40 },
		{ 24, 80 }, { 36, 120 }, { 60, 200 }, { 9, 500 }, { 200, 20 } };
	const int *s = sizes[any(ARRAY_LEN(sizes))];
	bool round = any(3) > 0;
	term_resize(app->term, round ? s[0] : (int)any(70) + 1,
	    round ? s[1] : (int)any(240) + 1);
	app->ui->relayout = true;
}

/* Close what is open, so that commands reach the panes. */
static void
calm(struct app *app)
{
	for (int i = 0; i < 4; i++) {
		struct key key = { .code = K_CTRL | 'g' };
		if (app->ui->ask != NULL)
			key.code = 'y';
		app_key(app, &key);
	}
}

/* Only what changed is painted: what stands there must be what all of it
 * painted anew would be. */
static void
look(struct app *app)
{
	struct buf before = { 0 }, after = { 0 };

	app_turn(app);
	(void)screen_text(app, true, &before);
	app->ui->repaint = true;
	app_turn(app);
	(void)screen_text(app, true, &after);
	if (!str_eq(buf_view(&before), buf_view(&after))) {
		if (stale++ == 0)
			printf("# as it stood:\n%s# as it should:\n%s\n",
			    before.p, after.p);
	}
	buf_release(&before);
	buf_release(&after);
}

static void
step(struct app *app, const struct cmd **all, size_t n)
{
	static const char *const panes[] = { "articles", "reader", "entities",
		"notes", "timeline", "register", "dossier" };
	switch (any(16)) {
	case 0:
		resize(app);
		break;
	case 1:
		calm(app);
		app_set_focus(app, panes[any(ARRAY_LEN(panes))]);
		break;
	case 2:
	case 3:
	case 4:
		command(app, all[any((unsigned)n)], odd[any(ARRAY_LEN(odd))]);
		break;
	default:
		press(app, any_key());
	}
	app->ui->quit = false;
	if (any(4) == 0)
		app_settle(app);
	else
		app_turn(app);
	if (any(8) == 0)
		look(app);
}

/* Every command of the table, in every pane, bare and with each argument of a
 * few. */
static void
every_command(struct app *app, const struct cmd **all, size_t n)
{
	static const char *const panes[] = { "articles", "reader", "entities",
		"notes", "timeline", "register", "dossier" };
	for (size_t p = 0; p < ARRAY_LEN(panes); p++)
		for (size_t i = 0; i < n; i++)
			for (int k = 0; k < 3; k++) {
				calm(app);
				app_set_focus(app, panes[p]);
				command(app, all[i],
				    k == 0 ? "" : odd[any(ARRAY_LEN(odd))]);
				app->ui->quit = false;
				press(app, K_ENTER);
				app_turn(app);
			}
	calm(app);
	app_settle(app);
}

static void
fill(struct store *store)
{
	struct buf pack = { 0 }, samples = { 0 };
	struct err err = { 0 };
	struct ingest_totals totals = { 0 };
	buf_addf(&pack, "%s/store/pack/libya", test_srcdir());
	buf_addf(&samples, "%s/store/pack/samples", test_srcdir());
	const char *const paths[] = { samples.p };
	struct ingest_opts opts = { .paths = paths, .n_paths = 1 };
	if (!store_pack_load(store, pack.p, &err))
		die("%s", err.text);
	struct job *jobs[2] = { store_ingest(store, &opts, &totals) };
	for (int i = 0; i < 2; i++) {
		if (i == 1)
			jobs[i] = store_index(store);
		if (jobs[i] != NULL && !job_run(jobs[i], &err))
			die("%s", err.text);
		if (jobs[i] != NULL)
			jobs[i]->free(jobs[i]);
	}
	buf_release(&pack);
	buf_release(&samples);
}

static void
say(void *arg, const char *what)
{
	(void)arg;
	printf("# %s\n", what);
}

static void
undo_to(struct store *store, int64_t n)
{
	struct arena arena = { 0 };
	struct str summary;
	struct err err = { 0 };
	/* What was redone stands among the acts that can be undone too. */
	for (int i = 0; i < 100000 && acts(store) > n; i++)
		if (!store_undo(store, &arena, &summary, &err)) {
			printf("# undo: %s\n", err.text);
			break;
		}
	arena_release(&arena);
}

static int
by_text(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* All that the library holds, sorted; the numbers of rows of aliases, which
 * nothing refers to, do not count. */
static char *
content(struct store *store)
{
	struct err err = { 0 };
	struct job *job;
	while ((job = store_respot(store)) != NULL ||
	       (job = store_index(store)) != NULL) {
		if (!job_run(job, &err))
			die("%s", err.text);
		job->free(job);
	}
	(void)library_sql(store, "DELETE FROM draft");
	char *dump = library_dump(store);
	struct str rest = str_of(dump), line, lines[40000];
	struct buf b = { 0 };
	size_t n = 0;
	while (n < ARRAY_LEN(lines) && str_split(&rest, '\n', &line)) {
		if (str_starts(line, "alias|"))
			line = str_slice(
			    line, str_find(line, str_of("|"), 6), line.len);
		lines[n++] = line;
	}
	qsort(lines, n, sizeof(lines[0]), by_text);
	for (size_t i = 0; i < n; i++) {
		buf_str(&b, lines[i]);
		buf_putc(&b, '\n');
	}
	free(dump);
	return b.p;
}

static void
run(unsigned seed, long steps)
{
	char *path = library_path("monkey.db");
	struct store *store = library_new(path);
	struct arena arena = { 0 };
	struct err err = { 0 };
	size_t n;
	int wrong = 0;
	fill(store);
	first = acts(store);
	char *before = content(store);
	struct app *app = screen_open(store, 36, 120);
	const struct cmd **all = cmd_all(&arena, &n);
	state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	every_command(app, all, n);
	for (long i = 0; i < steps; i++) {
		step(app, all, n);
	}
	calm(app);
	app_settle(app);
	ok(true, "seed %u: %ld steps and every command in every pane", seed,
	    steps);
	is_int(stale, 0, "seed %u: what is painted bit by bit is whole", seed);
	app_free(app);
	ok(store_check(store, false, say, NULL, &wrong, &err) && wrong == 0,
	    "seed %u: the library is sound after %lld acts", seed,
	    (long long)(acts(store) - first));
	undo_to(store, first);
	char *after = content(store);
	ok(strcmp(before, after) == 0,
	    "seed %u: undo leads back to where it began", seed);
	if (strcmp(before, after) != 0) {
		size_t at = 0, line;
		while (before[at] == after[at])
			at++;
		for (line = at; line > 0 && before[line - 1] != '\n'; line--)
			continue;
		printf("# was %.200s\n# is  %.200s\n", before + line,
		    after + line);
	}
	free(before);
	free(after);
	store_close(store);
	arena_release(&arena);
	(void)unlink(path);
	free(path);
}

int
main(void)
{
	const char *steps = getenv("MONKEY_STEPS"), *s = getenv("MONKEY_SEED");
	int64_t n = 1500, seed = 1;
	(void)setenv("EDITOR", "true", 1);
	(void)setenv("VISUAL", "true", 1);
	(void)setenv("MIRSAD_BROWSER", "true", 1);
	if (steps != NULL && !str_int(str_of(steps), &n))
		die("MONKEY_STEPS is a number");
	if (s != NULL && !str_int(str_of(s), &seed))
		die("MONKEY_SEED is a number");
	if (chdir(library_dir()) != 0)
		die("no folder");
	run((unsigned)seed, (long)n);
	library_clean();
	return done();
}
