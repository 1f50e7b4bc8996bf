/* Codes: set on articles and claims, and the codebook that they are of. */
#include "config.h"

#include "ui/cmd-tables.h"

#include "store/codebook.h"
#include "ui/claim-form.h"
#include "ui/pane-codes.h"
#include "ui/pane-notes.h"
#include "ui/pane-reader.h"

/* t on a claim is about the claim, else about the article. */
static bool
tag(struct app *app, struct str arg, struct err *err)
{
	struct pane *p = app_focus(app);
	const struct claim *c = claim_here(app);
	struct reader *r = reader_of(app);
	bool pointed = r != NULL && r->cursor.mode == CURSOR_POINT;
	bool notes = p != NULL && strcmp(p->ops->name, "notes") == 0;

	if (app->cur.article.row.id == 0)
		return err_set(err, ERR_MISSING, "no article is open");
	if (arg.len == 0) {
		codes_open(app, c != NULL && (notes || pointed) ? c->id : 0);
		return true;
	}
	codes_of(app)->article = app->cur.article.row.id;
	codes_of(app)->claim = c != NULL && (notes || pointed) ? c->id : 0;
	return codes_toggle(app, arg, err);
}

static bool
leave(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	codes_leave(app);
	return true;
}

static const struct code *
here(struct app *app, struct err *err)
{
	const struct code *c = codes_selected(app);

	if (c == NULL)
		(void)err_set(err, ERR_MISSING, "there is no code: + adds one");
	return c;
}

static bool
toggle(struct app *app, struct str arg, struct err *err)
{
	const struct code *c = here(app, err);

	(void)arg;
	return c != NULL && codes_toggle(app, c->name, err);
}

static bool
toggle_and_leave(struct app *app, struct str arg, struct err *err)
{
	if (!toggle(app, arg, err))
		return false;
	codes_leave(app);
	return true;
}

static bool
down(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	codes_move(app, cmd_count(arg, 1));
	return true;
}

static bool
up(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	codes_move(app, -cmd_count(arg, 1));
	return true;
}

static bool
top(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	codes_move(app, -INT32_MAX);
	return true;
}

static bool
bottom(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	codes_move(app, INT32_MAX);
	return true;
}

/* ---- the codebook ---- */

static bool
add_under(struct app *app, struct str name, struct str parent, struct err *err)
{
	if (!store_code_add(app->store, str_trim(name), parent, err))
		return false;
	app_saved(app);
	codes_choose(app, str_trim(name));
	return true;
}

static bool
add(struct app *app, struct str arg, struct err *err)
{
	const struct code *c = codes_selected(app);
	struct arena arena = { 0 };
	/* Beside the one under the cursor. */
	struct code *list;
	size_t n = 0;
	struct str parent = { 0 };
	bool good;

	if (c != NULL && c->parent != 0 &&
	    store_codebook(app->store, &arena, &list, &n, NULL))
		for (size_t i = 0; i < n; i++)
			if (list[i].id == c->parent)
				parent = list[i].name;
	good = add_under(app, arg, parent, err);
	arena_release(&arena);
	return good;
}

static bool
add_below(struct app *app, struct str arg, struct err *err)
{
	const struct code *c = here(app, err);

	return c != NULL && add_under(app, arg, c->name, err);
}

static bool
set_part(
    struct app *app, enum code_part part, struct str value, struct err *err)
{
	const struct code *c = here(app, err);

	if (c == NULL ||
	    !store_code_set(app->store, c->name, part, str_trim(value), err))
		return false;
	app_saved(app);
	if (part == CODE_NAME)
		codes_choose(app, str_trim(value));
	pane_stale(app_pane(app, "codes"));
	return true;
}

static bool
name_it(struct app *app, struct str arg, struct err *err)
{
	return set_part(app, CODE_NAME, arg, err);
}

static bool
move_it(struct app *app, struct str arg, struct err *err)
{
	return set_part(app, CODE_PARENT, arg, err);
}

