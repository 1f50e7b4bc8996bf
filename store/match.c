#include "config.h"

#include "store/match.h"

#include "model/gone.h"
#include "model/name.h"
#include "store/db.h"
#include "store/entity.h"
#include "store/state.h"

/* The names of the register by what their spellings have in common, in memory:
 * made when first asked for and again when names have changed. */

enum { NAMES, NAMES_OF };
enum {
	WORTH = 20000, /* candidates of one question that are compared */
	KEEP = 64,     /* entities that are kept in mind */
	LOOSE = 1024,  /* keys that may stand unsorted */
};

#define NAMES_WHERE(only)                                                      \
	"SELECT a.entity, e.kind, a.text FROM entity e JOIN alias a "          \
	"ON a.entity = e.id WHERE e.state = 'active' "                         \
	"AND a.article IS NULL AND a.kind <> 'weak' AND " only

static const char *const sql[] = {
	[NAMES] = NAMES_WHERE("1 /*scan*/"),
	[NAMES_OF] = NAMES_WHERE("e.id = ?1"),
};
const struct db_table match_sql = { "match", sql, ARRAY_LEN(sql) };

/* How alike a name must be that is offered for a query. */
#define MEANT 0.75
/* What a spelling of one word counts for where more were asked for: Samarra
 * Barrage is not Brega. */
#define ONE_OF_MANY 0.75
/* And a person's given name alone. */
#define GIVEN_ALONE 0.8

struct known {
	int64_t entity;
	uint32_t text, len; /* in texts */
	enum entity_kind kind;
};

struct key {
	uint32_t hash, name;
};

struct name_index {
	struct known *names;
	struct key *keys; /* the first n_sorted of them are sorted */
	struct gone gone; /* names of entries that have changed */
	struct buf texts;
	size_t n, n_keys, n_sorted, room, room_keys;
};

void
name_index_free(struct name_index *x)
{
	if (x == NULL)
		return;
	free(x->names);
	free(x->keys);
	gone_release(&x->gone);
	buf_release(&x->texts);
	free(x);
}

static void
index_add(struct name_index *x, int64_t entity, enum entity_kind kind,
    struct str text)
{
	uint32_t keys[NAME_KEYS];
	struct name name;
	unsigned n;

	if (x->texts.len > UINT32_MAX / 2)
		return;
	name_read(&name, text);
	n = name_keys(&name, keys);
	if (x->n == x->room) {
		x->room = x->room > 0 ? x->room * 2 : 1024;
		x->names = xreallocarray(x->names, x->room, sizeof *x->names);
	}
	if (x->n_keys + n > x->room_keys) {
		x->room_keys = x->room_keys * 2 + 4096;
		x->keys = xreallocarray(x->keys, x->room_keys, sizeof *x->keys);
	}
	for (unsigned i = 0; i < n; i++)
		x->keys[x->n_keys++] = (struct key){ keys[i], (uint32_t)x->n };
	x->names[x->n++] = (struct known){ entity, (uint32_t)x->texts.len,
		(uint32_t)text.len, kind };
	buf_str(&x->texts, text);
}

static int
by_hash(const void *a, const void *b)
{
	const struct key *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->name > y->name) - (x->name < y->name);
}

/* Sort the loose keys and merge them into the others, from the end. */
static void
index_sort(struct name_index *x)
{
	size_t n = x->n_keys - x->n_sorted, i = x->n_sorted, at = x->n_keys;
	struct key *loose;

	if (n == 0)
		return;
	qsort(x->keys + i, n, sizeof *x->keys, by_hash);
	loose = xcalloc(n, sizeof *loose);
	memcpy(loose, x->keys + i, n * sizeof *loose);
	while (n > 0)
		if (i > 0 && by_hash(&x->keys[i - 1], &loose[n - 1]) > 0)
			x->keys[--at] = x->keys[--i];
		else
			x->keys[--at] = loose[--n];
	free(loose);
	x->n_sorted = x->n_keys;
}

/* Add what a statement lists, of one entity (0: of all). */
static bool
add_names(struct store *store, struct name_index *x, int which, int64_t entity,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;

	if (st == NULL)
		return false;
	if (entity != 0)
		db_bind_int(st, 1, entity);
	while (db_row(store, st, &e)) {
		enum entity_kind kind;

		if (!entity_kind_parse(db_view(st, 1), &kind))
			kind = ENTITY_OTHER;
		index_add(x, db_int(st, 0), kind, db_view(st, 2));
	}
	return db_over(st, &e, err);
}

static bool
index_make(struct store *store, struct err *err)
{
	struct name_index *x = xcalloc(1, sizeof *x);

	if (!add_names(store, x, NAMES, 0, err)) {
		name_index_free(x);
		return false;
	}
	index_sort(x);
	name_index_free(store->names);
	store->names = x;
	return true;
}

static bool
index_renew(
    struct store *store, const int64_t *entities, size_t n, struct err *err)
{
	struct name_index *x = store->names;

	for (size_t i = 0; i < n; i++) {
		gone_put(&x->gone, entities[i], x->n);
		if (!add_names(store, x, NAMES_OF, entities[i], err))
			return false;
	}
	if (x->n_keys - x->n_sorted > LOOSE)
		index_sort(x);
	return true;
}

static bool
ready(struct store *store, struct err *err)
{
	static const struct names_follower follower = { index_make,
		index_renew };

	return names_follow(store, &store->names_seen, &follower, err);
}

