/* Random queries over a small library that was indexed as imports are: what the
 * engine finds, forward, backward and counted, is what a look at every article
 * by the meaning of each field finds. */
#include "config.h"

#include "store/claim.h"
#include "store/find.h"
#include "store/ingest.h"

#include "model/day.h"
#include "model/query.h"
#include "store/article-key.h"
#include "store/db.h"
#include "tests/library.h"
#include "tests/test.h"

enum {
	N = 240,
	WORDS = 12, /* of a text */
	HEAD = 4,   /* of a title */
	TREES = 120,
	DEPTH = 4,
	DAY0 = 17000,
	DAYS = 400,
	NOW_DAY = 17300,
	NONE = -1,
};

/* Of these two are spellings of one person, and one of an outlet. */
static const char *const vocabulary[] = { "haftar", "hifter", "oil", "oily",
	"port", "ports", "council", "said", "embargo" };
enum { VOCABULARY = 9, BY_NAME = 2 };
static const char *const authors[] = { "", "Maria García", "Per Larsen",
	"Ana Maria Lopez" };
static const char *const languages[] = { "", "en", "ar", "fr" };
static const char *const claimants[] = { "", "a diplomat", "a minister" };

static struct item {
	int64_t id, ord, day; /* the day that counts */
	int text[WORDS], title[HEAD];
	int author, language, outlet, state, claimant;
	bool flagged, hidden, coded;
} items[N];

static unsigned seed = 11;

