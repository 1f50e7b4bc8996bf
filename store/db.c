#include "config.h"

#include "store/db.h"

#include <nettle/sha2.h>
#include <time.h>
#include <unistd.h>

#include "model/uuid.h"
#include "store/state.h"

enum {
	HELD_MS = 50,
	PAUSE_NS = 3000000,
	RELAXED_PAGES = 128, /* of the log before it is written back */
	BULK_PAGES = 4096,
};

sqlite3 *
db_handle(struct store *store)
{
	return store->db;
}

bool
db_sentence(int code, const char *message, struct err *err)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, ERR_BUSY,
		    "another program keeps writing to the library; "
		    "try again when it is done");
	case SQLITE_INTERRUPT:
		return err_set(err, ERR_STOPPED, "stopped");
	case SQLITE_FULL:
		return err_set(err, ERR_FULL,
		    "no room left on the disk; the last change was not made");
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return err_set(err, ERR_CORRUPT,
		    "the library is damaged; `mirsad check` says where");
	case SQLITE_READONLY:
		return err_set(err, ERR_IO, "the library is read-only");
	case SQLITE_NOMEM:
		return err_set(err, ERR_IO, "out of memory");
	case SQLITE_IOERR:
		/* Of the memory that programs share, beside the library. */
		if (code == SQLITE_IOERR_SHMSIZE)
			return err_set(err, ERR_FULL,
			    "no room left on the disk, not even to open the "
			    "library");
		return err_set(err, ERR_IO,
		    "the library cannot be read or written: %s", message);
	case SQLITE_CANTOPEN:
		return err_set(
		    err, ERR_IO, "the library cannot be opened: %s", message);
	case SQLITE_CONSTRAINT:
		if (code == SQLITE_CONSTRAINT_UNIQUE ||
		    code == SQLITE_CONSTRAINT_PRIMARYKEY)
			return err_set(err, ERR_EXISTS, "it is there already");
		return err_set(err, ERR_INVALID, "refused: %s", message);
	case SQLITE_TOOBIG:
		return err_set(err, ERR_INVALID, "too long to be stored");
	default:
		return err_set(
		    err, ERR_IO, "the library answered: %s", message);
	}
}

bool
db_fail(struct store *store, struct err *err)
{
	int code = sqlite3_extended_errcode(store->db);

	/* After a failed sync the system may have dropped the pages and still
	 * call the next sync a success: never go on. */
	if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
		store->broken = true;
	/* As everywhere, no memory is the end; and here FTS5 (3.40) was seen to
	 * keep half of a row in its buffers through the rollback, which the
	 * next commit would have stored. */
	if ((code & 0xff) == SQLITE_NOMEM)
		die("out of memory");
	return db_sentence(code, sqlite3_errmsg(store->db), err);
}

bool
db_exec(struct store *store, const char *sql, struct err *err)
{
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return db_fail(store, err);
	return true;
}

bool
db_ask(struct store *store, const char *sql, int64_t *value, struct err *err)
{
	sqlite3_stmt *st;
	int rc;

	if (sqlite3_prepare_v2(store->db, sql, -1, &st, NULL) != SQLITE_OK)
		return db_fail(store, err);
	rc = sqlite3_step(st);
	*value = rc == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		(void)db_fail(store, err);
	(void)sqlite3_finalize(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

static struct db_slot *
slot_find(struct db_slot *slots, size_t size, const char *sql)
{
	size_t i =
	    (size_t)((uintptr_t)sql * UINT64_C(0x9e3779b97f4a7c15) >> 32);

	while (slots[i & (size - 1)].sql != NULL &&
	       slots[i & (size - 1)].sql != sql)
		i++;
	return &slots[i & (size - 1)];
}

static void
slots_grow(struct store *store)
{
	size_t i, size = store->size_slots > 0 ? store->size_slots * 2 : 128;
	struct db_slot *slots = xcalloc(size, sizeof *slots);

	for (i = 0; i < store->size_slots; i++)
		if (store->slots[i].sql != NULL)
			*slot_find(slots, size, store->slots[i].sql) =
			    store->slots[i];
	free(store->slots);
	store->slots = slots;
	store->size_slots = size;
}

sqlite3_stmt *
db_stmt(struct store *store, const char *sql, struct err *err)
{
	struct db_slot *slot;
	sqlite3_stmt *st;

	if (store->n_slots * 2 >= store->size_slots)
		slots_grow(store);
	slot = slot_find(store->slots, store->size_slots, sql);
	if (slot->sql != NULL) {
		db_done(slot->st);
		return slot->st;
	}
	if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
		&st, NULL) != SQLITE_OK) {
		(void)db_fail(store, err);
		return NULL;
	}
	slot->sql = sql;
	slot->st = st;
	store->n_slots++;
	return st;
}

void
db_forget(struct store *store)
{
	size_t i;

	for (i = 0; i < store->size_slots; i++)
		(void)sqlite3_finalize(store->slots[i].st);
	free(store->slots);
	store->slots = NULL;
	store->n_slots = store->size_slots = 0;
}

