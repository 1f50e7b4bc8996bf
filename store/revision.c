#include "config.h"

#include "store/revision.h"

#include <jansson.h>

#include "store/entity.h"
#include "store/state.h"

enum {
	ACT_ADD,
	ACT_DROP,
	ACT_FINAL,
	REVISION_HEAD,
	REVISION_ADD,
	REVISION_LAST,
};

static const char *const sql[] = {
	[ACT_ADD] = "INSERT INTO act (id, uuid, verb, summary, analyst, time, "
		    "undoes, redoes) VALUES ((SELECT max(id) FROM act) + ?8, "
		    "?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[ACT_DROP] = "DELETE FROM act WHERE id = ?1",
	/* What was taken back before a new act can't be done again. */
	[ACT_FINAL] = "UPDATE act SET undone = 2 WHERE undone = 1",
	[REVISION_HEAD] = "SELECT id, body FROM revision WHERE kind = ?1 AND "
			  "doc = ?2 ORDER BY seq DESC LIMIT 1",
	[REVISION_ADD] = "INSERT INTO revision (id, act, kind, doc, parents, "
			 "body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[REVISION_LAST] = "SELECT max(seq) FROM revision",
};
const struct db_table revision_sql = { "revision", sql, ARRAY_LEN(sql) };

/* The act that states belong to which were not made by an act: what a pack
 * brought, or a correction moved. Made with the tables. */
static const int64_t act_none = 0;

bool
revision_act(struct store *store, const struct revision_act *act,
    struct arena *arena, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[ACT_ADD], err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, db_uuid(arena));
	db_bind_str(st, 2, str_of(act->verb));
	db_bind_str(st, 3, act->summary);
	db_bind_str(st, 4, str_of(store_analyst(store)));
	store->act_time = store_now(store);
	db_bind_int(st, 5, store->act_time);
	db_bind_id(st, 6, act->undoes);
	db_bind_id(st, 7, act->redoes);
	db_bind_int(st, 8, 1 + (int64_t)store->act_spare);
	if (!db_run(store, st, err))
		return false;
	store->act = db_last_id(store);
	store->act_doc = store->act - (int64_t)store->act_spare;
	return true;
}

static bool
run_with(struct store *store, const char *text, int64_t id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, text, err);

	if (st == NULL)
		return false;
	if (id != 0)
		db_bind_int(st, 1, id);
	return db_run(store, st, err);
}

bool
revision_begin(
    struct store *store, const char *verb, const char *summary, struct err *err)
{
	const struct revision_act act = { .verb = verb,
		.summary = str_of(summary) };
	struct arena arena = { 0 };
	bool good;

	if (!db_begin(store, err))
		return false;
	if (store->act_depth++ > 0) {
		if (store->act_spare > 0) {
			store->act_spare--;
			store->act_doc++;
		}
		return true;
	}
	store->act_puts = 0;
	good = revision_act(store, &act, &arena, err);
	arena_release(&arena);
	if (!good)
		revision_abort(store);
	return good;
}

bool
revision_begin_many(struct store *store, const char *verb, const char *summary,
    size_t n, struct err *err)
{
	bool good;

	if (store->act_depth == 0)
		store->act_spare = n;
	good = revision_begin(store, verb, summary, err);
	if (!good)
		store->act_spare = 0;
	return good;
}

bool
revision_end(struct store *store, struct err *err)
{
	bool good = true;

	if (store->act_depth == 1)
		good = store->act_puts > 0
			   ? run_with(store, sql[ACT_FINAL], 0, err)
			   : run_with(store, sql[ACT_DROP], store->act, err);
	if (store->act_depth == 1)
		good = good && draft_settle_now(store, err);
	if (store->act_depth == 1)
		store->act_spare = 0;
	if (!good) {
		revision_abort(store);
		return false;
	}
	store->act_depth--;
	return db_commit(store, err);
}

