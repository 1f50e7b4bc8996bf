#include "config.h"

#include "model/abbrev.h"
#include "model/candidate.h"
#include "model/fold.h"
#include "model/spot.h"
#include "store/entity.h"
#include "store/judge.h"
#include "store/mention.h"
#include "store/unknown.h"

/* Setting 'gathered' is the article up to which all were counted; those that
 * changed since stand in todo_unknown. Every step is one transaction, so that a
 * crash costs nothing but a slice. */

enum {
	NEXT,
	LEFT,
	WAITING,
	WAITING_DROP,
	TEXT,
	COUNTED,
	COUNTED_DROP,
	COUNTED_PUT,
	TAKE_OFF,
	EMPTY_DROP,
	ADD,
	SETTING,
	SETTING_SET,
	HOW_MANY,
	FORGET,
	CHANGED,
	CHANGED_BATCH,
};

static const char *const sql[] = {
	[NEXT] = "SELECT id FROM article WHERE id > ?1 ORDER BY id LIMIT ?2",
	[LEFT] = "SELECT count(*) FROM (SELECT 1 FROM article WHERE id > ?1 "
		 "/*scan*/ LIMIT ?2)",
	[WAITING] = "SELECT article FROM todo_unknown /*scan*/ LIMIT ?1",
	[WAITING_DROP] = "DELETE FROM todo_unknown WHERE article = ?1",
	[TEXT] = "SELECT t.text FROM article a JOIN article_text t "
		 "ON t.article = a.id WHERE a.id = ?1 AND a.hidden = 0",
	[COUNTED] = "SELECT names FROM article_unknown WHERE article = ?1",
	[COUNTED_DROP] = "DELETE FROM article_unknown WHERE article = ?1",
	[COUNTED_PUT] = "INSERT INTO article_unknown (article, names) "
			"VALUES (?1, ?2)",
	[TAKE_OFF] = "UPDATE unknown SET articles = articles - 1, "
		     "mentions = mentions - ?2 WHERE id = ?1",
	[EMPTY_DROP] = "DELETE FROM unknown WHERE id = ?1 AND articles <= 0",
	/* The kind that most articles speak for (Boyer and Moore's vote). */
	[ADD] =
	    "INSERT INTO unknown (fold, long, text, long_text, kind, lead, "
	    "articles, mentions, shown) VALUES (?1, ?2, ?3, ?4, ?5, 1, 1, ?6, "
	    "?7) ON CONFLICT (fold, long) DO UPDATE SET "
	    "articles = articles + 1, mentions = mentions + excluded.mentions, "
	    "kind = CASE WHEN kind = 'other' OR (lead < 1 AND excluded.kind <> "
	    "'other') THEN excluded.kind ELSE kind END, lead = lead + CASE "
	    "WHEN kind = excluded.kind OR lead < 1 THEN 1 WHEN excluded.kind = "
	    "'other' THEN 0 ELSE -1 END RETURNING id",
	[SETTING] = "SELECT CAST(value AS INTEGER) FROM setting WHERE key = ?1",
	[SETTING_SET] =
	    "INSERT INTO setting (key, value) VALUES (?1, ?2) "
	    "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
	[HOW_MANY] = "SELECT count(*) FROM unknown /*scan*/",
	[FORGET] = "DELETE FROM unknown WHERE id IN (SELECT id FROM unknown "
		   "/*scan*/ ORDER BY articles, id LIMIT ?1)",
	[CHANGED] =
	    "INSERT OR IGNORE INTO todo_unknown (article) SELECT ?1 WHERE ?1 "
	    "<= (SELECT CAST(value AS INTEGER) FROM setting WHERE key = "
	    "'gathered')",
	[CHANGED_BATCH] =
	    "INSERT OR IGNORE INTO todo_unknown (article) SELECT id FROM "
	    "article WHERE batch = ?1 AND id <= (SELECT CAST(value AS INTEGER) "
	    "FROM setting WHERE key = 'gathered')",
};
const struct db_table gather_sql = { "gather", sql, ARRAY_LEN(sql) };

enum {
	WINDOW = 64,
	NAMES = 400,        /* of one article */
	NAME_BYTES = 200,   /* longer ones are none */
	COUNT_EVERY = 2000, /* articles between looks at how many there are */
};

