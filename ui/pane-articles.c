#include "config.h"

#include "ui/pane-articles.h"

#include "store/copies.h"
#include "ui/app.h"
#include "ui/reader-text.h"
#include "ui/ui.h"
#include "ui/when.h"

enum { HASTY_MS = 30, PATIENT_MS = 60000, PROGRESS_MS = 200 };
enum { DATE_SHORT = 9, DATE_FULL = 11, WIDE = 48, WIDER = 76, OUTLET = 16 };

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
articles_selected(struct app *app)
{
	struct articles *a = articles_of(app);

	return a != NULL && a->list.ops != NULL ? a->list.id : 0;
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
	struct arena arena = { 0 };
	struct find_row *rows;
	size_t n = SCAN;
	bool good = true;

	*id = 0;
	for (size_t seen = 0; good && *id == 0 && n == SCAN && seen < SCAN_MAX;
	     seen += n) {
		arena_reset(&arena);
		good = store_find_page(
		    find, &key, dir, SCAN, false, &arena, &rows, &n, err);
		for (size_t i = 0; good && *id == 0 && i < n; i++)
			if (rows[i].row.state == ARTICLE_UNREAD &&
			    is_shown(shown, &rows[i].row))
				*id = rows[i].row.id;
		if (good && n > 0)
			key = rows[n - 1].key;
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
		size_t n = 0;

		good = store_find_page(
		    find, NULL, 1, 1, false, &arena, &row, &n, err);
		if (good && n > 0 && row->row.state == ARTICLE_UNREAD)
			*id = row->row.id;
		arena_release(&arena);
	}
	store_find_close(own);
	if (*id == after)
		*id = 0;
	return good;
}

/* What marks stand at the left of a row. */
static void
paint_mark(struct paint *paint, int y, const struct article_row *r)
{
	if (r->flagged)
		paint_put(paint, y, 1, ROLE_FLAG, 0x2605); /* ★ */
	else if (r->state == ARTICLE_UNREAD)
		paint_put(paint, y, 1, ROLE_UNREAD, 0x25cf); /* ● */
	else if (r->state == ARTICLE_DONE)
		paint_put(paint, y, 1, ROLE_DIM, 0x25cb); /* ○ */
	else
		paint_put(paint, y, 1, ROLE_DIM, 0x00b7); /* · */
}

/* Claims, notes and copies, set right; returns the columns taken. */
static int
paint_extras(struct paint *paint, int y, const struct article_row *r, bool wide)
{
	const struct {
		uint32_t n;
		const char *sign;
		enum role role;
	} extras[] = { { r->copies,
			   r->figures ? "\xe2\x89\xa0" : "\xe2\x89\x88",
			   r->figures ? ROLE_FIGURE : ROLE_DIM },
		{ r->notes, "N", ROLE_MARK },
		{ r->claims, "C", ROLE_CLAIM_MARK } };
	int x = paint->w;

	for (size_t i = 0; i < ARRAY_LEN(extras); i++) {
		char text[24];
		int cols;

		if (extras[i].n == 0)
			continue;
		if (wide)
			snprintf(text, sizeof text, "%s%u", extras[i].sign,
			    extras[i].n);
		else
			snprintf(text, sizeof text, "%s", extras[i].sign);
		cols = cells_width(str_of(text));
		x -= cols + (wide || x == paint->w ? 1 : 0);
		(void)paint_text(
		    paint, y, x, cols, extras[i].role, str_of(text));
	}
	return paint->w - x;
}

static void
date_text(struct buf *out, const struct article_row *r, int w, int64_t year)
{
	struct when when;

	if (!when_parse(r->published, &when)) {
		if (r->published_day == INT64_MIN)
			return;
		when = when_of_day(r->published_day);
	}
	if (w >= WIDE)
		when_full(out, when);
	else
		when_short(out, when, year);
}

/* The year that needs no naming. */
static int64_t
year_now(const struct app *app)
{
	return when_of_day(app_now(app) / 86400).year;
}

static int
paint_date(
    struct paint *paint, int y, const struct article_row *r, int64_t year)
{
	int cols = paint->w >= WIDE ? DATE_FULL : DATE_SHORT;
	struct buf date = { 0 };
	int used;

	if (paint->w < 24)
		return 3;
	date_text(&date, r, paint->w, year);
	if (date.len == 0)
		buf_puts(&date, "\xe2\x80\x94"); /* — */
	used = cells_width(buf_view(&date));
	/* Set right, where days have one or two digits. */
	used = used < cols ? used : cols;
	(void)paint_text(
	    paint, y, 3 + cols - used, used, ROLE_DIM, buf_view(&date));
	buf_release(&date);
	return 3 + cols + 1;
}

static enum role
title_role(const struct article_row *r)
{
	if (r->state == ARTICLE_UNREAD)
		return ROLE_TITLE;
	return r->state == ARTICLE_DISMISSED ? ROLE_DIM : ROLE_TEXT;
}

enum { SNIPPET_HITS = 16 };

/* "…hit…" between U+0001 and U+0002, as spans of a text without them. */
static size_t
snippet_spans(struct str snippet, struct buf *text, struct role_span *spans)
{
	size_t n = 0;

	for (size_t i = 0; i < snippet.len; i++) {
		char c = snippet.p[i];

		if (c == 1 && n < SNIPPET_HITS) {
			spans[n].span.from = (uint32_t)text->len;
			spans[n].span.to = UINT32_MAX;
			spans[n].role = ROLE_HIT;
		} else if (c == 2 && n < SNIPPET_HITS) {
			spans[n++].span.to = (uint32_t)text->len;
		} else if (c == '\n' || c == '\t') {
			buf_putc(text, ' ');
		} else if (c != 1 && c != 2) {
			buf_putc(text, c);
		}
	}
	return n;
}

