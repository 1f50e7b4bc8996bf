/* Is this word a verb that attributes, and what belongs to it: English and
 * French. */
#include "config.h"

#include "model/suggest-view.h"

enum { W_STARTS = W_DET | W_PRON | W_WHAT | W_SUB };

const struct tok *
view_at(const struct view *v, size_t i)
{
	static const struct tok none = { .kind = TOK_BREAK };

	return i >= v->sentence.from && i < v->sentence.to ? &v->s->t[i]
							   : &none;
}

bool
view_mark(const struct tok *t)
{
	return t->kind == TOK_COMMA || t->kind == TOK_CLOSE ||
	       t->kind == TOK_BREAK;
}

bool
view_clause(const struct view *v, size_t i)
{
	const struct tok *t = view_at(v, i);

	if (t->kind == TOK_OPEN || t->kind == TOK_COLON ||
	    t->kind == TOK_NUMBER)
		return true;
	if (t->kind != TOK_WORD)
		return false;
	if (v->s->language == LANGUAGE_FR && t->flags & W_PREP)
		return true;
	return (t->flags & (W_STARTS | W_OBJECT)) != 0 || phrase_word(v->s, i);
}

/* Nouns spelled as verbs: "the claims", "his report", "state media". */
static bool
is_noun_here(const struct view *v)
{
	const struct tok *t = view_at(v, v->i), *before = view_at(v, v->i - 1);
	const struct tok *after = view_at(v, v->i + 1);

	if (t->form == FORM_ING && before->flags & W_DET &&
	    before->mention == NULL)
		return true;
	if (v->i == v->sentence.from || t->form == FORM_ING)
		return v->i == v->sentence.from && t->form != FORM_ING &&
		       (t->form != FORM_PAST || !view_mark(after));
	if (before->kind == TOK_WORD && before->mention == NULL &&
	    before->flags & (W_DET | W_PREP) &&
	    (before->flags & (W_PRON | W_ONE)) == 0 && !tok_is(before, "to") &&
	    !(tok_is(before, "that") && t->form == FORM_PAST))
		return true;
	if (before->owner || (t->cap && before->cap && t->form != FORM_PAST))
		return true;
	if (t->form == FORM_PAST)
		return false;
	if (t->form == FORM_S && t->flags & W_AMBIGUOUS)
		return !view_clause(v, v->i + 1) ||
		       tok_among(after, "of about against from");
	if (t->form == FORM_BASE && t->cue != CUE_NONE && !tok_is(t, "put")) {
		/* "they say", "officials say", "would say", "to say". */
		if (before->flags & (W_PRON | W_AUX | W_REL) ||
		    tok_is(before, "to") || before->flags & W_ADV)
			return false;
		return !(
		    str_ends(before->fold, "s") &&
		    (before->flags & W_HUMAN || (t->flags & W_AMBIGUOUS) == 0));
	}
	return false;
}

/* "the planned march", "as expected", "forces backed by". */
static bool
is_adjective(const struct view *v)
{
	const struct tok *t = view_at(v, v->i), *before = view_at(v, v->i - 1);
	const struct tok *after = view_at(v, v->i + 1);

	if (t->form != FORM_PAST)
		return false;
	if (tok_is(before, "as") || tok_is(before, "than"))
		return tok_is(after, "by") || view_mark(after) ||
		       v->i + 1 == v->sentence.to;
	if (tok_is(after, "by") && !v->passive)
		return true;
	return tok_is(t, "known") && !v->passive;
}

