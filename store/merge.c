#include "config.h"

#include "store/entity.h"
#include "store/register.h"
#include "store/revision.h"

/* Acts that change what an entity is: its name, its kind, whether it counts,
 * and that two are one. A merger is a judgement that can be taken back at any
 * time: the one that goes keeps its document and says into whom it went; its
 * spellings are copied, marked with where they came from, and its notes, its
 * part in claims and events, its grade as a source and the analyst's words on
 * names go over, all in one act.
 * Relations stay where they are and are read through merged_into. */

enum {
	NAMED,
	KIND,
	STATE,
	MERGED,
	SPLIT,
	HAS_ALL,
	LESS,
	PART,
	NOTE_ABOUT,
	NAMING_OF,
	EVENT_OF,
	CLAIM_OF,
	INTO,
	NOTES,
	NAMINGS,
	EVENTS,
	CLAIMS,
	GRADES,
	MERGED_AS,
	MERGED_BEFORE,
	MOVED,
};

#define ALIASES(which) "json_each(" which ", '$.aliases')"
#define TEXT(of) "json_extract(" of ".value, '$.text')"
#define NAMED_IN(body, key)                                                    \
	"EXISTS (SELECT 1 FROM json_tree(" body ") t /*scan*/ WHERE "          \
	"t.type = 'text' AND t.atom = " key " AND (t.key IN ('about', "        \
	"'entity', 'place') OR t.path = '$.parties'))"

