#include "config.h"

#include <utf8proc.h>

#include "model/lextok.h"

/* What a code point is to the tokenizer. */
enum cls {
	CLS_OTHER,
	CLS_LETTER, /* and digits */
	CLS_MARK,   /* in a word, but folded away */
	CLS_SPACE,
	CLS_LF,
	CLS_HYPHEN,
	CLS_APOSTROPHE,
};

enum { WORD_ANY = 1, WORD_SMALL = 2, WORD_CAPITAL = 4 };
enum { TAB_SIZE = 0x700, FOLD_BYTES = 9 };

struct folded {
	uint8_t len, cls, upper, lower;
	char p[FOLD_BYTES];
};

struct lextab {
	uint8_t ascii[256]; /* enum cls; CLS_OTHER above 127 */
	uint8_t word[256];  /* of ASCII: WORD_... bits; 0: in no word */
	struct folded point[TAB_SIZE];
};

/* Latin letters that Unicode does not take apart, and Arabic ones that are
 * written for each other. */
static uint32_t
same_letter(uint32_t cp)
{
	switch (cp) {
	case 0x131: /* dotless i */
		return 'i';
	case 0xF8:
		return 'o';
	case 0x111:
		return 'd';
	case 0x142:
		return 'l';
	case 0x671: /* alef wasla */
		return 0x627;
	case 0x649: /* alef maksura, Farsi yeh */
	case 0x6CC:
		return 0x64A;
	case 0x629: /* teh marbuta */
		return 0x647;
	case 0x6A9: /* Farsi keheh */
		return 0x643;
	default:
		return cp;
	}
}

static bool
is_mark(utf8proc_category_t c)
{
	return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_ME ||
	       c == UTF8PROC_CATEGORY_CF;
}

static enum cls
punctuation_class(uint32_t cp)
{
	switch (cp) {
	case '\n':
	case 0x2028:
	case 0x2029:
		return CLS_LF;
	case '\t':
	case '\r':
		return CLS_SPACE;
	case '-':
	case 0x2010:
	case 0x2011:
	case 0x2013:
		return CLS_HYPHEN;
	case '\'':
	case '`':
	case 0xB4:
	case 0x2018:
	case 0x2019:
	case 0x201B:
		return CLS_APOSTROPHE;
	default:
		return utf8proc_category((utf8proc_int32_t)cp) ==
			       UTF8PROC_CATEGORY_ZS
			   ? CLS_SPACE
			   : CLS_OTHER;
	}
}

static enum cls
point_class(uint32_t cp)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);

	/* Ayn and hamza of transliterations, tatweel, a bare hamza. */
	if ((cp >= 0x2B0 && cp <= 0x2FF) || cp == 0x640 || cp == 0x621)
		return CLS_MARK;
	if (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO)
		return CLS_LETTER;
	if (c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO)
		return CLS_LETTER;
	if (c == UTF8PROC_CATEGORY_MC)
		return CLS_LETTER;
	return is_mark(c) ? CLS_MARK : punctuation_class(cp);
}

static void
point_make(uint32_t cp, struct folded *f)
{
	utf8proc_int32_t parts[32];
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
	int boundary = 0;
	utf8proc_ssize_t n;

	memset(f, 0, sizeof *f);
	f->cls = (uint8_t)point_class(cp);
	f->upper =
	    c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT ? 1 : 0;
	f->lower = c == UTF8PROC_CATEGORY_LL ? 1 : 0;
	if (f->cls != CLS_LETTER)
		return;
	n = utf8proc_decompose_char((utf8proc_int32_t)cp, parts,
	    (utf8proc_ssize_t)ARRAY_LEN(parts),
	    UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE,
	    &boundary);
	for (utf8proc_ssize_t i = 0;
	     i < n && i < (utf8proc_ssize_t)ARRAY_LEN(parts); i++) {
		utf8proc_uint8_t bytes[4];
		uint32_t part = same_letter((uint32_t)parts[i]);
		utf8proc_ssize_t len;

		if (point_class(part) != CLS_LETTER)
			continue;
		len = utf8proc_encode_char((utf8proc_int32_t)part, bytes);
		if (f->len + (size_t)len > FOLD_BYTES)
			break;
		memcpy(f->p + f->len, bytes, (size_t)len);
		f->len = (uint8_t)(f->len + len);
	}
}

struct lextab *
lextab_new(void)
{
	struct lextab *tab = xcalloc(1, sizeof *tab);

	for (uint32_t cp = 0; cp < TAB_SIZE; cp++)
		point_make(cp, &tab->point[cp]);
	for (int i = 0; i < 128; i++)
		tab->ascii[i] = tab->point[i].cls;
	for (int i = 0; i < 128; i++)
		if (tab->ascii[i] == CLS_LETTER)
			tab->word[i] =
			    (uint8_t)(WORD_ANY |
				      (tab->point[i].lower ? WORD_SMALL : 0) |
				      (tab->point[i].upper ? WORD_CAPITAL : 0));
	return tab;
}

void
lextab_free(struct lextab *tab)
{
	free(tab);
}

/* The code point at p with its length; a byte that is no UTF-8 is other. */
static uint32_t
point_at(const char *p, size_t left, size_t *len)
{
	utf8proc_int32_t cp;
	utf8proc_ssize_t n;

	if ((unsigned char)*p < 0x80) {
		*len = 1;
		return (unsigned char)*p;
	}
	n = utf8proc_iterate((const utf8proc_uint8_t *)p,
	    left > 4 ? 4 : (utf8proc_ssize_t)left, &cp);
	*len = n > 0 ? (size_t)n : 1;
	return n > 0 ? (uint32_t)cp : 0xFFFD;
}

