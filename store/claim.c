#include "config.h"

#include "store/claim.h"

#include "model/fold.h"
#include "store/article-key.h"
#include "store/article-row.h"
#include "store/claim-body.h"
#include "store/claim-group.h"
#include "store/note.h"
#include "store/reanchor.h"
#include "store/revision.h"

#define CLAIM "(SELECT id FROM claim WHERE uuid = ?1)"
#define GIVEN(name) "?2 ->> '$." name "'"
#define ENTITY(key) "(SELECT id FROM entity WHERE key = " key ")"
#define SOURCE                                                                 \
	"json_object('entity', (SELECT key FROM entity WHERE id = s.entity), " \
	"'text', s.text, 'role', s.role, 'naming', s.naming, 'access', "       \
	"s.access, 'people', s.people, 'said', s.said, 'reliability', "        \
	"s.reliability)"
#define LIST(object, from)                                                     \
	"(SELECT json_group_array(json(o)) FROM (SELECT " object               \
	" AS o FROM " from " ORDER BY s.position))"

enum {
	CURRENT,
	PUT,
	REMOVE,
	ARTICLE_OF,
	SPANS_CLEAR,
	SPANS_PUT,
	SOURCES_CLEAR,
	CLAIMANT_PUT,
	VIA_PUT,
	SUBJECTS_CLEAR,
	SUBJECTS_PUT,
	FIGURES_CLEAR,
	FIGURES_PUT,
	CODES_CLEAR,
	CODES_PUT,
	WORDED,
	FOLD_PUT,
	STATEMENT,
	STATEMENT_FOLD,
	FTS_REMOVE,
	FTS_ADD,
	COUNT,
	ARTICLE_UUID,
	UUID_OF,
	SET_STATUS,
	SET_GRADE,
	SET_CODES,
	LINKS_OF,
	OF_EVENT,
	NO_EVENT,
};

