/* Who published, who claimed, and what became of it. */
#include "config.h"

#include "store/claim.h"
#include "store/sources.h"
#include "tests/library.h"
#include "tests/test.h"

static const char text[] =
    "At least 44 people were killed, the coast guard said on Tuesday.";

static struct store *store;

static void
must(bool good, const struct err *err)
{
	if (!good)
		die("%s", err->text);
}

static void
claim(
    int64_t article, int64_t entity, const char *who, enum claim_status status)
{
	struct claim_span span = { SPAN_CONTENT,
		anchor_make(str_of(text), (struct span){ 0, 30 }) };
	struct claim c = { .article = article,
		.spans = &span,
		.n_spans = 1,
		.claimant = { .entity = entity, .text = str_of(who) },
		.status = status };
	struct err err = { 0 };
	int64_t id;

	must(store_claim_add(store, &c, &id, &err), &err);
}

/* "name articles claims/corroborated told grade; ..." */
static void
are(const char *wanted, const char *name)
{
	struct arena arena = { 0 };
	struct source *list;
	struct err err = { 0 };
	struct buf b = { 0 };
	size_t n;

	must(store_sources(store, &arena, &list, &n, &err), &err);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%.*s %u %u/%u %u%s%c", i > 0 ? "; " : "",
		    (int)list[i].name.len, list[i].name.p, list[i].articles,
		    list[i].claims, list[i].status[CLAIM_CORROBORATED],
		    list[i].told, list[i].reliability != 0 ? " " : "",
		    list[i].reliability != 0 ? list[i].reliability : '.');
	is_str(buf_view(&b), wanted, "%s", name);
	buf_release(&b);
	arena_release(&arena);
}

static void
grade(int64_t entity, const char *name, char letter)
{
	struct source_grade g = {
		.entity = entity, .name = str_of(name), .reliability = letter
	};
	struct err err = { 0 };

	must(store_source_grade_set(store, &g, &err), &err);
}

static void
copies(void)
{
	struct arena arena = { 0 };
	struct source source = { .name = str_of("Wasat") };
	struct source_copies *list;
	struct err err = { 0 };
	size_t n;

	(void)library_sql(store,
	    "INSERT INTO article_copy (article, other, ord, later, kind, fold, "
	    "figures, similarity) VALUES (3, 1, 3, 1, 2, 1, 0, 0.9)");
	(void)library_sql(store,
	    "INSERT INTO article_copy (article, other, ord, later, kind, fold, "
	    "figures, similarity) VALUES (1, 3, 1, 0, 2, 2, 0, 0.9)");
	(void)library_sql(store, "UPDATE article SET copies = 1 WHERE id <> 2");
	must(
	    store_source_copies(store, &source, &arena, &list, &n, &err), &err);
	is_int((int64_t)n, 1, "an outlet that ran another's copy");
	ok(n == 1 && str_is(list[0].name, "The Herald") && list[0].from == 1 &&
		list[0].to == 0,
	    "says whose, and that it came later");
	source = (struct source){ .entity = 9, .name = str_of("The Herald") };
	must(
	    store_source_copies(store, &source, &arena, &list, &n, &err), &err);
	ok(n == 1 && list[0].from == 0 && list[0].to == 1,
	    "the other one was first");
	arena_release(&arena);
}

int
main(void)
{
	store = library_new(":memory:");
	are("", "an empty library has no sources");
	(void)library_sql(store,
	    "INSERT INTO entity (id, key, kind, name, origin) VALUES "
	    "(8, 'haftar', 'person', 'Khalifa Haftar', 'pack'), "
	    "(9, 'herald', 'outlet', 'The Herald', 'pack')");
	(void)library_sql(store, "INSERT INTO outlet (id, name, entity) VALUES "
				 "(1, 'Libya Herald', 9), (2, 'Herald', 9), "
				 "(3, 'Wasat', NULL)");
	for (int i = 0; i < 4; i++)
		(void)library_article(store, "Boats", text);
	(void)library_sql(store,
	    "UPDATE article SET outlet = CASE id WHEN 1 THEN 1 WHEN 2 THEN 2 "
	    "ELSE 3 END");
	are("The Herald 2 0/0 0.; Wasat 2 0/0 0.",
	    "two names of one outlet are one source");
	claim(1, 8, "", CLAIM_OPEN);
	claim(1, 0, "a doctor", CLAIM_CORROBORATED);
	claim(3, 0, "A Doctor", CLAIM_REFUTED);
	are("a doctor 0 2/1 0.; Khalifa Haftar 0 1/0 0.; The Herald 2 0/0 2.; "
	    "Wasat 2 0/0 1.",
	    "claimants by entity, or by words in any spelling");
	grade(9, "The Herald", 'B');
	grade(0, "a DOCTOR", 'C');
	are("a doctor 0 2/1 0 C; Khalifa Haftar 0 1/0 0.; The Herald 2 0/0 2 "
	    "B; Wasat 2 0/0 1.",
	    "with their grades");
	(void)library_sql(store, "UPDATE article SET hidden = 1 WHERE id = 1");
	are("A Doctor 0 1/0 0 C; The Herald 1 0/0 0 B; Wasat 2 0/0 1.",
	    "what is hidden does not count");
	(void)library_sql(store, "UPDATE article SET hidden = 0 WHERE id = 1");
	copies();
	store_close(store);
	return done();
}
