#include "config.h"

#include "store/claim.h"
#include "store/entity.h"

#include "store/article.h"
#include "store/entity.h"
#include "store/history.h"
#include "store/note.h"
#include "store/reanchor.h"
#include "tests/library.h"
#include "tests/test.h"

static const char text[] =
    "Egypt would mediate between Haftar and Moscow, two security officials "
    "told Al-Dostor. Haftar denied it.";

static struct store *store;
static int64_t article, first, second, link_id;

static void
begin(const char *path)
{
	store = library_new(path);
	article = library_article(store, "Haftar in Cairo", text);
	(void)library_sql(store,
	    "INSERT INTO entity (id, key, kind, name, origin) VALUES "
	    "(7, 'lna', 'faction', 'LNA', 'pack'), "
	    "(8, 'haftar', 'person', 'Khalifa Haftar', 'pack'), "
	    "(9, 'cairo', 'place', 'Cairo', 'pack'), "
	    "(10, 'dostor', 'outlet', 'Al-Dostor', 'pack'), "
	    "(11, 'dustur', 'outlet', 'Al-Dustur', 'pack')");
	(void)library_sql(store,
	    "INSERT INTO event (id, key, date, title, kind, origin) "
	    "VALUES (3, 'visit', '2016-12', 'Visit', 'meeting', 'hand')");
}

static struct claim_span
span(enum span_role role, const char *words)
{
	size_t at = str_find(str_of(text), str_of(words), 0);

	return (struct claim_span){ role,
		anchor_make(
		    str_of(text), (struct span){ (uint32_t)at,
				      (uint32_t)(at + strlen(words)) }) };
}

/* All that a claim can say. */
static struct claim
full(void)
{
	static struct claim_span spans[3];
	static struct claim_source via[1];
	static struct claim_subject subjects[3];
	static struct claim_figure figures[1];
	static struct str codes[3];

	spans[0] =
	    span(SPAN_CONTENT, "Egypt would mediate between Haftar and Moscow");
	spans[1] = span(SPAN_CUE, "told");
	spans[2] = span(SPAN_SOURCE, "two security officials");
	via[0] = (struct claim_source){ .entity = 10, .role = SOURCE_OUTLET };
	subjects[0] = (struct claim_subject){ .entity = 8 };
	subjects[1] =
	    (struct claim_subject){ .entity = 7, .role = SUBJECT_TARGET };
	subjects[2] = subjects[0];
	figures[0] = (struct claim_figure){ .what = str_of("envoys"),
		.low = FIGURE_NONE,
		.best = 2,
		.high = FIGURE_NONE,
		.text = str_of("two") };
	codes[0] = str_of("mediation");
	codes[1] = str_of("egypt");
	codes[2] = str_of("mediation");
	return (struct claim){
		.article = article,
		.spans = spans,
		.n_spans = 3,
		.claimant = { .text = str_of("Two Security Officials"),
		    .naming = NAMING_ROLE_ONLY,
		    .access = ACCESS_OFFICIAL,
		    .people = 2 },
		.via = via,
		.n_via = 1,
		.subjects = subjects,
		.n_subjects = 3,
		.figures = figures,
		.n_figures = 1,
		.codes = codes,
		.n_codes = 3,
		.modality = MODALITY_PREDICTED,
		.quoting = QUOTING_INDIRECT,
		.place = 9,
		.place_precision = 1,
		.event = 3,
		.happened = str_of("2016-12"),
		.said = str_of("2016-12-07"),
		.grade = { 'B', 3 },
		.rationale = str_of("named \"before\""),
		.likelihood = 5,
		.confidence = CONFIDENCE_LOW,
		.suggested_by = str_of("verb"),
	};
}

/* As little as a claim can say. */
static struct claim
small(void)
{
	static struct claim_span spans[1];

	spans[0] = span(SPAN_CONTENT, "Haftar denied it");
	return (struct claim){ .article = article,
		.spans = spans,
		.n_spans = 1,
		.statement = str_of("no mediation"),
		.modality = MODALITY_DENIED };
}

static bool
act_add(struct err *err)
{
	struct claim c = full();

	return store_claim_add(store, &c, &first, err);
}

static bool
act_second(struct err *err)
{
	struct claim c = small();

	return store_claim_add(store, &c, &second, err);
}

static bool
act_edit(struct err *err)
{
	struct arena arena = { 0 };
	struct claim c;
	struct claim_subject other = { .entity = 9 };
	bool good = store_claim_get(store, first, &arena, &c, err);

	c.statement = str_of("Egypt to mediate");
	c.subjects = &other;
	c.n_subjects = 1;
	c.claimant = (struct claim_source){ .entity = 8 };
	c.n_spans = 1;
	c.place = 0;
	good = good && store_claim_edit(store, first, &c, err);
	arena_release(&arena);
	return good;
}

