#include "config.h"

#include "ui/claim-form.h"

#include "store/entity.h"
#include "store/ledger.h"
#include "ui/claim-suggestions.h"
#include "ui/claim-text.h"
#include "ui/form.h"
#include "ui/pane-notes.h"
#include "ui/pane-reader.h"

/* ---- what a claim begins with ---- */

static struct tagging *
tagging_new(struct app *app)
{
	struct tagging *t = xcalloc(1, sizeof *t);
	const struct article_row *row = &app->cur.article.row;

	t->app = app;
	t->text = arena_str(&t->arena, app->cur.article.text);
	t->day = row->published_day != INT64_MIN ? row->published_day
						 : app_now(app) / 86400;
	t->claim.article = row->id;
	return t;
}

static void
tagging_free(void *arg)
{
	struct tagging *t = arg;

	arena_release(&t->arena);
	free(t);
}

static void
add_span(struct tagging *t, enum span_role role, struct span span)
{
	struct claim *c = &t->claim;

	if (span.from < span.to)
		c->spans[c->n_spans++] =
		    (struct claim_span){ role, anchor_make(t->text, span) };
}

static struct entity
entity_of(struct tagging *t, int64_t id)
{
	struct entity e = { 0 };

	if (id == 0 ||
	    !store_entity_get(t->app->store, id, &t->arena, &e, NULL))
		return (struct entity){ 0 };
	return e;
}

/* Are these words no more than its name? "Egyptian security sources" name
 * Egypt, and are somebody else. */
static bool
is_name_of(const struct current *cur, int64_t entity, struct span words)
{
	enum { ARTICLE = 4 }; /* "the ", the Arabic article */

	for (size_t i = 0; i < cur->n_mentions; i++) {
		const struct mention *m = &cur->mentions[i];

		if (m->entity == entity && m->span.from >= words.from &&
		    m->span.to <= words.to &&
		    m->span.to - m->span.from + ARTICLE >=
			words.to - words.from)
			return true;
	}
	return false;
}

/* A person or an outlet by the register's name, others in the article's
 * words. */
static struct claim_source
source_of(struct tagging *t, int64_t entity, struct span words)
{
	struct entity e = entity_of(t, entity);
	struct claim_source s = { 0 };
	bool by_name =
	    e.id != 0 && (e.kind == ENTITY_PERSON || e.kind == ENTITY_OUTLET);

	if (by_name || (e.id != 0 && is_name_of(&t->app->cur, e.id, words))) {
		s.entity = e.id;
		s.key = e.key;
		s.name = e.name;
		s.role =
		    e.kind == ENTITY_OUTLET ? SOURCE_OUTLET : SOURCE_UNKNOWN;
	}
	if (!by_name)
		s.text = arena_str(&t->arena,
		    str_trim(str_slice(t->text, words.from, words.to)));
	for (size_t i = 0; i < s.text.len; i++)
		if (s.text.p[i] == '\n')
			s.text = arena_str(&t->arena, str_slice(s.text, 0, i));
	return s;
}

static enum quoting
quoting_of(struct str said)
{
	return str_starts(said, "\"") || str_starts(said, "\xe2\x80\x9c") ||
		       str_starts(said, "\xc2\xab")
		   ? QUOTING_DIRECT
		   : QUOTING_INDIRECT;
}

static void
add_subjects(struct tagging *t, const int64_t *ids, size_t n)
{
	struct claim *c = &t->claim;

	c->subjects = arena_array(&t->arena, n + 1, sizeof *c->subjects);
	for (size_t i = 0; i < n; i++) {
		struct entity e = entity_of(t, ids[i]);

		if (e.id != 0)
			c->subjects[c->n_subjects++] =
			    (struct claim_subject){ e.id, e.key, e.name,
				    SUBJECT_ABOUT };
	}
}

/* Who says it, and how, as far as the suggestion knows. */
static void
from_suggestion(struct tagging *t, const struct suggestion *g)
{
	struct claim *c = &t->claim;

	add_span(t, SPAN_CUE, g->cue);
	add_span(t, SPAN_SOURCE, g->source);
	if (g->named.from < g->named.to || g->claimant != 0)
		c->claimant = source_of(t, g->claimant, g->named);
	if (g->via.from < g->via.to || g->via_entity != 0) {
		c->via = arena_array(&t->arena, 1, sizeof *c->via);
		c->via[c->n_via++] = source_of(t, g->via_entity, g->via);
	}
	c->modality = g->modality;
	c->suggested_by = str_of("attribution");
}

