#include "config.h"

#include "store/note.h"

#include "store/article-key.h"
#include "store/article-row.h"
#include "store/reanchor.h"
#include "store/revision.h"

#define NOTE_COLUMNS                                                           \
	"n.id, n.on_kind, n.on_id, n.start, n.\"end\", n.quote, n.prefix, "    \
	"n.suffix, n.anchor, n.text, n.analyst, n.uuid, n.created, n.updated"

/* What a note is about goes by its uuid or key, so that another library can
 * tell it. */
#define NOTE_ABOUT                                                             \
	"CASE n.on_kind WHEN 'article' THEN (SELECT uuid FROM article WHERE "  \
	"id = n.on_id) WHEN 'entity' THEN (SELECT key FROM entity WHERE "      \
	"id = n.on_id) WHEN 'event' THEN (SELECT key FROM event WHERE "        \
	"id = n.on_id) WHEN 'claim' THEN (SELECT uuid FROM claim WHERE "       \
	"id = n.on_id) END"

enum {
	NOTE_GET,
	NOTE_OF,
	NOTE_IN,
	NOTE_ALL,
	NOTE_FIND,
	NOTE_ALL_UP,
	NOTE_FIND_UP,
	NOTE_SAID,
	NOTE_ABOUT_KEY,
	NOTE_CURRENT,
	NOTE_PUT,
	NOTE_REMOVE,
	NOTE_ROWID,
	FTS_ADD,
	FTS_REMOVE,
	COUNT_ARTICLE,
	COUNT_ENTITY,
	COUNT_EVENT,
	COUNT_CLAIM,
	OF_CLAIM,
	REHOME,
};

