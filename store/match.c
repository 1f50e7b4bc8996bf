#include "config.h"

#include "store/match.h"

#include "model/gone.h"
#include "model/name.h"
#include "store/db.h"
#include "store/entity.h"
#include "store/state.h"

/* The names of the register by what their spellings have in common, in memory:
 * read when first asked for, or between keys before that, and then those that
 * have changed. */

enum { NAMES };
enum {
	WORTH = 20000, /* candidates of one question that are looked at */
	/* Letters of the name asked for times those of each that it is compared
	 * with, which is what comparing costs: about 10 ms. */
	COMPARED = 200000,
	READ = 200,       /* what a name costs before, in the same units */
	KEEP = 64,        /* entities that are kept in mind */
	BUCKETS = 1 << 13 /* of keys, by their last bits */
};

static const char *const sql[] = {
	[NAMES] = "SELECT a.entity, e.kind, a.text FROM entity e JOIN alias a "
		  "ON a.entity = e.id WHERE e.state = 'active' AND "
		  "a.article IS NULL AND a.kind <> 'weak' AND e.id > ?1 AND "
		  "e.id <= ?2",
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

/* Keys in the order in which their names were read. */
struct bucket {
	struct key *v;
	uint32_t n, room;
};

struct name_index {
	struct known *names;
	struct bucket buckets[BUCKETS];
	struct gone gone; /* names of entries that have changed */
	struct buf texts;
	size_t n, room;
};

void
name_index_free(struct name_index *x)
{
	if (x == NULL)
		return;
	for (size_t i = 0; i < BUCKETS; i++)
		free(x->buckets[i].v);
	free(x->names);
	gone_release(&x->gone);
	buf_release(&x->texts);
	free(x);
}

static void
key_add(struct name_index *x, uint32_t hash)
{
	struct bucket *b = &x->buckets[hash % BUCKETS];

	if (b->n == b->room) {
		b->room = b->room > 0 ? b->room * 2 : 4;
		b->v = xreallocarray(b->v, b->room, sizeof *b->v);
	}
	b->v[b->n++] = (struct key){ hash, (uint32_t)x->n };
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
	for (unsigned i = 0; i < n; i++)
		key_add(x, keys[i]);
	x->names[x->n++] = (struct known){ entity, (uint32_t)x->texts.len,
		(uint32_t)text.len, kind };
	buf_str(&x->texts, text);
}

static void *
index_begin(struct store *store, struct err *err)
{
	(void)store;
	(void)err;
	return xcalloc(1, sizeof(struct name_index));
}

static bool
index_read(struct store *store, void *made, int64_t behind, int64_t upto,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[NAMES], err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, behind);
	db_bind_int(st, 2, upto);
	while (db_row(store, st, &e)) {
		enum entity_kind kind;

		if (!entity_kind_parse(db_view(st, 1), &kind))
			kind = ENTITY_OTHER;
		index_add(made, db_int(st, 0), kind, db_view(st, 2));
	}
	return db_over(st, &e, err);
}

static void
index_put(struct store *store, void *made)
{
	name_index_free(store->names);
	store->names = made;
}

static void
index_drop(void *made)
{
	name_index_free(made);
}

static bool
index_renew(
    struct store *store, const int64_t *entities, size_t n, struct err *err)
{
	struct name_index *x = store->names;

	for (size_t i = 0; i < n; i++) {
		gone_put(&x->gone, entities[i], x->n);
		if (!index_read(store, x, entities[i] - 1, entities[i], err))
			return false;
	}
	return true;
}

static const struct names_follower follower = { index_begin, index_read,
	index_put, index_drop, index_renew };

