/* Saved web pages: what is read from small ones, and how near the text of real
 * ones comes to what people took for the article. */
#include "config.h"

#include <dirent.h>
#include <jansson.h>
#include <libxml/HTMLparser.h>

#include "model/charset.h"
#include "model/html.h"
#include "model/pubdate.h"
#include "model/reader.h"
#include "model/utf8.h"
#include "tests/test.h"

#define LONG                                                                   \
	"The committee met on Tuesday, and after a debate of some hours, "     \
	"it asked the ministers to come back with a plan that names its "      \
	"costs, its dates and those who answer for it. "

static bool
read_page(struct arena *arena, const char *page, struct article_in *in)
{
	struct err err = { 0 };

	*in = (struct article_in){ 0 };
	return html_read(arena, str_of(page), str_of(""), in, &err);
}

/* The same text but for blanks at the ends of paragraphs. */
static bool
same_words(struct str a, struct str b)
{
	size_t i = 0, j = 0;

	for (;;) {
		while (i < a.len && a.p[i] == ' ')
			i++;
		while (j < b.len && b.p[j] == ' ')
			j++;
		if (i == a.len || j == b.len)
			return i == a.len && j == b.len;
		if (a.p[i++] != b.p[j++])
			return false;
	}
}

static void
texts(void)
{
	static const struct {
		const char *page, *wanted, *name;
	} cases[] = {
		{ "<p>One<p>Two", "One\n\nTwo", "paragraphs without ends" },
		{ "<div><p>See:</p><ul><li>a</li><li><p>b</p></li><li></li>"
		  "</ul><p>End</p></div>",
		    "See:\n\n- a\n- b\n\nEnd", "a list with its signs" },
		{ "<table><tr><th>Town</th><th>Dead</th></tr><tr><td>Sirte"
		  "</td><td>4</td></tr></table>",
		    "Town | Dead\nSirte | 4", "rows of a table" },
		{ "<p>He said</p><blockquote><p>We go</p></blockquote><p>Then"
		  "</p>",
		    "He said\n\nWe go\n\nThen", "a quotation apart" },
		{ "<p>a<script>alert(1)</script><style>p{}</style>b</p>", "ab",
		    "no script and no style" },
		{ "<p>a<span hidden>x</span><span style='display: none'>y"
		  "</span><span style=\"visibility:hidden\">z</span>b</p>",
		    "ab", "nothing hidden" },
		{ "a<br>b<br><br>c", "a\nb\n\nc", "line breaks" },
		{ "x &lt;script&gt; &amp; &#x631;", "x <script> & ر",
		    "entities" },
		{ "plain words", "plain words", "no markup at all" },
		{ "a &#xd800; b &#0; c", NULL, "references to no character" },
	};
	struct arena arena = { 0 };
	struct str text;
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		text = html_fragment(&arena, str_of(cases[i].page));
		if (cases[i].wanted != NULL)
			is_str(text, cases[i].wanted, "%s", cases[i].name);
		else
			ok(utf8_valid(text) && text.len > 0, "%s",
			    cases[i].name);
	}
	arena_release(&arena);
}

static void
page(void)
{
	static const char html[] =
	    "<!doctype html><html lang=en><head><title>Plan asked for | The "
	    "Gazette</title><meta property='og:site_name' content='The "
	    "Gazette'><link rel=canonical href='https://gazette.example/a'>"
	    "</head><body><nav>Home News</nav><h1>Plan asked for</h1>"
	    "<p class=byline>By <a href='/j'>Jane Q. Doe</a></p>"
	    "<span class=date>Published on 17 January 2017</span>"
	    "<div class=story><p>" LONG "</p><p>" LONG LONG "</p><p>" LONG
	    "</p></div><div class=comments><p>Nonsense, all of it, as usual, "
	    "and again.</p></div><footer>Imprint</footer></body></html>";
	struct arena arena = { 0 };
	struct article_in in;

	ok(read_page(&arena, html, &in), "a page is read");
	is_str(in.title, "Plan asked for", "the site's name is no title");
	is_str(in.outlet, "The Gazette", "the outlet");
	is_str(in.author, "Jane Q. Doe", "the author without By");
	ok(str_ends(in.published, "17 January 2017"), "the date that is seen");
	is_str(in.url, "https://gazette.example/a", "the canonical address");
	is_str(in.language, "en", "the language");
	ok(str_starts(in.text, "The committee") &&
		str_ends(in.text, "answer for it."),
	    "the text is the article's alone: %.40s ... %.30s", in.text.p,
	    in.text.p + (in.text.len > 30 ? in.text.len - 30 : 0));
	arena_release(&arena);
}