/* A failed bind (memory, length) makes the step that follows fail, since the
 * statement is then left with NULL where a value is wanted; ask here so that
 * optional values are not lost unseen. */
static void
bound(int rc)
{
	if (rc == SQLITE_NOMEM)
		die("out of memory");
}

void
db_bind_int(sqlite3_stmt *st, int i, int64_t value)
{
	bound(sqlite3_bind_int64(st, i, value));
}

void
db_bind_str(sqlite3_stmt *st, int i, struct str s)
{
	bound(sqlite3_bind_text64(
	    st, i, s.p != NULL ? s.p : "", s.len, SQLITE_STATIC, SQLITE_UTF8));
}

void
db_bind_bytes(sqlite3_stmt *st, int i, struct str s)
{
	bound(sqlite3_bind_blob64(
	    st, i, s.p != NULL ? s.p : "", s.len, SQLITE_STATIC));
}

void
db_bind_opt(sqlite3_stmt *st, int i, struct str s)
{
	if (s.len > 0)
		db_bind_str(st, i, s);
	else
		bound(sqlite3_bind_null(st, i));
}

void
db_bind_id(sqlite3_stmt *st, int i, int64_t id)
{
	if (id != 0)
		db_bind_int(st, i, id);
	else
		bound(sqlite3_bind_null(st, i));
}

/* SQLite rolls back by itself when the disk is full or fails. What came after
 * would then commit statement by statement: stop it here. */
static bool
still_inside(struct store *store, struct err *err)
{
	if (store->depth == 0)
		return true;
	if (!store->doomed && sqlite3_get_autocommit(store->db) == 0)
		return true;
	store->doomed = true;
	return err_set(err, ERR_IO, "the change was taken back; try again");
}

bool
db_row(struct store *store, sqlite3_stmt *st, struct err *err)
{
	int rc;

	if (err != NULL)
		err->code = ERR_NONE;
	if (!still_inside(store, err))
		return false;
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		return true;
	if (rc == SQLITE_DONE)
		(void)sqlite3_reset(st);
	else
		(void)db_fail(store, err);
	return false;
}

bool
db_run(struct store *store, sqlite3_stmt *st, struct err *err)
{
	bool good = true;
	int rc;

	if (!still_inside(store, err)) {
		db_done(st);
		return false;
	}
	/* What changes something by itself is stored by itself. */
	if (store->reading && sqlite3_stmt_readonly(st) == 0)
		store_read_end(store, true);
	do
		rc = sqlite3_step(st);
	while (rc == SQLITE_ROW);
	if (rc != SQLITE_DONE)
		good = db_fail(store, err);
	db_done(st);
	return good;
}

bool
db_run_id(struct store *store, const char *sql, int64_t id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql, err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	return db_run(store, st, err);
}

void
db_done(sqlite3_stmt *st)
{
	if (st == NULL)
		return;
	(void)sqlite3_reset(st);
	(void)sqlite3_clear_bindings(st);
}

bool
db_over(sqlite3_stmt *st, const struct err *e, struct err *err)
{
	db_done(st);
	if (e->code == ERR_NONE)
		return true;
	if (err != NULL)
		*err = *e;
	return false;
}

bool
db_number(struct store *store, const char *sql, int64_t *value, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql, err);
	struct err e;

	*value = 0;
	if (st == NULL)
		return false;
	if (db_row(store, st, &e))
		*value = db_int(st, 0);
	return db_over(st, &e, err);
}

sqlite3_stmt *
db_row_of(struct store *store, const char *sql, const char *what, int64_t id,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql, err);
	struct err e;

	if (st == NULL)
		return NULL;
	db_bind_int(st, 1, id);
	if (db_row(store, st, &e))
		return st;
	if (db_over(st, &e, err))
		(void)err_set(err, ERR_MISSING, "there is no %s %lld", what,
		    (long long)id);
	return NULL;
}

struct str
db_view(sqlite3_stmt *st, int i)
{
	const char *p = (const char *)sqlite3_column_text(st, i);

	if (p == NULL) {
		/* No memory for the copy: never take that for NULL. */
		if (sqlite3_errcode(sqlite3_db_handle(st)) == SQLITE_NOMEM)
			die("out of memory");
		return str_of("");
	}
	return (struct str){ p, (size_t)sqlite3_column_bytes(st, i) };
}

struct str
db_str(sqlite3_stmt *st, int i, struct arena *arena)
{
	return arena_str(arena, db_view(st, i));
}

bool
db_strs(struct store *store, sqlite3_stmt *st, struct arena *arena,
    struct strs *list, struct err *err)
{
	struct err e;

	*list = (struct strs){ 0 };
	while (db_row(store, st, &e)) {
		list->v = arena_grow(arena, list->v, list->n, sizeof *list->v);
		list->v[list->n++] = db_str(st, 0, arena);
	}
	return db_over(st, &e, err);
}

int64_t
db_int(sqlite3_stmt *st, int i)
{
	return sqlite3_column_int64(st, i);
}

int64_t
db_int_or(sqlite3_stmt *st, int i, int64_t if_null)
{
	if (sqlite3_column_type(st, i) == SQLITE_NULL)
		return if_null;
	return sqlite3_column_int64(st, i);
}

