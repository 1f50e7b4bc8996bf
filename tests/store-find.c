#include "config.h"

#include "store/facet.h"
#include "store/find-prefix.h"
#include "store/find.h"
#include "store/fts-word.h"
#include "store/ingest.h"

#include "store/article-key.h"
#include "store/db.h"
#include "tests/library.h"
#include "tests/test.h"

/* A library of articles made by a fixed rule, held in memory beside it: what a
 * query finds is compared with a look at every article. */
enum { N = 600, WORDS = 12, DAY0 = 16000, NOW = 17200 * 86400 };

static const char *const vocabulary[] = { "haftar", "tripoli", "oil", "port",
	"council", "حفتر", "وحفتر", "طرابلس", "hifter", "embargo", "said",
	"rare" };

static struct item {
	int64_t id, ord, day; /* day INT64_MIN: without a date */
	unsigned words;       /* bits of the vocabulary in the text */
	unsigned title;       /* the same of the title */
	int outlet;           /* 0: none */
	int state;
	bool flagged, hidden, indexed, arabic, coded, noted, orphan, entity;
} items[N];

static unsigned seed = 7;

static unsigned
draw(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static void
words_of(unsigned bits, char *out, size_t size)
{
	size_t len = 0, i;

	out[0] = '\0';
	for (i = 0; i < WORDS; i++)
		if (bits & (1u << i))
			len += (size_t)snprintf(
			    out + len, size - len, "%s ", vocabulary[i]);
}

static void
make_item(struct item *it, int i)
{
	int w;

	it->id = i + 1;
	it->day = draw(20) == 0 ? INT64_MIN : DAY0 + (int64_t)draw(1000);
	for (w = 0; w < WORDS - 1; w++)
		if (draw(4) == 0)
			it->words |= 1u << w;
	if (i % 97 == 0)
		it->words |= 1u << (WORDS - 1);
	it->title = it->words & draw(1u << WORDS);
	it->outlet = (int)draw(4);
	it->state = (int)draw(3);
	it->flagged = draw(10) == 0;
	it->hidden = draw(12) == 0;
	it->indexed = draw(15) != 0;
	it->arabic = draw(3) == 0;
	it->coded = draw(9) == 0;
	it->noted = draw(8) == 0;
	it->orphan = it->noted && draw(3) == 0;
	it->entity = (it->words & 1) != 0 || draw(20) == 0;
	/* In no order, and unique. */
	it->ord = (it->day == INT64_MIN ? NOW / 86400 : it->day) * 86400 + i;
}

static void
store_item(struct store *store, const struct item *it)
{
	char title[512], text[512], day[32] = "NULL", outlet[16] = "NULL";

	words_of(it->title, title, sizeof title);
	words_of(it->words, text, sizeof text);
	if (it->day != INT64_MIN)
		(void)snprintf(day, sizeof day, "%lld", (long long)it->day);
	if (it->outlet > 0)
		(void)snprintf(outlet, sizeof outlet, "%d", it->outlet);
	library_run(store,
	    "INSERT INTO article (id, uuid, ord, title, language, outlet,"
	    " author, published_day, imported, words, hash, batch, hidden,"
	    " state, flagged, notes) VALUES (%lld, 'u%lld', %lld, '%s', '%s',"
	    " %s, '%s', %s, %d, 9, 'h', 1, %d, %d, %d, %d)",
	    (long long)it->id, (long long)it->id, (long long)it->ord, title,
	    it->arabic ? "ar-LY" : "en", outlet,
	    it->flagged ? "Maria García" : "Per Larsen", day, NOW, it->hidden,
	    it->state, it->flagged, it->noted);
	library_run(store,
	    "INSERT INTO article_body (article, size, body)"
	    " VALUES (%lld, length(CAST('%s' AS BLOB)), CAST('%s' AS BLOB))",
	    (long long)it->id, text, text);
	if (it->indexed)
		library_run(store,
		    "INSERT INTO article_fts (rowid, title, body)"
		    " VALUES (%lld, '%s', '%s')",
		    (long long)it->ord, title, text);
	if (it->indexed)
		library_run(store,
		    "INSERT INTO article_facet (rowid, author, language)"
		    " SELECT ord, author, language FROM article"
		    " WHERE id = %lld",
		    (long long)it->id);
	else
		library_run(store, "INSERT INTO todo_index VALUES (%lld)",
		    (long long)it->id);
	if (it->coded)
		library_run(store, "INSERT INTO article_code VALUES (%lld, 1)",
		    (long long)it->id);
	if (it->entity)
		library_run(store,
		    "INSERT INTO article_entity VALUES"
		    " (1, %lld, %lld, 1)",
		    (long long)it->ord, (long long)it->id);
	if (it->noted)
		library_run(store,
		    "INSERT INTO note (uuid, on_kind, on_id, anchor,"
		    " text, analyst, created, updated) VALUES"
		    " ('n%lld', 'article', %lld, '%s', 'x', '%s', 1, 1)",
		    (long long)it->id, (long long)it->id,
		    it->orphan ? "orphaned" : "exact",
		    it->id % 2 != 0 ? "maria" : "per");
}

static struct store *
library(void)
{
	struct store *store;
	struct err err = { 0 };
	int i;

	if (!store_open(":memory:", STORE_CREATE, &store, &err)) {
		printf("Bail out! %s\n", err.text);
		return NULL;
	}
	store_set_clock(store, NOW);
	library_run(store, "BEGIN");
	library_run(store, "INSERT INTO batch (id, started, source)"
			   " VALUES (1, 1, 'test')");
	library_run(store,
	    "INSERT INTO entity (id, key, kind, name, origin) VALUES"
	    " (1, 'haftar-khalifa', 'person', 'Khalifa Haftar', 'pack'),"
	    " (2, 'gazette', 'outlet', 'The Gazette', 'pack'),"
	    " (3, 'council', 'faction', 'The Council', 'pack')");
	library_run(store, "INSERT INTO alias (entity, text, fold, kind) VALUES"
			   " (1, 'Haftar', 'haftar', 'name'),"
			   " (1, 'Hifter', 'hifter', 'alias'),"
			   " (1, 'حفتر', 'حفتر', 'alias'),"
			   " (1, 'the general', 'the general', 'title'),"
			   " (2, 'Gazette', 'gazette', 'name'),"
			   /* A name that is borrowed brings none of the
			    * borrower's other spellings. */
			   " (2, 'Haftar', 'haftar', 'alias'),"
			   " (2, 'embargo', 'embargo', 'alias'),"
			   " (3, 'council', 'council', 'weak')");
	library_run(store, "INSERT INTO outlet (id, name, entity) VALUES"
			   " (1, 'the gazette', 2), (2, 'Afrigate', NULL),"
			   " (3, 'زمان', NULL)");
	library_run(store, "INSERT INTO code (id, uuid, name)"
			   " VALUES (1, 'c1', 'toll'), (2, 'c2', 'unused')");
	for (i = 0; i < N; i++) {
		make_item(&items[i], i);
		store_item(store, &items[i]);
	}
	library_run(store, "INSERT INTO article_day SELECT"
			   " published_day, count(*)"
			   " FROM article WHERE hidden = 0 AND"
			   " published_day IS NOT NULL GROUP BY 1");
	library_run(store,
	    "INSERT INTO article_key (word, ord) SELECT word, ord"
	    " FROM (" ARTICLE_KEYS("") ")");
	library_run(store, "COMMIT");
	return store;
}

/* ------------------------------------------------------- the whole truth */

#define W(name) static bool name(const struct item *it)

static bool
has(const struct item *it, const char *word)
{
	size_t i;

	for (i = 0; i < WORDS; i++)
		if (strcmp(vocabulary[i], word) == 0)
			return it->indexed && (it->words & (1u << i)) != 0;
	return false;
}

static bool
in_title(const struct item *it, const char *word)
{
	size_t i;

	for (i = 0; i < WORDS; i++)
		if (strcmp(vocabulary[i], word) == 0)
			return it->indexed && (it->title & (1u << i)) != 0;
	return false;
}

/* By any spelling; wa- may stand before an Arabic one. */
static bool
haftar(const struct item *it)
{
	return it->entity || has(it, "haftar") || has(it, "hifter") ||
	       has(it, "حفتر") || has(it, "وحفتر");
}

/* Author and language come into the index with the text. */
static bool
in_arabic(const struct item *it)
{
	return it->indexed && it->arabic;
}

static bool
by_maria(const struct item *it)
{
	return it->indexed && it->flagged;
}

static int64_t
day_of(const struct item *it)
{
	return it->day == INT64_MIN ? NOW / 86400 : it->day;
}

W(all)
{
	return it != NULL;
}
W(tripoli)
{
	return has(it, "tripoli");
}
W(both)
{
	return has(it, "oil") && has(it, "port");
}
W(either)
{
	return has(it, "oil") || has(it, "rare");
}
W(without)
{
	return has(it, "oil") && !has(it, "port");
}
W(lone_not)
{
	return !has(it, "oil");
}
W(not_not)
{
	return has(it, "oil");
}
W(phrase)
{
	return has(it, "oil") && has(it, "port");
}
W(literal)
{
	return has(it, "haftar");
}
W(prefix)
{
	return has(it, "haftar") || has(it, "hifter");
}
W(arabic)
{
	return has(it, "حفتر") || has(it, "وحفتر");
}
W(weak)
{
	return has(it, "council");
}
W(title)
{
	return in_title(it, "oil");
}
W(title_name)
{
	return in_title(it, "haftar") || in_title(it, "hifter") ||
	       in_title(it, "حفتر") || in_title(it, "وحفتر");
}
W(entity)
{
	return it->entity;
}
W(unread)
{
	return it->state == 0;
}
W(is_done)
{
	return it->state == 1;
}
W(dismissed)
{
	return it->state == 2;
}
W(flagged)
{
	return it->flagged;
}
W(not_done)
{
	return it->state != 1;
}
W(noted)
{
	return it->noted;
}
W(orphan)
{
	return it->orphan;
}
W(coded)
{
	return it->coded;
}
W(none)
{
	return it == NULL;
}
W(analyst)
{
	return it->noted && it->id % 2 != 0;
}
W(lang)
{
	return in_arabic(it);
}
W(author)
{
	return by_maria(it);
}
W(larsen)
{
	return it->indexed && !it->flagged;
}
W(gazette)
{
	return it->outlet == 1;
}
W(afrigate)
{
	return it->outlet == 2;
}
W(zaman)
{
	return it->outlet == 3;
}
W(after)
{
	return day_of(it) >= 16436;
}
W(before)
{
	return day_of(it) < 16436;
}
W(on)
{
	return day_of(it) >= 16436 && day_of(it) <= 16800;
}
W(mixed)
{
	return haftar(it) && it->state == 0 && !in_arabic(it);
}
W(mixed_or)
{
	return has(it, "rare") || it->flagged || in_arabic(it);
}
W(deep)
{
	return (has(it, "oil") || it->entity) && !(it->flagged || it->coded) &&
	       day_of(it) >= 16436;
}
W(not_lang)
{
	return !in_arabic(it) && !it->flagged;
}
W(one)
{
	return it->id == 42;
}

static const struct {
	const char *query;
	bool (*truth)(const struct item *it);
} queries[] = {
	{ "", all },
	{ "tripoli", tripoli },
	{ "oil port", both },
	{ "oil OR rare", either },
	{ "oil -port", without },
	{ "-oil", lone_not },
	{ "NOT NOT oil", not_not },
	{ "\"oil port\"", phrase },
	{ "oil NEAR/3 port", phrase },
	{ "=haftar", literal },
	{ "Haftar", haftar },
	{ "HIFTER", haftar },
	{ "حفتر", haftar },
	{ "=حفتر", arabic },
	{ "ha* OR hi*", prefix },
	{ "council", weak },
	{ "title:oil", title },
	{ "title:haftar", title_name },
	{ "entity:haftar-khalifa", entity },
	{ "person:Hifter", entity },
	{ "is:unread", unread },
	{ "is:done", is_done },
	{ "is:dismissed", dismissed },
	{ "is:flagged", flagged },
	{ "-is:done", not_done },
	{ "has:note", noted },
	{ "has:orphan", orphan },
	{ "has:code", coded },
	{ "code:toll", coded },
	{ "code:unused", none },
	{ "analyst:maria", analyst },
	{ "lang:ar", lang },
	{ "lang:AR-ly", lang },
	{ "lang:a", none },
	{ "lang:ly", none },
	{ "author:garcia", author },
	{ "author:gar", author },
	{ "author:\"gar\"", none },
	{ "author:\"maria garcia\"", author },
	{ "author:\"garcia maria\"", none },
	{ "author:arcia", none },
	{ "author:p", larsen },
	{ "author:. OR lang:-", none },
	{ "outlet:gazette", gazette },
	{ "outlet:afri", afrigate },
	{ "outlet:زمان", zaman },
	{ "after:2015", after },
	{ "before:2015", before },
	{ "on:2015", on },
	{ "on:2015 on:2015-06 -on:2015-06", none },
	{ "haftar is:unread -lang:ar", mixed },
	{ "rare OR is:flagged OR lang:ar", mixed_or },
	{ "(oil OR entity:haftar-khalifa) -(is:flagged OR code:toll) "
	  "after:2015",
	    deep },
	{ "-lang:ar -is:flagged", not_lang },
	{ "id:42", one },
	{ "nothing", none },
};

/* ------------------------------------------------------------- the tests */

static int
newest_first(const void *a, const void *b)
{
	const struct item *x = *(const struct item *const *)a;
	const struct item *y = *(const struct item *const *)b;

	return (x->ord < y->ord) - (x->ord > y->ord);
}

static size_t
truth_of(bool (*truth)(const struct item *), const struct item **list)
{
	size_t n = 0;
	int i;

	for (i = 0; i < N; i++)
		if (!items[i].hidden && truth(&items[i]))
			list[n++] = &items[i];
	qsort(list, n, sizeof *list, newest_first);
	return n;
}

/* All ids in pages of that size; SIZE_MAX on failure. */
static size_t
pages(struct find *find, int dir, size_t size, int64_t *ids)
{
	struct page page = { .dir = dir, .most = size, .n = size };
	struct arena arena = { 0 };
	struct find_key key, *from = NULL;
	struct find_row *rows;
	struct err err = { 0 };
	size_t total = 0, i;

	while (page.n == size && total + size <= N + size) {
		arena_reset(&arena);
		if (!store_find_page(find, from, &page, &arena, &rows, &err)) {
			printf("# %s\n", err.text);
			total = SIZE_MAX;
			break;
		}
		for (i = 0; i < page.n; i++)
			ids[total++] = rows[i].row.id;
		if (page.n > 0)
			key = rows[page.n - 1].key;
		from = &key;
	}
	arena_release(&arena);
	return total;
}

static bool
reversed(const int64_t *a, const int64_t *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (a[i] != b[n - 1 - i])
			return false;
	return true;
}

static void
test_query(struct store *store, size_t q)
{
	const struct item *wanted[N];
	int64_t ids[2 * N], back[2 * N], count = -1;
	size_t n = truth_of(queries[q].truth, wanted), got, i;
	const char *text = queries[q].query;
	struct err err = { 0 };
	struct find *find;
	struct job *job;
	bool same;

	if (!store_find_open(store, str_of(text), SORT_DATE, &find, &err)) {
		ok(false, "%s opens (%s)", text, err.text);
		return;
	}
	got = pages(find, 1, 7, ids);
	same = got == n;
	for (i = 0; same && i < n; i++)
		same = ids[i] == wanted[i]->id;
	ok(same, "%s finds what a look at every article finds", text);
	if (!same)
		printf("# %zu, wanted %zu\n", got, n);
	ok(pages(find, -1, 5, back) == got && reversed(ids, back, got),
	    "%s is the same backward", text);
	ok(pages(find, 1, 1, back) == got &&
		memcmp(ids, back, got * sizeof *ids) == 0,
	    "%s is the same one by one", text);
	job = store_find_count(find, &count);
	while (job->step(job, 0, &err))
		;
	job->free(job);
	ok(count == (int64_t)n, "%s is counted in many steps", text);
	store_find_close(find);
}

/* The same articles in another order, both ways round. */
static void
test_order(struct store *store, const char *text, enum sort sort)
{
	int64_t ids[2 * N], back[2 * N], plain[2 * N];
	struct err err = { 0 };
	struct find *find, *date;
	size_t n, i, j;
	bool all_there;

	if (!store_find_open(store, str_of(text), sort, &find, &err) ||
	    !store_find_open(store, str_of(text), SORT_DATE, &date, &err)) {
		ok(false, "%s by %s opens (%s)", text, sort_name(sort),
		    err.text);
		return;
	}
	n = pages(find, 1, 9, ids);
	all_there = pages(date, 1, 9, plain) == n;
	for (i = 0; all_there && i < n; i++) {
		for (j = 0; j < n && plain[j] != ids[i]; j++)
			;
		all_there = j < n;
	}
	ok(all_there, "%s by %s finds the same articles", text,
	    sort_name(sort));
	ok(pages(find, -1, 4, back) == n && reversed(ids, back, n),
	    "%s by %s is the same backward", text, sort_name(sort));
	store_find_close(find);
	store_find_close(date);
}

static void
test_outlets(struct store *store)
{
	struct page page = { .dir = 1, .most = N };
	static const char *const order[] = { "Afrigate", "The Gazette", "زمان",
		"" };
	struct arena arena = { 0 };
	struct find_row *rows;
	struct find *find;
	size_t i, at = 0;
	bool sorted = true;

	ok(store_find_open(store, str_of(""), SORT_OUTLET, &find, NULL),
	    "all articles by outlet");
	ok(store_find_page(find, NULL, &page, &arena, &rows, NULL) &&
		page.n > 400,
	    "come in one page");
	for (i = 0; sorted && i < page.n; i++) {
		while (at < 4 && !str_is(rows[i].row.outlet, order[at]))
			at++;
		sorted =
		    at < 4 &&
		    (i == 0 || rows[i].key.major != rows[i - 1].key.major ||
			rows[i].row.ord < rows[i - 1].row.ord);
	}
	ok(sorted, "in order of the outlet's name, newest first, without last");
	store_find_close(find);
	arena_release(&arena);
}

static void
test_relevance(struct store *store)
{
	struct page page = { .dir = 1, .most = N };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct find_row *rows;
	struct find *find;
	size_t i;
	bool sorted = true;

	ok(store_find_open(
	       store, str_of("oil embargo"), SORT_RELEVANCE, &find, NULL) &&
		store_find_page(find, NULL, &page, &arena, &rows, NULL) &&
		store_find_snippets(find, &arena, rows, page.n, &err) &&
		page.n > 10,
	    "two words by relevance");
	for (i = 1; i < page.n; i++)
		sorted = sorted && rows[i - 1].key.major <= rows[i].key.major;
	ok(sorted && store_find_sort(find) == SORT_RELEVANCE,
	    "come in order of their score");
	ok(page.n > 0 && rows[0].snippet.len > 0 &&
		str_find(rows[0].snippet, str_of("\1oil\2"), 0) != SIZE_MAX,
	    "with the words marked in the snippet");
	store_find_close(find);
	ok(store_find_open(
	       store, str_of("is:unread"), SORT_RELEVANCE, &find, NULL) &&
		store_find_page(find, NULL, &page, &arena, &rows, NULL) &&
		store_find_sort(find) == SORT_DATE,
	    "a query without words falls back to the date, and says so");
	store_find_close(find);
	arena_release(&arena);
}

/* Locate, rank and the page from there agree. */
static void
test_places(struct store *store, enum sort sort)
{
	struct page page = { .dir = 1, .most = N },
		    one = { .dir = 1, .most = 1 };
	struct arena arena = { 0 };
	struct find_key key, last;
	struct find_row *rows, *after;
	struct err err = { 0 };
	struct find *find;
	int64_t rank = -1;
	size_t i;
	bool good = true;
	struct job *job;

	if (!store_find_open(store, str_of("oil"), sort, &find, &err) ||
	    !store_find_page(find, NULL, &page, &arena, &rows, &err)) {
		ok(false, "oil by %s opens (%s)", sort_name(sort), err.text);
		return;
	}
	for (i = 0; good && i + 1 < page.n; i += 11) {
		good =
		    store_find_locate(find, rows[i].row.id, &key, &err) &&
		    key.major == rows[i].key.major &&
		    key.minor == rows[i].key.minor &&
		    store_find_page(find, &key, &one, &arena, &after, &err) &&
		    one.n == 1 && after[0].row.id == rows[i + 1].row.id;
		job = store_find_rank(find, key, &rank);
		while (job->step(job, INT64_MAX, &err))
			;
		job->free(job);
		good = good && rank == (int64_t)i;
	}
	ok(good, "by %s every article is where its key says", sort_name(sort));
	ok(!store_find_locate(find, 999999, &key, &err) &&
		err.code == ERR_MISSING,
	    "by %s an unknown article is in no place", sort_name(sort));
	ok(store_find_at(find, 0, &key, &err) && key.minor == rows[0].key.minor,
	    "by %s the top is at 0", sort_name(sort));
	last = rows[page.n - 1].key;
	ok(store_find_at(find, 1, &key, &err) &&
		(sort == SORT_OUTLET || key.minor == last.minor),
	    "by %s the end is at 1", sort_name(sort));
	ok(store_find_at(find, 0.5, &key, &err), "by %s there is a middle",
	    sort_name(sort));
	store_find_close(find);
	arena_release(&arena);
}

static void
test_hidden(struct store *store)
{
	struct err err = { 0 };
	struct find_key key;
	struct find *find;
	int i = 0;

	while (!items[i].hidden)
		i++;
	ok(store_find_open(store, str_of(""), SORT_DATE, &find, &err) &&
		!store_find_locate(find, items[i].id, &key, &err) &&
		err.code == ERR_MISSING,
	    "an article whose import was undone is not in the list");
	store_find_close(find);
}

/* What counting leaves: the same, with no walk through the hits; articles whose
 * second does not tell their day and such without a date are among them. */
static void
test_counted_density(
    struct store *store, const int64_t *edges, const uint32_t *oil)
{
	struct find *find;
	struct err err = { 0 };
	uint32_t counts[5];
	int64_t n;
	struct job *job;

	ok(store_find_open(store, str_of("oil"), SORT_DATE, &find, &err),
	    "a query");
	ok(!store_density_ready(store, find), "is not counted at first");
	store_find_fold(find);
	job = store_find_count(find, &n);
	while (job->step(job, job_clock_ms() + 1, &err))
		;
	job->free(job);
	ok(n > 0 && store_density_ready(store, find), "then it is");
	ok(store_density(store, find, edges, 5, counts, &err) &&
		memcmp(counts, oil, sizeof counts) == 0,
	    "and its density is known, copies included");
	store_find_close(find);
}

/* An article that has no date any more is on no day. */
static void
test_odd_day(struct store *store, const int64_t *edges, const uint32_t *oil)
{
	uint32_t counts[5], sum = 0, before = 0;
	struct find *find;
	struct buf sql = { 0 };
	int i = 0;

	while (items[i].hidden || !has(&items[i], "oil") ||
	       items[i].day < edges[0] || items[i].day >= edges[5])
		i++;
	buf_addf(&sql,
	    "UPDATE article SET published_day = NULL WHERE id = %lld",
	    (long long)items[i].id);
	library_sql(store, sql.p);
	ok(store_find_open(store, str_of("oil"), SORT_DATE, &find, NULL) &&
		store_density(store, find, edges, 5, counts, NULL),
	    "a density");
	for (int b = 0; b < 5; b++) {
		sum += counts[b];
		before += oil[b];
	}
	is_int(
	    sum, (int64_t)before - 1, "without an article that lost its date");
	store_find_close(find);
	buf_reset(&sql);
	buf_addf(&sql, "UPDATE article SET published_day = %d WHERE id = %lld",
	    (int)items[i].day, (long long)items[i].id);
	library_sql(store, sql.p);
	buf_release(&sql);
}

static void
test_density(struct store *store)
{
	int64_t edges[] = { 16000, 16100, 16436, 16801, 17000, 17300 };
	uint32_t counts[5], wanted[5], oil[5];
	struct find *find;
	int i, b;

	for (b = 0; b < 5; b++) {
		wanted[b] = oil[b] = 0;
		for (i = 0; i < N; i++) {
			bool in = !items[i].hidden &&
				  items[i].day >= edges[b] &&
				  items[i].day < edges[b + 1];

			wanted[b] += in;
			oil[b] += in && has(&items[i], "oil");
		}
	}
	ok(store_density(store, NULL, edges, 5, counts, NULL) &&
		memcmp(counts, wanted, sizeof counts) == 0,
	    "the density of the library adds up the days");
	ok(store_find_open(store, str_of("oil"), SORT_DATE, &find, NULL) &&
		store_density(store, find, edges, 5, counts, NULL) &&
		memcmp(counts, oil, sizeof counts) == 0,
	    "the density of a query counts its articles");
	store_find_close(find);
	test_counted_density(store, edges, oil);
	test_odd_day(store, edges, oil);
}

static bool
always(void *arg)
{
	(void)arg;
	return true;
}

static void
test_stop(struct store *store)
{
	struct page page = { .dir = 1, .most = 50 };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct find_row *rows;
	struct find *find;

	ok(store_find_open(store,
	       str_of("-is:unread -is:done "
		      "-is:dismissed"),
	       SORT_DATE, &find, &err),
	    "a query that looks at every article");
	store_interrupt_when(store, always, NULL);
	ok(!store_find_page(find, NULL, &page, &arena, &rows, &err) &&
		err.code == ERR_STOPPED,
	    "stops when a key waits (%s)", err.text);
	store_interrupt_when(store, NULL, NULL);
	ok(store_find_page(find, NULL, &page, &arena, &rows, &err) &&
		page.n == 0,
	    "and can be asked again");
	store_find_close(find);
	arena_release(&arena);
}

/* Whatever is typed is words and never syntax of the index. */
/* A library from before the index of authors: it comes in by a job, in steps,
 * and is found all the time. */
static void
test_facet(struct store *store)
{
	const struct item *wanted[N];
	size_t n = truth_of(author, wanted), steps = 0;
	int64_t ids[2 * N];
	struct err err = { 0 };
	struct find *find;
	struct job *job;

	ok(store_facet(store) == NULL, "nothing is left of authors");
	library_run(store, "INSERT INTO article_facet (article_facet)"
			   " VALUES ('delete-all')");
	library_run(store, "INSERT INTO setting SELECT 'facet', min(ord) - 1"
			   " FROM article");
	job = store_facet(store);
	ok(job != NULL && store_facet_left(store), "authors are left to do");
	if (job == NULL)
		return;
	do {
		ok(store_find_open(store,
		       str_of("author:garcia is:flagged -id:9999"), SORT_DATE,
		       &find, &err) &&
			pages(find, 1, 9, ids) >= n,
		    "all are found after step %zu (%s)", steps++, err.text);
		store_find_close(find);
	} while (job->step(job, 0, &err));
	job->free(job);
	ok(steps > 2 && !store_facet_left(store), "the job ends");
	ok(sqlite3_exec(db_handle(store),
	       "INSERT INTO article_facet (article_facet)"
	       " VALUES ('integrity-check')",
	       NULL, NULL, NULL) == SQLITE_OK,
	    "the index is sound");
	for (size_t q = 0; q < ARRAY_LEN(queries); q++)
		if (strstr(queries[q].query, "author") != NULL ||
		    strstr(queries[q].query, "lang") != NULL)
			test_query(store, q);
}

/* Where dates leave nothing over, nothing is looked at. */
static void
test_dates_narrow(struct store *store)
{
	struct page page = { .most = 50 };
	static const char *const none[] = { "after:2030 -oil",
		"before:1990 -oil", "after:-1d", "on:2001-06 is:original" };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct find_row *rows;
	struct find *find;

	for (size_t i = 0; i < ARRAY_LEN(none); i++)
		for (page.dir = -1; page.dir <= 1; page.dir += 2) {
			if (!store_find_open(
				store, str_of(none[i]), SORT_DATE, &find, &err))
				continue;
			ok(store_find_page(
			       find, NULL, &page, &arena, &rows, &err) &&
				store_find_looked(find) <= 40,
			    "%s looks at %lld articles", none[i],
			    (long long)store_find_looked(find));
			store_find_close(find);
		}
	arena_release(&arena);
}

static void
test_hostile(struct store *store)
{
	struct page page = { .dir = 1, .most = 5 };
	static const char *const texts[] = { "\"a\" OR b*", "a^b",
		"x:", "{title}", "title : x", "a AND b", "NEAR(a b, 2)",
		"\"NEAR(a b)\"", "+a", "a+b", "'", "a;DROP TABLE article",
		"\"*\" a", "rowid:1 a", "a\x01z", "AND*", "=AND", "\"a\" *" };
	struct arena arena = { 0 };
	struct find_row *rows;
	size_t i;

	for (i = 0; i < ARRAY_LEN(texts); i++) {
		struct err err = { 0 };
		struct find *find = NULL;
		bool opened = store_find_open(
		    store, str_of(texts[i]), SORT_DATE, &find, &err);
		bool good = opened ? store_find_page(find, NULL, &page, &arena,
					 &rows, &err) &&
					 store_find_snippets(
					     find, &arena, rows, page.n, &err)
				   : strncmp(err.text, "column ", 7) == 0;

		ok(good, "%s: rows, or an error with its column (%s)", texts[i],
		    err.text);
		store_find_close(find);
	}
	arena_release(&arena);
}

static const struct {
	const char *query, *error;
} errors[] = {
	{ "person:nobody",
	    "column 8: the register has no person named nobody" },
	{ "faction:haftar",
	    "column 9: the register has no faction named haftar" },
	{ "a entity:x", "column 10: the register has no name x" },
	{ "outlet:times", "column 8: there is no outlet named times" },
	{ "code:x", "column 6: there is no code named x" },
};

static void
test_errors(struct store *store)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(errors); i++) {
		struct err err = { 0 };
		struct find *find;

		ok(!store_find_open(
		       store, str_of(errors[i].query), SORT_DATE, &find, &err),
		    "%s is refused", errors[i].query);
		is_str(str_of(err.text), errors[i].error, "%s: and says where",
		    errors[i].query);
	}
}

