/* What an open library consists of. Private to db.c, open.c, store.c and those
 * that keep something there. */
#ifndef STORE_STATE_H
#define STORE_STATE_H

#include "model/lexicon.h"
#include "store/names.h"

struct db_slot {
	const char *sql; /* the address is the key */
	sqlite3_stmt *st;
};

/* A day with articles, and how many there are before it. */
struct day_sum {
	int64_t day, before;
};

struct store {
	bool bulk; /* see store_bulk */
	sqlite3 *db;
	char *path;
	char *warning; /* NULL: none */
	char *analyst;
	bool read_only;
	bool making;   /* by store_create: what fills it is no act */
	bool has_log;  /* a log or journal lay beside it when opened */
	bool broken;   /* a sync failed: what is on the disk is not known */
	int64_t clock; /* 0: the system's */

	struct db_slot *slots; /* open addressing, size a power of two */
	size_t n_slots, size_slots;

	bool reading; /* see store_read_begin */
	int depth;    /* of nested transactions */
	uint64_t rollbacks;
	bool doomed;     /* something inside failed: only rollback is left */
	unsigned topics; /* changed inside the transaction, as bits */
	uint64_t generations[STORE_TOPICS];
	int64_t data_version;

	int64_t act;      /* the open act, or the last one */
	int64_t act_doc;  /* the number that what it makes takes for its id */
	size_t act_spare; /* further numbers that were set aside for it */
	int64_t act_time;
	int act_depth;   /* of nested acts */
	size_t act_puts; /* documents that it changed */

	int64_t *drafts; /* that forms of this program are typing */
	size_t n_drafts;
	int64_t settled; /* draft that the next act ends; 0: none */

	struct lexicon *lexicon; /* NULL: not loaded yet (mention.c) */
	struct names_seen lexicon_seen;
	struct ready_list *ready; /* NULL: nothing is (ready.c) */
	struct name_index *names; /* NULL: not loaded yet (match.c) */
	struct names_seen names_seen;
	struct name_parts *parts;  /* NULL: not loaded yet (part.c) */
	struct suggests *suggests; /* NULL: none asked for yet (suggest.c) */
	struct names_seen parts_seen;

	struct day_sum *days; /* n_days + 1, NULL: not loaded (density.c) */
	size_t n_days;
	uint64_t days_seen; /* TOPIC_ARTICLE when they were read */
	struct odd_day
	    *odd; /* n_odd, by ord: days that the ord does not tell */
	size_t n_odd;

	int64_t waiting_ms; /* since when for another writer */
	int64_t begun_ms;   /* when the open transaction began */
	int64_t held_ms;    /* in transactions since the last pause */

	int64_t until_ms; /* 0: no deadline */
	bool (*wanted)(void *);
	void *wanted_arg;
	int64_t looked_ms; /* when it was asked last */
};

/* Finalise all statements. */
void db_forget(struct store *store);
/* Run texts without results, for pragmas and migrations. */
bool db_exec(struct store *store, const char *sql, struct err *err);
/* One integer, as a pragma answers it. */
bool db_ask(
    struct store *store, const char *sql, int64_t *value, struct err *err);
/* The sentence for an SQLite code; returns false. */
bool db_sentence(int code, const char *message, struct err *err);

/* Open and harden the file, refuse what is no library of ours, bring it up to
 * date (open.c). */
bool open_file(struct store *store, enum store_mode mode, struct err *err);
/* An empty file of mode 0600 that was not there before. */
bool open_new_file(const char *path, struct err *err);
/* Remove a library that never became one, with what SQLite keeps beside it. */
void open_remove(const char *path);
/* Rename, never over another file, and sync the folder. */
bool open_put_in_place(const char *from, const char *to, struct err *err);
/* The draft that the act settles goes with it (draft.c). */
bool draft_settle_now(struct store *store, struct err *err);
/* Copy the library to a file that must not exist (backup.c). */
bool backup_to(struct store *store, const char *path, struct err *err);

#endif
