/* Packs: a country's register and events as tab-separated files. */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include "store/store.h"

/* Says everything that is wrong with the files of dir: one line each. */
bool pack_check(const char *dir, void (*say)(void *arg, const char *what),
    void *arg, int *wrong, struct err *err);
/* Merge the files of dir into the register. Entries of the same key are
 * brought up to date unless the analyst has changed them. */
bool store_pack_load(struct store *store, const char *dir, struct err *err);
bool store_pack_dump(struct store *store, const char *dir, struct err *err);

#endif
