/* The ledger: claims, statements with both sides, contradictions. */
#include "config.h"

#include "model/edtf.h"
#include "model/words.h"
#include "store/article.h"
#include "store/claims.h"
#include "store/ledger.h"
#include "ui/cli-claims.h"

/* Texts of articles, one kept: claims of one article come together. */
static bool
text_of(
    struct cli_claims *w, int64_t article, struct str *text, struct err *err)
{
	struct article a;

	if (w->article != article) {
		arena_reset(&w->arena);
		w->article = 0;
		if (!store_article_get(
			w->cli->store, article, &w->arena, &a, err))
			return false;
		w->article = article;
		w->text = a.text;
	}
	*text = w->text;
	return true;
}

void
cli_claims_end(struct cli_claims *w)
{
	arena_release(&w->arena);
}

static bool
stands(const struct anchor *a)
{
	return a->state == ANCHOR_EXACT || a->state == ANCHOR_MOVED;
}

static void
span_json(struct buf *b, struct str text, const struct claim_span *s, bool next)
{
	buf_addf(
	    b, "%s{\"role\":\"%s\"", next ? "," : "", span_role_name(s->role));
	if (stands(&s->anchor))
		buf_addf(b, ",\"start\":%zu,\"end\":%zu",
		    points_of(text, s->anchor.span.from),
		    points_of(text, s->anchor.span.to));
	buf_puts(b, ",\"quote\":");
	json_text(b, s->anchor.quote);
	buf_addf(b, ",\"anchor\":\"%s\"}", anchor_state_name(s->anchor.state));
}

static struct str
taken(struct arena *arena, struct buf *b)
{
	struct str s = arena_str(arena, buf_view(b));

	buf_release(b);
	return s;
}

static struct str
spans_json(const struct claim *c, struct str text, struct arena *arena)
{
	struct buf b = { 0 };
	size_t i;

	buf_putc(&b, '[');
	for (i = 0; i < c->n_spans; i++)
		span_json(&b, text, &c->spans[i], i > 0);
	buf_putc(&b, ']');
	return taken(arena, &b);
}

/* {"link":9,"kind":"supports","to":7}, "from" as seen from the other end. */
static struct str
links_json(const struct claim *c, struct arena *arena)
{
	struct buf b = { 0 };
	size_t i;

	buf_putc(&b, '[');
	for (i = 0; i < c->n_links; i++)
		buf_addf(&b, "%s{\"link\":%lld,\"kind\":\"%s\",\"%s\":%lld}",
		    i > 0 ? "," : "", (long long)c->links[i].id,
		    link_kind_name(c->links[i].kind),
		    c->links[i].from_other &&
			    !link_kind_symmetric(c->links[i].kind)
			? "from"
			: "to",
		    (long long)c->links[i].other);
	buf_putc(&b, ']');
	return taken(arena, &b);
}

static struct str
figures_json(const struct claim *c, struct arena *arena)
{
	struct buf b = { 0 };
	size_t i;

	buf_putc(&b, '[');
	for (i = 0; i < c->n_figures; i++) {
		const struct claim_figure *f = &c->figures[i];
		struct field v[] = {
			field_text("what", f->what),
			field_number_or("low", f->low, FIGURE_NONE),
			field_number_or("best", f->best, FIGURE_NONE),
			field_number_or("high", f->high, FIGURE_NONE),
			field_text("text", f->text),
		};

		buf_puts(&b, i > 0 ? "," : "");
		record_json(&b, v, ARRAY_LEN(v));
		b.p[--b.len] = '\0';
	}
	buf_putc(&b, ']');
	return taken(arena, &b);
}

static struct field
day_field(const char *name, int64_t day, struct arena *arena)
{
	struct buf b = { 0 };

	if (!edtf_is_day(day))
		return field_none(name);
	day_iso(&b, day);
	return field_text(name, taken(arena, &b));
}

static struct field
grade_field(const char *name, struct grade g, struct arena *arena)
{
	char text[GRADE_TEXT];

	return field_text(name, arena_str(arena, str_of(grade_text(g, text))));
}