static const char *const sql[] = {
	[NOTE_GET] = "SELECT " NOTE_COLUMNS " FROM note n WHERE n.id = ?1",
	[NOTE_OF] = "SELECT " NOTE_COLUMNS
		    " FROM note n WHERE n.on_kind = ?1 AND n.on_id = ?2 "
		    "ORDER BY n.start IS NOT NULL, n.start, n.created, n.id",
	[NOTE_IN] =
	    "SELECT " NOTE_COLUMNS
	    " FROM note n WHERE (n.on_kind = 'article' AND n.on_id = ?1) OR "
	    "(n.on_kind = 'claim' AND n.on_id IN (SELECT id FROM claim WHERE "
	    "article = ?1)) "
	    "ORDER BY n.start IS NOT NULL, n.start, n.created, n.id",
	[NOTE_ALL] = "SELECT " NOTE_COLUMNS " FROM note n WHERE n.id < ?1 "
		     "ORDER BY n.id DESC LIMIT ?2",
	[NOTE_FIND] = "SELECT " NOTE_COLUMNS
		      " FROM note_fts f JOIN note n ON n.id = f.rowid "
		      "WHERE note_fts MATCH ?3 AND f.rowid < ?1 "
		      "ORDER BY f.rowid DESC LIMIT ?2",
	[NOTE_ALL_UP] = "SELECT " NOTE_COLUMNS " FROM note n WHERE n.id > ?1 "
			"ORDER BY n.id LIMIT ?2",
	[NOTE_FIND_UP] = "SELECT " NOTE_COLUMNS
			 " FROM note_fts f JOIN note n ON n.id = f.rowid "
			 "WHERE note_fts MATCH ?3 AND f.rowid > ?1 "
			 "ORDER BY f.rowid LIMIT ?2",
	[NOTE_SAID] =
	    "SELECT CASE ?1 WHEN 'article' THEN (SELECT title FROM article "
	    "WHERE id = ?2) WHEN 'entity' THEN (SELECT name FROM entity WHERE "
	    "id = ?2) WHEN 'event' THEN (SELECT title FROM event WHERE "
	    "id = ?2) WHEN 'claim' THEN (SELECT statement FROM claim WHERE "
	    "id = ?2) END",
	[NOTE_ABOUT_KEY] =
	    "SELECT CASE ?1 WHEN 'article' THEN (SELECT uuid FROM article "
	    "WHERE id = ?2 AND hidden = 0) WHEN 'entity' THEN (SELECT key "
	    "FROM entity WHERE id = ?2) WHEN 'event' THEN (SELECT key "
	    "FROM event WHERE id = ?2) WHEN 'claim' THEN (SELECT c.uuid FROM "
	    "claim c JOIN article a ON a.id = c.article WHERE c.id = ?2 AND "
	    "a.hidden = 0) END",
	[NOTE_CURRENT] =
	    "SELECT json_object('id', n.id, 'on', n.on_kind, "
	    "'about', " NOTE_ABOUT
	    ", 'start', n.start, 'end', n.\"end\", 'quote', n.quote, "
	    "'prefix', n.prefix, 'suffix', n.suffix, 'anchor', n.anchor, "
	    "'text', n.text, 'analyst', n.analyst, 'created', n.created, "
	    "'updated', n.updated) FROM note n WHERE n.uuid = ?1",
	[NOTE_PUT] =
	    "INSERT INTO note (id, uuid, on_kind, on_id, start, \"end\", "
	    "quote, prefix, suffix, anchor, text, analyst, created, updated) "
	    "VALUES (?2 ->> '$.id', ?1, ?2 ->> '$.on', CASE ?2 ->> '$.on' "
	    "WHEN 'article' THEN (SELECT id FROM article WHERE uuid = "
	    "?2 ->> '$.about') WHEN 'entity' THEN (SELECT id FROM entity "
	    "WHERE key = ?2 ->> '$.about') WHEN 'event' THEN (SELECT id FROM "
	    "event WHERE key = ?2 ->> '$.about') WHEN 'claim' THEN (SELECT id "
	    "FROM claim WHERE uuid = ?2 ->> '$.about') END, ?2 ->> '$.start', "
	    "?2 ->> '$.end', ?2 ->> '$.quote', ?2 ->> '$.prefix', "
	    "?2 ->> '$.suffix', ?2 ->> '$.anchor', ?2 ->> '$.text', "
	    "?2 ->> '$.analyst', ?2 ->> '$.created', ?2 ->> '$.updated') "
	    "ON CONFLICT (uuid) DO UPDATE SET on_kind = excluded.on_kind, "
	    "on_id = excluded.on_id, start = excluded.start, "
	    "\"end\" = excluded.\"end\", quote = excluded.quote, "
	    "prefix = excluded.prefix, suffix = excluded.suffix, "
	    "anchor = excluded.anchor, text = excluded.text, "
	    "analyst = excluded.analyst, created = excluded.created, "
	    "updated = excluded.updated",
	[NOTE_REMOVE] = "DELETE FROM note WHERE uuid = ?1",
	[NOTE_ROWID] = "SELECT " NOTE_COLUMNS " FROM note n WHERE n.uuid = ?1",
	[FTS_ADD] = "INSERT INTO note_fts (rowid, text) "
		    "SELECT id, text FROM note WHERE uuid = ?1",
	[FTS_REMOVE] = "INSERT INTO note_fts (note_fts, rowid, text) "
		       "SELECT 'delete', id, text FROM note WHERE uuid = ?1",
	[COUNT_ARTICLE] =
	    "UPDATE article SET notes = (SELECT count(*) FROM note WHERE "
	    "on_kind = 'article' AND on_id = ?1) WHERE id = ?1",
	[COUNT_ENTITY] =
	    "UPDATE entity SET notes = (SELECT count(*) FROM note WHERE "
	    "on_kind = 'entity' AND on_id = ?1) WHERE id = ?1",
	[COUNT_EVENT] =
	    "UPDATE event SET notes = (SELECT count(*) FROM note WHERE "
	    "on_kind = 'event' AND on_id = ?1) WHERE id = ?1",
	[COUNT_CLAIM] =
	    "UPDATE claim SET notes = (SELECT count(*) FROM note WHERE "
	    "on_kind = 'claim' AND on_id = ?1) WHERE id = ?1",
	[OF_CLAIM] = "SELECT uuid FROM note WHERE on_kind = 'claim' AND "
		     "on_id = ?1",
	[REHOME] =
	    "SELECT json_set(?1, '$.on', 'article', '$.about', a.uuid, "
	    "'$.start', s.start, '$.end', s.\"end\", '$.quote', s.quote, "
	    "'$.prefix', s.prefix, '$.suffix', s.suffix, '$.anchor', s.anchor) "
	    "FROM claim c JOIN article "
	    "a ON a.id = c.article JOIN claim_span s ON s.claim = c.id WHERE "
	    "c.id = ?2 AND s.role = 'content' ORDER BY s.position LIMIT 1",
};
const struct db_table note_sql = { "note", sql, ARRAY_LEN(sql) };

