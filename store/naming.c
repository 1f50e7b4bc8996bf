#include "config.h"

#include "model/fold.h"
#include "store/entity.h"
#include "store/mention.h"
#include "store/names.h"
#include "store/revision.h"

/* The analyst's word on what a spelling stands for. Document: the row's uuid;
 * the article stands in it by its uuid, the entity by its key. */

enum {
	CURRENT,
	SAVE,
	REMOVE,
	PLACE,
	SAME,
	DOC,
};

static const char *const sql[] = {
	[CURRENT] =
	    "SELECT json_object('article', (SELECT uuid FROM article WHERE "
	    "id = n.article), 'entity', (SELECT key FROM entity WHERE "
	    "id = n.entity), 'fold', n.fold, 'start', n.start) "
	    "FROM naming n WHERE n.uuid = ?1",
	[SAVE] =
	    "INSERT INTO naming (uuid, fold, article, start, entity) VALUES "
	    "(?1, json_extract(?2, '$.fold'), (SELECT id FROM article WHERE "
	    "uuid = json_extract(?2, '$.article')), json_extract(?2, "
	    "'$.start'), (SELECT id FROM entity WHERE key = "
	    "json_extract(?2, '$.entity'))) ON CONFLICT (uuid) DO UPDATE SET "
	    "fold = excluded.fold, article = excluded.article, "
	    "start = excluded.start, entity = excluded.entity",
	[REMOVE] = "DELETE FROM naming WHERE uuid = ?1",
	[PLACE] = "SELECT article, fold, entity FROM naming WHERE uuid = ?1",
	[SAME] = "SELECT uuid FROM naming WHERE fold = ?1 AND article IS ?2 "
		 "AND start IS ?3",
	[DOC] = "SELECT json_object('article', (SELECT uuid FROM article "
		"WHERE id = ?2), 'entity', (SELECT key FROM entity WHERE "
		"id = ?4), 'fold', ?1, 'start', ?3)",
};
const struct db_table naming_sql = { "naming", sql, ARRAY_LEN(sql) };

/* The first column of a statement with texts bound, in the arena; NULL where
 * there is no row. */
static bool
ask(struct store *store, sqlite3_stmt *st, struct arena *arena,
    struct str *value, struct err *err)
{
	struct err e;

	*value = (struct str){ 0 };
	if (st == NULL)
		return false;
	if (db_row(store, st, &e))
		*value = db_str(st, 0, arena);
	db_done(st);
	return e.code == ERR_NONE || err_set(err, e.code, "%s", e.text);
}

static bool
current(struct store *store, struct str doc, struct buf *body, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[CURRENT], err);
	struct arena arena = { 0 };
	struct str value;
	bool good;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, doc);
	good = ask(store, st, &arena, &value, err);
	if (good && value.p == NULL)
		good = err_set(err, ERR_MISSING, "there is no such naming");
	else if (good)
		buf_str(body, value);
	arena_release(&arena);
	return good;
}

/* What a naming says, and where it holds; fold.p NULL: there is none. */
struct place {
	int64_t article, entity; /* 0: everywhere; nobody */
	struct str fold;
};

static bool
place_of(struct store *store, struct str doc, struct arena *arena,
    struct place *place, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[PLACE], err);
	struct err e;

	*place = (struct place){ 0 };
	if (st == NULL)
		return false;
	db_bind_str(st, 1, doc);
	if (db_row(store, st, &e)) {
		place->article = db_int_or(st, 0, 0);
		place->fold = db_str(st, 1, arena);
		place->entity = db_int_or(st, 2, 0);
	}
	db_done(st);
	return e.code == ERR_NONE || err_set(err, e.code, "%s", e.text);
}

static bool
save(struct store *store, struct str doc, const struct str *body,
    struct err *err)
{
	sqlite3_stmt *st =
	    db_stmt(store, sql[body != NULL ? SAVE : REMOVE], err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, doc);
	if (body != NULL)
		db_bind_str(st, 2, *body);
	return db_run(store, st, err);
}