#define MORE "\xe2\x80\xa6" /* … */

/* A stretch of it that fits and has the first hit in its first half; what is
 * left out at either end shows. */
static void
paint_snippet(struct paint *paint, int y, int x, struct str snippet)
{
	struct buf text = { 0 }, line = { 0 };
	struct role_span spans[SNIPPET_HITS] = { 0 };
	size_t n = snippet_spans(snippet, &text, spans), fits;
	struct str all = buf_view(&text);
	int cols = paint->w - x - 1;
	uint32_t from =
	    n > 0 && cols > 0 ? text_before(all, spans[0].span, cols) : 0;
	uint32_t shift = 0;

	while (from > 0 && from < all.len && all.p[from] == ' ')
		from++;
	if (from > 0 && !str_starts(str_slice(all, from, all.len), MORE)) {
		buf_puts(&line, MORE);
		shift = (uint32_t)line.len;
		cols--;
	}
	fits = paint_fits(paint, cols, str_slice(all, from, all.len));
	buf_str(&line, str_slice(all, from, from + fits));
	if (from + fits < all.len)
		buf_puts(&line, MORE);
	for (size_t i = 0; i < n; i++) {
		spans[i].span.from = spans[i].span.from - from + shift;
		spans[i].span.to = spans[i].span.to - from + shift;
	}
	if (line.len > 0)
		(void)paint_line(paint, y, x, paint->w - x - 1, buf_view(&line),
		    (struct span){ 0, (uint32_t)line.len },
		    (struct span){ 0, (uint32_t)line.len }, ROLE_DIM, spans, n);
	buf_release(&text);
	buf_release(&line);
}

/* A copy under its story: who ran it, where that has no column. */
static int
paint_under(struct paint *paint, int y, int x, const struct article_row *r)
{
	int used = 2;

	paint_put(paint, y, x, ROLE_DIM, 0x2514); /* └ */
	if (paint->w < WIDER && r->outlet.len > 0) {
		used += paint_text(paint, y, x + used, paint->w - x - used - 2,
		    ROLE_OUTLET, r->outlet);
		used++;
	}
	return used;
}

static void
paint_row(const struct pane *p, struct paint *paint, int y, bool selected)
{
	const struct articles *a = p->state;
	int rh = a->snippets ? 2 : 1;
	const struct find_row *row = list_row(&a->list, (size_t)(y / rh));
	const struct article_row *r = &row->row;
	bool wide = paint->w >= WIDE;
	int x, right;

	paint_mark(paint, y, r);
	x = paint_date(paint, y, r, year_now(p->app));
	if (paint->w >= WIDER) {
		(void)paint_text(
		    paint, y, x + 1, OUTLET, ROLE_OUTLET, r->outlet);
		x += OUTLET + 3;
	}
	if (row->under != 0)
		x += paint_under(paint, y, x, r);
	right = paint_extras(paint, y, r, wide);
	right++; /* a blank, whatever stands there */
	(void)paint_text(paint, y, x, paint->w - x - right, title_role(r),
	    r->title.len > 0 ? r->title : str_of("(no title)"));
	if (selected)
		paint_role(paint, y, 0, paint->w,
		    p->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
	if (r->id == p->app->cur.article.row.id)
		paint_put(paint, y, 0,
		    selected && p->focused ? ROLE_SELECTED : ROLE_FOCUS,
		    0x258c); /* ▌ */
	if (a->snippets && y + 1 < paint->h)
		paint_snippet(paint, y + 1, 5, row->snippet);
}

static void
paint_empty(const struct pane *p, struct paint *paint)
{
	struct str query = buf_view(&p->app->list.query);

	if (query.len > 0) {
		(void)paint_text(paint, 1, 2, paint->w - 3, ROLE_TEXT,
		    str_of("Nothing found"));
		(void)paint_text(paint, 2, 2, paint->w - 3, ROLE_DIM,
		    str_of("s  search for something else"));
		(void)paint_text(paint, 3, 2, paint->w - 3, ROLE_DIM,
		    str_of("Esc  all articles again"));
	} else {
		(void)paint_text(paint, 1, 2, paint->w - 3, ROLE_TEXT,
		    str_of("No articles yet"));
		(void)paint_text(paint, 2, 2, paint->w - 3, ROLE_DIM,
		    str_of(":import PATH  brings some in"));
		(void)paint_text(
		    paint, 3, 2, paint->w - 3, ROLE_DIM, str_of("?  all keys"));
	}
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct articles *a = p->state;
	int rh = a->snippets ? 2 : 1;

	if (a->list.n == 0) {
		if (!articles_searching(p->app))
			paint_empty(p, paint);
		return;
	}
	for (int i = 0; i * rh < paint->h; i++) {
		if (list_row(&a->list, (size_t)i) == NULL)
			break;
		paint_row(p, paint, i * rh, (size_t)i == list_cursor(&a->list));
	}
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
	if (a->sort != SORT_DATE)
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
}

const struct pane_ops pane_articles = {
	.name = "articles",
	.title = "Articles",
	.topics = TOPIC_BIT(TOPIC_ARTICLE) | TOPIC_BIT(TOPIC_NOTE) |
		  TOPIC_BIT(TOPIC_CLAIM) | TOPIC_BIT(TOPIC_CURRENT) |
		  TOPIC_BIT(TOPIC_LIST),
	.size = sizeof(struct articles),
	.recalc = recalc,
	.paint = paint,
	.heading = heading,
	.click = click,
	.scroll = scroll,
	.list = articles_list,
	.list_moved = articles_moved,
	.close = shut,
};
