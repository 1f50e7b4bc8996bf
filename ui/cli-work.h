/* Imports of work made elsewhere: annotations, codes, projects. */
#ifndef UI_CLI_WORK_H
#define UI_CLI_WORK_H

#include "store/ingest.h"

/* Does that format bring work? */
bool work_is(struct str format);
/* Which work the file holds by its content; empty: none, or it cannot be read
 * (who reads it says so), or it is standard input. */
struct str work_of_file(const char *path);
/* Take a file in, all of it or nothing. */
bool work_take(struct store *store, const char *path, struct str format,
    const struct taking *taking, struct err *err);

#endif