/* Names of the chain, and keys of the subjects. */
static struct str *
names_of(const struct claim *c, bool subjects, struct arena *arena)
{
	size_t n = subjects ? c->n_subjects : c->n_via, i;
	struct str *list = arena_array(arena, n + 1, sizeof *list);

	for (i = 0; i < n; i++)
		list[i] = subjects ? c->subjects[i].key
				   : claim_source_words(&c->via[i]);
	return list;
}

size_t
cli_claim_fields(struct cli_claims *w, const struct claim *c,
    struct arena *arena, struct field *f, struct err *err)
{
	const struct claim_span *first = claim_span_of(c, SPAN_CONTENT);
	bool placed = first != NULL && stands(&first->anchor);
	struct grade letter = { c->grade.reliability, 0 };
	struct str text;
	size_t n = 0;

	if (!text_of(w, c->article, &text, err))
		return 0;
	f[n++] = field_number("id", c->id);
	f[n++] = field_number("article", c->article);
	f[n++] = placed ? field_number("start",
			      (int64_t)points_of(text, first->anchor.span.from))
			: field_none("start");
	f[n++] = placed ? field_number("end",
			      (int64_t)points_of(text, first->anchor.span.to))
			: field_none("end");
	f[n++] = field_body("quote", c->quote);
	f[n++] = field_text("anchor", str_of(anchor_state_name(c->anchor)));
	f[n++] = field_text("statement", c->statement);
	f[n++] = field_text("claimant", claim_source_words(&c->claimant));
	f[n++] = field_text("claimant_key", c->claimant.key);
	f[n++] = field_list("via", names_of(c, false, arena), c->n_via);
	f[n++] = field_text("modality", str_of(modality_name(c->modality)));
	f[n++] = field_text("polarity", str_of(polarity_name(c->polarity)));
	f[n++] =
	    field_list("subjects", names_of(c, true, arena), c->n_subjects);
	f[n++] = field_text("when", c->happened);
	f[n++] = day_field("when_earliest", c->earliest, arena);
	f[n++] = day_field("when_latest", c->latest, arena);
	f[n++] = field_text("said", c->said);
	f[n++] = field_text("valid", c->valid);
	f[n++] = field_text("place", c->place_key);
	f[n++] = field_number_or("event", c->event, 0);
	f[n++] = grade_field("reliability", letter, arena);
	f[n++] = field_number_or("credibility", c->grade.credibility, 0);
	f[n++] = field_text("rationale", c->rationale);
	f[n++] = field_text("status", str_of(claim_status_name(c->status)));
	f[n++] = field_list("codes", c->codes, c->n_codes);
	f[n++] = field_json("figures", figures_json(c, arena));
	f[n++] = field_json("links", links_json(c, arena));
	f[n++] = field_json("spans", spans_json(c, text, arena));
	f[n++] = field_text("analyst", c->analyst);
	f[n++] = field_text("created", cli_time(arena, c->created));
	f[n++] = field_text("updated", cli_time(arena, c->updated));
	return n;
}

static void
put_chain(struct cli *cli, const struct claim *c)
{
	size_t i;
	struct str who = claim_source_words(&c->claimant);

	cli_put(cli, who.len > 0 ? who : str_of("-"));
	for (i = 0; i < c->n_via; i++) {
		cli_printf(cli, ", via ");
		cli_put(cli, claim_source_words(&c->via[i]));
	}
}

static void
put_line(struct cli *cli, const struct claim *c)
{
	char grade[GRADE_TEXT];

	cli_printf(cli, "%6lld %-2s %-9s ", (long long)c->id,
	    grade_text(c->grade, grade), modality_name(c->modality));
	put_chain(cli, c);
	cli_printf(cli, ": ");
	cli_put(cli, c->statement);
	if (c->anchor != ANCHOR_EXACT)
		cli_printf(cli, " [%s]", anchor_state_name(c->anchor));
	cli_printf(cli, "\n");
}

