#include "config.h"

#include "model/fold.h"

#include <utf8proc.h>

#include "model/utf8.h"

enum {
	/* UAX 15's limit of marks on a base in stream-safe text: more are
	 * dropped, lest sorting them takes for ever. */
	MARKS_MAX = 30,
	ON_STACK = 64,
	EXPANSION = 18, /* code points of the longest decomposition */
};

/* Code points being folded. */
struct points {
	utf8proc_int32_t *v, stack[ON_STACK];
	size_t n, size;
	size_t marks;          /* since the last base */
	utf8proc_int32_t base; /* 0: none yet */
};

static bool
is_latin(utf8proc_int32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xdf && c < 0x250) ||
	       (c >= 0x1e00 && c < 0x1f00) || (c >= 0x2c60 && c < 0x2c80) ||
	       (c >= 0xa720 && c < 0xa800);
}

/* One letter for the spellings that Arabic writers mix, and Latin letters
 * whose stroke Unicode does not take apart. */
static utf8proc_int32_t
same_letter(utf8proc_int32_t c)
{
	if ((c >= 0x660 && c <= 0x669) || (c >= 0x6f0 && c <= 0x6f9))
		return '0' + (c & 15);
	switch (c) {
	case 0x671: /* alef wasla */
		return 0x627;
	case 0x649: /* alef maqsura */
	case 0x6cc: /* Farsi yeh */
		return 0x64a;
	case 0x629: /* teh marbuta */
		return 0x647;
	case 0x6a9: /* keheh */
		return 0x643;
	case 0xf8:
		return 'o';
	case 0x111:
		return 'd';
	case 0x127:
		return 'h';
	case 0x131:
		return 'i';
	case 0x142:
		return 'l';
	default:
		return c;
	}
}

/* Tashkeel (with the hamzas and maddas that decomposing set free), Koranic
 * signs, tatweel. */
static bool
is_dropped(utf8proc_int32_t c)
{
	return (c >= 0x64b && c <= 0x65f) || c == 0x670 || c == 0x640 ||
	       (c >= 0x6d6 && c <= 0x6dc) || (c >= 0x6df && c <= 0x6e4) ||
	       (c >= 0x6e7 && c <= 0x6e8) || (c >= 0x6ea && c <= 0x6ed);
}

static void
grow(struct points *ps, size_t more)
{
	utf8proc_int32_t *v = ps->v == ps->stack ? NULL : ps->v;

	if (ps->n + more <= ps->size)
		return;
	ps->size = 2 * ps->size + more;
	v = xreallocarray(v, ps->size, sizeof *v);
	if (ps->v == ps->stack)
		memcpy(v, ps->stack, ps->n * sizeof *v);
	ps->v = v;
}

/* One decomposed code point: marks are sorted behind their base by combining
 * class, or dropped. */
static void
take(struct points *ps, utf8proc_int32_t c)
{
	utf8proc_propval_t class;
	size_t i;

	if (is_dropped(c))
		return;
	class = utf8proc_get_property(c)->combining_class;
	c = same_letter(c);
	if (class == 0) {
		ps->base = c;
		ps->marks = 0;
	} else if (is_latin(ps->base) || ps->marks == MARKS_MAX ||
		   (ps->base == 0x435 && c == 0x308)) {
		return;
	} else {
		ps->marks++;
	}
	grow(ps, 1);
	for (i = ps->n++; class > 0 && i > 0; i--) {
		utf8proc_propval_t before =
		    utf8proc_get_property(ps->v[i - 1])->combining_class;

		if (before <= class)
			break;
		ps->v[i] = ps->v[i - 1];
	}
	ps->v[i] = c;
}

struct str
fold_copy(struct arena *arena, struct str s)
{
	struct buf b = { 0 };
	struct str folded;

	fold_text(&b, s);
	folded = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return folded;
}

