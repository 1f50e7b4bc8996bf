/* From rows to claims. Private to store/. */
#ifndef STORE_CLAIM_READ_H
#define STORE_CLAIM_READ_H

#include "store/claim.h"
#include "store/db.h"

/* Of `claim c` with CLAIM_ROW_JOINS, which join its `article a`. */
#define CLAIM_ROW                                                              \
	"c.id, c.article, c.uuid, c.statement, c.quote, c.anchor, "            \
	"c.modality, c.polarity, c.quoting, c.inference, c.confidence, "       \
	"c.status, c.likelihood, c.place, cp.key, cp.name, "                   \
	"c.place_precision, c.event, ce.title, c.said, c.happened, c.valid, "  \
	"c.earliest, c.latest, c.reliability, c.credibility, c.rationale, "    \
	"c.grader, c.graded, c.suggested_by, c.analyst, c.created, "           \
	"c.updated, c.notes"
#define CLAIM_ROW_JOINS                                                        \
	" JOIN article a ON a.id = c.article"                                  \
	" LEFT JOIN entity cp ON cp.id = c.place"                              \
	" LEFT JOIN event ce ON ce.id = c.event "
enum { CLAIM_ROW_COLUMNS = 34 };

/* The row alone. */
void claim_row_read(sqlite3_stmt *st, struct arena *arena, struct claim *c);
/* And its lists: passages, sources, subjects, figures, codes, links. */
bool claim_fill(
    struct store *store, struct claim *c, struct arena *arena, struct err *err);

extern const struct db_table claim_read_sql;

#endif
