#include "config.h"

#include "ui/cmd-tables.h"

#include "store/match.h"
#include "ui/entry.h"
#include "ui/pane-entities.h"
#include "ui/pane-unknown.h"

/* Names that the register does not have: suggested in an article, counted over
 * the library, or selected in the reader. Each becomes a new entry, a spelling
 * of one, or is never suggested again. */

static bool
in_unknown(struct app *app)
{
	struct pane *p = app_focus(app);

	return p != NULL &&
	       (p->ops == &pane_unknown || dossier_shown(app) < 0) &&
	       app->view == VIEW_ENTITIES;
}

static void
spell(struct naming *n, struct str spelling)
{
	buf_reset(&n->spelling);
	buf_str(&n->spelling, spelling);
}

/* The name under the cursor, kept for the question that comes. */
static struct naming *
name_here(struct app *app, struct err *err)
{
	struct naming *n = &entities_of(app)->naming;
	const struct unnamed *s;

	n->n = 0;
	n->unknown = 0;
	n->scope = NAMING_ALL;
	if (in_unknown(app)) {
		const struct unknown *u = unknown_here(app, err);

		if (u == NULL)
			return NULL;
		n->unknown = u->id;
		n->kind = u->kind;
		n->article = 0;
		spell(n, u->text);
		return n;
	}
	s = entities_suggestion(app);
	if (s == NULL) {
		(void)err_set(err, ERR_MISSING,
		    "that is in the register: suggestions stand below");
		return NULL;
	}
	n->kind = s->count.kind;
	n->article = app->cur.article.row.id;
	n->scope = s->described ? NAMING_ARTICLE : NAMING_ALL;
	n->span = s->spans[0];
	spell(n, s->count.name);
	return n;
}

/* The act is done: the cursor goes to the entry, or on in the list. */
static bool
done(struct app *app, const struct naming *n, bool good, int64_t id,
    const char *what)
{
	if (!entry_did(app, good, what))
		return false;
	if (n->unknown != 0)
		unknown_gone(app);
	else if (id != 0)
		entities_choose(app, id);
	return true;
}

/* ---- a new entry */

static bool
add(struct app *app, struct naming *n, enum entity_kind kind, struct err *err)
{
	int64_t id = 0;
	bool good = store_entity_add(
	    app->store, kind, buf_view(&n->spelling), &id, err);

	return done(app, n, good, id, "added to the register");
}

static void
add_as(struct app *app, void *arg, char key)
{
	static const char letters[] = "pflwo";
	static const enum entity_kind of[] = { ENTITY_PERSON, ENTITY_FACTION,
		ENTITY_PLACE, ENTITY_OUTLET, ENTITY_OTHER };
	struct err err = { ERR_NONE, "" };

	if (!add(app, arg, of[strchr(letters, key) - letters], &err))
		app_fail(app, &err);
}

/* A definition needs no question: one of its sides is known. */
static bool
take_definition(struct app *app, struct naming *n, bool *is, struct err *err)
{
	struct arena arena = { 0 };
	struct unknown u = { 0 };
	struct str alias;
	int64_t id = 0;
	bool good = true;

	*is = n->unknown != 0 &&
	      store_unknown_get(app->store, n->unknown, &arena, &u, err) &&
	      u.stands_for.len > 0;
	if (*is)
		good = store_unknown_bearer(
			   app->store, &u, &arena, &id, &alias, err) &&
		       done(app, n, store_alias_add(app->store, id, alias, err),
			   id, "spelling added");
	arena_release(&arena);
	return good;
}

static bool
accept(struct app *app, struct str arg, struct err *err)
{
	struct naming *n = name_here(app, err);
	bool definition;

	(void)arg;
	if (n == NULL || !take_definition(app, n, &definition, err))
		return false;
	if (definition)
		return true;
	if (n->kind != ENTITY_OTHER && n->scope == NAMING_ALL)
		return add(app, n, n->kind, err);
	app_ask(app, "It is a p person, f faction, l place, w outlet, o other",
	    "pflwo", add_as, n);
	return true;
}

/* ---- a spelling of an entry */

/* Whom the words mean now, and where. A mark and isolates: an Arabic name must
 * not turn the line round. */
static void
given(struct app *app, const struct naming *n, int64_t id, struct buf *out)
{
	struct arena arena = { 0 };
	struct entity who = { 0 };
	struct err ignored;

	(void)store_entity_get(app->store, id, &arena, &who, &ignored);
	buf_addf(out,
	    "\xe2\x80\x8e\xe2\x80\x9c\xe2\x81\xa8%s\xe2\x81\xa9\xe2\x80\x9d "
	    "is %.*s%s",
	    n->spelling.p, (int)who.name.len, who.name.p,
	    n->scope == NAMING_ALL       ? ""
	    : n->scope == NAMING_ARTICLE ? " in this article"
					 : " here");
	arena_release(&arena);
}

