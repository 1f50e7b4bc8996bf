#include "config.h"

#include "model/read-claim.h"

static struct str
text(const json_t *o, const char *name, struct arena *arena)
{
	const json_t *v = json_object_get(o, name);

	if (!json_is_string(v))
		return str_of("");
	return arena_str(
	    arena, (struct str){ json_string_value(v), json_string_length(v) });
}

static int64_t
number(const json_t *o, const char *name, int64_t none)
{
	const json_t *v = json_object_get(o, name);

	return json_is_integer(v) ? json_integer_value(v) : none;
}

/* A small number from 0 up to most. */
static int
small(const json_t *o, const char *name, int most)
{
	int64_t n = number(o, name, 0);

	return n > 0 && n <= most ? (int)n : 0;
}

static char
letter(const json_t *o, const char *name)
{
	const char *s = json_string_value(json_object_get(o, name));

	return s != NULL && s[0] >= 'A' && s[0] <= 'F' && s[1] == '\0' ? s[0]
								       : '\0';
}

/* The word of an enumeration, left as it is where there is none. */
#define WORD(o, name, parse, to, arena)                                        \
	do {                                                                   \
		struct str word_ = text(o, name, arena);                       \
		if (word_.len > 0)                                             \
			(void)parse(word_, to);                                \
	} while (0)

static void
read_span(const json_t *o, struct arena *arena, struct claim_span *s)
{
	int64_t from = number(o, "start", 0), to = number(o, "end", 0);

	*s = (struct claim_span){ .role = SPAN_CONTENT };
	WORD(o, "role", span_role_parse, &s->role, arena);
	s->anchor.quote = text(o, "quote", arena);
	s->anchor.prefix = text(o, "prefix", arena);
	s->anchor.suffix = text(o, "suffix", arena);
	s->anchor.state = ANCHOR_ORPHANED;
	WORD(o, "anchor", anchor_state_parse, &s->anchor.state, arena);
	if (from >= 0 && to >= from && to < UINT32_MAX)
		s->anchor.span = (struct span){ (uint32_t)from, (uint32_t)to };
}

static void
read_source(const json_t *o, struct arena *arena, struct claim_source *s)
{
	*s = (struct claim_source){ 0 };
	s->key = text(o, "entity", arena);
	s->name = text(o, "name", arena);
	s->text = text(o, "text", arena);
	WORD(o, "role", source_role_parse, &s->role, arena);
	WORD(o, "naming", source_naming_parse, &s->naming, arena);
	WORD(o, "access", source_access_parse, &s->access, arena);
	s->people = (uint32_t)small(o, "people", 1000000);
	s->said = text(o, "said", arena);
	s->reliability = letter(o, "reliability");
}

static void
read_subject(const json_t *o, struct arena *arena, struct claim_subject *s)
{
	*s = (struct claim_subject){ .key = text(o, "entity", arena),
		.name = text(o, "name", arena) };
	WORD(o, "role", subject_role_parse, &s->role, arena);
}

static void
read_figure(const json_t *o, struct arena *arena, struct claim_figure *f)
{
	f->what = text(o, "what", arena);
	f->low = number(o, "low", FIGURE_NONE);
	f->best = number(o, "best", FIGURE_NONE);
	f->high = number(o, "high", FIGURE_NONE);
	f->text = text(o, "text", arena);
}