/* A line, or with --json a record. */
static bool
cli_claim_put(struct cli_claims *w, const struct claim *c, struct err *err)
{
	struct field f[CLI_CLAIM_FIELDS];
	struct arena arena = { 0 };
	size_t n;

	if (!w->cli->json) {
		put_line(w->cli, c);
		return true;
	}
	n = cli_claim_fields(w, c, &arena, f, err);
	if (n > 0)
		cli_json(w->cli, f, n);
	arena_release(&arena);
	return n > 0;
}

/* ------------------------------------------------------------- all claims */

struct listing {
	struct cli_claims out;
	int64_t left;
};

static bool
put_row(void *arg, const struct claims_row *row, struct err *err)
{
	struct listing *l = arg;

	if (l->left-- == 0 || cli_interrupted(NULL))
		return err_set(err, ERR_STOPPED, "enough");
	return cli_claim_put(&l->out, &row->claim, err);
}

static int
list_claims(struct cli *cli, struct claims *claims)
{
	struct listing l = { .out = { .cli = cli }, .left = -1 };
	struct err err = { 0 };
	size_t n;
	bool good;

	if (!cli_opt_int(cli, "limit", 0, &l.left))
		return CLI_USAGE;
	if (cli_opt(cli, "count") != NULL) {
		if (!store_claims_count(claims, &n, &err))
			return cli_fail(cli, &err);
		cli_printf(cli, "%zu\n", n);
		return CLI_OK;
	}
	good = store_claims_each(claims, put_row, &l, &err);
	cli_claims_end(&l.out);
	if (cli_interrupted(NULL))
		return CLI_INTERRUPTED;
	return good || err.code == ERR_STOPPED ? CLI_OK : cli_fail(cli, &err);
}

/* -------------------------------------------------------------- statements */

/* side: 0 those who assert, 1 those who deny, 2 all. */
static struct str
ids_json(const struct ledger *l, int side, struct arena *arena)
{
	struct buf b = { 0 };
	size_t i, n = 0;

	buf_putc(&b, '[');
	for (i = 0; i < l->n; i++)
		if (side == 2 || l->rows[i].denies == (side == 1))
			buf_addf(&b, "%s%lld", n++ > 0 ? "," : "",
			    (long long)l->rows[i].claim.id);
	buf_putc(&b, ']');
	return taken(arena, &b);
}

/* Who is on a side, each once. */
static struct field
who_field(
    const char *name, const struct ledger *l, bool denies, struct arena *arena)
{
	struct str *list = arena_array(arena, l->n + 1, sizeof *list);
	size_t i, j, n = 0;

	for (i = 0; i < l->n; i++) {
		struct str who = claim_source_words(&l->rows[i].claim.claimant);

		if (l->rows[i].denies != denies)
			continue;
		if (who.len == 0)
			who = l->rows[i].outlet;
		for (j = 0; j < n && !str_eq(list[j], who); j++)
			;
		if (j == n && who.len > 0)
			list[n++] = who;
	}
	return field_list(name, list, n);
}

static void
put_side(struct cli *cli, const struct ledger *l, bool denies)
{
	size_t i;

	for (i = 0; i < l->n; i++) {
		const struct ledger_row *row = &l->rows[i];
		char grade[GRADE_TEXT];

		if (row->denies != denies)
			continue;
		cli_printf(cli, "  %s %6lld %-2s source %zu  ",
		    denies ? "-" : "+", (long long)row->claim.id,
		    grade_text(row->claim.grade, grade), row->source);
		put_chain(cli, &row->claim);
		cli_printf(cli, "  “");
		cli_put(cli, row->claim.quote);
		cli_printf(cli, "”\n");
	}
}

static void
put_statement(struct cli *cli, const struct ledger *l, struct arena *arena)
{
	char grade[GRADE_TEXT];
	struct field f[] = {
		field_text("statement", l->statement),
		field_json("claims", ids_json(l, 2, arena)),
		field_json("asserts", ids_json(l, 0, arena)),
		field_json("denies", ids_json(l, 1, arena)),
		who_field("asserted_by", l, false, arena),
		who_field("denied_by", l, true, arena),
		field_number("independent_sources", (int64_t)l->independent),
		field_number(
		    "independent_denials", (int64_t)l->independent_denials),
		grade_field("best", l->best, arena),
	};

	if (cli->json) {
		cli_json(cli, f, ARRAY_LEN(f));
		return;
	}
	cli_put(cli, l->statement);
	cli_printf(cli, "\n  %zu independent, best %s\n", l->independent,
	    l->best.reliability + l->best.credibility != 0
		? grade_text(l->best, grade)
		: "-");
	put_side(cli, l, false);
	put_side(cli, l, true);
}

