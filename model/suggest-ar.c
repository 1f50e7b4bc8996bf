/* One sentence of Arabic: the verb comes first, then who speaks, then "that"
 * and what is said. */
#include "config.h"

#include "model/suggest-text.h"

enum { SPEAKER_WORDS = 14 };

static bool
ends_speaker(const struct tok *t)
{
	if (t->kind != TOK_WORD && t->kind != TOK_NUMBER)
		return t->kind != TOK_COMMA && t->kind != TOK_LEFT &&
		       t->kind != TOK_RIGHT;
	return t->mention == NULL && (t->flags & (W_WHAT | W_DET)) != 0;
}

/* Where "that", a colon or a quotation follows; or `end`. */
static size_t
that_after(const struct scan *s, size_t from, size_t end)
{
	size_t k = from;

	while (k < end && k - from < SPEAKER_WORDS && !ends_speaker(&s->t[k])) {
		if (k > from && s->t[k].cue != CUE_NONE &&
		    s->t[k].cue != CUE_CITE && s->t[k - 1].kind == TOK_COMMA)
			return end;
		k++;
	}
	return k < end && k - from < SPEAKER_WORDS ? k : end;
}

static bool
is_definite(const struct tok *t)
{
	return str_starts(t->fold, "ال");
}

/* "rejected / the council / a proposal": the object begins with the first word
 * without an article behind one that has it; where all have it, it is the last
 * one. */
static size_t
before_object(const struct scan *s, size_t from, size_t end)
{
	for (size_t k = from + 1; k < end; k++) {
		if (is_definite(&s->t[k - 1]) && !is_definite(&s->t[k]))
			return k;
	}
	return end > from + 1 ? end - 1 : end;
}

/* "told the agency": whom, not who. */
static bool
is_addressee(const struct tok *t)
{
	static const char *const words[] = { "لل", "لوكال", "لصحيف", "لقنا",
		"لموقع", "لراديو", "لتلفز", "لرويترز" };

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_starts(t->fold, words[i]))
			return true;
	return false;
}

/* The speaker where no "that" follows: one name, else up to a preposition. */
static struct range
short_speaker(const struct scan *s, size_t from, size_t end)
{
	size_t k = from, name = 0;

	while (k < end && k - from < 8) {
		const struct tok *t = &s->t[k];

		if (t->kind != TOK_WORD && t->kind != TOK_NUMBER)
			break;
		if (t->mention != NULL)
			name = k + 1;
		else if (name > 0 ||
			 (t->flags & (W_PREP | W_SUB | W_TIME | W_WHAT) &&
			     k > from) ||
			 (k > from && (str_starts(t->fold, "ب") ||
					  str_starts(t->fold, "لل"))))
			break;
		k++;
	}
	if (name == 0 && k == end)
		k = before_object(s, from, k);
	return (struct range){ from, name > 0 ? name : k };
}

static struct range
trim(const struct scan *s, struct range r)
{
	while (r.to > r.from &&
	       (s->t[r.to - 1].kind == TOK_COMMA ||
		   (s->t[r.to - 1].flags & (W_TIME | W_ADV | W_PREP) &&
		       s->t[r.to - 1].mention == NULL)))
		r.to--;
	return r;
}

/* "the spokesman, in a statement, said": not part of him. */
static struct range
without_aside(const struct scan *s, struct range who)
{
	for (size_t k = who.from; k + 1 < who.to; k++) {
		if (s->t[k].kind == TOK_COMMA && s->t[k + 1].flags & W_PREP &&
		    s->t[k + 1].mention == NULL)
			who.to = k;
	}
	return who;
}

/* "Reuters quoted a source as": the agency is whom it came through. */
static void
put_cited(struct scan *s, struct suggestion *g, struct range who)
{
	for (size_t k = who.from; k + 1 < who.to; k++) {
		if (s->t[k].mention != NULL || !tok_is(&s->t[k], "عن"))
			continue;
		g->via = range_span(s, (struct range){ who.from, k });
		who.from = k + 1;
		break;
	}
	g->source = range_span(s, trim(s, who));
}

/* Up to the next verb of the kind in the same sentence. */
static size_t
content_end(const struct scan *s, size_t from, size_t end)
{
	size_t k;

	for (k = from; k < end; k++) {
		const struct tok *t = &s->t[k];

		if (t->cue == CUE_NONE || t->quoted || k <= from + 1)
			continue;
		if (s->t[k - 1].kind == TOK_COMMA)
			return k;
		if (s->t[k - 1].flags & (W_SUB | W_ADV) &&
		    s->t[k - 2].kind == TOK_COMMA)
			return k - 1;
	}
	return end;
}

