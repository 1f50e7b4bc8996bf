#include "config.h"

#include "model/fold.h"
#include "store/article.h"
#include "store/entity.h"
#include "store/event.h"
#include "ui/claim-text.h"

enum { FOUND = 12, CHOICES = 16 };

/* Does the name, or a word in it, begin so? Both are folded. */
static bool
begins(struct str name, struct str with)
{
	for (size_t at = 0; (at = str_find(name, with, at)) != SIZE_MAX; at++)
		if (at == 0 || name.p[at - 1] == ' ' || name.p[at - 1] == '-')
			return true;
	return false;
}

/* Is this the beginning of one of its spellings? */
static bool
begins_one(struct store *store, int64_t entity, struct str typed)
{
	struct arena arena = { 0 };
	struct buf with = { 0 }, name = { 0 };
	struct alias *list;
	size_t n = 0;
	bool found = false;

	fold_text(&with, typed);
	if (!store_aliases(store, entity, &arena, &list, &n, NULL))
		n = 0;
	for (size_t i = 0; i < n && !found; i++) {
		buf_reset(&name);
		fold_text(&name, list[i].text);
		found = begins(buf_view(&name), buf_view(&with));
	}
	buf_release(&with);
	buf_release(&name);
	arena_release(&arena);
	return found;
}

static void
complete_names(struct tagging *t, struct form_typed typed, struct arena *arena,
    struct str **list, size_t *n)
{
	struct entity *found;
	size_t all;

	if (!store_entity_complete(
		t->app->store, typed.text, FOUND, arena, &found, &all, NULL))
		return;
	*list = arena_array(arena, all + 1, sizeof **list);
	for (size_t i = 0; i < all; i++) {
		if (typed.field == ENTRY_PLACE && found[i].kind != ENTITY_PLACE)
			continue;
		if (typed.asked ||
		    begins_one(t->app->store, found[i].id, typed.text))
			(*list)[(*n)++] = found[i].name;
	}
}

static void
complete_codes(struct tagging *t, struct str part, struct arena *arena,
    struct str **list, size_t *n)
{
	struct str *all;
	size_t n_all;

	if (!store_codes(t->app->store, arena, &all, &n_all, NULL))
		return;
	*list = arena_array(arena, n_all + 1, sizeof **list);
	for (size_t i = 0; i < n_all; i++)
		if (str_eq(str_slice(all[i], 0, part.len), part))
			(*list)[(*n)++] = all[i];
}

/* Events by words of their titles; asked for, those around the day. */
static void
complete_events(struct tagging *t, struct form_typed typed, struct arena *arena,
    struct str **list, size_t *n)
{
	struct event *found;
	size_t all = FOUND;

	if (!store_events_like(
		t->app->store, typed.text, t->day, arena, &found, &all, NULL))
		return;
	*list = arena_array(arena, all + 1, sizeof **list);
	for (size_t i = 0; i < all; i++)
		(*list)[(*n)++] = found[i].title;
}

/* While a word is typed, those that begin so; when asked for, all of them. */
static void
complete_choice(
    struct form_typed typed, struct arena *arena, struct str **list, size_t *n)
{
	enum claim_entry entry = (enum claim_entry)typed.field;
	const char *name;

	*list = arena_array(arena, CHOICES, sizeof **list);
	for (size_t i = 0; (name = claim_choice(entry, i)) != NULL; i++) {
		struct str s = str_of(name);

		if (typed.asked ||
		    str_eq(str_slice(s, 0, typed.text.len), typed.text))
			(*list)[(*n)++] = s;
	}
}

void
claim_complete(struct tagging *t, struct form_typed typed, struct arena *arena,
    struct str **list, size_t *n)
{
	enum claim_entry entry = (enum claim_entry)typed.field;
	bool names = entry == ENTRY_CLAIMANT || entry == ENTRY_VIA ||
		     entry == ENTRY_SUBJECTS || entry == ENTRY_OBJECTS ||
		     entry == ENTRY_PLACE;

	*n = 0;
	if (names)
		complete_names(t, typed, arena, list, n);
	else if (entry == ENTRY_CODES)
		complete_codes(t, typed.text, arena, list, n);
	else if (entry == ENTRY_EVENT)
		complete_events(t, typed, arena, list, n);
	else if (claim_choice(entry, 0) != NULL)
		complete_choice(typed, arena, list, n);
}
