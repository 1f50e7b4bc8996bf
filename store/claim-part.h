/* The parts of a query about claims, made ready to be asked: names as the
 * entities that they may mean, words as FTS5 wants them, what is asked of the
 * article as a plan. Private to store/. */
#ifndef STORE_CLAIM_PART_H
#define STORE_CLAIM_PART_H

#include "model/query.h"
#include "store/db.h"
#include "store/find-plan.h"

struct part {
	const struct query *q;
	struct str ids;    /* JSON array of entities or events that are named */
	struct str text;   /* folded, or an expression of FTS5 */
	struct plan *plan; /* what it asks of the article, or NULL */
	struct part *kids, *next;
};

/* In the arena; an error names the column. The tree must live as long. Closed
 * even after a failure. */
bool claim_part_make(struct store *store, struct arena *arena,
    const struct query *query, struct part **root, struct err *err);
void claim_part_close(struct part *root); /* NULL is fine */

/* Events by id, key, or words of the title; none is an error. */
bool claim_part_events(struct store *store, const struct query *q,
    struct arena *arena, int64_t **ids, size_t *n, struct err *err);

extern const struct db_table claim_part_sql;

#endif
