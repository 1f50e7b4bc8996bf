#include "config.h"

#include "store/mention.h"

#include "model/fold.h"
#include "model/name.h"
#include "model/spot.h"
#include "model/utf8.h"
#include "store/entity.h"
#include "store/ready.h"
#include "store/state.h"

/* Other words for an entry are at least so alike; "UN mission in Libya". */
#define DEFINED_LIKE 0.35

enum {
	NAMES_OF,
	NAMES_COUNT,
	NAMINGS_OF,
	NAMINGS_ANY,
	NAMINGS_HERE,
	NAMING_EVERYWHERE,
	KIND,
	MENTION_ANY,
	MENTION_CLEAR,
	MENTION_ADD,
	HIDDEN,
	COUNTS,
	COUNT_CLEAR,
	COUNT_ADD,
	ENTITY_BUMP,
	ARTICLE,
	RESPOT_ADD,
};

#define NAMES_WHERE(only)                                                      \
	"SELECT a.entity, e.kind, a.kind, a.text FROM entity e JOIN alias a "  \
	"ON a.entity = e.id WHERE e.state = 'active' AND a.article IS NULL "   \
	"AND " only
#define NAMINGS_WHERE(only)                                                    \
	"SELECT n.entity, e.kind, 'alias', n.fold FROM naming n JOIN entity "  \
	"e ON e.id = n.entity WHERE n.article IS NULL AND " only

static const char *const sql[] = {
	[NAMES_OF] = NAMES_WHERE(
	    "e.id > ?1 AND e.id <= ?2") " ORDER BY e.id, a.position, a.id",
	[NAMES_COUNT] = "SELECT count(*) FROM alias /*scan*/",
	[NAMINGS_OF] = NAMINGS_WHERE("n.entity > ?1 AND n.entity <= ?2"),
	[NAMINGS_ANY] = "SELECT 1 FROM naming /*scan*/ LIMIT 1",
	[NAMINGS_HERE] =
	    "SELECT n.fold, n.start, n.entity, e.kind FROM naming n "
	    "LEFT JOIN entity e ON e.id = n.entity "
	    "WHERE n.article = ?1 ORDER BY n.id",
	[NAMING_EVERYWHERE] =
	    "SELECT n.entity, e.kind FROM naming n "
	    "LEFT JOIN entity e ON e.id = n.entity "
	    "WHERE n.fold = ?1 AND n.article IS NULL ORDER BY n.id DESC",
	[KIND] = "SELECT kind FROM entity WHERE id = ?1",
	[MENTION_ANY] = "SELECT 1 FROM mention WHERE article = ?1 LIMIT 1",
	[MENTION_CLEAR] = "DELETE FROM mention WHERE article = ?1",
	[MENTION_ADD] =
	    "INSERT INTO mention (article, start, \"end\", entity, origin) "
	    "VALUES (?1, ?2, ?3, ?4, ?5)",
	[HIDDEN] = "SELECT hidden FROM article WHERE id = ?1",
	[COUNTS] = "SELECT m.entity, count(*), a.ord FROM mention m "
		   "JOIN article a ON a.id = m.article "
		   "WHERE m.article = ?1 GROUP BY m.entity",
	[COUNT_CLEAR] = "DELETE FROM article_entity "
			"WHERE entity = ?1 AND ord = ?2",
	[COUNT_ADD] =
	    "INSERT INTO article_entity (entity, ord, article, mentions) "
	    "VALUES (?1, ?2, ?3, ?4)",
	[ENTITY_BUMP] = "UPDATE entity SET articles = articles + ?2, "
			"mentions = mentions + ?3 WHERE id = ?1",
	[ARTICLE] = "SELECT a.ord, a.title, t.text FROM article a "
		    "JOIN article_text t ON t.article = a.id WHERE a.id = ?1",
	[RESPOT_ADD] =
	    "INSERT INTO setting (key, value) VALUES ('respot', ?1), "
	    "('rejudge', ?1) "
	    "ON CONFLICT (key) DO UPDATE SET value = CASE "
	    "WHEN value = '' OR ?1 = '' OR length(value) > 2000 THEN '' "
	    "ELSE value || char(10) || ?1 END",
};
const struct db_table mention_sql = { "mention", sql, ARRAY_LEN(sql) };

