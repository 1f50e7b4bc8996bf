/* Keys of the sources. */
#include "config.h"

#include "ui/cmd-tables.h"

#include "store/claim.h"
#include "ui/pane-articles.h"
#include "ui/pane-claims.h"
#include "ui/pane-dossier.h"
#include "ui/pane-notes.h"
#include "ui/pane-register.h"
#include "ui/pane-sources.h"

static bool
no_source(struct err *err)
{
	return err_set(err, ERR_MISSING, "there is no source here");
}

/* "A" to "F", "-" for none. */
static bool
grade(struct app *app, struct str arg, struct err *err)
{
	const struct source *source = sources_selected(app);
	struct source_grade g;
	struct arena arena = { 0 };
	struct grade given;
	bool good;

	if (source == NULL)
		return no_source(err);
	if (!grade_parse(str_trim(arg), &given, err))
		return false;
	if (given.credibility != 0)
		return err_set(err, ERR_INVALID,
		    "a source has a letter alone: the number is of its words");
	good = store_source_grade(
	    app->store, source->entity, source->name, &arena, &g, err);
	if (good) {
		g.entity = source->entity;
		g.name = source->name;
		g.reliability = given.reliability;
		good = store_source_grade_set(app->store, &g, err);
	}
	arena_release(&arena);
	if (!good)
		return false;
	app_saved(app);
	if (given.reliability != 0)
		app_say(app, "%c: %s", given.reliability,
		    reliability_words(given.reliability));
	else
		app_say(app, "not graded");
	return true;
}

static bool
why(struct app *app, struct str arg, struct err *err)
{
	const struct source *source = sources_selected(app);
	struct source_grade g;
	struct arena arena = { 0 };
	bool good;

	if (source == NULL)
		return no_source(err);
	good = store_source_grade(
	    app->store, source->entity, source->name, &arena, &g, err);
	if (good) {
		g.entity = source->entity;
		g.name = source->name;
		g.rationale = str_trim(arg);
		good = store_source_grade_set(app->store, &g, err);
	}
	arena_release(&arena);
	if (good)
		app_saved(app);
	return good;
}

/* A value of a field, in quotation marks unless it is a key. */
static void
put_field(struct buf *out, const char *field, const struct source *source)
{
	if (source->key.len > 0)
		buf_addf(
		    out, "%s%.*s", field, (int)source->key.len, source->key.p);
	else
		buf_addf(out, "%s\"%.*s\"", field, (int)source->name.len,
		    source->name.p);
}

static bool
open_claims(struct app *app, struct str arg, struct err *err)
{
	const struct source *source = sources_selected(app);
	struct buf query = { 0 };
	bool good;

	(void)arg;
	if (source == NULL)
		return no_source(err);
	put_field(&query, "claimant:", source);
	good = ledger_ask(app, buf_view(&query), err);
	buf_release(&query);
	if (good)
		app_set_view(app, VIEW_CLAIMS);
	return good;
}

/* The articles of an outlet, the claims of anyone else. */
static bool
open_source(struct app *app, struct str arg, struct err *err)
{
	const struct source *source = sources_selected(app);
	struct buf query = { 0 };
	bool good;

	if (source == NULL)
		return no_source(err);
	if (!source->outlet)
		return open_claims(app, arg, err);
	put_field(&query, "outlet:", source);
	good = articles_ask(app, buf_view(&query), app->list.sort, err);
	buf_release(&query);
	return good;
}

static bool
dossier(struct app *app, struct str arg, struct err *err)
{
	const struct source *source = sources_selected(app);

	(void)arg;
	if (source == NULL || source->entity == 0)
		return err_set(
		    err, ERR_MISSING, "the register does not know this source");
	app_set_view(app, VIEW_ENTITIES);
	register_select(app, source->entity);
	app_set_focus(app, "dossier");
	return true;
}

static bool
note(struct app *app, struct str arg, struct err *err)
{
	const struct source *source = sources_selected(app);

	if (source == NULL || source->entity == 0)
		return err_set(err, ERR_MISSING,
		    "the register does not know this source: w keeps words "
		    "about it");
	return note_on_entity(app, source->entity, arg, err);
}

static bool
sort(struct app *app, struct str arg, struct err *err)
{
	const struct sources *s = sources_of(app);
	struct str name = str_trim(arg);

	if (s == NULL)
		return true;
	if (name.len == 0) {
		sources_order(
		    app, (enum sources_sort)((s->sort + 1) % SOURCES_SORTS));
		return true;
	}
	for (int i = 0; i < SOURCES_SORTS; i++)
		if (str_is(name, sources_sort_name((enum sources_sort)i))) {
			sources_order(app, (enum sources_sort)i);
			return true;
		}
	return err_set(
	    err, ERR_INVALID, "sources go by name, articles, claims or grade");
}

