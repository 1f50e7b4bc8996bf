/* A codebook made elsewhere, taken in. */
#ifndef STORE_TAKE_CODES_H
#define STORE_TAKE_CODES_H

#include "store/ingest.h"

/* The codes of a .qdc file, in one act. A code of the same GUID takes on name,
 * colour, place and definition of the file's; one of the same name is it, and
 * is filled in where it says nothing; others are new. False with nothing
 * stored when the file is none or the library failed. */
bool store_take_codes(struct store *store, struct str file,
    const struct taking *in, struct err *err);

/* --- Private to store/ --- */

/* Codes as codebook_lines has them. */
bool take_code_lines(struct store *store, struct str lines,
    const struct taking *in, struct err *err);

#endif
