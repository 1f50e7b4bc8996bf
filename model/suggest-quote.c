/* Quotations: contents reach to their ends over several sentences, and those
 * that no cue stands by go with the claim before or are one of their own. */
#include "config.h"

#include "model/suggest-text.h"

enum {
	SCARE_WORDS = 5, /* shorter quotations only set a word apart */
	REACH = 8192,    /* bytes from a content to its cue, at most */
};

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

/* A content that shares something with the quotation takes all of it; its cue
 * is not far. */
static bool
stretch(struct scan *s, struct span q)
{
	size_t i = scan_out_at(s, q.from > REACH ? q.from - REACH : 0);
	bool found = false;

	for (; i < s->n_out && s->out[i].cue.from < q.to + REACH; i++) {
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
	size_t i = scan_out_at(s, at);

	return i > 0 ? &s->out[i - 1] : NULL;
}

static int64_t
range_end(const void *range)
{
	return (int64_t)((const struct range *)range)->to;
}

static struct range
sentence_of(const struct scan *s, size_t i)
{
	size_t k = lower_bound(s->sentence, s->n_sentences, sizeof *s->sentence,
	    range_end, (int64_t)i + 1);

	return k < s->n_sentences ? s->sentence[k] : (struct range){ i, i };
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

/* The last one to its place by its cue. */
static void
settle(struct scan *s)
{
	struct suggestion last = s->out[s->n_out - 1];
	size_t i = s->n_out - 1;

	for (; i > 0 && s->out[i - 1].cue.from > last.cue.from; i--)
		s->out[i] = s->out[i - 1];
	s->out[i] = last;
}

bool
suggest_quotes(struct scan *s, size_t most)
{
	struct quotation q;

	for (; most > 0; most--) {
		struct span span;
		size_t n = s->n_out;

		if (!next_quotation(s, s->quoted, &q))
			return false;
		span = range_span(s, (struct range){ q.open, q.close });
		if (!stretch(s, span) &&
		    (q.words >= SCARE_WORDS || whole(s, &q)))
			lone(s, &q);
		if (s->n_out > n)
			settle(s);
		s->quoted = q.close > q.open ? q.close : q.open + 1;
	}
	return true;
}
