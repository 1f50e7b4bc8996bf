#include "config.h"

#include "store/event-act.h"

#include "model/edtf.h"
#include "model/verdict.h"
#include "store/article-row.h"
#include "store/article.h"
#include "store/claim-group.h"
#include "store/claim.h"
#include "store/revision.h"

/* Ids of events by hand begin here, above those of any pack: the id of an act
 * is never used again. */
enum { BY_HAND = 100000, TITLE_MAX_BYTES = 400, NOTE_MAX_BYTES = 65536 };

#define PASSAGE                                                                \
	"json_object('article', a.uuid, 'start', x.start, 'end', x.\"end\", "  \
	"'quote', x.quote, 'prefix', x.prefix, 'suffix', x.suffix)"

enum {
	KEY_OF,
	CURRENT,
	PUT,
	REMOVE,
	PARTIES_CLEAR,
	PARTIES_PUT,
	PARTIES_JSON,
	PARTIES_OF_IDS,
	PARTIES_LIST,
	PASSAGES_CLEAR,
	PASSAGES_PUT,
	PASSAGES_JSON,
	PASSAGES_LIST,
};

static const char *const sql[] = {
	[KEY_OF] = "SELECT key FROM event WHERE id = ?1",
	[CURRENT] =
	    "SELECT json_object('id', e.id, 'date', e.date, 'end', e.\"end\", "
	    "'earliest', e.earliest, 'latest', e.latest, 'title', e.title, "
	    "'kind', e.kind, 'note', e.note, 'toll', e.toll, 'sources', "
	    "e.sources, "
	    "'position', e.position, 'origin', e.origin, 'parties', (SELECT "
	    "json_group_array(key) FROM (SELECT n.key FROM event_entity x "
	    "JOIN entity n ON n.id = x.entity WHERE x.event = e.id ORDER BY "
	    "x.position)), 'articles', (SELECT json_group_array(json(o)) "
	    "FROM (SELECT " PASSAGE " AS o FROM event_article x JOIN article "
	    "a ON a.id = x.article WHERE x.event = e.id ORDER BY "
	    "x.position))) FROM event e WHERE e.key = ?1",
	[PUT] = "INSERT INTO event (id, key, date, \"end\", earliest, latest, "
		"title, kind, note, toll, sources, position, origin) VALUES "
		"(?2 ->> '$.id', ?1, ?2 ->> '$.date', ?2 ->> '$.end', "
		"?2 ->> '$.earliest', ?2 ->> '$.latest', ?2 ->> '$.title', "
		"?2 ->> '$.kind', ?2 ->> '$.note', ?2 ->> '$.toll', "
		"?2 ->> '$.sources', "
		"coalesce(?2 ->> '$.position', 0), ?2 ->> '$.origin') "
		"ON CONFLICT (key) DO UPDATE SET date = excluded.date, "
		"\"end\" = excluded.\"end\", earliest = excluded.earliest, "
		"latest = excluded.latest, title = excluded.title, "
		"kind = excluded.kind, note = excluded.note, "
		"toll = excluded.toll, "
		"sources = excluded.sources, position = "
		"coalesce(?2 ->> '$.position', position), "
		"origin = excluded.origin",
	[REMOVE] = "DELETE FROM event WHERE key = ?1",
	[PARTIES_CLEAR] = "DELETE FROM event_entity WHERE event = "
			  "(SELECT id FROM event WHERE key = ?1)",
	[PARTIES_PUT] =
	    "INSERT OR IGNORE INTO event_entity (event, entity, position) "
	    "SELECT e.id, n.id, j.key FROM json_each(?2, '$.parties') j "
	    "JOIN entity n ON n.key = j.value JOIN event e ON e.key = ?1",
	[PARTIES_JSON] =
	    "SELECT json_group_array(key) FROM (SELECT n.key FROM "
	    "event_entity x JOIN entity n ON n.id = x.entity WHERE "
	    "x.event = ?1 ORDER BY x.position)",
	[PARTIES_OF_IDS] =
	    "SELECT json_group_array(key) FROM (SELECT n.key FROM "
	    "json_each(?1) j JOIN entity n ON n.id = j.value ORDER BY j.key)",
	[PARTIES_LIST] =
	    "SELECT n.id, n.kind, n.key, n.name FROM event_entity x JOIN "
	    "entity n ON n.id = x.entity WHERE x.event = ?1 ORDER BY "
	    "n.kind <> 'faction', n.kind, x.position",
	[PASSAGES_CLEAR] = "DELETE FROM event_article WHERE event = "
			   "(SELECT id FROM event WHERE key = ?1)",
	[PASSAGES_PUT] =
	    "INSERT INTO event_article (event, position, article, start, "
	    "\"end\", quote, prefix, suffix) SELECT e.id, j.key, a.id, "
	    "j.value ->> '$.start', j.value ->> '$.end', "
	    "j.value ->> '$.quote', j.value ->> '$.prefix', "
	    "j.value ->> '$.suffix' FROM json_each(?2, '$.articles') j "
	    "JOIN article a ON a.uuid = j.value ->> '$.article' "
	    "JOIN event e ON e.key = ?1",
	[PASSAGES_JSON] =
	    "SELECT json_group_array(json(o)) FROM (SELECT " PASSAGE " AS o "
	    "FROM event_article x JOIN article a ON a.id = x.article "
	    "WHERE x.event = ?1 ORDER BY x.position)",
	[PASSAGES_LIST] =
	    "SELECT x.article, a.title, x.start, x.\"end\", x.quote, x.prefix, "
	    "x.suffix FROM event_article x JOIN article a ON a.id = x.article "
	    "WHERE x.event = ?1 AND a.hidden = 0 ORDER BY x.position",
};
const struct db_table event_act_sql = { "event-act", sql, ARRAY_LEN(sql) };

