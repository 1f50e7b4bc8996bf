/* Furniture inside the article, as Readability's _prepArticle takes it out:
 * lists of links, forms, boxes of pictures. */
#include "config.h"

#include "model/html-mark.h"

static bool
is_data_table(xmlNode *table)
{
	size_t rows, cells;

	if (html_count(table, " table ") > 0)
		return false;
	if (html_count(table, " caption col colgroup tfoot thead th ") > 0)
		return true;
	rows = html_count(table, " tr ");
	cells = html_count(table, " td ");
	return rows > 1 && cells >= 2 * rows && cells > 10;
}

/* Share of its text that is headings. */
static double
heading_density(xmlNode *node)
{
	size_t all = html_len(node), headings = 0;
	xmlNode *n;

	for (n = node; n != NULL; n = html_next(n, node, false)) {
		if (html_in(n, " h1 h2 h3 h4 h5 h6 "))
			headings += html_len(n);
	}
	return all > 0 ? (double)headings / (double)all : 0;
}

struct counts {
	size_t p, img, li, input, embed, text;
	double links;
	int weight;
	bool list, figure;
	bool prose; /* paragraphs and nothing else, in full sentences */
};

/* The rules of Readability's _cleanConditionally. */
static bool
counts_as_clutter(const struct counts *c, xmlNode *n)
{
	if (c->img > 1 && c->p * 2 < c->img && !c->figure)
		return true;
	if (!c->list && c->li > c->p + 100)
		return true;
	if (c->input > c->p / 3)
		return true;
	if (!c->list && c->text < 25 && (c->img == 0 || c->img > 2) &&
	    !c->figure && heading_density(n) < 0.9)
		return true;
	if (!c->list && c->weight < 25 && c->links > (c->prose ? 0.5 : 0.2))
		return true;
	if ((c->weight >= 25 || c->list) && c->links > 0.5)
		return true;
	return (c->embed == 1 && c->text < 75) || c->embed > 1;
}

/* A list of pictures with their captions. */
static bool
is_gallery(xmlNode *n)
{
	size_t li = html_count(n, " li ");

	return html_in(n, " ul ol ") && li >= 3 &&
	       html_count(n, " img ") * 2 >= li;
}

static bool
is_clutter(struct arena *a, xmlNode *n, int weight)
{
	struct counts c = { .weight = weight };

	if (weight < 0 || is_gallery(n))
		return true;
	if (html_commas(n) >= 10)
		return false;
	c.list = html_in(n, " ul ol ");
	c.figure = html_within(n, " figure ");
	c.text = html_len(n);
	c.p = html_count(n, " p ");
	c.img = html_count(n, " img ");
	c.li = html_count(n, " li ");
	c.input = html_count(n, " input button select ");
	c.embed = html_count(n, " object embed iframe video ");
	c.links = html_link_density(n);
	c.prose = c.p > 0 && c.img + c.li + c.input + c.embed == 0 &&
		  c.text >= 80 && html_is_sentence(html_text(a, n));
	return counts_as_clutter(&c, n);
}

/* Who took a picture, where that is not part of what stands under it. */
static bool
is_credit(const xmlNode *n)
{
	static const char *const names[] = { "credit", NULL };

	return html_in(n, " p div span small dd ") && html_named(n, names) &&
	       !html_within(n, " figure figcaption ") && html_len(n) < 500;
}

/* Boxes in an article that are none of it and say so, whatever else their class
 * is called; the article itself is told from them by its share of the text. */
static bool
is_inset(const xmlNode *n, size_t all)
{
	static const char *const names[] = { "newsletter", "related", "recirc",
		"recommend", "read-more", "readmore", "read-also", "also-read",
		"author-bio", "author_bio", "authorbio", "about-author",
		"about-the-author", "author-box", "authorbox", "author-info",
		"author-card", "author-dropdown", "most-read", "mostread",
		"most-popular", "trending", "signup", "sign-up", "cookie",
		"consent", "breadcrumb", "taglist", "tag-list", "article-tags",
		"post-tags", "entry-tags", "editsection", "outbrain", "taboola",
		"ad-slot", "adslot", "ad-container", "advert", "sharing",
		"social", "jp-relatedposts", "noprint", "toggle-caption",
		"comments-", "comment-form", "comment-list", "respond", NULL };

	return html_in(n, " div section aside ul ol form p figure table span "
			  "nav dl ") &&
	       html_named(n, names) && html_len(n) * 4 < all;
}

/* Words for those who are read to ("Image caption"): a browser shows them to
 * nobody else. */
static bool
is_spoken(const xmlNode *n)
{
	static const char *const names[] = { "sr-only", "visually-hidden",
		"visuallyhidden", "screen-reader", "off-screen", "offscreen",
		NULL };

	return html_named(n, names) && html_len(n) < 200;
}

/* A line that is nothing but a link and no sentence: to another article. */
static bool
is_pointer(struct arena *a, xmlNode *n)
{
	return html_in(n, " p h2 h3 h4 h5 h6 ") &&
	       !html_within(n, " table ul ol ") && html_len(n) < 200 &&
	       html_link_density(n) > 0.9 && !html_is_sentence(html_text(a, n));
}

static bool
is_gone(struct arena *a, xmlNode *n, unsigned flags, size_t all)
{
	static const char *const shares[] = { "share", "sharedaddy", NULL };
	int weight;

	if (html_in(n, " footer aside link object embed input textarea "
		       "select button h1 "))
		return true;
	if (html_named(n, shares) && html_len(n) < 500)
		return true;
	if (is_credit(n) || is_spoken(n) || is_pointer(a, n) ||
	    ((flags & HTML_CLEAN) != 0 && is_inset(n, all)))
		return true;
	weight = (flags & HTML_WEIGHT) != 0 ? html_weight(n) : 0;
	if (html_in(n, " h2 h3 h4 h5 h6 "))
		return weight < 0;
	if ((flags & HTML_CLEAN) == 0 ||
	    !html_in(n, " form fieldset table ul ol div ") ||
	    html_within(n, " table "))
		return false;
	return !(html_is(n, "table") && is_data_table(n)) &&
	       is_clutter(a, n, weight);
}

/* A heading that nothing follows led to what is gone by now. */
static void
drop_last_headings(xmlNode *root)
{
	xmlNode *n, *last;

	for (;;) {
		last = NULL;
		for (n = root; n != NULL; n = html_next(n, root, false)) {
			if (n->type == XML_TEXT_NODE && !html_empty(n))
				last = n;
		}
		while (last != NULL && last != root &&
		       !html_in(last, " h2 h3 h4 h5 h6 "))
			last = last->parent;
		if (last == NULL || last == root)
			return;
		html_remove(last);
	}
}

void
html_clean(struct arena *a, xmlNode *root, unsigned flags)
{
	xmlNode *n = root, *next;
	size_t all = html_len(root);
	bool gone;

	while (n != NULL) {
		gone = n != root && n->type == XML_ELEMENT_NODE &&
		       is_gone(a, n, flags, all);
		next = html_next(n, root, gone);
		if (gone)
			html_remove(n);
		n = next;
	}
	if ((flags & HTML_CLEAN) != 0)
		drop_last_headings(root);
}
