/* Keys of the ledger. */
#include "config.h"

#include "ui/cmd-tables.h"

#include "model/query.h"
#include "ui/pane-articles.h"
#include "ui/pane-claims.h"
#include "ui/pane-notes.h"
#include "ui/pane-reader.h"
#include "ui/query-words.h"

static bool
no_claim(struct err *err)
{
	return err_set(err, ERR_MISSING, "there is no claim here");
}

/* ---- groups ---- */

/* The cursor goes to the heading of the row that it is on. */
static void
to_heading(struct claims_pane *l, const struct claims_line *row)
{
	struct claims_line heading = { .row.key = row->row.key,
		.heading = true };

	if (!row->alone)
		l->list.id = ledger_list_ops.id(&heading);
}

static bool
fold(struct app *app, struct str arg, struct err *err)
{
	struct claims_pane *l = ledger_of(app);
	const struct claims_line *row = ledger_row(app);

	(void)arg;
	if (l == NULL || row == NULL || row->alone || !ledger_grouped(l))
		return true;
	ledger_fold(l, &row->row.key, !ledger_is_folded(l, &row->row.key));
	to_heading(l, row);
	return ledger_reload(app, err);
}

static bool
fold_all(struct app *app, bool folded, struct err *err)
{
	struct claims_pane *l = ledger_of(app);
	const struct claims_line *row = ledger_row(app);

	if (l == NULL || row == NULL || !ledger_grouped(l))
		return true;
	l->all_folded = folded;
	l->n_folded = 0;
	if (folded)
		to_heading(l, row);
	return ledger_reload(app, err);
}

static bool
fold_every(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return fold_all(app, true, err);
}

static bool
unfold_every(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return fold_all(app, false, err);
}

/* In the order of the key that goes on from one to the next. */
static const enum claims_order orders[] = { CLAIMS_STATEMENT, CLAIMS_CLAIMANT,
	CLAIMS_OUTLET, CLAIMS_SUBJECT, CLAIMS_EVENT, CLAIMS_STATUS,
	CLAIMS_GRADE, CLAIMS_WHEN, CLAIMS_ADDED };

static enum claims_order
next_order(enum claims_order order)
{
	size_t i = 0;

	while (i < ARRAY_LEN(orders) && orders[i] != order)
		i++;
	return orders[(i + 1) % ARRAY_LEN(orders)];
}

/* By what is named, else by the next way there is. */
static bool
group(struct app *app, struct str arg, struct err *err)
{
	struct claims_pane *l = ledger_of(app);
	enum claims_order order;

	if (l == NULL)
		return true;
	order = next_order(l->order);
	if (str_trim(arg).len > 0 && !claims_order_parse(str_trim(arg), &order))
		return err_set(err, ERR_INVALID,
		    "claims go by statement, claimant, outlet, subject, event, "
		    "status, grade, when or added");
	return ledger_group(app, order, err);
}

static void
complete_group(struct app *app, struct str arg, struct arena *arena,
    struct str **list, size_t *n)
{
	(void)app;
	*n = 0;
	*list = arena_array(arena, ARRAY_LEN(orders), sizeof **list);
	for (size_t i = 0; i < ARRAY_LEN(orders); i++) {
		struct str name = str_of(claims_order_name(orders[i]));

		if (str_find(name, arg, 0) != SIZE_MAX)
			(*list)[(*n)++] = name;
	}
}

/* ---- the query ---- */

/* What is open at the end of what was typed counts as closed. */
static bool
ask_typed(struct app *app, struct str text, struct err *err)
{
	struct buf query = { 0 };
	bool good;

	query_close(&query, str_trim(text), false);
	good = ledger_ask(app, buf_view(&query), err);
	buf_release(&query);
	return good;
}

/* Half a query is often wrong: the ledger then stays as it is. */
static void
asked_live(struct app *app, void *arg, struct str text)
{
	struct err err = { 0 };

	(void)arg;
	query_hint(app, text, ask_typed(app, text, &err) ? NULL : &err);
}

static bool
asked(struct app *app, void *arg, struct str text, struct err *err)
{
	(void)arg;
	if (!ask_typed(app, text, err))
		return false;
	(void)query_say_unknown(app, text);
	return true;
}

/* The query that Escape brings back. */
static void
unasked(struct app *app, void *arg)
{
	struct buf *before = arg;
	struct err err;

	(void)ledger_ask(app, buf_view(before), &err);
}

static void
forget(void *arg)
{
	buf_release(arg);
	free(arg);
}