static bool
merge_it(struct app *app, struct str arg, struct err *err)
{
	const struct code *c = here(app, err);
	struct str into = str_trim(arg);
	struct buf said = { 0 };
	size_t n;
	bool good;

	if (c == NULL || into.len == 0)
		return c != NULL;
	buf_addf(&said, "%.*s merged into %.*s", (int)c->name.len, c->name.p,
	    (int)into.len, into.p);
	good = store_code_merge(app->store, c->name, into, &n, err);
	if (good) {
		app_saved(app);
		app_say(app, "%s: %zu coded anew", said.p, n);
		codes_choose(app, into);
		good = app_reload_current(app, err);
	}
	buf_release(&said);
	return good;
}

static bool
define_it(struct app *app, struct str arg, struct err *err)
{
	return set_part(app, CODE_DEFINITION, arg, err);
}

static bool
colour_it(struct app *app, struct str arg, struct err *err)
{
	return set_part(app, CODE_COLOUR, arg, err);
}

static bool
key_it(struct app *app, struct str arg, struct err *err)
{
	return set_part(app, CODE_KEY, arg, err);
}

static bool
retire_it(struct app *app, struct str arg, struct err *err)
{
	const struct code *c = here(app, err);

	(void)arg;
	return c != NULL &&
	       set_part(app, CODE_RETIRED, str_of(c->retired ? "0" : "1"), err);
}

/* ---- asking ---- */

struct asked {
	bool (*set)(struct app *app, struct str arg, struct err *err);
};

static bool
answered(struct app *app, void *arg, struct str text, struct err *err)
{
	const struct asked *a = arg;

	return a->set(app, text, err);
}

static void
complete_code(struct app *app, struct str typed, struct arena *arena,
    struct str **list, size_t *n)
{
	struct code *all;
	size_t n_all;

	*n = 0;
	if (!store_codebook(app->store, arena, &all, &n_all, NULL))
		return;
	*list = arena_array(arena, n_all + 1, sizeof **list);
	typed = arena_str(arena, typed);
	for (size_t i = 0; i < n_all; i++)
		if (str_is_nocase(
			str_slice(all[i].name, 0, typed.len), typed.p))
			(*list)[(*n)++] = all[i].name;
}

/* The other codes, where one is asked for. */
static void
complete_asked(struct app *app, void *arg, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	const struct code *c = codes_selected(app);
	const struct asked *a = arg;
	size_t all, kept = 0;

	*n = 0;
	if (a->set != move_it && a->set != merge_it)
		return;
	complete_code(app, text, arena, list, &all);
	for (size_t i = 0; i < all; i++)
		if (c == NULL || !str_eq((*list)[i], c->name))
			(*list)[kept++] = (*list)[i];
	*n = kept;
}

/* An empty answer takes the part away, so the prompt is our own. */
static bool
ask(struct app *app, const char *label, struct str initial,
    bool (*set)(struct app *app, struct str arg, struct err *err),
    struct err *err)
{
	struct asked *a;
	struct prompt_opts opts = { .label = label,
		.initial = initial,
		.done = answered,
		.complete = complete_asked,
		.again = true,
		.released = free };

	if (here(app, err) == NULL)
		return false;
	a = xmalloc(sizeof *a);
	a->set = set;
	opts.arg = a;
	app_prompt(app, &opts);
	return true;
}

static bool
rename_code(struct app *app, struct str arg, struct err *err)
{
	const struct code *c = here(app, err);

	if (c == NULL || arg.len > 0)
		return c != NULL && name_it(app, arg, err);
	return ask(app, "New name: ", c->name, name_it, err);
}

static bool
move_code(struct app *app, struct str arg, struct err *err)
{
	if (arg.len > 0)
		return move_it(app, arg, err);
	return ask(app, "Under which code (none: at the top): ", str_of(""),
	    move_it, err);
}

static bool
merge_code(struct app *app, struct str arg, struct err *err)
{
	if (arg.len > 0)
		return merge_it(app, arg, err);
	return ask(app, "Merge into which code: ", str_of(""), merge_it, err);
}

static bool
define_code(struct app *app, struct str arg, struct err *err)
{
	const struct code *c = here(app, err);

	if (c == NULL || arg.len > 0)
		return c != NULL && define_it(app, arg, err);
	return ask(app, "Definition: ", c->definition, define_it, err);
}

static bool
colour_code(struct app *app, struct str arg, struct err *err)
{
	const struct code *c = here(app, err);

	if (c == NULL || arg.len > 0)
		return c != NULL && colour_it(app, arg, err);
	return ask(app,
	    "Colour (red orange yellow green teal blue purple grey #RRGGBB): ",
	    c->colour, colour_it, err);
}

