#include "config.h"

#include "store/article-key.h"
#include "store/claim-group.h"
#include "store/facet.h"
#include "store/reanchor.h"
#include "store/revision.h"

/* What must hold, each as a statement that gives one line in words for each
 * breach, and what mends it: everything here but the last is derived. */
/* What was found again by likeness has other words than its quotation, but all
 * of them inside the text; what is exact has the same. */
#define AWAY(x)                                                                \
	"((" x ".anchor = 'exact' AND substr(CAST(t.text AS BLOB), " x         \
	".start + 1, " x ".\"end\" - " x ".start) <> CAST(" x ".quote AS "     \
	"BLOB)) OR (" x ".anchor = 'moved' AND (" x ".start >= " x ".\"end\" " \
	"OR " x ".\"end\" > length(CAST(t.text AS BLOB)))))"

static const char *const sql[] = {
	"SELECT printf('article %d counts %d notes and has %d', id, notes, n) "
	"FROM (SELECT a.id, a.notes, (SELECT count(*) FROM note WHERE "
	"on_kind = 'article' AND on_id = a.id) AS n FROM article a /*scan*/) "
	"WHERE notes <> n LIMIT 100",
	"SELECT printf('entity %s counts %d notes and has %d', key, notes, n) "
	"FROM (SELECT e.key, e.notes, (SELECT count(*) FROM note WHERE "
	"on_kind = 'entity' AND on_id = e.id) AS n FROM entity e /*scan*/) "
	"WHERE notes <> n LIMIT 100",
	"SELECT printf('event %s counts %d notes and has %d', key, notes, n) "
	"FROM (SELECT v.key, v.notes, (SELECT count(*) FROM note WHERE "
	"on_kind = 'event' AND on_id = v.id) AS n FROM event v /*scan*/) "
	"WHERE notes <> n LIMIT 100",
	"SELECT printf('entity %s counts %d articles and %d mentions, and has "
	"%d and %d', key, articles, mentions, n, m) FROM (SELECT e.key, "
	"e.articles, e.mentions, (SELECT count(*) FROM article_entity x JOIN "
	"article a ON a.id = x.article WHERE x.entity = e.id AND a.hidden = 0) "
	"AS n, (SELECT coalesce(sum(x.mentions), 0) FROM article_entity x "
	"JOIN article a ON a.id = x.article WHERE x.entity = e.id AND "
	"a.hidden = 0) AS m FROM entity e /*scan*/) "
	"WHERE articles <> n OR mentions <> m LIMIT 100",
	"SELECT printf('article %d counts %d copies and has %d', id, copies, "
	"n) FROM (SELECT b.id, b.copies, (SELECT count(*) FROM article_copy x "
	"JOIN article a ON a.id = x.other WHERE x.article = b.id AND "
	"a.hidden = 0) AS n FROM article b /*scan*/) WHERE copies <> n "
	"LIMIT 100",
	"SELECT printf('article %d stands under a copy or not, against what "
	"its copies say', id) FROM (SELECT b.id, b.folded, EXISTS (SELECT 1 "
	"FROM article_copy x JOIN article a ON a.id = x.other WHERE "
	"x.article = b.id AND x.fold = 1 AND a.hidden = 0) AS n "
	"FROM article b /*scan*/) WHERE folded <> n LIMIT 100",
	"SELECT printf('day %d counts %d articles and has %d', d.day, "
	"d.articles, coalesce(n, 0)) FROM article_day d /*scan*/ LEFT JOIN "
	"(SELECT published_day AS day, count(*) AS n FROM article WHERE "
	"hidden = 0 AND published_day IS NOT NULL GROUP BY published_day) c "
	"ON c.day = d.day WHERE d.articles <> coalesce(n, 0) LIMIT 100",
	"SELECT printf('day %d is not counted', published_day) FROM article "
	"/*scan*/ WHERE hidden = 0 AND published_day IS NOT NULL AND "
	"published_day NOT IN (SELECT day FROM article_day) "
	"GROUP BY published_day LIMIT 100",
	"SELECT printf('the passage of note %d does not stand at its place in "
	"article %d', n.id, n.on_id) FROM note n /*scan*/ JOIN article_text t "
	"ON t.article = n.on_id WHERE n.on_kind = 'article' AND " AWAY(
	    "n") " LIMIT 100",
	"SELECT printf('a passage of claim %d does not stand at its place in "
	"article %d', s.claim, c.article) FROM claim_span s /*scan*/ JOIN "
	"claim c ON c.id = s.claim JOIN article_text t ON "
	"t.article = c.article WHERE " AWAY("s") " LIMIT 100",
	"SELECT printf('article %d counts %d claims and has %d', id, claims, "
	"n) FROM (SELECT a.id, a.claims, (SELECT count(*) FROM claim WHERE "
	"article = a.id) AS n FROM article a /*scan*/) WHERE claims <> n "
	"LIMIT 100",
	"SELECT printf('claim %d counts %d notes and has %d', id, notes, n) "
	"FROM (SELECT c.id, c.notes, (SELECT count(*) FROM note WHERE "
	"on_kind = 'claim' AND on_id = c.id) AS n FROM claim c /*scan*/) "
	"WHERE notes <> n LIMIT 100",
	"SELECT printf('article %d is not found by %s', k.article, k.word) "
	"FROM (" ARTICLE_KEYS(
	    "") ") k /*scan*/ WHERE NOT EXISTS (SELECT 1 "
		"FROM article_key x WHERE x.word = k.word AND x.ord = k.ord) "
		"LIMIT 100",
	"SELECT printf('an article is found by %s, which it has not', word) "
	"FROM (SELECT word, ord FROM article_key /*scan*/ EXCEPT SELECT word, "
	"ord FROM (" ARTICLE_KEYS("") ")) LIMIT 100",
	"SELECT printf('claim %d is in %d of 9 orders', c.id, (SELECT "
	"count(DISTINCT grouping) FROM claim_group WHERE claim = c.id)) FROM "
	"claim c /*scan*/ WHERE (SELECT count(DISTINCT grouping) FROM "
	"claim_group WHERE claim = c.id) <> 9 LIMIT 100",
};

