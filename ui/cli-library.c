#include "config.h"

#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>

#include "store/annotate.h"
#include "store/article.h"
#include "store/entity.h"
#include "store/facet.h"
#include "store/find.h"
#include "store/history.h"
#include "store/ingest.h"
#include "store/pack.h"
#include "store/take-codes.h"
#include "store/unknown.h"
#include "store/watch.h"
#include "ui/cli.h"

enum {
	PAGE = 200,
	SLICE_MS = 2000,
	SHARED_MS = 10, /* a screen must not wait longer for its turn */
	TELL_MS = 100,
	NICE = 5,
	FULL = 64 << 10,
	ANNOTATION_BYTES = 256 << 20,
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
tell_progress(struct cli *cli, const struct job *job)
{
	struct str f[] = { str_of(job->label),
		arena_printf(&cli->arena, "%lld", (long long)job->done),
		arena_printf(&cli->arena, "%lld", (long long)job->total) };

	cli_tell("at", f, ARRAY_LEN(f));
}

static void
show_progress(const struct job *job)
{
	if (job->total > 0)
		(void)fprintf(stderr, "\r%s %lld of %lld ", job->label,
		    (long long)job->done, (long long)job->total);
	else
		(void)fprintf(
		    stderr, "\r%s %lld ", job->label, (long long)job->done);
}

bool
cli_run_job(struct cli *cli, struct job *job, struct err *err)
{
	bool looked_at = isatty(STDERR_FILENO) == 1, more = true;
	bool told = cli_opt(cli, "progress") != NULL;
	int64_t next = 0;

	if (job == NULL)
		return true;
	err->code = ERR_NONE;
	while (more && !cli_interrupted(NULL)) {
		more = job->step(
		    job, job_clock_ms() + (told ? SHARED_MS : SLICE_MS), err);
		if (looked_at)
			show_progress(job);
		if (told && job_clock_ms() >= next) {
			tell_progress(cli, job);
			next = job_clock_ms() + TELL_MS;
		}
	}
	if (looked_at)
		(void)fputs("\r\033[K", stderr);
	job->free(job);
	if (more && err->code == ERR_NONE)
		return err_set(
		    err, ERR_STOPPED, "interrupted: what was stored stays");
	return err->code == ERR_NONE;
}

/* Names have changed: look for them again. */
static bool
respot_all(struct cli *cli, struct err *err)
{
	struct job *job = store_respot(cli->store);

	return job == NULL || cli_run_job(cli, job, err);
}

static void
tell_totals(struct cli *cli, const struct ingest_totals *t)
{
	const int64_t n[] = { t->imported, t->updated, t->duplicate,
		t->failed };
	struct str f[ARRAY_LEN(n)];
	size_t i;

	for (i = 0; i < ARRAY_LEN(n); i++)
		f[i] = arena_printf(&cli->arena, "%lld", (long long)n[i]);
	cli_tell("stored", f, ARRAY_LEN(f));
}

static bool
index_all(struct cli *cli, struct err *err)
{
	struct job *job;

	while ((job = store_index(cli->store)) != NULL)
		if (!cli_run_job(cli, job, err))
			return false;
	return cli_run_job(cli, store_facet(cli->store), err);
}

static bool
ingest_all(struct cli *cli, const struct ingest_opts *opts,
    struct ingest_totals *totals, struct err *err)
{
	if (!cli_run_job(cli, store_ingest(cli->store, opts, totals), err))
		return false;
	if (cli_opt(cli, "progress") != NULL)
		tell_totals(cli, totals);
	return opts->dry_run || index_all(cli, err);
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
	return store_pack_load(store, pack.p, err) && respot_all(cli, err) &&
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

/* Bring in what comes into the folders, file by file, until interrupted. */
static bool
import_watched(struct cli *cli, struct ingest_opts *opts,
    struct ingest_totals *totals, struct err *err)
{
	struct watch *watch = watch_open(opts->paths, opts->n_paths, err);
	struct arena arena = { 0 };
	enum watch_result got = WATCH_NONE;
	struct str path;
	bool good = watch != NULL && ingest_all(cli, opts, totals, err);