static void
test_terms(struct store *store)
{
	struct arena arena = { 0 };
	struct buf b = { 0 };
	struct find *find;
	struct str *terms;
	size_t n, i;

	ok(store_find_open(store, str_of("Haftar \"Oil Port\" emb* -said"),
	       SORT_DATE, &find, NULL),
	    "a query of four kinds of words");
	store_find_terms(find, &arena, &terms, &n);
	for (i = 0; i < n; i++) {
		buf_str(&b, terms[i]);
		buf_putc(&b, '|');
	}
	is_str(buf_view(&b), "haftar|hifter|حفتر|oil port|emb*|",
	    "marks its words, spellings and prefixes, not what is excluded");
	buf_release(&b);
	store_find_close(find);
	arena_release(&arena);
}

static int64_t
hits_of(struct store *store, const char *query)
{
	struct find *find;
	struct err err = { 0 };
	int64_t n = -1;
	struct job *job;

	if (!store_find_open(store, str_of(query), SORT_DATE, &find, &err))
		return -1;
	job = store_find_count(find, &n);
	(void)job_run(job, &err);
	job->free(job);
	store_find_close(find);
	return n;
}

/* So many words begin alike that FTS5 is not asked for them. */
static void
test_prefix(void)
{
	struct store *store = library_new(":memory:");
	struct buf text = { 0 };
	struct query term = { .prefix = true, .text = str_of("a") };
	struct arena arena = { 0 };
	struct prefix prefix;
	struct err err = { 0 };
	int i, k;

	for (i = 0; i < 60; i++) {
		buf_reset(&text);
		for (k = 0; k < 6000; k++)
			buf_addf(&text, "a%d%05d ", k * 7 % 10, i * 6000 + k);
		(void)library_article(
		    store, i % 2 == 0 ? "About" : "Other", text.p);
	}
	(void)library_article(store, "Nothing", "with \xc3\x81rb\xc3\xb3l");
	(void)library_article(store, "Nothing", "like it");
	ok(prefix_look(store, &term, PREFIX_COUNT, &arena, &prefix, &err) &&
		prefix.kind == PREFIX_HEAVY,
	    "a beginning of very many words is known");
	is_int(hits_of(store, "a*"), 61, "and all that have one are found");
	is_int(hits_of(store, "-a*"), 1, "or all that have none");
	is_int(hits_of(store, "title:a*"), 30, "or one in the title");
	is_int(hits_of(store, "a* OR like"), 62, "with others, too");
	is_int(hits_of(store, "A* arbol"), 1, "folded");
	term.text = str_of("arb");
	ok(prefix_look(store, &term, PREFIX_COUNT, &arena, &prefix, &err) &&
		prefix.kind == PREFIX_WORDS && prefix.n == 1 &&
		str_is(prefix.words[0], "arbol"),
	    "one of few words is those words");
	is_int(hits_of(store, "arb*"), 1, "and is found by them");
	term.text = str_of("a00");
	ok(prefix_look(store, &term, PREFIX_COUNT, &arena, &prefix, &err) &&
		prefix.kind == PREFIX_INDEX,
	    "one of many rare words is the index's");
	is_int(hits_of(store, "a00*"), 2, "and is found there");
	is_int(hits_of(store, "zz*"), 0, "one of no word finds nothing");
	is_int(hits_of(store, "\"with ar\"*"), 1, "a phrase of few words");
	is_int(hits_of(store, "\"with a\"*"), 1, "or of very many");
	is_int(hits_of(store, "\"like a\"*"), 0, "that stands nowhere");
	is_int(hits_of(store, "with NEAR/3 ar*"), 1, "near another word");
	is_int(hits_of(store, "with NEAR/3 a*"), -1,
	    "but not if it is one of very many");
	buf_release(&text);
	arena_release(&arena);
	store_close(store);
}

