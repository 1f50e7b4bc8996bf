/* One sentence of English or French: each verb that attributes, whose it is,
 * and what is attributed. */
#include "config.h"

#include "model/suggest-text.h"

enum { W_STARTS = W_DET | W_PRON | W_WHAT | W_SUB };

/* What stands around one verb. */
struct view {
	struct scan *s;
	struct range sentence;
	size_t i;    /* the verb */
	size_t verb; /* the first token of its own words */
	size_t next; /* behind the cue and whom it speaks to */
	struct range cue;
	struct source source;
	struct range via; /* who cites */
	bool inverted, passive, parenthesis, shared;
};

static const struct tok *
at(const struct view *v, size_t i)
{
	static const struct tok none = { .kind = TOK_BREAK };

	return i >= v->sentence.from && i < v->sentence.to ? &v->s->t[i]
							   : &none;
}

static bool
is_mark(const struct tok *t)
{
	return t->kind == TOK_COMMA || t->kind == TOK_CLOSE ||
	       t->kind == TOK_BREAK;
}

/* Something like a clause from i on: subject and verb, or what opens one. */
static bool
clause_at(const struct view *v, size_t i)
{
	const struct tok *t = at(v, i);

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
	const struct tok *t = at(v, v->i), *before = at(v, v->i - 1);
	const struct tok *after = at(v, v->i + 1);

	if (t->form == FORM_ING && before->flags & W_DET &&
	    before->mention == NULL)
		return true;
	if (v->i == v->sentence.from || t->form == FORM_ING)
		return v->i == v->sentence.from && t->form != FORM_ING &&
		       (t->form != FORM_PAST || !is_mark(after));
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
		return !clause_at(v, v->i + 1) ||
		       tok_among(after, "of about against from");
	if (t->form == FORM_BASE && t->cue != CUE_NONE) {
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
	const struct tok *t = at(v, v->i), *before = at(v, v->i - 1);
	const struct tok *after = at(v, v->i + 1);

	if (t->form != FORM_PAST)
		return false;
	if (tok_is(before, "as") || tok_is(before, "than"))
		return tok_is(after, "by") || is_mark(after) ||
		       v->i + 1 == v->sentence.to;
	if (tok_is(after, "by") && !v->passive)
		return true;
	return tok_is(t, "known") && !v->passive;
}

/* "to say": only where somebody goes on to. "tried to say" is not said. */
static bool
is_unsaid(const struct view *v)
{
	const struct tok *t = at(v, v->i);
	size_t k = v->i;

	/* "who asked not to be named" */
	if (tok_is(at(v, k + 1), "to") + tok_is(at(v, k + 2), "to") > 0 &&
	    tok_is(at(v, k + 2 + tok_is(at(v, k + 2), "to")), "be") &&
	    tok_among(at(v, k + 3 + tok_is(at(v, k + 2), "to")),
		"named identified quoted"))
		return true;
	if (tok_is(at(v, k - 1), "having"))
		return true;
	if (!tok_is(at(v, k - 1), "to") || t->form != FORM_BASE)
		return k > v->sentence.from && tok_is(at(v, k - 1), "without");
	k--;
	while (k > v->sentence.from && at(v, k - 1)->flags & W_ADV)
		k--;
	if (tok_among(at(v, k - 1),
		"continued continues went on goes continue began begins used "
		"had has have appeared seemed"))
		return false;
	return true;
}

/* ------------------------------------------------ passives, asides, tails */

static bool
is_passive(const struct view *v)
{
	size_t k = v->i;

	if (at(v, k)->form != FORM_PAST)
		return false;
	while (k > v->sentence.from && at(v, k - 1)->flags & W_ADV)
		k--;
	return (at(v, k - 1)->flags & W_BE) != 0;
}

/* Passives that attribute: "is said to", "was accused of", "was quoted as". */
static bool
passive_counts(struct view *v)
{
	const struct tok *t = at(v, v->i), *after = at(v, v->i + 1);
	size_t k;

	if (tok_is(after, "as") && tok_is(at(v, v->i + 2), "saying"))
		return true;
	if (tok_is(after, "by"))
		return t->cue != CUE_WEAK && t->cue != CUE_SHOW &&
		       t->cue != CUE_THINK;
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
		       clause_at(v, v->i + 1);
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

static void
set_passive(struct view *v)
{
	size_t k = v->i, by = v->i + 1;

	while (k > v->sentence.from && at(v, k - 1)->flags & (W_AUX | W_ADV))
		k--;
	if (tok_is(at(v, v->i), "quoted") && tok_is(at(v, by), "as")) {
		v->source = subject_before(v->s, v->sentence.from, k, &k);
		v->cue.to = by + 1 + tok_is(at(v, by + 1), "saying");
		v->next = v->cue.to;
		return;
	}
	v->verb = k;
	v->source = (struct source){ 0 };
	/* The content begins with the subject: "The road is said to ...". */
	for (; by < v->sentence.to && by < v->i + 24; by++) {
		if (is_mark(at(v, by)) || at(v, by)->flags & W_WHAT)
			break;
		if (tok_is(at(v, by), "by")) {
			struct source who = source_of(v->s,
			    phrase_after(v->s, by + 1, v->sentence.to, true));

			if (who.human)
				v->source = who;
			break;
		}
	}
}

/* Whom somebody tells: "told reporters in Washington on Monday that". */
static size_t
skip_addressee(const struct view *v, size_t k)
{
	const struct tok *t = at(v, k);
	struct range r;

	if (t->flags & W_OBJECT)
		return k + 1;
	if (t->kind != TOK_WORD || t->flags & W_WHAT)
		return k;
	r = phrase_after(v->s, k, v->sentence.to, false);
	return r.to;
}

/* "in a statement", "on Monday", "to reporters", "afterwards", "again". */
static size_t
skip_aside(const struct view *v, size_t k)
{
	size_t was;

	do {
		struct range r;

		was = k;
		while (at(v, k)->kind == TOK_WORD &&
		       at(v, k)->mention == NULL &&
		       at(v, k)->flags & (W_ADV | W_TIME) &&
		       (at(v, k)->flags & (W_WHAT | W_SUB | W_DET)) == 0)
			k++;
		if (!tok_among(at(v, k),
			"in on at during to by after before via through from "
			"this last late early about dans lors au aux") ||
		    (tok_is(at(v, k), "to") && !at(v, k + 1)->cap &&
			(at(v, k + 1)->flags &
			    (W_OBJECT | W_HUMAN | W_DET | W_PAPER)) == 0))
			continue;
		r = phrase_after(v->s, k + 1, v->sentence.to, false);
		while (at(v, r.to)->kind == TOK_WORD &&
		       (at(v, r.to)->flags & W_TIME ||
			   at(v, r.to)->kind == TOK_NUMBER))
			r.to++;
		if (r.to > r.from && (at(v, r.to)->flags & W_WHAT ||
					 at(v, r.to)->kind == TOK_OPEN ||
					 at(v, r.to)->kind == TOK_COLON ||
					 at(v, r.to)->kind == TOK_COMMA ||
					 r.to == v->sentence.to ||
					 at(v, r.to - 1)->flags & W_TIME))
			k = r.to;
	} while (k != was && k < v->sentence.to);
	return k;
}

/* ----------------------------------------------------------- whose verb */

/* ", said Haftar." */
static bool
find_inverted(struct view *v)
{
	struct range r;
	size_t before = v->verb;

	if (v->i > v->sentence.from && !is_mark(at(v, before - 1)))
		return false;
	if (v->i == v->sentence.from && !v->s->t[v->i].quoted &&
	    !(v->i > 0 && v->s->t[v->i - 1].kind == TOK_CLOSE))
		return false;
	if (at(v, v->i)->form == FORM_ING)
		return false;
	if (tok_among(at(v, v->i + 1), "that whether"))
		return false;
	r = phrase_after(v->s, v->i + 1, v->sentence.to, true);
	if (r.from == r.to)
		return false;
	v->source = source_of(v->s, r);
	v->inverted = v->parenthesis = true;
	v->next = r.to;
	return true;
}

/* "..., adding that", "... and denied it": whoever did what came before. */
static bool
find_shared(struct view *v)
{
	struct scan *s = v->s;
	const struct tok *before = at(v, v->verb - 1);
	struct range r;

	if (v->verb == v->sentence.from && at(v, v->i)->form != FORM_ING)
		return false;
	if (before->kind != TOK_COMMA && before->kind != TOK_BREAK &&
	    !(before->flags & (W_CONJ | W_PREP)) &&
	    at(v, v->i)->form != FORM_ING)
		return false;
	v->shared = true;
	for (size_t k = s->n_out; k > s->first_out; k--) {
		const struct suggestion *g = &s->out[k - 1];

		if (g->source.from < g->source.to) {
			v->source.human = true;
			v->source.at.from = v->source.at.to = 0;
			return true;
		}
	}
	r = phrase_first(s, v->sentence);
	if (r.from == r.to || r.to > v->verb)
		return false;
	v->source = source_of(s, r);
	return true;
}

static bool
find_source(struct view *v)
{
	const struct tok *t = at(v, v->i);

	if (t->form != FORM_ING || at(v, v->i - 1)->flags & W_BE) {
		v->source =
		    subject_before(v->s, v->sentence.from, v->i, &v->verb);
		if (v->source.at.from < v->source.at.to)
			return true;
		if (find_inverted(v))
			return true;
	}
	return find_shared(v);
}

/* ----------------------------------------------------------- what is said */

static bool
has_content_behind(const struct view *v, size_t k)
{
	const struct tok *t = at(v, k);

	if (t->flags & W_WHAT || t->kind == TOK_OPEN || t->kind == TOK_COLON)
		return true;
	if (t->kind == TOK_COMMA)
		return at(v, k + 1)->kind == TOK_OPEN;
	return clause_at(v, k) || tok_is(t, "to");
}

/* A verb behind it: what follows is a clause and no mere object. */
static bool
holds_verb(const struct view *v, size_t k)
{
	for (; k < v->sentence.to && at(v, k)->kind != TOK_BREAK; k++) {
		if (at(v, k)->flags & (W_AUX | W_VERB) || at(v, k)->cue ||
		    (str_ends(at(v, k)->fold, "ed") && at(v, k)->fold.len > 4))
			return true;
	}
	return false;
}

static bool
accept_class(struct view *v, size_t k)
{
	const struct tok *t = at(v, v->i), *next = at(v, k);
	bool what = (next->flags & W_WHAT) != 0 || next->kind == TOK_OPEN ||
		    next->kind == TOK_COLON ||
		    (next->kind == TOK_COMMA && at(v, k + 1)->kind == TOK_OPEN);
	bool human = v->source.human || v->shared;

	if (t->flags & W_THAT && !what)
		return false;

	switch (t->cue) {
	case CUE_SAY:
	case CUE_TELL:
		return v->parenthesis || what ||
		       (has_content_behind(v, k) &&
			   (human || v->source.paper || holds_verb(v, k) ||
			       (t->flags & W_AMBIGUOUS) == 0));
	case CUE_THINK:
		if (v->parenthesis)
			return human;
		if (tok_is(next, "to") || what)
			return true;
		return human && has_content_behind(v, k) &&
		       (holds_verb(v, k) ||
			   tok_among(t, "want wants wanted fear fears feared "
					"expect expects expected"));
	case CUE_SHOW:
		return (what && next->kind != TOK_COLON) ||
		       (v->source.paper && has_content_behind(v, k));
	case CUE_SPEAK:
		return human && tok_among(next, "of about");
	case CUE_ASK:
		return human && (what || has_content_behind(v, k) ||
				    tok_among(next, "for on to"));
	case CUE_CALL:
		return human && (what || has_content_behind(v, k) ||
				    tok_among(next, "for on of"));
	case CUE_WEAK:
		return human && (what || has_content_behind(v, k)) &&
		       !tok_is(next, "to");
	case CUE_CITE:
		return human && has_content_behind(v, k);
	case CUE_NONE:
		break;
	}
	return false;
}

/* Where the cue with its subject begins: "a-t-il dit" with the first word. */
static size_t
start_of(const struct view *v)
{
	size_t from = v->source.at.from < v->source.at.to && !v->inverted
			  ? v->source.at.from
			  : v->verb;

	while (v->s->language == LANGUAGE_FR && from > v->sentence.from &&
	       at(v, from - 1)->flags & W_AUX)
		from--;
	return from;
}

static bool
is_parenthesis(const struct view *v, size_t k)
{
	const struct tok *before;
	size_t from = start_of(v);

	if (v->inverted)
		return true;
	if (from <= v->sentence.from || v->shared)
		return false;
	before = at(v, from - 1);
	return is_mark(before) &&
	       (k >= v->sentence.to || at(v, k)->kind == TOK_COMMA ||
		   at(v, k)->kind == TOK_BREAK || at(v, k)->kind == TOK_OPEN);
}

/* Words that stand in the tokens between two of them. */
static bool
has_words(const struct scan *s, size_t from, size_t to)
{
	for (; from < to; from++) {
		if (s->t[from].kind == TOK_WORD ||
		    s->t[from].kind == TOK_NUMBER)
			return true;
	}
	return false;
}

static void
add_content(const struct scan *s, struct suggestion *g, size_t from, size_t to)
{
	while (from < to &&
	       (s->t[from].kind == TOK_COMMA || s->t[from].kind == TOK_COLON ||
		   s->t[from].kind == TOK_BREAK))
		from++;
	while (to > from && (s->t[to - 1].kind == TOK_COMMA ||
				s->t[to - 1].kind == TOK_BREAK))
		to--;
	if (has_words(s, from, to) && g->n_content < 2)
		g->content[g->n_content++] =
		    range_span(s, (struct range){ from, to });
}

/* Behind the last cue of the sentence that has its own content before. */
static size_t
content_start(const struct view *v, size_t limit)
{
	struct scan *s = v->s;
	size_t from = v->sentence.from;

	for (size_t k = limit; k > from; k--) {
		if ((s->t[k - 1].kind == TOK_BREAK ||
			s->t[k - 1].kind == TOK_COLON) &&
		    !s->t[k - 1].quoted && has_words(s, k, limit))
			return k;
	}
	return from;
}

static void
set_content(struct view *v, struct suggestion *g, size_t k)
{
	size_t from = start_of(v), to;

	if (v->passive && v->verb > v->sentence.from &&
	    !tok_is(at(v, v->verb - 1), "it"))
		add_content(v->s, g, content_start(v, v->verb), v->verb);
	else if (v->parenthesis)
		add_content(v->s, g, content_start(v, from), from);
	for (to = k + 1; to < v->sentence.to; to++) {
		if (at(v, to)->kind == TOK_BREAK && !at(v, to)->quoted &&
		    v->s->in->text.p[at(v, to)->span.from] == ';')
			break;
	}
	if (k < v->sentence.to)
		add_content(v->s, g, k, to);
}

/* ---------------------------------------------------------- one verb */

/* "cited security sources saying", "quoted him as saying". */
static size_t
set_cited(struct view *v, size_t k)
{
	struct range who = phrase_after(v->s, k, v->sentence.to, true);

	if (at(v, k)->flags & W_OBJECT)
		who = (struct range){ k, k + 1 };
	if (who.from == who.to)
		return k;
	k = who.to;
	if (!tok_among(at(v, k), "saying as telling that who"))
		return v->next;
	v->via = v->source.at;
	v->source = source_of(v->s, who);
	if (tok_is(at(v, k), "as"))
		k++;
	return k + !tok_among(at(v, k), "that who");
}

static bool
look(struct view *v)
{
	const struct tok *t = at(v, v->i);

	if (t->quoted || t->mention != NULL || t->kind != TOK_WORD)
		return false;
	v->verb = v->i;
	v->cue = (struct range){ v->i, v->i + 1 };
	v->next = v->i + 1;
	v->passive = is_passive(v);
	if (is_noun_here(v) || is_adjective(v) || is_unsaid(v))
		return false;
	if (v->passive) {
		if (!passive_counts(v))
			return false;
		set_passive(v);
		return true;
	}
	return find_source(v);
}

static bool
try_verb(struct view *v)
{
	struct suggestion *g;
	const struct tok *t = at(v, v->i);
	enum modality modality;
	size_t k;

	if (!look(v))
		return false;
	k = v->next;
	if (!v->inverted && !v->passive) {
		if (tok_among(at(v, k), "out") && t->cue != CUE_NONE)
			v->cue.to = ++k;
		if (t->cue == CUE_TELL)
			k = skip_addressee(v, k) < v->sentence.to
				? skip_addressee(v, k)
				: k;
		k = skip_aside(v, k);
		v->parenthesis = is_parenthesis(v, k);
		if (!accept_class(v, k))
			return false;
		if (t->cue == CUE_CITE)
			k = set_cited(v, k);
	}
	modality = t->modality;
	if (v->passive && modality == MODALITY_ASSERTED &&
	    v->source.at.from == v->source.at.to)
		modality = MODALITY_REPORTED;
	g = scan_add(v->s, range_span(v->s, v->cue), modality);
	g->source = range_span(v->s, v->source.at);
	g->via = range_span(v->s, v->via);
	if (v->shared && v->source.at.from == v->source.at.to &&
	    v->s->n_out - 1 > v->s->first_out)
		g->source = g[-1].source;
	set_content(v, g, k);
	if (g->n_content == 0) {
		v->s->n_out--;
		return false;
	}
	return true;
}

void
suggest_latin(struct scan *s, struct range sentence)
{
	s->first_out = s->n_out;
	for (size_t i = sentence.from; i < sentence.to; i++) {
		struct view v = { .s = s, .sentence = sentence, .i = i };

		if (s->t[i].quoted || s->t[i].kind != TOK_WORD)
			continue;
		if (suggest_phrase(s, sentence, i))
			continue;
		if (s->t[i].cue == CUE_NONE || !try_verb(&v))
			continue;
		/* "cited sources saying" is one. */
		if (s->t[i].cue == CUE_CITE && v.via.from < v.via.to)
			i = v.source.at.to;
		else if (v.cue.to > i + 1)
			i = v.cue.to - 1;
	}
}
