#include "config.h"

#include "store/claims.h"

#include "store/claim-read.h"
#include "store/claims-keys.h"

enum {
	AFTER,
	BEFORE,
	MEMBERS,
	MEMBERS_COUNT,
	PLACE_OF,
	ROW,
	COUNT,
};

/* clang-format off */
static const char *const sql[] = {
	[AFTER] = "SELECT g.label, g.grp, g.claim FROM claim_group g "
	    "CROSS JOIN claim c ON c.id = g.claim JOIN article a ON "
	    "a.id = c.article WHERE g.grouping = ?1 AND a.hidden = 0 AND "
	    "(g.label, g.grp, g.claim) > (?2, ?3, ?4) "
	    "ORDER BY g.label, g.grp, g.claim",
	[BEFORE] = "SELECT g.label, g.grp, g.claim FROM claim_group g "
	    "CROSS JOIN claim c ON c.id = g.claim JOIN article a ON "
	    "a.id = c.article WHERE g.grouping = ?1 AND a.hidden = 0 AND "
	    "(g.label, g.grp, g.claim) < (?2, ?3, ?4) "
	    "ORDER BY g.label DESC, g.grp DESC, g.claim DESC",
	[MEMBERS] = "SELECT g.label, g.grp, g.claim FROM claim_group g "
	    "CROSS JOIN claim c ON c.id = g.claim JOIN article a ON "
	    "a.id = c.article WHERE g.grouping = ?1 AND a.hidden = 0 AND "
	    "g.label = ?2 AND g.grp = ?3 ORDER BY g.claim",
	[PLACE_OF] = "SELECT label, grp, claim FROM claim_group "
	    "WHERE claim = ?1 AND grouping = ?2 ORDER BY label, grp LIMIT 1",
	[ROW] = "SELECT " CLAIM_ROW ", a.title, coalesce(oe.name, o.name), "
	    "a.published FROM claim c" CLAIM_ROW_JOINS " LEFT JOIN outlet o "
	    "ON o.id = a.outlet LEFT JOIN entity oe ON oe.id = o.entity "
	    "WHERE c.id = ?1",
	/* Hidden articles are few: their claims are taken off. */
	[MEMBERS_COUNT] = "SELECT (SELECT count(*) FROM claim_group WHERE "
	    "grouping = ?1 AND label = ?2 AND grp = ?3) - (SELECT count(*) "
	    "FROM article a CROSS JOIN claim c ON c.article = a.id CROSS "
	    "JOIN claim_group g ON g.claim = c.id WHERE a.hidden = 1 AND "
	    "g.grouping = ?1 AND g.label = ?2 AND g.grp = ?3)",
	[COUNT] = "SELECT (SELECT count(*) FROM claim_group WHERE "
	    "grouping = 'added') - (SELECT count(*) FROM article a JOIN "
	    "claim c ON c.article = a.id WHERE a.hidden = 1)",
};
/* clang-format on */
const struct db_table claims_sql = { "claims", sql, ARRAY_LEN(sql) };

static const char *const order_names[CLAIMS_ORDERS] = {
	[CLAIMS_ADDED] = "added",
	[CLAIMS_WHEN] = "when",
	[CLAIMS_GRADE] = "grade",
	[CLAIMS_STATUS] = "status",
	[CLAIMS_STATEMENT] = "statement",
	[CLAIMS_CLAIMANT] = "claimant",
	[CLAIMS_OUTLET] = "outlet",
	[CLAIMS_SUBJECT] = "subject",
	[CLAIMS_EVENT] = "event",
};

struct claims {
	struct store *store;
	struct arena arena;
	enum claims_order order;
	struct claim_set *set;
	struct claims_keys keys; /* where the query is not empty */
};

const char *
claims_order_name(enum claims_order order)
{
	return order < CLAIMS_ORDERS ? order_names[order] : "";
}

bool
claims_order_parse(struct str name, enum claims_order *order)
{
	size_t i;

	for (i = 0; i < CLAIMS_ORDERS; i++)
		if (str_is(name, order_names[i])) {
			*order = (enum claims_order)i;
			return true;
		}
	return false;
}

bool
claims_same_group(const struct claims_key *a, const struct claims_key *b)
{
	return a->group == b->group && strcmp(a->label, b->label) == 0;
}

