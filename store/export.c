#include "config.h"

#include "store/export-row.h"

#include "store/article.h"
#include "store/entity.h"
#include "store/event.h"
#include "store/find.h"
#include "store/note.h"
#include "store/state.h"
#include "store/statement.h"

enum { PAGE = 200 };

enum {
	CODES,
	CODES_OF,
	ANALYSTS,
	MENTIONS,
	MENTIONS_OF,
	NAMING,
	EVENTS,
	EVENT_PARTIES,
	PLACE_OF,
	NOTES_APART,
	NOTE_KEY,
	RELATION_KINDS,
	BORN,
};

static const char *const sql[] = {
	/* Parents before children, whatever order they were made in. */
	[CODES] = "WITH RECURSIVE tree(id, path) AS (SELECT id, name FROM code "
		  "WHERE parent IS NULL UNION ALL SELECT c.id, t.path || "
		  "char(1) || c.name FROM tree t JOIN code c ON c.parent = "
		  "t.id) SELECT " CODE_COLUMNS
		  " FROM tree t JOIN code c ON c.id = t.id ORDER BY t.path "
		  "/*scan*/",
	[CODES_OF] = "SELECT " CODE_COLUMNS
		     " FROM article_code t JOIN code c ON c.id = t.code "
		     "WHERE t.article = ?1 ORDER BY c.name",
	[ANALYSTS] = "SELECT analyst FROM act WHERE analyst <> '' UNION "
		     "SELECT analyst FROM note ORDER BY 1 /*scan*/",
	/* Between a merger and the job that looks at the articles again, the
	 * entry that went still stands in them. */
	[MENTIONS] = "SELECT m.start, m.\"end\", e.kind, e.key, e.name FROM "
		     "mention m JOIN entity x ON x.id = m.entity JOIN entity e "
		     "ON e.id = coalesce(x.merged_into, x.id) WHERE m.article "
		     "= ?1 AND m.start >= 0 ORDER BY m.start",
	[MENTIONS_OF] = "SELECT m.start, m.\"end\", e.kind, e.key, e.name FROM "
			"mention m JOIN entity e ON e.id = m.entity WHERE "
			"m.article = ?1 AND m.entity = ?2 AND m.start >= 0 "
			"ORDER BY m.start",
	[NAMING] = "SELECT x.article, a.uuid, x.ord FROM article_entity x JOIN "
		   "article a ON a.id = x.article WHERE x.entity = ?1 AND "
		   "x.ord < ?2 ORDER BY x.ord DESC LIMIT 200",
	[EVENTS] = "SELECT id FROM event WHERE id > ?1 ORDER BY id LIMIT 200",
	[EVENT_PARTIES] =
	    "SELECT 0, 0, n.kind, n.key, n.name FROM event_entity x JOIN "
	    "entity n ON n.id = x.entity WHERE x.event = ?1 ORDER BY "
	    "x.position",
	[PLACE_OF] =
	    "SELECT e.lat, e.lon, (SELECT key FROM entity WHERE id = e.parent),"
	    " (SELECT key FROM entity WHERE id = e.base) FROM entity e "
	    "WHERE e.id = ?1",
	[NOTES_APART] = "SELECT id FROM note WHERE id > ?1 AND on_kind IN "
			"('entity', 'event') ORDER BY id LIMIT 200",
	[NOTE_KEY] =
	    "SELECT key, kind, 0, name FROM entity WHERE id = ?2 AND ?1 = "
	    "'entity' "
	    "UNION ALL SELECT key, '', EXISTS (SELECT 1 FROM event_entity x "
	    "WHERE x.event = ?2), title FROM event WHERE id = ?2 AND ?1 = "
	    "'event'",
	[RELATION_KINDS] = "SELECT s.kind, o.kind FROM entity s JOIN entity o "
			   "ON o.id = ?2 WHERE s.id = ?1",
	/* What it came with is a batch without an act. */
	[BORN] =
	    "SELECT min(coalesce((SELECT time FROM act WHERE id > 0 ORDER BY "
	    "id LIMIT 1), ?1), coalesce((SELECT started FROM batch WHERE "
	    "id > 0 ORDER BY id LIMIT 1), ?1))",
};
const struct db_table export_sql = { "export", sql, ARRAY_LEN(sql) };

/* ------------------------------------------------------------- the articles */

static bool
note_article(void *arg, const struct find_row *row, struct err *err)
{
	struct export *x = arg;
	size_t byte = (size_t)row->row.id >> 3, size = x->size;

	(void)err;
	if (byte >= size) {
		size = byte * 2 + 64;
		x->ids = xreallocarray(x->ids, size, 1);
		memset(x->ids + x->size, 0, size - x->size);
		x->size = size;
	}
	x->ids[byte] |= (unsigned char)(1u << (row->row.id & 7));
	x->total++;
	return true;
}

