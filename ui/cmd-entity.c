#include "config.h"

#include "ui/cmd-tables.h"

#include "ui/entry.h"
#include "ui/pane-entities.h"
#include "ui/pane-reader.h"
#include "ui/pane-register.h"

static bool
down(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	entities_move(app, cmd_count(arg, 1));
	return true;
}

static bool
up(struct app *app, struct str arg, struct err *err)
{
	(void)err;
	entities_move(app, -cmd_count(arg, 1));
	return true;
}

static bool
top(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	entities_move(app, -INT32_MAX);
	return true;
}

static bool
bottom(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	entities_move(app, INT32_MAX);
	return true;
}

static bool
go(struct app *app, int dir, struct err *err)
{
	const struct mention *m;

	if (entities_suggestion(app) != NULL) {
		reader_show(app, entities_next_suggested(app, dir));
		return true;
	}
	m = entities_next_mention(app, dir);
	if (m == NULL)
		return err_set(err, ERR_MISSING, "it is not in the text");
	reader_show(app, m->span);
	return true;
}

static bool
next(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go(app, 1, err);
}

static bool
previous(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go(app, -1, err);
}

static bool
forget(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	(void)err;
	entities_choose(app, 0);
	return true;
}

static bool
open_dossier(struct app *app, struct str arg, struct err *err)
{
	struct entities *e = entities_of(app);
	int64_t id = e != NULL && e->n > 0 ? e->id : 0;

	if (str_trim(arg).len > 0 &&
	    !store_entity_by_key(app->store, str_trim(arg), &id, err))
		return false;
	if (id <= 0)
		return err_set(err, ERR_MISSING,
		    id == 0 ? "there is no entity here"
			    : "not in the register yet: + adds it");
	app_set_view(app, VIEW_ENTITIES);
	register_select(app, id);
	app_set_focus(app, "dossier");
	return true;
}

static void
set_naming(struct app *app, void *arg, char key)
{
	const struct naming *n = arg;
	struct err err = { ERR_NONE, "" };
	int64_t article = key == 'e' ? 0 : n->article;
	struct span span = key == 'h' ? n->span : (struct span){ 0, 0 };

	if (!store_naming_set(app->store, article, span, buf_view(&n->spelling),
		n->entity, &err) ||
	    !app_reload_current(app, &err)) {
		app_fail(app, &err);
		return;
	}
	app_saved(app);
	app_say(app, "noted for \"%s\": u takes it back", n->spelling.p);
}

static void
ask_where(struct app *app, struct naming *n, int64_t entity)
{
	n->entity = entity;
	app_ask(app, "h only here, a in this article, e everywhere", "hae",
	    set_naming, n);
}

static bool
another_typed(struct app *app, void *arg, struct str text, struct err *err)
{
	int64_t id;

	if (!entry_named(app, str_trim(text), &id, err))
		return false;
	ask_where(app, arg, id);
	return true;
}

static void
another_keys(struct app *app, void *arg, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	(void)arg;
	entry_keys(app, text, arena, list, n);
}

static void
who_chosen(struct app *app, void *arg, char key)
{
	struct naming *n = arg;
	size_t i = (size_t)(key - '0');

	if (key == '/')
		app_prompt(app, &(struct prompt_opts){ .label = "It is: ",
				    .done = another_typed,
				    .complete = another_keys,
				    .again = true,
				    .arg = n });
	else if (i <= n->n)
		ask_where(app, n, i == 0 ? 0 : n->choices[i]);
}

/* The mention that the reader points at, else the chosen one of the pane. */
static const struct mention *
mention_here(struct app *app)
{
	const struct current *cur = &app->cur;
	struct pane *p = app_focus(app);
	struct entities *e = entities_of(app);
	struct reader *r = reader_of(app);
	struct span at;

	if (r != NULL && p != NULL && strcmp(p->ops->name, "reader") == 0) {
		at = cursor_focus(&r->cursor);
		for (size_t i = 0; i < cur->n_mentions; i++)
			if (cur->mentions[i].span.from < at.to &&
			    cur->mentions[i].span.to > at.from)
				return &cur->mentions[i];
		return NULL;
	}
	if (e == NULL)
		return NULL;
	if (e->mention < cur->n_mentions)
		return &cur->mentions[e->mention];
	for (size_t i = 0; i < cur->n_mentions; i++)
		if (cur->mentions[i].entity == e->id)
			return &cur->mentions[i];
	return NULL;
}

