/* The ledger: orders, windows, groups and queries over claims. */
#include "config.h"

#include "store/claims.h"

#include "store/article.h"
#include "store/claim.h"
#include "store/dismiss.h"
#include "store/entity.h"
#include "store/find.h"
#include "store/history.h"
#include "store/near.h"
#include "store/note.h"
#include "tests/library.h"
#include "tests/test.h"

static const char text[] =
    "Forty were killed in Tripoli, Misrata said. The LNA denied it.";

static struct store *store;
static int64_t claims[6];

static void
begin(void)
{
	struct arena arena = { 0 };

	store = library_new(":memory:");
	(void)library_article(store, "Tripoli clash", text);
	(void)library_article(store, "Clash in Tripoli", text);
	(void)library_article(store, "Without claims", text);
	(void)library_sql(store,
	    "INSERT INTO entity (id, key, kind, name, origin) VALUES "
	    "(7, 'lna', 'faction', 'LNA', 'pack'), "
	    "(8, 'haftar', 'person', 'Khalifa Haftar', 'pack'), "
	    "(9, 'tripoli', 'place', 'Tripoli', 'pack'), "
	    "(10, 'dostor', 'outlet', 'Al-Dostor', 'pack')");
	(void)library_sql(store,
	    "INSERT INTO alias (entity, text, fold, kind) VALUES "
	    "(7, 'LNA', 'lna', 'name'), (8, 'Hifter', 'hifter', 'alias'), "
	    "(8, 'Khalifa Haftar', 'khalifa haftar', 'name'), "
	    "(9, 'Tripoli', 'tripoli', 'name'), "
	    "(10, 'Al-Dostor', 'al-dostor', 'name')");
	(void)library_sql(store, "INSERT INTO outlet (id, name, entity) VALUES "
				 "(1, 'Gazette', NULL)");
	(void)library_sql(store, "UPDATE article SET outlet = 1 WHERE id = 2");
	(void)library_sql(store,
	    "INSERT INTO event (id, key, date, title, kind, origin) VALUES "
	    "(3, 'clash', '2016-12', 'The clash', 'battle', 'hand')");
	arena_release(&arena);
}

static int64_t
put(int64_t article, struct claim c, const char *words)
{
	size_t at = str_find(str_of(text), str_of(words), 0);
	struct claim_span span = { SPAN_CONTENT,
		anchor_make(
		    str_of(text), (struct span){ (uint32_t)at,
				      (uint32_t)(at + strlen(words)) }) };
	struct err err = { 0 };
	int64_t id;

	c.article = article;
	c.spans = &span;
	c.n_spans = 1;
	if (!store_claim_add(store, &c, &id, &err))
		die("%s", err.text);
	store_set_clock(store, store_now(store) + 60);
	return id;
}

static void
fill(void)
{
	struct claim_subject tripoli = { .entity = 9 }, lna = { .entity = 7 };
	struct claim_subject two[2] = { lna, tripoli };
	struct claim_source dostor = { .entity = 10 };
	struct str code = str_of("losses");

	claims[0] = put(1,
	    (struct claim){ .claimant.text = str_of("Misrata sources"),
		.statement = str_of("Forty killed"),
		.subjects = &tripoli,
		.n_subjects = 1,
		.happened = str_of("2016-12-01"),
		.grade = { 'B', 3 },
		.event = 3 },
	    "Forty were killed");
	claims[1] = put(2,
	    (struct claim){ .claimant.text = str_of("Misrata Sources"),
		.statement = str_of("Forty killed."),
		.via = &dostor,
		.n_via = 1,
		.happened = str_of("2016-11"),
		.grade = { 'C', 2 },
		.place = 9,
		.codes = &code,
		.n_codes = 1 },
	    "Forty were killed");
	claims[2] = put(1,
	    (struct claim){ .claimant.entity = 8,
		.statement = str_of("Nobody was killed"),
		.modality = MODALITY_DENIED,
		.status = CLAIM_CONTESTED,
		.subjects = two,
		.n_subjects = 2,
		.grade = { 'F', 6 } },
	    "denied it");
	claims[3] = put(2,
	    (struct claim){
		.statement = str_of("Misrata said so"), .grade = { 'A', 0 } },
	    "Misrata said");
}

