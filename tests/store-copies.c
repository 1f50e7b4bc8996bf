/* Copies among the articles of a library. */
#include "config.h"

#include "store/article.h"
#include "store/copies.h"
#include "store/find.h"
#include "store/history.h"
#include "store/ingest.h"
#include "tests/library.h"
#include "tests/test.h"

enum { BASES = 120, WORDS = 900 };

static uint64_t seed = 7;

static unsigned
dice(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static unsigned
word(void)
{
	return dice(1 + dice(1 + dice(4000)));
}

static void
index_all(struct store *store)
{
	struct job *job = store_index(store);
	struct err err = { 0 };

	if (job == NULL)
		return;
	ok(job_run(job, &err), "the index is made %s", err.text);
	job->free(job);
}

static void
write_text(struct buf *b, const unsigned *list, size_t n)
{
	buf_reset(b);
	for (size_t i = 0; i < n; i++)
		buf_addf(b, "w%u ", list[i]);
}

struct planted {
	int64_t a, b;
	struct str x, y;
};

/* An article and what an editor has made of it. */
static struct planted
plant(struct store *store, struct arena *arena, unsigned how)
{
	static const char footer[] =
	    " subscribe to our newsletter for the latest news all rights "
	    "reserved this material may not be published or rewritten";
	unsigned list[WORDS];
	size_t n = 60 + dice(340), i, m;
	struct buf a = { 0 }, b = { 0 };
	struct planted p;

	for (i = 0; i < WORDS; i++)
		list[i] = word();
	write_text(&a, list, n);
	m = n;
	if (how % 4 == 0) {
		for (i = 0; i < n * (1 + how % 9) / 100; i++)
			list[dice((unsigned)n)] = word();
	} else if (how % 4 == 1)
		m = n * 7 / 10;
	else if (how % 4 == 2)
		m = n + n / 3;
	else
		m = n + 300;
	write_text(&b, list, m);
	buf_puts(&a, footer);
	buf_puts(&b, footer);
	p.x = arena_str(arena, buf_view(&a));
	p.y = arena_str(arena, buf_view(&b));
	p.a = library_article(store, "One headline", p.x.p);
	p.b = library_article(store, "Another one", p.y.p);
	buf_release(&a);
	buf_release(&b);
	return p;
}

static bool
are_copies(struct store *store, int64_t a, int64_t b, size_t *n)
{
	struct arena arena = { 0 };
	struct copy *list;
	struct err err = { 0 };
	bool found = false;

	if (store_copies(store, a, &arena, &list, n, &err))
		for (size_t i = 0; i < *n; i++)
			found = found || list[i].id == b;
	arena_release(&arena);
	return found;
}

/* What the exact comparison calls copies is found, and nothing else. */
static void
planted_are_found(void)
{
	struct store *store = library_new(":memory:");
	struct arena arena = { 0 };
	struct planted p[BASES];
	size_t i, n, all = 0, should = 0, found = 0;

	for (i = 0; i < BASES; i++)
		p[i] = plant(store, &arena, (unsigned)i);
	(void)library_sql(
	    store, "INSERT OR IGNORE INTO todo_index SELECT id FROM article");
	index_all(store);
	for (i = 0; i < BASES; i++) {
		bool is = copies_compare(p[i].x, p[i].y).kind != COPY_NONE;
		bool has = are_copies(store, p[i].a, p[i].b, &n);

		should += is;
		all += n;
		found += is && has;
	}
	printf("# planted %zu, found %zu, said %zu\n", should, found, all);
	ok(should > BASES * 3 / 4, "most planted pairs are copies");
	ok((double)found >= .95 * (double)should, "recall is .95 or better");
	ok((double)found >= .95 * (double)all, "and so is precision");
	arena_release(&arena);
	store_close(store);
}

static int
count(struct store *store, const char *query)
{
	struct page page = { .dir = 1, .most = 100 };
	struct arena arena = { 0 };
	struct find_row *rows;
	struct find *find;
	struct err err = { 0 };

	if (!store_find_open(store, str_of(query), SORT_DATE, &find, &err)) {
		printf("# %s: %s\n", query, err.text);
		return -1;
	}
	(void)store_find_page(find, NULL, &page, &arena, &rows, &err);
	store_find_close(find);
	arena_release(&arena);
	return (int)page.n;
}

static uint32_t
copies_of(struct store *store, int64_t id)
{
	struct arena arena = { 0 };
	struct article_row row;
	struct err err = { 0 };

	(void)store_article_row(store, id, &arena, &row, &err);
	arena_release(&arena);
	return row.copies;
}

struct clusters {
	size_t n, members;
};

static bool
one_more(void *arg, const int64_t *ids, size_t n)
{
	struct clusters *c = arg;

	(void)ids;
	c->n++;
	c->members += n;
	return true;
}

static void
import(struct store *store, const char *name)
{
	char *path = library_path(name);
	const char *paths[] = { path };
	struct ingest_opts opts = { .paths = paths, .n_paths = 1 };
	struct ingest_totals totals = { 0 };
	struct err err = { 0 };
	struct job *job = store_ingest(store, &opts, &totals);

	ok(job_run(job, &err), "%s is imported %s", name, err.text);
	job->free(job);
	index_all(store);
	free(path);
}

static void
put_file(const char *name, const char *title, const char *url, const char *text)
{
	char *path = library_path(name);
	FILE *f = fopen(path, "w");

	(void)fprintf(
	    f, "---\ntitle: %s\nurl: %s\n---\n\n%s\n", title, url, text);
	(void)fclose(f);
	free(path);
}

static const char wire[] =
    "Egyptian aircraft struck targets in the eastern city of Derna at dawn on "
    "Monday, hours after the group published a video that showed the killing "
    "of 21 men. The armed forces said that camps, training sites and stores of "
    "arms had been hit and that all aircraft had returned to their bases.";

static const char other[] =
    "Delegates met near Geneva for a second day without a result. The envoy "
    "spoke of a difficult hour and left the hall without taking questions "
    "from the reporters who had waited for her since the early morning.";

/* Import, undo, redo, update. */
static void
life(void)
{
	struct store *store = library_new(":memory:");
	struct arena arena = { 0 };
	struct clusters c = { 0 };
	struct err err = { 0 };
	struct str said;

	put_file("a.md", "One", "http://a.example/1", wire);
	put_file("b.md", "Two", "http://b.example/1", wire);
	put_file("c.md", "Three", "http://c.example/1", other);
	import(store, "a.md");
	import(store, "c.md");
	is_int(copies_of(store, 1), 0, "alone it has no copies");
	is_int(count(store, "is:copy"), 0, "and is none");
	import(store, "b.md");
	is_int(copies_of(store, 1), 1, "then there is one");
	is_int(copies_of(store, 3), 1, "and the other way round");
	is_int(count(store, "is:copy"), 1, "the later one is the copy");
	is_int(count(store, "is:original"), 2, "the others are originals");
	is_int(count(store, "cluster:3"), 2, "a cluster has both");
	is_int(count(store, "cluster:2"), 1, "or one alone");
	ok(store_clusters(store, one_more, &c, &err) && c.n == 1 &&
		c.members == 2,
	    "there is one cluster");
	ok(store_undo(store, &arena, &said, &err), "the import is undone");
	is_int(copies_of(store, 1), 0, "an undone import takes copies away");
	is_int(count(store, "cluster:1"), 1, "and leaves the cluster");
	ok(store_redo(store, &arena, &said, &err), "it is done again");
	is_int(copies_of(store, 1), 1, "and the copies are back");
	put_file("b.md", "Two", "http://b.example/1", other);
	import(store, "b.md");
	is_int(copies_of(store, 1), 0, "a new text is no copy of the old one");
	is_int(copies_of(store, 2), 1, "but of another");
	is_int(count(store, "is:copy"), 1, "which the query knows");
	ok(store_undo(store, &arena, &said, &err), "the update is undone");
	index_all(store);
	is_int(copies_of(store, 1), 1, "then it is a copy again");
	is_int(copies_of(store, 2), 0, "and not of the other");
	arena_release(&arena);
	store_close(store);
}

int
main(void)
{
	planted_are_found();
	life();
	library_clean();
	return done();
}
