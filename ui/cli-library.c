#include "config.h"

#include <errno.h>
#include <unistd.h>

#include "store/article.h"
#include "store/entity.h"
#include "store/facet.h"
#include "store/find.h"
#include "store/history.h"
#include "store/ingest.h"
#include "store/pack.h"
#include "ui/cli.h"

enum {
	PAGE = 200,
	SLICE_MS = 2000,
	SHARED_MS = 10, /* a screen must not wait longer for its turn */
	TELL_MS = 100,
};

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

bool
cli_respot(struct cli *cli, struct err *err)
{
	struct job *job = store_respot(cli->store);

	return job == NULL || cli_run_job(cli, job, err);
}

bool
cli_index(struct cli *cli, struct err *err)
{
	struct job *job;

	while ((job = store_index(cli->store)) != NULL)
		if (!cli_run_job(cli, job, err))
			return false;
	return cli_run_job(cli, store_facet(cli->store), err);
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
	if (!cli_respot(cli, &err))
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
		n = limit < PAGE ? (size_t)limit : PAGE;
		if (!store_history(cli->store, before, &arena, &list, &n, &err))
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
			 cli_respot(cli, &err)
		   : store_pack_dump(cli->store, cli->argv[1], &err);
	if (!good)
		status = cli_fail(cli, &err);
	return status;
}
