/* Claims by hand: add, edit, remove, link. */
#include "config.h"

#include "model/datex.h"
#include "model/fold.h"
#include "model/suggest.h"
#include "store/article.h"
#include "store/claim.h"
#include "store/entity.h"
#include "store/event.h"
#include "ui/cli-claims.h"

/* A claim being filled from the options. */
struct filling {
	struct cli *cli;
	struct claim *claim;
	struct article article;
	struct err *err;
};

static bool
is_none(const char *value)
{
	return strcmp(value, "-") == 0 || *value == '\0';
}

/* Is that a spelling of the entity, and not only like one? */
static bool
spelt(struct filling *f, int64_t entity, struct str name, bool *is)
{
	struct buf want = { 0 }, have = { 0 };
	struct alias *list;
	size_t n, i;

	*is = false;
	if (!store_aliases(
		f->cli->store, entity, &f->cli->arena, &list, &n, f->err))
		return false;
	fold_text(&want, name);
	for (i = 0; i < n && !*is; i++) {
		buf_reset(&have);
		fold_text(&have, list[i].text);
		*is = str_eq(buf_view(&have), buf_view(&want));
	}
	buf_release(&want);
	buf_release(&have);
	return true;
}

/* An entry of the register by key or spelling; 0: there is none. A key is no
 * wording of a source. */
static bool
named(struct filling *f, struct str name, int64_t *id, bool *key)
{
	struct entity *list;
	struct err e = { 0 };
	bool is = false;
	size_t n, i;

	*id = 0;
	*key = store_entity_by_key(f->cli->store, name, id, &e);
	if (*key)
		return true;
	if (e.code != ERR_MISSING)
		return err_set(f->err, e.code, "%s", e.text);
	*id = 0;
	if (!store_entities_named(
		f->cli->store, name, &f->cli->arena, &list, &n, f->err))
		return false;
	for (i = 0; i < n && !is; i++) {
		if (!spelt(f, list[i].id, name, &is))
			return false;
		*id = is ? list[i].id : 0;
	}
	return true;
}

static bool
known(struct filling *f, const char *option, const char *name, int64_t *id)
{
	bool key;

	if (is_none(name)) {
		*id = 0;
		return true;
	}
	return named(f, str_of(name), id, &key) &&
	       (*id != 0 || err_set(f->err, ERR_MISSING,
				"%s: the register has no %.80s", option, name));
}

/* How often an option was given. */
static size_t
times(const struct cli *cli, const char *name)
{
	size_t i, n = 0;

	for (i = 0; i < cli->n_opts; i++)
		n += strcmp(cli->opts[i].name, name) == 0;
	return n;
}

static bool
fill_source(struct filling *f, const char *name, struct claim_source *s)
{
	bool key;

	*s = (struct claim_source){ 0 };
	if (is_none(name))
		return true;
	s->text = str_of(name);
	if (!named(f, s->text, &s->entity, &key))
		return false;
	if (key)
		s->text = str_of("");
	return true;
}

static bool
fill_sources(struct filling *f)
{
	const char *claimant = cli_opt(f->cli, "claimant");
	size_t n = times(f->cli, "via"), i;

	if (claimant != NULL && !fill_source(f, claimant, &f->claim->claimant))
		return false;
	if (n == 0)
		return true;
	f->claim->via = arena_array(&f->cli->arena, n, sizeof *f->claim->via);
	f->claim->n_via = 0;
	for (i = 0; i < f->cli->n_opts; i++) {
		struct claim_source *s = &f->claim->via[f->claim->n_via];

		if (strcmp(f->cli->opts[i].name, "via") != 0)
			continue;
		if (!fill_source(f, f->cli->opts[i].value, s))
			return false;
		f->claim->n_via += claim_source_exists(s);
	}
	return true;
}

static bool
fill_subjects(struct filling *f)
{
	size_t n = times(f->cli, "subject"), i;

	if (n == 0)
		return true;
	f->claim->subjects =
	    arena_array(&f->cli->arena, n, sizeof *f->claim->subjects);
	f->claim->n_subjects = 0;
	for (i = 0; i < f->cli->n_opts; i++) {
		struct claim_subject *s =
		    &f->claim->subjects[f->claim->n_subjects];

		if (strcmp(f->cli->opts[i].name, "subject") != 0)
			continue;
		if (!known(f, "subject", f->cli->opts[i].value, &s->entity))
			return false;
		f->claim->n_subjects += s->entity != 0;
	}
	return true;
}