/* A query about one row, begun. */
static sqlite3_stmt *
about(struct export *x, int which, int64_t id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(x->store, sql[which], err);

	if (st != NULL)
		db_bind_int(st, 1, id);
	return st;
}

static bool
codes_of(struct export *x, int64_t article, struct arena *arena,
    struct out_code **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = about(x, CODES_OF, article, err);
	size_t size = 0;
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	while (db_row(x->store, st, &e)) {
		*list = export_more(arena, *list, *n, &size, sizeof **list);
		export_code_read(st, arena, &(*list)[(*n)++]);
	}
	return db_over(st, &e, err);
}

struct passing {
	struct export *x;
	out_put *put;
	void *to;
};

static bool
put_article(void *arg, const struct find_row *row, struct err *err)
{
	struct passing *p = arg;
	struct export *x = p->x;
	struct arena arena = { 0 };
	struct article a;
	struct out_article out = { .article = &a };
	struct out_code *codes;
	struct out_mention *mentions;
	struct note *notes;
	int64_t id = row->row.id;
	bool good;

	/* Another pass saw it; it went while the library was not locked. */
	if (!export_has(x, id))
		return true;
	x->done++;
	good = store_article_get(x->store, id, &arena, &a, err) &&
	       codes_of(x, id, &arena, &codes, &out.n_codes, err) &&
	       export_mentions(x, about(x, MENTIONS, id, err), &arena,
		   &mentions, &out.n_mentions, err) &&
	       store_notes_of(x->store, ON_ARTICLE, id, &arena, &notes,
		   &out.n_notes, err) &&
	       export_claims_of(x, id, &arena, &out.claims, &out.n_claims, err);
	if (good) {
		out.codes = codes;
		out.mentions = mentions;
		out.notes = notes;
		good = p->put(p->to,
		    &(struct out){ .kind = OUT_ARTICLE, .article = &out }, err);
	}
	arena_release(&arena);
	return good;
}

static bool
each_article(struct passing *p, struct err *err)
{
	return store_find_each(p->x->find, put_article, p, err);
}

/* A page of what is found by number, so that no statement is open while a
 * record is put. */
struct numbers {
	int64_t ids[PAGE], keys[PAGE];
	struct str texts[PAGE];
	size_t n;
	struct arena arena;
};

static bool
page_read(struct export *x, int which, int64_t one, int64_t two,
    struct numbers *page, struct err *err)
{
	sqlite3_stmt *st = db_stmt(x->store, sql[which], err);
	bool naming = which == NAMING;
	struct err e;

	arena_reset(&page->arena);
	page->n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, one);
	if (naming)
		db_bind_int(st, 2, two);
	while (page->n < PAGE && db_row(x->store, st, &e)) {
		page->ids[page->n] = db_int(st, 0);
		if (naming) {
			page->texts[page->n] = db_str(st, 1, &page->arena);
			page->keys[page->n] = db_int(st, 2);
		}
		page->n++;
	}
	if (page->n == PAGE)
		db_done(st);
	return page->n == PAGE || db_over(st, &e, err);
}

/* An article that names the entity: its uuid and where, no more. */
static bool
put_naming(struct passing *p, const struct numbers *page, size_t i,
    int64_t entity, struct err *err)
{
	struct article a = { .row.id = page->ids[i], .uuid = page->texts[i] };
	struct out_article out = { .article = &a };
	struct arena arena = { 0 };
	struct out_mention *mentions;
	sqlite3_stmt *st;
	bool good = true;

	if (export_has(p->x, a.row.id)) {
		st = about(p->x, MENTIONS_OF, a.row.id, err);
		if (st != NULL)
			db_bind_int(st, 2, entity);
		good = export_mentions(
		    p->x, st, &arena, &mentions, &out.n_mentions, err);
	}
	if (good && out.n_mentions > 0) {
		out.mentions = mentions;
		good = p->put(p->to,
		    &(struct out){ .kind = OUT_ARTICLE, .article = &out }, err);
	}
	arena_release(&arena);
	return good;
}

static bool
naming(void *arg, int64_t entity, out_put *put, void *to, struct err *err)
{
	struct passing p = { arg, put, to };
	struct numbers *page = xcalloc(1, sizeof *page);
	int64_t before = INT64_MAX;
	bool good = true;
	size_t i;

	do {
		good = page_read(p.x, NAMING, entity, before, page, err);
		for (i = 0; good && i < page->n; i++)
			good = put_naming(&p, page, i, entity, err);
		before = page->n > 0 ? page->keys[page->n - 1] : 0;
	} while (good && page->n == PAGE);
	arena_release(&page->arena);
	free(page);
	return good;
}

