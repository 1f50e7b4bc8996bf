#include "config.h"

#include "store/claim.h"

#include "store/article-row.h"
#include "store/claim-body.h"
#include "store/note.h"
#include "store/revision.h"

enum {
	LINKS_OF,
	OF_EVENT,
	NO_EVENT,
};

static const char *const sql[] = {
	[LINKS_OF] = ("SELECT uuid FROM claim_link WHERE a = ?1 UNION ALL "
		      "SELECT uuid FROM claim_link WHERE b = ?1"),
	[OF_EVENT] = "SELECT uuid FROM claim WHERE event = ?1",
	[NO_EVENT] = "SELECT json_set(?1, '$.event', NULL, '$.updated', ?2)",
};
const struct db_table claim_sql = { "claim", sql, ARRAY_LEN(sql) };

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
	bool good = article_uuid(store, claim->article, arena, &article, err) &&
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
	if (!revision_begin(store, "claim-add",
		said(store, "claim in", claim->article, arena), err))
		return false;
	claim->id = revision_act_id(store);
	if (!revision_close(store, put(store, claim, arena, err), err))
		return false;
	*id = claim->id;
	return true;
}

bool
store_claim_take(struct store *store, const struct claim *given, int64_t *id,
    struct err *err)
{
	struct arena arena = { 0 };
	struct claim claim = *given;
	bool good;

	*id = 0;
	if (!claim_valid(given, NULL, err) || !store_writable(store, err))
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

bool
store_claim_add(struct store *store, const struct claim *given, int64_t *id,
    struct err *err)
{
	struct claim claim = *given;

	claim.uuid = claim.analyst = claim.grader = str_of("");
	claim.created = claim.updated = claim.graded = 0;
	if (claim.grade.reliability != 0 || claim.grade.credibility != 0)
		take_grade(store, &claim, NULL);
	return store_claim_take(store, &claim, id, err);
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

	if (!store_writable(store, err) || !db_begin(store, err))
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
	    store_writable(store, err) &&
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