/* Entities that a passage names, each once. */
static void
subjects_in(struct tagging *t, struct span passage)
{
	const struct current *cur = &t->app->cur;
	int64_t *ids = arena_array(&t->arena, cur->n_mentions + 1, sizeof *ids);
	size_t n = 0, k;

	for (size_t i = 0; i < cur->n_mentions; i++) {
		const struct mention *m = &cur->mentions[i];

		if (m->span.from < passage.from || m->span.to > passage.to)
			continue;
		for (k = 0; k < n && ids[k] != m->entity; k++)
			;
		if (k == n)
			ids[n++] = m->entity;
	}
	add_subjects(t, ids, n);
}

/* How far its source is trusted when nothing else is said: the claimant, else
 * the nearest outlet. */
static void
default_grade(struct tagging *t)
{
	struct claim *c = &t->claim;
	struct source_grade g = { 0 };
	struct store *s = t->app->store;
	struct str outlet = t->app->cur.article.row.outlet;
	bool known = claim_source_exists(&c->claimant) &&
		     store_source_grade(s, c->claimant.entity,
			 claim_source_said(&c->claimant), &t->arena, &g, NULL);

	for (size_t i = c->n_via; i > 0 && g.reliability == 0; i--)
		known = store_source_grade(s, c->via[i - 1].entity,
		    claim_source_said(&c->via[i - 1]), &t->arena, &g, NULL);
	if (g.reliability == 0 && outlet.len > 0)
		known = store_source_grade(s, 0, outlet, &t->arena, &g, NULL);
	if (known)
		c->grade.reliability = g.reliability;
}

static bool
same_span(struct span a, struct span b)
{
	return a.from == b.from && a.to == b.to;
}

/* A claim on a passage: the whole of a suggestion where that is what is said
 * there, else these words alone. */
static struct tagging *
begin(struct app *app, struct span passage, const struct suggestion *g)
{
	struct tagging *t = tagging_new(app);
	struct claim *c = &t->claim;
	bool whole = g != NULL && same_span(passage, suggestion_quote(g));

	c->spans = arena_array(&t->arena, 5, sizeof *c->spans);
	if (whole)
		for (size_t i = 0; i < g->n_content; i++)
			add_span(t, SPAN_CONTENT, g->content[i]);
	else
		add_span(t, SPAN_CONTENT, passage);
	if (g != NULL)
		from_suggestion(t, g);
	if (whole) {
		add_subjects(t, g->subjects, g->n_subjects);
		c->happened = arena_str(&t->arena, g->when);
	} else {
		subjects_in(t, passage);
	}
	c->quoting = quoting_of(str_slice(t->text, passage.from, passage.to));
	default_grade(t);
	return t;
}

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
		[CLAIM_LIKELIHOOD] = ENTRY_GRADE,
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
save(struct app *app, struct tagging *t, const struct claim *c, struct err *err)
{
	int64_t id = t->id;
	bool good;

	if (id != 0)
		good = store_claim_edit(app->store, id, c, err);
	else
		good = store_claim_add(app->store, c, &id, err);
	if (good)
		tagged(app, id);
	return good;
}

static bool
done(struct app *app, void *arg, const struct str *values, size_t *field,
    struct err *err)
{
	struct tagging *t = arg;
	struct claim c = t->claim;

	if (!values_taken(t, values, &c, field, err))
		return false;
	*field = ENTRY_STATEMENT;
	if (c.statement.len == 0 && t->id == 0)
		c.statement = t->statement;
	return save(app, t, &c, err);
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
	};

	for (size_t i = 0; i < ENTRIES; i++) {
		fields[i] = table[i];
		fields[i].initial = t->initial[i];
	}
	fields[ENTRY_STATEMENT].empty = t->statement;
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
		.released = tagging_free,
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
	bool whole = g != NULL && same_span(passage, suggestion_quote(g));

	if (passage.from >= passage.to)
		return err_set(err, ERR_MISSING, "there is no sentence here");
	t = begin(app, passage, g);
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
	t = begin(app, passage, g);
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
		good = save(app, t, &c, err);
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
		*exact = *exact || same_span(s, at);
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