/* --------------------------------------------------------------- the others */

/* Few rows, all read before the first is put. */
static bool
each_row(struct passing *p, int which,
    void (*read)(sqlite3_stmt *st, struct arena *arena, struct out *out),
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(p->x->store, sql[which], err);
	struct arena arena = { 0 };
	struct out *list = NULL;
	size_t n = 0, size = 0, i;
	struct err e;
	bool good;

	if (st == NULL)
		return false;
	while (db_row(p->x->store, st, &e)) {
		list = export_more(&arena, list, n, &size, sizeof *list);
		list[n] = (struct out){ 0 };
		read(st, &arena, &list[n++]);
	}
	good = db_over(st, &e, err);
	for (i = 0; good && i < n; i++)
		good = p->put(p->to, &list[i], err);
	arena_release(&arena);
	return good;
}

static void
read_code(sqlite3_stmt *st, struct arena *arena, struct out *out)
{
	struct out_code *code = arena_alloc(arena, sizeof *code);

	export_code_read(st, arena, code);
	out->kind = OUT_CODE;
	out->code = code;
}

static void
read_analyst(sqlite3_stmt *st, struct arena *arena, struct out *out)
{
	out->kind = OUT_ANALYST;
	out->analyst = db_str(st, 0, arena);
}

/* Where a place lies, and what it belongs to. */
static bool
entity_place(struct export *x, struct out_entity *out, struct arena *arena,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(x->store, sql[PLACE_OF], err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, out->entity->id);
	if (db_row(x->store, st, &e)) {
		out->placed = sqlite3_column_type(st, 0) != SQLITE_NULL &&
			      sqlite3_column_type(st, 1) != SQLITE_NULL;
		out->lat = sqlite3_column_double(st, 0);
		out->lon = sqlite3_column_double(st, 1);
		out->parent = db_str(st, 2, arena);
		out->base = db_str(st, 3, arena);
	}
	return db_over(st, &e, err);
}

static bool
put_entity(void *arg, const struct entity *entity, struct err *err)
{
	struct passing *p = arg;
	struct arena arena = { 0 };
	struct out_entity out = { .entity = entity };
	struct alias *aliases;
	bool good = store_aliases(p->x->store, entity->id, &arena, &aliases,
			&out.n_aliases, err) &&
		    entity_place(p->x, &out, &arena, err);

	if (good) {
		out.aliases = aliases;
		good = p->put(p->to,
		    &(struct out){ .kind = OUT_ENTITY, .entity = &out }, err);
	}
	arena_release(&arena);
	return good;
}

static bool
put_relation(struct passing *p, const struct relation *relation, int nth,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(p->x->store, sql[RELATION_KINDS], err);
	struct out_relation out = { .relation = relation, .nth = nth };
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, relation->subject);
	db_bind_int(st, 2, relation->object);
	if (db_row(p->x->store, st, &e)) {
		(void)entity_kind_parse(db_view(st, 0), &out.subject);
		(void)entity_kind_parse(db_view(st, 1), &out.object);
	}
	return db_over(st, &e, err) &&
	       p->put(p->to,
		   &(struct out){ .kind = OUT_RELATION, .relation = &out },
		   err);
}

/* How many older ones say the same of the same two. */
static int
nth_of(const struct relation *list, size_t n, const struct relation *r)
{
	int nth = 0;
	size_t i;

	for (i = 0; i < n; i++)
		nth += list[i].id < r->id && list[i].subject == r->subject &&
		       list[i].object == r->object &&
		       str_eq(list[i].relation, r->relation) &&
		       str_eq(list[i].start, r->start);
	return nth;
}

static bool
each_relation(struct passing *p, struct err *err)
{
	struct arena arena = { 0 };
	struct relation *list;
	size_t n, i;
	bool good =
	    store_relations(p->x->store, 0, str_of(""), &arena, &list, &n, err);

	/* What held between two that were found to be one says nothing. */
	for (i = 0; good && i < n; i++)
		good =
		    list[i].subject == list[i].object ||
		    put_relation(p, &list[i], nth_of(list, n, &list[i]), err);
	arena_release(&arena);
	return good;
}

static bool
put_event(struct passing *p, int64_t id, struct err *err)
{
	struct arena arena = { 0 };
	struct event event;
	struct out_event out = { .event = &event };
	struct out_mention *parties;
	bool good = store_event_get(p->x->store, id, &arena, &event, err) &&
		    export_mentions(p->x, about(p->x, EVENT_PARTIES, id, err),
			&arena, &parties, &out.n_parties, err);

	if (good) {
		out.parties = parties;
		good = p->put(p->to,
		    &(struct out){ .kind = OUT_EVENT, .event = &out }, err);
	}
	arena_release(&arena);
	return good;
}

