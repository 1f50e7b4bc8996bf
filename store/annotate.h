/* Work done elsewhere, taken in: annotations become notes, claims and codes of
 * the articles that they are about. */
#ifndef STORE_ANNOTATE_H
#define STORE_ANNOTATE_H

#include "store/ingest.h"

/* A file of annotations (model/read-annotation.h). An article is found by its
 * uuid, by its address, or as the only one that has the quotation within its
 * context, or of these the only one of that title; the passage is found again
 * by model/anchor. What has come before is a duplicate, what
 * finds no article is named and fails. All of it is one act. False with
 * nothing stored when the file is none or the library failed. */
bool store_annotate(struct store *store, struct str file,
    const struct taking *in, struct err *err);

/* --- Private to store/ --- */

/* Add how many documents the file makes at most. */
bool annotate_count(struct str file, size_t *n, struct err *err);

#endif
