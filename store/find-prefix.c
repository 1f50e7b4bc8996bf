#include "config.h"

#include "store/find-prefix.h"

#include "model/fold.h"
#include "store/fts-word.h"

/* Words that are asked for by name, and pages that FTS5 may be asked to collect
 * in one go: some 30 us for each of the first, twice, and 75 ms for 400 of the
 * second at a million articles. A page must be there at once; a count of a
 * million texts takes half a minute, so that it may begin later. */
static const struct {
	size_t words;
	int64_t pages;
} limits[] = {
	[PREFIX_PAGE] = { 16, 100 },
	[PREFIX_COUNT] = { 256, 400 },
};
enum { FACET_PREFIX = 3 /* letters that article_facet has an index for */ };

enum { STARTS, PAGES, TEXTS };
static const char *const sql[] = {
	/* The most leaves of a segment that such a word begins on: there are
	 * at least as many words. */
	[STARTS] =
	    ("WITH RECURSIVE s(id) AS (SELECT min(segid) FROM"
	     " article_fts_idx UNION ALL SELECT (SELECT min(segid) FROM"
	     " article_fts_idx WHERE segid > s.id) FROM s /*scan*/"
	     " WHERE s.id IS NOT NULL)"
	     " SELECT max((SELECT count(*) FROM (SELECT 1 FROM"
	     " article_fts_idx WHERE segid = s.id AND term > ?1"
	     " AND term < ?2 LIMIT 257))) FROM s WHERE s.id IS NOT NULL"),
	/* Per segment the leaves between two places, by the index of FTS5's
	 * leaves (fts5_index.c: pgno is shifted by a flag; terms of the main
	 * index begin with '0'). */
	[PAGES] = ("WITH RECURSIVE s(id) AS (SELECT min(segid) FROM"
		   " article_fts_idx UNION ALL SELECT (SELECT min(segid) FROM"
		   " article_fts_idx WHERE segid > s.id) FROM s /*scan*/"
		   " WHERE s.id IS NOT NULL)"
		   " SELECT sum(coalesce((SELECT pgno >> 1 FROM article_fts_idx"
		   " WHERE segid = s.id AND term < ?2"
		   " ORDER BY term DESC LIMIT 1), 0) - coalesce((SELECT"
		   " pgno >> 1 FROM article_fts_idx WHERE segid = s.id"
		   " AND term <= ?1 ORDER BY term DESC LIMIT 1), 0)) FROM s"
		   " WHERE s.id IS NOT NULL"),
	[TEXTS] = ("SELECT a.title, t.text FROM article a"
		   " JOIN article_text t ON t.article = a.id WHERE a.ord = ?1"),
};
const struct db_table find_prefix_table = { "find-prefix", sql,
	ARRAY_LEN(sql) };

/* A term as the index knows it: the words before the last one, each followed
 * by a blank, and what the last one begins with. */
struct parts {
	struct buf head, last;
	enum fts_index index;
	size_t most; /* words */
};

static int
take_part(void *ctx, bool colocated, struct str token, size_t from, size_t to)
{
	struct parts *p = ctx;

	(void)colocated, (void)from, (void)to;
	if (p->last.len > 0) {
		buf_str(&p->head, buf_view(&p->last));
		buf_putc(&p->head, ' ');
	}
	buf_reset(&p->last);
	buf_str(&p->last, token);
	return 0;
}

/* All words of the index that begin so, if there are at most as many as wanted
 * and FTS5 asked for one of them finds that one alone: where it has proclitics
 * it would find the word without them too. */
static bool
words_of(struct store *store, const struct parts *parts, struct arena *arena,
    struct prefix *prefix, struct err *err)
{
	struct str begin = buf_view(&parts->last), word;
	struct buf bound = { 0 };
	bool good, more;

