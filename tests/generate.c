/* generate LIBRARY CLAIMS: an analyst's work on the articles of a library, the
 * same at every run: claims with all that a claim can say, links, notes, codes.
 * Without arguments it tests itself. For tests/export. */
#include "config.h"

#include <stdlib.h>

#include "model/utf8.h"
#include "store/article.h"
#include "store/claim.h"
#include "store/codebook.h"
#include "store/entity.h"
#include "store/note.h"
#include "store/revision.h"
#include "tests/library.h"
#include "tests/test.h"

enum { ARTICLES = 400, SPANS = 5, LISTS = 3 };

struct maker {
	struct store *store;
	struct arena arena; /* of one claim */
	uint64_t state;
	int64_t articles[ARTICLES];
	size_t n_articles;
	int64_t last; /* claim */
	int64_t entities;
};

/* xorshift64*: below n. */
static uint64_t
below(struct maker *m, uint64_t n)
{
	m->state ^= m->state >> 12;
	m->state ^= m->state << 25;
	m->state ^= m->state >> 27;
	return (m->state * UINT64_C(2685821657736338717) >> 33) % n;
}

static bool
now_and_then(struct maker *m, uint64_t of)
{
	return below(m, of) == 0;
}

static struct str
one_of(struct maker *m, const char *const *list, size_t n)
{
	return str_of(list[below(m, n)]);
}

#define ONE_OF(m, list) one_of(m, list, ARRAY_LEN(list))

static const char *const statements[] = {
	"Egypt will mediate between Haftar and Moscow",
	"\"two halves\" of <one> & the same conversation",
	"سقطت الطائرة قرب سرت \xf0\x9f\x9a\x80 ولم يصب أحد",
	"the toll is {44} \\ 53 % #dead_and_wounded",
	"e\u0301crit en lettres de\u0301compose\u0301es",
	"'=cmd|' /C calc'!A0",
	"=1+1,\"=HYPERLINK(\"\"http://x\"\")\"",
	"+2 @SUM(1) -3",
	"a ]]> b <!-- c --> &amp; &#0; <script>alert(1)</script>",
	"\u202eRLO\u202c \u2068FSI\u2069 لِيبيا",
	"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91"
	"\xa7 "
	"\xf0\x9d\x92\x9c \xf0\x90\x8d\x88 \xef\xbf\xbe \xef\xbb\xbf",
	"\x01\x02\x1b[31mred\x7f \xc2\x9b",
	"tab\there, C:\\new\\table, $HOME `x` | ; # *star* _x_ [a](b)",
};
static const char *const words[] = { "two security officials", "مصدر عسكري",
	"a \"tribal elder\"", "the ministry" };
static const char *const dates[] = { "2017-01-17", "2016-12", "2014~",
	"2011/..", "[2011..2013]", "2019-04-04/2020-10-23", "2015?", "201X" };
static const char *const codes[] = { "toll", "ceasefire", "نفط", "oil&gas",
	"a<b" };
static const char *const notes[] = {
	"who are they?", "compare <this>\nwith \"that\" & the other",
	"\tراجع الصفحة الثانية \xf0\x9f\x87\xb1\xf0\x9f\x87\xbe\r\n",
	"=1+1\r\nsecond\n\nthird ]]> \xe2\x80\xa8 \x0b\x0c\x1b[2J \xef\xbf\xbf"
};

/* A passage of some words. */
static struct anchor
passage(struct maker *m, struct str text)
{
	size_t from = below(m, text.len), to;

	while (from > 0 && text.p[from - 1] != ' ' && text.p[from - 1] != '\n')
		from--;
	to = from + 1 + below(m, 160);
	while (to < text.len && text.p[to] != ' ' && text.p[to] != '\n')
		to++;
	if (to > text.len)
		to = text.len;
	return anchor_make(text, (struct span){ (uint32_t)from, (uint32_t)to });
}

static int64_t
entity(struct maker *m)
{
	return 1 + (int64_t)below(m, (uint64_t)m->entities);
}

static struct claim_source
source(struct maker *m)
{
	struct claim_source s = { 0 };

	if (now_and_then(m, 2))
		s.entity = entity(m);
	if (s.entity == 0 || now_and_then(m, 3))
		s.text = ONE_OF(m, words);
	s.role = (enum source_role)below(m, SOURCE_ROLES);
	s.naming = (enum source_naming)below(m, NAMINGS);
	s.access = (enum source_access)below(m, ACCESSES);
	s.people = (uint32_t)below(m, 3);
	if (now_and_then(m, 4))
		s.said = ONE_OF(m, dates);
	if (now_and_then(m, 4))
		s.reliability = (char)('A' + below(m, 6));
	return s;
}

