#include "config.h"

#include "store/find-node.h"

#include "store/article-row.h"
#include "store/claim.h"
#include "store/find-prefix.h"

/* Steps a cursor makes towards a bound before it asks the index anew: a step
 * is cheaper than a search, by about this factor. */
enum { STEPS = 16, STEPS_TEXT = 64 };

/* FTS5 has no plan but SCAN; it means an index look-up. */
enum { PROBE_SQL = ROWS_KINDS * 2 };
/* The cluster of article ?2: a few rows. */
#define COPIES_ALL                                                             \
	"WITH RECURSIVE c (id) AS (SELECT ?2 UNION SELECT x.other "            \
	"FROM c /*scan*/ JOIN article_copy x ON x.article = c.id "             \
	"JOIN article a ON a.id = x.other WHERE a.hidden = 0) "                \
	"SELECT id FROM c"

static const char *const sql[] = {
	[ROWS_ALL * 2] = "SELECT ord FROM article WHERE ord <= ?1"
			 " ORDER BY ord DESC",
	[ROWS_ALL * 2 + 1] = "SELECT ord FROM article WHERE ord >= ?1"
			     " ORDER BY ord",
	[ROWS_STORIES * 2] =
	    "SELECT ord FROM article INDEXED BY article_story"
	    " WHERE folded = 0 AND hidden = 0 AND ord <= ?1 ORDER BY ord DESC",
	[ROWS_STORIES * 2 + 1] =
	    "SELECT ord FROM article INDEXED BY article_story"
	    " WHERE folded = 0 AND hidden = 0 AND ord >= ?1 ORDER BY ord",
	[ROWS_TEXT * 2] = "SELECT /*scan*/ rowid FROM article_fts"
			  " WHERE article_fts MATCH ?2 AND rowid <= ?1"
			  " ORDER BY rowid DESC",
	[ROWS_TEXT * 2 + 1] = "SELECT /*scan*/ rowid FROM article_fts"
			      " WHERE article_fts MATCH ?2 AND rowid >= ?1"
			      " ORDER BY rowid",
	[ROWS_FACET * 2] = "SELECT /*scan*/ rowid FROM article_facet"
			   " WHERE article_facet MATCH ?2 AND rowid <= ?1"
			   " ORDER BY rowid DESC",
	[ROWS_FACET * 2 + 1] = "SELECT /*scan*/ rowid FROM article_facet"
			       " WHERE article_facet MATCH ?2 AND rowid >= ?1"
			       " ORDER BY rowid",
	[ROWS_ENTITY * 2] = "SELECT ord FROM article_entity WHERE entity = ?2"
			    " AND ord <= ?1 ORDER BY ord DESC",
	[ROWS_ENTITY * 2 + 1] = "SELECT ord FROM article_entity"
				" WHERE entity = ?2 AND ord >= ?1 ORDER BY ord",
	[ROWS_UNREAD * 2] = "SELECT ord FROM article INDEXED BY article_unread"
			    " WHERE state = 0 AND hidden = 0 AND ord <= ?1"
			    " ORDER BY ord DESC",
	[ROWS_UNREAD * 2 + 1] =
	    "SELECT ord FROM article INDEXED BY article_unread"
	    " WHERE state = 0 AND hidden = 0 AND ord >= ?1 ORDER BY ord",
	[ROWS_DONE * 2] = "SELECT ord FROM article INDEXED BY article_done"
			  " WHERE state = 1 AND hidden = 0 AND ord <= ?1"
			  " ORDER BY ord DESC",
	[ROWS_DONE * 2 + 1] = "SELECT ord FROM article INDEXED BY article_done"
			      " WHERE state = 1 AND hidden = 0 AND ord >= ?1"
			      " ORDER BY ord",
	[ROWS_DISMISSED * 2] =
	    "SELECT ord FROM article INDEXED BY article_dismissed"
	    " WHERE state = 2 AND hidden = 0 AND ord <= ?1 ORDER BY ord DESC",
	[ROWS_DISMISSED * 2 + 1] =
	    "SELECT ord FROM article INDEXED BY article_dismissed"
	    " WHERE state = 2 AND hidden = 0 AND ord >= ?1 ORDER BY ord",
	[ROWS_FLAGGED * 2] =
	    "SELECT ord FROM article INDEXED BY article_flagged"
	    " WHERE flagged = 1 AND hidden = 0 AND ord <= ?1"
	    " ORDER BY ord DESC",
	[ROWS_FLAGGED * 2 + 1] =
	    "SELECT ord FROM article INDEXED BY article_flagged"
	    " WHERE flagged = 1 AND hidden = 0 AND ord >= ?1 ORDER BY ord",
	[ROWS_NOTED * 2] = "SELECT ord FROM article INDEXED BY article_noted"
			   " WHERE notes > 0 AND ord <= ?1 ORDER BY ord DESC",
	[ROWS_NOTED * 2 + 1] =
	    "SELECT ord FROM article INDEXED BY article_noted"
	    " WHERE notes > 0 AND ord >= ?1 ORDER BY ord",
	[ROWS_OUTLET * 2] = "SELECT ord FROM article WHERE outlet = ?2"
			    " AND ord <= ?1 ORDER BY ord DESC",
	[ROWS_OUTLET * 2 + 1] = "SELECT ord FROM article WHERE outlet = ?2"
				" AND ord >= ?1 ORDER BY ord",
	[ROWS_NO_OUTLET * 2] = "SELECT ord FROM article WHERE outlet IS NULL"
			       " AND ord <= ?1 ORDER BY ord DESC",
	[ROWS_NO_OUTLET * 2 + 1] = "SELECT ord FROM article"
				   " WHERE outlet IS NULL AND ord >= ?1"
				   " ORDER BY ord",
	[ROWS_KEY * 2] = "SELECT ord FROM article_key WHERE word = ?2"
			 " AND ord <= ?1 ORDER BY ord DESC",
	[ROWS_KEY * 2 + 1] = "SELECT ord FROM article_key WHERE word = ?2"
			     " AND ord >= ?1 ORDER BY ord",
	[ROWS_ID * 2] = "SELECT ord FROM article WHERE id = ?2 AND ord <= ?1",
	[ROWS_ID * 2 + 1] =
	    "SELECT ord FROM article WHERE id = ?2 AND ord >= ?1",
	[ROWS_COPY * 2] = "SELECT DISTINCT x.ord FROM article_copy x"
			  " INDEXED BY article_copy_later CROSS JOIN article b"
			  " ON b.id = x.other WHERE x.later = 1 AND x.ord <= ?1"
			  " AND b.hidden = 0 ORDER BY x.ord DESC",
	[ROWS_COPY * 2 + 1] =
	    "SELECT DISTINCT x.ord FROM article_copy x"
	    " INDEXED BY article_copy_later CROSS JOIN article b"
	    " ON b.id = x.other WHERE x.later = 1 AND x.ord >= ?1"
	    " AND b.hidden = 0 ORDER BY x.ord",
	[ROWS_CLUSTER * 2] = "SELECT ord FROM article WHERE id IN (" COPIES_ALL
			     ") AND ord <= ?1 ORDER BY ord DESC",
	[ROWS_CLUSTER * 2 + 1] =
	    "SELECT ord FROM article WHERE id IN (" COPIES_ALL
	    ") AND ord >= ?1 ORDER BY ord",
	[ROWS_CLAIMED * 2] = "SELECT ord FROM article INDEXED BY"
			     " article_claimed WHERE claims > 0 AND ord <= ?1"
			     " ORDER BY ord DESC",
	[ROWS_CLAIMED * 2 + 1] =
	    "SELECT ord FROM article INDEXED BY article_claimed"
	    " WHERE claims > 0 AND ord >= ?1 ORDER BY ord",
	[ROWS_EVENT * 2] = "SELECT DISTINCT a.ord FROM event_article x"
			   " CROSS JOIN article a ON a.id = x.article"
			   " WHERE x.event = ?2 AND a.ord <= ?1"
			   " ORDER BY a.ord DESC",
	[ROWS_EVENT * 2 + 1] = "SELECT DISTINCT a.ord FROM event_article x"
			       " CROSS JOIN article a ON a.id = x.article"
			       " WHERE x.event = ?2 AND a.ord >= ?1"
			       " ORDER BY a.ord",
	[ROWS_ODD * 2] = "SELECT ord FROM article INDEXED BY article_odd"
			 " WHERE published_day IS NOT ord / 86400"
			 " AND ord <= ?1 ORDER BY ord DESC",
	[ROWS_ODD * 2 + 1] = "SELECT ord FROM article INDEXED BY article_odd"
			     " WHERE published_day IS NOT ord / 86400"
			     " AND ord >= ?1 ORDER BY ord",
	[PROBE_SQL] = "SELECT " ARTICLE_ROW ", a.hidden, a.author"
		      " FROM article a" ARTICLE_ROW_JOINS "WHERE a.ord = ?1",
};
const struct db_table find_node_table = { "find-node", sql, ARRAY_LEN(sql) };