static int
list_statements(struct cli *cli, struct claims *claims)
{
	struct page page = { .dir = 1, .most = 1, .n = 1 };
	struct claims_group *group;
	struct claims_key at, *from = NULL;
	struct err err = { 0 };
	int64_t left = -1;
	bool good = true;

	if (!cli_opt_int(cli, "limit", 0, &left))
		return CLI_USAGE;
	while (good && page.n > 0 && left-- != 0 && !cli_interrupted(NULL)) {
		struct arena arena = { 0 };
		struct ledger l;

		good = store_claims_groups(
		    claims, from, &page, &arena, &group, &err);
		if (good && page.n > 0) {
			at = group->first.key;
			from = &at;
			good = store_ledger(cli->store, group->first.claim.id,
			    &arena, &l, &err);
			if (good)
				put_statement(cli, &l, &arena);
		}
		arena_release(&arena);
	}
	if (cli_interrupted(NULL))
		return CLI_INTERRUPTED;
	return good ? CLI_OK : cli_fail(cli, &err);
}

/* ---------------------------------------------------------- contradictions */

static void
put_pair(struct cli *cli, const struct contradiction_row *r)
{
	struct field f[] = {
		field_number("a", r->a.id),
		field_number("b", r->b.id),
		field_text("differ", str_of(contradiction_name(r->why))),
		field_text("a_statement", r->a.statement),
		field_text("b_statement", r->b.statement),
		field_text("a_claimant", claim_source_words(&r->a.claimant)),
		field_text("b_claimant", claim_source_words(&r->b.claimant)),
	};

	if (cli->json) {
		cli_json(cli, f, ARRAY_LEN(f));
		return;
	}
	cli_printf(cli, "%s\n", contradiction_name(r->why));
	put_line(cli, &r->a);
	put_line(cli, &r->b);
}

/* Each pair at its younger claim, so once. */
static bool
put_contradictions(void *arg, const struct claims_row *row, struct err *err)
{
	struct cli *cli = arg;
	struct arena arena = { 0 };
	struct contradiction_row *list;
	size_t n, i;
	bool good = store_contradictions(
	    cli->store, row->claim.id, &arena, &list, &n, err);

	for (i = 0; good && i < n; i++)
		if (list[i].b.id == row->claim.id)
			put_pair(cli, &list[i]);
	arena_release(&arena);
	if (good && cli_interrupted(NULL))
		return err_set(err, ERR_STOPPED, "interrupted");
	return good;
}

int
cli_claims(struct cli *cli)
{
	const char *sort = cli_opt(cli, "sort");
	enum claims_order order = CLAIMS_ADDED;
	bool ledger = cli_opt(cli, "ledger") != NULL;
	struct claims *claims;
	struct err err = { 0 };
	int status;

	if (sort != NULL && !claims_order_parse(str_of(sort), &order))
		return cli_usage(cli,
		    "--sort is added, when, grade, status, statement, "
		    "claimant, outlet, subject or event, not %s",
		    sort);
	if (!store_claims_open(cli->store, cli_rest(cli, 0),
		ledger ? CLAIMS_STATEMENT : order, &claims, &err)) {
		(void)err_prefix(&err, "query");
		return cli_fail(cli, &err);
	}
	if (ledger)
		status = list_statements(cli, claims);
	else if (cli_opt(cli, "contradictions") == NULL)
		status = list_claims(cli, claims);
	else if (store_claims_each(claims, put_contradictions, cli, &err))
		status = CLI_OK;
	else
		status = cli_fail(cli, &err);
	store_claims_close(claims);
	if (status == CLI_OK)
		(void)cli_warn_unknown(cli, "claims", cli_rest(cli, 0));
	return status;
}
