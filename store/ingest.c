#include "config.h"

#include "store/ingest.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/lang.h"
#include "model/reader.h"
#include "store/article.h"
#include "store/batch.h"
#include "store/index.h"
#include "store/mention.h"
#include "store/parser.h"
#include "store/read-newsboat.h"
#include "store/ready.h"
#include "store/save.h"
#include "store/walk.h"

enum {
	ROWS_MAX = 10000, /* unless the options tell */
	MANY = 256,       /* new articles of a file, and more will come */
	LONG_MS = 100,    /* a step longer than this indexes as well */
};

enum phase { PHASE_START, PHASE_READ, PHASE_FINISH, PHASE_DONE };

/* Articles to be marked when all are in. */
struct marks {
	int64_t *ids;
	size_t n, size;
};

/* A result that is told once it is committed. */
struct told {
	struct told *next;
	struct ingest_result result;
};

struct ingest {
	struct job job; /* first */
	struct store *store;
	struct ingest_opts opts;
	struct ingest_totals *totals, now; /* committed; with this slice */
	struct saver saver;
	struct marks done, flagged;
	enum phase phase;
	struct walk *walk;
	struct reader *reader;  /* or, */
	struct parser *parsing; /* a file is being read in one of these: */
	struct parser *foreign; /* formats that are not to be trusted */
	struct parser *worker;  /* the rest of ours, prepared there */
	int64_t fresh;          /* articles of the file that were new */
	struct job *index;      /* goes first; or NULL */
	int64_t unindexed;      /* new articles since there was one */
	bool keeps;             /* the index follows at once */
	int64_t names;          /* version that the worker has; -1: none */
	int fd;
	struct str path;   /* of the reader, in `file` */
	struct buf source; /* the paths as given */
	struct str format; /* copies of the options, in `life` */
	struct arena life, file, record, slice;
	struct told *first, **last;
};

static ptrdiff_t
read_fd(void *arg, char *p, size_t n, struct err *err)
{
	const int *fd = arg;
	ssize_t got;

	do
		got = read(*fd, p, n);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		err_set(err, ERR_IO, "%s",
		    errno == EISDIR ? "is a folder" : strerror(errno));
	return (ptrdiff_t)got;
}

static void
tell(struct ingest *g, const struct ingest_result *result)
{
	struct told *told = arena_alloc(&g->slice, sizeof *told);

	told->result = *result;
	told->result.path = arena_str(&g->slice, result->path);
	told->result.reason = arena_str(&g->slice, result->reason);
	*g->last = told;
	g->last = &told->next;
	switch (result->status) {
	case INGEST_IMPORTED:
		g->now.imported++;
		break;
	case INGEST_UPDATED:
		g->now.updated++;
		break;
	case INGEST_DUPLICATE:
		g->now.duplicate++;
		break;
	case INGEST_FAILED:
	default:
		g->now.failed++;
		break;
	}
}

static void
tell_failure(struct ingest *g, struct str path, const struct err *err)
{
	const struct ingest_result result = {
		.path = path,
		.reason = str_of(err->text),
		.status = INGEST_FAILED,
	};

	tell(g, &result);
}

static void
close_file(struct ingest *g)
{
	reader_close(g->reader);
	g->reader = NULL;
	g->parsing = NULL;
	if (g->fd > 0)
		(void)close(g->fd);
	g->fd = -1;
	arena_reset(&g->file);
}

static bool
is_pipe(int fd)
{
	struct stat st;

	return fstat(fd, &st) != 0 || !S_ISREG(st.st_mode);
}

static bool
is_newsboat(const struct ingest *g)
{
	return str_is(g->format, read_newsboat.name) ||
	       (g->format.len == 0 &&
		   read_newsboat.sniff(reader_head(g->reader)));
}

