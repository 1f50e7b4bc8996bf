#include "config.h"

#include "ui/cmd-tables.h"

#include "ui/pane-articles.h"
#include "ui/pane-dossier.h"
#include "ui/pane-entities.h"
#include "ui/pane-reader.h"
#include "ui/pane-register.h"
#include "ui/pane-timeline.h"
#include "ui/pane-unknown.h"

static bool
into(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	if (dossier_shown(app) == 0)
		return err_set(err, ERR_MISSING, "there is no name here");
	app_set_focus(app, "dossier");
	return true;
}

/* Of the two lists: the names that are not in the register? */
static bool
in_unknown(struct app *app)
{
	struct pane *p = app_focus(app);

	return p != NULL && p->ops == &pane_unknown;
}

static bool
unknown_names(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	app_set_focus(app, in_unknown(app) ? "register" : "unknown");
	return true;
}

static void
filter_live(struct app *app, void *arg, struct str text)
{
	(void)arg;
	if (in_unknown(app))
		unknown_filter(app, text);
	else
		register_filter(app, text);
}

static bool
filter_done(struct app *app, void *arg, struct str text, struct err *err)
{
	(void)err;
	filter_live(app, arg, text);
	return true;
}

static void
filter_cancelled(struct app *app, void *arg)
{
	filter_live(app, arg, str_of(""));
}

static bool
filter(struct app *app, struct str arg, struct err *err)
{
	struct prompt_opts opts = {
		.label = "Names with: ",
		.done = filter_done,
		.live = filter_live,
		.cancelled = filter_cancelled,
	};

	if (arg.len > 0)
		return filter_done(app, NULL, arg, err);
	if (!in_unknown(app))
		app_set_focus(app, "register");
	app_prompt(app, &opts);
	return true;
}

static bool
set_kind(struct app *app, struct str arg, struct err *err)
{
	struct registry *r = register_of(app);
	struct strangers *s = unknown_of(app);
	enum entity_kind kind;

	if (r == NULL || s == NULL)
		return true;
	kind = in_unknown(app) ? s->kind : r->kind;
	if (str_trim(arg).len == 0)
		kind = kind == ENTITY_KINDS ? (enum entity_kind)0
					    : (enum entity_kind)(kind + 1);
	else if (str_is(str_trim(arg), "all"))
		kind = ENTITY_KINDS;
	else if (!entity_kind_parse(str_trim(arg), &kind))
		return err_set(err, ERR_INVALID,
		    "person, faction, place, outlet, other or all");
	if (in_unknown(app))
		unknown_kind(app, kind);
	else
		register_kind(app, kind);
	return true;
}

/* The camp given, or the next one; behind the last one all. */
static bool
set_camp(struct app *app, struct str arg, struct err *err)
{
	struct registry *r = register_of(app);
	struct arena arena = { 0 };
	struct str *camps, now, next = str_trim(arg);
	size_t n, i;

	if (r == NULL || !store_camps(app->store, &arena, &camps, &n, err))
		return r == NULL;
	now = buf_view(&r->camp);
	for (i = 0; next.len == 0 && i < n && now.len > 0; i++)
		if (str_eq(camps[i], now))
			break;
	if (next.len == 0 && now.len == 0 && n > 0)
		next = camps[0];
	else if (next.len == 0 && i + 1 < n)
		next = camps[i + 1];
	register_camp(app, str_is(next, "all") ? str_of("") : next);
	arena_release(&arena);
	return true;
}

static bool
show_all(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	register_all(app);
	return true;
}

static bool
dossier_down(struct app *app, struct str arg, struct err *err)
{
	return dossier_move(app, cmd_count(arg, 1), err);
}

static bool
dossier_up(struct app *app, struct str arg, struct err *err)
{
	return dossier_move(app, -cmd_count(arg, 1), err);
}

static bool
page_down(struct app *app, struct str arg, struct err *err)
{
	return dossier_page(app, cmd_count(arg, 1), err);
}

static bool
page_up(struct app *app, struct str arg, struct err *err)
{
	return dossier_page(app, -cmd_count(arg, 1), err);
}

static bool
to_top(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return dossier_end(app, -1, err);
}

static bool
to_bottom(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return dossier_end(app, 1, err);
}

static bool
scroll_down(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	dossier_scroll(app, (int)cmd_count(arg, 1));
	return true;
}

static bool
scroll_up(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	dossier_scroll(app, -(int)cmd_count(arg, 1));
	return true;
}

/* That the cursor stands on: of a relation, or one of those beside. */
static int64_t
other_entity(struct app *app)
{
	const struct relation *r = dossier_relation(app);
	const struct entity_count *with;

	if (r != NULL)
		return r->subject == dossier_entity(app) ? r->object
							 : r->subject;
	with = dossier_with(app);
	return with != NULL ? with->entity : 0;
}

static bool
open_place(struct app *app, struct str arg, struct err *err)
{
	const struct concord_line *line;
	const struct claim *claim;
	int64_t article = 0, entity = dossier_entity(app);
	int64_t other = other_entity(app);
	struct span span = { 0, 0 };

	(void)arg;
	if (other != 0) {
		register_select(app, other);
		return true;
	}
	/* Each look may load the pane anew, and what was seen before is gone.
	 */
	if ((claim = dossier_claim(app)) != NULL) {
		article = claim->article;
		span = claim->spans[0].anchor.span;
	} else if ((line = dossier_line(app)) != NULL) {
		article = line->article.id;
		span = line->span;
	}
	if (article == 0)
		return err_set(err, ERR_MISSING, "no article names it");
	if (!app_open_article(app, article, err))
		return false;
	app_set_view(app, VIEW_REVIEW);
	app_set_focus(app, "reader");
	articles_select(app, article);
	entities_choose(app, entity);
	if (span.to > span.from)
		reader_show(app, span);
	app_say(app, "4 goes back to the dossier");
	return true;
}

