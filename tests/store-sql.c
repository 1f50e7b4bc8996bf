#include "config.h"

#include "store/db.h"
#include "tests/test.h"

/* An index over some rows holds what is asked for and little else. */
static bool
by_partial_index(sqlite3 *db, const char *step)
{
	const char *name = strstr(step, "INDEX ");
	sqlite3_stmt *st = NULL;
	bool partial;

	if (name == NULL)
		return false;
	(void)sqlite3_prepare_v2(db,
	    "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?1 "
	    "AND sql LIKE '% WHERE %'",
	    -1, &st, NULL);
	(void)sqlite3_bind_text(st, 1, name + 6, -1, SQLITE_STATIC);
	partial = sqlite3_step(st) == SQLITE_ROW;
	(void)sqlite3_finalize(st);
	return partial;
}

/* A plan that reads a whole table is right only where the text says so. */
static const char *
scan_in_plan(sqlite3 *db, const char *sql)
{
	static char detail[256];
	struct buf b = { 0 };
	sqlite3_stmt *st;
	const char *found = NULL;

	buf_addf(&b, "EXPLAIN QUERY PLAN %s", sql);
	if (sqlite3_prepare_v2(db, b.p, -1, &st, NULL) != SQLITE_OK)
		found = "no plan";
	while (found == NULL && sqlite3_step(st) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(st, 3);

		/* FTS5 and the table-valued functions call every access a
		 * scan; CONSTANT ROW is a SELECT without a table, and what
		 * stands in parentheses is no table. */
		if (strncmp(step, "SCAN", 4) != 0 ||
		    strstr(step, "VIRTUAL TABLE") != NULL ||
		    strstr(step, "CONSTANT ROW") != NULL || step[5] == '(' ||
		    by_partial_index(db, step))
			continue;
		(void)snprintf(detail, sizeof detail, "%s", step);
		found = detail;
	}
	(void)sqlite3_finalize(st);
	buf_release(&b);
	return found;
}

static void
check_text(sqlite3 *db, const char *table, size_t i, const char *sql)
{
	sqlite3_stmt *st = NULL;
	const char *tail = "", *scan;
	int rc = sqlite3_prepare_v2(db, sql, -1, &st, &tail);

	ok(rc == SQLITE_OK && st != NULL, "%s %zu can be prepared", table, i);
	if (rc != SQLITE_OK)
		printf("# %s\n# %s\n", sqlite3_errmsg(db), sql);
	ok(str_trim(str_of(tail)).len == 0, "%s %zu is one statement", table,
	    i);
	(void)sqlite3_finalize(st);
	if (rc != SQLITE_OK || strstr(sql, "/*scan*/") != NULL)
		return;
	scan = scan_in_plan(db, sql);
	ok(scan == NULL, "%s %zu reads no table as a whole", table, i);
	if (scan != NULL)
		printf("# %s\n# %s\n", scan, sql);
}

int
main(void)
{
	struct store *store;
	struct err err = { 0 };
	size_t t, i;

	if (!store_open(":memory:", STORE_CREATE, &store, &err)) {
		ok(false, "a library opens (%s)", err.text);
		return done();
	}
	ok(scan_in_plan(db_handle(store), "SELECT title FROM article") != NULL,
	    "a scan is seen");
	for (t = 0; db_tables[t] != NULL; t++)
		for (i = 0; i < db_tables[t]->n; i++)
			if (db_tables[t]->sql[i] != NULL)
				check_text(db_handle(store), db_tables[t]->name,
				    i, db_tables[t]->sql[i]);
	store_close(store);
	return done();
}