bool
match_names_read(
    struct store *store, int64_t until_ms, bool *over, struct err *err)
{
	store->names_seen.by = &follower;
	return names_read(store, &store->names_seen, until_ms, over, err);
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* How many names have a key. */
static size_t
key_count(const struct name_index *x, uint32_t hash)
{
	const struct bucket *b = &x->buckets[hash % BUCKETS];
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		n += b->v[i].hash == hash;
	return n;
}

/* The rarest first, as those that many have tell least. */
static void
keys_order(const struct name_index *x, uint32_t *keys, unsigned n)
{
	size_t count[NAME_KEYS];

	for (unsigned i = 0; i < n; i++) {
		size_t c = key_count(x, keys[i]);
		uint32_t key = keys[i];
		unsigned k;

		for (k = i; k > 0 && count[k - 1] > c; k--) {
			count[k] = count[k - 1];
			keys[k] = keys[k - 1];
		}
		count[k] = c;
		keys[k] = key;
	}
}

/* A name, and how many keys it shares with the one asked for. */
struct sharing {
	uint32_t name, keys;
};

/* Each name once; those of changed entries not at all. */
static size_t
count_shared(
    const struct name_index *x, uint32_t *list, size_t n, struct sharing *out)
{
	size_t k = 0;

	qsort(list, n, sizeof *list, by_number);
	for (size_t i = 0; i < n; i++)
		if (k > 0 && out[k - 1].name == list[i])
			out[k - 1].keys++;
		else if (!gone_is(&x->gone, x->names[list[i]].entity, list[i]))
			out[k++] = (struct sharing){ list[i], 1 };
	return k;
}

/* Who shares most comes first. */
static int
by_shared(const void *a, const void *b)
{
	const struct sharing *x = a, *y = b;

	if (x->keys != y->keys)
		return x->keys > y->keys ? -1 : 1;
	return (x->name > y->name) - (x->name < y->name);
}

/* Names that share keys with the one asked for, those that share most first. */
static size_t
candidates(
    const struct name_index *x, const struct name *name, struct sharing *out)
{
	uint32_t keys[NAME_KEYS], *list = xcalloc(WORTH, sizeof *list);
	unsigned n_keys = name_keys(name, keys);
	size_t n = 0;

	keys_order(x, keys, n_keys);
	for (unsigned i = 0; i < n_keys; i++) {
		const struct bucket *b = &x->buckets[keys[i] % BUCKETS];

		for (size_t k = 0; k < b->n && n < WORTH; k++)
			if (b->v[k].hash == keys[i])
				list[n++] = b->v[k].name;
	}
	if (n > 0) {
		n = count_shared(x, list, n, out);
		qsort(out, n, sizeof *out, by_shared);
	}
	free(list);
	return n;
}

/* Best first; one entry an entity. */
struct best {
	int64_t entity;
	double score;
	uint32_t name;
};

/* Of two that are as much alike the one that was read first. */
static bool
is_better(struct best a, struct best b)
{
	return a.score > b.score || (a.score == b.score && a.name < b.name);
}

static void
best_put(struct best *list, size_t *n, size_t most, struct best b)
{
	size_t i;

	for (i = 0; i < *n; i++)
		if (list[i].entity == b.entity) {
			if (!is_better(b, list[i]))
				return;
			memmove(
			    &list[i], &list[i + 1], (--*n - i) * sizeof *list);
			break;
		}
	if (*n == most && !is_better(b, list[*n - 1]))
		return;
	if (*n < most)
		(*n)++;
	for (i = *n - 1; i > 0 && is_better(b, list[i - 1]); i--)
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
	struct sharing *found = xcalloc(WORTH, sizeof *found);
	size_t n = 0, n_found, spent = 0;

	name_read(&name, opts->name);
	n_found = candidates(x, &name, found);
	for (size_t i = 0; i < n_found && spent < COMPARED; i++) {
		const struct known *k = &x->names[found[i].name];
		struct str text =
		    str_slice(buf_view(&x->texts), k->text, k->text + k->len);
		struct best b = { k->entity, 0, found[i].name };

		if ((opts->kind != ENTITY_KINDS && k->kind != opts->kind) ||
		    (opts->but.len > 0 && str_eq(text, opts->but)))
			continue;
		spent += READ + opts->name.len * text.len;
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
	if (!names_follow(store, &store->names_seen, &follower, err))
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
