#include "config.h"

#include "store/find-list.h"

enum { DAYS };
static const char *const sql[] = {
	[DAYS] = "SELECT day, articles FROM article_day"
		 " WHERE day >= ?1 AND day < ?2",
};
const struct db_table density_table = { "density", sql, ARRAY_LEN(sql) };

/* The bucket that a day falls into; n if none. */
static size_t
bucket(const int64_t *edges, size_t n, int64_t day)
{
	size_t low = 0, high = n;

	if (n == 0 || day < edges[0] || day >= edges[n])
		return n;
	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (edges[mid] <= day)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* As the summary counts: an article without a date is on no day. */
static bool
of_query(struct find *f, const int64_t *edges, size_t n, uint32_t *counts,
    struct err *err)
{
	struct hits *w = &f->hits;
	int64_t ord = f->plan.last;
	size_t i;

	while (hits_next(w, f->plan.root, 1, ord, &ord, err)) {
		int64_t day = db_int_or(w->probe.st, PROBE_DAY, INT64_MIN);

		if (ord < f->plan.first)
			break;
		i = day == INT64_MIN ? n : bucket(edges, n, day);
		if (i < n)
			counts[i]++;
		ord--;
	}
	list_rest(f);
	return err->code == ERR_NONE;
}

bool
store_density(struct store *store, struct find *find, const int64_t *edges,
    size_t n, uint32_t *counts, struct err *err)
{
	struct err local = { 0 };
	sqlite3_stmt *st;
	size_t i;

	if (err == NULL)
		err = &local;
	memset(counts, 0, n * sizeof *counts);
	if (n == 0)
		return true;
	if (find != NULL && !find->all)
		return of_query(find, edges, n, counts, err);
	st = db_stmt(store, sql[DAYS], err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, edges[0]);
	db_bind_int(st, 2, edges[n]);
	while (db_row(store, st, err)) {
		i = bucket(edges, n, db_int(st, 0));
		if (i < n)
			counts[i] += (uint32_t)db_int(st, 1);
	}
	db_done(st);
	return err->code == ERR_NONE;
}
