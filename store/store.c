#include "config.h"

#include "store/store.h"

#include <pwd.h>
#include <time.h>
#include <unistd.h>

#include "store/match.h"
#include "store/part.h"
#include "store/ready.h"
#include "store/state.h"
#include "store/suggest.h"

bool
store_open(
    const char *path, enum store_mode mode, struct store **out, struct err *err)
{
	struct store *store = xcalloc(1, sizeof *store);
	const struct passwd *pw = getpwuid(getuid());

	*out = NULL;
	store->path = xstrdup(path);
	store->analyst = xstrdup(pw != NULL ? pw->pw_name : "analyst");
	if (!open_file(store, mode, err) ||
	    !db_ask(store, "PRAGMA data_version", &store->data_version, err)) {
		store_close(store);
		return false;
	}
	*out = store;
	return true;
}

void
store_close(struct store *store)
{
	if (store == NULL)
		return;
	while (store->depth > 0)
		db_rollback(store);
	suggests_close(store);
	db_forget(store);
	(void)sqlite3_close(store->db);
	names_seen_release(&store->lexicon_seen);
	names_seen_release(&store->names_seen);
	names_seen_release(&store->parts_seen);
	lexicon_free(store->lexicon);
	ready_forget(store);
	name_index_free(store->names);
	name_parts_free(store->parts);
	free(store->days);
	free(store->odd);
	free(store->drafts);
	free(store->path);
	free(store->warning);
	free(store->analyst);
	free(store);
}

bool
store_read_only(const struct store *store)
{
	return store->read_only;
}

const char *
store_path(const struct store *store)
{
	return store->path;
}

const char *
store_warning(const struct store *store)
{
	return store->warning;
}

void
store_set_clock(struct store *store, int64_t now)
{
	store->clock = now;
}

int64_t
store_now(const struct store *store)
{
	return store->clock != 0 ? store->clock : (int64_t)time(NULL);
}

void
store_set_analyst(struct store *store, const char *name)
{
	free(store->analyst);
	store->analyst = xstrdup(name);
}

const char *
store_analyst(const struct store *store)
{
	return store->analyst;
}

uint64_t
store_generation(const struct store *store, enum store_topic topic)
{
	return store->generations[topic];
}

bool
store_poll(struct store *store)
{
	int64_t version;
	int i;

	if (!db_ask(store, "PRAGMA data_version", &version, NULL) ||
	    version == store->data_version)
		return false;
	store->data_version = version;
	for (i = 0; i < STORE_TOPICS; i++)
		store->generations[i]++;
	return true;
}

bool
store_read_begin(struct store *store)
{
	sqlite3_stmt *st;

	if (store->reading || store->depth > 0)
		return false;
	st = db_stmt(store, "BEGIN", NULL);
	store->reading = st != NULL && sqlite3_step(st) == SQLITE_DONE;
	db_done(st);
	return store->reading;
}

void
store_read_end(struct store *store, bool begun)
{
	sqlite3_stmt *st;

	if (!begun || !store->reading)
		return;
	store->reading = false;
	st = db_stmt(store, "COMMIT", NULL);
	if (st != NULL && sqlite3_get_autocommit(store->db) == 0)
		(void)sqlite3_step(st);
	db_done(st);
}

void
store_deadline(struct store *store, int64_t until_ms)
{
	store->until_ms = until_ms;
}

void
store_interrupt_when(struct store *store, bool (*wanted)(void *), void *arg)
{
	store->wanted = wanted;
	store->wanted_arg = arg;
	store->looked_ms = 0;
}