/* clang-format off */
static const char *const sql[] = {
	[CURRENT] =
	    "SELECT json_insert(json_insert(json_object('id', c.id, "
	    "'article', (SELECT uuid FROM "
	    "article WHERE id = c.article), 'quote', c.quote, 'statement', "
	    "c.statement, 'quoting', c.quoting, 'modality', c.modality, "
	    "'polarity', c.polarity, 'inference', c.inference, 'status', "
	    "c.status, 'suggested_by', c.suggested_by, 'analyst', c.analyst, "
	    "'created', c.created, 'updated', c.updated), '$.spans', "
	    LIST("json_object('role', s.role, 'start', s.start, 'end', "
		"s.\"end\", 'quote', s.quote, 'prefix', s.prefix, 'suffix', "
		"s.suffix, 'anchor', s.anchor)",
		"claim_span s WHERE s.claim = c.id")
	    ", '$.claimant', json((SELECT " SOURCE " FROM claim_source s WHERE "
	    "s.claim = c.id AND s.position = 0)), '$.via', "
	    LIST(SOURCE, "claim_source s WHERE s.claim = c.id AND "
		"s.position > 0")
	    ", '$.subjects', "
	    LIST("json_object('entity', e.key, 'role', s.role)",
		"claim_subject s JOIN entity e ON e.id = s.entity WHERE "
		"s.claim = c.id")
	    ", '$.place', (SELECT key FROM entity WHERE id = c.place), "
	    "'$.place_precision', c.place_precision, '$.event', (SELECT key "
	    "FROM event WHERE id = c.event), '$.figures', "
	    LIST("json_object('what', s.what, 'low', s.low, 'best', s.best, "
		"'high', s.high, 'text', s.text)",
		"claim_figure s WHERE s.claim = c.id")
	    "), '$.said', c.said, '$.happened', c.happened, '$.valid', "
	    "c.valid, '$.earliest', c.earliest, '$.latest', c.latest, "
	    "'$.reliability', c.reliability, '$.credibility', c.credibility, "
	    "'$.rationale', c.rationale, '$.grader', c.grader, '$.graded', "
	    "c.graded, '$.likelihood', c.likelihood, '$.confidence', "
	    "c.confidence, '$.codes', (SELECT json_group_array(uuid) FROM "
	    "(SELECT d.uuid FROM claim_code t JOIN code d ON d.id = t.code "
	    "WHERE t.claim = c.id ORDER BY d.uuid))) FROM claim c "
	    "WHERE c.uuid = ?1",
	[PUT] =
	    "INSERT INTO claim (id, uuid, article, statement, quote, start, "
	    "\"end\", anchor, quoting, modality, polarity, place, "
	    "place_precision, event, said, happened, valid, earliest, latest, "
	    "reliability, credibility, rationale, grader, graded, likelihood, "
	    "confidence, inference, status, suggested_by, analyst, created, "
	    "updated) VALUES (" GIVEN("id") ", ?1, (SELECT id FROM article "
	    "WHERE uuid = " GIVEN("article") "), " GIVEN("statement") ", "
	    GIVEN("quote") ", 0, 0, 'exact', " GIVEN("quoting") ", "
	    GIVEN("modality") ", " GIVEN("polarity") ", "
	    ENTITY(GIVEN("place")) ", " GIVEN("place_precision") ", (SELECT "
	    "id FROM event WHERE key = " GIVEN("event") "), " GIVEN("said")
	    ", " GIVEN("happened") ", " GIVEN("valid") ", " GIVEN("earliest")
	    ", " GIVEN("latest") ", " GIVEN("reliability") ", "
	    GIVEN("credibility") ", " GIVEN("rationale") ", " GIVEN("grader")
	    ", " GIVEN("graded") ", " GIVEN("likelihood") ", "
	    GIVEN("confidence") ", " GIVEN("inference") ", " GIVEN("status")
	    ", " GIVEN("suggested_by") ", " GIVEN("analyst") ", "
	    GIVEN("created") ", " GIVEN("updated") ") "
	    "ON CONFLICT (uuid) DO UPDATE SET statement = excluded.statement, "
	    "quote = excluded.quote, quoting = excluded.quoting, "
	    "modality = excluded.modality, polarity = excluded.polarity, "
	    "place = excluded.place, place_precision = "
	    "excluded.place_precision, event = excluded.event, "
	    "said = excluded.said, happened = excluded.happened, "
	    "valid = excluded.valid, earliest = excluded.earliest, "
	    "latest = excluded.latest, reliability = excluded.reliability, "
	    "credibility = excluded.credibility, "
	    "rationale = excluded.rationale, grader = excluded.grader, "
	    "graded = excluded.graded, likelihood = excluded.likelihood, "
	    "confidence = excluded.confidence, "
	    "inference = excluded.inference, status = excluded.status, "
	    "suggested_by = excluded.suggested_by, "
	    "analyst = excluded.analyst, created = excluded.created, "
	    "updated = excluded.updated",
	[REMOVE] = "DELETE FROM claim WHERE uuid = ?1",
	[ARTICLE_OF] = "SELECT article, id FROM claim WHERE uuid = ?1",
	[SPANS_CLEAR] = "DELETE FROM claim_span WHERE claim = " CLAIM,
	[SPANS_PUT] =
	    "INSERT INTO claim_span (claim, position, role, start, \"end\", "
	    "quote, prefix, suffix, anchor) SELECT " CLAIM ", j.key, "
	    "j.value ->> '$.role', j.value ->> '$.start', "
	    "j.value ->> '$.end', j.value ->> '$.quote', "
	    "j.value ->> '$.prefix', j.value ->> '$.suffix', "
	    "j.value ->> '$.anchor' FROM json_each(?2, '$.spans') j",
	[SOURCES_CLEAR] = "DELETE FROM claim_source WHERE claim = " CLAIM,
	[CLAIMANT_PUT] =
	    "INSERT INTO claim_source (claim, position, entity, text, fold, "
	    "role, naming, people, access, said, reliability) SELECT " CLAIM
	    ", 0, " ENTITY("o ->> '$.entity'") ", o ->> '$.text', '', "
	    "o ->> '$.role', o ->> '$.naming', o ->> '$.people', "
	    "o ->> '$.access', o ->> '$.said', o ->> '$.reliability' FROM "
	    "(SELECT ?2 -> '$.claimant' AS o) WHERE o ->> '$.text' IS NOT NULL",
	[VIA_PUT] =
	    "INSERT INTO claim_source (claim, position, entity, text, fold, "
	    "role, naming, people, access, said, reliability) SELECT " CLAIM
	    ", j.key + 1, " ENTITY("j.value ->> '$.entity'") ", "
	    "j.value ->> '$.text', '', j.value ->> '$.role', "
	    "j.value ->> '$.naming', j.value ->> '$.people', "
	    "j.value ->> '$.access', j.value ->> '$.said', "
	    "j.value ->> '$.reliability' FROM json_each(?2, '$.via') j",
	[SUBJECTS_CLEAR] = "DELETE FROM claim_subject WHERE claim = " CLAIM,
	[SUBJECTS_PUT] =
	    "INSERT INTO claim_subject (claim, position, entity, role) "
	    "SELECT " CLAIM ", j.key, e.id, j.value ->> '$.role' FROM "
	    "json_each(?2, '$.subjects') j JOIN entity e ON "
	    "e.key = j.value ->> '$.entity'",
	[FIGURES_CLEAR] = "DELETE FROM claim_figure WHERE claim = " CLAIM,
	[FIGURES_PUT] =
	    "INSERT INTO claim_figure (claim, position, what, low, best, "
	    "high, text) SELECT " CLAIM ", j.key, j.value ->> '$.what', "
	    "j.value ->> '$.low', j.value ->> '$.best', "
	    "j.value ->> '$.high', j.value ->> '$.text' FROM "
	    "json_each(?2, '$.figures') j",
	[CODES_CLEAR] = "DELETE FROM claim_code WHERE claim = " CLAIM,
	[CODES_PUT] =
	    "INSERT INTO claim_code (claim, code) SELECT " CLAIM ", d.id "
	    "FROM json_each(?2, '$.codes') j JOIN code d ON d.uuid = j.value",
	[WORDED] = "SELECT position, text FROM claim_source WHERE "
	    "claim = " CLAIM,
	[FOLD_PUT] = "UPDATE claim_source SET fold = ?3 WHERE claim = " CLAIM
	    " AND position = ?2",
	[STATEMENT] = "SELECT statement FROM claim WHERE uuid = ?1",
	[STATEMENT_FOLD] = "UPDATE claim SET fold = ?2 WHERE uuid = ?1",
	[FTS_REMOVE] = "INSERT INTO claim_fts (claim_fts, rowid, statement, "
	    "quote) SELECT 'delete', id, statement, quote FROM claim WHERE "
	    "uuid = ?1",
	[FTS_ADD] = "INSERT INTO claim_fts (rowid, statement, quote) "
	    "SELECT id, statement, quote FROM claim WHERE uuid = ?1",
	[COUNT] = "UPDATE article SET claims = (SELECT count(*) FROM claim "
	    "WHERE article = ?1) WHERE id = ?1",
	[ARTICLE_UUID] = "SELECT uuid FROM article WHERE id = ?1 AND "
	    "hidden = 0",
	[UUID_OF] = "SELECT uuid FROM claim WHERE id = ?1",
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
	[LINKS_OF] = "SELECT uuid FROM claim_link WHERE a = ?1 UNION ALL "
	    "SELECT uuid FROM claim_link WHERE b = ?1",
	[OF_EVENT] = "SELECT uuid FROM claim WHERE event = ?1",
	[NO_EVENT] = "SELECT json_set(?1, '$.event', NULL, '$.updated', ?2)",
};
/* clang-format on */
const struct db_table claim_sql = { "claim", sql, ARRAY_LEN(sql) };

