#include "config.h"

#include "model/glyph.h"

#include <utf8proc.h>
#include <wchar.h>

#include "model/utf8.h"

enum {
	DOTTED_CIRCLE = 0x25cc,
	REPLACEMENT = 0xfffd,
	SOFT_HYPHEN = 0xad,
	ZWNJ = 0x200c,
	ZWJ = 0x200d,
};

/* What a code point is, before its neighbours are looked at. */
enum point { DRAWN, MARK, BLANK, CONTROL, NAMED, DIRECTION, HIDDEN, BAD };

struct range {
	uint32_t from, to;
	enum point point;
};

/* platform.md B1, sorted. Everything else goes by category and width. */
static const struct range ranges[] = {
	{ 0x00, 0x08, CONTROL },
	{ 0x09, 0x0a, BLANK },
	{ 0x0b, 0x1f, CONTROL },
	{ 0x20, 0x7e, DRAWN },
	{ 0x7f, 0x7f, CONTROL },
	{ 0x80, 0x84, NAMED },
	{ 0x85, 0x85, BLANK },
	{ 0x86, 0x9f, NAMED },
	{ SOFT_HYPHEN, SOFT_HYPHEN, HIDDEN },
	{ 0x34f, 0x34f, HIDDEN },
	{ 0x61c, 0x61c, DIRECTION },
	{ 0x115f, 0x1160, HIDDEN },
	{ 0x17b4, 0x17b5, HIDDEN },
	{ 0x180b, 0x180f, HIDDEN },
	{ 0x200b, ZWJ, HIDDEN },
	{ 0x200e, 0x200f, DIRECTION },
	{ 0x2028, 0x2029, BLANK },
	{ 0x202a, 0x202e, NAMED },
	{ 0x2060, 0x2065, HIDDEN },
	{ 0x2066, 0x2069, DIRECTION },
	{ 0x206a, 0x206f, HIDDEN },
	{ 0x3164, 0x3164, HIDDEN },
	{ 0xfdd0, 0xfdef, BAD },
	{ 0xfe00, 0xfe0f, HIDDEN },
	{ 0xfeff, 0xfeff, HIDDEN },
	{ 0xffa0, 0xffa0, HIDDEN },
	{ 0xfff0, 0xfffb, HIDDEN },
	{ 0x1bca0, 0x1bca3, HIDDEN },
	{ 0x1d173, 0x1d17a, HIDDEN },
	{ 0xe0000, 0xe0fff, HIDDEN },
};

/* Columns that curses will give it: libc's answer, and utf8proc's where the
 * locale knows nothing beyond ASCII (there the screen can't be right anyway,
 * but tests and the command line can). -1: not known. */
static int
libc_width(uint32_t cp, int other)
{
	int width = wcwidth((wchar_t)cp);

	return width < 0 && wcwidth(L'\u00e9') < 0 ? other : width;
}

/* Where libc and utf8proc differ, terminals differ from curses too and columns
 * would drift: such a code point is not drawn as itself (architecture.md 3.6).
 * Spacing marks are, as letters of their own; the Arabic number signs are one
 * column in libc and xterm. */
static enum point
by_width(uint32_t cp)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)cp);
	int ours = utf8proc_charwidth((utf8proc_int32_t)cp);
	int libc = libc_width(cp, ours);

	if (libc < 0)
		return BAD;
	if (category == UTF8PROC_CATEGORY_MN ||
	    category == UTF8PROC_CATEGORY_ME)
		return libc == 0 ? MARK : BAD;
	if (category == UTF8PROC_CATEGORY_CF)
		return libc == 1 ? DRAWN : HIDDEN;
	/* Vowels and finals of conjoining Hangul ride on their first letter. */
	if (libc == 0)
		return MARK;
	if (category == UTF8PROC_CATEGORY_MC)
		return libc == 1 ? DRAWN : BAD;
	return libc == ours ? DRAWN : BAD;
}

static enum point
point_of(uint32_t cp)
{
	size_t low = 0, high = ARRAY_LEN(ranges);

	if (cp >= 0x20 && cp < 0x7f)
		return DRAWN;
	if ((cp & 0xfffe) == 0xfffe)
		return BAD;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (cp > ranges[mid].to)
			low = mid + 1;
		else if (cp < ranges[mid].from)
			high = mid;
		else
			return ranges[mid].point;
	}
	return by_width(cp);
}

static int
width_of(uint32_t cp)
{
	if (cp < 0x7f)
		return 1;
	return libc_width(cp, utf8proc_charwidth((utf8proc_int32_t)cp)) == 2
		   ? 2
		   : 1;
}

/* Of the zero-widths those that belong to the letter before them. */
static bool
extends(uint32_t cp)
{
	return cp == ZWNJ || cp == ZWJ || cp == 0x34f ||
	       (cp >= 0x180b && cp <= 0x180f) ||
	       (cp >= 0xfe00 && cp <= 0xfe0f) ||
	       (cp >= 0xe0100 && cp <= 0xe01ef);
}

static bool
is_arabic(uint32_t cp)
{
	return (cp >= 0x600 && cp <= 0x8ff) || (cp >= 0xfb50 && cp <= 0xfefc);
}