/* "to say": only where somebody goes on to. "tried to say" is not said. */
static bool
is_unsaid(const struct view *v)
{
	const struct tok *t = view_at(v, v->i);
	size_t k = v->i;

	/* "who asked not to be named" */
	if (tok_is(view_at(v, k + 1), "to") + tok_is(view_at(v, k + 2), "to") >
		0 &&
	    tok_is(view_at(v, k + 2 + tok_is(view_at(v, k + 2), "to")), "be") &&
	    tok_among(view_at(v, k + 3 + tok_is(view_at(v, k + 2), "to")),
		"named identified quoted"))
		return true;
	if (tok_is(view_at(v, k - 1), "having"))
		return true;
	if (!tok_is(view_at(v, k - 1), "to") || t->form != FORM_BASE)
		return k > v->sentence.from &&
		       tok_is(view_at(v, k - 1), "without");
	k--;
	while (k > v->sentence.from && view_at(v, k - 1)->flags & W_ADV)
		k--;
	if (tok_among(view_at(v, k - 1),
		"continued continues went on goes continue began begins used "
		"had has have appeared seemed"))
		return false;
	return true;
}

/* ------------------------------------------------ passives, asides, tails */

bool
view_passive(const struct view *v)
{
	size_t k = v->i;

	if (view_at(v, k)->form != FORM_PAST)
		return false;
	while (k > v->sentence.from && view_at(v, k - 1)->flags & W_ADV)
		k--;
	/* "s'est dit": with "se" it is no passive. */
	if (v->s->language == LANGUAGE_FR && k > v->sentence.from + 1 &&
	    tok_among(view_at(v, k - 2), "s se"))
		return false;
	return (view_at(v, k - 1)->flags & W_BE) != 0;
}

/* Passives that attribute: "is said to", "was accused of", "was quoted as". */
bool
view_passive_counts(struct view *v)
{
	const struct tok *t = view_at(v, v->i), *after = view_at(v, v->i + 1);
	size_t k;

	if (tok_is(after, "as") && tok_is(view_at(v, v->i + 2), "saying"))
		return true;
	if (tok_is(after, "by") && t->cue == CUE_WEAK)
		return tok_among(
			   t, "welcomed rejected dismissed opposed endorsed") &&
		       source_of(v->s,
			   phrase_after(v->s, v->i + 2, v->sentence.to, false))
			   .human;
	if (tok_is(after, "by"))
		return t->cue != CUE_SHOW && t->cue != CUE_THINK;
	switch (t->cue) {
	case CUE_SAY:
	case CUE_SHOW:
	case CUE_THINK:
	case CUE_CITE:
		k = v->i + 1;
		return tok_among(after, "to that") ||
		       (tok_is(after, "as") && k + 1 < v->sentence.to &&
			   t->cue == CUE_CITE);
	case CUE_TELL:
		return tok_among(after, "that to of not") ||
		       view_clause(v, v->i + 1);
	case CUE_CALL:
		return tok_among(after, "of for a an the as") &&
		       t->modality == MODALITY_ALLEGED;
	case CUE_ASK:
		return tok_among(after, "to about if whether why");
	case CUE_NONE:
	case CUE_WEAK:
	case CUE_SPEAK:
		break;
	}
	return false;
}

void
view_set_passive(struct view *v)
{
	size_t k = v->i, by = v->i + 1;

	while (
	    k > v->sentence.from && view_at(v, k - 1)->flags & (W_AUX | W_ADV))
		k--;
	if (tok_is(view_at(v, v->i), "quoted") &&
	    tok_is(view_at(v, by), "as")) {
		v->source = subject_before(v->s, v->sentence.from, k, &k);
		v->cue.to = by + 1 + tok_is(view_at(v, by + 1), "saying");
		v->next = v->cue.to;
		return;
	}
	v->verb = k;
	v->source = (struct source){ 0 };
	/* The content begins with the subject: "The road is said to ...". */
	for (; by < v->sentence.to && by < v->i + 24; by++) {
		if (view_mark(view_at(v, by)) || view_at(v, by)->flags & W_WHAT)
			break;
		if (tok_is(view_at(v, by), "by")) {
			struct source who = source_of(v->s,
			    phrase_after(v->s, by + 1, v->sentence.to, true));

			if (who.human)
				v->source = who;
			break;
		}
	}
}

