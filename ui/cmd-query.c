#include "config.h"

#include "ui/cmd-tables.h"

#include "model/query.h"
#include "store/article.h"
#include "store/match.h"
#include "ui/app.h"
#include "ui/folders.h"
#include "ui/pane-articles.h"
#include "ui/query-words.h"

enum {
	HASTY_MS = 10, /* for a look at what a half typed word finds */
	RANKED_MS = 50 /* and at whether there is anything to rank */
};

/* Names from a list that hold what was typed. */
static void
offer(struct str typed, const struct str *all, size_t n_all,
    struct arena *arena, struct str **list, size_t *n)
{
	*list = arena_array(arena, n_all + 1, sizeof **list);
	*n = 0;
	for (size_t i = 0; i < n_all; i++)
		if (str_find(all[i], typed, 0) != SIZE_MAX)
			(*list)[(*n)++] = all[i];
}

static void
set_live(struct app *app, bool live)
{
	struct articles *a = articles_of(app);

	if (a != NULL)
		a->live = live;
}

static bool
set_query(struct app *app, struct str arg, struct err *err)
{
	set_live(app, true);
	arg = str_trim(arg);
	if (!app_set_query(app, arg, app->list.sort, err))
		return false;
	app_set_view(app, VIEW_REVIEW);
	(void)query_say_unknown(app, arg);
	return true;
}

static bool
key_waits(void *arg)
{
	struct app *app = arg;

	return app->term != NULL && term_pending(app->term);
}

/* Does the list hold anything? True where that was not known within so many
 * milliseconds (0: until a key comes). */
static bool
finds_any(struct app *app, int64_t ms)
{
	struct page page = { .dir = 1, .most = 1 };
	struct arena arena = { 0 };
	struct find_row *rows;
	struct err err = { ERR_NONE, "" };
	bool good;

	store_interrupt_when(app->store, key_waits, app);
	store_deadline(app->store, ms > 0 ? job_clock_ms() + ms : 0);
	good =
	    store_find_page(app->list.find, NULL, &page, &arena, &rows, &err);
	store_deadline(app->store, 0);
	store_interrupt_when(app->store, NULL, NULL);
	arena_release(&arena);
	return !good || page.n > 0;
}

/* The last word is a bare one that may be half typed. */
static bool
is_half_word(struct str text)
{
	size_t from = text.len;

	while (from > 0 && text.p[from - 1] != ' ')
		from--;
	text = str_slice(text, from, text.len);
	if (text.len < 2 || str_find(text, str_of(":"), 0) != SIZE_MAX)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c < 0x80 && !(c >= 'a' && c <= 'z') &&
		    !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9'))
			return false;
	}
	return true;
}

/* What is typed finds words; where there are none, those that begin so. What is
 * open at its end counts as closed. */
static bool
set_typed(struct app *app, struct str text, struct err *err)
{
	struct buf query = { 0 };
	struct err ignored;
	bool good;

	text = str_trim(text);
	query_close(&query, text, false);
	good = app_set_query(app, buf_view(&query), app->list.sort, err);
	if (good && is_half_word(text) && !finds_any(app, HASTY_MS)) {
		buf_reset(&query);
		query_close(&query, text, true);
		(void)app_set_query(
		    app, buf_view(&query), app->list.sort, &ignored);
	}
	buf_release(&query);
	return good;
}

/* All articles again, at the one that is open. */
static bool
show_all(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	if (app->list.query.len == 0)
		return true;
	if (!app_set_query(app, str_of(""), app->list.sort, err))
		return false;
	articles_select(app, app->cur.article.row.id);
	return true;
}

/* A search that is being typed. */
struct search {
	struct buf before; /* the query that Escape brings back */
	bool within;       /* of what that finds */
	const char *focus; /* the pane that had it; NULL: it keeps it */
};

/* What is asked for by what is typed. */
static void
asked_for(const struct search *s, struct str text, struct buf *out)
{
	query_both(
	    out, s->within ? buf_view(&s->before) : str_of(""), str_trim(text));
}

/* An error counts columns of what is typed. */
static bool
set_search(
    struct app *app, const struct search *s, struct str text, struct err *err)
{
	struct buf query = { 0 }, alone = { 0 };
	struct find *find;
	bool good;

	query_close(&alone, str_trim(text), false);
	good = !s->within || store_find_open(app->store, buf_view(&alone),
				 SORT_DATE, &find, err);
	if (good && s->within)
		store_find_close(find);
	asked_for(s, text, &query);
	good = good && set_typed(app, buf_view(&query), err);
	buf_release(&alone);
	buf_release(&query);
	return good;
}

