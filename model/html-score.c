/* Which part of a page is the article: paragraphs give points to what they
 * stand in, and the element with most points, its neighbours weighed, is it. */
#include "config.h"

#include "model/html-mark.h"

enum {
	ENOUGH = 500, /* bytes of an article that need no other try */
	LEVELS = 3,   /* how far up an article's beginning is looked for */
};

struct score {
	double value;
};

struct search {
	struct arena *a;
	xmlNode *body;
	unsigned flags;
	xmlNode **candidates;
	size_t n, size;
};

static bool
has_block_child(const xmlNode *node)
{
	xmlNode *n = (xmlNode *)(uintptr_t)node; /* only read */

	for (n = html_next(n, node, false); n != NULL;
	     n = html_next(n, node, false)) {
		if (html_in(n, " blockquote dl div img ol p pre table ul "))
			return true;
	}
	return false;
}

static bool
is_phrase(const xmlNode *n)
{
	return n->type == XML_TEXT_NODE ||
	       (html_in(n, " abbr b bdi bdo cite code data dfn em font i kbd "
			   "mark q s samp small span strong sub sup time u "
			   "var wbr a del ins ") &&
		   !has_block_child(n));
}

/* Text and inline elements directly in a division become paragraphs of their
 * own, so that they can score. */
static void
wrap_phrases(xmlNode *div)
{
	xmlNode *n, *next, *p = NULL;

	for (n = div->children; n != NULL; n = next) {
		next = n->next;
		if (!is_phrase(n)) {
			p = NULL;
			continue;
		}
		if (p == NULL && html_empty(n))
			continue;
		if (p == NULL) {
			p = xmlNewNode(NULL, (const xmlChar *)"p");
			if (p == NULL || xmlAddPrevSibling(n, p) == NULL)
				return;
		}
		xmlUnlinkNode(n);
		(void)xmlAddChild(p, n);
	}
}

static struct score *
score_of(struct search *s, xmlNode *n)
{
	static const struct {
		const char *names;
		int value;
	} base[] = {
		{ " div ", 5 },
		{ " pre td blockquote ", 3 },
		{ " address ol ul dl dd dt li form ", -3 },
		{ " h1 h2 h3 h4 h5 h6 th ", -5 },
	};
	struct score *score = n->_private;
	size_t i;

	if (score != NULL)
		return score;
	score = arena_alloc(s->a, sizeof *score);
	for (i = 0; i < ARRAY_LEN(base); i++) {
		if (html_in(n, base[i].names))
			score->value += base[i].value;
	}
	if ((s->flags & HTML_WEIGHT) != 0)
		score->value += html_weight(n);
	n->_private = score;
	if (s->n == s->size) {
		s->size = s->size > 0 ? s->size * 2 : 64;
		s->candidates = xreallocarray(
		    s->candidates, s->size, sizeof *s->candidates);
	}
	s->candidates[s->n++] = n;
	return score;
}

/* A paragraph's points go to its parent, half of them to the grandparent, less
 * to those above. */
static void
score_paragraph(struct search *s, xmlNode *p)
{
	size_t len = html_len(p);
	xmlNode *up = p->parent;
	double points;
	int level;

	if (len < 25)
		return;
	points = 2 + (double)html_commas(p) +
		 (double)(len / 100 < 3 ? len / 100 : 3);
	/* Galleries and teasers are lists of paragraphs. */
	if (html_within(p, " li "))
		points /= 3;
	for (level = 0; level < 5 && up != NULL; level++, up = up->parent) {
		if (up->type != XML_ELEMENT_NODE || up->parent == NULL ||
		    up->parent->type != XML_ELEMENT_NODE)
			break;
		score_of(s, up)->value +=
		    points / (level == 0      ? 1
				 : level == 1 ? 2
					      : level * 3);
	}
}

/* A byline, but not the place or the name that a paragraph opens with. */
static bool
stands_alone(const xmlNode *byline)
{
	const xmlNode *p = byline->parent;
	int level;

	for (level = 0; level < 3 && p != NULL; level++, p = p->parent) {
		if (html_is(p, "p"))
			return html_len(p) < html_len(byline) + 80;
	}
	return true;
}

/* What is hidden, or furniture: but not what holds most of the page's
 * paragraphs, whatever its class is called. Readers may write more than the
 * author did. */
