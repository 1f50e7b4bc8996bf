#include "config.h"

#include "ui/paint.h"

#include <curses.h>

#include "model/utf8.h"
#include "ui/theme.h"

enum {
	RLE = 0x202b,
	PDF = 0x202c,
	LRM = 0x200e,
	ELLIPSIS = 0x2026,
	LINE_MAX_BYTES = 16384, /* of one line of text that are looked at */
};

static attr_t
attributes(const struct paint *p, enum role role)
{
	unsigned a = p->looks != NULL ? p->looks[role].attrs : 0;
	attr_t out = A_NORMAL;
	if ((a & LOOK_BOLD) != 0)
		out |= A_BOLD;
	if ((a & LOOK_DIM) != 0)
		out |= A_DIM;
	if ((a & LOOK_UNDERLINE) != 0)
		out |= A_UNDERLINE;
	if ((a & LOOK_REVERSE) != 0)
		out |= A_REVERSE;
	if ((a & LOOK_ITALIC) != 0)
		out |= A_ITALIC;
	return out;
}

/* ASCII for what the program itself draws. */
static char
ascii_of(uint32_t cp)
{
	if (cp >= 0x2500 && cp <= 0x257f) { /* lines */
		if (cp <= 0x2501 || cp == 0x2504 || cp == 0x2505 ||
		    cp == 0x2508 || cp == 0x2550 || cp == 0x254c)
			return '-';
		if (cp <= 0x2503 || cp == 0x2506 || cp == 0x2507 ||
		    cp == 0x250a || cp == 0x2551)
			return '|';
		return '+';
	}
	if (cp >= 0x2581 && cp <= 0x2588) /* bars of rising height */
		return "_..::=##"[cp - 0x2581];
	static const struct {
		uint32_t cp;
		char c;
	} table[] = { { ELLIPSIS, '~' }, { 0x258c, '>' }, { 0x2590, '|' },
		{ 0x25cf, '*' }, { 0x25cb, 'o' }, { 0x2605, '!' },
		{ 0x25a0, '#' }, { 0x25c6, 'x' }, { 0x25c7, 'x' },
		{ 0x25b6, '>' }, { 0x25c0, '<' }, { 0x25b2, '^' },
		{ 0x25bc, 'v' }, { 0x25b8, '>' }, { 0x25be, 'v' },
		{ 0x2192, '>' }, { 0x2190, '<' }, { 0x2191, '^' },
		{ 0x2193, 'v' }, { 0x00b7, '.' }, { 0x2248, '~' },
		{ 0x2713, 'x' }, { 0x2717, 'x' }, { 0x2026, '~' },
		{ 0x2013, '-' }, { 0x2014, '-' }, { 0x2018, '\'' },
		{ 0x2019, '\'' }, { 0x201c, '"' }, { 0x201d, '"' },
		{ 0x00a0, ' ' } };
	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if (table[i].cp == cp)
			return table[i].c;
	return '?';
}

/* What curses keeps of a cell; false: it has no place for that. */
static bool
glyph(const struct paint *p, enum role role, const uint32_t *cp, size_t n,
    cchar_t *out)
{
	wchar_t text[CCHARW_MAX + 1] = { 0 };
	for (size_t i = 0; i < n && i < CCHARW_MAX; i++)
		text[i] = (wchar_t)(p->ascii && cp[i] > 0x7e ? ascii_of(cp[i])
							     : (wchar_t)cp[i]);
	if (p->ascii && n > 1)
		text[1] = L'\0';
	return setcchar(
		   out, text, attributes(p, role), role_pair(role), NULL) == OK;
}

/* One cell; y and x inside the rectangle, which the caller has checked. */
static void
put(struct paint *p, int y, int x, enum role role, const uint32_t *cp, size_t n)
{
	cchar_t c;
	if (glyph(p, role, cp, n, &c))
		(void)mvwadd_wch(p->win, p->y + y, p->x + x, &c);
}

static bool
inside(const struct paint *p, int y, int x)
{
	return y >= 0 && y < p->h && x >= 0 && x < p->w;
}

