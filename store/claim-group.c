#include "config.h"

#include "store/claim-group.h"

#include <string.h>

#include "model/arena.h"

enum {
	CLEAR,
	PUT,
	PUT_SUBJECTS,
	FELLOWS,
	NEIGHBOURS,
	GROUP,
	STATEMENT_CLEAR,
	STATEMENT_PUT,
	RENAME,
	RENAME_ALL,
	ALL,
};

/* What the group of a row is called. */
#define CALLED                                                                 \
	"(CASE grouping WHEN 'event' THEN coalesce((SELECT date FROM event "   \
	"WHERE id = grp), label) ELSE coalesce((SELECT name FROM entity "      \
	"WHERE id = grp), label) END)"

/* clang-format off */
static const char *const sql[] = {
	[CLEAR] = "DELETE FROM claim_group WHERE claim = ?1 AND grouping IN "
	    "('added', 'when', 'grade', 'status', 'claimant', 'outlet', "
	    "'subject', 'event')",
	/* Numbers as texts of one length; what is not known comes last. */
	[PUT] =
	    "INSERT INTO claim_group (grouping, label, grp, claim) "
	    "WITH c AS MATERIALIZED (SELECT * FROM claim WHERE id = ?1) /*scan*/ "
	    "SELECT 'added', printf('%012d', created), 0, id FROM c UNION ALL "
	    "SELECT 'when', iif(earliest IS NULL, '~', "
	    "printf('%012d', earliest + 10000000000)), 0, id FROM c UNION ALL "
	    "SELECT 'grade', coalesce(credibility, '~') || "
	    "coalesce(reliability, '~'), 0, id FROM c UNION ALL "
	    "SELECT 'status', CASE status WHEN 'open' THEN 1 WHEN "
	    "'contested' THEN 2 WHEN 'corroborated' THEN 3 ELSE 4 END || ' ' "
	    "|| status, 0, id FROM c UNION ALL "
	    "SELECT 'claimant', coalesce(e.name, s.fold, '~'), "
	    "coalesce(s.entity, 0), c.id FROM c LEFT JOIN claim_source s ON "
	    "s.claim = c.id AND s.position = 0 LEFT JOIN entity e ON "
	    "e.id = s.entity UNION ALL "
	    "SELECT 'outlet', coalesce(e.name, o.name, '~'), "
	    "coalesce(o.entity, 0), c.id FROM c JOIN article a ON "
	    "a.id = c.article LEFT JOIN outlet o ON o.id = a.outlet LEFT JOIN "
	    "entity e ON e.id = o.entity UNION ALL "
	    "SELECT 'event', coalesce(v.date, '~'), coalesce(v.id, 0), c.id "
	    "FROM c LEFT JOIN event v ON v.id = c.event",
	[PUT_SUBJECTS] =
	    "INSERT OR IGNORE INTO claim_group (grouping, label, grp, claim) "
	    "SELECT 'subject', e.name, e.id, s.claim FROM claim_subject s "
	    "JOIN entity e ON e.id = s.entity WHERE s.claim = ?1 UNION ALL "
	    "SELECT 'subject', '~', 0, ?1 WHERE NOT EXISTS (SELECT 1 FROM "
	    "claim_subject WHERE claim = ?1)",
	[FELLOWS] =
	    "SELECT g.claim FROM claim_group own JOIN claim_group g ON "
	    "g.grp = own.grp AND g.grouping = 'statement' AND g.grp <> 0 "
	    "WHERE own.claim = ?1 AND own.grouping = 'statement'",
	/* Of the same words each is joined with the oldest alone, so that many
	 * of them are as many steps and not their square. ?2 is in none. */
	[NEIGHBOURS] =
	    "SELECT b FROM claim_link WHERE a = ?1 AND kind IN ('same-as', "
	    "'repeats') UNION SELECT a FROM claim_link WHERE b = ?1 AND kind "
	    "IN ('same-as', 'repeats') UNION SELECT min(o.id) FROM claim c "
	    "JOIN claim o ON o.fold = c.fold WHERE c.id = ?1 AND "
	    "c.fold <> '' AND o.id <> ?2 UNION SELECT o.id FROM claim c JOIN "
	    "claim o ON o.fold = c.fold WHERE c.id = ?1 AND c.fold <> '' AND "
	    "NOT EXISTS (SELECT 1 FROM claim x WHERE x.fold = c.fold AND "
	    "x.id < c.id AND x.id <> ?2)",
	[GROUP] = "SELECT grp FROM claim_group WHERE claim = ?1 AND "
	    "grouping = 'statement'",
	[STATEMENT_CLEAR] = "DELETE FROM claim_group WHERE claim = ?1 AND "
	    "grouping = 'statement'",
	[STATEMENT_PUT] =
	    "INSERT INTO claim_group (grouping, label, grp, claim) SELECT "
	    "'statement', substr(r.statement, 1, 60), r.id, c.id FROM claim c "
	    "JOIN claim r ON r.id = ?2 WHERE c.id = ?1",
	[RENAME] = "UPDATE claim_group SET label = " CALLED " WHERE grp IN "
	    "(SELECT id FROM entity WHERE key = ?1 UNION SELECT id FROM event "
	    "WHERE key = ?1) AND grp <> 0 AND grouping <> 'statement' AND "
	    "label <> " CALLED,
	[RENAME_ALL] = "UPDATE claim_group /*scan*/ SET label = " CALLED
	    " WHERE grp <> 0 AND grouping <> 'statement' AND label <> " CALLED,
	[ALL] = "SELECT id FROM claim /*scan*/",
};
/* clang-format on */
const struct db_table claim_group_sql = { "claim-group", sql, ARRAY_LEN(sql) };