/* "1 2 |3": claims by the number they were made as, a bar before each group. */
static void
walked(const char *query, enum claims_order order, const char *wanted)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct claims *c;
	struct claims_key at, *from = NULL;
	struct buf b = { 0 }, back = { 0 };
	struct page one = { .dir = 1, .most = 1, .n = 1 };
	size_t i;

	if (!store_claims_open(store, str_of(query), order, &c, &err))
		die("%s", err.text);
	/* One row a page: every key is used. */
	while (one.n == 1) {
		struct claims_row *rows;

		if (!store_claims_page(c, from, &one, &arena, &rows, &err))
			die("%s", err.text);
		if (one.n == 0)
			break;
		if (from != NULL)
			buf_puts(&b, order == CLAIMS_ADDED ||
					     claims_same_group(&at, &rows->key)
					 ? " "
					 : "|");
		for (i = 0; i < ARRAY_LEN(claims); i++)
			if (claims[i] == rows->claim.id)
				buf_addf(&b, "%zu", i);
		at = rows->key;
		from = &at;
	}
	is_str(
	    buf_view(&b), wanted, "%s by %s", query, claims_order_name(order));
	/* And backwards all at once. */
	if (true) {
		struct page page = { .dir = -1, .most = 50 };
		struct claims_row *rows;

		if (!store_claims_page(c, NULL, &page, &arena, &rows, &err))
			die("%s", err.text);
		while (page.n-- > 0) {
			if (back.len > 0)
				buf_puts(&back,
				    order == CLAIMS_ADDED ||
					    claims_same_group(&rows[page.n].key,
						&rows[page.n + 1].key)
					? " "
					: "|");
			for (i = 0; i < ARRAY_LEN(claims); i++)
				if (claims[i] == rows[page.n].claim.id)
					buf_addf(&back, "%zu", i);
		}
		is_str(buf_view(&back), wanted, "and backwards");
	}
	store_claims_close(c);
	buf_release(&b);
	buf_release(&back);
	arena_release(&arena);
}

static void
test_orders(void)
{
	struct err err = { 0 };
	int64_t link;

	begin();
	fill();
	walked("", CLAIMS_ADDED, "3 2 1 0");
	walked("", CLAIMS_WHEN, "1|0|2 3");
	walked("", CLAIMS_GRADE, "1|0|2|3");
	walked("", CLAIMS_STATUS, "0 1 3|2");
	walked("", CLAIMS_STATEMENT, "0 1|3|2");
	walked("", CLAIMS_CLAIMANT, "2|0 1|3");
	walked("", CLAIMS_OUTLET, "1 3|0 2");
	walked("", CLAIMS_SUBJECT, "2|0 2|1 3");
	walked("", CLAIMS_EVENT, "0|1 2 3");
	ok(store_claim_link(store, claims[3], LINK_SAME_AS, claims[1],
	       str_of(""), &link, &err),
	    "two are said to be the same");
	walked("", CLAIMS_STATEMENT, "0 1 3|2");
	ok(store_claim_remove(store, claims[1], &err),
	    "the one between them goes");
	walked("", CLAIMS_STATEMENT, "0|3|2");
	store_close(store);
}

static void
test_kept(void)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str summary;

	begin();
	fill();
	ok(store_entity_rename(store, 8, str_of("Zed"), &err),
	    "a claimant is called otherwise (%s)", err.text);
	walked("", CLAIMS_CLAIMANT, "0 1|2|3");
	ok(store_undo(store, &arena, &summary, &err), "and as before");
	walked("", CLAIMS_CLAIMANT, "2|0 1|3");
	(void)library_sql(store, "UPDATE article SET hidden = 1 WHERE id = 2");
	walked("", CLAIMS_CLAIMANT, "2|0");
	store_close(store);
	arena_release(&arena);
}