/* Half a query is often wrong: the list then stays as it is. */
static void
live(struct app *app, void *arg, struct str text)
{
	struct err err = { ERR_NONE, "" };

	set_live(app, true);
	if (set_search(app, arg, text, &err))
		query_hint(app, buf_view(&app->list.query), NULL);
	else
		query_hint(app, text, &err);
}

/* The first thing found is open to be read. */
static bool
open_first(struct app *app, struct err *err)
{
	int64_t id = articles_selected(app);

	if (id == 0 || id == app->cur.article.row.id)
		return true;
	return app_open_article(app, id, err);
}

/* Nothing found: a name may be spelt in a way that nobody knows. */
static void
say_meant(struct app *app, struct str text)
{
	struct arena arena = { 0 };
	struct err err = { ERR_NONE, "" };
	struct str name;

	if (store_name_meant(app->store, text, &arena, &name, &err) &&
	    name.len > 0)
		app_say(app, "nothing found: did you mean %.*s?", (int)name.len,
		    name.p);
	arena_release(&arena);
}

/* Is the list that of the text, or of the words that begin so? */
static bool
is_typed(struct app *app, struct str text)
{
	struct buf query = { 0 };
	bool is = false;

	for (int begins = 0; begins < 2 && !is; begins++) {
		buf_reset(&query);
		query_close(&query, text, begins != 0);
		is = str_eq(
		    str_trim(buf_view(&app->list.query)), buf_view(&query));
	}
	buf_release(&query);
	return is;
}

static bool
search_done(struct app *app, void *arg, struct str text, struct err *err)
{
	struct pane *p = app_pane(app, "articles");
	struct buf query = { 0 };
	bool is;

	/* What was typed last is being shown or sought already, unless it was
	 * typed in one go with the key that ends it. */
	asked_for(arg, text, &query);
	is = is_typed(app, buf_view(&query));
	buf_release(&query);
	if (!is) {
		set_live(app, true);
		if (!set_search(app, arg, text, err))
			return false;
	}
	app_set_view(app, VIEW_REVIEW);
	app_set_focus(app, "articles");
	/* One that takes long goes on in the pane. */
	if (p != NULL && !articles_fresh(p, err))
		return false;
	if (p != NULL && articles_behind(p))
		return true;
	if (str_trim(text).len > 0 &&
	    !query_say_unknown(app, buf_view(&app->list.query)) &&
	    !finds_any(app, 0))
		say_meant(app, text);
	return open_first(app, err);
}

static void
search_cancelled(struct app *app, void *arg)
{
	struct search *s = arg;
	struct err err = { ERR_NONE, "" };

	set_live(app, false);
	if (!app_set_query(app, buf_view(&s->before), app->list.sort, &err))
		app_fail(app, &err);
	if (s->focus != NULL)
		app_set_focus(app, s->focus);
}

/* The list shows what is found while one types, also where there is room for
 * one pane alone. */
static const char *
show_list(struct app *app)
{
	const struct pane *list = app_pane(app, "articles");
	const struct pane *focus = app_focus(app);

	if (list == NULL || list->h > 0 || focus == NULL)
		return NULL;
	app_set_focus(app, "articles");
	return focus->ops->name;
}

static void
search_released(void *arg)
{
	struct search *s = arg;

	buf_release(&s->before);
	free(s);
}

static void
search_prompt(struct app *app, const char *label, bool within)
{
	struct search *s = xcalloc(1, sizeof *s);
	struct prompt_opts opts = {
		.label = label,
		.done = search_done,
		.live = live,
		.cancelled = search_cancelled,
		.released = search_released,
		.complete = query_complete,
		.query = true,
		.arg = s,
	};

	app_set_view(app, VIEW_REVIEW);
	s->focus = show_list(app);
	s->within = within;
	buf_str(&s->before, str_trim(buf_view(&app->list.query)));
	app_prompt(app, &opts);
}

static bool
search(struct app *app, struct str arg, struct err *err)
{
	if (arg.len > 0)
		return set_query(app, arg, err);
	search_prompt(app, "Search: ", false);
	return true;
}

static bool
narrow(struct app *app, struct str arg, struct err *err)
{
	struct buf query = { 0 };
	bool good = true;

	if (str_trim(arg).len == 0) {
		search_prompt(app, "Narrow by: ", true);
		return true;
	}
	query_both(&query, str_trim(buf_view(&app->list.query)), str_trim(arg));
	good = set_query(app, buf_view(&query), err);
	buf_release(&query);
	return good;
}

