#include "config.h"

#include "model/utf8.h"

enum { REPLACEMENT = 0xfffd };

/* The bytes of Windows code pages above ASCII that are not Latin-1
 * (windows-1252: 80 to 9F; the rest is), from Unicode's mapping tables. */
static const uint16_t windows_1252[32] = {
	0x20ac,
	0xfffd,
	0x201a,
	0x0192,
	0x201e,
	0x2026,
	0x2020,
	0x2021,
	0x02c6,
	0x2030,
	0x0160,
	0x2039,
	0x0152,
	0xfffd,
	0x017d,
	0xfffd,
	0xfffd,
	0x2018,
	0x2019,
	0x201c,
	0x201d,
	0x2022,
	0x2013,
	0x2014,
	0x02dc,
	0x2122,
	0x0161,
	0x203a,
	0x0153,
	0xfffd,
	0x017e,
	0x0178,
};

static const uint16_t windows_1256[128] = {
	0x20ac,
	0x067e,
	0x201a,
	0x0192,
	0x201e,
	0x2026,
	0x2020,
	0x2021,
	0x02c6,
	0x2030,
	0x0679,
	0x2039,
	0x0152,
	0x0686,
	0x0698,
	0x0688,
	0x06af,
	0x2018,
	0x2019,
	0x201c,
	0x201d,
	0x2022,
	0x2013,
	0x2014,
	0x06a9,
	0x2122,
	0x0691,
	0x203a,
	0x0153,
	0x200c,
	0x200d,
	0x06ba,
	0x00a0,
	0x060c,
	0x00a2,
	0x00a3,
	0x00a4,
	0x00a5,
	0x00a6,
	0x00a7,
	0x00a8,
	0x00a9,
	0x06be,
	0x00ab,
	0x00ac,
	0x00ad,
	0x00ae,
	0x00af,
	0x00b0,
	0x00b1,
	0x00b2,
	0x00b3,
	0x00b4,
	0x00b5,
	0x00b6,
	0x00b7,
	0x00b8,
	0x00b9,
	0x061b,
	0x00bb,
	0x00bc,
	0x00bd,
	0x00be,
	0x061f,
	0x06c1,
	0x0621,
	0x0622,
	0x0623,
	0x0624,
	0x0625,
	0x0626,
	0x0627,
	0x0628,
	0x0629,
	0x062a,
	0x062b,
	0x062c,
	0x062d,
	0x062e,
	0x062f,
	0x0630,
	0x0631,
	0x0632,
	0x0633,
	0x0634,
	0x0635,
	0x0636,
	0x00d7,
	0x0637,
	0x0638,
	0x0639,
	0x063a,
	0x0640,
	0x0641,
	0x0642,
	0x0643,
	0x00e0,
	0x0644,
	0x00e2,
	0x0645,
	0x0646,
	0x0647,
	0x0648,
	0x00e7,
	0x00e8,
	0x00e9,
	0x00ea,
	0x00eb,
	0x0649,
	0x064a,
	0x00ee,
	0x00ef,
	0x064b,
	0x064c,
	0x064d,
	0x064e,
	0x00f4,
	0x064f,
	0x0650,
	0x00f7,
	0x0651,
	0x00f9,
	0x0652,
	0x00fb,
	0x00fc,
	0x200e,
	0x200f,
	0x06d2,
};

/* Bytes of the valid sequence at p, 0 if there is none (Unicode 15, table
 * 3-7: no surrogates, nothing overlong, nothing above U+10FFFF). */
static size_t
sequence(const unsigned char *p, size_t len, uint32_t *cp)
{
	size_t n, i;
	uint32_t c;

	if (p[0] < 0x80) {
		*cp = p[0];
		return 1;
	}
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	n = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (len < n)
		return 0;
	c = p[0] & (0x7fu >> n);
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3f);
	}
	if ((n == 3 && (c < 0x800 || (c >= 0xd800 && c < 0xe000))) ||
	    (n == 4 && (c < 0x10000 || c > 0x10ffff)))
		return 0;
	*cp = c;
	return n;
}

