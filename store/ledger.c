#include "config.h"

#include "store/ledger.h"

#include "model/fold.h"
#include "store/claim-read.h"

enum {
	MEMBERS,
	ARTICLE_SAID,
	COPIES,
	RIVALS,
};

/* clang-format off */
static const char *const sql[] = {
	[MEMBERS] =
	    "SELECT g.claim FROM claim_group own JOIN claim_group g ON "
	    "g.grp = own.grp AND g.grouping = 'statement' AND g.grp <> 0 "
	    "JOIN claim c ON c.id = g.claim JOIN article a ON "
	    "a.id = c.article WHERE own.claim = ?1 AND own.grouping = "
	    "'statement' AND a.hidden = 0 ORDER BY g.claim",
	[ARTICLE_SAID] = "SELECT a.title, coalesce(e.name, o.name), o.entity "
	    "FROM article a LEFT JOIN outlet o ON o.id = a.outlet LEFT JOIN "
	    "entity e ON e.id = o.entity WHERE a.id = ?1",
	/* A group of near-copies goes by its smallest article. */
	[COPIES] = "WITH RECURSIVE c (id) AS (SELECT ?1 UNION SELECT x.other "
	    "FROM c /*scan*/ JOIN article_copy x ON x.article = c.id) "
	    "SELECT min(id) FROM c",
	[RIVALS] = "SELECT DISTINCT c.id FROM claim_subject s CROSS JOIN "
	    "claim_subject t ON t.entity = s.entity CROSS JOIN claim c ON "
	    "c.id = t.claim JOIN claim own ON own.id = ?1 JOIN article a ON "
	    "a.id = c.article WHERE s.claim = ?1 AND c.id <> ?1 AND "
	    "a.hidden = 0 AND c.happened IS NOT NULL AND "
	    "coalesce(c.earliest, own.latest, 0) <= "
	    "coalesce(own.latest, c.earliest, 0) AND "
	    "coalesce(c.latest, own.earliest, 0) >= "
	    "coalesce(own.earliest, c.latest, 0) AND NOT EXISTS (SELECT 1 "
	    "FROM claim_link WHERE a = ?1 AND b = c.id) AND NOT EXISTS "
	    "(SELECT 1 FROM claim_link WHERE a = c.id AND b = ?1) "
	    "ORDER BY c.id",
};
/* clang-format on */
const struct db_table ledger_sql = { "ledger", sql, ARRAY_LEN(sql) };

struct ids {
	int64_t *v;
	size_t n;
};

static bool
ids_of(struct store *store, int which, int64_t claim, struct arena *arena,
    struct ids *ids, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;

	*ids = (struct ids){ 0 };
	if (st == NULL)
		return false;
	db_bind_int(st, 1, claim);
	while (db_row(store, st, &e)) {
		ids->v = arena_grow(arena, ids->v, ids->n, sizeof *ids->v);
		ids->v[ids->n++] = db_int(st, 0);
	}
	return db_over(st, &e, err);
}

/* The ledger while it is made. */
struct maker {
	struct store *store;
	struct arena *arena;
	struct ledger *ledger;
	struct err *err;
};

static struct ledger_row *
row_of(struct ledger *ledger, int64_t claim)
{
	size_t i;

	for (i = 0; i < ledger->n; i++)
		if (ledger->rows[i].claim.id == claim)
			return &ledger->rows[i];
	return NULL;
}

/* Claims of articles that are not shown are left out. */
static bool
add_row(struct maker *m, int64_t claim, bool linked)
{
	struct ledger *l = m->ledger;
	struct ledger_row row = { .linked = linked };
	struct err e = { 0 };

	if (!store_claim_get(m->store, claim, m->arena, &row.claim, &e))
		return e.code == ERR_MISSING ||
		       err_set(m->err, e.code, "%s", e.text);
	row.denies = claim_denies(&row.claim);
	l->rows = arena_grow(m->arena, l->rows, l->n, sizeof *l->rows);
	l->rows[l->n++] = row;
	return true;
}

/* Those that support or contradict one of the group, on the side where that
 * puts them. */
static bool
add_linked(struct maker *m)
{
	size_t members = m->ledger->n, i, j;

	for (i = 0; i < members; i++) {
		struct claim claim = m->ledger->rows[i].claim;
		bool denies = m->ledger->rows[i].denies;

		for (j = 0; j < claim.n_links; j++) {
			const struct claim_link *k = &claim.links[j];
			bool against = k->kind == LINK_CONTRADICTS;
			size_t n = m->ledger->n;

			if ((!against &&
				(k->kind != LINK_SUPPORTS || !k->from_other)) ||
			    row_of(m->ledger, k->other) != NULL)
				continue;
			if (!add_row(m, k->other, true))
				return false;
			if (m->ledger->n > n)
				m->ledger->rows[n].denies = denies != against;
		}
	}
	return true;
}

/* With whom a claim began: its claimant, else the last of the chain. */
static void
origin_of(struct maker *m, const struct claim_source *s, struct ledger_claim *c)
{
	c->named = s->entity != 0 || s->naming == NAMING_NAMED ||
		   s->naming == NAMING_UNKNOWN;
	c->origin = s->entity != 0
			? arena_printf(m->arena, "#%lld", (long long)s->entity)
			: fold_copy(m->arena, s->text);
}

