/* What the files on a page's own account of itself share. */
#ifndef MODEL_HTML_META_H
#define MODEL_HTML_META_H

#include "model/html-tree.h"

/* Fill a field that is still empty, blanks trimmed. */
void html_set(struct str *field, struct str value);
/* The JSON-LD of a script element. */
void html_ld(struct arena *a, const char *text, struct html_meta *m);

/* "Headline - Outlet": the headline. h1: the page's heading. guess: without
 * any other sign a short last part goes too. */
struct str html_title(
    struct str title, struct str h1, const struct html_meta *m, bool guess);
/* "By Some Name" and the like: the name; empty for what is no name. */
struct str html_author(struct arena *a, struct str author);
/* The date in a text such as "Published on 17 Jan 2017", or empty. */
struct str html_date(struct arena *a, struct str text);
/* "https://www.example.org/x": "example.org", or empty. */
struct str html_host(struct str url);

#endif
