#include "config.h"

#include "store/entity.h"

#include "model/edtf.h"
#include "model/fold.h"
#include "store/db.h"
#include "store/match.h"
#include "store/part.h"

enum { AT_ONCE = 200 }; /* entries read at once */

enum {
	GET,
	BY_KEY,
	ALIASES,
	PAGE, /* eight of them: page_of */
	PAGE_LAST = PAGE + 7,
	MENTIONS,
	ARTICLE_ENTITIES,
	COMPLETE,
	NAMED,
	WITH,
	RELATIONS_ALL,
	RELATIONS_LANES,
	RELATIONS_OF,
	CAMPS,
	CLAIMS,
};

#define ENTITY                                                                 \
	"SELECT e.id, e.kind, e.key, e.name, e.short, e.subkind, e.role, "     \
	"e.start, e.\"end\", e.camp, e.country, e.note, e.sources, "           \
	"e.origin, e.state, e.base, e.parent, e.merged_into, e.articles, "     \
	"e.mentions, e.notes FROM entity e "

/* Pages: ?1 kind of the row before, ?2 its name, ?3 its id, ?4 how many, ?5 the
 * only camp. Of one kind no other is walked over, so ?1 is that kind. */
#define IN_CAMP "e.camp = ?5 AND "
#define DOWN(only)                                                             \
	ENTITY "WHERE " only "e.state = 'active' AND (e.kind, e.name, e.id) "  \
	       "> (?1, ?2, ?3) ORDER BY e.kind, e.name, e.id LIMIT ?4"
#define UP(only)                                                               \
	ENTITY "WHERE " only "e.state = 'active' AND (e.kind, e.name, e.id) "  \
	       "< (?1, ?2, ?3) ORDER BY e.kind DESC, e.name DESC, e.id DESC "  \
	       "LIMIT ?4"
#define DOWN_KIND(only)                                                        \
	ENTITY "WHERE " only "e.state = 'active' AND e.kind = ?1 AND "         \
	       "(e.name, e.id) > (?2, ?3) ORDER BY e.name, e.id LIMIT ?4"
#define UP_KIND(only)                                                          \
	ENTITY "WHERE " only "e.state = 'active' AND e.kind = ?1 AND "         \
	       "(e.name, e.id) < (?2, ?3) ORDER BY e.name DESC, e.id DESC "    \
	       "LIMIT ?4"

/* Those of a merged entry are read as the other one's. */
#define RELATION                                                               \
	"SELECT r.id, s.id, o.id, s.key, s.name, o.key, o.name, "              \
	"r.relation, r.role, r.start, r.\"end\", r.note, r.sources, "          \
	"r.certainty, r.origin FROM relation r "                               \
	"JOIN entity a ON a.id = r.subject "                                   \
	"JOIN entity s ON s.id = coalesce(a.merged_into, a.id) "               \
	"JOIN entity b ON b.id = r.object "                                    \
	"JOIN entity o ON o.id = coalesce(b.merged_into, b.id) "

/* The order of rule 1 to 3 in model/spot.h. */
#define KIND_ORDER                                                             \
	"CASE e.kind WHEN 'place' THEN 1 WHEN 'person' THEN 2 "                \
	"WHEN 'faction' THEN 3 WHEN 'outlet' THEN 4 ELSE 5 END"

#define BEGINS "a.fold >= ?1 AND a.fold < ?2 AND a.kind <> 'weak'"