static void
test_queries(void)
{
	static const struct {
		const char *query, *found; /* newest first */
	} cases[] = {
		{ "claimant:misrata", "1 0" },
		{ "claimant:Hifter", "2" },
		{ "-claimant:misrata", "3 2" },
		{ "about:tripoli", "2 1 0" },
		{ "about:lna", "2" },
		{ "outlet:gazette", "3 1" },
		{ "outlet:dostor", "1" },
		{ "status:contested", "2" },
		{ "status:open grade:>=C3", "1 0" },
		{ "grade:>=B3", "0" },
		{ "grade:>=B", "3 0" },
		{ "grade:>C2", "" },
		{ "grade:>C3", "1 0" },
		{ "grade:<=C", "1" },
		{ "grade:F", "2" },
		{ "grade:3", "0" },
		{ "code:losses", "1" },
		{ "modality:denied", "2" },
		{ "when:2016", "1 0" },
		{ "when:2016-12", "0" },
		{ "analyst:nadia", "3 2 1 0" },
		{ "analyst:omar", "" },
		{ "has:claim", "3 2 1 0" },
		{ "has:orphan", "" },
		{ "has:code", "1" },
		{ "event:clash", "0" },
		{ "event:3", "0" },
		{ "killed", "2 1 0" },
		{ "\"forty killed\"", "1 0" },
		{ "Hifter", "2" },
		{ "entity:hifter", "2" },
		{ "place:tripoli", "2 1 0" },
		{ "title:clash", "3 2 1 0" },
		{ "is:unread", "3 2 1 0" },
		{ "on:2016-12-01", "3 2 1 0" },
		{ "claimant:misrata OR modality:denied", "2 1 0" },
		{ "claimant:misrata -(grade:>=B3 OR is:done)", "1" },
	};
	static const struct {
		const char *query, *error;
	} wrong[] = {
		{ "about:nobody", "column 7: the register has no name nobody" },
		{ "a outlet:nowhere",
		    "column 10: there is no outlet named nowhere" },
		{ "code:none", "column 6: there is no code named none" },
		{ "event:none", "column 7: there is no event none" },
		{ "a event:clahs", "column 9: there is no event clahs: did you "
				   "mean The clash?" },
		{ "code:loses", "column 6: there is no code named loses: did "
				"you mean losses?" },
		{ "grade:>=Z", "column 7: Z is no grade: write A to F for the "
			       "source and 1 to 6 for the information, as in "
			       "B2" },
	};
	size_t i;

	begin();
	fill();
	for (i = 0; i < ARRAY_LEN(cases); i++)
		walked(cases[i].query, CLAIMS_ADDED, cases[i].found);
	for (i = 0; i < ARRAY_LEN(wrong); i++) {
		struct err err = { 0 };
		struct claims *c;

		ok(!store_claims_open(
		       store, str_of(wrong[i].query), CLAIMS_ADDED, &c, &err),
		    "%s is refused", wrong[i].query);
		is_str(str_of(err.text), wrong[i].error, "with the place");
	}
	store_close(store);
}

static bool
add_id(void *arg, const struct find_row *row, struct err *err)
{
	struct buf *b = arg;

	(void)err;
	buf_addf(b, "%s%lld", b->len > 0 ? " " : "", (long long)row->row.id);
	return true;
}

/* An article is found when it has such a claim. */
static void
test_articles(void)
{
	static const struct {
		const char *query, *found; /* newest first */
	} cases[] = {
		{ "has:claim", "2 1" },
		{ "-has:claim", "3" },
		{ "claimant:misrata", "2 1" },
		{ "claimant:hifter", "1" },
		{ "-claimant:hifter", "3 2" },
		/* One claim must be all of it. */
		{ "claimant:misrata modality:denied", "" },
		{ "(claimant:misrata OR claimant:hifter) modality:denied",
		    "1" },
		{ "claimant:misrata (modality:denied)", "" },
		{ "(claimant:misrata clash) modality:denied", "" },
		{ "has:claim (claimant:hifter (clash modality:denied))", "1" },
		{ "event:clash modality:denied", "" },
		{ "event:clash claimant:misrata", "1" },
		{ "(event:clash OR claimant:hifter) modality:denied", "1" },
		{ "(event:clash OR status:open) modality:denied", "" },
		{ "claimant:misrata clash", "2 1" },
		{ "clash -status:contested", "2" },
		{ "code:losses", "2" },
		{ "has:code", "2" },
		{ "analyst:nadia", "2 1" },
		{ "event:clash", "1" },
		{ "grade:>=B3", "1" },
		{ "when:2016-11", "2" },
		{ "has:orphan", "" },
		{ "status:contested OR code:losses", "2 1" },
		{ "has:suggestion -has:claim", "3" },
	};
	struct err err = { 0 };
	struct find *f;
	size_t i;

	begin();
	fill();
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf b = { 0 };

		if (!store_find_open(
			store, str_of(cases[i].query), SORT_DATE, &f, &err) ||
		    !store_find_each(f, add_id, &b, &err))
			die("%s: %s", cases[i].query, err.text);
		is_str(buf_view(&b), cases[i].found, "articles: %s",
		    cases[i].query);
		store_find_close(f);
		buf_release(&b);
	}
	ok(!store_find_open(
	       store, str_of("status:open about:nobody"), SORT_DATE, &f, &err),
	    "an unknown name is refused: %s", err.text);
	store_close(store);
}