#define SECOND                                                                 \
	"Nobody of the council would say, when asked, how much of it had "     \
	"been paid already, and to whom. "
#define READER                                                                 \
	"<div><p>They said the same in June, in July and in October, and "     \
	"nobody was ever held to account for any of it, as usual.</p></div>"

/* Pages in the shapes that news sites have, and what must come of them; fields
 * that are NULL are not looked at. */
static void
shapes(void)
{
	static const struct {
		const char *name, *page, *text, *title, *author, *outlet,
		    *published;
	} cases[] = {
		{ "the beginning in a box of its own, a level up",
		    "<div><div><div><p>" SECOND "</p><p>" SECOND "</p></div>"
		    "</div><div><div><p>" LONG "</p><p>" LONG LONG
		    "</p><p>" LONG LONG "</p></div></div></div>",
		    SECOND "\n\n" SECOND "\n\n" LONG "\n\n" LONG LONG
			   "\n\n" LONG LONG,
		    NULL, NULL, NULL, NULL },
		{ "each paragraph in a box, one with a link",
		    "<div><div><p>" LONG "</p></div><div><p>Nobody of <a "
		    "href=/c>the council of the town of Sirte</a> would say, "
		    "when asked, how much it was.</p></div><div><p>" LONG LONG
		    "</p></div></div>",
		    LONG "\n\nNobody of the council of the town of Sirte would "
			 "say, when asked, how much it was.\n\n" LONG LONG,
		    NULL, NULL, NULL, NULL },
		{ "more readers' words than the author's",
		    "<div class=story><p>" LONG "</p><p>" LONG LONG LONG
		    "</p></div><div class=article_comments>" READER READER
			READER READER READER READER READER READER READER READER
		    "</div>",
		    LONG "\n\n" LONG LONG LONG, NULL, NULL, NULL, NULL },
		{ "comments known by their heading",
		    "<div><p>" LONG "</p><p>" LONG LONG "</p><h3>3 Comments"
		    "</h3>" READER READER READER "</div>",
		    LONG "\n\n" LONG LONG, NULL, NULL, NULL, NULL },
		{ "lines above, between and below",
		    "<div><p>December 6, 2016</p><p>" LONG "</p><p>"
		    "Advertisement</p><p>Read also: The guards of the ports"
		    "</p><p>" LONG LONG "</p><p>إعلان</p><p>Follow us on "
		    "Twitter</p></div>",
		    LONG "\n\n" LONG LONG, NULL, NULL, NULL, NULL },
		{ "a heading of several lines, a list of buttons, a last word",
		    "<div><p>Executive Branch</p><p>Published August 14, 2010"
		    "</p><p>" LONG "</p><ul><li>Print</li><li>Email</li></ul>"
		    "<p>" LONG LONG "</p><p>Video: The ports from above</p>"
		    "<p>Follow the money, he said.</p></div>",
		    LONG "\n\n" LONG LONG "\n\nFollow the money, he said.",
		    NULL, NULL, NULL, NULL },
		{ "lines that only lead to other articles",
		    "<div><p>" LONG "</p><p><a href=/x>The guards of the ports "
		    "go home</a></p><p>" LONG LONG "</p><h3><a href=/y>What "
		    "the council owes</a></h3><p><a href=/z>He went.</a></p>"
		    "</div>",
		    LONG "\n\n" LONG LONG "\n\nHe went.", NULL, NULL, NULL,
		    NULL },
		{ "an old page, its heading in a cell with the text",
		    "<title>News: Plan for Sirte asked for</title><table><tr>"
		    "<td><font><b>Plan for Sirte asked "
		    "for</b></font><br><font>Posted to the web December 6, 2016"
		    "</font><p>" LONG "<p>" LONG LONG "</table>",
		    LONG "\n\n" LONG LONG, "Plan for Sirte asked for", "",
		    "News", "2016-12-06" },
		{ "what stands under pictures",
		    "<div><figure><img src=x><figcaption>Sirte, in ruins"
		    "</figcaption></figure><p>" LONG "</p><p class=photo-credit"
		    ">Getty Images</p><p>" LONG LONG "</p></div>",
		    "Sirte, in ruins\n\n" LONG "\n\n" LONG LONG, NULL, NULL,
		    NULL, NULL },
		{ "a gallery that is longer than the article",
		    "<div><p>" LONG "</p><p>" LONG LONG "</p></div><ul>"
		    "<li><img><p>" LONG LONG "</p></li><li><img><p>" LONG LONG
		    "</p></li><li><img><p>" LONG LONG
		    "</p></li><li><img><p>" LONG LONG "</p></li></ul>",
		    LONG "\n\n" LONG LONG, NULL, NULL, NULL, NULL },
		{ "a line with author and date",
		    "<title>Plan for Sirte asked for | Libya Herald</title>"
		    "<h2>Plan for Sirte asked for</h2><div>By Moutaz Ali on 6 "
		    "December 2016 - 2:20pm</div><div><p>" LONG
		    "</p><p>" LONG LONG "</p></div>",
		    LONG "\n\n" LONG LONG, "Plan for Sirte asked for",
		    "Moutaz Ali", "Libya Herald", "2016-12-06" },
		{ "the site in front of the title",
		    "<title>عين ليبيا :: قوات الوفاق تعلن تحرير سرت</title>"
		    "<h1>قوات الوفاق تعلن تحرير سرت</h1><font>نشر بتاريخ: 17 "
		    "يناير 2017 الساعة 10:30</font><div><p>" LONG
		    "</p><p>" LONG LONG "</p></div>",
		    NULL, "قوات الوفاق تعلن تحرير سرت", "", "عين ليبيا",
		    "2017-01-17" },
		{ "a blog with its day above",
		    "<title>Libya Blog: Plan for Sirte asked for</title><h2 "
		    "class=date-header>Tuesday, 6 December 2016</h2><h3>Plan "
		    "for Sirte asked for</h3><div><p>" LONG "</p><p>" LONG LONG
		    "</p></div><span class=post-author>Posted by Hafed A."
		    "</span>",
		    NULL, "Plan for Sirte asked for", "Hafed A.", "Libya Blog",
		    "2016-12-06" },
		{ "an author with the hour behind the name",
		    "<meta name=author content='Doug S., USA TODAY 8:42 a.m. "
		    "EDT October 3, 2014'><p>" LONG LONG "</p>",
		    NULL, NULL, "Doug S., USA TODAY", NULL, NULL },
		{ "the place that a paragraph opens with",
		    "<div><p><span class=dateline>SIRTE</span> - " LONG
		    "</p><p>" LONG LONG "</p></div>",
		    "SIRTE - " LONG "\n\n" LONG LONG, NULL, "", NULL, NULL },
		{ "boxes in the article that say what they are",
		    "<div class=article-body><p>" LONG LONG "</p><div class="
		    "article-newsletter><h3>Get our newsletter</h3><p>" SECOND
		    "</p></div><blockquote><p>" SECOND "</p></blockquote><div "
		    "class=article__related><p>" SECOND
		    "</p></div><p>" LONG LONG
		    "</p><h3>Read next</h3><div class=article-author-bio>"
		    "<p>" SECOND "</p></div></div>",
		    LONG LONG "\n\n" SECOND "\n\n" LONG LONG, NULL, NULL, NULL,
		    NULL },
		{ "a notice of the site, and paragraphs of nothing",
		    "<div><p>We use cookies to improve your experience, and "
		    "to measure what you read.</p><p>" LONG "</p><p>&nbsp;</p>"
		    "<p>\u200b\ufeff</p><p>" LONG LONG "</p><p>[+] Enlarge</p>"
		    "</div>",
		    LONG "\n\n" LONG LONG, NULL, NULL, NULL, NULL },
		{ "an old page without paragraphs",
		    "<table><tr><td><a href=/a>Home</a><br><a href=/b>News</a>"
		    "<br><a href=/c>Sport</a></td><td>" LONG "<br><br>" LONG
		    "<br><br>" LONG LONG "</td><td><a href=/d>The ports</a>"
		    "<br><br><a href=/e>The roads</a></td></tr></table>",
		    LONG "\n\n" LONG "\n\n" LONG LONG, NULL, NULL, NULL, NULL },
		{ "a page for telephones",
		    "<html amp><amp-sidebar><ul><li>" SECOND "</ul>"
		    "</amp-sidebar><article><p>" LONG "</p><amp-ad>Buy</amp-ad>"
		    "<p>" LONG LONG "</p></article><amp-consent><p>" SECOND
		    "</p></amp-consent>",
		    LONG "\n\n" LONG LONG, NULL, NULL, NULL, NULL },
		{ "a list and a table of figures in the text",
		    "<div><p>" LONG "</p><ol><li>" SECOND "</li><li>" SECOND
		    "</li></ol><table><tr><th>Day</th><th>Dead</th></tr><tr>"
		    "<td>Monday</td><td>4</td></tr></table><p>" LONG LONG
		    "</p></div>",
		    LONG "\n\n- " SECOND "\n- " SECOND
			 "\n\nDay | Dead\nMonday | 4\n\n" LONG LONG,
		    NULL, NULL, NULL, NULL },
		{ "a day by RDFa, an author that is the site",
		    "<base href='https://gazette.example/x'><link "
		    "rel=canonical "
		    "href='/2016/a'><meta name=author content=gazette.example>"
		    "<span property='dc:date dc:created' "
		    "content='2016-12-06T14:"
		    "20:00+02:00'></span><p>" LONG LONG LONG "</p>",
		    NULL, NULL, "", "gazette.example", "2016-12-06" },
		{ "a day by JSON-LD about the page alone",
		    "<script type=application/ld+json>{\"@graph\":[{\"@type\":"
		    "\"WebPage\",\"datePublished\":\"2016-12-06\"}]}</script>"
		    "<p>" LONG LONG LONG "</p>",
		    NULL, NULL, NULL, NULL, "2016-12-06" },
		{ "what Parse.ly is told, and what only is read out",
		    "<meta name=parsely-page content='{\"title\":\"Plan asked "
		    "for\",\"authors\":[\"Jane Doe\",\"Al Ek\"],\"pub_date\":"
		    "\"2016-12-06T14:20:00Z\"}'><div><figure><img><figcaption>"
		    "<span class=off-screen>Image caption</span> Sirte"
		    "</figcaption></figure><p>" LONG LONG LONG "</p></div>",
		    "Sirte\n\n" LONG LONG LONG, "Plan asked for",
		    "Jane Doe, Al Ek", NULL, "2016-12-06" },
		{ "rules and quoted notices at the end",
		    "<div><p>" LONG "</p><p>***</p><p>" LONG LONG "</p><p>___"
		    "</p><p>&quot;Questions? Comments? Write to us at x@y.z</p>"
		    "<p>- - -</p></div>",
		    LONG "\n\n***\n\n" LONG LONG, NULL, NULL, NULL, NULL },
		{ "a live blog in JSON-LD alone",
		    "<script type=application/ld+json>{\"@type\":"
		    "\"LiveBlogPosting\",\"headline\":\"Live\","
		    "\"liveBlogUpdate\":[{\"headline\":\"Two\","
		    "\"articleBody\":\"" LONG LONG
		    "\"},{\"articleBody\":\"" LONG "&amp; on\\n\\n" LONG
		    "\"}]}</script><p>Loading ...</p>",
		    "Two\n\n" LONG LONG "\n\n" LONG "& on\n\n" LONG, "Live",
		    NULL, NULL, NULL },
		{ "a text in JSON-LD, escaped once too often",
		    "<script "
		    "type=application/ld+json>{\"@type\":\"NewsArticle\","
		    "\"articleBody\":\"&lt;p&gt;" LONG LONG
		    "&lt;/p&gt;&lt;p&gt;" LONG LONG
		    "&lt;/p&gt;\"}</script><p>Loading ...</p>",
		    LONG LONG "\n\n" LONG LONG, NULL, NULL, NULL, NULL },
		{ "the site's name in the first heading",
		    "<title>Plan for Sirte asked for - The Gazette</title>"
		    "<meta property=og:title content='Plan for Sirte asked "
		    "for'><h1>The Gazette</h1><h2>Plan for Sirte asked for"
		    "</h2><p>" LONG LONG LONG "</p>",
		    NULL, "Plan for Sirte asked for", NULL, "The Gazette",
		    NULL },
		{ "a name that is marked as one, a day in an attribute",
		    "<cite class=byline>By <span class=fn>Jane Doe</span> | "
		    "Agency <abbr title=2016-12-06T14:20:00Z>1 hour ago</abbr>"
		    "</cite><p>" LONG LONG LONG "</p>",
		    NULL, NULL, "Jane Doe", NULL, "2016-12-06" },
		{ "a line with a name, and others behind a break",
		    "<cite class=byline>By Jane Doe<br>Gazette<a href=/a>"
		    "Archive</a> | <a href=/c>Contact</a></cite><p>" LONG LONG
			LONG "</p>",
		    NULL, NULL, "Jane Doe GazetteArchive", NULL, NULL },
		{ "a sentence that looks like a byline",
		    "<p class=author>Por qué Jerusalén está dividida en dos y "
		    "por qué importa que nadie lo haya mencionado "
		    "hoy</p><p>" LONG LONG LONG "</p>",
		    NULL, NULL, "", NULL, NULL },
		{ "a day in an attribute",
		    "<p>" LONG LONG LONG "</p><abbr class=published title="
		    "2016-12-06T14:20:00Z>yesterday</abbr>",
		    NULL, NULL, NULL, NULL, "2016-12-06" },
		{ "a date in both calendars and Arabic digits",
		    "<h1>قوات الوفاق تعلن تحرير سرت</h1><div>الأحد ١٧ ربيع "
		    "الآخر ١٤٣٨ هـ الموافق ١٥ يناير ٢٠١٧ م</div><div><p>" LONG
		    "</p><p>" LONG LONG "</p></div>",
		    LONG "\n\n" LONG LONG, NULL, NULL, NULL, "2017-01-15" },
		{ "figures that are no date",
		    "<h1>Plan for Sirte</h1><span>1 - 4 of "
		    "12</span><div><p>" LONG LONG LONG "</p></div>",
		    NULL, NULL, NULL, NULL, "" },
	};
	struct arena arena = { 0 };
	struct article_in in;
	struct pubdate date;
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		ok(read_page(&arena, cases[i].page, &in), "%s: read",
		    cases[i].name);
		if (cases[i].text != NULL)
			ok(same_words(in.text, str_of(cases[i].text)),
			    "%s: text: %s", cases[i].name, in.text.p);
		if (cases[i].title != NULL)
			is_str(in.title, cases[i].title, "%s", cases[i].name);
		if (cases[i].author != NULL)
			is_str(in.author, cases[i].author, "%s", cases[i].name);
		if (cases[i].outlet != NULL)
			is_str(in.outlet, cases[i].outlet, "%s", cases[i].name);
		if (cases[i].published == NULL)
			continue;
		date.edtf = str_of("");
		(void)pubdate_parse(&arena, in.published, &date);
		ok(str_starts(date.edtf, cases[i].published) &&
			(date.edtf.len > 0) == (cases[i].published[0] != '\0'),
		    "%s: date: %s", cases[i].name, in.published.p);
	}
	arena_release(&arena);
}