/* What a batch has added to the counters of one entity. */
struct delta {
	int64_t entity, articles, mentions;
};

/* A row of article_entity that waits for mentions_flush. */
struct count {
	int64_t entity, ord, article, mentions;
};

struct mentions {
	struct store *store;
	struct count *count;
	size_t n_count, size_count;
	struct arena arena;  /* of one article */
	bool namings;        /* the analyst has decided on some */
	bool hidden;         /* the article at hand: it does not count */
	struct delta *delta; /* open addressing by entity, 0: free */
	size_t size, used;
};

static struct delta *
delta_slot(struct delta *list, size_t size, int64_t entity)
{
	size_t i =
	    (size_t)((uint64_t)entity * UINT64_C(0x9E3779B97F4A7C15) >> 20);

	while (list[i & (size - 1)].entity != 0 &&
	       list[i & (size - 1)].entity != entity)
		i++;
	return &list[i & (size - 1)];
}

static void
delta_add(
    struct mentions *m, int64_t entity, int64_t articles, int64_t mentions)
{
	struct delta *d;

	if (m->hidden)
		return;
	if (m->used * 2 >= m->size) {
		size_t size = m->size > 0 ? m->size * 2 : 256;
		struct delta *list = xcalloc(size, sizeof *list);

		for (size_t i = 0; i < m->size; i++)
			if (m->delta[i].entity != 0)
				*delta_slot(list, size, m->delta[i].entity) =
				    m->delta[i];
		free(m->delta);
		m->delta = list;
		m->size = size;
	}
	d = delta_slot(m->delta, m->size, entity);
	m->used += d->entity == 0;
	d->entity = entity;
	d->articles += articles;
	d->mentions += mentions;
}

static enum entity_kind
kind_of(struct str name)
{
	enum entity_kind kind;

	return entity_kind_parse(name, &kind) ? kind : ENTITY_OTHER;
}

static enum lexicon_kind
alias_kind(struct str kind)
{
	if (str_is(kind, "name"))
		return LEXICON_NAME;
	if (str_is(kind, "short") || str_is(kind, "weak"))
		return LEXICON_SHORT;
	return LEXICON_ALIAS;
}

/* Which entries: those behind a number, up to one. */
struct range {
	int64_t behind, upto;
};

static bool
add_names(struct store *store, struct lexicon *lex, int which,
    struct range range, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, range.behind);
	db_bind_int(st, 2, range.upto);
	while (db_row(store, st, &e))
		lexicon_add(
		    lex, &(struct lexicon_name){ db_int(st, 0),
			     kind_of(db_view(st, 1)),
			     alias_kind(db_view(st, 2)), db_view(st, 3) });
	return db_over(st, &e, err);
}

static void *
lexicon_begin(struct store *store, struct err *err)
{
	int64_t count;

	return db_number(store, sql[NAMES_COUNT], &count, err)
		   ? lexicon_new((size_t)count)
		   : NULL;
}

static bool
lexicon_read(struct store *store, void *made, int64_t behind, int64_t upto,
    struct err *err)
{
	struct range range = { behind, upto };

	return add_names(store, made, NAMES_OF, range, err) &&
	       add_names(store, made, NAMINGS_OF, range, err);
}

static void
lexicon_put(struct store *store, void *made)
{
	lexicon_free(store->lexicon);
	store->lexicon = made;
}

static void
lexicon_drop_made(void *made)
{
	lexicon_free(made);
}

static bool
lexicon_renew(
    struct store *store, const int64_t *entities, size_t n, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		lexicon_drop(store->lexicon, entities[i]);
		if (!lexicon_read(store, store->lexicon, entities[i] - 1,
			entities[i], err))
			return false;
	}
	return true;
}

static const struct names_follower lexicon_follower = { lexicon_begin,
	lexicon_read, lexicon_put, lexicon_drop_made, lexicon_renew };

static bool
lexicon_ready(struct store *store, struct err *err)
{
	return names_follow(
	    store, &store->lexicon_seen, &lexicon_follower, err);
}