/* clang-format off */
static const char *const sql[] = {
	/* The new name comes first; the former one stays a spelling. */
	[NAMED] = "SELECT json_set(?1, '$.name', ?2, '$.aliases', json(("
	    "SELECT json_group_array(json(v)) FROM (SELECT json_object("
	    "'kind', 'name', 'text', ?2) v UNION ALL SELECT CASE "
	    "json_extract(a.value, '$.kind') WHEN 'name' THEN "
	    "json_set(a.value, '$.kind', 'alias') ELSE a.value END "
	    "FROM " ALIASES("?1") " a /*scan*/ WHERE " TEXT("a") " <> ?2))))",
	[KIND] = "SELECT json_set(?1, '$.kind', ?2)",
	[STATE] = "SELECT json_set(?1, '$.state', ?2, '$.merged_into', ?3)",
	[MERGED] = "SELECT json_set(?1, '$.aliases', json((SELECT "
	    "json_group_array(json(v)) FROM (SELECT a.value v FROM "
	    ALIASES("?1") " a UNION ALL SELECT json_set(b.value, '$.kind', "
	    "CASE json_extract(b.value, '$.kind') WHEN 'name' THEN 'alias' "
	    "ELSE json_extract(b.value, '$.kind') END, '$.source', "
	    "'merged:' || ?3) FROM " ALIASES("?2") " b /*scan*/ WHERE "
	    TEXT("b") " NOT IN (SELECT " TEXT("c") " FROM "
	    ALIASES("?1") " c)))))",
	[SPLIT] = "SELECT json_set(?1, '$.aliases', json((SELECT "
	    "json_group_array(json(a.value)) FROM " ALIASES("?1") " a "
	    "/*scan*/ WHERE json_extract(a.value, '$.source') IS NOT "
	    "'merged:' || ?2)))",
	/* ?2 is an array of spellings. */
	[HAS_ALL] = "SELECT (SELECT count(DISTINCT " TEXT("a") ") FROM "
	    ALIASES("?1") " a /*scan*/ WHERE " TEXT("a") " IN (SELECT value "
	    "FROM json_each(?2))) = (SELECT count(DISTINCT value) FROM "
	    "json_each(?2))",
	[LESS] = "SELECT json_set(?1, '$.aliases', json((SELECT "
	    "json_group_array(json(a.value)) FROM " ALIASES("?1") " a "
	    "/*scan*/ WHERE " TEXT("a") " NOT IN (SELECT value FROM "
	    "json_each(?2)))))",
	[PART] = "SELECT json_object('aliases', json((SELECT "
	    "json_group_array(json(json_set(a.value, '$.kind', CASE "
	    TEXT("a") " WHEN ?3 THEN 'name' ELSE 'alias' END))) FROM "
	    ALIASES("?1") " a /*scan*/ WHERE " TEXT("a") " IN (SELECT value "
	    "FROM json_each(?2)))), 'camp', json_extract(?1, '$.camp'), "
	    "'country', json_extract(?1, '$.country'), 'kind', "
	    "json_extract(?1, '$.kind'), 'name', ?3, 'origin', 'hand', "
	    "'state', 'active')",
	[NOTE_ABOUT] = "SELECT json_set(?1, '$.about', ?2)",
	/* ?2 in the place of ?3; once, if it was there too. */
	[EVENT_OF] = "SELECT json_set(?1, '$.parties', json((SELECT "
	    "json_group_array(v) FROM (SELECT CASE p.value WHEN ?3 THEN ?2 "
	    "ELSE p.value END v FROM json_each(?1, '$.parties') p /*scan*/ "
	    "GROUP BY v ORDER BY min(p.key)))))",
	/* ?2 in the place of ?3 wherever an entity stands in the document. */
	[CLAIM_OF] = "WITH RECURSIVE at(n, path) AS (SELECT row_number() "
	    "OVER (), fullkey FROM json_tree(?1) /*scan*/ WHERE type = "
	    "'text' AND key IN ('entity', 'place') AND atom = ?3), "
	    "done(n, body) AS (SELECT 0, ?1 UNION ALL SELECT at.n, "
	    "json_set(done.body, at.path, ?2) FROM done JOIN at "
	    "ON at.n = done.n + 1) "
	    "SELECT body FROM done ORDER BY n DESC LIMIT 1",
	[NAMING_OF] = "SELECT json_set(?1, '$.entity', ?2)",
	[INTO] = "SELECT merged_into FROM entity WHERE id = ?1 "
	    "AND state = 'merged'",
	[NOTES] = "SELECT uuid FROM note /*scan*/ WHERE on_kind = 'entity' "
	    "AND on_id = ?1",
	[NAMINGS] = "SELECT uuid FROM naming /*scan*/ WHERE entity = ?1",
	[EVENTS] = "SELECT v.key FROM event_entity x JOIN event v "
	    "ON v.id = x.event WHERE x.entity = ?1",
	[CLAIMS] = "SELECT uuid FROM claim /*scan*/ WHERE id IN (SELECT claim "
	    "FROM claim_source WHERE entity = ?1 UNION SELECT claim FROM "
	    "claim_subject WHERE entity = ?1 UNION SELECT id FROM claim "
	    "WHERE place = ?1)",
	/* The other one's own grade stays, if it has one. */
	[GRADES] = "SELECT uuid FROM source_grade /*scan*/ WHERE entity = ?1 "
	    "AND NOT EXISTS (SELECT 1 FROM source_grade g JOIN entity e "
	    "ON g.entity = e.merged_into WHERE e.id = ?1)",
	/* What the act that merged ?1 moved: how it was before, whether it
	 * named ?2 too, and whether it was changed since. */
	[MOVED] = "SELECT kind, doc, prior, " NAMED_IN("prior", "?2") ", "
	    "EXISTS (SELECT 1 FROM revision n WHERE n.kind = m.kind AND "
	    "n.doc = m.doc AND n.seq > m.seq) FROM (SELECT r.seq, r.kind, "
	    "r.doc, (SELECT p.body FROM revision p WHERE p.kind = r.kind AND "
	    "p.doc = r.doc AND p.seq < r.seq ORDER BY p.seq DESC LIMIT 1) "
	    "prior FROM revision r WHERE r.act = (SELECT act FROM revision "
	    "WHERE kind = 'entity' AND doc = ?1 ORDER BY seq DESC LIMIT 1) "
	    "AND r.kind <> 'entity') m WHERE " NAMED_IN("prior", "?1"),
	[MERGED_AS] = "SELECT id FROM entity /*scan*/ WHERE merged_into = ?1 "
	    "AND name = ?2",
	[MERGED_BEFORE] = "SELECT key FROM entity /*scan*/ WHERE "
	    "merged_into = ?1",
};
/* clang-format on */
const struct db_table merge_sql = { "merge", sql, ARRAY_LEN(sql) };

/* A document made from others. */
static bool
make(struct store *store, int which, const struct str *args, struct str *body,
    struct arena *arena, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;

	if (st == NULL)
		return false;
	for (int i = 0; i < 3 && args[i].p != NULL; i++)
		db_bind_str(st, i + 1, args[i]);
	if (db_row(store, st, &e))
		*body = db_str(st, 0, arena);
	db_done(st);
	return e.code == ERR_NONE || err_set(err, e.code, "%s", e.text);
}

