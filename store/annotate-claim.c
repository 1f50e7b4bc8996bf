#include "config.h"

#include "store/annotate-claim.h"

#include "store/article.h"
#include "store/claim.h"
#include "store/entity.h"

enum { CLAIM_KNOWN, EVENT_KNOWN };

static const char *const sql[] = {
	[CLAIM_KNOWN] = "SELECT id FROM claim WHERE uuid = ?1",
	[EVENT_KNOWN] = "SELECT id FROM event WHERE key = ?1",
};
const struct db_table annotate_claim_sql = { "annotate-claim", sql,
	ARRAY_LEN(sql) };

bool
annotate_claim_known(
    struct store *store, struct str uuid, int64_t *id, struct err *err)
{
	return annotate_id(store, sql[CLAIM_KNOWN], uuid, 0, id, err);
}

int64_t
annotate_entity(struct store *store, struct str key)
{
	int64_t id = 0;

	if (key.len > 0 && !store_entity_by_key(store, key, &id, NULL))
		return 0;
	return id;
}

static void
resolve_source(struct store *store, struct claim_source *s)
{
	s->entity = annotate_entity(store, s->key);
	/* Whom this register does not know keeps the name. */
	if (s->entity == 0 && s->text.len == 0)
		s->text = s->name;
}

static void
resolve_subjects(struct store *store, struct claim *c)
{
	size_t i, n = 0;

	for (i = 0; i < c->n_subjects; i++) {
		c->subjects[i].entity =
		    annotate_entity(store, c->subjects[i].key);
		if (c->subjects[i].entity != 0)
			c->subjects[n++] = c->subjects[i];
	}
	c->n_subjects = n;
}

static void
resolve_spans(struct claim *c, struct str text)
{
	size_t i;

	for (i = 0; i < c->n_spans; i++) {
		const struct anchor *s = &c->spans[i].anchor;
		bool placed = s->state != ANCHOR_ORPHANED;
		struct annotation a = { .quote = s->quote,
			.prefix = s->prefix,
			.suffix = s->suffix,
			.start = placed ? (int64_t)s->span.from : -1,
			.end = placed ? (int64_t)s->span.to : -1 };

		c->spans[i].anchor = annotate_anchor(text, &a);
	}
}

static bool
wait_links(
    const struct out_claim *from, struct arena *arena, struct links *links)
{
	const struct claim *c = from->claim;
	size_t i;

	for (i = 0; i < c->n_links; i++) {
		if (links->n == links->size) {
			struct link_in *more = arena_array(
			    arena, links->size * 2 + 16, sizeof *more);

			if (links->n > 0)
				memcpy(
				    more, links->list, links->n * sizeof *more);
			links->list = more;
			links->size = links->size * 2 + 16;
		}
		links->list[links->n++] = (struct link_in){ c->uuid,
			from->others[i], c->links[i].note, c->links[i].kind };
	}
	return true;
}

bool
annotate_claim(struct store *store, const struct annotation *a, int64_t article,
    struct arena *arena, struct links *links, int64_t *id, struct err *err)
{
	struct claim c = *a->claim->claim;
	struct article text;
	size_t i;

	if (!annotate_claim_known(store, c.uuid, id, err))
		return false;
	if (*id != 0)
		return err_set(err, ERR_EXISTS, "it is there already");
	if (!store_article_get(store, article, arena, &text, err) ||
	    !annotate_id(
		store, sql[EVENT_KNOWN], a->claim->event, 0, &c.event, err))
		return false;
	c.article = article;
	if (c.n_spans == 0) {
		c.spans = arena_array(arena, 1, sizeof *c.spans);
		c.spans[0].anchor = annotate_anchor(text.text, a);
		c.n_spans = 1;
	} else {
		resolve_spans(&c, text.text);
	}
	resolve_source(store, &c.claimant);
	for (i = 0; i < c.n_via; i++)
		resolve_source(store, &c.via[i]);
	resolve_subjects(store, &c);
	c.place = annotate_entity(store, c.place_key);
	return store_claim_take(store, &c, id, err) &&
	       wait_links(a->claim, arena, links);
}

/* A link to a claim that is not here stays behind. */
bool
annotate_links(struct store *store, const struct links *links, struct err *err)
{
	size_t i;

	for (i = 0; i < links->n; i++) {
		const struct link_in *l = &links->list[i];
		struct err e = { 0 };
		int64_t a, b, id;

		if (!annotate_claim_known(store, l->from, &a, err) ||
		    !annotate_claim_known(store, l->to, &b, err))
			return false;
		if (a == 0 || b == 0 ||
		    store_claim_link(store, a, l->kind, b, l->note, &id, &e))
			continue;
		if (e.code != ERR_EXISTS && e.code != ERR_INVALID) {
			*err = e;
			return false;
		}
	}
	return true;
}
