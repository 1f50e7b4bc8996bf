/* Libraries for the tests of the store: a folder of their own, articles without
 * an import, and the whole content as text to compare. */
#ifndef TESTS_LIBRARY_H
#define TESTS_LIBRARY_H

#include "store/store.h"

/* A fresh folder, removed by library_clean; and paths in it (malloced). */
const char *library_dir(void);
char *library_path(const char *name);
void library_clean(void);

/* ":memory:" or a path; dies when it can't be made or opened. */
struct store *library_new(const char *path);
struct store *library_open(const char *path);

/* An article as an import would store it, without the index. */
int64_t library_article(
    struct store *store, const char *title, const char *text);
/* Run a text of SQL; dies when it fails. The number of its first column. */
int64_t library_sql(struct store *store, const char *sql);
/* Run statements of up to 4,095 bytes, made as by printf; dies when it
 * fails. */
void library_run(struct store *store, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Rows of article_key that are missing or too many. */
int64_t library_keys_wrong(struct store *store);

/* What an act must keep: undo gives back every byte, redo does it again, also
 * after the program was ended in between; assertions by the name of the act. */
void library_turn_around(struct store **store, const char *name,
    const char *path, bool (*act)(struct err *err));

/* Every row of every table but the log of acts and what the jobs of names
 * count anew, as text. The caller frees. */
char *library_dump(struct store *store);

#endif