/* One entity in hand. */
struct one {
	struct str key, name, body;
};

static bool
get(struct store *store, int64_t id, struct arena *arena, struct one *one,
    struct err *err)
{
	return register_doc(
	    store, id, arena, &one->key, &one->name, &one->body, err);
}

static bool
put(struct store *store, const struct one *one, struct err *err)
{
	return revision_put(store, "entity", one->key, &one->body, err);
}

static const char *
summary(struct arena *arena, const char *verb, struct str a, const char *link,
    struct str b)
{
	return arena_printf(arena, "%s %.*s%s%.*s", verb,
	    a.len > 80 ? 80 : (int)a.len, a.p, link,
	    b.len > 80 ? 80 : (int)b.len, b.p)
	    .p;
}

bool
store_entity_rename(
    struct store *store, int64_t entity, struct str name, struct err *err)
{
	struct arena arena = { 0 };
	struct one one;
	struct str text = str_trim(name);
	bool good = register_name_valid(text, err) &&
		    store_writable(store, err) &&
		    get(store, entity, &arena, &one, err);

	if (good) {
		const struct str args[3] = { one.body, text };

		good = make(store, NAMED, args, &one.body, &arena, err) &&
		       revision_begin(store, "entity-rename",
			   summary(&arena, "renamed", one.name, " to ", text),
			   err) &&
		       revision_close(store, put(store, &one, err), err);
	}
	arena_release(&arena);
	return good;
}

bool
store_entity_retype(
    struct store *store, int64_t entity, enum entity_kind kind, struct err *err)
{
	struct arena arena = { 0 };
	struct str word = str_of(entity_kind_name(kind));
	struct one one;
	bool good =
	    store_writable(store, err) && get(store, entity, &arena, &one, err);

	if (good) {
		const struct str args[3] = { one.body, word };

		good =
		    make(store, KIND, args, &one.body, &arena, err) &&
		    revision_begin(store, "entity-retype",
			summary(&arena, "made", one.name, " a ", word), err) &&
		    revision_close(store, put(store, &one, err), err);
	}
	arena_release(&arena);
	return good;
}

bool
store_entity_ignore(
    struct store *store, int64_t entity, bool ignore, struct err *err)
{
	struct arena arena = { 0 };
	struct one one;
	bool good =
	    store_writable(store, err) && get(store, entity, &arena, &one, err);

	if (good) {
		const struct str args[3] = { one.body,
			str_of(ignore ? "ignored" : "active") };

		good = make(store, STATE, args, &one.body, &arena, err) &&
		       revision_begin(store, "entity-ignore",
			   summary(&arena, ignore ? "ignored" : "took back",
			       one.name, "", str_of("")),
			   err) &&
		       revision_close(store, put(store, &one, err), err);
	}
	arena_release(&arena);
	return good;
}

static bool
keys_of(struct store *store, const char *query, int64_t id, struct arena *arena,
    struct strs *keys, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, query, err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	return db_strs(store, st, arena, keys, err);
}

/* What names an entity in documents of other kinds: which they are, and how
 * they get the other one's key. */
static const struct move {
	const char *kind;
	int list, how;
} moves[] = {
	{ "note", NOTES, NOTE_ABOUT },
	{ "naming", NAMINGS, NAMING_OF },
	{ "event", EVENTS, EVENT_OF },
	{ "claim", CLAIMS, CLAIM_OF },
	{ "source", GRADES, NAMING_OF },
};

static bool
move_docs(struct store *store, const struct move *move, int64_t from,
    const struct str keys[2], struct arena *arena, struct err *err)
{
	struct buf body = { 0 };
	struct strs docs;
	bool good = keys_of(store, sql[move->list], from, arena, &docs, err);

	for (size_t i = 0; good && i < docs.n; i++) {
		struct str args[3] = { { 0 }, keys[1] }, changed;

		buf_reset(&body);
		good = revision_now(store, move->kind, docs.v[i], &body, err);
		args[0] = buf_view(&body);
		if (move->how == EVENT_OF || move->how == CLAIM_OF)
			args[2] = keys[0];
		good =
		    good &&
		    make(store, move->how, args, &changed, arena, err) &&
		    revision_put(store, move->kind, docs.v[i], &changed, err);
	}
	buf_release(&body);
	return good;
}

/* A document that a merger moved. */
struct moved {
	struct str kind, doc, prior;
	bool both, changed; /* it named both; it was changed since */
};

