#include "config.h"

#include "ui/entry.h"

#include "store/match.h"
#include "ui/pane-dossier.h"
#include "ui/pane-entities.h"

bool
entry_in_register(struct app *app)
{
	struct pane *p = app_focus(app);

	return p != NULL && (strcmp(p->ops->name, "register") == 0 ||
				strcmp(p->ops->name, "dossier") == 0);
}

bool
entry_here(struct app *app, int64_t *id, struct err *err)
{
	struct entities *e = entities_of(app);

	*id = 0;
	if (entry_in_register(app))
		*id = dossier_entity(app);
	else if (e != NULL && e->n > 0 && e->id > 0)
		*id = e->id;
	return *id != 0 ||
	       err_set(err, ERR_MISSING, "no entry of the register is chosen");
}

bool
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

bool
entry_did(struct app *app, bool good, const char *what)
{
	if (good) {
		app_saved(app);
		app_say(app, "%s: u takes it back", what);
	}
	return good;
}

void
entry_keys(struct app *app, struct str arg, struct arena *arena,
    struct str **list, size_t *n)
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