static int64_t
hash_of(const void *key)
{
	return ((const struct key *)key)->hash;
}

static size_t
first_key(const struct name_index *x, uint32_t hash)
{
	return lower_bound(
	    x->keys, x->n_sorted, sizeof *x->keys, hash_of, hash);
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Names that share a key with the one asked for, each once. */
static size_t
candidates(const struct name_index *x, const struct name *name, uint32_t *list)
{
	uint32_t keys[NAME_KEYS];
	unsigned n_keys = name_keys(name, keys);
	size_t n = 0, k = 0;

	for (unsigned i = 0; i < n_keys; i++) {
		for (size_t at = x->n_sorted; at < x->n_keys && n < WORTH; at++)
			if (x->keys[at].hash == keys[i])
				list[n++] = x->keys[at].name;
		for (size_t at = first_key(x, keys[i]);
		     at < x->n_sorted && x->keys[at].hash == keys[i] &&
		     n < WORTH;
		     at++)
			list[n++] = x->keys[at].name;
	}
	if (n == 0)
		return 0;
	qsort(list, n, sizeof *list, by_number);
	for (size_t i = 0; i < n; i++)
		if ((i == 0 || list[i] != list[i - 1]) &&
		    !gone_is(&x->gone, x->names[list[i]].entity, list[i]))
			list[k++] = list[i];
	return k;
}

/* Best first; one entry an entity. */
struct best {
	int64_t entity;
	double score;
	uint32_t name;
};

static void
best_put(struct best *list, size_t *n, size_t most, struct best b)
{
	size_t i;

	for (i = 0; i < *n; i++)
		if (list[i].entity == b.entity) {
			if (list[i].score >= b.score)
				return;
			memmove(
			    &list[i], &list[i + 1], (--*n - i) * sizeof *list);
			break;
		}
	if (*n == most && list[*n - 1].score >= b.score)
		return;
	if (*n < most)
		(*n)++;
	for (i = *n - 1; i > 0 && list[i - 1].score < b.score; i--)
		list[i] = list[i - 1];
	list[i] = b;
}

static unsigned
full_words(const struct name *name)
{
	unsigned n = 0;

	for (unsigned i = 0; i < name->n; i++)
		n += name->word[i].weight == 100;
	return n;
}

/* One word that is not the last of several: Saadi, of Saadi Gaddafi. */
static bool
is_given_name(const struct name *name, const struct name *known)
{
	struct name last = { .n = 1 };

	if (full_words(name) != 1 || full_words(known) < 2)
		return false;
	for (unsigned i = 0; i < known->n; i++)
		if (known->word[i].weight == 100)
			last.word[0] = known->word[i];
	last.whole = last.word[0];
	return name_likeness(name, &last) < NAME_SAME;
}

static size_t
rank(const struct name_index *x, const struct match_opts *opts,
    struct best *list, size_t most)
{
	struct name name, other;
	uint32_t *found = xcalloc(WORTH, sizeof *found);
	size_t n = 0, n_found;

	name_read(&name, opts->name);
	n_found = candidates(x, &name, found);
	for (size_t i = 0; i < n_found; i++) {
		const struct known *k = &x->names[found[i]];
		struct str text =
		    str_slice(buf_view(&x->texts), k->text, k->text + k->len);
		struct best b = { k->entity, 0, found[i] };

		if ((opts->kind != ENTITY_KINDS && k->kind != opts->kind) ||
		    (opts->but.len > 0 && str_eq(text, opts->but)))
			continue;
		name_read(&other, text);
		b.score = name_likeness(&name, &other);
		if (full_words(&other) == 1 && full_words(&name) > 1)
			b.score *= ONE_OF_MANY;
		if (k->kind == ENTITY_PERSON && is_given_name(&name, &other))
			b.score *= GIVEN_ALONE;
		if (b.score >= opts->least)
			best_put(list, &n, most, b);
	}
	free(found);
	return n;
}

bool
store_entity_match(struct store *store, const struct match_opts *opts,
    struct arena *arena, struct match **list, size_t *n, struct err *err)
{
	struct best best[KEEP];
	size_t most = opts->most < KEEP ? opts->most : KEEP;

	*n = 0;
	*list = NULL;
	if (!ready(store, err))
		return false;
	most = rank(store->names, opts, best, most);
	*list = arena_array(arena, most + 1, sizeof **list);
	for (size_t i = 0; i < most; i++) {
		const struct known *k = &store->names->names[best[i].name];
		struct match *m = &(*list)[*n];

		if (!store_entity_get(
			store, best[i].entity, arena, &m->entity, err))
			return false;
		m->score = best[i].score;
		m->name =
		    arena_str(arena, str_slice(buf_view(&store->names->texts),
					 k->text, k->text + k->len));
		(*n)++;
	}
	return true;
}

bool
store_name_meant(struct store *store, struct str query, struct arena *arena,
    struct str *name, struct err *err)
{
	struct match_opts opts = {
		.name = str_trim(query), .kind = ENTITY_KINDS, .most = 1
	};
	struct match *list;
	size_t n;

	*name = str_of("");
	opts.least = MEANT;
	for (size_t i = 0; i < query.len; i++)
		if (strchr(":=*()|", query.p[i]) != NULL)
			return true;
	if (opts.name.len < 3 || opts.name.len > 80)
		return true;
	if (!store_entity_match(store, &opts, arena, &list, &n, err))
		return false;
	if (n > 0)
		*name = list[0].entity.name;
	return true;
}
