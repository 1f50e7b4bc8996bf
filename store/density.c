#include "config.h"

#include "store/find-list.h"
#include "store/state.h"

enum { DAYS };
static const char *const sql[] = {
	[DAYS] = "SELECT /*scan*/ day, articles FROM article_day ORDER BY day",
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

/* How many articles there are before each day that has any: bounded by the
 * days, read once per change of the list. */
static bool
load_days(struct store *store, struct err *err)
{
	sqlite3_stmt *st;
	uint64_t now = store->generations[TOPIC_ARTICLE];
	int64_t sum = 0;
	size_t size = 0;

	if (store->days != NULL && store->days_seen == now)
		return true;
	st = db_stmt(store, sql[DAYS], err);
	if (st == NULL)
		return false;
	free(store->days);
	store->days = NULL;
	store->n_days = 0;
	do {
		if (store->n_days == size) {
			size = size > 0 ? size * 2 : 1024;
			store->days = xreallocarray(
			    store->days, size, sizeof *store->days);
		}
		store->days[store->n_days].before = sum;
		store->days[store->n_days].day = INT64_MAX;
		if (!db_row(store, st, err))
			break;
		store->days[store->n_days++].day = db_int(st, 0);
		sum += db_int(st, 1);
	} while (true);
	db_done(st);
	/* Stopped half way: from the start, the next time. */
	store->days_seen = err->code == ERR_NONE ? now : UINT64_MAX;
	return err->code == ERR_NONE;
}

static int64_t
day_of(const void *day)
{
	return ((const struct day_sum *)day)->day;
}

static int64_t
before_day(const struct store *store, int64_t day)
{
	size_t i = lower_bound(
	    store->days, store->n_days, sizeof *store->days, day_of, day);

	return store->days[i].before;
}

bool
store_density(struct store *store, struct find *find, const int64_t *edges,
    size_t n, uint32_t *counts, struct err *err)
{
	struct err local = { 0 };
	size_t i;

	if (err == NULL)
		err = &local;
	memset(counts, 0, n * sizeof *counts);
	if (n == 0)
		return true;
	if (find != NULL && !find->all)
		return of_query(find, edges, n, counts, err);
	if (!load_days(store, err))
		return false;
	for (i = 0; i < n; i++)
		counts[i] = (uint32_t)(before_day(store, edges[i + 1]) -
				       before_day(store, edges[i]));
	return true;
}
