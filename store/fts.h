/* The tokenizer "mirsad1" of the full-text indexes: words folded by fold.h.
 * Private to store/. */
#ifndef STORE_FTS_H
#define STORE_FTS_H

#include <sqlite3.h>

#include "model/base.h"

/* Make "mirsad1" known to a connection; before any statement that touches an
 * index. */
bool fts_register(sqlite3 *db, struct err *err);

#endif
