/* What the steps of the search for the article share. */
#ifndef MODEL_HTML_MARK_H
#define MODEL_HTML_MARK_H

#include "model/html-tree.h"

/* What a try goes by; each later one by less. */
enum {
	HTML_UNLIKELY = 1, /* furniture by its class goes before scoring */
	HTML_WEIGHT = 2,   /* classes count in scores */
	HTML_CLEAN = 4,    /* clutter in the article goes */
};

/* Does class or id hold one of the words of a list (its last is NULL)? */
bool html_named(const xmlNode *n, const char *const *words);
/* What class and id say for (25 each) or against it (-25 each). */
int html_weight(const xmlNode *n);
bool html_visible(const xmlNode *n);
/* By class, id or role: menus, comments, boxes of links. */
bool html_furniture(const xmlNode *n);
bool html_byline(const xmlNode *n);
/* Share of its text that is links, 0 to 1. */
double html_link_density(xmlNode *n);
/* Bytes of text in its paragraphs that are no links: what an article is made
 * of. */
size_t html_mass(xmlNode *n);
size_t html_commas(const xmlNode *n);
size_t html_count(xmlNode *n, const char *names);

/* Take out of the article what is none of it. */
void html_clean(struct arena *a, xmlNode *root, unsigned flags);

#endif
