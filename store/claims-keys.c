#include "config.h"

#include "store/claims-keys.h"

#include <string.h>

enum { IN_ORDER };

static const char *const sql[] = {
	[IN_ORDER] = "SELECT label, grp, claim FROM claim_group WHERE "
		     "grouping = ?1 ORDER BY label, grp, claim",
};
const struct db_table claims_keys_sql = { "claims-keys", sql, ARRAY_LEN(sql) };

/* As the collation NOCASE. */
static int
label_cmp(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n > 0 ? sqlite3_strnicmp(a.p, b.p, (int)n) : 0;

	return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

static int
group_cmp(const struct keys_group *g, const struct claims_key *key)
{
	int c = label_cmp(g->label, str_of(key->label));

	return c != 0 ? c : (g->group > key->group) - (g->group < key->group);
}

static struct keys_group *
group_add(struct claims_keys *k)
{
	if (k->groups == NULL || k->n_groups == k->size_groups) {
		k->size_groups = k->size_groups > 0 ? k->size_groups * 2 : 64;
		k->groups =
		    xreallocarray(k->groups, k->size_groups, sizeof *k->groups);
	}
	k->groups[k->n_groups] = (struct keys_group){ .first = k->n };
	return &k->groups[k->n_groups++];
}

/* A row that follows all that were added. */
static void
add(struct claims_keys *k, struct str label, int64_t group, int64_t claim)
{
	struct keys_group *g =
	    k->n_groups > 0 ? &k->groups[k->n_groups - 1] : NULL;

	if (label.len >= CLAIMS_LABEL)
		label.len = CLAIMS_LABEL - 1;
	if (g == NULL || g->group != group || label_cmp(g->label, label) != 0) {
		g = group_add(k);
		g->label = arena_str(&k->arena, label);
		g->group = group;
	}
	if (k->n == k->size) {
		k->size = k->size > 0 ? k->size * 2 : 256;
		k->claims =
		    xreallocarray(k->claims, k->size, sizeof *k->claims);
	}
	k->claims[k->n++] = claim;
}

static bool
read_all(struct claims_keys *k, struct store *store, enum claims_order order,
    const struct claim_set *set, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[IN_ORDER], err);
	struct err e;

	if (st == NULL)
		return false;
	arena_reset(&k->arena);
	k->n = k->n_groups = 0;
	db_bind_str(st, 1, str_of(claims_order_name(order)));
	while (db_row(store, st, &e)) {
		int64_t claim = db_int(st, 2);

		if (claim_set_has(set, claim))
			add(k, db_view(st, 0), db_int(st, 1), claim);
	}
	/* The end of the last one. */
	(void)group_add(k);
	k->n_groups--;
	return db_over(st, &e, err);
}

bool
claims_keys_ready(struct claims_keys *k, struct store *store,
    enum claims_order order, struct claim_set *set, struct err *err)
{
	uint64_t when;

	if (!claim_set_ready(set, &when, err))
		return false;
	if (k->when == when)
		return true;
	k->when = 0;
	if (!read_all(k, store, order, set, err))
		return false;
	k->when = when;
	return true;
}

void
claims_keys_release(struct claims_keys *k)
{
	free(k->groups);
	free(k->claims);
	arena_release(&k->arena);
	*k = (struct claims_keys){ 0 };
}

size_t
claims_keys_after(
    const struct claims_keys *k, const struct claims_key *key, bool with)
{
	size_t low = 0, high = k->n_groups, end;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (group_cmp(&k->groups[mid], key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == k->n_groups)
		return k->n;
	if (group_cmp(&k->groups[low], key) != 0)
		return k->groups[low].first;
	end = k->groups[low + 1].first;
	for (low = k->groups[low].first; low < end;) {
		size_t mid = low + (end - low) / 2;

		if (k->claims[mid] < key->claim ||
		    (!with && k->claims[mid] == key->claim))
			low = mid + 1;
		else
			end = mid;
	}
	return low;
}

struct claims_key
claims_keys_at(const struct claims_keys *k, size_t i)
{
	size_t low = 0, high = k->n_groups;
	struct claims_key key = { .claim = k->claims[i] };

	while (low + 1 < high) {
		size_t mid = low + (high - low) / 2;

		if (k->groups[mid].first <= i)
			low = mid;
		else
			high = mid;
	}
	key.group = k->groups[low].group;
	memcpy(key.label, k->groups[low].label.p, k->groups[low].label.len);
	return key;
}