static void
note_read(sqlite3_stmt *st, struct arena *arena, struct note *note)
{
	*note = (struct note){ .id = db_int(st, 0) };
	(void)subject_kind_parse(db_view(st, 1), &note->on);
	note->on_id = db_int(st, 2);
	note->anchor.span.from = (uint32_t)db_int(st, 3);
	note->anchor.span.to = (uint32_t)db_int(st, 4);
	note->anchor.quote = db_str(st, 5, arena);
	note->anchor.prefix = db_str(st, 6, arena);
	note->anchor.suffix = db_str(st, 7, arena);
	if (!anchor_state_parse(db_view(st, 8), &note->anchor.state))
		note->anchor.state = ANCHOR_NONE;
	note->text = db_str(st, 9, arena);
	note->analyst = db_str(st, 10, arena);
	note->uuid = db_str(st, 11, arena);
	note->created = db_int(st, 12);
	note->updated = db_int(st, 13);
}

static bool
notes_read(struct store *store, sqlite3_stmt *st, struct arena *arena,
    struct note **list, size_t *n, struct err *err)
{
	struct err e;

	*list = NULL;
	*n = 0;
	while (db_row(store, st, &e)) {
		*list = arena_grow(arena, *list, *n, sizeof **list);
		note_read(st, arena, &(*list)[(*n)++]);
	}
	return db_over(st, &e, err);
}

bool
store_note_get(struct store *store, int64_t id, struct arena *arena,
    struct note *note, struct err *err)
{
	sqlite3_stmt *st = db_row_of(store, sql[NOTE_GET], "note", id, err);

	*note = (struct note){ 0 };
	if (st == NULL)
		return false;
	note_read(st, arena, note);
	db_done(st);
	return true;
}

bool
store_notes_of(struct store *store, enum subject_kind on, int64_t on_id,
    struct arena *arena, struct note **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[NOTE_OF], err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, str_of(subject_kind_name(on)));
	db_bind_int(st, 2, on_id);
	return notes_read(store, st, arena, list, n, err);
}

bool
store_notes_in(struct store *store, int64_t article, struct arena *arena,
    struct note **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[NOTE_IN], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	return notes_read(store, st, arena, list, n, err);
}

enum { WORDS_MAX = 64, WORDS_BYTES = 1000 };

/* Every word quoted: nothing that is typed can be an error in FTS5's own query
 * language. Longer queries are cut: FTS5 is slow with thousands of terms. */
static void
match_text(struct str words, struct buf *b)
{
	size_t i, n = 0;
	bool inside = false;

	words = str_slice(words, 0, WORDS_BYTES);
	for (i = 0; i < words.len && n <= WORDS_MAX; i++) {
		char c = words.p[i];

		if ((unsigned char)c <= ' ') {
			if (inside)
				buf_puts(b, "\" ");
			inside = false;
			continue;
		}
		if (!inside && n++ < WORDS_MAX)
			buf_putc(b, '"');
		inside = n <= WORDS_MAX;
		if (inside)
			buf_add(b, c == '"' ? "\"\"" : &c, c == '"' ? 2 : 1);
	}
	if (inside)
		buf_putc(b, '"');
}

