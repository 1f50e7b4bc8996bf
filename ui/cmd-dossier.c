#include "config.h"

#include "ui/cmd-tables.h"

#include "ui/pane-articles.h"
#include "ui/pane-dossier.h"
#include "ui/pane-entities.h"
#include "ui/pane-reader.h"
#include "ui/pane-register.h"

static bool
into(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	app_set_focus(app, "dossier");
	return true;
}

static void
filter_live(struct app *app, void *arg, struct str text)
{
	(void)arg;
	register_filter(app, text);
}

static bool
filter_done(struct app *app, void *arg, struct str text, struct err *err)
{
	(void)arg;
	(void)err;
	register_filter(app, text);
	return true;
}

static void
filter_cancelled(struct app *app, void *arg)
{
	(void)arg;
	register_filter(app, str_of(""));
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
	app_set_focus(app, "register");
	app_prompt(app, &opts);
	return true;
}

static bool
set_kind(struct app *app, struct str arg, struct err *err)
{
	struct registry *r = register_of(app);
	enum entity_kind kind;

	if (r == NULL)
		return true;
	if (str_trim(arg).len == 0)
		kind = r->kind == ENTITY_KINDS
			   ? (enum entity_kind)0
			   : (enum entity_kind)(r->kind + 1);
	else if (str_is(str_trim(arg), "all"))
		kind = ENTITY_KINDS;
	else if (!entity_kind_parse(str_trim(arg), &kind))
		return err_set(err, ERR_INVALID,
		    "person, faction, place, outlet, other or all");
	register_kind(app, kind);
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

static bool
open_place(struct app *app, struct str arg, struct err *err)
{
	int64_t article, entity = dossier_entity(app);
	struct span span;

	(void)arg;
	if (!dossier_place(app, &article, &span, err) ||
	    !app_open_article(app, article, err))
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
	app_set_focus(app, "register");
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
	good = app_set_query(app, buf_view(&query), app->list.sort, err);
	buf_release(&query);
	if (good)
		app_set_view(app, VIEW_REVIEW);
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
	"register i dossier-articles",
	"dossier j down",
	"dossier Down down",
	"dossier k up",
	"dossier Up up",
	"dossier J scroll-down",
	"dossier K scroll-up",
	"dossier PageDown down 8",
	"dossier PageUp up 8",
	"dossier Enter dossier-open",
	"dossier h dossier-back",
	"dossier Left dossier-back",
	"dossier Escape dossier-back",
	"dossier i dossier-articles",
	"dossier / register-filter",
	NULL,
};
