#include "config.h"

#include "model/exchange.h"

enum { HEAD = 4096 };

static bool
has(struct str s, const char *what)
{
	return str_find(s, str_of(what), 0) != SIZE_MAX;
}

/* Names are not compressed in a ZIP. */
static bool
is_project_zip(struct str file)
{
	return str_starts(file, "PK\x03\x04") &&
	       memmem(file.p, file.len, "project.qde", 11) != NULL;
}

/* Within a text of JSON no quotation mark stands unescaped, so that no article
 * about annotations is taken for one. */
static bool
is_annotation(struct str head)
{
	if (head.len == 0 || (head.p[0] != '{' && head.p[0] != '['))
		return false;
	return has(head, "\"http://www.w3.org/ns/anno.jsonld\"") ||
	       has(head, "\"Annotation\"") || has(head, "\"AnnotationPage\"") ||
	       has(head, "\"AnnotationCollection\"") ||
	       (has(head, "\"rows\"") && has(head, "\"target\"") &&
		   has(head, "\"uri\""));
}

struct str
exchange_format(struct str file)
{
	struct str head = str_slice(file, 0, file.len < HEAD ? file.len : HEAD);

	if (str_starts(head, "\xef\xbb\xbf"))
		head = str_slice(head, 3, head.len);
	head = str_trim(head);
	if (is_project_zip(file))
		return str_of("refi-qda");
	if (is_annotation(head))
		return str_of("webannotation");
	if (!str_starts(head, "<"))
		return str_of("");
	return str_of(has(head, "urn:QDA-XML:project")    ? "refi-qda"
		      : has(head, "urn:QDA-XML:codebook") ? "codebook"
							  : "");
}
