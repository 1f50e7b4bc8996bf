#include "config.h"

#include "ui/pane-articles.h"

#include "store/copies.h"
#include "ui/app.h"
#include "ui/ui.h"

enum { HASTY_MS = 10, PATIENT_MS = 60000, PROGRESS_MS = 200 };

static const enum store_topic topics[] = { TOPIC_ARTICLE, TOPIC_NOTE,
	TOPIC_CLAIM };

struct articles *
articles_of(struct app *app)
{
	struct pane *p = app_pane(app, "articles");

	return p != NULL ? p->state : NULL;
}

/* Is there anything to mark in snippets, and room for them? */
static bool
wants_snippets(struct pane *p)
{
	struct arena arena = { 0 };
	struct str *terms = NULL;
	size_t n = 0;

	if (p->app->list.find != NULL && p->h >= 12)
		store_find_terms(p->app->list.find, &arena, &terms, &n);
	arena_release(&arena);
	return n > 0;
}

/* Rows that the pane's height has room for. */
static int
rows_of(const struct pane *p, const struct articles *a)
{
	int h = p->h > 0 ? p->h : 20;

	return a->snippets ? (h + 1) / 2 : h;
}

/* A query is known by its words as well: the place in memory of one that is
 * gone may hold the next but one. */
static bool
other_list(const struct pane *p, const struct articles *a)
{
	const struct list_state *l = &p->app->list;

	return a->find != l->find || a->sort != l->sort ||
	       !str_eq(buf_view(&a->query), buf_view(&l->query));
}

static bool
is_stale(const struct pane *p, const struct articles *a)
{
	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		if (a->seen[topics[i]] !=
		    store_generation(p->app->store, topics[i]))
			return true;
	return a->list.h != rows_of(p, a);
}

static void
remember(struct pane *p, struct articles *a)
{
	struct str query = buf_view(&p->app->list.query);

	a->find = p->app->list.find;
	a->sort = p->app->list.sort;
	buf_reset(&a->query);
	buf_str(&a->query, query);
	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		a->seen[topics[i]] = store_generation(p->app->store, topics[i]);
}

static bool
key_waits(void *arg)
{
	struct app *app = arg;

	return app->term != NULL && term_pending(app->term);
}

/* Asked again and again while a search goes on. */
static bool
is_to_stop(void *arg)
{
	struct pane *p = arg;
	struct articles *a = p->state;
	int64_t now = job_clock_ms();

	if (p->patient && now >= a->told_ms + PROGRESS_MS) {
		a->told_ms = now;
		chrome_progress(p->app);
	}
	return key_waits(p->app);
}

/* A search that is overtaken by the next key is no failure: what was there
 * stays, and the key asks anew. */
static bool
overtaken(struct pane *p, struct err *err)
{
	struct articles *a = p->state;

	if (!a->live || err->code != ERR_STOPPED)
		return false;
	err->code = ERR_NONE;
	/* Out of time: what was typed is shown first, then it goes on. */
	if (p->patient && !key_waits(p->app))
		return false;
	p->again = true;
	return true;
}

/* A key stops a search that was just asked for, and the first try may not keep
 * what was typed from the screen. */
static void
patience(struct pane *p, struct articles *a)
{
	if (!a->live)
		return;
	a->told_ms = job_clock_ms();
	store_interrupt_when(p->app->store, is_to_stop, p);
	store_deadline(p->app->store,
	    job_clock_ms() + (p->patient ? PATIENT_MS : HASTY_MS));
}

