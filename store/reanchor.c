#include "config.h"

#include "store/reanchor.h"

#include "store/article-key.h"
#include "store/db.h"

enum {
	NOTES_OF,
	CLAIMS_OF,
	NOTE,
	CLAIM,
	SET_NOTE,
	SET_CLAIM,
	SUM_OF,
	SUM,
	TEXT_OF,
	TEXT_OF_CLAIM,
	TEXT_OF_NOTE,
};

/* The place that the analyst last saw counts, not where corrections have moved
 * the note since: what the note says of its place is then the same for the same
 * text, however often that came and went. */
#define NOTES(which)                                                           \
	"SELECT id, 0, quote, prefix, suffix, body ->> '$.start', "            \
	"body ->> '$.end', body ->> '$.anchor' FROM (SELECT n.id, n.quote, "   \
	"n.prefix, n.suffix, (SELECT r.body FROM revision r WHERE "            \
	"r.kind = 'note' AND r.doc = n.uuid ORDER BY r.seq DESC LIMIT 1) "     \
	"AS body FROM note n WHERE n.on_kind = 'article' AND " which           \
	" AND n.quote IS NOT NULL)"
#define CLAIMS(which)                                                          \
	"SELECT s.claim, s.position, s.quote, s.prefix, s.suffix, "            \
	"j.value ->> '$.start', j.value ->> '$.end', j.value ->> '$.anchor' "  \
	"FROM (SELECT c.id AS c, (SELECT r.body FROM revision r WHERE "        \
	"r.kind = 'claim' AND r.doc = c.uuid ORDER BY r.seq DESC LIMIT 1) "    \
	"AS body FROM claim c WHERE " which ") JOIN claim_span s ON "          \
	"s.claim = c JOIN json_each(body, '$.spans') j ON j.key = s.position"
/* Of several passages the first one's place and the worst state. */
#define SUMMED(which)                                                          \
	"UPDATE claim SET (start, \"end\", anchor) = (SELECT s.start, "        \
	"s.\"end\", (SELECT t.anchor FROM claim_span t WHERE "                 \
	"t.claim = claim.id AND t.role = 'content' ORDER BY CASE t.anchor "    \
	"WHEN 'orphaned' THEN 0 WHEN 'ambiguous' THEN 1 WHEN 'moved' THEN 2 "  \
	"ELSE 3 END LIMIT 1) FROM claim_span s WHERE s.claim = claim.id AND "  \
	"s.role = 'content' ORDER BY s.position LIMIT 1) WHERE " which

static const char *const sql[] = {
	[NOTES_OF] = NOTES("n.on_id = ?1"),
	[CLAIMS_OF] = CLAIMS("c.article = ?1"),
	[NOTE] = NOTES("n.id = ?1"),
	[CLAIM] = CLAIMS("c.id = ?1"),
	[SET_NOTE] =
	    "UPDATE note SET start = ?3, \"end\" = ?4, anchor = ?5 WHERE "
	    "id = ?1 AND ?2 = 0 AND (start IS NOT ?3 OR \"end\" IS NOT ?4 OR "
	    "anchor IS NOT ?5)",
	[SET_CLAIM] =
	    "UPDATE claim_span SET start = ?3, \"end\" = ?4, anchor = ?5 "
	    "WHERE claim = ?1 AND position = ?2 AND (start IS NOT ?3 OR "
	    "\"end\" IS NOT ?4 OR anchor IS NOT ?5)",
	[SUM_OF] = SUMMED("article = ?1"),
	[SUM] = SUMMED("id = ?1"),
	[TEXT_OF_CLAIM] = "SELECT t.text FROM claim c JOIN article_text t ON "
			  "t.article = c.article WHERE c.id = ?1",
	[TEXT_OF_NOTE] = "SELECT t.text FROM note n JOIN article_text t ON "
			 "t.article = n.on_id WHERE n.id = ?1",
	[TEXT_OF] = "SELECT text FROM article_text WHERE article = ?1",
};
const struct db_table reanchor_sql = { "reanchor", sql, ARRAY_LEN(sql) };

/* What has passages, and where their places are kept. */
static const struct kind {
	int of_article, one, text, set;
	enum store_topic topic;
} kinds[] = {
	{ NOTES_OF, NOTE, TEXT_OF_NOTE, SET_NOTE, TOPIC_NOTE },
	{ CLAIMS_OF, CLAIM, TEXT_OF_CLAIM, SET_CLAIM, TOPIC_CLAIM },
};

struct placed {
	struct placed *next;
	int64_t id, position;
	struct anchor anchor;
};

