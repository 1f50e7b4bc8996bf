#include "config.h"

#include "store/state.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "store/body.h"
#include "store/fts.h"
#include "store/schema.h"

enum {
	APPLICATION_ID = 0x6d697273, /* "mirs" */
	HEADER = 100,                /* bytes, SQLite's file format, 1.3 */
	PROGRESS = 200,              /* instructions between two looks: some
				      * 70 pages of an index, if that is all */
	WAIT_MS = 60000,             /* for another writer */
};

/* Hostile or damaged files find these closed (sqlite.org/security.html). */
static const int switches[][2] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	{ SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
	{ SQLITE_DBCONFIG_DQS_DML, 0 },
	{ SQLITE_DBCONFIG_DQS_DDL, 0 },
	{ SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
};

static const int limits[][2] = {
	{ SQLITE_LIMIT_LENGTH, 64 << 20 },
	{ SQLITE_LIMIT_SQL_LENGTH, 100000 },
	{ SQLITE_LIMIT_COLUMN, 100 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 100 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 10 },
	{ SQLITE_LIMIT_VDBE_OP, 250000 },
	{ SQLITE_LIMIT_FUNCTION_ARG, 64 },
	{ SQLITE_LIMIT_ATTACHED, 2 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 1000 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
	{ SQLITE_LIMIT_WORKER_THREADS, 0 },
};

/* A transaction is never stopped half way by a key or a clock: an act happens
 * or does not. A look for a key is a system call: once in a millisecond. */
static int
progress(void *arg)
{
	struct store *store = arg;
	int64_t now;

	if (store->depth > 0 || (store->until_ms == 0 && store->wanted == NULL))
		return 0;
	now = job_clock_ms();
	if (store->until_ms != 0 && now > store->until_ms)
		return 1;
	if (store->wanted == NULL || now == store->looked_ms)
		return 0;
	store->looked_ms = now;
	return store->wanted(store->wanted_arg);
}

/* Short sleeps, because the other writer pauses only for a moment between its
 * transactions (see db_begin). */
static int
busy(void *arg, int tries)
{
	struct store *store = arg;
	const struct timespec pause = { .tv_nsec = 1000000 };

	if (tries == 0)
		store->waiting_ms = job_clock_ms();
	else if (job_clock_ms() - store->waiting_ms > WAIT_MS)
		return 0;
	(void)nanosleep(&pause, NULL);
	return 1;
}

static bool
harden(struct store *store, struct err *err)
{
	size_t i;

	(void)sqlite3_extended_result_codes(store->db, 1);
	(void)sqlite3_busy_handler(store->db, busy, store);
	for (i = 0; i < ARRAY_LEN(switches); i++)
		if (sqlite3_db_config(store->db, switches[i][0], switches[i][1],
			NULL) != SQLITE_OK)
			return db_fail(store, err);
	for (i = 0; i < ARRAY_LEN(limits); i++)
		(void)sqlite3_limit(store->db, limits[i][0], limits[i][1]);
	sqlite3_progress_handler(store->db, PROGRESS, progress, store);
	if (!db_exec(store,
		"PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
		"PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = OFF;"
		"PRAGMA temp_store = MEMORY",
		err))
		return false;
	return fts_register(store->db, err) && body_register(store->db, err);
}

static uint32_t
big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

/* Look at the first bytes through SQLite's own handle: closing another
 * descriptor of the file would drop the locks that a second connection of
 * this process holds. Nothing is locked, created or recovered by this. */
static bool
look(struct store *store, struct err *err)
{
	unsigned char head[HEADER];
	sqlite3_file *file = NULL;
	sqlite3_int64 size = 0;
	int64_t page;

	if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER,
		&file) != SQLITE_OK ||
	    file == NULL || file->pMethods == NULL ||
	    file->pMethods->xFileSize(file, &size) != SQLITE_OK)
		return err_set(
		    err, ERR_IO, "%.150s cannot be read", store->path);
	if (size < HEADER ||
	    file->pMethods->xRead(file, head, HEADER, 0) != SQLITE_OK ||
	    memcmp(head, "SQLite format 3", 16) != 0)
		return err_set(err, ERR_INVALID,
		    "%.150s is not a mirsad library", store->path);
	if (big_endian(head + 68) != APPLICATION_ID)
		return err_set(err, ERR_INVALID,
		    "%.130s is a database of another program, not a mirsad "
		    "library",
		    store->path);
	if (big_endian(head + 60) > schema_versions)
		return err_set(err, ERR_INVALID,
		    "%.130s was written by a newer mirsad (version %u of the "
		    "library, this one knows %zu)",
		    store->path, big_endian(head + 60), schema_versions);
	page = head[16] << 8 | head[17];
	if (page == 1)
		page = 65536;
	/* With a log beside it the file itself may be behind. */
	if (big_endian(head + 28) * page > size && !store->has_log)
		return err_set(err, ERR_CORRUPT,
		    "%.150s is damaged: its end is missing", store->path);
	return true;
}

