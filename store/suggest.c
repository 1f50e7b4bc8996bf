#include "config.h"

#include "model/fold.h"
#include "model/suggest.h"
#include "store/article.h"
#include "store/claim.h"
#include "store/db.h"
#include "store/dismiss.h"
#include "store/entity.h"
#include "store/state.h"
#include "store/suggest.h"

enum { DECIDED, STATE, NAMES, KNOWN, KEEP };

static const char *const sql[] = {
	[DECIDED] = "SELECT 1 FROM naming WHERE fold = ?1 AND entity IS NULL "
		    "AND (article IS NULL OR article = ?2)",
	/* Text, claims on it, what was dismissed, who is named where: what an
	 * answer hangs on. */
	[STATE] = "SELECT a.version, (SELECT total(c.updated + c.start + c.id) "
		  "FROM claim c WHERE c.article = ?1), (SELECT count(*) FROM "
		  "dismissed WHERE article = ?1), a.language FROM article a "
		  "WHERE a.id = ?1",
	[NAMES] = "SELECT m.start, m.\"end\", m.entity, e.kind FROM mention m "
		  "JOIN entity e ON e.id = m.entity "
		  "WHERE m.article = ?1 AND m.start >= 0 ORDER BY m.start",
	[KNOWN] = "SELECT has FROM article_suggest "
		  "WHERE article = ?1 AND state = ?2",
	[KEEP] = "INSERT INTO article_suggest (article, state, has) "
		 "VALUES (?1, ?2, ?3) ON CONFLICT (article) DO UPDATE SET "
		 "state = excluded.state, has = excluded.has",
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
store_candidates_left(struct store *store, const struct article *article,
    struct candidate *list, size_t *n, struct err *err)
{
	size_t all = *n, kept = 0;

	*n = 0;
	for (size_t i = 0; i < all; i++) {
		struct span s = list[i].span;
		bool is;

		if (!decided(store, article->row.id,
			str_slice(article->text, s.from, s.to), &is, err))
			return false;
		if (!is)
			list[kept++] = list[i];
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

static bool
is_dismissed(const struct suggestion *s, struct str text,
    const struct str *dismissed, size_t n)
{
	struct span q = suggestion_quote(s);
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(str_slice(text, q.from, q.to), dismissed[i]))
			return true;
	return false;
}

/* By the rules, which take a millisecond. */
static bool
find_open(struct store *store, int64_t article, bool *has, struct err *err)
{
	struct arena arena = { 0 };
	struct article a;
	struct mention *mentions;
	struct claim *claims;
	struct str *dismissed;
	struct suggestion *list;
	size_t n_mentions, n_claims, n_dismissed, n;
	bool good =
	    store_article_get(store, article, &arena, &a, err) &&
	    store_mentions(
		store, article, &arena, &mentions, &n_mentions, err) &&
	    store_claims_of(store, article, &arena, &claims, &n_claims, err) &&
	    store_suggestions_dismissed(
		store, article, &arena, &dismissed, &n_dismissed, err);

	*has = false;
	if (good) {
		const struct suggest_in in = {
			.text = a.text,
			.language = a.row.language,
			.mentions = mentions,
			.n_mentions = n_mentions,
			.day = INT64_MIN, /* no dates are wanted */
		};

		suggest_find(&in, &arena, &list, &n);
		for (size_t i = 0; i < n && !*has; i++)
			*has = !is_claimed(&list[i], claims, n_claims) &&
			       !is_dismissed(
				   &list[i], a.text, dismissed, n_dismissed);
	}
	arena_release(&arena);
	return good;
}

/* ---- what was found, until it is in the library ---- */

enum {
	MOST = 1 << 18, /* articles that wait where nothing can be written */
	ROWS = 64,      /* of the job, between two looks at the clock */
};

struct suggested {
	int64_t article; /* 0: free */
	int64_t state;
	bool has;
};

struct suggests {
	struct suggested *v; /* open addressing, size a power of two */
	size_t n, size;
};

void
suggests_free(struct suggests *s)
{
	if (s == NULL)
		return;
	free(s->v);
	free(s);
}

static uint64_t
mix(uint64_t h, uint64_t v)
{
	return ((h ^ v) * UINT64_C(0x9E3779B97F4A7C15)) ^ (h >> 29);
}

static struct suggested *
slot_of(const struct suggests *s, int64_t article)
{
	size_t i = (size_t)(mix(0, (uint64_t)article) >> 20) & (s->size - 1);

	while (s->v[i].article != 0 && s->v[i].article != article)
		i = (i + 1) & (s->size - 1);
	return &s->v[i];
}

/* Room for one more. */
static void
grow(struct suggests *s)
{
	struct suggests old = *s;

	if (s->n * 2 < s->size)
		return;
	s->size = s->size > 0 ? s->size * 2 : 1024;
	s->v = xcalloc(s->size, sizeof *s->v);
	for (size_t i = 0; i < old.size; i++)
		if (old.v[i].article != 0)
			*slot_of(s, old.v[i].article) = old.v[i];
	free(old.v);
}

static void
put(struct store *store, struct suggested found)
{
	struct suggested *slot;

	if (store->suggests != NULL && store->suggests->n == MOST) {
		suggests_free(store->suggests);
		store->suggests = NULL;
	}
	if (store->suggests == NULL)
		store->suggests = xcalloc(1, sizeof *store->suggests);
	grow(store->suggests);
	slot = slot_of(store->suggests, found.article);
	store->suggests->n += slot->article == 0;
	*slot = found;
}

static uint64_t
mix_str(uint64_t h, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		h = mix(h, (unsigned char)s.p[i]);
	return h;
}

/* Names count too, since weak words attribute only where somebody known says
 * them. */
static bool
names_of(struct store *store, int64_t article, uint64_t *h, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[NAMES], err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	while (db_row(store, st, &e)) {
		for (int i = 0; i < 3; i++)
			*h = mix(*h, (uint64_t)db_int(st, i));
		*h = mix_str(*h, db_view(st, 3));
	}
	return db_over(st, &e, err);
}

/* A number that is another one when the answer may be. */
static bool
state_of(struct store *store, int64_t article, int64_t *state, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[STATE], err);
	uint64_t h = mix(1, SUGGEST_RULES);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	if (db_row(store, st, &e)) {
		for (int i = 0; i < 3; i++)
			h = mix(h, (uint64_t)db_int(st, i));
		h = mix_str(h, db_view(st, 3));
	}
	if (!db_over(st, &e, err) || !names_of(store, article, &h, err))
		return false;
	*state = (int64_t)(h >> 1);
	return true;
}

/* Was it found before, and is it in memory or in the library? */
static bool
recall(struct store *store, struct suggested *s, bool *known, struct err *err)
{
	const struct suggested *slot = NULL;
	sqlite3_stmt *st;
	struct err e;

	if (store->suggests != NULL)
		slot = slot_of(store->suggests, s->article);
	*known = slot != NULL && slot->article != 0 && slot->state == s->state;
	if (*known) {
		s->has = slot->has;
		return true;
	}
	st = db_stmt(store, sql[KNOWN], err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, s->article);
	db_bind_int(st, 2, s->state);
	*known = db_row(store, st, &e);
	if (*known)
		s->has = db_int(st, 0) != 0;
	return db_over(st, &e, err);
}

bool
store_article_suggests(
    struct store *store, int64_t article, bool *has, struct err *err)
{
	struct suggested s = { .article = article };
	bool known;

	*has = false;
	if (!state_of(store, article, &s.state, err) ||
	    !recall(store, &s, &known, err))
		return false;
	if (!known) {
		if (!find_open(store, article, &s.has, err))
			return false;
		put(store, s);
	}
	*has = s.has;
	return true;
}

/* ---- into the library ---- */

struct keeper {
	struct job job; /* first */
	struct store *store;
	struct suggests *found;
	size_t at; /* slots written */
};

static bool
keep(struct keeper *k, struct err *err)
{
	for (int n = 0; n < ROWS && k->at < k->found->size; k->at++) {
		const struct suggested *s = &k->found->v[k->at];
		sqlite3_stmt *st;

		if (s->article == 0)
			continue;
		st = db_stmt(k->store, sql[KEEP], err);
		if (st == NULL)
			return false;
		db_bind_int(st, 1, s->article);
		db_bind_int(st, 2, s->state);
		db_bind_int(st, 3, s->has);
		if (!db_run(k->store, st, err))
			return false;
		n++;
		k->job.done++;
	}
	return true;
}

static bool
keep_until(struct keeper *k, int64_t until_ms, struct err *err)
{
	bool good = db_begin(k->store, err);

	if (!good)
		return false;
	do
		good = keep(k, err);
	while (good && k->at < k->found->size && job_clock_ms() < until_ms);
	return db_finish(k->store, good, err);
}

static bool
keeper_step(struct job *job, int64_t until_ms, struct err *err)
{
	struct keeper *k = (struct keeper *)job;
	bool good;

	err->code = ERR_NONE;
	/* What a power cut takes back is found again. */
	db_relax(k->store, true);
	good = keep_until(k, until_ms, err);
	db_relax(k->store, false);
	return good && k->at < k->found->size;
}

static void
keeper_free(struct job *job)
{
	suggests_free(((struct keeper *)job)->found);
	free(job);
}

bool
store_suggests_wait(const struct store *store)
{
	return store->suggests != NULL && !store->read_only;
}

struct job *
store_suggests_keep(struct store *store)
{
	struct keeper *k;

	if (!store_suggests_wait(store))
		return NULL;
	k = xcalloc(1, sizeof *k);
	k->job = (struct job){
		.label = "keeping what was found",
		.step = keeper_step,
		.free = keeper_free,
		.total = (int64_t)store->suggests->n,
	};
	k->store = store;
	k->found = store->suggests;
	store->suggests = NULL;
	return &k->job;
}

void
suggests_close(struct store *store)
{
	struct job *job = store_suggests_keep(store);
	struct err ignored;

	if (job != NULL) {
		/* Another program that writes is not waited for. */
		(void)sqlite3_busy_timeout(db_handle(store), 0);
		while (job->step(job, INT64_MAX, &ignored))
			;
		job->free(job);
	}
	suggests_free(store->suggests);
	store->suggests = NULL;
}
