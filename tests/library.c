#include "config.h"

#include "tests/library.h"

#include <ftw.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/article-key.h"
#include "store/db.h"
#include "store/history.h"
#include "tests/test.h"

static char dir[512];

const char *
library_dir(void)
{
	if (dir[0] == '\0') {
		const char *tmp = getenv("TMPDIR");

		(void)snprintf(dir, sizeof dir, "%s/mirsad-test-XXXXXX",
		    tmp != NULL && *tmp == '/' ? tmp : "/tmp");
		if (mkdtemp(dir) == NULL)
			die("no folder for the test");
	}
	return dir;
}

char *
library_path(const char *name)
{
	struct buf b = { 0 };

	buf_addf(&b, "%s/%s", library_dir(), name);
	return b.p;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void
library_clean(void)
{
	if (dir[0] != '\0')
		(void)nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static struct store *
open_or_die(const char *path, enum store_mode mode)
{
	struct store *store;
	struct err err = { 0 };

	if (!store_open(path, mode, &store, &err))
		die("%s", err.text);
	store_set_clock(store, 1484697600);
	store_set_analyst(store, "nadia");
	return store;
}

struct store *
library_new(const char *path)
{
	return open_or_die(path, STORE_CREATE);
}

struct store *
library_open(const char *path)
{
	return open_or_die(path, STORE_OPEN);
}

int64_t
library_sql(struct store *store, const char *sql)
{
	sqlite3_stmt *st = NULL;
	int64_t value;

	if (sqlite3_prepare_v2(db_handle(store), sql, -1, &st, NULL) !=
	    SQLITE_OK)
		die("%s: %s", sqlite3_errmsg(db_handle(store)), sql);
	value =
	    sqlite3_step(st) == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
	if (sqlite3_finalize(st) != SQLITE_OK)
		die("%s: %s", sqlite3_errmsg(db_handle(store)), sql);
	return value;
}

void
library_run(struct store *store, const char *fmt, ...)
{
	char text[4096];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (sqlite3_exec(db_handle(store), text, NULL, NULL, NULL) != SQLITE_OK)
		die("%s: %s", sqlite3_errmsg(db_handle(store)), text);
}

static void
insert(struct store *store, const char *sql, const char *title,
    const char *text, const char *extra)
{
	sqlite3_stmt *st = NULL;

	if (sqlite3_prepare_v2(db_handle(store), sql, -1, &st, NULL) !=
	    SQLITE_OK)
		die("%s: %s", sqlite3_errmsg(db_handle(store)), sql);
	(void)sqlite3_bind_text(st, 1, title, -1, SQLITE_STATIC);
	(void)sqlite3_bind_text(st, 2, text, -1, SQLITE_STATIC);
	(void)sqlite3_bind_text(st, 3, extra, -1, SQLITE_STATIC);
	(void)sqlite3_step(st);
	if (sqlite3_finalize(st) != SQLITE_OK)
		die("%s: %s", sqlite3_errmsg(db_handle(store)), sql);
}

int64_t
library_article(struct store *store, const char *title, const char *text)
{
	struct arena arena = { 0 };
	int64_t id;

	(void)library_sql(store,
	    "INSERT INTO batch (id, started, finished, source) "
	    "VALUES (1, 0, 0, 'test') ON CONFLICT DO NOTHING");
	insert(store,
	    "INSERT INTO article (uuid, ord, title, imported, words, hash, "
	    "batch, published, published_day) VALUES (?3, (SELECT "
	    "coalesce(max(ord), 1480000000) + 86400 FROM article), ?1, 0, "
	    "length(?2) / 6, hex(?1), 1, '2016-12-01', 17136)",
	    title, text, db_uuid(&arena).p);
	id = db_last_id(store);
	insert(store,
	    "INSERT INTO article_body (article, size, body) "
	    "SELECT max(id), length(CAST(?2 AS BLOB)), "
	    "sqlar_compress(CAST(?2 AS BLOB)) FROM article",
	    title, text, "");
	insert(store,
	    "INSERT INTO article_fts (rowid, title, body) VALUES ((SELECT "
	    "max(ord) FROM article), ?1, ?2)",
	    title, text, "");
	insert(store,
	    "INSERT INTO article_day (day, articles) VALUES (17136, 1) "
	    "ON CONFLICT (day) DO UPDATE SET articles = articles + 1",
	    title, text, "");
	arena_release(&arena);
	return id;
}

static void
dump_value(sqlite3_stmt *st, int i, struct buf *b)
{
	const void *blob;

	switch (sqlite3_column_type(st, i)) {
	case SQLITE_NULL:
		buf_puts(b, "NULL");
		break;
	case SQLITE_BLOB:
		blob = sqlite3_column_blob(st, i);
		buf_addf(b, "x%d:", sqlite3_column_bytes(st, i));
		buf_add(b, blob, (size_t)sqlite3_column_bytes(st, i));
		break;
	default:
		buf_json(b, db_view(st, i));
		break;
	}
}

static void
dump_table(struct store *store, const char *name, struct buf *b)
{
	struct buf sql = { 0 };
	sqlite3_stmt *st = NULL;
	int64_t columns;
	int i;

	buf_addf(&sql, "SELECT count(*) FROM pragma_table_info('%s')", name);
	columns = library_sql(store, sql.p);
	buf_reset(&sql);
	buf_addf(&sql, "SELECT * FROM \"%s\" ORDER BY 1%s", name,
	    columns > 1 ? ", 2" : "");
	if (sqlite3_prepare_v2(db_handle(store), sql.p, -1, &st, NULL) !=
	    SQLITE_OK)
		die("%s: %s", sqlite3_errmsg(db_handle(store)), sql.p);
	while (sqlite3_step(st) == SQLITE_ROW) {
		buf_puts(b, name);
		for (i = 0; i < sqlite3_column_count(st); i++) {
			buf_putc(b, '|');
			dump_value(st, i, b);
		}
		buf_putc(b, '\n');
	}
	(void)sqlite3_finalize(st);
	buf_release(&sql);
}

char *
library_dump(struct store *store)
{
	struct buf b = { 0 };
	sqlite3_stmt *st = NULL;

	buf_puts(&b, "");
	(void)sqlite3_prepare_v2(db_handle(store),
	    "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
	    "name NOT IN ('act', 'revision', 'setting', 'unknown', "
	    "'article_unknown', 'todo_unknown', 'name_change') AND "
	    "name NOT LIKE '%\\_fts%' ESCAPE '\\' AND "
	    "name NOT LIKE 'article\\_facet%' ESCAPE '\\' ORDER BY name",
	    -1, &st, NULL);
	while (sqlite3_step(st) == SQLITE_ROW)
		dump_table(store, (const char *)sqlite3_column_text(st, 0), &b);
	(void)sqlite3_finalize(st);
	return b.p;
}

int64_t
library_keys_wrong(struct store *store)
{
#define NOW "SELECT word, ord FROM (" ARTICLE_KEYS("") ")"
#define KEPT "SELECT word, ord FROM article_key"
	return library_sql(store,
	    "SELECT (SELECT count(*) FROM (" NOW " EXCEPT " KEPT ")) + "
	    "(SELECT count(*) FROM (" KEPT " EXCEPT " NOW "))");
}

static void
is_dump(struct store *store, const char *wanted, const char *what)
{
	char *now = library_dump(store);

	is_str(str_of(now), wanted, "%s", what);
	free(now);
	is_int(library_sql(store, "INSERT INTO note_fts (note_fts, rank) "
				  "VALUES ('integrity-check', 1)"),
	    0, "the index agrees");
	is_int(library_sql(store, "INSERT INTO claim_fts (claim_fts, rank) "
				  "VALUES ('integrity-check', 1)"),
	    0, "that of claims too");
	is_int(library_keys_wrong(store), 0, "and what articles are found by");
}

void
library_turn_around(struct store **store, const char *name, const char *path,
    bool (*act)(struct err *err))
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str summary;
	char *before = library_dump(*store), *after;

	ok(act(&err), "%s is done (%s)", name, err.text);
	after = library_dump(*store);
	ok(strcmp(before, after) != 0, "%s changes something", name);
	ok(store_undo(*store, &arena, &summary, &err), "%s is undone", name);
	is_dump(*store, before, "and nothing is left of it");
	store_close(*store);
	*store = library_open(path);
	ok(store_redo(*store, &arena, &summary, &err),
	    "%s is redone after a new start (%s)", name, err.text);
	is_dump(*store, after, "and all of it is there again");
	ok(!store_redo(*store, &arena, &summary, &err) &&
		err.code == ERR_MISSING,
	    "there is no more to redo");
	free(before);
	free(after);
	arena_release(&arena);
}
