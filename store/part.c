#include "config.h"

#include "store/part.h"

#include "store/entity.h"
#include "store/state.h"

enum { ENTRIES, NAMES, NAMES_OF, PLACE };

/* First the entries in the order of the register, then their names in the order
 * of entries: a join takes five times as long. */
static const char *const sql[] = {
	[ENTRIES] = "SELECT id, kind FROM entity /*scan*/ WHERE "
		    "state = 'active' ORDER BY kind, name, id",
	[NAMES] = "SELECT a.entity, a.fold, e.camp FROM alias a JOIN entity e "
		  "ON e.id = a.entity WHERE a.entity > ?1 AND a.entity <= ?2 "
		  "ORDER BY a.entity, a.id",
	[NAMES_OF] = "SELECT fold FROM alias WHERE entity = ?1",
	/* Its kind and camp, and who stands behind it in that order. */
	[PLACE] =
	    "SELECT e.kind, e.camp, (SELECT id FROM entity x WHERE x.state = "
	    "'active' AND (x.kind, x.name, x.id) > (e.kind, e.name, "
	    "e.id) ORDER BY x.kind, x.name, x.id LIMIT 1) FROM entity e "
	    "WHERE e.id = ?1 AND e.state = 'active'",
};
const struct db_table part_sql = { "part", sql, ARRAY_LEN(sql) };

struct part {
	int64_t id;
	uint32_t from; /* in folds, up to where the next one begins */
	uint32_t camp; /* hash */
	uint8_t kind;
};

/* Names on their way to their entries: those of an entry stand together. */
struct named {
	int64_t id;
	uint32_t from, to; /* in texts */
	uint32_t camp;
};

struct name_parts {
	struct part *v;
	size_t n, room;
	struct buf folds; /* the names of each entry, a line each */
	/* Only while they are read: by id. */
	struct named *named;
	size_t n_named, room_named;
	struct buf texts;
};

void
name_parts_free(struct name_parts *x)
{
	if (x == NULL)
		return;
	free(x->v);
	free(x->named);
	buf_release(&x->folds);
	buf_release(&x->texts);
	free(x);
}

static void
room_for_one(struct name_parts *x)
{
	if (x->n < x->room)
		return;
	x->room = x->room > 0 ? x->room * 2 : 1024;
	x->v = xreallocarray(x->v, x->room, sizeof *x->v);
}

/* FNV-1a; 0: of no camp. */
static uint32_t
camp_hash(struct str camp)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < camp.len; i++)
		h = (h ^ (unsigned char)camp.p[i]) * 16777619u;
	return camp.len > 0 ? h : 0;
}

static bool
load_entries(struct store *store, struct name_parts *x, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ENTRIES], err);
	struct err e;

	if (st == NULL)
		return false;
	while (db_row(store, st, &e)) {
		enum entity_kind kind;

		if (!entity_kind_parse(db_view(st, 1), &kind))
			kind = ENTITY_OTHER;
		room_for_one(x);
		x->v[x->n++] =
		    (struct part){ db_int(st, 0), 0, 0, (uint8_t)kind };
	}
	return db_over(st, &e, err);
}

static void *
parts_begin(struct store *store, struct err *err)
{
	struct name_parts *x = xcalloc(1, sizeof *x);

	buf_puts(&x->texts, "");
	buf_puts(&x->folds, "");
	if (load_entries(store, x, err))
		return x;
	name_parts_free(x);
	return NULL;
}

static struct named *
named_last(struct name_parts *x, int64_t id)
{
	struct named *last;

	if (x->n_named > 0 && x->named[x->n_named - 1].id == id)
		return &x->named[x->n_named - 1];
	if (x->n_named == x->room_named) {
		x->room_named = x->room_named > 0 ? x->room_named * 2 : 1024;
		x->named =
		    xreallocarray(x->named, x->room_named, sizeof *x->named);
	}
	last = &x->named[x->n_named++];
	*last = (struct named){ id, (uint32_t)x->texts.len,
		(uint32_t)x->texts.len, 0 };
	return last;
}