uint32_t
utf8_next_wide(struct str s, size_t *at)
{
	uint32_t cp = REPLACEMENT;
	size_t n = sequence((const unsigned char *)s.p + *at, s.len - *at, &cp);

	*at += n > 0 ? n : 1;
	return cp;
}

uint32_t
utf8_prev(struct str s, size_t *at)
{
	size_t from = *at, back;
	uint32_t cp;

	/* A sequence is at most four bytes: take the one that ends here. */
	for (back = 1; back <= 4 && back <= from; back++) {
		size_t n = sequence(
		    (const unsigned char *)s.p + from - back, back, &cp);

		if (n == back) {
			*at = from - back;
			return cp;
		}
		if (((unsigned char)s.p[from - back] & 0xc0) != 0x80)
			break;
	}
	*at = from - 1;
	return REPLACEMENT;
}

size_t
utf8_encode(char *to, uint32_t cp)
{
	size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4, i;

	if (cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000)) {
		cp = REPLACEMENT;
		n = 3;
	}
	if (n == 1) {
		to[0] = (char)cp;
		return 1;
	}
	for (i = n; i-- > 1; cp >>= 6)
		to[i] = (char)(0x80 | (cp & 0x3f));
	to[0] = (char)((0xf00u >> n & 0xf0) | cp);
	return n;
}

void
utf8_put(struct buf *out, uint32_t cp)
{
	char b[4];

	buf_add(out, b, utf8_encode(b, cp));
}

/* Byte offset of the first byte from `at` on that is not ASCII. */
static size_t
ascii_run(struct str s, size_t at)
{
	uint64_t eight;

	while (at + sizeof eight <= s.len) {
		memcpy(&eight, s.p + at, sizeof eight);
		if ((eight & 0x8080808080808080u) != 0)
			break;
		at += sizeof eight;
	}
	while (at < s.len && (unsigned char)s.p[at] < 0x80)
		at++;
	return at;
}

struct str
utf8_head(struct str s, size_t max)
{
	if (s.len <= max)
		return s;
	while (max > 0 && ((unsigned char)s.p[max] & 0xc0) == 0x80)
		max--;
	return str_slice(s, 0, max);
}

bool
utf8_valid(struct str s)
{
	size_t at = 0, n;
	uint32_t cp;

	while ((at = ascii_run(s, at)) < s.len) {
		n = sequence((const unsigned char *)s.p + at, s.len - at, &cp);
		if (n == 0)
			return false;
		at += n;
	}
	return true;
}

enum encoding {
	UTF_8,
	UTF_16LE,
	UTF_16BE,
	WINDOWS_1252,
	WINDOWS_1256,
	ISO_8859_6
};

/* What had to be mended. */
struct damage {
	size_t broken, nul;
};

static bool
is_high(struct str s, size_t at)
{
	return at < s.len && (unsigned char)s.p[at] >= 0xc0;
}

static bool
is_ascii_letter(struct str s, size_t at)
{
	return at < s.len && (unsigned char)((s.p[at] | 0x20) - 'a') < 26;
}

/* May this byte stand in Western text in windows-1252? Letters beside letters
 * and the punctuation that typists use. */
static bool
western(struct str s, size_t at)
{
	unsigned char c = (unsigned char)s.p[at];

	if (c >= 0xfe || c == 0xd7 || c == 0xf7)
		return false;
	if (c >= 0xc0)
		return is_ascii_letter(s, at + 1) || is_high(s, at + 1) ||
		       (at > 0 &&
			   (is_ascii_letter(s, at - 1) || is_high(s, at - 1)));
	return c == 0x80 || c == 0x82 || (c >= 0x84 && c <= 0x85) ||
	       (c >= 0x91 && c <= 0x97) || c == 0x99 || c == 0x9c ||
	       c == 0x8c || c >= 0xa0;
}

/* Which of the code pages for Arabic: the most frequent letters stand apart in
 * them. What is heh, waw, alef maksura and yeh in ISO 8859-6 is French in
 * windows-1256; there feh, qaf, kaf, alef maksura and yeh have bytes that are
 * nothing or vowel signs in ISO 8859-6. */