static const char *const sql[] = {
	[GET] = ENTITY "WHERE e.id = ?1",
	[BY_KEY] = "SELECT id FROM entity WHERE key = ?1",
	[ALIASES] = "SELECT id, entity, article, text, kind FROM alias "
		    "WHERE entity = ?1 ORDER BY position, id",
	[PAGE] = DOWN(""),
	[PAGE + 1] = UP(""),
	[PAGE + 2] = DOWN_KIND(""),
	[PAGE + 3] = UP_KIND(""),
	[PAGE + 4] = DOWN(IN_CAMP),
	[PAGE + 5] = UP(IN_CAMP),
	[PAGE + 6] = DOWN_KIND(IN_CAMP),
	[PAGE + 7] = UP_KIND(IN_CAMP),
	[MENTIONS] = "SELECT m.start, m.\"end\", m.entity, e.kind, m.origin "
		     "FROM mention m JOIN entity e ON e.id = m.entity "
		     "WHERE m.article = ?1 AND m.start >= 0 ORDER BY m.start",
	[ARTICLE_ENTITIES] =
	    "SELECT e.id, e.kind, e.key, e.name, c.mentions, e.short "
	    "FROM (SELECT entity, count(*) AS mentions FROM mention "
	    "WHERE article = ?1 GROUP BY entity) c /*scan*/ "
	    "JOIN entity e ON e.id = c.entity ORDER BY CASE e.kind "
	    "WHEN 'faction' THEN 1 WHEN 'person' THEN 2 WHEN 'place' THEN 3 "
	    "WHEN 'outlet' THEN 4 ELSE 5 END, c.mentions DESC, e.name",
	/* A letter that ten thousand spellings begin with costs what a few do:
	 * the first of them, and whoever is named most. */
	[COMPLETE] = ENTITY
	"WHERE e.state = 'active' AND e.id IN (SELECT entity FROM "
	"(SELECT a.entity FROM alias a WHERE " BEGINS
	" LIMIT 2000) UNION ALL SELECT b.id FROM (SELECT id FROM "
	"entity ORDER BY articles DESC LIMIT 300) b /*scan*/ WHERE "
	"EXISTS (SELECT 1 FROM alias a WHERE a.entity = b.id AND " BEGINS
	")) ORDER BY e.articles DESC, e.name LIMIT ?3",
	[NAMED] =
	    ENTITY "WHERE e.state = 'active' AND e.id IN "
		   "(SELECT a.entity FROM alias a WHERE a.fold = ?1) "
		   "ORDER BY e.id = (SELECT n.entity FROM naming n WHERE "
		   "n.fold = ?1 AND n.article IS NULL ORDER BY n.id DESC) "
		   "DESC, " KIND_ORDER ", e.id",
	/* Its newest articles are the lead, each read by key. */
	[WITH] = "SELECT e.id, e.kind, e.key, e.name, "
		 "count(DISTINCT b.article) AS n FROM (SELECT "
		 "article FROM article_entity WHERE entity = ?1 "
		 "ORDER BY ord DESC LIMIT ?3) a /*scan*/ "
		 "JOIN article r ON r.id = a.article AND r.hidden = 0 "
		 "JOIN mention b ON b.article = a.article "
		 "JOIN entity e ON e.id = b.entity WHERE b.entity <> ?1 "
		 "GROUP BY b.entity ORDER BY n DESC, e.name LIMIT ?2",
	[RELATIONS_ALL] = RELATION "ORDER BY r.position, r.id /*scan*/",
	[RELATIONS_LANES] =
	    RELATION "WHERE r.relation IN ('leads', 'controls', "
		     "'succeeded-by', 'renamed', 'merged-into', 'split-from') "
		     "ORDER BY r.position, r.id /*scan*/",
	[RELATIONS_OF] =
	    RELATION "/*scan*/ WHERE r.id IN (WITH who(id) AS (SELECT ?1 "
		     "UNION SELECT id FROM entity WHERE merged_into = ?1) "
		     "SELECT x.id FROM who JOIN relation x "
		     "ON x.subject = who.id UNION SELECT x.id FROM who "
		     "JOIN relation x ON x.object = who.id) "
		     "ORDER BY r.start, r.position, r.id",
	[CLAIMS] =
	    "SELECT c.id FROM (SELECT claim FROM claim_source WHERE entity = "
	    "?1 UNION SELECT claim FROM claim_subject WHERE entity = ?1) x "
	    "/*scan*/ JOIN claim c ON c.id = x.claim JOIN article a "
	    "ON a.id = c.article WHERE a.hidden = 0 ORDER BY c.id DESC "
	    "LIMIT ?2",
	/* From one camp to the next, however many entries each has. */
	[CAMPS] = "WITH RECURSIVE c(camp) AS (SELECT '' UNION ALL SELECT "
		  "(SELECT min(e.camp) FROM entity e WHERE e.state = 'active' "
		  "AND e.camp > c.camp) FROM c WHERE c.camp IS NOT NULL) "
		  "SELECT camp FROM c /*scan*/ WHERE camp <> '' ORDER BY "
		  "(SELECT min(e.position) FROM entity e WHERE "
		  "e.state = 'active' AND e.camp = c.camp)",
};
const struct db_table entity_sql = { "entity", sql, ARRAY_LEN(sql) };