/* "pointed out", "mis en garde": the verb with what makes it one. */
size_t
view_particle(const struct view *v, size_t k)
{
	if (v->s->language == LANGUAGE_FR) {
		if (tok_among(view_at(v, v->i), "fait font faisait faisaient"))
			return k + tok_among(view_at(v, k),
				       "etat savoir part valoir remarquer "
				       "observer");
		return tok_is(view_at(v, k), "en") &&
			       tok_is(view_at(v, k + 1), "garde")
			   ? k + 2
			   : k;
	}
	if (tok_among(view_at(v, v->i), "make makes made making")) {
		size_t clear = k + tok_is(view_at(v, k), "it");

		return tok_is(view_at(v, clear), "clear") ? clear + 1 : k;
	}
	return k + tok_is(view_at(v, k), "out");
}

/* "a report released on Wednesday that": up to the word that begins what is
 * said, where nothing but a participle stands between. */
static size_t
that_behind(const struct view *v, size_t k)
{
	enum { FAR = 10 };
	size_t i;

	/* It may have been taken for a word of the phrase. */
	if (!str_ends(view_at(v, k - 1)->fold, "ed") &&
	    !str_ends(view_at(v, k)->fold, "ed"))
		return k;
	for (i = k; i < k + FAR && view_at(v, i)->kind == TOK_WORD; i++) {
		if (tok_is(view_at(v, i), "that"))
			return i;
		if (view_at(v, i)->flags & (W_AUX | W_PRON))
			break;
	}
	return k;
}

/* Whom somebody tells: "told reporters in Washington on Monday that". */
size_t
view_addressee(const struct view *v, size_t k)
{
	const struct tok *t = view_at(v, k);
	struct range r;

	if (t->flags & W_OBJECT)
		return k + 1;
	if (t->kind != TOK_WORD || t->flags & W_WHAT)
		return k;
	r = phrase_after(v->s, k, v->sentence.to, false);
	return r.to;
}

/* "in a statement", "on Monday", "to reporters", "afterwards", "again". */
size_t
view_aside(const struct view *v, size_t k)
{
	size_t was;

	do {
		struct range r;

		was = k;
		while (view_at(v, k)->kind == TOK_WORD &&
		       view_at(v, k)->mention == NULL &&
		       view_at(v, k)->flags & (W_ADV | W_TIME) &&
		       (view_at(v, k)->flags & (W_WHAT | W_SUB | W_DET)) == 0)
			k++;
		if (!tok_among(view_at(v, k),
			"in on at during to by after before via through from "
			"this last late early about dans lors au aux") ||
		    (tok_is(view_at(v, k), "to") && !view_at(v, k + 1)->cap &&
			(view_at(v, k + 1)->flags &
			    (W_OBJECT | W_HUMAN | W_DET | W_PAPER)) == 0))
			continue;
		r = phrase_after(v->s, k + 1, v->sentence.to, false);
		if (r.to > r.from)
			r.to = that_behind(v, r.to);
		while (view_at(v, r.to)->kind == TOK_WORD &&
		       (view_at(v, r.to)->flags & W_TIME ||
			   view_at(v, r.to)->kind == TOK_NUMBER))
			r.to++;
		if (r.to > r.from && (view_at(v, r.to)->flags & W_WHAT ||
					 view_at(v, r.to)->kind == TOK_OPEN ||
					 view_at(v, r.to)->kind == TOK_COLON ||
					 view_at(v, r.to)->kind == TOK_COMMA ||
					 r.to == v->sentence.to ||
					 view_at(v, r.to - 1)->flags & W_TIME))
			k = r.to;
	} while (k != was && k < v->sentence.to);
	return k;
}

bool
view_verb(const struct view *v)
{
	return !is_noun_here(v) && !is_adjective(v) && !is_unsaid(v);
}
