#include "config.h"

#include "model/html.h"

#include <libxml/HTMLparser.h>

#include "model/charset.h"
#include "model/html-meta.h"
#include "model/utf8.h"
#include "model/xml-entity.h"

enum {
	BODY_MIN = 500, /* bytes of a text in JSON-LD that is believed */
	SAMPLES = 20,
	SAMPLE = 30, /* bytes */
	PARSE = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
		HTML_PARSE_NONET | HTML_PARSE_COMPACT,
};

/* Does the text go on with this, by any case? */
static bool
goes_on(struct str s, size_t at, const char *start)
{
	size_t i;

	for (i = 0; start[i] != '\0'; i++) {
		if (at + i >= s.len ||
		    (s.p[at + i] | 0x20) != (start[i] | 0x20))
			return false;
	}
	return true;
}

struct str
html_start(struct str head)
{
	size_t at = 0, end;

	for (;;) {
		while (at < head.len && strchr(" \t\r\n", head.p[at]) != NULL)
			at++;
		if (goes_on(head, at, "<!--"))
			end = str_find(head, str_of("-->"), at);
		else if (goes_on(head, at, "<?"))
			end = str_find(head, str_of(">"), at);
		else
			return str_slice(head, at, head.len);
		if (end == SIZE_MAX)
			return str_of("");
		while (head.p[end] != '>')
			end++;
		at = end + 1;
	}
}

bool
html_sniff(struct str head)
{
	static const char *const starts[] = { "<!doctype html", "<html",
		"<head", "<body", "<title", "<meta ", "<div", "<p>", "<h1",
		"<article", "<table", "<script" };
	size_t i;

	head = html_start(head);
	for (i = 0; i < ARRAY_LEN(starts); i++) {
		if (goes_on(head, 0, starts[i]))
			return true;
	}
	return false;
}

/* Below a depth that no article has, elements give way to their text: much of
 * libxml2 walks the tree by recursion. */
static void
cut_depth(xmlNode *root)
{
	struct arena arena = { 0 };
	xmlNode *n = root, *child, *next;
	struct str text;
	int depth = 0;

	while (n != NULL) {
		if (n->type == XML_ELEMENT_NODE && n->children != NULL &&
		    depth >= HTML_DEPTH) {
			text = html_text(&arena, n);
			for (child = n->children; child != NULL; child = next) {
				next = child->next;
				html_remove(child);
			}
			(void)xmlNodeAddContentLen(
			    n, (const xmlChar *)text.p, (int)text.len);
		} else if (n->type == XML_ELEMENT_NODE && n->children != NULL) {
			n = n->children;
			depth++;
			continue;
		}
		while (n != root && n->next == NULL) {
			n = n->parent;
			depth--;
		}
		n = n == root ? NULL : n->next;
	}
	arena_release(&arena);
}

/* What is never text for a reader, on any page. */
static void
strip(xmlDoc *doc)
{
	static const char never[] =
	    " script style noscript template iframe svg canvas math audio "
	    "video object map amp-ad amp-sticky-ad amp-embed amp-sidebar "
	    "amp-consent amp-user-notification amp-social-share amp-iframe ";
	xmlNode *root = xmlDocGetRootElement(doc), *n = root, *next;
	bool gone;

	while (n != NULL) {
		gone = n != root &&
		       (n->type == XML_PI_NODE || n->type == XML_COMMENT_NODE ||
			   html_in(n, never));
		next = html_next(n, root, gone);
		if (gone)
			html_remove(n);
		n = next;
	}
}

bool
html_gave_up(struct err *err)
{
	const xmlError *why = xmlGetLastError();

	if (why == NULL || why->message == NULL ||
	    strstr(why->message, "depth") == NULL)
		return false;
	(void)err_set(err, ERR_INVALID,
	    "has elements nested too deeply, and was given up");
	return true;
}

/* UTF-8 as a tree, not too deep; NULL when it can't be had. */
static xmlDoc *
parse(struct str utf8)
{
	xmlDoc *doc;

	if (utf8.len == 0 || utf8.len > INT32_MAX / 2)
		return NULL;
	xmlResetLastError();
	doc = htmlReadMemory(utf8.p, (int)utf8.len, NULL, "UTF-8", PARSE);
	if (doc != NULL && xmlDocGetRootElement(doc) == NULL) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	if (doc != NULL)
		cut_depth(xmlDocGetRootElement(doc));
	return doc;
}

/* The parser lets broken UTF-8 from numeric references through. */
static struct str
valid(struct arena *arena, struct str s)
{
	struct buf out = { 0 }, what = { 0 };

	if (s.len == 0 || (utf8_valid(s) && memchr(s.p, '\r', s.len) == NULL &&
			      memchr(s.p, '\0', s.len) == NULL))
		return s;
	utf8_repair(&out, s, &what);
	s = arena_str(arena, buf_view(&out));
	buf_release(&out);
	buf_release(&what);
	return s;
}