static const char *const repairs[] = {
	"UPDATE article /*scan*/ SET notes = (SELECT count(*) FROM note WHERE "
	"on_kind = 'article' AND on_id = article.id)",
	"UPDATE entity /*scan*/ SET notes = (SELECT count(*) FROM note WHERE "
	"on_kind = 'entity' AND on_id = entity.id)",
	"UPDATE claim /*scan*/ SET notes = (SELECT count(*) FROM note WHERE "
	"on_kind = 'claim' AND on_id = claim.id)",
	"UPDATE article /*scan*/ SET claims = (SELECT count(*) FROM claim "
	"WHERE article = article.id)",
	"UPDATE event /*scan*/ SET notes = (SELECT count(*) FROM note WHERE "
	"on_kind = 'event' AND on_id = event.id)",
	"UPDATE entity /*scan*/ SET articles = (SELECT count(*) FROM "
	"article_entity x JOIN article a ON a.id = x.article WHERE "
	"x.entity = entity.id AND a.hidden = 0), mentions = (SELECT "
	"coalesce(sum(x.mentions), 0) FROM article_entity x JOIN article a ON "
	"a.id = x.article WHERE x.entity = entity.id AND a.hidden = 0)",
	"UPDATE article /*scan*/ SET copies = (SELECT count(*) FROM "
	"article_copy x JOIN article a ON a.id = x.other WHERE "
	"x.article = article.id AND a.hidden = 0), folded = EXISTS (SELECT 1 "
	"FROM article_copy x JOIN article a ON a.id = x.other WHERE "
	"x.article = article.id AND x.fold = 1 AND a.hidden = 0)",
	"DELETE FROM article_day /*scan*/",
	"INSERT INTO article_day (day, articles) SELECT published_day, "
	"count(*) FROM article /*scan*/ WHERE hidden = 0 AND "
	"published_day IS NOT NULL GROUP BY published_day",
	"DELETE FROM article_key /*scan*/",
	"INSERT INTO article_key (word, ord) SELECT word, ord FROM "
	"(" ARTICLE_KEYS("") ") /*scan*/",
	"REINDEX",
	"INSERT INTO note_fts (note_fts) VALUES ('rebuild')",
	"INSERT INTO claim_fts (claim_fts) VALUES ('rebuild')",
	"INSERT INTO article_fts (article_fts) VALUES ('rebuild')",
	"INSERT INTO article_facet (article_facet) VALUES ('rebuild')",
	"DELETE FROM setting WHERE key = 'facet'",
	/* What waits for its turn in the index is not in it. */
	"INSERT INTO article_fts (article_fts, rowid, title, body) SELECT "
	"'delete', a.ord, a.title, x.text FROM todo_index t /*scan*/ JOIN "
	"article a ON a.id = t.article JOIN article_text x ON "
	"x.article = a.id",
	"INSERT INTO article_facet (article_facet, rowid, author, language) "
	"SELECT 'delete', a.ord, a.author, a.language FROM todo_index t "
	"/*scan*/ JOIN article a ON a.id = t.article",
};
enum { REVISIONS, WAITING, NOTED };

