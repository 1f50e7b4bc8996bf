/* One row a story: which copies stand under which article, and in which lists.
 */
#include "config.h"

#include "store/article.h"
#include "store/copies.h"
#include "store/find.h"
#include "store/ingest.h"
#include "tests/library.h"
#include "tests/test.h"

static const char wire[] =
    "Boats carrying migrants sank off Zawiya on Tuesday, the coast guard said. "
    "At least 44 people were killed and 120 were brought back to the shore. "
    "The minister of the interior asked for help from the European Union, "
    "which has promised ships and money. Two ships are on their way from "
    "Malta, an officer in Valletta told reporters. Residents of Zawiya said "
    "that bodies were still being washed ashore in the evening.";

static const char update[] =
    "Boats carrying migrants sank off Zawiya on Tuesday, the coast guard said. "
    "At least 53 people were killed and 120 were brought back to the shore. "
    "The minister of the interior asked for help from the European Union, "
    "which has promised ships and money. Two ships are on their way from "
    "Malta, an officer in Valletta told reporters. Residents of Zawiya said "
    "that bodies were still being washed ashore in the evening.";

static const char round_up[] =
    "Delegates met near Geneva for a second day without a result. The envoy "
    "spoke of a difficult hour and left the hall without taking questions "
    "from reporters who had waited for her since the early morning. The price "
    "of bread rose again in the capital and bakers closed for the afternoon in "
    "protest against the cost of flour, which is brought in through one port.";

static struct store *store;

/* Ids count from 1. */
static void
add(const char *title, const char *text, const char *more)
{
	struct buf body = { 0 };

	buf_addf(&body, "%s\n\n%s", text, more);
	(void)library_article(store, title, body.p);
	buf_release(&body);
}

static void
index_all(void)
{
	struct err err = { 0 };
	struct job *job = store_index(store);

	if (job == NULL)
		return;
	ok(job_run(job, &err), "the index is made %s", err.text);
	job->free(job);
}

/* The ids of a list, newest first, or oldest first. */
static void
rows(const char *query, int dir, const char *wanted, const char *name)
{
	struct page page = { .dir = dir, .most = 100 };
	struct arena arena = { 0 };
	struct buf out = { 0 };
	struct find_row *list;
	struct find *find;
	struct err err = { 0 };

	if (!store_find_open(store, str_of(query), SORT_DATE, &find, &err))
		die("%s", err.text);
	store_find_fold(find);
	if (!store_find_page(find, NULL, &page, &arena, &list, &err))
		die("%s", err.text);
	for (size_t i = 0; i < page.n; i++)
		buf_addf(&out, "%s%lld", i > 0 ? " " : "",
		    (long long)list[i].row.id);
	is_str(buf_view(&out), wanted, "%s", name);
	store_find_close(find);
	buf_release(&out);
	arena_release(&arena);
}

static void
under(int64_t id, const char *wanted, const char *name)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	struct article_row *list;
	struct err err = { 0 };
	size_t n = 0;

	if (!store_copies_under(store, id, &arena, &list, &n, &err))
		die("%s", err.text);
	for (size_t i = 0; i < n; i++)
		buf_addf(
		    &out, "%s%lld", i > 0 ? " " : "", (long long)list[i].id);
	is_str(buf_view(&out), wanted, "%s", name);
	buf_release(&out);
	arena_release(&arena);
}

static int64_t
head_of(int64_t id)
{
	struct err err = { 0 };
	int64_t head = 0;

	(void)store_copy_head(store, id, &head, &err);
	return head;
}

static int64_t
counted(const char *query)
{
	struct find *find;
	struct err err = { 0 };
	int64_t n = 0;
	struct job *job;

	if (!store_find_open(store, str_of(query), SORT_DATE, &find, &err))
		die("%s", err.text);
	store_find_fold(find);
	job = store_find_count(find, &n);
	(void)job_run(job, &err);
	job->free(job);
	store_find_close(find);
	return n;
}

static bool
is_figures(int64_t id)
{
	struct arena arena = { 0 };
	struct article_row row;
	struct err err = { 0 };

	(void)store_article_row(store, id, &arena, &row, &err);
	arena_release(&arena);
	return row.figures;
}

int
main(void)
{
	struct err err = { 0 };
	int64_t first[] = { 1 };
	size_t changed;

	store = library_new(":memory:");
	add("Boats sink", wire, "");
	add("Boats sink", wire, "Subscribe to our newsletter.");
	add("Bread", round_up, "");
	add("Boats sink, 53 dead", update, "");
	add("The day", round_up, wire);
	add("Boats", wire, "");
	add("Boats again", update, "Read more on our site.");
	(void)library_sql(
	    store, "INSERT OR IGNORE INTO todo_index SELECT id FROM article");
	index_all();
	rows("", 1, "5 4 3 1",
	    "one row a story; an update and a round-up are their own");
	rows("", -1, "1 3 4 5", "also from the other end");
	under(1, "2 6", "copies stand under the first, in order");
	under(4, "7", "and a copy of the update under the update");
	under(5, "6", "and one under all that hold it");
	is_int(head_of(6), 1, "a copy knows its story");
	is_int(head_of(3), 3, "and a story itself");
	is_int(counted(""), 4, "the count is of rows");
	ok(is_figures(4) && !is_figures(1) && !is_figures(2),
	    "the update says that its figures are others");
	rows("boats -title:sink", 1, "7 5",
	    "a copy stands under what is found of its story");
	is_int(counted("boats -title:sink"), 2, "and counts");
	rows("title:boats", 1, "4 1", "and none where it is");
	rows("is:copy", 1, "7 6 5 4 2", "who asks for copies gets all");
	ok(store_article_mark(store, first, 1, MARK_DONE, &changed, &err),
	    "the story is done %s", err.text);
	rows("is:unread title:boats", 1, "4 2", "what is left has one row");
	(void)library_sql(store, "UPDATE article SET hidden = 1 WHERE id = 1");
	ok(copies_recount(store, 1, &err), "the story is taken away %s",
	    err.text);
	rows("", 1, "5 4 3 2", "without it the next one is the story");
	store_close(store);
	return done();
}
