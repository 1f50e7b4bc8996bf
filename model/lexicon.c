#include "config.h"

#include "model/lexicon.h"

#include "model/gone.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum entry_flag {
	ENTRY_EXACT = 1, /* letters as in the name, or all capitals */
	ENTRY_WORD = 2,  /* an ordinary word in a line of capitals */
	ENTRY_WEAK = 4,  /* found only beside another */
	ENTRY_DOT = 8,   /* a full stop behind it belongs to it */
};

/* Somebody who bears the name that ends at a node. */
struct entry {
	int64_t entity;
	uint32_t next;        /* entry of the same node, or NONE */
	uint32_t raw;         /* ENTRY_EXACT: where its letters are */
	uint16_t upper, caps; /* words that need a capital, all capitals */
	uint8_t kind, flags, raw_len;
};

/* An edge, the node behind it and the first entry there: together, since each
 * is a cache miss in a large register. */
struct slot {
	uint64_t key; /* 0: free */
	uint32_t node;
	uint32_t first; /* entry, or NONE */
};

#define NONE UINT32_MAX /* no entry */
enum { FILTER_BITS = 16 };

struct lexicon {
	struct lextab *tab;
	/* Edges: open addressing over hashes of (node, gap, word). */
	struct slot *slots;
	size_t size, used;
	struct entry *entries;
	size_t n_entries, room_entries;
	struct gone gone; /* entries of those dropped */
	struct buf raw;
	/* First words by their first four bytes: those that may begin small,
	 * and all. */
	uint8_t filter[2][(1 << FILTER_BITS) / 8];
};

/* Capitals that are words of English, French or Italian in a headline. */
static const char *const words[] = { "is", "us", "au", "ei", "ue", "as", "pc",
	"las", "gen", "gun", "fact", "lana", "mena", "memo", "wal", "manul" };

/* Small words of names, whose case says nothing. */
static const char *const particles[] = { "al", "el", "as", "ash", "ar", "an",
	"az", "ad", "at", "es", "er", "the", "le", "la", "les", "il", "lo", "l",
	"d", "de", "di", "du", "del", "della", "of", "bin", "ben", "ibn" };

/* Nouns of armed groups that stand in the singular and the plural. */
static const char *const nouns[] = { "brigade", "battalion", "militia", "force",
	"fighter", "guard" };

enum { LISTED = 9 /* letters of the longest of these */ };

static bool
in_list(const char *const *list, size_t n, struct str word)
{
	if (word.len > LISTED)
		return false;
	for (size_t i = 0; i < n; i++)
		if (str_is(word, list[i]))
			return true;
	return false;
}

/* The bytes of up to eight folded ones at p as a number; small puts ASCII
 * letters into lower case. left: bytes that may be read. */
