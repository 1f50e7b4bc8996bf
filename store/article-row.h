/* The columns of a row of the list, so that every query that gives rows gives
 * the same. Private to store/. */
#ifndef STORE_ARTICLE_ROW_H
#define STORE_ARTICLE_ROW_H

#include "model/article.h"
#include "store/db.h"

/* Of `article a` with ARTICLE_ROW_JOINS. */
#define ARTICLE_ROW                                                            \
	"a.id, a.ord, a.published_day, a.imported, a.title, "                  \
	"coalesce(oe.name, o.name), a.language, a.url, a.published, a.words, " \
	"a.notes, a.claims, a.state, a.flagged, a.copies, a.folded, "          \
	"a.folded = 0 AND a.copies > 0 AND EXISTS (SELECT 1 FROM "             \
	"article_copy y WHERE y.article = a.id AND y.later = 1 AND "           \
	"y.figures = 1)"
#define ARTICLE_ROW_JOINS                                                      \
	" LEFT JOIN outlet o ON o.id = a.outlet"                               \
	" LEFT JOIN entity oe ON oe.id = o.entity "
enum { ARTICLE_ROW_COLUMNS = 17 };

void article_row_read(
    sqlite3_stmt *st, int first, struct arena *arena, struct article_row *row);

/* The uuid of an article that is shown; ERR_MISSING with the sentence where
 * there is none. */
bool article_uuid(struct store *store, int64_t id, struct arena *arena,
    struct str *uuid, struct err *err);

/* For the log: a title in quotation marks, cut, that of an article, and
 * "VERB: THAT" with the title of one article or the number of many. */
struct str said_quoted(struct str title, struct arena *arena);
struct str article_title_said(
    struct store *store, int64_t id, struct arena *arena);
struct str articles_said(struct store *store, const char *verb,
    const int64_t *ids, size_t n, struct arena *arena);

#endif
