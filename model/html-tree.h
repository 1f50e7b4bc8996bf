/* What the files of model/html share: small steps over libxml2's tree. */
#ifndef MODEL_HTML_TREE_H
#define MODEL_HTML_TREE_H

#include <libxml/tree.h>

#include "model/html.h"

enum { HTML_DEPTH = 256 }; /* elements nested deeper are cut off */

/* Element names are lower case, as the HTML parser leaves them. */
bool html_is(const xmlNode *node, const char *name);
/* One of the names in a list with blanks around each: " p td pre ". */
bool html_in(const xmlNode *node, const char *names);
/* Does it lie in one of these, at most four steps up? */
bool html_within(const xmlNode *node, const char *names);
/* An attribute's value in the arena, empty if it has none. */
struct str html_attr(struct arena *a, const xmlNode *node, const char *name);
/* The node after `node` in document order within root; skip: not into it. */
xmlNode *html_next(xmlNode *node, const xmlNode *root, bool skip);
/* All text below node, blanks folded and trimmed. */
struct str html_text(struct arena *a, const xmlNode *node);
/* Bytes of that text, nearly: without putting it together. */
size_t html_len(const xmlNode *node);
bool html_empty(const xmlNode *node); /* is that text empty? */
/* Does it end as a sentence does, in any of several scripts? */
bool html_is_sentence(struct str line);
void html_remove(xmlNode *node);

/* The article's element as a tree of its own that the caller frees with
 * xmlFreeNode; NULL when there is none. The document stays as it is: each try
 * spoils a copy. */
xmlNode *html_content(struct arena *a, xmlDoc *doc);

/* Take out what a browser would not show. */
void html_hide(xmlDoc *doc);

struct html_meta {
	struct str title, author, outlet, published, language, url;
	struct str body; /* the text, where JSON-LD gives it */
};
void html_meta(struct arena *a, xmlDoc *doc, struct html_meta *meta);

#endif