/* Statements that take the document's uuid, and its body where there is one. */
static bool
apply(struct store *store, const int *which, size_t n, struct str doc,
    const struct str *body, struct err *err)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!revision_apply(store, sql[which[i]], doc, body, err))
			return false;
	return true;
}

static bool
ids_of(struct store *store, struct str doc, int64_t *article, int64_t *claim,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ARTICLE_OF], err);
	struct err e;

	*article = *claim = 0;
	if (st == NULL)
		return false;
	db_bind_str(st, 1, doc);
	if (db_row(store, st, &e)) {
		*article = db_int(st, 0);
		*claim = db_int(st, 1);
	}
	return db_over(st, &e, err);
}

struct worded {
	struct worded *next;
	int64_t position;
	struct str text;
};

/* What sources are called is looked for as search folds it. */
static bool
fold_sources(struct store *store, struct str doc, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[WORDED], err);
	struct arena arena = { 0 };
	struct worded *list = NULL;
	struct buf fold = { 0 };
	struct err e;
	bool good;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, doc);
	while (db_row(store, st, &e)) {
		struct worded *w = arena_alloc(&arena, sizeof *w);

		w->position = db_int(st, 0);
		w->text = db_str(st, 1, &arena);
		w->next = list;
		list = w;
	}
	good = db_over(st, &e, err);
	for (; good && list != NULL; list = list->next) {
		buf_reset(&fold);
		fold_text(&fold, list->text);
		st = db_stmt(store, sql[FOLD_PUT], err);
		good = st != NULL;
		if (good) {
			db_bind_str(st, 1, doc);
			db_bind_int(st, 2, list->position);
			db_bind_str(st, 3, buf_view(&fold));
			good = db_run(store, st, err);
		}
	}
	buf_release(&fold);
	arena_release(&arena);
	return good;
}