/* What completion offers of claims. */
static void
test_offered(struct arena *arena)
{
	struct err err = { 0 };
	struct str *list;
	size_t n = 0;
	bool good;

	good = store_analysts(store, arena, &list, &n, &err);
	ok(good && n == 1 && str_is(list[0], "nadia"),
	    "analysts, each once (%zu, %s)", n, err.text);
	good = store_claimants(store, arena, &list, &n, &err);
	ok(good && n == 2, "claimants, each once (%zu, %s)", n, err.text);
}

/* Values that nobody has, in a query that can be asked. */
static void
test_unknown(void)
{
	static const struct {
		const char *query, *said;
	} cases[] = {
		{ "", "" },
		{ "clash OR analyst:nadia", "" },
		{ "analyst:nadja", "no note or claim is by the analyst nadja: "
				   "did you mean nadia?" },
		{ "analyst:xyz", "no note or claim is by the analyst xyz" },
		{ "clash -(lang:en OR analyst:omar)", "no article is in en" },
		{ "claimant:hifter -claimant:misrata", "" },
		{ "claimant:tobruk", "no claim has the claimant tobruk" },
		{ "id:1 OR id:99", "there is no article 99" },
		{ "cluster:98", "there is no article 98" },
		{ "event:clash", "" },
		{ "author:nobody", "no article is by nobody" },
		/* Wrong queries are told elsewhere. */
		{ "analyst:xyz (", "" },
		{ "analyst:nadia code:none", "" },
	};
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str said;
	size_t i;

	begin();
	fill();
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		ok(store_query_unknown(
		       store, str_of(cases[i].query), &arena, &said, &err),
		    "%s: can be asked about (%s)", cases[i].query, err.text);
		is_str(
		    said, cases[i].said, "%s: what nobody has", cases[i].query);
	}
	test_offered(&arena);
	arena_release(&arena);
	store_close(store);
}

static void
test_groups(void)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct claims *c;
	struct claims_group *g = NULL;
	struct page two = { .dir = 1, .most = 2 }, on = { .dir = 1, .most = 9 },
		    back = { .dir = -1, .most = 9 };
	struct claims_row *rows;
	struct claims_key key;
	size_t n = 0;

	begin();
	fill();
	ok(store_claims_open(store, str_of(""), CLAIMS_CLAIMANT, &c, &err) &&
		store_claims_groups(c, NULL, &two, &arena, &g, &err),
	    "groups are read");
	ok(two.n == 2 && g[0].claims == 1 && g[1].claims == 2 &&
		str_is(g[0].first.heading, "Khalifa Haftar") &&
		str_is(g[1].first.heading, "Misrata sources"),
	    "with how many each has");
	key = g[1].first.key;
	ok(store_claims_members(c, &key, false, &arena, &rows, &n, &err) &&
		n == 2 && rows[1].claim.id == claims[1] &&
		str_is(rows[1].outlet, "Gazette"),
	    "and who they are");
	ok(store_claims_groups(c, &key, &on, &arena, &g, &err) && on.n == 1 &&
		g[0].first.heading.len == 0,
	    "the next page has the rest, what has no claimant last");
	ok(store_claims_groups(c, &key, &back, &arena, &g, &err) &&
		back.n == 1 && g[0].first.claim.id == claims[2],
	    "and backwards");
	ok(store_claims_locate(c, claims[1], &key, &err) &&
		key.claim == claims[1],
	    "a claim is found in the order");
	ok(store_claims_count(c, &n, &err) && n == 4, "all are counted");
	store_claims_close(c);
	ok(store_claims_open(
	       store, str_of("grade:>=B3"), CLAIMS_CLAIMANT, &c, &err) &&
		store_claims_groups(c, NULL, &on, &arena, &g, &err) &&
		on.n == 1 && g[0].claims == 1,
	    "a query counts what it finds");
	ok(!store_claims_locate(c, claims[1], &key, &err) &&
		err.code == ERR_MISSING,
	    "what it does not find has no place");
	store_claims_close(c);
	store_close(store);
	arena_release(&arena);
}