static const struct folded *
point_get(const struct lextab *tab, uint32_t cp, struct folded *room)
{
	if (cp < TAB_SIZE)
		return &tab->point[cp];
	point_make(cp, room);
	return room;
}

/* What was seen between two words. */
struct gap {
	unsigned spaces, lines, hyphens, others;
	uint32_t other;
};

static void
gap_add(struct gap *gap, enum cls cls, uint32_t cp)
{
	switch (cls) {
	case CLS_SPACE:
		gap->spaces++;
		break;
	case CLS_LF:
		gap->lines++;
		break;
	case CLS_HYPHEN:
		gap->hyphens++;
		break;
	case CLS_OTHER:
		gap->others++;
		gap->other = cp;
		break;
	case CLS_LETTER:
	case CLS_MARK:
	case CLS_APOSTROPHE:
		break;
	}
}

static uint8_t
gap_code(const struct gap *gap)
{
	if (gap->lines > 1 || gap->hyphens > 1 || gap->others > 1)
		return LEXTOK_BREAK;
	if (gap->hyphens > 0 &&
	    (gap->spaces > 0 || gap->lines > 0 || gap->others > 0))
		return LEXTOK_BREAK;
	if (gap->others == 0)
		return LEXTOK_JOIN;
	if (gap->other < 0x80 && memchr(".,/+&", (int)gap->other, 5) != NULL)
		return (uint8_t)gap->other;
	return LEXTOK_BREAK;
}

/* Pass everything up to the next word. */
static bool
skip_gap(
    const struct lextab *tab, struct str text, size_t *at, struct lextok *tok)
{
	struct gap gap = { 0 };
	struct folded room;
	bool first = *at == 0;

	while (*at < text.len) {
		size_t len;
		uint32_t cp;
		enum cls cls;

		if (text.p[*at] == ' ' && *at + 1 < text.len &&
		    tab->ascii[(unsigned char)text.p[*at + 1]] == CLS_LETTER) {
			gap.spaces++;
			++*at;
			break;
		}
		cp = point_at(text.p + *at, text.len - *at, &len);
		cls = (enum cls)point_get(tab, cp, &room)->cls;
		if (cls == CLS_LETTER)
			break;
		gap_add(&gap, cls, cp);
		*at += len;
	}
	tok->gap = first ? LEXTOK_BREAK : gap_code(&gap);
	return *at < text.len;
}

/* The rest of a word that is not ASCII alone. */
static size_t
word_end(const struct lextab *tab, struct str text, size_t at,
    struct lextok *tok, bool *small)
{
	struct folded room;

	while (at < text.len) {
		size_t len;
		uint32_t cp = point_at(text.p + at, text.len - at, &len);
		const struct folded *f = point_get(tab, cp, &room);

		if (f->cls != CLS_LETTER && f->cls != CLS_MARK)
			break;
		*small = *small || f->lower;
		if (cp >= 0x80)
			tok->flags &= (uint8_t)~LEXTOK_ASCII;
		at += len;
	}
	return at;
}

/* The flags of a word by its first letter. */
static uint8_t
head_flags(const struct lextab *tab, struct str text, size_t at)
{
	struct folded room;
	size_t len;
	uint32_t cp = point_at(text.p + at, text.len - at, &len);
	uint8_t flags = LEXTOK_ASCII;

	if (point_get(tab, cp, &room)->upper)
		flags |= LEXTOK_UPPER;
	if (cp >= 0x600 && cp < TAB_SIZE)
		flags |= LEXTOK_ARABIC;
	return flags;
}

bool
lextok_next(
    const struct lextab *tab, struct str text, size_t *at, struct lextok *tok)
{
	const uint8_t *word = tab->word;
	size_t i = *at;
	uint8_t bits, seen = 0;
	bool small;

	if (text.len > UINT32_MAX)
		text.len = UINT32_MAX;
	if (i > 0 && i + 1 < text.len && text.p[i] == ' ' &&
	    word[(unsigned char)text.p[i + 1]] != 0) {
		tok->gap = LEXTOK_JOIN;
		++*at;
	} else if (!skip_gap(tab, text, at, tok)) {
		return false;
	}
	i = *at;
	tok->from = (uint32_t)i;
	bits = word[(unsigned char)text.p[i]];
	tok->flags = LEXTOK_ASCII;
	if (bits == 0)
		tok->flags = head_flags(tab, text, i);
	else if (bits & WORD_CAPITAL)
		tok->flags |= LEXTOK_UPPER;
	while (i < text.len && (bits = word[(unsigned char)text.p[i]]) != 0) {
		seen |= bits;
		i++;
	}
	small = (seen & WORD_SMALL) != 0;
	if (i < text.len && (unsigned char)text.p[i] >= 0x80)
		i = word_end(tab, text, i, tok, &small);
	if ((tok->flags & LEXTOK_UPPER) && !small)
		tok->flags |= LEXTOK_CAPS;
	tok->to = (uint32_t)i;
	*at = i;
	return true;
}

size_t
lextok_fold(const struct lextab *tab, struct str word, char out[LEXTOK_BYTES])
{
	size_t n = 0;
	struct folded room;

	for (size_t i = 0, len; i < word.len; i += len) {
		uint32_t cp = point_at(word.p + i, word.len - i, &len);
		const struct folded *f = point_get(tab, cp, &room);

		if (n + f->len > LEXTOK_BYTES)
			return 0;
		memcpy(out + n, f->p, f->len);
		n += f->len;
	}
	return n;
}

size_t
lextok_letters(const struct lextab *tab, struct str word, size_t n)
{
	struct folded room;
	size_t i = 0, len;

	while (i < word.len) {
		uint32_t cp = point_at(word.p + i, word.len - i, &len);

		if (point_get(tab, cp, &room)->cls == CLS_LETTER && n-- == 0)
			break;
		i += len;
	}
	return i;
}