static bool
outlet_of(struct maker *m, struct ledger_row *row, struct claim_source *outlet)
{
	sqlite3_stmt *st = db_stmt(m->store, sql[ARTICLE_SAID], m->err);
	struct err e;

	*outlet = (struct claim_source){ 0 };
	if (st == NULL)
		return false;
	db_bind_int(st, 1, row->claim.article);
	if (db_row(m->store, st, &e)) {
		row->title = db_str(st, 0, m->arena);
		row->outlet = db_str(st, 1, m->arena);
		outlet->text = row->outlet;
		outlet->entity = db_int(st, 2);
	}
	return db_over(st, &e, m->err);
}

static bool
source_of(struct maker *m, struct ledger_row *row, struct ledger_claim *c)
{
	const struct claim *claim = &row->claim;
	struct claim_source outlet;
	struct ids copies;

	if (!outlet_of(m, row, &outlet) ||
	    !ids_of(
		m->store, COPIES, claim->article, m->arena, &copies, m->err))
		return false;
	c->copies = copies.n > 0 ? copies.v[0] : claim->article;
	c->denies = row->denies;
	if (claim_source_exists(&claim->claimant))
		origin_of(m, &claim->claimant, c);
	else if (claim->n_via > 0)
		origin_of(m, &claim->via[claim->n_via - 1], c);
	else
		origin_of(m, &outlet, c);
	return true;
}

static struct ledger_link *
links_of(struct maker *m, size_t *n)
{
	struct ledger *l = m->ledger;
	struct ledger_link *links = NULL;
	size_t i, j;

	*n = 0;
	for (i = 0; i < l->n; i++)
		for (j = 0; j < l->rows[i].claim.n_links; j++) {
			const struct claim_link *k = &l->rows[i].claim.links[j];
			struct ledger_row *other = row_of(l, k->other);

			if (k->from_other || other == NULL)
				continue;
			links = arena_grow(m->arena, links, *n, sizeof *links);
			links[(*n)++] = (struct ledger_link){ i,
				(size_t)(other - l->rows), k->kind };
		}
	return links;
}

static bool
judge(struct maker *m)
{
	struct ledger *l = m->ledger;
	struct ledger_claim *claims =
	    arena_array(m->arena, l->n + 1, sizeof *claims);
	struct ledger_set set = { .claims = claims, .n = l->n };
	size_t *for_it = arena_array(m->arena, l->n + 1, sizeof *for_it);
	size_t *against = arena_array(m->arena, l->n + 1, sizeof *against);
	size_t i;

	for (i = 0; i < l->n; i++)
		if (!source_of(m, &l->rows[i], &claims[i]))
			return false;
	set.links = links_of(m, &set.n_links);
	l->independent = ledger_independent(&set, false, for_it);
	l->independent_denials = ledger_independent(&set, true, against);
	for (i = 0; i < l->n; i++) {
		struct ledger_row *row = &l->rows[i];

		row->source = for_it[i] + against[i];
		row->confirmed = ledger_confirmed(&set, i);
		l->denies += row->denies;
		l->asserts += !row->denies;
	}
	l->contested = l->asserts > 0 && l->denies > 0;
	return true;
}

static void
find_best(struct ledger *l)
{
	size_t i;

	for (i = 0; i < l->n; i++) {
		struct grade g = l->rows[i].claim.grade;

		if (!l->rows[i].denies &&
		    (g.reliability != 0 || g.credibility != 0) &&
		    grade_cmp(g, l->best) < 0)
			l->best = g;
	}
}

/* Those who assert first; apart from that the order stays. */
static void
part_sides(struct maker *m)
{
	struct ledger *l = m->ledger;
	struct ledger_row *rows = arena_array(m->arena, l->n + 1, sizeof *rows);
	size_t n = 0, i;
	int side;

	for (side = 0; side < 2; side++)
		for (i = 0; i < l->n; i++)
			if (l->rows[i].denies == (side == 1))
				rows[n++] = l->rows[i];
	l->rows = rows;
}

bool
store_ledger(struct store *store, int64_t claim, struct arena *arena,
    struct ledger *ledger, struct err *err)
{
	struct maker m = { store, arena, ledger, err };
	struct ids members;
	size_t i;

	*ledger = (struct ledger){ 0 };
	if (!ids_of(store, MEMBERS, claim, arena, &members, err))
		return false;
	if (members.n == 0)
		return err_set(err, ERR_MISSING, "there is no claim %lld",
		    (long long)claim);
	for (i = 0; i < members.n; i++)
		if (!add_row(&m, members.v[i], false))
			return false;
	if (ledger->n > 0)
		ledger->statement = ledger->rows[0].claim.statement;
	if (!add_linked(&m))
		return false;
	part_sides(&m);
	if (!judge(&m))
		return false;
	find_best(ledger);
	return true;
}

bool
store_contradictions(struct store *store, int64_t claim, struct arena *arena,
    struct contradiction_row **list, size_t *n, struct err *err)
{
	struct claim own, other;
	struct ids rivals;
	size_t i;

	*list = NULL;
	*n = 0;
	if (!store_claim_get(store, claim, arena, &own, err) ||
	    !ids_of(store, RIVALS, claim, arena, &rivals, err))
		return false;
	for (i = 0; i < rivals.n && *n < CONTRADICTIONS; i++) {
		enum contradiction why;
		bool older = rivals.v[i] < claim;

		if (!store_claim_get(store, rivals.v[i], arena, &other, err))
			return false;
		why = claims_contradict(&own, &other);
		if (why == CONTRADICTION_NONE)
			continue;
		*list = arena_grow(arena, *list, *n, sizeof **list);
		(*list)[(*n)++] = (struct contradiction_row){
			.a = older ? other : own,
			.b = older ? own : other,
			.why = why,
		};
	}
	return true;
}
