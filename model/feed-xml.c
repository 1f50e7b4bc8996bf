#include "config.h"

#include "model/feed-xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/uri.h>

#include "model/charset.h"
#include "model/utf8.h"
#include "model/xml-entity.h"

enum { ENTITY_MAX = 40 };

/* UTF-8 on its way to the XML parser. */
struct cleaner {
	struct buf *out;
	struct xml_entities own;
	struct err *err;
};

/* "&nbsp;" and the like: XML knows five, feeds use all of HTML's and some their
 * own; a bare & is one that is meant. *at is at the &; it moves behind what was
 * used up. */
static bool
add_reference(struct cleaner *c, struct str s, size_t *at)
{
	struct buf *out = c->out;
	struct str own;
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
		return true;
	}
	for (i = 0; i < ARRAY_LEN(known); i++) {
		if (strcmp(name, known[i]) == 0 || name[0] == '#') {
			buf_putc(out, '&');
			return true;
		}
	}
	if (!xml_entities_use(&c->own, str_of(name), &own, c->err))
		return false;
	entity = htmlEntityLookup((const xmlChar *)name);
	if (own.p == NULL && entity == NULL) {
		buf_puts(out, "&amp;");
		return true;
	}
	if (own.p != NULL)
		buf_str(out, own);
	else
		utf8_put(out, entity->value);
	*at += n + 1;
	return true;
}

static size_t
behind(struct str s, size_t at, const char *end)
{
	size_t hit = str_find(s, str_of(end), at);

	return hit == SIZE_MAX ? s.len : hit + strlen(end);
}

/* What stands in s from *at on, up to the next thing to be looked at: copied,
 * or left out. Declarations may lie by now, and DOCTYPEs are done with. */
static bool
add_piece(struct cleaner *c, struct str s, size_t *at)
{
	struct str left = str_slice(s, *at, *at + 9);
	size_t end = *at + 1;

	if (str_starts(left, "&"))
		return add_reference(c, s, at);
	if (str_starts(left, "<![CDATA[")) {
		end = behind(s, *at, "]]>");
	} else if (str_starts(left, "<!--")) {
		*at = behind(s, *at, "-->");
		return true;
	} else if (str_starts(left, "<?")) {
		*at = behind(s, *at, ">");
		return true;
	} else if (str_starts(left, "<!DOCTYPE") ||
		   str_starts(left, "<!doctype")) {
		left = str_slice(s, *at, s.len);
		left = str_slice(left, 0, xml_doctype_end(left));
		*at += left.len;
		return xml_entities_take(&c->own, left, c->err);
	}
	for (; *at < end; (*at)++) {
		/* But for characters that XML forbids. */
		if ((unsigned char)s.p[*at] >= ' ' ||
		    strchr("\t\n\r", s.p[*at]) != NULL)
			buf_putc(c->out, s.p[*at]);
	}
	return true;
}

/* UTF-8 made fit for an XML parser. False: it is refused. */
static bool
clean(struct buf *out, struct str s, struct err *err)
{
	struct cleaner c = { .out = out, .err = err };
	size_t at = 0;

	while (at < s.len) {
		if (!add_piece(&c, s, &at))
			return false;
	}
	return true;
}

xmlDoc *
feed_parse(
    struct str bytes, struct str header, struct buf *what, struct err *err)
{
	struct buf utf8 = { 0 }, xml = { 0 };
	xmlDoc *doc = NULL;
	bool good;

	charset_html(&utf8, bytes, header, what);
	good = clean(&xml, str_trim(buf_view(&utf8)), err);
	buf_release(&utf8);
	xmlResetLastError();
	if (good && xml.len > 0)
		doc = xmlReadMemory(xml.p, (int)xml.len, NULL, "UTF-8",
		    XML_PARSE_RECOVER | XML_PARSE_NOERROR |
			XML_PARSE_NOWARNING | XML_PARSE_NONET |
			XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
	buf_release(&xml);
	if (doc != NULL && xmlDocGetRootElement(doc) == NULL) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	if (good && doc == NULL)
		(void)err_set(err, ERR_INVALID, "is no XML that can be read");
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
