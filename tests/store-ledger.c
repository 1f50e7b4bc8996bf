/* One statement: who asserts, who denies, how many sources. */
#include "config.h"

#include "store/ledger.h"

#include "tests/library.h"
#include "tests/test.h"

static const char text[] = "Forty were killed. Nobody was killed.";

static struct store *store;

static int64_t
add(int64_t article, const char *statement, const char *claimant,
    enum modality modality)
{
	static struct claim_subject lna = { .entity = 7 };
	struct claim_span span = { SPAN_CONTENT,
		anchor_make(str_of(text), (struct span){ 0, 17 }) };
	struct claim c = { .article = article,
		.spans = &span,
		.n_spans = 1,
		.statement = str_of(statement),
		.claimant.text = str_of(claimant),
		.claimant.naming = NAMING_NAMED,
		.modality = modality,
		.subjects = &lna,
		.n_subjects = 1,
		.happened = str_of("2016-12-01"),
		.grade = { 'C', (int)article + 1 } };
	struct err err = { 0 };
	int64_t id;

	if (!store_claim_add(store, &c, &id, &err))
		die("%s", err.text);
	return id;
}

static void
begin(void)
{
	int i;

	store = library_new(":memory:");
	for (i = 0; i < 4; i++)
		(void)library_article(store, "Clash", text);
	(void)library_sql(store,
	    "INSERT INTO entity (id, key, kind, name, origin) VALUES "
	    "(7, 'lna', 'faction', 'LNA', 'pack')");
	/* The second and third article are one agency's copy. */
	(void)library_sql(store,
	    "INSERT INTO article_copy (article, other, ord, later, kind, "
	    "fold, figures, similarity) VALUES (2, 3, 2, 0, 2, 0, 0, 0.9), "
	    "(3, 2, 3, 1, 2, 0, 0, 0.9)");
}

static void
test_ledger(void)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct ledger l;
	int64_t a, b, c, d, e, link;

	begin();
	a = add(1, "Forty killed", "Ministry", MODALITY_ASSERTED);
	b = add(2, "forty killed.", "A medic", MODALITY_ASSERTED);
	c = add(3, "Forty  killed", "A doctor", MODALITY_ASSERTED);
	d = add(4, "Forty killed", "LNA", MODALITY_DENIED);
	e = add(4, "Many dead", "Hospital", MODALITY_ASSERTED);
	ok(store_ledger(store, c, &arena, &l, &err) && l.n == 4,
	    "the same words are one statement (%s)", err.text);
	ok(l.asserts == 3 && l.denies == 1 && l.contested,
	    "three assert it, one denies it");
	is_int((int64_t)l.independent, 2, "two copies are one source");
	is_int((int64_t)l.independent_denials, 1, "one denies");
	ok(l.best.reliability == 'C' && l.best.credibility == 2,
	    "the best grade is that of an assertion");
	ok(l.rows[0].claim.id == a && l.rows[1].claim.id == b &&
		l.rows[3].claim.id == d && l.rows[3].denies,
	    "those who assert come first");
	ok(l.rows[1].source == l.rows[2].source &&
		l.rows[0].source != l.rows[1].source,
	    "rows say which source they are");
	ok(l.rows[0].confirmed && l.rows[1].confirmed && !l.rows[3].confirmed,
	    "and what may be called confirmed");
	ok(store_claim_link(
	       store, e, LINK_SUPPORTS, a, str_of(""), &link, &err) &&
		store_ledger(store, a, &arena, &l, &err) && l.n == 5 &&
		l.asserts == 4,
	    "what supports it stands beside it");
	ok(store_claim_link(
	       store, b, LINK_DERIVES_FROM, a, str_of(""), &link, &err) &&
		store_ledger(store, a, &arena, &l, &err) && l.independent == 2,
	    "what derives from it is no other source");
	store_close(store);
	arena_release(&arena);
}

static void
test_contradictions(void)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct contradiction_row *list;
	int64_t a, b, d, link;
	size_t n;

	begin();
	a = add(1, "44 killed", "Ministry", MODALITY_ASSERTED);
	b = add(2, "53 killed", "A medic", MODALITY_ASSERTED);
	(void)add(3, "Fighting went on", "LNA", MODALITY_ASSERTED);
	d = add(3, "44 killed", "LNA", MODALITY_DENIED);
	ok(store_contradictions(store, a, &arena, &list, &n, &err) && n == 2 &&
		list[0].b.id == b && list[0].why == CONTRADICTION_NUMBER &&
		list[1].b.id == d && list[1].why == CONTRADICTION_POLARITY,
	    "a number and a denial are found");
	ok(store_contradictions(store, b, &arena, &list, &n, &err) && n >= 1 &&
		list[0].a.id == a && list[0].b.id == b,
	    "the older one comes first");
	ok(store_claim_link(
	       store, a, LINK_CONTRADICTS, b, str_of(""), &link, &err) &&
		store_contradictions(store, a, &arena, &list, &n, &err) &&
		n == 1 && list[0].b.id == d,
	    "what is linked is suggested no more");
	(void)library_sql(store, "UPDATE article SET hidden = 1 WHERE id = 3");
	ok(store_contradictions(store, a, &arena, &list, &n, &err) && n == 0,
	    "nor what is not shown");
	store_close(store);
	arena_release(&arena);
}

int
main(void)
{
	test_ledger();
	test_contradictions();
	library_clean();
	return done();
}