static enum encoding
arabic(struct str s)
{
	size_t iso = 0, windows = 0, i;

	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		iso += c >= 0xe7 && c <= 0xea;
		windows += (c >= 0xdd && c <= 0xdf) || c == 0xec || c == 0xed;
	}
	return iso > windows ? ISO_8859_6 : WINDOWS_1256;
}

/* Alef and lam are a quarter of the letters of Arabic text and a sixth of
 * Persian; bytes of Chinese, Korean or Russian are them one time in thirty. */
static bool
reads_arabic(struct str s, enum encoding encoding, size_t letters)
{
	unsigned char alef = 0xc7, lam = encoding == ISO_8859_6 ? 0xe4 : 0xe1;
	size_t n = 0, i;

	for (i = 0; i < s.len; i++)
		n += (unsigned char)s.p[i] == alef ||
		     (unsigned char)s.p[i] == lam;
	return n * 8 >= letters;
}

/* Text that is not valid UTF-8: an old code page, or UTF-8 with damage? It is
 * a code page when bytes that fit no sequence are more than those that do, and
 * look like writing; Arabic when its high bytes come in whole words. Other
 * scripts in whole words are not told apart here: they stay broken bytes. */
static enum encoding
guess(struct str s)
{
	size_t at = 0, n, good = 0, broken = 0, fit = 0, letters = 0, runs = 0;
	size_t plain = 0;
	uint32_t cp;

	while ((at = ascii_run(s, at)) < s.len) {
		n = sequence((const unsigned char *)s.p + at, s.len - at, &cp);
		if (n > 0)
			good++;
		else
			broken++;
		fit += n == 0 && western(s, at);
		letters += is_high(s, at);
		/* Three high bytes in a row are no Western word. */
		runs +=
		    is_high(s, at) &&
		    ((is_high(s, at + 1) &&
			 (is_high(s, at + 2) ||
			     (at > 0 && is_high(s, at - 1)))) ||
			(at > 1 && is_high(s, at - 1) && is_high(s, at - 2)));
		at += n > 0 ? n : 1;
	}
	if (good >= broken)
		return UTF_8;
	if (letters >= 4 && runs * 2 > letters)
		return reads_arabic(s, arabic(s), letters) ? arabic(s) : UTF_8;
	/* No Western text has more accents than other letters. */
	for (at = 0; at < s.len && plain < broken; at++)
		plain += is_ascii_letter(s, at);
	return fit * 10 >= broken * 9 && plain >= broken ? WINDOWS_1252 : UTF_8;
}

/* One code point of text that passes through to what is stored. */
static void
store_point(struct buf *out, uint32_t cp, struct damage *damage)
{
	if (cp == 0)
		damage->nul++;
	else
		utf8_put(out, cp);
}

static void
from_utf8(struct buf *out, struct str s, struct damage *damage)
{
	size_t at = 0, before, run;

	while (at < s.len) {
		uint32_t cp;

		run = at;
		while (run < s.len && (unsigned char)s.p[run] < 0x80 &&
		       s.p[run] != '\r' && s.p[run] != '\0')
			run++;
		buf_add(out, s.p + at, run - at);
		if ((at = run) == s.len)
			return;
		before = at;
		cp = utf8_next(s, &at);
		if (cp == REPLACEMENT && at == before + 1)
			damage->broken++;
		if (cp == '\r') {
			at += at < s.len && s.p[at] == '\n';
			cp = '\n';
		}
		store_point(out, cp, damage);
	}
}

/* A byte from 80 up in ISO 8859-6, whose letters lie as Unicode's. */
static uint32_t
from_iso_8859_6(unsigned char c)
{
	if ((c >= 0xc1 && c <= 0xda) || (c >= 0xe0 && c <= 0xf2) || c == 0xac ||
	    c == 0xbb || c == 0xbf)
		return c - 0xa0u + 0x600u;
	return c == 0xa0 || c == 0xa4 || c == 0xad ? c : REPLACEMENT;
}

