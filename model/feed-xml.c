#include "config.h"

#include "model/feed-xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/uri.h>

#include "model/charset.h"
#include "model/utf8.h"

enum { ENTITY_MAX = 12 };

/* "&nbsp;" and the like: XML knows five, feeds use all of HTML's; a bare & is
 * one that is meant. *at is at the &; it moves behind what was used up. */
static void
add_reference(struct buf *out, struct str s, size_t *at)
{
	static const char *const known[] = { "amp", "lt", "gt", "quot",
		"apos" };
	const htmlEntityDesc *entity;
	char name[ENTITY_MAX + 1];
	size_t n = 0, i = *at + 1;

	while (i + n < s.len && n < ENTITY_MAX && s.p[i + n] != ';' &&
	       strchr(" <>&\"'\n", s.p[i + n]) == NULL) {
		name[n] = s.p[i + n];
		n++;
	}
	name[n] = '\0';
	*at = i;
	if (n == 0 || i + n >= s.len || s.p[i + n] != ';') {
		buf_puts(out, "&amp;");
		return;
	}
	for (i = 0; i < ARRAY_LEN(known); i++) {
		if (strcmp(name, known[i]) == 0 || name[0] == '#') {
			buf_putc(out, '&');
			return;
		}
	}
	entity = htmlEntityLookup((const xmlChar *)name);
	if (entity == NULL) {
		buf_puts(out, "&amp;");
		return;
	}
	utf8_put(out, entity->value);
	*at += n + 1;
}

/* The end of "<!DOCTYPE ... [ ... ]>" at the start of s. */
static size_t
doctype_end(struct str s)
{
	size_t i;
	int depth = 0;

	for (i = 0; i < s.len; i++) {
		if (s.p[i] == '[')
			depth++;
		else if (s.p[i] == ']')
			depth--;
		else if (s.p[i] == '>' && depth <= 0)
			return i + 1;
	}
	return s.len;
}

static size_t
behind(struct str s, size_t at, const char *end)
{
	size_t hit = str_find(s, str_of(end), at);

	return hit == SIZE_MAX ? s.len : hit + strlen(end);
}

/* Entities are how a kilobyte swells to a gigabyte, and how a feed would read
 * the user's files: those that it defines are none to us. */
static void
note_entities(struct str doctype, struct buf *what)
{
	if (str_find(doctype, str_of("<!ENTITY"), 0) == SIZE_MAX)
		return;
	if (what->len > 0)
		buf_puts(what, ", ");
	buf_puts(what, "entities of its own left as they stand");
}

/* UTF-8 made fit for an XML parser: no declaration (it may lie by now), no
 * DOCTYPE (and so no entities), no character that XML forbids. */
static void
clean(struct buf *out, struct str s, struct buf *what)
{
	struct str left, doctype;
	size_t at = 0, end;

	while (at < s.len) {
		left = str_slice(s, at, at + 9);
		if (s.p[at] == '&') {
			add_reference(out, s, &at);
			continue;
		}
		end = at + 1;
		if (str_starts(left, "<![CDATA[")) {
			end = behind(s, at, "]]>");
		} else if (str_starts(left, "<!--")) {
			at = behind(s, at, "-->");
			continue;
		} else if (str_starts(left, "<?")) {
			at = behind(s, at, ">");
			continue;
		} else if (str_starts(left, "<!DOCTYPE") ||
			   str_starts(left, "<!doctype")) {
			left = str_slice(s, at, s.len);
			doctype = str_slice(left, 0, doctype_end(left));
			note_entities(doctype, what);
			at += doctype.len;
			continue;
		}
		for (; at < end; at++) {
			if ((unsigned char)s.p[at] >= ' ' ||
			    strchr("\t\n\r", s.p[at]) != NULL)
				buf_putc(out, s.p[at]);
		}
	}
}

