/* Feeds: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, each entry an article; and OPML
 * lists of files with feeds. Which of several elements is believed follows
 * gofeed's translator. */
#include "config.h"

#include "model/base64.h"
#include "model/feed-xml.h"
#include "model/html.h"
#include "model/reader.h"

enum { FEED_MAX = 32 << 20 };

struct feed {
	xmlDoc *doc;
	xmlNode *at; /* the next node to look at */
	struct arena arena;
	struct str outlet, language, home;
	int64_t number; /* of the entry, from 1 */
	bool atom, opml;
	bool deep;      /* the parser gave up: */
	struct err why; /* in these words */
};

/* Behind a DOCTYPE with declarations of its own, whatever it is called. */
static struct str
behind_doctype(struct str head)
{
	size_t open, end;

	if (!str_starts(head, "<!DOCTYPE"))
		return head;
	open = str_find(head, str_of("["), 0);
	end = str_find(head, str_of("]>"), 0);
	if (open > str_find(head, str_of(">"), 0) || end == SIZE_MAX)
		return head;
	return html_start(str_slice(head, end + 2, head.len));
}

static bool
sniff(struct str head)
{
	static const char *const starts[] = { "<rss", "<feed", "<rdf:RDF",
		"<atom:feed", "<opml", "<channel", "<RDF", "<!DOCTYPE rss",
		"<!DOCTYPE rdf", "<!DOCTYPE feed", "<!DOCTYPE opml" };
	size_t i;

	head = behind_doctype(html_start(head));
	for (i = 0; i < ARRAY_LEN(starts); i++) {
		if (str_starts(head, starts[i]))
			return true;
	}
	return false;
}

static xmlNode *
next_node(xmlNode *n, const xmlNode *root, bool into)
{
	if (into && n->type == XML_ELEMENT_NODE && n->children != NULL)
		return n->children;
	while (n != root && n->next == NULL)
		n = n->parent;
	return n == root ? NULL : n->next;
}

/* The first child of that name with something in it. */
static struct str
child_text(struct arena *a, const xmlNode *node, const char *name)
{
	struct str s = { "", 0 };
	const xmlNode *n;

	for (n = node->children; n != NULL && s.len == 0; n = n->next) {
		if (feed_is(n, name))
			s = feed_inner(a, n);
	}
	return s;
}

static bool
is_binary(struct str type)
{
	return str_is(type, "application/octet-stream") ||
	       str_starts(type, "image/") || str_starts(type, "video/") ||
	       str_starts(type, "audio/");
}

/* XML of another kind: its signs are words to a reader, and no markup. */
static bool
is_foreign_xml(struct str type)
{
	return str_ends(type, "/xml") ||
	       (str_ends(type, "+xml") &&
		   !str_is(type, "application/xhtml+xml"));
}

/* Text with what would be markup escaped once more. */
static struct str
escaped(struct arena *a, struct str s)
{
	xmlChar *text =
	    xmlEncodeSpecialChars(NULL, (const xmlChar *)arena_str(a, s).p);

	if (text != NULL)
		s = arena_str(a, str_of((const char *)text));
	xmlFree(text);
	return s;
}

/* What an Atom text construct holds, base64 taken off; escaped markup that
 * stands in a div of its own is markup all the same. */
static struct str
construct(struct arena *a, const xmlNode *n)
{
	struct str type = feed_attr(a, n, "type");
	const xmlNode *child = n->children;

	if (str_is(feed_attr(a, n, "mode"), "base64") || is_binary(type))
		return base64_text(a, feed_inner(a, n));
	while (child != NULL && child->type == XML_TEXT_NODE)
		child = child->next;
	if (str_is(type, "html") && child != NULL &&
	    strcmp((const char *)child->name, "div") == 0)
		return feed_inner(a, child);
	if (is_foreign_xml(type) && child == NULL)
		return escaped(a, feed_inner(a, n));
	return feed_inner(a, n);
}

/* "john@example.org (John Doe)", "John Doe <john@example.org>": the name where
 * there is one. */
static struct str
person(struct str s)
{
	size_t open = str_find(s, str_of("("), 0), close, at;

	s = str_trim(s);
	at = str_find(s, str_of("@"), 0);
	if (at == SIZE_MAX)
		return s;
	close = open != SIZE_MAX ? str_find(s, str_of(")"), open) : SIZE_MAX;
	if (close != SIZE_MAX && at < open)
		return str_trim(str_slice(s, open + 1, close));
	if (open != SIZE_MAX && close != SIZE_MAX && open > 0)
		return str_trim(str_slice(s, 0, open));
	open = str_find(s, str_of("<"), 0);
	return open != SIZE_MAX && open > 0 ? str_trim(str_slice(s, 0, open))
					    : s;
}

static void
add_author(struct arena *a, struct str *authors, struct str name)
{
	name = reader_one_line(a, name);
	if (name.len == 0 || str_eq(*authors, name))
		return;
	*authors = authors->len == 0
		       ? name
		       : arena_printf(a, "%s, %s", arena_str(a, *authors).p,
			     arena_str(a, name).p);
}