/* Pages of the library that were looked at. */
static int
pages_read(struct store *store)
{
	int hit = 0, miss = 0, most;

	(void)sqlite3_db_status(
	    db_handle(store), SQLITE_DBSTATUS_CACHE_HIT, &hit, &most, 0);
	(void)sqlite3_db_status(
	    db_handle(store), SQLITE_DBSTATUS_CACHE_MISS, &miss, &most, 0);
	return hit + miss;
}

/* FTS5 goes through all pages of the word before to tell that no word begins
 * so. */
static void
test_prefix_behind(void)
{
	struct store *store = library_new(":memory:");
	struct buf text = { 0 };
	struct query term = { .prefix = true, .text = str_of("saidx") };
	struct arena arena = { 0 };
	struct prefix prefix;
	struct err err = { 0 };
	int i, before;

	for (i = 0; i < 40000; i++)
		buf_puts(&text, "said ");
	for (i = 0; i < 10; i++)
		(void)library_article(store, "Spoken", text.p);
	library_run(
	    store, "INSERT INTO article_fts(article_fts) VALUES('optimize')");
	before = pages_read(store);
	ok(prefix_look(store, &term, PREFIX_PAGE, &arena, &prefix, &err) &&
		prefix.kind == PREFIX_WORDS && prefix.n == 0,
	    "no word begins like a very common one with a letter more");
	is_int(hits_of(store, "saidx*"), 0, "nor is one found");
	ok(pages_read(store) - before < 100,
	    "and the pages of that one are not read (%d)",
	    pages_read(store) - before);
	buf_release(&text);
	arena_release(&arena);
	store_close(store);
}