static void
from_bytes(struct buf *out, struct str s, enum encoding encoding,
    struct damage *damage)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];
		uint32_t cp = c;

		if (c >= 0x80 && encoding == ISO_8859_6)
			cp = from_iso_8859_6(c);
		else if (c >= 0x80 && encoding == WINDOWS_1256)
			cp = windows_1256[c - 0x80];
		else if (c >= 0x80 && c < 0xa0)
			cp = windows_1252[c - 0x80];
		damage->broken += cp == REPLACEMENT;
		if (c == '\r') {
			i += i + 1 < s.len && s.p[i + 1] == '\n';
			cp = '\n';
		}
		store_point(out, cp, damage);
	}
}

static uint32_t
unit_16(struct str s, size_t at, bool little)
{
	uint32_t a = (unsigned char)s.p[at], b = (unsigned char)s.p[at + 1];

	return little ? b << 8 | a : a << 8 | b;
}

static void
from_utf16(struct buf *out, struct str s, bool little, struct damage *damage)
{
	size_t i;

	for (i = 0; i + 1 < s.len; i += 2) {
		uint32_t cp = unit_16(s, i, little), low = 0;

		if (i + 3 < s.len)
			low = unit_16(s, i + 2, little);
		if (cp == '\r') {
			i += low == '\n' ? 2 : 0;
			cp = '\n';
		} else if (cp >= 0xd800 && cp < 0xdc00 && low >= 0xdc00 &&
			   low < 0xe000) {
			cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
			i += 2;
		} else if (cp >= 0xd800 && cp < 0xe000) {
			cp = REPLACEMENT;
			damage->broken++;
		}
		store_point(out, cp, damage);
	}
	if (i < s.len) {
		utf8_put(out, REPLACEMENT);
		damage->broken++;
	}
}

static enum encoding
encoding_of(struct str s)
{
	if (str_starts(s, "\xff\xfe"))
		return UTF_16LE;
	if (str_starts(s, "\xfe\xff"))
		return UTF_16BE;
	return utf8_valid(s) ? UTF_8 : guess(s);
}

static void
say(struct buf *what, const char *words, size_t n, const char *plural)
{
	if (what->len > 0)
		buf_puts(what, ", ");
	if (n > 0)
		buf_addf(what, "%zu ", n);
	buf_puts(what, n > 1 ? plural : words);
}

/* Byte order marks at the start, of which some tools write several. */
static void
drop_marks(struct buf *out, size_t from)
{
	size_t to = from;

	while (
	    str_starts(str_slice(buf_view(out), to, out->len), "\xef\xbb\xbf"))
		to += 3;
	if (to > from) {
		memmove(out->p + from, out->p + to, out->len - to);
		out->len -= to - from;
		out->p[out->len] = '\0';
	}
}

void
utf8_repair(struct buf *out, struct str bytes, struct buf *what)
{
	static const char *const names[] = {
		[UTF_16LE] = "read as UTF-16",
		[UTF_16BE] = "read as UTF-16",
		[WINDOWS_1252] = "read as windows-1252",
		[WINDOWS_1256] = "read as windows-1256",
		[ISO_8859_6] = "read as ISO-8859-6",
	};
	enum encoding encoding = encoding_of(bytes);
	struct damage damage = { 0 };
	size_t from = out->len;

	buf_reserve(out, bytes.len);
	if (encoding == UTF_8) {
		from_utf8(out, bytes, &damage);
	} else if (encoding == UTF_16LE || encoding == UTF_16BE) {
		from_utf16(out, str_slice(bytes, 2, bytes.len),
		    encoding == UTF_16LE, &damage);
	} else {
		from_bytes(out, bytes, encoding, &damage);
	}
	drop_marks(out, from);
	if (names[encoding] != NULL)
		say(what, names[encoding], 0, "");
	if (damage.broken > 0)
		say(what, "broken byte", damage.broken, "broken bytes");
	if (damage.nul > 0)
		say(what, "NUL dropped", damage.nul, "NULs dropped");
}
