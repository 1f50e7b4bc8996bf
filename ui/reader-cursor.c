#include "config.h"

#include "model/words.h"
#include "ui/reader-text.h"

void
cursor_to(struct cursor *c, struct str text, uint32_t at)
{
	struct span s = { 0, 0 };

	if (at > text.len)
		at = (uint32_t)text.len;
	if (!sentence_at(text, at, &s) && !sentence_next(text, at, &s) &&
	    !sentence_prev(text, at, &s))
		s = (struct span){ 0, 0 };
	*c = (struct cursor){
		.mode = CURSOR_SENTENCE, .sentence = s, .anchor = s, .head = s
	};
}

void
cursor_point(struct cursor *c, struct str text, struct span span)
{
	cursor_to(c, text, span.from);
	c->mode = CURSOR_POINT;
	c->anchor = c->head = span;
}

bool
cursor_selecting(const struct cursor *c)
{
	return c->mode == CURSOR_WORDS || c->mode == CURSOR_CHARS;
}

static struct span
both(struct span a, struct span b)
{
	return (struct span){ a.from < b.from ? a.from : b.from,
		a.to > b.to ? a.to : b.to };
}

struct span
cursor_passage(const struct cursor *c)
{
	return cursor_selecting(c) ? both(c->anchor, c->head) : c->sentence;
}

struct span
cursor_focus(const struct cursor *c)
{
	return c->mode == CURSOR_SENTENCE ? c->sentence : c->head;
}

bool
cursor_sentence(struct cursor *c, struct str text, int dir)
{
	struct span s, from = cursor_selecting(c) ? c->head : c->sentence;
	bool found;

	found = dir > 0 ? sentence_next(text, from.from, &s)
			: sentence_prev(text, from.from, &s);
	if (!found)
		return false;
	if (cursor_selecting(c))
		c->head = s;
	else
		*c = (struct cursor){ .mode = CURSOR_SENTENCE,
			.sentence = s,
			.anchor = s,
			.head = s };
	return true;
}

bool
cursor_word(struct cursor *c, struct str text, int dir)
{
	struct span w;
	bool found;

	if (c->mode == CURSOR_SENTENCE)
		found = dir > 0 ? word_next(text, c->sentence.from, &w)
				: word_prev(text, c->sentence.from, &w);
	else
		found = dir > 0 ? word_next(text, c->head.to, &w)
				: word_prev(text, c->head.from, &w);
	if (!found)
		return false;
	if (cursor_selecting(c))
		c->head = w;
	else
		cursor_point(c, text, w);
	return true;
}

/* The head's outer edge moves by a cluster; the head becomes the cluster
 * within it. */
bool
cursor_char(struct cursor *c, struct str text, int dir)
{
	bool right = c->head.to > c->anchor.to ||
		     (c->head.to == c->anchor.to &&
			 (dir > 0 || c->head.from >= c->anchor.from));
	uint32_t edge;

	if (!cursor_selecting(c))
		return false;
	edge = right ? c->head.to : c->head.from;
	if (dir > 0 ? edge >= text.len : edge == 0)
		return false;
	edge = (uint32_t)(dir > 0 ? cluster_next(text, edge)
				  : cluster_prev(text, edge));
	if (right && edge <= c->anchor.from)
		right = false;
	if (right)
		c->head =
		    (struct span){ (uint32_t)cluster_prev(text, edge), edge };
	else
		c->head =
		    (struct span){ edge, (uint32_t)cluster_next(text, edge) };
	return true;
}

/* A span's cluster at one of its ends. */
static struct span
end_cluster(struct str text, struct span s, bool last)
{
	if (s.from >= s.to)
		return s;
	if (last)
		return (
		    struct span){ (uint32_t)cluster_prev(text, s.to), s.to };
	return (struct span){ s.from, (uint32_t)cluster_next(text, s.from) };
}

void
cursor_select(struct cursor *c, struct str text)
{
	struct span w, whole;
	bool right;

	switch (c->mode) {
	case CURSOR_SENTENCE:
		if (!word_next(text, c->sentence.from, &w))
			return;
		c->anchor = c->head = w;
		c->mode = CURSOR_WORDS;
		break;
	case CURSOR_POINT:
		c->mode = CURSOR_WORDS;
		break;
	case CURSOR_WORDS:
		whole = both(c->anchor, c->head);
		right = c->head.to >= c->anchor.to;
		c->anchor = end_cluster(text, whole, !right);
		c->head = end_cluster(text, whole, right);
		c->mode = CURSOR_CHARS;
		break;
	case CURSOR_CHARS:
		cursor_drop(c, text);
		break;
	}
}

void
cursor_swap(struct cursor *c)
{
	struct span head = c->head;

	c->head = c->anchor;
	c->anchor = head;
}

void
cursor_drop(struct cursor *c, struct str text)
{
	if (c->mode != CURSOR_SENTENCE)
		cursor_to(c, text, cursor_focus(c).from);
}