bool
store_notes_page(struct store *store, struct str words, int64_t from,
    struct page *page, struct arena *arena, struct note **list, struct err *err)
{
	bool up = page->dir < 0;
	struct buf match = { 0 };
	sqlite3_stmt *st;
	bool good;

	*list = NULL;
	page->n = 0;
	if (from == 0)
		from = up ? INT64_MIN : INT64_MAX;
	match_text(words, &match);
	if (match.len > 0)
		st = db_stmt(store, sql[up ? NOTE_FIND_UP : NOTE_FIND], err);
	else
		st = db_stmt(store, sql[up ? NOTE_ALL_UP : NOTE_ALL], err);
	good = st != NULL;
	if (good) {
		db_bind_int(st, 1, from);
		db_bind_int(st, 2, (int64_t)page->most);
		if (match.len > 0)
			db_bind_str(st, 3, buf_view(&match));
		good = notes_read(store, st, arena, list, &page->n, err);
	}
	buf_release(&match);
	return good;
}

bool
store_note_said(struct store *store, const struct note *note,
    struct arena *arena, struct str *said, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[NOTE_SAID], err);
	struct err e;

	*said = str_of("");
	if (st == NULL)
		return false;
	db_bind_str(st, 1, str_of(subject_kind_name(note->on)));
	db_bind_int(st, 2, note->on_id);
	if (db_row(store, st, &e))
		*said = db_str(st, 0, arena);
	return db_over(st, &e, err);
}

static bool
count_notes(
    struct store *store, enum subject_kind on, int64_t id, struct err *err)
{
	static const struct {
		int text;
		enum store_topic topic;
	} counts[] = {
		[ON_ARTICLE] = { COUNT_ARTICLE, TOPIC_ARTICLE },
		[ON_ENTITY] = { COUNT_ENTITY, TOPIC_ENTITY },
		[ON_EVENT] = { COUNT_EVENT, TOPIC_EVENT },
		[ON_CLAIM] = { COUNT_CLAIM, TOPIC_CLAIM },
	};
	sqlite3_stmt *st;

	if (on >= ARRAY_LEN(counts))
		return true;
	st = db_stmt(store, sql[counts[on].text], err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	db_changed(store, counts[on].topic);
	return db_run(store, st, err) &&
	       (on != ON_ARTICLE || article_key_renew(store, id, err));
}

/* What the note of that uuid is about; nothing when there is none. */
static bool
about_of(struct store *store, struct str uuid, int64_t *note,
    enum subject_kind *on, int64_t *id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[NOTE_ROWID], err);
	struct err e;

	*note = *id = 0;
	if (st == NULL)
		return false;
	db_bind_str(st, 1, uuid);
	if (db_row(store, st, &e)) {
		*note = db_int(st, 0);
		(void)subject_kind_parse(db_view(st, 1), on);
		*id = db_int(st, 2);
	}
	return db_over(st, &e, err);
}

static bool
note_project(struct store *store, struct str doc, const struct str *body,
    struct err *err)
{
	enum subject_kind on = ON_ARTICLE, was_on = ON_ARTICLE;
	int64_t note, id, was;

	db_changed(store, TOPIC_NOTE);
	/* The index is told the old text, or it keeps its words for ever. */
	if (!about_of(store, doc, &note, &on, &id, err) ||
	    !revision_apply(store, sql[FTS_REMOVE], doc, NULL, err))
		return false;
	if (body == NULL)
		return revision_apply(
			   store, sql[NOTE_REMOVE], doc, NULL, err) &&
		       count_notes(store, on, id, err);
	was = id;
	was_on = on;
	/* The text may have been corrected since that state was recorded. */
	return revision_apply(store, sql[NOTE_PUT], doc, body, err) &&
	       revision_apply(store, sql[FTS_ADD], doc, NULL, err) &&
	       about_of(store, doc, &note, &on, &id, err) &&
	       count_notes(store, on, id, err) &&
	       (was == 0 || (was == id && was_on == on) ||
		   count_notes(store, was_on, was, err)) &&
	       (on != ON_ARTICLE || (store_reanchor_note(store, note, err) &&
					article_key_renew(store, id, err)));
}

