#include "config.h"

#include "store/take-project.h"

#include <jansson.h>

#include "model/uuid.h"
#include "store/annotate.h"
#include "store/batch.h"
#include "store/save.h"
#include "store/take-codes.h"

enum { UUID = 36 };

enum { KNOWN, UUID_OF };

static const char *const sql[] = {
	[KNOWN] = "SELECT id FROM article WHERE uuid = ?1",
	[UUID_OF] = "SELECT uuid FROM article WHERE id = ?1",
};
const struct db_table take_project_sql = { "take-project", sql,
	ARRAY_LEN(sql) };

/* A source of the project and the article that it is here. */
struct same {
	struct str guid, uuid;
};

struct taker {
	struct store *store;
	const struct taking *in;
	struct saver saver;
	struct arena arena;
	struct same *same; /* by guid */
	size_t n_same;
};

static void
tell(struct taker *t, const struct ingest_result *r)
{
	t->in->totals->imported += r->status == INGEST_IMPORTED ? 1 : 0;
	t->in->totals->updated += r->status == INGEST_UPDATED ? 1 : 0;
	t->in->totals->duplicate += r->status == INGEST_DUPLICATE ? 1 : 0;
	t->in->totals->failed += r->status == INGEST_FAILED ? 1 : 0;
	if (t->in->opts->each != NULL)
		t->in->opts->each(t->in->opts->arg, r);
}

/* The lines of one kind, without their letter. */
static bool
next_line(struct str *lines, char kind, struct str *line)
{
	while (str_split(lines, '\n', line))
		if (line->len > 0 && line->p[0] == kind) {
			*line = str_slice(*line, 1, line->len);
			return true;
		}
	return false;
}

static void
tell_failures(struct taker *t, struct str lines)
{
	struct str line, name;

	while (next_line(&lines, 'F', &line)) {
		(void)str_split(&line, '\t', &name);
		tell(t, &(struct ingest_result){
			    .path = arena_printf(&t->arena, "%.*s:%.60s",
				(int)t->in->path.len, t->in->path.p,
				arena_str(&t->arena, name).p),
			    .reason = line,
			    .status = INGEST_FAILED });
	}
}

/* ------------------------------------------------------------------ articles
 */

static struct str
member(const json_t *o, const char *name, struct arena *arena)
{
	const char *s = json_string_value(json_object_get(o, name));

	return arena_str(arena, str_of(s));
}

