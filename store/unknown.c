#include "config.h"

#include "store/unknown.h"

#include "model/fold.h"
#include "store/db.h"
#include "store/entity.h"

enum { PAGE_DOWN, PAGE_UP, GET, BEARER };

/* Whether a folded name is one of the register's. */
#define KNOWN(fold)                                                            \
	"EXISTS (SELECT 1 FROM alias a JOIN entity e ON e.id = a.entity "      \
	"WHERE a.fold = " fold " AND e.state = 'active' AND "                  \
	"a.article IS NULL)"

/* The analyst said: never again. */
#define REFUSED(u)                                                             \
	"EXISTS (SELECT 1 FROM naming n WHERE n.article IS NULL AND "          \
	"n.fold = CASE " u ".long WHEN '' THEN " u ".fold ELSE " u             \
	".fold || ' = ' || " u ".long END)"

/* The column shown lags behind the register while the job is on its way; what
 * an act has just settled is looked up. A short form whose definition is listed
 * is not listed by itself. */
/* clang-format off */
#define OPEN \
	"u.shown = 1 AND NOT " REFUSED("u") " AND CASE u.long WHEN '' THEN " \
	"NOT " KNOWN("u.fold") " AND NOT EXISTS (SELECT 1 FROM unknown d " \
	"WHERE d.fold = u.fold AND d.long <> '' AND d.articles > 1 AND " \
	KNOWN("d.long") " AND NOT " REFUSED("d") ") ELSE u.articles > 1 AND " \
	KNOWN("u.fold") " <> " KNOWN("u.long") " END "
/* clang-format on */

#define UNKNOWN                                                                \
	"SELECT u.id, u.kind, u.text, u.long_text, u.articles, u.mentions "    \
	"FROM unknown u /*scan*/ "

/* ?1 to ?3 the row before, ?4 how many, ?5 the only kind or '', ?6 part of a
 * name or ''. */
#define PAGE(op)                                                               \
	UNKNOWN "WHERE (u.articles, u.mentions, u.id) " op " (?1, ?2, ?3) "    \
		"AND (?5 = '' OR u.kind = ?5) AND (?6 = '' OR "                \
		"instr(u.fold, ?6) > 0) AND " OPEN

static const char *const sql[] = {
	[PAGE_DOWN] = PAGE("<") "ORDER BY u.articles DESC, u.mentions DESC, "
				"u.id DESC LIMIT ?4",
	[PAGE_UP] = PAGE(">") "ORDER BY u.articles, u.mentions, u.id LIMIT ?4",
	[GET] = UNKNOWN "WHERE u.id = ?1 AND " OPEN,
	[BEARER] = "SELECT a.entity, a.fold = u.fold, u.text, u.long_text "
		   "FROM unknown u JOIN alias a ON a.fold IN (u.fold, u.long) "
		   "JOIN entity e ON e.id = a.entity WHERE u.id = ?1 AND "
		   "u.long <> '' AND e.state = 'active' AND "
		   "a.article IS NULL ORDER BY e.articles DESC LIMIT 1",
};
const struct db_table unknown_sql = { "unknown", sql, ARRAY_LEN(sql) };

static void
unknown_row(sqlite3_stmt *st, struct arena *arena, struct unknown *u)
{
	u->id = db_int(st, 0);
	if (!entity_kind_parse(db_view(st, 1), &u->kind))
		u->kind = ENTITY_OTHER;
	u->text = db_str(st, 2, arena);
	u->stands_for = db_str(st, 3, arena);
	u->articles = (uint32_t)db_int(st, 4);
	u->mentions = (uint32_t)db_int(st, 5);
}

/* Bind the row before a page, or the end that it starts from. */
static void
bind_from(sqlite3_stmt *st, const struct unknown *from, int dir)
{
	if (from == NULL) {
		db_bind_int(st, 1, dir > 0 ? INT64_MAX : INT64_MIN);
		db_bind_int(st, 2, 0);
		db_bind_int(st, 3, 0);
		return;
	}
	db_bind_int(st, 1, from->articles);
	db_bind_int(st, 2, from->mentions);
	db_bind_int(st, 3, from->id);
}

bool
store_unknown_page(struct store *store, const struct unknown_filter *only,
    const struct unknown *from, struct page *page, struct arena *arena,
    struct unknown **list, struct err *err)
{
	sqlite3_stmt *st =
	    db_stmt(store, sql[page->dir > 0 ? PAGE_DOWN : PAGE_UP], err);
	struct buf part = { 0 };
	struct err e;

	*list = arena_array(arena, page->most + 1, sizeof **list);
	page->n = 0;
	if (st == NULL)
		return false;
	buf_puts(&part, "");
	fold_text(&part, only->part);
	bind_from(st, from, page->dir);
	db_bind_int(st, 4, (int64_t)page->most);
	db_bind_str(st, 5,
	    str_of(
		only->kind < ENTITY_KINDS ? entity_kind_name(only->kind) : ""));
	db_bind_str(st, 6, buf_view(&part));
	while (db_row(store, st, &e))
		unknown_row(st, arena, &(*list)[page->n++]);
	buf_release(&part);
	return db_over(st, &e, err);
}

bool
store_unknown_get(struct store *store, int64_t id, struct arena *arena,
    struct unknown *unknown, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[GET], err);
	bool found;
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	found = db_row(store, st, &e);
	if (found)
		unknown_row(st, arena, unknown);
	return db_over(st, &e, err) &&
	       (found ||
		   err_set(err, ERR_MISSING, "that name is known by now"));
}

bool
store_unknown_bearer(struct store *store, const struct unknown *unknown,
    struct arena *arena, int64_t *entity, struct str *alias, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[BEARER], err);
	struct err e;

	*entity = 0;
	*alias = unknown->text;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, unknown->id);
	if (db_row(store, st, &e)) {
		*entity = db_int(st, 0);
		*alias = db_str(st, db_int(st, 1) != 0 ? 3 : 2, arena);
	}
	return db_over(st, &e, err);
}

bool
store_unknown_never(
    struct store *store, const struct unknown *unknown, struct err *err)
{
	struct arena arena = { 0 };
	struct str words = unknown->text;
	bool good;

	/* A definition that is wrong: its two sides may still be names. */
	if (unknown->stands_for.len > 0)
		words = arena_printf(&arena, "%.*s = %.*s",
		    (int)unknown->text.len, unknown->text.p,
		    (int)unknown->stands_for.len, unknown->stands_for.p);
	good = store_naming_set(store, 0, (struct span){ 0, 0 }, words, 0, err);
	arena_release(&arena);
	return good;
}