bool
store_claims_open(struct store *store, struct str query,
    enum claims_order order, struct claims **claims, struct err *err)
{
	struct claims *c = xcalloc(1, sizeof *c);
	struct query *tree;

	c->store = store;
	c->order = order;
	*claims = c;
	if (query_parse(arena_str(&c->arena, query), store_now(store) / 86400,
		&c->arena, &tree, err) &&
	    claim_set_new(store, tree, &c->set, err))
		return true;
	store_claims_close(c);
	*claims = NULL;
	return false;
}

void
store_claims_close(struct claims *c)
{
	if (c == NULL)
		return;
	claim_set_free(c->set);
	claims_keys_release(&c->keys);
	arena_release(&c->arena);
	free(c);
}

/* The newest come first: that order is walked backwards. */
static int
way(const struct claims *c, int dir)
{
	return c->order == CLAIMS_ADDED ? -dir : dir;
}

static void
read_key(sqlite3_stmt *st, struct claims_key *key)
{
	struct str label = db_view(st, 0);
	size_t n = label.len < CLAIMS_LABEL - 1 ? label.len : CLAIMS_LABEL - 1;

	if (n > 0)
		memcpy(key->label, label.p, n);
	key->label[n] = '\0';
	key->group = db_int(st, 1);
	key->claim = db_int(st, 2);
}

static void
bind_key(struct claims *c, sqlite3_stmt *st, const struct claims_key *key,
    bool after)
{
	static const char last[] = "\xf4\x8f\xbf\xbf"; /* U+10FFFF */

	db_bind_str(st, 1, str_of(order_names[c->order]));
	if (key != NULL) {
		db_bind_str(st, 2, str_of(key->label));
		db_bind_int(st, 3, key->group);
		db_bind_int(st, 4, key->claim);
	} else {
		db_bind_str(st, 2, str_of(after ? "" : last));
		db_bind_int(st, 3, after ? INT64_MIN : INT64_MAX);
		db_bind_int(st, 4, after ? INT64_MIN : INT64_MAX);
	}
}

/* Keys of up to n rows. */
static bool
keys_of(struct claims *c, sqlite3_stmt *st, size_t n, struct arena *arena,
    struct claims_key **keys, size_t *count, struct err *err)
{
	struct err e = { 0 };

	*keys = NULL;
	*count = 0;
	while (*count < n && db_row(c->store, st, &e)) {
		*keys = arena_grow(arena, *keys, *count, sizeof **keys);
		read_key(st, &(*keys)[(*count)++]);
	}
	return db_over(st, &e, err);
}

/* "2016-12-24", "B3", "contested", a name. */
static struct str
heading_of(
    const struct claims *c, const struct claims_row *row, struct arena *arena)
{
	const struct claim *claim = &row->claim;
	const char *label = row->key.label;
	char text[GRADE_TEXT];

	switch (c->order) {
	case CLAIMS_STATUS:
		return str_of(claim_status_name(claim->status));
	case CLAIMS_GRADE:
		return arena_str(arena, str_of(grade_text(claim->grade, text)));
	case CLAIMS_WHEN:
		return claim->happened;
	case CLAIMS_CLAIMANT:
		return claim->claimant.name;
	case CLAIMS_OUTLET:
		return row->outlet;
	case CLAIMS_EVENT:
		return claim->event_title;
	case CLAIMS_SUBJECT:
		return row->key.group != 0 ? arena_str(arena, str_of(label))
					   : str_of("");
	case CLAIMS_STATEMENT:
		return claim->statement;
	case CLAIMS_ADDED:
	case CLAIMS_ORDERS:
		break;
	}
	return str_of("");
}

static bool
row_of(struct claims *c, const struct claims_key *key, struct arena *arena,
    struct claims_row *row, struct err *err)
{
	sqlite3_stmt *st =
	    db_row_of(c->store, sql[ROW], "claim", key->claim, err);

