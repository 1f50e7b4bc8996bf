#include "config.h"

#include "model/cells.h"
#include "model/utf8.h"
#include "model/words.h"
#include "model/wrap.h"
#include "tests/fuzz.h"

/* What may stand between two lines. */
static void
check_gap(struct str text, size_t from, size_t to)
{
	while (from < to) {
		uint32_t cp = utf8_next(text, &from);

		must(cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' ||
			 cp == 0x85 || cp == 0xad || cp == 0x1680 ||
			 (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 ||
			 cp == 0x2029 || cp == 0x3000,
		    "only blanks and soft hyphens hang over");
	}
}

static void
check_line(struct str text, const struct line *line, int columns)
{
	struct arena arena = { 0 };
	struct str par = str_slice(text, line->par.from, line->par.to);
	struct span span = { line->span.from - line->par.from,
		line->span.to - line->par.from };
	struct cells c;

	must(line->span.from <= line->span.to &&
		 line->span.from >= line->par.from &&
		 line->span.to <= line->par.to,
	    "a line lies in its paragraph");
	c = cells_line(&arena, par, span, BIDI_OFF, false);
	must(c.cols <= columns ||
		 cluster_next(text, line->span.from) >= line->span.to,
	    "a line fits, or is one letter");
	arena_release(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str text = { (const char *)data, len };
	int columns = len > 0 ? data[0] % 90 + 1 : 20;
	struct arena arena = { 0 };
	struct line *lines;
	size_t n, i, end = 0;

	wrap_text(&arena, text, columns, &lines, &n);
	must(n > 0 && lines[0].first && lines[n - 1].last, "there are lines");
	for (i = 0; i < n; i++) {
		must(lines[i].span.from >= end, "lines follow each other");
		check_gap(text, end, lines[i].span.from);
		check_line(text, &lines[i], columns);
		must(wrap_line_at(lines, n, lines[i].span.from) == i,
		    "a line is found by its start");
		end = lines[i].span.to;
	}
	check_gap(text, end, len);
	arena_release(&arena);
	return 0;
}
