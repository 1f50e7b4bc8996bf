#include "config.h"

#include "store/same.h"

enum { BY_SOURCE, BY_IDENTITY, BY_HASH, ONCE_HAD };

static const char *const sql[] = {
	[BY_SOURCE] = "SELECT a.id, a.hash, a.hidden, o.name, a.url, "
		      "a.published_day "
		      "FROM article a LEFT JOIN outlet o ON o.id = a.outlet "
		      "WHERE a.source_id = ?1",
	[BY_IDENTITY] = "SELECT a.id, a.hash, a.hidden, o.name, a.url, "
			"a.published_day "
			"FROM article a LEFT JOIN outlet o ON o.id = a.outlet "
			"WHERE a.identity = ?1",
	[BY_HASH] = "SELECT a.id, a.hash, a.hidden, o.name, a.url, "
		    "a.published_day "
		    "FROM article a LEFT JOIN outlet o ON o.id = a.outlet "
		    "WHERE substr(a.hash, 1, 16) = "
		    "substr(?1, 1, 16) AND +a.hash = ?1",
	/* Back along the line of versions. */
	[ONCE_HAD] = "WITH RECURSIVE line(version, hash, former) AS ("
		     "SELECT v.version, v.hash, v.former FROM article a "
		     "JOIN article_version v ON v.article = a.id AND "
		     "v.version = a.former WHERE a.id = ?1 UNION ALL "
		     "SELECT v.version, v.hash, v.former FROM line "
		     "JOIN article_version v ON v.article = ?1 AND "
		     "v.version = line.former) /*scan*/ "
		     "SELECT 1 FROM line WHERE hash = ?2",
};
const struct db_table same_sql = { "same", sql, ARRAY_LEN(sql) };

static bool
tracks_only(struct str parameter)
{
	static const char *const names[] = { "utm_", "fbclid=", "gclid=",
		"mc_cid=", "mc_eid=", "ref_src=", "igshid=" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++) {
		if (str_starts(parameter, names[i]))
			return true;
	}
	return parameter.len == 0;
}

/* "https://WWW.Example.org:443/a?b" to host and "/a?b". */
static void
split_url(struct str url, struct str *host, struct str *path)
{
	size_t i, scheme = str_find(url, str_of("://"), 0);

	if (scheme != SIZE_MAX)
		url = str_slice(url, scheme + 3, url.len);
	for (i = 0; i < url.len && strchr("/?#", url.p[i]) == NULL; i++)
		;
	*host = str_slice(url, 0, i);
	*path = str_slice(url, i, url.len);
	*path = str_slice(*path, 0, str_find(*path, str_of("#"), 0));
	if (str_ends(*host, ":80"))
		host->len -= 3;
	else if (str_ends(*host, ":443"))
		host->len -= 4;
}

struct str
url_key(struct arena *arena, struct str url)
{
	struct str host, path, query, part, key;
	struct buf out = { 0 };
	size_t mark, i;
	char sep = '?';

	split_url(str_trim(url), &host, &path);
	for (i = 0; i < host.len; i++)
		buf_putc(&out, host.p[i] >= 'A' && host.p[i] <= 'Z'
				   ? (char)(host.p[i] | 0x20)
				   : host.p[i]);
	if (out.p != NULL && str_starts(buf_view(&out), "www.")) {
		memmove(out.p, out.p + 4, out.len - 4);
		out.len -= 4;
	}
	mark = str_find(path, str_of("?"), 0);
	query = mark != SIZE_MAX ? str_slice(path, mark + 1, path.len)
				 : (struct str){ 0 };
	path = str_slice(path, 0, mark);
	while (str_ends(path, "/"))
		path.len--;
	buf_str(&out, path);
	while (str_split(&query, '&', &part)) {
		if (tracks_only(part))
			continue;
		buf_putc(&out, sep);
		buf_str(&out, part);
		sep = '&';
	}
	key = arena_str(arena, buf_view(&out));
	buf_release(&out);
	return key;
}