static void
ld(void)
{
	static const char html[] =
	    "<html><body><script type='application/ld+json'>//<![CDATA[\n"
	    "{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":"
	    "\"WebSite\",\"name\":\"x\"},{\"@type\":[\"NewsArticle\"],"
	    "\"headline\":\"Port\nreopens\",\"datePublished\":"
	    "\"2016-09-13T10:00:00Z\",\"author\":[{\"name\":\"A\"},"
	    "{\"name\":\"B\"}],\"publisher\":{\"name\":\"P\"},"
	    "\"articleBody\":\"<p>" LONG LONG "</p><p>" LONG LONG
	    "</p>\"}]}\n//]]></script><p>Loading ...</p></body></html>";
	struct arena arena = { 0 };
	struct article_in in;

	ok(read_page(&arena, html, &in), "a page of JSON-LD is read");
	is_str(in.title, "Port reopens", "its headline");
	is_str(in.author, "A, B", "its authors");
	is_str(in.outlet, "P", "its publisher");
	is_str(in.published, "2016-09-13T10:00:00Z", "its date");
	ok(in.text.len > 500 && str_starts(in.text, "The committee"),
	    "its text where the page has none: %zu", in.text.len);
	arena_release(&arena);
}

/* One word in many charsets. */
static void
charsets(void)
{
	static const struct {
		const char *bytes, *wanted;
	} cases[] = {
		{ "<meta charset=windows-1256><p>\xe1\xed\xc8\xed\xc7",
		    "ليبيا" },
		{ "<meta http-equiv=content-type content='text/html; "
		  "charset=ISO-8859-6'><p>\xe4\xea\xc8\xea\xc7",
		    "ليبيا" },
		{ "<meta charset=utf-8><p>ليبيا", "ليبيا" },
		{ "<p>ليبيا", "ليبيا" },
		{ "<meta charset=windows-1256><p>ليبيا", "ليبيا" },
		{ "<meta charset=iso-8859-1><p>caf\xe9 \x93x\x94", "café “x”" },
		{ "<meta charset=iso-8859-5><p>\xbb\xd8\xd2\xd8\xef", "Ливия" },
		{ "<meta charset=koi8-r><p>\xec\xc9\xd7\xc9\xd1", "Ливия" },
		{ "<meta charset=gb2312><p>\xc0\xfb\xb1\xc8\xd1\xc7",
		    "利比亚" },
		{ "<meta charset=nonsense><p>caf\xe9", "café" },
		{ "<meta charset=utf-16><p>Libya", "Libya" },
	};
	struct arena arena = { 0 };
	struct article_in in;
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		ok(read_page(&arena, cases[i].bytes, &in),
		    "charset %zu is read", i);
		is_str(in.text, cases[i].wanted, "charset %zu is right", i);
	}
	arena_release(&arena);
}