void
revision_abort(struct store *store)
{
	if (store->act_depth > 0)
		store->act_depth--;
	if (store->act_depth == 0)
		store->act_spare = 0;
	db_rollback(store);
}

bool
revision_close(struct store *store, bool good, struct err *err)
{
	if (good)
		return revision_end(store, err);
	revision_abort(store);
	return false;
}

void
revision_member(struct buf *body, const char *name, struct str value)
{
	buf_addf(body, ",\"%s\":", name);
	if (value.len > 0)
		buf_json(body, value);
	else
		buf_puts(body, "null");
}

int64_t
revision_act_id(const struct store *store)
{
	return store->act_doc;
}

static const struct revision_kind *
kind_of(const char *name)
{
	size_t i;

	for (i = 0; revision_kinds[i] != NULL; i++)
		if (strcmp(revision_kinds[i]->name, name) == 0)
			return revision_kinds[i];
	return NULL;
}

bool
revision_now(struct store *store, const char *name, struct str doc,
    struct buf *body, struct err *err)
{
	const struct revision_kind *kind = kind_of(name);

	if (kind->current != NULL)
		return kind->current(store, doc, body, err);
	return revision_select(store, *kind->now, doc, body, err);
}

/* Keys sorted, no blanks: the same state always gives the same bytes. */
static bool
canonical(
    struct str body, struct arena *arena, struct str *out, struct err *err)
{
	json_error_t e;
	json_t *json = json_loadb(body.p, body.len, JSON_REJECT_DUPLICATES, &e);
	char *text;

	if (json == NULL)
		return err_set(err, ERR_INVALID,
		    "what was to be stored is no JSON: %.100s", e.text);
	text = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS);
	json_decref(json);
	if (text == NULL)
		return err_set(err, ERR_IO, "out of memory");
	*out = arena_str(arena, str_of(text));
	free(text);
	return true;
}

/* A state of a document; body.p NULL: it does not exist. */
struct state {
	struct str id; /* empty: there is no revision of it */
	struct str body;
};

static bool
head_of(struct store *store, const char *kind, struct str doc,
    struct arena *arena, struct state *head, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[REVISION_HEAD], err);
	struct err e;

	*head = (struct state){ 0 };
	if (st == NULL)
		return false;
	db_bind_str(st, 1, str_of(kind));
	db_bind_str(st, 2, doc);
	if (db_row(store, st, &e)) {
		head->id = db_str(st, 0, arena);
		if (sqlite3_column_type(st, 1) != SQLITE_NULL)
			head->body = db_str(st, 1, arena);
	}
	return db_over(st, &e, err);
}

static bool
project(struct store *store, const struct revision_kind *kind, struct str doc,
    const struct str *body, struct err *err)
{
	if (kind->project != NULL)
		return kind->project(store, doc, body, err);
	db_changed(store, kind->topic);
	return revision_apply(
	    store, body != NULL ? *kind->put : *kind->remove, doc, body, err);
}

static bool
current_of(struct store *store, const struct revision_kind *kind,
    struct str doc, struct arena *arena, struct str *body, struct err *err)
{
	struct buf text = { 0 };
	struct err e = { 0 };
	bool good = revision_now(store, kind->name, doc, &text, &e);

	*body = (struct str){ 0 };
	if (good)
		good = canonical(buf_view(&text), arena, body, err);
	else if (e.code == ERR_MISSING)
		good = true;
	else
		(void)err_set(err, e.code, "%s", e.text);
	buf_release(&text);
	return good;
}

static bool
same(struct str a, struct str b)
{
	return (a.p == NULL) == (b.p == NULL) && str_eq(a, b);
}

/* The bytes that the id is the sum of (ARCHITECTURE.md says it for those who
 * exchange revisions). */