/* A file goes on in another process from where looking at it has come to. */
static bool
hand_over(struct ingest *g, struct parser *to, int64_t lines, struct err *err)
{
	const struct parser_file file = {
		.fd = g->fd,
		.head = reader_head(g->reader),
		.format = is_newsboat(g)
			      ? str_of(read_newsboat.name)
			      : str_of(reader_format_name(g->reader)),
		.name = g->path,
		.lines = lines,
		.patient = is_pipe(g->fd),
	};

	if (!parser_start(to, &file, err))
		return false;
	g->parsing = to;
	reader_close(g->reader);
	g->reader = NULL;
	return true;
}

/* A long file of new articles: what each of them is made ready with is done
 * beside the library's work. Without a process it goes on here. */
static void
share(struct ingest *g)
{
	const struct lexicon *names = NULL;
	struct err err;

	if (g->reader == NULL || ++g->fresh != MANY ||
	    !reader_by_line(g->reader) || is_newsboat(g))
		return;
	g->names = -1;
	if ((g->opts.index & INDEX_NAMES) != 0 &&
	    !mention_names(g->store, &names, &g->names, &err))
		names = NULL;
	parser_names(g->worker, names);
	(void)hand_over(g, g->worker, reader_lines(g->reader), &err);
}

/* Kept for the index, which comes next. */
static void
keep(struct ingest *g, int64_t article, const struct article_in *in)
{
	if (g->saver.prepared != NULL && g->keeps)
		ready_add(g->store, article, in, g->saver.prepared, g->names);
}