static void
sniffing(void)
{
	static const struct {
		const char *head;
		bool html;
	} cases[] = {
		{ "<!DOCTYPE html><p>", true },
		{ "\n <!-- saved -->\n<HTML>", true },
		{ "<?xml version='1.0'?><!DOCTYPE html PUBLIC", true },
		{ "<?xml version='1.0'?><rss>", false },
		{ "<div class=x>", true },
		{ "I use <html> a lot", false },
		{ "<!-- no end", false },
		{ "", false },
		{ "<", false },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++)
		ok(html_sniff(str_of(cases[i].head)) == cases[i].html,
		    "head %zu is sniffed", i);
}

/* Pages made to hurt: many times a piece, in one page. */
static void
bombs(void)
{
	static const struct {
		const char *head, *piece, *tail;
		size_t times;
	} cases[] = {
		{ "<p>Deep", "<div>", " words", 100000 },
		{ "<p>Deep", "<b><i>", " words", 50000 },
		{ "<p>Much ", "words ", "</p>", 100000 },
		{ "<table>", "<tr><td>x<table>", "words", 20000 },
		{ "<p>Comments", "<!-- x -->", " words", 50000 },
		{ "<ul>", "<li><ul>", "words", 20000 },
	};
	struct arena arena = { 0 };
	struct article_in in;
	struct buf b = { 0 };
	size_t i, k;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		buf_reset(&b);
		buf_puts(&b, cases[i].head);
		for (k = 0; k < cases[i].times; k++)
			buf_puts(&b, cases[i].piece);
		buf_puts(&b, cases[i].tail);
		(void)read_page(&arena, b.p, &in);
		ok(in.text.len == 0 || utf8_valid(in.text),
		    "%zu times %s is survived", cases[i].times, cases[i].piece);
		arena_reset(&arena);
	}
	buf_release(&b);
	arena_release(&arena);
}