static bool
act_status(struct err *err)
{
	const int64_t ids[2] = { first, second };

	return store_claim_set_status(
	    store, ids, 2, CLAIM_CONTESTED, NULL, err);
}

static bool
act_grade(struct err *err)
{
	const int64_t ids[2] = { first, second };
	size_t n;

	return store_claim_grade(store, ids, 2, (struct grade){ 'C', 0 },
		   str_of("new"), &n, err) &&
	       n == 2;
}

static bool
act_code(struct err *err)
{
	return store_claim_code(
	    store, &second, 1, str_of("denial"), true, NULL, err);
}

static bool
act_uncode(struct err *err)
{
	return store_claim_code(
	    store, &first, 1, str_of("egypt"), false, NULL, err);
}

static bool
act_link(struct err *err)
{
	return store_claim_link(store, second, LINK_CONTRADICTS, first,
	    str_of("he says so"), &link_id, err);
}

static bool
act_note(struct err *err)
{
	const struct note note = {
		.on = ON_CLAIM, .on_id = first, .text = str_of("ask again")
	};
	int64_t id;

	return store_note_add(store, &note, &id, err);
}

static bool
act_remove(struct err *err)
{
	return store_claim_remove(store, first, err);
}

static bool
act_source(struct err *err)
{
	const struct source_grade g = { .entity = 10,
		.reliability = 'C',
		.rationale = str_of("close to the army") };

	return store_source_grade_set(store, &g, err);
}

/* Whoever names the one in a claim names the other then. */
static bool
act_merge(struct err *err)
{
	return store_entity_merge(store, 8, 7, err) &&
	       library_sql(store,
		   "SELECT count(*) FROM claim_subject WHERE entity = 8") ==
		   0 &&
	       library_sql(store,
		   "SELECT count(*) FROM claim_source WHERE entity = 8") == 0 &&
	       library_sql(store,
		   "SELECT count(*) FROM claim_source WHERE entity = 7") > 0;
}

static bool
act_merge_outlet(struct err *err)
{
	return store_entity_merge(store, 10, 11, err) &&
	       library_sql(store,
		   "SELECT count(*) FROM source_grade WHERE entity = 10") ==
		   0 &&
	       library_sql(store,
		   "SELECT count(*) FROM source_grade WHERE entity = 11") == 1;
}

static bool
act_words(struct err *err)
{
	const struct source_grade g = {
		.name = str_of("Egyptian security sources"),
		.reliability = 'D',
	};

	return store_source_grade_set(store, &g, err);
}

static void
test_acts(void)
{
	static const struct {
		const char *name;
		bool (*act)(struct err *err);
	} acts[] = {
		{ "a claim", act_add },
		{ "a second one", act_second },
		{ "a link", act_link },
		{ "a change", act_edit },
		{ "a status", act_status },
		{ "a grade", act_grade },
		{ "a code", act_code },
		{ "a code less", act_uncode },
		{ "the grade of an outlet", act_source },
		{ "the grade of unnamed sources", act_words },
		{ "a note on a claim", act_note },
		{ "two entries of one name made one", act_merge },
		{ "an outlet made another", act_merge_outlet },
		{ "the removal of a claim", act_remove },
	};
	char *path = library_path("claims.db"), *at_first, *now;
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str summary;
	size_t i, n = 0;

	begin(path);
	at_first = library_dump(store);
	for (i = 0; i < ARRAY_LEN(acts); i++)
		library_turn_around(&store, acts[i].name, path, acts[i].act);
	is_int(library_sql(store, "SELECT claims FROM article"), 1,
	    "the article counts what is left");
	is_int(library_sql(store, "SELECT count(*) FROM claim_link"), 0,
	    "the link went with its claim");
	is_int(library_sql(store, "SELECT count(*) FROM note WHERE on_kind = "
				  "'article' AND on_id = 1 AND start = 0"),
	    1, "the note stands at its passage");
	while (store_undo(store, &arena, &summary, &err))
		n++;
	is_int((int64_t)n, ARRAY_LEN(acts), "every act is taken back");
	now = library_dump(store);
	is_str(str_of(now), at_first, "the library is as it came");
	free(now);
	free(at_first);
	store_close(store);
	free(path);
	arena_release(&arena);
}

