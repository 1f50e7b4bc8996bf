#include "config.h"

#include "ui/pane-claims.h"

#include "ui/when.h"

enum { CLAIMANT = 18, DATE = 9, WIDE = 60, WIDER = 76 };

/* The query in its order, made ready again where names have changed. */
static bool
ask_again(struct app *app, struct claims_pane *l, struct str query,
    enum claims_order order, struct err *err)
{
	struct claims *claims;

	if (!store_claims_open(app->store, query, order, &claims, err))
		return false;
	store_claims_close(l->claims);
	l->claims = claims;
	l->order = order;
	if (query.p != l->query.p) {
		buf_reset(&l->query);
		buf_str(&l->query, query);
	}
	l->seen_names = store_generation(app->store, TOPIC_ENTITY);
	return true;
}

static bool
freshen(struct pane *p, struct err *err)
{
	struct claims_pane *l = p->state;
	uint64_t now = store_generation(p->app->store, TOPIC_CLAIM);
	uint64_t names = store_generation(p->app->store, TOPIC_ENTITY);
	int h = p->h > 0 ? p->h : 20;
	bool first = !l->ready;

	if (first) {
		list_init(&l->list, &ledger_list_ops, p);
		l->order = CLAIMS_STATEMENT;
	}
	if ((first || l->seen_names != names) &&
	    !ask_again(p->app, l, buf_view(&l->query), l->order, err))
		return false;
	if (!first && l->seen == now && l->list.h == h)
		return true;
	l->ready = true;
	if (!list_load(&l->list, h, err))
		return false;
	l->seen = now;
	pane_dirty(p);
	return true;
}

static void
follow(struct app *app)
{
	int64_t id = ledger_selected(app);

	pane_dirty(app_pane(app, "claims"));
	if (id != 0)
		claim_view_open(app, id);
}

static bool
recalc(struct pane *p, struct err *err)
{
	struct claims_pane *l = p->state;

	if (!freshen(p, err))
		return false;
	/* At the start the cursor stands on the first claim. */
	if (l->list.n > 1 && claim_view_of(p->app) != NULL &&
	    claim_view_of(p->app)->id == 0 && ledger_selected(p->app) == 0 &&
	    !list_move(&l->list, 1, err))
		return false;
	follow(p->app);
	return true;
}

struct claims_pane *
ledger_of(struct app *app)
{
	struct pane *p = app_pane(app, "claims");
	struct err err = { ERR_NONE, "" };

	if (p == NULL)
		return NULL;
	if (!freshen(p, &err)) {
		app_fail(app, &err);
		return NULL;
	}
	return p->state;
}

const struct claims_line *
ledger_row(struct app *app)
{
	struct claims_pane *l = ledger_of(app);

	return l != NULL ? list_selected(&l->list) : NULL;
}

int64_t
ledger_selected(struct app *app)
{
	const struct pane *p = app_pane(app, "claims");
	const struct claims_pane *l = p != NULL ? p->state : NULL;
	const struct claims_line *row =
	    l != NULL && l->ready ? list_selected(&l->list) : NULL;

	return row != NULL && !row->heading ? row->row.key.claim : 0;
}

bool
ledger_reload(struct app *app, struct err *err)
{
	struct pane *p = app_pane(app, "claims");
	struct claims_pane *l = p->state;
	bool good = list_load(&l->list, l->list.h, err);

	follow(app);
	return good;
}

/* To a claim's row in the present order; a group that hides it is unfolded. */
static bool
find_row(struct claims_pane *l, int64_t claim, struct err *err)
{
	struct claims_line row = { 0 };

	if (!store_claims_locate(l->claims, claim, &row.row.key, err))
		return false;
	if (ledger_grouped(l) && ledger_is_folded(l, &row.row.key))
		ledger_fold(l, &row.row.key, false);
	return list_find(&l->list, ledger_list_ops.id(&row), err);
}

bool
ledger_go(struct app *app, int64_t claim, struct err *err)
{
	struct claims_pane *l = ledger_of(app);
	struct err missing = { ERR_NONE, "" };

	if (l == NULL)
		return true;
	if (!find_row(l, claim, &missing) &&
	    (!ledger_ask(app, str_of(""), err) || !find_row(l, claim, err)))
		return false;
	app_set_view(app, VIEW_CLAIMS);
	follow(app);
	return true;
}

