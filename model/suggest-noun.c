/* Attribution without a verb: according to X, the claim that, X: "...". */
#include "config.h"

#include "model/suggest-text.h"

/* What is left of a sentence when [from, to) is taken out of it. */
static void
rest_of(const struct scan *s, struct suggestion *g, struct range sentence,
    struct range out)
{
	struct range part[2] = { { sentence.from, out.from },
		{ out.to, sentence.to } };

	for (size_t i = 0; i < 2; i++) {
		struct range r = part[i];

		while (r.from < r.to && s->t[r.from].kind != TOK_WORD &&
		       s->t[r.from].kind != TOK_NUMBER &&
		       s->t[r.from].kind != TOK_OPEN)
			r.from++;
		while (r.to > r.from && (s->t[r.to - 1].kind == TOK_COMMA ||
					    s->t[r.to - 1].kind == TOK_BREAK))
			r.to--;
		if (r.from < r.to)
			g->content[g->n_content++] = range_span(s, r);
	}
}

/* The part between semicolons that i stands in. */
static struct range
part_of(const struct scan *s, struct range sentence, size_t i)
{
	for (size_t k = i; k > sentence.from; k--) {
		if (s->t[k - 1].kind == TOK_BREAK && !s->t[k - 1].quoted) {
			sentence.from = k;
			break;
		}
	}
	for (size_t k = i; k < sentence.to; k++) {
		if (s->t[k].kind == TOK_BREAK && !s->t[k].quoted) {
			sentence.to = k;
			break;
		}
	}
	return sentence;
}

static size_t
according(const struct scan *s, struct range sentence, size_t i)
{
	const struct tok *t = &s->t[i], *next = t + 1;

	if (tok_is(t, "selon"))
		return i + 1;
	if (i + 1 >= sentence.to)
		return 0;
	if ((tok_is(t, "according") && tok_is(next, "to")) ||
	    (tok_is(t, "d") && tok_is(next, "apres")))
		return i + 2;
	return 0;
}

static bool
try_according(struct scan *s, struct range sentence, size_t i)
{
	size_t k = according(s, sentence, i);
	struct suggestion *g;
	struct range who;

	if (k == 0)
		return false;
	sentence = part_of(s, sentence, i);
	while (sentence.from < i && s->t[sentence.from].kind != TOK_WORD)
		sentence.from++;
	who = phrase_after(s, k, sentence.to, i > sentence.from);
	if (who.from == who.to && k < sentence.to && s->t[k].flags & W_OBJECT)
		who.to++;
	if (who.from == who.to)
		return false;
	g = scan_add(
	    s, range_span(s, (struct range){ i, k }), MODALITY_REPORTED);
	g->source = range_span(s, who);
	rest_of(s, g, sentence, (struct range){ i, who.to });
	if (g->n_content == 0)
		s->n_out--;
	return g->n_content > 0;
}

/* "Trump's claim that", "the claim by X that", "allegations of X that". */
static bool
try_noun(struct scan *s, struct range sentence, size_t i)
{
	const struct tok *t = &s->t[i];
	struct range who = { 0, 0 };
	struct suggestion *g;
	size_t k = i + 1;

	if ((t->flags & W_NOUN) == 0 || t->mention != NULL ||
	    k >= sentence.to || i == sentence.from)
		return false;
	if (tok_among(&s->t[k], "by of from") &&
	    tok_among(&s->t[k], "by from of")) {
		who = phrase_after(s, k + 1, sentence.to, false);
		if (who.to > who.from)
			k = who.to;
	}
	if (k + 1 >= sentence.to || !tok_is(&s->t[k], "that") ||
	    s->t[k + 1].flags & (W_AUX | W_VERB) || s->t[k + 1].cue != CUE_NONE)
		return false;
	if (who.from == who.to &&
	    (s->t[i - 1].owner ||
		tok_among(&s->t[i - 1], "his her their its my our your")))
		who = s->t[i - 1].owner ? phrase_before(s, sentence.from, i)
					: (struct range){ i - 1, i };
	if (s->t[i - 1].owner && who.to == i)
		who.to--;
	g = scan_add(s, range_span(s, (struct range){ i, i + 1 }), t->modality);
	g->source = range_span(s, who);
	g->content[g->n_content++] =
	    range_span(s, (struct range){ k + 1, sentence.to });
	return true;
}

/* "Minister: output to double": a line without a full stop, a headline. */
static bool
is_headline(const struct scan *s, struct range sentence, size_t i)
{
	enum { SPEAKER_WORDS = 8, SAID_WORDS = 2 };
	const struct str text = s->in->text;
	size_t end = s->t[sentence.to - 1].span.to;

	return i - sentence.from <= SPEAKER_WORDS &&
	       sentence.to - i > SAID_WORDS &&
	       (end >= text.len || text.p[end] == '\n');
}

/* A name, a colon, a quotation; in a headline without its marks. */
static bool
try_colon(struct scan *s, struct range sentence, size_t i)
{
	struct suggestion *g;
	struct range who;

	if (s->t[i].kind != TOK_COLON || s->t[i].quoted ||
	    i + 1 >= sentence.to || s->n_out > s->first_out ||
	    (s->t[i + 1].kind != TOK_OPEN && !is_headline(s, sentence, i)))
		return false;
	who = phrase_before(s, sentence.from, i);
	if (who.from != sentence.from || who.from == who.to ||
	    !source_of(s, who).human)
		return false;
	g = scan_add(s, s->t[i].span, MODALITY_ASSERTED);
	g->source = range_span(s, who);
	g->content[g->n_content++] =
	    range_span(s, (struct range){ i + 1, sentence.to });
	return true;
}

bool
suggest_phrase(struct scan *s, struct range sentence, size_t i)
{
	return try_according(s, sentence, i) || try_noun(s, sentence, i) ||
	       try_colon(s, sentence, i);
}
