/* Feeds as trees: XML as it is found, not as it should be. */
#ifndef MODEL_FEED_XML_H
#define MODEL_FEED_XML_H

#include <libxml/tree.h>

#include "model/arena.h"

enum { FEED_NAME = 40 }; /* bytes of an element's name */

/* Parse bytes in any charset; header: what was said of it. The entities of HTML
 * are known and short ones that it declares itself, no DTD is read, what is
 * ill-formed is passed over. NULL with ERR_INVALID when nothing can be made of
 * it or its entities are refused. The caller frees it with xmlFreeDoc. */
xmlDoc *feed_parse(
    struct str bytes, struct str header, struct buf *what, struct err *err);

/* "title", "dc:creator": the name with the usual prefix of its namespace,
 * whatever the feed calls it; empty for what is no element. Prefixes of Atom
 * and RSS themselves are dropped. */
const char *feed_name(const xmlNode *node, char *out);
bool feed_is(const xmlNode *node, const char *name);
/* An attribute by its local name, in the arena, trimmed; empty: none. */
struct str feed_attr(struct arena *a, const xmlNode *node, const char *name);
/* What stands in an element, markup as markup, in the arena. */
struct str feed_inner(struct arena *a, const xmlNode *node);
/* A link as an absolute address where the feed says what it is relative to. */
struct str feed_link(struct arena *a, xmlNode *node, struct str link);

#endif
