#include "config.h"

#include "store/find-prefix.h"

#include "model/fold.h"

enum { HEAVY_PAGES = 400 };

enum { PAGES, TEXTS };
static const char *const sql[] = {
	/* Per segment the leaves between two places, by the index of FTS5's
	 * leaves (fts5_index.c: pgno is shifted by a flag; terms of the main
	 * index begin with '0'). */
	[PAGES] = "WITH RECURSIVE s(id) AS (SELECT min(segid) FROM"
		  " article_fts_idx UNION ALL SELECT (SELECT min(segid) FROM"
		  " article_fts_idx WHERE segid > s.id) FROM s /*scan*/"
		  " WHERE s.id IS NOT NULL)"
		  " SELECT sum(coalesce((SELECT pgno >> 1 FROM article_fts_idx"
		  " WHERE segid = s.id AND term < ?2"
		  " ORDER BY term DESC LIMIT 1), 0) - coalesce((SELECT"
		  " pgno >> 1 FROM article_fts_idx WHERE segid = s.id"
		  " AND term <= ?1 ORDER BY term DESC LIMIT 1), 0)) FROM s"
		  " WHERE s.id IS NOT NULL",
	[TEXTS] = "SELECT a.title, t.text FROM article a"
		  " JOIN article_text t ON t.article = a.id WHERE a.ord = ?1",
};
const struct db_table find_prefix_table = { "find-prefix", sql,
	ARRAY_LEN(sql) };

bool
prefix_heavy(
    struct store *store, const struct query *term, bool *heavy, struct err *err)
{
	struct buf from = { 0 }, to = { 0 };
	struct err local = { 0 };
	sqlite3_stmt *st;

	*heavy = false;
	if (!term->prefix)
		return true;
	st = db_stmt(store, sql[PAGES], err);
	if (st == NULL)
		return false;
	buf_putc(&from, '0');
	fold_text(&from, term->text);
	buf_str(&to, buf_view(&from));
	buf_putc(&to, (char)0xff);
	db_bind_bytes(st, 1, buf_view(&from));
	db_bind_bytes(st, 2, buf_view(&to));
	/* Phrases are FTS5's own. */
	*heavy = str_find(buf_view(&from), str_of(" "), 0) == SIZE_MAX &&
		 db_row(store, st, &local) && db_int(st, 0) > HEAVY_PAGES;
	buf_release(&from);
	buf_release(&to);
	return db_over(st, &local, err);
}

static int
begins(void *ctx, bool colocated, struct str token, size_t from, size_t to)
{
	const struct str *word = ctx;

	(void)colocated, (void)from, (void)to;
	return str_eq(str_slice(token, 0, word->len), *word);
}

bool
prefix_test(struct hits *w, struct node *n, int64_t ord, struct err *err)
{
	bool found = false;

	if (n->st[0] == NULL &&
	    sqlite3_prepare_v3(db_handle(w->store), sql[TEXTS], -1,
		SQLITE_PREPARE_PERSISTENT, &n->st[0], NULL) != SQLITE_OK)
		return db_fail(w->store, err);
	db_done(n->st[0]);
	db_bind_int(n->st[0], 1, ord);
	if (db_row(w->store, n->st[0], err))
		found = fold_tokens(
			    db_view(n->st[0], 0), false, &n->text, begins) ||
			(n->number == 0 && fold_tokens(db_view(n->st[0], 1),
					       false, &n->text, begins));
	db_done(n->st[0]);
	return found;
}