bool
claim_groups_put(struct store *store, int64_t claim, struct err *err)
{
	return db_run_id(store, sql[CLEAR], claim, err) &&
	       db_run_id(store, sql[PUT], claim, err) &&
	       db_run_id(store, sql[PUT_SUBJECTS], claim, err);
}

/* Claims in order, each once. */
struct set {
	int64_t *v;
	size_t n;
};

static int64_t
itself(const void *element)
{
	return *(const int64_t *)element;
}

/* False: it is there already. 0 is no claim. */
static bool
set_add(struct set *s, int64_t id, struct arena *arena)
{
	size_t i = lower_bound(s->v, s->n, sizeof *s->v, itself, id);

	if (id == 0 || (i < s->n && s->v[i] == id))
		return false;
	s->v = arena_grow(arena, s->v, s->n, sizeof *s->v);
	memmove(s->v + i + 1, s->v + i, (s->n++ - i) * sizeof *s->v);
	s->v[i] = id;
	return true;
}

/* Ask about a claim; the other one is to be in no group (0: none). */
static bool
set_ask(struct store *store, int which, const int64_t claim[2], struct set *s,
    struct arena *arena, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;
	int i, n;

	if (st == NULL)
		return false;
	n = sqlite3_bind_parameter_count(st);
	for (i = 0; i < n && i < 2; i++)
		db_bind_int(st, i + 1, claim[i]);
	while (db_row(store, st, &e))
		(void)set_add(s, db_int(st, 0), arena);
	return db_over(st, &e, err);
}

/* Put a claim into the group that is known by its oldest. */
static bool
statement_put(
    struct store *store, int64_t claim, int64_t oldest, struct err *err)
{
	sqlite3_stmt *st;

	if (!db_run_id(store, sql[STATEMENT_CLEAR], claim, err) ||
	    (st = db_stmt(store, sql[STATEMENT_PUT], err)) == NULL)
		return false;
	db_bind_int(st, 1, claim);
	db_bind_int(st, 2, oldest);
	return db_run(store, st, err);
}

/* Those that are joined with a claim, directly or over others. */
static bool
group_of(struct store *store, int64_t claim, int64_t without, struct set *group,
    struct arena *arena, struct err *err)
{
	int64_t *queue = arena_grow(arena, NULL, 0, sizeof *queue);
	size_t n = 1, i, j;

