#include "config.h"

#include "store/concord.h"

#include "model/fold.h"
#include "model/words.h"
#include "store/article.h"
#include "store/db.h"

enum { ENTITY_DOWN, ENTITY_UP, WORDS_DOWN, WORDS_UP, MENTIONS, TEXT };
enum {
	AROUND = 240, /* bytes on either side of a name */
	SPANS = 4096, /* of one article */
};

#define NAMED                                                                  \
	"SELECT x.article FROM article_entity x JOIN article a "               \
	"ON a.id = x.article WHERE x.entity = ?1 AND a.hidden = 0 AND "
#define HOLDING                                                                \
	"SELECT a.id FROM article_fts f /*scan*/ JOIN article a "              \
	"ON a.ord = f.rowid WHERE article_fts MATCH ?1 AND a.hidden = 0 AND "

static const char *const sql[] = {
	[ENTITY_DOWN] = NAMED "x.ord <= ?2 ORDER BY x.ord DESC LIMIT ?3",
	[ENTITY_UP] = NAMED "x.ord >= ?2 ORDER BY x.ord LIMIT ?3",
	[WORDS_DOWN] = HOLDING "f.rowid <= ?2 ORDER BY f.rowid DESC LIMIT ?3",
	[WORDS_UP] = HOLDING "f.rowid >= ?2 ORDER BY f.rowid LIMIT ?3",
	[MENTIONS] = ("SELECT start, \"end\" FROM mention WHERE article = ?1 "
		      "AND entity = ?2 ORDER BY start LIMIT ?3"),
	[TEXT] = "SELECT text FROM article_text WHERE article = ?1",
};
const struct db_table concord_sql = { "concord", sql, ARRAY_LEN(sql) };

struct lines {
	struct store *store;
	const struct concord *of;
	const struct concord_line *from;
	struct page *page;
	struct arena *arena;
	struct concord_line *list;
	struct span *spans; /* SPANS of them, of one article */
};

/* A phrase of FTS5. */
static struct str
phrase(struct arena *arena, struct str words)
{
	struct buf b = { 0 };
	struct str s;

	buf_putc(&b, '"');
	for (size_t i = 0; i < words.len; i++) {
		if (words.p[i] == '"')
			buf_putc(&b, '"');
		buf_putc(&b, words.p[i]);
	}
	buf_putc(&b, '"');
	s = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return s;
}

static bool
articles(struct lines *p, int64_t *ids, size_t *n, struct err *err)
{
	bool words = p->of->entity == 0;
	int which = words ? WORDS_DOWN : ENTITY_DOWN;
	sqlite3_stmt *st =
	    db_stmt(p->store, sql[which + (p->page->dir < 0 ? 1 : 0)], err);
	struct err e;

	*n = 0;
	if (st == NULL)
		return false;
	if (words)
		db_bind_str(st, 1, phrase(p->arena, p->of->words));
	else
		db_bind_int(st, 1, p->of->entity);
	db_bind_int(st, 2,
	    p->from != NULL    ? p->from->article.ord
	    : p->page->dir > 0 ? INT64_MAX
			       : INT64_MIN);
	db_bind_int(st, 3, (int64_t)p->page->most + 1);
	while (*n <= p->page->most && db_row(p->store, st, &e))
		ids[(*n)++] = db_int(st, 0);
	if (*n > p->page->most)
		e.code = ERR_NONE;
	return db_over(st, &e, err);
}

static bool
mentions(struct lines *p, int64_t article, struct span *spans, size_t *n,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(p->store, sql[MENTIONS], err);
	struct err e;

	*n = 0;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	db_bind_int(st, 2, p->of->entity);
	db_bind_int(st, 3, SPANS);
	while (*n < SPANS && db_row(p->store, st, &e))
		spans[(*n)++] = (struct span){ (uint32_t)db_int(st, 0),
			(uint32_t)db_int(st, 1) };
	if (*n == SPANS)
		e.code = ERR_NONE;
	return db_over(st, &e, err);
}

static size_t
occurrences(struct str text, struct str words, struct span *spans)
{
	size_t n = 0, at = 0;

	while (n < SPANS && words.len > 0 &&
	       (at = str_find(text, words, at)) != SIZE_MAX) {
		spans[n++] =
		    (struct span){ (uint32_t)at, (uint32_t)(at + words.len) };
		at += words.len;
	}
	return n;
}