static bool
parts_add(struct store *store, void *made, int64_t behind, int64_t upto,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[NAMES], err);
	struct name_parts *x = made;
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, behind);
	db_bind_int(st, 2, upto);
	while (db_row(store, st, &e)) {
		struct named *named = named_last(x, db_int(st, 0));

		named->camp = camp_hash(db_view(st, 2));
		if (x->texts.len > UINT32_MAX / 2)
			continue;
		buf_putc(&x->texts, '\n');
		buf_str(&x->texts, db_view(st, 1));
		named->to = (uint32_t)x->texts.len;
	}
	return db_over(st, &e, err);
}

static int64_t
named_id(const void *named)
{
	return ((const struct named *)named)->id;
}

/* Hand the names out to the entries. */
static void
parts_put(struct store *store, void *made)
{
	struct name_parts *x = made;

	for (size_t i = 0; i < x->n; i++) {
		size_t at = lower_bound(x->named, x->n_named, sizeof *x->named,
		    named_id, x->v[i].id);

		x->v[i].from = (uint32_t)x->folds.len;
		if (at == x->n_named || x->named[at].id != x->v[i].id)
			continue;
		x->v[i].camp = x->named[at].camp;
		buf_str(&x->folds, str_slice(buf_view(&x->texts),
				       x->named[at].from, x->named[at].to));
	}
	free(x->named);
	x->named = NULL;
	x->n_named = x->room_named = 0;
	buf_release(&x->texts);
	name_parts_free(store->parts);
	store->parts = x;
}

static void
parts_drop(void *made)
{
	name_parts_free(made);
}

/* Where an entry stands; x->n: it does not. */
static size_t
find(const struct name_parts *x, int64_t id)
{
	size_t i;

	for (i = 0; i < x->n && x->v[i].id != id; i++)
		;
	return i;
}

static uint32_t
end_of(const struct name_parts *x, size_t i)
{
	return i + 1 < x->n ? x->v[i + 1].from : (uint32_t)x->folds.len;
}

static void
take_out(struct name_parts *x, size_t at)
{
	uint32_t from = x->v[at].from, to = end_of(x, at);

	memmove(x->folds.p + from, x->folds.p + to, x->folds.len - to);
	x->folds.len -= to - from;
	x->n--;
	memmove(&x->v[at], &x->v[at + 1], (x->n - at) * sizeof *x->v);
	for (size_t i = at; i < x->n; i++)
		x->v[i].from -= to - from;
}

/* Before the entry that stands there; folds: its names, each behind a line
 * feed. */
static void
put_in(struct name_parts *x, size_t at, struct part part, struct str folds)
{
	uint32_t by = (uint32_t)folds.len;
	struct str rest;

	part.from = at < x->n ? x->v[at].from : (uint32_t)x->folds.len;
	room_for_one(x);
	memmove(&x->v[at + 1], &x->v[at], (x->n - at) * sizeof *x->v);
	x->v[at] = part;
	x->n++;
	for (size_t i = at + 1; i < x->n; i++)
		x->v[i].from += by;
	buf_str(&x->folds, folds); /* for the room */
	rest = str_slice(buf_view(&x->folds), part.from, x->folds.len - by);
	memmove(x->folds.p + part.from + by, rest.p, rest.len);
	memcpy(x->folds.p + part.from, folds.p, by);
}

/* The entry as the register has it now, and before whom it stands (0: the
 * end). */
static bool
read_one(struct store *store, int64_t id, struct part *part, int64_t *next,
    struct buf *folds, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[PLACE], err);
	enum entity_kind kind = ENTITY_OTHER;
	struct err e;

	*part = (struct part){ 0 };
	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	if (db_row(store, st, &e)) {
		(void)entity_kind_parse(db_view(st, 0), &kind);
		*part = (struct part){ id, 0, camp_hash(db_view(st, 1)),
			(uint8_t)kind };
		*next = db_int_or(st, 2, 0);
	}
	if (!db_over(st, &e, err))
		return false;
	st = db_stmt(store, sql[NAMES_OF], err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	while (db_row(store, st, &e)) {
		buf_putc(folds, '\n');
		buf_str(folds, db_view(st, 0));
	}
	return db_over(st, &e, err);
}

