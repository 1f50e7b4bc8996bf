/* Which lanes the analyst wants to see: words of their names, kind:militia,
 * camp:east, with:haftar (who has to do with an entry of the register),
 * is:article and is:query (whom the open article or the list's query names).
 * All of them must hold. */
#include "config.h"

#include "ui/pane-timeline.h"

#include "model/fold.h"
#include "store/entity.h"

enum { EVENTS_MOST = 2000, NAMED_MOST = 20 };

static bool
contains(struct str text, struct str wanted)
{
	struct buf a = { 0 }, b = { 0 };
	bool found;

	fold_text(&a, text);
	fold_text(&b, wanted);
	found = str_find(buf_view(&a), buf_view(&b), 0) != SIZE_MAX;
	buf_release(&a);
	buf_release(&b);
	return found;
}

static bool
is_named(const struct lane *lane, struct str word)
{
	return contains(lane->name, word) || contains(lane->short_name, word) ||
	       contains(lane->key, word);
}

static void
set_lane(const struct timeline *t, bool *set, int64_t entity)
{
	size_t lane = timeline_lane_of(t, entity);

	if (lane != SIZE_MAX)
		set[lane] = true;
}

static void
set_article(struct pane *p, bool *set)
{
	struct timeline_state *s = p->state;
	const struct current *cur = &p->app->cur;

	for (size_t i = 0; i < cur->n_entities; i++)
		set_lane(&s->t, set, cur->entities[i].entity);
}

/* Whether an article of the list's query names the lane: the query and the
 * name together find one, whatever either finds alone. */
static bool
is_in_query(
    struct pane *p, const struct lane *lane, bool *found, struct err *err)
{
	struct page page = { .dir = 1, .most = 1 };
	struct buf query = { 0 };
	struct arena arena = { 0 };
	struct find *find = NULL;
	struct find_row *rows;
	bool good;

	buf_addf(&query, "(%.*s) faction:\"%.*s\"", (int)p->app->list.query.len,
	    p->app->list.query.p, (int)lane->key.len, lane->key.p);
	good = store_find_open(
		   p->app->store, buf_view(&query), SORT_DATE, &find, err) &&
	       store_find_page(find, NULL, &page, &arena, &rows, err);
	*found = page.n > 0;
	store_find_close(find);
	arena_release(&arena);
	buf_release(&query);
	return good;
}

/* The lanes that articles of the list's query name: all if it has none. What
 * was asked before time was up need not be asked again. */
static bool
set_query(struct pane *p, struct timeline_set *c, struct err *err)
{
	const struct timeline *t = &((struct timeline_state *)p->state)->t;
	bool all = p->app->list.query.len == 0;

	for (; c->asked < c->n; c->asked++) {
		const struct lane *lane = &t->lanes[c->asked].row;

		c->lanes[c->asked] = all;
		if (!all && !is_in_query(p, lane, &c->lanes[c->asked], err))
			return false;
	}
	return true;
}

/* The lanes that have a relation or an event in common with an entity. */
static bool
set_entity(
    struct pane *p, struct arena *arena, int64_t id, bool *set, struct err *err)
{
	struct timeline_state *s = p->state;
	struct relation *list;
	struct event *events;
	size_t n, i, k;

	set_lane(&s->t, set, id);
	if (!store_relations(
		p->app->store, id, str_of(""), arena, &list, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		set_lane(&s->t, set, list[i].subject);
		set_lane(&s->t, set, list[i].object);
	}
	if (!store_events(p->app->store,
		(struct day_window){ .from = INT64_MIN,
		    .to = INT64_MAX,
		    .entity = id,
		    .most = EVENTS_MOST },
		arena, &events, &n, err))
		return false;
	for (i = 0; i < n; i++)
		for (k = 0; k < events[i].n_lanes; k++)
			set_lane(&s->t, set, events[i].lanes[k]);
	return true;
}

static bool
set_named(struct pane *p, struct arena *arena, struct str name, bool *set,
    struct err *err)
{
	struct entity *list;
	int64_t id;
	size_t n, i;