static bool
placed_list(struct store *store, int which, int64_t id, struct arena *arena,
    struct placed **list, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;

	*list = NULL;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	while (db_row(store, st, &e)) {
		struct placed *p = arena_alloc(arena, sizeof *p);

		p->id = db_int(st, 0);
		p->position = db_int(st, 1);
		p->anchor.quote = db_str(st, 2, arena);
		p->anchor.prefix = db_str(st, 3, arena);
		p->anchor.suffix = db_str(st, 4, arena);
		p->anchor.span.from = (uint32_t)db_int(st, 5);
		p->anchor.span.to = (uint32_t)db_int(st, 6);
		if (!anchor_state_parse(db_view(st, 7), &p->anchor.state))
			p->anchor.state = ANCHOR_ORPHANED;
		p->next = *list;
		*list = p;
	}
	return db_over(st, &e, err);
}

/* It stands where it stood, so it is what it was: exact or moved. */
static bool
stands(const struct anchor *a, struct str text)
{
	return (a->state == ANCHOR_EXACT || a->state == ANCHOR_MOVED) &&
	       a->span.from <= a->span.to && a->span.to <= text.len &&
	       str_eq(str_slice(text, a->span.from, a->span.to), a->quote);
}

/* Where it was ambiguous, its place was a guess of ours that decides nothing:
 * only words that stand in the text once, where their context is as well, do.
 * Otherwise a note would be sure of its place for having been written again. */
static bool
is_only(const struct anchor *a, struct str text)
{
	size_t at = a->span.from, other = str_find(text, a->quote, 0);

	return other == at && str_find(text, a->quote, at + 1) == SIZE_MAX;
}

static void
find_again(struct anchor *a, struct str text)
{
	struct anchor far = *a;

	if (stands(a, text))
		return;
	anchor_find(a, text);
	if (far.state != ANCHOR_AMBIGUOUS)
		return;
	far.span = (struct span){ UINT32_MAX, UINT32_MAX };
	anchor_find(&far, text);
	if (far.state == ANCHOR_MOVED && is_only(&far, text))
		*a = far;
	else if (a->state != ANCHOR_ORPHANED)
		a->state = ANCHOR_AMBIGUOUS;
}

static bool
place(struct store *store, const struct kind *kind, struct placed *p,
    struct str text, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[kind->set], err);

	if (st == NULL)
		return false;
	find_again(&p->anchor, text);
	db_bind_int(st, 1, p->id);
	db_bind_int(st, 2, p->position);
	db_bind_int(st, 3, p->anchor.span.from);
	db_bind_int(st, 4, p->anchor.span.to);
	db_bind_str(st, 5, str_of(anchor_state_name(p->anchor.state)));
	if (!db_run(store, st, err))
		return false;
	if (sqlite3_changes(db_handle(store)) > 0)
		db_changed(store, kind->topic);
	return true;
}

static bool
place_all(struct store *store, const struct kind *kind, struct placed *p,
    struct str text, struct err *err)
{
	bool good = true;

	for (; good && p != NULL; p = p->next)
		good = place(store, kind, p, text, err);
	return good;
}

static bool
place_article(struct store *store, const struct kind *kind, int64_t article,
    struct str text, struct err *err)
{
	struct arena arena = { 0 };
	struct placed *p;
	bool good =
	    placed_list(store, kind->of_article, article, &arena, &p, err) &&
	    place_all(store, kind, p, text, err);

	arena_release(&arena);
	return good;
}

bool
store_reanchor(
    struct store *store, int64_t article, struct str text, struct err *err)
{
	bool good = true;
	size_t i;

	if (!db_begin(store, err))
		return false;
	for (i = 0; good && i < ARRAY_LEN(kinds); i++)
		good = place_article(store, &kinds[i], article, text, err);
	if (good && db_run_id(store, sql[SUM_OF], article, err) &&
	    article_key_renew(store, article, err))
		return db_commit(store, err);
	db_rollback(store);
	return false;
}

/* The text that a statement finds; empty where there is none. */
static bool
text_of(struct store *store, int which, int64_t id, struct arena *arena,
    struct str *text, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;

	*text = str_of("");
	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	if (db_row(store, st, &e))
		*text = db_str(st, 0, arena);
	return db_over(st, &e, err);
}

bool
store_reanchor_stored(struct store *store, int64_t article, struct err *err)
{
	struct arena arena = { 0 };
	struct str text;
	bool good = text_of(store, TEXT_OF, article, &arena, &text, err) &&
		    store_reanchor(store, article, text, err);

	arena_release(&arena);
	return good;
}

/* Those of one note or claim, whatever else stands in its article. */
static bool
one(struct store *store, const struct kind *kind, int64_t id, struct err *err)
{
	struct arena arena = { 0 };
	struct placed *p;
	struct str text;
	bool good = text_of(store, kind->text, id, &arena, &text, err) &&
		    placed_list(store, kind->one, id, &arena, &p, err) &&
		    place_all(store, kind, p, text, err);

	arena_release(&arena);
	return good;
}

bool
store_reanchor_note(struct store *store, int64_t note, struct err *err)
{
	return one(store, &kinds[0], note, err);
}

bool
store_reanchor_claim(struct store *store, int64_t claim, struct err *err)
{
	return one(store, &kinds[1], claim, err) &&
	       db_run_id(store, sql[SUM], claim, err);
}