static void
entity_row(sqlite3_stmt *st, struct arena *arena, struct entity *e)
{
	struct str *texts[] = { &e->key, &e->name, &e->short_name, &e->subkind,
		&e->role, &e->start, &e->end, &e->camp, &e->country, &e->note,
		&e->sources, &e->origin, &e->state };
	int i = 2;

	e->id = db_int(st, 0);
	if (!entity_kind_parse(db_view(st, 1), &e->kind))
		e->kind = ENTITY_OTHER;
	for (size_t k = 0; k < ARRAY_LEN(texts); k++)
		*texts[k] = db_str(st, i++, arena);
	e->base = db_int_or(st, i++, 0);
	e->parent = db_int_or(st, i++, 0);
	e->merged_into = db_int_or(st, i++, 0);
	e->articles = (uint32_t)db_int(st, i++);
	e->mentions = (uint32_t)db_int(st, i++);
	e->notes = (uint32_t)db_int(st, i);
}

static bool
entity_rows(struct store *store, sqlite3_stmt *st, struct arena *arena,
    struct entity **list, size_t *count, struct err *err)
{
	struct err e;

	*list = NULL;
	*count = 0;
	while (db_row(store, st, &e)) {
		*list = arena_grow(arena, *list, *count, sizeof **list);
		entity_row(st, arena, &(*list)[(*count)++]);
	}
	return db_over(st, &e, err);
}

bool
store_entity_get(struct store *store, int64_t id, struct arena *arena,
    struct entity *entity, struct err *err)
{
	sqlite3_stmt *st = db_row_of(store, sql[GET], "entity", id, err);

	if (st == NULL)
		return false;
	entity_row(st, arena, entity);
	db_done(st);
	return true;
}

bool
store_entity_by_key(
    struct store *store, struct str key, int64_t *id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[BY_KEY], err);
	struct err e;

	*id = 0;
	if (st == NULL)
		return false;
	db_bind_str(st, 1, key);
	if (db_row(store, st, &e))
		*id = db_int(st, 0);
	if (!db_over(st, &e, err))
		return false;
	return *id != 0 || err_set(err, ERR_MISSING, "the register has no %.*s",
			       key.len > 80 ? 80 : (int)key.len, key.p);
}

bool
store_aliases(struct store *store, int64_t entity, struct arena *arena,
    struct alias **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ALIASES], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, entity);
	while (db_row(store, st, &e)) {
		*list = arena_grow(arena, *list, *n, sizeof **list);
		(*list)[(*n)++] = (struct alias){
			.id = db_int(st, 0),
			.entity = db_int(st, 1),
			.article = db_int_or(st, 2, 0),
			.text = db_str(st, 3, arena),
			.kind = db_str(st, 4, arena),
		};
	}
	return db_over(st, &e, err);
}

static const char *
page_of(const struct entity_filter *only, int dir)
{
	return sql[PAGE + (dir > 0 ? 0 : 1) +
		   (only->kind < ENTITY_KINDS ? 2 : 0) +
		   (only->camp.len > 0 ? 4 : 0)];
}

/* Bind the row before a page, or the end that it starts from. */
static void
bind_from(sqlite3_stmt *st, const struct entity_filter *only,
    const struct entity_key *from, int dir)
{
	struct str end = str_of(dir > 0 ? "" : "\xF4\x8F\xBF\xBF");
	struct str kind = end;

	if (only->kind < ENTITY_KINDS)
		kind = str_of(entity_kind_name(only->kind));
	else if (from != NULL)
		kind = str_of(entity_kind_name(from->kind));
	db_bind_str(st, 1, kind);
	db_bind_str(st, 2, from != NULL ? from->name : end);
	db_bind_int(st, 3, from != NULL ? from->id : 0);
}

bool
store_camps(struct store *store, struct arena *arena, struct str **list,
    size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[CAMPS], err);
	struct strs camps;

	if (st == NULL || !db_strs(store, st, arena, &camps, err))
		return false;
	*list = camps.v;
	*n = camps.n;
	return true;
}

/* Those with a name that holds some letters: found in memory, read by id. */
static bool
page_holding(struct store *store, const struct entity_filter *only,
    struct part_walk *walk, struct page *page, struct arena *arena,
    struct entity **list, struct err *err)
{
	int64_t id;

	*list = arena_array(arena, page->most + 1, sizeof **list);
	page->n = 0;
	while (page->n < page->most &&
	       (id = part_next(walk, only->kind, only->camp)) != 0)
		if (!store_entity_get(
			store, id, arena, &(*list)[page->n++], err))
			return false;
	return true;
}

