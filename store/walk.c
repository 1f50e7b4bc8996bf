#include "config.h"

#include "store/walk.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <sys/stat.h>

enum {
	NAMES_AT_ONCE = 1000,
	DEPTH_MAX = 64,     /* folders within folders */
	LISTED_MAX = 10000, /* files named in lists */
};

/* A folder on the way down. */
struct level {
	DIR *dir; /* while its names are being read */
	char *path;
	char **names;
	size_t n, size, next;
};

struct walk {
	char **paths;
	size_t n, next, listed;
	struct level level[DEPTH_MAX];
	size_t depth;
};

struct walk *
walk_open(const char *const *paths, size_t n)
{
	struct walk *walk = xcalloc(1, sizeof *walk);
	char *full;
	size_t i;

	walk->paths = xcalloc(n, sizeof *walk->paths);
	walk->n = n;
	for (i = 0; i < n; i++) {
		full = strcmp(paths[i], "-") == 0 ? NULL
						  : realpath(paths[i], NULL);
		walk->paths[i] = full != NULL ? full : xstrdup(paths[i]);
	}
	return walk;
}

static void
leave(struct walk *walk)
{
	struct level *level = &walk->level[--walk->depth];
	size_t i;

	if (level->dir != NULL)
		(void)closedir(level->dir);
	for (i = 0; i < level->n; i++)
		free(level->names[i]);
	free(level->names);
	free(level->path);
	*level = (struct level){ 0 };
}

void
walk_close(struct walk *walk)
{
	size_t i;

	if (walk == NULL)
		return;
	while (walk->depth > 0)
		leave(walk);
	for (i = 0; i < walk->n; i++)
		free(walk->paths[i]);
	free(walk->paths);
	free(walk);
}

static enum walk_result
bad(struct err *err)
{
	err_set(err, errno == ENOENT ? ERR_MISSING : ERR_IO, "%s",
	    errno == ENOENT   ? "there is no such file"
	    : errno == EACCES ? "may not be read"
			      : strerror(errno));
	return WALK_BAD;
}

static enum walk_result
enter(struct walk *walk, struct str path, struct err *err)
{
	struct level *level = &walk->level[walk->depth];

	if (walk->depth == DEPTH_MAX) {
		err_set(err, ERR_INVALID, "lies too deep in folders");
		return WALK_BAD;
	}
	*level = (struct level){ .path = xstrndup(path.p, path.len) };
	level->dir = opendir(level->path);
	walk->depth++;
	if (level->dir == NULL) {
		leave(walk);
		return bad(err);
	}
	return WALK_AGAIN;
}

