/* Texts of articles are stored compressed: the two functions of SQL that do it,
 * with the names and the format that the sqlite3 shell has for its archives, so
 * that a library is read there without us. Private to store/. */
#ifndef STORE_BODY_H
#define STORE_BODY_H

#include <sqlite3.h>

#include "model/str.h"

/* sqlar_compress(BYTES): zlib, or the bytes where that is no shorter.
 * sqlar_uncompress(BYTES, SIZE): the same backwards; SQLITE_CORRUPT where they
 * are not what SIZE bytes were compressed to. Before any statement that reads
 * or writes a text. */
bool body_register(sqlite3 *db, struct err *err);

/* What sqlar_compress does, without SQL: the text as it is stored, borrowed
 * until the next call. */
struct body_press;
struct body_press *body_press_new(void);
void body_press_free(struct body_press *press); /* NULL is fine */
struct str body_press(struct body_press *press, struct str text);

#endif
