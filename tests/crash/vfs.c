#include "config.h"

#include "tests/crash/vfs.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "model/str.h"

enum { SECTOR = 512, SHADOWS = 16 };

/* A write (or a truncation) that was not synced. */
struct op {
	struct op *next;
	sqlite3_int64 at;
	int len;
	bool truncates;
	char bytes[];
};

/* What the disk has of a file lies in PATH.durable. */
struct shadow {
	char path[512];
	struct op *head, **tail;
	bool gone;  /* unlinked, and the folder not yet synced */
	bool fresh; /* created, and never synced */
};

struct file {
	sqlite3_file base;
	struct shadow *shadow; /* NULL: a temporary file */
	sqlite3_file *real;
};

static sqlite3_vfs *real, vfs;
static struct shadow shadows[SHADOWS];
static int n_shadows;
static long count, fail_at;
static int fail_rc;
static bool dead, paused;
static unsigned seed;

static bool
coin(void)
{
	seed = seed * 1664525U + 1013904223U;
	return (seed >> 16 & 1) != 0;
}

static struct shadow *
shadow_of(const char *path)
{
	struct shadow *s;
	int i;

	for (i = 0; i < n_shadows; i++)
		if (strcmp(shadows[i].path, path) == 0)
			return &shadows[i];
	if (n_shadows == SHADOWS)
		die("too many files");
	s = &shadows[n_shadows++];
	*s = (struct shadow){ .fresh = true };
	(void)snprintf(s->path, sizeof s->path, "%s", path);
	s->tail = &s->head;
	return s;
}

static void
queue_drop(struct shadow *s)
{
	struct op *op, *next;

	for (op = s->head; op != NULL; op = next) {
		next = op->next;
		free(op);
	}
	s->head = NULL;
	s->tail = &s->head;
}

static void
queue_add(struct shadow *s, sqlite3_int64 at, const void *bytes, int len)
{
	struct op *op = xcalloc(1, sizeof *op + (size_t)len);

	op->at = at;
	op->len = len;
	op->truncates = bytes == NULL;
	if (bytes != NULL)
		memcpy(op->bytes, bytes, (size_t)len);
	*s->tail = op;
	s->tail = &op->next;
}

/* lossy: each sector with a probability of one half. */
static void
op_apply(int fd, const struct op *op, bool lossy)
{
	int i, len;

	if (op->truncates) {
		if ((!lossy || coin()) && ftruncate(fd, op->at) != 0)
			die("not truncated");
		return;
	}
	for (i = 0; i < op->len; i += len) {
		len = SECTOR - (int)((op->at + i) % SECTOR);
		if (len > op->len - i)
			len = op->len - i;
		if ((!lossy || coin()) &&
		    pwrite(fd, op->bytes + i, (size_t)len, op->at + i) < 0)
			die("not written");
	}
}

static void
durable_name(const struct shadow *s, char *name, size_t size)
{
	(void)snprintf(name, size, "%s.durable", s->path);
}

static void
shadow_flush(struct shadow *s, bool lossy)
{
	char name[600];
	struct op *op;
	int fd, i;

	durable_name(s, name, sizeof name);
	if (s->gone && !s->fresh) {
		/* Else the old file comes back. */
		if (!lossy || coin()) {
			(void)unlink(name);
			s->gone = false;
		}
		return;
	}
	if (s->fresh) {
		if (lossy && coin())
			return;
		(void)unlink(name);
	}
	fd = open(name, O_RDWR | O_CREAT, 0600);
	for (op = s->head; op != NULL; op = op->next)
		op_apply(fd, op, lossy);
	queue_drop(s);
	(void)close(fd);
	if (lossy || !s->fresh)
		return;
	/* SQLite syncs the folder with the first sync of a new file. */
	s->fresh = s->gone = false;
	for (i = 0; i < n_shadows; i++)
		if (shadows[i].gone)
			shadow_flush(&shadows[i], false);
}

static int
tick(void)
{
	if (paused)
		return SQLITE_OK;
	count++;
	if (fail_at != 0 && count >= fail_at && fail_rc == 0)
		dead = true;
	if (dead)
		return SQLITE_IOERR;
	return fail_at != 0 && count == fail_at ? fail_rc : SQLITE_OK;
}

static sqlite3_file *
under(sqlite3_file *f)
{
	return ((struct file *)f)->real;
}

static int
file_close(sqlite3_file *f)
{
	return under(f)->pMethods != NULL ? under(f)->pMethods->xClose(under(f))
					  : SQLITE_OK;
}

static int
file_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
	int rc = tick();

	if (rc != SQLITE_OK)
		return rc == SQLITE_FULL ? SQLITE_IOERR_READ : rc;
	return under(f)->pMethods->xRead(under(f), p, n, at);
}

static int
file_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	struct shadow *s = ((struct file *)f)->shadow;
	int rc = tick();

	if (rc != SQLITE_OK)
		return rc;
	if (s != NULL)
		queue_add(s, at, p, n);
	return under(f)->pMethods->xWrite(under(f), p, n, at);
}

static int
file_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	struct shadow *s = ((struct file *)f)->shadow;
	int rc = tick();

	if (rc != SQLITE_OK)
		return rc;
	if (s != NULL)
		queue_add(s, size, NULL, 0);
	return under(f)->pMethods->xTruncate(under(f), size);
}

static int
file_sync(sqlite3_file *f, int flags)
{
	struct shadow *s = ((struct file *)f)->shadow;
	int rc = tick();

	(void)flags;
	if (rc != SQLITE_OK)
		return rc == SQLITE_FULL ? SQLITE_IOERR_FSYNC : rc;
	/* The machine itself stays on: no need to wait for its disk. */
	if (s != NULL)
		shadow_flush(s, false);
	return SQLITE_OK;
}

