/* A file that is written beside the one that is wanted, and takes its place
 * once it is whole and on the disk. */
#ifndef UI_CLI_FILE_H
#define UI_CLI_FILE_H

#include <stdio.h>

#include "model/base.h"

struct out_file {
	const char *path; /* NULL: standard output */
	FILE *file;
	char *part; /* name while it grows */
};

/* path is borrowed; NULL: standard output. A library, a device or a pipe is
 * never replaced. */
bool out_file_open(struct out_file *f, const char *path, struct err *err);
bool out_file_write(
    struct out_file *f, const char *p, size_t n, struct err *err);
/* good: everything was written. Otherwise nothing of it stays, and err is left
 * as it is. Returns whether the file is in its place. */
bool out_file_close(struct out_file *f, bool good, struct err *err);

#endif
