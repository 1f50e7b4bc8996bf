#include "config.h"

#include "store/find-list.h"

enum { OUTLETS, SCORES, ABOVE };
static const char *const sql[] = {
	[OUTLETS] = "SELECT /*scan*/ o.id FROM outlet o"
		    " LEFT JOIN entity e ON e.id = o.entity"
		    " ORDER BY coalesce(e.name, o.name) COLLATE NOCASE, o.id",
	/* A word in the title counts four times one in the text. */
	[SCORES] = "SELECT /*scan*/ rowid, bm25(article_fts, 4.0, 1.0)"
		   " FROM article_fts WHERE article_fts MATCH ?1"
		   " ORDER BY rowid DESC",
	/* What an article that is folded stands under, the first ones. */
	[ABOVE] =
	    "SELECT a.ord FROM article f INDEXED BY article_folded"
	    " CROSS JOIN article_copy x ON x.article = f.id AND x.fold = 1"
	    " CROSS JOIN article a ON a.id = x.other"
	    " WHERE f.folded = 1 AND f.ord = ?1 AND a.hidden = 0"
	    " ORDER BY a.ord LIMIT 8",
};
const struct db_table find_list_table = { "find-list", sql, ARRAY_LEN(sql) };

static int64_t
start_of(const struct find *f, int dir)
{
	return dir > 0 ? f->plan.last : f->plan.first;
}

/* Whether ord lies within what the dates of the query allow. */
static bool
inside(const struct find *f, int dir, int64_t ord)
{
	return dir > 0 ? ord >= f->plan.first : ord <= f->plan.last;
}

/* The next ord of a tree after `from`. */
static bool
date_next(struct find *f, struct node *root, const struct find_key *from,
    int dir, struct find_key *to, struct err *err)
{
	int64_t bound = start_of(f, dir);

	err->code = ERR_NONE;
	if (from != NULL) {
		if (from->minor == (dir > 0 ? INT64_MIN : INT64_MAX))
			return false;
		if (dir > 0 && from->minor - 1 < bound)
			bound = from->minor - 1;
		if (dir < 0 && from->minor + 1 > bound)
			bound = from->minor + 1;
	}
	*to = (struct find_key){ 0 };
	return hits_next(&f->hits, root, dir, bound, &to->minor, err) &&
	       inside(f, dir, to->minor);
}

static size_t
outlet_place(const struct find *f, int64_t outlet)
{
	size_t i;

	for (i = 0; i < f->n_outlets; i++)
		if (f->outlets[i] == outlet)
			return i;
	return f->n_outlets - 1;
}

static bool
outlet_next(struct find *f, const struct find_key *from, int dir,
    struct find_key *to, struct err *err)
{
	size_t i = dir > 0 ? 0 : f->n_outlets - 1;

	if (from != NULL)
		i = outlet_place(f, from->major);
	for (; i<f->n_outlets; i += dir> 0 ? 1 : SIZE_MAX) {
		int64_t outlet = f->outlets[i];

		if (!f->lane->live || f->lane->number != outlet) {
			hits_rest(&f->hits, f->lanes);
			f->lane = outlet == 0 ? &f->none : &f->one;
			f->lane->number = outlet;
			f->lanes->kids = f->lane;
		}
		if (date_next(f, f->lanes, from, dir, to, err)) {
			to->major = outlet;
			return true;
		}
		if (err->code != ERR_NONE)
			return false;
		from = NULL;
	}
	return false;
}

static int
ranked_cmp(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? -1 : 1;
	return (x->ord < y->ord) - (x->ord > y->ord);
}

