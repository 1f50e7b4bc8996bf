#include "config.h"

#include "store/relation.h"

#include "model/edtf.h"
#include "store/entity.h"
#include "store/revision.h"

/* Ids of relations by hand begin here, above those of any pack: the id of an
 * act is never used again. */
enum { BY_HAND = 100000, TEXT_MAX_BYTES = 2000 };

enum { CURRENT, PUT, REMOVE, GET };

#define GIVEN(name) "?2 ->> '$." name "'"

/* clang-format off */
static const char *const sql[] = {
	[CURRENT] = "SELECT json_object('certainty', r.certainty, 'end', "
	    "r.\"end\", 'id', r.id, 'note', r.note, 'object', o.key, "
	    "'origin', r.origin, 'position', r.position, 'relation', "
	    "r.relation, 'role', r.role, 'sources', r.sources, "
	    "'start', r.start, 'subject', s.key) FROM relation r "
	    "JOIN entity s ON s.id = r.subject "
	    "JOIN entity o ON o.id = r.object WHERE r.key = ?1",
	[PUT] = "INSERT INTO relation (id, key, subject, relation, object, "
	    "role, start, \"end\", certainty, note, sources, position, "
	    "origin) SELECT " GIVEN("id") ", ?1, s.id, " GIVEN("relation")
	    ", o.id, " GIVEN("role") ", " GIVEN("start") ", " GIVEN("end")
	    ", " GIVEN("certainty") ", " GIVEN("note") ", "
	    GIVEN("sources") ", coalesce(" GIVEN("position") ", 0), "
	    GIVEN("origin") " FROM entity s JOIN entity o ON o.key = "
	    GIVEN("object") " WHERE s.key = " GIVEN("subject")
	    " ON CONFLICT (key) DO UPDATE SET subject = excluded.subject, "
	    "relation = excluded.relation, object = excluded.object, "
	    "role = excluded.role, start = excluded.start, "
	    "\"end\" = excluded.\"end\", certainty = excluded.certainty, "
	    "note = excluded.note, sources = excluded.sources, "
	    "position = excluded.position, origin = excluded.origin",
	[REMOVE] = "DELETE FROM relation WHERE key = ?1",
	[GET] = "SELECT r.id, r.subject, r.object, r.key, s.key, s.name, "
	    "o.key, o.name, r.relation, r.role, r.start, r.\"end\", "
	    "r.note, r.sources, r.certainty, r.origin, r.position "
	    "FROM relation r JOIN entity s ON s.id = r.subject "
	    "JOIN entity o ON o.id = r.object WHERE r.id = ?1",
};
/* clang-format on */
const struct db_table relation_sql = { "relation", sql, ARRAY_LEN(sql) };

const struct revision_kind relation_kind = {
	.name = "relation",
	.now = &sql[CURRENT],
	.put = &sql[PUT],
	.remove = &sql[REMOVE],
	.topic = TOPIC_ENTITY,
};

const char *
store_relation_word(size_t i)
{
	static const char *const words[] = { "leads", "member-of", "part-of",
		"allied-with", "supports", "opposes", "controls", "recognises",
		"split-from", "merged-into", "succeeded-by" };

	return i < ARRAY_LEN(words) ? words[i] : NULL;
}

/* A relation with what is not of the model's. */
struct stored {
	struct relation r;
	struct str key;
	int64_t position;
};

static bool
get(struct store *store, int64_t id, struct arena *arena, struct stored *s,
    struct err *err)
{
	struct relation *r = &s->r;
	struct str *texts[] = { &s->key, &r->subject_key, &r->subject_name,
		&r->object_key, &r->object_name, &r->relation, &r->role,
		&r->start, &r->end, &r->note, &r->sources, &r->certainty,
		&r->origin };
	sqlite3_stmt *st = db_stmt(store, sql[GET], err);
	bool found;
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	found = db_row(store, st, &e);
	if (found) {
		r->id = db_int(st, 0);
		r->subject = db_int(st, 1);
		r->object = db_int(st, 2);
		for (size_t i = 0; i < ARRAY_LEN(texts); i++)
			*texts[i] = db_str(st, 3 + (int)i, arena);
		s->position = db_int(st, 3 + (int)ARRAY_LEN(texts));
	}
	return db_over(st, &e, err) &&
	       (found || err_set(err, ERR_MISSING, "there is no relation %lld",
			     (long long)id));
}

bool
store_relation_get(struct store *store, int64_t id, struct arena *arena,
    struct relation *relation, struct err *err)
{
	struct stored s = { 0 };

	if (!get(store, id, arena, &s, err))
		return false;
	*relation = s.r;
	return true;
}

/* ---- what a relation may say */

static bool
word_valid(struct str word, struct err *err)
{
	bool good = word.len > 0 && word.len <= 40;

	for (size_t i = 0; i < word.len; i++)
		good = good && (word.p[i] == '-' ||
				   (word.p[i] >= 'a' && word.p[i] <= 'z') ||
				   (word.p[i] >= '0' && word.p[i] <= '9'));
	return good ||
	       err_set(err, ERR_INVALID,
		   "a relation is a word like leads or member-of, in small "
		   "letters and hyphens");
}

static bool
certainty_valid(struct str word, struct err *err)
{
	return word.len == 0 || str_is(word, "certain") ||
	       str_is(word, "probable") || str_is(word, "contested") ||
	       str_is(word, "uncertain") ||
	       err_set(err, ERR_INVALID,
		   "how certain: certain, probable, contested or uncertain");
}

