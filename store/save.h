/* One article into the library: is it new, an update, or there already?
 * Private to store/. */
#ifndef STORE_SAVE_H
#define STORE_SAVE_H

#include "store/db.h"
#include "store/ingest.h"
#include "store/prepare.h"

struct slot {
	int64_t base, next;
};

enum { SLOTS = 256 };

struct saver {
	struct store *store;
	int64_t batch;
	int64_t now;
	struct str outlet;   /* for all that name none: text of its name */
	struct str language; /* the same */
	bool dry_run;
	const struct prepared *prepared; /* of the next article; or NULL */
	struct slot slot[SLOTS];         /* where free ords were last found */
};

/* Inside a transaction. False when the library failed; what is wrong with the
 * article itself is said in result (status, reason, id). */
bool save_article(struct saver *saver, const struct article_in *in,
    struct arena *arena, struct ingest_result *result, struct err *err);

/* The name of the outlet that a register key (or any name) stands for. */
bool save_outlet_named(struct store *store, struct str key, struct arena *arena,
    struct str *name, struct err *err);

/* --- For the undo of imports --- */

/* The next free ord from that second on. */
bool save_ord(
    struct saver *saver, int64_t seconds, int64_t *ord, struct err *err);
/* How many more (or fewer) visible articles there are of a day; INT64_MIN: not
 * known, nothing happens. */
bool save_day(struct store *store, int64_t day, int64_t n, struct err *err);
/* Take an article's text out of the index (if it is in) and leave it for the
 * index job to do again; before its title, text or ord change. */
bool save_unindex(struct store *store, int64_t article, struct err *err);
/* Title, text, date, version, former and batch of an article as they stand go
 * to article_version. */
bool save_version(struct store *store, int64_t article, struct err *err);

/* What changes with the version of an article. */
struct version {
	int64_t article, version, former, batch;
	struct str title, text, published, hash;
};
/* The article becomes that version: its ord follows its date, notes are
 * anchored anew. */
bool save_turn(struct saver *saver, const struct version *to, struct err *err);

extern const struct db_table save_sql;

#endif
