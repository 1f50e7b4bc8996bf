#include "config.h"

#include "model/mojibake.h"

#include "model/charset.h"
#include "model/utf8.h"

enum {
	LOW = 0x700,     /* code points below have a place of their own */
	SIGNS = 0x2000,  /* and so have those from here */
	SIGNS_N = 0x140, /* this many */
	TIMES = 3,       /* times over, at most */
	EARLY = 50,      /* runs that tell a right text */
	RARE = 20,       /* of so many runs, one may be another thing */
	FEW = 3,         /* runs of a short text */
};

/* Which byte stands for a code point; 0: none. */
struct table {
	unsigned char low[LOW], sign[SIGNS_N];
};

/* What a text is made of, run by run of characters beyond ASCII. */
struct tally {
	size_t good, bad;  /* runs */
	size_t within;     /* Latin letters in a word, signs of three bytes */
	size_t signs;      /* that came out */
	size_t clear;      /* runs that are no letter with a sign behind it */
	size_t foreign;    /* letters that are not Latin */
	size_t ideographs; /* those of East Asia */
	bool strange;      /* something that no text has */
};

struct run {
	struct str s;     /* as it stands */
	struct buf *utf8; /* as it would be */
	bool word_before; /* an ASCII letter stands right before it, */
	bool word_behind; /* or behind */
};

static void
fill_table(struct table *t, const char *charset)
{
	struct buf all = { 0 };
	char bytes[128];
	struct str s;
	size_t at = 0, i;
	uint32_t cp;

	memset(t, 0, sizeof *t);
	for (i = 0; i < sizeof bytes; i++) {
		bytes[i] = (char)(unsigned char)(0x80 + i);
		/* What the charset leaves open is passed through. */
		t->low[0x80 + i] = i < 0x20 ? (unsigned char)(0x80 + i) : 0;
	}
	(void)charset_convert(
	    &all, (struct str){ bytes, sizeof bytes }, str_of(charset));
	s = buf_view(&all);
	for (i = 0x80; at < s.len && i < 0x100; i++) {
		cp = utf8_next(s, &at);
		if (cp < LOW)
			t->low[cp] = (unsigned char)i;
		else if (cp >= SIGNS && cp < SIGNS + SIGNS_N)
			t->sign[cp - SIGNS] = (unsigned char)i;
	}
	buf_release(&all);
}

static unsigned char
byte_of(const struct table *t, uint32_t cp)
{
	if (cp < LOW)
		return t->low[cp];
	return cp >= SIGNS && cp < SIGNS + SIGNS_N ? t->sign[cp - SIGNS] : 0;
}

/* Quotation marks, dashes, dots and blanks: what may follow on a letter. */
static bool
may_follow(uint32_t cp)
{
	return cp == 0xa0 || cp == 0xbb || cp == 0xab || cp == 0xb7 ||
	       (cp >= 0x2010 && cp <= 0x2026) || cp == 0x2039 || cp == 0x203a;
}

static bool
is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_latin(uint32_t cp)
{
	return (cp >= 0xc0 && cp <= 0x17f && cp != 0xd7 && cp != 0xf7) ||
	       (cp >= 0x218 && cp <= 0x21b) || cp == 0x1a0 || cp == 0x1a1 ||
	       cp == 0x1af || cp == 0x1b0 || cp == 0x259 ||
	       (cp >= 0x1ea0 && cp <= 0x1ef9);
}

/* Letters of the scripts that papers are written in. */
static bool
is_foreign(uint32_t cp)
{
	return (cp >= 0x386 && cp <= 0x3ce) || (cp >= 0x400 && cp <= 0x4ff) ||
	       (cp >= 0x531 && cp <= 0x587) || (cp >= 0x5d0 && cp <= 0x5ea) ||
	       (cp >= 0x620 && cp <= 0x6d3) || (cp >= 0x900 && cp <= 0xe7f) ||
	       (cp >= 0x10a0 && cp <= 0x10ff) ||
	       (cp >= 0x1200 && cp <= 0x137f) ||
	       (cp >= 0x3041 && cp <= 0x9fff) || (cp >= 0xac00 && cp <= 0xd7a3);
}

static bool
is_sign(uint32_t cp)
{
	return (cp >= 0xa0 && cp <= 0xbf) || cp == 0xd7 || cp == 0xf7 ||
	       cp == 0x60c || cp == 0x61b || cp == 0x61f || cp == 0x640 ||
	       (cp >= 0x660 && cp <= 0x66d) || cp == 0x6d4 ||
	       (cp >= 0x6f0 && cp <= 0x6f9) || (cp >= 0x200b && cp <= 0x206f) ||
	       (cp >= 0x20a0 && cp <= 0x20bf) ||
	       (cp >= 0x2100 && cp <= 0x22ff) ||
	       (cp >= 0x2500 && cp <= 0x27bf) ||
	       (cp >= 0x3000 && cp <= 0x303f) || cp == 0xfe0f ||
	       (cp >= 0xff00 && cp <= 0xff65) ||
	       (cp >= 0x1f100 && cp <= 0x1faff);
}