struct paint
paint_sub(const struct paint *p, int y, int x, int h, int w)
{
	struct paint s = *p;
	int y2 = y + h < p->h ? y + h : p->h, x2 = x + w < p->w ? x + w : p->w;
	y = y < 0 ? 0 : y;
	x = x < 0 ? 0 : x;
	s.y = p->y + y;
	s.x = p->x + x;
	s.h = y2 > y ? y2 - y : 0;
	s.w = x2 > x ? x2 - x : 0;
	return s;
}

void
paint_clear(struct paint *p)
{
	for (int y = 0; y < p->h; y++)
		paint_fill(p, y, 0, p->w, ROLE_TEXT, ' ');
}

void
paint_put(struct paint *p, int y, int x, enum role role, uint32_t cp)
{
	if (inside(p, y, x))
		put(p, y, x, role, &cp, 1);
}

void
paint_fill(struct paint *p, int y, int x, int cols, enum role role, uint32_t cp)
{
	cchar_t c;
	if (x < 0) {
		cols += x;
		x = 0;
	}
	if (x + cols > p->w)
		cols = p->w - x;
	if (y >= 0 && y < p->h && cols > 0 && glyph(p, role, &cp, 1, &c))
		(void)mvwhline_set(p->win, p->y + y, p->x + x, &c, cols);
}

void
paint_role(struct paint *p, int y, int x, int cols, enum role role)
{
	if (y < 0 || y >= p->h)
		return;
	if (x < 0) {
		cols += x;
		x = 0;
	}
	if (x + cols > p->w)
		cols = p->w - x;
	if (cols > 0)
		(void)mvwchgat(p->win, p->y + y, p->x + x, cols,
		    attributes(p, role), role_pair(role), NULL);
}

void
paint_copy(struct paint *p, int from, int to)
{
	if (!inside(p, from, 0) || !inside(p, to, 0))
		return;
	cchar_t *row = arena_array(p->arena, (size_t)p->w + 1, sizeof(*row));
	if (mvwin_wchnstr(p->win, p->y + from, p->x, row, p->w) == OK)
		(void)mvwadd_wchstr(p->win, p->y + to, p->x, row);
}

void
paint_cursor(struct paint *p, int y, int x)
{
	if (inside(p, y, x))
		(void)wmove(p->win, p->y + y, p->x + x);
}

/* Let an invisible mark ride on the cell at y, x. */
static void
ride(struct paint *p, int y, int x, uint32_t mark, uint32_t more)
{
	cchar_t c;
	wchar_t text[CCHARW_MAX + 1] = { 0 };
	attr_t attrs;
	short pair;
	if (!inside(p, y, x) ||
	    mvwin_wch(p->win, p->y + y, p->x + x, &c) == ERR ||
	    getcchar(&c, text, &attrs, &pair, NULL) == ERR)
		return;
	text[1] = (wchar_t)mark;
	text[2] = (wchar_t)more;
	text[3] = L'\0';
	if (setcchar(&c, text, attrs, pair, NULL) == OK)
		(void)mvwadd_wch(p->win, p->y + y, p->x + x, &c);
}

static bool
right_to_left(const struct cells *c)
{
	for (size_t i = 0; i < c->n; i++) {
		uint32_t cp = c->v[i].cp[0];
		if ((cp >= 0x590 && cp <= 0x8ff) ||
		    (cp >= 0xfb1d && cp <= 0xfdff) ||
		    (cp >= 0xfe70 && cp <= 0xfeff) ||
		    (cp >= 0x10800 && cp <= 0x10fff) ||
		    (cp >= 0x1e800 && cp <= 0x1efff))
			return true;
	}
	return false;
}

struct strip {
	int y, x, cols;
	bool fenced;
};

/* The columns that are left for text once the terminal's own reordering is
 * fenced: the fences stand on the free columns beside it, or on its own. */
static struct strip
fence_room(const struct paint *p, int y, int x, int cols, const struct cells *c)
{
	struct strip s = { y, x, cols, false };
	if (p->bidi != BIDI_TERM || !right_to_left(c) || cols < 4)
		return s;
	s.fenced = true;
	if (x <= 0) {
		s.x++;
		s.cols--;
	}
	if (s.x + s.cols >= p->w)
		s.cols--;
	return s;
}

static void
fence(struct paint *p, const struct strip *s, bool rtl)
{
	if (!s->fenced)
		return;
	ride(p, s->y, s->x - 1, rtl ? RLE : LRM, 0);
	ride(p, s->y, s->x + s->cols, rtl ? PDF : LRM, rtl ? LRM : 0);
}

