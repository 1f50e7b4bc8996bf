/* The library: one SQLite file. Nobody outside store/ sees a sqlite3 *. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "model/arena.h"
#include "model/job.h"

struct store;

/* What changed, for panes that show it: the store counts changes per topic. */
enum store_topic {
	TOPIC_ARTICLE, /* rows of the list: new, state, flags */
	TOPIC_TEXT,    /* the text of an article */
	TOPIC_ENTITY,  /* register, aliases, mentions */
	TOPIC_NOTE,
	TOPIC_EVENT,
	TOPIC_CLAIM,
	TOPIC_QUERY,   /* saved queries, codes */
	TOPIC_UNKNOWN, /* names that the register does not have */
	STORE_TOPICS,
};

enum store_mode {
	STORE_OPEN,      /* must exist */
	STORE_CREATE,    /* must not exist; makes an empty library */
	STORE_READ_ONLY, /* must exist, nothing is ever written */
};

/* Open a library. A file that is no library, is damaged or was written by a
 * newer program is refused with one sentence and left as it was; an older one
 * is brought up to date after a backup beside it. ":memory:" is for tests. A
 * file on a read-only medium opens read-only. The caller closes. */
bool store_open(const char *path, enum store_mode mode, struct store **store,
    struct err *err);
void store_close(struct store *store); /* NULL is fine */

/* Make a library that is there whole or not at all: it is made and filled
 * beside its place, and gets its name at the end. What a program left that died
 * in between is cleared away by the next that tries. What is imported meanwhile
 * is the first state of the library and no act, so that undo ends there.
 * ERR_EXISTS when there is something already. */
bool store_create(const char *path,
    bool (*fill)(void *arg, struct store *store, struct err *err), void *arg,
    struct err *err);

bool store_read_only(const struct store *store);
/* False, with a sentence, where nothing can be written: a library that is
 * read-only, or a disk that failed. For acts, and before anything is typed that
 * could not be kept. */
bool store_writable(const struct store *store, struct err *err);
const char *store_path(const struct store *store);
/* What the analyst should know about this place, NULL if nothing. */
const char *store_warning(const struct store *store);

/* This process writes a great deal and does little else: a quarter of a GB of
 * memory for it. An import of many articles puts rows all over its indexes,
 * and with the usual 8 MB each page went to the disk again and again. */
void store_bulk(struct store *store);

/* The clock of the library in seconds since 1970: the system's, unless a test
 * or --now has set it (0: the system's again). */
void store_set_clock(struct store *store, int64_t now);
int64_t store_now(const struct store *store);

/* Who acts; recorded with every act. The default is the login name. */
void store_set_analyst(struct store *store, const char *name);
const char *store_analyst(const struct store *store);

/* Grows whenever something of that topic changed, through this connection or
 * (noticed by store_poll) another program's. */
uint64_t store_generation(const struct store *store, enum store_topic topic);
/* One cheap look at whether another program has written; if so all
 * generations move on and true is returned. */
bool store_poll(struct store *store);
/* Until store_read_end, or the first change, all that is read is of one state
 * of the library, and each statement is spared its own lock. Returns what
 * store_read_end wants to know: whether this call began it, or one before. */
bool store_read_begin(struct store *store);
void store_read_end(struct store *store, bool begun);

/* Grows with whatever acts and packs put into the library, not with what is
 * derived from texts: tells what is worth reading again while an import moves
 * all generations. Below 0 if it cannot be read. */
int64_t store_documents_version(struct store *store);

/* Every statement stops with ERR_STOPPED once the monotonic clock passes
 * until_ms (0: no deadline), or when `wanted` says that a key waits. Inside a
 * transaction nothing stops: an act happens whole or not at all. */
void store_deadline(struct store *store, int64_t until_ms);
void store_interrupt_when(
    struct store *store, bool (*wanted)(void *), void *arg);

/* A consistent copy while in use: written beside, checked, synced, renamed.
 * Refuses to overwrite. */
bool store_backup(struct store *store, const char *path, struct err *err);

/* Whether the file is damaged, as far as a few milliseconds tell: ERR_CORRUPT
 * with a sentence. A library of some MB is looked at as a whole, a larger one
 * at its tables' beginnings. */
bool store_sound(struct store *store, struct err *err);

/* Calls say() for everything that is wrong: SQLite's integrity, foreign keys,
 * index against text, anchors against text. *wrong counts them. With repair,
 * what is derived is built anew. */
bool store_check(struct store *store, bool repair,
    void (*say)(void *arg, const char *what), void *arg, int *wrong,
    struct err *err);

/* Text being typed. A form saves its text at most once a second; ids of drafts
 * that a dead program left are offered at the start. id 0 makes a new one. */
struct draft {
	int64_t id, updated;
	struct str form, context, text;
};
bool store_draft_save(
    struct store *store, struct draft *draft, struct err *err);
bool store_draft_drop(struct store *store, int64_t id, struct err *err);
/* The form is closed and the draft kept: it may be offered again. */
void store_draft_leave(struct store *store, int64_t id);
/* The next act ends this draft too, in the same commit, so that a text is never
 * both saved and offered; 0: none. */
void store_draft_settle(struct store *store, int64_t id);
bool store_drafts(struct store *store, struct arena *arena, struct draft **list,
    size_t *n, struct err *err);

/* Settings: empty text when there is none. */
bool store_setting(struct store *store, struct arena *arena, const char *key,
    struct str *value, struct err *err);
bool store_setting_set(
    struct store *store, const char *key, struct str value, struct err *err);

#endif
