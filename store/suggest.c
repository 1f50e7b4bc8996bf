#include "config.h"

#include "model/fold.h"
#include "model/suggest.h"
#include "store/article.h"
#include "store/claim.h"
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

static bool
overlaps(struct span a, struct span b)
{
	return a.from < b.to && b.from < a.to;
}

/* Is some of what is said the content of a claim already? */
static bool
is_claimed(const struct suggestion *s, const struct claim *claims, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < claims[i].n_spans; j++)
			for (size_t k = 0; k < s->n_content; k++)
				if (claims[i].spans[j].role == SPAN_CONTENT &&
				    overlaps(claims[i].spans[j].anchor.span,
					s->content[k]))
					return true;
	return false;
}

bool
store_article_suggests(
    struct store *store, int64_t article, bool *has, struct err *err)
{
	struct arena arena = { 0 };
	struct article a;
	struct mention *mentions;
	struct claim *claims;
	struct suggestion *list;
	size_t n_mentions, n_claims, n;
	bool good =
	    store_article_get(store, article, &arena, &a, err) &&
	    store_mentions(
		store, article, &arena, &mentions, &n_mentions, err) &&
	    store_claims_of(store, article, &arena, &claims, &n_claims, err);

	*has = false;
	if (good) {
		const struct suggest_in in = {
			.text = a.text,
			.language = a.row.language,
			.mentions = mentions,
			.n_mentions = n_mentions,
			.day = a.row.published_day,
		};

		suggest_find(&in, &arena, &list, &n);
		for (size_t i = 0; i < n && !*has; i++)
			*has = !is_claimed(&list[i], claims, n_claims);
	}
	arena_release(&arena);
	return good;
}
