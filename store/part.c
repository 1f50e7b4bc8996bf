#include "config.h"

#include "store/part.h"

#include "store/entity.h"
#include "store/state.h"

enum { NAMES };

static const char *const sql[] = {
	[NAMES] = "SELECT e.id, e.kind, a.fold FROM entity e /*scan*/ "
		  "JOIN alias a ON a.entity = e.id WHERE e.state = 'active' "
		  "ORDER BY e.kind, e.name, e.id",
};
const struct db_table part_sql = { "part", sql, ARRAY_LEN(sql) };

struct part {
	int64_t id;
	uint32_t from; /* in folds, up to where the next one begins */
	uint8_t kind;
};

struct name_parts {
	struct part *v;
	size_t n, room;
	struct buf folds; /* the names of each entry, a line each */
};

void
name_parts_free(struct name_parts *x)
{
	if (x == NULL)
		return;
	free(x->v);
	buf_release(&x->folds);
	free(x);
}

static void
add(struct name_parts *x, int64_t id, struct str kind, struct str fold)
{
	enum entity_kind k;

	if (x->folds.len > UINT32_MAX / 2)
		return;
	if (x->n == 0 || x->v[x->n - 1].id != id) {
		if (!entity_kind_parse(kind, &k))
			k = ENTITY_OTHER;
		if (x->n == x->room) {
			x->room = x->room > 0 ? x->room * 2 : 1024;
			x->v = xreallocarray(x->v, x->room, sizeof *x->v);
		}
		x->v[x->n++] =
		    (struct part){ id, (uint32_t)x->folds.len, (uint8_t)k };
	}
	buf_putc(&x->folds, '\n');
	buf_str(&x->folds, fold);
}

static bool
ready(struct store *store, struct err *err)
{
	int64_t version = store_names_version(store);
	struct name_parts *x;
	sqlite3_stmt *st;
	struct err e;

	if (store->parts != NULL && store->parts_version == version)
		return true;
	st = db_stmt(store, sql[NAMES], err);
	if (st == NULL)
		return false;
	x = xcalloc(1, sizeof *x);
	buf_puts(&x->folds, "");
	while (db_row(store, st, &e))
		add(x, db_int(st, 0), db_view(st, 1), db_view(st, 2));
	if (!db_over(st, &e, err)) {
		name_parts_free(x);
		return false;
	}
	name_parts_free(store->parts);
	store->parts = x;
	store->parts_version = version;
	return true;
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
	for (i = 0; i < x->n && id != 0; i++)
		if (x->v[i].id == id)
			break;
	if (id == 0 || i == x->n)
		i = dir > 0 ? 0 : x->n;
	else if (dir > 0)
		i++;
	*walk = (struct part_walk){ x, part, dir, i };
	return true;
}

static uint32_t
end_of(const struct name_parts *x, size_t i)
{
	return i + 1 < x->n ? x->v[i + 1].from : (uint32_t)x->folds.len;
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
part_next(struct part_walk *walk, enum entity_kind kind)
{
	const struct name_parts *x = walk->parts;

	for (;;) {
		size_t i = next_holding(walk);

		if (i == x->n)
			return 0;
		walk->at = walk->dir > 0 ? i + 1 : i;
		if (kind == ENTITY_KINDS || x->v[i].kind == (uint8_t)kind)
			return x->v[i].id;
	}
}
