/* Which names stand in which articles: found when an article is indexed, and
 * again when names change. Private to store/.
 *
 * mention holds the names in the text. Those in the headline have no row there
 * (its offsets would mean nothing) but count in article_entity and in the
 * counters of entity, so that an article is found by whom its headline names.
 * Counters go to the entity once per batch, not once per article:
 *
 *	struct mentions *m = mentions_new(store);
 *	db_begin ... mentions_article(m, ...) for each ... mentions_flush(m)
 *	... db_commit; mentions_free(m)
 *
 * After a rollback drop the batch by mentions_free and make a new one. */
#ifndef STORE_MENTION_H
#define STORE_MENTION_H

#include "model/lexicon.h"
#include "model/spot.h"
#include "store/db.h"

struct mentions;

/* Loads the register's names when they have changed. NULL with err filled on
 * failure. */
struct mentions *mentions_new(struct store *store, struct err *err);
void mentions_free(struct mentions *m);

/* An article as its names are looked for. */
struct content {
	int64_t article, ord;
	struct str title, text;
	const struct ready *ready; /* what was found before; or NULL */
};

/* Spot one article, inside a transaction; what was found before goes. */
bool mentions_article(
    struct mentions *m, const struct content *content, struct err *err);
/* The same of one that is shown and waits for the index: then nothing was. */
bool mentions_first(
    struct mentions *m, const struct content *content, struct err *err);
/* Forget the mentions of an article (its import was undone, or its ord or
 * text is about to change). */
bool mentions_drop(struct mentions *m, int64_t article, struct err *err);
/* Write the counters: before the commit. */
bool mentions_flush(struct mentions *m, struct err *err);

/* The same for one stored article, in a transaction of their own. */
bool store_mention_index(struct store *store, int64_t article, struct err *err);
bool store_mention_drop(struct store *store, int64_t article, struct err *err);

/* A hidden article is about to be shown again: its names count. */
bool store_mention_show(struct store *store, int64_t article, struct err *err);

/* The lexicon as it is now, borrowed until names change, and its version. */
bool mention_names(struct store *store, const struct lexicon **names,
    int64_t *version, struct err *err);
/* Read on in the lexicon (names_read in names.h). */
bool mention_names_read(
    struct store *store, int64_t until_ms, bool *over, struct err *err);

/* The names of the register in a text of its own, by the rule alone; they live
 * in the arena. */
bool mention_spot(struct store *store, struct str text, struct arena *arena,
    struct spots *spots, struct err *err);

/* A spelling came, went or changed its meaning: its articles are to be spotted
 * again; empty: all articles. Inside a transaction. */
bool mention_stale(struct store *store, struct str spelling, struct err *err);

#endif
