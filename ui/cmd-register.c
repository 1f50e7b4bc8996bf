#include "config.h"

#include "ui/cmd-tables.h"

#include "store/match.h"
#include "ui/pane-dossier.h"
#include "ui/pane-entities.h"
#include "ui/pane-register.h"

/* Work on the register: from its own view on the entry shown, from the names
 * of an article on the one under the cursor. */

static bool
in_register(struct app *app)
{
	struct pane *p = app_focus(app);

	return p != NULL && (strcmp(p->ops->name, "register") == 0 ||
				strcmp(p->ops->name, "dossier") == 0);
}

static bool
entry_here(struct app *app, int64_t *id, struct err *err)
{
	struct entities *e = entities_of(app);

	*id = 0;
	if (in_register(app))
		*id = dossier_entity(app);
	else if (e != NULL && e->n > 0 && e->id > 0)
		*id = e->id;
	return *id != 0 ||
	       err_set(err, ERR_MISSING, "no entry of the register is chosen");
}

/* A key, or a name in any spelling. */
static bool
entry_named(struct app *app, struct str text, int64_t *id, struct err *err)
{
	struct match_opts opts = {
		.name = text, .kind = ENTITY_KINDS, .most = 1, .least = 0.68
	};
	struct arena arena = { 0 };
	struct match *list;
	struct err none;
	size_t n = 0;
	bool good = true;

	if (store_entity_by_key(app->store, text, id, &none))
		return true;
	good = store_entity_match(app->store, &opts, &arena, &list, &n, err);
	if (good && n > 0)
		*id = list[0].entity.id;
	else if (good)
		good = err_set(err, ERR_MISSING, "the register has no %.*s",
		    text.len > 80 ? 80 : (int)text.len, text.p);
	arena_release(&arena);
	return good;
}

static bool
did(struct app *app, bool good, const char *what)
{
	if (good) {
		app_saved(app);
		app_say(app, "%s: u takes it back", what);
	}
	return good;
}

