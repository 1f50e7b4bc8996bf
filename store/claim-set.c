#include "config.h"

#include "store/claim-set.h"

#include <string.h>

#include "store/claim-part.h"

enum {
	EVERY,
	HIDDEN,
	OF_ARTICLE,
	CLAIMED,
	CLAIMANT,
	VIA,
	ABOUT,
	ANY_ROLE,
	CODED,
	EVENT,
	STATUS,
	MODALITY,
	GRADE,
	WHEN,
	ANALYST,
	ID,
	WORDS,
	HAS_CODES,
	HAS_NOTES,
	LOOSE,
};

#define AMONG(column) column " IN (SELECT value FROM json_each(?2))"

/* ?1 a number, ?2 a JSON array of ids, ?3 a text, ?4 another number. */
/* clang-format off */
static const char *const sql[] = {
	[EVERY] = "SELECT claim FROM claim_group WHERE grouping = 'added'",
	[HIDDEN] = "SELECT c.id FROM article a JOIN claim c ON "
	    "c.article = a.id WHERE a.hidden = 1",
	[OF_ARTICLE] = "SELECT id FROM claim WHERE article = ?1",
	[CLAIMED] = "SELECT ord, id FROM article WHERE claims > 0 "
	    "ORDER BY ord DESC",
	[CLAIMANT] = "SELECT s.claim FROM claim_source s WHERE "
	    AMONG("s.entity") " AND s.position = 0 UNION ALL SELECT s.claim "
	    "FROM claim_source s /*scan*/ WHERE s.position = 0 AND "
	    "instr(s.fold, ?3) > 0",
	[VIA] = "SELECT s.claim FROM claim_source s WHERE "
	    AMONG("s.entity") " AND s.position > 0 UNION ALL SELECT s.claim "
	    "FROM claim_source s /*scan*/ WHERE s.position > 0 AND "
	    "instr(s.fold, ?3) > 0",
	[ABOUT] = "SELECT claim FROM claim_subject WHERE " AMONG("entity")
	    " UNION ALL SELECT id FROM claim WHERE " AMONG("place"),
	[ANY_ROLE] = "SELECT claim FROM claim_subject WHERE " AMONG("entity")
	    " UNION ALL SELECT claim FROM claim_source WHERE "
	    AMONG("entity") " UNION ALL SELECT id FROM claim WHERE "
	    AMONG("place"),
	[CODED] = "SELECT t.claim FROM code d JOIN claim_code t ON "
	    "t.code = d.id WHERE d.name = ?3",
	[EVENT] = "SELECT id FROM claim WHERE " AMONG("event"),
	[STATUS] = "SELECT id FROM claim WHERE status = ?3",
	[MODALITY] = "SELECT id FROM claim WHERE modality = ?3",
	[GRADE] = "SELECT id FROM claim WHERE reliability IS ?3 AND "
	    "credibility IS ?1",
	/* Without bounds it may have been at any time. */
	[WHEN] = "SELECT id FROM claim WHERE earliest <= ?4 AND "
	    "coalesce(latest, ?1) >= ?1 UNION ALL SELECT id FROM claim "
	    "/*scan*/ WHERE earliest IS NULL AND happened IS NOT NULL AND "
	    "coalesce(latest, ?1) >= ?1",
	[ANALYST] = "SELECT id FROM claim WHERE analyst = ?3",
	[ID] = "SELECT id FROM claim WHERE id = ?1",
	[WORDS] = "SELECT rowid FROM claim_fts /*scan*/ WHERE "
	    "claim_fts MATCH ?3",
	[HAS_CODES] = "SELECT claim FROM claim_code /*scan*/",
	[HAS_NOTES] = "SELECT id FROM claim WHERE notes > 0",
	[LOOSE] = "SELECT id FROM claim WHERE anchor IN ('ambiguous', "
	    "'orphaned')",
};
/* clang-format on */
const struct db_table claim_set_sql = { "claim-set", sql, ARRAY_LEN(sql) };

/* Claims by their ids, which are those of acts: small numbers. */
struct bits {
	uint64_t *v;
	size_t n;
};

