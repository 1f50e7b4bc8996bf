/* The register and what of it stands in articles. */
#ifndef STORE_ENTITY_H
#define STORE_ENTITY_H

#include "model/candidate.h"
#include "model/entity.h"
#include "store/page.h"
#include "store/store.h"

bool store_entity_get(struct store *store, int64_t id, struct arena *arena,
    struct entity *entity, struct err *err);
bool store_entity_by_key(
    struct store *store, struct str key, int64_t *id, struct err *err);
bool store_aliases(struct store *store, int64_t entity, struct arena *arena,
    struct alias **list, size_t *n, struct err *err);

/* A window of the register in (kind, name) order: of one kind (ENTITY_KINDS:
 * all), one camp (empty: all), those with a name that holds part (in any
 * letters; empty: all). from NULL: from that end; else the last row of the page
 * before. */
struct entity_filter {
	enum entity_kind kind;
	struct str part, camp;
};
struct entity_key {
	enum entity_kind kind;
	struct str name;
	int64_t id;
};
bool store_entity_page(struct store *store, const struct entity_filter *only,
    const struct entity_key *from, struct page *page, struct arena *arena,
    struct entity **list, struct err *err);
/* All entries of one kind (ENTITY_KINDS: all) in that order, each borrowed for
 * the time of its call; false with err, its own or the one that each filled. */
typedef bool entity_each(
    void *arg, const struct entity *entity, struct err *err);
bool store_entities_each(struct store *store, enum entity_kind kind,
    entity_each *each, void *arg, struct err *err);
/* The camps that entries are of, in the order of the timeline. */
bool store_camps(struct store *store, struct arena *arena, struct str **list,
    size_t *n, struct err *err);

/* Mentions of an article in text order; entities of it by kind, most
 * mentioned first. */
bool store_mentions(struct store *store, int64_t article, struct arena *arena,
    struct mention **list, size_t *n, struct err *err);
bool store_article_entities(struct store *store, int64_t article,
    struct arena *arena, struct entity_count **list, size_t *n,
    struct err *err);

/* Who stands in the same articles most often (mentions: in how many of the
 * newest WITH_ARTICLES of them), the most frequent first. */
enum { WITH_ARTICLES = 2000 };
bool store_entity_with(struct store *store, int64_t entity, size_t most,
    struct arena *arena, struct entity_count **list, size_t *n,
    struct err *err);

/* The newest claims by it, through it or about it, at most so many. */
bool store_entity_claims(struct store *store, int64_t entity, size_t most,
    struct arena *arena, int64_t **ids, size_t *n, struct err *err);

/* Names that texts may be completed to: entities whose name or alias starts
 * with the prefix, the most mentioned first; then (from four letters on) those
 * with a spelling much like it. */
bool store_entity_complete(struct store *store, struct str prefix, size_t n,
    struct arena *arena, struct entity **list, size_t *count, struct err *err);

/* Those that a timeline draws: who led and held what, what became of whom. */
bool store_lane_relations(struct store *store, struct arena *arena,
    struct relation **list, size_t *n, struct err *err);
/* Relations of an entity (0: of all), either way round; at: EDTF or empty. */
bool store_relations(struct store *store, int64_t entity, struct str at,
    struct arena *arena, struct relation **list, size_t *n, struct err *err);

/* The analyst's word against the rule: this mention (article, span), all of
 * that spelling in the article (span.to == 0) or everywhere (article 0) means
 * entity (0: no name at all). One act. */
bool store_naming_set(struct store *store, int64_t article, struct span span,
    struct str spelling, int64_t entity, struct err *err);
/* The entities that a spelling may stand for, the rule's choice first. */
bool store_entities_named(struct store *store, struct str spelling,
    struct arena *arena, struct entity **list, size_t *n, struct err *err);

/* Of the candidates for names in an article (model/candidate.h) those that
 * nobody has decided on; the list is cut to them. */
bool store_candidates_left(struct store *store, const struct article *article,
    struct candidate *list, size_t *n, struct err *err);

/* Acts on the register. Spellings that came or went are looked for again by
 * store_respot, in the articles that hold them. A name is one line. */
bool store_entity_add(struct store *store, enum entity_kind kind,
    struct str name, int64_t *id, struct err *err);
bool store_alias_add(
    struct store *store, int64_t entity, struct str text, struct err *err);
bool store_alias_remove(
    struct store *store, int64_t entity, struct str text, struct err *err);

/* The name that it goes by; the former one stays a spelling. */
bool store_entity_rename(
    struct store *store, int64_t entity, struct str name, struct err *err);
bool store_entity_retype(struct store *store, int64_t entity,
    enum entity_kind kind, struct err *err);
/* Out of the register, and in again. */
bool store_entity_ignore(
    struct store *store, int64_t entity, bool ignore, struct err *err);
/* The first one is the second: spellings, mentions, notes, claims, events and
 * decisions on names go over, relations are read as the second one's. Split
 * takes it back at any time; what went over goes back, but for events and
 * claims that named both and were changed since. */
bool store_entity_merge(
    struct store *store, int64_t from, int64_t into, struct err *err);
bool store_entity_split(struct store *store, int64_t entity, struct err *err);

/* Spellings of an entry become those of a new one of its kind, which has the
 * first of them for its name. One act. Where that is the name of one that was
 * merged into it, the merger is taken back. */
bool store_entity_split_off(struct store *store, int64_t entity,
    const struct str *texts, size_t n, int64_t *id, struct err *err);

/* The job that looks again for names that have changed since the articles
 * were spotted, by whatever program; NULL when there is nothing to do. */
struct job *store_respot(struct store *store);
/* One article at once, ahead of that job: the one that is being read. */
bool store_respot_article(
    struct store *store, int64_t article, struct err *err);
/* The job that reads all names into memory, for what is asked of them later:
 * the first question would have to otherwise; NULL: they are there. */
struct job *store_names_job(struct store *store);
/* Grows when names come, go or change their meaning. */
int64_t store_names_version(struct store *store);

#endif