bool
mention_names(struct store *store, const struct lexicon **names,
    int64_t *version, struct err *err)
{
	if (!lexicon_ready(store, err))
		return false;
	*names = store->lexicon;
	*version = store->lexicon_seen.version;
	return true;
}

bool
mention_names_read(
    struct store *store, int64_t until_ms, bool *over, struct err *err)
{
	store->lexicon_seen.by = &lexicon_follower;
	return names_read(store, &store->lexicon_seen, until_ms, over, err);
}

bool
mention_spot(struct store *store, struct str text, struct arena *arena,
    struct spots *spots, struct err *err)
{
	if (!lexicon_ready(store, err))
		return false;
	spot_article(store->lexicon, arena, str_of(""), text, spots);
	return true;
}

struct mentions *
mentions_new(struct store *store, struct err *err)
{
	struct mentions *m;
	int64_t any;

	if (!lexicon_ready(store, err) ||
	    !db_number(store, sql[NAMINGS_ANY], &any, err))
		return NULL;
	m = xcalloc(1, sizeof *m);
	m->store = store;
	m->namings = any != 0;
	return m;
}

void
mentions_free(struct mentions *m)
{
	if (m == NULL)
		return;
	arena_release(&m->arena);
	free(m->delta);
	free(m->count);
	free(m);
}

/* While the import of an article is undone its names stand in the tables, but
 * not in the counters: undo took them off, and redo puts on what it finds. */