/* What was isolated in a line from left to right ended here: its end is said
 * with a mark that terminals know, else a number that follows Arabic words
 * would be drawn on their far side. */
static void
part(struct paint *p, const struct strip *s, const struct cells *c,
    struct str text)
{
	static const char pdi[] = "\xe2\x81\xa9";
	size_t at =
	    s->fenced && !c->rtl ? str_find(text, str_of(pdi), 0) : SIZE_MAX;
	int x = s->x;
	for (size_t i = 0; i < c->n && at != SIZE_MAX; i++) {
		if (c->v[i].from >= at) {
			ride(p, s->y, x, LRM, 0);
			at = str_find(text, str_of(pdi), c->v[i].from);
		}
		x += c->v[i].width;
	}
}

/* Cells side by side, which curses takes faster in one go than one by one; a
 * blank in the role of the last one is kept, for most cells differ from it by
 * their letter alone. */
struct run {
	cchar_t v[128];
	int n, x; /* column of the first */
	cchar_t blank;
	enum role role; /* of the blank; ROLES: there is none yet */
};

static bool
run_glyph(const struct paint *p, enum role role, const struct cell *e,
    struct run *r, cchar_t *out)
{
	static const uint32_t space = ' ';
	if (e->n != 1 || (p->ascii && e->cp[0] > 0x7e))
		return glyph(p, role, e->cp, e->n, out);
	if (r->role != role && !glyph(p, role, &space, 1, &r->blank))
		return false;
	r->role = role;
	*out = r->blank;
	out->chars[0] = (wchar_t)e->cp[0];
	return true;
}

static void
run_end(struct paint *p, int y, struct run *r)
{
	if (r->n > 0)
		(void)mvwadd_wchnstr(p->win, p->y + y, p->x + r->x, r->v, r->n);
	r->n = 0;
}

static void
run_add(struct paint *p, int y, int x, enum role role, const struct cell *e,
    struct run *r)
{
	if (r->n == (int)ARRAY_LEN(r->v))
		run_end(p, y, r);
	if (r->n == 0)
		r->x = x;
	if (run_glyph(p, role, e, r, &r->v[r->n]))
		r->n++;
	else
		run_end(p, y, r);
}

/* Draw cells from column x on, at most cols columns; returns how many were
 * used. role_of(arg, cell) tells the role of each. */
static int
draw_cells(struct paint *p, const struct strip *s, const struct cells *c,
    enum role (*role_of)(void *arg, const struct cell *), void *arg)
{
	struct run run;
	run.n = 0;
	run.role = ROLES;
	int used = 0;
	for (size_t i = 0; i < c->n; i++) {
		const struct cell *e = &c->v[i];
		int x = s->x + used;
		if (used + e->width > s->cols)
			break;
		used += e->width;
		if (!inside(p, s->y, x))
			continue;
		enum role role = e->picture ? ROLE_HIDDEN : role_of(arg, e);
		if (!inside(p, s->y, x + e->width - 1)) {
			/* Half of a wide character: a blank. */
			paint_put(p, s->y, x, role, ' ');
			continue;
		}
		run_add(p, s->y, x, role, e, &run);
		if (p->ascii && e->width == 2 && e->cp[0] > 0x7e) {
			run_end(p, s->y, &run);
			paint_put(p, s->y, x + 1, role, '?');
		}
	}
	run_end(p, s->y, &run);
	return used;
}

/* A line of its own: what would move the cursor is a blank in it. The bytes
 * keep their places. */
static struct str
one_line(const struct paint *p, struct str text)
{
	text = str_slice(text, 0, LINE_MAX_BYTES);
	struct str copy = arena_str(p->arena, text);
	char *b = (char *)(uintptr_t)copy.p;
	for (size_t i = 0; i < copy.len; i++)
		if (b[i] == '\n' || b[i] == '\t' || b[i] == '\r')
			b[i] = ' ';
	return copy;
}

static struct cells
cells_of(const struct paint *p, struct str text)
{
	return cells_line(p->arena, text,
	    (struct span){ 0, (uint32_t)text.len }, p->bidi, p->reveal);
}

static int
by_from(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;
	return (x->from > y->from) - (x->from < y->from);
}

