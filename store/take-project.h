/* A project of qualitative coding made elsewhere, taken in. */
#ifndef STORE_TAKE_PROJECT_H
#define STORE_TAKE_PROJECT_H

#include "store/take-codes.h"

/* A REFI-QDA project (.qdpx): its codes, then its texts as articles, then what
 * was done to them as notes, codes and claims; one act. What has come before is
 * a duplicate. False when the file is none or the library failed. */
bool store_take_project(struct store *store, struct str file,
    const struct taking *in, struct err *err);

/* --- Private to store/ --- */

/* The same from what project_lines has of it. */
bool take_project_lines(struct store *store, struct str lines,
    const struct taking *in, struct err *err);

#endif
