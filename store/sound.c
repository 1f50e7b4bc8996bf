#include "config.h"

#include <sys/stat.h>

#include "store/db.h"
#include "store/state.h"

/* A look at the file before it is worked with. quick_check reads all of it and
 * SQLite 3.40 cannot be stopped in it: some 5 ms per MB, so that a large
 * library is only asked whether each of its tables can be begun. What is found
 * beyond that is refused where it is met. */
enum { WHOLE_BYTES = 6 * 1024 * 1024 };

enum { WHOLE, TABLES };

static const char *const sql[] = {
	[WHOLE] = "PRAGMA quick_check(1)",
	[TABLES] = "SELECT printf('SELECT 1 FROM \"%w\" LIMIT 1', name) "
		   "FROM sqlite_schema /*scan*/ WHERE type = 'table' "
		   "AND rootpage > 0",
};
const struct db_table sound_sql = { "sound", sql, ARRAY_LEN(sql) };

static bool
look_whole(struct store *store, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[WHOLE], err);
	struct err e;
	bool fine;

	if (st == NULL)
		return false;
	fine = db_row(store, st, &e) && str_is(db_view(st, 0), "ok");
	if (!db_over(st, &e, err))
		return false;
	return fine || db_sentence(SQLITE_CORRUPT, "", err);
}

static bool
look_at_tables(struct store *store, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[TABLES], err);
	struct arena arena = { 0 };
	struct strs list = { 0 };
	bool begun = store_read_begin(store);
	int64_t ignored;
	bool good = st != NULL && db_strs(store, st, &arena, &list, err);

	for (size_t i = 0; good && i < list.n; i++) {
		struct buf b = { 0 };

		buf_str(&b, list.v[i]);
		good = db_ask(store, b.p, &ignored, err);
		buf_release(&b);
	}
	store_read_end(store, begun);
	arena_release(&arena);
	return good;
}

bool
store_sound(struct store *store, struct err *err)
{
	struct stat st;
	bool small = stat(store->path, &st) != 0 || st.st_size <= WHOLE_BYTES;

	return small ? look_whole(store, err) : look_at_tables(store, err);
}