static const char *const more[] = {
	[REVISIONS] =
	    "SELECT r.seq, r.id, r.kind, r.doc, r.parents, r.body, a.analyst, "
	    "a.time FROM revision r /*scan*/ JOIN act a ON a.id = r.act",
	[WAITING] = "SELECT 1 FROM todo_index /*scan*/ LIMIT 1",
	[NOTED] = "SELECT on_id FROM note WHERE on_kind = 'article' AND "
		  "on_id > 0 UNION SELECT article FROM claim /*scan*/",
};
const struct db_table check_more_sql = { "check-more", more, ARRAY_LEN(more) };
const struct db_table check_sql = { "check", sql, ARRAY_LEN(sql) };
const struct db_table repair_sql = { "repair", repairs, ARRAY_LEN(repairs) };

struct check {
	struct store *store;
	void (*say)(void *arg, const char *what);
	void *arg;
	int wrong;
};

static void
wrong(struct check *c, const char *what)
{
	c->wrong++;
	c->say(c->arg, what);
}

/* Say every row of a text but "ok"; a text that cannot run is wrong itself. */
static void
each_line(struct check *c, const char *text)
{
	sqlite3 *db = db_handle(c->store);
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(db, text, -1, &st, NULL);

	if (rc == SQLITE_OK)
		while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
			const char *line =
			    (const char *)sqlite3_column_text(st, 0);

			if (line != NULL && strcmp(line, "ok") != 0)
				wrong(c, line);
		}
	if (rc != SQLITE_DONE)
		wrong(c, sqlite3_errmsg(db));
	(void)sqlite3_finalize(st);
}

static void
check_index(struct check *c, const char *text, const char *what)
{
	if (sqlite3_exec(db_handle(c->store), text, NULL, NULL, NULL) !=
	    SQLITE_OK)
		wrong(c, what);
}

/* FTS5 compares with the text only when every article has been indexed; the
 * check is an INSERT, so a read-only library goes without. */
static bool
check_indexes(struct check *c, struct err *err)
{
	sqlite3_stmt *st;
	struct err e;
	bool waiting, whole = false;

	if (store_read_only(c->store))
		return true;
	if (!facet_whole(c->store, &whole, err))
		return false;
	st = db_stmt(c->store, more[WAITING], err);
	if (st == NULL)
		return false;
	waiting = db_row(c->store, st, &e);
	if (!db_over(st, &e, err))
		return false;
	check_index(c,
	    waiting ? "INSERT INTO article_fts (article_fts) "
		      "VALUES ('integrity-check')"
		    : "INSERT INTO article_fts (article_fts, rank) "
		      "VALUES ('integrity-check', 1)",
	    "the index of articles does not agree with their texts");
	check_index(c,
	    waiting || !whole ? "INSERT INTO article_facet (article_facet) "
				"VALUES ('integrity-check')"
			      : "INSERT INTO article_facet (article_facet, "
				"rank) VALUES ('integrity-check', 1)",
	    "the index of authors does not agree with the articles");
	check_index(c,
	    "INSERT INTO note_fts (note_fts, rank) "
	    "VALUES ('integrity-check', 1)",
	    "the index of notes does not agree with their texts");
	check_index(c,
	    "INSERT INTO claim_fts (claim_fts, rank) "
	    "VALUES ('integrity-check', 1)",
	    "the index of claims does not agree with their texts");
	return true;
}

