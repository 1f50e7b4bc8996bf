/* Tagging by keys: claims of the article that is open. */
#include "config.h"

#include "ui/cmd-tables.h"

#include "store/dismiss.h"
#include "ui/claim-form.h"
#include "ui/claim-link.h"
#include "ui/claim-suggestions.h"
#include "ui/pane-notes.h"
#include "ui/pane-reader.h"

/* Where the cursor of the reader stands: its passage, and the suggestion that
 * it points at or stands in. Pointing at one means all of what it says. */
static bool
passage_here(struct app *app, struct span *passage,
    const struct suggestion **suggestion, struct err *err)
{
	struct reader *r = reader_of(app);
	struct span pointed;

	if (r == NULL)
		return err_set(err, ERR_MISSING, "no article is open");
	suggested_finish(app);
	pointed = cursor_focus(&r->cursor);
	*passage = cursor_passage(&r->cursor);
	*suggestion = suggested_at(
	    app, *passage, r->cursor.mode == CURSOR_POINT ? &pointed : NULL);
	if (!cursor_selecting(&r->cursor) && *suggestion != NULL)
		*passage = suggestion_quote(*suggestion);
	return true;
}

static bool
add(struct app *app, struct str arg, struct err *err)
{
	const struct suggestion *g;
	struct span passage;

	(void)arg;
	return passage_here(app, &passage, &g, err) &&
	       claim_form_new(app, passage, g, err);
}

static bool
again(struct app *app, struct str arg, struct err *err)
{
	const struct suggestion *g;
	struct span passage;

	(void)arg;
	return passage_here(app, &passage, &g, err) &&
	       claim_repeat(app, passage, g, err);
}

static bool
resume(struct app *app, struct str arg, struct err *err)
{
	return claim_form_resume(app, arg, err);
}

static bool
dismiss(struct app *app, struct str arg, struct err *err)
{
	const struct suggestion *g;
	struct span passage, quote;
	struct str text = reader_text_of(app);

	(void)arg;
	if (!passage_here(app, &passage, &g, err))
		return false;
	if (g == NULL)
		return err_set(err, ERR_MISSING,
		    "no claim is suggested here: ]c goes to one");
	quote = suggestion_quote(g);
	if (!store_suggestion_dismiss(app->store, app->cur.article.row.id,
		str_slice(text, quote.from, quote.to), err))
		return false;
	app_saved(app);
	app_say(app, "not suggested again: u brings it back");
	return app_reload_current(app, err);
}

static bool
link_here(struct app *app, struct str arg, struct err *err)
{
	const struct claim *c = claim_here(app);

	(void)arg;
	return claim_link(app, c != NULL ? c->id : 0, err);
}

const struct cmd cmd_claim[] = {
	{ .name = "claim",
	    .acts = true,
	    .exec = add,
	    .hint = "claim",
	    .help = "Tag a claim: the suggestion, the selection or the "
		    "sentence" },
	{ .name = "claim-again",
	    .acts = true,
	    .exec = again,
	    .hint = "again",
	    .help = "Tag this passage as the last one was" },
	{ .name = "claim-dismiss",
	    .acts = true,
	    .exec = dismiss,
	    .help = "Never suggest this claim again" },
	{ .name = "claim-link",
	    .acts = true,
	    .exec = link_here,
	    .hint = "link",
	    .help = "Link this claim with another: once on each of them" },
	{ .name = "claim-resume",
	    .arg = CMD_TEXT,
	    .prompt = "Draft: ",
	    .exec = resume,
	    .help = "Take up the draft of a claim (see draft)" },
	{ 0 },
};

const char *const keys_claim[] = {
	"all c claim",
	"reader . claim-again",
	"reader X claim-dismiss",
	"reader L claim-link",
	"notes l claim-link",
	NULL,
};
