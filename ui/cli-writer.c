#include "config.h"

#include <unistd.h>

#include "model/cells.h"
#include "model/edtf.h"
#include "model/writer.h"
#include "store/export.h"
#include "ui/cli-file.h"
#include "ui/cli-writer.h"
#include "ui/timeline.h"

enum { TELL_MS = 200 };

/* A file on its way out through a format of model/writer.h. */
struct way {
	const struct writer_format *format;
	struct export *export;
	struct out_file file;
	bool plain; /* may land on a terminal: nothing that it obeys */
	struct cli_telling telling;
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

void
cli_telling_init(struct cli_telling *t, struct cli *cli)
{
	*t = (struct cli_telling){ .to_program =
				       cli_opt(cli, "progress") != NULL };
	t->on = t->to_program || isatty(STDERR_FILENO);
}

void
cli_tell_export(struct cli_telling *t, int64_t done, int64_t total)
{
	struct buf n[2] = { { 0 } };
	struct str f[3];

	if (!t->on || job_clock_ms() - t->last_ms < TELL_MS)
		return;
	t->last_ms = job_clock_ms();
	if (!t->to_program) {
		(void)fprintf(stderr, "\r%lld of %lld articles\r",
		    (long long)done, (long long)total);
		return;
	}
	buf_addf(&n[0], "%lld", (long long)done);
	buf_addf(&n[1], "%lld", (long long)total);
	f[0] = str_of("exporting");
	f[1] = buf_view(&n[0]);
	f[2] = buf_view(&n[1]);
	cli_tell("at", f, 3);
	buf_release(&n[0]);
	buf_release(&n[1]);
}

static void
tell(struct way *way)
{
	cli_tell_export(&way->telling,
	    store_export_done(way->export) / way->format->passes,
	    store_export_total(way->export));
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

static unsigned
wanted(const struct writer_format *format, const char *what)
{
	if (what != NULL)
		return cli_what(what);
	return format->usual != 0 ? format->usual : WHAT_ALL;
}

/* The file's name without folder and ending. */
static struct str
library_name(struct cli *cli)
{
	struct str path = str_of(cli->path), name;
	size_t i, slash = 0;

	for (i = 0; i < path.len; i++)
		if (path.p[i] == '/')
			slash = i + 1;
	name = str_slice(path, slash, path.len);
	return str_ends(name, ".db") ? str_slice(name, 0, name.len - 3) : name;
}

/* ---------------------------------------------------------------- the picture
 */

enum { LANES = 12 };

/* The factions that the articles name most, and between which dates. */
struct lanes {
	struct arena arena;
	struct {
		struct str key;
		size_t n;
	} lane[400];
	size_t n;
	struct str first, last; /* dates of articles */
};

static void
lane_count(struct lanes *l, struct str key)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (str_eq(l->lane[i].key, key))
			break;
	if (i == ARRAY_LEN(l->lane))
		return;
	if (i == l->n)
		l->lane[l->n++].key = arena_str(&l->arena, key);
	l->lane[i].n++;
}

static bool
lanes_of(void *arg, const struct out *out, struct err *err)
{
	struct lanes *l = arg;
	const struct out_article *a = out->article;
	struct str day = str_slice(a->article->row.published, 0, 10);
	size_t i;

	(void)err;
	for (i = 0; i < a->n_mentions; i++)
		if (a->mentions[i].kind == ENTITY_FACTION)
			lane_count(l, a->mentions[i].key);
	if (day.len != 10 || !edtf_valid(day))
		return true;
	if (l->first.len == 0 || str_cmp(day, l->first) < 0)
		l->first = arena_str(&l->arena, day);
	if (l->last.len == 0 || str_cmp(day, l->last) > 0)
		l->last = arena_str(&l->arena, day);
	return true;
}

/* A year around the dates of the articles. */
static void
around(struct lanes *l, struct timeline_opts *opts)
{
	int64_t first, last;

	if (l->first.len == 0 || !str_int(str_slice(l->first, 0, 4), &first) ||
	    !str_int(str_slice(l->last, 0, 4), &last))
		return;
	opts->from = arena_printf(&l->arena, "%lld", (long long)first - 1);
	opts->to = arena_printf(&l->arena, "%lld", (long long)last + 1);
}

/* The timeline of those factions as SVG; nothing where none is named. */
static bool
draw(struct cli *cli, const struct out_source *source, struct buf *picture,
    struct err *err)
{
	struct lanes *l = xcalloc(1, sizeof *l);
	struct str keys[LANES];
	struct timeline_opts opts = { .lanes = keys, .width = 100 };
	bool good = source->each(source->arg, OUT_ARTICLE, lanes_of, l, err);
	size_t i;

	while (good && opts.n_lanes < LANES) {
		size_t best = 0;

		for (i = 1; i < l->n; i++)
			if (l->lane[i].n > l->lane[best].n)
				best = i;
		if (l->n == 0 || l->lane[best].n == 0)
			break;
		l->lane[best].n = 0;
		keys[opts.n_lanes++] = l->lane[best].key;
	}
	around(l, &opts);
	if (good && opts.n_lanes > 0)
		good = timeline_svg(cli->store, &opts, picture, err);
	arena_release(&l->arena);
	free(l);
	return good;
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
cli_export_fail(struct cli *cli, const struct err *err)
{
	if (cli_opt(cli, "progress") != NULL)
		cli_tell("error", (struct str[]){ str_of(err->text) }, 1);
	return cli_fail(cli, err);
}

int
cli_write(struct cli *cli, const struct writer_format *format)
{
	const char *what = cli_opt(cli, "what"), *path = cli_opt(cli, "output");
	struct way way = { .format = format };
	struct out_source source;
	struct err err = { 0 };
	struct buf lost = { 0 }, picture = { 0 };
	bool good;

	if (format->binary && path == NULL && isatty(STDOUT_FILENO))
		return cli_usage(cli, "%s is no text: name a file with -o FILE",
		    format->name);
	if (what != NULL && (format->what & cli_what(what)) == 0)
		return cli_usage(
		    cli, "%s has no place for %s", format->name, what);
	way.plain = path == NULL && !format->binary && !format->escaped;
	cli_telling_init(&way.telling, cli);
	good = store_export_open(cli->store, cli_rest(cli, 0),
	    wanted(format, what), &way.export, &source, &err);
	if (good) {
		source.title = library_name(cli);
		source.query = cli_rest(cli, 0);
		source.analyst = str_of(store_analyst(cli->store));
		if (format->picture)
			good = draw(cli, &source, &picture, &err);
		source.picture = buf_view(&picture);
		good = good && run(cli, &way, &source, &lost, &err);
	}
	store_export_close(way.export);
	if (good && lost.len > 0 && way.telling.to_program)
		cli_tell("lost", (struct str[]){ buf_view(&lost) }, 1);
	else if (good && lost.len > 0)
		cli_warn("export: %s has no place for %.*s", format->name,
		    (int)lost.len, lost.p);
	buf_release(&lost);
	buf_release(&picture);
	buf_release(&way.line);
	return good ? CLI_OK : cli_export_fail(cli, &err);
}