/* Every revision must still be what its id is the sum of. */
static bool
check_revisions(struct check *c, struct err *err)
{
	sqlite3_stmt *st = db_stmt(c->store, more[REVISIONS], err);
	struct arena arena = { 0 };
	struct err e;

	if (st == NULL)
		return false;
	while (db_row(c->store, st, &e)) {
		struct revision r = { .kind = db_view(st, 2),
			.doc = db_view(st, 3),
			.parents = db_view(st, 4),
			.author = db_view(st, 6),
			.time = db_int(st, 7) };

		if (sqlite3_column_type(st, 5) != SQLITE_NULL)
			r.body = db_view(st, 5);
		if (!str_eq(revision_id(&r, &arena), db_view(st, 1))) {
			char line[80];

			(void)snprintf(line, sizeof line,
			    "revision %lld was altered",
			    (long long)db_int(st, 0));
			wrong(c, line);
		}
		arena_reset(&arena);
	}
	arena_release(&arena);
	return db_over(st, &e, err);
}

static void
check_all(struct check *c)
{
	size_t i;

	each_line(c, "PRAGMA integrity_check(100)");
	each_line(c,
	    "SELECT printf('%s: row %d points at no row of %s', \"table\", "
	    "rowid, parent) FROM pragma_foreign_key_check LIMIT 100");
	for (i = 0; i < ARRAY_LEN(sql); i++)
		each_line(c, sql[i]);
}

static bool
repair_anchors(struct store *store, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, more[NOTED], err);
	struct buf ids = { 0 };
	struct err e;
	size_t i;
	bool good;

	if (st == NULL)
		return false;
	while (db_row(store, st, &e)) {
		int64_t id = db_int(st, 0);

		buf_add(&ids, &id, sizeof id);
	}
	good = db_over(st, &e, err);
	for (i = 0; good && i < ids.len; i += sizeof(int64_t)) {
		int64_t id;

		memcpy(&id, ids.p + i, sizeof id);
		good = store_reanchor_stored(store, id, err);
	}
	buf_release(&ids);
	return good;
}

static bool
repair_all(struct store *store, struct err *err)
{
	size_t i;

	if (!db_begin(store, err))
		return false;
	for (i = 0; i < ARRAY_LEN(repairs); i++) {
		sqlite3_stmt *st = db_stmt(store, repairs[i], err);

		if (st == NULL || !db_run(store, st, err)) {
			db_rollback(store);
			return false;
		}
	}
	if (!claim_groups_rebuild(store, err) || !repair_anchors(store, err)) {
		db_rollback(store);
		return false;
	}
	for (i = 0; i < STORE_TOPICS; i++)
		db_changed(store, (enum store_topic)i);
	return db_commit(store, err);
}

static void
silent(void *arg, const char *what)
{
	(void)arg;
	(void)what;
}

/* Where the file itself is damaged not all can be read. */
static bool
look(struct check *c, struct err *err)
{
	check_all(c);
	if (check_indexes(c, err) && check_revisions(c, err))
		return true;
	if (err->code != ERR_CORRUPT)
		return false;
	wrong(c, "the rest cannot be read");
	return true;
}

bool
store_check(struct store *store, bool repair,
    void (*say)(void *arg, const char *what), void *arg, int *n,
    struct err *err)
{
	struct check c = { .store = store, .say = say, .arg = arg };

	if (!look(&c, err))
		return false;
	*n = c.wrong;
	if (!repair || c.wrong == 0)
		return true;
	if (!repair_all(store, err))
		return err_prefix(err, "the repair stopped");
	c = (struct check){ .store = store, .say = silent };
	if (!look(&c, err))
		return false;
	if (c.wrong > 0)
		return err_set(err, ERR_CORRUPT,
		    "%d things are still wrong: what is not derived can only "
		    "come from a backup",
		    c.wrong);
	return true;
}