static void
test_reading(void)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct claim given, c, *list;
	size_t n;

	begin(":memory:");
	given = full();
	ok(act_add(&err) && act_second(&err) && act_link(&err),
	    "two claims are added and linked (%s)", err.text);
	ok(store_claim_get(store, first, &arena, &c, &err), "one is read");
	is_str(c.statement, "Egypt would mediate between Haftar and Moscow",
	    "the quotation is its statement where there is none");
	is_int((int64_t)c.n_spans, 3, "its passages");
	ok(c.spans[1].role == SPAN_CUE &&
		str_is(c.spans[1].anchor.quote, "told") &&
		c.spans[1].anchor.span.from ==
		    given.spans[1].anchor.span.from &&
		str_eq(c.spans[1].anchor.prefix, given.spans[1].anchor.prefix),
	    "with their words and places");
	is_str(c.claimant.name, "Two Security Officials", "its claimant");
	ok(c.claimant.people == 2 && c.claimant.naming == NAMING_ROLE_ONLY &&
		c.claimant.access == ACCESS_OFFICIAL,
	    "and what is known of them");
	ok(c.n_via == 1 && str_is(c.via[0].name, "Al-Dostor") &&
		str_is(c.via[0].key, "dostor") &&
		c.via[0].role == SOURCE_OUTLET,
	    "its chain");
	ok(c.n_subjects == 2 && str_is(c.subjects[0].key, "haftar") &&
		c.subjects[1].role == SUBJECT_TARGET,
	    "its subjects, each once");
	ok(c.n_figures == 1 && c.figures[0].best == 2 &&
		c.figures[0].low == FIGURE_NONE &&
		str_is(c.figures[0].text, "two"),
	    "its figures");
	ok(c.n_codes == 2 && str_is(c.codes[0], "egypt"), "its codes");
	ok(c.n_links == 1 && c.links[0].other == second &&
		c.links[0].from_other && c.links[0].kind == LINK_CONTRADICTS,
	    "its link");
	ok(str_is(c.place_name, "Cairo") && str_is(c.event_title, "Visit"),
	    "its place and event");
	ok(c.earliest == 17136 && c.latest == 17166, "the days of its date");
	ok(c.grade.reliability == 'B' && c.grade.credibility == 3 &&
		str_is(c.grader, "nadia") && c.graded == 1484697600,
	    "its grade, by whom and when");
	ok(c.modality == MODALITY_PREDICTED && c.anchor == ANCHOR_EXACT &&
		c.likelihood == 5 && c.confidence == CONFIDENCE_LOW,
	    "and the rest");
	ok(store_claim_edit(store, first, &c, &err), "it is given back as is");
	is_int(library_sql(store, "SELECT count(*) FROM act WHERE id > 0"), 3,
	    "which is no act");
	ok(store_claims_of(store, article, &arena, &list, &n, &err) && n == 2 &&
		list[0].id == first && list[1].id == second &&
		list[1].n_spans == 1,
	    "the article gives its claims in text order");
	is_int(library_sql(store, "SELECT claims FROM article"), 2,
	    "and counts them");
	store_close(store);
	arena_release(&arena);
}

static void
said(bool good, const struct err *err, const char *words)
{
	ok(!good && str_is(str_of(err->text), words), "refused: %s", err->text);
}

static void
test_refused(void)
{
	const int64_t none = 99;
	struct err err = { 0 };
	struct claim c;
	int64_t id;

	begin(":memory:");
	ok(act_add(&err) && act_second(&err), "two claims");
	c = small();
	c.happened = str_of("2016-13");
	ok(!store_claim_add(store, &c, &id, &err) &&
		str_starts(str_of(err.text), "when: "),
	    "a field is named: %s", err.text);
	c = small();
	c.place = 77;
	said(store_claim_add(store, &c, &id, &err), &err,
	    "place: there is no entity 77");
	c = small();
	c.event = 5;
	said(store_claim_add(store, &c, &id, &err), &err,
	    "event: there is no event 5");
	c = small();
	c.article = 9;
	said(store_claim_add(store, &c, &id, &err), &err,
	    "there is no article 9");
	said(store_claim_remove(store, none, &err), &err,
	    "there is no claim 99");
	said(store_claim_set_status(store, &none, 1, CLAIM_OPEN, NULL, &err),
	    &err, "there is no claim 99");
	said(store_claim_code(
		 store, &first, 1, str_of("nowhere"), false, NULL, &err),
	    &err, "there is no code nowhere");
	said(store_claim_link(
		 store, first, LINK_SUPPORTS, first, str_of(""), &id, &err),
	    &err, "a claim is not linked with itself: choose another one");
	ok(act_link(&err), "a link");
	ok(!store_claim_link(
	       store, first, LINK_CONTRADICTS, second, str_of(""), &id, &err) &&
		err.code == ERR_EXISTS,
	    "the same one from the other end: %s", err.text);
	ok(store_claim_link(
	       store, first, LINK_REPEATS, second, str_of(""), &id, &err) &&
		store_claim_link(
		    store, second, LINK_REPEATS, first, str_of(""), &id, &err),
	    "one that has a direction goes both ways");
	ok(store_claim_unlink(store, id, &err) &&
		!store_claim_unlink(store, id, &err),
	    "a link goes once: %s", err.text);
	is_int(library_sql(store, "SELECT count(*) FROM act WHERE id > 0"), 6,
	    "nothing of what was refused is in the log");
	store_close(store);
}