static void
open_file(struct ingest *g)
{
	const struct reader_source source = { read_fd, &g->fd };
	struct str format = g->format;
	struct err err = { 0 };
	bool good;

	g->fresh = 0;
	if (str_is(format, read_newsboat.name))
		format = str_of("");

	g->fd = str_is(g->path, "-")
		    ? STDIN_FILENO
		    : open(g->path.p, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (g->fd < 0)
		err_set(&err, ERR_IO, "%s",
		    errno == EACCES ? "may not be read" : strerror(errno));
	else
		g->reader = reader_open(source, format, g->path, &err);
	good = g->reader != NULL;
	if (good && (reader_foreign(g->reader) || is_newsboat(g)))
		good = hand_over(g, g->foreign, -1, &err);
	if (!good) {
		tell_failure(g, g->path, &err);
		close_file(g);
	}
}

/* The next file, or the end of them. */
static void
next_file(struct ingest *g)
{
	struct err err = { 0 };

	arena_reset(&g->file);
	switch (walk_next(g->walk, &g->file, &g->path, &err)) {
	case WALK_FILE:
		open_file(g);
		break;
	case WALK_BAD:
		tell_failure(g, g->path, &err);
		break;
	case WALK_AGAIN:
		break;
	case WALK_END:
	default:
		g->phase = PHASE_FINISH;
		break;
	}
}

static void
mark(struct marks *marks, bool wanted, int64_t id)
{
	if (!wanted)
		return;
	if (marks->n == marks->size) {
		marks->size = marks->size > 0 ? marks->size * 2 : 64;
		marks->ids =
		    xreallocarray(marks->ids, marks->size, sizeof *marks->ids);
	}
	marks->ids[marks->n++] = id;
}

/* What was read and flagged where the articles come from is so here, too: acts
 * of their own, that can be undone by themselves. */
static bool
set_marks(struct ingest *g, struct err *err)
{
	size_t changed;

	return (g->done.n == 0 || store_article_mark(g->store, g->done.ids,
				      g->done.n, MARK_DONE, &changed, err)) &&
	       (g->flagged.n == 0 ||
		   store_article_mark(g->store, g->flagged.ids, g->flagged.n,
		       MARK_FLAG, &changed, err));
}

/* The next record of the file. False: none yet. */
static bool
get_record(
    struct ingest *g, int64_t until_ms, struct parsed *parsed, struct err *err)
{
	if (g->parsing != NULL)
		return parser_next(g->parsing, until_ms, &g->record, parsed,
			   err) == PARSER_RECORD;
	*parsed = (struct parsed){ 0 };
	parsed->result = reader_next(g->reader, &g->record, &parsed->in, err);
	return true;
}

/* False when the library failed. */
static bool
put_article(struct ingest *g, const struct parsed *parsed, struct err *err)
{
	const struct article_in *in = &parsed->in;
	struct ingest_result result = { .path = in->origin };

	g->saver.prepared =
	    parsed->prepared.hash.len > 0 ? &parsed->prepared : NULL;
	if (!save_article(&g->saver, in, &g->record, &result, err))
		return err_prefix(err, "import: %.60s", in->origin.p);
	tell(g, &result);
	if (result.status != INGEST_IMPORTED)
		return true;
	g->unindexed++;
	if (!g->opts.dry_run) {
		mark(&g->done, in->read, result.id);
		mark(&g->flagged, in->flagged, result.id);
		keep(g, result.id, in);
	}
	share(g);
	return true;
}

/* One record, or the end of the file. False when the library failed. */
static bool
next_record(struct ingest *g, int64_t until_ms, struct err *err)
{
	struct err bad = { 0 };
	struct parsed parsed;

	arena_reset(&g->record);
	if (!get_record(g, until_ms, &parsed, &bad))
		return true;
	switch (parsed.result) {
	case READER_ARTICLE:
		return put_article(g, &parsed, err);
	case READER_BAD:
		tell_failure(g, parsed.in.origin, &bad);
		break;
	case READER_FILE:
		if (!walk_add(g->walk, g->path, parsed.in.url, &bad))
			tell_failure(g, parsed.in.origin, &bad);
		break;
	case READER_END:
	default:
		close_file(g);
		break;
	}
	return true;
}

static bool
start(struct ingest *g, struct err *err)
{
	g->phase = PHASE_READ;
	g->saver.now = store_now(g->store);
	if (g->opts.outlet.len > 0 &&
	    !save_outlet_named(
		g->store, g->opts.outlet, &g->life, &g->saver.outlet, err))
		return false;
	if (g->opts.dry_run)
		return true;
	return batch_recover(g->store, err) &&
	       batch_add(g->store, buf_view(&g->source), &g->saver.batch, err);
}

/* Read and save until the time or the transaction is full. */
static bool
work(struct ingest *g, int64_t until_ms, struct err *err)
{
	int64_t rows = 0;

	do {
		if (g->reader == NULL && g->parsing == NULL)
			next_file(g);
		else if (!next_record(g, until_ms, err))
			return false;
	} while (g->phase == PHASE_READ && ++rows < g->opts.rows &&
		 job_clock_ms() < until_ms);
	if (g->opts.dry_run)
		return true;
	db_changed(g->store, TOPIC_ARTICLE);
	return batch_count(g->store, g->saver.batch, &g->now, err);
}

/* What is committed can be told. */
static void
report(struct ingest *g)
{
	const struct told *told;

	*g->totals = g->now;
	g->job.done =
	    g->now.imported + g->now.updated + g->now.duplicate + g->now.failed;
	for (told = g->first; told != NULL; told = told->next) {
		if (g->opts.each != NULL)
			g->opts.each(g->opts.arg, &told->result);
	}
	g->first = NULL;
	g->last = &g->first;
	arena_reset(&g->slice);
}

static bool
slice(struct ingest *g, int64_t until_ms, struct err *err)
{
	if (!g->opts.dry_run && !db_begin(g->store, err))
		return false;
	if ((g->phase == PHASE_START && !start(g, err)) ||
	    !work(g, until_ms, err)) {
		if (!g->opts.dry_run)
			db_rollback(g->store);
		return false;
	}
	return g->opts.dry_run || db_commit(g->store, err);
}

/* A transaction's worth of new articles is indexed before more are stored:
 * meanwhile the worker makes the next ones ready. */
static void
index_begin(struct ingest *g)
{
	if (g->opts.index == 0 || g->opts.dry_run ||
	    g->unindexed < g->opts.rows)
		return;
	g->unindexed = 0;
	g->index = index_job(g->store, g->opts.index);
}

static void
index_end(struct ingest *g)
{
	if (g->index != NULL)
		g->index->free(g->index);
	g->index = NULL;
	if (g->parsing != NULL)
		parser_rested(g->parsing);
}

static bool
index_step(struct ingest *g, int64_t until_ms, struct err *err)
{
	if (!g->index->step(g->index, until_ms, err))
		index_end(g);
	if (err->code != ERR_NONE)
		g->phase = PHASE_DONE;
	return err->code == ERR_NONE;
}

static bool
step(struct job *job, int64_t until_ms, struct err *err)
{
	struct ingest *g = (struct ingest *)job;
	bool good;

	err->code = ERR_NONE;
	if (g->phase == PHASE_DONE)
		return false;
	if (g->index != NULL)
		return index_step(g, until_ms, err);
	if (g->phase == PHASE_FINISH) {
		g->phase = PHASE_DONE;
		if (!g->opts.dry_run &&
		    batch_finish(g->store, g->saver.batch, err) &&
		    set_marks(g, err))
			err->code = ERR_NONE;
		return false;
	}
	g->keeps = g->opts.index != 0 && until_ms - job_clock_ms() > LONG_MS;
	db_relax(g->store, true);
	good = slice(g, until_ms, err);
	db_relax(g->store, false);
	if (!good) {
		g->phase = PHASE_DONE;
		ready_forget(g->store);
		return false;
	}
	report(g);
	if (g->keeps)
		index_begin(g);
	return true;
}

static void
ingest_free(struct job *job)
{
	struct ingest *g = (struct ingest *)job;
	struct err err;

	/* Stopped on the way: what is in is an import of its own. */
	if ((g->phase == PHASE_READ || g->phase == PHASE_FINISH) &&
	    g->saver.batch != 0 &&
	    !batch_finish(g->store, g->saver.batch, &err))
		g->phase = PHASE_DONE;
	index_end(g);
	close_file(g);
	parser_free(g->foreign);
	parser_free(g->worker);
	walk_close(g->walk);
	buf_release(&g->source);
	free(g->done.ids);
	free(g->flagged.ids);
	arena_release(&g->life);
	arena_release(&g->file);
	arena_release(&g->record);
	arena_release(&g->slice);
	free(g);
}

struct job *
store_ingest(struct store *store, const struct ingest_opts *opts,
    struct ingest_totals *totals)
{
	struct ingest *g = xcalloc(1, sizeof *g);
	size_t i;

	*totals = (struct ingest_totals){ 0 };
	g->job = (struct job){
		.label = "importing",
		.step = step,
		.free = ingest_free,
	};
	g->store = store;
	g->opts = *opts;
	g->opts.rows = opts->rows > 0 ? opts->rows : ROWS_MAX;
	g->opts.outlet = arena_str(&g->life, opts->outlet);
	g->format = arena_str(&g->life, opts->format);
	g->totals = totals;
	g->fd = -1;
	g->last = &g->first;
	g->foreign = parser_new();
	g->worker = parser_new();
	g->walk = walk_open(opts->paths, opts->n_paths);
	for (i = 0; i < opts->n_paths; i++) {
		if (i > 0)
			buf_puts(&g->source, ", ");
		buf_puts(&g->source, opts->paths[i]);
	}
	g->saver = (struct saver){
		.store = store,
		.language = lang_tag(&g->life, opts->language),
		.dry_run = opts->dry_run,
	};
	return &g->job;
}

bool
job_run(struct job *job, struct err *err)
{
	err->code = ERR_NONE;
	while (job->step(job, INT64_MAX, err))
		;
	return err->code == ERR_NONE;
}