struct gather {
	struct job job; /* first */
	struct store *store;
	struct arena arena; /* of one article, or one window */
	struct judge judge;
	int64_t since; /* articles since the last look */
	bool over;
};

/* A name of an article that is being counted. */
struct found {
	struct str fold, long_fold, text, long_text;
	enum entity_kind kind;
	int64_t id, n;
};

static bool
setting(struct store *store, const char *key, int64_t *value, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[SETTING], err);
	struct err e;

	*value = 0;
	if (st == NULL)
		return false;
	db_bind_str(st, 1, str_of(key));
	if (db_row(store, st, &e))
		*value = db_int(st, 0);
	return db_over(st, &e, err);
}

static bool
setting_set(
    struct store *store, const char *key, int64_t value, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[SETTING_SET], err);
	char text[24];

	if (st == NULL)
		return false;
	(void)snprintf(text, sizeof text, "%lld", (long long)value);
	db_bind_str(st, 1, str_of(key));
	db_bind_str(st, 2, str_of(text));
	return db_run(store, st, err);
}

/* ---- the names of an article, by number and count */

/* Numbers of seven bits a byte, the highest bit set where more follow. */
static void
number_put(struct buf *out, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_putc(out, (char)(n | 0x80));
	buf_putc(out, (char)n);
}

static bool
number_get(struct str *in, int64_t *n)
{
	uint64_t v = 0;

	for (unsigned shift = 0; in->len > 0 && shift < 63; shift += 7) {
		unsigned char c = (unsigned char)*in->p;

		*in = str_slice(*in, 1, in->len);
		v |= (uint64_t)(c & 0x7f) << shift;
		if (c < 0x80) {
			*n = (int64_t)v;
			return true;
		}
	}
	return false;
}