const struct revision_kind note_kind = {
	.name = "note",
	.project = note_project,
	.now = &sql[NOTE_CURRENT],
};

static bool
rehome(struct store *store, struct str uuid, int64_t claim, struct err *err)
{
	struct buf old = { 0 }, new = { 0 };
	bool good = revision_now(store, "note", uuid, &old, err);
	sqlite3_stmt *st = good ? db_stmt(store, sql[REHOME], err) : NULL;
	struct str view;
	struct err e;

	good = st != NULL;
	if (good) {
		db_bind_str(st, 1, buf_view(&old));
		db_bind_int(st, 2, claim);
		if (db_row(store, st, &e))
			buf_str(&new, db_view(st, 0));
		view = buf_view(&new);
		good = db_over(st, &e, err) && new.len > 0 &&
		       revision_put(store, "note", uuid, &view, err);
	}
	buf_release(&old);
	buf_release(&new);
	return good;
}

bool
note_rehome(struct store *store, int64_t claim, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[OF_CLAIM], err);
	struct arena arena = { 0 };
	struct strs notes;
	bool good;
	size_t i;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, claim);
	good = db_strs(store, st, &arena, &notes, err);
	for (i = 0; good && i < notes.n; i++)
		good = rehome(store, notes.v[i], claim, err);
	arena_release(&arena);
	return good;
}

/* The uuid or key of what a note is to be about. */
static bool
about_key(struct store *store, enum subject_kind on, int64_t id,
    struct arena *arena, struct str *key, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[NOTE_ABOUT_KEY], err);
	struct err e;

	*key = str_of("");
	if (st == NULL)
		return false;
	db_bind_str(st, 1, str_of(subject_kind_name(on)));
	db_bind_int(st, 2, id);
	if (db_row(store, st, &e))
		*key = db_str(st, 0, arena);
	if (!db_over(st, &e, err))
		return false;
	if (key->len == 0)
		return err_set(err, ERR_MISSING, "there is no %s %lld",
		    subject_kind_name(on), (long long)id);
	return true;
}

static void
member(struct buf *b, const char *name, struct str value)
{
	buf_addf(b, ",\"%s\":", name);
	buf_json(b, value);
}

static bool
note_put(struct store *store, const struct note *note, struct str about,
    struct err *err)
{
	const struct anchor *a = &note->anchor;
	struct buf b = { 0 };
	struct str view;
	bool good;

	buf_addf(&b, "{\"id\":%lld,\"created\":%lld,\"updated\":%lld",
	    (long long)note->id, (long long)note->created,
	    (long long)note->updated);
	member(&b, "on", str_of(subject_kind_name(note->on)));
	member(&b, "about", about);
	member(&b, "text", note->text);
	member(&b, "analyst", note->analyst);
	if (a->state == ANCHOR_NONE) {
		buf_puts(&b, ",\"start\":null,\"end\":null,\"quote\":null,"
			     "\"prefix\":null,\"suffix\":null,\"anchor\":null");
	} else {
		buf_addf(
		    &b, ",\"start\":%u,\"end\":%u", a->span.from, a->span.to);
		member(&b, "quote", a->quote);
		member(&b, "prefix", a->prefix);
		member(&b, "suffix", a->suffix);
		member(&b, "anchor", str_of(anchor_state_name(a->state)));
	}
	buf_putc(&b, '}');
	view = buf_view(&b);
	good = revision_put(store, "note", note->uuid, &view, err);
	buf_release(&b);
	return good;
}