struct str
html_fragment(struct arena *arena, struct str html)
{
	struct buf out = { 0 };
	struct str text;
	xmlDoc *doc;

	/* No markup: the text as it is. */
	if (html.len == 0 || (memchr(html.p, '<', html.len) == NULL &&
				 memchr(html.p, '&', html.len) == NULL))
		return valid(arena, arena_str(arena, str_trim(html)));
	doc = parse(html);
	if (doc == NULL)
		return str_of("");
	strip(doc);
	html_hide(doc);
	html_readable(&out, xmlDocGetRootElement(doc));
	text = valid(arena, arena_str(arena, buf_view(&out)));
	xmlFreeDoc(doc);
	buf_release(&out);
	return text;
}

bool
html_fragment_read(
    struct arena *arena, struct str html, struct str *text, struct err *err)
{
	/* Without markup nothing is parsed, and nothing given up. */
	xmlResetLastError();
	*text = html_fragment(arena, html);
	return !html_gave_up(err);
}

/* Does most of the text stand in the other? Samples tell. */
static bool
agrees(struct str body, struct str text)
{
	size_t i, at, hits = 0;

	for (i = 0; i < SAMPLES; i++) {
		at = body.len / SAMPLES * i;
		hits += str_find(text, str_slice(body, at, at + SAMPLE), 0) !=
			SIZE_MAX;
	}
	return hits * 4 >= SAMPLES;
}

/* A text in JSON-LD, which may be plain with lines, or markup, or markup
 * escaped once too often. */
static struct str
plain(struct arena *arena, struct str body)
{
	struct buf lines = { 0 };
	struct str text;
	size_t i;

	if (memchr(body.p, '<', body.len) == NULL) {
		for (i = 0; i < body.len; i++) {
			if (body.p[i] == '\n')
				buf_puts(&lines, "<br>");
			else
				buf_putc(&lines, body.p[i]);
		}
		body = buf_view(&lines);
	}
	text = html_fragment(arena, body);
	buf_release(&lines);
	return str_find(text, str_of("</p>"), 0) != SIZE_MAX
		   ? html_fragment(arena, text)
		   : text;
}

/* The text that JSON-LD gives, where what was found is another or half of it.
 */
static struct str
cross_check(struct arena *arena, struct str text, struct str body)
{
	if (body.len < BODY_MIN)
		return text;
	body = plain(arena, body);
	if (body.len < BODY_MIN ||
	    (text.len * 2 >= body.len && agrees(body, text)))
		return text;
	return body;
}

static bool
extract(struct arena *a, xmlDoc *doc, struct article_in *out, struct err *err)
{
	struct html_meta m = { 0 };
	struct buf text = { 0 };
	xmlNode *content;

	html_meta(a, doc, &m);
	strip(doc);
	content = html_content(a, doc);
	if (content != NULL)
		html_readable(&text, content);
	xmlFreeNode(content);
	out->text = html_trim(a,
	    cross_check(a, valid(a, arena_str(a, buf_view(&text))), m.body),
	    &m);
	out->title = valid(a, m.title);
	out->author = valid(a, m.author);
	out->outlet = valid(a, m.outlet);
	out->published = valid(a, m.published);
	out->language = valid(a, m.language);
	out->url = valid(a, m.url);
	buf_release(&text);
	if (out->text.len == 0)
		return err_set(err, ERR_INVALID, "is a page without text");
	return true;
}

/* The address that browsers and SingleFile write into a comment on top of what
 * they save. */
static struct str
saved_from(struct arena *arena, struct str page)
{
	static const char *const marks[] = { "saved from url=(",
		"\n url: http" };
	struct str head = str_slice(page, 0, 2048);
	size_t i, at, end;

	for (i = 0; i < ARRAY_LEN(marks); i++) {
		at = str_find(head, str_of(marks[i]), 0);
		if (at == SIZE_MAX)
			continue;
		at = str_find(head, str_of("http"), at);
		for (end = at; end < head.len &&
			       (unsigned char)head.p[end] > ' ' &&
			       (unsigned char)head.p[end] < 0x7f;)
			end++;
		if (at != SIZE_MAX)
			return arena_str(arena, str_slice(head, at, end));
	}
	return str_of("");
}

bool
html_read(struct arena *arena, struct str page, struct str charset,
    struct article_in *out, struct err *err)
{
	struct buf utf8 = { 0 }, repaired = { 0 };
	bool done = false, deep;
	struct err why = { 0 };
	xmlDoc *doc;

	if (page.len > HTML_MAX)
		return err_set(err, ERR_INVALID,
		    "is longer than %d MB, too long for a page",
		    HTML_MAX >> 20);
	charset_html(&utf8, page, charset, &repaired);
	if (!xml_entities_fine(buf_view(&utf8), err)) {
		buf_release(&utf8);
		buf_release(&repaired);
		return false;
	}
	doc = parse(buf_view(&utf8));
	deep = html_gave_up(&why);
	if (doc == NULL)
		(void)err_set(err, ERR_INVALID, "is no page that can be read");
	else
		done = extract(arena, doc, out, err);
	if (!done && deep)
		*err = why;
	if (repaired.len > 0)
		out->repaired = arena_str(arena, buf_view(&repaired));
	if (done && out->url.len == 0)
		out->url = saved_from(arena, buf_view(&utf8));
	xmlFreeDoc(doc);
	buf_release(&utf8);
	buf_release(&repaired);
	return done;
}