static bool
put_note(struct passing *p, int64_t id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(p->x->store, sql[NOTE_KEY], err);
	struct arena arena = { 0 };
	struct note note;
	struct out_note out = { .note = &note };
	struct err e;
	bool good =
	    st != NULL && store_note_get(p->x->store, id, &arena, &note, err);

	if (good) {
		db_bind_str(st, 1, str_of(subject_kind_name(note.on)));
		db_bind_int(st, 2, note.on_id);
		if (db_row(p->x->store, st, &e)) {
			out.key = db_str(st, 0, &arena);
			(void)entity_kind_parse(
			    db_view(st, 1), &out.entity_kind);
			out.parties = db_int(st, 2) != 0;
			out.name = db_str(st, 3, &arena);
		}
		good =
		    db_over(st, &e, err) &&
		    p->put(p->to,
			&(struct out){ .kind = OUT_NOTE, .note = &out }, err);
	}
	arena_release(&arena);
	return good;
}

static bool
each_numbered(struct passing *p, int which,
    bool (*put)(struct passing *p, int64_t id, struct err *err),
    struct err *err)
{
	struct numbers *page = xcalloc(1, sizeof *page);
	int64_t after = 0;
	bool good = true;
	size_t i;

	do {
		good = page_read(p->x, which, after, 0, page, err);
		for (i = 0; good && i < page->n; i++)
			good = put(p, page->ids[i], err);
		after = page->n > 0 ? page->ids[page->n - 1] : 0;
	} while (good && page->n == PAGE);
	arena_release(&page->arena);
	free(page);
	return good;
}

static bool
each_query(struct passing *p, struct err *err)
{
	struct arena arena = { 0 };
	struct saved_query *list;
	size_t n, i;
	bool good = store_queries(p->x->store, &arena, &list, &n, err);

	for (i = 0; good && i < n; i++)
		good = p->put(p->to,
		    &(struct out){
			.kind = OUT_QUERY,
			.query =
			    &(struct out_query){ list[i].name, list[i].query },
		    },
		    err);
	arena_release(&arena);
	return good;
}

static bool
is_in(void *arg, int64_t article)
{
	return export_has(arg, article);
}

static bool
each(void *arg, enum out_kind kind, out_put *put, void *to, struct err *err)
{
	struct passing p = { arg, put, to };

	switch (kind) {
	case OUT_CODE:
		return each_row(&p, CODES, read_code, err);
	case OUT_ANALYST:
		return each_row(&p, ANALYSTS, read_analyst, err);
	case OUT_ENTITY:
		return store_entities_each(
		    p.x->store, ENTITY_KINDS, put_entity, &p, err);
	case OUT_RELATION:
		return each_relation(&p, err);
	case OUT_ARTICLE:
		return each_article(&p, err);
	case OUT_NOTE:
		return each_numbered(&p, NOTES_APART, put_note, err);
	case OUT_EVENT:
		return each_numbered(&p, EVENTS, put_event, err);
	case OUT_STATEMENT:
		return store_statements(p.x->store, is_in, p.x, put, to, err);
	case OUT_QUERY:
		return each_query(&p, err);
	case OUT_KINDS:
		break;
	}
	return true;
}

/* ---------------------------------------------------------------- the whole */

static bool
born(struct store *store, int64_t *seconds, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[BORN], err);
	struct err e;

	*seconds = store_now(store);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, *seconds);
	if (db_row(store, st, &e))
		*seconds = db_int(st, 0);
	return db_over(st, &e, err);
}

bool
store_export_open(struct store *store, struct str query, unsigned what,
    struct export **x, struct out_source *source, struct err *err)
{
	struct export *e = xcalloc(1, sizeof *e);

	*x = NULL;
	e->store = store;
	*source = (struct out_source){
		.each = each,
		.naming = naming,
		.arg = e,
		.what = what,
		.now = store_now(store),
	};
	if (!store_find_open(store, query, SORT_DATE, &e->find, err)) {
		store_export_close(e);
		return err_prefix(err, "query");
	}
	/* All passes must see the same: what is referred to in one is defined
	 * in another. */
	e->reading = store->depth == 0 && db_exec(store, "BEGIN", err);
	if (!e->reading || !born(store, &source->born, err) ||
	    !store_find_each(e->find, note_article, e, err)) {
		store_export_close(e);
		return false;
	}
	*x = e;
	return true;
}

void
store_export_close(struct export *x)
{
	if (x == NULL)
		return;
	store_find_close(x->find);
	if (x->reading)
		(void)db_exec(x->store, "COMMIT", NULL);
	free(x->ids);
	free(x);
}

int64_t
store_export_done(const struct export *x)
{
	return x->done;
}

int64_t
store_export_total(const struct export *x)
{
	return x->total;
}
