/* The document of a claim, as its revisions hold it. Private to store/. */
#ifndef STORE_CLAIM_BODY_H
#define STORE_CLAIM_BODY_H

#include "store/claim.h"
#include "store/db.h"

/* JSON of all that the analyst said: entities by key, article and codes by
 * uuid. A code that there is none of is made: inside an open act. */
bool claim_body(struct store *store, const struct claim *claim,
    struct str article_uuid, struct buf *body, struct err *err);

/* The uuid of a code; empty when there is none of that name and make is not
 * set. In code.c. */
bool code_uuid(struct store *store, struct str name, bool make,
    struct arena *arena, struct str *uuid, struct err *err);

extern const struct db_table claim_body_sql;

#endif