static bool
freshen(struct pane *p, struct err *err)
{
	struct articles *a = p->state;
	bool other, good;
	struct err why = { ERR_NONE, "" };

	if (a->list.ops == NULL) {
		list_init(&a->list, &articles_list_ops, p);
		/* The search of the last time may take long. */
		a->live = p->app->list.query.len > 0;
	}
	other = other_list(p, a);
	if (!other && !is_stale(p, a))
		return true;
	bool begun = store_read_begin(p->app->store);
	patience(p, a);
	if (other) {
		a->snippets = wants_snippets(p);
		a->list.h = rows_of(p, a);
		good = list_reset(&a->list, &why);
	} else {
		good = list_load(&a->list, rows_of(p, a), &why);
	}
	store_read_end(p->app->store, begun);
	store_interrupt_when(p->app->store, NULL, NULL);
	/* What a command does next has its own time. */
	if (a->live)
		store_deadline(p->app->store, 0);
	if (!good)
		return overtaken(p, &why) ||
		       err_set(err, why.code, "%s", why.text);
	remember(p, a);
	a->live = false;
	pane_dirty(p);
	return true;
}

/* A command has no more time than a key: what takes longer goes on in the pane
 * once the screen was shown. */
bool
articles_fresh(struct pane *p, struct err *err)
{
	p->patient = false;
	return freshen(p, err);
}

bool
articles_behind(const struct pane *p)
{
	return other_list(p, p->state);
}

bool
articles_searching(struct app *app)
{
	const struct pane *p = app_pane(app, "articles");
	const struct articles *a = articles_of(app);

	return a != NULL && p->h > 0 && (p->again || p->patient) &&
	       articles_behind(p);
}

/* Of the rows in sight alone: they cost more than all the rest. */
static bool
fetch_snippets(struct pane *p, struct err *err)
{
	struct articles *a = p->state;
	struct list *l = &a->list;
	size_t n = l->n - l->top;
	bool good;

	if (!a->snippets || l->n == 0 || other_list(p, a))
		return true;
	if (n > (size_t)l->h)
		n = (size_t)l->h;
	patience(p, a);
	good = store_find_snippets(p->app->list.find, &l->arenas[l->arena],
	    (struct find_row *)(void *)l->rows + l->top, n, err);
	store_interrupt_when(p->app->store, NULL, NULL);
	return good || overtaken(p, err);
}

static bool
recalc(struct pane *p, struct err *err)
{
	const struct articles *a = p->state;

	if (!freshen(p, err) || !fetch_snippets(p, err))
		return false;
	/* At the start something is open to be read. */
	if (p->app->cur.article.row.id == 0 && a->list.id != 0)
		return app_open_article(p->app, a->list.id, err);
	return true;
}

int64_t
articles_ahead(struct app *app, size_t most)
{
	enum { WORD = 6 /* bytes, with its blank */ };
	struct pane *p = app_pane(app, "articles");
	struct articles *a = articles_of(app);
	struct err ignored = { ERR_NONE, "" };
	const void *row = NULL;
	const struct find_row *next;

	/* Rows fetched anew have no snippets yet. */
	if (a == NULL || a->list.ops == NULL || a->snippets ||
	    articles_behind(p) || is_stale(p, a) || a->list.id == 0 ||
	    a->list.id != app->cur.article.row.id ||
	    !list_ahead(&a->list, &row, &ignored) || row == NULL)
		return 0;
	next = row;
	return next->row.words <= most / WORD ? next->row.id : 0;
}

int64_t
articles_selected(struct app *app)
{
	struct articles *a = articles_of(app);

	return a != NULL && a->list.ops != NULL ? a->list.id : 0;
}

bool
articles_ask(struct app *app, struct str query, enum sort sort, struct err *err)
{
	struct pane *p = app_pane(app, "articles");
	int64_t id;

	if (!app_set_query(app, query, sort, err))
		return false;
	app_set_view(app, VIEW_REVIEW);
	app_set_focus(app, "articles");
	if (p == NULL || !articles_fresh(p, err))
		return p == NULL;
	id = articles_behind(p) ? 0 : articles_selected(app);
	return id == 0 || id == app->cur.article.row.id ||
	       app_open_article(app, id, err);
}

/* The cursor or the window moved. */
static void
moved(struct pane *p)
{
	const struct articles *a = p->state;

	pane_dirty(p);
	if (a->snippets)
		pane_stale(p);
}