static bool
interval_valid(struct str start, struct str end, struct err *err)
{
	struct edtf from, to;

	if (!edtf_parse_edge(start, &from, err) ||
	    !edtf_parse_edge(end, &to, err))
		return false;
	if (edtf_is_day(edtf_earliest(&from)) &&
	    edtf_is_day(edtf_latest(&to)) &&
	    edtf_latest(&to) < edtf_earliest(&from))
		return err_set(
		    err, ERR_INVALID, "the relation ends before it begins");
	return true;
}

static bool
line_valid(struct str text, struct err *err)
{
	if (text.len > TEXT_MAX_BYTES ||
	    str_find(text, str_of("\n"), 0) != SIZE_MAX)
		return err_set(err, ERR_INVALID,
		    "role, note and source are one line of at most %d bytes",
		    TEXT_MAX_BYTES);
	return true;
}

static bool
valid(const struct relation *r, struct err *err)
{
	if (r->subject == 0 || r->object == 0)
		return err_set(
		    err, ERR_INVALID, "a relation needs two entries");
	if (r->subject == r->object)
		return err_set(err, ERR_INVALID,
		    "a relation is between two different entries");
	return word_valid(r->relation, err) &&
	       certainty_valid(r->certainty, err) &&
	       interval_valid(r->start, r->end, err) &&
	       line_valid(r->role, err) && line_valid(r->note, err) &&
	       line_valid(r->sources, err);
}

/* ---- acts */

static void
take(struct str *field, struct str given)
{
	if (given.p != NULL)
		*field = str_trim(given);
}

static bool
side(struct store *store, int64_t id, struct arena *arena, struct str *key,
    struct str *name, struct err *err)
{
	struct entity e;

	if (!store_entity_get(store, id, arena, &e, err))
		return false;
	*key = e.key;
	*name = e.name;
	return true;
}

/* The relation as it is with what is edited. */
static bool
edited(struct store *store, struct relation *r, const struct relation_edit *e,
    struct arena *arena, struct err *err)
{
	take(&r->relation, e->relation);
	take(&r->role, e->role);
	take(&r->start, e->start);
	take(&r->end, e->end);
	take(&r->certainty, e->certainty);
	take(&r->note, e->note);
	take(&r->sources, e->sources);
	if (e->subject != 0)
		r->subject = e->subject;
	if (e->object != 0)
		r->object = e->object;
	return valid(r, err) &&
	       side(store, r->subject, arena, &r->subject_key, &r->subject_name,
		   err) &&
	       side(store, r->object, arena, &r->object_key, &r->object_name,
		   err);
}

static bool
put(struct store *store, const struct stored *s, struct err *err)
{
	const struct relation *r = &s->r;
	struct buf b = { 0 };
	struct str view;
	bool good;

	buf_addf(&b, "{\"id\":%lld,\"position\":%lld", (long long)r->id,
	    (long long)s->position);
	revision_member(&b, "certainty", r->certainty);
	revision_member(&b, "end", r->end);
	revision_member(&b, "note", r->note);
	revision_member(&b, "object", r->object_key);
	revision_member(&b, "origin", r->origin);
	revision_member(&b, "relation", r->relation);
	revision_member(&b, "role", r->role);
	revision_member(&b, "sources", r->sources);
	revision_member(&b, "start", r->start);
	revision_member(&b, "subject", r->subject_key);
	buf_putc(&b, '}');
	view = buf_view(&b);
	good = revision_put(store, "relation", s->key, &view, err);
	buf_release(&b);
	return good;
}

/* One act: done or nothing of it. */
static bool
act(struct store *store, const char *verb, const char *said, struct stored *s,
    struct err *err)
{
	const struct relation *r = &s->r;
	struct buf text = { 0 };
	bool good;

	buf_addf(&text, "%s: %.*s %.*s %.*s", said, (int)r->subject_name.len,
	    r->subject_name.p, (int)r->relation.len, r->relation.p,
	    (int)r->object_name.len, r->object_name.p);
	good = revision_begin(store, verb, text.p, err);
	buf_release(&text);
	if (!good)
		return false;
	if (s->r.id == 0)
		s->position = s->r.id = BY_HAND + revision_act_id(store);
	good = strcmp(verb, "relation-remove") == 0
		   ? revision_put(store, "relation", s->key, NULL, err)
		   : put(store, s, err);
	return revision_close(store, good, err);
}

bool
store_relation_add(struct store *store, const struct relation_edit *edit,
    int64_t *id, struct err *err)
{
	struct arena arena = { 0 };
	struct stored s = { .r = { .origin = str_of("hand") } };
	bool good;

	s.key = db_uuid(&arena);
	good = store_writable(store, err) &&
	       edited(store, &s.r, edit, &arena, err) &&
	       act(store, "relation-add", "added", &s, err);
	*id = good ? s.r.id : 0;
	arena_release(&arena);
	return good;
}

/* edit NULL: it goes. */
static bool
change(struct store *store, int64_t id, const struct relation_edit *edit,
    struct err *err)
{
	struct arena arena = { 0 };
	struct stored s = { 0 };
	bool good;

	/* Read inside the transaction: another program may be writing. */
	if (!store_writable(store, err) || !db_begin(store, err))
		return false;
	good = get(store, id, &arena, &s, err);
	if (good && edit != NULL)
		good = edited(store, &s.r, edit, &arena, err) &&
		       act(store, "relation-edit", "changed", &s, err);
	else if (good)
		good = act(store, "relation-remove", "removed", &s, err);
	arena_release(&arena);
	return db_finish(store, good, err);
}

bool
store_relation_edit(struct store *store, int64_t id,
    const struct relation_edit *edit, struct err *err)
{
	return change(store, id, edit, err);
}

bool
store_relation_remove(struct store *store, int64_t id, struct err *err)
{
	return change(store, id, NULL, err);
}