static bool
is_gone(const struct search *s, xmlNode *n, size_t mass)
{
	static const char *const comments[] = { "comment", "disqus", "replies",
		NULL };

	if (n->type == XML_COMMENT_NODE)
		return true;
	if (n->type != XML_ELEMENT_NODE || n == s->body)
		return false;
	if (!html_visible(n) || (html_byline(n) && stands_alone(n)))
		return true;
	if ((s->flags & HTML_UNLIKELY) != 0 && html_named(n, comments) &&
	    !html_in(n, " article main a ") && mass - html_mass(n) >= ENOUGH)
		return true;
	if ((s->flags & HTML_UNLIKELY) != 0 && html_furniture(n))
		return html_mass(n) * 2 <= mass;
	return html_in(n, " div section header h1 h2 h3 h4 h5 h6 ") &&
	       html_empty(n);
}

/* A cell of a table that lays out a page, its paragraphs parted by breaks. */
static bool
is_old_text(const xmlNode *cell)
{
	const xmlNode *n;
	size_t breaks = 0;

	if (!html_is(cell, "td") || html_len(cell) < ENOUGH)
		return false;
	for (n = cell->children; n != NULL; n = n->next)
		breaks += html_is(n, "br");
	return breaks >= 2;
}

static void
prepare(struct search *s)
{
	xmlNode *n = s->body, *next;
	size_t mass = html_mass(s->body);

	while (n != NULL) {
		if (is_gone(s, n, mass)) {
			next = html_next(n, s->body, true);
			html_remove(n);
		} else {
			if (html_is(n, "div") || is_old_text(n))
				wrap_phrases(n);
			next = html_next(n, s->body, false);
		}
		n = next;
	}
	for (n = s->body; n != NULL; n = html_next(n, s->body, false)) {
		if (html_in(n, " section h2 h3 h4 h5 h6 p pre ") ||
		    (html_in(n, " div td ") && !has_block_child(n)))
			score_paragraph(s, n);
	}
}

static xmlNode *
best_candidate(struct search *s)
{
	xmlNode *best = NULL;
	struct score *score;
	double high = 0;
	size_t i;

	for (i = 0; i < s->n; i++) {
		score = s->candidates[i]->_private;
		score->value *= 1 - html_link_density(s->candidates[i]);
		if (best == NULL || score->value > high) {
			best = s->candidates[i];
			high = score->value;
		}
	}
	return best;
}

static bool
is_below(const xmlNode *n, const xmlNode *node)
{
	while (n != NULL && n != node)
		n = n->parent;
	return n == node;
}

/* How many of the best candidates (three quarters of the top score and more)
 * lie below this node. */
static int
strong_below(const struct search *s, const xmlNode *node, double high)
{
	const struct score *score;
	int n = 0;
	size_t i;

	for (i = 0; i < s->n; i++) {
		score = s->candidates[i]->_private;
		n += score->value >= high * 0.75 &&
		     is_below(s->candidates[i], node);
	}
	return n;
}

/* The article may be spread over several parts: climb while that gathers the
 * strong candidates or the score does not fall. */
static xmlNode *
climb(const struct search *s, xmlNode *top)
{
	double high = ((struct score *)top->_private)->value, last = high;
	const struct score *score;
	xmlNode *up;

	for (up = top->parent; up != NULL && up != s->body; up = up->parent) {
		if (strong_below(s, up, high) >= 4) {
			top = up;
			break;
		}
	}
	for (up = top->parent; up != NULL && up != s->body; up = up->parent) {
		score = up->_private;
		if (score == NULL)
			continue;
		if (score->value < high / 3)
			break;
		if (score->value > last) {
			top = up;
			break;
		}
		last = score->value;
	}
	while (top->parent != NULL && top->parent != s->body &&
	       top->prev == NULL && top->next == NULL)
		top = top->parent;
	return top;
}

/* Parts of an article that each stand in a box of their own: climb as long as
 * that doubles the paragraphs and brings few links. */
static xmlNode *
spread(const struct search *s, xmlNode *top)
{
	size_t mass = html_mass(top), more;
	xmlNode *up = top->parent, *best = top;
	int level;

	for (level = 0; level < 5 && up != NULL && up != s->body;
	     level++, up = up->parent) {
		more = html_mass(up);
		if (more < mass * 2)
			continue;
		if (more > mass * 5 || more * 2 < html_len(up) ||
		    html_link_density(up) > 0.2)
			break;
		best = up;
		mass = more;
	}
	return best;
}

/* The one element in a box that holds nothing else. */
static const xmlNode *
unwrapped(const xmlNode *n)
{
	const xmlNode *child, *only;

	for (; html_in(n, " div section "); n = only) {
		only = NULL;
		for (child = n->children; child != NULL; child = child->next) {
			if (html_empty(child))
				continue;
			if (only != NULL || child->type != XML_ELEMENT_NODE)
				return n;
			only = child;
		}
		if (only == NULL)
			return n;
	}
	return n;
}

