/* Quotations: contents reach to their ends over several sentences, and those
 * that no cue stands by go with the claim before or are one of their own. */
#include "config.h"

#include "model/suggest-text.h"

enum { SCARE_WORDS = 5 /* shorter quotations only set a word apart */ };

struct quotation {
	size_t open, close; /* tokens; close: behind the mark, or the end */
	size_t words;
};

static bool
next_quotation(const struct scan *s, size_t from, struct quotation *q)
{
	size_t i = from;

	while (i < s->n && s->t[i].kind != TOK_OPEN)
		i++;
	if (i == s->n)
		return false;
	*q = (struct quotation){ .open = i };
	for (i++; i < s->n && s->t[i].quoted && s->t[i].kind != TOK_CLOSE; i++)
		q->words += s->t[i].kind == TOK_WORD;
	q->close = i < s->n && s->t[i].kind == TOK_CLOSE ? i + 1 : i;
	return true;
}

static bool
touches(struct span a, struct span b)
{
	return a.from < b.to && b.from < a.to;
}

/* A content that shares something with the quotation takes all of it. */
static bool
stretch(struct scan *s, struct span q)
{
	bool found = false;

	for (size_t i = 0; i < s->n_out; i++) {
		struct suggestion *g = &s->out[i];

		for (size_t k = 0; k < g->n_content; k++) {
			struct span *c = &g->content[k];

			if (!touches(*c, q) || touches(g->cue, q))
				continue;
			found = true;
			if (q.from < c->from)
				c->from = q.from;
			if (q.to > c->to)
				c->to = q.to;
		}
	}
	return found;
}

static bool
same_paragraph(const struct scan *s, uint32_t from, uint32_t to)
{
	struct str between = str_slice(s->in->text, from, to);

	return between.len > 0 && memchr(between.p, '\n', between.len) == NULL;
}

/* The last suggestion before a byte. */
static struct suggestion *
before(struct scan *s, uint32_t at)
{
	struct suggestion *found = NULL;

	for (size_t i = 0; i < s->n_out && s->out[i].cue.from < at; i++)
		found = &s->out[i];
	return found;
}

static struct range
sentence_of(const struct scan *s, size_t i)
{
	for (size_t k = 0; k < s->n_sentences; k++) {
		if (i < s->sentence[k].to)
			return s->sentence[k];
	}
	return (struct range){ i, i };
}

/* A sentence of its own. */
static bool
whole(const struct scan *s, const struct quotation *q)
{
	return sentence_of(s, q->open).from == q->open &&
	       sentence_of(s, q->close - 1).to <= q->close;
}

/* No cue: it goes on with the last one, or its own mark is the cue. */
static void
lone(struct scan *s, const struct quotation *q)
{
	struct range r = { q->open, q->close }, sentence, who;
	struct span span = range_span(s, r);
	struct suggestion *g = before(s, span.from);
	size_t verb;

	sentence = sentence_of(s, q->open);
	if (g != NULL && sentence.from == q->open && g->n_content < 2 &&
	    same_paragraph(s, g->cue.to, span.from)) {
		g->content[g->n_content++] = span;
		return;
	}
	g = scan_add(s, s->t[q->open].span, MODALITY_ASSERTED);
	g->content[g->n_content++] = span;
	for (size_t i = q->open; i > sentence.from; i--) {
		const struct tok *t = &s->t[i - 1];

		if (t->kind != TOK_WORD || t->mention != NULL || t->cap ||
		    !(t->cue || t->flags & W_VERB || str_ends(t->fold, "ed") ||
			str_ends(t->fold, "ing")))
			continue;
		who = subject_before(s, sentence.from, i - 1, &verb).at;
		if (who.from == who.to)
			continue;
		g->cue = t->span;
		g->source = range_span(s, who);
		return;
	}
}

static int
by_cue(const void *a, const void *b)
{
	const struct suggestion *x = a, *y = b;

	return (x->cue.from > y->cue.from) - (x->cue.from < y->cue.from);
}

void
suggest_quotes(struct scan *s)
{
	struct quotation q;
	size_t at = 0;

	while (next_quotation(s, at, &q)) {
		struct span span =
		    range_span(s, (struct range){ q.open, q.close });

		if (!stretch(s, span) &&
		    (q.words >= SCARE_WORDS || whole(s, &q))) {
			lone(s, &q);
			qsort(s->out, s->n_out, sizeof *s->out, by_cue);
		}
		at = q.close > q.open ? q.close : q.open + 1;
	}
}
