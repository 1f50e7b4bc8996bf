/* What is typed in the fields of the claim form becomes part of the claim. */
#include "config.h"

#include "model/datex.h"
#include "store/entity.h"
#include "store/event.h"
#include "ui/claim-text.h"

enum { PARTS = 32 };

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

/* Cut at semicolons, or commas where there are none. */
static size_t
split(struct str value, struct str *parts)
{
	size_t n = 0, from = 0;
	char between = value.len > 0 && memchr(value.p, ';', value.len) != NULL
			   ? ';'
			   : ',';

	for (size_t i = 0; i <= value.len && n < PARTS; i++) {
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

static bool
take_claimant(
    struct tagging *t, struct str value, struct claim *c, struct buf *said)
{
	enum source_access access = c->claimant.access;

	c->claimant = (struct claim_source){ 0 };
	if (value.len > 0)
		c->claimant = source_of(t, value, said);
	c->claimant.access = access;
	return true;
}

static bool
take_via(struct tagging *t, struct str value, struct claim *c, struct buf *said)
{
	struct str parts[PARTS];

	c->n_via = split(value, parts);
	c->via = arena_array(&t->arena, c->n_via + 1, sizeof *c->via);
	for (size_t i = 0; i < c->n_via; i++)
		c->via[i] = source_of(t, parts[i], said);
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

static bool
take_subjects(struct tagging *t, struct str value, bool objects,
    struct claim *c, struct buf *said, struct err *err)
{
	struct str parts[PARTS];
	size_t n = split(value, parts), k = 0;
	struct claim_subject *list =
	    arena_array(&t->arena, n + c->n_subjects + 1, sizeof *list);

	for (size_t i = 0; i < c->n_subjects; i++)
		if (claim_is_object(&c->subjects[i]) != objects)
			list[k++] = c->subjects[i];
	for (size_t i = 0; i < n; i++) {
		struct entity e = known(t, parts[i]);
		size_t j = 0;

		if (e.id == 0)
			e = named(t, parts[i]);
		if (e.id == 0)
			return unknown(parts[i], err);
		if (!str_eq(e.name, parts[i]) &&
		    !str_eq(e.short_name, parts[i]))
			buf_addf(said, "%s= %.*s", said->len > 0 ? ", " : "",
			    (int)e.name.len, e.name.p);
		while (j < k && list[j].entity != e.id)
			j++;
		if (j == k)
			list[k++] = (struct claim_subject){ e.id, e.key, e.name,
				role_of(t, e.id, objects) };
	}
	c->subjects = list;
	c->n_subjects = k;
	return true;
}

static bool
take_place(struct tagging *t, struct str value, struct claim *c,
    struct buf *said, struct err *err)
{
	struct entity e = named(t, value);

	if (value.len > 0 && e.id == 0)
		return unknown(value, err);
	c->place = e.id;
	c->place_key = e.key;
	c->place_name = e.name;
	if (value.len > 0 && !str_eq(e.name, value))
		buf_addf(said, "= %.*s", (int)e.name.len, e.name.p);
	return true;
}

/* ---- dates, grades, numbers ---- */

static void
put_day(struct buf *b, int64_t day)
{
	if (day == EDTF_OPEN_START || day == EDTF_OPEN_END)
		buf_puts(b, "open");
	else if (!edtf_is_day(day))
		buf_puts(b, "unknown");
	else
		day_text(b, day);
}

static bool
take_date(struct tagging *t, struct str value, struct str *out,
    struct buf *said, struct err *err)
{
	struct edtf e;
	struct buf b = { 0 };
	int64_t first, last;

	*out = (struct str){ 0 };
	if (value.len == 0)
		return true;
	if (!datex_typed(value, t->day, &e, err))
		return false;
	edtf_print(&b, &e);
	*out = arena_str(&t->arena, buf_view(&b));
	buf_release(&b);
	if (!str_eq(*out, value))
		buf_addf(said, "%.*s \xc2\xb7 ", (int)out->len, out->p);
	first = edtf_earliest(&e);
	last = edtf_latest(&e);
	put_day(said, first);
	if (last != first) {
		buf_puts(said, " to ");
		put_day(said, last);
	}
	return true;
}

static bool
take_grade(struct str value, struct claim *c, struct buf *said, struct err *err)
{
	const char *credibility;

	if (!grade_parse(value, &c->grade, err))
		return false;
	credibility = credibility_words(c->grade.credibility);
	buf_puts(said, reliability_words(c->grade.reliability));
	buf_addf(said, "%s%s",
	    said->len > 0 && *credibility != '\0' ? ", " : "", credibility);
	return true;
}

/* "12", "12-15", "12–15"; false without digits. */
static bool
range_of(struct str s, struct claim_figure *f)
{
	size_t cut = str_find(s, str_of("-"), 0), width = 1;

	if (cut == SIZE_MAX) {
		cut = str_find(s, str_of("\xe2\x80\x93"), 0);
		width = 3;
	}
	if (cut == SIZE_MAX)
		return str_int(s, &f->best);
	return str_int(str_slice(s, 0, cut), &f->low) &&
	       str_int(str_slice(s, cut + width, s.len), &f->high);
}

/* "killed 12-15 best 14 (as worded)" */
static bool
figure_of(struct str s, struct claim_figure *f, struct err *err)
{
	struct str rest, word;
	size_t open = str_find(s, str_of("("), 0);
	bool best = false, numbers = false, good = true;

	if (str_find(s, str_of("="), 0) != SIZE_MAX)
		return figure_parse(s, f, err);
	*f = (struct claim_figure){
		.low = FIGURE_NONE, .best = FIGURE_NONE, .high = FIGURE_NONE
	};
	if (open != SIZE_MAX) {
		f->text = str_trim(str_slice(
		    s, open + 1, str_ends(s, ")") ? s.len - 1 : s.len));
		s = str_trim(str_slice(s, 0, open));
	}
	rest = s;
	while (good && rest.p != NULL && str_split(&rest, ' ', &word)) {
		if (word.len == 0)
			continue;
		if (str_is_nocase(word, "best"))
			best = true;
		else if (best)
			good = str_int(word, &f->best);
		else if (range_of(word, f))
			numbers = true;
		else if (numbers)
			good = false;
		else
			f->what =
			    str_slice(s, 0, (size_t)(word.p + word.len - s.p));
	}
	if (good && f->what.len > 0 && (numbers || best || f->text.len > 0))
		return true;
	return err_set(err, ERR_INVALID,
	    "\"%.*s\" is no figure: killed 44, or killed 12-15 best 14",
	    (int)(s.len < 40 ? s.len : 40), s.p);
}

static bool
take_figures(
    struct tagging *t, struct str value, struct claim *c, struct err *err)
{
	struct str parts[PARTS];

	c->n_figures = split(value, parts);
	c->figures =
	    arena_array(&t->arena, c->n_figures + 1, sizeof *c->figures);
	for (size_t i = 0; i < c->n_figures; i++) {
		if (!figure_of(
			arena_str(&t->arena, parts[i]), &c->figures[i], err))
			return false;
	}
	return true;
}

/* ---- words of a list ---- */

const char *
claim_choice(enum claim_entry entry, size_t i)
{
	if (entry == ENTRY_MODALITY && i < MODALITIES)
		return modality_name((enum modality)i);
	if (entry == ENTRY_POLARITY && i < POLARITIES)
		return polarity_name((enum polarity)i);
	if (entry == ENTRY_STATUS && i < CLAIM_STATUSES)
		return claim_status_name((enum claim_status)i);
	if (entry == ENTRY_INFERENCE && i < INFERENCES)
		return inference_name((enum inference)i);
	/* Of these the first is nothing. */
	i++;
	if (entry == ENTRY_LIKELIHOOD && i < LIKELIHOODS)
		return likelihood_words((int)i);
	if (entry == ENTRY_CONFIDENCE && i < CONFIDENCES)
		return confidence_name((enum confidence)i);
	if (entry == ENTRY_ACCESS && i < ACCESSES)
		return source_access_name((enum source_access)i);
	return NULL;
}

static bool
may_be_empty(enum claim_entry entry)
{
	return entry == ENTRY_INFERENCE || entry == ENTRY_LIKELIHOOD ||
	       entry == ENTRY_CONFIDENCE || entry == ENTRY_ACCESS;
}

/* The one word that begins so. */
static bool
choice_of(enum claim_entry entry, struct str value, size_t *chosen,
    struct buf *said, struct err *err)
{
	struct buf all = { 0 };
	size_t found = 0;
	const char *name;

	for (size_t i = 0; (name = claim_choice(entry, i)) != NULL; i++) {
		struct str s = str_of(name);

		buf_addf(&all, "%s%s", i > 0 ? ", " : "", name);
		if (value.len == 0 ||
		    !str_is_nocase(str_slice(s, 0, value.len), value.p))
			continue;
		found++;
		*chosen = i;
	}
	if (found == 1) {
		name = claim_choice(entry, *chosen);
		if (!str_is(value, name))
			buf_puts(said, name);
		buf_release(&all);
		return true;
	}
	(void)err_set(err, ERR_INVALID, "one of: %s", all.p);
	buf_release(&all);
	return false;
}

static bool
take_choice(struct tagging *t, enum claim_entry entry, struct str value,
    struct claim *c, struct buf *said, struct err *err)
{
	bool none = value.len == 0 && may_be_empty(entry);
	size_t i = 0;

	/* Terminated, for the comparison. */
	if (!none &&
	    !choice_of(entry, arena_str(&t->arena, value), &i, said, err))
		return false;
	switch ((int)entry) {
	case ENTRY_MODALITY:
		c->modality = (enum modality)i;
		break;
	case ENTRY_POLARITY:
		c->polarity = (enum polarity)i;
		break;
	case ENTRY_STATUS:
		c->status = (enum claim_status)i;
		break;
	case ENTRY_INFERENCE:
		c->inference = (enum inference)i;
		break;
	case ENTRY_LIKELIHOOD:
		c->likelihood = none ? 0 : (int)i + 1;
		break;
	case ENTRY_CONFIDENCE:
		c->confidence = (enum confidence)(none ? 0 : i + 1);
		break;
	case ENTRY_ACCESS:
		c->claimant.access = (enum source_access)(none ? 0 : i + 1);
		break;
	default:
		break;
	}
	return true;
}

/* ---- the event ---- */

/* The day that its words are about, else that of the article. */
static int64_t
day_of(const struct tagging *t)
{
	return edtf_is_day(t->claim.earliest) ? t->claim.earliest : t->day;
}

struct event
claim_event_named(struct tagging *t, struct str words)
{
	struct store *store = t->app->store;
	struct event e = { 0 }, *list;
	int64_t id;
	size_t n;

	if (str_int(words, &id) &&
	    store_event_get(store, id, &t->arena, &e, NULL))
		return e;
	if (words.len > 0 &&
	    store_events_like(
		store, words, day_of(t), 1, &t->arena, &list, &n, NULL) &&
	    n > 0)
		return list[0];
	return (struct event){ 0 };
}

static bool
take_event(struct tagging *t, struct str value, struct claim *c,
    struct buf *said, struct err *err)
{
	struct event e = claim_event_named(t, value);

	if (value.len > 0 && e.id == 0)
		return err_set(err, ERR_INVALID,
		    "no event is called so: C-n shows those of the time");
	c->event = e.id;
	c->event_title = e.title;
	if (e.id != 0 && !str_eq(e.title, value))
		buf_addf(said, "= %.*s ", (int)e.title.len, e.title.p);
	buf_str(said, e.date);
	return true;
}

/* ---- the cue ---- */

/* The place of these words nearest to what is said. */
static bool
place_cue(struct tagging *t, struct str words, const struct claim *c,
    struct span *span)
{
	const struct claim_span *said = claim_span_of(c, SPAN_CONTENT);
	size_t best = SIZE_MAX, at = 0;
	uint32_t near = said != NULL ? said->anchor.span.from : 0;
	uint64_t least = UINT64_MAX;

	while ((at = str_find(t->text, words, at)) != SIZE_MAX) {
		uint64_t far = at > near ? at - near : near - at;

		if (far < least) {
			least = far;
			best = at;
		}
		at++;
	}
	if (best == SIZE_MAX)
		return false;
	*span = (struct span){ (uint32_t)best, (uint32_t)(best + words.len) };
	return true;
}

static bool
take_cue(struct tagging *t, struct str value, struct claim *c, struct err *err)
{
	struct claim_span *list =
	    arena_array(&t->arena, c->n_spans + 1, sizeof *list);
	size_t n = 0;
	struct span span;

	for (size_t i = 0; i < c->n_spans; i++)
		if (c->spans[i].role != SPAN_CUE)
			list[n++] = c->spans[i];
	if (value.len > 0) {
		if (!place_cue(t, value, c, &span))
			return err_set(err, ERR_INVALID,
			    "these words are not in the text");
		list[n++] =
		    (struct claim_span){ SPAN_CUE, anchor_make(t->text, span) };
	}
	c->spans = list;
	c->n_spans = n;
	return true;
}

/* ---- in ---- */

static bool
take_codes(
    struct tagging *t, struct str value, struct claim *c, struct err *err)
{
	struct str parts[PARTS];

	c->n_codes = split(value, parts);
	c->codes = arena_array(&t->arena, c->n_codes + 1, sizeof *c->codes);
	for (size_t i = 0; i < c->n_codes; i++) {
		c->codes[i] = arena_str(&t->arena, parts[i]);
		if (!claim_code_valid(c->codes[i], err))
			return false;
	}
	return true;
}

static bool
take(struct tagging *t, enum claim_entry entry, struct str value,
    struct claim *c, struct buf *said, struct err *err)
{
	switch (entry) {
	case ENTRY_STATEMENT:
		c->statement = arena_str(&t->arena, value);
		return true;
	case ENTRY_REASON:
		c->rationale = arena_str(&t->arena, value);
		return true;
	case ENTRY_CLAIMANT:
		return take_claimant(t, value, c, said);
	case ENTRY_VIA:
		return take_via(t, value, c, said);
	case ENTRY_SUBJECTS:
	case ENTRY_OBJECTS:
		return take_subjects(
		    t, value, entry == ENTRY_OBJECTS, c, said, err);
	case ENTRY_WHEN:
		return take_date(t, value, &c->happened, said, err);
	case ENTRY_SAID:
		return take_date(t, value, &c->said, said, err);
	case ENTRY_VALID:
		return take_date(t, value, &c->valid, said, err);
	case ENTRY_PLACE:
		return take_place(t, value, c, said, err);
	case ENTRY_GRADE:
		return take_grade(value, c, said, err);
	case ENTRY_STATUS:
	case ENTRY_MODALITY:
	case ENTRY_POLARITY:
	case ENTRY_LIKELIHOOD:
	case ENTRY_CONFIDENCE:
	case ENTRY_ACCESS:
	case ENTRY_INFERENCE:
		return take_choice(t, entry, value, c, said, err);
	case ENTRY_EVENT:
		return take_event(t, value, c, said, err);
	case ENTRY_CUE:
		return take_cue(t, value, c, err);
	case ENTRY_CODES:
		return take_codes(t, value, c, err);
	case ENTRY_FIGURES:
		return take_figures(t, value, c, err);
	case ENTRY_NOTE: /* see store_claim_save */
	case ENTRIES:
		break;
	}
	return true;
}

/* Entities that a field began with are shown by their words; those of the
 * register are said beside them. */
static void
say_initial(const struct tagging *t, enum claim_entry entry, struct buf *said)
{
	const struct claim_source *s = &t->claim.claimant;

	if (entry == ENTRY_CLAIMANT && s->entity != 0 && s->text.len > 0 &&
	    !str_eq(s->text, s->name))
		buf_addf(said, "= %.*s", (int)s->name.len, s->name.p);
}

bool
claim_take(struct tagging *t, enum claim_entry entry, struct str value,
    struct claim *claim, struct str *said, struct err *err)
{
	struct buf b = { 0 };
	struct claim scratch = *claim;
	bool same = str_eq(value, t->initial[entry]);
	bool words = entry == ENTRY_GRADE || entry == ENTRY_WHEN ||
		     entry == ENTRY_SAID || entry == ENTRY_VALID;
	bool good =
	    (same && !words) || take(t, entry, value, &scratch, &b, err);

	if (good && !same)
		*claim = scratch;
	if (same && !words)
		say_initial(t, entry, &b);
	*said = arena_str(&t->arena, buf_view(&b));
	buf_release(&b);
	return good;
}
