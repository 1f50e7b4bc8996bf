/* A project of qualitative coding made elsewhere, taken in. */
#ifndef STORE_TAKE_PROJECT_H
#define STORE_TAKE_PROJECT_H

#include "store/take-codes.h"

/* A REFI-QDA project (.qdpx): its codes, then its texts as articles, then what
 * was done to them as notes, codes and claims; three acts, each undone by
 * itself. What has come before is a duplicate. False when the file is none or
 * the library failed. */
bool store_take_project(struct store *store, struct str file,
    const struct ingest_opts *opts, struct str path,
    struct ingest_totals *totals, struct err *err);

/* --- Private to store/ --- */

/* The same from what project_lines has of it. */
bool take_project_lines(struct store *store, struct str lines,
    const struct taking_from *from, struct ingest_totals *totals,
    struct err *err);

#endif
