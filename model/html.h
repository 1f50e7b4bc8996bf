/* Saved web pages: the article's own text and what the page says of itself.
 *
 * The text is found as Arc90's and later Mozilla's Readability find it (scores
 * of paragraphs handed up to their ancestors, weighed by link density and by
 * what class and id say, neighbours of the best candidate taken in, and what is
 * mostly links or furniture taken out again), restated over libxml2's tree.
 * Text and link density decide, so that a page whose classes say nothing is
 * read as well: an article's beginning in a box of its own joins it, lists of
 * paragraphs count a third. Boxes in it that say what they are (newsletters,
 * related articles, who the author is) go, what stands under pictures stays.
 * What then stands around the paragraphs (headings, credits, links to other
 * articles, notices of the site, comments) goes by its words. */
#ifndef MODEL_HTML_H
#define MODEL_HTML_H

#include "model/arena.h"
#include "model/article.h"

enum { HTML_MAX = 16 << 20 }; /* bytes of a page */

struct _xmlNode;

/* What a file in XML or HTML starts with behind blanks, comments and
 * declarations but a DOCTYPE: "<rss version=..."; empty when that is not in
 * sight. */
struct str html_start(struct str head);
/* Does it look like a page of HTML (the first bytes will do)? */
bool html_sniff(struct str head);

/* Read a page. `charset` is what a header said, or empty; else the page's own
 * word, or the bytes, decide. Strings live in the arena; text is valid UTF-8,
 * paragraphs with an empty line between. ERR_INVALID when the page is too
 * large or has no text. */
bool html_read(struct arena *arena, struct str page, struct str charset,
    struct article_in *out, struct err *err);

/* Did libxml2 give up on what it read last because elements are nested too
 * deeply? err says so. */
bool html_gave_up(struct err *err);

/* The readable text of a piece of HTML (UTF-8), such as a feed's entry holds,
 * in the arena: valid UTF-8, nothing that is hidden, no script. */
struct str html_fragment(struct arena *arena, struct str html);
/* The same; false with ERR_INVALID when elements are nested too deeply. */
bool html_fragment_read(
    struct arena *arena, struct str html, struct str *text, struct err *err);

/* An element's text, readable: paragraphs with an empty line between, lists
 * with dashes, rows of tables with bars. */
void html_readable(struct buf *out, const struct _xmlNode *root);

#endif
