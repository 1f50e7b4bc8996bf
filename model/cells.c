#include "config.h"

#include "model/cells.h"

#include <fribidi.h>

#include "model/glyph.h"
#include "model/utf8.h"

enum {
	/* Bytes of a paragraph on either side of a line that take part in its
	 * bidi levels: all of any usual paragraph; beyond, the cost of a line
	 * would grow with the paragraph (36 ns a code point). */
	BIDI_WINDOW = 2048,
	SOFT_HYPHEN = 0xad,
};

/* A stretch of a paragraph as FriBidi wants it, one entry per code point. */
struct window {
	size_t from, to; /* bytes of the paragraph */
	FriBidiStrIndex n;
	FriBidiChar *cp;
	uint32_t *at; /* byte where it starts */
	FriBidiCharType *type;
	FriBidiLevel *level;
	FriBidiParType dir;
	FriBidiStrIndex line, line_end; /* the line's entries */
};

static bool
is_plain(struct str s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (s.p[i] < 0x20 || s.p[i] > 0x7e)
			return false;
	return true;
}

static bool
has_rtl(struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		/* Right-to-left begins at U+0590, D6 90. */
		if ((unsigned char)s.p[at] < 0xd6)
			at++;
		else if (glyph_rtl(utf8_next(s, &at)))
			return true;
	}
	return false;
}

/* Overrides and embeddings are shown, not obeyed; a line is one line. */
static FriBidiChar
for_bidi(uint32_t cp)
{
	if (cp >= 0x202a && cp <= 0x202e)
		return 0xfffd;
	if (cp < 0x20 || cp == 0x85 || cp == 0x2028 || cp == 0x2029)
		return ' ';
	return cp;
}

bool
cells_rtl(struct str par)
{
	size_t at = 0;
	int isolates = 0;

	while (at < par.len && at < BIDI_WINDOW) {
		FriBidiCharType type;

		type = fribidi_get_bidi_type(for_bidi(utf8_next(par, &at)));
		if (FRIBIDI_IS_ISOLATE(type))
			isolates++;
		else if (type == FRIBIDI_TYPE_PDI && isolates > 0)
			isolates--;
		else if (FRIBIDI_IS_STRONG(type) && isolates == 0)
			return FRIBIDI_IS_RTL(type);
	}
	return false;
}

