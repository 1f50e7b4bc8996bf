/* What a page says of itself: JSON-LD first, then OpenGraph and other meta
 * elements, microdata, and what is seen on it as the last resort. */
#include "config.h"

#include "model/html-meta.h"

enum { HEADING_MIN = 15 }; /* bytes of a heading known by the title */

/* Which field a meta element's name feeds; earlier rows win. */
static const struct {
	const char *name;
	size_t field;
} metas[] = {
	{ "og:title", offsetof(struct html_meta, title) },
	{ "dc:title", offsetof(struct html_meta, title) },
	{ "dc.title", offsetof(struct html_meta, title) },
	{ "dcterms.title", offsetof(struct html_meta, title) },
	{ "parsely-title", offsetof(struct html_meta, title) },
	{ "weibo:article:title", offsetof(struct html_meta, title) },
	{ "sailthru.title", offsetof(struct html_meta, title) },
	{ "twitter:title", offsetof(struct html_meta, title) },
	{ "article:published_time", offsetof(struct html_meta, published) },
	{ "og:article:published_time", offsetof(struct html_meta, published) },
	{ "parsely-pub-date", offsetof(struct html_meta, published) },
	{ "datepublished", offsetof(struct html_meta, published) },
	{ "article:publicationdate", offsetof(struct html_meta, published) },
	{ "article_date_original", offsetof(struct html_meta, published) },
	{ "originalpublicationdate", offsetof(struct html_meta, published) },
	{ "pubdate", offsetof(struct html_meta, published) },
	{ "ptime", offsetof(struct html_meta, published) },
	{ "publishdate", offsetof(struct html_meta, published) },
	{ "publish-date", offsetof(struct html_meta, published) },
	{ "sailthru.date", offsetof(struct html_meta, published) },
	{ "article:published", offsetof(struct html_meta, published) },
	{ "article.published", offsetof(struct html_meta, published) },
	{ "og:published_time", offsetof(struct html_meta, published) },
	{ "og:pubdate", offsetof(struct html_meta, published) },
	{ "rnews:datepublished", offsetof(struct html_meta, published) },
	{ "cxenseparse:recs:publishtime",
	    offsetof(struct html_meta, published) },
	{ "publication_date", offsetof(struct html_meta, published) },
	{ "publish_date", offsetof(struct html_meta, published) },
	{ "published_date", offsetof(struct html_meta, published) },
	{ "displaydate", offsetof(struct html_meta, published) },
	{ "bt:pubdate", offsetof(struct html_meta, published) },
	{ "dcterms.issued", offsetof(struct html_meta, published) },
	{ "dcterms.available", offsetof(struct html_meta, published) },
	{ "dc.date.created", offsetof(struct html_meta, published) },
	{ "dc.created", offsetof(struct html_meta, published) },
	{ "dc.date.issued", offsetof(struct html_meta, published) },
	{ "dcterms.created", offsetof(struct html_meta, published) },
	{ "dcterms.date", offsetof(struct html_meta, published) },
	{ "dc.date", offsetof(struct html_meta, published) },
	{ "date", offsetof(struct html_meta, published) },
	{ "dc:creator", offsetof(struct html_meta, author) },
	{ "dc.creator", offsetof(struct html_meta, author) },
	{ "dcterms.creator", offsetof(struct html_meta, author) },
	{ "author", offsetof(struct html_meta, author) },
	{ "article:author", offsetof(struct html_meta, author) },
	{ "og:article:author", offsetof(struct html_meta, author) },
	{ "byl", offsetof(struct html_meta, author) },
	{ "parsely-author", offsetof(struct html_meta, author) },
	{ "sailthru.author", offsetof(struct html_meta, author) },
	{ "cxenseparse:author", offsetof(struct html_meta, author) },
	{ "citation_author", offsetof(struct html_meta, author) },
	{ "og:site_name", offsetof(struct html_meta, outlet) },
	{ "application-name", offsetof(struct html_meta, outlet) },
	{ "dc.publisher", offsetof(struct html_meta, outlet) },
	{ "dcterms.publisher", offsetof(struct html_meta, outlet) },
	{ "publisher", offsetof(struct html_meta, outlet) },
	{ "apple-mobile-web-app-title", offsetof(struct html_meta, outlet) },
	{ "og:url", offsetof(struct html_meta, url) },
	{ "content-language", offsetof(struct html_meta, language) },
	{ "dc.language", offsetof(struct html_meta, language) },
	{ "dcterms.language", offsetof(struct html_meta, language) },
	{ "inlanguage", offsetof(struct html_meta, language) },
	{ "og:locale", offsetof(struct html_meta, language) },
};