static bool
note_same(struct taker *t, struct str guid, int64_t id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(t->store, sql[UUID_OF], err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	if (db_row(t->store, st, &e)) {
		t->same =
		    arena_grow(&t->arena, t->same, t->n_same, sizeof *t->same);
		t->same[t->n_same++] = (struct same){
			arena_str(&t->arena, guid),
			db_str(st, 0, &t->arena),
		};
	}
	return db_over(st, &e, err);
}

/* An article of this library that comes back is as it is here. */
static bool
known(struct taker *t, struct str guid, int64_t *id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(t->store, sql[KNOWN], err);
	struct err e;

	*id = 0;
	if (st == NULL)
		return false;
	db_bind_str(st, 1, guid);
	if (db_row(t->store, st, &e))
		*id = db_int(st, 0);
	return db_over(st, &e, err);
}

/* Without an address the source is known by its GUID, so that it comes once. */
static bool
put_article(struct taker *t, struct str line, struct err *err)
{
	struct arena arena = { 0 };
	json_t *o = json_loadb(line.p, line.len, 0, NULL);
	struct str guid = member(o, "guid", &arena);
	struct article_in in = {
		.title = member(o, "title", &arena),
		.text = member(o, "text", &arena),
		.url = member(o, "url", &arena),
		.author = member(o, "author", &arena),
		.outlet = member(o, "outlet", &arena),
		.language = member(o, "language", &arena),
		.published = member(o, "published", &arena),
		.source_id = guid,
	};
	struct ingest_result r = { .status = INGEST_DUPLICATE };
	bool good = known(t, guid, &r.id, err);

	json_decref(o);
	in.origin = arena_printf(&arena, "%.*s:%.*s", (int)t->in->path.len,
	    t->in->path.p, (int)guid.len, guid.p);
	if (in.url.len == 0)
		in.url = arena_printf(
		    &arena, "urn:uuid:%.*s", (int)guid.len, guid.p);
	if (good && r.id == 0)
		good = save_article(&t->saver, &in, &arena, &r, err);
	if (good) {
		r.path = in.origin;
		tell(t, &r);
		good = r.id == 0 || note_same(t, guid, r.id, err);
	}
	arena_release(&arena);
	return good;
}

static int
by_guid(const void *a, const void *b)
{
	const struct same *x = a, *y = b;

	return str_cmp(x->guid, y->guid);
}

static bool
put_articles(struct taker *t, struct str lines, struct err *err)
{
	struct ingest_totals before = *t->in->totals, came = { 0 };
	struct str line;
	bool good = batch_recover(t->store, err) &&
		    batch_add(t->store, t->in->path, &t->saver.batch, err);

	while (good && next_line(&lines, 'A', &line))
		good = put_article(t, line, err);
	came.imported = t->in->totals->imported - before.imported;
	came.updated = t->in->totals->updated - before.updated;
	came.duplicate = t->in->totals->duplicate - before.duplicate;
	came.failed = t->in->totals->failed - before.failed;
	return good && batch_count(t->store, t->saver.batch, &came, err);
}

static bool
take_articles(struct taker *t, struct str lines, struct err *err)
{
	if (!db_begin(t->store, err))
		return false;
	if (!put_articles(t, lines, err) || t->in->opts->dry_run) {
		db_rollback(t->store);
		return t->in->opts->dry_run && err->code == ERR_NONE;
	}
	if (t->n_same > 0)
		qsort(t->same, t->n_same, sizeof *t->same, by_guid);
	db_changed(t->store, TOPIC_ARTICLE);
	return db_commit(t->store, err) &&
	       batch_finish(t->store, t->saver.batch, err);
}

/* ---------------------------------------------------------------------- work
 */

/* Annotations, one a line, each with the uuid that its article has here. */
static void
annotations(struct taker *t, struct str lines, struct buf *out)
{
	struct str line;

	while (next_line(&lines, 'W', &line)) {
		struct same key = { str_slice(line, 0, UUID), { 0 } }, *at;
		struct str rest = str_slice(line, UUID, line.len), part;

		at = t->n_same == 0 ? NULL
				    : bsearch(&key, t->same, t->n_same,
					  sizeof *t->same, by_guid);
		(void)str_split(&rest, '\t', &part);
		buf_str(out, part);
		if (rest.p != NULL)
			buf_str(out, at != NULL ? at->uuid : key.guid);
		buf_str(out, rest);
		buf_putc(out, '\n');
	}
}

static bool
take(struct taker *t, struct str lines, struct err *err)
{
	struct buf codes = { 0 }, work = { 0 };
	struct str rest = lines, line;
	bool good;

	while (next_line(&rest, 'C', &line)) {
		buf_str(&codes, line);
		buf_putc(&codes, '\n');
	}
	good = (codes.len == 0 ||
		   take_code_lines(t->store, buf_view(&codes), t->in, err)) &&
	       take_articles(t, lines, err);
	if (good)
		annotations(t, lines, &work);
	good =
	    good && (work.len == 0 || t->in->opts->dry_run ||
			store_annotate(t->store, buf_view(&work), t->in, err));
	if (good)
		tell_failures(t, lines);
	buf_release(&codes);
	buf_release(&work);
	return good;
}

/* How many documents it makes at most. */
static bool
count(struct taker *t, struct str lines, size_t *n, struct err *err)
{
	struct str rest = lines, line;
	struct buf work = { 0 };
	bool good;

	*n = 4; /* the batch, and the acts inside this one */
	while (next_line(&rest, 'C', &line))
		*n += 1;
	annotations(t, lines, &work);
	good = work.len == 0 || annotate_count(buf_view(&work), n, err);
	buf_release(&work);
	return good;
}

/* One undo takes all of it back. */
static bool
take_whole(struct taker *t, struct str lines, struct err *err)
{
	struct str summary = arena_printf(&t->arena, "project from %.*s",
	    (int)t->in->path.len, t->in->path.p);
	size_t n;

	if (t->in->opts->dry_run)
		return take(t, lines, err);
	if (!batch_recover(t->store, err) || !count(t, lines, &n, err) ||
	    !revision_begin_many(t->store, "import", summary.p, n, err))
		return false;
	return revision_close(t->store, take(t, lines, err), err);
}

bool
take_project_lines(struct store *store, struct str lines,
    const struct taking *in, struct err *err)
{
	struct taker t = { .store = store,
		.in = in,
		.saver = { .store = store,
		    .now = store_now(store),
		    .language = in->opts->language,
		    .dry_run = in->opts->dry_run } };
	bool good;

	err->code = ERR_NONE;
	good = store_writable(store, err) && take_whole(&t, lines, err);
	arena_release(&t.arena);
	return good;
}
