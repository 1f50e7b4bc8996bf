/* The ledger at the size of a library: what a question costs until its first
 * page, and what a page and a row of it cost after that, in each order.
 *
 *	tests/bench/ledger LIBRARY */
#include "config.h"

#include <stdio.h>
#include <time.h>

#include "store/claims.h"

enum { PAGE = 40, PAGES = 25 };

static double
now_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
must(bool good, const struct err *err)
{
	if (!good)
		die("%s", err->text);
}

/* Pages of n rows from *from on, as many as there are of PAGES; ms for each. */
static double
pages(struct claims *c, struct claims_key *from, size_t n)
{
	struct page page = { .dir = 1, .most = n, .n = n };
	struct arena arena = { 0 };
	struct err err = { 0 };
	double begun = now_ms();
	size_t i;

	for (i = 0; i < PAGES && page.n == n; i++) {
		struct claims_row *rows;

		arena_reset(&arena);
		must(store_claims_page(c, from, &page, &arena, &rows, &err),
		    &err);
		if (page.n > 0)
			*from = rows[page.n - 1].key;
	}
	arena_release(&arena);
	return (now_ms() - begun) / (double)i;
}

static void
measure(struct store *store, const char *query, enum claims_order order)
{
	struct page shown = { .dir = 1, .most = PAGE };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct claims_key from;
	struct claims_row *rows;
	struct claims_group *groups;
	struct claims *c;
	double begun = now_ms(), first, page, row, group;
	size_t found;

	must(store_claims_open(store, str_of(query), order, &c, &err), &err);
	must(store_claims_page(c, NULL, &shown, &arena, &rows, &err), &err);
	first = now_ms() - begun;
	if (shown.n > 0) {
		from = rows[shown.n - 1].key;
		page = pages(c, &from, PAGE);
		row = pages(c, &from, 1);
		begun = now_ms();
		must(
		    store_claims_groups(c, NULL, &shown, &arena, &groups, &err),
		    &err);
		group = now_ms() - begun;
		must(store_claims_count(c, &found, &err), &err);
		printf("%-28s %-9s %7zu %8.2f %8.3f %8.3f %8.2f\n", query,
		    claims_order_name(order), found, first, page, row, group);
	}
	store_claims_close(c);
	arena_release(&arena);
}

int
main(int argc, char **argv)
{
	static const char *const queries[] = { "", "status:contested",
		"modality:denied", "grade:>=B2", "claimant:haftar",
		"claimant:\"coast guard\"", "about:lna", "code:toll",
		"when:2017", "outlet:reuters", "government", "-status:open",
		"is:unread -code:oil" };
	static const enum claims_order orders[] = { CLAIMS_ADDED,
		CLAIMS_STATEMENT, CLAIMS_GRADE };
	struct err err = { 0 };
	struct store *store;

	if (argc != 2) {
		(void)fprintf(stderr, "usage: ledger LIBRARY\n");
		return 2;
	}
	must(store_open(argv[1], STORE_OPEN, &store, &err), &err);
	printf("%-28s %-9s %7s %8s %8s %8s %8s\n", "ms of processor", "order",
	    "claims", "first", "page", "row", "groups");
	for (size_t i = 0; i < ARRAY_LEN(queries); i++)
		for (size_t k = 0; k < ARRAY_LEN(orders); k++)
			measure(store, queries[i], orders[k]);
	store_close(store);
	return 0;
}