/* A joiner between Arabic letters is spelling, not hiding. */
static bool
spells(struct str text, size_t from, size_t to)
{
	uint32_t cp;

	if (from == 0 || to >= text.len)
		return false;
	cp = utf8_prev(text, &from);
	return is_arabic(cp) && is_arabic(utf8_next(text, &to));
}

static int
digits(unsigned n)
{
	return n < 10 ? 1 : n < 100 ? 2 : n < 1000 ? 3 : 4;
}

/* Marks, and zero-widths that cling to the letter, up to the next glyph. */
static void
take_marks(struct str text, struct glyph *g, bool reveal)
{
	while (g->to < text.len) {
		size_t at = g->to;
		uint32_t cp = utf8_next(text, &at);
		enum point point = cp < 0x300 ? DRAWN : point_of(cp);

		if (point == HIDDEN && extends(cp) && !reveal) {
			bool joiner = (cp == ZWNJ || cp == ZWJ) &&
				      spells(text, g->to, at);

			g->hidden += !joiner;
			g->joiner |= joiner;
		} else if (point == MARK && g->n < CELL_POINTS) {
			g->cp[g->n++] = cp;
		} else if (point == MARK) {
			g->cut++;
		} else {
			break;
		}
		g->to = at;
	}
	if (g->cut > 9999)
		g->cut = 9999;
	if (g->cut > 0) {
		g->cols += 3 + digits(g->cut);
		g->hidden += g->cut;
	}
}

static int
name_cols(uint32_t cp)
{
	char name[16];

	glyph_name(cp, true, name);
	return (int)strlen(name);
}

static void
one_cell(struct glyph *g, uint32_t cp, enum glyph_kind kind)
{
	g->kind = kind;
	g->cp[0] = cp;
	g->n = 1;
	g->cols = width_of(cp);
}

/* The glyph of a code point that is not drawn as itself. */
static void
not_drawn(struct str text, struct glyph *g, enum point point, bool reveal)
{
	uint32_t cp = g->first;
	bool spelling =
	    (cp == ZWNJ || cp == ZWJ) && spells(text, g->from, g->to);

	g->hidden = point != DIRECTION && !spelling;
	g->joiner = spelling;
	if (point == CONTROL) {
		one_cell(g, cp == 0x7f ? 0x2421 : 0x2400 + cp, GLYPH_CONTROL);
		g->picture = true;
	} else if (point == NAMED || reveal) {
		g->kind = GLYPH_NAMED;
		g->cols = name_cols(cp);
		g->picture = true;
	} else {
		g->kind = point == DIRECTION ? GLYPH_DIRECTION : GLYPH_HIDDEN;
	}
}

struct glyph
glyph_at(struct str text, size_t at, bool reveal)
{
	struct glyph g = { .from = at, .base = at };
	enum point point;

	g.first = utf8_next(text, &at);
	g.to = at;
	point = point_of(g.first);
	switch (point) {
	case DRAWN:
		one_cell(&g, g.first, GLYPH_TEXT);
		take_marks(text, &g, reveal);
		break;
	case BAD:
		one_cell(&g, REPLACEMENT, GLYPH_TEXT);
		g.picture = true;
		take_marks(text, &g, reveal);
		break;
	case MARK:
		one_cell(&g, DOTTED_CIRCLE, GLYPH_TEXT);
		g.to = g.from;
		take_marks(text, &g, reveal);
		break;
	case BLANK:
		g.kind = GLYPH_BLANK;
		g.cols = g.first == '\t' ? GLYPH_TAB : 1;
		break;
	case CONTROL:
	case NAMED:
	case DIRECTION:
	case HIDDEN:
		not_drawn(text, &g, point, reveal);
		break;
	}
	return g;
}

void
glyph_name(uint32_t cp, bool ascii, char out[16])
{
	static const struct {
		uint32_t cp;
		const char *name;
	} names[] = {
		{ SOFT_HYPHEN, "SHY" },
		{ 0x61c, "ALM" },
		{ 0x200b, "ZWSP" },
		{ ZWNJ, "ZWNJ" },
		{ ZWJ, "ZWJ" },
		{ 0x200e, "LRM" },
		{ 0x200f, "RLM" },
		{ 0x202a, "LRE" },
		{ 0x202b, "RLE" },
		{ 0x202c, "PDF" },
		{ 0x202d, "LRO" },
		{ 0x202e, "RLO" },
		{ 0x2060, "WJ" },
		{ 0x2066, "LRI" },
		{ 0x2067, "RLI" },
		{ 0x2068, "FSI" },
		{ 0x2069, "PDI" },
		{ 0xfeff, "BOM" },
	};
	const char *open = ascii ? "<" : "\u2039";
	const char *close = ascii ? ">" : "\u203a";
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (names[i].cp == cp) {
			(void)snprintf(
			    out, 16, "%s%s%s", open, names[i].name, close);
			return;
		}
	(void)snprintf(
	    out, 16, "%s%02X%s", open, (unsigned)(cp & 0x1fffff), close);
}

bool
glyph_rtl(uint32_t cp)
{
	return (cp >= 0x590 && cp <= 0x8ff) || cp == 0x200f || cp == 0x2067 ||
	       cp == 0x2068 || (cp >= 0xfb1d && cp <= 0xfeff) ||
	       (cp >= 0x10800 && cp <= 0x10fff) ||
	       (cp >= 0x1e800 && cp <= 0x1efff);
}
