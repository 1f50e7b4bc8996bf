/* A batch: one run of an import, its row, its act and its undo. Private to
 * store/. */
#ifndef STORE_BATCH_H
#define STORE_BATCH_H

#include "store/ingest.h"
#include "store/revision.h"

/* Kind "import": the document is a batch; it exists while its articles are
 * shown. */
extern const struct revision_kind batch_kind;
extern const struct db_table batch_sql;

/* A new batch, running. Inside a transaction. */
bool batch_add(
    struct store *store, struct str source, int64_t *id, struct err *err);
/* What it has brought so far. Inside the transaction that brings it. */
bool batch_count(struct store *store, int64_t id,
    const struct ingest_totals *totals, struct err *err);
/* Record the act, unless nothing came in or the library is being made: what it
 * comes with, undo does not take away. */
bool batch_finish(struct store *store, int64_t id, struct err *err);
/* Finish what programs that died have left running. */
bool batch_recover(struct store *store, struct err *err);

#endif
