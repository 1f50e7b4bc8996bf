/* The rows of the list of articles, as they are drawn. */
#include "config.h"

#include "ui/pane-articles.h"
#include "ui/reader-text.h"
#include "ui/ui.h"
#include "ui/when.h"

enum {
	DATE_SHORT = 9,
	DATE_FULL = 11,
	WIDE = 48,
	WIDER = 76,
	OUTLET = 16,
	MARK_COLS = 3
};

/* Rows of the screen that one of the list takes. */
static int
pitch(const struct articles *a)
{
	return a->snippets ? 2 : 1;
}

/* What marks stand at the left of a row. */
static void
paint_mark(struct paint *paint, int y, const struct article_row *r)
{
	enum role role = ROLE_DIM;
	uint32_t mark = 0x00b7; /* · */

	if (r->flagged) {
		role = ROLE_FLAG;
		mark = 0x2605; /* ★ */
	} else if (r->state == ARTICLE_UNREAD) {
		role = ROLE_UNREAD;
		mark = 0x25cf; /* ● */
	} else if (r->state == ARTICLE_DONE) {
		mark = 0x25cb; /* ○ */
	}
	paint_fill(paint, y, 0, MARK_COLS, role, ' ');
	paint_put(paint, y, 1, role, mark);
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
		return MARK_COLS;
	date_text(&date, r, paint->w, year);
	if (date.len == 0)
		buf_puts(&date, "\xe2\x80\x94"); /* — */
	used = cells_width(buf_view(&date));
	/* Set right, where days have one or two digits. */
	used = used < cols ? used : cols;
	paint_fill(paint, y, MARK_COLS, cols + 1, ROLE_DIM, ' ');
	(void)paint_text(
	    paint, y, MARK_COLS + cols - used, used, ROLE_DIM, buf_view(&date));
	buf_release(&date);
	return MARK_COLS + cols + 1;
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
	struct span whole = { 0 };
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
	whole.to = (uint32_t)line.len;
	if (line.len > 0)
		(void)paint_roles(paint, y, x, paint->w - x - 1,
		    buf_view(&line),
		    &(struct line){ .span = whole, .par = whole },
		    &(struct line_roles){ ROLE_DIM, spans, n });
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

/* Each part in one role, its blanks as well, on which no role of a row shows
 * (no ground, no line, nothing in reverse): a change of colours for a blank
 * between two parts takes the terminal more bytes than a word. */
static void
paint_row(const struct pane *p, struct paint *paint, int y, bool selected)
{
	const struct articles *a = p->state;
	int rh = pitch(a);
	const struct find_row *row = list_row(&a->list, (size_t)(y / rh));
	const struct article_row *r = &row->row;
	bool wide = paint->w >= WIDE;
	int x, right;

	paint_fill(paint, y, 0, paint->w, title_role(r), ' ');
	paint_mark(paint, y, r);
	x = paint_date(paint, y, r, year_now(p->app));
	if (paint->w >= WIDER) {
		paint_fill(paint, y, x, OUTLET + 3, ROLE_OUTLET, ' ');
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

static uint64_t
hash_bytes(uint64_t h, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * UINT64_C(1099511628211);
	return h;
}

/* FNV-1a of all that paint_row draws; never 0. */
static uint64_t
row_hash(const struct pane *p, int i)
{
	const struct articles *a = p->state;
	const struct find_row *row = list_row(&a->list, (size_t)i);
	uint64_t h = UINT64_C(14695981039346656037);

	if (row == NULL)
		return 1;
	const struct article_row *r = &row->row;
	const struct str texts[] = { r->title, r->outlet, r->published,
		row->snippet };
	const int64_t rest[] = { r->id, r->state, r->flagged, r->published_day,
		r->copies, r->figures, r->notes, r->claims, row->under,
		(size_t)i == list_cursor(&a->list), p->focused, p->w,
		a->snippets, r->id == p->app->cur.article.row.id,
		year_now(p->app) };

	for (size_t k = 0; k < ARRAY_LEN(texts); k++)
		h = hash_bytes(h, texts[k].p, texts[k].len) + 1;
	h = hash_bytes(h, rest, sizeof rest);
	return h > 1 ? h : 2;
}

static void
paint_one(const struct pane *p, struct paint *paint, int i, int rh)
{
	const struct articles *a = p->state;

	for (int k = 0; k < rh; k++)
		paint_fill(paint, i * rh + k, 0, paint->w, ROLE_TEXT, ' ');
	if (list_row(&a->list, (size_t)i) != NULL)
		paint_row(p, paint, i * rh, (size_t)i == list_cursor(&a->list));
}

/* By how many rows what is on the screen stands too low: what its first row, or
 * else its last, is to show is there already. */
static int
scrolled(const struct articles *a, const uint64_t *now, int n)
{
	for (int i = 0; i < n; i++)
		if (a->shown[i] == now[0])
			return i;
	for (int i = 0; i < n; i++)
		if (a->shown[i] == now[n - 1])
			return i - (n - 1);
	return 0;
}

/* Rows that stand elsewhere on the screen are taken from there: drawing one
 * costs twenty times as much. */
static void
move_rows(struct articles *a, struct paint *paint, const uint64_t *now, int n)
{
	int rh = pitch(a), by = scrolled(a, now, n);

	for (int k = 0; k < n && by != 0; k++) {
		int to = by > 0 ? k : n - 1 - k, from = to + by;

		/* The last one may have lost its second line. */
		if (from < 0 || (from + 1) * rh > paint->h ||
		    a->shown[from] != now[to])
			continue;
		for (int y = 0; y < rh; y++)
			paint_copy(paint, from * rh + y, to * rh + y);
		a->shown[to] = now[to];
	}
}

static void
paint_rows(const struct pane *p, struct paint *paint)
{
	struct articles *a = p->state;
	int rh = pitch(a), n = (paint->h + rh - 1) / rh;
	uint64_t *now = arena_array(paint->arena, (size_t)n, sizeof *now);

	for (int i = 0; i < n; i++)
		now[i] = row_hash(p, i);
	move_rows(a, paint, now, n);
	for (int i = 0; i < n; i++) {
		if (now[i] == a->shown[i])
			continue;
		a->shown[i] = now[i];
		paint_one(p, paint, i, rh);
	}
}

/* Most keys change two rows. */
void
articles_paint(const struct pane *p, struct paint *paint)
{
	struct articles *a = p->state;
	bool again = p->app->ui->repaint || a->n_shown != (size_t)paint->h ||
		     a->shown_pitch != pitch(a);

	if (again) {
		a->n_shown = (size_t)paint->h;
		a->shown_pitch = pitch(a);
		a->shown =
		    xreallocarray(a->shown, a->n_shown + 1, sizeof *a->shown);
	}
	if (again || a->list.n == 0) {
		memset(a->shown, 0, a->n_shown * sizeof *a->shown);
		paint_clear(paint);
	}
	if (a->list.n > 0)
		paint_rows(p, paint);
	else if (!articles_searching(p->app))
		paint_empty(p, paint);
}
