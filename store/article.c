#include "config.h"

#include "store/article.h"

#include "model/utf8.h"
#include "store/article-row.h"
#include "store/revision.h"

enum {
	ARTICLE_GET,
	ARTICLE_ONE_ROW,
	ARTICLE_MARKS,
	ARTICLE_UUID,
	MARK_CURRENT,
	MARK_PROJECT,
	OUTLETS,
};

static const char *const sql[] = {
	[ARTICLE_GET] = "SELECT " ARTICLE_ROW
			", a.uuid, a.author, a.source_id, a.origin, a.hash, "
			"a.repaired, t.extra, t.text, a.version "
			"FROM article a JOIN article_text t ON "
			"t.article = a.id" ARTICLE_ROW_JOINS
			"WHERE a.id = ?1 AND a.hidden = 0",
	[ARTICLE_ONE_ROW] =
	    "SELECT " ARTICLE_ROW " FROM article a" ARTICLE_ROW_JOINS
	    "WHERE a.id = ?1 AND a.hidden = 0",
	[ARTICLE_MARKS] = "SELECT uuid, state, flagged, title FROM article "
			  "WHERE id = ?1 AND hidden = 0",
	[ARTICLE_UUID] =
	    "SELECT uuid FROM article WHERE id = ?1 AND hidden = 0",
	/* An article that is unread and not flagged has no mark. */
	[MARK_CURRENT] =
	    "SELECT json_object('flagged', json(iif(flagged, 'true', 'false')),"
	    " 'state', CASE state WHEN 1 THEN 'done' WHEN 2 THEN 'dismissed' "
	    "ELSE 'unread' END) FROM article WHERE uuid = ?1 "
	    "AND (state <> 0 OR flagged <> 0)",
	[MARK_PROJECT] =
	    "UPDATE article SET flagged = coalesce(?2 ->> '$.flagged', 0), "
	    "state = CASE ?2 ->> '$.state' WHEN 'done' THEN 1 "
	    "WHEN 'dismissed' THEN 2 ELSE 0 END WHERE uuid = ?1",
	[OUTLETS] = "SELECT name FROM outlet /*scan*/ ORDER BY name LIMIT 300",
};
const struct db_table article_sql = { "article", sql, ARRAY_LEN(sql) };

void
article_row_read(
    sqlite3_stmt *st, int first, struct arena *arena, struct article_row *row)
{
	row->id = db_int(st, first);
	row->ord = db_int(st, first + 1);
	row->published_day = db_int_or(st, first + 2, INT64_MIN);
	row->imported = db_int(st, first + 3);
	row->title = db_str(st, first + 4, arena);
	row->outlet = db_str(st, first + 5, arena);
	row->language = db_str(st, first + 6, arena);
	row->url = db_str(st, first + 7, arena);
	row->published = db_str(st, first + 8, arena);
	row->words = (uint32_t)db_int(st, first + 9);
	row->notes = (uint32_t)db_int(st, first + 10);
	row->claims = (uint32_t)db_int(st, first + 11);
	row->copies = (uint32_t)db_int(st, first + 14);
	row->folded = db_int(st, first + 15) != 0;
	row->figures = db_int(st, first + 16) != 0;
	row->state = (enum article_state)db_int(st, first + 12);
	row->flagged = db_int(st, first + 13) != 0;
}

bool
store_article_get(struct store *store, int64_t id, struct arena *arena,
    struct article *article, struct err *err)
{
	sqlite3_stmt *st =
	    db_row_of(store, sql[ARTICLE_GET], "article", id, err);
	int c = ARTICLE_ROW_COLUMNS;

	*article = (struct article){ 0 };
	if (st == NULL)
		return false;
	article_row_read(st, 0, arena, &article->row);
	article->uuid = db_str(st, c++, arena);
	article->author = db_str(st, c++, arena);
	article->source_id = db_str(st, c++, arena);
	article->origin = db_str(st, c++, arena);
	article->hash = db_str(st, c++, arena);
	article->repaired = db_str(st, c++, arena);
	article->extra = db_str(st, c++, arena);
	article->text = db_str(st, c++, arena);
	article->version = db_int(st, c);
	db_done(st);
	return true;
}

bool
store_article_row(struct store *store, int64_t id, struct arena *arena,
    struct article_row *row, struct err *err)
{
	sqlite3_stmt *st =
	    db_row_of(store, sql[ARTICLE_ONE_ROW], "article", id, err);

	*row = (struct article_row){ 0 };
	if (st == NULL)
		return false;
	article_row_read(st, 0, arena, row);
	db_done(st);
	return true;
}

static const char *const mark_names[] = {
	[MARK_DONE] = "done",
	[MARK_UNREAD] = "unread",
	[MARK_DISMISS] = "dismiss",
	[MARK_FLAG] = "flag",
	[MARK_UNFLAG] = "unflag",
};

bool
mark_parse(struct str name, enum mark *mark)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(mark_names); i++) {
		if (str_is(name, mark_names[i])) {
			*mark = (enum mark)i;
			return true;
		}
	}
	return false;
}