struct str
url_host(struct arena *arena, struct str url)
{
	struct str key;

	if (str_find(url, str_of("://"), 0) == SIZE_MAX)
		return (struct str){ 0 };
	key = url_key(arena, url);
	return str_slice(key, 0, str_find(key, str_of("/"), 0));
}

/* 63 bits of the sum: enough for any library, and never negative. */
static int64_t
hash64(struct arena *arena, struct str s)
{
	struct str hex = db_sha256(arena, s);
	uint64_t n = 0;
	size_t i;
	char c;

	for (i = 0; i < 16; i++) {
		c = hex.p[i];
		n = n << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return (int64_t)(n >> 1);
}

int64_t
same_identity(struct arena *arena, const struct article_in *in)
{
	struct str by;

	if (in->url.len > 0)
		by = url_key(arena, in->url);
	else if (in->source_id.len == 0 && in->origin.len > 0 &&
		 in->origin.p[0] != '-')
		by = arena_printf(arena, "%.*s\n%.*s", (int)in->origin.len,
		    in->origin.p, (int)in->title.len, in->title.p);
	else
		return 0;
	return hash64(arena, by);
}

static void
candidate_of(sqlite3_stmt *st, struct arena *arena, struct candidate *candidate)
{
	candidate->id = db_int(st, 0);
	candidate->hash = db_str(st, 1, arena);
	candidate->hidden = db_int(st, 2) != 0;
	candidate->outlet = db_str(st, 3, arena);
	if (candidate->outlet.len == 0)
		candidate->outlet = url_host(arena, db_view(st, 4));
	candidate->day = db_int_or(st, 5, INT64_MIN);
}

/* The first row of a query that is not of another outlet; any_outlet: the
 * first row. candidate->id stays 0 when there is none. */
static bool
pick(struct store *store, sqlite3_stmt *st, bool any_outlet, struct str outlet,
    struct arena *arena, struct candidate *candidate, struct err *err)
{
	struct candidate c;
	struct err local;

	while (db_row(store, st, &local)) {
		candidate_of(st, arena, &c);
		if (!any_outlet && c.outlet.len > 0 && outlet.len > 0 &&
		    !str_eq(c.outlet, outlet))
			continue;
		*candidate = c;
		break;
	}
	db_done(st);
	return local.code == ERR_NONE ||
	       err_set(err, local.code, "%s", local.text);
}

bool
same_find(struct store *store, const struct found *a, struct arena *arena,
    struct candidate *candidate, struct err *err)
{
	sqlite3_stmt *st;

	*candidate = (struct candidate){ 0 };
	if (a->in->source_id.len > 0) {
		st = db_stmt(store, sql[BY_SOURCE], err);
		if (st == NULL)
			return false;
		db_bind_str(st, 1, a->in->source_id);
		if (!pick(store, st, false, a->outlet, arena, candidate, err))
			return false;
	}
	if (candidate->id == 0 && a->identity != 0) {
		st = db_stmt(store, sql[BY_IDENTITY], err);
		if (st == NULL)
			return false;
		db_bind_int(st, 1, a->identity);
		if (!pick(store, st, true, a->outlet, arena, candidate, err))
			return false;
	}
	if (candidate->id == 0) {
		st = db_stmt(store, sql[BY_HASH], err);
		if (st == NULL)
			return false;
		db_bind_str(st, 1, a->hash);
		return pick(store, st, false, a->outlet, arena, candidate, err);
	}
	return true;
}

bool
same_once(struct store *store, const struct candidate *c, struct str hash,
    bool *had, struct err *err)
{
	sqlite3_stmt *st;
	struct err local;

	*had = str_eq(c->hash, hash);
	if (*had)
		return true;
	st = db_stmt(store, sql[ONCE_HAD], err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, c->id);
	db_bind_str(st, 2, hash);
	*had = db_row(store, st, &local);
	db_done(st);
	return *had || local.code == ERR_NONE ||
	       err_set(err, local.code, "%s", local.text);
}