void
articles_select(struct app *app, int64_t id)
{
	struct pane *p = app_pane(app, "articles");
	struct articles *a = p != NULL ? p->state : NULL;
	struct err err = { ERR_NONE, "" };
	int64_t head;

	if (a == NULL || id == 0 || !articles_fresh(p, &err) ||
	    a->list.id == id)
		return;
	/* Folded away: the story that it stands under. */
	if (!list_find(&a->list, id, &err) && err.code == ERR_MISSING &&
	    store_copy_head(app->store, id, &head, &err) && head != id)
		(void)list_find(&a->list, head, &err);
	moved(p);
}

/* A copy whose story was done before it came is unread but no row. */
static bool
is_shown(struct find *shown, const struct article_row *row)
{
	struct find_key key;
	struct err ignored;

	return !row->folded ||
	       store_find_locate(shown, row->id, &key, &ignored);
}

/* The first unread row from `from` on in that direction, looking at most at
 * SCAN_MAX rows: the order has no index on what is unread. */
enum { SCAN = 256, SCAN_MAX = 4096 };

static bool
scan_unread(struct find *find, struct find *shown, struct find_key key, int dir,
    int64_t *id, struct err *err)
{
	struct page page = { .dir = dir, .most = SCAN, .n = SCAN };
	struct arena arena = { 0 };
	struct find_row *rows;
	bool good = true;

	*id = 0;
	for (size_t seen = 0;
	     good && *id == 0 && page.n == SCAN && seen < SCAN_MAX;
	     seen += page.n) {
		arena_reset(&arena);
		good = store_find_page(find, &key, &page, &arena, &rows, err);
		for (size_t i = 0; good && *id == 0 && i < page.n; i++)
			if (rows[i].row.state == ARTICLE_UNREAD &&
			    is_shown(shown, &rows[i].row))
				*id = rows[i].row.id;
		if (good && page.n > 0)
			key = rows[page.n - 1].key;
	}
	arena_release(&arena);
	return good;
}

/* By date the unread ones have an index of their own. */
static bool
unread_find(struct app *app, struct find **find, struct err *err)
{
	struct buf query = { 0 };
	struct str q = str_trim(buf_view(&app->list.query));
	bool good;

	if (q.len > 0)
		buf_addf(&query, "(%.*s) is:unread", (int)q.len, q.p);
	else
		buf_puts(&query, "is:unread");
	good = store_find_open(
	    app->store, buf_view(&query), app->list.sort, find, err);
	buf_release(&query);
	return good;
}

/* Of a story that is unfolded the next copy comes first. *head becomes the row
 * of the list that the article stands under. */
static bool
next_copy(
    struct app *app, int64_t after, int64_t *head, int64_t *id, struct err *err)
{
	const struct articles *a = articles_of(app);
	struct arena arena = { 0 };
	struct article_row *rows;
	bool past, good = true;
	size_t n;

	if (!store_copy_head(app->store, after, head, err))
		return false;
	past = *head == after;
	if (a != NULL && articles_unfolded(a, *head)) {
		good = store_copies_under(
		    app->store, *head, &arena, &rows, &n, err);
		for (size_t i = 0; good && *id == 0 && i < n; i++) {
			if (past && rows[i].state == ARTICLE_UNREAD)
				*id = rows[i].id;
			past = past || rows[i].id == after;
		}
	}
	arena_release(&arena);
	return good;
}

bool
articles_next_unread(
    struct app *app, int64_t after, int64_t *id, struct err *err)
{
	struct page page = { .dir = 1, .most = 1 };
	struct find *find = app->list.find, *own = NULL;
	struct find_key key = { 0, 0 };
	struct err ignored;
	int64_t head = after;
	bool good = true;