/* What cannot be opened, in words, before SQLite touches it. */
static bool
kind_of_file(const char *path, struct err *err)
{
	struct stat st;

	if (lstat(path, &st) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return err_set(err, ERR_MISSING,
			    "there is no library at %.150s; `mirsad init` "
			    "makes one",
			    path);
		return err_set(
		    err, ERR_IO, "%.150s: %s", path, strerror(errno));
	}
	if (S_ISDIR(st.st_mode))
		return err_set(err, ERR_INVALID,
		    "%.150s is a folder, not a library", path);
	if (S_ISLNK(st.st_mode))
		return err_set(err, ERR_INVALID,
		    "%.150s is a symbolic link; name the library itself", path);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_INVALID,
		    "%.150s is not a file, so it is no library", path);
	if (access(path, R_OK) != 0)
		return err_set(
		    err, ERR_IO, "%.150s: %s", path, strerror(errno));
	return true;
}

/* WAL needs memory shared between the programs, which these do not give. */
static bool
is_remote(const char *path)
{
	static const unsigned long magic[] = {
		0x6969,     /* NFS */
		0x517b,     /* SMB */
		0xff534d42, /* CIFS */
		0xfe534d42, /* SMB 2 */
		0x65735546, /* FUSE */
		0x01021997, /* 9P */
	};
	struct statfs fs;
	size_t i;

	if (statfs(path, &fs) != 0)
		return false;
	for (i = 0; i < ARRAY_LEN(magic); i++)
		if (((unsigned long)fs.f_type & 0xffffffff) == magic[i])
			return true;
	return false;
}

static bool
connect(struct store *store, const char *name, int flags, struct err *err)
{
	int rc;

	/* One thread, so that no lock is taken in SQLite and around malloc, a
	 * twentieth of an import. Refused, rightly, once SQLite is at work. */
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	rc = sqlite3_open_v2(name, &store->db,
	    flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_PRIVATECACHE, NULL);
	if (rc == SQLITE_OK)
		return harden(store, err);
	if (store->db == NULL)
		return err_set(err, ERR_IO, "out of memory");
	return err_set(err, ERR_IO, "%.150s cannot be opened: %s", store->path,
	    sqlite3_errmsg(store->db));
}

static void
disconnect(struct store *store)
{
	db_forget(store);
	(void)sqlite3_close(store->db);
	store->db = NULL;
}

/* Tables that are not ours are left alone, but triggers and views run by
 * themselves: a library that has any was tampered with. */
static bool
schema_is_ours(struct store *store, struct err *err)
{
	int64_t odd = 0;

	if (!db_ask(store,
		"SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' OR "
		"type = 'view' AND name NOT IN "
		"('article_fts_content', 'article_text')",
		&odd, err))
		return false;
	if (odd > 0)
		return err_set(err, ERR_INVALID,
		    "%.130s holds triggers or views that mirsad did not make",
		    store->path);
	return true;
}

