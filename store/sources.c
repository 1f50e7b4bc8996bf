#include "config.h"

#include "store/sources.h"

#include "model/fold.h"
#include "store/claims.h"
#include "store/db.h"

/* The outlets of a source: by its entity, or the one without an entity that
 * has its name. */
#define OUTLETS_OF                                                             \
	"(SELECT id FROM outlet /*scan*/ WHERE CASE WHEN ?1 > 0 THEN "         \
	"entity = ?1 ELSE entity IS NULL AND name = ?2 END)"

enum { OUTLETS, STATUS, HIDDEN, GROUPED, WORDED, KEY, GRADES, COPIES };

/* clang-format off */
static const char *const sql[] = {
	/* Hidden articles are few and have an index of their own. */
	[OUTLETS] = "SELECT o.entity, coalesce(e.name, o.name), e.key, "
	    "(SELECT count(*) FROM article a WHERE a.outlet = o.id) - "
	    "(SELECT count(*) FROM article a INDEXED BY article_hidden WHERE "
	    "a.hidden = 1 AND a.outlet = o.id) FROM outlet o /*scan*/ "
	    "LEFT JOIN entity e ON e.id = o.entity",
	[STATUS] = "SELECT id FROM claim WHERE status = ?1",
	[HIDDEN] = "SELECT c.id FROM article a CROSS JOIN claim c ON "
	    "c.article = a.id WHERE a.hidden = 1",
	/* What is not known stands there as a tilde. */
	[GROUPED] = "SELECT label, grp, claim FROM claim_group WHERE "
	    "grouping = ?1 AND label <> '~' ORDER BY label, grp",
	[WORDED] = "SELECT text FROM claim_source WHERE claim = ?1 AND "
	    "position = 0",
	[KEY] = "SELECT key FROM entity WHERE id = ?1",
	[GRADES] = "SELECT entity, fold, reliability FROM source_grade "
	    "/*scan*/ WHERE reliability IS NOT NULL",
	[COPIES] = "SELECT coalesce(e.name, o.name), sum(x.later), "
	    "sum(1 - x.later) FROM (SELECT id FROM article WHERE outlet IN "
	    OUTLETS_OF " AND copies > 0 AND hidden = 0 ORDER BY ord DESC "
	    "LIMIT ?3) mine /*scan*/ JOIN article_copy x ON "
	    "x.article = mine.id JOIN article b ON b.id = x.other "
	    "JOIN outlet o ON o.id = b.outlet "
	    "LEFT JOIN entity e ON e.id = o.entity "
	    "WHERE b.hidden = 0 AND b.outlet NOT IN " OUTLETS_OF
	    " GROUP BY coalesce(o.entity, -o.id) ORDER BY count(*) DESC, 1 "
	    "LIMIT 20",
};
/* clang-format on */
extern const struct db_table sources_sql;
const struct db_table sources_sql = { "sources", sql, ARRAY_LEN(sql) };

struct sources {
	struct store *store;
	struct arena *arena;
	struct source *list;
	size_t n;
	size_t *slots, size; /* 1 + index into list, by entity or name */
};

static uint64_t
hash_of(int64_t entity, struct str fold)
{
	uint64_t h = UINT64_C(14695981039346656037) ^ (uint64_t)entity;

	for (size_t i = 0; entity == 0 && i < fold.len; i++)
		h = (h ^ (unsigned char)fold.p[i]) * UINT64_C(1099511628211);
	return h * UINT64_C(0x9E3779B97F4A7C15) >> 8;
}

/* The slot of a source, taken or free. */
static size_t *
slot_of(struct sources *s, int64_t entity, struct str fold)
{
	size_t i = (size_t)hash_of(entity, fold) & (s->size - 1);

	while (s->list != NULL && s->slots[i] != 0) {
		const struct source *o = &s->list[s->slots[i] - 1];

		if (o->entity == entity &&
		    (entity != 0 || str_eq(o->fold, fold)))
			break;
		i = (i + 1) & (s->size - 1);
	}
	return &s->slots[i];
}

static void
grow(struct sources *s)
{
	if (s->n * 2 < s->size)
		return;
	s->size = s->size > 0 ? s->size * 2 : 256;
	free(s->slots);
	s->slots = xcalloc(s->size, sizeof *s->slots);
	for (size_t i = 0; i < s->n; i++)
		*slot_of(s, s->list[i].entity, s->list[i].fold) = i + 1;
}

static struct source *
source_for(struct sources *s, int64_t entity, struct str name, struct str key)
{
	struct str fold = fold_copy(s->arena, name);
	size_t *slot;

	grow(s);
	slot = slot_of(s, entity, fold);
	if (*slot == 0) {
		s->list = arena_grow(s->arena, s->list, s->n, sizeof *s->list);
		s->list[s->n] = (struct source){
			.id = entity != 0
				  ? entity
				  : -(int64_t)(hash_of(0, fold) >> 1) - 1,
			.entity = entity,
			.name = name,
			.fold = fold,
			.key = key,
		};
		*slot = ++s->n;
	}
	return &s->list[*slot - 1];
}

static bool
read_outlets(struct sources *s, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s->store, sql[OUTLETS], err);
	struct err e;

	if (st == NULL)
		return false;
	while (db_row(s->store, st, &e)) {
		struct source *o = source_for(s, db_int(st, 0),
		    db_str(st, 1, s->arena), db_str(st, 2, s->arena));

		o->outlet = true;
		o->articles += (uint32_t)db_int(st, 3);
	}
	return db_over(st, &e, err);
}

