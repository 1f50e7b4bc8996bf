#include "config.h"

#include "store/watch.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	FOLDERS_MAX = 4096,
	DEPTH_MAX = 64,
	ROOM = 16 << 10, /* bytes of events taken at once */
	EVENTS = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR,
};

struct folder {
	int wd;
	char *path;
};

struct watch {
	int fd;
	struct folder *folders;
	size_t n, at, len; /* folders; events not yet looked at */
	/* As inotify(7) asks. */
	char events[ROOM]
	    __attribute__((aligned(__alignof__(struct inotify_event))));
};

void
watch_close(struct watch *watch)
{
	size_t i;

	if (watch == NULL)
		return;
	for (i = 0; i < watch->n; i++)
		free(watch->folders[i].path);
	free(watch->folders);
	if (watch->fd >= 0)
		(void)close(watch->fd);
	free(watch);
}

static bool
add_folder(struct watch *watch, const char *path, int depth, struct err *err)
{
	const struct dirent *entry;
	struct buf sub = { 0 };
	bool good = true;
	DIR *dir;
	int wd;

	if (depth == DEPTH_MAX || watch->n == FOLDERS_MAX)
		return err_set(
		    err, ERR_INVALID, "%.100s has too many folders", path);
	wd = inotify_add_watch(watch->fd, path, EVENTS);
	dir = wd >= 0 ? opendir(path) : NULL;
	if (dir == NULL)
		return err_set(err, ERR_IO, "%.100s cannot be watched: %s",
		    path, strerror(errno));
	watch->folders =
	    xreallocarray(watch->folders, watch->n + 1, sizeof *watch->folders);
	watch->folders[watch->n++] = (struct folder){ wd, xstrdup(path) };
	while (good && (entry = readdir(dir)) != NULL) {
		if (entry->d_type != DT_DIR || entry->d_name[0] == '.')
			continue;
		buf_reset(&sub);
		buf_addf(&sub, "%s/%s", path, entry->d_name);
		good = add_folder(watch, sub.p, depth + 1, err);
	}
	(void)closedir(dir);
	buf_release(&sub);
	return good;
}

struct watch *
watch_open(const char *const *paths, size_t n, struct err *err)
{
	struct watch *watch = xcalloc(1, sizeof *watch);
	bool good;
	size_t i;

	watch->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	good = watch->fd >= 0 ||
	       err_set(err, ERR_IO, "no folder can be watched: %s",
		   strerror(errno));
	for (i = 0; good && i < n; i++)
		good = add_folder(watch, paths[i], 0, err);
	if (good)
		return watch;
	watch_close(watch);
	return NULL;
}

static const char *
folder_of(const struct watch *watch, int wd)
{
	size_t i;

	for (i = 0; i < watch->n; i++) {
		if (watch->folders[i].wd == wd)
			return watch->folders[i].path;
	}
	return NULL;
}

/* A browser makes an empty file of the name first and moves the whole one over
 * it; what is gone by now was never meant to stay. Links to folders are not
 * followed. */
static bool
is_there(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
}

/* Is what was made here whole at once, as a link to a file is? A hard link
 * shows by its second name. */
static bool
is_link(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 &&
	       (S_ISLNK(st.st_mode) ||
		   (S_ISREG(st.st_mode) && st.st_nlink > 1));
}

/* One event: is it a file that is there to be read? */
static bool
look(struct watch *watch, const struct inotify_event *event,
    struct arena *arena, struct str *path)
{
	const char *folder = folder_of(watch, event->wd);
	struct err err;

	if (folder == NULL || event->len == 0 || event->name[0] == '.')
		return false;
	*path = arena_printf(arena, "%s/%s", folder, event->name);
	if ((event->mask & IN_ISDIR) != 0) {
		/* One that came with files in it is read as a whole. */
		return add_folder(watch, path->p, 1, &err);
	}
	return ((event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0 ||
		   is_link(path->p)) &&
	       is_there(path->p);
}

enum watch_result
watch_next(struct watch *watch, int wait_ms, struct arena *arena,
    struct str *path, struct err *err)
{
	struct pollfd poll_fd = { .fd = watch->fd, .events = POLLIN };
	const struct inotify_event *event;
	ssize_t n;

	for (;;) {
		while (watch->at < watch->len) {
			event = (const void *)(watch->events + watch->at);
			watch->at += sizeof *event + event->len;
			if (look(watch, event, arena, path))
				return WATCH_FILE;
		}
		if (poll(&poll_fd, 1, wait_ms) <= 0)
			return WATCH_NONE;
		n = read(watch->fd, watch->events, sizeof watch->events);
		if (n <= 0 && errno != EINTR && errno != EAGAIN) {
			err_set(err, ERR_IO,
			    "the folder is watched no more: %s",
			    strerror(errno));
			return WATCH_FAILED;
		}
		watch->at = 0;
		watch->len = n > 0 ? (size_t)n : 0;
	}
}
