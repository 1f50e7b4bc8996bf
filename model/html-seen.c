/* The date and the author that stand on a page only to be read: in elements
 * that say so, else in the first short lines under the heading. */
#include "config.h"

#include "model/html-mark.h"
#include "model/html-meta.h"

enum { LINE_MAX_LEN = 160 }; /* bytes of a line with a date or an author */

/* Is it marked as a name, by hCard or microdata? */
static bool
is_name(struct arena *a, const xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE &&
	       (str_is(html_attr(a, n, "class"), "fn") ||
		   str_is(html_attr(a, n, "itemprop"), "name"));
}

/* The name in a byline: what is marked as one, its first link of some words, or
 * all of it. */
static struct str
name_in(struct arena *a, const xmlNode *byline)
{
	xmlNode *n = (xmlNode *)(uintptr_t)byline; /* only read */
	struct str name;
	size_t len;

	for (; n != NULL; n = html_next(n, byline, false)) {
		if (is_name(a, n) && html_len(n) >= 5)
			return html_text(a, n);
	}
	n = (xmlNode *)(uintptr_t)byline;
	for (; n != NULL; n = html_next(n, byline, false)) {
		len = html_is(n, "a") ? html_len(n) : 0;
		if (len < 5 || len > 60)
			continue;
		name = html_text(a, n);
		if (memchr(name.p, ' ', name.len) != NULL)
			return name;
	}
	return html_text(a, byline);
}

/* Does it hold text of its own, not only that of its elements? */
static bool
has_own_text(const xmlNode *n)
{
	const xmlNode *child;

	for (child = n->children; child != NULL; child = child->next) {
		if (child->type == XML_TEXT_NODE && !html_empty(child))
			return true;
	}
	return false;
}

/* Four digits in a row: without a year, any figures look like a date. */
static bool
has_year(struct str line)
{
	size_t at, n, run = 0;

	for (at = 0; at < line.len && run<4; at += n> 0 ? n : 1) {
		n = html_digit(line, at);
		run = n > 0 ? run + 1 : 0;
	}
	return run == 4;
}

/* A line under the heading: "By Some Name on 6 December 2016". */
static void
see_line(struct arena *a, const xmlNode *n, struct html_seen *seen)
{
	struct str line;

	if (!seen->headed || !has_own_text(n) || html_len(n) >= LINE_MAX_LEN)
		return;
	line = html_text(a, n);
	if (html_is_sentence(line))
		return;
	if (seen->line_date.len == 0 && has_year(line))
		seen->line_date = html_date(a, line);
	if (seen->line_author.len == 0 && html_says_by(line))
		seen->line_author = html_author(a, name_in(a, n));
}

void
html_see(struct arena *a, const xmlNode *n, struct html_seen *seen)
{
	static const char *const dated[] = { "date", "publish", "posted",
		"timestamp", "time", NULL };
	static const char *const places[] = { "dateline", NULL };
	struct str s;

	if (html_is(n, "time") && seen->date.len == 0) {
		s = html_attr(a, n, "datetime");
		if (s.len == 0)
			s = html_text(a, n);
		seen->date = html_date(a, s);
	}
	if (!html_in(n, " span div p li em small a abbr h2 h4 h5 h6 address td "
			"font b i strong cite "))
		return;
	/* hAtom: <abbr class="published" title="2017-01-17T10:05:00Z">. */
	if (seen->date.len == 0 && html_is(n, "abbr")) {
		s = html_attr(a, n, "title");
		if (html_named(n, dated) ||
		    (s.len > 10 && s.p[4] == '-' && s.p[10] == 'T'))
			seen->date = html_date(a, s);
	}
	if (seen->date.len == 0 && html_named(n, dated) &&
	    html_len(n) < LINE_MAX_LEN)
		seen->date = html_date(a, html_text(a, n));
	if (seen->author.len == 0 && html_byline(n) && !html_named(n, places))
		seen->author = html_author(a, name_in(a, n));
	if (seen->line_date.len == 0 || seen->line_author.len == 0)
		see_line(a, n, seen);
}
