#include "config.h"

#include "model/write-claim.h"

#include "model/record.h"

struct str
claim_via_words(const struct claim *claim, struct arena *arena)
{
	struct str s = str_of("");
	size_t i;

	for (i = 0; i < claim->n_via; i++) {
		struct str one = claim_source_words(&claim->via[i]);

		s = arena_printf(arena, "%.*s%s%.*s", (int)s.len, s.p,
		    i > 0 ? " | " : "", (int)one.len, one.p);
	}
	return s;
}

struct str
claim_subject_words(
    const struct claim *claim, const char *sep, struct arena *arena)
{
	struct str s = str_of("");
	size_t i;

	for (i = 0; i < claim->n_subjects; i++)
		s = arena_printf(arena, "%.*s%s%.*s", (int)s.len, s.p,
		    i > 0 ? sep : "", (int)claim->subjects[i].name.len,
		    claim->subjects[i].name.p);
	return s;
}

static void
number(struct buf *out, const char *name, int64_t n, int64_t none)
{
	if (n == none)
		return;
	if (out->p[out->len - 1] != '{')
		buf_putc(out, ',');
	buf_addf(out, "\"%s\":%lld", name, (long long)n);
}

static void
word(struct buf *out, const char *name, const char *value)
{
	json_member(out, name, str_of(value));
}

static void
letter(struct buf *out, const char *name, const char *value)
{
	json_member(out, name, (struct str){ value, *value != '\0' ? 1 : 0 });
}

static void
list(struct buf *out, const char *name)
{
	if (out->p[out->len - 1] != '{')
		buf_putc(out, ',');
	buf_addf(out, "\"%s\":[", name);
}

static void
comma(struct buf *out, size_t i)
{
	if (i > 0)
		buf_putc(out, ',');
}

static void
spans(struct buf *out, const struct claim *c, struct points *points)
{
	size_t i;

	list(out, "spans");
	for (i = 0; i < c->n_spans; i++) {
		const struct anchor *a = &c->spans[i].anchor;

		comma(out, i);
		buf_putc(out, '{');
		word(out, "role", span_role_name(c->spans[i].role));
		json_member(out, "quote", a->quote);
		json_member(out, "prefix", a->prefix);
		json_member(out, "suffix", a->suffix);
		if (a->state != ANCHOR_ORPHANED) {
			number(out, "start",
			    (int64_t)points_at(points, a->span.from), -1);
			number(out, "end",
			    (int64_t)points_at(points, a->span.to), -1);
		}
		word(out, "anchor", anchor_state_name(a->state));
		buf_putc(out, '}');
	}
	buf_putc(out, ']');
}

static void
source(struct buf *out, const struct claim_source *s)
{
	buf_putc(out, '{');
	json_member(out, "entity", s->key);
	json_member(out, "name", s->name);
	json_member(out, "text", s->text);
	word(out, "role", source_role_name(s->role));
	word(out, "naming", source_naming_name(s->naming));
	word(out, "access", source_access_name(s->access));
	number(out, "people", s->people, 0);
	json_member(out, "said", s->said);
	letter(out, "reliability", &s->reliability);
	buf_putc(out, '}');
}

static void
sources(struct buf *out, const struct claim *c)
{
	size_t i;

	if (claim_source_exists(&c->claimant)) {
		buf_puts(out, ",\"claimant\":");
		source(out, &c->claimant);
	}
	list(out, "via");
	for (i = 0; i < c->n_via; i++) {
		comma(out, i);
		source(out, &c->via[i]);
	}
	buf_putc(out, ']');
}

static void
subjects(struct buf *out, const struct claim *c)
{
	size_t i;

	list(out, "subjects");
	for (i = 0; i < c->n_subjects; i++) {
		comma(out, i);
		buf_putc(out, '{');
		json_member(out, "entity", c->subjects[i].key);
		json_member(out, "name", c->subjects[i].name);
		word(out, "role", subject_role_name(c->subjects[i].role));
		buf_putc(out, '}');
	}
	buf_putc(out, ']');
}

static void
figures(struct buf *out, const struct claim *c)
{
	size_t i;

	list(out, "figures");
	for (i = 0; i < c->n_figures; i++) {
		const struct claim_figure *f = &c->figures[i];

		comma(out, i);
		buf_putc(out, '{');
		json_member(out, "what", f->what);
		number(out, "low", f->low, FIGURE_NONE);
		number(out, "best", f->best, FIGURE_NONE);
		number(out, "high", f->high, FIGURE_NONE);
		json_member(out, "text", f->text);
		buf_putc(out, '}');
	}
	buf_putc(out, ']');
}

static void
codes_and_links(struct buf *out, const struct out_claim *oc)
{
	const struct claim *c = oc->claim;
	bool first = true;
	size_t i;

	list(out, "codes");
	for (i = 0; i < c->n_codes; i++) {
		comma(out, i);
		json_text(out, c->codes[i]);
	}
	buf_puts(out, "],\"links\":[");
	for (i = 0; i < c->n_links; i++) {
		if (c->links[i].from_other || oc->others[i].len == 0)
			continue;
		comma(out, first ? 0 : 1);
		first = false;
		buf_putc(out, '{');
		word(out, "kind", link_kind_name(c->links[i].kind));
		json_member(out, "claim", oc->others[i]);
		json_member(out, "note", c->links[i].note);
		buf_putc(out, '}');
	}
	buf_putc(out, ']');
}

static void
judgement(struct buf *out, const struct claim *c)
{
	word(out, "modality", modality_name(c->modality));
	word(out, "polarity", polarity_name(c->polarity));
	word(out, "quoting", quoting_name(c->quoting));
	word(out, "inference", inference_name(c->inference));
	word(out, "confidence", confidence_name(c->confidence));
	word(out, "status", claim_status_name(c->status));
	number(out, "likelihood", c->likelihood, 0);
	letter(out, "reliability", &c->grade.reliability);
	number(out, "credibility", c->grade.credibility, 0);
	json_member(out, "rationale", c->rationale);
	json_member(out, "grader", c->grader);
	number(out, "graded", c->graded, 0);
}

void
claim_json(struct buf *out, const struct out_claim *oc, struct str text)
{
	const struct claim *c = oc->claim;
	struct points points = { .text = text };

	buf_putc(out, '{');
	json_member(out, "uuid", c->uuid);
	json_member(out, "statement", c->statement);
	judgement(out, c);
	spans(out, c, &points);
	sources(out, c);
	subjects(out, c);
	figures(out, c);
	codes_and_links(out, oc);
	json_member(out, "place", c->place_key);
	json_member(out, "placeName", c->place_name);
	number(out, "placePrecision", c->place_precision, 0);
	json_member(out, "event", oc->event);
	json_member(out, "eventTitle", c->event_title);
	json_member(out, "said", c->said);
	json_member(out, "when", c->happened);
	json_member(out, "valid", c->valid);
	json_member(out, "suggestedBy", c->suggested_by);
	json_member(out, "analyst", c->analyst);
	number(out, "created", c->created, 0);
	number(out, "updated", c->updated, 0);
	buf_putc(out, '}');
}
