#include "config.h"

#include "ui/pane-articles.h"
#include "ui/pane-reader.h"
#include "ui/panes.h"
#include "ui/ui.h"

/* One setting, "screen": words "name=value" with blanks between; and one,
 * "screen-query", for the text of the query, which may hold anything. */
#define SETTING "screen"
#define SETTING_QUERY "screen-query"
/* What Up brings back at the line for queries and that for commands. */
#define SETTING_QUERIES "screen-queries"
#define SETTING_COMMANDS "screen-commands"

static void
place_text(struct app *app, struct buf *b)
{
	struct ui *ui = app->ui;
	buf_addf(b, "view=%d article=%lld sort=%s", (int)app->view,
	    (long long)app->cur.article.row.id, sort_name(app->list.sort));
	for (int i = 0; i < SPLITS; i++)
		buf_addf(b, " split%d=%d", i, ui->splits[i]);
	for (int v = VIEW_REVIEW; v < VIEWS; v++)
		if (ui->focus[v] != NULL)
			buf_addf(b, " focus%d=%s", v, ui->focus[v]);
	for (size_t i = 0; i < ui->n_panes; i++)
		if ((ui->folded & (1u << i)) != 0)
			buf_addf(b, " fold=%s", ui->panes[i]->ops->name);
	buf_addf(b, " zoom=%d", ui->zoom ? 1 : 0);
	if (app->cur.article.row.id != 0)
		buf_addf(b, " at=%u", app->cur.passage.from);
	if (ui->theme != THEME_AUTO)
		buf_addf(b, " theme=%s", theme_name(ui->theme));
}

static void
past_load(struct app *app, const char *key, struct past *past)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str text;
	if (store_setting(app->store, &arena, key, &text, &err))
		past_read(past, text);
	arena_release(&arena);
}

static void
past_save(struct app *app, const char *key, struct past *past)
{
	struct arena arena = { 0 };
	struct buf all = { 0 };
	struct err err = { 0 };
	struct str stored;
	if (past->fresh > 0 &&
	    store_setting(app->store, &arena, key, &stored, &err)) {
		past_merge(past, stored, &all);
		(void)store_setting_set(app->store, key, buf_view(&all), &err);
	}
	arena_release(&arena);
	buf_release(&all);
}

void
place_save(struct app *app)
{
	struct buf b = { 0 };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str old;
	if (store_read_only(app->store))
		return;
	place_text(app, &b);
	if (!store_setting(app->store, &arena, SETTING, &old, &err) ||
	    !str_eq(old, buf_view(&b)))
		(void)store_setting_set(
		    app->store, SETTING, buf_view(&b), &err);
	if (!store_setting(app->store, &arena, SETTING_QUERY, &old, &err) ||
	    !str_eq(old, buf_view(&app->list.query)))
		(void)store_setting_set(app->store, SETTING_QUERY,
		    buf_view(&app->list.query), &err);
	past_save(app, SETTING_QUERIES, &app->ui->queries);
	past_save(app, SETTING_COMMANDS, &app->ui->commands);
	arena_release(&arena);
	buf_release(&b);
}

static bool
numbered(struct str name, const char *stem, int64_t limit, int64_t *n)
{
	size_t len = strlen(stem);
	return str_starts(name, stem) &&
	       str_int(str_slice(name, len, name.len), n) && *n >= 0 &&
	       *n < limit;
}

struct wanted {
	int64_t article, view, at;
	enum sort sort;
};

static void
take(struct app *app, struct str name, struct str value, struct wanted *w)
{
	struct ui *ui = app->ui;
	int64_t i, n = 0;
	bool number = str_int(value, &n);
	if (str_is(name, "view") && number)
		w->view = n;
	else if (str_is(name, "article") && number)
		w->article = n;
	else if (str_is(name, "sort"))
		(void)sort_parse(value, &w->sort);
	else if (str_is(name, "at") && number && n >= 0 && n < UINT32_MAX)
		w->at = n;
	else if (str_is(name, "theme"))
		(void)theme_parse(value, &ui->theme);
	else if (str_is(name, "zoom"))
		ui->zoom = number && n != 0;
	else if (numbered(name, "split", SPLITS, &i) && n >= 0 && n < 1000)
		ui->splits[i] = (int)n;
	else if (numbered(name, "focus", VIEWS, &i)) {
		for (size_t k = 0; k < ui->n_panes; k++)
			if (str_is(value, ui->panes[k]->ops->name))
				ui->focus[i] = ui->panes[k]->ops->name;
	} else if (str_is(name, "fold")) {
		for (size_t k = 0; k < ui->n_panes; k++)
			if (str_is(value, ui->panes[k]->ops->name))
				ui->folded |= 1u << k;
	}
}

static void
read_place(struct app *app, struct wanted *w)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str text, word;
	if (store_setting(app->store, &arena, SETTING, &text, &err)) {
		while (text.p != NULL && str_split(&text, ' ', &word)) {
			size_t eq = str_find(word, str_of("="), 0);
			if (eq != SIZE_MAX)
				take(app, str_slice(word, 0, eq),
				    str_slice(word, eq + 1, word.len), w);
		}
	}
	arena_release(&arena);
}

static void
first_focus(struct app *app)
{
	for (int v = VIEW_REVIEW; v < VIEWS; v++) {
		struct pane *p = app_pane(app, layout_view((enum view)v)[0]);
		if (p != NULL && app->ui->focus[v] == NULL)
			app->ui->focus[v] = p->ops->name;
	}
}

void
place_restore(struct app *app, struct str query)
{
	struct wanted w = { .view = VIEW_REVIEW, .sort = SORT_DATE };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str last = query;
	bool begun = store_read_begin(app->store);
	read_place(app, &w);
	past_load(app, SETTING_QUERIES, &app->ui->queries);
	past_load(app, SETTING_COMMANDS, &app->ui->commands);
	first_focus(app);
	if (query.len == 0 &&
	    !store_setting(app->store, &arena, SETTING_QUERY, &last, &err))
		last = (struct str){ 0 };
	if (!app_set_query(app, last, w.sort, &err)) {
		app_fail(app, &err);
		(void)app_set_query(app, str_of(""), SORT_DATE, &err);
	}
	arena_release(&arena);
	if (w.article != 0 && !app_open_article(app, w.article, &err))
		(void)app_open_article(app, 0, &err);
	else if (w.article != 0 && w.at > 0)
		reader_go(app, (uint32_t)w.at);
	if (view_exists(app, (enum view)w.view))
		app->view = (enum view)w.view;
	/* The list is read for the rows that it will show. */
	app_layout(app);
	app->ui->relayout = true;
	articles_select(app, app->cur.article.row.id);
	store_read_end(app->store, begun);
}