bool
store_entity_page(struct store *store, const struct entity_filter *only,
    const struct entity_key *from, struct page *page, struct arena *arena,
    struct entity **list, struct err *err)
{
	struct str part = fold_copy(arena, only->part);
	struct part_walk walk;
	sqlite3_stmt *st;

	if (part.len > 0)
		return part_start(store, &walk, part,
			   from != NULL ? from->id : 0, page->dir, err) &&
		       page_holding(store, only, &walk, page, arena, list, err);
	st = db_stmt(store, page_of(only, page->dir), err);
	if (st == NULL)
		return false;
	bind_from(st, only, from, page->dir);
	db_bind_int(st, 4, (int64_t)page->most);
	if (only->camp.len > 0)
		db_bind_str(st, 5, only->camp);
	return entity_rows(store, st, arena, list, &page->n, err);
}

bool
store_entities_each(struct store *store, enum entity_kind kind,
    entity_each *each, void *arg, struct err *err)
{
	struct page page = { .dir = 1, .most = AT_ONCE, .n = AT_ONCE };
	const struct entity_filter only = { .kind = kind, .part = str_of("") };
	struct arena arenas[2] = { { 0 }, { 0 } };
	struct entity_key key, *from = NULL;
	struct entity *list;
	size_t i, turn = 0;
	bool good = true;

	/* The key of a page is text of the page before: two take turns. */
	for (; good && page.n == AT_ONCE; turn ^= 1) {
		arena_reset(&arenas[turn]);
		good = store_entity_page(
		    store, &only, from, &page, &arenas[turn], &list, err);
		for (i = 0; good && i < page.n; i++)
			good = each(arg, &list[i], err);
		if (!good || page.n == 0)
			break;
		key = (struct entity_key){ list[page.n - 1].kind,
			list[page.n - 1].name, list[page.n - 1].id };
		from = &key;
	}
	arena_release(&arenas[0]);
	arena_release(&arenas[1]);
	return good;
}

bool
store_mentions(struct store *store, int64_t article, struct arena *arena,
    struct mention **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[MENTIONS], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	while (db_row(store, st, &e)) {
		struct mention *m;

		*list = arena_grow(arena, *list, *n, sizeof **list);
		m = &(*list)[(*n)++];
		m->span.from = (uint32_t)db_int(st, 0);
		m->span.to = (uint32_t)db_int(st, 1);
		m->entity = db_int(st, 2);
		if (!entity_kind_parse(db_view(st, 3), &m->kind))
			m->kind = ENTITY_OTHER;
		m->by_hand = db_int(st, 4) != 0;
	}
	return db_over(st, &e, err);
}

static void
count_row(sqlite3_stmt *st, struct arena *arena, struct entity_count *c)
{
	c->entity = db_int(st, 0);
	if (!entity_kind_parse(db_view(st, 1), &c->kind))
		c->kind = ENTITY_OTHER;
	c->key = db_str(st, 2, arena);
	c->name = db_str(st, 3, arena);
	c->mentions = (uint32_t)db_int(st, 4);
}

bool
store_entity_with(struct store *store, int64_t entity, size_t most,
    struct arena *arena, struct entity_count **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[WITH], err);
	struct err e;

	*list = arena_array(arena, most + 1, sizeof **list);
	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, entity);
	db_bind_int(st, 2, (int64_t)most);
	db_bind_int(st, 3, WITH_ARTICLES);
	while (*n < most && db_row(store, st, &e))
		count_row(st, arena, &(*list)[(*n)++]);
	if (*n == most)
		e.code = ERR_NONE;
	return db_over(st, &e, err);
}

bool
store_entity_claims(struct store *store, int64_t entity, size_t most,
    struct arena *arena, int64_t **ids, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[CLAIMS], err);
	struct err e;

	*ids = arena_array(arena, most + 1, sizeof **ids);
	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, entity);
	db_bind_int(st, 2, (int64_t)most);
	while (db_row(store, st, &e))
		(*ids)[(*n)++] = db_int(st, 0);
	return db_over(st, &e, err);
}

bool
store_article_entities(struct store *store, int64_t article,
    struct arena *arena, struct entity_count **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ARTICLE_ENTITIES], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	while (db_row(store, st, &e)) {
		struct entity_count *c;

		*list = arena_grow(arena, *list, *n, sizeof **list);
		c = &(*list)[(*n)++];
		c->entity = db_int(st, 0);
		if (!entity_kind_parse(db_view(st, 1), &c->kind))
			c->kind = ENTITY_OTHER;
		c->key = db_str(st, 2, arena);
		c->name = db_str(st, 3, arena);
		c->mentions = (uint32_t)db_int(st, 4);
		c->short_name = db_str(st, 5, arena);
	}
	return db_over(st, &e, err);
}

