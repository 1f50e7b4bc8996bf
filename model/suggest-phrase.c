/* Noun phrases by words alone: what stands together as a name with its
 * descriptor ("two Egyptian security officials", "Ahmed al-Mismari, a spokesman
 * for the LNA"), and the subject of a verb. */
#include "config.h"

#include "model/suggest-text.h"

enum {
	W_ENDS = W_DET | W_PREP | W_PRON | W_AUX | W_CONJ | W_SUB | W_REL |
		 W_ADV | W_TIME | W_VERB | W_OBJECT,
	PHRASE_WORDS = 30,
};

/* A verb that can't be anything else here: no adjective before a noun. */
static bool
is_verb(const struct scan *s, size_t i)
{
	const struct tok *t = &s->t[i];

	if (t->flags & (W_AUX | W_VERB))
		return true;
	if (t->cue == CUE_NONE || t->flags & (W_HUMAN | W_PAPER | W_NOUN))
		return false;
	return (t->form == FORM_PAST && t->cue <= CUE_THINK) ||
	       (t->form == FORM_ING && t->cue <= CUE_TELL);
}

/* May be inside of a noun phrase: names, nouns, adjectives, numbers. */
bool
phrase_word(const struct scan *s, size_t i)
{
	const struct tok *t = &s->t[i];

	if (t->kind == TOK_NUMBER)
		return true;
	if (t->kind != TOK_WORD)
		return false;
	if (t->mention != NULL || t->flags & (W_HUMAN | W_PAPER | W_ONE))
		return true;
	/* "May", "March" and "Will" aside, a capital inside is a name. */
	return (t->flags & W_ENDS) == 0 && !is_verb(s, i);
}

static bool
is_det(const struct tok *t)
{
	return t->kind == TOK_WORD && t->mention == NULL &&
	       (t->flags & W_DET) != 0;
}

static bool
is_prep(const struct tok *t)
{
	return t->kind == TOK_WORD && t->mention == NULL &&
	       (t->flags & W_PREP) != 0;
}

/* "and" between two names or two nouns of one phrase. */
static bool
joins(const struct scan *s, size_t from, size_t i, size_t end)
{
	if (i <= from || i + 1 >= end || !tok_among(&s->t[i], "and or & et ou"))
		return false;
	return phrase_word(s, i - 1) &&
	       (phrase_word(s, i + 1) || is_det(&s->t[i + 1])) &&
	       (s->t[i - 1].cap == s->t[i + 1].cap || s->t[i + 1].cap ||
		   is_det(&s->t[i + 1]));
}

static size_t
bracket_before(const struct scan *s, size_t from, size_t end)
{
	size_t k = end;

	while (k > from && end - k < PHRASE_WORDS) {
		if (s->t[--k].kind == TOK_LEFT)
			return k;
	}
	return end;
}

struct range
phrase_before(const struct scan *s, size_t from, size_t end)
{
	size_t k = end, steps = 0;

	if (end > from && s->t[end - 1].flags & W_PRON &&
	    s->t[end - 1].mention == NULL)
		return (struct range){ end - 1, end };
	while (k > from && steps++ < PHRASE_WORDS) {
		const struct tok *t = &s->t[k - 1];

		if (t->kind == TOK_RIGHT &&
		    bracket_before(s, from, k - 1) > from)
			k = bracket_before(s, from, k - 1);
		else if (is_det(t)) {
			k--;
			if (k > from && is_det(&s->t[k - 1]))
				k--;
			if (k == from || !is_prep(&s->t[k - 1]) ||
			    k - 1 == from || !phrase_word(s, k - 2))
				break;
		} else if (phrase_word(s, k - 1) ||
			   (t->flags & W_OBJECT && k - 1 > from &&
			       is_prep(&s->t[k - 2])))
			k--;
		else if (k < end && is_prep(t) && k - 1 > from &&
			 (phrase_word(s, k - 2) ||
			     s->t[k - 2].kind == TOK_RIGHT))
			k--;
		else if (k < end && joins(s, from, k - 1, end))
			k--;
		else
			break;
	}
	return (struct range){ k, end };
}

/* A preposition that goes on with the phrase and not with the verb. */
static bool
carries_on(const struct scan *s, size_t i, size_t end)
{
	return is_prep(&s->t[i]) && i + 1 < end &&
	       (phrase_word(s, i + 1) || is_det(&s->t[i + 1])) &&
	       tok_among(&s->t[i],
		   "of for from in at with to near against on de du des d a au "
		   "aux en pour dans l") &&
	       (s->t[i + 1].flags & W_TIME) == 0 &&
	       !(i + 2 < end && s->t[i + 2].flags & (W_PAPER | W_TIME) &&
		   !tok_is(&s->t[i], "of"));
}