static void
lists(struct maker *m, struct claim *c, struct str text)
{
	size_t i;

	c->n_spans = 1 + below(m, SPANS);
	c->spans = arena_array(&m->arena, SPANS, sizeof *c->spans);
	for (i = 0; i < c->n_spans; i++)
		c->spans[i] = (struct claim_span){
			i == 0 ? SPAN_CONTENT : (enum span_role)(i % 4),
			passage(m, text),
		};
	c->n_via = below(m, LISTS);
	c->via = arena_array(&m->arena, LISTS, sizeof *c->via);
	for (i = 0; i < c->n_via; i++)
		c->via[i] = source(m);
	c->n_subjects = below(m, LISTS);
	c->subjects = arena_array(&m->arena, LISTS, sizeof *c->subjects);
	for (i = 0; i < c->n_subjects; i++)
		c->subjects[i] = (struct claim_subject){
			.entity = entity(m),
			.role = (enum subject_role)below(m, SUBJECT_ROLES),
		};
	c->n_codes = below(m, LISTS);
	c->codes = arena_array(&m->arena, LISTS, sizeof *c->codes);
	for (i = 0; i < c->n_codes; i++)
		c->codes[i] = ONE_OF(m, codes);
	c->n_figures = below(m, 2);
	c->figures = arena_array(&m->arena, 1, sizeof *c->figures);
	c->figures[0] = (struct claim_figure){ .what = str_of("killed"),
		.low = (int64_t)below(m, 9),
		.best = (int64_t)below(m, 9) + 10,
		.high = FIGURE_NONE,
		.text = str_of("\"dozens\"") };
}

static void
fields(struct maker *m, struct claim *c)
{
	c->modality = (enum modality)below(m, MODALITIES);
	c->polarity = (enum polarity)below(m, POLARITIES);
	c->quoting = (enum quoting)below(m, QUOTINGS);
	c->inference = (enum inference)below(m, INFERENCES);
	c->confidence = (enum confidence)below(m, CONFIDENCES);
	c->status = (enum claim_status)below(m, CLAIM_STATUSES);
	c->likelihood = (int)below(m, LIKELIHOODS);
	if (now_and_then(m, 2))
		c->grade.reliability = (char)('A' + below(m, 6));
	if (now_and_then(m, 2))
		c->grade.credibility = 1 + (int)below(m, 6);
	if (c->grade.credibility != 0 && now_and_then(m, 2))
		c->rationale = str_of("two <independent> sources & a letter");
	if (now_and_then(m, 2))
		c->happened = ONE_OF(m, dates);
	if (now_and_then(m, 3))
		c->said = ONE_OF(m, dates);
	if (now_and_then(m, 3))
		c->valid = ONE_OF(m, dates);
	if (now_and_then(m, 3)) {
		c->place = entity(m);
		c->place_precision = (int)below(m, 8);
	}
	if (now_and_then(m, 3))
		c->event = 1 + (int64_t)below(m, 200);
}

static bool
note(struct maker *m, const struct note *about, struct err *err)
{
	struct note n = *about;
	int64_t id;

	n.text = ONE_OF(m, notes);
	/* A library may not know notes on everything yet. */
	return store_note_add(m->store, &n, &id, err) ||
	       err->code == ERR_MISSING;
}

static bool
article_work(struct maker *m, int64_t id, struct str text, struct err *err)
{
	size_t changed;

	return note(m, &(struct note){ .on = ON_ARTICLE, .on_id = id }, err) &&
	       note(m,
		   &(struct note){
		       .on = ON_ARTICLE,
		       .on_id = id,
		       .anchor = passage(m, text),
		   },
		   err) &&
	       store_article_code(
		   m->store, &id, 1, ONE_OF(m, codes), true, &changed, err);
}

/* Few say the same: each group that does is one story. */
static struct str
statement(struct maker *m)
{
	struct str s = ONE_OF(m, statements);

	if (now_and_then(m, 100))
		return s;
	return arena_printf(
	    &m->arena, "%.*s %u", (int)s.len, s.p, (unsigned)below(m, 1000000));
}