	while (good && got != WATCH_FAILED && !cli_interrupted(NULL)) {
		if (got == WATCH_FILE) {
			struct ingest_opts one = *opts;

			one.paths = &path.p;
			one.n_paths = 1;
			good = ingest_all(cli, &one, totals, err);
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
	return index_all(cli, err) && respot_all(cli, err) &&
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
	if (opts->n_paths > 0 ? ingest_all(cli, opts, &totals, &err)
			      : left_all(cli, &err))
		return CLI_OK;
	if (err.code == ERR_STOPPED)
		return CLI_INTERRUPTED;
	sentence = str_of(err.text);
	cli_tell("error", &sentence, 1);
	return CLI_REFUSED;
}

/* A whole file, or standard input. */
static bool
slurp(const char *path, struct buf *out, struct err *err)
{
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rbe");
	size_t n = 1;

	while (f != NULL && n > 0 && out->len <= ANNOTATION_BYTES) {
		buf_reserve(out, FULL);
		n = fread(out->p + out->len, 1, FULL, f);
		out->len += n;
	}
	if (f == NULL || ferror(f) != 0)
		(void)err_set(err, ERR_IO, "%s", strerror(errno));
	else if (out->len > ANNOTATION_BYTES)
		(void)err_set(err, ERR_INVALID, "more than %d MiB",
		    ANNOTATION_BYTES >> 20);
	else
		err->code = ERR_NONE;
	if (f != NULL && f != stdin)
		(void)fclose(f);
	return err->code == ERR_NONE;
}

/* Work made elsewhere: annotations, codes. NULL: the format brings articles. */
static bool (*work_of(struct str format))(struct store *, struct str,
    const struct ingest_opts *, struct str, struct ingest_totals *,
    struct err *)
{
	return str_is(format, "webannotation") ? store_annotate
	       : str_is(format, "codebook")    ? store_take_codes
					       : NULL;
}

static bool
take_work(struct cli *cli, const struct ingest_opts *opts,
    struct ingest_totals *totals, struct err *err)
{
	struct buf file = { 0 };
	bool good = true;
	size_t i;

	for (i = 0; good && i < opts->n_paths; i++) {
		buf_reset(&file);
		good = slurp(opts->paths[i], &file, err) &&
		       work_of(opts->format)(cli->store, buf_view(&file), opts,
			   str_of(opts->paths[i]), totals, err);
		if (!good)
			(void)err_prefix(err, "%.100s", opts->paths[i]);
	}
	buf_release(&file);
	return good;
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
	if (work_of(opts.format) != NULL)
		good = take_work(cli, &opts, &totals, &err);
	else if (cli_opt(cli, "watch") != NULL)
		good = import_watched(cli, &opts, &totals, &err);
	else
		good = ingest_all(cli, &opts, &totals, &err);
	say_totals(cli, &totals);
	if (!good)
		return cli_fail(cli, &err);
	return totals.failed > 0 ? CLI_REFUSED : CLI_OK;
}

/* ----------------------------------------------------------------- history */

static int
step_back(struct cli *cli,
    bool (*step)(struct store *, struct arena *, struct str *, struct err *),
    const char *word)
{
	struct err err = { 0 };
	struct str summary;
	int64_t n = 1;

	if (cli->argc > 1 ||
	    (cli->argc == 1 && (!str_int(str_of(cli->argv[0]), &n) || n < 1)))
		return cli_usage(cli, "how many acts?");
	for (; n > 0; n--) {
		if (!step(cli->store, &cli->arena, &summary, &err))
			return cli_fail(cli, &err);
		if (cli->json)
			cli_json(cli,
			    (struct field[]){ field_text(word, summary) }, 1);
		else
			cli_printf(cli, "%s: %s\n", word, summary.p);
	}
	if (!respot_all(cli, &err))
		return cli_fail(cli, &err);
	return CLI_OK;
}

int
cli_undo(struct cli *cli)
{
	return step_back(cli, store_undo, "undone");
}

int
cli_redo(struct cli *cli)
{
	return step_back(cli, store_redo, "redone");
}

static void
put_act(struct cli *cli, const struct act *a)
{
	struct str when = cli_time(&cli->arena, a->time);
	struct field f[] = {
		field_number("id", a->id),
		field_text("time", when),
		field_text("verb", a->verb),
		field_text("summary", a->summary),
		field_text("analyst", a->analyst),
		field_number_or("undoes", a->undoes, 0),
		field_number_or("redoes", a->redoes, 0),
		field_bool("undone", a->undone),
	};

	struct buf words = { 0 };

	history_words(a, &words);
	if (cli->json)
		cli_json(cli, f, ARRAY_LEN(f));
	else
		cli_printf(cli, "%6lld  %s  %-10s %s\n", (long long)a->id,
		    when.p, a->analyst.p, words.p);
	buf_release(&words);
}

int
cli_history(struct cli *cli)
{
	struct arena arena = { 0 };
	int64_t before = 0, limit = INT64_MAX;
	struct err err = { 0 };
	struct act *list;
	size_t n = PAGE, i;

	if (!cli_opt_int(cli, "limit", 0, &limit))
		return CLI_USAGE;
	while (n == PAGE && limit > 0) {
		arena_reset(&arena);
		if (!store_history(cli->store, before,
			limit < PAGE ? (size_t)limit : PAGE, &arena, &list, &n,
			&err))
			break;
		for (i = 0; i < n; i++)
			put_act(cli, &list[i]);
		if (n > 0)
			before = list[n - 1].id;
		limit -= (int64_t)n;
	}
	arena_release(&arena);
	return err.code == ERR_NONE ? CLI_OK : cli_fail(cli, &err);
}

/* --------------------------------------------------------- the whole file */

static void
say_wrong(void *arg, const char *what)
{
	struct cli *cli = arg;
	struct field f = field_text("wrong", str_of(what));

	if (cli->json)
		cli_json(cli, &f, 1);
	else
		cli_printf(cli, "%s\n", what);
}

int
cli_check(struct cli *cli)
{
	bool repair = cli_opt(cli, "repair") != NULL;
	struct err err = { 0 };
	int wrong = 0;

	if (!store_check(cli->store, repair, say_wrong, cli, &wrong, &err))
		return cli_fail(cli, &err);
	if (wrong > 0)
		return CLI_REFUSED;
	if (!cli->json)
		cli_printf(cli, "nothing is wrong\n");
	return CLI_OK;
}

int
cli_backup(struct cli *cli)
{
	struct err err = { 0 };

	if (cli->argc != 1)
		return cli_usage(cli, "into which file?");
	if (!store_backup(cli->store, cli->argv[0], &err))
		return cli_fail(cli, &err);
	return CLI_OK;
}

static int
count_query(struct cli *cli, struct str query, int64_t *count)
{
	struct err err = { 0 };
	struct find *find;
	bool good;

	if (!store_find_open(cli->store, query, SORT_DATE, &find, &err)) {
		cli_warn("query: %s", err.text);
		return CLI_REFUSED;
	}
	good = cli_count(find, count, &err);
	store_find_close(find);
	return good ? CLI_OK : cli_fail(cli, &err);
}

/* What share of a query is reviewed. */
static int
query_stats(struct cli *cli)
{
	struct str query = cli_rest(cli, 0);
	int64_t all, unread;
	int status = count_query(cli, query, &all);

	if (status == CLI_OK)
		status = count_query(cli,
		    arena_printf(&cli->arena, "(%s) is:unread", query.p),
		    &unread);
	if (status != CLI_OK)
		return status;
	if (cli->json)
		cli_json(cli,
		    (struct field[]){
			field_number("articles", all),
			field_number("unread", unread),
			field_number("reviewed", all - unread),
		    },
		    3);
	else
		cli_printf(cli, "%lld articles, %lld reviewed (%lld %%)\n",
		    (long long)all, (long long)(all - unread),
		    (long long)(all > 0 ? (all - unread) * 100 / all : 100));
	return CLI_OK;
}

int
cli_stats(struct cli *cli)
{
	struct store_stats s;
	struct err err = { 0 };
	size_t i;

	if (cli->argc > 0)
		return query_stats(cli);
	if (!store_stats(cli->store, &s, &err))
		return cli_fail(cli, &err);
	struct field f[] = {
		field_number("articles", s.articles),
		field_number("unread", s.unread),
		field_number("done", s.done),
		field_number("dismissed", s.dismissed),
		field_number("flagged", s.flagged),
		field_number("notes", s.notes),
		field_number("claims", s.claims),
		field_number("claims_open", s.claims_open),
		field_number("entities", s.entities),
		field_number("aliases", s.aliases),
		field_number("relations", s.relations),
		field_number("events", s.events),
		field_number("acts", s.acts),
		field_number("unindexed", s.unindexed),
		field_number("text_bytes", s.text_bytes),
		field_number("bytes", s.bytes),
	};
	if (cli->json) {
		cli_json(cli, f, ARRAY_LEN(f));
		return CLI_OK;
	}
	for (i = 0; i < ARRAY_LEN(f); i++)
		cli_printf(
		    cli, "%-11s %12lld\n", f[i].name, (long long)f[i].number);
	return CLI_OK;
}

int
cli_pack(struct cli *cli)
{
	const char *act = cli->argc == 2 ? cli->argv[0] : "";
	struct err err = { 0 };
	int wrong = 0, status = CLI_OK;
	bool good;

	if (strcmp(act, "check") == 0) {
		if (!pack_check(cli->argv[1], say_wrong, cli, &wrong, &err))
			return cli_fail(cli, &err);
		return wrong > 0 ? CLI_REFUSED : CLI_OK;
	}
	if (strcmp(act, "load") != 0 && strcmp(act, "dump") != 0)
		return cli_usage(cli, "check, load or dump, and a folder");
	if (!store_open(cli->path, STORE_OPEN, &cli->store, &err) ||
	    !store_sound(cli->store, &err)) {
		cli_warn("%s", err.text);
		return CLI_LIBRARY;
	}
	good = strcmp(act, "load") == 0
		   ? store_pack_load(cli->store, cli->argv[1], &err) &&
			 respot_all(cli, &err)
		   : store_pack_dump(cli->store, cli->argv[1], &err);
	if (!good)
		status = cli_fail(cli, &err);
	return status;
}
