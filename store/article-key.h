/* By what articles are found that stands in other tables (their codes, who
 * worked on them, passages that were lost), in the order of the list. Derived;
 * private to store/. */
#ifndef STORE_ARTICLE_KEY_H
#define STORE_ARTICLE_KEY_H

#include "store/store.h"

/* What article_key holds: word, ord and the article, of all or of those that
 * `where` ("AND a.id = ?1") leaves. */
#define ARTICLE_KEYS(where)                                                    \
	"SELECT 'coded' AS word, a.ord AS ord, a.id AS article "               \
	"FROM article_code x "                                                 \
	"JOIN article a ON a.id = x.article " where                            \
	" UNION SELECT 'coded', a.ord, a.id FROM claim x "                     \
	"JOIN claim_code t ON t.claim = x.id "                                 \
	"JOIN article a ON a.id = x.article " where                            \
	" UNION SELECT 'code ' || x.code, a.ord, a.id FROM article_code x "    \
	"JOIN article a ON a.id = x.article " where                            \
	" UNION SELECT 'code ' || t.code, a.ord, a.id FROM claim x "           \
	"JOIN claim_code t ON t.claim = x.id "                                 \
	"JOIN article a ON a.id = x.article " where                            \
	" UNION SELECT 'analyst ' || x.analyst, a.ord, a.id FROM note x "      \
	"JOIN article a ON a.id = x.on_id "                                    \
	"WHERE x.on_kind = 'article' " where                                   \
	" UNION SELECT 'analyst ' || x.analyst, a.ord, a.id FROM claim x "     \
	"JOIN article a ON a.id = x.article " where                            \
	" UNION SELECT 'loose', a.ord, a.id FROM note x "                      \
	"JOIN article a ON a.id = x.on_id WHERE x.on_kind = 'article' "        \
	"AND x.anchor IN ('ambiguous', 'orphaned') " where                     \
	" UNION SELECT 'loose', a.ord, a.id FROM claim x "                     \
	"JOIN article a ON a.id = x.article "                                  \
	"AND x.anchor IN ('ambiguous', 'orphaned') " where

/* After anything of it changed, in the same transaction: as it is now. */
bool article_key_renew(struct store *store, int64_t article, struct err *err);
/* Before an article gets another place in the list; renewed behind it. */
bool article_key_drop(struct store *store, int64_t article, struct err *err);

#endif
