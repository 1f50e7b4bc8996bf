#include "config.h"

#include "model/html-tree.h"

bool
html_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)node->name, name) == 0;
}

bool
html_in(const xmlNode *node, const char *names)
{
	const char *name, *hit = names;
	size_t len;

	if (node->type != XML_ELEMENT_NODE)
		return false;
	name = (const char *)node->name;
	len = strlen(name);
	while ((hit = strstr(hit, name)) != NULL) {
		if (hit > names && hit[-1] == ' ' && hit[len] == ' ')
			return true;
		hit++;
	}
	return false;
}

bool
html_within(const xmlNode *node, const char *names)
{
	int depth = 0;

	for (node = node->parent; node != NULL && depth < 4;
	     node = node->parent, depth++) {
		if (html_in(node, names))
			return true;
	}
	return false;
}

struct str
html_attr(struct arena *a, const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
	struct str s = { "", 0 };

	if (value != NULL)
		s = arena_str(a, str_of((const char *)value));
	xmlFree(value);
	return s;
}

xmlNode *
html_next(xmlNode *node, const xmlNode *root, bool skip)
{
	if (!skip && node->type == XML_ELEMENT_NODE && node->children != NULL)
		return node->children;
	while (node != root && node->next == NULL)
		node = node->parent;
	return node == root ? NULL : node->next;
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static const char *
content_of(const xmlNode *n)
{
	if ((n->type != XML_TEXT_NODE && n->type != XML_CDATA_SECTION_NODE) ||
	    n->content == NULL)
		return "";
	return (const char *)n->content;
}

struct str
html_text(struct arena *a, const xmlNode *node)
{
	xmlNode *n = (xmlNode *)(uintptr_t)node; /* only read */
	struct buf out = { 0 };
	const char *p;
	struct str s;

	for (; n != NULL; n = html_next(n, node, false)) {
		for (p = html_is(n, "br") ? " " : content_of(n); *p != '\0';
		     p++) {
			if (!is_blank(*p))
				buf_putc(&out, *p);
			else if (out.len > 0 && out.p[out.len - 1] != ' ')
				buf_putc(&out, ' ');
		}
	}
	s = arena_str(a, str_trim(buf_view(&out)));
	buf_release(&out);
	return s;
}

size_t
html_len(const xmlNode *node)
{
	xmlNode *n = (xmlNode *)(uintptr_t)node; /* only read */
	bool blank = true;
	size_t len = 0;
	const char *p;

	for (; n != NULL; n = html_next(n, node, false)) {
		for (p = content_of(n); *p != '\0'; p++) {
			len += !is_blank(*p) || !blank;
			blank = is_blank(*p);
		}
	}
	return len > 0 && blank ? len - 1 : len;
}

bool
html_empty(const xmlNode *node)
{
	xmlNode *n = (xmlNode *)(uintptr_t)node; /* only read */
	const char *p;

	for (; n != NULL; n = html_next(n, node, false)) {
		for (p = content_of(n); *p != '\0'; p++) {
			if (!is_blank(*p))
				return false;
		}
	}
	return true;
}

bool
html_is_sentence(struct str line)
{
	static const char *const stops[] = { ".", "!", "?", "؟", "。", "।", "…",
		".\"", "!\"", "?\"", ".”", "!”", "?”", ".’", ".»", "!»", "?»",
		". »", "! »", "? »", ".)" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(stops); i++) {
		if (str_ends(line, stops[i]))
			return true;
	}
	return false;
}

void
html_remove(xmlNode *node)
{
	xmlUnlinkNode(node);
	xmlFreeNode(node);
}
