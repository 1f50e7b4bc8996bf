#include "config.h"

#include "model/lexicon-trie.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

void
lexicon_start(
    struct lexicon_scan *scan, const struct lexicon *lex, struct str text)
{
	scan->lex = lex;
	scan->text = text;
	scan->at = 0;
	scan->i = scan->n = 0;
}

/* The k-th word from where the scan stands, or NULL at the end. */
static const struct lextok *
peek(struct lexicon_scan *scan, unsigned k)
{
	if (scan->i + k >= ARRAY_LEN(scan->tok)) {
		memmove(scan->tok, scan->tok + scan->i,
		    (scan->n - scan->i) * sizeof *scan->tok);
		scan->n -= scan->i;
		scan->i = 0;
	}
	while (scan->i + k >= scan->n) {
		if (!lextok_next(scan->lex->tab, scan->text, &scan->at,
			&scan->tok[scan->n]))
			return NULL;
		scan->n++;
	}
	return &scan->tok[scan->i + k];
}

static uint64_t
tok_hash(const struct lexicon_scan *scan, const struct lextok *tok)
{
	char fold[LEXTOK_BYTES] = { 0 };
	const char *p = scan->text.p + tok->from;
	size_t len = tok->to - tok->from;

	if (tok->flags & LEXTOK_ASCII)
		return word_hash(p, len, scan->text.len - tok->from, true);
	len = lextok_fold(scan->lex->tab, (struct str){ p, len }, fold);
	return word_hash(fold, len, sizeof fold, false);
}

/* Whether no small ASCII letter stands on the line, as far as 300 bytes. */
static bool
line_is_capitals(struct str text, struct span span)
{
	size_t from = span.from, to = span.to;

	while (from > 0 && span.from - from < 300 && text.p[from - 1] != '\n')
		if (text.p[--from] >= 'a' && text.p[from] <= 'z')
			return false;
	for (; to < text.len && to - span.to < 300 && text.p[to] != '\n'; to++)
		if (text.p[to] >= 'a' && text.p[to] <= 'z')
			return false;
	return true;
}

/* What a walk through the trie has seen so far. */
struct walk {
	struct span span;
	uint16_t upper, caps; /* of its words */
	unsigned words;
};

static bool
entry_fits(const struct lexicon_scan *scan, const struct entry *entry,
    const struct walk *walk)
{
	struct str text = scan->text;

	if ((entry->upper & ~walk->upper) || (entry->caps & ~walk->caps))
		return false;
	if ((entry->flags & ENTRY_WORD) && line_is_capitals(text, walk->span))
		return false;
	if ((entry->flags & ENTRY_EXACT) && !(walk->caps & 1) &&
	    !str_eq(str_slice(text, walk->span.from, walk->span.to),
		(struct str){ scan->lex->raw.p + entry->raw, entry->raw_len }))
		return false;
	return true;
}

/* Put down who the name at this node stands for; false if for nobody. */
static bool
accept(const struct lexicon_scan *scan, uint32_t first, const struct walk *walk,
    struct lexicon_hit *hit)
{
	const struct lexicon *lex = scan->lex;
	struct lexicon_who who[LEXICON_WHO];
	bool strong = false, dot = false;
	unsigned n = 0;

	for (uint32_t e = first; e != NO_ENTRY; e = lex->entries[e].next) {
		const struct entry *entry = &lex->entries[e];
		bool known = false;

		if (n == LEXICON_WHO || !entry_fits(scan, entry, walk) ||
		    gone_is(&lex->gone, entry->entity, e))
			continue;
		strong = strong || !(entry->flags & ENTRY_WEAK);
		dot = dot || (entry->flags & ENTRY_DOT);
		for (unsigned i = 0; i < n; i++)
			known = known || who[i].entity == entry->entity;
		if (!known)
			who[n++] = (struct lexicon_who){ entry->entity,
				(enum entity_kind)entry->kind };
	}
	if (!strong)
		return false;
	hit->span = walk->span;
	hit->words = walk->words;
	hit->n = n;
	memcpy(hit->who, who, n * sizeof *who);
	if (dot && hit->span.to < scan->text.len &&
	    scan->text.p[hit->span.to] == '.')
		hit->span.to++;
	return true;
}

/* The longest name that begins at the word where the scan stands, when that
 * word has this hash and begins at byte from. */
static bool
walk_from(struct lexicon_scan *scan, uint64_t hash, uint32_t from,
    struct lexicon_hit *hit)
{
	struct walk walk = { .span.from = from };
	const struct slot *slot;
	uint32_t node = 0;
	bool found = false;

