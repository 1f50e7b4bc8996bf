#include "config.h"

#include "model/fold.h"
#include "store/db.h"
#include "store/entity.h"

enum { DECIDED };

static const char *const sql[] = {
	[DECIDED] = "SELECT 1 FROM naming WHERE fold = ?1 AND entity IS NULL "
		    "AND (article IS NULL OR article = ?2)",
};
const struct db_table suggest_sql = { "suggest", sql, ARRAY_LEN(sql) };

/* Has the analyst said that these words are no name? */
static bool
decided(struct store *store, int64_t article, struct str words, bool *is,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[DECIDED], err);
	struct buf fold = { 0 };
	struct err e;

	if (st == NULL)
		return false;
	fold_text(&fold, words);
	db_bind_str(st, 1, buf_view(&fold));
	db_bind_int(st, 2, article);
	*is = db_row(store, st, &e);
	db_done(st);
	buf_release(&fold);
	return e.code == ERR_NONE || err_set(err, e.code, "%s", e.text);
}

bool
store_candidates(struct store *store, const struct article *article,
    const struct mention *known, size_t n_known, struct arena *arena,
    struct candidate **list, size_t *n, struct err *err)
{
	size_t all, kept = 0;

	candidate_find(arena, article->text, known, n_known, list, &all);
	*n = 0;
	for (size_t i = 0; i < all; i++) {
		struct span s = (*list)[i].span;
		bool is;

		if (!decided(store, article->row.id,
			str_slice(article->text, s.from, s.to), &is, err))
			return false;
		if (!is)
			(*list)[kept++] = (*list)[i];
	}
	*n = kept;
	return true;
}