static bool
back(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	if (!timeline_return(app, true))
		app_set_focus(
		    app, dossier_shown(app) < 0 ? "unknown" : "register");
	return true;
}

static bool
articles_of_entity(struct app *app, struct str arg, struct err *err)
{
	struct dossier *d = dossier_of(app);
	struct buf query = { 0 };
	bool good;

	(void)arg;
	if (d == NULL)
		return err_set(err, ERR_MISSING, "no dossier is open");
	buf_addf(
	    &query, "entity:%.*s", (int)d->entity.key.len, d->entity.key.p);
	good = articles_ask(app, buf_view(&query), app->list.sort, err);
	buf_release(&query);
	return good;
}

#define REGISTER .pane = "register"
#define DOSSIER .pane = "dossier"

const struct cmd cmd_dossier[] = {
	{ .name = "register-open",
	    REGISTER,
	    .exec = into,
	    .hint = "dossier",
	    .help = "Go into the dossier" },
	{ .name = "register-open",
	    .pane = "unknown",
	    .exec = into,
	    .hint = "where it stands",
	    .help = "Go to where the name stands" },
	{ .name = "unknown-names",
	    .exec = unknown_names,
	    .hint = "unknown names",
	    .help = "Names of all articles that the register lacks, and back" },
	{ .name = "register-camp",
	    .arg = CMD_TEXT_OPT,
	    .exec = set_camp,
	    .hint = "camp",
	    .help = "Only one camp (all: any); none: the next" },
	{ .name = "register-all",
	    REGISTER,
	    .exec = show_all,
	    .help = "Show all names again: of any letters, kind and camp" },
	{ .name = "register-filter",
	    .arg = CMD_TEXT_OPT,
	    .exec = filter,
	    .hint = "filter",
	    .help = "Only names with these letters" },
	{ .name = "register-kind",
	    .arg = CMD_TEXT_OPT,
	    .exec = set_kind,
	    .hint = "kind",
	    .help = "Only people, factions, places ...; none: the next" },
	{ .name = "down",
	    DOSSIER,
	    .arg = CMD_COUNT,
	    .exec = dossier_down,
	    .help = "Go to the next note or article" },
	{ .name = "up",
	    DOSSIER,
	    .arg = CMD_COUNT,
	    .exec = dossier_up,
	    .help = "Go to the note or article before" },
	{ .name = "page-down",
	    DOSSIER,
	    .arg = CMD_COUNT,
	    .exec = page_down,
	    .help = "Go on by a screen of places" },
	{ .name = "page-up",
	    DOSSIER,
	    .arg = CMD_COUNT,
	    .exec = page_up,
	    .help = "Go back by a screen of places" },
	{ .name = "top",
	    DOSSIER,
	    .exec = to_top,
	    .help = "Go to the first note, relation or place" },
	{ .name = "bottom",
	    DOSSIER,
	    .exec = to_bottom,
	    .help = "Go to the last place" },
	{ .name = "scroll-down",
	    DOSSIER,
	    .arg = CMD_COUNT,
	    .exec = scroll_down,
	    .help = "Scroll what stands above" },
	{ .name = "scroll-up",
	    DOSSIER,
	    .arg = CMD_COUNT,
	    .exec = scroll_up,
	    .help = "Scroll back what stands above" },
	{ .name = "dossier-open",
	    DOSSIER,
	    .exec = open_place,
	    .hint = "read there",
	    .help = "Open the article where the name stands" },
	{ .name = "dossier-back",
	    DOSSIER,
	    .exec = back,
	    .help = "Back to the register" },
	{ .name = "dossier-articles",
	    .exec = articles_of_entity,
	    .hint = "in Review",
	    .help = "Show all articles of the entity in Review" },
	{ 0 },
};

const char *const keys_dossier[] = {
	"register Enter register-open",
	"register l register-open",
	"register Right register-open",
	"register / register-filter",
	"register s register-filter",
	"register t register-kind",
	"register c register-camp",
	"register Escape register-all",
	"register U unknown-names",
	"dossier U unknown-names",
	"entities U unknown-names",
	"unknown U unknown-names",
	"unknown Enter register-open",
	"unknown l register-open",
	"unknown Right register-open",
	"unknown / register-filter",
	"unknown s register-filter",
	"unknown t register-kind",
	"unknown Escape unknown-names",
	"register i dossier-articles",
	"dossier j down",
	"dossier Down down",
	"dossier k up",
	"dossier Up up",
	"dossier J scroll-down",
	"dossier K scroll-up",
	"dossier PageDown page-down",
	"dossier C-f page-down",
	"dossier PageUp page-up",
	"dossier C-b page-up",
	"dossier g top",
	"dossier Home top",
	"dossier G bottom",
	"dossier End bottom",
	"dossier Enter dossier-open",
	"dossier h dossier-back",
	"dossier Left dossier-back",
	"dossier Escape dossier-back",
	"dossier i dossier-articles",
	"dossier / register-filter",
	NULL,
};