static unsigned
draw(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

/* ---- the library ---- */

static void
spell(const int *words, int n, struct buf *out)
{
	buf_reset(out);
	for (int i = 0; i < n; i++)
		buf_addf(out, "%s%s", i > 0 ? " " : "", vocabulary[words[i]]);
}

static void
make_item(struct store *store, struct item *it, int i)
{
	struct buf text = { 0 }, title = { 0 };
	bool dated = draw(12) != 0;
	/* A tenth stands in the order at another day than its own. */
	int64_t off = draw(10) == 0 ? 86400 : 0;

	it->id = i + 1;
	it->day = dated ? DAY0 + (int64_t)draw(DAYS) : NOW_DAY;
	it->ord = it->day * 86400 + 100 + i + off;
	for (int k = 0; k < WORDS; k++)
		it->text[k] = (int)draw(VOCABULARY);
	for (int k = 0; k < HEAD; k++)
		it->title[k] = (int)draw(VOCABULARY);
	/* Names in few. */
	for (int k = 0; k < WORDS && draw(3) > 0; k++)
		it->text[k] = BY_NAME + (int)draw(VOCABULARY - BY_NAME);
	it->author = (int)draw(4);
	it->language = (int)draw(4);
	it->outlet = (int)draw(3);
	it->state = (int)draw(3);
	it->claimant = draw(4) == 0 ? 1 + (int)draw(2) : 0;
	it->flagged = draw(5) == 0;
	it->coded = draw(6) == 0;
	spell(it->text, WORDS, &text);
	spell(it->title, HEAD, &title);
	library_run(store,
	    "INSERT INTO article (id, uuid, ord, title, author, language,"
	    " outlet, published, published_day, imported, words, hash, batch,"
	    " state, flagged) VALUES (%lld, 'u%d', %lld, '%s', nullif('%s',"
	    " ''), nullif('%s', ''), nullif(%d, 0), %s, iif(%d, %lld, NULL),"
	    " %lld, 12, 'h%d', 1, %d, %d)",
	    (long long)it->id, i, (long long)it->ord, title.p,
	    authors[it->author], languages[it->language], it->outlet,
	    dated ? "'2016'" : "NULL", dated, (long long)it->day,
	    (long long)NOW_DAY * 86400, i, it->state, it->flagged);
	library_run(store,
	    "INSERT INTO article_body (article, size, body) VALUES (%lld,"
	    " length(CAST('%s' AS BLOB)), CAST('%s' AS BLOB));"
	    "INSERT INTO todo_index VALUES (%lld)",
	    (long long)it->id, text.p, text.p, (long long)it->id);
	if (it->coded)
		library_run(store, "INSERT INTO article_code VALUES (%lld, 1)",
		    (long long)it->id);
	buf_release(&text);
	buf_release(&title);
}

static void
add_claim(struct store *store, const struct item *it)
{
	struct claim_span span = { .role = SPAN_CONTENT };
	struct claim c = { .article = it->id, .spans = &span, .n_spans = 1 };
	struct err err = { 0 };
	struct buf text = { 0 };
	int64_t id;

	spell(it->text, WORDS, &text);
	span.anchor = anchor_make(buf_view(&text), (struct span){ 0, 4 });
	c.claimant.text = str_of(claimants[it->claimant]);
	if (!store_claim_add(store, &c, &id, &err))
		die("%s", err.text);
	buf_release(&text);
}

static struct store *
library(void)
{
	struct store *store = library_new(":memory:");
	struct err err = { 0 };
	struct job *job;

	store_set_clock(store, (int64_t)NOW_DAY * 86400);
	library_run(store,
	    "INSERT INTO batch (id, started, finished, source) VALUES"
	    " (1, 1, 1, 'test');"
	    "INSERT INTO entity (id, key, kind, name, origin) VALUES"
	    " (1, 'haftar', 'person', 'Haftar', 'pack');"
	    "INSERT INTO alias (entity, text, fold, kind) VALUES"
	    " (1, 'haftar', 'haftar', 'name'),"
	    " (1, 'hifter', 'hifter', 'alias');"
	    "INSERT INTO outlet (id, name) VALUES (1, 'The Gazette'),"
	    " (2, 'Afrigate');"
	    "INSERT INTO code (id, uuid, name) VALUES (1, 'c', 'toll')");
	for (int i = 0; i < N; i++)
		make_item(store, &items[i], i);
	library_run(store,
	    "INSERT INTO article_key (word, ord) SELECT word, ord"
	    " FROM (" ARTICLE_KEYS("") ")");
	job = store_index(store);
	if (job == NULL || !job_run(job, &err))
		die("not indexed: %s", err.text);
	job->free(job);
	for (int i = 0; i < N; i++) {
		if (items[i].claimant > 0)
			add_claim(store, &items[i]);
		items[i].hidden = draw(10) == 0;
		if (items[i].hidden)
			library_run(store,
			    "UPDATE article SET hidden = 1 WHERE id = %d",
			    i + 1);
	}
	return store;
}

/* ---- leaves, and what they mean ---- */

struct tree;
typedef bool meaning(const struct tree *t, const struct item *it);

/* op: 'l' a leaf, '&', '|', '-'. */
struct tree {
	char op;
	meaning *holds;
	int a, b, n; /* of a leaf */
	struct tree *kids[3];
	int n_kids;
};

/* Whether word w (or one that begins so) is the k-th. */
static bool
is_word(int have, int w, bool begins)
{
	const char *begin = vocabulary[w];

	return begins ? strncmp(vocabulary[have], begin, strlen(begin)) == 0
		      : have == w;
}

static bool
holds_word(const int *words, int n, int w, bool begins)
{
	for (int i = 0; i < n; i++)
		if (is_word(words[i], w, begins))
			return true;
	return false;
}

static bool
anywhere(const struct item *it, int w, bool begins)
{
	return holds_word(it->text, WORDS, w, begins) ||
	       holds_word(it->title, HEAD, w, begins);
}

/* The name is any of its spellings, but for the letters alone. */
static bool
m_word(const struct tree *t, const struct item *it)
{
	if (t->a < BY_NAME)
		return anywhere(it, 0, false) || anywhere(it, 1, false);
	return anywhere(it, t->a, false);
}

static bool
m_literal(const struct tree *t, const struct item *it)
{
	return anywhere(it, t->a, false);
}

static bool
m_prefix(const struct tree *t, const struct item *it)
{
	return anywhere(it, t->a, true);
}

static bool
m_title(const struct tree *t, const struct item *it)
{
	return holds_word(it->title, HEAD, t->a, false);
}

static bool
m_title_either(const struct tree *t, const struct item *it)
{
	struct tree other = *t;

	other.a = t->b;
	return m_title(t, it) || m_title(&other, it);
}

/* Both within n words of each other, in one of the two. */
static bool
near(const int *words, int n, const struct tree *t, bool in_order)
{
	for (int i = 0; i < n; i++)
		for (int k = 0; k < n; k++)
			if (words[i] == t->a && words[k] == t->b && i != k &&
			    (in_order ? k == i + 1 : abs(i - k) - 1 <= t->n))
				return true;
	return false;
}

static bool
m_phrase(const struct tree *t, const struct item *it)
{
	return near(it->text, WORDS, t, true) || near(it->title, HEAD, t, true);
}

static bool
m_near(const struct tree *t, const struct item *it)
{
	return near(it->text, WORDS, t, false) ||
	       near(it->title, HEAD, t, false);
}

static bool
m_maria(const struct tree *t, const struct item *it)
{
	(void)t;
	return it->author == 1 || it->author == 3;
}

static bool
m_garcia(const struct tree *t, const struct item *it)
{
	(void)t;
	return it->author == 1;
}

static bool
m_lang(const struct tree *t, const struct item *it)
{
	return it->language == t->a;
}

static bool
m_outlet(const struct tree *t, const struct item *it)
{
	return it->outlet == t->a;
}

static bool
m_state(const struct tree *t, const struct item *it)
{
	return it->state == t->a;
}

static bool
m_flagged(const struct tree *t, const struct item *it)
{
	(void)t;
	return it->flagged;
}

static bool
m_coded(const struct tree *t, const struct item *it)
{
	(void)t;
	return it->coded;
}

static bool
m_after(const struct tree *t, const struct item *it)
{
	return it->day >= t->n;
}

static bool
m_before(const struct tree *t, const struct item *it)
{
	return it->day < t->n;
}

static bool
m_on(const struct tree *t, const struct item *it)
{
	return it->day == t->n;
}

static bool
m_id(const struct tree *t, const struct item *it)
{
	return it->id == t->n;
}

static bool
m_entity(const struct tree *t, const struct item *it)
{
	(void)t;
	return anywhere(it, 0, false) || anywhere(it, 1, false);
}

static bool
m_claimed(const struct tree *t, const struct item *it)
{
	(void)t;
	return it->claimant > 0;
}

static bool
m_claimant(const struct tree *t, const struct item *it)
{
	return it->claimant == t->a;
}

static bool
holds(const struct tree *t, const struct item *it)
{
	bool any = t->op == '&';

	if (t->op == 'l')
		return t->holds(t, it);
	if (t->op == '-')
		return !holds(t->kids[0], it);
	for (int i = 0; i < t->n_kids; i++)
		if (holds(t->kids[i], it) != (t->op == '&'))
			any = t->op != '&';
	return any;
}

/* ---- random trees, with their text ---- */

static void
put_day(struct buf *out, const char *field, int day)
{
	struct ymd d = day_split(day);

	buf_addf(out, "%s:%04d-%02d-%02d", field, (int)d.year, d.month, d.day);
}

static void
words_leaf(struct tree *t, struct buf *out)
{
	const char *a = vocabulary[t->a], *b = vocabulary[t->b];

	switch (draw(8)) {
	case 0:
		t->holds = m_literal;
		buf_addf(out, "=%s", a);
		return;
	case 1:
		t->holds = m_prefix;
		buf_addf(out, "%s*", a);
		return;
	case 2:
		t->holds = m_phrase;
		buf_addf(out, "\"%s %s\"", a, b);
		return;
	case 3:
		if (t->a == t->b)
			break;
		t->n = (int)draw(4);
		t->holds = m_near;
		buf_addf(out, "=%s NEAR/%d =%s", a, t->n, b);
		return;
	case 4:
		if (t->b % 2 == 0) {
			t->holds = m_title_either;
			buf_addf(out, "title:(=%s OR =%s)", a, b);
			return;
		}
		t->holds = m_title;
		buf_addf(out, "title:=%s", a);
		return;
	default:
		break;
	}
	t->holds = m_word;
	buf_puts(out, a);
}

static void
dates_leaf(struct tree *t, struct buf *out)
{
	int ago = (int)draw(500) - 50;

	t->n = DAY0 - 10 + (int)draw(DAYS + 20);
	switch (draw(4)) {
	case 0:
		t->holds = m_after;
		put_day(out, "after", t->n);
		return;
	case 1:
		t->holds = m_before;
		put_day(out, "before", t->n);
		return;
	case 2:
		t->holds = m_on;
		t->n = (int)items[draw(N)].day;
		put_day(out, "on", t->n);
		return;
	default:
		t->holds = m_after;
		t->n = NOW_DAY - (ago > 0 ? ago : 0);
		buf_addf(out, "after:-%dd", ago > 0 ? ago : 0);
		return;
	}
}

static void
marks_leaf(struct tree *t, struct buf *out)
{
	static const char *const states[] = { "unread", "done", "dismissed" };

	switch (draw(6)) {
	case 0:
		t->holds = m_flagged;
		buf_puts(out, "is:flagged");
		return;
	case 1:
		t->holds = m_coded;
		buf_puts(out, draw(2) == 0 ? "has:code" : "code:toll");
		return;
	case 2:
		t->holds = m_claimed;
		buf_puts(out, draw(2) == 0 ? "has:claim" : "status:open");
		return;
	case 3:
		t->holds = m_claimant;
		t->a = 1 + (int)draw(2);
		buf_addf(out, "claimant:\"%s\"", claimants[t->a]);
		return;
	default:
		t->holds = m_state;
		t->a = (int)draw(3);
		buf_addf(out, "is:%s", states[t->a]);
		return;
	}
}

static void
fields_leaf(struct tree *t, struct buf *out)
{
	static const char *const maria[] = { "maria", "mar", "ma",
		"\"maria\"" };
	static const char *const garcia[] = { "\"maria garcia\"", "garcia",
		"García", "g" };

	switch (draw(6)) {
	case 0:
		t->holds = m_maria;
		buf_addf(out, "author:%s", maria[draw(4)]);
		return;
	case 1:
		t->holds = m_garcia;
		buf_addf(out, "author:%s", garcia[draw(4)]);
		return;
	case 2:
		t->holds = m_lang;
		t->a = 1 + (int)draw(3);
		buf_addf(out, "lang:%s", languages[t->a]);
		return;
	case 3:
		t->holds = m_outlet;
		t->a = 1 + (int)draw(2);
		buf_addf(out, "outlet:%s", t->a == 1 ? "gazette" : "afri");
		return;
	case 4:
		t->holds = m_entity;
		buf_puts(out, draw(2) == 0 ? "entity:haftar" : "person:hifter");
		return;
	default:
		t->holds = m_id;
		t->n = 1 + (int)draw(N);
		buf_addf(out, "id:%d", t->n);
		return;
	}
}

static struct tree *
leaf(struct arena *arena, struct buf *out)
{
	struct tree *t = arena_alloc(arena, sizeof *t);

	t->op = 'l';
	t->a = (int)draw(VOCABULARY);
	t->b = (int)draw(VOCABULARY);
	switch (draw(6)) {
	case 0:
		dates_leaf(t, out);
		break;
	case 1:
		marks_leaf(t, out);
		break;
	case 2:
		fields_leaf(t, out);
		break;
	default:
		words_leaf(t, out);
		break;
	}
	return t;
}

static struct tree *
grow(struct arena *arena, int depth, struct buf *out)
{
	static const char ops[] = "&&&||-";
	struct tree *t;
	char op = depth == 0 || draw(4) == 0 ? 'l' : ops[draw(6)];

	if (op == 'l')
		return leaf(arena, out);
	t = arena_alloc(arena, sizeof *t);
	t->op = op;
	t->n_kids = op == '-' ? 1 : 2 + (int)draw(2);
	buf_puts(out, op != '-' ? "(" : draw(2) == 0 ? "-(" : "NOT (");
	for (int i = 0; i < t->n_kids; i++) {
		if (i > 0)
			buf_puts(out, op == '|'      ? " OR "
				      : draw(3) == 0 ? " AND "
						     : " ");
		t->kids[i] = grow(arena, depth - 1, out);
	}
	buf_putc(out, ')');
	return t;
}

/* ---- both side by side ---- */

static int
newest_first(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	return (x->ord < y->ord) - (x->ord > y->ord);
}

static size_t
look(const struct tree *t, int64_t *ids)
{
	size_t n = 0;

	for (int i = 0; i < N; i++)
		if (!items[i].hidden && holds(t, &items[i]))
			ids[n++] = items[i].id;
	return n;
}

/* All ids in pages of that size, in the order of the pages. */
static size_t
pages(struct find *find, int dir, size_t size, int64_t *ids)
{
	struct page page = { .dir = dir, .most = size, .n = size };
	struct arena arena = { 0 };
	struct find_key key, *from = NULL;
	struct find_row *rows;
	struct err err = { 0 };
	size_t total = 0;

	while (page.n == size && total < N) {
		if (!store_find_page(find, from, &page, &arena, &rows, &err)) {
			printf("# %s\n", err.text);
			total = SIZE_MAX;
			break;
		}
		for (size_t i = 0; i < page.n; i++)
			ids[total++] = rows[i].row.id;
		if (page.n > 0)
			key = rows[page.n - 1].key;
		from = &key;
	}
	arena_release(&arena);
	return total;
}

static int64_t
counted(struct find *find)
{
	struct job *job;
	struct err err = { 0 };
	int64_t n;

	job = store_find_count(find, &n);
	while (job->step(job, 0, &err))
		;
	job->free(job);
	return err.code == ERR_NONE ? n : -1;
}

static bool
located(struct find *find, const int64_t *ids, size_t n)
{
	for (int k = 0; k < 8; k++) {
		const struct item *it = &items[draw(N)];
		struct find_key key;
		struct err err = { 0 };
		bool in = false;

		for (size_t i = 0; i < n; i++)
			in = in || ids[i] == it->id;
		if (store_find_locate(find, it->id, &key, &err) != in ||
		    (!in && err.code != ERR_MISSING))
			return false;
	}
	return true;
}

/* What is wrong with it; NULL: nothing. */
static const char *
compare(struct find *find, const int64_t *wanted, size_t n)
{
	int64_t ids[2 * N], back[2 * N];
	size_t got = pages(find, 1, 1 + draw(9), ids);

	if (got != n || memcmp(ids, wanted, n * sizeof *ids) != 0)
		return "the list";
	if (pages(find, -1, 1 + draw(9), back) != n)
		return "the list backward";
	for (size_t i = 0; i < n; i++)
		if (back[i] != ids[n - 1 - i])
			return "the order backward";
	if (counted(find) != (int64_t)n)
		return "the count";
	return located(find, wanted, n) ? NULL : "the place of one";
}

/* The same articles in any order. */
static const char *
compare_sorted(struct store *store, struct str text, enum sort sort,
    const int64_t *wanted, size_t n)
{
	int64_t ids[2 * N];
	struct err err = { 0 };
	struct find *find;
	size_t got;
	bool all = true;

	if (!store_find_open(store, text, sort, &find, &err))
		return "opening it sorted";
	got = pages(find, 1, 7, ids);
	store_find_close(find);
	for (size_t i = 0; all && i < n; i++) {
		size_t k = 0;

		while (k < got && ids[k] != wanted[i])
			k++;
		all = k < got;
	}
	return got == n && all ? NULL : sort_name(sort);
}

/* The canonical text of a query finds the same. */
static struct str
again(struct str text, struct arena *arena)
{
	struct buf canonical = { 0 };
	struct query *query;
	struct err err = { 0 };
	struct str out = text;

	if (query_parse(text, NOW_DAY, arena, &query, &err)) {
		query_text(query, &canonical);
		out = arena_str(arena, buf_view(&canonical));
	}
	buf_release(&canonical);
	return out;
}

static const char *
try_tree(struct store *store, struct arena *arena, struct buf *text)
{
	struct tree *t = grow(arena, DEPTH, text);
	int64_t wanted[N];
	size_t n = look(t, wanted);
	struct err err = { 0 };
	struct find *find;
	const char *wrong;

	if (!store_find_open(store, buf_view(text), SORT_DATE, &find, &err)) {
		printf("# %s\n", err.text);
		return "opening it";
	}
	wrong = compare(find, wanted, n);
	store_find_close(find);
	if (wrong == NULL)
		wrong = compare_sorted(
		    store, buf_view(text), SORT_OUTLET, wanted, n);
	if (wrong == NULL)
		wrong = compare_sorted(
		    store, buf_view(text), SORT_RELEVANCE, wanted, n);
	if (wrong == NULL)
		wrong = compare_sorted(
		    store, again(buf_view(text), arena), SORT_DATE, wanted, n);
	return wrong;
}

int
main(void)
{
	struct store *store = library();
	struct arena arena = { 0 };
	struct buf text = { 0 };

	qsort(items, N, sizeof *items, newest_first);
	for (int i = 0; i < TREES; i++) {
		const char *wrong;

		buf_reset(&text);
		arena_reset(&arena);
		wrong = try_tree(store, &arena, &text);
		ok(wrong == NULL, "%s", text.p);
		if (wrong != NULL)
			printf("# differs in %s\n", wrong);
	}
	buf_release(&text);
	arena_release(&arena);
	store_close(store);
	return done();
}
