/* What is known of one event, and who stood where on a day, as lists whose
 * lines open what they name. */
#include "config.h"

#include "ui/pane-timeline.h"

#include "model/verdict.h"
#include "store/claim.h"
#include "store/daymark.h"
#include "store/entity.h"
#include "store/event-act.h"

enum { VAGUE = 365 /* days that an approximate date may be off */ };

struct timeline_item *
timeline_add(struct timeline_items *items)
{
	if (items->n == items->size) {
		struct timeline_item *old = items->v;

		items->size = items->size > 0 ? items->size * 2 : 32;
		items->v =
		    arena_array(items->arena, items->size, sizeof(*items->v));
		if (items->n > 0)
			memcpy(items->v, old, items->n * sizeof(*old));
	}
	items->v[items->n] = (struct timeline_item){ 0 };
	return &items->v[items->n++];
}

void
timeline_take(struct timeline_state *s, struct timeline_items *items,
    enum timeline_listing kind, struct str title)
{
	buf_reset(&s->list_title);
	buf_str(&s->list_title, title);
	arena_release(&s->list);
	s->list = *items->arena;
	s->items = items->v;
	s->n_items = items->n;
	s->item = 0;
	s->listing = kind;
}

struct str
timeline_shown(struct arena *arena, struct str edtf)
{
	struct buf b = { 0 };
	struct edtf e;
	struct str text = edtf;

	if (edtf_parse(edtf, &e, NULL)) {
		edtf_display(&b, &e);
		text = arena_str(arena, buf_view(&b));
		buf_release(&b);
	}
	return text;
}

static void
add_text(struct timeline_items *items, const char *label, struct str text)
{
	struct str rest = text, line;

	while (rest.len > 0 && str_split(&rest, '\n', &line)) {
		*timeline_add(items) = (struct timeline_item){
			.date = str_of(label),
			.text = arena_str(items->arena, line),
		};
		label = "";
	}
}

static bool
add_evidence(struct store *store, struct timeline_items *items, int64_t id,
    struct err *err)
{
	struct evidence *list;
	size_t n, i;

	if (!store_event_evidence(store, id, items->arena, &list, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		const struct anchor *a = &list[i].anchor;
		struct timeline_item *item = timeline_add(items);

		item->article = list[i].article;
		item->date = str_of("article");
		item->text = list[i].title;
		if (a->state == ANCHOR_NONE)
			continue;
		item->text =
		    arena_printf(items->arena, "“%.*s” %.*s", (int)a->quote.len,
			a->quote.p, (int)list[i].title.len, list[i].title.p);
		if (a->state == ANCHOR_ORPHANED)
			item->date = str_of("not there now");
		else
			item->span = a->span;
	}
	return true;
}

/* The numbers that a claim gives, side by side as told. */
static void
put_figures(struct buf *b, const struct claim *c)
{
	for (size_t i = 0; i < c->n_figures; i++) {
		const struct claim_figure *f = &c->figures[i];

		buf_addf(b, "%s%.*s ", i > 0 ? ", " : " · ", (int)f->what.len,
		    f->what.p);
		if (f->best != FIGURE_NONE)
			buf_addf(b, "%lld", (long long)f->best);
		if (f->low != FIGURE_NONE || f->high != FIGURE_NONE)
			buf_addf(b, "%s%lld to %lld",
			    f->best != FIGURE_NONE ? " of " : "",
			    (long long)(f->low != FIGURE_NONE ? f->low : 0),
			    (long long)(f->high != FIGURE_NONE ? f->high
							       : f->best));
	}
}

static void
put_verdict(struct buf *b, const char *what, enum verdict v)
{
	if (v != VERDICT_NONE)
		buf_addf(b, " · %s %s", what,
		    v == VERDICT_SUPPORTS ? "agrees" : "differs");
}

/* Who claims what about the event, and whether that fits what is recorded. */
static void
add_claim(
    struct timeline_items *items, const struct event *e, const struct claim *c)
{
	struct timeline_item *item = timeline_add(items);
	enum verdict date =
	    verdict_date(e->earliest, e->latest, c->earliest, c->latest);
	enum verdict toll = verdict_toll(e->toll, c->figures, c->n_figures);
	bool denied =
	    c->modality == MODALITY_DENIED || c->polarity == POLARITY_NEGATIVE;
	struct buf b = { 0 };
	size_t i;

