/* Texts of articles are stored compressed: the two functions of SQL that do it,
 * with the names and the format that the sqlite3 shell has for its archives, so
 * that a library is read there without us. Private to store/. */
#ifndef STORE_BODY_H
#define STORE_BODY_H

#include <sqlite3.h>

#include "model/base.h"

/* sqlar_compress(BYTES): zlib, or the bytes where that is no shorter.
 * sqlar_uncompress(BYTES, SIZE): the same backwards; SQLITE_CORRUPT where they
 * are not what SIZE bytes were compressed to. Before any statement that reads
 * or writes a text. */
bool body_register(sqlite3 *db, struct err *err);

#endif
