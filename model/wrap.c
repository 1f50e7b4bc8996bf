#include "config.h"

#include "model/wrap.h"

#include <assert.h>
#include <linebreak.h>

#include "model/glyph.h"
#include "model/utf8.h"
#include "model/words.h"

/* The lines so far, and what they are made from. */
struct wrap {
	struct str text;
	int columns;
	struct line *lines;
	size_t n, size;
	char *breaks; /* libunibreak's verdict behind each byte of par */
	char *clean;  /* what it gets to see of par, byte by byte */
	size_t breaks_size;
	struct span par;
	bool rtl;
};

static void
add_line(struct wrap *w, size_t from, size_t to)
{
	if (w->n == w->size) {
		w->size = w->size > 0 ? 2 * w->size : 64;
		w->lines = xreallocarray(w->lines, w->size, sizeof *w->lines);
	}
	w->lines[w->n++] = (struct line){
		.span = { (uint32_t)from, (uint32_t)to },
		.par = w->par,
		.rtl = w->rtl,
	};
}

/* libunibreak 1.1 ends the program (an assertion) on regional indicators, of
 * which flags are made, and on U+FFFF, and stops at what is no UTF-8. Give it
 * ideographs, U+FFFD and letters of the same length in their place. */
static void
copy_clean(char *to, struct str s)
{
	size_t at = 0;

	memcpy(to, s.p, s.len);
	while (at < s.len) {
		size_t from = at;
		uint32_t cp;

		if ((unsigned char)s.p[at] < 0x80) {
			at++;
			continue;
		}
		cp = utf8_next(s, &at);
		if (at - from == 1)
			to[from] = 'x';
		else if (cp >= 0x1f1e6 && cp <= 0x1f1ff)
			memcpy(to + from, "\xf0\xa0\x80\x80", 4);
		else if (cp == 0xffff)
			to[from + 2] = '\xbd';
	}
}

static void
make_room(struct wrap *w, size_t len)
{
	if (w->breaks != NULL && len <= w->breaks_size)
		return;
	w->breaks = xreallocarray(w->breaks, len, 1);
	w->clean = xreallocarray(w->clean, len, 1);
	w->breaks_size = len;
}

static void
find_breaks(struct wrap *w)
{
	struct str par = str_slice(w->text, w->par.from, w->par.to);

	if (par.len == 0)
		return;
	make_room(w, par.len);
	memset(w->breaks, LINEBREAK_NOBREAK, par.len);
	copy_clean(w->clean, par);
	set_linebreaks_utf8((const utf8_t *)w->clean, par.len, "", w->breaks);
}

/* Blanks hang over the end of a line. */
static bool
is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\r' || cp == 0x85 ||
	       cp == 0x2028 || cp == 0x2029 || cp == 0x3000 || cp == 0x1680 ||
	       (cp >= 0x2000 && cp <= 0x200a && cp != 0x2007);
}