/* "note on TITLE" for the log. */
static struct str
note_said(struct store *store, const char *verb, const struct note *note,
    struct str about, struct arena *arena)
{
	struct str said;
	struct err ignored;

	if (note->on == ON_ARTICLE)
		about = article_title_said(store, note->on_id, arena);
	else if (store_note_said(store, note, arena, &said, &ignored) &&
		 said.len > 0)
		about = said_quoted(said, arena);
	return arena_printf(arena, "%s %.*s", verb, (int)about.len, about.p);
}

static bool
add_whole(struct store *store, struct note *note, struct arena *arena,
    struct err *err)
{
	struct str about, summary;

	if (!about_key(store, note->on, note->on_id, arena, &about, err))
		return false;
	summary = note_said(store, "note on", note, about, arena);
	if (!revision_begin(store, "note-add", summary.p, err))
		return false;
	note->id = revision_act_id(store);
	if (!note_put(store, note, about, err)) {
		revision_abort(store);
		return false;
	}
	return revision_end(store, err);
}

bool
store_note_add(
    struct store *store, const struct note *given, int64_t *id, struct err *err)
{
	struct arena arena = { 0 };
	struct note note = *given;
	bool good;

	*id = 0;
	if (!note_valid(note.text, err) || !store_writable(store, err))
		return false;
	if (note.uuid.len == 0)
		note.uuid = db_uuid(&arena);
	if (note.analyst.len == 0)
		note.analyst = str_of(store_analyst(store));
	if (note.created == 0)
		note.created = store_now(store);
	if (note.updated == 0)
		note.updated = note.created;
	good = add_whole(store, &note, &arena, err);
	if (good)
		*id = note.id;
	arena_release(&arena);
	return good;
}

/* What becomes of a note: another text, another passage, or its end. */
struct change {
	const char *verb, *said;
	const struct str *text;
	const struct anchor *anchor;
};

/* Inside an open act. */
static bool
change_inside(struct store *store, const struct note *note,
    const struct change *c, struct str about, struct err *err)
{
	struct note new = *note;

	if (c->text == NULL && c->anchor == NULL)
		return revision_put(store, "note", note->uuid, NULL, err);
	if (c->text != NULL && str_eq(*c->text, note->text))
		return true;
	if (c->text != NULL)
		new.text = *c->text;
	if (c->anchor != NULL)
		new.anchor = *c->anchor;
	new.updated = store_now(store);
	return note_put(store, &new, about, err);
}

static bool
change(struct store *store, int64_t id, const struct change *c, struct err *err)
{
	struct arena arena = { 0 };
	struct str about, summary;
	struct note note;
	bool good;

	/* Read inside the transaction: another program may be writing. */
	if (!db_begin(store, err))
		return false;
	good = store_note_get(store, id, &arena, &note, err) &&
	       about_key(store, note.on, note.on_id, &arena, &about, err);
	if (good) {
		summary = note_said(store, c->said, &note, about, &arena);
		good = revision_begin(store, c->verb, summary.p, err);
	}
	if (good)
		good = revision_close(
		    store, change_inside(store, &note, c, about, err), err);
	arena_release(&arena);
	if (good)
		return db_commit(store, err);
	db_rollback(store);
	return false;
}

bool
store_note_edit(
    struct store *store, int64_t id, struct str text, struct err *err)
{
	const struct change c = { "note-edit", "changed the note on", &text,
		NULL };

	return note_valid(text, err) && change(store, id, &c, err);
}

bool
store_note_anchor(struct store *store, int64_t id, const struct anchor *anchor,
    struct err *err)
{
	const struct change c = { "note-anchor", "placed the note on", NULL,
		anchor };

	return change(store, id, &c, err);
}

bool
store_note_remove(struct store *store, int64_t id, struct err *err)
{
	const struct change c = { "note-remove", "removed the note on", NULL,
		NULL };

	return change(store, id, &c, err);
}