/* The status of each visible claim and one, by its id; 0: there is none. */
struct statuses {
	unsigned char *v;
	size_t n;
};

static bool
mark(struct store *store, int which, int status, struct statuses *all,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;

	if (st == NULL)
		return false;
	if (which == STATUS)
		db_bind_str(st, 1,
		    str_of(claim_status_name((enum claim_status)status)));
	while (db_row(store, st, &e)) {
		size_t id = (size_t)db_int(st, 0), n = all->n;

		if (id >= n) {
			all->n = id >= n * 2 ? id + 1024 : n * 2;
			all->v = xreallocarray(all->v, all->n, 1);
			memset(all->v + n, 0, all->n - n);
		}
		all->v[id] = which == STATUS ? (unsigned char)(status + 1) : 0;
	}
	return db_over(st, &e, err);
}

/* From their index alone: rows of claims are long. */
static bool
read_statuses(struct store *store, struct statuses *all, struct err *err)
{
	bool good = true;

	for (int i = 0; good && i < CLAIM_STATUSES; i++)
		good = mark(store, STATUS, i, all, err);
	return good && mark(store, HIDDEN, 0, all, err);
}

/* The text that a statement finds for an id; empty: none. */
static bool
ask(struct sources *s, int which, int64_t id, struct str *text, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s->store, sql[which], err);
	struct err e;

	*text = str_of("");
	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	if (db_row(s->store, st, &e))
		*text = db_str(st, 0, s->arena);
	return db_over(st, &e, err);
}

/* A run of claims of one source: its place in the list. */
struct run {
	struct str label;
	int64_t group;
	size_t at;
};

/* Claimants that the register does not have go by the words of a claim, since
 * the label is folded. */
static bool
run_begin(struct sources *s, struct run *run, sqlite3_stmt *st, bool worded,
    struct err *err)
{
	struct str name, key = str_of("");

	run->label = name = db_str(st, 0, s->arena);
	run->group = db_int(st, 1);
	if (run->group != 0 && !ask(s, KEY, run->group, &key, err))
		return false;
	if (run->group == 0 && worded &&
	    !ask(s, WORDED, db_int(st, 2), &name, err))
		return false;
	run->at = (size_t)(source_for(s, run->group, name, key) - s->list);
	return true;
}

/* Claims by whom and status: of those with whom they began, or of the outlets
 * that told them. */
static bool
read_claims(struct sources *s, enum claims_order by, const struct statuses *all,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(s->store, sql[GROUPED], err);
	bool told = by == CLAIMS_OUTLET;
	struct run run = { .at = SIZE_MAX };
	struct err e = { 0 };

	if (st == NULL)
		return false;
	db_bind_str(st, 1, str_of(claims_order_name(by)));
	while (db_row(s->store, st, &e)) {
		size_t claim = (size_t)db_int(st, 2);
		int status = claim < all->n ? all->v[claim] - 1 : -1;
		struct source *o;

		if (status < 0)
			continue;
		if ((run.at == SIZE_MAX || run.group != db_int(st, 1) ||
			!str_eq(run.label, db_view(st, 0))) &&
		    !run_begin(s, &run, st, !told, &e))
			break;
		o = &s->list[run.at];
		++*(told ? &o->told : &o->claims);
		(told ? o->told_status : o->status)[status]++;
	}
	return db_over(st, &e, err);
}

static bool
read_grades(struct sources *s, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s->store, sql[GRADES], err);
	struct err e;

	if (st == NULL)
		return false;
	grow(s);
	while (db_row(s->store, st, &e)) {
		size_t i = *slot_of(s, db_int(st, 0), db_view(st, 1));
		struct str letter = db_view(st, 2);

		if (s->list != NULL && i > 0 && letter.len == 1)
			s->list[i - 1].reliability = letter.p[0];
	}
	return db_over(st, &e, err);
}

static int
by_name(const void *a, const void *b)
{
	const struct source *x = a, *y = b;
	int order = str_cmp(x->fold, y->fold);

	return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

bool
store_sources(struct store *store, struct arena *arena, struct source **list,
    size_t *n, struct err *err)
{
	struct sources s = { .store = store, .arena = arena };
	struct statuses all = { 0 };
	bool good;

	grow(&s);
	good = read_outlets(&s, err) && read_statuses(store, &all, err) &&
	       read_claims(&s, CLAIMS_CLAIMANT, &all, err) &&
	       read_claims(&s, CLAIMS_OUTLET, &all, err) &&
	       read_grades(&s, err);
	free(all.v);
	free(s.slots);
	if (s.n > 1)
		qsort(s.list, s.n, sizeof *s.list, by_name);
	*list = s.list;
	*n = s.n;
	return good;
}

bool
store_source_copies(struct store *store, const struct source *source,
    struct arena *arena, struct source_copies **list, size_t *n,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[COPIES], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, source->entity);
	db_bind_str(st, 2, source->name);
	db_bind_int(st, 3, SOURCE_LOOK);
	while (db_row(store, st, &e)) {
		*list = arena_grow(arena, *list, *n, sizeof **list);
		(*list)[(*n)++] = (struct source_copies){ db_str(st, 0, arena),
			(uint32_t)db_int(st, 1), (uint32_t)db_int(st, 2) };
	}
	return db_over(st, &e, err);
}