static int
add_token(void *arg, bool colocated, struct str token, size_t from, size_t to)
{
	struct buf *b = arg;

	(void)from;
	(void)to;
	if (!colocated) {
		buf_puts(b, b->len > 0 ? " " : "");
		buf_str(b, token);
	}
	return 0;
}

/* The same words are known by their letters and digits. */
static bool
fold_statement(struct store *store, struct str doc, struct err *err)
{
	struct buf statement = { 0 }, fold = { 0 };
	struct str view;
	bool good =
	    revision_select(store, sql[STATEMENT], doc, &statement, err);

	if (good)
		(void)fold_tokens(
		    buf_view(&statement), false, &fold, add_token);
	view = buf_view(&fold);
	good =
	    good && revision_apply(store, sql[STATEMENT_FOLD], doc, &view, err);
	buf_release(&statement);
	buf_release(&fold);
	return good;
}

static bool
project(struct store *store, struct str doc, const struct str *body,
    struct err *err)
{
	static const int clear[] = { FTS_REMOVE, SPANS_CLEAR, SOURCES_CLEAR,
		SUBJECTS_CLEAR, FIGURES_CLEAR, CODES_CLEAR };
	static const int put[] = { PUT, SPANS_PUT, CLAIMANT_PUT, VIA_PUT,
		SUBJECTS_PUT, FIGURES_PUT, CODES_PUT };
	static const int remove[] = { REMOVE }, add[] = { FTS_ADD };
	int64_t article, id;