/* What came out of a run, counted; false when no text has such. */
static bool
count_run(const struct run *run, struct tally *t)
{
	struct str s = buf_view(run->utf8);
	size_t at = 0, from;
	uint32_t cp;

	while (at < s.len) {
		from = at;
		cp = utf8_next(s, &at);
		if (is_foreign(cp)) {
			if ((from == 0 && run->word_before) ||
			    (at == s.len && run->word_behind))
				return false;
			t->foreign++;
			t->ideographs += cp >= 0x3041;
		} else if (is_latin(cp)) {
			t->within += run->word_before || run->word_behind;
		} else if (is_sign(cp)) {
			t->within += at - from > 2;
			t->signs++;
		} else {
			return false;
		}
	}
	return true;
}

/* The run at *at, which moves behind it, as bytes; true: valid UTF-8. */
static bool
take_run(const struct table *table, struct str text, size_t *at,
    struct run *run, bool *clear)
{
	const size_t from = *at;
	bool known = true;
	unsigned char byte;
	uint32_t cp;
	size_t to;

	buf_reset(run->utf8);
	*clear = false;
	while (*at < text.len && (text.p[*at] & 0x80) != 0) {
		to = *at;
		cp = utf8_next(text, &to);
		byte = byte_of(table, cp);
		*clear |= byte != 0 && byte < 0xc0 && !may_follow(cp);
		known &= byte != 0;
		buf_putc(run->utf8, (char)byte);
		*at = to;
	}
	run->s = str_slice(text, from, *at);
	run->word_before = from > 0 && is_ascii_letter(text.p[from - 1]);
	run->word_behind = *at < text.len && is_ascii_letter(text.p[*at]);
	return known && utf8_valid(buf_view(run->utf8));
}

/* "Ã " was "à " before its second byte was taken for a blank, and maybe for one
 * that is not needed. */
static bool
is_lost_blank(const struct run *run, struct str text, size_t *at)
{
	if (run->s.len != 2 || memcmp(run->s.p, "\xc3\x83", 2) != 0 ||
	    (*at < text.len && text.p[*at] != ' '))
		return false;
	*at += *at + 1 < text.len && text.p[*at + 1] == ' ';
	return true;
}

/* Nearly everything turned into valid UTF-8. */
static bool
is_valid(const struct tally *t)
{
	return t->good > 0 && t->bad * RARE <= t->good;
}

static bool
is_certain(const struct tally *t, bool sure)
{
	/* Two letters and a sign may make an ideograph by chance. */
	if (!is_valid(t) || t->strange ||
	    (t->ideographs > 0 && t->ideographs < 4))
		return false;
	if (sure)
		return true;
	return (t->good >= FEW || t->clear == t->good || t->foreign >= 4) &&
	       (t->foreign >= 2 || t->within > 0 || t->signs >= 2);
}

/* What the text would be if it had been read by this table. */
static struct tally
undo_once(struct buf *out, struct str text, const struct table *table)
{
	struct tally t = { 0 };
	struct buf utf8 = { 0 };
	struct run run = { .utf8 = &utf8 };
	size_t at = 0;
	bool clear;

	while (at < text.len) {
		if ((text.p[at] & 0x80) == 0) {
			buf_putc(out, text.p[at++]);
			continue;
		}
		if (take_run(table, text, &at, &run, &clear)) {
			t.good++;
			t.clear += clear;
			t.strange |= !count_run(&run, &t);
			buf_str(out, buf_view(&utf8));
		} else if (is_lost_blank(&run, text, &at)) {
			buf_puts(out, "à");
		} else {
			t.bad++;
			buf_str(out, run.s);
		}
		if (t.good + t.bad >= EARLY && !is_valid(&t))
			break;
	}
	buf_release(&utf8);
	return t;
}

/* As often as it takes: what lies between is no text that anybody writes, and
 * the last that is certain counts. */
static bool
undo(struct buf *out, struct str text, const char *charset, bool sure)
{
	struct buf step[2] = { { 0 }, { 0 } };
	const size_t from = out->len;
	struct table table;
	struct tally t;
	bool certain = false, valid = true;
	int i;

	fill_table(&table, charset);
	for (i = 0; i < TIMES && valid; i++) {
		buf_reset(&step[i % 2]);
		t = undo_once(&step[i % 2],
		    i == 0 ? text : buf_view(&step[(i + 1) % 2]), &table);
		valid = is_valid(&t);
		if (!is_certain(&t, sure))
			continue;
		certain = true;
		out->len = from;
		buf_str(out, buf_view(&step[i % 2]));
	}
	buf_release(&step[0]);
	buf_release(&step[1]);
	return certain;
}

/* Is there anything beyond ASCII that two bytes could have become? */
static bool
is_worth_it(struct str text)
{
	size_t i;

	for (i = 0; i + 3 < text.len; i++) {
		if ((text.p[i] & 0x80) != 0 && (text.p[i + 2] & 0x80) != 0 &&
		    (text.p[i + 1] & 0x80) != 0)
			return true;
	}
	return false;
}

const char *
mojibake_repair(struct buf *out, struct str text, bool sure)
{
	static const char *const charsets[] = { "windows-1252", "windows-1256",
		"windows-1251" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(charsets) && is_worth_it(text); i++) {
		if (undo(out, text, charsets[i], sure))
			return charsets[i];
	}
	return NULL;
}
