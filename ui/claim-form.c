#include "config.h"

#include "ui/claim-form.h"

#include "model/utf8.h"
#include "store/entity.h"
#include "store/ledger.h"
#include "ui/claim-suggestions.h"
#include "ui/claim-text.h"
#include "ui/form.h"
#include "ui/pane-notes.h"
#include "ui/pane-reader.h"

enum { SAID_MOST = 80 /* bytes of what another program saved */ };

/* ---- saving ---- */

static enum claim_entry
entry_of(enum claim_field field)
{
	static const enum claim_entry entries[CLAIM_FIELDS] = {
		[CLAIM_STATEMENT] = ENTRY_STATEMENT,
		[CLAIM_QUOTE] = ENTRY_STATEMENT,
		[CLAIM_CLAIMANT] = ENTRY_CLAIMANT,
		[CLAIM_VIA] = ENTRY_VIA,
		[CLAIM_MODALITY] = ENTRY_MODALITY,
		[CLAIM_SUBJECTS] = ENTRY_SUBJECTS,
		[CLAIM_PLACE] = ENTRY_PLACE,
		[CLAIM_WHEN] = ENTRY_WHEN,
		[CLAIM_SAID] = ENTRY_SAID,
		[CLAIM_VALID] = ENTRY_VALID,
		[CLAIM_RELIABILITY] = ENTRY_GRADE,
		[CLAIM_CREDIBILITY] = ENTRY_GRADE,
		[CLAIM_RATIONALE] = ENTRY_REASON,
		[CLAIM_LIKELIHOOD] = ENTRY_LIKELIHOOD,
		[CLAIM_STATUS] = ENTRY_STATUS,
		[CLAIM_CODES] = ENTRY_CODES,
		[CLAIM_FIGURES] = ENTRY_FIGURES,
	};

	return entries[field];
}

/* Does the ledger show another source for it that is independent? */
static bool
is_confirmed(struct tagging *t)
{
	struct ledger ledger;

	if (!store_ledger(t->app->store, t->id, &t->arena, &ledger, NULL))
		return false;
	for (size_t i = 0; i < ledger.n; i++)
		if (ledger.rows[i].claim.id == t->id)
			return ledger.rows[i].confirmed;
	return false;
}

/* "Confirmed by other sources" is for claims that others support who do not
 * draw on the same source; against that only with a reason. */
static bool
may_be_confirmed(
    struct tagging *t, const struct claim *c, size_t *field, struct err *err)
{
	if (c->grade.credibility != 1 || c->rationale.len > 0 || t->confirmed)
		return true;
	*field = ENTRY_REASON;
	return err_set(err, ERR_INVALID,
	    "2 at most: independence not shown; or say here why");
}

static bool
values_taken(struct tagging *t, const struct str *values, struct claim *c,
    size_t *field, struct err *err)
{
	enum claim_field wrong = CLAIM_STATEMENT;
	struct str said;

	for (size_t i = 0; i < ENTRIES; i++) {
		*field = i;
		if (!claim_take(
			t, (enum claim_entry)i, values[i], c, &said, err))
			return false;
	}
	if (!may_be_confirmed(t, c, field, err))
		return false;
	if (claim_valid(c, &wrong, err))
		return true;
	*field = entry_of(wrong);
	return false;
}

/* The claim is saved, whatever becomes of showing it. */
static void
tagged(struct app *app, int64_t id)
{
	struct reader *r;
	struct err err = { 0 };

	app_saved(app);
	app->last_claim = id;
	if (!app_reload_current(app, &err)) {
		app_fail(app, &err);
		return;
	}
	r = reader_of(app);
	if (r != NULL && cursor_selecting(&r->cursor)) {
		cursor_drop(&r->cursor, reader_text_of(app));
		reader_moved(app);
	}
	notes_choose(app, -id);
}

static bool
save(struct app *app, struct tagging *t, const struct claim *c, struct str note,
    struct err *err)
{
	int64_t id = t->id;

	if (!store_claim_save(app->store, &id, c, note, err))
		return false;
	tagged(app, id);
	return true;
}

