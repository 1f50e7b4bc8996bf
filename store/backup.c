#include "config.h"

#include "store/state.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "store/fts.h"

enum { BACKUP_PAGES = 256 }; /* in one step; other programs write between */

static bool
copy_pages(struct store *store, sqlite3 *to, struct err *err)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", store->db, "main");
	int rc;

	if (b == NULL)
		return db_sentence(
		    sqlite3_extended_errcode(to), sqlite3_errmsg(to), err);
	do {
		rc = sqlite3_backup_step(b, BACKUP_PAGES);
		if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED) {
			(void)sqlite3_sleep(5);
			rc = SQLITE_OK;
		}
	} while (rc == SQLITE_OK);
	(void)sqlite3_backup_finish(b);
	if (rc == SQLITE_DONE)
		return true;
	return db_sentence(rc, sqlite3_errstr(rc), err);
}

/* The copy must be whole before it gets its name, and one file: no log. */
static bool
copy_is_whole(sqlite3 *to, struct err *err)
{
	sqlite3_stmt *st = NULL;
	bool good = false;

	if (sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL,
		NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(
		to, "PRAGMA integrity_check(1)", -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		good =
		    strcmp((const char *)sqlite3_column_text(st, 0), "ok") == 0;
	(void)sqlite3_finalize(st);
	if (!good)
		return err_set(err, ERR_CORRUPT,
		    "the copy is damaged, so the library may be; `mirsad "
		    "check` says where");
	return true;
}

static bool
sync_file(const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	bool good = fd >= 0 && fsync(fd) == 0;

	if (!good)
		(void)err_set(err, ERR_IO, "%.150s: %s", path, strerror(errno));
	if (fd >= 0)
		(void)close(fd);
	return good;
}

static bool
copy_to(struct store *store, const char *path, struct err *err)
{
	sqlite3 *to = NULL;
	bool good;

	if (sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE, NULL) !=
	    SQLITE_OK) {
		(void)sqlite3_close(to);
		return err_set(err, ERR_IO, "%.150s cannot be opened", path);
	}
	(void)fts_register(to, NULL);
	good = copy_pages(store, to, err) && copy_is_whole(to, err);
	if (sqlite3_close(to) != SQLITE_OK)
		good = err_set(err, ERR_IO, "%.150s: not closed", path);
	return good && sync_file(path, err);
}

bool
backup_to(struct store *store, const char *path, struct err *err)
{
	struct buf name = { 0 };
	bool good;

	if (access(path, F_OK) == 0)
		return err_set(err, ERR_EXISTS, "%.150s exists already", path);
	buf_addf(&name, "%s.%ld.tmp", path, (long)getpid());
	(void)unlink(name.p);
	good = open_new_file(name.p, err) && copy_to(store, name.p, err) &&
	       open_put_in_place(name.p, path, err);
	if (!good)
		(void)unlink(name.p);
	buf_release(&name);
	return good;
}

bool
store_backup(struct store *store, const char *path, struct err *err)
{
	return backup_to(store, path, err);
}
