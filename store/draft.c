#include "config.h"

#include "store/state.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

enum {
	DRAFT_ADD,
	DRAFT_SET,
	DRAFT_DROP,
	DRAFT_LIST,
	SETTING_GET,
	SETTING_SET,
	SETTING_DROP,
};

static const char *const sql[] = {
	[DRAFT_ADD] = "INSERT INTO draft (form, context, text, pid, updated) "
		      "VALUES (?1, ?2, ?3, ?4, ?5)",
	[DRAFT_SET] = "UPDATE draft SET form = ?1, context = ?2, text = ?3, "
		      "pid = ?4, updated = ?5 WHERE id = ?6",
	[DRAFT_DROP] = "DELETE FROM draft WHERE id = ?1",
	[DRAFT_LIST] = "SELECT id, form, context, text, pid, updated "
		       "FROM draft /*scan*/ ORDER BY id",
	[SETTING_GET] = "SELECT value FROM setting WHERE key = ?1",
	[SETTING_SET] = "INSERT INTO setting (key, value) VALUES (?1, ?2) "
			"ON CONFLICT (key) DO UPDATE SET "
			"value = excluded.value",
	[SETTING_DROP] = "DELETE FROM setting WHERE key = ?1",
};
const struct db_table draft_sql = { "draft", sql, ARRAY_LEN(sql) };

static size_t
own_place(const struct store *store, int64_t id)
{
	size_t i = 0;

	while (i < store->n_drafts && store->drafts[i] != id)
		i++;
	return i;
}

static void
own_add(struct store *store, int64_t id)
{
	if (own_place(store, id) < store->n_drafts)
		return;
	store->drafts = xreallocarray(
	    store->drafts, store->n_drafts + 1, sizeof *store->drafts);
	store->drafts[store->n_drafts++] = id;
}

void
store_draft_leave(struct store *store, int64_t id)
{
	size_t i = own_place(store, id);

	if (i < store->n_drafts)
		store->drafts[i] = store->drafts[--store->n_drafts];
}

static bool
draft_write(
    struct store *store, const char *text, struct draft *draft, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, text, err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, draft->form);
	db_bind_str(st, 2, draft->context);
	db_bind_str(st, 3, draft->text);
	db_bind_int(st, 4, getpid());
	db_bind_int(st, 5, store_now(store));
	if (draft->id != 0)
		db_bind_int(st, 6, draft->id);
	return db_run(store, st, err);
}

static bool
draft_put(struct store *store, struct draft *draft, struct err *err)
{
	if (draft->id != 0) {
		if (!draft_write(store, sql[DRAFT_SET], draft, err))
			return false;
		if (sqlite3_changes(db_handle(store)) > 0)
			return true;
		/* Another program has taken it; keep this text too. */
		draft->id = 0;
	}
	if (!draft_write(store, sql[DRAFT_ADD], draft, err))
		return false;
	draft->id = db_last_id(store);
	return true;
}

bool
store_draft_save(struct store *store, struct draft *draft, struct err *err)
{
	if (!db_begin(store, err))
		return false;
	if (!draft_put(store, draft, err)) {
		db_rollback(store);
		return false;
	}
	draft->updated = store_now(store);
	if (!db_commit(store, err))
		return false;
	own_add(store, draft->id);
	return true;
}

static bool
draft_delete(struct store *store, int64_t id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[DRAFT_DROP], err);

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	return db_run(store, st, err);
}

void
store_draft_settle(struct store *store, int64_t id)
{
	store->settled = id;
}

bool
draft_settle_now(struct store *store, struct err *err)
{
	return store->settled == 0 || draft_delete(store, store->settled, err);
}

bool
store_draft_drop(struct store *store, int64_t id, struct err *err)
{
	if (!db_begin(store, err))
		return false;
	if (!draft_delete(store, id, err)) {
		db_rollback(store);
		return false;
	}
	if (!db_commit(store, err))
		return false;
	store_draft_leave(store, id);
	return true;
}

