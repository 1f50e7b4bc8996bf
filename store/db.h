/* SQLite for the modules of store/: prepared statements kept for good, values
 * in and out, transactions that nest, errors as sentences. Private to store/.
 *
 * Each module keeps its SQL in one static table of texts and lists that table
 * in db_tables, so that a test can prepare and EXPLAIN every statement: a plan
 * with SCAN fails it unless the text says SCAN is meant, by a comment. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <sqlite3.h>

#include "store/store.h"

struct db_table {
	const char *name;
	const char *const *sql;
	size_t n;
};
extern const struct db_table *const db_tables[]; /* ends with NULL */

sqlite3 *db_handle(struct store *store);

/* The statement of a static text, prepared on first use and kept. It comes
 * reset and with nothing bound. NULL with err filled on failure. */
sqlite3_stmt *db_stmt(struct store *store, const char *sql, struct err *err);

/* Parameters count from 1. The text must live until the statement is done. */
void db_bind_int(sqlite3_stmt *st, int i, int64_t value);
void db_bind_str(sqlite3_stmt *st, int i, struct str s);
void db_bind_bytes(sqlite3_stmt *st, int i, struct str s); /* a BLOB */
void db_bind_opt(sqlite3_stmt *st, int i, struct str s);   /* empty: NULL */
void db_bind_id(sqlite3_stmt *st, int i, int64_t id);      /* 0: NULL */

/* The next row. False at the end (err->code stays ERR_NONE) or on failure. Sets
 * err->code to ERR_NONE first. */
bool db_row(struct store *store, sqlite3_stmt *st, struct err *err);
/* After a loop `while (db_row(store, st, &e))`, however it ended: done with st;
 * false, and *err filled, if a failure ended it. */
bool db_over(sqlite3_stmt *st, const struct err *e, struct err *err);
/* The first column of the only row of a statement without parameters; 0 where
 * there is none. */
bool db_number(
    struct store *store, const char *sql, int64_t *value, struct err *err);
/* The row of a number, which is ?1, ready to be read and for db_done then. NULL
 * on failure; without a row that is ERR_MISSING, "there is no <what> <id>". */
sqlite3_stmt *db_row_of(struct store *store, const char *sql, const char *what,
    int64_t id, struct err *err);
/* The texts of the first column, to the end. */
struct strs {
	struct str *v;
	size_t n;
};
bool db_strs(struct store *store, sqlite3_stmt *st, struct arena *arena,
    struct strs *list, struct err *err);
/* Run to the end and be done with it. */
bool db_run(struct store *store, sqlite3_stmt *st, struct err *err);
/* The same for a statement whose only value is a number. */
bool db_run_id(
    struct store *store, const char *sql, int64_t id, struct err *err);
/* Reset and unbind; NULL is fine. */
void db_done(sqlite3_stmt *st);

/* Columns count from 0. Text is copied into the arena; NULL is empty text and
 * 0 (or the default given). */
struct str db_str(sqlite3_stmt *st, int i, struct arena *arena);
struct str db_view(sqlite3_stmt *st, int i); /* borrowed until the next step */
int64_t db_int(sqlite3_stmt *st, int i);
int64_t db_int_or(sqlite3_stmt *st, int i, int64_t if_null);

/* Transactions nest by counting; only the outermost commits. All begin
 * IMMEDIATE. A failure anywhere inside must end in db_rollback. */
bool db_begin(struct store *store, struct err *err);
bool db_commit(struct store *store, struct err *err);
void db_rollback(struct store *store);
/* Commit what went well, roll back what did not: returns whether it stays. */
bool db_finish(struct store *store, bool good, struct err *err);

/* While relaxed, a power cut may take the last commits back (never a part of
 * one): for long jobs whose work can be done again. The next commit after it is
 * as durable as ever, and so is what came before. Outside of transactions. */
void db_relax(struct store *store, bool relaxed);

/* The error of the last call as a sentence; returns false. */
bool db_fail(struct store *store, struct err *err);
/* Something of that topic changed: counted when the transaction commits. */
void db_changed(struct store *store, enum store_topic topic);

int64_t db_last_id(struct store *store);
/* A new UUID (version 7: its time, then random) as text in the arena. */
struct str db_uuid(struct arena *arena);
/* SHA-256 of bytes as 64 hexadecimal digits in the arena. */
struct str db_sha256(struct arena *arena, struct str bytes);

#endif