/* A box of paragraphs in front of the best candidate: an article's first
 * paragraphs often stand in a box of their own, what readers write does not
 * stand there. */
static bool
opens(xmlNode *n, const xmlNode *top)
{
	const xmlNode *p;
	size_t mass;

	for (p = n; p != NULL && p != top; p = p->next)
		;
	mass = p != NULL ? html_mass(n) : 0;
	return mass >= 80 && mass * 2 >= html_len(n);
}

/* Does a neighbour of the best candidate belong to the article? */
static bool
joins(struct search *s, xmlNode *n, const xmlNode *top, double threshold)
{
	const struct score *score = n->_private, *high = top->_private;
	struct str class = html_attr(s->a, top, "class");
	double bonus = 0, density;
	bool sentence;
	size_t len;

	if (n == top)
		return true;
	if (n->type != XML_ELEMENT_NODE)
		return false;
	if (class.len > 0 && high != NULL &&
	    str_eq(class, html_attr(s->a, n, "class")))
		bonus = high->value * 0.2;
	if (score != NULL && score->value + bonus >= threshold)
		return true;
	if (opens(n, top))
		return true;
	if (!html_is(unwrapped(n), "p"))
		return false;
	len = html_len(n);
	density = html_link_density(n);
	sentence = html_is_sentence(html_text(s->a, n));
	return (len > 80 && density < (sentence ? 0.5 : 0.25)) ||
	       (len > 0 && len <= 80 && density <= 0 && sentence);
}

/* Keep beside this node only what belongs to it; their parent. */
static xmlNode *
gather(struct search *s, xmlNode *top)
{
	const struct score *score = top->_private;
	double threshold = 10;
	xmlNode *parent = top->parent, *n, *next;

	if (score != NULL && score->value * 0.2 > threshold)
		threshold = score->value * 0.2;
	for (n = parent->children; n != NULL; n = next) {
		next = n->next;
		if (!joins(s, n, top, threshold))
			html_remove(n);
	}
	return parent;
}

/* How many levels up does the article begin beside the best candidate? */
static int
levels(const struct search *s, const xmlNode *top)
{
	int level, found = 0;
	xmlNode *n;

	for (level = 1; level <= LEVELS && top != s->body;
	     level++, top = top->parent) {
		for (n = top->parent->children; n != top; n = n->next) {
			if (n->type == XML_ELEMENT_NODE && opens(n, top))
				found = level;
		}
	}
	return found > 1 ? found : 1;
}

static xmlNode *
gather_all(struct search *s, xmlNode *top)
{
	int level = top != s->body ? levels(s, top) : 0;

	for (; level > 0 && top != s->body; level--)
		top = gather(s, top);
	return top;
}

static xmlNode *
attempt(struct arena *a, xmlDoc *doc, unsigned flags)
{
	struct search s = { .a = a, .flags = flags };
	xmlNode *root = xmlDocGetRootElement(doc), *top;

	for (s.body = root; s.body != NULL && !html_is(s.body, "body");)
		s.body = html_next(s.body, root, false);
	if (s.body == NULL)
		return NULL;
	prepare(&s);
	top = best_candidate(&s);
	if (top != NULL && top != s.body)
		top = gather_all(&s, spread(&s, climb(&s, top)));
	else
		top = s.body;
	html_clean(a, top, flags);
	free(s.candidates);
	return top;
}

xmlNode *
html_content(struct arena *a, xmlDoc *doc)
{
	static const unsigned flags[] = {
		HTML_UNLIKELY | HTML_WEIGHT | HTML_CLEAN,
		HTML_WEIGHT | HTML_CLEAN,
		HTML_CLEAN,
		0,
	};
	xmlNode *content = NULL, *top;
	size_t i, best = 0, len;
	xmlDoc *copy;

	/* The longest wins when no try finds enough. */
	for (i = 0; i < ARRAY_LEN(flags) && best < ENOUGH; i++) {
		copy = xmlCopyDoc(doc, 1);
		if (copy == NULL)
			break;
		top = attempt(a, copy, flags[i]);
		len = top != NULL ? html_len(top) : 0;
		if (len > best) {
			xmlFreeNode(content);
			content = xmlDocCopyNode(top, doc, 1);
			best = len;
		}
		xmlFreeDoc(copy);
	}
	return content;
}
