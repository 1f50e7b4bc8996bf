/* One sentence of English or French: each verb that attributes, whose it is,
 * and what is attributed. */
#include "config.h"

#include "model/suggest-view.h"

/* ----------------------------------------------------------- whose verb */

/* ", said Haftar." */
static bool
find_inverted(struct view *v)
{
	struct range r;
	size_t before = v->verb;

	if (v->i > v->sentence.from && !view_mark(view_at(v, before - 1)))
		return false;
	if (v->i == v->sentence.from && !v->s->t[v->i].quoted &&
	    !(v->i > 0 && v->s->t[v->i - 1].kind == TOK_CLOSE))
		return false;
	if (view_at(v, v->i)->form == FORM_ING)
		return false;
	if (tok_among(view_at(v, v->next), "that whether"))
		return false;
	r = phrase_after(v->s, v->next, v->sentence.to, true);
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
	const struct tok *before = view_at(v, v->verb - 1);
	struct range r;

	if (v->verb == v->sentence.from && view_at(v, v->i)->form != FORM_ING)
		return false;
	if (before->kind != TOK_COMMA && before->kind != TOK_BREAK &&
	    !(before->flags & (W_CONJ | W_PREP)) &&
	    view_at(v, v->i)->form != FORM_ING)
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
	const struct tok *t = view_at(v, v->i);

	if (t->form != FORM_ING || view_at(v, v->i - 1)->flags & W_BE) {
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
	const struct tok *t = view_at(v, k);

	if (t->flags & W_WHAT || t->kind == TOK_OPEN || t->kind == TOK_COLON)
		return true;
	if (t->kind == TOK_COMMA)
		return view_at(v, k + 1)->kind == TOK_OPEN;
	return view_clause(v, k) || tok_is(t, "to");
}

/* A verb behind it: what follows is a clause and no mere object. */
static bool
holds_verb(const struct view *v, size_t k)
{
	for (; k < v->sentence.to && view_at(v, k)->kind != TOK_BREAK; k++) {
		if (view_at(v, k)->flags & (W_AUX | W_VERB) ||
		    view_at(v, k)->cue ||
		    (str_ends(view_at(v, k)->fold, "ed") &&
			view_at(v, k)->fold.len > 4))
			return true;
	}
	return false;
}

/* "spoke of 24 dead", "counted 43", "put the number at ten". */
static bool
speaks(const struct view *v, size_t k)
{
	const struct tok *t = view_at(v, v->i);

	if (tok_among(t, "count counts counted"))
		return view_at(v, k)->kind == TOK_NUMBER;
	if (!tok_among(t, "put puts"))
		return tok_among(view_at(v, k), "of about");
	for (size_t i = k; i < k + 4; i++) {
		if (tok_among(
			view_at(v, i), "number toll figure cost losses total"))
			return true;
	}
	return false;
}

static bool
accept_class(struct view *v, size_t k)
{
	const struct tok *t = view_at(v, v->i), *next = view_at(v, k);
	bool what =
	    (next->flags & W_WHAT) != 0 || next->kind == TOK_OPEN ||
	    next->kind == TOK_COLON ||
	    (next->kind == TOK_COMMA && view_at(v, k + 1)->kind == TOK_OPEN);
	bool human = v->source.human || v->shared;
	bool agent = human || view_at(v, v->source.at.from)->flags & W_DET ||
		     str_ends(view_at(v, v->source.at.from)->fold, "s");

	/* "would add 7 million" */
	if (str_starts(t->fold, "add") && next->kind == TOK_NUMBER)
		return false;
	if (t->flags & W_THAT && !what && !v->parenthesis)
		return false;

	switch (t->cue) {
	case CUE_SAY:
	case CUE_TELL:
		return v->parenthesis || what ||
		       (has_content_behind(v, k) &&
			   (human || v->source.paper || holds_verb(v, k) ||
			       (t->flags & W_AMBIGUOUS) == 0)) ||
		       (human && tok_among(next, "of about against for over"));
	case CUE_THINK:
		if (v->parenthesis)
			return human;
		if (tok_is(next, "to")) /* "which many expected to win" */
			return k + 2 < v->sentence.to &&
			       !view_mark(view_at(v, k + 2));
		if (what)
			return true;
		return human && has_content_behind(v, k) &&
		       (holds_verb(v, k) ||
			   tok_among(t, "want wants wanted fear fears feared "
					"expect expects expected"));
	case CUE_SHOW:
		return (what && next->kind != TOK_COLON) ||
		       (v->source.paper && has_content_behind(v, k));
	case CUE_SPEAK:
		return human && speaks(v, k);
	case CUE_ASK:
		return agent && (what || has_content_behind(v, k) ||
				    tok_among(next, "for on to with"));
	case CUE_CALL:
		return agent && (what || has_content_behind(v, k) ||
				    tok_among(next, "for on of"));
	case CUE_WEAK:
		return human && (what || has_content_behind(v, k)) &&
		       !tok_is(next, "to");
	case CUE_CITE:
		return (human || v->source.paper) && has_content_behind(v, k);
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
	       view_at(v, from - 1)->flags & W_AUX)
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
	before = view_at(v, from - 1);
	return view_mark(before) &&
	       (k >= v->sentence.to || view_at(v, k)->kind == TOK_COMMA ||
		   view_at(v, k)->kind == TOK_BREAK ||
		   view_at(v, k)->kind == TOK_OPEN);
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

/* "..." said the envoy after the talks: a quotation is whole, and what follows
 * its speaker is none of it unless it is quoted too. */
static bool
is_circumstance(const struct view *v, size_t from, size_t k)
{
	size_t end = from;

	if (!v->parenthesis)
		return false;
	while (end > v->sentence.from &&
	       (view_at(v, end - 1)->kind == TOK_COMMA ||
		   view_at(v, end - 1)->kind == TOK_BREAK))
		end--;
	if (view_at(v, end - 1)->kind != TOK_CLOSE)
		return false;
	for (; k < v->sentence.to; k++) {
		if (view_at(v, k)->quoted || view_at(v, k)->kind == TOK_OPEN)
			return false;
	}
	return true;
}

/* What follows the agent of a passive and says no more of what was said. */
static bool
is_when_or_where(const struct view *v, size_t k)
{
	return view_mark(view_at(v, k)) ||
	       tok_among(view_at(v, k), "on in at after during before");
}

static void
set_content(struct view *v, struct suggestion *g, size_t k)
{
	size_t from = start_of(v), to;

	if (v->passive && v->verb > v->sentence.from &&
	    !tok_is(view_at(v, v->verb - 1), "it"))
		add_content(v->s, g, content_start(v, v->verb), v->verb);
	else if (v->parenthesis)
		add_content(v->s, g, content_start(v, from), from);
	/* "was welcomed / by France / on Monday" */
	if (v->passive && tok_is(view_at(v, k), "by") &&
	    v->source.at.from == k + 1)
		k = is_when_or_where(v, v->source.at.to) ? v->sentence.to
							 : v->source.at.to;
	for (to = k + 1; to < v->sentence.to; to++) {
		if (view_at(v, to)->kind == TOK_BREAK &&
		    !view_at(v, to)->quoted &&
		    v->s->in->text.p[view_at(v, to)->span.from] == ';')
			break;
	}
	if (k < v->sentence.to && !is_circumstance(v, from, k))
		add_content(v->s, g, k, to);
}

/* ---------------------------------------------------------- one verb */

/* "cited security sources saying", "quoted him as saying". */
static size_t
set_cited(struct view *v, size_t k)
{
	struct range who = phrase_after(v->s, k, v->sentence.to, true);

	if (view_at(v, k)->flags & W_OBJECT)
		who = (struct range){ k, k + 1 };
	if (who.from == who.to)
		return k;
	k = who.to;
	if (!tok_among(view_at(v, k), "saying as telling that who"))
		return v->next;
	v->via = v->source.at;
	v->source = source_of(v->s, who);
	if (tok_is(view_at(v, k), "as"))
		k++;
	return k + !tok_among(view_at(v, k), "that who");
}

static bool
look(struct view *v)
{
	const struct tok *t = view_at(v, v->i);

	if (t->quoted || t->mention != NULL || t->kind != TOK_WORD)
		return false;
	v->verb = v->i;
	v->next = view_particle(v, v->i + 1);
	v->cue = (struct range){ v->i, v->next };
	if (t->flags & W_PARTICLE && v->next == v->i + 1)
		return false;
	v->passive = view_passive(v);
	if (!view_verb(v))
		return false;
	if (v->passive) {
		if (!view_passive_counts(v))
			return false;
		view_set_passive(v);
		return true;
	}
	return find_source(v);
}

/* To call, thank or welcome somebody is said of who does it; what is denied or
 * comes as a clause or in quotation marks stands for itself. */
static bool
is_deed(const struct view *v, const struct suggestion *g, size_t k)
{
	const struct tok *t = view_at(v, v->i);

	return (t->cue == CUE_CALL || t->cue == CUE_WEAK) &&
	       t->modality != MODALITY_DENIED && !v->passive && !v->inverted &&
	       !v->parenthesis && g->n_content == 1 &&
	       g->source.from < g->source.to && g->source.to <= g->cue.from &&
	       g->content[0].from >= g->cue.to &&
	       (view_at(v, k)->flags & W_WHAT) == 0 &&
	       view_at(v, k)->kind == TOK_WORD;
}

static bool
try_verb(struct view *v)
{
	struct suggestion *g;
	const struct tok *t = view_at(v, v->i);
	enum modality modality;
	size_t k, next;

	if (!look(v))
		return false;
	k = v->next;
	if (!v->inverted && !v->passive) {
		if (t->cue == CUE_TELL)
			k = view_addressee(v, k) < v->sentence.to
				? view_addressee(v, k)
				: k;
		next = view_aside(v, k);
		v->parenthesis = is_parenthesis(v, next);
		/* "called for calm": what is all there is is no aside. */
		if (next < v->sentence.to || v->parenthesis)
			k = next;
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
	g->deed = is_deed(v, g, k);
	return true;
}

void
suggest_latin(struct scan *s, struct range sentence)
{
	s->first_out = s->n_out;
	for (size_t i = sentence.from; i < sentence.to; i++) {
		struct view v = { .s = s, .sentence = sentence, .i = i };

		if (s->t[i].quoted || suggest_phrase(s, sentence, i) ||
		    s->t[i].kind != TOK_WORD)
			continue;
		if (s->t[i].cue == CUE_NONE || !try_verb(&v))
			continue;
		/* "cited sources saying" is one. */
		if (s->t[i].cue == CUE_CITE && v.via.from < v.via.to)
			i = v.source.at.to +
			    tok_is(view_at(&v, v.source.at.to), "as");
		else if (v.cue.to > i + 1)
			i = v.cue.to - 1;
	}
}