static bool
key_code_cmd(struct app *app, struct str arg, struct err *err)
{
	if (arg.len > 0)
		return key_it(app, arg, err);
	return ask(app,
	    "Its key, a letter or digit (none: no key): ", str_of(""), key_it,
	    err);
}

#define CODES .pane = "codes"

const struct cmd cmd_code[] = {
	{ .name = "tag",
	    .arg = CMD_TEXT_OPT,
	    .exec = tag,
	    .acts = true,
	    .hint = "code",
	    .complete = complete_code,
	    .help = "Set codes on the claim here, else on the article" },
	{ .name = "down",
	    CODES,
	    .arg = CMD_COUNT,
	    .exec = down,
	    .help = "Go to the next code" },
	{ .name = "up",
	    CODES,
	    .arg = CMD_COUNT,
	    .exec = up,
	    .help = "Go to the code before" },
	{ .name = "top", CODES, .exec = top, .help = "Go to the first code" },
	{ .name = "bottom",
	    CODES,
	    .exec = bottom,
	    .help = "Go to the last code" },
	{ .name = "code-toggle",
	    CODES,
	    .exec = toggle,
	    .hint = "set",
	    .help = "Set the code, or take it away" },
	{ .name = "code-take",
	    CODES,
	    .exec = toggle_and_leave,
	    .hint = "set, back",
	    .help = "Set the code, or take it away, and go back" },
	{ .name = "codes-leave",
	    CODES,
	    .exec = leave,
	    .hint = "back",
	    .help = "Go back to where one was" },
	{ .name = "code-add",
	    .arg = CMD_TEXT,
	    .prompt = "New code: ",
	    .again = true,
	    .acts = true,
	    .exec = add,
	    .hint = "add",
	    .help = "Add a code beside the one under the cursor" },
	{ .name = "code-add-below",
	    CODES,
	    .arg = CMD_TEXT,
	    .prompt = "New code below: ",
	    .again = true,
	    .acts = true,
	    .exec = add_below,
	    .help = "Add a code below the one under the cursor" },
	{ .name = "code-rename",
	    CODES,
	    .arg = CMD_TEXT_OPT,
	    .acts = true,
	    .exec = rename_code,
	    .hint = "rename",
	    .help = "Rename the code" },
	{ .name = "code-move",
	    CODES,
	    .arg = CMD_TEXT_OPT,
	    .acts = true,
	    .exec = move_code,
	    .complete = complete_code,
	    .help = "Move the code under another, or to the top" },
	{ .name = "code-merge",
	    CODES,
	    .arg = CMD_TEXT_OPT,
	    .acts = true,
	    .exec = merge_code,
	    .hint = "merge",
	    .complete = complete_code,
	    .help = "Merge the code into another, which all that has it gets" },
	{ .name = "code-define",
	    CODES,
	    .arg = CMD_TEXT_OPT,
	    .acts = true,
	    .exec = define_code,
	    .hint = "define",
	    .help = "Write what the code is for" },
	{ .name = "code-colour",
	    CODES,
	    .arg = CMD_TEXT_OPT,
	    .acts = true,
	    .exec = colour_code,
	    .help = "Give the code a colour" },
	{ .name = "code-key",
	    CODES,
	    .arg = CMD_TEXT_OPT,
	    .acts = true,
	    .exec = key_code_cmd,
	    .hint = "key",
	    .help = "Give the code a key that sets it" },
	{ .name = "code-retire",
	    CODES,
	    .acts = true,
	    .exec = retire_it,
	    .help = "Offer the code no more, or again; what has it keeps it" },
	{ 0 },
};

/* Letters are the keys of codes; those that no code has move the cursor. */
const char *const keys_code[] = {
	"all t tag",
	"codes Down down",
	"codes j down",
	"codes Up up",
	"codes k up",
	"codes Home top",
	"codes End bottom",
	"codes Space code-toggle",
	"codes Enter code-take",
	"codes Escape codes-leave",
	"codes + code-add",
	"codes > code-add-below",
	"codes = code-rename",
	"codes ^ code-move",
	"codes & code-merge",
	"codes \" code-define",
	"codes # code-colour",
	"codes ! code-key",
	"codes - code-retire",
	NULL,
};
