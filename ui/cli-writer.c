#include "config.h"

#include <unistd.h>

#include "model/cells.h"
#include "model/writer.h"
#include "store/export.h"
#include "ui/cli-file.h"
#include "ui/cli-writer.h"

/* A file on its way out through a format of model/writer.h. */
struct way {
	const struct writer_format *format;
	struct export *export;
	struct out_file file;
	bool plain;    /* may land on a terminal: nothing that it obeys */
	bool progress; /* tell how far it is */
	int64_t told_ms;
	struct buf line;
};

/* Line by line, so that CR LF stays. */
static bool
write_plain(struct way *way, struct str text, struct err *err)
{
	struct str line;

	buf_reset(&way->line);
	while (str_split(&text, '\n', &line)) {
		bool cr = str_ends(line, "\r");

		cells_plain(&way->line,
		    str_slice(line, 0, line.len - (cr ? 1 : 0)), false);
		if (text.p != NULL)
			buf_puts(&way->line, cr ? "\r\n" : "\n");
	}
	return out_file_write(&way->file, way->line.p, way->line.len, err);
}

/* "progress 120 400": so many of so many articles, twice a second; on a
 * terminal the same in words. */
static void
tell(struct way *way)
{
	int64_t now = job_clock_ms(), passes = way->format->passes;

	if (!way->progress || now - way->told_ms < 500)
		return;
	way->told_ms = now;
	(void)fprintf(stderr,
	    isatty(STDERR_FILENO) ? "\r%lld of %lld articles\r"
				  : "progress %lld %lld\n",
	    (long long)(store_export_done(way->export) / passes),
	    (long long)store_export_total(way->export));
	(void)fflush(stderr);
}

static bool
way_write(void *arg, const char *p, size_t n, struct err *err)
{
	struct way *way = arg;

	if (cli_interrupted(NULL))
		return err_set(err, ERR_STOPPED, "interrupted");
	tell(way);
	return way->plain ? write_plain(way, (struct str){ p, n }, err)
			  : out_file_write(&way->file, p, n, err);
}

unsigned
cli_what(const char *what)
{
	static const char *const names[] = { "articles", "claims", "notes",
		"entities", "events" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(what, names[i]) == 0)
			return 1u << i;
	return strcmp(what, "all") == 0 ? WHAT_ALL : 0;
}

static bool
run(struct cli *cli, struct way *way, struct out_source *source,
    struct buf *lost, struct err *err)
{
	struct sink sink = { way_write, way };
	bool good = out_file_open(&way->file, cli_opt(cli, "output"), err) &&
		    writer_run(way->format, source, sink, lost, err);

	return out_file_close(&way->file, good, err);
}

int
cli_write(struct cli *cli, const struct writer_format *format)
{
	const char *what = cli_opt(cli, "what"), *path = cli_opt(cli, "output");
	struct way way = { .format = format };
	struct out_source source;
	struct err err = { 0 };
	struct buf lost = { 0 };
	bool good;

	if (format->binary && path == NULL && isatty(STDOUT_FILENO))
		return cli_usage(cli, "%s is no text: name a file with -o FILE",
		    format->name);
	if (what != NULL && (format->what & cli_what(what)) == 0)
		return cli_usage(
		    cli, "%s has no place for %s", format->name, what);
	way.plain = path == NULL && !format->binary && !format->escaped;
	way.progress =
	    cli_opt(cli, "progress") != NULL || isatty(STDERR_FILENO);
	good = store_export_open(cli->store, cli_rest(cli, 0),
	    what != NULL ? cli_what(what) : WHAT_ALL, &way.export, &source,
	    &err);
	if (good) {
		source.title = str_of(cli->path);
		source.analyst = str_of(store_analyst(cli->store));
		good = run(cli, &way, &source, &lost, &err);
	}
	store_export_close(way.export);
	if (good && lost.len > 0)
		cli_warn("export: %s has no place for %.*s", format->name,
		    (int)lost.len, lost.p);
	buf_release(&lost);
	buf_release(&way.line);
	return good ? CLI_OK : cli_fail(cli, &err);
}