static bool
look_hidden(struct mentions *m, int64_t article, struct err *err)
{
	sqlite3_stmt *st = db_stmt(m->store, sql[HIDDEN], err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	m->hidden = db_row(m->store, st, &e) && db_int(st, 0) != 0;
	db_done(st);
	return e.code == ERR_NONE || err_set(err, e.code, "%s", e.text);
}

static bool
count_clear(struct mentions *m, int64_t entity, int64_t ord, struct err *err)
{
	sqlite3_stmt *st = db_stmt(m->store, sql[COUNT_CLEAR], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, entity);
	db_bind_int(st, 2, ord);
	return db_run(m->store, st, err);
}

static void
count_add(struct mentions *m, const struct count *count)
{
	if (m->n_count == m->size_count) {
		m->size_count = m->size_count > 0 ? m->size_count * 2 : 1024;
		m->count =
		    xreallocarray(m->count, m->size_count, sizeof *m->count);
	}
	m->count[m->n_count++] = *count;
	delta_add(m, count->entity, 1, count->mentions);
}

static int
by_place(const void *a, const void *b)
{
	const struct count *x = a, *y = b;

	if (x->entity != y->entity)
		return x->entity > y->entity ? 1 : -1;
	return (x->ord > y->ord) - (x->ord < y->ord);
}

/* In the order of the table: the articles of a transaction name thousands, each
 * far from the next, and what lies together is found in the cache. */
static bool
counts_write(struct mentions *m, struct err *err)
{
	if (m->n_count > 1)
		qsort(m->count, m->n_count, sizeof *m->count, by_place);
	for (size_t i = 0; i < m->n_count; i++) {
		sqlite3_stmt *st = db_stmt(m->store, sql[COUNT_ADD], err);

		if (st == NULL)
			return false;
		db_bind_int(st, 1, m->count[i].entity);
		db_bind_int(st, 2, m->count[i].ord);
		db_bind_int(st, 3, m->count[i].article);
		db_bind_int(st, 4, m->count[i].mentions);
		if (!db_run(m->store, st, err))
			return false;
	}
	m->n_count = 0;
	return true;
}

bool
mentions_drop(struct mentions *m, int64_t article, struct err *err)
{
	sqlite3_stmt *st;
	struct err e;

	/* What waits may be of this very article. */
	if (!counts_write(m, err) || !look_hidden(m, article, err))
		return false;
	st = db_stmt(m->store, sql[COUNTS], err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	while (db_row(m->store, st, &e)) {
		delta_add(m, db_int(st, 0), -1, -db_int(st, 1));
		if (!count_clear(m, db_int(st, 0), db_int(st, 2), &e))
			break;
	}
	db_done(st);
	if (e.code != ERR_NONE)
		return err_set(err, e.code, "%s", e.text);
	return db_run_id(m->store, sql[MENTION_CLEAR], article, err);
}

/* The analyst's decisions about names of one article. */
struct naming {
	struct str fold;
	int64_t start, entity; /* start -1: all; entity 0: no name */
	enum entity_kind kind;
};

struct namings {
	struct naming *v;
	size_t n;
};

static bool
namings_here(
    struct mentions *m, int64_t article, struct namings *list, struct err *err)
{
	sqlite3_stmt *st = db_stmt(m->store, sql[NAMINGS_HERE], err);
	struct err e;

	list->n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	while (db_row(m->store, st, &e)) {
		list->v =
		    arena_grow(&m->arena, list->v, list->n, sizeof *list->v);
		list->v[list->n++] = (struct naming){ db_str(st, 0, &m->arena),
			db_int_or(st, 1, -1), db_int_or(st, 2, 0),
			kind_of(db_view(st, 3)) };
	}
	return db_over(st, &e, err);
}

/* The last decision on that spelling for all articles. */
static bool
naming_everywhere(struct mentions *m, struct str fold, struct mention *mention,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(m->store, sql[NAMING_EVERYWHERE], err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, fold);
	if (db_row(m->store, st, &e)) {
		mention->entity = db_int_or(st, 0, 0);
		mention->kind = kind_of(db_view(st, 1));
		mention->by_hand = true;
	}
	db_done(st);
	return e.code == ERR_NONE || err_set(err, e.code, "%s", e.text);
}

/* Put the analyst's word in place of the rule's: for this mention before the
 * article before everywhere. */
static bool
apply(struct mentions *m, const struct namings *list, struct str text,
    bool in_text, struct mention *mention, struct err *err)
{
	struct buf fold = { 0 };
	const struct naming *one = NULL, *all = NULL;
	bool good = true;

	fold_text(&fold, str_slice(text, mention->span.from, mention->span.to));
	for (size_t i = 0; i < list->n; i++) {
		const struct naming *n = &list->v[i];

		if (n->start < 0 && str_eq(n->fold, buf_view(&fold)))
			all = n;
		else if (in_text && n->start == (int64_t)mention->span.from)
			one = n;
	}
	one = one != NULL ? one : all;
	if (one != NULL) {
		mention->entity = one->entity;
		mention->kind = one->kind;
		mention->by_hand = true;
	} else {
		good = naming_everywhere(m, buf_view(&fold), mention, err);
	}
	buf_release(&fold);
	return good;
}

/* In the title places count downwards from -1 (store/schema). */
static bool
mention_add(struct mentions *m, int64_t article, const struct mention *mention,
    bool in_title, struct err *err)
{
	sqlite3_stmt *st = db_stmt(m->store, sql[MENTION_ADD], err);
	int64_t from = mention->span.from, to = mention->span.to;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	db_bind_int(st, 2, in_title ? -1 - from : from);
	db_bind_int(st, 3, in_title ? -1 - to : to);
	db_bind_int(st, 4, mention->entity);
	db_bind_int(st, 5, mention->by_hand);
	return db_run(m->store, st, err);
}

static int
by_entity(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* A row for each of them that is left. */
static bool
mentions_add(struct mentions *m, int64_t article, const struct mention *list,
    size_t n_list, bool in_title, struct err *err)
{
	for (size_t i = 0; i < n_list; i++)
		if (list[i].entity != 0 &&
		    !mention_add(m, article, &list[i], in_title, err))
			return false;
	return true;
}

/* Who is named by them, into who. */
static size_t
who_of(const struct mention *list, size_t n_list, int64_t *who)
{
	size_t n = 0;

	for (size_t i = 0; i < n_list; i++)
		if (list[i].entity != 0)
			who[n++] = list[i].entity;
	return n;
}

/* Write what is left of the spots: a row for each, a count for each entity. */
static bool
spots_write(struct mentions *m, int64_t article, int64_t ord,
    const struct spots *spots, struct err *err)
{
	int64_t *who = arena_array(
	    &m->arena, spots->n_text + spots->n_title + 1, sizeof *who);
	size_t n = who_of(spots->text, spots->n_text, who);

	n += who_of(spots->title, spots->n_title, who + n);
	if (!mentions_add(
		m, article, spots->title, spots->n_title, true, err) ||
	    !mentions_add(m, article, spots->text, spots->n_text, false, err))
		return false;
	qsort(who, n, sizeof *who, by_entity);
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i; k < n && who[k] == who[i];)
			k++;
		count_add(m,
		    &(struct count){ who[i], ord, article, (int64_t)(k - i) });
	}
	return true;
}

/* Names that only the analyst's word makes names: spellings of this article
 * that the register does not know. */
static void
spots_by_hand(struct mentions *m, const struct namings *list, struct str text,
    struct spots *spots)
{
	struct lexicon *lex = lexicon_new(list->n);
	struct spots more;
	struct mention *all;
	size_t a = 0, b = 0, n = 0;

	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].entity != 0)
			lexicon_add(lex, &(struct lexicon_name){
					     list->v[i].entity, list->v[i].kind,
					     LEXICON_ALIAS, list->v[i].fold });
	spot_article(lex, &m->arena, str_of(""), text, &more);
	lexicon_free(lex);
	all = arena_array(
	    &m->arena, spots->n_text + more.n_text + 1, sizeof *all);
	while (a < spots->n_text || b < more.n_text) {
		const struct mention *x = &spots->text[a];
		const struct mention *y = &more.text[b];

		if (b == more.n_text ||
		    (a < spots->n_text && x->span.from < y->span.to)) {
			if (b < more.n_text && y->span.from < x->span.to)
				b++;
			else
				all[n++] = spots->text[a++];
		} else {
			all[n] = more.text[b++];
			all[n].entity = 0;
			all[n++].by_hand = true;
		}
	}
	spots->text = all;
	spots->n_text = n;
}