static size_t
plain_after(const struct scan *s, size_t from, size_t end)
{
	size_t k = from;

	if (k < end && s->t[k].flags & W_PRON && s->t[k].mention == NULL)
		return k + 1;
	/* An article as well: "des temoins". */
	if (k + 1 < end && tok_among(&s->t[k], "des du") &&
	    phrase_word(s, k + 1))
		k++;
	while (k < end && k - from < PHRASE_WORDS) {
		if (s->t[k].kind == TOK_LEFT) {
			while (k < end && s->t[k].kind != TOK_RIGHT)
				k++;
			k += k < end;
		} else if (is_det(&s->t[k]) &&
			   (k == from || is_det(&s->t[k - 1])))
			/* "a later statement" */
			k += 1 + (k + 1 < end && s->t[k + 1].flags & W_ADV);
		else if (phrase_word(s, k) && !(s->t[k].flags & W_WHAT))
			k++;
		else if (k > from &&
			 (carries_on(s, k, end) || joins(s, from, k, end)))
			k += 2 + (k + 2 < end && is_det(&s->t[k + 1]) &&
				     phrase_word(s, k + 2));
		else if (k > from && s->t[k].flags & W_OBJECT &&
			 is_prep(&s->t[k - 1]))
			k++;
		else if (k > from && is_prep(&s->t[k]) && k + 1 < end &&
			 s->t[k + 1].flags & W_OBJECT)
			k += 2;
		else
			break;
	}
	return k;
}

/* "..., who would give only her first name"; "..., a spokesman for X,". */
static size_t
apposition(const struct scan *s, size_t comma, size_t end)
{
	size_t k = comma + 1;

	if (k >= end || !(s->t[k].flags & W_REL || is_det(&s->t[k]) ||
			    s->t[k].flags & W_HUMAN))
		return comma;
	while (k < end && s->t[k].kind != TOK_COMMA &&
	       s->t[k].kind != TOK_OPEN && s->t[k].kind != TOK_BREAK &&
	       s->t[k].kind != TOK_COLON)
		k++;
	return k;
}

struct range
phrase_after(const struct scan *s, size_t from, size_t end, bool appositions)
{
	size_t k = plain_after(s, from, end);

	if (k > from && appositions && k < end && s->t[k].kind == TOK_COMMA)
		k = apposition(s, k, end);
	return (struct range){ from, k };
}

struct source
source_of(const struct scan *s, struct range at)
{
	struct source source = { .at = at };
	size_t head = at.from;

	while (head < at.to && s->t[head].kind != TOK_COMMA)
		head++;
	for (size_t i = at.from; i < at.to; i++) {
		const struct tok *t = &s->t[i];

		source.paper = source.paper || t->flags & W_PAPER;
		if (t->mention != NULL ||
		    t->flags & (W_HUMAN | W_PRON | W_REL | W_ONE))
			source.human = true;
		else if (t->cap && i > at.from)
			source.human = true;
		/* A name of several words at the start of the sentence. */
		else if (t->cap && head - at.from <= 3 &&
			 (t->flags & W_DET) == 0)
			source.human = true;
		if (t->kind == TOK_COMMA)
			break;
	}
	if (at.to == at.from + 1 && tok_among(&s->t[at.from], "it that this"))
		source.human = false;
	return source;
}

/* "in a statement", "on Monday", "at first" between subject and verb. */
static size_t
skip_aside(const struct scan *s, size_t from, size_t k)
{
	size_t i = k;

	if (k <= from + 1)
		return k;
	if (s->t[k - 1].flags & W_TIME && s->t[k - 1].mention == NULL) {
		for (i = k - 1;
		     i > from + 1 && k - i < 4 &&
		     (s->t[i - 1].flags & (W_DET | W_PREP | W_TIME) ||
			 s->t[i - 1].kind == TOK_NUMBER ||
			 tok_among(&s->t[i - 1], "last next early late"));)
			i--;
		return i;
	}
	if (!tok_among(&s->t[k - 1],
		"statement interview tweet speech email briefing letter post "
		"telephone phone conference press reporters television "
		"report note video communique"))
		return k;
	for (i = k - 1; i > from + 1 && k - i < 7; i--) {
		if (tok_among(&s->t[i - 1],
			"in at on by during via through after dans lors") &&
		    i - 1 > from)
			return i - 1;
	}
	return k;
}

