#include "config.h"

#include "store/save.h"

#include "store/copies.h"

#include "model/fold.h"
#include "model/lang.h"
#include "model/words.h"
#include "store/article-key.h"
#include "store/facet.h"
#include "store/mention.h"
#include "store/reanchor.h"
#include "store/same.h"
#include "store/unknown.h"

enum {
	NAMED_KEY,
	NAMED_ALIAS,
	OUTLET_FIND,
	OUTLET_ADD,
	ORD_TAKEN,
	ORD_GAP,
	ARTICLE_ADD,
	TEXT_ADD,
	TEXT_PUT,
	TODO_ADD,
	DAY_ADD,
	DAY_DROP,
	SHOW,
	IS_TODO,
	FTS_DROP,
	VERSION_KEEP,
	VERSION_LAST,
	ARTICLE_TURN,
	TEXT_TURN,
	ARTICLE_NOW,
};

static const char *const sql[] = {
	[NAMED_KEY] = "SELECT name FROM entity WHERE key = ?1",
	[NAMED_ALIAS] = "SELECT e.id FROM alias a JOIN entity e "
			"ON e.id = a.entity WHERE a.fold = ?1 AND "
			"e.kind = 'outlet' AND e.state = 'active' LIMIT 1",
	[OUTLET_FIND] = "SELECT id FROM outlet WHERE name = ?1",
	[OUTLET_ADD] = "INSERT INTO outlet (name, entity) VALUES (?1, ?2)",
	[ORD_TAKEN] = "SELECT 1 FROM article WHERE ord = ?1",
	[ORD_GAP] = "SELECT a.ord + 1 FROM article a WHERE a.ord >= ?1 AND "
		    "NOT EXISTS (SELECT 1 FROM article b "
		    "WHERE b.ord = a.ord + 1) ORDER BY a.ord LIMIT 1",
	[ARTICLE_ADD] =
	    "INSERT INTO article (uuid, ord, title, url, identity, source_id, "
	    "author, language, outlet, published, published_day, imported, "
	    "words, hash, batch, origin, repaired) VALUES (?1, ?2, ?3, ?4, "
	    "?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
	[TEXT_ADD] = "INSERT INTO article_body (article, size, body, extra) "
		     "VALUES (?1, length(?2), sqlar_compress(?2), ?3)",
	[TEXT_PUT] = "INSERT INTO article_body (article, size, body, extra) "
		     "VALUES (?1, ?4, ?2, ?3)",
	[TODO_ADD] = "INSERT OR IGNORE INTO todo_index (article) VALUES (?1)",
	[DAY_ADD] = "INSERT INTO article_day (day, articles) VALUES (?1, ?2) "
		    "ON CONFLICT (day) DO UPDATE "
		    "SET articles = articles + excluded.articles",
	[DAY_DROP] = "DELETE FROM article_day WHERE day = ?1 AND articles <= 0",
	[SHOW] = "UPDATE article SET hidden = 0, batch = ?2, former = 0 "
		 "WHERE id = ?1",
	[IS_TODO] = "SELECT 1 FROM todo_index WHERE article = ?1",
	[FTS_DROP] = "INSERT INTO article_fts (article_fts, rowid, title, "
		     "body) SELECT 'delete', a.ord, a.title, t.text "
		     "FROM article a JOIN article_text t ON t.article = a.id "
		     "WHERE a.id = ?1",
	[VERSION_KEEP] =
	    "INSERT INTO article_version (article, version, former, replaced, "
	    "batch, title, text, published, hash) SELECT a.id, a.version, "
	    "a.former, ?2, a.batch, a.title, t.text, a.published, a.hash "
	    "FROM article a JOIN article_text t ON t.article = a.id "
	    "WHERE a.id = ?1",
	[VERSION_LAST] = "SELECT max(a.version, coalesce((SELECT max(v.version)"
			 " FROM article_version v WHERE v.article = a.id), 0))"
			 ", a.version FROM article a WHERE a.id = ?1",
	[ARTICLE_TURN] =
	    "UPDATE article SET title = ?2, published = ?3, "
	    "published_day = ?4, ord = ?5, words = ?6, hash = ?7, "
	    "version = ?8, former = ?9, batch = ?10, hidden = 0 WHERE id = ?1",
	[TEXT_TURN] = "UPDATE article_body SET size = length(?2), "
		      "body = sqlar_compress(?2) WHERE article = ?1",
	[ARTICLE_NOW] = "SELECT ord, published_day, imported, hidden "
			"FROM article WHERE id = ?1",
};
const struct db_table save_sql = { "save", sql, ARRAY_LEN(sql) };

