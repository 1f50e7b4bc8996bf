/* Claims as records: for verbs and for export. */
#ifndef UI_CLI_CLAIMS_H
#define UI_CLI_CLAIMS_H

#include "model/claim.h"
#include "ui/cli.h"

/* A zeroed one with its cli is ready; it keeps one article's text. */
struct cli_claims {
	struct cli *cli;
	struct arena arena;
	int64_t article; /* whose text is in the arena */
	struct str text;
};
void cli_claims_end(struct cli_claims *w);

/* The fields of a claim, as `claims --json` has them (cli.md); offsets in code
 * points. How many there are; 0 on failure. */
enum { CLI_CLAIM_FIELDS = 32 };
size_t cli_claim_fields(struct cli_claims *w, const struct claim *claim,
    struct arena *arena, struct field *f, struct err *err);

#endif