struct page {
	struct html_meta *meta;
	struct str found[ARRAY_LEN(metas)];
	struct str title, heading, canonical, base, lang;
	struct html_seen seen;
	int n_h1;
};

/* A meta element may have several names with blanks between. */
static void
meta_element(struct arena *a, const xmlNode *n, struct page *page)
{
	static const char *const keys[] = { "property", "name", "itemprop",
		"http-equiv" };
	struct str value = html_attr(a, n, "content"), names, name;
	size_t k, i;

	if (str_is(html_attr(a, n, "name"), "parsely-page"))
		html_parsely(a, value, page->meta);

	for (k = 0; k < ARRAY_LEN(keys) && value.len > 0; k++) {
		names = html_attr(a, n, keys[k]);
		while (names.len > 0 && str_split(&names, ' ', &name)) {
			for (i = 0; i < ARRAY_LEN(metas); i++) {
				if (str_is_nocase(name, metas[i].name))
					html_set(&page->found[i], value);
			}
		}
	}
}

/* Does a list of RDFa's properties hold one that dates the page? */
static bool
is_dated(struct str names)
{
	static const char *const known[] = { "datePublished",
		"schema:datePublished", "dc:created", "dc:date",
		"dcterms:created", "dcterms:issued", "schema:dateCreated" };
	struct str name;
	size_t i;

	while (names.len > 0 && str_split(&names, ' ', &name)) {
		for (i = 0; i < ARRAY_LEN(known); i++) {
			if (str_is(name, known[i]))
				return true;
		}
	}
	return false;
}

/* Microdata and RDFa. */
static void
microdata(struct arena *a, const xmlNode *n, struct html_meta *m)
{
	struct str prop = html_attr(a, n, "itemprop");
	struct str rdfa = html_attr(a, n, "property");
	struct str content = html_attr(a, n, "content");

	if (prop.len == 0 && rdfa.len == 0)
		return;
	if (content.len == 0)
		content = html_attr(a, n, "datetime");
	if (is_dated(rdfa))
		html_set(&m->published, content);
	if (content.len == 0 && html_len(n) < 200)
		content = html_text(a, n);
	if (str_is(prop, "headline"))
		html_set(&m->title, content);
	else if (str_is(prop, "datePublished"))
		html_set(&m->published, content);
	else if (str_is(prop, "inLanguage"))
		html_set(&m->language, content);
	else if (str_is(prop, "author") && content.len < 100)
		html_set(&m->author, html_author(a, content));
}

/* The first heading that the page's title holds, else the first h1. */
static void
heading(struct arena *a, const xmlNode *n, struct page *page)
{
	struct str text = html_text(a, n);
	bool named = text.len >= HEADING_MIN &&
		     str_find(page->title, text, 0) != SIZE_MAX;

	if (text.len == 0)
		return;
	if (html_is(n, "h1") && page->n_h1++ == 0 && !page->seen.headed)
		page->heading = text;
	if (named && !page->seen.headed)
		page->heading = text;
	page->seen.headed |= named || page->n_h1 > 0;
}

static bool
has_token(struct str list, const char *token)
{
	struct str one;

	while (list.len > 0 && str_split(&list, ' ', &one)) {
		if (str_is_nocase(one, token))
			return true;
	}
	return false;
}

