/* The ledger: the list of claims, and the statement of the one under the cursor
 * laid out. What their commands need. */
#ifndef UI_PANE_CLAIMS_H
#define UI_PANE_CLAIMS_H

#include "model/wrap.h"
#include "store/claim.h"
#include "store/claims.h"
#include "ui/app.h"
#include "ui/list.h"
#include "ui/sections.h"

/* A heading (of the group that row is the first claim of), or a claim. A
 * statement that one claim makes has no heading. */
struct claims_line {
	struct claims_row row;
	bool heading, alone;
};

struct claims_pane {
	struct list list;      /* of struct claims_line */
	struct claims *claims; /* the query in that order */
	enum claims_order order;
	struct buf query;
	uint64_t *folded; /* hashes of the groups that are folded */
	size_t n_folded, size_folded;
	bool all_folded; /* then `folded` are those that are not */
	int64_t mark;    /* the claim to be linked; 0: none */
	bool ready;
	uint64_t seen, seen_names;
};

extern const struct pane_ops pane_claims, pane_claim;

struct claims_pane *ledger_of(struct app *app);
/* The claim under the cursor; 0: none, or a heading. */
int64_t ledger_selected(struct app *app);
const struct claims_line *ledger_row(struct app *app);
/* Put the cursor on a claim and show the view. */
bool ledger_go(struct app *app, int64_t claim, struct err *err);
/* Group otherwise; the claim stays selected. */
bool ledger_group(struct app *app, enum claims_order order, struct err *err);
/* Only claims that a query finds; on an error the old one stays. */
bool ledger_ask(struct app *app, struct str query, struct err *err);
/* After the rows, their groups or what is folded have changed. */
bool ledger_reload(struct app *app, struct err *err);

/* ui/claims-page.c */
extern const struct list_ops ledger_list_ops;
bool ledger_is_folded(
    const struct claims_pane *l, const struct claims_key *group);
void ledger_fold(
    struct claims_pane *l, const struct claims_key *group, bool fold);
bool ledger_grouped(const struct claims_pane *l);

/* The detail of one claim. */
struct claim_view {
	struct arena arena;
	struct claim claim;
	int64_t rival; /* the first that may contradict it; 0: none */
	struct sections text;
	size_t top;
	int64_t id;
	int h, w;
	bool ready;
	uint64_t seen[STORE_TOPICS];
};

void claim_view_open(struct app *app, int64_t claim);
struct claim_view *claim_view_of(struct app *app);
void claim_view_scroll(struct app *app, int rows);
/* ui/claim-load.c: put the lines together. */
bool claim_view_load(struct app *app, struct claim_view *v, struct err *err);

#endif
