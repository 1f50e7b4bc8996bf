#include "config.h"

#include "store/article.h"
#include "store/db.h"

/* In the order of struct store_stats. Counts are linear: for the verb and the
 * status screen, never on the way of a key. */
static const char *const sql[] = {
	"SELECT count(*) FROM article /*scan*/ WHERE hidden = 0",
	"SELECT count(*) FROM article /*scan*/ WHERE hidden = 0 AND state = 0",
	"SELECT count(*) FROM article /*scan*/ WHERE hidden = 0 AND state = 1",
	"SELECT count(*) FROM article /*scan*/ WHERE hidden = 0 AND state = 2",
	"SELECT count(*) FROM article /*scan*/ "
	"WHERE hidden = 0 AND flagged = 1",
	"SELECT count(*) FROM entity /*scan*/ WHERE state = 'active'",
	"SELECT count(*) FROM alias /*scan*/",
	"SELECT count(*) FROM event /*scan*/",
	"SELECT count(*) FROM relation /*scan*/",
	"SELECT count(*) FROM note /*scan*/",
	"SELECT count(*) FROM claim c /*scan*/ JOIN article a ON "
	"a.id = c.article WHERE a.hidden = 0",
	"SELECT count(*) FROM claim c /*scan*/ JOIN article a ON "
	"a.id = c.article WHERE a.hidden = 0 AND c.status = 'open'",
	"SELECT count(*) FROM act WHERE id > 0",
	"SELECT page_count * page_size FROM pragma_page_count, "
	"pragma_page_size",
	"SELECT sum(t.size) FROM article_body t "
	"/*scan*/ JOIN article a ON a.id = t.article WHERE a.hidden = 0",
	"SELECT count(*) FROM todo_index /*scan*/",
};
const struct db_table stats_sql = { "stats", sql, ARRAY_LEN(sql) };

bool
store_stats(struct store *store, struct store_stats *stats, struct err *err)
{
	int64_t *const values[] = {
		&stats->articles,
		&stats->unread,
		&stats->done,
		&stats->dismissed,
		&stats->flagged,
		&stats->entities,
		&stats->aliases,
		&stats->events,
		&stats->relations,
		&stats->notes,
		&stats->claims,
		&stats->claims_open,
		&stats->acts,
		&stats->bytes,
		&stats->text_bytes,
		&stats->unindexed,
	};
	size_t i;

	_Static_assert(ARRAY_LEN(sql) == ARRAY_LEN(values), "one text each");
	for (i = 0; i < ARRAY_LEN(sql); i++) {
		sqlite3_stmt *st = db_stmt(store, sql[i], err);
		struct err e;

		if (st == NULL)
			return false;
		*values[i] = db_row(store, st, &e) ? db_int(st, 0) : 0;
		if (!db_over(st, &e, err))
			return false;
	}
	return true;
}