static bool
rename_entry(struct app *app, struct str arg, struct err *err)
{
	int64_t id;

	return entry_here(app, &id, err) &&
	       did(app, store_entity_rename(app->store, id, arg, err),
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
	       did(app, store_entity_retype(app->store, id, kind, err),
		   "its kind is changed");
}

static bool
alias_add(struct app *app, struct str arg, struct err *err)
{
	int64_t id;

	return entry_here(app, &id, err) &&
	       did(app, store_alias_add(app->store, id, arg, err),
		   "spelling added");
}

static bool
alias_remove(struct app *app, struct str arg, struct err *err)
{
	int64_t id;

	return entry_here(app, &id, err) &&
	       did(app, store_alias_remove(app->store, id, str_trim(arg), err),
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
keys_of(struct app *app, struct str arg, struct arena *arena, struct str **list,
    size_t *n)
{
	struct entity *found;
	size_t n_found;

	*n = 0;
	if (!store_entity_complete(
		app->store, arg, 12, arena, &found, &n_found, NULL))
		return;
	*list = arena_array(arena, n_found + 1, sizeof **list);
	for (size_t i = 0; i < n_found; i++)
		(*list)[(*n)++] = found[i].key;
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

static bool
merge(struct app *app, struct str arg, struct err *err)
{
	int64_t id, into;

	if (!entry_here(app, &id, err) ||
	    !entry_named(app, str_trim(arg), &into, err) ||
	    !did(app, store_entity_merge(app->store, id, into, err), "merged"))
		return false;
	if (in_register(app))
		register_select(app, into);
	return true;
}

static bool
split(struct app *app, struct str arg, struct err *err)
{
	int64_t id;

	if (!store_entity_by_key(app->store, str_trim(arg), &id, err) ||
	    !did(app, store_entity_split(app->store, id, err), "split"))
		return false;
	if (in_register(app))
		register_select(app, id);
	return true;
}

static bool
ignore(struct app *app, struct str arg, struct err *err)
{
	int64_t id;

	(void)arg;
	return entry_here(app, &id, err) &&
	       did(app, store_entity_ignore(app->store, id, true, err),
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
	if (!did(app,
		store_entity_add(app->store, kind,
		    rest.p != NULL ? rest : str_of(""), &id, err),
		"added"))
		return false;
	if (in_register(app))
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

/* ------------------------------------------- names that are only suggested */

static const struct unnamed *
suggestion_here(struct app *app, struct err *err)
{
	const struct unnamed *s = entities_suggestion(app);

	if (s == NULL)
		(void)err_set(err, ERR_MISSING,
		    "that is in the register: suggestions stand below");
	return s;
}

static struct naming *
keep(struct app *app, struct str spelling)
{
	struct naming *n = &entities_of(app)->naming;

	n->n = 0;
	n->article = app->cur.article.row.id;
	buf_reset(&n->spelling);
	buf_str(&n->spelling, spelling);
	return n;
}

static void
accept_as(struct app *app, void *arg, char key)
{
	static const char letters[] = "pflwo";
	static const enum entity_kind of[] = { ENTITY_PERSON, ENTITY_FACTION,
		ENTITY_PLACE, ENTITY_OUTLET, ENTITY_OTHER };
	const struct naming *n = arg;
	struct err err = { ERR_NONE, "" };
	int64_t id;

	if (!did(app,
		store_entity_add(app->store, of[strchr(letters, key) - letters],
		    buf_view(&n->spelling), &id, &err),
		"added"))
		app_fail(app, &err);
	else
		entities_choose(app, id);
}

static bool
accept(struct app *app, struct str arg, struct err *err)
{
	const struct unnamed *s = suggestion_here(app, err);
	int64_t id;

	(void)arg;
	if (s == NULL)
		return false;
	if (s->count.kind == ENTITY_OTHER) {
		app_ask(app,
		    "It is a p person, f faction, l place, w outlet, o other",
		    "pflwo", accept_as, keep(app, s->count.name));
		return true;
	}
	if (!did(app,
		store_entity_add(
		    app->store, s->count.kind, s->count.name, &id, err),
		"added to the register"))
		return false;
	entities_choose(app, id);
	return true;
}

static void
alias_of(struct app *app, void *arg, char key)
{
	const struct naming *n = arg;
	struct err err = { ERR_NONE, "" };
	size_t i = (size_t)(key - '0');

	if (i == 0 || i > n->n)
		return;
	if (!did(app,
		store_alias_add(
		    app->store, n->choices[i], buf_view(&n->spelling), &err),
		"spelling added"))
		app_fail(app, &err);
	else
		entities_choose(app, n->choices[i]);
}

static void
new_or_alias(struct app *app, void *arg, char key)
{
	if (key >= '0' && key <= '9')
		alias_of(app, arg, key);
	else
		accept_as(app, arg, key);
}

/* Ask of whom it is a spelling, the most alike first. */
static bool
ask_alias(struct app *app, struct naming *n, bool or_new, struct err *err)
{
	struct match_opts opts = { .name = buf_view(&n->spelling),
		.kind = ENTITY_KINDS,
		.most = NAMING_CHOICES,
		.least = 0.2 };
	struct arena arena = { 0 };
	struct buf text = { 0 };
	struct match *list;
	size_t count;
	bool good =
	    store_entity_match(app->store, &opts, &arena, &list, &count, err);

	if (good && count == 0 && !or_new)
		good = err_set(err, ERR_MISSING,
		    "nobody has a name like that: :suggestion-alias NAME "
		    "takes any");
	buf_puts(&text, or_new ? "New p person f faction l place w outlet "
				 "o other, or it is "
			       : "It is ");
	for (size_t i = 0; good && i < count; i++) {
		n->choices[++n->n] = list[i].entity.id;
		buf_addf(&text, "%s%zu %.*s", i == 0 ? "" : ", ", n->n,
		    list[i].entity.name.len > 30 ? 30
						 : (int)list[i].entity.name.len,
		    list[i].entity.name.p);
	}
	if (good)
		app_ask(app, text.p, or_new ? "pflwo12345678" : "12345678",
		    or_new ? new_or_alias : alias_of, n);
	buf_release(&text);
	arena_release(&arena);
	return good;
}

static bool
alias(struct app *app, struct str arg, struct err *err)
{
	const struct unnamed *s = suggestion_here(app, err);
	int64_t id;

	if (s == NULL)
		return false;
	if (str_trim(arg).len > 0)
		return entry_named(app, str_trim(arg), &id, err) &&
		       did(app,
			   store_alias_add(app->store, id, s->count.name, err),
			   "spelling added");
	return ask_alias(app, keep(app, s->count.name), false, err);
}

/* The words selected in the reader are a name. */
static bool
entity_here(struct app *app, struct str arg, struct err *err)
{
	const struct current *cur = &app->cur;

	(void)arg;
	if (!cur->selected)
		return err_set(
		    err, ERR_MISSING, "select the name first: v, then w");
	return ask_alias(app,
	    keep(app, str_trim(str_slice(cur->article.text, cur->passage.from,
			  cur->passage.to))),
	    true, err);
}

static bool
never(struct app *app, struct str arg, struct err *err)
{
	const struct unnamed *s = suggestion_here(app, err);

	(void)arg;
	return s != NULL &&
	       did(app,
		   store_naming_set(app->store, 0, (struct span){ 0, 0 },
		       s->count.name, 0, err),
		   "not suggested again");
}

#define ENTITIES .pane = "entities"

const struct cmd cmd_register[] = {
	{ .name = "suggestion-accept",
	    ENTITIES,
	    .exec = accept,
	    .help = "Take the suggested name into the register" },
	{ .name = "suggestion-alias",
	    ENTITIES,
	    .arg = CMD_TEXT_OPT,
	    .exec = alias,
	    .complete = keys_of,
	    .help = "The suggested name is another spelling of an entry" },
	{ .name = "suggestion-never",
	    ENTITIES,
	    .exec = never,
	    .help = "Never suggest these words again" },
	{ .name = "entity-here",
	    .exec = entity_here,
	    .help = "Make the selected words a new entry, or a spelling of "
		    "one" },
	{ .name = "entity-add",
	    .arg = CMD_TEXT,
	    .prompt = "New entry (kind and name): ",
	    .exec = add,
	    .complete = kinds,
	    .help = "Add an entry: its kind and its name" },
	{ .name = "entity-rename",
	    .arg = CMD_TEXT,
	    .prompt = "New name: ",
	    .exec = rename_entry,
	    .help = "Give the entry another name; the old one stays a "
		    "spelling" },
	{ .name = "entity-kind",
	    .arg = CMD_TEXT,
	    .prompt = "Kind: ",
	    .exec = retype,
	    .complete = kinds,
	    .help = "Make it a person, faction, place, outlet or other" },
	{ .name = "alias-add",
	    .arg = CMD_TEXT,
	    .prompt = "Another spelling: ",
	    .exec = alias_add,
	    .hint = "spelling",
	    .help = "Add a spelling of the entry" },
	{ .name = "alias-remove",
	    .arg = CMD_TEXT,
	    .prompt = "Remove the spelling: ",
	    .exec = alias_remove,
	    .complete = spellings_here,
	    .help = "Remove a spelling of the entry" },
	{ .name = "entity-merge",
	    .arg = CMD_TEXT,
	    .prompt = "It is the same as: ",
	    .exec = merge,
	    .hint = "merge",
	    .complete = keys_of,
	    .help = "Merge the entry into another one" },
	{ .name = "entity-split",
	    .arg = CMD_TEXT,
	    .prompt = "Split off the entry with the key: ",
	    .exec = split,
	    .help = "Take back a merger" },
	{ .name = "entity-ignore",
	    .exec = ignore,
	    .help = "Take the entry out of the register" },
	{ .name = "dossier-with",
	    .exec = with,
	    .help = "Go on to one who stands in the same articles" },
	{ 0 },
};

const char *const keys_register[] = {
	"entities + suggestion-accept",
	"entities = suggestion-alias",
	"entities - suggestion-never",
	"reader + entity-here",
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
	"register X entity-ignore",
	"register w dossier-with",
	"dossier w dossier-with",
	NULL,
};
