#include "config.h"

#include "store/batch.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "store/copies.h"
#include "store/save.h"
#include "store/state.h"
#include "store/unknown.h"

enum {
	BATCH_ADD,
	BATCH_COUNT,
	BATCH_GET,
	BATCH_FIND,
	BATCH_CLOSE,
	BATCH_STATE,
	BATCH_OPEN,
	DAYS_SHOWN,
	DAYS_HIDDEN,
	NAMED_SHOWN,
	NAMED_HIDDEN,
	HIDE,
	SHOW,
	ENTITY_COUNT,
	TURN_BACK,
	TURN_ON,
	VERSION_GET,
	VERSION_DROP,
};

static const char *const sql[] = {
	[BATCH_ADD] = "INSERT INTO batch (uuid, pid, started, source) "
		      "VALUES (?1, ?2, ?3, ?4)",
	[BATCH_COUNT] = "UPDATE batch SET imported = ?2, updated = ?3, "
			"duplicate = ?4, failed = ?5 WHERE id = ?1",
	[BATCH_GET] = "SELECT uuid, source, imported, updated FROM batch "
		      "WHERE id = ?1",
	[BATCH_FIND] = "SELECT id, finished IS NULL, undone, source, "
		       "imported, updated FROM batch WHERE uuid = ?1",
	[BATCH_CLOSE] = "UPDATE batch SET finished = ?2 WHERE id = ?1",
	[BATCH_STATE] = "UPDATE batch SET undone = ?2 WHERE id = ?1",
	/* Few rows, and once per start. */
	[BATCH_OPEN] = "SELECT id, pid FROM batch WHERE finished IS NULL "
		       "/*scan*/",
	[DAYS_SHOWN] = "SELECT published_day, count(*) FROM article "
		       "WHERE batch = ?1 AND hidden = 0 AND former = 0 AND "
		       "published_day IS NOT NULL GROUP BY published_day",
	[DAYS_HIDDEN] = "SELECT published_day, count(*) FROM article "
			"WHERE batch = ?1 AND hidden = 1 AND "
			"published_day IS NOT NULL GROUP BY published_day",
	[NAMED_SHOWN] = "SELECT e.entity, count(DISTINCT a.id), count(*) "
			"FROM article a CROSS JOIN mention e "
			"ON e.article = a.id WHERE a.batch = ?1 AND "
			"a.hidden = 0 AND a.former = 0 GROUP BY e.entity",
	[NAMED_HIDDEN] = "SELECT e.entity, count(DISTINCT a.id), count(*) "
			 "FROM article a CROSS JOIN mention e "
			 "ON e.article = a.id WHERE a.batch = ?1 AND "
			 "a.hidden = 1 GROUP BY e.entity",
	[HIDE] = "UPDATE article SET hidden = 1 WHERE batch = ?1 AND "
		 "hidden = 0 AND former = 0",
	[SHOW] = "UPDATE article SET hidden = 0 WHERE batch = ?1 AND "
		 "hidden = 1",
	[ENTITY_COUNT] = "UPDATE entity SET articles = articles + ?2, "
			 "mentions = mentions + ?3 WHERE id = ?1",
	[TURN_BACK] = "SELECT id, former FROM article WHERE batch = ?1 AND "
		      "former > 0 AND hidden = 0 LIMIT 1",
	[TURN_ON] = "SELECT v.article, v.version FROM article_version v "
		    "JOIN article a ON a.id = v.article WHERE v.batch = ?1 "
		    "AND v.former = a.version AND a.hidden = 0 AND "
		    "v.former > 0 LIMIT 1",
	[VERSION_GET] = "SELECT former, batch, title, text, published, hash "
			"FROM article_version WHERE article = ?1 AND "
			"version = ?2",
	[VERSION_DROP] = "DELETE FROM article_version WHERE article = ?1 AND "
			 "version = ?2",
};
const struct db_table batch_sql = { "batch", sql, ARRAY_LEN(sql) };

static bool
run(struct store *store, int which, const int64_t *args, int n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	int i;

	if (st == NULL)
		return false;
	for (i = 0; i < n; i++)
		db_bind_int(st, i + 1, args[i]);
	return db_run(store, st, err);
}

bool
batch_add(struct store *store, struct str source, int64_t *id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[BATCH_ADD], err);
	struct arena arena = { 0 };
	bool good;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, db_uuid(&arena));
	db_bind_int(st, 2, (int64_t)getpid());
	db_bind_int(st, 3, store_now(store));
	db_bind_str(st, 4, source);
	good = db_run(store, st, err);
	*id = db_last_id(store);
	arena_release(&arena);
	return good;
}

bool
batch_count(struct store *store, int64_t id, const struct ingest_totals *totals,
    struct err *err)
{
	const int64_t args[] = { id, totals->imported, totals->updated,
		totals->duplicate, totals->failed };

