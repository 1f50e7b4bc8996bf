#include "config.h"

#include "ui/claim-text.h"

#include "store/entity.h"

/* ---- out ---- */

struct str
claim_source_said(const struct claim_source *source)
{
	return source->text.len > 0 ? source->text : source->name;
}

static bool
holds(struct str s, char c)
{
	return s.len > 0 && memchr(s.p, c, s.len) != NULL;
}

/* With commas, or semicolons where one of them has a comma of its own. */
static struct str
joined(struct arena *arena, const struct str *list, size_t n)
{
	struct buf b = { 0 };
	struct str s;
	const char *between = ", ";

	for (size_t i = 0; i < n; i++)
		if (holds(list[i], ','))
			between = "; ";
	for (size_t i = 0; i < n; i++) {
		buf_puts(&b, b.len > 0 ? between : "");
		buf_str(&b, list[i]);
	}
	if (n == 1 && holds(list[0], ','))
		buf_putc(&b, ';');
	s = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return s;
}

bool
claim_is_object(const struct claim_subject *s)
{
	return s->role == SUBJECT_TARGET || s->role == SUBJECT_VICTIM;
}

struct str
claim_entity_said(struct tagging *t, int64_t id, struct str name)
{
	struct entity e;

	return id != 0 &&
		       store_entity_get(
			   t->app->store, id, &t->arena, &e, NULL) &&
		       e.short_name.len > 0
		   ? e.short_name
		   : name;
}

static struct str
subjects_said(struct tagging *t, bool objects)
{
	const struct claim *c = &t->claim;
	struct str *names =
	    arena_array(&t->arena, c->n_subjects + 1, sizeof *names);
	size_t n = 0;

	for (size_t i = 0; i < c->n_subjects; i++)
		if (claim_is_object(&c->subjects[i]) == objects)
			names[n++] = claim_entity_said(
			    t, c->subjects[i].entity, c->subjects[i].name);
	return joined(&t->arena, names, n);
}

static void
put_number(struct buf *b, const char *before, int64_t n)
{
	if (n != FIGURE_NONE)
		buf_addf(b, "%s%lld", before, (long long)n);
}

/* "killed 12-15 best 14 (at least a dozen)" */
static struct str
figure_said(struct arena *arena, const struct claim_figure *f)
{
	bool range = f->low != FIGURE_NONE || f->high != FIGURE_NONE;
	struct buf b = { 0 };
	struct str s;

	buf_str(&b, f->what);
	put_number(&b, " ", f->low);
	put_number(&b, "-", f->high);
	put_number(&b, range ? " best " : " ", f->best);
	if (f->text.len > 0)
		buf_addf(&b, " (%.*s)", (int)f->text.len, f->text.p);
	s = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return s;
}

void
claim_entries(struct tagging *t)
{
	const struct claim *c = &t->claim;
	const struct claim_span *cue = claim_span_of(c, SPAN_CUE);
	struct str *names =
	    arena_array(&t->arena, c->n_via + c->n_figures + 1, sizeof *names);
	char grade[GRADE_TEXT];

	for (size_t i = 0; i < c->n_via; i++)
		names[i] = claim_source_said(&c->via[i]);
	t->initial[ENTRY_VIA] = joined(&t->arena, names, c->n_via);
	for (size_t i = 0; i < c->n_figures; i++)
		names[i] = figure_said(&t->arena, &c->figures[i]);
	t->initial[ENTRY_FIGURES] = joined(&t->arena, names, c->n_figures);
	t->initial[ENTRY_STATEMENT] = c->statement;
	t->initial[ENTRY_CLAIMANT] = claim_source_said(&c->claimant);
	t->initial[ENTRY_SUBJECTS] = subjects_said(t, false);
	t->initial[ENTRY_OBJECTS] = subjects_said(t, true);
	t->initial[ENTRY_WHEN] = c->happened;
	t->initial[ENTRY_SAID] = c->said;
	t->initial[ENTRY_VALID] = c->valid;
	t->initial[ENTRY_PLACE] = claim_entity_said(t, c->place, c->place_name);
	t->initial[ENTRY_STATUS] = str_of(claim_status_name(c->status));
	t->initial[ENTRY_GRADE] =
	    arena_str(&t->arena, str_of(grade_text(c->grade, grade)));
	t->initial[ENTRY_REASON] = c->rationale;
	t->initial[ENTRY_MODALITY] = str_of(modality_name(c->modality));
	t->initial[ENTRY_POLARITY] = str_of(polarity_name(c->polarity));
	if (cue != NULL)
		t->initial[ENTRY_CUE] = cue->anchor.quote;
	t->initial[ENTRY_CODES] = joined(&t->arena, c->codes, c->n_codes);
	t->initial[ENTRY_EVENT] = c->event_title;
	t->initial[ENTRY_LIKELIHOOD] = str_of(likelihood_words(c->likelihood));
	t->initial[ENTRY_CONFIDENCE] = str_of(confidence_name(c->confidence));
	t->initial[ENTRY_ACCESS] =
	    str_of(source_access_name(c->claimant.access));
	/* The usual one is what stands there while nothing is typed. */
	if (c->inference != INFERENCE_TEXTUAL)
		t->initial[ENTRY_INFERENCE] =
		    str_of(inference_name(c->inference));
}