struct claim_set {
	struct store *store;
	struct arena arena;
	struct part *root;
	struct hits hits;
	struct bits found;
	struct bits every; /* all claims, where they are asked for */
	bool has_every;
	uint64_t seen, when; /* when: how often it was found */
};

/* ---- bits ---- */

static void
bits_grow(struct bits *b, size_t n)
{
	if (n <= b->n)
		return;
	n = n > b->n * 2 ? n : b->n * 2;
	b->v = xreallocarray(b->v, n, sizeof *b->v);
	memset(b->v + b->n, 0, (n - b->n) * sizeof *b->v);
	b->n = n;
}

static void
bits_put(struct bits *b, int64_t id)
{
	size_t i = (size_t)id / 64;

	if (id <= 0)
		return;
	bits_grow(b, i + 1);
	b->v[i] |= UINT64_C(1) << (id % 64);
}

static bool
bits_have(const struct bits *b, int64_t id)
{
	size_t i = (size_t)id / 64;

	return id > 0 && i < b->n && (b->v[i] >> (id % 64) & 1) != 0;
}

static void
bits_clear(struct bits *b)
{
	if (b->n > 0)
		memset(b->v, 0, b->n * sizeof *b->v);
}

static void
bits_release(struct bits *b)
{
	free(b->v);
	*b = (struct bits){ 0 };
}

static void
bits_join(struct bits *a, const struct bits *b)
{
	bits_grow(a, b->n);
	for (size_t i = 0; i < b->n; i++)
		a->v[i] |= b->v[i];
}

static void
bits_keep(struct bits *a, const struct bits *b)
{
	for (size_t i = 0; i < a->n; i++)
		a->v[i] &= i < b->n ? b->v[i] : 0;
}

static void
bits_drop(struct bits *a, const struct bits *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		a->v[i] &= ~b->v[i];
}

/* ---- one part ---- */

struct asked {
	int64_t number, other;
	struct str ids, text;
};

/* What a statement finds comes to what is there. */
static bool
ask(struct store *store, int which, struct asked a, struct bits *out,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;
	int n;

	if (st == NULL)
		return false;
	n = sqlite3_bind_parameter_count(st);
	if (n >= 1)
		db_bind_int(st, 1, a.number);
	if (n >= 2)
		db_bind_str(st, 2, a.ids);
	if (n >= 3)
		db_bind_opt(st, 3, a.text);
	if (n >= 4)
		db_bind_int(st, 4, a.other);
	if (which == GRADE)
		db_bind_id(st, 1, a.number);
	while (db_row(store, st, &e))
		bits_put(out, db_int(st, 0));
	return db_over(st, &e, err);
}

static bool
ask_part(struct claim_set *s, int which, const struct part *p, struct bits *out,
    struct err *err)
{
	return ask(s->store, which,
	    (struct asked){
		.number = p->q->number, .ids = p->ids, .text = p->text },
	    out, err);
}

/* Articles with claims, each once. */
static bool
of_articles(struct claim_set *s, const struct part *p, struct bits *out,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(s->store, sql[CLAIMED], err);
	struct err e = { 0 };
	bool holds;

	if (st == NULL)
		return false;
	while (db_row(s->store, st, &e)) {
		if (!hits_has(
			&s->hits, p->plan->root, db_int(st, 0), &holds, &e))
			break;
		if (holds &&
		    !ask(s->store, OF_ARTICLE,
			(struct asked){ .number = db_int(st, 1) }, out, &e))
			break;
	}
	hits_rest(&s->hits, p->plan->root);
	return db_over(st, &e, err);
}

/* All pairs of letter and number that fit, also where one is missing. */
static bool
of_grades(struct claim_set *s, const struct part *p, struct bits *out,
    struct err *err)
{
	static const char letters[] = "ABCDEF";