static bool
text_of(struct lines *p, int64_t article, struct str *text, struct err *err)
{
	sqlite3_stmt *st = db_stmt(p->store, sql[TEXT], err);
	struct err e;

	*text = str_of("");
	if (st == NULL)
		return false;
	db_bind_int(st, 1, article);
	if (db_row(p->store, st, &e))
		*text = db_str(st, 0, p->arena);
	return db_over(st, &e, err);
}

/* The words around a name, at most to the borders of its paragraph. */
static void
around(struct arena *arena, struct str text, struct concord_line *line)
{
	struct span s = line->span;
	size_t from = s.from > AROUND ? s.from - AROUND : 0;
	size_t to = s.to + AROUND < text.len ? s.to + AROUND : text.len;

	for (size_t i = s.from; i-- > from;)
		if (text.p[i] == '\n') {
			from = i + 1;
			break;
		}
	for (size_t i = s.to; i < to; i++)
		if (text.p[i] == '\n') {
			to = i;
			break;
		}
	if (from > 0 && text.p[from - 1] != '\n')
		from = cluster_next(text, from);
	if (to < text.len && text.p[to] != '\n')
		to = cluster_prev(text, to);
	from = from > s.from ? s.from : from;
	to = to < s.to ? s.to : to;
	line->text = arena_str(arena, str_slice(text, from, to));
	line->hit =
	    (struct span){ (uint32_t)(s.from - from), (uint32_t)(s.to - from) };
}

/* Only the headline names it. */
static void
headline(struct lines *p, struct concord_line *line)
{
	size_t at = str_find(line->article.title, p->of->words, 0);

	line->text = line->article.title;
	if (p->of->words.len > 0 && at != SIZE_MAX)
		line->hit = (struct span){ (uint32_t)at,
			(uint32_t)(at + p->of->words.len) };
}

/* Does it come behind the line that the page starts at? */
static bool
is_wanted(const struct lines *p, const struct concord_line *line)
{
	const struct concord_line *f = p->from;

	if (f == NULL || f->article.ord != line->article.ord)
		return true;
	return p->page->dir > 0 ? line->span.from > f->span.from
				: line->span.from < f->span.from;
}

static bool
lines_of(struct lines *p, int64_t article, struct err *err)
{
	struct concord_line line = { 0 };
	struct span *spans = p->spans;
	struct str text;
	size_t n;

	if (!store_article_row(
		p->store, article, p->arena, &line.article, err) ||
	    !text_of(p, article, &text, err))
		return false;
	if (p->of->entity == 0)
		n = occurrences(text, p->of->words, spans);
	else if (!mentions(p, article, spans, &n, err))
		return false;
	for (size_t i = 0; i < (n > 0 ? n : 1) && p->page->n < p->page->most;
	     i++) {
		size_t k = p->page->dir > 0 || n == 0 ? i : n - 1 - i;

		line.span = n > 0 ? spans[k] : (struct span){ 0, 0 };
		line.hit = (struct span){ 0, 0 };
		if (!is_wanted(p, &line) || line.span.to > text.len)
			continue;
		if (n > 0)
			around(p->arena, text, &line);
		else
			headline(p, &line);
		p->list[p->page->n++] = line;
	}
	return true;
}

bool
store_concord(struct store *store, const struct concord *of,
    const struct concord_line *from, struct page *page, struct arena *arena,
    struct concord_line **list, struct err *err)
{
	struct lines p = { .store = store,
		.of = of,
		.from = from,
		.page = page,
		.arena = arena,
		.list = arena_array(arena, page->most + 1, sizeof **list),
		.spans = arena_array(arena, SPANS, sizeof(struct span)) };
	int64_t *ids = arena_array(arena, page->most + 2, sizeof *ids);
	size_t k;

	*list = p.list;
	page->n = 0;
	if (of->entity == 0 && of->words.len == 0)
		return true;
	if (!articles(&p, ids, &k, err))
		return false;
	for (size_t i = 0; i < k && page->n < page->most; i++)
		if (!lines_of(&p, ids[i], err))
			return false;
	return true;
}
