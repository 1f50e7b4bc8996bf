/* What the files on a page's own account of itself share. */
#ifndef MODEL_HTML_META_H
#define MODEL_HTML_META_H

#include "model/html-tree.h"

/* Fill a field that is still empty, blanks trimmed. */
void html_set(struct str *field, struct str value);
/* The JSON-LD of a script element. */
void html_ld(struct arena *a, const char *text, struct html_meta *m);

/* The JSON that Parse.ly reads from a meta element. */
void html_parsely(struct arena *a, struct str text, struct html_meta *m);

/* The same letters and digits in any case, and some. */
bool html_same(struct str a, struct str b);
/* "Headline - Outlet" or "Outlet: Headline": the headline; the outlet goes to
 * *m where it has none. heading: the page's heading, or empty. guess: without
 * any other sign a short last part goes too. */
struct str html_title(
    struct str title, struct str heading, struct html_meta *m, bool guess);
/* Does it start as a byline does? */
bool html_says_by(struct str line);
/* "By Some Name" and the like: the name; empty for what is no name. */
struct str html_author(struct arena *a, struct str author);
/* Bytes of the digit at s[at], ASCII or Arabic-Indic; 0: none. */
size_t html_digit(struct str s, size_t at);
/* The date in a text such as "Published on 17 Jan 2017", or empty. */
struct str html_date(struct arena *a, struct str text);
/* What stands on the page to be read: by what its elements are called, and in
 * lines under the heading. */
struct html_seen {
	struct str date, author, line_date, line_author;
	bool headed; /* was the heading passed? */
};
void html_see(struct arena *a, const xmlNode *n, struct html_seen *seen);

/* The article's text without the lines around and in it that are none of it:
 * headings, credits, links to share and read on, what readers wrote. In the
 * arena. */
struct str html_trim(
    struct arena *a, struct str text, const struct html_meta *m);
/* "https://www.example.org/x": "example.org", or empty. */
struct str html_host(struct str url);

#endif
