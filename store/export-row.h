/* What the parts of an export share. Private to store/. */
#ifndef STORE_EXPORT_ROW_H
#define STORE_EXPORT_ROW_H

#include "store/db.h"
#include "store/export.h"

struct export
{
	struct store *store;
	struct find *find;
	unsigned what;
	bool reading;       /* inside a transaction that sees one state */
	unsigned char *ids; /* a bit for each article that is in it */
	size_t size;        /* bytes of ids */
	int64_t done, total;
};

#define CODE_COLUMNS                                                           \
	"c.uuid, c.name, (SELECT p.uuid FROM code p WHERE p.id = c.parent), "  \
	"c.colour, c.key, c.definition, c.retired, EXISTS (SELECT 1 FROM "     \
	"article_code u WHERE u.code = c.id) OR EXISTS (SELECT 1 FROM "        \
	"claim_code v WHERE v.code = c.id)"

/* Whether an article is in it. */
bool export_has(const struct export *x, int64_t id);
/* Room for one more in an array that lives in the arena. */
void *export_more(
    struct arena *arena, void *list, size_t n, size_t *size, size_t each);
void export_code_read(
    sqlite3_stmt *st, struct arena *arena, struct out_code *code);
/* The rows (start, end, kind, key, name) of a statement; false when it is NULL.
 */
bool export_mentions(struct export *x, sqlite3_stmt *st, struct arena *arena,
    struct out_mention **list, size_t *n, struct err *err);
bool export_claims_of(struct export *x, int64_t article, struct arena *arena,
    const struct out_claim **list, size_t *n, struct err *err);

#endif
