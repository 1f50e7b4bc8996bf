/* Rows that an export reads, and the claims with what they refer to. */
#include "config.h"

#include "store/export-row.h"

#include "store/claim.h"
#include "store/note.h"

enum { CODE_NAMED, CLAIM_UUID, CLAIM_EVENT, CLAIM_REFS };

static const char *const sql[] = {
	[CODE_NAMED] = "SELECT " CODE_COLUMNS " FROM code c WHERE c.name = ?1",
	[CLAIM_UUID] = "SELECT c.uuid, c.article FROM claim c WHERE c.id = ?1",
	[CLAIM_EVENT] = "SELECT e.key FROM claim c JOIN event e ON e.id = "
			"c.event WHERE c.id = ?1",
	[CLAIM_REFS] =
	    "SELECT 0, 0, e.kind, e.key, e.name FROM (SELECT entity FROM "
	    "claim_source WHERE claim = ?1 AND entity IS NOT NULL UNION "
	    "SELECT entity FROM claim_subject WHERE claim = ?1 UNION SELECT "
	    "place FROM claim WHERE id = ?1) r JOIN entity e ON e.id = "
	    "r.entity ORDER BY e.id /*scan*/",
};
const struct db_table export_row_sql = { "export-row", sql, ARRAY_LEN(sql) };

bool
export_has(const struct export *x, int64_t id)
{
	size_t byte = (size_t)id >> 3;

	return byte < x->size && (x->ids[byte] & (1u << (id & 7))) != 0;
}

void *
export_more(
    struct arena *arena, void *list, size_t n, size_t *size, size_t each)
{
	void *bigger;

	if (n < *size)
		return list;
	*size = *size > 0 ? *size * 2 : 16;
	bigger = arena_array(arena, *size, each);
	if (n > 0)
		memcpy(bigger, list, n * each);
	return bigger;
}

void
export_code_read(sqlite3_stmt *st, struct arena *arena, struct out_code *code)
{
	*code = (struct out_code){
		.uuid = db_str(st, 0, arena),
		.name = db_str(st, 1, arena),
		.parent = db_str(st, 2, arena),
		.colour = db_str(st, 3, arena),
		.key = db_str(st, 4, arena),
		.definition = db_str(st, 5, arena),
		.retired = db_int(st, 6) != 0,
		.used = db_int(st, 7) != 0,
	};
}

bool
export_mentions(struct export *x, sqlite3_stmt *st, struct arena *arena,
    struct out_mention **list, size_t *n, struct err *err)
{
	size_t size = 0;
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	while (db_row(x->store, st, &e)) {
		struct out_mention *m;

		*list = export_more(arena, *list, *n, &size, sizeof **list);
		m = &(*list)[(*n)++];
		m->span.from = (uint32_t)db_int(st, 0);
		m->span.to = (uint32_t)db_int(st, 1);
		(void)entity_kind_parse(db_view(st, 2), &m->kind);
		m->key = db_str(st, 3, arena);
		m->name = db_str(st, 4, arena);
	}
	return db_over(st, &e, err);
}

static bool
claim_codes(struct export *x, const struct claim *c, struct arena *arena,
    struct out_code **list, struct err *err)
{
	size_t i;

	*list = arena_array(arena, c->n_codes, sizeof **list);
	for (i = 0; i < c->n_codes; i++) {
		sqlite3_stmt *st = db_stmt(x->store, sql[CODE_NAMED], err);
		struct err e;

		if (st == NULL)
			return false;
		db_bind_str(st, 1, c->codes[i]);
		if (db_row(x->store, st, &e))
			export_code_read(st, arena, &(*list)[i]);
		if (!db_over(st, &e, err))
			return false;
	}
	return true;
}

/* The uuid of another claim; empty where its article is not among those that
 * are written, so that nothing refers to what is not there. */
static bool
claim_uuid(struct export *x, int64_t id, struct arena *arena, struct str *uuid,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(x->store, sql[CLAIM_UUID], err);
	struct err e;

	*uuid = str_of("");
	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	if (db_row(x->store, st, &e) && export_has(x, db_int(st, 1)))
		*uuid = db_str(st, 0, arena);
	return db_over(st, &e, err);
}

static bool
claim_event(struct export *x, int64_t id, struct arena *arena, struct str *key,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(x->store, sql[CLAIM_EVENT], err);
	struct err e;

	*key = str_of("");
	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	if (db_row(x->store, st, &e))
		*key = db_str(st, 0, arena);
	return db_over(st, &e, err);
}

static bool
claim_refs(struct export *x, int64_t id, struct arena *arena,
    struct out_mention **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(x->store, sql[CLAIM_REFS], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	return export_mentions(x, st, arena, list, n, err);
}

static bool
claim_out(struct export *x, const struct claim *c, struct arena *arena,
    struct out_claim *out, struct err *err)
{
	struct str *others = arena_array(arena, c->n_links, sizeof *others);
	struct out_mention *refs;
	struct out_code *codes;
	struct note *notes;
	size_t i;

	*out = (struct out_claim){ .claim = c, .others = others };
	for (i = 0; i < c->n_links; i++)
		if (!claim_uuid(x, c->links[i].other, arena, &others[i], err))
			return false;
	if (!claim_codes(x, c, arena, &codes, err) ||
	    !claim_event(x, c->id, arena, &out->event, err) ||
	    !claim_refs(x, c->id, arena, &refs, &out->n_refs, err) ||
	    !store_notes_of(
		x->store, ON_CLAIM, c->id, arena, &notes, &out->n_notes, err))
		return false;
	out->codes = codes;
	out->refs = refs;
	out->notes = notes;
	return true;
}

bool
export_claims_of(struct export *x, int64_t article, struct arena *arena,
    const struct out_claim **list, size_t *n, struct err *err)
{
	struct out_claim *out;
	struct claim *claims;
	size_t i;

	if (!store_claims_of(x->store, article, arena, &claims, n, err))
		return false;
	out = arena_array(arena, *n, sizeof *out);
	*list = out;
	for (i = 0; i < *n; i++)
		if (!claim_out(x, &claims[i], arena, &out[i], err))
			return false;
	return true;
}