static void
filter_live(struct app *app, void *arg, struct str text)
{
	(void)arg;
	sources_filter(app, text);
}

static bool
filter_done(struct app *app, void *arg, struct str text, struct err *err)
{
	(void)arg, (void)err;
	sources_filter(app, text);
	return true;
}

static void
filter_cancelled(struct app *app, void *arg)
{
	(void)arg;
	sources_filter(app, str_of(""));
}

static bool
filter(struct app *app, struct str arg, struct err *err)
{
	struct prompt_opts opts = {
		.label = "Sources with: ",
		.done = filter_done,
		.live = filter_live,
		.cancelled = filter_cancelled,
	};

	if (arg.len > 0)
		return filter_done(app, NULL, arg, err);
	app_prompt(app, &opts);
	return true;
}

static bool
every(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	sources_filter(app, str_of(""));
	return true;
}

static bool
scroll_down(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	source_view_scroll(app, (int)cmd_count(arg, 1));
	return true;
}

static bool
scroll_up(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	source_view_scroll(app, -(int)cmd_count(arg, 1));
	return true;
}

static bool
into(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	app_set_focus(app, "source");
	return true;
}

static bool
out(struct app *app, struct str arg, struct err *err)
{
	(void)arg, (void)err;
	app_set_focus(app, "sources");
	return true;
}

const struct cmd cmd_sources[] = {
	{ .name = "source-open",
	    .exec = open_source,
	    .hint = "articles",
	    .help = "List the outlet's articles, or the source's claims" },
	{ .name = "source-claims",
	    .exec = open_claims,
	    .hint = "claims",
	    .help = "Show the claims that begin with the source" },
	{ .name = "source-grade",
	    .arg = CMD_TEXT,
	    .prompt = "Reliability, A to F (- for none): ",
	    .acts = true,
	    .exec = grade,
	    .hint = "grade",
	    .help = "Say how far the source is trusted" },
	{ .name = "source-why",
	    .arg = CMD_TEXT,
	    .prompt = "Why, and what is known of the source: ",
	    .acts = true,
	    .exec = why,
	    .hint = "why",
	    .help = "Keep words about the source with its grade" },
	{ .name = "source-dossier",
	    .exec = dossier,
	    .hint = "dossier",
	    .help = "Open the dossier of the source" },
	{ .name = "source-note",
	    .arg = CMD_TEXT_OPT,
	    .acts = true,
	    .exec = note,
	    .help = "Write a note on the source" },
	{ .name = "sources-sort",
	    .arg = CMD_TEXT_OPT,
	    .exec = sort,
	    .hint = "sort",
	    .help = "Sort by name, articles, claims or grade; none: the next" },
	{ .name = "sources-filter",
	    .arg = CMD_TEXT_OPT,
	    .exec = filter,
	    .hint = "filter",
	    .help = "Only sources with these letters" },
	{ .name = "sources-all", .exec = every, .help = "All sources again" },
	{ .name = "source-into",
	    .pane = "sources",
	    .exec = into,
	    .help = "Go into the source" },
	{ .name = "source-close",
	    .pane = "source",
	    .exec = out,
	    .help = "Go back to the sources" },
	{ .name = "down",
	    .pane = "source",
	    .arg = CMD_COUNT,
	    .exec = scroll_down,
	    .help = "Scroll down" },
	{ .name = "up",
	    .pane = "source",
	    .arg = CMD_COUNT,
	    .exec = scroll_up,
	    .help = "Scroll up" },
	{ 0 },
};

#define BOTH(pane)                                                             \
	pane " A source-grade A", pane " B source-grade B",                    \
	    pane " C source-grade C", pane " D source-grade D",                \
	    pane " E source-grade E", pane " F source-grade F",                \
	    pane " - source-grade -", pane " w source-why",                    \
	    pane " o source-dossier", pane " a source-note",                   \
	    pane " c source-claims", pane " Enter source-open"

const char *const keys_sources[] = {
	BOTH("sources"),
	BOTH("source"),
	"sources S sources-sort",
	"sources / sources-filter",
	"sources s sources-filter",
	"sources Escape sources-all",
	"sources l source-into",
	"sources Right source-into",
	"source j down",
	"source Down down",
	"source k up",
	"source Up up",
	"source h source-close",
	"source Left source-close",
	"source Escape source-close",
	NULL,
};
