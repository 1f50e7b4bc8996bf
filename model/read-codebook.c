#include "config.h"

#include "model/read-codebook.h"

#include "model/feed-xml.h"
#include "model/record.h"

enum { DEPTH = 64 };

struct reading {
	struct buf *lines;
	struct arena arena;
	size_t n;
};

struct str
codebook_name(struct arena *arena, struct str name)
{
	struct buf b = { 0 };
	struct str s;
	size_t i;

	name = str_trim(name);
	for (i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.p[i];

		if (c > ' ' && c != '"')
			buf_putc(&b, name.p[i]);
		else if (b.len > 0 && b.p[b.len - 1] != '-')
			buf_putc(&b, '-');
	}
	s = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return s;
}

static struct str
attribute(struct reading *r, const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	struct str s = arena_str(&r->arena, str_of((const char *)value));

	xmlFree(value);
	return s;
}

/* On one line. */
static struct str
one_line(struct arena *arena, struct str text)
{
	char *p = arena_alloc(arena, text.len + 1);
	size_t i;

	for (i = 0; i < text.len; i++)
		p[i] = (unsigned char)text.p[i] < ' ' ? ' ' : text.p[i];
	return (struct str){ p, text.len };
}

/* "#abc" is "#aabbcc". */
static struct str
colour(struct arena *arena, struct str s)
{
	if (s.len != 4 || s.p[0] != '#')
		return s;
	return arena_printf(arena, "#%c%c%c%c%c%c", s.p[1], s.p[1], s.p[2],
	    s.p[2], s.p[3], s.p[3]);
}

static struct str
definition(struct reading *r, const xmlNode *code)
{
	const xmlNode *c;
	struct str s = str_of("");

	for (c = code->children; c != NULL; c = c->next)
		if (c->type == XML_ELEMENT_NODE &&
		    xmlStrEqual(c->name, (const xmlChar *)"Description")) {
			xmlChar *text = xmlNodeGetContent(c);

			s = one_line(
			    &r->arena, str_trim(str_of((const char *)text)));
			xmlFree(text);
		}
	return s;
}

static void
put_code(
    struct reading *r, const xmlNode *node, struct str uuid, struct str parent)
{
	struct str codable = attribute(r, node, "isCodable");
	struct buf *out = r->lines;

	buf_putc(out, '{');
	json_member(out, "uuid", uuid);
	json_member(
	    out, "name", codebook_name(&r->arena, attribute(r, node, "name")));
	json_member(out, "parent", parent);
	json_member(
	    out, "colour", colour(&r->arena, attribute(r, node, "color")));
	json_member(out, "definition", definition(r, node));
	if (str_is(codable, "false") || str_is(codable, "0"))
		json_member(out, "retired", str_of("yes"));
	buf_puts(out, "}\n");
	r->n++;
}

/* All codes below a node, whatever stands between. */
static bool
walk(struct reading *r, const xmlNode *node, struct str parent, int depth,
    struct err *err)
{
	const xmlNode *c;

	if (depth > DEPTH)
		return err_set(err, ERR_INVALID,
		    "codes lie more than %d deep in each other", DEPTH);
	for (c = node->children; c != NULL; c = c->next) {
		struct str inner = parent;

		if (c->type != XML_ELEMENT_NODE)
			continue;
		if (xmlStrEqual(c->name, (const xmlChar *)"Code")) {
			inner = uuid_read(&r->arena, attribute(r, c, "guid"));
			if (inner.len == 0)
				return err_set(
				    err, ERR_INVALID, "a code has no GUID");
			put_code(r, c, inner, parent);
		}
		if (!walk(r, c, inner, depth + 1, err))
			return false;
	}
	return true;
}

bool
codebook_lines(struct str xml, struct buf *lines, struct err *err)
{
	struct reading r = { .lines = lines };
	struct buf what = { 0 };
	xmlDoc *doc = feed_parse(xml, str_of(""), &what, err);
	const xmlNode *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
	bool good;

	if (root == NULL ||
	    (!xmlStrEqual(root->name, (const xmlChar *)"CodeBook") &&
		!xmlStrEqual(root->name, (const xmlChar *)"Project")))
		good = err_set(err, ERR_INVALID, "this is no codebook");
	else
		good = walk(&r, root, str_of(""), 0, err);
	if (good && r.n == 0)
		good = err_set(err, ERR_INVALID, "there is no code in it");
	if (doc != NULL)
		xmlFreeDoc(doc);
	buf_release(&what);
	arena_release(&r.arena);
	return good;
}