static bool
query(struct app *app, struct str arg, struct err *err)
{
	struct claims_pane *l = ledger_of(app);
	struct buf *before;
	struct prompt_opts opts = {
		.label = "Claims: ",
		.complete = query_complete,
		.query = true,
		.done = asked,
		.live = asked_live,
		.cancelled = unasked,
		.released = forget,
	};

	if (l == NULL)
		return true;
	if (arg.len > 0) {
		if (!ledger_ask(app, str_trim(arg), err))
			return false;
		(void)query_say_unknown(app, arg);
		return true;
	}
	before = xcalloc(1, sizeof *before);
	buf_str(before, buf_view(&l->query));
	opts.arg = before;
	opts.initial = buf_view(&l->query);
	app_prompt(app, &opts);
	return true;
}

static bool
every(struct app *app, struct str arg, struct err *err)
{
	const struct claims_pane *l = ledger_of(app);

	(void)arg;
	return l == NULL || l->query.len == 0 ||
	       ledger_ask(app, str_of(""), err);
}

/* ---- to the source and back ---- */

static bool
open_source(struct app *app, struct str arg, struct err *err)
{
	struct arena arena = { 0 };
	struct claim c;
	int64_t id = ledger_selected(app);
	bool good;

	if (id == 0)
		return fold(app, arg, err);
	good = store_claim_get(app->store, id, &arena, &c, err) &&
	       app_open_article(app, c.article, err);
	if (good) {
		const struct claim_span *s = claim_span_of(&c, SPAN_CONTENT);

		articles_select(app, c.article);
		app_set_view(app, VIEW_REVIEW);
		app_set_focus(app, "reader");
		if (s != NULL && s->anchor.state != ANCHOR_ORPHANED)
			reader_show(app, s->anchor.span);
		app->back = VIEW_CLAIMS;
		app_say(app, "Esc goes back to the ledger");
	}
	arena_release(&arena);
	return good;
}

/* ---- grades, states, codes ---- */

static bool
judged(struct app *app, bool good, size_t changed)
{
	if (good && changed > 0)
		app_saved(app);
	return good;
}

static bool
set_grade(struct app *app, struct str arg, struct err *err)
{
	int64_t id = ledger_selected(app);
	struct grade grade;
	size_t changed = 0;

	if (id == 0)
		return no_claim(err);
	if (!grade_parse(str_trim(arg), &grade, err))
		return false;
	if (!judged(app,
		store_claim_grade(
		    app->store, &id, 1, grade, str_of(""), &changed, err),
		changed))
		return false;
	if (grade.reliability != 0)
		app_say(app, "%c: %s", grade.reliability,
		    reliability_words(grade.reliability));
	if (grade.credibility != 0)
		app_say(app, "%d: %s", grade.credibility,
		    credibility_words(grade.credibility));
	return true;
}

static bool
set_status(struct app *app, struct str arg, struct err *err)
{
	int64_t id = ledger_selected(app);
	enum claim_status status;
	size_t changed = 0;

	if (id == 0)
		return no_claim(err);
	if (!claim_status_parse(str_trim(arg), &status))
		return err_set(err, ERR_INVALID,
		    "a claim is open, corroborated, contested or refuted");
	return judged(app,
	    store_claim_set_status(app->store, &id, 1, status, &changed, err),
	    changed);
}

/* "word" sets a code, "-word" takes it away. */
static bool
set_code(struct app *app, struct str arg, struct err *err)
{
	int64_t id = ledger_selected(app);
	struct str code = str_trim(arg);
	bool set = !str_starts(code, "-");
	size_t changed = 0;

	if (id == 0)
		return no_claim(err);
	if (!set || str_starts(code, "+"))
		code = str_slice(code, 1, code.len);
	return judged(app,
	    store_claim_code(app->store, &id, 1, code, set, &changed, err),
	    changed);
}

static bool
drop(struct app *app, struct str arg, struct err *err)
{
	int64_t id = ledger_selected(app);

	(void)arg;
	if (id == 0)
		return no_claim(err);
	if (!store_claim_remove(app->store, id, err))
		return false;
	app_saved(app);
	app_say(app, "the claim is removed: u brings it back");
	return true;
}

static bool
note(struct app *app, struct str arg, struct err *err)
{
	int64_t id = ledger_selected(app);

	return id != 0 ? note_on_claim(app, id, arg, err) : no_claim(err);
}

/* ---- links ---- */

