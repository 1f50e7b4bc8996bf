#include "config.h"

#include "store/judge.h"

#include "model/candidate.h"
#include "model/fold.h"
#include "store/entity.h"
#include "store/mention.h"

/* Setting 'judged' is the version of the names by which the column is right.
 * Setting 'rejudge' lists the spellings that came or went since, one a line;
 * empty, or none there: all are to be looked at. */

enum { JUDGED, JUDGED_SET, WANTED, FINISHED, NEXT, SHOW };
enum { WINDOW = 64 };

static const char *const sql[] = {
	[JUDGED] = "SELECT CAST(value AS INTEGER) FROM setting WHERE key = "
		   "'judged'",
	[JUDGED_SET] = "INSERT INTO setting (key, value) VALUES ('judged', "
		       "CAST(?1 AS TEXT)) ON CONFLICT (key) DO UPDATE SET "
		       "value = excluded.value",
	[WANTED] = "SELECT value FROM setting WHERE key = 'rejudge'",
	[FINISHED] = "DELETE FROM setting WHERE key = 'rejudge' AND value = ?1",
	[NEXT] = "SELECT id, fold, text, shown FROM unknown WHERE id > ?1 AND "
		 "long = '' ORDER BY id LIMIT ?2",
	[SHOW] = "UPDATE unknown SET shown = ?2 WHERE id = ?1",
};
const struct db_table judge_sql = { "judge", sql, ARRAY_LEN(sql) };

struct row {
	int64_t id;
	struct str fold, text;
	bool shown;
};

void
judge_release(struct judge *j)
{
	arena_release(&j->arena);
	arena_release(&j->words_arena);
	buf_release(&j->wanted);
}

bool
judge_is_new(struct store *store, struct arena *arena, struct str name,
    bool *is, struct err *err)
{
	struct spots spots;

	if (!mention_spot(store, name, arena, &spots, err))
		return false;
	*is = candidate_is_new(arena, name, spots.text, spots.n_text);
	return true;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

/* The longest word of a spelling, which any name that holds it holds too. */
static struct str
longest_word(struct str fold)
{
	struct str best = str_of("");

	for (size_t i = 0, k; i < fold.len; i = k + 1) {
		for (k = i; k < fold.len && is_letter(fold.p[k]); k++)
			;
		if (k - i > best.len)
			best = str_slice(fold, i, k);
	}
	return best;
}

/* Read what has changed: at the start of a round. */
static bool
begin(struct judge *j, int64_t version, struct err *err)
{
	sqlite3_stmt *st = db_stmt(j->store, sql[WANTED], err);
	struct str rest, line;
	struct err e;

	if (st == NULL)
		return false;
	buf_reset(&j->wanted);
	buf_puts(&j->wanted, "");
	if (db_row(j->store, st, &e))
		buf_str(&j->wanted, db_view(st, 0));
	if (!db_over(st, &e, err))
		return false;
	j->version = version;
	j->at = 0;
	j->all = j->wanted.len == 0;
	j->words = (struct strs){ 0 };
	arena_reset(&j->words_arena);
	rest = buf_view(&j->wanted);
	while (!j->all && str_split(&rest, '\n', &line)) {
		struct str word =
		    longest_word(fold_copy(&j->words_arena, line));

		j->all = word.len == 0;
		j->words.v = arena_grow(&j->words_arena, j->words.v, j->words.n,
		    sizeof *j->words.v);
		j->words.v[j->words.n++] = word;
	}
	return true;
}

static bool
next_rows(struct judge *j, struct row *list, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(j->store, sql[NEXT], err);
	struct err e;

	*n = 0;
	arena_reset(&j->arena);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, j->at);
	db_bind_int(st, 2, WINDOW);
	while (*n < WINDOW && db_row(j->store, st, &e))
		list[(*n)++] =
		    (struct row){ db_int(st, 0), db_str(st, 1, &j->arena),
			    db_str(st, 2, &j->arena), db_int(st, 3) != 0 };
	if (*n == WINDOW)
		e.code = ERR_NONE;
	return db_over(st, &e, err);
}

static bool
is_touched(const struct judge *j, struct str fold)
{
	for (size_t i = 0; !j->all && i < j->words.n; i++)
		if (str_find(fold, j->words.v[i], 0) != SIZE_MAX)
			return true;
	return j->all;
}

static bool
look_at(struct judge *j, const struct row *row, struct err *err)
{
	sqlite3_stmt *st;
	bool shown;

	j->at = row->id;
	if (!is_touched(j, row->fold))
		return true;
	if (!judge_is_new(j->store, &j->arena, row->text, &shown, err))
		return false;
	if (shown == row->shown)
		return true;
	st = db_stmt(j->store, sql[SHOW], err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, row->id);
	db_bind_int(st, 2, shown);
	return db_run(j->store, st, err);
}

/* All were looked at by the names of now. */
static bool
finish(struct judge *j, struct err *err)
{
	sqlite3_stmt *st = db_stmt(j->store, sql[FINISHED], err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, buf_view(&j->wanted));
	return db_run(j->store, st, err) &&
	       db_run_id(j->store, sql[JUDGED_SET], j->version, err);
}

bool
judge_due(struct store *store)
{
	int64_t version;
	struct err err;

	return db_number(store, sql[JUDGED], &version, &err) &&
	       version != store_names_version(store);
}

bool
judge_step(struct judge *j, bool *any, struct err *err)
{
	int64_t version = store_names_version(j->store), was;
	struct row list[WINDOW];
	size_t n;

	if (!db_number(j->store, sql[JUDGED], &was, err))
		return false;
	*any = was != version;
	if (!*any)
		return true;
	if (j->version != version && !begin(j, version, err))
		return false;
	if (!next_rows(j, list, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!look_at(j, &list[i], err))
			return false;
	return n > 0 || finish(j, err);
}
