#include "config.h"

#include "ui/cmd-tables.h"

#include "store/article.h"
#include "store/copies.h"
#include "ui/app.h"
#include "ui/pane-articles.h"
#include "ui/pane-reader.h"

enum { HITLESS = 30 /* articles that n passes over in one go */ };

/* To a share of the way through, the middle without a number: no count is
 * needed for it. */
static bool
middle(struct app *app, struct str arg, struct err *err)
{
	struct pane *p = app_pane(app, "articles");
	struct list *list = articles_list(p, err);
	struct find_row row = { 0 };
	int64_t percent = cmd_count(arg, 50);

	if (percent < 0 || percent > 100)
		return err_set(err, ERR_INVALID, "a share is 0 to 100");
	if (list == NULL || app->list.find == NULL || list->n == 0)
		return true;
	if (!store_find_at(
		app->list.find, (double)percent / 100, &row.key, err))
		return false;
	return list_go(list, &row, err) && articles_moved(p, err);
}

static bool
open_selected(struct app *app, struct str arg, struct err *err)
{
	int64_t id = articles_selected(app);

	if (str_trim(arg).len > 0 && (!str_int(str_trim(arg), &id) || id <= 0))
		return err_set(err, ERR_INVALID,
		    "\"%.20s\" is not the number of an article",
		    arg.len > 0 ? arg.p : "");
	if (id == 0)
		return err_set(err, ERR_MISSING, "there is no article here");
	if (id != app->cur.article.row.id && !app_open_article(app, id, err))
		return false;
	app_set_view(app, VIEW_REVIEW);
	app_set_focus(app, "reader");
	return true;
}

/* What an act is about: the row under the cursor in the list, else the article
 * that is open. */
static int64_t
target(struct app *app)
{
	struct pane *p = app_focus(app);

	if (p != NULL && strcmp(p->ops->name, "articles") == 0)
		return articles_selected(app);
	return app->cur.article.row.id;
}

/* The articles that a row of the list stands for: itself, and with it the
 * copies that are folded under it. The first is the row's own. */
static bool
story_of(struct app *app, int64_t id, int64_t *ids, size_t *n, struct err *err)
{
	const struct articles *a = articles_of(app);
	struct arena arena = { 0 };
	struct article_row *rows = NULL;
	size_t under = 0;
	bool good = true;

	*n = 0;
	ids[(*n)++] = id;
	if (!app->list.unfolded && a != NULL && !articles_unfolded(a, id))
		good = store_copies_under(
		    app->store, id, &arena, &rows, &under, err);
	for (size_t i = 0; good && i < under; i++)
		ids[(*n)++] = rows[i].id;
	arena_release(&arena);
	return good;
}

static bool
apply(struct app *app, int64_t id, enum mark mark, size_t *changed,
    struct err *err)
{
	int64_t ids[COPIES_UNDER + 1];
	size_t n;

	if (!story_of(app, id, ids, &n, err))
		return false;
	if (mark == MARK_FLAG || mark == MARK_UNFLAG)
		n = 1;
	if (!store_article_mark(app->store, ids, n, mark, changed, err))
		return false;
	if (*changed > 0)
		app_saved(app);
	if (*changed > 1)
		app_say(app, "%s, with %zu %s of it",
		    mark == MARK_DONE      ? "done"
		    : mark == MARK_DISMISS ? "dismissed"
					   : "unread",
		    *changed - 1, *changed == 2 ? "copy" : "copies");
	if (id == app->cur.article.row.id)
		return app_reload_current(app, err);
	return true;
}

/* Show the copies under the story at the cursor, or put them away. */
static bool
unfold(struct app *app, struct str arg, struct err *err)
{
	struct articles *a = articles_of(app);
	int64_t id = articles_selected(app), head;
	struct arena arena = { 0 };
	struct article_row *rows;
	size_t n;
	bool good;

	(void)arg;
	if (a == NULL || id == 0 ||
	    !store_copy_head(app->store, id, &head, err))
		return id == 0;
	good = store_copies_under(app->store, head, &arena, &rows, &n, err);
	arena_release(&arena);
	if (!good)
		return false;
	if (n == 0 || app->list.unfolded)
		return err_set(err, ERR_MISSING, "no copies stand under it");
	articles_fold(a, head, !articles_unfolded(a, head));
	if (!list_load(&a->list, a->list.h, err))
		return false;
	if (!articles_unfolded(a, head) && a->list.id != head)
		(void)list_find(&a->list, head, err);
	pane_stale(app_pane(app, "articles"));
	return articles_moved(app_pane(app, "articles"), err);
}

