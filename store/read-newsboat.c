/* newsboat's cache.db: its items, with what was read and flagged there. The
 * file is taken into memory whole and opened from there, so that nothing is
 * ever written to it and no lock is asked for. */
#include "config.h"

#include <sqlite3.h>

#include "model/html.h"
#include "store/read-newsboat.h"

enum { CACHE_MAX = 200 << 20 };

struct cache {
	sqlite3 *db;
	sqlite3_stmt *items;
	unsigned char *bytes;
};

static bool
sniff(struct str head)
{
	return head.len >= 16 && memcmp(head.p, "SQLite format 3", 16) == 0;
}

static bool
open_db(struct cache *cache, struct str bytes, struct err *err)
{
	int rc;

	cache->bytes = xmalloc(bytes.len);
	memcpy(cache->bytes, bytes.p, bytes.len);
	/* A database in memory knows no write-ahead log: what the file itself
	 * holds is read. */
	if (bytes.len > 20)
		cache->bytes[18] = cache->bytes[19] = 1;
	rc = sqlite3_open_v2(":memory:", &cache->db,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL);
	if (rc == SQLITE_OK) {
		(void)sqlite3_db_config(
		    cache->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		(void)sqlite3_db_config(
		    cache->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
		rc = sqlite3_deserialize(cache->db, "main", cache->bytes,
		    (sqlite3_int64)bytes.len, (sqlite3_int64)bytes.len,
		    SQLITE_DESERIALIZE_READONLY);
	}
	if (rc != SQLITE_OK)
		return err_set(err, ERR_CORRUPT,
		    "is a database that cannot be "
		    "opened");
	return true;
}

/* Is there such a column? Versions of newsboat differ. */
static const char *
column(struct cache *cache, const char *name, const char *instead)
{
	return sqlite3_table_column_metadata(cache->db, "main", "rss_item",
		   name, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK
		   ? name
		   : instead;
}

static bool
prepare(struct cache *cache, struct err *err)
{
	struct buf sql = { 0 };
	int rc;

	buf_addf(&sql,
	    "SELECT i.guid, i.title, i.author, i.url, i.pubDate, i.content, "
	    "i.unread, %s, %s, f.title FROM rss_item i LEFT JOIN rss_feed f "
	    "ON f.rssurl = i.feedurl WHERE %s = 0 ORDER BY i.id",
	    column(cache, "flags", "''"),
	    column(cache, "content_mime_type", "''"),
	    column(cache, "deleted", "0"));
	rc = sqlite3_prepare_v2(cache->db, sql.p, -1, &cache->items, NULL);
	buf_release(&sql);
	if (rc == SQLITE_OK)
		return true;
	if (rc == SQLITE_CORRUPT || rc == SQLITE_NOTADB)
		return err_set(err, ERR_CORRUPT, "is a damaged database");
	return err_set(err, ERR_INVALID,
	    "is a database, but none of newsboat's (%.100s)",
	    sqlite3_errmsg(cache->db));
}

static struct str
text_at(struct cache *cache, int i)
{
	const void *p = sqlite3_column_text(cache->items, i);

	return (struct str){ p != NULL ? p : "",
		(size_t)sqlite3_column_bytes(cache->items, i) };
}

static void
read_item(struct cache *cache, struct arena *a, struct article_in *in)
{
	struct str flags = text_at(cache, 7), url = text_at(cache, 3);
	struct buf extra = { 0 }, json = { 0 };

	in->source_id = arena_str(a, text_at(cache, 0));
	in->title = html_fragment(a, text_at(cache, 1));
	in->author = html_fragment(a, text_at(cache, 2));
	in->url = arena_str(a, url);
	if (sqlite3_column_int64(cache->items, 4) > 0)
		in->published = arena_str(a, text_at(cache, 4));
	in->text = str_is(text_at(cache, 8), "text/plain")
		       ? arena_str(a, text_at(cache, 5))
		       : html_fragment(a, text_at(cache, 5));
	if (in->text.len == 0)
		in->text = in->title.len > 0 ? in->title : in->url;
	in->outlet = arena_str(a, text_at(cache, 9));
	in->read = sqlite3_column_int(cache->items, 6) == 0;
	in->flagged = flags.len > 0;
	if (flags.len > 0) {
		buf_json(&json, flags);
		reader_extra(&extra, str_of("newsboat_flags"), buf_view(&json));
		in->extra = reader_extra_end(a, &extra);
		buf_release(&json);
	}
}

static enum reader_result
next(struct reader *reader, void *state, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct cache *cache = state;
	struct str bytes;
	int rc;

	err->code = ERR_NONE;
	if (cache->db == NULL) {
		if (!reader_raw(reader, CACHE_MAX, &bytes, err))
			return err->code == ERR_NONE ? READER_END : READER_BAD;
		if (!open_db(cache, bytes, err) || !prepare(cache, err))
			return READER_BAD;
	}
	if (cache->items == NULL)
		return READER_END;
	rc = sqlite3_step(cache->items);
	if (rc == SQLITE_DONE)
		return READER_END;
	if (rc != SQLITE_ROW) {
		err_set(err, ERR_CORRUPT, "is a damaged database");
		(void)sqlite3_finalize(cache->items);
		cache->items = NULL;
		return READER_BAD;
	}
	in->origin = arena_printf(arena, "%.*s:%.*s", (int)in->origin.len,
	    in->origin.p, (int)text_at(cache, 0).len, text_at(cache, 0).p);
	read_item(cache, arena, in);
	if (in->text.len > 0)
		return READER_ARTICLE;
	err_set(err, ERR_INVALID, "is an item without text");
	return READER_BAD;
}

static void
close_cache(void *state)
{
	struct cache *cache = state;

	(void)sqlite3_finalize(cache->items);
	(void)sqlite3_close(cache->db);
	free(cache->bytes);
}

const struct reader_format read_newsboat = {
	.name = "newsboat",
	.sniff = sniff,
	.foreign = true,
	.binary = true,
	.size = sizeof(struct cache),
	.next = next,
	.close = close_cache,
};
