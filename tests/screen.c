#include "config.h"

#include "tests/screen.h"

#include <unistd.h>

#include "store/ingest.h"

static void
run(struct job *job)
{
	struct err err = { 0 };
	if (job != NULL && !job_run(job, &err))
		die("%s", err.text);
	if (job != NULL)
		job->free(job);
}

struct store *
screen_library(const char *path, const char *const *jsonl, size_t n)
{
	struct store *store;
	struct err err = { 0 };
	if (!store_open(path, STORE_CREATE, &store, &err))
		die("%s", err.text);
	store_set_clock(store, TEST_NOW);
	char name[] = "/tmp/mirsad-screen-XXXXXX";
	int fd = mkstemp(name);
	FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (f == NULL)
		die("no temporary file");
	for (size_t i = 0; i < n; i++)
		(void)fprintf(f, "%s\n", jsonl[i]);
	(void)fclose(f);
	const char *const paths[] = { name };
	struct ingest_opts opts = {
		.paths = paths, .n_paths = 1, .format = str_of("jsonl")
	};
	struct ingest_totals totals = { 0 };
	if (n > 0)
		run(store_ingest(store, &opts, &totals));
	run(store_index(store));
	(void)unlink(name);
	return store;
}

struct app *
screen_open(struct store *store, int rows, int cols)
{
	struct err err = { 0 };
	struct screen_opts opts = { .now = TEST_NOW, .keys = "/dev/null" };
	opts.term.rows = rows;
	opts.term.cols = cols;
	opts.term.theme = THEME_DARK;
	struct app *app = app_new(store, &opts, &err);
	if (app == NULL)
		die("%s", err.text);
	app_settle(app);
	return app;
}

void
screen_keys(struct app *app, const char *keys)
{
	struct err err = { 0 };
	if (!script_keys(app, str_of(keys), &err))
		die("%s: %s", keys, err.text);
}

struct str
screen_text(struct app *app, bool roles, struct buf *b)
{
	struct paint p = app_paint(app);
	buf_reset(b);
	paint_dump(&p, roles, b);
	return buf_view(b);
}

bool
screen_shows(struct app *app, const char *text)
{
	struct buf b = { 0 };
	bool found =
	    str_find(screen_text(app, false, &b), str_of(text), 0) != SIZE_MAX;
	if (!found)
		fprintf(stderr, "# no \"%s\" on:\n%s", text, b.p);
	buf_release(&b);
	return found;
}
