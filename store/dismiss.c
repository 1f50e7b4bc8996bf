#include "config.h"

#include "store/dismiss.h"

#include "store/article-row.h"
#include "store/revision.h"

enum { CURRENT, PUT, REMOVE, OF_ARTICLE };

static const char *const sql[] = {
	[CURRENT] = "SELECT json_object('article', (SELECT uuid FROM article "
		    "WHERE id = d.article), 'quote', d.quote) "
		    "FROM dismissed d WHERE d.uuid = ?1",
	[PUT] = "INSERT INTO dismissed (uuid, article, quote) SELECT ?1, a.id, "
		"?2 ->> '$.quote' FROM article a WHERE "
		"a.uuid = ?2 ->> '$.article' ON CONFLICT (uuid) DO UPDATE SET "
		"article = excluded.article, quote = excluded.quote",
	[REMOVE] = "DELETE FROM dismissed WHERE uuid = ?1",
	[OF_ARTICLE] = "SELECT quote FROM dismissed WHERE article = ?1",
};
const struct db_table dismiss_sql = { "dismiss", sql, ARRAY_LEN(sql) };

const struct revision_kind dismissal_kind = {
	.name = "dismissal",
	.now = &sql[CURRENT],
	.put = &sql[PUT],
	.remove = &sql[REMOVE],
	.topic = TOPIC_CLAIM,
};

static bool
dismiss(struct store *store, struct str article, struct str quote,
    struct arena *arena, struct err *err)
{
	struct buf body = { 0 };
	struct str view;
	bool good;

	buf_puts(&body, "{\"article\":");
	buf_json(&body, article);
	buf_puts(&body, ",\"quote\":");
	buf_json(&body, quote);
	buf_putc(&body, '}');
	view = buf_view(&body);
	good = revision_put(store, "dismissal", db_uuid(arena), &view, err);
	buf_release(&body);
	return good;
}

bool
store_suggestion_dismiss(
    struct store *store, int64_t article, struct str quote, struct err *err)
{
	struct arena arena = { 0 };
	struct str uuid, title = article_title_said(store, article, &arena);
	struct str summary = arena_printf(
	    &arena, "dismissed a suggestion in %.*s", (int)title.len, title.p);
	bool good = article_uuid(store, article, &arena, &uuid, err) &&
		    revision_begin(store, "suggestion-dismiss", summary.p, err);

	if (good)
		good = revision_close(
		    store, dismiss(store, uuid, quote, &arena, err), err);
	arena_release(&arena);
	return good;
}

bool
store_suggestions_dismissed(struct store *store, int64_t article,
    struct arena *arena, struct str **list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[OF_ARTICLE], err);
	struct strs all;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	if (!db_strs(store, st, arena, &all, err))
		return false;
	*list = all.v;
	*n = all.n;
	return true;
}