struct str
revision_id(const struct revision *r, struct arena *arena)
{
	struct buf b = { 0 };
	struct str id;

	buf_puts(&b, "{\"author\":");
	buf_json(&b, r->author);
	buf_puts(&b, ",\"body\":");
	buf_str(&b, r->body.p != NULL ? r->body : str_of("null"));
	buf_puts(&b, ",\"doc\":");
	buf_json(&b, r->doc);
	buf_puts(&b, ",\"kind\":");
	buf_json(&b, r->kind);
	buf_puts(&b, ",\"parents\":");
	buf_str(&b, r->parents);
	buf_addf(&b, ",\"time\":%lld}", (long long)r->time);
	id = db_sha256(arena, buf_view(&b));
	buf_release(&b);
	return id;
}

/* Append a state to those of its document; head becomes that new one. */
static bool
append(struct store *store, struct revision *r, struct state *head,
    struct arena *arena, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[REVISION_ADD], err);

	if (st == NULL)
		return false;
	r->parents = head->id.len == 0
			 ? str_of("[]")
			 : arena_printf(arena, "[\"%s\"]", head->id.p);
	head->id = revision_id(r, arena);
	head->body = r->body;
	db_bind_str(st, 1, head->id);
	db_bind_int(st, 2, r->act);
	db_bind_str(st, 3, r->kind);
	db_bind_str(st, 4, r->doc);
	db_bind_str(st, 5, r->parents);
	if (r->body.p != NULL)
		db_bind_str(st, 6, r->body);
	return db_run(store, st, err);
}

/* r: kind, doc and body are given. */
static bool
put(struct store *store, const struct revision_kind *kind, struct revision *r,
    struct arena *arena, struct err *err)
{
	struct revision given = { .kind = r->kind, .doc = r->doc };
	struct state head;

	if (!head_of(store, kind->name, r->doc, arena, &head, err) ||
	    !current_of(store, kind, r->doc, arena, &given.body, err))
		return false;
	if (same(given.body, r->body))
		return true;
	given.act = act_none;
	given.author = str_of("");
	if (!same(given.body, head.body) &&
	    !append(store, &given, &head, arena, err))
		return false;
	r->act = store->act;
	r->author = str_of(store_analyst(store));
	r->time = store->act_time;
	if (!append(store, r, &head, arena, err))
		return false;
	store->act_puts++;
	return project(
	    store, kind, r->doc, r->body.p != NULL ? &r->body : NULL, err);
}

bool
revision_put(struct store *store, const char *name, struct str doc,
    const struct str *body, struct err *err)
{
	const struct revision_kind *kind = kind_of(name);
	struct arena arena = { 0 };
	struct revision r = { .kind = str_of(name), .doc = doc };
	bool good;

	if (kind == NULL)
		return err_set(err, ERR_INVALID,
		    "this mirsad knows nothing of the kind %.40s", name);
	good = (body == NULL || canonical(*body, &arena, &r.body, err)) &&
	       put(store, kind, &r, &arena, err);
	arena_release(&arena);
	return good;
}

bool
revision_select(struct store *store, const char *text, struct str doc,
    struct buf *body, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, text, err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, doc);
	if (!db_row(store, st, &e))
		return db_over(st, &e, err) &&
		       err_set(err, ERR_MISSING, "it is not there");
	buf_str(body, db_view(st, 0));
	db_done(st);
	return true;
}

bool
revision_apply(struct store *store, const char *text, struct str doc,
    const struct str *body, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, text, err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, doc);
	if (body != NULL)
		db_bind_str(st, 2, *body);
	return db_run(store, st, err);
}

int64_t
store_documents_version(struct store *store)
{
	sqlite3_stmt *st = db_stmt(store, sql[REVISION_LAST], NULL);
	int64_t last = 0;
	struct err e = { ERR_NONE, "" };

	if (st == NULL)
		return -1;
	if (db_row(store, st, &e))
		last = db_int(st, 0);
	/* A pack makes no revisions, but a new version of the names. */
	return db_over(st, &e, NULL) ? last + store_names_version(store) : -1;
}
