#include "config.h"

#include "ui/cmd-tables.h"

#include "store/match.h"
#include "ui/entry.h"
#include "ui/pane-dossier.h"
#include "ui/pane-register.h"

/* Work on the register: from its own view on the entry shown, from the names
 * of an article on the one under the cursor. */

static bool
rename_entry(struct app *app, struct str arg, struct err *err)
{
	int64_t id;

	return entry_here(app, &id, err) &&
	       entry_did(app, store_entity_rename(app->store, id, arg, err),
		   "renamed");
}

static bool
retype(struct app *app, struct str arg, struct err *err)
{
	enum entity_kind kind;
	int64_t id;

	if (!entity_kind_parse(str_trim(arg), &kind))
		return err_set(err, ERR_INVALID,
		    "person, faction, place, outlet or other");
	return entry_here(app, &id, err) &&
	       entry_did(app, store_entity_retype(app->store, id, kind, err),
		   "its kind is changed");
}

static bool
alias_add(struct app *app, struct str arg, struct err *err)
{
	int64_t id;

	return entry_here(app, &id, err) &&
	       entry_did(app, store_alias_add(app->store, id, arg, err),
		   "spelling added");
}

static bool
alias_remove(struct app *app, struct str arg, struct err *err)
{
	int64_t id;

	return entry_here(app, &id, err) &&
	       entry_did(app,
		   store_alias_remove(app->store, id, str_trim(arg), err),
		   "spelling removed");
}

static void
spellings_here(struct app *app, struct str arg, struct arena *arena,
    struct str **list, size_t *n)
{
	struct alias *all;
	size_t n_all;
	struct err err;
	int64_t id;

	*n = 0;
	if (!entry_here(app, &id, &err) ||
	    !store_aliases(app->store, id, arena, &all, &n_all, &err))
		return;
	*list = arena_array(arena, n_all + 1, sizeof **list);
	for (size_t i = 0; i < n_all; i++)
		if (str_find(all[i].text, arg, 0) != SIZE_MAX)
			(*list)[(*n)++] = all[i].text;
}

static void
kinds(struct app *app, struct str arg, struct arena *arena, struct str **list,
    size_t *n)
{
	(void)app;
	*list = arena_array(arena, ENTITY_KINDS, sizeof **list);
	*n = 0;
	for (int k = 0; k < ENTITY_KINDS; k++) {
		struct str name = str_of(entity_kind_name((enum entity_kind)k));

		if (name.len >= arg.len &&
		    str_eq(str_slice(name, 0, arg.len), arg))
			(*list)[(*n)++] = name;
	}
}

/* A blank behind: the name comes next. */
static void
kinds_of_new(struct app *app, struct str arg, struct arena *arena,
    struct str **list, size_t *n)
{
	kinds(app, arg, arena, list, n);
	for (size_t i = 0; i < *n; i++)
		(*list)[i] = arena_printf(
		    arena, "%.*s ", (int)(*list)[i].len, (*list)[i].p);
}

static bool
merge_into(struct app *app, int64_t into, struct err *err)
{
	int64_t id;

	if (!entry_here(app, &id, err) ||
	    !entry_did(
		app, store_entity_merge(app->store, id, into, err), "merged"))
		return false;
	if (entry_in_register(app))
		register_select(app, into);
	return true;
}

static bool
merge_typed(struct app *app, void *arg, struct str text, struct err *err)
{
	int64_t into;

	(void)arg;
	return entry_named(app, str_trim(text), &into, err) &&
	       merge_into(app, into, err);
}

static void
merge_keys(struct app *app, void *arg, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	(void)arg;
	entry_keys(app, text, arena, list, n);
}

static void
merge_answer(struct app *app, void *arg, char key)
{
	const struct registry *r = arg;
	struct err err = { ERR_NONE, "" };
	size_t i = (size_t)(key - '1');

	if (key == '/')
		app_prompt(
		    app, &(struct prompt_opts){ .label = "It is the same as: ",
			     .done = merge_typed,
			     .complete = merge_keys,
			     .again = true });
	else if (i < r->n_same && !merge_into(app, r->same[i], &err))
		app_fail(app, &err);
}

/* Those with the most alike names are offered, any other can be typed. */
static bool
merge_ask(struct app *app, int64_t id, struct err *err)
{
	struct registry *r = register_of(app);
	struct match_opts opts = {
		.kind = ENTITY_KINDS, .most = REGISTER_SAME + 1, .least = 0.6
	};
	struct arena arena = { 0 };
	struct buf text = { 0 };
	struct entity who;
	struct match *list;
	size_t n = 0;
	bool good =
	    r != NULL && store_entity_get(app->store, id, &arena, &who, err);

	if (good) {
		opts.name = who.name;
		good = store_entity_match(
		    app->store, &opts, &arena, &list, &n, err);
		r->n_same = 0;
	}
	buf_puts(&text, "It is the same as ");
	for (size_t i = 0; good && i < n; i++) {
		struct str name = list[i].entity.name;

		if (list[i].entity.id == id || r->n_same == REGISTER_SAME)
			continue;
		r->same[r->n_same++] = list[i].entity.id;
		buf_addf(&text, "%zu %.*s, ", r->n_same, (int)name.len, name.p);
	}
	buf_puts(&text, "/ another");
	if (good)
		app_ask(app, text.p, "/12345678", merge_answer, r);
	buf_release(&text);
	arena_release(&arena);
	return good;
}

static bool
merge(struct app *app, struct str arg, struct err *err)
{
	int64_t id, into;

	if (!entry_here(app, &id, err))
		return false;
	if (str_trim(arg).len == 0)
		return merge_ask(app, id, err);
	return entry_named(app, str_trim(arg), &into, err) &&
	       merge_into(app, into, err);
}