static bool
decide(struct mentions *m, int64_t article, struct str title, struct str text,
    struct spots *spots, struct err *err)
{
	struct namings list = { 0 };

	if (!namings_here(m, article, &list, err))
		return false;
	if (list.n > 0)
		spots_by_hand(m, &list, text, spots);
	for (size_t i = 0; i < spots->n_text; i++)
		if (!apply(m, &list, text, true, &spots->text[i], err))
			return false;
	for (size_t i = 0; i < spots->n_title; i++)
		if (!apply(m, &list, title, false, &spots->title[i], err))
			return false;
	return true;
}

static bool
is_arabic(struct str name)
{
	size_t at = 0;
	uint32_t c = name.len > 0 ? utf8_next(name, &at) : 0;

	return c >= 0x600 && c < 0x780;
}

/* Is the long form that an article gives to a short one, or the given name in
 * front of a surname, like any name of its bearer? Other words for the same
 * ("UN mission in Libya") are; and what is in letters in which the register has
 * no name that could say otherwise. */
static bool
bears(void *ctx, int64_t entity, struct str asked, bool *does, struct err *err)
{
	struct store *store = ctx;
	sqlite3_stmt *st = db_stmt(store, sql[NAMES_OF], err);
	struct name a, b;
	bool any = false; /* in its script */
	struct err e;

	if (st == NULL)
		return false;
	name_read(&a, asked);
	*does = false;
	db_bind_int(st, 1, entity - 1);
	db_bind_int(st, 2, entity);
	while (!*does && db_row(store, st, &e)) {
		struct str name = db_view(st, 3);

		any = any || is_arabic(name) == is_arabic(asked);
		name_read(&b, name);
		*does = name_likeness(&a, &b) >= DEFINED_LIKE;
	}
	*does = *does || !any;
	return db_over(st, &e, err);
}

/* By the lexicon alone: found before, unless names have changed since. */
static void
spot(struct mentions *m, const struct content *c, struct spots *spots)
{
	if (c->ready != NULL &&
	    c->ready->names == m->store->lexicon_seen.version)
		*spots = c->ready->spots;
	else
		spot_article(
		    m->store->lexicon, &m->arena, c->title, c->text, spots);
}