/* Another program may have changed the claim while the form was open: what was
 * typed here is put on it as it is now, field by field. Where both changed the
 * same one, that is told first, and saving again takes what stands here. */
static bool
merged(struct tagging *t, const struct str *typed, struct str *values,
    size_t *field, struct err *err)
{
	struct str before[ENTRIES], now;
	bool both = false;

	memcpy(before, t->initial, sizeof before);
	if (!store_claim_get(t->app->store, t->id, &t->arena, &t->claim, err))
		return false;
	claim_entries(t);
	for (size_t i = 0; i < ENTRIES; i++) {
		bool ours = !str_eq(typed[i], before[i]);
		bool theirs = !str_eq(t->initial[i], before[i]);

		values[i] = ours ? typed[i] : t->initial[i];
		if (!ours || !theirs || str_eq(typed[i], t->initial[i]))
			continue;
		*field = both ? *field : i;
		both = true;
		before[i] = t->initial[i];
	}
	if (!both)
		return true;
	memcpy(t->initial, before, sizeof before);
	now = utf8_head(before[*field], SAID_MOST);
	return err_set(err, ERR_EXISTS,
	    "meanwhile \"%.*s\": Enter again saves this over it", (int)now.len,
	    now.p);
}

static bool
done(struct app *app, void *arg, const struct str *typed, size_t *field,
    struct err *err)
{
	struct tagging *t = arg;
	struct str values[ENTRIES];
	struct claim c;

	*field = ENTRY_STATEMENT;
	memcpy(values, typed, sizeof values);
	if (t->id != 0 && !merged(t, typed, values, field, err))
		return false;
	c = t->claim;
	if (!values_taken(t, values, &c, field, err))
		return false;
	*field = ENTRY_STATEMENT;
	if (c.statement.len == 0 && t->id == 0)
		c.statement = t->statement;
	return save(app, t, &c, values[ENTRY_NOTE], err);
}

/* ---- the form ---- */

static bool
read_entry(struct app *app, void *arg, size_t field, struct str value,
    struct arena *arena, struct str *said, struct err *err)
{
	struct tagging *t = arg;
	struct claim scratch = t->claim;

	(void)app;
	(void)arena;
	if (!claim_take(t, (enum claim_entry)field, value, &scratch, said, err))
		return false;
	if (field == ENTRY_GRADE && scratch.grade.credibility == 1 &&
	    !t->confirmed)
		*said = arena_printf(&t->arena,
		    "2 at most: independence not shown (or give a reason)");
	return true;
}

static void
complete_entry(struct app *app, void *arg, struct form_typed typed,
    struct arena *arena, struct str **list, size_t *n)
{
	(void)app;
	claim_complete(arg, typed, arena, list, n);
}

static void
fields_of(const struct tagging *t, struct form_field *fields)
{
	static const struct form_field table[ENTRIES] = {
		[ENTRY_STATEMENT] = { .label = "Statement", .tall = true },
		[ENTRY_CLAIMANT] = { .label = "Claimant" },
		[ENTRY_VIA] = { .label = "Via", .list = true },
		[ENTRY_SUBJECTS] = { .label = "Subjects", .list = true },
		[ENTRY_OBJECTS] = { .label = "Objects", .list = true },
		[ENTRY_WHEN] = { .label = "When" },
		[ENTRY_SAID] = { .label = "Said", .half = true },
		[ENTRY_VALID] = { .label = "Valid" },
		[ENTRY_PLACE] = { .label = "Place", .half = true },
		[ENTRY_STATUS] = { .label = "Status" },
		[ENTRY_GRADE] = { .label = "Grade" },
		[ENTRY_REASON] = { .label = "Reason" },
		[ENTRY_MODALITY] = { .label = "Modality", .half = true },
		[ENTRY_POLARITY] = { .label = "Polarity" },
		[ENTRY_CUE] = { .label = "Cue", .half = true },
		[ENTRY_CODES] = { .label = "Codes", .list = true },
		[ENTRY_FIGURES] = { .label = "Figures", .list = true },
		[ENTRY_EVENT] = { .label = "Event", .late = true },
		[ENTRY_LIKELIHOOD] = { .label = "Likelihood",
		    .late = true,
		    .half = true },
		[ENTRY_CONFIDENCE] = { .label = "Confidence", .late = true },
		[ENTRY_ACCESS] = { .label = "Access",
		    .late = true,
		    .half = true },
		[ENTRY_INFERENCE] = { .label = "Inference", .late = true },
		[ENTRY_NOTE] = { .label = "Note", .late = true },
	};

	for (size_t i = 0; i < ENTRIES; i++) {
		fields[i] = table[i];
		fields[i].initial = t->initial[i];
	}
	fields[ENTRY_STATEMENT].empty = t->statement;
	fields[ENTRY_INFERENCE].empty =
	    str_of(inference_name(INFERENCE_TEXTUAL));
}