/* Its article is looked at anew at once, all others when store_respot comes
 * by. */
static bool
look_again(struct store *store, const struct place *place, struct err *err)
{
	if (place->article != 0)
		return store_mention_index(store, place->article, err);
	return place->fold.p == NULL ||
	       (names_changed(store, place->entity, err) &&
		   mention_stale(store, place->fold, err));
}

static bool
project(struct store *store, struct str doc, const struct str *body,
    struct err *err)
{
	struct arena arena = { 0 };
	struct place before, after;
	bool good = place_of(store, doc, &arena, &before, err) &&
		    save(store, doc, body, err) &&
		    place_of(store, doc, &arena, &after, err);

	/* It keeps its place for life, or comes, or goes. */
	if (good)
		good = look_again(
		    store, after.fold.p != NULL ? &after : &before, err);
	if (good && after.fold.p != NULL && before.article == 0 &&
	    before.entity != after.entity && before.entity != 0)
		good = names_changed(store, before.entity, err);
	arena_release(&arena);
	db_changed(store, TOPIC_ENTITY);
	return good;
}

const struct revision_kind naming_kind = {
	.name = "naming",
	.project = project,
	.current = current,
};

/* What the analyst says. */
struct word {
	int64_t article, start, entity; /* 0, -1 and 0 for none */
	struct str fold;
};

static void
bind_word(sqlite3_stmt *st, const struct word *word)
{
	db_bind_str(st, 1, word->fold);
	db_bind_id(st, 2, word->article);
	if (word->start >= 0)
		db_bind_int(st, 3, word->start);
}

static bool
word_put(struct store *store, const struct word *word, struct str summary,
    struct arena *arena, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[SAME], err);
	struct str doc, body;

	if (st == NULL)
		return false;
	bind_word(st, word);
	if (!ask(store, st, arena, &doc, err))
		return false;
	if (doc.p == NULL)
		doc = db_uuid(arena);
	st = db_stmt(store, sql[DOC], err);
	if (st == NULL)
		return false;
	bind_word(st, word);
	db_bind_id(st, 4, word->entity);
	if (!ask(store, st, arena, &body, err) ||
	    !revision_begin(store, "naming", summary.p, err))
		return false;
	return revision_close(
	    store, revision_put(store, "naming", doc, &body, err), err);
}

static struct str
summary_of(struct arena *arena, struct str spelling, const struct entity *who,
    const struct word *word)
{
	const char *where = word->start >= 0     ? "here"
			    : word->article != 0 ? "in this article"
						 : "everywhere";
	int len = spelling.len > 80 ? 80 : (int)spelling.len;

	if (word->entity == 0)
		return arena_printf(
		    arena, "%.*s is no name %s", len, spelling.p, where);
	return arena_printf(arena, "%.*s means %.*s %s", len, spelling.p,
	    (int)who->name.len, who->name.p, where);
}

bool
store_naming_set(struct store *store, int64_t article, struct span span,
    struct str spelling, int64_t entity, struct err *err)
{
	struct arena arena = { 0 };
	struct buf fold = { 0 };
	struct entity who = { 0 };
	struct word word = { article, -1, entity, { 0 } };
	bool good = store_writable(store, err);

	if (article != 0 && span.to != 0)
		word.start = span.from;
	fold_text(&fold, spelling);
	word.fold = buf_view(&fold);
	if (good && word.fold.len == 0)
		good = err_set(err, ERR_INVALID, "there is no name in that");
	if (good && entity != 0)
		good = store_entity_get(store, entity, &arena, &who, err);
	if (good)
		good = word_put(store, &word,
		    summary_of(&arena, spelling, &who, &word), &arena, err);
	buf_release(&fold);
	arena_release(&arena);
	return good;
}
