/* The same change of many claims, as one act: status, grade, code. */
#include "config.h"

#include "store/claim.h"

#include "store/claim-body.h"
#include "store/db.h"
#include "store/revision.h"

enum {
	SET_STATUS,
	SET_GRADE,
	SET_CODES,
};

static const char *const sql[] = {
	[SET_STATUS] = "SELECT json_set(?1, '$.status', ?2, '$.updated', ?3)",
	[SET_GRADE] =
	    "SELECT json_set(?1, '$.reliability', coalesce(?2, ?1 ->> "
	    "'$.reliability'), '$.credibility', coalesce(?3, ?1 ->> "
	    "'$.credibility'), '$.rationale', coalesce(?4, ?1 ->> "
	    "'$.rationale'), '$.grader', ?5, '$.graded', ?6, "
	    "'$.updated', ?6)",
	/* The codes with one more (?3 = 1) or less, in the order of uuids. */
	[SET_CODES] =
	    "SELECT json_set(?1, '$.codes', json((SELECT json_group_array(v) "
	    "FROM (SELECT value AS v FROM json_each(?1, '$.codes') WHERE "
	    "value <> ?2 UNION ALL SELECT ?2 WHERE ?3 = 1 ORDER BY 1))), "
	    "'$.updated', ?4)",
};
const struct db_table claim_bulk_sql = { "claim-bulk", sql, ARRAY_LEN(sql) };

struct bulk {
	int which;
	struct str text;     /* ?2 */
	int64_t number;      /* ?3 */
	struct str why, who; /* of SET_GRADE */
	int64_t now;
	/* What the log says of it. */
	const char *verb;
	struct str words; /* of SET_CODES the code */
};

static bool
bulk_body(struct store *store, const struct bulk *bulk, struct str old,
    struct buf *body, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[bulk->which], err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, old);
	db_bind_opt(st, 2, bulk->text);
	if (bulk->which == SET_STATUS) {
		db_bind_int(st, 3, bulk->now);
	} else if (bulk->which == SET_CODES) {
		db_bind_int(st, 3, bulk->number);
		db_bind_int(st, 4, bulk->now);
	} else {
		db_bind_id(st, 3, bulk->number);
		db_bind_opt(st, 4, bulk->why);
		db_bind_opt(st, 5, bulk->who);
		db_bind_int(st, 6, bulk->now);
	}
	if (db_row(store, st, &e))
		buf_str(body, db_view(st, 0));
	return db_over(st, &e, err);
}

/* Whether a claim is already as a bulk change wants it. */
static bool
bulk_same(const struct claim *c, const struct bulk *bulk, struct str code)
{
	size_t i;

	if (bulk->which == SET_STATUS)
		return str_is(bulk->text, claim_status_name(c->status));
	if (bulk->which == SET_GRADE)
		return (bulk->text.len == 0 ||
			   bulk->text.p[0] == c->grade.reliability) &&
		       (bulk->number == 0 ||
			   bulk->number == c->grade.credibility) &&
		       (bulk->why.len == 0 || str_eq(bulk->why, c->rationale));
	for (i = 0; i < c->n_codes; i++)
		if (str_eq(c->codes[i], code))
			return bulk->number == 1;
	return bulk->number == 0;
}

static bool
bulk_one(struct store *store, int64_t id, const struct bulk *bulk,
    struct str code, size_t *changed, struct err *err)
{
	struct arena arena = { 0 };
	struct buf old = { 0 }, new = { 0 };
	struct claim claim;
	struct str view;
	bool good = store_claim_get(store, id, &arena, &claim, err);

	if (good && !bulk_same(&claim, bulk, code)) {
		good = revision_now(store, "claim", claim.uuid, &old, err) &&
		       bulk_body(store, bulk, buf_view(&old), &new, err);
		view = buf_view(&new);
		good = good &&
		       revision_put(store, "claim", claim.uuid, &view, err);
		++*changed;
	}
	buf_release(&old);
	buf_release(&new);
	arena_release(&arena);
	return good;
}

static bool
bulk_inside(struct store *store, const int64_t *ids, size_t n,
    struct bulk *bulk, size_t *changed, struct err *err)
{
	struct str code = bulk->words;
	struct arena arena = { 0 };
	bool good = true;
	size_t i;

	if (bulk->which == SET_CODES) {
		good = code_uuid(
		    store, code, bulk->number == 1, &arena, &bulk->text, err);
		if (good && bulk->text.len == 0)
			good = err_set(err, ERR_MISSING,
			    "there is no code %.*s", (int)code.len, code.p);
	}
	for (i = 0; good && i < n; i++)
		good = bulk_one(store, ids[i], bulk, code, changed, err);
	arena_release(&arena);
	return good;
}

static bool
bulk_act(struct store *store, const int64_t *ids, size_t n, struct bulk *bulk,
    size_t *changed, struct err *err)
{
	struct arena arena = { 0 };
	size_t ignored = 0, *c = changed != NULL ? changed : &ignored;
	struct str line;
	bool good;

	*c = 0;
	bulk->now = store_now(store);
	bulk->who = str_of(store_analyst(store));
	line = arena_printf(&arena, "%s %s%.*s: %zu claim%s", bulk->verb,
	    bulk->which == SET_CODES ? bulk->number == 1 ? "+" : "-" : "",
	    (int)bulk->words.len, bulk->words.p, n, n == 1 ? "" : "s");
	good = store_writable(store, err) &&
	       revision_begin(store,
		   bulk->which == SET_CODES ? "claim-code" : "claim-judge",
		   line.p, err) &&
	       revision_close(
		   store, bulk_inside(store, ids, n, bulk, c, err), err);
	arena_release(&arena);
	return good;
}

bool
store_claim_set_status(struct store *store, const int64_t *ids, size_t n,
    enum claim_status status, size_t *changed, struct err *err)
{
	struct str name = str_of(claim_status_name(status));
	struct bulk bulk = { .which = SET_STATUS,
		.text = name,
		.verb = "status",
		.words = name };

	return bulk_act(store, ids, n, &bulk, changed, err);
}

bool
store_claim_grade(struct store *store, const int64_t *ids, size_t n,
    struct grade grade, struct str why, size_t *changed, struct err *err)
{
	char text[GRADE_TEXT];
	struct bulk bulk = { .which = SET_GRADE,
		.text = { &grade.reliability, grade.reliability != 0 },
		.number = grade.credibility,
		.why = why,
		.verb = "grade",
		.words = str_of(grade_text(grade, text)) };

	return bulk_act(store, ids, n, &bulk, changed, err);
}

bool
store_claim_code(struct store *store, const int64_t *ids, size_t n,
    struct str code, bool set, size_t *changed, struct err *err)
{
	struct bulk bulk = {
		.which = SET_CODES, .number = set, .verb = "code", .words = code
	};

	return claim_code_valid(code, err) &&
	       bulk_act(store, ids, n, &bulk, changed, err);
}