static bool
project(struct store *store, struct str doc, const struct str *body,
    struct err *err)
{
	db_changed(store, TOPIC_EVENT);
	if (!revision_apply(store, sql[PASSAGES_CLEAR], doc, NULL, err) ||
	    !revision_apply(store, sql[PARTIES_CLEAR], doc, NULL, err))
		return false;
	if (body == NULL)
		return revision_apply(store, sql[REMOVE], doc, NULL, err);
	return revision_apply(store, sql[PUT], doc, body, err) &&
	       revision_apply(store, sql[PARTIES_PUT], doc, body, err) &&
	       revision_apply(store, sql[PASSAGES_PUT], doc, body, err) &&
	       claim_groups_rename(store, doc, err);
}

const struct revision_kind event_kind = {
	.name = "event",
	.project = project,
	.now = &sql[CURRENT],
};

/* What an act is about. */
struct work {
	struct store *store;
	struct arena *arena;
	struct event e;                /* as it was, then as it is to be */
	const struct event_edit *edit; /* NULL: it goes */
};

/* One text that a statement gives for a number, or for a text; p NULL: no
 * row. */
static bool
ask(const struct work *w, sqlite3_stmt *st, struct str *value, struct err *err)
{
	struct err e;

	*value = (struct str){ 0 };
	if (db_row(w->store, st, &e))
		*value = db_str(st, 0, w->arena);
	return db_over(st, &e, err);
}

