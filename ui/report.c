#include "config.h"

#include "ui/report.h"

#include "model/edtf.h"
#include "store/article.h"
#include "store/ledger.h"
#include "store/note.h"

/* What Markdown would take for marks is only letters; lines are one line. */
static void
put_text(struct buf *b, struct str s)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		if (s.p[i] == '\n' || s.p[i] == '\r') {
			buf_putc(b, ' ');
			continue;
		}
		if (strchr("\\`*_[]<>#|", s.p[i]) != NULL && s.p[i] != '\0')
			buf_putc(b, '\\');
		buf_putc(b, s.p[i]);
	}
}

static void
put_grade(struct buf *b, struct grade g)
{
	char text[GRADE_TEXT];
	const char *letter = reliability_words(g.reliability);
	const char *number = credibility_words(g.credibility);

	if (g.reliability == 0 && g.credibility == 0)
		return;
	buf_addf(b, " · **%s** (%s%s%s)", grade_text(g, text), letter,
	    *letter != '\0' && *number != '\0' ? ", " : "", number);
}

static void
put_date(struct buf *b, const char *name, struct str date)
{
	struct edtf e;

	if (date.len == 0 || !edtf_parse(date, &e, NULL))
		return;
	buf_addf(b, " · %s ", name);
	edtf_display(b, &e);
}

static void
put_figures(struct buf *b, const struct claim *c)
{
	size_t i;

	for (i = 0; i < c->n_figures; i++) {
		struct buf f = { 0 };

		figure_text(&c->figures[i], &f);
		buf_puts(b, " · ");
		put_text(b, buf_view(&f));
		buf_release(&f);
	}
}

static void
put_chain(struct buf *b, const struct ledger_row *row)
{
	const struct claim *c = &row->claim;
	struct str who = claim_source_words(&c->claimant);
	size_t i;

	put_text(b, who.len > 0 ? who : row->outlet);
	for (i = c->n_via; i > 0; i--) {
		buf_puts(b, ", via ");
		put_text(b, claim_source_words(&c->via[i - 1]));
	}
}

static void
put_fact(struct buf *b, const char *name, struct str value)
{
	if (value.len == 0)
		return;
	buf_addf(b, " · %s ", name);
	put_text(b, value);
}

/* Whom and what it is about. */
static void
put_about(struct buf *b, const struct claim *c)
{
	size_t i;

	if (c->status != CLAIM_OPEN)
		buf_addf(b, " · %s", claim_status_name(c->status));
	for (i = 0; i < c->n_subjects; i++) {
		buf_puts(b, i == 0 ? " · about " : ", ");
		put_text(b, c->subjects[i].name);
	}
	put_fact(b, "at", c->place_name);
	put_fact(b, "event", c->event_title);
	for (i = 0; i < c->n_codes; i++) {
		buf_puts(b, i == 0 ? " · codes " : ", ");
		put_text(b, c->codes[i]);
	}
	put_fact(b, "because", c->rationale);
}

static bool
put_notes(struct store *store, struct buf *b, int64_t claim,
    struct arena *arena, struct err *err)
{
	struct note *notes;
	size_t n, i;

	if (!store_notes_of(store, ON_CLAIM, claim, arena, &notes, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		buf_puts(b, "  Note by ");
		put_text(b, notes[i].analyst);
		buf_puts(b, ": ");
		put_text(b, str_trim(notes[i].text));
		buf_puts(b, "\n\n");
	}
	return true;
}

static bool
put_row(struct store *store, struct buf *b, const struct ledger_row *row,
    struct arena *arena, struct err *err)
{
	const struct claim *c = &row->claim;
	struct article_row a;

	if (!store_article_row(store, c->article, arena, &a, err))
		return false;
	buf_puts(b, "- ");
	put_chain(b, row);
	buf_addf(b, " (%s%s)", modality_name(c->modality),
	    row->linked ? ", linked" : "");
	put_grade(b, c->grade);
	buf_addf(b, " · source %zu", row->source);
	put_date(b, "said", c->said);
	put_date(b, "happened", c->happened);
	put_figures(b, c);
	put_about(b, c);
	buf_puts(b, "\n  > “");
	put_text(b, c->quote);
	buf_puts(b, "”");
	if (c->anchor != ANCHOR_EXACT && c->anchor != ANCHOR_MOVED)
		buf_addf(b, " [%s]", anchor_state_name(c->anchor));
	buf_puts(b, "\n\n  ");
	put_text(b, a.title);
	if (a.outlet.len > 0) {
		buf_puts(b, ", ");
		put_text(b, a.outlet);
	}
	put_date(b, "published", a.published);
	if (a.url.len > 0) {
		buf_puts(b, " · <");
		buf_str(b, a.url);
		buf_putc(b, '>');
	}
	buf_addf(b, " · claim %lld, article %lld\n\n", (long long)c->id,
	    (long long)c->article);
	return put_notes(store, b, c->id, arena, err);
}

static bool
put_side(struct store *store, struct buf *b, const struct ledger *l,
    bool denies, struct err *err)
{
	struct arena arena = { 0 };
	bool good = true;
	size_t i;

	if ((denies ? l->denies : l->asserts) == 0)
		return true;
	buf_addf(b, "### %s\n\n", denies ? "Denied by" : "Asserted by");
	for (i = 0; good && i < l->n; i++)
		if (l->rows[i].denies == denies)
			good = put_row(store, b, &l->rows[i], &arena, err);
	arena_release(&arena);
	return good;
}

bool
report_statement(
    struct store *store, int64_t claim, struct buf *b, struct err *err)
{
	struct arena arena = { 0 };
	struct ledger l;
	bool good = store_ledger(store, claim, &arena, &l, err);

	if (good) {
		buf_puts(b, "## ");
		put_text(b, l.statement);
		buf_addf(b, "\n\n%zu independent source%s", l.independent,
		    l.independent == 1 ? "" : "s");
		if (l.denies > 0)
			buf_addf(b, ", denied by %zu", l.independent_denials);
		put_grade(b, l.best);
		buf_puts(b, "\n\n");
		good = put_side(store, b, &l, false, err) &&
		       put_side(store, b, &l, true, err);
	}
	arena_release(&arena);
	return good;
}

bool
report_claims(struct store *store, struct str query,
    bool (*write)(void *arg, struct str text, struct err *err), void *arg,
    struct err *err)
{
	struct page page = { .dir = 1, .most = 1, .n = 1 };
	struct claims *claims;
	struct claims_group *group;
	struct claims_key at, *from = NULL;
	struct buf b = { 0 };
	bool good;

	if (!store_claims_open(store, query, CLAIMS_STATEMENT, &claims, err))
		return err_prefix(err, "query");
	buf_puts(&b, "# Claims\n\n");
	good = true;
	while (good && page.n > 0) {
		struct arena arena = { 0 };

		good = store_claims_groups(
		    claims, from, &page, &arena, &group, err);
		if (good && page.n > 0) {
			at = group->first.key;
			from = &at;
			good = report_statement(
			    store, group->first.claim.id, &b, err);
		}
		good = good && write(arg, buf_view(&b), err);
		buf_reset(&b);
		arena_release(&arena);
	}
	buf_release(&b);
	store_claims_close(claims);
	return good;
}
