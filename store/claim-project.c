/* A claim's document and its rows: what a revision says is put into the tables,
 * and the tables say what a revision would. */
#include "config.h"

#include "model/fold.h"
#include "store/article-key.h"
#include "store/claim-group.h"
#include "store/db.h"
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
};
/* clang-format on */
const struct db_table claim_project_sql = { "claim-project", sql,
	ARRAY_LEN(sql) };

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