xmlDoc *
feed_parse(struct str bytes, struct str header, struct buf *what)
{
	struct buf utf8 = { 0 }, xml = { 0 };
	xmlDoc *doc = NULL;

	charset_html(&utf8, bytes, header, what);
	clean(&xml, str_trim(buf_view(&utf8)), what);
	buf_release(&utf8);
	xmlResetLastError();
	if (xml.len > 0)
		doc = xmlReadMemory(xml.p, (int)xml.len, NULL, "UTF-8",
		    XML_PARSE_RECOVER | XML_PARSE_NOERROR |
			XML_PARSE_NOWARNING | XML_PARSE_NONET |
			XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
	buf_release(&xml);
	if (doc != NULL && xmlDocGetRootElement(doc) == NULL) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	return doc;
}

static const char *
usual_prefix(const xmlNs *ns)
{
	static const struct {
		const char *start, *prefix;
	} known[] = {
		{ "http://purl.org/dc/", "dc" },
		{ "http://purl.org/rss/1.0/modules/content", "content" },
		{ "http://www.w3.org/2005/Atom", "" },
		{ "http://purl.org/atom/", "" },
		{ "http://purl.org/rss/1.0/", "" },
		{ "http://my.netscape.com/", "" },
		{ "http://channel.netscape.com/", "" },
		{ "http://backend.userland.com/", "" },
		{ "http://www.w3.org/1999/xhtml", "xhtml" },
		{ "http://www.itunes.com/", "itunes" },
		{ "http://search.yahoo.com/mrss", "media" },
	};
	size_t i;

	if (ns->href != NULL) {
		for (i = 0; i < ARRAY_LEN(known); i++) {
			if (str_starts(str_trim(str_of((const char *)ns->href)),
				known[i].start))
				return known[i].prefix;
		}
	}
	return ns->prefix != NULL ? (const char *)ns->prefix : "";
}

const char *
feed_name(const xmlNode *node, char *out)
{
	const char *prefix = "", *name;

	out[0] = '\0';
	if (node->type != XML_ELEMENT_NODE)
		return out;
	name = (const char *)node->name;
	if (node->ns != NULL)
		prefix = usual_prefix(node->ns);
	/* The prefix of a namespace that was never declared stays in the
	 * name. */
	if (strncmp(name, "atom:", 5) == 0)
		name += 5;
	(void)snprintf(out, FEED_NAME, "%s%s%s", prefix,
	    prefix[0] != '\0' ? ":" : "", name);
	return out;
}

bool
feed_is(const xmlNode *node, const char *name)
{
	char own[FEED_NAME];

	return strcmp(feed_name(node, own), name) == 0;
}

struct str
feed_attr(struct arena *a, const xmlNode *node, const char *name)
{
	const xmlAttr *attr;
	struct str value = { "", 0 };
	xmlChar *text;

	for (attr = node->properties; attr != NULL; attr = attr->next) {
		if (strcmp((const char *)attr->name, name) != 0)
			continue;
		text = xmlNodeListGetString(node->doc, attr->children, 1);
		if (text != NULL)
			value =
			    arena_str(a, str_trim(str_of((const char *)text)));
		xmlFree(text);
		break;
	}
	return value;
}

static bool
has_elements(const xmlNode *node)
{
	const xmlNode *n;

	for (n = node->children; n != NULL; n = n->next) {
		if (n->type == XML_ELEMENT_NODE)
			return true;
	}
	return false;
}

struct str
feed_inner(struct arena *a, const xmlNode *node)
{
	struct str s = { "", 0 };
	xmlBuffer *buffer;
	xmlChar *text;
	xmlNode *n;

	if (!has_elements(node)) {
		text = xmlNodeGetContent(node);
		if (text != NULL)
			s = arena_str(a, str_trim(str_of((const char *)text)));
		xmlFree(text);
		return s;
	}
	buffer = xmlBufferCreate();
	if (buffer == NULL)
		return s;
	for (n = node->children; n != NULL; n = n->next)
		(void)xmlNodeDump(buffer, node->doc, n, 0, 0);
	s = arena_str(
	    a, str_trim(str_of((const char *)xmlBufferContent(buffer))));
	xmlBufferFree(buffer);
	return s;
}

struct str
feed_link(struct arena *a, xmlNode *node, struct str link)
{
	xmlChar *base, *whole;

	if (link.len == 0 || str_find(link, str_of("://"), 0) != SIZE_MAX)
		return link;
	base = xmlNodeGetBase(node->doc, node);
	whole = base != NULL
		    ? xmlBuildURI((const xmlChar *)arena_str(a, link).p, base)
		    : NULL;
	if (whole != NULL)
		link = arena_str(a, str_of((const char *)whole));
	xmlFree(whole);
	xmlFree(base);
	return link;
}