/* Run a statement of one or two integers. */
static bool
run(struct store *store, int which, int64_t a, int64_t b, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, a);
	if (sqlite3_bind_parameter_count(st) > 1)
		db_bind_int(st, 2, b);
	return db_run(store, st, err);
}

/* The first column of the first row; *found tells whether there is one. */
static bool
ask(struct store *store, sqlite3_stmt *st, int64_t *value, bool *found,
    struct err *err)
{
	struct err local;

	*found = db_row(store, st, &local);
	*value = *found ? db_int(st, 0) : 0;
	db_done(st);
	if (*found || local.code == ERR_NONE)
		return true;
	return err_set(err, local.code, "%s", local.text);
}

static bool
ask_int(struct store *store, int which, int64_t arg, int64_t *value,
    bool *found, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, arg);
	return ask(store, st, value, found, err);
}

static bool
ask_str(struct store *store, int which, struct str arg, int64_t *value,
    bool *found, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, arg);
	return ask(store, st, value, found, err);
}

bool
save_outlet_named(struct store *store, struct str key, struct arena *arena,
    struct str *name, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[NAMED_KEY], err);
	struct err local;

	*name = key;
	if (st == NULL)
		return false;
	db_bind_str(st, 1, key);
	if (db_row(store, st, &local))
		*name = db_str(st, 0, arena);
	db_done(st);
	return local.code == ERR_NONE ||
	       err_set(err, local.code, "%s", local.text);
}

/* The row of an outlet's name, made if need be, tied to the register's entry
 * that has the name as an alias. */
static bool
outlet_id(struct store *store, struct str name, int64_t *id, struct err *err)
{
	struct buf fold = { 0 };
	sqlite3_stmt *st;
	int64_t entity = 0;
	bool found = false;

	*id = 0;
	if (name.len == 0)
		return true;
	if (!ask_str(store, OUTLET_FIND, name, id, &found, err) || found)
		return found;
	fold_text(&fold, name);
	found =
	    ask_str(store, NAMED_ALIAS, buf_view(&fold), &entity, &found, err);
	buf_release(&fold);
	st = found ? db_stmt(store, sql[OUTLET_ADD], err) : NULL;
	if (st == NULL)
		return false;
	db_bind_str(st, 1, name);
	db_bind_id(st, 2, entity);
	if (!db_run(store, st, err))
		return false;
	*id = db_last_id(store);
	return true;
}

bool
save_ord(struct saver *saver, int64_t seconds, int64_t *ord, struct err *err)
{
	struct slot *slot = &saver->slot[(uint64_t)(seconds / 60) % SLOTS];
	bool taken;
	int64_t one;

	*ord = seconds;
	if (slot->base == seconds && slot->next > seconds)
		*ord = slot->next;
	if (!ask_int(saver->store, ORD_TAKEN, *ord, &one, &taken, err))
		return false;
	if (taken && !ask_int(saver->store, ORD_GAP, *ord, ord, &taken, err))
		return false;
	*slot = (struct slot){ .base = seconds, .next = *ord + 1 };
	return true;
}

bool
save_day(struct store *store, int64_t day, int64_t n, struct err *err)
{
	if (day == INT64_MIN || n == 0)
		return true;
	return run(store, DAY_ADD, day, n, err) &&
	       (n > 0 || run(store, DAY_DROP, day, 0, err));
}

bool
save_unindex(struct store *store, int64_t article, struct err *err)
{
	int64_t one;
	bool todo;

	if (!ask_int(store, IS_TODO, article, &one, &todo, err))
		return false;
	return unknown_changed(store, article, err) &&
	       (todo || (run(store, FTS_DROP, article, 0, err) &&
			    facet_drop(store, article, err) &&
			    run(store, TODO_ADD, article, 0, err) &&
			    store_mention_drop(store, article, err) &&
			    copies_drop(store, article, err)));
}

bool
save_version(struct store *store, int64_t article, struct err *err)
{
	return run(store, VERSION_KEEP, article, store_now(store), err);
}