	for (size_t i = 0; i < sizeof letters; i++) {
		for (int k = 0; k <= 6; k++) {
			struct grade g = { letters[i], k };
			struct asked a = { .number = k,
				.text = { &letters[i], letters[i] != '\0' } };

			if (query_grade_fits(g, p->q->cmp, p->q->grade) &&
			    !ask(s->store, GRADE, a, out, err))
				return false;
		}
	}
	return true;
}

static bool
of_all(struct claim_set *s, struct bits *out, struct err *err)
{
	if (!s->has_every) {
		bits_clear(&s->every);
		if (!ask(s->store, EVERY, (struct asked){ 0 }, &s->every, err))
			return false;
		s->has_every = true;
	}
	bits_join(out, &s->every);
	return true;
}

static bool
of_has(struct claim_set *s, const struct part *p, struct bits *out,
    struct err *err)
{
	switch ((int)p->q->number) {
	case HAS_NOTE:
		return ask_part(s, HAS_NOTES, p, out, err);
	case HAS_CODE:
		return ask_part(s, HAS_CODES, p, out, err);
	case HAS_ORPHAN:
		return ask_part(s, LOOSE, p, out, err);
	case HAS_CLAIM:
		return of_all(s, out, err);
	default:
		return of_articles(s, p, out, err);
	}
}

static bool
of_name(struct claim_set *s, int which, const char *name, struct bits *out,
    struct err *err)
{
	return ask(
	    s->store, which, (struct asked){ .text = str_of(name) }, out, err);
}

static bool
of_field(struct claim_set *s, const struct part *p, struct bits *out,
    struct err *err)
{
	const struct query *q = p->q;

	switch ((int)q->field) {
	case FIELD_CLAIMANT:
		return ask_part(s, CLAIMANT, p, out, err);
	case FIELD_ABOUT:
		return ask_part(s, ABOUT, p, out, err);
	case FIELD_ENTITY:
	case FIELD_PERSON:
	case FIELD_FACTION:
	case FIELD_PLACE:
		return ask_part(s, ANY_ROLE, p, out, err);
	case FIELD_CODE:
		return ask_part(s, CODED, p, out, err);
	case FIELD_EVENT:
		return ask_part(s, EVENT, p, out, err);
	case FIELD_ID:
		return ask_part(s, ID, p, out, err);
	case FIELD_STATUS:
		return of_name(s, STATUS,
		    claim_status_name((enum claim_status)q->number), out, err);
	case FIELD_MODALITY:
		return of_name(s, MODALITY,
		    modality_name((enum modality)q->number), out, err);
	case FIELD_ANALYST:
		return ask(s->store, ANALYST, (struct asked){ .text = q->text },
		    out, err);
	case FIELD_WHEN:
		return ask(s->store, WHEN,
		    (struct asked){ .number = q->first, .other = q->last }, out,
		    err);
	case FIELD_GRADE:
		return of_grades(s, p, out, err);
	case FIELD_HAS:
		return of_has(s, p, out, err);
	case FIELD_OUTLET:
		return (p->plan == NULL || of_articles(s, p, out, err)) &&
		       ask_part(s, VIA, p, out, err);
	default:
		return of_articles(s, p, out, err);
	}
}

static bool
of_words(struct claim_set *s, const struct part *p, struct bits *out,
    struct err *err)
{
	if (p->plan != NULL)
		return of_articles(s, p, out, err);
	return ask_part(s, WORDS, p, out, err) &&
	       (p->ids.len <= 2 || ask_part(s, ANY_ROLE, p, out, err));
}

/* ---- all of them ---- */

static bool find(struct claim_set *s, const struct part *p, struct bits *out,
    struct err *err);

/* The kids' sets joined, or what they share; into an empty one. */
static bool
of_kids(struct claim_set *s, const struct part *p, struct bits *out,
    struct err *err)
{
	struct bits one = { 0 };
	const struct part *kid;
	bool good = true;

	for (kid = p->kids; good && kid != NULL; kid = kid->next) {
		bits_clear(&one);
		good = find(s, kid, &one, err);
		if (p->q->op == QUERY_AND && kid != p->kids)
			bits_keep(out, &one);
		else
			bits_join(out, &one);
	}
	bits_release(&one);
	return good;
}