bool
store_writable(const struct store *store, struct err *err)
{
	if (store->broken)
		return err_set(err, ERR_IO,
		    "the disk failed to store the last change; close mirsad, "
		    "look after the disk and open the library again");
	if (store->read_only)
		return err_set(err, ERR_IO, "the library is read-only");
	return true;
}

/* A long run of transactions, as an import makes, leaves a gap now and then in
 * which a waiting program is sure to get its turn: it looks every millisecond
 * (see open.c). */
static void
give_way(struct store *store)
{
	const struct timespec pause = { .tv_nsec = PAUSE_NS };

	if (store->held_ms >= HELD_MS) {
		(void)nanosleep(&pause, NULL);
		store->held_ms = 0;
	}
}

/* Has the file been taken away from under us? What is written then goes
 * nowhere that anybody will find it. */
static bool
in_its_place(struct store *store, struct err *err)
{
	int moved = 0;

	if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED,
		&moved) != SQLITE_OK ||
	    moved == 0)
		return true;
	return err_set(err, ERR_IO,
	    "the library was moved or deleted while it was open; put it back "
	    "in its place, then this can be saved");
}

bool
db_begin(struct store *store, struct err *err)
{
	if (!store_writable(store, err))
		return false;
	if (store->depth == 0) {
		if (!in_its_place(store, err))
			return false;
		store_read_end(store, store->reading);
		give_way(store);
		if (!db_exec(store, "BEGIN IMMEDIATE", err))
			return false;
		store->begun_ms = job_clock_ms();
		store->doomed = false;
		store->topics = 0;
	} else if (!still_inside(store, err)) {
		return false;
	}
	store->depth++;
	return true;
}

static void
topics_move(struct store *store)
{
	int i;

	for (i = 0; i < STORE_TOPICS; i++)
		if ((store->topics >> i & 1U) != 0)
			store->generations[i]++;
	store->topics = 0;
}

bool
db_commit(struct store *store, struct err *err)
{
	if (!still_inside(store, err)) {
		db_rollback(store);
		return false;
	}
	if (store->depth > 1) {
		store->depth--;
		return true;
	}
	if (!db_exec(store, "COMMIT", err)) {
		db_rollback(store);
		return false;
	}
	store->depth = 0;
	store->held_ms += job_clock_ms() - store->begun_ms;
	/* What of the names was taken in meanwhile is not rolled back. */
	store->lexicon_seen.inside = store->names_seen.inside =
	    store->parts_seen.inside = false;
	topics_move(store);
	return true;
}

void
db_rollback(struct store *store)
{
	if (store->depth == 0)
		return;
	store->doomed = true;
	if (--store->depth > 0)
		return;
	if (sqlite3_get_autocommit(store->db) == 0)
		(void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	store->doomed = false;
	store->rollbacks++;
	store->topics = 0;
}

bool
db_finish(struct store *store, bool good, struct err *err)
{
	if (good)
		return db_commit(store, err);
	db_rollback(store);
	return false;
}

void
db_changed(struct store *store, enum store_topic topic)
{
	store->topics |= 1U << topic;
	if (store->depth == 0)
		topics_move(store);
}

void
db_relax(struct store *store, bool relaxed)
{
	/* Without a log (see open.c) nothing but the full care is safe. */
	if (store->depth > 0 || store->warning != NULL)
		return;
	store_read_end(store, store->reading);
	(void)db_exec(store,
	    relaxed ? "PRAGMA synchronous = NORMAL"
		    : "PRAGMA synchronous = FULL",
	    NULL);
	(void)sqlite3_wal_autocheckpoint(
	    store->db, store->bulk ? BULK_PAGES : RELAXED_PAGES);
}

void
store_bulk(struct store *store)
{
	store->bulk = true;
	(void)db_exec(store, "PRAGMA cache_size = -262144", NULL);
}

int64_t
db_last_id(struct store *store)
{
	return sqlite3_last_insert_rowid(store->db);
}

struct str
db_uuid(struct arena *arena)
{
	unsigned char b[16];
	struct timespec t;
	uint64_t ms;
	int i;

	if (getentropy(b, sizeof b) != 0)
		die("no random numbers to be had");
	(void)clock_gettime(CLOCK_REALTIME, &t);
	ms = (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
	for (i = 0; i < 6; i++)
		b[i] = (unsigned char)(ms >> (40 - 8 * i));
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x70);
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	return uuid_text(arena, b);
}

struct str
db_sha256(struct arena *arena, struct str bytes)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char sum[SHA256_DIGEST_SIZE];
	struct sha256_ctx ctx;
	char *hex = arena_alloc(arena, sizeof sum * 2 + 1);
	size_t i;

	sha256_init(&ctx);
	sha256_update(&ctx, bytes.len, (const uint8_t *)bytes.p);
	sha256_digest(&ctx, sizeof sum, sum);
	for (i = 0; i < sizeof sum; i++) {
		hex[2 * i] = digits[sum[i] >> 4];
		hex[2 * i + 1] = digits[sum[i] & 15];
	}
	return (struct str){ hex, sizeof sum * 2 };
}