static int
file_size(sqlite3_file *f, sqlite3_int64 *size)
{
	return under(f)->pMethods->xFileSize(under(f), size);
}

static int
file_lock(sqlite3_file *f, int level)
{
	return under(f)->pMethods->xLock(under(f), level);
}

static int
file_unlock(sqlite3_file *f, int level)
{
	return under(f)->pMethods->xUnlock(under(f), level);
}

static int
file_reserved(sqlite3_file *f, int *out)
{
	return under(f)->pMethods->xCheckReservedLock(under(f), out);
}

static int
file_control(sqlite3_file *f, int op, void *arg)
{
	return under(f)->pMethods->xFileControl(under(f), op, arg);
}

static int
file_sector(sqlite3_file *f)
{
	(void)f;
	return SECTOR;
}

/* Promise nothing: no atomic writes, and a cut may hurt the neighbours. */
static int
file_device(sqlite3_file *f)
{
	(void)f;
	return 0;
}

static int
file_shm_map(sqlite3_file *f, int i, int size, int extend, void volatile **p)
{
	return under(f)->pMethods->xShmMap(under(f), i, size, extend, p);
}

static int
file_shm_lock(sqlite3_file *f, int from, int n, int flags)
{
	return under(f)->pMethods->xShmLock(under(f), from, n, flags);
}

static void
file_shm_barrier(sqlite3_file *f)
{
	under(f)->pMethods->xShmBarrier(under(f));
}

static int
file_shm_unmap(sqlite3_file *f, int drop)
{
	return under(f)->pMethods->xShmUnmap(under(f), drop);
}

static const sqlite3_io_methods methods = {
	.iVersion = 2,
	.xClose = file_close,
	.xRead = file_read,
	.xWrite = file_write,
	.xTruncate = file_truncate,
	.xSync = file_sync,
	.xFileSize = file_size,
	.xLock = file_lock,
	.xUnlock = file_unlock,
	.xCheckReservedLock = file_reserved,
	.xFileControl = file_control,
	.xSectorSize = file_sector,
	.xDeviceCharacteristics = file_device,
	.xShmMap = file_shm_map,
	.xShmLock = file_shm_lock,
	.xShmBarrier = file_shm_barrier,
	.xShmUnmap = file_shm_unmap,
};

enum {
	KEPT = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL,
};

static int
vfs_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *out)
{
	struct file *file = (struct file *)f;
	int rc = tick();

	(void)v;
	file->real = (sqlite3_file *)(file + 1);
	file->base.pMethods = NULL;
	if (rc != SQLITE_OK)
		return rc == SQLITE_FULL ? SQLITE_CANTOPEN : rc;
	rc = real->xOpen(real, name, file->real, flags, out);
	if (rc != SQLITE_OK)
		return rc;
	file->shadow =
	    name != NULL && (flags & KEPT) != 0 ? shadow_of(name) : NULL;
	if (file->shadow != NULL && file->shadow->gone)
		file->shadow->fresh = true;
	file->base.pMethods = &methods;
	return SQLITE_OK;
}

static int
vfs_delete(sqlite3_vfs *v, const char *name, int sync_folder)
{
	struct shadow *s = shadow_of(name);
	int rc = tick();

	(void)v;
	if (rc != SQLITE_OK)
		return rc;
	queue_drop(s);
	s->gone = true;
	s->fresh = false;
	if (sync_folder)
		shadow_flush(s, false);
	return real->xDelete(real, name, sync_folder);
}

void
crash_vfs_install(void)
{
	real = sqlite3_vfs_find(NULL);
	vfs = *real;
	vfs.zName = "crash";
	vfs.pNext = NULL;
	vfs.szOsFile = (int)sizeof(struct file) + real->szOsFile;
	vfs.xOpen = vfs_open;
	vfs.xDelete = vfs_delete;
	if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK)
		die("SQLite takes no other file layer");
}

void
crash_vfs_start(long at, int rc, unsigned s)
{
	int i;

	for (i = 0; i < n_shadows; i++)
		queue_drop(&shadows[i]);
	n_shadows = 0;
	count = 0;
	fail_at = at;
	fail_rc = rc;
	dead = false;
	seed = s;
}

void
crash_vfs_pause(bool on)
{
	paused = on;
}

long
crash_vfs_count(void)
{
	return count;
}

bool
crash_vfs_is_cut(void)
{
	return dead;
}

void
crash_vfs_durable(const char *path)
{
	struct shadow *s = shadow_of(path);
	char name[600], chunk[65536];
	FILE *from = fopen(path, "rb"), *to;
	size_t n;

	s->fresh = false;
	durable_name(s, name, sizeof name);
	to = fopen(name, "wb");
	if (from == NULL || to == NULL)
		die("%s: not copied", path);
	while ((n = fread(chunk, 1, sizeof chunk, from)) > 0)
		if (fwrite(chunk, 1, n, to) != n)
			die("%s: not copied", path);
	(void)fclose(from);
	(void)fclose(to);
}

void
crash_vfs_settle(const char *path)
{
	static const char *const suffixes[] = { "", "-wal", "-journal" };
	char name[640], file[600];
	size_t i;
	int k;

	for (k = 0; k < n_shadows; k++)
		shadow_flush(&shadows[k], true);
	for (i = 0; i < ARRAY_LEN(suffixes); i++) {
		(void)snprintf(file, sizeof file, "%s%s", path, suffixes[i]);
		(void)snprintf(name, sizeof name, "%s.durable", file);
		(void)unlink(file);
		if (rename(name, file) != 0 && i == 0)
			die("%s is gone", file);
	}
	(void)snprintf(file, sizeof file, "%s-shm", path);
	(void)unlink(file);
}
