/* The claims as a report to read, in Markdown. */
#ifndef UI_REPORT_H
#define UI_REPORT_H

#include "store/store.h"

/* What is said in a claim: who asserts and who denies it, by how many
 * independent sources, with quotations, articles and figures; added to out. */
bool report_statement(
    struct store *store, int64_t claim, struct buf *out, struct err *err);
/* The statements of all claims that a query finds. Gives each to write(), whose
 * false with err filled ends it. */
bool report_claims(struct store *store, struct str query,
    bool (*write)(void *arg, struct str text, struct err *err), void *arg,
    struct err *err);

#endif
