/* Claims in the formats that leave the program. */
#ifndef MODEL_WRITE_CLAIM_H
#define MODEL_WRITE_CLAIM_H

#include "model/writer.h"

/* All of a claim as one JSON object, from which import makes it again;
 * entities by their keys, other claims by uuid, offsets in code points of the
 * article's text. */
void claim_json(
    struct buf *out, const struct out_claim *claim, struct str text);

/* The chain, or all subjects, in one line joined by " | ". */
struct str claim_via_words(const struct claim *claim, struct arena *arena);
struct str claim_subject_words(
    const struct claim *claim, const char *sep, struct arena *arena);

#endif
