/* The library as a source of records for the output formats. */
#ifndef STORE_EXPORT_H
#define STORE_EXPORT_H

#include "model/writer.h"
#include "store/store.h"

struct export;

/* The articles that the query finds and what belongs to them, as they are now:
 * what is written meanwhile does not show. The strings of source->title and so
 * on are for the caller to set; it stays valid until store_export_close. An
 * error of the query names its column. */
bool store_export_open(struct store *store, struct str query, unsigned what,
    struct export **x, struct out_source *source, struct err *err);
void store_export_close(struct export *x); /* NULL is fine */
/* How many articles went by in the passes so far, and how many there are in
 * one. */
int64_t store_export_done(const struct export *x);
int64_t store_export_total(const struct export *x);

#endif