/* Behind those that begin so, those that are spelt otherwise. */
static bool
complete_alike(struct store *store, struct str name, size_t n,
    struct arena *arena, struct entity **list, size_t *count, struct err *err)
{
	struct match_opts opts = {
		.name = name, .kind = ENTITY_KINDS, .most = n, .least = 0.6
	};
	struct entity *all = arena_array(arena, n + 1, sizeof *all);
	struct match *more;
	size_t n_more, k;

	if (!store_entity_match(store, &opts, arena, &more, &n_more, err))
		return false;
	if (*count > 0)
		memcpy(all, *list, *count * sizeof *all);
	for (size_t i = 0; i < n_more && *count < n; i++) {
		for (k = 0; k < *count; k++)
			if (all[k].id == more[i].entity.id)
				break;
		if (k == *count)
			all[(*count)++] = more[i].entity;
	}
	*list = all;
	return true;
}

bool
store_entity_complete(struct store *store, struct str prefix, size_t n,
    struct arena *arena, struct entity **list, size_t *count, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[COMPLETE], err);
	struct str from = fold_copy(arena, prefix);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, from);
	db_bind_str(st, 2,
	    arena_printf(arena, "%.*s\xF4\x8F\xBF\xBF", (int)from.len, from.p));
	db_bind_int(st, 3, (int64_t)n);
	return entity_rows(store, st, arena, list, count, err) &&
	       (prefix.len < 4 || *count >= n ||
		   complete_alike(store, prefix, n, arena, list, count, err));
}

bool
store_entities_named(struct store *store, struct str spelling,
    struct arena *arena, struct entity **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[NAMED], err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, fold_copy(arena, spelling));
	return entity_rows(store, st, arena, list, n, err);
}

static void
relation_row(sqlite3_stmt *st, struct arena *arena, struct relation *r)
{
	struct str *texts[] = { &r->subject_key, &r->subject_name,
		&r->object_key, &r->object_name, &r->relation, &r->role,
		&r->start, &r->end, &r->note, &r->sources, &r->certainty,
		&r->origin };

	r->id = db_int(st, 0);
	r->subject = db_int(st, 1);
	r->object = db_int(st, 2);
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		*texts[i] = db_str(st, 3 + (int)i, arena);
}

/* Whether a relation may have held on one of those days: an end that is open
 * or unknown does not speak against it. */
static bool
held(const struct relation *r, int64_t from, int64_t to)
{
	struct edtf start, end;
	int64_t first, last;

	if (!edtf_parse_edge(r->start, &start, NULL) ||
	    !edtf_parse_edge(r->end, &end, NULL))
		return true;
	first = edtf_earliest(&start);
	last = edtf_latest(&end);
	return !(edtf_is_day(first) && first > to) &&
	       !(edtf_is_day(last) && last < from);
}

bool
store_relations(struct store *store, int64_t entity, struct str at,
    struct arena *arena, struct relation **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st;
	struct edtf date;
	int64_t from = INT64_MIN, to = INT64_MAX;
	struct err e;

	*list = NULL;
	*n = 0;
	if (at.len > 0) {
		if (!edtf_parse(at, &date, err))
			return false;
		from = edtf_earliest(&date);
		to = edtf_latest(&date);
		from = edtf_is_day(from) ? from : INT64_MIN;
		to = edtf_is_day(to) ? to : INT64_MAX;
	}
	st = db_stmt(
	    store, sql[entity != 0 ? RELATIONS_OF : RELATIONS_ALL], err);
	if (st == NULL)
		return false;
	if (entity != 0)
		db_bind_int(st, 1, entity);
	while (db_row(store, st, &e)) {
		*list = arena_grow(arena, *list, *n, sizeof **list);
		relation_row(st, arena, &(*list)[*n]);
		*n += at.len == 0 || held(&(*list)[*n], from, to);
	}
	return db_over(st, &e, err);
}

bool
store_lane_relations(struct store *store, struct arena *arena,
    struct relation **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[RELATIONS_LANES], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	while (db_row(store, st, &e)) {
		*list = arena_grow(arena, *list, *n, sizeof **list);
		relation_row(st, arena, &(*list)[(*n)++]);
	}
	return db_over(st, &e, err);
}