enum { EXITING = 4, KILLED = 1 << (SIGKILL - 1) };

/* The n-th field of /proc/PID/stat; a blank stands before the third. */
static const char *
fields_from(const char *fields, int n)
{
	for (int i = 3; i <= n; i++) {
		fields += strcspn(fields, " ");
		fields += strspn(fields, " ");
	}
	return fields;
}

/* Killed, as the fields behind the name in /proc/PID/stat have it (proc(5)):
 * nobody has asked for its end yet, it is at it, or it is to be. A write that
 * waits for the disk delays that, and the next start may be faster. */
static bool
is_dying(const char *fields)
{
	char state = *fields_from(fields, 3);

	return state == 'Z' || state == 'X' ||
	       (strtoul(fields_from(fields, 9), NULL, 10) & EXITING) != 0 ||
	       (strtoul(fields_from(fields, 31), NULL, 10) & KILLED) != 0;
}

/* The name of a process between brackets; false if it is dead or as good as
 * that. */
static bool
program_name(long pid, char *name, size_t size)
{
	char path[64], line[1024] = "";
	const char *begin, *end;
	FILE *f;

	name[0] = '\0';
	(void)snprintf(path, sizeof path, "/proc/%ld/stat", pid);
	f = fopen(path, "re");
	if (f == NULL)
		return true;
	if (fgets(line, sizeof line, f) == NULL)
		line[0] = '\0';
	(void)fclose(f);
	begin = strchr(line, '(');
	end = strrchr(line, ')');
	if (end == NULL || begin == NULL)
		return true;
	(void)snprintf(name, size, "%.*s", (int)(end - begin), begin);
	return !is_dying(end + 1);
}

/* Numbers of processes come again: one that runs now but is another program
 * did not type the draft. */
static bool
still_types(const struct store *store, int64_t id, int64_t pid)
{
	char theirs[32], ours[32];

	/* In a container each start may have the same number. */
	if (pid == getpid())
		return own_place(store, id) < store->n_drafts;
	if (pid <= 1 || (kill((pid_t)pid, 0) != 0 && errno == ESRCH))
		return false;
	if (!program_name((long)pid, theirs, sizeof theirs))
		return false;
	(void)program_name((long)getpid(), ours, sizeof ours);
	return theirs[0] == '\0' || strcmp(theirs, ours) == 0;
}

bool
store_drafts(struct store *store, struct arena *arena, struct draft **list,
    size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[DRAFT_LIST], err);
	struct err e;

	*list = NULL;
	*n = 0;
	if (st == NULL)
		return false;
	while (db_row(store, st, &e)) {
		struct draft *d;

		if (still_types(store, db_int(st, 0), db_int(st, 4)))
			continue;
		*list = arena_grow(arena, *list, *n, sizeof **list);
		d = &(*list)[(*n)++];
		d->id = db_int(st, 0);
		d->form = db_str(st, 1, arena);
		d->context = db_str(st, 2, arena);
		d->text = db_str(st, 3, arena);
		d->updated = db_int(st, 5);
	}
	return db_over(st, &e, err);
}

bool
store_setting(struct store *store, struct arena *arena, const char *key,
    struct str *value, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[SETTING_GET], err);
	struct err e;

	*value = str_of("");
	if (st == NULL)
		return false;
	db_bind_str(st, 1, str_of(key));
	if (db_row(store, st, &e))
		*value = db_str(st, 0, arena);
	return db_over(st, &e, err);
}

bool
store_setting_set(
    struct store *store, const char *key, struct str value, struct err *err)
{
	sqlite3_stmt *st;

	if (!db_begin(store, err))
		return false;
	st = db_stmt(
	    store, sql[value.len > 0 ? SETTING_SET : SETTING_DROP], err);
	if (st != NULL) {
		db_bind_str(st, 1, str_of(key));
		if (value.len > 0)
			db_bind_str(st, 2, value);
	}
	if (st == NULL || !db_run(store, st, err)) {
		db_rollback(store);
		return false;
	}
	return db_commit(store, err);
}
