/* Whom a claimant's words mean, which outlet a claim came through, whom it is
 * about, and when. */
#include "config.h"

#include "model/suggest-text.h"

#include "model/datex.h"
#include "model/fold.h"
#include "model/words.h"

enum { CARRY_BACK = 40 /* claimants are remembered so long */ };

static bool
empty(struct span s)
{
	return s.from >= s.to;
}

static struct str
text_of(const struct scan *s, struct span span)
{
	return str_slice(s->in->text, span.from, span.to);
}

static struct str
folded(const struct scan *s, struct span span)
{
	return fold_copy(s->arena, text_of(s, span));
}

/* The first mention in the head of a span: before any comma. */
static const struct mention *
mention_in(const struct scan *s, struct span span, bool last)
{
	const struct mention *found = NULL;
	struct str text = text_of(s, span);
	const char *comma = text.len > 0 ? memchr(text.p, ',', text.len) : NULL;
	uint32_t end =
	    comma != NULL ? span.from + (uint32_t)(comma - text.p) : span.to;

	for (size_t i = scan_mention_at(s, span.from); i < s->in->n_mentions;
	     i++) {
		const struct mention *m = &s->in->mentions[i];

		if (m->span.from >= span.to ||
		    (m->span.from >= end && found != NULL))
			break;
		if (found == NULL || last)
			found = m;
	}
	return found;
}

/* "Khalifa Haftar" is one; in "an adviser to Haftar" somebody else speaks. */
static int64_t
entity_of(const struct scan *s, struct span span)
{
	const struct mention *m = mention_in(s, span, false);
	struct str head;
	struct span w;
	size_t at = 0, words = 0;

	if (m == NULL)
		return 0;
	head = str_slice(s->in->text, span.from, m->span.from);
	if (s->language == LANGUAGE_AR && m->kind != ENTITY_PERSON &&
	    head.len > 0)
		return 0;
	while (word_next(head, at, &w)) {
		struct str word = str_slice(head, w.from, w.to);

		if (str_is_nocase(word, "of") || str_is_nocase(word, "to") ||
		    str_is_nocase(word, "for") || str_is_nocase(word, "from") ||
		    str_is_nocase(word, "in") || str_is_nocase(word, "at") ||
		    str_is_nocase(word, "de") || str_is_nocase(word, "du") ||
		    str_is_nocase(word, "with"))
			return 0;
		at = w.to;
		words++;
	}
	if (words > 4)
		return 0;
	/* "LNA spokesman": the name only describes whoever speaks. */
	if (m->kind != ENTITY_PERSON) {
		struct str tail = str_slice(s->in->text, m->span.to, span.to);

		at = 0;
		if (word_next(tail, at, &w)) {
			const struct mention *person;
			bool newspaper;
			struct str word = str_slice(tail, w.from, w.to);

			person = mention_in(s, span, true);
			if (person != NULL && person->kind == ENTITY_PERSON)
				return person->entity;
			newspaper = str_is_nocase(word, "newspaper") ||
				    tail.p[0] == '(' || tail.p[0] == ',' ||
				    (tail.len > 1 && tail.p[1] == '(');
			return newspaper ? m->entity : 0;
		}
	}
	return m->entity;
}

/* ------------------------------------------------------ whom "he" means */

static bool
has_word(struct str folded, const char *list)
{
	struct str rest = str_of(list), part;
	struct span w;
	size_t at;

	while (str_split(&rest, ' ', &part)) {
		for (at = 0; word_next(folded, at, &w); at = w.to) {
			if (str_eq(str_slice(folded, w.from, w.to), part))
				return true;
		}
	}
	return false;
}

static bool
is_pronoun(struct str folded)
{
	return folded.len > 0 &&
	       has_word(folded,
		   "he she they it who his her their il elle ils elles") &&
	       memchr(folded.p, ' ', folded.len) == NULL;
}

static struct str
last_word(struct str folded)
{
	struct span w;
	size_t at = 0;
	const char *comma = memchr(folded.p, ',', folded.len);
	struct str word = { folded.p, 0 };

	if (comma != NULL)
		folded.len = (size_t)(comma - folded.p);
	for (; word_next(folded, at, &w); at = w.to)
		word = str_slice(folded, w.from, w.to);
	if (word.len > 4 && str_ends(word, "s"))
		word.len--;
	return word;
}

/* The word or its plural. */
static bool
holds(struct str folded, struct str word)
{
	struct span w;

	for (size_t at = 0; word_next(folded, at, &w); at = w.to) {
		struct str other = str_slice(folded, w.from, w.to);

		if (other.len == word.len + 1 && str_ends(other, "s"))
			other.len--;
		if (str_eq(other, word))
			return true;
	}
	return false;
}

/* Does the former claimant fit the words of the later one? */
static bool
fits(struct str now, struct str before, bool one)
{
	struct str word;
	bool plural = has_word(before,
	    "two three four several some officials sources residents "
	    "diplomats witnesses fighters delegates commanders survivors "
	    "men lawyers doctors activists experts critics");

	if (one)
		return plural;
	if (is_pronoun(now)) {
		if (has_word(now, "they their ils elles"))
			return true;
		return !plural;
	}
	word = last_word(now);
	return word.len > 2 && holds(before, word);
}