static int
by_id(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* Sorted, as differences, each with how often it stands there. */
static void
numbers_put(struct buf *out, struct found *list, size_t n)
{
	int64_t last = 0;

	qsort(list, n, sizeof *list, by_id);
	for (size_t i = 0; i < n; i++) {
		number_put(out, (uint64_t)(list[i].id - last));
		number_put(out, (uint64_t)list[i].n);
		last = list[i].id;
	}
}

static bool
take_off(struct store *store, int64_t id, int64_t n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[TAKE_OFF], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	db_bind_int(st, 2, n);
	return db_run(store, st, err) &&
	       db_run_id(store, sql[EMPTY_DROP], id, err);
}

/* Forget what was counted of an article. */
static bool
uncount(struct gather *g, int64_t article, struct err *err)
{
	sqlite3_stmt *st = db_stmt(g->store, sql[COUNTED], err);
	struct str names = str_of("");
	int64_t id = 0, by, n;
	bool any;
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	any = db_row(g->store, st, &e);
	if (any)
		names = db_str(st, 0, &g->arena);
	if (!db_over(st, &e, err))
		return false;
	while (number_get(&names, &by) && number_get(&names, &n)) {
		id += by;
		if (!take_off(g->store, id, n, err))
			return false;
	}
	return !any || db_run_id(g->store, sql[COUNTED_DROP], article, err);
}

/* ---- counting */

static void
found_add(struct gather *g, struct found *list, size_t *n, struct found f)
{
	if (f.text.len > NAME_BYTES || f.long_text.len > NAME_BYTES ||
	    *n == NAMES)
		return;
	f.fold = fold_copy(&g->arena, f.text);
	f.long_fold = fold_copy(&g->arena, f.long_text);
	f.n = 1;
	for (size_t i = 0; i < *n; i++)
		if (str_eq(list[i].fold, f.fold) &&
		    str_eq(list[i].long_fold, f.long_fold)) {
			list[i].n++;
			return;
		}
	if (f.fold.len > 0)
		list[(*n)++] = f;
}

static size_t
names_of(struct gather *g, struct str text, struct found *list)
{
	struct candidate *c;
	struct abbrev *a;
	size_t n = 0, k;

	candidate_find(&g->arena, text, NULL, 0, &c, &k);
	for (size_t i = 0; i < k; i++)
		if (!c[i].described)
			found_add(g, list, &n,
			    (struct found){ .text = str_slice(text,
						c[i].span.from, c[i].span.to),
				.long_text = str_of(""),
				.kind = c[i].kind });
	abbrev_find(&g->arena, text, &a, &k);
	for (size_t i = 0; i < k; i++)
		found_add(g, list, &n,
		    (struct found){
			.text = str_slice(
			    text, a[i].short_form.from, a[i].short_form.to),
			.long_text = abbrev_long(&g->arena, text, &a[i]),
			.kind = ENTITY_FACTION });
	return n;
}

static bool
count_name(struct gather *g, struct found *f, struct err *err)
{
	sqlite3_stmt *st;
	bool shown = true;
	struct err e;

	if (f->long_text.len == 0 &&
	    !judge_is_new(g->store, &g->arena, f->text, &shown, err))
		return false;
	st = db_stmt(g->store, sql[ADD], err);
	if (st == NULL)
		return false;
	db_bind_str(st, 1, f->fold);
	db_bind_str(st, 2, f->long_fold);
	db_bind_str(st, 3, f->text);
	db_bind_str(st, 4, f->long_text);
	db_bind_str(st, 5, str_of(entity_kind_name(f->kind)));
	db_bind_int(st, 6, f->n);
	db_bind_int(st, 7, shown);
	while (db_row(g->store, st, &e))
		f->id = db_int(st, 0);
	return db_over(st, &e, err);
}

static bool
counted_put(struct gather *g, int64_t article, struct found *list, size_t n,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(g->store, sql[COUNTED_PUT], err);
	struct buf names = { 0 };
	bool good;

	if (st == NULL)
		return false;
	numbers_put(&names, list, n);
	db_bind_int(st, 1, article);
	(void)sqlite3_bind_blob(st, 2, names.p, (int)names.len, SQLITE_STATIC);
	good = db_run(g->store, st, err);
	buf_release(&names);
	return good;
}

static bool
count_article(struct gather *g, int64_t article, struct err *err)
{
	sqlite3_stmt *st;
	struct found *list;
	struct str text = str_of("");
	size_t n;
	struct err e;

	arena_reset(&g->arena);
	if (!uncount(g, article, err))
		return false;
	st = db_stmt(g->store, sql[TEXT], err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	if (db_row(g->store, st, &e))
		text = db_str(st, 0, &g->arena);
	if (!db_over(st, &e, err))
		return false;
	list = arena_array(&g->arena, NAMES, sizeof *list);
	n = names_of(g, text, list);
	for (size_t i = 0; i < n; i++)
		if (!count_name(g, &list[i], err))
			return false;
	g->since++;
	return n == 0 || counted_put(g, article, list, n, err);
}

/* The numbers that a statement with a limit lists. */
static bool
numbers(struct gather *g, sqlite3_stmt *st, int64_t *list, size_t *n,
    struct err *err)
{
	struct err e;

	*n = 0;
	if (st == NULL)
		return false;
	while (*n < WINDOW && db_row(g->store, st, &e))
		list[(*n)++] = db_int(st, 0);
	if (*n == WINDOW)
		e.code = ERR_NONE;
	return db_over(st, &e, err);
}

static bool
changed_articles(struct gather *g, int64_t until_ms, bool *any, struct err *err)
{
	sqlite3_stmt *st = db_stmt(g->store, sql[WAITING], err);
	int64_t list[WINDOW];
	size_t n;

	if (st != NULL)
		db_bind_int(st, 1, WINDOW);
	if (!numbers(g, st, list, &n, err))
		return false;
	*any = n > 0;
	for (size_t i = 0; i < n; i++) {
		if (!count_article(g, list[i], err) ||
		    !db_run_id(g->store, sql[WAITING_DROP], list[i], err))
			return false;
		if (job_clock_ms() >= until_ms)
			break;
	}
	return true;
}

static bool
new_articles(struct gather *g, int64_t until_ms, bool *any, struct err *err)
{
	int64_t list[WINDOW], last;
	sqlite3_stmt *st;
	size_t n;

	if (!setting(g->store, "gathered", &last, err))
		return false;
	st = db_stmt(g->store, sql[NEXT], err);
	if (st != NULL) {
		db_bind_int(st, 1, last);
		db_bind_int(st, 2, WINDOW);
	}
	if (!numbers(g, st, list, &n, err))
		return false;
	*any = n > 0;
	for (size_t i = 0; i < n; i++) {
		if (!count_article(g, list[i], err))
			return false;
		g->job.done++;
		last = list[i];
		if (job_clock_ms() >= until_ms)
			break;
	}
	return n == 0 || setting_set(g->store, "gathered", last, err);
}

/* ---- keeping the table right and small */

static bool
forget_rare(struct gather *g, struct err *err)
{
	sqlite3_stmt *st;
	int64_t n = 0;
	struct err e;

	if (g->since < COUNT_EVERY)
		return true;
	g->since = 0;
	st = db_stmt(g->store, sql[HOW_MANY], err);
	if (st == NULL)
		return false;
	if (db_row(g->store, st, &e))
		n = db_int(st, 0);
	if (!db_over(st, &e, err))
		return false;
	return n <= UNKNOWN_MAX ||
	       db_run_id(g->store, sql[FORGET], n - UNKNOWN_MAX * 3 / 4, err);
}

static bool
work(struct gather *g, int64_t until_ms, struct err *err)
{
	bool any;

	do {
		if (!changed_articles(g, until_ms, &any, err) ||
		    (!any && !new_articles(g, until_ms, &any, err)) ||
		    (!any && !judge_step(&g->judge, &any, err)))
			return false;
		g->over = !any;
	} while (any && job_clock_ms() < until_ms);
	db_changed(g->store, TOPIC_UNKNOWN);
	return forget_rare(g, err);
}

static bool
transaction(struct gather *g, int64_t until_ms, struct err *err)
{
	if (!db_begin(g->store, err))
		return false;
	if (work(g, until_ms, err))
		return db_commit(g->store, err);
	db_rollback(g->store);
	return false;
}

static bool
step(struct job *job, int64_t until_ms, struct err *err)
{
	struct gather *g = (struct gather *)job;
	bool good;

	err->code = ERR_NONE;
	if (g->over)
		return false;
	/* What a power cut takes back is counted again. */
	db_relax(g->store, true);
	good = transaction(g, until_ms, err);
	db_relax(g->store, false);
	return good && !g->over;
}

static void
gather_free(struct job *job)
{
	struct gather *g = (struct gather *)job;

	arena_release(&g->arena);
	judge_release(&g->judge);
	free(g);
}

/* Is there an article or a change of names that was not looked at? */
static bool
is_due(struct gather *g)
{
	int64_t list[WINDOW], last;
	sqlite3_stmt *st;
	size_t n;
	struct err err;

	st = db_stmt(g->store, sql[WAITING], &err);
	if (st != NULL)
		db_bind_int(st, 1, 1);
	if (!numbers(g, st, list, &n, &err) || n > 0)
		return n > 0;
	if (!setting(g->store, "gathered", &last, &err))
		return false;
	st = db_stmt(g->store, sql[NEXT], &err);
	if (st != NULL) {
		db_bind_int(st, 1, last);
		db_bind_int(st, 2, 1);
	}
	return numbers(g, st, list, &n, &err) &&
	       (n > 0 || (last > 0 && judge_due(g->store)));
}

int64_t
store_gather_left(struct store *store, int64_t most)
{
	sqlite3_stmt *st = NULL;
	int64_t last, n = 0;
	struct err err;

	if (setting(store, "gathered", &last, &err))
		st = db_stmt(store, sql[LEFT], &err);
	if (st == NULL)
		return 0;
	db_bind_int(st, 1, last);
	db_bind_int(st, 2, most);
	if (db_row(store, st, &err))
		n = db_int(st, 0);
	db_done(st);
	return n;
}

struct job *
store_gather(struct store *store)
{
	struct gather *g;

	if (store_read_only(store))
		return NULL;
	g = xcalloc(1, sizeof *g);
	g->job = (struct job){
		.label = "gathering names", .step = step, .free = gather_free
	};
	g->store = g->judge.store = store;
	if (!is_due(g)) {
		gather_free(&g->job);
		return NULL;
	}
	return &g->job;
}

bool
unknown_changed(struct store *store, int64_t article, struct err *err)
{
	return db_run_id(store, sql[CHANGED], article, err);
}

bool
unknown_changed_batch(struct store *store, int64_t batch, struct err *err)
{
	return db_run_id(store, sql[CHANGED_BATCH], batch, err);
}