static bool
ask_id(const struct work *w, int which, int64_t id, struct str *value,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(w->store, sql[which], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	return ask(w, st, value, err);
}

static bool
event_key(struct work *w, int64_t id, struct err *err)
{
	if (!ask_id(w, KEY_OF, id, &w->e.key, err))
		return false;
	return w->e.key.p != NULL ||
	       err_set(
		   err, ERR_MISSING, "there is no event %lld", (long long)id);
}

static bool
valid(const struct event *e, struct err *err)
{
	struct toll toll[TOLL_MOST];
	struct edtf date, end;
	size_t n;

	if (str_trim(e->title).len == 0)
		return err_set(err, ERR_INVALID, "an event needs a title");
	if (e->title.len > TITLE_MAX_BYTES ||
	    str_find(e->title, str_of("\n"), 0) != SIZE_MAX)
		return err_set(err, ERR_INVALID,
		    "a title is one line of at most %d bytes", TITLE_MAX_BYTES);
	if (e->note.len > NOTE_MAX_BYTES)
		return err_set(err, ERR_INVALID, "the note is too long");
	if (!toll_parse(e->toll, toll, &n, err))
		return false;
	if (!edtf_parse(e->date, &date, err) ||
	    (e->end.len > 0 && !edtf_parse(e->end, &end, err)))
		return false;
	if (e->end.len > 0 && edtf_is_day(edtf_latest(&end)) &&
	    edtf_is_day(edtf_earliest(&date)) &&
	    edtf_latest(&end) < edtf_earliest(&date))
		return err_set(
		    err, ERR_INVALID, "the event ends before it begins");
	return true;
}

static void
day_member(struct buf *b, const char *name, int64_t day)
{
	buf_addf(b, ",\"%s\":", name);
	if (edtf_is_day(day))
		buf_addf(b, "%lld", (long long)day);
	else
		buf_puts(b, "null");
}

static void
put_days(struct buf *b, const struct event *e)
{
	struct edtf date;
	int64_t first = EDTF_UNKNOWN, last = EDTF_UNKNOWN;

	if (edtf_parse(e->date, &date, NULL)) {
		first = edtf_earliest(&date);
		last = edtf_latest(&date);
	}
	if (e->end.len > 0 && edtf_parse(e->end, &date, NULL) &&
	    edtf_is_day(edtf_latest(&date)))
		last = edtf_latest(&date);
	/* What is open on one side still stands where it is known. */
	if (!edtf_is_day(first) && edtf_is_day(last))
		first = last;
	if (!edtf_is_day(last) && edtf_is_day(first))
		last = first;
	day_member(b, "earliest", first);
	day_member(b, "latest", last);
}

/* The passages there are (a JSON array) and those that come to them. */
static bool
put_passages(
    const struct work *w, struct buf *b, struct str old, struct err *err)
{
	const struct event_edit *edit = w->edit;
	size_t i;

	old = old.len < 2 ? str_of("[]") : old;
	buf_puts(b, ",\"articles\":");
	buf_str(b, str_slice(old, 0, old.len - 1));
	for (i = 0; i < edit->n_evidence; i++) {
		const struct evidence *e = &edit->evidence[i];
		struct str uuid;

		if (!article_uuid(w->store, e->article, w->arena, &uuid, err))
			return false;
		buf_puts(b,
		    i > 0 || old.len > 2 ? ",{\"article\":" : "{\"article\":");
		buf_json(b, uuid);
		if (e->anchor.state == ANCHOR_NONE) {
			buf_puts(b, ",\"start\":null,\"end\":null");
		} else {
			buf_addf(b, ",\"start\":%u,\"end\":%u",
			    e->anchor.span.from, e->anchor.span.to);
		}
		revision_member(b, "quote", e->anchor.quote);
		revision_member(b, "prefix", e->anchor.prefix);
		revision_member(b, "suffix", e->anchor.suffix);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
	return true;
}

static bool
parties_json(const struct work *w, struct str *json, struct err *err)
{
	const struct event_edit *edit = w->edit;
	struct buf ids = { 0 };
	sqlite3_stmt *st;
	bool good;
	size_t i;

	if (edit->parties == NULL)
		return ask_id(w, PARTIES_JSON, w->e.id, json, err);
	st = db_stmt(w->store, sql[PARTIES_OF_IDS], err);
	if (st == NULL)
		return false;
	buf_putc(&ids, '[');
	for (i = 0; i < edit->n_parties; i++)
		buf_addf(&ids, "%s%lld", i > 0 ? "," : "",
		    (long long)edit->parties[i]);
	buf_putc(&ids, ']');
	db_bind_str(st, 1, buf_view(&ids));
	good = ask(w, st, json, err);
	buf_release(&ids);
	return good;
}

static void
take(struct str *field, struct str given)
{
	if (given.p != NULL)
		*field = given;
}

/* Put the event as it is with what is edited, inside an open act. */
static bool
put(struct work *w, struct err *err)
{
	const struct event_edit *edit = w->edit;
	struct event *e = &w->e;
	struct buf b = { 0 };
	struct str parties, passages, view;
	bool good;

	take(&e->date, edit->date);
	take(&e->end, edit->end);
	take(&e->title, edit->title);
	take(&e->kind, edit->kind);
	take(&e->note, edit->note);
	take(&e->toll, edit->toll);
	if (e->kind.len == 0)
		e->kind = str_of("statement");
	if (!valid(e, err) || !parties_json(w, &parties, err) ||
	    !ask_id(w, PASSAGES_JSON, e->id, &passages, err))
		return false;
	buf_addf(&b, "{\"id\":%lld", (long long)e->id);
	if (str_is(e->origin, "hand"))
		buf_addf(&b, ",\"position\":%lld", (long long)e->id);
	revision_member(&b, "date", e->date);
	revision_member(&b, "end", e->end);
	revision_member(&b, "title", e->title);
	revision_member(&b, "kind", e->kind);
	revision_member(&b, "note", e->note);
	revision_member(&b, "toll", e->toll);
	revision_member(&b, "sources", e->sources);
	revision_member(&b, "origin", e->origin);
	put_days(&b, e);
	buf_puts(&b, ",\"parties\":");
	buf_str(&b, parties);
	good = put_passages(w, &b, passages, err);
	buf_putc(&b, '}');
	view = buf_view(&b);
	good = good && revision_put(w->store, "event", e->key, &view, err);
	buf_release(&b);
	return good;
}

/* One act: done or nothing of it. */
static bool
act(struct work *w, const char *verb, const char *said, struct err *err)
{
	const struct event_edit *edit = w->edit;
	struct event *e = &w->e;
	struct str title =
	    edit != NULL && edit->title.p != NULL ? edit->title : e->title;
	struct str summary = arena_printf(
	    w->arena, "%s \"%.*s\"", said, (int)title.len, title.p);
	bool good;

	if (!revision_begin(w->store, verb, summary.p, err))
		return false;
	if (e->id == 0)
		e->id = BY_HAND + revision_act_id(w->store);
	good = edit != NULL
		   ? put(w, err)
		   : claim_leave_event(w->store, e->id, err) &&
			 revision_put(w->store, "event", e->key, NULL, err);
	return revision_close(w->store, good, err);
}

bool
store_event_add(struct store *store, const struct event_edit *edit, int64_t *id,
    struct err *err)
{
	struct arena arena = { 0 };
	struct work w = {
		.store = store,
		.arena = &arena,
		.e = { .origin = str_of("hand"), .key = db_uuid(&arena) },
		.edit = edit,
	};
	bool good = store_writable(store, err) &&
		    act(&w, "event-add", "added the event", err);

	*id = good ? w.e.id : 0;
	arena_release(&arena);
	return good;
}

static bool
change(struct store *store, int64_t id, const struct event_edit *edit,
    struct err *err)
{
	struct arena arena = { 0 };
	struct work w = { .store = store, .arena = &arena, .edit = edit };
	bool good;

	/* Read inside the transaction: another program may be writing. */
	if (!store_writable(store, err) || !db_begin(store, err))
		return false;
	good =
	    event_key(&w, id, err) &&
	    store_event_get(store, id, &arena, &w.e, err) &&
	    act(&w, edit != NULL ? "event-edit" : "event-remove",
		edit != NULL ? "changed the event" : "removed the event", err);
	arena_release(&arena);
	return db_finish(store, good, err);
}

bool
store_event_edit(struct store *store, int64_t id, const struct event_edit *edit,
    struct err *err)
{
	return change(store, id, edit, err);
}

bool
store_event_remove(struct store *store, int64_t id, struct err *err)
{
	return change(store, id, NULL, err);
}

/* Where the passages stand now, after corrections of the articles. */
static bool
find_passages(
    struct store *store, struct evidence *list, size_t n, struct err *err)
{
	size_t i;

	for (i = 0; i < n; i++) {
		struct arena arena = { 0 };
		struct article a;

		if (list[i].anchor.state == ANCHOR_NONE)
			continue;
		if (!store_article_get(
			store, list[i].article, &arena, &a, err)) {
			arena_release(&arena);
			return false;
		}
		anchor_find(&list[i].anchor, a.text);
		arena_release(&arena);
	}
	return true;
}

bool
store_event_evidence(struct store *store, int64_t id, struct arena *arena,
    struct evidence **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[PASSAGES_LIST], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	while (db_row(store, st, &e)) {
		*list = arena_grow(arena, *list, *n, sizeof **list);
		(*list)[(*n)++] = (struct evidence){
			.article = db_int(st, 0),
			.title = db_str(st, 1, arena),
			.anchor.span = { (uint32_t)db_int(st, 2),
			    (uint32_t)db_int(st, 3) },
			.anchor.quote = db_str(st, 4, arena),
			.anchor.prefix = db_str(st, 5, arena),
			.anchor.suffix = db_str(st, 6, arena),
			.anchor.state =
			    db_view(st, 4).len > 0 ? ANCHOR_EXACT : ANCHOR_NONE,
		};
	}
	return db_over(st, &e, err) && find_passages(store, *list, *n, err);
}

bool
store_event_parties(struct store *store, int64_t id, struct arena *arena,
    struct party **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[PARTIES_LIST], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	while (db_row(store, st, &e)) {
		*list = arena_grow(arena, *list, *n, sizeof **list);
		(*list)[(*n)++] = (struct party){
			.entity = db_int(st, 0),
			.kind = db_str(st, 1, arena),
			.key = db_str(st, 2, arena),
			.name = db_str(st, 3, arena),
		};
	}
	return db_over(st, &e, err);
}