static struct str
author_of(struct arena *a, const xmlNode *n)
{
	struct str name = child_text(a, n, "name");

	if (name.len == 0)
		name = child_text(a, n, "email");
	if (name.len == 0)
		name = feed_inner(a, n);
	return person(html_fragment(a, name));
}

/* What an entry's elements say, before it is decided what to believe. */
struct entry {
	struct str title, link, alternate, guid, content, summary, media;
	struct str author, creator, itunes, published, updated, date, lang;
	struct buf extra;
	bool deep; /* its text is nested too deeply to be read: */
	struct err why;
};

static void
set(struct str *field, struct str value)
{
	if (field->len == 0)
		*field = value;
}

static void
take_link(struct arena *a, struct entry *e, xmlNode *n)
{
	struct str rel = feed_attr(a, n, "rel");
	struct str href = feed_attr(a, n, "href");

	if (href.len == 0)
		href = feed_inner(a, n);
	href = feed_link(a, n, href);
	if (href.len == 0)
		return;
	if (rel.len == 0 && feed_is(n->parent, "item"))
		e->link = href;
	else if (rel.len == 0 || str_is(rel, "alternate"))
		set(&e->alternate, href);
}

static void
take_category(struct arena *a, struct entry *e, const xmlNode *n)
{
	struct str term = feed_attr(a, n, "term");

	if (term.len == 0)
		term = reader_one_line(a, html_fragment(a, feed_inner(a, n)));
	if (term.len == 0)
		return;
	buf_putc(&e->extra, e->extra.len == 0 ? '[' : ',');
	buf_json(&e->extra, term);
}

static void
take(struct arena *a, struct entry *e, xmlNode *n)
{
	char name[FEED_NAME];
	const struct {
		const char *name;
		struct str *field;
	} plain[] = {
		{ "title", &e->title },
		{ "content", &e->content },
		{ "content:encoded", &e->content },
		{ "encoded", &e->content },
		{ "xhtml:body", &e->content },
		{ "xhtml:div", &e->content },
		{ "fullitem", &e->content },
		{ "description", &e->summary },
		{ "summary", &e->summary },
		{ "dc:description", &e->summary },
		{ "itunes:summary", &e->media },
		{ "media:description", &e->media },
		{ "guid", &e->guid },
		{ "id", &e->guid },
		{ "pubDate", &e->published },
		{ "pubdate", &e->published },
		{ "published", &e->published },
		{ "issued", &e->published },
		{ "created", &e->date },
		{ "dc:date", &e->date },
		{ "updated", &e->updated },
		{ "modified", &e->updated },
		{ "dc:language", &e->lang },
		{ "language", &e->lang },
	};
	size_t i;

	(void)feed_name(n, name);
	for (i = 0; i < ARRAY_LEN(plain); i++) {
		if (strcmp(name, plain[i].name) == 0)
			set(plain[i].field, construct(a, n));
	}
	if (strcmp(name, "link") == 0)
		take_link(a, e, n);
	else if (strcmp(name, "author") == 0)
		add_author(a, &e->author, author_of(a, n));
	else if (strcmp(name, "dc:creator") == 0 ||
		 strcmp(name, "dc:author") == 0)
		add_author(a, &e->creator, author_of(a, n));
	else if (strcmp(name, "itunes:author") == 0)
		add_author(a, &e->itunes, author_of(a, n));
	else if (strcmp(name, "id") == 0)
		e->guid = feed_link(a, n, e->guid);
	else if (strcmp(name, "category") == 0 ||
		 strcmp(name, "dc:subject") == 0)
		take_category(a, e, n);
	else if (strcmp(name, "dc:title") == 0 ||
		 strcmp(name, "media:title") == 0)
		set(&e->title, feed_inner(a, n));
	else if (strcmp(name, "media:group") == 0)
		set(&e->media, child_text(a, n, "media:description"));
}

static struct str
first_of(struct str a, struct str b, struct str c)
{
	return a.len > 0 ? a : b.len > 0 ? b : c;
}

/* The text of an entry's markup. */
static struct str
text_of(struct arena *a, struct entry *e, struct str html)
{
	struct str text;

	e->deep |= !html_fragment_read(a, html, &text, &e->why);
	return text;
}

/* An entry with a title or an address alone is one still: its words are its
 * text. */
static void
settle(struct arena *a, const struct feed *feed, struct entry *e,
    struct article_in *in)
{
	struct str summary =
	    text_of(a, e, first_of(e->summary, e->media, str_of("")));

	in->title = reader_one_line(a, html_fragment(a, e->title));
	in->text = text_of(a, e, e->content);
	if (in->text.len * 2 < summary.len)
		in->text = summary;
	in->url = first_of(e->link, e->alternate,
	    str_starts(e->guid, "http") ? e->guid : str_of(""));
	in->source_id = e->guid;
	in->author = first_of(e->author, e->creator, e->itunes);
	in->published = first_of(e->published, e->date, e->updated);
	in->language = first_of(e->lang, feed->language, str_of(""));
	in->outlet = feed->outlet;
	if (in->text.len == 0)
		in->text = first_of(in->title, in->url, in->source_id);
	if (e->extra.len > 0) {
		struct buf extra = { 0 };

		buf_putc(&e->extra, ']');
		reader_extra(&extra, str_of("categories"), buf_view(&e->extra));
		in->extra = reader_extra_end(a, &extra);
	}
}