static bool
moved_docs(struct store *store, const struct str keys[2], struct arena *arena,
    struct moved **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[MOVED], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	db_bind_str(st, 1, keys[0]);
	db_bind_str(st, 2, keys[1]);
	while (db_row(store, st, &e)) {
		*list = arena_grow(arena, *list, *n, sizeof **list);
		(*list)[(*n)++] = (struct moved){ db_str(st, 0, arena),
			db_str(st, 1, arena), db_str(st, 2, arena),
			db_int(st, 3) != 0, db_int(st, 4) != 0 };
	}
	return db_over(st, &e, err);
}

static const struct move *
move_of(struct str kind)
{
	for (size_t i = 0; i < ARRAY_LEN(moves); i++)
		if (str_is(kind, moves[i].kind))
			return &moves[i];
	return NULL;
}

/* One that was changed since keeps that, and gets its former bearer back. */
static bool
give_back_changed(struct store *store, const struct moved *m,
    const struct str keys[2], struct arena *arena, struct err *err)
{
	const struct move *move = move_of(m->kind);
	struct str args[3] = { { 0 }, keys[0], keys[1] }, body;
	struct buf now = { 0 };
	struct err e;
	bool good = true;

	if (move != NULL && revision_now(store, move->kind, m->doc, &now, &e)) {
		args[0] = buf_view(&now);
		good = make(store, move->how, args, &body, arena, err) &&
		       revision_put(store, move->kind, m->doc, &body, err);
	}
	buf_release(&now);
	return good;
}

/* What went over with the merger goes back, where it can be told: what was not
 * changed since as it was; of the rest what named the one that was merged, and
 * not the other. */
static bool
give_back(struct store *store, const struct str keys[2], struct arena *arena,
    struct err *err)
{
	struct moved *list;
	size_t n;
	bool good = moved_docs(store, keys, arena, &list, &n, err);

	for (size_t i = 0; good && i < n; i++) {
		const struct moved *m = &list[i];

		if (!m->changed)
			good = revision_put(
			    store, m->kind.p, m->doc, &m->prior, err);
		else if (!m->both)
			good = give_back_changed(store, m, keys, arena, err);
	}
	return good;
}

/* Those that were merged into it before follow. */
static bool
move_merged(struct store *store, int64_t from, struct str key,
    struct arena *arena, struct err *err)
{
	struct strs docs;
	bool good = keys_of(store, sql[MERGED_BEFORE], from, arena, &docs, err);

	for (size_t i = 0; good && i < docs.n; i++) {
		int64_t id;
		struct one one;

		good = store_entity_by_key(store, docs.v[i], &id, err) &&
		       get(store, id, arena, &one, err);
		if (good) {
			const struct str args[3] = { one.body, str_of("merged"),
				key };

			good =
			    make(store, STATE, args, &one.body, arena, err) &&
			    put(store, &one, err);
		}
	}
	return good;
}

static bool
merge(struct store *store, int64_t from, struct one *a, struct one *b,
    struct arena *arena, struct err *err)
{
	const struct str both[3] = { b->body, a->body, a->key };
	const struct str gone[3] = { a->body, str_of("merged"), b->key };
	const struct str keys[2] = { a->key, b->key };
	bool good = make(store, MERGED, both, &b->body, arena, err) &&
		    make(store, STATE, gone, &a->body, arena, err) &&
		    put(store, b, err) && put(store, a, err) &&
		    move_merged(store, from, b->key, arena, err);

	for (size_t i = 0; good && i < ARRAY_LEN(moves); i++)
		good = move_docs(store, &moves[i], from, keys, arena, err);
	return good;
}

bool
store_entity_merge(
    struct store *store, int64_t from, int64_t into, struct err *err)
{
	struct arena arena = { 0 };
	struct entity target;
	struct one a, b;
	bool good = store_writable(store, err);

	if (from == into)
		return err_set(err, ERR_INVALID,
		    "that is the same entry: choose another one");
	good = good && store_entity_get(store, into, &arena, &target, err);
	if (good && !str_is(target.state, "active"))
		good = err_set(err, ERR_INVALID, "%.*s is %.*s itself",
		    (int)target.name.len, target.name.p, (int)target.state.len,
		    target.state.p);
	good =
	    good && get(store, from, &arena, &a, err) &&
	    get(store, into, &arena, &b, err) &&
	    revision_begin(store, "entity-merge",
		summary(&arena, "merged", a.name, " into ", b.name), err) &&
	    revision_close(store, merge(store, from, &a, &b, &arena, err), err);
	arena_release(&arena);
	return good;
}