static inline uint64_t
load(const char *p, size_t n, size_t left, bool small)
{
	const uint64_t fold = small ? UINT64_C(0x2020202020202020) : 0;
	uint64_t v = 0;

	if (left >= 8) {
		memcpy(&v, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		v = __builtin_bswap64(v);
#endif
		v |= fold;
		return n >= 8 ? v : v & ((UINT64_C(1) << (8 * n)) - 1);
	}
	for (size_t i = 0; i < n && i < 8; i++)
		v |= ((uint64_t)(unsigned char)p[i] | (fold & 0xFF)) << (8 * i);
	return v;
}

/* A hash of a folded word (small: of an ASCII word in any case). Multiply and
 * shift, as in FxHash, with a last mixing; words of up to eight bytes never
 * collide. */
static inline uint64_t
word_hash(const char *p, size_t n, size_t left, bool small)
{
	uint64_t h = n * UINT64_C(0x9E3779B97F4A7C15);

	for (;;) {
		h ^= load(p, n, left, small);
		h *= UINT64_C(0xD6E8FEB86659FD93);
		h ^= h >> 32;
		if (n <= 8)
			return h;
		p += 8;
		n -= 8;
		left -= 8;
	}
}

static inline uint64_t
edge_key(uint32_t node, uint8_t gap, uint64_t word)
{
	uint64_t h =
	    word ^ ((uint64_t)node << 8 | gap) * UINT64_C(0x9FB21C651E98DF25);

	h ^= h >> 29;
	h *= UINT64_C(0xBF58476D1CE4E5B9);
	h ^= h >> 32;
	return h != 0 ? h : 1;
}

static inline unsigned
filter_bit(uint64_t head)
{
	return (unsigned)((uint32_t)head * UINT32_C(2654435761) >>
			  (32 - FILTER_BITS));
}

struct lexicon *
lexicon_new(size_t names)
{
	struct lexicon *lex = xcalloc(1, sizeof *lex);

	lex->tab = lextab_new();
	lex->size = 1024;
	while (lex->size < names * 3)
		lex->size *= 2;
	lex->slots = xcalloc(lex->size, sizeof *lex->slots);
	lex->room_entries = 64 + names + names / 4;
	lex->entries = xcalloc(lex->room_entries, sizeof *lex->entries);
	return lex;
}

void
lexicon_free(struct lexicon *lex)
{
	if (lex == NULL)
		return;
	lextab_free(lex->tab);
	free(lex->slots);
	free(lex->entries);
	gone_release(&lex->gone);
	buf_release(&lex->raw);
	free(lex);
}

static inline size_t
edge_slot(const struct lexicon *lex, uint64_t key)
{
	size_t i = key & (lex->size - 1);

	while (lex->slots[i].key != 0 && lex->slots[i].key != key)
		i = (i + 1) & (lex->size - 1);
	return i;
}

/* The edge from a node by that word, or NULL. */
static inline const struct slot *
edge_find(const struct lexicon *lex, uint32_t node, uint8_t gap, uint64_t word)
{
	const struct slot *s =
	    &lex->slots[edge_slot(lex, edge_key(node, gap, word))];

	return s->key != 0 ? s : NULL;
}

static void
edges_grow(struct lexicon *lex)
{
	struct slot *slots = lex->slots;
	size_t size = lex->size;

	lex->size *= 2;
	lex->slots = xcalloc(lex->size, sizeof *lex->slots);
	for (size_t i = 0; i < size; i++)
		if (slots[i].key != 0)
			lex->slots[edge_slot(lex, slots[i].key)] = slots[i];
	free(slots);
}

/* The edge, made if need be; good until the next one is made. */
static struct slot *
edge_add(struct lexicon *lex, uint32_t node, uint8_t gap, uint64_t word)
{
	uint64_t key = edge_key(node, gap, word);
	struct slot *s = &lex->slots[edge_slot(lex, key)];

	if (s->key != 0)
		return s;
	if (lex->used * 4 > lex->size * 3) {
		edges_grow(lex);
		s = &lex->slots[edge_slot(lex, key)];
	}
	*s = (struct slot){ key, (uint32_t)++lex->used, NONE };
	return s;
}

/* Those of a node stand by the number of their entity. */
static void
entry_add(struct lexicon *lex, struct slot *slot, const struct entry *entry)
{
	uint32_t i = (uint32_t)lex->n_entries, last = NONE, next = slot->first;

	for (; next != NONE; next = lex->entries[next].next) {
		const struct entry *old = &lex->entries[next];

		if (old->entity > entry->entity)
			break;
		if (old->entity == entry->entity &&
		    old->upper == entry->upper && old->caps == entry->caps &&
		    old->flags == entry->flags &&
		    !gone_is(&lex->gone, old->entity, next))
			return;
		last = next;
	}
	if (lex->n_entries == lex->room_entries) {
		lex->room_entries *= 2;
		lex->entries = xreallocarray(
		    lex->entries, lex->room_entries, sizeof *lex->entries);
	}
	lex->entries[i] = *entry;
	lex->entries[i].next = next;
	if (last == NONE)
		slot->first = i;
	else
		lex->entries[last].next = i;
	lex->n_entries++;
}

/* A name taken apart for adding. */
struct parts {
	struct str text;
	struct lextok tok[LEXICON_WORDS];
	char fold[LEXICON_WORDS][LEXTOK_BYTES];
	size_t len[LEXICON_WORDS];
	unsigned n;
};

static struct str
part_fold(const struct parts *parts, unsigned i)
{
	return (struct str){ parts->fold[i], parts->len[i] };
}

static bool
parts_make(const struct lexicon *lex, struct parts *parts, struct str text)
{
	size_t at = 0;
	struct lextok tok;

	parts->text = text;
	parts->n = 0;
	while (lextok_next(lex->tab, text, &at, &tok)) {
		unsigned i = parts->n;

		if (i == LEXICON_WORDS || (i > 0 && tok.gap == LEXTOK_BREAK))
			return false;
		parts->tok[i] = tok;
		/* Behind the word too: hashing reads whole numbers. */
		memset(parts->fold[i], 0, sizeof parts->fold[i]);
		parts->len[i] = lextok_fold(lex->tab,
		    str_slice(text, tok.from, tok.to), parts->fold[i]);
		if (parts->len[i] == 0)
			return false;
		parts->n++;
	}
	return parts->n > 0;
}

/* HoR, WaPo: capitals inside a short word with small letters. */
static bool
is_mixed(struct str word, uint8_t flags)
{
	unsigned capitals = 0;

	for (size_t i = 0; i < word.len; i++)
		capitals += word.p[i] >= 'A' && word.p[i] <= 'Z';
	return word.len <= 4 && capitals > 1 && !(flags & LEXTOK_CAPS);
}

/* The case that one word of the name asks of the text. */
static void
case_of_word(
    const struct parts *parts, unsigned i, bool asks, struct entry *entry)
{
	struct str word = part_fold(parts, i);
	uint16_t bit = (uint16_t)(1u << i);
	bool is_word;

	if (!(parts->tok[i].flags & LEXTOK_UPPER))
		return;
	is_word = (parts->tok[i].flags & LEXTOK_CAPS) &&
		  in_list(words, ARRAY_LEN(words), word);
	if ((parts->tok[i].flags & LEXTOK_CAPS) && word.len > 1) {
		if (word.len <= 3 || is_word)
			entry->caps |= bit;
		else
			entry->upper |= bit;
		if (is_word && parts->n == 1)
			entry->flags |= ENTRY_WORD;
	} else if (asks && !in_list(particles, ARRAY_LEN(particles), word)) {
		entry->upper |= bit;
	}
}

static void
case_of_name(
    struct lexicon *lex, const struct parts *parts, struct entry *entry)
{
	struct str whole =
	    str_slice(parts->text, parts->tok[0].from, parts->tok[0].to);
	bool asks =
	    (parts->tok[0].flags & LEXTOK_UPPER) || parts->n == 1 ||
	    in_list(particles, ARRAY_LEN(particles), part_fold(parts, 0));

	for (unsigned i = 0; i < parts->n; i++) {
		bool more = parts->n <= 2 || entry->upper == 0;

		case_of_word(parts, i, asks && more, entry);
	}
	if (parts->n == 1 && is_mixed(whole, parts->tok[0].flags)) {
		entry->flags |= ENTRY_EXACT;
		entry->raw = (uint32_t)lex->raw.len;
		entry->raw_len = (uint8_t)whole.len;
		buf_str(&lex->raw, whole);
	}
	if (parts->n > 1 && parts->tok[1].gap == '.' && parts->len[0] == 1 &&
	    str_ends(parts->text, "."))
		entry->flags |= ENTRY_DOT;
}

static void
filter_add(
    struct lexicon *lex, const struct parts *parts, const struct entry *entry)
{
	size_t n = parts->len[0] < 4 ? parts->len[0] : 4;
	unsigned bit = filter_bit(load(parts->fold[0], n, LEXTOK_BYTES, false));

	lex->filter[1][bit / 8] |= (uint8_t)(1u << bit % 8);
	if (!((entry->upper | entry->caps) & 1))
		lex->filter[0][bit / 8] |= (uint8_t)(1u << bit % 8);
}

/* Insert the words; bare: without the full stops behind abbreviations. */
static void
parts_insert(struct lexicon *lex, const struct parts *parts, bool bare,
    const struct entry *entry)
{
	struct slot *slot = NULL;

	for (unsigned i = 0; i < parts->n; i++) {
		uint8_t gap = i > 0 ? parts->tok[i].gap : LEXTOK_JOIN;

		if (bare && gap == '.' && parts->len[i - 1] > 1)
			gap = LEXTOK_JOIN;
		slot = edge_add(lex, slot != NULL ? slot->node : 0, gap,
		    word_hash(
			parts->fold[i], parts->len[i], LEXTOK_BYTES, false));
	}
	if (slot != NULL)
		entry_add(lex, slot, entry);
}

/* The same with the noun at its end in the other number. */
static void
insert_number(
    struct lexicon *lex, struct parts *parts, const struct entry *entry)
{
	unsigned i = parts->n - 1;
	struct str word = part_fold(parts, i);

	if (i == 0 || word.len + 1 >= LEXTOK_BYTES)
		return;
	if (in_list(nouns, ARRAY_LEN(nouns), word)) {
		parts->fold[i][parts->len[i]++] = 's';
		parts_insert(lex, parts, true, entry);
	} else if (str_ends(word, "s") &&
		   in_list(nouns, ARRAY_LEN(nouns),
		       str_slice(word, 0, word.len - 1))) {
		parts->len[i]--;
		parts_insert(lex, parts, true, entry);
	}
}

static bool
is_caps(const struct parts *parts)
{
	for (unsigned i = 0; i < parts->n; i++)
		if (!(parts->tok[i].flags & LEXTOK_CAPS))
			return false;
	return true;
}

static void
add_text(struct lexicon *lex, const struct lexicon_name *name, struct str text)
{
	struct parts parts;
	struct entry entry = { .entity = name->entity,
		.kind = (uint8_t)name->kind };

	if (!parts_make(lex, &parts, text))
		return;
	if (name->alias == LEXICON_SHORT && !is_caps(&parts))
		entry.flags |= ENTRY_WEAK;
	case_of_name(lex, &parts, &entry);
	filter_add(lex, &parts, &entry);
	parts_insert(lex, &parts, false, &entry);
	if (str_find(text, str_of("."), 0) != SIZE_MAX)
		parts_insert(lex, &parts, true, &entry);
	insert_number(lex, &parts, &entry);
}

void
lexicon_add(struct lexicon *lex, const struct lexicon_name *name)
{
	struct str text = name->text;
	size_t bracket = str_find(text, str_of("("), 0);
	size_t slash = str_find(text, str_of(" / "), 0);

	if (bracket != SIZE_MAX) {
		if (name->alias != LEXICON_NAME)
			return;
		text = str_slice(text, 0, bracket);
	}
	text = str_trim(text);
	if (slash < text.len) {
		struct str other = str_slice(text, slash + 3, text.len);

		/* One word behind it ("Front / Brigade") is no name. */
		text = str_slice(text, 0, slash);
		if (str_find(other, str_of(" "), 0) != SIZE_MAX)
			add_text(lex, name, other);
	}
	add_text(lex, name, text);
}

void
lexicon_drop(struct lexicon *lex, int64_t entity)
{
	gone_put(&lex->gone, entity, lex->n_entries);
}

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

	for (uint32_t e = first; e != NONE; e = lex->entries[e].next) {
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
		if (slot->first != NONE &&
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
	bit = filter_bit(load(p, len < 4 ? len : 4, left, true));
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
	unsigned bit = filter_bit(load(p, n < 4 ? n : 4, 8, true));

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