void
fold_slowly(struct buf *out, struct str s)
{
	const utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
					  UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	struct points ps; /* its stack is left as it is */
	utf8proc_int32_t d[EXPANSION];
	utf8proc_ssize_t n, i;
	size_t at = 0;

	ps.v = ps.stack;
	ps.size = ON_STACK;
	ps.n = ps.marks = 0;
	ps.base = 0;
	while (at < s.len) {
		utf8proc_int32_t cp = (utf8proc_int32_t)utf8_next(s, &at);
		int boundary = 0;

		n = utf8proc_decompose_char(
		    cp, d, EXPANSION, options, &boundary);
		for (i = 0; i < n && i < EXPANSION; i++)
			take(&ps, d[i]);
	}
	n = utf8proc_normalize_utf32(
	    ps.v, (utf8proc_ssize_t)ps.n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	for (i = 0; i < n; i++)
		utf8_put(out, (uint32_t)ps.v[i]);
	if (ps.v != ps.stack)
		free(ps.v);
}

/* Eight ASCII bytes in lower case at once: bit 7 of each byte of `upper` is
 * set for A to Z. */
static uint64_t
lower_eight(uint64_t x)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t from_a = x + ones * (0x80 - 'A');
	uint64_t after_z = x + ones * (0x80 - 'Z' - 1);
	uint64_t upper = (from_a & ~after_z) & ones * 0x80;

	return x | upper >> 2;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Append the ASCII from `at` on in lower case; returns where it ends. */
static size_t
fold_ascii(struct buf *out, struct str s, size_t at)
{
	char *to;
	uint64_t x;

	buf_reserve(out, s.len - at);
	to = out->p + out->len;
	for (; at + sizeof x <= s.len; at += sizeof x, to += sizeof x) {
		memcpy(&x, s.p + at, sizeof x);
		if ((x & 0x8080808080808080u) != 0)
			break;
		x = lower_eight(x);
		memcpy(to, &x, sizeof x);
	}
	for (; at < s.len && (unsigned char)s.p[at] < 0x80; at++)
		*to++ = lower(s.p[at]);
	out->len = (size_t)(to - out->p);
	*to = '\0';
	return at;
}

/* The folded form of a code point that its neighbours can't change: plain
 * Arabic and the punctuation of news. 0: dropped; -1: take the slow way. */
static utf8proc_int32_t
fold_quickly(uint32_t cp)
{
	if (cp >= 0x621 && cp <= 0x669) {
		static const uint16_t letters[] = {
			[0x622 - 0x621] = 0x627,
			[0x623 - 0x621] = 0x627,
			[0x624 - 0x621] = 0x648,
			[0x625 - 0x621] = 0x627,
			[0x626 - 0x621] = 0x64a,
			[0x669 - 0x621] = 0,
		};
		utf8proc_int32_t c = (utf8proc_int32_t)cp;

		if (is_dropped(c))
			return 0;
		return letters[cp - 0x621] != 0 ? letters[cp - 0x621]
						: same_letter(c);
	}
	switch (cp) {
	case 0xab: /* quotation marks */
	case 0xbb:
	case 0x2018:
	case 0x2019:
	case 0x201c:
	case 0x201d:
	case 0x2010: /* hyphen and dashes */
	case 0x2013:
	case 0x2014:
	case 0x20ac: /* euro */
	case 0x60c:  /* Arabic comma, semicolon, question mark */
	case 0x61b:
	case 0x61f:
	case 0x67e: /* Persian letters */
	case 0x686:
	case 0x6a4:
	case 0x6af:
	case 0x6a9:
	case 0x6cc:
		return same_letter((utf8proc_int32_t)cp);
	default:
		return -1;
	}
}

/* The run of s from `at` to `to` is folded if all of it can be quickly. */
static bool
fold_run(struct buf *out, struct str s, size_t at, size_t to)
{
	size_t len = out->len;

	buf_reserve(out, to - at);
	while (at < to) {
		utf8proc_int32_t c = fold_quickly(utf8_next(s, &at));

		if (c < 0) {
			out->len = len;
			return false;
		}
		if (c != 0)
			utf8_put(out, (uint32_t)c);
	}
	return true;
}

void
fold_text(struct buf *out, struct str s)
{
	size_t at = 0, from, to;

	while (at < s.len) {
		from = at;
		at = fold_ascii(out, s, at);
		if (at == s.len)
			return;
		for (to = at; to < s.len && (unsigned char)s.p[to] >= 0x80;)
			to++;
		if (!fold_run(out, s, at, to)) {
			/* Marks may belong to the ASCII letter before. */
			if (at > from) {
				at--;
				out->len--;
			}
			fold_slowly(out, str_slice(s, at, to));
		}
		at = to;
	}
}

/* Letters, marks, digits, and the zero-widths inside of words. */
static bool
is_token(uint32_t cp)
{
	utf8proc_category_t category;

	if (cp < 0x80)
		return (cp | 0x20) - 'a' < 26 || cp - '0' < 10;
	if (cp == 0x200c || cp == 0x200d || cp == 0xad)
		return true;
	category = utf8proc_category((utf8proc_int32_t)cp);
	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_NO;
}

static size_t
token_end(struct str s, size_t at)
{
	while (at < s.len) {
		size_t to = at;

		if (!is_token(utf8_next(s, &to)))
			break;
		at = to;
	}
	return at;
}

struct sink {
	void *ctx;
	int (*each)(void *, bool, struct str, size_t, size_t);
	size_t from, to;
};

static int
emit(const struct sink *sink, bool colocated, struct str token)
{
	return sink->each(sink->ctx, colocated, token, sink->from, sink->to);
}

/* The word, and colocated without what is glued to its front; with the article
 * alone too, so that a prefix search that types the article finds it. */
static int
emit_token(const struct sink *sink, struct str token, bool prefix)
{
	size_t cut;
	int rc;

	if (token.len == 0)
		return 0;
	rc = emit(sink, false, token);
	if (rc != 0 || prefix || (unsigned char)token.p[0] < 0xd8 ||
	    (unsigned char)token.p[0] > 0xdb)
		return rc;
	cut = fold_proclitic(token);
	if (cut > 0)
		rc = emit(sink, true, str_slice(token, cut, token.len));
	if (rc == 0 && cut == 6)
		rc = emit(sink, true, str_slice(token, 2, token.len));
	return rc;
}

static bool
is_ascii_token(unsigned char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26 ||
	       (unsigned char)(c - '0') < 10;
}

/* Fold the token at `at` into `to`, if it is a short one of ASCII that no other
 * letter or mark goes on behind. Returns its length, else 0. */
static size_t
ascii_token(struct str s, size_t at, char *to)
{
	size_t n = 0, most = s.len - at < ON_STACK ? s.len - at : ON_STACK;
	const unsigned char *p = (const unsigned char *)s.p + at;

	for (; n < most && is_ascii_token(p[n]); n++)
		to[n] = lower((char)p[n]);
	return n < ON_STACK && (n == most || p[n] < 0x80) ? n : 0;
}

/* The same for any token. */
static size_t
any_token(struct str s, size_t at, struct buf *to)
{
	size_t end = token_end(s, at);

	buf_reset(to);
	fold_text(to, str_slice(s, at, end));
	return end;
}

int
fold_tokens(struct str s, bool prefix, void *ctx,
    int (*each)(
	void *ctx, bool colocated, struct str token, size_t from, size_t to))
{
	struct sink sink = { .ctx = ctx, .each = each };
	char ascii[ON_STACK];
	struct buf b = { 0 };
	size_t at = 0, n;
	int rc = 0;

	while (rc == 0 && at < s.len) {
		sink.from = at;
		n = ascii_token(s, at, ascii);
		sink.to = n > 0 ? at + n : any_token(s, at, &b);
		if (sink.to == at) {
			(void)utf8_next(s, &at);
			continue;
		}
		rc = n > 0 ? emit(&sink, false, (struct str){ ascii, n })
			   : emit_token(&sink, buf_view(&b), prefix);
		at = sink.to;
	}
	buf_release(&b);
	return rc;
}