static void
test_sources(void)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct source_grade g, *list;
	size_t n;

	begin(":memory:");
	ok(act_source(&err) && act_words(&err), "two sources are graded");
	ok(store_source_grade(store, 10, str_of(""), &arena, &g, &err) &&
		g.reliability == 'C' && str_is(g.name, "Al-Dostor") &&
		str_is(g.analyst, "nadia"),
	    "an outlet is found");
	ok(store_source_grade(store, 0, str_of("EGYPTIAN security sources"),
	       &arena, &g, &err) &&
		g.reliability == 'D',
	    "unnamed ones by their words in any case");
	ok(store_source_grade(store, 0, str_of("nobody"), &arena, &g, &err) &&
		g.reliability == 0 && g.updated == 0,
	    "others have none");
	ok(store_source_grades(store, &arena, &list, &n, &err) && n == 2 &&
		str_is(list[0].name, "Al-Dostor"),
	    "all are listed by name");
	g = (struct source_grade){ .entity = 10 };
	ok(store_source_grade_set(store, &g, &err) &&
		store_source_grades(store, &arena, &list, &n, &err) && n == 1,
	    "a word is taken back");
	g = (struct source_grade){ .entity = 10, .reliability = 'X' };
	ok(!store_source_grade_set(store, &g, &err), "refused: %s", err.text);
	store_close(store);
	arena_release(&arena);
}

static void
correct(const char *now)
{
	struct buf b = { 0 };
	struct err err = { 0 };

	buf_addf(&b,
	    "UPDATE article_body SET size = length(CAST('%s' AS BLOB)), "
	    "body = CAST('%s' AS BLOB) WHERE article = 1",
	    now, now);
	(void)library_sql(store, b.p);
	ok(store_reanchor(store, 1, str_of(now), &err), "the text is now: %s",
	    now);
	buf_release(&b);
}

static void
is_at(enum anchor_state state, uint32_t from, const char *name)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct claim c;
	bool good = store_claim_get(store, first, &arena, &c, &err) &&
		    c.anchor == state && c.spans[0].anchor.state == state &&
		    c.spans[0].anchor.span.from == from;

	ok(good, "%s (at %u, %s)", name, c.spans[0].anchor.span.from,
	    anchor_state_name(c.anchor));
	is_int(library_sql(store, "SELECT start FROM claim"), from,
	    "and so says its row");
	arena_release(&arena);
}

static void
test_corrected(void)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str summary;
	uint64_t seen;

	begin(":memory:");
	ok(act_add(&err), "a claim");
	is_at(ANCHOR_EXACT, 0, "it stands where it was set");
	seen = store_generation(store, TOPIC_CLAIM);
	correct("Cairo: Egypt would mediate between Haftar and Moscow, two "
		"security officials told Al-Dostor. Haftar denied it.");
	is_at(ANCHOR_MOVED, 7, "it moves with its passage");
	ok(store_generation(store, TOPIC_CLAIM) > seen, "which is noticed");
	ok(act_edit(&err) && store_undo(store, &arena, &summary, &err),
	    "it is changed and the change undone (%s)", err.text);
	is_at(ANCHOR_MOVED, 7, "it stays where the text has it");
	correct(text);
	is_at(ANCHOR_MOVED, 0, "it goes with it, from where it was last seen");
	correct("Nothing of it.");
	is_at(ANCHOR_ORPHANED, 7, "without its passage it is an orphan");
	store_close(store);
	arena_release(&arena);
}

static void
say(void *arg, const char *what)
{
	(void)snprintf(arg, 200, "%s", what);
}

static void
test_checked(void)
{
	struct err err = { 0 };
	char what[200] = "";
	int wrong;

	begin(":memory:");
	ok(act_add(&err) &&
		store_check(store, false, say, what, &wrong, &err) &&
		wrong == 0,
	    "a claim is in order (%s)", what);
	(void)library_sql(store, "UPDATE claim_span SET start = 3");
	(void)library_sql(store, "UPDATE article SET claims = 7");
	(void)library_sql(store, "DELETE FROM claim_group");
	ok(store_check(store, false, say, what, &wrong, &err) && wrong >= 4,
	    "%d things are seen to be wrong", wrong);
	ok(store_check(store, true, say, what, &wrong, &err) &&
		store_check(store, false, say, what, &wrong, &err) &&
		wrong == 0,
	    "and mended (%s)", what);
	store_close(store);
}

int
main(void)
{
	test_acts();
	test_reading();
	test_refused();
	test_sources();
	test_corrected();
	test_checked();
	library_clean();
	return done();
}