/* Blanks in a row become one. */
static void
put_squeezed(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.p[i] == '\n' ? ' ' : s.p[i];

		if (c != ' ' || (out->len > 0 && out->p[out->len - 1] != ' '))
			buf_putc(out, c);
	}
}

/* What stands for a statement that is not typed. */
static void
default_statement(struct tagging *t, const struct suggestion *g)
{
	struct buf b = { 0 };

	if (g != NULL)
		suggestion_statement(g, t->text, &b);
	else
		put_squeezed(&b, claim_quote(&t->claim, &t->arena));
	t->statement = arena_str(&t->arena, buf_view(&b));
	buf_release(&b);
}

/* The form lies over the reader, but one looks on where one was. */
static void
released(void *arg)
{
	struct tagging *t = arg;

	if (t->from_notes && t->app->view == VIEW_REVIEW)
		app_set_focus(t->app, "notes");
	tagging_free(t);
}

static void
open_form(
    struct app *app, struct tagging *t, struct span passage, const char *title)
{
	struct form_field fields[ENTRIES];
	struct buf context = { 0 };
	struct form_opts opts = {
		.title = title,
		.fields = fields,
		.n = ENTRIES,
		.passage = passage,
		.read = read_entry,
		.complete = complete_entry,
		.done = done,
		.arg = t,
		.released = released,
		.draft = "claim",
	};

	claim_entries(t);
	fields_of(t, fields);
	buf_addf(&context, "claim-resume %lld %lld %u %u", (long long)t->id,
	    (long long)t->claim.article, passage.from, passage.to);
	opts.draft_context = buf_view(&context);
	app_set_focus(app, "reader");
	app_form(app, &opts);
	buf_release(&context);
}

bool
claim_form_new(struct app *app, struct span passage, const struct suggestion *g,
    struct err *err)
{
	struct tagging *t;
	bool whole = g != NULL && span_is(passage, suggestion_quote(g));

	if (!store_writable(app->store, err))
		return false;
	if (passage.from >= passage.to)
		return err_set(err, ERR_MISSING, "there is no sentence here");
	t = tagging_begin(app, passage, g);
	default_statement(t, whole ? g : NULL);
	open_form(app, t, passage, whole ? "Claim, as suggested" : "Claim");
	return true;
}

bool
claim_form_edit(struct app *app, int64_t id, struct err *err)
{
	struct tagging *t = tagging_new(app);
	const struct claim_span *said;
	struct span passage = { 0, 0 };

	if (!store_claim_get(app->store, id, &t->arena, &t->claim, err) ||
	    (t->claim.article != app->cur.article.row.id &&
		!app_open_article(app, t->claim.article, err))) {
		tagging_free(t);
		return false;
	}
	t->id = id;
	t->from_notes = app_focus(app) == app_pane(app, "notes");
	t->confirmed = t->claim.grade.credibility == 1 || is_confirmed(t);
	t->text = arena_str(&t->arena, app->cur.article.text);
	default_statement(t, NULL);
	said = claim_span_of(&t->claim, SPAN_CONTENT);
	if (said != NULL && said->anchor.state != ANCHOR_ORPHANED) {
		passage = said->anchor.span;
		reader_show(app, passage);
	}
	open_form(app, t, passage, "Claim");
	return true;
}

