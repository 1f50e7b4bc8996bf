#include "config.h"

#include "tests/desk.h"

#include "store/article.h"
#include "store/ingest.h"
#include "store/pack.h"
#include "tests/test.h"
#include "ui/cmd.h"

void
desk_must(bool good, const struct err *err)
{
	if (!good)
		die("%s", err->text);
}

struct store *
desk_library(void)
{
	struct store *store;
	struct err err = { ERR_NONE, "" };
	struct ingest_totals totals = { 0 };
	struct buf pack = { 0 }, samples = { 0 };
	const char *paths[1];
	struct ingest_opts opts = { .paths = paths, .n_paths = 1 };
	struct job *job;

	buf_addf(&pack, "%s/store/pack/libya", test_srcdir());
	buf_addf(&samples, "%s/store/pack/samples", test_srcdir());
	paths[0] = samples.p;
	desk_must(store_open(":memory:", STORE_CREATE, &store, &err), &err);
	store_set_clock(store, 1484732460);
	store_set_analyst(store, "tester");
	desk_must(store_pack_load(store, pack.p, &err), &err);
	job = store_ingest(store, &opts, &totals);
	desk_must(job_run(job, &err), &err);
	job->free(job);
	job = store_index(store);
	if (job != NULL) {
		desk_must(job_run(job, &err), &err);
		job->free(job);
	}
	ok(totals.imported >= 16 && totals.failed == 0,
	    "a library of samples: %d articles", (int)totals.imported);
	buf_release(&pack);
	buf_release(&samples);
	return store;
}

struct app *
desk_app(struct store *store, int cols, int rows)
{
	struct screen_opts opts = {
		.term = { .theme = THEME_DARK,
		    .bidi_set = true,
		    .bidi = BIDI_APP,
		    .rows = rows,
		    .cols = cols },
		.now = store_now(store),
	};
	struct err err = { ERR_NONE, "" };
	struct app *app = app_new(store, &opts, &err);

	if (app == NULL)
		die("%s", err.text);
	/* Not where the test before has left. */
	app_set_view(app, VIEW_REVIEW);
	app_set_focus(app, "articles");
	app_settle(app);
	return app;
}

void
desk_keys(struct app *app, const char *text)
{
	struct err err = { ERR_NONE, "" };

	desk_must(script_keys(app, str_of(text), &err), &err);
	app_settle(app);
}

void
desk_command(struct app *app, const char *text)
{
	struct err err = { ERR_NONE, "" };

	desk_must(cmd_run(app, str_of(text), &err), &err);
	app_settle(app);
}

/* The inside of one pane, text and roles, against the picture of it. */
void
desk_picture(struct app *app, const char *pane, const char *name)
{
	const char *update = getenv("UPDATE");
	struct paint all = app_paint(app), p = all;
	struct buf path = { 0 }, b = { 0 };
	size_t len;
	char *golden;
	FILE *f;

	for (size_t i = 0; i < app->ui->layout.n; i++) {
		const struct slot *s = &app->ui->layout.slots[i];

		if (strcmp(s->pane, pane) == 0)
			p = paint_sub(&all, s->inside.y, s->inside.x,
			    s->inside.h, s->inside.w);
	}
	paint_dump(&p, true, &b);
	buf_addf(&path, "%s/tests/screens/%s.screen", test_srcdir(), name);
	f = update != NULL && *update == '1' ? fopen(path.p, "we") : NULL;
	if (f != NULL) {
		(void)fwrite(b.p, 1, b.len, f);
		(void)fclose(f);
	}
	golden = test_slurp(path.p, &len);
	is_str(buf_view(&b), golden != NULL ? golden : "", "%s", name);
	free(golden);
	buf_release(&path);
	buf_release(&b);
}

bool
desk_shows(struct app *app, const char *what)
{
	struct paint p = app_paint(app);
	struct buf b = { 0 };
	bool there;

	paint_dump(&p, false, &b);
	there = str_find(buf_view(&b), str_of(what), 0) != SIZE_MAX;
	buf_release(&b);
	return there;
}