static void
element(struct arena *a, const xmlNode *n, struct page *page)
{
	xmlChar *text;

	if (html_is(n, "script")) {
		if (str_find(html_attr(a, n, "type"), str_of("ld+json"), 0) ==
		    SIZE_MAX)
			return;
		text = xmlNodeGetContent(n);
		if (text != NULL)
			html_ld(a, (const char *)text, page->meta);
		xmlFree(text);
	} else if (html_is(n, "meta")) {
		meta_element(a, n, page);
	} else if (html_is(n, "title")) {
		if (page->title.len == 0 && !html_is(n->parent, "svg"))
			page->title = html_text(a, n);
	} else if (html_is(n, "link")) {
		if (has_token(html_attr(a, n, "rel"), "canonical"))
			html_set(&page->canonical, html_attr(a, n, "href"));
	} else if (html_is(n, "base")) {
		html_set(&page->base, html_attr(a, n, "href"));
	} else if (html_is(n, "html")) {
		html_set(&page->lang, html_attr(a, n, "lang"));
		html_set(&page->lang, html_attr(a, n, "xml:lang"));
	} else {
		if (html_in(n, " h1 h2 h3 b strong font span "))
			heading(a, n, page);
		html_see(a, n, &page->seen);
	}
}

/* "/2017/01/17/" in an address. */
static struct str
date_in_url(struct arena *a, struct str url)
{
	size_t i;
	const char *p;

	for (i = 0; i + 11 < url.len; i++) {
		p = url.p + i;
		if (p[0] == '/' && p[1] >= '1' && p[1] <= '2' && p[5] == '/' &&
		    p[8] == '/' && p[11] == '/')
			return html_date(a, arena_printf(a, "%.4s-%.2s-%.2s",
						p + 1, p + 6, p + 9));
	}
	return str_of("");
}

static bool
is_address(struct str url)
{
	return str_starts(url, "http://") || str_starts(url, "https://");
}

/* "/2017/a" or "//x.example/a" on the site of an address; empty: it can't be
 * had. */
static struct str
whole(struct arena *a, struct str path, struct str at)
{
	size_t host = str_find(at, str_of("://"), 0);

	if (!is_address(at) || !str_starts(path, "/"))
		return str_of("");
	if (str_starts(path, "//"))
		return arena_printf(
		    a, "%.*s%.*s", (int)host + 1, at.p, (int)path.len, path.p);
	host = str_find(at, str_of("/"), host + 3);
	at = str_slice(at, 0, host);
	return arena_printf(
	    a, "%.*s%.*s", (int)at.len, at.p, (int)path.len, path.p);
}

/* What was found, put together in the order of trust. */
static void
settle(struct arena *a, struct page *page, const struct html_meta *micro)
{
	struct html_meta *m = page->meta;
	struct str *field, value;
	bool guess;
	size_t i;

	if (!is_address(page->canonical))
		page->canonical = whole(
		    a, page->canonical, m->url.len > 0 ? m->url : page->base);
	m->url = page->canonical.len > 0 ? page->canonical : m->url;
	m->author = html_author(a, m->author);
	for (i = 0; i < ARRAY_LEN(metas); i++) {
		field = (struct str *)(void *)((char *)m + metas[i].field);
		value = page->found[i];
		html_set(
		    field, field == &m->author ? html_author(a, value) : value);
	}
	if (!is_address(m->url))
		m->url = str_of("");
	html_set(&m->author, micro->author);
	html_set(&m->author, page->seen.author);
	html_set(&m->published, html_date(a, micro->published));
	html_set(&m->title, micro->title);
	html_set(&m->published, date_in_url(a, m->url));
	html_set(&m->published, page->seen.date);
	html_set(&m->published, page->seen.line_date);
	html_set(&m->author, page->seen.line_author);
	html_set(&m->language, micro->language);
	html_set(&m->language, page->lang);
	guess = m->title.len == 0;
	html_set(&m->title, page->title);
	m->title = html_title(m->title, page->heading, m, guess);
	/* Titles that the page gives elsewhere are without the site's name. */
	(void)html_title(page->title, page->heading, m, false);
	html_set(&m->outlet, html_host(m->url));
	/* An address signs for nobody. */
	if (html_same(m->author, html_host(m->url)))
		m->author = str_of("");
	if (page->n_h1 == 1)
		html_set(&m->title, page->heading);
}

void
html_meta(struct arena *a, xmlDoc *doc, struct html_meta *m)
{
	struct page page = { .meta = m };
	xmlNode *root = xmlDocGetRootElement(doc), *n;
	struct html_meta micro = { 0 };

	for (n = root; n != NULL; n = html_next(n, root, false)) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		element(a, n, &page);
		microdata(a, n, &micro);
	}
	settle(a, &page, &micro);
}