static void
read_lists(const json_t *o, struct arena *arena, struct claim *c)
{
	const json_t *spans = json_object_get(o, "spans");
	const json_t *via = json_object_get(o, "via");
	const json_t *subjects = json_object_get(o, "subjects");
	const json_t *figures = json_object_get(o, "figures");
	size_t i;

	c->n_spans = json_array_size(spans);
	c->spans = arena_array(arena, c->n_spans, sizeof *c->spans);
	for (i = 0; i < c->n_spans; i++)
		read_span(json_array_get(spans, i), arena, &c->spans[i]);
	c->n_via = json_array_size(via);
	c->via = arena_array(arena, c->n_via, sizeof *c->via);
	for (i = 0; i < c->n_via; i++)
		read_source(json_array_get(via, i), arena, &c->via[i]);
	c->n_subjects = json_array_size(subjects);
	c->subjects = arena_array(arena, c->n_subjects, sizeof *c->subjects);
	for (i = 0; i < c->n_subjects; i++)
		read_subject(
		    json_array_get(subjects, i), arena, &c->subjects[i]);
	c->n_figures = json_array_size(figures);
	c->figures = arena_array(arena, c->n_figures, sizeof *c->figures);
	for (i = 0; i < c->n_figures; i++)
		read_figure(json_array_get(figures, i), arena, &c->figures[i]);
}

static void
read_codes(const json_t *o, struct arena *arena, struct claim *c)
{
	const json_t *codes = json_object_get(o, "codes");
	size_t i;

	c->codes = arena_array(arena, json_array_size(codes), sizeof *c->codes);
	for (i = 0; i < json_array_size(codes); i++) {
		const json_t *v = json_array_get(codes, i);

		if (json_is_string(v))
			c->codes[c->n_codes++] =
			    arena_str(arena, (struct str){ json_string_value(v),
						 json_string_length(v) });
	}
}

static void
read_links(const json_t *o, struct arena *arena, struct claim *c,
    struct out_claim *out)
{
	const json_t *links = json_object_get(o, "links");
	struct str *others;
	size_t i, n = json_array_size(links);

	c->links = arena_array(arena, n, sizeof *c->links);
	others = arena_array(arena, n, sizeof *others);
	for (i = 0; i < n; i++) {
		const json_t *link = json_array_get(links, i);
		struct claim_link *l = &c->links[c->n_links];

		if (!link_kind_parse(text(link, "kind", arena), &l->kind))
			continue;
		l->note = text(link, "note", arena);
		others[c->n_links++] =
		    uuid_read(arena, text(link, "claim", arena));
	}
	out->others = others;
}

static void
read_judgement(const json_t *o, struct arena *arena, struct claim *c)
{
	WORD(o, "modality", modality_parse, &c->modality, arena);
	WORD(o, "polarity", polarity_parse, &c->polarity, arena);
	WORD(o, "quoting", quoting_parse, &c->quoting, arena);
	WORD(o, "inference", inference_parse, &c->inference, arena);
	WORD(o, "confidence", confidence_parse, &c->confidence, arena);
	WORD(o, "status", claim_status_parse, &c->status, arena);
	c->likelihood = small(o, "likelihood", LIKELIHOODS - 1);
	c->grade.reliability = letter(o, "reliability");
	c->grade.credibility = small(o, "credibility", 6);
	c->rationale = text(o, "rationale", arena);
	c->grader = text(o, "grader", arena);
	c->graded = number(o, "graded", 0);
}

const struct out_claim *
claim_read(const json_t *o, struct arena *arena)
{
	struct out_claim *out = arena_alloc(arena, sizeof *out);
	struct claim *c = arena_alloc(arena, sizeof *c);

	out->claim = c;
	c->uuid = uuid_read(arena, text(o, "uuid", arena));
	c->statement = text(o, "statement", arena);
	read_judgement(o, arena, c);
	read_lists(o, arena, c);
	read_source(json_object_get(o, "claimant"), arena, &c->claimant);
	read_codes(o, arena, c);
	read_links(o, arena, c, out);
	c->place_key = text(o, "place", arena);
	c->place_name = text(o, "placeName", arena);
	c->place_precision = small(o, "placePrecision", 7);
	out->event = text(o, "event", arena);
	c->event_title = text(o, "eventTitle", arena);
	c->said = text(o, "said", arena);
	c->happened = text(o, "when", arena);
	c->valid = text(o, "valid", arena);
	c->suggested_by = text(o, "suggestedBy", arena);
	c->analyst = text(o, "analyst", arena);
	c->created = number(o, "created", 0);
	c->updated = number(o, "updated", 0);
	return out;
}