static bool
give(struct app *app, struct naming *n, int64_t id, struct err *err)
{
	struct buf what = { 0 };
	struct span span =
	    n->scope == NAMING_HERE ? n->span : (struct span){ 0, 0 };
	bool good =
	    n->scope == NAMING_ALL
		? store_alias_add(app->store, id, buf_view(&n->spelling), err)
		: store_naming_set(app->store, n->article, span,
		      buf_view(&n->spelling), id, err) &&
		      app_reload_current(app, err);

	given(app, n, id, &what);
	good = done(app, n, good, id, what.p);
	buf_release(&what);
	return good;
}

static void
scope_chosen(struct app *app, void *arg, char key)
{
	struct naming *n = arg;
	struct err err = { ERR_NONE, "" };

	n->scope = key == 'h'   ? NAMING_HERE
		   : key == 'a' ? NAMING_ARTICLE
				: NAMING_ALL;
	if (!give(app, n, n->entity, &err))
		app_fail(app, &err);
}

static bool
chosen(struct app *app, struct naming *n, int64_t id, struct err *err)
{
	n->entity = id;
	if (n->scope != NAMING_ASK)
		return give(app, n, id, err);
	app_ask(app, "e everywhere, a in this article only, h only here", "eah",
	    scope_chosen, n);
	return true;
}

static bool
typed(struct app *app, void *arg, struct str text, struct err *err)
{
	int64_t id;

	return entry_named(app, str_trim(text), &id, err) &&
	       chosen(app, arg, id, err);
}

static void
complete(struct app *app, void *arg, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	(void)arg;
	entry_keys(app, text, arena, list, n);
}

static void
ask_another(struct app *app, struct naming *n)
{
	app_prompt(app, &(struct prompt_opts){ .label = "It is: ",
			    .done = typed,
			    .complete = complete,
			    .again = true,
			    .arg = n });
}

static void
answer(struct app *app, void *arg, char key)
{
	struct naming *n = arg;
	struct err err = { ERR_NONE, "" };
	size_t i = (size_t)(key - '0');

	if (key == '/')
		ask_another(app, n);
	else if (key > '9')
		add_as(app, n, key);
	else if (i > 0 && i <= n->n && !chosen(app, n, n->choices[i], &err))
		app_fail(app, &err);
}

static void
offer(struct naming *n, struct buf *text, int64_t id, struct str name)
{
	for (size_t i = 1; i <= n->n; i++)
		if (n->choices[i] == id)
			return;
	if (n->n == NAMING_CHOICES)
		return;
	n->choices[++n->n] = id;
	buf_addf(text, "%s%zu %.*s", n->n == 1 ? "" : ", ", n->n, (int)name.len,
	    name.p);
}

static const struct entity_count *
counted(const struct current *cur, int64_t id)
{
	for (size_t i = 0; i < cur->n_entities; i++)
		if (cur->entities[i].entity == id)
			return &cur->entities[i];
	return NULL;
}

/* Those whom the article names, of that kind or of the others: the one named
 * last before the words first, backwards from there; then the rest. */
static void
offer_near(struct app *app, struct naming *n, struct buf *text, bool of_kind)
{
	const struct current *cur = &app->cur;

	for (size_t i = cur->n_mentions; i-- > 0;) {
		const struct mention *m = &cur->mentions[i];
		const struct entity_count *e = counted(cur, m->entity);

		if (e != NULL && m->span.to <= n->span.from &&
		    (m->kind == n->kind) == of_kind)
			offer(n, text, e->entity, e->name);
	}
	for (size_t i = 0; i < cur->n_entities; i++)
		if ((cur->entities[i].kind == n->kind) == of_kind)
			offer(n, text, cur->entities[i].entity,
			    cur->entities[i].name);
}

static bool
offer_alike(
    struct app *app, struct naming *n, struct buf *text, struct err *err)
{
	struct match_opts opts = { .name = buf_view(&n->spelling),
		.kind = ENTITY_KINDS,
		.most = NAMING_CHOICES,
		.least = MATCH_OFFER };
	struct arena arena = { 0 };
	struct match *list;
	size_t count;
	bool good =
	    store_entity_match(app->store, &opts, &arena, &list, &count, err);

	for (size_t i = 0; good && i < count; i++)
		offer(n, text, list[i].entity.id, list[i].entity.name);
	arena_release(&arena);
	return good;
}

/* Whom it may be: who has a name much like it; words that describe ("the
 * general") are like nobody's, and mean whom the article names. */