/* As all are where nothing runs from right to left. */
static bool
in_order(const struct cells *c)
{
	for (size_t i = 1; i < c->n; i++)
		if (c->v[i].from < c->v[i - 1].from)
			return false;
	return true;
}

/* Bytes of a prefix that takes at most cols columns. */
static size_t
prefix(const struct paint *p, const struct cells *c, int cols)
{
	const struct cell *v = c->v;
	if (!in_order(c)) {
		struct cell *sorted =
		    arena_array(p->arena, c->n, sizeof(*sorted));
		memcpy(sorted, c->v, c->n * sizeof(*sorted));
		qsort(sorted, c->n, sizeof(*sorted), by_from);
		v = sorted;
	}
	int used = 0;
	size_t to = 0;
	for (size_t i = 0; i < c->n; i++) {
		if (used + v[i].width > cols)
			return v[i].from;
		used += v[i].width;
		to = v[i].to;
	}
	return to;
}

size_t
paint_fits(const struct paint *p, int cols, struct str text)
{
	struct str line = one_line(p, text);
	struct cells c = cells_of(p, line);
	if (c.cols <= cols && line.len == text.len)
		return text.len;
	return prefix(p, &c, cols > 0 ? cols - 1 : 0);
}

static enum role
same_role(void *arg, const struct cell *cell)
{
	(void)cell;
	return *(enum role *)arg;
}

int
paint_text(
    struct paint *p, int y, int x, int cols, enum role role, struct str text)
{
	if (y < 0 || y >= p->h || cols <= 0 || text.len == 0)
		return 0;
	struct str line = one_line(p, text);
	struct cells c = cells_of(p, line);
	struct strip s = fence_room(p, y, x, cols, &c);
	if (c.cols > s.cols || line.len < text.len) {
		size_t keep = prefix(p, &c, s.cols - 1);
		line = arena_printf(
		    p->arena, "%.*s\xe2\x80\xa6", (int)keep, line.p);
		c = cells_of(p, line);
	}
	int used = draw_cells(p, &s, &c, same_role, &role);
	part(p, &s, &c, line);
	fence(p, &s, c.rtl);
	return used + s.x - x;
}

int
paint_textf(struct paint *p, int y, int x, int cols, enum role role,
    const char *fmt, ...)
{
	struct buf b = { 0 };
	char small[512];
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(small, sizeof(small), fmt, ap);
	va_end(ap);
	if (n > 0)
		buf_add(&b, small,
		    (size_t)n < sizeof(small) ? (size_t)n : sizeof(small) - 1);
	int used = paint_text(p, y, x, cols, role, buf_view(&b));
	buf_release(&b);
	return used;
}

struct roles {
	struct line_roles of;
	uint32_t base_at; /* where the paragraph starts in the text */
};

/* The role of the last span that covers the cell. */
static enum role
span_role(void *arg, const struct cell *cell)
{
	const struct roles *r = arg;
	uint32_t at = r->base_at + cell->from;
	enum role role = r->of.base;
	const struct role_span *spans = r->of.spans;
	for (size_t i = 0; i < r->of.n && spans[i].span.from <= at; i++)
		if (at < spans[i].span.to)
			role = spans[i].role;
	return role;
}

static struct cells
line_cells(const struct paint *p, struct str par, const struct line *line)
{
	struct span rel = { line->span.from - line->par.from,
		line->span.to - line->par.from };

	return cells_line(p->arena, par, rel, p->bidi, p->reveal);
}

int
paint_roles(struct paint *p, int y, int x, int cols, struct str text,
    const struct line *line, const struct line_roles *roles)
{
	if (y < 0 || y >= p->h || cols <= 0)
		return x;
	struct str par = str_slice(text, line->par.from, line->par.to);
	struct cells c = line_cells(p, par, line);
	struct strip s = fence_room(p, y, x, cols, &c);
	struct roles r = { *roles, line->par.from };
	if (c.rtl && p->bidi == BIDI_APP && c.cols < s.cols) {
		s.x += s.cols - c.cols;
		s.cols = c.cols;
	}
	/* Spans that end before this line need not be asked for each cell. */
	while (r.of.n > 0 && r.of.spans[0].span.to <= line->span.from) {
		r.of.spans++;
		r.of.n--;
	}
	(void)draw_cells(p, &s, &c, span_role, &r);
	part(p, &s, &c, par);
	fence(p, &s, c.rtl);
	return s.x;
}