static size_t
skip_left(const struct scan *s, size_t from, size_t k)
{
	for (;;) {
		size_t was = k;

		while (k > from && s->t[k - 1].mention == NULL &&
		       s->t[k - 1].kind == TOK_WORD &&
		       s->t[k - 1].flags & (W_ADV | W_AUX) &&
		       (s->t[k - 1].flags & (W_DET | W_PREP)) == 0)
			k--;
		/* "a de son cote nie" */
		if (k > from + 3 && tok_among(&s->t[k - 1], "cote part") &&
		    tok_among(&s->t[k - 2], "son leur sa") &&
		    tok_among(&s->t[k - 3], "de pour"))
			k -= 3;
		k = skip_aside(s, from, k);
		if (k == was)
			return k;
	}
}

/* The comma that opens what the one before k closes. */
static size_t
comma_before(const struct scan *s, size_t from, size_t k)
{
	while (k > from) {
		k--;
		if (s->t[k].kind == TOK_COMMA)
			return k;
		if (s->t[k].kind == TOK_BREAK || s->t[k].kind == TOK_CLOSE ||
		    s->t[k].kind == TOK_COLON)
			break;
	}
	return SIZE_MAX;
}

/* "X, a spokesman for Y, said". */
static struct range
apposed(const struct scan *s, size_t from, size_t comma)
{
	size_t open = comma_before(s, from, comma);
	struct range r;

	if (open == SIZE_MAX || open == from)
		return (struct range){ 0, 0 };
	r = phrase_before(s, from, open);
	/* "X, a son of Y, who ...": once more. */
	if (r.from < r.to && is_det(&s->t[r.from]) && r.from > from + 1 &&
	    s->t[r.from - 1].kind == TOK_COMMA) {
		struct range name = phrase_before(s, from, r.from - 1);

		if (name.from < name.to && s->t[name.to - 1].cap)
			r.from = name.from;
	}
	if (r.from == r.to)
		return r;
	r.to = comma;
	return r;
}

/* A phrase that begins behind a verb of a relative clause: its head stands
 * before "who". */
static struct range
through_relative(const struct scan *s, size_t from, struct range r)
{
	size_t k = r.from;

	if (r.from == r.to || k == from || !is_verb(s, k - 1))
		return r;
	while (k > from && r.from - k < 14) {
		k--;
		if (s->t[k].kind == TOK_COMMA || s->t[k].kind == TOK_BREAK)
			break;
		if (s->t[k].flags & W_REL && k > from) {
			struct range head = phrase_before(s, from, k);

			if (head.from < head.to)
				return (struct range){ head.from, r.to };
		}
	}
	return r;
}

struct source
subject_before(const struct scan *s, size_t from, size_t i, size_t *verb)
{
	struct range none = { 0, 0 }, r;
	size_t k = skip_left(s, from, i);

	*verb = k;
	if (k == from)
		return source_of(s, none);
	if (s->t[k - 1].kind == TOK_COMMA)
		return source_of(s, apposed(s, from, k - 1));
	if (s->t[k - 1].flags & W_REL || tok_is(&s->t[k - 1], "that")) {
		size_t end = k - 1;

		if (end > from && s->t[end - 1].kind == TOK_COMMA)
			end--;
		return source_of(s, phrase_before(s, from, end));
	}
	if (s->t[k - 1].kind != TOK_WORD && s->t[k - 1].kind != TOK_NUMBER &&
	    s->t[k - 1].kind != TOK_RIGHT)
		return source_of(s, none);
	r = phrase_before(s, from, k);
	/* Of two meanings the article: "Des sources ..." */
	if (r.from < r.to && r.from == from + 1 && tok_is(&s->t[from], "des"))
		r.from--;
	/* A preposition's noun at the very start is no subject. */
	if (r.from < r.to && r.from > from && is_prep(&s->t[r.from - 1]) &&
	    r.to - r.from < 2 && (s->t[r.from].flags & W_PRON) == 0 &&
	    r.from - 1 == from && !s->t[r.from].mention)
		r = none;
	return source_of(s, through_relative(s, from, r));
}

struct range
phrase_first(const struct scan *s, struct range sentence)
{
	size_t k = sentence.from, comma;

	while (k < sentence.to && s->t[k].kind != TOK_WORD &&
	       s->t[k].kind != TOK_NUMBER)
		k++;
	if (k < sentence.to && s->t[k].mention == NULL &&
	    s->t[k].flags & (W_PREP | W_SUB | W_ADV | W_CONJ)) {
		for (comma = k; comma < sentence.to; comma++) {
			if (s->t[comma].kind == TOK_COMMA)
				break;
		}
		k = comma < sentence.to ? comma + 1 : k + 1;
	}
	return phrase_after(s, k, sentence.to, false);
}
