/* Fields that name somebody, some place or an event. */
#include "config.h"

#include "model/edtf.h"
#include "store/entity.h"
#include "store/event.h"
#include "ui/claim-take.h"

/* ---- names ---- */

/* The entity of that name in any spelling; id 0: none. */
static struct entity
named(struct tagging *t, struct str name)
{
	struct entity none = { 0 }, *list;
	int64_t id;
	size_t n;

	if (name.len == 0)
		return none;
	if (store_entities_named(
		t->app->store, name, &t->arena, &list, &n, NULL) &&
	    n > 0)
		return list[0];
	if (store_entity_by_key(t->app->store, name, &id, NULL) &&
	    store_entity_get(t->app->store, id, &t->arena, &none, NULL))
		return none;
	return (struct entity){ 0 };
}

size_t
claim_split(struct str value, struct str *parts)
{
	size_t n = 0, from = 0;
	char between = value.len > 0 && memchr(value.p, ';', value.len) != NULL
			   ? ';'
			   : ',';

	for (size_t i = 0; i <= value.len && n < CLAIM_PARTS; i++) {
		struct str part;

		if (i < value.len && value.p[i] != between)
			continue;
		part = str_trim(str_slice(value, from, i));
		from = i + 1;
		if (part.len > 0)
			parts[n++] = part;
	}
	return n;
}

static struct claim_source
source_of(struct tagging *t, struct str name, struct buf *said)
{
	struct claim_source s = { .text = arena_str(&t->arena, name) };
	struct entity e = named(t, name);

	buf_puts(said, said->len > 0 ? ", " : "");
	if (e.id == 0) {
		buf_puts(said, "as worded");
		return s;
	}
	s.entity = e.id;
	s.name = e.name;
	s.text = (struct str){ 0 };
	if (e.kind == ENTITY_OUTLET)
		s.role = SOURCE_OUTLET;
	if (str_eq(e.name, name))
		buf_puts(said, entity_kind_name(e.kind));
	else
		buf_addf(said, "= %.*s", (int)e.name.len, e.name.p);
	return s;
}

bool
take_claimant(struct taking *k)
{
	enum source_access access = k->claim->claimant.access;

	k->claim->claimant = (struct claim_source){ 0 };
	if (k->value.len > 0)
		k->claim->claimant = source_of(k->t, k->value, k->said);
	k->claim->claimant.access = access;
	return true;
}

bool
take_via(struct taking *k)
{
	struct str parts[CLAIM_PARTS];

	k->claim->n_via = claim_split(k->value, parts);
	k->claim->via = arena_array(
	    &k->t->arena, k->claim->n_via + 1, sizeof *k->claim->via);
	for (size_t i = 0; i < k->claim->n_via; i++)
		k->claim->via[i] = source_of(k->t, parts[i], k->said);
	return true;
}

static bool
unknown(struct str name, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "\"%.*s\" is not in the register: C-n shows what is",
	    (int)(name.len < 40 ? name.len : 40), name.p);
}

/* Who was there before in the same part stays in its role. */
static enum subject_role
role_of(const struct tagging *t, int64_t entity, bool objects)
{
	const struct claim *c = &t->claim;

	for (size_t i = 0; i < c->n_subjects; i++)
		if (c->subjects[i].entity == entity &&
		    claim_is_object(&c->subjects[i]) == objects)
			return c->subjects[i].role;
	return objects ? SUBJECT_TARGET : SUBJECT_ABOUT;
}

/* A subject that the claim began with, by the name that it was shown by: that
 * name may have several bearers. */
static struct entity
known(struct tagging *t, struct str name)
{
	const struct claim *c = &t->claim;
	struct entity e = { 0 };

	for (size_t i = 0; i < c->n_subjects; i++)
		if (str_eq(claim_entity_said(
			       t, c->subjects[i].entity, c->subjects[i].name),
			name) &&
		    store_entity_get(t->app->store, c->subjects[i].entity,
			&t->arena, &e, NULL))
			return e;
	return (struct entity){ 0 };
}

bool
take_subjects(struct taking *k, bool objects)
{
	struct str parts[CLAIM_PARTS];
	size_t n = claim_split(k->value, parts), m = 0;
	struct claim_subject *list = arena_array(
	    &k->t->arena, n + k->claim->n_subjects + 1, sizeof *list);

	for (size_t i = 0; i < k->claim->n_subjects; i++)
		if (claim_is_object(&k->claim->subjects[i]) != objects)
			list[m++] = k->claim->subjects[i];
	for (size_t i = 0; i < n; i++) {
		struct entity e = known(k->t, parts[i]);
		size_t j = 0;

		if (e.id == 0)
			e = named(k->t, parts[i]);
		if (e.id == 0)
			return unknown(parts[i], k->err);
		if (!str_eq(e.name, parts[i]) &&
		    !str_eq(e.short_name, parts[i]))
			buf_addf(k->said, "%s= %.*s",
			    k->said->len > 0 ? ", " : "", (int)e.name.len,
			    e.name.p);
		while (j < m && list[j].entity != e.id)
			j++;
		if (j == m)
			list[m++] = (struct claim_subject){ e.id, e.key, e.name,
				role_of(k->t, e.id, objects) };
	}
	k->claim->subjects = list;
	k->claim->n_subjects = m;
	return true;
}

bool
take_place(struct taking *k)
{
	struct entity e = named(k->t, k->value);

	if (k->value.len > 0 && e.id == 0)
		return unknown(k->value, k->err);
	k->claim->place = e.id;
	k->claim->place_key = e.key;
	k->claim->place_name = e.name;
	if (k->value.len > 0 && !str_eq(e.name, k->value))
		buf_addf(k->said, "= %.*s", (int)e.name.len, e.name.p);
	return true;
}

/* ---- the event ---- */

/* The day that its words are about, else that of the article. */
static int64_t
day_of(const struct tagging *t)
{
	return edtf_is_day(t->claim.earliest) ? t->claim.earliest : t->day;
}

/* An event by its number, its title or words of it; id 0: none. */
static struct event
claim_event_named(struct tagging *t, struct str words)
{
	struct store *store = t->app->store;
	struct event e = { 0 }, *list;
	int64_t id;
	size_t n = 1;

	if (str_int(words, &id) &&
	    store_event_get(store, id, &t->arena, &e, NULL))
		return e;
	if (words.len > 0 &&
	    store_events_like(
		store, words, day_of(t), &t->arena, &list, &n, NULL) &&
	    n > 0)
		return list[0];
	return (struct event){ 0 };
}

bool
take_event(struct taking *k)
{
	struct event e = claim_event_named(k->t, k->value);

	if (k->value.len > 0 && e.id == 0)
		return err_set(k->err, ERR_INVALID,
		    "no event is called so: C-n shows those of the time");
	k->claim->event = e.id;
	k->claim->event_title = e.title;
	if (e.id != 0 && !str_eq(e.title, k->value))
		buf_addf(k->said, "= %.*s ", (int)e.title.len, e.title.p);
	buf_str(k->said, e.date);
	return true;
}