static bool
fill_lists(struct filling *f)
{
	size_t codes = times(f->cli, "code"), figures = times(f->cli, "figure");
	struct claim *c = f->claim;
	size_t i;

	if (codes > 0) {
		c->codes = arena_array(&f->cli->arena, codes, sizeof *c->codes);
		c->n_codes = 0;
	}
	if (figures > 0) {
		c->figures =
		    arena_array(&f->cli->arena, figures, sizeof *c->figures);
		c->n_figures = 0;
	}
	for (i = 0; i < f->cli->n_opts; i++) {
		const char *name = f->cli->opts[i].name;
		struct str value = str_of(f->cli->opts[i].value);

		if (is_none(f->cli->opts[i].value))
			continue;
		if (strcmp(name, "code") == 0)
			c->codes[c->n_codes++] = value;
		if (strcmp(name, "figure") == 0 &&
		    !figure_parse(value, &c->figures[c->n_figures++], f->err))
			return false;
	}
	return true;
}

/* As EDTF, however it was typed, reckoned from the day of the article. */
static bool
fill_date(struct filling *f, const char *option, struct str *date)
{
	const char *given = cli_opt(f->cli, option);
	int64_t today = f->article.row.published_day;
	struct buf b = { 0 };
	struct edtf e;

	if (given == NULL)
		return true;
	*date = str_of("");
	if (is_none(given))
		return true;
	if (today == INT64_MIN)
		today = store_now(f->cli->store) / 86400;
	if (!datex_typed(str_of(given), today, &e, f->err))
		return err_prefix(f->err, "%s", option);
	edtf_print(&b, &e);
	*date = arena_str(&f->cli->arena, buf_view(&b));
	buf_release(&b);
	return true;
}

static bool
fill_word(struct filling *f, const char *option, bool good, const char *words)
{
	const char *given = cli_opt(f->cli, option);

	return given == NULL || good ||
	       err_set(f->err, ERR_INVALID, "%s: %s, not %.40s", option, words,
		   given);
}

static bool
fill_words(struct filling *f)
{
	struct claim *c = f->claim;
	struct str modality = str_of(cli_opt(f->cli, "modality"));
	struct str polarity = str_of(cli_opt(f->cli, "polarity"));
	struct str status = str_of(cli_opt(f->cli, "status"));
	const char *statement = cli_opt(f->cli, "statement");
	const char *why = cli_opt(f->cli, "why");

	if (statement != NULL)
		c->statement = str_of(is_none(statement) ? "" : statement);
	if (why != NULL)
		c->rationale = str_of(is_none(why) ? "" : why);
	return fill_word(f, "modality", modality_parse(modality, &c->modality),
		   "asserted, reported, alleged, denied, predicted or "
		   "demanded") &&
	       fill_word(f, "polarity", polarity_parse(polarity, &c->polarity),
		   "positive or negative") &&
	       fill_word(f, "status", claim_status_parse(status, &c->status),
		   "open, corroborated, contested or refuted");
}

/* --grade B2, or --reliability B and --credibility 2. */
static bool
fill_grade(struct filling *f)
{
	const char *both = cli_opt(f->cli, "grade");
	const char *letter = cli_opt(f->cli, "reliability");
	const char *number = cli_opt(f->cli, "credibility");
	struct grade g = { 0 };

	if (both != NULL &&
	    !grade_parse(str_of(both), &f->claim->grade, f->err))
		return false;
	if (letter != NULL &&
	    (!grade_parse(str_of(letter), &g, NULL) || g.credibility != 0))
		return err_set(f->err, ERR_INVALID,
		    "reliability: a source is graded A to F, not %.40s",
		    letter);
	if (letter != NULL)
		f->claim->grade.reliability = g.reliability;
	g = (struct grade){ 0 };
	if (number != NULL &&
	    (!grade_parse(str_of(number), &g, NULL) || g.reliability != 0))
		return err_set(f->err, ERR_INVALID,
		    "credibility: information is graded 1 to 6, not %.40s",
		    number);
	if (number != NULL)
		f->claim->grade.credibility = g.credibility;
	return true;
}

static bool
fill_event(struct filling *f)
{
	const char *given = cli_opt(f->cli, "event");
	struct event event;
	int64_t id = 0;

	if (given == NULL)
		return true;
	if (!is_none(given) && (!str_int(str_of(given), &id) || id <= 0))
		return err_set(f->err, ERR_INVALID,
		    "event: %.40s is no event's number", given);
	f->claim->event = id;
	return id == 0 || store_event_get(f->cli->store, id, &f->cli->arena,
			      &event, f->err);
}

static bool
fill(struct filling *f)
{
	const char *place = cli_opt(f->cli, "place");

	return fill_words(f) && fill_sources(f) && fill_subjects(f) &&
	       fill_lists(f) && fill_grade(f) && fill_event(f) &&
	       fill_date(f, "when", &f->claim->happened) &&
	       fill_date(f, "said", &f->claim->said) &&
	       fill_date(f, "valid", &f->claim->valid) &&
	       (place == NULL || known(f, "place", place, &f->claim->place));
}