static bool
mark(struct app *app, struct str arg, struct err *err)
{
	struct claims_pane *l = ledger_of(app);
	int64_t id = ledger_selected(app);

	(void)arg;
	if (l == NULL || id == 0)
		return no_claim(err);
	l->mark = l->mark == id ? 0 : id;
	if (l->mark != 0)
		app_say(app, "marked; on another: & supports it  ! contradicts "
			     "it  = same as it  ^ derives from it  or :link");
	pane_dirty(app_pane(app, "claims"));
	return true;
}

static bool
link_claims(struct app *app, struct str arg, struct err *err)
{
	struct claims_pane *l = ledger_of(app);
	int64_t id = ledger_selected(app), link;
	enum link_kind kind;

	if (l == NULL || id == 0)
		return no_claim(err);
	if (!link_kind_parse(str_trim(arg), &kind))
		return err_set(err, ERR_INVALID,
		    "a claim supports, contradicts, is same-as, derives-from, "
		    "repeats, refines, supersedes or retracts another");
	if (l->mark == 0)
		return err_set(
		    err, ERR_MISSING, "first mark the other claim with m");
	if (!store_claim_link(
		app->store, id, kind, l->mark, str_of(""), &link, err))
		return false;
	app_saved(app);
	app_say(
	    app, "%s the claim that was marked", link_kind_said(kind, false));
	l->mark = 0;
	return true;
}

static bool
unlink_claims(struct app *app, struct str arg, struct err *err)
{
	struct claim_view *v = claim_view_of(app);

	(void)arg;
	if (v == NULL || v->id == 0 || v->claim.n_links == 0)
		return err_set(err, ERR_MISSING, "it is linked with no claim");
	if (!store_claim_unlink(
		app->store, v->claim.links[v->claim.n_links - 1].id, err))
		return false;
	app_saved(app);
	app_say(app, "its last link is gone: u brings it back");
	return true;
}

/* What may contradict it: the word on the first one. */
static bool
judge_rival(struct app *app, enum link_kind kind, struct err *err)
{
	struct claim_view *v = claim_view_of(app);
	int64_t link;

	if (v == NULL || v->id == 0 || v->rival == 0)
		return err_set(err, ERR_MISSING,
		    "nothing that may contradict it is known");
	if (!store_claim_link(
		app->store, v->id, kind, v->rival, str_of(""), &link, err))
		return false;
	app_saved(app);
	app_say(app, "claim %lld %s claim %lld", (long long)v->id,
	    link_kind_said(kind, false), (long long)v->rival);
	return true;
}

static bool
rival_link(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return judge_rival(app, LINK_CONTRADICTS, err);
}

static bool
rival_dismiss(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return judge_rival(app, LINK_UNRELATED, err);
}

/* ---- the detail ---- */

static bool
into(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	app_set_focus(app, "claim");
	return true;
}

static bool
out(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	app_set_focus(app, "claims");
	return true;
}

static bool
scroll_down(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	claim_view_scroll(app, (int)cmd_count(arg, 1));
	return true;
}

static bool
scroll_up(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	claim_view_scroll(app, -(int)cmd_count(arg, 1));
	return true;
}

static int
screen(struct app *app)
{
	const struct claim_view *v = claim_view_of(app);

	return v != NULL && v->h > 2 ? v->h - 1 : 1;
}

static bool
page_down(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	claim_view_scroll(app, screen(app));
	return true;
}

static bool
page_up(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	claim_view_scroll(app, -screen(app));
	return true;
}

