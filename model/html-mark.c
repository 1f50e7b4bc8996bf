/* What class, id, style and text say of an element. The words are those of
 * Mozilla's Readability, with some that news pages use. */
#include "config.h"

#include "model/html-mark.h"

static const char *const unlikely[] = { "-ad-", "ai2html", "banner",
	"breadcrumb", "combx", "comment", "community", "cookie", "cover-wrap",
	"disqus", "extra", "footer", "gdpr", "header", "legends", "menu",
	"most-read", "newsletter", "outbrain", "pager", "pagination", "popup",
	"promo", "recommend", "related", "remark", "replies", "rss", "shoutbox",
	"sidebar", "skyscraper", "social", "sponsor", "subscribe",
	"supplemental", "taboola", "trending", "ad-break", "agegate",
	"yom-remote", NULL };
static const char *const maybe[] = { "and", "article", "body", "column",
	"content", "main", "mathjax", "shadow", NULL };
static const char *const positive[] = { "article", "body", "content", "entry",
	"hentry", "h-entry", "main", "page", "post", "text", "blog", "story",
	NULL };
static const char *const negative[] = { "-ad-", "hidden", "banner", "combx",
	"comment", "com-", "contact", "footer", "gdpr", "masthead", "media",
	"meta", "outbrain", "promo", "related", "scroll", "share", "shoutbox",
	"sidebar", "skyscraper", "sponsor", "shopping", "tags", "widget",
	NULL };

enum { VALUE_MAX = 400 }; /* bytes of an attribute that are looked at */

/* An attribute in lower case without blanks at the ends; its length. */
static size_t
value_of(const xmlNode *n, const char *name, char *out)
{
	const xmlAttr *attr = xmlHasProp(n, (const xmlChar *)name);
	const char *p;
	size_t len = 0;

	out[0] = '\0';
	if (attr == NULL || attr->children == NULL ||
	    attr->children->content == NULL)
		return 0;
	for (p = (const char *)attr->children->content;
	     *p != '\0' && len + 1 < VALUE_MAX; p++)
		out[len++] = *p >= 'A' && *p <= 'Z' ? (char)(*p | 0x20) : *p;
	out[len] = '\0';
	return len;
}

static bool
has_word(const char *value, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (strstr(value, *words) != NULL)
			return true;
	}
	return false;
}

bool
html_named(const xmlNode *n, const char *const *words)
{
	char value[VALUE_MAX];

	return (value_of(n, "class", value) > 0 && has_word(value, words)) ||
	       (value_of(n, "id", value) > 0 && has_word(value, words));
}

int
html_weight(const xmlNode *n)
{
	static const char *const names[] = { "class", "id" };
	char value[VALUE_MAX];
	int weight = 0;
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++) {
		if (value_of(n, names[i], value) == 0)
			continue;
		if (has_word(value, negative))
			weight -= 25;
		if (has_word(value, positive))
			weight += 25;
	}
	return weight;
}

bool
html_visible(const xmlNode *n)
{
	char value[VALUE_MAX];
	size_t i, len;

	if (xmlHasProp(n, (const xmlChar *)"hidden") != NULL)
		return false;
	if (value_of(n, "style", value) > 0) {
		for (i = len = 0; value[i] != '\0'; i++) {
			if (value[i] != ' ')
				value[len++] = value[i];
		}
		value[len] = '\0';
		if (strstr(value, "display:none") != NULL ||
		    strstr(value, "visibility:hidden") != NULL)
			return false;
	}
	if (value_of(n, "aria-hidden", value) == 0 ||
	    strcmp(value, "true") != 0)
		return true;
	return value_of(n, "class", value) > 0 &&
	       strstr(value, "fallback-image") != NULL;
}

void
html_hide(xmlDoc *doc)
{
	xmlNode *root = xmlDocGetRootElement(doc), *n = root, *next;
	bool gone;

	while (n != NULL) {
		gone = n != root && n->type == XML_ELEMENT_NODE &&
		       !html_visible(n);
		next = html_next(n, root, gone);
		if (gone)
			html_remove(n);
		n = next;
	}
}

bool
html_furniture(const xmlNode *n)
{
	static const char *const roles[] = { "menu", "menubar", "complementary",
		"navigation", "alert", "alertdialog", "dialog" };
	char value[VALUE_MAX];
	size_t i;

	if (html_named(n, unlikely) && !html_named(n, maybe) &&
	    !html_in(n, " html body a article main ") &&
	    !html_within(n, " table code "))
		return true;
	if (value_of(n, "role", value) == 0)
		return false;
	for (i = 0; i < ARRAY_LEN(roles); i++) {
		if (strcmp(value, roles[i]) == 0)
			return true;
	}
	return false;
}

bool
html_byline(const xmlNode *n)
{
	static const char *const names[] = { "byline", "author", "dateline",
		"writtenby", "p-author", NULL };
	char value[VALUE_MAX];
	size_t len;

	if (!html_named(n, names) &&
	    !(value_of(n, "rel", value) > 0 && strcmp(value, "author") == 0) &&
	    !(value_of(n, "itemprop", value) > 0 &&
		strstr(value, "author") != NULL))
		return false;
	len = html_len(n);
	return len > 0 && len < 100;
}

double
html_link_density(xmlNode *node)
{
	size_t all = html_len(node);
	char href[VALUE_MAX];
	double links = 0;
	xmlNode *n;

	if (all == 0)
		return 0;
	for (n = node; n != NULL; n = html_next(n, node, html_is(n, "a"))) {
		/* A link within the page is worth a third. */
		if (html_is(n, "a") && value_of(n, "href", href) > 0)
			links +=
			    (double)html_len(n) * (href[0] == '#' ? 0.3 : 1);
	}
	return links / (double)all;
}

size_t
html_mass(xmlNode *node)
{
	size_t mass = 0, len;
	xmlNode *n;
	bool p;

	/* Not those of lists: galleries and teasers are such. */
	for (n = node; n != NULL;
	     n = html_next(n, node, p || html_in(n, " ul ol "))) {
		p = html_in(n, " p pre blockquote ");
		len = p ? html_len(n) : 0;
		if (len >= 80 && html_link_density(n) < 0.25)
			mass += len;
	}
	return mass;
}

size_t
html_commas(const xmlNode *node)
{
	static const char *const commas[] = { ",", "،", "，", "、", "﹐" };
	xmlNode *n = (xmlNode *)(uintptr_t)node; /* only read */
	size_t i, count = 0;
	const char *p;

	for (; n != NULL; n = html_next(n, node, false)) {
		if (n->type != XML_TEXT_NODE || n->content == NULL)
			continue;
		for (i = 0; i < ARRAY_LEN(commas); i++) {
			p = (const char *)n->content;
			while ((p = strstr(p, commas[i])) != NULL) {
				count++;
				p += strlen(commas[i]);
			}
		}
	}
	return count;
}

size_t
html_count(xmlNode *node, const char *names)
{
	size_t count = 0;
	xmlNode *n;

	for (n = node; n != NULL; n = html_next(n, node, false))
		count += n != node && html_in(n, names);
	return count;
}
