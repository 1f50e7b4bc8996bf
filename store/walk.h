/* The files that the paths of an import stand for, one at a time: files as
 * they are, folders with all below, in the order of names. Private to store/.
 */
#ifndef STORE_WALK_H
#define STORE_WALK_H

#include "model/arena.h"

struct walk;

enum walk_result {
	WALK_FILE,  /* a file (or "-") */
	WALK_BAD,   /* a path that can't be had, err says why; go on */
	WALK_AGAIN, /* a large folder is being read: call again */
	WALK_END,
};

/* Paths are copied, and made absolute so that a file is known again wherever
 * it is named from. */
struct walk *walk_open(const char *const *paths, size_t n);
void walk_close(struct walk *walk); /* NULL is fine */

/* The next file, in the arena. A pipe or device that was named is refused, but
 * for what a shell hands over ("<(command)"). In folders hidden files and
 * whatever is no file are passed over, and links to folders are not followed,
 * so that there are no loops. One call reads at most a thousand names. */
enum walk_result walk_next(
    struct walk *walk, struct arena *arena, struct str *path, struct err *err);

/* One more file, named in a list (another file): by its path, from the list's
 * folder where it is relative, or by a file: address. Behind all others; each
 * once. Copied. */
bool walk_add(
    struct walk *walk, struct str list, struct str name, struct err *err);

#endif
