#include "config.h"

#include "store/claim-group.h"

#include "model/arena.h"

enum {
	CLEAR,
	PUT,
	PUT_SUBJECTS,
	FELLOWS,
	NEIGHBOURS,
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
	[NEIGHBOURS] =
	    "SELECT b FROM claim_link WHERE a = ?1 AND kind IN ('same-as', "
	    "'repeats') UNION SELECT a FROM claim_link WHERE b = ?1 AND kind "
	    "IN ('same-as', 'repeats') UNION SELECT o.id FROM claim c JOIN "
	    "claim o ON o.fold = c.fold WHERE c.id = ?1 AND c.fold <> ''",
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

/* Claims, each once. */
struct set {
	int64_t *v;
	size_t n;
};

static bool
set_has(const struct set *s, int64_t id)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (s->v[i] == id)
			return true;
	return false;
}

static void
set_add(struct set *s, int64_t id, struct arena *arena)
{
	if (set_has(s, id))
		return;
	s->v = arena_grow(arena, s->v, s->n, sizeof *s->v);
	s->v[s->n++] = id;
}

static bool
set_ask(struct store *store, int which, int64_t claim, struct set *s,
    struct arena *arena, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;

	if (st == NULL)
		return false;
	if (sqlite3_bind_parameter_count(st) > 0)
		db_bind_int(st, 1, claim);
	while (db_row(store, st, &e))
		set_add(s, db_int(st, 0), arena);
	return db_over(st, &e, err);
}

static bool
group_put(struct store *store, const struct set *group, struct err *err)
{
	int64_t least = INT64_MAX;
	size_t i;

	for (i = 0; i < group->n; i++)
		if (group->v[i] < least)
			least = group->v[i];
	for (i = 0; i < group->n; i++) {
		sqlite3_stmt *st;

		if (!db_run_id(store, sql[STATEMENT_CLEAR], group->v[i], err))
			return false;
		st = db_stmt(store, sql[STATEMENT_PUT], err);
		if (st == NULL)
			return false;
		db_bind_int(st, 1, group->v[i]);
		db_bind_int(st, 2, least);
		if (!db_run(store, st, err))
			return false;
	}
	return true;
}

/* Those that are joined with a claim, directly or over others. */
static bool
group_of(struct store *store, int64_t claim, int64_t without, struct set *group,
    struct arena *arena, struct err *err)
{
	size_t i;

	set_add(group, claim, arena);
	for (i = 0; i < group->n; i++) {
		struct set near = { 0 };
		size_t j;

		if (!set_ask(store, NEIGHBOURS, group->v[i], &near, arena, err))
			return false;
		for (j = 0; j < near.n; j++)
			if (near.v[j] != without)
				set_add(group, near.v[j], arena);
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

		if (claims->v[i] == without || set_has(&seen, claims->v[i]))
			continue;
		if (!group_of(
			store, claims->v[i], without, &group, arena, err) ||
		    !group_put(store, &group, err))
			return false;
		for (j = 0; j < group.n; j++)
			set_add(&seen, group.v[j], arena);
	}
	return true;
}

bool
claim_groups_join(struct store *store, int64_t claim, struct err *err)
{
	struct arena arena = { 0 };
	struct set old = { 0 };
	bool good;

	set_add(&old, claim, &arena);
	good = set_ask(store, FELLOWS, claim, &old, &arena, err) &&
	       regroup(store, &old, 0, &arena, err);
	arena_release(&arena);
	return good;
}

bool
claim_groups_drop(struct store *store, int64_t claim, struct err *err)
{
	struct arena arena = { 0 };
	struct set old = { 0 };
	bool good = set_ask(store, FELLOWS, claim, &old, &arena, err) &&
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
	bool good = set_ask(store, ALL, 0, &all, &arena, err);
	size_t i;

	for (i = 0; good && i < all.n; i++)
		good = claim_groups_put(store, all.v[i], err);
	good = good && regroup(store, &all, 0, &arena, err);
	arena_release(&arena);
	return good;
}