	item->article = c->article;
	for (i = 0; i < c->n_spans; i++)
		if (c->spans[i].role == SPAN_CONTENT && item->span.to == 0 &&
		    c->spans[i].anchor.state != ANCHOR_ORPHANED)
			item->span = c->spans[i].anchor.span;
	item->date = str_of(
	    denied ? "denied by"
	    : date == VERDICT_CONTRADICTS || toll == VERDICT_CONTRADICTS
		? "contradicts"
	    : date == VERDICT_SUPPORTS || toll == VERDICT_SUPPORTS ? "supports"
								   : "claim");
	buf_addf(&b, "%lld ", (long long)c->id);
	if (c->claimant.name.len > 0)
		buf_addf(&b, "%.*s: ", (int)c->claimant.name.len,
		    c->claimant.name.p);
	buf_str(&b, c->statement);
	if (c->happened.len > 0) {
		struct str when = timeline_shown(items->arena, c->happened);

		buf_addf(&b, " · %.*s", (int)when.len, when.p);
	}
	put_figures(&b, c);
	put_verdict(&b, "date", date);
	put_verdict(&b, "toll", toll);
	item->text = arena_str(items->arena, buf_view(&b));
	buf_release(&b);
}

static bool
add_claims(struct store *store, struct timeline_items *items,
    const struct event *e, struct err *err)
{
	int64_t *ids;
	size_t n, i;

	if (!store_event_claims(store, e->id, items->arena, &ids, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		struct claim c;

		if (!store_claim_get(store, ids[i], items->arena, &c, err))
			return false;
		add_claim(items, e, &c);
	}
	return true;
}

static bool
add_notes(struct store *store, struct timeline_items *items, int64_t id,
    struct err *err)
{
	struct note *list;
	size_t n, i;

	if (!store_notes_of(store, ON_EVENT, id, items->arena, &list, &n, err))
		return false;
	for (i = 0; i < n; i++)
		add_text(items, "note", list[i].text);
	return true;
}

static bool
add_parties(struct store *store, struct timeline_items *items, int64_t id,
    struct err *err)
{
	struct party *list;
	size_t n, i;

	if (!store_event_parties(store, id, items->arena, &list, &n, err))
		return false;
	for (i = 0; i < n; i++)
		*timeline_add(items) = (struct timeline_item){
			.entity = list[i].entity,
			.key = list[i].key,
			.date = list[i].kind,
			.text = list[i].name,
		};
	return true;
}

bool
timeline_list_event(struct app *app, int64_t id, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct arena arena = { 0 };
	struct timeline_items items = { .arena = &arena };
	struct event e;
	struct str when;

	if (!store_event_get(app->store, id, &arena, &e, err)) {
		arena_release(&arena);
		return false;
	}
	when = timeline_when(&e, &arena);
	*timeline_add(&items) = (struct timeline_item){
		.date = timeline_shown(&arena, when),
		.text =
		    arena_printf(&arena, "%.*s", (int)e.title.len, e.title.p),
	};
	add_text(&items, e.kind.p, when);
	add_text(&items, "toll", e.toll);
	add_text(&items, "", e.note);
	if (!add_parties(app->store, &items, id, err) ||
	    !add_claims(app->store, &items, &e, err) ||
	    !add_evidence(app->store, &items, id, err) ||
	    !add_notes(app->store, &items, id, err)) {
		arena_release(&arena);
		return false;
	}
	add_text(&items, "source",
	    str_is(e.origin, "hand") ? str_of("added by hand") : e.sources);
	timeline_take(s, &items, LISTING_EVENT, str_of("event"));
	s->event = id;
	return true;
}

/* Relations that make up the state of a day, in this order. */
static const struct {
	const char *relation, *heading, *verb;
} states[] = {
	{ "leads", "WHO LED", "led" },
	{ "controls", "WHO HELD WHICH PLACE", "held" },
	{ "allied-with", "WHO WAS ALLIED", "was allied with" },
	{ "part-of", "WHAT WAS PART OF WHAT", "was part of" },
	{ "opposes", "WHO OPPOSED WHOM", "opposed" },
	{ "supports", "WHO SUPPORTED WHOM", "supported" },
	{ "recognises", "WHO RECOGNISED WHOM", "recognised" },
};

/* Whether it held on that day for sure: near an end that is approximate, and
 * where one is unknown, it only may have. */
static bool
surely(const struct relation *r, int64_t day)
{
	struct chron_life l = chron_life_of(r->start, r->end);
	int64_t after = l.begin_vague ? VAGUE : 0;
	int64_t before = l.end_vague ? VAGUE : 0;

	return edtf_is_day(l.begin_last) && l.begin_last + after <= day &&
	       (l.end_last == EDTF_OPEN_END ||
		   (edtf_is_day(l.end_first) && l.end_first - before >= day));
}

static struct str
spell(struct arena *arena, const struct relation *r)
{
	struct str from = timeline_shown(arena, r->start);
	struct str to = timeline_shown(arena, r->end);

	if (str_is(r->end, "..") || to.len == 0)
		return from.len > 0 ? arena_printf(arena, "since %.*s",
					  (int)from.len, from.p)
				    : str_of("no dates known");
	if (from.len == 0)
		return arena_printf(arena, "until %.*s", (int)to.len, to.p);
	return arena_printf(
	    arena, "%.*s to %.*s", (int)from.len, from.p, (int)to.len, to.p);
}

static void
add_state(struct timeline_items *items, const struct relation *r,
    const char *verb, int64_t day)
{
	struct str when = spell(items->arena, r);

	*timeline_add(items) = (struct timeline_item){
		.entity = r->subject,
		.key = r->subject_key,
		.date = str_of(surely(r, day) ? "" : "perhaps"),
		.text = arena_printf(items->arena, "%.*s %s %.*s, %.*s%s%.*s",
		    (int)r->subject_name.len, r->subject_name.p, verb,
		    (int)r->object_name.len, r->object_name.p, (int)when.len,
		    when.p, r->sources.len > 0 ? "  · " : "",
		    (int)r->sources.len, r->sources.p),
	};
}

/* Bodies that stood on a day, kind by kind. */
static const struct {
	const char *kind, *heading;
} bodies[] = {
	{ "government", "GOVERNMENTS" },
	{ "legislature", "LEGISLATURES" },
	{ "army", "ARMIES" },
	{ "council", "COUNCILS" },
};

static void
add_body(
    struct timeline_items *items, const struct timeline_lane *lane, int64_t day)
{
	struct relation life = { .start = lane->row.start,
		.end = lane->row.end };
	struct str when = spell(items->arena, &life);

	*timeline_add(items) = (struct timeline_item){
		.entity = lane->row.entity,
		.key = arena_str(items->arena, lane->row.key),
		.date = str_of(surely(&life, day) ? "" : "perhaps"),
		.text = arena_printf(items->arena, "%.*s, %.*s%s%.*s",
		    (int)lane->row.name.len, lane->row.name.p, (int)when.len,
		    when.p, lane->row.sources.len > 0 ? "  · " : "",
		    (int)lane->row.sources.len,
		    lane->row.sources.len > 0 ? lane->row.sources.p : ""),
	};
}

/* The lanes of a kind that may have lived on a day, the youngest first: what
 * has been founded lately is what is contended, institutions of old stand. */
static size_t
living(const struct timeline_state *s, const char *kind, int64_t day,
    const struct timeline_lane **list)
{
	size_t n = 0, k;

	for (size_t i = 0; i < s->t.n; i++) {
		const struct timeline_lane *lane = &s->t.lanes[i];

		if (!str_is(lane->row.kind, kind) ||
		    !chron_lives(&lane->life, day, day))
			continue;
		for (k = n++; k > 0 && list[k - 1]->life.begin_first <
					   lane->life.begin_first;
		     k--)
			list[k] = list[k - 1];
		list[k] = lane;
	}
	return n;
}

static void
add_bodies(
    const struct timeline_state *s, struct timeline_items *items, int64_t day)
{
	const struct timeline_lane **list =
	    arena_array(items->arena, s->t.n + 1, sizeof(const void *));

	for (size_t k = 0; k < ARRAY_LEN(bodies); k++) {
		size_t n = living(s, bodies[k].kind, day, list);

		if (n > 0)
			*timeline_add(items) = (struct timeline_item){
				.heading = true,
				.text = str_of(bodies[k].heading),
			};
		for (size_t i = 0; i < n; i++)
			add_body(items, list[i], day);
	}
}

bool
timeline_list_state(struct app *app, int64_t day, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct arena arena = { 0 };
	struct timeline_items items = { .arena = &arena };
	struct relation *list;
	struct buf iso = { 0 };
	size_t n, i, k;
	bool good;

	day_iso(&iso, day);
	good = store_relations(
	    app->store, 0, buf_view(&iso), &arena, &list, &n, err);
	if (good)
		add_bodies(s, &items, day);
	for (k = 0; good && k < ARRAY_LEN(states); k++) {
		size_t heading = items.n;

		for (i = 0; i < n; i++) {
			if (!str_is(list[i].relation, states[k].relation))
				continue;
			if (items.n == heading)
				*timeline_add(&items) = (struct timeline_item){
					.heading = true,
					.text = str_of(states[k].heading),
				};
			add_state(&items, &list[i], states[k].verb, day);
		}
	}
	if (good) {
		buf_reset(&iso);
		buf_puts(&iso, "state at ");
		day_text(&iso, day);
		timeline_take(s, &items, LISTING_STATE, buf_view(&iso));
	} else
		arena_release(&arena);
	buf_release(&iso);
	return good;
}