static void
put_content(const struct scan *s, struct suggestion *g, size_t from, size_t to)
{
	struct range r = { from, to };

	while (r.from < r.to && (s->t[r.from].kind == TOK_COMMA ||
				    s->t[r.from].kind == TOK_COLON))
		r.from++;
	r = trim(s, r);
	if (r.from < r.to && g->n_content < 2)
		g->content[g->n_content++] = range_span(s, r);
}

/* "according to X", "citing X": X up to the comma or a verb. */
static bool
by_preposition(struct scan *s, struct range sentence, size_t i)
{
	struct suggestion *g;
	struct range who = { i + 1, 0 };
	size_t k = i + 1, comma;

	if (k < sentence.to && s->t[k].flags & W_PREP &&
	    s->t[k].cue == CUE_NONE && s->t[k].mention == NULL)
		who.from = ++k;
	for (comma = k; comma < sentence.to; comma++) {
		if (s->t[comma].kind != TOK_WORD ||
		    ends_speaker(&s->t[comma]) ||
		    (s->t[comma].mention == NULL && comma > k &&
			s->t[comma].flags & W_SUB) ||
		    comma - k > SPEAKER_WORDS)
			break;
	}
	who.to = comma;
	if (who.to <= who.from)
		return false;
	g = scan_add(
	    s, range_span(s, (struct range){ i, i + 1 }), MODALITY_REPORTED);
	put_cited(s, g, who);
	if (i > sentence.from + 2)
		put_content(s, g, sentence.from, i);
	else
		put_content(s, g, who.to, content_end(s, who.to, sentence.to));
	if (g->n_content == 0 && who.to < sentence.to)
		put_content(s, g, who.to, sentence.to);
	if (g->n_content == 0)
		s->n_out--;
	return true;
}

static bool
by_verb(struct scan *s, struct range sentence, size_t i)
{
	const struct tok *t = &s->t[i];
	size_t that = that_after(s, i + 1, sentence.to), from, end;
	bool has_that = that < sentence.to;
	struct suggestion *g;
	struct range who = { i + 1, that };

	if (t->cue == CUE_SHOW && !has_that)
		return false;
	if (!has_that || t->cue == CUE_CALL || t->cue == CUE_ASK)
		who = short_speaker(s, i + 1, sentence.to);
	who = trim(s, without_aside(s, who));
	if (!has_that && i > sentence.from && !str_starts(t->fold, "و") &&
	    s->t[i - 1].kind == TOK_WORD &&
	    (s->t[i - 1].flags & (W_SUB | W_ADV | W_WHAT)) == 0 &&
	    (i < sentence.from + 2 || (s->t[i - 2].flags & W_PREP) == 0))
		who.to = who.from;
	if (i > sentence.from && s->t[i - 1].kind == TOK_WORD &&
	    s->t[i - 1].flags == 0 && i + 1 < sentence.to &&
	    is_addressee(&s->t[i + 1]))
		who.to = who.from;
	/* "..., qalat al-qiyada": or the subject stands before the verb. */
	if (who.from == who.to && i > sentence.from &&
	    s->t[i - 1].kind == TOK_WORD) {
		size_t last = i - tok_is(t - 1, "قد");

		who = (struct range){ last, last };
		while (
		    who.from > sentence.from &&
		    s->t[who.from - 1].kind == TOK_WORD &&
		    last - who.from < 6 &&
		    (s->t[who.from - 1].flags & (W_ADV | W_SUB | W_WHAT)) == 0)
			who.from--;
	}
	g = scan_add(s, range_span(s, (struct range){ i, i + 1 }), t->modality);
	g->source = range_span(s, who);
	end = content_end(s,
	    has_that && that > who.to && t->cue == CUE_SAY ? that : i + 1,
	    sentence.to);
	from = who.from > i ? who.to : i + 1;
	if (has_that && t->cue == CUE_SAY && that > from)
		from = that;
	put_content(s, g, from, end);
	if (g->n_content == 0 && i > sentence.from)
		put_content(s, g, sentence.from, who.from < i ? who.from : i);
	if (g->n_content == 0)
		s->n_out--;
	return g->n_content > 0;
}

void
suggest_arabic(struct scan *s, struct range sentence)
{
	s->first_out = s->n_out;
	for (size_t i = sentence.from; i < sentence.to; i++) {
		const struct tok *t = &s->t[i];

		if (t->quoted || t->cue == CUE_NONE || t->mention != NULL ||
		    (i > sentence.from && tok_is(t - 1, "عدم")))
			continue;
		if (t->cue == CUE_CITE)
			(void)by_preposition(s, sentence, i);
		else
			(void)by_verb(s, sentence, i);
	}
}
