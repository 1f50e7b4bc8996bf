/* Completion of queries: fields, and the values that a field knows. */
#include "config.h"

#include "ui/query-words.h"

#include "model/fold.h"
#include "model/query.h"
#include "store/article.h"
#include "store/entity.h"
#include "store/event.h"
#include "store/facet.h"
#include "store/near.h"
#include "ui/ui.h"

enum {
	NAMES_MAX = 12,
	NAMES_SEEN = 60, /* of any kind, of which one kind may be wanted */
	HASTY_MS = 8,    /* for what is said to each key */
	SAID_MS = 50,    /* and once it is asked */
};

/* What is offered in place of what was typed from byte `from` on. */
struct offer {
	struct str before, typed;
	struct arena *arena;
	struct str *list;
	size_t n, size;
};

static void
put(struct offer *o, struct str text)
{
	if (o->n == o->size) {
		size_t size = o->size * 2 + 32;
		struct str *list = arena_array(o->arena, size, sizeof *list);

		if (o->n > 0)
			memcpy(list, o->list, o->n * sizeof *list);
		o->list = list;
		o->size = size;
	}
	o->list[o->n++] = arena_printf(o->arena, "%.*s%.*s", (int)o->before.len,
	    o->before.p, (int)text.len, text.p);
}

/* In quotation marks, of which the first may be typed already. */
static void
put_quoted(struct offer *o, struct str text)
{
	const char *open = query_quote_ends(o->before) ? "" : "\"";

	put(o, arena_printf(o->arena, "%s%.*s\"", open, (int)text.len, text.p));
}

/* Names of several words in quotation marks. */
static void
put_name(struct offer *o, struct str text)
{
	if (str_find(text, str_of(" "), 0) != SIZE_MAX ||
	    query_quote_ends(o->before))
		put_quoted(o, text);
	else
		put(o, text);
}

/* Only what begins as it was typed. */
static void
put_like(struct offer *o, struct str text)
{
	if (str_is_nocase(str_slice(text, 0, o->typed.len),
		arena_str(o->arena, o->typed).p))
		put_name(o, text);
}

/* As an outlet is found: by a part of its name. */
static void
put_part(struct offer *o, struct str text)
{
	struct buf name = { 0 }, typed = { 0 };

	fold_text(&name, text);
	fold_text(&typed, o->typed);
	if (str_find(buf_view(&name), buf_view(&typed), 0) != SIZE_MAX)
		put_name(o, text);
	buf_release(&name);
	buf_release(&typed);
}

static void
put_all(struct offer *o, const char *const *values)
{
	for (; values != NULL && *values != NULL; values++)
		put_like(o, str_of(*values));
}

/* is:unread goes before is: where the value is what one looks for. */
static void
put_fields(struct offer *o)
{
	for (int f = FIELD_TEXT + 1; f < QUERY_FIELDS; f++) {
		const char *name = query_field_name((enum query_field)f);
		const char *const *values = query_values((enum query_field)f);

		put_like(o, arena_printf(o->arena, "%s:", name));
		for (; values != NULL && *values != NULL && o->typed.len > 0;
		     values++)
			put_like(
			    o, arena_printf(o->arena, "%s:%s", name, *values));
	}
}

/* Keys of the register, the most mentioned first. */
static void
put_names(struct offer *o, struct store *store, enum query_field field)
{
	struct entity *list;
	struct err err;
	size_t n, most = o->n + NAMES_MAX;

	if (!store_entity_complete(
		store, o->typed, NAMES_SEEN, o->arena, &list, &n, &err))
		return;
	for (size_t i = 0; i < n && o->n < most; i++)
		if ((field != FIELD_PERSON || list[i].kind == ENTITY_PERSON) &&
		    (field != FIELD_FACTION ||
			list[i].kind == ENTITY_FACTION) &&
		    (field != FIELD_PLACE || list[i].kind == ENTITY_PLACE))
			put_name(o, list[i].key);
}

static void
put_stored(struct offer *o, struct store *store, enum query_field field)
{
	struct str *list;
	struct err err;
	size_t n;

	if (field == FIELD_CODE
		? store_codes(store, o->arena, &list, &n, &err)
		: store_outlets(store, o->arena, &list, &n, &err))
		for (size_t i = 0; i < n; i++)
			put_part(o, list[i]);
}

/* Those who are named in claims, by a part of the name; without quotation marks
 * of their own. */
static void
put_people(struct offer *o, struct store *store, enum query_field field)
{
	struct str *list;
	struct err err;
	size_t n, most = o->n + NAMES_MAX;

	if (!(field == FIELD_ANALYST
		    ? store_analysts(store, o->arena, &list, &n, &err)
		    : store_claimants(store, o->arena, &list, &n, &err)))
		return;
	for (size_t i = 0; i < n && o->n < most; i++)
		if (str_find(list[i], str_of("\""), 0) == SIZE_MAX)
			put_part(o, list[i]);
}

