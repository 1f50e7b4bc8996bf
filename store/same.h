/* Is an article that comes in one that is there already?
 *
 * The same article is one that has
 *   - the same id of its source, and the same outlet; or
 *   - the same address (url_key below); or
 *   - for want of both, the same file (with its line) and the same title; or
 *   - the same title and text, unless the two come from two outlets: then
 *     each is an article of its own, and one a copy of the other.
 * The same article with a text that it has or once had is a duplicate; with
 * another it is an update. An article whose import was undone and that comes
 * again is shown again, under its old id. Private to store/. */
#ifndef STORE_SAME_H
#define STORE_SAME_H

#include "model/article.h"
#include "model/pubdate.h"
#include "store/db.h"

/* An address without what changes nothing: the scheme, "www.", a port of
 * default, the fragment, parameters that only track (utm_*, fbclid ...), and a
 * slash at the end; the host in lower case. */
struct str url_key(struct arena *arena, struct str url);

/* The host alone, empty for what is no address. */
struct str url_host(struct arena *arena, struct str url);
/* What an article is known by (see article.identity); 0: by its text alone. */
int64_t same_identity(struct arena *arena, const struct article_in *in);

/* The article at hand with all that is found out about it. */
struct found {
	const struct article_in *in;
	struct str outlet, hash;
	int64_t identity;
	struct pubdate date; /* day INT64_MIN: not known */
};

/* A stored article that may be the one at hand. */
struct candidate {
	int64_t id, day;
	bool hidden;
	struct str hash, outlet;
};

/* The stored article that this one is; candidate->id 0: none. */
bool same_find(struct store *store, const struct found *a, struct arena *arena,
    struct candidate *candidate, struct err *err);
/* Does it have that text, or had it once, back along its line of versions? */
bool same_once(struct store *store, const struct candidate *c, struct str hash,
    bool *had, struct err *err);

extern const struct db_table same_sql;

#endif