	db_changed(store, TOPIC_CLAIM);
	db_changed(store, TOPIC_ARTICLE);
	if (!ids_of(store, doc, &article, &id, err) ||
	    (body == NULL && !claim_groups_drop(store, id, err)) ||
	    !apply(store, clear, ARRAY_LEN(clear), doc, NULL, err))
		return false;
	if (body == NULL)
		return apply(store, remove, 1, doc, NULL, err) &&
		       db_run_id(store, sql[COUNT], article, err) &&
		       article_key_renew(store, article, err);
	/* The text may have been corrected since that state was recorded. */
	return apply(store, put, ARRAY_LEN(put), doc, body, err) &&
	       apply(store, add, 1, doc, NULL, err) &&
	       fold_sources(store, doc, err) &&
	       fold_statement(store, doc, err) &&
	       ids_of(store, doc, &article, &id, err) &&
	       db_run_id(store, sql[COUNT], article, err) &&
	       claim_groups_put(store, id, err) &&
	       claim_groups_join(store, id, err) &&
	       store_reanchor_claim(store, id, err) &&
	       article_key_renew(store, article, err);
}

const struct revision_kind claim_kind = {
	.name = "claim",
	.project = project,
	.now = &sql[CURRENT],
};

/* One text for an id; ERR_MISSING with the sentence when there is none. */
static bool
uuid_of(struct store *store, int which, int64_t id, struct arena *arena,
    struct str *uuid, struct err *err)
{
	sqlite3_stmt *st = db_row_of(
	    store, sql[which], which == UUID_OF ? "claim" : "article", id, err);

	if (st == NULL)
		return false;
	*uuid = db_str(st, 0, arena);
	db_done(st);
	return true;
}

/* "claim on TITLE" for the log. */
static const char *
said(
    struct store *store, const char *verb, int64_t article, struct arena *arena)
{
	struct str title = article_title_said(store, article, arena);

	return arena_printf(arena, "%s %.*s", verb, (int)title.len, title.p).p;
}

static bool
put(struct store *store, const struct claim *claim, struct arena *arena,
    struct err *err)
{
	struct buf body = { 0 };
	struct str article, view;
	bool good = uuid_of(store, ARTICLE_UUID, claim->article, arena,
			&article, err) &&
		    claim_body(store, claim, article, &body, err);

	view = buf_view(&body);
	good = good && revision_put(store, "claim", claim->uuid, &view, err);
	buf_release(&body);
	return good;
}

static void
take_grade(struct store *store, struct claim *claim, const struct claim *old)
{
	bool same = old != NULL &&
		    old->grade.reliability == claim->grade.reliability &&
		    old->grade.credibility == claim->grade.credibility &&
		    str_eq(old->rationale, claim->rationale);

	if (same) {
		claim->grader = old->grader;
		claim->graded = old->graded;
	} else {
		claim->grader = str_of(store_analyst(store));
		claim->graded = store_now(store);
	}
}

/* A claim that has all but its id. */
static bool
add(struct store *store, struct claim *claim, int64_t *id, struct arena *arena,
    struct err *err)
{
	bool good = revision_begin(store, "claim-add",
	    said(store, "claim in", claim->article, arena), err);

	*id = 0;
	if (!good)
		return false;
	claim->id = revision_act_id(store);
	good = revision_close(store, put(store, claim, arena, err), err);
	if (good)
		*id = claim->id;
	return good;
}

bool
store_claim_add(struct store *store, const struct claim *given, int64_t *id,
    struct err *err)
{
	struct arena arena = { 0 };
	struct claim claim = *given;
	bool good;

	*id = 0;
	if (!claim_valid(given, NULL, err) || !db_writable(store, err))
		return false;
	claim.uuid = db_uuid(&arena);
	claim.analyst = str_of(store_analyst(store));
	claim.created = claim.updated = store_now(store);
	claim.grader = str_of("");
	claim.graded = 0;
	if (claim.grade.reliability != 0 || claim.grade.credibility != 0)
		take_grade(store, &claim, NULL);
	good = add(store, &claim, id, &arena, err);
	arena_release(&arena);
	return good;
}

bool
store_claim_take(struct store *store, const struct claim *given, int64_t *id,
    struct err *err)
{
	struct arena arena = { 0 };
	struct claim claim = *given;
	bool good;