	for (unsigned k = 0; k < LEXICON_WORDS; k++) {
		const struct lextok *tok = peek(scan, k);

		if (tok == NULL || (k > 0 && tok->gap == LEXTOK_BREAK))
			break;
		if (k > 0)
			hash = tok_hash(scan, tok);
		slot = edge_find(
		    scan->lex, node, k > 0 ? tok->gap : LEXTOK_JOIN, hash);
		if (slot == NULL)
			break;
		node = slot->node;
		if (tok->flags & LEXTOK_UPPER)
			walk.upper |= (uint16_t)(1u << k);
		if (tok->flags & LEXTOK_CAPS)
			walk.caps |= (uint16_t)(1u << k);
		walk.words = k + 1;
		walk.span.to = tok->to;
		if (slot->first != NO_ENTRY &&
		    accept(scan, slot->first, &walk, hit)) {
			hit->last = hash;
			found = true;
		}
	}
	return found;
}

/* Arabic letters are two bytes each once folded. */
#define WAW "\xD9\x88"
#define FEH "\xD9\x81"
#define BEH "\xD8\xA8"
#define KAF "\xD9\x83"
#define LAM "\xD9\x84"
#define ALEF "\xD8\xA7"

/* Whether so many letters may be cut off in front of the rest. */
static bool
may_cut(struct str word, struct str letter)
{
	struct str rest = str_slice(word, 2, word.len);
	size_t least = str_is(letter, FEH) || str_is(letter, KAF) ? 8 : 6;

	if (str_is(word, LAM "\xD8\xBA" ALEF "\xD8\xAA"))
		return false; /* lughat, languages: not "to Ghat" */
	return str_starts(rest, ALEF LAM) || rest.len >= least;
}

/* Try the word as it is, then without proclitics; keep the longest name. */
struct forms {
	struct lexicon_scan *scan;
	struct lexicon_hit *hit;
	struct str raw;
	uint32_t from;
	bool found;
};

static void
form_try(struct forms *forms, const char *fold, size_t len, size_t letters)
{
	struct lexicon_hit hit;
	uint32_t skip = letters == 0
			    ? 0
			    : (uint32_t)lextok_letters(
				  forms->scan->lex->tab, forms->raw, letters);

	if (!walk_from(forms->scan, word_hash(fold, len, LEXTOK_BYTES, false),
		forms->from + skip, &hit))
		return;
	if (!forms->found || hit.words > forms->hit->words)
		*forms->hit = hit;
	forms->found = true;
}

static void
forms_after(struct forms *forms, const char *fold, size_t len, size_t letters)
{
	char with[LEXTOK_BYTES * 2] = { 0 };
	struct str word = { fold, len }, head = str_slice(word, 0, 2);

	if (!str_is(head, BEH) && !str_is(head, KAF) && !str_is(head, LAM))
		return;
	if (may_cut(word, head))
		form_try(forms, fold + 2, len - 2, letters + 1);
	if (str_starts(word, LAM LAM) && len >= 10) {
		memcpy(with, ALEF, 2);
		memcpy(with + 2, fold + 2, len - 2);
		form_try(forms, with, len, letters + 1);
	}
}

static bool
arabic(struct lexicon_scan *scan, const struct lextok *tok,
    struct lexicon_hit *hit)
{
	/* Room behind the word, so that hashing may read whole numbers. */
	char fold[LEXTOK_BYTES * 2] = { 0 };
	struct forms forms = { scan, hit,
		str_slice(scan->text, tok->from, tok->to), tok->from, false };
	size_t len = lextok_fold(scan->lex->tab, forms.raw, fold);
	struct str word = { fold, len }, head = str_slice(word, 0, 2);

	if (len == 0)
		return false;
	form_try(&forms, fold, len, 0);
	forms_after(&forms, fold, len, 0);
	if ((str_is(head, WAW) || str_is(head, FEH)) && may_cut(word, head)) {
		form_try(&forms, fold + 2, len - 2, 1);
		forms_after(&forms, fold + 2, len - 2, 1);
	}
	return forms.found;
}

/* LNAs, GNAs: a plural s behind capitals. */
static bool
plural(struct lexicon_scan *scan, const struct lextok *tok,
    struct lexicon_hit *hit)
{
	const char *p = scan->text.p + tok->from;
	size_t n = tok->to - tok->from;
	struct lextok *mine = &scan->tok[scan->i];
	bool found;

	if (n < 3 || p[n - 1] != 's' || p[n - 2] < 'A' || p[n - 2] > 'Z')
		return false;
	*mine = (struct lextok){ tok->from, tok->to,
		LEXTOK_UPPER | LEXTOK_CAPS | LEXTOK_ASCII, tok->gap };
	found = walk_from(scan,
	    word_hash(p, n - 1, scan->text.len - tok->from, true), tok->from,
	    hit);
	return found && hit->words == 1;
}

static bool
at_word(struct lexicon_scan *scan, const struct lextok *tok,
    struct lexicon_hit *hit)
{
	const char *p = scan->text.p + tok->from;
	size_t len = tok->to - tok->from, left = scan->text.len - tok->from;
	const uint8_t *filter =
	    scan->lex->filter[tok->flags & LEXTOK_UPPER ? 1 : 0];
	unsigned bit;

