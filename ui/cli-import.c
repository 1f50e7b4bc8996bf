/* Verbs that bring in what other programs wrote: init and import. */
#include "config.h"

#include <sys/resource.h>

#include "store/index.h"
#include "store/ingest.h"
#include "store/pack.h"
#include "store/unknown.h"
#include "store/watch.h"
#include "ui/cli-work.h"
#include "ui/cli.h"

enum {
	NICE = 5,
	TELL_MS = 100,
};

static const char *
status_name(enum ingest_status status)
{
	static const char *const names[] = {
		[INGEST_IMPORTED] = "imported",
		[INGEST_UPDATED] = "updated",
		[INGEST_DUPLICATE] = "duplicate",
		[INGEST_FAILED] = "failed",
	};

	return names[status];
}

static void
tell_totals(struct cli *cli, const struct ingest_totals *t, const char *what)
{
	const int64_t n[] = { t->imported, t->updated, t->duplicate,
		t->failed };
	struct str f[ARRAY_LEN(n) + 1];
	size_t i;

	for (i = 0; i < ARRAY_LEN(n); i++)
		f[i] = arena_printf(&cli->arena, "%lld", (long long)n[i]);
	f[i] = str_of(what);
	cli_tell("stored", f, ARRAY_LEN(f));
}

static bool
ingest_all(struct cli *cli, const struct ingest_opts *opts,
    struct ingest_totals *totals, struct err *err)
{
	if (!cli_run_job(cli, store_ingest(cli->store, opts, totals), err))
		return false;
	if (cli_opt(cli, "progress") != NULL)
		tell_totals(cli, totals, "articles");
	return opts->dry_run || cli_index(cli, err);
}

static bool
fill(void *arg, struct store *store, struct err *err)
{
	struct cli *cli = arg;
	struct str pack = cli_data(&cli->arena, "pack/libya");
	struct str samples = cli_data(&cli->arena, "pack/samples");
	struct ingest_totals totals = { 0 };
	struct ingest_opts opts = { .paths = &samples.p, .n_paths = 1 };

	if (pack.len == 0 || samples.len == 0)
		return err_set(err, ERR_MISSING,
		    "the pack is not installed: set MIRSAD_DATADIR, or use "
		    "init --empty");
	store_interrupt_when(store, cli_interrupted, NULL);
	cli->store = store;
	return store_pack_load(store, pack.p, err) && cli_respot(cli, err) &&
	       ingest_all(cli, &opts, &totals, err);
}

bool
cli_create(struct cli *cli, struct err *err)
{
	bool good = store_create(cli->path, fill, cli, err);

	cli->store = NULL;
	return good;
}

static bool
create_empty(struct cli *cli, struct err *err)
{
	bool good = store_open(cli->path, STORE_CREATE, &cli->store, err);

	store_close(cli->store);
	cli->store = NULL;
	return good;
}

int
cli_init(struct cli *cli)
{
	struct err err = { 0 };
	bool made;

	if (cli->argc > 0)
		return cli_usage(cli, "the file is given by -l FILE");
	made = cli_opt(cli, "empty") != NULL ? create_empty(cli, &err)
					     : cli_create(cli, &err);
	if (!made && err.code == ERR_STOPPED && cli_interrupted(NULL))
		return CLI_INTERRUPTED;
	if (!made) {
		cli_warn("init: %s", err.text);
		return err.code == ERR_EXISTS ? CLI_REFUSED : CLI_LIBRARY;
	}
	if (!cli->json)
		cli_printf(cli, "made %s\n", cli->path);
	return CLI_OK;
}

/* ------------------------------------------------------------------ import */

/* How far the work of a file is; the job of articles tells it itself. */
static void
tell_record(struct cli *cli)
{
	static int64_t done, next;
	struct str f[3];

	done++;
	if (job_clock_ms() < next)
		return;
	next = job_clock_ms() + TELL_MS;
	f[0] = str_of("taking in");
	f[1] = arena_printf(&cli->arena, "%lld", (long long)done);
	f[2] = str_of("0");
	cli_tell("at", f, ARRAY_LEN(f));
}

static void
on_record(void *arg, const struct ingest_result *r)
{
	struct cli *cli = arg;
	struct field f[] = {
		field_text("path", r->path),
		field_text("status", str_of(status_name(r->status))),
		field_number_or("id", r->id, 0),
		field_text("reason", r->reason),
	};

	if (cli_opt(cli, "progress") != NULL) {
		if (cli->taking)
			tell_record(cli);
		if (r->status == INGEST_FAILED)
			cli_tell(
			    "failed", (struct str[]){ r->path, r->reason }, 2);
		return;
	}
	if (cli->json)
		cli_json(cli, f, ARRAY_LEN(f));
	if (r->status == INGEST_FAILED)
		cli_warn("import: %.*s: %.*s", (int)r->path.len, r->path.p,
		    (int)r->reason.len, r->reason.p);
}