static bool
sort_by(struct app *app, struct str arg, struct err *err)
{
	enum sort sort = app->list.sort;
	struct buf query = { 0 };
	bool good;

	if (str_trim(arg).len == 0)
		sort = sort == SORT_DATE        ? SORT_RELEVANCE
		       : sort == SORT_RELEVANCE ? SORT_OUTLET
						: SORT_DATE;
	else if (!sort_parse(str_trim(arg), &sort))
		return err_set(
		    err, ERR_INVALID, "sort by date, relevance or outlet");
	buf_str(&query, buf_view(&app->list.query));
	good = app_set_query(app, buf_view(&query), sort, err);
	buf_release(&query);
	/* Whether there is anything to rank is known with the first row. */
	if (good && sort == SORT_RELEVANCE && finds_any(app, RANKED_MS) &&
	    store_find_sort(app->list.find) != sort)
		app_say(app,
		    "newest first: relevance needs words, and at most %d hits",
		    FIND_RANKED);
	else if (good)
		app_say(app, "sorted by %s", sort_name(sort));
	return good;
}

static void
sort_names(struct app *app, struct str arg, struct arena *arena,
    struct str **list, size_t *n)
{
	struct str names[] = { str_of("date"), str_of("relevance"),
		str_of("outlet") };

	(void)app;
	offer(arg, names, ARRAY_LEN(names), arena, list, n);
}

static bool
save_query(struct app *app, struct str arg, struct err *err)
{
	struct str name = str_trim(arg);
	struct str query = str_trim(buf_view(&app->list.query));

	if (name.len == 0)
		return err_set(err, ERR_INVALID, "a folder needs a name");
	if (query.len == 0)
		return err_set(err, ERR_INVALID,
		    "there is no query to save: search first");
	if (!store_query_save(app->store, name, query, err))
		return false;
	app_saved(app);
	app_say(app, "folder \"%.*s\" holds %.*s", (int)name.len, name.p,
	    (int)query.len, query.p);
	return true;
}

static bool
folder(struct app *app, struct str arg, struct err *err)
{
	struct arena arena = { 0 };
	struct str query = str_of(""), *names;
	size_t n;
	bool all = app->list.query.len == 0;
	bool good = folder_query(app, str_trim(arg), &arena, &query, err) &&
		    set_query(app, query, err);

	if (good)
		app_set_focus(app, "articles");
	if (good && all && query.len == 0) {
		folder_names(app, str_of(""), &arena, &names, &n);
		if (n == 0)
			app_say(app, "no folders yet: F keeps what a search "
				     "finds as one");
	}
	arena_release(&arena);
	return good;
}

static bool
drop_folder(struct app *app, struct str arg, struct err *err)
{
	if (!store_query_remove(app->store, str_trim(arg), err))
		return false;
	app_saved(app);
	return true;
}

const struct cmd cmd_query[] = {
	{ .name = "search",
	    .arg = CMD_TEXT_OPT,
	    .exec = search,
	    .hint = "search",
	    .complete = query_words,
	    .help = "Search all articles as you type" },
	{ .name = "query",
	    .arg = CMD_TEXT_OPT,
	    .exec = set_query,
	    .complete = query_words,
	    .help = "Show what a query finds; none: all articles" },
	{ .name = "show-all",
	    .exec = show_all,
	    .help = "Leave the query: all articles again" },
	{ .name = "narrow",
	    .arg = CMD_TEXT_OPT,
	    .exec = narrow,
	    .complete = query_words,
	    .help = "Add to the query of the list" },
	{ .name = "sort",
	    .arg = CMD_TEXT_OPT,
	    .exec = sort_by,
	    .complete = sort_names,
	    .help = "Sort by date, relevance or outlet; none: the next" },
	{ .name = "save-query",
	    .arg = CMD_TEXT,
	    .prompt = "Save as folder: ",
	    .exec = save_query,
	    .acts = true,
	    .complete = folder_names,
	    .help = "Keep the query of the list as a folder" },
	{ .name = "folder",
	    .arg = CMD_TEXT,
	    .prompt = "Folder: ",
	    .exec = folder,
	    .complete = folder_names_all,
	    .beside = folder_beside,
	    .first = folder_next,
	    .hint = "folder",
	    .help = "Open a folder, a query that was saved; all: no query" },
	{ .name = "folder-remove",
	    .arg = CMD_TEXT,
	    .prompt = "Remove folder: ",
	    .exec = drop_folder,
	    .complete = folder_names,
	    .help = "Remove a folder; its articles stay" },
	{ 0 },
};

const char *const keys_query[] = {
	"all s search",
	"articles Escape show-all",
	"articles f folder",
	"articles F save-query",
	"articles S sort",
	"articles & narrow",
	NULL,
};