/* All but those of its kid. */
static bool
of_others(struct claim_set *s, const struct part *p, struct bits *out,
    struct err *err)
{
	struct bits not = { 0 };
	bool good = find(s, p->kids, &not, err) && of_all(s, out, err);

	bits_drop(out, &not );
	bits_release(&not );
	return good;
}

static bool
find(struct claim_set *s, const struct part *p, struct bits *out,
    struct err *err)
{
	switch (p->q->op) {
	case QUERY_TERM:
	case QUERY_NEAR:
		return of_words(s, p, out, err);
	case QUERY_FIELD:
		return of_field(s, p, out, err);
	case QUERY_AND:
	case QUERY_OR:
		return of_kids(s, p, out, err);
	case QUERY_NOT:
		return of_others(s, p, out, err);
	case QUERY_ALL:
		break;
	}
	return of_all(s, out, err);
}

/* Claims of hidden articles, which are few, are in none. */
static bool
find_visible(struct claim_set *s, struct err *err)
{
	struct bits hidden = { 0 };
	bool good;

	bits_clear(&s->found);
	s->has_every = false;
	good = find(s, s->root, &s->found, err) &&
	       ask(s->store, HIDDEN, (struct asked){ 0 }, &hidden, err);
	bits_drop(&s->found, &hidden);
	bits_release(&hidden);
	return good;
}

static bool
asks_articles(const struct part *p)
{
	for (; p != NULL; p = p->next) {
		if (p->plan != NULL || asks_articles(p->kids))
			return true;
	}
	return false;
}

bool
claim_set_new(struct store *store, const struct query *query,
    struct claim_set **set, struct err *err)
{
	struct claim_set *s = xcalloc(1, sizeof *s);

	s->store = s->hits.store = store;
	*set = s;
	if (claim_part_make(store, &s->arena, query, &s->root, err))
		return true;
	claim_set_free(s);
	*set = NULL;
	return false;
}

void
claim_set_free(struct claim_set *s)
{
	if (s == NULL)
		return;
	claim_part_close(s->root);
	hits_close(&s->hits);
	bits_release(&s->found);
	bits_release(&s->every);
	arena_release(&s->arena);
	free(s);
}

bool
claim_set_is_all(const struct claim_set *s)
{
	return s->root->q->op == QUERY_ALL;
}

/* Moves on with whatever may change what is found; never 0. Marks of articles
 * do so only where they are asked for. */
static uint64_t
state_of(const struct claim_set *s)
{
	static const enum store_topic topics[] = { TOPIC_CLAIM, TOPIC_NOTE,
		TOPIC_ENTITY, TOPIC_TEXT, TOPIC_QUERY, TOPIC_EVENT };
	uint64_t now = 1;

	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		now += store_generation(s->store, topics[i]);
	if (asks_articles(s->root))
		now += store_generation(s->store, TOPIC_ARTICLE);
	return now;
}

bool
claim_set_ready(struct claim_set *s, uint64_t *when, struct err *err)
{
	uint64_t now = state_of(s);

	if (s->seen != now) {
		s->seen = 0;
		if (!find_visible(s, err))
			return false;
		s->seen = now;
		s->when++;
	}
	*when = s->when;
	return true;
}

bool
claim_set_has(const struct claim_set *s, int64_t claim)
{
	return bits_have(&s->found, claim);
}

size_t
claim_set_count(const struct claim_set *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->found.n; i++)
		n += (size_t)__builtin_popcountll(s->found.v[i]);
	return n;
}

bool
claim_set_article(
    struct claim_set *s, int64_t article, bool *holds, struct err *err)
{
	sqlite3_stmt *st;
	struct err e;
	uint64_t when;

	*holds = false;
	if (!claim_set_ready(s, &when, err) ||
	    (st = db_stmt(s->store, sql[OF_ARTICLE], err)) == NULL)
		return false;
	db_bind_int(st, 1, article);
	while (!*holds && db_row(s->store, st, &e))
		*holds = claim_set_has(s, db_int(st, 0));
	return db_over(st, &e, err);
}
