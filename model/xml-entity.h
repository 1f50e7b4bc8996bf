/* Entities that a document in XML declares for itself: short ones are read, the
 * kinds that make a kilobyte swell to a gigabyte or read the user's files are
 * refused. */
#ifndef MODEL_XML_ENTITY_H
#define MODEL_XML_ENTITY_H

#include "model/str.h"

enum {
	XML_ENTITIES = 64,         /* of a document, at most */
	XML_ENTITY_MAX = 4 << 10,  /* bytes of one */
	XML_SWELL_MAX = 256 << 10, /* bytes that all uses may add */
};

struct xml_entities {
	struct {
		struct str name, value; /* borrowed from the DOCTYPE */
	} entity[XML_ENTITIES];
	size_t n, swell;
};

/* Bytes of the "<!DOCTYPE ... [ ... ]>" at the start of s. */
size_t xml_doctype_end(struct str s);
/* Take what a DOCTYPE declares into `all`, which borrows from it. False with
 * ERR_INVALID when an entity is made of others, stands for a file, is long,
 * or there are too many. Parameter entities (what old feeds take HTML's names
 * from) are passed over. */
bool xml_entities_take(
    struct xml_entities *all, struct str doctype, struct err *err);
/* The value of one, on its way to be put in; {NULL} if there is none of that
 * name. False when the document swells too much by now. */
bool xml_entities_use(struct xml_entities *all, struct str name,
    struct str *value, struct err *err);
/* Is the document's DOCTYPE, behind declarations and comments, free of such? */
bool xml_entities_fine(struct str document, struct err *err);

#endif