/* Other rows: from the top, and to the claim that was selected. */
static bool
reset(struct app *app, struct claims_pane *l, int64_t claim, struct err *err)
{
	struct err missing;

	l->list.id = 0;
	if (!list_reset(&l->list, err))
		return false;
	if (claim != 0)
		(void)find_row(l, claim, &missing);
	follow(app);
	return true;
}

bool
ledger_group(struct app *app, enum claims_order order, struct err *err)
{
	struct claims_pane *l = ledger_of(app);
	int64_t claim = ledger_selected(app);

	if (l == NULL)
		return true;
	l->n_folded = 0;
	l->all_folded = false;
	return ask_again(app, l, buf_view(&l->query), order, err) &&
	       reset(app, l, claim, err);
}

bool
ledger_ask(struct app *app, struct str query, struct err *err)
{
	struct claims_pane *l = ledger_of(app);
	int64_t claim = ledger_selected(app);

	return l == NULL || (ask_again(app, l, query, l->order, err) &&
				reset(app, l, claim, err));
}

static struct list *
list_of(struct pane *p, struct err *err)
{
	return freshen(p, err) ? &((struct claims_pane *)p->state)->list : NULL;
}

static bool
moved(struct pane *p, struct err *err)
{
	(void)err;
	follow(p->app);
	return true;
}

/* ---- how a row looks ---- */

static char
claim_status_sign(enum claim_status status)
{
	return " +~-"[status];
}

/* How a status is shown, in one column: " +~-". */
static enum role
claim_status_role(enum claim_status status)
{
	switch (status) {
	case CLAIM_CORROBORATED:
		return ROLE_SAVED;
	case CLAIM_CONTESTED:
		return ROLE_FLAG;
	case CLAIM_REFUTED:
		return ROLE_ERROR;
	case CLAIM_OPEN:
	case CLAIM_STATUSES:
		break;
	}
	return ROLE_DIM;
}

/* Without a name: "no claimant". */
static void
paint_heading(const struct pane *p, struct paint *paint, int y,
    const struct claims_line *row)
{
	const struct claims_pane *l = p->state;
	bool folded = ledger_is_folded(l, &row->row.key);
	struct str name = row->row.heading;

	paint_put(paint, y, 0, ROLE_DIM, folded ? 0x25b8 : 0x25be); /* ▸ ▾ */
	if (name.len > 0)
		(void)paint_text(paint, y, 2, paint->w - 3, ROLE_TITLE, name);
	else
		(void)paint_textf(paint, y, 2, paint->w - 3, ROLE_DIM, "no %s",
		    claims_order_name(l->order));
}

static void
paint_date(const struct pane *p, struct paint *paint, int y,
    const struct claims_row *r)
{
	struct buf date = { 0 };
	struct when when;
	int cols;

	if (!when_parse(r->published, &when))
		return;
	when_short(&date, when, when_of_day(app_now(p->app) / 86400).year);
	cols = cells_width(buf_view(&date));
	(void)paint_text(
	    paint, y, paint->w - 1 - cols, cols, ROLE_DIM, buf_view(&date));
	buf_release(&date);
}

/* "denies" before what it denies. */
static int
paint_statement(
    struct paint *paint, int y, int x, int cols, const struct claim *c)
{
	const char *not = c->modality == MODALITY_DENIED     ? "denies"
			  : c->polarity == POLARITY_NEGATIVE ? "not"
							     : "";
	int used = paint_text(paint, y, x, cols, ROLE_ERROR, str_of(not ));

	used += *not != '\0';
	return used + paint_text(paint, y, x + used, cols - used, ROLE_TEXT,
			  c->statement);
}

static struct str
claimant_of(const struct claim *c)
{
	return claim_source_exists(&c->claimant) ? c->claimant.name
						 : str_of("nobody named");
}

/* Of claims that say the same it counts who says it. */
static int
paint_voice(
    struct paint *paint, int y, int x, int cols, const struct claims_row *r)
{
	int used =
	    paint_text(paint, y, x, cols, ROLE_PERSON, claimant_of(&r->claim));

	if (r->claim.modality == MODALITY_DENIED && used + 8 < cols)
		used += 1 + paint_text(paint, y, x + used + 1, cols - used - 1,
				ROLE_ERROR, str_of("denies"));
	if (used + 4 < cols)
		used += 2 + paint_text(paint, y, x + used + 2, cols - used - 2,
				ROLE_DIM, r->outlet);
	return used;
}