/* The first place in the ranking that is not before key. */
static size_t
rank_place(const struct find *f, const struct find_key *key)
{
	struct ranked want = { key->major, key->minor };
	size_t low = 0, high = f->n_ranked;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (ranked_cmp(&f->ranked[mid], &want) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool
rank_next(struct find *f, const struct find_key *from, int dir,
    struct find_key *to, struct err *err)
{
	size_t i = dir > 0 ? 0 : f->n_ranked - 1;

	err->code = ERR_NONE;
	if (from != NULL) {
		i = rank_place(f, from);
		if (dir < 0)
			i--;
		else if (i < f->n_ranked && f->ranked[i].ord == from->minor)
			i++;
	}
	for (; i<f->n_ranked; i += dir> 0 ? 1 : SIZE_MAX) {
		*to = (struct find_key){ f->ranked[i].score, f->ranked[i].ord };
		if (hits_probe(&f->hits, to->minor, err))
			return true;
		if (err->code != ERR_NONE)
			return false;
	}
	return false;
}

/* All hits, newest first, with no score yet; gives up past FIND_RANKED. */
static bool
rank_collect(struct find *f, bool *too_many, struct err *err)
{
	size_t size = 0;
	struct find_key key = { 0 }, *from = NULL;

	*too_many = false;
	while (date_next(f, f->plan.root, from, 1, &key, err)) {
		if (f->n_ranked == FIND_RANKED) {
			*too_many = true;
			return true;
		}
		if (f->n_ranked == size) {
			size = size > 0 ? size * 2 : 256;
			f->ranked =
			    xreallocarray(f->ranked, size, sizeof *f->ranked);
		}
		f->ranked[f->n_ranked++] = (struct ranked){ 0, key.minor };
		from = &key;
	}
	return err->code == ERR_NONE;
}

/* Lay the scores of the words beside the hits; both come newest first. What was
 * found by other than words keeps the score 0 and comes last. */
static bool
rank_score(struct find *f, bool *too_many, struct err *err)
{
	sqlite3_stmt *st = db_stmt(f->store, sql[SCORES], err);
	size_t i = 0, rows = 0;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, f->plan.marks);
	while (i < f->n_ranked && db_row(f->store, st, err)) {
		int64_t ord = db_int(st, 0);

		/* The words alone may hit more than the query. */
		if (++rows > FIND_RANKED) {
			*too_many = true;
			break;
		}
		while (i < f->n_ranked && f->ranked[i].ord > ord)
			i++;
		if (i < f->n_ranked && f->ranked[i].ord == ord)
			f->ranked[i].score =
			    (int64_t)(sqlite3_column_double(st, 1) * 1e6);
	}
	db_done(st);
	return i == f->n_ranked || *too_many || err->code == ERR_NONE;
}

static bool
rank_make(struct find *f, struct err *err)
{
	bool too_many = f->plan.marks.len == 0;

	if (!too_many && (!rank_collect(f, &too_many, err) ||
			     (!too_many && !rank_score(f, &too_many, err)))) {
		/* Stopped half way: from the start, the next time. */
		f->n_ranked = 0;
		free(f->ranked);
		f->ranked = NULL;
		return false;
	}
	f->is_ranked = true;
	if (too_many)
		f->sort = SORT_DATE;
	else if (f->n_ranked > 1)
		qsort(f->ranked, f->n_ranked, sizeof *f->ranked, ranked_cmp);
	return true;
}

static bool
outlets_load(struct find *f, struct err *err)
{
	sqlite3_stmt *st = db_stmt(f->store, sql[OUTLETS], err);
	size_t size = 16;

	if (st == NULL)
		return false;
	free(f->outlets);
	f->outlets = xreallocarray(NULL, size, sizeof *f->outlets);
	f->n_outlets = 0;
	while (db_row(f->store, st, err)) {
		if (f->n_outlets + 1 == size) {
			size *= 2;
			f->outlets =
			    xreallocarray(f->outlets, size, sizeof *f->outlets);
		}
		f->outlets[f->n_outlets++] = db_int(st, 0);
	}
	f->outlets[f->n_outlets++] = 0;
	db_done(st);
	return err->code == ERR_NONE;
}

bool
list_ready(struct find *f, struct err *err)
{
	err->code = ERR_NONE;
	if (f->sort == SORT_OUTLET)
		return outlets_load(f, err);
	if (f->sort == SORT_RELEVANCE && !f->is_ranked)
		return rank_make(f, err);
	return true;
}

bool
list_folded(struct find *f, int64_t ord, bool *folded, struct err *err)
{
	int64_t above[8];
	size_t n = 0;
	sqlite3_stmt *st;

	*folded = false;
	err->code = ERR_NONE;
	if (!f->folds || f->of_copies)
		return true;
	st = db_stmt(f->store, sql[ABOVE], err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, ord);
	while (n < ARRAY_LEN(above) && db_row(f->store, st, err))
		above[n++] = db_int(st, 0);
	db_done(st);
	if (f->all) {
		*folded = n > 0;
		return err->code == ERR_NONE;
	}
	for (size_t i = 0; i < n && !*folded && err->code == ERR_NONE; i++)
		if (!hits_has(&f->fold_hits, f->fold, above[i], folded, err))
			return false;
	return err->code == ERR_NONE;
}

bool
list_hit(struct find *f, const struct find_key *from, int dir,
    struct find_key *to, struct err *err)
{
	switch (f->sort) {
	case SORT_OUTLET:
		return outlet_next(f, from, dir, to, err);
	case SORT_RELEVANCE:
		return rank_next(f, from, dir, to, err);
	case SORT_DATE:
		break;
	}
	return date_next(f, f->plan.root, from, dir, to, err);
}

bool
list_next(struct find *f, const struct find_key *from, int dir,
    struct find_key *to, struct err *err)
{
	struct find_key at;
	bool folded;

	do {
		if (!list_hit(f, from, dir, to, err) ||
		    !list_folded(f, to->minor, &folded, err))
			return false;
		at = *to;
		from = &at;
	} while (folded);
	return true;
}

void
list_rest(struct find *f)
{
	if (f->fold != NULL)
		hits_rest(&f->fold_hits, f->fold);
	hits_rest(&f->hits, f->lanes != NULL ? f->lanes : f->plan.root);
}