/* ------------------------------------------------------- how good it is */

static bool
is_word(unsigned char c)
{
	return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static int
by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Hashes of all runs of four words, sorted. */
static size_t
grams(struct str t, uint64_t **out)
{
	uint64_t *w = xcalloc(t.len + 4, sizeof *w), h;
	size_t i = 0, k, n = 0;

	while (i < t.len) {
		if (!is_word((unsigned char)t.p[i])) {
			i++;
			continue;
		}
		for (h = 14695981039346656037U;
		     i < t.len && is_word((unsigned char)t.p[i]); i++)
			h = (h ^ (unsigned char)t.p[i]) * 1099511628211U;
		w[n++] = h;
	}
	n = n >= 4 ? n - 3 : n > 0;
	for (k = 0; k < n; k++)
		w[k] = ((w[k] * 31 + w[k + 1]) * 31 + w[k + 2]) * 31 + w[k + 3];
	qsort(w, n, sizeof *w, by_value);
	*out = w;
	return n;
}

static double
f1(struct str a, struct str b)
{
	uint64_t *x, *y;
	size_t n = grams(a, &x), m = grams(b, &y), i = 0, j = 0, both = 0;

	while (i < n && j < m) {
		if (x[i] == y[j]) {
			both++;
			i++;
			j++;
		} else if (x[i] < y[j]) {
			i++;
		} else {
			j++;
		}
	}
	free(x);
	free(y);
	return n + m == 0 ? 1 : 2.0 * (double)both / (double)(n + m);
}

struct score {
	double sum[2]; /* of even and odd pages, so that luck shows */
	double scrubbed;
	size_t pages[2], titles, dates, with_date;
};

static bool
same_day(struct arena *arena, struct str a, struct str b)
{
	struct pubdate x, y;

	return pubdate_parse(arena, a, &x) && pubdate_parse(arena, b, &y) &&
	       x.day == y.day;
}

/* Their titles may end in the site's name, ours does not. */
static bool
same_title(struct str got, struct str wanted)
{
	return str_eq(got, wanted) ||
	       (got.len >= 15 && got.len < wanted.len &&
		   memcmp(got.p, wanted.p, got.len) == 0 &&
		   memchr(" _", wanted.p[got.len], 2) != NULL);
}

static void
judge_meta(struct arena *arena, const struct article_in *in, const char *path,
    struct score *score)
{
	json_t *meta = json_load_file(path, 0, NULL);
	struct str title, date;

	title = str_of(json_string_value(json_object_get(meta, "title")));
	date =
	    str_of(json_string_value(json_object_get(meta, "publishedTime")));
	if (title.len == 0 || same_title(in->title, title))
		score->titles++;
	else
		printf("# title %.*s\n#    not %s\n", (int)in->title.len,
		    in->title.p, title.p);
	if (date.len > 0) {
		score->with_date++;
		score->dates += same_day(arena, in->published, date);
	}
	json_decref(meta);
}

/* Take the names of classes and ids from a page: what it says by them must not
 * decide. */
static void
scrub(char *page, size_t len)
{
	static const char *const names[] = { " class=", " id=" };
	size_t i, k, n;

	for (k = 0; k < ARRAY_LEN(names); k++) {
		n = strlen(names[k]);
		for (i = 0; i + n < len; i++) {
			if (memcmp(page + i, names[k], n) == 0)
				page[i + 1] = 'x';
		}
	}
}

/* How near comes the text of a page without its classes? */
static double
judge_scrubbed(struct arena *arena, char *page, size_t len, struct str wanted)
{
	struct article_in in = { 0 };
	struct err err;

	scrub(page, len);
	if (!html_read(arena, (struct str){ page, len }, str_of(""), &in, &err))
		return 0;
	return f1(in.text, wanted);
}

static void
judge(const char *dir, size_t n, struct score *score)
{
	char path[4200];
	struct arena arena = { 0 };
	struct article_in in = { 0 };
	struct err err = { 0 };
	struct str wanted;
	size_t len;
	char *s;
	double f;

	(void)snprintf(path, sizeof path, "%s/expected.html", dir);
	s = test_slurp(path, &len);
	wanted = html_fragment(&arena, (struct str){ s, len });
	free(s);
	(void)snprintf(path, sizeof path, "%s/source.html", dir);
	s = test_slurp(path, &len);
	if (!html_read(&arena, (struct str){ s, len }, str_of(""), &in, &err))
		printf("# %s: %s\n", dir, err.text);
	score->scrubbed += judge_scrubbed(&arena, s, len, wanted);
	free(s);
	f = f1(in.text, wanted);
	if (f < 0.9)
		printf("# %.3f %s\n", f, strrchr(dir, '/') + 1);
	score->sum[n % 2] += f;
	score->pages[n % 2]++;
	(void)snprintf(path, sizeof path, "%s/expected-metadata.json", dir);
	judge_meta(&arena, &in, path, score);
	arena_release(&arena);
}

static void
real_pages(void)
{
	const char *shared = test_shared();
	char path[2048], sub[4096];
	struct dirent **list = NULL;
	struct score s = { 0 };
	int i, n = -1;

	if (shared != NULL) {
		(void)snprintf(path, sizeof path, "%s/data/open/%s", shared,
		    "html-readability");
		n = scandir(path, &list, NULL, alphasort);
	}
	if (n < 0) {
		skip("no shared data", "real pages");
		return;
	}
	for (i = 0; i < n; i++) {
		(void)snprintf(sub, sizeof sub, "%s/%s", path, list[i]->d_name);
		free(list[i]);
		if (strchr(strrchr(sub, '/'), '.') == NULL)
			judge(sub, (size_t)i, &s);
	}
	free(list);
	printf("# F1 %.4f and %.4f, %zu titles, %zu of %zu dates\n",
	    s.sum[0] / (double)s.pages[0], s.sum[1] / (double)s.pages[1],
	    s.titles, s.dates, s.with_date);
	for (i = 0; i < 2; i++)
		ok(s.sum[i] / (double)s.pages[i] >= 0.95,
		    "the text is the article's, half %d", i);
	s.scrubbed /= (double)(s.pages[0] + s.pages[1]);
	ok(s.scrubbed >= 0.94, "without classes too: %.4f", s.scrubbed);
	ok(s.titles * 10 >= (s.pages[0] + s.pages[1]) * 9,
	    "nine titles in ten are right");
	ok(s.dates * 10 >= s.with_date * 9, "nine dates in ten are right");
}

int
main(void)
{
	texts();
	page();
	shapes();
	ld();
	charsets();
	sniffing();
	bombs();
	real_pages();
	return done();
}