const struct cmd cmd_claims[] = {
	{ .name = "claim-source",
	    .exec = open_source,
	    .hint = "source",
	    .help = "Read the claim where it stands; fold a group" },
	{ .name = "claims-fold",
	    .pane = "claims",
	    .exec = fold,
	    .help = "Fold the group, or unfold it" },
	{ .name = "claims-fold-all",
	    .exec = fold_every,
	    .help = "Fold all groups of the ledger" },
	{ .name = "claims-unfold-all",
	    .exec = unfold_every,
	    .help = "Unfold all groups of the ledger" },
	{ .name = "claims-group",
	    .arg = CMD_TEXT_OPT,
	    .exec = group,
	    .complete = complete_group,
	    .hint = "by",
	    .help =
		"Group by statement, claimant, outlet ...; none: the next" },
	{ .name = "claims-query",
	    .arg = CMD_TEXT_OPT,
	    .exec = query,
	    .hint = "search",
	    .help = "Only claims that a query finds" },
	{ .name = "claims-all", .exec = every, .help = "All claims again" },
	{ .name = "claim-grade",
	    .arg = CMD_TEXT,
	    .prompt = "Grade (A-F of the source, 1-6 of the words): ",
	    .acts = true,
	    .exec = set_grade,
	    .hint = "grade",
	    .help = "Grade the claim: B2, B or 2" },
	{ .name = "claim-status",
	    .arg = CMD_TEXT,
	    .prompt = "Status: ",
	    .acts = true,
	    .exec = set_status,
	    .help = "Say that it is open, corroborated, contested, refuted" },
	{ .name = "claim-code",
	    .arg = CMD_TEXT,
	    .prompt = "Code (-code takes it away): ",
	    .acts = true,
	    .exec = set_code,
	    .help = "Tag the claim with a code, or take it away" },
	{ .name = "claim-drop",
	    .acts = true,
	    .exec = drop,
	    .help = "Remove the claim" },
	{ .name = "claim-note",
	    .arg = CMD_TEXT_OPT,
	    .acts = true,
	    .exec = note,
	    .hint = "note",
	    .help = "Write a note on the claim" },
	{ .name = "claim-mark",
	    .exec = mark,
	    .hint = "mark",
	    .help = "Mark the claim, to link another one with it" },
	{ .name = "link",
	    .arg = CMD_TEXT,
	    .prompt = "It (supports, contradicts, same-as ...) the marked: ",
	    .acts = true,
	    .exec = link_claims,
	    .help = "Say what the claim has to do with the one marked" },
	{ .name = "rival-link",
	    .acts = true,
	    .exec = rival_link,
	    .help = "Say that the claims do contradict each other" },
	{ .name = "rival-dismiss",
	    .acts = true,
	    .exec = rival_dismiss,
	    .help = "Say that they have nothing to do with each other" },
	{ .name = "unlink",
	    .acts = true,
	    .exec = unlink_claims,
	    .help = "Take back the last link of the claim" },
	{ .name = "claim-open",
	    .pane = "claims",
	    .exec = into,
	    .help = "Go into the claim" },
	{ .name = "claim-close",
	    .pane = "claim",
	    .exec = out,
	    .help = "Go back to the ledger" },
	{ .name = "down",
	    .pane = "claim",
	    .arg = CMD_COUNT,
	    .exec = scroll_down,
	    .help = "Scroll down" },
	{ .name = "up",
	    .pane = "claim",
	    .arg = CMD_COUNT,
	    .exec = scroll_up,
	    .help = "Scroll up" },
	{ .name = "page-down",
	    .pane = "claim",
	    .exec = page_down,
	    .help = "Scroll down by a screen" },
	{ .name = "page-up",
	    .pane = "claim",
	    .exec = page_up,
	    .help = "Scroll up by a screen" },
	{ 0 },
};

#define JUDGE(pane)                                                            \
	pane " A claim-grade A", pane " B claim-grade B",                      \
	    pane " C claim-grade C", pane " D claim-grade D",                  \
	    pane " E claim-grade E", pane " F claim-grade F",                  \
	    pane " M-1 claim-grade 1", pane " M-2 claim-grade 2",              \
	    pane " M-3 claim-grade 3", pane " M-4 claim-grade 4",              \
	    pane " M-5 claim-grade 5", pane " M-6 claim-grade 6",              \
	    pane " # claim-grade", pane " + claim-status corroborated",        \
	    pane " ~ claim-status contested", pane " - claim-status refuted",  \
	    pane " 0 claim-status open", pane " t claim-code",                 \
	    pane " a claim-note", pane " X claim-drop", pane " m claim-mark",  \
	    pane " & link supports", pane " ! link contradicts",               \
	    pane " = link same-as", pane " ^ link derives-from",               \
	    pane " U unlink", pane " x rival-link", pane " d rival-dismiss",   \
	    pane " b claims-group", pane " Enter claim-source"

const char *const keys_claims[] = {
	JUDGE("claims"),
	JUDGE("claim"),
	"claims Space claims-fold",
	"claims s claims-query",
	"claims / claims-query",
	"claims Escape claims-all",
	"claims < claims-fold-all",
	"claims > claims-unfold-all",
	"claims l claim-open",
	"claims Right claim-open",
	"claim j down",
	"claim Down down",
	"claim k up",
	"claim Up up",
	"claim Space page-down",
	"claim PageDown page-down",
	"claim C-f page-down",
	"claim PageUp page-up",
	"claim C-b page-up",
	"claim h claim-close",
	"claim Left claim-close",
	"claim Escape claim-close",
	NULL,
};