/* Two cursors may need one statement at the same time, so these are not the
 * shared ones of db_stmt. */
static bool
prepare(
    struct store *store, const char *text, sqlite3_stmt **st, struct err *err)
{
	if (*st != NULL)
		return true;
	if (sqlite3_prepare_v3(db_handle(store), text, -1,
		SQLITE_PREPARE_PERSISTENT, st, NULL) != SQLITE_OK)
		return db_fail(store, err);
	return true;
}

/* Whether a stands at or past b in that direction. */
static bool
past(int dir, int64_t a, int64_t b)
{
	return dir > 0 ? a <= b : a >= b;
}

static bool
rows_step(struct hits *w, struct node *n, struct err *err)
{
	sqlite3_stmt *st = n->st[n->dir < 0];

	if (db_row(w->store, st, err)) {
		n->at = db_int(st, 0);
		return true;
	}
	if (err->code != ERR_NONE)
		return false;
	n->ended = true;
	return true;
}

static bool
rows_seek(
    struct hits *w, struct node *n, int dir, int64_t bound, struct err *err)
{
	int back = dir < 0;

	if (!prepare(w->store, sql[n->rows * 2 + back], &n->st[back], err))
		return false;
	db_done(n->st[back]);
	db_bind_int(n->st[back], 1, bound);
	if (n->text.p != NULL)
		db_bind_str(n->st[back], 2, n->text);
	else if (sqlite3_bind_parameter_count(n->st[back]) > 1)
		db_bind_int(n->st[back], 2, n->number);
	n->dir = dir;
	n->live = true;
	n->ended = false;
	return rows_step(w, n, err);
}