	return run(store, BATCH_COUNT, args, 5, err);
}

/* The state that the revision of a batch records. */
static void
body_of(struct buf *body, struct str source, int64_t imported, int64_t updated)
{
	buf_addf(body, "{\"imported\":%lld,\"source\":", (long long)imported);
	buf_json(body, source);
	buf_addf(body, ",\"updated\":%lld}", (long long)updated);
}

static void
say_summary(
    struct buf *out, struct str source, int64_t imported, int64_t updated)
{
	if (imported > 0)
		buf_addf(out, "imported %lld", (long long)imported);
	if (imported > 0 && updated > 0)
		buf_puts(out, " and ");
	if (updated > 0)
		buf_addf(out, "updated %lld", (long long)updated);
	buf_addf(out, " article%s from ", imported + updated == 1 ? "" : "s");
	buf_str(out, str_slice(source, 0, 200));
}

static bool
record(
    struct store *store, sqlite3_stmt *st, struct arena *arena, struct err *err)
{
	struct str uuid = db_str(st, 0, arena), source = db_str(st, 1, arena);
	int64_t imported = db_int(st, 2), updated = db_int(st, 3);
	struct buf body = { 0 }, summary = { 0 };
	struct str state;
	bool good;

	db_done(st);
	body_of(&body, source, imported, updated);
	say_summary(&summary, source, imported, updated);
	state = buf_view(&body);
	good = revision_begin(store, "import", summary.p, err);
	if (good && !revision_put(store, "import", uuid, &state, err)) {
		revision_abort(store);
		good = false;
	}
	good = good && revision_end(store, err);
	buf_release(&body);
	buf_release(&summary);
	return good;
}

bool
batch_finish(struct store *store, int64_t id, struct err *err)
{
	const int64_t args[] = { id, store_now(store) };
	struct arena arena = { 0 };
	sqlite3_stmt *st;
	bool good = true;

	if (!db_begin(store, err))
		return false;
	st = db_stmt(store, sql[BATCH_GET], err);
	if (st == NULL)
		goto fail;
	db_bind_int(st, 1, id);
	if (!db_row(store, st, err))
		goto fail;
	if (!store->making && db_int(st, 2) + db_int(st, 3) > 0)
		good = record(store, st, &arena, err);
	db_done(st);
	arena_release(&arena);
	if (good && run(store, BATCH_CLOSE, args, 2, err))
		return db_commit(store, err);
fail:
	db_done(st);
	db_rollback(store);
	return false;
}

/* Is it left over? A program that runs has a process; one that the user may
 * not signal runs too. */
static bool
is_dead(int64_t pid)
{
	return pid != (int64_t)getpid() && kill((pid_t)pid, 0) != 0 &&
	       errno == ESRCH;
}

bool
batch_recover(struct store *store, struct err *err)
{
	sqlite3_stmt *st;
	struct err local = { 0 };
	int64_t left[16];
	size_t i, n = 0;

	if (store_read_only(store))
		return true;
	st = db_stmt(store, sql[BATCH_OPEN], err);
	if (st == NULL)
		return false;
	while (n < ARRAY_LEN(left) && db_row(store, st, &local)) {
		if (is_dead(db_int(st, 1)))
			left[n++] = db_int(st, 0);
	}
	db_done(st);
	for (i = 0; i < n; i++) {
		if (!batch_finish(store, left[i], err))
			return false;
	}
	return local.code == ERR_NONE ||
	       err_set(err, local.code, "%s", local.text);
}

/* Take the counts of a group of rows off (sign -1) or on again. Rows are read
 * whole first: what is counted must not change while it is read. */
static bool
count_each(struct store *store, int which, int64_t batch, int sign,
    bool (*each)(struct store *, const int64_t *, struct err *),
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct arena arena = { 0 };
	struct row {
		struct row *next;
		int64_t v[3];
	} *rows = NULL, *row;
	struct err local;
	bool good = true;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, batch);
	while (db_row(store, st, &local)) {
		row = arena_alloc(&arena, sizeof *row);
		row->next = rows;
		row->v[0] = db_int(st, 0);
		row->v[1] = sign * db_int(st, 1);
		row->v[2] = sign * db_int_or(st, 2, 0);
		rows = row;
	}
	db_done(st);
	if (local.code != ERR_NONE)
		good = err_set(err, local.code, "%s", local.text);
	for (row = rows; good && row != NULL; row = row->next)
		good = each(store, row->v, err);
	arena_release(&arena);
	return good;
}

static bool
count_day(struct store *store, const int64_t *v, struct err *err)
{
	return save_day(store, v[0], v[1], err);
}

static bool
count_entity(struct store *store, const int64_t *v, struct err *err)
{
	return run(store, ENTITY_COUNT, v, 3, err);
}