/* One row a story, or one row an article. */
static bool
stories(struct app *app, struct str arg, struct err *err)
{
	int64_t id = articles_selected(app);

	(void)arg;
	app->list.unfolded = !app->list.unfolded;
	if (!app_set_query(
		app, buf_view(&app->list.query), app->list.sort, err))
		return false;
	articles_select(app, id);
	app_say(app, app->list.unfolded ? "one row an article"
					: "one row a story, copies under it");
	return true;
}

/* Mark, then go on to the next unread article. It is looked for first, since
 * the one marked may leave the list. */
static bool
finish(struct app *app, enum mark mark, struct err *err)
{
	int64_t id = target(app), next;
	size_t changed;

	if (id == 0)
		return err_set(err, ERR_MISSING, "there is no article here");
	if (!articles_next_unread(app, id, &next, err) ||
	    !apply(app, id, mark, &changed, err))
		return false;
	if (next == 0) {
		app_say(app, "no unread article is left in this list");
		return true;
	}
	if (!app_open_article(app, next, err))
		return false;
	articles_select(app, next);
	return true;
}

static bool
set_done(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return finish(app, MARK_DONE, err);
}

static bool
set_dismissed(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return finish(app, MARK_DISMISS, err);
}

static bool
set_unread(struct app *app, struct str arg, struct err *err)
{
	int64_t id = target(app);
	size_t changed;

	(void)arg;
	if (id == 0)
		return err_set(err, ERR_MISSING, "there is no article here");
	return apply(app, id, MARK_UNREAD, &changed, err);
}

static bool
toggle_flag(struct app *app, struct str arg, struct err *err)
{
	int64_t id = target(app);
	size_t changed;

	(void)arg;
	if (id == 0)
		return err_set(err, ERR_MISSING, "there is no article here");
	if (!apply(app, id, MARK_FLAG, &changed, err))
		return false;
	return changed > 0 || apply(app, id, MARK_UNFLAG, &changed, err);
}

static bool
next_unread(struct app *app, struct str arg, struct err *err)
{
	int64_t id = target(app), next;

	(void)arg;
	if (!articles_next_unread(app, id, &next, err))
		return false;
	if (next == 0)
		return err_set(
		    err, ERR_MISSING, "no unread article is left in this list");
	if (!app_open_article(app, next, err))
		return false;
	articles_select(app, next);
	return true;
}

/* The article before or after in the list, from anywhere in Review. */
static bool
neighbour(struct app *app, int64_t by, struct err *err)
{
	struct list *list;
	int64_t id = app->cur.article.row.id;

	articles_select(app, id);
	list = articles_list(app_pane(app, "articles"), err);
	if (list == NULL || !list_move(list, by, err))
		return false;
	pane_dirty(app_pane(app, "articles"));
	if (list->id == 0 || list->id == id)
		return err_set(err, ERR_MISSING, "the list ends here");
	return app_open_article(app, list->id, err);
}

/* To the next place that the search found in the open article; new: to its
 * first (or last) one. False: there is no further. */
static bool
hit_here(struct app *app, int dir, bool new)
{
	struct reader *r = reader_of(app);
	size_t i;

	if (r == NULL || r->n_hits == 0)
		return false;
	if (new)
		i = dir > 0 ? 0 : r->n_hits - 1;
	else
		i = span_beyond(
		    r->hits, r->n_hits, cursor_focus(&r->cursor).from, dir);
	if (i == SIZE_MAX)
		return false;
	reader_show(app, r->hits[i]);
	app_say(app, "%zu of %zu in this article", i + 1, r->n_hits);
	return true;
}