	*row = (struct claims_row){ .key = *key };
	if (st == NULL)
		return false;
	claim_row_read(st, arena, &row->claim);
	row->title = db_str(st, CLAIM_ROW_COLUMNS, arena);
	row->outlet = db_str(st, CLAIM_ROW_COLUMNS + 1, arena);
	row->published = db_str(st, CLAIM_ROW_COLUMNS + 2, arena);
	db_done(st);
	if (!claim_fill(c->store, &row->claim, arena, err))
		return false;
	row->heading = heading_of(c, row, arena);
	return true;
}

static bool
rows_of(struct claims *c, const struct claims_key *keys, size_t n,
    struct arena *arena, struct claims_row **rows, struct err *err)
{
	size_t i;

	*rows = arena_array(arena, n + 1, sizeof **rows);
	for (i = 0; i < n; i++)
		if (!row_of(c, &keys[i], arena, &(*rows)[i], err))
			return false;
	return true;
}

/* Of the rows that are kept, up to n on from a key. */
static void
keys_kept(struct claims *c, const struct claims_key *from, struct page *page,
    struct arena *arena, struct claims_key **keys)
{
	bool after = way(c, page->dir) > 0;
	const struct claims_keys *k = &c->keys;
	size_t at = after ? 0 : k->n, i;

	if (from != NULL)
		at = claims_keys_after(k, from, !after);
	page->n = after ? k->n - at : at;
	page->n = page->n < page->most ? page->n : page->most;
	*keys = arena_array(arena, page->n + 1, sizeof **keys);
	for (i = 0; i < page->n; i++)
		(*keys)[i] = claims_keys_at(k, after ? at + i : at - 1 - i);
}

/* Is the query one whose rows are kept? They are ready then. */
static bool
is_kept(struct claims *c, bool *kept, struct err *err)
{
	*kept = !claim_set_is_all(c->set);
	return !*kept ||
	       claims_keys_ready(&c->keys, c->store, c->order, c->set, err);
}

static bool
keys_page(struct claims *c, const struct claims_key *from, struct page *page,
    struct arena *arena, struct claims_key **keys, struct err *err)
{
	bool after = way(c, page->dir) > 0, kept;
	sqlite3_stmt *st;

	if (!is_kept(c, &kept, err))
		return false;
	if (kept) {
		keys_kept(c, from, page, arena, keys);
		return true;
	}
	st = db_stmt(c->store, sql[after ? AFTER : BEFORE], err);
	if (st == NULL)
		return false;
	bind_key(c, st, from, after);
	return keys_of(c, st, page->most, arena, keys, &page->n, err);
}

bool
store_claims_page(struct claims *c, const struct claims_key *from,
    struct page *page, struct arena *arena, struct claims_row **rows,
    struct err *err)
{
	struct claims_key *keys;

	*rows = NULL;
	return keys_page(c, from, page, arena, &keys, err) &&
	       rows_of(c, keys, page->n, arena, rows, err);
}

/* One past a group, in a direction of the table. */
static struct claims_key
edge_of(const struct claims_key *key, bool after)
{
	struct claims_key edge = *key;

	edge.claim = after ? INT64_MAX : INT64_MIN;
	return edge;
}

static void
bind_group(
    const struct claims *c, sqlite3_stmt *st, const struct claims_key *key)
{
	db_bind_str(st, 1, str_of(order_names[c->order]));
	db_bind_str(st, 2, str_of(key->label));
	db_bind_int(st, 3, key->group);
}

/* The number that a statement gives. */
static bool
number_of(struct claims *c, sqlite3_stmt *st, size_t *n, struct err *err)
{
	struct err e;

	if (db_row(c->store, st, &e))
		*n = (size_t)db_int(st, 0);
	return db_over(st, &e, err);
}

/* How many rows of the query a group has. */
static bool
members_count(
    struct claims *c, const struct claims_key *key, size_t *n, struct err *err)
{
	struct claims_key first = edge_of(key, false),
			  last = edge_of(key, true);
	sqlite3_stmt *st;
	bool kept;

	*n = 0;
	if (!is_kept(c, &kept, err))
		return false;
	if (kept) {
		*n = claims_keys_after(&c->keys, &last, false) -
		     claims_keys_after(&c->keys, &first, true);
		return true;
	}
	st = db_stmt(c->store, sql[MEMBERS_COUNT], err);
	if (st == NULL)
		return false;
	bind_group(c, st, key);
	return number_of(c, st, n, err);
}