/* Exchange the present version of an article with another one. */
static bool
turn(struct saver *saver, int64_t article, int64_t version, struct err *err)
{
	const int64_t key[] = { article, version };
	struct store *store = saver->store;
	struct version to = { .article = article, .version = version };
	struct arena arena = { 0 };
	sqlite3_stmt *st = db_stmt(store, sql[VERSION_GET], err);
	bool good;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	db_bind_int(st, 2, version);
	good = db_row(store, st, err);
	if (good) {
		to.former = db_int(st, 0);
		to.batch = db_int(st, 1);
		to.title = db_str(st, 2, &arena);
		to.text = db_str(st, 3, &arena);
		to.published = db_str(st, 4, &arena);
		to.hash = db_str(st, 5, &arena);
	} else if (err->code == ERR_NONE) {
		err_set(err, ERR_CORRUPT,
		    "a former version of article %lld is gone",
		    (long long)article);
	}
	db_done(st);
	good = good && save_version(store, article, err) &&
	       run(store, VERSION_DROP, key, 2, err) &&
	       save_turn(saver, &to, err);
	arena_release(&arena);
	return good;
}

/* Turn all articles that the query names, one after the other: each that is
 * turned is not named again. */
static bool
turn_all(struct store *store, int which, int64_t batch, struct err *err)
{
	struct saver saver = { .store = store, .now = store_now(store) };
	sqlite3_stmt *st;
	int64_t article, version;

	for (;;) {
		st = db_stmt(store, sql[which], err);
		if (st == NULL)
			return false;
		db_bind_int(st, 1, batch);
		if (!db_row(store, st, err)) {
			db_done(st);
			return err->code == ERR_NONE;
		}
		article = db_int(st, 0);
		version = db_int(st, 1);
		db_done(st);
		if (!turn(&saver, article, version, err))
			return false;
	}
}

static bool
undo(struct store *store, int64_t batch, struct err *err)
{
	const int64_t args[] = { batch, 1 };

	/* Updates first: what came and was updated in one run is hidden. */
	return turn_all(store, TURN_BACK, batch, err) &&
	       count_each(store, DAYS_SHOWN, batch, -1, count_day, err) &&
	       count_each(store, NAMED_SHOWN, batch, -1, count_entity, err) &&
	       run(store, HIDE, args, 1, err) &&
	       copies_recount_batch(store, batch, err) &&
	       unknown_changed_batch(store, batch, err) &&
	       run(store, BATCH_STATE, args, 2, err);
}

static bool
redo(struct store *store, int64_t batch, struct err *err)
{
	const int64_t args[] = { batch, 0 };

	return count_each(store, DAYS_HIDDEN, batch, 1, count_day, err) &&
	       count_each(store, NAMED_HIDDEN, batch, 1, count_entity, err) &&
	       run(store, SHOW, args, 1, err) &&
	       copies_recount_batch(store, batch, err) &&
	       unknown_changed_batch(store, batch, err) &&
	       turn_all(store, TURN_ON, batch, err) &&
	       run(store, BATCH_STATE, args, 2, err);
}

struct batch {
	int64_t id, imported, updated;
	bool running, undone;
	struct str source;
};

static bool
find(struct store *store, struct str uuid, struct arena *arena,
    struct batch *batch, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[BATCH_FIND], err);
	bool found;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, uuid);
	found = db_row(store, st, err);
	if (found)
		*batch = (struct batch){
			.id = db_int(st, 0),
			.running = db_int(st, 1) != 0,
			.undone = db_int(st, 2) != 0,
			.source = db_str(st, 3, arena),
			.imported = db_int(st, 4),
			.updated = db_int(st, 5),
		};
	else if (err->code == ERR_NONE)
		err_set(err, ERR_MISSING, "there is no such import");
	db_done(st);
	return found;
}

static bool
project(struct store *store, struct str doc, const struct str *body,
    struct err *err)
{
	const bool wanted = body != NULL;
	struct arena arena = { 0 };
	struct batch batch;
	bool good = find(store, doc, &arena, &batch, err);

	arena_release(&arena);
	/* While it runs its articles are shown already: nothing to do. */
	if (!good || batch.running || batch.undone != wanted)
		return good;
	db_changed(store, TOPIC_ARTICLE);
	db_changed(store, TOPIC_ENTITY);
	return wanted ? redo(store, batch.id, err) : undo(store, batch.id, err);
}

static bool
current(struct store *store, struct str doc, struct buf *body, struct err *err)
{
	struct arena arena = { 0 };
	struct batch batch;
	bool good = find(store, doc, &arena, &batch, err);

	if (good && (batch.running || batch.undone))
		good = err_set(err, ERR_MISSING, "the import was taken back");
	if (good)
		body_of(body, batch.source, batch.imported, batch.updated);
	arena_release(&arena);
	return good;
}

const struct revision_kind batch_kind = {
	.name = "import",
	.project = project,
	.current = current,
};
