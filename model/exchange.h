/* Work that other programs wrote, told from articles. */
#ifndef MODEL_EXCHANGE_H
#define MODEL_EXCHANGE_H

#include "model/str.h"

/* Which work a whole file holds, by its content: "refi-qda" (a project),
 * "codebook" or "webannotation" (W3C Web Annotation, Hypothesis); empty: none
 * of these. Borrowed for ever. */
struct str exchange_format(struct str file);

#endif
