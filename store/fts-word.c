#include "config.h"

#include "store/fts-word.h"

/* The format of pages is that of sqlite.org/fts5.html, 9.2 to 9.4. */
enum {
	HEADER = 4,      /* bytes before a page's content */
	VARINT_MOST = 3, /* bytes: no length here reaches 2^21 */
};

/* Of each segment the page that a term would stand on, and the one that begins
 * with the next term: pgno is shifted by a flag, a page's id is its segment's
 * number before 37 bits of its own. */
#define PAGES(fts)                                                             \
	("WITH RECURSIVE s(id) AS (SELECT min(segid) FROM " fts                \
	 "_idx UNION ALL SELECT (SELECT min(segid) FROM " fts                  \
	 "_idx WHERE segid > s.id) FROM s /*scan*/ WHERE s.id IS NOT NULL)"    \
	 " SELECT (SELECT block FROM " fts                                     \
	 "_data WHERE id = (s.id << 37) + (SELECT pgno >> 1 FROM " fts         \
	 "_idx WHERE segid = s.id AND term <= ?1"                              \
	 " ORDER BY term DESC LIMIT 1)), (SELECT block FROM " fts              \
	 "_data WHERE id = (s.id << 37) + (SELECT pgno >> 1 FROM " fts         \
	 "_idx WHERE segid = s.id AND term > ?1 ORDER BY term LIMIT 1))"       \
	 " FROM s WHERE s.id IS NOT NULL")

static const char *const sql[] = {
	[FTS_ARTICLE] = PAGES("article_fts"),
	[FTS_FACET] = PAGES("article_facet"),
};
const struct db_table fts_word_table = { "fts-word", sql, ARRAY_LEN(sql) };

static size_t
big_endian(const char *p)
{
	return (size_t)(unsigned char)p[0] << 8 | (unsigned char)p[1];
}

/* A number at *at, which moves behind it; false where the text ends first. */
static bool
varint(struct str page, size_t *at, size_t *value)
{
	size_t i;
	unsigned char c;

	*value = 0;
	for (i = 0; i < VARINT_MOST && *at < page.len; i++) {
		c = (unsigned char)page.p[(*at)++];
		*value = *value << 7 | (c & 0x7f);
		if (c < 0x80)
			return true;
	}
	return false;
}

/* A page's terms one after the other. */
struct terms {
	struct str body, index; /* content, and where the terms stand in it */
	size_t at;              /* bytes of the index that are read */
	size_t offset;          /* of the term, in bytes */
	struct buf term;
};

static bool
terms_open(struct terms *t, struct str page)
{
	size_t end = page.len >= HEADER ? big_endian(page.p + 2) : 0;

	if (end < HEADER || end > page.len)
		return false;
	t->body = str_slice(page, 0, end);
	t->index = str_slice(page, end, page.len);
	t->at = t->offset = 0;
	return true;
}

/* A term is what it has in common with the one before, and the rest. */
static bool
terms_next(struct terms *t)
{
	size_t step, keep = 0, len, at;
	bool first = t->at == 0;

	if (!varint(t->index, &t->at, &step))
		return false;
	t->offset += step;
	at = t->offset;
	if ((!first && !varint(t->body, &at, &keep)) ||
	    !varint(t->body, &at, &len) || keep > t->term.len ||
	    at > t->body.len || len > t->body.len - at)
		return false;
	t->term.len = keep;
	buf_add(&t->term, t->body.p + at, len);
	return true;
}

/* The first term at or after `from` becomes the best one if it comes before
 * that. *found: there is one on the page. */
static bool
look(struct str page, struct str from, struct buf *best, bool *found)
{
	struct terms t = { 0 };
	bool good = terms_open(&t, page);

	*found = false;
	while (good && !*found && t.at < t.index.len) {
		good = terms_next(&t);
		*found = good && str_cmp(buf_view(&t.term), from) >= 0;
	}
	if (*found && (best->len == 0 ||
			  str_cmp(buf_view(&t.term), buf_view(best)) < 0)) {
		buf_reset(best);
		buf_str(best, buf_view(&t.term));
	}
	buf_release(&t.term);
	return good;
}

bool
fts_word_at(struct store *store, enum fts_index index, struct str from,
    struct arena *arena, struct str *word, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[index], err);
	struct buf target = { 0 }, best = { 0 };
	struct err local = { 0 };
	bool found, good = true;
	struct str page;
	int i;

	*word = str_of("");
	if (st == NULL)
		return false;
	/* Terms of the main index begin so. */
	buf_putc(&target, '0');
	buf_str(&target, from);
	db_bind_bytes(st, 1, buf_view(&target));
	while (good && db_row(store, st, &local))
		for (i = 0, found = false; good && !found && i < 2; i++) {
			page = db_view(st, i);
			good = page.len == 0 ||
			       look(page, buf_view(&target), &best, &found);
		}
	if (!good)
		err_set(&local, ERR_CORRUPT,
		    "the library is damaged; `mirsad check` says where");
	else if (best.len > 0 && best.p[0] == '0')
		*word =
		    arena_str(arena, str_slice(buf_view(&best), 1, best.len));
	buf_release(&target);
	buf_release(&best);
	return db_over(st, &local, err);
}