/* Move a byte offset back to where a code point may start. */
static size_t
to_border(struct str s, size_t at)
{
	while (at > 0 && at < s.len && ((unsigned char)s.p[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* The surroundings of a line. */
static struct str
around(struct str par, struct span line, size_t *from)
{
	size_t to = (size_t)line.to + BIDI_WINDOW;

	*from = line.from > BIDI_WINDOW
		    ? to_border(par, line.from - BIDI_WINDOW)
		    : 0;
	to = to < par.len ? to_border(par, to) : par.len;
	return str_slice(par, *from, to);
}

static bool
levels_of(struct window *w, struct arena *tmp)
{
	FriBidiBracketType *bracket =
	    arena_array(tmp, (size_t)w->n, sizeof *bracket);

	fribidi_get_bidi_types(w->cp, w->n, w->type);
	fribidi_get_bracket_types(w->cp, w->n, w->type, bracket);
	return fribidi_get_par_embedding_levels_ex(
		   w->type, bracket, w->n, &w->dir, w->level) != 0;
}

/* Arabic letters in the forms that they have beside their neighbours, and
 * brackets turned round, in the line alone: what would join across its end is
 * on another line. */
static void
shape(struct window *w, struct arena *tmp)
{
	FriBidiStrIndex n = w->line_end - w->line;
	FriBidiJoiningType *join = arena_array(tmp, (size_t)n, sizeof *join);

	fribidi_get_joining_types(w->cp + w->line, n, join);
	fribidi_join_arabic(w->type + w->line, n, w->level + w->line, join);
	fribidi_shape(FRIBIDI_FLAGS_DEFAULT | FRIBIDI_FLAGS_ARABIC,
	    w->level + w->line, n, join, w->cp + w->line);
}

/* Levels and shapes around a line; false when FriBidi had no memory. */
static bool
window_make(struct window *w, struct str par, struct span line, bool rtl,
    struct arena *tmp)
{
	struct str s = around(par, line, &w->from);
	size_t at = 0;

	w->to = w->from + s.len;
	w->cp = arena_array(tmp, s.len, sizeof *w->cp);
	w->at = arena_array(tmp, s.len, sizeof *w->at);
	w->type = arena_array(tmp, s.len, sizeof *w->type);
	w->level = arena_array(tmp, s.len, sizeof *w->level);
	w->dir = rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	while (at < s.len) {
		w->at[w->n] = (uint32_t)(w->from + at);
		if (w->at[w->n] <= line.from)
			w->line = w->n;
		w->cp[w->n++] = for_bidi(utf8_next(s, &at));
		if (w->from + at <= line.to)
			w->line_end = w->n;
	}
	if (w->line_end <= w->line || !levels_of(w, tmp))
		return false;
	shape(w, tmp);
	return true;
}

/* The glyphs of a line in logical order; those that are not drawn lend their
 * bytes to a neighbour, so that the cells' spans tile the line. */
struct glyphs {
	struct glyph *v;
	size_t n;
};

static struct glyphs
glyphs_of(struct arena *tmp, struct str par, struct span line, bool reveal,
    unsigned *hidden)
{
	struct str s = str_slice(par, 0, line.to);
	struct glyphs gs = { 0 };
	size_t at = line.from;

	gs.v = arena_array(tmp, line.to - line.from, sizeof *gs.v);
	while (at < s.len) {
		struct glyph g = glyph_at(s, at, reveal);

		at = g.to;
		/* A soft hyphen is a hyphen where the line breaks. */
		if (g.first == SOFT_HYPHEN && at == s.len && at < par.len) {
			g.kind = GLYPH_TEXT;
			g.cp[0] = '-';
			g.n = 1;
			g.cols = 1;
			g.hidden = 0;
		}
		*hidden += g.hidden;
		if (g.cols > 0) {
			g.from = gs.n == 0 ? line.from : g.from;
			gs.v[gs.n++] = g;
		} else if (gs.n > 0) {
			gs.v[gs.n - 1].to = at;
		}
	}
	return gs;
}

/* Give the glyphs their shapes. Lam and alef became one: FriBidi leaves a
 * filler in the place of the first. */
static void
take_shapes(struct glyphs *gs, const struct window *w, FriBidiCharType *type,
    FriBidiLevel *level)
{
	FriBidiStrIndex j = w->line;
	size_t i, n = 0, merged = SIZE_MAX;

	for (i = 0; i < gs->n; i++) {
		struct glyph g = gs->v[i];
		bool filler;

		while (j + 1 < w->line_end && w->at[j] < g.base)
			j++;
		filler = w->cp[j] == FRIBIDI_CHAR_FILL && g.first != 0xfeff;
		if (filler && g.n == 1 && i + 1 < gs->n) {
			merged = g.from;
			continue;
		}
		if (!filler && g.kind == GLYPH_TEXT && !g.picture &&
		    g.cp[0] == g.first)
			g.cp[0] = w->cp[j];
		if (merged != SIZE_MAX)
			g.from = merged;
		merged = SIZE_MAX;
		type[n] = w->type[j];
		level[n] = w->level[j];
		gs->v[n++] = g;
	}
	gs->n = n;
}

static struct cell *
put_name(struct cell *to, const struct glyph *g, const char *name)
{
	struct str s = str_of(name);
	size_t at = 0;

	while (at < s.len) {
		*to = (struct cell){
			.n = 1,
			.width = 1,
			.picture = true,
			.from = (uint32_t)g->from,
			.to = (uint32_t)g->to,
		};
		to->cp[0] = utf8_next(s, &at);
		to++;
	}
	return to;
}

static void
cut_name(const struct glyph *g, bool ascii, char out[16])
{
	(void)snprintf(
	    out, 16, ascii ? "<+%u>" : "\u2039+%u\u203a", g->cut % 10000);
}

static struct cell *
put_glyph(struct cell *to, const struct glyph *g)
{
	char name[16];
	int i;

	if (g->kind == GLYPH_NAMED) {
		glyph_name(g->first, false, name);
		return put_name(to, g, name);
	}
	for (i = 0; i < (g->kind == GLYPH_BLANK ? g->cols : 1); i++) {
		*to = (struct cell){
			.n = g->n,
			.width = 1,
			.picture = g->picture,
			.from = (uint32_t)g->from,
			.to = (uint32_t)g->to,
		};
		if (g->kind == GLYPH_BLANK) {
			to->cp[0] = ' ';
			to->n = 1;
		} else {
			memcpy(to->cp, g->cp, sizeof to->cp);
		}
		to++;
	}
	if (g->cut == 0) {
		if (g->cols == 2 && g->kind == GLYPH_TEXT)
			to[-1].width = 2;
		return to;
	}
	cut_name(g, false, name);
	if (g->cols - (int)strlen(name) + 4 == 2)
		to[-1].width = 2;
	return put_name(to, g, name);
}

/* The glyphs as cells, in the order of the map (or their own). */
static void
put_all(struct arena *arena, struct cells *cells, const struct glyphs *gs,
    const FriBidiStrIndex *map)
{
	struct cell *to;
	size_t i;

	for (i = 0; i < gs->n; i++)
		cells->cols += gs->v[i].cols;
	/* No cell is less than a column. */
	to = cells->v =
	    arena_array(arena, (size_t)cells->cols, sizeof *cells->v);
	for (i = 0; i < gs->n; i++)
		to = put_glyph(to, &gs->v[map != NULL ? (size_t)map[i] : i]);
	cells->n = (size_t)(to - cells->v);
}

static struct cells
plain_line(struct arena *arena, struct str s, struct span line)
{
	struct cells cells = { .n = s.len, .cols = (int)s.len };
	size_t i;

	cells.v = arena_array(arena, s.len, sizeof *cells.v);
	for (i = 0; i < s.len; i++) {
		cells.v[i].cp[0] = (unsigned char)s.p[i];
		cells.v[i].n = 1;
		cells.v[i].width = 1;
		cells.v[i].from = line.from + (uint32_t)i;
		cells.v[i].to = line.from + (uint32_t)i + 1;
	}
	return cells;
}

struct cells
cells_line(struct arena *arena, struct str par, struct span line,
    enum bidi bidi, bool reveal)
{
	struct arena tmp = { 0 };
	struct cells cells = { 0 };
	struct window w = { 0 };
	struct glyphs gs;
	FriBidiStrIndex *map = NULL;
	size_t from;
	bool rtl;

	line.to = line.to < par.len ? line.to : (uint32_t)par.len;
	line.from = line.from < line.to ? line.from : line.to;
	rtl = has_rtl(around(par, line, &from));
	if (!rtl && is_plain(str_slice(par, line.from, line.to)))
		return plain_line(
		    arena, str_slice(par, line.from, line.to), line);
	cells.rtl = rtl && cells_rtl(par);
	gs = glyphs_of(&tmp, par, line, reveal, &cells.hidden);
	if (rtl && bidi == BIDI_APP && gs.n > 0 &&
	    window_make(&w, par, line, cells.rtl, &tmp)) {
		FriBidiCharType *type = arena_array(&tmp, gs.n, sizeof *type);
		FriBidiLevel *level = arena_array(&tmp, gs.n, sizeof *level);
		size_t i;

		take_shapes(&gs, &w, type, level);
		map = arena_array(&tmp, gs.n, sizeof *map);
		for (i = 0; i < gs.n; i++)
			map[i] = (FriBidiStrIndex)i;
		if (fribidi_reorder_line(0, type, (FriBidiStrIndex)gs.n, 0,
			w.dir, level, NULL, map) == 0)
			map = NULL;
	}
	put_all(arena, &cells, &gs, map);
	arena_release(&tmp);
	return cells;
}

int
cells_width(struct str text)
{
	size_t at = 0;
	int cols = 0;

	while (at < text.len) {
		struct glyph g = glyph_at(text, at, false);

		cols += g.cols;
		at = g.to;
	}
	return cols;
}

static void
plain_ascii(struct buf *out, const struct glyph *g)
{
	char name[16];

	if (g->kind == GLYPH_NAMED) {
		glyph_name(g->first, true, name);
		buf_puts(out, name);
	} else if (g->kind == GLYPH_CONTROL) {
		buf_putc(out, '^');
		buf_putc(out, (char)(g->first ^ 0x40));
	} else if (g->kind == GLYPH_TEXT) {
		buf_putc(out, g->cp[0] < 0x80 ? (char)g->cp[0] : '?');
	}
	if (g->cut > 0) {
		cut_name(g, true, name);
		buf_puts(out, name);
	}
}

static void
plain_utf8(struct buf *out, struct str text, const struct glyph *g)
{
	struct str whole = str_slice(text, g->from, g->to);
	char name[16];
	size_t i;

	if (g->joiner && g->cut == 0 && !g->picture && g->hidden == 0 &&
	    g->cp[0] != 0x25cc && utf8_valid(whole)) {
		/* Spelling with joiners is kept as it is. */
		buf_str(out, whole);
		return;
	}
	if (g->kind == GLYPH_NAMED) {
		glyph_name(g->first, false, name);
		buf_puts(out, name);
		return;
	}
	for (i = 0; i < g->n; i++)
		utf8_put(out, g->cp[i]);
	if (g->cut > 0) {
		cut_name(g, false, name);
		buf_puts(out, name);
	}
}

void
cells_plain(struct buf *out, struct str text, bool ascii)
{
	size_t at = 0, run;

	while (at < text.len) {
		struct glyph g;

		/* Plain ASCII up to a letter that marks may follow. */
		for (run = at; run < text.len; run++)
			if (text.p[run] < 0x20 || text.p[run] > 0x7e)
				break;
		if (run > at + 1) {
			run -= run < text.len;
			buf_add(out, text.p + at, run - at);
			at = run;
			continue;
		}
		g = glyph_at(text, at, false);
		at = g.to;
		if (g.kind == GLYPH_BLANK)
			buf_putc(out, g.first == '\t' || g.first == '\n'
					  ? (char)g.first
					  : ' ');
		else if (ascii)
			plain_ascii(out, &g);
		else
			plain_utf8(out, text, &g);
	}
}