/* Word after word, as FTS5 itself tells them. */
static void
same_words(struct store *store, enum fts_index index, const char *table)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str word = str_of("");
	struct buf from = { 0 };
	sqlite3_stmt *st;
	int64_t n = 0, wrong = 0;

	buf_puts(&from, "");
	library_run(store,
	    "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, %s, row)",
	    table);
	st = db_stmt(store, "SELECT term FROM temp.words ORDER BY term", &err);
	while (db_row(store, st, &err)) {
		n++;
		wrong += !fts_word_at(store, index, buf_view(&from), &arena,
			     &word, &err) ||
			 !str_eq(word, db_view(st, 0));
		buf_reset(&from);
		buf_str(&from, word);
		buf_putc(&from, 1);
	}
	db_done(st);
	ok(n > 3 && wrong == 0, "the words of %s, one by one (%d, %d wrong)",
	    table, (int)n, (int)wrong);
	ok(fts_word_at(store, index, buf_view(&from), &arena, &word, &err) &&
		word.len == 0,
	    "and none behind the last");
	db_forget(store);
	library_run(store, "DROP TABLE temp.words");
	buf_release(&from);
	arena_release(&arena);
}

static void
test_words(void)
{
	struct store *store = library_new(":memory:");
	struct buf text = { 0 };
	struct arena arena = { 0 };
	struct str word;
	struct err err = { 0 };
	int i, k;

	for (i = 0; i < 40; i++) {
		buf_reset(&text);
		for (k = 0; k < 900; k++)
			buf_addf(&text, "w%x%s ", (i * 917 + k * 31) % 20011,
			    k % 7 == 0 ? "\u0641\u064a" : "");
		(void)library_article(store, "Words", text.p);
		library_run(store,
		    "INSERT INTO article_facet(rowid, author, language)"
		    " VALUES(%d, 'Author%d Writer%d', 'en')",
		    i + 1, i, i % 7);
	}
	same_words(store, FTS_ARTICLE, "article_fts");
	same_words(store, FTS_FACET, "article_facet");
	(void)sqlite3_db_config(
	    db_handle(store), SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	library_run(store, "UPDATE article_fts_data SET"
			   " block = substr(block, 1, 3) || x'ff' ||"
			   " substr(block, 5) WHERE id > 1 << 37");
	ok(!fts_word_at(
	       store, FTS_ARTICLE, str_of("w5"), &arena, &word, &err) &&
		err.code == ERR_CORRUPT,
	    "a page that makes no sense is damage");
	buf_release(&text);
	arena_release(&arena);
	store_close(store);
}

int
main(void)
{
	struct store *store = library();
	size_t q;

	if (store == NULL)
		return 1;
	for (q = 0; q < ARRAY_LEN(queries); q++)
		test_query(store, q);
	test_facet(store);
	test_dates_narrow(store);
	for (q = 0; q < ARRAY_LEN(queries); q += 3) {
		test_order(store, queries[q].query, SORT_OUTLET);
		test_order(store, queries[q].query, SORT_RELEVANCE);
	}
	test_outlets(store);
	test_relevance(store);
	test_places(store, SORT_DATE);
	test_places(store, SORT_OUTLET);
	test_places(store, SORT_RELEVANCE);
	test_hidden(store);
	test_density(store);
	test_stop(store);
	test_hostile(store);
	test_errors(store);
	test_terms(store);
	test_prefix();
	test_prefix_behind();
	test_words();
	store_close(store);
	return done();
}