/* Put it in before its neighbour, which is put in first if it is still out. */
static bool
renew_one(struct store *store, int64_t id, struct err *err)
{
	struct name_parts *x = store->parts;
	struct buf folds = { 0 };
	struct part part;
	int64_t next = 0;
	size_t at;
	bool good;

	if (find(x, id) < x->n)
		return true;
	buf_puts(&folds, "");
	good = read_one(store, id, &part, &next, &folds, err);
	if (good && part.id != 0) {
		at = next != 0 ? find(x, next) : x->n;
		if (next != 0 && at == x->n) {
			good = renew_one(store, next, err);
			at = find(x, next);
		}
		if (good)
			put_in(x, at, part, buf_view(&folds));
	}
	buf_release(&folds);
	return good;
}

static bool
parts_renew(
    struct store *store, const int64_t *entities, size_t n, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = find(store->parts, entities[i]);

		if (at < store->parts->n)
			take_out(store->parts, at);
	}
	for (size_t i = 0; i < n; i++)
		if (!renew_one(store, entities[i], err))
			return false;
	return true;
}

static const struct names_follower follower = { parts_begin, parts_add,
	parts_put, parts_drop, parts_renew };

static bool
ready(struct store *store, struct err *err)
{
	return names_follow(store, &store->parts_seen, &follower, err);
}

bool
part_names_read(
    struct store *store, int64_t until_ms, bool *over, struct err *err)
{
	store->parts_seen.by = &follower;
	return names_read(store, &store->parts_seen, until_ms, over, err);
}

bool
part_start(struct store *store, struct part_walk *walk, struct str part,
    int64_t id, int dir, struct err *err)
{
	const struct name_parts *x;
	size_t i;

	if (!ready(store, err))
		return false;
	x = store->parts;
	i = id != 0 ? find(x, id) : x->n;
	if (i == x->n)
		i = dir > 0 ? 0 : x->n;
	else if (dir > 0)
		i++;
	*walk = (struct part_walk){ x, part, dir, i };
	return true;
}

/* The entry that a byte of the names belongs to. */
static size_t
entry_at(const struct name_parts *x, size_t from, size_t byte)
{
	size_t to = x->n;

	while (from + 1 < to) {
		size_t middle = from + (to - from) / 2;

		if (x->v[middle].from <= byte)
			from = middle;
		else
			to = middle;
	}
	return from;
}

/* The nearest entry from the walk's on that holds the part, or x->n. */
static size_t
next_holding(const struct part_walk *walk)
{
	const struct name_parts *x = walk->parts;
	size_t byte;

	if (walk->dir > 0) {
		if (walk->at >= x->n)
			return x->n;
		byte = str_find(
		    buf_view(&x->folds), walk->part, x->v[walk->at].from);
		return byte == SIZE_MAX ? x->n : entry_at(x, walk->at, byte);
	}
	for (size_t i = walk->at; i-- > 0;)
		if (str_find(str_slice(buf_view(&x->folds), x->v[i].from,
				 end_of(x, i)),
			walk->part, 0) != SIZE_MAX)
			return i;
	return x->n;
}

int64_t
part_next(struct part_walk *walk, enum entity_kind kind, struct str camp)
{
	const struct name_parts *x = walk->parts;
	uint32_t hash = camp_hash(camp);

	for (;;) {
		size_t i = next_holding(walk);

		if (i == x->n)
			return 0;
		walk->at = walk->dir > 0 ? i + 1 : i;
		if ((kind == ENTITY_KINDS || x->v[i].kind == (uint8_t)kind) &&
		    (hash == 0 || x->v[i].camp == hash))
			return x->v[i].id;
	}
}