/* Authors by a word of the name. */
static void
put_authors(struct offer *o, struct store *store)
{
	struct str *list;
	struct err err;
	size_t n;

	if (o->typed.len == 0 ||
	    !store_authors(store, o->typed, o->arena, &list, &n, &err))
		return;
	for (size_t i = 0; i < n && i < NAMES_MAX; i++)
		put_name(o, list[i]);
}

static void
put_languages(struct offer *o, struct store *store)
{
	struct str *list;
	struct err err;
	size_t n;

	if (!store_languages(store, o->arena, &list, &n, &err))
		return;
	for (size_t i = 0; i < n; i++)
		put_like(o, list[i]);
}

/* B, then B2; behind >= the same. */
static void
put_grades(struct offer *o)
{
	size_t sign = 0;
	struct str all = o->typed;

	while (sign < all.len && memchr("<>=", all.p[sign], 3) != NULL)
		sign++;
	if (sign == 0 && all.len == 0)
		put(o, str_of(">=B3"));
	for (const char *c = "ABCDEF123456"; all.len == sign && *c != '\0'; c++)
		put(o, arena_printf(o->arena, "%.*s%c", (int)sign, all.p, *c));
	if (all.len == sign + 1 && strchr("ABCDEFabcdef", all.p[sign]) != NULL)
		for (int n = 1; n <= 6; n++)
			put(o, arena_printf(
				   o->arena, "%.*s%d", (int)all.len, all.p, n));
}

/* Events by words of the title, the nearest to a day first; one whose title no
 * quotation marks can hold by its number. */
static void
put_events(struct offer *o, struct store *store, int64_t day)
{
	struct event *list;
	struct err err;
	size_t n = NAMES_MAX;

	if (!store_events_like(store, o->typed, day, o->arena, &list, &n, &err))
		return;
	for (size_t i = 0; i < n; i++)
		if (str_find(list[i].title, str_of("\""), 0) == SIZE_MAX)
			put_quoted(o, list[i].title);
		else if (!query_quote_ends(o->before))
			put(o, arena_printf(
				   o->arena, "%lld", (long long)list[i].id));
}

/* That of the open article; else today. */
static int64_t
day_of(const struct app *app)
{
	const struct article_row *row = &app->cur.article.row;

	return row->id != 0 ? row->ord / 86400 : store_now(app->store) / 86400;
}

static void
put_values(struct offer *o, struct app *app, enum query_field field)
{
	struct store *store = app->store;
	static const char *const days[] = { "today", "yesterday", "-7d", "-30d",
		"-1y", NULL };

	if (field == FIELD_LANG)
		put_languages(o, store);
	else if (field == FIELD_AUTHOR)
		put_authors(o, store);
	else if (field == FIELD_ON || field == FIELD_AFTER ||
		 field == FIELD_BEFORE || field == FIELD_WHEN)
		put_all(o, days);
	else if (field == FIELD_GRADE)
		put_grades(o);
	else if (field == FIELD_EVENT)
		put_events(o, store, day_of(app));
	else if (field == FIELD_CODE || field == FIELD_OUTLET)
		put_stored(o, store, field);
	else if (field == FIELD_ANALYST || field == FIELD_CLAIMANT)
		put_people(o, store, field);
	else if (field == FIELD_ENTITY || field == FIELD_PERSON ||
		 field == FIELD_FACTION || field == FIELD_PLACE ||
		 field == FIELD_ABOUT)
		put_names(o, store, field);
	else
		put_all(o, query_values(field));
}

void
query_words(struct app *app, struct str arg, struct arena *arena,
    struct str **list, size_t *n)
{
	struct query_at at = query_at(arg, arg.len);
	struct offer o = { .before = str_slice(arg, 0, at.from),
		.typed = at.typed,
		.arena = arena };

	if (at.field == FIELD_TEXT)
		put_fields(&o);
	else
		put_values(&o, app, at.field);
	*list = o.list;
	*n = o.n;
}

void
query_complete(struct app *app, void *arg, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	(void)arg;
	query_words(app, text, arena, list, n);
}

/* What takes longer is not said. */
static struct str
unknown_in(struct app *app, struct str query, int64_t ms, struct arena *arena)
{
	struct err ignored = { 0 };
	struct str said;

	store_deadline(app->store, job_clock_ms() + ms);
	if (!store_query_unknown(app->store, query, arena, &said, &ignored))
		said = str_of("");
	store_deadline(app->store, 0);
	return said;
}

void
query_hint(struct app *app, struct str query, const struct err *err)
{
	struct arena arena = { 0 };
	struct str said, *list;
	size_t n = 0;

	if (str_ends(query, ":")) /* no value yet */
		query_words(app, query, &arena, &list, &n);
	if (n > 0)
		said = str_of("Tab offers what may stand here");
	else if (err == NULL)
		said = unknown_in(app, query, HASTY_MS, &arena);
	else
		said = str_of(err->text);
	app_hint(app, said);
	arena_release(&arena);
}

bool
query_say_unknown(struct app *app, struct str query)
{
	struct arena arena = { 0 };
	struct str said = unknown_in(app, query, SAID_MS, &arena);
	bool any = said.len > 0;

	if (any)
		app_say(app, "%.*s", (int)said.len, said.p);
	arena_release(&arena);
	return any;
}
