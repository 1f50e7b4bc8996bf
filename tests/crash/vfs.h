/* A file layer for SQLite that fails or cuts the power when it is told to.
 *
 * What is written is also queued until it is synced. A power cut keeps what was
 * synced, and of the queue any 512-byte sectors at random, in any order: worse
 * than a disk, as a test should be. */
#ifndef TESTS_CRASH_VFS_H
#define TESTS_CRASH_VFS_H

#include <stdbool.h>

/* Make it SQLite's default, for good. */
void crash_vfs_install(void);

/* From now on count operations from 0, and at number `at` (0: never) answer rc
 * once (SQLITE_IOERR, SQLITE_FULL), or cut the power when rc is 0: then every
 * operation fails until the next start. */
void crash_vfs_start(long at, int rc, unsigned seed);
/* How many operations there were since. */
long crash_vfs_count(void);
bool crash_vfs_is_cut(void);

/* While paused nothing is counted or fails: for a look at what is there. */
void crash_vfs_pause(bool paused);

/* The file of that path is on the disk as it is now. */
void crash_vfs_durable(const char *path);
/* After a cut: leave the files of that library as the disk would have them. */
void crash_vfs_settle(const char *path);

#endif
