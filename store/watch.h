/* Folders that are watched for new files (Linux's inotify). */
#ifndef STORE_WATCH_H
#define STORE_WATCH_H

#include "model/arena.h"

struct watch;

/* Watch folders and all below them; NULL with err when one can't be. */
struct watch *watch_open(const char *const *paths, size_t n, struct err *err);
void watch_close(struct watch *watch); /* NULL is fine */

enum watch_result {
	WATCH_FILE, /* a file was written to its end, or moved in */
	WATCH_NONE, /* nothing until the time was up, or a signal came */
	WATCH_FAILED,
};
/* Wait up to wait_ms (-1: for ever) for a file; its path is in the arena.
 * Hidden files, as programs write them on the way, empty ones and those that
 * are gone again are passed over. */
enum watch_result watch_next(struct watch *watch, int wait_ms,
    struct arena *arena, struct str *path, struct err *err);

#endif