/* On an entry of the register, and on an event. */
static bool
notes_apart(struct maker *m, struct err *err)
{
	return note(m, &(struct note){ .on = ON_ENTITY, .on_id = entity(m) },
		   err) &&
	       note(m,
		   &(struct note){
		       .on = ON_EVENT, .on_id = 1 + (int64_t)below(m, 200) },
		   err);
}

/* One code under another, which is under a third. */
static bool
tree(struct maker *m, struct err *err)
{
	size_t i;

	for (i = 0; i + 1 < ARRAY_LEN(codes); i++)
		if (!store_code_set(m->store, str_of(codes[i]), CODE_PARENT,
			str_of(codes[i + 1]), err))
			return false;
	return store_code_set(m->store, str_of(codes[1]), CODE_COLOUR,
		   str_of("red"), err) &&
	       store_code_set(m->store, str_of(codes[3]), CODE_DEFINITION,
		   str_of("what <is> & is not"), err) &&
	       store_code_set(
		   m->store, str_of(codes[2]), CODE_RETIRED, str_of("1"), err);
}

static bool
make_claim(struct maker *m, struct err *err)
{
	struct article a;
	struct claim c = { 0 };
	int64_t id, link, article = m->articles[below(m, m->n_articles)];

	arena_reset(&m->arena);
	if (!store_article_get(m->store, article, &m->arena, &a, err))
		return false;
	c.article = article;
	if (!now_and_then(m, 5))
		c.statement = statement(m);
	if (!now_and_then(m, 6))
		c.claimant = source(m);
	lists(m, &c, a.text);
	fields(m, &c);
	if (!store_claim_add(m->store, &c, &id, err) ||
	    (now_and_then(m, 4) &&
		!note(m, &(struct note){ .on = ON_CLAIM, .on_id = id }, err)) ||
	    (now_and_then(m, 20) && !article_work(m, article, a.text, err)) ||
	    (now_and_then(m, 100) && !notes_apart(m, err)))
		return false;
	if (m->last != 0 && id % 8 != 0 && now_and_then(m, 3) &&
	    !store_claim_link(m->store, id,
		(enum link_kind)below(m, LINK_KINDS), m->last,
		now_and_then(m, 2) ? str_of("same \"words\"") : str_of(""),
		&link, err))
		return false;
	m->last = id;
	return true;
}

/* The claimant of most claims is found to be the one of the second most. */
static bool
merge(struct maker *m, struct err *err)
{
	static const char most[] =
	    "SELECT s.entity FROM claim_source s JOIN entity e ON e.id = "
	    "s.entity WHERE e.kind = 'person' AND e.merged_into IS NULL GROUP "
	    "BY s.entity ORDER BY count(*) DESC, s.entity LIMIT 1 OFFSET ";
	char one[sizeof most + 1], two[sizeof most + 1];

	(void)snprintf(one, sizeof one, "%s0", most);
	(void)snprintf(two, sizeof two, "%s1", most);
	return store_entity_merge(m->store, library_sql(m->store, one),
	    library_sql(m->store, two), err);
}

static bool
generate(struct maker *m, size_t claims, struct err *err)
{
	struct article a;
	size_t i;

	for (i = 1; i < ARTICLES; i++) {
		arena_reset(&m->arena);
		if (store_article_get(m->store, (int64_t)i, &m->arena, &a, err))
			m->articles[m->n_articles++] = (int64_t)i;
	}
	if (m->n_articles == 0)
		return err_set(err, ERR_MISSING, "there are no articles");
	m->entities = library_sql(m->store, "SELECT count(*) FROM entity");
	/* One act, so that it is quick: a claim makes five things at most. */
	if (!revision_begin_many(
		m->store, "generate", "generated", claims * 8, err))
		return false;
	for (i = 0; i < claims; i++)
		if (!make_claim(m, err)) {
			revision_abort(m->store);
			return false;
		}
	return revision_end(m->store, err) && tree(m, err) && merge(m, err);
}

int
main(int argc, char **argv)
{
	struct maker m = { .state = UINT64_C(88172645463325252) };
	struct err err = { 0 };
	int64_t claims = 0;

	if (argc != 3 || !str_int(str_of(argv[2]), &claims)) {
		is_int((int64_t)below(&m, 1000), 821, "the same numbers");
		return done();
	}
	m.store = library_open(argv[1]);
	store_set_clock(m.store, 1700000000);
	if (!generate(&m, (size_t)claims, &err))
		die("%s", err.text);
	store_close(m.store);
	arena_release(&m.arena);
	return 0;
}