	queue[0] = claim;
	(void)set_add(group, claim, arena);
	for (i = 0; i < n; i++) {
		const int64_t ids[] = { queue[i], without };
		struct set near = { 0 };

		if (!set_ask(store, NEIGHBOURS, ids, &near, arena, err))
			return false;
		for (j = 0; j < near.n; j++) {
			if (near.v[j] == without ||
			    !set_add(group, near.v[j], arena))
				continue;
			queue = arena_grow(arena, queue, n, sizeof *queue);
			queue[n++] = near.v[j];
		}
	}
	return true;
}

/* Find the groups of these claims anew; `without` is in none. */
static bool
regroup(struct store *store, const struct set *claims, int64_t without,
    struct arena *arena, struct err *err)
{
	struct set seen = { 0 };
	size_t i, j;

	for (i = 0; i < claims->n; i++) {
		struct set group = { 0 };

		if (claims->v[i] == without ||
		    !set_add(&seen, claims->v[i], arena))
			continue;
		if (!group_of(store, claims->v[i], without, &group, arena, err))
			return false;
		for (j = 0; j < group.n; j++) {
			(void)set_add(&seen, group.v[j], arena);
			if (!statement_put(store, group.v[j], group.v[0], err))
				return false;
		}
	}
	return true;
}

/* A claim that was in no group and has neighbours of one group alone, older
 * than it is, joins that and changes nothing else: *joined. */
static bool
join_new(struct store *store, int64_t claim, bool *joined, struct arena *arena,
    struct err *err)
{
	const int64_t ids[] = { claim, 0 };
	struct set own = { 0 }, near = { 0 }, groups = { 0 };
	size_t i;

	*joined = false;
	if (!set_ask(store, GROUP, ids, &own, arena, err))
		return false;
	if (own.n > 0)
		return true;
	if (!set_ask(store, NEIGHBOURS, ids, &near, arena, err))
		return false;
	for (i = 0; i < near.n; i++)
		if (near.v[i] != claim &&
		    !set_ask(store, GROUP, (int64_t[]){ near.v[i], 0 }, &groups,
			arena, err))
			return false;
	if (groups.n != 1 || groups.v[0] > claim)
		return true;
	*joined = true;
	return statement_put(store, claim, groups.v[0], err);
}

bool
claim_groups_join(struct store *store, int64_t claim, struct err *err)
{
	struct arena arena = { 0 };
	struct set old = { 0 };
	bool joined, good = join_new(store, claim, &joined, &arena, err);

	if (good && !joined) {
		(void)set_add(&old, claim, &arena);
		good = set_ask(store, FELLOWS, (int64_t[]){ claim, 0 }, &old,
			   &arena, err) &&
		       regroup(store, &old, 0, &arena, err);
	}
	arena_release(&arena);
	return good;
}

bool
claim_groups_drop(struct store *store, int64_t claim, struct err *err)
{
	struct arena arena = { 0 };
	struct set old = { 0 };
	bool good = set_ask(store, FELLOWS, (int64_t[]){ claim, 0 }, &old,
			&arena, err) &&
		    regroup(store, &old, claim, &arena, err);

	arena_release(&arena);
	return good;
}

bool
claim_groups_rename(struct store *store, struct str key, struct err *err)
{
	sqlite3_stmt *st =
	    db_stmt(store, sql[key.len > 0 ? RENAME : RENAME_ALL], err);

	if (st == NULL)
		return false;
	if (key.len > 0)
		db_bind_str(st, 1, key);
	if (!db_run(store, st, err))
		return false;
	if (sqlite3_changes(db_handle(store)) > 0)
		db_changed(store, TOPIC_CLAIM);
	return true;
}

bool
claim_groups_rebuild(struct store *store, struct err *err)
{
	struct arena arena = { 0 };
	struct set all = { 0 };
	bool good = set_ask(store, ALL, (int64_t[]){ 0, 0 }, &all, &arena, err);
	size_t i;

	for (i = 0; good && i < all.n; i++)
		good = claim_groups_put(store, all.v[i], err);
	good = good && regroup(store, &all, 0, &arena, err);
	arena_release(&arena);
	return good;
}