static bool
refuse_newer(struct store *store, int64_t version, struct err *err)
{
	if (version <= (int64_t)schema_versions)
		return true;
	/* Closing must not move the newer program's log into the file. */
	(void)sqlite3_db_config(
	    store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	return err_set(err, ERR_INVALID,
	    "%.130s was written by a newer mirsad (version %lld of the "
	    "library, this one knows %zu)",
	    store->path, (long long)version, schema_versions);
}

/* Does a migration leave every row that is there as it is? Then nothing has to
 * be copied before and looked at after, which takes minutes at a million. */
static bool
only_adds(const char *sql)
{
	static const char *const changes[] = { "UPDATE ", "DELETE ", "ALTER ",
		"REPLACE ", "DROP TABLE " };

	for (size_t i = 0; i < ARRAY_LEN(changes); i++)
		if (strstr(sql, changes[i]) != NULL)
			return false;
	return true;
}

static bool
keys_hold(struct store *store, struct err *err)
{
	int64_t broken = 0;

	if (!db_ask(store, "SELECT count(*) FROM pragma_foreign_key_check",
		&broken, err))
		return false;
	if (broken > 0)
		return err_set(err, ERR_CORRUPT,
		    "the library cannot be brought up to date: %lld rows "
		    "point nowhere",
		    (long long)broken);
	return true;
}

/* One step from version to version + 1, all of it or nothing. */
static bool
migrate_one(struct store *store, struct err *err)
{
	char text[64];
	int64_t version = 0;

	if (!db_begin(store, err))
		return false;
	/* Another program may have been faster. */
	if (!db_ask(store, "PRAGMA user_version", &version, err))
		goto fail;
	if (version >= (int64_t)schema_versions)
		return db_commit(store, err);
	(void)snprintf(text, sizeof text, "PRAGMA user_version = %lld",
	    (long long)version + 1);
	if (!db_exec(store, schema_sql[version], err) ||
	    !db_exec(store, text, err) ||
	    (!only_adds(schema_sql[version]) && !keys_hold(store, err)))
		goto fail;
	return db_commit(store, err);
fail:
	db_rollback(store);
	return false;
}

static bool
migrate(struct store *store, struct err *err)
{
	struct buf name = { 0 };
	int64_t version = 0;
	bool good, adds = true, read_only = store->read_only;

	if (!db_ask(store, "PRAGMA user_version", &version, err) ||
	    !refuse_newer(store, version, err))
		return false;
	if (version == (int64_t)schema_versions)
		return true;
	if (sqlite3_db_readonly(store->db, "main") == 1)
		return err_set(err, ERR_INVALID,
		    "%.130s is of an older mirsad and can only be read once "
		    "it was opened where it can be written",
		    store->path);
	for (int64_t v = version; v < (int64_t)schema_versions; v++)
		adds = adds && only_adds(schema_sql[v]);
	if (version > 0 && !adds) {
		buf_addf(
		    &name, "%s.v%lld.backup", store->path, (long long)version);
		/* There already: from a try that was cut off. */
		good =
		    access(name.p, F_OK) == 0 || backup_to(store, name.p, err);
		buf_release(&name);
		if (!good)
			return false;
	}
	/* Also for who only reads: no verb knows an older library. */
	store->read_only = false;
	for (good = true; good && version < (int64_t)schema_versions; version++)
		good = migrate_one(store, err);
	store->read_only = read_only;
	return good;
}

static bool
set_journal(struct store *store, struct err *err)
{
	const char *sql =
	    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL";

	/* The usual 2 MB are 120 pages: less than a screen and a search. */
	if (!db_exec(store, "PRAGMA cache_size = -8000", err))
		return false;
	if (store->read_only)
		return db_exec(store, "PRAGMA query_only = ON", err);
	if (is_remote(store->path)) {
		store->warning = xstrdup(
		    "the library lies on a network drive: it is slower there, "
		    "and only one program should have it open");
		sql =
		    "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA";
	}
	return db_exec(store, sql, err);
}

/* A medium that cannot be written takes no log and no locks. */
static bool
reconnect_immutable(struct store *store, struct err *err)
{
	struct buf uri = { 0 };
	const char *p;
	bool good;

	if (store->has_log)
		return err_set(err, ERR_IO,
		    "%.100s cannot be read here: its latest changes lie in "
		    "the -wal or -journal file beside it; copy both where you "
		    "can write",
		    store->path);
	disconnect(store);
	buf_puts(&uri, "file:");
	for (p = store->path; *p != '\0'; p++) {
		if (strchr("%?#", *p) != NULL)
			buf_addf(&uri, "%%%02x", (unsigned)*p);
		else
			buf_putc(&uri, *p);
	}
	buf_puts(&uri, "?immutable=1");
	good =
	    connect(store, uri.p, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
	buf_release(&uri);
	return good;
}

static bool
lies_beside(const char *path, const char *suffix)
{
	struct buf name = { 0 };
	struct stat st;
	bool there;

	buf_addf(&name, "%s%s", path, suffix);
	there = stat(name.p, &st) == 0 && st.st_size > 0;
	buf_release(&name);
	return there;
}

static bool
open_existing(struct store *store, enum store_mode mode, struct err *err)
{
	int64_t ignored;
	int code;

	if (!kind_of_file(store->path, err))
		return false;
	store->has_log = lies_beside(store->path, "-wal") ||
			 lies_beside(store->path, "-journal");
	if (!connect(store, store->path, SQLITE_OPEN_READWRITE, err) ||
	    !look(store, err))
		return false;
	store->read_only = mode == STORE_READ_ONLY ||
			   sqlite3_db_readonly(store->db, "main") == 1;
	if (!db_ask(
		store, "SELECT count(*) FROM sqlite_schema", &ignored, err)) {
		code =
		    sqlite3_errcode(store->db) & 0xff; /* without its detail */
		if (code != SQLITE_CANTOPEN && code != SQLITE_READONLY)
			return false;
		store->read_only = true;
		if (!reconnect_immutable(store, err) || !look(store, err))
			return false;
	}
	return schema_is_ours(store, err) && migrate(store, err) &&
	       set_journal(store, err);
}

/* The folders above path, mode 0700, as far as they are missing. */
static bool
make_folders(const char *path, struct err *err)
{
	char *copy = xstrdup(path), *p;
	bool good = true;

	for (p = strchr(copy + 1, '/'); good && p != NULL;
	     p = strchr(p + 1, '/')) {
		*p = '\0';
		if (mkdir(copy, 0700) != 0 && errno != EEXIST &&
		    access(copy, F_OK) != 0)
			good = err_set(err, ERR_IO,
			    "the folder %.150s cannot be made: %s", copy,
			    strerror(errno));
		*p = '/';
	}
	free(copy);
	return good;
}

static bool
sync_folder_of(const char *path, struct err *err)
{
	char *copy = xstrdup(path);
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = fd >= 0 && fsync(fd) == 0;

	/* Some file systems cannot sync a folder, and need not. */
	if (fd >= 0 && (errno == EINVAL || errno == ENOTSUP))
		good = true;
	if (!good)
		(void)err_set(err, ERR_IO, "%.150s: %s", copy, strerror(errno));
	free(copy);
	if (fd >= 0)
		(void)close(fd);
	return good;
}

bool
open_put_in_place(const char *from, const char *to, struct err *err)
{
	/* link() refuses to overwrite, in one step; where there are no hard
	 * links a rename after a look must do. */
	if (link(from, to) == 0)
		(void)unlink(from);
	else if (errno == EEXIST || access(to, F_OK) == 0)
		return err_set(err, ERR_EXISTS, "%.150s exists already", to);
	else if (rename(from, to) != 0)
		return err_set(err, ERR_IO, "%.150s: %s", to, strerror(errno));
	return sync_folder_of(to, err);
}

bool
open_new_file(const char *path, struct err *err)
{
	int fd = open(
	    path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return err_set(
		    err, ERR_IO, "%.150s: %s", path, strerror(errno));
	(void)close(fd);
	return true;
}

void
open_remove(const char *path)
{
	static const char *const suffixes[] = { "", "-wal", "-shm",
		"-journal" };
	struct buf b = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
		buf_reset(&b);
		buf_addf(&b, "%s%s", path, suffixes[i]);
		(void)unlink(b.p);
	}
	buf_release(&b);
}

static bool
fill_new(struct store *store, struct err *err)
{
	char text[128];

	(void)snprintf(text, sizeof text,
	    "PRAGMA page_size = 16384; PRAGMA synchronous = FULL;"
	    "PRAGMA application_id = %d",
	    (int)APPLICATION_ID);
	return db_exec(store, text, err) && migrate(store, err);
}

/* A library comes into being whole: written beside under another name, then
 * put in its place. */
static bool
create(struct store *store, struct err *err)
{
	struct buf name = { 0 };
	struct stat st;
	bool good;

	if (lstat(store->path, &st) == 0)
		return err_set(
		    err, ERR_EXISTS, "%.150s exists already", store->path);
	if (!make_folders(store->path, err))
		return false;
	buf_addf(&name, "%s.%ld.new", store->path, (long)getpid());
	open_remove(name.p);
	good = open_new_file(name.p, err) &&
	       connect(store, name.p, SQLITE_OPEN_READWRITE, err) &&
	       fill_new(store, err);
	disconnect(store);
	good = good && open_put_in_place(name.p, store->path, err);
	if (!good)
		open_remove(name.p);
	buf_release(&name);
	return good;
}

/* The library's place without symbolic links on the way: SQLite's NOFOLLOW
 * refuses a link anywhere in the path, and only the file itself matters. */
static char *
place_of(const char *path)
{
	char *copy = xstrdup(path), *copy2 = xstrdup(path), *folder, *place;
	struct buf b = { 0 };

	folder = realpath(dirname(copy), NULL);
	if (folder == NULL) {
		place = xstrdup(path);
	} else {
		buf_addf(&b, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder,
		    basename(copy2));
		place = b.p;
	}
	free(folder);
	free(copy);
	free(copy2);
	return place;
}

bool
open_file(struct store *store, enum store_mode mode, struct err *err)
{
	char *place;

	if (strcmp(store->path, ":memory:") == 0)
		return connect(store, ":memory:",
			   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err) &&
		       fill_new(store, err);
	if (mode == STORE_CREATE && !make_folders(store->path, err))
		return false;
	place = place_of(store->path);
	free(store->path);
	store->path = place;
	if (mode == STORE_CREATE && !create(store, err))
		return false;
	return open_existing(store, mode, err);
}