static void
say_totals(struct cli *cli, const struct ingest_totals *t)
{
	struct field f[] = {
		field_number("imported", t->imported),
		field_number("updated", t->updated),
		field_number("duplicate", t->duplicate),
		field_number("failed", t->failed),
	};
	struct buf b = { 0 };
	struct field summary;

	if (!cli->json) {
		cli_printf(cli,
		    "imported %lld, updated %lld, duplicate %lld, failed "
		    "%lld\n",
		    (long long)t->imported, (long long)t->updated,
		    (long long)t->duplicate, (long long)t->failed);
		return;
	}
	record_json(&b, f, ARRAY_LEN(f));
	summary = field_json("summary", str_trim(buf_view(&b)));
	cli_json(cli, &summary, 1);
	buf_release(&b);
}

static struct str
work_format(const struct ingest_opts *opts, const char *path)
{
	if (opts->format.len == 0)
		return work_of_file(path);
	return work_is(opts->format) ? opts->format : str_of("");
}

static bool
take_work(struct cli *cli, const struct ingest_opts *opts,
    struct ingest_totals *totals, struct err *err)
{
	bool good = true;
	size_t i;

	cli->taking = true;
	for (i = 0; good && i < opts->n_paths; i++)
		good = work_take(cli->store, opts->paths[i],
		    work_format(opts, opts->paths[i]),
		    &(struct taking){ opts, str_of(opts->paths[i]), totals },
		    err);
	if (good && cli_opt(cli, "progress") != NULL)
		tell_totals(cli, totals, "work");
	return good && (opts->dry_run || cli_index(cli, err));
}

/* Articles first, so that work on them finds them. */
static bool
import_all(struct cli *cli, const struct ingest_opts *opts,
    struct ingest_totals *totals, struct err *err)
{
	const char **paths =
	    arena_array(&cli->arena, opts->n_paths, sizeof *paths);
	struct ingest_opts articles = *opts, work = *opts;
	size_t i, n = 0, from = opts->n_paths;

	for (i = 0; i < opts->n_paths; i++)
		if (work_format(opts, opts->paths[i]).len == 0)
			paths[n++] = opts->paths[i];
		else
			paths[--from] = opts->paths[i];
	articles.paths = paths;
	articles.n_paths = n;
	work.paths = paths + from;
	work.n_paths = opts->n_paths - from;
	return (n == 0 || ingest_all(cli, &articles, totals, err)) &&
	       (work.n_paths == 0 || take_work(cli, &work, totals, err));
}

/* Bring in what comes into the folders, file by file, until interrupted. */
static bool
import_watched(struct cli *cli, struct ingest_opts *opts,
    struct ingest_totals *totals, struct err *err)
{
	struct watch *watch = watch_open(opts->paths, opts->n_paths, err);
	struct arena arena = { 0 };
	enum watch_result got = WATCH_NONE;
	struct str path;
	bool good = watch != NULL && import_all(cli, opts, totals, err);

	while (good && got != WATCH_FAILED && !cli_interrupted(NULL)) {
		if (got == WATCH_FILE) {
			struct ingest_opts one = *opts;

			one.paths = &path.p;
			one.n_paths = 1;
			good = import_all(cli, &one, totals, err);
			say_totals(cli, totals);
			arena_reset(&arena);
		}
		got = watch_next(watch, 1000, &arena, &path, err);
	}
	watch_close(watch);
	arena_release(&arena);
	return good && got != WATCH_FAILED;
}

/* What imports left to be done: the index, and names that nobody knows. */
static bool
left_all(struct cli *cli, struct err *err)
{
	return cli_index(cli, err) && cli_respot(cli, err) &&
	       cli_run_job(cli, store_gather(cli->store), err);
}

/* For a screen that shows how far it is: what it does itself goes before. */
static int
import_told(struct cli *cli, const struct ingest_opts *opts)
{
	struct ingest_totals totals = { 0 };
	struct err err = { 0 };
	struct str sentence;

	(void)setpriority(PRIO_PROCESS, 0, NICE);
	if (opts->n_paths > 0 ? import_all(cli, opts, &totals, &err)
			      : left_all(cli, &err))
		return CLI_OK;
	if (err.code == ERR_STOPPED)
		return CLI_INTERRUPTED;
	sentence = str_of(err.text);
	cli_tell("error", &sentence, 1);
	return CLI_REFUSED;
}

int
cli_import(struct cli *cli)
{
	struct ingest_totals totals = { 0 };
	struct ingest_opts opts = {
		.paths = (const char *const *)cli->argv,
		.n_paths = (size_t)cli->argc,
		.format = str_of(cli_opt(cli, "format")),
		.outlet = str_of(cli_opt(cli, "outlet")),
		.language = str_of(cli_opt(cli, "language")),
		.dry_run = cli_opt(cli, "dry-run") != NULL,
		.index = INDEX_ALL,
		.each = on_record,
		.arg = cli,
	};
	struct err err = { 0 };
	bool good;

	/* The screen has what is left indexed so. */
	if (cli->argc == 0 && cli_opt(cli, "progress") == NULL)
		return cli_usage(cli, "what? A file, a folder, or - for input");
	store_bulk(cli->store);
	if (cli_opt(cli, "progress") != NULL)
		return import_told(cli, &opts);
	if (cli_opt(cli, "watch") != NULL)
		good = import_watched(cli, &opts, &totals, &err);
	else
		good = import_all(cli, &opts, &totals, &err);
	say_totals(cli, &totals);
	if (!good)
		return cli_fail(cli, &err);
	return totals.failed > 0 ? CLI_REFUSED : CLI_OK;
}