static bool
suggests(int64_t article)
{
	struct err err = { 0 };
	bool has;

	if (!store_article_suggests(store, article, &has, &err))
		die("%s", err.text);
	return has;
}

/* What is known of has:suggestion follows whatever it hangs on. */
static void
test_suggested(void)
{
	static const char words[] = "The mayor said that the road was closed.";
	static const char said[] = "that the road was closed";
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str summary;
	struct claim_span span = { .role = SPAN_CONTENT };
	struct claim c = { .spans = &span, .n_spans = 1 };
	int64_t id;

	begin();
	c.article = library_article(store, "Road", words);
	span.anchor = anchor_make(
	    str_of(words), (struct span){ 15, 15 + (uint32_t)strlen(said) });
	ok(suggests(c.article) && suggests(c.article), "somebody says so");
	ok(store_claim_add(store, &c, &id, &err) && !suggests(c.article),
	    "a claim holds it");
	ok(store_undo(store, &arena, &summary, &err) && suggests(c.article),
	    "it is taken back");
	ok(store_suggestion_dismiss(store, c.article, str_of(said), &err) &&
		!suggests(c.article),
	    "it is not wanted");
	ok(store_undo(store, &arena, &summary, &err) && suggests(c.article),
	    "but it is");
	store_close(store);
	arena_release(&arena);
}

static int64_t
kept(const char *what)
{
	char ask[80];

	(void)snprintf(ask, sizeof ask, "SELECT %s FROM article_suggest", what);
	return library_sql(store, ask);
}

static void
again(const char *path)
{
	struct err err = { 0 };

	store_close(store);
	if (!store_open(path, STORE_OPEN, &store, &err))
		die("%s", err.text);
}

/* It is known at the next start, unless something it hangs on has changed. */
static void
test_suggested_kept(void)
{
	static const char words[] = "The mayor said that the road was closed.";
	char *path = library_path("suggested.db");
	struct err err = { 0 };
	struct job *job;
	int64_t article;

	if (!store_open(path, STORE_CREATE, &store, &err))
		die("%s", err.text);
	article = library_article(store, "Road", words);
	ok(!store_suggests_wait(store) && store_suggests_keep(store) == NULL,
	    "nothing was asked, nothing is kept");
	ok(suggests(article), "somebody says so");
	again(path);
	is_int(kept("count(*)"), 1, "which is kept when the library is closed");
	is_int(kept("has"), 1, "as it is");
	(void)library_sql(store, "UPDATE article_suggest SET has = 0");
	ok(!suggests(article), "and believed, not found again");
	ok(!store_suggests_wait(store), "nor kept again");
	(void)library_sql(store,
	    "INSERT INTO entity (id, key, kind, name, origin) VALUES"
	    " (7, 'mayor', 'person', 'The mayor', 'hand')");
	library_run(store,
	    "INSERT INTO mention (article, start, \"end\", entity)"
	    " VALUES (%lld, 4, 9, 7)",
	    (long long)article);
	ok(suggests(article), "but not once somebody is named in it");
	(void)library_sql(store, "UPDATE article SET version = version + 1");
	(void)library_sql(store, "UPDATE article_suggest SET has = 0");
	ok(suggests(article), "nor once its text is another one");
	job = store_suggests_keep(store);
	if (job == NULL)
		die("nothing waits to be kept");
	ok(!job->step(job, INT64_MAX, &err) && err.code == ERR_NONE,
	    "the job keeps what waits (%s)", err.text);
	job->free(job);
	is_int(kept("has"), 1, "in place of what was there");
	is_int(kept("count(*)"), 1, "once for each article");
	store_close(store);
	free(path);
}

static void
finds(struct claims *c, size_t wanted, const char *what)
{
	struct page page = { .dir = 1, .most = 9 };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct claims_row *rows;
	size_t count = 0;

	if (!store_claims_page(c, NULL, &page, &arena, &rows, &err) ||
	    !store_claims_count(c, &count, &err))
		die("%s", err.text);
	is_int((int64_t)page.n, (int64_t)wanted, "%s", what);
	is_int((int64_t)count, (int64_t)wanted, "and counted");
	arena_release(&arena);
}