static bool
write_anew(struct mentions *m, const struct content *c, struct err *err)
{
	const struct spot_asker ask = { bears, m->store };
	struct spots spots;

	arena_reset(&m->arena);
	spot(m, c, &spots);
	if (!spot_undefined(&m->arena, c->title, c->text, &spots, &ask, err) ||
	    !spot_namesakes(c->title, c->text, &spots, &ask, err))
		return false;
	if (m->namings &&
	    !decide(m, c->article, c->title, c->text, &spots, err))
		return false;
	db_changed(m->store, TOPIC_ENTITY);
	return spots_write(m, c->article, c->ord, &spots, err);
}

bool
mentions_article(
    struct mentions *m, const struct content *content, struct err *err)
{
	return mentions_drop(m, content->article, err) &&
	       write_anew(m, content, err);
}

bool
mentions_first(
    struct mentions *m, const struct content *content, struct err *err)
{
	sqlite3_stmt *st = db_stmt(m->store, sql[MENTION_ANY], err);
	struct err e;
	bool any;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, content->article);
	any = db_row(m->store, st, &e);
	if (!db_over(st, &e, err))
		return false;
	m->hidden = false;
	return (!any || mentions_drop(m, content->article, err)) &&
	       write_anew(m, content, err);
}

bool
mentions_flush(struct mentions *m, struct err *err)
{
	if (!counts_write(m, err))
		return false;
	for (size_t i = 0; i < m->size; i++) {
		struct delta *d = &m->delta[i];
		sqlite3_stmt *st;

		if (d->articles == 0 && d->mentions == 0)
			continue;
		st = db_stmt(m->store, sql[ENTITY_BUMP], err);
		if (st == NULL)
			return false;
		db_bind_int(st, 1, d->entity);
		db_bind_int(st, 2, d->articles);
		db_bind_int(st, 3, d->mentions);
		if (!db_run(m->store, st, err))
			return false;
		d->articles = d->mentions = 0;
	}
	return true;
}

/* Spot a stored article with a batch that is at hand. */
static bool
index_stored(struct mentions *m, int64_t article, struct err *err)
{
	sqlite3_stmt *st =
	    db_row_of(m->store, sql[ARTICLE], "article", article, err);
	struct arena arena = { 0 };
	struct content content = { .article = article };
	bool good;

	if (st == NULL)
		return false;
	content.ord = db_int(st, 0);
	content.title = db_str(st, 1, &arena);
	content.text = db_str(st, 2, &arena);
	db_done(st);
	good = mentions_article(m, &content, err);
	arena_release(&arena);
	return good;
}

bool
store_mention_index(struct store *store, int64_t article, struct err *err)
{
	struct mentions *m;

	if (!db_begin(store, err))
		return false;
	m = mentions_new(store, err);
	if (m != NULL && index_stored(m, article, err) &&
	    mentions_flush(m, err)) {
		mentions_free(m);
		return db_commit(store, err);
	}
	mentions_free(m);
	db_rollback(store);
	return false;
}

bool
store_mention_drop(struct store *store, int64_t article, struct err *err)
{
	struct mentions m = { .store = store };
	bool good;

	if (!db_begin(store, err))
		return false;
	good = mentions_drop(&m, article, err) && mentions_flush(&m, err);
	free(m.delta);
	if (good)
		return db_commit(store, err);
	db_rollback(store);
	return false;
}

bool
store_mention_show(struct store *store, int64_t article, struct err *err)
{
	struct mentions m = { .store = store };
	sqlite3_stmt *st = db_stmt(store, sql[COUNTS], err);
	struct err e;
	bool good;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	while (db_row(store, st, &e))
		delta_add(&m, db_int(st, 0), 1, db_int(st, 1));
	db_done(st);
	good = e.code == ERR_NONE ? mentions_flush(&m, err)
				  : err_set(err, e.code, "%s", e.text);
	free(m.delta);
	return good;
}

bool
mention_stale(struct store *store, struct str spelling, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[RESPOT_ADD], err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, spelling);
	db_changed(store, TOPIC_ENTITY);
	return db_run(store, st, err);
}