static bool
must_break(uint32_t cp)
{
	return cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

static int
columns_of(struct str text, size_t from, size_t to)
{
	return cells_width(str_slice(text, from, to));
}

/* One line from w->par on: where it ends (*to, without blanks) and where the
 * next one starts. A glyph is looked at twice at most: again after a break
 * before the word that it stands in. */
static size_t
one_line(struct wrap *w, size_t from, size_t *to)
{
	struct str par = str_slice(w->text, 0, w->par.to);
	size_t at = from, inked = from, brk = 0, brk_inked = from;
	size_t soft = 0; /* a soft hyphen that has no room to be drawn */
	int cols = 0;

	while (at < par.len) {
		size_t next = cluster_next(par, at), last = next, first = at;
		uint32_t cp = utf8_next(par, &first);
		bool blank = is_blank(cp) && first == next;
		int width = next == at + 1 && cp >= ' ' && cp < 0x7f
				? 1
				: columns_of(par, at, next);
		char verdict;

		if (!blank && cols + width > w->columns && at > from) {
			if (brk == 0 && soft > 0 && at == soft + 2)
				inked = at = soft;
			*to = brk > 0 ? brk_inked : inked;
			return brk > 0 ? brk : at;
		}
		cols += width;
		cp = utf8_prev(par, &last);
		assert(w->breaks != NULL);
		verdict = w->breaks[next - 1 - w->par.from];
		if (cp == 0xad && cols >= w->columns && at > from)
			soft = next - 2; /* hangs over before blanks */
		else if (!blank)
			inked = next;
		at = next;
		if (must_break(cp)) {
			*to = inked;
			return at;
		}
		/* A soft hyphen that ends a line is drawn. */
		if ((verdict == LINEBREAK_ALLOWBREAK ||
			verdict == LINEBREAK_MUSTBREAK) &&
		    at < par.len && cols > 0 &&
		    (cp != 0xad || cols < w->columns)) {
			brk = at;
			brk_inked = inked;
		}
	}
	*to = inked;
	return at;
}

/* Nothing but blanks and what ASCII draws in one column each. */
static bool
is_plain(struct str par)
{
	size_t i;

	for (i = 0; i < par.len; i++)
		if (par.p[i] < ' ' || par.p[i] >= 0x7f)
			return false;
	return true;
}

/* The start of the word at p, or of the one before if p starts one. */
static size_t
word_before(const char *text, size_t from, size_t p)
{
	while (p > from && (text[p - 1] == ' ' || text[p] == ' '))
		p--;
	while (p > from && text[p - 1] != ' ')
		p--;
	return p;
}

/* The last place behind start and up to end (where a character stands) at which
 * a line may be broken; 0: none. Whether it may depends on what stands on both
 * sides with blanks between, so that it is enough to begin with a word. */
static size_t
last_break(struct wrap *w, size_t start, size_t end)
{
	size_t n = end + 1 - start, i;

	make_room(w, n);
	set_linebreaks_utf8(
	    (const utf8_t *)w->text.p + start, n, "", w->breaks);
	for (i = n - 1; i > 0; i--)
		if (w->breaks[i - 1] == LINEBREAK_ALLOWBREAK)
			return start + i;
	return 0;
}

/* one_line for a plain paragraph: what libunibreak thinks is asked of the words
 * at the end of the line alone, which is most of what wrapping costs. */
static size_t
plain_line(struct wrap *w, size_t from, size_t *to)
{
	const char *text = w->text.p;
	size_t end = from + (size_t)w->columns, start, brk = 0;

	while (end < w->par.to && text[end] == ' ')
		end++;
	if (end >= w->par.to) {
		end = w->par.to;
	} else {
		start = word_before(text, from, word_before(text, from, end));
		brk = last_break(w, start, end);
		if (brk == 0 && start > from)
			brk = last_break(w, from, end);
	}
	*to = brk > 0 ? brk : end;
	while (*to > from && text[*to - 1] == ' ')
		--*to;
	return brk > 0 ? brk : end;
}

static void
wrap_par(struct wrap *w)
{
	struct str par = str_slice(w->text, w->par.from, w->par.to);
	size_t from = w->par.from, first = w->n, to, next;
	bool plain = is_plain(par);

	w->rtl = !plain && cells_rtl(par);
	if (!plain)
		find_breaks(w);
	do {
		to = from;
		next =
		    plain ? plain_line(w, from, &to) : one_line(w, from, &to);
		add_line(w, from, to);
		from = next;
	} while (from < w->par.to);
	w->lines[first].first = true;
	w->lines[w->n - 1].last = true;
}

void
wrap_text(struct arena *arena, struct str text, int columns,
    struct line **lines, size_t *n)
{
	struct wrap w = {
		.text = text,
		.columns = columns > 0 ? columns : 1,
	};
	size_t at = 0;

	init_linebreak();
	do {
		const char *lf = at < text.len
				     ? memchr(text.p + at, '\n', text.len - at)
				     : NULL;
		size_t to = lf != NULL ? (size_t)(lf - text.p) : text.len;

		w.par = (struct span){ (uint32_t)at, (uint32_t)to };
		wrap_par(&w);
		at = to + 1;
	} while (at < text.len);
	*n = w.n;
	*lines = arena_array(arena, w.n, sizeof **lines);
	memcpy(*lines, w.lines, w.n * sizeof *w.lines);
	free(w.lines);
	free(w.breaks);
	free(w.clean);
}

size_t
wrap_line_at(const struct line *lines, size_t n, uint32_t at)
{
	size_t low = 0, high = n;

	/* The last line that starts at or before at. */
	while (low + 1 < high) {
		size_t mid = low + (high - low) / 2;

		if (lines[mid].span.from <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}