	*id = 0;
	if (find == NULL)
		return true;
	if (!app->list.unfolded && !next_copy(app, after, &head, id, err))
		return false;
	if (*id != 0)
		return true;
	if (!store_find_locate(app->list.find, after, &key, &ignored))
		after = head;
	if (app->list.sort == SORT_DATE && unread_find(app, &own, &ignored))
		find = own;
	if (store_find_locate(app->list.find, after, &key, &ignored)) {
		good = scan_unread(find, app->list.find, key, 1, id, err);
		if (good && *id == 0)
			good =
			    scan_unread(find, app->list.find, key, -1, id, err);
	} else {
		struct arena arena = { 0 };
		struct find_row *row = NULL;

		good = store_find_page(find, NULL, &page, &arena, &row, err);
		if (good && page.n > 0 && row->row.state == ARTICLE_UNREAD)
			*id = row->row.id;
		arena_release(&arena);
	}
	store_find_close(own);
	if (*id == after)
		*id = 0;
	return good;
}

static void
follow(struct pane *p)
{
	struct articles *a = p->state;
	struct err err = { ERR_NONE, "" };

	moved(p);
	if (a->list.id == 0 || a->list.id == p->app->cur.article.row.id)
		return;
	if (!app_open_article(p->app, a->list.id, &err))
		app_fail(p->app, &err);
}

struct list *
articles_list(struct pane *p, struct err *err)
{
	struct articles *a = p->state;

	if (!articles_fresh(p, err))
		return NULL;
	pane_stale(p); /* other rows come in sight */
	return &a->list;
}

bool
articles_moved(struct pane *p, struct err *err)
{
	int64_t id = articles_selected(p->app);

	pane_dirty(p);
	return id == 0 || id == p->app->cur.article.row.id ||
	       app_open_article(p->app, id, err);
}

static void
click(struct pane *p, int y, int x, bool doubled)
{
	struct articles *a = p->state;
	size_t i = (size_t)(y / (a->snippets ? 2 : 1));
	struct err err = { ERR_NONE, "" };

	(void)x;
	if (y < 0 || list_row(&a->list, i) == NULL)
		return;
	if (!list_move(
		&a->list, (int64_t)i - (int64_t)list_cursor(&a->list), &err))
		app_fail(p->app, &err);
	follow(p);
	if (doubled)
		app_set_focus(p->app, "reader");
}

static void
scroll(struct pane *p, int lines)
{
	struct articles *a = p->state;
	struct err err = { ERR_NONE, "" };

	if (a->list.ops != NULL && !list_scroll(&a->list, lines, &err))
		app_fail(p->app, &err);
	moved(p);
}

static void
heading(const struct pane *p, struct buf *out)
{
	const struct articles *a = p->state;

	buf_puts(out, "Articles");
	/* Known once the list was read: too many may be found to be ranked. */
	if (a->sort == SORT_RELEVANCE && a->find == p->app->list.find &&
	    store_find_sort(a->find) == SORT_DATE)
		buf_puts(out, ", newest first");
	else if (a->sort != SORT_DATE)
		buf_addf(out, " by %s", sort_name(a->sort));
	if (p->app->list.unfolded)
		buf_puts(out, ", copies apart");
}

static void
shut(struct pane *p)
{
	struct articles *a = p->state;

	list_release(&a->list);
	buf_release(&a->query);
	free(a->shown);
}

const struct pane_ops pane_articles = {
	.name = "articles",
	.title = "Articles",
	.topics = TOPIC_BIT(TOPIC_ARTICLE) | TOPIC_BIT(TOPIC_NOTE) |
		  TOPIC_BIT(TOPIC_CLAIM) | TOPIC_BIT(TOPIC_CURRENT) |
		  TOPIC_BIT(TOPIC_LIST),
	.size = sizeof(struct articles),
	.recalc = recalc,
	.keeps = true,
	.paint = articles_paint,
	.heading = heading,
	.click = click,
	.scroll = scroll,
	.list = articles_list,
	.list_moved = articles_moved,
	.close = shut,
};
