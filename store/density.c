#include "config.h"

#include "store/find-list.h"
#include "store/state.h"

enum { DAYS, ODD };
static const char *const sql[] = {
	[DAYS] = "SELECT /*scan*/ day, articles FROM article_day ORDER BY day",
	[ODD] = "SELECT /*scan*/ ord, published_day FROM article "
		"INDEXED BY article_odd WHERE "
		"published_day IS NOT ord / 86400 ORDER BY ord",
};
const struct db_table density_table = { "density", sql, ARRAY_LEN(sql) };

/* An article whose ord does not tell its day. */
struct odd_day {
	int64_t ord, day; /* day INT64_MIN: it has no date */
};

static bool
read_odd(struct store *store, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ODD], err);
	size_t size = 0;

	if (st == NULL)
		return false;
	store->n_odd = 0;
	while (db_row(store, st, err)) {
		if (store->n_odd == size) {
			size = size > 0 ? size * 2 : 256;
			store->odd =
			    xreallocarray(store->odd, size, sizeof *store->odd);
		}
		store->odd[store->n_odd++] = (struct odd_day){ db_int(st, 0),
			db_int_or(st, 1, INT64_MIN) };
	}
	db_done(st);
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

static int64_t
odd_ord(const void *odd)
{
	return ((const struct odd_day *)odd)->ord;
}

/* The day of an article, INT64_MIN if it has none: that of its second, unless
 * it is one of the odd ones. */
static int64_t
day_of_ord(const struct store *store, int64_t ord)
{
	size_t i = lower_bound(
	    store->odd, store->n_odd, sizeof *store->odd, odd_ord, ord);

	if (i < store->n_odd && store->odd[i].ord == ord)
		return store->odd[i].day;
	return ord / 86400;
}

bool
tally_begin(struct find *f, struct err *err)
{
	struct store *store = f->store;

	f->tallied = false;
	if (!load_days(store, err) || !read_odd(store, err))
		return false;
	free(f->tally);
	f->tally = xcalloc(store->n_days + 1, sizeof *f->tally);
	f->tally_at = 0;
	f->tally_seen = store->days_seen;
	return true;
}

void
tally_add(struct find *f, int64_t ord)
{
	const struct store *store = f->store;
	int64_t day;

	if (f->tally == NULL || f->tally_seen != store->days_seen)
		return;
	day = day_of_ord(store, ord);
	if (store->days[f->tally_at].day != day)
		f->tally_at = lower_bound(store->days, store->n_days,
		    sizeof *store->days, day_of, day);
	if (store->days[f->tally_at].day == day)
		f->tally[f->tally_at]++;
}

void
tally_end(struct find *f)
{
	f->tallied = f->tally != NULL &&
		     f->tally_seen == f->store->generations[TOPIC_ARTICLE];
}

bool
store_density_ready(const struct store *store, const struct find *find)
{
	return find->all ||
	       (find->tallied && find->tally_seen == store->days_seen &&
		   find->tally_seen == store->generations[TOPIC_ARTICLE]);
}

/* Counted to the end at once, where nobody has done so. */
static bool
tally(struct find *f, struct err *err)
{
	int64_t n;
	struct job *job = store_find_count(f, &n);

	err->code = ERR_NONE;
	while (job->step(job, INT64_MAX, err))
		continue;
	job->free(job);
	return err->code == ERR_NONE;
}

static bool
of_query(struct find *f, const int64_t *edges, size_t n, uint32_t *counts,
    struct err *err)
{
	const struct store *store = f->store;

	if (!store_density_ready(store, f) && !tally(f, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		size_t at = lower_bound(store->days, store->n_days,
		    sizeof *store->days, day_of, edges[i]);

		while (store->days[at].day < edges[i + 1])
			counts[i] += f->tally[at++];
	}
	return true;
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