static bool
has_words(struct app *app)
{
	struct arena arena = { 0 };
	struct str *terms;
	size_t n = 0;

	if (app->list.find != NULL)
		store_find_terms(app->list.find, &arena, &terms, &n);
	arena_release(&arena);
	return n > 0;
}

/* From hit to hit and on to the next article of the list, where one may have
 * been found by other than its words. */
static bool
go_hit(struct app *app, int dir, struct err *err)
{
	const struct pane *p = app_pane(app, "reader");
	int64_t id = articles_selected(app);
	bool new = id != 0 && id != app->cur.article.row.id;
	int passed = 0;

	if (!has_words(app))
		return err_set(
		    err, ERR_MISSING, "no words were searched for: s searches");
	if (new && !app_open_article(app, id, err))
		return false;
	for (; !hit_here(app, dir, new); new = true) {
		if (passed++ == HITLESS)
			return err_set(err, ERR_MISSING,
			    "none of %d articles has the words in its text",
			    HITLESS);
		if (!neighbour(app, dir, err))
			return false;
	}
	if (p != NULL && p->h == 0) /* there is room for one pane alone */
		app_set_focus(app, "reader");
	return true;
}

static bool
next_hit(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_hit(app, 1, err);
}

static bool
previous_hit(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_hit(app, -1, err);
}

static bool
next(struct app *app, struct str arg, struct err *err)
{
	return neighbour(app, cmd_count(arg, 1), err);
}

static bool
previous(struct app *app, struct str arg, struct err *err)
{
	return neighbour(app, -cmd_count(arg, 1), err);
}

const struct cmd cmd_article[] = {
	{ .name = "middle",
	    .pane = "articles",
	    .arg = CMD_COUNT,
	    .exec = middle,
	    .help = "Go to the middle of the list, or so many percent" },
	{ .name = "article-open",
	    .arg = CMD_TEXT_OPT,
	    .exec = open_selected,
	    .help = "Read the article under the cursor, or that number",
	    .hint = "read" },
	{ .name = "article-done",
	    .exec = set_done,
	    .hint = "done",
	    .help = "Mark it done and go to the next unread one" },
	{ .name = "article-dismiss",
	    .exec = set_dismissed,
	    .hint = "dismiss",
	    .help = "Dismiss it and go to the next unread one" },
	{ .name = "article-unread",
	    .exec = set_unread,
	    .hint = "unread",
	    .help = "Mark it unread again" },
	{ .name = "article-flag",
	    .exec = toggle_flag,
	    .hint = "flag",
	    .help = "Flag it, or take the flag away" },
	{ .name = "article-next-unread",
	    .exec = next_unread,
	    .hint = "next unread",
	    .help = "Go to the next unread article" },
	{ .name = "article-next",
	    .arg = CMD_COUNT,
	    .exec = next,
	    .help = "Go to the next article of the list" },
	{ .name = "article-previous",
	    .arg = CMD_COUNT,
	    .exec = previous,
	    .help = "Go to the article before in the list" },
	{ .name = "hit-next",
	    .exec = next_hit,
	    .help = "Go to the next place found, on into the next article" },
	{ .name = "hit-previous",
	    .exec = previous_hit,
	    .help = "Go to the place found before, back into articles" },
	{ .name = "unfold",
	    .pane = "articles",
	    .exec = unfold,
	    .hint = "copies",
	    .help = "Show the copies under the article, or put them away" },
	{ .name = "stories",
	    .exec = stories,
	    .help = "One row a story in the list, or one row an article" },
	{ 0 },
};

const char *const keys_article[] = {
	"articles % middle",
	"articles Enter article-open",
	"articles l article-open",
	"articles Right article-open",
	"articles Space article-open",
	"articles x article-done",
	"articles * article-flag",
	"articles d article-dismiss",
	"articles U article-unread",
	"articles = unfold",
	"articles n hit-next",
	"articles N hit-previous",
	"reader x article-done",
	"reader * article-flag",
	"reader d article-dismiss",
	"reader U article-unread",
	"entities x article-done",
	"entities * article-flag",
	"notes x article-done",
	"notes * article-flag",
	"all ]u article-next-unread",
	"all ]a article-next",
	"all [a article-previous",
	NULL,
};