static bool
offers(struct app *app, struct naming *n, struct buf *text, struct err *err)
{
	if (n->scope == NAMING_ARTICLE)
		offer_near(app, n, text, true);
	else if (!offer_alike(app, n, text, err))
		return false;
	if (n->scope != NAMING_ALL)
		offer_near(app, n, text, n->scope == NAMING_ASK);
	if (n->scope == NAMING_ASK)
		offer_near(app, n, text, false);
	return true;
}

static bool
ask(struct app *app, struct naming *n, bool or_new, struct err *err)
{
	struct buf text = { 0 };
	bool good;

	buf_puts(&text, or_new ? "New p person f faction l place w outlet "
				 "o other, or it is "
			       : "It is ");
	good = offers(app, n, &text, err);
	buf_puts(&text, n->n > 0 ? ", / another" : "/ another");
	if (good && n->n == 0 && !or_new) /* nobody to choose from */
		ask_another(app, n);
	else if (good)
		app_ask(app, text.p, or_new ? "pflwo/12345678" : "/12345678",
		    answer, n);
	buf_release(&text);
	return good;
}

static bool
alias(struct app *app, struct str arg, struct err *err)
{
	struct naming *n = name_here(app, err);
	bool definition;
	int64_t id;

	if (n == NULL)
		return false;
	if (str_trim(arg).len > 0)
		return entry_named(app, str_trim(arg), &id, err) &&
		       chosen(app, n, id, err);
	if (!take_definition(app, n, &definition, err))
		return false;
	return definition || ask(app, n, false, err);
}

/* The words selected in the reader are a name. */
static bool
entity_here(struct app *app, struct str arg, struct err *err)
{
	const struct current *cur = &app->cur;
	struct naming *n = &entities_of(app)->naming;

	(void)arg;
	if (!cur->selected)
		return err_set(
		    err, ERR_MISSING, "select the name first: v, then w");
	n->n = 0;
	n->unknown = 0;
	n->kind = ENTITY_PERSON;
	n->scope = NAMING_ASK;
	n->article = cur->article.row.id;
	n->span = cur->passage;
	spell(n, str_trim(str_slice(
		     cur->article.text, cur->passage.from, cur->passage.to)));
	return ask(app, n, true, err);
}

static bool
name_or_note(struct app *app, struct str arg, struct err *err)
{
	return app->cur.selected ? entity_here(app, arg, err)
				 : cmd_run(app, str_of("note-edit"), err);
}

/* ---- never again */

static bool
never(struct app *app, struct str arg, struct err *err)
{
	struct naming *n = name_here(app, err);
	bool good;

	(void)arg;
	if (n == NULL)
		return false;
	if (n->unknown != 0) {
		const struct unknown *u = unknown_here(app, err);

		good = u != NULL && store_unknown_never(app->store, u, err);
	} else {
		good = store_naming_set(app->store,
		    n->scope == NAMING_ARTICLE ? n->article : 0,
		    (struct span){ 0, 0 }, buf_view(&n->spelling), 0, err);
	}
	return done(app, n, good, 0, "not suggested again");
}

#define SUGGEST(pane_)                                                         \
	{ .name = "suggestion-accept",                                         \
		.pane = (pane_),                                               \
		.exec = accept,                                                \
		.acts = true,                                                  \
		.hint = "new",                                                 \
		.help = "Take the suggested name into the register" },         \
	    { .name = "suggestion-alias",                                      \
		    .pane = (pane_),                                           \
		    .arg = CMD_TEXT_OPT,                                       \
		    .exec = alias,                                             \
		    .acts = true,                                              \
		    .hint = "spelling of",                                     \
		    .complete = entry_keys,                                    \
		    .help = "The suggested name is a spelling of an entry" },  \
	{                                                                      \
		.name = "suggestion-never", .pane = (pane_), .exec = never,    \
		.acts = true, .hint = "never",                                 \
		.help = "Never suggest these words again"                      \
	}

const struct cmd cmd_suggest[] = {
	SUGGEST("entities"),
	SUGGEST("unknown"),
	{ .name = "name-or-note",
	    .pane = "reader",
	    .exec = name_or_note,
	    .acts = true,
	    .hint = "edit",
	    .help = "Make the selection a name; without one edit the note" },
	{ .name = "entity-here",
	    .exec = entity_here,
	    .acts = true,
	    .help = "Make the selected words a new entry, or a spelling of "
		    "one" },
	{ 0 },
};

#define KEYS(pane_)                                                            \
	pane_ " + suggestion-accept", pane_ " = suggestion-alias",             \
	    pane_ " - suggestion-never"

const char *const keys_suggest[] = {
	KEYS("entities"),
	KEYS("unknown"),
	"reader + entity-here",
	"reader e name-or-note",
	NULL,
};