static bool
read_entry(struct arena *a, struct feed *feed, xmlNode *item,
    struct article_in *in, struct err *err)
{
	struct entry e = { 0 };
	xmlNode *n;

	for (n = item->children; n != NULL; n = n->next)
		take(a, &e, n);
	set(&e.guid, feed_attr(a, item, "about"));
	set(&e.lang, feed_attr(a, item, "lang"));
	settle(a, feed, &e, in);
	buf_release(&e.extra);
	if (e.deep) {
		*err = e.why;
		return false;
	}
	return in->text.len > 0 ||
	       err_set(err, ERR_INVALID, "is an entry without text");
}

/* What the feed says of itself: all that stands before its first entry, and
 * what RDF and Atom put behind. */
static void
read_head(struct feed *feed, xmlNode *root)
{
	struct arena *a = &feed->arena;
	xmlNode *n, *channel = root;

	feed->opml = feed_is(root, "opml");
	for (n = root->children; n != NULL; n = n->next) {
		if (feed_is(n, "channel"))
			channel = n;
	}
	feed->outlet = reader_one_line(
	    a, html_fragment(a, child_text(a, channel, "title")));
	feed->language = first_of(child_text(a, channel, "language"),
	    child_text(a, channel, "dc:language"), feed_attr(a, root, "lang"));
}

static bool
open_feed(struct reader *reader, struct feed *feed, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct buf what = { 0 };
	struct str bytes;

	if (!reader_raw(reader, FEED_MAX, &bytes, err))
		return false;
	feed->doc = feed_parse(bytes, reader_charset(reader), &what, err);
	in->repaired = arena_str(arena, buf_view(&what));
	buf_release(&what);
	if (feed->doc == NULL)
		return false;
	feed->at = xmlDocGetRootElement(feed->doc);
	feed->deep = html_gave_up(&feed->why);
	read_head(feed, feed->at);
	return true;
}

static bool
is_entry(const struct feed *feed, const xmlNode *n)
{
	if (feed->opml)
		return feed_is(n, "outline");
	return feed_is(n, "item") || feed_is(n, "entry");
}

/* A line of a list: a file is read next, an address is not. False: it names
 * nothing. */
static bool
read_outline(struct arena *a, const xmlNode *n, struct article_in *in,
    enum reader_result *result, struct err *err)
{
	in->url = feed_attr(a, n, "xmlUrl");
	if (in->url.len == 0)
		in->url = feed_attr(a, n, "url");
	if (in->url.len == 0)
		return false;
	*result = READER_FILE;
	if (!str_starts(in->url, "file:") &&
	    str_find(in->url, str_of("://"), 0) != SIZE_MAX) {
		err_set(err, ERR_INVALID,
		    "names %.120s, but nothing is fetched from the network",
		    in->url.p);
		*result = READER_BAD;
	}
	return true;
}

/* Behind the last entry: was there one, and did the parser come to the end? */
static enum reader_result
ended(struct feed *feed, struct err *err)
{
	if (!feed->deep && feed->number > 0)
		return READER_END;
	if (feed->deep)
		*err = feed->why;
	else
		err_set(err, ERR_INVALID, "is a %s without entries",
		    feed->opml ? "list of feeds" : "feed");
	feed->deep = false;
	feed->number++;
	return READER_BAD;
}

static enum reader_result
next(struct reader *reader, void *state, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct feed *feed = state;
	enum reader_result result = READER_ARTICLE;
	xmlNode *root, *n;

	if (feed->doc == NULL && !open_feed(reader, feed, arena, in, err))
		return err->code == ERR_NONE ? READER_END : READER_BAD;
	root = xmlDocGetRootElement(feed->doc);
	while ((n = feed->at) != NULL) {
		feed->at = next_node(n, root, feed->opml || !is_entry(feed, n));
		if (!is_entry(feed, n))
			continue;
		feed->number++;
		if (feed->opml && !read_outline(arena, n, in, &result, err))
			continue;
		in->origin = arena_printf(arena, "%.*s:%lld",
		    (int)in->origin.len, in->origin.p, (long long)feed->number);
		if (feed->opml || read_entry(arena, feed, n, in, err))
			return result;
		return READER_BAD;
	}
	return ended(feed, err);
}

static void
close_feed(void *state)
{
	struct feed *feed = state;

	xmlFreeDoc(feed->doc);
	arena_release(&feed->arena);
}

const struct reader_format read_feed = {
	.name = "feed",
	.sniff = sniff,
	.foreign = true,
	.size = sizeof(struct feed),
	.next = next,
	.close = close_feed,
};