/* The open suggestion that says exactly this. */
static const struct suggestion *
suggestion_of(struct app *app, struct span passage)
{
	const struct suggestion *g;

	suggested_finish(app);
	g = suggested_at(app, passage, &passage);
	return g;
}

bool
claim_form_resume(struct app *app, struct str context, struct err *err)
{
	int64_t n[4] = { 0 };
	struct str word;
	struct span passage;
	size_t i = 0;

	while (i < ARRAY_LEN(n) && str_split(&context, ' ', &word) &&
	       str_int(word, &n[i]) && n[i] >= 0)
		i++;
	if (i < ARRAY_LEN(n) || n[2] > UINT32_MAX || n[3] > UINT32_MAX)
		return err_set(err, ERR_INVALID, "this is no draft of a claim");
	if (n[0] != 0)
		return claim_form_edit(app, n[0], err);
	if (app->cur.article.row.id != n[1] &&
	    !app_open_article(app, n[1], err))
		return false;
	passage = (struct span){ (uint32_t)n[2], (uint32_t)n[3] };
	if (passage.to > app->cur.article.text.len)
		return err_set(err, ERR_MISSING,
		    "the passage of this claim is not there any more");
	app_set_view(app, VIEW_REVIEW);
	reader_show(app, passage);
	return claim_form_new(app, passage, suggestion_of(app, passage), err);
}

/* ---- the same again ---- */

bool
claim_repeat(struct app *app, struct span passage, const struct suggestion *g,
    struct err *err)
{
	struct tagging *t;
	struct claim c, *spans;
	bool good;

	if (passage.from >= passage.to)
		return err_set(err, ERR_MISSING, "there is no sentence here");
	t = tagging_begin(app, passage, g);
	spans = &t->claim;
	good = app->last_claim != 0 &&
	       store_claim_get(app->store, app->last_claim, &t->arena, &c, err);
	if (!good)
		(void)err_set(err, ERR_MISSING,
		    "there is no tagging to repeat: c makes one");
	if (good) {
		default_statement(
		    t, g != NULL && spans->n_spans > 1 ? g : NULL);
		c.article = spans->article;
		c.spans = spans->spans;
		c.n_spans = spans->n_spans;
		c.quoting = spans->quoting;
		c.statement = t->statement;
		c.uuid = c.suggested_by = c.rationale = c.analyst =
		    (struct str){ 0 };
		c.n_figures = 0;
		c.id = c.created = c.updated = 0;
		good = save(app, t, &c, str_of(""), err);
	}
	tagging_free(t);
	return good;
}

/* Does one of its passages touch this? *exact: it is this. */
static bool
says_here(const struct claim *c, struct span at, bool *exact)
{
	bool here = false;

	for (size_t i = 0; i < c->n_spans; i++) {
		struct span s = c->spans[i].anchor.span;

		if (c->spans[i].role != SPAN_CONTENT ||
		    c->spans[i].anchor.state == ANCHOR_ORPHANED ||
		    s.from >= at.to || s.to <= at.from)
			continue;
		here = true;
		*exact = *exact || span_is(s, at);
	}
	return here;
}

const struct claim *
claim_here(struct app *app)
{
	struct pane *p = app_focus(app);
	const struct claim *first = NULL, *chosen = notes_claim(app);
	struct reader *r = reader_of(app);
	struct span at;

	if (p != NULL && strcmp(p->ops->name, "notes") == 0)
		return chosen;
	if (p == NULL || strcmp(p->ops->name, "reader") != 0 || r == NULL)
		return NULL;
	at = r->cursor.mode == CURSOR_POINT ? cursor_focus(&r->cursor)
					    : cursor_passage(&r->cursor);
	for (size_t i = 0; i < app->cur.n_claims; i++) {
		const struct claim *c = &app->cur.claims[i];
		bool exact = false;

		if (!says_here(c, at, &exact))
			continue;
		/* Of several on the same words, the one that was chosen. */
		if (c == chosen)
			return c;
		if (first == NULL || exact)
			first = c;
	}
	return first;
}