	buf_str(&bound, begin);
	do {
		good = fts_word_at(
		    store, parts->index, buf_view(&bound), arena, &word, err);
		more = good && str_starts(word, begin.p);
		if (more &&
		    (prefix->n == parts->most || fold_proclitic(word) > 0)) {
			prefix->kind = PREFIX_INDEX;
			more = false;
		} else if (more) {
			prefix->words = arena_grow(arena, prefix->words,
			    prefix->n, sizeof *prefix->words);
			prefix->words[prefix->n++] =
			    arena_printf(arena, "%.*s%s", (int)parts->head.len,
				parts->head.p, word.p);
			/* Nothing in the index comes between these two. */
			buf_reset(&bound);
			buf_str(&bound, word);
			buf_putc(&bound, 1);
		}
	} while (more);
	buf_release(&bound);
	return good;
}

/* What a statement says of the terms of the main index that begin so. */
static bool
ask_index(struct store *store, int which, struct str begin, int64_t *n,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct buf from = { 0 }, to = { 0 };
	struct err local = { 0 };

	*n = 0;
	if (st == NULL)
		return false;
	buf_putc(&from, '0');
	buf_str(&from, begin);
	buf_str(&to, buf_view(&from));
	buf_putc(&to, (char)0xff);
	db_bind_bytes(st, 1, buf_view(&from));
	db_bind_bytes(st, 2, buf_view(&to));
	if (db_row(store, st, &local))
		*n = db_int(st, 0);
	buf_release(&from);
	buf_release(&to);
	return db_over(st, &local, err);
}

bool
prefix_look(struct store *store, const struct query *term, enum prefix_use use,
    struct arena *arena, struct prefix *prefix, struct err *err)
{
	struct parts parts = { .index = FTS_ARTICLE,
		.most = limits[use].words };
	struct str begin;
	int64_t starts = 0, pages = 0;
	bool good = true;

	*prefix = (struct prefix){ .kind = PREFIX_INDEX };
	buf_puts(&parts.head, "");
	(void)fold_tokens(term->text, true, &parts, take_part);
	begin = buf_view(&parts.last);
	if (begin.len > 0)
		good = ask_index(store, STARTS, begin, &starts, err);
	if (good && begin.len > 0 && starts <= (int64_t)parts.most) {
		prefix->kind = PREFIX_WORDS;
		good = words_of(store, &parts, arena, prefix, err);
	}
	if (good && begin.len > 0 && prefix->kind == PREFIX_INDEX)
		good = ask_index(store, PAGES, begin, &pages, err);
	if (pages > limits[use].pages)
		prefix->kind = PREFIX_HEAVY;
	buf_release(&parts.head);
	buf_release(&parts.last);
	return good;
}

bool
prefix_facet(struct store *store, struct str text, struct arena *arena,
    struct prefix *prefix, struct err *err)
{
	struct parts parts = { .index = FTS_FACET,
		.most = limits[PREFIX_PAGE].words };
	bool good = true;

	*prefix = (struct prefix){ .kind = PREFIX_INDEX };
	buf_puts(&parts.head, "");
	(void)fold_tokens(text, true, &parts, take_part);
	if (parts.last.len > FACET_PREFIX) {
		prefix->kind = PREFIX_WORDS;
		good = words_of(store, &parts, arena, prefix, err);
	}
	buf_release(&parts.head);
	buf_release(&parts.last);
	return good;
}

bool
prefix_test(struct hits *w, struct node *n, int64_t ord, struct err *err)
{
	bool found = false;

	if (n->st[0] == NULL &&
	    sqlite3_prepare_v3(db_handle(w->store), sql[TEXTS], -1,
		SQLITE_PREPARE_PERSISTENT, &n->st[0], NULL) != SQLITE_OK)
		return db_fail(w->store, err);
	db_done(n->st[0]);
	db_bind_int(n->st[0], 1, ord);
	if (db_row(w->store, n->st[0], err))
		found = terms_in(n->terms, db_view(n->st[0], 0)) ||
			(n->number == 0 &&
			    terms_in(n->terms, db_view(n->st[0], 1)));
	db_done(n->st[0]);
	return found;
}