static bool
split(struct app *app, struct str arg, struct err *err)
{
	int64_t id;

	if (!store_entity_by_key(app->store, str_trim(arg), &id, err) ||
	    !entry_did(app, store_entity_split(app->store, id, err), "split"))
		return false;
	if (entry_in_register(app))
		register_select(app, id);
	return true;
}

/* Spellings that are another one's: "Hifter; Khalifa Hifter". */
static bool
split_off(struct app *app, struct str arg, struct err *err)
{
	struct str texts[16], rest = str_trim(arg), part;
	size_t n = 0;
	int64_t id, new;

	while (n < ARRAY_LEN(texts) && str_split(&rest, ';', &part))
		if (str_trim(part).len > 0)
			texts[n++] = str_trim(part);
	if (!entry_here(app, &id, err) ||
	    !entry_did(app,
		store_entity_split_off(app->store, id, texts, n, &new, err),
		"split off"))
		return false;
	if (entry_in_register(app))
		register_select(app, new);
	return true;
}

static bool
ignore(struct app *app, struct str arg, struct err *err)
{
	int64_t id;

	(void)arg;
	return entry_here(app, &id, err) &&
	       entry_did(app, store_entity_ignore(app->store, id, true, err),
		   "ignored");
}

/* "person Name Of Somebody" */
static bool
add(struct app *app, struct str arg, struct err *err)
{
	struct str rest = str_trim(arg), word;
	enum entity_kind kind;
	int64_t id;

	if (!str_split(&rest, ' ', &word) || !entity_kind_parse(word, &kind))
		return err_set(err, ERR_INVALID,
		    "a kind (person, faction, place, outlet, other) and a "
		    "name");
	if (!entry_did(app,
		store_entity_add(app->store, kind,
		    rest.p != NULL ? rest : str_of(""), &id, err),
		"added"))
		return false;
	if (entry_in_register(app))
		register_select(app, id);
	return true;
}

static void
open_with(struct app *app, void *arg, char key)
{
	const struct dossier *d = dossier_of(app);
	size_t i = (size_t)(key - '1');

	(void)arg;
	if (d == NULL || i >= d->n_with)
		return;
	register_select(app, d->with[i].entity);
	app_set_focus(app, "dossier");
}

static bool
with(struct app *app, struct str arg, struct err *err)
{
	const struct dossier *d = dossier_of(app);

	(void)arg;
	if (d == NULL || d->n_with == 0)
		return err_set(
		    err, ERR_MISSING, "nobody stands in the same articles");
	app_ask(app, "Dossier of which number?", "123456789", open_with, NULL);
	return true;
}

const struct cmd cmd_register[] = {
	{ .name = "entity-add",
	    .arg = CMD_TEXT,
	    .prompt = "New entry (kind and name): ",
	    .exec = add,
	    .acts = true,
	    .again = true,
	    .complete = kinds_of_new,
	    .hint = "new",
	    .help = "Add an entry: its kind and its name" },
	{ .name = "entity-rename",
	    .arg = CMD_TEXT,
	    .prompt = "New name: ",
	    .exec = rename_entry,
	    .acts = true,
	    .hint = "rename",
	    .help = "Give the entry another name; the old one stays a "
		    "spelling" },
	{ .name = "entity-kind",
	    .arg = CMD_TEXT,
	    .prompt = "Kind: ",
	    .exec = retype,
	    .acts = true,
	    .complete = kinds,
	    .help = "Make it a person, faction, place, outlet or other" },
	{ .name = "alias-add",
	    .arg = CMD_TEXT,
	    .prompt = "Another spelling: ",
	    .exec = alias_add,
	    .acts = true,
	    .hint = "spelling",
	    .help = "Add a spelling of the entry" },
	{ .name = "alias-remove",
	    .arg = CMD_TEXT,
	    .prompt = "Remove the spelling: ",
	    .exec = alias_remove,
	    .acts = true,
	    .complete = spellings_here,
	    .help = "Remove a spelling of the entry" },
	{ .name = "entity-merge",
	    .arg = CMD_TEXT_OPT,
	    .exec = merge,
	    .acts = true,
	    .hint = "merge",
	    .complete = entry_keys,
	    .help = "Merge the entry into another one" },
	{ .name = "entity-split",
	    .arg = CMD_TEXT,
	    .prompt = "Split off the entry with the key: ",
	    .exec = split,
	    .acts = true,
	    .help = "Take back a merger" },
	{ .name = "entity-split-off",
	    .arg = CMD_TEXT,
	    .prompt = "Spellings of somebody else (a; b): ",
	    .exec = split_off,
	    .acts = true,
	    .complete = spellings_here,
	    .help = "Make some spellings of the entry one of its own; the name "
		    "of one that was merged takes that back" },
	{ .name = "entity-ignore",
	    .exec = ignore,
	    .acts = true,
	    .help = "Take the entry out of the register" },
	{ .name = "dossier-with",
	    .exec = with,
	    .hint = "beside it",
	    .help = "Go on to one who stands in the same articles" },
	{ 0 },
};

const char *const keys_register[] = {
	"register N entity-add",
	"register r entity-rename",
	"dossier r entity-rename",
	"register K entity-kind",
	"register + alias-add",
	"dossier + alias-add",
	"register - alias-remove",
	"dossier - alias-remove",
	"register M entity-merge",
	"dossier M entity-merge",
	"register S entity-split-off",
	"dossier S entity-split-off",
	"register X entity-ignore",
	"register w dossier-with",
	"dossier w dossier-with",
	NULL,
};