bool
store_entity_split(struct store *store, int64_t entity, struct err *err)
{
	struct arena arena = { 0 };
	struct entity who;
	struct one a, b;
	bool good = store_writable(store, err) &&
		    store_entity_get(store, entity, &arena, &who, err);

	if (good && who.merged_into == 0)
		good = err_set(err, ERR_INVALID, "%.*s was not merged",
		    (int)who.name.len, who.name.p);
	good = good && get(store, entity, &arena, &a, err) &&
	       get(store, who.merged_into, &arena, &b, err);
	if (good) {
		const struct str less[3] = { b.body, a.key };
		const struct str back[3] = { a.body, str_of("active") };
		const struct str keys[2] = { a.key, b.key };

		good = make(store, SPLIT, less, &b.body, &arena, err) &&
		       make(store, STATE, back, &a.body, &arena, err) &&
		       revision_begin(store, "entity-split",
			   summary(&arena, "split", a.name, " from ", b.name),
			   err) &&
		       revision_close(store,
			   give_back(store, keys, &arena, err) &&
			       put(store, &b, err) && put(store, &a, err),
			   err);
	}
	arena_release(&arena);
	return good;
}

/* The spellings as a JSON array; refused when one is not the entry's, or is its
 * own name. */
static bool
spellings(struct store *store, const struct one *one, const struct str *texts,
    size_t n, struct arena *arena, struct str *json, struct err *err)
{
	struct buf b = { 0 };
	struct str yes = { 0 };

	for (size_t i = 0; i < n; i++) {
		if (str_eq(texts[i], one->name)) {
			buf_release(&b);
			return err_set(err, ERR_INVALID,
			    "its own name stays; rename it first");
		}
		buf_putc(&b, i > 0 ? ',' : '[');
		buf_json(&b, texts[i]);
	}
	buf_puts(&b, n > 0 ? "]" : "[]");
	*json = arena_str(arena, buf_view(&b));
	buf_release(&b);
	if (!make(store, HAS_ALL, (struct str[3]){ one->body, *json }, &yes,
		arena, err))
		return false;
	return (n > 0 && str_is(yes, "1")) ||
	       err_set(err, ERR_MISSING, "%.*s has no such spelling",
		   (int)one->name.len, one->name.p);
}

/* The entry of that name which was merged into this one, or 0. */
static bool
merged_as(struct store *store, int64_t entity, struct str name, int64_t *id,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[MERGED_AS], err);
	struct err e;

	*id = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, entity);
	db_bind_str(st, 2, name);
	while (db_row(store, st, &e))
		*id = db_int(st, 0);
	return db_over(st, &e, err);
}

static bool
split_off(struct store *store, int64_t entity, const struct str *texts,
    size_t n, int64_t *id, struct err *err)
{
	struct arena arena = { 0 };
	struct str list = { 0 };
	struct one old = { 0 }, new = { 0 };
	bool good = store_writable(store, err) &&
		    get(store, entity, &arena, &old, err) &&
		    spellings(store, &old, texts, n, &arena, &list, err);

	*id = 0;
	if (good) {
		const struct str args[3] = { old.body, list, texts[0] };

		new.name = texts[0];
		good =
		    make(store, PART, args, &new.body, &arena, err) &&
		    make(store, LESS, (struct str[3]){ old.body, list },
			&old.body, &arena, err) &&
		    register_key(store, new.name, &arena, &new.key, err) &&
		    revision_begin(store, "entity-split",
			summary(&arena, "split", new.name, " from ", old.name),
			err) &&
		    revision_close(store,
			put(store, &old, err) && put(store, &new, err), err) &&
		    store_entity_by_key(store, new.key, id, err);
	}
	arena_release(&arena);
	return good;
}

bool
store_entity_split_off(struct store *store, int64_t entity,
    const struct str *texts, size_t n, int64_t *id, struct err *err)
{
	int64_t merged = 0;

	if (n > 0 && !merged_as(store, entity, texts[0], &merged, err))
		return false;
	if (merged == 0)
		return split_off(store, entity, texts, n, id, err);
	*id = merged;
	return store_entity_split(store, merged, err);
}