/* Where the article stands in the order once its date is `published`. */
static bool
turn_date(struct saver *saver, const struct version *to, struct arena *arena,
    struct pubdate *date, int64_t *ord, struct err *err)
{
	sqlite3_stmt *st = db_stmt(saver->store, sql[ARTICLE_NOW], err);
	int64_t was, imported;
	bool hidden;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, to->article);
	if (!db_row(saver->store, st, err)) {
		db_done(st);
		if (err->code == ERR_NONE)
			(void)err_set(
			    err, ERR_MISSING, "the article is not there");
		return false;
	}
	*ord = db_int(st, 0);
	was = db_int_or(st, 1, INT64_MIN);
	imported = db_int(st, 2);
	hidden = db_int(st, 3) != 0;
	db_done(st);
	if (!pubdate_parse(arena, to->published, date))
		*date =
		    (struct pubdate){ .day = INT64_MIN, .seconds = imported };
	if (!hidden && !save_day(saver->store, was, -1, err))
		return false;
	return save_day(saver->store, date->day, 1, err) &&
	       (was == date->day || save_ord(saver, date->seconds, ord, err));
}

bool
save_turn(struct saver *saver, const struct version *to, struct err *err)
{
	struct store *store = saver->store;
	struct arena arena = { 0 };
	struct pubdate date;
	sqlite3_stmt *st;
	int64_t ord;
	bool good = save_unindex(store, to->article, err) &&
		    turn_date(saver, to, &arena, &date, &ord, err) &&
		    article_key_drop(store, to->article, err);

	st = good ? db_stmt(store, sql[ARTICLE_TURN], err) : NULL;
	if (st == NULL)
		goto out;
	db_bind_int(st, 1, to->article);
	db_bind_str(st, 2, to->title);
	db_bind_opt(st, 3, date.edtf);
	if (date.day != INT64_MIN)
		db_bind_int(st, 4, date.day);
	db_bind_int(st, 5, ord);
	db_bind_int(st, 6, words_count(to->text));
	db_bind_str(st, 7, to->hash);
	db_bind_int(st, 8, to->version);
	db_bind_int(st, 9, to->former);
	db_bind_int(st, 10, to->batch);
	good = db_run(store, st, err);
	st = good ? db_stmt(store, sql[TEXT_TURN], err) : NULL;
	if (st == NULL)
		goto out;
	db_bind_int(st, 1, to->article);
	db_bind_bytes(st, 2, to->text);
	good = db_run(store, st, err) &&
	       store_reanchor(store, to->article, to->text, err);
	db_changed(store, TOPIC_TEXT);
out:
	arena_release(&arena);
	return good && st != NULL;
}

static struct str
language_of(
    struct saver *saver, const struct article_in *in, struct arena *arena)
{
	struct str tag = lang_tag(arena, in->language);

	if (tag.len == 0)
		tag = saver->language;
	if (tag.len > 0)
		return tag;
	return saver->prepared != NULL ? saver->prepared->language
				       : lang_guess(in->text);
}

/* What was mended, with a date that was not understood: nothing that came is
 * lost without a word. */
static struct str
repaired_of(const struct found *a, struct arena *arena)
{
	const struct article_in *in = a->in;
	bool odd = in->published.len > 0 && a->date.day == INT64_MIN;
	int len = (int)(in->published.len < 100 ? in->published.len : 100);

	if (!odd)
		return in->repaired;
	return arena_printf(arena, "%.*s%sdate \"%.*s\" not understood",
	    (int)in->repaired.len, in->repaired.p,
	    in->repaired.len > 0 ? "; " : "", len, in->published.p);
}

static bool
bind_article(struct saver *saver, const struct found *a, struct arena *arena,
    sqlite3_stmt *st, struct err *err)
{
	const struct article_in *in = a->in;

	(void)err;
	db_bind_str(st, 1, db_uuid(arena));
	db_bind_str(st, 3, in->title);
	db_bind_opt(st, 4, in->url);
	db_bind_id(st, 5, a->identity);
	db_bind_opt(st, 6, in->source_id);
	db_bind_opt(st, 7, in->author);
	db_bind_opt(st, 8, language_of(saver, in, arena));
	db_bind_opt(st, 10, a->date.edtf);
	if (a->date.day != INT64_MIN)
		db_bind_int(st, 11, a->date.day);
	db_bind_int(st, 12, saver->now);
	db_bind_int(st, 13,
	    saver->prepared != NULL ? saver->prepared->words
				    : words_count(in->text));
	db_bind_str(st, 14, a->hash);
	db_bind_int(st, 15, saver->batch);
	db_bind_opt(st, 16, in->origin);
	db_bind_opt(st, 17, repaired_of(a, arena));
	return true;
}