	if (store_entity_by_key(p->app->store, name, &id, NULL))
		return set_entity(p, arena, id, set, err);
	if (!store_entities_named(p->app->store, name, arena, &list, &n, err))
		return false;
	if (n == 0)
		return err_set(err, ERR_MISSING,
		    "nobody in the register is called \"%.*s\"", (int)name.len,
		    name.p);
	for (i = 0; i < n && i < NAMED_MOST; i++)
		if (!set_entity(p, arena, list[i].id, set, err))
			return false;
	return true;
}

/* Whether the set was begun for this term and nothing has changed since. */
static bool
is_fresh(struct pane *p, struct str term, uint64_t now)
{
	struct timeline_state *s = p->state;
	const struct timeline_set *c = &s->set;

	return c->n == s->t.n && c->lanes != NULL && c->seen == now &&
	       str_eq(buf_view(&c->of), term) &&
	       (!str_is(term, "is:query") ||
		   str_eq(buf_view(&c->query), buf_view(&p->app->list.query)));
}

/* What with: and is:query find is asked for once per filter and change. */
static bool
cached(struct pane *p, struct str term, const bool **set, struct err *err)
{
	struct timeline_state *s = p->state;
	struct timeline_set *c = &s->set;
	struct store *store = p->app->store;
	struct arena arena = { 0 };
	uint64_t now = store_generation(store, TOPIC_ENTITY) +
		       store_generation(store, TOPIC_EVENT) +
		       store_generation(store, TOPIC_ARTICLE);
	bool good = true;

	if (!is_fresh(p, term, now)) {
		free(c->lanes);
		c->lanes = xcalloc(s->t.n + 1, sizeof(*c->lanes));
		c->n = s->t.n;
		c->asked = 0;
		c->seen = now;
		buf_reset(&c->of);
		buf_str(&c->of, term);
		buf_reset(&c->query);
		buf_str(&c->query, buf_view(&p->app->list.query));
	}
	if (str_is(term, "is:query"))
		good = set_query(p, c, err);
	else if (c->asked < c->n)
		good = set_named(
		    p, &arena, str_slice(term, 5, term.len), c->lanes, err);
	if (good)
		c->asked = c->n;
	arena_release(&arena);
	*set = c->lanes;
	return good;
}

/* One term of the filter: lanes that it does not fit are wanted no more. */
static bool
apply(struct pane *p, struct str term, struct err *err)
{
	struct timeline_state *s = p->state;
	bool *article;
	const bool *set = NULL;

	if (str_is(term, "is:article")) {
		set = article = arena_array(&p->arena, s->t.n + 1, 1);
		memset(article, 0, s->t.n + 1);
		set_article(p, article);
	} else if (str_is(term, "is:query") || str_starts(term, "with:")) {
		if (!cached(p, term, &set, err))
			return false;
	}
	for (size_t i = 0; i < s->t.n; i++) {
		const struct lane *lane = &s->t.lanes[i].row;
		struct str rest = str_slice(term, 5, term.len);

		s->wanted[i] =
		    s->wanted[i] &&
		    (set != NULL                    ? set[i]
			: str_starts(term, "kind:") ? contains(lane->kind, rest)
			: str_starts(term, "camp:") ? contains(lane->camp, rest)
						    : is_named(lane, term));
	}
	return true;
}

/* The next term: up to a blank that does not stand between quotation marks,
 * which are left out. */
static bool
next_term(struct str *rest, struct buf *term)
{
	bool quoted = false;

	buf_reset(term);
	*rest = str_trim(*rest);
	while (rest->len > 0) {
		char c = rest->p[0];

		*rest = str_slice(*rest, 1, rest->len);
		if (c == '"')
			quoted = !quoted;
		else if (c == ' ' && !quoted)
			break;
		else
			buf_putc(term, c);
	}
	return term->len > 0;
}

bool
timeline_filter(struct pane *p, struct err *err)
{
	struct timeline_state *s = p->state;
	struct str rest = buf_view(&s->filter);
	struct buf term = { 0 };
	bool good = true;

	s->wanted = arena_array(&p->arena, s->t.n + 1, sizeof(*s->wanted));
	for (size_t i = 0; i < s->t.n; i++)
		s->wanted[i] = true;
	while (good && s->full && next_term(&rest, &term))
		good = apply(p, buf_view(&term), err);
	buf_release(&term);
	/* One that cannot be followed must not take the pane away; one that
	 * takes its time goes on in the next turn. */
	if (!good && err->code != ERR_STOPPED)
		buf_reset(&s->filter);
	return good;
}

void
timeline_filter_release(struct timeline_state *s)
{
	free(s->set.lanes);
	buf_release(&s->set.of);
	buf_release(&s->set.query);
}