bool
store_claims_members(struct claims *c, const struct claims_key *key, bool all,
    struct arena *arena, struct claims_row **rows, size_t *n, struct err *err)
{
	struct claims_key *keys, first = edge_of(key, false);
	struct page page = { .dir = way(c, 1) };
	sqlite3_stmt *st;

	*rows = NULL;
	if (!all) {
		if (!members_count(c, key, &page.most, err) ||
		    !keys_page(c, &first, &page, arena, &keys, err))
			return false;
		*n = page.n;
		return rows_of(c, keys, page.n, arena, rows, err);
	}
	st = db_stmt(c->store, sql[MEMBERS], err);
	if (st == NULL)
		return false;
	bind_group(c, st, key);
	return keys_of(c, st, SIZE_MAX, arena, &keys, n, err) &&
	       rows_of(c, keys, *n, arena, rows, err);
}

/* The group on from a key: its first row and how many it has. */
static bool
next_group(struct claims *c, struct claims_key *at, bool *there, int dir,
    struct arena *arena, struct claims_group *g, struct err *err)
{
	struct claims_key *keys, before;
	struct page page = { .dir = dir, .most = 1 };

	if (!keys_page(c, *there ? at : NULL, &page, arena, &keys, err))
		return false;
	*there = page.n > 0;
	if (page.n == 0)
		return true;
	page.dir = way(c, 1);
	*at = edge_of(keys, way(c, dir) > 0);
	before = edge_of(keys, false);
	return members_count(c, keys, &g->claims, err) &&
	       keys_page(c, &before, &page, arena, &keys, err) &&
	       row_of(c, keys, arena, &g->first, err);
}

bool
store_claims_groups(struct claims *c, const struct claims_key *from,
    struct page *page, struct arena *arena, struct claims_group **groups,
    struct err *err)
{
	struct claims_key at;
	bool there = from != NULL;

	if (from != NULL)
		at = edge_of(from, way(c, page->dir) > 0);
	*groups = arena_array(arena, page->most + 1, sizeof **groups);
	for (page->n = 0; page->n < page->most; page->n++) {
		if (!next_group(c, &at, &there, page->dir, arena,
			&(*groups)[page->n], err))
			return false;
		if (!there)
			break;
	}
	return true;
}

bool
store_claims_locate(
    struct claims *c, int64_t claim, struct claims_key *key, struct err *err)
{
	sqlite3_stmt *st;
	bool found, kept;
	struct err e;

	if (!is_kept(c, &kept, err) ||
	    (st = db_stmt(c->store, sql[PLACE_OF], err)) == NULL)
		return false;
	db_bind_int(st, 1, claim);
	db_bind_str(st, 2, str_of(order_names[c->order]));
	found = db_row(c->store, st, &e);
	if (found)
		read_key(st, key);
	if (!db_over(st, &e, err))
		return false;
	return (found && (!kept || claim_set_has(c->set, claim))) ||
	       err_set(err, ERR_MISSING, "claim %lld is not among these",
		   (long long)claim);
}

bool
store_claims_count(struct claims *c, size_t *n, struct err *err)
{
	sqlite3_stmt *st;
	bool kept;

	*n = 0;
	if (!is_kept(c, &kept, err))
		return false;
	if (kept) {
		*n = claim_set_count(c->set);
		return true;
	}
	st = db_stmt(c->store, sql[COUNT], err);
	return st != NULL && number_of(c, st, n, err);
}

bool
store_claims_each(struct claims *c,
    bool (*each)(void *arg, const struct claims_row *row, struct err *err),
    void *arg, struct err *err)
{
	enum { WINDOW = 100 };
	struct page page = { .dir = 1, .most = WINDOW, .n = WINDOW };
	struct arena arena = { 0 };
	struct claims_key at, *from = NULL;
	struct claims_row *rows;
	size_t i;
	bool good = true;

	while (good && page.n == WINDOW) {
		arena_reset(&arena);
		good = store_claims_page(c, from, &page, &arena, &rows, err);
		for (i = 0; good && i < page.n; i++)
			good = each(arg, &rows[i], err);
		if (good && page.n > 0) {
			at = rows[page.n - 1].key;
			from = &at;
		}
	}
	arena_release(&arena);
	return good;
}
