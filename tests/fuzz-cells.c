#include "config.h"

#include <wchar.h>

#include "model/cells.h"
#include "model/utf8.h"
#include "tests/fuzz.h"

/* What no terminal may get. */
static bool
forbidden(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xad ||
	       cp == 0x61c || (cp >= 0x200b && cp <= 0x200f) ||
	       (cp >= 0x2028 && cp <= 0x202e) ||
	       (cp >= 0x2060 && cp <= 0x206f) || cp == 0xfeff ||
	       (cp >= 0xd800 && cp < 0xe000) ||
	       (cp >= 0xfe00 && cp <= 0xfe0f) ||
	       (cp >= 0xe0000 && cp <= 0xe0fff) || cp > 0x10ffff;
}

static void
check_cell(const struct cell *c)
{
	int i;

	must(c->n >= 1 && c->n <= CELL_POINTS, "a base and up to four marks");
	must(c->width == 1 || c->width == 2, "one column or two");
	must(wcwidth((wchar_t)c->cp[0]) == c->width, "libc's width");
	for (i = 0; i < c->n; i++)
		must(!forbidden(c->cp[i]), "nothing forbidden is sent");
	for (i = 1; i < c->n; i++)
		must(wcwidth((wchar_t)c->cp[i]) == 0, "marks have no width");
}

/* Every byte of the line belongs to one cell, or one picture. */
static void
check_spans(const struct cells *c, struct span line)
{
	uint8_t *seen = xcalloc(line.to + 1, 1);
	size_t i, covered = 0;
	uint32_t j;

	for (i = 0; i < c->n; i++) {
		const struct cell *v = &c->v[i];

		must(
		    v->from < v->to && v->from >= line.from && v->to <= line.to,
		    "a cell has bytes of its line");
		if (i > 0 && v->from == v[-1].from && v->to == v[-1].to)
			continue;
		for (j = v->from; j < v->to; j++) {
			must(seen[j] == 0, "no byte in two cells");
			seen[j] = 1;
			covered++;
		}
	}
	must(c->n == 0 || covered == line.to - line.from, "no byte is lost");
	free(seen);
}

static void
check_line(struct str par, struct span line, enum bidi bidi, bool reveal)
{
	struct arena arena = { 0 };
	struct cells c = cells_line(&arena, par, line, bidi, reveal);
	size_t i;
	int cols = 0;

	for (i = 0; i < c.n; i++) {
		check_cell(&c.v[i]);
		cols += c.v[i].width;
	}
	must(cols == c.cols, "columns are the cells'");
	check_spans(&c, line);
	if (!reveal && line.from == 0 && line.to == par.len) {
		int width = cells_width(par);

		must(bidi == BIDI_APP ? cols <= width : cols == width,
		    "the width that was foretold");
	}
	arena_release(&arena);
}

static void
check_plain(struct str s)
{
	struct buf out = { 0 };
	size_t at = 0;

	cells_plain(&out, s, false);
	must(utf8_valid(buf_view(&out)), "plain text is valid");
	while (at < out.len) {
		uint32_t cp = utf8_next(buf_view(&out), &at);

		must(cp == '\n' || cp == '\t' || cp == 0x200c || cp == 0x200d ||
			 !forbidden(cp),
		    "plain text is harmless");
	}
	buf_reset(&out);
	cells_plain(&out, s, true);
	for (at = 0; at < out.len; at++)
		must(out.p[at] == '\n' || out.p[at] == '\t' ||
			 (out.p[at] >= ' ' && out.p[at] < 0x7f),
		    "plain ASCII is ASCII");
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str s = { (const char *)data, len };
	struct span whole = { 0, (uint32_t)len };
	enum bidi bidi;

	for (bidi = BIDI_OFF; bidi <= BIDI_TERM; bidi++) {
		size_t from = len / 3, to = len / 3 * 2;

		check_line(s, whole, bidi, false);
		check_line(s, whole, bidi, true);
		/* A part, between code points. */
		while (from < to && (data[from] & 0xc0) == 0x80)
			from++;
		while (to > from && to < len && (data[to] & 0xc0) == 0x80)
			to--;
		check_line(s, (struct span){ (uint32_t)from, (uint32_t)to },
		    bidi, false);
	}
	check_plain(s);
	return 0;
}