static bool
insert_text(struct saver *saver, const struct article_in *in, int64_t id,
    struct err *err)
{
	const struct prepared *p = saver->prepared;
	bool ready = p != NULL && p->body.len > 0;
	sqlite3_stmt *st =
	    db_stmt(saver->store, sql[ready ? TEXT_PUT : TEXT_ADD], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	db_bind_bytes(st, 2, ready ? p->body : in->text);
	db_bind_opt(st, 3, in->extra);
	if (ready)
		db_bind_int(st, 4, (int64_t)in->text.len);
	return db_run(saver->store, st, err);
}

static bool
insert(struct saver *saver, const struct found *a, struct arena *arena,
    int64_t *id, struct err *err)
{
	struct store *store = saver->store;
	int64_t ord, outlet;
	sqlite3_stmt *st;

	if (!outlet_id(store, a->outlet, &outlet, err) ||
	    !save_ord(saver, a->date.seconds, &ord, err))
		return false;
	st = db_stmt(store, sql[ARTICLE_ADD], err);
	if (st == NULL)
		return false;
	bind_article(saver, a, arena, st, err);
	db_bind_int(st, 2, ord);
	db_bind_id(st, 9, outlet);
	if (!db_run(store, st, err))
		return false;
	*id = db_last_id(store);
	return insert_text(saver, a->in, *id, err) &&
	       run(store, TODO_ADD, *id, 0, err) &&
	       save_day(store, a->date.day, 1, err);
}

/* Its import was undone and here it comes again. */
static bool
show_again(struct saver *saver, const struct candidate *c, struct err *err)
{
	return store_mention_show(saver->store, c->id, err) &&
	       run(saver->store, SHOW, c->id, saver->batch, err) &&
	       copies_recount(saver->store, c->id, err) &&
	       unknown_changed(saver->store, c->id, err) &&
	       save_day(saver->store, c->day, 1, err);
}

static bool
update(struct saver *saver, const struct candidate *c, const struct found *a,
    struct err *err)
{
	struct version to = {
		.article = c->id,
		.batch = saver->batch,
		.title = a->in->title,
		.text = a->in->text,
		.published = a->date.edtf,
		.hash = a->hash,
	};
	sqlite3_stmt *st = db_stmt(saver->store, sql[VERSION_LAST], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, c->id);
	if (!db_row(saver->store, st, err)) {
		db_done(st);
		return false;
	}
	to.version = db_int(st, 0) + 1;
	/* Undoing the update of a hidden article hides it again. */
	to.former = c->hidden ? 0 : db_int(st, 1);
	db_done(st);
	return save_version(saver->store, c->id, err) &&
	       save_turn(saver, &to, err);
}

static struct found
look_at(struct saver *saver, const struct article_in *in, struct arena *arena)
{
	struct found a = { .in = in, .outlet = in->outlet };

	if (a.outlet.len == 0)
		a.outlet = saver->outlet;
	if (a.outlet.len == 0)
		a.outlet = url_host(arena, in->url);
	a.identity = same_identity(arena, in);
	a.hash = saver->prepared != NULL ? saver->prepared->hash
					 : prepare_hash(arena, in);
	if (!pubdate_parse(arena, in->published, &a.date))
		a.date =
		    (struct pubdate){ .day = INT64_MIN, .seconds = saver->now };
	return a;
}

bool
save_article(struct saver *saver, const struct article_in *in,
    struct arena *arena, struct ingest_result *result, struct err *err)
{
	struct found a = look_at(saver, in, arena);
	struct candidate c;
	bool had, good = true;

	result->reason = repaired_of(&a, arena);
	if (!same_find(saver->store, &a, arena, &c, err))
		return false;
	result->id = c.id;
	if (c.id == 0) {
		result->status = INGEST_IMPORTED;
		if (!saver->dry_run)
			good = insert(saver, &a, arena, &result->id, err);
		return good;
	}
	if (!same_once(saver->store, &c, a.hash, &had, err))
		return false;
	if (c.hidden && str_eq(c.hash, a.hash)) {
		result->status = INGEST_IMPORTED;
		return saver->dry_run || show_again(saver, &c, err);
	}
	result->status = had ? INGEST_DUPLICATE : INGEST_UPDATED;
	if (c.hidden)
		result->status = INGEST_IMPORTED;
	if ((had && !c.hidden) || saver->dry_run)
		return true;
	return update(saver, &c, &a, err);
}