static bool
rows_next(struct hits *w, struct node *n, int dir, int64_t bound, int64_t *ord,
    struct err *err)
{
	bool text = n->rows == ROWS_TEXT || n->rows == ROWS_FACET;
	int steps = text ? STEPS_TEXT : STEPS;
	bool goes_on = n->live && n->dir == dir && past(dir, bound, n->bound);

	while (goes_on && !n->ended && !past(dir, n->at, bound) && steps-- > 0)
		if (!rows_step(w, n, err))
			return false;
	if (!goes_on || (!n->ended && !past(dir, n->at, bound)))
		if (!rows_seek(w, n, dir, bound, err))
			return false;
	n->bound = bound;
	if (n->ended)
		return false;
	*ord = n->at;
	return true;
}

/* en finds en and en-GB. */
static bool
test_lang(struct hits *w, const struct node *n)
{
	struct str lang = db_view(w->probe.st, PROBE_LANGUAGE);

	if (lang.len < n->text.len ||
	    !str_is_nocase(str_slice(lang, 0, n->text.len), n->text.p))
		return false;
	return lang.len == n->text.len || lang.p[n->text.len] == '-';
}

bool
hits_probe(struct hits *w, int64_t ord, struct err *err)
{
	struct probe *p = &w->probe;

	err->code = ERR_NONE;
	if (p->loaded && p->ord == ord)
		return p->exists;
	if (!prepare(w->store, sql[PROBE_SQL], &p->st, err))
		return false;
	db_done(p->st);
	db_bind_int(p->st, 1, ord);
	p->loaded = false;
	p->exists = db_row(w->store, p->st, err);
	if (err->code != ERR_NONE)
		return false;
	p->loaded = true;
	p->ord = ord;
	if (p->exists && db_int(p->st, PROBE_HIDDEN) != 0)
		p->exists = false;
	return p->exists;
}