	*id = 0;
	if (!claim_valid(given, NULL, err) || !db_writable(store, err))
		return false;
	if (claim.uuid.len == 0)
		claim.uuid = db_uuid(&arena);
	if (claim.analyst.len == 0)
		claim.analyst = str_of(store_analyst(store));
	if (claim.created == 0)
		claim.created = store_now(store);
	if (claim.updated == 0)
		claim.updated = claim.created;
	good = add(store, &claim, id, &arena, err);
	arena_release(&arena);
	return good;
}

/* One act on one claim, read inside the transaction, since another program may
 * be writing. */
static bool
change(struct store *store, int64_t id, const char *verb, const char *words,
    bool (*how)(struct store *store, struct claim *claim, const void *arg,
	struct arena *arena, struct err *err),
    const void *arg, struct err *err)
{
	struct arena arena = { 0 };
	struct claim claim;
	bool good;

	if (!db_writable(store, err) || !db_begin(store, err))
		return false;
	good = store_claim_get(store, id, &arena, &claim, err) &&
	       revision_begin(store, verb,
		   said(store, words, claim.article, &arena), err) &&
	       revision_close(store, how(store, &claim, arg, &arena, err), err);
	arena_release(&arena);
	if (good)
		return db_commit(store, err);
	db_rollback(store);
	return false;
}

/* The same but for the time. */
static bool
edit(struct store *store, struct claim *old, const void *arg,
    struct arena *arena, struct err *err)
{
	struct claim new = *(const struct claim *)arg;
	struct buf a = { 0 }, b = { 0 };
	bool good;

	new.id = old->id;
	new.article = old->article;
	new.uuid = old->uuid;
	new.analyst = old->analyst;
	new.created = old->created;
	new.updated = old->updated;
	take_grade(store, &new, old);
	good = claim_body(store, old, str_of(""), &a, err) &&
	       claim_body(store, &new, str_of(""), &b, err);
	if (good && !str_eq(buf_view(&a), buf_view(&b))) {
		new.updated = store_now(store);
		good = put(store, &new, arena, err);
	}
	buf_release(&a);
	buf_release(&b);
	return good;
}

bool
store_claim_edit(
    struct store *store, int64_t id, const struct claim *claim, struct err *err)
{
	return claim_valid(claim, NULL, err) &&
	       change(store, id, "claim-edit", "changed the claim in", edit,
		   claim, err);
}

static bool
save_noted(struct store *store, int64_t *id, const struct claim *claim,
    struct str note, struct err *err)
{
	struct note on = { .on = ON_CLAIM, .text = note };
	bool good = *id == 0 ? store_claim_add(store, claim, id, err)
			     : store_claim_edit(store, *id, claim, err);

	on.on_id = *id;
	return good && store_note_add(store, &on, &on.id, err);
}

bool
store_claim_save(struct store *store, int64_t *id, const struct claim *claim,
    struct str note, struct err *err)
{
	struct arena arena = { 0 };
	bool good;

	if (note.len == 0)
		return *id == 0 ? store_claim_add(store, claim, id, err)
				: store_claim_edit(store, *id, claim, err);
	good =
	    db_writable(store, err) &&
	    revision_begin_many(store, *id == 0 ? "claim-add" : "claim-edit",
		said(store, "claim and note in", claim->article, &arena), 2,
		err) &&
	    revision_close(store, save_noted(store, id, claim, note, err), err);
	arena_release(&arena);
	return good;
}

static bool
remove_links(
    struct store *store, int64_t id, struct arena *arena, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[LINKS_OF], err);
	struct strs links;
	size_t i;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	if (!db_strs(store, st, arena, &links, err))
		return false;
	for (i = 0; i < links.n; i++)
		if (!revision_put(store, "link", links.v[i], NULL, err))
			return false;
	return true;
}

static bool
remove_one(struct store *store, struct claim *claim, const void *arg,
    struct arena *arena, struct err *err)
{
	(void)arg;
	return note_rehome(store, claim->id, err) &&
	       remove_links(store, claim->id, arena, err) &&
	       revision_put(store, "claim", claim->uuid, NULL, err);
}