/* "Misrata" is: 1 Misrata (place), 2 Misrata brigades (faction), 0 no name,
 * / another */
static void
question(
    struct buf *out, struct naming *n, const struct entity *list, size_t count)
{
	/* A mark and isolates: an Arabic name must not turn the line round. */
	buf_addf(out,
	    "\xe2\x80\x8e\xe2\x80\x9c\xe2\x81\xa8%s\xe2\x81\xa9\xe2\x80\x9d "
	    "is: ",
	    n->spelling.p);
	for (size_t i = 0; i < count && n->n < NAMING_CHOICES; i++) {
		n->choices[++n->n] = list[i].id;
		buf_addf(out, "%zu %.*s (%s), ", n->n, (int)list[i].name.len,
		    list[i].name.p, entity_kind_name(list[i].kind));
	}
	buf_puts(out, "0 no name, / another");
}

static bool
naming(struct app *app, struct str arg, struct err *err)
{
	const struct mention *m = mention_here(app);
	struct entities *e = entities_of(app);
	struct arena arena = { 0 };
	struct entity *list;
	struct naming *n;
	struct buf text = { 0 };
	size_t count;
	bool good;

	(void)arg;
	if (m == NULL || e == NULL)
		return err_set(err, ERR_MISSING,
		    "no name of the register stands here: ]e goes to one");
	n = &e->naming;
	n->n = 0;
	n->article = app->cur.article.row.id;
	n->span = m->span;
	buf_reset(&n->spelling);
	buf_str(&n->spelling,
	    str_slice(app->cur.article.text, m->span.from, m->span.to));
	good = store_entities_named(
	    app->store, buf_view(&n->spelling), &arena, &list, &count, err);
	if (good) {
		question(&text, n, list, count);
		app_ask(app, text.p, "0123456789/", who_chosen, n);
	}
	buf_release(&text);
	arena_release(&arena);
	return good;
}

#define ENTITIES .pane = "entities"

const struct cmd cmd_entity[] = {
	{ .name = "down",
	    ENTITIES,
	    .arg = CMD_COUNT,
	    .exec = down,
	    .help = "Go to the next entity; its mentions show" },
	{ .name = "up",
	    ENTITIES,
	    .arg = CMD_COUNT,
	    .exec = up,
	    .help = "Go to the entity before" },
	{ .name = "top",
	    ENTITIES,
	    .exec = top,
	    .help = "Go to the first entity" },
	{ .name = "bottom",
	    ENTITIES,
	    .exec = bottom,
	    .help = "Go to the last entity" },
	{ .name = "entity-next",
	    ENTITIES,
	    .exec = next,
	    .hint = "mentions",
	    .help = "Go to its next mention, round and round" },
	{ .name = "entity-previous",
	    ENTITIES,
	    .exec = previous,
	    .help = "Go to its mention before" },
	{ .name = "entity-forget",
	    ENTITIES,
	    .exec = forget,
	    .help = "Show no mentions" },
	{ .name = "dossier",
	    .arg = CMD_TEXT_OPT,
	    .exec = open_dossier,
	    .hint = "dossier",
	    .complete = entry_keys,
	    .help = "Open the dossier of the entity, or of that key" },
	{ .name = "naming",
	    .exec = naming,
	    .acts = true,
	    .hint = "other name",
	    .help = "Say what a name means: another entry, or none" },
	{ 0 },
};

const char *const keys_entity[] = {
	"entities j down",
	"entities Down down",
	"entities k up",
	"entities Up up",
	"entities g top",
	"entities Home top",
	"entities G bottom",
	"entities End bottom",
	"entities Enter entity-next",
	"entities n entity-next",
	"entities N entity-previous",
	"entities Escape entity-forget",
	"entities o dossier",
	"entities m naming",
	"reader m naming",
	NULL,
};