bool
article_uuid(struct store *store, int64_t id, struct arena *arena,
    struct str *uuid, struct err *err)
{
	sqlite3_stmt *st =
	    db_row_of(store, sql[ARTICLE_UUID], "article", id, err);

	if (st == NULL)
		return false;
	*uuid = db_str(st, 0, arena);
	db_done(st);
	return true;
}

/* Cut at a cluster's start would be finer, but this is only a log. */
enum { SAID_BYTES = 60 };

struct str
said_quoted(struct str title, struct arena *arena)
{
	struct str head = utf8_head(title, SAID_BYTES);

	return arena_printf(arena, "\"%.*s%s\"", (int)head.len, head.p,
	    head.len < title.len ? "..." : "");
}

struct str
article_title_said(struct store *store, int64_t id, struct arena *arena)
{
	sqlite3_stmt *st = db_stmt(store, sql[ARTICLE_MARKS], NULL);
	struct str title = str_of("");
	struct err e;

	if (st == NULL)
		return title;
	db_bind_int(st, 1, id);
	if (db_row(store, st, &e))
		title = db_str(st, 3, arena);
	db_done(st);
	return said_quoted(title, arena);
}

struct str
articles_said(struct store *store, const char *verb, const int64_t *ids,
    size_t n, struct arena *arena)
{
	if (n == 1)
		return arena_printf(arena, "%s: %s", verb,
		    article_title_said(store, ids[0], arena).p);
	return arena_printf(arena, "%s: %zu articles", verb, n);
}

/* What the analyst has said about reading an article. */
struct marks {
	struct str uuid, title;
	enum article_state state;
	bool flagged;
};

static struct marks
marks_with(struct marks m, enum mark mark)
{
	switch (mark) {
	case MARK_DONE:
		m.state = ARTICLE_DONE;
		break;
	case MARK_UNREAD:
		m.state = ARTICLE_UNREAD;
		break;
	case MARK_DISMISS:
		m.state = ARTICLE_DISMISSED;
		break;
	case MARK_FLAG:
	case MARK_UNFLAG:
		m.flagged = mark == MARK_FLAG;
		break;
	}
	return m;
}

static bool
marks_get(struct store *store, int64_t id, struct arena *arena, struct marks *m,
    struct err *err)
{
	sqlite3_stmt *st =
	    db_row_of(store, sql[ARTICLE_MARKS], "article", id, err);

	if (st == NULL)
		return false;
	m->uuid = db_str(st, 0, arena);
	m->state = (enum article_state)db_int(st, 1);
	m->flagged = db_int(st, 2) != 0;
	m->title = db_str(st, 3, arena);
	db_done(st);
	return true;
}

static bool
marks_put(struct store *store, const struct marks *m, struct err *err)
{
	struct buf body = { 0 };
	struct str view;
	bool good;

	if (m->state == ARTICLE_UNREAD && !m->flagged)
		return revision_put(store, "mark", m->uuid, NULL, err);
	buf_addf(&body, "{\"flagged\":%s,\"state\":\"%s\"}",
	    m->flagged ? "true" : "false", article_state_name(m->state));
	view = buf_view(&body);
	good = revision_put(store, "mark", m->uuid, &view, err);
	buf_release(&body);
	return good;
}

static bool
mark_project(struct store *store, struct str doc, const struct str *body,
    struct err *err)
{
	db_changed(store, TOPIC_ARTICLE);
	return revision_apply(store, sql[MARK_PROJECT], doc, body, err);
}

const struct revision_kind mark_kind = {
	.name = "mark",
	.project = mark_project,
	.now = &sql[MARK_CURRENT],
};

static const char *const mark_verbs[] = {
	[MARK_DONE] = "marked done",
	[MARK_UNREAD] = "marked unread",
	[MARK_DISMISS] = "dismissed",
	[MARK_FLAG] = "flagged",
	[MARK_UNFLAG] = "took the flag off",
};

static bool
mark_each(struct store *store, const int64_t *ids, size_t n, enum mark mark,
    size_t *changed, struct err *err)
{
	struct arena arena = { 0 };
	struct marks old, new;
	bool good = true;
	size_t i;

	for (i = 0; good && i < n; i++) {
		good = marks_get(store, ids[i], &arena, &old, err);
		if (!good)
			break;
		new = marks_with(old, mark);
		if (new.state == old.state &&new.flagged == old.flagged)
			continue;
		good = marks_put(store, &new, err);
		++*changed;
	}
	arena_release(&arena);
	return good;
}

bool
store_article_mark(struct store *store, const int64_t *ids, size_t n,
    enum mark mark, size_t *changed, struct err *err)
{
	struct arena arena = { 0 };
	struct str summary =
	    articles_said(store, mark_verbs[mark], ids, n, &arena);
	bool good = revision_begin(store, "mark", summary.p, err);

	*changed = 0;
	arena_release(&arena);
	if (!good)
		return false;
	return revision_close(
	    store, mark_each(store, ids, n, mark, changed, err), err);
}

bool
store_outlets(struct store *store, struct arena *arena, struct str **names,
    size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[OUTLETS], err);
	struct strs list;

	if (st == NULL || !db_strs(store, st, arena, &list, err))
		return false;
	*names = list.v;
	*n = list.n;
	return true;
}
