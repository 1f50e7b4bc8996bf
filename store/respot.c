#include "config.h"

#include "store/entity.h"
#include "store/mention.h"

/* setting 'respot' says what is to be done: spellings, one a line; empty: all
 * articles. It goes when the job is done, unless more came meanwhile. */

enum { WANTED, FINISHED, ALL, MATCHING };
enum { WINDOW = 64 };

static const char *const sql[] = {
	[WANTED] = "SELECT value FROM setting WHERE key = 'respot'",
	[FINISHED] = "DELETE FROM setting WHERE key = 'respot' AND value = ?1",
	[ALL] = "SELECT id, ord FROM article WHERE ord < ?1 "
		"ORDER BY ord DESC LIMIT ?2",
	[MATCHING] = "SELECT a.id, a.ord FROM article_fts f /*scan*/ "
		     "JOIN article a ON a.ord = f.rowid "
		     "WHERE article_fts MATCH ?3 AND f.rowid < ?1 "
		     "ORDER BY f.rowid DESC LIMIT ?2",
};
const struct db_table respot_sql = { "respot", sql, ARRAY_LEN(sql) };

struct respot {
	struct job job;
	struct store *store;
	struct buf wanted; /* the setting as it was at the start */
	struct buf match;  /* for FTS5; empty: all articles */
	int64_t below;     /* articles of this ord and later are done */
};

/* "first spelling" OR "second" */
static void
make_match(struct respot *r)
{
	struct str rest = buf_view(&r->wanted), line;

	buf_reset(&r->match);
	if (rest.len == 0)
		return;
	while (str_split(&rest, '\n', &line)) {
		if (r->match.len > 0)
			buf_puts(&r->match, " OR ");
		buf_putc(&r->match, '"');
		for (size_t i = 0; i < line.len; i++) {
			if (line.p[i] == '"')
				buf_putc(&r->match, '"');
			buf_putc(&r->match, line.p[i]);
		}
		buf_putc(&r->match, '"');
	}
}

/* Read what is wanted; false with ERR_NONE when nothing is. */
static bool
begin(struct respot *r, struct err *err)
{
	sqlite3_stmt *st = db_stmt(r->store, sql[WANTED], err);
	bool found;

	if (st == NULL)
		return false;
	buf_reset(&r->wanted);
	buf_puts(&r->wanted, "");
	found = db_row(r->store, st, err);
	if (found)
		buf_str(&r->wanted, db_view(st, 0));
	db_done(st);
	r->below = INT64_MAX;
	make_match(r);
	return found;
}

static bool
finish(struct respot *r, struct err *err)
{
	sqlite3_stmt *st = db_stmt(r->store, sql[FINISHED], err);

	if (st == NULL || !db_begin(r->store, err))
		return false;
	db_bind_str(st, 1, buf_view(&r->wanted));
	if (!db_run(r->store, st, err)) {
		db_rollback(r->store);
		return false;
	}
	return db_commit(r->store, err);
}

struct place {
	int64_t article, ord;
};

static bool
window(struct respot *r, struct place *list, size_t *n, struct err *err)
{
	sqlite3_stmt *st =
	    db_stmt(r->store, sql[r->match.len > 0 ? MATCHING : ALL], err);

	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, r->below);
	db_bind_int(st, 2, WINDOW);
	if (r->match.len > 0)
		db_bind_str(st, 3, buf_view(&r->match));
	while (db_row(r->store, st, err))
		list[(*n)++] = (struct place){ db_int(st, 0), db_int(st, 1) };
	db_done(st);
	return err->code == ERR_NONE;
}

static bool
spot(struct respot *r, const struct place *list, size_t n, int64_t until_ms,
    struct err *err)
{
	if (!db_begin(r->store, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && job_clock_ms() >= until_ms)
			break;
		if (!store_mention_index(r->store, list[i].article, err)) {
			db_rollback(r->store);
			return false;
		}
		r->below = list[i].ord;
		r->job.done++;
	}
	return db_commit(r->store, err);
}

static bool
work(struct respot *r, int64_t until_ms, struct err *err)
{
	struct place list[WINDOW];
	size_t n;

	do {
		if (!window(r, list, &n, err))
			return false;
		if (n == 0 && (!finish(r, err) || !begin(r, err)))
			return false;
		if (!spot(r, list, n, until_ms, err))
			return false;
	} while (job_clock_ms() < until_ms);
	err->code = ERR_NONE;
	return true;
}

static bool
step(struct job *job, int64_t until_ms, struct err *err)
{
	struct respot *r = (struct respot *)job;
	bool more;

	/* What a power cut takes back is still asked for by the setting. */
	db_relax(r->store, true);
	more = work(r, until_ms, err);
	db_relax(r->store, false);
	return more;
}

bool
store_respot_article(struct store *store, int64_t article, struct err *err)
{
	bool good;

	db_relax(store, true);
	good = store_mention_index(store, article, err);
	db_relax(store, false);
	return good;
}

static void
respot_free(struct job *job)
{
	struct respot *r = (struct respot *)job;

	buf_release(&r->wanted);
	buf_release(&r->match);
	free(r);
}

struct job *
store_respot(struct store *store)
{
	struct respot *r;
	struct err err;

	if (store_read_only(store))
		return NULL;
	r = xcalloc(1, sizeof *r);
	r->job = (struct job){
		.label = "looking for names", .step = step, .free = respot_free
	};
	r->store = store;
	if (!begin(r, &err)) {
		respot_free(&r->job);
		return NULL;
	}
	return &r->job;
}