/* What a query found is kept, but not beyond a change. */
static void
test_changes(void)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct claims *c, *unread = NULL;
	struct str summary;
	const int64_t article = 1;
	size_t changed;

	begin();
	fill();
	ok(store_claims_open(
	       store, str_of("status:contested"), CLAIMS_CLAIMANT, &c, &err) &&
		store_claims_open(
		    store, str_of("is:unread"), CLAIMS_ADDED, &unread, &err),
	    "two queries are open");
	finds(c, 1, "contested");
	finds(unread, 4, "in unread articles");
	ok(store_claim_set_status(
	       store, &claims[0], 1, CLAIM_CONTESTED, &changed, &err),
	    "another one is contested");
	finds(c, 2, "contested now");
	ok(store_undo(store, &arena, &summary, &err), "no");
	finds(c, 1, "contested again");
	ok(store_article_mark(store, &article, 1, MARK_DONE, &changed, &err),
	    "an article is done");
	finds(unread, 2, "in unread articles now");
	store_claims_close(c);
	store_claims_close(unread);
	store_close(store);
	arena_release(&arena);
}

/* How many claims are in another group than a search without any cleverness
 * puts them in, or in none. */
static int64_t
misplaced(void)
{
	return library_sql(store,
	    "WITH RECURSIVE e(a, b) AS (SELECT a, b FROM claim_link WHERE kind "
	    "IN ('same-as', 'repeats') UNION SELECT b, a FROM claim_link WHERE "
	    "kind IN ('same-as', 'repeats') UNION SELECT x.id, y.id FROM claim "
	    "x JOIN claim y ON x.fold = y.fold WHERE x.fold <> ''), r(a, b) AS "
	    "(SELECT id, id FROM claim UNION SELECT r.a, e.b FROM r JOIN e ON "
	    "e.a = r.b) SELECT count(*) FROM (SELECT a, min(b) AS least FROM r "
	    "GROUP BY a) t LEFT JOIN claim_group g ON g.claim = t.a AND "
	    "g.grouping = 'statement' WHERE g.grp IS NOT t.least");
}

/* Add, change, link, remove and undo at random: groups are always those that
 * the words and the links make. */
static void
test_random_groups(void)
{
	static const char *const words[] = { "Forty killed", "Nobody killed",
		"They denied it", "He left" };
	struct arena arena = { 0 };
	struct err err = { 0 };
	int64_t ids[120], link, wrong = 0;
	size_t n = 0, i;

	begin();
	srand(7);
	for (i = 0; i < 400; i++) {
		int64_t a = n > 0 ? ids[(size_t)rand() % n] : 0;
		int64_t b = n > 0 ? ids[(size_t)rand() % n] : 0;
		const char *said = words[rand() % 4];
		struct claim c = { .statement = str_of(said) };
		struct str summary;

		switch (rand() % 6) {
		case 0:
			(void)store_claim_link(store, a,
			    rand() % 2 ? LINK_SAME_AS : LINK_REPEATS, b,
			    str_of(""), &link, &err);
			break;
		case 1:
			if (store_claim_get(store, a, &arena, &c, &err)) {
				c.statement = str_of(said);
				(void)store_claim_edit(store, a, &c, &err);
			}
			break;
		case 2:
			(void)store_claim_remove(store, a, &err);
			break;
		case 3:
			(void)store_undo(store, &arena, &summary, &err);
			break;
		default:
			if (n < ARRAY_LEN(ids)) {
				/* Some of their own, for links to join. */
				if (rand() % 2)
					c.statement = arena_printf(
					    &arena, "%s %zu", said, n);
				ids[n++] = put(1, c, "Misrata said");
			}
		}
		wrong += misplaced();
	}
	ok(n > 60, "%zu claims at random", n);
	ok(wrong == 0, "%lld were in another group", (long long)wrong);
	store_close(store);
	arena_release(&arena);
}

int
main(void)
{
	test_orders();
	test_kept();
	test_queries();
	test_articles();
	test_unknown();
	test_groups();
	test_changes();
	test_suggested();
	test_suggested_kept();
	test_random_groups();
	library_clean();
	return done();
}