	if (tok->flags & LEXTOK_ARABIC)
		return arabic(scan, tok, hit);
	if (!(tok->flags & LEXTOK_ASCII))
		return walk_from(scan, tok_hash(scan, tok), tok->from, hit);
	bit = filter_bit(word_bytes(p, len < 4 ? len : 4, left, true));
	if (filter[bit / 8] >> bit % 8 & 1 &&
	    walk_from(scan, word_hash(p, len, left, true), tok->from, hit))
		return true;
	return (tok->flags & LEXTOK_UPPER) && plural(scan, tok, hit);
}

enum { CHUNK = 64, WHOLE = 5 /* bytes of a word that are looked at */ };
#define TOP (UINT64_C(1) << 63)

/* Which of CHUNK bytes are ASCII letters or digits, and which are no ASCII, as
 * bits. */
#ifdef __SSE2__
static inline uint64_t
word_bits(const char *p, uint64_t *high)
{
	uint64_t in = 0;

	*high = 0;
	for (int i = 0; i < CHUNK; i += 16) {
		__m128i c = _mm_loadu_si128((const __m128i *)(p + i));
		__m128i l = _mm_or_si128(c, _mm_set1_epi8(0x20));
		__m128i letter =
		    _mm_and_si128(_mm_cmpgt_epi8(l, _mm_set1_epi8('a' - 1)),
			_mm_cmplt_epi8(l, _mm_set1_epi8('z' + 1)));
		__m128i digit =
		    _mm_and_si128(_mm_cmpgt_epi8(c, _mm_set1_epi8('0' - 1)),
			_mm_cmplt_epi8(c, _mm_set1_epi8('9' + 1)));
		unsigned word =
		    (unsigned)_mm_movemask_epi8(_mm_or_si128(letter, digit));

		in |= (uint64_t)word << i;
		*high |= (uint64_t)(unsigned)_mm_movemask_epi8(c) << i;
	}
	return in;
}
#else
static inline uint64_t
word_bits(const char *p, uint64_t *high)
{
	uint64_t in = 0;

	*high = 0;
	for (int i = 0; i < CHUNK; i++) {
		unsigned char c = (unsigned char)p[i], l = c | 0x20;
		bool word = (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9');

		in |= (uint64_t)word << i;
		*high |= (uint64_t)(c >> 7) << i;
	}
	return in;
}
#endif

/* May a name begin with this word of n bytes (WHOLE or more count as WHOLE)? */
static inline bool
may_begin(const struct lexicon *lex, const char *p, unsigned n)
{
	const uint8_t *filter = lex->filter[*p >= 'A' && *p <= 'Z'];
	unsigned bit = filter_bit(word_bytes(p, n < 4 ? n : 4, 8, true));

	/* LNAs is looked for as LNA, which has another beginning. */
	return (filter[bit / 8] >> bit % 8 & 1) != 0 ||
	       (n == 4 && p[3] == 's' && p[2] <= 'Z');
}

/* Most words begin no name: pass them without making tokens of them. The scan
 * stands behind a word; then it does before one that is worth a look, or at
 * most one word before something that is not ASCII. */
static void
skip(struct lexicon_scan *scan)
{
	const char *text = scan->text.p;
	size_t at = scan->at;
	uint64_t before = 0; /* the last word of the chunk before goes on */

	while (scan->text.len - at >= CHUNK + 8) {
		uint64_t high, in = word_bits(text + at, &high);
		uint64_t starts = in & ~(in << 1 | before);
		unsigned stop = (unsigned)__builtin_ctzll(high | TOP),
			 i = CHUNK;

		stop = high != 0 ? stop : CHUNK;
		for (; starts != 0; starts &= starts - 1, i = CHUNK) {
			uint64_t rest;

			i = (unsigned)__builtin_ctzll(starts);
			if (i + WHOLE > stop)
				break;
			rest = ~(in >> i) | 1 << WHOLE;
			scan->at = at + i;
			if (may_begin(scan->lex, text + at + i,
				(unsigned)__builtin_ctzll(rest)))
				return;
		}
		if (i < stop)
			scan->at = at + i;
		if (high != 0)
			return;
		at += i;
		before = i == CHUNK ? in >> (CHUNK - 1) : 0;
	}
}

bool
lexicon_next(struct lexicon_scan *scan, struct lexicon_hit *hit)
{
	const struct lextok *tok;

	for (;;) {
		if (scan->i == scan->n && scan->text.len - scan->at > 8)
			skip(scan);
		tok = peek(scan, 0);
		if (tok == NULL)
			return false;
		struct lextok word = *tok;

		if (at_word(scan, &word, hit)) {
			scan->i += hit->words;
			return true;
		}
		scan->i++;
	}
}
