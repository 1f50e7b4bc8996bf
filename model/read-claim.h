/* A claim from the JSON that claim_json (write-claim.h) makes of it. */
#ifndef MODEL_READ_CLAIM_H
#define MODEL_READ_CLAIM_H

#include <jansson.h>

#include "model/writer.h"

/* What is not there or makes no sense is left as unknown. Entities have their
 * keys and names and no ids, spans their quotations and where they stood in
 * code points (span.from and span.to); links the uuid of the other claim in
 * others. All in the arena. */
const struct out_claim *claim_read(const json_t *json, struct arena *arena);

#endif