int
paint_line(struct paint *p, int y, int x, int cols, struct str text,
    const struct line *line, enum role role)
{
	return paint_roles(
	    p, y, x, cols, text, line, &(struct line_roles){ .base = role });
}

/* The column, from the left end of the cells, at which byte `at` begins; behind
 * the last one for the end. From right to left a letter begins at its right. */
static int
column_of(const struct cells *c, size_t at)
{
	int x = 0, end = c->rtl ? 0 : c->cols;
	for (size_t i = 0; i < c->n; i++) {
		const struct cell *e = &c->v[i];
		if (at >= e->from && at < e->to)
			return x;
		x += e->width;
	}
	return end;
}

int
paint_column(const struct paint *p, int x, int cols, struct str text,
    const struct line *line, size_t at)
{
	struct span end = line->span;
	struct cells c =
	    line_cells(p, str_slice(text, line->par.from, line->par.to), line);
	int blanks = at > end.to ? (int)(at - end.to) : 0;
	int column = column_of(&c, at - line->par.from);
	if (c.rtl && p->bidi == BIDI_APP)
		column += cols - c.cols - blanks;
	else
		column += blanks;
	if (column < 0)
		column = 0;
	return x + (column < cols ? column : cols - 1);
}

int
paint_edit(struct paint *p, int y, int x, int cols, enum role role,
    struct str text, size_t at)
{
	struct cells c = cells_of(p, one_line(p, text));
	int column = column_of(&c, at), skip = 0;
	if (cols < 2)
		return x;
	if (column >= cols - 1)
		skip = column - cols + 2;
	size_t first = 0;
	int gone = 0;
	while (first < c.n && gone < skip)
		gone += c.v[first++].width;
	struct cells rest = c;
	rest.v += first;
	rest.n -= first;
	struct strip s = fence_room(p, y, x, cols, &rest);
	(void)draw_cells(p, &s, &rest, same_role, &role);
	fence(p, &s, c.rtl);
	return s.x + column - gone;
}

char
role_letter(enum role role)
{
	static const char letters[] =
	    " .tbfSsu*pqwoxycCgnhmv=!HKkSEPleTd|~#YAGIJLMRV1234567890";
	_Static_assert(sizeof(letters) == ROLES + 1, "a letter for each role");
	return letters[role];
}

static void
dump_cell(const cchar_t *c, struct buf *text, struct buf *roles, bool *plain)
{
	wchar_t w[CCHARW_MAX + 1] = { 0 };
	attr_t attrs;
	short pair;
	if (getcchar(c, w, &attrs, &pair, NULL) == ERR)
		return;
	for (size_t i = 0; w[i] != L'\0'; i++)
		utf8_put(text, (uint32_t)w[i]);
	buf_putc(roles, role_letter(role_of_pair(pair)));
	if (role_of_pair(pair) != ROLE_TEXT)
		*plain = false;
}

static void
dump_trim(struct buf *b, size_t from)
{
	while (b->len > from && b->p[b->len - 1] == ' ')
		b->p[--b->len] = '\0';
	buf_putc(b, '\n');
}

void
paint_dump(const struct paint *p, bool roles, struct buf *out)
{
	int y0, x0;
	getyx((WINDOW *)p->win, y0, x0);
	for (int y = 0; y < p->h; y++) {
		struct buf letters = { 0 };
		bool plain = true;
		size_t from = out->len;
		for (int x = 0; x < p->w;) {
			cchar_t c;
			size_t before = out->len;
			if (mvwin_wch(p->win, p->y + y, p->x + x, &c) == ERR)
				break;
			dump_cell(&c, out, &letters, &plain);
			int w = cells_width(
			    str_slice(buf_view(out), before, out->len));
			if (w == 2 && letters.len > 0)
				buf_putc(&letters, letters.p[letters.len - 1]);
			x += w == 2 ? 2 : 1;
		}
		dump_trim(out, from);
		from = out->len;
		if (roles && !plain) {
			buf_str(out, buf_view(&letters));
			dump_trim(out, from);
		}
		buf_release(&letters);
	}
	(void)wmove(p->win, y0, x0);
}
