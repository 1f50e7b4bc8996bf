#include "config.h"

#include "store/article-key.h"

#include "store/db.h"

enum { DROP, ADD };
static const char *const sql[] = {
	[DROP] = "DELETE FROM article_key WHERE ord = "
		 "(SELECT ord FROM article WHERE id = ?1)",
	[ADD] = "INSERT INTO article_key (word, ord) SELECT word, ord FROM "
		"(" ARTICLE_KEYS("AND a.id = ?1") ")",
};
const struct db_table article_key_sql = { "article-key", sql, ARRAY_LEN(sql) };

bool
article_key_drop(struct store *store, int64_t article, struct err *err)
{
	return db_run_id(store, sql[DROP], article, err);
}

bool
article_key_renew(struct store *store, int64_t article, struct err *err)
{
	return article_key_drop(store, article, err) &&
	       db_run_id(store, sql[ADD], article, err);
}