static int
by_name(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

static void
read_names(struct level *level)
{
	const struct dirent *entry;
	size_t i;

	for (i = 0; i < NAMES_AT_ONCE; i++) {
		entry = readdir(level->dir);
		if (entry == NULL) {
			(void)closedir(level->dir);
			level->dir = NULL;
			qsort(level->names, level->n, sizeof *level->names,
			    by_name);
			return;
		}
		if (entry->d_name[0] == '.')
			continue;
		if (level->n == level->size) {
			level->size = level->size > 0 ? level->size * 2 : 64;
			level->names = xreallocarray(
			    level->names, level->size, sizeof *level->names);
		}
		level->names[level->n++] = xstrdup(entry->d_name);
	}
}

static enum walk_result
next_in_folder(
    struct walk *walk, struct arena *arena, struct str *path, struct err *err)
{
	struct level *level = &walk->level[walk->depth - 1];
	struct stat st, target;

	if (level->dir != NULL) {
		read_names(level);
		return WALK_AGAIN;
	}
	if (level->next == level->n) {
		leave(walk);
		return WALK_AGAIN;
	}
	*path = arena_printf(
	    arena, "%s/%s", level->path, level->names[level->next++]);
	if (lstat(path->p, &st) != 0)
		return bad(err);
	if (S_ISDIR(st.st_mode))
		return enter(walk, *path, err);
	if (S_ISLNK(st.st_mode) && stat(path->p, &target) != 0)
		return bad(err);
	if (S_ISLNK(st.st_mode))
		st = target;
	return S_ISREG(st.st_mode) ? WALK_FILE : WALK_AGAIN;
}

/* What a shell hands over as a file ("<(command)", /dev/stdin) is read; a pipe
 * or a device that merely lies there may never end, or never start. */
static enum walk_result
special(struct str path, const struct stat *st, struct err *err)
{
	if (S_ISREG(st->st_mode) ||
	    (S_ISFIFO(st->st_mode) &&
		(str_starts(path, "/dev/") || str_starts(path, "/proc/"))))
		return WALK_FILE;
	err_set(err, ERR_INVALID,
	    S_ISFIFO(st->st_mode)
		? "is a pipe, which is not waited for: import - reads standard "
		  "input"
	    : S_ISSOCK(st->st_mode) ? "is a socket, and no file"
				    : "is a device, and no file");
	return WALK_BAD;
}

enum walk_result
walk_next(
    struct walk *walk, struct arena *arena, struct str *path, struct err *err)
{
	struct stat st;

	if (walk->depth > 0)
		return next_in_folder(walk, arena, path, err);
	if (walk->next == walk->n)
		return WALK_END;
	*path = arena_str(arena, str_of(walk->paths[walk->next++]));
	if (str_is(*path, "-"))
		return WALK_FILE;
	if (stat(path->p, &st) != 0)
		return bad(err);
	return S_ISDIR(st.st_mode) ? enter(walk, *path, err)
				   : special(*path, &st, err);
}

/* "file:///a%20b" or "a b" as a path of its own; escaped: so is a relative
 * one. */
static void
add_path(struct buf *path, struct str list, struct str name, bool escaped)
{
	static const char hex[] = "0123456789abcdef";
	bool address = str_starts(name, "file://");
	const char *high, *low;
	size_t i = address ? strlen("file://") : 0;

	if (!address && !str_starts(name, "/")) {
		while (list.len > 0 && list.p[list.len - 1] != '/')
			list.len--;
		buf_str(path, list);
	}
	for (; i < name.len; i++) {
		high =
		    (address || escaped) && name.p[i] == '%' && i + 2 < name.len
			? strchr(hex, name.p[i + 1] | 0x20)
			: NULL;
		low = high != NULL ? strchr(hex, name.p[i + 2] | 0x20) : NULL;
		if (low != NULL) {
			buf_putc(path, (char)((high - hex) * 16 + (low - hex)));
			i += 2;
		} else {
			buf_putc(path, name.p[i]);
		}
	}
}

bool
walk_add(struct walk *walk, struct str list, struct str name, struct err *err)
{
	struct buf path = { 0 };
	char *full;
	size_t i;

	if (name.len == 0 || memchr(name.p, '\0', name.len) != NULL ||
	    walk->listed == LISTED_MAX)
		return err_set(err, ERR_INVALID, "names %s",
		    walk->listed == LISTED_MAX ? "too many files" : "no file");
	add_path(&path, list, name, false);
	full = realpath(path.p, NULL);
	if (full == NULL) {
		buf_reset(&path);
		add_path(&path, list, name, true);
		full = realpath(path.p, NULL);
	}
	buf_release(&path);
	if (full == NULL)
		return err_set(err, ERR_MISSING,
		    "names \"%.*s\", which is not there",
		    (int)(name.len < 100 ? name.len : 100), name.p);
	for (i = 0; i < walk->n; i++) {
		if (strcmp(walk->paths[i], full) == 0) {
			free(full);
			return true;
		}
	}
	walk->paths =
	    xreallocarray(walk->paths, walk->n + 1, sizeof *walk->paths);
	walk->paths[walk->n++] = full;
	walk->listed++;
	return true;
}