/* The row is looked at only where ord does not tell the day. An article without
 * a date counts as of the day it was imported, as in the list's order. */
static bool
test_days(struct hits *w, struct node *n, int dir, int64_t ord, struct err *err)
{
	int64_t day = ord / 86400, at;

	if (rows_next(w, n->kids, dir, ord, &at, err) && at == ord) {
		if (!hits_probe(w, ord, err))
			return false;
		day = db_int_or(w->probe.st, PROBE_DAY, INT64_MIN);
		if (day == INT64_MIN)
			day = db_int(w->probe.st, PROBE_IMPORTED) / 86400;
	}
	return err->code == ERR_NONE && day >= n->first && day <= n->last;
}

static bool node_next(struct hits *w, struct node *n, int dir, int64_t bound,
    int64_t *ord, struct err *err);

/* Whether the article of the probe passes; false also on failure. */
static bool
test_row(struct hits *w, struct node *n, struct err *err)
{
	bool holds = false;

	switch (n->test) {
	case TEST_PREFIX:
		return prefix_test(w, n, w->probe.ord, err);
	case TEST_LANG:
		return test_lang(w, n);
	case TEST_AUTHOR:
		return terms_in(n->terms, db_view(w->probe.st, PROBE_AUTHOR));
	case TEST_DAYS: /* looks at ord first */
		break;
	case TEST_CLAIMS:
		return claim_set_article(n->claims,
			   db_int(w->probe.st, PROBE_ID), &holds, err) &&
		       holds;
	case TEST_SUGGESTED:
		return store_article_suggests(w->store,
			   db_int(w->probe.st, PROBE_ID), &holds, err) &&
		       holds;
	}
	return false;
}

/* True: the article at ord is one of n's. False: it is not (ERR_NONE) or a
 * failure. */
static bool
node_test(struct hits *w, struct node *n, int dir, int64_t ord, struct err *err)
{
	struct node *kid;
	int64_t at;

	err->code = ERR_NONE;
	switch (n->op) {
	case NODE_ROWS:
		return rows_next(w, n, dir, ord, &at, err) && at == ord;
	case NODE_TEST:
		if (n->test == TEST_DAYS)
			return test_days(w, n, dir, ord, err);
		return hits_probe(w, ord, err) && test_row(w, n, err);
	case NODE_NOT:
		return !node_test(w, n->kids, dir, ord, err) &&
		       err->code == ERR_NONE;
	case NODE_AND:
		for (kid = n->kids; kid != NULL; kid = kid->next)
			if (!node_test(w, kid, dir, ord, err))
				return false;
		return true;
	case NODE_OR:
		for (kid = n->kids; kid != NULL; kid = kid->next) {
			if (node_test(w, kid, dir, ord, err))
				return true;
			if (err->code != ERR_NONE)
				return false;
		}
		return false;
	}
	return false;
}

static bool
drives(const struct node *n)
{
	return n->op != NODE_TEST && n->op != NODE_NOT;
}