/* --quote, or --start and --end; *given: whether there is one. */
static int
fill_passage(struct filling *f, bool *given)
{
	struct claim_span *span = arena_alloc(&f->cli->arena, sizeof *span);
	struct span where;
	int status =
	    cli_passage(f->cli, f->article.text, &where, given, f->err);

	if (status != CLI_OK || !*given)
		return status;
	span->role = SPAN_CONTENT;
	span->anchor = anchor_make(f->article.text, where);
	f->claim->spans = span;
	f->claim->n_spans = 1;
	return CLI_OK;
}

/* What stands for a statement that is not given: the words themselves, as a
 * sentence. */
static void
default_statement(struct filling *f)
{
	struct suggestion said = { .n_content = 1,
		.content = { f->claim->spans[0].anchor.span } };
	struct buf b = { 0 };

	if (f->claim->statement.len > 0)
		return;
	suggestion_statement(&said, f->article.text, &b);
	f->claim->statement = arena_str(&f->cli->arena, buf_view(&b));
	buf_release(&b);
}

static int
claim_add(struct cli *cli)
{
	struct claim claim = { 0 };
	struct err err = { 0 };
	struct filling f = { .cli = cli, .claim = &claim, .err = &err };
	int64_t id;
	bool given;
	int status;

	if (!cli_opt_int(cli, "article", 1, &claim.article))
		return CLI_USAGE;
	if (claim.article == 0)
		return cli_usage(cli, "a claim is in an --article");
	if (!store_article_get(
		cli->store, claim.article, &cli->arena, &f.article, &err))
		return cli_fail(cli, &err);
	status = fill_passage(&f, &given);
	if (status == CLI_USAGE)
		return status;
	if (status == CLI_OK && !given)
		return cli_usage(
		    cli, "which words say it? --quote, or --start and --end");
	if (status != CLI_OK || !fill(&f))
		return cli_fail(cli, &err);
	default_statement(&f);
	if (!store_claim_add(cli->store, &claim, &id, &err))
		return cli_fail(cli, &err);
	return cli_written(cli, id);
}

static int
claim_edit(struct cli *cli, int64_t id)
{
	struct claim claim;
	struct err err = { 0 };
	struct filling f = { .cli = cli, .claim = &claim, .err = &err };
	bool given;
	int status;

	if (!store_claim_get(cli->store, id, &cli->arena, &claim, &err) ||
	    !store_article_get(
		cli->store, claim.article, &cli->arena, &f.article, &err))
		return cli_fail(cli, &err);
	status = fill_passage(&f, &given);
	if (status == CLI_USAGE)
		return status;
	if (status != CLI_OK || !fill(&f) ||
	    !store_claim_edit(cli->store, id, &claim, &err))
		return cli_fail(cli, &err);
	return cli_written(cli, id);
}

static int
claim_link(struct cli *cli)
{
	const char *note = cli_opt(cli, "why");
	struct err err = { 0 };
	enum link_kind kind;
	int64_t a, b, id;

	if (!cli_id(cli, 1, &a))
		return CLI_USAGE;
	if (!link_kind_parse(str_of(cli->argv[2]), &kind))
		return cli_usage(cli,
		    "a link is supports, contradicts, same-as, derives-from, "
		    "repeats, refines, supersedes or retracts, not %s",
		    cli->argv[2]);
	if (!cli_id(cli, 3, &b))
		return CLI_USAGE;
	if (!store_claim_link(cli->store, a, kind, b, str_of(note), &id, &err))
		return cli_fail(cli, &err);
	return cli_written(cli, id);
}

int
cli_claim(struct cli *cli)
{
	const char *act = cli->argc > 0 ? cli->argv[0] : "";
	struct err err = { 0 };
	int64_t id;
	bool good;

	if (strcmp(act, "add") == 0 && cli->argc == 1)
		return claim_add(cli);
	if (strcmp(act, "link") == 0 && cli->argc == 4)
		return claim_link(cli);
	if (cli->argc != 2 ||
	    (strcmp(act, "edit") != 0 && strcmp(act, "remove") != 0 &&
		strcmp(act, "unlink") != 0))
		return cli_usage(cli,
		    "claim add --article ID ..., edit ID ..., remove ID, "
		    "link ID KIND ID or unlink LINK");
	if (!cli_id(cli, 1, &id))
		return CLI_USAGE;
	if (strcmp(act, "edit") == 0)
		return claim_edit(cli, id);
	good = strcmp(act, "remove") == 0
		   ? store_claim_remove(cli->store, id, &err)
		   : store_claim_unlink(cli->store, id, &err);
	return good ? CLI_OK : cli_fail(cli, &err);
}