/* "Guterres left for Benghazi. He said": whom the sentence before begins with,
 * unless somebody has spoken since. */
static bool
subject_above(struct scan *s, struct suggestion *g, bool thing)
{
	struct span last = { 0, 0 }, here, above;
	const struct mention *found = NULL;

	for (const struct suggestion *b = g; b > s->out; b--) {
		if (!empty(b[-1].source)) {
			last = b[-1].source;
			break;
		}
	}
	if (!sentence_at(s->in->text, g->source.from, &here) ||
	    !sentence_prev(s->in->text, here.from, &above))
		return false;
	for (size_t i = scan_mention_at(s, above.from);
	     found == NULL && i < s->in->n_mentions &&
	     s->in->mentions[i].span.from < above.from + 24;
	     i++) {
		if (s->in->mentions[i].span.to <= above.to)
			found = &s->in->mentions[i];
	}
	if (found == NULL || last.from >= above.from ||
	    (found->kind == ENTITY_PERSON) == thing)
		return false;
	g->named = found->span;
	g->claimant = found->entity;
	return true;
}

static void
carry(struct scan *s, size_t i)
{
	struct suggestion *g = &s->out[i];
	struct str now = folded(s, g->source);
	bool one = has_word(now, "one another") && has_word(now, "them other");
	bool definite = str_starts(now, "the ") || str_starts(now, "le ") ||
			str_starts(now, "la ") || str_starts(now, "l");
	size_t back;

	one = one || str_is(now, "one") || str_is(now, "another") ||
	      str_is(now, "the other");
	if (g->claimant != 0 ||
	    !(is_pronoun(now) || one || definite || empty(g->source)))
		return;
	if (is_pronoun(now) && subject_above(s, g, has_word(now, "it")))
		return;
	for (back = i; back > 0 && i - back < CARRY_BACK; back--) {
		const struct suggestion *b = &s->out[back - 1];

		if (empty(b->named) ||
		    (!empty(g->source) && b->named.from >= g->source.from))
			continue;
		if (empty(g->source)) {
			/* A quotation alone goes on, and so does a verb of
			 * Arabic; a passive has nobody. */
			if (s->language != LANGUAGE_AR &&
			    text_of(s, g->cue).len > 3)
				return;
		} else if (!fits(now, folded(s, b->named), one) &&
			   !fits(now, folded(s, b->source), one))
			continue;
		g->named = b->named;
		g->claimant = b->claimant;
		if (empty(g->via)) {
			g->via = b->via;
			g->via_entity = b->via_entity;
		}
		return;
	}
}

/* A surname stands for the full name that came before. */
static void
name_of(struct scan *s, size_t i)
{
	struct suggestion *g = &s->out[i];

	g->named = g->source;
	g->claimant = entity_of(s, g->source);
	if (!empty(g->via)) {
		const struct mention *m = mention_in(s, g->via, false);

		if (m != NULL) {
			g->via = m->span;
			g->via_entity = m->entity;
		}
	}
}

/* "told the Gazette that": an outlet between cue and content. */
static void
told_outlet(struct scan *s, struct suggestion *g)
{
	for (size_t i = scan_mention_at(s, g->cue.to);
	     empty(g->via) && i < s->in->n_mentions; i++) {
		const struct mention *m = &s->in->mentions[i];

		if (g->n_content == 0 || m->kind != ENTITY_OUTLET ||
		    m->span.to > g->content[g->n_content - 1].from ||
		    m->span.from > g->cue.to + 24)
			return;
		g->via = m->span;
		g->via_entity = m->entity;
	}
}

/* ------------------------------------------------- about whom, and when */

/* One that the suggestion does not have yet. */
static void
add_subject(struct scan *s, struct suggestion *g, int64_t entity)
{
	for (size_t k = 0; k < g->n_subjects; k++)
		if (g->subjects[k] == entity)
			return;
	g->subjects = arena_grow(
	    s->arena, g->subjects, g->n_subjects, sizeof *g->subjects);
	g->subjects[g->n_subjects++] = entity;
}

static void
set_subjects(struct scan *s, struct suggestion *g)
{
	for (size_t k = 0; k < g->n_content; k++) {
		struct span c = g->content[k];

		for (size_t i = scan_mention_at(s, c.from);
		     i < s->in->n_mentions &&
		     s->in->mentions[i].span.from < c.to;
		     i++) {
			if (s->in->mentions[i].span.to <= c.to)
				add_subject(s, g, s->in->mentions[i].entity);
		}
	}
}

static int64_t
date_begins(const void *date)
{
	return ((const struct datex *)date)->span.from;
}

/* The first that is told. */
static void
set_when(const struct scan *s, struct suggestion *g)
{
	for (size_t k = 0; k < g->n_content; k++) {
		struct span c = g->content[k];
		size_t i = lower_bound(s->dates, s->n_dates, sizeof *s->dates,
		    date_begins, c.from);

		if (i < s->n_dates && s->dates[i].span.to <= c.to) {
			g->when = s->dates[i].when;
			return;
		}
	}
}

void
suggest_carry(struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		name_of(s, i);
		carry(s, i);
		told_outlet(s, &s->out[i]);
		set_subjects(s, &s->out[i]);
		set_when(s, &s->out[i]);
	}
}