/* The next ord that all driving kids share. */
static bool
and_leap(struct hits *w, struct node *n, int dir, int64_t *ord, struct err *err)
{
	struct node *kid;
	int64_t at;
	bool moved;

	do {
		moved = false;
		for (kid = n->kids; kid != NULL; kid = kid->next) {
			if (!drives(kid))
				continue;
			if (!node_next(w, kid, dir, *ord, &at, err))
				return false;
			moved |= at != *ord;
			*ord = at;
		}
	} while (moved);
	return true;
}

/* One past ord in that direction; false where there is none. */
static bool
beyond(int dir, int64_t *ord)
{
	if (*ord == (dir > 0 ? INT64_MIN : INT64_MAX))
		return false;
	*ord -= dir > 0 ? 1 : -1;
	return true;
}

/* Where nothing is wanted any more, nothing is looked at. */
static bool
within(const struct hits *w, int dir, int64_t ord)
{
	return !w->narrow || (dir > 0 ? ord >= w->first : ord <= w->last);
}

static bool
and_next(struct hits *w, struct node *n, int dir, int64_t bound, int64_t *ord,
    struct err *err)
{
	struct node *kid;

	*ord = bound;
	do {
		if (!and_leap(w, n, dir, ord, err) || !within(w, dir, *ord))
			return false;
		w->looked++;
		for (kid = n->kids; kid != NULL; kid = kid->next)
			if (!drives(kid) && !node_test(w, kid, dir, *ord, err))
				break;
		if (kid == NULL)
			return true;
		if (err->code != ERR_NONE)
			return false;
	} while (beyond(dir, ord));
	return false;
}

static bool
or_next(struct hits *w, struct node *n, int dir, int64_t bound, int64_t *ord,
    struct err *err)
{
	struct node *kid;
	bool any = false;
	int64_t at;

	for (kid = n->kids; kid != NULL; kid = kid->next) {
		if (!node_next(w, kid, dir, bound, &at, err)) {
			if (err->code != ERR_NONE)
				return false;
			continue;
		}
		if (!any || past(dir, *ord, at))
			*ord = at;
		any = true;
	}
	return any;
}

static bool
node_next(struct hits *w, struct node *n, int dir, int64_t bound, int64_t *ord,
    struct err *err)
{
	err->code = ERR_NONE;
	switch (n->op) {
	case NODE_ROWS:
		return rows_next(w, n, dir, bound, ord, err);
	case NODE_AND:
		return and_next(w, n, dir, bound, ord, err);
	case NODE_OR:
		return or_next(w, n, dir, bound, ord, err);
	case NODE_TEST:
	case NODE_NOT:
		break;
	}
	return err_set(
	    err, ERR_INVALID, "this query has nothing to start from");
}

bool
hits_next(struct hits *w, struct node *root, int dir, int64_t bound,
    int64_t *ord, struct err *err)
{
	*ord = bound;
	do {
		if (!node_next(w, root, dir, *ord, ord, err))
			return false;
		if (w->bare || hits_probe(w, *ord, err))
			return true;
		if (err->code != ERR_NONE)
			return false;
	} while (beyond(dir, ord));
	return false;
}

bool
hits_has(
    struct hits *w, struct node *root, int64_t ord, bool *has, struct err *err)
{
	*has = hits_probe(w, ord, err) && node_test(w, root, 1, ord, err);
	return err->code == ERR_NONE;
}

static void
node_rest(struct node *n)
{
	for (; n != NULL; n = n->next) {
		db_done(n->st[0]);
		db_done(n->st[1]);
		n->live = false;
		node_rest(n->kids);
	}
}

void
hits_rest(struct hits *w, struct node *root)
{
	node_rest(root);
	db_done(w->probe.st);
	w->probe.loaded = false;
}

void
hits_close(struct hits *w)
{
	(void)sqlite3_finalize(w->probe.st);
	w->probe = (struct probe){ 0 };
}

void
node_close(struct node *n)
{
	for (; n != NULL; n = n->next) {
		(void)sqlite3_finalize(n->st[0]);
		(void)sqlite3_finalize(n->st[1]);
		n->st[0] = n->st[1] = NULL;
		node_close(n->kids);
	}
}
