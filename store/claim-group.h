/* The orders and groups of the ledger (table claim_group). Private to store/.
 */
#ifndef STORE_CLAIM_GROUP_H
#define STORE_CLAIM_GROUP_H

#include "store/db.h"

/* All orders of a claim that is new or has changed. */
bool claim_groups_put(struct store *store, int64_t claim, struct err *err);
/* Who says the same as it, after its words or its links have changed: the
 * groups that it was in and that it is in now. Claims say the same when their
 * statements have the same letters and digits, or a link same-as or repeats
 * joins them, directly or over others. */
bool claim_groups_join(struct store *store, int64_t claim, struct err *err);
/* Before a claim goes: those that it held together come apart. */
bool claim_groups_drop(struct store *store, int64_t claim, struct err *err);
/* The entity or event of that key may be called otherwise, or (empty) any. */
bool claim_groups_rename(struct store *store, struct str key, struct err *err);
/* Everything anew. */
bool claim_groups_rebuild(struct store *store, struct err *err);

extern const struct db_table claim_group_sql;

#endif