bool
store_claim_remove(struct store *store, int64_t id, struct err *err)
{
	return change(store, id, "claim-remove", "removed the claim in",
	    remove_one, NULL, err);
}

static bool
leave_event(struct store *store, struct str claim, struct err *err)
{
	struct buf old = { 0 }, new = { 0 };
	sqlite3_stmt *st = NULL;
	struct str view;
	struct err e = { 0 };
	bool good = revision_now(store, "claim", claim, &old, err) &&
		    (st = db_stmt(store, sql[NO_EVENT], err)) != NULL;

	if (good) {
		db_bind_str(st, 1, buf_view(&old));
		db_bind_int(st, 2, store_now(store));
		if (db_row(store, st, &e))
			buf_str(&new, db_view(st, 0));
		good = db_over(st, &e, err);
	}
	view = buf_view(&new);
	good = good && revision_put(store, "claim", claim, &view, err);
	buf_release(&old);
	buf_release(&new);
	return good;
}

bool
claim_leave_event(struct store *store, int64_t event, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[OF_EVENT], err);
	struct arena arena = { 0 };
	struct strs claims;
	bool good;
	size_t i;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, event);
	good = db_strs(store, st, &arena, &claims, err);
	for (i = 0; good && i < claims.n; i++)
		good = leave_event(store, claims.v[i], err);
	arena_release(&arena);
	return good;
}

/* ------------------------------------------------- the same for n claims */

struct bulk {
	int which;
	struct str text;     /* ?2 */
	int64_t number;      /* ?3 */
	struct str why, who; /* of SET_GRADE */
	int64_t now;
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
    struct bulk *bulk, struct str code, size_t *changed, struct err *err)
{
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
    const char *verb, struct str words, size_t *changed, struct err *err)
{
	struct arena arena = { 0 };
	size_t ignored = 0, *c = changed != NULL ? changed : &ignored;
	struct str code = words, line;
	bool good;

	*c = 0;
	bulk->now = store_now(store);
	bulk->who = str_of(store_analyst(store));
	line = arena_printf(&arena, "%s %s%.*s: %zu claim%s", verb,
	    bulk->which == SET_CODES ? bulk->number == 1 ? "+" : "-" : "",
	    (int)words.len, words.p, n, n == 1 ? "" : "s");
	good = db_writable(store, err) &&
	       revision_begin(store,
		   bulk->which == SET_CODES ? "claim-code" : "claim-judge",
		   line.p, err) &&
	       revision_close(
		   store, bulk_inside(store, ids, n, bulk, code, c, err), err);
	arena_release(&arena);
	return good;
}

bool
store_claim_set_status(struct store *store, const int64_t *ids, size_t n,
    enum claim_status status, size_t *changed, struct err *err)
{
	struct bulk bulk = { .which = SET_STATUS,
		.text = str_of(claim_status_name(status)) };

	return bulk_act(
	    store, ids, n, &bulk, "status", bulk.text, changed, err);
}

bool
store_claim_grade(struct store *store, const int64_t *ids, size_t n,
    struct grade grade, struct str why, size_t *changed, struct err *err)
{
	char text[GRADE_TEXT];
	struct bulk bulk = { .which = SET_GRADE,
		.text = { &grade.reliability, grade.reliability != 0 },
		.number = grade.credibility,
		.why = why };

	return bulk_act(store, ids, n, &bulk, "grade",
	    str_of(grade_text(grade, text)), changed, err);
}

bool
store_claim_code(struct store *store, const int64_t *ids, size_t n,
    struct str code, bool set, size_t *changed, struct err *err)
{
	struct bulk bulk = { .which = SET_CODES, .number = set };

	return claim_code_valid(code, err) &&
	       bulk_act(store, ids, n, &bulk, "code", code, changed, err);
}