/* What stands left of the words: mark, state, grade; their first column. */
static int
paint_signs(const struct claims_pane *l, struct paint *paint, int y, int x,
    const struct claim *c)
{
	char grade[GRADE_TEXT], sign[2] = { claim_status_sign(c->status), 0 };

	if (c->id == l->mark)
		paint_put(paint, y, x - 1, ROLE_MARK, 0x25c6); /* ◆ */
	(void)paint_text(
	    paint, y, x, 1, claim_status_role(c->status), str_of(sign));
	(void)paint_text(paint, y, x + 2, 2, ROLE_CLAIM,
	    str_of(grade_text(c->grade, grade)));
	return x + 5;
}

static void
paint_claim(const struct pane *p, struct paint *paint, int y,
    const struct claims_line *row)
{
	const struct claims_pane *l = p->state;
	const struct claims_row *r = &row->row;
	bool voice = l->order == CLAIMS_STATEMENT && !row->alone;
	bool indent = ledger_grouped(l) && !row->alone;
	int x = paint_signs(l, paint, y, indent ? 3 : 1, &r->claim), right = 1;

	if (voice || paint->w >= WIDER) {
		paint_date(p, paint, y, r);
		right += DATE + 1;
	}
	if (paint->w >= WIDE && l->order != CLAIMS_CLAIMANT && !voice) {
		right += CLAIMANT;
		(void)paint_text(paint, y, paint->w - right, CLAIMANT - 1,
		    ROLE_PERSON, r->claim.claimant.name);
		right++;
	}
	if (r->claim.anchor == ANCHOR_ORPHANED ||
	    r->claim.anchor == ANCHOR_AMBIGUOUS)
		paint_put(paint, y, paint->w - ++right, ROLE_HIDDEN, '?');
	if (voice)
		(void)paint_voice(paint, y, x, paint->w - x - right, r);
	else
		(void)paint_statement(
		    paint, y, x, paint->w - x - right, &r->claim);
}

static void
paint_empty(const struct pane *p, struct paint *paint)
{
	const struct claims_pane *l = p->state;
	bool none = l->query.len == 0;

	(void)paint_text(paint, 1, 2, paint->w - 3, ROLE_TEXT,
	    str_of(none ? "No claims yet" : "Nothing found"));
	(void)paint_text(paint, 2, 2, paint->w - 3, ROLE_DIM,
	    str_of(none ? "1  to the articles; in the reader there:"
			: "s  look for something else"));
	(void)paint_text(paint, 3, 2, paint->w - 3, ROLE_DIM,
	    str_of(none ? "]c c  takes one that is suggested"
			: "Esc  all claims again"));
	if (none)
		(void)paint_text(paint, 4, 2, paint->w - 3, ROLE_DIM,
		    str_of("c  tags a sentence or selection"));
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct claims_pane *l = p->state;

	if (!l->ready)
		return;
	if (l->list.n == 0)
		paint_empty(p, paint);
	for (int y = 0; y < paint->h; y++) {
		const struct claims_line *row = list_row(&l->list, (size_t)y);

		if (row == NULL)
			break;
		if (row->heading)
			paint_heading(p, paint, y, row);
		else
			paint_claim(p, paint, y, row);
		if ((size_t)y == list_cursor(&l->list))
			paint_role(paint, y, 0, paint->w,
			    p->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
	}
}

static bool
is_empty(const struct pane *p)
{
	const struct claims_pane *l = p->state;

	return l->ready && l->list.n == 0;
}

static void
heading(const struct pane *p, struct buf *out)
{
	const struct claims_pane *l = p->state;

	buf_puts(out, "Claims");
	if (l->ready)
		buf_addf(out, " by %s", claims_order_name(l->order));
	if (l->query.len > 0) {
		buf_puts(out, ": ");
		buf_str(out, buf_view(&l->query));
	}
}

static void
shut(struct pane *p)
{
	struct claims_pane *l = p->state;

	list_release(&l->list);
	buf_release(&l->query);
	free(l->folded);
	store_claims_close(l->claims);
}

const struct pane_ops pane_claims = {
	.name = "claims",
	.title = "Claims",
	.topics = TOPIC_BIT(TOPIC_CLAIM) | TOPIC_BIT(TOPIC_NOTE),
	.size = sizeof(struct claims_pane),
	.recalc = recalc,
	.paint = paint,
	.empty = is_empty,
	.heading = heading,
	.list = list_of,
	.list_moved = moved,
	.list_opens = "claim",
	.close = shut,
};
